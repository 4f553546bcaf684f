/* Tables too wide for their place: over the whole measure, on pages that lie on their side, in bands of columns; what comes with them, and what
 * their structure is. */
#include "test_layout_fixture.h"

#define WIDE_W 600.0
#define WIDE_H 300.0

static fixture *wide_fixture(void)
{
  fixture *f = fixture_new();
  add_master(f, "liggende", WIDE_W, WIDE_H, MARGIN);
  return f;
}

static const page *page_at(const fixture *f, int index)
{
  return f->r->pages.v[index];
}

static bool lies(const page *p)
{
  return near(p->width, WIDE_W) && near(p->height, WIDE_H) && !strcmp(p->master, "liggende");
}

static void assert_holds(const char *text, const char *part)
{
  if (!strstr(text, part))
    fail_msg("no \"%s\" in\n%s", part, text);
}

static int count_of(const char *text, const char *part)
{
  int n = 0;
  for (const char *s = text; (s = strstr(s, part)); s++)
    n++;
  return n;
}

/* ---- pages on their side ---- */

static void a_wide_table_has_pages_of_its_own(void **state)
{
  (void)state;
  fixture *f = wide_fixture();
  lines(f, f->body, "a", 15);
  heading(f, f->body, 2, "Takster");
  text_block(f, f->body, "indledning");
  table_block(f, f->body, add_grid(f, "tabel-a", 12, 30))->text = words(f, "Tabel 1");
  text_block(f, f->body, "bagefter");
  lay_out(f);
  assert_false(lies(page_at(f, 0)));
  assert_int_equal(page_of(f, "a15"), 0);
  assert_int_equal(page_of(f, "Takster"), 1);                           /* the heading goes along, and a line below it */
  assert_int_equal(page_of(f, "indledning"), 1);
  assert_int_equal(page_of(f, "Tabel 1"), 1);
  int last = page_of(f, "r30c12"), after = page_of(f, "bagefter");
  assert_int_equal(after, last + 1);
  assert_true(last > 1);
  for (int p = 1; p <= last; p++)
    assert_true(lies(page_at(f, p)));
  assert_false(lies(page_at(f, after)));
  assert_true(near(page_at(f, after)->width, PAGE_W));
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
  assert_true(end_of(f, "K12") < WIDE_W - MARGIN);
  check_pages(f);
  fixture_free(f);
}

static void a_short_beginning_goes_along(void **state)
{
  (void)state;
  for (int n = 2; n < 8; n += 5) {                                      /* two lines; seven are more than a third of the page */
    fixture *f = wide_fixture();
    lines(f, f->body, "a", n);
    table_block(f, f->body, add_grid(f, "tabel-a", 12, 3));
    lay_out(f);
    assert_int_equal(lies(page_at(f, 0)), n == 2);
    assert_int_equal(page_of(f, "r1c1"), n == 2 ? 0 : 1);
    assert_int_equal(f->r->pages.n, n == 2 ? 1 : 2);
    fixture_free(f);
  }
}

static void wide_tables_share_pages(void **state)
{
  (void)state;
  fixture *f = wide_fixture();
  table_block(f, f->body, add_grid(f, "tabel-a", 12, 1));
  heading(f, f->body, 2, "Den næste");
  grid *g = add_grid(f, "tabel-b", 12, 1);
  g->row[0].cells[0].text = "anden";
  table_block(f, f->body, g);
  block *own = add(f, f->body, BLOCK_SECTION, "ny");
  add_style(f, "ny")->break_before = BREAK_PAGE;
  g = add_grid(f, "tabel-c", 12, 1);
  g->row[0].cells[0].text = "tredje";
  table_block(f, own, g);
  table_block(f, own, add_grid(f, "tabel-d", 2, 1));
  lay_out(f);
  assert_int_equal(page_of(f, "Den næste"), 0);
  assert_int_equal(page_of(f, "anden"), 0);
  assert_int_equal(page_of(f, "tredje"), 1);                            /* its section begins a page */
  assert_int_equal(f->r->pages.n, 3);
  assert_true(lies(page_at(f, 0)) && lies(page_at(f, 1)) && !lies(page_at(f, 2)));
  fixture_free(f);
}

