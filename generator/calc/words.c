/* Words in a formula: names, functions, og eller ikke, and units behind figures.
 *
 * A name of plain words needs no brackets. Where several names begin alike ("takst", "takst 2024"), the longest that stands there
 * is meant. A known name goes before the words of the language, so "takst og tillæg" is one name when a column is called so. */
#include "calc/calc_int.h"

#include <string.h>

static const struct { const char *name; formula_function function; } functions[] = {
  { "hvis", FORMULA_IF }, { "sum", FORMULA_SUM }, { "min", FORMULA_MIN }, { "max", FORMULA_MAX }, { "afrund", FORMULA_ROUND },
};
/* What people know from worksheets. */
static const struct { const char *foreign, *ours; } foreign[] = {
  { "if", "hvis" }, { "round", "afrund" }, { "rund", "afrund" }, { "maks", "max" }, { "maksimum", "max" }, { "maximum", "max" },
  { "minimum", "min" }, { "and", "og" }, { "or", "eller" }, { "not", "ikke" },
};

const char *function_name(formula_function f) {
  for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
    if (functions[i].function == f) return functions[i].name;
  g_assert_not_reached();
}

static bool find_function(const char *word, formula_function *out) {
  for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
    if (strcmp(functions[i].name, word) != 0) continue;
    *out = functions[i].function;
    return true;
  }
  return false;
}

static const char *nearest_function(const char *word) {
  for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
    if (!strcmp(foreign[i].foreign, word)) return foreign[i].ours;
  const char *list[G_N_ELEMENTS(functions)];
  for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) list[i] = functions[i].name;
  const char *near = text_nearest(word, list, G_N_ELEMENTS(functions));
  return near ? near : "";
}

/* ---- a run of words with nothing but blanks between ---- */

enum { RUN_WORDS = 16 };
typedef struct run { uint32_t from, to[RUN_WORDS]; size_t n; } run;       /* word i ends at to[i] */

static gunichar char_at(const reading *r, uint32_t at) { return at < r->length ? g_utf8_get_char(r->t->text + at) : 0; }

static uint32_t end_of_word(const reading *r, uint32_t at) {
  while (at < r->length && scope_word_char(char_at(r, at))) at = next_char(r, at);
  return at;
}

static run run_of(const reading *r, uint32_t from) {
  run w = { .from = from };
  for (uint32_t at = from; w.n < RUN_WORDS && at < r->length && scope_word_char(char_at(r, at));) {
    w.to[w.n++] = end_of_word(r, at);
    at = lex_blanks(r, w.to[w.n - 1]);
  }
  return w;
}

static char *folded(const reading *r, uint32_t from, uint32_t to) { return scope_fold(r->a, r->t->text + from, to - from); }

static bool joins(const char *word) { return !strcmp(word, "og") || !strcmp(word, "eller"); }

/* The longest name; its number of words, or 0. */
static size_t longest_name(const reading *r, const run *w, uint32_t *name, scope_found *found) {
  for (size_t n = MIN(w->n, r->s->most_words); n > 0; n--) {
    *found = scope_find(r->s, folded(r, w->from, w->to[n - 1]), name);
    if (*found != SCOPE_NONE) return n;
  }
  return 0;
}

/* Number of words before og, eller or a name; at least the first. */
static size_t unknown_words(const reading *r, const run *w) {
  uint32_t name;
  scope_found found;
  size_t n = 1;
  for (; n < w->n; n++) {
    const uint32_t from = lex_blanks(r, w->to[n - 1]);
    const run rest = run_of(r, from);
    if (joins(folded(r, from, w->to[n])) || longest_name(r, &rest, &name, &found)) break;
  }
  return n;
}

/* ---- what a word can be ---- */

static uint32_t add_name(reading *r, uint32_t from, uint32_t to, uint32_t name) {
  lex_add(r, TOKEN_NAME, from, to)->name = name;
  return to;
}

static uint32_t add_function(reading *r, uint32_t from, uint32_t to, const char *word) {
  formula_function f = FORMULA_IF;
  const bool known = find_function(word, &f);
  if (!known) FAULT(r, FORMULA_UNKNOWN_FUNCTION, from, to, reading_slice(r, from, to), nearest_function(word));
  token *t = lex_add(r, TOKEN_FUNCTION, from, to);
  t->function = f;
  t->known = known;
  return to;
}

/* ikke, "ikke oplyst", "ikke relevant", og, eller; `from` when it is none of them. */
static uint32_t add_join(reading *r, const run *w, const char *word) {
  const uint32_t from = w->from;
  if (!strcmp(word, "ikke")) {
    const char *two = w->n > 1 ? folded(r, from, w->to[1]) : "";
    if (!strcmp(two, "ikke oplyst") || !strcmp(two, "ikke relevant")) {
      lex_add(r, TOKEN_MISSING, from, w->to[1])->state = !strcmp(two, "ikke oplyst") ? FORMULA_NOT_STATED : FORMULA_NOT_RELEVANT;
      return w->to[1];
    }
    lex_add(r, TOKEN_SIGN, from, w->to[0])->op = FORMULA_OP_NOT;
    return w->to[0];
  }
  if (!joins(word)) return from;
  lex_add(r, TOKEN_SIGN, from, w->to[0])->op = !strcmp(word, "og") ? FORMULA_OP_AND : FORMULA_OP_OR;
  return w->to[0];
}

