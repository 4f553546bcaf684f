/* why/: how the figures of a small agreement came to be, as text and as a sheet; and which offer people mean. Goldens: tests/golden/why/expected/NAME.txt;
 * UPDATE=1 accepts what they now are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include "why/why.h"

typedef struct fixture { arena *a; diag *d; agreement *m; grid_set **sets; } fixture;

static fixture opened(void) {
  fixture x = { .a = arena_new(), .d = diag_new() };
  x.m = model_load(x.a, x.d, "tests/golden/why/aftale", "aftale", "tests/golden/why/layouts");
  tariffs_settle(x.a, x.d, x.m);
  x.sets = table_make_all(x.a, x.d, x.m);
  return x;
}

static void closed(fixture *x) {
  diag_free(x->d);
  arena_free(x->a);
}

static void expect_golden(const char *name, const char *got) {
  char *path = g_strdup_printf("tests/golden/why/expected/%s.txt", name), *wanted = NULL;
  if (g_getenv("UPDATE")) assert_true(g_file_set_contents(path, got, -1, NULL));
  if (!g_file_get_contents(path, &wanted, NULL, NULL)) fail_msg("%s is missing", path);
  assert_string_equal(got, wanted);
  g_free(wanted);
  g_free(path);
}

static void agreement_is_sound(void **state) {
  (void)state;
  fixture x = opened();
  GString *s = g_string_new(NULL);
  diag_print(x.d, LANGUAGE_DA, s);
  if (diag_count(x.d, SEVERITY_ERROR)) fail_msg("%s", s->str);
  g_string_free(s, TRUE);
  closed(&x);
}

/* ---- the text ---- */

static void expect_offer(const char *golden, const char *said, int year) {
  fixture x = opened();
  GString *out = g_string_new(NULL);
  const record *offer = why_offer(x.a, x.d, x.m, said);
  assert_non_null(offer);
  why_job *j = why_begin(x.a, x.d, x.m);
  why_print(j, (const grid_set *const *)x.sets, offer, year, out);
  why_end(j);
  for (const char *p = out->str; *p;) {                              /* no line is wider than a screen that reads 100 columns */
    const char *end = strchr(p, '\n');
    assert_true(utf8_length(p, (size_t)(end - p)) <= 100);
    p = end + 1;
  }
  expect_golden(golden, out->str);
  g_string_free(out, TRUE);
  closed(&x);
}

static void calculated(void **state) { (void)state; expect_offer("engen", "engen", 0); }                     /* a tariff that a calculation gives, fed by another */
static void projected(void **state) { (void)state; expect_offer("skoven", "skoven", 0); }                    /* P/L from a price series */
static void hidden_and_missing(void **state) { (void)state; expect_offer("aaen", "aaen", 0); }
static void not_comparable(void **state) { (void)state; expect_offer("marken", "marken", 0); }
static void of_one_year(void **state) { (void)state; expect_offer("engen-2024", "engen", 2024); }
static void not_stated(void **state) { (void)state; expect_offer("stien", "Stien", 0); }

/* ---- which offer ---- */

static void offers_are_found(void **state) {
  (void)state;
  static const char *const said[][2] = { { "engen", "engen" }, { "990001", "engen" }, { "BOTILBUDDET ENGEN", "engen" }, { "Engen", "engen" }, { "Gaarden", "engen" }, { "AAEN", "aaen" }, { "åen", "aaen" },
                                         { "marken", "marken" }, { "990 002", "aaen" } };
  fixture x = opened();
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
    const record *offer = why_offer(x.a, x.d, x.m, said[i][0]);
    assert_non_null(offer);
    assert_string_equal(offer->id, said[i][1]);
  }
  assert_int_equal(diag_count(x.d, SEVERITY_ERROR), 0);
  closed(&x);
}

/* Unknown ones name what is near; two that fit are listed and not guessed between. */
static void offers_that_are_none(void **state) {
  (void)state;
  static const char *const said[] = { "mårken", "skov", "skovne", "findes ikke", "", "990003" };
  fixture x = opened();
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(said); i++) assert_null(why_offer(x.a, x.d, x.m, said[i]));
  diag_print(x.d, LANGUAGE_DA, s);
  expect_golden("tilbud", s->str);
  assert_true(diag_has(x.d, DIAG_WHY_UNKNOWN) && diag_has(x.d, DIAG_WHY_SEVERAL));
  g_string_free(s, TRUE);
  closed(&x);
}

/* ---- the sheet ---- */

static void sheet_as_a_grid(void **state) {
  (void)state;
  fixture x = opened();
  why_job *j = why_begin(x.a, x.d, x.m);
  const grid_set *with = why_sheet(j, x.sets[0]);
  why_end(j);
  assert_int_equal(with->grids.n, x.sets[0]->grids.n + 1);
  const grid *g = with->grids.v[with->grids.n - 1];
  GString *out = g_string_new(NULL);
  grid_set one = { 0 };
  LIST_PUSH(x.a, &one.grids, (grid *)(uintptr_t)g);
  table_dump(&one, out);
  for (size_t r = 0; r < g->rows; r++) {                             /* what it refers to is what it shows */
    const grid_same *s = &g->same[r];
    if (s->of) assert_string_equal(g->row[r].cells[g->same_column].text, s->of->row[s->row].cells[s->column].text);
  }
  expect_golden("ark", out->str);
  g_string_free(out, TRUE);
  closed(&x);
}

static void sheet_of_nothing(void **state) {
  (void)state;
  fixture x = opened();
  why_job *j = why_begin(x.a, x.d, x.m);
  const grid_set none = { 0 };
  assert_null(why_sheet(j, &none));
  why_end(j);
  closed(&x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(agreement_is_sound), cmocka_unit_test(calculated), cmocka_unit_test(projected), cmocka_unit_test(hidden_and_missing), cmocka_unit_test(not_comparable),
    cmocka_unit_test(of_one_year), cmocka_unit_test(not_stated), cmocka_unit_test(offers_are_found), cmocka_unit_test(offers_that_are_none), cmocka_unit_test(sheet_as_a_grid), cmocka_unit_test(sheet_of_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
