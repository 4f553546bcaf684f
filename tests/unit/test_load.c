/* load/: trees with places, the traps of YAML, and a golden diagnosis for every message of the catalogue.
 *
 * tests/golden/diag/NAME.yaml is loaded and, when NAME begins with "shape-", typed by the shape of load_shapes.h; the
 * diagnostics in Danish must be NAME.diag. UPDATE=1 in the environment rewrites them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "golden.h"
#include "load_shapes.h"

static char *golden_folder(void) {
#ifdef TESTS_FOLDER
  const char *tests = TESTS_FOLDER;
#else
  const char *tests = g_getenv("TESTS_FOLDER");
  if (!tests) tests = "tests";
#endif
  return g_build_filename(tests, "golden", "diag", NULL);
}

typedef struct job { arena *a; diag *d; } job;
static job job_new(void) { return (job){ arena_new(), diag_new() }; }
static void job_free(job *j) {
  diag_free(j->d);
  arena_free(j->a);
}

static node *tree(job *j, const char *text) { return load_yaml_text(j->a, j->d, text, strlen(text), "prøve.yaml"); }

static char *shown(const diag *d, diag_language lang) {
  GString *out = g_string_new(NULL);
  diag_print(d, lang, out);
  return g_string_free(out, FALSE);
}

static node *clean_tree(job *j, const char *text) {
  node *n = tree(j, text);
  char *out = shown(j->d, LANGUAGE_DA);
  if (*out) fail_msg("unexpected:\n%s", out);
  g_free(out);
  assert_non_null(n);
  return n;
}

static void assert_place(span at, uint32_t line, uint32_t col, uint32_t len) {
  if (at.line != line || at.col != col || at.len != len)
    fail_msg("%u:%u+%u is not %u:%u+%u", at.line, at.col, at.len, line, col, len);
}

/* ---- goldens ---- */

static void compare(const char *folder, const char *name, const char *is) {
  char *file = g_strconcat(folder, "/", name, ".diag", NULL);
  golden_compare(file, is);
  g_free(file);
}

static void run_golden(const char *folder, const char *name) {
  job j = job_new();
  char *file = g_strconcat(folder, "/", name, ".yaml", NULL), *path = g_strconcat(name, ".yaml", NULL);
  const node *n = load_yaml(j.a, j.d, file, path);
  if (n && g_str_has_prefix(name, "shape-")) (void)shape_fill(j.a, j.d, n, &root_shape);
  char *out = shown(j.d, LANGUAGE_DA), *en = shown(j.d, LANGUAGE_EN);
  if (strstr(out, "{0}") || strstr(en, "{0}")) fail_msg("%s: a slot was left", name);
  if (strstr(out, "did not find") || strstr(out, "expected") || strstr(out, "while ")) fail_msg("%s: libyaml speaks", name);
  if (g_str_has_prefix(name, "ok-") != (*out == '\0')) fail_msg("%s:\n%s", name, out);
  compare(folder, name, out);
  g_free(out);
  g_free(en);
  g_free(file);
  g_free(path);
  job_free(&j);
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static GPtrArray *golden_names(const char *folder, const char *suffix) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) fail_msg("%s cannot be opened", folder);
  const char *name;
  while ((name = g_dir_read_name(dir)) != NULL)
    if (g_str_has_suffix(name, suffix)) g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(suffix)));
  g_dir_close(dir);
  qsort(names->pdata, names->len, sizeof(char *), by_name);
  return names;
}

static void goldens(void **state) {
  (void)state;
  char *folder = golden_folder();
  GPtrArray *names = golden_names(folder, ".yaml");
  assert_true(names->len > 60);
  for (guint i = 0; i < names->len; i++) run_golden(folder, names->pdata[i]);
  g_ptr_array_free(names, TRUE);
  g_free(folder);
}

