#include "model/declare_int.h"

#include <string.h>

/* The columns of a table: fields, formulas, rules, shares. table/ checks the fields and compiles the formulas; here they get their names. */

size_t column_find(const table_decl *t, const char *key) {
  size_t i = 0;
  while (i < t->columns.n && strcmp(t->columns.v[i].key, key) != 0) i++;
  return i;
}

void column_unknown(const table_job *t, const declared_path *key) {
  const table_decl *decl = t->t;
  const char **names = ARENA_ARRAY(t->a, const char *, decl->columns.n + 1);
  for (size_t i = 0; i < decl->columns.n; i++) names[i] = decl->columns.v[i].key;
  const char *near = text_nearest(key->text, names, decl->columns.n);
  DIAG_SAY(t->d, COLUMN_UNKNOWN, key->at, key->text, near ? near : "");
}

/* Formulas name columns by key. Two columns of the same field without a key of their own are table/'s to warn about. */
static void add(table_job *t, const table_column_decl *c, bool own_key) {
  size_t other = column_find(t->t, c->key);
  if (other < t->t->columns.n && (own_key || t->own_key.v[other])) {
    DIAG_SAY(t->d, COLUMN_KEY_TWICE, c->at, c->key);
    diag_also(t->d, t->t->columns.v[other].at, "her står den første", "the first one stands here");
    return;
  }
  LIST_PUSH(t->a, &t->t->columns, *c);
  LIST_PUSH(t->a, &t->own_key, own_key);
}

/* "navn; målgruppe; tilbud.driftsherre.navn" */
static void columns_from_text(table_job *t, const node *n) {
  declared_text x = text_of_node(t, n);
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (p.text) add(t, &(table_column_decl){ .field = p.text, .key = p.text, .path = p, .at = p.at, .decimals = -1 }, false);
  }
}

static const node *inner(const shaped *s, const char *key) { return shaped_text(s, key) ? shaped_node(s, key) : NULL; }

static void read_rules(table_job *t, const shaped *s, table_column_decl *c) {
  const value *list = shaped_value(s, "tekst når");
  for (size_t i = 0; i < list->list.n; i++) {
    const shaped *r = list->list.v[i].sub;
    const node *when = inner(r, "hvis"), *then = inner(r, "så"), *otherwise = inner(r, "ellers");
    bool whole = when && then && !otherwise, last = otherwise && !when && !then && i + 1 == list->list.n;
    if (!whole && !last) { DIAG_SAY(t->d, COLUMN_RULE, r->at, NULL); continue; }
    table_rule *rule = LIST_ADD(t->a, &c->rules);
    *rule = (table_rule){ .at = r->at, .text = typo_line(t->a, text_of_node(t, whole ? then : otherwise).text) };
    if (whole) rule->when = text_of_node(t, when);
  }
  c->manual = path_of_node(t, inner(s, "manuelt"));
  c->reason = path_of_node(t, inner(s, "begrundelse"));
}

/* "24.459.806 kr." */
static bool kroner_read(const char *s, number *out) {
  size_t n = strlen(s);
  if (g_str_has_suffix(s, "kr.")) n -= 3;
  return number_parse(s, n, out) == NUMBER_OK;
}

static void read_shares(table_job *t, const shaped *s, table_column_decl *c) {
  const shaped *x = shaped_value(s, "fordeling")->sub;
  table_shares *p = &c->shares;
  p->at = x->at;
  p->amount = path_of_node(t, inner(x, "beløb"));
  p->key = path_of_node(t, inner(x, "nøgle"));
  p->plain_rounding = shaped_has(x, "metode") && shaped_value(x, "metode")->choice == 1;
  if (p->amount.text && kroner_read(p->amount.text, &p->num)) p->is_number = true;
}

static void read_gather(table_job *t, const shaped *s, table_column_decl *c) {
  const shaped *x = shaped_value(s, "fra tabel")->sub;
  table_gather *g = &c->gather;
  g->at = x->at;
  g->table = path_of_node(t, inner(x, "tabel"));
  g->column = path_of_node(t, inner(x, "kolonne"));
  g->take = shaped_has(x, "regn") ? (gather_take)shaped_value(x, "regn")->choice : g->column.text ? GATHER_SUM : GATHER_COUNT;
  g->visible = shaped_yes(x, "uden skjulte");
  if (shaped_has(x, "afrund til")) {
    const value *to = shaped_value(x, "afrund til");
    if (g->take != GATHER_SUM || to->num.mantissa <= 0 || to->num.decimals) DIAG_SAY(t->d, GATHER_ROUND, to->at, to->text);
    else g->unit = to->num;
  }
  if (g->table.text && (g->take == GATHER_COUNT) != !g->column.text) DIAG_SAY(t->d, QUANTITY_COLUMN, g->at, g->table.text);
  if (inner(x, "hvor")) matches_read(t, inner(x, "hvor"), &g->where);
}

