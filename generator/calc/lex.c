/* A formula's text to tokens. What is wrong in a single token is reported here, so that one reading finds them all; the grammar
 * then sees a token that can stand for what was meant. */
#include "calc/calc_int.h"

#include <string.h>

span reading_place(const reading *r, uint32_t from, uint32_t to) {
  const formula_text *t = r->t;
  from = MIN(from, r->length);
  to = MAX(MIN(to, r->length), from);
  if (t->place) return t->place(t->of, from, to - from);
  span at = t->at;
  at.col += (uint32_t)utf8_length(t->text, from);
  at.len = (uint32_t)utf8_length(t->text + from, to - from);
  at.len = MAX(at.len, 1);
  return at;
}

char *reading_slice(const reading *r, uint32_t from, uint32_t to) {
  enum { SHOWN = 40 };
  const char *s = r->t->text + from, *end = r->t->text + MIN(to, r->length), *p = s;
  for (size_t i = 0; p < end && i < SHOWN; i++) p = utf8_next(p);
  return p < end ? arena_printf(r->a, "%.*s…", (int)(p - s), s) : arena_strndup(r->a, s, (size_t)(end - s));
}

token *lex_add(reading *r, token_kind kind, uint32_t from, uint32_t to) {
  token *t = LIST_ADD(r->a, &r->tokens);
  t->kind = kind;
  t->from = from;
  t->to = to;
  return t;
}

uint32_t lex_blanks(const reading *r, uint32_t at) {
  while (at < r->length && g_unichar_isspace(g_utf8_get_char(r->t->text + at))) at = next_char(r, at);
  return at;
}

static bool stands(const reading *r, uint32_t at, const char *s) {
  const size_t n = strlen(s);
  return r->length - at >= n && !memcmp(r->t->text + at, s, n);
}

/* ---- figures ---- */

/* "95.5" and its like: what was meant, with a comma. */
static const char *with_comma(reading *r, const char *s, size_t n) {
  char *out = arena_strndup(r->a, s, n);
  for (char *p = out; *p; p++)
    if (*p == '.') *p = ',';
  return out;
}

static uint32_t lex_number(reading *r, uint32_t from) {
  const char *s = r->t->text;
  uint32_t to = from;
  while (to < r->length && (g_ascii_isdigit(s[to]) || s[to] == ',' || s[to] == '.')) to++;
  while (s[to - 1] == ',' || s[to - 1] == '.') to--;            /* "min(2, 3)": the comma is another mistake */
  token *t = lex_add(r, TOKEN_NUMBER, from, to);
  const char *written = arena_strndup(r->a, s + from, to - from);
  switch (number_parse(s + from, to - from, &t->num)) {
    case NUMBER_OK: break;
    case NUMBER_POINT_FOR_COMMA: FAULT(r, NUMBER_POINT, from, to, written, with_comma(r, s + from, to - from)); break;
    case NUMBER_BAD_GROUPS: FAULT(r, NUMBER_GROUPS, from, to, written); break;
    case NUMBER_TOO_LONG: FAULT(r, NUMBER_TOO_LONG, from, to, NULL); break;
    case NUMBER_EMPTY: case NUMBER_NOT_A_NUMBER: FAULT(r, NOT_A_NUMBER, from, to, written, "2.431,50"); break;
  }
  return lex_unit(r, to, t);
}

/* ---- texts and names in brackets ---- */

/* `close` ends the text; doubled, it stands for itself. Returns the byte behind it. */
static uint32_t lex_text(reading *r, uint32_t from, uint32_t begin, const char *close) {
  GString *g = g_string_new(NULL);
  const uint32_t n = (uint32_t)strlen(close);
  uint32_t at = begin;
  bool closed = false;
  while (at < r->length && !closed) {
    if (!stands(r, at, close)) g_string_append_c(g, r->t->text[at++]);
    else if (stands(r, at + n, close)) {
      g_string_append(g, close);
      at += 2 * n;
    } else {
      closed = true;
      at += n;
    }
  }
  if (!closed) {
    FAULT(r, FORMULA_TEXT_OPEN, from, begin, NULL);
    r->gap = true;
  }
  token *t = lex_add(r, TOKEN_TEXT, from, at);
  t->text = arena_strdup(r->a, g->str);
  g_string_free(g, TRUE);
  return at;
}

static uint32_t lex_bracket(reading *r, uint32_t from) {
  const char *s = r->t->text, *close = memchr(s + from, ']', r->length - from);
  if (!close) {
    FAULT(r, FORMULA_BRACKET_OPEN, from, from + 1, NULL);
    r->gap = true;
    return r->length;
  }
  const uint32_t to = (uint32_t)(close - s) + 1;
  const char *folded = scope_fold(r->a, s + from + 1, to - from - 2);
  uint32_t name = NO_NAME;
  token_kind kind = TOKEN_BROKEN;
  switch (scope_find(r->s, folded, &name)) {
    case SCOPE_ONE: kind = TOKEN_NAME; break;
    case SCOPE_SEVERAL: FAULT(r, FORMULA_AMBIGUOUS_NAME, from, to, reading_slice(r, from, to)); break;
    case SCOPE_NONE: {
      const char *near = *folded ? scope_nearest(r->a, r->s, folded) : NULL;
      FAULT(r, FORMULA_UNKNOWN_NAME, from, to, reading_slice(r, from + 1, to - 1), near ? near : "", scope_list(r->a, r->s));
    }
  }
  lex_add(r, kind, from, to)->name = name;
  return to;
}

/* ---- signs ---- */

