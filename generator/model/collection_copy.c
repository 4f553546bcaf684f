#include "model/model_int.h"

#include <string.h>

/* A document once more, for the file of all documents. Its blocks are copied, not lowered again: nothing is read or told twice, and what holds for
 * one copy holds for the other. Changed are the levels (one down), the names of places (the document's id before them, so that equal names do not
 * meet), the numbers of tables and figures (counted on), and the references: what is printed alone in a document of its own is a link here. */

static inl *inl_copy(collecting *c, const inl *from);
static void blocks_copy(collecting *c, block *parent, const block *first);

static const char *name_in(const collecting *c, const document *doc, const char *name) {
  return arena_printf(c->j->a, "%s.%s", doc->id, name);
}

static const collected_copy *copy_of(const collecting *c, const document *doc) {
  for (size_t i = 0; i < c->copies.n; i++)
    if (c->copies.v[i].of->doc == doc) return &c->copies.v[i];
  return NULL;
}

/* Where the reader is led; NULL: nowhere in this file. An appendix that is not made here has a sheet. */
static const char *place_of(const collecting *c, const reference *r) {
  const document *doc = r->anchor ? r->anchor->doc : r->appendix ? r->appendix->document : r->doc;
  if (r->appendix && !doc) return name_in(c, c->frame->doc, r->appendix->anchor);
  if (!doc || !copy_of(c, doc)) return NULL;
  return name_in(c, doc, r->anchor ? r->anchor->name : arena_printf(c->j->a, "dokument-%s", doc->id));
}

/* "12": a table or figure of another number in this file; else NULL. */
static const char *number_here(const collecting *c, const reference *r) {
  const collected_copy *x = r->anchor ? copy_of(c, r->anchor->doc) : NULL;
  if (!x || !r->anchor->number || (r->anchor->kind != ANCHOR_TABLE && r->anchor->kind != ANCHOR_FIGURE)) return NULL;
  int before = r->anchor->kind == ANCHOR_TABLE ? x->tables : x->figures;
  return arena_printf(c->j->a, "%d", before + (int)g_ascii_strtoll(r->anchor->number, NULL, 10));
}

static void reference_copy(collecting *c, inl *i) {
  const reference *r = i->ref;
  const char *place = r ? place_of(c, r) : NULL;
  if (place) i->target = place;
  i->elsewhere = !place;
  if (r && r->automatic) i->first = inl_of(c->j->a, reference_text(c->j->a, r, number_here(c, r)), i->at);
}

static footnote *note_copy(collecting *c, const footnote *from) {
  arena *a = c->j->a;
  footnote *n = ARENA_NEW(a, footnote);
  *n = *from;
  block *holder = block_add(a, NULL, BLOCK_SECTION, "note", from->at);
  blocks_copy(c, holder, from->body);
  n->body = holder->first;
  LIST_PUSH(a, &c->now->copy->notes, n);
  return n;
}

static inl *inl_copy(collecting *c, const inl *from) {
  inl *first = NULL, **end = &first;
  for (; from; from = from->next) {
    inl *i = *end = inl_new(c->j->a, from->kind, from->at);
    *i = *from;
    i->next = NULL;
    quantities_copied(c->j->a, c->now->of->doc, from, i);
    i->first = inl_copy(c, from->first);
    if (i->note) i->note = note_copy(c, i->note);
    if (i->kind == INLINE_XREF || i->kind == INLINE_PAGEREF) reference_copy(c, i);
    end = &i->next;
  }
  return first;
}

/* "Tabel 3. Takster" with the number that it has here. */
static inl *caption_copy(collecting *c, const block *from) {
  inl *text = inl_copy(c, from->text);
  if (!from->number || !text) return text;
  bool table = from->kind == BLOCK_TABLE;
  text->text = arena_printf(c->j->a, "%s" NBSP "%d. ", table ? "Tabel" : "Figur", from->number + (table ? c->now->tables : c->now->figures));
  return text;
}

static void table_copy(collecting *c, const block *b) {
  arena *a = c->j->a;
  const document *of = c->now->of->doc;
  for (size_t i = 0; i < of->tables.n; i++) {
    const table_decl *from = of->tables.v[i];
    if (strcmp(from->id, b->table_id) != 0) continue;
    table_decl *t = ARENA_NEW(a, table_decl);
    *t = *from;
    t->caption = b->text;
    t->prose = from->prose_rows ? ARENA_ARRAY(a, inl **, from->prose_rows) : NULL;
    for (size_t r = 0; r < from->prose_rows; r++) {
      t->prose[r] = ARENA_ARRAY(a, inl *, from->prose_columns);
      for (size_t k = 0; k < from->prose_columns; k++) t->prose[r][k] = inl_copy(c, from->prose[r][k]);
    }
    LIST_PUSH(a, &c->now->copy->tables, t);
    return;
  }
}

/* One table of contents for all, in the frame. */
static bool left_out(const block *b) {
  for (const block *k = b->kind == BLOCK_SECTION ? b->first : NULL; k; k = k->next)
    if (k->kind == BLOCK_CONTENTS) return true;
  return b->kind == BLOCK_CONTENTS;
}

/* An appendix's title says its number, for the table of contents and the bookmarks of the whole; then the line above it need not. */
static void title_copy(collecting *c, block *b, int from_level) {
  const document *copy = c->now->copy;
  if (!copy->part || !copy->number) return;
  const char *agreement_title = c->j->m->title;
  if (b->kind == BLOCK_HEADING && from_level == 1) b->text = inl_join(inl_of(c->j->a, arena_printf(c->j->a, "%s. ", copy->part), b->at), b->text);
  if (strcmp(b->style, "forside-aftale") == 0) b->text = inl_of(c->j->a, agreement_title, b->at);
}

static void block_copy(collecting *c, block *parent, const block *from) {
  arena *a = c->j->a;
  block *b = block_add(a, parent, from->kind, from->style, from->at);
  *b = *from;
  b->parent = parent;
  b->first = b->last = b->next = NULL;
  b->text = caption_copy(c, from);
  if (from->level && from->kind != BLOCK_CONTENTS) b->level = MIN(from->level + 1, 6);
  if (from->anchor) b->anchor = name_in(c, c->now->of->doc, from->anchor);
  conditions_copied(a, c->now->of->doc, from, b);
  title_copy(c, b, from->level);
  if (b->table_id) table_copy(c, b);
  if (!parent) c->now->copy->body = b;
  blocks_copy(c, b, from->first);
}

static void blocks_copy(collecting *c, block *parent, const block *first) {
  for (; first; first = first->next)
    if (!left_out(first)) block_copy(c, parent, first);
}

void collection_copy(collecting *c, const collected_copy *now) {
  c->now = now;
  block_copy(c, NULL, now->of->doc->body);
}
