/* Frames: what encloses atoms - a box with its ground, borders and padding, or the rows of a table. A frame costs height where it begins and
 * ends, and again where a page cuts it: the padding of a box, the repeated header of a table. The page filler and the painter walk a
 * galley by the same three functions, so that what was measured is what is drawn. */
#include "layout/paint_int.h"
#include "layout/table_int.h"

bool frame_wanted(const block_style *b)
{
  if (!b)
    return false;
  const edges *p = &b->padding, *e = &b->border;
  bool padded = p->top > 0 || p->bottom > 0 || p->left > 0 || p->right > 0, ruled = e->top > 0 || e->bottom > 0 || e->left > 0 || e->right > 0;
  return b->ground.set || b->bar_height > 0 || padded || ruled;
}

/* Height of the short bar above a block, its gap included. */
static double frame_bar(const block_style *b)
{
  return b->bar_width > 0 && b->bar_height > 0 ? b->bar_height + b->bar_gap : 0;
}

/* A cut box keeps its padding on both pages; its upper and lower border are drawn at its true ends only. */
void frame_measure(frame *f)
{
  if (f->style) {
    const block_style *b = f->style;
    f->open_first = b->padding.top + b->border.top + frame_bar(b);
    f->open_again = b->padding.top;
    f->close_last = b->padding.bottom + b->border.bottom;
    f->close_cut = b->padding.bottom;
  }
}

static void frame_open(walk *w, frame *f, int index, bool page_begins)
{
  if (f == w->open)
    return;
  frame_open(w, f->parent, index, page_begins);
  bool again = page_begins && f->first < index;
  if (w->record) {
    f->piece = (int)w->pieces.n;
    frame_piece piece = { .f = f, .top = w->y, .again = again };
    LIST_PUSH(w->a, &w->pieces, piece);
  }
  w->y += again ? f->open_again + (f->table ? table_again_groups(f->table, &w->g->atoms.v[index]) : 0) : f->open_first;
}

static void frame_close(walk *w, bool cut)
{
  frame *f = w->open;
  w->y += cut ? f->close_cut : f->close_last;
  if (w->record) {
    w->pieces.v[f->piece].bottom = w->y;
    w->pieces.v[f->piece].cut = cut;
  }
  w->open = f->parent;
}

double walk_to(walk *w, int index, bool first)
{
  const atom *a = &w->g->atoms.v[index];
  while (w->open && w->open->last <= index)
    frame_close(w, false);
  if (!first)
    w->y += a->space;
  if (a->top > w->g->page_top)
    w->y = MAX(w->y, a->top - w->g->page_top);     /* "fra top": a place on the page */
  if (a->on_grid)
    w->y = grid_snap(w->g, w->y);
  if (a->frame != w->open) {
    frame_open(w, a->frame, index, first);
    w->open = a->frame;
  }
  return w->y;
}

double walk_close(const walk *w, int end)
{
  double height = 0;
  for (const frame *f = w->open; f; f = f->parent)
    height += f->last <= end ? f->close_last : f->close_cut;
  return height;
}

void walk_end(walk *w, int end)
{
  while (w->open)
    frame_close(w, w->open->last > end);
}

double galley_extent(const galley *g, int first, int last, double enough)
{
  walk w = { .g = g };
  for (int i = first; i < last && w.y <= enough; i++) {
    walk_to(&w, i, i == first);
    w.y += g->atoms.v[i].height;
  }
  return w.y + walk_close(&w, last);
}

/* ---- painting a box: ground first, then the borders that are its own on this page ---- */

static void paint_again(painter *p, para *label, double x, double y)
{
  for (int i = 0; i < label->line_count; i++, y += label->leading)
    paint_line(p, label, i, x, y, label->width, ARTIFACT_PAGINATION);
}

void paint_box(painter *p, const frame_piece *f, double x, double y)
{
  const block_style *b = f->f->style;
  double bar = f->again ? 0 : frame_bar(b);
  double left = x + f->f->x, top = y + f->top + bar, width = f->f->width, height = f->bottom - f->top - bar;
  if (height <= 0 || width <= 0)
    return;
  if (bar > 0)
    paint_rect(p, left, top - bar, MIN(b->bar_width, width), b->bar_height, 0, b->bar_ink, ARTIFACT_LAYOUT);
  if (b->ground.set)
    paint_rect(p, left, top, width, height, b->radius, b->ground, ARTIFACT_LAYOUT);
  if (f->again && f->f->again)
    paint_again(p, f->f->again, x + f->f->again_x, top + b->padding.top);
  if (!b->border_ink.set)
    return;
  const edges *e = &b->border;
  if (e->left > 0)
    paint_rect(p, left, top, e->left, height, 0, b->border_ink, ARTIFACT_LAYOUT);
  if (e->right > 0)
    paint_rect(p, left + width - e->right, top, e->right, height, 0, b->border_ink, ARTIFACT_LAYOUT);
  if (e->top > 0 && !f->again)
    paint_rect(p, left, top, width, e->top, 0, b->border_ink, ARTIFACT_LAYOUT);
  if (e->bottom > 0 && !f->cut)
    paint_rect(p, left, top + height - e->bottom, width, e->bottom, 0, b->border_ink, ARTIFACT_LAYOUT);
}
