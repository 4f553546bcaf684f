/* calc/: properties of random formulas.
 *
 * 1. Writing a tree and reading it again gives the same tree.
 * 2. Exact fractions and doubles agree after rounding, or the formula is delicate: somewhere in it a figure stands within 1e-9 of a tie,
 *    two compared figures are that near, or a divisor is that near 0. A third evaluation, in long double, says which are. */
#include "test_formula_fixture.h"

#include <math.h>

enum { NAMES = 8, FORMULAS = 6000, ROWS = 4, PER_CENT = 6, CONDITION = 7 };
static const formula_name names[NAMES] = {
  { .key = "a" }, { .key = "b" }, { .key = "c" }, { .key = "tal nr. 4" }, { .key = "og så videre" }, { .key = "min" },
  { .key = "procent", .unit = "%" }, { .key = "ja", .type = FORMULA_CONDITION },
};

typedef struct random_run { arena *a; uint32_t seed; } random_run;

static uint32_t below(random_run *r, uint32_t n) {
  r->seed ^= r->seed << 13;
  r->seed ^= r->seed >> 17;
  r->seed ^= r->seed << 5;
  return r->seed % n;
}

/* ---- random trees, of right types; units may still be mixed ---- */

static formula_node *numeric(random_run *r, int depth);

static formula_node *node(random_run *r, formula_op op) {
  formula_node *n = ARENA_NEW(r->a, formula_node);
  n->op = op;
  n->args = ARENA_ARRAY(r->a, formula_node *, 4);
  return n;
}

static formula_node *joined(random_run *r, formula_op op, formula_node *x, formula_node *y) {
  formula_node *n = node(r, op);
  n->args[n->count++] = x;
  if (y) n->args[n->count++] = y;
  return n;
}

static formula_node *constant(random_run *r, uint32_t most) {
  formula_node *n = node(r, FORMULA_OP_CONSTANT);
  n->num = (number){ 1 + below(r, most), (uint8_t)below(r, 3) };
  if (below(r, 4) == 0) n->unit_text = "%";
  return n;
}

static formula_node *named(random_run *r) {
  formula_node *n = node(r, FORMULA_OP_NAME);
  n->name = below(r, CONDITION);
  return n;
}

static formula_node *condition(random_run *r, int depth) {
  switch (depth > 0 ? below(r, 8) : 0) {
    case 1: return joined(r, FORMULA_OP_AND, condition(r, depth - 1), condition(r, depth - 1));
    case 2: return joined(r, FORMULA_OP_OR, condition(r, depth - 1), condition(r, depth - 1));
    case 3: return joined(r, FORMULA_OP_NOT, condition(r, depth - 1), NULL);
    case 4: {
      formula_node *n = node(r, FORMULA_OP_NAME);
      n->name = CONDITION;
      return n;
    }
    default: return joined(r, FORMULA_OP_EQUAL + below(r, 6), numeric(r, depth - 1), numeric(r, depth - 1));
  }
}

static formula_node *call(random_run *r, formula_function f, int depth) {
  formula_node *n = node(r, FORMULA_OP_CALL);
  n->function = f;
  if (f == FORMULA_IF) n->args[n->count++] = condition(r, depth - 1);
  n->args[n->count++] = numeric(r, depth - 1);
  if (f == FORMULA_ROUND) {
    formula_node *d = node(r, FORMULA_OP_CONSTANT);
    d->num = (number){ below(r, 4), 0 };
    n->ten = (int)d->num.mantissa;
    n->args[n->count++] = d->num.mantissa && below(r, 3) == 0 ? joined(r, FORMULA_OP_NEGATE, d, NULL) : d;
    if (n->args[1] != d) n->ten = -n->ten;
  } else n->args[n->count++] = numeric(r, depth - 1);
  if (f != FORMULA_IF && f != FORMULA_ROUND && below(r, 2)) n->args[n->count++] = numeric(r, depth - 1);
  return n;
}

static formula_node *numeric(random_run *r, int depth) {
  if (depth <= 0) return below(r, 2) ? named(r) : constant(r, 20000);
  switch (below(r, 12)) {
    case 0: case 1: return joined(r, FORMULA_OP_ADD, numeric(r, depth - 1), numeric(r, depth - 1));
    case 2: case 3: return joined(r, FORMULA_OP_SUBTRACT, numeric(r, depth - 1), numeric(r, depth - 1));
    case 4: case 5: return joined(r, FORMULA_OP_MULTIPLY, numeric(r, depth - 1), below(r, 2) ? constant(r, 100) : numeric(r, 0));
    case 6: case 7: return joined(r, FORMULA_OP_DIVIDE, numeric(r, depth - 1), below(r, 2) ? constant(r, 100) : numeric(r, depth - 2));
    case 8: return joined(r, FORMULA_OP_NEGATE, numeric(r, depth - 1), NULL);
    case 9: return call(r, FORMULA_IF, depth);
    case 10: return call(r, FORMULA_ROUND, depth);
    default: return call(r, FORMULA_SUM + below(r, 3), depth);
  }
}

