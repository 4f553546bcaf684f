/* The structure tree that the flow makes, links, contents, lists, boxes, and the specialisation figure. */
#include "test_layout_fixture.h"

static void assert_holds(const char *text, const char *part)
{
  if (!strstr(text, part))
    fail_msg("no \"%s\" in\n%s", part, text);
}

static void an_empty_document_has_a_page(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);
  assert_int_equal(f->r->outlines.n, 0);
  assert_string_equal(f->r->info.title, "Prøve");
  assert_string_equal(f->r->info.lang, "da");
  f->doc->body = NULL;
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);
  text_block(f, f->body, "");
  f->doc->body = f->body;
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);
  fixture_free(f);
}

static void no_heading_level_is_skipped(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  static const int levels[] = { 2, 4, 3, 2, 6, 1, 3 };
  for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
    heading(f, f->body, levels[i], arena_printf(f->a, "R%zu", i));
  heading(f, f->body, 1, "Uden for")->unlisted = true;
  lay_out(f);
  assert_string_equal(tags_of(f), "Document\n  H1 title=\"R0\"\n  H2 title=\"R1\"\n  H2 title=\"R2\"\n  H1 title=\"R3\"\n  H2 title=\"R4\"\n"
                                  "  H1 title=\"R5\"\n  H2 title=\"R6\"\n  H1 title=\"Uden for\"\n");
  assert_int_equal(f->r->outlines.n, 7);
  assert_int_equal(f->r->outlines.v[4].level, 2);
  assert_string_equal(f->r->outlines.v[4].title, "R4");
  bool found = false;
  const page *p = f->r->pages.v[0];
  for (size_t i = 0; i < p->dests.n; i++)
    found = found || !strcmp(p->dests.v[i].name, f->r->outlines.v[4].dest);
  assert_true(found);
  fixture_free(f);
}

/* Headings that the layout numbers: only listed ones, deeper ones within those above; a number is text of the heading, and of what refers to it. */
static void headings_are_numbered(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  style_block_in(f, "rubrik")->numbered = true;
  block *refers = text_block(f, f->body, "Se ");
  inl *link = inline_add(f, refers->text, INLINE_XREF, NULL, "afsnit-takster"), *own = inline_add(f, link, INLINE_XREF, NULL, "afsnit-takster");
  link->first = words(f, "afsnittet »Takster«");
  link->by_number = "afsnit\u00a0#\u00a0i\u00a0aftalen";
  own->first = words(f, " herom");
  static const struct { int level; const char *text, *number; } given[] = {
    { 3, "Forord", "1\u00a0\u00a0Forord" }, { 2, "Styring", "2\u00a0\u00a0Styring" }, { 4, "Priser", "2.1\u00a0\u00a0Priser" },
    { 5, "Dybt", "2.1.1\u00a0\u00a0Dybt" }, { 4, "Takster", "2.2\u00a0\u00a0Takster" }, { 5, "Igen", "2.2.1\u00a0\u00a0Igen" }, { 2, "Slut", "3\u00a0\u00a0Slut" } };
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
    if (i == 2)
      heading(f, f->body, 4, "Kolofon")->unlisted = true;
    block *h = heading(f, f->body, given[i].level, given[i].text);
    h->anchor = i == 4 ? "afsnit-takster" : h->anchor;
  }
  lay_out(f);
  assert_int_equal(f->r->outlines.n, G_N_ELEMENTS(given));
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
    assert_string_equal(f->r->outlines.v[i].title, given[i].number);
  assert_holds(tags_of(f), "title=\"Kolofon\"");
  assert_non_null(find(f, "2.2"));
  const page *p = f->r->pages.v[0];
  assert_int_equal(p->links.n, 2);
  assert_string_equal(p->links.v[0].contents, "afsnit\u00a02.2\u00a0i\u00a0aftalen");
  assert_string_equal(p->links.v[1].contents, " herom");
  fixture_free(f);
}