static void only_when_it_helps(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_master(f, "liggende", PAGE_W + 20, 250, MARGIN);                  /* hardly wider than the upright one */
  table_block(f, f->body, add_grid(f, "tabel-a", 7, 2));
  block *box = add(f, f->body, BLOCK_BOX, "boks");
  grid *g = add_grid(f, "tabel-b", 7, 2);
  table_block(f, box, g);
  lay_out(f);
  for (size_t p = 0; p < f->r->pages.n; p++)
    assert_string_equal(f->r->pages.v[p]->master, "normal");
  check_pages(f);
  fixture_free(f);
}

static void the_whole_measure_comes_first(void **state)
{
  (void)state;
  fixture *f = wide_fixture();
  add_style(f, "indryk")->indent.left = 80;
  block *inner = add(f, f->body, BLOCK_SECTION, "indryk");
  text_block(f, inner, "tekst");
  table_block(f, inner, add_grid(f, "tabel-a", 2, 1));
  grid *g = add_grid(f, "tabel-b", 7, 1);
  g->column[0].header = "først";
  table_block(f, inner, g);
  lay_out(f);
  assert_true(near(x_of(f, "tekst"), MARGIN + 80));
  assert_true(near(x_of(f, "K1"), MARGIN + 84));
  assert_true(x_of(f, "først") < MARGIN + 5);
  assert_int_equal(f->r->pages.n, 1);
  assert_false(lies(page_at(f, 0)));
  fixture_free(f);
}

static void notes_of_a_wide_page_fit_an_upright_one(void **state)
{
  (void)state;
  fixture *f = wide_fixture();
  grid *g = add_grid(f, "tabel-a", 12, 1);
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote one = { .number = 1 };
  one.body = lines(f, &holder, "note", 60);
  inl *cell = words(f, "se");
  inline_add(f, cell, INLINE_NOTE, NULL, NULL)->note = &one;
  g->row[0].cells[1].inlines = cell;
  table_block(f, f->body, g);
  text_block(f, f->body, "bagefter");
  lay_out(f);
  assert_true(page_of(f, "note60") > page_of(f, "note1"));
  check_pages(f);
  fixture_free(f);
}

/* ---- bands ---- */

static void bands_are_tables_of_their_own(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_word(f, "del", "del");
  grid *g = add_grid(f, "tabel-a", 16, 2);
  g->source = "Tilbudsportalen";
  table_block(f, f->body, g)->text = words(f, "Tabel 1");
  lay_out(f);
  char *tags = tags_of(f);
  assert_int_equal(count_of(tags, "  Table "), 3);
  assert_int_equal(count_of(tags, "TH scope=Row"), 6);
  assert_int_equal(count_of(tags, "TH scope=Column"), 16 + 2);
  assert_int_equal(count_of(tags, "TD\n"), 30);
  assert_holds(tags, "summary=\"Tabellen viser takster. (del 2 af 3: kolonne K8 til K12)\"");
  assert_int_equal(find(f, "Tabel 1")->owner->role, TAG_CAPTION);
  assert_int_equal(find(f, "Tabel 1, del 3 af 3: kolonne K13 til K16")->owner->role, TAG_CAPTION);
  assert_int_equal(find_nth(f, "r2c1", 2, NULL)->owner->role, TAG_TH);
  assert_null(find_nth(f, "r2c6", 1, NULL));
  assert_null(find_nth(f, "Kilde: Tilbudsportalen", 1, NULL));
  assert_true(near(find_nth(f, "r1c1", 1, NULL)->glyphs.x, x_of(f, "r1c1")));
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
  check_pages(f);
  fixture_free(f);
}

