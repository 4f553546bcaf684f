/* Small numbers: which cells to hide, so that no figure that stays gives a hidden one away.
 *
 * What is protected. A count from 1 to n-1 points at persons: a place for one citizen, with municipality, target group and tariff, is
 * somebody. Such cells are hidden first (primary). Nothing is: a 0 says that nobody is there, and is never hidden. A sum below n is a
 * count as well, and hidden likewise. The promise is that for every hidden cell there is another whole table with the same visible figures
 * in which that cell is different, and in which all hidden cells are at least 1: whoever knows this program, and so knows that no 0 is
 * hidden, still cannot work the cell out. The promise is about all tables of an agreement together: a cell of this problem is a figure,
 * however many tables print it (facts.c), and their sums are equations side by side. Counts of cross tables are figures of their own: the
 * same persons counted in two cross tables that are cut differently is a matter for whoever chooses them.
 *
 * How. Cells stand in sums: the records of a group and its subtotal, subtotals and total, in a cross table also the cells of a row and
 * its total. A sum with one hidden cell gives it away by subtraction. So, in each sum that has a hidden cell:
 *   - when the total is visible, hide the smallest visible part that is not 0 until two parts are hidden, the hidden ones together are at
 *     least n (they too are a count that anybody can work out), and more than one each (or all would be 1);
 *   - when no part is left to hide, hide the total, which takes the question to the sum that it is a part of;
 *   - when the total is hidden and no part is, hide the smallest part, for else the total is the sum of what one sees.
 * The smallest cell loses least: the reader keeps the large figures, and a small one is nearly as telling as itself. (Hiding whole groups
 * was rejected as too much, the optimal choice by integer programming because it is hard to explain, changes all over the table
 * when one figure changes, and gains a few cells.) Rows and columns are followed alike, until no sum asks for more.
 * That is not enough where sums cross: hidden cells of two blocks that are joined by one cell have two in every row and column, and the one
 * that joins can still be worked out. So the result is proved (hide_prove.c). If a cell is left without proof, the smallest visible cell of
 * the sums it stands in is hidden too (in one round, one a sum), and all begins again. Each round hides a cell, so it ends.
 *
 * Columns that are worked out from hidden cells are no part of this: suppress.c hides them whole, with their sums, so that they say nothing.
 * Order: ties are settled by place, so the same content hides the same cells. */
#include "table/hide_int.h"

#define MOST_ENTRIES 4000000       /* of a matrix: beyond it everything that hangs together is hidden */

/* ---- the rules for one sum ---- */

/* The smallest visible part that is not 0; FIELD_NONE: none. */
static size_t smallest_part(const hide_problem *p, const hide_sum *s) {
  size_t best = FIELD_NONE;
  for (size_t i = 0; i < s->n; i++) {
    const hide_cell *c = &p->cell[s->part[i]];
    if (!c->hidden && c->v > 0 && (best == FIELD_NONE || c->v < p->cell[best].v)) best = s->part[i];
  }
  return best;
}

/* Hides what one sum asks for; true when it hid something. */
static bool satisfy(hide_problem *p, const hide_sum *s) {
  size_t k = 0;
  int64_t together = 0, least = s->least ? s->least : p->least;
  bool changed = false;
  for (size_t i = 0; i < s->n; i++)
    if (p->cell[s->part[i]].hidden) { k++; together += p->cell[s->part[i]].v; }
  hide_cell *total = &p->cell[s->total];
  if (!k && !total->hidden) return false;
  while (total->hidden ? !k : k < 2 || together < least || together <= (int64_t)k * p->one) {
    size_t next = smallest_part(p, s);
    changed = true;
    if (next == FIELD_NONE) {
      if (total->hidden) return false;                             /* nothing but 0 is left */
      total->hidden = true;
      break;
    }
    p->cell[next].hidden = true;
    together += p->cell[next].v;
    k++;
  }
  return changed;
}

