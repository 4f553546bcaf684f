/* Cells that are other grids' cells: where a grid's cell stands in the workbook. Worked out once for a grid that somebody refers to. */
#include "xlsx/xlsx_int.h"

static void plan_places(xlsx_job *j, sheet_plan *p) {
  const grid *g = p->g;
  lxw_row_t *row = ARENA_ARRAY(j->a, lxw_row_t, g->rows + 1), data = ROW_DATA, sum = ROW_DATA;
  lxw_col_t *column = ARENA_ARRAY(j->a, lxw_col_t, g->columns + 1), next = (lxw_col_t)MAX(p->groups, 1);
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind != ROW_GROUP) row[r] = g->row[r].kind == ROW_RECORD ? data++ : sum++;
  for (size_t c = 0; p->subtotals && c < g->columns; c++)
    if (subtotal_shows(g, c)) column[c] = next++;
  p->row_of = row;
  p->sum_column = column;
}

/* The sheet column of a grid's column on its sheet of data; a calculation's sheet leaves one out. */
static size_t data_column(const sheet_plan *p, size_t column) {
  const grid_calculation *k = p->g->calculation;
  return p->groups + column - (k && k->figures < column);
}

const char *cell_reference(xlsx_job *j, const grid_same *s) {
  sheet_plan *p = NULL;
  for (size_t i = 0; s->of && i < j->set->grids.n; i++)
    if (j->plan[i].g == s->of) p = &j->plan[i];
  if (!p) return NULL;
  if (!p->row_of) plan_places(j, p);
  const grid_row *row = &s->of->row[s->row];
  const bool sums = row->kind != ROW_RECORD;
  if (sums && (!p->subtotals || !p->sum_column[s->column])) return NULL;
  const char *sheet = sums ? quoted_sheet(j->a, p->subtotals) : p->quoted;
  return arena_printf(j->a, "=%s!$%s$%u", sheet, letters_of(j->a, sums ? p->sum_column[s->column] : data_column(p, s->column)), p->row_of[s->row] + 1);
}

/* Where another calculation's line stands in this workbook. */
static bool line_place(const xlsx_job *j, const calculation_input *from, grid_same *out) {
  for (size_t i = 0; i < j->set->grids.n; i++) {
    const grid *g = j->set->grids.v[i];
    const grid_calculation *k = g->calculation;
    for (size_t r = 0; k && k->steps->of == from->of && r < g->rows; r++)
      if (g->row[r].kind == ROW_RECORD && k->step_of[r] == from->line) { *out = (grid_same){ .of = g, .row = r, .column = k->value }; return true; }
  }
  return false;
}

const char *fetched_reference(xlsx_job *j, const grid_calculation *k, size_t row) {
  const calculation *c = k->steps->of;
  const calculation_input *from = c->from ? &c->from[k->step_of[row]] : NULL;
  grid_same place;
  return from && from->of && line_place(j, from, &place) ? cell_reference(j, &place) : NULL;
}
