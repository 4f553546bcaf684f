/* The breaker: items to lines, over the whole paragraph at once (Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11, 1981), for text set ragged right.
 *
 * Each place where a line may end keeps the cheapest way to it, for none, one, two or more hyphens in a row, since that is all of the past that a
 * later line's cost asks for: so the result is the best of all possible, and the test compares it with all possible. Blanks of running text give
 * within limits (text.h); there are no classes of tightness. A place leaves the list of those that a line may begin at as soon as a line from it is too wide, which
 * bounds the list by the breaks of one line and the time by the length of the text.
 * Rejected: raggedness as the difference of neighbouring lines; it asks for the width of the line before, which multiplies the states, and squares of
 * shortfall already make lines alike. */
#include "text/lines_int.h"

#include <math.h>
#include <string.h>

enum { ROWS = 4 };           /* hyphens in a row: 0, 1, 2, more */
#define EVEN_STEP 0.25       /* points */

line_node *line_node_at(const line_search *s, int n) { return &g_array_index(s->nodes, line_node, n); }

int line_node_add(line_search *s, line_node n) {
  g_array_append_val(s->nodes, n);
  return (int)s->nodes->len - 1;
}

double line_room(const line_search *s, const line_node *n) { return s->width - (n->parent < 0 ? s->indent : 0); }

/* What of an item is a blank; one that is kerned gives no less. */
static double blank_of(const text_para *p, const text_item *item) {
  bool blank = item->kind == TEXT_GLUE || (item->kind == TEXT_BOX && p->text[item->from] == ' ');
  return blank ? p->runs[item->run].face->blank_width : 0;
}

void line_begin(const line_search *s, line_node *n, int k, double x, double blank) {
  const text_para *p = s->p;
  if (k < p->count && p->items[k].kind == TEXT_BREAK) {
    k++;
  } else {
    for (; k < p->count && (p->items[k].kind == TEXT_GLUE || p->items[k].kind == TEXT_PENALTY); k++) {
      x += p->items[k].kind == TEXT_GLUE ? p->items[k].width : 0;
      blank += blank_of(p, &p->items[k]);
    }
  }
  n->first = k;
  n->from = k < p->count ? p->items[k].from : (int32_t)strlen(p->text);
  n->x = x;
  n->blank = blank;
}

/* ---- costs ---- */
/* One word of one or two letters from item k to the end. */
static bool is_stub(const text_para *p, int k) {
  int count = 0;
  size_t bytes;
  for (; k < p->count; k++) {
    const text_item *item = &p->items[k];
    if (item->kind == TEXT_GLUE) return false;
    if (item->kind != TEXT_BOX) continue;
    for (size_t i = (size_t)item->from; i < (size_t)item->to && count <= 2; i += bytes) {
      uint32_t c = char_at(p->text + i, (size_t)item->to - i, &bytes);
      if (char_is_letter(c) || char_is_digit(c)) count++;
    }
    if (count > 2) return false;
  }
  return true;
}

static double last_cost(const line_search *s, const line_node *from, double width) {
  double cost = from->row > 0 ? s->costs.before_last : 0;
  if (from->parent < 0) return cost;
  if (width < LAST_LEAST * s->width) cost += s->costs.last_short * (1 - width / (LAST_LEAST * s->width));
  return is_stub(s->p, from->first) ? cost + COST_STUB : cost;
}

static double hyphen_cost(const line_search *s, const line_node *from, int k) {
  const text_item *item = &s->p->items[k];
  double cost = s->costs.hyphen[item->hyphen] + (s->even ? COST_EVEN_HYPHEN : 0);
  if (item->held) cost += COST_HELD;
  if (from->row > 0) cost += from->row > 1 ? COST_ROW_LONG : COST_ROW;
  return k > s->last_word ? cost + COST_LAST_WORD : cost;
}

/* What a line's blanks are widened by together, when it is `left` points short. */
static double given(const line_search *s, double left, double blanks) {
  return left < 0 ? MAX(left, -s->narrower * blanks) : CLAMP(left - EDGE_FREE * s->width, 0, s->wider * blanks);
}

static double rag_cost(const line_search *s, double left, double blanks) {
  double give = given(s, left, blanks), part = MAX(0, left - give) / s->width;
  double limit = (give < 0 ? s->narrower : s->wider) * blanks, used = limit > 0 ? give / limit : 0;
  return (s->costs.square + s->costs.cube * part) * part * part + COST_GIVE * used * used;
}

