/* All checks of an agreement, one after the other: a check's rows are scanned as values, what does not hold is judged, and only that gets its texts. */
#include "audit/audit_int.h"

#include <string.h>

const char *number_shown(arena *a, number n, unsigned decimals, const char *unit) {
  char text[NUMBER_TEXT_MAX];
  number_format(n, decimals, text);
  return unit ? arena_printf(a, "%s %s", text, unit) : arena_strdup(a, text);
}

audit_check *check_begin(audit_job *j, const char *title, const char *rule) {
  LIST_PUSH(j->a, &j->r->checks, ((audit_check){ title, rule ? rule : "", 0, 0 }));
  return &j->r->checks.v[j->r->checks.n - 1];
}

static const char *two_sentences(arena *a, const char *first, const char *second) {
  if (text_blank(first)) return second ? second : "";
  if (text_blank(second)) return first;
  return arena_printf(a, "%s%s %s", first, g_str_has_suffix(first, ".") ? "" : ".", second);
}

void finding_add(audit_job *j, diag_id id, finding f, const char *rule, span second) {
  f.check = j->r->checks.n - 1;
  j->r->checks.v[f.check].findings++;
  LIST_PUSH(j->a, &j->r->findings, f);
  const char *const args[] = { f.what, f.printed, f.expected, two_sentences(j->a, rule, f.why), NULL };
  diag_report(j->d, id, f.at, args);
  if (second.line) diag_also(j->d, second, "og her", "and here");
}

/* ---- a judgement gets its words ---- */

typedef struct telling { check_work *w; const grid *g; const size_t *at; size_t printed, expected, name; } telling;      /* at: row of the grid by row of the scan */

static size_t grid_column_of(const grid *g, const check_decl *c, size_t declared) {
  for (size_t i = 0; declared != SIZE_MAX && i < g->columns; i++)
    if (!strcmp(g->column[i].key, c->table->columns.v[declared].key)) return i;
  return SIZE_MAX;
}

static void name_append(GString *s, const char *text) { g_string_append_printf(s, "%s%s", s->len ? ", " : "", text); }

/* The texts that the rows of a group share. */
static void group_name(const telling *t, const grid_row *row, GString *s) {
  for (size_t i = 0; i < t->w->c->group.n; i++) {
    size_t c = grid_column_of(t->g, t->w->c, t->w->c->group.v[i]);
    if (c == SIZE_MAX) continue;
    cell_kind k = (cell_kind)row->cells[c].kind;
    if (k == CELL_TEXT || k == CELL_NUMBER || k == CELL_DATE) name_append(s, row->cells[c].text);
  }
}

/* What the row is about: the name column, or all texts and years before the printed figure. */
static void row_name(const telling *t, const grid_row *row, GString *s) {
  if (t->name != SIZE_MAX) { g_string_append(s, row->cells[t->name].text); return; }
  for (size_t c = 0; c < t->g->columns && c < t->printed; c++) {
    const grid_cell *cell = &row->cells[c];
    if (cell->kind == CELL_TEXT || (cell->kind == CELL_NUMBER && t->g->column[c].type == COLUMN_YEAR)) name_append(s, cell->text);
  }
}

static const char *subject_of(const telling *t, const judgement *n, const grid_row *row) {
  GString *s = g_string_new(NULL);
  if (n->of_group) group_name(t, row, s);
  else row_name(t, row, s);
  const char *name = arena_strdup(t->w->j->a, s->len ? s->str : t->w->c->title);
  g_string_free(s, TRUE);
  return name;
}

/* A unit of one word: the rest of "kr. pr. dage" belongs to the formula. */
static const char *unit_shown(arena *a, const char *unit) { return text_blank(unit) ? NULL : arena_strndup(a, unit, strcspn(unit, " ")); }

static const char *cell_text(const telling *t, size_t row, size_t column) { return arena_strdup(t->w->j->a, t->g->row[row].cells[column].text); }

static const char *said(const telling *t, size_t row, size_t column) {
  const grid_column *c = &t->g->column[column];
  return arena_printf(t->w->j->a, "%s er %s%s%s", c->title, t->g->row[row].cells[column].text, c->unit ? " " : "", c->unit ? c->unit : "");
}

/* "Cifrene 7 og 6 kan være byttet om." */
static const char *slip_sentence(arena *a, number is, number must) {
  const char *words = slip_words(a, is, must);
  return words ? arena_printf(a, "%c%s.", g_ascii_toupper(*words), words + 1) : NULL;
}

/* A row that should not be, of two fields that contradict each other: each is called by its name, for there is no formula that one of them should follow. */
static bool two_fields(const telling *t) {
  return t->w->c->kind == CHECK_LISTED && !t->g->column[t->expected].formula && t->w->c->table->columns.v[t->w->c->expected].source == TABLE_FROM_FIELD;
}

