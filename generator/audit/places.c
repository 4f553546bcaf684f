/* Where readers meet a record: the tables that have a row of it, found by the record's place in content. Made only when there is a finding to tell. */
#include "audit/audit_int.h"

struct printed_places { arena *a; GHashTable *by_place; };       /* span -> text; lookup only */

static guint span_hash(gconstpointer p) {
  const span *s = p;
  return (s->file * 31 + s->line) * 31 + s->col;
}

static gboolean span_equal(gconstpointer p, gconstpointer q) {
  const span *s = p, *t = q;
  return s->file == t->file && s->line == t->line && s->col == t->col;
}

static const char *document_words(arena *a, const document *doc) {
  return doc->number ? arena_printf(a, "bilag %s", doc->number) : arena_printf(a, "»%s«", doc->title);
}

static void grid_enter(printed_places *p, const document *doc, const grid *g) {
  const char *words = NULL;
  if (g->cross || g->calculation) return;
  for (size_t r = 0; r < g->rows; r++) {
    grid_row *row = &g->row[r];
    if (row->kind != ROW_RECORD || row->residual || !row->at.line) continue;
    const char *before = g_hash_table_lookup(p->by_place, &row->at);
    if (before && strchr(before, ';')) continue;                     /* two are enough */
    if (!words) words = arena_printf(p->a, "%s, »%s«", document_words(p->a, doc), g->title);
    g_hash_table_insert(p->by_place, &row->at, (gpointer)(uintptr_t)(before ? arena_printf(p->a, "%s; %s", before, words) : words));
  }
}

printed_places *places_make(arena *a, const agreement *m, grid_set *const *grids) {
  printed_places *p = ARENA_NEW(a, printed_places);
  *p = (printed_places){ a, g_hash_table_new(span_hash, span_equal) };
  for (size_t i = 0; i < m->documents.n; i++)
    for (size_t k = 0; !m->documents.v[i]->for_record && k < grids[i]->grids.n; k++) grid_enter(p, m->documents.v[i], grids[i]->grids.v[k]);
  return p;
}

const char *place_printed(const printed_places *p, span at) { return g_hash_table_lookup(p->by_place, &at); }
void places_free(printed_places *p) { g_hash_table_destroy(p->by_place); }
