#include "model/model_int.h"

#include <string.h>

/* Key words, focus areas and the list of them. A focus area always has the same parts in the same order: kicker, title, goal, text, wanted
 * results, quotations. */

enum { GOAL_WORDS = 40, RESULTS = 4 };

void lower_keywords(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = section_add(w, parent, "nøgleord", s, level);
  block *list = block_add(a, b, BLOCK_LIST, "nøgleord", shaped_at(s, "ord"));
  const value *v = shaped_value(s, "ord");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *x = v->list.v[i].sub;
    inl *word = prose_line(w, shaped_node(x, "ord")), *text = prose_line(w, shaped_node(x, "tekst"));
    if (!word || !text) continue;
    block *item = block_add(a, list, BLOCK_ITEM, "nøgleord-punkt", x->at);
    inl *lead = inl_around(a, INLINE_STRONG, inl_join(word, inl_of(a, ":", word->at)), word->at);
    paragraph_add(a, item, "nøgleord-tekst", inl_join(lead, inl_join(inl_of(a, " ", word->at), text)), x->at);
  }
}

/* Every focus area of a document, wherever it stands. */
typedef struct focus_list { LIST(const shaped *) all; } focus_list;

static void collect(arena *a, const value *list, focus_list *out) {
  for (size_t i = 0; list->kind == VALUE_KNOWN && i < list->list.n; i++) {
    if (list->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *s = list->list.v[i].sub;
    if (shape_named(s, "fokusområde")) LIST_PUSH(a, &out->all, s);
    if (def_field(s->def, "indhold") < s->def->count) collect(a, shaped_value(s, "indhold"), out);
  }
}

static int64_t focus_number(const shaped *s) {
  return shaped_has(s, "fokusområde") ? shaped_value(s, "fokusområde")->num.mantissa : 0;
}

static const char *focus_anchor(arena *a, const shaped *s) { return arena_printf(a, "fokusomraade-%lld", (long long)focus_number(s)); }

/* Numbers that follow each other make an ordered list; else each item carries its own as label. */
void lower_focus_list(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = section_add(w, parent, "fokusoversigt", s, level);
  focus_list found = { 0 };
  collect(a, shaped_value(w->shape, "indhold"), &found);
  if (!found.all.n) {
    DIAG_SAY(w->j->d, NO_FOCUS, s->at, NULL);
    return;
  }
  block *list = block_add(a, b, BLOCK_LIST, "fokusliste", s->at);
  list->ordered = true;
  list->start = (int)focus_number(found.all.v[0]);
  for (size_t i = 0; i < found.all.n; i++) {
    const shaped *x = found.all.v[i];
    block *item = block_add(a, list, BLOCK_ITEM, "fokusliste-punkt", x->at);
    if (focus_number(x) != list->start + (int64_t)i) item->label = arena_printf(a, "%lld.", (long long)focus_number(x));
    span at = shaped_at(x, "titel");
    inl *link = inl_around(a, INLINE_XREF, prose_plain(w, shaped_text(x, "titel"), at), at);
    inl *page = inl_new(a, INLINE_PAGEREF, at);
    link->target = page->target = focus_anchor(a, x);
    xref_add(w, link, false, false);
    xref_add(w, page, true, false);
    paragraph_add(a, item, "fokusliste-tekst", inl_join(link, inl_join(inl_of(a, ", side" NBSP, at), page)), at);
  }
}

static void add_goal(doc_job *w, block *parent, const shaped *s) {
  arena *a = w->j->a;
  span at = shaped_at(s, "mål");
  block *box = block_add(a, parent, BLOCK_BOX, "mål", at);
  paragraph_add(a, box, "mål-mærke", inl_of(a, "Mål", at), at);
  prose_add(w, box, s, "mål", &(prose_look){ "mål-tekst", 0, "målet" });
  size_t words = 0;
  for (const block *b = box->first ? box->first->next : NULL; b; b = b->next)
    if (b->kind == BLOCK_PARAGRAPH) words += word_count(inl_plain(a, b->text));
  if (words > GOAL_WORDS) DIAG_SAY(w->j->d, GOAL_LONG, at, arena_printf(a, "%zu", words), arena_printf(a, "%d", GOAL_WORDS));
}

static void add_results(doc_job *w, block *parent, const shaped *s) {
  arena *a = w->j->a;
  const value *v = shaped_value(s, "ønskede resultater");
  span at = shaped_at(s, "ønskede resultater");
  if (v->kind == VALUE_PENDING) { open_box(w, parent, v->text, v->at); return; }
  if (v->kind != VALUE_KNOWN) return;
  if (v->list.n != RESULTS) DIAG_SAY(w->j->d, RESULT_COUNT, at, arena_printf(a, "%zu", v->list.n), arena_printf(a, "%d", RESULTS));
  block *box = block_add(a, parent, BLOCK_BOX, "ønskede-resultater", at);
  paragraph_add(a, box, "resultater-mærke", inl_of(a, "Ønskede resultater", at), at);
  list_add(w, box, "resultater", shaped_node(s, "ønskede resultater"), false, false);
}

void lower_focus(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = block_add(a, parent, BLOCK_SECTION, "fokusområde", s->at);
  span at = shaped_at(s, "titel"), number_at = shaped_at(s, "fokusområde");
  const char *nr = arena_printf(a, "%lld", (long long)focus_number(s));
  const char *part = shaped_text(s, "del") ? typo_line(a, shaped_text(s, "del")) : w->part;
  if (part && w->part && strcmp(part, w->part) != 0) DIAG_SAY(w->j->d, FOCUS_PART, shaped_at(s, "del"), part, w->part);
  const char *mark = arena_printf(a, "%s%sFokusområde" NBSP "%s", part ? part : "", part ? " · " : "", nr);
  paragraph_add(a, b, "fokus-mærke", inl_of(a, mark, number_at), number_at);
  inl *title = prose_line(w, shaped_node(s, "titel"));
  block *h = block_add(a, b, BLOCK_HEADING, "fokus-titel", at);
  h->level = b->level = MIN(level, 6);
  if (level > 6) DIAG_SAY(w->j->d, HEADING_DEEP, at, NULL);
  h->anchor = focus_anchor(a, s);
  anchor_add(w, h->anchor, ANCHOR_FOCUS, nr, inl_plain(a, title), false, number_at);
  h->text = inl_join(inl_of(a, arena_printf(a, "%s." NBSP, nr), at), title);
  add_goal(w, b, s);
  prose_add(w, b, s, "tekst", &(prose_look){ "brødtekst", level + 1, NULL });
  if (shaped_has(s, "indhold")) blocks_lower(w, b, shaped_value(s, "indhold"), level + 1, false);
  const value *quotes = shaped_value(s, "citater");
  for (size_t i = 0; quotes->kind == VALUE_KNOWN && i < quotes->list.n; i++)
    if (quotes->list.v[i].kind == VALUE_KNOWN) quote_add(w, b, quotes->list.v[i].sub);
  add_results(w, b, s);               /* after the voices: what was asked for, then what shall come of it */
}