/* No name: a mistake in spelling, a name that needs its brackets, or a function without its own. */
static uint32_t add_unknown(reading *r, const run *w, const char *word) {
  formula_function f;
  uint32_t name = NO_NAME, to = w->to[0];
  if (find_function(word, &f)) {
    FAULT(r, FORMULA_FUNCTION_BARE, w->from, to, word);
    lex_add(r, TOKEN_BROKEN, w->from, to);
    return to;
  }
  const uint32_t odd = (uint32_t)scope_match_odd(r->s, r->t->text + w->from, r->length - w->from, &name);
  if (odd) {
    FAULT(r, FORMULA_NAME_BRACKETS, w->from, w->from + odd, reading_slice(r, w->from, w->from + odd), scope_bracketed(r->a, r->s, name));
    return add_name(r, w->from, w->from + odd, name);
  }
  const size_t words = unknown_words(r, w);
  const char *near = NULL;
  to = w->to[words - 1];
  for (size_t n = words; n > 0 && !near; n--) near = scope_nearest(r->a, r->s, folded(r, w->from, w->to[n - 1]));
  FAULT(r, FORMULA_UNKNOWN_NAME, w->from, to, reading_slice(r, w->from, to), near ? near : "", scope_list(r->a, r->s));
  lex_add(r, TOKEN_BROKEN, w->from, to);
  return to;
}

uint32_t lex_word(reading *r, uint32_t at) {
  const run w = run_of(r, at);
  const char *word = folded(r, at, w.to[0]);
  const bool opens = char_at(r, lex_blanks(r, w.to[0])) == '(';
  formula_function f;
  if (opens && find_function(word, &f)) return add_function(r, at, w.to[0], word);
  uint32_t name = NO_NAME;
  scope_found found = SCOPE_NONE;
  const size_t words = longest_name(r, &w, &name, &found);
  if (words) {
    const uint32_t to = w.to[words - 1];
    if (found == SCOPE_ONE) return add_name(r, at, to, name);
    FAULT(r, FORMULA_AMBIGUOUS_NAME, at, to, reading_slice(r, at, to));
    lex_add(r, TOKEN_BROKEN, at, to);
    return to;
  }
  const uint32_t joined = add_join(r, &w, word);
  if (joined != at) return joined;
  if (opens) return add_function(r, at, w.to[0], word);
  return add_unknown(r, &w, word);
}

/* ---- units behind figures ---- */

/* A word of a unit: letters and points, or a sign such as %. Not hyphens: "100 kr.-rabat" takes something away. */
static uint32_t end_of_unit_word(const reading *r, uint32_t at) {
  const gunichar first = char_at(r, at);
  if (first == '%' || first == 0x2030) return next_char(r, at);
  if (!g_unichar_isalpha(first)) return at;
  while (char_at(r, at) == '.' || scope_word_char(char_at(r, at))) at = next_char(r, at);
  return at;
}

/* The longest run of words that is a unit. A word that is none is reported, unless it is a name, a function or og/eller: then a
 * sign is missing, and the grammar says so. */
uint32_t lex_unit(reading *r, uint32_t at, token *t) {
  enum { UNIT_WORDS = 8 };
  uint32_t from = lex_blanks(r, at), to[UNIT_WORDS];
  size_t n = 0;
  for (uint32_t p = from; n < UNIT_WORDS; p = lex_blanks(r, to[n - 1])) {
    const uint32_t end = end_of_unit_word(r, p);
    if (end == p || joins(folded(r, p, end))) break;
    to[n++] = end;
  }
  unit u;
  for (size_t i = n; i > 0; i--) {
    if (!unit_read_known(r->a, &r->s->words, r->t->text + from, to[i - 1] - from, &u)) continue;
    unit *kept = ARENA_NEW(r->a, unit);
    *kept = u;
    t->unit = kept;
    t->unit_text = scope_fold(r->a, r->t->text + from, to[i - 1] - from);
    t->to = to[i - 1];
    return t->to;
  }
  if (n == 0) return at;
  const run w = run_of(r, from);
  const char *word = folded(r, from, w.to[0]);
  uint32_t name;
  formula_function f;
  scope_found found;
  if (longest_name(r, &w, &name, &found) || find_function(word, &f) || !strcmp(word, "ikke") || char_at(r, lex_blanks(r, w.to[0])) == '(') return at;
  const char *near = unit_nearest(&r->s->words, folded(r, from, to[0]));
  FAULT(r, FORMULA_UNKNOWN_UNIT, from, to[0], reading_slice(r, from, to[0]), near ? near : "", reading_slice(r, t->from, t->to));
  t->to = to[0];
  return t->to;
}
