#include "model/model_int.h"

#include <string.h>

/* All documents in one file: which ones, in what order, what stands before them, and sheets for the appendices that are not made here. */

/* ---- reading ---- */

static doc_job *job_called(const model_job *j, const char *id) {
  for (size_t i = 0; i < j->documents.n; i++)
    if (strcmp(j->documents.v[i]->doc->id, id) == 0) return j->documents.v[i];
  return NULL;
}

static void say_unknown(model_job *j, const value *v) {
  if (j->documents_broken) return;
  const char **ids = ARENA_ARRAY(j->a, const char *, j->documents.n + 1);
  for (size_t i = 0; i < j->documents.n; i++) ids[i] = j->documents.v[i]->doc->id;
  const char *near = text_nearest(v->text, ids, j->documents.n);
  DIAG_SAY(j->d, COLLECTION_DOCUMENT, v->at, v->text, near ? near : "");
}

static void read_wanted(collecting *c, const value *list) {
  model_job *j = c->j;
  for (size_t i = 0; list->kind == VALUE_KNOWN && i < list->list.n; i++) {
    const value *v = &list->list.v[i];
    if (v->kind != VALUE_KNOWN) continue;
    const doc_job *w = job_called(j, v->text);
    bool twice = false;
    for (size_t k = 0; k < c->wanted.n; k++) twice = twice || c->wanted.v[k] == w;
    if (!w) say_unknown(j, v);
    else if (twice) DIAG_SAY(j->d, COLLECTION_TWICE, v->at, v->text);
    else if (!w->doc->pdf) DIAG_SAY(j->d, COLLECTION_WORKBOOK, v->at, v->text);
    else LIST_PUSH(j->a, &c->wanted, w);
  }
}

/* The frame is a document like others, but for its place: it stands in aftale.yaml, and in no list of documents. */
static doc_job *frame_read(model_job *j, const shaped *s) {
  const agreement *m = j->m;
  doc_job *w = ARENA_NEW(j->a, doc_job);
  document *doc = ARENA_NEW(j->a, document);
  *w = (doc_job){ .j = j, .doc = doc, .shape = s, .folder = "", .small_below = m->small_below };
  w->title = prose_line(w, shaped_node(s, "titel"));
  *doc = (document){ .id = "samlet", .kind = "samlet", .title = inl_plain(j->a, w->title), .subtitle = typo_line(j->a, shaped_text(s, "undertitel")),
                     .layout = shaped_text(s, "layout"), .layout_at = shaped_at(s, "layout"), .version = m->version, .version_date = m->version_date,
                     .pdf = true, .at = s->at };
  return w;
}

void collection_read(model_job *j, const shaped *s) {
  if (!shaped_has(s, "samlet")) return;
  const shaped *own = shaped_value(s, "samlet")->sub;
  collecting *c = j->collecting = ARENA_NEW(j->a, collecting);
  *c = (collecting){ .j = j, .frame = frame_read(j, own) };
  const doc_job *same = job_called(j, c->frame->doc->id);
  if (same) DIAG_SAY(j->d, COLLECTION_NAME, same->doc->at, NULL);
  read_wanted(c, shaped_value(own, "dokumenter"));
}

/* ---- making ---- */

static void part_add(collecting *c, const document *doc, const document *of) {
  LIST_PUSH(c->j->a, &c->made->parts, ((collected){ doc, of }));
}

static bool placed(const collecting *c, const document *doc) {
  for (size_t i = 0; i < c->copies.n; i++)
    if (c->copies.v[i].of->doc == doc) return true;
  return false;
}

/* The place of a document is kept; its blocks are copied when all places are known. */
static void document_place(collecting *c, const doc_job *w) {
  if (!w || !w->doc->pdf || placed(c, w->doc)) return;
  document *copy = ARENA_NEW(c->j->a, document);
  *copy = *w->doc;
  copy->body = NULL;
  memset(&copy->tables, 0, sizeof copy->tables);
  memset(&copy->notes, 0, sizeof copy->notes);
  const collected_copy *last = c->copies.n ? &c->copies.v[c->copies.n - 1] : NULL;
  LIST_PUSH(c->j->a, &c->copies, ((collected_copy){ .of = w, .copy = copy, .tables = last ? last->tables + last->of->tables : 0,
                                                    .figures = last ? last->figures + last->of->figures : 0 }));
  part_add(c, copy, w->doc);
}

/* ---- sheets ---- */

static const char *absence(document_state state) {
  switch (state) {
    case STATE_UPDATING: return "Bilaget er under opdatering.";
    case STATE_LATER: return "Bilaget eftersendes.";
    case STATE_READY: break;
  }
  return "Bilaget er ikke med i denne samling.";
}

