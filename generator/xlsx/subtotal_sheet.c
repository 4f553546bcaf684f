/* Subtotals and totals of one grid, on a sheet of their own: a row a group, in the grid's order, with formulas over the data's sheet.
 *
 * SUMIFS with the group's own cell as its criterion is what everyone can read. It takes some texts for something else: a text that begins
 * with a comparison sign or looks like a figure, * and ?, and it looks not at case; there SUMPRODUCT with EXACT stands instead. Both leave
 * texts out; where a group has a figure that is not the sum of what is shown, table/ says so and the cell holds its value alone. A sum of
 * decimals is rounded to its own decimals, so that doubles show no tail. A calculated column is its formula on the row's own sums. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define CRITERION_MOST 200         /* characters; SUMIFS takes 255 */
#define TOTAL "I alt"

typedef struct sums {
  xlsx_job *j;
  const sheet_plan *p;
  lxw_worksheet *sheet;
  size_t keys;                     /* columns for groups; 1 for "I alt" when there are none */
  size_t *column;                  /* grid columns that have sums */
  size_t count;
  const char **formula;            /* of calculated columns, by place in `column` */
  const double *widths;
  GHashTable *twice;               /* folded texts of groups that differ in case only; lookup only */
} sums;

/* ---- which columns ---- */

bool subtotal_shows(const grid *g, size_t column) {
  if (g->column[column].sum == SUM_NONE) return false;
  for (size_t r = 0; r < g->rows; r++) {
    row_kind k = (row_kind)g->row[r].kind;
    if ((k == ROW_SUBTOTAL || k == ROW_TOTAL) && g->row[r].cells[column].kind != CELL_NOT_RELEVANT) return true;
  }
  return false;
}

static void choose_columns(sums *s) {
  const grid *g = s->p->g;
  arena *a = s->j->a;
  s->keys = MAX(s->p->groups, 1);
  s->column = ARENA_ARRAY(a, size_t, g->columns);
  s->formula = ARENA_ARRAY(a, const char *, g->columns);
  const char **reference = ARENA_ARRAY(a, const char *, g->columns);
  for (size_t c = 0; c < g->columns; c++) {
    if (!subtotal_shows(g, c)) continue;
    reference[c] = arena_printf(a, "$%s%c", letters_of(a, s->keys + s->count), ROW_MARK);
    s->column[s->count++] = c;
  }
  for (size_t i = 0; i < s->count; i++) {
    const grid_column *k = &g->column[s->column[i]];
    if (k->sum == SUM_FORMULA && k->expr) s->formula[i] = formula_excel(a, k->expr, k->expr_decimals, reference);
  }
}

/* ---- formulas of sums ---- */

static void find_twins(sums *s) {
  const grid *g = s->p->g;
  GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
  s->twice = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind != ROW_GROUP) continue;
    const char *text = g->row[r].cells[0].text, *was;
    char *x = g_utf8_casefold(text, -1);
    const char *folded = arena_strdup(s->j->a, x);
    g_free(x);
    was = g_hash_table_lookup(first, folded);
    if (!was) g_hash_table_insert(first, arena_strdup(s->j->a, folded), arena_strdup(s->j->a, text));
    else if (strcmp(was, text) != 0) g_hash_table_add(s->twice, arena_strdup(s->j->a, folded));
  }
  g_hash_table_destroy(first);
}

/* May the cell be a criterion of SUMIFS? Words that Excel takes for true and false are none either. */
static bool plain_criterion(const sums *s, const grid_cell *c) {
  if (c->kind == CELL_NUMBER || c->kind == CELL_DATE) return true;
  if (!g_unichar_isalpha(g_utf8_get_char(c->text)) || strpbrk(c->text, "*?~")) return false;
  if (utf8_length(c->text, strlen(c->text)) > CRITERION_MOST) return false;
  static const char *const words[] = { "sand", "falsk", "true", "false" };
  char *folded = g_utf8_casefold(c->text, -1);
  bool plain = !g_hash_table_contains(s->twice, folded);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) plain = plain && strcmp(folded, words[i]) != 0;
  g_free(folded);
  return plain;
}

static const char *criterion_cell(const sums *s, size_t level, lxw_row_t row) {
  return arena_printf(s->j->a, "$%s%u", letters_of(s->j->a, level), row + 1);
}