/* Of the line from a node to the break at item k. */
static double line_cost(const line_search *s, const line_node *from, int k, double width, double blanks) {
  double cost = s->even ? COST_EVEN_LINE : COST_LINE;
  if (k == s->p->count) return cost + last_cost(s, from, width);
  const text_item *item = &s->p->items[k];
  if (item->kind == TEXT_BREAK) return cost;
  cost += rag_cost(s, line_room(s, from) - width, blanks);
  return item->hyphen ? cost + hyphen_cost(s, from, k) : cost;
}

/* ---- the search ---- */
typedef struct candidates { line_node best[ROWS]; bool some; int gone; } candidates;   /* gone: the latest node that a line from it is too wide now; -1 */

static void consider(line_search *s, candidates *c, int n, int k, double hyphen) {
  const line_node *from = line_node_at(s, n);
  double width = s->x - from->x + hyphen, blanks = s->blank - from->blank;
  bool hyphenated = k < s->p->count && s->p->items[k].hyphen;
  int row = hyphenated ? MIN(from->row + 1, ROWS - 1) : 0;
  if (c->best[row].cost <= from->cost || width - s->narrower * blanks > line_room(s, from) + LINE_SLACK) return;
  double cost = from->cost + line_cost(s, from, k, width, blanks);
  if (c->best[row].cost <= cost) return;
  c->best[row] = (line_node){ .parent = n, .row = row, .width = width, .blanks = blanks, .cost = cost, .hyphenated = hyphenated };
  c->some = true;
}

/* Looks at all lines that may end at item k; those that have become too wide are given up. */
static void look_back(line_search *s, candidates *c, int k, double hyphen) {
  *c = (candidates){ .gone = -1 };
  for (int row = 0; row < ROWS; row++) c->best[row].cost = INFINITY;
  int *active = (int *)(void *)s->active->data;
  guint kept = 0;
  for (guint i = 0; i < s->active->len; i++) {
    const line_node *from = line_node_at(s, active[i]);
    if (s->x - from->x - s->narrower * (s->blank - from->blank) > line_room(s, from) + LINE_SLACK) {
      if (c->gone < 0 || from->first > line_node_at(s, c->gone)->first || from->cost < line_node_at(s, c->gone)->cost) c->gone = active[i];
      continue;
    }
    consider(s, c, active[i], k, hyphen);
    active[kept++] = active[i];
  }
  g_array_set_size(s->active, kept);
}

static void activate(line_search *s, int n) { g_array_append_val(s->active, n); }

/* The break at item k: keeps the best ways to it. More hyphens in a row are worth keeping only where they are cheaper. */
static void break_at(line_search *s, int k) {
  const text_para *p = s->p;
  bool end = k == p->count, forced = end || p->items[k].kind == TEXT_BREAK;
  double hyphen = !end && p->items[k].kind == TEXT_PENALTY ? p->items[k].width : 0;
  candidates c;
  look_back(s, &c, k, hyphen);
  if (!c.some && s->active->len == 0) {
    int n = line_cut(s, c.gone, k);
    activate(s, n);
    if (line_node_at(s, n)->first >= k) return;
    look_back(s, &c, k, hyphen);
  }
  if (forced) g_array_set_size(s->active, 0);
  double least = INFINITY;
  for (int row = 0; row < ROWS; row++) {
    line_node *made = &c.best[row];
    if (made->cost >= least) continue;
    least = made->cost;
    made->last = k;
    made->to = end ? p->items[k - 1].to : p->items[k].from;
    made->inside = !end && p->items[k].kind == TEXT_PENALTY;
    line_begin(s, made, k, s->x, s->blank);
    activate(s, line_node_add(s, *made));
  }
}

/* All places, left to right. Returns the node of the paragraph's end. */
static int search_lines(line_search *s) {
  const text_para *p = s->p;
  g_array_set_size(s->nodes, 0);
  g_array_set_size(s->active, 0);
  s->x = s->blank = 0;
  s->box = s->told = -1;
  activate(s, line_node_add(s, (line_node){ .parent = -1, .from = p->items[0].from }));
  for (int k = 0; k < p->count; k++) {
    const text_item *item = &p->items[k];
    if (item->kind != TEXT_BOX) break_at(s, k);
    if (item->kind == TEXT_BOX || item->kind == TEXT_GLUE) s->x += item->width;
    s->blank += blank_of(p, item);
  }
  if (p->items[p->count - 1].kind != TEXT_BREAK) break_at(s, p->count);
  return g_array_index(s->active, int, 0);
}

