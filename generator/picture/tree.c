/* An organisation: boxes, and lines from each to those below it. A chain goes down the middle; where it divides, columns when each has room for its
 * words, pairs to both sides of a line, or an indented list: never wider than the page, however many. */
#include "picture/picture_int.h"

#include <math.h>

typedef struct tree { const drawing *g; double pad, indent, apart; } tree;

static size_t children(const tree *t, int parent) {
  size_t n = 0;
  for (size_t i = 0; i < t->g->f->nodes.n; i++) n += t->g->f->nodes.v[i].parent == parent;
  return n;
}

static bool is_child(const tree *t, size_t i, int parent) { return t->g->f->nodes.v[i].parent == parent; }

/* A box as wide as asked, as high as its name; top: the strongest of the four grounds, with its own ink. */
static double box_put(const tree *t, size_t i, double x, double y, double width) {
  pen *p = t->g->p;
  bool top = t->g->f->nodes.v[i].parent < 0;
  color ground = p->s->level[top ? 0 : 1], ink = p->s->level_ink[top ? 0 : 1];
  words w = words_set(p, top ? p->label : p->text, t->g->f->nodes.v[i].name, width - 2 * t->pad);
  double height = w.height + 2 * t->pad;
  if (ground.set) put_box(p, (box){ x, y, width, height }, 0, ground);
  put_box(p, (box){ x, y, width, height }, 0.75, p->s->line);
  words_put(p, &w, x + width / 2, y + t->pad, SIDE_MIDDLE, ground.set && ink.set ? ink : p->text->ink);
  return height;
}

static double box_height(const tree *t, size_t i, double width) {
  bool top = t->g->f->nodes.v[i].parent < 0;
  return words_set(t->g->p, top ? t->g->p->label : t->g->p->text, t->g->f->nodes.v[i].name, width - 2 * t->pad).height + 2 * t->pad;
}

/* The branch below `parent` as an indented list; gives the y below it. Depth is bounded by the number of boxes (40). */
static double list_put(const tree *t, int parent, double x, double y, double width) {
  pen *p = t->g->p;
  double from = y - t->apart, last = y, trunk = x + t->indent / 2;
  bool any = false;
  for (size_t i = 0; i < t->g->f->nodes.n; i++) {
    if (!is_child(t, i, parent)) continue;
    double inner = MAX(width - t->indent, 4 * p->line), height = box_put(t, i, x + t->indent, y, inner);
    last = y + MIN(height / 2, p->line);
    put_line(p, trunk, last, x + t->indent, last, 0.75, p->s->line);
    y = list_put(t, (int)i, x + t->indent, y + height + t->apart, inner);
    any = true;
  }
  if (any) put_line(p, trunk, from, trunk, last, 0.75, p->s->line);
  return y;
}

/* A column's width must hold each name below it at its depth, in words. */
static double need(const tree *t, int parent, int depth) {
  pen *p = t->g->p;
  double width = 0;
  for (size_t i = 0; i < t->g->f->nodes.n; i++) {
    if (!is_child(t, i, parent)) continue;
    words w = words_set(p, p->text, t->g->f->nodes.v[i].name, 1e4);
    width = MAX(width, MAX(w.para->min_width, MIN(w.width, 5 * p->line)) + 2 * t->pad + depth * t->indent);
    width = MAX(width, need(t, (int)i, depth + 1));
  }
  return width;
}

/* Children of one box side by side, joined by a bar; each with its own below it. Gives the lowest edge. */
static double columns_put(const tree *t, int parent, double from, double y, double width, size_t n) {
  pen *p = t->g->p;
  double apart = 2 * p->gap, column = (width - apart * (double)(n - 1)) / (double)n, bar = y - t->apart, low = y, row = 0;
  size_t k = 0;
  for (size_t i = 0; i < t->g->f->nodes.n; i++)
    if (is_child(t, i, parent)) row = MAX(row, box_height(t, i, column));
  if (from >= 0) {                       /* -1: nothing above */
    put_line(p, width / 2, from, width / 2, bar, 0.75, p->s->line);
    if (n > 1) put_line(p, column / 2, bar, width - column / 2, bar, 0.75, p->s->line);
  }
  for (size_t i = 0; i < t->g->f->nodes.n; i++) {
    if (!is_child(t, i, parent)) continue;
    double x = (double)k++ * (column + apart);
    if (from >= 0) put_line(p, x + column / 2, bar, x + column / 2, y, 0.75, p->s->line);
    double height = box_put(t, i, x, y, column);
    double end = list_put(t, (int)i, x, y + height + t->apart, column);
    low = MAX(low, end);
  }
  return MAX(low, y + row + t->apart);
}

