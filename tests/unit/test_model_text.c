/* model/: typography, the index, and prose piece by piece. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "model/model_int.h"

static void typo(const char *from, const char *to) {
  arena *a = arena_new();
  assert_string_equal(typo_line(a, from), to);
  assert_string_equal(typo_line(a, to), to);                  /* what is right stays */
  arena_free(a);
}

static void test_typo(void **state) {
  (void)state;
  typo("Han sagde \"ja\" (\"nej\").", "Han sagde »ja« (»nej«).");
  typo("“ja” og „nej“", "»ja« og »nej«");
  typo("vent ... nu... ....", "vent … nu… ....");
  typo("KKR's møde - det sidste - er", "KKR’s møde – det sidste – er");
  typo("kaldt 'ord' her", "kaldt ’ord’ her");
  typo("social- og børneområdet", "social- og børneområdet");
  typo("2023-2024, side 4-6, 1.200-1.500, 9,5-10 %", "2023–2024, side 4–6, 1.200–1.500, 9,5–10 %");
  typo("den 06-09-2026 og 6/9-2026", "den 06-09-2026 og 6/9-2026");
  typo("12-34-56-78 og 12345678 og 12345-67", "12-34-56-78 og 12345678 og 12345-67");
  typo("18-65-årige i K17-23 og B2-3", "18-65-årige i K17-23 og B2-3");
  typo("https://x.dk/2023-2024 - se \"her\"", "https://x.dk/2023-2024 – se »her«");
  typo("www.x.dk/1-2", "www.x.dk/1-2");
  typo("sag 22-123456", "sag 22-123456");
  typo("", "");
  arena *a = arena_new();
  assert_null(typo_line(a, NULL));
  arena_free(a);
}

/* A quotation mark that closes after an emphasised word comes in another piece than the one that opens. */
static void test_typo_pieces(void **state) {
  (void)state;
  arena *a = arena_new();
  GString *s = g_string_new(NULL);
  assert_string_equal(typo_piece(a, s, "om \"", 4, 'k'), "om »");
  assert_string_equal(typo_piece(a, s, "kvalitet", 8, '"'), "kvalitet");
  assert_string_equal(typo_piece(a, s, "\" -", 3, ' '), "« –");
  assert_string_equal(s->str, "om »kvalitet« –");
  g_string_free(s, TRUE);
  arena_free(a);
}

static void test_index(void **state) {
  (void)state;
  arena *a = arena_new();
  record_index *x = index_new(a);
  assert_null(index_get(NULL, "a"));
  assert_null(index_get(x, "a"));
  static int values[1000];
  for (int i = 0; i < 1000; i++) assert_null(index_put(x, arena_printf(a, "n%d", i), &values[i]));
  assert_ptr_equal(index_put(x, "n7", &values[8]), &values[7]);
  for (int i = 0; i < 1000; i++) assert_ptr_equal(index_get(x, arena_printf(a, "n%d", i)), &values[i]);
  assert_null(index_get(x, "n1000"));
  arena_free(a);
}

static void test_words(void **state) {
  (void)state;
  assert_int_equal(word_count(""), 0);
  assert_int_equal(word_count("  en\u00A0to – tre. "), 3);
  assert_int_equal(word_count("§ 85 og »fire«"), 3);
}

/* ---- prose ---- */
typedef struct bench { arena *a; diag *d; agreement m; model_job j; document doc; doc_job w; } bench;

static void bench_open(bench *b) {
  memset(b, 0, sizeof *b);
  b->a = arena_new();
  b->d = diag_new();
  b->j = (model_job){ .a = b->a, .d = b->d, .m = &b->m, .folder = "", .shown = "", .anchor_index = index_new(b->a) };
  b->doc = (document){ .id = "d", .title = "D", .kind = "hoveddokument" };
  b->w = (doc_job){ .j = &b->j, .doc = &b->doc, .folder = "" };
  size_t n = 0;
  const shape_def *const *shapes = register_shapes(&n);
  for (size_t i = 0; i < n; i++) {
    reg *r = ARENA_NEW(b->a, reg);
    *r = (reg){ .def = shapes[i], .by_id = index_new(b->a) };
    LIST_PUSH(b->a, &b->m.registers, r);
  }
  LIST_PUSH(b->a, &b->j.abbreviations, ((abbreviation){ "KKR", "kommunekontaktråd", 3 }));
}

