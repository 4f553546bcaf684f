#include "cli/cli_int.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include "build/build.h"
#include "pdf/pdf.h"
#include "why/why.h"
#include "xlsx/xlsx.h"

typedef struct document_job { const work *w; const work_document *d; bool boxes; } document_job;

/* The copy to work in says how each figure came to be. */
static bool copy_write(const document_job *j, const workbook_front *front, const char *path, arena *a, diag *d, const char **error) {
  why_job *why = why_begin(a, d, j->w->agreement);
  const grid_set *explained = why_sheet(why, j->d->grids);
  why_end(why);
  return xlsx_write(front, explained ? explained : j->d->grids, XLSX_WORKING_COPY, path, error);
}

/* The workbooks first: the PDF carries the published one as an attachment. */
static job_end excel_write(const document_job *j, const char *into, arena *a, diag *d, build_outputs *out, pdf_attachment *attached, const char **error) {
  const document *doc = j->d->doc;
  const char *file = arena_printf(a, "%s.xlsx", doc->id), *path = arena_printf(a, "%s/%s", into, file), *copy = arena_printf(a, "%s-arbejdskopi.xlsx", doc->id);
  const workbook_front *front = table_front(a, j->w->agreement, doc, j->d->grids);
  if (!xlsx_write(front, j->d->grids, XLSX_PUBLISHED, path, error)) return JOB_SYSTEM;
  if (!copy_write(j, front, arena_printf(a, "%s/%s", into, copy), a, d, error)) return JOB_SYSTEM;
  *attached = (pdf_attachment){ .name = file, .mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                .description = arena_printf(a, "Tabellerne i »%s« som regneark", doc->title) };
  attached->data = file_read(a, path, &attached->length, error);
  if (!attached->data) return JOB_SYSTEM;
  LIST_PUSH(a, out, ((build_output){ doc->id, file, 0 }));
  LIST_PUSH(a, out, ((build_output){ doc->id, copy, 0 }));
  return JOB_DONE;
}

static job_end document_make(void *worker, const build_job *job, const char *into, arena *a, diag *d, build_outputs *out, const char **error) {
  const document_job *j = job->context;
  const document *doc = j->d->doc;
  layout_result *r = NULL;
  if (!worker) return JOB_DONE;                                  /* no fonts: told in d */
  if (doc->pdf) r = (j->boxes ? layout_document_boxes : layout_document)(a, d, worker, j->d->sheet, j->w->agreement, doc, j->d->grids);
  if (diag_count(d, SEVERITY_ERROR)) return JOB_DONE;            /* nothing of this agreement will be kept */
  pdf_attachment attached = { 0 };
  if (doc->excel) {
    job_end end = excel_write(j, into, a, d, out, &attached, error);
    if (end != JOB_DONE) return end;
  }
  if (!r) return JOB_DONE;
  const char *file = arena_printf(a, "%s.pdf", doc->id), *path = arena_printf(a, "%s/%s", into, file);
  if (!pdf_write(r, &attached, attached.data ? 1 : 0, path, error)) return JOB_FAULT;
  LIST_PUSH(a, out, ((build_output){ doc->id, file, (int)r->pages.n }));
  return JOB_DONE;
}

static job_end collection_job(void *worker, const build_job *job, const char *into, arena *a, diag *d, build_outputs *out, const char **error) {
  const work *w = job->context;
  if (!worker) return JOB_DONE;                                  /* no fonts: told in d */
  layout_result *r = layout_collection(a, d, worker, w->agreement, w->collection.v, w->collection.n);
  if (diag_count(d, SEVERITY_ERROR)) return JOB_DONE;
  const char *file = arena_printf(a, "%s.pdf", job->name), *path = arena_printf(a, "%s/%s", into, file);
  if (!pdf_write(r, NULL, 0, path, error)) return JOB_FAULT;
  LIST_PUSH(a, out, ((build_output){ job->name, file, (int)r->pages.n }));
  return JOB_DONE;
}

static const char *state_word(const cli_options *o, build_state s) {
  switch (s) {
  case STATE_SAME: return SAY(o, "uændret", "unchanged");
  case STATE_CHANGED: return SAY(o, "ændret", "changed");
  case STATE_NEW: return SAY(o, "ny", "new");
  case STATE_GONE: return SAY(o, "fjernet", "removed");
  }
  return "";
}

