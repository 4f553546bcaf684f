#include "model/model_int.h"

#include <string.h>

/* After all registers are filled: references between records, the order of from and to, and what is still open. */

static void resolve_one(model_job *j, const field_def *f, value *v) {
  if (v->kind != VALUE_KNOWN) return;
  const reg *target = model_register(j->m, f->target);
  g_assert(target);
  const char *id = v->text;
  const record *r = record_lookup(target, id);
  if (!r) {
    if (!target->broken) DIAG_SAY(j->d, REFERENCE_UNKNOWN, v->at, id, target->def->name, reg_nearest(j->a, target, id));
    v->kind = VALUE_BROKEN;
    return;
  }
  v->target = r;
}

static void resolve_field(model_job *j, const field_def *f, value *v) {
  if (f->type == FIELD_REF) resolve_one(j, f, v);
  if (f->type == FIELD_REFS && v->kind == VALUE_KNOWN)
    for (size_t i = 0; i < v->list.n; i++) resolve_one(j, f, &v->list.v[i]);
}

static void check_order(model_job *j, const record *r) {
  const value *from = record_value(r, "fra"), *to = record_value(r, "til");
  if (!from || !to || from->kind != VALUE_KNOWN || to->kind != VALUE_KNOWN || date_compare(from->day, to->day) <= 0) return;
  DIAG_SAY(j->d, FROM_AFTER_TO, to->at, date_text(j->a, from->day), date_text(j->a, to->day));
  diag_also(j->d, from->at, "her står fra", "from stands here");
}

void registers_resolve(model_job *j) {
  for (size_t i = 0; i < j->m->registers.n; i++) {
    reg *r = j->m->registers.v[i];
    for (size_t k = 0; k < r->records.n; k++) {
      record *x = r->records.v[k];
      for (size_t f = 0; f < r->def->count; f++) {
        resolve_field(j, &r->def->fields[f], &x->values[f]);
        if (x->values[f].kind == VALUE_PENDING) open_add(j, x->values[f].at, x->values[f].text);
      }
      check_order(j, x);
    }
  }
}