static void text_stands_between_elements(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *b = text_block(f, f->body, "Se ");
  inl *link = inline_add(f, b->text, INLINE_LINK, NULL, "https://example.dk/");
  link->first = words(f, "siden");
  link->title = "Vejledningen";
  inline_add(f, b->text, INLINE_TEXT, " om ", NULL);
  inl *lang = inline_add(f, b->text, INLINE_LANG, NULL, "en");
  lang->first = words(f, "recovery");
  inline_add(f, b->text, INLINE_TEXT, " nu.", NULL);
  inl *strong = inline_add(f, text_block(f, f->body, "Kun ")->text, INLINE_STRONG, NULL, NULL);
  strong->first = words(f, "fed");
  lay_out(f);
  assert_string_equal(tags_of(f), "Document\n  P\n    text\n    Link\n    text\n    Span lang=\"en\"\n    text\n  P\n");
  const page *p = f->r->pages.v[0];
  assert_int_equal(p->links.n, 1);
  assert_string_equal(p->links.v[0].url, "https://example.dk/");
  assert_string_equal(p->links.v[0].contents, "Vejledningen");
  assert_int_equal(p->links.v[0].count, 1);
  const page_item *shown = find(f, "siden");
  assert_int_equal(shown->owner->role, TAG_LINK);
  assert_true(shown->glyphs.underline);
  assert_true(near(p->links.v[0].areas[0].x, shown->glyphs.x));
  assert_int_equal(find(f, "recovery")->owner->role, TAG_SPAN);
  assert_int_equal(find(f, "Se")->owner->role, TAG_TEXT);
  assert_int_equal(find(f, "fed")->owner->role, TAG_P);
  fixture_free(f);
}

static void a_link_over_lines_has_an_area_a_line(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *b = text_block(f, f->body, "Se ");
  inl *link = inline_add(f, b->text, INLINE_LINK, NULL, "https://example.dk/");
  link->first = words(f, "den meget lange henvisning til en vejledning om samarbejde mellem kommuner og regioner");
  inl *strong = inline_add(f, link->first, INLINE_STRONG, NULL, NULL);
  strong->first = words(f, " nu");
  lay_out(f);
  const page *p = f->r->pages.v[0];
  assert_int_equal(p->links.n, 1);
  assert_true(p->links.v[0].count >= 2);
  for (int i = 1; i < p->links.v[0].count; i++)
    assert_true(p->links.v[0].areas[i].y > p->links.v[0].areas[i - 1].y);
  fixture_free(f);
}

static void references_inside_and_outside(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *b = text_block(f, f->body, "Se ");
  inl *in = inline_add(f, b->text, INLINE_XREF, NULL, "mål");
  in->first = words(f, "målet");
  inl *out = inline_add(f, b->text, INLINE_XREF, NULL, "bilag-4");
  out->first = words(f, " og bilag 4");
  text_block(f, f->body, "her")->anchor = "mål";
  lay_out(f);
  assert_int_equal(f->r->pages.v[0]->links.n, 1);
  assert_string_equal(f->r->pages.v[0]->links.v[0].dest, "mål");
  assert_string_equal(f->r->pages.v[0]->links.v[0].contents, "målet");
  assert_int_equal(find(f, " og bilag 4")->owner->role, TAG_TEXT);
  fixture_free(f);
}