/* The printed figure's own place, when it is a field of the row's record and not worked out or of another. */
static span printed_at(const telling *t, size_t row) {
  origin_reader *reader = origin_reader_new(t->w->scratch);
  cell_origin from;
  origin_read(reader, t->g, row, t->printed, &from);
  origin_reader_free(reader);
  bool own = from.way == ORIGIN_VALUE && from.value && from.value->at.line && from.record == origin_record(t->g, row);
  return own ? from.value->at : t->g->row[row].at;
}

static void judgement_tell(const telling *t, const judgement *n) {
  audit_job *j = t->w->j;
  size_t r = t->at[n->row];
  const grid_row *row = &t->g->row[r];
  bool fields = two_fields(t);
  finding f = { .what = subject_of(t, n, row), .figures = n->figures && !fields, .is = n->is, .must = n->must, .why = n->why, .at = n->of_group && n->other == ROW_NONE ? row->at : printed_at(t, r), .record_at = row->at };
  if (f.figures) {
    f.unit = unit_shown(j->a, t->g->column[t->printed].unit);
    f.printed = number_shown(j->a, n->is, n->is.decimals, f.unit);
    f.expected = number_shown(j->a, n->must, n->must.decimals, f.unit);
  } else if (fields) {
    f.printed = said(t, r, t->printed);
    f.expected = said(t, r, t->expected);
  } else {
    f.printed = cell_text(t, r, t->printed);
    f.expected = n->expected ? n->expected : n->other != ROW_NONE ? cell_text(t, t->at[n->other], t->printed) : cell_text(t, r, t->expected);
  }
  if (!f.why && f.figures && t->w->c->kind == CHECK_ROW) f.why = explain_row(j->a, t->g, r, t->expected, n->is);
  if (f.figures && t->w->c->kind != CHECK_LISTED) f.why = two_sentences(j->a, slip_sentence(j->a, n->is, n->must), f.why);
  finding_add(j, fields ? DIAG_AUDIT_FIELDS : n->id, f, t->w->c->rule, n->other == ROW_NONE ? SPAN_NONE : printed_at(t, t->at[n->other]));
}

/* ---- one check ---- */

static void check_tell(check_work *w) {
  arena *a = w->scratch;
  bool *keep = ARENA_ARRAY(a, bool, w->rows + 1);
  size_t *at = ARENA_ARRAY(a, size_t, w->rows + 1), n = 0;
  for (size_t i = 0; i < w->found.n; i++) {
    keep[w->found.v[i].row] = true;
    if (w->found.v[i].other != ROW_NONE) keep[w->found.v[i].other] = true;
  }
  for (size_t i = 0; i < w->rows; i++) {
    at[i] = n;
    n += keep[i];
  }
  const grid *g = table_scan_close(w->s, keep);
  if (!g) return;
  telling t = { w, g, at, grid_column_of(g, w->c, w->c->printed), grid_column_of(g, w->c, w->c->expected), grid_column_of(g, w->c, w->c->name) };
  if (t.printed == SIZE_MAX || (w->c->expected != SIZE_MAX && t.expected == SIZE_MAX)) return;
  for (size_t i = 0; i < w->found.n; i++) judgement_tell(&t, &w->found.v[i]);
}

static void check_work_do(check_work *w) {
  w->rows = table_scan_rows(w->s);
  if (w->c->kind == CHECK_ROW) rows_check(w);
  else if (w->c->kind == CHECK_LISTED) listed_check(w);
  else groups_check(w);
  check_tell(w);
}

/* What a scan needs of memory goes with its check; findings keep their own texts. */
static void check_make(audit_job *j, const check_decl *c) {
  audit_check *k = check_begin(j, c->title, c->rule);
  check_work w = { .j = j, .c = c, .scratch = arena_new() };
  bool whole = c->kind == CHECK_SUM;                                /* there a figure that is not stated says something, too */
  w.s = table_scan_open(w.scratch, j->d, j->m, c->table, j->indexes, whole ? SIZE_MAX : c->printed, c->kind == CHECK_ROW || c->kind == CHECK_RATIO ? c->expected : SIZE_MAX);
  if (w.s) check_work_do(&w);
  k->compared = w.compared;
  arena_free(w.scratch);
}

static void printed_find(audit_job *j, grid_set *const *grids) {
  if (!grids || !j->r->findings.n) return;
  printed_places *p = places_make(j->a, j->m, grids);
  for (size_t i = 0; i < j->r->findings.n; i++) j->r->findings.v[i].printed_in = place_printed(p, j->r->findings.v[i].record_at);
  places_free(p);
}

audit_report *audit_make(arena *a, diag *d, const agreement *m, grid_set *const *grids) {
  audit_job j = { a, d, m, ARENA_NEW(a, audit_report), rational_new(), rational_new(), table_indexes_new() };
  for (size_t i = 0; i < m->checks.n; i++) check_make(&j, m->checks.v[i]);
  calculations_check(&j);
  years_check(&j);
  printed_find(&j, grids);
  for (size_t i = 0; i < j.r->checks.n; i++) j.r->compared += j.r->checks.v[i].compared;
  table_indexes_free(j.indexes);
  rational_free(j.x);
  rational_free(j.y);
  return j.r;
}
