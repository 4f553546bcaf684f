/* The baseline grid ("grundlinjenet"): lines of body text stand on multiples of its step below the upper margin, on facing pages and in columns
 * alike. What stands between them - headings, boxes, figures, tables - has its own heights; the body line after it comes back to the grid, the
 * difference going into the space above it. Text inside a box keeps the box's own rhythm: its padding would grow unevenly. */
#include "layout/layout_int.h"
#include <math.h>

/* Body text is what has the body's leading and size: paragraphs and lists of it, wherever they stand outside boxes; not what stands on a
 * cover's plane. */
bool grid_wanted(const setter *s, const para *p)
{
  const block_style *body = s->l->s->body;
  return s->g->grid > 0 && !s->box && p->style->face && !p->style->backdrop.set && p->style->face->size == body->face->size && p->leading == body->leading;
}

double grid_snap(const galley *g, double y)
{
  return g->grid > 0 ? ceil((y - 0.01) / g->grid) * g->grid : y;
}
