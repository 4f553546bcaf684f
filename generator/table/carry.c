/* Sums so far ("transport"), asked for at the rows where layout's pages turn. */
#include "table/table_int.h"

static bool tells_hidden(const grid *g, size_t column) {
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind != ROW_GROUP && g->row[r].cells[column].kind == CELL_HIDDEN) return true;
  return false;
}

const char *grid_carried(arena *a, const grid *g, size_t row, size_t column) {
  const grid_column *k = &g->column[column];
  if (k->sum != SUM_ADD || tells_hidden(g, column)) return NULL;
  number *v = g_new(number, row + 1);
  size_t n = 0;
  for (size_t r = 0; r < row; r++)
    if (g->row[r].kind == ROW_RECORD && g->row[r].cells[column].kind == CELL_NUMBER) v[n++] = g->row[r].cells[column].num;
  bool overflow = false;
  number sum = n ? number_sum(v, n, &overflow) : (number){ 0, 0 };
  g_free(v);
  if (overflow) return NULL;
  char text[NUMBER_TEXT_MAX];
  number_format(sum, k->decimals, text);
  return arena_strdup(a, text);
}

void carry_set(grid_build *b) {
  for (size_t c = 0; b->decl->carry && c < b->g->columns; c++)
    b->g->carry = b->g->carry || (b->g->column[c].sum == SUM_ADD && !tells_hidden(b->g, c));
}
