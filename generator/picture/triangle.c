/* The specialisation triangle: bands from few citizens and high specialisation (the top) to many and low, and beside them the forms of cooperation,
 * the most binding at the top, between two arrows that point to where there is more: up. Labels wrap in their own columns, bands and boxes
 * grow with the tallest text in them; on a narrow measure the two halves stand one above the other. */
#include "picture/picture_int.h"

typedef struct level_words { words citizens, specialisation; } level_words;
typedef struct triangle { level_words *level; int count; words left, right; double width, side, head, band; } triangle;

static words maybe(pen *p, const block_style *b, const char *text, double width) { return text_blank(text) ? (words){ 0 } : words_set(p, b, text, width); }

static void maybe_put(pen *p, const words *w, double x, double y, side s, color ink) {
  if (w->count) words_put(p, w, x, y, s, ink);
}

/* Labels take what they need of the two sides, at most three tenths of the width each. */
static void triangle_measure(const drawing *g, triangle *t, double width) {
  pen *p = g->p;
  t->count = (int)g->f->levels.n;
  t->level = ARENA_ARRAY(p->a, level_words, t->count);
  t->width = width;
  double half = (width - p->gap) / 2, most = width * 0.3;
  for (int i = 0; i < t->count; i++) {
    t->level[i] = (level_words){ maybe(p, p->text, g->f->levels.v[i].citizens, most), maybe(p, p->text, g->f->levels.v[i].specialisation, most) };
    t->side = MAX(t->side, MAX(t->level[i].citizens.width, t->level[i].specialisation.width));
    t->band = MAX(t->band, MAX(t->level[i].citizens.height, t->level[i].specialisation.height) + p->gap);
  }
  t->left = maybe(p, p->label, g->f->left_title, half);
  t->right = maybe(p, p->label, g->f->right_title, half);
  t->head = MAX(t->left.height, t->right.height);
  t->head += t->head > 0 ? p->gap : 0;
}

static void triangle_words(pen *p, const triangle *t) {
  maybe_put(p, &t->left, 0, 0, SIDE_LEFT, p->label->ink);
  maybe_put(p, &t->right, t->width, 0, SIDE_RIGHT, p->label->ink);
  for (int i = 0; i < t->count; i++) {
    double top = t->head + i * t->band;
    const level_words *k = &t->level[i];
    maybe_put(p, &k->citizens, 0, top + (t->band - k->citizens.height) / 2, SIDE_LEFT, p->text->ink);
    maybe_put(p, &k->specialisation, t->width, top + (t->band - k->specialisation.height) / 2, SIDE_RIGHT, p->text->ink);
  }
}

/* Thin lines join each band with its labels; the bands lie over them, a hair apart. */
static void triangle_put(pen *p, const triangle *t) {
  double top = t->head, height = t->band * t->count, apart = p->gap / 4;
  double left = t->side + p->gap, right = t->width - t->side - p->gap, middle = t->width / 2;
  for (int i = 1; i < t->count; i++) put_line(p, 0, top + i * t->band, t->width, top + i * t->band, 0.5, p->s->line);
  for (int i = 0; i < t->count; i++) {
    double from = i * t->band + (i ? apart : 0), to = (i + 1) * t->band - (i + 1 < t->count ? apart : 0);
    double half_from = (right - left) / 2 * from / height, half_to = (right - left) / 2 * to / height;
    const double corner[4][2] = { { middle - half_from, top + from }, { middle + half_from, top + from }, { middle + half_to, top + to },
                                  { middle - half_to, top + to } };
    color ground = p->s->level[MIN(i, 3)];
    put_polygon(p, corner, 4, 0, ground.set ? ground : p->s->line);
    put_polygon(p, corner, 4, 0.75, p->s->line);
  }
  triangle_words(p, t);
}

/* ---- the forms of cooperation ---- */

typedef struct forms { words *text, across, down; int count; double x, width, box, head, row; } forms;

/* One box under the other: the forms are one row from the most to the least binding, and a grid of two by two would not say so. */
static void forms_measure(const drawing *g, forms *f, double x, double width) {
  pen *p = g->p;
  double half = (width - p->gap) / 2;
  *f = (forms){ .count = (int)g->f->forms.n, .x = x, .width = width, .box = width - 4 * p->gap };       /* an arrow at each side */
  f->text = ARENA_ARRAY(p->a, words, f->count);
  f->down = maybe(p, p->label, g->f->arrow_down, half);
  f->across = maybe(p, p->label, g->f->arrow_across, half);
  f->head = MAX(f->down.height, f->across.height);
  f->head += f->head > 0 ? p->gap : 0;
  for (int i = 0; i < f->count; i++) {
    f->text[i] = maybe(p, p->text, g->f->forms.v[i].text, f->box - 2 * p->gap);
    f->row = MAX(f->row, f->text[i].height + 2 * p->gap);
  }
}

static double forms_height(const pen *p, const forms *f) { return f->count ? f->head + f->count * f->row + (f->count - 1) * p->gap : 0; }

static void arrow_up(pen *p, double x, double from, double to) {
  double head = p->gap, half = head / 2;
  const double tip[3][2] = { { x, to }, { x - half, to + head }, { x + half, to + head } };
  put_line(p, x, from, x, to + head, 1.25, p->s->line);
  put_polygon(p, tip, 3, 0, p->s->line);
}

static void forms_put(pen *p, const forms *f, double y) {
  double x = f->x + 2 * p->gap, top = y + f->head, bottom = y + forms_height(p, f);
  color ground = p->s->level[3], ink = ground.set && p->s->level_ink[3].set ? p->s->level_ink[3] : p->text->ink;
  if (!f->count) return;
  if (f->down.count) {
    words_put(p, &f->down, f->x, y, SIDE_LEFT, p->label->ink);
    arrow_up(p, f->x + p->gap, bottom, top);
  }
  if (f->across.count) {
    words_put(p, &f->across, f->x + f->width, y, SIDE_RIGHT, p->label->ink);
    arrow_up(p, f->x + f->width - p->gap, bottom, top);
  }
  for (int i = 0; i < f->count; i++) {
    box b = { x, top + i * (f->row + p->gap), f->box, f->row };
    if (ground.set) put_box(p, b, 0, ground);
    put_box(p, b, 0.75, p->s->line);
    maybe_put(p, &f->text[i], x + p->gap, b.y + (f->row - f->text[i].height) / 2, SIDE_LEFT, ink);
  }
}

/* Side by side when each half has room for some twenty letters beside the labels; the taller half gives the height. */
void draw_triangle(const drawing *g) {
  pen *p = g->p;
  bool beside = g->f->forms.n && g->width >= 25 * p->line;
  double part = beside ? (g->width - 4 * p->gap) / 2 : g->width;
  triangle t = { 0 };
  forms o;
  triangle_measure(g, &t, part);
  forms_measure(g, &o, beside ? part + 4 * p->gap : 0, part);
  double wished = beside || !o.count ? g->room : g->room / 2;
  double left = t.head + t.band * t.count, right = forms_height(p, &o), height = MAX(wished, beside ? MAX(left, right) : left);
  if (t.count) t.band += (height - left) / t.count;
  if (beside && o.count) o.row += (height - right) / o.count;
  triangle_put(p, &t);
  forms_put(p, &o, beside ? 0 : height + 2 * p->gap);
  p->out->height = beside || !o.count ? height : height + 2 * p->gap + right;
}
