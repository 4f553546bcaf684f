/* Pages that turn over: left and right pages, a part that begins on a right page, its first page of another kind. */
#include "test_layout_fixture.h"

/* What style/ makes of "spejlvendt: ja". */
static page_master *mirrored(fixture *f)
{
  page_master *m = f->s->masters.v[0], *left = ARENA_NEW(f->a, page_master);
  m->margin.left = 70;
  m->margin.right = 30;
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_RIGHT, "Side {side}", f->s->body, 380 }));
  *left = *m;
  left->margin.left = 30;
  left->margin.right = 70;
  left->slots.v = ARENA_NEW(f->a, master_slot);
  left->slots.v[0] = m->slots.v[0];
  left->slots.v[0].kind = SLOT_LEFT;
  m->left = left;
  return m;
}

static void left_pages_are_turned_over(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  mirrored(f);
  lines(f, f->body, "a", 50);
  lay_out(f);
  assert_int_equal(f->r->pages.n, 3);
  assert_true(near(x_of(f, "a1"), 70));
  assert_true(near(x_of(f, "a21"), 30));
  assert_true(near(x_of(f, "a41"), 70));
  assert_true(near(end_of(f, "Side 1"), PAGE_W - 30));
  assert_true(near(x_of(f, "Side 2"), 30));
  assert_string_equal(f->r->pages.v[1]->master, "normal");
  check_pages(f);
  fixture_free(f);
}

static void a_part_begins_on_a_right_page(void **state)
{
  (void)state;
  for (int before = 10; before <= 30; before += 10) {
    fixture *f = fixture_new();
    page_master *m = mirrored(f), *opener = add_master(f, "åbning", PAGE_W, PAGE_H, MARGIN);
    opener->next = "normal";
    block_style *part = add_style(f, "del");
    part->break_before = BREAK_RIGHT;
    part->master = "åbning";
    LIST_PUSH(f->a, &m->planes, ((master_plane){ 0, 0, 300, 10, { 0, 0, 1, true } }));
    lines(f, f->body, "a", before);
    lines(f, add(f, f->body, BLOCK_SECTION, "del"), "b", 30);
    lay_out(f);
    bool one = before <= 20;
    assert_int_equal(page_of(f, "b1"), 2);
    assert_int_equal(f->r->pages.n, 4);
    assert_string_equal(f->r->pages.v[2]->master, "åbning");
    assert_string_equal(f->r->pages.v[3]->master, "normal");
    assert_true(near(x_of(f, "b30"), 30));
    assert_int_equal(f->r->pages.v[1]->items.n == 0, one);             /* an empty page has neither head nor planes */
    assert_non_null(find_nth(f, "Side 4", 0, NULL));                    /* but it counts */
    fixture_free(f);
  }
}

static void the_first_page_is_a_right_one(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_style(f, "del")->break_before = BREAK_RIGHT;
  lines(f, add(f, f->body, BLOCK_SECTION, "del"), "a", 3);
  lines(f, add(f, f->body, BLOCK_SECTION, "del"), "b", 3);
  lay_out(f);
  assert_int_equal(page_of(f, "a1"), 0);
  assert_int_equal(page_of(f, "b1"), 2);
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(left_pages_are_turned_over), cmocka_unit_test(a_part_begins_on_a_right_page), cmocka_unit_test(the_first_page_is_a_right_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
