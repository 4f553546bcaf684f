/* Tariffs that are the result of a calculation: the figure is put in where none is written, and a written one must be the same. An error and no
 * finding of audit/: both figures are ours, and a page would print the one beside a worked example with the other. */
#include "table/table_int.h"

#include <string.h>

static value *tariff_of(const record *x) {
  for (size_t i = 0; i < x->reg->def->count; i++)
    if (!strcmp(x->reg->def->fields[i].key, "takst")) return &x->values[i];
  return NULL;
}

static void put_result(arena *a, diag *d, const calculation *c, const calculation_step *t, span at, value *out) {
  *out = (value){ .kind = VALUE_NOT_STATED, .at = at, .text = arena_printf(a, "beregningen »%s« ikke giver et tal", c->title) };
  if (t->state != FORMULA_KNOWN) return;
  if (t->cut) DIAG_SAY(d, CALCULATION_UNROUNDED, at, t->line->key, c->title);
  else *out = (value){ .kind = VALUE_KNOWN, .at = at, .num = t->num, .text = t->shown };
}

static void tariff_settle(arena *a, diag *d, const agreement *m, const record *x, GHashTable *known) {
  size_t line;
  const calculation *c = tariff_calculation(m, x, &line);
  value *tariff = c ? tariff_of(x) : NULL;
  if (!tariff || (tariff->kind != VALUE_ABSENT && tariff->kind != VALUE_KNOWN)) return;
  const calculation_step *t = &calculation_work_once(a, d, c, known)->step[line];
  if (tariff->kind == VALUE_ABSENT) put_result(a, d, c, t, record_value(x, "beregning")->at, tariff);
  else if (t->state == FORMULA_KNOWN && (t->cut || number_compare(t->num, tariff->num) != 0)) {
    DIAG_SAY(d, TARIFF_DIFFERS, tariff->at, tariff->text, c->title, t->shown);
    diag_also(d, c->at, "beregningen står her", "the calculation stands here");
  }
}

void tariffs_settle(arena *a, diag *d, agreement *m) {
  const reg *r = model_register(m, "takster");
  GHashTable *known = g_hash_table_new(NULL, NULL);
  for (size_t i = 0; r && i < r->records.n; i++) tariff_settle(a, d, m, r->records.v[i], known);
  g_hash_table_destroy(known);
}
