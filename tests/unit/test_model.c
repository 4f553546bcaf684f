/* Goldens of model/: each folder of tests/golden/model is a tiny agreement. expected.diag is what it reports; expected.model and expected.text,
 * where they stand, are the dump and the reading order of its documents. UPDATE=1 rewrites them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/model.h"

#ifndef TESTS_FOLDER
#define TESTS_FOLDER "tests"
#endif
#define GOLDEN TESTS_FOLDER "/golden/model"
#define STANDARDS TESTS_FOLDER "/golden/model-tabeller"

static const diag_id model_ids[] = {
#define DIAG(name, code, severity, da, en, da_hint, en_hint, explanation) DIAG_##name,
#include "diag/catalogue/model.def"
#include "diag/catalogue/image.def"
#undef DIAG
};
static bool seen[DIAG_COUNT];

static bool equal_to_file(const char *path, const GString *text, bool needed) {
  if (getenv("UPDATE") && (needed || g_file_test(path, G_FILE_TEST_EXISTS))) {
    assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    return true;
  }
  char *wanted = NULL;
  if (!g_file_get_contents(path, &wanted, NULL, NULL)) {
    if (needed) print_error("%s is missing\n", path);
    return !needed;
  }
  bool same = strcmp(wanted, text->str) == 0;
  if (!same) print_error("%s differs; now:\n%s\n", path, text->str);
  g_free(wanted);
  return same;
}

static bool golden(const char *name) {
  arena *a = arena_new();
  diag *d = diag_new();
  char *folder = g_build_filename(GOLDEN, name, NULL);
  char *layouts = g_build_filename(STANDARDS, name, NULL);        /* its tabeller.yaml, where it has one */
  const agreement *m = model_load(a, d, folder, name, layouts);
  g_free(layouts);
  GString *text = g_string_new(NULL);
  diag_print(d, LANGUAGE_DA, text);
  char *path = g_build_filename(folder, "expected.diag", NULL);
  bool good = equal_to_file(path, text, true);
  g_free(path);
  g_string_truncate(text, 0);
  model_dump(m, text);
  path = g_build_filename(folder, "expected.model", NULL);
  good = equal_to_file(path, text, false) && good;
  g_free(path);
  g_string_truncate(text, 0);
  for (size_t i = 0; i < m->documents.n; i++) document_text(m->documents.v[i], text);
  path = g_build_filename(folder, "expected.text", NULL);
  good = equal_to_file(path, text, false) && good;
  g_free(path);
  for (size_t i = 0; i < G_N_ELEMENTS(model_ids); i++) seen[model_ids[i]] |= diag_has(d, model_ids[i]);
  g_string_free(text, TRUE);
  g_free(folder);
  diag_free(d);
  arena_free(a);
  return good;
}

static void test_goldens(void **state) {
  (void)state;
  GDir *dir = g_dir_open(GOLDEN, 0, NULL);
  assert_non_null(dir);
  int count = 0, bad = 0;
  for (const char *name; (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(GOLDEN, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) { count++; bad += !golden(name); }
    g_free(path);
  }
  g_dir_close(dir);
  assert_true(count >= 11);
  assert_int_equal(bad, 0);
}

static void test_every_message(void **state) {
  (void)state;
  int missing = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(model_ids); i++)
    if (!seen[model_ids[i]]) { print_error("no golden shows %s\n", diag_lookup(model_ids[i])->name); missing++; }
  assert_int_equal(missing, 0);
}

/* The whole agreement has no mistakes, and reading it twice gives the same. */
static void test_whole(void **state) {
  (void)state;
  GString *first = g_string_new(NULL), *second = g_string_new(NULL);
  for (int i = 0; i < 2; i++) {
    arena *a = arena_new();
    diag *d = diag_new();
    const agreement *m = model_load(a, d, GOLDEN "/hel", "hel", NULL);
    assert_int_equal(diag_count(d, SEVERITY_WARNING), 0);
    model_dump(m, i ? second : first);
    const reg *offers = model_register(m, "tilbud");
    assert_int_equal(offers->records.n, 2);
    const record *r = record_lookup(offers, "kilden");
    assert_string_equal(record_name(r), "Kilden");
    assert_ptr_equal(record_value(r, "kommune")->target, record_lookup(model_register(m, "kommuner"), "strand"));
    assert_int_equal(record_value(record_lookup(offers, "enggaarden"), "kommune")->kind, VALUE_NOT_STATED);
    assert_null(record_lookup(offers, "findes-ikke"));
    assert_null(record_value(r, "findes ikke"));
    assert_null(model_register(m, "findes ikke"));
    assert_string_equal(m->period, "2023–2024");
    diag_free(d);
    arena_free(a);
  }
  assert_string_equal(first->str, second->str);
  g_string_free(first, TRUE);
  g_string_free(second, TRUE);
}

