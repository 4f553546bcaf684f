#include "model/model_int.h"

#include <string.h>

/* aftale.yaml: the agreement's facts, its documents and its list of appendices. */

static const char *line_of(model_job *j, const shaped *s, const char *key) { return typo_line(j->a, shaped_text(s, key)); }

static date day_of(const shaped *s, const char *key) { return shaped_has(s, key) ? shaped_value(s, key)->day : (date){ 0 }; }

static void read_period(model_job *j, const shaped *s) {
  if (!shaped_has(s, "periode")) return;
  const shaped *p = shaped_value(s, "periode")->sub;
  agreement *m = j->m;
  m->from = day_of(p, "fra");
  m->to = day_of(p, "til");
  if (!m->from.year || !m->to.year) return;
  if (date_compare(m->from, m->to) > 0) {
    DIAG_SAY(j->d, FROM_AFTER_TO, shaped_at(p, "til"), date_text(j->a, m->from), date_text(j->a, m->to));
    diag_also(j->d, shaped_at(p, "fra"), "her står fra", "from stands here");
  }
  m->period = m->from.year == m->to.year ? arena_printf(j->a, "%d", m->from.year) : arena_printf(j->a, "%d–%d", m->from.year, m->to.year);
}

static void read_region(model_job *j, const shaped *s) {
  const char *id = shaped_text(s, "region");
  const reg *r = model_register(j->m, "regioner");
  const record *x = id ? record_lookup(r, id) : NULL;
  if (x) j->m->region = record_name(x);
  else if (id && !r->broken) DIAG_SAY(j->d, REFERENCE_UNKNOWN, shaped_at(s, "region"), id, "regioner", reg_nearest(j->a, r, id));
}

static bool plain_number(const char *s) {
  for (; *s; s++)
    if (!g_ascii_isalnum(*s)) return false;
  return true;
}

static void read_appendix(model_job *j, const shaped *s, record_index *seen) {
  appendix *x = LIST_ADD(j->a, &j->m->appendices);
  *x = (appendix){ .number = shaped_text(s, "nr"), .title = line_of(j, s, "titel"), .remark = line_of(j, s, "bemærkning"),
                   .of_tariff_agreement = shaped_yes(s, "til takstaftalen"), .at = shaped_at(s, "nr") };
  if (shaped_has(s, "tilstand")) x->state = (document_state)shaped_value(s, "tilstand")->choice;
  if (!x->number) x->number = "?";                           /* reported as missing */
  else if (!plain_number(x->number)) DIAG_SAY(j->d, APPENDIX_NUMBER, x->at, x->number);
  if (!x->title) x->title = "?";
  x->anchor = arena_printf(j->a, "%s-%s", x->of_tariff_agreement ? "takstbilag" : "bilag", x->number);
  span *here = ARENA_NEW(j->a, span);
  *here = x->at;
  const span *first = index_put(seen, x->anchor, here);
  if (first && strcmp(x->number, "?") != 0) {
    DIAG_SAY(j->d, APPENDIX_TWICE, x->at, x->number);
    diag_also(j->d, *first, "her står det første", "the first one stands here");
  }
}

static void differs(model_job *j, span at, span there, const char *what, const char *own, const char *listed) {
  DIAG_SAY(j->d, APPENDIX_DIFFERS, at, what, own, listed);
  diag_also(j->d, there, "her står bilagsoversigten", "the list of appendices stands here");
}

/* An appendix and its document say the same, or the document says nothing: number and state. */
static void match(model_job *j, appendix *x, const shaped *s) {
  const char *id = shaped_text(s, "dokument");
  if (!id) return;
  doc_job *w = NULL;
  for (size_t i = 0; i < j->documents.n; i++)
    if (strcmp(j->documents.v[i]->doc->id, id) == 0) w = j->documents.v[i];
  if (!w) {
    const char **ids = ARENA_ARRAY(j->a, const char *, j->documents.n + 1);
    for (size_t i = 0; i < j->documents.n; i++) ids[i] = j->documents.v[i]->doc->id;
    const char *near = text_nearest(id, ids, j->documents.n);
    if (!j->documents_broken) DIAG_SAY(j->d, APPENDIX_DOCUMENT, shaped_at(s, "dokument"), id, near ? near : "");
    return;
  }
  document *doc = x->document = w->doc;
  if (!doc->number) doc->number = x->number;
  else if (strcmp(doc->number, x->number) != 0) differs(j, shaped_at(w->shape, "nr"), x->at, "nr", doc->number, x->number);
  if (!shaped_has(w->shape, "tilstand")) doc->state = x->state;
  else if (doc->state != x->state) differs(j, shaped_at(w->shape, "tilstand"), shaped_at(s, "tilstand"), "tilstand", state_words[doc->state], state_words[x->state]);
  doc->part = arena_printf(j->a, x->of_tariff_agreement ? "Bilag" NBSP "%s til takstaftalen" : "Bilag" NBSP "%s", doc->number);
}

