/* Figures in running text, and blocks that stand on a condition over them.
 *
 * They are taken from the cells of the grids, after small numbers are hidden: text and table cannot disagree, and no text tells what a table
 * hides. A column with a hidden cell gives "skjult", but for the sum that the table itself prints, which suppress.c has proved harmless.
 * Rounding is the column's. Rows without a figure are left out and counted, and the text says so.
 * Formulas name the document's other figures, by name, or with blanks for its hyphens ("antal tilbud"). */
#include "table/table_int.h"

#include <string.h>

typedef struct worked { cell_kind kind; formula_type type; number num; unsigned decimals; const char *text, *unit; size_t missing; } worked;

typedef struct job {
  arena *a; diag *d;
  grid_build *const *builds; size_t n;
  const document *doc;
  worked *of;                      /* by quantity */
  size_t *name;                    /* by quantity: its name in the scope */
  const formula_scope *scope;
  formula_value *values;           /* by name */
  formula_work *scratch;
} job;

/* ---- from a table ---- */

static size_t column_named(const grid *g, const char *key) {
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].key && !strcmp(g->column[c].key, key)) return c;
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].title && !strcmp(g->column[c].title, key)) return c;
  return FIELD_NONE;
}

static void say_unknown(const job *j, const grid *g, const quantity *q) {
  LIST(const char *) names = { 0 };
  for (size_t c = 0; c < g->columns; c++) LIST_PUSH(j->a, &names, g->column[c].key);
  const char *near = text_nearest(q->column.text, names.v, names.n);
  DIAG_SAY(j->d, TABLE_QUANTITY_COLUMN, q->column.at, g->title, q->column.text, near ? near : "");
}

/* What a column holds: its figures, and what is in their place. */
typedef struct column_look { size_t figures, missing, hidden, least, most; const grid_cell *total; } column_look;

static column_look look_at(const grid *g, size_t c) {
  column_look l = { .least = FIELD_NONE, .most = FIELD_NONE };
  for (size_t r = 0; r < g->rows; r++) {
    const grid_cell *cell = g->row[r].kind == ROW_GROUP ? NULL : &g->row[r].cells[c];
    if (g->row[r].kind == ROW_TOTAL && cell->kind == CELL_NUMBER && g->column[c].sum == SUM_ADD) l.total = cell;
    if (g->row[r].kind != ROW_RECORD || g->row[r].residual) continue;
    if (cell->kind == CELL_NUMBER) {
      l.figures++;
      if (l.least == FIELD_NONE || number_compare(cell->num, g->row[l.least].cells[c].num) < 0) l.least = r;
      if (l.most == FIELD_NONE || number_compare(cell->num, g->row[l.most].cells[c].num) > 0) l.most = r;
    }
    l.missing += cell->kind == CELL_NOT_STATED || cell->kind == CELL_PENDING;
    l.hidden += cell->kind == CELL_HIDDEN;
  }
  return l;
}

/* Sum of the records' figures, or their mean; false: more than 18 digits. */
static bool add_up(const grid *g, size_t c, size_t figures, bool mean, unsigned decimals, number *out) {
  rational *sum = rational_new(), *one = rational_new();
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind != ROW_RECORD || g->row[r].residual || g->row[r].cells[c].kind != CELL_NUMBER) continue;
    rational_set_number(one, g->row[r].cells[c].num);
    rational_add(sum, sum, one);
  }
  if (mean) {
    rational_set_number(one, (number){ (int64_t)figures, 0 });
    rational_divide(sum, sum, one);
  }
  bool good = rational_number(sum, decimals, out);
  rational_free(sum);
  rational_free(one);
  return good;
}

static worked figure_of(number n, unsigned decimals, const char *unit, size_t missing) {
  return (worked){ .kind = CELL_NUMBER, .type = FORMULA_NUMBER, .num = number_round(n, decimals), .decimals = decimals, .unit = unit, .missing = missing };
}

static worked count_rows(const grid *g) {
  int64_t n = 0;
  for (size_t r = 0; r < g->rows; r++) n += g->row[r].kind == ROW_RECORD && !g->row[r].residual;
  return figure_of((number){ n, 0 }, 0, NULL, 0);
}

#define WHERE_MOST 3               /* names; more are counted */

