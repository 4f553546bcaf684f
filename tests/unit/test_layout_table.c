/* Tables: widths, figures at the comma, header on each page, groups and sums, tall rows, tables that are too wide, and their structure. */
#include "test_layout_fixture.h"

static void assert_holds(const char *text, const char *part)
{
  if (!strstr(text, part))
    fail_msg("no \"%s\" in\n%s", part, text);
}

static void a_small_table(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 2);
  g->source = "Tilbudsportalen";
  table_block(f, f->body, g)->text = words(f, "Tabel 1. Takster");
  lay_out(f);
  assert_string_equal(tags_of(f),
    "Document\n  Table summary=\"Tabellen viser takster.\"\n    Caption\n    THead\n      TR\n        TH scope=Column\n        TH scope=Column\n"
    "    TBody\n      TR\n        TH scope=Row\n        TD\n      TR\n        TH scope=Row\n        TD\n  P\n");
  assert_int_equal(find(f, "Tabel 1. Takster")->owner->role, TAG_CAPTION);
  assert_int_equal(find(f, "r1c1")->owner->role, TAG_TH);
  assert_int_equal(find(f, "r2c2")->owner->role, TAG_TD);
  assert_int_equal(find(f, "Kilde: Tilbudsportalen")->owner->role, TAG_P);
  assert_true(near(x_of(f, "K1"), MARGIN + 4));
  assert_true(near(y_of(f, "r2c1") - y_of(f, "r1c1"), LEADING + 4));
  int rules = 0;
  const page *p = f->r->pages.v[0];
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].kind == ITEM_RULES) {
      rules++;
      assert_int_equal(p->items.v[i].rules.count, 4);                   /* top, header, between the rows, bottom: one item */
      assert_true(near(p->items.v[i].rules.lines[0].width, PAGE_W - 2 * MARGIN));
    }
  assert_int_equal(rules, 1);
  assert_string_equal(p->dests.v[0].name, "tabel-a");
  fixture_free(f);
}

static void figure_cell(fixture *f, grid_cell *c, const char *text)
{
  (void)f;
  c->kind = CELL_NUMBER;
  c->text = text;
}

static double comma_x(const fixture *f, const char *text, text_engine *t)
{
  const page_item *i = find(f, text);
  const char *comma = strchr(text, ',');
  size_t n = comma ? (size_t)(comma - text) : strlen(text);
  return i->glyphs.x + text_shape(t, i->glyphs.run->face, text, (int)n, SPAN_NONE)->width;
}

static void figures_align_at_the_comma(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  static const char *const texts[] = { "2.431,50", "7,5", "−12", "111,125", "0" };
  grid *g = add_grid(f, "tabel-a", 2, 7);
  g->column[1].type = COLUMN_AMOUNT;
  for (int i = 0; i < 5; i++)
    figure_cell(f, &g->row[i].cells[1], texts[i]);
  g->row[5].cells[1] = (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst", .note = 1 };
  figure_cell(f, &g->row[6].cells[1], "9,25");
  g->row[6].cells[1].note = 1;
  LIST_PUSH(f->a, &g->notes, ((grid_note){ "a", "Ikke oplyst endnu." }));
  table_block(f, f->body, g);
  lay_out(f);
  double x = comma_x(f, "2.431,50", f->t);
  for (int i = 0; i < 5; i++)
    assert_true(near(comma_x(f, texts[i], f->t), x));
  assert_true(near(comma_x(f, "9,25", f->t), x));
  assert_int_equal(find_nth(f, " a", 0, NULL)->owner->role, TAG_REFERENCE);
  assert_true(near(find_nth(f, " a", 1, NULL)->glyphs.x, end_of(f, "9,25")));
  assert_true(end_of(f, "ikke oplyst") <= PAGE_W - MARGIN - 4 + 0.1);
  assert_true(near(end_of(f, "K2"), PAGE_W - MARGIN - 4));
  assert_int_equal(find(f, "a) Ikke oplyst endnu.")->owner->parent->role, TAG_NOTE);
  assert_true(near(text_shape(f->t, find(f, "0")->glyphs.run->face, "1", 1, SPAN_NONE)->width,
                   text_shape(f->t, find(f, "0")->glyphs.run->face, "8", 1, SPAN_NONE)->width));
  fixture_free(f);
}

static void the_header_comes_again(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 100);
  table_block(f, f->body, g);
  lay_out(f);
  size_t pages = f->r->pages.n;
  assert_true(pages > 5);
  for (size_t p = 0; p < pages; p++) {
    int heads = 0, captions = 0, on = 0;
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *k = &f->r->pages.v[p]->items.v[i];
      if (says(k, "K2")) {
        heads++;
        assert_true(p ? k->artifact == ARTIFACT_PAGINATION : k->owner->role == TAG_TH);
      }
      captions += says(k, p ? "Takster (fortsat)" : "Takster");
      if (says(k, "fortsættes")) {
        on++;
        assert_int_equal(k->artifact, ARTIFACT_PAGINATION);
        assert_true(k->glyphs.y < PAGE_H - MARGIN);
      }
    }
    assert_int_equal(heads, 1);
    assert_int_equal(captions, 1);
    assert_int_equal(on, p + 1 < pages);
  }
  int last = 0;
  for (int r = 1; r <= 100; r++) {
    const char *text = arena_printf(f->a, "r%dc3", r);
    int p = page_of(f, text);
    assert_true(p == last || p == last + 1);
    assert_null(find_nth(f, text, 1, NULL));
    last = p;
  }
  check_pages(f);
  fixture_free(f);
}

