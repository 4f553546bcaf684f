/* From a byte of a decoded text back to its line and column in the file.
 *
 * A "|" text and a .md file keep their lines, so a table of lines is exact and quick: a text line is the end of its source line,
 * whatever its indentation. Plain, quoted and ">" texts are folded: there text and source are walked side by side from the
 * beginning, which costs time in the length of the text, but only when a message needs the place. Keeping a place for every byte
 * was rejected: five times the memory for something almost never asked. */
#include "load/load_int.h"

/* Number of lines of a text; a last line without LF counts. */
static size_t text_lines(const char *s, size_t n) {
  size_t lines = 0;
  const char *end = s + n;
  for (const char *p = s; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) lines++;
  return lines + (n > 0 && s[n - 1] != '\n');
}

/* ---- walking text and source side by side ---- */

typedef struct walk { const char *s, *s_end, *t, *t_end; char quote; bool folded; } walk;

static bool white(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static walk walk_begin(const node *n) {
  const char *s = n->source->s;
  walk w = { s + n->from, s + n->to, n->text, n->text + n->length, '\0', n->folded };
  if (n->quoted && w.s < w.s_end) w.quote = *w.s++;
  if (n->folded) {                                       /* to the first line of text */
    const char *nl = memchr(w.s, '\n', (size_t)(w.s_end - w.s));
    w.s = nl ? nl + 1 : w.s_end;
    while (w.s < w.s_end && white(*w.s)) w.s++;
    while (w.t < w.t_end && white(*w.t)) w.t++;
  }
  return w;
}

/* At an escape in double quotes: its bytes in source and in text (libyaml has checked it). */
static void escape_size(const walk *w, size_t *source, size_t *text) {
  const char c = w->s_end - w->s > 1 ? w->s[1] : '\0';
  *source = c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
  *text = char_bytes(w->t < w->t_end ? w->t : " ");
  if (c != '\n') return;
  *text = 0;                                             /* a line joined without a blank */
  while (w->s + *source < w->s_end && white(w->s[*source])) (*source)++;
}

/* One character, one escape, or one fold. */
static void walk_step(walk *w) {
  if (white(*w->s)) {
    const char *p = w->s;
    size_t breaks = 0;
    for (; p < w->s_end && white(*p); p++) breaks += *p == '\n';
    if (breaks > 0) {
      w->s = p;
      if (w->folded) while (w->t < w->t_end && white(*w->t)) w->t++;
      else w->t += breaks == 1 ? 1 : breaks - 1;
      return;
    }
  }
  size_t source = 1, text = 1;
  if (w->quote == '"' && *w->s == '\\') escape_size(w, &source, &text);
  else if (w->quote == '\'' && *w->s == '\'') source = 2;
  w->s += source;
  w->t += text;
}

/* The byte of the source that byte `offset` of the text came from. */
static uint32_t walk_to(const node *n, size_t offset) {
  walk w = walk_begin(n);
  while (w.t < n->text + offset && w.t < w.t_end && w.s < w.s_end) walk_step(&w);
  while (w.quote == '"' && w.s_end - w.s > 1 && w.s[0] == '\\' && w.s[1] == '\n') walk_step(&w);   /* stands for nothing */
  return (uint32_t)(MIN(w.s, w.s_end) - n->source->s);
}

/* ---- tables of lines ---- */

static void tables(arena *a, node *n, uint32_t **line_at, uint32_t **col_at, uint32_t **text_at) {
  n->lines = text_lines(n->text, n->length);
  *line_at = ARENA_ARRAY(a, uint32_t, n->lines + 1);
  *col_at = ARENA_ARRAY(a, uint32_t, n->lines + 1);
  *text_at = ARENA_ARRAY(a, uint32_t, n->lines + 1);
  const char *p = n->text, *end = n->text + n->length;
  for (size_t i = 0; i < n->lines; i++) {
    (*text_at)[i] = (uint32_t)(p - n->text);
    const char *nl = memchr(p, '\n', (size_t)(end - p));
    p = nl ? nl + 1 : end;
  }
  (*text_at)[n->lines] = (uint32_t)n->length;
  n->line_at = *line_at;
  n->col_at = *col_at;
  n->text_at = *text_at;
}

static void folded_lines(const node *n, uint32_t *line_at, uint32_t *col_at) {
  walk w = walk_begin(n);
  for (size_t i = 0; i < n->lines; i++) {
    while (w.t < n->text + n->text_at[i] && w.t < w.t_end && w.s < w.s_end) walk_step(&w);
    const span at = source_span(n->source, (uint32_t)(MIN(w.s, w.s_end) - n->source->s), 0);
    line_at[i] = at.line;
    col_at[i] = at.col;
  }
}

void place_block_lines(arena *a, node *n) {
  uint32_t *line_at, *col_at, *text_at;
  tables(a, n, &line_at, &col_at, &text_at);
  if (n->folded) {
    folded_lines(n, line_at, col_at);
    return;
  }
  const uint32_t header = n->at.line - 1;
  for (size_t i = 0; i < n->lines; i++) {
    const uint32_t line = MIN(header + 1 + (uint32_t)i, n->source->lines - 1);
    const uint32_t bytes = source_line_end(n->source, line) - n->source->starts[line];
    uint32_t text = text_at[i + 1] - text_at[i];
    if (text > 0 && n->text[text_at[i + 1] - 1] == '\n') text--;
    line_at[i] = line + 1;
    col_at[i] = bytes > text ? bytes - text + 1 : 1;     /* the indentation is blanks: bytes are characters */
  }
}

void place_file_lines(arena *a, node *n) {
  uint32_t *line_at, *col_at, *text_at;
  tables(a, n, &line_at, &col_at, &text_at);
  for (size_t i = 0; i < n->lines; i++) {
    line_at[i] = (uint32_t)i + 1;
    col_at[i] = 1;
  }
}

/* ---- the question ---- */

static span place_in_lines(const node *n, size_t offset, size_t bytes) {
  size_t low = 0, high = n->lines;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (n->text_at[middle] <= offset) low = middle;
    else high = middle;
  }
  size_t end = n->text_at[low + 1];
  if (end > n->text_at[low] && n->text[end - 1] == '\n') end--;
  const size_t stop = MIN(offset + bytes, end);
  const uint32_t len = stop > offset ? count_chars(n->text + offset, stop - offset) : 1;
  const uint32_t before = count_chars(n->text + n->text_at[low], offset - n->text_at[low]);
  return (span){ n->at.file, n->line_at[low], n->col_at[low] + before, len };
}

/* Place of text[offset .. offset + bytes) in the file; len ends with the line. Exact in "|" texts and .md files; in folded and
 * quoted texts a blank made from a line break is placed at the next word. A node without a source gives its own place. */
span node_place(const node *scalar, size_t offset, size_t bytes) {
  if (scalar->filling) return node_filled_place(scalar, offset, bytes);
  if (!scalar->source || scalar->kind != NODE_SCALAR) return scalar->at;
  offset = MIN(offset, scalar->length);
  if (scalar->block && !scalar->folded) return scalar->lines > 0 ? place_in_lines(scalar, offset, bytes) : scalar->at;
  const uint32_t from = walk_to(scalar, offset);
  const uint32_t to = bytes > 0 ? walk_to(scalar, MIN(offset + bytes, scalar->length)) : from;
  return source_span(scalar->source, from, MAX(to, from));
}
