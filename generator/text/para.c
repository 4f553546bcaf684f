/* Paragraphs: the caller's runs become boxes, glue and penalties (Knuth and Plass 1981), with every place where a line may end.
 *
 * The text of all runs is cleaned and judged as one, since a run may split a pair that belongs together ("§ **6**") or a word ("Bo**tilbud**").
 * Where a line may end is decided here and not by pango_default_break: that is the Unicode line breaking algorithm with 6.5 % of the floor's
 * time, and it breaks what Danish does not ("2023-/24", "og/eller", before a dash), so each of its answers would have to be judged again. The rules:
 *   at a blank, unless it is fixed (U+00A0, text_no_break), stands beside U+2060, or comes before a closing mark or before a dash with blanks;
 *   after a hyphen with two letters or figures before it and two letters after it; after "/" in addresses of the web only;
 *   at U+00AD and U+200B; and inside Danish words of letters where the hyphenator says so, unless the word has a U+00AD, or is part of an address.
 * A word is shaped whole; the widths of its parts are differences of pen positions, so what is measured is what is drawn when it stays whole. */
#include "text/text_int.h"

#include <string.h>

enum { BREAK_NO = HYPHEN_NONE, BREAK_PLAIN = HYPHEN_KINDS };     /* and between them hyphen_kind */

typedef struct maker {
  arena *arena;
  text_engine *engine;
  const text_run *runs;
  int count;
  const char *s;             /* cleaned text of all runs */
  const uint8_t *marks;
  size_t length;
  size_t *ends;              /* where each run ends in s */
  uint8_t *breaks;           /* for the word in hand: hyphen_kind or BREAK_ a byte */
  bool hyphenate;
  uint32_t run;              /* the run of the byte in hand */
  double piece, line, min, max;
} maker;

/* ---- the text ---- */
/* A run without a face has no text: that its face is missing was reported when it was asked for. */
static size_t run_length(const text_run *r) { return r->face && r->length > 0 ? (size_t)r->length : 0; }

static void collect(maker *m) {
  text_engine *t = m->engine;
  g_string_truncate(t->raw, 0);
  for (int i = 0; i < m->count; i++) g_string_append_len(t->raw, m->runs[i].text, (gssize)run_length(&m->runs[i]));
  g_byte_array_set_size(t->fix, (guint)t->raw->len + 1);
  memset(t->fix->data, 0, t->raw->len + 1);
  no_break_find(t->raw->str, t->raw->len, t->fix->data);
  g_string_truncate(t->clean, 0);
  g_byte_array_set_size(t->marks, 0);
  size_t at = 0;
  unsigned pending = 0;
  for (int i = 0; i < m->count; i++) {
    size_t n = run_length(&m->runs[i]);
    shape_clean(t->raw->str + at, n, t->fix->data + at, &pending, t->clean, t->marks);
    at += n;
    m->ends[i] = t->clean->len;
  }
  m->length = t->clean->len;
  m->s = arena_strndup(m->arena, t->clean->str, m->length);
  m->marks = t->marks->data;
}

static void run_at(maker *m, size_t byte) {
  while (m->ends[m->run] <= byte && (int)m->run + 1 < m->count) m->run++;
}

static const text_run *run_of(const maker *m) { return &m->runs[m->run]; }

/* ---- items ---- */
static void close_piece(maker *m, double hyphen) {
  m->min = MAX(m->min, m->piece + hyphen);
  m->piece = 0;
}

static text_item *add_item(maker *m, item_kind kind, size_t from, size_t to, double width) {
  text_item item = { .kind = (uint8_t)kind, .run = m->run, .from = (int32_t)from, .to = (int32_t)to, .width = width };
  GArray *items = m->engine->items;
  g_array_append_val(items, item);
  m->line += kind == TEXT_BOX || kind == TEXT_GLUE ? width : 0;
  m->piece += kind == TEXT_BOX ? width : 0;
  return &g_array_index(items, text_item, items->len - 1);
}

/* At run edges the penalty belongs to the run before, whose face the hyphen is set in. */
static void add_penalty(maker *m, size_t at, unsigned kind) {
  double width = kind == BREAK_PLAIN ? 0 : run_of(m)->face->hyphen.width;
  close_piece(m, width);
  add_item(m, TEXT_PENALTY, at, at, width)->hyphen = kind == BREAK_PLAIN ? HYPHEN_NONE : (uint8_t)kind;
}

