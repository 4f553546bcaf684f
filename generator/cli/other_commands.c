#include "cli/cli_int.h"

#include <stdio.h>
#include <string.h>

/* ---- check: everything but writing ---- */
static exit_code report_write(const cli_options *o, const work *works, size_t count) {
  if (!o->report) return EXIT_CLEAN;
  diag *all = diag_new();
  GString *html = g_string_new(NULL);
  const char *error = NULL;
  for (size_t i = 0; i < count; i++) diag_merge(all, works[i].diag);
  diag_html(all, o->lang, SAY(o, "Fejl og advarsler i indholdet", "Mistakes and warnings in the content"), html);
  bool good = file_replace(o->report, html->str, html->len, &error);
  if (!good) fprintf(stderr, "rammeaftale: %s: %s\n", o->report, error);
  else if (!o->quiet) printf("%s: %s\n", o->report, SAY(o, "skrevet", "written"));
  g_string_free(html, TRUE);
  diag_free(all);
  return good ? EXIT_CLEAN : EXIT_SYSTEM;
}

static void documents_try(work *w, text_engine *engine) {
  for (size_t i = 0; i < w->documents.n; i++) {
    const work_document *d = &w->documents.v[i];
    arena *a = arena_new();
    if (d->doc->pdf) layout_document(a, w->diag, engine, d->sheet, w->agreement, d->doc, d->grids);
    arena_free(a);
  }
  if (!work_collection(w)) return;
  arena *a = arena_new();
  layout_collection(a, w->diag, engine, w->agreement, w->collection.v, w->collection.n);
  arena_free(a);
}

exit_code command_check(const cli_options *o) {
  arena *a = arena_new();
  work *works;
  size_t count;
  exit_code worst = EXIT_CLEAN;
  if (!works_find(a, o, &works, &count, &worst)) { arena_free(a); return worst; }
  text_engine *engine = NULL;
  for (size_t i = 0; i < count; i++) {
    work *w = &works[i];
    work_load(w, o);
    if (!diag_count(w->diag, SEVERITY_ERROR) && work_fonts(w, &engine) && !diag_count(w->diag, SEVERITY_ERROR)) documents_try(w, engine);
    exit_code end = work_tell(w, o);
    if (!o->quiet) {
      size_t errors = diag_count(w->diag, SEVERITY_ERROR), warnings = diag_count(w->diag, SEVERITY_WARNING) - errors;
      printf("%s: %zu %s, %zu %s\n", w->shown, errors, errors == 1 ? SAY(o, "fejl", "error") : SAY(o, "fejl", "errors"), warnings,
             warnings == 1 ? SAY(o, "advarsel", "warning") : SAY(o, "advarsler", "warnings"));
    }
    worst = MAX(worst, end);
  }
  exit_code written = report_write(o, works, count);
  for (size_t i = 0; i < count; i++) work_close(&works[i]);
  if (engine) text_close(engine);
  arena_free(a);
  return MAX(worst, written);
}

/* ---- list ---- */
static exit_code list_one(const cli_options *o, work *w, text_engine **engine) {
  (void)engine;
  work_load(w, o);
  const agreement *m = w->agreement;
  exit_code end = diag_count(w->diag, SEVERITY_ERROR) ? work_tell(w, o) : EXIT_CLEAN;
  printf("%s: %s (%s, version %s)\n", w->shown, m->title ? m->title : "?", m->status_text ? m->status_text : "?", m->version ? m->version : "?");
  for (size_t k = 0; k < w->documents.n; k++) {
    const document *d = w->documents.v[k].doc;
    printf("  %-36s %-8s %s\n", d->id, d->pdf && d->excel ? "pdf xlsx" : d->excel ? "xlsx" : "pdf", d->title ? d->title : "");
  }
  if (work_collection(w)) printf("  %-36s %-8s %s\n", work_collection(w), "pdf", w->collection.v[0].doc->title);
  return end;
}

exit_code command_list(const cli_options *o) { return works_each(o, list_one); }

/* ---- dump ---- */
static const char *const STAGES[] = { "load", "model", "text", "table", "style", "frames", "tags" };

