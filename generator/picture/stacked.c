/* Bars in which the series lie on one another; what is below zero goes the other way. A figure stands in its part, on a ground of paper where lines are, if the
 * part is large enough; all of them stand in the table. The axis has round steps from zero. */
#include "picture/picture_int.h"

#include <math.h>

typedef struct stack { bool lying; scale s; double low, high, cross, bar; } stack;    /* low, high: where the scale's ends lie; cross, bar: along the other axis */

static range sums(const grid_picture *q) {
  range r = { .any = true };
  for (size_t i = 0; i < q->points; i++) {
    double up = 0, down = 0;
    for (size_t s = 0; s < q->series; s++)
      if (picture_known(q, s, i)) *(picture_value(q, s, i) < 0 ? &down : &up) += picture_value(q, s, i);
    r.most = fmax(r.most, up);
    r.least = fmin(r.least, down);
  }
  return r;
}

static box part_box(const stack *k, double from, double to, double at) {
  double a = scale_at(&k->s, from, k->low, k->high), b = scale_at(&k->s, to, k->low, k->high);
  return k->lying ? (box){ fmin(a, b), at, fabs(b - a), k->bar } : (box){ at, fmin(a, b), k->bar, fabs(b - a) };
}

static void figure_in(pen *p, box b, const char *text, size_t series) {
  double width = words_width(p, p->text, text), x = b.x + b.width / 2, y = b.y + b.height / 2;
  if (width + 10 > b.width || p->line + 1 > b.height) return;
  color ink = pattern_text_ink(p, series);
  if (!ink.set) put_box(p, (box){ x - width / 2 - 2, y - p->line / 2 + 0.5, width + 4, p->line - 1 }, 0, p->paper);
  words w = words_set(p, p->text, text, b.width);
  words_put(p, &w, x, y - p->line / 2, SIDE_MIDDLE, ink.set ? ink : p->text->ink);
}

static bool stack_put(const drawing *g, const stack *k, size_t point, double at) {
  double up = 0, down = 0;
  bool any = false;
  for (size_t s = 0; s < g->q->series; s++) {
    if (!picture_known(g->q, s, point)) continue;
    double v = picture_value(g->q, s, point), *from = v < 0 ? &down : &up;
    box b = part_box(k, *from, *from + v, at);
    put_pattern(g->p, b, s);
    figure_in(g->p, b, picture_cell(g->q, s, point)->text, s);
    *from += v;
    any = true;
  }
  return any;
}

static const char *missing_text(const drawing *g, size_t point) { return picture_cell(g->q, 0, point)->text; }

static double widest_tick(pen *p, const scale *s) {
  double width = 0;
  for (int i = 0; i < s->ticks; i++) width = MAX(width, words_width(p, p->text, scale_text(p, s, i)));
  return width;
}

static void axis_upright(const drawing *g, const stack *k, double left) {
  pen *p = g->p;
  for (int i = 0; i < k->s.ticks; i++) {
    double v = k->s.low + i * k->s.step, y = scale_at(&k->s, v, k->low, k->high);
    bool zero = fabs(v) < k->s.step / 2;
    put_line(p, left, y, g->width, y, zero ? 0.75 : 0.5, zero ? p->s->line : p->faint);
    text_put(p, p->text, scale_text(p, &k->s, i), left - p->gap / 2, y - p->line / 2, SIDE_RIGHT);
  }
}

static void stacked_upright(const drawing *g, double slot, double left, scale s) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double names = 0;
  for (size_t i = 0; i < q->points; i++) names = MAX(names, words_set(p, p->text, q->label[i], slot - p->gap).height);
  stack k = { .s = s, .high = head_put(g, true) + p->line / 2, .bar = MIN(slot * 0.7, 70) };
  k.low = MAX(g->room - names - p->gap, k.high + 10 * p->line);
  axis_upright(g, &k, left);
  for (size_t i = 0; i < q->points; i++) {
    double middle = left + slot * ((double)i + 0.5);
    if (!stack_put(g, &k, i, middle - k.bar / 2)) text_put(p, p->text, missing_text(g, i), middle, scale_at(&s, 0, k.low, k.high) - p->line, SIDE_MIDDLE);
    words w = words_set(p, p->text, q->label[i], slot - p->gap);
    words_put(p, &w, middle, k.low + p->line / 2 + 1, SIDE_MIDDLE, p->text->ink);
  }
  p->out->height = k.low + p->line / 2 + 1 + names;
}

static void axis_lying(const drawing *g, const stack *k, double top, double bottom) {
  pen *p = g->p;
  double last = -1e9;
  for (int i = 0; i < k->s.ticks; i++) {
    double v = k->s.low + i * k->s.step, x = scale_at(&k->s, v, k->low, k->high);
    const char *text = scale_text(p, &k->s, i);
    double width = words_width(p, p->text, text), left = x - width / 2;
    bool zero = fabs(v) < k->s.step / 2;
    put_line(p, x, top, x, bottom, zero ? 0.75 : 0.5, zero ? p->s->line : p->faint);
    if (left < last || x + width / 2 > g->width + 0.1) continue;
    text_put(p, p->text, text, x, bottom + p->gap / 2, SIDE_MIDDLE);
    last = x + width / 2 + p->gap;
  }
}

static void stacked_lying(const drawing *g, scale s) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double names = 0, y = head_put(g, true), top = y, apart = p->gap * 0.7;
  for (size_t i = 0; i < q->points; i++) names = MAX(names, words_width(p, p->text, q->label[i]));
  names = MIN(names, g->width * 0.42);
  double half = words_width(p, p->text, scale_text(p, &s, s.ticks - 1)) / 2;
  stack k = { .lying = true, .s = s, .low = names + p->gap + (s.low < 0 ? half : 0), .high = g->width - half, .bar = p->line * 1.25 };
  double rows = 0;
  for (size_t i = 0; i < q->points; i++) rows += MAX(k.bar, words_set(p, p->text, q->label[i], names).height) + apart;
  axis_lying(g, &k, top, top + rows);
  for (size_t i = 0; i < q->points; i++) {
    words w = words_set(p, p->text, q->label[i], names);
    double height = MAX(k.bar, w.height);
    words_put(p, &w, names, y + apart / 2 + (height - w.height) / 2, SIDE_RIGHT, p->text->ink);
    double at = y + apart / 2 + (height - k.bar) / 2;
    const char *missing = missing_text(g, i);
    double zero = scale_at(&s, 0, k.low, k.high) + p->gap / 2;
    if (!stack_put(g, &k, i, at)) text_put(p, p->text, missing, MIN(zero, g->width - words_width(p, p->text, missing)), at, SIDE_LEFT);
    y += height + apart;
  }
  p->out->height = top + rows + p->gap / 2 + p->line;
}

void draw_stacked(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  range r = sums(q);
  scale s = scale_for(r.least, r.most, true, 5);
  double left = widest_tick(p, &s) + p->gap, slot = (g->width - left) / (double)q->points;
  bool fits = !g->f->lying;
  for (size_t i = 0; fits && i < q->points; i++) {
    words w = words_set(p, p->text, q->label[i], slot - p->gap);
    fits = w.count <= 3 && w.para->min_width <= slot - p->gap;
    for (size_t k = 0; fits && k < q->series; k++) fits = picture_known(q, k, i) || words_width(p, p->text, picture_cell(q, k, i)->text) <= slot;
  }
  if (fits) stacked_upright(g, slot, left, s);
  else stacked_lying(g, s);
}
