#include "model/model_int.h"

#include <string.h>

/* A meeting: head, overview of the points, the points with their parts.
 *
 * One file gives several documents (`udgaver`). The agenda leaves out what is known only after the meeting: who stayed away, what was discussed and
 * decided. A public edition keeps a closed point's number and says "Lukket punkt", as the open agendas of Danish municipalities do
 * (kommunestyrelsesloven § 13 and § 10); nothing below it is lowered, so no table, note or name of it can reach the file. */

/* ---- facts: label and value in two columns, a list for screen readers ---- */
block *facts_add(doc_job *w, block *parent, span at) {
  block *list = block_add(w->j->a, parent, BLOCK_LIST, "oplysninger", at);
  list->start = 1;
  return list;
}

void fact_add(doc_job *w, block *facts, const char *label, inl *text, span at) {
  arena *a = w->j->a;
  if (!text) return;
  block *item = block_add(a, facts, BLOCK_ITEM, "oplysninger-punkt", at);
  item->label = label;
  paragraph_add(a, item, "oplysninger-tekst", text, at);
}

void fact_from(doc_job *w, block *facts, const char *label, const shaped *s, const char *key) {
  const value *v = shaped_value(s, key);
  arena *a = w->j->a;
  if (v->kind == VALUE_KNOWN) {
    bool day = s->def->fields[def_field(s->def, key)].type == FIELD_DATE;
    fact_add(w, facts, label, day ? inl_of(a, date_text(a, v->day), v->at) : prose_line(w, shaped_node(s, key)), v->at);
  } else if (v->kind == VALUE_NOT_STATED) {
    fact_add(w, facts, label, prose_plain(w, arena_printf(a, "Ikke oplyst, fordi %s", v->text), v->at), v->at);
  }
}

/* ---- seats ---- */
static const char vacant[] = "Vakant";
typedef struct seat { const char *place, *person, *state; span at; } seat;   /* state is vacant itself where nobody has it */

/* Title and person of an office; an office that nobody holds is vacant. */
static void seat_of_office(doc_job *w, const shaped *s, seat *out) {
  const char *id = shaped_text(s, "embede");
  const reg *offices = model_register(w->j->m, "embeder");
  const record *r = record_lookup(offices, id);
  if (!r) {
    if (!offices->broken) DIAG_SAY(w->j->d, REFERENCE_UNKNOWN, shaped_at(s, "embede"), id, "embeder", reg_nearest(w->j->a, offices, id));
    return;
  }
  out->place = record_name(r);
  const value *p = record_value(r, "person");
  if (p->kind == VALUE_KNOWN && p->target) out->person = record_name(p->target);
  else if (p->kind == VALUE_NOT_RELEVANT) out->state = vacant;
}

static seat read_seat(doc_job *w, const shaped *s, const char *state) {
  seat x = { .state = state, .at = s->at };
  bool office = shaped_text(s, "embede") != NULL, place = shaped_text(s, "plads") != NULL;
  if (office == place) DIAG_SAY(w->j->d, SEAT_BOTH, s->at, office ? "både »embede« og »plads«" : "hverken »embede« eller »plads«",
                                office ? "both 'embede' and 'plads'" : "neither 'embede' nor 'plads'");
  if (place) x.place = shaped_text(s, "plads");
  if (office) seat_of_office(w, s, &x);
  if (shaped_text(s, "navn")) x.person = shaped_text(s, "navn");
  if (shaped_yes(s, "vakant")) x.state = vacant;
  if (x.person && x.state == vacant) DIAG_SAY(w->j->d, SEAT_VACANT, s->at, x.person);
  return x;
}

typedef LIST(seat) seat_list;

static void read_seats(doc_job *w, const shaped *s, const char *key, const char *state, bool with_vacant, seat_list *out) {
  const value *v = shaped_value(s, key);
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    seat x = read_seat(w, v->list.v[i].sub, state);
    if (with_vacant || x.state != vacant) LIST_PUSH(w->j->a, out, x);
  }
}

static void seat_table(doc_job *w, block *parent, const seat_list *all, span at) {
  static const char *const head[] = { "Plads", "Navn", "Deltagelse" };
  arena *a = w->j->a;
  table_decl *t = table_add(w, parent, arena_printf(a, "tabel-deltagere-%d", ++w->made_tables), "Deltagere", at);
  table_cells(w, t, all->n + 1, G_N_ELEMENTS(head));
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++) t->prose[0][i] = inl_of(a, head[i], at);
  for (size_t i = 0; i < all->n; i++) {
    const seat *x = &all->v[i];
    t->prose[i + 1][0] = prose_plain(w, x->place ? x->place : "?", x->at);
    t->prose[i + 1][1] = prose_plain(w, x->person ? x->person : x->state == vacant ? "ingen" : "ikke oplyst", x->at);
    t->prose[i + 1][2] = inl_of(a, x->state, x->at);
  }
}

void lower_meeting(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  const reg *bodies = model_register(w->j->m, "organer");
  const char *id = shaped_text(s, "møde");
  const record *body = id ? record_lookup(bodies, id) : NULL;
  if (id && !body && !bodies->broken) DIAG_SAY(w->j->d, REFERENCE_UNKNOWN, shaped_at(s, "møde"), id, "organer", reg_nearest(a, bodies, id));
  block *b = block_add(a, parent, BLOCK_SECTION, "møde", s->at);
  block *facts = facts_add(w, b, s->at);
  if (body) fact_add(w, facts, "Organ", prose_plain(w, record_name(body), s->at), shaped_at(s, "møde"));
  fact_from(w, facts, "Dato", s, "dato");
  fact_from(w, facts, "Tid", s, "tid");
  fact_from(w, facts, "Sted", s, "sted");
  fact_from(w, facts, "Deltagere", s, "deltagere");
  fact_from(w, facts, "Næste møde", s, "næste møde");
  prose_add(w, b, s, "tekst", &(prose_look){ "brødtekst", level, NULL });
  seat_list all = { 0 };
  read_seats(w, s, "deltagere", w->edition.agenda ? "Indkaldt" : "Til stede", true, &all);
  read_seats(w, s, "afbud", w->edition.agenda ? "Indkaldt" : "Afbud", !w->edition.agenda, &all);
  if (all.n) seat_table(w, b, &all, s->at);
}
