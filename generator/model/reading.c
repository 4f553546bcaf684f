#include "model/model_int.h"

#include <string.h>

/* A document's text in reading order, for tests that read it back from the PDF: one line a block, a list's label before its text, rows of
 * cells with " | " between, a footnote's number where its mark stands and its text on the line after the block. A page number is "[side]"
 * and a table from a register "[tabel-ID]": both are known later only. */

static void text_of(GString *out, const inl *i, GPtrArray *notes) {
  for (; i; i = i->next) switch (i->kind) {
    case INLINE_TEXT: case INLINE_ABBR: case INLINE_PENDING: g_string_append(out, i->text); break;
    case INLINE_EMPH: case INLINE_STRONG: case INLINE_LINK: case INLINE_XREF: case INLINE_LANG: text_of(out, i->first, notes); break;
    case INLINE_PAGEREF: g_string_append(out, "[side]"); break;
    case INLINE_NOTE:
      g_string_append_printf(out, "%d", i->note->number);
      g_ptr_array_add(notes, (gpointer)(uintptr_t)i->note);
      break;
    case INLINE_BREAK: g_string_append_c(out, ' '); break;
  }
}

static const table_decl *declared(const document *doc, const char *id) {
  for (size_t i = 0; i < doc->tables.n; i++)
    if (strcmp(doc->tables.v[i]->id, id) == 0) return doc->tables.v[i];
  return NULL;
}

static void read_table(const document *doc, const block *b, GString *out, GPtrArray *notes) {
  const table_decl *t = declared(doc, b->table_id);
  if (!t || t->reg) { g_string_append_printf(out, "[%s]\n", b->table_id); return; }
  for (size_t i = 0; i < t->prose_rows; i++) {
    for (size_t k = 0; k < t->prose_columns; k++) {
      if (k) g_string_append(out, " | ");
      text_of(out, t->prose[i][k], notes);
    }
    g_string_append_c(out, '\n');
  }
}

static void read_block(const document *doc, const block *b, const char *label, GString *out);

static void read_items(const document *doc, const block *list, GString *out) {
  int count = list->start;
  for (const block *i = list->first; i; i = i->next, count++) {
    char *made = list->ordered ? g_strdup_printf("%d. ", count) : g_strdup("• ");
    char *own = i->label ? g_strdup_printf("%s ", i->label) : NULL;
    const char *label = own ? own : made;
    for (const block *c = i->first; c; c = c->next) {
      read_block(doc, c, c == i->first ? label : "", out);
    }
    g_free(made);
    g_free(own);
  }
}

static void read_block(const document *doc, const block *b, const char *label, GString *out) {
  GPtrArray *notes = g_ptr_array_new();
  if (b->text) {
    g_string_append(out, label);
    text_of(out, b->text, notes);
    g_string_append_c(out, '\n');
  }
  switch (b->kind) {
    case BLOCK_LIST: read_items(doc, b, out); break;
    case BLOCK_TABLE: read_table(doc, b, out, notes); break;
    case BLOCK_FIGURE: g_string_append_printf(out, "[figur: %s]\n", b->alt); break;
    case BLOCK_CONTENTS: g_string_append(out, "[indhold]\n"); break;
    case BLOCK_SECTION: case BLOCK_BOX: case BLOCK_QUOTE: case BLOCK_COLUMNS: case BLOCK_ITEM: case BLOCK_HEADING: case BLOCK_PARAGRAPH:
      for (const block *c = b->first; c; c = c->next) read_block(doc, c, "", out);
      break;
  }
  for (guint i = 0; i < notes->len; i++) {
    const footnote *n = g_ptr_array_index(notes, i);
    char *mark = g_strdup_printf("%d ", n->number);
    for (const block *c = n->body; c; c = c->next) read_block(doc, c, c == n->body ? mark : "", out);
    g_free(mark);
  }
  g_ptr_array_free(notes, TRUE);
}

void document_text(const document *doc, GString *out) {
  if (doc->body) read_block(doc, doc->body, "", out);
}
