#include "table/table_int.h"

#include <string.h>

/* Grids of a document's copy in a collection. Figures and texts are the document's own, made once; only what refers to other places differs: captions,
 * and cells of written tables. */

static const table_decl *declared(const document *doc, const char *id) {
  for (size_t i = 0; i < doc->tables.n; i++)
    if (!strcmp(doc->tables.v[i]->id, id)) return doc->tables.v[i];
  return NULL;
}

static void cells_reword(arena *a, grid *g, const table_decl *t) {
  size_t from = g->columns - t->prose_columns;
  grid_row *rows = ARENA_ARRAY(a, grid_row, g->rows + 1);
  for (size_t r = 0; r < g->rows; r++) {
    rows[r] = g->row[r];
    rows[r].cells = ARENA_ARRAY(a, grid_cell, g->columns);
    memcpy(rows[r].cells, g->row[r].cells, g->columns * sizeof *rows[r].cells);
    for (size_t c = from; c < g->columns; c++)
      if (rows[r].cells[c].inlines) rows[r].cells[c].inlines = t->prose[r + 1][c - from];
  }
  g->row = rows;
}

grid_set *table_reworded(arena *a, const grid_set *s, const document *doc) {
  grid_set *out = ARENA_NEW(a, grid_set);
  out->pictures.n = s->pictures.n;                               /* the same figures of the same blocks */
  out->pictures.v = s->pictures.v;
  for (size_t i = 0; i < s->grids.n; i++) {
    const table_decl *t = declared(doc, s->grids.v[i]->id);
    if (!t) continue;                                            /* it stands in a part that the copy leaves out */
    grid *g = ARENA_NEW(a, grid);
    *g = *s->grids.v[i];
    g->caption = t->caption;
    if (t->prose_rows == g->rows + 1) cells_reword(a, g, t);
    LIST_PUSH(a, &out->grids, g);
  }
  return out;
}
