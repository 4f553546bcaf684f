/* Checks row by row: what is printed and what the rule gives stand in one row. */
#include "audit/audit_int.h"

#include <math.h>
#include <string.h>

number figure_of(const formula_value *v) {
  number n = v->num;
  for (unsigned decimals = 12; v->exact && !rational_number(v->exact, decimals, &n) && decimals; decimals--) {}
  return n;
}

number unit_of_last(number n, unsigned halves) { return (number){ (int64_t)halves * 5, (uint8_t)(n.decimals + 1) }; }

/* The formula's result with so many decimals; false: it has too many digits. */
static bool rounded_as(const formula_value *v, unsigned decimals, number *out) {
  if (v->exact) return rational_number(v->exact, decimals, out);
  *out = number_round(v->num, decimals);
  return true;
}

/* Figures that are surely equal when rounded are told in doubles; near a tie and for a difference the exact way decides. */
static bool surely_equal(number printed, const formula_value *expected, unsigned decimals) {
  double e = expected->exact ? rational_double(expected->exact) : number_double(expected->num), p = number_double(printed);
  return fabs(e) < 1e12 && fabs(p - e) < 0.499 * pow(10, -(double)decimals);
}

bool figure_fits(const check_work *w, number printed, const formula_value *expected, number more, number *must) {
  unsigned decimals = MAX(printed.decimals, w->c->tolerance.decimals);
  *must = printed;
  if (surely_equal(printed, expected, decimals)) return true;
  if (!rounded_as(expected, decimals, must)) return true;            /* nothing that a reader could compare */
  rational *x = w->j->x, *y = w->j->y;
  rational_set_number(x, printed);
  rational_set_number(y, *must);
  rational_subtract(x, x, y);
  if (rational_sign(x) < 0) rational_negate(x);
  rational_set_number(y, w->c->tolerance);
  rational_subtract(x, x, y);
  rational_set_number(y, more);
  return rational_compare(x, y) <= 0;
}

static void row_check(check_work *w, size_t row, unsigned type) {
  const formula_value *p = table_scan_value(w->s, row, w->c->printed), *e = p->state == FORMULA_KNOWN ? table_scan_value(w->s, row, w->c->expected) : p;
  if (e->state != FORMULA_KNOWN) return;
  judgement n = { .row = row, .other = ROW_NONE, .id = DIAG_AUDIT_ROW };
  bool holds = true;
  w->compared++;
  switch ((formula_type)type) {
    case FORMULA_NUMBER:
      n.figures = true;
      n.is = figure_of(p);
      holds = figure_fits(w, n.is, e, w->c->rounding ? unit_of_last(n.is, 2) : (number){ 0 }, &n.must);
      break;
    case FORMULA_DATE: holds = p->num.mantissa == e->num.mantissa; break;
    case FORMULA_TEXT: holds = !strcmp(p->text, e->text); break;
    case FORMULA_CONDITION: holds = p->yes == e->yes; break;
  }
  if (!holds) LIST_PUSH(w->j->a, &w->found, n);
}

void rows_check(check_work *w) {
  unsigned type = table_scan_type(w->s, w->c->printed);
  if (!type || type != table_scan_type(w->s, w->c->expected)) return;
  for (size_t i = 0; i < w->rows; i++) row_check(w, i, type);
}

/* The filter has left only what does not hold. */
void listed_check(check_work *w) {
  w->compared = table_scan_asked(w->s);
  for (size_t i = 0; i < w->rows; i++) {
    const formula_value *p = table_scan_value(w->s, i, w->c->printed), *e = table_scan_value(w->s, i, w->c->expected);
    judgement n = { .row = i, .other = ROW_NONE, .id = DIAG_AUDIT_ROW };
    n.figures = table_scan_type(w->s, w->c->printed) == FORMULA_NUMBER && table_scan_type(w->s, w->c->expected) == FORMULA_NUMBER
                && p->state == FORMULA_KNOWN && e->state == FORMULA_KNOWN;
    if (n.figures) {
      n.is = figure_of(p);
      if (!rounded_as(e, n.is.decimals, &n.must)) n.figures = false;
    }
    LIST_PUSH(w->j->a, &w->found, n);
  }
}
