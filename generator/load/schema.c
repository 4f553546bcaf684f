/* JSON Schema 2020-12 of a shape, for editors (VS Code with the YAML extension): completion, hover texts, early warnings.
 *
 * No oneOf: an editor then says "matches more than one schema", which helps nobody. A value that may also be "ikke oplyst,
 * fordi …" is one schema with several types instead, a pattern for its strings and properties for { uafklaret: … }. The editor
 * is a help; the program's own check is the rule. */
#include "load/schema_int.h"

#define SPECIAL "[Ii]kke oplyst,? fordi .+|[Ii]kke relevant\\.?|[Uu]afklaret: .+"
#define FIGURE "[-−]?[0-9.]+(,[0-9]+)?"

/* ---- definitions ---- */

static def *def_of(writer *w, def_kind kind, const void *what, const char *name) {
  for (size_t i = 0; i < w->defs.n; i++)
    if (w->defs.v[i].what == what) return &w->defs.v[i];
  char *slug = text_slug(w->a, name), *free_name = slug;
  for (int n = 2;; n++) {
    bool taken = false;
    for (size_t i = 0; i < w->defs.n; i++) taken = taken || strcmp(w->defs.v[i].name, free_name) == 0;
    if (!taken) break;
    free_name = arena_printf(w->a, "%s-%d", slug, n);
  }
  def *d = LIST_ADD(w->a, &w->defs);
  *d = (def){ .kind = kind, .what = what, .name = free_name };
  return d;
}

static void collect(writer *w, const shape_def *shape);

static void collect_field(writer *w, const field_def *f) {
  if (f->type == FIELD_SHAPE || f->type == FIELD_SHAPES) {
    const size_t before = w->defs.n;
    def *d = def_of(w, DEF_SHAPE, f->shape, f->shape->name);
    d->with_id = d->with_id || f->keyed;
    d->valued = d->valued || (f->type == FIELD_SHAPE && !f->figures_only);
    if (w->defs.n > before) collect(w, f->shape);
  } else if (f->type == FIELD_BLOCKS) {
    const size_t before = w->defs.n;
    (void)def_of(w, DEF_BLOCKS, f->blocks, "blokke");
    for (size_t i = 0; w->defs.n > before && f->blocks[i]; i++) collect(w, f->blocks[i]);
  }
}

static void collect(writer *w, const shape_def *shape) {
  for (size_t i = 0; i < shape->count; i++) collect_field(w, &shape->fields[i]);
}

void schema_reference(writer *w, const void *what) {
  for (size_t i = 0; i < w->defs.n; i++)
    if (w->defs.v[i].what == what) json_key_string(w, "$ref", arena_printf(w->a, "#/$defs/%s", w->defs.v[i].name));
}

/* ---- values ---- */

static void types(writer *w, const field_def *f, const char *own, bool empty) {
  json_key_raw(w, "type", arena_printf(w->a, "[%s%s%s]", own, f->figures_only ? "" : ", \"object\"", empty ? ", \"null\"" : ""));
  if (f->figures_only) return;
  json_key_raw(w, "properties", "{\"uafklaret\": {\"type\": \"string\", \"description\": \"Det, der mangler at blive afklaret\"}}");
  json_key_raw(w, "required", "[\"uafklaret\"]");
  json_key_raw(w, "additionalProperties", "false");
}

static void pattern(writer *w, const field_def *f, const char *own) {
  json_key_string(w, "pattern", arena_printf(w->a, "^(%s%s)$", own, f->figures_only ? "" : "|" SPECIAL));
}

static void examples(writer *w, const char *const *list) {
  json_key(w, "examples");
  json_open(w, '[');
  for (; *list; list++) {
    json_item(w);
    json_string(w, *list);
  }
  json_close(w, ']');
}

static char *alternatives(arena *a, const char *const *list) {
  GString *s = g_string_new(NULL);
  for (size_t i = 0; list[i]; i++) {
    char *safe = g_regex_escape_string(list[i], -1);
    g_string_append_printf(s, "%s%s", i > 0 ? "|" : "", safe);
    g_free(safe);
  }
  char *kept = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  return kept;
}

static void records(writer *w, const field_def *f) {
  if (f->keyed) {
    json_key_raw(w, "type", "[\"object\", \"array\"]");
  } else if (f->figures_only) {
    json_key_raw(w, "type", "\"array\"");
  } else {
    types(w, f, "\"array\", \"string\"", false);
    json_key_string(w, "pattern", "^(" SPECIAL ")$");
  }
  json_key(w, "items");
  json_open(w, '{');
  schema_reference(w, f->shape);
  json_close(w, '}');
  if (!f->keyed) return;
  if (f->shape->rows) {
    json_key(w, "properties");
    json_open(w, '{');
    json_described(w, "felter", "[\"string\", \"array\"]", "Kolonnernes navne med semikolon imellem; den første er id");
    json_described(w, "rækker", "\"string\"", "En række på hver linje efter |, med semikolon mellem oplysningerne");
    json_close(w, '}');
  }
  json_key(w, "additionalProperties");
  json_open(w, '{');
  schema_reference(w, f->shape);
  json_close(w, '}');
}

static const char *const yes_no[] = { "ja", "nej", NULL };

