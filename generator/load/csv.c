/* Registers in .csv files, as Excel, Notepad and the national registers write them.
 *
 * Encoding: for the whole file, without a word. With a byte order mark, or when every byte fits, it is UTF-8. Otherwise, when no
 * part of it looks like UTF-8, it is Windows-1252, the "CSV" of a Danish Excel. What is both (letters of two bytes here, bytes that
 * do not fit there) is UTF-8 with mistakes: taking it for Windows-1252 would print "Ã¦" without anyone noticing.
 *
 * Separator: what the header row shows outside quotation marks - a semicolon if there is one, else a tab, else a comma; else there is
 * one column. Excel's line "sep=;" above the header decides, too. Counting separators over the whole file was rejected: commas of
 * figures and texts would vote.
 *
 * Cells are those of RFC 4180: one in quotation marks may hold separators, line breaks and doubled quotation marks. A quotation mark
 * within an unquoted cell is text. One that is not closed would swallow the rest of the file: it is reported where it opens, and reading
 * goes on at the next line, so that the other rows are checked all the same. Blank lines, and rows of separators only, are no records. */
#include "load/cells_int.h"

enum { BYTES_SHOWN = 20 };

typedef LIST(text_cell) row_cells;
typedef struct csv {
  arena *a;
  diag *d;
  const text_source *src;
  const char *p, *end;          /* the text from here on */
  uint32_t line, col;           /* of p */
  char separator;
  bool whole;                   /* of the row read last: its cells are certain */
} csv;

/* ---- the text ---- */

typedef struct odd_byte { unsigned char byte; uint32_t line, col; } odd_byte;
typedef LIST(odd_byte) odd_bytes;