static void report_print(const cli_options *o, const char *target, const build_report *report) {
  size_t changed = 0;
  for (size_t i = 0; i < report->files.n; i++) {
    const build_change *c = &report->files.v[i];
    changed += c->state != STATE_SAME;
    if (o->quiet) continue;
    char pages[32] = "";
    if (c->pages) snprintf(pages, sizeof pages, "%d %s", c->pages, c->pages == 1 ? SAY(o, "side", "page") : SAY(o, "sider", "pages"));
    printf("  %s/%-44s %10s  %s\n", target, c->file, pages, state_word(o, c->state));
  }
  if (!o->quiet) {
    if (changed) printf(SAY(o, "  %zu af %zu filer er nye, ændrede eller fjernede siden sidst.\n", "  %zu of %zu files are new, changed or removed since the last run.\n"), changed, report->files.n);
    else printf("  %s\n", SAY(o, "Intet er ændret siden sidst.", "Nothing has changed since the last run."));
  }
}

static exit_code end_code(const cli_options *o, build_end end, const char *error) {
  switch (end) {
  case BUILD_DONE: return EXIT_CLEAN;
  case BUILD_MISTAKES: return EXIT_MISTAKES;
  case BUILD_SYSTEM: return EXIT_SYSTEM;
  case BUILD_FAULT:
    fprintf(stderr, SAY(o, "rammeaftale: fejl i programmet: %s\n", "rammeaftale: own fault: %s\n"), error);
    return EXIT_FAULT;
  }
  return EXIT_FAULT;
}

typedef struct fonts_wanted { work *w; text_engine **kept; } fonts_wanted;

static void *fonts_open(void *context, diag *d) {
  const fonts_wanted *f = context;
  g_assert(f->w->diag == d);
  return work_fonts(f->w, f->kept);
}

static exit_code agreement_make(work *w, const cli_options *o, text_engine **engine) {
  size_t n = w->documents.n;
  document_job *contexts = ARENA_ARRAY(w->arena, document_job, n + 1);
  build_job *jobs = ARENA_ARRAY(w->arena, build_job, n + 1);
  for (size_t i = 0; i < n; i++) {
    contexts[i] = (document_job){ w, &w->documents.v[i], o->boxes };
    jobs[i] = (build_job){ w->documents.v[i].doc->id, document_make, &contexts[i] };
  }
  if (work_collection(w)) jobs[n++] = (build_job){ work_collection(w), collection_job, w };
  build_plan plan = { .target = arena_printf(w->arena, "%s/%s", o->output, w->name), .jobs = jobs, .count = n, .workers = o->jobs,
                      .partial = o->only != NULL, .worker_open = fonts_open, .worker_context = &(fonts_wanted){ w, engine } };
  build_report report = { 0 };
  const char *error = NULL;
  build_end end = build_run(w->arena, w->diag, &plan, &report, &error);
  if (end == BUILD_SYSTEM && error) DIAG_SAY(w->diag, OUTPUT_FAILED, SPAN_NONE, SAY(o, error, system_reason_english(w->arena, error)));
  exit_code told = work_tell(w, o);
  if (end == BUILD_DONE) report_print(o, plan.target, &report);
  if (end == BUILD_DONE && !o->only && !o->quiet) audit_line(o, w);
  exit_code code = end_code(o, end, error);
  return MAX(code, told);
}

static double cpu_seconds(void) {
  struct timespec t;
  return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec * 1e-9 : 0;
}

exit_code command_build(const cli_options *o) {
  arena *a = arena_new();
  work *works;
  size_t count;
  exit_code worst = EXIT_CLEAN, end;
  if (!works_find(a, o, &works, &count, &worst)) { arena_free(a); return worst; }
  text_engine *engine = NULL;
  for (size_t i = 0; i < count; i++) {
    work *w = &works[i];
    double begun = cpu_seconds();
    work_load(w, o);
    double loaded = cpu_seconds();
    if (!o->quiet) printf("%s: %s\n", w->shown, w->agreement->title ? w->agreement->title : "");
    fflush(stdout);
    end = diag_count(w->diag, SEVERITY_ERROR) ? work_tell(w, o) : agreement_make(w, o, &engine);
    if (end != EXIT_CLEAN)
      fprintf(stderr, SAY(o, "%s: der er ikke skrevet noget. Det, der lå i %s/%s, er urørt.\n", "%s: nothing was written. What stood in %s/%s is untouched.\n"), w->shown, o->output, w->name);
    fflush(stdout);
    if (o->timing) printf("tid: indlæsning %.3f s, resten %.3f s\n", loaded - begun, cpu_seconds() - loaded);
    worst = MAX(worst, end);
    work_close(w);
  }
  if (engine) text_close(engine);
  arena_free(a);
  return worst;
}
