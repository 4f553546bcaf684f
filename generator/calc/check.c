/* Types and units, from the leaves up, and the scales between them.
 *
 * Each node gets its type and unit. A node whose type is 0 was reported: whoever holds it keeps still. Scales: "%" is 10^-2 of a
 * pure number, "1.000 kr." 10^3 of kr. Where two units differ in scale only, both are brought to scale 0 by a node of their own, so
 * that every reader of the tree, the worksheet too, computes the same; × and ÷ always do so (but for a quotient of equal units), so
 * that 95,5 % of 200 kr. is 191 kr. and afrund rounds what people see. Carrying the scale through products was rejected:
 * the tree would be smaller, but afrund(belægning × takst; 0) would round to hundredths. */
#include "calc/calc_int.h"

#include <string.h>

static const unit *keep(reading *r, const unit *u) {
  unit *k = ARENA_NEW(r->a, unit);
  *k = *u;
  return k;
}

const char *check_unit_text(reading *r, const unit *u) {
  const char *text = unit_text(r->a, &r->s->words, u);
  return text ? text : "uden enhed";
}

static char *written(reading *r, const formula_node *n) { return reading_slice(r, n->from, n->to); }

void check_scale(reading *r, formula_node **n, int ten) {
  const unit *u = (*n)->unit;
  if (u->any || u->ten == ten) return;
  formula_node *s = node_new(r, FORMULA_OP_SCALE, (*n)->from, (*n)->to);
  s->ten = u->ten - ten;
  s->type = (*n)->type;
  unit scaled = *u;
  scaled.ten = ten;
  s->unit = keep(r, &scaled);
  node_args(r, s, n, 1);
  *n = s;
}

bool check_is(reading *r, formula_node *arg, unsigned type) {
  if (!check_node(r, arg)) return false;
  if (arg->type & type) return true;
  if (type == FORMULA_CONDITION) FAULT(r, FORMULA_NOT_A_CONDITION, arg->from, arg->to, written(r, arg));
  else if (arg->type == FORMULA_CONDITION) FAULT(r, FORMULA_CONDITION_AS_NUMBER, arg->from, arg->to, written(r, arg));
  else if (arg->type == FORMULA_DATE) FAULT(r, FORMULA_DATE_AS_NUMBER, arg->from, arg->to, written(r, arg));
  else FAULT(r, FORMULA_TEXT_AS_NUMBER, arg->from, arg->to, written(r, arg));
  return false;
}

bool check_numbers(reading *r, formula_node *n) {
  bool ok = true;
  for (size_t i = 0; i < n->count; i++) ok &= check_is(r, n->args[i], FORMULA_NUMBER);
  return ok;
}

/* ---- two operands of one unit ---- */

/* A figure without a unit, its sign apart; 0 suits every unit and is none. */
static const formula_node *figure(const formula_node *n) {
  const formula_node *f = n->op == FORMULA_OP_NEGATE ? n->args[0] : n;
  return f->op == FORMULA_OP_CONSTANT && !f->unit_text && f->num.mantissa ? f : NULL;
}

/* A bare figure beside something with a unit: its unit was forgotten, so that is what is said. Beside a percentage too: "belægning
 * > 95" would compare with 9.500 %. Only 1 may be added to one, as in takst × (1 + fremskrivning). */
bool check_bare(reading *r, const formula_node *n, const unit *other, const formula_node *beside, bool sum) {
  const formula_node *f = figure(n);
  if (!f || (other->n == 0 && other->ten == 0)) return false;
  if (sum && other->n == 0 && f->num.mantissa == 1 && f->num.decimals == 0) return false;
  const char *wanted = check_unit_text(r, other), *text = written(r, n);
  FAULT(r, FORMULA_UNIT_BARE, n->from, n->to, text, beside ? written(r, beside) : "kolonnen", wanted, arena_printf(r->a, "%s %s", text, wanted));
  return true;
}

