/* One sheet a grid: caption, a blank row, header, then one record a row, then the notes.
 * A group is no row here but the first column, so that every row is whole and can be sorted and filtered. Row 1 holds the caption
 * because a sheet that is printed or sent alone must say what it is; whoever computes uses the named range, which begins at the
 * header. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define EXCEL_DAY_OF_1970 25569    /* 1970-01-01 as Excel's day number */
#define EXCEL_FIRST_SAFE_YEAR 1901 /* Excel counts a 29 February 1900 that never was */
#define NOTE_WIDTH_LEAST 90
#define NOTE_WIDTH_MOST 130

size_t grid_records(const grid *g) {
  size_t n = 0;
  for (size_t r = 0; r < g->rows; r++) n += g->row[r].kind != ROW_GROUP;
  return n;
}

static bool right_aligned(column_type t) { return t != COLUMN_TEXT; }

static look look_of_number(column_type t) { return t == COLUMN_YEAR ? LOOK_YEAR : LOOK_NUMBER; }

static void put_date(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at, const grid_cell *c, look kind, bool strong) {
  if (c->day.year < EXCEL_FIRST_SAFE_YEAR) {
    job_check(j, worksheet_write_string(sheet, row, at, c->text, look_of(j, LOOK_CELL, 0, strong)));
    return;
  }
  double serial = (double)date_serial(c->day) + EXCEL_DAY_OF_1970;
  job_check(j, worksheet_write_number(sheet, row, at, serial, look_of(j, kind, 0, strong)));
}

/* "ikke oplyst (a)" */
static const char *text_with_mark(arena *a, const grid *g, const grid_cell *c) {
  return c->note ? arena_printf(a, "%s (%s)", c->text, g->notes.v[c->note - 1].mark) : c->text;
}

static void put_cell(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, size_t column, const grid_cell *c, bool strong) {
  column_type type = g->column[column].type;
  switch ((cell_kind)c->kind) {
    case CELL_NUMBER:
      job_check(j, worksheet_write_number(sheet, row, at, number_double(c->num), look_of(j, look_of_number(type), c->decimals, strong)));
      return;
    case CELL_DATE:
      put_date(j, sheet, row, at, c, LOOK_DATE, strong);
      return;
    case CELL_TEXT:
      job_check(j, worksheet_write_string(sheet, row, at, c->text, look_of(j, LOOK_CELL, 0, strong)));
      return;
    case CELL_NOT_STATED: case CELL_NOT_RELEVANT: case CELL_PENDING:
      job_check(j, worksheet_write_string(sheet, row, at, text_with_mark(j->a, g, c), look_of(j, right_aligned(type) ? LOOK_MISSING_RIGHT : LOOK_MISSING, 0, false)));
      return;
  }
}

/* The group of a row, in the first column; left, like a name. */
static void put_group(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, const grid_cell *c, bool strong) {
  switch ((cell_kind)c->kind) {
    case CELL_NUMBER:
      job_check(j, worksheet_write_number(sheet, row, 0, number_double(c->num), look_of(j, LOOK_GROUP_YEAR, 0, strong)));
      return;
    case CELL_DATE:
      put_date(j, sheet, row, 0, c, LOOK_GROUP_DATE, strong);
      return;
    case CELL_TEXT: case CELL_NOT_STATED: case CELL_NOT_RELEVANT: case CELL_PENDING:
      break;
  }
  look kind = c->kind == CELL_TEXT ? LOOK_CELL : LOOK_MISSING;
  job_check(j, worksheet_write_string(sheet, row, 0, text_with_mark(j->a, g, c), look_of(j, kind, 0, strong)));
}

static void put_header(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_col_t from, const double *widths) {
  size_t lines = from ? lines_in(g->group_title, widths[0], true) : 1;
  for (size_t c = 0; c < g->columns; c++) lines = MAX(lines, lines_in(g->column[c].header, widths[from + c], true));
  put_text(j, sheet, ROW_CAPTION, 0, g->title, LOOK_CAPTION);
  set_height(j, sheet, ROW_HEADER, lines);
  if (from) put_text(j, sheet, ROW_HEADER, 0, g->group_title, LOOK_HEADER);
  for (size_t c = 0; c < g->columns; c++) {
    look kind = right_aligned(g->column[c].type) ? LOOK_HEADER_RIGHT : LOOK_HEADER;
    put_text(j, sheet, ROW_HEADER, (lxw_col_t)(from + c), g->column[c].header, kind);
  }
}

