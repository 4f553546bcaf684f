#include "audit/audit.h"
#include "cli/cli_int.h"
#include "xlsx/xlsx.h"

#include <stdio.h>

/* The workbook is written to a name beside the wished one and renamed, so that a failure leaves the old one. */
static exit_code workbook_write(const cli_options *o, work *w, const audit_report *r) {
  const grid_set *s = audit_grids(w->arena, w->agreement, r, w->diag);
  const document doc = { .id = "kontrol", .title = "Kontrol af tallene" };
  const char *made = arena_printf(w->arena, "%s.ny", o->xlsx), *error = NULL;
  if (!xlsx_write(table_front(w->arena, w->agreement, &doc, s), s, XLSX_WORKING_COPY, made, &error)) {
    fprintf(stderr, "rammeaftale: %s: %s\n", o->xlsx, error);
    return EXIT_SYSTEM;
  }
  if (rename(made, o->xlsx) == 0) return EXIT_CLEAN;
  fprintf(stderr, "rammeaftale: %s: %s\n", o->xlsx, SAY(o, "filen kan ikke skrives", "the file cannot be written"));
  remove(made);
  return EXIT_SYSTEM;
}

static exit_code page_write(const cli_options *o, const work *w, const audit_report *r) {
  GString *html = g_string_new(NULL);
  audit_page(r, w->diag, o->lang, arena_printf(w->arena, SAY(o, "Kontrol af tallene i %s", "Figures of %s checked"), w->shown), html);
  GError *error = NULL;
  bool written = g_file_set_contents(o->html, html->str, (gssize)html->len, &error);
  g_string_free(html, TRUE);
  if (written) return EXIT_CLEAN;
  fprintf(stderr, "rammeaftale: %s: %s\n", o->html, SAY(o, "filen kan ikke skrives", "the file cannot be written"));
  g_clear_error(&error);
  return EXIT_SYSTEM;
}

static const char *counted(arena *a, size_t n) {
  char text[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)n, 0 }, 0, text);
  return arena_strdup(a, text);
}

static const char *checks_word(const cli_options *o, size_t n) { return n == 1 ? SAY(o, "kontrol", "check") : SAY(o, "kontroller", "checks"); }

/* A line a check that had something to compare, then the whole. */
static void report_print(const cli_options *o, const work *w, const audit_report *r) {
  size_t idle = 0;
  for (size_t i = 0; i < r->checks.n; i++) {
    const audit_check *k = &r->checks.v[i];
    idle += !k->compared;
    if (k->compared) printf(SAY(o, "  %9s tal  %4s fund  %s\n", "  %9s figures  %4s findings  %s\n"), counted(w->arena, k->compared), counted(w->arena, k->findings), k->title);
  }
  printf(SAY(o, "%s: %zu %s, %s tal sammenlignet, %s fund.", "%s: %zu %s, %s figures compared, %s findings."), w->shown, r->checks.n - idle, checks_word(o, r->checks.n - idle),
         counted(w->arena, r->compared), counted(w->arena, r->findings.n));
  if (idle) printf(SAY(o, " %zu %s har ingen tal at regne på.", " %zu %s have no figures to work on."), idle, checks_word(o, idle));
  printf("\n");
  fflush(stdout);          /* the next agreement's findings go to stderr and come after */
}

void audit_line(const cli_options *o, const work *w) {
  diag *quiet = diag_new();
  const audit_report *r = audit_make(w->arena, quiet, w->agreement, NULL);
  diag_free(quiet);
  if (r->findings.n)
    printf(SAY(o, "  Kontrol: %s fund i %s tal; se dem med »rammeaftale audit %s«.\n", "  Audit: %s findings in %s figures; see them with 'rammeaftale audit %s'.\n"),
           counted(w->arena, r->findings.n), counted(w->arena, r->compared), w->shown);
  else if (r->compared) printf(SAY(o, "  Kontrol: ingen fund i %s tal.\n", "  Audit: no findings in %s figures.\n"), counted(w->arena, r->compared));
}

/* Content with mistakes is not audited: its figures may be read wrong. */
static exit_code audit_one(const cli_options *o, work *w, text_engine **engine) {
  (void)engine;
  work_load(w, o);
  if (diag_count(w->diag, SEVERITY_ERROR)) return work_tell(w, o);
  audit_report *r = audit_make(w->arena, w->diag, w->agreement, w->grids);
  exit_code end = work_tell(w, o), html = EXIT_CLEAN, book = EXIT_CLEAN;
  if (!o->quiet) report_print(o, w, r);
  if (o->html) html = page_write(o, w, r);
  if (o->xlsx) book = workbook_write(o, w, r);
  return MAX(end, MAX(html, book));
}

exit_code command_audit(const cli_options *o) {
  if ((o->html || o->xlsx) && o->folder_count != 1) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "nævn én mappe, når fundene skal i en fil", "name one folder when the findings go to a file"));
    return EXIT_USE;
  }
  return works_each(o, audit_one);
}