/* 0x80..0x9F of Windows-1252; 0 = not assigned. */
static const uint16_t windows_1252[32] = {
  0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
  0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* Is it neither UTF-8 nor marked or mixed with it? */
static bool is_windows_1252(const char *s, size_t n) {
  if (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) return false;
  if (memchr(s, '\0', n) || (n >= 2 && (!memcmp(s, "\xFF\xFE", 2) || !memcmp(s, "\xFE\xFF", 2)))) return false;   /* UTF-16 */
  bool odd = false;
  for (const char *end = s + n; s < end; s++) {
    if ((unsigned char)*s < 0x80) continue;
    const gunichar c = g_utf8_get_char_validated(s, end - s);
    if (c != (gunichar)-1 && c != (gunichar)-2) return false;
    odd = true;
  }
  return odd;
}

/* The text as UTF-8; bytes that are no character go into `odd`. */
static char *from_windows_1252(arena *a, const char *s, size_t *length, odd_bytes *odd) {
  GString *out = g_string_sized_new(*length + *length / 8);
  uint32_t line = 1, col = 1;
  for (const char *end = s + *length; s < end; s++, col++) {
    const unsigned char b = (unsigned char)*s;
    if (b < 0x80) {
      g_string_append_c(out, *s);
    } else {
      const gunichar c = b >= 0xA0 ? b : windows_1252[b - 0x80];
      if (c == 0 && odd->n < BYTES_SHOWN) LIST_PUSH(a, odd, ((odd_byte){ b, line, col }));
      g_string_append_unichar(out, c ? c : 0xFFFD);
    }
    if (b == '\n' || (b == '\r' && !(end - s > 1 && s[1] == '\n'))) line++, col = 0;
  }
  *length = out->len;
  char *kept = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  return kept;
}

static const text_source *csv_text(arena *a, diag *d, const char *path, const char *shown) {
  size_t length = 0;
  const char *bytes = source_read(a, d, path, shown, &length);
  if (!bytes) return NULL;
  if (length >= 4 && (!memcmp(bytes, "PK\3\4", 4) || !memcmp(bytes, "\xD0\xCF\x11\xE0", 4))) {
    DIAG_SAY(d, CSV_IS_WORKBOOK, ((span){ diag_source(d, shown, NULL, 0), 0, 0, 0 }), NULL);
    return NULL;
  }
  odd_bytes odd = { NULL, 0, 0 };
  if (is_windows_1252(bytes, length)) bytes = from_windows_1252(a, bytes, &length, &odd);
  const text_source *src = source_open(a, d, bytes, length, shown);
  for (size_t i = 0; src && i < odd.n; i++)
    DIAG_SAY(d, CSV_BYTE, ((span){ src->file, odd.v[i].line, odd.v[i].col, 1 }), arena_printf(a, "%02X", odd.v[i].byte));
  return src;
}

/* ---- cells ---- */

/* Over what lies before `to`, on one line or several. */
static void move(csv *c, const char *to) {
  for (const char *nl; (nl = memchr(c->p, '\n', (size_t)(to - c->p))) != NULL; c->p = nl + 1, c->col = 1) c->line++;
  c->col += count_chars(c->p, (size_t)(to - c->p));
  c->p = to;
}

static const char *line_end(const csv *c, const char *s) {
  const char *nl = memchr(s, '\n', (size_t)(c->end - s));
  return nl ? nl : c->end;
}

/* The end of an unquoted cell: the separator or the line's end. */
static const char *cell_end(const csv *c, const char *s) {
  while (s < c->end && *s != c->separator && *s != '\n') s++;
  return s;
}

/* What stands between the quotation marks from p on; NULL when they are not closed or text follows. close: the closing one; after:
 * behind it and its blanks. */
static const char *quoted(const csv *c, size_t *n, const char **close, const char **after) {
  const char *from = c->p + 1, *s = from;
  size_t doubled = 0;
  while (s < c->end) {
    s = memchr(s, '"', (size_t)(c->end - s));
    if (!s) return NULL;
    if (s + 1 == c->end || s[1] != '"') break;
    doubled++;
    s += 2;
  }
  if (s >= c->end) return NULL;
  const char *next = s + 1;
  while (next < c->end && *next == ' ') next++;
  if (next < c->end && *next != c->separator && *next != '\n') return NULL;
  *close = s;
  *after = next;
  *n = (size_t)(s - from) - doubled;
  if (doubled == 0) return from;
  char *out = arena_alloc(c->a, *n + 1);
  size_t k = 0;
  for (const char *p = from; p < s; p++) {
    out[k++] = *p;
    p += *p == '"';
  }
  return out;
}

/* A quotation mark gone wrong: is its other end on the same line ("Hus" i øst), the row goes on; else the row ends with its line. */
static const char *after_bad_quote(const csv *c) {
  const char *end = line_end(c, c->p), *second = memchr(c->p + 1, '"', (size_t)(end - c->p - 1));
  return second ? cell_end(c, second) : end;
}

static void read_cell(csv *c, text_cell *out) {
  const char *start = c->p;
  while (start < c->end && *start == ' ') start++;
  if (start < c->end && *start == '"') {
    move(c, start);
    const char *close, *after;
    out->at = (span){ c->src->file, c->line, c->col, 1 };
    out->s = quoted(c, &out->n, &close, &after);
    if (out->s) {
      const size_t on_line = (size_t)(MIN(line_end(c, c->p), close) - c->p - 1);
      out->at.col++;
      out->at.len = MAX(count_chars(c->p + 1, on_line), 1);
      move(c, after);
      return;
    }
    out->s = "";
    DIAG_SAY(c->d, ROWS_QUOTE, out->at, NULL);
    c->whole = false;
    out->broken = true;
    move(c, after_bad_quote(c));
    return;
  }
  const char *end = cell_end(c, c->p);
  out->s = c->p;
  out->n = (size_t)(end - c->p);
  out->at = (span){ c->src->file, c->line, c->col, 0 };
  move(c, end);
  out->at.len = MAX(c->col - out->at.col, 1);
}

/* The cells of the next row that is not a blank line, and its place; false at the end. */
static bool read_row(csv *c, row_cells *cells, span *row) {
  while (c->p < c->end) {
    const char *end = line_end(c, c->p), *s = c->p;
    while (s < end && (*s == ' ' || (*s == '\t' && c->separator != '\t'))) s++;
    if (s < end) break;
    move(c, end < c->end ? end + 1 : end);
  }
  if (c->p >= c->end) return false;
  *row = (span){ c->src->file, c->line, c->col, MAX(count_chars(c->p, (size_t)(line_end(c, c->p) - c->p)), 1) };
  cells->n = 0;
  c->whole = true;
  for (bool more = true; more;) {
    text_cell cell = { .s = "" };
    read_cell(c, &cell);
    LIST_PUSH(c->a, cells, cell);
    more = c->p < c->end && *c->p == c->separator;
    if (c->p < c->end) move(c, c->p + 1);
  }
  return true;
}

/* ---- the file ---- */

static char separator_of(const csv *c) {
  bool tab = false, comma = false, inside = false;
  const char *s = c->p;
  while (s < c->end && (*s == '\n' || *s == ' ')) s++;
  for (; s < c->end && (*s != '\n' || inside); s++) {
    if (*s == '"') inside = !inside;
    if (inside) continue;
    if (*s == ';') return ';';
    tab = tab || *s == '\t';
    comma = comma || *s == ',';
  }
  return tab ? '\t' : comma ? ',' : ';';
}

/* Excel's own line above the header: sep=; */
static bool separator_line(csv *c) {
  const char *end = line_end(c, c->p);
  if (end - c->p != 5 || g_ascii_strncasecmp(c->p, "sep=", 4) != 0) return false;
  c->separator = c->p[4];
  move(c, end < c->end ? end + 1 : end);
  return true;
}

/* The first row with something in it. */
static bool read_header(csv *c, row_cells *cells, span *row) {
  while (read_row(c, cells, row)) {
    if (!c->whole) return true;
    for (size_t i = 0; i < cells->n; i++)
      if (cells->v[i].n > 0) return true;
  }
  return false;
}

void load_csv_register(arena *a, diag *d, const char *path, const char *shown, const shape_def *def, value *out) {
  const text_source *src = csv_text(a, d, path, shown);
  if (!src) {
    *out = (value){ .kind = VALUE_BROKEN, .at = { diag_source(d, shown, NULL, 0), 0, 0, 0 } };
    return;
  }
  csv c = { .a = a, .d = d, .src = src, .p = src->s, .end = src->s + src->length, .line = 1, .col = 1 };
  if (!separator_line(&c)) c.separator = separator_of(&c);
  const span at = { src->file, 1, 1, 1 };
  cell_reader r;
  row_cells cells = { NULL, 0, 0 };
  span row = at;
  cells_begin(&r, a, d, def);
  if (!read_header(&c, &cells, &row)) {
    DIAG_SAY(d, FILE_EMPTY, ((span){ src->file, 0, 0, 0 }), NULL);
    r.broken = true;
  } else if (!c.whole) {
    r.broken = true;                                       /* reported: without headings no row can be read */
  } else if (cells_header(&r, cells.v, cells.n, row)) {
    while (read_row(&c, &cells, &row))
      if (!cells_row(&r, cells.v, cells.n, c.whole, row)) break;
  }
  cells_end(&r, at, out);
}
