#include "model/model_int.h"

#include <string.h>

/* One fact stands in one place: a calculation takes a figure from another calculation or from a register where it stands there already, and a tariff
 * names the calculation that it is the result of. Here the links are found; table/ follows them, for only it can work a calculation out. */

static const calculation *calculation_find(const agreement *m, const char *id) {
  for (size_t i = 0; i < m->calculations.n; i++)
    if (strcmp(m->calculations.v[i]->id, id) == 0) return m->calculations.v[i];
  return NULL;
}

/* The line named, else the model's result; SIZE_MAX after a report. */
static size_t result_line(model_job *j, const calculation *c, const char *line, span at) {
  const char *title = c->model->title ? c->model->title : c->model->id;
  const size_t found = line ? calculation_line_named(c->model, line) : c->model->result;
  if (found == SIZE_MAX && line) DIAG_SAY(j->d, CALCULATION_LINE, at, line, title, calculation_line_nearest(j, c->model, line));
  else if (found == SIZE_MAX) DIAG_SAY(j->d, CALCULATION_NO_RESULT, at, title);
  else if (c->model->lines.v[found].kind != CALCULATION_NUMBER) DIAG_SAY(j->d, CALCULATION_NOT_NUMBER, at, c->model->lines.v[found].key);
  else return found;
  return SIZE_MAX;
}

/* ---- from another calculation ---- */

static bool in_percent(const calculation_line *l) { return l->unit && strcmp(l->unit, "%") == 0; }
static bool in_kroner(const calculation_line *l) { return l->unit && g_str_has_prefix(l->unit, "kr."); }

static void fetch_result(model_job *j, const calculation_line *l, const shaped *s, calculation_input *from, value *out) {
  const char *id = shaped_text(s, "beregning");
  const calculation *c = calculation_find(j->m, id);
  const reg *r = job_register(j, "beregninger");
  if (!c) {
    if (r && !r->broken && !record_lookup(r, id) && !j->models_broken) DIAG_SAY(j->d, CALCULATION_UNKNOWN, shaped_at(s, "beregning"), id, reg_nearest(j->a, r, id));
    return;
  }
  const size_t line = result_line(j, c, shaped_text(s, "linje"), shaped_at(s, shaped_text(s, "linje") ? "linje" : "beregning"));
  if (line == SIZE_MAX) return;
  const calculation_line *theirs = &c->model->lines.v[line];
  if (l->kind != CALCULATION_NUMBER || in_percent(l) != in_percent(theirs) || in_kroner(l) != in_kroner(theirs)) {
    DIAG_SAY(j->d, CALCULATION_UNLIKE, s->at, theirs->key, l->key, l->unit ? l->unit : "tal");
    return;
  }
  *from = (calculation_input){ .of = c, .line = line, .at = s->at };
  *out = (value){ .kind = VALUE_ABSENT };
}

/* ---- from a register ---- */

typedef struct wanted { const field_def *field; size_t at; value v; } wanted;

static size_t field_named(const shape_def *def, const char *key) {
  for (size_t i = 0; i < def->count; i++)
    if (strcmp(def->fields[i].key, key) == 0) return i;
  return SIZE_MAX;
}

static void report_field(model_job *j, const reg *r, const char *key, span at) {
  LIST(const char *) keys = { 0 };
  for (size_t i = 0; i < r->def->count; i++) LIST_PUSH(j->a, &keys, r->def->fields[i].key);
  const char *near = text_nearest(key, keys.v, keys.n);
  DIAG_SAY(j->d, CALCULATION_FIELD, at, r->def->name, key, near ? near : "");
}

