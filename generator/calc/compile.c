/* From a text to a formula: read, check, and note what evaluation needs to know beforehand. */
#include "calc/calc_int.h"

#include <string.h>

reading reading_of(arena *a, diag *d, const formula_scope *s, const formula_text *t) {
  return (reading){ .a = a, .d = d, .s = s, .t = t, .length = (uint32_t)MIN(t->length, (size_t)UINT32_MAX), .fault_at = UINT32_MAX };
}

/* NULL when the structure is wrong (reported); single words may be wrong, then r->faults says so. */
formula_node *compile_read(reading *r) {
  const char *end = NULL;
  if (r->length > FORMULA_MOST_BYTES) {
    FAULT(r, FORMULA_TOO_LONG, 0, r->length, arena_printf(r->a, "%d", FORMULA_MOST_BYTES));
    return NULL;
  }
  if (!g_utf8_validate(r->t->text, r->length, &end)) {
    const uint32_t at = (uint32_t)(end - r->t->text);
    r->length = at;                                              /* what stands behind it cannot be counted */
    FAULT(r, FORMULA_CHARACTER, at, at, "\uFFFD", "");
    return NULL;
  }
  if (lex_blanks(r, 0) == r->length) {
    FAULT(r, FORMULA_EMPTY, 0, r->length, NULL);
    return NULL;
  }
  lex_all(r);
  if (r->gap) return NULL;
  const size_t words = r->faults;
  formula_node *root = parse_all(r);
  return r->faults == words ? root : NULL;
}

static void walk_uses(const formula_node *n, bool always, formula_use *uses, size_t *count) {
  if (n->op == FORMULA_OP_NAME && n->name != NO_NAME) {
    for (size_t i = 0; i < *count; i++) {
      if (uses[i].name != n->name) continue;
      uses[i].always |= always;
      return;
    }
    uses[(*count)++] = (formula_use){ n->name, always, n->at };
  }
  const bool branches = n->op == FORMULA_OP_CALL && n->function == FORMULA_IF;
  for (size_t i = 0; i < n->count; i++) walk_uses(n->args[i], always && !(branches && i > 0), uses, count);
}

static size_t count_names(const formula_node *n) {
  size_t names = n->op == FORMULA_OP_NAME;
  for (size_t i = 0; i < n->count; i++) names += count_names(n->args[i]);
  return names;
}

void compile_uses(reading *r, const formula_node *root, formula_use **uses, size_t *count) {
  *uses = ARENA_ARRAY(r->a, formula_use, count_names(root) + 1);
  *count = 0;
  walk_uses(root, true, *uses, count);
}

/* Registers that the walk of eval.c takes: the first operand is worked out in the node's own, each other in the next one. */
static size_t registers(const formula_node *n) {
  size_t most = 1;
  for (size_t i = 0; i < n->count; i++) {
    const size_t needed = registers(n->args[i]) + (i > 0);       /* not within MAX, which asks twice */
    most = MAX(most, needed);
  }
  return most;
}

formula *compile_finish(reading *r, formula_node *root, const formula_wish *wish) {
  g_assert(wish->decimals >= FORMULA_EXACT && wish->decimals <= RATIONAL_DECIMALS_MAX);
  const char *unit_of_result;
  if (!check_result(r, &root, wish, &unit_of_result) || r->faults) return NULL;
  formula *f = ARENA_NEW(r->a, formula);
  formula_use *uses;
  compile_uses(r, root, &uses, &f->use_count);
  f->uses = uses;
  f->root = root;
  f->type = root->type;
  f->unit = unit_of_result;
  f->decimals = wish->decimals;
  f->scope = r->s;
  f->registers = registers(root);
  f->text = arena_strndup(r->a, r->t->text, r->length);
  f->at = reading_place(r, 0, r->length);
  return f;
}

formula *formula_compile(arena *a, diag *d, const formula_scope *s, const formula_text *text, const formula_wish *wish) {
  reading r = reading_of(a, d, s, text);
  formula_node *root = compile_read(&r);
  return root ? compile_finish(&r, root, wish) : NULL;
}
