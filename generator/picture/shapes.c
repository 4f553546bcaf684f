/* Lines, areas, patterns and marks. Patterns and dashes are paths of their own, cut to their area here: no clip, no library's pattern, the same in
 * every reader and printer. */
#include "picture/picture_int.h"

#include <math.h>

static scene_shape *shape_new(pen *p, int count, double stroke, color ink) {
  scene_shape *k = LIST_ADD(p->a, &p->out->shapes);
  *k = (scene_shape){ ARENA_ARRAY(p->a, path_step, count), count, stroke, ink };
  return k;
}

static path_step step(path_verb verb, double x, double y) { return (path_step){ .verb = (uint8_t)verb, .x = { x }, .y = { y } }; }

void put_polygon(pen *p, const double (*corner)[2], int n, double stroke, color ink) {
  scene_shape *k = shape_new(p, n + 1, stroke, ink);
  for (int i = 0; i < n; i++) k->steps[i] = step(i ? PATH_LINE : PATH_MOVE, corner[i][0], corner[i][1]);
  k->steps[n] = step(PATH_CLOSE, 0, 0);
}

void put_line(pen *p, double x1, double y1, double x2, double y2, double stroke, color ink) {
  scene_shape *k = shape_new(p, 2, stroke, ink);
  k->steps[0] = step(PATH_MOVE, x1, y1);
  k->steps[1] = step(PATH_LINE, x2, y2);
}

void put_box(pen *p, box b, double stroke, color ink) {
  const double corner[4][2] = { { b.x, b.y }, { b.x + b.width, b.y }, { b.x + b.width, b.y + b.height }, { b.x, b.y + b.height } };
  if (b.width > 0.02 && b.height > 0.02) put_polygon(p, corner, 4, stroke, ink);
}

/* A circle of four curves (0.5523 of the radius: the usual approximation of a quarter). */
void put_dots(pen *p, double x, double y, double r, color ink) {
  double k = 0.5523 * r;
  scene_shape *s = shape_new(p, 6, 0, ink);
  s->steps[0] = step(PATH_MOVE, x + r, y);
  s->steps[1] = (path_step){ PATH_CURVE, { x + r, x + k, x }, { y + k, y + r, y + r } };
  s->steps[2] = (path_step){ PATH_CURVE, { x - k, x - r, x - r }, { y + r, y + k, y } };
  s->steps[3] = (path_step){ PATH_CURVE, { x - r, x - k, x }, { y - k, y - r, y - r } };
  s->steps[4] = (path_step){ PATH_CURVE, { x + k, x + r, x + r }, { y - r, y - k, y } };
  s->steps[5] = step(PATH_CLOSE, 0, 0);
}

#define TEXT_CONTRAST 4.5          /* WCAG 2.1, 1.4.3 */

color series_ink(const pen *p, size_t series) {
  color c = p->s->series[series % SERIES_MOST];
  return c.set ? c : p->s->line;
}

/* The part of a line that lies in a box (Liang and Barsky 1984). */
static bool cut(box b, double *x1, double *y1, double *x2, double *y2) {
  double from = 0, to = 1, dx = *x2 - *x1, dy = *y2 - *y1;
  const double way[4] = { -dx, dx, -dy, dy }, room[4] = { *x1 - b.x, b.x + b.width - *x1, *y1 - b.y, b.y + b.height - *y1 };
  for (int i = 0; i < 4; i++) {
    if (fabs(way[i]) < 1e-9) {
      if (room[i] < 0) return false;
    } else if (way[i] < 0) from = fmax(from, room[i] / way[i]);
    else to = fmin(to, room[i] / way[i]);
  }
  if (from >= to) return false;
  double x = *x1, y = *y1;
  *x1 = x + from * dx, *y1 = y + from * dy, *x2 = x + to * dx, *y2 = y + to * dy;
  return true;
}

/* Parallel lines through a box, `apart` from one another. dx, dy: their direction, of length 1. They begin at the page's origin, so that
 * the pieces of one series run on through its neighbours. */
static void hatch(pen *p, box b, double dx, double dy, double apart, double stroke, color ink) {
  double reach = b.width + b.height, cx = b.x + b.width / 2, cy = b.y + b.height / 2;
  double here = (-dy * cx + dx * cy) / apart;
  int from = (int)floor(here - reach / apart), to = (int)ceil(here + reach / apart);
  for (int i = from; i <= to; i++) {
    double off = i * apart - (-dy * cx + dx * cy), x = cx - dy * off, y = cy + dx * off;
    double x1 = x - dx * reach, y1 = y - dy * reach, x2 = x + dx * reach, y2 = y + dy * reach;
    if (cut(b, &x1, &y1, &x2, &y2)) put_line(p, x1, y1, x2, y2, stroke, ink);
  }
}