void schema_value(writer *w, const field_def *f, bool empty) {
  json_open(w, '{');
  if (f->help || f->title) json_key_string(w, "description", f->help ? f->help : f->title);
  const bool more = f->type == FIELD_SHAPE || f->type == FIELD_SHAPES || f->type == FIELD_BLOCKS || f->type == FIELD_NODE;
  if (f->title && !more) json_key_string(w, "title", f->title);
  switch (f->type) {
  case FIELD_TEXT: case FIELD_REF: case FIELD_PROSE: types(w, f, "\"string\", \"number\"", empty); break;
  case FIELD_ID:
    json_key_raw(w, "type", empty ? "[\"string\", \"number\", \"null\"]" : "[\"string\", \"number\"]");
    json_key_string(w, "pattern", "^([a-zæøå0-9-]|\\{[^{}]+\\})+$");      /* {kommune.id}: a file for many records */
    break;
  case FIELD_INT: case FIELD_NUMBER:
    types(w, f, "\"number\", \"string\"", empty);
    pattern(w, f, FIGURE);
    break;
  case FIELD_YEAR:
    types(w, f, "\"integer\", \"string\"", empty);
    pattern(w, f, "[0-9]{4}");
    json_key_raw(w, "minimum", "1800");
    json_key_raw(w, "maximum", "2200");
    break;
  case FIELD_AMOUNT:
    types(w, f, "\"number\", \"string\"", empty);
    pattern(w, f, FIGURE "( ?(kr\\.?|kroner))?");
    break;
  case FIELD_PERCENT:
    types(w, f, "\"number\", \"string\"", empty);
    pattern(w, f, FIGURE "( ?(%|pct\\.?|procent))?");
    break;
  case FIELD_DATE:
    types(w, f, "\"string\"", empty);
    pattern(w, f, "[0-9]{1,2}[-/][0-9]{1,2}-[0-9]{4}|[0-9]{1,2}\\. ?[a-z]+ [0-9]{4}");
    break;
  case FIELD_BOOL:
    types(w, f, "\"string\"", empty);
    pattern(w, f, "[Jj]a|[Nn]ej");
    examples(w, yes_no);
    break;
  case FIELD_CHOICE:
    types(w, f, "\"string\", \"number\"", empty);
    pattern(w, f, alternatives(w->a, f->choices));
    examples(w, f->choices);
    break;
  case FIELD_REFS: case FIELD_TEXTS:
    types(w, f, "\"string\", \"number\", \"array\"", empty);
    json_key_raw(w, "items", "{\"type\": [\"string\", \"number\"]}");
    break;
  case FIELD_SHAPE: schema_reference(w, f->shape); break;
  case FIELD_SHAPES: records(w, f); break;
  case FIELD_BLOCKS: schema_reference(w, f->blocks); break;
  case FIELD_NODE: break;
  }
  json_close(w, '}');
}

/* ---- maps ---- */

void schema_required(writer *w, const shape_def *shape) {
  bool any = false;
  for (size_t i = 0; i < shape->count; i++) any = any || shape->fields[i].required;
  if (!any) return;
  json_key(w, "required");
  json_open(w, '[');
  for (size_t i = 0; i < shape->count; i++) {
    if (!shape->fields[i].required) continue;
    json_item(w);
    json_string(w, shape->fields[i].key);
  }
  json_close(w, ']');
}

static void object(writer *w, const shape_def *shape, bool with_id, bool valued) {
  if (shape->help) json_key_string(w, "description", shape->help);
  json_key_raw(w, "type", valued ? "[\"object\", \"string\"]" : "\"object\"");
  if (valued) json_key_string(w, "pattern", "^(" SPECIAL ")$");
  json_key(w, "properties");
  json_open(w, '{');
  static const field_def id = { .key = "id", .type = FIELD_ID, .help = "Vises aldrig og ændres aldrig" };
  if (with_id && shape_field(shape, "id") == shape->count) {
    json_key(w, id.key);
    schema_value(w, &id, false);
  }
  for (size_t i = 0; i < shape->count; i++) {
    json_key(w, shape->fields[i].key);
    schema_value(w, &shape->fields[i], false);
  }
  if (valued && shape_field(shape, "uafklaret") == shape->count)
    json_described(w, "uafklaret", "\"string\"", "Det, der mangler at blive afklaret, i stedet for de andre nøgler");
  json_close(w, '}');
  json_key_raw(w, "additionalProperties", "false");
  if (!valued) {
    schema_required(w, shape);
    return;
  }
  json_key_raw(w, "if", "{\"required\": [\"uafklaret\"]}");
  json_key_raw(w, "then", "{\"maxProperties\": 1}");
  json_key(w, "else");
  json_open(w, '{');
  schema_required(w, shape);
  json_close(w, '}');
}

void shape_json_schema(const shape_def *root, GString *out) {
  writer w = { .a = arena_new(), .out = out, .first = true };
  collect(&w, root);
  json_open(&w, '{');
  json_key_string(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
  json_key_string(&w, "title", root->name);
  object(&w, root, false, false);
  if (w.defs.n > 0) {
    json_key(&w, "$defs");
    json_open(&w, '{');
    for (size_t i = 0; i < w.defs.n; i++) {
      const def *d = &w.defs.v[i];
      json_key(&w, d->name);
      json_open(&w, '{');
      switch (d->kind) {
      case DEF_SHAPE: object(&w, d->what, d->with_id, d->valued); break;
      case DEF_BLOCKS: schema_blocks(&w, d->what); break;
      }
      json_close(&w, '}');
    }
    json_close(&w, '}');
  }
  json_close(&w, '}');
  g_string_append_c(out, '\n');
  arena_free(w.a);
}
