/* Where a line may not end although there is a blank or a dash (typography.md "No break"; Retskrivningsordbogen 2012, the sections on
 * abbreviations, figures and dashes).
 *
 * Each blank is judged alone, from the word before it and the start of the word after it, and U+00A0 counts as a blank when its
 * neighbours are judged. So the pass is idempotent: what it put in changes no later judgement. A list of regular expressions over the
 * whole text was left: the rules overlap ("H. C. Andersen"), and an expression that eats the text it has matched sees only every second one. */
#include "text/text_int.h"

#include <string.h>

#define TOKEN_MAX ((size_t)24)     /* bytes; longer words are none of the listed ones */

static const char *const before_figure[] = {
  "§", "§§", "stk.", "nr.", "kap.", "kapitel", "bilag", "takstbilag", "side", "s.", "kr.", "pkt.", "punkt", "afsnit", "tabel", "figur", "fokusområde",
};
static const char *const after_figure[] = { "kr", "kr.", "mio.", "mia.", "pct.", "t.kr.", "%", "‰" };
static const char *const months[] = {
  "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
  "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "okt.", "nov.", "dec.",
};

static bool is_space(uint32_t c) { return char_is_blank(c) || c == '\n' || c == 0x2028 || c == 0x2029; }
static bool is_opening(uint32_t c) { return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0xBB || c == 0xAB || c == 0x201C || c == 0x201D || c == 0x201E; }
static bool is_dash(uint32_t c) { return c == 0x2013; }

typedef struct text_view { const char *s; size_t length; } text_view;

/* The character at byte i, or 0 at the end. */
static uint32_t next_char(text_view v, size_t i, size_t *bytes) {
  *bytes = 0;
  return i < v.length ? char_at(v.s + i, v.length - i, bytes) : 0;
}

static size_t skip_spaces(text_view v, size_t i) {
  size_t bytes;
  while (i < v.length && is_space(char_at(v.s + i, v.length - i, &bytes))) i += bytes;
  return i;
}

/* The word that ends before byte `end`: where it begins, or end - TOKEN_MAX when it is longer. */
static size_t token_start(text_view v, size_t end) {
  size_t i = end, bytes;
  while (i > 0 && end - i < TOKEN_MAX) {
    if (is_space(char_before(v.s, i, &bytes))) break;
    i -= bytes;
  }
  return i;
}

/* The word from byte i in small letters, without the marks that may stand round it. */
static void token_lower(text_view v, size_t from, size_t to, char out[TOKEN_MAX * 2]) {
  size_t n = 0, bytes;
  bool begun = false;
  for (size_t i = from; i < to && n + 4 < TOKEN_MAX * 2; i += bytes) {
    uint32_t c = char_at(v.s + i, to - i, &bytes);
    if (!begun && is_opening(c)) continue;
    begun = true;
    n += char_put(g_unichar_tolower(c), out + n);
  }
  out[n] = 0;
}

static bool in_list(const char *word, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (strcmp(word, list[i]) == 0) return true;
  }
  return false;
}

/* Whether the text from byte i begins with a word of the list, alone: no letter or figure goes on from it. */
static bool begins_with(text_view v, size_t i, const char *const *list, size_t n) {
  size_t end = i, bytes;
  uint32_t c;
  while (end - i < TOKEN_MAX && (c = next_char(v, end, &bytes)) != 0 && (char_is_letter(c) || c == '.' || c == '%' || c == 0x2030)) end += bytes;
  char word[TOKEN_MAX * 2];
  token_lower(v, i, end, word);
  if (in_list(word, list, n)) return true;
  size_t length = strlen(word);
  if (length < 2 || word[length - 1] != '.') return false;      /* the point that ends the sentence */
  word[length - 1] = 0;
  return in_list(word, list, n);
}

/* "A.", "H.C.": capital letters, each with its point. */
static bool is_initials(text_view v, size_t from, size_t to) {
  size_t bytes, count = 0;
  while (from < to && is_opening(char_at(v.s + from, to - from, &bytes))) from += bytes;
  while (from < to) {
    if (!char_is_upper(char_at(v.s + from, to - from, &bytes))) return false;
    from += bytes;
    if (from >= to || v.s[from] != '.') return false;
    from++;
    count++;
  }
  return count > 0;
}

