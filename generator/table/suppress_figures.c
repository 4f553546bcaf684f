/* Small numbers in grids, first half: the figures and sums of all tables as one problem.
 *
 * All tables are taken together, since a figure that one hides another may print, or give away by its sums: facts.c says which cells are one
 * figure, and sums over the same figures are one figure too, whatever the rows are grouped by. A field that a table declares as a small
 * number is one in every table that prints it. (Making the tables one by one, again and again until the hidden cells stay the same, was
 * rejected: it hides what is printed elsewhere, but each table's proof would be blind to what the others' sums say together.) */
#include "table/suppress_int.h"

#include <stdlib.h>
#include <string.h>

/* ---- figures ---- */

unsigned suppress_decimals(const grid *g) {
  unsigned most = 0;
  for (size_t r = 0; r < g->rows; r++)
    for (size_t c = 0; g->row[r].kind != ROW_GROUP && c < g->columns; c++)
      if (g->column[c].small && g->row[r].cells[c].kind == CELL_NUMBER) most = MAX(most, g->row[r].cells[c].num.decimals);
  return MIN(most, 6);
}

static int64_t whole(number n, unsigned decimals) {
  n = number_round(n, decimals);
  for (; n.decimals < decimals; n.decimals++) n.mantissa *= 10;
  return n.mantissa;
}

static size_t add_cell(together *t, int64_t v) {
  hide_cell c = { .v = v };
  g_array_append_val(t->cells, c);
  return t->cells->len - 1;
}

static int64_t value_of(const together *t, size_t id) { return g_array_index(t->cells, hide_cell, id).v; }

/* The index known by the key; FIELD_NONE: it is new, and `next` from now on. */
static size_t known_as(together *t, const GString *key, size_t next) {
  gpointer known = g_hash_table_lookup(t->known, key->str);
  if (known) return GPOINTER_TO_SIZE(known) - 1;
  g_hash_table_insert(t->known, arena_strdup(t->a, key->str), GSIZE_TO_POINTER(next + 1));
  return FIELD_NONE;
}

static size_t record_figure(together *t, const grid_build *b, size_t r, size_t c, GString *key) {
  const grid_cell *cell = &b->g->row[r].cells[c];
  number n;
  if (b->pick_of && fact_of(b, c, b->pick_of[r], &n, key)) {
    size_t known = known_as(t, key, t->cells->len);
    return known != FIELD_NONE ? known : add_cell(t, whole(n, t->decimals));
  }
  return add_cell(t, cell->kind == CELL_NUMBER ? whole(cell->num, t->decimals) : 0);
}

/* ---- sums ---- */

static int by_id(const void *x, const void *y) {
  size_t a = *(const size_t *)x, b = *(const size_t *)y;
  return a < b ? -1 : a > b;
}

static void key_of(GString *key, char first, const size_t *ids, size_t n) {
  g_string_printf(key, "%c", first);
  for (size_t i = 0; i < n; i++) g_string_append_printf(key, " %zu", ids[i]);
}

/* The figure of a sum over these figures of records: the same wherever it stands, and over one figure that one. Sorts ids, drops those that are 0. */
static size_t sum_figure(together *t, size_t *ids, size_t n, int64_t v, GString *key) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (value_of(t, ids[i])) ids[kept++] = ids[i];
  if (!kept) return add_cell(t, v);
  if (kept == 1 && v == value_of(t, ids[0])) return ids[0];
  qsort(ids, kept, sizeof *ids, by_id);
  key_of(key, '+', ids, kept);
  size_t known = known_as(t, key, t->cells->len);
  return known != FIELD_NONE ? known : add_cell(t, v);
}

/* An equation, unless it says nothing or is there. Sorts parts. */
static void add_sum(together *t, const suppressing *own, size_t total, size_t *parts, size_t n, GString *key) {
  for (size_t i = 0; i < n; i++)
    if (parts[i] == total) return;
  qsort(parts, n, sizeof *parts, by_id);
  key_of(key, '=', &total, 1);
  for (size_t i = 0; i < n; i++) g_string_append_printf(key, " %zu", parts[i]);
  int64_t least = (int64_t)own->b->decl->small_below * t->one;
  size_t known = known_as(t, key, t->sums->len);
  if (known != FIELD_NONE) {
    hide_sum *there = &g_array_index(t->sums, hide_sum, known);
    there->least = MAX(there->least, least);
    return;
  }
  size_t *kept = ARENA_ARRAY(t->a, size_t, n + 1);
  memcpy(kept, parts, n * sizeof *parts);
  hide_sum s = { total, kept, n, least };
  g_array_append_val(t->sums, s);
}

