/* The grids as a document: what was compared with what, and the tables one after the other. It is laid out and written as every document is. */
#include "reconcile/reconcile_int.h"

static inl *words(arena *a, const char *text) {
  inl *i = ARENA_NEW(a, inl);
  *i = (inl){ .kind = INLINE_TEXT, .text = text };
  return i;
}

static block *put(arena *a, block *parent, block_kind kind, const char *style, const char *text) {
  block *b = ARENA_NEW(a, block);
  *b = (block){ .kind = kind, .style = style, .parent = parent, .text = text ? words(a, text) : NULL };
  if (parent && parent->last) parent->last->next = b;
  else if (parent) parent->first = b;
  if (parent) parent->last = b;
  return b;
}

static void not_compared(arena *a, const reconciliation *r, block *body) {
  GString *s = g_string_new(NULL);
  for (int f = 0; f < RECONCILE_FIELDS; f++)
    if (!r->compared[f] && f != RECONCILE_SERVICE) g_string_append_printf(s, "%s%s", s->len ? ", " : "", reconcile_field_name((reconcile_field)f));
  if (s->len) put(a, body, BLOCK_PARAGRAPH, "brødtekst", arena_printf(a, "Filen har ingen kolonne med: %s. Det er ikke sammenlignet.", s->str));
  g_string_free(s, TRUE);
}

static void introduction(arena *a, const reconciliation *r, block *body) {
  put(a, body, BLOCK_PARAGRAPH, "brødtekst", arena_printf(a, "Her står, hvor aftalen og filen %s ikke siger det samme om %s. Aftalen er taget, som den er den %s; takster og belægning er årets. »Række« er rækken i filen.",
      r->file, r->operator_name ? arena_printf(a, "tilbuddene hos %s", r->operator_name) : "tilbuddene", date_text(a, r->day)));
  if (!reconcile_found(r)) put(a, body, BLOCK_PARAGRAPH, "brødtekst", "Der er ingen forskelle.");
  not_compared(a, r, body);
}

const agreement *reconcile_document(arena *a, const agreement *m, const reconciliation *r, const grid_set *s) {
  document *doc = ARENA_NEW(a, document);
  *doc = (document){ .id = "afstemning", .title = arena_printf(a, "Afstemning med %s", r->file), .subtitle = m->title, .kind = "notat", .layout = "notat", .part = "Afstemning",
                     .version = m->version, .version_date = m->version_date, .internal = true, .pdf = true, .excel = true };
  block *body = doc->body = put(a, NULL, BLOCK_SECTION, "dokument", NULL);
  body->level = 1;
  put(a, body, BLOCK_HEADING, "dokumenttitel", doc->title)->level = 1;
  put(a, body, BLOCK_PARAGRAPH, "dokument-undertitel", m->title);
  introduction(a, r, body);
  for (size_t i = 0; i < s->grids.n; i++) {
    const grid *g = s->grids.v[i];
    block *b = put(a, body, BLOCK_TABLE, "tabel", g->title);
    b->table_id = b->anchor = g->id;
  }
  agreement *copy = ARENA_NEW(a, agreement);
  *copy = *m;
  copy->documents.v = ARENA_ARRAY(a, document *, 1);
  copy->documents.v[0] = doc;
  copy->documents.n = copy->documents.cap = 1;
  copy->collection = NULL;
  return copy;
}
