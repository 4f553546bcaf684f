#include "model/model_int.h"

#include <string.h>

/* Lists that the program makes from aftale.yaml and the registers: the appendices with their state, the bodies with their offices. Both
 * are tables of text: a screen reader says the column with each cell. */

static void fill_head(doc_job *w, table_decl *t, const char *const *titles, size_t n, span at) {
  for (size_t i = 0; i < n; i++) t->prose[0][i] = inl_of(w->j->a, titles[i], at);
}

/* In a collection a line of the list leads to the appendix (collection_copy.c); elsewhere it is words. */
static inl *appendix_title(doc_job *w, const appendix *x) {
  inl *i = inl_around(w->j->a, INLINE_XREF, prose_plain(w, x->title, x->at), x->at);
  reference *r = ARENA_NEW(w->j->a, reference);
  *r = (reference){ .appendix = x, .from = w->doc };
  i->ref = r;
  i->target = x->anchor;
  i->elsewhere = true;
  return i;
}

static void appendix_table(doc_job *w, block *parent, bool of_tariff, span at) {
  static const char *const head[] = { "Bilag", "Titel", "Tilstand" };
  arena *a = w->j->a;
  const agreement *m = w->j->m;
  size_t count = 0, row = 1;
  for (size_t i = 0; i < m->appendices.n; i++) count += m->appendices.v[i].of_tariff_agreement == of_tariff;
  if (!count) return;
  table_decl *t = of_tariff ? table_add(w, parent, "tabel-takstbilag", "Bilag til takstaftalen", at) : table_add(w, parent, "tabel-bilag", "Bilag til rammeaftalen", at);
  table_cells(w, t, count + 1, G_N_ELEMENTS(head));
  fill_head(w, t, head, G_N_ELEMENTS(head), at);
  for (size_t i = 0; i < m->appendices.n; i++) {
    const appendix *x = &m->appendices.v[i];
    if (x->of_tariff_agreement != of_tariff) continue;
    const char *state = upper_first(a, state_words[x->state]);
    inl **cells = t->prose[row++];
    cells[0] = inl_of(a, x->number, x->at);
    cells[1] = appendix_title(w, x);
    cells[2] = prose_plain(w, x->remark ? arena_printf(a, "%s. %s", state, x->remark) : state, x->at);
  }
}

void lower_appendices(doc_job *w, block *parent, const shaped *s, int level) {
  block *b = section_add(w, parent, "bilagsoversigt", s, level);
  w->overview = b->first->anchor;
  if (!w->j->m->appendices.n) {
    if (!w->j->agreement_broken) DIAG_SAY(w->j->d, NO_APPENDICES, s->at, NULL);
    return;
  }
  appendix_table(w, b, false, s->at);
  appendix_table(w, b, true, s->at);
}

/* An office counts on the day of the document's version: who left before or comes later is not shown. */
static bool in_office(const record *r, date day) {
  const value *from = record_value(r, "fra"), *to = record_value(r, "til");
  if (!day.year) return true;
  return !(from->kind == VALUE_KNOWN && date_compare(from->day, day) > 0) && !(to->kind == VALUE_KNOWN && date_compare(to->day, day) < 0);
}

static const record *target_of(const record *r, const char *field) {
  const value *v = record_value(r, field);
  return v->kind == VALUE_KNOWN ? v->target : NULL;
}

static const char *words_for(const value *v) {
  switch (v->kind) {
    case VALUE_NOT_RELEVANT: return "ikke relevant";
    case VALUE_PENDING: return "uafklaret";
    case VALUE_ABSENT: case VALUE_KNOWN: case VALUE_NOT_STATED: case VALUE_BROKEN: break;
  }
  return "ikke oplyst";
}

static const char *person_text(arena *a, const record *office) {
  const record *p = target_of(office, "person");
  if (!p) return words_for(record_value(office, "person"));
  const record *home = target_of(p, "kommune");
  return home ? arena_printf(a, "%s, %s", record_name(p), record_name(home)) : record_name(p);
}

typedef struct holder { const record *body, *office; } holder;
typedef LIST(holder) holder_list;

static void office_table(doc_job *w, block *parent, const holder_list *all, span at) {
  static const char *const head[] = { "Organ", "Embede", "Person" };
  arena *a = w->j->a;
  if (!all->n) return;
  table_decl *t = table_add(w, parent, "tabel-embeder", "Organer, embeder og personer", at);
  table_cells(w, t, all->n + 1, G_N_ELEMENTS(head));
  fill_head(w, t, head, G_N_ELEMENTS(head), at);
  for (size_t i = 0; i < all->n; i++) {
    inl **cells = t->prose[i + 1];
    const record *r = all->v[i].office;
    cells[0] = prose_plain(w, record_name(all->v[i].body), r->at);
    cells[1] = prose_plain(w, record_name(r), r->at);
    cells[2] = prose_plain(w, person_text(a, r), r->at);
  }
}

static void body_item(doc_job *w, block *list, const record *r) {
  arena *a = w->j->a;
  const value *what = record_value(r, "beskrivelse");
  block *item = block_add(a, list, BLOCK_ITEM, "punktliste-punkt", r->at);
  inl *name = inl_around(a, INLINE_STRONG, prose_plain(w, arena_printf(a, what->kind == VALUE_KNOWN ? "%s:" : "%s", record_name(r)), r->at), r->at);
  if (what->kind == VALUE_KNOWN) name = inl_join(name, inl_join(inl_of(a, " ", r->at), prose_plain(w, what->text, r->at)));
  paragraph_add(a, item, "punktliste-tekst", name, r->at);
}

/* First every body and what it does, then who holds its offices, in the register's order. */
void lower_bodies(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = section_add(w, parent, "organer", s, level);
  const reg *bodies = model_register(w->j->m, "organer"), *offices = model_register(w->j->m, "embeder");
  if (!bodies->records.n) {
    if (!bodies->broken) DIAG_SAY(w->j->d, NO_BODIES, s->at, NULL);
    return;
  }
  block *list = block_add(a, b, BLOCK_LIST, "punktliste", s->at);
  list->start = 1;
  holder_list all = { 0 };
  for (size_t i = 0; i < bodies->records.n; i++) {
    const record *x = bodies->records.v[i];
    body_item(w, list, x);
    for (size_t k = 0; k < offices->records.n; k++) {
      const record *r = offices->records.v[k];
      if (target_of(r, "organ") == x && in_office(r, w->doc->version_date)) LIST_PUSH(a, &all, ((holder){ x, r }));
    }
  }
  office_table(w, b, &all, s->at);
}