/* "tilbud = engen; år = 2024": false after a report. */
static bool where_read(model_job *j, const reg *r, const char *text, span at, wanted *w, size_t *n) {
  char **parts = g_strsplit(text, ";", -1);
  bool good = true;
  for (size_t i = 0; parts[i] && good; i++) {
    char *sign = strchr(parts[i], '=');
    if (text_blank(parts[i])) continue;
    if (sign) *sign = '\0';
    const char *key = arena_strdup(j->a, g_strstrip(parts[i]));
    const size_t field = sign ? field_named(r->def, key) : SIZE_MAX;
    good = field != SIZE_MAX;
    if (!good && sign) report_field(j, r, key, at);
    else if (!good) DIAG_SAY(j->d, CALCULATION_WHERE, at, key);
    if (!good) break;
    const char *literal = arena_strdup(j->a, g_strstrip(sign + 1));
    wanted *one = &w[(*n)++];
    *one = (wanted){ .field = &r->def->fields[field], .at = field };
    value_parse(j->a, j->d, one->field, literal, strlen(literal), at, &one->v);
    good = one->v.kind == VALUE_KNOWN;
  }
  g_strfreev(parts);
  return good;
}

static bool same(const field_def *f, const value *x, const value *y) {
  if (x->kind != VALUE_KNOWN) return false;
  switch (f->type) {
    case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: return number_compare(x->num, y->num) == 0;
    case FIELD_DATE: return date_compare(x->day, y->day) == 0;
    case FIELD_BOOL: return x->yes == y->yes;
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: case FIELD_REF: return strcmp(x->text, y->text) == 0;
    case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: break;
  }
  return false;
}

static bool fits(const record *x, const wanted *w, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!same(w[i].field, &x->values[w[i].at], &w[i].v)) return false;
  return true;
}

/* The one record that fits; NULL after a report. */
static const record *record_find(model_job *j, const reg *r, const wanted *w, size_t n, const char *text, span at) {
  const record *found = NULL;
  for (size_t i = 0; i < r->records.n; i++) {
    if (!fits(r->records.v[i], w, n)) continue;
    if (found) {
      DIAG_SAY(j->d, CALCULATION_SEVERAL, at, r->def->name, text);
      diag_also(j->d, found->at, "denne passer", "this one fits");
      diag_also(j->d, r->records.v[i]->at, "og denne", "and this one");
      return NULL;
    }
    found = r->records.v[i];
  }
  if (!found) DIAG_SAY(j->d, CALCULATION_NONE, at, r->def->name, text);
  return found;
}

/* May the field's figures stand in the line? Per cent in per cent, amounts in kroner. */
static bool suits(const calculation_line *l, const field_def *f) {
  if (l->kind != CALCULATION_NUMBER) return false;
  if (f->type == FIELD_PERCENT || f->type == FIELD_AMOUNT) return f->type == FIELD_PERCENT ? in_percent(l) : in_kroner(l);
  return !in_percent(l) && !in_kroner(l) && (f->type == FIELD_INT || f->type == FIELD_NUMBER);
}

static void fetch_value(model_job *j, const calculation_line *l, const shaped *s, calculation_input *from, value *out) {
  const char *name = shaped_text(s, "register"), *where = shaped_text(s, "hvor"), *key = shaped_text(s, "felt");
  const reg *r = job_register(j, name);
  if (!r) { DIAG_SAY(j->d, CALCULATION_REGISTER, shaped_at(s, "register"), name); return; }
  if (r->broken) return;
  const size_t field = field_named(r->def, key);
  if (field == SIZE_MAX) { report_field(j, r, key, shaped_at(s, "felt")); return; }
  const field_def *f = &r->def->fields[field];
  if (!suits(l, f)) { DIAG_SAY(j->d, CALCULATION_UNLIKE, shaped_at(s, "felt"), key, l->key, l->unit ? l->unit : "tal"); return; }
  wanted *w = ARENA_ARRAY(j->a, wanted, strlen(where) + 1);
  size_t n = 0;
  if (!where_read(j, r, where, shaped_at(s, "hvor"), w, &n)) return;
  const record *x = record_find(j, r, w, n, where, shaped_at(s, "hvor"));
  if (!x) return;
  *from = (calculation_input){ .record = x, .field = f, .at = s->at };
  *out = x->values[field];
  if (out->kind == VALUE_ABSENT && r == job_register(j, "takster") && strcmp(key, "takst") == 0)       /* itself the result of a calculation */
    from->of = tariff_calculation(j->m, x, &from->line);
  if (from->of) return;
  if (out->kind == VALUE_ABSENT) *out = (value){ .kind = VALUE_NOT_STATED, .at = x->at };
}

