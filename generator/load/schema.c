/* JSON Schema 2020-12 of a shape, for editors (VS Code with the YAML extension): completion, hover texts, early warnings.
 *
 * No oneOf: an editor then says "matches more than one schema", which helps nobody. A value that may also be "ikke oplyst,
 * fordi …" is one schema with several types instead, a pattern for its strings and properties for { uafklaret: … }. A list of
 * blocks is one object with all keys (so that the editor offers them) and an if/then for each kind, which says what that kind
 * may hold. A schema cannot see which key comes first, so a kind whose name is also a later key of other kinds (`tekst`) is only
 * assumed when none of those is there. The editor is a help; the program's own check is the rule. */
#include "load/load_int.h"

#define SPECIAL "[Ii]kke oplyst,? fordi .+|[Ii]kke relevant\\.?|[Uu]afklaret: .+"
#define FIGURE "[-−]?[0-9.]+(,[0-9]+)?"

typedef enum def_kind { DEF_SHAPE, DEF_BLOCKS } def_kind;
typedef struct def {
  def_kind kind;
  const void *what;             /* shape_def, or the list of block kinds */
  char *name;
  bool with_id;                 /* a record in a list: id: is allowed */
  bool valued;                  /* may be "ikke relevant" or { uafklaret: … } instead */
} def;

typedef struct writer {
  arena *a;
  GString *out;
  unsigned depth;
  bool first;                   /* nothing written in the innermost bracket yet */
  LIST(def) defs;               /* in the order they are met */
} writer;

/* ---- JSON ---- */

static void string(writer *w, const char *s) {
  g_string_append_c(w->out, '"');
  for (; *s; s++) {
    if (*s == '"' || *s == '\\') g_string_append_printf(w->out, "\\%c", *s);
    else if ((unsigned char)*s < 0x20) g_string_append_printf(w->out, "\\u%04x", (unsigned)*s);
    else g_string_append_c(w->out, *s);
  }
  g_string_append_c(w->out, '"');
}

static void item(writer *w) {
  if (!w->first) g_string_append_c(w->out, ',');
  g_string_append_c(w->out, '\n');
  for (unsigned i = 0; i < w->depth; i++) g_string_append(w->out, "  ");
  w->first = false;
}

static void key(writer *w, const char *name) {
  item(w);
  string(w, name);
  g_string_append(w->out, ": ");
}

static void open(writer *w, char bracket) {
  g_string_append_c(w->out, bracket);
  w->depth++;
  w->first = true;
}

static void close(writer *w, char bracket) {
  w->depth--;
  if (!w->first) {
    g_string_append_c(w->out, '\n');
    for (unsigned i = 0; i < w->depth; i++) g_string_append(w->out, "  ");
  }
  g_string_append_c(w->out, bracket);
  w->first = false;
}

static void key_string(writer *w, const char *name, const char *s) {
  key(w, name);
  string(w, s);
}

static void key_raw(writer *w, const char *name, const char *json) {
  key(w, name);
  g_string_append(w->out, json);
}

static void described(writer *w, const char *name, const char *type, const char *help) {
  key(w, name);
  open(w, '{');
  key_raw(w, "type", type);
  key_string(w, "description", help);
  close(w, '}');
}

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

static void reference(writer *w, const void *what) {
  for (size_t i = 0; i < w->defs.n; i++)
    if (w->defs.v[i].what == what) key_string(w, "$ref", arena_printf(w->a, "#/$defs/%s", w->defs.v[i].name));
}

/* ---- values ---- */

static void types(writer *w, const field_def *f, const char *own, bool empty) {
  key_raw(w, "type", arena_printf(w->a, "[%s%s%s]", own, f->figures_only ? "" : ", \"object\"", empty ? ", \"null\"" : ""));
  if (f->figures_only) return;
  key_raw(w, "properties", "{\"uafklaret\": {\"type\": \"string\", \"description\": \"Det, der mangler at blive afklaret\"}}");
  key_raw(w, "required", "[\"uafklaret\"]");
  key_raw(w, "additionalProperties", "false");
}

static void pattern(writer *w, const field_def *f, const char *own) {
  key_string(w, "pattern", arena_printf(w->a, "^(%s%s)$", own, f->figures_only ? "" : "|" SPECIAL));
}

