#include "model/declare_int.h"

#include <string.h>

/* Texts of a declaration. {år} is the value of the parameter år, {år-1} the year before. A message about a formula must point into the file,
 * where the formula is longer or shorter than what was made of it; so a text remembers which of its bytes came from which braces. */

typedef struct declared_source { const node *n; size_t skipped; LIST(filled_piece) parts; } declared_source;

/* The byte of the node behind a byte of the text. */
static size_t back(const declared_source *s, size_t offset, bool end) { return s->skipped + filled_back(s->parts.v, s->parts.n, offset, end); }

bool declared_filled(const declared_text *x, size_t from, size_t to) {
  return x->source && node_filled(x->source->n, back(x->source, from, false), back(x->source, to, true));
}

span declared_place(const void *of, size_t offset, size_t bytes) {
  const declared_text *x = of;
  if (!x->source) return x->at;
  size_t from = back(x->source, MIN(offset, x->length), false);
  size_t to = bytes ? back(x->source, MIN(offset + bytes, x->length), true) : from;
  return node_place(x->source->n, from, to > from ? to - from : 0);
}

/* ---- parameters ---- */

static void mark_used(table_job *t, const node *n) {
  for (size_t k = 0; k < t->used.n; k++)
    if (t->used.v[k] == n) return;
  LIST_PUSH(t->a, &t->used, n);
}

/* All of that name count as used: an agreement's year is no mistake where the only document has its own. */
static const node *parameter_find(table_job *t, const char *name) {
  const node *found = NULL;
  for (size_t i = 0; i < PARAMETER_PLACES; i++) {
    const node *n = t->parameters[i] ? node_lookup(t->parameters[i], name) : NULL;
    if (!n) continue;
    if (!found) found = n;
    mark_used(t, n);
  }
  return found;
}

static void unknown(table_job *t, const char *name, span at) {
  LIST(const char *) names = { 0 };
  for (size_t i = 0; i < PARAMETER_PLACES; i++)
    for (const node *n = t->parameters[i] ? t->parameters[i]->first : NULL; n; n = n->next) LIST_PUSH(t->a, &names, n->key);
  const char *near = text_nearest(name, names.v, names.n);
  DIAG_SAY(t->d, PARAMETER_UNKNOWN, at, name, near ? near : "");
}

/* "år-1": the name's bytes, and -1. No step: the whole, 0. */
static size_t step_of(const char *s, size_t length, int *step) {
  size_t digits = length;
  while (digits && g_ascii_isdigit(s[digits - 1])) digits--;
  *step = 0;
  if (digits == length || length - digits > 3 || digits < 2) return length;
  size_t sign = digits - 1;
  while (sign && s[sign] == ' ') sign--;
  bool minus = s[sign] == '-';
  if (!minus && s[sign] != '+') return length;
  for (size_t i = digits; i < length; i++) *step = *step * 10 + (s[i] - '0');
  if (minus) *step = -*step;
  while (sign && s[sign - 1] == ' ') sign--;
  return sign;
}

/* What {…} stands for; NULL: reported. */
static const char *parameter_text(table_job *t, const char *inside, size_t length, span at) {
  while (length && *inside == ' ') { inside++; length--; }
  while (length && inside[length - 1] == ' ') length--;
  int step = 0;
  const char *whole = arena_strndup(t->a, inside, length);
  const node *n = parameter_find(t, whole);
  if (!n) n = parameter_find(t, arena_strndup(t->a, inside, step_of(inside, length, &step)));
  if (!n) {
    unknown(t, arena_strndup(t->a, inside, step_of(inside, length, &step)), at);
    return NULL;
  }
  if (n->kind != NODE_SCALAR || text_blank(n->text)) return NULL;        /* reported when the parameters are listed */
  const char *given = g_strstrip(arena_strdup(t->a, n->text));
  if (!step) return given;
  number num;
  if (number_parse(given, strlen(given), &num) != NUMBER_OK || num.decimals || num.mantissa > 99999999 || num.mantissa < -99999999) {
    DIAG_SAY(t->d, PARAMETER_STEP, at, whole, given);
    diag_also(t->d, n->at, "her står værdien", "the value stands here");
    return NULL;
  }
  return arena_printf(t->a, "%d", (int)num.mantissa + step);
}

/* ---- texts ---- */

declared_text text_of_node(table_job *t, const node *n) {
  if (!n || n->kind != NODE_SCALAR || text_blank(n->text)) return (declared_text){ 0 };
  declared_source *source = ARENA_NEW(t->a, declared_source);
  const char *s = n->text, *end = n->text + n->length;
  while (g_ascii_isspace(*s)) s++;
  while (g_ascii_isspace(end[-1])) end--;
  source->n = n;
  source->skipped = (size_t)(s - n->text);
  GString *out = g_string_new(NULL);
  while (s < end) {
    const char *close = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
    if (!close) { g_string_append_c(out, *s++); continue; }
    size_t begin = (size_t)(s - n->text), stop = (size_t)(close + 1 - n->text), from = out->len;
    const char *instead = parameter_text(t, s + 1, (size_t)(close - s - 1), node_place(n, begin, stop - begin));
    g_string_append(out, instead ? instead : "");
    LIST_PUSH(t->a, &source->parts, ((filled_piece){ from, out->len, begin - source->skipped, stop - source->skipped }));
    s = close + 1;
  }
  declared_text x = { .text = arena_strndup(t->a, out->str, out->len), .length = out->len, .at = n->at, .source = source };
  g_string_free(out, TRUE);
  return x;
}

declared_text text_of_key(table_job *t, const char *key) {
  return shaped_text(t->s, key) ? text_of_node(t, shaped_node(t->s, key)) : (declared_text){ 0 };
}

