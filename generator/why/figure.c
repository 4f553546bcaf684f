/* From a cell or a value to the figures that went in. Each figure is made once: a second use finds the first, so what is explained once can be named after. */
#include "why/why_int.h"

#include <string.h>

why_job *why_begin(arena *a, diag *d, const agreement *m) {
  why_job *j = ARENA_NEW(a, why_job);
  *j = (why_job){ a, d, m, origin_reader_new(a), g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL) };
  return j;
}

void why_end(why_job *j) {
  origin_reader_free(j->reader);
  g_hash_table_destroy(j->figures);
  g_hash_table_destroy(j->steps);
}

why_figure *figure_known(why_job *j, const void *key, bool *fresh) {
  why_figure *f = g_hash_table_lookup(j->figures, key);
  *fresh = !f;
  if (f) return f;
  f = ARENA_NEW(j->a, why_figure);
  g_hash_table_insert(j->figures, (gpointer)(uintptr_t)key, f);
  return f;
}

static void add_part(why_job *j, why_figure *f, why_use part) {
  LIST_PUSH(j->a, &f->parts, part);
  if (part.of) f->year = MAX(f->year, part.of->year);
}

/* ---- values of registers ---- */

static const char *text_of(const record *x, const char *field) {
  const value *v = x ? record_value(x, field) : NULL;
  return v && v->kind == VALUE_KNOWN ? v->text : NULL;
}

static int year_of(const record *x) {
  static const char *const keys[] = { "år", "til år" };
  for (size_t i = 0; x && i < G_N_ELEMENTS(keys); i++) {
    const value *v = record_value(x, keys[i]);
    if (v && v->kind == VALUE_KNOWN) return (int)v->num.mantissa;
  }
  return 0;
}

/* The calculation that a tariff is the result of. */
static void follow_tariff(why_job *j, const record *x, const field_def *f, why_figure *out) {
  size_t line;
  const calculation *c = x && !strcmp(f->key, "takst") && !strcmp(x->reg->def->name, "takster") ? tariff_calculation(j->m, x, &line) : NULL;
  if (!c) return;
  const calculation_steps *s = steps_of(j, c);
  const calculation_step *t = &s->step[line];
  why_figure *of = figure_of_line(j, s, line);
  out->way = WHY_WORKED_OUT;
  out->formula = of->formula;
  out->figures = of->figures;
  out->exact = of->exact;
  out->rounding = of->rounding;
  add_part(j, out, (why_use){ arena_printf(j->a, "linjen »%s« i beregningen »%s«", t->line->key, c->title), shown_with_unit(j->a, t->shown, t->line->unit), NULL, of });
}

why_figure *figure_of_value(why_job *j, const value *v, const record *x, const field_def *f) {
  bool fresh;
  why_figure *out = figure_known(j, v, &fresh);
  if (!fresh) return out;
  out->way = v->kind == VALUE_KNOWN ? WHY_PUT_IN : WHY_MISSING;
  out->record = x;
  out->field = f;
  out->at = v->at.line ? v->at : x ? x->at : SPAN_NONE;
  out->source = text_of(x, "kilde");
  out->year = year_of(x);
  if (v->kind == VALUE_NOT_STATED || v->kind == VALUE_PENDING) out->reason = v->text;
  follow_tariff(j, x, f, out);
  return out;
}

/* ---- cells ---- */

static bool is_figure(const grid *g, size_t column, const grid_cell *c) {
  const column_type t = g->column[column].type;
  return c->kind == CELL_NUMBER ? t != COLUMN_YEAR : c->kind != CELL_TEXT && c->kind != CELL_DATE && t != COLUMN_TEXT && t != COLUMN_YEAR && t != COLUMN_DATE;
}

static const char *shown_of(why_job *j, const grid *g, size_t column, const grid_cell *c) {
  return c->kind == CELL_NUMBER ? shown_with_unit(j->a, c->text, g->column[column].unit) : c->text;
}

static why_way way_of(origin_way w) {
  switch (w) {
    case ORIGIN_RULE: return WHY_BY_RULE;
    case ORIGIN_SHARE: return WHY_SHARED;
    case ORIGIN_SUM: return WHY_ADDED;
    case ORIGIN_GATHER: return WHY_GATHERED;
    case ORIGIN_COUNT: return WHY_COUNTED;
    case ORIGIN_UNLESS: return WHY_MISSING;
    case ORIGIN_FORMULA: case ORIGIN_REST: case ORIGIN_LINE: case ORIGIN_VALUE: case ORIGIN_NONE: break;
  }
  return WHY_WORKED_OUT;
}

