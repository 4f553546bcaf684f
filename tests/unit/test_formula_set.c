/* calc/: formulas that name each other: order, circles, units handed on, rounding. */
#include "test_formula_fixture.h"

enum { MOST = 64 };
typedef struct set_fixture {
  arena *a;
  diag *d;
  formula_work *w;
  formula_name inputs[3];
  formula_def defs[MOST];
  size_t n;
  uint32_t file;
} set_fixture;

static set_fixture *set_new(void) {
  set_fixture *x = g_new0(set_fixture, 1);
  x->a = arena_new();
  x->d = diag_new();
  x->w = formula_work_new();
  x->file = diag_source(x->d, "t.yaml", "", 0);
  x->inputs[0] = (formula_name){ .key = "takst", .title = "Takst", .unit = "kr. pr. døgn" };
  x->inputs[1] = (formula_name){ .key = "døgn", .unit = "døgn" };
  x->inputs[2] = (formula_name){ .key = "n" };
  return x;
}

static void set_free(set_fixture *x) {
  formula_work_free(x->w);
  diag_free(x->d);
  arena_free(x->a);
  g_free(x);
}

/* Definition i stands in line i + 1 from column 20. */
static void define(set_fixture *x, const char *key, const char *unit, int decimals, const char *text) {
  const span at = { x->file, (uint32_t)x->n + 1, 20, (uint32_t)g_utf8_strlen(text, -1) };
  x->defs[x->n++] = (formula_def){ { .key = key, .unit = unit, .at = at }, { text, strlen(text), at, NULL, NULL }, decimals };
}

static formula_set *compiled(set_fixture *x) { return formula_set_compile(x->a, x->d, x->inputs, 3, x->defs, x->n); }

static char *set_printed(set_fixture *x) {
  GString *g = g_string_new(NULL);
  diag_print(x->d, LANGUAGE_DA, g);
  char *out = arena_strdup(x->a, g->str);
  g_string_free(g, TRUE);
  return out;
}

static const char *order_text(const set_fixture *x, const formula_set *s) {
  GString *g = g_string_new(NULL);
  for (size_t i = 0; i < s->order_count; i++) g_string_append_printf(g, "%s%s", i ? " " : "", x->defs[s->order[i]].name.key);
  char *out = arena_strdup(x->a, g->str);
  g_string_free(g, TRUE);
  return out;
}

static void what_is_named_comes_first(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "d", NULL, 2, "c × 2");
  define(x, "b", NULL, 2, "a + 1 kr.");
  define(x, "c", "kr.", 2, "a + b");
  define(x, "a", NULL, 2, "takst × døgn");
  define(x, "e", NULL, 2, "n + 1");
  const formula_set *s = compiled(x);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  assert_string_equal(order_text(x, s), "a b c d e");
  assert_string_equal(s->formulas[0]->unit, "kr.");              /* worked out through three others */
  formula_value v[8] = { formula_of_number(fixture_number("2.431,50")), formula_of_number(fixture_number("365")), formula_of_number(fixture_number("7")) };
  formula_set_eval(s, x->w, v);
  assert_int_equal(v[3 + 3].num.mantissa, 88749750);
  assert_int_equal(v[3 + 2].num.mantissa, 2 * 88749750 + 100);
  assert_int_equal(v[3].num.mantissa, 4 * 88749750 + 200);
  formula_value r[8] = { v[0], v[1], v[2] };
  formula_set_eval_double(s, x->w, r);
  for (size_t i = 0; i < s->count; i++) assert_true(formula_agree(s->formulas[i], &v[3 + i], &r[3 + i]));
  set_free(x);
}

static void circles_are_named_in_order(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "a", NULL, 2, "n + b");
  define(x, "b", NULL, 2, "c × 2");
  define(x, "c", NULL, 2, "a − 1");
  define(x, "d", NULL, 2, "a + 1");                              /* hangs on the circle */
  define(x, "e", NULL, 2, "n × 2");
  define(x, "f", NULL, 2, "f + 1");
  const formula_set *s = compiled(x);
  const char *printed = set_printed(x);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 2);
  assert_non_null(strstr(printed, "t.yaml:1:24: fejl[F070]: formlerne går i ring: a → b → c → a"));
  assert_non_null(strstr(printed, "t.yaml:2:20: og her"));
  assert_non_null(strstr(printed, "t.yaml:3:20: og her"));
  assert_non_null(strstr(printed, "t.yaml:6:20: fejl[F070]: formlerne går i ring: f → f"));
  assert_string_equal(order_text(x, s), "e");
  for (size_t i = 0; i < 6; i++) assert_true((s->formulas[i] != NULL) == (i == 4));
  formula_value v[9] = { { 0 }, { 0 }, formula_of_number(fixture_number("7")) };
  formula_set_eval(s, x->w, v);
  assert_int_equal(v[3].state, FORMULA_BROKEN);
  assert_int_equal(v[6].state, FORMULA_BROKEN);
  assert_int_equal(v[7].num.mantissa, 1400);
  formula_set_eval_double(s, x->w, v);
  assert_int_equal(v[8].state, FORMULA_BROKEN);
  assert_true(v[7].real == 14);
  set_free(x);
}

