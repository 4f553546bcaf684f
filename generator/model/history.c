#include "model/model_int.h"

#include <string.h>

/* What changes: successors, operators, names. Content says each change once, with its day; a table may ask for any day, so that a list for
 * 2024 has the operators and paragraphs of 2024 although the registers have gone on. */

static date known_day(const record *r, const char *field) {
  const value *v = record_value(r, field);
  return v && v->kind == VALUE_KNOWN ? v->day : (date){ 0 };
}

static const record *known_target(const value *v) { return v && v->kind == VALUE_KNOWN ? v->target : NULL; }

/* ---- on a day ---- */

/* The change of this offer that is the first one after the day: what it changed from was so that day. */
static const record *next_change(const reg *changes, const record *offer, date day) {
  const record *best = NULL;
  for (size_t i = 0; changes && i < changes->records.n; i++) {
    const record *c = changes->records.v[i];
    if (known_target(record_value(c, "tilbud")) != offer) continue;
    date at = known_day(c, "dato");
    if (!at.year || date_compare(at, day) <= 0) continue;
    if (!best || date_compare(at, known_day(best, "dato")) < 0) best = c;
  }
  return best;
}

static const value *before_change(const agreement *m, const record *r, const char *key, date day) {
  static const struct { const char *field, *reg, *before; } changes[] = {
    { "driftsherre", "driftsherreskift", "fra driftsherre" }, { "navn", "navneskift", "tidligere navn" },
  };
  if (strcmp(r->reg->def->name, "tilbud") != 0) return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
    if (strcmp(key, changes[i].field) != 0) continue;
    const record *c = next_change(model_register(m, changes[i].reg), r, day);
    const value *v = c ? record_value(c, changes[i].before) : NULL;
    return v && v->kind == VALUE_KNOWN ? v : NULL;
  }
  return NULL;
}

/* The region a municipality belonged to that day, when medlemskaber knows. */
static const value *region_on(const agreement *m, const record *r, date day) {
  const reg *all = model_register(m, "medlemskaber");
  for (size_t i = 0; i < all->records.n; i++) {
    const record *x = all->records.v[i];
    const value *region = record_value(x, "region");
    if (known_target(record_value(x, "kommune")) == r && known_target(region) && record_holds_on(x, day)) return region;
  }
  return NULL;
}

/* The `afløses af` of what has ended before the day; NULL: it has not, or nothing has taken its place. It takes over from its own first
 * day on. A circle is reported; here it ends because each step must end later than the one before. */
static const value *successor(const record *r, date day) {
  date end = r ? known_day(r, "til") : (date){ 0 };
  if (!end.year || date_compare(day, end) <= 0) return NULL;
  const value *next = record_value(r, "afløses af");
  const record *target = known_target(next);
  if (!target) return NULL;
  date begin = known_day(target, "fra"), its_end = known_day(target, "til");
  if (its_end.year && date_compare(its_end, end) <= 0) return NULL;
  return begin.year && date_compare(day, begin) < 0 ? NULL : next;
}

const value *record_value_on(const agreement *m, const record *r, size_t i, date day) {
  const value *v = &r->values[i];
  const field_def *f = &r->reg->def->fields[i];
  if (!day.year) return v;
  const value *before = before_change(m, r, f->key, day);
  if (strcmp(r->reg->def->name, "kommuner") == 0 && strcmp(f->key, "region") == 0) before = region_on(m, r, day);
  if (before) v = before;
  if (f->type != FIELD_REF || strcmp(f->key, "afløses af") == 0) return v;
  for (const value *next = successor(known_target(v), day); next; next = successor(known_target(v), day)) v = next;
  return v;
}

const record *record_on(const record *r, date day) {
  if (!day.year) return r;
  for (const value *next = successor(r, day); next; next = successor(r, day)) r = next->target;
  return r;
}

bool record_holds_on(const record *r, date day) {
  if (!day.year) return true;
  date from = known_day(r, "fra"), to = known_day(r, "til");
  return (!from.year || date_compare(from, day) <= 0) && (!to.year || date_compare(to, day) >= 0);
}

