/* A calculation worked out: its model's lines are one set of formulas (calc/), inputs first, and each line gets its figure, exact or rounded as the model
 * says, the formula in words, and the formula with the figures put in. */
#include "table/table_int.h"

#include <string.h>

typedef struct working {
  arena *a;
  diag *d;
  const calculation *c;
  calculation_steps *s;
  formula_set *set;
  size_t *line_of;           /* by name: inputs in the model's order, then the lines with a formula */
  formula_value *values;     /* by name, exact */
  formula_value *reals;      /* by name, as a worksheet works it out */
  formula_work *scratch;
  GHashTable *known;         /* calculation -> its steps; lookup only */
} working;

static bool is_formula(const calculation_line *l) { return l->formula != NULL; }

static formula_type type_of(const calculation_line *l) {
  switch (l->kind) {
    case CALCULATION_NUMBER: return FORMULA_NUMBER;
    case CALCULATION_TEXT: return FORMULA_TEXT;
    case CALCULATION_CONDITION: case CALCULATION_CHECK: return FORMULA_CONDITION;
  }
  return FORMULA_NUMBER;
}

static span place_of(const void *of, size_t offset, size_t bytes) { return node_place(of, offset, bytes); }

static formula_name name_of(const calculation_line *l) {
  formula_type type = type_of(l);
  return (formula_name){ .key = l->key, .title = l->text, .unit = type == FORMULA_NUMBER ? l->unit : NULL, .type = type, .at = l->at };
}

static void compile(working *w) {
  const calculation_model *m = w->c->model;
  formula_name *inputs = ARENA_ARRAY(w->a, formula_name, m->lines.n + 1);
  formula_def *defs = ARENA_ARRAY(w->a, formula_def, m->lines.n + 1);
  size_t n = 0, count = 0;
  w->line_of = ARENA_ARRAY(w->a, size_t, m->lines.n + 1);
  for (size_t i = 0; i < m->lines.n; i++) {
    if (is_formula(&m->lines.v[i])) continue;
    w->line_of[n] = i;
    inputs[n++] = name_of(&m->lines.v[i]);
  }
  for (size_t i = 0; i < m->lines.n; i++) {
    const calculation_line *l = &m->lines.v[i];
    if (!is_formula(l)) continue;
    w->line_of[n + count] = i;
    formula_text text = { .text = l->formula->text, .length = l->formula->length, .at = l->formula->at, .place = place_of, .of = l->formula };
    defs[count++] = (formula_def){ name_of(l), text, l->decimals >= 0 ? l->decimals : FORMULA_EXACT };
  }
  w->set = formula_set_compile(w->a, w->d, inputs, n, defs, count);
}

static formula_value value_in(const value *v, formula_type type) {
  switch (v->kind) {
    case VALUE_KNOWN: break;
    case VALUE_NOT_RELEVANT: return formula_missing(FORMULA_NOT_RELEVANT, NULL);
    case VALUE_PENDING: return formula_missing(FORMULA_PENDING, v->text);
    case VALUE_NOT_STATED: return formula_missing(FORMULA_NOT_STATED, v->text);
    case VALUE_ABSENT: case VALUE_BROKEN: return formula_missing(FORMULA_BROKEN, NULL);
  }
  if (type == FORMULA_CONDITION) return formula_of_condition(v->yes);
  return type == FORMULA_TEXT ? formula_of_text(v->text) : formula_of_number(v->num);
}

/* What another calculation gives, as it is handed on there. */
static formula_value result_in(working *w, const calculation_input *from) {
  const calculation_step *t = &calculation_work_once(w->a, w->d, from->of, w->known)->step[from->line];
  if (t->state != FORMULA_KNOWN) return formula_missing(t->state, arena_printf(w->a, "beregningen »%s« ikke giver et tal", from->of->title));
  if (!t->cut) return formula_of_number(t->num);
  DIAG_SAY(w->d, CALCULATION_UNROUNDED, from->at, t->line->key, from->of->title);
  return formula_missing(FORMULA_BROKEN, NULL);
}

