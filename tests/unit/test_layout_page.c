/* Page filling: spaces, keeps, boxes over pages, masters, footnotes, page references. One page holds twenty lines. */
#include "test_layout_fixture.h"

static void lines_stand_on_the_grid(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 45)->style = "brødtekst";
  lay_out(f);
  assert_int_equal(f->r->pages.n, 3);
  const text_face *face = text_face_open(f->t, &f->face);
  double first = MARGIN + (LEADING + text_ascent(face) - text_descent(face)) / 2;
  assert_true(near(y_of(f, "a1"), first));
  assert_true(near(y_of(f, "a20"), first + 19 * LEADING));
  assert_int_equal(page_of(f, "a20"), 0);
  assert_true(near(y_of(f, "a21"), first));
  assert_int_equal(page_of(f, "a45"), 2);
  assert_true(near(x_of(f, "a7"), MARGIN));
  check_pages(f);
  fixture_free(f);
}

static void the_larger_space_counts(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block_style *b = add_style(f, "luftig");
  b->before = 10;
  b->after = 25;
  text_block(f, f->body, "første")->style = "luftig";
  text_block(f, f->body, "anden")->style = "luftig";
  text_block(f, f->body, "tredje");
  lay_out(f);
  const text_face *face = text_face_open(f->t, &f->face);
  double first = MARGIN + (LEADING + text_ascent(face) - text_descent(face)) / 2;
  assert_true(near(y_of(f, "første"), first));                       /* none at the top of a page */
  assert_true(near(y_of(f, "anden") - y_of(f, "første"), LEADING + 25));
  assert_true(near(y_of(f, "tredje") - y_of(f, "anden"), LEADING + 25));
  fixture_free(f);
}

static void no_widow_and_no_orphan(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 19);
  lines(f, f->body, "b", 4);           /* one line would fit: orphan */
  lines(f, f->body, "c", 17);          /* one line would be left over: widow */
  lay_out(f);
  assert_int_equal(page_of(f, "b1"), 1);
  assert_int_equal(page_of(f, "c15"), 1);
  assert_int_equal(page_of(f, "c16"), 2);
  assert_int_equal(page_of(f, "c17"), 2);
  fixture_free(f);
}

static const char *const long_words =
    "Kommunalbestyrelserne aftaler rammerne for det specialiserede socialområde og specialundervisningsområdet. Sammenhængende indsatser for borgere med psykiske "
    "vanskeligheder kræver kompetenceudvikling og videndeling på tværs af tilbud. Kapacitetsudnyttelsen i botilbuddene og brugerinddragelsen i rehabiliteringsforløbene "
    "følges i tilbudsoversigten, og takstanalyser sendes til styregruppen for rammeaftalesamarbejdet. Kommunikationsområdet og hjerneskadeområdet har særlige "
    "kompetencekrav, som driftsherrerne beskriver i kvalitetsrapporterne. Forsyningsforpligtelsen deles mellem kommunerne efter befolkningsunderlaget. ";

/* Glyphs of text on a page, from its n-th last on; how many there are in all. */
static const glyph_run *text_from_end(const fixture *f, size_t p, size_t n, size_t *count)
{
  const glyph_run *run = NULL;
  *count = 0;
  for (size_t i = f->r->pages.v[p]->items.n; i-- > 0; )
    if (f->r->pages.v[p]->items.v[i].kind == ITEM_GLYPHS && (*count)++ == n)
      run = f->r->pages.v[p]->items.v[i].glyphs.run;
  return run;
}

/* One paragraph over three pages that begins at each line of the first: no page ends in a hyphen, and none is left short to avoid it. */
static void no_hyphen_over_a_page_turn(void **state)
{
  (void)state;
  for (int before = 1; before <= 18; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    text_block(f, f->body, arena_printf(f->a, "%s%s%s", long_words, long_words, long_words));
    lay_out(f);
    assert_true(f->r->pages.n >= 3);
    for (size_t p = 0; p < 2; p++) {
      size_t count;
      assert_false(text_from_end(f, p, 0, &count)->hyphenated);
      assert_int_equal(count, 20);
    }
    assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
    check_pages(f);
    fixture_free(f);
  }
}

