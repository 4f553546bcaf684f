/* picture/: scenes of data by chance at many widths - no label over another, nothing outside, areas as long as their figures - and the goldens of one
 * scene a kind. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <cmocka.h>
#include "golden.h"
#include "picture/picture.h"

#ifndef TESTS_FOLDER
#define TESTS_FOLDER "tests"
#endif

typedef struct fixture { arena *a; diag *d; text_engine *t; style_sheet *s; face_style face, strong; block_style text, label; uint32_t seed; } fixture;

static int begin(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->a = arena_new();
  f->d = diag_new();
  f->t = text_open(f->d, "fonts", "fonts");
  if (!f->t) return 1;
  f->s = ARENA_NEW(f->a, style_sheet);
  f->face = (face_style){ .family = "PT Sans", .size = 9.5, .weight = 400 };
  f->strong = (face_style){ .family = "PT Sans", .size = 9.5, .weight = 700 };
  f->text = (block_style){ .name = "figur-tekst", .face = &f->face, .ink = { 0, 0, 0, true }, .leading = 12 };
  f->label = (block_style){ .name = "figur-mærke", .face = &f->strong, .ink = { 0, 0, 0, true }, .leading = 13 };
  f->s->body = f->s->figure.text = &f->text;
  f->s->figure.label = &f->label;
  f->s->figure.line = f->s->figure.accent = (color){ 0.1, 0.2, 0.3, true };
  LIST_PUSH(f->a, &f->s->strings, ((style_word){ "stiger", "Op" }));
  LIST_PUSH(f->a, &f->s->strings, ((style_word){ "falder", "Ned" }));
  LIST_PUSH(f->a, &f->s->strings, ((style_word){ "ikke fra nul", "Fra 800" }));
  for (int i = 0; i < STYLE_SERIES; i++) f->s->figure.series[i] = (color){ 0.1 * i, 0.2, 0.3, true };
  f->s->paper = (color){ 1, 1, 1, true };
  *state = f;
  return 0;
}

static int finish(void **state) {
  fixture *f = *state;
  text_close(f->t);
  diag_free(f->d);
  arena_free(f->a);
  free(f);
  return 0;
}

static uint32_t next(fixture *f, uint32_t below) {
  f->seed = f->seed * 1664525u + 1013904223u;
  return (f->seed >> 8) % below;
}

static const char *name_of(fixture *f, uint32_t i) {
  static const char *const names[] = { "Faxe", "Botilbud", "2024", "Midlertidigt botilbud til voksne", "Specialundervisningstilbud for unge med autismespektrumforstyrrelser",
                                       "Å", "Dagtilbud, aktivitets- og samværstilbud", "Socialpsykiatrien", "K17" };
  return names[(next(f, 9) + i) % 9];
}

static grid_cell *cell_of(fixture *f, uint32_t range, bool negative) {
  grid_cell *c = ARENA_NEW(f->a, grid_cell);
  uint32_t kind = next(f, 12);
  if (kind == 0) { *c = (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst" }; return c; }
  if (kind == 1) { *c = (grid_cell){ .kind = CELL_HIDDEN, .text = "skjult" }; return c; }
  int64_t v = kind == 2 ? 0 : (int64_t)next(f, range);
  if (negative && next(f, 3) == 0) v = -v;
  char text[NUMBER_TEXT_MAX];
  *c = (grid_cell){ .kind = CELL_NUMBER, .num = { v, 1 }, .decimals = 1 };
  number_format(c->num, 1, text);
  c->text = arena_strdup(f->a, text);
  return c;
}

static grid_picture *data_of(fixture *f, figure *g, size_t series, size_t points, uint32_t range, bool negative) {
  grid_picture *q = ARENA_NEW(f->a, grid_picture);
  *q = (grid_picture){ .of = g, .measure = "Takst", .unit = "kr. pr. døgn", .series = series, .points = points };
  q->name = ARENA_ARRAY(f->a, const char *, series);
  q->label = ARENA_ARRAY(f->a, const char *, points);
  q->cell = ARENA_ARRAY(f->a, const grid_cell *, series * points);
  for (size_t i = 0; i < series; i++) q->name[i] = name_of(f, (uint32_t)i);
  for (size_t i = 0; i < points; i++) q->label[i] = next(f, 3) ? arena_printf(f->a, "%zu", 2020 + i) : name_of(f, (uint32_t)i);
  for (size_t i = 0; i < series * points; i++) q->cell[i] = cell_of(f, range, negative);
  q->cell[0] = ARENA_NEW(f->a, grid_cell);
  *(grid_cell *)(uintptr_t)q->cell[0] = (grid_cell){ .kind = CELL_NUMBER, .num = { 120, 1 }, .decimals = 1, .text = "12,0" };
  return q;
}

static bool apart(const scene_label *a, const scene_label *b) {
  const double touch = 0.6;
  return a->x + a->width <= b->x + touch || b->x + b->width <= a->x + touch || a->y + a->height <= b->y + touch || b->y + b->height <= a->y + touch;
}

static const char *text_of(const scene_label *k) { return k->pieces.n ? k->pieces.v[0].run->utf8 : ""; }

static void check_scene(const scene *s, double width, const char *what) {
  const double slack = 1;
  assert_true(s->width <= width + 0.01 && s->height > 0 && s->height < 1e5);
  for (size_t i = 0; i < s->labels.n; i++) {
    const scene_label *a = &s->labels.v[i];
    if (a->x < -slack || a->x + a->width > width + slack || a->y < -slack || a->y + a->height > s->height + slack)
      fail_msg("%s, %g wide: \"%s\" lies outside: %g..%g, %g..%g of %g", what, width, text_of(a), a->x, a->x + a->width, a->y, a->y + a->height, s->height);
    for (size_t k = i + 1; k < s->labels.n; k++)
      if (!apart(a, &s->labels.v[k])) {
        const scene_label *b = &s->labels.v[k];
        fail_msg("%s, %g wide: \"%s\" lies over \"%s\": %g,%g %g x %g and %g,%g %g x %g", what, width, text_of(a), text_of(b), a->x, a->y, a->width, a->height, b->x, b->y, b->width, b->height);
      }
  }
  for (size_t i = 0; i < s->shapes.n; i++)
    for (int k = 0; k < s->shapes.v[i].count; k++) {
      const path_step *p = &s->shapes.v[i].steps[k];
      if (p->verb == PATH_CLOSE) continue;
      if (!(p->x[0] >= -6 && p->x[0] <= width + 6 && p->y[0] >= -6 && p->y[0] <= s->height + 6)) fail_msg("%s, %g wide: paint at %g, %g of %g", what, width, p->x[0], p->y[0], s->height);
    }
}

static const double widths[] = { 120, 170, 240, 320, 455, 480, 720 };
static const struct { figure_kind kind; const char *what; size_t series, points; bool lying; } kinds[] = {
  { FIGURE_BARS, "bars", 6, 40, false }, { FIGURE_BARS, "lying bars", 6, 40, true }, { FIGURE_STACKED, "stacked", 6, 40, false },
  { FIGURE_STACKED, "lying stacked", 6, 40, true }, { FIGURE_LINES, "lines", 6, 40, false }, { FIGURE_SLOPE, "slope", 20, 2, false },
  { FIGURE_MULTIPLES, "multiples", 40, 12, false },
};

static void labels_never_meet(void **state) {
  fixture *f = *state;
  for (uint32_t seed = 1; seed <= 60; seed++)
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
      f->seed = seed * 7919 + (uint32_t)k;
      figure g = { .kind = kinds[k].kind, .title = "Takster", .lying = kinds[k].lying };
      size_t series = 1 + next(f, (uint32_t)kinds[k].series), points = g.kind == FIGURE_SLOPE ? 2 : 1 + next(f, (uint32_t)kinds[k].points);
      grid_picture *q = data_of(f, &g, series, points, next(f, 2) ? 100 : 9999999, next(f, 2));
      for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
        check_scene(picture_make(f->a, f->d, f->t, f->s, &g, q, widths[w], 225), widths[w], arena_printf(f->a, "%s, seed %u", kinds[k].what, seed));
    }
}

static void times_and_trees_fit(void **state) {
  fixture *f = *state;
  for (uint32_t seed = 1; seed <= 60; seed++) {
    f->seed = seed;
    figure time = { .kind = FIGURE_TIMELINE, .title = "x" }, tree = { .kind = FIGURE_TREE, .title = "x" };
    for (uint32_t i = 0, n = 2 + next(f, 12); i < n; i++) {
      LIST_PUSH(f->a, &time.events, ((figure_event){ next(f, 2) ? "12. august 2022" : "Efteråret", name_of(f, i), SPAN_NONE }));
      LIST_PUSH(f->a, &tree.nodes, ((figure_node){ name_of(f, i), i ? (int)next(f, i + 1) - (next(f, 4) == 0) : -1, SPAN_NONE }));
      if (i && tree.nodes.v[i].parent >= (int)i) tree.nodes.v[i].parent = (int)i - 1;
    }
    for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
      check_scene(picture_make(f->a, f->d, f->t, f->s, &time, NULL, widths[w], 225), widths[w], "timeline");
      if (widths[w] >= 170) check_scene(picture_make(f->a, f->d, f->t, f->s, &tree, NULL, widths[w], 225), widths[w], arena_printf(f->a, "tree, seed %u", seed));
    }
  }
}

/* Areas of the first series are whole, four corners in its ink: their lengths are to one another as the figures, from zero. */
static void bars_are_as_long_as_their_figures(void **state) {
  fixture *f = *state;
  static const int64_t figures[] = { 100, 250, 0, 1000, -400 };
  for (int lying = 0; lying < 2; lying++)
    for (int stacked = 0; stacked < 2; stacked++) {
      figure g = { .kind = stacked ? FIGURE_STACKED : FIGURE_BARS, .title = "x", .lying = lying };
      grid_picture *q = data_of(f, &g, 1, G_N_ELEMENTS(figures), 10, false);
      for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
        grid_cell *c = ARENA_NEW(f->a, grid_cell);
        *c = (grid_cell){ .kind = CELL_NUMBER, .num = { figures[i], 0 }, .text = "1" };
        q->cell[i] = c;
        q->label[i] = "a";
      }
      const scene *s = picture_make(f->a, f->d, f->t, f->s, &g, q, 455, 225);
      double length[8], unit = 0;
      size_t n = 0;
      for (size_t i = 0; i < s->shapes.n && n < 8; i++) {
        const scene_shape *k = &s->shapes.v[i];
        bool whole = k->count == 5 && k->stroke <= 0 && k->ink.r < 0.001;
        if (whole) length[n++] = lying ? k->steps[1].x[0] - k->steps[0].x[0] : k->steps[2].y[0] - k->steps[1].y[0];
      }
      assert_int_equal(n, 4);             /* zero has no area */
      unit = length[0] / 100;
      assert_true(unit > 0.01);
      assert_true(fabs(length[1] - 250 * unit) < 0.01 && fabs(length[2] - 1000 * unit) < 0.01 && fabs(length[3] - 400 * unit) < 0.01);
    }
}

