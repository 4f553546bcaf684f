/* Bars side by side. Each bar has its figure at its end, so there is no axis to read from: the bars stand on zero and their lengths are the figures.
 * They stand upright where every figure fits over its bar and every name under its bars; else they lie. */
#include "picture/picture_int.h"

#include <math.h>

enum { SLOT_LINES = 3 };               /* of a name under upright bars */
static const double GROUP = 0.82;      /* of its slot that a group of bars takes */

/* What is measured and in what, and the key: patterns with their names, as many a line as fit. */
static double key_put(const drawing *g, double y) {
  pen *p = g->p;
  double swatch = p->line * 1.4, x = 0;
  for (size_t s = 0; s < g->q->series; s++) {
    words w = words_set(p, p->text, g->q->name[s], g->width - swatch - p->gap);
    double width = swatch + p->gap / 2 + w.width;
    if (x > 0 && x + width > g->width) { x = 0; y += p->line; }
    put_pattern(p, (box){ x, y + p->line * 0.18, swatch, p->line * 0.64 }, s);
    words_put(p, &w, x + swatch + p->gap / 2, y, SIDE_LEFT, p->text->ink);
    y += w.height - p->line;
    x += width + 2 * p->gap;
  }
  return y + p->line;
}

double head_put(const drawing *g, bool key) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double y = 0;
  if (q->measure || q->unit) {
    const char *text = !q->unit ? q->measure : q->measure ? arena_printf(p->a, "%s (%s)", q->measure, q->unit) : q->unit;
    words w = words_set(p, p->label, text, g->width);
    words_put(p, &w, 0, 0, SIDE_LEFT, p->label->ink);
    y = w.height;
  }
  if (key && q->series > 1) y = key_put(g, y + (y > 0 ? p->gap / 2 : 0));
  return y > 0 ? y + p->gap : 0;
}

bool bars_fit_upright(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double slot = g->width / (double)q->points, bar = slot * GROUP / (double)q->series;
  for (size_t i = 0; i < q->points; i++) {
    words w = words_set(p, p->text, q->label[i], slot - p->gap);
    if (w.count > SLOT_LINES || w.para->min_width > slot - p->gap) return false;
    for (size_t s = 0; s < q->series; s++)
      if (words_width(p, p->text, picture_cell(q, s, i)->text) > bar + (q->series == 1 ? slot * (1 - GROUP) : 0) - 2) return false;
  }
  return true;
}

typedef struct plot { double top, bottom, left, right; scale s; double zero; } plot;

static void bar_upright(const drawing *g, const plot *k, size_t series, size_t point, double x, double width) {
  pen *p = g->p;
  const grid_cell *c = picture_cell(g->q, series, point);
  double end = picture_known(g->q, series, point) ? scale_at(&k->s, picture_value(g->q, series, point), k->bottom, k->top) : k->zero;
  box b = { x, fmin(end, k->zero), width, fabs(end - k->zero) };
  put_pattern(p, b, series);
  text_put(p, p->text, c->text, x + width / 2, end > k->zero ? end + 1 : end - p->line - 1, SIDE_MIDDLE);
}

static double names_height(const drawing *g, double slot) {
  double height = 0;
  for (size_t i = 0; i < g->q->points; i++) height = MAX(height, words_set(g->p, g->p->text, g->q->label[i], slot - g->p->gap).height);
  return height;
}

void draw_bars_upright(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double slot = g->width / (double)q->points, bar = MIN(slot * GROUP / (double)q->series, 60), names = names_height(g, slot);
  range r = picture_range(q);
  plot k = { .top = head_put(g, true) + p->line + 2, .left = 0, .right = g->width };
  k.bottom = MAX(g->room - names - p->gap, k.top + 8 * p->line);
  if (r.least < 0) k.bottom -= p->line;
  k.s = scale_for(r.least, r.most, true, 1000);              /* as fine as can be: the longest bar reaches the top */
  k.zero = scale_at(&k.s, 0, k.bottom, k.top);
  for (size_t i = 0; i < q->points; i++) {
    double middle = slot * ((double)i + 0.5), x = middle - bar * (double)q->series / 2;
    for (size_t s = 0; s < q->series; s++) bar_upright(g, &k, s, i, x + bar * (double)s + 0.5, bar - 1);
  }
  double under = r.least < 0 ? k.bottom + p->line + 2 : k.bottom;
  put_line(p, 0, k.zero, g->width, k.zero, 0.75, p->s->line);
  for (size_t i = 0; i < q->points; i++) {
    words w = words_set(p, p->text, q->label[i], slot - p->gap);
    words_put(p, &w, slot * ((double)i + 0.5), under + p->gap / 2, SIDE_MIDDLE, p->text->ink);
  }
  p->out->height = under + p->gap / 2 + names;
}

