/* Calculations with printed values: the model is worked out again, line by line. */
#include "audit/audit_int.h"

#include <string.h>

/* Has the printed value a figure that can be held up against ours? */
static bool both_figures(const calculation_step *t) { return t->printed && t->printed->kind == VALUE_KNOWN && t->type == FORMULA_NUMBER && t->state == FORMULA_KNOWN; }

static void step_tell(audit_job *j, const calculation *c, const calculation_step *t, const char *why) {
  finding f = { .what = arena_printf(j->a, "%s: %s", c->title, t->line->text), .printed = t->printed->text, .expected = t->shown,
                .figures = both_figures(t), .unit = t->line->unit ? arena_strndup(j->a, t->line->unit, strcspn(t->line->unit, " ")) : NULL, .why = why, .at = t->printed->at };
  if (f.figures) {
    f.is = t->printed->num;
    f.must = t->line->decimals > t->printed->num.decimals ? t->num : t->as_printed;
  }
  finding_add(j, DIAG_AUDIT_CALCULATION, f, arena_printf(j->a, "%s = %s.", t->line->key, t->formula ? t->formula : t->shown), SPAN_NONE);
}

/* A check of the model's own that the figures do not meet. */
static void check_tell(audit_job *j, const calculation *c, const calculation_step *t) {
  finding f = { .what = arena_printf(j->a, "%s: %s", c->title, t->line->text), .printed = t->shown, .expected = "i orden", .at = c->at };
  finding_add(j, DIAG_AUDIT_CALCULATION_CHECK, f, arena_printf(j->a, "Reglen er %s. Med tallene: %s.", t->formula, t->figures), SPAN_NONE);
}

/* Figures compared. */
static size_t calculation_check(audit_job *j, const calculation *c) {
  const calculation_steps *s = calculation_work(j->a, j->d, c);
  bool explained = false;
  size_t compared = 0;
  for (size_t i = 0; i < s->count; i++) {
    const calculation_step *t = &s->step[i];
    compared += t->printed != NULL || t->line->kind == CALCULATION_CHECK;
    if (t->line->kind == CALCULATION_CHECK && t->state == FORMULA_KNOWN && !t->yes) check_tell(j, c, t);
    if (!t->printed || !t->differs) continue;
    step_tell(j, c, t, explained ? NULL : explain_calculation(j->a, c, s));
    explained = true;
  }
  return compared;
}

void calculations_check(audit_job *j) {
  audit_check *k = check_begin(j, "Beregninger", "Det trykte er det, beregningens model giver med de samme tal.");
  for (size_t i = 0; i < j->m->calculations.n; i++) k->compared += calculation_check(j, j->m->calculations.v[i]);
}