static void examples(writer *w, const char *const *list) {
  key(w, "examples");
  open(w, '[');
  for (; *list; list++) {
    item(w);
    string(w, *list);
  }
  close(w, ']');
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
    key_raw(w, "type", "[\"object\", \"array\"]");
  } else if (f->figures_only) {
    key_raw(w, "type", "\"array\"");
  } else {
    types(w, f, "\"array\", \"string\"", false);
    key_string(w, "pattern", "^(" SPECIAL ")$");
  }
  key(w, "items");
  open(w, '{');
  reference(w, f->shape);
  close(w, '}');
  if (!f->keyed) return;
  if (f->shape->rows) {
    key(w, "properties");
    open(w, '{');
    described(w, "felter", "[\"string\", \"array\"]", "Kolonnernes navne med semikolon imellem; den første er id");
    described(w, "rækker", "\"string\"", "En række på hver linje efter |, med semikolon mellem oplysningerne");
    close(w, '}');
  }
  key(w, "additionalProperties");
  open(w, '{');
  reference(w, f->shape);
  close(w, '}');
}

static const char *const yes_no[] = { "ja", "nej", NULL };

static void value_schema(writer *w, const field_def *f, bool empty) {
  open(w, '{');
  if (f->help || f->title) key_string(w, "description", f->help ? f->help : f->title);
  const bool more = f->type == FIELD_SHAPE || f->type == FIELD_SHAPES || f->type == FIELD_BLOCKS || f->type == FIELD_NODE;
  if (f->title && !more) key_string(w, "title", f->title);
  switch (f->type) {
  case FIELD_TEXT: case FIELD_REF: case FIELD_PROSE: types(w, f, "\"string\", \"number\"", empty); break;
  case FIELD_ID:
    key_raw(w, "type", empty ? "[\"string\", \"number\", \"null\"]" : "[\"string\", \"number\"]");
    key_string(w, "pattern", "^([a-zæøå0-9-]|\\{[^{}]+\\})+$");      /* {kommune.id}: a file for many records */
    break;
  case FIELD_INT: case FIELD_NUMBER:
    types(w, f, "\"number\", \"string\"", empty);
    pattern(w, f, FIGURE);
    break;
  case FIELD_YEAR:
    types(w, f, "\"integer\", \"string\"", empty);
    pattern(w, f, "[0-9]{4}");
    key_raw(w, "minimum", "1800");
    key_raw(w, "maximum", "2200");
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
    key_raw(w, "items", "{\"type\": [\"string\", \"number\"]}");
    break;
  case FIELD_SHAPE: reference(w, f->shape); break;
  case FIELD_SHAPES: records(w, f); break;
  case FIELD_BLOCKS: reference(w, f->blocks); break;
  case FIELD_NODE: break;
  }
  close(w, '}');
}

/* ---- maps ---- */

static void required(writer *w, const shape_def *shape) {
  bool any = false;
  for (size_t i = 0; i < shape->count; i++) any = any || shape->fields[i].required;
  if (!any) return;
  key(w, "required");
  open(w, '[');
  for (size_t i = 0; i < shape->count; i++) {
    if (!shape->fields[i].required) continue;
    item(w);
    string(w, shape->fields[i].key);
  }
  close(w, ']');
}

static void object(writer *w, const shape_def *shape, bool with_id, bool valued) {
  if (shape->help) key_string(w, "description", shape->help);
  key_raw(w, "type", valued ? "[\"object\", \"string\"]" : "\"object\"");
  if (valued) key_string(w, "pattern", "^(" SPECIAL ")$");
  key(w, "properties");
  open(w, '{');
  static const field_def id = { .key = "id", .type = FIELD_ID, .help = "Vises aldrig og ændres aldrig" };
  if (with_id && shape_field(shape, "id") == shape->count) {
    key(w, id.key);
    value_schema(w, &id, false);
  }
  for (size_t i = 0; i < shape->count; i++) {
    key(w, shape->fields[i].key);
    value_schema(w, &shape->fields[i], false);
  }
  if (valued && shape_field(shape, "uafklaret") == shape->count)
    described(w, "uafklaret", "\"string\"", "Det, der mangler at blive afklaret, i stedet for de andre nøgler");
  close(w, '}');
  key_raw(w, "additionalProperties", "false");
  if (!valued) {
    required(w, shape);
    return;
  }
  key_raw(w, "if", "{\"required\": [\"uafklaret\"]}");
  key_raw(w, "then", "{\"maxProperties\": 1}");
  key(w, "else");
  open(w, '{');
  required(w, shape);
  close(w, '}');
}