/* The part [from, to) of a word that stands in one run. */
static void add_unit(maker *m, size_t word, size_t from, size_t to) {
  const text_run *run = run_of(m);
  const shaped_run *word_run = shape_piece(m->engine, run->face, m->s + from, to - from);
  if (word_run->missing) shape_report(m->engine, word_run, run->at);
  run_cursor cursor = { .run = &word_run->run };
  size_t start = from;
  double before = 0;
  for (size_t i = from + 1; i < to; i++) {
    if (!m->breaks[i - word]) continue;
    double x = cursor_move(&cursor, i - from);
    if (cursor.byte != i - from) continue;        /* inside a cluster */
    add_item(m, TEXT_BOX, start, i, x - before);
    add_penalty(m, i, m->breaks[i - word]);
    start = i;
    before = x;
  }
  add_item(m, TEXT_BOX, start, to, word_run->run.width - before);
}

/* ---- where a word may be broken ---- */
static bool is_address(const char *s, size_t n) {
  if (memchr(s, '@', n) || (n > 4 && memcmp(s, "www.", 4) == 0)) return true;
  for (size_t i = 1; i + 1 < n; i++) {
    if (s[i] == ':' && s[i + 1] == '/') return true;
    if (s[i] == '.' && g_ascii_isalpha(s[i - 1]) && g_ascii_islower(s[i + 1])) return true;      /* rs17.dk */
  }
  return false;
}

static void break_signs(maker *m, size_t from, size_t to, bool address) {
  const char *s = m->s;
  size_t bytes;
  for (size_t i = from + 1; i < to; i++) {
    if (s[i - 1] == '/' && address && s[i] != '/') m->breaks[i - from] = BREAK_PLAIN;
    if (s[i - 1] != '-' || i < from + 3 || address) continue;
    uint32_t after = char_at(s + i, to - i, &bytes);
    uint32_t next = i + bytes < to ? char_at(s + i + bytes, to - i - bytes, &bytes) : 0;
    uint32_t before = char_before(s, i - 1, &bytes), second = char_before(s, i - 1 - bytes, &bytes);
    bool word_before = (char_is_letter(before) || char_is_digit(before)) && (char_is_letter(second) || char_is_digit(second));
    if (word_before && char_is_letter(after) && char_is_letter(next)) m->breaks[i - from] = BREAK_PLAIN;
  }
}

static bool is_danish(const text_run *r) { return !r->lang || strncmp(r->lang, "da", 2) == 0; }

/* Breaks inside the words of letters of [from, to). */
static void break_letters(maker *m, size_t from, size_t to) {
  size_t bytes;
  for (size_t i = from; i < to;) {
    if (!char_is_letter(char_at(m->s + i, to - i, &bytes))) { i += bytes; continue; }
    size_t end = i;
    bool soft = false;
    while (end < to && char_is_letter(char_at(m->s + end, to - end, &bytes))) {
      if (m->marks[end] & MARK_SOFT) soft = true;
      end += bytes;
    }
    uint8_t kinds[WORD_MAX * 2 + 1];
    if (!soft && end - i <= WORD_MAX * 2 && hyphen_breaks(m->engine, m->s + i, end - i, kinds)) {
      for (size_t k = 1; k < end - i; k++) {
        if (kinds[k]) m->breaks[i + k - from] = kinds[k];
      }
    }
    i = end;
  }
}

/* m->breaks for the word [from, to), which may stand in several runs. */
static void find_breaks(maker *m, size_t from, size_t to) {
  memset(m->breaks, BREAK_NO, to - from);
  bool address = is_address(m->s + from, to - from), danish = m->hyphenate && !address;
  uint32_t last = m->run;
  while (m->ends[last] < to) last++;
  for (uint32_t r = m->run; r <= last; r++) danish = danish && is_danish(&m->runs[r]);
  break_signs(m, from, to, address);
  if (danish) break_letters(m, from, to);
  for (size_t i = from + 1; i < to; i++) {
    if (m->marks[i] & MARK_SOFT) m->breaks[i - from] = HYPHEN_JOINT;
    if (m->marks[i] & MARK_ZERO) m->breaks[i - from] = BREAK_PLAIN;
    if (m->marks[i] & MARK_JOIN) m->breaks[i - from] = BREAK_NO;
  }
  size_t begin = from;
  for (uint32_t r = m->run; r <= last; begin = m->ends[r], r++) {
    if (!m->runs[r].no_break) continue;
    size_t end = MIN(m->ends[r], to);
    if (end > begin) memset(m->breaks + (begin - from), BREAK_NO, end - begin);
  }
}