static void set_kind(grid *g, size_t row, row_kind kind, const char *text)
{
  g->row[row].kind = (uint8_t)kind;
  g->row[row].cells[0].text = text;
}

static void groups_and_sums_keep(void **state)
{
  (void)state;
  for (size_t at = 10; at < 20; at++) {
    fixture *f = fixture_new();
    grid *g = add_grid(f, "tabel-a", 2, 40);
    set_kind(g, at, ROW_SUBTOTAL, "sum");
    set_kind(g, at + 1, ROW_GROUP, "gruppe");
    table_block(f, f->body, g);
    lay_out(f);
    assert_int_equal(page_of(f, "sum"), page_of(f, arena_printf(f->a, "r%zuc1", at)));
    assert_int_equal(page_of(f, "gruppe"), page_of(f, arena_printf(f->a, "r%zuc1", at + 4)));
    fixture_free(f);
  }
}

/* First item of page `index` with this text; NULL. */
static const page_item *on_page(const fixture *f, size_t index, const char *text)
{
  const page *p = f->r->pages.v[index];
  for (size_t i = 0; i < p->items.n; i++)
    if (says(&p->items.v[i], text))
      return &p->items.v[i];
  return NULL;
}

static void open_groups_are_named_again(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_word(f, "fortsat", "(fortsat)");
  grid *g = add_grid(f, "tabel-a", 2, 60);
  g->group_levels = 2;
  set_kind(g, 0, ROW_GROUP, "Faxe");
  set_kind(g, 1, ROW_GROUP, "autisme");
  set_kind(g, 40, ROW_GROUP, "demens");
  g->row[0].level = 1;
  g->row[1].level = g->row[40].level = 2;
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(f->r->pages.n >= 3);
  for (size_t i = 1; i < f->r->pages.n; i++) {
    const page_item *outer = on_page(f, i, "Faxe (fortsat)");
    const page_item *inner = on_page(f, i, page_of(f, "demens") < (int)i ? "demens (fortsat)" : "autisme (fortsat)");
    assert_non_null(outer);
    assert_int_equal(outer->artifact, ARTIFACT_PAGINATION);
    if (page_of(f, "demens") == (int)i && y_of(f, "demens") < y_of(f, "r42c1") - 2 * LEADING)
      continue;
    assert_non_null(inner);
    assert_true(near(inner->glyphs.y - outer->glyphs.y, LEADING + 4));
  }
  assert_null(on_page(f, 0, "Faxe (fortsat)"));
  fixture_free(f);
}