static void lists_have_labels_and_bodies(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *list = add(f, f->body, BLOCK_LIST, "liste");
  list->ordered = true;
  list->start = 9;
  for (int i = 0; i < 2; i++)
    text_block(f, add(f, list, BLOCK_ITEM, "punkt"), i ? "to" : "et");
  block *inner = add(f, list->last, BLOCK_LIST, "liste");
  block *item = add(f, inner, BLOCK_ITEM, "punkt");
  item->label = "a)";
  text_block(f, item, "indeni");
  lay_out(f);
  assert_string_equal(tags_of(f), "Document\n  L numbering=Decimal\n    LI\n      Lbl\n      LBody\n    LI\n      Lbl\n      LBody\n        P\n"
                                  "        L numbering=LowerAlpha\n          LI\n            Lbl\n            LBody\n");
  assert_int_equal(find(f, "9.")->owner->role, TAG_LBL);
  assert_int_equal(find(f, "et")->owner->role, TAG_LBODY);
  double hang = x_of(f, "et") - MARGIN;
  assert_true(hang > find(f, "10.")->glyphs.run->width);                /* past the widest label */
  assert_true(near(x_of(f, "to"), x_of(f, "et")));
  assert_true(near(x_of(f, "a)"), x_of(f, "to")));
  fixture_free(f);
}

static void footnotes_follow_their_reference(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote one = { .number = 1 };
  one.body = text_block(f, &holder, "noten");
  block *b = text_block(f, f->body, "ord");
  inline_add(f, b->text, INLINE_NOTE, NULL, NULL)->note = &one;
  inline_add(f, b->text, INLINE_TEXT, " mere", NULL);
  lay_out(f);
  assert_string_equal(tags_of(f), "Document\n  P\n    text\n    Reference\n      Link\n    Note id=\"fodnote-1\"\n      Lbl\n        Link\n      P\n    text\n");
  const page_item *mark = find_nth(f, "1", 0, NULL), *label = find_nth(f, "1", 1, NULL);
  assert_int_equal(mark->owner->parent->role, TAG_REFERENCE);
  assert_int_equal(label->owner->parent->role, TAG_LBL);
  const page *pg = f->r->pages.v[0];
  assert_int_equal(pg->links.n, 2);                                     /* there and back */
  assert_string_equal(pg->links.v[0].dest, "fodnote-1");
  assert_string_equal(pg->links.v[1].dest, "fodnote-1.mærke");
  assert_true(mark->glyphs.y < find(f, "ord")->glyphs.y);               /* raised */
  assert_true(mark->glyphs.run->width < label->glyphs.run->width);
  fixture_free(f);
}

static void contents_lead_to_headings(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *toc = add(f, f->body, BLOCK_CONTENTS, "indhold");
  toc->level = 3;
  heading(f, f->body, 1, "Titel");
  heading(f, f->body, 2, "Afsnit");
  lines(f, f->body, "a", 25);
  heading(f, f->body, 3, "Under");
  heading(f, f->body, 4, "Dybt");
  heading(f, f->body, 2, "Sidst")->anchor = "sidst";
  lay_out(f);
  char *tags = tags_of(f);
  assert_holds(tags, "  TOC\n    TOCI\n      Reference\n        Link\n    TOC\n      TOCI\n        Reference\n          Link\n    TOCI\n");
  const page *p = f->r->pages.v[0];
  assert_int_equal(p->links.n, 3);                                      /* the title and the fourth level are no lines */
  assert_string_equal(p->links.v[2].dest, "sidst");
  assert_int_equal(p->links.v[2].count, 1);                             /* title and number are one area */
  assert_true(near(p->links.v[2].areas[0].x + p->links.v[2].areas[0].width, PAGE_W - MARGIN));
  double y = find_nth(f, "Sidst", 0, NULL)->glyphs.y;
  const page_item *shown = NULL, *leader = NULL;
  for (size_t i = 0; i < p->items.n; i++) {
    const page_item *k = &p->items.v[i];
    if (k->kind == ITEM_GLYPHS && near(k->glyphs.y, y)) {
      shown = says(k, " 2") ? k : shown;
      leader = !k->owner ? k : leader;
    }
  }
  assert_non_null(shown);
  assert_int_equal(shown->owner->role, TAG_LINK);
  assert_non_null(leader);
  assert_int_equal(leader->artifact, ARTIFACT_LAYOUT);
  fixture_free(f);
}

