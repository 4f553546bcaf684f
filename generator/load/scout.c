/* The lines of a file as they stand, each by its kind and columns: what a reader would say the author meant. Run only after
 * a syntax error. libyaml knows where it stopped, but not what was meant; its tokens run ahead of its events, so the tree built
 * so far does not show the lines round the error. The scout follows the same rules line by line and never fails. */
#include "load/load_int.h"

typedef struct walker {
  const text_source *src;
  scout_line *lines;
  uint32_t last;
} walker;

static char byte_at(const walker *w, uint32_t at) { return at < w->src->length ? w->src->s[at] : '\n'; }

static bool blank_at(const walker *w, uint32_t at) {
  const char c = byte_at(w, at);
  return c == ' ' || c == '\n' || c == '\t';
}

/* The byte after the quoted text that begins at `at`; the file's end when it is not closed. */
static uint32_t quote_end(const walker *w, uint32_t at) {
  const char quote = byte_at(w, at++);
  for (; at < w->src->length; at++) {
    const char c = byte_at(w, at);
    const bool pair = (c == '\\' && quote == '"') || (c == '\'' && quote == c && byte_at(w, at + 1) == c);
    if (pair) at++;
    else if (c == quote) return at + 1;
  }
  return w->src->length;
}

static uint32_t flow_end(const walker *w, uint32_t at) {
  unsigned depth = 0;
  while (at < w->src->length) {
    const char c = byte_at(w, at);
    if (c == '"' || c == '\'') {
      at = quote_end(w, at);
      continue;
    }
    if (c == '[' || c == '{') depth++;
    if ((c == ']' || c == '}') && --depth == 0) return at + 1;
    at++;
  }
  return at;
}

static uint32_t indent_of(const walker *w, uint32_t line) {
  uint32_t n = 0;
  while (byte_at(w, w->src->starts[line] + n) == ' ') n++;
  return n;
}

static bool line_blank(const walker *w, uint32_t line) {
  const uint32_t at = w->src->starts[line] + indent_of(w, line);
  return at >= source_line_end(w->src, line);
}

/* Marks the lines after `line` up to the one that holds byte `end - 1`. Returns the last one marked. */
static uint32_t mark_until(walker *w, uint32_t line, uint32_t end, line_kind kind) {
  const uint32_t until = source_line_of(w->src, end > 0 ? end - 1 : 0);
  uint32_t k = line;
  while (k < until && k < w->last) {
    k++;
    w->lines[k].kind = kind;
    w->lines[k].indent = indent_of(w, k);
    w->lines[k].owner = line;
  }
  return k;
}

/* Lines of a block scalar below `line`, whose parent stands at column `parent` (-1: none). */
static uint32_t mark_text(walker *w, uint32_t line, int parent) {
  uint32_t k = line, text = 0;
  bool first = true;
  while (k < w->last) {
    const uint32_t next = k + 1;
    if (!line_blank(w, next)) {
      const uint32_t indent = indent_of(w, next);
      if ((int)indent <= parent || (!first && indent < text)) break;
      if (first) text = indent;
      first = false;
    }
    k = next;
    w->lines[k].kind = LINE_TEXT;
    w->lines[k].indent = indent_of(w, k);
    w->lines[k].owner = line;
  }
  return k;
}

/* Lines that continue a plain text; unlike libyaml the scout lets a "key:" in, to see what was indented too much. */
static uint32_t mark_more(walker *w, uint32_t line, int parent) {
  uint32_t k = line;
  while (k < w->last) {
    const uint32_t next = k + 1, at = w->src->starts[next] + indent_of(w, next);
    if (!line_blank(w, next) && ((int)indent_of(w, next) <= parent || byte_at(w, at) == '#')) break;
    k = next;
    w->lines[k].kind = line_blank(w, k) ? LINE_BLANK : LINE_MORE;
    w->lines[k].indent = indent_of(w, k);
    w->lines[k].owner = line;
    w->lines[k].key = at;
  }
  return k;
}

/* The colon that ends a key at `at`, or 0. */
static uint32_t key_colon(const walker *w, uint32_t at, uint32_t end) {
  if (byte_at(w, at) == '"' || byte_at(w, at) == '\'') {
    at = quote_end(w, at);
    return at < end && byte_at(w, at) == ':' && blank_at(w, at + 1) ? at : 0;
  }
  for (; at < end; at++) {
    if (byte_at(w, at) == ':' && blank_at(w, at + 1)) return at;
    if (byte_at(w, at) == ' ' && byte_at(w, at + 1) == '#') return 0;
  }
  return 0;
}

/* Reads one line that is not inside anything; returns the last line it reaches over. */
static uint32_t read_line(walker *w, uint32_t line) {
  const uint32_t start = w->src->starts[line], end = source_line_end(w->src, line);
  scout_line *out = &w->lines[line];
  out->owner = line;
  out->indent = indent_of(w, line);
  uint32_t at = start + out->indent;
  if (at >= end || byte_at(w, at) == '#') {
    out->kind = LINE_BLANK;
    return line;
  }
  int parent = -1;
  while (byte_at(w, at) == '-' && blank_at(w, at + 1)) {
    out->dash = true;
    parent = (int)(at - start);
    at++;
    while (at < end && byte_at(w, at) == ' ') at++;
  }
  out->key = at;
  out->column = at - start;
  const uint32_t colon = key_colon(w, at, end);
  if (colon) {
    out->kind = LINE_KEY;
    out->colon = colon;
    parent = (int)out->column;
    at = colon + 1;
    while (at < end && byte_at(w, at) == ' ') at++;
    out->value = at;
  } else {
    out->kind = out->dash ? LINE_ITEM : LINE_OTHER;
  }
  const char c = at < end ? byte_at(w, at) : '\n';
  if (c == '|' || c == '>') {
    out->bar = true;
    return mark_text(w, line, parent);
  }
  if (c == '"' || c == '\'') return mark_until(w, line, quote_end(w, at), LINE_QUOTED);
  if (c == '[' || c == '{') return mark_until(w, line, flow_end(w, at), LINE_FLOW);
  if (c == '\n' || c == '#') return line;
  return mark_more(w, line, parent);
}

scout_line *scout(arena *a, const text_source *src, uint32_t last) {
  walker w = { src, ARENA_ARRAY(a, scout_line, src->lines), MIN(last, src->lines - 1) };
  for (uint32_t line = 0; line <= w.last; line++) line = read_line(&w, line);
  return w.lines;
}