/* Files that cannot lie in the repository: one that is missing, and one larger than the limit (a hole, no bytes on the disk). */
static void unreadable_and_too_large(void **state) {
  (void)state;
  char *golden = golden_folder(), *folder = g_dir_make_tmp("rammeaftale-load-XXXXXX", NULL);
  char *large = g_build_filename(folder, "stor.yaml", NULL), *missing = g_build_filename(folder, "mangler.yaml", NULL);
  assert_true(g_file_set_contents(large, "a: b\n", -1, NULL));
  assert_int_equal(truncate(large, (off_t)64 * 1024 * 1024 + 1), 0);
  job j = job_new();
  assert_null(load_yaml(j.a, j.d, large, "stor.yaml"));
  assert_null(load_text(j.a, j.d, large, "stor.md"));
  assert_null(load_yaml(j.a, j.d, missing, "mangler.yaml"));
  assert_int_equal(diag_count(j.d, SEVERITY_SYSTEM), 1);
  char *out = shown(j.d, LANGUAGE_DA);
  compare(golden, "files", out);
  g_free(out);
  job_free(&j);
  g_unlink(large);
  g_rmdir(folder);
  g_free(large);
  g_free(missing);
  g_free(folder);
  g_free(golden);
}

static void every_message_has_a_golden(void **state) {
  (void)state;
  static const diag_id ids[] = {
#define DIAG(name, code, severity, da, en, da_hint, en_hint, explanation) DIAG_##name,
#include "diag/catalogue/load.def"
#undef DIAG
  };
  char *folder = golden_folder();
  GPtrArray *names = golden_names(folder, ".diag");
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < names->len; i++) {
    char *file = g_strconcat(folder, "/", names->pdata[i], ".diag", NULL), *text = NULL;
    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    g_string_append(all, text);
    g_free(text);
    g_free(file);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
    const diag_entry *e = diag_lookup(ids[i]);
    char *mark = g_strdup_printf("[%s]", e->code);
    if (!strstr(all->str, mark)) fail_msg("%s %s has no case in %s", e->code, e->name, folder);
    g_free(mark);
  }
  g_string_free(all, TRUE);
  g_ptr_array_free(names, TRUE);
  g_free(folder);
}

/* ---- the tree ---- */

static void tree_knows_places(void **state) {
  (void)state;
  job j = job_new();
  const node *n = clean_tree(&j, "titel: Rammeaftale æøå 2023\n"
                                 "periode:\n"
                                 "  fra: 01-01-2023\n"
                                 "  note: \"a \\\"b\\\"\"\n"
                                 "ønskede resultater:\n"
                                 "  - et\n"
                                 "  - navn: to\n"
                                 "    kode: 2  # efter\n"
                                 "tom:\n"
                                 "flow: [a, {b: c}]\n");
  GString *out = g_string_new(NULL);
  node_dump(n, out);
  assert_string_equal(out->str,
    "map of 5 1:1+5\n"
    "  titel: \"Rammeaftale æøå 2023\" 1:8+20\n"
    "  periode: map of 2 3:3+3\n"
    "    fra: \"01-01-2023\" 3:8+10\n"
    "    note: ' \"a \\\"b\\\"\" 4:9+9\n"
    "  ønskede resultater: list of 2 6:3+1\n"
    "    \"et\" 6:5+2\n"
    "    map of 2 7:5+4\n"
    "      navn: \"to\" 7:11+2\n"
    "      kode: \"2\" 8:11+1\n"
    "  tom: \"\" 9:5+1\n"
    "  flow: list of 2 10:7+1\n"
    "    \"a\" 10:8+1\n"
    "    map of 1 10:11+1\n"
    "      b: \"c\" 10:15+1\n");
  g_string_free(out, TRUE);
  assert_place(node_lookup(n, "ønskede resultater")->key_at, 5, 1, 18);
  assert_null(node_lookup(n, "findes ikke"));
  assert_ptr_equal(node_lookup(n, "periode")->first->parent, node_lookup(n, "periode"));
  job_free(&j);
}

