/* Keeps: what a page break before an atom costs. Costs, not rules, so that a chain of them longer than a page still breaks where it hurts
 * least. */
#include "layout/layout_int.h"

void keep_whole(galley *g, int first, int last)
{
  if (galley_extent(g, first, last, g->page_height) > g->page_height)
    return;                            /* taller than a page: it splits where its own lines allow */
  for (int i = first + 1; i < last; i++)
    if (g->atoms.v[i].keep < KEEP_WHOLE)
      g->atoms.v[i].keep = (uint8_t)(g->atoms.v[i].keep + KEEP_WHOLE);
}

/* A page takes at least so many of its lines above the cut and below it. */
void keep_edges(galley *g, int first, int last, int above, int below)
{
  for (int i = first + 1; i < last; i++)
    if ((i - first < above || last - i < below) && g->atoms.v[i].kind == ATOM_LINE)
      g->atoms.v[i].keep = MAX(g->atoms.v[i].keep, KEEP_LINES);
}

/* What is kept whole only when it is short has lines of its own on both pages otherwise, at least the style's own count. */
void keep_box(setter *s, const block_style *b, int first)
{
  int last = (int)s->g->atoms.n;
  double small = s->g->page_height / 3;
  if (b->keep_together == BOX_WHOLE || (b->keep_together == BOX_SHORT && galley_extent(s->g, first, last, small) <= small))
    keep_whole(s->g, first, last);
  else if (b->keep_together == BOX_SHORT)
    keep_edges(s->g, first, last, b->orphans, b->widows);
}

void keep_next(setter *s, bool keep)
{
  if (keep) {
    s->keep = KEEP_NEXT;
    s->soft = 2;                       /* with two lines of what follows */
  }
}

int keep_line(const para *p, int line)
{
  int before = line, after = p->line_count - line;
  if (before < MAX(1, p->style->orphans) || after < MAX(1, p->style->widows))
    return KEEP_LINES;
  return p->lines[line - 1].hyphenated ? KEEP_WISH : KEEP_NONE;     /* no hyphen over a page turn */
}

/* A list of short items is like a paragraph of lines: none of one line stands alone at a page's foot or top. */
void keep_wish(setter *s, int index)
{
  atom *a = &s->g->atoms.v[index];
  a->keep = MAX(a->keep, KEEP_WISH);
}
