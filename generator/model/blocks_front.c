#include "model/model_int.h"

#include <string.h>

/* What stands before the text: front page, colophon, contents, preface. What the program knows it writes itself. */

static const char *version_line(arena *a, const char *status, const char *version, date day) {
  GString *s = g_string_new(status);
  if (version) g_string_append_printf(s, ", version" NBSP "%s", version);
  if (day.year) g_string_append_printf(s, ", %s", date_text(a, day));
  const char *out = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  return out;
}

/* An appendix that is not ready says so instead of the agreement's status. */
const char *document_state_text(const agreement *m, const document *doc) {
  if (doc->state != STATE_READY) return state_words[doc->state];
  return m->status_text ? m->status_text : status_words[STATUS_DRAFT];
}

static const char *state_line(arena *a, const agreement *m, const document *doc) {
  return version_line(a, document_state_text(m, doc), doc->version, doc->version_date);
}

/* Above the title: the agreement and the appendix's number; on the agreement's own document its publisher. */
static const char *kicker(arena *a, const agreement *m, const document *doc) {
  if (doc->part && g_str_has_prefix(doc->part, "Bilag")) return m->title ? arena_printf(a, "%s, bilag%s", m->title, doc->part + strlen("Bilag")) : doc->part;
  return m->title && strcmp(m->title, doc->title) != 0 ? m->title : m->publisher;
}

static void say(doc_job *w, block *parent, const char *style, const char *text, span at) {
  paragraph_add(w->j->a, parent, style, prose_plain(w, text, at), at);
}

void lower_front(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  arena *a = w->j->a;
  const agreement *m = w->j->m;
  block *b = block_add(a, parent, BLOCK_SECTION, "forside", s->at);
  bool own = shaped_text(s, "forside") != NULL;
  span at = own ? shaped_at(s, "forside") : shaped_at(w->shape, "titel");
  say(w, b, "forside-aftale", kicker(a, m, w->doc), s->at);
  heading_add(w, b, "forside-titel", 1, own ? prose_line(w, shaped_node(s, "forside")) : w->title, NULL, ANCHOR_SECTION, at);
  const char *subtitle = shaped_text(s, "undertitel");
  if (subtitle) paragraph_add(a, b, "forside-undertitel", prose_line(w, shaped_node(s, "undertitel")), shaped_at(s, "undertitel"));
  else say(w, b, "forside-undertitel", w->doc->subtitle, at);
  say(w, b, "forside-status", upper_first(a, state_line(a, m, w->doc)), s->at);
  prose_add(w, b, s, "tekst", &(prose_look){ "forside-tekst", 0, "forsiden" });
  if (shaped_text(s, "billedtekst")) paragraph_add(a, b, "forside-billedtekst", prose_line(w, shaped_node(s, "billedtekst")), shaped_at(s, "billedtekst"));
  say(w, b, "forside-forbehold", m->disclaimer, s->at);
}

/* The versions of all documents made here stand on the main document's colophon. */
/* Not what the public does not get, and not 17 times the same. */
static bool has_version_row(const document *doc) { return !doc->internal && !doc->for_record; }

static void version_table(doc_job *w, block *parent, span at) {
  arena *a = w->j->a;
  const agreement *m = w->j->m;
  static const char *const head[] = { "Dokument", "Version", "Dato", "Status" };
  table_decl *t = table_add(w, parent, "tabel-versioner", "Dokumenternes versioner", at);
  size_t rows = 1;
  for (size_t i = 0; i < m->documents.n; i++) rows += has_version_row(m->documents.v[i]);
  table_cells(w, t, rows, G_N_ELEMENTS(head));
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++) t->prose[0][i] = inl_of(a, head[i], at);
  for (size_t i = 0, at_row = 1; i < m->documents.n; i++) {
    const document *doc = m->documents.v[i];
    if (!has_version_row(doc)) continue;
    inl **row = t->prose[at_row++];
    const char *title = text_blank(doc->title) ? doc->id : doc->title;           /* a title with a mistake was told where it stands */
    row[0] = prose_plain(w, doc->part ? arena_printf(a, "%s: %s", doc->part, title) : title, at);
    row[1] = inl_of(a, doc->version ? doc->version : "ikke oplyst", at);
    row[2] = inl_of(a, doc->version_date.year ? date_text(a, doc->version_date) : "ikke oplyst", at);
    row[3] = inl_of(a, document_state_text(m, doc), at);
  }
}

void editions_check(model_job *j, const value *list, const char *version) {
  if (list->kind != VALUE_KNOWN || !list->list.n || !version) return;
  const value *last = &list->list.v[list->list.n - 1];
  const char *own = last->kind == VALUE_KNOWN ? shaped_text(last->sub, "version") : NULL;
  if (own && strcmp(own, version) != 0) DIAG_SAY(j->d, EDITION_LAST, shaped_at(last->sub, "version"), own, version);
}

