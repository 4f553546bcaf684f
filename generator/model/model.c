#include "model/model_int.h"

#include <string.h>

/* The order of reading: standard tables and registers before documents (prose takes names and dates from them), all documents before references (a table's number
 * is known only then), and what stands in no document last. */

static void check_final(model_job *j) {
  if (j->m->status != STATUS_FINAL) return;
  for (size_t i = 0; i < j->open.n; i++) DIAG_SAY(j->d, OPEN_IN_FINAL, j->open.v[i].at, j->open.v[i].text ? j->open.v[i].text : "");
}

static const char *folder_name(arena *a, const char *folder) {
  char *full = g_canonicalize_filename(folder, NULL), *base = g_path_get_basename(full);
  const char *out = arena_strdup(a, base);
  g_free(full);
  g_free(base);
  return out;
}

/* A mistake in a file for many records is told of the first document, not of each. */
static void lower_all(model_job *j) {
  const char *broken = NULL;
  for (size_t i = 0; i < j->documents.n; i++) {
    doc_job *w = j->documents.v[i];
    if (w->doc->for_record && w->doc->edition_of == broken) continue;
    size_t errors = diag_count(j->d, SEVERITY_ERROR);
    document_lower(w);
    if (!w->doc->for_record || diag_count(j->d, SEVERITY_ERROR) == errors) continue;
    broken = w->doc->edition_of;
    j->documents_broken = true;
  }
}

agreement *model_load(arena *a, diag *d, const char *folder, const char *shown, const char *layouts_folder) {
  model_job *j = ARENA_NEW(a, model_job);
  *j = (model_job){ .a = a, .d = d, .folder = folder, .shown = shown, .m = ARENA_NEW(a, agreement), .anchor_index = index_new(a) };
  j->m->id = folder_name(a, folder);
  files_list(j);
  const char *path = arena_printf(a, "%s/aftale.yaml", folder), *path_shown = arena_printf(a, "%s/aftale.yaml", shown);
  bool there = file_exists(path);
  if (there) j->front = load_yaml(a, d, path, path_shown);
  else DIAG_SAY(d, AGREEMENT_MISSING, SPAN_NONE, shown);
  j->agreement_broken = !j->front;
  for (size_t i = 0; i < j->files.n; i++)
    if (strcmp(j->files.v[i].path, "aftale.yaml") == 0) j->files.v[i].used = true;
  standards_load(j, layouts_folder);
  calculation_models_load(j, layouts_folder);
  registers_load(j);
  registers_resolve(j);
  calculations_read(j);
  abbreviations_load(j);
  agreement_read(j);
  checks_load(j, layouts_folder);
  lower_all(j);
  for (size_t i = 0; i < j->documents.n; i++) lists_check(j->documents.v[i], j->documents.v[i]->tables, j->documents.v[i]->figures);
  if (j->collecting) document_lower(j->collecting->frame);
  quantities_resolve(j);
  refs_resolve(j);
  collection_make(j);
  parameters_report_unused(j);
  check_final(j);
  if (there) files_report_unused(j);
  for (size_t i = 0; i < j->files.n; i++) cpr_check(j, &j->files.v[i]);
  return j->m;
}
