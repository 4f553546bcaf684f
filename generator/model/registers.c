#include "model/model_int.h"

#include <string.h>

/* Loading of registre/: every file is read, a register may be spread over several, and a file that does not parse silences references into
 * the registers it names, not into the others. A .csv or .xlsx file is one register, named as the file: takster.csv, takster-2025.xlsx. */

typedef struct part { const node *n; source_file *file; size_t reg; } part;   /* n NULL: a whole .csv or .xlsx file */

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
  const record *first = *s->id ? index_put(r->by_id, s->id, x) : NULL;      /* "" is no id: nothing refers to this record */
  if (first) {
    DIAG_SAY(j->d, ID_TWICE, s->at, s->id, r->def->name);
    diag_also(j->d, first->at, "her står det første", "the first one stands here");
    return;
  }
  for (size_t i = 0; i < r->def->count; i++) set_typography(j, &r->def->fields[i], &x->values[i]);
  LIST_PUSH(j->a, &r->records, x);
}

static void fill_part(model_job *j, reg *r, const part *p, value *out) {
  if (p->n) { shape_fill_register(j->a, j->d, p->n, r->def, out); return; }
  const char *path = arena_printf(j->a, "%s/%s", j->folder, p->file->path);
  if (g_str_has_suffix(path, ".csv")) { load_csv_register(j->a, j->d, path, p->file->shown, r->def, out); return; }
  load_xlsx_register(j->a, j->d, path, p->file->shown, r->def, NULL, 0, out);
  p->file->sheet = out->at.file;
}

static void fill(model_job *j, reg *r, const part *parts, size_t count, size_t index) {
  for (size_t i = 0; i < count; i++) {
    if (parts[i].reg != index) continue;
    value v = { 0 };
    fill_part(j, r, &parts[i], &v);
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

static void unknown_register(model_job *j, const char *key, span at) {
  const char **names = ARENA_ARRAY(j->a, const char *, j->m->registers.n);
  for (size_t i = 0; i < j->m->registers.n; i++) names[i] = j->m->registers.v[i]->def->name;
  const char *near = text_nearest(key, names, j->m->registers.n);
  DIAG_SAY(j->d, REGISTER_UNKNOWN, at, key, near ? near : "");
}

typedef LIST(part) parts;

static void add_yaml(model_job *j, source_file *f, parts *out) {
  const char *path = arena_printf(j->a, "%s/%s", j->folder, f->path);
  const node *root = load_yaml(j->a, j->d, path, f->shown);
  if (!root) { silence(j, path); return; }
  if (root->kind != NODE_MAP) { DIAG_SAY(j->d, REGISTER_FILE, root->at, NULL); silence(j, path); return; }
  for (const node *n = root->first; n; n = n->next) {
    size_t k = 0;
    while (k < j->m->registers.n && strcmp(j->m->registers.v[k]->def->name, n->key) != 0) k++;
    if (k < j->m->registers.n) LIST_PUSH(j->a, out, ((part){ n, f, k }));
    else unknown_register(j, n->key, n->key_at);
  }
}

/* "takster", or "takster-" and anything. */
static void add_rows_file(model_job *j, source_file *f, parts *out) {
  char *base = g_path_get_basename(f->path);
  *strrchr(base, '.') = '\0';
  char *name = g_utf8_normalize(base, -1, G_NORMALIZE_NFC);          /* file systems may store å as two characters */
  const char *key = arena_strdup(j->a, name ? name : base);
  g_free(name);
  g_free(base);
  for (size_t k = 0; k < j->m->registers.n; k++) {
    const char *reg_name = j->m->registers.v[k]->def->name;
    size_t n = strlen(reg_name);
    if (strncmp(key, reg_name, n) != 0 || (key[n] && key[n] != '-')) continue;
    LIST_PUSH(j->a, out, ((part){ NULL, f, k }));
    return;
  }
  unknown_register(j, key, (span){ diag_source(j->d, f->shown, NULL, 0), 0, 0, 0 });
}

void registers_load(model_job *j) {
  size_t shapes = 0;
  const shape_def *const *defs = register_shapes(&shapes);
  for (size_t i = 0; i < shapes; i++) {
    reg *r = ARENA_NEW(j->a, reg);
    r->def = defs[i];
    r->by_id = index_new(j->a);
    LIST_PUSH(j->a, &j->m->registers, r);
  }
  parts all = { 0 };
  for (size_t i = 0; i < j->files.n; i++) {
    source_file *f = &j->files.v[i];
    bool yaml = g_str_has_suffix(f->path, ".yaml"), rows = g_str_has_suffix(f->path, ".csv") || g_str_has_suffix(f->path, ".xlsx");
    if (!g_str_has_prefix(f->path, "registre/") || (!yaml && !rows)) continue;
    f->used = true;
    if (yaml) add_yaml(j, f, &all);
    else add_rows_file(j, f, &all);
  }
  for (size_t i = 0; i < shapes; i++) {
    reg *r = j->m->registers.v[i];
    if (strcmp(r->def->name, "møderunder") == 0) r->def = meeting_shape(j->a, job_register(j, "organer"));
    fill(j, r, all.v, all.n, i);
  }
}
