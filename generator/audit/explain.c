/* Which single figure, if it were another, would explain what is printed. A formula is looked at as a function of one of its figures, all else as it is;
 * the secant method finds where it gives the printed value, the answer is rounded to the decimals in which such a figure is written, and it counts only
 * if the formula then gives exactly what is printed. Doubles serve for the search alone. */
#include "audit/audit_int.h"

#include <math.h>
#include <string.h>

#define STEPS 60
#define MOST 3                     /* more explanations are none */

typedef double (*curve)(void *of, double x);

static bool solve(curve f, void *of, double start, double target, double *out) {
  double x0 = start, x1 = start * 1.01 + 0.5, y0 = f(of, x0) - target, y1 = f(of, x1) - target;
  for (int i = 0; i < STEPS && isfinite(y1) && y1 != y0; i++) {
    double x = x1 - y1 * (x1 - x0) / (y1 - y0);
    x0 = x1;
    y0 = y1;
    x1 = x;
    y1 = f(of, x1) - target;
    if (fabs(x1 - x0) <= 1e-9 * fmax(1, fabs(x1))) break;
  }
  *out = x1;
  return isfinite(x1) && isfinite(y1) && fabs(x1) < 1e15;
}

static number rounded(double x, unsigned decimals) {
  double scale = pow(10, decimals);
  return (number){ (int64_t)llround(x * scale), (uint8_t)decimals };
}

