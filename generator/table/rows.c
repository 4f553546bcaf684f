/* Rows: which records stand in the table, in which order and in which groups.
 *
 * Order is found by rank: the records are sorted once by each order field and numbered, equal values getting one number; likewise
 * for the group fields. The rows then sort by integers (groups, ranks, place in content), which is a total order, so equal values keep
 * content's order and every run gives the same. Sorting the rows by one comparison of all fields was the rejected way: it asks the
 * collator for the group's name again at every comparison.
 * Groups: with `orden` they stand in Danish order, like their rows; without it in the order in which content first names them. */
#include "table/table_int.h"

#include <stdlib.h>
#include <string.h>

typedef struct ranked { const field_def *field; const value *v; uint32_t place; bool descending; } ranked;

static int compare_ranked(const void *x, const void *y) {
  const ranked *p = x, *q = y;
  int c = value_compare(p->field, p->v, q->v);
  if (p->descending && p->v->kind == VALUE_KNOWN && q->v->kind == VALUE_KNOWN) c = -c;
  return c ? c : p->place < q->place ? -1 : p->place > q->place;
}

uint32_t *rank_by(const field_def *f, const value *const *v, size_t count, bool descending) {
  ranked *sorted = g_new(ranked, count + 1);
  uint32_t *rank = g_new0(uint32_t, count + 1);
  for (size_t i = 0; i < count; i++) sorted[i] = (ranked){ f, v[i], (uint32_t)i, descending };
  qsort(sorted, count, sizeof *sorted, compare_ranked);
  for (size_t i = 0, at = 0; i < count; i++) {
    if (i && value_compare(f, sorted[i - 1].v, sorted[i].v)) at++;
    rank[sorted[i].place] = (uint32_t)at;
  }
  g_free(sorted);
  return rank;
}

static uint32_t *rank_rows(const path *p, const row_pick *rows, size_t count, bool descending) {
  const value **v = g_new(const value *, count + 1);
  for (size_t i = 0; i < count; i++) v[i] = path_value(p, &rows[i]);
  uint32_t *rank = rank_by(p->field, v, count, descending);
  g_free(v);
  return rank;
}

typedef struct sorting { size_t levels, orders; } sorting;

