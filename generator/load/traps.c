/* What libyaml reads without complaint, but not as it was meant: a text cut at " #", a figure cut at its comma, a key with a
 * pasted no-break space, lines run together because a blank or some indentation is missing. All is seen from the bytes of the
 * source round the value; the schema's types are not needed. */
#include "load/load_int.h"

typedef struct trap { arena *a; diag *d; const text_source *src; } trap;

static const char *line_end(const trap *t, uint32_t byte) {
  return t->src->s + source_line_end(t->src, source_line_of(t->src, byte));
}

/* True when only blanks stand before it on its line. */
static bool first_on_line(const text_source *src, uint32_t byte) {
  while (byte > 0 && src->s[byte - 1] == ' ') byte--;
  return byte == 0 || src->s[byte - 1] == '\n';
}

/* The rest of the line from `from`, with a blank put in after the first `head` bytes. */
static char *with_blank(const trap *t, uint32_t from, size_t head) {
  enum { SHOWN = 60 };
  const char *s = t->src->s + from, *end = line_end(t, from);
  const char *stop = s + head;
  for (int i = 0; stop < end && i < SHOWN; i++) stop = utf8_next(stop);
  return arena_printf(t->a, "%.*s %.*s%s", (int)head, s, (int)(stop - s) - (int)head, s + head, stop < end ? " …" : "");
}

static void hash_in_text(const trap *t, uint32_t to) {
  const char *s = t->src->s + to;
  if (s[0] != ' ' || s[1] != '#') return;
  DIAG_SAY(t->d, HASH_IN_TEXT, source_span(t->src, to + 1, t->src->length), NULL);
}

static void decimal_comma(const trap *t, const node *n) {
  const char *s = t->src->s + n->to;
  if (n->to == n->from || !g_ascii_isdigit(s[-1]) || s[0] != ',' || !g_ascii_isdigit(s[1])) return;
  uint32_t end = n->to + 1;
  while (g_ascii_isdigit(t->src->s[end])) end++;
  DIAG_SAY(t->d, DECIMAL_COMMA, source_span(t->src, n->to, n->to + 1), quoted_suggestion(t->a, t->src->s + n->from, end - n->from));
}

/* An invisible character at `at`, after the colon or dash `what`. */
static bool invisible_after(const trap *t, uint32_t at, const char *what) {
  const char *s = t->src->s + at, *end = line_end(t, at);
  size_t bytes = 0;
  const char *da = invisible_at(s, end, LANGUAGE_DA, &bytes), *en = invisible_at(s, end, LANGUAGE_EN, &bytes);
  if (da) DIAG_SAY(t->d, INVISIBLE_AFTER, source_span(t->src, at, at + (uint32_t)bytes), what, da, en);
  return da != NULL;
}

/* A dash or a "key:" without its blank at `at`, where a line of a plain text begins. True: there is one, reported. */
static bool blank_missing(const trap *t, uint32_t at) {
  const char *s = t->src->s + at, *end = line_end(t, at);
  if (s >= end) return false;
  if (*s == '-') {
    if (invisible_after(t, at + 1, "-")) return true;
    if (s + 1 >= end || (s[1] != '"' && !g_unichar_isalpha(g_utf8_get_char(s + 1)))) return false;
    DIAG_SAY(t->d, BLANK_AFTER_DASH, source_span(t->src, at, at + 1), with_blank(t, at, 1));
    return true;
  }
  const size_t colon = colon_without_blank(s, end);
  if (colon == 0) return false;
  const uint32_t after = at + (uint32_t)colon + 1;
  if (!invisible_after(t, after, ":"))
    DIAG_SAY(t->d, BLANK_AFTER_COLON, source_span(t->src, after - 1, after), with_blank(t, at, colon + 1));
  return true;
}

bool trap_blank(arena *a, diag *d, const text_source *src, uint32_t at) {
  const trap t = { a, d, src };
  return blank_missing(&t, at);
}

/* Lines after the first of a plain text. */
static void lines_run_together(const trap *t, const node *n) {
  uint32_t at = n->from;
  for (;;) {
    const char *nl = memchr(t->src->s + at, '\n', n->to - at);
    if (!nl) return;
    at = (uint32_t)(nl + 1 - t->src->s);
    while (at < n->to && t->src->s[at] == ' ') at++;
    if (at >= n->to) return;
    if (t->src->s[at] == '-' && (t->src->s[at + 1] == ' ' || t->src->s[at + 1] == '\n'))
      DIAG_SAY(t->d, DASH_INDENT, source_span(t->src, at, at + 1), NULL);
    else
      blank_missing(t, at);
  }
}

