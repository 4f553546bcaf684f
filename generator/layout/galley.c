/* Flow to galley: one endless column of atoms. An atom is what no page break can divide - a line, a row, a figure - with the space above
 * it, the frame around it and the cost of a break before it. Spaces: of two that meet the larger counts; inside a box none stands at its top
 * and bottom, where the padding is.
 *
 * A galley runs from one forced page break to the next and is set for one measure. Keeps are costs, not rules, so that a chain of them longer
 * than a page still breaks where it hurts least. The rejected way, boxes that lay out their children recursively into what is left of a
 * page, has to undo a page when a keep fails; over a list of atoms the filler only looks back. */
#include "layout/table_int.h"

void galley_space(setter *s, double space)
{
  if (s->box_top)
    return;
  s->space = MAX(s->space, space);
  s->past = MAX(s->past, space);
}

/* Width inside limits of the style: its indents and its greatest width. */
double galley_inside(const setter *s, const block_style *b)
{
  double width = MAX(1, s->width - b->indent.left - b->indent.right);
  return b->width > 0 ? MIN(width, b->width) : width;
}

bool galley_holds(const setter *s, const block_style *b)
{
  for (size_t i = s->open.n; i-- > 0; )
    if (s->open.v[i].op->style == b)
      return true;
  return false;
}

/* Over all columns, when there are several and no box is open. */
bool span_begin(setter *s, const block_style *b)
{
  if (!b || !b->spans || s->box || s->spanning || s->g->full <= s->g->width)
    return false;
  s->x = 0;
  s->width = s->g->full;
  s->spanning++;
  return true;
}

void galley_begin(setter *s, const block_style *b)
{
  galley_space(s, b->before);
  s->top = MAX(s->top, b->top);
}

static void anchor_wait(setter *s, anchor *a)
{
  if (!a)
    return;
  a->next = NULL;
  anchor **end = &s->anchors;
  while (*end)
    end = &(*end)->next;
  *end = a;
}

atom *galley_atom(setter *s, atom_kind kind, void *what, double height)
{
  atom *a = LIST_ADD(s->l->pass, &s->g->atoms);
  a->kind = (uint8_t)kind;
  a->what = what;
  a->height = height;
  a->x = s->x;
  a->width = s->width;
  a->space = s->space;
  a->top = s->top;
  a->frame = s->box;
  a->spans = s->spanning > 0;
  int keep = s->keep;
  if (s->soft > 0 && --s->soft == 0)
    keep = MAX(keep, KEEP_LINES);
  a->keep = (uint8_t)keep;
  a->anchors = s->anchors;
  a->labels = s->labels;
  if (s->sides)
    side_hang(s, a);
  if (s->after_float)
    s->after_float->without = s->past;
  s->after_float = NULL;
  s->space = s->past = s->top = 0;
  s->keep = KEEP_NONE;
  s->box_top = false;
  s->anchors = NULL;
  s->labels = NULL;
  return a;
}

/* ---- frames ---- */

frame *galley_frame(setter *s, const block_style *style, table_set *table)
{
  frame *f = ARENA_NEW(s->l->pass, frame);
  *f = (frame){ .parent = s->box, .first = (int)s->g->atoms.n, .last = INT32_MAX, .x = s->x, .width = s->width, .style = style, .table = table };
  frame_measure(f);
  LIST_PUSH(s->l->pass, &s->g->frames, f);
  s->box = f;
  return f;
}

void galley_frame_end(setter *s, frame *f)
{
  f->last = (int)s->g->atoms.n;
  s->box = f->parent;
}

/* What a page has for one atom, inside the boxes that are open. */
double galley_room(const setter *s)
{
  double room = s->g->page_height;
  for (const frame *f = s->box; f; f = f->parent)
    room -= MAX(f->open_first, f->open_again) + MAX(f->close_last, f->close_cut);
  return MAX(1, room);
}

/* ---- leaves ---- */

static void set_lines(setter *s, para *p, bool keep_following)
{
  int n = para_set(s->l, p, s->width, true);
  int first = (int)s->g->atoms.n;
  if (!p->run_count && frame_wanted(p->style))
    galley_atom(s, ATOM_BLANK, p, p->leading);      /* no text: the style's rule stands under an empty line */
  for (int k = 0; k < n; k++) {
    if (k)
      s->keep = MAX(s->keep, keep_line(p, k));
    atom *a = galley_atom(s, ATOM_LINE, p, p->leading);
    a->index = k;
    a->on_grid = k == 0 && grid_wanted(s, p);
    a->notes = p->note_refs.n ? para_notes(s->l, p, k) : NULL;
    for (const note_use *u = s->pages ? a->notes : NULL; u; u = u->next)
      note_set(s->l, u->n, s->g->note_width);
  }
  keep_box(s, p->style, first);
  keep_next(s, keep_following && n > 0);
}

