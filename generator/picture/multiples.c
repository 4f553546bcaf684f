/* Small multiples: a small upright bar chart a row, all on one scale from zero, so that they can be compared. The figures over the bars stand where they
 * fit; else over the first and the last. */
#include "picture/picture_int.h"

#include <math.h>

typedef struct panel { double width, title, figure, bars, below, missing; scale s; bool all; } panel;

static const char *missing_words(const drawing *g, size_t s) {
  const grid_picture *q = g->q;
  const char *text = NULL;
  for (size_t i = 0; i < q->points; i++) {
    if (picture_known(q, s, i)) continue;
    const char *one = arena_printf(g->p->a, "%s: %s", q->label[i], picture_cell(q, s, i)->text);
    text = text ? arena_printf(g->p->a, "%s; %s", text, one) : one;
  }
  return text;
}

/* The names below: each bar's where they fit, else the first and the last. */
static bool all_fit(const drawing *g, double width) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  double slot = width / (double)q->points - 2;
  for (size_t i = 0; i < q->points; i++) {
    if (words_width(p, p->text, q->label[i]) > slot) return false;
    for (size_t s = 0; s < q->series; s++)
      if (picture_known(q, s, i) && words_width(p, p->text, picture_cell(q, s, i)->text) > slot) return false;
  }
  return true;
}

static panel panel_measure(const drawing *g, double width) {
  pen *p = g->p;
  range r = picture_range(g->q);
  panel k = { .width = width, .all = all_fit(g, width), .bars = 4.5 * p->line, .s = scale_for(r.least, r.most, true, 1000) };
  for (size_t s = 0; s < g->q->series; s++) {
    const char *missing = missing_words(g, s);
    k.title = MAX(k.title, words_set(p, p->label, g->q->name[s], width).height);
    if (missing) k.missing = MAX(k.missing, words_set(p, p->text, missing, width).height);
  }
  k.figure = p->line + 2;
  for (size_t i = 0; i < g->q->points; i++)
    if (k.all || i == 0 || i + 1 == g->q->points) k.below = MAX(k.below, words_set(p, p->text, g->q->label[i], k.all ? width : width / 2 - p->gap / 2).height);
  return k;
}

static double panel_height(const panel *k, bool negative) { return k->title + k->figure * (negative ? 2 : 1) + k->bars + k->below + k->missing + 2; }

static void panel_name(const drawing *g, const panel *k, size_t i, double x, double slot, double y) {
  pen *p = g->p;
  size_t last = g->q->points - 1;
  if (k->all) text_put(p, p->text, g->q->label[i], x + slot * ((double)i + 0.5), y, SIDE_MIDDLE);
  else if (i == 0 || i == last) {
    words w = words_set(p, p->text, g->q->label[i], k->width / 2 - p->gap / 2);
    words_put(p, &w, i ? x + k->width : x, y, i ? SIDE_RIGHT : SIDE_LEFT, p->text->ink);
  }
}

/* The figure over the bar; without room for all, over the first and the last, turned inwards, and not where they would meet. */
static void panel_figure(const drawing *g, const panel *k, size_t s, size_t i, double x, double slot, double y) {
  pen *p = g->p;
  size_t last = g->q->points - 1;
  const char *text = picture_cell(g->q, s, i)->text;
  double width = words_width(p, p->text, text);
  if (k->all || g->q->points == 1) text_put(p, p->text, text, MIN(MAX(x + slot * ((double)i + 0.5), x + width / 2), x + k->width - width / 2), y, SIDE_MIDDLE);
  else if (i == last) text_put(p, p->text, text, x + k->width, y, SIDE_RIGHT);
  else if (i == 0 && width + words_width(p, p->text, picture_cell(g->q, s, last)->text) + p->gap <= k->width) text_put(p, p->text, text, x, y, SIDE_LEFT);
}

/* Over the whole row of bars when the figure is wider than its bar, so that it lies over no neighbour. */
static double figure_top(const drawing *g, const panel *k, size_t s, double end, double top) {
  if (k->all) return end;
  for (size_t i = 0; i < g->q->points; i++)
    if (picture_known(g->q, s, i)) end = MIN(end, scale_at(&k->s, MAX(picture_value(g->q, s, i), 0), top + k->bars, top));
  return end;
}

static void panel_put(const drawing *g, const panel *k, size_t s, double x, double y, bool negative) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  words title = words_set(p, p->label, q->name[s], k->width);
  words_put(p, &title, x, y + k->title - title.height, SIDE_LEFT, p->label->ink);
  double top = y + k->title + k->figure, bottom = top + k->bars, zero = scale_at(&k->s, 0, bottom, top), slot = k->width / (double)q->points;
  double under = bottom + 2 + (negative ? p->line : 0);
  for (size_t i = 0; i < q->points; i++) {
    if (picture_known(q, s, i)) {
      double end = scale_at(&k->s, picture_value(q, s, i), bottom, top);
      put_pattern(p, (box){ x + slot * ((double)i + 0.12), fmin(end, zero), slot * 0.76, fabs(end - zero) }, 0);
      bool below = end > zero + 0.01;
      panel_figure(g, k, s, i, x, slot, below && k->all ? end : figure_top(g, k, s, below ? zero : end, top) - p->line);
    }
    panel_name(g, k, i, x, slot, under);
  }
  put_line(p, x, zero, x + k->width, zero, 0.75, p->s->line);
  const char *missing = missing_words(g, s);
  if (!missing) return;
  words w = words_set(p, p->text, missing, k->width);
  words_put(p, &w, x, under + k->below, SIDE_LEFT, p->text->ink);
}

/* As many beside one another as have room for some ten letters, or for two columns of figures. */
void draw_multiples(const drawing *g) {
  pen *p = g->p;
  double least = 8 * p->line, apart = 2 * p->gap;
  size_t across = (size_t)MAX(1, floor((g->width + apart) / (least + apart)));
  across = MIN(across, g->q->series);
  across = (g->q->series + (g->q->series + across - 1) / across - 1) / ((g->q->series + across - 1) / across);     /* rows of about equal length */
  panel k = panel_measure(g, (g->width - apart * (double)(across - 1)) / (double)across);
  bool negative = picture_range(g->q).least < 0;
  double y = head_put(g, false), height = panel_height(&k, negative);
  for (size_t s = 0; s < g->q->series; s++) {
    if (s && s % across == 0) y += height + apart;
    panel_put(g, &k, s, (double)(s % across) * (k.width + apart), y, negative);
  }
  p->out->height = y + height;
}
