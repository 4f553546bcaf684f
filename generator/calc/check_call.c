/* Types and units of the functions. */
#include "calc/calc_int.h"

/* A bare figure among operands with a unit. */
static bool bare_among(reading *r, const formula_node *n, size_t first, const formula_node *model) {
  bool any = false;
  for (size_t i = first; i < n->count; i++)
    if (n->args[i] != model) any |= check_bare(r, n->args[i], model->unit, model, false);
  return any;
}

/* The first operand that has a unit, else the first that is a figure at all. */
static const formula_node *model_of(const formula_node *n, size_t first) {
  const formula_node *model = NULL;
  for (size_t i = first; i < n->count; i++) {
    const unit *u = n->args[i]->unit;
    if (u->any) continue;
    if (u->n > 0 || u->ten != 0) return n->args[i];
    if (!model) model = n->args[i];
  }
  return model;
}

/* The operands from `first` on are of one unit and scale: the unit, or NULL when they are not (reported). */
static const unit *one_unit(reading *r, formula_node *n, size_t first) {
  const formula_node *model = model_of(n, first);
  if (!model) return &unit_any;
  if (bare_among(r, n, first, model)) return NULL;
  bool one_scale = true;
  for (size_t i = first; i < n->count; i++) {
    const formula_node *arg = n->args[i];
    if (arg->unit->any) continue;
    if (!unit_same(arg->unit, model->unit)) {
      FAULT(r, FORMULA_UNIT_ARGUMENTS, n->from, n->to, reading_slice(r, model->from, model->to), check_unit_text(r, model->unit),
            reading_slice(r, arg->from, arg->to), check_unit_text(r, arg->unit));
      return NULL;
    }
    one_scale &= arg->unit->ten == model->unit->ten;
  }
  if (!one_scale)
    for (size_t i = first; i < n->count; i++) check_scale(r, &n->args[i], 0);
  for (size_t i = first; i < n->count; i++)
    if (!n->args[i]->unit->any) return n->args[i]->unit;
  return &unit_any;
}

static bool check_if(reading *r, formula_node *n) {
  bool ok = check_is(r, n->args[0], FORMULA_CONDITION);
  ok &= check_node(r, n->args[1]);
  ok &= check_node(r, n->args[2]);
  if (!ok) return false;
  const unsigned both = n->args[1]->type & n->args[2]->type;
  if (!both) {
    const formula_node *yes = n->args[1], *no = n->args[2];
    FAULT(r, FORMULA_BRANCH_TYPES, n->from, n->to, reading_slice(r, yes->from, yes->to), reading_slice(r, no->from, no->to));
    return false;
  }
  if (both & FORMULA_NUMBER) {
    n->unit = one_unit(r, n, 1);
    if (!n->unit) return false;
  }
  n->type = both;
  return true;
}

/* The decimals are part of the formula, not of the content: then a column has the same in every row. */
static bool check_round(reading *r, formula_node *n) {
  bool ok = check_is(r, n->args[0], FORMULA_NUMBER);
  const formula_node *d = n->args[1]->op == FORMULA_OP_NEGATE ? n->args[1]->args[0] : n->args[1];
  const bool whole = d->op == FORMULA_OP_CONSTANT && !d->unit_text && d->num.decimals == 0 && d->num.mantissa <= FORMULA_MOST_DECIMALS;
  if (!whole) {
    FAULT(r, FORMULA_DECIMALS, n->args[1]->from, n->args[1]->to, reading_slice(r, n->args[1]->from, n->args[1]->to));
    return false;
  }
  ok &= check_node(r, n->args[1]);
  if (!ok) return false;
  n->ten = (int)(d == n->args[1] ? d->num.mantissa : -d->num.mantissa);
  n->type = FORMULA_NUMBER;
  n->unit = n->args[0]->unit;
  return true;
}

bool check_call(reading *r, formula_node *n) {
  switch (n->function) {
    case FORMULA_IF: return check_if(r, n);
    case FORMULA_ROUND: return check_round(r, n);
    case FORMULA_SUM: case FORMULA_MIN: case FORMULA_MAX:
      if (!check_numbers(r, n)) return false;
      n->unit = one_unit(r, n, 0);
      if (!n->unit) return false;
      n->type = FORMULA_NUMBER;
      return true;
  }
  return false;
}
