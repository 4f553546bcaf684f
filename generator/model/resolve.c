#include "model/model_int.h"

#include <string.h>

/* After all registers are filled: references between records, the order of from and to, and what is still open. */

static void resolve_one(model_job *j, const reg *target, value *v) {
  if (v->kind != VALUE_KNOWN) return;
  g_assert(target);                                          /* a shape names a register that is there */
  const char *id = v->text;
  const record *r = record_lookup(target, id);
  if (!r) {
    if (!target->broken) DIAG_SAY(j->d, REFERENCE_UNKNOWN, v->at, id, target->def->name, reg_nearest(j->a, target, id));
    v->kind = VALUE_BROKEN;
    return;
  }
  v->target = r;
}

static void resolve_field(model_job *j, const field_def *f, const reg *target, value *v) {
  if (f->type == FIELD_REF) resolve_one(j, target, v);
  if (f->type == FIELD_REFS && v->kind == VALUE_KNOWN)
    for (size_t i = 0; i < v->list.n; i++) resolve_one(j, target, &v->list.v[i]);
}

static void say_order(model_job *j, const value *from, const value *to, const char *first, const char *second) {
  DIAG_SAY(j->d, FROM_AFTER_TO, to->at, first, second);
  diag_also(j->d, from->at, "her står fra", "from stands here");
}

static void check_order(model_job *j, const record *r, size_t first, size_t second) {
  if (first == r->reg->def->count || second == r->reg->def->count) return;
  const value *from = &r->values[first], *to = &r->values[second];
  if (from->kind != VALUE_KNOWN || to->kind != VALUE_KNOWN) return;
  if (r->reg->def->fields[first].type == FIELD_DATE) {
    if (date_compare(from->day, to->day) > 0) say_order(j, from, to, date_text(j->a, from->day), date_text(j->a, to->day));
  } else if (number_compare(from->num, to->num) > 0) say_order(j, from, to, from->text, to->text);
}

void registers_resolve(model_job *j) {
  for (size_t i = 0; i < j->m->registers.n; i++) {
    reg *r = j->m->registers.v[i];
    const size_t from = def_field(r->def, "fra"), to = def_field(r->def, "til"), from_year = def_field(r->def, "fra år"), to_year = def_field(r->def, "til år");
    const reg **target = ARENA_ARRAY(j->a, const reg *, r->def->count);   /* by field */
    for (size_t f = 0; f < r->def->count; f++) target[f] = r->def->fields[f].target ? model_register(j->m, r->def->fields[f].target) : NULL;
    for (size_t k = 0; k < r->records.n; k++) {
      record *x = r->records.v[k];
      for (size_t f = 0; f < r->def->count; f++) {
        resolve_field(j, &r->def->fields[f], target[f], &x->values[f]);
        if (x->values[f].kind == VALUE_PENDING) open_add(j, x->values[f].at, x->values[f].text);
      }
      check_order(j, x, from, to);
      check_order(j, x, from_year, to_year);
    }
  }
  history_check(j);
}
