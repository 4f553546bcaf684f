/* What the tests of layout/ share: a small page on which lines can be counted (twenty lines of 15 points), a style sheet made by hand, builders of
 * blocks, and questions to the result. */
#ifndef TEST_LAYOUT_FIXTURE_H
#define TEST_LAYOUT_FIXTURE_H
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <cmocka.h>
#include "layout/layout.h"

#define PAGE_W 300.0
#define PAGE_H 400.0
#define MARGIN 50.0
#define LEADING 15.0

typedef struct fixture {
  arena *a; diag *d; text_engine *t; style_sheet *s; agreement *m; document *doc; grid_set *grids; block *body;
  face_style face, strong, emph, small, figures;
  layout_result *r;
} fixture;

/* ---- styles ---- */
static inline block_style *add_style(fixture *f, const char *name)
{
  block_style *b = ARENA_NEW(f->a, block_style);
  *b = (block_style){ .name = name, .face = &f->face, .strong = &f->strong, .emph = &f->emph, .label = &f->face, .ink = { 0, 0, 0, true },
                      .label_ink = { 0, 0, 0, true }, .link_ink = { 0, 0, 0.6, true }, .leading = LEADING, .orphans = 2, .widows = 2, .hyphenate = true };
  LIST_PUSH(f->a, &f->s->blocks, b);
  return b;
}

static inline block_style *style_block_in(fixture *f, const char *name)
{
  for (size_t i = 0; i < f->s->blocks.n; i++)
    if (!strcmp(f->s->blocks.v[i]->name, name))
      return f->s->blocks.v[i];
  return NULL;
}

static inline page_master *add_master(fixture *f, const char *name, double width, double height, double margin)
{
  page_master *m = ARENA_NEW(f->a, page_master);
  *m = (page_master){ .name = name, .width = width, .height = height, .margin = { margin, margin, margin, margin } };
  LIST_PUSH(f->a, &f->s->masters, m);
  return m;
}

static inline void add_word(fixture *f, const char *key, const char *text)
{
  LIST_PUSH(f->a, &f->s->strings, ((style_word){ key, text }));
}

static inline void make_sheet(fixture *f)
{
  f->s = ARENA_NEW(f->a, style_sheet);
  f->face = (face_style){ .family = "PT Sans", .size = 10, .weight = 400 };
  f->strong = f->emph = f->small = f->figures = f->face;
  f->strong.weight = 700;
  f->emph.italic = true;
  f->small.size = 8;
  f->figures.tabular = true;
  f->s->lang = "da";
  f->s->body = add_style(f, "brødtekst");
  add_style(f, "rubrik")->keep_with_next = true;
  block_style *box = add_style(f, "boks"), *list = add_style(f, "liste"), *cell = add_style(f, "celle");
  box->ground = (color){ 0.9, 0.9, 0.9, true };
  box->padding = (edges){ 10, 10, 10, 10 };
  box->keep_together = true;
  list->bullet = "•";
  list->hanging = 12;
  add_style(f, "citat")->keep_together = true;
  add_style(f, "spalter")->column_gap = 20;
  f->s->table = (table_style){ .caption = add_style(f, "tabeltitel"), .header = cell, .body = cell, .group = cell, .total = cell, .note = cell,
                               .pad_x = 4, .pad_y = 2, .rule_top = 1, .rule_header = 1, .rule_row = 0.5, .rule_bottom = 1, .rule_ink = { 0, 0, 0, true } };
  f->s->figure = (figure_style){ .line = { 0, 0, 0, true }, .label = cell, .text = cell, .height = 120 };
  f->s->note = add_style(f, "note");
  block_style *mark = add_style(f, "notemærke");
  mark->face = &f->small;
  f->s->note_mark = mark;
  f->s->note_rule = 40;
  f->s->note_rule_height = 1;
  f->s->note_gap = 4;
  f->s->contents[0] = f->s->contents[1] = f->s->contents[2] = add_style(f, "indhold");
  add_word(f, "fortsat", "(fortsat)");
  add_word(f, "fortsættes", "fortsættes");
  add_word(f, "kilde", "Kilde");
  add_word(f, "note", "Note");
  add_word(f, "side", "side");
  add_word(f, "udkast", "UDKAST");
  add_word(f, "uafklaret", "Uafklaret");
  add_master(f, "normal", PAGE_W, PAGE_H, MARGIN);
}

