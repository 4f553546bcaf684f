/* Blocks to flow: what follows what, in which style, under which structure element. Reading order is decided here and nowhere else. */
#include "layout/layout_int.h"
#include <string.h>

/* ---- anchors: collected first, since a reference may stand before its place ---- */

/* A place that only the program refers to. */
anchor *flow_place(lay *l, const char *name)
{
  anchor *a = ARENA_NEW(l->a, anchor);
  a->name = name;
  a->page = -1;
  g_hash_table_insert(l->anchors, (gpointer)(uintptr_t)name, a);
  return a;
}

const block *block_next(const block *body, const block *b)
{
  if (b->first)
    return b->first;
  while (b != body && !b->next)
    b = b->parent ? b->parent : body;
  return b == body ? NULL : b->next;
}

void flow_anchors(lay *l, const block *body)
{
  for (const block *b = body; b; b = block_next(body, b))
    if (b->anchor && !lay_anchor(l, b->anchor))
      flow_place(l, b->anchor);
}

anchor *flow_anchor(lay *l, const char *name)
{
  anchor *a = lay_anchor(l, name);
  if (!a || a->used)
    return NULL;
  a->used = true;
  return a;
}

/* ---- styles and operations ---- */

const block_style *flow_style(const lay *l, const char *name)
{
  char shorter[128];
  if (!name || strlen(name) >= sizeof shorter)
    return NULL;
  memcpy(shorter, name, strlen(name) + 1);
  for (;;) {
    const block_style *b = style_block(l->s, shorter);
    if (b)
      return b;
    char *dash = strrchr(shorter, '-');
    if (!dash)
      return NULL;
    *dash = '\0';
  }
}

flow_op *flow_add(lay *l, flow *f, flow_kind kind, const block_style *style)
{
  flow_op *op = LIST_ADD(l->a, &f->ops);
  op->kind = (uint8_t)kind;
  op->style = style;
  const page_master *m = style && style->master && kind != FLOW_CLOSE ? style_master(l->s, style->master) : NULL;
  if (m)
    l->master = m;
  return op;
}

tag_element *flow_tag(lay *l, const block *b, tag_element *parent, tag_role role)
{
  tag_element *e = tag_add(l->tags, parent, role);
  if (b->lang)
    tag_extra_of(l->tags, e)->lang = b->lang;
  return e;
}

/* ---- headings ---- */

/* Depth of a level in a stack of open levels: 1, 3, 2 gives 1, 2, 2. So the first heading is H1 and no level is ever skipped
 * (ISO 14289-1 7.4.2), whatever the content holds. */
static int depth_of(int levels[8], int *depth, int level)
{
  while (*depth && levels[*depth - 1] >= level)
    --*depth;
  if (*depth < 6)
    levels[(*depth)++] = level;
  return *depth;
}

/* The number is text like the rest of the heading: read aloud, searched and copied with it. */
static const inl *heading_text(lay *l, const block *b)
{
  const char *called = number_of(l, b);
  if (!called)
    return b->text;
  inl *i = ARENA_NEW(l->a, inl);
  *i = (inl){ .kind = INLINE_TEXT, .at = b->at, .text = arena_printf(l->a, "%s\u00a0\u00a0", called), .next = b->text };
  return i;
}

static void flow_heading(lay *l, flow *f, const block *b, flow_context c)
{
  int level = b->level > 0 ? b->level : 1;
  int role = depth_of(l->all->role_levels, &l->all->role_depth, level);
  tag_element *e = flow_tag(l, b, c.parent, (tag_role)(TAG_H1 + role - 1));
  const inl *text = heading_text(l, b);
  const char *title = inl_plain(l->a, text);
  tag_extra_of(l->tags, e)->title = title;
  const block_style *style = style_block_or_body(l->s, b->style);
  para *p = para_from_inlines(l, style, text, e, b->lang ? b->lang : c.lang, b->at);
  anchor *a = flow_anchor(l, b->anchor);
  if (!a)
    a = flow_place(l, arena_printf(l->a, "overskrift.%zu", l->all->headings.n + 1));
  a->title = title;
  a->level = level;
  a->listed = !b->unlisted && !text_blank(title);
  a->depth = a->listed ? depth_of(l->all->listed_levels, &l->all->listed_depth, level) : 0;
  a->part = c.part;
  LIST_PUSH(l->a, &l->headings, a);
  LIST_PUSH(l->a, &l->all->headings, a);
  flow_op *op = flow_add(l, f, FLOW_PARA, style);
  op->what = p;
  op->anchor = a;
  op->keep_next = true;
}

