/* Lookups: for each row the one record of another register that fits, as "ny: takster, hvor ydelse = id; år = 2025".
 *
 * Literals choose among the register's records once; the rest are indexed by a text of their values, so that a table of 20,000 rows asks
 * 20,000 times a hash and never walks the register. Several records with one key are a mistake of content only when a row asks for them:
 * then they are marked, and the first row says so. */
#include "table/table_int.h"

#include <string.h>

static const record several;       /* in the index: more than one */
typedef LIST(const record *) fitting;     /* in the index of a lookup that takes each */

/* The text that a record of the register is found by; false: it is none that can be found. */
static bool record_key(const lookup *l, const record *r, GString *key) {
  g_string_truncate(key, 0);
  for (size_t i = 0; i < l->literals; i++)
    if (!wanted_fits(&l->w[i], path_value_of(&l->at[i], r))) return false;
  for (size_t i = 0; i < l->n; i++)
    if (!path_key(&l->own[i], r, key)) return false;
  return true;
}

static bool leads_to_record(const path *p) { return !p->field || p->field->type == FIELD_REF; }

/* Only a whole figure can be one more or less. False after a report. */
static bool shift_fits(grid_build *b, const table_match *m, path *p) {
  p->shift = m->shift;
  if (!m->shift || (p->field && (p->field->type == FIELD_YEAR || p->field->type == FIELD_INT))) return true;
  DIAG_SAY(b->d, TABLE_LOOKUP_SHIFT, m->path.at, m->path.text);
  return false;
}

/* False after a report. */
static bool read_matches(grid_build *b, lookup *l) {
  const table_lookup *t = l->decl;
  bool good = true;
  if (t->first.text) {
    l->has_first = path_read(b, b->decl->reg, true, t->first.text, t->first.at, &l->first);
    if (l->has_first && (!l->first.field || l->first.field->type != FIELD_REF || strcmp(l->first.field->target, t->reg->def->name) != 0)) {
      DIAG_SAY(b->d, TABLE_LOOKUP_FIRST, t->first.at, t->first.text, t->reg->def->name);
      l->has_first = false;
    }
    good = l->has_first;
  }
  for (size_t i = 0; i < t->where.n; i++) {
    const table_match *m = &t->where.v[i];
    path own;
    if (!path_read(b, t->reg, false, m->field.text, m->field.at, &own)) { good = false; continue; }
    if (m->literal) {
      if (!own.field || !wanted_read(b, own.field, m->literal, m->literal_at, &l->w[l->literals])) good = false;
      else l->at[l->literals++] = own;
    } else if (path_read(b, b->decl->reg, true, m->path.text, m->path.at, &l->theirs[l->n]) && shift_fits(b, m, &l->theirs[l->n])) {
      own.by_record = l->theirs[l->n].by_record = leads_to_record(&own) && leads_to_record(&l->theirs[l->n]);
      l->own[l->n++] = own;
    } else good = false;
  }
  return good;
}

static void add_fitting(arena *a, lookup *l, const char *key, const record *one) {
  fitting *all = g_hash_table_lookup(l->index, key);
  if (!all) {
    all = ARENA_NEW(a, fitting);
    g_hash_table_insert(l->index, arena_strdup(a, key), all);
  }
  LIST_PUSH(a, all, one);
}

/* What an index is of: the register, its fields and the literals. Tables that look up the same share one. */
static char *index_name(const lookup *l) {
  GString *name = g_string_new(l->decl->reg->def->name);
  if (l->decl->each) g_string_append(name, "\nflere");
  for (size_t i = 0; i < l->literals; i++) g_string_append_printf(name, "\n%s=%s", l->at[i].text, l->w[i].text);
  for (size_t i = 0; i < l->n; i++) g_string_append_printf(name, "\n%s%s", l->own[i].by_record ? "*" : "", l->own[i].text);
  return g_string_free(name, FALSE);
}

static void fill_index(lookup *l, arena *a) {
  const reg *r = l->decl->reg;
  GString *key = g_string_new(NULL);
  for (size_t i = 0; i < r->records.n; i++) {
    const record *one = r->records.v[i];
    if (!record_key(l, one, key)) continue;
    if (l->decl->each) { add_fitting(a, l, key->str, one); continue; }
    if (g_hash_table_contains(l->index, key->str)) g_hash_table_replace(l->index, arena_strdup(a, key->str), (gpointer)(uintptr_t)&several);
    else g_hash_table_insert(l->index, arena_strdup(a, key->str), (gpointer)(uintptr_t)one);
  }
  g_string_free(key, TRUE);
}

