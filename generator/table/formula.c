/* Columns by formula: compiled once for a table, worked out exactly for each row, and once more in doubles as Excel will.
 *
 * Names are the table's own columns. Those from fields and shares are the inputs of a formula_set, those by formula its definitions, in
 * the order that calc/ finds; columns by rule come after all formulas, in their own order, and conditions of the filter last. So a rule may
 * name a formula, but no formula a rule: a text that somebody may override by hand is nothing to calculate with.
 * Rows of sums: formula_sums.c. */
#include "table/table_int.h"

#include <string.h>

/* ---- compiling ---- */

static formula_name name_of_column(const grid_build *b, size_t c) {
  const grid_column *k = &b->g->column[c];
  const work_column *w = &b->work[c];
  bool unit = w->ftype == FORMULA_NUMBER && k->type != COLUMN_YEAR;
  return (formula_name){ .key = k->key, .title = column_name(b->a, k->over, k->title), .unit = unit ? k->unit : NULL, .type = w->ftype, .at = w->decl ? w->decl->at : SPAN_NONE };
}

static formula_text text_of(const declared_text *t) {
  return (formula_text){ .text = t->text, .length = t->length, .at = t->at, .place = declared_place, .of = t };
}

static bool is_input(const work_column *w) { return !w->numbers && !gather_is_partial(w) && (w->source == TABLE_FROM_FIELD || w->source == TABLE_FROM_SHARES || w->source == TABLE_FROM_TABLE); }

/* The set of formulas; names of inputs and definitions are given out. */
static void compile_set(grid_build *b, formula_name *names) {
  grid_work *k = b->w;
  size_t inputs = 0, defs = 0;
  formula_def *def = ARENA_ARRAY(b->a, formula_def, b->g->columns + 1);
  for (size_t c = 0; c < b->g->columns; c++) {
    if (!is_input(&b->work[c])) continue;
    k->column_of[inputs] = c;
    b->work[c].name = (uint32_t)inputs;
    names[inputs++] = name_of_column(b, c);
  }
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_FORMULA) continue;
    k->column_of[inputs + defs] = c;
    w->name = (uint32_t)(inputs + defs);
    w->def = defs;
    names[inputs + defs] = name_of_column(b, c);
    def[defs] = (formula_def){ names[inputs + defs], text_of(&w->decl->formula), b->g->column[c].expr_decimals };
    defs++;
  }
  k->names = inputs + defs;
  k->set = formula_set_compile(b->a, b->d, names, inputs, def, defs);
}

/* A formula without a declared unit has the one that calc/ worked out; the header shows it. */
static void take_units(grid_build *b, formula_name *names) {
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    if (w->def == DEF_NONE) continue;
    grid_column *k = &b->g->column[c];
    const formula *f = b->w->set->formulas[w->def];
    if (!f) continue;
    if (!k->unit && f->unit) {
      k->unit = f->unit;
      k->header = column_header(b->a, k->title, k->unit);
      if (k->type == COLUMN_NUMBER && w->decl->type == TABLE_TYPE_OWN && !strcmp(k->unit, "%")) k->type = COLUMN_PERCENT;
      if (k->type == COLUMN_NUMBER && w->decl->type == TABLE_TYPE_OWN && g_str_has_prefix(k->unit, "kr.")) k->type = COLUMN_AMOUNT;
    }
    names[w->name].unit = w->ftype == FORMULA_NUMBER ? f->unit : NULL;
  }
}

static formula *compile_condition(grid_build *b, const declared_text *t) {
  formula_text text = text_of(t);
  formula_wish wish = { NULL, FORMULA_EXACT, FORMULA_CONDITION };
  return formula_compile(b->a, b->d, b->w->scope, &text, &wish);
}

static void compile_rules(grid_build *b) {
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_RULES) continue;
    w->when = ARENA_ARRAY(b->a, formula *, w->decl->rules.n + 1);
    for (size_t i = 0; i < w->decl->rules.n; i++)
      if (w->decl->rules.v[i].when.text) w->when[i] = compile_condition(b, &w->decl->rules.v[i].when);
  }
}