typedef struct sign_def { const char *text; token_kind kind; formula_op op; const char *instead; } sign_def;
/* Longer ones first. `instead`: what to write for a sign that is not ours. */
static const sign_def signs[] = {
  { "==", TOKEN_SIGN, FORMULA_OP_EQUAL, "=" }, { "!=", TOKEN_SIGN, FORMULA_OP_NOT_EQUAL, "<>" },
  { "=<", TOKEN_SIGN, FORMULA_OP_LESS_EQUAL, "<=" }, { "=>", TOKEN_SIGN, FORMULA_OP_GREATER_EQUAL, ">=" },
  { "&&", TOKEN_SIGN, FORMULA_OP_AND, "og" }, { "||", TOKEN_SIGN, FORMULA_OP_OR, "eller" },
  { "<>", TOKEN_SIGN, FORMULA_OP_NOT_EQUAL, NULL }, { "≠", TOKEN_SIGN, FORMULA_OP_NOT_EQUAL, NULL },
  { "<=", TOKEN_SIGN, FORMULA_OP_LESS_EQUAL, NULL }, { "≤", TOKEN_SIGN, FORMULA_OP_LESS_EQUAL, NULL },
  { ">=", TOKEN_SIGN, FORMULA_OP_GREATER_EQUAL, NULL }, { "≥", TOKEN_SIGN, FORMULA_OP_GREATER_EQUAL, NULL },
  { "=", TOKEN_SIGN, FORMULA_OP_EQUAL, NULL }, { "<", TOKEN_SIGN, FORMULA_OP_LESS, NULL }, { ">", TOKEN_SIGN, FORMULA_OP_GREATER, NULL },
  { "+", TOKEN_SIGN, FORMULA_OP_ADD, NULL }, { "-", TOKEN_SIGN, FORMULA_OP_SUBTRACT, NULL }, { "−", TOKEN_SIGN, FORMULA_OP_SUBTRACT, NULL },
  { "–", TOKEN_SIGN, FORMULA_OP_SUBTRACT, NULL },              /* what a word processor makes of a hyphen between blanks */
  { "×", TOKEN_SIGN, FORMULA_OP_MULTIPLY, NULL }, { "*", TOKEN_SIGN, FORMULA_OP_MULTIPLY, NULL },
  { "·", TOKEN_SIGN, FORMULA_OP_MULTIPLY, NULL },
  { "÷", TOKEN_SIGN, FORMULA_OP_DIVIDE, NULL }, { "/", TOKEN_SIGN, FORMULA_OP_DIVIDE, NULL }, { ":", TOKEN_SIGN, FORMULA_OP_DIVIDE, "/" },
  { "(", TOKEN_OPEN, 0, NULL }, { ")", TOKEN_CLOSE, 0, NULL }, { ";", TOKEN_SEMICOLON, 0, NULL },
};

static const sign_def *sign_lookup(const reading *r, uint32_t at) {
  for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
    if (stands(r, at, signs[i].text)) return &signs[i];
  return NULL;
}

static uint32_t lex_sign(reading *r, uint32_t from, const sign_def *sign) {
  const uint32_t to = from + (uint32_t)strlen(sign->text);
  if (sign->instead) FAULT(r, FORMULA_CHARACTER, from, to, sign->text, sign->instead);
  if (sign->op == FORMULA_OP_EQUAL && r->tokens.n == 0) {       /* as in a worksheet's cell */
    FAULT(r, FORMULA_LEADING_EQUALS, from, to, NULL);
    return to;
  }
  lex_add(r, sign->kind, from, to)->op = sign->op;
  return to;
}

/* Anything else. Quotation marks of another kind are read as if they were straight. */
static uint32_t lex_odd(reading *r, uint32_t from) {
  static const struct { const char *open, *close; } quotes[] = {
    { "“", "”" }, { "”", "”" }, { "„", "“" }, { "»", "«" }, { "«", "»" }, { "'", "'" },
  };
  static const struct { const char *sign, *instead; } others[] = {
    { "{", "(" }, { "}", ")" }, { "&", "og" }, { "|", "eller" }, { "!", "ikke" },
  };
  const uint32_t to = next_char(r, from);
  const char *written = arena_strndup(r->a, r->t->text + from, to - from), *instead = "";
  for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
    if (strcmp(written, quotes[i].open) != 0) continue;
    FAULT(r, FORMULA_CHARACTER, from, to, written, "\"");
    return lex_text(r, from, to, quotes[i].close);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (!strcmp(written, others[i].sign)) instead = others[i].instead;
  FAULT(r, FORMULA_CHARACTER, from, to, written, instead);
  r->gap = true;
  return to;
}

void lex_all(reading *r) {
  for (uint32_t at = lex_blanks(r, 0); at < r->length; at = lex_blanks(r, at)) {
    const gunichar c = g_utf8_get_char(r->t->text + at);
    const sign_def *sign = sign_lookup(r, at);
    if (c < 128 && g_ascii_isdigit((char)c)) at = lex_number(r, at);
    else if (c == '"') at = lex_text(r, at, at + 1, "\"");
    else if (c == '[') at = lex_bracket(r, at);
    else if (scope_word_char(c)) at = lex_word(r, at);
    else if (sign) at = lex_sign(r, at, sign);
    else if (c == ',') {                                         /* between arguments, as in English */
      FAULT(r, FORMULA_COMMA, at, at + 1, NULL);
      lex_add(r, TOKEN_SEMICOLON, at, at + 1);
      at++;
    } else at = lex_odd(r, at);
  }
  lex_add(r, TOKEN_END, r->length, r->length);
}
