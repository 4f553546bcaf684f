/* Lines over points, and slopes between two. Each line has its name and its last figure at its end: labels are moved apart, never over one
 * another, and a thin line leads from a moved label to its own end. Lines differ in dashes and marks as well as in ink. */
#include "picture/picture_int.h"

#include <math.h>

typedef struct ends { words *text; double *y, *height; double width, total; } ends;     /* labels on one side */

static ends ends_set(const drawing *g, size_t n, const char *const *text, double width) {
  pen *p = g->p;
  ends e = { ARENA_ARRAY(p->a, words, n), ARENA_ARRAY(p->a, double, n), ARENA_ARRAY(p->a, double, n), 0, 0 };
  for (size_t i = 0; i < n; i++) {
    e.text[i] = words_set(p, p->text, text[i], width);
    e.height[i] = e.text[i].height;
    e.width = MAX(e.width, e.text[i].width);
    e.total += e.height[i];
  }
  return e;
}

/* A label beside x; a line leads to where it belongs when it stands elsewhere. */
static void end_put(pen *p, const ends *e, size_t i, double x, double room, double wish, side s) {
  double toward = s == SIDE_LEFT ? 1 : -1, at = x + toward * room;
  words_put(p, &e->text[i], at, e->y[i] - e->height[i] / 2, s, p->text->ink);
  if (fabs(e->y[i] - wish) > 2) put_line(p, x + toward * 4, wish, at - toward * 2, e->y[i], 0.4, p->s->line);
}

/* ---- lines ---- */

typedef struct chart { scale s; double top, bottom, left, right; double *x; } chart;

static void axis(const drawing *g, const chart *k) {
  pen *p = g->p;
  for (int i = 0; i < k->s.ticks; i++) {
    double y = scale_at(&k->s, k->s.low + i * k->s.step, k->bottom, k->top);
    put_line(p, k->left, y, k->right, y, i ? 0.5 : 0.75, i ? p->faint : p->s->line);
    text_put(p, p->text, scale_text(p, &k->s, i), k->left - p->gap, y - p->line / 2, SIDE_RIGHT);
  }
}

typedef struct mark { words text; double left, right; } mark;

static mark mark_at(const drawing *g, const chart *k, size_t i, double room) {
  mark m = { .text = words_set(g->p, g->p->text, g->q->label[i], room) };
  double half = m.text.width / 2, x = MIN(MAX(k->x[i], half), g->width - half);
  m.left = x - half;
  m.right = x + half;
  return m;
}

/* Names of points: the last always, then from the left every one, every second, third … that has room for its words, and none that would touch
 * its neighbour. Gives the height. */
static double points_put(const drawing *g, const chart *k) {
  pen *p = g->p;
  size_t n = g->q->points, every = 1;
  double slot = n > 1 ? (k->right - k->left) / (double)(n - 1) : g->width, widest = 0, free_from = -p->gap, height = 0;
  for (size_t i = 0; i < n; i++) widest = MAX(widest, words_set(p, p->text, g->q->label[i], 6 * p->line).para->min_width);
  while (every < n && slot * (double)every < widest + p->gap) every++;
  double room = MAX(slot * (double)every - p->gap, 2 * p->line);
  mark last = mark_at(g, k, n - 1, room);
  for (size_t i = 0; i < n; i++) {
    if (i % every && i + 1 < n) continue;
    mark m = i + 1 == n ? last : mark_at(g, k, i, room);
    if (i + 1 < n && (m.left < free_from + p->gap || m.right > last.left - p->gap)) continue;
    words_put(p, &m.text, (m.left + m.right) / 2, k->bottom + p->gap, SIDE_MIDDLE, p->text->ink);
    free_from = m.right;
    height = MAX(height, m.text.height);
  }
  return height;
}

static size_t last_known(const grid_picture *q, size_t s) {
  size_t i = q->points;
  while (i && !picture_known(q, s, i - 1)) i--;
  return i;                             /* one more than the index; 0: none */
}

