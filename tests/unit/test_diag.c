/* diag/: the catalogue, the printed form, the page, the worker's pipe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "diag/diag.h"

static char *printed(const diag *d, diag_language lang) {
  GString *out = g_string_new(NULL);
  diag_print(d, lang, out);
  return g_string_free(out, FALSE);
}

static uint32_t source(diag *d, const char *path, const char *text) {
  return diag_source(d, path, text, strlen(text));
}

/* The highest {n} + 1 in a pattern. */
static int slots(const char *s) {
  int n = 0;
  for (; *s; s++)
    if (s[0] == '{' && g_ascii_isdigit(s[1]) && s[2] == '}') n = MAX(n, s[1] - '0' + 1);
  return n;
}

static void catalogue_is_whole(void **state) {
  (void)state;
  GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < DIAG_COUNT; i++) {
    const diag_entry *e = diag_lookup((diag_id)i);
    assert_true(strlen(e->code) == 4 && g_ascii_isupper(e->code[0]));
    if (!g_hash_table_add(codes, g_strdup(e->code))) fail_msg("%s is used twice", e->code);
    for (int k = 0; k < 2; k++) {
      if (!*e->text[k]) fail_msg("%s has no text", e->name);
      if (slots(e->text[k]) > 4 || slots(e->hint[k]) > 4) fail_msg("%s has a slot beyond {3}", e->name);
    }
    if (!*e->hint[0] != !*e->hint[1]) fail_msg("%s has a hint in one language only", e->name);
    if (!*e->explanation) fail_msg("%s has no explanation", e->name);
    if (!g_utf8_validate(e->text[0], -1, NULL)) fail_msg("%s is not UTF-8", e->name);
  }
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter, codes);
  while (g_hash_table_iter_next(&iter, &key, NULL)) g_free(key);
  g_hash_table_destroy(codes);
}

static void prints_place_line_caret_hint_and_second_place(void **state) {
  (void)state;
  diag *d = diag_new();
  const uint32_t f = source(d, "content/x/a.yaml", "titel: Ærø\nundertitel: på øen\ntitel: B\n");
  DIAG_SAY(d, DUPLICATE_KEY, ((span){ f, 3, 1, 5 }), "titel");
  diag_also(d, (span){ f, 1, 1, 5 }, "den første står her", "the first one stands here");
  char *da = printed(d, LANGUAGE_DA), *en = printed(d, LANGUAGE_EN);
  assert_string_equal(da,
    "content/x/a.yaml:3:1: fejl[L030]: nøglen »titel« står to gange\n"
    "     3 | titel: B\n"
    "       | ^^^^^\n"
    "  vejledning: slet den ene, eller ret dens navn\n"
    "  content/x/a.yaml:1:1: den første står her\n"
    "     1 | titel: Ærø\n"
    "       | ^^^^^\n");
  assert_string_equal(en,
    "content/x/a.yaml:3:1: error[L030]: the key 'titel' is given twice\n"
    "     3 | titel: B\n"
    "       | ^^^^^\n"
    "  hint: delete one of them, or mend its name\n"
    "  content/x/a.yaml:1:1: the first one stands here\n"
    "     1 | titel: Ærø\n"
    "       | ^^^^^\n");
  g_free(da);
  g_free(en);
  diag_free(d);
}

/* The caret line of the only report. */
static void assert_excerpt(const char *text, span at, const char *line, const char *carets) {
  diag *d = diag_new();
  at.file = source(d, "a", text);
  DIAG_SAY(d, TAB, at, NULL);
  char *out = printed(d, LANGUAGE_DA);
  char **lines = g_strsplit(out, "\n", -1);
  assert_true(g_strv_length(lines) >= 3);
  assert_string_equal(lines[1], line);
  assert_string_equal(lines[2], carets);
  g_strfreev(lines);
  g_free(out);
  diag_free(d);
}