static void bench_close(bench *b) {
  diag_free(b->d);
  arena_free(b->a);
}

static node *yaml(bench *b, const char *text) { return load_yaml_text(b->a, b->d, text, strlen(text), "prøve.yaml"); }

/* A line that looks like the beginning of a list, a heading or a rule is text all the same. */
static void test_lines(void **state) {
  (void)state;
  static const char *const lines[] = { "1. december er fristen", "# 3 er vigtig", "- med streg", "+ mere", "> større end", "* stjerne", "***", "___", "1) først",
                                       "| streg", "=== lig", "[Bemærk]: dette", "2023", "~~~ bølger" };
  bench b;
  bench_open(&b);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    char *text = g_strdup_printf("titel: '%s'\n", lines[i]);
    const inl *x = prose_line(&b.w, node_lookup(yaml(&b, text), "titel"));
    assert_string_equal(inl_plain(b.a, x), lines[i]);
    g_free(text);
  }
  assert_int_equal(diag_count(b.d, SEVERITY_WARNING), 0);
  bench_close(&b);
}

static void test_places(void **state) {
  (void)state;
  bench b;
  bench_open(&b);
  const node *n = node_lookup(yaml(&b, "tekst: |\n  Æøå **fed** KKR.\n     og indrykket *kursiv* KKR\n"), "tekst");
  block *parent = block_add(b.a, NULL, BLOCK_SECTION, "dokument", SPAN_NONE);
  prose_blocks(&b.w, parent, n, &(prose_look){ "brødtekst", 3, NULL });
  assert_int_equal(diag_count(b.d, SEVERITY_WARNING), 0);
  const inl *i = parent->first->text;
  assert_string_equal(i->text, "Æøå ");
  assert_int_equal(i->at.line, 2);
  assert_int_equal(i->at.col, 3);
  i = i->next;                                                /* fed */
  assert_int_equal(i->first->at.col, 9);
  i = i->next->next;
  assert_int_equal(i->kind, INLINE_ABBR);
  assert_string_equal(i->target, "kommunekontaktråd");
  assert_int_equal(i->at.line, 2);
  assert_int_equal(i->at.col, 15);
  while (i->next) i = i->next;
  assert_int_equal(i->kind, INLINE_ABBR);
  assert_int_equal(i->at.line, 3);
  assert_int_equal(i->at.col, 28);
  bench_close(&b);
}

/* Whole words only, and not in the middle of others. */
static void test_abbreviations(void **state) {
  (void)state;
  bench b;
  bench_open(&b);
  const char *text = "KKR's KKRs (KKR) xKKR KKR-møde";
  size_t found = 0;
  for (size_t i = 0; text[i]; i++) found += abbreviation_at(&b.j, text, strlen(text), i, i ? (gunichar)text[i - 1] : 0) != NULL;
  assert_int_equal(found, 3);
  bench_close(&b);
}

/* The program's words begin with a capital where a sentence does. */
static void test_capitals(void **state) {
  (void)state;
  bench b;
  bench_open(&b);
  appendix *x = LIST_ADD(b.a, &b.m.appendices);
  *x = (appendix){ .number = "4", .anchor = "bilag-4" };
  const node *n = node_lookup(yaml(&b, "t: '[](#bilag-4) og [](#bilag-4), jf. [](#bilag-4). Teksten slutter. [](#bilag-4)? [](#bilag-4)'\n"), "t");
  const inl *i = prose_line(&b.w, n);
  refs_resolve(&b.j);
  assert_int_equal(diag_count(b.d, SEVERITY_WARNING), 0);
  assert_string_equal(inl_plain(b.a, i), "Bilag" NBSP "4 og bilag" NBSP "4, jf. bilag" NBSP "4. Teksten slutter. Bilag" NBSP "4? Bilag" NBSP "4");
  bench_close(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_typo), cmocka_unit_test(test_typo_pieces), cmocka_unit_test(test_index), cmocka_unit_test(test_words), cmocka_unit_test(test_lines),
    cmocka_unit_test(test_places), cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_capitals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
