/* Where no break is possible: a word wider than the line is broken between two characters, greedily, and reported. */
#include "text/lines_int.h"

#define SHOWN_MAX 40         /* characters of a word in a message */

static void warn(line_search *s, int box) {
  if (s->told == box) return;
  s->told = box;
  const text_item *item = &s->p->items[box];
  const char *word = s->p->text + item->from;
  size_t n = (size_t)(item->to - item->from), shown = 0, bytes;
  for (int i = 0; shown < n && i < SHOWN_MAX; i++) {
    char_at(word + shown, n - shown, &bytes);
    shown += bytes;
  }
  char *said = g_strdup_printf("%.*s%s", (int)shown, word, shown < n ? "…" : "");
  DIAG_SAY(s->d, TEXT_UNBREAKABLE, s->p->runs[item->run].at, said);
  g_free(said);
}

/* The pen in a box, kept from line to line. */
static run_cursor *cursor_in(line_search *s, int box) {
  if (s->box != box) {
    const text_item *item = &s->p->items[box];
    const shaped_run *r = shape_piece(s->p->engine, s->p->runs[item->run].face, s->p->text + item->from, (size_t)(item->to - item->from));
    s->cursor = (run_cursor){ .run = &r->run };
    s->box = box;
  }
  return &s->cursor;
}

/* Width of the box from where the line begins, which may be inside it. */
static double width_from(line_search *s, const line_node *n, int box) {
  const text_item *item = &s->p->items[box];
  if (box != n->first || n->from <= item->from) return item->width;
  run_cursor *c = cursor_in(s, box);
  return c->run->width - cursor_move(c, (size_t)(n->from - item->from));
}

/* The line from node n ends in front of this box, of which not one character fits. */
static int end_before(line_search *s, int n, int box, double x) {
  int32_t at = s->p->items[box].from;
  const line_node *from = line_node_at(s, n);
  return line_node_add(s, (line_node){ .parent = n, .first = box, .from = at, .x = x, .blank = s->blank, .last = box, .to = at, .cost = from->cost, .inside = true });
}

/* The line from node n ends inside or at the end of this box, whose first `used` points of room are taken. end: the pen after the box. */
static int end_inside(line_search *s, int n, int box, double used, double end) {
  const text_item *item = &s->p->items[box];
  const line_node from = *line_node_at(s, n);
  size_t start = box == from.first && from.from > item->from ? (size_t)(from.from - item->from) : 0;
  double room = line_room(s, &from) - used;
  run_cursor *c = cursor_in(s, box);
  size_t bytes = cursor_fit(c, start, room + LINE_SLACK);
  run_cursor after = *c;
  double x = cursor_move(&after, start + bytes);
  if (box > from.first && x - c->x > room + LINE_SLACK) return end_before(s, n, box, end - item->width);
  int32_t to = item->from + (int32_t)(start + bytes);
  line_node made = { .parent = n, .first = box, .from = to, .x = end - (c->run->width - x), .blank = s->blank, .last = box + 1, .to = to, .cost = from.cost, .inside = true };
  if (to == item->to) line_begin(s, &made, box + 1, end, made.blank);
  return line_node_add(s, made);
}

int line_cut(line_search *s, int n, int k) {
  for (int box = line_node_at(s, n)->first; box < k;) {
    const line_node *from = line_node_at(s, n);
    double room = line_room(s, from), used = 0, width = 0;
    for (box = from->first; box < k; box++) {
      if (s->p->items[box].kind != TEXT_BOX) continue;
      width = width_from(s, from, box);
      if (used + width > room + LINE_SLACK) break;
      used += width;
    }
    if (box >= k) break;
    warn(s, box);
    n = end_inside(s, n, box, used, from->x + used + width);
    box = line_node_at(s, n)->first;
  }
  return n;
}