void formulas_compile(grid_build *b) {
  grid_work *k = b->w;
  formula_name *names = ARENA_ARRAY(b->a, formula_name, b->g->columns + 1);
  k->column_of = ARENA_ARRAY(b->a, size_t, b->g->columns + 1);
  compile_set(b, names);
  take_units(b, names);
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_RULES) continue;
    k->column_of[k->names] = c;
    w->name = (uint32_t)k->names;
    names[k->names++] = name_of_column(b, c);
  }
  k->scope = formula_scope_make(b->a, b->d, names, k->names);
  b->values = ARENA_ARRAY(b->a, formula_value, k->names + 1);
  b->kept_count = k->set->count;
  b->kept = g_new0(rational *, b->kept_count + 1);
  for (size_t i = 0; i < k->set->count; i++)
    if (!k->set->formulas[i]) return;                              /* units of what names it cannot be judged */
  compile_rules(b);
  b->conditions = ARENA_ARRAY(b->a, formula *, b->decl->conditions.n + 1);
  for (size_t i = 0; i < b->decl->conditions.n; i++) {
    formula *f = compile_condition(b, &b->decl->conditions.v[i]);
    if (f) b->conditions[b->condition_count++] = f;
  }
  needs_find(b);
}

/* ---- values of a row ---- */

static formula_value of_missing(const value *v) {
  switch (v->kind) {
    case VALUE_NOT_RELEVANT: return formula_missing(FORMULA_NOT_RELEVANT, NULL);
    case VALUE_PENDING: return formula_missing(FORMULA_PENDING, v->text);
    case VALUE_NOT_STATED: return formula_missing(FORMULA_NOT_STATED, v->text);
    case VALUE_BROKEN: return formula_missing(FORMULA_BROKEN, NULL);
    case VALUE_ABSENT: case VALUE_KNOWN: break;
  }
  return formula_missing(FORMULA_NOT_STATED, NULL);
}

formula_value formula_of_field(grid_build *b, const work_column *w, const row_pick *r) {
  const value *v = path_value(&w->path, r);
  if (v->kind != VALUE_KNOWN) return of_missing(v);
  switch (w->ftype) {
    case FORMULA_CONDITION: return formula_of_condition(v->yes);
    case FORMULA_DATE: return formula_of_date(v->day);
    case FORMULA_TEXT: {
      field_type t = w->path.field->type;
      bool ready = v->text && (t == FIELD_TEXT || t == FIELD_CHOICE);
      return formula_of_text(ready ? v->text : value_text(b, w->path.field, v, v->num.decimals));
    }
    case FORMULA_NUMBER: return formula_of_number(v->num);
  }
  return formula_missing(FORMULA_BROKEN, NULL);
}

formula_value formula_of_cell(formula_type t, const grid_cell *c) {
  switch ((cell_kind)c->kind) {
    case CELL_NUMBER: return formula_of_number(c->num);
    case CELL_DATE: return formula_of_date(c->day);
    case CELL_TEXT: return t == FORMULA_CONDITION ? formula_of_condition(!strcmp(c->text, "ja")) : formula_of_text(c->text);
    case CELL_NOT_RELEVANT: return formula_missing(FORMULA_NOT_RELEVANT, NULL);
    case CELL_PENDING: return formula_missing(FORMULA_PENDING, NULL);
    case CELL_NOT_STATED: case CELL_HIDDEN: break;
  }
  return formula_missing(FORMULA_NOT_STATED, NULL);
}

/* Works out definition i; a fraction is kept until the next row. */
void formula_eval_one(grid_build *b, size_t i) {
  const formula_set *s = b->w->set;
  formula_value *out = &b->values[s->inputs + i];
  formula_eval(s->formulas[i], b->scratch, b->values, out);
  if (!out->exact) return;
  if (!b->kept[i]) b->kept[i] = rational_new();
  rational_set(b->kept[i], out->exact);
  out->exact = b->kept[i];
}