/* A word that no line can take whole keeps its hyphen: a page a line short is the lesser evil. */
static void a_hyphen_that_must_stand(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_style(f, "smal")->width = 60;
  lines(f, f->body, "a", 17);
  text_block(f, f->body, "specialundervisningsområdet specialundervisningsområdet specialundervisningsområdet specialundervisningsområdet")->style = "smal";
  lay_out(f);
  assert_int_equal(f->r->pages.n, 2);
  check_pages(f);
  fixture_free(f);
}

static void titles_have_even_lines(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block_style *title = add_style(f, "titel");
  title->hyphenate = false;
  for (int even = 0; even < 2; even++) {
    title->even = even;
    f->body->first = f->body->last = NULL;
    text_block(f, f->body, "Rammeaftale for det specialiserede område i 2026")->style = "titel";
    lay_out(f);
    if (even)
      assert_true(find_nth(f, "Rammeaftale for det", 0, NULL) && find_nth(f, "specialiserede område i 2026", 0, NULL));
    else
      assert_null(find_nth(f, "specialiserede område i 2026", 0, NULL));
  }
  fixture_free(f);
}

static void headings_keep_with_two_lines(void **state)
{
  (void)state;
  for (int before = 15; before <= 20; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    heading(f, f->body, 1, "Rubrik");
    heading(f, f->body, 2, "Under");
    lines(f, f->body, "b", 6);
    lay_out(f);
    assert_int_equal(page_of(f, "Rubrik"), page_of(f, "b2"));
    assert_int_equal(page_of(f, "Rubrik"), before <= 16 ? 0 : 1);
    fixture_free(f);
  }
}

static void points(fixture *f, int from, int to, bool text)
{
  for (int i = from; i <= to; i++) {
    block *point = add(f, f->body, BLOCK_SECTION, "punkt");
    heading(f, point, 1, arena_printf(f->a, "Titel%d", i));
    if (text)
      text_block(f, point, arena_printf(f->a, "Tekst%d", i));
  }
}

/* Points of one line of text wait for no other; a title without text does not stand at the foot when that is free. */
static void short_points_are_not_glued(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 8);
  points(f, 1, 5, true);
  points(f, 6, 7, false);
  lines(f, f->body, "b", 2);
  lay_out(f);
  assert_int_equal(page_of(f, "Tekst5"), 0);
  assert_int_equal(page_of(f, "Titel6"), 1);
  fixture_free(f);
}

static void a_lead_in_stays_with_its_list(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 18);
  lines(f, f->body, "b", 2);
  block *list = add(f, f->body, BLOCK_LIST, "liste");
  for (int i = 1; i <= 3; i++)
    lines(f, add(f, list, BLOCK_ITEM, "punkt"), arena_printf(f->a, "p%d-", i), 2);
  lay_out(f);
  assert_int_equal(page_of(f, "b1"), 1);
  assert_int_equal(page_of(f, "p1-1"), 1);
  assert_true(near(x_of(f, "p1-1"), MARGIN + 12));
  assert_true(near(x_of(f, "•"), MARGIN));
  assert_true(near(y_of(f, "•"), y_of(f, "p1-1")));
  fixture_free(f);
}

static void no_item_of_one_line_stands_alone(void **state)
{
  (void)state;
  for (int before = 13; before < 20; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    block *list = add(f, f->body, BLOCK_LIST, "liste");
    for (int i = 1; i <= 5; i++)
      text_block(f, add(f, list, BLOCK_ITEM, "punkt"), arena_printf(f->a, "p%d", i));
    lay_out(f);
    assert_int_equal(page_of(f, "p1"), page_of(f, "p2"));
    assert_int_equal(page_of(f, "p4"), page_of(f, "p5"));
    fixture_free(f);
  }
}

static int grounds_on(const fixture *f, int page_index, double *top, double *bottom)
{
  int n = 0;
  const page *p = f->r->pages.v[page_index];
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].kind == ITEM_RECT) {
      *top = p->items.v[i].rect.y;
      *bottom = p->items.v[i].rect.y + p->items.v[i].rect.height;
      n++;
    }
  return n;
}

