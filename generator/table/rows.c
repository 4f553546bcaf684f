/* Rows: which records stand in the table, in which order and in which groups.
 *
 * Order is found by rank: the records are sorted once by the order field and numbered, equal values getting one number; likewise
 * for the group field. The rows then sort by three integers (group, rank, place in content), which is a total order, so equal
 * values keep content's order and every run gives the same. Sorting the rows by one comparison of all fields was the rejected way:
 * it asks the collator for the group's name again at every comparison.
 * Groups: with `orden` they stand in Danish order, like their rows; without it in the order in which content first names them. */
#include "table/table_int.h"

#include <stdlib.h>
#include <string.h>

typedef struct ranked { const field_def *field; const value *v; uint32_t place; } ranked;

static int compare_ranked(const void *x, const void *y) {
  const ranked *p = x, *q = y;
  int c = value_compare(p->field, p->v, q->v);
  return c ? c : p->place < q->place ? -1 : p->place > q->place;
}

/* rank[i] of records[i] by one field: equal values, equal ranks; values that are missing come last. Caller frees. */
static uint32_t *rank_by(const reg *r, size_t field, const record *const *records, size_t count) {
  ranked *sorted = g_new(ranked, count + 1);
  uint32_t *rank = g_new0(uint32_t, count + 1);
  const field_def *f = &r->def->fields[field];
  for (size_t i = 0; i < count; i++) sorted[i] = (ranked){ f, &records[i]->values[field], (uint32_t)i };
  qsort(sorted, count, sizeof *sorted, compare_ranked);
  for (size_t i = 0, at = 0; i < count; i++) {
    if (i && value_compare(f, sorted[i - 1].v, sorted[i].v)) at++;
    rank[sorted[i].place] = (uint32_t)at;
  }
  g_free(sorted);
  return rank;
}

static int compare_picks(const void *x, const void *y) {
  const row_pick *p = x, *q = y;
  if (p->group != q->group) return p->group < q->group ? -1 : 1;
  if (p->rank != q->rank) return p->rank < q->rank ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

/* Renumbers groups by first appearance. */
static void number_by_place(row_pick *v, size_t n) {
  uint32_t *first = g_new0(uint32_t, n + 1), next = 0;        /* first[rank] = number + 1 */
  for (size_t i = 0; i < n; i++) {
    if (!first[v[i].group]) first[v[i].group] = ++next;
    v[i].group = first[v[i].group] - 1;
  }
  g_free(first);
}

static void set_groups(row_picks *p, const reg *r, const record *const *records, bool ordered) {
  if (p->group_field == FIELD_NONE) return;
  uint32_t *rank = rank_by(r, p->group_field, records, p->n);
  for (size_t i = 0; i < p->n; i++) {
    p->v[i].group = rank[i];
    p->groups = MAX(p->groups, (size_t)rank[i] + 1);
  }
  g_free(rank);
  if (!ordered) number_by_place(p->v, p->n);
}

row_picks rows_pick(grid_build *b) {
  const table_decl *decl = b->decl;
  const reg *r = decl->reg;
  size_t count = r->records.n;
  const record **records = g_new(const record *, count + 1);
  for (size_t i = 0; i < count; i++) records[i] = r->records.v[i];
  if (!count) DIAG_SAY(b->d, TABLE_EMPTY, decl->at, r->def->name);
  count = rows_filter(b, records, count);
  size_t order = decl->order_field ? field_find(b, decl->order_field, decl->at) : FIELD_NONE;
  row_picks p = { .v = ARENA_ARRAY(b->a, row_pick, count + 1), .n = count, .group_field = FIELD_NONE };
  if (decl->group_field) p.group_field = field_find(b, decl->group_field, decl->at);
  uint32_t *rank = order == FIELD_NONE ? NULL : rank_by(r, order, records, count);
  for (size_t i = 0; i < count; i++) p.v[i] = (row_pick){ records[i], 0, rank ? rank[i] : 0, (uint32_t)i };
  set_groups(&p, r, records, rank != NULL);
  qsort(p.v, p.n, sizeof *p.v, compare_picks);
  g_free(rank);
  g_free(records);
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