/* "1.", "(31.", "3.-5.": one or two figures and a point end the word. */
static bool is_day(text_view v, size_t from, size_t to) {
  if (to - from < 2 || v.s[to - 1] != '.') return false;
  size_t digits = 0;
  while (to - 1 - digits > from && char_is_digit((unsigned char)v.s[to - 2 - digits])) digits++;
  return digits == 1 || digits == 2;
}

/* Whether the blanks [from, to) may not break. */
static bool is_fixed(text_view v, size_t from, size_t to) {
  size_t left = token_start(v, from), bytes;
  if (left == from || to >= v.length) return false;
  uint32_t right = next_char(v, to, &bytes), end = char_before(v.s, from, &(size_t){ 0 });
  char word[TOKEN_MAX * 2];
  if (char_is_digit(right)) {
    token_lower(v, left, from, word);
    if (in_list(word, before_figure, G_N_ELEMENTS(before_figure))) return true;
    if (is_dash(end) && from - left == 3) {                      /* "5 – 10", the second blank */
      size_t before = left;
      while (before > 0 && is_space(char_before(v.s, before, &bytes))) before -= bytes;
      return before > 0 && before < left && char_is_digit(char_before(v.s, before, &bytes));
    }
  }
  if (char_is_digit(end)) {
    if (begins_with(v, to, after_figure, G_N_ELEMENTS(after_figure))) return true;
    if (is_dash(right)) {                                        /* the first blank */
      size_t after = skip_spaces(v, to + bytes);
      return after > to + bytes && char_is_digit(next_char(v, after, &bytes));
    }
  }
  if (is_day(v, left, from) && begins_with(v, to, months, G_N_ELEMENTS(months))) return true;
  return char_is_upper(right) && is_initials(v, left, from);
}

/* After the dash of a range without blanks, "2023–2024": U+2060. */
static bool wants_join(text_view v, size_t dash, size_t after) {
  size_t bytes;
  if (dash == 0 || after >= v.length) return false;
  uint32_t before = char_before(v.s, dash, &bytes), next = next_char(v, after, &bytes);
  if (is_space(before) || is_space(next) || char_is_inkless(next)) return false;
  return char_is_digit(before) || char_is_digit(next);
}

bool no_break_find(const char *s, size_t length, uint8_t *fix) {
  text_view v = { s, length };
  bool found = false;
  size_t bytes;
  for (size_t i = 0; i < length; i += bytes) {
    bytes = 1;
    unsigned char byte = (unsigned char)s[i];
    if (byte != ' ' && byte < 0x80) continue;
    uint32_t c = char_at(s + i, length - i, &bytes);
    if (is_dash(c) && wants_join(v, i, i + bytes)) {
      fix[i + bytes] |= FIX_JOIN;
      found = true;
    }
    if (!char_is_blank(c)) continue;
    size_t to = i + bytes;
    while (to < length) {
      size_t more;
      if (!char_is_blank(char_at(s + to, length - to, &more))) break;
      to += more;
    }
    if (is_fixed(v, i, to)) {
      for (size_t k = i; k < to; k++) {
        if (s[k] != ' ' && s[k] != '\t') continue;
        fix[k] |= FIX_BLANK;
        found = true;
      }
    }
    bytes = to - i;
  }
  return found;
}

const char *text_no_break(arena *a, const char *s) {
  size_t length = strlen(s), extra = 0;
  uint8_t *fix = g_malloc0(length + 1);
  const char *result = s;
  if (no_break_find(s, length, fix)) {
    for (size_t i = 0; i < length; i++) extra += fix[i] ? 4 : 0;
    char *out = arena_alloc(a, length + extra + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
      if (fix[i] & FIX_JOIN) n += char_put(0x2060, out + n);
      if (fix[i] & FIX_BLANK) n += char_put(0xA0, out + n);
      else out[n++] = s[i];
    }
    result = out;
  }
  g_free(fix);
  return result;
}