static void carets_stand_under_what_they_mark(void **state) {
  (void)state;
  assert_excerpt("på ø: x\n", (span){ 0, 1, 4, 1 }, "     1 | på ø: x", "       |    ^");
  assert_excerpt("a\tb: x\n", (span){ 0, 1, 2, 1 }, "     1 | a   b: x", "       |  ^^^");
  assert_excerpt("\tb: x\n", (span){ 0, 1, 2, 1 }, "     1 |     b: x", "       |     ^");
  assert_excerpt("漢字x\n", (span){ 0, 1, 2, 2 }, "     1 | 漢字x", "       |   ^^^");
  assert_excerpt("e\xCC\x81x\n", (span){ 0, 1, 3, 1 }, "     1 | e\xCC\x81x", "       |  ^");
  assert_excerpt("a\xC2\xADz\n", (span){ 0, 1, 2, 1 }, "     1 | a·z", "       |  ^");
  assert_excerpt("a\x1B[2Jz\n", (span){ 0, 1, 6, 1 }, "     1 | a?[2Jz", "       |      ^");
  assert_excerpt("bl\xE5\n", (span){ 0, 1, 3, 1 }, "     1 | bl\xEF\xBF\xBD", "       |   ^");
  assert_excerpt("abc\r\nd\r\n", (span){ 0, 1, 4, 1 }, "     1 | abc", "       |    ^");
  assert_excerpt("abc", (span){ 0, 1, 1, 99 }, "     1 | abc", "       | ^^^");
  assert_excerpt("a\n", (span){ 0, 2, 1, 1 }, "     2 |", "       | ^");
}

static void long_lines_show_a_window(void **state) {
  (void)state;
  GString *text = g_string_new(NULL);
  for (int i = 0; i < 100000; i++) g_string_append_c(text, 'a');
  g_string_append_c(text, 'X');
  for (int i = 0; i < 100000; i++) g_string_append_c(text, 'b');
  diag *d = diag_new();
  DIAG_SAY(d, TAB, ((span){ source(d, "a", text->str), 1, 100001, 1 }), NULL);
  char *out = printed(d, LANGUAGE_DA);
  char **lines = g_strsplit(out, "\n", -1);
  assert_true(strlen(lines[1]) < 130);
  assert_non_null(strstr(lines[1], "| …a"));
  assert_true(g_str_has_suffix(lines[1], "b…"));
  const char *x = strchr(lines[1], 'X'), *caret = strchr(lines[2], '^');
  assert_int_equal(g_utf8_strlen(lines[1], x - lines[1]), caret - lines[2]);
  g_strfreev(lines);
  g_free(out);
  g_string_free(text, TRUE);
  diag_free(d);
}

static void sorts_by_place_and_keeps_equals_once(void **state) {
  (void)state;
  diag *d = diag_new();
  const uint32_t a = source(d, "a", "1\n2\n"), b = source(d, "b", "1\n");
  assert_int_equal(source(d, "a", "other"), a);
  DIAG_SAY(d, TAB, ((span){ b, 1, 1, 1 }), NULL);
  DIAG_SAY(d, TAB, ((span){ a, 2, 1, 1 }), NULL);
  DIAG_SAY(d, UNKNOWN_KEY, ((span){ a, 1, 1, 1 }), "x", "y");
  DIAG_SAY(d, EMPTY_VALUE, ((span){ a, 1, 1, 1 }), "x");
  DIAG_SAY(d, UNKNOWN_KEY, ((span){ a, 1, 1, 1 }), "x", "y");
  diag_also(d, (span){ b, 1, 1, 1 }, "her", "here");
  DIAG_SAY(d, FILE_EMPTY, SPAN_NONE, NULL);
  assert_int_equal(diag_count(d, SEVERITY_WARNING), 5);
  assert_int_equal(diag_count(d, SEVERITY_ERROR), 4);
  assert_int_equal(diag_count(d, SEVERITY_SYSTEM), 0);
  assert_true(diag_has(d, DIAG_TAB));
  assert_false(diag_has(d, DIAG_SYNTAX));
  char *out = printed(d, LANGUAGE_DA);
  const char *order[] = { "rammeaftale: fejl[L003]", "a:1:1: fejl[L050]", "  b:1:1: her", "a:1:1: advarsel[L052]", "a:2:1: fejl[L010]", "b:1:1: fejl[L010]" };
  const char *at = out;
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
    at = strstr(at, order[i]);
    if (!at) fail_msg("%s is missing or out of order in\n%s", order[i], out);
  }
  g_free(out);
  diag_free(d);
}

static void hints_without_arguments_are_left_out(void **state) {
  (void)state;
  diag *d = diag_new();
  DIAG_SAY(d, UNKNOWN_KEY, SPAN_NONE, "x", "");
  char *out = printed(d, LANGUAGE_DA);
  assert_null(strstr(out, "vejledning"));
  g_free(out);
  DIAG_SAY(d, UNKNOWN_KEY, SPAN_NONE, "x", "titel");
  out = printed(d, LANGUAGE_DA);
  assert_non_null(strstr(out, "vejledning: mente du »titel«?"));
  g_free(out);
  diag_free(d);
}

