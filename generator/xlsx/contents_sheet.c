/* The first sheet: what the workbook is, and its sheets with links. */
#include "xlsx/xlsx_int.h"

#include <string.h>

enum { COLUMN_SHEET, COLUMN_TITLE, COLUMN_COUNT, COLUMN_TABLE, COLUMN_REMARK, COLUMNS };

static const double least_widths[COLUMNS] = { 32, 64, 9, 20, 18 };
#define NAME_WIDEST 60.0

static const char HOW_TO_USE[] =
    "Hver tabel har sit eget ark. Kolonnernes overskrifter står i række 4, og hver post har sin egen række derunder.";
static const char WORKING_COPY[] =
    "Dette er arbejdskopien: overskrifterne bliver stående, når du ruller, og hver tabel kan filtreres og sorteres. "
    "Det, der gælder, står i den offentliggjorte fil.";

/* Names of sheets and tables do not wrap well, so their columns fit the longest. */
static const double *widths_for(const xlsx_job *j) {
  double *w = ARENA_ARRAY(j->a, double, COLUMNS);
  memcpy(w, least_widths, sizeof least_widths);
  for (size_t i = 0; i < j->set->grids.n; i++) {
    const sheet_plan *p = &j->plan[i];
    w[COLUMN_SHEET] = MAX(w[COLUMN_SHEET], width_of_text(p->sheet, false));
    w[COLUMN_TABLE] = MAX(w[COLUMN_TABLE], MIN(width_of_text(p->table ? p->table : p->range, false), NAME_WIDEST));
  }
  return w;
}

/* A text in the wide column, with the height it needs. */
static void put_wide(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *text, look kind) {
  set_height(j, sheet, row, lines_in(text, least_widths[COLUMN_TITLE], false));
  put_text(j, sheet, row, COLUMN_TITLE, text, kind);
}

static lxw_row_t put_lines(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  const workbook_front *f = j->front;
  for (size_t i = 0; i < f->lines.n; i++, row++) {
    put_text(j, sheet, row, COLUMN_SHEET, f->lines.v[i].label, LOOK_LABEL);
    put_wide(j, sheet, row, f->lines.v[i].text, LOOK_TEXT);
  }
  return row;
}

static const char *remark_of(const xlsx_job *j, const grid *g) {
  for (size_t i = 0; i < j->front->contents.n; i++)
    if (j->front->contents.v[i].grid == g) return j->front->contents.v[i].remark;
  return NULL;
}

static void put_sheet(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *name, const char *title) {
  put_link(j, sheet, row, COLUMN_SHEET, name, name, LOOK_LINK);
  put_wide(j, sheet, row, title, LOOK_CELL);
}

static lxw_row_t put_grid(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const sheet_plan *p) {
  const char *remark = remark_of(j, p->g);
  put_sheet(j, sheet, row, p->sheet, p->g->title);
  job_check(j, worksheet_write_number(sheet, row, COLUMN_COUNT, (double)p->records, look_of(j, LOOK_NUMBER, 0, false, NULL)));
  put_text(j, sheet, row, COLUMN_TABLE, p->table ? p->table : p->range, LOOK_CELL);
  if (remark) put_text(j, sheet, row, COLUMN_REMARK, remark, LOOK_CELL);
  row++;
  if (p->subtotals) put_sheet(j, sheet, row++, p->subtotals, arena_printf(j->a, "%s: subtotaler", p->g->title));
  if (p->chart) put_sheet(j, sheet, row++, p->chart, arena_printf(j->a, "%s: diagram", p->g->title));
  return row;
}

static lxw_row_t put_sheets(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  static const char *const titles[COLUMNS] = { "Ark", "Indhold", "Rækker", "Navn i formler", "Bemærk" };
  bool remarks = false;
  for (size_t i = 0; i < j->set->grids.n; i++) remarks = remarks || remark_of(j, j->plan[i].g);
  for (size_t c = 0; c < (remarks ? COLUMNS : COLUMN_REMARK); c++)
    put_text(j, sheet, row, (lxw_col_t)c, titles[c], c == COLUMN_COUNT ? LOOK_HEADER_RIGHT : LOOK_HEADER);
  row++;
  for (size_t i = 0; i < j->set->grids.n; i++) row = put_grid(j, sheet, row, &j->plan[i]);
  put_sheet(j, sheet, row++, j->notes, "Noter, kilder og forbehold");
  return row;
}

void contents_sheet(xlsx_job *j) {
  lxw_worksheet *sheet = sheet_new(j, j->contents);
  if (!sheet) return;
  const workbook_front *f = j->front;
  set_widths(j, sheet, widths_for(j), COLUMNS);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  lxw_row_t row = 0;
  put_text(j, sheet, row++, COLUMN_SHEET, f->title, LOOK_TITLE);
  if (!text_blank(f->subtitle)) put_text(j, sheet, row++, COLUMN_SHEET, f->subtitle, LOOK_SUBTITLE);
  if (f->banner) put_text(j, sheet, row++, COLUMN_SHEET, f->banner, LOOK_BANNER);
  row = put_lines(j, sheet, row + 1);
  row = put_sheets(j, sheet, row + 1) + 1;
  put_wide(j, sheet, row++, HOW_TO_USE, LOOK_TEXT);
  if (j->mode == XLSX_WORKING_COPY) put_wide(j, sheet, row, WORKING_COPY, LOOK_TEXT);
}