static void quotes_boxes_and_parts(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block_style *box = (block_style *)(uintptr_t)style_block(f->s, "boks");
  box->label_text = "Mål";
  box->before = 30;
  block *part = add(f, f->body, BLOCK_SECTION, "del");
  part->lang = "en";
  text_block(f, add(f, part, BLOCK_BOX, "boks"), "i boks");
  block *q = add(f, part, BLOCK_QUOTE, "citat");
  text_block(f, q, "citat");
  lay_out(f);
  assert_string_equal(tags_of(f), "Document\n  Part lang=\"en\"\n    Div\n      P\n      P\n    BlockQuote\n      P\n");
  assert_true(near(y_of(f, "i boks") - y_of(f, "Mål"), LEADING));
  assert_true(near(x_of(f, "Mål"), MARGIN + 10));
  fixture_free(f);
}

static void pending_questions_are_marked(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  inline_add(f, text_block(f, f->body, "Dato: ")->text, INLINE_PENDING, "hvornår?", NULL);
  lay_out(f);
  assert_holds(dump_of(f), "[Uafklaret: hvornår?]");
  fixture_free(f);
}

static void capitals_are_danish(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  face_style caps = f->face;
  caps.caps = true;
  add_style(f, "versaler")->face = &caps;
  text_block(f, f->body, "fokusområde æøå é")->style = "versaler";
  lay_out(f);
  find(f, "FOKUSOMRÅDE ÆØÅ É");
  fixture_free(f);
}

/* ---- the figure ---- */

static figure *triangle(fixture *f, const char *label)
{
  figure *g = ARENA_NEW(f->a, figure);
  g->kind = FIGURE_TRIANGLE;
  g->left_title = "Antal borgere";
  g->right_title = "Grad af specialisering";
  for (int i = 0; i < 3; i++)
    LIST_PUSH(f->a, &g->levels, ((figure_level){ arena_printf(f->a, "v%d%s", i, label), arena_printf(f->a, "h%d%s", i, label), SPAN_NONE }));
  for (int i = 0; i < 4; i++)
    LIST_PUSH(f->a, &g->forms, ((figure_form){ arena_printf(f->a, "f%d%s", i, label), SPAN_NONE }));
  g->arrow_across = "Antal kommuner";
  g->arrow_down = "Grad af forpligtelse";
  return g;
}

/* Boxes of all texts of the figure, by the line: none overlaps another, all are inside it. */
static void check_figure(const fixture *f)
{
  const page *p = f->r->pages.v[0];
  const tag_element *e = NULL;
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.v[i].kind == ITEM_PATH)
      e = p->items.v[i].owner;
  assert_non_null(e);
  assert_int_equal(e->role, TAG_FIGURE);
  assert_true(e->extra->has_bbox);
  for (size_t i = 0; i < p->items.n; i++) {
    const page_item *a = &p->items.v[i];
    if (a->owner != e || a->kind != ITEM_GLYPHS)
      continue;
    double left = a->glyphs.x, right = left + a->glyphs.run->width - 3, y = a->glyphs.y;
    assert_true(left >= e->extra->bbox[0] - 0.1 && right <= e->extra->bbox[2] + 0.1);
    assert_true(y >= e->extra->bbox[1] && y <= e->extra->bbox[3]);
    for (size_t k = i + 1; k < p->items.n; k++) {
      const page_item *b = &p->items.v[k];
      if (b->owner != e || b->kind != ITEM_GLYPHS)
        continue;
      bool apart = b->glyphs.x >= right || b->glyphs.x + b->glyphs.run->width - 3 <= left || fabs(b->glyphs.y - y) >= 8;
      if (!apart)
        fail_msg("\"%s\" lies over \"%s\"", a->glyphs.run->utf8, b->glyphs.run->utf8);
    }
  }
}