static void a_box_moves_whole(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  double top = 0, bottom = 0;
  lines(f, f->body, "a", 15);
  lines(f, add(f, f->body, BLOCK_BOX, "boks"), "b", 6);
  lay_out(f);
  assert_int_equal(page_of(f, "b1"), 1);
  assert_int_equal(grounds_on(f, 0, &top, &bottom), 0);
  assert_int_equal(grounds_on(f, 1, &top, &bottom), 1);
  assert_true(near(top, MARGIN));
  assert_true(near(bottom - top, 6 * LEADING + 20));
  assert_true(near(x_of(f, "b1"), MARGIN + 10));
  fixture_free(f);
}

/* "kort": at most a third of a page moves whole, what is longer begins here when its own count of lines has room on either page. */
static void a_long_field_splits(void **state)
{
  (void)state;
  static const struct { int before, lines, first_page, of; } cases[] = { { 16, 4, 1, 1 }, { 13, 12, 0, 5 }, { 17, 12, 1, 1 }, { 10, 10, 0, 7 } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture *f = fixture_new();
    block_style *field = style_block_in(f, "boks");
    field->keep_together = BOX_SHORT;
    field->orphans = field->widows = 3;
    lines(f, f->body, "a", cases[i].before);
    lines(f, add(f, f->body, BLOCK_BOX, "boks"), "b", cases[i].lines);
    lay_out(f);
    assert_int_equal(page_of(f, "b1"), cases[i].first_page);
    assert_int_equal(page_of(f, arena_printf(f->a, "b%d", cases[i].of)), cases[i].first_page);
    assert_int_equal(page_of(f, arena_printf(f->a, "b%d", cases[i].of + (cases[i].first_page ? 0 : 1))), 1);
    check_pages(f);
    fixture_free(f);
  }
}

static void a_tall_box_is_cut_with_its_ground(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  double top = 0, bottom = 0;
  lines(f, f->body, "a", 3);
  lines(f, add(f, f->body, BLOCK_BOX, "boks"), "b", 40);
  lay_out(f);
  assert_int_equal(page_of(f, "b1"), 0);
  for (int p = 0; p < 3; p++) {
    assert_int_equal(grounds_on(f, p, &top, &bottom), 1);
    assert_true(bottom <= PAGE_H - MARGIN + 0.02);
  }
  assert_true(near(top, MARGIN));
  check_pages(f);
  fixture_free(f);
}

static void a_quote_stays_with_its_attribution(void **state)
{
  (void)state;
  for (int before = 10; before < 20; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    block *q = add(f, f->body, BLOCK_QUOTE, "brødtekst");         /* a style that does not keep it together */
    lines(f, q, "q", 5);
    text_block(f, q, "kilde");
    lay_out(f);
    assert_int_equal(page_of(f, "kilde"), page_of(f, "q5"));
    assert_int_equal(page_of(f, "kilde"), page_of(f, "q4"));
    fixture_free(f);
  }
}

static void masters_and_breaks(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  page_master *cover = add_master(f, "forside", 200, 300, 20);
  cover->next = "normal";
  add_style(f, "forside")->master = "forside";
  add_style(f, "ny")->break_before = BREAK_PAGE;
  text_block(f, add(f, f->body, BLOCK_SECTION, "forside"), "titel");
  block *section = add(f, f->body, BLOCK_SECTION, "ny");
  heading(f, section, 1, "Rubrik")->style = "ny";                  /* both ask for a page: one page begins */
  text_block(f, section, "tekst");
  lay_out(f);
  assert_int_equal(f->r->pages.n, 2);
  assert_string_equal(f->r->pages.v[0]->master, "forside");
  assert_string_equal(f->r->pages.v[1]->master, "normal");
  assert_true(near(x_of(f, "titel"), 20));
  assert_true(near(x_of(f, "tekst"), MARGIN));
  assert_string_equal(f->r->pages.v[1]->label, "2");
  fixture_free(f);
}

