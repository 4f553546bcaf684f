/* The chart of a table, for a worksheet: which columns, and an alternative text that says what it shows. Figures in that text are those
 * of visible cells only, and none at all where a cell is hidden. */
#include "table/table_int.h"

#include <string.h>

static size_t printed_column(grid_build *b, const declared_path *key, const size_t *to) {
  for (size_t c = 0; key->text && c < b->g->columns; c++)
    if (!strcmp(b->g->column[c].key, key->text) && to[c] != FIELD_NONE) return c;
  if (key->text) DIAG_SAY(b->d, TABLE_CHART_COLUMN, key->at, key->text);
  return FIELD_NONE;
}

static const char *figure_with_unit(grid_build *b, size_t c, const grid_cell *cell) {
  const char *unit = b->g->column[c].unit;
  return unit ? arena_printf(b->a, "%s %s", cell->text, unit) : cell->text;
}

/* "Takst: mest 2.431,50 kr. (Øen), mindst 1.800,00 kr. (Ågården)." or NULL when there is nothing to compare. */
static const char *extremes(grid_build *b, size_t c, size_t category) {
  const grid *g = b->g;
  const grid_row *most = NULL, *least = NULL;
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind != ROW_RECORD || row->residual || row->cells[c].kind != CELL_NUMBER) continue;
    if (!most || number_compare(row->cells[c].num, most->cells[c].num) > 0) most = row;
    if (!least || number_compare(row->cells[c].num, least->cells[c].num) < 0) least = row;
  }
  if (!most || most == least) return NULL;
  return arena_printf(b->a, "%s: mest %s (%s), mindst %s (%s).", column_name(b->a, g->column[c].over, g->column[c].title), figure_with_unit(b, c, &most->cells[c]), most->cells[category].text,
                      figure_with_unit(b, c, &least->cells[c]), least->cells[category].text);
}

static const char *alt_text(grid_build *b, const grid_chart *k, const size_t *columns, size_t category) {
  GString *s = g_string_new(k->kind == TABLE_CHART_LINES ? "Linjediagram" : "Søjlediagram");
  g_string_append_printf(s, ": %s. Vandret: %s. Lodret: ", k->title, b->g->column[category].title);
  for (size_t i = 0; i < k->values.n; i++) {
    const grid_column *c = &b->g->column[columns[i]];
    g_string_append_printf(s, "%s%s", i ? ", " : "", column_name(b->a, c->over, c->header));
  }
  g_string_append_c(s, '.');
  for (size_t i = 0; !b->g->has_hidden && i < k->values.n; i++) {
    const char *one = extremes(b, columns[i], category);
    if (one) g_string_append_printf(s, " %s", one);
  }
  if (b->g->has_hidden) g_string_append(s, " Nogle tal er skjult og vises ikke.");
  char *kept = arena_strdup(b->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

void grid_set_chart(grid_build *b, const size_t *to) {
  const table_chart *t = &b->decl->chart;
  if (t->kind == TABLE_CHART_NONE) return;
  size_t category = printed_column(b, &t->category, to), *columns = g_new0(size_t, t->values.n + 1);
  grid_chart *k = ARENA_NEW(b->a, grid_chart);
  for (size_t i = 0; i < t->values.n; i++) {
    size_t c = printed_column(b, &t->values.v[i], to);
    if (c == FIELD_NONE) continue;
    if (!column_is_figures(b->g->column[c].type)) { DIAG_SAY(b->d, TABLE_CHART_FIGURES, t->values.v[i].at, t->values.v[i].text); continue; }
    columns[k->values.n] = c;
    LIST_PUSH(b->a, &k->values, to[c]);
  }
  if (category != FIELD_NONE && k->values.n) {
    k->kind = t->kind;
    k->category = to[category];
    k->title = text_blank(t->title) ? b->g->title : t->title;
    k->alt = text_blank(t->alt) ? alt_text(b, k, columns, category) : t->alt;
    b->g->chart = k;
  }
  g_free(columns);
}
