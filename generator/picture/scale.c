/* Axes and places: round steps, and labels moved apart. */
#include "picture/picture_int.h"

#include <math.h>

/* The smallest of 1, 2, 2.5 and 5 times a power of ten that needs at most `wished` steps. */
scale scale_for(double least, double most, bool from_zero, int wished) {
  if (from_zero || least * most <= 0) { least = fmin(least, 0); most = fmax(most, 0); }
  if (most - least < 1e-9) most = least + fmax(fabs(least) * 0.1, 1);
  double rough = (most - least) / wished, power = pow(10, floor(log10(rough)));
  static const double rounds[] = { 1, 2, 2.5, 5, 10 };
  scale s = { 0 };
  for (size_t i = 0; i < G_N_ELEMENTS(rounds); i++) {
    s.step = rounds[i] * power;
    s.low = floor(least / s.step + 1e-9) * s.step;
    s.high = ceil(most / s.step - 1e-9) * s.step;
    s.ticks = (int)lround((s.high - s.low) / s.step) + 1;
    double shown = s.step;
    for (s.decimals = 0; s.decimals < 6 && fabs(shown - nearbyint(shown)) > 1e-6; s.decimals++) shown *= 10;
    if (s.ticks <= wished + 1) break;
  }
  return s;
}

const char *scale_text(pen *p, const scale *s, int tick) {
  char text[NUMBER_TEXT_MAX];
  double v = (s->low + tick * s->step) * pow(10, s->decimals);
  number_format((number){ (int64_t)llround(v), (uint8_t)s->decimals }, (unsigned)s->decimals, text);
  return arena_strdup(p->a, text);
}

double scale_at(const scale *s, double v, double from, double to) { return from + (v - s->low) / (s->high - s->low) * (to - from); }

/* Neighbours that would touch become one block in the middle of their wishes, again and again (pooling of adjacent violators). */
void spread(double *centre, const double *height, size_t n, double top, double bottom) {
  size_t *order = g_new(size_t, n + 1), *first = g_new(size_t, n + 1), blocks = 0;
  double *wish = g_new(double, n + 1), *total = g_new(double, n + 1);       /* by block: sum of (wish of its top edge), total height */
  for (size_t i = 0; i < n; i++) {
    size_t k = i;
    for (; k && centre[order[k - 1]] > centre[i]; k--) order[k] = order[k - 1];
    order[k] = i;
  }
  for (size_t i = 0; i < n; i++) {
    double h = height[order[i]];
    first[blocks] = i;
    wish[blocks] = centre[order[i]] - h / 2;
    total[blocks++] = h;
    while (blocks > 1) {
      size_t b = blocks - 1, up = blocks - 2, mine = i + 1 - first[b], theirs = first[b] - first[up];
      double upper = wish[up] / (double)theirs, lower = wish[b] / (double)mine;
      if (fmax(upper, top) + total[up] <= lower) break;
      wish[up] += wish[b] - (double)mine * total[up];
      total[up] += total[b];
      blocks--;
    }
  }
  double from = bottom;
  for (size_t b = blocks; b-- > 0;) {
    size_t end = b + 1 < blocks ? first[b + 1] : n;
    double y = fmax(fmin(wish[b] / (double)(end - first[b]), from - total[b]), b == 0 ? top : -1e9);
    from = y;
    for (size_t i = first[b]; i < end; y += height[order[i++]]) centre[order[i]] = y + height[order[i]] / 2;
  }
  double last = top;                    /* what the lower edge has pushed above the upper goes down again */
  for (size_t i = 0; i < n; i++) {
    double h = height[order[i]], y = fmax(centre[order[i]] - h / 2, last);
    centre[order[i]] = y + h / 2;
    last = y + h;
  }
  g_free(order); g_free(first); g_free(wish); g_free(total);
}

range picture_range(const grid_picture *q) {
  range r = { 0 };
  for (size_t s = 0; s < q->series; s++)
    for (size_t i = 0; i < q->points; i++) {
      if (!picture_known(q, s, i)) continue;
      double v = picture_value(q, s, i);
      r.least = r.any ? fmin(r.least, v) : v;
      r.most = r.any ? fmax(r.most, v) : v;
      r.any = true;
    }
  return r;
}
