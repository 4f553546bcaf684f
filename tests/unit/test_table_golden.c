/* table/: grids of whole small agreements. Each folder of tests/golden/table is an agreement; its expected.table is the dump of its
 * tables and, below, what was reported. UPDATE=1 accepts what they now are. */
#include "golden.h"
#include "test_table_fixture.h"

static const char root[] = "tests/golden/table";

/* Dump and reports of one agreement; g_free. */
static char *made(const char *folder) {
  arena *a = arena_new();
  diag *d = diag_new();
  GString *out = g_string_new(NULL);
  agreement *m = model_load(a, d, folder, "aftalen", g_strrstr(folder, "beregning") ? "tests/golden/table-modeller/beregning" : NULL);
  tariffs_settle(a, d, m);
  grid_set **sets = table_make_all(a, d, m);
  for (size_t i = 0; i < m->documents.n; i++) {
    g_string_append_printf(out, "document %s\n", m->documents.v[i]->id);
    table_dump(sets[i], out);
    if (m->documents.v[i]->quantities.n) document_text(m->documents.v[i], out);
  }
  diag_print(d, LANGUAGE_DA, out);
  diag_free(d);
  arena_free(a);
  return g_string_free(out, FALSE);
}

static void expect_golden(const char *name) {
  char *folder = g_build_filename(root, name, NULL), *golden = g_build_filename(folder, "expected.table", NULL);
  char *got = made(folder);
  golden_compare(golden, got);
  g_free(got);
  g_free(golden);
  g_free(folder);
}

static void tables_of_registers(void **state) {
  (void)state;
  expect_golden("register");
}

static void calculations_line_by_line(void **state) {
  (void)state;
  expect_golden("beregning");
}

static void tariffs_are_results_of_calculations(void **state) {
  (void)state;
  expect_golden("beregning-takst");
}

static void tables_written_out(void **state) {
  (void)state;
  expect_golden("skrevet");
}

static void lookups_find_the_year_before(void **state) {
  (void)state;
  expect_golden("opslag");
}

static void formulas_count_and_say_why_not(void **state) {
  (void)state;
  expect_golden("formler");
}

static void rules_give_categories(void **state) {
  (void)state;
  expect_golden("regler");
}

static void groups_have_sums(void **state) {
  (void)state;
  expect_golden("grupper");
}

static void cross_tables(void **state) {
  (void)state;
  expect_golden("krydstabel");
}

static void amounts_are_shared_out(void **state) {
  (void)state;
  expect_golden("fordeling");
}

static void small_numbers_are_hidden(void **state) {
  (void)state;
  expect_golden("smaa-tal");
}

static void a_day_chooses_records_and_successors(void **state) {
  (void)state;
  expect_golden("dag");
}

static void texts_print_figures(void **state) {
  (void)state;
  expect_golden("udtraek");
}

static void rows_take_figures_from_another_table(void **state) {
  (void)state;
  expect_golden("fra-tabel");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tables_of_registers), cmocka_unit_test(tables_written_out), cmocka_unit_test(calculations_line_by_line), cmocka_unit_test(tariffs_are_results_of_calculations), cmocka_unit_test(lookups_find_the_year_before),
    cmocka_unit_test(formulas_count_and_say_why_not), cmocka_unit_test(rules_give_categories), cmocka_unit_test(groups_have_sums),
    cmocka_unit_test(cross_tables), cmocka_unit_test(amounts_are_shared_out), cmocka_unit_test(small_numbers_are_hidden),
    cmocka_unit_test(a_day_chooses_records_and_successors), cmocka_unit_test(texts_print_figures),
    cmocka_unit_test(rows_take_figures_from_another_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
