/* The first sheet: what the workbook is, its sheets with links, and its notes. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define COLUMN_LABEL 0
#define COLUMN_TEXT_WIDE 1
#define COLUMN_COUNT 2
#define COLUMN_NAME 3

static const char HOW_TO_USE[] =
    "Hver tabel har sit eget ark. Kolonnernes overskrifter står i række 3, og hver post har sin egen række derunder. "
    "Overskrifter og rækker er tilsammen et navngivet område, som kan bruges i formler og pivottabeller.";

static const double widths[] = { 32, 70, 10, 20 };

/* The last column is as wide as the longest name in it, for a name cannot wrap well. */
static void set_widths(xlsx_job *j, lxw_worksheet *sheet) {
  double name = widths[COLUMN_NAME];
  for (size_t i = 0; i < j->set->grids.n; i++) {
    const char *s = range_name(j->a, j->set->grids.v[i]);
    name = MAX(name, (double)utf8_length(s, strlen(s)) + 2);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
    job_check(j, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, i == COLUMN_NAME ? MIN(name, 80) : widths[i], NULL));
}

/* A text in the wide column, with the height it needs. */
static void put_wide(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *text, look kind) {
  set_height(j, sheet, row, lines_in(text, widths[COLUMN_TEXT_WIDE], false));
  put_text(j, sheet, row, COLUMN_TEXT_WIDE, text, kind);
}

static lxw_row_t put_lines(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  const workbook_front *f = j->front;
  for (size_t i = 0; i < f->lines.n; i++, row++) {
    put_text(j, sheet, row, COLUMN_LABEL, f->lines.v[i].label, LOOK_LABEL);
    put_wide(j, sheet, row, f->lines.v[i].text, LOOK_TEXT);
  }
  return row;
}

static void put_link(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const grid *g) {
  const char *target = arena_printf(j->a, "internal:%s!A1", quoted_sheet(j->a, g->sheet));
  const char *tip = arena_printf(j->a, "Gå til arket %s", g->sheet);
  job_check(j, worksheet_write_url_opt(sheet, row, COLUMN_LABEL, target, look_of(j, LOOK_LINK, 0, false), g->sheet, tip));
}

static lxw_row_t put_sheets(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  put_text(j, sheet, row, COLUMN_LABEL, "Ark", LOOK_HEADER);
  put_text(j, sheet, row, COLUMN_TEXT_WIDE, "Tabel", LOOK_HEADER);
  put_text(j, sheet, row, COLUMN_COUNT, "Rækker", LOOK_HEADER_RIGHT);
  put_text(j, sheet, row++, COLUMN_NAME, "Navngivet område", LOOK_HEADER);
  for (size_t i = 0; i < j->set->grids.n; i++, row++) {
    const grid *g = j->set->grids.v[i];
    put_link(j, sheet, row, g);
    put_wide(j, sheet, row, g->title, LOOK_CELL);
    job_check(j, worksheet_write_number(sheet, row, COLUMN_COUNT, (double)grid_records(g), look_of(j, LOOK_NUMBER, 0, false)));
    put_text(j, sheet, row, COLUMN_NAME, range_name(j->a, g), LOOK_CELL);
  }
  return row;
}

static void put_notes(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  const workbook_front *f = j->front;
  put_text(j, sheet, row, COLUMN_LABEL, "Noter", LOOK_LABEL);
  for (size_t i = 0; i < f->notes.n; i++) put_wide(j, sheet, row++, f->notes.v[i], LOOK_TEXT);
  put_wide(j, sheet, row, HOW_TO_USE, LOOK_TEXT);
}

void front_sheet(xlsx_job *j) {
  lxw_worksheet *sheet = workbook_add_worksheet(j->book, "Forside");
  if (!sheet) { job_check(j, LXW_ERROR_MEMORY_MALLOC_FAILED); return; }
  set_widths(j, sheet);
  set_page(j, sheet);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  lxw_row_t row = 0;
  put_text(j, sheet, row++, COLUMN_LABEL, j->front->title, LOOK_TITLE);
  if (!text_blank(j->front->subtitle)) put_text(j, sheet, row++, COLUMN_LABEL, j->front->subtitle, LOOK_SUBTITLE);
  row = put_lines(j, sheet, row + 1);
  row = put_sheets(j, sheet, row + 1);
  put_notes(j, sheet, row + 1);
}
