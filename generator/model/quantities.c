#include "model/declare_int.h"

#include <string.h>

/* Figures in running text. A document names them under `tal`: what is taken from which table, or a formula over the others. Here they get
 * their names and places; table/ works them out from the very cells that are printed, so text and table cannot disagree. */

static quantity *find(const document *doc, const char *name) {
  for (size_t i = 0; i < doc->quantities.n; i++)
    if (strcmp(doc->quantities.v[i]->name, name) == 0) return doc->quantities.v[i];
  return NULL;
}

static const node *inner(const shaped *s, const char *key) { return shaped_text(s, key) ? shaped_node(s, key) : NULL; }

/* Texts of `tal` and `vises når` have no parameters. */
static table_job texts_of(doc_job *w) { return (table_job){ .w = w, .a = w->j->a, .d = w->j->d }; }

static void read_one(doc_job *w, const shaped *s) {
  model_job *j = w->j;
  bool formula = shaped_text(s, "formel") != NULL, table = shaped_text(s, "tabel") != NULL;
  if (formula == table) {
    if (shaped_value(s, "formel")->kind != VALUE_BROKEN && shaped_value(s, "tabel")->kind != VALUE_BROKEN) DIAG_SAY(j->d, QUANTITY_SOURCE, s->at, s->id);
    return;
  }
  table_job t = texts_of(w);
  quantity *q = ARENA_NEW(j->a, quantity);
  *q = (quantity){ .name = s->id, .at = s->at, .decimals = -1, .unit = typo_line(j->a, shaped_text(s, "enhed")) };
  if (formula) q->formula = text_of_node(&t, inner(s, "formel"));
  else q->column = path_of_node(&t, inner(s, "kolonne"));
  q->row = path_of_node(&t, inner(s, "række"));
  q->take = shaped_has(s, "regn") ? (quantity_take)shaped_value(s, "regn")->choice : q->column.text ? TAKE_SUM : TAKE_COUNT;
  if (formula && (shaped_has(s, "regn") || shaped_text(s, "kolonne") || q->row.text)) DIAG_SAY(j->d, QUANTITY_SOURCE, s->at, s->id);
  if (table && (q->take == TAKE_COUNT) != !q->column.text) DIAG_SAY(j->d, QUANTITY_COLUMN, s->at, s->id);
  if (shaped_has(s, "decimaler")) {
    const value *v = shaped_value(s, "decimaler");
    if (v->num.mantissa < 0 || v->num.mantissa > 6) DIAG_SAY(j->d, COLUMN_DECIMALS, v->at, v->text);
    else q->decimals = (int)v->num.mantissa;
  }
  LIST_PUSH(j->a, &w->doc->quantities, q);
}

void quantities_read(doc_job *w) {
  if (def_field(w->shape->def, "tal") == w->shape->def->count) return;      /* the frame of a collection */
  const value *list = shaped_value(w->shape, "tal");
  for (size_t i = 0; list->kind == VALUE_KNOWN && i < list->list.n; i++)
    if (list->list.v[i].kind == VALUE_KNOWN && list->list.v[i].sub->id) read_one(w, list->list.v[i].sub);
}

/* ---- their tables ---- */

static const table_decl *table_in(const document *doc, const char *name) {
  const char *bare = g_str_has_prefix(name, "tabel-") ? name + strlen("tabel-") : name;
  for (size_t i = 0; i < doc->tables.n; i++)
    if (doc->tables.v[i]->id && strcmp(doc->tables.v[i]->id + strlen("tabel-"), bare) == 0) return doc->tables.v[i];
  return NULL;
}

static void say_unknown_table(const model_job *j, const doc_job *w, const char *name, span at) {
  LIST(const char *) names = { 0 };
  for (size_t i = 0; i < w->doc->tables.n; i++) LIST_PUSH(j->a, &names, w->doc->tables.v[i]->id + strlen("tabel-"));
  for (size_t i = 0; i < j->documents.n; i++) {
    const document *o = j->documents.v[i]->doc;
    for (size_t k = 0; o != w->doc && k < o->tables.n; k++) LIST_PUSH(j->a, &names, o->tables.v[k]->id + strlen("tabel-"));
  }
  const char *near = text_nearest(name, names.v, names.n);
  if (!j->documents_broken) DIAG_SAY(j->d, QUANTITY_TABLE, at, name, near ? near : "");
}

