#include "audit/audit.h"
#include "cli/cli_int.h"
#include "xlsx/xlsx.h"

#include <stdio.h>

/* The workbook is written to a name beside the wished one and renamed, so that a failure leaves the old one. */
static exit_code workbook_write(const cli_options *o, work *w, const audit_report *r) {
  const grid_set *s = audit_grids(w->arena, r, w->diag);
  if (!s) return EXIT_CLEAN;
  const document doc = { .id = "fund", .title = "Fund" };
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

/* The findings as the page of mistakes. */
static exit_code page_write(const cli_options *o, const work *w) {
  GString *html = g_string_new(NULL);
  diag_html(w->diag, o->lang, arena_printf(w->arena, SAY(o, "Fund i %s", "Findings in %s"), w->shown), html);
  GError *error = NULL;
  bool written = g_file_set_contents(o->html, html->str, (gssize)html->len, &error);
  g_string_free(html, TRUE);
  if (written) return EXIT_CLEAN;
  fprintf(stderr, "rammeaftale: %s: %s\n", o->html, SAY(o, "filen kan ikke skrives", "the file cannot be written"));
  g_clear_error(&error);
  return EXIT_SYSTEM;
}

/* Content with mistakes is not audited: its figures may be read wrong. */
static exit_code audit_one(const cli_options *o, work *w, text_engine **engine) {
  (void)engine;
  work_load(w, o);
  if (diag_count(w->diag, SEVERITY_ERROR)) return work_tell(w, o);
  audit_report *r = audit_make(w->arena, w->diag, w->agreement);
  exit_code end = work_tell(w, o), html = EXIT_CLEAN, book = EXIT_CLEAN;
  if (!o->quiet)
    printf(SAY(o, "%s: %zu kontroller, %zu tal sammenlignet, %zu fund\n", "%s: %zu checks, %zu figures compared, %zu findings\n"), w->shown, r->checks, r->compared, r->findings.n);
  if (o->html) html = page_write(o, w);
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
