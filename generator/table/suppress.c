/* Small numbers in grids: the figures and sums of all tables as one problem (for hide.c), and what becomes of the cells that are to be hidden.
 *
 * All tables are taken together, since a figure that one hides another may print, or give away by its sums: facts.c says which cells are one
 * figure, and sums over the same figures are one figure too, whatever the rows are grouped by. A field that a table declares as a small
 * number is one in every table that prints it. (Making the tables one by one, again and again until the hidden cells stay the same, was
 * rejected: it hides what is printed elsewhere, but each table's proof would be blind to what the others' sums say together.)
 *
 * A column that is worked out from a hidden column (by formula, by rule, by a key of distribution) is hidden in the same rows, and where its
 * cells are added up, in every sum that has such a row under it; a formula on a row's own sums is hidden when one of those sums is. So these
 * columns give no equation that hide.c would have to know. A sum that is still shown over hidden cells is marked: a worksheet that added up
 * what it sees would show another figure. */
#include "table/table_int.h"

#include <stdlib.h>
#include <string.h>

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

static size_t place(const suppressing *s, size_t row, size_t column) { return row * s->columns + column; }

static bool is_sum(const grid_row *r) { return r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL; }

/* ---- figures ---- */

static unsigned most_decimals(const grid *g) {
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

/* Rows that a row of sums adds up: the subtotals of the next level under it, or records where there are none (or wanted: `records`). */
static size_t rows_under(const grid *g, size_t at, bool records, size_t *out) {
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
      size_t n = rows_under(g, r, true, rows);
      for (size_t i = 0; i < n; i++) ids[i] = s->id[place(s, rows[i], c)];
      bool added = g->column[c].sum == SUM_ADD && cell->kind == CELL_NUMBER;
      size_t *id = &s->id[place(s, r, c)];
      *id = added && !g->cross ? sum_figure(t, ids, n, v, key) : add_cell(t, v);
      if (!added) continue;
      n = rows_under(g, r, false, rows);
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

static void add_grid(together *t, suppressing *s) {
  const grid *g = s->b->g;
  GString *key = g_string_new(NULL);
  for (size_t i = 0; i < s->rows * s->columns; i++) s->id[i] = FIELD_NONE;
  for (size_t r = 0; r < g->rows; r++)
    for (size_t c = 0; g->row[r].kind == ROW_RECORD && c < g->columns; c++)
      if (g->column[c].small) s->id[place(s, r, c)] = record_figure(t, s->b, r, c, key);
  add_sums_down(t, s, key);
  add_sums_across(t, s, key);
  g_string_free(key, TRUE);
}

/* Small figures where this table hides them. */
static void mark_small(together *t, const suppressing *s) {
  int64_t least = (int64_t)s->b->decl->small_below * t->one;
  for (size_t i = 0; i < s->rows * s->columns; i++) {
    if (s->id[i] == FIELD_NONE) continue;
    hide_cell *c = &g_array_index(t->cells, hide_cell, s->id[i]);
    c->hidden = c->hidden || (c->v > 0 && c->v < least);
  }
}

/* ---- what is worked out from them ---- */

static bool shares_by(const grid_build *b, size_t column, size_t other) {
  const work_column *w = &b->work[column], *o = &b->work[other];
  if (w->numbers || w->source != TABLE_FROM_SHARES || o->numbers || o->source != TABLE_FROM_FIELD) return false;
  return !strcmp(w->key.text, o->path.text) || (w->amount.text && !strcmp(w->amount.text, o->path.text));
}

static bool worked_out_from(const grid_build *b, size_t column, size_t other) {
  return !b->g->cross && (formula_names(b, column, other) || shares_by(b, column, other));
}

/* Hides `column` in the rows of records where `other` is hidden, and in sums; true when that hid something. */
static bool follow(suppressing *s, size_t column, size_t other) {
  const grid *g = s->b->g;
  bool changed = false, added = g->column[column].sum == SUM_ADD;
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind == ROW_GROUP || !s->hidden[place(s, r, other)] || s->hidden[place(s, r, column)]) continue;
    if (is_sum(&g->row[r]) && g->column[column].sum == SUM_NONE) continue;
    s->hidden[place(s, r, column)] = changed = true;
  }
  size_t *rows = g_new(size_t, g->rows + 1);
  for (size_t r = 0; added && r < g->rows; r++) {
    if (!is_sum(&g->row[r]) || s->hidden[place(s, r, column)]) continue;
    size_t n = rows_under(g, r, false, rows);
    bool any = false;
    for (size_t i = 0; i < n; i++) any = any || s->hidden[place(s, rows[i], column)];
    if (any) s->hidden[place(s, r, column)] = changed = true;
  }
  g_free(rows);
  return changed;
}

