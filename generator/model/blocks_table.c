#include "model/declare_int.h"

#include <string.h>

/* A table is only declared here; table/ makes the grid and checks the fields, for it knows what can stand in a cell.
 *
 * Three kinds: written out (`tekst`), from a register (`register`), and a standard table - by its own name, or by `standard` when a document
 * has the same one twice. */

/* The standard this block starts from; NULL: none, or reported. */
static const node *standard_of(const model_job *j, const shaped *s, const char **name) {
  const char *own = shaped_text(s, "standard");
  *name = own ? own : shaped_text(s, "tabel");
  const node *found = *name ? standard_find(j, *name) : NULL;
  if (found || !own) {
    if (!own && (shaped_text(s, "register") || shaped_value(s, "tekst")->kind != VALUE_ABSENT)) return NULL;
    return found;
  }
  if (!j->standards_broken) DIAG_SAY(j->d, STANDARD_UNKNOWN, shaped_at(s, "standard"), own, standard_nearest(j, own));
  return NULL;
}

/* Rows must come from somewhere, and from one place. False: there can be no table. */
static bool check_rows(const model_job *j, const shaped *s, span at) {
  bool from_register = shaped_text(s, "register") != NULL, from_text = shaped_value(s, "tekst")->kind != VALUE_ABSENT;
  if (from_register && from_text) DIAG_SAY(j->d, TABLE_ROWS_FROM, at, "både »register« og »tekst«", "both 'register' and 'tekst'");
  if (from_register || from_text) return true;
  if (shaped_text(s, "standard") || j->standards_broken) return false;    /* reported */
  const char *name = shaped_text(s, "tabel"), *near = name ? standard_nearest(j, name) : "";
  if (*near) DIAG_SAY(j->d, STANDARD_UNKNOWN, at, name, near);
  else DIAG_SAY(j->d, TABLE_ROWS_FROM, at, "hverken »register« eller »tekst«", "neither 'register' nor 'tekst'");
  return false;
}

void declaration_read(table_job *t) {
  const shaped *s = t->s;
  table_decl *decl = t->t;
  decl->reg = register_of_key(t, s, "register");
  lookups_read(t);
  columns_read(t);
  rows_read(t);
  cross_read(t);
  chart_read(t);
  day_read(t);
  decl->subtotals = shaped_yes(s, "subtotaler");
  decl->carry = shaped_yes(s, "transport");
  decl->groups_unshown = shaped_has(s, "vis grupper") && !shaped_yes(s, "vis grupper");
}

static void read_lines(table_job *t) {
  table_decl *decl = t->t;
  decl->row_numbers = shaped_yes(t->s, "rækkenumre");
  decl->note = line_of_key(t, "note");
  decl->source = line_of_key(t, "kilde");
  decl->summary = line_of_key(t, "resumé");
  decl->small_below = t->w->small_below;
  small_read(t->w->j, t->s, &decl->small_below);
}

void lower_table(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  model_job *j = w->j;
  arena *a = j->a;
  span at = shaped_at(s, "tabel");
  const char *name;
  const node *standard = standard_of(j, s, &name);
  table_job t = { .w = w, .a = a, .d = j->d, .s = s };
  t.parameters[FROM_BLOCK] = parameters_of(j, s);
  t.parameters[FROM_DOCUMENT] = w->parameters;
  t.parameters[FROM_AGREEMENT] = j->parameters;
  if (standard) {
    t.s = s = shape_fill(a, j->d, standard_merge(a, s->node, standard), &shape_table_block);
    const node *map = node_lookup(standard, "parametre");
    if (map && map->kind == NODE_MAP) t.parameters[FROM_STANDARD] = map;
  }
  if (!shaped_text(s, "tabel") || !check_rows(j, s, at)) return;
  const value *prose = shaped_value(s, "tekst");
  if (shaped_value(s, "titel")->kind == VALUE_ABSENT) DIAG_SAY(j->d, MISSING_KEY, s->at, "titel", "", "");
  table_decl *decl = t.t = table_add(w, parent, arena_printf(a, "tabel-%s", shaped_text(s, "tabel")), "", at);
  block *b = parent->last;
  b->place = block_where_of(s);
  decl->unprinted = shaped_has(s, "vis") && !shaped_yes(s, "vis");
  const bool sheet_only = shaped_yes(s, "kun i regneark"), printed = !decl->unprinted && !sheet_only;
  if (!printed) block_remove(b);
  const node *written = title_node(&t, "titel");
  inl *title = written ? prose_line(w, written) : NULL;
  decl->title = inl_plain(a, title);
  bool numbered = printed && !(shaped_has(s, "nummer") && !shaped_yes(s, "nummer"));
  const char *nr = numbered ? arena_printf(a, "%d", ++w->tables) : NULL;
  inl *mark = nr ? inl_of(a, arena_printf(a, "Tabel" NBSP "%s. ", nr), at) : NULL;
  decl->caption = b->text = inl_join(mark, title);
  b->number = nr ? w->tables : 0;
  decl->standard = standard ? name : NULL;
  if (printed) anchor_add(w, decl->id, ANCHOR_TABLE, nr, decl->title, false, at);
  declaration_read(&t);
  read_lines(&t);
  parameters_finish(&t);
  if (shaped_text(s, "register")) return;
  if (prose->kind == VALUE_KNOWN) prose_table(w, prose->node, decl);
  else if (prose->kind == VALUE_PENDING) open_box(w, parent, prose->text, prose->at);
}