const char *line_of_key(table_job *t, const char *key) { return typo_line(t->a, text_of_key(t, key).text); }

declared_path part_of(const table_job *t, const declared_text *x, size_t from, size_t to) {
  while (from < to && g_ascii_isspace(x->text[from])) from++;
  while (to > from && g_ascii_isspace(x->text[to - 1])) to--;
  if (from >= to) return (declared_path){ 0 };
  return (declared_path){ arena_strndup(t->a, x->text + from, to - from), declared_place(x, from, to - from) };
}

declared_path path_of_node(table_job *t, const node *n) {
  declared_text x = text_of_node(t, n);
  return x.text ? part_of(t, &x, 0, x.length) : (declared_path){ 0 };
}

declared_text text_part(const table_job *t, const declared_text *x, size_t from, size_t to) {
  while (from < to && g_ascii_isspace(x->text[from])) from++;
  while (to > from && g_ascii_isspace(x->text[to - 1])) to--;
  declared_source *source = ARENA_NEW(t->a, declared_source);
  source->n = x->source->n;
  source->skipped = back(x->source, from, false);
  for (size_t i = 0; i < x->source->parts.n; i++) {
    filled_piece r = x->source->parts.v[i];
    if (r.from < from || r.to > to) continue;
    r.from -= from;
    r.to -= from;
    r.begin += x->source->skipped - source->skipped;
    r.end += x->source->skipped - source->skipped;
    LIST_PUSH(t->a, &source->parts, r);
  }
  return (declared_text){ arena_strndup(t->a, x->text + from, to - from), to - from, declared_place(x, from, to - from), source };
}

/* A quotation mark or a bracket that is never closed ends with the text: calc/ tells about it. */
bool next_part(const declared_text *x, size_t *at, size_t *from, size_t *to) {
  if (*at > x->length || !x->text) return false;
  bool quoted = false;
  int depth = 0;
  size_t i = *at;
  for (; i < x->length; i++) {
    char c = x->text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '(' || c == '[') depth++;
    if ((c == ')' || c == ']') && depth) depth--;
    if (c == ';' && !depth) break;
  }
  *from = *at;
  *to = i;
  *at = i + 1;
  return true;
}

const node *title_node(table_job *t, const char *key) {
  const node *n = shaped_node(t->s, key);
  declared_text x = text_of_key(t, key);
  if (!x.text || !x.source->parts.n) return x.text ? n : NULL;
  node *made = ARENA_NEW(t->a, node);
  *made = (node){ .kind = NODE_SCALAR, .at = n->at, .key = n->key, .key_at = n->key_at, .text = x.text, .length = x.length };
  return made;
}

/* ---- what was given and what was used ---- */

static void push_parameter(table_job *t, const node *n) {
  for (size_t i = 0; i < t->t->parameters.n; i++)
    if (strcmp(t->t->parameters.v[i].name, n->key) == 0) return;
  for (size_t i = 0; i < PARAMETER_PLACES; i++) {                         /* the one that wins */
    const node *first = t->parameters[i] ? node_lookup(t->parameters[i], n->key) : NULL;
    if (first) { n = first; break; }
  }
  if (n->kind != NODE_SCALAR || text_blank(n->text)) {
    DIAG_SAY(t->d, PARAMETER_VALUE, n->key_at, n->key);
    return;
  }
  table_parameter *p = LIST_ADD(t->a, &t->t->parameters);
  *p = (table_parameter){ .name = n->key, .text = g_strstrip(arena_strdup(t->a, n->text)), .at = n->at };
  p->is_number = number_parse(p->text, strlen(p->text), &p->num) == NUMBER_OK;
}

void parameters_finish(table_job *t) {
  static const int order[] = { FROM_STANDARD, FROM_BLOCK };
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
    const node *map = t->parameters[order[i]];
    for (const node *n = map ? map->first : NULL; n; n = n->next) push_parameter(t, n);
  }
  for (size_t i = 0; i < t->used.n; i++) {
    const node *n = t->used.v[i];
    push_parameter(t, n);
    if (n->parent == t->parameters[FROM_DOCUMENT] || n->parent == t->parameters[FROM_AGREEMENT]) LIST_PUSH(t->a, &t->w->j->parameters_used, n);
  }
  const node *own = t->parameters[FROM_BLOCK];
  for (const node *n = own ? own->first : NULL; n; n = n->next) {
    bool used = t->parameters[FROM_STANDARD] && node_lookup(t->parameters[FROM_STANDARD], n->key);
    for (size_t i = 0; i < t->used.n; i++) used = used || t->used.v[i] == n;
    if (!used) DIAG_SAY(t->d, PARAMETER_UNUSED, n->key_at, n->key);
  }
}

const node *parameters_of(const model_job *j, const shaped *s) {
  const node *n = shaped_node(s, "parametre");
  if (!n) return NULL;
  if (n->kind == NODE_MAP) return n;
  DIAG_SAY(j->d, PARAMETERS_MAP, n->at.line ? n->at : n->key_at, NULL);
  return NULL;
}

static void report_unused(model_job *j, const node *map) {
  for (const node *n = map ? map->first : NULL; n; n = n->next) {
    bool used = false;
    for (size_t i = 0; i < j->parameters_used.n; i++) used = used || j->parameters_used.v[i] == n;
    if (!used) DIAG_SAY(j->d, PARAMETER_UNUSED, n->key_at, n->key);
  }
}

void parameters_report_unused(model_job *j) {
  report_unused(j, j->parameters);
  for (size_t i = 0; i < j->documents.n; i++) report_unused(j, j->documents.v[i]->parameters);
}