/* Twenty lines a page: what asks for a filled one stays under a title and four lines, and leaves eight. */
static void a_page_only_begun_is_not_left(void **state)
{
  (void)state;
  for (int before = 4; before <= 8; before += 4) {
    fixture *f = fixture_new();
    add_style(f, "del")->break_before = BREAK_PAGE;
    add_style(f, "fokus")->break_before = BREAK_FILLED;
    lines(f, f->body, "a", 3);
    block *part = add(f, f->body, BLOCK_SECTION, "del");
    heading(f, part, 1, "Del");
    lines(f, part, "b", before);
    text_block(f, add(f, part, BLOCK_SECTION, "fokus"), "fokus");
    lay_out(f);
    assert_int_equal(page_of(f, "Del"), 1);
    assert_int_equal(page_of(f, "fokus"), before == 4 ? 1 : 2);
    fixture_free(f);
  }
}

static void text_over_pages_of_two_widths_fits_both(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  page_master *wide = add_master(f, "bred", 400, 200, MARGIN);
  wide->next = "normal";
  add_style(f, "bred")->master = "bred";
  block *section = add(f, f->body, BLOCK_SECTION, "bred");
  for (int i = 0; i < 12; i++)
    text_block(f, section, "Kommunerne i regionen samarbejder om de mest specialiserede tilbud og om de takster, de betaler for dem.");
  lay_out(f);
  assert_true(f->r->pages.n > 1);
  for (size_t p = 0; p < f->r->pages.n; p++)
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *k = &f->r->pages.v[p]->items.v[i];
      assert_true(k->glyphs.x + k->glyphs.run->width <= MARGIN + 200 + 4);
    }
  fixture_free(f);
}

static void a_place_on_the_page(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_style(f, "lav")->top = 200;
  text_block(f, f->body, "før");
  text_block(f, f->body, "lav")->style = "lav";
  lay_out(f);
  const text_face *face = text_face_open(f->t, &f->face);
  assert_true(near(y_of(f, "lav"), 200 + (LEADING + text_ascent(face) - text_descent(face)) / 2));
  fixture_free(f);
}

static void columns_stand_side_by_side(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *c = add(f, f->body, BLOCK_COLUMNS, "spalter");
  for (int i = 0; i < 2; i++)
    lines(f, add(f, c, BLOCK_BOX, "boks"), i ? "h" : "v", i ? 2 : 5);
  text_block(f, f->body, "efter");
  lay_out(f);
  assert_true(near(y_of(f, "v1"), y_of(f, "h1")));
  assert_true(near(x_of(f, "h1") - x_of(f, "v1"), 110));
  double bottom[2];
  int n = 0;
  const page *p = f->r->pages.v[0];
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].kind == ITEM_RECT)
      bottom[n++ & 1] = p->items.v[i].rect.y + p->items.v[i].rect.height;
  assert_int_equal(n, 2);
  assert_true(near(bottom[0], bottom[1]));                         /* the shorter box ends with the taller */
  assert_true(y_of(f, "efter") > bottom[0]);
  fixture_free(f);
}

static void columns_taller_than_a_page(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *c = add(f, f->body, BLOCK_COLUMNS, "spalter");
  lines(f, c, "v", 50);
  lines(f, c, "h", 30);
  lay_out(f);
  assert_int_equal(f->r->pages.n, 3);
  assert_int_equal(page_of(f, "v50"), 2);
  assert_int_equal(page_of(f, "h30"), 1);
  check_pages(f);
  fixture_free(f);
}

/* ---- footnotes ---- */

static void add_note(fixture *f, block *where, int count, int n)
{
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote *note = ARENA_NEW(f->a, footnote);
  note->number = count;
  note->body = lines(f, &holder, arena_printf(f->a, "n%d-", count), n);
  note->body->parent = NULL;
  inline_add(f, where->text, INLINE_NOTE, NULL, NULL)->note = note;
  LIST_PUSH(f->a, &f->doc->notes, note);
}