/* ---- checks ---- */

/* "sel-66 → bl-43 → sel-66" when following `key` comes back to r, and r is the circle's first record in content. NULL: no circle. */
static const char *circle(arena *a, const record *r, const char *key) {
  GString *path = g_string_new(r->id);
  const char *found = NULL;
  const record *x = r;
  for (size_t steps = 0; steps <= r->reg->records.n && !found; steps++) {
    x = known_target(record_value(x, key));
    if (!x || (x != r && (x->at.file < r->at.file || (x->at.file == r->at.file && x->at.line < r->at.line)))) break;
    g_string_append_printf(path, " → %s", x->id);
    if (x == r) found = arena_strdup(a, path->str);
  }
  g_string_free(path, TRUE);
  return found;
}

/* Where a register has its times: indices of fields, def->count where there is none. Looked up once a register, not once a record. */
typedef struct time_fields { size_t from, to, year, successor, replaces; const struct time_fields **target; /* by field; NULL = not to be checked */ } time_fields;

static date day_at(const record *r, size_t i) {
  return i < r->reg->def->count && r->values[i].kind == VALUE_KNOWN ? r->values[i].day : (date){ 0 };
}

static void check_successor(model_job *j, const record *r, const time_fields *t) {
  const size_t fields[] = { t->successor, t->replaces };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
    const value *v = fields[i] < r->reg->def->count ? &r->values[fields[i]] : NULL;
    if (!known_target(v)) continue;
    const char *key = r->reg->def->fields[fields[i]].key, *ring = circle(j->a, r, key);
    if (ring) DIAG_SAY(j->d, SUCCESSOR_CIRCLE, v->at, key, ring);
    if (ring || i) continue;
    const record *next = v->target;
    date end = day_at(r, t->to), begin = day_at(next, t->from);
    if (!end.year) DIAG_SAY(j->d, SUCCESSOR_END, v->at, record_name(next));
    else if (begin.year && date_compare(begin, end) <= 0) {
      DIAG_SAY(j->d, SUCCESSOR_OVERLAP, v->at, record_name(next), date_text(j->a, begin), date_text(j->a, end));
      diag_also(j->d, next->values[t->from].at, "her begynder den", "it begins here");
    }
  }
}

typedef struct spell { date from, to; } spell;               /* year 0: open */

static spell spell_of(const record *r, const time_fields *t) {
  if (t->year < r->reg->def->count && r->values[t->year].kind == VALUE_KNOWN) {
    int16_t y = (int16_t)r->values[t->year].num.mantissa;
    return (spell){ { y, 1, 1 }, { y, 12, 31 } };
  }
  return (spell){ day_at(r, t->from), day_at(r, t->to) };
}

static bool meet(spell a, spell b) {
  if (a.to.year && b.from.year && date_compare(a.to, b.from) < 0) return false;
  return !b.to.year || !a.from.year || date_compare(b.to, a.from) >= 0;
}

/* A record of one time that refers to one of another: an office in a body that was closed, a tariff of an offer not yet opened. What has a
 * successor is followed to it, so the end does not matter there. */
static void check_time(model_job *j, const record *r, const time_fields *t) {
  spell own = spell_of(r, t);
  if (!own.from.year && !own.to.year) return;
  for (size_t i = 0; i < r->reg->def->count; i++) {
    const time_fields *other = t->target[i];
    const record *target = other ? known_target(&r->values[i]) : NULL;
    if (!target) continue;
    spell there = { day_at(target, other->from), day_at(target, other->to) };
    if (other->successor < target->reg->def->count && known_target(&target->values[other->successor])) there.to = (date){ 0 };
    if (meet(own, there)) continue;
    bool ended = there.to.year && own.from.year && date_compare(there.to, own.from) < 0;
    DIAG_SAY(j->d, REFERENCE_TIME, r->values[i].at, record_name(target), ended ? "sluttede" : "begyndte først", ended ? "ended" : "began only",
             date_text(j->a, ended ? there.to : there.from));
    diag_also(j->d, target->at, "den står her", "it stands here");
  }
}

