/* The grammar, by recursive descent: eller < og < ikke < comparison < + − < × ÷ < the sign before a figure.
 *
 * A fault in the structure is reported once at its place and then mended as a reader would (a missing operand is a broken one, a
 * missing sign is there, a bracket too many is not), so that what follows is still read. A precedence table in one loop was
 * rejected: comparisons may not be chained and "ikke" stands before its operand, so the table would have more exceptions than rows. */
#include "calc/calc_int.h"

#include <string.h>

static formula_node *parse_or(reading *r);

static const token *peek(const reading *r) { return &r->tokens.v[r->next]; }
static const token *advance(reading *r) {
  const token *t = &r->tokens.v[r->next];
  if (t->kind != TOKEN_END) r->next++;
  return t;
}
static bool is_sign(const token *t, formula_op op) { return t->kind == TOKEN_SIGN && t->op == op; }
static uint32_t end_of_last(const reading *r) { return r->next ? r->tokens.v[r->next - 1].to : 0; }

formula_node *node_new(reading *r, formula_op op, uint32_t from, uint32_t to) {
  formula_node *n = ARENA_NEW(r->a, formula_node);
  n->op = op;
  n->from = from;
  n->to = to;
  n->at = reading_place(r, from, to);
  return n;
}

void node_args(reading *r, formula_node *n, formula_node *const *args, size_t count) {
  n->args = ARENA_ARRAY(r->a, formula_node *, count);
  for (size_t i = 0; i < count; i++) n->args[i] = args[i];
  n->count = (uint32_t)count;
}

/* What stands for an operand that was reported: checks pass it over. */
static formula_node *broken(reading *r, uint32_t from, uint32_t to) {
  formula_node *n = node_new(r, FORMULA_OP_NAME, from, to);
  n->name = NO_NAME;
  return n;
}

static formula_node *binary(reading *r, formula_op op, formula_node *left, formula_node *right) {
  formula_node *n = node_new(r, op, left->from, right->to);
  node_args(r, n, (formula_node *const[]){ left, right }, 2);
  return n;
}

/* True when a structural fault at this byte is the first one there. */
static bool first_fault(reading *r, uint32_t at) {
  if (r->deep || r->fault_at == at) return false;
  r->fault_at = at;
  return true;
}

static bool begins_operand(const token *t) {
  switch (t->kind) {
    case TOKEN_NUMBER: case TOKEN_TEXT: case TOKEN_NAME: case TOKEN_MISSING: case TOKEN_FUNCTION: case TOKEN_OPEN: case TOKEN_BROKEN: return true;
    case TOKEN_SIGN: return t->op == FORMULA_OP_NOT;
    case TOKEN_END: case TOKEN_CLOSE: case TOKEN_SEMICOLON: return false;
  }
  return false;
}

/* Goes one level in; too deep ends the reading. */
static bool enter(reading *r) {
  if (++r->depth <= FORMULA_MOST_DEPTH) return true;
  if (!r->deep) {
    char most[16];
    g_snprintf(most, sizeof most, "%d", FORMULA_MOST_DEPTH);
    FAULT(r, FORMULA_TOO_DEEP, peek(r)->from, peek(r)->to, most);
  }
  r->deep = true;
  r->next = r->tokens.n - 1;
  return false;
}

/* ---- operands ---- */

static formula_node *parse_constant(reading *r, const token *t) {
  formula_node *n = node_new(r, FORMULA_OP_CONSTANT, t->from, t->to);
  n->num = t->num;
  n->unit = t->unit;
  n->unit_text = t->unit_text;
  char digits[32];
  g_snprintf(digits, sizeof digits, "%0*" G_GINT64_FORMAT, t->num.decimals + 1, t->num.mantissa);
  const size_t whole = strlen(digits) - t->num.decimals;
  n->decimal = t->num.decimals ? arena_printf(r->a, "%.*s.%s", (int)whole, digits, digits + whole) : arena_strdup(r->a, digits);
  return n;
}

static void missing_operand(reading *r, const token *t) {
  if (!first_fault(r, t->from)) return;
  const char *after = r->next ? reading_slice(r, r->tokens.v[r->next - 1].from, r->tokens.v[r->next - 1].to) : "";
  if (t->kind == TOKEN_END && r->next) FAULT(r, FORMULA_ENDS_EARLY, r->tokens.v[r->next - 1].from, r->tokens.v[r->next - 1].to, after);
  else if (r->next) FAULT(r, FORMULA_MISSING_OPERAND, t->from, t->to, after, reading_slice(r, t->from, t->to));
  else FAULT(r, FORMULA_BEGINS_WRONG, t->from, t->to, reading_slice(r, t->from, t->to));
}

