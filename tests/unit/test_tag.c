/* tag/: making, marking, pruning and checking the structure tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "tag/tag.h"

typedef struct fixture { arena *a; tag_tree *t; } fixture;

static int open_tree(void **state)
{
  fixture *f = g_new0(fixture, 1);
  f->a = arena_new();
  f->t = tag_tree_new(f->a);
  *state = f;
  return 0;
}

static int close_tree(void **state)
{
  fixture *f = *state;
  arena_free(f->a);
  g_free(f);
  return 0;
}

static tag_element *add_marked(tag_tree *t, tag_element *parent, tag_role role, int page, int mcid)
{
  tag_element *e = tag_add(t, parent, role);
  tag_mark_add(t, e, page, mcid);
  return e;
}

static void assert_dump(const tag_tree *t, const char *wanted)
{
  GString *out = g_string_new(NULL);
  tag_dump(t, out);
  assert_string_equal(out->str, wanted);
  g_string_free(out, TRUE);
}

static void assert_faulty(const tag_tree *t, const char *part)
{
  const char *what = NULL;
  assert_false(tag_check(t, &what));
  assert_non_null(what);
  if (!strstr(what, part))
    fail_msg("\"%s\" does not speak of \"%s\"", what, part);
}

static void test_names(void **state)
{
  (void)state;
  assert_string_equal(tag_role_name(TAG_DOCUMENT), "Document");
  assert_string_equal(tag_role_name(TAG_H6), "H6");
  assert_string_equal(tag_role_name(TAG_LBODY), "LBody");
  assert_string_equal(tag_role_name(TAG_SPAN), "Span");
  for (int r = TAG_DOCUMENT; r <= TAG_TEXT; r++)
    assert_non_null(tag_role_name((tag_role)r));
}

static void test_build_and_dump(void **state)
{
  fixture *f = *state;
  tag_tree *t = f->t;
  tag_element *p = tag_add(t, t->root, TAG_P);
  add_marked(t, p, TAG_TEXT, 0, 0);
  tag_element *link = add_marked(t, p, TAG_LINK, 0, 1);
  tag_mark_add(t, link, 1, 0);
  tag_mark_add(t, link, 1, 1);
  LIST_PUSH(f->a, &tag_extra_of(t, link)->annotations, 4);
  tag_element *fig = add_marked(t, t->root, TAG_FIGURE, 1, 2);
  tag_extra *x = tag_extra_of(t, fig);
  assert_ptr_equal(x, tag_extra_of(t, fig));
  x->alt = "En trekant";
  x->has_bbox = true;
  x->bbox[2] = 10.5;
  x->bbox_page = 1;
  assert_int_equal(t->count, 4);
  assert_int_equal(p->first->number, -1);
  assert_int_equal(fig->number, 3);
  assert_ptr_equal(fig->parent, t->root);
  assert_dump(t, "Document\n  P\n    text 0:0\n    Link annotation=4 0:1 1:0 1:1\n  Figure alt=\"En trekant\" bbox=1:0.00,0.00,10.50,0.00 1:2\n");
  const char *what = NULL;
  assert_true(tag_check(t, &what));
  assert_null(what);
}

static void test_prune(void **state)
{
  fixture *f = *state;
  tag_tree *t = f->t;
  tag_element *empty = tag_add(t, t->root, TAG_SECT);
  tag_add(t, tag_add(t, empty, TAG_P), TAG_TEXT);
  tag_element *table = tag_add(t, t->root, TAG_TABLE);
  tag_element *row = tag_add(t, table, TAG_TR);
  add_marked(t, row, TAG_TD, 0, 0);
  tag_element *bare = tag_add(t, row, TAG_TD);
  tag_add(t, bare, TAG_P);
  tag_add(t, table, TAG_TR);
  tag_element *link = tag_add(t, tag_add(t, t->root, TAG_P), TAG_LINK);
  LIST_PUSH(f->a, &tag_extra_of(t, link)->annotations, 0);
  tag_add(t, t->root, TAG_DIV);
  tag_prune(t);
  assert_dump(t, "Document\n  Table\n    TR\n      TD 0:0\n      TD\n  P\n    Link annotation=0\n");
  assert_int_equal(t->count, 7);
  assert_int_equal(table->number, 1);
  assert_int_equal(link->number, 6);
  assert_ptr_equal(t->root->last, link->parent);
  assert_null(t->root->last->next);
  tag_element *later = tag_add(t, t->root, TAG_P);
  assert_int_equal(later->number, 7);
  assert_ptr_equal(link->parent->next, later);
}

static void test_headings(void **state)
{
  fixture *f = *state;
  const char *what;
  tag_add(f->t, f->t->root, TAG_H1);
  tag_add(f->t, f->t->root, TAG_H2);
  tag_add(f->t, f->t->root, TAG_H3);
  tag_add(f->t, f->t->root, TAG_H1);
  assert_true(tag_check(f->t, &what));
  tag_add(f->t, f->t->root, TAG_H3);
  assert_faulty(f->t, "skipped");
}

static void test_first_heading(void **state)
{
  fixture *f = *state;
  tag_add(f->t, f->t->root, TAG_H2);
  assert_faulty(f->t, "not H1");
}

static void test_places(void **state)
{
  static const struct { tag_role in, role; const char *part; } bad[] = {
    { TAG_P, TAG_LI, "in a P" }, { TAG_L, TAG_P, "in a L" }, { TAG_LI, TAG_P, "in a LI" }, { TAG_L, TAG_LBODY, "in a L" }, { TAG_TABLE, TAG_TD, "in a Table" },
    { TAG_TABLE, TAG_P, "in a Table" }, { TAG_SECT, TAG_TR, "in a Sect" }, { TAG_TR, TAG_P, "in a TR" }, { TAG_TOC, TAG_P, "in a TOC" },
    { TAG_P, TAG_TOCI, "in a P" }, { TAG_P, TAG_CAPTION, "in a P" }, { TAG_SECT, TAG_DOCUMENT, "in a Sect" }, { TAG_P, TAG_LBL, "in a P" },
  };
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    arena *a = arena_new();
    tag_tree *t = tag_tree_new(a);
    tag_element *outer = t->root;
    if (bad[i].in == TAG_LI)
      outer = tag_add(t, outer, TAG_L);
    if (bad[i].in == TAG_TR)
      outer = tag_add(t, outer, TAG_TABLE);
    tag_add(t, tag_add(t, outer, bad[i].in), bad[i].role);
    assert_faulty(t, bad[i].part);
    arena_free(a);
  }
}

static void test_needed_attributes(void **state)
{
  fixture *f = *state;
  const char *what;
  tag_element *tr = tag_add(f->t, tag_add(f->t, tag_add(f->t, f->t->root, TAG_TABLE), TAG_THEAD), TAG_TR);
  tag_element *th = tag_add(f->t, tr, TAG_TH);
  assert_faulty(f->t, "scope");
  th->scope = SCOPE_COLUMN;
  assert_true(tag_check(f->t, &what));
  tag_element *fig = tag_add(f->t, f->t->root, TAG_FIGURE);
  assert_faulty(f->t, "alternative text");
  tag_extra_of(f->t, fig)->alt = "x";
  tag_element *note = tag_add(f->t, f->t->root, TAG_NOTE);
  assert_faulty(f->t, "no id");
  tag_extra_of(f->t, note)->id = "note-1";
  assert_true(tag_check(f->t, &what));
}

static void test_ids_and_headers(void **state)
{
  fixture *f = *state;
  const char *what;
  tag_element *tr = tag_add(f->t, tag_add(f->t, f->t->root, TAG_TABLE), TAG_TR);
  tag_element *one = tag_add(f->t, tr, TAG_TH), *two = tag_add(f->t, tr, TAG_TH), *cell = tag_add(f->t, tr, TAG_TD);
  one->scope = two->scope = SCOPE_COLUMN;
  tag_extra_of(f->t, one)->id = "h1";
  tag_extra_of(f->t, two)->id = "h2";
  tag_extra_of(f->t, cell)->headers = "h2 h1";
  assert_true(tag_check(f->t, &what));
  tag_extra_of(f->t, cell)->headers = "h2 h3";
  assert_faulty(f->t, "\"h3\"");
  tag_extra_of(f->t, two)->id = "h1";
  assert_faulty(f->t, "twice");
}

static void test_marks_once(void **state)
{
  fixture *f = *state;
  const char *what;
  add_marked(f->t, f->t->root, TAG_P, 0, 1);
  tag_element *p = add_marked(f->t, f->t->root, TAG_P, 1, 1);
  assert_true(tag_check(f->t, &what));
  tag_mark_add(f->t, p, 0, 1);
  assert_faulty(f->t, "two elements");
}

static void test_negative_mark(void **state)
{
  fixture *f = *state;
  add_marked(f->t, f->t->root, TAG_P, 0, -1);
  assert_faulty(f->t, "cannot be");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_names),
    cmocka_unit_test_setup_teardown(test_build_and_dump, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_prune, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_headings, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_first_heading, open_tree, close_tree),
    cmocka_unit_test(test_places),
    cmocka_unit_test_setup_teardown(test_needed_attributes, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_ids_and_headers, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_marks_once, open_tree, close_tree),
    cmocka_unit_test_setup_teardown(test_negative_mark, open_tree, close_tree),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
