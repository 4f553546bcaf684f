/* Rows into the galley: caption, header, rows, notes, and where the page may break between them. What a page turn adds
 * stands in table_again.c. */
#include "layout/table_int.h"

#define NOTES_KEPT 2               /* with the last row; of a long list the others may go on over a page, not the last alone */
#define FEW_ROWS 3                 /* fewer stand alone on a page only where nothing else is possible */

static int row_keep(const grid *g, size_t r)
{
  row_kind kind = (row_kind)g->row[r].kind;
  if (r == 0 || kind == ROW_SUBTOTAL || kind == ROW_TOTAL || g->row[r - 1].kind == ROW_GROUP)
    return KEEP_NEXT;                  /* a sum never opens a page, a group's name never closes one */
  if (r == 1 || (r > 1 && kind != ROW_GROUP && g->row[r - 2].kind == ROW_GROUP))
    return KEEP_LINES;
  return r < FEW_ROWS || r + FEW_ROWS > g->rows ? KEEP_WISH : KEEP_NONE;
}

/* Footnotes that cells refer to on lines [from, to). */
static note_use *row_notes(lay *l, const table_set *t, size_t row, int from, int to)
{
  note_use *first = NULL, **end = &first;
  for (size_t c = 0; c < t->columns; c++) {
    const cell_text *text = t->cell[row * t->columns + c].text;
    const para *p = text ? text->p : NULL;
    for (int k = from; p && p->note_refs.n && k < to && k < text->count; k++) {
      *end = para_notes(l, p, k);
      while (*end)
        end = &(*end)->next;
    }
  }
  return first;
}

static atom *row_atom(setter *s, table_set *t, size_t row, int from, int to, double height)
{
  atom *a = galley_atom(s, ATOM_ROW, t, height);
  a->index = (int32_t)row;
  a->from = from;
  a->to = to;
  a->notes = row_notes(s->l, t, row, from, to);
  for (const note_use *u = s->pages ? a->notes : NULL; u; u = u->next)
    note_set(s->l, u->n, s->g->note_width);
  return a;
}

/* A row taller than a page goes on over pages line by line. */
static void split_row(setter *s, table_set *t, size_t row, double leading, double pad)
{
  int n = (int)((t->row_height[row] - 2 * pad) / leading + 0.5);
  DIAG_SAY(s->l->d, LAYOUT_ROW_SPLIT, t->g->row[row].at, t->g->title ? t->g->title : t->g->id);
  for (int k = 0; k < n; k++)
    row_atom(s, t, row, k, k + 1, leading + (k == 0 ? pad : 0) + (k + 1 == n ? pad : 0));
}

static void add_rows(setter *s, table_set *t, double limit)
{
  const grid *g = t->g;
  double pad = s->l->s->table.pad_y;
  for (size_t r = 0; r < g->rows; r++) {
    s->keep = MAX(s->keep, row_keep(g, r));
    if (t->row_height[r] <= limit)
      row_atom(s, t, r, 0, INT32_MAX, t->row_height[r]);
    else
      split_row(s, t, r, table_style_of(s->l, (row_kind)g->row[r].kind)->leading, pad);
  }
}

static void set_table(setter *s, table_set *t)
{
  const table_style *look = &s->l->s->table;
  table_widths(s->l, t, s->width);
  if (t->caption)
    galley_text(s, look->caption ? look->caption : s->l->s->body, t->caption, true, false);
  frame *f = galley_frame(s, NULL, t);
  table_measure_again(s, t, f);
  galley_atom(s, ATOM_HEAD, t, t->head_height);
  add_rows(s, t, galley_room(s));
  galley_frame_end(s, f);
  galley_space(s, look->pad_y);
  for (int i = 0; i < t->note_count; i++)
    galley_text(s, t->notes[i]->style, t->notes[i], false, i < NOTES_KEPT || i + 1 == t->note_count);
}

/* A table of up to a third of the page is not divided: it costs little room, and is read at a glance. */
void table_galley(setter *s, table_set *t)
{
  int first = (int)s->g->atoms.n;
  double x = s->x, width = s->width, small = s->g->page_height / 3;
  if (t->block)
    galley_space(s, t->block->before);
  if (t->full && !s->box) {
    s->x = 0;
    s->width = s->g->full;
    s->spanning++;
  }
  set_table(s, t);
  s->spanning -= t->full && !s->box;
  s->x = x;
  s->width = width;
  int last = (int)s->g->atoms.n;
  if ((t->block && t->block->keep_together) || galley_extent(s->g, first, last, small) <= small)
    keep_whole(s->g, first, last);
  if (t->block)
    galley_space(s, t->block->after);
  s->upright = t->wide;
}
