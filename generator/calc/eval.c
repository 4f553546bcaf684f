/* The walk over a tree, the same for exact fractions and for doubles, so that both take one order: operands from left to right,
 * results in the node's own register.
 *
 * What is missing ends the walk: the first missing value is the reason of the whole, as one reads a formula from the left. Only
 * the branch of hvis that is not chosen is never looked at. Compiling to a list of instructions was rejected: a formula takes
 * about a microsecond, nearly all of it in GMP. */
#include "calc/calc_int.h"

#include <math.h>
#include <string.h>

typedef struct walk { const arithmetic *do_; formula_work *w; const formula_value *values; formula_value *out; } walk;

formula_work *formula_work_new(void) { return g_new0(formula_work, 1); }

void formula_work_free(formula_work *w) {
  if (!w) return;
  for (size_t i = 0; i < w->registers; i++) rational_free(w->exact[i]);
  for (size_t i = 0; i < w->kept_count; i++) rational_free(w->kept[i]);
  g_free(w->exact);
  g_free(w->real);
  g_free(w->kept);
  g_free(w);
}

static void grow(formula_work *w, size_t registers) {
  if (registers <= w->registers) return;
  w->exact = g_renew(rational *, w->exact, registers);
  w->real = g_renew(double, w->real, registers);
  for (; w->registers < registers; w->registers++) w->exact[w->registers] = rational_new();
}

/* ---- texts: equal whatever their case, as Excel's = ---- */

bool text_equal_any_case(const char *a, const char *b) {
  for (; *a && *b; a = utf8_next(a), b = utf8_next(b)) {
    const gunichar x = g_utf8_get_char(a), y = g_utf8_get_char(b);
    if (x != y && g_unichar_tolower(x) != g_unichar_tolower(y)) return false;
  }
  return *a == *b;
}

/* ---- nodes ---- */

static bool missing(walk *k, formula_state why, const formula_node *where) {
  *k->out = (formula_value){ .state = why, .where = where };
  return false;
}

/* The value of a name; NULL when it has none. */
static const formula_value *value_of(walk *k, const formula_node *n) {
  const formula_value *v = &k->values[n->name];
  if (v->state == FORMULA_KNOWN) return v;
  *k->out = (formula_value){ .state = v->state, .name = n->name + 1, .text = v->text };
  return NULL;
}

static bool number_at(walk *k, const formula_node *n, size_t at);
static bool condition_at(walk *k, const formula_node *n, size_t at, bool *yes);
static bool text_at(walk *k, const formula_node *n, size_t at, const char **text);

/* The branch of hvis to take; NULL when the condition is missing. */
static const formula_node *branch(walk *k, const formula_node *n, size_t at) {
  bool yes;
  if (!condition_at(k, n->args[0], at, &yes)) return NULL;
  return n->args[yes ? 1 : 2];
}

static bool operands(walk *k, const formula_node *n, size_t at) {
  return number_at(k, n->args[0], at) && number_at(k, n->args[1], at + 1);
}

static bool call_at(walk *k, const formula_node *n, size_t at) {
  if (n->function == FORMULA_IF) {
    const formula_node *b = branch(k, n, at);
    return b && number_at(k, b, at);
  }
  if (!number_at(k, n->args[0], at)) return false;
  if (n->function == FORMULA_ROUND) {
    k->do_->round(k->w, at, n->ten);
    return true;
  }
  for (size_t i = 1; i < n->count; i++) {
    if (!number_at(k, n->args[i], at + 1)) return false;
    if (n->function == FORMULA_SUM) {
      k->do_->add(k->w, at);
      continue;
    }
    const int c = k->do_->compare(k->w, at);
    if (n->function == FORMULA_MIN ? c > 0 : c < 0) k->do_->take(k->w, at);
  }
  return true;
}

static bool divide_at(walk *k, const formula_node *n, size_t at) {
  return operands(k, n, at) && (k->do_->divide(k->w, at) || missing(k, FORMULA_BY_ZERO, n->args[1]));
}

/* A number or a date into register `at`. */
static bool number_at(walk *k, const formula_node *n, size_t at) {
  const formula_value *v;
  switch (n->op) {
    case FORMULA_OP_CONSTANT: k->do_->constant(k->w, at, n->num); return true;
    case FORMULA_OP_NAME:
      v = value_of(k, n);
      if (v) k->do_->value(k->w, at, v);
      return v != NULL;
    case FORMULA_OP_MISSING: return missing(k, n->state, n);
    case FORMULA_OP_NEGATE:
      if (!number_at(k, n->args[0], at)) return false;
      k->do_->negate(k->w, at);
      return true;
    case FORMULA_OP_SCALE:
      if (!number_at(k, n->args[0], at)) return false;
      k->do_->scale(k->w, at, n->ten);
      return true;
    case FORMULA_OP_ADD:
      if (!operands(k, n, at)) return false;
      k->do_->add(k->w, at);
      return true;
    case FORMULA_OP_SUBTRACT:
      if (!operands(k, n, at)) return false;
      k->do_->subtract(k->w, at);
      return true;
    case FORMULA_OP_MULTIPLY:
      if (!operands(k, n, at)) return false;
      k->do_->multiply(k->w, at);
      return true;
    case FORMULA_OP_DIVIDE: return divide_at(k, n, at);
    case FORMULA_OP_CALL: return call_at(k, n, at);
    case FORMULA_OP_TEXT: case FORMULA_OP_EQUAL: case FORMULA_OP_NOT_EQUAL: case FORMULA_OP_LESS: case FORMULA_OP_LESS_EQUAL:
    case FORMULA_OP_GREATER: case FORMULA_OP_GREATER_EQUAL: case FORMULA_OP_AND: case FORMULA_OP_OR: case FORMULA_OP_NOT: break;
  }
  g_assert_not_reached();
}

