/* `rammeaftale hyphenation`: every word that the documents' lines divide, where, and whether the word lists know it; for proofreading. Read from the
 * pages as they are laid out, so it tells what is printed and nothing else. */
#include "cli/cli_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One division on a page. word: "tilbuds-oversigt", as it is written in the text. */
typedef struct made_break { const char *word, *document, *page; span at; bool known; size_t index; } made_break;
typedef struct break_list { LIST(made_break) all; size_t words, unknown, joints, poor; } break_list;

static char *undivided(arena *a, const char *word) {
  char *whole = arena_strdup(a, word), *to = whole;
  for (const char *s = word; *s; s++)
    if (*s != '-') *to++ = *s;
  *to = '\0';
  return whole;
}

static void page_take(work *w, text_engine *t, const document *doc, const page *p, break_list *out) {
  for (size_t i = 0; i < p->items.n; i++) {
    const page_item *item = &p->items.v[i];
    const word_break *b = item->kind == ITEM_GLYPHS && item->owner ? item->glyphs.run->broken : NULL;
    if (!b) continue;
    made_break made = { arena_strdup(w->arena, b->word), doc->id, arena_strdup(w->arena, p->label), b->at, false, out->all.n };
    made.known = text_word_known(t, undivided(w->arena, b->word));
    LIST_PUSH(w->arena, &out->all, made);
    out->joints += b->kind == HYPHEN_JOINT;
    out->poor += b->kind == HYPHEN_POOR || b->kind == HYPHEN_POOREST;
  }
}

static void documents_take(work *w, text_engine *t, break_list *out) {
  for (size_t i = 0; i < w->documents.n; i++) {
    const work_document *d = &w->documents.v[i];
    if (!d->doc->pdf || !d->sheet) continue;
    arena *a = arena_new();
    const layout_result *r = layout_document(a, w->diag, t, d->sheet, w->agreement, d->doc, d->grids);
    for (size_t k = 0; k < r->pages.n; k++) page_take(w, t, d->doc, r->pages.v[k], out);
    arena_free(a);
  }
}

/* Danish order, large and small letters together. */
static int word_order(const made_break *a, const made_break *b) {
  char *left = g_utf8_strdown(a->word, -1), *right = g_utf8_strdown(b->word, -1);
  int order = text_collate(left, right);
  if (order == 0) order = strcmp(left, right);
  g_free(left);
  g_free(right);
  return order;
}

/* By word, then as they stand in the documents. */
static int by_word(const void *x, const void *y) {
  const made_break *a = x, *b = y;
  int order = word_order(a, b);
  return order ? order : a->index < b->index ? -1 : 1;
}

static bool same_place(const made_break *a, const made_break *b) {
  return !strcmp(a->document, b->document) && a->at.file == b->at.file && a->at.line == b->at.line;
}

/* "bilag-3, side 4, 7: content/…/takster.csv:29": a text that is printed again has one line, and a page stands once. */
static void places_print(const work *w, const cli_options *o, const made_break *first, size_t count) {
  for (size_t i = 0; i < count;) {
    const made_break *b = &first[i];
    const char *label = b->page;
    printf("    %s, %s %s", b->document, SAY(o, "side", "page"), label);
    for (i++; i < count && same_place(b, &first[i]); i++) {
      if (!strcmp(label, first[i].page)) continue;
      label = first[i].page;
      printf(", %s", label);
    }
    const char *path = b->at.file ? diag_source_path(w->diag, b->at.file) : NULL;
    if (path) printf(": %s:%u", path, b->at.line);
    putchar('\n');
  }
}

static void list_print(const work *w, const cli_options *o, break_list *l) {
  size_t shown = 0;
  for (size_t i = 0, n; i < l->all.n; i += n) {
    const made_break *b = &l->all.v[i];
    for (n = 1; i + n < l->all.n && !word_order(b, b + n); n++) continue;
    l->words++;
    l->unknown += !b->known;
    if (o->unknown && b->known) continue;
    printf("%s%s", b->word, b->known ? "" : SAY(o, "  (ikke i ordlisterne)", "  (not in the word lists)"));
    if (n > 1) printf("  %zu %s", n, SAY(o, "gange", "times"));
    putchar('\n');
    places_print(w, o, b, n);
    shown++;
  }
  if (o->quiet) return;
  if (shown) putchar('\n');
  printf(SAY(o, "%s: %zu delinger af %zu ord: %zu mellem to led, %zu nær kanten af et led; %zu ord ikke i ordlisterne\n",
             "%s: %zu breaks of %zu words: %zu between two parts, %zu near the edge of a part; %zu words not in the word lists\n"),
         w->shown, l->all.n, l->words, l->joints, l->poor, l->unknown);
}

static exit_code hyphenation_one(const cli_options *o, work *w, text_engine **engine) {
  break_list list = { 0 };
  work_load(w, o);
  if (!diag_count(w->diag, SEVERITY_ERROR) && work_fonts(w, engine)) documents_take(w, *engine, &list);
  if (diag_count(w->diag, SEVERITY_ERROR)) return work_tell(w, o);
  if (list.all.n) qsort(list.all.v, list.all.n, sizeof *list.all.v, by_word);
  list_print(w, o, &list);
  return EXIT_CLEAN;
}

exit_code command_hyphenation(const cli_options *o) { return works_each(o, hyphenation_one); }
