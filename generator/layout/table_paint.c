/* Painting tables: one item for each line of a cell, owned by its TH or TD; grounds below; all rules of a page's piece as one item for each ink. */
#include "layout/paint_int.h"
#include "layout/table_int.h"

/* ---- header ---- */

static void paint_header_text(painter *p, para *t, double x, double bottom, double width, artifact_kind artifact)
{
  for (int k = 0; k < t->line_count; k++)
    paint_line(p, t, k, x, bottom - (t->line_count - k) * t->leading, width, artifact);
}

/* Texts stand at the bottom of their cells, so that each is next to what it heads. */
void paint_table_header(painter *p, const table_set *t, double x, double y, artifact_kind artifact)
{
  double pad_y = p->l->s->table.pad_y;
  for (int o = 0; o < t->over_count; o++) {
    size_t first = (size_t)t->overs[o].first, last = (size_t)t->overs[o].last - 1;
    paint_header_text(p, t->overs[o].text, x + t->column[first].x + t->pad, y + t->head_over - pad_y, table_room(t, first, last), artifact);
  }
  for (size_t c = 0; c < t->columns; c++)
    paint_header_text(p, t->header[c], x + t->column[c].x + t->pad, y + t->head_height - pad_y, table_room(t, c, c), artifact);
}

/* ---- rows ---- */

typedef struct row_pen { painter *p; const table_set *t; const block_style *style; double x, y, baseline; int from, to; row_kind kind; } row_pen;

/* A cell with a note holds a place for its text and the Reference that the mark belongs to. */
static tag_element *text_owner(tag_element *cell, const grid_cell *c)
{
  return c->note && cell->first && cell->first->role == TAG_TEXT ? cell->first : cell;
}

static tag_element *mark_owner(tag_element *cell, const grid_cell *c)
{
  return c->note && cell->last && cell->last->role == TAG_REFERENCE ? cell->last : cell;
}

static void paint_mark(const row_pen *r, const grid_cell *c, double x, double baseline, tag_element *owner)
{
  const glyph_run *mark = c->note ? r->t->marks[c->note - 1] : NULL;
  if (!mark)
    return;
  const block_style *look = r->p->l->s->note_mark;
  double rise = MAX(0, text_ascent(r->t->texts[r->kind]) - text_ascent(r->t->mark_face));
  paint_glyphs(r->p, mark, x, baseline - rise, look && look->ink.set ? look->ink : r->style->ink, owner, ARTIFACT_LAYOUT);
}

static void paint_lines(const row_pen *r, const cell_text *text, const grid_cell *c, double left, double width, bool right, tag_element *cell)
{
  tag_element *owner = text_owner(cell, c);
  int end = MIN(r->to, text->count);
  for (int k = r->from; k < end; k++) {
    const cell_line *line = &text->lines[k];
    double x = left + (right ? MAX(0, width - line->width) : 0), baseline = r->y + (k - r->from) * r->style->leading + r->baseline;
    paint_pieces(r->p, line->pieces, line->count, text->p ? text->p->owners : NULL, owner, ARTIFACT_LAYOUT, x, baseline, r->t->texts[r->kind]);
    if (k + 1 == text->count)
      paint_mark(r, c, x + line->width, baseline, mark_owner(cell, c));
  }
}

static void paint_cell(const row_pen *r, size_t row, size_t column, bool across, tag_element *owner)
{
  const table_set *t = r->t;
  const cell_set *set = &t->cell[row * t->columns + column];
  const grid_cell *c = table_cell(t, row, column);
  bool right = t->column[column].numeric && !across;
  double left = r->x + t->column[column].x + t->pad, width = across ? table_cell_width(t, row, column) : table_room(t, column, column);
  if (set->text) {
    paint_lines(r, set->text, c, left, width, right, owner);
    return;
  }
  if (!set->run || r->from > 0)
    return;
  double x = left, after = c->note || right ? table_fraction(r->p->l, t, column, r->kind, c) : 0;
  if (right) {
    double mark = c->note && t->marks[c->note - 1] ? t->marks[c->note - 1]->width : 0;
    double figures = table_is_figure(t, column, c) ? t->column[column].after - after : 0;    /* up to the comma all end at one x */
    x = left + width - figures - set->run->width - mark;
  }
  paint_glyphs(r->p, set->run, x, r->y + r->baseline, r->style->ink, text_owner(owner, c), ARTIFACT_LAYOUT);
  paint_mark(r, c, x + set->run->width, r->y + r->baseline, mark_owner(owner, c));
}

static void paint_row(painter *p, const atom *a, double x, double y)
{
  const table_set *t = a->what;
  size_t row = (size_t)a->index;
  const grid_row *g = &t->g->row[row];
  row_pen r = { .p = p, .t = t, .style = table_style_of(p->l, (row_kind)g->kind), .x = x, .from = a->from, .to = a->to, .kind = (row_kind)g->kind };
  r.y = y + (a->from == 0 ? p->l->s->table.pad_y : 0);
  r.baseline = lay_baseline(t->texts[r.kind], r.style->leading);
  const tag_element *tr = t->tr[row];
  size_t c = 0, across = table_span(t, row);
  for (tag_element *e = tr->first; e; e = e->next, c += c ? 1 : across)
    paint_cell(&r, row, c, c == 0 && (across > 1 || r.kind == ROW_GROUP), e);
}

