/* The side column, footnotes that go on, boxes that are cut. Twenty lines stand on a page, 200 points wide; body text takes 120 of them. */
#include "test_layout_fixture.h"

#define SIDE_X (MARGIN + 120 + 10)

static fixture *sided(void)
{
  fixture *f = fixture_new();
  page_master *m = f->s->masters.v[0];
  m->side_width = 90;
  m->side_gap = 10;
  style_block_in(f, "brødtekst")->width = 120;
  block_style *s = add_style(f, "sidecitat");
  s->place = PLACE_SIDE;
  s->before = s->after = 6;
  return f;
}

static block *beside(fixture *f, block *parent, const char *name, int n)
{
  block *q = add(f, parent, BLOCK_QUOTE, "sidecitat");
  lines(f, q, name, n);
  return q;
}

static void it_stands_beside_the_paragraph_before(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 3);
  lines(f, f->body, "b", 3);
  beside(f, f->body, "q", 2);
  lines(f, f->body, "c", 3);
  lay_out(f);
  assert_true(near(x_of(f, "q1"), SIDE_X) && near(y_of(f, "q1"), y_of(f, "b1")));
  assert_true(near(y_of(f, "c1"), y_of(f, "b3") + LEADING));           /* the text has lost nothing */
  const char *tags = tags_of(f);
  assert_true(strstr(tags, "BlockQuote") != NULL);
  check_pages(f);
  fixture_free(f);
}

static void first_in_its_section_it_goes_with_what_follows(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 3);
  block *section = add(f, f->body, BLOCK_SECTION, "afsnit");
  heading(f, section, 2, "Titel");
  beside(f, section, "q", 2);
  lines(f, section, "b", 4);
  lay_out(f);
  assert_true(near(y_of(f, "q1"), y_of(f, "b1")));
  fixture_free(f);
}

static void two_never_overlap(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 2);
  beside(f, f->body, "q", 4);
  lines(f, f->body, "b", 2);
  beside(f, f->body, "r", 3);
  lines(f, f->body, "c", 6);
  lay_out(f);
  assert_true(near(y_of(f, "q1"), y_of(f, "a1")));
  assert_true(near(y_of(f, "r1"), y_of(f, "q4") + LEADING + 6));
  fixture_free(f);
}

static void near_the_foot_it_goes_up(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 16);
  lines(f, f->body, "b", 4);
  beside(f, f->body, "q", 3);
  beside(f, f->body, "r", 3);
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);
  assert_true(near(y_of(f, "r3"), y_of(f, "b4")));
  assert_true(near(y_of(f, "q3") + LEADING + 6, y_of(f, "r1")));
  check_pages(f);
  fixture_free(f);
}

static void past_what_is_wide(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 2);
  beside(f, f->body, "q", 4);
  block *box = add(f, f->body, BLOCK_BOX, "boks");                     /* as wide as the page's text */
  lines(f, box, "b", 2);
  lines(f, f->body, "c", 8);
  lay_out(f);
  assert_true(y_of(f, "q1") > y_of(f, "b2") + 10);
  fixture_free(f);
}

static void without_room_it_is_set_in_the_text(void **state)
{
  (void)state;
  fixture *f = sided();
  lines(f, f->body, "a", 5);
  beside(f, f->body, "q", 12);
  beside(f, f->body, "r", 12);
  lines(f, f->body, "b", 12);
  lay_out(f);
  assert_true(near(x_of(f, "q1"), SIDE_X));
  assert_true(near(x_of(f, "r1"), MARGIN) && near(y_of(f, "r1"), y_of(f, "a5") + LEADING + 6));
  check_pages(f);
  fixture_free(f);
  f = sided();
  f->s->masters.v[0]->side_width = 0;                                   /* a page without a side column */
  lines(f, f->body, "a", 5);
  beside(f, f->body, "q", 2);
  lay_out(f);
  assert_true(near(x_of(f, "q1"), MARGIN) && y_of(f, "q1") > y_of(f, "a5"));
  fixture_free(f);
}

static void nothing_but_side_blocks(void **state)
{
  (void)state;
  fixture *f = sided();
  beside(f, f->body, "q", 2);
  lay_out(f);
  assert_true(near(x_of(f, "q1"), MARGIN));
  fixture_free(f);
}

static void on_left_pages_it_is_at_the_outer_edge(void **state)
{
  (void)state;
  fixture *f = sided();
  page_master *m = f->s->masters.v[0], *left = ARENA_NEW(f->a, page_master);
  m->margin.left = 20;
  m->margin.right = 110;
  *left = *m;
  left->margin.left = 110;
  left->margin.right = 20;
  left->side_left = true;
  m->left = left;
  lines(f, f->body, "a", 20);
  lines(f, f->body, "b", 5);
  beside(f, f->body, "q", 2);
  lay_out(f);
  assert_int_equal(page_of(f, "q1"), 1);
  assert_true(near(x_of(f, "q1"), 10) && near(x_of(f, "b1"), 110));
  fixture_free(f);
}

static footnote *note_of(fixture *f, int no, const char *name, int count)
{
  block *holder = ARENA_NEW(f->a, block);
  footnote *n = ARENA_NEW(f->a, footnote);
  *holder = (block){ .kind = BLOCK_SECTION, .style = "note" };
  n->number = no;
  n->body = lines(f, holder, name, count);
  n->body->parent = NULL;
  return n;
}