static const char *sentence_of(arena *a, const char *const *parts, size_t n) {
  if (!n || n > MOST) return NULL;
  GString *s = g_string_new("Det ville passe, hvis ");
  for (size_t i = 0; i < n; i++) g_string_append_printf(s, "%s%s", i ? ", eller hvis " : "", parts[i]);
  g_string_append_c(s, '.');
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* ---- a row of a table: the formula's tree over the row's cells ---- */

typedef struct row_curve { const grid *g; const grid_row *row; const formula_node *root; size_t column; double x; bool failed; } row_curve;

static double eval(row_curve *k, const formula_node *n);

static double eval_call(row_curve *k, const formula_node *n) {
  if (n->function == FORMULA_IF) return eval(k, eval(k, n->args[0]) != 0 ? n->args[1] : n->args[2]);
  double all = eval(k, n->args[0]);
  if (n->function == FORMULA_ROUND) return formula_excel_round(all, n->ten);
  for (uint32_t i = 1; i < n->count; i++) {
    double one = eval(k, n->args[i]);
    all = n->function == FORMULA_SUM ? all + one : n->function == FORMULA_MIN ? fmin(all, one) : fmax(all, one);
  }
  return all;
}

static double eval_name(row_curve *k, const formula_node *n) {
  const grid_cell *c = &k->row->cells[n->name];
  if (n->name == k->column) return k->x;
  if (c->kind == CELL_NUMBER) return number_double(c->num);
  if (c->kind == CELL_TEXT && n->type == FORMULA_CONDITION) return !strcmp(c->text, "ja");
  k->failed = true;
  return 0;
}

static double eval(row_curve *k, const formula_node *n) {
  double x = n->count > 0 && n->op != FORMULA_OP_CALL ? eval(k, n->args[0]) : 0, y = n->count > 1 && n->op != FORMULA_OP_CALL ? eval(k, n->args[1]) : 0;
  switch (n->op) {
    case FORMULA_OP_CONSTANT: return number_double(n->num);
    case FORMULA_OP_NAME: return eval_name(k, n);
    case FORMULA_OP_NEGATE: return -x;
    case FORMULA_OP_ADD: return x + y;
    case FORMULA_OP_SUBTRACT: return x - y;
    case FORMULA_OP_MULTIPLY: return x * y;
    case FORMULA_OP_DIVIDE: return x / y;
    case FORMULA_OP_EQUAL: return x == y;
    case FORMULA_OP_NOT_EQUAL: return x != y;
    case FORMULA_OP_LESS: return x < y;
    case FORMULA_OP_LESS_EQUAL: return x <= y;
    case FORMULA_OP_GREATER: return x > y;
    case FORMULA_OP_GREATER_EQUAL: return x >= y;
    case FORMULA_OP_AND: return x != 0 && y != 0;
    case FORMULA_OP_OR: return x != 0 || y != 0;
    case FORMULA_OP_NOT: return x == 0;
    case FORMULA_OP_SCALE: return x * pow(10, n->ten);
    case FORMULA_OP_CALL: return eval_call(k, n);
    case FORMULA_OP_TEXT: case FORMULA_OP_MISSING: break;
  }
  k->failed = true;
  return 0;
}

static double row_value(void *of, double x) {
  row_curve *k = of;
  k->x = x;
  return eval(k, k->root);
}

static bool names(const formula_node *n, size_t column) {
  if (n->op == FORMULA_OP_NAME && n->name == column) return true;
  for (uint32_t i = 0; i < n->count; i++)
    if (names(n->args[i], column)) return true;
  return false;
}

const char *explain_row(arena *a, const grid *g, size_t row, size_t expected, number target) {
  const formula_node *root = g->column[expected].expr;
  const char *parts[MOST + 1];
  size_t n = 0;
  for (size_t c = 0; root && c < g->columns && n <= MOST; c++) {
    const grid_cell *cell = &g->row[row].cells[c];
    row_curve k = { .g = g, .row = &g->row[row], .root = root, .column = c };
    double x;
    if (cell->kind != CELL_NUMBER || g->column[c].type == COLUMN_YEAR || g->column[c].expr || !names(root, c)) continue;
    if (!solve(row_value, &k, number_double(cell->num), number_double(target), &x) || k.failed) continue;
    number now = rounded(x, cell->num.decimals);
    if (number_compare(now, cell->num) == 0 || (now.mantissa < 0 && cell->num.mantissa >= 0)) continue;
    double again = row_value(&k, number_double(now));
    if (number_compare(rounded(again, target.decimals), target) != 0) continue;
    parts[n++] = arena_printf(a, "%s var %s i stedet for %s", g->column[c].title, number_shown(a, now, now.decimals, NULL), cell->text);
  }
  return sentence_of(a, parts, n);
}

/* ---- a calculation: worked out again with one figure changed ---- */

typedef struct calculation_curve { arena *a; diag *d; calculation c; value *inputs; size_t input, line; } calculation_curve;

static calculation_steps *steps_with(calculation_curve *k, number x) {
  k->inputs[k->input].num = x;
  return calculation_work(k->a, k->d, &k->c);
}

static double calculation_value(void *of, double x) {
  calculation_curve *k = of;
  const calculation_step *t = &steps_with(k, rounded(x, 9 - (unsigned)fmin(8, fmax(0, log10(fabs(x) + 1)))))->step[k->line];
  return t->state == FORMULA_KNOWN ? number_double(t->num) : NAN;
}

static bool all_right(const calculation_steps *s) {
  for (size_t i = 0; i < s->count; i++)
    if (s->step[i].differs) return false;
  return true;
}

static size_t first_wrong(const calculation_steps *s) {
  for (size_t i = 0; i < s->count; i++)
    if (s->step[i].differs && s->step[i].type == FORMULA_NUMBER && s->step[i].printed->kind == VALUE_KNOWN) return i;
  return SIZE_MAX;
}

const char *explain_calculation(arena *a, const calculation *c, const calculation_steps *s) {
  size_t line = first_wrong(s), lines = c->model->lines.n, n = 0;
  const char *parts[MOST + 1];
  if (line == SIZE_MAX) return NULL;
  arena *scratch = arena_new();
  diag *quiet = diag_new();
  for (size_t i = 0; i < lines && n <= MOST; i++) {
    const value *v = &c->inputs[i];
    if (c->model->lines.v[i].formula || c->model->lines.v[i].kind != CALCULATION_NUMBER || v->kind != VALUE_KNOWN) continue;
    calculation_curve k = { .a = scratch, .d = quiet, .c = *c, .inputs = ARENA_ARRAY(scratch, value, lines + 1), .input = i, .line = line };
    memcpy(k.inputs, c->inputs, lines * sizeof *k.inputs);
    k.c.inputs = k.inputs;
    double x;
    if (!solve(calculation_value, &k, number_double(v->num), number_double(s->step[line].printed->num), &x)) continue;
    number now = rounded(x, v->num.decimals);
    if (number_compare(now, v->num) == 0 || (now.mantissa < 0 && v->num.mantissa >= 0) || !all_right(steps_with(&k, now))) continue;
    parts[n++] = arena_printf(a, "%s var %s i stedet for %s", c->model->lines.v[i].key, number_shown(a, now, now.decimals, NULL), number_shown(a, v->num, v->num.decimals, NULL));
  }
  diag_free(quiet);
  arena_free(scratch);
  return sentence_of(a, parts, n);
}
