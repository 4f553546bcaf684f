/* What nobody writes and what chance makes: the layout ends, loses nothing, prints nothing twice, leaves no page, and gives the same each time. */
#include "test_layout_fixture.h"

static void deep_lists(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  block *at = f->body;
  enum { DEPTH = 300 };
  for (int i = 0; i < DEPTH; i++) {
    block *list = add(f, at, BLOCK_LIST, "liste");
    at = add(f, list, BLOCK_ITEM, "punkt");
    text_block(f, at, arena_printf(f->a, "trin%d", i));
  }
  lay_out(f);
  double deepest = x_of(f, arena_printf(f->a, "trin%d", DEPTH - 1));
  assert_true(deepest < PAGE_W - MARGIN - 50);                          /* the indent has stopped growing */
  assert_true(near(deepest, x_of(f, "trin200")));
  check_pages(f);
  fixture_free(f);
}

static void note_in(fixture *f, inl *before, int count)
{
  block holder = { .kind = BLOCK_SECTION, .style = "note" };
  footnote *n = ARENA_NEW(f->a, footnote);
  n->number = count;
  n->body = text_block(f, &holder, arena_printf(f->a, "note%d", count));
  n->body->parent = NULL;
  inl *mark = ARENA_NEW(f->a, inl);
  *mark = (inl){ .kind = INLINE_NOTE, .note = n };
  before->next = mark;
}

static void check_notes(const fixture *f, int count)
{
  int *seen = g_new0(int, count + 1), last = 0;
  for (size_t p = 0; p < f->r->pages.n; p++)
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *k = &f->r->pages.v[p]->items.v[i];
      if (k->kind != ITEM_GLYPHS || strncmp(k->glyphs.run->utf8, "note", 4))
        continue;
      int n = atoi(k->glyphs.run->utf8 + 4);
      assert_true(n == last + 1);
      last = n;
      seen[n]++;
    }
  for (int i = 1; i <= count; i++)
    assert_int_equal(seen[i], 1);
  g_free(seen);
}

static void ten_thousand_notes(void **state)
{
  (void)state;
  enum { NOTES = 10000 };
  for (int together = 0; together < 2; together++) {
    fixture *f = fixture_new();
    block *b = text_block(f, f->body, "a");
    inl *end = b->text;
    for (int i = 1; i <= NOTES; i++) {
      note_in(f, end, i);
      if (together) {
        end = end->next;
      } else if (i < NOTES) {
        b = text_block(f, f->body, "a");
        end = b->text;
      }
    }
    lay_out(f);
    check_notes(f, NOTES);
    check_pages(f);
    fixture_free(f);
  }
}

static char *long_word(arena *a, size_t n)
{
  char *word = arena_alloc(a, n + 1);
  for (size_t i = 0; i < n; i++)
    word[i] = (char)('a' + i % 26);
  return word;
}

static void a_word_of_a_megabyte(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  text_block(f, f->body, long_word(f->a, 1 << 20));
  lay_out(f);
  size_t shown = 0;
  for (size_t p = 0; p < f->r->pages.n; p++)
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++)
      shown += (size_t)f->r->pages.v[p]->items.v[i].glyphs.run->utf8_length;
  assert_int_equal(shown, 1 << 20);
  check_pages(f);
  fixture_free(f);
}

static void a_long_word_in_a_cell(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  grid *g = add_grid(f, "tabel-a", 3, 2);
  g->row[0].cells[1].text = long_word(f->a, 50000);
  table_block(f, f->body, g);
  lay_out(f);
  check_pages(f);
  assert_true(page_of(f, "r2c1") > 10);
  fixture_free(f);
}

static void a_page_too_small_for_anything(void **state)
{
  (void)state;
  fixture *f = fixture_new();
  f->s->masters.v[0]->height = 2 * MARGIN + 5;
  f->s->masters.v[0]->width = 2 * MARGIN + 3;
  heading(f, f->body, 1, "Rubrik");
  lines(f, add(f, f->body, BLOCK_BOX, "boks"), "a", 3);
  table_block(f, f->body, add_grid(f, "tabel-a", 3, 3));
  block *b = text_block(f, f->body, "x");
  note_in(f, b->text, 1);
  lay_out(f);
  assert_true(f->r->pages.n < 2000);
  fixture_free(f);
}

/* ---- documents by chance ---- */

