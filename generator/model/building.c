#include "model/model_int.h"

#include <string.h>

block *block_add(arena *a, block *parent, block_kind kind, const char *style, span at) {
  block *b = ARENA_NEW(a, block);
  *b = (block){ .kind = kind, .style = style, .at = at, .parent = parent };
  if (!parent) return b;
  if (parent->last) parent->last->next = b;
  else parent->first = b;
  parent->last = b;
  return b;
}

void block_remove(block *b) {
  block *before = NULL, *up = b->parent;
  for (block *x = up->first; x && x != b; x = x->next) before = x;
  if (before) before->next = b->next;
  else up->first = b->next;
  if (up->last == b) up->last = before;
  b->next = NULL;
}

block *paragraph_add(arena *a, block *parent, const char *style, inl *text, span at) {
  if (!text) return NULL;
  block *b = block_add(a, parent, BLOCK_PARAGRAPH, style, at);
  b->text = text;
  return b;
}

inl *inl_new(arena *a, inline_kind kind, span at) {
  inl *i = ARENA_NEW(a, inl);
  i->kind = kind;
  i->at = at;
  return i;
}

inl *inl_of(arena *a, const char *text, span at) {
  if (!text || !*text) return NULL;
  inl *i = inl_new(a, INLINE_TEXT, at);
  i->text = text;
  return i;
}

inl *inl_join(inl *a, inl *b) {
  if (!a) return b;
  inl *last = a;
  while (last->next) last = last->next;
  last->next = b;
  return a;
}

inl *inl_around(arena *a, inline_kind kind, inl *kids, span at) {
  inl *i = inl_new(a, kind, at);
  i->first = kids;
  return i;
}

void anchor_add(doc_job *w, const char *name, anchor_kind kind, const char *nr, const char *title, bool automatic, span at) {
  model_job *j = w->j;
  anchor *x = ARENA_NEW(j->a, anchor);
  *x = (anchor){ .name = name, .number = nr, .title = title, .kind = kind, .doc = w->doc, .automatic = automatic, .at = at };
  anchor *first = index_put(j->anchor_index, name, x);
  bool told = false;
  for (anchor *o = first; o; o = o->same) {
    if (!told && !automatic && !o->automatic && !editions_of_one(o->doc, x->doc)) {
      told = true;
      DIAG_SAY(j->d, ANCHOR_TWICE, at, name);
      diag_also(j->d, o->at, "her står det første", "the first one stands here");
    }
    if (!o->same) { o->same = x; break; }
  }
  LIST_PUSH(j->a, &j->anchors, x);
}

/* An automatic name that the document has already gets a number behind it: destinations of a PDF are unique. A reference to the bare name is
 * then refused as ambiguous (refs.c), for the writer cannot know which is meant. */
static const char *own_name(doc_job *w, const char *name, bool *taken) {
  model_job *j = w->j;
  *taken = false;
  for (const anchor *o = index_get(j->anchor_index, name); o; o = o->same) *taken |= o->doc == w->doc;
  if (!*taken) return name;
  for (int n = 2;; n++) {
    const char *other = arena_printf(j->a, "%s-%d", name, n);
    bool used = false;
    for (const anchor *o = index_get(j->anchor_index, other); o; o = o->same) used |= o->doc == w->doc;
    if (!used) return other;
  }
}

block *heading_add(doc_job *w, block *section, const char *style, int level, inl *text, const char *anchor_name, anchor_kind kind, span at) {
  model_job *j = w->j;
  if (level > 6) {
    DIAG_SAY(j->d, HEADING_DEEP, at, NULL);
    level = 6;
  }
  block *h = block_add(j->a, section, BLOCK_HEADING, style, at);
  h->level = level;
  h->text = text;
  const char *plain = inl_plain(j->a, text);
  const char *slug = text_slug(j->a, plain);
  if (anchor_name) {
    h->anchor = anchor_name;
    anchor_add(w, anchor_name, kind, NULL, plain, false, at);
  } else if (level == 1) {
    h->anchor = arena_printf(j->a, "dokument-%s", w->doc->id);   /* found by the document's name (refs.c) */
  } else if (*slug) {
    bool taken;
    const char *name = arena_printf(j->a, "afsnit-%s", slug);
    h->anchor = own_name(w, name, &taken);
    anchor_add(w, name, kind, NULL, plain, true, at);
    if (taken) anchor_add(w, h->anchor, kind, NULL, plain, true, at);
  }
  if (section->kind == BLOCK_SECTION && !section->level) section->level = level;
  return h;
}

void open_add(model_job *j, span at, const char *text) {
  LIST_PUSH(j->a, &j->open, ((open_point){ at, text }));
}

void open_box(doc_job *w, block *parent, const char *text, span at) {
  arena *a = w->j->a;
  block *b = block_add(a, parent, BLOCK_BOX, "uafklaret", at);
  paragraph_add(a, b, "uafklaret-mærke", inl_of(a, "Uafklaret", at), at);
  paragraph_add(a, b, "uafklaret-tekst", prose_plain(w, text, at), at);
}

void xref_add(doc_job *w, inl *at, bool page, bool capital) {
  LIST_PUSH(w->j->a, &w->j->xrefs, ((xref){ at, w->doc, page, capital }));
}

/* "plads" of a figure or a table. */
uint8_t block_where_of(const shaped *s) {
  const value *v = shaped_value(s, "plads");
  return v->kind == VALUE_KNOWN ? (uint8_t)(v->choice + WHERE_HERE) : WHERE_LAYOUT;
}

table_decl *table_add(doc_job *w, block *parent, const char *id, const char *title, span at) {
  arena *a = w->j->a;
  table_decl *t = ARENA_NEW(a, table_decl);
  t->id = id;
  t->at = at;
  t->title = title;
  t->caption = inl_of(a, title, at);
  LIST_PUSH(a, &w->doc->tables, t);
  block *b = block_add(a, parent, BLOCK_TABLE, "tabel", at);
  b->table_id = b->anchor = id;
  b->text = inl_of(a, title, at);
  return t;
}

void table_cells(doc_job *w, table_decl *t, size_t rows, size_t columns) {
  arena *a = w->j->a;
  t->prose_rows = rows;
  t->prose_columns = columns;
  t->prose = ARENA_ARRAY(a, inl **, rows);
  for (size_t i = 0; i < rows; i++) t->prose[i] = ARENA_ARRAY(a, inl *, columns);
}

static void plain(GString *out, const inl *i) {
  for (; i; i = i->next) switch (i->kind) {
    case INLINE_TEXT: case INLINE_ABBR: case INLINE_PENDING: g_string_append(out, i->text); break;
    case INLINE_EMPH: case INLINE_STRONG: case INLINE_LINK: case INLINE_XREF: case INLINE_LANG: plain(out, i->first); break;
    case INLINE_BREAK: g_string_append_c(out, ' '); break;
    case INLINE_PAGEREF: case INLINE_NOTE: break;
  }
}

char *inl_plain(arena *a, const inl *first) {
  GString *s = g_string_new(NULL);
  plain(s, first);
  char *out = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  return out;
}