static void sums_are_carried_over_the_page(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_word(f, "transport", "Transport");
  grid *g = add_grid(f, "tabel-a", 2, 30);
  g->carry = true;
  g->column[1].type = COLUMN_INT;
  g->column[1].sum = SUM_ADD;
  for (size_t r = 0; r < g->rows; r++) {
    grid_cell *c = &g->row[r].cells[1];
    *c = (grid_cell){ .kind = CELL_NUMBER, .num = { 1000, 0 }, .text = "1.000" };
  }
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(f->r->pages.n >= 2);
  int before = 0;
  while (page_of(f, arena_printf(f->a, "r%dc1", before + 1)) == 0)
    before++;
  const char *sum = arena_printf(f->a, "%d.000", before);
  const page_item *foot = on_page(f, 0, sum), *head = on_page(f, 1, sum), *word = on_page(f, 1, "Transport");
  assert_true(foot && head && word && on_page(f, 0, "Transport"));
  assert_true(foot->glyphs.y > y_of(f, arena_printf(f->a, "r%dc1", before)));
  assert_true(head->glyphs.y < y_of(f, arena_printf(f->a, "r%dc1", before + 1)));
  assert_true(near(head->glyphs.x + head->glyphs.run->width, PAGE_W - MARGIN - 4));
  assert_true(near(word->glyphs.y, head->glyphs.y));
  assert_true(foot->glyphs.y < PAGE_H - MARGIN);
  g->row[3].cells[1].kind = CELL_HIDDEN;                               /* the sums before and after would tell it */
  assert_null(grid_carried(f->a, g, 10, 1));
  assert_null(grid_carried(f->a, g, 10, 0));
  fixture_free(f);
}

static void group_rows_head_their_cells(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 2);
  set_kind(g, 0, ROW_GROUP, "Faxe");
  g->row[0].cells = ARENA_NEW(f->a, grid_cell);
  g->row[0].cells[0].text = "Faxe";
  table_block(f, f->body, g);
  lay_out(f);
  char *tags = tags_of(f);
  assert_holds(tags, "        TH scope=Both id=\"t1g1\" colspan=2\n");
  assert_holds(tags, "        TH scope=Row id=\"t1r2\" headers=\"t1k1 t1g1\"\n        TD headers=\"t1k2 t1g1 t1r2\"\n");
  fixture_free(f);
}

static void spanning_headers(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 4, 1);
  g->column[1].over = g->column[2].over = "2023";
  g->column[3].over = "2024";
  table_block(f, f->body, g);
  lay_out(f);
  char *tags = tags_of(f);
  assert_holds(tags, "      TR\n        TH scope=Column id=\"t1k1\" rowspan=2\n        TH scope=Column id=\"t1o1\" colspan=2\n        TH scope=Column id=\"t1o2\"\n");
  assert_holds(tags, "        TH scope=Column id=\"t1k2\" headers=\"t1o1\"\n");
  assert_holds(tags, "        TD headers=\"t1o1 t1k3 t1r1\"\n");
  assert_true(near(x_of(f, "2023"), x_of(f, "K2")));
  assert_true(y_of(f, "2023") < y_of(f, "K2"));
  assert_true(near(y_of(f, "K1"), y_of(f, "K2")));
  fixture_free(f);
}

static void prose_cells_hold_links_and_notes(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 1);
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote one = { .number = 1 };
  one.body = text_block(f, &holder, "noten");
  inl *cell = words(f, "se ");
  inl *link = inline_add(f, cell, INLINE_LINK, NULL, "https://example.dk/");
  link->first = words(f, "siden");
  inline_add(f, cell, INLINE_NOTE, NULL, NULL)->note = &one;
  g->row[0].cells[1].text = "se siden";
  g->row[0].cells[1].inlines = cell;
  table_block(f, f->body, g);
  lay_out(f);
  assert_holds(tags_of(f), "        TD\n          text\n          Link\n          Reference\n            Link\n          Note id=\"fodnote-1\"\n            Lbl\n              Link\n            P\n");
  assert_int_equal(f->r->pages.v[0]->links.n, 3);                       /* to the page outside, to the note, and back */
  assert_int_equal(f->r->pages.v[0]->dests.n, 3);                       /* the table, the mark, the note */
  assert_true(y_of(f, "noten") > y_of(f, "siden") + 50);                /* at the foot of the page */
  fixture_free(f);
}

/* ---- widths ---- */