/* What each version changed: a document's own list; the agreement's stands in its main document. */
static void edition_table(doc_job *w, block *parent, span at) {
  static const char *const head[] = { "Version", "Dato", "Ændret" };
  arena *a = w->j->a;
  const value *list = def_field(w->shape->def, "versioner") < w->shape->def->count ? shaped_value(w->shape, "versioner") : NULL;
  if ((!list || list->kind != VALUE_KNOWN) && !w->doc->part) list = w->j->editions;
  if (!list || list->kind != VALUE_KNOWN || !list->list.n) return;
  table_decl *t = table_add(w, parent, "tabel-ændringer", "Versioner, og hvad der er ændret", at);
  table_cells(w, t, list->list.n + 1, G_N_ELEMENTS(head));
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++) t->prose[0][i] = inl_of(a, head[i], at);
  for (size_t i = 0; i < list->list.n; i++) {
    const shaped *s = list->list.v[i].kind == VALUE_KNOWN ? list->list.v[i].sub : NULL;
    inl **row = t->prose[i + 1];
    row[0] = inl_of(a, s && shaped_text(s, "version") ? shaped_text(s, "version") : "ikke oplyst", at);
    row[1] = inl_of(a, s && shaped_has(s, "dato") ? date_text(a, shaped_value(s, "dato")->day) : "ikke oplyst", at);
    row[2] = s && shaped_text(s, "ændret") ? prose_line(w, shaped_node(s, "ændret")) : inl_of(a, "ikke oplyst", at);
  }
}

void lower_colophon(doc_job *w, block *parent, const shaped *s, int level) {
  const agreement *m = w->j->m;
  arena *a = w->j->a;
  block *b = block_add(a, parent, BLOCK_SECTION, "kolofon", s->at);
  block *h = heading_add(w, b, "kolofon-titel", level, prose_line(w, shaped_node(s, "kolofon")), NULL, ANCHOR_SECTION, shaped_at(s, "kolofon"));
  h->unlisted = true;
  prose_add(w, b, s, "tekst", &(prose_look){ "kolofon-tekst", 0, "kolofonen" });
  if (m->publisher) say(w, b, "kolofon-tekst", arena_printf(a, "Udgiver: %s", m->publisher), s->at);
  say(w, b, "kolofon-tekst", arena_printf(a, "Status: %s", state_line(a, m, w->doc)), s->at);
  edition_table(w, b, s->at);
  if (!w->doc->part && m->documents.n > 1) version_table(w, b, s->at);
  say(w, b, "kolofon-tekst", m->disclaimer, s->at);
}

static block *contents_add(doc_job *w, block *parent, const shaped *s, int level) {
  const char *key = s->def->name;
  block *b = block_add(w->j->a, parent, BLOCK_SECTION, "indhold", s->at);
  block *h = heading_add(w, b, "indhold-titel", level, prose_line(w, shaped_node(s, key)), NULL, ANCHOR_SECTION, shaped_at(s, key));
  h->unlisted = true;
  return block_add(w->j->a, b, BLOCK_CONTENTS, "indhold-liste", s->at);
}

void lower_contents(doc_job *w, block *parent, const shaped *s, int level) {
  block *c = contents_add(w, parent, s, level);
  int64_t levels = shaped_has(s, "niveauer") ? shaped_value(s, "niveauer")->num.mantissa : 2;
  if (levels < 1 || levels > 3) {
    DIAG_SAY(w->j->d, LEVELS_RANGE, shaped_at(s, "niveauer"), arena_printf(w->j->a, "%lld", (long long)levels));
    levels = 2;
  }
  c->level = (int)levels + 1;
}

void lower_table_list(doc_job *w, block *parent, const shaped *s, int level) {
  contents_add(w, parent, s, level)->lists = LISTS_TABLES;
  w->table_list = s->at;
}

void lower_figure_list(doc_job *w, block *parent, const shaped *s, int level) {
  contents_add(w, parent, s, level)->lists = LISTS_FIGURES;
  w->figure_list = s->at;
}

void lists_check(const doc_job *w, int tables, int figures) {
  if (w->table_list.line && !tables) DIAG_SAY(w->j->d, LIST_EMPTY, w->table_list, "tabeller", "tables");
  if (w->figure_list.line && !figures) DIAG_SAY(w->j->d, LIST_EMPTY, w->figure_list, "figurer", "figures");
}

void lower_preface(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  const char *waits = shaped_text(s, "afventer");
  bool text = shaped_value(s, "tekst")->kind != VALUE_ABSENT;
  if (text && waits) DIAG_SAY(w->j->d, PREFACE_BOTH, s->at, "både »tekst« og »afventer«", "both 'tekst' and 'afventer'");
  if (!text && !waits) DIAG_SAY(w->j->d, PREFACE_BOTH, s->at, "hverken »tekst« eller »afventer«", "neither 'tekst' nor 'afventer'");
  block *b = section_add(w, parent, "forord", s, level);
  if (!waits) return;
  span at = shaped_at(s, "afventer");
  const char *sentence = arena_printf(a, "Afventer %s", waits);
  open_add(w->j, at, sentence);
  block *box = block_add(a, b, BLOCK_BOX, "afventer", at);
  say(w, box, "afventer-tekst", arena_printf(a, "%s.", sentence), at);
}
