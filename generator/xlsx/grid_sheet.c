/* One sheet a grid: caption, banner, link back, header, then one record a row, then the notes.
 * A group is no row here but the first columns, so that every row is whole and can be sorted and filtered; subtotals stand on a sheet of
 * their own. Row 1 holds the caption because a sheet that is printed or sent alone must say what it is; whoever computes uses the table or
 * the named range, which begin at the header.
 * A formula is written cell by cell with the cell's own value: a table's column formula alone would store 0 in all of them. The table gets
 * it as well, so that Excel fills it into new rows. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define EXCEL_DAY_OF_1970 25569    /* 1970-01-01 as Excel's day number */
#define EXCEL_FIRST_SAFE_YEAR 1901 /* Excel counts a 29 February 1900 that never was */
#define NOTE_WIDTH_LEAST 90
#define NOTE_WIDTH_MOST 130
#define TABLE_STYLE_BANDS 1        /* TableStyleLight1: grey bands, black rules */

static bool right_aligned(column_type t) { return t != COLUMN_TEXT; }

/* ---- cells ---- */

typedef struct cell_place { xlsx_job *j; lxw_worksheet *sheet; lxw_row_t row; lxw_col_t at; } cell_place;

/* Dressed with its mark; when Excel takes no more marks, NULL and a plain look. */
static lxw_format *dressed(xlsx_job *j, look kind, unsigned decimals, bool strong, const char **mark) {
  lxw_format *f = *mark ? look_of(j, kind, decimals, strong, *mark) : NULL;
  if (f || !*mark) return f ? f : look_of(j, kind, decimals, strong, NULL);
  return look_of(j, kind, decimals, strong, NULL);
}

static void put_number(cell_place p, double x, const char *live, lxw_format *f) {
  if (live) job_check(p.j, worksheet_write_formula_num(p.sheet, p.row, p.at, live, f, x));
  else job_check(p.j, worksheet_write_number(p.sheet, p.row, p.at, x, f));
}

/* A mark that found no format stands in the text, and a formula could not give that text. */
static void put_words(cell_place p, const char *text, const char *live, look kind, bool strong, const char *mark) {
  lxw_format *f = look_of(p.j, kind, 0, strong, mark);
  if (f && live) job_check(p.j, worksheet_write_formula_str(p.sheet, p.row, p.at, live, f, text));
  else if (f) job_check(p.j, worksheet_write_string(p.sheet, p.row, p.at, text, f));
  else job_check(p.j, worksheet_write_string(p.sheet, p.row, p.at, arena_printf(p.j->a, "%s (%s)", text, mark), look_of(p.j, kind, 0, strong, NULL)));
}

static void put_date(cell_place p, const grid_cell *c, const char *live, look kind, bool strong, const char *mark) {
  if (c->day.year < EXCEL_FIRST_SAFE_YEAR) put_words(p, c->text, NULL, LOOK_CELL, strong, mark);
  else put_number(p, (double)date_serial(c->day) + EXCEL_DAY_OF_1970, live, dressed(p.j, kind, 0, strong, &mark));
}

static const char *mark_of(const grid *g, const grid_cell *c) { return c->note ? g->notes.v[c->note - 1].mark : NULL; }

void put_cell(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, size_t column, const grid_cell *c, const char *live, bool strong) {
  column_type type = g->column[column].type;
  const char *mark = mark_of(g, c);
  cell_place p = { j, sheet, row, at };
  if (c->fixed) live = NULL;
  switch ((cell_kind)c->kind) {
    case CELL_NUMBER:
      put_number(p, number_double(c->num), live, dressed(j, type == COLUMN_YEAR ? LOOK_YEAR : LOOK_NUMBER, c->decimals, strong, &mark));
      return;
    case CELL_DATE: put_date(p, c, live, LOOK_DATE, strong, mark); return;
    case CELL_TEXT: put_words(p, c->text, live, LOOK_CELL, strong, mark); return;
    case CELL_HIDDEN: live = NULL; break;
    case CELL_NOT_STATED: case CELL_NOT_RELEVANT: case CELL_PENDING: break;
  }
  put_words(p, c->text, live, right_aligned(type) ? LOOK_MISSING_RIGHT : LOOK_MISSING, false, mark);
}

/* A figure that a formula works out and that goes on behind what is shown. */
void put_result(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, const grid_cell *c, const char *live, double real) {
  const char *mark = mark_of(g, c);
  put_number((cell_place){ j, sheet, row, at }, real, live, dressed(j, LOOK_NUMBER, c->decimals, false, &mark));
}

