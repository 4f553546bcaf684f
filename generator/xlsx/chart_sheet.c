/* A native chart on a sheet of its own, with the figures that it draws under it: links to the table's cells, so that it follows them.
 * It draws these and not the table because Excel draws a text ("ikke oplyst", "skjult") as 0; here such a cell is empty, and the chart has
 * a gap. In a table with groups a category says its group, too ("Sikrede pladser: Faxe"), since names repeat. Who cannot see the chart has its alternative text and the figures. */
#include "xlsx/xlsx_int.h"

#define ROW_CHART ROW_HEADER
#define ROW_FIGURES 28             /* header of the figures */
#define CHART_WIDTH 980
#define CHART_HEIGHT 460           /* pixels: 23 rows of 20 */

/* Blue, brown, green, violet, grey, red: 3:1 on white and more (WCAG 2.1, 1.4.11). */
static const lxw_color_t inks[] = { 0x0B4F9E, 0xB45309, 0x1B7F5C, 0x7A3E9D, 0x595959, 0xB3261E };

static size_t sheet_column(const sheet_plan *p, size_t column) { return p->groups + column; }

/* The cell of the data's sheet that holds this. */
static const char *link_to(xlsx_job *j, const sheet_plan *p, size_t column, lxw_row_t row) {
  return arena_printf(j->a, "=%s!%s%u", p->quoted, letters_of(j->a, sheet_column(p, column)), row + 1);
}

static void put_figure(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t at, lxw_col_t to, size_t column, const grid_cell *c, lxw_row_t from) {
  grid_cell bare = *c;
  bare.note = 0;
  bare.fixed = false;
  if (c->kind == CELL_NUMBER || c->kind == CELL_DATE || to == 0)
    put_cell(j, sheet, p->g, at, to, column, &bare, c->kind == CELL_HIDDEN ? NULL : link_to(j, p, column, from), false);
  else job_check(j, worksheet_write_blank(sheet, at, to, look_of(j, LOOK_CELL, 0, false, NULL)));
}

/* "Sikrede pladser: Faxe", joined by a formula unless a group is a date, whose text a formula would not give. */
static void put_category(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t at, const grid_row *row, const grid_cell *const *group, lxw_row_t from) {
  const grid_cell *c = &row->cells[p->g->chart->category];
  const char *text = "", *join = "=";
  bool live = c->kind == CELL_TEXT;
  for (size_t i = 0; i < p->groups; i++) {
    if (!group[i]) continue;
    live = live && group[i]->kind == CELL_TEXT;
    text = arena_printf(j->a, "%s%s: ", text, group[i]->text);
    join = arena_printf(j->a, "%s%s!%s%u&\": \"&", join, p->quoted, letters_of(j->a, i), from + 1);
  }
  if (!*text) { put_figure(j, sheet, p, at, 0, p->g->chart->category, c, from); return; }
  text = arena_printf(j->a, "%s%s", text, c->text);
  join = arena_printf(j->a, "%s%s!%s%u", join, p->quoted, letters_of(j->a, sheet_column(p, p->g->chart->category)), from + 1);
  lxw_format *f = look_of(j, LOOK_CELL, 0, false, NULL);
  if (live) job_check(j, worksheet_write_formula_str(sheet, at, 0, join, f, text));
  else job_check(j, worksheet_write_string(sheet, at, 0, text, f));
}

static lxw_row_t put_figures(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p) {
  const grid *g = p->g;
  const grid_chart *k = g->chart;
  const grid_cell *group[GRID_GROUPS] = { NULL };
  lxw_row_t at = ROW_FIGURES + 1, from = ROW_DATA;
  put_header(j, sheet, ROW_FIGURES, 0, p->header[sheet_column(p, k->category)], COLUMN_TEXT);
  for (size_t i = 0; i < k->values.n; i++)
    put_header(j, sheet, ROW_FIGURES, (lxw_col_t)(i + 1), p->header[sheet_column(p, k->values.v[i])], COLUMN_NUMBER);
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind == ROW_GROUP) group[CLAMP(row->level, 1, GRID_GROUPS) - 1] = &row->cells[0];
    if (row->kind != ROW_RECORD) continue;
    put_category(j, sheet, p, at, row, group, from);
    for (size_t i = 0; i < k->values.n; i++)
      put_figure(j, sheet, p, at, (lxw_col_t)(i + 1), k->values.v[i], &row->cells[k->values.v[i]], from);
    at++;
    from++;
  }
  return at - 1;
}