static void make_index(grid_build *b, lookup *l) {
  table_indexes *shared = b->indexes;
  char *name = shared ? index_name(l) : NULL;
  l->index = name ? g_hash_table_lookup(shared->by_name, name) : NULL;
  l->borrowed = shared != NULL;
  if (l->index) { g_free(name); return; }
  l->index = g_hash_table_new(g_str_hash, g_str_equal);
  fill_index(l, shared ? shared->a : b->a);
  if (shared) g_hash_table_insert(shared->by_name, name, l->index);
}

static void index_free(gpointer index) { g_hash_table_destroy(index); }

table_indexes *table_indexes_new(void) {
  table_indexes *x = g_new(table_indexes, 1);
  *x = (table_indexes){ arena_new(), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, index_free) };
  return x;
}

void table_indexes_free(table_indexes *x) {
  g_hash_table_destroy(x->by_name);
  arena_free(x->a);
  g_free(x);
}

void lookups_make(grid_build *b) {
  b->lookups = ARENA_ARRAY(b->a, lookup, b->decl->lookups.n + 1);
  for (size_t i = 0; i < b->decl->lookups.n; i++) {
    lookup *l = &b->lookups[i];
    const table_lookup *t = l->decl = &b->decl->lookups.v[i];
    l->own = ARENA_ARRAY(b->a, path, t->where.n + 1);
    l->theirs = ARENA_ARRAY(b->a, path, t->where.n + 1);
    l->at = ARENA_ARRAY(b->a, path, t->where.n + 1);
    l->w = ARENA_ARRAY(b->a, wanted, t->where.n + 1);
    l->broken = !t->reg || t->reg->broken || !read_matches(b, l);
  }
}

void lookups_free(grid_build *b) {
  for (size_t i = 0; i < b->decl->lookups.n; i++)
    if (b->lookups[i].index && !b->lookups[i].borrowed) g_hash_table_destroy(b->lookups[i].index);
}

/* Says which two records fit one row; once a lookup. */
static void report_several(grid_build *b, lookup *l, const row_pick *r, const char *wanted_key) {
  if (l->told || b->decl->is_check) return;                        /* a check says nothing of what it cannot know */
  l->told = true;
  const reg *reg_of = l->decl->reg;
  GString *key = g_string_new(NULL);
  const record *two[2] = { NULL, NULL };
  for (size_t i = 0, n = 0; i < reg_of->records.n && n < 2; i++)
    if (record_key(l, reg_of->records.v[i], key) && !strcmp(key->str, wanted_key)) two[n++] = reg_of->records.v[i];
  g_string_free(key, TRUE);
  DIAG_SAY(b->d, TABLE_LOOKUP_SEVERAL, l->decl->at, l->decl->name, reg_of->def->name, record_name(r->record));
  for (int i = 0; i < 2; i++)
    if (two[i]) diag_also(b->d, two[i]->at, i ? "og denne" : "denne passer", i ? "and this one" : "this one fits");
}

/* What the row is looked up by. */
static bool wanted_key(const lookup *l, const row_pick *r, GString *key) {
  g_string_truncate(key, 0);
  for (size_t k = 0; k < l->n; k++)
    if (!path_key(&l->theirs[k], path_start(&l->theirs[k], r), key)) return false;
  return true;
}

void lookups_find(grid_build *b, row_pick *r, size_t from, size_t to) {
  GString *key = g_string_new(NULL);
  for (size_t i = from; i < to; i++) {
    lookup *l = &b->lookups[i];
    r->found[i] = NULL;
    if (l->broken) continue;
    if (!l->index) make_index(b, l);
    const value *first = l->has_first ? path_value(&l->first, r) : NULL;
    if (first && first->kind == VALUE_KNOWN && first->target) { r->found[i] = first->target; continue; }
    const record *one = wanted_key(l, r, key) ? g_hash_table_lookup(l->index, key->str) : NULL;
    if (one == &several) report_several(b, l, r, key->str);
    else r->found[i] = one;
  }
  g_string_free(key, TRUE);
}

size_t lookup_each(const grid_build *b) {
  for (size_t i = 0; i < b->decl->lookups.n; i++)
    if (b->decl->lookups.v[i].each) return i;
  return FIELD_NONE;
}

size_t lookup_all(grid_build *b, size_t i, const row_pick *r, const record *const **out) {
  lookup *l = &b->lookups[i];
  GString *key = g_string_new(NULL);
  if (!l->broken && !l->index) make_index(b, l);
  const fitting *all = !l->broken && wanted_key(l, r, key) ? g_hash_table_lookup(l->index, key->str) : NULL;
  g_string_free(key, TRUE);
  *out = all ? all->v : NULL;
  return all ? all->n : 0;
}
