/* Hyphens over a page turn. The page filler avoids them by ending the page a line or two early. Here, when all pages are planned, the word is
 * asked to stay whole, so that the paragraph breaks elsewhere and the page can be full; then the pages are planned anew. The rejected way, to
 * weigh the page's end when lines are chosen, has no page yet to weigh. */
#include "layout/layout_int.h"

#define SLACK 0.01                 /* points: sums of fractions of millimetres are not exact */
enum { EARLY_MOST = 4 };           /* lines that the filler may have left out */

/* The paragraph of which a line with a hyphen stands before this atom; NULL. Page numbers in a text may set it anew, so it is left alone. */
static para *divided(const galley *g, int at)
{
  const atom *a = &g->atoms.v[at];
  para *p = a->kind == ATOM_LINE && a->index > 0 ? a->what : NULL;
  return p && p->lines && !p->page_refs.n && p->lines[a->index - 1].hyphenated ? p : NULL;
}

static bool hold_before(const galley *g, int at)
{
  para *p = divided(g, at);
  int item = p ? p->lines[g->atoms.v[at].index - 1].last : -1;
  if (!p || p->shaped->items[item].held)
    return false;
  text_hold_word(p->shaped, item);
  p->lines = NULL;
  return true;
}

/* The page's end, and the ends after it that fit and that only a hyphen speaks against. */
static bool mend_page(const page_plan *p)
{
  const galley *g = p->g;
  double height = master_height(p->master) - p->notes_height;
  int n = (int)g->atoms.n, end = p->last;
  if (end >= n)
    return false;
  bool held = hold_before(g, end);
  for (int at = end + 1; !held && at < n && at <= end + EARLY_MOST; at++) {
    if (g->atoms.v[at - 1].notes || galley_extent(g, p->first, at, height) > height + SLACK)
      break;
    held = g->atoms.v[at].keep == KEEP_WISH && hold_before(g, at);
  }
  return held;
}

bool turns_mend(lay *l)
{
  bool any = false;
  for (size_t i = 0; i < l->plans.n; i++)
    any = (l->plans.v[i]->g && !l->plans.v[i]->parts.n && mend_page(l->plans.v[i])) || any;
  return any;
}