void trap_scalar(arena *a, diag *d, const node *n, bool in_flow, bool plain) {
  if (!plain) return;
  const trap t = { a, d, n->source };
  hash_in_text(&t, n->to);
  if (n->length == 0) return;
  if (in_flow) decimal_comma(&t, n);
  if (first_on_line(t.src, n->from)) blank_missing(&t, n->from);
  lines_run_together(&t, n);
}

/* ---- keys ---- */

static bool plain_ascii(const char *s) {
  for (; *s; s++)
    if ((unsigned char)*s >= 0x80) return false;
  return true;
}

/* Blanks for the blank ones, nothing for those without width, none at the ends. */
static char *without_invisible(arena *a, const char *key) {
  char *out = arena_alloc(a, strlen(key) + 1);
  const char *end = key + strlen(key);
  size_t n = 0, bytes;
  for (const char *p = key; p < end;) {
    if (invisible_at(p, end, LANGUAGE_DA, &bytes)) {
      if (g_unichar_isspace(g_utf8_get_char(p)) && n > 0 && out[n - 1] != ' ') out[n++] = ' ';
    } else {
      bytes = char_bytes(p);
      memcpy(out + n, p, bytes);
      n += bytes;
    }
    p += bytes;
  }
  while (n > 0 && out[n - 1] == ' ') n--;
  out[n] = '\0';
  return out;
}

static bool invisible_in_key(const trap *t, uint32_t from, uint32_t to) {
  const char *s = t->src->s, *end = s + to, *name;
  size_t bytes = 0;
  for (const char *p = s + from; p < end; p = utf8_next(p)) {
    name = invisible_at(p, end, LANGUAGE_DA, &bytes);
    if (!name) continue;
    const uint32_t at = (uint32_t)(p - s);
    const span place = source_span(t->src, at, at + (uint32_t)bytes);
    const char *en = invisible_at(p, end, LANGUAGE_EN, &bytes);
    if (at == from && first_on_line(t->src, from)) DIAG_SAY(t->d, INVISIBLE_INDENT, place, name, en);
    else if (at == from + 1 && s[from] == '-') DIAG_SAY(t->d, INVISIBLE_AFTER, place, "-", name, en);
    else DIAG_SAY(t->d, INVISIBLE_IN_KEY, place, name, en);
    return true;
  }
  return false;
}

/* The key without typographic quotation marks round it, or NULL when there are none. */
static char *without_quotes(arena *a, const char *key) {
  const char *end = key + strlen(key);
  size_t bytes;
  if (!smart_quote(key, end, &bytes)) return NULL;
  key += bytes;
  const char *last = end;
  while (last > key && ((unsigned char)last[-1] & 0xC0u) == 0x80u) last--;
  if (last > key) last--;
  return arena_strndup(a, key, (size_t)((smart_quote(last, end, &bytes) ? last : end) - key));
}

/* The key as the schema should see it. Reported, it is mended, so that it is not called unknown as well. */
const char *trap_key(arena *a, diag *d, const char *key, uint32_t from, uint32_t to, const text_source *src) {
  const trap t = { a, d, src };
  if (from >= 2 && src->s[from - 1] == ' ' && src->s[from - 2] == '?')
    DIAG_SAY(d, COMPLEX_KEY, source_span(src, from - 2, from - 1), NULL);
  if (key[0] == '-' && g_unichar_isalpha(g_utf8_get_char(key + 1))) {
    DIAG_SAY(d, BLANK_AFTER_DASH, source_span(src, from, from + 1), with_blank(&t, from, 1));
    return arena_strdup(a, key + 1);
  }
  if (plain_ascii(key)) return arena_strdup(a, key);
  char *composed = g_utf8_normalize(key, -1, G_NORMALIZE_NFC);
  const char *mended = arena_strdup(a, composed ? composed : key);
  g_free(composed);
  if (invisible_in_key(&t, from, to)) mended = without_invisible(a, mended);
  const char *bare = without_quotes(a, mended);
  if (!bare) return mended;
  DIAG_SAY(d, SMART_QUOTES_KEY, source_span(src, from, to), bare, bare);
  return bare;
}
