/* The lines of a calculation: figures put in, fetched or standard, and lines with a formula, each with the line's source or what it assumes. */
#include "why/why_int.h"

#include <string.h>

const calculation_steps *steps_of(why_job *j, const calculation *c) {
  const calculation_steps *s = g_hash_table_lookup(j->steps, c);
  if (s) return s;
  s = calculation_work(j->a, j->d, c);
  g_hash_table_insert(j->steps, (gpointer)(uintptr_t)c, (gpointer)(uintptr_t)s);
  return s;
}

/* What the source says of the rule, or what is assumed for want of one. */
static const char *rule_of(arena *a, const calculation_line *l, const char *own) {
  if (l->assumption) return arena_printf(a, "Forudsætning: %s", l->assumption);
  return l->source ? l->source : own;
}

static void add_uses(const formula_node *n, bool *used) {
  if (n->op == FORMULA_OP_NAME) used[n->name] = true;
  for (uint32_t i = 0; i < n->count; i++) add_uses(n->args[i], used);
}

static why_use use_of_line(why_job *j, const calculation_steps *s, size_t line) {
  const calculation_step *t = &s->step[line];
  return (why_use){ t->line->key, shown_with_unit(j->a, t->shown, t->state == FORMULA_KNOWN && t->type == FORMULA_NUMBER ? t->line->unit : NULL), NULL, figure_of_line(j, s, line) };
}

static void tell_formula(why_job *j, const calculation_steps *s, const calculation_step *t, why_figure *out) {
  bool *used = ARENA_ARRAY(j->a, bool, s->names + 1);
  out->way = WHY_WORKED_OUT;
  out->formula = t->formula;
  out->figures = t->figures;
  out->exact = t->before ? shown_with_unit(j->a, t->before, t->line->unit) : NULL;
  if (t->line->decimals >= 0) out->rounding = t->before ? rounding_said(j->a, t->line->decimals) : EVEN;
  out->at = t->line->at;
  out->source = rule_of(j->a, t->line, s->of->model->source);
  add_uses(t->expr, used);
  for (size_t name = 0; name < s->names; name++)
    if (used[name]) LIST_PUSH(j->a, &out->parts, use_of_line(j, s, s->line_of[name]));
}

/* Fetched from elsewhere: the figure there, named. */
static bool tell_fetched(why_job *j, const calculation_input *from, why_figure *out) {
  why_use u = { 0 };
  if (from->record) {
    const value *v = record_value(from->record, from->field->key);
    u = (why_use){ from->field->key, value_words(j->a, v, from->field), NULL, figure_of_value(j, v, from->record, from->field) };
  } else if (from->of) {
    const calculation_steps *s = steps_of(j, from->of);
    u = use_of_line(j, s, from->line);
    u.name = arena_printf(j->a, "linjen »%s« i beregningen »%s«", s->step[from->line].line->key, from->of->title);
  } else return false;
  out->at = from->at;
  LIST_PUSH(j->a, &out->parts, u);
  return true;
}

static void tell_input(why_job *j, const calculation_steps *s, size_t line, why_figure *out) {
  const calculation *c = s->of;
  const calculation_line *l = s->step[line].line;
  const value *v = &c->inputs[line];
  const bool standard = l->standard.kind != VALUE_ABSENT && v->at.file == l->standard.at.file && v->at.line == l->standard.at.line;
  out->way = s->step[line].state == FORMULA_KNOWN ? WHY_PUT_IN : WHY_MISSING;
  const bool fetched = c->from && (c->from[line].of || c->from[line].record);
  const char *own = fetched ? NULL : standard ? c->model->source : c->source;
  out->from = arena_printf(j->a, fetched ? "Hentet til beregningen »%s«" : standard ? "Modellens eget tal i »%s«" : "Sat ind i beregningen »%s«", standard ? c->model->title : c->title);
  out->source = rule_of(j->a, l, own);
  if (own && out->source != own && !standard) out->source = arena_printf(j->a, "%s. Tallet: %s", out->source, own);
  if (v->kind == VALUE_NOT_STATED || v->kind == VALUE_PENDING) out->reason = v->text;
  if (!c->from || !tell_fetched(j, &c->from[line], out)) out->at = v->at;
}

static int calculation_year(const calculation *c) {
  const value *v = c->record ? record_value(c->record, "år") : NULL;
  return v && v->kind == VALUE_KNOWN ? (int)v->num.mantissa : 0;
}

/* The steps of a calculation may have been worked out twice, for print and for a tariff: the line of the model and the calculation's own values are one. */
why_figure *figure_of_line(why_job *j, const calculation_steps *s, size_t line) {
  bool fresh;
  why_figure *out = figure_known(j, &s->of->inputs[line], &fresh);
  if (!fresh) return out;
  const calculation_step *t = &s->step[line];
  out->year = calculation_year(s->of);
  if (t->expr) tell_formula(j, s, t, out);
  else tell_input(j, s, line, out);
  return out;
}