static void mark(fixture *f, block *b, footnote *n)
{
  inl *i = ARENA_NEW(f->a, inl);
  *i = (inl){ .kind = INLINE_NOTE, .note = n, .next = b->text->next };
  b->text->next = i;
}

static void notes_inside_stand_at_the_pages_foot(void **state)
{
  (void)state;
  fixture *f = sided();
  block *a = lines(f, f->body, "a", 3), *q = beside(f, f->body, "q", 2), *b = lines(f, f->body, "b", 3);
  mark(f, a, note_of(f, 1, "et", 1));
  mark(f, q->first, note_of(f, 2, "to", 1));
  mark(f, b, note_of(f, 3, "tre", 1));
  lay_out(f);
  assert_true(near(x_of(f, "q1"), SIDE_X));
  assert_true(y_of(f, "et1") < y_of(f, "to1") && y_of(f, "to1") < y_of(f, "tre1") && y_of(f, "et1") > y_of(f, "b3"));
  check_pages(f);
  fixture_free(f);
}

static const page_item *rules_of(const fixture *f, size_t p)
{
  for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++)
    if (f->r->pages.v[p]->items.v[i].kind == ITEM_RULES)
      return &f->r->pages.v[p]->items.v[i];
  fail_msg("page %zu has no rule", p + 1);
  return NULL;
}

static void a_note_that_goes_on_says_so(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  f->s->note_rule_ink = (color){ 0, 0, 0, true };
  mark(f, lines(f, f->body, "a", 30), note_of(f, 1, "n", 14));
  lay_out(f);
  int at = -1;
  const page_item *word = find_nth(f, "(fortsat)", 0, &at);
  assert_non_null(word);
  assert_int_equal(at, 1);
  assert_null(find_nth(f, "(fortsat)", 1, NULL));
  assert_true(!word->owner && word->artifact == ARTIFACT_PAGINATION);
  assert_true(near(rules_of(f, 0)->rules.lines[0].width, 40) && near(rules_of(f, 1)->rules.lines[0].width, PAGE_W - 2 * MARGIN));
  int first = 1;
  while (page_of(f, arena_printf(f->a, "n%d", first)) == 0)
    first++;
  assert_true(first > 2 && near(y_of(f, arena_printf(f->a, "n%d", first)), word->glyphs.y + LEADING));
  assert_true(near(y_of(f, "n14"), PAGE_H - MARGIN - LEADING + (y_of(f, "a1") - MARGIN)));          /* still at the foot */
  check_pages(f);
  fixture_free(f);
}

static block *titled_box(fixture *f, bool again, int before, int n)
{
  block_style *box = style_block_in(f, "boks");
  box->label_again = again;
  add_style(f, "boks-titel")->keep_with_next = true;
  lines(f, f->body, "a", before);
  block *b = add(f, f->body, BLOCK_BOX, "boks");
  block *title = text_block(f, b, "Kort");
  title->style = "boks-titel";
  for (int i = 1; i <= n; i++)
    text_block(f, b, arena_printf(f->a, "b%d", i));
  return b;
}

static void a_cut_box_repeats_its_label(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  titled_box(f, true, 5, 25);
  lay_out(f);
  int at = -1;
  const page_item *again = find_nth(f, "Kort (fortsat)", 0, &at);
  assert_non_null(again);
  assert_int_equal(at, 1);
  assert_true(!again->owner && again->artifact == ARTIFACT_PAGINATION);
  assert_true(near(again->glyphs.x, x_of(f, "Kort")));
  int first = 1;
  while (page_of(f, arena_printf(f->a, "b%d", first)) == 0)
    first++;
  assert_true(near(y_of(f, arena_printf(f->a, "b%d", first)), again->glyphs.y + LEADING));
  check_pages(f);
  fixture_free(f);
  f = fixture_new();
  titled_box(f, false, 5, 25);
  lay_out(f);
  assert_null(find_nth(f, "Kort (fortsat)", 0, NULL));
  fixture_free(f);
}

static void two_lines_of_a_box_on_either_side(void **state)
{
  (void)state;
  for (int before = 0; before < 20; before++)
    for (int n = 22; n < 26; n++) {
      fixture *f = fixture_new();
      titled_box(f, true, before, n);
      lay_out(f);
      assert_int_equal(page_of(f, "Kort"), page_of(f, "b2"));
      assert_int_equal(page_of(f, arena_printf(f->a, "b%d", n - 1)), page_of(f, arena_printf(f->a, "b%d", n)));
      check_pages(f);
      fixture_free(f);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_stands_beside_the_paragraph_before), cmocka_unit_test(first_in_its_section_it_goes_with_what_follows), cmocka_unit_test(two_never_overlap),
    cmocka_unit_test(near_the_foot_it_goes_up), cmocka_unit_test(past_what_is_wide), cmocka_unit_test(without_room_it_is_set_in_the_text),
    cmocka_unit_test(nothing_but_side_blocks), cmocka_unit_test(on_left_pages_it_is_at_the_outer_edge), cmocka_unit_test(notes_inside_stand_at_the_pages_foot),
    cmocka_unit_test(a_note_that_goes_on_says_so), cmocka_unit_test(a_cut_box_repeats_its_label), cmocka_unit_test(two_lines_of_a_box_on_either_side),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