static void follow_all(suppressing *s) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t c = 0; c < s->columns; c++)
      for (size_t k = 0; k < s->columns; k++)
        if (c != k && worked_out_from(s->b, c, k)) changed = follow(s, c, k) || changed;
  }
}

/* ---- the cells ---- */

static void mark_sums(suppressing *s) {
  grid *g = s->b->g;
  size_t *rows = g_new(size_t, g->rows + 1);
  for (size_t r = 0; r < g->rows; r++) {
    if (!is_sum(&g->row[r])) continue;
    size_t n = rows_under(g, r, false, rows);
    for (size_t c = 0; c < g->columns; c++)
      for (size_t i = 0; i < n; i++)
        if (s->hidden[place(s, rows[i], c)] || (is_sum(&g->row[rows[i]]) && g->row[rows[i]].cells[c].fixed)) g->row[r].cells[c].fixed = true;
  }
  for (size_t r = 0; g->cross && r < g->rows; r++)
    for (size_t c = 0; g->row[r].kind != ROW_GROUP && c < g->columns; c++)
      if (s->hidden[place(s, r, c)]) g->row[r].cells[g->columns - 1].fixed = true;
  g_free(rows);
}

static void hide_in_grid(suppressing *s) {
  grid *g = s->b->g;
  for (size_t r = 0; r < g->rows; r++) {
    for (size_t c = 0; g->row[r].kind != ROW_GROUP && c < g->columns; c++) {
      if (!s->hidden[place(s, r, c)]) continue;
      cell_missing(CELL_HIDDEN, &g->row[r].cells[c]);
      g->row[r].cells[c].fixed = true;
      g->has_hidden = g->has_hidden || !s->b->work || !s->b->work[c].unshown;
    }
  }
  if (g->has_hidden) mark_sums(s);
  if (!g->has_hidden) return;
  if (!g->small_below) {
    g->suppression = "»skjult«: Tallet er skjult, fordi det ville røbe et lille antal i en anden tabel.";
    return;
  }
  const char *which = g->small_below == 2 ? "Antallet 1" : arena_printf(s->b->a, "Antal fra 1 til %u", g->small_below - 1);
  g->suppression = arena_printf(s->b->a, "»skjult«: %s vises ikke, fordi det kan handle om enkelte personer. Nogle andre tal er skjult, fordi de ville røbe, hvad der er skjult.", which);
}

static void report_use(grid_build *b, size_t c, const char *text, span at) {
  if (text && b->work[c].path.text && !strcmp(text, b->work[c].path.text)) DIAG_SAY(b->d, TABLE_SMALL_ORDER, at, b->g->column[c].title);
}

/* An order, a group or a filter by a hidden column tells what it hides. */
static void report_uses(grid_build *b, size_t c) {
  const table_decl *t = b->decl;
  for (size_t i = 0; i < t->order.n; i++) report_use(b, c, t->order.v[i].path.text, t->order.v[i].path.at);
  for (size_t i = 0; i < t->group.n; i++) report_use(b, c, t->group.v[i].text, t->group.v[i].at);
  for (size_t i = 0; i < t->filters.n; i++) report_use(b, c, t->filters.v[i].field.text, t->filters.v[i].field.at);
  for (size_t i = 0; i < b->condition_count; i++)
    for (size_t k = 0; k < b->conditions[i]->use_count; k++)
      if (b->conditions[i]->uses[k].name == b->work[c].name) DIAG_SAY(b->d, TABLE_SMALL_ORDER, b->conditions[i]->uses[k].at, b->g->column[c].title);
}