static void figures_grow_with_their_labels(void **state)
{
  (void)state;
  static const char *const labels[] = { "", " en lang tekst om samarbejdet", " specialundervisningstilbuddet og socialpsykiatrien i alle de sjællandske kommuner" };
  for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
    for (int wide = 0; wide < 2; wide++) {
      fixture *f = fixture_new();
      page_master *m = f->s->masters.v[0];
      m->width = wide ? 600 : 300;
      m->height = 900;
      block *b = add(f, f->body, BLOCK_FIGURE, "figur");
      b->figure = triangle(f, labels[i]);
      b->alt = "Trekant med tre niveauer.";
      b->text = words(f, "Figur 1");
      lay_out(f);
      assert_string_equal(tags_of(f), arena_printf(f->a, "%.8s\n  Figure alt=\"Trekant med tre niveauer.\" bbox=0:%.2f,%.2f,%.2f,%.2f\n  P\n", "Document",
                                                   f->r->tags->root->first->extra->bbox[0], f->r->tags->root->first->extra->bbox[1],
                                                   f->r->tags->root->first->extra->bbox[2], f->r->tags->root->first->extra->bbox[3]));
      check_figure(f);
      assert_true(find(f, "Figur 1")->glyphs.y > f->r->tags->root->first->extra->bbox[3]);
      fixture_free(f);
    }
}

static void a_figure_taller_than_the_page_is_said(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *b = add(f, f->body, BLOCK_FIGURE, "figur");
  b->figure = triangle(f, " og mange flere ord om samarbejdet mellem kommunerne og regionen, som ingen kan læse i en figur");
  b->alt = "x";
  lay_out(f);
  assert_true(diag_has(f->d, DIAG_LAYOUT_FIGURE_TALL));
  fixture_free(f);
}

/* A slide that goes on over a second page is told; one that fits is not. */
static void what_is_meant_for_one_page_is_measured(void **state)
{
  (void)state;
  for (int lines = 2; lines <= 200; lines += 198) {
    fixture *f = fixture_new();
    add_style(f, "dias")->one_page = true;
    block *b = add(f, f->body, BLOCK_SECTION, "dias");
    for (int i = 0; i < lines; i++)
      add(f, b, BLOCK_PARAGRAPH, "brødtekst")->text = words(f, "Et ord");
    lay_out(f);
    assert_int_equal(diag_has(f->d, DIAG_LAYOUT_ONE_PAGE), lines > 2);
    fixture_free(f);
  }
}

/* A paragraph without text is a line to write on when its style has a rule. */
static void a_blank_line_takes_room(void **state)
{
  (void)state;
  double y[2];
  for (int i = 0; i < 2; i++) {
    fixture *f = fixture_new();
    block_style *line = add_style(f, "linje");
    line->border.bottom = 1;
    add(f, f->body, BLOCK_PARAGRAPH, "brødtekst")->text = words(f, "Navn");
    for (int k = 0; k < i; k++)
      add(f, f->body, BLOCK_PARAGRAPH, "linje");
    add(f, f->body, BLOCK_PARAGRAPH, "brødtekst")->text = words(f, "Dato");
    lay_out(f);
    y[i] = find(f, "Dato")->glyphs.y;
    fixture_free(f);
  }
  assert_true(y[1] > y[0] + 10);
}

static void a_figure_stays_with_its_caption(void **state)
{
  (void)state;
  for (int before = 8; before <= 16; before++) {
    fixture *f = fixture_new();
    f->s->figure.height = 60;
    lines(f, f->body, "a", before);
    block *b = add(f, f->body, BLOCK_FIGURE, "figur");
    b->figure = triangle(f, "");
    b->alt = "x";
    b->text = words(f, "Figur 1");
    lay_out(f);
    assert_int_equal(page_of(f, "Figur 1"), page_of(f, "Antal borgere"));
    fixture_free(f);
  }
}

