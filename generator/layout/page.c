/* The page filler: cuts galleys into pages.
 *
 * For each page it walks the atoms that could stand on it and remembers the latest break that fits for each cost of breaking; the cheapest cost
 * that has one wins. So a heading moves with its text, a box moves whole, and where everything is kept together with everything the page
 * still ends, at the least harmful place. Each page takes at least one atom: there is no endless loop. Footnotes take part in the fit: an atom counts
 * with the notes it brings, long ones with the part that must stand on its page (note.c). First fit from the front, page by page: the best
 * break over all pages at once (Plass) would need a second look at every table and gains little where spaces are fixed on a grid. */
#include "layout/layout_int.h"
#include <string.h>

#define FULL 0.6                   /* of the page's height; what is less is a gap */
#define SLACK 0.01                 /* points: sums of fractions of millimetres are not exact */

static double note_needed(const note_use *u, double limit)
{
  double height = 0;
  for (; u && height <= limit; u = u->next)
    height += u->n->height;
  return MIN(height, limit);
}

/* The cheapest break; but a page left with a gap costs more than a box cut in two where its own lines allow. */
static page_cut cheapest(const page_cut best[KEEP_LEVELS], int from, int to, double height)
{
  int k = 0;
  while (k < KEEP_LEVELS && best[k].last == from)
    k++;
  if (k == KEEP_LEVELS)
    return (page_cut){ from + 1, height };
  page_cut cut = best[k];
  if (k < KEEP_WHOLE && cut.last < to && cut.used < FULL * height)
    for (int split = KEEP_WHOLE; split <= KEEP_WHOLE + KEEP_WISH; split++)
      if (best[split].last > cut.last)
        return best[split];
  return cut;
}

page_cut galley_break(const galley *g, int from, int to, const page_room *room)
{
  page_cut best[KEEP_LEVELS];
  for (int k = 0; k < KEEP_LEVELS; k++)
    best[k] = (page_cut){ from, 0 };
  walk w = { .g = g };
  double notes = room->reserved;
  for (int i = from; i < to; i++) {
    const atom *a = &g->atoms.v[i];
    walk_to(&w, i, i == from);
    w.y += a->height;
    if (a->notes && room->note_limit > 0)
      notes += (notes > 0 ? 0 : room->note_space) + note_needed(a->notes, room->note_limit);
    if (w.y + notes > room->height + SLACK)
      break;
    double used = w.y + walk_close(&w, i + 1) + notes;
    if (used <= room->height + SLACK)
      best[i + 1 < to ? g->atoms.v[i + 1].keep : KEEP_NONE] = (page_cut){ i + 1, used };
  }
  return cheapest(best, from, to, room->height);
}

/* ---- masters ---- */

static double measure_of(const page_master *m)
{
  return MAX(1, m->width - m->margin.left - m->margin.right);
}

double master_height(const page_master *m)
{
  return MAX(1, m->height - m->margin.top - m->margin.bottom);
}

const page_master *page_first(const lay *l)
{
  const page_master *m = style_master(l->s, "normal");
  return m ? m : l->s->masters.v[0];
}

const page_master *page_wide(const lay *l)
{
  return style_master(l->s, "liggende");
}

static const page_master *master_next(const lay *l, const page_master *m)
{
  const page_master *next = m->next ? style_master(l->s, m->next) : NULL;
  return next ? next : m;
}

/* before: of the last upright page; NULL = there is none yet. */
static const page_master *master_begin(const lay *l, setter *s, const page_wish *wish, const page_master *before, bool *named)
{
  s->wide = wish->turns;
  const page_master *m = s->wide ? page_wide(l) : wish->master ? style_master(l->s, wish->master) : NULL;
  *named = m != NULL;
  if (m)
    return m;
  return before ? master_next(l, before) : page_first(l);
}

static double column_of(const page_master *m)
{
  int n = MAX(1, m->columns);
  return MAX(1, (measure_of(m) - m->column_gap * (n - 1)) / n);
}

