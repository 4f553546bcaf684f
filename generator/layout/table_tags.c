/* Ids of header cells, and which of them each cell names: only where its headers cannot be told from scope alone, under spanning headers and in
 * groups (ISO 14289-1 7.5). Given when the bands of a table are known, since a cell names headers of its own band. */
#include "layout/table_int.h"

typedef struct table_ids_of { const char *prefix, *group[GRID_GROUPS]; } table_ids_of;      /* group: open ones, by level */

static bool ids_wanted(const table_set *t)
{
  for (size_t r = 0; r < t->g->rows; r++)
    if (t->g->row[r].kind == ROW_GROUP)
      return true;
  return t->over_count > 0;
}

static const char *id_give(lay *l, const table_ids_of *ids, tag_element *e, char kind, size_t index)
{
  return tag_extra_of(l->tags, e)->id = arena_printf(l->a, "%s%c%zu", ids->prefix, kind, index + 1);
}

static size_t level_of(const grid_row *r)
{
  return CLAMP((size_t)r->level, 1, GRID_GROUPS);
}

/* Groups that a row stands in: a total in none, the sum of an upper group not in the last lower one. */
static size_t groups_of(const grid_row *r)
{
  return r->kind == ROW_TOTAL ? 0 : r->kind == ROW_SUBTOTAL ? level_of(r) : GRID_GROUPS;
}

static void headers_give(lay *l, const table_set *t, const table_ids_of *ids, tag_element *e, size_t column, size_t groups, const char *row_id)
{
  const column_set *c = &t->column[column];
  GString *s = g_string_new(NULL);
  const char *const parts[] = { c->over >= 0 ? t->overs[c->over].th->extra->id : NULL, c->th->extra->id, groups > 0 ? ids->group[0] : NULL,
                                groups > 1 ? ids->group[1] : NULL, row_id };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i])
      g_string_append_printf(s, "%s%s", s->len ? " " : "", parts[i]);
  tag_extra_of(l->tags, e)->headers = arena_strndup(l->a, s->str, s->len);
  g_string_free(s, TRUE);
}

static void ids_of_row(lay *l, const table_set *t, table_ids_of *ids, size_t row)
{
  const char *row_id = NULL;
  tag_element *first = t->tr[row]->first, *th = NULL;
  const grid_row *r = &t->g->row[row];
  if (r->kind == ROW_GROUP) {
    size_t level = level_of(r);
    ids->group[level - 1] = id_give(l, ids, first, 'g', row);
    if (level == 1)
      ids->group[1] = NULL;
    else
      tag_extra_of(l->tags, first)->headers = ids->group[0];
    return;
  }
  for (tag_element *e = first; e && !th; e = e->next)
    if (e->role == TAG_TH)
      th = e;
  if (th)
    row_id = id_give(l, ids, th, 'r', row);
  size_t c = 0, across = table_span(t, row);
  for (tag_element *e = first; e; e = e->next, c += c ? 1 : across)
    headers_give(l, t, ids, e, c, groups_of(r), e == th ? NULL : row_id);
}

void table_ids(lay *l, table_set *t)
{
  if (!ids_wanted(t))
    return;
  const char *band = t->band ? arena_printf(l->a, "d%zu", t->band + 1) : "";
  table_ids_of ids = { .prefix = arena_printf(l->a, "t%zu%s", t->number, band) };
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    over_set *over = col->over >= 0 ? &t->overs[col->over] : NULL;
    if (over && over->first == (int)c)
      id_give(l, &ids, over->th, 'o', (size_t)col->over);
    id_give(l, &ids, col->th, 'k', c);
    if (over)
      tag_extra_of(l->tags, col->th)->headers = over->th->extra->id;
  }
  for (size_t r = 0; r < t->g->rows; r++)
    ids_of_row(l, t, &ids, r);
}