color color_mixed(color a, color b, double part) {
  return (color){ a.r * part + b.r * (1 - part), a.g * part + b.g * (1 - part), a.b * part + b.b * (1 - part), true };
}

/* Tones before lines, for many lines side by side flicker: full, half, pale, then paper with few lines, half with few lines of paper, and paper. Neighbours
 * differ in lightness, each has an edge in its full ink, and no two are alike in grey. */
static const struct { double tone; bool lined; } looks[SERIES_MOST] = { { 1, false }, { 0.5, false }, { 0.18, false }, { 0, true }, { 0.5, true }, { 0, false } };

static color ground_of(const pen *p, size_t series) {
  return color_mixed(series_ink(p, series), p->paper, looks[series % SERIES_MOST].tone);
}

void put_pattern(pen *p, box b, size_t series) {
  const double s = sqrt(0.5);
  color ink = series_ink(p, series), ground = ground_of(p, series);
  box inside = { b.x + 0.3, b.y + 0.3, b.width - 0.6, b.height - 0.6 };
  if (b.width < 0.05 || b.height < 0.05) return;
  double tone = looks[series % SERIES_MOST].tone;
  put_box(p, b, 0, ground);
  if (looks[series % SERIES_MOST].lined) hatch(p, inside, s, -s, 5.5, tone > 0 ? 1.4 : 0.7, tone > 0 ? p->paper : color_mixed(ink, p->paper, 0.7));
  if (tone < 1 && inside.width > 0 && inside.height > 0) put_box(p, inside, 0.6, ink);
}

color pattern_text_ink(const pen *p, size_t series) {
  color ground = ground_of(p, series), ink = p->text->ink;
  if (looks[series % SERIES_MOST].lined) return (color){ 0 };
  if (style_contrast(ink, ground) >= TEXT_CONTRAST) return ink;
  return style_contrast(p->paper, ground) >= TEXT_CONTRAST ? p->paper : (color){ 0 };
}

/* Round, square, upright triangle, rhomb, hanging triangle, small square with paper inside. */
void put_marker(pen *p, double x, double y, size_t series) {
  color ink = series_ink(p, series);
  const double r = 2.6, up[3][2] = { { x, y - 3.2 }, { x + 3.1, y + 2.4 }, { x - 3.1, y + 2.4 } }, down[3][2] = { { x, y + 3.2 }, { x + 3.1, y - 2.4 }, { x - 3.1, y - 2.4 } };
  const double rhomb[4][2] = { { x, y - 3.6 }, { x + 3.6, y }, { x, y + 3.6 }, { x - 3.6, y } };
  switch (series % SERIES_MOST) {
    case 0: put_dots(p, x, y, r, ink); break;
    case 1: put_box(p, (box){ x - 2.4, y - 2.4, 4.8, 4.8 }, 0, ink); break;
    case 2: put_polygon(p, up, 3, 0, ink); break;
    case 3: put_polygon(p, rhomb, 4, 0, ink); break;
    case 4: put_polygon(p, down, 3, 0, ink); break;
    case 5: put_box(p, (box){ x - 2.6, y - 2.6, 5.2, 5.2 }, 0, ink); put_box(p, (box){ x - 1.4, y - 1.4, 2.8, 2.8 }, 0, p->paper); break;
  }
}

/* Whole, long, dots, long and dot, short, longer. */
static const double dashes[SERIES_MOST][4] = { { 0 }, { 6, 2.5, 6, 2.5 }, { 1.6, 2, 1.6, 2 }, { 8, 2, 1.6, 2 }, { 3.5, 2, 3.5, 2 }, { 10, 3, 10, 3 } };

void put_dashed(pen *p, double x1, double y1, double x2, double y2, double stroke, size_t dash, color ink) {
  const double *d = dashes[dash % SERIES_MOST];
  double length = hypot(x2 - x1, y2 - y1), round = d[0] + d[1] + d[2] + d[3];
  if (round <= 0 || length < 0.01) {
    if (length >= 0.01) put_line(p, x1, y1, x2, y2, stroke, ink);
    return;
  }
  double at = 0;
  for (int i = 0; at < length; i = (i + 1) % 4) {
    double to = fmin(at + d[i], length);
    if (i % 2 == 0 && to > at)
      put_line(p, x1 + (x2 - x1) * at / length, y1 + (y2 - y1) * at / length, x1 + (x2 - x1) * to / length, y1 + (y2 - y1) * to / length, stroke, ink);
    at = to;
  }
}

void put_curve(pen *p, const double *x, const double *y, size_t n, size_t series) {
  color ink = series_ink(p, series);
  for (size_t i = 0; i + 1 < n; i++)
    if (!isnan(y[i]) && !isnan(y[i + 1])) put_dashed(p, x[i], y[i], x[i + 1], y[i + 1], 1.5, series, ink);
  for (size_t i = 0; i < n; i++)
    if (!isnan(y[i])) put_marker(p, x[i], y[i], series);
}