static void two_circles_through_one_name_are_both_named(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "a", NULL, 2, "b + c");
  define(x, "b", NULL, 2, "a");
  define(x, "c", NULL, 2, "b + a");
  compiled(x);
  const char *printed = set_printed(x);
  assert_non_null(strstr(printed, "a → b → a"));
  assert_non_null(strstr(printed, "a → c → a"));
  set_free(x);
}

static void a_mistake_is_said_once(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "a", NULL, 2, "takst + døgn");
  define(x, "b", NULL, 2, "a × 2 + a");
  define(x, "c", NULL, 2, "hvis(b > 0; b; a)");
  define(x, "d", "kr. pr.", 2, "n");                             /* a unit that cannot be read */
  define(x, "e", NULL, 2, "n +");
  const formula_set *s = compiled(x);
  if (diag_count(x->d, SEVERITY_WARNING) != 3) fail_msg("%s", set_printed(x));
  assert_int_equal(s->order_count, 1);                       /* d: its unit alone is wrong */
  assert_non_null(strstr(set_printed(x), "fejl[F060]"));
  assert_non_null(strstr(set_printed(x), "fejl[F066]"));
  assert_non_null(strstr(set_printed(x), "fejl[F010]"));
  set_free(x);
}

static void units_go_from_one_to_the_next(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "sum", NULL, 2, "takst × døgn");
  define(x, "forkert", "kr.", 2, "[sum] + takst");
  define(x, "ental", "1.000 kr.", 0, "[sum]");
  define(x, "total", "kr.", 2, "[sum] + ental");
  compiled(x);
  const char *printed = set_printed(x);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 1);
  assert_non_null(strstr(printed, "t.yaml:2:20: fejl[F060]: »[sum]« (kr.) og »takst« (kr. pr. døgn)"));
  set_free(x);
}

static void a_name_means_the_figure_as_it_is_shown(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "afrundet", NULL, 0, "n / 3");
  define(x, "af det afrundede", NULL, 2, "afrundet × 3");
  define(x, "nøjagtig", NULL, FORMULA_EXACT, "n / 3");
  define(x, "af den nøjagtige", NULL, 2, "nøjagtig × 3");
  define(x, "videre", NULL, FORMULA_EXACT, "nøjagtig × 2");
  const formula_set *s = compiled(x);
  formula_value v[8] = { { 0 }, { 0 }, formula_of_number(fixture_number("7")) }, r[8];
  memcpy(r, v, sizeof v);
  formula_set_eval(s, x->w, v);
  formula_set_eval_double(s, x->w, r);
  assert_int_equal(v[4].num.mantissa, 600);
  assert_int_equal(v[6].num.mantissa, 700);
  assert_non_null(v[5].exact);
  assert_string_equal(rational_text(x->a, v[5].exact), "7/3");
  assert_string_equal(rational_text(x->a, v[7].exact), "14/3");
  for (size_t i = 0; i < s->count; i++)
    if (!formula_agree(s->formulas[i], &v[3 + i], &r[3 + i])) fail_msg("%s differs", x->defs[i].name.key);
  set_free(x);
}

static void what_is_missing_names_its_origin(void **state) {
  (void)state;
  set_fixture *x = set_new();
  define(x, "a", NULL, 2, "1 / n");
  define(x, "b", NULL, 2, "a + 1");
  const formula_set *s = compiled(x);
  formula_value v[5] = { { 0 }, { 0 }, formula_of_number(fixture_number("0")) };
  formula_set_eval(s, x->w, v);
  assert_int_equal(v[3].state, FORMULA_BY_ZERO);
  assert_int_equal(v[3].name, 0);
  assert_int_equal(v[4].state, FORMULA_BY_ZERO);
  assert_int_equal(v[4].name, 3 + 1);
  assert_string_equal(formula_why(x->a, s->formulas[1], &v[4]), "Kan ikke beregnes, fordi »a« ikke kan beregnes (der skulle divideres med 0)");
  set_free(x);
}

static void long_chains_take_no_stack(void **state) {
  (void)state;
  enum { N = 20000 };
  arena *a = arena_new();
  diag *d = diag_new();
  formula_def *defs = ARENA_ARRAY(a, formula_def, N);
  for (int i = 0; i < N; i++) {
    const char *text = i + 1 < N ? arena_printf(a, "[k%d] + 1", i + 1) : "[k0] + 1";
    defs[i] = (formula_def){ { .key = arena_printf(a, "k%d", i) }, { text, strlen(text), { 0, 1, 1, 1 }, NULL, NULL }, 0 };
  }
  formula_set *s = formula_set_compile(a, d, NULL, 0, defs, N - 1);
  assert_true(diag_count(d, SEVERITY_ERROR) >= 1);               /* the last names what is not there */
  s = formula_set_compile(a, d, NULL, 0, defs, N);
  assert_int_equal(s->order_count, 0);
  assert_true(diag_has(d, DIAG_FORMULA_CIRCLE));
  diag_free(d);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_named_comes_first),
    cmocka_unit_test(circles_are_named_in_order),
    cmocka_unit_test(two_circles_through_one_name_are_both_named),
    cmocka_unit_test(a_mistake_is_said_once),
    cmocka_unit_test(units_go_from_one_to_the_next),
    cmocka_unit_test(a_name_means_the_figure_as_it_is_shown),
    cmocka_unit_test(what_is_missing_names_its_origin),
    cmocka_unit_test(long_chains_take_no_stack),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