static formula_value input_of(working *w, size_t line) {
  const value *v = &w->c->inputs[line];
  const calculation_input *from = w->c->from && v->kind == VALUE_ABSENT ? &w->c->from[line] : NULL;
  return from && from->of ? result_in(w, from) : value_in(v, type_of(&w->c->model->lines.v[line]));
}

/* The exact results, and those that a worksheet gives: they must agree, for people trust both. */
static void evaluate(working *w) {
  const formula_set *s = w->set;
  size_t names = s->inputs + s->count;
  w->values = ARENA_ARRAY(w->a, formula_value, names + 1);
  w->reals = ARENA_ARRAY(w->a, formula_value, names + 1);
  for (size_t i = 0; i < s->inputs; i++) w->values[i] = w->reals[i] = input_of(w, w->line_of[i]);
  formula_set_eval(s, w->scratch, w->values);
  formula_set_eval_double(s, w->scratch, w->reals);
  for (size_t k = 0; k < s->order_count; k++) {
    const formula *f = s->formulas[s->order[k]];
    const formula_value *exact = &w->values[s->inputs + s->order[k]], *real = &w->reals[s->inputs + s->order[k]];
    formula_report(w->d, f, exact, w->c->at);
    if (!formula_agree(f, exact, real)) formula_report_difference(w->d, f, exact, real, w->c->at);
  }
}

/* ---- what is shown ---- */

const char *exact_text(arena *a, const formula_value *v) {
  char text[NUMBER_TEXT_MAX];
  number n = v->num;
  for (unsigned decimals = CALCULATION_SHOWN; v->exact && !rational_cut(v->exact, decimals, &n) && decimals; decimals--) {}
  number_format(n, n.decimals, text);
  return arena_printf(a, "%s%s", text, v->exact ? "…" : "");
}

static void show_number(working *w, calculation_step *t, const formula_value *v) {
  char text[NUMBER_TEXT_MAX];
  t->num = v->num;
  t->cut = v->exact != NULL;
  for (unsigned decimals = CALCULATION_SHOWN; v->exact && !rational_cut(v->exact, decimals, &t->num) && decimals; decimals--) {}
  number_format(t->num, !v->exact && t->line->decimals >= 0 ? (unsigned)t->line->decimals : t->num.decimals, text);
  t->shown = arena_printf(w->a, "%s%s", text, t->cut ? "…" : "");
}

static void show(working *w, calculation_step *t, const formula_value *v, const formula *f) {
  t->state = v->state;
  t->type = type_of(t->line);
  if (v->state != FORMULA_KNOWN) {
    t->shown = v->state == FORMULA_NOT_RELEVANT ? "ikke relevant" : v->state == FORMULA_PENDING ? "uafklaret" : "ikke oplyst";
    t->why = f ? formula_why(w->a, f, v) : v->text ? note_from_reason(w->a, VALUE_NOT_STATED, v->text) : NULL;
    return;
  }
  t->yes = v->yes;
  if (t->type == FORMULA_NUMBER) show_number(w, t, v);
  else if (t->type == FORMULA_TEXT) t->shown = v->text;
  else if (t->line->kind == CALCULATION_CHECK) t->shown = v->yes ? "i orden" : "passer ikke";
  else t->shown = v->yes ? "ja" : "nej";
}

static const char *word_name(void *of, uint32_t name) {
  const working *w = of;
  return w->c->model->lines.v[w->line_of[name]].key;
}

static const char *word_figure(void *of, uint32_t name) {
  const working *w = of;
  const calculation_step *t = &w->s->step[w->line_of[name]];
  bool percent = t->line->unit && strcmp(t->line->unit, "%") == 0;
  if (t->state == FORMULA_KNOWN && t->type == FORMULA_TEXT) return arena_printf(w->a, "»%s«", t->shown);
  if (t->state != FORMULA_KNOWN || t->type != FORMULA_NUMBER) return t->shown;
  if (t->num.mantissa < 0) return arena_printf(w->a, "(%s%s)", t->shown, percent ? "\u00A0%" : "");
  return percent ? arena_printf(w->a, "%s\u00A0%%", t->shown) : t->shown;
}

