#include "model/model_int.h"

#include <string.h>

/* Calculation models and their uses. Here they are read and their figures typed; table/ compiles the formulas and works them out, for model/
 * knows no calc/. A model is content: layouts/beregninger.yaml, beside the standard tables; every one is checked, used or not. */

static calculation_kind kind_of(const shaped *s) {
  const value *v = shaped_value(s, "slags");
  return v->kind == VALUE_KNOWN ? (calculation_kind)v->choice : CALCULATION_NUMBER;
}

/* What is typed as a line's figure: "95,5 %" for a percentage, "1.200 kr." for an amount. */
static field_def field_of(const calculation_line *l) {
  field_def f = { .key = l->key, .type = FIELD_NUMBER, .figures_only = false };
  if (l->kind == CALCULATION_TEXT) f.type = FIELD_TEXT;
  else if (l->kind == CALCULATION_CONDITION) f.type = FIELD_BOOL;
  else if (l->unit && strcmp(l->unit, "%") == 0) f.type = FIELD_PERCENT;
  else if (l->unit && g_str_has_prefix(l->unit, "kr.")) f.type = FIELD_AMOUNT;
  return f;
}

static void value_read(model_job *j, const calculation_line *l, const node *n, value *out) {
  field_def f = field_of(l);
  *out = (value){ .kind = VALUE_BROKEN, .at = n->at };
  if (n->kind != NODE_SCALAR) { DIAG_SAY(j->d, CALCULATION_FIGURE, n->at, l->key); return; }
  value_parse(j->a, j->d, &f, n->text, n->length, n->at, out);
}

/* ---- models ---- */

size_t calculation_line_named(const calculation_model *m, const char *key) {
  for (size_t i = 0; i < m->lines.n; i++)
    if (strcmp(m->lines.v[i].key, key) == 0) return i;
  return SIZE_MAX;
}

const char *calculation_line_nearest(const model_job *j, const calculation_model *m, const char *key) {
  LIST(const char *) names = { 0 };
  for (size_t i = 0; i < m->lines.n; i++) LIST_PUSH(j->a, &names, m->lines.v[i].key);
  const char *near = text_nearest(key, names.v, names.n);
  return near ? near : "";
}

static void line_read(model_job *j, calculation_model *m, const shaped *s) {
  const char *key = shaped_text(s, "linje");
  if (!key) return;
  for (size_t i = 0; i < m->lines.n; i++)
    if (strcmp(m->lines.v[i].key, key) == 0) {
      DIAG_SAY(j->d, CALCULATION_TWICE, shaped_at(s, "linje"), key);
      return;
    }
  const char *text = shaped_text(s, "tekst");                     /* NULL: reported */
  calculation_line *l = LIST_ADD(j->a, &m->lines);
  *l = (calculation_line){ .key = key, .text = text ? text : key, .section = shaped_text(s, "afsnit"), .unit = shaped_text(s, "enhed"), .kind = kind_of(s),
                           .formula = shaped_node(s, "formel"), .decimals = -1, .source = shaped_text(s, "kilde"), .assumption = shaped_text(s, "forudsætning"),
                           .at = s->at };
  const value *decimals = shaped_value(s, "decimaler");
  if (decimals->kind == VALUE_KNOWN) l->decimals = (int)CLAMP(decimals->num.mantissa, 0, 9);
  if (l->kind == CALCULATION_CHECK && !l->formula) DIAG_SAY(j->d, CALCULATION_CHECK_FORMULA, s->at, key);
  const node *standard = shaped_node(s, "standard");
  if (standard) {
    if (l->formula) DIAG_SAY(j->d, CALCULATION_TWO_WAYS, standard->at, key);
    else value_read(j, l, standard, &l->standard);
  }
}

static void model_read(model_job *j, const shaped *s) {
  calculation_model *m = ARENA_NEW(j->a, calculation_model);
  *m = (calculation_model){ .id = s->id, .title = shaped_text(s, "titel"), .about = shaped_text(s, "beskrivelse"), .source = shaped_text(s, "kilde"), .at = s->at };
  const value *lines = shaped_value(s, "linjer");
  for (size_t i = 0; lines->kind == VALUE_KNOWN && i < lines->list.n; i++)
    if (lines->list.v[i].kind == VALUE_KNOWN) line_read(j, m, lines->list.v[i].sub);
  const char *result = shaped_text(s, "resultat");
  m->result = result ? calculation_line_named(m, result) : SIZE_MAX;
  if (result && m->result == SIZE_MAX) DIAG_SAY(j->d, CALCULATION_LINE, shaped_at(s, "resultat"), result, m->title ? m->title : m->id, calculation_line_nearest(j, m, result));
  LIST_PUSH(j->a, &j->m->models, m);
}

void calculation_models_load(model_job *j, const char *layouts_folder) {
  if (!layouts_folder) return;
  const char *path = arena_printf(j->a, "%s/beregninger.yaml", layouts_folder);
  if (!file_exists(path)) return;
  const node *root = load_yaml(j->a, j->d, path, path);
  j->models_broken = !root;
  if (!root) return;
  const shaped *file = shape_fill(j->a, j->d, root, &shape_calculations);
  const value *all = shaped_value(file, "beregninger");
  for (size_t i = 0; all->kind == VALUE_KNOWN && i < all->list.n; i++)
    if (all->list.v[i].kind == VALUE_KNOWN) model_read(j, all->list.v[i].sub);
}

static const calculation_model *model_find(const model_job *j, const char *id) {
  for (size_t i = 0; i < j->m->models.n; i++)
    if (strcmp(j->m->models.v[i]->id, id) == 0) return j->m->models.v[i];
  return NULL;
}

