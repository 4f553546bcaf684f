/* Paragraphs as people write them: "SEL § 107", "§§ 107 og 108", "Serviceloven § 66, stk. 1, nr. 6". A text is taken word by word: words before a sign or
 * a figure may name a law, "stk." and "nr." make the next figure a part of the paragraph, any other figure begins one. */
#include "reconcile/reconcile_int.h"

#include <string.h>

typedef struct reader { arena *a; const reg *laws; paragraphs *out; const record *law; GString *words; bool part, stood; } reader;

static bool names(arena *a, const record *law, const char *folded) {
  static const char *const keys[] = { "navn", "kort navn" };
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    const value *v = record_value(law, keys[i]);
    if (v && v->kind == VALUE_KNOWN && !strcmp(fold_name(a, v->text), folded)) return true;
  }
  return !strcmp(fold_name(a, law->id), folded);
}

/* The law whose name, short name or id the words are, be there an "og" before them. */
static const record *law_named(const reader *r) {
  const char *text = r->words->str;
  static const char *const before[] = { "og ", "samt ", "eller ", "jf. ", "jf " };
  for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
    if (g_str_has_prefix(text, before[i])) text += strlen(before[i]);
  const char *folded = fold_name(r->a, text);
  for (size_t i = 0; *folded && r->laws && i < r->laws->records.n; i++)
    if (names(r->a, r->laws->records.v[i], folded)) return r->laws->records.v[i];
  return NULL;
}

/* Words are over: what they were. A law alone ("STU") is a paragraph too. */
static void words_end(reader *r, bool last) {
  const record *law = law_named(r);
  if (law && last) LIST_PUSH(r->a, r->out, ((paragraph){ law, "" }));
  if (law) r->law = law;
  g_string_truncate(r->words, 0);
}

static void take_word(reader *r, const char *word) {
  if (!strcmp(word, "stk") || !strcmp(word, "nr") || !strcmp(word, "stykke") || !strcmp(word, "nummer")) { r->part = r->stood; return; }
  if (r->stood && !r->words->len && utf8_length(word, strlen(word)) == 1 && *word != 'i' && r->out->n) {      /* "§ 95 a" */
    paragraph *p = &r->out->v[r->out->n - 1];
    p->number = arena_printf(r->a, "%s%s", p->number, word);
    return;
  }
  g_string_append_printf(r->words, "%s%s", r->words->len ? " " : "", word);
}

static void take_digits(reader *r, const char *digits) {
  if (r->part && r->out->n) {
    paragraph *p = &r->out->v[r->out->n - 1];
    p->number = arena_printf(r->a, "%s-%s", p->number, digits);
  } else {
    words_end(r, false);
    LIST_PUSH(r->a, r->out, ((paragraph){ r->law, digits }));
  }
  r->part = false;
  r->stood = true;
}

void paragraphs_read(arena *a, const reg *laws, const char *text, paragraphs *out) {
  reader r = { a, laws, out, NULL, g_string_new(NULL), false, false };
  for (const char *p = text; *p;) {
    const char *from = p;
    if (g_ascii_isdigit(*p)) {
      while (g_ascii_isdigit(*p)) p++;
      take_digits(&r, arena_strndup(a, from, (size_t)(p - from)));
    } else if (g_unichar_isalpha(g_utf8_get_char(p))) {
      while (*p && g_unichar_isalpha(g_utf8_get_char(p))) p = utf8_next(p);
      char *lower = g_utf8_strdown(from, p - from);
      take_word(&r, arena_strdup(a, lower));
      g_free(lower);
    } else {
      if (*p == ';' || *p == '\n') words_end(&r, true);
      if (strchr(";,\n", *p) && r.stood) r.stood = *p == ',';
      p = utf8_next(p);
    }
  }
  words_end(&r, true);
  g_string_free(r.words, TRUE);
}

static bool held(const paragraphs *all, const paragraph *p) {
  for (size_t i = 0; i < all->n; i++)
    if (!strcmp(all->v[i].number, p->number) && (!p->law || !all->v[i].law || p->law == all->v[i].law)) return true;
  return false;
}

bool paragraphs_same(const paragraphs *x, const paragraphs *y) {
  for (size_t i = 0; i < x->n; i++)
    if (!held(y, &x->v[i])) return false;
  for (size_t i = 0; i < y->n; i++)
    if (!held(x, &y->v[i])) return false;
  return true;
}
