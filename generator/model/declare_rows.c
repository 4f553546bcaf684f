#include "model/declare_int.h"

#include <stdlib.h>
#include <string.h>

/* Which rows: the register, lookups beside it, filter, order and groups. */

const reg *register_of_key(table_job *t, const shaped *s, const char *key) {
  const char *name = shaped_text(s, key);
  if (!name) return NULL;
  const agreement *m = t->w->j->m;
  const reg *r = model_register(m, name);
  if (r) return r;
  const char **names = ARENA_ARRAY(t->a, const char *, m->registers.n);
  for (size_t i = 0; i < m->registers.n; i++) names[i] = m->registers.v[i]->def->name;
  const char *near = text_nearest(name, names, m->registers.n);
  DIAG_SAY(t->d, REGISTER_UNKNOWN, shaped_at(s, key), name, near ? near : "");
  return NULL;
}

/* Does s begin as a path of the row: with "id", a field of the register or a lookup? */
static bool begins_path(const table_job *t, const char *s) {
  const table_decl *decl = t->t;
  size_t n = strcspn(s, ".");
  while (n && s[n - 1] == ' ') n--;
  const char *first = arena_strndup(t->a, s, n);
  if (strcmp(first, "id") == 0) return true;
  if (decl->reg && def_field(decl->reg->def, first) < decl->reg->def->count) return true;
  for (size_t i = 0; i < decl->lookups.n; i++)
    if (strcmp(decl->lookups.v[i].name, first) == 0) return true;
  return false;
}

static bool quotation(const char *s, size_t n, size_t *open, size_t *close) {
  static const char *const pairs[][2] = { { "\"", "\"" }, { "»", "«" }, { "”", "”" } };
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    *open = strlen(pairs[i][0]);
    *close = strlen(pairs[i][1]);
    if (n >= *open + *close && g_str_has_prefix(s, pairs[i][0]) && memcmp(s + n - *close, pairs[i][1], *close) == 0) return true;
  }
  return false;
}

/* A literal is compared with the register's texts, so it gets their typography. */
static const char *literal(const table_job *t, const char *s) {
  size_t open, close, n = strlen(s);
  if (quotation(s, n, &open, &close)) s = arena_strndup(t->a, s + open, n - open - close);
  return typo_line(t->a, s);
}

/* ---- lookups ---- */

/* "felt = værdi": a part of a text with its two sides; a side that is not there has no text. */
typedef struct equation { declared_path whole, left, right; size_t from, to; } equation;

/* The next part that is not blank; false after the last. *at begins as 0. */
static bool next_equation(const table_job *t, const declared_text *x, size_t *at, equation *e) {
  while (next_part(x, at, &e->from, &e->to)) {
    e->whole = part_of(t, x, e->from, e->to);
    if (!e->whole.text) continue;
    const char *sign = memchr(x->text + e->from, '=', e->to - e->from);
    size_t middle = sign ? (size_t)(sign - x->text) : e->to;
    e->left = part_of(t, x, e->from, middle);
    e->right = sign ? part_of(t, x, middle + 1, e->to) : (declared_path){ 0 };
    return true;
  }
  return false;
}

/* "år - 1": a path and what is added to its figure, which is taken off the path. */
static int shift_of(const table_job *t, declared_path *p) {
  const char *s = p->text, *sign = strrchr(s, ' ');
  size_t n = sign ? (size_t)(sign - s) : 0;
  if (n < 2 || !g_ascii_isdigit(sign[1]) || strlen(sign + 1) > 4 || strspn(sign + 1, "0123456789") != strlen(sign + 1)) return 0;
  int by = atoi(sign + 1);
  if (s[n - 1] == '+' && s[n - 2] == ' ') n -= 2;
  else if (s[n - 1] == '-' && s[n - 2] == ' ') { n -= 2; by = -by; }
  else return 0;
  p->text = g_strchomp(arena_strndup(t->a, s, n));
  return by;
}

void matches_read(table_job *t, const node *n, table_matches *out) {
  declared_text x = text_of_node(t, n);
  equation e;
  for (size_t at = 0; next_equation(t, &x, &at, &e);) {
    if (!e.left.text || !e.right.text) { DIAG_SAY(t->d, LOOKUP_WHERE, e.whole.at, e.whole.text); continue; }
    table_match *m = LIST_ADD(t->a, out);
    *m = (table_match){ .field = e.left };
    declared_path bare = e.right;
    int shift = shift_of(t, &bare);
    if (begins_path(t, bare.text)) {
      m->path = bare;
      m->shift = shift;
    } else {
      m->literal = literal(t, e.right.text);
      m->literal_at = e.right.at;
    }
  }
}

void lookups_read(table_job *t) {
  const value *list = shaped_value(t->s, "opslag");
  if (list->kind != VALUE_KNOWN) return;
  for (size_t i = 0; i < list->list.n; i++) {
    const shaped *s = list->list.v[i].sub;
    if (list->list.v[i].kind != VALUE_KNOWN || !s->id) continue;
    table_lookup l = { .name = s->id, .at = s->at, .reg = register_of_key(t, s, "register") };
    if (!l.reg) continue;                                     /* reported here or as missing */
    if (begins_path(t, l.name)) { DIAG_SAY(t->d, LOOKUP_NAME, s->at, l.name); continue; }
    l.each = shaped_yes(s, "flere");
    if (shaped_text(s, "hvor")) matches_read(t, shaped_node(s, "hvor"), &l.where);
    else if (!l.each) { DIAG_SAY(t->d, MISSING_KEY, s->at, "hvor", "", ""); continue; }
    if (shaped_text(s, "først")) l.first = path_of_node(t, shaped_node(s, "først"));
    LIST_PUSH(t->a, &t->t->lookups, l);
  }
}

