/* Floats: figures and small tables give way to the text behind them where they would leave a gap, and only there. One page holds twenty lines. */
#include "test_layout_fixture.h"

static grid *rows(fixture *f, const char *id, size_t n)
{
  grid *g = add_grid(f, id, 2, n);
  g->title = id;
  for (size_t r = 0; r < n; r++)
    for (size_t c = 0; c < 2; c++)
      g->row[r].cells[c].text = arena_printf(f->a, "%s-%zu%zu", id, r + 1, c + 1);
  return g;
}

/* A table of about a third of the page with its caption. */
static block *small_table(fixture *f, block *parent, const char *id)
{
  block *b = table_block(f, parent, rows(f, id, 4));
  b->text = words(f, arena_printf(f->a, "Titel %s", id));
  return b;
}

static fixture *floating(void)
{
  fixture *f = fixture_new();
  block_style *b = add_style(f, "tabel");
  b->place = PLACE_FLOAT;
  b->before = 15;
  b->after = 20;
  return f;
}

static void it_stays_where_it_fits(void **state)
{
  (void)state;
  fixture *f = floating();
  lines(f, f->body, "a", 5);
  small_table(f, f->body, "t");
  lines(f, f->body, "b", 5);
  lay_out(f);
  assert_int_equal(page_of(f, "t-11"), 0);
  assert_true(y_of(f, "t-11") > y_of(f, "a5") && y_of(f, "b1") > y_of(f, "t-42"));
  fixture_free(f);
}

static void it_gives_way_where_it_would_leave_a_gap(void **state)
{
  (void)state;
  fixture *f = floating();
  lines(f, f->body, "a", 14);
  small_table(f, f->body, "t");
  lines(f, f->body, "b", 16);
  lines(f, f->body, "c", 3);
  lay_out(f);
  assert_int_equal(page_of(f, "b6"), 0);                           /* the text has come up and fills the page */
  assert_int_equal(page_of(f, "b7"), 1);
  assert_int_equal(page_of(f, "Titel t"), 1);
  assert_true(y_of(f, "Titel t") < y_of(f, "t-11") && y_of(f, "t-42") < y_of(f, "b7"));
  assert_true(near(y_of(f, "b1") - y_of(f, "a14"), LEADING));      /* its spaces have gone with it */
  assert_true(y_of(f, "b7") - y_of(f, "t-42") >= 20 + LEADING);
  check_pages(f);
  const char *tags = tags_of(f);                                   /* in the structure it stands where content has it */
  assert_true(strstr(tags, "Table") && strstr(strstr(tags, "Table"), "P"));
  fixture_free(f);
}

static void a_small_gap_may_stay(void **state)
{
  (void)state;
  fixture *f = floating();
  lines(f, f->body, "a", 17);
  small_table(f, f->body, "t");
  lines(f, f->body, "b", 10);
  lay_out(f);
  assert_int_equal(page_of(f, "t-11"), 1);
  assert_int_equal(page_of(f, "b1"), 1);
  fixture_free(f);
}

static void content_may_say_here(void **state)
{
  (void)state;
  fixture *f = floating();
  lines(f, f->body, "a", 14);
  small_table(f, f->body, "t")->place = WHERE_HERE;
  lines(f, f->body, "b", 16);
  lay_out(f);
  assert_int_equal(page_of(f, "b1"), 1);
  fixture_free(f);
}

static void content_may_say_float(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 14);
  block *b = table_block(f, f->body, rows(f, "t", 9));              /* more than a layout lets float */
  b->place = WHERE_FLOAT;
  lines(f, f->body, "b", 16);
  lay_out(f);
  assert_int_equal(page_of(f, "b6"), 0);
  assert_int_equal(page_of(f, "t-11"), 1);
  assert_int_equal(page_of(f, "t-92"), 1);
  fixture_free(f);
}

static void floats_keep_their_order(void **state)
{
  (void)state;
  for (int between = 0; between < 3; between++) {
    fixture *f = floating();
    lines(f, f->body, "a", 13);
    small_table(f, f->body, "t");
    if (between)
      lines(f, f->body, "m", between);
    small_table(f, f->body, "u");
    lines(f, f->body, "b", 30);
    lay_out(f);
    assert_int_equal(page_of(f, "b1"), 0);
    assert_int_equal(page_of(f, "t-11"), 1);
    assert_int_equal(page_of(f, "u-11"), 1);
    assert_true(y_of(f, "t-42") < y_of(f, "Titel u"));
    for (int i = 1; i <= between; i++)
      assert_int_equal(page_of(f, arena_printf(f->a, "m%d", i)), 0);
    check_pages(f);
    fixture_free(f);
  }
}

/* The text that comes up ends before a box, never in it. */
static void no_float_in_a_box(void **state)
{
  (void)state;
  fixture *f = floating();
  f->s->blocks.v[2]->keep_together = false;
  lines(f, f->body, "a", 13);
  small_table(f, f->body, "t");
  lines(f, f->body, "m", 2);
  lines(f, add(f, f->body, BLOCK_BOX, "boks"), "b", 30);
  lay_out(f);
  assert_int_equal(page_of(f, "m2"), 0);
  assert_int_equal(page_of(f, "t-11"), 1);
  assert_int_equal(page_of(f, "b1"), 1);
  assert_true(y_of(f, "b1") > y_of(f, "t-42"));
  check_pages(f);
  fixture_free(f);
}

static void in_a_list_it_stays(void **state)
{
  (void)state;
  fixture *f = floating();
  lines(f, f->body, "a", 13);
  block *item = add(f, add(f, f->body, BLOCK_LIST, "liste"), BLOCK_ITEM, "punkt");
  lines(f, item, "i", 2);
  small_table(f, item, "t");
  lines(f, item, "b", 10);
  lay_out(f);
  assert_true(page_of(f, "b1") == 1 && page_of(f, "t-11") == 1);
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_stays_where_it_fits), cmocka_unit_test(it_gives_way_where_it_would_leave_a_gap), cmocka_unit_test(a_small_gap_may_stay),
    cmocka_unit_test(content_may_say_here), cmocka_unit_test(content_may_say_float), cmocka_unit_test(floats_keep_their_order),
    cmocka_unit_test(no_float_in_a_box), cmocka_unit_test(in_a_list_it_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