static void read_documents(model_job *j, const shaped *s) {
  const value *v = shaped_value(s, "dokumenter");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    const value *x = &v->list.v[i];
    const source_file *f = x->kind == VALUE_KNOWN ? files_use(j, "", x->text, x->at) : NULL;
    if (f) document_read(j, f, x->at);
    else j->documents_broken = true;
  }
}

/* Without aftale.yaml nobody says which files are documents; those of the two usual folders still tell their mistakes. */
static void guess_documents(model_job *j) {
  j->documents_broken = true;
  for (size_t i = 0; i < j->files.n; i++) {
    source_file *f = &j->files.v[i];
    if (!g_str_has_suffix(f->path, ".yaml") || (!g_str_has_prefix(f->path, "politisk/") && !g_str_has_prefix(f->path, "bilag/"))) continue;
    f->used = true;
    document_read(j, f, SPAN_NONE);
  }
}

/* On every page as an artifact, which is not read aloud; so front pages and titles say it too, in the words of the content when they do. */
static void invented_said(arena *a, agreement *m) {
  m->banner = "Opdigtede tal";
  char *said = m->disclaimer ? g_utf8_strdown(m->disclaimer, -1) : NULL;
  if (!said) m->disclaimer = arena_printf(a, "%s.", m->banner);
  else if (!strstr(said, "opdigtede tal")) m->disclaimer = arena_printf(a, "%s. %s", m->banner, m->disclaimer);
  g_free(said);
}

void agreement_read(model_job *j) {
  if (!j->front) { guess_documents(j); return; }
  agreement *m = j->m;
  shaped *s = shape_fill(j->a, j->d, j->front, &shape_agreement);
  m->title = line_of(j, s, "titel");
  m->subtitle = line_of(j, s, "undertitel");
  m->publisher = line_of(j, s, "udgiver");
  m->subject = line_of(j, s, "emne");
  m->keywords = shaped_text(s, "nøgleord");
  m->disclaimer = line_of(j, s, "forbehold");
  m->version = shaped_text(s, "version");
  m->version_date = day_of(s, "versionsdato");
  if (shaped_has(s, "status")) m->status = (agreement_status)shaped_value(s, "status")->choice;
  m->status_text = status_words[m->status];
  if (!m->title) m->title = m->id;
  m->invented = shaped_yes(s, "opdigtet");
  if (m->invented) invented_said(j->a, m);
  m->profile = shaped_text(s, "profil");
  m->profile_at = shaped_at(s, "profil");
  small_read(j, s, &m->small_below);
  j->parameters = parameters_of(j, s);
  j->editions = shaped_value(s, "versioner");
  editions_check(j, j->editions, m->version);
  read_period(j, s);
  read_region(j, s);
  open_collect(j, s);
  const value *list = shaped_value(s, "bilag");
  record_index *seen = index_new(j->a);
  size_t count = list->kind == VALUE_KNOWN ? list->list.n : 0;
  for (size_t i = 0; i < count; i++)
    if (list->list.v[i].kind == VALUE_KNOWN) read_appendix(j, list->list.v[i].sub, seen);
  read_documents(j, s);
  for (size_t i = 0, k = 0; i < count; i++)
    if (list->list.v[i].kind == VALUE_KNOWN) match(j, &m->appendices.v[k++], list->list.v[i].sub);
  collection_read(j, s);
  if (shaped_has(s, "afstemning")) m->reconciliation = shaped_value(s, "afstemning")->sub;
}
