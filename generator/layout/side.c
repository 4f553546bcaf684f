/* The side column: quotations and small boxes that stand beside the text. A block of which the style says so hangs on an atom of the galley, as a
 * footnote does: the first line of the paragraph before it, or what follows when nothing stands before it in its section. It is set for the side
 * column's width, and when a page is cut, what hangs on its atoms is placed there: from the line it hangs on downwards, under the one before, past what
 * is wide enough to reach the column, and up again from the page's foot when there is no room. What has no room on its page is set in the text, where
 * content has it, and the pages are planned again; nothing comes back from the text, so that this ends.
 *
 * The text's measure is not changed: the column takes what running text leaves free, so a page without any loses nothing and tables keep all
 * the page. The rejected way, a measure made smaller on the pages that need it, breaks every paragraph anew for each page cut. */
#include "layout/table_int.h"

#define SLACK 0.01
enum { TRIES = 6 };                /* plannings, after which all from the first without room on stand in the text */

struct side_set { const block_style *style; size_t ops; bool in_text; };
struct side_use { side_set *set; galley *g; double height; side_use *next; };

/* ---- flow ---- */

/* The narrowest side column of the layout; 0 = none. */
static double side_least(const lay *l)
{
  double width = 0;
  for (size_t i = 0; i < l->s->masters.n; i++) {
    double w = l->s->masters.v[i]->side_width;
    if (w > 0 && (width <= 0 || w < width))
      width = w;
  }
  return width;
}

side_set *side_begin(lay *l, flow *f, const block_style *style, flow_context *c)
{
  double width = style && style->place == PLACE_SIDE && !c->apart ? side_least(l) : 0;
  if (width <= 0)
    return NULL;
  side_set *set = ARENA_NEW(l->a, side_set);
  set->style = style;
  LIST_PUSH(l->a, &l->sides, set);
  flow_add(l, f, FLOW_SIDE, NULL)->what = set;
  set->ops = f->ops.n;
  c->apart = true;
  c->cap = c->cap > 0 ? MIN(c->cap, width) : width;
  return set;
}

void side_end(const flow *f, side_set *set)
{
  if (set)
    set->ops = f->ops.n - set->ops;
}

/* ---- galley ---- */

/* The first line of the paragraph that stands before; -1: the block goes with what follows. */
static int host_before(const setter *s)
{
  int at = (int)s->g->atoms.n - 1;
  if (at < 0 || s->keep == KEEP_NEXT || (s->open.n && s->open.v[s->open.n - 1].first > at))
    return -1;
  const atom *a = &s->g->atoms.v[at];
  if (a->kind != ATOM_LINE)
    return -1;
  return at - a->index >= 0 ? at - a->index : 0;
}

static void hang(arena *a, atom *on, side_use *u)
{
  side_use *kept = ARENA_NEW(a, side_use), **end = &on->sides;
  *kept = *u;
  kept->next = NULL;
  while (*end)
    end = &(*end)->next;
  *end = kept;
}

/* Waiting ones are listed backwards and never changed, since a setter may be taken back. */
void side_hang(setter *s, atom *on)
{
  for (side_use *u = s->sides; u; u = u->next) {
    side_use *kept = ARENA_NEW(s->l->pass, side_use);
    *kept = *u;
    kept->next = on->sides;
    on->sides = kept;
  }
  s->sides = NULL;
}

static bool in_item(const setter *s)
{
  for (size_t i = 0; i < s->open.n; i++)
    if (s->open.v[i].item)
      return true;
  return false;
}

bool side_galley(setter *s, side_set *set)
{
  lay *l = s->l;
  if (set->in_text || !s->pages || s->g->side <= 0 || s->box || s->spanning || in_item(s))
    return false;
  flow own = { .ops = { .v = s->f->ops.v + s->at + 1, .n = set->ops, .cap = set->ops } };
  side_use u = { .set = set, .g = galley_whole(l, &own, s->g->side, s->g->page_height) };
  if (!u.g->atoms.n)
    return false;
  u.height = galley_extent(u.g, 0, (int)u.g->atoms.n, 1e9);
  int host = host_before(s);
  if (host >= 0) {
    hang(l->pass, &s->g->atoms.v[host], &u);
  } else {
    side_use *wait = ARENA_NEW(l->pass, side_use);
    *wait = u;
    wait->next = s->sides;
    s->sides = wait;
  }
  s->at += set->ops;
  return true;
}

static void in_text(lay *l, side_set *set)
{
  bool rest = false;
  for (size_t i = 0; i < l->sides.n && l->side_tries >= TRIES; i++) {
    rest = rest || l->sides.v[i] == set;
    l->sides.v[i]->in_text = l->sides.v[i]->in_text || rest;
  }
  set->in_text = l->sides_moved = true;
}

/* Notes of what hangs on an atom belong to its page. */
static void take_notes(lay *l, galley *g, atom *a)
{
  note_use **end = &a->notes;
  while (*end)
    end = &(*end)->next;
  for (const side_use *u = a->sides; u; u = u->next)
    for (size_t i = 0; i < u->g->atoms.n; i++)
      for (const note_use *n = u->g->atoms.v[i].notes; n; n = n->next) {
        note_set(l, n->n, g->note_width);
        *end = ARENA_NEW(l->pass, note_use);
        **end = (note_use){ .n = n->n, .beside = true };
        end = &(*end)->next;
      }
}

void side_finish(setter *s)
{
  galley *g = s->g;
  if (s->sides && g->atoms.n)
    side_hang(s, &g->atoms.v[g->atoms.n - 1]);
  for (const side_use *u = s->sides; u; u = u->next)
    in_text(s->l, u->set);
  s->sides = NULL;
  for (size_t i = 0; i < g->atoms.n; i++)
    if (g->atoms.v[i].sides)
      take_notes(s->l, g, &g->atoms.v[i]);
}

