/* Where a cell comes from. What made the grid (its columns as declared, the records of its rows, its formulas) stays in the arena, and a cell's story is
 * worked out again from there when somebody asks. Kept with each cell it would be the largest part of a table of 20,000 rows that nobody asks about.
 * A figure that goes in is shown as the table shows it: what is hidden stays hidden here too. */
#include "table/table_int.h"

#include <string.h>

struct grid_origin {
  const table_decl *decl;
  const work_column *work;         /* by column as it stands now, unprinted ones last */
  size_t columns;
  const grid_work *formulas;
  const size_t *at;                /* by column as declared */
  const row_pick *picks, **pick_of;
};

struct origin_reader {
  arena *a;
  formula_work *row_work, *one_work;
  const grid *g;
  size_t row;                      /* whose values are there */
  formula_value *values;           /* by name */
};

void origin_keep(grid_build *b, const size_t *at, size_t columns) {
  struct grid_origin *o = ARENA_NEW(b->a, struct grid_origin);
  work_column *work = ARENA_ARRAY(b->a, work_column, columns + 1);
  for (size_t c = 0; c < columns; c++) work[at[c]] = b->work[c];
  *o = (struct grid_origin){ b->decl, work, columns, b->w, at, b->picks, b->pick_of };
  b->g->origin = o;
}

origin_reader *origin_reader_new(arena *a) {
  origin_reader *r = ARENA_NEW(a, origin_reader);
  *r = (origin_reader){ .a = a, .row_work = formula_work_new(), .one_work = formula_work_new() };
  return r;
}

void origin_reader_free(origin_reader *r) {
  formula_work_free(r->row_work);
  formula_work_free(r->one_work);
}

const record *origin_record(const grid *g, size_t row) {
  const row_pick *p = g->origin ? g->origin->pick_of[row] : NULL;
  return p ? p->record : NULL;
}

static bool is_sum(const grid_row *row) { return row->kind == ROW_SUBTOTAL || row->kind == ROW_TOTAL; }

/* ---- words ---- */

static const char *name_of(arena *a, const grid *g, size_t column) { return column_name(a, g->column[column].over, g->column[column].title); }

/* The figure as it stands in a formula: with its sign of per cent, in brackets when it is negative. */
static const char *figure_text(arena *a, const grid *g, size_t column, const grid_cell *c) {
  const grid_column *k = &g->column[column];
  if (c->kind != CELL_NUMBER) return c->kind == CELL_TEXT && !column_is_figures(k->type) ? arena_printf(a, "»%s«", c->text) : c->text;
  const bool percent = k->unit && !strcmp(k->unit, "%");
  const char *text = percent ? arena_printf(a, "%s\u00A0%%", c->text) : c->text;
  return c->num.mantissa < 0 ? arena_printf(a, "(%s)", text) : text;
}

typedef struct wording { arena *a; const grid *g; const grid_row *row; const formula_value *values; } wording;

static size_t column_named(const wording *w, uint32_t name) { return w->g->origin->at[w->g->origin->formulas->column_of[name]]; }

static const char *word_name(void *of, uint32_t name) {
  const wording *w = of;
  return name_of(w->a, w->g, column_named(w, name));
}

static const char *word_figure(void *of, uint32_t name) {
  const wording *w = of;
  const size_t c = column_named(w, name);
  const grid_cell *cell = &w->row->cells[c];
  const formula_value *v = w->values ? &w->values[name] : NULL;
  if (cell->kind != CELL_NUMBER || !v || !v->exact) return figure_text(w->a, w->g, c, cell);
  grid_cell whole = *cell;                                         /* handed on as a fraction: more of it is shown */
  whole.text = exact_text(w->a, v);
  return figure_text(w->a, w->g, c, &whole);
}

/* ---- a row's values ---- */