/* Brings both to one unit; false when they do not fit (reported). */
static bool unify(reading *r, formula_node *n) {
  formula_node **a = &n->args[0], **b = &n->args[1];
  const unit *ua = (*a)->unit, *ub = (*b)->unit;
  g_assert(ua && ub);                                            /* numbers have one */
  if (ua->any || ub->any) {
    n->unit = ua->any ? ub : ua;
    return true;
  }
  const bool sum = n->op == FORMULA_OP_ADD || n->op == FORMULA_OP_SUBTRACT;
  if (check_bare(r, *a, ub, *b, sum) || check_bare(r, *b, ua, *a, sum)) return false;
  if (!unit_same(ua, ub)) {
    const char *const left = written(r, *a), *const right = written(r, *b), *const one = check_unit_text(r, ua), *const two = check_unit_text(r, ub);
    if (sum) FAULT(r, FORMULA_UNIT_SUM, n->from, n->to, left, one, right, two);
    else FAULT(r, FORMULA_UNIT_COMPARE, n->from, n->to, left, one, right, two);
    return false;
  }
  if (ua->ten != ub->ten) {
    check_scale(r, a, 0);
    check_scale(r, b, 0);
  }
  n->unit = (*a)->unit;
  return true;
}

static bool check_sum(reading *r, formula_node *n) {
  bool ok = check_node(r, n->args[0]);
  ok &= check_node(r, n->args[1]);
  if (ok && n->op == FORMULA_OP_SUBTRACT && n->args[0]->type == FORMULA_DATE && n->args[1]->type == FORMULA_DATE) {
    unit days;
    unit_days(&days);
    n->type = FORMULA_NUMBER;
    n->unit = keep(r, &days);
    return true;
  }
  ok = check_numbers(r, n);
  if (!ok || !unify(r, n)) return false;
  n->type = FORMULA_NUMBER;
  return true;
}

static bool check_product(reading *r, formula_node *n) {
  if (!check_numbers(r, n)) return false;
  const bool divide = n->op == FORMULA_OP_DIVIDE;
  const formula_node *by = n->args[1];
  if (divide && by->op == FORMULA_OP_CONSTANT && by->num.mantissa == 0) {
    FAULT(r, FORMULA_ZERO_DIVISOR, by->from, by->to, NULL);
    return false;
  }
  const unit *ua = n->args[0]->unit, *ub = by->unit;
  if (!divide || ua->any || ub->any || !unit_same(ua, ub) || ua->ten != ub->ten) {
    check_scale(r, &n->args[0], 0);
    check_scale(r, &n->args[1], 0);
  }
  unit u;
  if (!unit_times(n->args[0]->unit, n->args[1]->unit, divide ? -1 : 1, &u)) {
    FAULT(r, FORMULA_UNIT_TOO_COMPLEX, n->from, n->to, NULL);
    return false;
  }
  n->type = FORMULA_NUMBER;
  n->unit = keep(r, &u);
  return true;
}

/* ---- conditions ---- */

static bool check_comparison(reading *r, formula_node *n) {
  formula_node *a = n->args[0], *b = n->args[1];
  bool ok = check_node(r, a);
  ok &= check_node(r, b);
  if (!ok) return false;
  const unsigned both = a->type & b->type;
  if (!both) {
    FAULT(r, FORMULA_COMPARE_TYPES, n->from, n->to, written(r, a), written(r, b));
    return false;
  }
  if (both == FORMULA_CONDITION) {
    FAULT(r, FORMULA_COMPARE_CONDITIONS, n->from, n->to, written(r, a), written(r, b));
    return false;
  }
  if (both == FORMULA_TEXT && n->op != FORMULA_OP_EQUAL && n->op != FORMULA_OP_NOT_EQUAL) {
    FAULT(r, FORMULA_TEXT_ORDER, n->from, n->to, written(r, a), written(r, b));
    return false;
  }
  if (both & FORMULA_NUMBER && !unify(r, n)) return false;
  n->type = FORMULA_CONDITION;
  n->unit = NULL;
  return true;
}

static bool check_conditions(reading *r, formula_node *n) {
  bool ok = true;
  for (size_t i = 0; i < n->count; i++) ok &= check_is(r, n->args[i], FORMULA_CONDITION);
  if (ok) n->type = FORMULA_CONDITION;
  return ok;
}

/* ---- one node ---- */

