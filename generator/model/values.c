#include "model/model_int.h"

#include <string.h>

const value *shaped_value(const shaped *s, const char *key) {
  size_t i = def_field(s->def, key);
  g_assert(i < s->def->count);
  return &s->values[i];
}

bool shaped_has(const shaped *s, const char *key) { return shaped_value(s, key)->kind == VALUE_KNOWN; }

const char *shaped_text(const shaped *s, const char *key) {
  const value *v = shaped_value(s, key);
  return v->kind == VALUE_KNOWN && !text_blank(v->text) ? v->text : NULL;
}

const node *shaped_node(const shaped *s, const char *key) { return s->node ? node_lookup(s->node, key) : NULL; }

span shaped_at(const shaped *s, const char *key) {
  const value *v = shaped_value(s, key);
  return v->at.line ? v->at : s->at;
}

bool shaped_yes(const shaped *s, const char *key) {
  const value *v = shaped_value(s, key);
  return v->kind == VALUE_KNOWN && v->yes;
}

bool shape_named(const shaped *s, const char *name) { return strcmp(s->def->name, name) == 0; }

static void collect(model_job *j, const field_def *f, const value *v) {
  if (v->kind == VALUE_PENDING) open_add(j, v->at, v->text);
  if (v->kind != VALUE_KNOWN) return;
  if (f->type == FIELD_SHAPE) open_collect(j, v->sub);
  if (f->type != FIELD_SHAPES && f->type != FIELD_BLOCKS && f->type != FIELD_REFS && f->type != FIELD_TEXTS) return;
  for (size_t i = 0; i < v->list.n; i++) {
    const value *x = &v->list.v[i];
    if (x->kind == VALUE_PENDING) open_add(j, x->at, x->text);
    else if (x->kind == VALUE_KNOWN && (f->type == FIELD_SHAPES || f->type == FIELD_BLOCKS)) open_collect(j, x->sub);
  }
}

void open_collect(model_job *j, const shaped *s) {
  for (size_t i = 0; i < s->def->count; i++) collect(j, &s->def->fields[i], &s->values[i]);
}

const char *upper_first(arena *a, const char *s) {
  char head[7] = { 0 };
  g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(s)), head);
  return *s ? arena_printf(a, "%s%s", head, utf8_next(s)) : s;
}

const char *lower_first(arena *a, const char *s) {
  if (!s || !*s) return "";
  if (g_unichar_isupper(g_utf8_get_char(utf8_next(s)))) return s;
  char head[7] = { 0 };
  g_unichar_to_utf8(g_unichar_tolower(g_utf8_get_char(s)), head);
  return arena_printf(a, "%s%s", head, utf8_next(s));
}

/* Words as a reader counts them: what stands between blanks and holds a letter or a digit. */
size_t word_count(const char *s) {
  size_t n = 0;
  bool inside = false;
  for (; *s; s = utf8_next(s)) {
    gunichar c = g_utf8_get_char(s);
    if (g_unichar_isspace(c)) inside = false;
    else if (!inside && g_unichar_isalnum(c)) { inside = true; n++; }
  }
  return n;
}
