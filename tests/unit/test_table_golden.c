/* table/: grids of whole small agreements. Each folder of tests/golden/table is an agreement; its expected.table is the dump of its
 * tables and, below, what was reported. UPDATE=1 accepts what they now are. */
#include "test_table_fixture.h"

static const char root[] = "tests/golden/table";

/* Dump and reports of one agreement; g_free. */
static char *made(const char *folder) {
  arena *a = arena_new();
  diag *d = diag_new();
  GString *out = g_string_new(NULL);
  const agreement *m = model_load(a, d, folder, "aftalen");
  for (size_t i = 0; i < m->documents.n; i++) {
    const document *doc = m->documents.v[i];
    g_string_append_printf(out, "document %s\n", doc->id);
    table_dump(table_make(a, d, m, doc), out);
  }
  diag_print(d, LANGUAGE_DA, out);
  diag_free(d);
  arena_free(a);
  return g_string_free(out, FALSE);
}

static void expect_golden(const char *name) {
  char *folder = g_build_filename(root, name, NULL), *golden = g_build_filename(folder, "expected.table", NULL);
  char *got = made(folder), *wanted = NULL;
  if (g_getenv("UPDATE")) assert_true(g_file_set_contents(golden, got, -1, NULL));
  if (!g_file_get_contents(golden, &wanted, NULL, NULL)) fail_msg("%s is missing", golden);
  assert_string_equal(got, wanted);
  g_free(wanted);
  g_free(got);
  g_free(golden);
  g_free(folder);
}

static void tables_of_registers(void **state) {
  (void)state;
  expect_golden("register");
}

static void tables_written_out(void **state) {
  (void)state;
  expect_golden("skrevet");
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(tables_of_registers), cmocka_unit_test(tables_written_out) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
