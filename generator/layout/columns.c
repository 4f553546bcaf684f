/* Columns side by side: each is a galley of its own, and what stands on one page of all of them is one atom. Columns taller than a page are cut into
 * slices of a page each. The rejected way, breaking them line by line with the text around, would let one column's keep push the other. */
#include "layout/layout_int.h"
#include <math.h>

/* A single box that fills its column is made as tall as the tallest, so that neighbours end on one line. */
static void columns_level(const columns_slice *c, double height)
{
  for (int i = 0; i < c->count; i++) {
    galley *g = c->column[i];
    int n = (int)g->atoms.n;
    if (c->last[i] < n)
      return;                          /* goes on over the page: ends where it ends */
  }
  for (int i = 0; i < c->count; i++) {
    galley *g = c->column[i];
    int n = (int)g->atoms.n;
    frame *f = n ? g->atoms.v[0].frame : NULL;
    while (f && f->parent)
      f = f->parent;
    if (f && !f->table && f->first == 0 && f->last == n)
      f->close_last += height - galley_extent(g, 0, n, height);
  }
}

static void columns_notes(setter *s, atom *a, const columns_slice *c)
{
  note_use **end = &a->notes;
  for (int i = 0; i < c->count; i++)
    for (int k = c->first[i]; k < c->last[i]; k++)
      for (const note_use *u = c->column[i]->atoms.v[k].notes; u; u = u->next) {
        note_use *copy = ARENA_NEW(s->l->pass, note_use);
        copy->n = u->n;
        if (s->pages)
          note_set(s->l, u->n, s->g->note_width);
        *end = copy;
        end = &copy->next;
      }
}

/* What of each column goes on one page; false when all is placed. */
static bool columns_cut(columns_slice *c, const columns_slice *previous, double page_height, double *height)
{
  bool any = false;
  *height = 0;
  for (int i = 0; i < c->count; i++) {
    const galley *g = c->column[i];
    c->first[i] = previous ? previous->last[i] : 0;
    c->last[i] = c->first[i];
    if (c->first[i] >= (int)g->atoms.n)
      continue;
    any = true;
    c->last[i] = galley_break(g, c->first[i], (int)g->atoms.n, &(page_room){ .height = page_height }).last;
    *height = MAX(*height, galley_extent(g, c->first[i], c->last[i], INFINITY));
  }
  return any;
}

double columns_width(const columns_set *set, double room)
{
  return MAX(1, (room - set->style->column_gap * (set->count - 1)) / set->count);
}

void columns_galley(setter *s, const columns_set *set)
{
  arena *pass = s->l->pass;
  double page_height = galley_room(s);
  double width = columns_width(set, s->width), height;
  galley **galleys = ARENA_ARRAY(pass, galley *, set->count);
  for (int i = 0; i < set->count; i++)
    galleys[i] = galley_whole(s->l, &set->column[i], width, page_height);
  galley_space(s, set->style->before);
  const columns_slice *previous = NULL;
  for (;;) {
    columns_slice *c = ARENA_NEW(pass, columns_slice);
    *c = (columns_slice){ .count = set->count, .column = galleys, .first = ARENA_ARRAY(pass, int, set->count),
                          .last = ARENA_ARRAY(pass, int, set->count), .x_step = width + set->style->column_gap };
    if (!columns_cut(c, previous, page_height, &height))
      break;
    if (!previous)
      columns_level(c, height);
    columns_notes(s, galley_atom(s, ATOM_COLUMNS, c, height), c);
    previous = c;
  }
  galley_space(s, set->style->after);
}
