/* Fonts, faces and shaping. */
#include "test_text_help.h"
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const glyph_run *shaped_text(bed *b, const text_face *f, const char *s) { return text_shape(b->t, f, s, (int)strlen(s), (span){ 0, 3, 5, 1 }); }

static char *utf8_of(bed *b, const glyph_run *r) { return arena_strndup(b->a, r->utf8, (size_t)r->utf8_length); }

/* What every run must be for Cairo: clusters cover all bytes and all glyphs, positions never go back. */
static void check_run(const glyph_run *r) {
  int bytes = 0, glyphs = 0;
  for (int i = 0; i < r->cluster_count; i++) {
    assert_true(r->clusters[i].num_bytes > 0 && r->clusters[i].num_glyphs > 0);
    bytes += r->clusters[i].num_bytes;
    glyphs += r->clusters[i].num_glyphs;
  }
  assert_int_equal(bytes, r->utf8_length);
  assert_int_equal(glyphs, r->glyph_count);
  assert_true(g_utf8_validate(r->utf8, r->utf8_length, NULL));
  for (int i = 0; i < r->glyph_count; i++) assert_int_not_equal(r->glyphs[i].index, 0);
  for (int i = 1; i < r->cluster_count && r->cluster_count == r->glyph_count; i++) assert_true(r->glyphs[i].x >= r->glyphs[i - 1].x - 1);
}

/* ---- faces ---- */
static void every_listed_face_opens(void **state) {
  bed *b = *state;
  static const struct { const char *family; int weight; bool italic; } faces[] = {
    { "PT Sans", 400, false }, { "PT Sans", 400, true }, { "PT Sans", 700, false }, { "PT Sans", 700, true }, { "PT Serif", 400, false }, { "PT Serif", 400, true },
    { "PT Serif", 700, false }, { "PT Serif", 700, true }, { "PT Sans Narrow", 400, false }, { "PT Sans Narrow", 700, false }, { "PT Sans Caption", 400, false }, { "PT Sans Caption", 700, false },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(faces); i++) {
    const text_face *f = face_of(b, faces[i].family, 12, faces[i].weight, faces[i].italic);
    assert_non_null(f);
    assert_int_equal(cairo_scaled_font_status(text_scaled_font(f)), CAIRO_STATUS_SUCCESS);
    assert_true(text_ascent(f) > text_cap_height(f) && text_cap_height(f) > text_x_height(f) && text_x_height(f) > 4 && text_descent(f) > 1 && text_ascent(f) < 16);
    check_run(shaped_text(b, f, "Ærlig økonomi på 2.431,50 kr. – »§ 6« … −7 • ½"));
  }
  assert_int_equal(diag_count(b->d, SEVERITY_WARNING), 0);
}

static void equal_faces_are_one(void **state) {
  bed *b = *state;
  face_style s = { .family = "PT Sans", .size = 10, .weight = 400 };
  const text_face *f = text_face_open(b->t, &s);
  char family[] = "PT Sans";
  face_style same = { .family = family, .size = 10, .weight = 400, .at = { 1, 2, 3, 4 } };
  assert_ptr_equal(text_face_open(b->t, &same), f);
  same.tabular = true;
  assert_ptr_not_equal(text_face_open(b->t, &same), f);
  same.tabular = false;
  same.size = 10.5;
  assert_ptr_not_equal(text_face_open(b->t, &same), f);
}

static void faces_that_are_not_there(void **state) {
  bed *b = *state;
  bed_stop(b);                            /* without the reports of other tests */
  assert_int_equal(bed_start(b), 0);
  assert_null(face_of(b, "Comic Sans", 10, 400, false));
  assert_true(diag_has(b->d, DIAG_TEXT_FAMILY_UNKNOWN));
  assert_null(face_of(b, "PT Sans Narrow", 10, 400, true));
  assert_null(face_of(b, "PT Sans", 10, 500, false));
  assert_true(diag_has(b->d, DIAG_TEXT_FACE_UNKNOWN));
  assert_null(face_of(b, "PT Sans", 0, 400, false));
  assert_true(diag_has(b->d, DIAG_TEXT_SIZE));
  GString *out = g_string_new(NULL);
  diag_print(b->d, LANGUAGE_DA, out);
  assert_non_null(strstr(out->str, "brug en af disse: PT Sans, PT Serif, PT Sans Narrow, PT Sans Caption"));
  assert_non_null(strstr(out->str, "»PT Sans Narrow« findes ikke som kursiv"));
  assert_non_null(strstr(out->str, "den findes som: almindelig, fed"));
  assert_non_null(strstr(out->str, "»PT Sans« findes ikke som vægt 500"));
  g_string_free(out, TRUE);
  bed_stop(b);
  assert_int_equal(bed_start(b), 0);
}

