/* Checks of groups: rows that have the same texts in the columns `pr` are judged together. Rows are read once, groups are found by a hash of their key. */
#include "audit/audit_int.h"

#include <string.h>

/* What a row says, kept while others are read. */
typedef struct fact { bool known; number n; const char *text; } fact;           /* text NULL: a figure or a day */
typedef struct entry { size_t row, next; fact is, must; } entry;               /* next: in the group; ROW_NONE = the last */
typedef struct group { size_t first, last, count; } group;
typedef struct grouping { entry *entry; LIST(group) groups; } grouping;        /* entry by row; groups in the order of their first rows */

static fact fact_of(unsigned type, const formula_value *v) {
  fact f = { .known = v->state == FORMULA_KNOWN };
  if (!f.known) return f;
  if (type & (FORMULA_NUMBER | FORMULA_DATE)) f.n = figure_of(v);
  else f.text = type == FORMULA_TEXT ? v->text : v->yes ? "ja" : "nej";
  return f;
}

static bool same_fact(const fact *x, const fact *y) {
  return x->text && y->text ? !strcmp(x->text, y->text) : !x->text && !y->text && number_compare(x->n, y->n) == 0;
}

/* The group's key; false: its first column says nothing. Later ones may. */
static bool row_key(check_work *w, size_t row, GString *key) {
  g_string_truncate(key, 0);
  for (size_t i = 0; i < w->c->group.n; i++) {
    if (table_scan_key(w->s, row, w->c->group.v[i], key)) continue;
    if (i == 0) return false;
    g_string_append_c(key, '\n');
  }
  return true;
}

static void row_join(check_work *w, grouping *g, GHashTable *known, size_t row, GString *key) {
  arena *a = w->scratch;
  if (!row_key(w, row, key)) return;
  entry *e = &g->entry[row];
  *e = (entry){ .row = row, .next = ROW_NONE, .is = fact_of(table_scan_type(w->s, w->c->printed), table_scan_value(w->s, row, w->c->printed)) };
  if (w->c->expected != SIZE_MAX) e->must = fact_of(table_scan_type(w->s, w->c->expected), table_scan_value(w->s, row, w->c->expected));
  size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(known, key->str));
  if (!at) {
    LIST_PUSH(a, &g->groups, ((group){ .first = row, .last = row, .count = 1 }));
    g_hash_table_insert(known, arena_strdup(a, key->str), GSIZE_TO_POINTER(g->groups.n));
    return;
  }
  group *of = &g->groups.v[at - 1];
  g->entry[of->last].next = row;
  of->last = row;
  of->count++;
}

static number number_less(audit_job *j, number x, number y) {
  number out = { 0 };
  rational_set_number(j->x, x);
  rational_set_number(j->y, y);
  rational_subtract(j->x, j->x, j->y);
  return rational_number(j->x, MAX(x.decimals, y.decimals), &out) ? out : (number){ 0 };
}

/* ---- sum ---- */

/* The sum of the group's figures, with their most decimals; false: one is not stated, and then the sum says nothing. */
static bool group_sum(check_work *w, const grouping *g, const group *of, number *total) {
  rational *sum = rational_new();
  unsigned decimals = 0;
  bool whole = true;
  for (size_t i = of->first; whole && i != ROW_NONE; i = g->entry[i].next) {
    const fact *f = &g->entry[i].is;
    whole = f->known && !f->text;
    if (!whole) break;
    rational_set_number(w->j->x, f->n);
    rational_add(sum, sum, w->j->x);
    decimals = MAX(decimals, f->n.decimals);
  }
  whole = whole && rational_number(sum, decimals, total);
  rational_free(sum);
  return whole;
}

static void sum_judge(check_work *w, const grouping *g, const group *of) {
  const fact *must = &g->entry[of->first].must;
  number total, rounded;
  if (!must->known || must->text || !group_sum(w, g, of, &total)) return;
  number more = w->c->rounding ? unit_of_last(total, (unsigned)MIN(of->count, 1000000)) : (number){ 0 };
  const formula_value expected = formula_of_number(must->n);
  w->compared++;
  if (figure_fits(w, total, &expected, more, &rounded)) return;
  number less = number_less(w->j, rounded, total);
  bool missing = less.mantissa > 0;
  if (!missing) less.mantissa = -less.mantissa;
  const char *amount = number_shown(w->j->a, less, less.decimals, NULL);
  const char *why = arena_printf(w->j->a, missing ? "Der mangler %s. Ét af tallene kan være %s for lille." : "Der er %s for meget. Ét af tallene kan være %s for stort.", amount, amount);
  judgement n = { .row = of->first, .other = ROW_NONE, .id = DIAG_AUDIT_SUM, .of_group = true, .figures = true, .is = total, .must = rounded, .why = why };
  LIST_PUSH(w->j->a, &w->found, n);
}

/* ---- ratio ---- */

