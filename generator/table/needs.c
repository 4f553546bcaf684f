/* What must be looked at: values that no formula names are not fetched, conditions are answered before the other formulas are worked out, and a check passes
 * over a record that does not say what it needs. A table of 20,000 rows spends most of its time on fetching. */
#include "table/table_int.h"

static void ask(grid_work *k, const formula *f) {
  for (size_t i = 0; f && i < f->use_count; i++) k->asked[f->uses[i].name] = true;
}

/* Definitions that the conditions need, those that these name among them. */
static void find_needed(grid_build *b) {
  grid_work *k = b->w;
  size_t inputs = k->set->inputs;
  k->needed = ARENA_ARRAY(b->a, bool, k->names + 1);
  for (size_t i = 0; i < b->condition_count; i++)
    for (size_t u = 0; u < b->conditions[i]->use_count; u++) k->needed[b->conditions[i]->uses[u].name] = true;
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    if (w->when && k->needed[w->name]) k->all_needed = true;         /* a rule may name any */
  }
  for (size_t i = k->set->order_count; i-- > 0;) {
    const formula *f = k->needed[inputs + k->set->order[i]] ? k->set->formulas[k->set->order[i]] : NULL;
    for (size_t u = 0; f && u < f->use_count; u++) k->needed[f->uses[u].name] = true;
  }
}

/* Values that nothing names need not be looked for in each row. */
void needs_find(grid_build *b) {
  grid_work *k = b->w;
  k->asked = ARENA_ARRAY(b->a, bool, k->names + 1);
  for (size_t i = 0; i < k->set->count; i++) ask(k, k->set->formulas[i]);
  for (size_t i = 0; i < b->condition_count; i++) ask(k, b->conditions[i]);
  for (size_t c = 0; c < b->g->columns; c++)
    for (size_t i = 0; b->work[c].when && i < b->work[c].decl->rules.n; i++) ask(k, b->work[c].when[i]);
  find_needed(b);
}

/* Marks the columns without which column c has no value, c among them. */
static void mark_needed(const grid_build *b, size_t c, bool *marked) {
  const work_column *w = &b->work[c];
  if (marked[c]) return;
  marked[c] = true;
  const formula *f = w->def == DEF_NONE ? NULL : b->w->set->formulas[w->def];
  for (size_t i = 0; f && i < f->use_count; i++)
    if (f->uses[i].always) mark_needed(b, b->w->column_of[f->uses[i].name], marked);
}

const path **paths_needed(grid_build *b, size_t *count) {
  bool *marked = ARENA_ARRAY(b->a, bool, b->g->columns + 1);
  const path **asked = ARENA_ARRAY(b->a, const path *, b->g->columns + 1);
  for (size_t i = 0; i < 2; i++)
    if (b->must_know[i] != FIELD_NONE) mark_needed(b, b->must_know[i], marked);
  for (size_t i = 0; i < b->condition_count; i++)                  /* a condition without its figures has no answer, and the row goes */
    for (size_t u = 0; u < b->conditions[i]->use_count; u++)
      if (b->conditions[i]->uses[u].always) mark_needed(b, b->w->column_of[b->conditions[i]->uses[u].name], marked);
  *count = 0;
  for (size_t c = 0; c < b->g->columns; c++)
    if (marked[c] && b->work[c].source == TABLE_FROM_FIELD && !b->work[c].path.lookup) asked[(*count)++] = &b->work[c].path;      /* fields of the row itself */
  return asked;
}
