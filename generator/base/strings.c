#include "base/base.h"

#include <string.h>
#include <unicode/ucol.h>

/* One collator a thread: opening costs milliseconds. It lives until the program ends; ICU frees nothing of ours. */
static UCollator *danish(void) {
  static GPrivate kept = G_PRIVATE_INIT((GDestroyNotify)ucol_close);
  UCollator *c = g_private_get(&kept);
  if (!c) {
    UErrorCode status = U_ZERO_ERROR;
    c = ucol_open("da", &status);
    g_assert(U_SUCCESS(status));
    g_private_set(&kept, c);
  }
  return c;
}

int text_collate(const char *a, const char *b) {
  UErrorCode status = U_ZERO_ERROR;
  UCollationResult r = ucol_strcollUTF8(danish(), a, -1, b, -1, &status);
  if (U_FAILURE(status) || r == UCOL_EQUAL) return strcmp(a, b);
  return r == UCOL_LESS ? -1 : 1;
}

/* Edit distance with swaps (Damerau 1964, optimal string alignment) over characters. */
static size_t distance(const gunichar *a, size_t n, const gunichar *b, size_t m) {
  size_t width = m + 1;
  size_t *row = g_new0(size_t, 3 * width), *before = row, *last = row + width, *now = row + 2 * width;
  for (size_t j = 0; j <= m; j++) last[j] = j;
  for (size_t i = 1; i <= n; i++) {
    now[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t cost = a[i - 1] != b[j - 1];
      size_t best = MIN(MIN(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = MIN(best, before[j - 2] + 1);
      now[j] = best;
    }
    size_t *t = before;
    before = last;
    last = now;
    now = t;
  }
  size_t d = last[m];
  g_free(row);
  return d;
}

const char *text_nearest(const char *word, const char *const *list, size_t n) {
  glong word_length = 0;
  gunichar *w = g_utf8_to_ucs4_fast(word, -1, &word_length);
  const char *best = NULL;
  size_t best_distance = (size_t)word_length / 3 + 2;        /* more than a third wrong is another word */
  for (size_t i = 0; i < n && word_length < 200; i++) {
    glong length = 0;
    gunichar *c = g_utf8_to_ucs4_fast(list[i], -1, &length);
    if (length < 200) {
      size_t d = distance(w, (size_t)word_length, c, (size_t)length);
      if (d < best_distance) { best_distance = d; best = list[i]; }
    }
    g_free(c);
  }
  g_free(w);
  return best;
}

size_t utf8_length(const char *s, size_t bytes) {
  size_t n = 0;
  for (size_t i = 0; i < bytes; i++) n += ((unsigned char)s[i] & 0xC0u) != 0x80u;
  return n;
}

bool text_blank(const char *s) {
  for (; s && *s; s = utf8_next(s))
    if (!g_unichar_isspace(g_utf8_get_char(s))) return false;
  return true;
}

char *text_slug(arena *a, const char *s) {
  size_t n = strlen(s), k = 0;
  char *out = arena_alloc(a, 2 * n + 1);
  for (; *s; s = utf8_next(s)) {
    gunichar c = g_unichar_tolower(g_utf8_get_char(s));
    if (c == 0xE6) { out[k++] = 'a'; out[k++] = 'e'; }
    else if (c == 0xF8) { out[k++] = 'o'; out[k++] = 'e'; }
    else if (c == 0xE5) { out[k++] = 'a'; out[k++] = 'a'; }
    else if (c < 128 && g_ascii_isalnum((char)c)) out[k++] = (char)c;
    else if (k && out[k - 1] != '-') out[k++] = '-';
  }
  while (k && out[k - 1] == '-') k--;
  out[k] = '\0';
  return out;
}
