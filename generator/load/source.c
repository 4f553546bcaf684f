/* The text of a file, made clean before libyaml sees it.
 *
 * libyaml refuses control characters and bytes that are not UTF-8 with one error for the file, takes U+0085, U+2028 and
 * U+2029 for line ends, and guesses UTF-16. So that all mistakes of a file are found, and lines are counted as the editor counts
 * them, the text is put right first: CR LF and CR become LF, the byte order mark goes, a byte that is not UTF-8 is read as
 * Windows-1252, a control character becomes a blank - each one reported. Almost every file needs none of it: one pass finds that
 * out, and the bytes are used as they are. */
#include "load/load_int.h"

enum { REPORTS_MAX = 20 };       /* of one kind in a file */

typedef enum flaw { FLAW_NONE, FLAW_BYTE, FLAW_CONTROL, FLAW_SEPARATOR } flaw;
typedef struct flaw_at { flaw kind; uint32_t line, col, character; } flaw_at;

/* 0x80..0x9F of Windows-1252; 0 = not assigned. */
static const uint16_t windows_1252[32] = {
  0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
  0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* Decodes one character, its bytes and what is wrong with it. */
static gunichar decode(const char *s, const char *end, size_t *bytes, flaw *wrong) {
  const unsigned char b = (unsigned char)*s;
  *bytes = 1;
  *wrong = FLAW_NONE;
  if (b < 0x80) {
    if ((b < 0x20 && b != '\n' && b != '\t') || b == 0x7F) *wrong = FLAW_CONTROL;
    return b;
  }
  gunichar c = g_utf8_get_char_validated(s, end - s);
  if (c == (gunichar)-1 || c == (gunichar)-2) {
    *wrong = FLAW_BYTE;
    c = b >= 0xA0 ? b : windows_1252[b - 0x80];
    return c ? c : 0xFFFD;
  }
  *bytes = char_bytes(s);
  if (c == 0x85 || c == 0x2028 || c == 0x2029) *wrong = FLAW_SEPARATOR;
  else if (c < 0xA0 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF) *wrong = FLAW_CONTROL;
  return c;
}

/* True when nothing has to be changed. */
static bool clean_already(const char *s, const char *end) {
  while (s < end) {
    const unsigned char b = (unsigned char)*s;
    if ((b >= 0x20 && b < 0x7F) || b == '\n') {
      s++;
      continue;
    }
    size_t bytes;
    flaw wrong;
    decode(s, end, &bytes, &wrong);
    if (wrong != FLAW_NONE) return false;
    s += bytes;
  }
  return true;
}

static GString *cleaned(const char *s, const char *end, GArray *flaws) {
  GString *out = g_string_sized_new((gsize)(end - s) + 64);
  flaw_at at = { FLAW_NONE, 1, 1, 0 };
  while (s < end) {
    if (*s == '\r') {
      s += end - s > 1 && s[1] == '\n' ? 2 : 1;
      g_string_append_c(out, '\n');
      at.line++;
      at.col = 1;
      continue;
    }
    size_t bytes;
    gunichar c = decode(s, end, &bytes, &at.kind);
    s += bytes;
    if (at.kind != FLAW_NONE) {
      at.character = c;
      g_array_append_val(flaws, at);
      if (at.kind != FLAW_BYTE) c = ' ';
    }
    g_string_append_unichar(out, c);
    at.col++;
    if (c == '\n') {
      at.line++;
      at.col = 1;
    }
  }
  return out;
}

static void flaws_report(diag *d, uint32_t file, const GArray *flaws) {
  guint bytes = 0, controls = 0, separators = 0;
  const flaw_at *first = NULL;
  for (guint i = 0; i < flaws->len; i++) {
    const flaw_at *f = &g_array_index(flaws, flaw_at, i);
    const span at = { file, f->line, f->col, 1 };
    char name[16];
    g_snprintf(name, sizeof name, "U+%04X", f->character);
    switch (f->kind) {
    case FLAW_NONE: break;
    case FLAW_BYTE:
      if (bytes++ == 0) first = f;
      break;
    case FLAW_CONTROL:
      if (controls++ < REPORTS_MAX) DIAG_SAY(d, CONTROL_CHARACTER, at, name);
      break;
    case FLAW_SEPARATOR:
      if (separators++ < REPORTS_MAX) DIAG_SAY(d, LINE_SEPARATOR, at, name);
      break;
    }
  }
  if (!first) return;
  char character[8] = "", count[16];
  g_unichar_to_utf8(first->character, character);
  g_snprintf(count, sizeof count, "%u", bytes);
  DIAG_SAY(d, NOT_UTF8, ((span){ file, first->line, first->col, 1 }), character, count);
}

static void index_lines(arena *a, text_source *src) {
  uint32_t lines = 1;
  const char *end = src->s + src->length;
  for (const char *p = src->s; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) lines++;
  uint32_t *starts = ARENA_ARRAY(a, uint32_t, lines + 1), i = 0;
  starts[i++] = 0;
  for (const char *p = src->s; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) starts[i++] = (uint32_t)(p + 1 - src->s);
  starts[i] = src->length + 1;
  src->starts = starts;
  src->lines = lines;
}

static bool is_utf16(const char *s, size_t n) {
  if (n < 2) return false;
  return !memcmp(s, "\xFF\xFE", 2) || !memcmp(s, "\xFE\xFF", 2) || (s[0] == '\0') != (s[1] == '\0');
}

text_source *source_open(arena *a, diag *d, const char *bytes, size_t length, const char *shown) {
  g_assert(length < UINT32_MAX - 1);
  if (is_utf16(bytes, length)) {
    DIAG_SAY(d, UTF16, ((span){ diag_source(d, shown, NULL, 0), 0, 0, 0 }), NULL);
    return NULL;
  }
  if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
    bytes += 3;
    length -= 3;
  }
  text_source *src = ARENA_NEW(a, text_source);
  const char *end = bytes + length;
  if (clean_already(bytes, end)) {
    src->s = bytes;
    src->length = (uint32_t)length;
    src->file = diag_source(d, shown, bytes, length);
  } else {
    GArray *flaws = g_array_new(FALSE, FALSE, sizeof(flaw_at));
    GString *text = cleaned(bytes, end, flaws);
    g_assert(text->len < UINT32_MAX - 1);
    src->s = arena_strndup(a, text->str, text->len);
    src->length = (uint32_t)text->len;
    src->file = diag_source(d, shown, text->str, text->len);
    flaws_report(d, src->file, flaws);
    g_string_free(text, TRUE);
    g_array_free(flaws, TRUE);
  }
  index_lines(a, src);
  return src;
}

