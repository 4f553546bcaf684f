#include "model/model_int.h"

#include <string.h>

/* A timeline: dates of the registers datoer and møderunder in the order of the calendar, and behind them what is written out. */

typedef struct day_event { date day; const char *what; span at; } day_event;
typedef LIST(day_event) day_list;

static const record *record_of(doc_job *w, const reg *r, const value *id) {
  const record *x = record_lookup(r, id->text);
  if (!x && !r->broken) DIAG_SAY(w->j->d, REFERENCE_UNKNOWN, id->at, id->text, r->def->name, reg_nearest(w->j->a, r, id->text));
  return x;
}

/* False: some day is missing, and has been told of. */
static bool from_dates(doc_job *w, const value *ids, day_list *days) {
  const reg *r = model_register(w->j->m, "datoer");
  bool whole = true;
  for (size_t i = 0; ids->kind == VALUE_KNOWN && i < ids->list.n; i++) {
    const value *id = &ids->list.v[i];
    const record *x = id->kind == VALUE_KNOWN ? record_of(w, r, id) : NULL;
    whole = whole && x;
    if (!x) continue;
    const value *day = record_value(x, "dato"), *what = record_value(x, "hvad");
    if (day->kind == VALUE_KNOWN) LIST_PUSH(w->j->a, days, ((day_event){ day->day, what->kind == VALUE_KNOWN ? typo_line(w->j->a, what->text) : x->id, id->at }));
    else {
      whole = false;
      if (day->kind != VALUE_BROKEN) DIAG_SAY(w->j->d, FIGURE_NO_DAY, id->at, x->id);
    }
  }
  return whole;
}

/* A round's meetings: each field of a date is a body's. False: as above. */
static bool from_rounds(doc_job *w, const value *ids, day_list *days) {
  const reg *r = model_register(w->j->m, "møderunder");
  bool whole = true;
  for (size_t i = 0; ids->kind == VALUE_KNOWN && i < ids->list.n; i++) {
    const value *id = &ids->list.v[i];
    const record *x = id->kind == VALUE_KNOWN ? record_of(w, r, id) : NULL;
    whole = whole && x;
    for (size_t k = 0; x && k < r->def->count; k++) {
      const field_def *field = &r->def->fields[k];
      if (field->type != FIELD_DATE || x->values[k].kind != VALUE_KNOWN) continue;
      const record *body = record_lookup(model_register(w->j->m, "organer"), field->key);
      LIST_PUSH(w->j->a, days, ((day_event){ x->values[k].day, arena_printf(w->j->a, "%s mødes", body ? record_name(body) : field->title), id->at }));
    }
  }
  return whole;
}

/* Stable: two events of one day stay as written. */
static void sort_days(day_list *days) {
  for (size_t i = 1; i < days->n; i++) {
    day_event e = days->v[i];
    size_t k = i;
    for (; k && date_compare(days->v[k - 1].day, e.day) > 0; k--) days->v[k] = days->v[k - 1];
    days->v[k] = e;
  }
}

enum { EVENTS_LEAST = 2, EVENTS_MOST = 30 };

void events_read(doc_job *w, const shaped *s, figure *f) {
  arena *a = w->j->a;
  day_list days = { 0 };
  bool whole = from_dates(w, shaped_value(s, "datoer"), &days);
  whole = from_rounds(w, shaped_value(s, "møderunder"), &days) && whole;
  sort_days(&days);
  for (size_t i = 0; i < days.n; i++) LIST_PUSH(a, &f->events, ((figure_event){ date_text(a, days.v[i].day), days.v[i].what, days.v[i].at }));
  const value *written = shaped_value(s, "begivenheder");
  for (size_t i = 0; written->kind == VALUE_KNOWN && i < written->list.n; i++) {
    const value *v = &written->list.v[i];
    if (v->kind != VALUE_KNOWN || !shaped_has(v->sub, "hvornår") || !shaped_has(v->sub, "hvad")) continue;
    const char *when = inl_plain(a, prose_line(w, shaped_node(v->sub, "hvornår"))), *what = inl_plain(a, prose_line(w, shaped_node(v->sub, "hvad")));
    LIST_PUSH(a, &f->events, ((figure_event){ when, what, v->sub->at }));
  }
  if (!whole && f->events.n < EVENTS_LEAST) return;
  if (f->events.n >= EVENTS_LEAST && f->events.n <= EVENTS_MOST) return;
  DIAG_SAY(w->j->d, FIGURE_COUNT, f->at, arena_printf(a, "%zu", f->events.n), "punkter", "events", arena_printf(a, "%d–%d", EVENTS_LEAST, EVENTS_MOST));
}

const char *events_words(arena *a, const figure *f) {
  GString *s = g_string_new(NULL);
  g_string_append_printf(s, "Tidslinjen »%s« har %zu punkter.", f->title, f->events.n);
  for (size_t i = 0; i < f->events.n; i++) {
    const figure_event *e = &f->events.v[i];
    size_t n = strlen(e->what);
    g_string_append_printf(s, " %s: %s%s", upper_first(a, e->when), e->what, n && strchr(".?!", e->what[n - 1]) ? "" : ".");
  }
  const char *out = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  return out;
}
