/* Words and characters that several diagnoses need. */
#include "load/load_int.h"

static const struct { uint32_t first, last; const char *name[2]; } invisible[] = {
  { 0x00A0, 0x00A0, { "et hårdt mellemrum (U+00A0)", "a no-break space (U+00A0)" } },
  { 0x00AD, 0x00AD, { "en blød bindestreg (U+00AD)", "a soft hyphen (U+00AD)" } },
  { 0x2000, 0x200A, { "et typografisk mellemrum", "a typographic space" } },
  { 0x200B, 0x200D, { "et mellemrum uden bredde", "a space of no width" } },
  { 0x200E, 0x200F, { "et tegn for skriveretning", "a mark of writing direction" } },
  { 0x202F, 0x202F, { "et smalt hårdt mellemrum (U+202F)", "a narrow no-break space (U+202F)" } },
  { 0x2060, 0x2060, { "en usynlig ordsamler (U+2060)", "a word joiner (U+2060)" } },
  { 0x3000, 0x3000, { "et østasiatisk mellemrum (U+3000)", "an ideographic space (U+3000)" } },
};

const char *invisible_at(const char *s, const char *end, diag_language lang, size_t *bytes) {
  if (s >= end || (unsigned char)*s < 0xC2) return NULL;
  const gunichar c = g_utf8_get_char(s);
  for (size_t i = 0; i < G_N_ELEMENTS(invisible); i++) {
    if (c < invisible[i].first || c > invisible[i].last) continue;
    *bytes = char_bytes(s);
    return invisible[i].name[lang];
  }
  return NULL;
}

bool smart_quote(const char *s, const char *end, size_t *bytes) {
  if (s >= end || (unsigned char)*s < 0xC2) return false;
  const gunichar c = g_utf8_get_char(s);
  *bytes = char_bytes(s);
  return c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0xAB || c == 0xBB;
}

char *quoted_suggestion(arena *a, const char *s, size_t n) {
  enum { SHOWN = 60 };
  while (n > 0 && (*s == ' ' || *s == '\t')) s++, n--;
  while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\n')) n--;
  const bool single = memchr(s, '"', n) || memchr(s, '\\', n);
  GString *out = g_string_new(single ? "'" : "\"");
  const char *end = s + n;
  for (size_t i = 0; s < end; i++) {
    if (i == SHOWN) {
      g_string_append(out, " …");
      break;
    }
    if (*s == '\n') {                                     /* lines are joined as YAML joins them */
      while (s < end && (*s == '\n' || *s == ' ')) s++;
      g_string_append_c(out, ' ');
      continue;
    }
    const size_t bytes = char_bytes(s);
    if (single && *s == '\'') g_string_append_c(out, '\'');
    g_string_append_len(out, s, (gssize)bytes);
    s += bytes;
  }
  g_string_append_c(out, single ? '\'' : '"');
  char *kept = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  return kept;
}

const char *kind_words(const node *n, diag_language lang) {
  switch (n->kind) {
  case NODE_SCALAR:
    if (n->length == 0) return lang == LANGUAGE_EN ? "nothing" : "ingenting";
    return lang == LANGUAGE_EN ? "a text" : "en tekst";
  case NODE_LIST: return lang == LANGUAGE_EN ? "a list" : "en liste";
  case NODE_MAP: return lang == LANGUAGE_EN ? "keys" : "nøgler med kolon";
  }
  g_assert_not_reached();
}

/* Three words at most: "Vi gør det klart:sådan" is a sentence, not a key. "http://" is neither. */
size_t colon_without_blank(const char *s, const char *end) {
  if (s >= end || !g_unichar_isalpha(g_utf8_get_char(s))) return 0;
  unsigned words = 1;
  for (const char *p = s; p < end; p = utf8_next(p)) {
    if (*p == ':') {
      const char next = end - p > 1 ? p[1] : ' ';
      return next == ' ' || next == '\n' || next == '/' || next == ':' ? 0 : (size_t)(p - s);
    }
    if (*p == ' ') {
      if (++words > 3) return 0;
    } else if (*p != '-' && !g_unichar_isalnum(g_utf8_get_char(p))) {
      return 0;
    }
  }
  return 0;
}