static const formula_node *unscaled(const formula_node *n) {
  while (n->op == FORMULA_OP_SCALE) n = n->args[0];
  return n;
}

static bool same_tree(const formula_node *x, const formula_node *y) {
  x = unscaled(x);
  y = unscaled(y);
  if (x->op != y->op || x->count != y->count || x->name != y->name || x->num.mantissa != y->num.mantissa || x->num.decimals != y->num.decimals) return false;
  if (x->op == FORMULA_OP_CALL && (x->function != y->function || x->ten != y->ten)) return false;
  if (g_strcmp0(x->unit_text, y->unit_text)) return false;
  for (size_t i = 0; i < x->count; i++)
    if (!same_tree(x->args[i], y->args[i])) return false;
  return true;
}

/* ---- the third evaluation ---- */

typedef struct third { const formula_value *values; bool delicate; long double largest; } third;

static long double value(third *t, const formula_node *n);

/* Is x that near to y, seen from the largest figure met so far? */
static void near(third *t, long double x, long double y) {
  if (fabsl(x - y) < fmaxl(1e-9L, t->largest * 1e-13L)) t->delicate = true;
}

static long double rounded(third *t, long double x, int decimals) {
  const long double p = powl(10, decimals), scaled = fabsl(x) * p;
  near(t, (scaled - floorl(scaled)) / p, 0.5L / p);
  return copysignl(floorl(scaled + 0.5L) / p, x);
}

static bool holds(third *t, const formula_node *n) {
  if (n->op == FORMULA_OP_NAME) return t->values[n->name].yes;
  if (n->op == FORMULA_OP_NOT) return !holds(t, n->args[0]);
  if (n->op == FORMULA_OP_AND || n->op == FORMULA_OP_OR) {
    const bool a = holds(t, n->args[0]), b = holds(t, n->args[1]);
    return n->op == FORMULA_OP_AND ? a && b : a || b;
  }
  const long double a = value(t, n->args[0]), b = value(t, n->args[1]);
  near(t, a, b);
  const int c = (a > b) - (a < b);
  return n->op == FORMULA_OP_EQUAL ? c == 0 : n->op == FORMULA_OP_NOT_EQUAL ? c != 0 : n->op == FORMULA_OP_LESS ? c < 0
       : n->op == FORMULA_OP_LESS_EQUAL ? c <= 0 : n->op == FORMULA_OP_GREATER ? c > 0 : c >= 0;
}

static long double called(third *t, const formula_node *n) {
  if (n->function == FORMULA_IF) return value(t, n->args[holds(t, n->args[0]) ? 1 : 2]);
  long double x = value(t, n->args[0]);
  if (n->function == FORMULA_ROUND) return rounded(t, x, n->ten);
  for (size_t i = 1; i < n->count; i++) {
    const long double y = value(t, n->args[i]);
    x = n->function == FORMULA_SUM ? x + y : n->function == FORMULA_MIN ? fminl(x, y) : fmaxl(x, y);
  }
  return x;
}

static long double plain_value(third *t, const formula_node *n) {
  if (n->op == FORMULA_OP_CONSTANT) return (long double)n->num.mantissa / powl(10, n->num.decimals);
  if (n->op == FORMULA_OP_NAME) return (long double)t->values[n->name].num.mantissa / powl(10, t->values[n->name].num.decimals);
  if (n->op == FORMULA_OP_CALL) return called(t, n);
  const long double a = value(t, n->args[0]);
  if (n->op == FORMULA_OP_NEGATE) return -a;
  if (n->op == FORMULA_OP_SCALE) return a * powl(10, n->ten);
  const long double b = value(t, n->args[1]);
  if (n->op == FORMULA_OP_DIVIDE) near(t, b, 0);
  return n->op == FORMULA_OP_ADD ? a + b : n->op == FORMULA_OP_SUBTRACT ? a - b : n->op == FORMULA_OP_MULTIPLY ? a * b : a / b;
}

static long double value(third *t, const formula_node *n) {
  const long double v = plain_value(t, n);
  t->largest = fmaxl(t->largest, fabsl(v));
  return v;
}

/* ---- the properties ---- */

static void random_values(random_run *r, formula_value *v) {
  for (size_t i = 0; i < NAMES; i++) v[i] = formula_of_number((number){ (int64_t)below(r, 200000) - (below(r, 4) ? 0 : 100000), (uint8_t)below(r, 4) });
  v[CONDITION] = formula_of_condition(below(r, 2));
}

typedef struct tally { size_t read, evaluated, delicate, different; } tally;