/* ---- fonts/skrifter.yaml ---- */
static text_engine *open_list(diag *d, const char *yaml) {
  static const char *const lists[] = { "orddeling.txt", "orddeling-ord.txt" };
  char *folder = g_dir_make_tmp("skriftXXXXXX", NULL), *path = g_build_filename(folder, "skrifter.yaml", NULL);
  assert_true(g_file_set_contents(path, yaml, -1, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    char *list = g_build_filename(folder, lists[i], NULL);
    assert_true(g_file_set_contents(list, "til-bud\n", -1, NULL));
    g_free(list);
  }
  text_engine *t = text_open(d, folder, "f");
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    char *list = g_build_filename(folder, lists[i], NULL);
    g_remove(list);
    g_free(list);
  }
  g_remove(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
  return t;
}

#define PATTERNS "orddeling:\n  mønstre: /usr/share/hyphen/hyph_da_DK.dic\n  pakke: hyphen-da\n"
#define FONT(family, file, weight, italic) "  - familie: " family "\n    fil: " file "\n    vægt: " weight "\n    kursiv: " italic "\n    pakke: fonts-paratype\n"

static void lists_with_mistakes(void **state) {
  static const struct { const char *yaml, *says; diag_id id; bool opens; } cases[] = {
    { PATTERNS "skrifter:\n" FONT("PT Sans", "truetype/paratype/PTS55F.ttf", "400", "nej"), NULL, DIAG_COUNT, true },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "/usr/share/fonts/truetype/paratype/PTS55F.ttf", "400", "nej"), NULL, DIAG_COUNT, true },
    { PATTERNS "skrifter:\n" FONT("Brill", "truetype/brill/Brill.ttf", "400", "nej"), "apt-get install fonts-paratype", DIAG_TEXT_FONT_MISSING, false },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "skrifter.yaml", "400", "nej"), "kan ikke læses", DIAG_TEXT_FONT_BROKEN, false },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "truetype/paratype/PTS75F.ttf", "400", "nej"), "f/skrifter.yaml:5:5", DIAG_TEXT_FONT_OTHER, true },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "truetype/paratype/PTS56F.ttf", "400", "nej"), "indeholder ikke PT Sans", DIAG_TEXT_FONT_OTHER, true },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "truetype/paratype/PTF55F.ttf", "400", "nej"), "men PT Serif", DIAG_TEXT_FONT_OTHER, true },
    { PATTERNS "skrifter:\n" FONT("PT Sans", "truetype/paratype/PTS55F.ttf", "400", "nej") FONT("PT Sans", "truetype/paratype/PTS55F.ttf", "400", "nej"), "f/skrifter.yaml:10:5", DIAG_TEXT_FONT_TWICE, false },
    { PATTERNS "skrifter: []\n", "mindst én skrift", DIAG_TEXT_NO_FONTS, false },
    { "orddeling:\n  mønstre: /usr/share/hyphen/hyph_xx.dic\n  pakke: hyphen-da\nskrifter:\n" FONT("PT Sans", "truetype/paratype/PTS55F.ttf", "400", "nej"), "apt-get install hyphen-da",
      DIAG_TEXT_PATTERNS_MISSING, false },
    { "orddeling:\n  mønstre: /dev/null\n  pakke: hyphen-da\nskrifter:\n" FONT("PT Sans", "truetype/paratype/PTS55F.ttf", "400", "nej"), "mønstre", DIAG_TEXT_PATTERNS_BROKEN, false },
  };
  bed_stop(*state);                       /* one engine at a time */
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    diag *d = diag_new();
    text_engine *t = open_list(d, cases[i].yaml);
    face_style s = { .family = "PT Sans", .size = 10, .weight = 400 };
    const text_face *f = t ? text_face_open(t, &s) : NULL;
    GString *out = g_string_new(NULL);
    diag_print(d, LANGUAGE_DA, out);
    if ((t != NULL) != cases[i].opens) fail_msg("case %zu: %s", i, out->str);
    assert_int_equal(f != NULL, cases[i].id == DIAG_COUNT);
    if (cases[i].id != DIAG_COUNT && (!diag_has(d, cases[i].id) || !strstr(out->str, cases[i].says))) fail_msg("case %zu: %s", i, out->str);
    g_string_free(out, TRUE);
    text_close(t);
    diag_free(d);
  }
  assert_int_equal(bed_start(*state), 0);
}

