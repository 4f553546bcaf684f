#include "model/model_int.h"

#include <string.h>

/* References, resolved when all documents are read. A name is looked for in this order: this document, the list of appendices, the names of
 * documents, the other documents. What is in another PDF is printed without a link: a PDF that is copied to another site must not carry
 * links that lead nowhere. */

static reference in_documents(const model_job *j, const char *name, const document *doc, bool own) {
  reference t = { 0 };
  const anchor *chosen = NULL;                                /* an anchor that was written counts before one made from a heading */
  bool same_rank = false;
  for (const anchor *x = index_get(j->anchor_index, name); x; x = x->same) {
    if ((x->doc == doc) != own || (x->doc->internal && !doc->internal)) continue;     /* an open document does not tell of closed points */
    if (!chosen || (chosen->automatic && !x->automatic)) { chosen = x; same_rank = false; }
    else if (chosen->automatic == x->automatic && (x->doc->for_record || !editions_of_one(chosen->doc, x->doc))) same_rank = true;
  }
  t.anchor = chosen;
  t.doc = chosen ? chosen->doc : NULL;
  t.ambiguous = same_rank;
  return t;
}

static reference find(const model_job *j, const char *name, const document *doc) {
  reference t = in_documents(j, name, doc, true);
  if (t.anchor) return t;
  for (size_t i = 0; i < j->m->appendices.n; i++)
    if (strcmp(j->m->appendices.v[i].anchor, name) == 0) return (reference){ .appendix = &j->m->appendices.v[i] };
  for (size_t i = 0; i < j->m->documents.n; i++) {
    const document *other = j->m->documents.v[i];
    if (strcmp(other->id, name) != 0) continue;
    for (size_t k = 0; other != doc && k < j->m->appendices.n; k++)
      if (j->m->appendices.v[k].document == other) return (reference){ .appendix = &j->m->appendices.v[k] };
    return (reference){ .doc = other };
  }
  return in_documents(j, name, doc, false);
}

static void say_dead(model_job *j, const char *name, span at) {
  if (j->documents_broken || j->agreement_broken) return;     /* it may stand in what could not be read */
  const char **names = ARENA_ARRAY(j->a, const char *, j->anchors.n + j->m->appendices.n + j->m->documents.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < j->anchors.n; i++) names[n++] = j->anchors.v[i]->name;
  for (size_t i = 0; i < j->m->appendices.n; i++) names[n++] = j->m->appendices.v[i].anchor;
  for (size_t i = 0; i < j->m->documents.n; i++) names[n++] = j->m->documents.v[i]->id;
  const char *near = text_nearest(name, names, n);
  DIAG_SAY(j->d, DEAD_REFERENCE, at, name, near ? near : "");
}

static const char *anchor_text(arena *a, const anchor *x, const char *called) {
  switch (x->kind) {
    case ANCHOR_SECTION: return arena_printf(a, "afsnittet »%s«", x->title);
    case ANCHOR_FOCUS: return arena_printf(a, "fokusområde" NBSP "%s", x->number);
    case ANCHOR_TABLE: return called ? arena_printf(a, "tabel" NBSP "%s", called) : arena_printf(a, "tabellen »%s«", x->title);
    case ANCHOR_FIGURE: return arena_printf(a, "figur" NBSP "%s", called);
    case ANCHOR_POINT: return arena_printf(a, "punkt" NBSP "%s", x->number);
    case ANCHOR_CLAUSE: return arena_printf(a, "§" NBSP "%s", x->number);
  }
  g_assert_not_reached();
}

static const char *small_text(arena *a, const reference *r, const char *called) {
  if (r->appendix) return arena_printf(a, r->appendix->of_tariff_agreement ? "bilag" NBSP "%s til takstaftalen" : "bilag" NBSP "%s", r->appendix->number);
  if (!r->anchor) return document_called(a, r->doc);
  const char *text = anchor_text(a, r->anchor, called ? called : r->anchor->number);
  return r->doc == r->from ? text : arena_printf(a, "%s i %s", text, document_called(a, r->doc));
}

const char *reference_text(arena *a, const reference *r, const char *called) {
  const char *text = small_text(a, r, called);
  return r->capital ? upper_first(a, text) : text;
}

/* Whether sections have numbers is the layout's wish, and which one is counted there; the words around it are content's language and are made here. */
const char *reference_by_number(arena *a, const reference *r) {
  if (!r->automatic || !r->anchor || r->anchor->kind != ANCHOR_SECTION) return NULL;
  const char *text = r->capital ? "Afsnit" NBSP "#" : "afsnit" NBSP "#";
  return r->doc == r->from ? text : arena_printf(a, "%s i %s", text, document_called(a, r->doc));
}

/* Where the reader of this document may go: the place itself, or its list of appendices. NULL: nowhere here. */
static const char *place_here(const model_job *j, const reference *t, const document *doc) {
  if (t->anchor) return t->doc == doc ? t->anchor->name : NULL;
  if (!t->appendix) return t->doc == doc ? arena_printf(j->a, "dokument-%s", doc->id) : NULL;
  for (size_t i = 0; i < j->documents.n; i++)
    if (j->documents.v[i]->doc == doc) return j->documents.v[i]->overview;
  return NULL;
}

static void resolve(model_job *j, const xref *x) {
  inl *i = x->at;
  const char *name = i->target;
  reference t = find(j, name, x->doc);
  if (!t.anchor && !t.appendix && !t.doc) {
    say_dead(j, name, i->at);
    return;
  }
  if (t.ambiguous) {
    DIAG_SAY(j->d, REFERENCE_AMBIGUOUS, i->at, name);
    for (const anchor *o = index_get(j->anchor_index, name); o; o = o->same) diag_also(j->d, o->at, "her kan det være", "it may be here");
    return;
  }
  t.from = x->doc;
  t.automatic = !x->page && !i->first;
  t.capital = x->capital;
  reference *kept = ARENA_NEW(j->a, reference);
  *kept = t;
  i->ref = kept;
  const char *here = place_here(j, &t, x->doc);
  if (x->page) {
    if (!here) DIAG_SAY(j->d, PAGE_ELSEWHERE, i->at, name);
    else i->target = here;
    return;
  }
  if (t.automatic) i->first = inl_of(j->a, reference_text(j->a, &t, NULL), i->at);
  i->by_number = reference_by_number(j->a, &t);
  i->elsewhere = !here;
  if (here) i->target = here;
}

void refs_resolve(model_job *j) {
  for (size_t i = 0; i < j->xrefs.n; i++) resolve(j, &j->xrefs.v[i]);
}