void calculation_fetch(model_job *j, const calculation_line *l, const node *n, calculation_input *from, value *out) {
  *out = (value){ .kind = VALUE_BROKEN, .at = n->at };
  const shaped *s = shape_fill(j->a, j->d, n, &shape_fetch);
  const bool result = shaped_text(s, "beregning") != NULL, all = shaped_text(s, "register") && shaped_text(s, "hvor") && shaped_text(s, "felt");
  const bool some = shaped_text(s, "register") || shaped_text(s, "hvor") || shaped_text(s, "felt");
  if (result ? some : !all) DIAG_SAY(j->d, CALCULATION_FETCH, n->at, l->key);
  else if (result) fetch_result(j, l, s, from, out);
  else fetch_value(j, l, s, from, out);
}

/* ---- circles ---- */

typedef enum walk { WALK_NEW, WALK_OPEN, WALK_DONE } walk;

static size_t index_of(const agreement *m, const calculation *c) {
  size_t i = 0;
  while (m->calculations.v[i] != c) i++;
  return i;
}

/* Cuts a circle where it closes, so that nobody runs round in it. */
static void walk_links(model_job *j, size_t at, uint8_t *seen) {
  calculation *c = j->m->calculations.v[at];
  seen[at] = WALK_OPEN;
  for (size_t i = 0; i < c->model->lines.n; i++) {
    const calculation_input *from = &c->from[i];
    if (!from->of) continue;
    const size_t next = index_of(j->m, from->of);
    if (seen[next] == WALK_NEW) walk_links(j, next, seen);
    else if (seen[next] == WALK_OPEN) {
      DIAG_SAY(j->d, CALCULATION_CIRCLE, from->at, c->id, from->of->id);
      c->inputs[i] = (value){ .kind = VALUE_BROKEN, .at = from->at };
      c->from[i] = (calculation_input){ 0 };
    }
  }
  seen[at] = WALK_DONE;
}

/* ---- tariffs ---- */

const calculation *tariff_calculation(const agreement *m, const record *tariff, size_t *line) {
  const value *v = record_value(tariff, "beregning"), *name = record_value(tariff, "linje");
  const calculation *c = v && v->kind == VALUE_KNOWN ? calculation_find(m, v->text) : NULL;
  if (!c) return NULL;
  *line = name && name->kind == VALUE_KNOWN ? calculation_line_named(c->model, name->text) : c->model->result;
  return *line == SIZE_MAX ? NULL : c;
}

static void tariff_check(model_job *j, const record *x) {
  const value *v = record_value(x, "beregning"), *name = record_value(x, "linje"), *tariff = record_value(x, "takst");
  if (v->kind == VALUE_ABSENT && tariff->kind == VALUE_ABSENT) DIAG_SAY(j->d, TARIFF_MISSING, tariff->at.line ? tariff->at : x->at, NULL);
  const calculation *c = v->kind == VALUE_KNOWN ? calculation_find(j->m, v->text) : NULL;
  if (c) result_line(j, c, name->kind == VALUE_KNOWN ? name->text : NULL, name->kind == VALUE_KNOWN ? name->at : v->at);
  else if (v->kind != VALUE_KNOWN && name->kind == VALUE_KNOWN) DIAG_SAY(j->d, TARIFF_LINE_ALONE, name->at, name->text);
}

void calculations_link(model_job *j) {
  const reg *tariffs = job_register(j, "takster");
  uint8_t *seen = ARENA_ARRAY(j->a, uint8_t, j->m->calculations.n + 1);
  for (size_t i = 0; i < j->m->calculations.n; i++)
    if (seen[i] == WALK_NEW) walk_links(j, i, seen);
  for (size_t i = 0; tariffs && i < tariffs->records.n; i++) tariff_check(j, tariffs->records.v[i]);
}
