/* Hyphenation scored on the frozen lists of tests/hyphenation/: how many of the breaks made are right, how many of the right ones are found; once with the
 * project's lists, and once without any part or word of them, as every word stands that nobody foresaw. */
#include "test_text_help.h"
#include <glib/gstdio.h>
#include <stdio.h>

typedef struct score { int words, made, right, joints, joints_found, wanted, found; } score;

/* A break before letter i of the word: 0 none, '=' joint, '-' wanted, '~' allowed. */
typedef struct marked_word { char *letters; GString *marks; } marked_word;

static marked_word read_marks(arena *a, const char *line) {
  marked_word m = { arena_strdup(a, line), g_string_new(NULL) };
  char *to = m.letters;
  for (const char *s = line; *s; s++) {
    char mark = 0;
    if (strchr("=-~", *s)) mark = *s++;
    g_string_append_c(m.marks, mark);
    *to++ = *s;
  }
  *to = 0;
  return m;
}

/* Adds one word to the score, and prints it when it has a wrong break. */
static void add_word(bed *b, score *t, const char *line) {
  marked_word m = read_marks(b->a, line);
  const char *all = text_hyphenate(b->a, b->t, m.letters), *made = all;
  bool good = true;
  t->words++;
  for (size_t i = 0; i < m.marks->len; i++) {
    char mark = m.marks->str[i];
    bool broken = *made == '-';
    made += broken ? 2 : 1;
    t->made += broken;
    t->right += broken && mark;
    t->joints += mark == '=';
    t->joints_found += broken && mark == '=';
    t->wanted += mark == '=' || mark == '-';
    t->found += broken && (mark == '=' || mark == '-');
    if (broken && !mark) good = false;
  }
  if (!good) print_message("  wrong: %s, right is %s\n", all, line);
  g_string_free(m.marks, TRUE);
}

static double percent(int part, int whole) { return whole ? 100.0 * part / whole : 100; }

static score measure(bed *b, const char *name, const char *what) {
  score t = { 0 };
  size_t length;
  const char *error;
  char *path = arena_printf(b->a, "%s/../tests/hyphenation/%s", fonts_folder(), name);
  char *text = file_read(b->a, path, &length, &error);
  assert_non_null(text);
  for (char *save = NULL, *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    if (line[0] == '#') continue;
    add_word(b, &t, line);
  }
  print_message("%s, %s: %d words, %d of %d breaks right (%.2f %%), %d of %d joints found (%.1f %%), %d of %d breaks found (%.1f %%)\n", name, what, t.words,
                t.right, t.made, percent(t.right, t.made), t.joints_found, t.joints, percent(t.joints_found, t.joints), t.found, t.wanted, percent(t.found, t.wanted));
  return t;
}

static void with_lists(void **state) {
  score t = measure(*state, "words.txt", "with the lists");
  assert_int_equal(t.words, 300);
  assert_true(percent(t.right, t.made) >= 99.5 && percent(t.joints_found, t.joints) >= 99);
  t = measure(*state, "sample.txt", "with the lists");
  assert_int_equal(t.words, 100);
  assert_true(percent(t.right, t.made) >= 99.5 && percent(t.joints_found, t.joints) >= 97);
}

/* ---- without parts ---- */
static char *bare_list(arena *a, const char *name) {
  size_t length;
  const char *error;
  char *text = file_read(a, arena_printf(a, "%s/%s", fonts_folder(), name), &length, &error);
  assert_non_null(text);
  GString *out = g_string_new(NULL);
  for (char *save = NULL, *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    char *word = g_strdup(line);
    word[strcspn(word, "# ")] = 0;
    if (word[0] == '-' || g_str_has_suffix(word, "-")) g_string_append_printf(out, "%s\n", word);
    g_free(word);
  }
  char *copy = arena_strdup(a, out->str);
  g_string_free(out, TRUE);
  return copy;
}

static void put(arena *a, const char *folder, const char *name, const char *text) {
  assert_true(g_file_set_contents(arena_printf(a, "%s/%s", folder, name), text, -1, NULL));
}

/* Prefixes, suffixes and inflections only: no part of any word is known. */
static void without_parts(void **state) {
  (void)state;
  bed b = { .d = diag_new(), .a = arena_new() };
  size_t length;
  const char *error;
  char *folder = g_dir_make_tmp("ordXXXXXX", NULL);
  put(b.a, folder, "skrifter.yaml", file_read(b.a, arena_printf(b.a, "%s/skrifter.yaml", fonts_folder()), &length, &error));
  put(b.a, folder, "orddeling.txt", bare_list(b.a, "orddeling.txt"));
  put(b.a, folder, "orddeling-ord.txt", "");
  b.t = text_open(b.d, folder, "skrift");
  assert_non_null(b.t);
  static const char *const lists[] = { "words.txt", "sample.txt" };
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    score t = measure(&b, lists[i], "no part known");
    assert_true(percent(t.right, t.made) >= 99);
    assert_true(t.found * 100 >= t.wanted * 80);      /* not by making none */
  }
  static const char *const files[] = { "skrifter.yaml", "orddeling.txt", "orddeling-ord.txt" };
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) g_remove(arena_printf(b.a, "%s/%s", folder, files[i]));
  g_rmdir(folder);
  g_free(folder);
  bed_stop(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(with_lists) };
  const struct CMUnitTest bare[] = { cmocka_unit_test(without_parts) };
  int failed = cmocka_run_group_tests_name("hyphenation scored", tests, bed_open, bed_close);
  return failed + cmocka_run_group_tests_name("hyphenation scored without parts", bare, NULL, NULL);
}