typedef struct chance { fixture *f; uint32_t seed; int count, tables; } chance;

static unsigned roll(chance *c, unsigned n)
{
  c->seed = c->seed * 1103515245u + 12345u;
  return (c->seed >> 16) % n;
}

/* A text of 1 to 60 words, each numbered, so that each can be found once and in order. */
static block *chance_text(chance *c, block *parent)
{
  GString *s = g_string_new(NULL);
  unsigned n = 1 + roll(c, roll(c, 4) ? 12 : 60);
  for (unsigned i = 0; i < n; i++)
    g_string_append_printf(s, "%sw%dw", i ? " " : "", ++c->count);
  block *b = text_block(c->f, parent, arena_strdup(c->f->a, s->str));
  g_string_free(s, TRUE);
  return b;
}

/* Inside boxes no more columns than can be divided: bands are read one after the other (test_layout_table_wide.c). */
static void chance_table(chance *c, block *parent, int depth)
{
  size_t columns = 1 + roll(c, depth ? 2 : 4), rows = roll(c, 30);
  grid *g = add_grid(c->f, arena_printf(c->f->a, "tabel-%d", ++c->tables), columns, rows);
  for (size_t r = 0; r < rows; r++) {
    unsigned kind = roll(c, 10);
    g->row[r].kind = (uint8_t)(kind == 0 ? ROW_GROUP : kind == 1 ? ROW_SUBTOTAL : ROW_RECORD);
    for (size_t k = 0; k < (kind == 0 ? 1 : columns); k++)
      g->row[r].cells[k].text = arena_printf(c->f->a, "w%dw", ++c->count);
  }
  table_block(c->f, parent, g);
}

static void chance_blocks(chance *c, block *parent, int depth);

static void chance_block(chance *c, block *parent, int depth)
{
  fixture *f = c->f;
  block *b;
  switch (roll(c, depth > 3 ? 4 : 9)) {
  case 0: heading(f, parent, 1 + (int)roll(c, 6), arena_printf(f->a, "w%dw", ++c->count)); break;
  case 1: case 2: chance_text(c, parent); break;
  case 3: chance_table(c, parent, depth); break;
  case 4:
    b = add(f, parent, BLOCK_LIST, "liste");
    for (unsigned n = 1 + roll(c, 4); n > 0; n--)
      chance_blocks(c, add(f, b, BLOCK_ITEM, "punkt"), depth + 1);
    break;
  case 5: chance_blocks(c, add(f, parent, BLOCK_BOX, "boks"), depth + 1); break;
  case 6: chance_blocks(c, add(f, parent, BLOCK_QUOTE, "citat"), depth + 1); break;
  case 7: chance_blocks(c, add(f, parent, BLOCK_SECTION, roll(c, 3) ? "afsnit" : "ny"), depth + 1); break;
  case 8:
    b = add(f, parent, BLOCK_COLUMNS, "spalter");
    chance_text(c, b);
    chance_text(c, b);
    break;
  }
}

static void chance_blocks(chance *c, block *parent, int depth)
{
  for (unsigned n = 1 + roll(c, depth ? 4 : 25); n > 0; n--)
    chance_block(c, parent, depth);
}

/* Marks of an element in the structure's order: here, the texts of the items it owns, found by their owner. */
typedef struct reading { const fixture *f; GHashTable *texts; int next; } reading;

static void read_text(reading *r, const char *s)
{
  for (const char *w = s; (w = strchr(w, 'w')); ) {
    char *end;
    long n = strtol(w + 1, &end, 10);
    if (end == w + 1 || *end != 'w') {
      w++;
      continue;
    }
    assert_int_equal(n, r->next);
    r->next++;
    w = end + 1;
  }
}

static void read_element(reading *r, const tag_element *e)
{
  GString *s = g_hash_table_lookup(r->texts, e);
  if (s)
    read_text(r, s->str);
  for (const tag_element *k = e->first; k; k = k->next)
    read_element(r, k);
}

static void free_text(gpointer s)
{
  g_string_free(s, TRUE);
}

