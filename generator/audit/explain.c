/* Which single figure, if it were another, would explain what is printed. A formula is looked at as a function of one of its figures, all else as it is;
 * the secant method finds where it gives the printed value, the answer is taken to the decimals in which such a figure is written, and it counts only
 * if the formula, worked out exactly and rounded once, then gives what is printed. Doubles serve for the search alone. */
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

/* What the search found, as a figure of so many decimals. A guess: it is tried exactly before anybody reads it. False: it has more than 18 digits. */
static bool guess(double x, unsigned decimals, number *out) {
  const double scaled = x * pow(10, decimals);
  if (!(fabs(scaled) < 1e18)) return false;
  *out = (number){ (int64_t)llround(scaled), (uint8_t)decimals };
  return true;
}

/* About ten digits while searching. */
static unsigned trial_decimals(double x) { return 9 - (unsigned)fmin(8, fmax(0, log10(fabs(x) + 1))); }

static const char *part_of(arena *a, const char *name, number now, number is) {
  const char *slip = slip_words(a, is, now);
  return arena_printf(a, "»%s« var %s i stedet for %s%s%s%s", name, number_shown(a, now, now.decimals, NULL), number_shown(a, is, is.decimals, NULL), slip ? " (" : "", slip ? slip : "",
                      slip ? ")" : "");
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

/* ---- a row of a table: the formula worked out again with one figure changed ---- */

typedef struct row_curve { grid_trial *trial; size_t row, column; } row_curve;

static double row_value(void *of, double x) {
  row_curve *k = of;
  number now;
  formula_value v;
  if (!guess(x, trial_decimals(x), &now) || !grid_trial_run(k->trial, k->row, FORMULA_EXACT, k->column, now, &v)) return NAN;
  return v.exact ? rational_double(v.exact) : number_double(v.num);
}

static bool names(const formula_node *n, size_t column) {
  if (n->op == FORMULA_OP_NAME && n->name == column) return true;
  for (uint32_t i = 0; i < n->count; i++)
    if (names(n->args[i], column)) return true;
  return false;
}

const char *explain_row(arena *a, const grid *g, size_t row, size_t expected, number target) {
  const formula_node *root = g->column[expected].expr;
  grid_trial *trial = grid_trial_new(g, expected);
  const char *parts[MOST + 1];
  size_t n = 0;
  for (size_t c = 0; root && trial && c < g->columns && n <= MOST; c++) {
    const grid_cell *cell = &g->row[row].cells[c];
    row_curve k = { trial, row, c };
    double x;
    number now;
    formula_value v;
    if (cell->kind != CELL_NUMBER || g->column[c].type == COLUMN_YEAR || g->column[c].expr || !names(root, c)) continue;
    if (!solve(row_value, &k, number_double(cell->num), number_double(target), &x) || !guess(x, cell->num.decimals, &now)) continue;
    if (number_compare(now, cell->num) == 0 || (now.mantissa < 0 && cell->num.mantissa >= 0)) continue;
    if (!grid_trial_run(trial, row, target.decimals, c, now, &v) || number_compare(v.num, target) != 0) continue;
    parts[n++] = part_of(a, g->column[c].title, now, cell->num);
  }
  grid_trial_free(trial);
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
  number now;
  if (!guess(x, trial_decimals(x), &now)) return NAN;
  const calculation_step *t = &steps_with(k, now)->step[k->line];
  return t->state == FORMULA_KNOWN ? t->real : NAN;
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
    number now;
    if (!solve(calculation_value, &k, number_double(v->num), number_double(s->step[line].printed->num), &x) || !guess(x, v->num.decimals, &now)) continue;
    if (number_compare(now, v->num) == 0 || (now.mantissa < 0 && v->num.mantissa >= 0) || !all_right(steps_with(&k, now))) continue;
    parts[n++] = part_of(a, c->model->lines.v[i].key, now, v->num);
  }
  diag_free(quiet);
  arena_free(scratch);
  return sentence_of(a, parts, n);
}
