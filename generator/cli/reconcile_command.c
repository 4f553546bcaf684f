#include "cli/cli_int.h"
#include "pdf/pdf.h"
#include "reconcile/reconcile.h"
#include "xlsx/xlsx.h"

#include <stdio.h>
#include <string.h>

/* `rammeaftale reconcile DIR FILE`: the offers held up against somebody else's list, on the screen, as a PDF and as a workbook. */

/* ---- on the screen ---- */

static size_t cell_width(const char *s) { return utf8_length(s, strlen(s)); }

static void put_cell(const char *s, size_t width, bool right, bool last) {
  const int fill = (int)(width - cell_width(s));
  if (right) printf("%*s%s%s", fill, "", s, last ? "" : "  ");
  else printf("%s%*s%s", s, last ? 0 : fill, "", last ? "" : "  ");
}

static void grid_print(const grid *g) {
  size_t *width = g_new0(size_t, g->columns);
  for (size_t c = 0; c < g->columns; c++) width[c] = cell_width(g->column[c].header);
  for (size_t r = 0; r < g->rows; r++)
    for (size_t c = 0; c < g->columns; c++) width[c] = MAX(width[c], cell_width(g->row[r].cells[c].text));
  printf("\n%s\n", g->title);
  for (size_t c = 0; c < g->columns; c++) put_cell(g->column[c].header, width[c], g->column[c].type != COLUMN_TEXT, c + 1 == g->columns);
  printf("\n");
  for (size_t r = 0; r < g->rows; r++) {
    for (size_t c = 0; c < g->columns; c++) put_cell(g->row[r].cells[c].text, width[c], g->column[c].type != COLUMN_TEXT, c + 1 == g->columns);
    printf("\n");
  }
  g_free(width);
}

/* ---- as files: written beside the wished names and renamed, so that a failure leaves the old ones ---- */

static bool put_in_place(const cli_options *o, const char *fresh, const char *path) {
  if (rename(fresh, path) == 0) return true;
  fprintf(stderr, "rammeaftale: %s: %s\n", path, SAY(o, "filen kan ikke skrives", "the file cannot be written"));
  remove(fresh);
  return false;
}

static bool told(const char *path, const char *error) {
  fprintf(stderr, "rammeaftale: %s: %s\n", path, error);
  return false;
}

static bool files_put(const cli_options *o, work *w, const agreement *m, const grid_set *s, layout_result *pages) {
  const char *error = NULL, *folder = arena_printf(w->arena, "%s/%s", o->output, w->name);
  const char *book = arena_printf(w->arena, "%s/afstemning.xlsx", folder), *paper = arena_printf(w->arena, "%s/afstemning.pdf", folder);
  const char *new_book = arena_printf(w->arena, "%s.ny", book), *new_paper = arena_printf(w->arena, "%s.ny", paper);
  if (!file_make_folder(folder, &error)) return told(folder, error);
  if (!xlsx_write(table_front(w->arena, m, m->documents.v[0], s), s, XLSX_WORKING_COPY, new_book, &error)) return told(book, error);
  if (!put_in_place(o, new_book, book)) return false;
  if (!pdf_write(pages, NULL, 0, new_paper, &error)) return told(paper, error);
  if (!put_in_place(o, new_paper, paper)) return false;
  if (!o->quiet) printf("\n%s: %zu %s\n%s\n", paper, pages->pages.n, pages->pages.n == 1 ? SAY(o, "side", "page") : SAY(o, "sider", "pages"), book);
  return true;
}

static bool files_make(const cli_options *o, work *w, const reconciliation *r, const grid_set *s) {
  text_engine *engine = NULL;
  const agreement *m = reconcile_document(w->arena, w->agreement, r, s);
  const style_request wanted = { .folder = w->layouts, .shown = w->layouts, .layout = m->documents.v[0]->layout, .profile = m->profile, .profile_at = m->profile_at };
  style_sheet *sheet = style_load(w->arena, w->diag, &wanted);
  if (!sheet || !work_fonts(w, &engine)) return true;             /* told with the mistakes */
  layout_result *pages = layout_document(w->arena, w->diag, engine, sheet, m, m->documents.v[0], s);
  const bool good = diag_count(w->diag, SEVERITY_ERROR) || files_put(o, w, m, s, pages);
  text_close(engine);
  return good;
}

/* Content or a file with mistakes is not compared: what is read wrong would be a difference. */
static exit_code reconcile_one(const cli_options *o, work *w, text_engine **engine) {
  (void)engine;
  work_load(w, o);
  if (diag_count(w->diag, SEVERITY_ERROR)) return work_tell(w, o);
  const char *file = o->folders[1];
  char *shown = g_path_get_basename(file);
  const reconciliation *r = reconcile_make(w->arena, w->diag, w->agreement, &(reconcile_request){ file, arena_strdup(w->arena, shown), o->day, o->operator_id });
  g_free(shown);
  if (!r) return work_tell(w, o);
  const grid_set *s = reconcile_grids(w->arena, r);
  if (!o->quiet) {
    printf(SAY(o, "%s og %s, %s\n", "%s and %s, %s\n"), w->shown, r->file, date_text(w->arena, r->day));
    for (size_t i = 0; i < s->grids.n; i++) grid_print(s->grids.v[i]);
  }
  const bool written = files_make(o, w, r, s);
  const exit_code end = work_tell(w, o);
  if (!written) return EXIT_SYSTEM;
  return MAX(end, reconcile_found(r) ? EXIT_MISTAKES : EXIT_CLEAN);
}

exit_code command_reconcile(const cli_options *o) {
  if (o->folder_count != 2) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "skriv: rammeaftale reconcile MAPPE FIL, for eksempel »rammeaftale reconcile content/min-aftale tilbudsportalen.xlsx«", "use: rammeaftale reconcile DIR FILE"));
    return EXIT_USE;
  }
  cli_options one = *o;
  one.folder_count = 1;
  return works_each(&one, reconcile_one);
}