/* The least of a measure of the pages that a galley can run over. */
static double least(const lay *l, const page_master *m, double (*of)(const page_master *))
{
  double found = of(m);
  const page_master *next = m;
  for (size_t i = 0; i < l->s->masters.n; i++) {
    next = master_next(l, next);
    found = MIN(found, of(next));
  }
  return found;
}

double page_measure(const lay *l, const page_master *m)
{
  return least(l, m, measure_of);
}

double page_column(const lay *l, const page_master *m)
{
  return least(l, m, column_of);
}

/* ---- pages ---- */

void anchors_place(const galley *g, int first, int last, int index)
{
  for (int i = first; i < last; i++) {
    const atom *a = &g->atoms.v[i];
    for (anchor *k = a->anchors; k; k = k->next)
      k->page = index;
    side_anchors(a, index);
    if (a->kind != ATOM_COLUMNS)
      continue;
    const columns_slice *c = a->what;
    for (int k = 0; k < c->count; k++)
      anchors_place(c->column[k], c->first[k], c->last[k], index);
  }
}

static page_plan *plan_add(lay *l, const page_master *m)
{
  page_plan *p = ARENA_NEW(l->pass, page_plan);
  p->master = m->left && ((size_t)l->first_page + l->plans.n) % 2 ? m->left : m;
  LIST_PUSH(l->pass, &l->plans, p);
  return p;
}

/* So that what follows begins on a right page. Footnotes that still wait go on here, and then the page is not empty. */
static void plan_blank(lay *l, const page_master *m, note_queue *q)
{
  page_plan *p = plan_add(l, m);
  if (note_waiting(q) > 0)
    note_place(l, q, p, master_height(p->master), true);
  p->blank = !p->notes.n;
}

/* One page from atom `from` on; returns where the next begins. Notes left over from the page before take at most three fifths of it. */
static int page_fill(lay *l, page_plan *p, galley *g, int from, note_queue *q)
{
  double height = master_height(p->master), waiting = note_waiting(q);
  page_room room = { .height = height, .note_limit = height / 3, .note_space = note_gap(l) };
  if (waiting > 0)
    room.reserved = MIN(waiting + note_top(l, q), height * 3 / 5);
  bool columns = p->master->columns > 1;
  page_cut cut = columns ? strips_fill(l, p, g, from, &room) : float_place(g, from, &room, galley_break(g, from, (int)g->atoms.n, &room));
  int last = cut.last;
  p->g = g;
  p->first = from;
  p->last = last;
  note_collect(l, q, g, from, last);
  if (note_waiting(q) > 0)
    note_place(l, q, p, height - (columns ? cut.used : galley_extent(g, from, last, height)), false);
  sides_place(l, p);
  anchors_place(g, from, last, l->first_page + (int)l->plans.n - 1);
  return last;
}

/* A setter's state, to set the same galley again in another measure. */
static setter setter_keep(lay *l, const setter *s, anchor **tail)
{
  setter kept = *s;
  kept.open.v = s->open.n ? ARENA_ARRAY(l->pass, container, s->open.n) : NULL;
  kept.open.cap = s->open.n;
  if (s->open.n)
    memcpy(kept.open.v, s->open.v, s->open.n * sizeof *s->open.v);
  *tail = s->anchors;
  while (*tail && (*tail)->next)
    *tail = (*tail)->next;
  return kept;
}

/* Sets the next galley for pages that begin with m, on their side or not. note_width: of pages that its footnotes may go on over. */
static galley *galley_set(lay *l, setter *s, const page_master *m, double measure, double height, double note_width)
{
  galley *g = ARENA_NEW(l->pass, galley);
  g->page_top = m->margin.top;
  g->full = MAX(measure, page_measure(l, m));
  g->note_width = MIN(g->full, note_width);
  g->grid = l->s->grid;
  g->side = m->columns > 1 ? 0 : m->side_width;
  return galley_next(s, g, measure, height) ? g : NULL;
}

