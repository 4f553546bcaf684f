/* Pages of several text columns: filled in strips from the top. A strip is either what goes over all columns (a title, a wide table) or a stretch of
 * text between two such, divided over the columns. What does not fill its page is balanced: the least height at which the columns hold it all, found
 * by halving. Footnotes stand under all columns, over the page's width: in a column their lines would be short and their rule would stand in the
 * middle of the text.
 *
 * Each column is cut by the same function as a page, so no column begins or ends with a line alone, and a box goes on in the next column. */
#include "layout/layout_int.h"

#define SLACK 0.01
#define TRIES 4                    /* fillings until the notes of what stands on the page fit under it */
enum { COLUMNS_MOST = 4 };

typedef struct strips { lay *l; page_plan *p; const galley *g; int count; double step, height, y; } strips;
typedef struct division { int end[COLUMNS_MOST], cost; double used; bool whole; } division;      /* cost: of its dearest break between columns */

static int run_end(const galley *g, int from)
{
  int n = (int)g->atoms.n, to = from + 1;
  while (to < n && g->atoms.v[to].spans == g->atoms.v[from].spans)
    to++;
  return to;
}

static void part_add(strips *s, int first, int last, double x, double y)
{
  page_part part = { .first = first, .last = last, .x = x, .y = y };
  if (first < last)
    LIST_PUSH(s->l->pass, &s->p->parts, part);
}

static division divide(const strips *s, int from, int to, double height)
{
  division d = { .used = 0 };
  for (int c = 0, first = from; c < s->count; c++) {
    int last = from < to ? galley_break(s->g, from, to, &(page_room){ .height = height }).last : from;
    double used = galley_extent(s->g, from, last, 1e9);
    int cost = last < to ? s->g->atoms.v[last].keep : KEEP_NONE;
    bool top = s->y <= 0;              /* of the page: what is too tall even for it stands alone there, or parts where it hurts least */
    if (top ? used <= height + SLACK || from == first : used <= height + SLACK && cost < KEEP_NEXT) {
      d.used = MAX(d.used, used);
      d.cost = MAX(d.cost, from < last ? cost : KEEP_NONE);
      from = last;
    }
    d.end[c] = from;
  }
  d.whole = from >= to && d.used <= height + SLACK;
  return d;
}

/* Never dearer than the full columns are, but for a hyphen: even columns are no reason to part a figure from its caption. */
static division balance(const strips *s, int from, int to, double height)
{
  division best = divide(s, from, to, height);
  if (!best.whole)
    return best;
  int dearest = MAX(best.cost, KEEP_WISH);
  for (double low = galley_extent(s->g, from, to, 1e9) / s->count / 2, high = best.used; high - low > 0.5; ) {
    double middle = (low + high) / 2;
    division d = divide(s, from, to, middle);
    if (d.whole && d.cost <= dearest) {
      best = d;
      high = MIN(middle, d.used);
    } else {
      low = middle;
    }
  }
  return best;
}

/* A strip of text in columns; returns the atom after it, or `from` when not even two lines have room. */
static int columns_strip(strips *s, int from, int to, double room)
{
  if (s->y > 0 && galley_extent(s->g, from, MIN(from + 2, to), room) > room + SLACK)
    return from;
  division d = balance(s, from, to, room);
  if (d.end[s->count - 1] == from)
    return from;
  for (int c = 0, first = from; c < s->count; first = d.end[c++])
    part_add(s, first, d.end[c], c * s->step, s->height - room);
  s->y = s->height - room + d.used;
  return d.end[s->count - 1];
}

/* What goes over all columns; returns the atom after it, or `from` when it has no room. */
static int wide_strip(strips *s, int from, int to, double room)
{
  int last = galley_break(s->g, from, to, &(page_room){ .height = room }).last;
  double used = galley_extent(s->g, from, last, 1e9);
  if (s->y > 0 && used > room + SLACK)
    return from;
  part_add(s, from, last, 0, s->height - room);
  s->y = s->height - room + used;
  return last;
}

static int fill(strips *s, int from)
{
  int n = (int)s->g->atoms.n, at = from, wide = from;      /* wide: where the latest strip over all columns begins */
  size_t parts = 0;
  s->y = 0;
  s->p->parts.n = 0;
  while (at < n) {
    const atom *a = &s->g->atoms.v[at];
    int to = run_end(s->g, at);
    double top = grid_snap(s->g, s->y > 0 ? s->y + a->space : 0), room = s->height - top;
    if (a->spans) {
      wide = at;
      parts = s->p->parts.n;
    }
    int last = room <= 0 ? at : a->spans ? wide_strip(s, at, to, room) : columns_strip(s, at, to, room);
    if (last == at && a->keep >= KEEP_LINES && wide > from) {
      s->p->parts.n = parts;           /* a title goes with its text to the next page */
      return wide;
    }
    at = last;
    if (last < to)
      return at;
  }
  return at;
}

static double notes_height(const strips *s, int from, int to)
{
  double height = 0;
  for (int i = from; i < to; i++)
    for (const note_use *u = s->g->atoms.v[i].notes; u; u = u->next)
      height += u->n->height;
  return height > 0 ? height + note_gap(s->l) : 0;
}

page_cut strips_fill(lay *l, page_plan *p, const galley *g, int from, const page_room *room)
{
  const page_master *m = p->master;
  strips s = { .l = l, .p = p, .g = g, .count = MIN(m->columns, COLUMNS_MOST), .step = g->width + m->column_gap, .height = room->height - room->reserved };
  int last = from;
  for (int i = 0; i < TRIES; i++) {
    last = fill(&s, from);
    double notes = notes_height(&s, from, last);
    if (s.y + notes + room->reserved <= room->height + SLACK)
      break;
    s.height = MAX(room->height / 3, MIN(s.height - l->s->body->leading, room->height - room->reserved - notes));
  }
  return (page_cut){ last, s.y };
}
