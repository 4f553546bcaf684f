#include "reconcile/reconcile_int.h"

#include <string.h>

static const record *operator_asked(arena *a, diag *d, const agreement *m, const char *id) {
  const reg *all = model_register(m, "driftsherrer");
  const record *found = record_lookup(all, id);
  if (found) return found;
  const char **ids = ARENA_ARRAY(a, const char *, all->records.n + 1);
  for (size_t i = 0; i < all->records.n; i++) ids[i] = all->records.v[i]->id;
  const char *near = text_nearest(id, ids, all->records.n);
  DIAG_SAY(d, RECONCILE_OPERATOR, SPAN_NONE, id, near ? near : "");
  return NULL;
}

const reconciliation *reconcile_make(arena *a, diag *d, const agreement *m, const reconcile_request *wanted) {
  reconcile_request w = *wanted;
  if (!w.day.year) w.day = m->from;
  reconciliation *r = ARENA_NEW(a, reconciliation);
  extract e = { 0 };
  r->file = w.shown;
  r->day = w.day;
  if (w.operator_id) {
    const record *one = operator_asked(a, d, m, w.operator_id);
    if (!one) return NULL;
    r->operator_name = record_name(one);
  }
  if (!extract_read(a, d, m, &w, &e)) return NULL;
  reconcile_job j = { .a = a, .m = m, .e = &e, .ours = ours_collect(a, m, &w), .way = ARENA_ARRAY(a, reconcile_way, e.rows + 1), .told = ARENA_ARRAY(a, bool, e.rows + 1),
                      .offer = ARENA_ARRAY(a, size_t, e.rows + 1), .r = r };
  r->rows = e.rows;
  memcpy(r->compared, e.has, sizeof r->compared);
  match_rows(&j);
  compare_rows(&j);
  if (r->offers) return r;
  DIAG_SAY(d, RECONCILE_NOTHING, SPAN_NONE, date_text(a, r->day));
  return NULL;
}

bool reconcile_found(const reconciliation *r) { return r->differences.n || r->only_ours.n || r->only_theirs.n || r->doubts.n; }
