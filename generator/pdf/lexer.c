/* Tokens of PDF syntax (ISO 32000-1 7.2): content streams and unparsed objects are both read with it. Strings are one token each, so that a text
 * holding "EMC" or "7 0 R" is never taken for an operator or a reference. Comments count as white space. */
#include "pdf/pdf_int.h"

#include <string.h>

enum { REGULAR, WHITE, DELIMITER };

static int class_of(char c) {
  switch (c) {
  case '\0': case '\t': case '\n': case '\f': case '\r': case ' ': return WHITE;
  case '(': case ')': case '<': case '>': case '[': case ']': case '{': case '}': case '/': case '%': return DELIMITER;
  }
  return REGULAR;
}

static const char *skip_white(const char *s, const char *end) {
  while (s < end) {
    if (*s == '%')
      while (s < end && *s != '\n' && *s != '\r') s++;
    else if (class_of(*s) == WHITE)
      s++;
    else
      break;
  }
  return s;
}

static const char *skip_regular(const char *s, const char *end) {
  while (s < end && class_of(*s) == REGULAR) s++;
  return s;
}

/* s is at "(". Gives the place after the ")" that closes it. */
static const char *skip_literal(const char *s, const char *end) {
  int depth = 0;
  for (; s < end; s++) {
    if (*s == '\\') {
      if (s + 1 < end) s++;
    } else if (*s == '(') {
      depth++;
    } else if (*s == ')' && --depth == 0) {
      return s + 1;
    }
  }
  return end;
}

static pdf_token token(pdf_lexer *l, pdf_token_kind kind, const char *from, const char *to) {
  l->at = to;
  return (pdf_token){ kind, from, (size_t)(to - from) };
}

pdf_token pdf_next(pdf_lexer *l) {
  const char *s = skip_white(l->at, l->end), *end = l->end;
  if (s == end) return token(l, TOKEN_END, s, s);
  bool twin = s + 1 < end && s[1] == *s;
  switch (*s) {
  case '/': return token(l, TOKEN_NAME, s, skip_regular(s + 1, end));
  case '(': return token(l, TOKEN_STRING, s, skip_literal(s, end));
  case '[': case '{': return token(l, TOKEN_OPEN, s, s + 1);
  case ']': case '}': case ')': return token(l, TOKEN_CLOSE, s, s + 1);
  case '>': return token(l, TOKEN_CLOSE, s, s + 1 + twin);
  case '<':
    if (twin) return token(l, TOKEN_OPEN, s, s + 2);
    const char *close = memchr(s, '>', (size_t)(end - s));
    return token(l, TOKEN_STRING, s, close ? close + 1 : end);
  }
  bool digit = (*s >= '0' && *s <= '9') || *s == '-' || *s == '+' || *s == '.';
  return token(l, digit ? TOKEN_NUMBER : TOKEN_WORD, s, skip_regular(s, end));
}

bool pdf_token_is(const pdf_token *t, const char *word) {
  return t->length == strlen(word) && !memcmp(t->at, word, t->length);
}

double pdf_number(const pdf_token *t) {
  double v = 0, unit = 1;
  bool point = false, negative = t->length && *t->at == '-';
  for (size_t i = 0; i < t->length; i++) {
    char c = t->at[i];
    if (c == '.') {
      point = true;
    } else if (c >= '0' && c <= '9') {
      v = v * 10 + (c - '0');
      if (point) unit *= 10;
    }
  }
  return negative ? -v / unit : v / unit;
}
