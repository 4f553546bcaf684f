/* Pages with text columns, what goes over them, and the baseline grid. Twenty lines stand in a column. */
#include "test_layout_fixture.h"

#define RIGHT (MARGIN + 110)       /* two columns of 90 points, 20 apart */

static fixture *columned(void)
{
  fixture *f = fixture_new();
  f->s->masters.v[0]->columns = 2;
  f->s->masters.v[0]->column_gap = 20;
  add_style(f, "bred")->spans = true;
  block_style *title = add_style(f, "titel");
  *title = *style_block_in(f, "rubrik");
  title->name = "titel";
  title->spans = true;
  return f;
}

static void columns_are_filled_one_after_the_other(void **state)
{
  (void)state;
  fixture *f = columned();
  lines(f, f->body, "a", 50);
  lay_out(f);
  assert_int_equal(f->r->pages.n, 2);
  assert_true(near(x_of(f, "a20"), MARGIN) && near(x_of(f, "a21"), RIGHT));
  assert_true(near(y_of(f, "a1"), y_of(f, "a21")));
  assert_int_equal(page_of(f, "a40"), 0);
  assert_int_equal(page_of(f, "a41"), 1);
  assert_true(near(x_of(f, "a45"), MARGIN) && near(x_of(f, "a46"), RIGHT));         /* the last page is balanced */
  check_pages(f);
  fixture_free(f);
}

static void a_title_goes_over_all_columns(void **state)
{
  (void)state;
  fixture *f = columned();
  lines(f, f->body, "a", 10);
  block *t = heading(f, f->body, 1, "Titlen er bredere end en spalte");
  t->style = "titel";
  lines(f, f->body, "b", 12);
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);
  const page_item *title = find(f, "Titlen er bredere end en spalte");                 /* on one line */
  assert_true(near(title->glyphs.x, MARGIN));
  assert_true(near(x_of(f, "a6"), RIGHT) && near(y_of(f, "a6"), y_of(f, "a1")));       /* balanced above it */
  assert_true(near(title->glyphs.y, y_of(f, "a5") + LEADING));
  assert_true(near(y_of(f, "b1"), title->glyphs.y + LEADING) && near(y_of(f, "b7"), y_of(f, "b1")));
  check_pages(f);
  fixture_free(f);
}

static void a_title_keeps_with_its_text(void **state)
{
  (void)state;
  for (int before = 30; before <= 40; before += 2) {
    fixture *f = columned();
    lines(f, f->body, "a", before);
    heading(f, f->body, 1, "Titel")->style = "titel";
    lines(f, f->body, "b", 12);
    lay_out(f);
    assert_int_equal(page_of(f, "Titel"), page_of(f, "b2"));
    assert_int_equal(page_of(f, "Titel"), before <= 34 ? 0 : 1);
    check_pages(f);
    fixture_free(f);
  }
}

static void no_line_alone_in_a_column(void **state)
{
  (void)state;
  for (int first = 15; first < 21; first++) {
    fixture *f = columned();
    lines(f, f->body, "a", first);
    lines(f, f->body, "b", 5);
    lines(f, f->body, "c", 60);
    lay_out(f);
    assert_true(near(x_of(f, "b1"), x_of(f, "b2")));
    assert_true(near(x_of(f, "b4"), x_of(f, "b5")));
    fixture_free(f);
  }
}

/* A heading and its two lines are all there is to balance. */
static void balancing_heeds_keeps(void **state)
{
  (void)state;
  fixture *f = columned();
  heading(f, f->body, 1, "Over")->style = "titel";
  heading(f, f->body, 2, "Rubrik");
  lines(f, f->body, "b", 2);
  lay_out(f);
  assert_true(near(x_of(f, "Rubrik"), MARGIN) && near(x_of(f, "b1"), MARGIN) && near(x_of(f, "b2"), MARGIN));
  fixture_free(f);
}

static void a_caption_stays_in_the_column_of_its_table(void **state)
{
  (void)state;
  for (int before = 0; before < 20; before++) {
    fixture *f = columned();
    if (before)
      lines(f, f->body, "a", before);
    grid *g = add_grid(f, "t", 1, 1);
    g->title = "Tabeltitel";
    g->row[0].cells[0].text = "celle";
    table_block(f, f->body, g);
    heading(f, f->body, 1, "Over")->style = "titel";         /* what stands above is balanced */
    lines(f, f->body, "b", 2);
    lay_out(f);
    assert_true(x_of(f, "celle") - x_of(f, "Tabeltitel") < 20 && x_of(f, "celle") >= x_of(f, "Tabeltitel"));
    assert_true(y_of(f, "celle") > y_of(f, "Tabeltitel"));
    fixture_free(f);
  }
}

