#include "model/model_int.h"

#include <string.h>

/* What stands in the round brackets of [text](…): an anchor, a page, a language, a date or a name from a register, a figure of the document, or an address. */

static const struct { const char *danish, *code; } languages[] = {
  { "engelsk", "en" }, { "tysk", "de" }, { "svensk", "sv" }, { "norsk", "no" }, { "fransk", "fr" }, { "latin", "la" }, { "grønlandsk", "kl" },
  { "færøsk", "fo" }, { "islandsk", "is" }, { "finsk", "fi" }, { "spansk", "es" }, { "arabisk", "ar" }, { "dansk", "da" },
};

/* BCP 47 as far as we meet it: two or three letters, then groups of two to eight. */
static bool is_language(const char *s) {
  size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");
  if (n < 2 || n > 3) return false;
  for (s += n; *s == '-'; s += n) {
    s++;
    for (n = 0; g_ascii_isalnum(s[n]); n++) { }
    if (n < 2 || n > 8) return false;
  }
  return !*s;
}

static inl *language(doc_job *w, const char *code, const char *url, inl *kids, span at) {
  diag *d = w->j->d;
  if (!kids) { DIAG_SAY(d, LINK_TEXT_MISSING, at, url); return NULL; }
  if (!is_language(code)) {
    const char *wanted = "en";
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
      if (strcmp(languages[i].danish, code) == 0) wanted = languages[i].code;
    DIAG_SAY(d, LANGUAGE_CODE, at, code, wanted);
    return kids;
  }
  inl *i = inl_around(w->j->a, INLINE_LANG, kids, at);
  i->target = code;
  return i;
}

/* Text of a value: what a reader sees; open ones become a marked note. */
static inl *value_inline(doc_job *w, const value *v, span at) {
  arena *a = w->j->a;
  switch (v->kind) {
    case VALUE_KNOWN: return inl_of(a, date_text(a, v->day), at);
    case VALUE_PENDING: {
      inl *i = inl_new(a, INLINE_PENDING, at);
      i->text = typo_line(a, v->text ? v->text : "uafklaret");
      return i;
    }
    case VALUE_NOT_RELEVANT: return inl_of(a, "ikke relevant", at);
    case VALUE_ABSENT: case VALUE_NOT_STATED: return inl_of(a, "ikke oplyst", at);
    case VALUE_BROKEN: break;
  }
  return NULL;
}

static inl *date_inline(doc_job *w, const char *id, span at) {
  const reg *r = model_register(w->j->m, "datoer");
  const record *x = record_lookup(r, id);
  if (x) return value_inline(w, record_value(x, "dato"), at);
  if (!r->broken) DIAG_SAY(w->j->d, REFERENCE_UNKNOWN, at, id, r->def->name, reg_nearest(w->j->a, r, id));
  return NULL;
}

static void say_unknown_name(doc_job *w, const char *id, span at) {
  const agreement *m = w->j->m;
  size_t n = 0;
  for (size_t i = 0; i < m->registers.n; i++) {
    if (m->registers.v[i]->broken) return;
    n += m->registers.v[i]->records.n;
  }
  const char **ids = ARENA_ARRAY(w->j->a, const char *, n + 1);
  n = 0;
  for (size_t i = 0; i < m->registers.n; i++)
    for (size_t k = 0; k < m->registers.v[i]->records.n; k++) ids[n++] = m->registers.v[i]->records.v[k]->id;
  const char *near = text_nearest(id, ids, n);
  DIAG_SAY(w->j->d, NAME_UNKNOWN, at, id, near ? near : "");
}

/* An id alone is looked for in every register but forkortelser: an abbreviation often has the id of the body it stands for. */
static const record *find_name(doc_job *w, const char *id, span at) {
  const agreement *m = w->j->m;
  const record *found = NULL;
  GString *where = g_string_new(NULL);
  const char *first = NULL;
  int count = 0;
  for (size_t i = 0; i < m->registers.n; i++) {
    const reg *r = m->registers.v[i];
    const record *x = strcmp(r->def->name, "forkortelser") == 0 ? NULL : record_lookup(r, id);
    if (!x) continue;
    if (count++) g_string_append(where, ", ");
    else first = r->def->name;
    g_string_append(where, r->def->name);
    found = x;
  }
  if (!count) say_unknown_name(w, id, at);
  if (count > 1) DIAG_SAY(w->j->d, NAME_AMBIGUOUS, at, id, where->str, first);
  g_string_free(where, TRUE);
  return count == 1 ? found : NULL;
}

static inl *name_inline(doc_job *w, const char *name, span at) {
  model_job *j = w->j;
  const char *slash = strchr(name, '/');
  const record *x = NULL;
  if (!slash) {
    x = find_name(w, name, at);
  } else {
    const char *key = arena_strndup(j->a, name, (size_t)(slash - name)), *id = slash + 1;
    const reg *r = model_register(j->m, key);
    if (!r) { DIAG_SAY(j->d, REGISTER_UNKNOWN, at, key, ""); return NULL; }
    x = record_lookup(r, id);
    if (!x && !r->broken) DIAG_SAY(j->d, REFERENCE_UNKNOWN, at, id, key, reg_nearest(j->a, r, id));
  }
  if (!x) return NULL;
  const value *written = record_value(x, "navn");              /* what is wrong with a name is mended there, not where it is used */
  return prose_plain(w, record_name(x), written && written->kind == VALUE_KNOWN ? written->at : at);
}

static inl *outside(doc_job *w, const char *url, inl *kids, span at) {
  arena *a = w->j->a;
  if (!kids) { DIAG_SAY(w->j->d, LINK_TEXT_MISSING, at, url); return NULL; }
  inl *i = inl_around(a, INLINE_LINK, kids, at);
  i->target = url;
  const char *plain = inl_plain(a, kids);
  bool mail = g_str_has_prefix(url, "mailto:");
  i->title = mail ? arena_printf(a, "Skriv til %s", url + 7) : strstr(url, plain) ? url : arena_printf(a, "%s (%s)", plain, url);
  return i;
}

inl *link_make(doc_job *w, const char *url, inl *kids, span at, bool capital) {
  static const char *const own[] = { "dato:", "navn:", "side:", "tal:" };
  arena *a = w->j->a;
  if (url[0] == '#' && url[1]) {
    inl *i = inl_around(a, INLINE_XREF, kids, at);
    i->target = url + 1;
    xref_add(w, i, false, capital);
    return i;
  }
  if (g_str_has_prefix(url, "sprog:")) return language(w, url + 6, url, kids, at);
  if (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "mailto:")) return outside(w, url, kids, at);
  for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
    if (!g_str_has_prefix(url, own[i])) continue;
    if (kids) { DIAG_SAY(w->j->d, LINK_TEXT_EXTRA, at, url); return kids; }
    if (i == 0) return date_inline(w, url + 5, at);
    if (i == 1) return name_inline(w, url + 5, at);
    if (i == 3) return quantity_inline(w, url + 4, QUANTITY_WHOLE, at);
    inl *page = inl_new(a, INLINE_PAGEREF, at);
    page->target = url + 5 + (url[5] == '#');
    xref_add(w, page, true, false);
    return page;
  }
  DIAG_SAY(w->j->d, LINK_KIND, at, url);
  return kids;
}
