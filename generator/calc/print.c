/* The fixed writing of a formula. Brackets stand where the grammar of parse.c would else read another tree; scales are not
 * written, since the unit check puts them in again. In words, for readers, signs and quotation marks are those of Danish print: ≤ and »alt«. */
#include "calc/calc_int.h"

#include <string.h>

enum level { LEVEL_OR = 1, LEVEL_AND, LEVEL_NOT, LEVEL_COMPARE, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_SIGN, LEVEL_OPERAND };
typedef struct printing { arena *a; const formula_scope *s; formula_word word; void *of; GString *g; } printing;     /* word NULL: names as the grammar reads them */

static enum level level_of(formula_op op) {
  switch (op) {
    case FORMULA_OP_OR: return LEVEL_OR;
    case FORMULA_OP_AND: return LEVEL_AND;
    case FORMULA_OP_NOT: return LEVEL_NOT;
    case FORMULA_OP_EQUAL: case FORMULA_OP_NOT_EQUAL: case FORMULA_OP_LESS: case FORMULA_OP_LESS_EQUAL: case FORMULA_OP_GREATER:
    case FORMULA_OP_GREATER_EQUAL: return LEVEL_COMPARE;
    case FORMULA_OP_ADD: case FORMULA_OP_SUBTRACT: return LEVEL_SUM;
    case FORMULA_OP_MULTIPLY: case FORMULA_OP_DIVIDE: return LEVEL_PRODUCT;
    case FORMULA_OP_NEGATE: return LEVEL_SIGN;
    case FORMULA_OP_CONSTANT: case FORMULA_OP_TEXT: case FORMULA_OP_NAME: case FORMULA_OP_MISSING: case FORMULA_OP_SCALE:
    case FORMULA_OP_CALL: break;
  }
  return LEVEL_OPERAND;
}

static const char *sign_of(formula_op op) {
  switch (op) {
    case FORMULA_OP_OR: return " eller ";
    case FORMULA_OP_AND: return " og ";
    case FORMULA_OP_NOT: return "ikke ";
    case FORMULA_OP_EQUAL: return " = ";
    case FORMULA_OP_NOT_EQUAL: return " <> ";
    case FORMULA_OP_LESS: return " < ";
    case FORMULA_OP_LESS_EQUAL: return " <= ";
    case FORMULA_OP_GREATER: return " > ";
    case FORMULA_OP_GREATER_EQUAL: return " >= ";
    case FORMULA_OP_ADD: return " + ";
    case FORMULA_OP_SUBTRACT: return " − ";
    case FORMULA_OP_MULTIPLY: return " × ";
    case FORMULA_OP_DIVIDE: return " ÷ ";
    case FORMULA_OP_NEGATE: return "−";
    case FORMULA_OP_CONSTANT: case FORMULA_OP_TEXT: case FORMULA_OP_NAME: case FORMULA_OP_MISSING: case FORMULA_OP_SCALE:
    case FORMULA_OP_CALL: break;
  }
  return "";
}

static const char *sign_for_readers(formula_op op) {
  if (op == FORMULA_OP_LESS_EQUAL) return " ≤ ";
  if (op == FORMULA_OP_GREATER_EQUAL) return " ≥ ";
  return op == FORMULA_OP_NOT_EQUAL ? " ≠ " : sign_of(op);
}

static void print(printing *p, const formula_node *n, enum level least);

static void print_leaf(printing *p, const formula_node *n) {
  char buf[NUMBER_TEXT_MAX];
  switch (n->op) {
    case FORMULA_OP_CONSTANT:
      number_format(n->num, n->num.decimals, buf);
      g_string_append(p->g, buf);
      if (n->unit_text) g_string_append_printf(p->g, " %s", n->unit_text);
      return;
    case FORMULA_OP_TEXT:
      if (p->word) {
        g_string_append_printf(p->g, "»%s«", n->text);
        return;
      }
      g_string_append_c(p->g, '"');
      for (const char *s = n->text; *s; s++) g_string_append_len(p->g, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
      g_string_append_c(p->g, '"');
      return;
    case FORMULA_OP_NAME: g_string_append(p->g, p->word ? p->word(p->of, n->name) : scope_bracketed(p->a, p->s, n->name)); return;
    case FORMULA_OP_MISSING: g_string_append(p->g, n->state == FORMULA_NOT_STATED ? "ikke oplyst" : "ikke relevant"); return;
    case FORMULA_OP_SCALE: print(p, n->args[0], LEVEL_OPERAND); return;
    case FORMULA_OP_CALL:
      g_string_append_printf(p->g, "%s(", function_name(n->function));
      for (size_t i = 0; i < n->count; i++) {
        if (i) g_string_append(p->g, "; ");
        print(p, n->args[i], LEVEL_OR);
      }
      g_string_append_c(p->g, ')');
      return;
    case FORMULA_OP_NEGATE: case FORMULA_OP_ADD: case FORMULA_OP_SUBTRACT: case FORMULA_OP_MULTIPLY: case FORMULA_OP_DIVIDE:
    case FORMULA_OP_EQUAL: case FORMULA_OP_NOT_EQUAL: case FORMULA_OP_LESS: case FORMULA_OP_LESS_EQUAL: case FORMULA_OP_GREATER:
    case FORMULA_OP_GREATER_EQUAL: case FORMULA_OP_AND: case FORMULA_OP_OR: case FORMULA_OP_NOT: g_assert_not_reached();
  }
}

/* least: what binds less gets brackets. */
static void print(printing *p, const formula_node *n, enum level least) {
  while (n->op == FORMULA_OP_SCALE) n = n->args[0];
  const enum level level = level_of(n->op);
  if (level == LEVEL_OPERAND) {
    print_leaf(p, n);
    return;
  }
  const char *sign = p->word ? sign_for_readers(n->op) : sign_of(n->op);
  if (level < least) g_string_append_c(p->g, '(');
  if (n->count == 1) {
    g_string_append(p->g, sign);
    print(p, n->args[0], level == LEVEL_SIGN ? LEVEL_OPERAND : LEVEL_COMPARE);
  } else {
    print(p, n->args[0], level == LEVEL_COMPARE ? LEVEL_SUM : level);          /* comparisons are not chained */
    g_string_append(p->g, sign);
    print(p, n->args[1], level + 1);
  }
  if (level < least) g_string_append_c(p->g, ')');
}

static char *print_whole(printing p, const formula_node *n) {
  p.g = g_string_new(NULL);
  print(&p, n, LEVEL_OR);
  char *out = arena_strdup(p.a, p.g->str);
  g_string_free(p.g, TRUE);
  return out;
}

char *formula_print(arena *a, const formula_scope *s, const formula_node *n) { return print_whole((printing){ .a = a, .s = s }, n); }

char *formula_print_words(arena *a, const formula_node *n, formula_word word, void *of) {
  return print_whole((printing){ .a = a, .word = word, .of = of }, n);
}