void side_anchors(const atom *a, int index)
{
  for (const side_use *u = a->sides; u; u = u->next)
    anchors_place(u->g, 0, (int)u->g->atoms.n, index);
}

bool sides_moved(lay *l)
{
  bool moved = l->sides_moved;
  l->sides_moved = false;
  l->side_tries += moved;
  return moved;
}

/* ---- a page ---- */

typedef struct stretch { double top, bottom; } stretch;
typedef struct placing {
  double limit;                  /* what reaches further right is in the column's way */
  double bottom;                 /* of the page */
  LIST(stretch) taken;
  LIST(side_use *) uses; double *top, *wish;
} placing;

static double side_x(const lay *l, const page_master *m)
{
  if (m->side_left)
    return m->margin.left - m->side_gap - m->side_width;
  double measure = m->width - m->margin.left - m->margin.right, text = l->s->body->width;
  return m->margin.left + (text > 0 ? MIN(text, measure) : measure) + m->side_gap;
}

static double right_edge(const atom *a)
{
  if (a->kind == ATOM_LINE) {
    const para *p = a->what;
    return a->x + para_line_x(p, a->index, p->width) + p->lines[a->index].width;
  }
  const frame *f = a->frame;
  if ((a->kind == ATOM_ROW || a->kind == ATOM_HEAD) && f && f->table)
    return a->x + MIN(a->width, f->table->width);
  return a->x + (a->kind == ATOM_FIGURE ? MIN(a->width, ((const figure_set *)a->what)->width) : a->width);
}

static void look(lay *l, placing *p, const galley *g, int first, int last)
{
  walk w = { .g = g, .a = l->pass, .record = true };
  for (int i = first; i < last; i++) {
    const atom *a = &g->atoms.v[i];
    double top = walk_to(&w, i, i == first);
    w.y += a->height;
    if (right_edge(a) > p->limit)
      LIST_PUSH(l->pass, &p->taken, ((stretch){ top, w.y }));
    for (side_use *u = a->sides; u; u = u->next) {
      LIST_PUSH(l->pass, &p->uses, u);
      p->wish[p->uses.n - 1] = top;
    }
  }
  walk_end(&w, last);
  for (size_t i = 0; i < w.pieces.n; i++) {
    const frame_piece *k = &w.pieces.v[i];
    if (k->f->style && k->f->x + k->f->width > p->limit)
      LIST_PUSH(l->pass, &p->taken, ((stretch){ k->top, k->bottom }));
  }
}

static double gap_between(const side_use *a, const side_use *b)
{
  return MAX(a->set->style->after, b->set->style->before);
}

/* From y down or up to where `height` is free; each step leaves one taken stretch behind. */
static double slide(const placing *p, double y, double height, double space, bool up)
{
  for (size_t i = 0; i < p->taken.n; i++) {
    const stretch *t = &p->taken.v[i];
    if (y + height + space <= t->top + SLACK || y >= t->bottom + space - SLACK)
      continue;
    y = up ? t->top - space - height : t->bottom + space;
    i = (size_t)-1;                    /* look at all again */
  }
  return y;
}

static bool place_all(const placing *p)
{
  double from = 0, to = p->bottom;
  for (size_t i = 0; i < p->uses.n; i++) {
    const side_use *u = p->uses.v[i];
    if (i)
      from += gap_between(p->uses.v[i - 1], u);
    p->top[i] = slide(p, MAX(p->wish[i], from), u->height, u->set->style->before, false);
    from = p->top[i] + u->height;
  }
  for (size_t i = p->uses.n; i-- > 0; ) {
    const side_use *u = p->uses.v[i];
    if (p->top[i] + u->height > to + SLACK)
      p->top[i] = slide(p, to - u->height, u->height, u->set->style->before, true);
    to = p->top[i] - (i ? gap_between(p->uses.v[i - 1], u) : 0);
  }
  return !p->uses.n || p->top[0] >= -SLACK;
}

/* What is more than fills the column cannot have room, wherever it is put. */
static size_t most(const placing *p)
{
  double height = 0;
  size_t n = 0;
  while (n < p->uses.n && (height += p->uses.v[n]->height) <= p->bottom + SLACK)
    n++;
  return n;
}

static int uses_on(const galley *g, int first, int last)
{
  int n = 0;
  for (int i = first; i < last; i++)
    for (const side_use *u = g->atoms.v[i].sides; u; u = u->next)
      n++;
  return n;
}

void sides_place(lay *l, page_plan *plan)
{
  const galley *g = plan->g;
  const page_master *m = plan->master;
  int n = g->side > 0 ? uses_on(g, plan->first, plan->last) : 0;
  if (!n)
    return;
  placing p = { .limit = 1e9, .bottom = master_height(m) - plan->notes_height };
  p.top = ARENA_ARRAY(l->pass, double, n);
  p.wish = ARENA_ARRAY(l->pass, double, n);
  double x = side_x(l, m);
  if (!m->side_left)
    p.limit = x - m->side_gap / 2 - m->margin.left;
  look(l, &p, g, plan->first, plan->last);
  size_t fit = m->side_width >= g->side - SLACK ? most(&p) : 0;
  while (p.uses.n && (p.uses.n > fit || !place_all(&p)))
    in_text(l, p.uses.v[--p.uses.n]->set);
  for (size_t i = 0; i < p.uses.n; i++)
    LIST_PUSH(l->pass, &plan->sides, ((side_piece){ p.uses.v[i]->g, x, m->margin.top + p.top[i] }));
}