/* Behind an opening bracket: its end. */
static void expect_close(reading *r, const token *open) {
  if (peek(r)->kind == TOKEN_CLOSE) {
    advance(r);
    return;
  }
  if (first_fault(r, open->from)) FAULT(r, FORMULA_NOT_CLOSED, open->from, open->to, NULL);
}

/* How many arguments a function takes. */
static void count_limits(formula_function f, size_t *least, size_t *most) {
  *least = 2;
  *most = FORMULA_MOST_ARGS;
  switch (f) {
    case FORMULA_IF: *least = *most = 3; return;
    case FORMULA_ROUND: *most = 2; return;
    case FORMULA_SUM: case FORMULA_MIN: case FORMULA_MAX: return;
  }
}

static void check_count(reading *r, const token *t, size_t count) {
  static const char *const pattern[] = { [FORMULA_IF] = "hvis(betingelse; ja; nej)", [FORMULA_SUM] = "sum(a; b)", [FORMULA_MIN] = "min(a; b)",
                                         [FORMULA_MAX] = "max(a; b)", [FORMULA_ROUND] = "afrund(tal; decimaler)" };
  size_t least, most;
  count_limits(t->function, &least, &most);
  const char *name = function_name(t->function), *has = arena_printf(r->a, "%zu", count), *write = pattern[t->function];
  if (least == most && count != least) FAULT(r, FORMULA_ARGUMENT_COUNT, t->from, t->to, name, arena_printf(r->a, "%zu", least), has, write);
  else if (count < least) FAULT(r, FORMULA_ARGUMENTS_FEW, t->from, t->to, name, arena_printf(r->a, "%zu", least), has, write);
  else if (count > most) FAULT(r, FORMULA_ARGUMENTS_MANY, t->from, t->to, name, arena_printf(r->a, "%zu", most), has);
}

static formula_node *parse_call(reading *r, const token *t) {
  const size_t faults = r->faults;
  const token *open = advance(r);
  LIST(formula_node *) args = { 0 };
  if (!enter(r)) return broken(r, t->from, t->to);
  if (peek(r)->kind != TOKEN_CLOSE)
    for (;;) {
      formula_node *arg = parse_or(r);
      LIST_PUSH(r->a, &args, arg);
      if (peek(r)->kind != TOKEN_SEMICOLON) break;
      advance(r);
    }
  expect_close(r, open);
  r->depth--;
  if (!t->known) return broken(r, t->from, end_of_last(r));
  if (r->faults == faults) check_count(r, t, args.n);
  if (r->faults != faults) return broken(r, t->from, end_of_last(r));
  formula_node *n = node_new(r, FORMULA_OP_CALL, t->from, end_of_last(r));
  n->function = t->function;
  node_args(r, n, args.v, args.n);
  return n;
}

static formula_node *parse_brackets(reading *r, const token *open) {
  if (!enter(r)) return broken(r, open->from, open->to);
  formula_node *n = parse_or(r);
  expect_close(r, open);
  r->depth--;
  n->from = open->from;                                          /* messages show the brackets too */
  n->to = end_of_last(r);
  n->at = reading_place(r, n->from, n->to);
  return n;
}

/* "og(a; b)", as in a worksheet. */
static bool word_as_function(const reading *r) {
  const token *t = peek(r);
  return (is_sign(t, FORMULA_OP_AND) || is_sign(t, FORMULA_OP_OR)) && r->tokens.v[r->next + 1].kind == TOKEN_OPEN;
}

static formula_node *parse_primary(reading *r) {
  const token *t = peek(r);
  if (word_as_function(r)) {
    FAULT(r, FORMULA_WORD_NOT_FUNCTION, t->from, t->to, reading_slice(r, t->from, t->to));
    return parse_call(r, advance(r));
  }
  if (!begins_operand(t) || is_sign(t, FORMULA_OP_NOT)) {
    missing_operand(r, t);
    return broken(r, t->from, t->from);
  }
  advance(r);
  formula_node *n;
  switch (t->kind) {
    case TOKEN_NUMBER: return parse_constant(r, t);
    case TOKEN_FUNCTION: return parse_call(r, t);
    case TOKEN_OPEN: return parse_brackets(r, t);
    case TOKEN_TEXT:
      n = node_new(r, FORMULA_OP_TEXT, t->from, t->to);
      n->text = t->text;
      return n;
    case TOKEN_NAME:
      n = node_new(r, FORMULA_OP_NAME, t->from, t->to);
      n->name = t->name;
      return n;
    case TOKEN_MISSING:
      n = node_new(r, FORMULA_OP_MISSING, t->from, t->to);
      n->state = t->state;
      return n;
    case TOKEN_BROKEN: case TOKEN_END: case TOKEN_SIGN: case TOKEN_CLOSE: case TOKEN_SEMICOLON: break;
  }
  return broken(r, t->from, t->to);
}