static inline fixture *fixture_new(void)
{
  arena *a = arena_new();
  fixture *f = ARENA_NEW(a, fixture);
  f->a = a;
  f->d = diag_new();
  f->t = text_open(f->d, "fonts", "fonts");
  assert_non_null(f->t);
  make_sheet(f);
  f->m = ARENA_NEW(a, agreement);
  f->m->title = "Rammeaftale";
  f->m->status = STATUS_FINAL;
  f->m->status_text = "endelig";
  f->m->version = "2";
  f->doc = ARENA_NEW(a, document);
  f->doc->id = "prøve";
  f->doc->title = "Prøve";
  f->grids = ARENA_NEW(a, grid_set);
  f->body = ARENA_NEW(a, block);
  f->body->kind = BLOCK_SECTION;
  f->body->style = "dokument";
  f->doc->body = f->body;
  return f;
}

static inline void fixture_free(fixture *f)
{
  arena *a = f->a;
  diag_free(f->d);
  text_close(f->t);
  arena_free(a);
}

/* ---- blocks and inlines ---- */
static inline inl *inline_add(fixture *f, inl *before, inline_kind kind, const char *text, const char *target)
{
  inl *i = ARENA_NEW(f->a, inl);
  *i = (inl){ .kind = kind, .text = text, .target = target };
  while (before && before->next)
    before = before->next;
  if (before)
    before->next = i;
  return i;
}

static inline inl *words(fixture *f, const char *text)
{
  return inline_add(f, NULL, INLINE_TEXT, text, NULL);
}

static inline block *add(fixture *f, block *parent, block_kind kind, const char *style)
{
  block *b = ARENA_NEW(f->a, block);
  *b = (block){ .kind = kind, .style = style, .parent = parent };
  if (parent->last)
    parent->last->next = b;
  else
    parent->first = b;
  parent->last = b;
  return b;
}

static inline block *text_block(fixture *f, block *parent, const char *text)
{
  block *b = add(f, parent, BLOCK_PARAGRAPH, "brødtekst");
  b->text = words(f, text);
  return b;
}

static inline block *heading(fixture *f, block *parent, int level, const char *text)
{
  block *b = add(f, parent, BLOCK_HEADING, "rubrik");
  b->level = level;
  b->text = words(f, text);
  return b;
}

/* A paragraph of n lines that say NAME1, NAME2 … */
static inline block *lines(fixture *f, block *parent, const char *name, int n)
{
  block *b = add(f, parent, BLOCK_PARAGRAPH, "brødtekst");
  inl *last = NULL;
  for (int i = 1; i <= n; i++) {
    if (last)
      last = inline_add(f, last, INLINE_BREAK, NULL, NULL);
    inl *t = inline_add(f, last, INLINE_TEXT, arena_printf(f->a, "%s%d", name, i), NULL);
    if (!b->text)
      b->text = t;
    last = t;
  }
  return b;
}

static inline grid *add_grid(fixture *f, const char *id, size_t columns, size_t rows)
{
  grid *g = ARENA_NEW(f->a, grid);
  *g = (grid){ .id = id, .title = "Takster", .summary = "Tabellen viser takster.", .columns = columns, .rows = rows };
  g->column = ARENA_ARRAY(f->a, grid_column, columns);
  g->row = ARENA_ARRAY(f->a, grid_row, rows + 1);
  for (size_t c = 0; c < columns; c++) {
    const char *title = arena_printf(f->a, "K%zu", c + 1);
    g->column[c] = (grid_column){ .key = title, .title = title, .header = title, .row_header = c == 0 };
  }
  for (size_t r = 0; r < rows; r++) {
    g->row[r].cells = ARENA_ARRAY(f->a, grid_cell, columns);
    for (size_t c = 0; c < columns; c++)
      g->row[r].cells[c].text = arena_printf(f->a, "r%zuc%zu", r + 1, c + 1);
  }
  LIST_PUSH(f->a, &f->grids->grids, g);
  return g;
}

