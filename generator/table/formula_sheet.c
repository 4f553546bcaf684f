/* Formulas as a worksheet has them: their trees in terms of the printed columns, and the check that Excel, which counts in doubles, shows
 * the same. A difference is reported where the formula stands, once a column: a reader who recalculates the sheet must not find another
 * figure than the one printed in the PDF. */
#include "table/table_int.h"

static formula_node *copy_node(grid_build *b, const formula_node *n) {
  formula_node *k = ARENA_NEW(b->a, formula_node);
  *k = *n;
  k->args = ARENA_ARRAY(b->a, formula_node *, n->count + 1);
  return k;
}

/* afrund(inner; decimals) */
static formula_node *rounded(grid_build *b, formula_node *inner, int decimals) {
  const formula_node call = { .op = FORMULA_OP_CALL, .function = FORMULA_ROUND, .type = FORMULA_NUMBER, .ten = decimals, .count = 2 };
  const formula_node constant = { .op = FORMULA_OP_CONSTANT, .type = FORMULA_NUMBER, .num = { decimals, 0 }, .decimal = arena_printf(b->a, "%d", decimals) };
  formula_node *k = copy_node(b, &call);
  k->args[0] = inner;
  k->args[1] = copy_node(b, &constant);
  return k;
}

/* A copy in which columns by formula that are not printed give their own trees, rounded as they are. */
static formula_node *inlined(grid_build *b, const formula_node *n, const size_t *to) {
  if (n->op == FORMULA_OP_NAME) {
    size_t c = b->w->column_of[n->name];
    const formula *f = to[c] != FIELD_NONE || b->work[c].def == DEF_NONE ? NULL : b->w->set->formulas[b->work[c].def];
    if (!f) return copy_node(b, n);
    formula_node *inner = inlined(b, f->root, to);
    return f->decimals == FORMULA_EXACT ? inner : rounded(b, inner, f->decimals);
  }
  formula_node *k = copy_node(b, n);
  for (uint32_t i = 0; i < n->count; i++) k->args[i] = inlined(b, n->args[i], to);
  return k;
}

/* The same in terms of printed columns. NULL: it names a field that is not printed, and so has no place in a worksheet. */
static formula_node *in_columns(grid_build *b, const formula_node *n, const size_t *to) {
  formula_node *k = copy_node(b, n);
  if (n->op == FORMULA_OP_NAME) {
    size_t at = to[b->w->column_of[n->name]];
    k->name = (uint32_t)at;
    return at == FIELD_NONE ? NULL : k;
  }
  for (uint32_t i = 0; i < n->count; i++) {
    k->args[i] = in_columns(b, n->args[i], to);
    if (!k->args[i]) return NULL;
  }
  return k;
}

static size_t depth_of(const formula_node *n) {
  size_t most = 0;
  for (uint32_t i = 0; i < n->count; i++) most = MAX(most, depth_of(n->args[i]));
  return most + 1;
}

/* The formula as the worksheet has it: for the doubles. */
static formula *sheet_formula(grid_build *b, const formula *f, const formula_node *root) {
  formula *k = ARENA_NEW(b->a, formula);
  *k = *f;
  k->root = root;
  k->registers = depth_of(root) + 1;
  return k;
}

void formulas_set_trees(grid_build *b, const size_t *to) {
  struct grid_check *check = ARENA_NEW(b->a, struct grid_check);
  check->sheet = ARENA_ARRAY(b->a, formula *, b->g->columns + 1);
  check->type = ARENA_ARRAY(b->a, formula_type, b->g->columns + 1);
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    if (to[c] == FIELD_NONE) continue;
    check->type[to[c]] = w->ftype;
    const formula *f = w->def == DEF_NONE ? NULL : b->w->set->formulas[w->def];
    if (!f) continue;
    const formula_node *whole = inlined(b, f->root, to), *tree = in_columns(b, whole, to);
    b->g->column[c].formula = formula_print(b->a, f->scope, whole);
    b->g->column[c].expr = tree;
    if (tree) check->sheet[to[c]] = sheet_formula(b, f, tree);
  }
  b->g->check = check;
}

/* ---- the same in doubles ---- */

typedef struct doubles { diag *d; const grid *g; formula_work *w; formula_value *values; } doubles;

/* False: reported. */
static bool check_cell(doubles *k, const grid_row *row, const formula *f, size_t c) {
  const grid_cell *cell = &row->cells[c];
  formula_value real, exact = formula_of_cell(k->g->check->type[c], cell);
  if ((cell->kind != CELL_NUMBER && cell->kind != CELL_TEXT) || cell->fixed) return true;
  formula_eval_double(f, k->w, k->values, &real);
  if (formula_agree(f, &exact, &real)) return true;
  formula_report_difference(k->d, f, &exact, &real, row->at);
  return false;
}

static void check_grid(diag *d, const grid *g) {
  doubles k = { d, g, formula_work_new(), g_new0(formula_value, g->columns + 1) };
  bool *told = g_new0(bool, g->columns + 1);
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    bool sums = row->kind == ROW_SUBTOTAL || row->kind == ROW_TOTAL;
    if (row->kind == ROW_GROUP || row->residual) continue;
    for (size_t c = 0; c < g->columns; c++) k.values[c] = formula_of_cell(g->check->type[c], &row->cells[c]);
    for (size_t c = 0; c < g->columns; c++) {
      const formula *f = g->check->sheet[c];
      if (!f || told[c] || (sums && g->column[c].sum != SUM_FORMULA)) continue;
      told[c] = !check_cell(&k, row, f, c);
    }
  }
  formula_work_free(k.w);
  g_free(k.values);
  g_free(told);
}

/* ---- one figure changed ---- */

struct grid_trial { const grid *g; formula f; int decimals; formula_work *w; formula_value *values; };

grid_trial *grid_trial_new(const grid *g, size_t column) {
  if (!g->check || !g->check->sheet[column] || g->check->type[column] != FORMULA_NUMBER) return NULL;
  grid_trial *t = g_new(grid_trial, 1);
  *t = (grid_trial){ g, *g->check->sheet[column], g->check->sheet[column]->decimals, formula_work_new(), g_new0(formula_value, g->columns + 1) };
  return t;
}

void grid_trial_free(grid_trial *t) {
  if (!t) return;
  formula_work_free(t->w);
  g_free(t->values);
  g_free(t);
}

bool grid_trial_run(grid_trial *t, size_t row, int decimals, size_t other, number instead, formula_value *out) {
  for (size_t c = 0; c < t->g->columns; c++) t->values[c] = formula_of_cell(t->g->check->type[c], &t->g->row[row].cells[c]);
  t->values[other] = formula_of_number(instead);
  t->f.decimals = t->decimals < 0 ? decimals : decimals < 0 ? t->decimals : MIN(t->decimals, decimals);
  formula_eval(&t->f, t->w, t->values, out);
  return out->state == FORMULA_KNOWN;
}

/* ---- all ---- */

void table_check_doubles(diag *d, const grid_set *s) {
  for (size_t i = 0; i < s->grids.n; i++)
    if (s->grids.v[i]->check) check_grid(d, s->grids.v[i]);
}