static void add_word(maker *m, size_t from, size_t to) {
  find_breaks(m, from, to);
  for (size_t i = from; i < to;) {
    if (i > from && m->breaks[i - from]) add_penalty(m, i, m->breaks[i - from]);
    run_at(m, i);
    size_t end = MIN(m->ends[m->run], to);
    add_unit(m, from, i, end);
    i = end;
  }
}

/* ---- blanks ---- */
/* No line begins with a closing mark, nor with a dash that has blanks on both sides. */
static bool must_follow(const maker *m, size_t i) {
  size_t bytes;
  uint32_t c = char_at(m->s + i, m->length - i, &bytes);
  if (c < 0x80 && strchr(".,;:!?)]}%", (int)c)) {
    uint32_t next = i + bytes < m->length ? char_at(m->s + i + bytes, m->length - i - bytes, &bytes) : ' ';
    return !char_is_letter(next) && !char_is_digit(next);
  }
  if (c == 0x2026 || c == 0x2030) return true;
  return (c == 0x2013 || c == 0x2014) && i > 0 && (i + bytes >= m->length || m->s[i + bytes] == ' ');
}

/* Kerned against the characters beside it that are of its own run: the others are of another glyph run. */
static double blank_width(const maker *m, size_t from, size_t to) {
  const text_face *f = run_of(m)->face;
  if (from == (m->run ? m->ends[m->run - 1] : 0) || to >= m->ends[m->run]) return f->blank_width;
  size_t bytes;
  return f->blank_width + blank_kern(m->engine, f, char_before(m->s, from, &bytes), char_at(m->s + to, m->length - to, &bytes));
}

/* The blanks [from, to) as one: a forced break, a place to break, or a fixed blank. */
static void add_blanks(maker *m, size_t from, size_t to) {
  unsigned kinds = 0, joined = to < m->length ? m->marks[to] & MARK_JOIN : 0;
  for (size_t i = from; i < to; i++) {
    kinds |= 1u << (m->marks[i] & MARK_KIND);
    joined |= m->marks[i] & MARK_JOIN;
  }
  if (kinds & 1u << MARK_FORCED) {
    for (size_t i = from; i < to; i++) {
      if ((m->marks[i] & MARK_KIND) != MARK_FORCED) continue;
      close_piece(m, 0);
      m->max = MAX(m->max, m->line);
      m->line = 0;
      run_at(m, i);
      add_item(m, TEXT_BREAK, i, i + 1, 0);
    }
    return;
  }
  const GArray *items = m->engine->items;
  if (items->len == 0 || g_array_index(items, text_item, items->len - 1).kind == TEXT_BREAK || to == m->length) return;
  run_at(m, from);
  bool fixed = joined || (kinds & 1u << MARK_FIXED) || run_of(m)->no_break || must_follow(m, to);
  if (!fixed) close_piece(m, 0);
  add_item(m, fixed ? TEXT_BOX : TEXT_GLUE, from, from + 1, blank_width(m, from, to));
}

static void make_items(maker *m) {
  for (size_t i = 0; i < m->length;) {
    size_t end = i;
    if (m->marks[i] & MARK_KIND) {
      while (end < m->length && (m->marks[end] & MARK_KIND)) end++;
      add_blanks(m, i, end);
    } else {
      while (end < m->length && !(m->marks[end] & MARK_KIND)) end++;
      run_at(m, i);
      add_word(m, i, end);
    }
    i = end;
  }
  close_piece(m, 0);
  m->max = MAX(m->max, m->line);
}

text_para *text_para_make(arena *a, text_engine *t, const text_run *runs, int count, bool hyphenate) {
  maker m = { .arena = a, .engine = t, .runs = runs, .count = count, .hyphenate = hyphenate };
  text_para *p = ARENA_NEW(a, text_para);
  g_array_set_size(t->items, 0);
  if (count > 0) {
    m.ends = g_new(size_t, count);
    collect(&m);
    g_assert(m.length < INT32_MAX / 4);
    g_byte_array_set_size(t->breaks, (guint)m.length + 1);
    m.breaks = t->breaks->data;
    make_items(&m);
    g_free(m.ends);
  }
  text_item *items = ARENA_ARRAY(a, text_item, t->items->len);
  if (t->items->len) memcpy(items, t->items->data, sizeof *items * t->items->len);
  *p = (text_para){ .engine = t, .runs = runs, .run_count = count, .text = m.s ? m.s : "", .items = items, .count = (int)t->items->len,
                    .min_width = m.min, .max_width = m.max };
  return p;
}