/* The names of the rows that print the same figure as `row`: who stands first by a difference nobody sees is no more the largest than the others.
 * "Engen", "Engen og Skoven", "Engen, Skoven, Åen og 2 andre". */
static const char *where_text(arena *a, const grid *g, size_t c, size_t row) {
  size_t head = column_row_header(g), n = 0, more = 0;
  const char *names[WHERE_MOST];
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *x = &g->row[r];
    if (x->kind != ROW_RECORD || x->residual || x->cells[c].kind != CELL_NUMBER || strcmp(x->cells[c].text, g->row[row].cells[c].text) != 0) continue;
    bool named = false;
    for (size_t i = 0; i < n; i++) named = named || !strcmp(names[i], x->cells[head].text);
    if (named) continue;
    if (n < WHERE_MOST) names[n++] = x->cells[head].text;
    else more++;
  }
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) g_string_append_printf(s, "%s%s", i == 0 ? "" : i + 1 == n && !more ? " og " : ", ", names[i]);
  if (more) g_string_append_printf(s, " og %zu %s", more, more == 1 ? "anden" : "andre");
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static worked take_column(arena *a, const grid *g, size_t c, const quantity *q) {
  const grid_column *k = &g->column[c];
  column_look l = look_at(g, c);
  unsigned decimals = q->decimals >= 0 ? (unsigned)q->decimals : k->decimals;
  if (q->take == TAKE_KNOWN) return figure_of((number){ (int64_t)l.figures, 0 }, 0, NULL, 0);
  bool where = q->take == TAKE_WHERE_LEAST || q->take == TAKE_WHERE_MOST;
  worked none = { .type = where ? FORMULA_TEXT : FORMULA_NUMBER, .unit = k->unit };
  number n = { 0 };
  if (q->take == TAKE_SUM && l.total) return figure_of(l.total->num, decimals, k->unit, l.missing);
  none.kind = l.hidden ? CELL_HIDDEN : l.missing ? CELL_NOT_STATED : CELL_NOT_RELEVANT;
  if (l.hidden || (!l.figures && (l.missing || q->take != TAKE_SUM))) return none;
  size_t row = q->take == TAKE_LEAST || q->take == TAKE_WHERE_LEAST ? l.least : l.most;
  if (where) {
    none.kind = CELL_TEXT;
    none.text = where_text(a, g, c, row);
    return none;
  }
  if (q->take == TAKE_LEAST || q->take == TAKE_MOST) n = g->row[row].cells[c].num;
  else if (!add_up(g, c, l.figures, q->take == TAKE_MEAN, decimals, &n)) return none;
  return figure_of(n, decimals, k->unit, l.missing);
}

/* The cell of the row that is called so. */
static worked take_row(const job *j, const grid *g, size_t c, const quantity *q) {
  size_t head = column_row_header(g), n = 0;
  const char **names = ARENA_ARRAY(j->a, const char *, g->rows + 1);
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind != ROW_RECORD || g->row[r].residual) continue;
    names[n++] = g->row[r].cells[head].text;
    if (strcmp(names[n - 1], q->row.text) != 0) continue;
    const grid_cell *cell = &g->row[r].cells[c];
    if (q->take == TAKE_KNOWN) return figure_of((number){ cell->kind == CELL_NUMBER, 0 }, 0, NULL, 0);
    if (cell->kind == CELL_NUMBER) return figure_of(cell->num, q->decimals >= 0 ? (unsigned)q->decimals : g->column[c].decimals, g->column[c].unit, 0);
    return (worked){ .kind = (cell_kind)cell->kind, .type = FORMULA_NUMBER, .unit = g->column[c].unit };
  }
  const char *near = text_nearest(q->row.text, names, n);
  DIAG_SAY(j->d, TABLE_QUANTITY_ROW, q->row.at, g->title, q->row.text, near ? near : "");
  return (worked){ .kind = CELL_NOT_STATED, .type = FORMULA_NUMBER };
}

