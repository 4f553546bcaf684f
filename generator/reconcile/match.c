/* Pairs the file's rows with the agreement's offers, the surest key first. A row finds its offer by one key alone: the first that any offer has. Two
 * offers, or two rows, that one name may mean are told and not paired. */
#include "reconcile/reconcile_int.h"

#include <string.h>

typedef struct keyed { const char *key; size_t of; } keyed;
typedef struct keys { keyed *v; size_t n; } keys;                 /* sorted */

static int by_key(const void *x, const void *y) {
  const keyed *a = x, *b = y;
  const int order = strcmp(a->key, b->key);
  return order ? order : a->of < b->of ? -1 : a->of > b->of;
}

static void keys_add(keys *k, const char *key, size_t of) {
  if (key && *key) k->v[k->n++] = (keyed){ key, of };
}

static void keys_sort(keys *k) {
  if (k->n) qsort(k->v, k->n, sizeof *k->v, by_key);
}

/* Those with this key: the first, and how many. */
static const keyed *keys_find(const keys *k, const char *key, size_t *count) {
  size_t from = 0, to = k->n;
  while (from < to) {
    const size_t middle = from + (to - from) / 2;
    if (strcmp(k->v[middle].key, key) < 0) from = middle + 1;
    else to = middle;
  }
  for (*count = 0; from + *count < k->n && !strcmp(k->v[from + *count].key, key);) ++*count;
  return k->v + from;
}

static bool open_row(const reconcile_job *j, size_t row) { return j->way[row] == PAIRED_NOT && !j->told[row]; }

static void pair(reconcile_job *j, size_t row, size_t offer, reconcile_way way) {
  j->way[row] = way;
  j->offer[row] = offer;
  j->ours.v[offer].taken = true;
}

static void doubt(reconcile_job *j, size_t row, const char *why) {
  const extract_row *e = &j->e->row[row];
  const char *name = row_text(e, RECONCILE_NAME), *portal = row_text(e, RECONCILE_PORTAL);
  j->told[row] = true;
  LIST_PUSH(j->a, &j->r->doubts, ((reconcile_doubt){ name ? name : portal ? portal : "ikke oplyst", why, e->line }));
}

/* "Engen (Ærneholm Kommune), Engen (Birkesund Kommune)"; they are in doubt, not missing. */
static const char *candidates(reconcile_job *j, const keyed *found, size_t n) {
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    our_offer *o = &j->ours.v[found[i].of];
    o->doubted = true;
    g_string_append_printf(s, "%s%s", i ? i + 1 == n ? " og " : ", " : "", o->name);
    if (o->operator_name) g_string_append_printf(s, " (%s)", o->operator_name);
  }
  const char *kept = arena_strdup(j->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* ---- numbers ---- */

static const char *row_number(const reconcile_job *j, size_t row, reconcile_field f) { return fold_number(j->a, row_text(&j->e->row[row], f)); }

static void match_numbers(reconcile_job *j, reconcile_field f, reconcile_way way) {
  keys ours = { ARENA_ARRAY(j->a, keyed, j->ours.n + 1), 0 };
  for (size_t i = 0; i < j->ours.n; i++) keys_add(&ours, j->ours.v[i].number[f], i);
  keys_sort(&ours);
  for (size_t row = 0; j->e->has[f] && row < j->e->rows; row++) {
    const char *key = open_row(j, row) ? row_number(j, row, f) : NULL;
    size_t n = 0;
    const keyed *found = key ? keys_find(&ours, key, &n) : NULL;
    if (n == 1) pair(j, row, found->of, way);
    else if (n) doubt(j, row, arena_printf(j->a, "%s %s har i aftalen både %s", reconcile_field_name(f), key, candidates(j, found, n)));
  }
}

/* Both have this number, and not the same one. */
static bool contradicts(const reconcile_job *j, size_t row, size_t offer, reconcile_field f) {
  const char *theirs = row_number(j, row, f), *ours = j->ours.v[offer].number[f];
  return theirs && ours && strcmp(theirs, ours) != 0;
}

/* A CVR number is an operator's: it tells an offer only where it is the sole one on both sides, and no other number speaks against it. */
static void match_companies(reconcile_job *j) {
  const reconcile_field f = RECONCILE_COMPANY;
  keys ours = { ARENA_ARRAY(j->a, keyed, j->ours.n + 1), 0 }, theirs = { ARENA_ARRAY(j->a, keyed, j->e->rows + 1), 0 };
  for (size_t i = 0; i < j->ours.n; i++) keys_add(&ours, j->ours.v[i].number[f], i);
  for (size_t row = 0; row < j->e->rows; row++) keys_add(&theirs, row_number(j, row, f), row);
  keys_sort(&ours);
  keys_sort(&theirs);
  for (size_t row = 0; j->e->has[f] && row < j->e->rows; row++) {
    const char *key = open_row(j, row) ? row_number(j, row, f) : NULL;
    size_t n = 0, same = 0;
    const keyed *found = key ? keys_find(&ours, key, &n) : NULL;
    if (key) keys_find(&theirs, key, &same);
    if (n != 1 || same != 1 || j->ours.v[found->of].taken) continue;
    if (!contradicts(j, row, found->of, RECONCILE_PORTAL) && !contradicts(j, row, found->of, RECONCILE_UNIT)) pair(j, row, found->of, PAIRED_BY_COMPANY);
  }
}

/* ---- names ---- */

static const char *row_service(const reconcile_job *j, size_t row) {
  const char *s = row_text(&j->e->row[row], RECONCILE_SERVICE);
  return s ? fold_name(j->a, s) : "";
}

/* Rows of one name that are no rows of one offer with a service each. */
static bool rows_alike(const reconcile_job *j, const keyed *rows, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++)
      if (!strcmp(row_service(j, rows[i].of), row_service(j, rows[k].of))) return true;
  return false;
}

