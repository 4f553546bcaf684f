/* The room's door: a pen with the layout's faces and inks, and the kind's drawing. */
#include "picture/picture_int.h"

static pen *pen_new(arena *a, diag *d, text_engine *t, const style_sheet *s, const figure *f) {
  pen *p = ARENA_NEW(a, pen);
  *p = (pen){ .a = a, .d = d, .quiet = diag_new(), .t = t, .words = s, .s = &s->figure, .paper = s->paper, .at = f->at, .out = ARENA_NEW(a, scene) };
  p->text = s->figure.text ? s->figure.text : s->body;
  p->label = s->figure.label ? s->figure.label : s->body;
  p->line = p->text->leading;
  p->gap = p->line / 2;
  if (!p->paper.set) p->paper = (color){ 1, 1, 1, true };
  p->faint = color_mixed(p->s->line, p->paper, 0.4);
  return p;
}

static void draw_image(const drawing *g) {
  const image *i = g->f->image;
  scene *out = g->p->out;
  if (!i) return;
  double part = MIN(1, MIN(g->width / i->width, g->room * 2 / i->height));
  out->image = i;
  out->width = i->width * part;
  out->height = i->height * part;
}

scene *picture_make(arena *a, diag *d, text_engine *t, const style_sheet *s, const figure *f, const grid_picture *data, double width, double room) {
  drawing g = { pen_new(a, d, t, s, f), f, data, width, room };
  g.p->out->width = width;
  switch (f->kind) {
    case FIGURE_BARS: if (data) draw_bars(&g); break;
    case FIGURE_STACKED: if (data) draw_stacked(&g); break;
    case FIGURE_LINES: if (data) draw_lines(&g); break;
    case FIGURE_SLOPE: if (data) draw_slope(&g); break;
    case FIGURE_MULTIPLES: if (data) draw_multiples(&g); break;
    case FIGURE_TIMELINE: if (f->events.n) draw_timeline(&g); break;
    case FIGURE_TREE: if (f->nodes.n) draw_tree(&g); break;
    case FIGURE_TRIANGLE: draw_triangle(&g); break;
    case FIGURE_IMAGE: draw_image(&g); break;
  }
  diag_free(g.p->quiet);
  return g.p->out;
}