/* The group of a row, in one of the first columns; left, like a name. */
void put_group(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, const grid_cell *c, bool strong) {
  const char *mark = mark_of(g, c);
  cell_place p = { j, sheet, row, at };
  switch ((cell_kind)c->kind) {
    case CELL_NUMBER: put_number(p, number_double(c->num), NULL, dressed(j, LOOK_GROUP_YEAR, 0, strong, &mark)); return;
    case CELL_DATE: put_date(p, c, NULL, LOOK_GROUP_DATE, strong, mark); return;
    case CELL_TEXT: put_words(p, c->text, NULL, LOOK_CELL, strong, mark); return;
    case CELL_NOT_STATED: case CELL_NOT_RELEVANT: case CELL_PENDING: case CELL_HIDDEN: break;
  }
  put_words(p, c->text, NULL, LOOK_MISSING, strong, mark);
}

void put_header(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at, const char *text, column_type type) {
  put_text(j, sheet, row, at, text, right_aligned(type) ? LOOK_HEADER_RIGHT : LOOK_HEADER);
}

/* ---- the table ---- */

static column_type type_of(const sheet_plan *p, size_t sheet_column) {
  return sheet_column < p->groups ? COLUMN_TEXT : p->g->column[sheet_column - p->groups].type;
}

static void put_headers(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  size_t lines = 1;
  for (size_t c = 0; c < p->columns; c++) lines = MAX(lines, lines_in(p->header[c], p->widths[c], true));
  put_top(j, sheet, p->g->title);
  set_height(j, sheet, ROW_HEADER, lines);
  for (size_t c = 0; c < p->columns; c++) put_header(j, sheet, ROW_HEADER, (lxw_col_t)c, p->header[c], type_of(p, c));
}

/* The library expands an at sign in a column's formula, also one within a text; such a column goes without. */
static char *column_formula(xlsx_job *j, const sheet_plan *p, size_t sheet_column) {
  if (sheet_column < p->groups) return NULL;
  const char *s = p->formula[sheet_column - p->groups];
  return s && !strchr(s, '@') && !strchr(s, ROW_MARK) ? arena_strdup(j->a, s) : NULL;
}

/* Before the cells: the library fills headers and formulas in, and what is written later stands. */
static void make_table(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  lxw_table_column *columns = ARENA_ARRAY(j->a, lxw_table_column, p->columns), **list = ARENA_ARRAY(j->a, lxw_table_column *, p->columns + 1);
  for (size_t c = 0; c < p->columns; c++) {
    columns[c] = (lxw_table_column){ .header = arena_strdup(j->a, p->header[c]), .formula = column_formula(j, p, c) };
    list[c] = &columns[c];
  }
  bool working = j->mode == XLSX_WORKING_COPY;
  lxw_table_options o = {
    .name = arena_strdup(j->a, p->table), .columns = list, .no_autofilter = !working, .no_banded_rows = !working,
    .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = working ? TABLE_STYLE_BANDS : 0,
  };
  job_check(j, worksheet_add_table(sheet, ROW_HEADER, 0, p->last, (lxw_col_t)(p->columns - 1), &o));
}

static size_t lines_of_cell(const grid *g, const grid_cell *c, double width) {
  if (c->kind == CELL_NUMBER || c->kind == CELL_DATE) return 1;
  double mark = c->note ? width_of_text(g->notes.v[c->note - 1].mark, false) + 1 : 0;
  return lines_in(c->text, MAX(width - mark, 1), false);
}

/* Lines of the highest cell; figures and dates never wrap. */
static size_t lines_of_row(const sheet_plan *p, const grid_row *row, const grid_cell *const *group) {
  size_t lines = 1;
  for (size_t i = 0; i < p->groups; i++)
    if (group[i]) lines = MAX(lines, lines_of_cell(p->g, group[i], p->widths[i]));
  for (size_t c = 0; c < p->g->columns; c++) lines = MAX(lines, lines_of_cell(p->g, &row->cells[c], p->widths[p->groups + c]));
  return lines;
}

/* A cell that is another grid's: its value is what stands there, in full where a calculation goes on behind what it shows. */
static void put_same(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, const grid_cell *c, const grid_same *s) {
  const char *live = cell_reference(j, s);
  const grid_calculation *k = live ? s->of->calculation : NULL;
  if (k && c->kind == CELL_NUMBER) put_result(j, sheet, g, row, at, c, live, k->line[s->row].real);
  else put_cell(j, sheet, g, row, at, g->same_column, c, live, false);
}

static void put_record(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t at, const grid_row *row, const grid_cell *const *group) {
  const grid *g = p->g;
  set_height(j, sheet, at, lines_of_row(p, row, group));
  for (size_t i = 0; i < p->groups; i++) {
    if (group[i]) put_group(j, sheet, g, at, (lxw_col_t)i, group[i], false);
  }
  for (size_t c = 0; c < g->columns; c++) {
    const char *live = p->formula[c] && !row->residual ? formula_at(j->a, p->formula[c], at) : NULL;
    if (g->same && c == g->same_column) {
      put_same(j, sheet, g, at, (lxw_col_t)(p->groups + c), &row->cells[c], &g->same[row - g->row]);
      continue;
    }
    put_cell(j, sheet, g, at, (lxw_col_t)(p->groups + c), c, &row->cells[c], live, false);
  }
}