/* Lines of the highest cell; figures and dates never wrap. */
static size_t lines_of_row(const grid *g, const grid_row *row, const grid_cell *group, const double *widths, lxw_col_t from) {
  size_t lines = from && group && group->kind != CELL_NUMBER && group->kind != CELL_DATE ? lines_in(group->text, widths[0], false) : 1;
  for (size_t c = 0; c < g->columns; c++) {
    const grid_cell *cell = &row->cells[c];
    if (cell->kind == CELL_TEXT) lines = MAX(lines, lines_in(cell->text, widths[from + c], false));
  }
  return lines;
}

/* Returns the row after the last one. */
static lxw_row_t put_rows(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_col_t from, const double *widths) {
  lxw_row_t at = ROW_DATA;
  const grid_cell *group = NULL;
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    bool strong = row->kind == ROW_SUBTOTAL || row->kind == ROW_TOTAL;
    if (row->kind == ROW_GROUP) { group = &row->cells[0]; continue; }
    set_height(j, sheet, at, lines_of_row(g, row, group, widths, from));
    if (from && group && row->kind != ROW_TOTAL) put_group(j, sheet, g, at, group, strong);
    for (size_t c = 0; c < g->columns; c++) put_cell(j, sheet, g, at, (lxw_col_t)(from + c), c, &row->cells[c], strong);
    at++;
  }
  return at;
}

/* Notes are cut into lines that fit the table's width: a merged cell would wrap them, but merged cells hinder screen readers. */
static lxw_row_t put_note(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *label, const char *text, size_t width) {
  if (!text) return row;
  text_lines lines = { 0 };
  lines_of(j->a, arena_printf(j->a, "%s%s", label, text), width, &lines);
  for (size_t i = 0; i < lines.line.n; i++) put_text(j, sheet, row++, 0, lines.line.v[i], LOOK_NOTE);
  return row;
}

static void put_notes(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, double width) {
  size_t most = (size_t)CLAMP(width, NOTE_WIDTH_LEAST, NOTE_WIDTH_MOST);
  for (size_t n = 0; n < g->notes.n; n++)
    row = put_note(j, sheet, row, arena_printf(j->a, "%s: ", g->notes.v[n].mark), g->notes.v[n].text, most);
  row = put_note(j, sheet, row, "Bemærkning: ", g->remark, most);
  put_note(j, sheet, row, "Kilde: ", g->source, most);
}

static const char *column_letters(arena *a, size_t column) {
  char back[8];
  size_t k = sizeof back - 1;
  back[k] = '\0';
  for (size_t i = column + 1; i && k; i = (i - 1) / 26) back[--k] = (char)('A' + (i - 1) % 26);
  return arena_strdup(a, back + k);
}

/* The header and the data, by name and for Excel's marks on texts that look like figures ("0320"). */
static void mark_range(xlsx_job *j, lxw_worksheet *sheet, const grid *g, size_t columns, lxw_row_t last) {
  const char *letters = column_letters(j->a, columns - 1);
  const char *range = arena_printf(j->a, "=%s!$A$%d:$%s$%u", quoted_sheet(j->a, g->sheet), ROW_HEADER + 1, letters, last + 1);
  job_check(j, workbook_define_name(j->book, range_name(j->a, g), range));
  const char *cells = arena_printf(j->a, "A%d:%s%u", ROW_DATA + 1, letters, last + 1);
  if (last >= ROW_DATA) job_check(j, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, cells));
}

void grid_sheet(xlsx_job *j, const grid *g) {
  lxw_worksheet *sheet = workbook_add_worksheet(j->book, g->sheet);
  if (!sheet) { job_check(j, LXW_ERROR_INVALID_SHEETNAME_CHARACTER); return; }
  lxw_col_t from = g->group_title ? 1 : 0;
  double *widths;
  size_t columns = widths_of(j->a, g, &widths);
  for (size_t c = 0; c < columns; c++) job_check(j, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL));
  set_page(j, sheet);
  put_header(j, sheet, g, from, widths);
  lxw_row_t next = put_rows(j, sheet, g, from, widths);
  put_notes(j, sheet, g, next + 1, widths_total(widths, columns));
  job_check(j, worksheet_repeat_rows(sheet, ROW_HEADER, ROW_HEADER));
  mark_range(j, sheet, g, columns, next - 1);
}