static void bands_end_between_spanning_headers(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 9, 1);
  for (size_t c = 1; c < 9; c++)
    g->column[c].over = c < 4 ? "2023" : c < 6 ? "2024" : "2025";
  table_block(f, f->body, g);
  lay_out(f);
  assert_null(find_nth(f, "2023", 1, NULL));
  assert_null(find_nth(f, "2024", 1, NULL));
  assert_null(find_nth(f, "2025", 1, NULL));
  char *tags = tags_of(f);
  assert_holds(tags, "TD headers=\"t1o1 t1k2 t1r1\"");
  assert_holds(tags, "TH scope=Row id=\"t1d2r1\"");
  assert_int_equal(count_of(tags, "  Table "), 2);
  fixture_free(f);
}

static void keys_that_fill_the_page_are_told(void **state)
{
  (void)state;
  fixture *f = wide_fixture();
  grid *g = add_grid(f, "tabel-a", 12, 2);
  GString *digits = g_string_new(NULL);
  for (int i = 0; i < 100; i++)
    g_string_append(digits, "1");
  g->column[0].type = COLUMN_AMOUNT;
  g->row[0].cells[0] = (grid_cell){ .kind = CELL_NUMBER, .text = arena_strdup(f->a, digits->str) };
  g_string_free(digits, TRUE);
  table_block(f, f->body, g);
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_TABLE_WIDE));
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 1);              /* once, not for each band */
  assert_int_equal(count_of(tags_of(f), "  Table "), 3);
  check_pages(f);
  fixture_free(f);
}

/* ---- sums ---- */

static void sum_row(grid *g, size_t row, row_kind kind, const char *text)
{
  g->row[row].kind = (uint8_t)kind;
  g->row[row].level = kind == ROW_SUBTOTAL;
  g->row[row].label = 2;
  g->row[row].cells[0].text = "ikke relevant";
  g->row[row].cells[1].text = text;
}

static void labels_of_sums_stand_across(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 3);
  g->column[0].row_header = false;
  g->column[1].row_header = true;
  sum_row(g, 2, ROW_TOTAL, "I alt for alle tilbud");
  g->row[1].cells[2] = (grid_cell){ .kind = CELL_HIDDEN, .text = "skjult" };
  table_block(f, f->body, g);
  lay_out(f);
  const page_item *label = find(f, "I alt for alle tilbud");
  assert_true(near(label->glyphs.x, MARGIN + 4));
  assert_int_equal(label->owner->role, TAG_TH);
  assert_null(find_nth(f, "ikke relevant", 0, NULL));
  assert_holds(tags_of(f), "      TR\n        TH scope=Row colspan=2\n        TD\n");
  assert_true(near(x_of(f, "skjult"), x_of(f, "r1c3")));
  const page *p = page_at(f, 0);
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].kind == ITEM_RULES) {
      int thick = 0;
      for (int k = 0; k < p->items.v[i].rules.count; k++)
        thick += near(p->items.v[i].rules.lines[k].height, 1);
      assert_int_equal(thick, 4);                                       /* top, header, total, bottom */
    }
  fixture_free(f);
}

static void sums_never_open_a_page(void **state)
{
  (void)state;
  for (size_t rows = 14; rows < 24; rows++) {
    fixture *f = fixture_new();
    grid *g = add_grid(f, "tabel-a", 3, rows);
    g->column[0].row_header = false;
    g->column[1].row_header = true;
    sum_row(g, rows - 2, ROW_SUBTOTAL, "delsum");
    sum_row(g, rows - 1, ROW_TOTAL, "sum");
    table_block(f, f->body, g);
    lay_out(f);
    const char *above = arena_printf(f->a, "r%zuc3", rows - 2);
    assert_int_equal(page_of(f, "delsum"), page_of(f, above));
    assert_int_equal(page_of(f, "sum"), page_of(f, above));
    fixture_free(f);
  }
}