/* ---- lying ---- */

static double widest_name(const drawing *g, double most) {
  double width = 0;
  for (size_t i = 0; i < g->q->points; i++) width = MAX(width, words_width(g->p, g->p->text, g->q->label[i]));
  return MIN(width, most);
}

static double widest_figure(const drawing *g, bool negative) {
  double width = 0;
  for (size_t i = 0; i < g->q->series * g->q->points; i++) {
    bool below = g->q->cell[i]->kind == CELL_NUMBER && number_double(g->q->cell[i]->num) < 0;
    if (below == negative) width = MAX(width, words_width(g->p, g->p->text, g->q->cell[i]->text));
  }
  return width;
}

static void bar_lying(const drawing *g, const plot *k, size_t series, size_t point, double y, double height) {
  pen *p = g->p;
  const grid_cell *c = picture_cell(g->q, series, point);
  bool known = picture_known(g->q, series, point);
  double end = known ? scale_at(&k->s, picture_value(g->q, series, point), k->left, k->right) : k->zero;
  if (known) put_pattern(p, (box){ fmin(end, k->zero), y + 1, fabs(end - k->zero), height - 2 }, series);
  bool left = end < k->zero - 0.01;
  text_put(p, p->text, c->text, left ? end - p->gap / 2 : end + p->gap / 2, y + (height - p->line) / 2, left ? SIDE_RIGHT : SIDE_LEFT);
}

/* Names beside the bars, or above them where that would leave the bars less than a quarter of the width. */
static double names_width(const drawing *g, double figures) {
  double names = widest_name(g, g->width * 0.42), room = g->width * 0.75 - figures - g->p->gap;
  return names <= room ? names : room >= 5 * g->p->line ? room : 0;
}

static double row_put(const drawing *g, const plot *k, size_t point, double y, double names) {
  pen *p = g->p;
  bool above = names <= 0;
  words w = words_set(p, p->text, g->q->label[point], above ? g->width : names);
  double bars = p->line * (double)g->q->series, height = above ? bars : MAX(bars, w.height);
  words_put(p, &w, above ? 0 : names, above ? y : y + (height - w.height) / 2, above ? SIDE_LEFT : SIDE_RIGHT, p->text->ink);
  if (above) y += w.height;
  for (size_t s = 0; s < g->q->series; s++) bar_lying(g, k, s, point, y + (height - bars) / 2 + p->line * (double)s, p->line);
  return y + height;
}

void draw_bars_lying(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double y = head_put(g, true), apart = p->gap * (q->series > 1 ? 1.2 : 0.5);
  range r = picture_range(q);
  double below = r.least < 0 ? widest_figure(g, true) + p->gap / 2 : 0, over = widest_figure(g, false) + p->gap / 2, names = names_width(g, below + over);
  plot k = { .top = y, .s = scale_for(r.least, r.most, true, 1000) };
  k.left = (names > 0 ? names + p->gap : 0) + below;
  k.right = MAX(g->width - over, k.left + 2);
  k.zero = scale_at(&k.s, 0, k.left, k.right);
  for (size_t i = 0; i < q->points; i++) y = row_put(g, &k, i, y, names) + apart;
  put_line(p, k.zero, k.top, k.zero, y - apart, 0.75, p->s->line);
  p->out->height = y - apart;
}

void draw_bars(const drawing *g) {
  if (!g->f->lying && bars_fit_upright(g)) draw_bars_upright(g);
  else draw_bars_lying(g);
}