static void satisfy_all(hide_problem *p) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < p->sums; i++) changed = satisfy(p, &p->sum[i]) || changed;
  }
}

/* ---- what hangs together ---- */

static size_t root_of(size_t *up, size_t i) {
  while (up[i] != i) i = up[i] = up[up[i]];
  return i;
}

/* up[i]: equal roots for hidden cells that hang together. */
static void join(const hide_problem *p, size_t *up) {
  for (size_t i = 0; i < p->cells; i++) up[i] = i;
  for (size_t k = 0; k < p->sums; k++) {
    const hide_sum *s = &p->sum[k];
    size_t first = p->cell[s->total].hidden ? s->total : FIELD_NONE;
    for (size_t i = 0; i < s->n; i++) {
      if (!p->cell[s->part[i]].hidden) continue;
      if (first == FIELD_NONE) first = s->part[i];
      size_t a = root_of(up, first), b = root_of(up, s->part[i]);
      if (a != b) up[MAX(a, b)] = MIN(a, b);
    }
  }
}

/* A hidden cell of the sum; FIELD_NONE: it has none. */
static size_t hidden_in(const hide_problem *p, const hide_sum *s) {
  if (p->cell[s->total].hidden) return s->total;
  for (size_t i = 0; i < s->n; i++)
    if (p->cell[s->part[i]].hidden) return s->part[i];
  return FIELD_NONE;
}

/* ---- hiding more ---- */

static bool stands_in(const hide_sum *s, size_t cell) {
  for (size_t i = 0; i < s->n; i++)
    if (s->part[i] == cell) return true;
  return s->total == cell;
}

/* The smallest visible cell of the sums that `cell` stands in or (near false) of all the part's sums; FIELD_NONE: all but 0 is hidden. */
static size_t beside(const hide_problem *p, const part *t, size_t cell, bool near) {
  size_t best = FIELD_NONE;
  for (size_t r = 0; r < t->sums; r++) {
    const hide_sum *s = &p->sum[t->sum[r]];
    if (near && !stands_in(s, cell)) continue;
    size_t one = smallest_part(p, s);
    const hide_cell *total = &p->cell[s->total];
    if (!total->hidden && total->v > 0 && (one == FIELD_NONE || total->v < p->cell[one].v)) one = s->total;
    if (one != FIELD_NONE && (best == FIELD_NONE || p->cell[one].v < p->cell[best].v)) best = one;
  }
  return best;
}

/* Has one of the sums that the cell stands in got another hidden cell in this round? Then the cell waits for the next. */
static bool is_helped(const hide_problem *p, const part *t, size_t cell, const bool *helped) {
  for (size_t r = 0; r < t->sums; r++)
    if (helped[r] && stands_in(&p->sum[t->sum[r]], cell)) return true;
  return false;
}

/* Hides one cell beside each that is not proved; true when it hid any. */
static bool hide_beside(hide_problem *p, const part *t, const bool *proved) {
  bool *helped = g_new0(bool, t->sums + 1), changed = false;
  for (size_t i = 0; i < t->cells; i++) {
    if (proved[i] || is_helped(p, t, t->cell[i], helped)) continue;
    size_t more = beside(p, t, t->cell[i], true);
    if (more == FIELD_NONE && !changed) more = beside(p, t, t->cell[i], false);
    if (more == FIELD_NONE) continue;
    p->cell[more].hidden = changed = true;
    for (size_t r = 0; r < t->sums; r++) helped[r] = helped[r] || stands_in(&p->sum[t->sum[r]], more);
  }
  g_free(helped);
  return changed;
}

static bool hide_all(hide_problem *p, const part *t) {
  bool changed = false;
  for (size_t r = 0; r < t->sums; r++) {
    const hide_sum *s = &p->sum[t->sum[r]];
    for (size_t i = 0; i <= s->n; i++) {
      hide_cell *c = &p->cell[i < s->n ? s->part[i] : s->total];
      changed = changed || (!c->hidden && c->v > 0);
      c->hidden = c->hidden || c->v > 0;
    }
  }
  return changed;
}