/* ---- containers ---- */

/* The look of a block's own line of text: the layout's "NAME-etiket", else the block's faces and colours without its ground and spaces. */
static const block_style *label_style(lay *l, const block *b, const block_style *style)
{
  const block_style *own = style_block(l->s, arena_printf(l->a, "%s-etiket", b->style));
  if (own)
    return own;
  const block_style *from = style ? style : l->s->body;
  block_style *plain = ARENA_NEW(l->a, block_style);
  *plain = (block_style){ .name = from->name, .face = from->label ? from->label : from->strong ? from->strong : from->face, .strong = from->strong,
                          .emph = from->emph, .label = from->label, .ink = from->label_ink.set ? from->label_ink : from->ink,
                          .label_ink = from->label_ink, .link_ink = from->link_ink, .leading = from->leading, .align = from->align,
                          .hyphenate = from->hyphenate, .even = from->even, .orphans = from->orphans, .widows = from->widows, .at = from->at };
  return plain;
}

/* A layout's own word above the children of a block ("Mål"), and what the block itself is called. */
static void flow_label(lay *l, flow *f, const block *b, const block_style *style, tag_element *parent)
{
  const char *word = style ? style->label_text : NULL;
  if (!b->text && text_blank(word))
    return;
  const block_style *look = label_style(l, b, style);
  if (!text_blank(word)) {
    flow_op *op = flow_add(l, f, FLOW_PARA, look);
    op->what = para_from_text(l, look, NULL, look->ink, word, tag_add(l->tags, parent, TAG_P), b->at);
    op->keep_next = true;
  }
  if (b->text) {
    flow_op *op = flow_add(l, f, FLOW_PARA, look);
    op->what = para_from_inlines(l, look, b->text, tag_add(l->tags, parent, TAG_P), b->lang, b->at);
    op->keep_next = b->first != NULL;
  }
}

/* Inside a container: what it takes of the measure (container.c, container_open, says the same of the place itself). */
flow_context flow_inside(flow_context c, const block_style *b, double hang)
{
  double takes = hang;
  if (b) {
    double sides = b->indent.left + b->indent.right;
    c.inset += sides;
    c.cap -= c.cap > 0 ? MIN(sides, c.cap - 1) : 0;
    if (b->width > 0)
      c.cap = c.cap > 0 ? MIN(c.cap, b->width) : b->width;
    if (frame_wanted(b)) {
      takes += b->padding.left + b->padding.right + b->border.left + b->border.right;
      c.apart = true;
    }
  }
  c.inset += takes;
  c.cap -= c.cap > 0 ? MIN(takes, c.cap - 1) : 0;
  return c;
}

flow_op *flow_open(lay *l, flow *f, const block *b, const block_style *style)
{
  flow_op *op = flow_add(l, f, FLOW_OPEN, style);
  op->anchor = flow_anchor(l, b->anchor);
  op->new_page = b->new_page;
  op->single = style && style->one_page ? b : NULL;
  return op;
}

/* For a box that a page cuts: "Mål (fortsat)". The label is the line at its top that is kept with what follows. */
static para *label_again(lay *l, const flow *f, size_t from, const block *b)
{
  size_t i = from;
  while (i < f->ops.n && f->ops.v[i].kind != FLOW_PARA)
    i++;
  if (i == f->ops.n || !f->ops.v[i].keep_next)
    return NULL;
  const para *label = f->ops.v[i].what;
  GString *s = g_string_new(NULL);
  for (int k = 0; k < label->run_count; k++)
    g_string_append_len(s, label->runs[k].text, label->runs[k].length);
  g_string_append_printf(s, " %s", lay_word(l, "fortsat"));
  const char *text = arena_strndup(l->a, s->str, s->len);
  g_string_free(s, TRUE);
  return para_from_text(l, label->style, NULL, label->style->ink, text, NULL, b->at);
}

