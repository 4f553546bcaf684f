/* What a page turn adds to a table: above, caption with "(fortsat)", header, the names of the groups that are open, and the sums so far where the
 * table carries them; below, the same sums and "fortsættes". All of it is printed for the eye alone: the structure has the caption, the header and
 * the groups already, and a reader who hears the table meets no page. Heights of the table's frame, so that the page filler counts them without
 * knowing what they are; those of the groups depend on the row that a page begins with. */
#include "layout/paint_int.h"
#include "layout/table_int.h"

/* ---- the groups that are open ---- */

/* The row that names the group which `row` stands in: for a record its innermost group, for a group of level 2 that of level 1. -1: none. */
static int open_group(const table_set *t, int row)
{
  int level = t->g->row[row].kind == ROW_GROUP ? t->g->row[row].level : GRID_GROUPS + 1;
  return t->opens && level > 1 ? t->opens[row] : -1;
}

void table_open_groups(lay *l, table_set *t)
{
  const grid *g = t->g;
  if (!g->group_levels)
    return;
  t->opens = ARENA_ARRAY(l->a, int32_t, g->rows);
  int latest[GRID_GROUPS + 1] = { -1, -1, -1 }, inner = -1;
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    int level = CLAMP(row->level, 1, GRID_GROUPS);
    t->opens[r] = row->kind == ROW_RECORD ? inner : row->kind == ROW_GROUP && level > 1 ? latest[1] : -1;
    if (row->kind == ROW_GROUP)
      inner = latest[level] = (int)r;
    else if (row->kind != ROW_RECORD)
      inner = row->kind == ROW_SUBTOTAL && level > 1 ? latest[1] : -1;
  }
}

/* A new page that begins with a group's own row needs no name above it but the outer group's. */
static double groups_height(const table_set *t, int row)
{
  double height = 0;
  for (int g = open_group(t, row); g >= 0; g = open_group(t, g))
    height += t->row_height[g];
  return height;
}

/* ---- heights ---- */

static double carry_height(const lay *l, const table_set *t)
{
  return t->g->carry ? table_style_of(l, ROW_SUBTOTAL)->leading + 2 * l->s->table.pad_y : 0;
}

/* A header taller than a third of the page is not repeated. */
void table_measure_again(setter *s, table_set *t, frame *f)
{
  const lay *l = s->l;
  const block_style *caption = l->s->table.caption ? l->s->table.caption : l->s->body, *foot = l->s->table.note ? l->s->table.note : l->s->body;
  t->again_caption = caption->leading + caption->after;
  t->again_head = t->head_height <= s->g->page_height / 3 ? t->head_height : 0;
  t->carry_height = carry_height(l, t);
  f->open_again = t->again_caption + t->again_head + t->carry_height;
  f->close_cut = t->carry_height + foot->leading + l->s->table.pad_y;
}

double table_again_groups(const table_set *t, const atom *first)
{
  return first->kind == ATOM_ROW && t->opens ? groups_height(t, first->index) : 0;
}

/* ---- painting ---- */

static void paint_caption(painter *p, const table_set *t, double x, double y, double width)
{
  const block_style *caption = p->l->s->table.caption ? p->l->s->table.caption : p->l->s->body;
  const text_face *face = lay_face(p->l, caption->face);
  const glyph_run *run = lay_fit(p->l, face, lay_case(p->l, caption->face, t->caption_again), width, t->g->at);
  paint_glyphs(p, run, x, y + lay_baseline(face, caption->leading), caption->ink, NULL, ARTIFACT_PAGINATION);
}