/* Proves the part whose root is `root`; true when it had to hide more. */
static bool prove(hide_problem *p, const part *t, const size_t *place) {
  if (!t->sums) return false;                                      /* stands in no sum */
  if (t->sums > MOST_ENTRIES / t->cells) return hide_all(p, t);
  bool *proved = g_new0(bool, t->cells + 1);
  bool changed = !hide_prove(p, t, place, proved) && hide_beside(p, t, proved);
  g_free(proved);
  return changed;
}

static int large_first(gconstpointer x, gconstpointer y, gpointer data) {
  const hide_problem *p = data;
  size_t a = *(const size_t *)x, b = *(const size_t *)y;
  if (p->cell[a].v != p->cell[b].v) return p->cell[a].v > p->cell[b].v ? -1 : 1;
  return a < b ? -1 : a > b;
}

/* The unknowns of a part by size, so that elimination chooses the large ones as pivots and the small ones freely: a move of one small cell
 * is then taken up by cells that can bear it, and is nearly always possible. */
static void order_cells(hide_problem *p, size_t *cell, size_t n, size_t *place) {
  g_qsort_with_data(cell, (gint)n, sizeof *cell, large_first, p);
  for (size_t i = 0; i < n; i++) place[cell[i]] = i;
}

/* Lists cells and sums by part: counting sort over the roots. */
static bool prove_all(hide_problem *p) {
  size_t *up = g_new(size_t, p->cells + 1), *place = g_new(size_t, p->cells + 1);
  size_t *cell_from = g_new0(size_t, p->cells + 2), *sum_from = g_new0(size_t, p->cells + 2), *cells = g_new0(size_t, p->cells + 1), *sums = g_new0(size_t, p->sums + 1);
  join(p, up);
  for (size_t i = 0; i < p->cells; i++)
    place[i] = p->cell[i].hidden ? cell_from[root_of(up, i) + 1]++ : FIELD_NONE;
  for (size_t k = 0; k < p->sums; k++) {
    size_t i = hidden_in(p, &p->sum[k]);
    if (i != FIELD_NONE) sum_from[root_of(up, i) + 1]++;
  }
  for (size_t i = 0; i < p->cells; i++) { cell_from[i + 1] += cell_from[i]; sum_from[i + 1] += sum_from[i]; }
  size_t *filled = g_new0(size_t, p->cells + 1);
  for (size_t i = 0; i < p->cells; i++)
    if (p->cell[i].hidden) cells[cell_from[root_of(up, i)] + place[i]] = i;
  for (size_t k = 0; k < p->sums; k++) {
    size_t i = hidden_in(p, &p->sum[k]);
    if (i != FIELD_NONE) { size_t root = root_of(up, i); sums[sum_from[root] + filled[root]++] = k; }
  }
  bool changed = false;
  for (size_t i = 0; i < p->cells; i++) {
    order_cells(p, cells + cell_from[i], cell_from[i + 1] - cell_from[i], place);
    part t = { cells + cell_from[i], cell_from[i + 1] - cell_from[i], sums + sum_from[i], sum_from[i + 1] - sum_from[i] };
    if (t.cells) changed = prove(p, &t, place) || changed;
  }
  g_free(up); g_free(place); g_free(cell_from); g_free(sum_from); g_free(cells); g_free(sums); g_free(filled);
  return changed;
}

void hide_beside_hidden(hide_problem *p) {
  do satisfy_all(p);
  while (prove_all(p));
}

void hide_cells(hide_problem *p) {
  for (size_t i = 0; i < p->cells; i++) p->cell[i].hidden = p->cell[i].v > 0 && p->cell[i].v < p->least;
  hide_beside_hidden(p);
}
