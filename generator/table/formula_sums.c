/* Formulas in rows of sums: worked out again from the row's own sums, when all that the formula names has one. Adding up its cells was rejected for all
 * but those that say "sum: ja": the sum of percentages is no percentage. Where one record lacks a figure that the formula needs and has another, the
 * sums are not of the same records, and there is no result. */
#include "table/table_int.h"

static bool uses(const formula *f, uint32_t name) {
  for (size_t i = 0; f && i < f->use_count; i++)
    if (f->uses[i].name == name) return true;
  return false;
}

bool formula_names(const grid_build *b, size_t column, size_t other) {
  const work_column *w = &b->work[column];
  uint32_t name = b->work[other].name;
  if (name == NAME_NONE || w->numbers) return false;
  if (w->def != DEF_NONE) return uses(b->w->set->formulas[w->def], name);
  if (w->source != TABLE_FROM_RULES || !w->when) return false;
  for (size_t i = 0; i < w->decl->rules.n; i++)
    if (uses(w->when[i], name)) return true;
  return false;
}

void formulas_set_sums(grid_build *b) {
  const formula_set *s = b->w->set;
  for (size_t i = 0; i < s->order_count; i++) {
    const formula *f = s->formulas[s->order[i]];
    grid_column *k = &b->g->column[b->w->column_of[s->inputs + s->order[i]]];
    if (k->sum == SUM_ADD || !f->use_count || !(f->type & FORMULA_NUMBER)) continue;
    bool all = true;
    for (size_t u = 0; u < f->use_count; u++) all = all && b->g->column[b->w->column_of[f->uses[u].name]].sum != SUM_NONE;
    if (all) k->sum = SUM_FORMULA;
  }
}

void formulas_fill_sums(grid_build *b, grid_row *row) {
  const formula_set *s = b->w->set;
  for (size_t i = 0; i < s->inputs; i++) b->values[i] = formula_of_cell(b->work[b->w->column_of[i]].ftype, &row->cells[b->w->column_of[i]]);
  for (size_t i = 0; i < s->count; i++) b->values[s->inputs + i] = formula_missing(FORMULA_BROKEN, NULL);
  for (size_t i = 0; i < s->order_count; i++) {
    size_t c = b->w->column_of[s->inputs + s->order[i]];
    formula_value *v = &b->values[s->inputs + s->order[i]];
    if (b->g->column[c].sum == SUM_FORMULA) {
      formula_eval_one(b, s->order[i]);
      formula_cell(b, c, v, &row->cells[c]);
      b->work[c].rounded |= v->rounded;
    } else *v = formula_of_cell(b->work[c].ftype, &row->cells[c]);
  }
}