static void block_scalars_keep_lines(void **state) {
  (void)state;
  job j = job_new();
  const node *n = clean_tree(&j, "a:\n"
                                 "  tekst: |\n"
                                 "\n"
                                 "    Første æ linje\n"
                                 "      indrykket\n"
                                 "\n"
                                 "    sidste\n"
                                 "\n"
                                 "  næste: |2-\n"
                                 "      to mere\n"
                                 "    linje\n"
                                 "  tom: |\n");
  const node *t = node_lookup(n->first, "tekst");
  assert_true(t->block);
  assert_string_equal(t->text, "\nFørste æ linje\n  indrykket\n\nsidste\n");
  assert_int_equal(t->lines, 5);
  const uint32_t lines[] = { 3, 4, 5, 6, 7 }, cols[] = { 1, 5, 5, 1, 5 };
  for (size_t i = 0; i < 5; i++) {
    assert_int_equal(t->line_at[i], lines[i]);
    assert_int_equal(t->col_at[i], cols[i]);
  }
  assert_place(node_place(t, (size_t)(strstr(t->text, "linje") - t->text), 5), 4, 14, 5);
  assert_place(node_place(t, (size_t)(strstr(t->text, "indrykket") - t->text), 9), 5, 7, 9);
  assert_place(node_place(t, (size_t)(strstr(t->text, "sidste") - t->text), 100), 7, 5, 6);
  assert_place(node_place(t, 1, 40), 4, 5, 14);                 /* len ends with the line */
  const node *k = node_lookup(n->first, "næste");
  assert_string_equal(k->text, "  to mere\nlinje");
  assert_place(node_place(k, 2, 2), 10, 7, 2);
  assert_place(node_place(k, 10, 5), 11, 5, 5);
  assert_int_equal(node_lookup(n->first, "tom")->lines, 0);
  assert_place(node_place(node_lookup(n->first, "tom"), 0, 0), 12, 8, 1);
  job_free(&j);
}

/* The place of each word must be where that word stands in the source. */
static void assert_words(const char *source, const node *n, const char *const *words) {
  char **lines = g_strsplit(source, "\n", -1);
  for (; *words; words++) {
    const char *in_text = strstr(n->text, *words);
    if (!in_text) fail_msg("%s is not in the text %s", *words, n->text);
    const span at = node_place(n, (size_t)(in_text - n->text), strlen(*words));
    const char *line = lines[at.line - 1], *word = g_utf8_offset_to_pointer(line, (glong)at.col - 1);
    if (strncmp(word, *words, strlen(*words)) != 0) fail_msg("%s is not at %u:%u", *words, at.line, at.col);
    assert_int_equal(at.len, g_utf8_strlen(*words, -1));
  }
  g_strfreev(lines);
}

static void folded_texts_know_places(void **state) {
  (void)state;
  static const char *const words[] = { "første", "anden", "tredje", "fjerde", "femte", NULL };
  static const char *const sources[] = {
    "a: første anden\n   tredje\n\n   fjerde femte\n",
    "a: \"første anden\n   tredje\n\n\n   fjerde \\\"x\\\" femte\"\n",
    "a: \"\\u00e6 første \\x41 anden \\\n   tredje\\tfjerde\n   femte\"\n",
    "a: 'første ''x'' anden\n   tredje\n\n   fjerde femte'\n",
    "a: >\n   første anden\n   tredje\n\n     fjerde\n   femte\n",
    "a: >-\n\n   første\n   anden tredje\n   fjerde\n\n\n   femte\n",
    "a:\n  første anden tredje\n  fjerde  # slut: femte\n",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
    job j = job_new();
    const node *n = tree(&j, sources[i]);
    assert_non_null(n);
    static const char *const four[] = { "første", "anden", "tredje", "fjerde", NULL };
    assert_words(sources[i], n->first, i + 1 == G_N_ELEMENTS(sources) ? four : words);
    job_free(&j);
  }
}