/* A galley is set for its first page's measure; if it goes on over pages with a smaller one, for the smallest of all. */
static galley *galley_for(lay *l, setter *s, const page_master *m, const page_master *upright)
{
  double measure = page_column(l, m), height = least(l, m, master_height), note_width = page_measure(l, upright);
  anchor *tail;
  setter before = setter_keep(l, s, &tail);
  galley *g = galley_set(l, s, m, column_of(m), master_height(m), note_width);
  if (!g || measure >= column_of(m) || (m->columns <= 1 && galley_extent(g, 0, (int)g->atoms.n, master_height(m)) <= master_height(m)))
    return g;
  if (tail)
    tail->next = NULL;
  *s = before;
  return galley_set(l, s, m, measure, height, note_width);
}

/* What ends before a wide table and is short (a title, a few lines of introduction) goes with it onto its page, in place of a page that is nearly
 * empty. NULL: it stays upright. */
static galley *galley_along(lay *l, setter *s, const setter *before, anchor *tail, const galley *g, const page_master *upright)
{
  const page_master *wide = page_wide(l);
  bool turns = s->at < s->f->ops.n && s->f->ops.v[s->at].turns;
  double most = wide ? master_height(wide) / 3 : 0;
  if (!turns || s->wide || !wide || galley_extent(g, 0, (int)g->atoms.n, most) > most)
    return NULL;
  if (tail)
    tail->next = NULL;
  *s = *before;
  s->wide = true;
  return galley_for(l, s, wide, upright);
}

void pages_fill(lay *l, const flow *body)
{
  setter s;
  note_queue q = { .head = 0 };
  const page_master *m = NULL, *upright = NULL;      /* of the latest page, of the latest that does not lie on its side */
  galley *last_set = NULL;
  galley_start(&s, l, body, true);
  for (;;) {
    bool named;
    const page_wish wish = galley_wish(&s);
    const page_master *next = master_begin(l, &s, &wish, upright, &named);
    const page_master *stands = s.wide ? (upright ? upright : page_first(l)) : next;
    anchor *tail;
    setter before = setter_keep(l, &s, &tail);
    galley *g = galley_for(l, &s, next, stands), *along = g && !named ? galley_along(l, &s, &before, tail, g, stands) : NULL;
    if (!g)
      break;
    if (along) {
      g = along;
      next = page_wide(l);
    }
    if (wish.right && ((size_t)l->first_page + l->plans.n) % 2)
      plan_blank(l, upright ? upright : next, &q);
    for (int from = 0; from < (int)g->atoms.n; next = master_next(l, m)) {
      m = next;
      page_plan *p = plan_add(l, m);
      p->forced = from == 0;
      from = page_fill(l, p, g, from, &q);
      last_set = g;
    }
    if (!s.wide)
      upright = m;
  }
  if (last_set && s.anchors) {         /* a block without any text at the end: its anchor is where the text ends */
    atom *end = &last_set->atoms.v[last_set->atoms.n - 1];
    anchor **tail = &end->anchors;
    while (*tail)
      tail = &(*tail)->next;
    *tail = s.anchors;
    anchors_place(last_set, (int)last_set->atoms.n - 1, (int)last_set->atoms.n, l->first_page + (int)l->plans.n - 1);
  }
  while (m && note_waiting(&q) > 0) {  /* notes longer than the document's last page */
    page_plan *p = plan_add(l, m = master_next(l, m));
    note_place(l, &q, p, master_height(m), true);
  }
  if (!l->plans.n)
    plan_add(l, page_first(l));
}

void pages_report(const lay *l)
{
  for (size_t i = 0; i < l->plans.n; i++) {
    const page_plan *p = l->plans.v[i];
    const galley *g = p->g;
    if (!g || !g->single || p->first > 0 || p->last >= (int)g->atoms.n)
      continue;
    double over = galley_extent(g, 0, (int)g->atoms.n, 1e9) - master_height(p->master), line = l->s->body->leading;
    const block *h = g->single->first;
    const char *title = h && h->text ? inl_plain(l->a, h->text) : l->doc->id;
    DIAG_SAY(l->d, LAYOUT_ONE_PAGE, g->single->at, title, arena_printf(l->a, "%.0f", over * 25.4 / 72), arena_printf(l->a, "%.0f", over / line + 0.5));
  }
}