/* ---- blocks ---- */

static bool later_key_of(const shape_def *kind, const char *name) {
  const size_t i = shape_field(kind, name);
  return i > 0 && i < kind->count;
}

static void kind_condition(writer *w, const shape_def *const *kinds, const shape_def *kind) {
  key(w, "if");
  open(w, '{');
  key_raw(w, "required", arena_printf(w->a, "[\"%s\"]", kind->name));
  bool others = false;
  for (size_t i = 0; kinds[i]; i++) {
    if (kinds[i] == kind || !later_key_of(kinds[i], kind->name)) continue;
    if (!others) {
      key(w, "not");
      open(w, '{');
      key(w, "anyOf");
      open(w, '[');
      others = true;
    }
    item(w);
    g_string_append_printf(w->out, "{\"required\": [\"%s\"]}", kinds[i]->name);
  }
  if (others) {
    close(w, ']');
    close(w, '}');
  }
  close(w, '}');
}

static void kind_content(writer *w, const shape_def *kind) {
  key(w, "then");
  open(w, '{');
  key(w, "properties");
  open(w, '{');
  for (size_t i = 0; i < kind->count; i++) {
    key(w, kind->fields[i].key);
    value_schema(w, &kind->fields[i], i == 0 && !kind->fields[i].required);
  }
  close(w, '}');
  key(w, "propertyNames");
  open(w, '{');
  key(w, "enum");
  open(w, '[');
  for (size_t i = 0; i < kind->count; i++) {
    item(w);
    string(w, kind->fields[i].key);
  }
  close(w, ']');
  close(w, '}');
  required(w, kind);
  close(w, '}');
}

/* All keys of all kinds, each once, with the words of the first that has it; a kind's own name first with the kind's words. */
static void all_keys(writer *w, const shape_def *const *kinds) {
  key(w, "properties");
  open(w, '{');
  for (size_t pass = 0; pass < 2; pass++)
    for (size_t i = 0; kinds[i]; i++)
      for (size_t k = pass == 0 ? 0 : 1; k < (pass == 0 ? 1 : kinds[i]->count); k++) {
        const field_def *f = &kinds[i]->fields[k];
        bool before = false;
        for (size_t j = 0; pass == 1 && kinds[j]; j++)
          before = before || strcmp(kinds[j]->fields[0].key, f->key) == 0 || (j < i && later_key_of(kinds[j], f->key));
        if (before) continue;
        const char *help = pass == 0 && kinds[i]->help ? kinds[i]->help : f->help ? f->help : f->title;
        key(w, f->key);
        open(w, '{');
        if (help) key_string(w, "description", help);
        close(w, '}');
      }
  close(w, '}');
}

static void blocks_schema(writer *w, const shape_def *const *kinds) {
  key_string(w, "description", "En liste af blokke. Den første nøgle i en blok siger, hvad den er.");
  key_raw(w, "type", "\"array\"");
  key(w, "items");
  open(w, '{');
  key_raw(w, "type", "\"object\"");
  key_raw(w, "minProperties", "1");
  all_keys(w, kinds);
  key_raw(w, "additionalProperties", "false");
  key(w, "allOf");
  open(w, '[');
  for (size_t i = 0; kinds[i]; i++) {
    item(w);
    open(w, '{');
    kind_condition(w, kinds, kinds[i]);
    kind_content(w, kinds[i]);
    close(w, '}');
  }
  close(w, ']');
  close(w, '}');
}

void shape_json_schema(const shape_def *root, GString *out) {
  writer w = { .a = arena_new(), .out = out, .first = true };
  collect(&w, root);
  open(&w, '{');
  key_string(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
  key_string(&w, "title", root->name);
  object(&w, root, false, false);
  if (w.defs.n > 0) {
    key(&w, "$defs");
    open(&w, '{');
    for (size_t i = 0; i < w.defs.n; i++) {
      const def *d = &w.defs.v[i];
      key(&w, d->name);
      open(&w, '{');
      switch (d->kind) {
      case DEF_SHAPE: object(&w, d->what, d->with_id, d->valued); break;
      case DEF_BLOCKS: blocks_schema(&w, d->what); break;
      }
      close(&w, '}');
    }
    close(&w, '}');
  }
  close(&w, '}');
  g_string_append_c(out, '\n');
  arena_free(w.a);
}