/* ---- all tables ---- */

static bool any_small(const grid *g) {
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].small) return true;
  return false;
}

/* What one table declares as small is small in all. */
static void spread_small(grid_build *const *b, size_t n) {
  GHashTable *fields = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < n; i++)
    for (size_t c = 0; b[i]->decl->small_below > 1 && c < b[i]->g->columns; c++) {
      const char *field = b[i]->g->column[c].small ? fact_field(b[i], c) : NULL;
      if (field) g_hash_table_add(fields, (gpointer)(uintptr_t)field);
    }
  for (size_t i = 0; i < n; i++)
    for (size_t c = 0; g_hash_table_size(fields) && c < b[i]->g->columns; c++) {
      const char *field = fact_field(b[i], c);
      if (field && g_hash_table_contains(fields, field)) b[i]->g->column[c].small = true;
    }
  g_hash_table_destroy(fields);
}

static void finish_grid(suppressing *s, const together *t) {
  for (size_t i = 0; i < s->rows * s->columns; i++) s->hidden[i] = s->id[i] != FIELD_NONE && g_array_index(t->cells, hide_cell, s->id[i]).hidden;
  follow_all(s);
  hide_in_grid(s);
}

static void hide_together(together *t, suppressing *s, size_t n) {
  int64_t least = 0;
  for (size_t i = 0; i < n; i++) add_grid(t, &s[i]);
  for (size_t i = 0; i < n; i++) {
    mark_small(t, &s[i]);
    least = MAX(least, (int64_t)s[i].b->decl->small_below * t->one);
  }
  hide_problem p = { (hide_cell *)(void *)t->cells->data, t->cells->len, (const hide_sum *)(const void *)t->sums->data, t->sums->len, t->one, least };
  hide_beside_hidden(&p);
  for (size_t i = 0; i < n; i++) finish_grid(&s[i], t);
}

void grids_suppress(grid_build *const *b, size_t n) {
  bool wished = false;
  for (size_t i = 0; i < n; i++) wished = wished || (b[i]->decl->small_below > 1 && any_small(b[i]->g));
  if (!wished) return;
  spread_small(b, n);
  together t = { .a = b[0]->a, .cells = g_array_new(FALSE, FALSE, sizeof(hide_cell)), .sums = g_array_new(FALSE, FALSE, sizeof(hide_sum)), .one = 1 };
  t.known = g_hash_table_new(g_str_hash, g_str_equal);
  suppressing *s = g_new0(suppressing, n);
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    grid *g = b[i]->g;
    if (!any_small(g)) continue;
    g->small_below = b[i]->decl->small_below > 1 ? b[i]->decl->small_below : 0;
    for (size_t c = 0; !g->cross && c < g->columns; c++)
      if (g->column[c].small) report_uses(b[i], c);
    s[count++] = (suppressing){ .b = b[i], .columns = g->columns, .rows = g->rows, .id = g_new(size_t, g->rows * g->columns + 1), .hidden = g_new0(bool, g->rows * g->columns + 1) };
    t.decimals = MAX(t.decimals, most_decimals(g));
  }
  for (unsigned i = 0; i < t.decimals; i++) t.one *= 10;
  hide_together(&t, s, count);
  for (size_t i = 0; i < count; i++) { g_free(s[i].id); g_free(s[i].hidden); }
  g_free(s);
  g_array_free(t.cells, TRUE);
  g_array_free(t.sums, TRUE);
  g_hash_table_destroy(t.known);
}