static void values_find(origin_reader *r, const grid *g, size_t row) {
  const struct grid_origin *o = g->origin;
  if (r->g == g && r->row == row) return;
  if (r->g != g) r->values = ARENA_ARRAY(r->a, formula_value, o->formulas->names + 1);
  r->g = g;
  r->row = row;
  for (size_t i = 0; i < o->formulas->names; i++) {
    const size_t c = o->at[o->formulas->column_of[i]];
    r->values[i] = formula_of_cell(o->work[c].ftype, &g->row[row].cells[c]);
  }
  if (o->formulas->set && !is_sum(&g->row[row])) formula_set_eval(o->formulas->set, r->row_work, r->values);
}

/* ---- each source ---- */

static const table_lookup *lookup_of(const struct grid_origin *o, const path *p) { return p->lookup ? &o->decl->lookups.v[p->lookup - 1] : NULL; }

static void read_value(const grid *g, const path *p, const row_pick *pick, cell_origin *out) {
  out->way = ORIGIN_VALUE;
  out->value = path_value(p, pick);
  out->record = path_end(p, pick);
  out->field = p->field;
  out->lookup = lookup_of(g->origin, p);
}

static void add_columns(origin_reader *r, const wording *w, const formula *f, cell_origin *out) {
  for (size_t i = 0; i < f->use_count; i++) {
    const size_t c = column_named(w, f->uses[i].name);
    LIST_PUSH(r->a, &out->parts, ((origin_part){ .name = name_of(r->a, w->g, c), .column = c }));
  }
}

static void read_formula(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const struct grid_origin *o = g->origin;
  const formula *f = o->formulas->set->formulas[o->work[column].def];
  if (!f) return;
  values_find(r, g, row);
  wording w = { r->a, g, &g->row[row], r->values };
  formula whole = *f;
  formula_value v;
  out->way = ORIGIN_FORMULA;
  out->formula = formula_print_words(r->a, f->root, word_name, &w);
  out->figures = formula_print_words(r->a, f->root, word_figure, &w);
  const bool handed_on = column >= g->columns;                       /* an unprinted result is rounded only where its declaration says so */
  out->decimals = f->decimals == FORMULA_EXACT && (f->type & FORMULA_NUMBER) && !handed_on ? g->column[column].decimals : f->decimals;
  add_columns(r, &w, f, out);
  if (g->row[row].cells[column].kind != CELL_NUMBER) return;
  whole.decimals = FORMULA_EXACT;
  formula_eval(&whole, r->one_work, r->values, &v);
  if (v.state != FORMULA_KNOWN) return;
  out->exact = exact_text(r->a, &v);
  out->even = !v.exact && !number_compare(v.num, g->row[row].cells[column].num);
}

/* The rule that gave the text, in words; a judgement made by hand is a value. */
static void read_rule(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const struct grid_origin *o = g->origin;
  const work_column *k = &o->work[column];
  const row_pick *pick = o->pick_of[row];
  if (k->has_manual && path_value(&k->manual, pick)->kind == VALUE_KNOWN) { read_value(g, &k->manual, pick, out); return; }
  values_find(r, g, row);
  wording w = { r->a, g, &g->row[row], r->values };
  out->way = ORIGIN_RULE;
  out->decimals = FORMULA_EXACT;
  for (size_t i = 0; k->when && i < k->decl->rules.n; i++) {
    const table_rule *rule = &k->decl->rules.v[i];
    formula_value v = formula_of_condition(!rule->when.text);
    if (rule->when.text && !k->when[i]) continue;
    if (k->when[i]) {
      formula_eval(k->when[i], r->one_work, r->values, &v);
      add_columns(r, &w, k->when[i], out);
    }
    if (v.state == FORMULA_KNOWN && !v.yes) continue;
    out->formula = k->when[i] ? formula_print_words(r->a, k->when[i]->root, word_name, &w) : "ingen af de andre regler passer";
    out->figures = k->when[i] ? formula_print_words(r->a, k->when[i]->root, word_figure, &w) : "ingen passer";
    break;
  }
  for (size_t i = 0; i < out->parts.n; i++)                          /* a column that several rules name is one part */
    for (size_t n = out->parts.n; n-- > i + 1;)
      if (out->parts.v[n].column == out->parts.v[i].column) {
        memmove(&out->parts.v[n], &out->parts.v[n + 1], (out->parts.n - n - 1) * sizeof *out->parts.v);
        out->parts.n--;
      }
}