/* Does a source print another value? Ours is rounded to the decimals that it prints, once, from the exact result. */
static bool differs(calculation_step *t, const formula_value *v, const value *printed) {
  if (printed->kind != VALUE_KNOWN || t->state != FORMULA_KNOWN) return false;
  if (t->type == FORMULA_TEXT) return strcmp(t->shown, printed->text) != 0;
  if (t->type == FORMULA_CONDITION) return t->yes != printed->yes;
  t->as_printed = number_round(v->num, printed->num.decimals);
  if (v->exact && !rational_number(v->exact, printed->num.decimals, &t->as_printed)) return true;
  return number_compare(t->as_printed, printed->num) != 0;
}

static void show_printed(const working *w, size_t at, const formula_value *v) {
  const value *printed = &w->c->printed[at];
  if (printed->kind == VALUE_ABSENT || printed->kind == VALUE_BROKEN) return;
  w->s->step[at].printed = printed;
  w->s->step[at].differs = differs(&w->s->step[at], v, printed);
}

/* What the line's rounding was made from. */
static const char *before_rounding(working *w, formula_work *scratch, const formula *f, const formula_value *rounded) {
  formula whole = *f;
  formula_value v;
  if (f->decimals == FORMULA_EXACT || rounded->state != FORMULA_KNOWN || !(f->type & FORMULA_NUMBER)) return NULL;
  whole.decimals = FORMULA_EXACT;
  formula_eval(&whole, scratch, w->values, &v);
  return v.state != FORMULA_KNOWN || (!v.exact && !number_compare(v.num, rounded->num)) ? NULL : exact_text(w->a, &v);
}

static void steps_fill(working *w) {
  formula_work *scratch = formula_work_new();
  size_t names = w->set->inputs + w->set->count;
  for (size_t name = 0; name < names; name++) {
    size_t at = w->line_of[name];
    show(w, &w->s->step[at], &w->values[name], name < w->set->inputs ? NULL : w->set->formulas[name - w->set->inputs]);
    show_printed(w, at, &w->values[name]);
    w->s->step[at].real = w->reals[name].real;
  }
  for (size_t i = 0; i < w->set->count; i++) {
    const formula *f = w->set->formulas[i];
    calculation_step *t = &w->s->step[w->line_of[w->set->inputs + i]];
    if (!f) continue;
    t->formula = formula_print_words(w->a, f->root, word_name, w);
    if (f->decimals != FORMULA_EXACT) t->formula = arena_printf(w->a, "%s, %s", t->formula, rounding_words(w->a, (unsigned)f->decimals, f->unit));
    t->figures = formula_print_words(w->a, f->root, word_figure, w);
    t->expr = f->root;
    t->expr_decimals = f->decimals;
    t->before = before_rounding(w, scratch, f, &w->values[w->set->inputs + i]);
  }
  formula_work_free(scratch);
}

static calculation_steps *work_out(arena *a, diag *d, const calculation *c, GHashTable *known) {
  working w = { .a = a, .d = d, .c = c, .s = ARENA_NEW(a, calculation_steps), .scratch = formula_work_new(), .known = known };
  w.s->of = c;
  w.s->count = c->model->lines.n;
  w.s->step = ARENA_ARRAY(a, calculation_step, w.s->count + 1);
  for (size_t i = 0; i < w.s->count; i++) w.s->step[i].line = &c->model->lines.v[i];
  compile(&w);
  evaluate(&w);
  steps_fill(&w);
  w.s->line_of = w.line_of;
  w.s->names = w.set->inputs + w.set->count;
  formula_work_free(w.scratch);
  return w.s;
}

const calculation_steps *calculation_work_once(arena *a, diag *d, const calculation *c, GHashTable *known) {
  calculation_steps *s = g_hash_table_lookup(known, c);
  if (s) return s;
  s = work_out(a, d, c, known);
  g_hash_table_insert(known, (gpointer)(uintptr_t)c, s);
  return s;
}

calculation_steps *calculation_work(arena *a, diag *d, const calculation *c) {
  GHashTable *known = g_hash_table_new(NULL, NULL);
  calculation_steps *s = work_out(a, d, c, known);
  g_hash_table_destroy(known);
  return s;
}