/* What the cells are made of: exactly one of five keys. False: reported. */
static bool read_source(table_job *t, const shaped *s, table_column_decl *c) {
  bool field = shaped_text(s, "felt"), formula = shaped_text(s, "formel"), shares = shaped_has(s, "fordeling"), rules = shaped_has(s, "tekst når"), gather = shaped_has(s, "fra tabel");
  if (field + formula + shares + rules + gather != 1) {
    const value *broken[] = { shaped_value(s, "felt"), shaped_value(s, "formel"), shaped_value(s, "fordeling"), shaped_value(s, "tekst når"), shaped_value(s, "fra tabel") };
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++)
      if (broken[i]->kind == VALUE_BROKEN) return false;
    DIAG_SAY(t->d, COLUMN_SOURCE, s->at, NULL);
    return false;
  }
  if (field) {
    c->source = TABLE_FROM_FIELD;
    c->path = path_of_node(t, inner(s, "felt"));
    c->field = c->path.text;
    c->at = c->path.at;
    return c->field != NULL;
  }
  if (formula) {
    c->source = TABLE_FROM_FORMULA;
    c->formula = text_of_node(t, inner(s, "formel"));
    c->at = c->formula.at;
  } else if (shares) {
    c->source = TABLE_FROM_SHARES;
    c->at = shaped_at(s, "fordeling");
    read_shares(t, s, c);
  } else if (gather) {
    c->source = TABLE_FROM_TABLE;
    c->at = shaped_at(s, "fra tabel");
    read_gather(t, s, c);
  } else {
    c->source = TABLE_FROM_RULES;
    c->at = shaped_at(s, "tekst når");
    read_rules(t, s, c);
  }
  return true;
}

static void read_figures(table_job *t, const shaped *s, table_column_decl *c) {
  if (shaped_has(s, "bredde")) {
    const value *width = shaped_value(s, "bredde");
    number least = { 1, 0 }, most = { 100, 0 };
    if (number_compare(width->num, least) < 0 || number_compare(width->num, most) > 0) DIAG_SAY(t->d, TABLE_WIDTH, width->at, width->text ? width->text : "");
    else c->share = number_double(width->num) / 100;
  }
  if (!shaped_has(s, "decimaler")) return;
  const value *decimals = shaped_value(s, "decimaler");
  if (decimals->num.mantissa < 0 || decimals->num.mantissa > 6) DIAG_SAY(t->d, COLUMN_DECIMALS, decimals->at, decimals->text);
  else c->decimals = (int)decimals->num.mantissa;
}

static void column_from_map(table_job *t, const node *n) {
  const shaped *s = shape_fill(t->a, t->d, n, &shape_column);
  table_column_decl c = { .decimals = -1 };
  if (!read_source(t, s, &c)) return;
  c.title = typo_line(t->a, text_of_node(t, inner(s, "titel")).text);
  c.unit = typo_line(t->a, text_of_node(t, inner(s, "enhed")).text);
  c.over = typo_line(t->a, text_of_node(t, inner(s, "over")).text);
  declared_path own = path_of_node(t, inner(s, "nøgle"));
  if (own.text) c.at = own.at;
  c.key = own.text ? own.text : c.field ? c.field : c.title;
  if (!c.key) { DIAG_SAY(t->d, COLUMN_NAME, c.at, NULL); return; }
  if (shaped_has(s, "type")) c.type = (table_type)(shaped_value(s, "type")->choice + 1);
  c.sum = shaped_yes(s, "sum");
  c.small = shaped_yes(s, "små tal");
  c.hidden = shaped_has(s, "vis") && !shaped_yes(s, "vis");
  c.unless = path_of_node(t, inner(s, "ikke når"));
  c.beside = path_of_node(t, inner(s, "skjules med"));
  read_figures(t, s, &c);
  add(t, &c, own.text != NULL);
}

static void read_list(table_job *t, const node *n) {
  if (!n) return;
  if (n->kind == NODE_SCALAR) { columns_from_text(t, n); return; }
  if (n->kind == NODE_MAP) { DIAG_SAY(t->d, TABLE_COLUMNS, n->at, "nøgler uden bindestreg", "keys without a dash"); return; }
  for (const node *x = n->first; x; x = x->next)
    switch (x->kind) {
      case NODE_SCALAR: columns_from_text(t, x); break;
      case NODE_MAP: column_from_map(t, x); break;
      case NODE_LIST: DIAG_SAY(t->d, TABLE_COLUMNS, x->at, "en liste i listen", "a list in the list"); break;
    }
}

static void leave_out(table_job *t) {
  declared_text x = text_of_key(t, "uden kolonner");
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path key = part_of(t, &x, from, to);
    if (!key.text) continue;
    size_t i = column_find(t->t, key.text);
    if (i == t->t->columns.n) { column_unknown(t, &key); continue; }
    for (size_t k = i + 1; k < t->t->columns.n; k++) {
      t->t->columns.v[k - 1] = t->t->columns.v[k];
      t->own_key.v[k - 1] = t->own_key.v[k];
    }
    t->t->columns.n--;
    t->own_key.n--;
  }
}

void columns_read(table_job *t) {
  read_list(t, shaped_node(t->s, "kolonner"));
  leave_out(t);
  read_list(t, shaped_node(t->s, "flere kolonner"));
  for (size_t i = 0; i < t->t->columns.n; i++) {
    const declared_path *beside = &t->t->columns.v[i].beside;
    if (beside->text && column_find(t->t, beside->text) == t->t->columns.n) column_unknown(t, beside);
  }
}