static void page_is_plain_and_escaped(void **state) {
  (void)state;
  diag *d = diag_new();
  const uint32_t f = source(d, "content/a&b.yaml", "titel: <script>alert(1)</script>\n");
  DIAG_SAY(d, UNKNOWN_KEY, ((span){ f, 1, 8, 8 }), "<b>", "titel");
  diag_also(d, (span){ f, 1, 1, 5 }, "her", "here");
  GString *out = g_string_new(NULL);
  diag_html(d, LANGUAGE_DA, "Fejl i <aftalen>", out);
  const char *wanted[] = { "<!DOCTYPE html>", "<html lang=\"da\">", "<title>Fejl i &lt;aftalen&gt;</title>", "<h1>", "Sådan kommer du videre",
                           "<h2>content/a&amp;b.yaml</h2>", "<ol>", "nøglen »&lt;b&gt;« kendes ikke her", "<mark>&lt;script&gt;</mark>", "mente du »titel«?", "</html>" };
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (!strstr(out->str, wanted[i])) fail_msg("%s is missing in\n%s", wanted[i], out->str);
  assert_null(strstr(out->str, "<script"));
  assert_null(strstr(out->str, "http"));
  g_string_free(out, TRUE);
  diag_free(d);
}

static void page_without_mistakes_says_so(void **state) {
  (void)state;
  diag *d = diag_new();
  GString *out = g_string_new(NULL);
  diag_html(d, LANGUAGE_DA, "Fejl", out);
  assert_non_null(strstr(out->str, "Der er ikke fundet fejl"));
  g_string_free(out, TRUE);
  diag_free(d);
}

static diag *worker(void) {
  diag *d = diag_new();
  source(d, "z", "z\n");
  const uint32_t a = source(d, "a", "1\n2\n");
  DIAG_SAY(d, UNKNOWN_KEY, ((span){ a, 2, 1, 1 }), "x", "y");
  diag_also(d, (span){ a, 1, 1, 1 }, "her", "here");
  DIAG_SAY(d, TAB, ((span){ a, 1, 1, 1 }), NULL);
  return d;
}

static void travels_through_a_pipe(void **state) {
  (void)state;
  diag *from = worker(), *to = diag_new(), *same = diag_new();
  source(to, "a", "1\n2\n");                                  /* known here under another index */
  source(same, "a", "1\n2\n");
  GString *pipe = g_string_new(NULL);
  diag_pack(from, pipe);
  assert_true(diag_unpack(to, pipe->str, pipe->len));
  assert_true(diag_unpack(to, pipe->str, pipe->len));         /* equal reports are kept once */
  char *a = printed(from, LANGUAGE_DA), *b = printed(to, LANGUAGE_DA);
  assert_string_equal(a, b);
  g_free(a);
  g_free(b);
  for (gsize n = 0; n < pipe->len; n++) {                      /* cut anywhere: refused, never harmful */
    diag *d = diag_new();
    char *part = g_memdup2(pipe->str, MAX(n, 1));
    assert_false(diag_unpack(d, part, n));
    g_free(part);
    diag_free(d);
  }
  for (gsize n = 0; n < pipe->len; n++) {                      /* damaged anywhere: no crash */
    diag *d = diag_new();
    char *part = g_memdup2(pipe->str, pipe->len);
    part[n] = (char)0xFF;
    (void)diag_unpack(d, part, pipe->len);
    char *text = printed(d, LANGUAGE_DA);
    g_free(text);
    g_free(part);
    diag_free(d);
  }
  g_string_free(pipe, TRUE);
  diag_free(from);
  diag_free(to);
  diag_free(same);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(catalogue_is_whole),
    cmocka_unit_test(prints_place_line_caret_hint_and_second_place),
    cmocka_unit_test(carets_stand_under_what_they_mark),
    cmocka_unit_test(long_lines_show_a_window),
    cmocka_unit_test(sorts_by_place_and_keeps_equals_once),
    cmocka_unit_test(hints_without_arguments_are_left_out),
    cmocka_unit_test(page_is_plain_and_escaped),
    cmocka_unit_test(page_without_mistakes_says_so),
    cmocka_unit_test(travels_through_a_pipe),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
