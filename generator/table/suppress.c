/* Small numbers in grids: all tables as one problem (suppress_figures.c, hide.c), and what becomes of the cells that are to be hidden.
 *
 * A column that is worked out from a hidden column (by formula, by rule, by a key of distribution) is hidden in the same rows, and where its
 * cells are added up, in every sum that has such a row under it; a formula on a row's own sums is hidden when one of those sums is. So these
 * columns give no equation that hide.c would have to know. A sum that is still shown over hidden cells is marked: a worksheet that added up
 * what it sees would show another figure. */
#include "table/suppress_int.h"

#include <string.h>

/* ---- what is worked out from them ---- */

static bool shares_by(const grid_build *b, size_t column, size_t other) {
  const work_column *w = &b->work[column], *o = &b->work[other];
  if (w->numbers || w->source != TABLE_FROM_SHARES || o->numbers || o->source != TABLE_FROM_FIELD) return false;
  return !strcmp(w->key.text, o->path.text) || (w->amount.text && !strcmp(w->amount.text, o->path.text));
}

static bool worked_out_from(const grid_build *b, size_t column, size_t other) {
  if (b->g->cross) return false;
  const declared_path *beside = b->work[column].decl ? &b->work[column].decl->beside : NULL;
  return (beside && beside->text && b->g->column[other].key && !strcmp(beside->text, b->g->column[other].key)) || formula_names(b, column, other) || shares_by(b, column, other);
}

/* Hides the sums of a column that have a hidden cell under them; true when that hid something. */
static bool hide_sums_over(suppressing *s, size_t column) {
  const grid *g = s->b->g;
  bool changed = false;
  size_t *rows = g_new(size_t, g->rows + 1);
  for (size_t r = 0; g->column[column].sum == SUM_ADD && r < g->rows; r++) {
    if (!is_sum(&g->row[r]) || s->hidden[place(s, r, column)]) continue;
    size_t n = suppress_rows_under(g, r, false, rows);
    bool any = false;
    for (size_t i = 0; i < n; i++) any = any || s->hidden[place(s, rows[i], column)];
    if (any) s->hidden[place(s, r, column)] = changed = true;
  }
  g_free(rows);
  return changed;
}

/* The sum of what is visible, where some of it is not; hidden when that is nothing. */
static void add_visible(suppressing *s, size_t column, size_t row, const size_t *rows, size_t n) {
  grid *g = s->b->g;
  number *v = g_new(number, n + 1), sum = { 0 };
  size_t known = 0;
  bool overflow = false;
  for (size_t i = 0; i < n; i++)
    if (!s->hidden[place(s, rows[i], column)] && g->row[rows[i]].cells[column].kind == CELL_NUMBER) v[known++] = g->row[rows[i]].cells[column].num;
  sum = number_sum(v, known, &overflow);
  if (overflow || !sum.mantissa) s->hidden[place(s, row, column)] = true;
  else cell_from_number(s->b, g->column[column].type, sum, g->column[column].decimals, &g->row[row].cells[column]);
  g_free(v);
}

static void add_all_visible(suppressing *s, size_t column) {
  const grid *g = s->b->g;
  size_t *rows = g_new(size_t, g->rows + 1);
  for (size_t r = 0; g->column[column].sum == SUM_ADD && r < g->rows; r++)
    if (is_sum(&g->row[r])) add_visible(s, column, r, rows, suppress_rows_under(g, r, true, rows));
  g_free(rows);
}

/* What is gathered from another table's hidden cells, unless it is a sum that tells none of them; those of counts are proved by hide.c. */
static void hide_gathered(suppressing *s) {
  const grid *g = s->b->g;
  for (size_t c = 0; !g->cross && c < g->columns; c++) {
    size_t theirs;
    const grid_build *from = gather_from(s->b, c, &theirs);
    if (!from || !from->hiding || (g->column[c].small && gather_adds(s->b, c))) continue;
    const bool partial = gather_is_partial(&s->b->work[c]);
    for (size_t r = 0; r < g->rows; r++) {
      if (g->row[r].kind != ROW_RECORD || gather_safe(s->b, c, r, from->hiding->hidden, from->hiding->columns)) continue;
      s->hidden[place(s, r, c)] = !partial || !gather_leave_out(s->b, c, r, from->hiding->hidden, from->hiding->columns);
    }
    if (partial) add_all_visible(s, c);
    else hide_sums_over(s, c);
  }
}