static const char *appendix_name(arena *a, const appendix *x) {
  return arena_printf(a, x->of_tariff_agreement ? "Bilag" NBSP "%s til takstaftalen" : "Bilag" NBSP "%s", x->number);
}

static void sheet_entry(collecting *c, block *parent, const appendix *x) {
  arena *a = c->j->a;
  block *section = block_add(a, parent, BLOCK_SECTION, "bilagsark", x->at);
  section->level = 2;
  block *h = block_add(a, section, BLOCK_HEADING, "bilagsark-titel", x->at);
  h->level = 2;
  h->anchor = arena_printf(a, "%s.%s", c->frame->doc->id, x->anchor);
  h->text = inl_join(inl_of(a, arena_printf(a, "%s. ", appendix_name(a, x)), x->at), prose_plain(c->frame, x->title, x->at));
  block *box = block_add(a, section, BLOCK_BOX, "afventer", x->at);
  const char *text = x->remark ? arena_printf(a, "%s %s.", absence(x->state), x->remark) : absence(x->state);
  paragraph_add(a, box, "afventer-tekst", prose_plain(c->frame, text, x->at), x->at);
}

/* Appendices that are not here and follow each other share a sheet: forty pages of which each says "eftersendes" help nobody. */
static size_t sheet_make(collecting *c, size_t first) {
  arena *a = c->j->a;
  const agreement *m = c->j->m;
  const document *frame = c->frame->doc;
  document *doc = ARENA_NEW(a, document);
  *doc = *frame;
  doc->id = arena_printf(a, "ark-%zu", first + 1);
  doc->body = block_add(a, NULL, BLOCK_SECTION, "dokument", m->appendices.v[first].at);
  doc->body->level = 2;
  memset(&doc->tables, 0, sizeof doc->tables);
  memset(&doc->notes, 0, sizeof doc->notes);
  size_t i = first;
  bool of_tariff = m->appendices.v[first].of_tariff_agreement;
  while (i < m->appendices.n && !m->appendices.v[i].document && m->appendices.v[i].of_tariff_agreement == of_tariff) sheet_entry(c, doc->body, &m->appendices.v[i++]);
  bool alone = i == first + 1;
  const appendix *x = &m->appendices.v[first], *last = &m->appendices.v[i - 1];
  doc->part = alone ? appendix_name(a, x) : arena_printf(a, "Bilag" NBSP "%s–%s%s", x->number, last->number, of_tariff ? " til takstaftalen" : "");
  doc->title = alone ? x->title : doc->part;
  part_add(c, doc, NULL);
  return i;
}

/* Agendas and minutes are about the agreement, not of it; the closed points of an internal edition stand in no file that is handed round; and
 * documents for each record of a register repeat what the others say. */
static bool of_agreement(const document *doc) {
  return !doc->internal && !doc->for_record && strcmp(doc->kind, "dagsorden") != 0 && strcmp(doc->kind, "referat") != 0;
}

static bool listed(const agreement *m, const document *doc) {
  for (size_t i = 0; i < m->appendices.n; i++)
    if (m->appendices.v[i].document == doc) return true;
  return false;
}

/* The order of readers: the agreement itself, its appendices as listed, then what no list names. */
static void place_all(collecting *c) {
  const model_job *j = c->j;
  const agreement *m = j->m;
  for (size_t i = 0; i < c->wanted.n; i++) document_place(c, c->wanted.v[i]);
  if (c->wanted.n) return;
  for (size_t i = 0; i < j->documents.n; i++) {
    const document *doc = j->documents.v[i]->doc;
    if (of_agreement(doc) && !listed(m, doc) && strcmp(doc->kind, "bilag") != 0) document_place(c, j->documents.v[i]);
  }
  for (size_t i = 0; i < m->appendices.n;) {
    const document *doc = m->appendices.v[i].document;
    if (!doc) { i = sheet_make(c, i); continue; }
    document_place(c, job_called(j, doc->id));
    i++;
  }
  for (size_t i = 0; i < j->documents.n; i++)
    if (of_agreement(j->documents.v[i]->doc)) document_place(c, j->documents.v[i]);
}

void collection_make(model_job *j) {
  collecting *c = j->collecting;
  if (!c) return;
  c->made = ARENA_NEW(j->a, collection);
  c->made->id = c->frame->doc->id;
  part_add(c, c->frame->doc, NULL);
  place_all(c);
  for (size_t i = 0; i < c->copies.n; i++) collection_copy(c, &c->copies.v[i]);
  const collected_copy *last = c->copies.n ? &c->copies.v[c->copies.n - 1] : NULL;
  lists_check(c->frame, last ? last->tables + last->of->tables : 0, last ? last->figures + last->of->figures : 0);
  j->m->collection = c->made;
}
