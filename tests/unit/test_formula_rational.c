/* base/: exact fractions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/rational.h"

/* "7/3" or "-2,5" */
static rational *of(const char *s) {
  const char *slash = strchr(s, '/');
  number n, d = { 1, 0 };
  if (number_parse(s, slash ? (size_t)(slash - s) : strlen(s), &n) != NUMBER_OK) fail_msg("%s", s);
  if (slash && number_parse(slash + 1, strlen(slash + 1), &d) != NUMBER_OK) fail_msg("%s", s);
  rational *r = rational_new(), *by = rational_new();
  rational_set_number(r, n);
  rational_set_number(by, d);
  assert_true(rational_divide(r, r, by));
  rational_free(by);
  return r;
}

static void expect_text(const rational *r, const char *text) {
  arena *a = arena_new();
  assert_string_equal(rational_text(a, r), text);
  arena_free(a);
}

static void numbers_become_fractions_in_lowest_terms(void **state) {
  (void)state;
  static const struct { const char *in, *out; } cases[] = {
    { "2.431,50", "4863/2" }, { "0", "0" }, { "0,00", "0" }, { "-0,125", "-1/8" }, { "1000", "1000" }, { "999999999999999999", "999999999999999999" },
    { "0,00000000000000001", "1/100000000000000000" }, { "95,50", "191/2" }, { "6/4", "3/2" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    rational *r = of(cases[i].in);
    expect_text(r, cases[i].out);
    rational_free(r);
  }
}

static void the_four_operations_are_exact(void **state) {
  (void)state;
  rational *a = of("1/3"), *b = of("0,1"), *c = rational_new();
  rational_add(c, a, b);
  expect_text(c, "13/30");
  rational_subtract(c, a, b);
  expect_text(c, "7/30");
  rational_multiply(c, a, b);
  expect_text(c, "1/30");
  assert_true(rational_divide(c, a, b));
  expect_text(c, "10/3");
  rational_add(a, a, a);                                         /* the result may be an operand */
  expect_text(a, "2/3");
  rational_negate(a);
  assert_int_equal(rational_sign(a), -1);
  rational_set(b, a);
  rational_subtract(a, a, b);
  assert_int_equal(rational_sign(a), 0);
  assert_false(rational_divide(c, b, a));
  expect_text(c, "10/3");                                        /* as it was */
  assert_int_equal(rational_compare(b, a), -1);
  assert_int_equal(rational_compare(a, b), 1);
  assert_int_equal(rational_compare(a, a), 0);
  rational_swap(a, b);
  expect_text(a, "-2/3");
  rational_scale(a, 3);
  expect_text(a, "-2000/3");
  rational_scale(a, -2);
  expect_text(a, "-20/3");
  rational_scale(a, 0);
  expect_text(a, "-20/3");
  rational_free(a);
  rational_free(b);
  rational_free(c);
  rational_free(NULL);
}

static void rounding_is_half_away_from_zero(void **state) {
  (void)state;
  static const struct { const char *in; int decimals; const char *out; } cases[] = {
    { "158,5", 0, "159" }, { "1109,5", 0, "1110" }, { "-158,5", 0, "-159" }, { "158,4999999999", 0, "158" }, { "2,675", 2, "67/25" /* 2,68 */ },
    { "1,005", 2, "101/100" }, { "-1,005", 2, "-101/100" }, { "0,5", 0, "1" }, { "-0,5", 0, "-1" }, { "0,49", 0, "0" }, { "150", -2, "200" }, { "149", -2, "100" },
    { "-150", -2, "-200" }, { "49", -2, "0" }, { "1/3", 2, "33/100" }, { "2/3", 2, "67/100" }, { "1/6", 3, "167/1000" }, { "5", 9, "5" }, { "0", 2, "0" },
    { "377/3", 0, "126" }, { "0,00000000000000005", 16, "1/10000000000000000" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    rational *r = of(cases[i].in);
    rational_round(r, cases[i].decimals);
    expect_text(r, cases[i].out);
    rational_free(r);
  }
}

static void numbers_come_back_or_say_that_they_are_too_long(void **state) {
  (void)state;
  number n;
  rational *r = of("2/3");
  assert_true(rational_number(r, 2, &n));
  assert_true(n.mantissa == 67 && n.decimals == 2);
  assert_true(rational_number(r, 18, &n));
  assert_int_equal(n.mantissa, 666666666666666667);
  assert_false(rational_exact_number(r, &n));
  rational_free(r);
  r = of("-1/8");
  assert_true(rational_exact_number(r, &n));
  assert_true(n.mantissa == -125 && n.decimals == 3);
  rational_free(r);
  r = of("2.500,00");
  assert_true(rational_exact_number(r, &n));
  assert_true(n.mantissa == 2500 && n.decimals == 0);
  rational_free(r);
  r = of("999999999999999999");
  assert_true(rational_number(r, 0, &n));
  assert_int_equal(n.mantissa, 999999999999999999);
  assert_false(rational_number(r, 1, &n));
  assert_true(n.mantissa == 0 && n.decimals == 1);
  rational_multiply(r, r, r);
  assert_false(rational_number(r, 0, &n));
  assert_false(rational_exact_number(r, &n));
  rational_free(r);
  r = of("99999999999999999,5");                                 /* rounds up to 10^17: 18 digits */
  assert_true(rational_number(r, 0, &n));
  assert_int_equal(n.mantissa, 100000000000000000);
  rational_scale(r, 1);
  assert_true(rational_number(r, 0, &n));
  rational_free(r);
  r = of("999999999999999999");
  rational *half = of("0,5");
  rational_add(r, r, half);                                      /* rounds up to 10^18: 19 digits */
  assert_false(rational_number(r, 0, &n));
  rational_free(half);
  rational_free(r);
}

static void doubles_are_the_nearest(void **state) {
  (void)state;
  static const struct { const char *in; double out; } cases[] = {
    { "0", 0 }, { "0,1", 0.1 }, { "1/3", 1.0 / 3 }, { "-2/3", -2.0 / 3 }, { "2.431,50", 2431.5 }, { "1,005", 1.005 }, { "999999999999999999", 999999999999999999.0 },
    { "9007199254740993", 9007199254740992.0 }, { "9007199254740995", 9007199254740996.0 }, { "0,00000000000000001", 1e-17 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    rational *r = of(cases[i].in);
    if (rational_double(r) != cases[i].out) fail_msg("%s gave %.17g", cases[i].in, rational_double(r));
    rational_free(r);
  }
  rational *r = of("1");
  rational_scale(r, 400);
  assert_true(rational_double(r) > 1e308);
  rational_scale(r, -800);
  assert_true(rational_double(r) == 0);
  rational_free(r);
}

/* Against whole-number arithmetic on many figures: n/d rounded to 0 … 3 decimals. */
static void rounding_agrees_with_whole_numbers(void **state) {
  (void)state;
  rational *r = rational_new(), *by = rational_new();
  uint32_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    seed = seed * 1664525u + 1013904223u;
    const int64_t n = (int64_t)(seed >> 8) - (1 << 23), d = (int64_t)(seed % 997) + 1;
    const unsigned decimals = seed / 1000 % 4;
    const int64_t ten = decimals == 0 ? 1 : decimals == 1 ? 10 : decimals == 2 ? 100 : 1000;
    const int64_t size = (2 * (n < 0 ? -n : n) * ten + d) / (2 * d);
    rational_set_number(r, (number){ n, 0 });
    rational_set_number(by, (number){ d, 0 });
    assert_true(rational_divide(r, r, by));
    number out;
    assert_true(rational_number(r, decimals, &out));
    assert_int_equal(out.mantissa, n < 0 ? -size : size);
  }
  rational_free(r);
  rational_free(by);
}

static void what_is_cut_is_not_rounded(void **state) {
  (void)state;
  static const struct { const char *in; unsigned decimals; const char *out; } cases[] = {
    { "317/3", 4, "105,6666" }, { "-317/3", 4, "-105,6666" }, { "2/3", 0, "0" }, { "999999/1000000", 4, "0,9999" }, { "5/2", 1, "2,5" }, { "7", 2, "7,00" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    rational *r = of(cases[i].in);
    number cut, wanted;
    assert_int_equal(number_parse(cases[i].out, strlen(cases[i].out), &wanted), NUMBER_OK);
    assert_true(rational_cut(r, cases[i].decimals, &cut));
    assert_int_equal(cut.mantissa, wanted.mantissa);
    assert_int_equal(cut.decimals, cases[i].decimals);
    rational_free(r);
  }
  rational *r = of("999999999999999999");
  number n;
  assert_true(rational_cut(r, 0, &n));
  assert_false(rational_cut(r, 1, &n));
  rational *by = of("999999999999999997");                         /* a fraction that no machine word holds: 999999999999999999² / (110 × 999999999999999997) */
  rational_multiply(r, r, r);
  rational_divide(r, r, by);
  rational_free(by);
  by = of("110");
  rational_divide(r, r, by);
  assert_true(rational_cut(r, 0, &n));
  assert_int_equal(n.mantissa, 9090909090909090);
  rational_negate(r);
  assert_true(rational_cut(r, 0, &n));
  assert_int_equal(n.mantissa, -9090909090909090);
  rational_free(by);
  rational_free(r);
}

static void a_fraction_knows_its_decimals(void **state) {
  (void)state;
  static const struct { const char *in; unsigned decimals; bool has; } cases[] = {
    { "5/2", 0, false }, { "5/2", 1, true }, { "1/8", 2, false }, { "1/8", 3, true }, { "1/3", 18, false }, { "-7", 0, true }, { "0", 0, true },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    rational *r = of(cases[i].in);
    assert_int_equal(rational_has(r, cases[i].decimals), cases[i].has);
    rational_free(r);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_become_fractions_in_lowest_terms),
    cmocka_unit_test(the_four_operations_are_exact),
    cmocka_unit_test(rounding_is_half_away_from_zero),
    cmocka_unit_test(numbers_come_back_or_say_that_they_are_too_long),
    cmocka_unit_test(doubles_are_the_nearest),
    cmocka_unit_test(rounding_agrees_with_whole_numbers),
    cmocka_unit_test(what_is_cut_is_not_rounded),
    cmocka_unit_test(a_fraction_knows_its_decimals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
