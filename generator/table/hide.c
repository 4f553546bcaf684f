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
 * that joins can still be worked out. So the result is proved. The hidden cells that hang together through sums are unknowns, the sums
 * equations. Elimination gives the moves that keep all visible figures: one for each unknown that can be chosen freely. A move that
 * leaves every cell at least 1, forwards or backwards, or two such moves together, is another table, and proves all the cells it changes.
 * If a cell is left without proof, the smallest visible cell of the sums it stands in is hidden too (in one round, one a sum), and all
 * begins again. Each round hides a cell, so it ends. A proof that is not found though there is one costs a cell, never a secret.
 *
 * Columns that are worked out from hidden cells are no part of this: suppress.c hides them whole, with their sums, so that they say nothing.
 * Order: ties are settled by place, so the same content hides the same cells. */
#include "table/table_int.h"

#include <string.h>

#define MOST_ENTRIES 4000000       /* of a matrix: beyond it everything that hangs together is hidden */
#define MOST_PAIRS 20000           /* of moves tried together, in one round */

typedef struct part { size_t *cell; size_t cells; size_t *sum; size_t sums; } part;     /* hidden cells that hang together, and their sums */
typedef struct matrix { int64_t *v; size_t rows, columns; size_t *pivot; } matrix;      /* pivot[row]: its column */

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

/* ---- moves ---- */

static int64_t gcd(int64_t a, int64_t b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b) { int64_t t = a % b; a = b; b = t; }
  return a;
}

/* to = to × a − from × b, in lowest terms; false when it outgrows us. */
static bool combine(int64_t *to, const int64_t *from, int64_t a, int64_t b, size_t n) {
  int64_t common = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t x, y;
    if (__builtin_mul_overflow(to[i], a, &x) || __builtin_mul_overflow(from[i], b, &y) || __builtin_sub_overflow(x, y, &to[i])) return false;
    common = gcd(common, to[i]);
  }
  for (size_t i = 0; common > 1 && i < n; i++) to[i] /= common;
  return true;
}

static void swap_rows(matrix *m, size_t a, size_t b) {
  for (size_t i = 0; a != b && i < m->columns; i++) {
    int64_t t = m->v[a * m->columns + i];
    m->v[a * m->columns + i] = m->v[b * m->columns + i];
    m->v[b * m->columns + i] = t;
  }
}

/* Gauss-Jordan in whole numbers; rows that say nothing are dropped. */
static bool eliminate(matrix *m) {
  size_t done = 0;
  for (size_t c = 0; c < m->columns && done < m->rows; c++) {
    size_t r = done;
    while (r < m->rows && !m->v[r * m->columns + c]) r++;
    if (r == m->rows) continue;
    swap_rows(m, r, done);
    const int64_t *row = &m->v[done * m->columns];
    for (size_t k = 0; k < m->rows; k++) {
      int64_t *other = &m->v[k * m->columns];
      if (k != done && other[c] && !combine(other, row, row[c], other[c], m->columns)) return false;
    }
    m->pivot[done++] = c;
  }
  m->rows = done;
  return true;
}

/* ---- proofs ---- */

/* A move: what it adds to each cell, and the cells it touches. */
typedef struct move { int64_t *by; size_t *cell; size_t n; } move;
typedef struct proof { const hide_problem *p; const part *t; const matrix *m; move to; bool *proved; bool *is_pivot; size_t pairs; } proof;

static void touch(move *to, size_t cell, int64_t by) {
  if (!to->by[cell] && by) to->cell[to->n++] = cell;
  to->by[cell] += by;
}

/* Adds `sign` times the move of the free column f. False when it is not whole. */
static bool add_move(const matrix *m, size_t f, int64_t sign, move *to) {
  for (size_t r = 0; r < m->rows; r++) {
    const int64_t *row = &m->v[r * m->columns];
    if (row[f] % row[m->pivot[r]]) return false;
    if (row[f]) touch(to, m->pivot[r], -sign * (row[f] / row[m->pivot[r]]));
  }
  touch(to, f, sign);
  return true;
}