static int compare_picks(const void *x, const void *y, gpointer data) {
  const row_pick *p = x, *q = y;
  const sorting *s = data;
  for (size_t i = 0; i < s->levels; i++)
    if (p->group[i] != q->group[i]) return p->group[i] < q->group[i] ? -1 : 1;
  for (size_t i = 0; i < s->orders; i++)
    if (p->rank[i] != q->rank[i]) return p->rank[i] < q->rank[i] ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

/* Renumbers groups by first appearance. */
static void number_by_place(row_pick *v, size_t n, size_t level) {
  uint32_t *first = g_new0(uint32_t, n + 1), next = 0;        /* first[rank] = number + 1 */
  for (size_t i = 0; i < n; i++) {
    if (!first[v[i].group[level]]) first[v[i].group[level]] = ++next;
    v[i].group[level] = first[v[i].group[level]] - 1;
  }
  g_free(first);
}

static void set_group(row_picks *p, size_t level, bool ordered) {
  uint32_t *rank = rank_rows(&p->group[level], p->v, p->n, false);
  for (size_t i = 0; i < p->n; i++) p->v[i].group[level] = rank[i];
  g_free(rank);
  if (!ordered) number_by_place(p->v, p->n, level);
}

static void add_group(grid_build *b, row_picks *p, const char *text, span at) {
  if (p->levels < GRID_GROUPS && path_read_shown(b, text, at, &p->group[p->levels])) p->levels++;
}

/* One order after the other; true when there is any. */
static bool set_order(grid_build *b, row_picks *p) {
  const table_decl *decl = b->decl;
  size_t wishes = decl->order.n ? decl->order.n : decl->order_field ? 1 : 0;
  uint32_t *ranks = ARENA_ARRAY(b->a, uint32_t, p->n * wishes + 1);
  for (size_t k = 0; k < wishes; k++) {
    path at;
    const table_order own = { .path = { decl->order_field, decl->at }, .descending = false };
    const table_order *o = decl->order.n ? &decl->order.v[k] : &own;
    if (!path_read_shown(b, o->path.text, o->path.at, &at)) continue;
    uint32_t *rank = rank_rows(&at, p->v, p->n, o->descending);
    for (size_t i = 0; i < p->n; i++) ranks[i * wishes + p->orders] = rank[i];
    g_free(rank);
    p->orders++;
  }
  for (size_t i = 0; i < p->n; i++) p->v[i].rank = &ranks[i * wishes];
  return p->orders > 0;
}

static bool says_all(const record *r, const path *const *needed, size_t n) {
  size_t k = 0;
  while (k < n && path_value_of(needed[k], r)->kind == VALUE_KNOWN) k++;
  return k == n;
}

/* Rows by a lookup with "flere: ja": one for each record that fits there. */
static row_picks rows_joined(grid_build *b, size_t each, const path *const *needed, size_t needs) {
  const reg *r = b->decl->reg;
  size_t lookups = b->decl->lookups.n;
  LIST(row_pick) rows = { 0 };
  row_pick one = { .found = ARENA_ARRAY(b->a, const record *, lookups) };
  for (size_t i = 0; i < r->records.n; i++) {
    const record *const *fit;
    one.record = r->records.v[i];
    if (!record_holds_on(one.record, b->decl->day) || !says_all(one.record, needed, needs)) continue;
    lookups_find(b, &one, 0, each);
    size_t n = lookup_all(b, each, &one, &fit);
    for (size_t k = 0; k < n; k++) {
      if (!record_holds_on(fit[k], b->decl->day)) continue;
      row_pick *p = LIST_ADD(b->a, &rows);
      *p = (row_pick){ .record = one.record, .found = ARENA_ARRAY(b->a, const record *, lookups), .place = (uint32_t)(rows.n - 1) };
      memcpy(p->found, one.found, each * sizeof *p->found);
      p->found[each] = fit[k];
      lookups_find(b, p, each + 1, lookups);
    }
  }
  return (row_picks){ .v = rows.v, .n = rows.n };
}

/* All records of the register that hold on the table's day; of a check, those that can be judged. */
static row_picks rows_all(grid_build *b) {
  const reg *r = b->decl->reg;
  size_t lookups = b->decl->lookups.n, each = lookup_each(b);
  size_t needs = 0;
  const path **needed = b->decl->is_check ? paths_needed(b, &needs) : NULL;
  if (each != FIELD_NONE) return rows_joined(b, each, needed, needs);
  row_picks p = { .v = ARENA_ARRAY(b->a, row_pick, r->records.n + 1) };
  const record **found = ARENA_ARRAY(b->a, const record *, r->records.n * lookups + 1);
  for (size_t i = 0; i < r->records.n; i++) {
    if (!record_holds_on(r->records.v[i], b->decl->day) || !says_all(r->records.v[i], needed, needs)) continue;
    row_pick *one = &p.v[p.n++];
    *one = (row_pick){ .record = r->records.v[i], .found = &found[i * lookups], .place = (uint32_t)i };
  }
  return p;
}

row_picks rows_pick(grid_build *b) {
  const table_decl *decl = b->decl;
  row_picks p = rows_all(b);
  if (!p.n && !decl->is_check) DIAG_SAY(b->d, TABLE_EMPTY, decl->at, decl->reg->def->name);
  p.n = rows_filter(b, p.v, p.n, false);
  if (lookup_each(b) == FIELD_NONE)                                /* else they are found: they made the rows */
    for (size_t i = 0; decl->lookups.n && i < p.n; i++) lookups_find(b, &p.v[i], 0, decl->lookups.n);
  p.n = rows_filter(b, p.v, p.n, true);
  p.n = rows_meet(b, p.v, p.n);
  bool ordered = set_order(b, &p);
  for (size_t i = 0; i < decl->group.n; i++) add_group(b, &p, decl->group.v[i].text, decl->group.v[i].at);
  if (!decl->group.n && decl->group_field) add_group(b, &p, decl->group_field, decl->at);
  for (size_t level = 0; level < p.levels; level++) set_group(&p, level, ordered);
  sorting s = { p.levels, p.orders };
  if (p.levels || p.orders) g_qsort_with_data(p.v, (gint)p.n, sizeof *p.v, compare_picks, &s);
  return p;
}

cell_kind cell_kind_of(const value *v) {
  switch (v->kind) {
    case VALUE_KNOWN: return CELL_TEXT;
    case VALUE_NOT_RELEVANT: return CELL_NOT_RELEVANT;
    case VALUE_PENDING: return CELL_PENDING;
    case VALUE_ABSENT: case VALUE_NOT_STATED: case VALUE_BROKEN: return CELL_NOT_STATED;
  }
  return CELL_NOT_STATED;
}

/* A group is read out alone, so a bare "ja" or "12" gets its field's name. */
const char *group_text(grid_build *b, const field_def *f, const value *v) {
  if (v->kind == VALUE_NOT_RELEVANT) return "ikke relevant";
  if (v->kind == VALUE_PENDING) return "uafklaret";
  if (v->kind != VALUE_KNOWN) return "ikke oplyst";
  const char *text = value_text(b, f, v, v->num.decimals);
  switch (f->type) {
    case FIELD_INT: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: case FIELD_BOOL: {
      const char *unit = f->unit ? f->unit : f->type == FIELD_PERCENT ? "%" : f->type == FIELD_AMOUNT ? "kr." : NULL;
      return arena_printf(b->a, "%s: %s%s%s", field_title(b->a, f), text, unit ? " " : "", unit ? unit : "");
    }
    case FIELD_TEXT: case FIELD_ID: case FIELD_YEAR: case FIELD_DATE: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS:
    case FIELD_TEXTS: case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: break;
  }
  return text_blank(text) ? "ikke oplyst" : text;
}