/* ---- signs, from the tightest ---- */

static formula_node *parse_prefixed(reading *r, formula_op sign, formula_op op, formula_node *(*operand)(reading *)) {
  const token *t = peek(r);
  if (!is_sign(t, sign)) return operand(r);
  advance(r);
  if (!enter(r)) return broken(r, t->from, t->to);
  formula_node *arg = parse_prefixed(r, sign, op, operand);
  r->depth--;
  formula_node *n = node_new(r, op, t->from, arg->to);
  node_args(r, n, &arg, 1);
  return n;
}

static formula_node *parse_unary(reading *r) { return parse_prefixed(r, FORMULA_OP_SUBTRACT, FORMULA_OP_NEGATE, parse_primary); }

/* Operands joined by one of two signs, from left to right. */
static formula_node *parse_joined(reading *r, formula_op one, formula_op two, formula_node *(*operand)(reading *)) {
  formula_node *left = operand(r);
  while (is_sign(peek(r), one) || is_sign(peek(r), two)) {
    const formula_op op = advance(r)->op;
    left = binary(r, op, left, operand(r));
  }
  return left;
}

/* × and ÷. Two operands side by side lack a sign; × is as good as any to read on. */
static formula_node *parse_product(reading *r) {
  formula_node *left = parse_joined(r, FORMULA_OP_MULTIPLY, FORMULA_OP_DIVIDE, parse_unary);
  while (begins_operand(peek(r)) && !r->deep) {
    const token *t = peek(r), *before = &r->tokens.v[r->next - 1];
    if (first_fault(r, t->from))
      FAULT(r, FORMULA_MISSING_SIGN, t->from, t->to, reading_slice(r, before->from, before->to), reading_slice(r, t->from, t->to));
    if (is_sign(t, FORMULA_OP_NOT)) advance(r);
    left = binary(r, FORMULA_OP_MULTIPLY, left, parse_joined(r, FORMULA_OP_MULTIPLY, FORMULA_OP_DIVIDE, parse_unary));
  }
  return left;
}

static formula_node *parse_sum(reading *r) { return parse_joined(r, FORMULA_OP_ADD, FORMULA_OP_SUBTRACT, parse_product); }

static bool compares(const token *t) { return t->kind == TOKEN_SIGN && t->op >= FORMULA_OP_EQUAL && t->op <= FORMULA_OP_GREATER_EQUAL; }

static formula_node *parse_comparison(reading *r) {
  formula_node *left = parse_sum(r);
  bool chained = false;
  while (compares(peek(r))) {
    const token *t = advance(r);
    if (chained && first_fault(r, t->from)) FAULT(r, FORMULA_CHAIN, t->from, t->to, reading_slice(r, t->from, t->to));
    left = binary(r, t->op, left, parse_sum(r));
    chained = true;
  }
  return left;
}

static formula_node *parse_not(reading *r) { return parse_prefixed(r, FORMULA_OP_NOT, FORMULA_OP_NOT, parse_comparison); }
static formula_node *parse_and(reading *r) { return parse_joined(r, FORMULA_OP_AND, FORMULA_OP_AND, parse_not); }
static formula_node *parse_or(reading *r) { return parse_joined(r, FORMULA_OP_OR, FORMULA_OP_OR, parse_and); }

formula_node *parse_all(reading *r) {
  formula_node *root = parse_or(r);
  while (peek(r)->kind != TOKEN_END) {                           /* a bracket or a semicolon where none belongs */
    const token *t = advance(r);
    if (t->kind == TOKEN_CLOSE && first_fault(r, t->from)) FAULT(r, FORMULA_CLOSE_TOO_MANY, t->from, t->to, NULL);
    if (t->kind == TOKEN_SEMICOLON && first_fault(r, t->from)) FAULT(r, FORMULA_SEMICOLON, t->from, t->to, NULL);
    if (begins_operand(peek(r)) || is_sign(peek(r), FORMULA_OP_SUBTRACT)) parse_or(r);
    else if (peek(r)->kind == TOKEN_SIGN) advance(r);
  }
  return root;
}
