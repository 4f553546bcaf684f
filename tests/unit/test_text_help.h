/* What the tests of text/ share: an engine on the repository's own fonts/. */
#ifndef TEST_TEXT_HELP_H
#define TEST_TEXT_HELP_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "text/text.h"

typedef struct bed { diag *d; arena *a; text_engine *t; } bed;

/* fonts/ of the repository, from its root or from a folder below it. */
static inline const char *fonts_folder(void) {
  static const char *const places[] = { "fonts", "../fonts", "../../fonts", "../../../fonts" };
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    char *path = g_build_filename(places[i], "skrifter.yaml", NULL);
    bool there = file_exists(path);
    g_free(path);
    if (there) return places[i];
  }
  return "fonts";
}

static inline int bed_start(bed *b) {
  *b = (bed){ .d = diag_new(), .a = arena_new() };
  b->t = text_open(b->d, fonts_folder(), "fonts");
  if (b->t) return 0;
  GString *out = g_string_new(NULL);
  diag_print(b->d, LANGUAGE_EN, out);
  print_error("%s", out->str);
  g_string_free(out, TRUE);
  return -1;
}

static inline void bed_stop(bed *b) {
  text_close(b->t);
  arena_free(b->a);
  diag_free(b->d);
  *b = (bed){ 0 };
}

static inline int bed_open(void **state) {
  *state = g_new0(bed, 1);
  return bed_start(*state);
}

static inline int bed_close(void **state) {
  bed_stop(*state);
  g_free(*state);
  return 0;
}

static inline const text_face *face_of(bed *b, const char *family, double size, int weight, bool italic) {
  face_style s = { .family = family, .size = size, .weight = weight, .italic = italic, .at = { 0, 7, 3, 1 } };
  return text_face_open(b->t, &s);
}
static inline const text_face *plain_face(bed *b) { return face_of(b, "PT Sans", 10, 400, false); }

/* ~ stands for U+00A0, ^ for U+2060, | for U+00AD in the tests' texts. */
static inline char *marked(bed *b, const char *s) {
  GString *out = g_string_new(NULL);
  for (; *s; s++) {
    if (*s == '~') g_string_append(out, "\xC2\xA0");
    else if (*s == '^') g_string_append(out, "\xE2\x81\xA0");
    else if (*s == '|') g_string_append(out, "\xC2\xAD");
    else g_string_append_c(out, *s);
  }
  char *copy = arena_strdup(b->a, out->str);
  g_string_free(out, TRUE);
  return copy;
}

static inline bool near(double a, double b) { return a - b < 0.001 && b - a < 0.001; }
#endif
