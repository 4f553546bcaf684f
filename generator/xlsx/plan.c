/* What stands where, and what it is called, before the first cell is written: sheets refer to each other, and a workbook that is written
 * row by row cannot go back.
 * A column is named by its header: with what spans it before it ("2025: Takst (kr. pr. døgn)"), for a sheet has one header row only, so
 * that it can be sorted, filtered and read aloud; two equal headers get a number. */
#include "xlsx/xlsx_int.h"

#include <stdio.h>
#include <string.h>

#define HEADER_MOST 240          /* characters; a table takes 255 UTF-16 units */

static size_t grid_records(const grid *g) {
  size_t n = 0;
  for (size_t r = 0; r < g->rows; r++) n += g->row[r].kind == ROW_RECORD;
  return n;
}

static bool has_sums(const grid *g) {
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind == ROW_SUBTOTAL || g->row[r].kind == ROW_TOTAL) return true;
  return false;
}

/* ---- headers ---- */

static bool header_taken(const sheet_plan *p, size_t before, const char *header) {
  bool taken = false;
  char *x = g_utf8_casefold(header, -1);
  for (size_t i = 0; i < before && !taken; i++) {
    char *y = g_utf8_casefold(p->header[i], -1);
    taken = !strcmp(x, y);
    g_free(y);
  }
  g_free(x);
  return taken;
}

static const char *shortened(arena *a, const char *s) {
  if (utf8_length(s, strlen(s)) <= HEADER_MOST) return s;
  const char *p = s;
  for (size_t i = 0; i < HEADER_MOST; i++) p = utf8_next(p);
  return arena_printf(a, "%.*s…", (int)(p - s), s);
}

static const char *header_of(arena *a, const sheet_plan *p, size_t at, const char *text) {
  const char *wish = shortened(a, text), *header = wish;
  for (unsigned n = 2; header_taken(p, at, header); n++) header = arena_printf(a, "%s (%u)", wish, n);
  return header;
}

/* What a spanning header adds: nothing when the header begins with it; its unit when the header does not have the same. */
static const char *with_over(arena *a, const char *over, const char *header) {
  if (!over || g_str_has_prefix(header, over)) return header;
  const char *unit = strrchr(over, '(');
  bool twice = unit && unit > over && g_str_has_suffix(header, unit);
  const char *kept = twice ? g_strchomp(arena_strndup(a, over, (size_t)(unit - over))) : over;
  return arena_printf(a, "%s: %s", kept, header);
}

static void plan_headers(arena *a, sheet_plan *p) {
  const grid *g = p->g;
  p->header = ARENA_ARRAY(a, const char *, p->columns);
  for (size_t i = 0; i < p->groups; i++) {
    const char *title = g->group_titles[i] ? g->group_titles[i] : g->group_title;
    p->header[i] = header_of(a, p, i, title ? title : "Gruppe");
  }
  for (size_t c = 0; c < g->columns; c++) {
    const grid_column *k = &g->column[c];
    p->header[p->groups + c] = header_of(a, p, p->groups + c, with_over(a, k->over, k->header));
  }
}

/* ---- references ---- */

/* A header that may stand in a structured reference. An at sign is written in two ways by Excel's own descriptions, so such a column is
 * reached by its address. */
static bool referable(const char *header) {
  for (const char *p = header; *p; p++)
    if (*p == '@' || (unsigned char)*p < 0x20) return false;
  return true;
}

/* Brackets, the number sign and the apostrophe are escaped by an apostrophe (ECMA-376 part 1, 18.17.2.3, escape-column-character). */
static const char *escaped(arena *a, const char *header) {
  char *out = arena_alloc(a, 2 * strlen(header) + 1), *to = out;
  for (const char *p = header; *p; p++) {
    if (strchr("[]#'", *p)) *to++ = '\'';
    *to++ = *p;
  }
  *to = '\0';
  return out;
}