static bool compare_at(walk *k, const formula_node *n, size_t at, int *c) {
  if (!(n->args[0]->type & n->args[1]->type & FORMULA_TEXT)) {
    if (!operands(k, n, at)) return false;
    *c = k->do_->compare(k->w, at);
    return true;
  }
  const char *a, *b;
  if (!text_at(k, n->args[0], at, &a) || !text_at(k, n->args[1], at, &b)) return false;
  *c = !text_equal_any_case(a, b);
  return true;
}

/* Both operands are looked at, as AND and OR of a worksheet do. */
static bool join_at(walk *k, const formula_node *n, size_t at, bool *yes) {
  bool a, b;
  if (!condition_at(k, n->args[0], at, &a) || !condition_at(k, n->args[1], at, &b)) return false;
  *yes = n->op == FORMULA_OP_AND ? a && b : a || b;
  return true;
}

static bool condition_at(walk *k, const formula_node *n, size_t at, bool *yes) {
  const formula_value *v;
  const formula_node *b;
  int c = 0;
  *yes = false;
  switch (n->op) {
    case FORMULA_OP_NAME:
      v = value_of(k, n);
      *yes = v && v->yes;
      return v != NULL;
    case FORMULA_OP_MISSING: return missing(k, n->state, n);
    case FORMULA_OP_EQUAL: case FORMULA_OP_NOT_EQUAL: case FORMULA_OP_LESS: case FORMULA_OP_LESS_EQUAL: case FORMULA_OP_GREATER:
    case FORMULA_OP_GREATER_EQUAL:
      if (!compare_at(k, n, at, &c)) return false;
      *yes = n->op == FORMULA_OP_EQUAL ? c == 0 : n->op == FORMULA_OP_NOT_EQUAL ? c != 0 : n->op == FORMULA_OP_LESS ? c < 0
           : n->op == FORMULA_OP_LESS_EQUAL ? c <= 0 : n->op == FORMULA_OP_GREATER ? c > 0 : c >= 0;
      return true;
    case FORMULA_OP_AND: case FORMULA_OP_OR: return join_at(k, n, at, yes);
    case FORMULA_OP_NOT:
      if (!condition_at(k, n->args[0], at, yes)) return false;
      *yes = !*yes;
      return true;
    case FORMULA_OP_CALL:
      b = branch(k, n, at);
      return b && condition_at(k, b, at, yes);
    case FORMULA_OP_CONSTANT: case FORMULA_OP_TEXT: case FORMULA_OP_NEGATE: case FORMULA_OP_ADD: case FORMULA_OP_SUBTRACT:
    case FORMULA_OP_MULTIPLY: case FORMULA_OP_DIVIDE: case FORMULA_OP_SCALE: break;
  }
  g_assert_not_reached();
}

static bool text_at(walk *k, const formula_node *n, size_t at, const char **text) {
  *text = n->text;
  if (n->op == FORMULA_OP_TEXT) return true;
  if (n->op == FORMULA_OP_MISSING) return missing(k, n->state, n);
  if (n->op == FORMULA_OP_NAME) {
    const formula_value *v = value_of(k, n);
    if (v) *text = v->text;
    return v != NULL;
  }
  g_assert(n->op == FORMULA_OP_CALL && n->function == FORMULA_IF);
  const formula_node *b = branch(k, n, at);
  return b && text_at(k, b, at, text);
}

/* ---- whole formulas ---- */

/* True: a number or date stands in register 0. Else *out is finished. */
static bool run(const formula *f, const arithmetic *do_, formula_work *w, const formula_value *values, formula_value *out) {
  grow(w, f->registers);
  walk k = { do_, w, values, out };
  *out = (formula_value){ .state = FORMULA_KNOWN };
  if (f->type & (FORMULA_NUMBER | FORMULA_DATE)) return number_at(&k, f->root, 0);
  if (f->type & FORMULA_TEXT) text_at(&k, f->root, 0, &out->text);
  else condition_at(&k, f->root, 0, &out->yes);
  return false;
}

void formula_eval(const formula *f, formula_work *w, const formula_value *values, formula_value *out) {
  if (!run(f, &exact_arithmetic, w, values, out)) return;
  const rational *r = w->exact[0];
  number whole;
  if (f->decimals >= 0) {
    out->rounded = !rational_has(r, (unsigned)f->decimals);
    if (!rational_number(r, (unsigned)f->decimals, &out->num)) *out = formula_missing(FORMULA_OVERFLOW, NULL);
  } else if (!rational_exact_number(r, &out->num)) {
    if (rational_cut(r, 0, &whole)) out->exact = r;
    else *out = formula_missing(FORMULA_OVERFLOW, NULL);
  }
}

void formula_eval_double(const formula *f, formula_work *w, const formula_value *values, formula_value *out) {
  if (!run(f, &real_arithmetic, w, values, out)) return;
  out->real = f->decimals >= 0 ? formula_excel_round(w->real[0], f->decimals) : w->real[0];
  if (!isfinite(out->real)) *out = formula_missing(FORMULA_OVERFLOW, NULL);
}