void paint_table_atom(painter *p, const atom *a, double x, double y)
{
  if (a->kind == ATOM_HEAD)
    paint_table_header(p, a->what, x, y, ARTIFACT_NONE);
  else
    paint_row(p, a, x, y);
}

/* ---- a page's piece of a table ---- */

static int piece_first(const frame_piece *f, int first)
{
  return MAX(f->f->first, first);
}

static int piece_last(const frame_piece *f, int last)
{
  return MIN(f->f->last, last);
}

void paint_table_ground(painter *p, const frame_piece *f, const galley *g, int first, int last, const double *tops, double x, double y)
{
  const table_set *t = f->f->table;
  const table_style *s = &p->l->s->table;
  double left = x + f->f->x, width = f->f->width;
  if (f->again)
    paint_table_again(p, f, &g->atoms.v[piece_first(f, first)], left, y + f->top);
  for (int i = piece_first(f, first); i < piece_last(f, last); i++) {
    const atom *a = &g->atoms.v[i];
    if (a->kind == ATOM_HEAD)
      paint_rect(p, left, tops[i - first], width, a->height, 0, s->header_ground, ARTIFACT_LAYOUT);
    else if (a->kind == ATOM_ROW && t->g->row[a->index].kind == ROW_GROUP)
      paint_rect(p, left, tops[i - first], width, a->height, 0, s->group_ground, ARTIFACT_LAYOUT);
  }
}

typedef struct rule_set { arena *a; LIST(rule_line) strong, thin; double x, width; } rule_set;

static void rule_strong(rule_set *r, double y, double thickness)
{
  rule_line line = { r->x, y, r->width, thickness };
  if (thickness > 0)
    LIST_PUSH(r->a, &r->strong, line);
}

static void rule_thin(rule_set *r, double x, double y, double width, double thickness)
{
  rule_line line = { x, y - thickness / 2, width, thickness };
  if (thickness > 0)
    LIST_PUSH(r->a, &r->thin, line);
}

static void head_rules(rule_set *r, const table_set *t, const table_style *s, double y)
{
  rule_strong(r, y, s->rule_top);
  for (int o = 0; o < t->over_count; o++) {
    size_t first = (size_t)t->overs[o].first, last = (size_t)t->overs[o].last - 1;
    rule_thin(r, r->x + t->column[first].x + t->pad, y + t->head_over, table_room(t, first, last), s->rule_row);
  }
  rule_strong(r, y + t->head_height - s->rule_header, s->rule_header);
}

/* A sum stands under a rule of its own: a row's in the ink of the strong ones, a total under one as thick as the header's. */
static void row_rule(rule_set *r, row_kind kind, const table_style *s, double y)
{
  switch (kind) {
  case ROW_RECORD: case ROW_GROUP: rule_thin(r, r->x, y, r->width, s->rule_row); break;
  case ROW_SUBTOTAL: rule_strong(r, y - s->rule_row / 2, s->rule_row); break;
  case ROW_TOTAL: rule_strong(r, y - s->rule_header / 2, s->rule_header); break;
  }
}

void paint_table_rules(painter *p, const frame_piece *f, const galley *g, int first, int last, const double *tops, double x, double y)
{
  const table_set *t = f->f->table;
  const table_style *s = &p->l->s->table;
  rule_set r = { .a = p->l->pass, .x = x + f->f->x, .width = f->f->width };
  int from = piece_first(f, first), to = piece_last(f, last);
  if (f->again && t->again_head > 0)
    head_rules(&r, t, s, y + f->top + t->again_caption);
  else if (f->again)
    rule_strong(&r, y + f->top + t->again_caption, s->rule_top);
  if (f->again && from < to && tops[from - first] - y - f->top - t->again_caption - t->again_head > s->pad_y)
    rule_thin(&r, r.x, tops[from - first], r.width, s->rule_row);      /* sums or groups stand between header and first row */
  for (int i = from; i < to; i++) {
    const atom *a = &g->atoms.v[i];
    if (a->kind == ATOM_HEAD)
      head_rules(&r, t, s, tops[i - first]);
    else if (i > from && a->from == 0 && g->atoms.v[i - 1].kind == ATOM_ROW)
      row_rule(&r, (row_kind)t->g->row[a->index].kind, s, tops[i - first]);
  }
  double bottom = from < to ? tops[to - 1 - first] + g->atoms.v[to - 1].height : y + f->bottom;
  rule_strong(&r, bottom - s->rule_bottom, s->rule_bottom);
  color thin = s->row_ink.set ? s->row_ink : s->rule_ink;
  bool same = thin.r == s->rule_ink.r && thin.g == s->rule_ink.g && thin.b == s->rule_ink.b;
  for (size_t i = 0; same && i < r.thin.n; i++)
    LIST_PUSH(r.a, &r.strong, r.thin.v[i]);
  if (!same)
    paint_rules(p, r.thin.v, r.thin.n, thin);
  paint_rules(p, r.strong.v, r.strong.n, s->rule_ink);
  if (f->cut && from < to)
    paint_table_goes_on(p, f, &g->atoms.v[to - 1], r.x, bottom);
}
