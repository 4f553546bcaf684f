#include <string.h>
#include "model/prose_int.h"

/* cmark's inlines to ours. Text is cut at abbreviations and set in Danish typography piece by piece (typo.c). cmark's columns are right but
 * for indented continuation lines, escapes and addresses it finds by itself; there the text is searched in its line, from where the last
 * piece was found. */

typedef struct inl_list { inl *first, *last; } inl_list;

static void add(inl_list *l, inl *x) {
  for (; x; x = x->next) {
    if (l->last) l->last->next = x;
    else l->first = x;
    l->last = x;
  }
}

void prose_paragraph_begin(prose *p) { g_string_truncate(p->before, 0); }

/* Offset in the scalar of text that cmark says to stand at line and column. */
static size_t find(prose *p, int line, int column, const char *literal, size_t length) {
  if (line < 1 || (size_t)line > p->line_count) return p->found;
  size_t from = p->lines[line - 1], end = (size_t)line < p->line_count ? p->lines[line] : p->length;
  size_t said = from + (column > 0 ? (size_t)column - 1 : 0);
  said += p->blanks - (said > p->backslash_at ? 1 : 0);
  size_t probe = MIN(length, 8);
  if (said + probe <= p->length && memcmp(p->text + said, literal, probe) == 0) { p->found = said + length; return said; }
  size_t start = p->found > from && p->found < end ? p->found : from;
  for (int whole = 0; whole < 2; whole++) {                   /* after "\\" and a line break cmark stays on the line before: search on */
    size_t stop = whole ? p->length : end;
    for (size_t i = start; i + probe <= stop; i++)
      if (memcmp(p->text + i, literal, probe) == 0) { p->found = i + length; return i; }
  }
  return MIN(MAX(said, from), end > from ? end - 1 : from);
}

static span place(const prose *p, size_t offset, size_t bytes) { return node_place(p->n, offset, MIN(bytes, p->length - MIN(offset, p->length))); }

static void say_undefined_notes(prose *p, const char *literal, size_t offset) {
  for (const char *s = literal; (s = strstr(s, "[^"));) {
    const char *close = strchr(s, ']');
    if (!close) return;
    const char *label = arena_strndup(p->w->j->a, s + 2, (size_t)(close - s) - 2);
    size_t bytes = (size_t)(close - s) + 1;
    if (p->no_notes) DIAG_SAY(p->w->j->d, NOTE_PLACE, place(p, offset + (size_t)(s - literal), bytes), p->no_notes);
    else DIAG_SAY(p->w->j->d, NOTE_UNDEFINED, place(p, offset + (size_t)(s - literal), bytes), label);
    s = close;
  }
}

static void add_text(prose *p, inl_list *out, const char *s, size_t length, gunichar after, size_t offset) {
  if (!length) return;
  arena *a = p->w->j->a;
  inl *i = inl_new(a, INLINE_TEXT, p->n ? place(p, offset, length) : SPAN_NONE);
  i->text = typo_piece(a, p->before, s, length, after);
  add(out, i);
}

/* One literal: abbreviations become INLINE_ABBR, the rest text. */
static void add_literal(prose *p, inl_list *out, const char *s, size_t length, gunichar after, size_t offset) {
  arena *a = p->w->j->a;
  size_t from = 0;
  for (size_t i = 0; i < length; i = (size_t)(utf8_next(s + i) - s)) {
    gunichar before = i ? g_utf8_get_char(g_utf8_prev_char(s + i)) : p->before->len ? g_utf8_get_char(g_utf8_prev_char(p->before->str + p->before->len)) : 0;
    const abbreviation *x = abbreviation_at(p->w->j, s, length, i, before);
    if (!x) continue;
    add_text(p, out, s + from, i - from, g_utf8_get_char(s + i), offset + from);
    inl *abbr = inl_new(a, INLINE_ABBR, p->n ? place(p, offset + i, x->length) : SPAN_NONE);
    abbr->text = x->written;
    abbr->target = x->meaning;
    add(out, abbr);
    g_string_append(p->before, x->written);
    i += x->length - 1;
    from = i + 1;
  }
  add_text(p, out, s + from, length - from, after, offset + from);
}

/* Is the word s[from..to), which a point follows, an abbreviation or an ordinal? Then the point ends no sentence. */
static bool keeps_sentence(const char *s, size_t from, size_t to) {
  static const char *const words[] = { "jf", "jfr", "nr", "stk", "pkt", "kap", "afs", "afsn", "art", "litra", "evt", "ca", "inkl", "ekskl", "vedr", "hhv", "dvs",
                                       "mht", "ift", "pga", "iht", "fx", "eks", "bek", "lov", "dir", "kr", "tlf", "adr" };
  size_t n = to - from, digits = 0;
  for (size_t i = from; i < to; i++) {
    if (s[i] == '.') return true;                             /* bl.a. */
    digits += g_ascii_isdigit(s[i]) != 0;
  }
  if (n < 2 || (digits == n && n < 4)) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == n && g_ascii_strncasecmp(words[i], s + from, n) == 0) return true;
  return false;
}

/* Does a sentence begin here? */
static bool sentence_begins(const GString *before) {
  const char *s = before->str;
  size_t n = before->len;
  while (n && (g_ascii_isspace(s[n - 1]) || s[n - 1] == '*')) n--;
  if (!n) return true;
  if (n == before->len) return false;
  if (s[n - 1] == '!' || s[n - 1] == '?') return true;
  if (s[n - 1] != '.') return false;
  size_t from = n - 1;
  while (from && !g_ascii_isspace(s[from - 1]) && s[from - 1] != '(') from--;
  return !keeps_sentence(s, from, n - 1);
}

