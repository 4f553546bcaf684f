/* xlsx/: expression trees as worksheet formulas. With --specimen FOLDER it writes the workbooks that tests/system/test_workbooks.py lets
 * LibreOffice work out again. */
#include "test_xlsx_fixture.h"

#include <stdio.h>

/* Names a, b, c: figures; t, u: texts; k: a condition. */
static const char *const references[] = { "T[[#This Row],[A]]", "$B5", "$C5", "$D5", "$E5", "$F5" };

static const char *translated(arena *a, const char *text, unsigned types, int decimals) {
  static const formula_name names[] = {
    { .key = "a" }, { .key = "b" }, { .key = "c" }, { .key = "t", .type = FORMULA_TEXT }, { .key = "u", .type = FORMULA_TEXT }, { .key = "k", .type = FORMULA_CONDITION },
  };
  diag *d = diag_new();
  formula_scope *scope = formula_scope_make(a, d, names, G_N_ELEMENTS(names));
  formula_text t = { .text = text, .length = strlen(text) };
  formula_wish wish = { .decimals = decimals, .types = types };
  const formula *f = formula_compile(a, d, scope, &t, &wish);
  if (!f) {
    GString *s = g_string_new(NULL);
    diag_print(d, LANGUAGE_DA, s);
    fail_msg("%s", s->str);
  }
  const char *got = formula_excel(a, f->root, f->decimals, references);
  diag_free(d);
  return got;
}

static void expect(const char *text, unsigned types, int decimals, const char *want) {
  arena *a = arena_new();
  const char *got = translated(a, text, types, decimals);
  assert_non_null(got);
  assert_string_equal(got, want);
  arena_free(a);
}

#define A "T[[#This Row],[A]]"
#define WORDS "{\"ikke oplyst\",\"ikke relevant\",\"uafklaret\",\"skjult\"}"

static void figures_are_asked_for_in_the_order_of_reading(void **state) {
  (void)state;
  expect("b", FORMULA_NUMBER, FORMULA_EXACT, "=$B5");
  expect("b - a", FORMULA_NUMBER, 2, "=IF(ISNUMBER($B5),IF(ISNUMBER(" A "),ROUND($B5-" A ",2)," A "),$B5)");
  expect("b × b", FORMULA_NUMBER, 0, "=IF(ISNUMBER($B5),ROUND($B5*$B5,0),$B5)");
  expect("b + ikke oplyst + c", FORMULA_NUMBER, 0, "=IF(ISNUMBER($B5),\"ikke oplyst\",$B5)");
}

static void brackets_keep_the_order_of_doubles(void **state) {
  (void)state;
  expect("2,5 - (b - 1)", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),2.5-($B5-1),$B5)");
  expect("2 × (b + 1) ÷ (b × 3)", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),IF($B5*3<>0,2*($B5+1)/($B5*3),\"ikke oplyst\"),$B5)");
  expect("-(b + 1) - -b", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),-($B5+1)--$B5,$B5)");
  expect("1.234.567,5 + b", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),1234567.5+$B5,$B5)");
}

static void functions_have_their_english_names(void **state) {
  (void)state;
  expect("sum(b; 1) + min(b; 2) + max(b; 3) + afrund(b; -2)", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),SUM($B5,1)+MIN($B5,2)+MAX($B5,3)+ROUND($B5,-2),$B5)");
  expect("b × 95,5 %", FORMULA_NUMBER, FORMULA_EXACT, "=IF(ISNUMBER($B5),$B5*(95.5/100),$B5)");
}

static void hvis_looks_at_the_chosen_branch_only(void **state) {
  (void)state;
  expect("hvis(b > 0; c; 7)", FORMULA_NUMBER, 1, "=IF(ISNUMBER($B5),IF($B5>0,IF(ISNUMBER($C5),ROUND($C5,1),$C5),ROUND(7,1)),$B5)");
  expect("hvis(b = 0; ikke relevant; 1 ÷ b)", FORMULA_NUMBER, 1, "=IF(ISNUMBER($B5),IF($B5=0,\"ikke relevant\",ROUND(1/$B5,1)),$B5)");
  expect("1 + hvis(b > 0; 2; 3)", FORMULA_NUMBER, FORMULA_EXACT,
         "=IF(ISNUMBER(IF(ISNUMBER($B5),IF($B5>0,2,3),$B5)),1+IF(ISNUMBER($B5),IF($B5>0,2,3),$B5),IF(ISNUMBER($B5),IF($B5>0,2,3),$B5))");
}

static void texts_and_conditions(void **state) {
  (void)state;
  expect("hvis(t = \"a\"\"b\"; \"x\"; \"y\")", FORMULA_TEXT, FORMULA_EXACT, "=IF(ISNA(MATCH($D5," WORDS ",0)),IF($D5=\"a\"\"b\",\"x\",\"y\"),$D5)");
  expect("k og ikke (b >= 1)", FORMULA_CONDITION, FORMULA_EXACT,
         "=IF(OR($F5=\"ja\",$F5=\"nej\"),IF(ISNUMBER($B5),IF(AND($F5=\"ja\",NOT($B5>=1)),\"ja\",\"nej\"),$B5),$F5)");
}

static void what_excel_cannot_hold_is_no_formula(void **state) {
  (void)state;
  arena *a = arena_new();
  GString *s = g_string_new("1");
  for (int i = 0; i < 12; i++) { g_string_prepend(s, "1 + hvis(b > "); g_string_append(s, "; c; a)"); }
  assert_null(translated(a, s->str, FORMULA_NUMBER, 2));       /* doubles in length with each level */
  g_string_free(s, TRUE);
  arena_free(a);
}

/* ---- specimens ---- */

static int write_one(const specimen *s, xlsx_mode mode, const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL);
  const char *error = NULL;
  bool written = xlsx_write(&s->front, &s->set, mode, path, &error);
  if (!written) fprintf(stderr, "%s: %s\n", path, error);
  g_free(path);
  return written ? 0 : 1;
}

static int write_specimens(const char *folder) {
  specimen *s = specimen_new();
  int failed = write_one(s, XLSX_PUBLISHED, folder, "prøve.xlsx") + write_one(s, XLSX_WORKING_COPY, folder, "prøve-arbejdskopi.xlsx");
  specimen_free(s);
  return failed;
}

/* More rows than named tables are made for: formulas with addresses. */
static int write_large(const char *folder) {
  specimen *s = specimen_empty(XLSX_TABLE_ROWS + 10);
  for (int64_t i = 0; i <= XLSX_TABLE_ROWS; i++)
    specimen_record(s, "Øen", i % 7 ? kroner(s, 100000 + i) : cell_missing(CELL_NOT_STATED, 0), kroner(s, 110000 + 3 * i), whole(s, i % 366), "x");
  specimen_sum(s, 0);
  int failed = write_one(s, XLSX_PUBLISHED, folder, "stor.xlsx") + write_one(s, XLSX_WORKING_COPY, folder, "stor-arbejdskopi.xlsx");
  specimen_free(s);
  return failed;
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "--specimen")) return write_specimens(argv[2]);
  if (argc == 3 && !strcmp(argv[1], "--large")) return write_large(argv[2]);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(figures_are_asked_for_in_the_order_of_reading), cmocka_unit_test(brackets_keep_the_order_of_doubles),
    cmocka_unit_test(functions_have_their_english_names), cmocka_unit_test(hvis_looks_at_the_chosen_branch_only),
    cmocka_unit_test(texts_and_conditions), cmocka_unit_test(what_excel_cannot_hold_is_no_formula),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