static time_fields *all_time_fields(const model_job *j) {
  const agreement *m = j->m;
  time_fields *all = ARENA_ARRAY(j->a, time_fields, m->registers.n);
  for (size_t i = 0; i < m->registers.n; i++) {
    const shape_def *def = m->registers.v[i]->def;
    all[i] = (time_fields){ def_field(def, "fra"), def_field(def, "til"), def_field(def, "år"), def_field(def, "afløses af"), def_field(def, "afløser"),
                            ARENA_ARRAY(j->a, const time_fields *, def->count) };
    for (size_t f = 0; f < def->count; f++) {
      if (def->fields[f].type != FIELD_REF || f == all[i].successor || f == all[i].replaces) continue;
      size_t k = 0;
      while (strcmp(m->registers.v[k]->def->name, def->fields[f].target) != 0) k++;
      all[i].target[f] = &all[k];
    }
  }
  return all;
}

/* The last change of an offer must end with the operator it has now. */
static void check_operators(model_job *j) {
  const reg *changes = model_register(j->m, "driftsherreskift");
  for (size_t i = 0; i < changes->records.n; i++) {
    const record *c = changes->records.v[i], *offer = known_target(record_value(c, "tilbud"));
    date day = known_day(c, "dato");
    if (!offer || !day.year) continue;
    const record *later = next_change(changes, offer, day);
    const value *now = later ? record_value(later, "fra driftsherre") : record_value(offer, "driftsherre"), *then = record_value(c, "til driftsherre");
    if (!known_target(now) || !known_target(then) || now->target == then->target) continue;
    DIAG_SAY(j->d, OPERATOR_DIFFERS, then->at, record_name(offer), record_name(then->target), record_name(now->target));
    diag_also(j->d, now->at, "det står her", "it stands here");
  }
}

typedef struct limit { const char *reg, *field; int64_t least, most; } limit;

static void check_limits(model_job *j) {
  static const limit limits[] = {
    { "belægning", "kvartal", 0, 4 }, { "belægning", "belægning", 0, 200 }, { "belægning", "budgetteret", 0, 200 },
    { "takster", "belægning", 0, 200 }, { "tilbud", "solgt andel", 0, 100 }, { "ydelser", "dage om året", 1, 366 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
    const limit *l = &limits[i];
    const reg *r = model_register(j->m, l->reg);
    size_t field = def_field(r->def, l->field);
    for (size_t k = 0; k < r->records.n; k++) {
      const value *v = &r->records.v[k]->values[field];
      if (v->kind != VALUE_KNOWN) continue;
      if (number_compare(v->num, (number){ l->least, 0 }) >= 0 && number_compare(v->num, (number){ l->most, 0 }) <= 0) continue;
      DIAG_SAY(j->d, FIGURE_RANGE, v->at, l->field, arena_printf(j->a, "%d", (int)l->least), arena_printf(j->a, "%d", (int)l->most), v->text);
    }
  }
}

/* Answers of 1 and 2 must be explained: the survey says so. */
static void check_answers(model_job *j) {
  const reg *r = model_register(j->m, "tilbagemeldinger");
  for (size_t k = 0; k < r->records.n; k++) {
    const value *answer = record_value(r->records.v[k], "svar"), *why = record_value(r->records.v[k], "forklaring");
    if (answer->kind == VALUE_KNOWN && answer->choice < 2 && why->kind == VALUE_ABSENT) DIAG_SAY(j->d, ANSWER_REASON, answer->at, answer->text);
  }
}

void history_check(model_job *j) {
  const time_fields *all = all_time_fields(j);
  for (size_t i = 0; i < j->m->registers.n; i++) {
    const reg *r = j->m->registers.v[i];
    for (size_t k = 0; k < r->records.n; k++) {
      check_successor(j, r->records.v[k], &all[i]);
      check_time(j, r->records.v[k], &all[i]);
    }
  }
  check_operators(j);
  check_limits(j);
  check_answers(j);
}
