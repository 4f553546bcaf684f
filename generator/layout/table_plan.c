/* Where a table stands, decided when the flow is made and never again: in its place, over the page's whole measure, on pages that lie on their
 * side, or there in bands of columns.
 *
 * It is asked what the columns need to be read, at half the padding: the widest word of a column, or, where it is long, as much as holds a good
 * part of it, since Danish words may be hyphenated. In its place a column gets at least six ems (some twelve letters), one of prose so much that
 * its longest cell takes six lines, up to twelve ems; only a table whose columns would be narrower leaves its place, since a page on its
 * side breaks the reading. There four ems a column will do; below that the table is divided. Bands are as few as possible, cut between spanning headers rather than through them, and
 * as equal in width as these two allow: a search over all places to cut, n squared for n columns, in that order of cost. The rejected way,
 * taking columns from the left until a page is full, leaves a last band of one column.
 *
 * Texts are measured once, here; what a document's tables need most often - that all stands on one line - is known after the first look. */
#include "layout/table_int.h"

#define EMS_HERE 6.0
#define EMS_PROSE 12.0
#define EMS_LEAST 4.0
#define LINES 6                    /* of a cell of prose */
#define GAIN 1.15                  /* a wide page must be so much wider than the place upright */

double table_em(const lay *l)
{
  const face_style *f = table_style_of(l, ROW_RECORD)->face;
  return f ? f->size : 0;
}

static double column_least(const lay *l, const column_set *c, double ems)
{
  return MIN(MIN(c->soft, c->natural), MAX(c->hard, ems * table_em(l)));
}

/* What prose takes to be read with ease. */
double table_prose(const lay *l, const column_set *c)
{
  return MIN(c->natural / LINES, EMS_PROSE * table_em(l));
}

double table_need(const lay *l, const column_set *c)
{
  return MAX(column_least(l, c, EMS_HERE), table_prose(l, c));
}

/* What stands between a column's text and the next: half the padding on both sides, and half the room after figures. */
static double white(const lay *l, const table_set *t, size_t column)
{
  return l->s->table.pad_x + (table_gap_after(t, column) ? l->s->table.gap / 2 : 0);
}

/* Looks at the texts only as closely as the answer needs it: lines, then words, then pieces of words. */
static bool fits(lay *l, table_set *t, double room)
{
  double lines = 0, words = 0, needs = 0;
  table_measure(l, t);
  for (size_t c = 0; c < t->columns; c++)
    lines += t->column[c].natural + white(l, t, c);
  if (lines <= room)
    return true;
  table_measure_words(l, t);
  for (size_t c = 0; c < t->columns; c++)
    words += MAX(MIN(t->column[c].soft, t->column[c].natural), table_prose(l, &t->column[c])) + white(l, t, c);
  if (words <= room)
    return true;
  table_measure_pieces(l, t);
  for (size_t c = 0; c < t->columns; c++)
    needs += table_need(l, &t->column[c]) + white(l, t, c);
  return needs <= room;
}

/* ---- bands ---- */

size_t table_keys(const grid *g)
{
  size_t head = table_row_header(g);
  return head < g->columns ? head + 1 : 1;
}

typedef struct cut { size_t from, bands, through; double uneven; } cut;    /* the band that ends here begins at `from`; what all so far cost */

static bool cheaper(const cut *a, const cut *b)
{
  if (a->bands != b->bands)
    return a->bands < b->bands;
  if (a->through != b->through)
    return a->through < b->through;
  return a->uneven < b->uneven;
}

/* Is a spanning header cut before this column? */
static bool cut_through(const table_set *t, size_t column, size_t keys)
{
  return column > keys && t->column[column].over >= 0 && t->column[column].over == t->column[column - 1].over;
}

/* The cheapest way to divide the columns after the keys; band_of says which band each is in. Returns how many there are. */
static size_t search(const lay *l, const table_set *t, size_t keys, double room, size_t *band_of)
{
  size_t n = t->columns;
  cut *best = g_new0(cut, n + 1);
  for (size_t end = keys + 1; end <= n; end++) {
    double width = 0;
    best[end].bands = SIZE_MAX;
    for (size_t from = end; from-- > keys; ) {
      width += table_need(l, &t->column[from]) + white(l, t, from);
      if (width > room && from + 1 < end)
        break;
      double spare = MAX(0, room - width);
      cut c = { .from = from, .bands = best[from].bands + 1, .through = best[from].through + cut_through(t, from, keys),
                .uneven = best[from].uneven + spare * spare };
      if (cheaper(&c, &best[end]))
        best[end] = c;
    }
  }
  size_t bands = best[n].bands;
  for (size_t end = n; end > keys; end = best[end].from)
    for (size_t c = best[end].from; c < end; c++)
      band_of[c] = best[end].bands - 1;
  g_free(best);
  return bands;
}

/* Keys may take half the page, three quarters if they cannot be narrower; wider ones are pressed, which is told where the widths are given. */
static void divide(lay *l, table_set *t, double room)
{
  size_t keys = table_keys(t->g);
  double least = 0, wanted = 0;
  if (keys + 1 >= t->columns)
    return;
  for (size_t c = 0; c < keys; c++) {
    least += t->column[c].hard + white(l, t, c);
    wanted += table_need(l, &t->column[c]) + white(l, t, c);
  }
  double most = MAX(room / 2, MIN(least, room * 3 / 4));
  size_t *band_of = g_new0(size_t, t->columns), bands = search(l, t, keys, room - MIN(wanted, most), band_of);
  if (bands > 1)
    table_divide(l, t, bands, band_of);
  g_free(band_of);
}

void table_plan(lay *l, table_set *t, flow_context c)
{
  double here = flow_room(l, c), most = c.apart ? here : page_measure(l, l->master);
  if (fits(l, t, here))
    return;
  t->full = most > here;
  if (t->full && fits(l, t, most))
    return;
  const page_master *wide = c.apart ? NULL : page_wide(l);
  t->wide = wide && page_measure(l, wide) > most * GAIN;
  t->full = t->full || t->wide;
  double room = t->wide ? page_measure(l, wide) : most, least = 0;
  for (size_t k = 0; k < t->columns; k++)
    least += column_least(l, &t->column[k], EMS_LEAST) + white(l, t, k);
  if (least > room)
    divide(l, t, room);
}