static void words_stay_whole_where_there_is_room(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 4);
  for (int r = 0; r < 4; r++) {
    g->row[r].cells[0].text = "Guldborgsund";
    g->row[r].cells[1].text = "Voksne med udviklingshæmning og andre, som har brug for støtte hele døgnet";
    g->row[r].cells[2].text = "§ 107";
  }
  table_block(f, f->body, g);
  lay_out(f);
  assert_non_null(find_nth(f, "Guldborgsund", 3, NULL));
  assert_non_null(find_nth(f, "§ 107", 3, NULL));
  assert_null(strstr(dump_of(f), "-\""));
  check_pages(f);
  fixture_free(f);
}

/* "Ikke oplyst" and "Niveau 1" on one line; what is longer than a few words gives them the room. */
static void what_is_brief_stays_on_one_line(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 4, 3);
  g->column[2].type = COLUMN_AMOUNT;
  for (int r = 0; r < 3; r++) {
    g->row[r].cells[0].text = "Bosted til voksne med mere støtte";
    g->row[r].cells[1].text = "Niveau 1";
    g->row[r].cells[3].text = "Gælder kun for dem der har boet der siden de flyttede ind før året var omme";
  }
  figure_cell(f, &g->row[0].cells[2], "557");
  g->row[1].cells[2] = g->row[2].cells[2] = (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst" };
  table_block(f, f->body, g);
  lay_out(f);
  assert_non_null(find_nth(f, "ikke oplyst", 1, NULL));
  assert_non_null(find_nth(f, "Niveau 1", 2, NULL));
  check_pages(f);
  fixture_free(f);
}

static double gap_after_figures(double wished, bool figures_follow)
{
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 1);
  g->column[1].type = COLUMN_AMOUNT;
  if (figures_follow)
    g->column[2].type = COLUMN_AMOUNT;
  figure_cell(f, &g->row[0].cells[1], "2.431");
  f->s->table.gap = wished;
  table_block(f, f->body, g);
  lay_out(f);
  double right = end_of(f, "2.431"), next = x_of(f, "r1c3");
  assert_true(near(end_of(f, "K2"), right));
  check_pages(f);
  fixture_free(f);
  return next - right;
}

static void figures_keep_from_the_text_after_them(void **state)
{
  (void)state;
  assert_true(near(gap_after_figures(0, false), 2 * 4));
  assert_true(near(gap_after_figures(9, false), 2 * 4 + 9));
  assert_true(near(gap_after_figures(9, true), gap_after_figures(0, true)));
}

static void long_words_are_hyphenated(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 4, 1);
  for (int c = 0; c < 4; c++)
    g->row[0].cells[c].text = "specialundervisningsområdet";
  table_block(f, f->body, g);
  lay_out(f);
  assert_null(find_nth(f, "specialundervisningsområdet", 0, NULL));
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
  check_pages(f);
  fixture_free(f);
}

static void shares_are_wishes(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 1);
  g->column[0].share = 0.5;
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(near(x_of(f, "K2") - x_of(f, "K1"), (200 - 24) * 0.5 + 8));
  fixture_free(f);
}

static void prose_asks_for_its_share_at_most(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 1);
  const char *prose = "hvis den er til de andre, eller hvis de er med til det, som alle har ret til at se og få at vide, og ellers ikke, for så er det alle de andre, der har det";
  g->row[0].cells[0].text = "kort linje her er der";
  for (int c = 0; c < 3; c++)
    g->column[c].share = c ? 0.3 : 0.4;
  g->row[0].cells[1].text = g->row[0].cells[2].text = prose;
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(near(x_of(f, "K2") - x_of(f, "K1"), (200 - 24) * 0.4 + 8));
  fixture_free(f);
}

static void one_column_and_forty(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  table_block(f, f->body, add_grid(f, "tabel-a", 1, 3));
  table_block(f, f->body, add_grid(f, "tabel-b", 40, 2));               /* divided by columns */
  lay_out(f);
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
  assert_null(find_nth(f, "r2c40", 1, NULL));
  check_pages(f);
  fixture_free(f);
}

static void what_cannot_be_divided_is_told(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 2);
  for (int c = 0; c < 2; c++)
    g->row[0].cells[c].text = "111111111111111111111111111111111111111111111111";
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_TABLE_WIDE));
  assert_false(diag_has(f->d, DIAG_TEXT_UNBREAKABLE));                  /* said once, for the table */
  check_pages(f);
  fixture_free(f);
}

