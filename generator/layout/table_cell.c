/* What the widths make of a table: lines of cells that do not fit on one, heights of rows and header. Equal texts in one column share their
 * lines, but for cells across columns, which have another width; the paragraph they were broken as is thrown away, since its glyphs are text/'s. */
#include "layout/table_int.h"
#include <string.h>

static cell_text *wrap_plain(lay *l, const grid_row *row, const grid_cell *c, const glyph_run *run, double width, arena *scratch)
{
  const block_style *b = table_style_of(l, (row_kind)row->kind);
  text_run *r = ARENA_NEW(scratch, text_run);
  *r = (text_run){ .text = c->text, .length = (int)strlen(c->text), .face = run->face, .ink = b->ink, .at = row->at };
  const text_para *p = text_para_make(scratch, l->t, r, 1, b->hyphenate);
  text_line *lines;
  cell_text *made = ARENA_NEW(l->a, cell_text);
  made->count = text_break_lines(scratch, l->d, p, (text_measure){ .width = width }, &lines);
  made->lines = ARENA_ARRAY(l->a, cell_line, made->count);
  for (int i = 0; i < made->count; i++) {
    made->lines[i].count = text_line_pieces(l->a, p, &lines[i], &made->lines[i].pieces);
    made->lines[i].width = lines[i].width;
  }
  return made;
}

static cell_text *wrap_once(lay *l, column_set *col, const grid_row *row, const grid_cell *c, const glyph_run *run, double width, arena *scratch)
{
  if (!col->wrapped)
    col->wrapped = g_hash_table_new(g_direct_hash, g_direct_equal);
  cell_text *made = g_hash_table_lookup(col->wrapped, run);
  if (!made) {
    made = wrap_plain(l, row, c, run, width, scratch);
    g_hash_table_insert(col->wrapped, (gpointer)(uintptr_t)run, made);
  }
  return made;
}

static void wrap_para(lay *l, cell_text *text, double width)
{
  text->count = para_set(l, text->p, width, false);
  text->lines = ARENA_ARRAY(l->a, cell_line, text->count);
  for (int i = 0; i < text->count; i++) {
    text->lines[i].count = text_line_pieces(l->a, text->p->shaped, &text->p->lines[i], &text->lines[i].pieces);
    text->lines[i].width = text->p->lines[i].width;
  }
}

double table_room(const table_set *t, size_t first, size_t last)
{
  const column_set *end = &t->column[last];
  return end->x + end->width - end->gap - t->column[first].x - 2 * t->pad;
}

double table_cell_width(const table_set *t, size_t row, size_t column)
{
  return table_room(t, column, column == 0 ? table_span(t, row) - 1 : column);
}

static int set_cell(lay *l, table_set *t, size_t row, size_t column, bool across, arena *scratch)
{
  const grid_row *r = &t->g->row[row];
  const grid_cell *c = table_cell(t, row, column);
  cell_set *set = &t->cell[row * t->columns + column];
  double width = across ? table_cell_width(t, row, column) : table_room(t, column, column);
  if (set->text && set->text->p) {
    wrap_para(l, set->text, width);
    return set->text->count;
  }
  set->text = NULL;
  if (!set->run)
    return 1;
  double room = width - (c->note ? table_fraction(l, t, column, (row_kind)r->kind, &(grid_cell){ .note = c->note }) : 0);
  if (set->run->width <= room + 0.01 || (table_is_figure(t, column, c) && t->column[column].hard <= width + 0.01))
    return 1;
  set->text = across ? wrap_plain(l, r, c, set->run, room, scratch) : wrap_once(l, &t->column[column], r, c, set->run, room, scratch);
  return set->text->count;
}

#define SCRATCH_ROWS 512

void table_set_rows(lay *l, table_set *t)
{
  const grid *g = t->g;
  arena *scratch = arena_new();
  if (!t->row_height)
    t->row_height = ARENA_ARRAY(l->a, double, g->rows);
  for (size_t c = 0; c < t->columns; c++)
    if (t->column[c].wrapped)
      g_hash_table_remove_all(t->column[c].wrapped);
  for (size_t r = 0; r < g->rows; r++) {
    size_t across = table_span(t, r);
    int lines = 1;
    for (size_t c = 0; c < t->columns; c += c ? 1 : across)
      lines = MAX(lines, set_cell(l, t, r, c, c == 0 && across > 1, scratch));
    t->row_height[r] = lines * table_style_of(l, (row_kind)g->row[r].kind)->leading + 2 * l->s->table.pad_y;
    if (r % SCRATCH_ROWS == SCRATCH_ROWS - 1) {
      arena_free(scratch);
      scratch = arena_new();
    }
  }
  arena_free(scratch);
}

void table_set_header(lay *l, table_set *t)
{
  const double pad_y = l->s->table.pad_y;
  double over = 0, height = 0;
  for (int o = 0; o < t->over_count; o++) {
    int n = para_set(l, t->overs[o].text, table_room(t, (size_t)t->overs[o].first, (size_t)t->overs[o].last - 1), false);
    over = MAX(over, n * t->overs[o].text->leading + 2 * pad_y);
  }
  t->head_over = over;
  for (size_t c = 0; c < t->columns; c++) {
    int n = para_set(l, t->header[c], table_room(t, c, c), false);
    height = MAX(height, n * t->header[c]->leading + 2 * pad_y - (t->column[c].over < 0 ? over : 0));
  }
  t->head_height = over + height;
}