/* Sum of a grid column over the records of the first `levels` groups; none: over all. */
static const char *sum_formula(const sums *s, size_t grid_column_, const grid_cell *const *group, size_t levels, lxw_row_t row, unsigned decimals) {
  const sheet_plan *p = s->p;
  arena *a = s->j->a;
  const char *values = column_whole(s->j, p, p->groups + grid_column_);
  bool plain = true;
  for (size_t i = 0; i < levels; i++) plain = plain && plain_criterion(s, group[i]);
  const char *inner;
  if (!levels) inner = arena_printf(a, "SUM(%s)", values);
  else {
    const char *parts = plain ? values : "";
    for (size_t i = 0; i < levels; i++) {
      const char *keys = column_whole(s->j, p, i), *cell = criterion_cell(s, i, row);
      if (plain) parts = arena_printf(a, "%s,%s,%s", parts, keys, cell);
      else parts = arena_printf(a, "%s%sEXACT(%s,%s)", parts, i ? "*" : "", keys, cell);
    }
    inner = plain ? arena_printf(a, "SUMIFS(%s)", parts) : arena_printf(a, "SUMPRODUCT(%s*1,%s)", parts, values);
  }
  return decimals ? arena_printf(a, "=ROUND(%s,%u)", inner, decimals) : arena_printf(a, "=%s", inner);
}

/* ---- rows ---- */

static void put_keys(const sums *s, lxw_row_t at, const grid_cell *const *group, size_t levels) {
  size_t lines = 1;
  for (size_t i = 0; i < levels; i++)
    if (group[i]) lines = MAX(lines, lines_in(group[i]->text, s->widths[i], false));
  set_height(s->j, s->sheet, at, lines);
  for (size_t i = 0; i < s->keys; i++) {
    if (i < levels) put_group(s->j, s->sheet, s->p->g, at, (lxw_col_t)i, group[i], false);
    else job_check(s->j, worksheet_write_string(s->sheet, at, (lxw_col_t)i, TOTAL, look_of(s->j, LOOK_CELL, 0, true, NULL)));
  }
}

static void put_sums(const sums *s, lxw_row_t at, const grid_row *row, const grid_cell *const *group) {
  const grid *g = s->p->g;
  size_t levels = row->kind == ROW_TOTAL ? 0 : MIN(MAX(row->level, 1), s->p->groups);
  bool strong = levels < s->keys;
  put_keys(s, at, group, levels);
  for (size_t i = 0; i < s->count; i++) {
    size_t c = s->column[i];
    const grid_cell *cell = &row->cells[c];
    const char *live = s->formula[i] ? formula_at(s->j->a, s->formula[i], at) : NULL;
    bool added = g->column[c].sum == SUM_ADD && cell->kind == CELL_NUMBER && s->p->records;
    if (added) live = sum_formula(s, c, group, levels, at, cell->num.decimals);
    put_cell(s->j, s->sheet, g, at, (lxw_col_t)(s->keys + i), c, cell, live, strong);
  }
}

static lxw_row_t put_all(const sums *s) {
  const grid *g = s->p->g;
  const grid_cell *group[GRID_GROUPS] = { NULL };
  lxw_row_t at = ROW_DATA;
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind == ROW_GROUP) group[CLAMP(row->level, 1, GRID_GROUPS) - 1] = &row->cells[0];
    else if (row->kind != ROW_RECORD) put_sums(s, at++, row, group);
  }
  return at;
}

static void put_headers(sums *s) {
  const sheet_plan *p = s->p;
  double *widths = ARENA_ARRAY(s->j->a, double, s->keys + s->count);
  size_t lines = 1;
  for (size_t i = 0; i < s->keys + s->count; i++) {
    bool key = i < s->keys;
    size_t from = key ? i : p->groups + s->column[i - s->keys];
    const char *header = key && !p->groups ? "Rækker" : p->header[from];
    widths[i] = key ? MAX(p->groups ? p->widths[from] : 0, width_of_text(TOTAL, true) + 2) : p->widths[from];
    lines = MAX(lines, lines_in(header, widths[i], true));
    put_header(s->j, s->sheet, ROW_HEADER, (lxw_col_t)i, header, key ? COLUMN_TEXT : p->g->column[s->column[i - s->keys]].type);
  }
  set_height(s->j, s->sheet, ROW_HEADER, lines);
  set_widths(s->j, s->sheet, widths, s->keys + s->count);
  s->widths = widths;
}

void subtotal_sheet(xlsx_job *j, const sheet_plan *p) {
  sums s = { .j = j, .p = p, .sheet = sheet_new(j, p->subtotals) };
  if (!s.sheet) return;
  choose_columns(&s);
  find_twins(&s);
  put_top(j, s.sheet, arena_printf(j->a, "Subtotaler: %s", p->g->title));
  put_headers(&s);
  lxw_row_t next = put_all(&s);
  put_notes(j, s.sheet, p, next + 1, true, widths_total(s.widths, s.keys + s.count));
  job_check(j, worksheet_repeat_rows(s.sheet, ROW_HEADER, ROW_HEADER));
  if (j->mode == XLSX_WORKING_COPY) worksheet_freeze_panes(s.sheet, ROW_DATA, (lxw_col_t)s.keys);
  g_hash_table_destroy(s.twice);
}