static bool says(const scene *s, const char *text) {
  for (size_t i = 0; i < s->labels.n; i++)
    if (strcmp(text_of(&s->labels.v[i]), text) == 0) return true;
  return false;
}

/* The layout's own words, and an axis that begins above zero says so; with a figure under half of the greatest it begins at zero. */
static void a_picture_says_what_the_layout_says(void **state) {
  fixture *f = *state;
  figure lines = { .kind = FIGURE_LINES, .title = "x" }, slope = { .kind = FIGURE_SLOPE, .title = "x" };
  grid_picture *q = data_of(f, &lines, 1, 2, 10, false);
  static grid_cell cell[] = { { .kind = CELL_NUMBER, .num = { 900, 0 }, .text = "900" }, { .kind = CELL_NUMBER, .num = { 1000, 0 }, .text = "1.000" } };
  for (size_t i = 0; i < 2; i++) { q->cell[i] = &cell[i]; q->label[i] = i ? "2" : "1"; }
  assert_false(picture_from_zero(q));
  assert_true(says(picture_make(f->a, f->d, f->t, f->s, &lines, q, 455, 225), "Fra 800"));
  assert_true(says(picture_make(f->a, f->d, f->t, f->s, &slope, q, 455, 225), "Ned"));
  cell[0].num.mantissa = 499;
  assert_true(picture_from_zero(q));
  assert_false(says(picture_make(f->a, f->d, f->t, f->s, &lines, q, 455, 225), "Fra 800"));
}

