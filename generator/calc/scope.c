/* The names that formulas may use: looked up by key or title, whatever the case.
 *
 * Keys and titles stand in one sorted list. A key goes before a title that reads the same, since keys are unique and do not change
 * when a header is reworded; two equal titles are a mistake of whoever uses them, not of the list. */
#include "calc/calc_int.h"

#include <stdlib.h>
#include <string.h>

bool scope_word_char(gunichar c) { return c == '_' || g_unichar_isalnum(c); }

char *scope_fold(arena *a, const char *s, size_t length) {
  GString *g = g_string_new(NULL);
  bool blank = false;
  for (const char *p = s; p < s + length; p = utf8_next(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (g_unichar_isspace(c)) {
      blank = g->len > 0;
      continue;
    }
    if (blank) g_string_append_c(g, ' ');
    blank = false;
    g_string_append_unichar(g, g_unichar_tolower(c));
  }
  char *out = arena_strdup(a, g->str);
  g_string_free(g, TRUE);
  return out;
}

static int entry_compare(const void *pa, const void *pb) {
  const scope_entry *a = pa, *b = pb;
  const int c = strcmp(a->folded, b->folded);
  if (c) return c;
  if (a->key != b->key) return a->key ? -1 : 1;
  return (a->name > b->name) - (a->name < b->name);
}

/* Number of words of a name of plain words; 0 when other signs stand in it. */
static size_t plain_words(const char *folded) {
  size_t words = 1;
  if (!scope_word_char(g_utf8_get_char(folded)) || g_ascii_isdigit(*folded)) return 0;
  for (const char *p = folded; *p; p = utf8_next(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == ' ') words++;
    else if (!scope_word_char(c)) return 0;
  }
  return words;
}

static void add_entry(formula_scope *s, const char *text, size_t name, bool key) {
  if (text_blank(text)) return;
  const char *folded = scope_fold(s->a, text, strlen(text));
  s->entries[s->entry_count++] = (scope_entry){ folded, (uint32_t)name, key };
  const size_t words = plain_words(folded);
  s->most_words = MAX(s->most_words, words);
}

static void set_unit(formula_scope *s, diag *d, size_t i) {
  const formula_name *n = &s->names[i];
  s->types[i] = n->type ? n->type : FORMULA_NUMBER;
  if (s->types[i] != FORMULA_NUMBER) return;
  unit *u = ARENA_NEW(s->a, unit);
  if (text_blank(n->unit) || unit_read(&s->words, n->unit, strlen(n->unit), u)) {
    s->units[i] = u;
    return;
  }
  DIAG_SAY(d, FORMULA_UNIT_UNREADABLE, n->at, n->unit, formula_shown_name(s, i));
  s->types[i] = 0;
}

formula_scope *formula_scope_make(arena *a, diag *d, const formula_name *names, size_t count) {
  g_assert(count < NO_NAME);
  formula_scope *s = ARENA_NEW(a, formula_scope);
  s->a = s->words.a = a;
  s->names = names;
  s->count = count;
  s->entries = ARENA_ARRAY(a, scope_entry, 2 * count + 1);
  s->units = ARENA_ARRAY(a, const unit *, count + 1);
  s->types = ARENA_ARRAY(a, unsigned, count + 1);
  for (size_t i = 0; i < count; i++) {
    add_entry(s, names[i].key, i, true);
    add_entry(s, names[i].title, i, false);
    set_unit(s, d, i);
  }
  qsort(s->entries, s->entry_count, sizeof *s->entries, entry_compare);
  return s;
}

const formula_name *formula_scope_name(const formula_scope *s, size_t index) {
  g_assert(index < s->count);
  return &s->names[index];
}

const char *formula_shown_name(const formula_scope *s, size_t index) {
  const formula_name *n = formula_scope_name(s, index);
  return text_blank(n->title) ? n->key : n->title;
}

scope_found scope_find(const formula_scope *s, const char *folded, uint32_t *name) {
  size_t low = 0, high = s->entry_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (strcmp(s->entries[middle].folded, folded) < 0) low = middle + 1;
    else high = middle;
  }
  if (low == s->entry_count || strcmp(s->entries[low].folded, folded) != 0) return SCOPE_NONE;
  *name = s->entries[low].name;
  for (size_t i = low + 1; i < s->entry_count && !strcmp(s->entries[i].folded, folded); i++)
    if (s->entries[i].name != *name && s->entries[i].key == s->entries[low].key) return SCOPE_SEVERAL;
  return SCOPE_ONE;
}