static void eval_all(grid_build *b) {
  const formula_set *s = b->w->set;
  for (size_t i = 0; i < s->count; i++)
    if (!s->formulas[i]) b->values[s->inputs + i] = formula_missing(FORMULA_BROKEN, NULL);
  for (size_t i = 0; i < s->order_count; i++) formula_eval_one(b, s->order[i]);
}

static void set_inputs(grid_build *b, const row_pick *r, const grid_row *row) {
  for (size_t i = 0; i < b->w->set->inputs; i++) {
    size_t c = b->w->column_of[i];
    const work_column *w = &b->work[c];
    if (w->source == TABLE_FROM_FIELD && b->w->asked && !b->w->asked[i]) continue;
    if (w->source == TABLE_FROM_FIELD) b->values[i] = formula_of_field(b, w, r);
    else if (row) b->values[i] = formula_of_cell(w->ftype, &row->cells[c]);
    else b->values[i] = w->source == TABLE_FROM_TABLE ? gather_value(b, c, r) : formula_missing(FORMULA_NOT_STATED, NULL);
  }
}

/* ---- conditions of the filter: before anything is shared out ---- */

static void eval_values(grid_build *b, const row_pick *r) {
  eval_all(b);
  for (size_t c = 0; c < b->g->columns; c++) {
    grid_cell cell;
    if (!b->work[c].numbers && b->work[c].source == TABLE_FROM_RULES) rules_fill(b, c, r, &cell);
  }
}

void formulas_eval_row(grid_build *b, const row_pick *r, size_t place) {
  set_inputs(b, r, NULL);
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    if (w->share && w->share_known[place]) b->values[w->name] = formula_of_number(w->share[place]);
  }
  eval_values(b, r);
}

static bool meets(grid_build *b, const row_pick *r) {
  const formula_set *s = b->w->set;
  bool all = true;
  set_inputs(b, r, NULL);
  if (b->w->all_needed) eval_values(b, r);
  for (size_t i = 0; !b->w->all_needed && i < s->order_count; i++)
    if (b->w->needed[s->inputs + s->order[i]]) formula_eval_one(b, s->order[i]);
  for (size_t i = 0; i < b->condition_count; i++) {
    formula_value v;
    formula_eval(b->conditions[i], b->scratch, b->values, &v);
    if (v.state != FORMULA_KNOWN) return false;
    all = all && v.yes;
  }
  b->answered++;
  return all;
}

/* A table of one record's rows may well be empty. */
static bool may_be_none(const table_decl *t) {
  if (t->is_check) return true;
  for (size_t i = 0; i < t->filters.n; i++)
    if (t->filters.v[i].may_be_none) return true;
  return false;
}

size_t rows_meet(grid_build *b, row_pick *rows, size_t count) {
  if (!b->condition_count) return count;
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (meets(b, &rows[i])) rows[kept++] = rows[i];
  if (!kept && count && !may_be_none(b->decl)) DIAG_SAY(b->d, TABLE_CONDITION_NONE, b->decl->conditions.v[0].at, b->decl->conditions.v[0].text);
  return kept;
}

/* ---- cells ---- */

static cell_kind kind_of_state(formula_state s) {
  switch (s) {
    case FORMULA_KNOWN: return CELL_NUMBER;
    case FORMULA_NOT_RELEVANT: case FORMULA_BY_ZERO: return CELL_NOT_RELEVANT;
    case FORMULA_PENDING: return CELL_PENDING;
    case FORMULA_NOT_STATED: case FORMULA_BROKEN: case FORMULA_OVERFLOW: return CELL_NOT_STATED;
  }
  return CELL_NOT_STATED;
}

static date day_of_serial(int64_t serial) {
  GDate g;
  g_date_clear(&g, 1);
  if (serial < -719162 || serial > 3652058) return (date){ 0 };
  g_date_set_julian(&g, (guint32)(serial + 719163));             /* GLib counts from 1 January of year 1 */
  return (date){ (int16_t)g_date_get_year(&g), (uint8_t)g_date_get_month(&g), (uint8_t)g_date_get_day(&g) };
}

