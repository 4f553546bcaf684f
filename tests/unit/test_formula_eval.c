/* calc/: what formulas come to: exact results, missing values, and what a worksheet shows. */
#include "test_formula_fixture.h"

#include <math.h>

static const char *const missing_words[] = { "", "ikke oplyst", "ikke relevant", "uafklaret", "fejl", "nul", "for langt" };

/* A result as text: "165,5", "7/3", "ja", a text, or why not and of which name: "ikke oplyst (Ukendt tal)". */
static const char *shown(fixture *x, const formula *f, const formula_value *v) {
  char buf[NUMBER_TEXT_MAX];
  if (v->state != FORMULA_KNOWN)
    return v->name ? arena_printf(x->a, "%s (%s)", missing_words[v->state], formula_shown_name(x->s, v->name - 1)) : missing_words[v->state];
  if (f->type & FORMULA_TEXT) return v->text;
  if (f->type & FORMULA_CONDITION) return v->yes ? "ja" : "nej";
  if (v->exact) return rational_text(x->a, v->exact);
  number_format(v->num, v->num.decimals, buf);
  return arena_strdup(x->a, buf);
}

typedef struct value_case { const char *in, *out; int decimals; const char *unit; unsigned types; } value_case;

static void expect_values(const value_case *c, size_t n) {
  for (size_t i = 0; i < n; i++) {
    fixture *x = fixture_new();
    const formula *f = fixture_good(x, c[i].in, c[i].unit, c[i].decimals, c[i].types);
    formula_value exact, real;
    formula_eval(f, x->w, x->values, &exact);
    if (strcmp(shown(x, f, &exact), c[i].out) != 0) fail_msg("%s gave %s", c[i].in, shown(x, f, &exact));
    const rational *fraction = exact.exact;
    char *kept = fraction ? rational_text(x->a, fraction) : NULL;
    formula_eval_double(f, x->w, x->values, &real);
    if (!formula_agree(f, &exact, &real)) fail_msg("%s: the worksheet gives %.17g (state %d)", c[i].in, real.real, (int)real.state);
    if (kept) assert_string_equal(rational_text(x->a, fraction), kept);        /* doubles leave the fractions alone */
    fixture_free(x);
  }
}

static void figures_are_exact(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "a + b", "10", -1, NULL, 0 }, { "a − b", "4", -1, NULL, 0 }, { "b − a", "−4", -1, NULL, 0 }, { "a × b", "21", -1, NULL, 0 }, { "a / b", "7/3", -1, NULL, 0 },
    { "a / b", "2,33", 2, NULL, 0 }, { "−a / b", "−2,33", 2, NULL, 0 }, { "a / b × b", "7", -1, NULL, 0 }, { "a − b − 1", "3", -1, NULL, 0 },
    { "a − (b − 1)", "5", -1, NULL, 0 }, { "a / b / 2", "7/6", -1, NULL, 0 }, { "a + b × 2", "13", -1, NULL, 0 }, { "(a + b) × 2", "20", -1, NULL, 0 },
    { "−−a", "7", -1, NULL, 0 }, { "0,1 + 0,2 − 0,3", "0", -1, NULL, 0 }, { "1 / 3 + 1 / 3 + 1 / 3", "1", -1, NULL, 0 }, { "a × 0", "0,00", 2, NULL, 0 },
    { "0 − 0,004", "0,00", 2, NULL, 0 }, { "takst × 365 døgn", "887.497,50", 2, "kr.", 0 },
    { "sum(a; b; c)", "10,005", -1, NULL, 0 }, { "min(a; b; c)", "0,005", -1, NULL, 0 }, { "max(a; b; c)", "7", -1, NULL, 0 }, { "max(−a; −b)", "−3", -1, NULL, 0 },
    { "til − fra", "366", 0, "døgn", 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

static void rounding_is_excels(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "afrund(2,675; 2)", "2,68", -1, NULL, 0 }, { "afrund(1,005; 2)", "1,01", -1, NULL, 0 }, { "afrund(−1,005; 2)", "−1,01", -1, NULL, 0 },
    { "afrund(158,5; 0)", "159", -1, NULL, 0 }, { "afrund(0,5; 0)", "1", -1, NULL, 0 }, { "afrund(−0,5; 0)", "−1", -1, NULL, 0 }, { "afrund(0,49; 0)", "0", -1, NULL, 0 },
    { "afrund(1250; -2)", "1300", -1, NULL, 0 }, { "afrund(−1250; -2)", "−1300", -1, NULL, 0 }, { "afrund(12; -2)", "0", -1, NULL, 0 }, { "afrund(1/3; 9)", "0,333333333", -1, NULL, 0 },
    { "1,005", "1,01", 2, NULL, 0 }, { "2,5", "3", 0, NULL, 0 }, { "1,115 × 1", "1,12", 2, NULL, 0 }, { "0,285", "0,29", 2, NULL, 0 }, { "1,45 / 10", "0,15", 2, NULL, 0 },
    { "afrund(1,45; 1) × 10", "15", 0, NULL, 0 }, { "afrund(takst; 0)", "2.432", 0, NULL, 0 }, { "afrund(2.000,4 kr.; 0) + 0,4 kr.", "2.000", 0, NULL, 0 },
    { "8,325 × 100 / 100", "8,33", 2, NULL, 0 }, { "1,1 × 1,1", "1,21", 2, NULL, 0 },
    { "0,445", "0,4", 1, NULL, 0 }, { "−0,445", "−0,4", 1, NULL, 0 }, { "afrund(pladser × belægning; 0)", "17", -1, NULL, 0 }, { "afrund(belægning × pladser; 0)", "17", -1, NULL, 0 }, { "2,4951 − 0,0002", "2,49", 2, NULL, 0 },          /* 0,45 rounded again would be 0,5 */
  };
  fixture *x = fixture_new();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {                            /* the table writes 1300 without its point */
    const formula *f = fixture_good(x, cases[i].in, NULL, cases[i].decimals, 0);
    formula_value exact, real;
    formula_eval(f, x->w, x->values, &exact);
    char *out = g_strdup(shown(x, f, &exact)), *want = g_strdup(cases[i].out);
    number a = fixture_number(out), b = fixture_number(want);
    if (number_compare(a, b)) fail_msg("%s gave %s", cases[i].in, out);
    formula_eval_double(f, x->w, x->values, &real);
    if (!formula_agree(f, &exact, &real)) fail_msg("%s: the worksheet gives %.17g", cases[i].in, real.real);
    g_free(out);
    g_free(want);
  }
  fixture_free(x);
}