static origin_part part_of(const struct grid_origin *o, const char *name, const path *p, const row_pick *pick) {
  return (origin_part){ .name = name, .column = SIZE_MAX, .value = path_value(p, pick), .record = path_end(p, pick), .field = p->field, .lookup = lookup_of(o, p) };
}

/* beløb × nøgle ÷ nøglen i alt, exactly; what largest remainder did is seen by the cell's figure beside it. */
static void share_exact(origin_reader *r, number amount, number key, number keys, const grid_cell *c, cell_origin *out) {
  rational *x = rational_new(), *y = rational_new();
  formula_value v = { 0 };
  rational_set_number(x, amount);
  rational_set_number(y, key);
  rational_multiply(x, x, y);
  rational_set_number(y, keys);
  if (rational_divide(x, x, y)) {
    if (!rational_exact_number(x, &v.num)) v.exact = x;
    out->exact = exact_text(r->a, &v);
    rational_set_number(y, c->num);
    out->up = rational_compare(y, x) > 0;
  }
  rational_free(x);
  rational_free(y);
}

/* Is the key one that the table hides in this row? The share then tells no more than the table does. */
static bool key_hidden(const grid *g, size_t row, const path *key) {
  for (size_t c = 0; c < g->origin->columns; c++)
    if (g->origin->work[c].path.text && !strcmp(g->origin->work[c].path.text, key->text) && g->row[row].cells[c].kind == CELL_HIDDEN) return true;
  return false;
}

static void read_share(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const struct grid_origin *o = g->origin;
  const work_column *k = &o->work[column];
  const row_pick *pick = o->pick_of[row];
  const table_shares *s = &k->decl->shares;
  const grid_cell *c = &g->row[row].cells[column];
  char text[3][NUMBER_TEXT_MAX];
  out->way = ORIGIN_SHARE;
  out->decimals = g->column[column].decimals;
  out->formula = s->plain_rounding ? "beløb × nøgle ÷ nøglen i alt, afrundet for sig" : "beløb × nøgle ÷ nøglen i alt, fordelt efter største rest";
  if (key_hidden(g, row, &k->key)) return;
  if (!s->is_number) LIST_PUSH(r->a, &out->parts, part_of(o, "beløb", &k->amount, pick));
  LIST_PUSH(r->a, &out->parts, part_of(o, "nøgle", &k->key, pick));
  const value *key = path_value(&k->key, pick);
  const size_t place = (size_t)(pick - o->picks);
  if (c->kind != CELL_NUMBER || !k->share_known[place]) return;
  const number amount = s->is_number ? s->num : path_value(&k->amount, pick)->num, keys = k->share_keys[place];
  number_format(amount, amount.decimals, text[0]);
  number_format(key->num, key->num.decimals, text[1]);
  number_format(keys, keys.decimals, text[2]);
  out->figures = arena_printf(r->a, "%s × %s ÷ %s", text[0], text[1], text[2]);
  share_exact(r, amount, key->num, keys, c, out);
  out->up = out->up && !s->plain_rounding;
}

/* ---- sums, counts ---- */

enum { TERMS_MOST = 40 };

/* The first row that a row of sums adds up. */
static size_t sum_from(const grid *g, size_t row) {
  if (g->row[row].kind == ROW_TOTAL) return 0;
  size_t r = row;
  while (r-- > 0)
    if (g->row[r].kind == ROW_GROUP && g->row[r].level == g->row[row].level) return r;
  return 0;
}

