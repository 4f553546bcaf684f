#include "model/model_int.h"

#include <string.h>

/* Danish typography on text as it is typed: » « for quotation marks, … for three dots, en dashes between blanks and in ranges of figures,
 * ’ for the apostrophe. Works piece by piece: a paragraph reaches us in pieces (emphasis, links, abbreviations), and what a quotation mark
 * is depends only on the character before it, so the paragraph's text so far is kept in the state. The rejected way is cmark's "smart"
 * option: it knows English quotes only, and it changes text before we can find its place in the file. */

static bool opens_quote(gunichar before) {
  if (!before || g_unichar_isspace(before)) return true;
  return strchr("([{/", (int)(before < 128 ? before : 1)) != NULL || before == 0x2013 || before == 0x2014 || before == 0xBB || before == 0x203A;
}

static gunichar last_char(const GString *s) {
  return s->len ? g_utf8_get_char(g_utf8_prev_char(s->str + s->len)) : 0;
}

/* Length of a plain figure at s: digits with points or commas between them ("1.200", "95,5", "2023"). 0: none. */
static size_t figure_length(const char *s, const char *end) {
  size_t n = 0;
  while (s + n < end && (g_ascii_isdigit(s[n]) || (n && (s[n] == '.' || s[n] == ',') && s + n + 1 < end && g_ascii_isdigit(s[n + 1])))) n++;
  return n;
}

/* How many digits stand in s[0..n): more than four together is a number of a case, a telephone or a person, no end of a range. */
static bool too_long(const char *s, size_t n) {
  size_t run = 0;
  for (size_t i = 0; i < n; i++) {
    run = g_ascii_isdigit(s[i]) ? run + 1 : 0;
    if (run > 4) return true;
  }
  return false;
}

/* "2023-2024" at s: returns the place of the hyphen, 0 when this is no range. Dates (06-09-2026), telephone numbers (12-34-56-78), compounds
 * (5-10-årige) and everything glued to letters keep their hyphens. */
static size_t range_hyphen(const char *s, const char *end, gunichar before) {
  if (g_unichar_isalnum(before) || before == '-' || before == '/' || before == '.' || before == ',' || before == '_' || before == '@') return 0;
  size_t n = figure_length(s, end);
  if (!n || s + n >= end || s[n] != '-' || too_long(s, n)) return 0;
  size_t m = figure_length(s + n + 1, end);
  if (!m || too_long(s + n + 1, m)) return 0;
  const char *after = s + n + 1 + m;
  gunichar next = after < end ? g_utf8_get_char(after) : 0;
  if (g_unichar_isalnum(next) || next == '-' || next == '/' || next == '_' || next == '@') return 0;
  return n;
}

/* Length of a web or mail address at s (its text stays as it is); 0: none. */
static size_t address_length(const char *s, const char *end) {
  static const char *const begin[] = { "http://", "https://", "www.", "mailto:" };
  for (size_t i = 0; i < G_N_ELEMENTS(begin); i++) {
    size_t n = strlen(begin[i]);
    if ((size_t)(end - s) < n || g_ascii_strncasecmp(s, begin[i], n) != 0) continue;
    while (s + n < end && !g_ascii_isspace(s[n])) n++;
    return n;
  }
  return 0;
}

/* One character or pattern at s; returns the bytes read. after: the character that follows the whole piece (0: none known). */
static size_t step(GString *out, const char *s, const char *end, gunichar before, gunichar after) {
  gunichar c = g_utf8_get_char(s);
  size_t n = (size_t)(utf8_next(s) - s);
  gunichar next = s + n < end ? g_utf8_get_char(s + n) : after;
  if (c == '"' || c == 0x201C || c == 0x201D || c == 0x201E) {
    g_string_append(out, opens_quote(before) ? "»" : "«");
  } else if (c == '\'') {
    g_string_append(out, "’");
  } else if (c == '.' && before != '.' && end - s >= 3 && s[1] == '.' && s[2] == '.' && (end - s == 3 ? after : g_utf8_get_char(s + 3)) != '.') {
    g_string_append(out, "…");
    return 3;
  } else if (c == '-' && before == ' ' && next == ' ') {
    g_string_append(out, "–");
  } else if (g_ascii_isdigit(c < 128 ? (char)c : 0)) {
    size_t hyphen = range_hyphen(s, end, before);
    if (!hyphen) {                                            /* a figure is read whole, so that no part of it looks like a range */
      size_t m = figure_length(s, end);
      g_string_append_len(out, s, (gssize)m);
      return m;
    }
    g_string_append_len(out, s, (gssize)hyphen);
    g_string_append(out, "–");
    size_t m = figure_length(s + hyphen + 1, end);
    g_string_append_len(out, s + hyphen + 1, (gssize)m);
    return hyphen + 1 + m;
  } else {
    g_string_append_len(out, s, (gssize)n);
  }
  return n;
}

char *typo_piece(arena *a, GString *state, const char *s, size_t length, gunichar after) {
  const char *end = s + length;
  size_t from = state->len;
  while (s < end) {
    gunichar before = last_char(state);
    size_t n = g_unichar_isalnum(before) ? 0 : address_length(s, end);
    if (n) g_string_append_len(state, s, (gssize)n);
    else n = step(state, s, end, before, after);
    s += n;
  }
  return arena_strndup(a, state->str + from, state->len - from);
}

char *typo_line(arena *a, const char *s) {
  if (!s) return NULL;
  GString *state = g_string_new(NULL);
  char *out = typo_piece(a, state, s, strlen(s), 0);
  g_string_free(state, TRUE);
  return out;
}