static void last_word_find(line_search *s) {
  int k = s->p->count - 1;
  while (k >= 0 && s->p->items[k].kind != TEXT_GLUE && s->p->items[k].kind != TEXT_BREAK) k--;
  s->last_word = k;
}

/* ---- the lines ---- */
static int count_lines(const line_search *s, int end, int *hyphens) {
  int lines = 0;
  *hyphens = 0;
  for (const line_node *n = line_node_at(s, end); n->parent >= 0; n = line_node_at(s, n->parent)) {
    lines++;
    *hyphens += n->hyphenated;
  }
  return lines;
}

static bool line_ends_text(const text_para *p, int k) { return k == p->count || p->items[k].kind == TEXT_BREAK; }

/* A paragraph's last line gives only where it is too wide. */
static void blanks_give(const line_search *s, text_line *line, double room) {
  double blanks = 0;
  for (int k = line->first; k < line->last; k++) blanks += blank_of(s->p, &s->p->items[k]);
  if (blanks <= 0) return;
  double give = given(s, room - line->width, blanks);
  if (give > 0 && line_ends_text(s->p, line->last)) return;
  line->give = give / blanks;
  line->width += give;
}

/* What begins or ends inside a word is kerned against other neighbours than when it was measured. */
static text_line line_of(const line_search *s, const line_node *n) {
  const line_node *from = line_node_at(s, n->parent);
  text_line line = { .first = from->first, .last = n->last, .from = from->from, .to = n->to, .width = n->width, .hyphenated = n->hyphenated };
  if (from->inside || n->inside) line.width = line_width(s->p, &line);
  if (s->wider > 0) blanks_give(s, &line, line_room(s, from));
  return line;
}

/* The narrowest measure that takes no more lines and no more hyphens, found by halving: in it the lines are as even as they can be. */
static int search_even(line_search *s) {
  int most_hyphens, hyphens, most = count_lines(s, search_lines(s), &most_hyphens);
  double wide = s->width, narrow = MAX(s->p->min_width, s->p->max_width / most) + s->indent;
  while (most > 1 && wide - narrow > EVEN_STEP) {
    s->width = (wide + narrow) / 2;
    int lines = count_lines(s, search_lines(s), &hyphens);
    if (lines > most || hyphens > most_hyphens) narrow = s->width;
    else wide = s->width;
  }
  s->width = wide;
  return search_lines(s);
}

int text_break_lines(arena *a, diag *d, const text_para *p, text_measure m, text_line **lines) {
  *lines = NULL;
  if (p->count == 0) return 0;
  text_engine *t = p->engine;
  line_search s = { .p = p, .d = d, .width = m.width, .indent = m.first_indent, .even = m.even, .costs = m.give ? COSTS_GIVING : COSTS_PLAIN, .nodes = t->nodes, .active = t->active };
  if (m.give) s.wider = TEXT_BLANK_WIDER, s.narrower = TEXT_BLANK_NARROWER;
  last_word_find(&s);
  int hyphens, end = m.even ? search_even(&s) : search_lines(&s);
  int count = count_lines(&s, end, &hyphens);
  *lines = ARENA_ARRAY(a, text_line, count);
  int k = count;
  for (const line_node *n = line_node_at(&s, end); n->parent >= 0; n = line_node_at(&s, n->parent)) (*lines)[--k] = line_of(&s, n);
  (*lines)[count - 1].last_of_para = true;
  return count;
}

void text_hold_word(text_para *p, int item) {
  int from = item, to = item;
  while (from > 0 && p->items[from - 1].kind != TEXT_GLUE && p->items[from - 1].kind != TEXT_BREAK) from--;
  while (to < p->count && p->items[to].kind != TEXT_GLUE && p->items[to].kind != TEXT_BREAK) to++;
  for (int k = from; k < to; k++) p->items[k].held = p->items[k].kind == TEXT_PENALTY;
}
