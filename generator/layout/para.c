/* Paragraphs: setting lines for a width, and finding what stands on a line. Shaped once; broken again only for another width. */
#include "layout/layout_int.h"

static bool para_shape(lay *l, para *p)
{
  if (!p->shaped && p->run_count) {
    p->shaped = text_para_make(l->a, l->t, p->runs, p->run_count, p->hyphenate);
    p->lines = NULL;
  }
  return p->shaped != NULL;
}

/* Lines of the footnote marks, in one walk: runs, marks and lines all stand in reading order. */
static void find_marks(para *p)
{
  size_t n = 0;
  for (int k = 0; k < p->line_count && n < p->note_refs.n; k++)
    for (int i = p->lines[k].first; i < p->lines[k].last && n < p->note_refs.n; i++)
      while (n < p->note_refs.n && p->shaped->items[i].kind == TEXT_BOX && (int)p->shaped->items[i].run >= p->note_refs.v[n].run)
        p->note_refs.v[n++].line = k;
  for (; n < p->note_refs.n; n++)
    p->note_refs.v[n].line = p->line_count - 1;
}

int para_set(lay *l, para *p, double width, bool running)
{
  if (!para_shape(l, p))
    return 0;
  if (p->contents)
    width -= p->contents->room;
  if (width < 1)
    width = 1;
  const text_measure m = { width, p->first_indent, p->even, running && p->align == ALIGN_LEFT && !p->even };
  if (!p->lines || p->width < width || p->width > width) {
    p->line_count = text_break_lines(l->a, l->d, p->shaped, m, &p->lines);
    p->width = width;
    find_marks(p);
  }
  return p->line_count;
}

double para_min_width(lay *l, para *p)
{
  return para_shape(l, p) ? p->shaped->min_width : 0;
}

double para_max_width(lay *l, para *p)
{
  return para_shape(l, p) ? p->shaped->max_width : 0;
}

/* Where a line begins in a measure `width` wide. */
double para_line_x(const para *p, int line, double width)
{
  double left = line == 0 ? p->first_indent : 0;
  switch (p->align) {
  case ALIGN_LEFT: return left;
  case ALIGN_RIGHT: case ALIGN_DECIMAL: return MAX(0, width - p->lines[line].width);
  case ALIGN_CENTER: return MAX(0, left + (width - left - p->lines[line].width) / 2);
  }
  return left;
}

/* Footnotes whose mark stands on the line, in order. */
note_use *para_notes(lay *l, const para *p, int line)
{
  size_t low = 0, high = p->note_refs.n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (p->note_refs.v[middle].line < line)
      low = middle + 1;
    else
      high = middle;
  }
  note_use *first = NULL, **end = &first;
  for (; low < p->note_refs.n && p->note_refs.v[low].line == line; low++) {
    note_use *u = ARENA_NEW(l->pass, note_use);
    u->n = p->note_refs.v[low].n;
    *end = u;
    end = &u->next;
  }
  return first;
}
