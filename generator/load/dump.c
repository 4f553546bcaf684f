/* Trees as text, one line a node, for `dump load` and the goldens. */
#include "load/load_int.h"

node *node_lookup(const node *map, const char *key) {
  if (map->kind != NODE_MAP) return NULL;
  for (node *n = map->first; n; n = n->next)
    if (strcmp(n->key, key) == 0) return n;
  return NULL;
}

static void dump_text(const node *n, GString *out) {
  g_string_append_c(out, '"');
  for (const char *p = n->text; p < n->text + n->length; p++) {
    switch (*p) {
    case '\n': g_string_append(out, "\\n"); break;
    case '\t': g_string_append(out, "\\t"); break;
    case '"': g_string_append(out, "\\\""); break;
    case '\\': g_string_append(out, "\\\\"); break;
    default: g_string_append_c(out, *p);
    }
  }
  g_string_append_c(out, '"');
}

/* The tree is at most 64 deep, so recursion is safe. */
static void dump(const node *n, unsigned depth, GString *out) {
  for (unsigned i = 0; i < depth; i++) g_string_append(out, "  ");
  if (n->key) g_string_append_printf(out, "%s: ", n->key);
  switch (n->kind) {
  case NODE_SCALAR:
    g_string_append(out, n->folded ? "> " : n->block ? "| " : n->quoted ? "' " : "");
    dump_text(n, out);
    break;
  case NODE_MAP: g_string_append_printf(out, "map of %zu", n->count); break;
  case NODE_LIST: g_string_append_printf(out, "list of %zu", n->count); break;
  }
  g_string_append_printf(out, " %u:%u+%u\n", n->at.line, n->at.col, n->at.len);
  for (const node *k = n->first; k; k = k->next) dump(k, depth + 1, out);
}

void node_dump(const node *n, GString *out) { dump(n, 0, out); }
