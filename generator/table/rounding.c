/* What a table says of its rounding. A figure is rounded once, half away from zero, from the exact value: by its column (`decimaler`, else what the type
 * has) or by its line in a calculation. Where that changed a printed figure, the table says so; where nothing was lost it keeps still. */
#include "table/table_int.h"

#include <string.h>

const char *rounding_words(arena *a, unsigned decimals, const char *unit) {
  if (!decimals) return unit && g_str_has_prefix(unit, "kr.") ? "afrundet til hele kroner" : "afrundet til hele tal";
  return decimals == 1 ? "afrundet til 1 decimal" : arena_printf(a, "afrundet til %u decimaler", decimals);
}

/* Figures from fields lie in their cells as content has them. */
static bool shown_shorter(const grid *g, size_t c) {
  for (size_t r = 0; r < g->rows; r++) {
    const grid_cell *cell = g->row[r].kind == ROW_GROUP ? NULL : &g->row[r].cells[c];
    if (cell && cell->kind == CELL_NUMBER && cell->num.decimals > cell->decimals && number_compare(cell->num, number_round(cell->num, cell->decimals)) != 0) return true;
  }
  return false;
}

/* To how many decimals a printed column was rounded; -1: it was not. */
static int rounded_to(const grid_build *b, size_t c) {
  const work_column *w = &b->work[c];
  if (w->numbers || w->unshown) return -1;
  if (w->rounded) return w->def == DEF_NONE ? b->g->column[c].decimals : b->g->column[c].expr_decimals;
  return shown_shorter(b->g, c) ? b->g->column[c].decimals : -1;
}

/* "»Andel«, »Pris« og »Ændring«": the columns marked. */
static void append_names(const grid_build *b, const bool *marked, GString *s) {
  const grid *g = b->g;
  size_t left = 0;
  for (size_t c = 0; c < g->columns; c++) left += marked[c];
  for (size_t c = 0, n = 0; c < g->columns; c++) {
    if (!marked[c]) continue;
    g_string_append_printf(s, "%s»%s«", n == 0 ? "" : n + 1 == left ? " og " : ", ", column_name(b->a, g->column[c].over, g->column[c].title));
    n++;
  }
}

/* One sentence for the columns that `words` says the same of, from column `first` on; their words are taken. */
static void tell_columns(const grid_build *b, const char **words, size_t first, GString *s) {
  const char *one = words[first];
  bool *marked = ARENA_ARRAY(b->a, bool, b->g->columns + 1);
  for (size_t c = first; c < b->g->columns; c++) {
    if (!words[c] || strcmp(words[c], one) != 0) continue;
    marked[c] = true;
    words[c] = NULL;
  }
  if (s->len) g_string_append_c(s, ' ');
  append_names(b, marked, s);
  g_string_append_printf(s, " er %s.", one);
}

void rounding_tell(grid_build *b) {
  grid *g = b->g;
  const char **words = ARENA_ARRAY(b->a, const char *, g->columns + 1);
  bool *summed = ARENA_ARRAY(b->a, bool, g->columns + 1), any = false;
  GString *s = g_string_new(NULL);
  for (size_t c = 0; c < g->columns; c++) {
    const int decimals = rounded_to(b, c);
    if (decimals < 0) continue;
    words[c] = rounding_words(b->a, (unsigned)decimals, g->column[c].unit);
    summed[c] = !b->work[c].rounded && b->decl->subtotals && g->column[c].sum == SUM_ADD;
    any |= summed[c];
  }
  for (size_t c = 0; c < g->columns; c++)
    if (words[c]) tell_columns(b, words, c, s);
  if (any) {
    g_string_append(s, " Summen af ");
    append_names(b, summed, s);
    g_string_append(s, " er regnet af de nøjagtige tal.");
  }
  if (s->len) g->remark = g->remark ? arena_printf(b->a, "%s %s", sentence(b->a, g->remark), s->str) : arena_strdup(b->a, s->str);
  g_string_free(s, TRUE);
}
