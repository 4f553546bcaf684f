/* Formulas that name each other: found circles, and an order to work them out in.
 *
 * Definitions are visited depth first in the order of content, and what a definition names, in the order of its text. Whoever is
 * met while still being visited closes a circle; the path between is its names in order. What is finished goes to the end of the
 * order of evaluation. So both the messages and the order depend on the content alone. */
#include "calc/calc_int.h"

typedef enum visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE } visit;
typedef struct definition {
  reading r;
  formula_node *root;        /* NULL: reported */
  formula_use *uses;
  size_t use_count, next;    /* next: the use being visited */
  visit state;
  bool broken;               /* in a circle */
} definition;
typedef struct building {
  arena *a;
  diag *d;
  const formula_def *defs;
  formula_set *set;
  formula_scope *scope;
  definition *v;
  uint32_t *path;            /* definitions being visited */
  size_t depth;
  uint32_t *order;
} building;

static const char *shown(const building *b, uint32_t def) { return formula_shown_name(b->scope, b->set->inputs + def); }

/* The circle that path[from..] closes: reported where its first names its second; the others are second places. */
static void report_circle(building *b, size_t from) {
  GString *g = g_string_new(NULL);
  for (size_t i = from; i < b->depth; i++) g_string_append_printf(g, "%s → ", shown(b, b->path[i]));
  g_string_append(g, shown(b, b->path[from]));
  const definition *first = &b->v[b->path[from]];
  DIAG_SAY(b->d, FORMULA_CIRCLE, first->uses[first->next].at, g->str);
  for (size_t i = from + 1; i < b->depth; i++) {
    const definition *one = &b->v[b->path[i]];
    diag_also(b->d, one->uses[one->next].at, "og her", "and here");
  }
  g_string_free(g, TRUE);
  for (size_t i = from; i < b->depth; i++) b->v[b->path[i]].broken = true;
}

/* Visits all that hangs on one definition; the path is a list of ours, so a long chain takes no stack. */
static void visit_from(building *b, uint32_t start) {
  b->path[b->depth++] = start;
  b->v[start].state = VISIT_OPEN;
  while (b->depth) {
    const uint32_t at = b->path[b->depth - 1];
    definition *def = &b->v[at];
    if (def->next == def->use_count) {
      def->state = VISIT_DONE;
      b->order[b->set->order_count++] = at;
      b->depth--;
      if (b->depth) b->v[b->path[b->depth - 1]].next++;
      continue;
    }
    const uint32_t name = def->uses[def->next].name;
    const uint32_t other = name < b->set->inputs ? at : (uint32_t)(name - b->set->inputs);
    if (name >= b->set->inputs && b->v[other].state == VISIT_NEW) {
      b->v[other].state = VISIT_OPEN;
      b->path[b->depth++] = other;
      continue;
    }
    if (name >= b->set->inputs && b->v[other].state == VISIT_OPEN) {
      size_t from = b->depth - 1;
      while (b->path[from] != other) from--;
      report_circle(b, from);
    }
    def->next++;
  }
}

static void read_all(building *b) {
  for (size_t i = 0; i < b->set->count; i++) {
    definition *def = &b->v[i];
    def->r = reading_of(b->a, b->d, b->scope, &b->defs[i].formula);
    def->root = compile_read(&def->r);
    if (def->root) compile_uses(&def->r, def->root, &def->uses, &def->use_count);
  }
}

/* In the order of evaluation, so that what a definition names has its unit. A broken one leaves its type 0: who names it keeps still. */
static void finish_all(building *b) {
  size_t good = 0;
  for (size_t i = 0; i < b->set->order_count; i++) {
    const uint32_t at = b->order[i];
    definition *def = &b->v[at];
    const size_t name = b->set->inputs + at;
    const formula_name *n = &b->scope->names[name];
    const bool unit_read_before = b->scope->units[name] != NULL;  /* else it cannot be read, and that was said */
    const formula_wish wish = { unit_read_before ? n->unit : NULL, b->defs[at].decimals, n->type };
    formula *f = def->root && !def->broken ? compile_finish(&def->r, def->root, &wish) : NULL;
    b->set->formulas[at] = f;
    if (!f) continue;
    b->order[good++] = at;
    b->scope->types[name] = f->type;
    if (!wish.unit) b->scope->units[name] = f->root->unit;
  }
  b->set->order_count = good;
}

formula_set *formula_set_compile(arena *a, diag *d, const formula_name *inputs, size_t input_count, const formula_def *defs, size_t count) {
  formula_set *s = ARENA_NEW(a, formula_set);
  formula_name *names = ARENA_ARRAY(a, formula_name, input_count + count + 1);
  for (size_t i = 0; i < input_count; i++) names[i] = inputs[i];
  for (size_t i = 0; i < count; i++) names[input_count + i] = defs[i].name;
  formula_scope *scope = formula_scope_make(a, d, names, input_count + count);
  s->scope = scope;
  s->inputs = input_count;
  s->count = count;
  s->formulas = ARENA_ARRAY(a, formula *, count + 1);
  building b = { .a = a, .d = d, .defs = defs, .set = s, .scope = scope };
  b.v = ARENA_ARRAY(a, definition, count + 1);
  b.path = ARENA_ARRAY(a, uint32_t, count + 1);
  b.order = ARENA_ARRAY(a, uint32_t, count + 1);
  for (size_t i = 0; i < count; i++) scope->types[input_count + i] = 0;        /* until it is finished */
  read_all(&b);
  for (size_t i = 0; i < count; i++)
    if (b.v[i].state == VISIT_NEW) visit_from(&b, (uint32_t)i);
  finish_all(&b);
  s->order = b.order;
  return s;
}

/* ---- evaluation ---- */

static rational *kept(formula_work *w, size_t count, size_t i) {
  if (count > w->kept_count) {
    w->kept = g_renew(rational *, w->kept, count);
    for (; w->kept_count < count; w->kept_count++) w->kept[w->kept_count] = rational_new();
  }
  return w->kept[i];
}

static void all_broken(const formula_set *s, formula_value *values) {
  for (size_t i = 0; i < s->count; i++)
    if (!s->formulas[i]) values[s->inputs + i] = formula_missing(FORMULA_BROKEN, NULL);
}

void formula_set_eval(const formula_set *s, formula_work *w, formula_value *values) {
  all_broken(s, values);
  for (size_t i = 0; i < s->order_count; i++) {
    const uint32_t at = s->order[i];
    formula_value *out = &values[s->inputs + at];
    formula_eval(s->formulas[at], w, values, out);
    if (!out->exact) continue;
    rational *k = kept(w, s->count, at);
    rational_set(k, out->exact);
    out->exact = k;
  }
}

void formula_set_eval_double(const formula_set *s, formula_work *w, formula_value *values) {
  all_broken(s, values);
  for (size_t i = 0; i < s->order_count; i++) formula_eval_double(s->formulas[s->order[i]], w, values, &values[s->inputs + s->order[i]]);
}
