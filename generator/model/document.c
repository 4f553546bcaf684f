#include "model/model_int.h"

#include <string.h>

/* A document's head, and its body from blocks. */

static void check_twice(model_job *j, const doc_job *w, span at) {
  for (size_t i = 0; i < j->documents.n; i++) {
    const doc_job *o = j->documents.v[i];
    if (strcmp(o->doc->id, w->doc->id) != 0) continue;
    bool same_file = o->file == w->file;
    DIAG_SAY(j->d, DOCUMENT_TWICE, same_file ? at : w->doc->at, w->doc->id);
    if (!same_file) diag_also(j->d, o->doc->at, "her står det første", "the first one stands here");
    return;
  }
}

bool editions_of_one(const document *x, const document *y) { return x->edition_of && x->edition_of == y->edition_of; }

/* What it is, and what its pages say of that at their head. */
static void read_kind(doc_job *w, const shaped *s, bool edition) {
  document *doc = w->doc;
  arena *a = w->j->a;
  if (edition) doc->kind = w->edition.agenda ? "dagsorden" : "referat";
  else doc->kind = shaped_has(s, "slags") ? document_kinds[shaped_value(s, "slags")->choice] : doc->number ? "bilag" : "hoveddokument";
  if (strcmp(doc->kind, "hoveddokument") == 0) return;
  if (strcmp(doc->kind, "bilag") == 0) doc->part = doc->number ? arena_printf(a, "Bilag" NBSP "%s", doc->number) : "Bilag";
  else doc->part = arena_printf(a, "%s%s", upper_first(a, doc->kind), doc->internal ? ", intern udgave" : "");
}

/* One document of a file. edition: which; NULL when the file gives only one. */
static void add_document(model_job *j, const source_file *f, const shaped *s, const shaped *edition, const each *e, span at) {
  const agreement *m = j->m;
  const shaped *named = edition ? edition : s;
  doc_job *w = ARENA_NEW(j->a, doc_job);
  document *doc = ARENA_NEW(j->a, document);
  char *folder = g_path_get_dirname(f->path);
  *w = (doc_job){ .j = j, .doc = doc, .file = f, .shape = s, .folder = strcmp(folder, ".") == 0 ? "" : arena_strdup(j->a, folder), .each = e };
  g_free(folder);
  doc->at = shaped_at(named, "dokument");
  doc->id = shaped_text(named, "dokument");
  if (!doc->id) doc->id = text_slug(j->a, f->path);           /* reported as missing */
  if (edition) {
    doc->edition_of = f->path;
    doc->internal = w->edition.internal = shaped_yes(edition, "intern");
    w->edition.agenda = shaped_has(edition, "viser") && shaped_value(edition, "viser")->choice == 0;
  }
  w->title = prose_line(w, shaped_node(named, "titel"));
  doc->title = inl_plain(j->a, w->title);
  doc->subtitle = typo_line(j->a, shaped_text(s, "undertitel"));
  doc->number = shaped_text(s, "nr");
  doc->layout = shaped_text(s, "layout");
  doc->layout_at = shaped_at(s, "layout");
  if (e) {
    doc->edition_of = f->path;
    doc->for_record = e->of->id;
  }
  read_kind(w, s, edition != NULL);
  doc->version = shaped_has(s, "version") ? shaped_text(s, "version") : m->version;
  doc->pages_at = shaped_at(s, "sider");
  if (shaped_has(s, "sider")) doc->pages_wanted = (int)MIN(shaped_value(s, "sider")->num.mantissa, 100000);
  doc->version_date = shaped_has(s, "versionsdato") ? shaped_value(s, "versionsdato")->day : m->version_date;
  if (shaped_has(s, "tilstand")) doc->state = (document_state)shaped_value(s, "tilstand")->choice;
  doc->pdf = !shaped_has(s, "pdf") || shaped_yes(s, "pdf");
  doc->excel = shaped_yes(s, "excel");
  editions_check(j, shaped_value(s, "versioner"), doc->version);
  w->parameters = parameters_of(j, s);
  w->small_below = m->small_below;
  small_read(j, s, &w->small_below);
  check_twice(j, w, edition ? doc->at : at);
  LIST_PUSH(j->a, &j->documents, w);
  LIST_PUSH(j->a, &j->m->documents, doc);
}

/* The document of a tree, or its editions. */
static void read_tree(model_job *j, const source_file *f, const node *root, const each *e, span at) {
  const shaped *s = shape_fill(j->a, j->d, root, &shape_document);
  const value *editions = shaped_value(s, "udgaver");
  open_collect(j, s);
  size_t count = 0;
  for (size_t i = 0; editions->kind == VALUE_KNOWN && i < editions->list.n; i++)
    if (editions->list.v[i].kind == VALUE_KNOWN) { add_document(j, f, s, editions->list.v[i].sub, e, at); count++; }
  if (!count) add_document(j, f, s, NULL, e, at);
}

/* Of a file for many records: the first document that holds a mistake is the last, since the others hold the same one. */
void document_read(model_job *j, const source_file *f, span at) {
  const node *root = load_yaml(j->a, j->d, arena_printf(j->a, "%s/%s", j->folder, f->path), f->shown);
  if (!root) { j->documents_broken = j->documents_unread = true; return; }
  each *e;
  size_t count, errors = diag_count(j->d, SEVERITY_ERROR);
  if (!each_read(j, root, &e, &count)) { read_tree(j, f, root, NULL, at); return; }
  for (size_t i = 0; i < count && diag_count(j->d, SEVERITY_ERROR) == errors; i++) read_tree(j, f, each_fill(&e[i], root), &e[i], at);
  if (diag_count(j->d, SEVERITY_ERROR) != errors) j->documents_broken = true;
}

const char *document_called(arena *a, const document *doc) {
  if (strcmp(doc->kind, "hoveddokument") == 0) return "hoveddokumentet";
  return doc->number ? arena_printf(a, "bilag" NBSP "%s", doc->number) : arena_printf(a, "»%s«", doc->title);
}

void document_lower(doc_job *w) {
  arena *a = w->j->a;
  document *doc = w->doc;
  doc->body = block_add(a, NULL, BLOCK_SECTION, "dokument", doc->at);
  doc->body->level = 1;
  doc->state_text = document_state_text(w->j->m, doc);
  quantities_read(w);
  const value *list = shaped_value(w->shape, "indhold");
  bool known = list->kind == VALUE_KNOWN;
  bool front = known && list->list.n && list->list.v[0].kind == VALUE_KNOWN && shape_named(list->list.v[0].sub, "forside");
  if (!front) {
    span at = shaped_at(w->shape, "titel");
    heading_add(w, doc->body, "dokumenttitel", 1, w->title, NULL, ANCHOR_SECTION, at);
    paragraph_add(a, doc->body, "dokument-undertitel", prose_plain(w, doc->subtitle, at), at);
    if (w->j->m->invented) paragraph_add(a, doc->body, "dokument-forbehold", prose_plain(w, w->j->m->disclaimer, at), at);
  }
  if (known) blocks_lower(w, doc->body, list, 2, true);
  figures_check(w);
}
