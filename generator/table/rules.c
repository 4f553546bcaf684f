/* Columns by rule: the first condition that holds gives the text ("højt specialiseret"), and a judgement made by hand wins over all rules
 * and brings its reason as a note. A condition that cannot be answered ends the search: a later rule that held would only seem to be
 * the first. */
#include "table/table_int.h"

static void set_text(grid_build *b, const char *text, grid_cell *out) {
  if (text_blank(text)) { cell_missing(CELL_NOT_STATED, out); return; }      /* reported */
  *out = (grid_cell){ .kind = CELL_TEXT, .text = text_intern(b, text) };
}

static bool fill_manual(grid_build *b, const work_column *w, const row_pick *r, grid_cell *out) {
  const value *v = w->has_manual ? path_value(&w->manual, r) : NULL;
  if (!v || v->kind != VALUE_KNOWN) return false;
  set_text(b, value_text(b, w->manual.field, v, v->num.decimals), out);
  if (!w->has_reason) return true;
  const value *why = path_value(&w->reason, r);
  const char *text = why->kind == VALUE_KNOWN ? value_text(b, w->reason.field, why, why->num.decimals) : "begrundelsen er ikke oplyst";
  out->note = note_add(b, arena_printf(b->a, "Vurderet manuelt: %s", sentence(b->a, text)));
  return true;
}

static cell_kind kind_of(formula_state s) {
  switch (s) {
    case FORMULA_NOT_RELEVANT: return CELL_NOT_RELEVANT;
    case FORMULA_PENDING: return CELL_PENDING;
    case FORMULA_KNOWN: case FORMULA_NOT_STATED: case FORMULA_BROKEN: case FORMULA_BY_ZERO: case FORMULA_OVERFLOW: return CELL_NOT_STATED;
  }
  return CELL_NOT_STATED;
}

static void fill_by_rule(grid_build *b, const work_column *w, grid_cell *out) {
  for (size_t i = 0; w->when && i < w->decl->rules.n; i++) {
    const table_rule *rule = &w->decl->rules.v[i];
    formula_value v = formula_of_condition(!rule->when.text);
    if (rule->when.text && !w->when[i]) continue;                  /* reported */
    if (w->when[i]) formula_eval(w->when[i], b->scratch, b->values, &v);
    if (v.state != FORMULA_KNOWN) {
      cell_missing(kind_of(v.state), out);
      const char *why = formula_note(b, w->when[i], v);
      if (why) out->note = note_add(b, why);
      return;
    }
    if (!v.yes) continue;
    set_text(b, rule->text, out);
    return;
  }
  cell_missing(CELL_NOT_STATED, out);
  out->note = note_add(b, "Ikke oplyst, fordi ingen regel passer, og ingen har vurderet det.");
}

void rules_fill(grid_build *b, size_t column, const row_pick *r, grid_cell *out) {
  const work_column *w = &b->work[column];
  if (!fill_manual(b, w, r, out)) fill_by_rule(b, w, out);
  b->values[w->name] = out->kind == CELL_TEXT ? formula_of_text(out->text) : formula_missing(FORMULA_NOT_STATED, NULL);
}
