/* What layout decided, drawn over the page ("--debug=boxes"): the field for text, each line, row, figure and row of columns, and the boxes around them.
 * For those who build layouts and this program; all of it artifacts, so the text that is read does not change. */
#include "layout/paint_int.h"

#define HAIR 0.4                       /* points */

static const color FIELD = { 0.45, 0.45, 0.45, true }, LINE = { 0.10, 0.35, 0.80, true }, ROW = { 0.10, 0.50, 0.20, true },
                   PICTURE = { 0.80, 0.45, 0.00, true }, FRAME = { 0.75, 0.10, 0.15, true };

static void outline_of(painter *p, double x, double y, double width, double height, color ink)
{
  rule_line sides[] = { { x, y, width, HAIR }, { x, y + height - HAIR, width, HAIR }, { x, y, HAIR, height }, { x + width - HAIR, y, HAIR, height } };
  rule_line *kept = ARENA_ARRAY(p->l->a, rule_line, G_N_ELEMENTS(sides));
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
    kept[i] = sides[i];
  paint_rules(p, kept, G_N_ELEMENTS(sides), ink);
}

void boxes_page(painter *p, const page_plan *plan)
{
  const page_master *m = plan->master;
  outline_of(p, m->margin.left, m->margin.top, m->width - m->margin.left - m->margin.right, m->height - m->margin.top - m->margin.bottom, FIELD);
}

void boxes_atoms(painter *p, const galley *g, int first, int last, const double *tops, double x)
{
  static const color *const inks[] = { [ATOM_LINE] = &LINE, [ATOM_HEAD] = &ROW, [ATOM_ROW] = &ROW, [ATOM_FIGURE] = &PICTURE, [ATOM_COLUMNS] = &FIELD };
  for (int i = first; i < last; i++) {
    const atom *a = &g->atoms.v[i];
    outline_of(p, x + a->x, tops[i - first], a->width, a->height, a->kind < G_N_ELEMENTS(inks) ? *inks[a->kind] : FIELD);
  }
}

void boxes_frame(painter *p, const frame_piece *f, double x, double y)
{
  outline_of(p, x + f->f->x, y + f->top, f->f->width, f->bottom - f->top, FRAME);
}
