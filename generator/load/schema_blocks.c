/* JSON Schema of a list of blocks: one object with all keys (so that the editor offers them) and an if/then for each kind, which says what that
 * kind may hold. A schema cannot see which key comes first, so a kind whose name is also a later key of other kinds (`tekst`) is only assumed
 * when none of those is there. */
#include "load/schema_int.h"

static bool later_key_of(const shape_def *kind, const char *name) {
  const size_t i = shape_field(kind, name);
  return i > 0 && i < kind->count;
}

static void kind_condition(writer *w, const shape_def *const *kinds, const shape_def *kind) {
  json_key(w, "if");
  json_open(w, '{');
  json_key_raw(w, "required", arena_printf(w->a, "[\"%s\"]", kind->name));
  bool others = false;
  for (size_t i = 0; kinds[i]; i++) {
    if (kinds[i] == kind || !later_key_of(kinds[i], kind->name)) continue;
    if (!others) {
      json_key(w, "not");
      json_open(w, '{');
      json_key(w, "anyOf");
      json_open(w, '[');
      others = true;
    }
    json_item(w);
    g_string_append_printf(w->out, "{\"required\": [\"%s\"]}", kinds[i]->name);
  }
  if (others) {
    json_close(w, ']');
    json_close(w, '}');
  }
  json_close(w, '}');
}

static void kind_content(writer *w, const shape_def *kind) {
  json_key(w, "then");
  json_open(w, '{');
  json_key(w, "properties");
  json_open(w, '{');
  for (size_t i = 0; i < kind->count; i++) {
    json_key(w, kind->fields[i].key);
    schema_value(w, &kind->fields[i], i == 0 && !kind->fields[i].required);
  }
  json_close(w, '}');
  json_key(w, "propertyNames");
  json_open(w, '{');
  json_key(w, "enum");
  json_open(w, '[');
  for (size_t i = 0; i < kind->count; i++) {
    json_item(w);
    json_string(w, kind->fields[i].key);
  }
  json_close(w, ']');
  json_close(w, '}');
  schema_required(w, kind);
  json_close(w, '}');
}

/* All keys of all kinds, each once, with the words of the first that has it; a kind's own name first with the kind's words. */
static void all_keys(writer *w, const shape_def *const *kinds) {
  json_key(w, "properties");
  json_open(w, '{');
  for (size_t pass = 0; pass < 2; pass++)
    for (size_t i = 0; kinds[i]; i++)
      for (size_t k = pass == 0 ? 0 : 1; k < (pass == 0 ? 1 : kinds[i]->count); k++) {
        const field_def *f = &kinds[i]->fields[k];
        bool before = false;
        for (size_t j = 0; pass == 1 && kinds[j]; j++)
          before = before || strcmp(kinds[j]->fields[0].key, f->key) == 0 || (j < i && later_key_of(kinds[j], f->key));
        if (before) continue;
        const char *help = pass == 0 && kinds[i]->help ? kinds[i]->help : f->help ? f->help : f->title;
        json_key(w, f->key);
        json_open(w, '{');
        if (help) json_key_string(w, "description", help);
        json_close(w, '}');
      }
  json_close(w, '}');
}

void schema_blocks(writer *w, const shape_def *const *kinds) {
  json_key_string(w, "description", "En liste af blokke. Den første nøgle i en blok siger, hvad den er.");
  json_key_raw(w, "type", "\"array\"");
  json_key(w, "items");
  json_open(w, '{');
  json_key_raw(w, "type", "\"object\"");
  json_key_raw(w, "minProperties", "1");
  all_keys(w, kinds);
  json_key_raw(w, "additionalProperties", "false");
  json_key(w, "allOf");
  json_open(w, '[');
  for (size_t i = 0; kinds[i]; i++) {
    json_item(w);
    json_open(w, '{');
    kind_condition(w, kinds, kinds[i]);
    kind_content(w, kinds[i]);
    json_close(w, '}');
  }
  json_close(w, ']');
  json_close(w, '}');
}