/* A paragraph between its own indents and, if its style has a ground or a border, in a frame of its own; not if it only has the look of the box
 * that it stands in. */
void galley_text(setter *s, const block_style *b, para *p, bool keep_following, bool keep_previous)
{
  double x = s->x, width = s->width;
  bool wide = span_begin(s, b);
  galley_begin(s, b);
  if (keep_previous && s->g->atoms.n)
    s->keep = KEEP_NEXT;
  if (b->keep_with_next)
    s->soft = 0;                       /* one line of text and then the next heading: the heading before has all its text */
  s->width = galley_inside(s, b);
  s->x += b->indent.left;
  if (frame_wanted(b) && !galley_holds(s, b)) {
    frame *f = galley_frame(s, b, NULL);
    double left = b->padding.left + b->border.left;
    s->x += left;
    s->width = MAX(1, s->width - left - b->padding.right - b->border.right);
    set_lines(s, p, keep_following);
    galley_frame_end(s, f);
  } else {
    set_lines(s, p, keep_following);
  }
  s->x = x;
  s->width = width;
  s->spanning -= wide;
  galley_space(s, b->after);
}

static void set_figure(setter *s, const flow_op *op)
{
  figure_set *f = op->what;
  if (op->style)
    galley_begin(s, op->style);
  figure_measure(s->l, f, s->width, galley_room(s));
  galley_atom(s, ATOM_FIGURE, f, f->height);
  if (op->keep_next)
    s->keep = KEEP_NEXT;
  if (op->style)
    galley_space(s, op->style->after);
}

/* ---- a galley ---- */

/* What a new page has so far is a title and a few lines: what follows need not leave it. */
static bool only_begun(const galley *g)
{
  double little = g->page_height / 3;
  return galley_extent(g, 0, (int)g->atoms.n, little) <= little;
}

static bool page_begins(const setter *s, const flow_op *op)
{
  if (op->kind == FLOW_CLOSE)
    return false;
  const block_style *b = op->style;
  if (s->turn || op->new_page || (op->turns ? !s->wide : s->upright))
    return true;
  if (!b || (b->break_before == BREAK_NONE && !b->master) || galley_holds(s, b))
    return false;
  return b->break_before != BREAK_FILLED || b->master || !only_begun(s->g);
}

page_wish galley_wish(const setter *s)
{
  page_wish w = { .turns = false };
  for (size_t i = s->at; i < s->f->ops.n; i++) {
    const flow_op *op = &s->f->ops.v[i];
    if (op->kind == FLOW_CLOSE)
      continue;
    if (op->style && op->style->master)
      w.master = op->style->master;
    w.right = w.right || (op->style && op->style->break_before == BREAK_RIGHT && !galley_holds(s, op->style));
    w.turns = w.turns || op->turns;
    if (op->kind != FLOW_OPEN)
      break;
  }
  return w;
}

void galley_start(setter *s, lay *l, const flow *f, bool pages)
{
  *s = (setter){ .l = l, .f = f, .pages = pages };
}

static void set_op(setter *s, const flow_op *op)
{
  anchor_wait(s, op->anchor);
  switch ((flow_kind)op->kind) {
  case FLOW_OPEN: container_open(s, op); break;
  case FLOW_CLOSE: container_close(s, op); break;
  case FLOW_PARA: galley_text(s, op->style, op->what, op->keep_next, op->keep_previous); break;
  case FLOW_TABLE: table_galley(s, op->what); break;
  case FLOW_FIGURE: set_figure(s, op); break;
  case FLOW_COLUMNS: columns_galley(s, op->what); break;
  case FLOW_CONTENTS: contents_galley(s, op->what); break;
  case FLOW_SIDE: (void)side_galley(s, op->what); break;
  }
}

bool galley_next(setter *s, galley *g, double width, double page_height)
{
  if (s->at >= s->f->ops.n)
    return false;
  *g = (galley){ .width = width, .full = MAX(width, g->full), .grid = g->grid, .side = g->side, .page_height = page_height, .page_top = g->page_top, .note_width = g->note_width > 0 ? g->note_width : width };
  s->g = g;
  s->space = s->past = 0;
  s->after_float = NULL;
  s->keep = s->soft = 0;
  s->turn = s->upright = false;
  containers_again(s);
  for (; s->at < s->f->ops.n; s->at++) {
    const flow_op *op = &s->f->ops.v[s->at];
    if (s->pages && !s->box && g->atoms.n && page_begins(s, op))
      break;
    s->upright = s->upright && !op->turns;
    set_op(s, op);
  }
  side_finish(s);
  return true;
}

galley *galley_whole(lay *l, const flow *f, double width, double page_height)
{
  setter s;
  galley *g = ARENA_NEW(l->pass, galley);
  galley_start(&s, l, f, false);
  g->width = width;
  galley_next(&s, g, width, page_height);
  return g;
}