static worked take(const job *j, const quantity *q) {
  worked broken = { .kind = CELL_NOT_STATED, .type = FORMULA_NUMBER };
  if (!q->table) return broken;
  if (!q->table->reg) { DIAG_SAY(j->d, TABLE_QUANTITY_WRITTEN, q->at, q->name); return broken; }
  const grid *g = NULL;
  for (size_t i = 0; i < j->n; i++)
    if (j->builds[i]->decl == q->table) g = j->builds[i]->g;
  if (!g) return broken;                                          /* reported, or of a document that is not made */
  if (q->take == TAKE_COUNT) return count_rows(g);
  size_t c = column_named(g, q->column.text);
  if (c == FIELD_NONE) { say_unknown(j, g, q); return broken; }
  if (!column_is_figures(g->column[c].type)) { DIAG_SAY(j->d, TABLE_QUANTITY_FIGURES, q->column.at, g->column[c].title, q->name); return broken; }
  worked w = q->row.text ? take_row(j, g, c, q) : take_column(j->a, g, c, q);
  if (q->unit) w.unit = q->unit;
  return w;
}

/* ---- formulas over them ---- */

/* "antal-tilbud" as a formula writes it. */
static const char *spaced(arena *a, const char *name) {
  if (!strchr(name, '-')) return NULL;
  char *s = arena_strdup(a, name);
  for (char *c = s; *c; c++)
    if (*c == '-') *c = ' ';
  return s;
}

static formula_value value_of(const worked *w) {
  switch (w->kind) {
    case CELL_NUMBER: return formula_of_number(w->num);
    case CELL_TEXT: return formula_of_text(w->text);
    case CELL_NOT_RELEVANT: return formula_missing(FORMULA_NOT_RELEVANT, NULL);
    case CELL_PENDING: return formula_missing(FORMULA_PENDING, NULL);
    case CELL_DATE: case CELL_NOT_STATED: case CELL_HIDDEN: break;
  }
  return formula_missing(FORMULA_NOT_STATED, NULL);
}

/* The quantity behind a name of the scope. */
static const worked *behind(const job *j, size_t name) {
  size_t i = 0;
  while (j->name[i] != name) i++;
  return &j->of[i];
}

/* A formula's result; what is missing is missing as in the figure it came from, and what that leaves out is left out here. */
static worked result_of(const job *j, const formula *f, const formula_value *v, const quantity *q) {
  worked w = { .kind = CELL_NOT_STATED, .type = FORMULA_NUMBER };
  if (!f) return w;
  const char *unit = q->unit ? q->unit : f->unit;
  for (size_t i = 0; i < f->use_count; i++) w.missing = MAX(w.missing, behind(j, f->uses[i].name)->missing);
  if (v->state == FORMULA_KNOWN) return figure_of(v->num, (unsigned)f->decimals, unit, w.missing);
  w.kind = v->state == FORMULA_NOT_RELEVANT || v->state == FORMULA_BY_ZERO ? CELL_NOT_RELEVANT : v->state == FORMULA_PENDING ? CELL_PENDING : CELL_NOT_STATED;
  if (v->name) w.kind = behind(j, v->name - 1)->kind;
  return w;
}

static void work_out(job *j) {
  size_t n = j->doc->quantities.n, inputs = 0, defs = 0;
  quantity *const *q = j->doc->quantities.v;
  formula_name *names = ARENA_ARRAY(j->a, formula_name, n + 1);
  formula_def *def = ARENA_ARRAY(j->a, formula_def, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (q[i]->formula.text) continue;
    j->of[i] = take(j, q[i]);
    j->name[i] = inputs;
    j->values[inputs] = value_of(&j->of[i]);
    names[inputs++] = (formula_name){ .key = q[i]->name, .title = spaced(j->a, q[i]->name), .unit = j->of[i].type == FORMULA_NUMBER ? j->of[i].unit : NULL,
                                      .type = j->of[i].type, .at = q[i]->at };
  }
  for (size_t i = 0; i < n; i++) {
    if (!q[i]->formula.text) continue;
    const declared_text *t = &q[i]->formula;
    int decimals = q[i]->decimals >= 0 ? q[i]->decimals : q[i]->unit && !strcmp(q[i]->unit, "%") ? 1 : 0;
    formula_name name = { .key = q[i]->name, .title = spaced(j->a, q[i]->name), .unit = q[i]->unit, .type = FORMULA_NUMBER, .at = q[i]->at };
    j->name[i] = inputs + defs;
    def[defs++] = (formula_def){ name, { t->text, t->length, t->at, declared_place, t }, decimals };
  }
  formula_set *set = formula_set_compile(j->a, j->d, names, inputs, def, defs);
  j->scope = set->scope;
  formula_set_eval(set, j->scratch, j->values);
  for (size_t k = 0; k < set->order_count; k++)                    /* in their order: a missing one tells those that name it why */
    for (size_t i = 0; i < n; i++)
      if (j->name[i] == inputs + set->order[k]) j->of[i] = result_of(j, set->formulas[set->order[k]], &j->values[j->name[i]], q[i]);
}

