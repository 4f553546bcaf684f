/* Which offer somebody means, and which offer a record is about. */
#include "why/why_int.h"

#include <string.h>

enum { WAYS_DEEP = 4, CANDIDATES_MOST = 6 };

static const record *offer_behind(const record *x, unsigned deep) {
  const shape_def *def = x->reg->def;
  if (!strcmp(def->name, "tilbud")) return x;
  for (size_t i = 0; deep && i < def->count; i++) {
    const value *v = &x->values[i];
    if (def->fields[i].type != FIELD_REF || v->kind != VALUE_KNOWN || !v->target || !strcmp(def->fields[i].target, def->name)) continue;
    const record *found = offer_behind(v->target, deep - 1);
    if (found) return found;
  }
  return NULL;
}

const record *offer_of(const record *x) { return offer_behind(x, WAYS_DEEP); }

/* ---- by what people write ---- */

typedef LIST(const record *) offers;

static void add(arena *a, offers *found, const record *x) {
  for (size_t i = 0; i < found->n; i++)
    if (found->v[i] == x) return;
  LIST_PUSH(a, found, x);
}

static const char *text_of(const record *x, const char *key) {
  const value *v = record_value(x, key);
  return v && v->kind == VALUE_KNOWN ? v->text : NULL;
}

static void by_portal(arena *a, const reg *r, const char *said, offers *found) {
  const char *wanted = fold_number(a, said);
  for (size_t i = 0; wanted && i < r->records.n; i++) {
    const char *own = fold_number(a, text_of(r->records.v[i], "tilbudsportal-id"));
    if (own && !strcmp(own, wanted)) add(a, found, r->records.v[i]);
  }
}

static void by_name(arena *a, const agreement *m, const reg *r, const char *said, offers *found) {
  const char *folded = fold_name(a, said);
  const reg *changes = model_register(m, "navneskift");
  for (size_t i = 0; i < r->records.n; i++)
    if (!strcmp(fold_name(a, record_name(r->records.v[i])), folded)) add(a, found, r->records.v[i]);
  for (size_t i = 0; changes && i < changes->records.n; i++) {
    const char *earlier = text_of(changes->records.v[i], "tidligere navn");
    const record *x = offer_of(changes->records.v[i]);
    if (x && earlier && !strcmp(fold_name(a, earlier), folded)) add(a, found, x);
  }
}

/* "Engen" for »Botilbuddet Engen«. */
static void by_short_name(arena *a, const reg *r, const char *said, offers *found) {
  const char *folded = fold_name(a, said);
  bool kind;
  for (size_t i = 0; i < r->records.n; i++)
    if (!strcmp(fold_without_kind(a, record_name(r->records.v[i]), &kind), folded)) add(a, found, r->records.v[i]);
}

/* "Engen (botilbuddet-engen), …" */
static const char *listed(arena *a, const offers *found) {
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < found->n && i < CANDIDATES_MOST; i++)
    g_string_append_printf(s, "%s%s (%s)", i ? ", " : "", record_name(found->v[i]), found->v[i]->id);
  if (found->n > CANDIDATES_MOST) g_string_append_printf(s, " og %zu til", found->n - CANDIDATES_MOST);
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* Those that hold what was written, or are held by it; else the one that is spelt most like it. */
static const char *near_ones(arena *a, const reg *r, const char *said) {
  const char *folded = fold_name(a, said);
  offers near = { 0 };
  const char **names = ARENA_ARRAY(a, const char *, 2 * r->records.n + 1);
  for (size_t i = 0; i < r->records.n; i++) {
    const char *own = fold_name(a, record_name(r->records.v[i]));
    names[2 * i] = own;
    names[2 * i + 1] = r->records.v[i]->id;
    if (strlen(folded) > 2 && (strstr(own, folded) || strstr(folded, own))) add(a, &near, r->records.v[i]);
  }
  const char *like = near.n ? NULL : text_nearest(folded, names, 2 * r->records.n);
  for (size_t i = 0; like && i < 2 * r->records.n; i++)
    if (names[i] == like) add(a, &near, r->records.v[i / 2]);
  return near.n ? listed(a, &near) : "";
}

const record *why_offer(arena *a, diag *d, const agreement *m, const char *said) {
  const reg *r = model_register(m, "tilbud");
  const record *x = r ? record_lookup(r, said) : NULL;
  offers found = { 0 };
  if (x) return x;
  if (r && !text_blank(said)) {
    by_portal(a, r, said, &found);
    if (!found.n) by_name(a, m, r, said, &found);
    if (!found.n) by_short_name(a, r, said, &found);
  }
  if (found.n == 1) return found.v[0];
  if (found.n) DIAG_SAY(d, WHY_SEVERAL, SPAN_NONE, said, listed(a, &found));
  else DIAG_SAY(d, WHY_UNKNOWN, SPAN_NONE, said, r ? near_ones(a, r, said) : "");
  return NULL;
}