/* How many bytes of text a folded name takes when it stands at its beginning, ending where a word ends; 0 when it does not. */
static size_t match(const char *folded, const char *text, size_t length) {
  const char *p = text, *end = text + length;
  for (const char *f = folded; *f; f = utf8_next(f)) {
    if (p == end) return 0;
    const gunichar c = g_utf8_get_char(f);
    if (c == ' ') {
      if (!g_unichar_isspace(g_utf8_get_char(p))) return 0;
      while (p < end && g_unichar_isspace(g_utf8_get_char(p))) p = utf8_next(p);
    } else {
      if (g_unichar_tolower(g_utf8_get_char(p)) != c) return 0;
      p = utf8_next(p);
    }
  }
  const bool inside = p < end && scope_word_char(g_utf8_get_char(p)) && scope_word_char(g_utf8_get_char(g_utf8_find_prev_char(text, p)));
  return inside ? 0 : (size_t)(p - text);
}

size_t scope_match_odd(const formula_scope *s, const char *text, size_t length, uint32_t *name) {
  size_t best = 0;
  for (size_t i = 0; i < s->entry_count; i++) {
    const scope_entry *e = &s->entries[i];
    if (plain_words(e->folded)) continue;
    const size_t n = match(e->folded, text, length);
    if (n <= best) continue;
    best = n;
    *name = e->name;
  }
  return best;
}

/* The title where it names this one alone and can stand in brackets, else the key. */
static const char *best_writing(arena *a, const formula_scope *s, uint32_t name) {
  const formula_name *n = &s->names[name];
  uint32_t found;
  if (text_blank(n->title) || strchr(n->title, ']') || strchr(n->title, '[')) return n->key;
  if (scope_find(s, scope_fold(a, n->title, strlen(n->title)), &found) != SCOPE_ONE || found != name) return n->key;
  return n->title;
}

const char *scope_bracketed(arena *a, const formula_scope *s, uint32_t name) { return arena_printf(a, "[%s]", best_writing(a, s, name)); }

const char *scope_writing(arena *a, const formula_scope *s, uint32_t name) {
  const char *text = best_writing(a, s, name);
  return plain_words(scope_fold(a, text, strlen(text))) ? text : arena_printf(a, "[%s]", text);
}

const char *scope_nearest(arena *a, const formula_scope *s, const char *folded) {
  const char **list = g_new(const char *, s->entry_count + 1);
  for (size_t i = 0; i < s->entry_count; i++) list[i] = s->entries[i].folded;
  const char *near = text_nearest(folded, list, s->entry_count), *out = NULL;
  for (size_t i = 0; near && i < s->entry_count; i++) {
    if (list[i] != near) continue;
    out = s->entries[i].key ? s->names[s->entries[i].name].key : scope_writing(a, s, s->entries[i].name);    /* as it was nearly written */
    break;
  }
  g_free(list);
  return out;
}

const char *scope_list(arena *a, const formula_scope *s) {
  GString *g = g_string_new(NULL);
  for (size_t i = 0; i < s->count && i < 12; i++) g_string_append_printf(g, "%s%s", i ? "; " : "", scope_writing(a, s, (uint32_t)i));
  if (s->count > 12) g_string_append(g, "; …");
  char *out = arena_strdup(a, g->str);
  g_string_free(g, TRUE);
  return out;
}
