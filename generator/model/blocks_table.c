#include "model/model_int.h"

#include <string.h>

/* A table is only declared here; table/ makes the grid and checks the fields, for it knows what can stand in a cell. */

static const field_def column_fields[] = {
  { .key = "felt", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Feltet i registret." },
  { .key = "titel", .type = FIELD_TEXT, .figures_only = true, .help = "Kolonnens overskrift; ellers feltets." },
  { .key = "enhed", .type = FIELD_TEXT, .figures_only = true, .help = "Enheden: kr. pr. døgn." },
  { .key = "bredde", .type = FIELD_PERCENT, .figures_only = true, .help = "Kolonnens del af bredden i procent." },
};
static const shape_def column_shape = { .name = "kolonne", .fields = column_fields, .count = G_N_ELEMENTS(column_fields), .help = "En kolonne." };

/* "navn; målgruppe; driftsherre" */
static void columns_from_text(doc_job *w, table_decl *t, const node *n) {
  arena *a = w->j->a;
  for (const char *s = n->text;; s++) {
    const char *end = strchr(s, ';');
    size_t length = end ? (size_t)(end - s) : strlen(s);
    while (length && g_ascii_isspace(*s)) { s++; length--; }
    size_t trimmed = length;
    while (trimmed && g_ascii_isspace(s[trimmed - 1])) trimmed--;
    if (trimmed) LIST_PUSH(a, &t->columns, ((table_column_decl){ .field = arena_strndup(a, s, trimmed), .at = node_place(n, (size_t)(s - n->text), trimmed) }));
    if (!end) return;
    s = end;
  }
}

static void column_from_map(doc_job *w, table_decl *t, const node *n) {
  arena *a = w->j->a;
  const shaped *s = shape_fill(a, w->j->d, n, &column_shape);
  if (!shaped_text(s, "felt")) return;
  table_column_decl *c = LIST_ADD(a, &t->columns);
  *c = (table_column_decl){ .field = shaped_text(s, "felt"), .title = typo_line(a, shaped_text(s, "titel")), .unit = typo_line(a, shaped_text(s, "enhed")),
                            .at = shaped_at(s, "felt") };
  if (!shaped_has(s, "bredde")) return;
  const value *width = shaped_value(s, "bredde");
  number least = { 1, 0 }, most = { 100, 0 };
  if (number_compare(width->num, least) < 0 || number_compare(width->num, most) > 0) DIAG_SAY(w->j->d, TABLE_WIDTH, width->at, width->text ? width->text : "");
  else c->share = number_double(width->num) / 100;
}

static void read_columns(doc_job *w, table_decl *t, const node *n) {
  if (!n) return;
  if (n->kind == NODE_SCALAR) { columns_from_text(w, t, n); return; }
  if (n->kind == NODE_MAP) { DIAG_SAY(w->j->d, TABLE_COLUMNS, n->at, "nøgler uden bindestreg", "keys without a dash"); return; }
  for (const node *x = n->first; x; x = x->next)
    switch (x->kind) {
      case NODE_SCALAR: columns_from_text(w, t, x); break;
      case NODE_MAP: column_from_map(w, t, x); break;
      case NODE_LIST: DIAG_SAY(w->j->d, TABLE_COLUMNS, x->at, "en liste i listen", "a list in the list"); break;
    }
}

static void read_filter(doc_job *w, table_decl *t, const shaped *s) {
  const char *text = shaped_text(s, "filter");
  if (!text) return;
  arena *a = w->j->a;
  const char *sign = strchr(text, '=');
  char *field = sign ? g_strstrip(arena_strndup(a, text, (size_t)(sign - text))) : NULL;
  char *wanted = sign ? g_strstrip(arena_strdup(a, sign + 1)) : NULL;
  if (!sign || !*field || !*wanted) {
    DIAG_SAY(w->j->d, TABLE_FILTER, shaped_at(s, "filter"), text);
    return;
  }
  t->filter_field = field;
  t->filter_at = shaped_at(s, "filter");
  t->filter_value = typo_line(a, wanted);                     /* as the register's texts */
}

static const reg *read_register(doc_job *w, const shaped *s) {
  const char *key = shaped_text(s, "register");
  const agreement *m = w->j->m;
  const reg *r = model_register(m, key);
  if (r) return r;
  const char **names = ARENA_ARRAY(w->j->a, const char *, m->registers.n);
  for (size_t i = 0; i < m->registers.n; i++) names[i] = m->registers.v[i]->def->name;
  const char *near = text_nearest(key, names, m->registers.n);
  DIAG_SAY(w->j->d, REGISTER_UNKNOWN, shaped_at(s, "register"), key, near ? near : "");
  return NULL;
}

void lower_table(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  arena *a = w->j->a;
  span at = shaped_at(s, "tabel");
  const value *prose = shaped_value(s, "tekst");
  bool from_register = shaped_text(s, "register") != NULL, from_text = prose->kind != VALUE_ABSENT;
  if (from_register && from_text) DIAG_SAY(w->j->d, TABLE_ROWS_FROM, at, "både »register« og »tekst«", "both 'register' and 'tekst'");
  if (!from_register && !from_text) DIAG_SAY(w->j->d, TABLE_ROWS_FROM, at, "hverken »register« eller »tekst«", "neither 'register' nor 'tekst'");
  if (!shaped_text(s, "tabel")) return;
  inl *title = prose_line(w, shaped_node(s, "titel"));
  table_decl *t = table_add(w, parent, arena_printf(a, "tabel-%s", shaped_text(s, "tabel")), inl_plain(a, title), at);
  const char *nr = arena_printf(a, "%d", ++w->tables);
  inl *mark = inl_of(a, arena_printf(a, "Tabel" NBSP "%s. ", nr), at);
  block *b = parent->last;
  t->caption = b->text = inl_join(mark, title);
  anchor_add(w, t->id, ANCHOR_TABLE, nr, t->title, false, at);
  read_columns(w, t, shaped_node(s, "kolonner"));
  read_filter(w, t, s);
  t->order_field = shaped_text(s, "orden");
  t->group_field = shaped_text(s, "gruppér efter");
  if (t->order_field) t->order_at = shaped_at(s, "orden");
  if (t->group_field) t->group_at = shaped_at(s, "gruppér efter");
  t->row_numbers = shaped_yes(s, "rækkenumre");
  t->note = typo_line(a, shaped_text(s, "note"));
  t->source = typo_line(a, shaped_text(s, "kilde"));
  t->summary = typo_line(a, shaped_text(s, "resumé"));
  if (from_register) t->reg = read_register(w, s);
  else if (prose->kind == VALUE_KNOWN) prose_table(w, prose->node, t);
  else if (prose->kind == VALUE_PENDING) open_box(w, parent, prose->text, prose->at);
}