void formula_cell(grid_build *b, size_t c, const formula_value *v, grid_cell *out) {
  const grid_column *k = &b->g->column[c];
  *out = (grid_cell){ 0 };
  if (v->state != FORMULA_KNOWN) { cell_missing(kind_of_state(v->state), out); return; }
  switch (b->work[c].ftype) {
    case FORMULA_NUMBER: {
      number n = v->num;
      bool fits = !v->exact;
      for (unsigned decimals = 13; !fits && decimals-- > 0;) fits = rational_number(v->exact, decimals, &n);
      if (!fits) { cell_missing(CELL_NOT_STATED, out); return; }
      cell_from_number(b, k->type, n, k->decimals, out);
      return;
    }
    case FORMULA_DATE:
      out->kind = CELL_DATE;
      out->day = day_of_serial(v->num.mantissa);
      out->text = text_intern(b, date_text(b->a, out->day));
      return;
    case FORMULA_TEXT: case FORMULA_CONDITION:
      out->kind = CELL_TEXT;
      out->text = text_blank(v->text) ? "ikke oplyst" : text_intern(b, v->text);
      return;
  }
}

/* The note of a result that is missing. What is not printed is no reason to name: then its own reason is. "fordi" leads the reason that
 * content gives, which is written to follow it. */
const char *formula_note(grid_build *b, const formula *f, formula_value v) {
  while (v.name) {
    const work_column *w = &b->work[b->w->column_of[v.name - 1]];
    if (!w->unshown || w->def == DEF_NONE || !b->w->set->formulas[w->def]) break;
    f = b->w->set->formulas[w->def];
    v = b->values[v.name - 1];
  }
  if (v.state == FORMULA_NOT_STATED && !text_blank(v.text)) v.text = arena_printf(b->a, "fordi %s", v.text);
  char *why = formula_why(b->a, f, &v);
  return why ? sentence(b->a, why) : NULL;
}

static void fill_formula(grid_build *b, size_t c, const row_pick *r, grid_row *row) {
  const work_column *w = &b->work[c];
  const formula *f = b->w->set->formulas[w->def];
  const formula_value *v = &b->values[w->name];
  grid_cell *cell = &row->cells[c];
  formula_cell(b, c, v, cell);
  b->work[c].rounded |= v->rounded;
  if (!f || v->state == FORMULA_KNOWN) return;
  formula_report(b->d, f, v, r->record->at);
  const char *why = w->unshown ? NULL : formula_note(b, f, *v);
  if (why) cell->note = note_add(b, why);
}

/* "ikke når": the field's title and what it says, as the note. */
static void fill_unless(grid_build *b, size_t c, const row_pick *r, grid_row *row) {
  const work_column *w = &b->work[c];
  const value *v = w->has_unless ? path_value(&w->unless, r) : NULL;
  if (!v || v->kind != VALUE_KNOWN) return;
  grid_cell *cell = &row->cells[c];
  cell_missing(CELL_NOT_RELEVANT, cell);
  cell->fixed = true;
  const char *why = value_text(b, w->unless.field, v, v->num.decimals), *title = field_title(b->a, w->unless.field);
  bool led = g_str_has_prefix(why, "fordi ");
  cell->note = note_add(b, sentence(b->a, arena_printf(b->a, led ? "%s, %s" : "%s, fordi %s", title, why)));
}

void formulas_fill(grid_build *b, const row_pick *r, grid_row *row) {
  set_inputs(b, r, row);
  eval_all(b);
  for (size_t i = 0; i < b->w->set->count; i++) fill_formula(b, b->w->column_of[b->w->set->inputs + i], r, row);
  for (size_t c = 0; c < b->g->columns; c++)
    if (!b->work[c].numbers && b->work[c].source == TABLE_FROM_RULES) rules_fill(b, c, r, &row->cells[c]);
  for (size_t c = 0; c < b->g->columns; c++) fill_unless(b, c, r, row);
}
