/* Texts of a picture: set in the layout's faces, wrapped, and told their box. */
#include "picture/picture_int.h"

#include <string.h>

static text_para *para_of(pen *p, const block_style *style, const char *text, bool hyphenate) {
  text_run *run = ARENA_NEW(p->a, text_run);
  *run = (text_run){ .text = text, .length = (int)strlen(text), .face = text_face_open(p->t, style->face), .ink = style->ink, .at = p->at };
  return text_para_make(p->a, p->t, run, run->face ? 1 : 0, hyphenate);
}

/* Words stay whole as long as the widest fits. */
words words_set(pen *p, const block_style *style, const char *text, double width) {
  words w = { .style = style, .leading = style->leading, .para = para_of(p, style, text, false) };
  if (w.para->min_width > width) w.para = para_of(p, style, text, true);
  w.count = text_break_lines(p->a, p->quiet, w.para, (text_measure){ .width = MAX(width, 1), .even = true }, &w.lines);
  w.forced = w.para->min_width > width + 0.01;
  for (int i = 0; i < w.count; i++) w.width = MAX(w.width, w.lines[i].width);
  w.height = w.count * w.leading;
  return w;
}

double words_width(pen *p, const block_style *style, const char *text) { return para_of(p, style, text, false)->max_width; }

static double start_of(double x, double width, side s) { return s == SIDE_LEFT ? x : s == SIDE_RIGHT ? x - width : x - width / 2; }

scene_label *words_put(pen *p, const words *w, double x, double y, side s, color ink) {
  if (w->forced) DIAG_SAY(p->d, LAYOUT_FIGURE_NARROW, p->at, w->para->text);
  scene_label *k = LIST_ADD(p->a, &p->out->labels);
  *k = (scene_label){ start_of(x, w->width, s), y, w->width, w->height, { 0 } };
  const text_face *face = text_face_open(p->t, w->style->face);
  for (int i = 0; i < w->count && face; i++) {
    line_piece *pieces;
    int n = text_line_pieces(p->a, w->para, &w->lines[i], &pieces);
    double left = start_of(x, w->lines[i].width, s), blank = (w->leading - text_ascent(face) - text_descent(face)) / 2;
    for (int j = 0; j < n; j++)
      LIST_PUSH(p->a, &k->pieces, ((scene_piece){ pieces[j].glyphs, left + pieces[j].x, y + i * w->leading + blank + text_ascent(face) - pieces[j].rise, ink }));
  }
  return k;
}

scene_label *text_put(pen *p, const block_style *style, const char *text, double x, double y, side s) {
  words w = words_set(p, style, text, words_width(p, style, text) + 1);
  return words_put(p, &w, x, y, s, style->ink);
}
