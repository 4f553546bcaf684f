/* Reports of several runs in one list: `check --report` over many agreements. */
#include "diag/diag_int.h"
#include <string.h>

/* The same file has another index in each list. */
static span moved(diag *into, const diag *from, span at) {
  if (at.file == 0 || at.file > from->sources->len) return at;
  const source *s = g_ptr_array_index(from->sources, at.file - 1);
  at.file = source_register(into, s->path, s->sheet, s->text, s->length);
  return at;
}

void diag_merge(diag *into, const diag *from) {
  for (guint i = 0; i < from->reports->len; i++) {
    const report *r = g_ptr_array_index(from->reports, i);
    diag_report(into, r->id, moved(into, from, r->at), (const char *const[]){ r->args[0], r->args[1], r->args[2], r->args[3], NULL });
    for (guint k = 0; r->also && k < r->also->len; k++) {
      const also *second = &g_array_index(r->also, also, k);
      diag_also(into, moved(into, from, second->at), second->note[0], second->note[1]);
    }
  }
}

static bool alike(const report *x, const report *y) {
  bool same = x->id == y->id && memcmp(&x->at, &y->at, sizeof x->at) == 0;
  for (size_t i = 1; i < DIAG_ARGS; i++) same = same && g_strcmp0(x->args[i], y->args[i]) == 0;
  return same;
}

static gboolean is_value(gpointer key, gpointer value, gpointer wanted) {
  (void)key;
  return value == wanted;
}

static int by_first(gconstpointer x, gconstpointer y) {
  return g_strcmp0((*(report *const *)x)->args[0], (*(report *const *)y)->args[0]);
}

/* The order of reporting is that of the workers, so the names are sorted. */
static void join(diag *d, GPtrArray *same) {
  g_ptr_array_sort(same, by_first);
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < same->len; i++) {
    report *r = g_ptr_array_index(same, i);
    g_string_append_printf(names, "%s%s", i ? ", " : "", r->args[0] ? r->args[0] : "");
    if (!i) continue;
    g_hash_table_foreach_remove(d->seen, is_value, r);
    if (d->last == r) d->last = NULL;
    g_ptr_array_remove(d->reports, r);
  }
  report *kept = g_ptr_array_index(same, 0);
  g_free(kept->args[0]);
  kept->args[0] = g_string_free(names, FALSE);
}

void diag_gather(diag *d, diag_id id) {
  for (guint i = 0; i < d->reports->len; i++) {
    const report *first = g_ptr_array_index(d->reports, i);
    if (first->id != id) continue;
    GPtrArray *same = g_ptr_array_new();
    for (guint k = i; k < d->reports->len; k++)
      if (alike(first, g_ptr_array_index(d->reports, k))) g_ptr_array_add(same, g_ptr_array_index(d->reports, k));
    if (same->len > 1) join(d, same);
    g_ptr_array_free(same, TRUE);
  }
}