static void paint_group(painter *p, const table_set *t, int row, double x, double y, double width)
{
  const block_style *b = table_style_of(p->l, ROW_GROUP);
  paint_rect(p, x, y, width, t->row_height[row], 0, p->l->s->table.group_ground, ARTIFACT_LAYOUT);
  const char *again = lay_word(p->l, "fortsat"), *text = arena_printf(p->l->pass, "%s %s", t->g->row[row].cells[0].text, again);
  const glyph_run *run = lay_fit(p->l, t->texts[ROW_GROUP], text, width - 2 * t->pad, t->g->at);
  paint_glyphs(p, run, x + t->pad, y + p->l->s->table.pad_y + lay_baseline(t->texts[ROW_GROUP], b->leading), b->ink, NULL, ARTIFACT_PAGINATION);
}

/* Outer group above inner. Returns where the rows begin. */
static double paint_groups(painter *p, const table_set *t, int row, double x, double y, double width)
{
  int inner = open_group(t, row), outer = inner >= 0 ? open_group(t, inner) : -1;
  if (outer >= 0) {
    paint_group(p, t, outer, x, y, width);
    y += t->row_height[outer];
  }
  if (inner >= 0) {
    paint_group(p, t, inner, x, y, width);
    y += t->row_height[inner];
  }
  return y;
}

/* The sums of all records before `row`, at the places of the column's figures. */
static void paint_carry(painter *p, const table_set *t, size_t row, double x, double y)
{
  const block_style *b = table_style_of(p->l, ROW_SUBTOTAL);
  double baseline = y + p->l->s->table.pad_y + lay_baseline(t->texts[ROW_SUBTOTAL], b->leading), room = 0;
  size_t first = t->columns;
  for (size_t c = t->columns; c-- > 0; ) {
    const column_set *col = &t->column[c];
    grid_cell sum = { .kind = CELL_NUMBER, .text = grid_carried(p->l->pass, t->g, row, t->of[c]) };
    if (!sum.text)
      continue;
    const glyph_run *run = lay_fit(p->l, t->figures[ROW_SUBTOTAL], sum.text, table_room(t, c, c), t->g->at);
    double after = col->after - table_fraction(p->l, t, c, ROW_SUBTOTAL, &sum);
    paint_glyphs(p, run, x + col->x + t->pad + table_room(t, c, c) - after - run->width, baseline, b->ink, NULL, ARTIFACT_PAGINATION);
    first = c;
  }
  room = (first < t->columns ? t->column[first].x : 0) - 2 * t->pad;
  if (room > 0)
    paint_glyphs(p, lay_fit(p->l, t->texts[ROW_SUBTOTAL], lay_word(p->l, "transport"), room, t->g->at), x + t->pad, baseline, b->ink, NULL, ARTIFACT_PAGINATION);
}

void paint_table_again(painter *p, const frame_piece *f, const atom *first, double x, double y)
{
  const table_set *t = f->f->table;
  double width = f->f->width, top = y + t->again_caption;
  paint_caption(p, t, x, y, width);
  if (t->again_head > 0) {
    paint_rect(p, x, top, width, t->again_head, 0, p->l->s->table.header_ground, ARTIFACT_LAYOUT);
    paint_table_header(p, t, x, top, ARTIFACT_PAGINATION);
    top += t->again_head;
  }
  if (first->kind != ATOM_ROW)
    return;
  if (t->g->carry)
    paint_carry(p, t, (size_t)first->index, x, top);
  paint_groups(p, t, first->index, x, top + t->carry_height, width);
}

void paint_table_goes_on(painter *p, const frame_piece *f, const atom *last, double x, double bottom)
{
  const table_set *t = f->f->table;
  const table_style *s = &p->l->s->table;
  const block_style *look = s->note ? s->note : p->l->s->body;
  if (t->g->carry && last->kind == ATOM_ROW)
    paint_carry(p, t, (size_t)last->index + 1, x, bottom);
  double baseline = bottom + t->carry_height + s->pad_y + lay_baseline(lay_face(p->l, look->face), look->leading);
  if (t->goes_on)
    paint_glyphs(p, t->goes_on, x + f->f->width - t->goes_on->width, baseline, look->ink, NULL, ARTIFACT_PAGINATION);
}
