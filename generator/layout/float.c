/* Floats: figures and whole tables that may give way. One stays where content has it unless the page would end above it with a gap; then the
 * text behind it comes up and the float begins the next page. So a float moves by a page at most, never to before its place, floats keep their
 * order, and a caption goes with its figure. The structure tree has it where content has it.
 *
 * To move a float is to turn a stretch of the galley's atoms round, before the page's plan is made: filler and painter then know nothing of it.
 * The rejected way, a queue of floats beside the galley (TeX's insertions), counts every height in two places. */
#include "layout/layout_int.h"
#include <string.h>

#define GAP 0.2                    /* of the page's height: less may stay empty */
#define TALLEST 0.9                /* of the page: what is taller stays in its place and splits there */
#define SMALL 0.4                  /* a table that is taller splits well, so it stays, unless content says otherwise */
#define REACH 300                  /* atoms: more than stand on a page */

double float_share(const lay *l, const block *b, flow_context c)
{
  const block_style *style = flow_style(l, b->style);
  if (c.apart || b->place == WHERE_HERE)
    return 0;
  if (b->place == WHERE_FLOAT)
    return TALLEST;
  return style && style->place == PLACE_FLOAT ? b->kind == BLOCK_TABLE ? SMALL : TALLEST : 0;
}

void float_open(setter *s, container *c)
{
  c->space = s->after_float ? s->past : s->space;
}

/* In a box or a list nothing gives way, nor does what is too tall to stand on one page. */
void float_close(setter *s, const container *c)
{
  galley *g = s->g;
  int last = (int)g->atoms.n;
  for (size_t i = 0; i < s->open.n; i++)
    if (s->open.v[i].item || s->open.v[i].framed)
      return;
  double most = g->page_height * c->op->floats;
  if (last == c->first || galley_extent(g, c->first, last, most) > most)
    return;
  keep_whole(g, c->first, last);
  float_group *group = LIST_ADD(s->l->pass, &g->floats);
  *group = (float_group){ .first = c->first, .last = last, .after = s->space, .without = s->space };
  s->past = c->space;
  s->after_float = group;
}

/* ---- turning atoms round ---- */

/* [a, b) goes behind [b, c): the frames' ranges go with their atoms. */
static void turn(galley *g, int a, int b, int c)
{
  if (a == b || b == c)
    return;
  atom *v = g->atoms.v, *kept = g_memdup2(v + a, (size_t)(b - a) * sizeof *v);
  memmove(v + a, v + b, (size_t)(c - b) * sizeof *v);
  memcpy(v + a + c - b, kept, (size_t)(b - a) * sizeof *v);
  g_free(kept);
  for (size_t i = 0; i < g->frames.n; i++) {
    frame *f = g->frames.v[i];
    if (f->last <= a || f->first >= c || f->first < a)
      continue;
    int by = f->first < b ? c - b : a - b;
    f->first += by;
    if (f->last <= c)
      f->last += by;
  }
}

/* The latest place up to `at`, and behind `from`, where a float may begin a page: not inside a box or a table, no widow left behind. */
static int place_before(const galley *g, int from, int at)
{
  for (; at > from; at--) {
    const atom *a = &g->atoms.v[at];
    const frame *f = a->frame;
    while (f && f->parent)
      f = f->parent;
    if (a->keep < KEEP_LINES && !(f && f->first < at))
      return at;
  }
  return from;
}

static const float_group *next_float(galley *g, int at)
{
  while (g->float_at < g->floats.n && g->floats.v[g->float_at].first < at)
    g->float_at++;
  return g->float_at < g->floats.n ? &g->floats.v[g->float_at] : NULL;
}

/* Floats that stand one after the other from `at` on go together. */
static float_group run_from(galley *g, int at)
{
  float_group run = { .first = at, .last = at };
  for (size_t i = g->float_at; i < g->floats.n && g->floats.v[i].first == run.last; i++) {
    run.last = g->floats.v[i].last;
    run.after = g->floats.v[i].after;
    run.without = g->floats.v[i].without;
  }
  return run;
}

static void move_marks(galley *g, int first, int last, int by)
{
  for (size_t i = g->float_at; i < g->floats.n && g->floats.v[i].first < last; i++)
    if (g->floats.v[i].first >= first) {
      g->floats.v[i].first += by;
      g->floats.v[i].last += by;
    }
}

/* One step: the run of floats goes as far behind the text as the page has room for. False: it stays. */
static bool move_run(galley *g, int from, const page_room *room, page_cut *cut)
{
  float_group run = run_from(g, cut->last);
  int length = run.last - run.first, end = (int)g->atoms.n;
  size_t next = g->float_at;
  while (next < g->floats.n && g->floats.v[next].first < run.last)
    next++;
  if (next < g->floats.n)
    end = g->floats.v[next].first;
  end = MIN(end, run.last + REACH);
  if (end == run.last)
    return false;
  double own = g->atoms.v[run.last].space;
  g->atoms.v[run.last].space = run.without;
  turn(g, run.first, run.last, end);
  page_cut tried = galley_break(g, from, end - length, room);
  int to = place_before(g, run.first, MIN(tried.last, end - length));
  turn(g, to, end - length, end);      /* back to where the page ends */
  if (to == run.first) {
    g->atoms.v[run.last].space = own;
    return false;
  }
  move_marks(g, run.first, run.last, to - run.first);
  if (to + length < (int)g->atoms.n)
    g->atoms.v[to + length].space = MAX(g->atoms.v[to + length].space, run.after);
  *cut = galley_break(g, from, to, room);
  return true;
}

page_cut float_place(galley *g, int from, const page_room *room, page_cut cut)
{
  for (;;) {
    const float_group *group = next_float(g, cut.last);
    if (!group || group->first != cut.last || room->height - cut.used <= GAP * room->height)
      return cut;
    if (!move_run(g, from, room, &cut))
      return cut;
  }
}