/* ---- what is printed ---- */

static const char *figure_text(arena *a, const worked *w, bool bare) {
  char digits[NUMBER_TEXT_MAX];
  switch (w->kind) {
    case CELL_NUMBER:
      number_format(w->num, w->decimals, digits);
      return w->unit && *w->unit && !bare ? arena_printf(a, "%s\u00A0%s", digits, w->unit) : arena_strdup(a, digits);
    case CELL_TEXT: return w->text;
    case CELL_NOT_RELEVANT: return "ikke relevant";
    case CELL_PENDING: return "uafklaret";
    case CELL_HIDDEN: return "skjult";
    case CELL_DATE: case CELL_NOT_STATED: break;
  }
  return "ikke oplyst";
}

static const char *remark_text(arena *a, const worked *w) {
  if (w->kind != CELL_NUMBER || !w->missing) return "";
  return arena_printf(a, " (%zu tal mangler)", w->missing);
}

/* "kr." at the end of a sentence has one full stop. */
static const char *before_stop(arena *a, const char *s, const inl *next) {
  bool twice = g_str_has_suffix(s, ".") && next && next->kind == INLINE_TEXT && *next->text == '.';
  return twice ? arena_strndup(a, s, strlen(s) - 1) : s;
}

static void print(const job *j) {
  for (size_t i = 0; i < j->doc->quantity_uses.n; i++) {
    const quantity_use *u = &j->doc->quantity_uses.v[i];
    size_t k = 0;
    while (j->doc->quantities.v[k] != u->of) k++;
    const char *shown = figure_text(j->a, &j->of[k], u->part == QUANTITY_BARE), *remark = remark_text(j->a, &j->of[k]);
    if (u->part == QUANTITY_WHOLE) shown = before_stop(j->a, arena_printf(j->a, "%s%s", shown, remark), u->at->next);
    u->at->text = u->part == QUANTITY_REMARK ? remark : shown;
  }
}

/* One condition may rule several blocks that follow each other. */
static void judge(const job *j) {
  const char *before = NULL;
  bool keep = true;
  for (size_t i = 0; i < j->doc->conditions.n; i++) {
    const block_condition *c = &j->doc->conditions.v[i];
    if (c->when.text != before) {
      formula_text text = { c->when.text, c->when.length, c->when.at, declared_place, &c->when };
      formula *f = formula_compile(j->a, j->d, j->scope, &text, &(formula_wish){ NULL, FORMULA_EXACT, FORMULA_CONDITION });
      formula_value v = { .state = FORMULA_BROKEN };
      if (f) formula_eval(f, j->scratch, j->values, &v);
      keep = v.state == FORMULA_KNOWN && v.yes;
      if (f && v.state != FORMULA_KNOWN) DIAG_SAY(j->d, TABLE_CONDITION_UNKNOWN, c->when.at, c->when.text, j->doc->title ? j->doc->title : j->doc->id);
      before = c->when.text;
    }
    if (!keep) block_remove(c->of);
  }
}

void quantities_make(arena *a, diag *d, const document *doc, grid_build *const *builds, size_t n) {
  if (!doc->quantities.n && !doc->conditions.n) return;
  size_t count = doc->quantities.n;
  job j = { .a = a, .d = d, .builds = builds, .n = n, .doc = doc, .of = ARENA_ARRAY(a, worked, count + 1), .name = ARENA_ARRAY(a, size_t, count + 1),
            .values = ARENA_ARRAY(a, formula_value, count + 1), .scratch = formula_work_new() };
  work_out(&j);
  print(&j);
  judge(&j);
  formula_work_free(j.scratch);
}
