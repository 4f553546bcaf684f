/* Steps in time, equally far apart: beside one another when each has room for a few words, else one below the other. Order is what is shown, not
 * how long it takes; the dates say that. */
#include "picture/picture_int.h"

#include <math.h>

static void dot(pen *p, double x, double y, bool last) {
  put_dots(p, x, y, 4.5, last ? p->s->accent : p->s->line);
  if (!last) put_dots(p, x, y, 2.2, p->paper);
}

/* An arrow's tip at the end of the way: time goes on. */
static void tip(pen *p, double x, double y, bool down) {
  const double right[3][2] = { { x, y }, { x - 7, y - 3.5 }, { x - 7, y + 3.5 } }, below[3][2] = { { x, y }, { x - 3.5, y - 7 }, { x + 3.5, y - 7 } };
  put_polygon(p, down ? below : right, 3, 0, p->s->line);
}

static void across(const drawing *g, double slot) {
  pen *p = g->p;
  size_t n = g->f->events.n;
  double room = slot - 2 * p->gap, head = 0, foot = 0;
  for (size_t i = 0; i < n; i++) {
    head = MAX(head, words_set(p, p->label, g->f->events.v[i].when, room).height);
    foot = MAX(foot, words_set(p, p->text, g->f->events.v[i].what, room).height);
  }
  double y = head + p->gap + 5;
  put_line(p, 0, y, g->width - 5, y, 1.25, p->s->line);
  tip(p, g->width, y, false);
  for (size_t i = 0; i < n; i++) {
    double x = slot * (double)i;
    words when = words_set(p, p->label, g->f->events.v[i].when, room), what = words_set(p, p->text, g->f->events.v[i].what, room);
    dot(p, x + 5, y, i + 1 == n);
    words_put(p, &when, x, head - when.height, SIDE_LEFT, p->label->ink);
    words_put(p, &what, x, y + p->gap + 5, SIDE_LEFT, p->text->ink);
  }
  p->out->height = y + p->gap + 5 + foot;
}

/* Dates to the left of the way, or above the words where that leaves too little for them. */
static void down(const drawing *g) {
  pen *p = g->p;
  size_t n = g->f->events.n;
  double dates = 0, y = 0;
  for (size_t i = 0; i < n; i++) dates = MAX(dates, words_width(p, p->label, g->f->events.v[i].when));
  bool above = dates > g->width * 0.35;
  double x = above ? 6 : dates + p->gap + 6, left = x + 2 * p->gap, room = g->width - left, first = p->line / 2, last = first;
  for (size_t i = 0; i < n; i++) {
    words when = words_set(p, p->label, g->f->events.v[i].when, above ? room : dates + 1), what = words_set(p, p->text, g->f->events.v[i].what, room);
    words_put(p, &when, above ? left : dates, y, above ? SIDE_LEFT : SIDE_RIGHT, p->label->ink);
    words_put(p, &what, left, above ? y + when.height : y, SIDE_LEFT, p->text->ink);
    last = y + p->line / 2;
    y += (above ? when.height + what.height : MAX(when.height, what.height)) + p->gap;
  }
  put_line(p, x, first, x, MAX(y, last) - 2, 1.25, p->s->line);
  tip(p, x, y + 3, true);
  y = 0;
  for (size_t i = 0; i < n; i++) {
    words when = words_set(p, p->label, g->f->events.v[i].when, above ? room : dates + 1), what = words_set(p, p->text, g->f->events.v[i].what, room);
    dot(p, x, y + p->line / 2, i + 1 == n);
    y += (above ? when.height + what.height : MAX(when.height, what.height)) + p->gap;
  }
  p->out->height = y + 3;
}

void draw_timeline(const drawing *g) {
  pen *p = g->p;
  double slot = g->width / (double)g->f->events.n;
  bool fits = slot >= 7 * p->line;
  for (size_t i = 0; fits && i < g->f->events.n; i++) {
    words what = words_set(p, p->text, g->f->events.v[i].what, slot - 2 * p->gap), when = words_set(p, p->label, g->f->events.v[i].when, slot - 2 * p->gap);
    fits = what.count <= 6 && what.para->min_width <= slot - 2 * p->gap && when.para->min_width <= slot - 2 * p->gap && when.count <= 2;
  }
  if (fits) across(g, slot);
  else down(g);
}
