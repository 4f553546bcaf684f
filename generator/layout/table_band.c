/* Dividing a table by columns. Each band becomes a Table of its own, with its own caption ("del 2 af 3 …"), header, key columns and all rows: a
 * reader who hears one cell is told its headers, and every Table is a whole grid with rows of equal length (ISO 14289-1 7.5). The rejected way, one
 * Table whose bands repeat their keys as artifacts, leaves rows whose cells stand pages apart: Table > TR has one order only, so it would be read
 * across bands while the page is read down them.
 *
 * The cells' elements are moved, not made again, because links and footnotes in them have been made already. The keys of all bands but the
 * first are new: texts without the notes. */
#include "layout/table_int.h"
#include <string.h>

static void adopt(tag_element *parent, tag_element *e)
{
  e->parent = parent;
  e->next = NULL;
  if (parent->last)
    parent->last->next = e;
  else
    parent->first = e;
  parent->last = e;
}

/* The band's columns, and what is known of their widths. */
static void band_columns(lay *l, table_set *b, const table_set *whole, const size_t *band_of)
{
  size_t keys = table_keys(whole->g), *of = ARENA_ARRAY(l->a, size_t, whole->columns);
  b->columns = 0;
  for (size_t c = 0; c < whole->columns; c++)
    if (c < keys || band_of[c] == b->band)
      of[b->columns++] = c;
  b->of = of;
  b->shares = false;
  table_columns(l, b);
  for (size_t k = 0; k < b->columns; k++) {
    column_set *to = &b->column[k];
    const column_set *from = &whole->column[of[k]];
    to->natural = from->natural;
    to->soft = from->soft;
    to->hard = from->hard;
    to->before = from->before;
    to->after = from->after;
  }
}

static table_set *band_new(lay *l, const table_set *whole, size_t band, const size_t *band_of)
{
  table_set *b = ARENA_NEW(l->a, table_set);
  *b = *whole;
  b->band = band;
  b->next = NULL;
  if (band) {
    b->tag = tag_add(l->tags, whole->tag->parent, TAG_TABLE);
    LIST_PUSH(l->a, &l->tables, b);
  }
  b->caption_tag = tag_add(l->tags, b->tag, TAG_CAPTION);
  band_columns(l, b, whole, band_of);
  table_header(l, b);
  size_t rows = whole->g->rows;
  if (!rows)
    return b;
  tag_element *body = tag_add(l->tags, b->tag, TAG_TBODY);
  b->tr = ARENA_ARRAY(l->a, tag_element *, rows);
  b->cell = ARENA_ARRAY(l->a, cell_set, rows * b->columns);
  for (size_t r = 0; r < rows; r++)
    b->tr[r] = tag_add(l->tags, body, TAG_TR);
  return b;
}

static void span_set(lay *l, const table_set *b, size_t row, tag_element *e)
{
  size_t across = table_span(b, row);
  if (across > 1 || e->extra)
    tag_extra_of(l->tags, e)->colspan = (uint16_t)(across > 1 ? across : 0);
}

/* A key cell again: made new, with the text that has been shaped. */
static void key_again(lay *l, table_set *b, const table_set *whole, size_t row, size_t column, const tag_element *like)
{
  tag_element *e = tag_add(l->tags, b->tr[row], (tag_role)like->role);
  e->scope = like->scope;
  if (column == 0)
    span_set(l, b, row, e);
  table_cell_make(l, b, row, column, e);
  b->cell[row * b->columns + column].run = whole->cell[row * whole->columns + column].run;
}

static size_t place_in(const table_set *b, size_t column)
{
  size_t k = 0;
  while (b->of[k] != column)
    k++;
  return k;
}

static void divide_row(lay *l, const table_set *whole, table_set *first, size_t row, const size_t *band_of)
{
  size_t keys = table_keys(whole->g), across = table_span(whole, row), c = 0;
  for (tag_element *e = whole->tr[row]->first, *next; e; e = next, c += c ? 1 : across) {
    next = e->next;
    table_set *b = first;
    while (c >= keys && b->next && b->band < band_of[c])
      b = b->next;
    adopt(b->tr[row], e);
    b->cell[row * b->columns + place_in(b, c)] = whole->cell[row * whole->columns + c];
    if (c == 0)
      span_set(l, b, row, e);
    for (table_set *other = c < keys ? b->next : NULL; other; other = other->next)
      key_again(l, other, whole, row, c, e);
  }
}

void table_divide(lay *l, table_set *t, size_t bands, const size_t *band_of)
{
  table_set *whole = ARENA_NEW(l->a, table_set), *end = t;
  *whole = *t;
  t->tag->first = t->tag->last = NULL;
  *t = *band_new(l, whole, 0, band_of);
  for (size_t n = 1; n < bands; n++)
    end = end->next = band_new(l, whole, n, band_of);
  for (size_t r = 0; r < whole->g->rows; r++)
    divide_row(l, whole, t, r, band_of);
  for (table_set *b = t; b; b = b->next)
    table_measure_labels(l, b);
}