static bool check_leaf(reading *r, formula_node *n) {
  if (n->op == FORMULA_OP_NAME) {
    if (n->name == NO_NAME) return false;
    n->type = r->s->types[n->name];
    n->unit = r->s->units[n->name];
  } else if (n->op == FORMULA_OP_MISSING) {
    n->type = FORMULA_NUMBER | FORMULA_TEXT | FORMULA_CONDITION | FORMULA_DATE;
    n->unit = &unit_any;
  } else if (n->op == FORMULA_OP_TEXT) {
    n->type = FORMULA_TEXT;
  } else {
    n->type = FORMULA_NUMBER;
    if (!n->unit) n->unit = n->num.mantissa ? &unit_pure : &unit_any;
  }
  return n->type != 0;
}

/* A node is checked once: a second look gives what the first gave. */
bool check_node(reading *r, formula_node *n) {
  if (n->type) return true;
  if (n->broken) return false;
  bool ok = false;
  switch (n->op) {
    case FORMULA_OP_CONSTANT: case FORMULA_OP_TEXT: case FORMULA_OP_NAME: case FORMULA_OP_MISSING: ok = check_leaf(r, n); break;
    case FORMULA_OP_NEGATE:
      ok = check_numbers(r, n);
      if (ok) {
        n->type = FORMULA_NUMBER;
        n->unit = n->args[0]->unit;
      }
      break;
    case FORMULA_OP_ADD: case FORMULA_OP_SUBTRACT: ok = check_sum(r, n); break;
    case FORMULA_OP_MULTIPLY: case FORMULA_OP_DIVIDE: ok = check_product(r, n); break;
    case FORMULA_OP_EQUAL: case FORMULA_OP_NOT_EQUAL: case FORMULA_OP_LESS: case FORMULA_OP_LESS_EQUAL: case FORMULA_OP_GREATER:
    case FORMULA_OP_GREATER_EQUAL: ok = check_comparison(r, n); break;
    case FORMULA_OP_AND: case FORMULA_OP_OR: case FORMULA_OP_NOT: ok = check_conditions(r, n); break;
    case FORMULA_OP_SCALE: g_assert_not_reached();
    case FORMULA_OP_CALL: ok = check_call(r, n); break;
  }
  n->broken = !ok;
  return ok;
}

/* ---- the result ---- */

/* The first bare figure that may be the result. */
static const formula_node *bare_result(const formula_node *n) {
  if (figure(n)) return n;
  if (n->op != FORMULA_OP_CALL || n->function != FORMULA_IF) return NULL;
  const formula_node *yes = bare_result(n->args[1]);
  return yes ? yes : bare_result(n->args[2]);
}

static const char *type_text(unsigned type) {
  return type & FORMULA_NUMBER ? "et tal" : type & FORMULA_TEXT ? "en tekst" : type & FORMULA_CONDITION ? "ja eller nej" : "en dato";
}

bool check_result(reading *r, formula_node **root, const formula_wish *wish, const char **unit_out) {
  const unsigned types = wish->types ? wish->types : FORMULA_NUMBER;
  formula_node *n = *root;
  *unit_out = NULL;
  if (!check_node(r, n)) return false;
  if (!(n->type & types)) {
    FAULT(r, FORMULA_RESULT_TYPE, n->from, n->to, type_text(n->type), type_text(types));
    return false;
  }
  n->type &= types;
  if (!(n->type & FORMULA_NUMBER)) return true;
  if (!wish->unit) {
    *unit_out = unit_text(r->a, &r->s->words, n->unit);
    return true;
  }
  unit u;
  if (!unit_read_known(r->a, &r->s->words, wish->unit, strlen(wish->unit), &u) || !(n->unit->any || unit_same(n->unit, &u) || bare_result(n))) {
    const char *given = unit_text(r->a, &r->s->words, n->unit), *none = "et tal uden enhed";
    FAULT(r, FORMULA_UNIT_RESULT, n->from, n->to, given ? given : none, text_blank(wish->unit) ? none : wish->unit);
    return false;
  }
  const formula_node *bare = bare_result(n);
  if (bare && check_bare(r, bare, &u, NULL, false)) return false;      /* "hvis(x > 0; 95; 0)" in a column of per cent */
  check_scale(r, root, u.ten);
  if (!text_blank(wish->unit)) *unit_out = arena_strdup(r->a, wish->unit);
  return true;
}
