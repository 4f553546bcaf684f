#include "model/declare_int.h"

#include <string.h>

/* layouts/tabeller.yaml: tables that a document takes with one line. All are checked, used or not, so that a mistake does not wait for its
 * first reader. A block's keys are laid over the standard's as nodes, before anything is typed: every message then points at the line that
 * somebody wrote, and no key needs a rule of its own for "not given". */

void standards_load(model_job *j, const char *layouts_folder) {
  if (!layouts_folder) return;
  const char *path = arena_printf(j->a, "%s/tabeller.yaml", layouts_folder);
  if (!file_exists(path)) return;
  const node *root = load_yaml(j->a, j->d, path, path);
  if (!root) { j->standards_broken = true; return; }
  shape_fill(j->a, j->d, root, &shape_tables);
  const node *map = root->kind == NODE_MAP ? node_lookup(root, "tabeller") : NULL;
  if (map && map->kind == NODE_MAP) j->standards = map;
  else j->standards_broken = true;
}

const node *standard_find(const model_job *j, const char *name) {
  const node *n = j->standards ? node_lookup(j->standards, name) : NULL;
  return n && n->kind == NODE_MAP ? n : NULL;
}

const char *standard_nearest(const model_job *j, const char *name) {
  LIST(const char *) names = { 0 };
  for (const node *n = j->standards ? j->standards->first : NULL; n; n = n->next) LIST_PUSH(j->a, &names, n->key);
  const char *near = text_nearest(name, names.v, names.n);
  return near ? near : "";
}

static bool in_depth(const char *key) {
  static const char *const keys[] = { "parametre", "opslag", "krydstabel", "diagram" };
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return false;
}

static void append(arena *a, node *map, const node *child) {
  node *copy = ARENA_NEW(a, node);
  *copy = *child;
  copy->next = NULL;
  if (map->last) map->last->next = copy;
  else map->first = copy;
  map->last = copy;
  map->count++;
}

static bool may_add(const node *own, const node *standard) {
  static const char *const exclusive[] = { "kolonner", "krydstabel" };   /* one of them says what the table is */
  if (node_lookup(own, standard->key)) return false;
  for (size_t i = 0; i < G_N_ELEMENTS(exclusive); i++)
    if (strcmp(standard->key, exclusive[i]) == 0 && node_lookup(own, exclusive[1 - i])) return false;
  return true;
}

static node *map_like(arena *a, const node *n) {
  node *map = ARENA_NEW(a, node);
  *map = *n;
  map->first = map->last = NULL;
  map->count = 0;
  return map;
}

/* The standard's order, for a lookup may start from one before it; what only the block has comes last. */
static node *merge_inner(arena *a, const node *own, const node *standard) {
  node *map = map_like(a, own);
  for (const node *n = standard->first; n; n = n->next) {
    const node *instead = node_lookup(own, n->key);
    append(a, map, instead ? instead : n);
  }
  for (const node *n = own->first; n; n = n->next)
    if (!node_lookup(standard, n->key)) append(a, map, n);
  return map;
}

const node *standard_merge(arena *a, const node *own, const node *standard) {
  node *map = map_like(a, own);
  for (const node *n = own->first; n; n = n->next) {
    const node *below = n->kind == NODE_MAP && in_depth(n->key) ? node_lookup(standard, n->key) : NULL;
    append(a, map, below && below->kind == NODE_MAP ? merge_inner(a, n, below) : n);
  }
  for (const node *n = standard->first; n; n = n->next)
    if (may_add(own, n)) append(a, map, n);
  return map;
}