static void a_note_stands_on_its_page(void **state)
{
  (void)state;
  for (int before = 12; before <= 20; before++) {
    fixture *f = fixture_new();
    lines(f, f->body, "a", before);
    add_note(f, text_block(f, f->body, "mærket"), 1, 3);
    lines(f, f->body, "b", 10);
    lay_out(f);
    int p = page_of(f, "mærket");
    assert_int_equal(page_of(f, "n1-1"), p);
    assert_int_equal(page_of(f, "n1-3"), p);
    assert_int_equal(p, before <= 15 ? 0 : 1);                     /* sixteen lines, three of notes and the rule fill a page */
    assert_true(y_of(f, "n1-3") <= PAGE_H - MARGIN);
    assert_true(y_of(f, "n1-1") > y_of(f, "mærket"));
    check_pages(f);
    fixture_free(f);
  }
}

static void a_long_note_goes_on(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 8);
  add_note(f, text_block(f, f->body, "mærket"), 1, 50);
  lines(f, f->body, "b", 30);
  lay_out(f);
  assert_int_equal(page_of(f, "n1-1"), page_of(f, "mærket"));
  int last = -1;
  for (int i = 1; i <= 50; i++) {
    const char *text = arena_printf(f->a, "n1-%d", i);
    int p = page_of(f, text);
    assert_true(p >= last);
    assert_null(find_nth(f, text, 1, NULL));                       /* once each */
    last = p;
  }
  assert_true(last > 1);
  assert_true(page_of(f, "b30") >= 1);
  check_pages(f);
  fixture_free(f);
}

static void a_note_at_the_end_gets_pages_of_its_own(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  add_note(f, text_block(f, f->body, "mærket"), 1, 70);
  lay_out(f);
  assert_int_equal(page_of(f, "n1-70"), (int)f->r->pages.n - 1);
  assert_true(f->r->pages.n >= 4);
  check_pages(f);
  fixture_free(f);
}

/* ---- references ---- */

static void page_numbers_settle(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *b = text_block(f, f->body, "se side ");
  inline_add(f, b->text, INLINE_PAGEREF, NULL, "målet");
  lines(f, f->body, "a", 30);
  text_block(f, f->body, "målet")->anchor = "målet";
  lay_out(f);
  int p;
  const page_item *shown = find_nth(f, "2", 0, &p);
  assert_non_null(shown);
  assert_int_equal(p, 0);
  assert_int_equal(shown->owner->role, TAG_LINK);
  const page *first = f->r->pages.v[0];
  assert_int_equal(first->links.n, 1);
  assert_string_equal(first->links.v[0].dest, "målet");
  assert_string_equal(f->r->pages.v[1]->dests.v[0].name, "målet");
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
  fixture_free(f);
}

/* With "9" the paragraph has three lines, cannot be divided and begins on page 10; with "10" it has four, is divided and begins on page 9. */
static void numbers_that_cannot_settle_end(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lines(f, f->body, "a", 8 * 20 + 18);
  block *b = lines(f, f->body, "b", 3);
  b->anchor = "her";
  const text_face *face = text_face_open(f->t, &f->face);
  char *filler = arena_alloc(f->a, 200);
  do
    filler[strlen(filler)] = 'i';
  while (text_shape(f->t, face, arena_printf(f->a, "%si 9", filler), (int)strlen(filler) + 3, SPAN_NONE)->width <= 200);
  inl *last = b->text;
  while (last->next)
    last = last->next;
  last->text = arena_printf(f->a, "%s ", filler);
  inline_add(f, b->text, INLINE_PAGEREF, NULL, "her");
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_UNSETTLED));
  assert_true(page_of(f, "b1") == 8 || page_of(f, "b1") == 9);
  fixture_free(f);
}

static void a_page_of_another_document(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  inline_add(f, text_block(f, f->body, "se side ")->text, INLINE_PAGEREF, NULL, "bilag-4");
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_PAGE_ELSEWHERE));
  fixture_free(f);
}

/* ---- heads, feet, planes ---- */