/* ---- shaping ---- */
static void one_cluster_a_letter(void **state) {
  bed *b = *state;
  const glyph_run *r = shaped_text(b, plain_face(b), "fifl ffi økonomi på");
  check_run(r);
  assert_int_equal(r->glyph_count, 19);        /* no ligatures: they break copied text */
  assert_int_equal(r->cluster_count, 19);
  assert_string_equal(utf8_of(b, r), "fifl ffi økonomi på");
}

static void shaped_once(void **state) {
  bed *b = *state;
  const text_face *f = plain_face(b);
  char other[] = "2.431,50", spaced[] = "ikke oplyst";
  assert_ptr_equal(shaped_text(b, f, "2.431,50"), shaped_text(b, f, other));
  assert_ptr_equal(shaped_text(b, f, "ikke oplyst"), shaped_text(b, f, spaced));
  assert_ptr_not_equal(shaped_text(b, f, "2.431,50"), shaped_text(b, face_of(b, "PT Sans", 11, 400, false), "2.431,50"));
}

static void words_add_up(void **state) {
  bed *b = *state;
  const text_face *f = plain_face(b);
  double parts = shaped_text(b, f, "Region")->width + shaped_text(b, f, " ")->width + shaped_text(b, f, "Sjælland")->width;
  assert_true(near(shaped_text(b, f, "Region Sjælland")->width, parts));
  assert_true(near(shaped_text(b, f, "")->width, 0));
  assert_int_equal(shaped_text(b, f, "")->glyph_count, 0);
  double twice = shaped_text(b, face_of(b, "PT Sans", 20, 400, false), "Region")->width - 2 * shaped_text(b, f, "Region")->width;
  assert_true(twice < 0.02 && twice > -0.02);        /* positions are not rounded to whole points, only to 1/1024 */
}