static void md_files_are_one_text(void **state) {
  (void)state;
  char *folder = g_dir_make_tmp("rammeaftale-load-XXXXXX", NULL), *file = g_build_filename(folder, "a.md", NULL);
  assert_true(g_file_set_contents(file, "\xEF\xBB\xBF# Æble\r\n\r\n> citat\r\nsidste", -1, NULL));
  job j = job_new();
  const node *n = load_text(j.a, j.d, file, "a.md");
  assert_non_null(n);
  assert_string_equal(n->text, "# Æble\n\n> citat\nsidste");
  assert_int_equal(n->lines, 4);
  assert_place(node_place(n, (size_t)(strstr(n->text, "citat") - n->text), 5), 3, 3, 5);
  assert_place(node_place(n, (size_t)(strstr(n->text, "sidste") - n->text), 6), 4, 1, 6);
  assert_place(node_place(n, 2, 5), 1, 3, 4);
  job_free(&j);
  g_unlink(file);
  g_rmdir(folder);
  g_free(file);
  g_free(folder);
}

static void many_keys_find_their_duplicate(void **state) {
  (void)state;
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 3000; i++) g_string_append_printf(text, "nøgle %d: x\n", i);
  g_string_append(text, "nøgle 17: y\nnøgle 2999: z\n");
  job j = job_new();
  assert_non_null(tree(&j, text->str));
  assert_int_equal(diag_count(j.d, SEVERITY_ERROR), 2);
  char *out = shown(j.d, LANGUAGE_DA);
  assert_non_null(strstr(out, "prøve.yaml:3001:1: fejl[L030]"));
  assert_non_null(strstr(out, "prøve.yaml:18:1: den første står her"));
  g_free(out);
  g_string_free(text, TRUE);
  job_free(&j);
}

/* Every prefix of a good file, and every file with one byte changed, gives a tree or a diagnosis and never both nothing nor harm. */
static void damage_is_survived(void **state) {
  (void)state;
  static const char good[] = "titel: \"Ramme: aftale\"\nliste:\n  - a: 'b'\n    c: |\n      x\n      y\n  - {d: [e, f]}\ntekst: >-\n  g\n  h\n";
  static const char bytes[] = "\t:-#\"'[]{}|>*&!%@`\n \xE5";
  char text[sizeof good];
  for (size_t n = 0; n < sizeof good; n++) {
    job j = job_new();
    node *t = load_yaml_text(j.a, j.d, good, n, "prøve.yaml");
    assert_true(t || diag_count(j.d, SEVERITY_ERROR) > 0);
    char *out = shown(j.d, LANGUAGE_DA);
    g_free(out);
    job_free(&j);
  }
  for (size_t n = 0; n + 1 < sizeof good; n++)
    for (size_t b = 0; b + 1 < sizeof bytes; b++) {
      memcpy(text, good, sizeof good);
      text[n] = bytes[b];
      job j = job_new();
      node *t = load_yaml_text(j.a, j.d, text, sizeof good - 1, "prøve.yaml");
      assert_true(t || diag_count(j.d, SEVERITY_ERROR) > 0);
      if (t) (void)shape_fill(j.a, j.d, t, &root_shape);
      char *out = shown(j.d, LANGUAGE_DA);
      g_free(out);
      job_free(&j);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(goldens),
    cmocka_unit_test(unreadable_and_too_large),
    cmocka_unit_test(every_message_has_a_golden),
    cmocka_unit_test(tree_knows_places),
    cmocka_unit_test(block_scalars_keep_lines),
    cmocka_unit_test(folded_texts_know_places),
    cmocka_unit_test(md_files_are_one_text),
    cmocka_unit_test(many_keys_find_their_duplicate),
    cmocka_unit_test(damage_is_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
