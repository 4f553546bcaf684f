/* Frames and tags of whole documents: tests/golden/layout/aftale with the layout beside it, and what they become (.frames, .tags). UPDATE=1 accepts. */
#include "golden.h"
#include "test_layout_fixture.h"

static char *golden_path(const char *name)
{
#ifdef TESTS_FOLDER
  const char *tests = TESTS_FOLDER;
#else
  const char *tests = g_getenv("TESTS_FOLDER");
  if (!tests)
    tests = "tests";
#endif
  return g_build_filename(tests, "golden", "layout", name, NULL);
}

static void compare(const char *name, const GString *now)
{
  char *path = golden_path(name);
  golden_compare(path, now->str);
  g_free(path);
}

static void documents(void **state)
{
  (void)state;
  arena *a = arena_new();
  diag *d = diag_new();
  char *folder = golden_path("aftale"), *layouts = golden_path("layouts");
  agreement *m = model_load(a, d, folder, "aftale", NULL);
  style_sheet *s = style_load(a, d, &(style_request){ .folder = layouts, .shown = "layouts", .layout = "proeve" });
  text_engine *t = text_open(d, "fonts", "fonts");
  GString *out = g_string_new(NULL);
  diag_print(d, LANGUAGE_DA, out);
  if (diag_count(d, SEVERITY_ERROR))
    fail_msg("%s", out->str);
  assert_non_null(t);
  assert_non_null(s);
  assert_int_equal(m->documents.n, 3);
  for (size_t i = 0; i < m->documents.n; i++) {
    const document *doc = m->documents.v[i];
    const char *what = NULL;
    layout_result *r = layout_document(a, d, t, s, m, doc, table_make(a, d, m, doc));
    if (!tag_check(r->tags, &what))
      fail_msg("%s", what);
    g_string_truncate(out, 0);
    layout_dump(r, out);
    compare(arena_printf(a, "%s.frames", doc->id), out);
    g_string_truncate(out, 0);
    tag_dump(r->tags, out);
    compare(arena_printf(a, "%s.tags", doc->id), out);
  }
  g_string_truncate(out, 0);
  diag_print(d, LANGUAGE_DA, out);
  compare("aftale.diag", out);
  g_string_free(out, TRUE);
  g_free(folder);
  g_free(layouts);
  text_close(t);
  diag_free(d);
  arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(documents) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
