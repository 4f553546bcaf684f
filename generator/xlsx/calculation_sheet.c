/* A calculation that is live: the figures that are put in stand in unlocked, marked cells, all else is worked out by formulas, row by row; a figure fetched
 * from another calculation of the workbook is that one's cell. The sheet is
 * protected without a password, so that a formula is not overwritten by mistake and whoever wants to may lift it. Formulas with the figures put in are
 * not shown: they would stay as they are when a figure changes. */
#include "xlsx/xlsx_int.h"

#include <string.h>

typedef struct calculation_plan { const sheet_plan *p; const grid_calculation *k; const size_t *sheet_column; size_t columns; lxw_row_t *row; const char **reference; } calculation_plan;

/* Sheet columns: the sections, then the grid's columns but the one with figures put in. */
static void plan_columns(xlsx_job *j, calculation_plan *c) {
  size_t *at = ARENA_ARRAY(j->a, size_t, c->p->g->columns + 1), n = c->p->groups;
  for (size_t i = 0; i < c->p->g->columns; i++) at[i] = i == c->k->figures ? SIZE_MAX : n++;
  c->sheet_column = at;
  c->columns = n;
}

static void plan_rows(xlsx_job *j, calculation_plan *c) {
  const grid *g = c->p->g;
  c->row = ARENA_ARRAY(j->a, lxw_row_t, g->rows + 1);
  lxw_row_t at = ROW_DATA;
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind == ROW_RECORD) c->row[r] = at++;
  c->reference = ARENA_ARRAY(j->a, const char *, c->k->names + 1);
  for (size_t n = 0; n < c->k->names; n++)
    c->reference[n] = arena_printf(j->a, "$%s$%u", letters_of(j->a, c->sheet_column[c->k->value]), c->row[c->k->row_of[n]] + 1);
}

static const char *live_of(xlsx_job *j, const calculation_plan *c, size_t row) {
  const grid_line *l = &c->k->line[row];
  const char *s = l->expr ? formula_excel(j->a, l->expr, l->decimals, c->reference) : NULL;
  if (!s || !l->check) return s;
  return arena_printf(j->a, "=IF(%s=\"ja\",\"i orden\",IF(%s=\"nej\",\"passer ikke\",%s))", s + 1, s + 1, s + 1);
}

static void put_input(xlsx_job *j, lxw_worksheet *sheet, const calculation_plan *c, size_t row) {
  const grid_cell *cell = &c->p->g->row[row].cells[c->k->value];
  lxw_col_t at = (lxw_col_t)c->sheet_column[c->k->value];
  if (cell->kind == CELL_NUMBER) job_check(j, worksheet_write_number(sheet, c->row[row], at, number_double(cell->num), look_of(j, LOOK_INPUT, cell->decimals, false, NULL)));
  else job_check(j, worksheet_write_string(sheet, c->row[row], at, cell->text, look_of(j, LOOK_INPUT, 0, false, NULL)));
}

static void put_value(xlsx_job *j, lxw_worksheet *sheet, const calculation_plan *c, size_t row, const grid_cell *cell) {
  const grid_line *l = &c->k->line[row];
  lxw_col_t at = (lxw_col_t)c->sheet_column[c->k->value];
  const char *live = l->input ? fetched_reference(j, c->k, row) : live_of(j, c, row);
  if (l->input && !live) put_input(j, sheet, c, row);
  else if (live && cell->kind == CELL_NUMBER) put_result(j, sheet, c->p->g, c->row[row], at, cell, live, l->real);
  else put_cell(j, sheet, c->p->g, c->row[row], at, c->k->value, cell, live, l->check);
}

static void put_line(xlsx_job *j, lxw_worksheet *sheet, const calculation_plan *c, size_t row, const grid_cell *section) {
  const grid *g = c->p->g;
  size_t lines = 1;
  if (section) put_group(j, sheet, g, c->row[row], 0, section, false);
  for (size_t i = 0; i < g->columns; i++) {
    if (c->sheet_column[i] == SIZE_MAX) continue;
    const grid_cell *cell = &g->row[row].cells[i];
    if (cell->kind == CELL_TEXT) lines = MAX(lines, lines_in(cell->text, c->p->widths[c->p->groups + i], false));
    if (i == c->k->value) put_value(j, sheet, c, row, cell);
    else put_cell(j, sheet, g, c->row[row], (lxw_col_t)c->sheet_column[i], i, cell, NULL, c->k->line[row].check);
  }
  set_height(j, sheet, c->row[row], lines);
}

static void put_lines(xlsx_job *j, lxw_worksheet *sheet, const calculation_plan *c) {
  const grid *g = c->p->g;
  const grid_cell *section = NULL;
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind == ROW_GROUP) section = &g->row[r].cells[0];
    else if (g->row[r].kind == ROW_RECORD) put_line(j, sheet, c, r, section);
  }
}

static void put_heads(xlsx_job *j, lxw_worksheet *sheet, const calculation_plan *c) {
  double *widths = ARENA_ARRAY(j->a, double, c->columns + 1);
  for (size_t i = 0; i < c->p->groups; i++) {
    widths[i] = c->p->widths[i];
    put_header(j, sheet, ROW_HEADER, (lxw_col_t)i, c->p->header[i], COLUMN_TEXT);
  }
  for (size_t i = 0; i < c->p->g->columns; i++) {
    if (c->sheet_column[i] == SIZE_MAX) continue;
    widths[c->sheet_column[i]] = c->p->widths[c->p->groups + i];
    put_header(j, sheet, ROW_HEADER, (lxw_col_t)c->sheet_column[i], c->p->header[c->p->groups + i], c->p->g->column[i].type);
  }
  set_widths(j, sheet, widths, c->columns);
  put_top(j, sheet, c->p->g->title);
}

void calculation_sheet(xlsx_job *j, sheet_plan *p) {
  lxw_worksheet *sheet = sheet_new(j, p->sheet);
  if (!sheet) return;
  calculation_plan c = { .p = p, .k = p->g->calculation };
  plan_columns(j, &c);
  plan_rows(j, &c);
  put_heads(j, sheet, &c);
  put_lines(j, sheet, &c);
  put_text(j, sheet, p->last + 2, 0, "De gule celler er de tal, der sættes ind. Ret dem, og resten regnes om. Arket er beskyttet uden adgangskode.", LOOK_NOTE);
  put_notes(j, sheet, p, p->last + 3, false, widths_total(p->widths, p->columns));
  const char *range = arena_printf(j->a, "=%s!$A$%d:$%s$%u", p->quoted, ROW_HEADER + 1, letters_of(j->a, c.columns - 1), p->last + 1);
  job_check(j, workbook_define_name(j->book, p->range, range));
  job_check(j, worksheet_repeat_rows(sheet, ROW_HEADER, ROW_HEADER));
  worksheet_protect(sheet, NULL, NULL);
  if (j->mode == XLSX_WORKING_COPY) worksheet_freeze_panes(sheet, ROW_DATA, 0);
}