/* Hides `column` in the rows of records where `other` is hidden, and in sums; true when that hid something. */
static bool follow(suppressing *s, size_t column, size_t other) {
  const grid *g = s->b->g;
  bool changed = false;
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind == ROW_GROUP || !s->hidden[place(s, r, other)] || s->hidden[place(s, r, column)]) continue;
    if (is_sum(&g->row[r]) && g->column[column].sum == SUM_NONE) continue;
    s->hidden[place(s, r, column)] = changed = true;
  }
  return hide_sums_over(s, column) || changed;
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
    size_t n = suppress_rows_under(g, r, false, rows);
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

/* Sums of what another table declares as small are small. Tables stand behind those that they gather from. */
static void spread_to_gathered(grid_build *b) {
  for (size_t c = 0; !b->g->cross && c < b->g->columns; c++) {
    size_t theirs;
    const grid_build *from = gather_from(b, c, &theirs);
    if (from && gather_adds(b, c) && from->g->column[theirs].small) b->g->column[c].small = true;
  }
}

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

/* Small figures where this table hides them. */
static void mark_small(together *t, const suppressing *s) {
  int64_t least = (int64_t)s->b->decl->small_below * t->one;
  for (size_t i = 0; i < s->rows * s->columns; i++) {
    if (s->id[i] == FIELD_NONE) continue;
    hide_cell *c = &g_array_index(t->cells, hide_cell, s->id[i]);
    c->hidden = c->hidden || (c->v > 0 && c->v < least);
  }
}

/* Does a column gather from a table where something may be hidden? */
static bool gathers_hidden(const grid_build *b) {
  size_t theirs;
  for (size_t c = 0; !b->g->cross && c < b->g->columns; c++) {
    const grid_build *from = gather_from(b, c, &theirs);
    if (from && from->hiding) return true;
  }
  return false;
}

static void finish_grid(suppressing *s, const together *t) {
  for (size_t i = 0; i < s->rows * s->columns; i++) s->hidden[i] = s->id[i] != FIELD_NONE && g_array_index(t->cells, hide_cell, s->id[i]).hidden;
  hide_gathered(s);
  follow_all(s);
  hide_in_grid(s);
}

static void hide_together(together *t, suppressing *s, size_t n) {
  int64_t least = 0;
  for (size_t i = 0; i < n; i++) suppress_add(t, &s[i]);
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
  for (size_t i = 0; i < n; i++) spread_to_gathered(b[i]);
  together t = { .a = b[0]->a, .cells = g_array_new(FALSE, FALSE, sizeof(hide_cell)), .sums = g_array_new(FALSE, FALSE, sizeof(hide_sum)), .one = 1 };
  t.known = g_hash_table_new(g_str_hash, g_str_equal);
  suppressing *s = g_new0(suppressing, n);
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    grid *g = b[i]->g;
    if (!any_small(g) && !gathers_hidden(b[i])) continue;
    g->small_below = b[i]->decl->small_below > 1 ? b[i]->decl->small_below : 0;
    for (size_t c = 0; !g->cross && c < g->columns; c++)
      if (g->column[c].small) report_uses(b[i], c);
    s[count++] = (suppressing){ .b = b[i], .columns = g->columns, .rows = g->rows, .id = g_new(size_t, g->rows * g->columns + 1), .hidden = g_new0(bool, g->rows * g->columns + 1) };
    b[i]->hiding = &s[count - 1];
    t.decimals = MAX(t.decimals, suppress_decimals(g));
  }
  for (unsigned i = 0; i < t.decimals; i++) t.one *= 10;
  hide_together(&t, s, count);
  for (size_t i = 0; i < count; i++) { g_free(s[i].id); g_free(s[i].hidden); s[i].b->hiding = NULL; }
  g_free(s);
  g_array_free(t.cells, TRUE);
  g_array_free(t.sums, TRUE);
  g_hash_table_destroy(t.known);
}