uint32_t source_line_end(const text_source *src, uint32_t line) { return src->starts[line + 1] - 1; }

uint32_t source_byte(text_source *src, size_t line, size_t col) {
  if (line >= src->lines) return src->length;
  const uint32_t end = source_line_end(src, (uint32_t)line);
  uint32_t at = src->starts[line], c = 0;
  if (src->cursor_line == line && src->cursor_col <= col && src->cursor_at >= at) {
    at = src->cursor_at;
    c = src->cursor_col;
  }
  for (; c < col && at < end; c++) at += (uint32_t)char_bytes(src->s + at);
  src->cursor_line = (uint32_t)line;
  src->cursor_col = c;
  src->cursor_at = at;
  return at;
}

uint32_t source_line_of(const text_source *src, uint32_t byte) {
  uint32_t low = 0, high = src->lines;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (src->starts[middle] <= byte) low = middle;
    else high = middle;
  }
  return low;
}

uint32_t count_chars(const char *s, size_t bytes) {
  uint32_t n = 0;
  for (size_t i = 0; i < bytes; i++) n += ((unsigned char)s[i] & 0xC0u) != 0x80u;
  return n;
}

span source_span(const text_source *src, uint32_t from, uint32_t to) {
  const uint32_t line = source_line_of(src, from), end = source_line_end(src, line);
  const uint32_t stop = MIN(to, end);
  return (span){ src->file, line + 1, count_chars(src->s + src->starts[line], from - src->starts[line]) + 1,
                 stop > from ? count_chars(src->s + from, stop - from) : 1 };
}