static bool columns_fit(const tree *t, int parent) {
  double apart = 2 * t->g->p->gap, least = need(t, parent, 0);
  size_t n = children(t, parent);
  return n && n <= 6 && (least + apart) * (double)n - apart <= t->g->width;
}

static bool only_leaves(const tree *t, int parent) {
  for (size_t i = 0; i < t->g->f->nodes.n; i++)
    if (is_child(t, i, parent) && children(t, (int)i)) return false;
  return true;
}

/* Boxes to both sides of a line down the middle, in pairs; gives the y below. */
static double pairs_put(const tree *t, int parent, double from, double y) {
  pen *p = t->g->p;
  double middle = t->g->width / 2, reach = 1.5 * p->gap, width = middle - reach, height = 0, last = y;
  size_t k = 0;
  for (size_t i = 0; i < t->g->f->nodes.n; i++) {
    if (!is_child(t, i, parent)) continue;
    bool right = k++ % 2;
    if (!right) y += height > 0 ? height + t->apart : 0;
    double own = box_put(t, i, right ? middle + reach : 0, y, width);
    height = right ? MAX(height, own) : own;
    last = y + box_height(t, i, width) / 2;
    put_line(p, middle, last, right ? middle + reach : width, last, 0.75, p->s->line);
  }
  put_line(p, middle, from, middle, last, 0.75, p->s->line);
  return y + height + t->apart;
}

/* Down from the top as long as each has one below it; where the way divides, columns, else pairs, else a list. */
static double chain_put(const tree *t, size_t root) {
  pen *p = t->g->p;
  double y = 0;
  for (size_t i = root;;) {
    bool top = i == root;
    double width = MIN(MAX(words_width(p, top ? p->label : p->text, t->g->f->nodes.v[i].name) + 4 * t->pad, 12 * p->line), t->g->width), left = (t->g->width - width) / 2;
    double end = y + box_put(t, i, left, y, width);
    size_t n = children(t, (int)i), next = 0;
    if (!n) return end;
    while (!is_child(t, next, (int)i)) next++;
    if (n > 1 && columns_fit(t, (int)i)) return columns_put(t, (int)i, end, end + 2 * t->apart, t->g->width, n) - t->apart;
    if (n > 1 && only_leaves(t, (int)i) && t->g->width >= 20 * p->line) return pairs_put(t, (int)i, end, end + t->apart) - t->apart;
    if (n > 1) return list_put(t, (int)i, left, end + t->apart, t->g->width - left) - t->apart;
    put_line(p, t->g->width / 2, end, t->g->width / 2, end + t->apart, 0.75, p->s->line);
    y = end + t->apart;
    i = next;
  }
}

/* One at the top: the way down from it. Several: each a column of its own; without room for that, lists. */
void draw_tree(const drawing *g) {
  pen *p = g->p;
  tree t = { g, p->gap * 0.8, 2.5 * p->gap, p->gap };
  size_t roots = children(&t, -1);
  double y = 0, width = MIN(g->width, 26 * p->line);
  if (roots == 1) {
    p->out->height = chain_put(&t, 0);
    return;
  }
  if (columns_fit(&t, -1)) {
    p->out->height = columns_put(&t, -1, -1, 0, g->width, roots) - t.apart;
    return;
  }
  for (size_t i = 0; i < g->f->nodes.n; i++) {
    if (!is_child(&t, i, -1)) continue;
    double height = box_put(&t, i, 0, y, width);
    y = list_put(&t, (int)i, 0, y + height + t.apart, width);
  }
  p->out->height = MAX(y - t.apart, p->line);
}