static void load_dump(work *w, GString *out) {
  const char *const folders[] = { ".", "politisk", "bilag", "registre" };
  for (size_t f = 0; f < G_N_ELEMENTS(folders); f++) {
    char *folder = g_build_filename(w->folder, folders[f], NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    LIST(const char *) names = { 0 };
    for (const char *name; dir && (name = g_dir_read_name(dir));)
      if (g_str_has_suffix(name, ".yaml")) LIST_PUSH(w->arena, &names, f ? arena_printf(w->arena, "%s/%s", folders[f], name) : arena_strdup(w->arena, name));
    if (dir) g_dir_close(dir);
    g_free(folder);
    for (size_t i = 1; i < names.n; i++)               /* few names: insertion keeps them in order */
      for (size_t k = i; k && strcmp(names.v[k - 1], names.v[k]) > 0; k--) {
        const char *t = names.v[k];
        names.v[k] = names.v[k - 1];
        names.v[k - 1] = t;
      }
    for (size_t i = 0; i < names.n; i++) {
      char *path = g_build_filename(w->folder, names.v[i], NULL);
      node *n = load_yaml(w->arena, w->diag, path, names.v[i]);
      g_string_append_printf(out, "== %s\n", names.v[i]);
      if (n) node_dump(n, out);
      g_free(path);
    }
  }
}

/* All that stands in samlet.pdf. */
static void collection_dump(work *w, const char *stage, text_engine **engine, GString *out) {
  bool text = !strcmp(stage, "text"), laid = !strcmp(stage, "frames") || !strcmp(stage, "tags");
  if (!work_collection(w) || (!text && !laid)) return;
  g_string_append_printf(out, "== %s\n", work_collection(w));
  for (size_t i = 0; text && i < w->collection.n; i++) document_text(w->collection.v[i].doc, out);
  if (!laid || diag_count(w->diag, SEVERITY_ERROR) || !work_fonts(w, engine)) return;
  arena *a = arena_new();
  layout_result *r = layout_collection(a, w->diag, *engine, w->agreement, w->collection.v, w->collection.n);
  if (!strcmp(stage, "frames")) layout_dump(r, out);
  else tag_dump(r->tags, out);
  arena_free(a);
}

static void stage_dump(work *w, const char *stage, text_engine **engine, GString *out) {
  if (!strcmp(stage, "load")) { load_dump(w, out); return; }
  if (!strcmp(stage, "model")) { model_dump(w->agreement, out); return; }
  for (size_t i = 0; i < w->documents.n; i++) {
    const work_document *d = &w->documents.v[i];
    g_string_append_printf(out, "== %s\n", d->doc->id);
    if (!strcmp(stage, "text")) document_text(d->doc, out);
    else if (!strcmp(stage, "table")) table_dump(d->grids, out);
    else if (!d->sheet) continue;
    else if (!strcmp(stage, "style")) style_dump(d->sheet, out);
    else if (!diag_count(w->diag, SEVERITY_ERROR) && work_fonts(w, engine)) {
      arena *a = arena_new();
      layout_result *r = layout_document(a, w->diag, *engine, d->sheet, w->agreement, d->doc, d->grids);
      if (!strcmp(stage, "frames")) layout_dump(r, out);
      else tag_dump(r->tags, out);
      arena_free(a);
    }
  }
  collection_dump(w, stage, engine, out);
}

exit_code command_dump(const cli_options *o) {
  bool known = false;
  for (size_t i = 0; o->folder_count && i < G_N_ELEMENTS(STAGES); i++) known = known || !strcmp(STAGES[i], o->folders[0]);
  if (!known || o->folder_count != 2) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "skriv: rammeaftale dump load|model|text|table|style|frames|tags MAPPE", "use: rammeaftale dump load|model|text|table|style|frames|tags FOLDER"));
    return EXIT_USE;
  }
  cli_options one = *o;
  one.folders++;
  one.folder_count = 1;
  arena *a = arena_new();
  work *works;
  size_t count;
  exit_code end = EXIT_CLEAN;
  if (works_find(a, &one, &works, &count, &end)) {
    text_engine *engine = NULL;
    GString *out = g_string_new(NULL);
    work_load(works, o);
    stage_dump(works, o->folders[0], &engine, out);
    fputs(out->str, stdout);
    end = work_tell(works, o);
    g_string_free(out, TRUE);
    work_close(works);
    if (engine) text_close(engine);
  }
  arena_free(a);
  return end;
}

/* ---- schema ---- */
exit_code command_schema(const cli_options *o) {
  const char *which = o->folder_count ? o->folders[0] : "dokument";
  GString *s = g_string_new(NULL);
  bool known = o->folder_count < 2 && (strcmp(which, "layout") ? model_schema(which, s) : style_schema(s));
  if (known) fputs(s->str, stdout);
  else fprintf(stderr, "rammeaftale: %s\n", SAY(o, "skriv: rammeaftale schema aftale|dokument|register|tabeller|beregninger|kontroller|layout", "use: rammeaftale schema aftale|dokument|register|tabeller|beregninger|kontroller|layout"));
  g_string_free(s, TRUE);
  return known ? EXIT_CLEAN : EXIT_USE;
}