static void test_schemas(void **state) {
  (void)state;
  static const char *const which[] = { "aftale", "dokument", "register", "beregninger" };
  static const char *const has[] = { "til takstaftalen", "ønskede resultater", "målgruppe", "forudsætning" };
  for (size_t i = 0; i < G_N_ELEMENTS(which); i++) {
    GString *s = g_string_new(NULL);
    assert_true(model_schema(which[i], s));
    assert_non_null(strstr(s->str, has[i]));
    assert_null(strstr(s->str, "oneOf"));
    g_string_free(s, TRUE);
  }
  GString *s = g_string_new(NULL);
  assert_false(model_schema("andet", s));
  g_string_free(s, TRUE);
}

static void write_file(const char *folder, const char *name, const GString *text) {
  char *path = g_build_filename(folder, name, NULL);
  assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
  g_free(path);
}

static void remove_file(const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL);
  remove(path);
  g_free(path);
}

/* 20,000 rows with a reference each, and a text with a thousand names and dates: lookups are by hash, so this is a matter of tenths of seconds. */
static void test_large(void **state) {
  (void)state;
  enum { ROWS = 20000 };
  char *folder = g_dir_make_tmp("model-XXXXXX", NULL);
  assert_non_null(folder);
  char *registers = g_build_filename(folder, "registre", NULL);
  const char *error = NULL;
  assert_true(file_make_folder(registers, &error));
  GString *s = g_string_new("tilbud:\n  felter: id; navn; kommune\n  rækker: |\n");
  for (int i = 0; i < ROWS; i++) g_string_append_printf(s, "    t-%d; Tilbud %d; k-%d\n", i, i, (i * 7919) % ROWS);
  g_string_append(s, "kommuner:\n  felter: id; navn\n  rækker: |\n");
  for (int i = 0; i < ROWS; i++) g_string_append_printf(s, "    k-%d; Kommune %d\n", i, i);
  write_file(registers, "alt.yaml", s);
  g_string_assign(s, "dokument: d\ntitel: D\nlayout: politisk\nindhold:\n  - tekst: |\n");
  for (int i = 0; i < 1000; i++) g_string_append_printf(s, "      [](navn:t-%d)\n", i * 17);
  write_file(folder, "d.yaml", s);
  g_string_assign(s, "titel: T\nudgiver: U\nperiode:\n  fra: 01-01-2023\n  til: 31-12-2024\nstatus: udkast\nversion: \"1\"\nversionsdato: 01-01-2023\ndokumenter:\n  - d.yaml\n");
  write_file(folder, "aftale.yaml", s);
  g_string_free(s, TRUE);

  arena *a = arena_new();
  diag *d = diag_new();
  gint64 start = g_get_monotonic_time();
  const agreement *m = model_load(a, d, folder, "stor", NULL);
  gint64 took = g_get_monotonic_time() - start;
  assert_int_equal(diag_count(d, SEVERITY_WARNING), 0);
  const reg *offers = model_register(m, "tilbud");
  assert_int_equal(offers->records.n, ROWS);
  const record *last = record_lookup(offers, "t-19999");
  assert_string_equal(record_name(record_value(last, "kommune")->target), "Kommune 12081");
  assert_true(took < 5 * G_USEC_PER_SEC);                     /* a quadratic search takes minutes */
  diag_free(d);
  arena_free(a);
  remove_file(registers, "alt.yaml");
  remove_file(folder, "d.yaml");
  remove_file(folder, "aftale.yaml");
  remove(registers);
  remove(folder);
  g_free(registers);
  g_free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_goldens), cmocka_unit_test(test_every_message), cmocka_unit_test(test_whole), cmocka_unit_test(test_schemas),
    cmocka_unit_test(test_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
