/* Trying all tables that a reader could think of: is there another one with the same visible figures? Nothing of hide.c is used here. */
#ifndef TEST_TABLE_SEARCH_H
#define TEST_TABLE_SEARCH_H
#include "test_table_fixture.h"

#include "table/table_int.h"

#define MOST_CELLS 64
#define MOST_SUMS 32

/* A table of counts: leaves, and totals that are sums of cells before them. */
typedef struct counts {
  hide_cell cell[MOST_CELLS];
  hide_sum sum[MOST_SUMS];
  size_t part[MOST_SUMS][MOST_CELLS];
  size_t cells, sums, leaves;
  uint32_t seed;
} counts;

static inline uint32_t next_random(counts *t) {
  t->seed = t->seed * 1664525u + 1013904223u;
  return t->seed >> 8;
}

/* Small counts are common, as they are where this matters; zeros too. */
static inline int64_t random_count(counts *t) {
  uint32_t kind = next_random(t) % 10;
  return kind < 2 ? 0 : kind < 6 ? 1 + next_random(t) % 5 : 5 + next_random(t) % 9;
}

static inline size_t add_leaf(counts *t, int64_t v) {
  t->cell[t->cells] = (hide_cell){ .v = v };
  t->leaves++;
  return t->cells++;
}

static inline size_t add_total(counts *t, const size_t *parts, size_t n) {
  int64_t v = 0;
  for (size_t i = 0; i < n; i++) {
    t->part[t->sums][i] = parts[i];
    v += t->cell[parts[i]].v;
  }
  t->cell[t->cells] = (hide_cell){ .v = v };
  t->sum[t->sums] = (hide_sum){ t->cells, t->part[t->sums], n, 0 };
  t->sums++;
  return t->cells++;
}

static inline void add_sum_of(counts *t, size_t total, const size_t *parts, size_t n) {
  memcpy(t->part[t->sums], parts, n * sizeof *parts);
  t->sum[t->sums] = (hide_sum){ total, t->part[t->sums], n, 0 };
  t->sums++;
}

/* Of rows × columns leaves, row by row: totals of the rows, of the columns, and of all, which both give. */
static inline void add_cross_totals(counts *t, size_t rows, size_t columns) {
  size_t right[8], below[8], parts[8];
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < columns; c++) parts[c] = r * columns + c;
    right[r] = add_total(t, parts, columns);
  }
  for (size_t c = 0; c < columns; c++) {
    for (size_t r = 0; r < rows; r++) parts[r] = r * columns + c;
    below[c] = add_total(t, parts, rows);
  }
  size_t all = add_total(t, right, rows);
  add_sum_of(t, all, below, columns);
}

static inline void hide(counts *t, int64_t least) {
  hide_problem p = { t->cell, t->cells, t->sum, t->sums, 1, least };
  hide_cells(&p);
}

/* ---- trying all tables ---- */

typedef struct search { const counts *t; int64_t v[MOST_CELLS]; size_t leaf[MOST_CELLS], n; size_t target; uint64_t steps; } search;

/* Totals from leaves; true when all that is visible is as it was, and all that is hidden is at least 1. */
static inline bool fits(search *s) {
  for (size_t i = 0; i < s->t->cells; i++) {
    if (i < s->t->leaves) continue;
    int64_t sum = 0;
    for (size_t k = 0; k < s->t->sums; k++) {
      if (s->t->sum[k].total != i) continue;
      sum = 0;
      for (size_t j = 0; j < s->t->sum[k].n; j++) sum += s->v[s->t->sum[k].part[j]];
    }
    s->v[i] = sum;
    if (s->t->cell[i].hidden ? sum < 1 : sum != s->t->cell[i].v) return false;
  }
  return true;
}

/* A visible total of leaves that is exceeded, or missed with no leaf left to choose, ends a branch. */
static inline bool impossible(const search *s, size_t set) {
  for (size_t k = 0; k < s->t->sums; k++) {
    const hide_sum *one = &s->t->sum[k];
    int64_t sum = 0;
    bool leaves = !s->t->cell[one->total].hidden, any_open = false;
    for (size_t j = 0; leaves && j < one->n; j++) {
      size_t c = one->part[j];
      if (c >= s->t->leaves) { leaves = false; break; }
      bool open = false;
      for (size_t i = set; i < s->n; i++) open = open || s->leaf[i] == c;
      any_open = any_open || open;
      sum += open ? 1 : s->v[c];
    }
    if (leaves && (any_open ? sum > s->t->cell[one->total].v : sum != s->t->cell[one->total].v)) return true;
  }
  return false;
}

/* Is there a table in which the target differs from the truth? */
static inline bool another(search *s, size_t set) {
  if (s->steps++ > 3000000) return false;
  if (set == s->n) return fits(s) && s->v[s->target] != s->t->cell[s->target].v;
  int64_t own = s->t->cell[s->leaf[set]].v;
  for (int64_t k = 0; k <= 2 * (own + 6); k++) {                     /* the truth first, then what is near it */
    int64_t v = own + (k % 2 ? (k + 1) / 2 : -k / 2);
    if (v < 1 || v > own + 6 || (v == own && s->leaf[set] == s->target)) continue;
    s->v[s->leaf[set]] = v;
    if (!impossible(s, set + 1) && another(s, set + 1)) return true;
  }
  s->v[s->leaf[set]] = own;
  return false;
}

/* Every hidden cell has another value in some table; returns how many are hidden. */
static inline size_t expect_safe(const counts *t, int64_t least) {
  size_t hidden = 0;
  for (size_t i = 0; i < t->cells; i++) {
    if (t->cell[i].v > 0 && t->cell[i].v < least) assert_true(t->cell[i].hidden);
    if (t->cell[i].v == 0) assert_false(t->cell[i].hidden);
    if (!t->cell[i].hidden) continue;
    hidden++;
    search s = { .t = t, .target = i };
    for (size_t c = 0; c < t->leaves; c++) {
      s.v[c] = t->cell[c].v;
      if (t->cell[c].hidden) s.leaf[s.n++] = c;
    }
    if (!another(&s, 0)) fail_msg("cell %zu can be worked out (%" G_GUINT64_FORMAT " tables tried)", i, s.steps);
  }
  return hidden;
}
#endif
