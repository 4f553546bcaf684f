/* Between suppress.c (what becomes of the cells) and suppress_figures.c (which cells are one figure, and their sums). */
#ifndef TABLE_SUPPRESS_INT_H
#define TABLE_SUPPRESS_INT_H
#include "table/table_int.h"

/* One grid in it. */
typedef struct suppressing {
  grid_build *b;
  size_t columns, rows;
  size_t *id;                      /* by row × column: the figure; FIELD_NONE where there is none */
  bool *hidden;                    /* by row × column */
} suppressing;

/* All of them. */
typedef struct together {
  arena *a;
  GArray *cells, *sums;            /* hide_cell, hide_sum */
  GHashTable *known;               /* key of a figure or a sum -> its index + 1; lookup only */
  unsigned decimals;               /* figures are whole numbers of 1 / 10^decimals */
  int64_t one;
} together;

static inline size_t place(const suppressing *s, size_t row, size_t column) { return row * s->columns + column; }

static inline bool is_sum(const grid_row *r) { return r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL; }

unsigned suppress_decimals(const grid *g);                        /* most of the figures that may be small */
/* Figures and sums of a grid go into the problem: s->id is filled. */
void suppress_add(together *t, suppressing *s);
/* Rows that a row of sums adds up: the subtotals of the next level under it, or records where there are none (or wanted: `records`). */
size_t suppress_rows_under(const grid *g, size_t at, bool records, size_t *out);
#endif