static double lowest_known(const drawing *g, const chart *k, size_t s) {
  size_t last = last_known(g->q, s);
  return last ? scale_at(&k->s, picture_value(g->q, s, last - 1), k->bottom, k->top) : k->bottom;
}

static const char **line_ends(const drawing *g) {
  const grid_picture *q = g->q;
  const char **text = ARENA_ARRAY(g->p->a, const char *, q->series + 1);
  for (size_t s = 0; s < q->series; s++) {
    size_t last = last_known(q, s);
    const char *text_of = last ? picture_cell(q, s, last - 1)->text : picture_cell(q, s, 0)->text;
    text[s] = q->series > 1 ? arena_printf(g->p->a, "%s %s", q->name[s], text_of) : text_of;
  }
  return text;
}

/* An axis that does not begin at zero (picture_from_zero) says so by its figures and in small print under them. */
static double zero_note(const drawing *g, const scale *s, double y) {
  pen *p = g->p;
  if (s->low <= 0) return y;
  words w = words_set(p, p->text, style_string(p->words, "ikke fra nul"), g->width);
  words_put(p, &w, 0, y + p->gap, SIDE_LEFT, p->text->ink);
  return y + p->gap + w.height;
}

void draw_lines(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  range r = picture_range(q);
  chart k = { .s = scale_for(r.least, r.most, picture_from_zero(q), 5), .top = head_put(g, false) + p->line / 2, .x = ARENA_ARRAY(p->a, double, q->points + 1) };
  for (int i = 0; i < k.s.ticks; i++) k.left = MAX(k.left, words_width(p, p->text, scale_text(p, &k.s, i)));
  ends e = ends_set(g, q->series, line_ends(g), g->width * 0.3);
  k.left += p->gap;
  k.right = g->width - e.width - 2 * p->gap - 4;
  k.bottom = MAX(MAX(g->room - 3 * p->line, k.top + 9 * p->line), k.top + e.total);
  for (size_t i = 0; i < q->points; i++) k.x[i] = q->points > 1 ? k.left + (k.right - k.left) * (double)i / (double)(q->points - 1) : (k.left + k.right) / 2;
  axis(g, &k);
  double *y = ARENA_ARRAY(p->a, double, q->points + 1);
  for (size_t s = 0; s < q->series; s++) {
    for (size_t i = 0; i < q->points; i++) y[i] = picture_known(q, s, i) ? scale_at(&k.s, picture_value(q, s, i), k.bottom, k.top) : NAN;
    put_curve(p, k.x, y, q->points, s);
    e.y[s] = lowest_known(g, &k, s);
  }
  spread(e.y, e.height, q->series, k.top - p->line / 2, k.bottom + p->line / 2);
  for (size_t s = 0; s < q->series; s++) {
    size_t last = last_known(q, s);
    if (last && last < q->points) put_line(p, k.x[last - 1] + 4, lowest_known(g, &k, s), k.right, lowest_known(g, &k, s), 0.4, p->s->line);
    end_put(p, &e, s, k.right, 2 * p->gap, lowest_known(g, &k, s), SIDE_LEFT);
  }
  double names = points_put(g, &k);
  p->out->height = zero_note(g, &k.s, k.bottom + p->gap + names);
}

/* ---- slopes ---- */