static void put_scene(GString *out, const char *what, const scene *s) {
  g_string_append_printf(out, "== %s: %.1f x %.1f, %zu shapes\n", what, s->width, s->height, s->shapes.n);
  for (size_t i = 0; i < s->labels.n; i++) {
    const scene_label *k = &s->labels.v[i];
    g_string_append_printf(out, "%7.1f %7.1f %6.1f %5.1f ", k->x, k->y, k->width, k->height);
    for (size_t p = 0; p < k->pieces.n; p++) g_string_append_printf(out, "|%.*s", k->pieces.v[p].run->utf8_length, k->pieces.v[p].run->utf8);
    g_string_append_c(out, '\n');
  }
}

static void scenes_are_as_accepted(void **state) {
  fixture *f = *state;
  GString *out = g_string_new(NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
    f->seed = 5;
    figure g = { .kind = kinds[k].kind, .title = "Takster", .lying = kinds[k].lying };
    grid_picture *q = data_of(f, &g, g.kind == FIGURE_MULTIPLES ? 5 : 3, g.kind == FIGURE_SLOPE ? 2 : 4, 90000, true);
    put_scene(out, kinds[k].what, picture_make(f->a, f->d, f->t, f->s, &g, q, 455, 225));
  }
  golden_compare(TESTS_FOLDER "/golden/picture/scenes.txt", out->str);
  g_string_free(out, TRUE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(labels_never_meet), cmocka_unit_test(times_and_trees_fit), cmocka_unit_test(bars_are_as_long_as_their_figures),
    cmocka_unit_test(a_picture_says_what_the_layout_says), cmocka_unit_test(scenes_are_as_accepted),
  };
  return cmocka_run_group_tests(tests, begin, finish);
}
