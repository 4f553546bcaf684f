/* Which cells, over all tables of an agreement, are one figure. Suppression must know: what is hidden in one table and printed in another
 * is not hidden, and two tables that group the same records differently are two sets of equations about the same unknowns.
 *
 * A cell from a field is the field of the record that its path ends in, wherever that is printed. Registers that keep a figure by year or
 * quarter (`belægning`.pladser) repeat what the record they refer to says (`tilbud`.pladser): under the same key, with the same value, they
 * are the same fact, since who reads 8 places in 2024 and 2025 knows those of 2026. Another value is another figure, and hidden by itself. */
#include "table/table_int.h"

#include <string.h>

/* The reference of `def` to a register that has a figure under the same key; FIELD_NONE: there is none, the record owns the figure. */
static size_t owner_step(const agreement *m, const shape_def *def, const char *key, const shape_def **owner) {
  *owner = def;
  for (size_t i = 0; i < def->count; i++) {
    if (def->fields[i].type != FIELD_REF) continue;
    const reg *r = model_register(m, def->fields[i].target);
    for (size_t k = 0; r && r->def != def && k < r->def->count; k++) {
      if (strcmp(r->def->fields[k].key, key) != 0 || !column_is_figures(column_type_of(r->def->fields[k].type))) continue;
      *owner = r->def;
      return i;
    }
  }
  return FIELD_NONE;
}

static const path *figure_path(const grid_build *b, size_t column) {
  const work_column *w = b->work ? &b->work[column] : NULL;
  if (!w || w->numbers || w->source != TABLE_FROM_FIELD || !w->path.field) return NULL;
  return column_is_figures(column_type_of(w->path.field->type)) ? &w->path : NULL;
}

const char *fact_field(const grid_build *b, size_t column) {
  const path *p = figure_path(b, column);
  const shape_def *owner;
  if (!p) return NULL;
  owner_step(b->m, p->def, p->field->key, &owner);
  return arena_printf(b->a, "%s.%s", owner->name, p->field->key);
}

bool fact_of(const grid_build *b, size_t column, const row_pick *r, number *n, GString *key) {
  const path *p = figure_path(b, column);
  const shape_def *owner;
  const value *v = p && r ? path_value(p, r) : NULL;
  if (!v || v->kind != VALUE_KNOWN) return false;
  const record *end = path_end(p, r);
  size_t step = owner_step(b->m, p->def, p->field->key, &owner);
  const value *up = step == FIELD_NONE ? NULL : &end->values[step];
  if (up && up->kind == VALUE_KNOWN && up->target) end = up->target;
  *n = v->num;
  while (n->decimals && n->mantissa % 10 == 0) { n->mantissa /= 10; n->decimals--; }
  g_string_printf(key, "%p %s %" G_GINT64_FORMAT "/%u", (const void *)end, p->field->key, n->mantissa, (unsigned)n->decimals);
  return true;
}
