/* The breaker: items to lines, greedy, in one pass.
 *
 * Greedy means that a line takes what fits and never thinks of the next. For text set ragged right that is nearly as good as the whole
 * paragraph at once (Knuth and Plass 1981), which is left for later behind the same function; what makes ragged text bad is the hyphen
 * in the wrong place, so that is where the care goes:
 *   a word is divided only when the line would else be more than a tenth too short;
 *   a joint of a compound is taken before a later break inside a part when both lie in the last 15 % of the line;
 *   no more than two lines in a row end in a hyphen; the last word of a paragraph is not divided, unless it is wider than a line;
 *   a last line that is one word of one or two letters gets a word from the line above.
 * When nothing else is possible (a narrow column) these give way in the order: two in a row, last word, break between characters. */
#include "text/text_int.h"
#include "text/lines_int.h"

#include <string.h>

#define ZONE 0.10            /* of the width: so much may be blank before a word is divided */
#define JOINT_ZONE 0.15
#define HYPHENS_IN_A_ROW 2
#define SLACK 0.01           /* points: sums of widths are not exact */
#define SHOWN_MAX 40         /* characters of a word in a message */

typedef struct breaker {
  arena *arena;
  diag *d;
  const text_para *p;
  double width, indent;
  int last_space;            /* index of the last glue or forced break: what comes after it is the last word */
  int hyphens;               /* lines in a row that end in one */
  int box;                   /* the overlong box in hand … */
  run_cursor cursor;         /* … and the pen in it */
  int first; int32_t from;   /* where the next line begins */
  LIST(text_line) lines;
} breaker;

typedef struct candidate { int at; double width; } candidate;
typedef struct scan { candidate plain, joint, any; int over; double width; } scan;   /* over: the box that does not fit, -1: all fit up to `end` */

static double available(const breaker *b) { return b->width - (b->lines.n == 0 ? b->indent : 0); }

/* The pen in box k, which is broken between characters; kept from line to line, so that a word of a megabyte takes linear time. */
static run_cursor *box_cursor(breaker *b, int k) {
  if (b->box != k) {
    const text_item *item = &b->p->items[k];
    const shaped_run *r = shape_piece(b->p->engine, b->p->runs[item->run].face, b->p->text + item->from, (size_t)(item->to - item->from));
    b->cursor = (run_cursor){ .run = &r->run };
    b->box = k;
  }
  return &b->cursor;
}

static double box_width(breaker *b, int k) {
  const text_item *item = &b->p->items[k];
  if (k != b->first || b->from <= item->from) return item->width;
  run_cursor *c = box_cursor(b, k);
  return c->run->width - cursor_move(c, (size_t)(b->from - item->from));
}

/* Walks from the line's begin to the box that does not fit, to a forced break or to the end. Returns where it stopped. */
static int scan_line(breaker *b, scan *s) {
  const text_para *p = b->p;
  double most = available(b) + SLACK;
  *s = (scan){ .plain = { -1, 0 }, .joint = { -1, 0 }, .any = { -1, 0 }, .over = -1 };
  int k = b->first;
  for (; k < p->count; k++) {
    const text_item *item = &p->items[k];
    if (item->kind == TEXT_BREAK) break;
    if (item->kind == TEXT_BOX) {
      s->width += box_width(b, k);
      if (s->width <= most) continue;
      s->over = k;
      break;
    }
    if (item->kind == TEXT_GLUE || item->hyphen == 0) {
      s->plain = (candidate){ k, s->width };
      s->joint.at = s->any.at = -1;
    } else if (s->width + item->width <= most) {
      s->any = (candidate){ k, s->width + item->width };
      if (item->hyphen == 2) s->joint = s->any;
    }
    if (item->kind == TEXT_GLUE) s->width += item->width;
  }
  return k;
}

/* The word after item k is wider than a line: it will be divided in any case, so it may as well be here. */
static bool too_wide(const breaker *b, int k) {
  double width = 0;
  for (k++; k < b->p->count; k++) {
    const text_item *item = &b->p->items[k];
    if (item->kind == TEXT_GLUE || item->kind == TEXT_BREAK || (item->kind == TEXT_PENALTY && item->hyphen == 0)) break;
    if (item->kind == TEXT_BOX) width += item->width;
    if (width > b->width + SLACK) return true;
  }
  return false;
}

/* Where to end a line that is too long; at = -1: nowhere. */
static candidate choose(const breaker *b, const scan *s) {
  double width = available(b);
  candidate hyphen = s->joint.at >= 0 && width - s->joint.width <= JOINT_ZONE * width ? s->joint : s->any;
  if (s->plain.at < 0 || hyphen.at < 0) return s->plain.at < 0 ? hyphen : s->plain;
  if (width - s->plain.width <= ZONE * width || b->hyphens >= HYPHENS_IN_A_ROW) return s->plain;
  return s->over < b->last_space || too_wide(b, s->plain.at) ? hyphen : s->plain;
}

static text_line *add_line(breaker *b, int last, int32_t to, double width) {
  text_line *line = LIST_ADD(b->arena, &b->lines);
  *line = (text_line){ .first = b->first, .last = last, .from = b->from, .to = to, .width = width };
  return line;
}

/* The next line begins at item k: blanks and penalties there are dropped. */
static void begin_at(breaker *b, int k) {
  const text_para *p = b->p;
  while (k < p->count && (p->items[k].kind == TEXT_GLUE || p->items[k].kind == TEXT_PENALTY)) k++;
  b->first = k;
  b->from = k < p->count ? p->items[k].from : (int32_t)strlen(p->text);
}

