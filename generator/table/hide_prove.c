/* Small numbers, the proof: is there for each hidden cell another whole table with the same visible figures, in which that cell is different?
 *
 * The hidden cells that hang together through sums are unknowns, the sums equations. Elimination gives the moves that keep all visible
 * figures: one for each unknown that can be chosen freely. A move that leaves every cell at least 1, forwards or backwards, or two such moves
 * together, is another table, and proves all the cells it changes. A proof that is not found though there is one costs a cell, never a secret. */
#include "table/hide_int.h"

#define MOST_PAIRS 20000           /* of moves tried together, in one round */

typedef struct matrix { int64_t *v; size_t rows, columns; size_t *pivot; } matrix;      /* pivot[row]: its column */

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

bool hide_prove(const hide_problem *p, const part *t, const size_t *place, bool *proved) {
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
