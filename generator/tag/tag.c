/* The structure tree: making, marking, pruning, dumping. Its checks stand in check.c.
 *
 * An element knows its first and last kid and its next sibling, so adding costs the same for the 200,000th cell as for the first. A place for marks
 * between element kids ("text before the link") is an element of role TAG_TEXT: one kind of kid and one order, in place of two lists that
 * would have to be merged by position. The rejected way, kids as a tagged union of element and mark, costs an allocation a mark. */
#include "tag/tag.h"

static const char *const names[] = {
  [TAG_DOCUMENT] = "Document", [TAG_PART] = "Part", [TAG_SECT] = "Sect", [TAG_DIV] = "Div", [TAG_H1] = "H1", [TAG_H2] = "H2", [TAG_H3] = "H3",
  [TAG_H4] = "H4", [TAG_H5] = "H5", [TAG_H6] = "H6", [TAG_P] = "P", [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl", [TAG_LBODY] = "LBody",
  [TAG_BLOCKQUOTE] = "BlockQuote", [TAG_TOC] = "TOC", [TAG_TOCI] = "TOCI", [TAG_REFERENCE] = "Reference", [TAG_LINK] = "Link",
  [TAG_TABLE] = "Table", [TAG_CAPTION] = "Caption", [TAG_THEAD] = "THead", [TAG_TBODY] = "TBody", [TAG_TFOOT] = "TFoot", [TAG_TR] = "TR",
  [TAG_TH] = "TH", [TAG_TD] = "TD", [TAG_FIGURE] = "Figure", [TAG_NOTE] = "Note", [TAG_SPAN] = "Span", [TAG_TEXT] = "text",
};

const char *tag_role_name(tag_role r)
{
  return names[r];
}

tag_tree *tag_tree_new(arena *a)
{
  tag_tree *t = ARENA_NEW(a, tag_tree);
  t->arena = a;
  t->root = ARENA_NEW(a, tag_element);
  t->root->role = TAG_DOCUMENT;
  t->count = 1;
  return t;
}

tag_element *tag_add(tag_tree *t, tag_element *parent, tag_role role)
{
  g_assert(parent && parent->role != TAG_TEXT);
  tag_element *e = ARENA_NEW(t->arena, tag_element);
  e->role = (uint8_t)role;
  e->number = role == TAG_TEXT ? -1 : t->count++;
  e->parent = parent;
  if (parent->last)
    parent->last->next = e;
  else
    parent->first = e;
  parent->last = e;
  return e;
}

tag_extra *tag_extra_of(tag_tree *t, tag_element *e)
{
  if (!e->extra)
    e->extra = ARENA_NEW(t->arena, tag_extra);
  return e->extra;
}

void tag_mark_add(tag_tree *t, tag_element *e, int page, int mcid)
{
  tag_mark m = { page, mcid };
  if (e->marked) {
    LIST_PUSH(t->arena, &e->more, m);
  } else {
    e->mark = m;
    e->marked = true;
  }
}

static bool holds_something(const tag_element *e)
{
  return e->first || e->marked || e->role == TAG_TH || e->role == TAG_TD || (e->extra && e->extra->annotations.n);
}

/* Depth first, so that a parent whose kids all went goes too. Depth is bounded by the nesting of content, which load/ limits. */
static void prune_kids(tag_element *e)
{
  tag_element *kept_first = NULL, *kept_last = NULL;
  for (tag_element *k = e->first, *next; k; k = next) {
    next = k->next;
    prune_kids(k);
    if (!holds_something(k))
      continue;
    k->next = NULL;
    if (kept_last)
      kept_last->next = k;
    else
      kept_first = k;
    kept_last = k;
  }
  e->first = kept_first;
  e->last = kept_last;
}

static void number_in_order(tag_element *e, int32_t *count)
{
  e->number = e->role == TAG_TEXT ? -1 : (*count)++;
  for (tag_element *k = e->first; k; k = k->next)
    number_in_order(k, count);
}

void tag_prune(tag_tree *t)
{
  prune_kids(t->root);
  t->count = 0;
  number_in_order(t->root, &t->count);
}

static void dump_text(GString *out, const char *name, const char *value)
{
  if (value)
    g_string_append_printf(out, " %s=\"%s\"", name, value);
}

static void dump_extra(const tag_extra *x, GString *out)
{
  static const char *const numbering[] = { "", "Disc", "Decimal", "UpperAlpha", "LowerAlpha" };
  dump_text(out, "id", x->id);
  dump_text(out, "headers", x->headers);
  dump_text(out, "lang", x->lang);
  dump_text(out, "title", x->title);
  dump_text(out, "alt", x->alt);
  dump_text(out, "actual", x->actual);
  dump_text(out, "summary", x->summary);
  if (x->colspan > 1)
    g_string_append_printf(out, " colspan=%u", x->colspan);
  if (x->rowspan > 1)
    g_string_append_printf(out, " rowspan=%u", x->rowspan);
  if (x->numbering != NUMBERING_NONE)
    g_string_append_printf(out, " numbering=%s", numbering[x->numbering]);
  if (x->has_bbox)
    g_string_append_printf(out, " bbox=%d:%.2f,%.2f,%.2f,%.2f", x->bbox_page, x->bbox[0], x->bbox[1], x->bbox[2], x->bbox[3]);
  for (size_t i = 0; i < x->annotations.n; i++)
    g_string_append_printf(out, " annotation=%d", x->annotations.v[i]);
}

static void dump_element(const tag_element *e, int depth, GString *out)
{
  static const char *const scopes[] = { "", "Column", "Row", "Both" };
  g_string_append_printf(out, "%*s%s", 2 * depth, "", names[e->role]);
  if (e->scope != SCOPE_NONE)
    g_string_append_printf(out, " scope=%s", scopes[e->scope]);
  if (e->extra)
    dump_extra(e->extra, out);
  if (e->marked)
    g_string_append_printf(out, " %d:%d", e->mark.page, e->mark.mcid);
  for (size_t i = 0; i < e->more.n; i++)
    g_string_append_printf(out, " %d:%d", e->more.v[i].page, e->more.v[i].mcid);
  g_string_append_c(out, '\n');
  for (const tag_element *k = e->first; k; k = k->next)
    dump_element(k, depth + 1, out);
}

void tag_dump(const tag_tree *t, GString *out)
{
  dump_element(t->root, 0, out);
}