static void put_records(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  const grid_cell *group[GRID_GROUPS] = { NULL };
  lxw_row_t at = ROW_DATA;
  for (size_t r = 0; r < p->g->rows; r++) {
    const grid_row *row = &p->g->row[r];
    if (row->kind == ROW_GROUP) {
      size_t level = CLAMP(row->level, 1, GRID_GROUPS);
      group[level - 1] = &row->cells[0];
    } else if (row->kind == ROW_RECORD) put_record(j, sheet, p, at++, row, group);
  }
}

/* ---- below the table ---- */

/* Notes are cut into lines that fit the table's width: a merged cell would wrap them, but merged cells hinder screen readers. */
static lxw_row_t put_note(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *label, const char *text, size_t width) {
  if (!text) return row;
  text_lines lines = { 0 };
  lines_of(j->a, arena_printf(j->a, "%s%s", label, text), width, &lines);
  for (size_t i = 0; i < lines.line.n; i++) put_text(j, sheet, row++, 0, lines.line.v[i], LOOK_NOTE);
  return row;
}

/* Which notes the rows of a sheet have marks of. Groups stand on both sheets. */
static const bool *notes_used(xlsx_job *j, const grid *g, bool sums) {
  bool *used = ARENA_ARRAY(j->a, bool, g->notes.n + 1);
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind != ROW_GROUP && (row->kind != ROW_RECORD) != sums) continue;
    size_t cells = row->kind == ROW_GROUP ? 1 : g->columns;
    for (size_t c = 0; c < cells; c++)
      if (row->cells[c].note) used[row->cells[c].note - 1] = true;
  }
  return used;
}

void put_notes(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t row, bool sums, double width) {
  const grid *g = p->g;
  const bool *used = notes_used(j, g, sums);
  size_t most = (size_t)CLAMP(width, NOTE_WIDTH_LEAST, NOTE_WIDTH_MOST);
  for (size_t n = 0; n < g->notes.n; n++)
    if (used[n]) row = put_note(j, sheet, row, arena_printf(j->a, "%s: ", g->notes.v[n].mark), g->notes.v[n].text, most);
  row = put_note(j, sheet, row, "", g->suppression, most);
  row = put_note(j, sheet, row, "Bemærkning: ", g->remark, most);
  put_note(j, sheet, row, "Kilde: ", g->source, most);
}

/* The header and the data by name; and Excel's green corners put out where texts look like figures ("0320") or a cell of a calculated
 * column holds a value on purpose. */
static void mark_range(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  const char *letters = letters_of(j->a, p->columns - 1);
  const char *range = arena_printf(j->a, "=%s!$A$%d:$%s$%u", p->quoted, ROW_HEADER + 1, letters, p->last + 1);
  job_check(j, workbook_define_name(j->book, p->range, range));
  if (!p->records) return;
  const char *cells = arena_printf(j->a, "A%d:%s%u", ROW_DATA + 1, letters, p->last + 1);
  job_check(j, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, cells));
  job_check(j, worksheet_ignore_errors(sheet, LXW_IGNORE_CALCULATED_COLUMN, cells));
}

/* How many sheet columns say which row it is: groups, and all up to the row header. */
static lxw_col_t key_columns(const sheet_plan *p) {
  for (size_t c = 0; c < p->g->columns; c++)
    if (p->g->column[c].row_header) return (lxw_col_t)(p->groups + c + 1);
  return (lxw_col_t)p->groups;
}

#define FROZEN_WIDEST 60.0       /* more would leave no room to roll */

static void make_working(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  lxw_col_t keys = key_columns(p);
  while (keys && widths_total(p->widths, keys) > FROZEN_WIDEST) keys--;
  worksheet_freeze_panes(sheet, ROW_DATA, keys);
  if (!p->table && p->records) job_check(j, worksheet_autofilter(sheet, ROW_HEADER, 0, p->last, (lxw_col_t)(p->columns - 1)));
}

void grid_sheet(xlsx_job *j, sheet_plan *p) {
  lxw_worksheet *sheet = sheet_new(j, p->sheet);
  if (!sheet) return;
  set_widths(j, sheet, p->widths, p->columns);
  if (p->table) make_table(j, sheet, p);
  put_headers(j, sheet, p);
  put_records(j, sheet, p);
  put_notes(j, sheet, p, p->last + 2, false, widths_total(p->widths, p->columns));
  job_check(j, worksheet_repeat_rows(sheet, ROW_HEADER, ROW_HEADER));
  mark_range(j, sheet, p);
  if (j->mode == XLSX_WORKING_COPY) make_working(j, sheet, p);
}
