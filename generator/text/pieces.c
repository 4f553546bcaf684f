/* The glyphs of a line: one run of glyphs for all words and blanks of a run of text that stand beside each other, so that a line of prose is one
 * drawing operation. A word that stays whole is the cached shape; a part of a divided word is shaped as its own piece and cached too.
 *
 * A wrapped line keeps the blank that it ended at: it has no ink and does not count in the width, but without it readers that take the
 * lines one by one would run the words together (pdf-accessibility.md, "the space at a wrapped line's end"). */
#include "text/text_int.h"
#include "text/lines_int.h"
#include <string.h>

static bool is_blank(const text_para *p, const text_item *item) { return item->kind == TEXT_GLUE || p->text[item->from] == ' '; }

static void add_part(const text_para *p, const text_face *f, const char *s, size_t length) {
  text_engine *t = p->engine;
  const shaped_run *r = shape_piece(t, f, s, length);
  LIST_PUSH(t->arena, &t->parts, &r->run);
}

/* Collects the parts of the run that begins at item k into the engine's list; *run: which one. Returns the item after them. */
static int collect(const text_para *p, const text_line *line, int k, uint32_t *run) {
  const text_item *items = p->items;
  p->engine->parts.n = 0;
  while (k < line->last && (items[k].kind == TEXT_PENALTY || items[k].kind == TEXT_BREAK)) k++;
  if (k == line->last) return k;
  *run = items[k].run;
  const text_face *f = p->runs[*run].face;
  while (k < line->last) {
    const text_item *item = &items[k];
    if (item->kind == TEXT_PENALTY) { k++; continue; }
    if (item->run != *run) break;
    k++;
    if (is_blank(p, item)) {
      add_part(p, f, " ", 1);
      continue;
    }
    int32_t from = MAX(item->from, line->from), to = item->to;
    for (; k < line->last; k++) {
      if (items[k].kind == TEXT_PENALTY) continue;
      if (items[k].kind != TEXT_BOX || items[k].run != *run || is_blank(p, &items[k])) break;
      to = items[k].to;
    }
    to = MIN(to, line->to);
    if (to > from) add_part(p, f, p->text + from, (size_t)(to - from));
  }
  return k;
}

/* The line's end: the break hyphen, or the blank it was broken at. Returns whether a blank was added. */
static bool add_end(const text_para *p, const text_line *line, const text_face *f) {
  text_engine *t = p->engine;
  if (line->hyphenated) LIST_PUSH(t->arena, &t->parts, &f->hyphen);
  if (line->hyphenated || line->last >= p->count) return false;
  const text_item *end = &p->items[line->last];
  bool blank = line->to == end->from && (end->kind == TEXT_GLUE || end->kind == TEXT_BREAK);
  if (blank) add_part(p, f, " ", 1);
  return blank;
}

double line_width(const text_para *p, const text_line *line) {
  double width = 0;
  uint32_t run = 0;
  for (int k = line->first; k < line->last;) {
    k = collect(p, line, k, &run);
    if (k == line->last && line->hyphenated) add_end(p, line, p->runs[run].face);
    width += parts_width(p->engine->parts.v, p->engine->parts.n);
  }
  return width;
}

/* The word that the line's end divides. */
static const word_break *broken_word(arena *a, const text_para *p, const text_line *line, span at) {
  int32_t from = line->to, to = line->to, end = (int32_t)strlen(p->text);
  size_t bytes;
  while (from > 0 && char_is_letter(char_before(p->text, (size_t)from, &bytes))) from -= (int32_t)bytes;
  while (to < end && char_is_letter(char_at(p->text + to, (size_t)(end - to), &bytes))) to += (int32_t)bytes;
  word_break *b = ARENA_NEW(a, word_break);
  *b = (word_break){ arena_printf(a, "%.*s-%.*s", (int)(line->to - from), p->text + from, (int)(to - line->to), p->text + line->to), at, p->items[line->last].hyphen };
  return b;
}

int text_line_pieces(arena *a, const text_para *p, const text_line *line, line_piece **pieces) {
  text_engine *t = p->engine;
  LIST(line_piece) out = { 0 };
  double x = 0;
  uint32_t run = 0;
  for (int k = line->first; k < line->last;) {
    k = collect(p, line, k, &run);
    if (t->parts.n == 0) break;
    const text_run *r = &p->runs[run];
    bool blank = k == line->last && add_end(p, line, r->face);
    const glyph_run *glyphs = t->parts.v[0];
    if (t->parts.n > 1 || line->give != 0) {
      glyph_run *joined = run_join(t, a, t->parts.v, t->parts.n, line->give);
      if (blank) joined->width -= r->face->blank_width * (1 + line->give);
      if (joined->hyphenated) joined->broken = broken_word(a, p, line, r->at);
      glyphs = joined;
    }
    LIST_PUSH(a, &out, ((line_piece){ .glyphs = glyphs, .x = x, .rise = r->rise, .ink = r->ink, .underline = r->underline, .owner = r->owner }));
    x += glyphs->width;
  }
  *pieces = out.v;
  return (int)out.n;
}