static void more_than_18_digits_are_no_figure(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "999999999999999999 + 1", "for langt", -1, NULL, 0 }, { "999999999999999999 × 10 / 3", "for langt", -1, NULL, 0 },
    { "999999999999999999 + 1", "for langt", 0, NULL, 0 }, { "999999999999999999 × 3 / 10", "2999999999999999997/10", -1, NULL, 0 }, { "1 / 3 + 1", "for langt", 18, NULL, 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

static void a_result_says_that_it_was_rounded(void **state) {
  (void)state;
  static const struct { const char *in; int decimals; bool rounded; } cases[] = {
    { "a / b", 2, true }, { "a / b", -1, false }, { "2,50", 1, false }, { "2,55", 1, true }, { "a × b", 0, false }, { "−1 / 8", 3, false }, { "−1 / 8", 2, true },
  };
  fixture *x = fixture_new();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    formula_value v;
    formula_eval(fixture_good(x, cases[i].in, NULL, cases[i].decimals, 0), x->w, x->values, &v);
    if (v.rounded != cases[i].rounded) fail_msg("%s", cases[i].in);
  }
  fixture_free(x);
}

static void excels_round_works_on_what_is_seen(void **state) {
  (void)state;
  static const struct { double x; int decimals; double out; } cases[] = {
    { 1.005, 2, 1.01 }, { 2.675, 2, 2.68 }, { -2.675, 2, -2.68 }, { 1.4999999999999998, 0, 2 }, { 1.49999999999999, 0, 1 }, { 0.5, 0, 1 }, { -0.5, 0, -1 }, { 0.4, 0, 0 }, { -0.4, 0, 0 },
    { 1250, -2, 1300 }, { 49, -2, 0 }, { 50, -2, 100 }, { 5e-17, 2, 0 }, { 1e15, 2, 1e15 }, { 123456789012345.6, 0, 123456789012346 }, { 0.1 + 0.2, 1, 0.3 },
    { 1065437.565, 2, 1065437.57 }, { 999999.995, 2, 1000000 }, { 4.35 * 100, 0, 435 }, { 1.0 / 3, 9, 0.333333333 }, { 0, 5, 0 }, { 0.0005, 3, 0.001 }, { 0.05, 0, 0 },
    { 9.5, -1, 10 }, { 4.5, -1, 0 }, { 1e300, 2, 1e300 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const double r = formula_excel_round(cases[i].x, cases[i].decimals);
    if (r != cases[i].out) fail_msg("ROUND(%.17g; %d) gave %.17g", cases[i].x, cases[i].decimals, r);
    assert_false(r == 0 && signbit(r));
  }
}

static void per_cent_counts_as_hundredths(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "belægning", "95,5", -1, "%", 0 }, { "belægning × pladser", "17,19", -1, "pladser", 0 }, { "95,5 % × 200 kr.", "191", -1, "kr.", 0 },
    { "takst × (1 + pl_2025)", "2.479,16", 2, "kr. pr. døgn", 0 }, { "belægning + pl_2025", "97,46", -1, "%", 0 }, { "belægning × 2", "1,91", -1, NULL, 0 },
    { "belægning × 2", "191", -1, "%", 0 }, { "a / b", "233,3", 1, "%", 0 }, { "(takst 2024 − takst 2023) / takst 2023", "4,76", 2, "%", 0 },
    { "belægning / 95,5 %", "1", -1, NULL, 0 }, { "min(belægning; 90 %)", "90", -1, "%", 0 }, { "hvis(belægning > 95 %; 1; 2)", "1", -1, NULL, 0 },
    { "hvis(belægning / pl_2025 > 1; 1; 2)", "1", -1, NULL, 0 }, { "max(belægning; 2 ‰)", "0,955", -1, NULL, 0 }, { "−0,9 % + 1,8 %", "0,9", -1, "%", 0 },
    { "budget + 5 kr.", "1.065.445", -1, NULL, 0 }, { "budget", "1.065.440", -1, "kr.", 0 }, { "budget × 2", "2.130,88", -1, "1.000 kr.", 0 },
    { "50 øre + 2 kr.", "2,5", -1, "kr.", 0 }, { "50 øre + 2 kr.", "250", -1, "øre", 0 }, { "afrund(belægning × pladser; 0)", "17", -1, "pladser", 0 },
    { "afrund(belægning; 0)", "96", -1, "%", 0 }, { "budget / budget", "1", -1, NULL, 0 }, { "2 ‰ × 1.000 kr.", "2", -1, "kr.", 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

static void conditions_hold_or_not(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "a > b", "ja", -1, NULL, FORMULA_CONDITION }, { "a < b", "nej", -1, NULL, FORMULA_CONDITION }, { "a = 7", "ja", -1, NULL, FORMULA_CONDITION },
    { "a <> 7", "nej", -1, NULL, FORMULA_CONDITION }, { "a ≤ 7 og a ≥ 7", "ja", -1, NULL, FORMULA_CONDITION }, { "a > b eller a < b", "ja", -1, NULL, FORMULA_CONDITION },
    { "ikke a > b", "nej", -1, NULL, FORMULA_CONDITION }, { "a > b og ikke b > a", "ja", -1, NULL, FORMULA_CONDITION },
    { "a > b eller a > b og b > a", "ja", -1, NULL, FORMULA_CONDITION }, { "(a > b eller a > b) og b > a", "nej", -1, NULL, FORMULA_CONDITION },
    { "0,1 + 0,2 = 0,3", "ja", -1, NULL, FORMULA_CONDITION }, { "0,1 + 0,2 > 0,3", "nej", -1, NULL, FORMULA_CONDITION }, { "1,1 × 1,1 <= 1,21", "ja", -1, NULL, FORMULA_CONDITION },
    { "status = \"endelig\"", "ja", -1, NULL, FORMULA_CONDITION }, { "status <> \"ENDELIG\"", "nej", -1, NULL, FORMULA_CONDITION },
    { "status = \"endeligt\"", "nej", -1, NULL, FORMULA_CONDITION }, { "fra < til", "ja", -1, NULL, FORMULA_CONDITION }, { "godkendt", "ja", -1, NULL, FORMULA_CONDITION },
    { "hvis(godkendt; a > 1; b > 9)", "ja", -1, NULL, FORMULA_CONDITION }, { "hvis(a > b; 1; 2)", "1", -1, NULL, 0 }, { "hvis(a < b; 1; 2)", "2", -1, NULL, 0 },
    { "hvis(takst >= 2.000 kr. pr. døgn; \"højt specialiseret\"; \"klynge\")", "højt specialiseret", -1, NULL, FORMULA_TEXT },
    { "hvis(hvis(a > b; status; \"x\") = \"endelig\"; 1; 2)", "1", -1, NULL, 0 }, { "hvis(a > b; til; fra) − fra", "366", -1, NULL, 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

static void what_is_missing_stays_missing(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "ukendt tal", "ikke oplyst (Ukendt tal)", 2, NULL, 0 }, { "a + ukendt tal", "ikke oplyst (Ukendt tal)", 2, NULL, 0 }, { "ukendt tal × 0", "ikke oplyst (Ukendt tal)", 2, NULL, 0 },
    { "åbent tal + ukendt tal", "uafklaret (åbent tal)", 2, NULL, 0 }, { "ukendt tal + åbent tal", "ikke oplyst (Ukendt tal)", 2, NULL, 0 },
    { "sum(a; uden mening; ukendt tal)", "ikke relevant (uden mening)", 2, NULL, 0 }, { "min(ukendt tal; 1)", "ikke oplyst (Ukendt tal)", 2, NULL, 0 },
    { "afrund(ukendt tal; 2)", "ikke oplyst (Ukendt tal)", 2, NULL, 0 }, { "hvis(a > b; a; ukendt tal)", "7", -1, NULL, 0 },
    { "hvis(a < b; a; ukendt tal)", "ikke oplyst (Ukendt tal)", -1, NULL, 0 }, { "hvis(ukendt tal > 1; 1; 2)", "ikke oplyst (Ukendt tal)", -1, NULL, 0 },
    { "hvis(a > b eller ukendt tal > 1; 1; 2)", "ikke oplyst (Ukendt tal)", -1, NULL, 0 }, { "hvis(a < b og ukendt tal > 1; 1; 2)", "ikke oplyst (Ukendt tal)", -1, NULL, 0 },
    { "hvis(ikke ukendt tal = 1; 1; 2)", "ikke oplyst (Ukendt tal)", -1, NULL, 0 }, { "a / nul", "nul", 2, NULL, 0 }, { "a / (b − 3)", "nul", 2, NULL, 0 },
    { "nul / nul", "nul", 2, NULL, 0 }, { "hvis(nul = 0; ikke relevant; a / nul)", "ikke relevant", 2, NULL, 0 }, { "hvis(nul = 0; 0; a / nul)", "0", 0, NULL, 0 },
    { "ikke oplyst", "ikke oplyst", 2, NULL, 0 }, { "a + ikke relevant", "ikke relevant", 2, NULL, 0 }, { "hvis(nul = 0; ikke oplyst; \"x\")", "ikke oplyst", -1, NULL, FORMULA_TEXT },
    { "ikke oplyst > 1", "ikke oplyst", -1, NULL, FORMULA_CONDITION }, { "ikke relevant = \"x\"", "ikke relevant", -1, NULL, FORMULA_CONDITION },
    { "999.999.999.999.999 × 999.999", "for langt", 2, NULL, 0 }, { "100.000.000 × 100.000.000 × 100", "for langt", 0, NULL, 0 },
    { "100.000.000 × 100.000.000 × 1.000 / 1.000.000.000.000", "10.000.000", 0, NULL, 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

/* Figures that stand in published tariff sheets: the step of packages, the month and day of a yearly price, the price without VAT. */
static void published_figures_come_out(void **state) {
  (void)state;
  static const value_case cases[] = {
    { "317 kr. × (1 − 0,5)", "159", 0, NULL, 0 }, { "317 kr. × (4 − 0,5)", "1.110", 0, NULL, 0 }, { "317 kr. × (7 − 0,5)", "2.061", 0, NULL, 0 },
    { "317 kr. / 3", "106", 0, NULL, 0 }, { "377 kr. / 3", "126", 0, NULL, 0 }, { "404 kr. / 3", "135", 0, NULL, 0 }, { "70.447 kr. / 30,5", "2.310", 0, NULL, 0 },
    { "926.952 kr. / 12", "77.246", 0, NULL, 0 }, { "926.952 kr. / 365", "2.540", 0, NULL, 0 }, { "2.461 kr. × 0,954", "2.347,79", 2, NULL, 0 },
    { "2.530 kr. × 0,954", "2.413,62", 2, NULL, 0 }, { "1.065.437,56 kr. / 365", "2.919,01", 2, NULL, 0 }, { "307.909,14 kr. / 11", "27.991,74", 2, NULL, 0 },
    { "afrund(4.502,04 kr. × 1,5; 2)", "6.753,06", 2, NULL, 0 }, { "(2.420 kr. − 2.310 kr.) / 2.310 kr.", "4,76", 2, "%", 0 },
    { "min((94 % + 98 %) / 2; 100 %)", "96,0", 1, "%", 0 }, { "min((103 % + 101 %) / 2; 100 %)", "100,0", 1, "%", 0 },
    { "hvis(max(95 % − 90 %; 90 % − 95 %) >= 5 %; 1; 0)", "1", 0, NULL, 0 }, { "hvis(max(95 % − 90,1 %; 90,1 % − 95 %) >= 5 %; 1; 0)", "0", 0, NULL, 0 },
    { "0,25 × (2.050.000 kr. − 1.090.000 kr.) + 0,5 × 450.000 kr.", "465.000", 0, NULL, 0 },
  };
  expect_values(cases, G_N_ELEMENTS(cases));
}

static void a_missing_result_can_be_explained(void **state) {
  (void)state;
  static const struct { const char *in, *why; } cases[] = {
    { "a + ukendt tal", "Kan ikke beregnes, fordi »Ukendt tal« ikke er oplyst (kilden nævner det ikke)" },
    { "a + åbent tal", "Kan ikke beregnes, fordi »åbent tal« er uafklaret (KKR har ikke svaret)" },
    { "uden mening × 2", "Kan ikke beregnes, fordi »uden mening« ikke er relevant" },
    { "a / (b − 3)", "Kan ikke beregnes, fordi »(b − 3)« er 0, og der kan ikke divideres med 0" },
    { "999.999.999.999.999 × 999.999", "Kan ikke beregnes, fordi resultatet har flere end 18 cifre" }, { "a", NULL }, { "ikke relevant", NULL },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture *x = fixture_new();
    const formula *f = fixture_good(x, cases[i].in, NULL, 2, 0);
    formula_value v;
    formula_eval(f, x->w, x->values, &v);
    const char *why = formula_why(x->a, f, &v);
    if (g_strcmp0(why, cases[i].why) != 0) fail_msg("%s: %s", cases[i].in, why ? why : "nothing");
    fixture_free(x);
  }
}

static void division_by_zero_is_reported_at_the_record(void **state) {
  (void)state;
  fixture *x = fixture_new();
  const formula *f = fixture_good(x, "a / nul", NULL, 2, 0);
  formula_value v;
  formula_eval(f, x->w, x->values, &v);
  const span record = { x->file, 31, 3, 4 };
  formula_report(x->d, f, &v, record);
  assert_true(diag_has(x->d, DIAG_FORMULA_DIVIDES_BY_ZERO));
  const char *printed = fixture_printed(x);
  assert_non_null(strstr(printed, "b.yaml:31:3: advarsel[F071]: »nul« er 0 her"));
  assert_non_null(strstr(printed, "b.yaml:7:14: her divideres der"));
  v = formula_missing(FORMULA_BY_ZERO, NULL);
  v.name = 1;                                                    /* another formula's: said there */
  const size_t before = diag_count(x->d, SEVERITY_WARNING);
  formula_report(x->d, f, &v, (span){ x->file, 32, 3, 4 });
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), before);
  fixture_free(x);
}

/* A divisor that is exactly 0 but not in doubles: the worksheet would show a huge figure. */
static void a_worksheet_that_differs_is_found(void **state) {
  (void)state;
  fixture *x = fixture_new();
  const formula *f = fixture_good(x, "1 / (0,3 − 0,1 − 0,2)", NULL, 2, 0);
  formula_value exact, real;
  formula_eval(f, x->w, x->values, &exact);
  formula_eval_double(f, x->w, x->values, &real);
  assert_int_equal(exact.state, FORMULA_BY_ZERO);
  assert_false(formula_agree(f, &exact, &real));
  formula_report_difference(x->d, f, &exact, &real, (span){ x->file, 31, 3, 4 });
  assert_non_null(strstr(fixture_printed(x), "fejl[F073]: regnearket vil regne »1 / (0,3 − 0,1 − 0,2)« til -3,6"));
  assert_non_null(strstr(fixture_printed(x), "men det nøjagtige resultat er division med 0"));
  f = fixture_compile(x, "a / b", NULL, 2, 0);
  formula_eval(f, x->w, x->values, &exact);
  real = exact;
  real.real = 2.34;                                              /* a planted wrong value */
  assert_false(formula_agree(f, &exact, &real));
  real.real = 2.33;
  assert_true(formula_agree(f, &exact, &real));
  fixture_free(x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(figures_are_exact),
    cmocka_unit_test(rounding_is_excels),
    cmocka_unit_test(more_than_18_digits_are_no_figure),
    cmocka_unit_test(a_result_says_that_it_was_rounded),
    cmocka_unit_test(excels_round_works_on_what_is_seen),
    cmocka_unit_test(per_cent_counts_as_hundredths),
    cmocka_unit_test(conditions_hold_or_not),
    cmocka_unit_test(what_is_missing_stays_missing),
    cmocka_unit_test(published_figures_come_out),
    cmocka_unit_test(a_missing_result_can_be_explained),
    cmocka_unit_test(division_by_zero_is_reported_at_the_record),
    cmocka_unit_test(a_worksheet_that_differs_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
