/* Lists: labels, how far the text hangs from them, and their structure L > LI > Lbl + LBody. */
#include "layout/layout_int.h"
#include <string.h>

/* A word ("Dato", "Stk. 2") is no number: such a list has no numbering. */
static tag_numbering numbering_of(const char *label)
{
  gunichar c = g_utf8_get_char(label);
  if (g_unichar_isalpha(c) && !strpbrk(label, ".)"))
    return NUMBERING_NONE;
  if (g_unichar_isdigit(c))
    return NUMBERING_DECIMAL;
  if (g_unichar_isupper(c))
    return NUMBERING_UPPER_ALPHA;
  if (g_unichar_islower(c))
    return NUMBERING_LOWER_ALPHA;
  return NUMBERING_DISC;
}

static const char *label_text(lay *l, const block *list, const block *item, const block_style *style, int index)
{
  if (item->label && *item->label)
    return item->label;
  if (list->ordered)
    return arena_printf(l->a, "%d.", list->start + index);
  return style->bullet && *style->bullet ? style->bullet : "•";
}

/* The text of all items hangs equally far: as the layout says, or past the widest label and a blank. */
static double hang_of(lay *l, const block *list, const block_style *style, const face_style *face)
{
  double widest = 0;
  int i = 0;
  for (const block *item = list->first; item; item = item->next, i++) {
    const glyph_run *r = lay_shape(l, style, face, label_text(l, list, item, style, i), item->at);
    widest = r ? MAX(widest, r->width) : widest;
  }
  const glyph_run *blank = lay_shape(l, style, face, " ", list->at);
  return MAX(style->hanging, widest + (blank ? blank->width : 0));
}

/* Nothing but lines to write on. */
static bool is_blank(const block *item)
{
  for (const block *b = item->first; b; b = b->next)
    if (b->kind != BLOCK_PARAGRAPH || b->text)
      return false;
  return item->first != NULL;
}

/* The words beside a blank line are all that the item says, so they are its body: an LI without LBody is no item (ISO 32000-1, table 336). */
static void flow_item(lay *l, flow *f, const block *item, flow_context c, const item_label *pattern, const char *text)
{
  tag_element *li = tag_add(l->tags, c.parent, TAG_LI);
  item_label *label = ARENA_NEW(l->a, item_label);
  *label = *pattern;
  bool blank = is_blank(item);
  label->owner = tag_add(l->tags, li, blank ? TAG_LBODY : TAG_LBL);
  const char *shown = text;
  label->run = label->face ? text_shape(l->t, label->face, shown, (int)strlen(shown), item->at) : NULL;
  const block_style *look = style_block(l->s, item->style);     /* the list's own look is not an item's */
  flow_op *op = flow_add(l, f, FLOW_OPEN, look);
  op->label = label;
  op->anchor = flow_anchor(l, item->anchor);
  c = flow_inside(c, look, label->hang);
  c.parent = blank ? label->owner : tag_add(l->tags, li, TAG_LBODY);
  flow_blocks(l, f, item->first, c);
  flow_add(l, f, FLOW_CLOSE, look);
}

void flow_list(lay *l, flow *f, const block *b, flow_context c)
{
  if (!b->first)
    return;
  const block_style *style = style_block_or_body(l->s, b->style);
  const face_style *face = style->label ? style->label : style->face;
  tag_element *list = tag_add(l->tags, c.parent, TAG_L);
  tag_extra *x = tag_extra_of(l->tags, list);
  x->numbering = (uint8_t)numbering_of(label_text(l, b, b->first, style, 0));
  if (b->lang)
    x->lang = b->lang;
  flow_op *op = flow_add(l, f, FLOW_OPEN, style);
  op->anchor = flow_anchor(l, b->anchor);
  item_label pattern = { .style = style, .face = lay_face(l, face), .ink = style->label_ink.set ? style->label_ink : style->ink,
                         .hang = hang_of(l, b, style, face) };
  c = flow_inside(c, style, 0);
  c.parent = list;
  c.lang = b->lang ? b->lang : c.lang;
  int i = 0;
  for (const block *item = b->first; item; item = item->next, i++)
    flow_item(l, f, item, c, &pattern, lay_case(l, face, label_text(l, b, item, style, i)));
  flow_op *end = flow_add(l, f, FLOW_CLOSE, style);
  end->keep_next = style->keep_with_next;
}