/* The open ones of those found, moved to the front; all, when none is open. */
static size_t open_first(const reconcile_job *j, keyed *found, size_t n) {
  size_t open = 0;
  for (size_t i = 0; i < n; i++) {
    const keyed x = found[i];
    if (!j->ours.v[x.of].holds) continue;
    found[i] = found[open];
    found[open++] = x;
  }
  return open ? open : n;
}

static void match_name(reconcile_job *j, size_t row, const keys *rows, keyed *found, size_t n, const char *key) {
  size_t alike = 0;
  const keyed *same = keys_find(rows, key, &alike);
  n = open_first(j, found, n);
  if (n > 1) doubt(j, row, arena_printf(j->a, "Navnet passer både på %s", candidates(j, found, n)));
  else if (alike > 1 && rows_alike(j, same, alike)) doubt(j, row, arena_printf(j->a, "Navnet står i %zu rækker; i aftalen passer det kun på %s", alike, candidates(j, found, 1)));
  else if (j->ours.v[found->of].taken) doubt(j, row, arena_printf(j->a, "Navnet passer på %s, men det er fundet i en anden række", candidates(j, found, 1)));
  else return;
}

static void match_names(reconcile_job *j) {
  keys ours = { ARENA_ARRAY(j->a, keyed, j->ours.n + 1), 0 }, theirs = { ARENA_ARRAY(j->a, keyed, j->e->rows + 1), 0 };
  for (size_t i = 0; i < j->ours.n; i++) keys_add(&ours, fold_name(j->a, j->ours.v[i].name), i);
  keys_sort(&ours);
  for (size_t row = 0; row < j->e->rows; row++) {
    const char *name = open_row(j, row) ? row_text(&j->e->row[row], RECONCILE_NAME) : NULL;
    if (name) keys_add(&theirs, fold_name(j->a, name), row);
  }
  keys_sort(&theirs);
  size_t *pick = ARENA_ARRAY(j->a, size_t, theirs.n + 1);          /* paired when all are judged, so that no row stands in the way of its like */
  for (size_t i = 0; i < theirs.n; i++) {
    size_t n;
    const keyed *at = keys_find(&ours, theirs.v[i].key, &n);
    pick[i] = SIZE_MAX;
    if (!n) continue;
    keyed *found = ours.v + (at - ours.v);
    match_name(j, theirs.v[i].of, &theirs, found, n, theirs.v[i].key);
    if (!j->told[theirs.v[i].of]) pick[i] = found->of;
  }
  for (size_t i = 0; i < theirs.n; i++)
    if (pick[i] != SIZE_MAX) pair(j, theirs.v[i].of, pick[i], PAIRED_BY_NAME);
}

/* Short of this many letters a name says too little. */
enum { SHORT_NAME = 4 };

/* "Botilbuddet Engen" and "Engen", where each side has one alone of the short name and only one of them says what kind of place it is. */
static void match_short_names(reconcile_job *j) {
  keys ours = { ARENA_ARRAY(j->a, keyed, j->ours.n + 1), 0 }, theirs = { ARENA_ARRAY(j->a, keyed, j->e->rows + 1), 0 };
  bool *our_kind = ARENA_ARRAY(j->a, bool, j->ours.n + 1), *their_kind = ARENA_ARRAY(j->a, bool, j->e->rows + 1);
  for (size_t i = 0; i < j->ours.n; i++) keys_add(&ours, fold_without_kind(j->a, j->ours.v[i].name, &our_kind[i]), i);
  for (size_t row = 0; row < j->e->rows; row++) {
    const char *name = row_text(&j->e->row[row], RECONCILE_NAME);
    if (name) keys_add(&theirs, fold_without_kind(j->a, name, &their_kind[row]), row);
  }
  keys_sort(&ours);
  keys_sort(&theirs);
  for (size_t i = 0; i < theirs.n; i++) {
    const keyed *x = &theirs.v[i];
    size_t n, same;
    const keyed *found = keys_find(&ours, x->key, &n);
    if (!n || !open_row(j, x->of) || utf8_length(x->key, strlen(x->key)) < SHORT_NAME) continue;
    keys_find(&theirs, x->key, &same);
    if (n > 1 && !their_kind[x->of]) doubt(j, x->of, arena_printf(j->a, "Navnet kan være kort for %s", candidates(j, found, n)));
    else if (n == 1 && same == 1 && our_kind[found->of] != their_kind[x->of] && !j->ours.v[found->of].taken) pair(j, x->of, found->of, PAIRED_BY_SHORT_NAME);
  }
}

/* ---- what follows ---- */

static void note_rows(reconcile_job *j) {
  for (size_t row = 0; row < j->e->rows; row++) {
    if (j->way[row] == PAIRED_NOT) continue;
    our_offer *o = &j->ours.v[j->offer[row]];
    for (size_t i = 0; i < o->rows.n; i++)
      if (!j->told[row] && !strcmp(row_service(j, o->rows.v[i]), row_service(j, row)))
        doubt(j, row, arena_printf(j->a, "%s står også i række %u", o->name, j->e->row[o->rows.v[i]].line));
    LIST_PUSH(j->a, &o->rows, row);
  }
}

void match_rows(reconcile_job *j) {
  match_numbers(j, RECONCILE_PORTAL, PAIRED_BY_PORTAL);
  match_numbers(j, RECONCILE_UNIT, PAIRED_BY_UNIT);
  match_companies(j);
  if (j->e->has[RECONCILE_NAME]) {
    match_names(j);
    match_short_names(j);
  }
  note_rows(j);
}