static void try_rows(random_run *r, const formula *f, formula_work *w, tally *t) {
  for (int row = 0; row < ROWS; row++) {
    formula_value v[NAMES], exact, real;
    random_values(r, v);
    formula_eval(f, w, v, &exact);
    formula_eval_double(f, w, v, &real);
    third check = { .values = v };
    rounded(&check, value(&check, f->root), f->decimals);
    t->evaluated++;
    t->delicate += check.delicate;
    if (formula_agree(f, &exact, &real)) continue;
    t->different++;
    if (!check.delicate) fail_msg("%s: exact %" G_GINT64_FORMAT " (%d), double %.17g (%d)", f->text, exact.num.mantissa, (int)exact.state, real.real, (int)real.state);
  }
}

static void random_formulas_are_read_back_and_agree(void **state) {
  (void)state;
  random_run r = { NULL, 2463534242u };
  formula_work *w = formula_work_new();
  tally t = { 0 };
  for (int i = 0; i < FORMULAS; i++) {
    r.a = arena_new();
    diag *d = diag_new();
    const formula_scope *s = formula_scope_make(r.a, d, names, NAMES);
    const formula_node *tree = numeric(&r, 1 + (int)below(&r, 4));
    const char *text = formula_print(r.a, s, tree);
    const formula_text source = { text, strlen(text), { 0, 1, 1, 1 }, NULL, NULL };
    const formula_wish wish = { NULL, (int)below(&r, 4), 0 };
    const formula *f = formula_compile(r.a, d, s, &source, &wish);
    if (f) {
      t.read++;
      if (!same_tree(tree, f->root)) fail_msg("%s became %s", text, formula_print(r.a, s, f->root));
      assert_string_equal(formula_print(r.a, s, f->root), text);
      try_rows(&r, f, w, &t);
    } else if (!diag_has(d, DIAG_FORMULA_UNIT_BARE) || diag_count(d, SEVERITY_ERROR) == 0) fail_msg("%s is not read", text);
    diag_free(d);
    arena_free(r.a);
  }
  formula_work_free(w);
  print_message("%zu formulas, %zu results, %zu delicate, %zu different\n", t.read, t.evaluated, t.delicate, t.different);
  assert_true(t.read > FORMULAS / 3);                            /* the rest mixes bare figures with per cent */
  assert_true(t.different * 100 < t.evaluated);
}

/* ---- any text ---- */

/* Pieces of formulas in any order: a formula, or a reason why not; never neither, never both. */
static void any_text_gives_a_formula_or_a_reason(void **state) {
  (void)state;
  static const char *const pieces[] = {
    "a", "b", "og så videre", "[tal nr. 4]", "procent", "ja", "[", "]", "(", ")", "(", ")", ";", ";", "+", "-", "−", "×", "/", "=", "<>", "<", ">=", "og", "eller", "ikke",
    "hvis(", "min(", "sum(", "afrund(", "hvis", "ikke oplyst", "ikke relevant", "2", "95,5 %", "1.000", "1.00", "2,", "\"x\"", "\"", "kr.", "pr. ", "5 døgn", "5 ", " ",
    "\n", ",", ".", "#", "æ", "“", "»", "øre", "min", "0", "_", "%", "tal nr. 4", "\u00a0", "😀",
  };
  random_run r = { NULL, 88172645u };
  size_t formulas = 0;
  for (int i = 0; i < 8000; i++) {
    r.a = arena_new();
    diag *d = diag_new();
    const formula_scope *s = formula_scope_make(r.a, d, names, NAMES);
    GString *g = g_string_new(NULL);
    for (uint32_t n = below(&r, 14); n > 0; n--) {
      if (below(&r, 2)) g_string_append_c(g, ' ');
      g_string_append(g, pieces[below(&r, G_N_ELEMENTS(pieces))]);
    }
    const formula_text source = { g->str, g->len, { 0, 1, 1, 1 }, NULL, NULL };
    const formula_wish wish = { NULL, 2, FORMULA_NUMBER | FORMULA_TEXT | FORMULA_CONDITION };
    const formula *f = formula_compile(r.a, d, s, &source, &wish);
    if ((f != NULL) == (diag_count(d, SEVERITY_WARNING) > 0)) fail_msg("%s: %s", g->str, f ? "a formula and a reason" : "neither");
    if (f) {
      const char *text = formula_print(r.a, s, f->root);
      const formula_text again = { text, strlen(text), { 0, 1, 1, 1 }, NULL, NULL };
      const formula *second = formula_compile(r.a, d, s, &again, &wish);
      if (!second || !same_tree(f->root, second->root)) fail_msg("%s was written as %s", g->str, text);
      formulas++;
    }
    g_string_free(g, TRUE);
    diag_free(d);
    arena_free(r.a);
  }
  assert_true(formulas > 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(random_formulas_are_read_back_and_agree),
    cmocka_unit_test(any_text_gives_a_formula_or_a_reason),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