/* ---- filter ---- */

/* Signs of comparison in s[0 .. n), outside quotation marks; *first: the place of the first one, *equal: it is "=" alone. */
static size_t comparisons(const char *s, size_t n, size_t *first, bool *equal) {
  static const char *const signs[] = { "<=", ">=", "<>", "≤", "≥", "≠", "<", ">", "=" };
  size_t count = 0;
  bool quoted = false;
  for (size_t i = 0; i < n;) {
    size_t length = 0;
    if (s[i] == '"') quoted = !quoted;
    for (size_t k = 0; !quoted && k < G_N_ELEMENTS(signs) && !length; k++) {
      size_t bytes = strlen(signs[k]);
      if (i + bytes > n || memcmp(s + i, signs[k], bytes) != 0) continue;
      length = bytes;
      if (!count++) {
        *first = i;
        *equal = k + 1 == G_N_ELEMENTS(signs);
      }
    }
    i += length ? length : 1;
  }
  return count;
}

/* "felt = værdi" is asked of the register, all else of the columns. What names a column that is no field is asked of the column. */
static bool is_match(const table_job *t, const declared_path *left, const char *right) {
  if (strchr(left->text, '(') || strchr(left->text, '[')) return false;
  size_t open, close;
  bool quoted = quotation(right, strlen(right), &open, &close);
  if (!quoted && strchr(right, '"')) return false;
  if (begins_path(t, left->text)) return true;
  for (size_t i = 0; i < t->t->columns.n; i++) {
    const table_column_decl *c = &t->t->columns.v[i];
    if (strcmp(c->key, left->text) == 0 || (c->title && strcmp(c->title, left->text) == 0)) return false;
  }
  return true;
}

/* Rows of the register alone: what is left out was worked out with the rest. */
static void read_only(table_job *t) {
  declared_text x = text_of_key(t, "vis kun");
  equation e;
  for (size_t at = 0; next_equation(t, &x, &at, &e);) {
    if (!e.left.text || !e.right.text || shaped_has(t->s, "krydstabel")) { DIAG_SAY(t->d, TABLE_ONLY, e.whole.at, e.whole.text); continue; }
    bool may = declared_filled(&x, e.from, e.to);
    LIST_PUSH(t->a, &t->t->only, ((table_match){ .field = e.left, .literal = literal(t, e.right.text), .literal_at = e.right.at, .may_be_none = may }));
  }
}

static void read_filter(table_job *t) {
  table_decl *decl = t->t;
  declared_text x = text_of_key(t, "filter");
  if (!x.text) return;
  decl->filter_at = x.at;
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path whole = part_of(t, &x, from, to);
    if (!whole.text) continue;
    size_t sign = 0;
    bool equal = false;
    size_t count = comparisons(x.text + from, to - from, &sign, &equal);
    declared_path left = part_of(t, &x, from, from + sign), right = part_of(t, &x, MIN(from + sign + 1, to), to);
    if (!count || !left.text || !right.text) { DIAG_SAY(t->d, TABLE_FILTER, whole.at, whole.text); continue; }
    if (count == 1 && equal && is_match(t, &left, right.text))
      LIST_PUSH(t->a, &decl->filters, ((table_match){ .field = left, .literal = literal(t, right.text), .literal_at = right.at, .may_be_none = declared_filled(&x, from, to) }));
    else LIST_PUSH(t->a, &decl->conditions, text_part(t, &x, from, to));
  }
  if (!decl->filters.n) return;
  decl->filter_field = decl->filters.v[0].field.text;
  decl->filter_value = decl->filters.v[0].literal;
}

/* ---- order and groups ---- */

static void read_order(table_job *t) {
  table_decl *decl = t->t;
  declared_text x = text_of_key(t, "orden");
  if (x.text) decl->order_at = x.at;
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (!p.text) continue;
    table_order *o = LIST_ADD(t->a, &decl->order);
    *o = (table_order){ .path = p };
    static const char *const words[] = { " stigende", " faldende" };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
      size_t n = strlen(p.text), word = strlen(words[i]);
      if (n <= word || !g_str_has_suffix(p.text, words[i])) continue;
      o->path.text = g_strchomp(arena_strndup(t->a, p.text, n - word));
      o->path.at.len = (uint32_t)utf8_length(o->path.text, strlen(o->path.text));
      o->descending = i == 1;
    }
  }
  if (decl->order.n) decl->order_field = decl->order.v[0].path.text;
}

static void read_groups(table_job *t) {
  table_decl *decl = t->t;
  declared_text x = text_of_key(t, "gruppér efter");
  if (x.text) decl->group_at = x.at;
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (!p.text) continue;
    if (decl->group.n == 2) { DIAG_SAY(t->d, TABLE_GROUPS, p.at, NULL); break; }
    LIST_PUSH(t->a, &decl->group, p);
  }
  if (decl->group.n) decl->group_field = decl->group.v[0].text;
}

void rows_read(table_job *t) {
  read_filter(t);
  read_only(t);
  read_order(t);
  read_groups(t);
}
