#include "model/model_int.h"

#include <string.h>

/* An organisation diagram: who stands under whom, from the register organer or written out. Parents are put before their children, so that a
 * circle is found as what never gets a place. */

typedef struct draft { const char *id, *name, *under; span at; int place; } draft;
typedef LIST(draft) draft_list;

static const record *over_of(const record *x) {
  const value *under = record_value(x, "under");
  return under->kind == VALUE_KNOWN ? under->target : NULL;
}

static bool has_below(const reg *r, const record *x) {
  for (size_t i = 0; i < r->records.n; i++)
    if (over_of(r->records.v[i]) == x) return true;
  return false;
}

/* The bodies that stand under one or have one under them, as they are on the day of the version. */
static void from_register(doc_job *w, draft_list *all) {
  const reg *r = model_register(w->j->m, "organer");
  for (size_t i = 0; i < r->records.n; i++) {
    const record *x = r->records.v[i], *over = over_of(x);
    if (!record_holds_on(x, w->doc->version_date) || (!over && !has_below(r, x))) continue;
    LIST_PUSH(w->j->a, all, ((draft){ x->id, typo_line(w->j->a, record_name(x)), over ? over->id : NULL, x->at, -1 }));
  }
}

static void from_written(doc_job *w, const value *units, draft_list *all) {
  arena *a = w->j->a;
  for (size_t i = 0; units->kind == VALUE_KNOWN && i < units->list.n; i++) {
    const value *v = &units->list.v[i];
    if (v->kind != VALUE_KNOWN || !shaped_text(v->sub, "navn")) continue;
    const char *name = shaped_text(v->sub, "navn");
    LIST_PUSH(a, all, ((draft){ name, typo_line(a, name), shaped_text(v->sub, "under"), v->sub->at, -1 }));
  }
}

static const draft *draft_of(const draft_list *all, const char *id) {
  for (size_t i = 0; i < all->n; i++)
    if (strcmp(all->v[i].id, id) == 0) return &all->v[i];
  return NULL;
}

/* One more layer of those whose parent stands already; false: none. */
static bool place_layer(arena *a, draft_list *all, figure *f) {
  bool moved = false;
  size_t before = f->nodes.n;
  for (size_t i = 0; i < all->n; i++) {
    draft *x = &all->v[i];
    const draft *over = x->under ? draft_of(all, x->under) : NULL;
    if (x->place >= 0 || (x->under && (!over || over->place < 0 || over->place >= (int)before))) continue;
    x->place = (int)f->nodes.n;
    LIST_PUSH(a, &f->nodes, ((figure_node){ x->name, over ? over->place : -1, x->at }));
    moved = true;
  }
  return moved;
}

static void say_left(doc_job *w, const draft_list *all) {
  const char **names = ARENA_ARRAY(w->j->a, const char *, all->n + 1);
  for (size_t i = 0; i < all->n; i++) names[i] = all->v[i].id;
  for (size_t i = 0; i < all->n; i++) {
    const draft *x = &all->v[i];
    if (x->place >= 0) continue;
    const char *near = draft_of(all, x->under) ? NULL : text_nearest(x->under, names, all->n);
    DIAG_SAY(w->j->d, FIGURE_UNDER, x->at, x->name, x->under, near ? near : "");
  }
}

enum { NODES_LEAST = 2, NODES_MOST = 40 };

void nodes_read(doc_job *w, const shaped *s, figure *f) {
  arena *a = w->j->a;
  draft_list all = { 0 };
  size_t errors = diag_count(w->j->d, SEVERITY_ERROR);
  if (shaped_has(s, "enheder")) from_written(w, shaped_value(s, "enheder"), &all);
  else from_register(w, &all);
  while (place_layer(a, &all, f)) { }
  say_left(w, &all);
  if (diag_count(w->j->d, SEVERITY_ERROR) != errors) return;
  if (all.n >= NODES_LEAST && all.n <= NODES_MOST) return;
  DIAG_SAY(w->j->d, FIGURE_COUNT, f->at, arena_printf(a, "%zu", all.n), "felter", "boxes", arena_printf(a, "%d–%d", NODES_LEAST, NODES_MOST));
}

static size_t children(const figure *f, int parent, GString *s) {
  size_t n = 0, count = 0;
  for (size_t i = 0; i < f->nodes.n; i++) count += f->nodes.v[i].parent == parent;
  for (size_t i = 0; i < f->nodes.n; i++) {
    if (f->nodes.v[i].parent != parent) continue;
    g_string_append_printf(s, "%s%s", n == 0 ? "" : n + 1 == count ? " og " : ", ", f->nodes.v[i].name);
    n++;
  }
  return n;
}

const char *nodes_words(arena *a, const figure *f) {
  GString *s = g_string_new(NULL), *names = g_string_new(NULL);
  g_string_append_printf(s, "Diagrammet »%s« læses oppefra og ned.", f->title);
  if (children(f, -1, names)) g_string_append_printf(s, " Øverst: %s.", names->str);
  for (size_t i = 0; i < f->nodes.n; i++) {
    g_string_truncate(names, 0);
    if (children(f, (int)i, names)) g_string_append_printf(s, " Under %s: %s.", f->nodes.v[i].name, names->str);
  }
  const char *out = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  g_string_free(names, TRUE);
  return out;
}
