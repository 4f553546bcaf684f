/* Tables, figures and lists of contents in the flow: what leads to a wide table, what may give way to the text behind it, what stands above and
 * below. */
#include "layout/table_int.h"

#define LEAD_IN 300                /* bytes: a paragraph of three or four lines */

static bool short_para(const flow_op *op)
{
  int length = 0;
  const para *p = op->kind == FLOW_PARA ? op->what : NULL;
  for (int i = 0; p && i < p->run_count; i++)
    length += p->runs[i].length;
  return p && length <= LEAD_IN;
}

/* What comes with a wide table onto its pages: headings and labels that are kept with it, containers that open there, and a few lines between its
 * heading and itself. */
static void flow_turn(flow *f)
{
  size_t first = f->ops.n - 1;
  for (size_t i = first; i-- > 0; ) {
    const flow_op *op = &f->ops.v[i], *before = i ? op - 1 : NULL;
    bool leads = op->kind == FLOW_OPEN || (op->kind == FLOW_PARA && op->keep_next);
    if (i + 2 == f->ops.n && before && before->kind == FLOW_PARA && before->keep_next)
      leads = leads || short_para(op);
    if (!leads || (op->style && op->style->master))
      break;
    first = i;
    if (op->new_page || (op->style && op->style->break_before != BREAK_NONE))
      break;
  }
  f->ops.v[first].turns = true;
}

/* What may give way stands between two operations of its own, so that the galley knows where it begins and ends. */
static void flow_float(lay *l, flow *f, flow_kind kind, double share)
{
  if (share > 0)
    flow_add(l, f, kind, NULL)->floats = share;
}

/* A figure's number and title, which a list of figures says too; and, after them, where its figures stand and where they come from (NULL: not said). */
static inl *figure_title(lay *l, const block *b, const inl **rest)
{
  inl *first = NULL, **end = &first;
  const inl *i = b->text;
  for (int n = 0; i && (!b->title_inlines || n < b->title_inlines); i = i->next, n++) {
    inl *k = *end = ARENA_NEW(l->a, inl);
    *k = *i;
    k->next = NULL;
    end = &k->next;
  }
  *rest = i && i->kind == INLINE_BREAK ? i->next : i;
  return first;
}

/* A table or figure with a number stands in the lists of its kind, by its caption. */
static void flow_counted(lay *l, const block *b, int lists)
{
  anchor *a = b->number ? lay_anchor(l, b->anchor) : NULL;
  if (!a)
    return;
  const inl *rest;
  a->title = inl_plain(l->a, figure_title(l, b, &rest));
  LIST_PUSH(l->a, &l->all->counted, ((counted){ lists, a }));
}

void flow_table(lay *l, flow *f, const block *b, flow_context c)
{
  table_set *t = table_new(l, b, c);
  if (!t) {
    flow_open(l, f, b, NULL);          /* references to it lead to where it would stand */
    flow_add(l, f, FLOW_CLOSE, NULL);
    return;
  }
  double share = t->wide || t->next ? 0 : float_share(l, b, c);
  flow_float(l, f, FLOW_OPEN, share);
  flow_counted(l, b, LISTS_TABLES);
  for (table_set *k = t; k; k = k->next) {
    flow_op *op = flow_add(l, f, FLOW_TABLE, k->block);
    op->what = k;
    op->anchor = k == t ? flow_anchor(l, b->anchor) : NULL;
    if (k->wide)
      flow_turn(f);
  }
  flow_float(l, f, FLOW_CLOSE, share);
}

static void flow_under(lay *l, flow *f, const block_style *style, const inl *text, span at, flow_context c, bool keep)
{
  flow_op *op = flow_add(l, f, FLOW_PARA, style);
  op->what = para_from_inlines(l, style, text, tag_add(l->tags, c.parent, TAG_P), c.lang, at);
  op->keep_previous = keep;
}

/* The caption stands under the figure as paragraphs: inside it, the alternative text would hide them from a screen reader. Its title has the look of a
 * caption, what follows that of a note. */
static void flow_caption(lay *l, flow *f, const block *b, flow_context c)
{
  const block_style *style = flow_style(l, "figurtekst"), *small = style_block(l->s, "figur-note");
  if (!style)
    style = l->s->table.caption ? l->s->table.caption : l->s->body;
  const inl *rest, *title = figure_title(l, b, &rest);
  if (rest) {
    block_style *tight = ARENA_NEW(l->a, block_style);
    *tight = *style;
    tight->after = 0;
    style = tight;
  }
  flow_under(l, f, style, title, b->at, c, b->figure != NULL);
  if (rest)
    flow_under(l, f, small ? small : l->s->table.note ? l->s->table.note : style, rest, b->at, c, true);
}

void flow_figure(lay *l, flow *f, const block *b, flow_context c)
{
  figure_set *set = b->figure ? figure_new(l, b, c.parent) : NULL;
  double share = float_share(l, b, c);
  flow_float(l, f, FLOW_OPEN, share);
  if (set) {
    flow_counted(l, b, LISTS_FIGURES);
    flow_op *op = flow_add(l, f, FLOW_FIGURE, flow_style(l, b->style));
    op->what = set;
    op->anchor = flow_anchor(l, b->anchor);
    op->keep_next = b->text != NULL;
  }
  if (b->text)
    flow_caption(l, f, b, c);
  flow_float(l, f, FLOW_CLOSE, share);
}

void flow_contents(lay *l, flow *f, const block *b, flow_context c)
{
  contents_set *set = ARENA_NEW(l->a, contents_set);
  set->levels = b->level > 0 ? b->level : 2;
  set->lists = b->lists;
  set->tag = flow_tag(l, b, c.parent, TAG_TOC);
  LIST_PUSH(l->a, &l->contents, set);
  flow_op *op = flow_add(l, f, FLOW_CONTENTS, NULL);
  op->what = set;
  op->anchor = flow_anchor(l, b->anchor);
}