size_t suppress_rows_under(const grid *g, size_t at, bool records, size_t *out) {
  const grid_row *own = &g->row[at];
  size_t n = 0, level = own->kind == ROW_TOTAL ? 0 : own->level, below = level + 1;
  for (size_t r = at; r-- > 0;) {
    const grid_row *row = &g->row[r];
    if (level && row->kind == ROW_GROUP && row->level <= level) break;
    bool under = records || below > g->group_levels ? row->kind == ROW_RECORD : row->kind == ROW_SUBTOTAL && row->level == below;
    if (under) out[n++] = r;
  }
  return n;
}

static void add_sums_down(together *t, suppressing *s, GString *key) {
  const grid *g = s->b->g;
  size_t *rows = g_new(size_t, g->rows + 1), *ids = g_new(size_t, g->rows + 1);
  for (size_t r = 0; r < g->rows; r++) {
    if (!is_sum(&g->row[r])) continue;
    for (size_t c = 0; c < g->columns; c++) {
      if (!g->column[c].small) continue;
      const grid_cell *cell = &g->row[r].cells[c];
      int64_t v = cell->kind == CELL_NUMBER ? whole(cell->num, t->decimals) : 0;
      size_t n = suppress_rows_under(g, r, true, rows);
      for (size_t i = 0; i < n; i++) ids[i] = s->id[place(s, rows[i], c)];
      bool added = g->column[c].sum == SUM_ADD && cell->kind == CELL_NUMBER;
      size_t *id = &s->id[place(s, r, c)];
      *id = added && !g->cross ? sum_figure(t, ids, n, v, key) : add_cell(t, v);
      if (!added) continue;
      n = suppress_rows_under(g, r, false, rows);
      for (size_t i = 0; i < n; i++) ids[i] = s->id[place(s, rows[i], c)];
      add_sum(t, s, *id, ids, n, key);
    }
  }
  g_free(rows);
  g_free(ids);
}

/* In a cross table the last column is the total of the row. */
static void add_sums_across(together *t, suppressing *s, GString *key) {
  const grid *g = s->b->g;
  if (!g->cross || !s->b->decl->cross.sum) return;
  size_t *parts = g_new(size_t, g->columns + 1);
  for (size_t r = 0; r < g->rows; r++) {
    size_t n = 0;
    if (g->row[r].kind == ROW_GROUP) continue;
    for (size_t c = 0; c + 1 < g->columns; c++)
      if (g->column[c].small) parts[n++] = s->id[place(s, r, c)];
    add_sum(t, s, s->id[place(s, r, g->columns - 1)], parts, n, key);
  }
  g_free(parts);
}

/* A sum over rows of another table, whose figures are there already. */
static void add_gathered(together *t, suppressing *s, size_t r, size_t c, GString *key) {
  size_t theirs;
  const grid_build *from = gather_from(s->b, c, &theirs);
  const size_t *rows;
  const grid_cell *cell = &s->b->g->row[r].cells[c];
  size_t n = from && from->hiding ? gather_rows(s->b, c, r, &rows) : 0, *ids = g_new(size_t, n + 1);
  for (size_t i = 0; i < n; i++) ids[i] = from->hiding->id[place(from->hiding, rows[i], theirs)];
  size_t *id = &s->id[place(s, r, c)];
  *id = sum_figure(t, ids, n, cell->kind == CELL_NUMBER ? whole(cell->num, t->decimals) : 0, key);
  for (size_t i = 0; i < n; i++) ids[i] = from->hiding->id[place(from->hiding, rows[i], theirs)];
  if (n) add_sum(t, s, *id, ids, n, key);
  g_free(ids);
}

void suppress_add(together *t, suppressing *s) {
  const grid *g = s->b->g;
  GString *key = g_string_new(NULL);
  for (size_t i = 0; i < s->rows * s->columns; i++) s->id[i] = FIELD_NONE;
  for (size_t r = 0; r < g->rows; r++)
    for (size_t c = 0; g->row[r].kind == ROW_RECORD && c < g->columns; c++)
      if (g->column[c].small && s->b->work && s->b->work[c].gather) add_gathered(t, s, r, c, key);
      else if (g->column[c].small) s->id[place(s, r, c)] = record_figure(t, s->b, r, c, key);
  add_sums_down(t, s, key);
  add_sums_across(t, s, key);
  g_string_free(key, TRUE);
}
