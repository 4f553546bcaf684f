/* The agreement's offers as they are on one day: name, operator and paragraphs of that day, that year's tariffs and occupancy. */
#include "reconcile/reconcile_int.h"

#include <string.h>

typedef struct collect { arena *a; const agreement *m; const reg *offers; date day; GHashTable *index; /* record -> its place + 1 */ our_offers out; } collect;

static const value *known(const record *r, const char *field) {
  const value *v = r ? record_value(r, field) : NULL;
  return v && v->kind == VALUE_KNOWN ? v : NULL;
}

static const char *known_text(const record *r, const char *field) {
  const value *v = known(r, field);
  return v ? v->text : NULL;
}

static const value *on_day(const collect *c, const record *r, const char *field) {
  for (size_t i = 0; i < r->reg->def->count; i++)
    if (!strcmp(r->reg->def->fields[i].key, field)) return record_value_on(c->m, r, i, c->day);
  return NULL;
}

/* The offer's own CVR number, or its operator's; after a change of operator the number of the one that had it that day. */
static const char *company_of(const record *r, const record *operator_then) {
  const value *now = known(r, "driftsherre");
  const char *own = known_text(r, "cvr"), *of_operator = operator_then ? known_text(operator_then, "cvr") : NULL;
  const bool changed = now && operator_then && now->target != operator_then;
  return own && !(changed && of_operator) ? own : of_operator;
}

static void read_paragraphs(collect *c, our_offer *o) {
  const value *v = known(o->r, "paragraf");
  const reg *laws = model_register(c->m, "love");
  GString *text = g_string_new(NULL);
  for (size_t i = 0; v && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN || !v->list.v[i].target) continue;
    const char *name = record_name(record_on(v->list.v[i].target, c->day));
    g_string_append_printf(text, "%s%s", text->len ? "; " : "", name);
  }
  if (text->len) {
    o->paragraph_text = arena_strdup(c->a, text->str);
    paragraphs_read(c->a, laws, text->str, &o->paragraphs);
  }
  g_string_free(text, TRUE);
}

static void read_offer(collect *c, const record *r, const char *operator_id, our_offer *o) {
  const value *name = on_day(c, r, "navn"), *keeper = on_day(c, r, "driftsherre"), *places = record_value(r, "pladser");
  const record *operator_then = keeper && keeper->kind == VALUE_KNOWN ? keeper->target : NULL;
  const char *const numbers[] = { known_text(r, "tilbudsportal-id"), company_of(r, operator_then), known_text(r, "p-nummer") };
  *o = (our_offer){ .r = r, .name = name && name->kind == VALUE_KNOWN ? name->text : r->id, .operator_name = operator_then ? record_name(operator_then) : NULL,
                    .holds = record_holds_on(r, c->day), .asked = !operator_id || (operator_then && !strcmp(operator_then->id, operator_id)), .places = *places };
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    o->number_text[i] = numbers[i];
    o->number[i] = fold_number(c->a, numbers[i]);
  }
  read_paragraphs(c, o);
}

static our_offer *offer_of(const collect *c, const record *r) {
  const value *v = known(r, "tilbud");
  const size_t i = v ? GPOINTER_TO_SIZE(g_hash_table_lookup(c->index, v->target)) : 0;
  return i ? &c->out.v[i - 1] : NULL;
}

static bool of_year(const collect *c, const record *r) {
  const value *v = known(r, "år");
  return v && v->num.mantissa == c->day.year;
}

/* The later of two tariffs of one service and year; NULL: nothing says which. */
static const record *later(const record *x, const record *y) {
  const value *x_after = known(x, "afløser"), *y_after = known(y, "afløser"), *x_from = known(x, "gælder fra"), *y_from = known(y, "gælder fra");
  if (x_after && x_after->target == y) return x;
  if (y_after && y_after->target == x) return y;
  const int order = date_compare(x_from ? x_from->day : (date){ 0 }, y_from ? y_from->day : (date){ 0 });
  return order ? order > 0 ? x : y : NULL;
}

static our_tariff tariff_of(const record *t, const record *service) {
  const value *amount = known(t, "takst"), *regulation = known(t, "regulering"), *kind = known(service, "art"), *department = known(service, "afdeling");
  return (our_tariff){ .service = record_name(service), .level = known_text(service, "niveau"), .of = t, .amount = amount->num, .regulation = regulation ? regulation->num : (number){ 0 },
                       .department = department && department->target ? record_name(department->target) : NULL,
                       .main = !kind || strcmp(kind->text, "tillægsydelse") != 0 };
}

static void read_tariff(collect *c, const record *t) {
  const value *to = known(t, "ydelse"), *from = known(t, "gælder fra");
  const record *service = to ? to->target : NULL;
  our_offer *o = service ? offer_of(c, service) : NULL;
  if (!o || !of_year(c, t) || !known(t, "takst") || !record_holds_on(service, c->day) || (from && date_compare(from->day, c->day) > 0)) return;
  for (size_t i = 0; i < o->tariffs.n; i++) {
    our_tariff *x = &o->tariffs.v[i];
    const record *best = known(x->of, "ydelse")->target == service ? later(x->of, t) : NULL;
    if (best == t) *x = tariff_of(t, service);
    if (best) return;
  }
  LIST_PUSH(c->a, &o->tariffs, tariff_of(t, service));
}

/* The whole year's. */
static void read_occupancy(collect *c, const record *r) {
  our_offer *o = of_year(c, r) ? offer_of(c, r) : NULL;
  const value *quarter = known(r, "kvartal");
  if (o && quarter && !quarter->num.mantissa) o->occupancy = *record_value(r, "belægning");
}

our_offers ours_collect(arena *a, const agreement *m, const reconcile_request *wanted) {
  const reg *tariffs = model_register(m, "takster"), *years = model_register(m, "belægning");
  collect c = { .a = a, .m = m, .offers = model_register(m, "tilbud"), .day = wanted->day, .index = g_hash_table_new(NULL, NULL) };
  c.out.n = c.offers->records.n;
  c.out.v = ARENA_ARRAY(a, our_offer, c.out.n + 1);
  for (size_t i = 0; i < c.out.n; i++) {
    g_hash_table_insert(c.index, c.offers->records.v[i], GSIZE_TO_POINTER(i + 1));
    read_offer(&c, c.offers->records.v[i], wanted->operator_id, &c.out.v[i]);
  }
  for (size_t i = 0; i < tariffs->records.n; i++) read_tariff(&c, tariffs->records.v[i]);
  for (size_t i = 0; i < years->records.n; i++) read_occupancy(&c, years->records.v[i]);
  g_hash_table_destroy(c.index);
  return c.out;
}
