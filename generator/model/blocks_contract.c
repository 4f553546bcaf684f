#include "model/model_int.h"

/* Contracts: clauses § 1, § 2 … with paragraphs "Stk. 1", lines for signatures, and assumptions that no source confirms. */

static const char *clause_anchor(arena *a, const shaped *s, int n) {
  const char *own = shaped_text(s, "anker");
  return own ? own : arena_printf(a, "paragraf-%d", n);
}

static void subclause(doc_job *w, block *list, const shaped *s, const char *clause, size_t index) {
  arena *a = w->j->a;
  block *item = block_add(a, list, BLOCK_ITEM, "stykker-punkt", s->at);
  item->label = arena_printf(a, "Stk." NBSP "%zu", index);
  const char *own = shaped_text(s, "anker");
  item->anchor = own ? own : arena_printf(a, "%s-stk-%zu", clause, index);
  anchor_add(w, item->anchor, ANCHOR_CLAUSE, arena_printf(a, "%d, stk." NBSP "%zu", w->clauses, index), "", false, s->at);
  prose_add(w, item, s, "tekst", &(prose_look){ "stykker-tekst", 0, "et stykke" });
}

/* A clause of one paragraph has no "Stk. 1", as in laws; a reference to its paragraph leads to the clause. */
static void subclauses(doc_job *w, block *b, const shaped *s, const char *clause) {
  const value *v = shaped_value(s, "stykker");
  if (v->kind != VALUE_KNOWN || !v->list.n) return;
  if (v->list.n == 1) {
    if (v->list.v[0].kind == VALUE_KNOWN) prose_add(w, b, v->list.v[0].sub, "tekst", &(prose_look){ "stykker-tekst", 0, "et stykke" });
    return;
  }
  block *list = block_add(w->j->a, b, BLOCK_LIST, "stykker", v->at);
  for (size_t i = 0; i < v->list.n; i++)
    if (v->list.v[i].kind == VALUE_KNOWN) subclause(w, list, v->list.v[i].sub, clause, i + 1);
}

void lower_clause(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  span at = shaped_at(s, "vilkår");
  int n = ++w->clauses;
  block *b = block_add(a, parent, BLOCK_SECTION, "vilkår", s->at);
  block *h = block_add(a, b, BLOCK_HEADING, "vilkår-titel", at);
  inl *title = prose_line(w, shaped_node(s, "vilkår"));
  h->level = b->level = MIN(level, 6);
  h->anchor = clause_anchor(a, s, n);
  h->text = inl_join(inl_of(a, arena_printf(a, "§" NBSP "%d. ", n), at), title);
  anchor_add(w, h->anchor, ANCHOR_CLAUSE, arena_printf(a, "%d", n), inl_plain(a, title), false, at);
  if (shaped_yes(s, "forudsætning")) paragraph_add(a, b, "vilkår-mærke", inl_of(a, "Forudsætning", at), shaped_at(s, "forudsætning"));
  subclauses(w, b, s, h->anchor);
}

/* Side by side, two and two: where, when, who. Each line is read with the word under it. */
void lower_signatures(doc_job *w, block *parent, const shaped *s, int level) {
  static const char *const lines[] = { "Sted og dato", "Underskrift", "Navn og stilling" };
  arena *a = w->j->a;
  block *b = section_add(w, parent, "underskrifter", s, level), *columns = NULL;
  const value *v = shaped_value(s, "roller");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    span at = v->list.v[i].at;
    if (i % 2 == 0) columns = block_add(a, b, BLOCK_COLUMNS, "sidestillet", at);
    block *column = block_add(a, columns, BLOCK_SECTION, "spalte", at);
    paragraph_add(a, column, "underskrift-rolle", prose_plain(w, v->list.v[i].text, at), at);
    for (size_t k = 0; k < G_N_ELEMENTS(lines); k++) {
      writing_lines(w, column, "underskrift-linje", 1, at);
      paragraph_add(a, column, "underskrift-tekst", inl_of(a, lines[k], at), at);
    }
  }
  if (columns && columns->first == columns->last) block_add(a, columns, BLOCK_SECTION, "spalte", columns->at);      /* half the width all the same */
}

void lower_assumption(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  arena *a = w->j->a;
  span at = shaped_at(s, "forudsætning");
  block *box = block_add(a, parent, BLOCK_BOX, "forudsætning", at);
  paragraph_add(a, box, "forudsætning-mærke", inl_of(a, "Forudsætning", at), at);
  paragraph_add(a, box, "forudsætning-tekst", prose_line(w, shaped_node(s, "forudsætning")), at);
}
