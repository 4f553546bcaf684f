/* A neutral expression tree as a worksheet formula, with Excel's English function names, as a file has them.
 *
 * What is missing. A cell without a value holds a text ("ikke oplyst"), and a formula over it must give that same text, not #VALUE!, and
 * not a sum that leaves it out. calc/ takes the first missing value, from left to right, and looks only at the branch of hvis that is
 * chosen. The formula does the same: before the figure is worked out, each value that could be missing is asked in that order,
 *     IF(ISNUMBER(a), IF(ISNUMBER(b), ROUND(b-a,2), b), a)
 * and a hvis is a value that asks for itself, but not for what was asked for on the way to it. A divisor of 0 is asked for likewise. The rejected way, IFERROR(…; "ikke oplyst"), hides every other mistake, too, and SUM would
 * pass over texts in silence.
 * Rounding stands in the branches, where a figure is sure. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define MOST_BYTES 8000        /* Excel takes 8,192 characters */
#define TEXT_MOST 255          /* characters of a text within a formula */
#define MISSING_WORDS "{\"ikke oplyst\",\"ikke relevant\",\"uafklaret\",\"skjult\"}"

/* How tightly a part holds together; operators bind as Excel's do. */
typedef enum bind { BIND_COMPARE = 1, BIND_ADD, BIND_MULTIPLY, BIND_NEGATE, BIND_ATOM } bind;

typedef struct writer {
  arena *a;
  const char *const *reference;
  LIST(const char *) known;      /* what was asked for on the way to here */
  bool failed;
} writer;
/* A value that could be missing. word: it always is, and gives this text. divisor: a figure that is there, but must not be 0. */
typedef struct asked { const char *text; unsigned type; bool is_name, divisor; const char *word; } asked;
typedef struct asked_list { LIST(asked) item; } asked_list;
/* What a branch gives: inside a larger formula its plain value; at the top a rounded figure, or ja and nej. */
typedef struct result { bool top; int decimals; } result;

static const char *value_text(writer *w, const formula_node *n, bind around);
static const char *guarded(writer *w, const formula_node *n, result r);
static const char *not_zero(writer *w, const formula_node *n);

static const char *fail(writer *w) {
  w->failed = true;
  return "";
}

static const char *checked(writer *w, const char *s) { return strlen(s) > MOST_BYTES ? fail(w) : s; }

static const char *state_text(formula_state s) {
  switch (s) {
    case FORMULA_NOT_RELEVANT: return "ikke relevant";
    case FORMULA_PENDING: return "uafklaret";
    case FORMULA_KNOWN: case FORMULA_NOT_STATED: case FORMULA_BROKEN: case FORMULA_BY_ZERO: case FORMULA_OVERFLOW: return "ikke oplyst";
  }
  return "ikke oplyst";
}