static inline block *table_block(fixture *f, block *parent, grid *g)
{
  block *b = add(f, parent, BLOCK_TABLE, "tabel");
  b->table_id = b->anchor = g->id;
  return b;
}

static inline layout_result *lay_out(fixture *f)
{
  const char *what = NULL;
  f->r = layout_document(f->a, f->d, f->t, f->s, f->m, f->doc, f->grids);
  if (!tag_check(f->r->tags, &what))
    fail_msg("%s", what);
  return f->r;
}

/* ---- questions ---- */
static inline bool says(const page_item *i, const char *text)
{
  if (i->kind != ITEM_GLYPHS)
    return false;
  const glyph_run *g = i->glyphs.run;
  size_t n = strlen(text), length = (size_t)g->utf8_length;
  while (length > n && g->utf8[length - 1] == ' ')
    length--;                            /* the blank a line ended at */
  return length == n && !memcmp(g->utf8, text, n);
}

/* The n-th item (from 0) that says the text, in the order of pages; page_index may be NULL. */
static inline const page_item *find_nth(const fixture *f, const char *text, int n, int *page_index)
{
  for (size_t p = 0; p < f->r->pages.n; p++)
    for (size_t i = 0; i < f->r->pages.v[p]->items.n; i++) {
      const page_item *item = &f->r->pages.v[p]->items.v[i];
      if (!says(item, text) || n-- > 0)
        continue;
      if (page_index)
        *page_index = (int)p;
      return item;
    }
  return NULL;
}

static inline const page_item *find(const fixture *f, const char *text)
{
  const page_item *i = find_nth(f, text, 0, NULL);
  if (!i)
    fail_msg("nothing says \"%s\"", text);
  return i;
}

static inline int page_of(const fixture *f, const char *text)
{
  int p = -1;
  if (!find_nth(f, text, 0, &p))
    fail_msg("nothing says \"%s\"", text);
  return p;
}

static inline double y_of(const fixture *f, const char *text) { return find(f, text)->glyphs.y; }
static inline double x_of(const fixture *f, const char *text) { return find(f, text)->glyphs.x; }
static inline double end_of(const fixture *f, const char *text) { return x_of(f, text) + find(f, text)->glyphs.run->width; }
static inline bool near(double a, double b) { return fabs(a - b) < 0.02; }

static inline char *tags_of(const fixture *f)
{
  GString *s = g_string_new(NULL);
  tag_dump(f->r->tags, s);
  char *kept = arena_strdup(f->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static inline char *dump_of(const fixture *f)
{
  GString *s = g_string_new(NULL);
  layout_dump(f->r, s);
  char *kept = arena_strdup(f->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* Every item has an owner or is an artifact; nothing stands outside its page; text stands inside the margins but for heads and feet. */
static inline void check_pages(const fixture *f)
{
  for (size_t p = 0; p < f->r->pages.n; p++) {
    const page *g = f->r->pages.v[p];
    for (size_t i = 0; i < g->items.n; i++) {
      const page_item *item = &g->items.v[i];
      assert_true(item->owner ? item->artifact == ARTIFACT_NONE : item->artifact != ARTIFACT_NONE);
      if (item->kind == ITEM_GLYPHS) {
        double left = item->glyphs.x, right = left + item->glyphs.run->width;
        const glyph_run *r = item->glyphs.run;
        double slack = r->utf8_length > 1 && r->utf8[r->utf8_length - 1] == ' ' ? 4 : 0.1;
        if (left < -0.1 || right > g->width + slack || item->glyphs.y < 0 || item->glyphs.y > g->height)
          fail_msg("page %zu: \"%.*s\" at %.1f..%.1f, %.1f", p + 1, MIN(r->utf8_length, 40), r->utf8, left, right, item->glyphs.y);
      }
      if (item->kind == ITEM_RECT && item->artifact == ARTIFACT_LAYOUT && g->height >= PAGE_H && item->rect.y + item->rect.height > g->height - MARGIN + 0.1)
        fail_msg("page %zu: a ground ends at %.1f", p + 1, item->rect.y + item->rect.height);
    }
  }
}
#endif