static const char *model_nearest(const model_job *j, const char *id) {
  LIST(const char *) names = { 0 };
  for (size_t i = 0; i < j->m->models.n; i++) LIST_PUSH(j->a, &names, j->m->models.v[i]->id);
  const char *near = text_nearest(id, names.v, names.n);
  return near ? near : "";
}

/* ---- uses: records of the register ---- */

/* The map's values by line; from: where figures are fetched. NULL: what a source prints, also of lines with a formula. */
static value *values_read(model_job *j, const calculation_model *m, const value *map, calculation_input *from) {
  value *out = ARENA_ARRAY(j->a, value, m->lines.n + 1);
  if (map->kind != VALUE_KNOWN) return out;
  if (map->node->kind != NODE_MAP) { DIAG_SAY(j->d, CALCULATION_MAP, map->at, NULL); return out; }
  for (const node *n = map->node->first; n; n = n->next) {
    const size_t i = calculation_line_named(m, n->key);
    if (i == SIZE_MAX) DIAG_SAY(j->d, CALCULATION_LINE, n->key_at, n->key, m->title ? m->title : m->id, calculation_line_nearest(j, m, n->key));
    else if (m->lines.v[i].formula && from) DIAG_SAY(j->d, CALCULATION_TWO_WAYS, n->key_at, n->key);
    else if (from && n->kind == NODE_MAP) calculation_fetch(j, &m->lines.v[i], n, &from[i], &out[i]);
    else value_read(j, &m->lines.v[i], n, &out[i]);
  }
  return out;
}

static void inputs_check(model_job *j, calculation *c) {
  GString *missing = g_string_new(NULL);
  for (size_t i = 0; i < c->model->lines.n; i++) {
    const calculation_line *l = &c->model->lines.v[i];
    if (l->formula || l->kind == CALCULATION_CHECK || c->inputs[i].kind != VALUE_ABSENT || c->from[i].of) continue;
    if (l->standard.kind != VALUE_ABSENT) c->inputs[i] = l->standard;
    else g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", l->key);
  }
  if (missing->len) DIAG_SAY(j->d, CALCULATION_MISSING, c->at, arena_strdup(j->a, missing->str));
  g_string_free(missing, TRUE);
}

/* A record's model and title; NULL after a report. */
static calculation *calculation_begin(model_job *j, const record *x) {
  const value *name = record_value(x, "model"), *title = record_value(x, "titel"), *source = record_value(x, "kilde"), *remark = record_value(x, "bemærkning");
  if (name->kind != VALUE_KNOWN || title->kind != VALUE_KNOWN) return NULL;
  const calculation_model *m = model_find(j, name->text);
  if (!m) {
    if (!j->models_broken) DIAG_SAY(j->d, CALCULATION_MODEL, name->at, name->text, model_nearest(j, name->text));
    return NULL;
  }
  calculation *c = ARENA_NEW(j->a, calculation);
  *c = (calculation){ .id = x->id, .model = m, .title = title->text, .record = x, .at = x->at,
                      .source = source->kind == VALUE_KNOWN ? source->text : NULL, .remark = remark->kind == VALUE_KNOWN ? remark->text : NULL };
  return c;
}

/* All of them before their figures: one may take its figure from a later one. */
void calculations_read(model_job *j) {
  const reg *r = job_register(j, "beregninger");
  for (size_t i = 0; r && i < r->records.n; i++) {
    calculation *c = calculation_begin(j, r->records.v[i]);
    if (c) LIST_PUSH(j->a, &j->m->calculations, c);
  }
  for (size_t i = 0; i < j->m->calculations.n; i++) {
    calculation *c = j->m->calculations.v[i];
    c->from = ARENA_ARRAY(j->a, calculation_input, c->model->lines.n + 1);
    c->inputs = values_read(j, c->model, record_value(c->record, "tal"), c->from);
    c->printed = values_read(j, c->model, record_value(c->record, "trykt"), NULL);
    inputs_check(j, c);
  }
  calculations_link(j);
}

/* ---- the block ---- */

/* Where the figures are from, and where the rule is from, when that is elsewhere. */
static const char *calculation_source(arena *a, const calculation *c) {
  const char *rule = c->model->source;
  if (!c->source || !rule || strcmp(c->source, rule) == 0) return c->source ? c->source : rule;
  return arena_printf(a, "%s. Reglen: %s", c->source, rule);
}

void lower_calculation(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  model_job *j = w->j;
  const char *id = shaped_text(s, "beregning");
  span at = shaped_at(s, "beregning");
  if (!id) return;
  const calculation *found = NULL;
  for (size_t i = 0; i < j->m->calculations.n && !found; i++)
    if (strcmp(j->m->calculations.v[i]->id, id) == 0) found = j->m->calculations.v[i];
  if (!found) {
    const reg *r = job_register(j, "beregninger");
    if (r && !r->broken && !j->models_broken && !record_lookup(r, id)) DIAG_SAY(j->d, CALCULATION_UNKNOWN, at, id, reg_nearest(j->a, r, id));
    return;
  }
  table_decl *decl = table_add(w, parent, arena_printf(j->a, "tabel-%s", id), "", at);
  const char *title = typo_line(j->a, found->title), *nr = arena_printf(j->a, "%d", ++w->tables);
  decl->title = title;
  decl->caption = parent->last->text = inl_join(inl_of(j->a, arena_printf(j->a, "Tabel" NBSP "%s. ", nr), at), inl_of(j->a, title, at));
  decl->calculation = found;
  parent->last->number = w->tables;      /* counted: samlet.pdf counts it on, lists of tables name it */
  parent->last->place = WHERE_HERE;      /* it is what the section says, not an illustration that may give way */
  decl->note = found->remark;
  decl->source = calculation_source(j->a, found);
  anchor_add(w, decl->id, ANCHOR_TABLE, nr, title, false, at);
}
