/* Many rows as values, for checks: no cell, no text and no note is made of a row until somebody wants to see it. A check of 20,000 rows keeps a handful;
 * making a grid of all of them took ten times as long. What is kept becomes a grid like any other. */
#include "table/table_int.h"

#define ROW_NONE SIZE_MAX

/* column: of the grid, by that of the declaration; own: the value of a column from a field; at: the row whose formulas are worked out */
struct table_scan { grid_build *b; row_picks rows; size_t *column; formula_value *own; size_t at; };

static void columns_map(table_scan *s) {
  const grid_build *b = s->b;
  s->column = ARENA_ARRAY(b->a, size_t, b->decl->columns.n + 1);
  s->own = ARENA_ARRAY(b->a, formula_value, b->decl->columns.n + 1);
  for (size_t i = 0; i < b->decl->columns.n; i++) {
    s->column[i] = FIELD_NONE;
    for (size_t c = 0; c < b->g->columns; c++)
      if (b->work[c].decl == &b->decl->columns.v[i]) s->column[i] = c;
  }
}

table_scan *table_scan_open(arena *a, diag *d, const agreement *m, const table_decl *decl, table_indexes *x, size_t known, size_t too) {
  if (!decl->reg || decl->reg->broken || decl->cross.given) return NULL;
  grid_build *b = grid_build_new(a, d, m, decl);
  b->indexes = x;
  lookups_make(b);
  table_scan *s = ARENA_NEW(a, table_scan);
  *s = (table_scan){ .b = b, .at = ROW_NONE };
  bool shown = columns_from_register(b);
  if (shown) {
    formulas_compile(b);
    columns_map(s);
    b->must_know[0] = known == SIZE_MAX ? FIELD_NONE : s->column[known];
    b->must_know[1] = too == SIZE_MAX ? FIELD_NONE : s->column[too];
    s->rows = rows_pick(b);
    shares_make(b, &s->rows);
  }
  lookups_free(b);
  if (shown) return s;
  grid_build_free(b);
  return NULL;
}

size_t table_scan_rows(const table_scan *s) { return s->rows.n; }
size_t table_scan_asked(const table_scan *s) { return s->b->condition_count ? s->b->answered : s->rows.n; }

unsigned table_scan_type(const table_scan *s, size_t column) {
  return s->column[column] == FIELD_NONE ? 0 : s->b->work[s->column[column]].ftype;
}

const formula_value *table_scan_value(table_scan *s, size_t row, size_t column) {
  static const formula_value none = { .state = FORMULA_BROKEN };
  if (s->column[column] == FIELD_NONE) return &none;
  const work_column *w = &s->b->work[s->column[column]];
  if (w->source == TABLE_FROM_FIELD) {
    s->own[column] = formula_of_field(s->b, w, &s->rows.v[row]);
    return &s->own[column];
  }
  if (s->at != row) {
    formulas_eval_row(s->b, &s->rows.v[row], row);
    s->at = row;
  }
  return &s->b->values[w->name];
}

/* Equal figures have one writing: that of the fraction in lowest terms. */
static void add_result(const table_scan *s, const formula_value *v, unsigned type, GString *key) {
  if (v->text || type == FORMULA_CONDITION) { g_string_append(key, v->text ? v->text : v->yes ? "ja" : "nej"); return; }
  rational *x = rational_new();
  if (v->exact) rational_set(x, v->exact);
  else rational_set_number(x, v->num);
  g_string_append(key, rational_text(s->b->a, x));
  rational_free(x);
}

bool table_scan_key(table_scan *s, size_t row, size_t column, GString *key) {
  work_column *w = s->column[column] == FIELD_NONE ? NULL : &s->b->work[s->column[column]];
  if (w) w->path.by_record = true;
  if (w && w->source == TABLE_FROM_FIELD) return path_key(&w->path, path_start(&w->path, &s->rows.v[row]), key);
  const formula_value *v = table_scan_value(s, row, column);
  if (v->state != FORMULA_KNOWN) return false;
  add_result(s, v, table_scan_type(s, column), key);
  g_string_append_c(key, '\n');
  return true;
}

const grid *table_scan_close(table_scan *s, const bool *keep) {
  grid_build *b = s->b;
  size_t kept = 0;
  for (size_t i = 0; i < s->rows.n; i++) {
    if (!keep || !keep[i]) continue;
    s->rows.v[kept] = s->rows.v[i];
    s->rows.v[kept++].place = (uint32_t)i;
  }
  s->rows.n = kept;
  if (!kept) {
    grid_build_free(b);
    return NULL;
  }
  shares_follow(b, &s->rows);
  s->rows.levels = 0;
  columns_set_decimals(b, &s->rows);
  rows_fill(b, &s->rows);
  for (size_t c = 0; c < b->g->columns; c++)                      /* whoever explains a finding names its figures; steps on the way are put into the formula */
    if (b->work[c].source == TABLE_FROM_FIELD) b->work[c].unshown = false;
  return grid_end(b);
}