const char *column_in_row(const xlsx_job *j, const sheet_plan *p, size_t sheet_column) {
  const char *header = p->header[sheet_column];
  if (p->table && referable(header)) return arena_printf(j->a, "%s[[#This Row],[%s]]", p->table, escaped(j->a, header));
  return arena_printf(j->a, "$%s%c", letters_of(j->a, sheet_column), ROW_MARK);
}

/* A column alone stands in one pair of brackets when its name is plain, else in two: a colon or a comma would part a range or a list. */
static bool plain_header(const char *header) {
  for (const char *p = header; *p; p = utf8_next(p))
    if (*p != ' ' && *p != '_' && !g_unichar_isalnum(g_utf8_get_char(p))) return false;
  return true;
}

const char *column_whole(const xlsx_job *j, const sheet_plan *p, size_t sheet_column) {
  const char *header = p->header[sheet_column], *letters = letters_of(j->a, sheet_column);
  if (p->table && referable(header)) return arena_printf(j->a, plain_header(header) ? "%s[%s]" : "%s[[%s]]", p->table, escaped(j->a, header));
  return arena_printf(j->a, "%s!$%s$%d:$%s$%u", p->quoted, letters, ROW_DATA + 1, letters, p->last + 1);
}

const char *formula_at(arena *a, const char *live, lxw_row_t row) {
  if (!strchr(live, ROW_MARK)) return live;
  char digits[16];
  snprintf(digits, sizeof digits, "%u", row + 1);
  GString *s = g_string_new(NULL);
  for (const char *p = live; *p; p++) {
    if (*p == ROW_MARK) g_string_append(s, digits);
    else g_string_append_c(s, *p);
  }
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static void plan_formulas(xlsx_job *j, sheet_plan *p) {
  const grid *g = p->g;
  p->formula = ARENA_ARRAY(j->a, const char *, g->columns + 1);
  const char **reference = ARENA_ARRAY(j->a, const char *, g->columns + 1);
  for (size_t c = 0; c < g->columns; c++) reference[c] = column_in_row(j, p, p->groups + c);
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].expr) p->formula[c] = formula_excel(j->a, g->column[c].expr, g->column[c].expr_decimals, reference);
}

/* ---- all ---- */

static void plan_one(xlsx_job *j, sheet_plan *p, const grid *g) {
  p->g = g;
  p->sheet = free_sheet(j, g->sheet);
  p->quoted = quoted_sheet(j->a, p->sheet);
  p->groups = g->group_levels ? g->group_levels : g->group_title ? 1 : 0;
  p->columns = p->groups + g->columns;
  p->records = grid_records(g);
  p->last = (lxw_row_t)(ROW_HEADER + p->records);
  p->range = free_name(j, range_name(j->a, g));
  plan_headers(j->a, p);
  widths_of(j->a, p);
}

void plan_all(xlsx_job *j) {
  size_t n = j->set->grids.n, records = 0, sums = 0, charts = 0;
  j->plan = ARENA_ARRAY(j->a, sheet_plan, n + 1);
  for (size_t i = 0; i < n; i++) {
    plan_one(j, &j->plan[i], j->set->grids.v[i]);
    records += j->plan[i].records;
    sums += has_sums(j->plan[i].g);
    charts += j->plan[i].g->chart != NULL;
  }
  j->by_rows = records > XLSX_TABLE_ROWS;
  j->contents = free_sheet(j, "Indhold");
  j->notes = free_sheet(j, "Noter");
  for (size_t i = 0; i < n; i++) {
    sheet_plan *p = &j->plan[i];
    if (!j->by_rows && p->records && !p->g->calculation) p->table = table_name(j, p->g);
    if (has_sums(p->g)) p->subtotals = free_sheet(j, sums == 1 ? "Subtotaler" : arena_printf(j->a, "Subtotaler %s", p->sheet));
    if (p->g->chart && p->records) p->chart = free_sheet(j, charts == 1 ? "Diagram" : arena_printf(j->a, "Diagram %s", p->sheet));
    plan_formulas(j, p);
  }
}
