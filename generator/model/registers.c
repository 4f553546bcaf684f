#include "model/model_int.h"

#include <string.h>

/* Loading of registre/: every file is read, a register may be spread over several, and a file that does not parse silences references into
 * the registers it names, not into the others. */

typedef struct part { const node *n; size_t reg; } part;

const reg *model_register(const agreement *m, const char *key) {
  for (size_t i = 0; i < m->registers.n; i++)
    if (strcmp(m->registers.v[i]->def->name, key) == 0) return m->registers.v[i];
  return NULL;
}

reg *job_register(const model_job *j, const char *key) {
  for (size_t i = 0; i < j->m->registers.n; i++)
    if (strcmp(j->m->registers.v[i]->def->name, key) == 0) return j->m->registers.v[i];
  return NULL;
}

const record *record_lookup(const reg *r, const char *id) { return index_get(r->by_id, id); }

const value *record_value(const record *r, const char *field) {
  size_t i = def_field(r->reg->def, field);
  return i < r->reg->def->count ? &r->values[i] : NULL;
}

const char *record_name(const record *r) {
  static const char *const keys[] = { "navn", "titel", "hvad" };
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const value *v = record_value(r, keys[i]);
    if (v && v->kind == VALUE_KNOWN) return v->text;
  }
  return r->id;
}

const char *reg_nearest(arena *a, const reg *r, const char *id) {
  const char **ids = ARENA_ARRAY(a, const char *, r->records.n + 1);
  for (size_t i = 0; i < r->records.n; i++) ids[i] = r->records.v[i]->id;
  const char *near = text_nearest(id, ids, r->records.n);
  return near ? near : "";
}

/* The text of records is printed beside prose: the same quotation marks and dashes. */
static void set_typography(model_job *j, const field_def *f, value *v) {
  if (v->kind != VALUE_KNOWN) return;
  if (f->type == FIELD_TEXT) v->text = typo_line(j->a, v->text);
  for (size_t i = 0; f->type == FIELD_TEXTS && i < v->list.n; i++)
    if (v->list.v[i].kind == VALUE_KNOWN) v->list.v[i].text = typo_line(j->a, v->list.v[i].text);
}

static void add_record(model_job *j, reg *r, const shaped *s) {
  record *x = ARENA_NEW(j->a, record);
  *x = (record){ .reg = r, .id = s->id, .at = s->at, .values = s->values };
  if (!s->id) return;                                         /* reported by load/ */
  const record *first = index_put(r->by_id, s->id, x);
  if (first) {
    DIAG_SAY(j->d, ID_TWICE, s->at, s->id, r->def->name);
    diag_also(j->d, first->at, "her står det første", "the first one stands here");
    return;
  }
  for (size_t i = 0; i < r->def->count; i++) set_typography(j, &r->def->fields[i], &x->values[i]);
  LIST_PUSH(j->a, &r->records, x);
}

static void fill(model_job *j, reg *r, const part *parts, size_t count, size_t index) {
  for (size_t i = 0; i < count; i++) {
    if (parts[i].reg != index) continue;
    value v = { 0 };
    shape_fill_register(j->a, j->d, parts[i].n, r->def, &v);
    if (v.kind != VALUE_KNOWN) { r->broken = true; continue; }
    for (size_t k = 0; k < v.list.n; k++)
      if (v.list.v[k].kind == VALUE_KNOWN) add_record(j, r, v.list.v[k].sub);
      else r->broken = true;
  }
}

/* A file that does not parse: which registers would it have held? Its lines without indent that look like a key say so; when none does,
 * it may have been any. */
static void silence(model_job *j, const char *path) {
  size_t length = 0;
  const char *error = NULL;
  const char *text = file_read(j->a, path, &length, &error);
  bool found = false;
  for (const char *line = text; line && *line; ) {
    const char *end = strchr(line, '\n');
    if (!end) end = line + strlen(line);
    const char *colon = memchr(line, ':', (size_t)(end - line));
    reg *r = colon ? job_register(j, arena_strndup(j->a, line, (size_t)(colon - line))) : NULL;
    if (r) r->broken = found = true;
    line = *end ? end + 1 : end;
  }
  for (size_t i = 0; !found && i < j->m->registers.n; i++) j->m->registers.v[i]->broken = true;
}

static void unknown_register(model_job *j, const node *n) {
  const char **names = ARENA_ARRAY(j->a, const char *, j->m->registers.n);
  for (size_t i = 0; i < j->m->registers.n; i++) names[i] = j->m->registers.v[i]->def->name;
  const char *near = text_nearest(n->key, names, j->m->registers.n);
  DIAG_SAY(j->d, REGISTER_UNKNOWN, n->key_at, n->key, near ? near : "");
}

void registers_load(model_job *j) {
  size_t shapes = 0, count = 0;
  const shape_def *const *defs = register_shapes(&shapes);
  for (size_t i = 0; i < shapes; i++) {
    reg *r = ARENA_NEW(j->a, reg);
    r->def = defs[i];
    r->by_id = index_new(j->a);
    LIST_PUSH(j->a, &j->m->registers, r);
  }
  LIST(part) parts = { 0 };
  for (size_t i = 0; i < j->files.n; i++) {
    source_file *f = &j->files.v[i];
    if (!g_str_has_prefix(f->path, "registre/") || !g_str_has_suffix(f->path, ".yaml")) continue;
    f->used = true;
    const char *path = arena_printf(j->a, "%s/%s", j->folder, f->path);
    const node *root = load_yaml(j->a, j->d, path, f->shown);
    if (!root) { silence(j, path); continue; }
    if (root->kind != NODE_MAP) { DIAG_SAY(j->d, REGISTER_FILE, root->at, NULL); silence(j, path); continue; }
    for (const node *n = root->first; n; n = n->next) {
      const reg *r = model_register(j->m, n->key);
      if (!r) { unknown_register(j, n); continue; }
      size_t k = 0;
      while (j->m->registers.v[k] != r) k++;
      LIST_PUSH(j->a, &parts, ((part){ n, k }));
    }
  }
  count = parts.n;
  for (size_t i = 0; i < shapes; i++) {
    reg *r = j->m->registers.v[i];
    if (strcmp(r->def->name, "møderunder") == 0) r->def = meeting_shape(j->a, job_register(j, "organer"));
    fill(j, r, parts.v, count, i);
  }
}