static void a_table_too_wide_for_a_column(void **state)
{
  (void)state;
  fixture *f = columned();
  lines(f, f->body, "a", 6);
  grid *g = add_grid(f, "t", 5, 3);
  for (size_t r = 0; r < 3; r++)
    for (size_t c = 0; c < 5; c++)
      g->row[r].cells[c].text = arena_printf(f->a, "celle%zu%zu", r, c);
  table_block(f, f->body, g);
  lines(f, f->body, "b", 6);
  lay_out(f);
  assert_true(x_of(f, "celle04") > RIGHT);
  assert_true(y_of(f, "celle00") > y_of(f, "a3") && y_of(f, "b1") > y_of(f, "celle24"));
  check_pages(f);
  fixture_free(f);
}

static void notes_stand_under_all_columns(void **state)
{
  (void)state;
  fixture *f = columned();
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote *note = ARENA_NEW(f->a, footnote);
  note->number = 1;
  note->body = text_block(f, &holder, "En note der er bredere end spalten");
  note->body->parent = NULL;
  block *b = lines(f, f->body, "a", 60);
  inl *mark = ARENA_NEW(f->a, inl), *second = b->text->next;
  *mark = (inl){ .kind = INLINE_NOTE, .note = note, .next = second };
  b->text->next = mark;
  lay_out(f);
  const page_item *k = find(f, "En note der er bredere end spalten");
  assert_int_equal(page_of(f, "En note der er bredere end spalten"), 0);
  assert_true(k->glyphs.y <= PAGE_H - MARGIN && k->glyphs.y > y_of(f, "a18"));
  for (int i = 1; i <= 60; i++) {
    const page_item *line = find(f, arena_printf(f->a, "a%d", i));
    assert_true(page_of(f, arena_printf(f->a, "a%d", i)) > 0 || line->glyphs.y < k->glyphs.y - LEADING / 2);
  }
  check_pages(f);
  fixture_free(f);
}

/* ---- the baseline grid ---- */

static void body_lines_stand_on_the_grid(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  f->s->grid = LEADING;
  block_style *rubric = style_block_in(f, "rubrik");
  rubric->leading = 22;
  rubric->before = 9;
  style_block_in(f, "brødtekst")->after = 4;
  lines(f, f->body, "a", 3);
  heading(f, f->body, 1, "Rubrik");
  lines(f, f->body, "b", 3);
  lines(f, add(f, f->body, BLOCK_BOX, "boks"), "i", 2);
  lines(f, f->body, "c", 2);
  table_block(f, f->body, add_grid(f, "t", 2, 2));
  lines(f, f->body, "d", 2);
  lay_out(f);
  double first = y_of(f, "a1");
  for (const char *s = "bcd"; *s; s++) {
    double away = (y_of(f, arena_printf(f->a, "%c1", *s)) - first) / LEADING;
    assert_true(fabs(away - round(away)) < 0.001 || page_of(f, arena_printf(f->a, "%c1", *s)) > 0);
  }
  double inside = (y_of(f, "i1") - first) / LEADING;               /* a box keeps its own rhythm */
  assert_true(fabs(inside - round(inside)) > 0.05);
  check_pages(f);
  fixture_free(f);
}

static void without_a_grid_nothing_moves(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  style_block_in(f, "brødtekst")->after = 4;
  text_block(f, f->body, "a");
  text_block(f, f->body, "b");
  lay_out(f);
  assert_true(near(y_of(f, "b") - y_of(f, "a"), LEADING + 4));
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(columns_are_filled_one_after_the_other), cmocka_unit_test(a_title_goes_over_all_columns), cmocka_unit_test(a_title_keeps_with_its_text),
    cmocka_unit_test(no_line_alone_in_a_column), cmocka_unit_test(balancing_heeds_keeps), cmocka_unit_test(a_caption_stays_in_the_column_of_its_table), cmocka_unit_test(a_table_too_wide_for_a_column),
    cmocka_unit_test(notes_stand_under_all_columns), cmocka_unit_test(body_lines_stand_on_the_grid), cmocka_unit_test(without_a_grid_nothing_moves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