static const char *quoted(writer *w, const char *s) {
  if (utf8_length(s, strlen(s)) > TEXT_MOST) return fail(w);
  GString *out = g_string_new("\"");
  for (const char *p = s; *p; p++) {
    if (*p == '"') g_string_append_c(out, '"');
    g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
  const char *kept = arena_strdup(w->a, out->str);
  g_string_free(out, TRUE);
  return kept;
}

static const char *reference(writer *w, const formula_node *n) {
  const char *s = w->reference[n->name];
  return s ? s : fail(w);
}

static bool is_if(const formula_node *n) { return n->op == FORMULA_OP_CALL && n->function == FORMULA_IF; }

/* ---- what could be missing ---- */

static bool could_miss(const formula_node *n) {
  if (n->op == FORMULA_OP_NAME || n->op == FORMULA_OP_MISSING) return true;
  for (uint32_t i = 0; i < n->count; i++)
    if (could_miss(n->args[i])) return true;
  return false;
}

static void ask(writer *w, asked_list *l, asked one) {
  for (size_t i = 0; i < w->known.n && !one.word; i++)
    if (!strcmp(w->known.v[i], one.text)) return;
  for (size_t i = 0; i < l->item.n; i++)
    if (!strcmp(l->item.v[i].text, one.text)) return;
  LIST_PUSH(w->a, &l->item, one);
}

/* In the order of evaluation. False: something is always missing, and what follows is never looked at. */
static bool collect(writer *w, const formula_node *n, asked_list *l) {
  if (w->failed) return false;
  if (n->op == FORMULA_OP_MISSING) {
    ask(w, l, (asked){ .text = "", .word = state_text(n->state) });
    return false;
  }
  if (n->op == FORMULA_OP_NAME) {
    ask(w, l, (asked){ .text = reference(w, n), .type = n->type, .is_name = true });
    return true;
  }
  if (is_if(n)) {
    if (could_miss(n)) ask(w, l, (asked){ .text = guarded(w, n, (result){ false, FORMULA_EXACT }), .type = n->type });
    return true;
  }
  for (uint32_t i = 0; i < n->count; i++)
    if (!collect(w, n->args[i], l)) return false;
  if (n->op == FORMULA_OP_DIVIDE && could_miss(n->args[1])) ask(w, l, (asked){ .text = not_zero(w, n->args[1]), .divisor = true });
  return true;
}

static const char *known(writer *w, const asked *x) {
  if (x->divisor) return x->text;
  if (x->type & (FORMULA_NUMBER | FORMULA_DATE)) return arena_printf(w->a, "ISNUMBER(%s)", x->text);
  if (x->type & FORMULA_TEXT) return arena_printf(w->a, "ISNA(MATCH(%s," MISSING_WORDS ",0))", x->text);
  return arena_printf(w->a, x->is_name ? "OR(%s=\"ja\",%s=\"nej\")" : "ISLOGICAL(%s)", x->text, x->text);
}

/* ---- values that are there ---- */

static const char *bracketed(writer *w, const char *s, bind own, bind around) {
  return checked(w, own < around ? arena_printf(w->a, "(%s)", s) : s);
}

/* The right side of a sign is bracketed when it binds no tighter: doubles are added in the tree's order. */
static const char *binary(writer *w, const formula_node *n, const char *sign, bind own, bind around) {
  const char *left = value_text(w, n->args[0], own), *right = value_text(w, n->args[1], (bind)(own + 1));
  return bracketed(w, arena_printf(w->a, "%s%s%s", left, sign, right), own, around);
}

static const char *call(writer *w, const formula_node *n, const char *name) {
  GString *s = g_string_new(name);
  g_string_append_c(s, '(');
  for (uint32_t i = 0; i < n->count && !w->failed; i++) {
    if (i) g_string_append_c(s, ',');
    g_string_append(s, value_text(w, n->args[i], BIND_COMPARE));
  }
  g_string_append_c(s, ')');
  const char *kept = arena_strdup(w->a, s->str);
  g_string_free(s, TRUE);
  return checked(w, kept);
}

static const char *function_text(writer *w, const formula_node *n) {
  switch (n->function) {
    case FORMULA_IF: return could_miss(n) ? guarded(w, n, (result){ false, FORMULA_EXACT }) : call(w, n, "IF");
    case FORMULA_SUM: return call(w, n, "SUM");
    case FORMULA_MIN: return call(w, n, "MIN");
    case FORMULA_MAX: return call(w, n, "MAX");
    case FORMULA_ROUND: return arena_printf(w->a, "ROUND(%s,%d)", value_text(w, n->args[0], BIND_COMPARE), n->ten);
  }
  return fail(w);
}

static const char *scaled(writer *w, const formula_node *n, bind around) {
  GString *s = g_string_new(value_text(w, n->args[0], BIND_MULTIPLY));
  g_string_append(s, n->ten < 0 ? "/1" : "*1");
  for (int i = 0; i < ABS(n->ten); i++) g_string_append_c(s, '0');
  const char *kept = arena_strdup(w->a, s->str);
  g_string_free(s, TRUE);
  return bracketed(w, kept, BIND_MULTIPLY, around);
}

/* The value where all that it asks for is known. */
static const char *value_text(writer *w, const formula_node *n, bind around) {
  if (w->failed) return "";
  switch (n->op) {
    case FORMULA_OP_CONSTANT: return n->decimal;
    case FORMULA_OP_TEXT: return quoted(w, n->text);
    case FORMULA_OP_NAME:
      if (!(n->type & FORMULA_CONDITION)) return reference(w, n);
      return bracketed(w, arena_printf(w->a, "%s=\"ja\"", reference(w, n)), BIND_COMPARE, around);
    case FORMULA_OP_MISSING: return quoted(w, state_text(n->state));
    case FORMULA_OP_NEGATE: return bracketed(w, arena_printf(w->a, "-%s", value_text(w, n->args[0], BIND_NEGATE)), BIND_NEGATE, around);
    case FORMULA_OP_ADD: return binary(w, n, "+", BIND_ADD, around);
    case FORMULA_OP_SUBTRACT: return binary(w, n, "-", BIND_ADD, around);
    case FORMULA_OP_MULTIPLY: return binary(w, n, "*", BIND_MULTIPLY, around);
    case FORMULA_OP_DIVIDE: return binary(w, n, "/", BIND_MULTIPLY, around);
    case FORMULA_OP_EQUAL: return binary(w, n, "=", BIND_COMPARE, around);
    case FORMULA_OP_NOT_EQUAL: return binary(w, n, "<>", BIND_COMPARE, around);
    case FORMULA_OP_LESS: return binary(w, n, "<", BIND_COMPARE, around);
    case FORMULA_OP_LESS_EQUAL: return binary(w, n, "<=", BIND_COMPARE, around);
    case FORMULA_OP_GREATER: return binary(w, n, ">", BIND_COMPARE, around);
    case FORMULA_OP_GREATER_EQUAL: return binary(w, n, ">=", BIND_COMPARE, around);
    case FORMULA_OP_AND: return call(w, n, "AND");
    case FORMULA_OP_OR: return call(w, n, "OR");
    case FORMULA_OP_NOT: return call(w, n, "NOT");
    case FORMULA_OP_SCALE: return scaled(w, n, around);
    case FORMULA_OP_CALL: return function_text(w, n);
  }
  return fail(w);
}

/* ---- a value that asks for itself ---- */

static const char *leaf(writer *w, const formula_node *n, result r) {
  const char *s = value_text(w, n, BIND_COMPARE);
  if (!r.top) return s;
  if (n->type == FORMULA_CONDITION) return arena_printf(w->a, "IF(%s,\"ja\",\"nej\")", s);
  if (n->type == FORMULA_NUMBER && r.decimals != FORMULA_EXACT) return arena_printf(w->a, "ROUND(%s,%d)", s, r.decimals);
  return s;
}

static const char *not_zero(writer *w, const formula_node *n) { return arena_printf(w->a, "%s<>0", value_text(w, n, BIND_ADD)); }

/* The branch after hvis(x = 0; …; need not ask again whether x is 0. */
static const char *otherwise(writer *w, const formula_node *n, result r) {
  const formula_node *when = n->args[0];
  size_t before = w->known.n;
  if (when->op == FORMULA_OP_EQUAL && when->args[1]->op == FORMULA_OP_CONSTANT && when->args[1]->num.mantissa == 0) LIST_PUSH(w->a, &w->known, not_zero(w, when->args[0]));
  const char *s = guarded(w, n->args[2], r);
  w->known.n = before;
  return s;
}

static const char *core(writer *w, const formula_node *n, result r) {
  if (!is_if(n)) return leaf(w, n, r);
  const char *condition = value_text(w, n->args[0], BIND_COMPARE), *yes = guarded(w, n->args[1], r), *no = otherwise(w, n, r);
  return checked(w, arena_printf(w->a, "IF(%s,%s,%s)", condition, yes, no));
}

/* The innermost part, where all of the list is known. */
static const char *within(writer *w, const formula_node *n, result r, const asked_list *l) {
  const asked *last = l->item.n ? &l->item.v[l->item.n - 1] : NULL;
  if (last && last->word) return quoted(w, last->word);
  size_t before = w->known.n;
  const asked *item = l->item.v;
  for (size_t i = 0; item && i < l->item.n; i++) LIST_PUSH(w->a, &w->known, item[i].text);
  const char *s = core(w, n, r);
  w->known.n = before;
  return s;
}

static const char *guarded(writer *w, const formula_node *n, result r) {
  if (w->failed) return "";
  asked_list l = { { 0 } };
  collect(w, is_if(n) ? n->args[0] : n, &l);
  const char *s = within(w, n, r, &l);
  for (size_t i = l.item.n; i-- > 0 && !w->failed;) {
    const asked *x = &l.item.v[i];
    const char *without = x->divisor ? quoted(w, state_text(FORMULA_BY_ZERO)) : x->text;
    if (!x->word && strcmp(s, x->text) != 0) s = checked(w, arena_printf(w->a, "IF(%s,%s,%s)", known(w, x), s, without));
  }
  return s;
}

const char *formula_excel(arena *a, const formula_node *root, int decimals, const char *const *reference_of) {
  writer w = { .a = a, .reference = reference_of };
  const char *s = guarded(&w, root, (result){ true, decimals });
  return w.failed ? NULL : arena_printf(a, "=%s", s);
}