static void ratio_check(check_work *w, const grouping *g, const group *of) {
  arena *a = w->j->a;
  number *figures = ARENA_ARRAY(a, number, of->count), *keys = ARENA_ARRAY(a, number, of->count), *implied = ARENA_ARRAY(a, number, of->count);
  bool *wrong = ARENA_ARRAY(a, bool, of->count);
  size_t *rows = ARENA_ARRAY(a, size_t, of->count), n = 0;
  for (size_t i = of->first; i != ROW_NONE; i = g->entry[i].next) {
    const entry *e = &g->entry[i];
    if (!e->is.known || !e->must.known || e->is.text || e->must.text) continue;
    keys[n] = e->is.n;
    figures[n] = e->must.n;
    rows[n++] = i;
  }
  if (!ratio_judge(a, figures, keys, n, wrong, implied)) return;
  w->compared += n;
  for (size_t i = 0; i < n; i++) {
    if (!wrong[i]) continue;
    const char *now = number_shown(a, implied[i], implied[i].decimals, NULL), *was = number_shown(a, keys[i], keys[i].decimals, NULL);
    const char *why = arena_printf(a, "Er det rigtige tal %s og ikke %s, passer rækken med de andre.", now, was);
    LIST_PUSH(a, &w->found, ((judgement){ .row = rows[i], .other = ROW_NONE, .id = DIAG_AUDIT_RATIO, .figures = true, .is = keys[i], .must = implied[i], .why = why }));
  }
}

/* ---- how many; one value; one of several ---- */

/* The group has as many different ones (references by record, not by name) as the row expects. */
static void count_judge(check_work *w, const grouping *g, const group *of) {
  const fact *must = &g->entry[of->first].must;
  if (!must->known || must->text) return;
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  GString *key = g_string_new(NULL);
  for (size_t i = of->first; i != ROW_NONE; i = g->entry[i].next) {
    g_string_truncate(key, 0);
    if (table_scan_key(w->s, i, w->c->printed, key) && !g_hash_table_contains(seen, key->str)) g_hash_table_add(seen, arena_strdup(w->scratch, key->str));
  }
  const number count = { (int64_t)g_hash_table_size(seen), 0 };
  const formula_value expected = formula_of_number(must->n);
  judgement n = { .row = of->first, .other = ROW_NONE, .id = DIAG_AUDIT_COUNT, .of_group = true, .figures = true, .is = count, .why = "" };
  g_string_free(key, TRUE);
  g_hash_table_destroy(seen);
  w->compared++;
  if (!figure_fits(w, count, &expected, (number){ 0 }, &n.must)) LIST_PUSH(w->j->a, &w->found, n);
}

static void one_value(check_work *w, const grouping *g, const group *of) {
  const entry *first = NULL;
  for (size_t i = of->first; i != ROW_NONE; i = g->entry[i].next) {
    const entry *e = &g->entry[i];
    if (!e->is.known) continue;
    if (!first) { first = e; continue; }
    w->compared++;
    if (same_fact(&first->is, &e->is)) continue;
    bool figures = table_scan_type(w->s, w->c->printed) == FORMULA_NUMBER;
    LIST_PUSH(w->j->a, &w->found, ((judgement){ .row = i, .other = first->row, .id = DIAG_AUDIT_TWO_VALUES, .of_group = true, .figures = figures, .is = e->is.n, .must = first->is.n, .why = "" }));
  }
}

static bool among(const char *const *texts, size_t n, const char *s) {
  for (size_t i = 0; i < n; i++)
    if (text_equal_any_case(texts[i], s)) return true;
  return false;
}

static void one_of(check_work *w, const grouping *g, const group *of) {
  const entry *first = &g->entry[of->first];
  const char **texts = ARENA_ARRAY(w->j->a, const char *, of->count);
  size_t n = 0;
  for (size_t i = of->first; i != ROW_NONE; i = g->entry[i].next) {
    const fact *f = &g->entry[i].must;
    if (!f->known || !f->text) return;                               /* a row of which nothing is known may be the one that fits */
    if (!among(texts, n, f->text)) texts[n++] = f->text;
  }
  if (!first->is.known || !first->is.text) return;
  w->compared++;
  if (among(texts, n, first->is.text)) return;
  GString *all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) g_string_append_printf(all, "%s%s", i == 0 ? "" : i + 1 == n ? " eller " : ", ", texts[i]);
  judgement j = { .row = of->first, .other = ROW_NONE, .id = DIAG_AUDIT_ROW, .expected = arena_strdup(w->j->a, all->str), .why = "" };
  g_string_free(all, TRUE);
  LIST_PUSH(w->j->a, &w->found, j);
}

static void group_judge(check_work *w, const grouping *g, const group *of) {
  switch (w->c->kind) {
    case CHECK_SUM: sum_judge(w, g, of); break;
    case CHECK_RATIO: ratio_check(w, g, of); break;
    case CHECK_ONE_VALUE: one_value(w, g, of); break;
    case CHECK_COUNT: count_judge(w, g, of); break;
    case CHECK_ONE_OF: one_of(w, g, of); break;
    case CHECK_ROW: case CHECK_LISTED: break;
  }
}

void groups_check(check_work *w) {
  grouping g = { .entry = ARENA_ARRAY(w->scratch, entry, w->rows + 1) };
  GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
  GString *key = g_string_new(NULL);
  for (size_t i = 0; i < w->rows; i++) row_join(w, &g, known, i, key);
  for (size_t i = 0; i < g.groups.n; i++) group_judge(w, &g, &g.groups.v[i]);
  g_string_free(key, TRUE);
  g_hash_table_destroy(known);
}
