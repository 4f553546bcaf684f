/* Texts put in for {…}. One content file can give many documents: its tree is copied for each, with the record's own words in place of the
 * braces. A copied scalar remembers what it was, so a message about it still marks the braces in the file. */
#include "load/load_int.h"

#include <string.h>

typedef struct node_filling { const node *of; size_t n; const filled_piece *v; } node_filling;

size_t filled_back(const filled_piece *v, size_t n, size_t offset, bool end) {
  size_t text = 0, written = 0;
  for (size_t i = 0; i < n; i++) {
    const filled_piece *p = &v[i];
    if (offset < p->from || (end && offset == p->from)) break;
    if (offset < p->to || (end && offset == p->to)) return end ? p->end : p->begin;
    text = p->to;
    written = p->end;
  }
  return written + (offset - text);
}

static void fill_scalar(arena *a, node *n, const node *of, node_fill_fn fill, void *context) {
  if (!n->text || !memchr(n->text, '{', n->length)) return;
  LIST(filled_piece) puts = { 0 };
  GString *out = g_string_new(NULL);
  const char *s = n->text, *end = s + n->length;
  while (s < end) {
    const char *close = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
    size_t begin = (size_t)(s - n->text), stop = close ? (size_t)(close + 1 - n->text) : 0, from = out->len;
    const char *instead = close ? fill(context, s + 1, (size_t)(close - s - 1), node_place(of, begin, stop - begin)) : NULL;
    if (!instead) { g_string_append_c(out, *s++); continue; }
    g_string_append(out, instead);
    LIST_PUSH(a, &puts, ((filled_piece){ from, out->len, begin, stop }));
    s = close + 1;
  }
  if (puts.n) {
    node_filling *f = ARENA_NEW(a, node_filling);
    *f = (node_filling){ of, puts.n, puts.v };
    n->text = arena_strndup(a, out->str, out->len);
    n->length = out->len;
    n->filling = f;
  }
  g_string_free(out, TRUE);
}

node *node_fill(arena *a, const node *tree, node_fill_fn fill, void *context) {
  node *n = ARENA_NEW(a, node);
  *n = *tree;
  n->parent = n->first = n->last = n->next = NULL;
  if (n->kind == NODE_SCALAR) fill_scalar(a, n, tree, fill, context);
  for (const node *c = tree->first; c; c = c->next) {
    node *kid = node_fill(a, c, fill, context);
    kid->parent = n;
    if (n->last) n->last->next = kid;
    else n->first = kid;
    n->last = kid;
  }
  return n;
}

bool node_filled(const node *scalar, size_t from, size_t to) {
  const node_filling *f = scalar->filling;
  for (size_t i = 0; f && i < f->n; i++)
    if (f->v[i].from < to && f->v[i].to > from) return true;
  return false;
}

span node_filled_place(const node *scalar, size_t offset, size_t bytes) {
  const node_filling *f = scalar->filling;
  size_t from = filled_back(f->v, f->n, MIN(offset, scalar->length), false);
  size_t to = bytes ? filled_back(f->v, f->n, MIN(offset + bytes, scalar->length), true) : from;
  return node_place(f->of, from, to > from ? to - from : 0);
}