/* Read through the structure tree, every word of the content stands once and in order. */
static void check_reading(const fixture *f, int count)
{
  reading r = { .f = f, .texts = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_text), .next = 1 };
  for (size_t p = 0; p < f->r->pages.n; p++)
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *k = &f->r->pages.v[p]->items.v[i];
      if (k->kind != ITEM_GLYPHS || !k->owner)
        continue;
      GString *s = g_hash_table_lookup(r.texts, k->owner);
      if (!s)
        g_hash_table_insert(r.texts, k->owner, s = g_string_new(NULL));
      g_string_append_len(s, k->glyphs.run->utf8, k->glyphs.run->utf8_length);
    }
  read_element(&r, f->r->tags->root);
  assert_int_equal(r.next, count + 1);
  g_hash_table_destroy(r.texts);
}

/* Each seed has another mixture of what a layout may ask of its pages. */
static void vary(fixture *f, uint32_t seed)
{
  page_master *m = f->s->masters.v[0];
  block_style *table = add_style(f, "tabel");
  table->place = seed & 1 ? PLACE_FLOAT : PLACE_TEXT;
  table->before = table->after = 10;
  if (seed & 2) {
    page_master *left = ARENA_NEW(f->a, page_master);
    m->margin.left += 20;
    m->margin.right -= 20;
    *left = *m;
    left->margin.left = m->margin.right;
    left->margin.right = m->margin.left;
    m->left = left;
  }
  if (seed & 8) {
    m->columns = 2;
    m->column_gap = 16;
    if (m->left) {
      page_master *left = ARENA_NEW(f->a, page_master);
      *left = *m->left;
      left->columns = 2;
      left->column_gap = 16;
      m->left = left;
    }
    style_block_in(f, "rubrik")->spans = seed & 1;
    style_block_in(f, "boks")->spans = seed & 4;
  }
  f->s->grid = seed & 16 ? 7.5 : 0;
  if (seed & 32) {                     /* quotations beside the text, where a page has room for them */
    block_style *quote = style_block_in(f, "citat");
    quote->place = PLACE_SIDE;
    quote->before = quote->after = 5;
    style_block_in(f, "brødtekst")->width = 130;
    m->side_width = 70;
    m->side_gap = 10;
    if (m->left) {
      page_master *left = ARENA_NEW(f->a, page_master);
      *left = *m->left;
      left->side_width = m->side_width;
      left->side_gap = m->side_gap;
      left->side_left = seed & 64;
      m->left = left;
    }
  }
  if (seed & 4)
    style_block_in(f, "ny")->break_before = BREAK_RIGHT;
}

static bool is_word(const page_item *i)
{
  return i->kind == ITEM_GLYPHS && i->owner && i->glyphs.run->utf8[0] == 'w';
}

/* No word stands on another: not of two side blocks, not of a side block and a wide table. */
static void check_apart(const fixture *f)
{
  for (size_t p = 0; p < f->r->pages.n; p++) {
    const page *g = f->r->pages.v[p];
    for (size_t i = 0; i < g->items.n; i++)
      for (size_t k = i + 1; k < g->items.n; k++) {
        const page_item *a = &g->items.v[i], *b = &g->items.v[k];
        if (!is_word(a) || !is_word(b) || fabs(a->glyphs.y - b->glyphs.y) > 6)
          continue;
        double left = MAX(a->glyphs.x, b->glyphs.x), right = MIN(a->glyphs.x + a->glyphs.run->width, b->glyphs.x + b->glyphs.run->width);
        if (right - left > 4)
          fail_msg("page %zu: \"%.*s\" stands on \"%.*s\"", p + 1, a->glyphs.run->utf8_length, a->glyphs.run->utf8, b->glyphs.run->utf8_length, b->glyphs.run->utf8);
      }
  }
}

static void documents_by_chance(void **state)
{
  (void)state;
  for (uint32_t seed = 1; seed <= 160; seed++) {
    fixture *f = fixture_new();
    chance c = { .f = f, .seed = seed };
    add_style(f, "ny")->break_before = BREAK_PAGE;
    vary(f, seed);
    chance_blocks(&c, f->body, 0);
    lay_out(f);
    check_pages(f);
    check_apart(f);
    check_reading(f, c.count);
    char *first = dump_of(f), *tags = tags_of(f);
    lay_out(f);
    assert_string_equal(dump_of(f), first);
    assert_string_equal(tags_of(f), tags);
    fixture_free(f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(deep_lists), cmocka_unit_test(ten_thousand_notes), cmocka_unit_test(a_word_of_a_megabyte),
    cmocka_unit_test(a_long_word_in_a_cell), cmocka_unit_test(a_page_too_small_for_anything), cmocka_unit_test(documents_by_chance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