/* The line begins with a part of a word: it is kerned against other neighbours than when it was measured. */
static bool begins_inside(const breaker *b) {
  const text_item *items = b->p->items;
  return (b->first > 0 && items[b->first - 1].kind == TEXT_PENALTY) || b->from > items[b->first].from;
}

static void end_at(breaker *b, candidate c) {
  const text_item *item = &b->p->items[c.at];
  text_line *line = add_line(b, c.at, item->from, c.width);
  line->hyphenated = item->kind == TEXT_PENALTY && item->hyphen != 0;
  b->hyphens = line->hyphenated ? b->hyphens + 1 : 0;
  if (item->kind == TEXT_PENALTY || begins_inside(b)) line->width = line_width(b->p, line);
  begin_at(b, c.at + 1);
}

static void warn(breaker *b, const text_item *item) {
  const char *s = b->p->text + item->from;
  size_t n = (size_t)(item->to - item->from), shown = 0, bytes;
  for (int i = 0; shown < n && i < SHOWN_MAX; i++) {
    char_at(s + shown, n - shown, &bytes);
    shown += bytes;
  }
  char *word = g_strdup_printf("%.*s%s", (int)shown, s, shown < n ? "…" : "");
  DIAG_SAY(b->d, TEXT_UNBREAKABLE, b->p->runs[item->run].at, word);
  g_free(word);
}

/* Breaks box k, which does not fit although nothing before it on the line may end it, between two characters. */
static void cut(breaker *b, const scan *s) {
  int k = s->over;
  const text_item *item = &b->p->items[k];
  bool begun = k == b->first && b->from > item->from;
  size_t start = begun ? (size_t)(b->from - item->from) : 0;
  double room = available(b) - (s->width - box_width(b, k));
  run_cursor *c = box_cursor(b, k);
  size_t bytes = cursor_fit(c, start, room + SLACK);
  run_cursor end = *c;
  double taken = cursor_move(&end, start + bytes) - c->x;
  warn(b, item);
  b->hyphens = 0;
  if (k > b->first && taken > room + SLACK) {          /* not one character of it: the line ends before it */
    text_line *line = add_line(b, k, item->from, 0);
    line->width = line_width(b->p, line);
    b->first = k;
    b->from = item->from;
    return;
  }
  int32_t to = item->from + (int32_t)(start + bytes);
  text_line *line = add_line(b, k + 1, to, 0);
  line->width = line_width(b->p, line);
  if (to < item->to) {
    b->first = k;
    b->from = to;
  } else {
    begin_at(b, k + 1);
  }
}

/* ---- the last line ---- */
static bool is_short_word(const text_para *p, const text_line *line) {
  int count = 0;
  size_t bytes;
  for (int k = line->first; k < line->last; k++) {
    if (p->items[k].kind == TEXT_GLUE) return false;
  }
  for (size_t i = (size_t)line->from; i < (size_t)line->to; i += bytes) {
    uint32_t c = char_at(p->text + i, (size_t)line->to - i, &bytes);
    if (char_is_letter(c) || char_is_digit(c)) count++;
  }
  return count <= 2;
}

static void pull_down(breaker *b) {
  const text_para *p = b->p;
  if (b->lines.n < 2) return;
  text_line *last = &b->lines.v[b->lines.n - 1], *above = last - 1;
  if (above->last >= p->count || p->items[above->last].kind != TEXT_GLUE || !is_short_word(p, last)) return;
  int k = above->last - 1;
  while (k > above->first && p->items[k].kind != TEXT_GLUE) k--;
  if (k <= above->first) return;
  text_line up = *above, down = *last;
  up.last = k;
  up.to = p->items[k].from;
  up.width = line_width(p, &up);
  down.first = k + 1;
  down.from = p->items[k + 1].from;
  down.width = line_width(p, &down);
  if (down.width > b->width + SLACK) return;
  *above = up;
  *last = down;
}

int text_break_lines(arena *a, diag *d, const text_para *p, double width, double first_indent, text_line **lines) {
  breaker b = { .arena = a, .d = d, .p = p, .width = width, .indent = first_indent, .last_space = -1, .box = -1 };
  for (int k = 0; k < p->count; k++) {
    if (p->items[k].kind == TEXT_GLUE || p->items[k].kind == TEXT_BREAK) b.last_space = k;
  }
  b.from = p->count ? p->items[0].from : 0;
  while (b.first < p->count) {
    scan s;
    int stop = scan_line(&b, &s);
    if (s.over >= 0) {
      candidate c = choose(&b, &s);
      if (c.at >= 0) end_at(&b, c);
      else cut(&b, &s);
      continue;
    }
    bool forced = stop < p->count;
    text_line *line = add_line(&b, stop, forced ? p->items[stop].from : p->items[stop - 1].to, s.width);
    if (b.first < stop && begins_inside(&b)) line->width = line_width(p, line);
    b.hyphens = 0;
    b.first = stop + (forced ? 1 : 0);
    b.from = b.first < p->count ? p->items[b.first].from : line->to;
  }
  pull_down(&b);
  if (b.lines.n) b.lines.v[b.lines.n - 1].last_of_para = true;
  *lines = b.lines.v;
  return (int)b.lines.n;
}