static void dress_series(lxw_chart_series *s, table_chart_kind kind, size_t i) {
  lxw_color_t ink = inks[i % G_N_ELEMENTS(inks)];
  lxw_chart_fill fill = { .color = ink };
  lxw_chart_line line = { .color = ink, .width = 2.25f, .dash_type = (uint8_t)(i % 4) };   /* told apart without colours, too */
  if (kind == TABLE_CHART_BARS) chart_series_set_fill(s, &fill);
  else {
    chart_series_set_line(s, &line);
    chart_series_set_marker_type(s, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_fill(s, &fill);
  }
}

/* The unit that all series have, or NULL. */
static const char *common_unit(const sheet_plan *p) {
  const grid_chart *k = p->g->chart;
  const char *unit = p->g->column[k->values.v[0]].unit;
  for (size_t i = 1; unit && i < k->values.n; i++)
    if (g_strcmp0(unit, p->g->column[k->values.v[i]].unit) != 0) unit = NULL;
  return unit;
}

static bool any_below_zero(const sheet_plan *p) {
  const grid_chart *k = p->g->chart;
  for (size_t r = 0; r < p->g->rows; r++)
    for (size_t i = 0; i < k->values.n; i++) {
      const grid_cell *c = &p->g->row[r].cells[k->values.v[i]];
      if (p->g->row[r].kind == ROW_RECORD && c->kind == CELL_NUMBER && c->num.mantissa < 0) return true;
    }
  return false;
}

static void put_chart(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t last) {
  const grid_chart *k = p->g->chart;
  lxw_chart *chart = workbook_add_chart(j->book, k->kind == TABLE_CHART_LINES ? LXW_CHART_LINE : LXW_CHART_COLUMN);
  if (!chart) { job_check(j, LXW_ERROR_MEMORY_MALLOC_FAILED); return; }
  for (size_t i = 0; i < k->values.n; i++) {
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    lxw_col_t at = (lxw_col_t)(i + 1);
    if (!s) { job_check(j, LXW_ERROR_MEMORY_MALLOC_FAILED); return; }
    chart_series_set_categories(s, p->chart, ROW_FIGURES + 1, 0, last, 0);
    chart_series_set_values(s, p->chart, ROW_FIGURES + 1, at, last, at);
    chart_series_set_name_range(s, p->chart, ROW_FIGURES, at);
    dress_series(s, k->kind, i);
  }
  chart_title_set_name(chart, k->title ? k->title : p->g->title);
  if (k->values.n > 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  else chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  chart_axis_set_name(chart->x_axis, p->header[sheet_column(p, k->category)]);
  const char *unit = common_unit(p);
  if (unit) chart_axis_set_name(chart->y_axis, unit);
  if (k->kind == TABLE_CHART_BARS && !any_below_zero(p)) chart_axis_set_min(chart->y_axis, 0);      /* a bar that does not begin at 0 lies about the ratio */
  chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
  const char *alt = k->alt ? k->alt : p->g->summary;
  lxw_chart_options o = { .x_scale = CHART_WIDTH / 480.0, .y_scale = CHART_HEIGHT / 288.0, .description = arena_strdup(j->a, alt), .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE };
  job_check(j, worksheet_insert_chart_opt(sheet, ROW_CHART + 1, 0, chart, &o));
}

void chart_sheet(xlsx_job *j, const sheet_plan *p) {
  const grid_chart *k = p->g->chart;
  if (!p->records || !k->values.n) return;
  lxw_worksheet *sheet = sheet_new(j, p->chart);
  if (!sheet) return;
  double *widths = ARENA_ARRAY(j->a, double, k->values.n + 1);
  widths[0] = p->widths[sheet_column(p, k->category)];
  for (size_t i = 0; i < p->groups; i++) widths[0] += p->widths[i];
  for (size_t i = 0; i < k->values.n; i++) widths[i + 1] = p->widths[sheet_column(p, k->values.v[i])];
  set_widths(j, sheet, widths, k->values.n + 1);
  put_top(j, sheet, arena_printf(j->a, "Diagram: %s", k->title ? k->title : p->g->title));
  lxw_row_t last = put_figures(j, sheet, p);
  put_chart(j, sheet, p, last);
}