static void slope_lines(const drawing *g, const scale *s, const double *x, double top, double bottom, ends *e) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  for (size_t i = 0; i < q->series; i++) {
    double at[2];
    for (size_t k = 0; k < 2; k++) {
      at[k] = picture_known(q, i, k) ? scale_at(s, picture_value(q, i, k), bottom, top) : NAN;
      e[k].y[i] = isnan(at[k]) ? (k && !isnan(at[0]) ? at[0] : bottom) : at[k];
    }
    if (isnan(at[0]) && !isnan(at[1])) e[0].y[i] = at[1];
    bool down = at[1] > at[0] + 0.01;   /* y grows downwards */
    if (!isnan(at[0]) && !isnan(at[1])) put_dashed(p, x[0], at[0], x[1], at[1], 1.4, down ? 1 : 0, down ? p->s->accent : series_ink(p, 0));
    for (size_t k = 0; k < 2; k++)
      if (!isnan(at[k])) put_dots(p, x[k], at[k], 2.4, down ? p->s->accent : series_ink(p, 0));
  }
}

/* Rising lines are whole, falling ones dashed; the row above the lines says so. */
static double slope_key(const drawing *g, double y) {
  pen *p = g->p;
  const char *word[] = { style_string(p->words, "stiger"), style_string(p->words, "falder") };
  double x = 0;
  for (size_t i = 0; i < 2; i++) {
    double width = words_width(p, p->text, word[i]) + 30;
    if (x > 0 && x + width > g->width) { x = 0; y += p->line; }
    put_dashed(p, x, y + p->line / 2, x + 22, y + p->line / 2, 1.4, i, i ? p->s->accent : series_ink(p, 0));
    text_put(p, p->text, word[i], x + 26, y, SIDE_LEFT);
    x += width + p->gap;
  }
  return y + p->line + p->gap;
}

void draw_slope(const drawing *g) {
  pen *p = g->p;
  const grid_picture *q = g->q;
  size_t n = q->series;
  const char **text[2] = { ARENA_ARRAY(p->a, const char *, n + 1), ARENA_ARRAY(p->a, const char *, n + 1) };
  for (size_t i = 0; i < n; i++) {
    text[0][i] = arena_printf(p->a, "%s %s", q->name[i], picture_cell(q, i, 0)->text);
    text[1][i] = g->width >= 320 ? arena_printf(p->a, "%s %s", picture_cell(q, i, 1)->text, q->name[i]) : picture_cell(q, i, 1)->text;
  }
  double side_width = g->width * 0.34;
  ends e[2] = { ends_set(g, n, text[0], side_width), ends_set(g, n, text[1], side_width) };
  range r = picture_range(q);
  scale s = { .low = r.least, .high = r.most > r.least ? r.most : r.least + 1 };
  double x[2] = { e[0].width + 2 * p->gap + 4, g->width - e[1].width - 2 * p->gap - 4 };
  double head = slope_key(g, head_put(g, false)), years = 0;
  for (size_t k = 0; k < 2; k++) {
    words w = words_set(p, p->label, q->label[k], g->width / 2 - p->gap);
    double middle = g->width / 2, half = w.width / 2 + p->gap / 2;
    words_put(p, &w, k ? MIN(MAX(x[k], middle + half), g->width - w.width / 2) : MAX(MIN(x[k], middle - half), w.width / 2), head, SIDE_MIDDLE, p->label->ink);
    years = MAX(years, w.height);
  }
  double top = head + years + p->line, bottom = MAX(top + 1.2 * MAX(e[0].total, e[1].total), MAX(g->room - p->line, top + 9 * p->line));
  for (size_t k = 0; k < 2; k++) put_line(p, x[k], top - p->gap / 2, x[k], bottom + p->gap / 2, 0.5, p->s->line);
  slope_lines(g, &s, x, top + p->line / 2, bottom - p->line / 2, e);
  for (size_t k = 0; k < 2; k++) {
    double *wish = ARENA_ARRAY(p->a, double, n + 1);
    for (size_t i = 0; i < n; i++) wish[i] = e[k].y[i];
    spread(e[k].y, e[k].height, n, top, bottom);
    for (size_t i = 0; i < n; i++) end_put(p, &e[k], i, x[k], 2 * p->gap, wish[i], k ? SIDE_LEFT : SIDE_RIGHT);
  }
  p->out->height = bottom + p->gap / 2;
}