static void flow_container(lay *l, flow *f, const block *b, flow_context c, tag_element *e)
{
  const block_style *style = flow_style(l, b->style);
  side_set *side = side_begin(l, f, style, &c);
  flow_open(l, f, b, style);
  size_t opened = f->ops.n - 1;
  flow_label(l, f, b, style, e);
  c = flow_inside(c, style, 0);
  c.parent = e;
  c.lang = b->lang ? b->lang : c.lang;
  size_t before = f->ops.n;
  flow_blocks(l, f, b->first, c);
  if (b->kind == BLOCK_QUOTE && b->last && b->last != b->first)
    for (size_t i = f->ops.n; i-- > before; )
      if (f->ops.v[i].kind == FLOW_PARA) {
        f->ops.v[i].keep_previous = true;           /* the attribution never leaves its quotation */
        break;
      }
  if (style && style->label_again && frame_wanted(style))
    f->ops.v[opened].what = label_again(l, f, opened, b);
  flow_op *end = flow_add(l, f, FLOW_CLOSE, style);
  end->keep_next = style && style->keep_with_next;
  side_end(f, side);
}

static void flow_section(lay *l, flow *f, const block *b, flow_context c)
{
  bool part = !strcmp(b->style, "del");
  tag_element *e = c.parent;
  if (b != l->doc->body)
    e = flow_tag(l, b, c.parent, part ? TAG_PART : TAG_SECT);
  for (const block *h = part ? b->first : NULL; h; h = h->next)
    if (h->kind == BLOCK_HEADING) {
      c.part = inl_plain(l->a, h->text);
      break;
    }
  flow_container(l, f, b, c, e);
}

/* ---- leaves ---- */

static void flow_paragraph(lay *l, flow *f, const block *b, flow_context c)
{
  const block_style *style = c.look ? c.look : style_block_or_body(l->s, b->style);
  tag_element *e = c.parent;
  if (e->role != TAG_LBODY || b->parent == NULL || b->parent->first != b || b->next)       /* a list item of one paragraph needs no P */
    e = flow_tag(l, b, c.parent, TAG_P);
  para *p = para_from_inlines(l, style, b->text, e, b->lang ? b->lang : c.lang, b->at);
  flow_op *op = flow_add(l, f, FLOW_PARA, style);
  op->what = p;
  op->anchor = flow_anchor(l, b->anchor);
  op->keep_next = style->keep_with_next || (b->next && b->next->kind == BLOCK_LIST);
}

double flow_room(const lay *l, flow_context c)
{
  double room = MAX(1, page_column(l, l->master) - c.inset);
  return c.cap > 0 ? MIN(room, c.cap) : room;
}

static void flow_columns(lay *l, flow *f, const block *b, flow_context c)
{
  columns_set *set = ARENA_NEW(l->a, columns_set);
  set->style = style_block_or_body(l->s, b->style);
  for (const block *k = b->first; k; k = k->next)
    set->count++;
  if (!set->count)
    return;
  set->column = ARENA_ARRAY(l->a, flow, set->count);
  tag_element *all = flow_tag(l, b, c.parent, TAG_DIV);
  int i = 0;
  for (const block *k = b->first; k; k = k->next, i++) {
    flow_context inner = { .parent = tag_add(l->tags, all, TAG_DIV), .lang = b->lang ? b->lang : c.lang, .apart = true };
    inner.cap = columns_width(set, flow_room(l, c));
    block *alone = ARENA_NEW(l->a, block);        /* without its neighbours, which have columns of their own */
    *alone = *k;
    alone->next = NULL;
    flow_blocks(l, &set->column[i], alone, inner);
  }
  flow_op *op = flow_add(l, f, FLOW_COLUMNS, set->style);
  op->what = set;
  op->anchor = flow_anchor(l, b->anchor);
}

void flow_blocks(lay *l, flow *f, const block *first, flow_context c)
{
  for (const block *b = first; b; b = b->next)
    switch (b->kind) {
    case BLOCK_SECTION: flow_section(l, f, b, c); break;
    case BLOCK_HEADING: flow_heading(l, f, b, c); break;
    case BLOCK_PARAGRAPH: flow_paragraph(l, f, b, c); break;
    case BLOCK_LIST: flow_list(l, f, b, c); break;
    case BLOCK_ITEM: flow_container(l, f, b, c, flow_tag(l, b, c.parent, TAG_DIV)); break;      /* outside any list */
    case BLOCK_BOX: flow_container(l, f, b, c, flow_tag(l, b, c.parent, TAG_DIV)); break;
    case BLOCK_QUOTE: flow_container(l, f, b, c, flow_tag(l, b, c.parent, TAG_BLOCKQUOTE)); break;
    case BLOCK_TABLE: flow_table(l, f, b, c); break;
    case BLOCK_FIGURE: flow_figure(l, f, b, c); break;
    case BLOCK_CONTENTS: flow_contents(l, f, b, c); break;
    case BLOCK_COLUMNS: flow_columns(l, f, b, c); break;
    }
}