/* The title looks like a caption, what follows like a note on a line of its own; neither leaves the figure. */
static void where_a_figure_is_from_looks_like_a_note(void **state)
{
  (void)state;
  for (int before = 8; before <= 16; before++) {
    fixture *f = fixture_new();
    f->s->figure.height = 60;
    add_style(f, "figurtekst")->after = 20;
    add_style(f, "figur-note")->face = &f->small;
    lines(f, f->body, "a", before);
    block *b = add(f, f->body, BLOCK_FIGURE, "figur");
    b->figure = triangle(f, "");
    b->alt = "x";
    b->text = words(f, "Trekanten");
    b->title_inlines = 1;
    inline_add(f, inline_add(f, b->text, INLINE_BREAK, NULL, NULL), INLINE_TEXT, "Kilde: loven.", NULL);
    lay_out(f);
    assert_int_equal(page_of(f, "Kilde: loven."), page_of(f, "Antal borgere"));
    assert_true(fabs(y_of(f, "Kilde: loven.") - y_of(f, "Trekanten") - LEADING) < 2);        /* the smaller face stands a little higher */
    assert_true(find(f, "Kilde: loven.")->glyphs.run->face != find(f, "Trekanten")->glyphs.run->face);
    fixture_free(f);
  }
}

static void a_missing_family_is_said_once_and_survived(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  f->small.family = "Findes Ikke";
  text_block(f, f->body, "a");
  footnote one = { .number = 1 };
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  one.body = text_block(f, &holder, "noten");
  inline_add(f, f->body->first->text, INLINE_NOTE, NULL, NULL)->note = &one;
  lay_out(f);
  find(f, "noten");
  assert_int_equal(diag_count(f->d, SEVERITY_ERROR), 1);
  fixture_free(f);
  f = fixture_new();
  f->face.family = f->strong.family = f->emph.family = f->small.family = "Findes Ikke";
  heading(f, f->body, 1, "Rubrik");
  lay_out(f);
  assert_int_equal(f->r->pages.n, 1);                                   /* nothing can be set: an empty page, and the mistake is said */
  assert_true(diag_count(f->d, SEVERITY_ERROR) > 0);
  fixture_free(f);
}

static void one_anchor_is_one_place(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *section = add(f, f->body, BLOCK_SECTION, "afsnit");
  section->anchor = "samme";
  heading(f, section, 1, "Rubrik")->anchor = "samme";
  text_block(f, section, "tekst")->anchor = "andet";
  add(f, f->body, BLOCK_SECTION, "tom")->anchor = "slut";               /* nothing stands in it: it is where the text ends */
  lay_out(f);
  const page *p = f->r->pages.v[0];
  int same = 0, end = 0;
  for (size_t i = 0; i < p->dests.n; i++) {
    same += !strcmp(p->dests.v[i].name, "samme");
    end += !strcmp(p->dests.v[i].name, "slut");
  }
  assert_int_equal(same, 1);
  assert_int_equal(end, 1);
  assert_int_equal(p->dests.n, 4);
  fixture_free(f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_empty_document_has_a_page), cmocka_unit_test(no_heading_level_is_skipped), cmocka_unit_test(headings_are_numbered), cmocka_unit_test(text_stands_between_elements),
    cmocka_unit_test(a_link_over_lines_has_an_area_a_line), cmocka_unit_test(references_inside_and_outside),
    cmocka_unit_test(lists_have_labels_and_bodies), cmocka_unit_test(footnotes_follow_their_reference), cmocka_unit_test(contents_lead_to_headings),
    cmocka_unit_test(quotes_boxes_and_parts), cmocka_unit_test(pending_questions_are_marked), cmocka_unit_test(capitals_are_danish),
    cmocka_unit_test(a_missing_family_is_said_once_and_survived),
    cmocka_unit_test(one_anchor_is_one_place), cmocka_unit_test(figures_grow_with_their_labels), cmocka_unit_test(a_figure_taller_than_the_page_is_said),
    cmocka_unit_test(what_is_meant_for_one_page_is_measured), cmocka_unit_test(a_blank_line_takes_room),
    cmocka_unit_test(a_figure_stays_with_its_caption), cmocka_unit_test(where_a_figure_is_from_looks_like_a_note),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
