#include "model/declare_int.h"

#include <string.h>

/* Checks as content: layouts/kontroller.yaml for all agreements, kontroller.yaml in an agreement's folder for that one. A check is declared as a table
 * is (register, lookups, columns, formulas, filter); its columns then say what is printed and what it must be. So an economist adds a check without a
 * program, and every mistake in one is told as in any table. */

static size_t column_called(const table_job *t, const declared_path *name) {
  size_t i = column_find(t->t, name->text);
  if (i < t->t->columns.n) return i;
  column_unknown(t, name);
  return SIZE_MAX;
}

static size_t column_of(const table_job *t, const shaped *s, const char *key) {
  const char *name = shaped_text(s, key);
  return name ? column_called(t, &(declared_path){ name, shaped_at(s, key) }) : SIZE_MAX;
}

static void groups_read(table_job *t, check_decl *c) {
  declared_text x = text_of_key(t, "pr");
  for (size_t at = 0, from, to; x.text && next_part(&x, &at, &from, &to);) {
    declared_path name = part_of(t, &x, from, to);
    size_t column = name.text ? column_called(t, &name) : SIZE_MAX;
    if (column != SIZE_MAX) LIST_PUSH(t->a, &c->group, column);
  }
}

static bool is_grouped(check_kind kind) { return kind != CHECK_ROW && kind != CHECK_LISTED; }

/* The key that the check lacks; NULL: none. */
static const char *key_missing(const shaped *s, check_kind kind) {
  if (!shaped_text(s, "register")) return "register";
  if (kind != CHECK_ONE_VALUE && !shaped_text(s, "skal være")) return "skal være";
  return is_grouped(kind) && !shaped_text(s, "pr") ? "pr" : NULL;
}

static void columns_of_check(table_job *t, const shaped *s, check_decl *c) {
  c->printed = column_of(t, s, "trykt");
  c->expected = column_of(t, s, "skal være");
  c->name = column_of(t, s, "navn");
  groups_read(t, c);
}

static void check_read(model_job *j, doc_job *w, const shaped *s) {
  if (!shaped_text(s, "trykt")) return;                             /* reported by the shape */
  const value *kind = shaped_value(s, "slags"), *tolerance = shaped_value(s, "tolerance"), *rounding = shaped_value(s, "afrunding");
  check_decl *c = ARENA_NEW(j->a, check_decl);
  *c = (check_decl){ .id = s->id, .at = s->at, .kind = kind->kind == VALUE_KNOWN ? (check_kind)kind->choice : CHECK_ROW,
                     .rounding = rounding->kind == VALUE_KNOWN && rounding->yes };
  const char *missing = key_missing(s, c->kind);
  if (missing) { DIAG_SAY(j->d, MISSING_KEY, s->at, missing, "", ""); return; }
  table_decl *decl = ARENA_NEW(j->a, table_decl);
  *decl = (table_decl){ .id = s->id, .at = s->at, .is_check = true };
  table_job t = { .w = w, .a = j->a, .d = j->d, .s = s, .t = decl };
  t.parameters[FROM_STANDARD] = parameters_of(j, s);                /* the agreement's go before */
  t.parameters[FROM_AGREEMENT] = j->parameters;
  declaration_read(&t);
  decl->title = line_of_key(&t, "titel");
  c->table = decl;
  c->title = decl->title ? decl->title : s->id;
  c->rule = line_of_key(&t, "forklaring");
  if (tolerance->kind == VALUE_KNOWN) c->tolerance = tolerance->num;
  columns_of_check(&t, s, c);
  parameters_finish(&t);
  if (c->printed == SIZE_MAX || (c->kind != CHECK_ONE_VALUE && c->expected == SIZE_MAX) || (is_grouped(c->kind) && !c->group.n)) return;
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
