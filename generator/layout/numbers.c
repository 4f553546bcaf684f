/* Numbers of headings ("2.1"), where the layout wants them (block_style.numbered). Given to all documents of a file before the first flow is made: a
 * reference may stand before its place, or in another document. Each document begins at 1. Without a point at the end (ISO 2145). */
#include "layout/layout_int.h"

enum { DEEPEST = 6 };
typedef struct counter { int levels[DEEPEST], counts[DEEPEST], depth; } counter;     /* open levels, and the last number given at each depth */

/* Depth is among numbered headings, so no number has a 0 in it, whatever levels the content leaves out. */
static void count(counter *c, int level)
{
  while (c->depth && c->levels[c->depth - 1] >= level)
    c->depth--;
  for (int i = c->depth + 1; i < DEEPEST; i++)
    c->counts[i] = 0;
  g_assert(c->depth < DEEPEST);             /* levels are 1 to 6 and rise */
  c->levels[c->depth++] = level;
  c->counts[c->depth - 1]++;
}

static const char *written(arena *a, const counter *c)
{
  const char *text = arena_printf(a, "%d", c->counts[0]);
  for (int i = 1; i < c->depth; i++)
    text = arena_printf(a, "%s.%d", text, c->counts[i]);
  return text;
}

static void number_heading(lay *l, counter *c, const block *b)
{
  if (b->kind != BLOCK_HEADING || b->unlisted || !style_block_or_body(l->s, b->style)->numbered)
    return;
  count(c, b->level);
  const char *text = written(l->a, c);
  g_hash_table_insert(l->numbers, (gpointer)(uintptr_t)b, (gpointer)(uintptr_t)text);
  anchor *a = lay_anchor(l, b->anchor);
  if (a)
    a->number = text;
}

void numbers_give(lay *l)
{
  counter c = { 0 };
  const block *body = l->doc->body;
  for (const block *b = body; b; b = block_next(body, b))
    number_heading(l, &c, b);
}

const char *number_of(const lay *l, const block *heading)
{
  return g_hash_table_lookup(l->numbers, heading);
}