static why_use use_of_part(why_job *j, const grid *g, size_t row, const origin_part *p) {
  why_use u = { .name = p->name };
  if (p->column == SIZE_MAX) {
    u.of = figure_of_value(j, p->value, p->record, p->field);
    u.shown = value_words(j->a, p->value, p->field);
    u.found = p->lookup;
  } else if (!why_cell(j, g, row, p->column, &u)) {                  /* a text that a rule compares with */
    u.shown = g->row[row].cells[p->column].text;
  }
  u.name = p->name;
  return u;
}

static const char *share_rounding(why_job *j, const cell_origin *o) {
  const char *whole = o->decimals ? arena_printf(j->a, "%d decimaler", o->decimals) : "hele tal";
  if (!strstr(o->formula, "største rest")) return rounding_said(j->a, o->decimals);
  return arena_printf(j->a, o->up ? "til %s efter største rest: rundet ned, og så fik den én af dem, der var til rest" : "til %s efter største rest: rundet ned", whole);
}

static void tell(why_job *j, const grid *g, size_t row, const cell_origin *o, why_figure *out) {
  out->way = way_of(o->way);
  out->formula = o->formula;
  out->figures = o->figures;
  out->exact = o->exact && o->decimals != FORMULA_EXACT ? shown_with_unit(j->a, o->exact, o->unit) : o->way == ORIGIN_SHARE && o->exact ? o->exact : NULL;
  out->rounding = o->way == ORIGIN_SHARE ? share_rounding(j, o) : !o->exact ? NULL : o->even ? EVEN : rounding_said(j->a, o->decimals);
  for (size_t i = 0; i < o->parts.n; i++) add_part(j, out, use_of_part(j, g, row, &o->parts.v[i]));
}

/* "ikke når": the field that says why there is no figure. */
static void tell_unless(const cell_origin *o, why_figure *out) {
  out->way = WHY_MISSING;
  out->reason = o->value->text;
  out->at = o->value->at;
  out->source = text_of(o->record, "kilde");
  out->year = year_of(o->record);
}

static why_figure *figure_of_cell(why_job *j, const grid *g, size_t row, size_t column, const cell_origin *o) {
  const grid_cell *c = &g->row[row].cells[column];
  bool fresh;
  if (o->way == ORIGIN_VALUE && c->kind != CELL_HIDDEN && o->record) return figure_of_value(j, o->value, o->record, o->field);
  if (o->way == ORIGIN_LINE) return figure_of_line(j, g->calculation->steps, g->calculation->step_of[row]);
  why_figure *out = figure_known(j, c, &fresh);
  if (!fresh) return out;
  if (c->kind == CELL_HIDDEN) {
    out->way = WHY_HIDDEN;
    out->year = year_of(o->record);
    if (o->way == ORIGIN_VALUE) out->at = o->value->at.line ? o->value->at : o->record ? o->record->at : SPAN_NONE;
  } else if (o->way == ORIGIN_VALUE) {                               /* nothing on the way to it */
    out->way = WHY_MISSING;
    out->at = o->value->at;
    out->reason = o->value->kind == VALUE_NOT_STATED ? o->value->text : o->lookup && o->value->kind == VALUE_ABSENT ? "opslaget ikke fandt nogen post" : NULL;
  } else if (o->way == ORIGIN_UNLESS) tell_unless(o, out);
  else if (o->way == ORIGIN_REST) out->formula = "beløbet, der fordeles, minus det, hver afrundet for sig har fået";
  else tell(j, g, row, o, out);
  return out;
}

bool why_cell(why_job *j, const grid *g, size_t row, size_t column, why_use *out) {
  const grid_cell *c = &g->row[row].cells[column];
  cell_origin o;
  if (g->calculation && column != g->calculation->value) return false;
  origin_read(j->reader, g, row, column, &o);
  if (o.way == ORIGIN_NONE || (o.way == ORIGIN_LINE && !g->calculation) || (!is_figure(g, column, c) && o.way != ORIGIN_RULE && o.way != ORIGIN_LINE)) return false;
  *out = (why_use){ column_words(j->a, g, column), shown_of(j, g, column, c), NULL, NULL };
  if (o.way == ORIGIN_LINE) {
    const calculation_line *l = g->calculation->steps->step[g->calculation->step_of[row]].line;
    out->name = l->text;
    if (c->kind == CELL_NUMBER) out->shown = shown_with_unit(j->a, c->text, l->unit);
  }
  if (column >= g->columns && o.exact && o.decimals == FORMULA_EXACT) out->shown = shown_with_unit(j->a, o.exact, o.unit);
  if (o.way == ORIGIN_VALUE) out->found = o.lookup;
  out->of = figure_of_cell(j, g, row, column, &o);
  return true;
}