static void add_link(prose *p, inl_list *out, cmark_node *n, int line, int column) {
  arena *a = p->w->j->a;
  const char *url = arena_strdup(a, cmark_node_get_url(n));
  bool capital = sentence_begins(p->before);
  size_t kept = p->before->len;
  inl *kids = prose_inlines(p, cmark_node_first_child(n));
  size_t offset = find(p, line, column, url, strlen(url));
  inl *made = link_make(p->w, url, kids, place(p, offset, strlen(url)), capital);
  if (p->before->len == kept) {
    const char *plain = inl_plain(a, made);
    g_string_append(p->before, *plain ? plain : "henvisning");
  }
  add(out, made);
}

static gunichar char_after(cmark_node *n) {
  cmark_node *next = cmark_node_next(n);
  if (!next) return 0;
  cmark_node_type t = cmark_node_get_type(next);
  if (t == CMARK_NODE_SOFTBREAK || t == CMARK_NODE_LINEBREAK) return ' ';
  const char *s = t == CMARK_NODE_TEXT ? cmark_node_get_literal(next) : NULL;
  return s && *s ? g_utf8_get_char(s) : 'x';
}

static void add_blank(prose *p, inl_list *out) {
  arena *a = p->w->j->a;
  g_string_append_c(p->before, ' ');
  if (out->last && out->last->kind == INLINE_TEXT) out->last->text = arena_printf(a, "%s ", out->last->text);
  else add(out, inl_of(a, " ", out->last ? out->last->at : SPAN_NONE));
}

static void refuse(prose *p, inl_list *out, cmark_node *n, int line, int column) {
  diag *d = p->w->j->d;
  cmark_node_type t = cmark_node_get_type(n);
  const char *literal = t == CMARK_NODE_CODE || t == CMARK_NODE_HTML_INLINE ? cmark_node_get_literal(n) : "";
  if (!literal) literal = "";
  size_t offset = find(p, line, column, literal, strlen(literal));
  span at = place(p, offset, MAX(strlen(literal), 1));
  if (t == CMARK_NODE_CODE) DIAG_SAY(d, PROSE_CODE, at, literal, literal);
  else if (t == CMARK_NODE_HTML_INLINE) DIAG_SAY(d, PROSE_HTML, at, literal, literal);
  else if (t == CMARK_NODE_IMAGE) DIAG_SAY(d, PROSE_IMAGE, at, NULL);
  else if (prose_is(n, "strikethrough")) {
    DIAG_SAY(d, PROSE_STRIKE, at, NULL);
    add(out, prose_inlines(p, cmark_node_first_child(n)));
  }
}

static void add_note(prose *p, inl_list *out, cmark_node *n, int line, int column) {
  size_t offset = find(p, line, column, "[^", 2), bytes = 2;
  while (offset + bytes < p->length && p->text[offset + bytes - 1] != ']') bytes++;
  p->found = offset + bytes;
  span at = place(p, offset, bytes);
  if (p->no_notes) { DIAG_SAY(p->w->j->d, NOTE_PLACE, at, p->no_notes); return; }
  const footnote *note = prose_note(p, n, at);
  if (!note) return;
  inl *mark = inl_new(p->w->j->a, INLINE_NOTE, at);
  mark->note = note;
  add(out, mark);
}

enum { DEPTH = 50 };                                          /* marks in marks: more is no text, and our recursion has an end */

inl *prose_inlines(prose *p, cmark_node *first) {
  arena *a = p->w->j->a;
  inl_list out = { 0 };
  int line = 0, column = 0;
  if (p->depth == DEPTH) {
    DIAG_SAY(p->w->j->d, PROSE_MARKS_DEEP, place(p, p->found, 1), NULL);
    return NULL;
  }
  p->depth++;
  for (cmark_node *n = first; n; n = cmark_node_next(n)) {
    cmark_node_type t = cmark_node_get_type(n);
    if (cmark_node_get_start_line(n)) { line = cmark_node_get_start_line(n); column = cmark_node_get_start_column(n); }
    if (t == CMARK_NODE_TEXT) {
      const char *s = cmark_node_get_literal(n);
      size_t length = strlen(s), offset = find(p, line, column, s, length);
      say_undefined_notes(p, s, offset);
      add_literal(p, &out, s, length, char_after(n), offset);
    } else if (t == CMARK_NODE_SOFTBREAK) {
      add_blank(p, &out);
    } else if (t == CMARK_NODE_LINEBREAK) {
      add(&out, inl_new(a, INLINE_BREAK, out.last ? out.last->at : SPAN_NONE));
      g_string_append_c(p->before, ' ');
    } else if (t == CMARK_NODE_EMPH || t == CMARK_NODE_STRONG) {
      inl *kids = prose_inlines(p, cmark_node_first_child(n));
      if (kids) add(&out, inl_around(a, t == CMARK_NODE_EMPH ? INLINE_EMPH : INLINE_STRONG, kids, kids->at));
    } else if (t == CMARK_NODE_LINK) {
      add_link(p, &out, n, line, column);
    } else if (t == CMARK_NODE_FOOTNOTE_REFERENCE) {
      add_note(p, &out, n, line, column);
    } else {
      refuse(p, &out, n, line, column);
    }
  }
  p->depth--;
  return out.first;
}

inl *prose_plain(doc_job *w, const char *text, span at) {
  prose p = { .w = w, .before = g_string_new(NULL) };
  inl_list out = { 0 };
  if (text) add_literal(&p, &out, text, strlen(text), 0, 0);
  for (inl *i = out.first; i; i = i->next) i->at = at;
  g_string_free(p.before, TRUE);
  return out.first;
}