static void blanks_and_signs_without_ink(void **state) {
  bed *b = *state;
  const text_face *f = plain_face(b);
  static const struct { const char *in, *out; } cases[] = {
    { "§\xC2\xA0" "6", "§ 6" }, { "a\xE2\x80\xAF" "b", "a b" }, { "til\xC2\xAD" "bud", "tilbud" }, { "1–\xE2\x81\xA0" "2", "1–2" }, { "\xEF\xBB\xBF" "a\x01\x7F", "a" },
    { "K17\xE2\x80\x91mødet", "K17-mødet" }, { "a\tb", "a b" }, { "a\nb", "a b" }, { "e\xCC\x81 a\xCC\x8A", "é å" }, { "a\xE2\x80\x8B" "b", "ab" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const glyph_run *r = shaped_text(b, f, cases[i].in);
    check_run(r);
    assert_string_equal(utf8_of(b, r), cases[i].out);
    assert_true(near(r->width, shaped_text(b, f, cases[i].out)->width));
    assert_int_equal(r->glyph_count, (int)utf8_length(cases[i].out, strlen(cases[i].out)));
  }
  assert_int_equal(diag_count(b->d, SEVERITY_WARNING), 0);
}

static void figures_of_one_width(void **state) {
  bed *b = *state;
  face_style s = { .family = "PT Sans", .size = 9, .weight = 400, .tabular = true };
  const text_face *f = text_face_open(b->t, &s);
  double one = shaped_text(b, f, "1")->width;
  for (char c = '0'; c <= '9'; c++) assert_true(near(shaped_text(b, f, (char[]){ c, 0 })->width, one));
  assert_true(near(shaped_text(b, f, "1117")->width, 4 * one));
  assert_true(near(shaped_text(b, f, "To")->width, shaped_text(b, f, "T")->width + shaped_text(b, f, "o")->width));      /* no kerning … */
  const text_face *plain = face_of(b, "PT Sans", 9, 400, false);
  assert_true(shaped_text(b, plain, "To")->width < shaped_text(b, f, "To")->width - 0.1);                               /* … which prose has */
}

static void tracking(void **state) {
  bed *b = *state;
  face_style s = { .family = "PT Sans", .size = 10, .weight = 400, .tracking = 0.5 };
  const text_face *wide = text_face_open(b->t, &s), *f = plain_face(b);
  assert_true(near(shaped_text(b, wide, "MÅL NU")->width, shaped_text(b, f, "MÅL NU")->width + 6 * 0.5));
  assert_true(near(shaped_text(b, wide, "MÅL")->glyphs[2].x, shaped_text(b, f, "MÅL")->glyphs[2].x + 2 * 0.5));
}

static void missing_glyphs(void **state) {
  bed *b = *state;
  bed_stop(b);
  assert_int_equal(bed_start(b), 0);
  const text_face *f = plain_face(b);
  uint32_t file = diag_source(b->d, "a.yaml", "x\ny\nz\n", 6);
  const char *s = "se → og ✓ og →";
  const glyph_run *r = text_shape(b->t, f, s, (int)strlen(s), (span){ file, 2, 1, 1 });
  check_run(r);
  assert_string_equal(utf8_of(b, r), s);
  assert_int_equal(diag_count(b->d, SEVERITY_ERROR), 2);                      /* each character once */
  assert_true(near(r->width, shaped_text(b, f, "se   og   og  ")->width));       /* a blank stands for it */
  text_shape(b->t, f, s, (int)strlen(s), (span){ file, 3, 1, 1 });             /* from the cache, and reported all the same */
  assert_int_equal(diag_count(b->d, SEVERITY_ERROR), 4);
  GString *out = g_string_new(NULL);
  diag_print(b->d, LANGUAGE_DA, out);
  assert_non_null(strstr(out->str, "a.yaml:2:1: fejl[T030]: tegnet »→« (U+2192) findes ikke i skriften PT Sans"));
  g_string_free(out, TRUE);
  diag *other = diag_new();
  text_report_to(b->t, other);
  text_shape(b->t, f, "✓", 3, SPAN_NONE);       /* measured only */
  assert_int_equal(diag_count(other, SEVERITY_ERROR), 0);
  text_shape(b->t, f, "✓", 3, (span){ 1, 1, 1, 1 });
  assert_int_equal(diag_count(other, SEVERITY_ERROR), 1);
  text_report_to(b->t, b->d);
  diag_free(other);
}

/* Scripts that no listed face has, and bytes that are no text: nothing crashes, nothing is painted as a box. */
static void any_text(void **state) {
  bed *b = *state;
  static const char *const texts[] = { "שלום", "नमस्ते", "汉字", "😀👨‍👩‍👧", "ا", "\xFF\xFE", "\xC3", "a\xCC\x88\xCC\xB1\xCD\x82", "\xCC\x81", "ﬁ", "Ω≈", "Привет", "\xF0\x9F" };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    const glyph_run *r = shaped_text(b, plain_face(b), texts[i]);
    int bytes = 0;
    for (int k = 0; k < r->cluster_count; k++) bytes += r->clusters[k].num_bytes;
    assert_int_equal(bytes, r->utf8_length);
    for (int k = 0; k < r->glyph_count; k++) assert_int_not_equal(r->glyphs[k].index, 0);
  }
  GString *s = g_string_new(NULL);
  for (int i = 0; i < 100000; i++) g_string_append(s, "ørsted æ");
  check_run(text_shape(b->t, plain_face(b), s->str, (int)s->len, SPAN_NONE));
  g_string_free(s, TRUE);
}

/* Workers are forked from a process that has an engine: they load further faces, although fontconfig's threads stay behind. */
static void children_go_on(void **state) {
  bed *b = *state;
  assert_non_null(plain_face(b));
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    alarm(20);
    const text_face *f = face_of(b, "PT Serif", 13, 700, true);
    _exit(f && shaped_text(b, f, "økonomi")->glyph_count == 7 ? 0 : 1);
  }
  int status = -1;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_listed_face_opens), cmocka_unit_test(equal_faces_are_one), cmocka_unit_test(faces_that_are_not_there), cmocka_unit_test(lists_with_mistakes),
    cmocka_unit_test(one_cluster_a_letter), cmocka_unit_test(shaped_once), cmocka_unit_test(words_add_up), cmocka_unit_test(blanks_and_signs_without_ink),
    cmocka_unit_test(figures_of_one_width), cmocka_unit_test(tracking), cmocka_unit_test(missing_glyphs), cmocka_unit_test(any_text), cmocka_unit_test(children_go_on),
  };
  return cmocka_run_group_tests(tests, bed_open, bed_close);
}
