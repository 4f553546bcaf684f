/* The table of contents and the bookmarks: the document's headings, in their order. Each line keeps room for a page number of three digits,
 * so that numbers found later never change a line: the contents need no pass of their own. */
#include "layout/paint_int.h"
#include <string.h>

static const block_style *line_style(const lay *l, int depth)
{
  const block_style *b = l->s->contents[MIN(depth, 3) - 1];
  return b ? b : l->s->body;
}

/* The title of the documents that these headings are of: the first one, if none stands beside it on its level. It is a bookmark, but no line of its
 * own contents. */
const anchor *contents_title(anchor *const *headings, size_t count)
{
  const anchor *title = NULL;
  for (size_t i = 0; i < count; i++) {
    const anchor *a = headings[i];
    if (!a->listed || (title && a->depth > title->depth))
      continue;
    if (title)
      return NULL;
    title = a;
  }
  return count > 1 ? title : NULL;
}

static contents_line *line_new(lay *l, const anchor *to, int depth, tag_element *toc)
{
  contents_line *line = ARENA_NEW(l->a, contents_line);
  const block_style *b = line->style = line_style(l, depth);
  line->depth = depth;
  tag_element *item = tag_add(l->tags, toc, TAG_TOCI), *reference = tag_add(l->tags, item, TAG_REFERENCE);
  line->owner = tag_add(l->tags, reference, TAG_LINK);
  line->link = (link_target){ .owner = line->owner, .dest = to->name, .contents = to->title };
  line->to = to;
  line->text = para_from_text(l, b, NULL, b->link_ink.set ? b->link_ink : b->ink, to->title, line->owner, SPAN_NONE);
  if (line->text->run_count)
    line->text->owners[0].link = &line->link;
  line->text->contents = line;
  const glyph_run *digits = lay_shape(l, b, NULL, "000", SPAN_NONE), *blank = lay_shape(l, b, NULL, "  ", SPAN_NONE);
  line->room = (digits ? digits->width : 0) + (blank ? blank->width : 0);
  return line;
}

/* Deeper headings stand in a TOC inside the one above them (ISO 32000-1, table 333). */
static void headings_list(lay *l, contents_set *set)
{
  tag_element *toc[8] = { set->tag };
  const volume *all = l->all;
  const anchor *title = contents_title(all->headings.v, all->headings.n);
  int depth = 1;
  for (size_t k = 0; k < all->headings.n; k++) {
    const anchor *a = all->headings.v[k];
    int down = title ? a->depth - 1 : a->depth;
    if (!a->listed || a == title || a->level > set->levels)
      continue;
    for (; depth < down; depth++)
      toc[depth] = tag_add(l->tags, toc[depth - 1], TAG_TOC);
    depth = down;
    LIST_PUSH(l->a, &set->lines, line_new(l, a, depth, toc[depth - 1]));
  }
}

/* Lists of tables and figures look like the second level of the contents: many lines of one weight. */
static void counted_list(lay *l, contents_set *set)
{
  for (size_t k = 0; k < l->all->counted.n; k++)
    if (l->all->counted.v[k].lists == set->lists)
      LIST_PUSH(l->a, &set->lines, line_new(l, l->all->counted.v[k].to, 2, set->tag));
}

void contents_fill(lay *l)
{
  for (size_t i = 0; i < l->contents.n; i++) {
    if (l->contents.v[i]->lists == LISTS_HEADINGS)
      headings_list(l, l->contents.v[i]);
    else
      counted_list(l, l->contents.v[i]);
  }
}

void contents_galley(setter *s, contents_set *c)
{
  for (size_t i = 0; i < c->lines.n; i++) {
    contents_line *line = c->lines.v[i];
    bool above = i + 1 < c->lines.n && c->lines.v[i + 1]->depth > line->depth;
    galley_text(s, line->style, line->text, above, false);
  }
}

/* Leader and number after the last line of a title. Leaders end at one x and are dots of equal distance, so that they stand under each other. */
void paint_contents(painter *p, const contents_line *c, double x, double baseline, double width)
{
  lay *l = p->l;
  const text_face *face = c->text->face;
  const char *label = arena_printf(l->a, " %d", c->to->page < 0 ? 0 : c->to->page + 1);      /* the blank parts it from the title when read aloud */
  const glyph_run *digits = lay_shape(l, c->style, NULL, label, SPAN_NONE), *dot = lay_shape(l, c->style, NULL, " .", SPAN_NONE);
  const glyph_run *two = lay_shape(l, c->style, NULL, " . .", SPAN_NONE);      /* between dots the blank is kerned */
  const color ink = c->style->link_ink.set ? c->style->link_ink : c->style->ink;
  const text_line *last = &c->text->lines[c->text->line_count - 1];
  double from = x + para_line_x(c->text, c->text->line_count - 1, c->text->width) + last->width, to = x + width - c->room;
  double step = dot && two ? two->width - dot->width : 0;
  int dots = step > 0 ? (int)((to - from) / step) - 1 : 0;
  if (dots > 1 && dots < 1000) {
    GString *s = g_string_new(NULL);
    for (int i = 0; i < dots; i++)
      g_string_append(s, " .");
    const glyph_run *leader = lay_shape(l, c->style, NULL, s->str, SPAN_NONE);
    g_string_free(s, TRUE);
    if (leader)
      paint_glyphs(p, leader, to - leader->width, baseline, c->style->ink, NULL, ARTIFACT_LAYOUT);
  }
  if (!digits)
    return;
  double left = x + width - digits->width;
  paint_glyphs(p, digits, left, baseline, ink, c->owner, ARTIFACT_NONE);
  paint_link(p, &c->link, left, baseline - text_ascent(face), digits->width, text_ascent(face) + text_descent(face));
}

void outline_fill(lay *l)
{
  for (size_t i = 0; i < l->all->headings.n; i++) {
    const anchor *a = l->all->headings.v[i];
    outline o = { a->title, a->name, a->depth };
    if (a->listed)
      LIST_PUSH(l->a, &l->r->outlines, o);
  }
}