/* Is the table after the move one that could be? */
static bool possible(const hide_problem *p, const part *t, const move *to) {
  for (size_t i = 0; i < to->n; i++) {
    int64_t v = p->cell[t->cell[to->cell[i]]].v, by = to->by[to->cell[i]], after = v + by * p->one;
    if (by && (v >= p->one ? after < p->one : after <= 0)) return false;
  }
  return true;
}

/* Tries one move, or two; marks what it proves. */
static bool try_moves(proof *k, size_t f, int64_t sign, size_t g, int64_t sign_g) {
  bool good = add_move(k->m, f, sign, &k->to) && (g == FIELD_NONE || add_move(k->m, g, sign_g, &k->to)) && possible(k->p, k->t, &k->to);
  for (size_t i = 0; i < k->to.n; i++) {
    size_t cell = k->to.cell[i];
    if (good && k->to.by[cell]) k->proved[cell] = true;
    k->to.by[cell] = 0;
  }
  k->to.n = 0;
  return good;
}

static void try_alone(proof *k) {
  for (size_t f = 0; f < k->t->cells; f++) {
    if (k->is_pivot[f]) continue;
    if (!try_moves(k, f, 1, FIELD_NONE, 0)) try_moves(k, f, -1, FIELD_NONE, 0);
  }
}

/* Two moves for a cell that none proves alone. */
static void try_pairs(proof *k, size_t cell) {
  for (size_t f = 0; f < k->t->cells; f++) {
    if (k->is_pivot[f]) continue;
    for (size_t g = f + 1; g < k->t->cells; g++) {
      if (k->is_pivot[g]) continue;
      for (int signs = 0; signs < 4; signs++) {
        if (k->proved[cell] || k->pairs > MOST_PAIRS) return;
        k->pairs++;
        try_moves(k, f, signs & 1 ? 1 : -1, g, signs & 2 ? 1 : -1);
      }
    }
  }
}

/* The equations. A cell that was hidden in this same round has no place yet: it counts as visible, and the next round proves all again. */
static void fill_matrix(const hide_problem *p, const part *t, const size_t *place, matrix *m) {
  for (size_t r = 0; r < t->sums; r++) {
    const hide_sum *s = &p->sum[t->sum[r]];
    int64_t *row = &m->v[r * m->columns];
    for (size_t i = 0; i < s->n; i++)
      if (place[s->part[i]] != FIELD_NONE) row[place[s->part[i]]] += 1;
    if (place[s->total] != FIELD_NONE) row[place[s->total]] -= 1;
  }
}

/* Says of each cell of the part whether it is proved; true when all are. */
static bool prove_cells(const hide_problem *p, const part *t, const size_t *place, bool *proved) {
  matrix m = { g_new0(int64_t, t->sums * t->cells + 1), t->sums, t->cells, g_new0(size_t, t->sums + 1) };
  move to = { g_new0(int64_t, t->cells + 1), g_new0(size_t, 4 * (t->cells + t->sums) + 4), 0 };
  proof k = { p, t, &m, to, proved, g_new0(bool, t->cells + 1), 0 };
  bool all = true;
  fill_matrix(p, t, place, &m);
  bool solved = eliminate(&m);
  if (solved) {
    for (size_t r = 0; r < m.rows; r++) k.is_pivot[m.pivot[r]] = true;
    try_alone(&k);
  }
  for (size_t i = 0; i < t->cells; i++) {
    if (solved && !proved[i]) try_pairs(&k, i);
    all = all && proved[i];
  }
  g_free(m.v);
  g_free(m.pivot);
  g_free(to.by);
  g_free(to.cell);
  g_free(k.is_pivot);
  return all;
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
  bool changed = !prove_cells(p, t, place, proved) && hide_beside(p, t, proved);
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