static void a_tall_row_is_divided_by_lines(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 3);
  GString *s = g_string_new(NULL);
  for (int i = 1; i <= 400; i++)
    g_string_append_printf(s, "ord%d%s", i, i < 400 ? " " : "");
  g->row[1].cells[1].text = arena_strdup(f->a, s->str);
  g_string_free(s, TRUE);
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_ROW_SPLIT));
  char *dump = dump_of(f);
  const char *at = dump;
  for (int i = 1; i <= 400; i++) {
    at = strstr(at, arena_printf(f->a, "ord%d", i));
    assert_non_null(at);
    at++;
  }
  assert_true(page_of(f, "r3c1") > 0);
  assert_null(find_nth(f, "r2c1", 1, NULL));
  check_pages(f);
  fixture_free(f);
}

/* Ten notes need not hold the last rows back: the first stand under the table, the last is not alone. */
static void many_notes_go_on_over_the_page(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 10);
  for (int i = 0; i < 10; i++) {
    char mark[] = { (char)('a' + i), 0 };
    g->row[i].cells[1].note = (uint16_t)(i + 1);
    LIST_PUSH(f->a, &g->notes, ((grid_note){ arena_strdup(f->a, mark), "Oplyst." }));
  }
  table_block(f, f->body, g);
  lay_out(f);
  assert_int_equal(page_of(f, "r10c1"), 0);
  assert_int_equal(page_of(f, "b) Oplyst."), 0);
  assert_int_equal(page_of(f, "j) Oplyst."), 1);
  assert_int_equal(page_of(f, "i) Oplyst."), 1);
  check_pages(f);
  fixture_free(f);
}

static void small_tables_stay_whole(void **state)
{
  (void)state;
  for (int before = 12; before < 20; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    table_block(f, f->body, add_grid(f, "tabel-a", 2, 3));
    lay_out(f);
    assert_int_equal(page_of(f, "Takster"), page_of(f, "r3c2"));
    fixture_free(f);
  }
}

/* A table longer than the rest of the page does not leave its heading and introduction alone where a header and three rows have room: the page
 * has twenty lines, heading, introduction and caption take three, a header and three rows and "fortsættes" some seven. */
static void a_long_table_begins_below_its_introduction(void **state)
{
  (void)state;
  for (int before = 4; before < 18; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    heading(f, f->body, 2, "Bilagsoversigt");
    text_block(f, f->body, "Indledning");
    table_block(f, f->body, add_grid(f, "tabel-a", 2, 17));
    lay_out(f);
    assert_int_equal(page_of(f, "r1c2"), page_of(f, "r3c2"));
    if (before <= 10)
      assert_int_equal(page_of(f, "r3c2"), 0);
    check_pages(f);
    fixture_free(f);
  }
}

static void a_table_in_a_box(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *box = add(f, f->body, BLOCK_BOX, "boks");
  table_block(f, box, add_grid(f, "tabel-a", 2, 60));
  text_block(f, box, "efter");
  lay_out(f);
  assert_true(near(x_of(f, "r60c1"), MARGIN + 14));
  assert_int_equal(page_of(f, "efter"), page_of(f, "r60c1"));
  check_pages(f);
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_small_table), cmocka_unit_test(figures_align_at_the_comma), cmocka_unit_test(the_header_comes_again),
    cmocka_unit_test(groups_and_sums_keep), cmocka_unit_test(open_groups_are_named_again), cmocka_unit_test(sums_are_carried_over_the_page),
    cmocka_unit_test(group_rows_head_their_cells), cmocka_unit_test(spanning_headers),
    cmocka_unit_test(prose_cells_hold_links_and_notes), cmocka_unit_test(words_stay_whole_where_there_is_room),
    cmocka_unit_test(what_is_brief_stays_on_one_line), cmocka_unit_test(figures_keep_from_the_text_after_them), cmocka_unit_test(long_words_are_hyphenated), cmocka_unit_test(shares_are_wishes), cmocka_unit_test(prose_asks_for_its_share_at_most), cmocka_unit_test(one_column_and_forty), cmocka_unit_test(what_cannot_be_divided_is_told),
    cmocka_unit_test(a_tall_row_is_divided_by_lines), cmocka_unit_test(many_notes_go_on_over_the_page), cmocka_unit_test(small_tables_stay_whole), cmocka_unit_test(a_long_table_begins_below_its_introduction), cmocka_unit_test(a_table_in_a_box),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
