/* Exact arithmetic over registers: base's fractions. */
#include "calc/calc_int.h"

static void exact_constant(formula_work *w, size_t at, number n) { rational_set_number(w->exact[at], n); }
static void exact_value(formula_work *w, size_t at, const formula_value *v) {
  if (v->exact) rational_set(w->exact[at], v->exact);
  else rational_set_number(w->exact[at], v->num);
}
static void exact_negate(formula_work *w, size_t at) { rational_negate(w->exact[at]); }
static void exact_add(formula_work *w, size_t at) { rational_add(w->exact[at], w->exact[at], w->exact[at + 1]); }
static void exact_subtract(formula_work *w, size_t at) { rational_subtract(w->exact[at], w->exact[at], w->exact[at + 1]); }
static void exact_multiply(formula_work *w, size_t at) { rational_multiply(w->exact[at], w->exact[at], w->exact[at + 1]); }
static bool exact_divide(formula_work *w, size_t at) { return rational_divide(w->exact[at], w->exact[at], w->exact[at + 1]); }
static void exact_scale(formula_work *w, size_t at, int ten) { rational_scale(w->exact[at], ten); }
static void exact_round(formula_work *w, size_t at, int decimals) { rational_round(w->exact[at], decimals); }
static int exact_compare(const formula_work *w, size_t at) { return rational_compare(w->exact[at], w->exact[at + 1]); }
static void exact_take(formula_work *w, size_t at) { rational_swap(w->exact[at], w->exact[at + 1]); }

const arithmetic exact_arithmetic = {
  exact_constant, exact_value, exact_negate, exact_add, exact_subtract, exact_multiply, exact_divide, exact_scale, exact_round,
  exact_compare, exact_take,
};