static void nested_groups_name_both(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 2, 6);
  for (size_t r = 0; r < 2; r++) {
    g->row[r].kind = ROW_GROUP;
    g->row[r].level = (uint8_t)(r + 1);
  }
  g->row[3].kind = ROW_SUBTOTAL;
  g->row[3].level = 2;
  g->row[4].kind = ROW_SUBTOTAL;
  g->row[4].level = 1;
  g->row[5].kind = ROW_TOTAL;
  table_block(f, f->body, g);
  lay_out(f);
  char *tags = tags_of(f);
  assert_holds(tags, "TH scope=Both id=\"t1g2\" headers=\"t1g1\" colspan=2");
  assert_holds(tags, "TD headers=\"t1k2 t1g1 t1g2 t1r3\"");
  assert_holds(tags, "TD headers=\"t1k2 t1g1 t1g2 t1r4\"");
  assert_holds(tags, "TD headers=\"t1k2 t1g1 t1r5\"");
  assert_holds(tags, "TD headers=\"t1k2 t1r6\"");
  fixture_free(f);
}

/* ---- the banner ---- */

static void the_banner_stands_on_every_page(void **state)
{
  (void)state;
  for (int invented = 0; invented < 2; invented++) {
    fixture *f = wide_fixture();
    f->m->banner = invented ? "Opdigtede tal" : NULL;
    for (size_t i = 0; i < f->s->masters.n; i++)
      LIST_PUSH(f->a, &f->s->masters.v[i]->slots, ((master_slot){ SLOT_LEFT, "{banner}", f->s->body, 20 }));
    lines(f, f->body, "a", 15);
    table_block(f, f->body, add_grid(f, "tabel-a", 12, 3));
    lay_out(f);
    assert_int_equal(f->r->pages.n, 2);
    for (int p = 0; p < 2; p++) {
      int on = -1;
      const page_item *i = find_nth(f, "Opdigtede tal", p, &on);
      assert_int_equal(i != NULL, invented);
      assert_true(!i || (on == p && i->artifact == ARTIFACT_HEADER));
    }
    fixture_free(f);
  }
}

/* ---- tables by chance ---- */

typedef struct chance { fixture *f; uint32_t seed; } chance;

static unsigned roll(chance *c, unsigned n)
{
  c->seed = c->seed * 1103515245u + 12345u;
  return (c->seed >> 16) % n;
}