static void read_sum(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  GString *s = g_string_new(NULL);
  size_t n = 0;
  for (size_t i = sum_from(g, row); i < row; i++) {
    if (g->row[i].kind != ROW_RECORD) continue;
    const grid_cell *c = &g->row[i].cells[column];
    if (c->kind != CELL_NUMBER && c->kind != CELL_HIDDEN) continue;
    if (n++ < TERMS_MOST) g_string_append_printf(s, "%s%s", s->len ? " + " : "", figure_text(r->a, g, column, c));
  }
  out->way = ORIGIN_SUM;
  out->decimals = FORMULA_EXACT;
  out->formula = arena_printf(r->a, "summen af %s i %zu %s", name_of(r->a, g, column), n, n == 1 ? "række" : "rækker");
  out->figures = n <= TERMS_MOST ? arena_strdup(r->a, s->len ? s->str : "ingen tal") : arena_printf(r->a, "summen af %zu tal", n);
  g_string_free(s, TRUE);
}

static const char *cross_word(void *of, uint32_t name) {
  const wording *w = of;
  return name_of(w->a, w->g, name);
}

static const char *cross_figure(void *of, uint32_t name) {
  const wording *w = of;
  return figure_text(w->a, w->g, name, &w->row->cells[name]);
}

static void read_cross(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const grid_column *k = &g->column[column];
  const size_t header = column_row_header(g);
  wording w = { r->a, g, &g->row[row], NULL };
  if (column <= header || k->type != COLUMN_INT) return;
  out->decimals = FORMULA_EXACT;
  if (k->expr) {
    out->way = ORIGIN_FORMULA;
    out->formula = formula_print_words(r->a, k->expr, cross_word, &w);
    out->figures = formula_print_words(r->a, k->expr, cross_figure, &w);
  } else if (is_sum(&g->row[row])) read_sum(r, g, row, column, out);
  else {
    out->way = ORIGIN_COUNT;
    out->formula = arena_printf(r->a, "antal poster med %s »%s« og %s »%s«", g->column[header].title, g->row[row].cells[header].text, k->over ? k->over : "værdien", k->title);
    out->figures = g->row[row].cells[column].text;
  }
}

/* ---- all ---- */

/* "ikke når": the field that says why. */
static bool unless_holds(const grid *g, const work_column *k, const row_pick *pick, cell_origin *out) {
  if (!k->has_unless || path_value(&k->unless, pick)->kind != VALUE_KNOWN) return false;
  read_value(g, &k->unless, pick, out);
  out->way = ORIGIN_UNLESS;
  return true;
}

static void read_record(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const work_column *k = &g->origin->work[column];
  const row_pick *pick = g->origin->pick_of[row];
  if (k->numbers || unless_holds(g, k, pick, out)) return;
  switch (k->source) {
    case TABLE_FROM_FIELD: read_value(g, &k->path, pick, out); return;
    case TABLE_FROM_FORMULA: read_formula(r, g, row, column, out); return;
    case TABLE_FROM_RULES: read_rule(r, g, row, column, out); return;
    case TABLE_FROM_SHARES: read_share(r, g, row, column, out); return;
    case TABLE_FROM_TABLE:
      out->way = ORIGIN_GATHER;
      out->formula = gather_words(r->a, &k->decl->gather);
      return;
  }
}

void origin_read(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out) {
  const grid_row *x = &g->row[row];
  *out = (cell_origin){ .decimals = FORMULA_EXACT, .unit = g->column[column].unit };
  if (x->kind == ROW_GROUP) return;
  if (g->cross) read_cross(r, g, row, column, out);
  else if (g->calculation) out->way = x->kind == ROW_RECORD ? ORIGIN_LINE : ORIGIN_NONE;
  else if (!g->origin) return;
  else if (x->residual) out->way = x->cells[column].kind == CELL_NUMBER ? ORIGIN_REST : ORIGIN_NONE;
  else if (!is_sum(x)) read_record(r, g, row, column, out);
  else if (g->column[column].sum == SUM_ADD) read_sum(r, g, row, column, out);
  else if (g->column[column].sum == SUM_FORMULA) read_formula(r, g, row, column, out);
}
