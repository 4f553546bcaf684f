#include "model/declare_int.h"

#include <string.h>

/* Checks as content: layouts/kontroller.yaml for all agreements, kontroller.yaml in an agreement's folder for that one. A check is declared as a table
 * is (register, lookups, columns, formulas, filter); its columns then say what is printed and what it must be. So an economist adds a check without a
 * program, and every mistake in one is told as in any table. */

static size_t column_of(const table_job *t, const shaped *s, const char *key, bool needed) {
  const char *name = shaped_text(s, key);
  if (!name) {
    if (needed) DIAG_SAY(t->d, MISSING_KEY, s->at, key, "", "");
    return SIZE_MAX;
  }
  size_t i = column_find(t->t, name);
  if (i < t->t->columns.n) return i;
  column_unknown(t, &(declared_path){ name, shaped_at(s, key) });
  return SIZE_MAX;
}

static void check_read(model_job *j, doc_job *w, const shaped *s) {
  if (!shaped_text(s, "trykt") || !shaped_text(s, "register")) {
    if (!shaped_text(s, "register")) DIAG_SAY(j->d, MISSING_KEY, s->at, "register", "", "");
    return;
  }
  table_decl *decl = ARENA_NEW(j->a, table_decl);
  *decl = (table_decl){ .id = s->id, .at = s->at, .may_be_empty = true };
  table_job t = { .w = w, .a = j->a, .d = j->d, .s = s, .t = decl };
  t.parameters[FROM_BLOCK] = parameters_of(j, s);
  t.parameters[FROM_AGREEMENT] = j->parameters;
  declaration_read(&t);
  decl->title = line_of_key(&t, "titel");
  parameters_finish(&t);
  const value *kind = shaped_value(s, "slags"), *tolerance = shaped_value(s, "tolerance");
  check_decl *c = ARENA_NEW(j->a, check_decl);
  *c = (check_decl){ .id = s->id, .title = decl->title ? decl->title : s->id, .rule = line_of_key(&t, "forklaring"), .table = decl, .at = s->at,
                     .kind = kind->kind == VALUE_KNOWN ? (check_kind)kind->choice : CHECK_ROW };
  if (tolerance->kind == VALUE_KNOWN) c->tolerance = tolerance->num;
  c->printed = column_of(&t, s, "trykt", true);
  c->expected = column_of(&t, s, "skal være", c->kind != CHECK_ONE_VALUE);
  bool grouped = c->kind != CHECK_ROW && c->kind != CHECK_LISTED;
  c->group = column_of(&t, s, "pr", grouped);
  c->name = column_of(&t, s, "navn", false);
  if (c->printed == SIZE_MAX || (c->kind != CHECK_ONE_VALUE && c->expected == SIZE_MAX) || (grouped && c->group == SIZE_MAX)) return;
  LIST_PUSH(j->a, &j->m->checks, c);
}

static void checks_of(model_job *j, doc_job *w, const char *folder, const char *shown) {
  const char *path = arena_printf(j->a, "%s/kontroller.yaml", folder);
  const node *root = file_exists(path) ? load_yaml(j->a, j->d, path, arena_printf(j->a, "%s/kontroller.yaml", shown)) : NULL;
  if (!root) return;
  const value *all = shaped_value(shape_fill(j->a, j->d, root, &shape_checks), "kontroller");
  for (size_t i = 0; all->kind == VALUE_KNOWN && i < all->list.n; i++)
    if (all->list.v[i].kind == VALUE_KNOWN) check_read(j, w, all->list.v[i].sub);
}

void checks_load(model_job *j, const char *layouts_folder) {
  doc_job *w = ARENA_NEW(j->a, doc_job);
  *w = (doc_job){ .j = j, .doc = ARENA_NEW(j->a, document) };       /* tables want a document; this one is in no list */
  if (layouts_folder) checks_of(j, w, layouts_folder, layouts_folder);
  checks_of(j, w, j->folder, j->shown);
  for (size_t i = 0; i < j->files.n; i++)
    if (strcmp(j->files.v[i].path, "kontroller.yaml") == 0) j->files.v[i].used = true;
}