static const char *chance_word(chance *c)
{
  static const char *const parts[] = { "special", "under", "vis", "ning", "døgn", "takst", " ", "2023", "og ", "kommune" };
  GString *s = g_string_new("x");
  for (unsigned n = roll(c, 5); n > 0; n--)
    g_string_append(s, parts[roll(c, G_N_ELEMENTS(parts))]);
  const char *kept = arena_strdup(c->f->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* The row header says "rN"; all else begins with another letter. */
static grid *chance_grid(chance *c)
{
  size_t columns = 2 + roll(c, 24), rows = 1 + roll(c, 40), head = roll(c, 2);
  grid *g = add_grid(c->f, "tabel-a", columns, rows);
  for (size_t k = 0; k < columns; k++) {
    g->column[k].row_header = k == head;
    g->column[k].header = k == head ? "H" : chance_word(c);
    g->column[k].over = k > head && roll(c, 3) == 0 ? "over" : NULL;
  }
  for (size_t r = 0; r < rows; r++) {
    unsigned kind = r ? roll(c, 8) : 7;
    g->row[r].kind = (uint8_t)(kind == 0 ? ROW_GROUP : kind == 1 ? ROW_SUBTOTAL : ROW_RECORD);
    g->row[r].label = kind == 1 ? (uint16_t)MIN(head + 1 + roll(c, 3), columns) : 0;
    for (size_t k = 0; k < columns; k++)
      g->row[r].cells[k].text = k == (kind == 0 ? 0 : head) ? arena_printf(c->f->a, "r%zu", r + 1) : chance_word(c);
  }
  return g;
}

/* In each band every row once and in order; its header on every page that it has rows on. */
static int check_bands(const fixture *f, const grid *g)
{
  int bands = 0;
  size_t row = g->rows;
  for (size_t p = 0; p < f->r->pages.n; p++) {
    bool head = false;
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *k = &f->r->pages.v[p]->items.v[i];
      if (k->kind != ITEM_GLYPHS)
        continue;
      head = head || says(k, "H") || k->artifact == ARTIFACT_PAGINATION;
      if (k->glyphs.run->utf8[0] != 'r' || !k->owner || k->owner->role != TAG_TH || k->owner->scope == SCOPE_COLUMN)
        continue;
      if (row == g->rows) {
        row = 0;
        bands++;
      }
      char *end;
      assert_int_equal(strtoul(k->glyphs.run->utf8 + 1, &end, 10), ++row);
      assert_true(head);
    }
  }
  assert_int_equal(row, g->rows);
  return bands;
}

static void check_sides(const fixture *f)
{
  for (size_t p = 0; p < f->r->pages.n; p++) {
    const page *k = f->r->pages.v[p];
    bool wide = !strcmp(k->master, "liggende");
    assert_true(near(k->width, wide ? WIDE_W : PAGE_W) && near(k->height, wide ? WIDE_H : PAGE_H));
    for (size_t i = 0; i < k->items.n; i++) {
      const page_item *item = &k->items.v[i];
      if (item->kind != ITEM_GLYPHS)
        continue;
      double right = item->glyphs.x + item->glyphs.run->width;
      if (item->glyphs.x < MARGIN - 0.1 || right > k->width - MARGIN + 4 || item->glyphs.y > k->height - MARGIN + 0.1)
        fail_msg("page %zu: \"%s\" at %.1f, %.1f", p + 1, item->glyphs.run->utf8, item->glyphs.x, item->glyphs.y);
    }
  }
}

static void tables_by_chance(void **state)
{
  (void)state;
  int divided = 0, wide = 0, told = 0, tables = 120;
  for (uint32_t seed = 1; seed <= (uint32_t)tables; seed++) {
    fixture *f = seed % 4 ? wide_fixture() : fixture_new();
    chance c = { .f = f, .seed = seed };
    if (roll(&c, 2))
      lines(f, f->body, "a", 1 + (int)roll(&c, 30));
    grid *g = chance_grid(&c);
    table_block(f, f->body, g);
    text_block(f, f->body, "bagefter");
    lay_out(f);
    bool pressed = diag_has(f->d, DIAG_LAYOUT_TABLE_WIDE);               /* words are broken anywhere, "r10" too */
    int bands = pressed ? 1 : check_bands(f, g);
    assert_true(pressed || bands == count_of(tags_of(f), "  Table "));
    told += pressed;
    check_pages(f);
    check_sides(f);
    bool last_lies = !strcmp(f->r->pages.v[f->r->pages.n - 1]->master, "liggende");
    assert_false(last_lies);
    divided += bands > 1;
    wide += f->r->pages.n > 1 && strstr(dump_of(f), "liggende") != NULL;
    char *first = dump_of(f), *tags = tags_of(f);
    lay_out(f);
    assert_string_equal(dump_of(f), first);
    assert_string_equal(tags_of(f), tags);
    fixture_free(f);
  }
  assert_true(divided > tables / 10 && divided < tables);
  assert_true(wide > tables / 10);
  if (told > tables / 8)                                               /* two columns, or long words on the narrow page */
    fail_msg("%d of %d tables are pressed", told, tables);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_wide_table_has_pages_of_its_own), cmocka_unit_test(a_short_beginning_goes_along),
    cmocka_unit_test(wide_tables_share_pages), cmocka_unit_test(only_when_it_helps), cmocka_unit_test(the_whole_measure_comes_first),
    cmocka_unit_test(notes_of_a_wide_page_fit_an_upright_one), cmocka_unit_test(bands_are_tables_of_their_own),
    cmocka_unit_test(bands_end_between_spanning_headers), cmocka_unit_test(keys_that_fill_the_page_are_told),
    cmocka_unit_test(labels_of_sums_stand_across), cmocka_unit_test(sums_never_open_a_page), cmocka_unit_test(nested_groups_name_both),
    cmocka_unit_test(the_banner_stands_on_every_page), cmocka_unit_test(tables_by_chance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