static void running_heads(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  page_master *m = f->s->masters.v[0];
  block_style *b = add_style(f, "sidehoved");
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_LEFT, "{aftale} · {del}", b, 30 }));
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_RIGHT, "Side {side} af {sider}", b, 370 }));
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_LEFT, "{del}", b, 370 }));
  LIST_PUSH(f->a, &m->planes, ((master_plane){ 0, 0, 300, 10, { 0, 0, 1, true } }));
  f->s->watermark = add_style(f, "vandmærke");
  f->m->status = STATUS_DRAFT;
  lines(f, f->body, "a", 20);
  block *part = add(f, f->body, BLOCK_SECTION, "del");
  add_style(f, "del")->break_before = BREAK_PAGE;
  heading(f, part, 1, "Udviklingsdel");
  block *after = add(f, f->body, BLOCK_SECTION, "efter");
  add_style(f, "efter")->break_before = BREAK_PAGE;
  heading(f, after, 1, "Bilag");
  lay_out(f);
  assert_int_equal(find(f, "Rammeaftale")->artifact, ARTIFACT_HEADER);              /* no part yet: no separator left over */
  assert_int_equal(find(f, "Side 1 af 3")->artifact, ARTIFACT_FOOTER);
  assert_true(near(end_of(f, "Side 1 af 3"), PAGE_W - MARGIN));
  assert_int_equal(page_of(f, "Rammeaftale · Udviklingsdel"), 1);
  assert_null(find_nth(f, "Rammeaftale · Udviklingsdel", 1, NULL));                 /* the part has ended */
  assert_int_equal(find(f, "UDKAST")->artifact, ARTIFACT_LAYOUT);
  assert_non_null(find_nth(f, "UDKAST", 2, NULL));
  assert_int_equal(f->r->pages.v[0]->items.v[1].artifact, ARTIFACT_BACKGROUND);
  fixture_free(f);
}

static void long_heads_are_cut(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  page_master *m = f->s->masters.v[0];
  block_style *b = add_style(f, "sidehoved");
  f->m->title = "Rammeaftale om det specialiserede social- og specialundervisningsområde i Sjælland";
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_LEFT, "{aftale}", b, 30 }));
  LIST_PUSH(f->a, &m->slots, ((master_slot){ SLOT_RIGHT, "Side {side}", b, 30 }));
  text_block(f, f->body, "a");
  lay_out(f);
  double end = 0;
  const page *p = f->r->pages.v[0];
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].artifact == ARTIFACT_HEADER && !says(&p->items.v[i], "Side 1"))
      end = p->items.v[i].glyphs.x + p->items.v[i].glyphs.run->width;
  assert_true(end > MARGIN && end < x_of(f, "Side 1"));
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(lines_stand_on_the_grid), cmocka_unit_test(the_larger_space_counts), cmocka_unit_test(no_widow_and_no_orphan),
    cmocka_unit_test(no_hyphen_over_a_page_turn), cmocka_unit_test(a_hyphen_that_must_stand), cmocka_unit_test(titles_have_even_lines),
    cmocka_unit_test(headings_keep_with_two_lines), cmocka_unit_test(short_points_are_not_glued),
    cmocka_unit_test(a_lead_in_stays_with_its_list), cmocka_unit_test(no_item_of_one_line_stands_alone), cmocka_unit_test(a_box_moves_whole),
    cmocka_unit_test(a_long_field_splits), cmocka_unit_test(a_tall_box_is_cut_with_its_ground), cmocka_unit_test(a_quote_stays_with_its_attribution),
    cmocka_unit_test(masters_and_breaks), cmocka_unit_test(a_page_only_begun_is_not_left), cmocka_unit_test(text_over_pages_of_two_widths_fits_both), cmocka_unit_test(a_place_on_the_page),
    cmocka_unit_test(columns_stand_side_by_side), cmocka_unit_test(columns_taller_than_a_page), cmocka_unit_test(a_note_stands_on_its_page),
    cmocka_unit_test(a_long_note_goes_on), cmocka_unit_test(a_note_at_the_end_gets_pages_of_its_own), cmocka_unit_test(page_numbers_settle),
    cmocka_unit_test(numbers_that_cannot_settle_end), cmocka_unit_test(a_page_of_another_document), cmocka_unit_test(running_heads),
    cmocka_unit_test(long_heads_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
