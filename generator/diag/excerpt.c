/* Source lines made ready to be shown, with the marked run apart.
 *
 * Columns count characters, a terminal counts cells: a tab fills up to the next fourth cell, a wide character takes two, a
 * combining mark none. So the line is decoded once and every character is given its cells. What cannot be seen (soft hyphen,
 * zero-width space) is shown as a raised dot, control characters as "?": a source must not steer the terminal. Bytes that
 * are not UTF-8 are shown as U+FFFD (load/ has put content right before it is registered). Very long lines are cut to a
 * window round the mark. In a worksheet's text a tab stands between two cells and is shown as a bar. */
#include "diag/diag_int.h"
#include <string.h>

enum { TAB_CELLS = 4, WINDOW = 110, WINDOW_LEAD = 50 };

/* Decodes one character at s (before end); returns its bytes. */
static size_t decode(const char *s, const char *end, gunichar *c) {
  const unsigned char b = (unsigned char)*s;
  if (b < 0x80) {
    *c = b;
    return 1;
  }
  *c = g_utf8_get_char_validated(s, end - s);
  if (*c != (gunichar)-1 && *c != (gunichar)-2) return (size_t)(unsigned char)g_utf8_skip[b];
  *c = 0xFFFD;
  return 1;
}

/* What is shown for a character, and its cells; tabs are left to the caller. */
static gunichar shown(gunichar c, size_t *cells) {
  *cells = 1;
  switch (g_unichar_type(c)) {
  case G_UNICODE_CONTROL: case G_UNICODE_SURROGATE: case G_UNICODE_LINE_SEPARATOR: case G_UNICODE_PARAGRAPH_SEPARATOR:
    return '?';
  case G_UNICODE_FORMAT:
    return 0xB7;
  case G_UNICODE_NON_SPACING_MARK: case G_UNICODE_ENCLOSING_MARK:
    *cells = 0;
    return c;
  default:
    if (g_unichar_iswide(c)) *cells = 2;
    return c;
  }
}

static void source_index(source *s) {
  s->starts = g_array_new(FALSE, FALSE, sizeof(size_t));
  size_t at = 0;
  while (s->text && at <= s->length) {
    g_array_append_val(s->starts, at);
    const char *nl = at < s->length ? memchr(s->text + at, '\n', s->length - at) : NULL;
    if (!nl) break;
    at = (size_t)(nl - s->text) + 1;
  }
}

/* Bytes of a line without its end; NULL when there is none. */
static const char *source_line(const diag *d, uint32_t file, uint32_t line, const char **end) {
  if (file == 0 || file > d->sources->len || line == 0) return NULL;
  source *s = g_ptr_array_index(d->sources, file - 1);
  if (!s->starts) source_index(s);
  if (line > s->starts->len) return NULL;
  const char *from = s->text + g_array_index(s->starts, size_t, line - 1);
  *end = line < s->starts->len ? s->text + g_array_index(s->starts, size_t, line) - 1 : s->text + s->length;
  if (*end > from && (*end)[-1] == '\r') (*end)--;
  return from;
}

static const char *sheet_of(const diag *d, uint32_t file) {
  return file > 0 && file <= d->sources->len ? ((const source *)g_ptr_array_index(d->sources, file - 1))->sheet : NULL;
}

static size_t count_characters(const char *s, const char *end) {
  size_t n = 0;
  gunichar c;
  for (; s < end; n++) s += decode(s, end, &c);
  return n;
}

bool excerpt_make(const diag *d, span at, excerpt *out) {
  const char *end = NULL;
  const char *s = source_line(d, at.file, at.line, &end);
  if (!s) return false;
  const size_t n = count_characters(s, end);
  const bool bars = sheet_of(d, at.file) != NULL;
  const size_t from = MIN(at.col > 0 ? at.col - 1 : 0, n);            /* the mark: [from, to) */
  const size_t to = MIN(from + MAX(at.len, 1), MAX(n, from + 1));
  size_t first = 0, last = n;                                        /* the window */
  if (n > WINDOW) {
    first = from > WINDOW_LEAD ? MIN(from - WINDOW_LEAD, n - WINDOW) : 0;
    last = first + WINDOW;
  }
  *out = (excerpt){ .before = g_string_new(NULL), .marked = g_string_new(NULL), .after = g_string_new(NULL) };
  size_t cell = 0, before = 0, marked = 0;
  if (first > 0) {
    g_string_append(out->before, "…");
    before = cell = 1;
  }
  for (size_t i = 0; i < last; i++) {
    gunichar c;
    s += decode(s, end, &c);
    if (i < first) continue;
    GString *part = i < from ? out->before : i < to ? out->marked : out->after;
    size_t cells;
    if (c == '\t' && bars) {
      g_string_append(part, " | ");
      cells = 3;
    } else if (c == '\t') {
      cells = TAB_CELLS - cell % TAB_CELLS;
      for (size_t k = 0; k < cells; k++) g_string_append_c(part, ' ');
    } else {
      g_string_append_unichar(part, shown(c, &cells));
    }
    cell += cells;
    if (i < from) before += cells;
    else if (i < to) marked += cells;
  }
  if (last < n) g_string_append(last < to ? out->marked : out->after, "…");
  out->before_cells = before;
  out->marked_cells = MAX(marked, 1);
  return true;
}

/* Columns are counted by the tabs before the place: A … Z, AA …, as 1 … 26, 27 … in base 26 without a zero. Without the text (a
 * source known from a worker only) the row alone is named, as Excel writes it: "17:17". */
bool cell_name(const diag *d, span at, GString *out) {
  if (at.line == 0 || !sheet_of(d, at.file)) return false;
  const char *end = NULL, *s = source_line(d, at.file, at.line, &end);
  if (!s) {
    g_string_append_printf(out, "%u:%u", at.line, at.line);
    return true;
  }
  size_t column = 1;
  gunichar c;
  for (size_t i = 1; s < end && i < at.col; i++) {
    s += decode(s, end, &c);
    column += c == '\t';
  }
  char letters[16];
  size_t n = sizeof letters;
  for (; column > 0; column = (column - 1) / 26) letters[--n] = (char)('A' + (column - 1) % 26);
  g_string_append_len(out, letters + n, (gssize)(sizeof letters - n));
  g_string_append_printf(out, "%u", at.line);
  return true;
}

void excerpt_clear(excerpt *e) {
  g_string_free(e->before, TRUE);
  g_string_free(e->marked, TRUE);
  g_string_free(e->after, TRUE);
}

void text_clean(const char *s, GString *out) {
  const char *end = s + strlen(s);
  while (s < end) {
    gunichar c;
    size_t cells;
    s += decode(s, end, &c);
    g_string_append_unichar(out, c == '\n' || c == '\t' ? ' ' : shown(c, &cells));
  }
}
