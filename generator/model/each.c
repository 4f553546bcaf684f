#include "model/model_int.h"

#include <string.h>

/* One content file, a document for each record of a register: "for hver: kommune i kommuner". The file's tree is copied for each record with
 * the record's words in place of {kommune.navn}, before anything is typed; so the words may stand in every key, and all that comes after sees
 * an ordinary document. {år} and other parameters of tables have no point in them and are left alone. */

static const char *trimmed(arena *a, const char *s, size_t n) { return g_strstrip(arena_strndup(a, s, n)); }

static const char *scalar_of(const node *root, const char *key) {
  const node *n = root->kind == NODE_MAP ? node_lookup(root, key) : NULL;
  return n && n->kind == NODE_SCALAR && !text_blank(n->text) ? n->text : NULL;
}

/* ---- which records ---- */

static const reg *register_named(model_job *j, const char *name, span at) {
  const reg *r = model_register(j->m, name);
  if (r) return r;
  const char **names = ARENA_ARRAY(j->a, const char *, j->m->registers.n + 1);
  for (size_t i = 0; i < j->m->registers.n; i++) names[i] = j->m->registers.v[i]->def->name;
  const char *near = text_nearest(name, names, j->m->registers.n);
  DIAG_SAY(j->d, REGISTER_UNKNOWN, at, name, near ? near : "");
  return NULL;
}

static void say_unknown_field(const model_job *j, const shape_def *def, const char *written, const char *name, span at) {
  const char **names = ARENA_ARRAY(j->a, const char *, def->count + 1);
  for (size_t i = 0; i < def->count; i++) names[i] = def->fields[i].key;
  const char *near = text_nearest(name, names, def->count);
  DIAG_SAY(j->d, EACH_FIELD, at, written, def->name, near ? near : "");
}

static bool item_is(const value *v, const char *text) {
  if (v->target && strcmp(record_name(v->target), text) == 0) return true;
  return v->text && strcmp(v->text, text) == 0;
}

static bool value_is(const value *v, const field_def *f, const char *text) {
  if (v->kind != VALUE_KNOWN) return false;
  if (f->type == FIELD_BOOL) return strcmp(v->yes ? "ja" : "nej", text) == 0;
  if (f->type != FIELD_REFS && f->type != FIELD_TEXTS) return item_is(v, text);
  for (size_t i = 0; i < v->list.n; i++)
    if (item_is(&v->list.v[i], text)) return true;
  return false;
}

/* The field and value of `hvor`; true when it may be asked. */
static bool where_read(const model_job *j, const node *root, const reg *r, size_t *field, const char **text) {
  const node *n = node_lookup(root, "hvor");
  if (!n || n->kind != NODE_SCALAR || text_blank(n->text)) return false;
  const char *sign = strchr(n->text, '=');
  *field = r->def->count;
  if (!sign || text_blank(sign + 1)) { DIAG_SAY(j->d, EACH_WHERE, n->at, n->text); return false; }
  const char *key = trimmed(j->a, n->text, (size_t)(sign - n->text));
  *text = trimmed(j->a, sign + 1, strlen(sign + 1));
  *field = def_field(r->def, key);
  if (*field < r->def->count) return true;
  say_unknown_field(j, r->def, key, key, n->at);
  return false;
}

bool each_read(model_job *j, const node *root, each **out, size_t *count) {
  const char *said = scalar_of(root, "for hver");
  *count = 0;
  const node *where = root->kind == NODE_MAP ? node_lookup(root, "hvor") : NULL;
  if (!said && where) DIAG_SAY(j->d, EACH_WHERE_ALONE, where->key_at, NULL);
  if (!said) return false;
  span at = node_lookup(root, "for hver")->at;
  const char *middle = strstr(said, " i ");
  const char *name = middle ? trimmed(j->a, said, (size_t)(middle - said)) : "", *list = middle ? trimmed(j->a, middle + 3, strlen(middle + 3)) : "";
  if (!*name || strpbrk(name, " .{}") || !*list) { DIAG_SAY(j->d, EACH_WORDS, at, said); return true; }
  const reg *r = register_named(j, list, at);
  if (!r) return true;
  const node *id = node_lookup(root, "dokument");
  if (id && id->kind == NODE_SCALAR && !strchr(id->text, '{')) { DIAG_SAY(j->d, EACH_ID, id->at, id->text, name); return true; }
  size_t field = 0;
  const char *text = NULL;
  bool some = where_read(j, root, r, &field, &text);
  *out = ARENA_ARRAY(j->a, each, r->records.n + 1);
  for (size_t i = 0; i < r->records.n; i++) {
    const record *x = r->records.v[i];
    if (x->id && (!some || value_is(&x->values[field], &r->def->fields[field], text))) (*out)[(*count)++] = (each){ name, x, j };
  }
  if (!*count && !r->broken) DIAG_SAY(j->d, EACH_NONE, some ? node_lookup(root, "hvor")->at : at, r->def->name);
  return true;
}

/* ---- the record's words ---- */

static const char *words_of(const model_job *j, const field_def *f, const value *v) {
  char digits[NUMBER_TEXT_MAX];
  switch (f->type) {
    case FIELD_REF: return v->target ? record_name(v->target) : v->text;
    case FIELD_INT: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
      number_format(v->num, v->num.decimals, digits);
      return arena_strdup(j->a, digits);
    case FIELD_BOOL: return v->yes ? "ja" : "nej";
    case FIELD_DATE: return date_text(j->a, v->day);
    case FIELD_YEAR: case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: return v->text;
    case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: break;
  }
  return NULL;
}

/* What stands at the end of "navn", "region.navn", "id"; NULL after a report: the braces stay, so that nothing is told to be empty. */
static const char *path_words(const model_job *j, const record *r, const char *written, char **parts, span at) {
  for (size_t i = 0; parts[i]; i++) {
    const shape_def *def = r->reg->def;
    size_t k = def_field(def, parts[i]);
    bool last = !parts[i + 1];
    if (k == def->count && last && strcmp(parts[i], "id") == 0) return r->id;
    if (k == def->count || (!last && def->fields[k].type != FIELD_REF)) { say_unknown_field(j, def, written, parts[i], at); return NULL; }
    const field_def *f = &def->fields[k];
    const value *v = &r->values[k];
    if (v->kind == VALUE_BROKEN || (!last && v->kind == VALUE_KNOWN && !v->target)) return NULL;
    const char *words = v->kind != VALUE_KNOWN ? NULL : last ? words_of(j, f, v) : "";
    if (!words) {
      DIAG_SAY(j->d, EACH_VALUE, at, written, r->id);
      diag_also(j->d, r->at, "her står rækken", "the record stands here");
      return NULL;
    }
    if (last) return words;
    r = v->target;
  }
  return NULL;
}

static const char *braces(void *context, const char *inside, size_t length, span at) {
  const each *e = context;
  const char *written = trimmed(e->j->a, inside, length), *point = strchr(written, '.');
  const char *first = point ? trimmed(e->j->a, written, (size_t)(point - written)) : written;
  if (strcmp(first, e->name) != 0) {
    if (!point) return NULL;                                       /* a parameter of a table */
    DIAG_SAY(e->j->d, EACH_NAME, at, written, e->name);
    return NULL;
  }
  if (!point) { DIAG_SAY(e->j->d, EACH_BARE, at, e->name); return NULL; }
  char **parts = g_strsplit(point + 1, ".", -1);
  const char *words = path_words(e->j, e->of, written, parts, at);
  g_strfreev(parts);
  return words;
}

const node *each_fill(const each *e, const node *n) { return node_fill(e->j->a, n, braces, (void *)(uintptr_t)e); }
