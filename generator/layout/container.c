/* Containers in the galley: boxes, lists, sections. What each takes of the measure, its frame, and what it wishes when it closes. */
#include "layout/layout_int.h"

/* Measure inside a container. A list nested so deep that its text would be left less than a third of the galley sets it under the one before. */
static void place_one(setter *s, container *c, bool in_item)
{
  bool deep = c->item && in_item && s->width - c->left - c->right < s->g->width / 3;
  c->x = deep ? s->x : s->x + c->left;
  c->width = deep ? s->width : MAX(1, s->width - c->left - c->right);
  s->x = c->x;
  s->width = c->width;
}

/* Containers that stay open over a page break get the new galley's measure. */
void containers_again(setter *s)
{
  bool in_item = false;
  s->x = 0;
  s->width = s->g->width;
  for (size_t i = 0; i < s->open.n; i++) {
    if (s->open.v[i].spans) {
      s->x = 0;
      s->width = s->g->full;
    }
    place_one(s, &s->open.v[i], in_item);
    s->open.v[i].first = s->open.v[i].items = 0;
    in_item = in_item || s->open.v[i].item;
  }
}

static void box_again(setter *s, para *label)
{
  int lines = para_set(s->l, label, s->width, true);
  s->box->again = label;
  s->box->again_x = s->x;
  s->box->open_again += lines * label->leading + label->style->after;
}

void container_open(setter *s, const flow_op *op)
{
  const block_style *b = op->style;
  container c = { .op = op, .first = (int)s->g->atoms.n, .item = op->label != NULL, .framed = frame_wanted(b), .outer = s->box };
  if (op->single && !s->g->single)
    s->g->single = op->single;
  c.spans = span_begin(s, b);
  if (b) {
    galley_begin(s, b);
    c.left = b->indent.left;
    c.right = MAX(b->indent.right, s->width - c.left - galley_inside(s, b));
  }
  if (b && c.framed) {
    frame *f = galley_frame(s, b, NULL);
    f->x = s->x + c.left;
    f->width = galley_inside(s, b);
    c.left += b->padding.left + b->border.left;
    c.right += b->padding.right + b->border.right;
    s->box_top = true;
  }
  if (op->floats > 0)
    float_open(s, &c);
  if (op->label)
    c.left += op->label->hang;
  bool in_item = false;
  for (size_t i = s->open.n; i-- > 0 && !in_item; )
    in_item = s->open.v[i].item;
  place_one(s, &c, in_item);
  if (c.framed && op->what)
    box_again(s, op->what);
  if (op->label) {
    op->label->x = MAX(0, c.x - op->label->hang);
    op->label->next = s->labels;
    s->labels = op->label;
  }
  LIST_PUSH(s->l->pass, &s->open, c);
}

static void item_close(setter *s, container *list, const container *item)
{
  int lines = (int)s->g->atoms.n - item->first;
  if (lines <= 0)
    return;
  if (list->items == 1 && list->item_lines < 2)
    keep_wish(s, item->first);
  list->items++;
  list->item_first = item->first;
  list->item_lines = lines;
}

void container_close(setter *s, const flow_op *op)
{
  g_assert(s->open.n);
  container c = s->open.v[--s->open.n];
  const block_style *b = op->style;
  container *parent = s->open.n ? &s->open.v[s->open.n - 1] : NULL;
  if (c.item && parent)
    item_close(s, parent, &c);
  if (c.items > 1 && c.item_lines < 2)
    keep_wish(s, c.item_first);
  s->spanning -= c.spans;
  s->x = parent ? parent->x : 0;
  s->width = parent ? parent->width : s->g->width;
  if (c.framed) {
    s->box->last = (int)s->g->atoms.n;
    keep_edges(s->g, c.first, s->box->last, 2, 2);       /* a box is cut with two lines at least on either side */
    s->box = c.outer;
    if (!s->box_top)
      s->space = 0;                    /* what waited inside is the padding's */
    s->box_top = false;
  }
  if (op->floats > 0)
    float_close(s, &c);
  if (s->keep == KEEP_NEXT && s->g->atoms.n) {
    s->keep = KEEP_WISH;               /* it ends with a heading: a point without text, which need not wait for the next */
    s->soft = 0;
  }
  if (!b)
    return;
  galley_space(s, b->after);
  if (b->break_after == BREAK_PAGE)
    s->turn = true;
  keep_box(s, b, c.first);
  keep_next(s, op->keep_next);
}