/* In this document, else in the one other document that has it; "bilag-3-takster/takstoversigt" says which. */
static const table_decl *table_named(model_job *j, const doc_job *w, const char *name, span at) {
  const char *slash = strchr(name, '/');
  const table_decl *found = slash ? NULL : table_in(w->doc, name), *other = NULL;
  for (size_t i = 0; !found && i < j->documents.n; i++) {
    const document *o = j->documents.v[i]->doc;
    if (slash && (strlen(o->id) != (size_t)(slash - name) || strncmp(o->id, name, (size_t)(slash - name)) != 0)) continue;
    const table_decl *t = table_in(o, slash ? slash + 1 : name);
    if (t && other) { DIAG_SAY(j->d, QUANTITY_TABLES, at, name, o->id); return NULL; }
    if (t) other = t;
  }
  if (!found) found = other;
  if (!found) say_unknown_table(j, w, name, at);
  return found;
}

static void resolve(model_job *j, doc_job *w, const shaped *s) {
  quantity *q = s->id ? find(w->doc, s->id) : NULL;
  if (q && !q->formula.text) q->table = table_named(j, w, shaped_text(s, "tabel"), shaped_at(s, "tabel"));
}

static void resolve_gathered(model_job *j, const doc_job *w) {
  for (size_t i = 0; i < w->doc->tables.n; i++)
    for (size_t c = 0; c < w->doc->tables.v[i]->columns.n; c++) {
      table_gather *g = &w->doc->tables.v[i]->columns.v[c].gather;
      if (g->table.text) g->of = table_named(j, w, g->table.text, g->table.at);
    }
}

void quantities_resolve(model_job *j) {
  for (size_t i = 0; i < j->documents.n; i++) resolve_gathered(j, j->documents.v[i]);
  for (size_t i = 0; i < j->documents.n; i++) {
    const value *list = shaped_value(j->documents.v[i]->shape, "tal");
    for (size_t k = 0; list->kind == VALUE_KNOWN && k < list->list.n; k++)
      if (list->list.v[k].kind == VALUE_KNOWN) resolve(j, j->documents.v[i], list->list.v[k].sub);
  }
}

/* ---- where they stand ---- */

inl *quantity_inline(doc_job *w, const char *name, quantity_part part, span at) {
  arena *a = w->j->a;
  const quantity *q = find(w->doc, name);
  if (!q) {
    LIST(const char *) names = { 0 };
    for (size_t i = 0; i < w->doc->quantities.n; i++) LIST_PUSH(a, &names, w->doc->quantities.v[i]->name);
    const char *near = text_nearest(name, names.v, names.n);
    DIAG_SAY(w->j->d, QUANTITY_UNKNOWN, at, name, near ? near : "");
    return NULL;
  }
  inl *i = inl_new(a, INLINE_TEXT, at);
  i->text = part == QUANTITY_REMARK ? "" : "[tal]";             /* until table/ knows it */
  LIST_PUSH(a, &w->doc->quantity_uses, ((quantity_use){ i, q, part }));
  return i;
}

void conditions_add(doc_job *w, const shaped *s, block *first) {
  if (def_field(s->def, "vises når") == s->def->count || !shaped_text(s, "vises når")) return;
  table_job t = texts_of(w);
  declared_text when = text_of_node(&t, shaped_node(s, "vises når"));
  for (block *b = first; b; b = b->next) LIST_PUSH(w->j->a, &w->doc->conditions, ((block_condition){ b, when }));
}

void quantities_copied(arena *a, document *doc, const inl *from, inl *copy) {
  for (size_t i = 0, n = doc->quantity_uses.n; i < n; i++) {
    quantity_use u = doc->quantity_uses.v[i];
    if (u.at != from) continue;
    u.at = copy;
    LIST_PUSH(a, &doc->quantity_uses, u);
  }
}

void conditions_copied(arena *a, document *doc, const block *from, block *copy) {
  for (size_t i = 0, n = doc->conditions.n; i < n; i++) {
    block_condition c = doc->conditions.v[i];
    if (c.of != from) continue;
    c.of = copy;
    LIST_PUSH(a, &doc->conditions, c);
  }
}

/* Side by side: the figure, and below it what it is. */
void lower_key_figures(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  arena *a = w->j->a;
  block *columns = block_add(a, parent, BLOCK_COLUMNS, "nøgletal", s->at);
  const value *v = shaped_value(s, "nøgletal");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *one = v->list.v[i].sub;
    const char *name = shaped_text(one, "tal");
    span at = shaped_at(one, "tal");
    quantity_part part = shaped_has(one, "enhed") && !shaped_yes(one, "enhed") ? QUANTITY_BARE : QUANTITY_FIGURE;
    inl *shown = name ? quantity_inline(w, name, part, at) : NULL;
    if (!shown) continue;
    block *column = block_add(a, columns, BLOCK_SECTION, "nøgletal-felt", v->list.v[i].at);
    paragraph_add(a, column, "nøgletal-tal", shown, at);
    inl *text = inl_join(prose_line(w, shaped_node(one, "tekst")), quantity_inline(w, name, QUANTITY_REMARK, at));
    paragraph_add(a, column, "nøgletal-tekst", text, shaped_at(one, "tekst"));
  }
}
