/* xlsx/: a workbook from grids. See xlsx.h.
 * Same input, same bytes: libxlsxwriter dates its zip entries 1980, takes `created` from us (0 would mean now, so it is never 0),
 * and writes its temporary files beside the result, where neither TMPDIR nor its clock-named files leave a trace. */
#include "xlsx/xlsx_int.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SECONDS_A_DAY 86400
#define SECONDS_TO_NOON 43200      /* noon, so that the date is the same in every time zone of Europe */
#define FOOTER_MOST 255            /* characters, with Excel's own codes (ECMA-376 part 1, 18.3.1.46) */

void job_check(xlsx_job *j, lxw_error e) {
  if (j->error == LXW_NO_ERROR) j->error = e;
}

void put_text(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, look kind) {
  job_check(j, worksheet_write_string(sheet, row, column, text, look_of(j, kind, 0, false, NULL)));
}

void set_height(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, size_t lines) {
  if (lines > 1) job_check(j, worksheet_set_row(sheet, row, height_of_lines(lines), NULL));
}

void put_link(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *target, const char *text, look kind) {
  const char *url = arena_printf(j->a, "internal:%s!A1", quoted_sheet(j->a, target)), *tip = arena_printf(j->a, "Gå til arket %s", target);
  job_check(j, worksheet_write_url_opt(sheet, row, column, url, look_of(j, kind, 0, false, NULL), text, tip));
}

void put_top(xlsx_job *j, lxw_worksheet *sheet, const char *caption) {
  put_text(j, sheet, ROW_CAPTION, 0, caption, LOOK_CAPTION);
  if (j->front->banner) put_text(j, sheet, ROW_BANNER, 0, j->front->banner, LOOK_BANNER);
  put_link(j, sheet, ROW_BACK, 0, j->contents, "Til indhold", LOOK_BACK);
}

void set_widths(xlsx_job *j, lxw_worksheet *sheet, const double *widths, size_t n) {
  for (size_t c = 0; c < n; c++) job_check(j, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, widths[c], NULL));
}

/* "Opdigtede tal · Rammeaftale · udkast" left, page numbers right; an ampersand is doubled, since a single one begins a code. */
static const char *footer_text(xlsx_job *j) {
  const workbook_front *f = j->front;
  const char *own = f->footer ? f->footer : "", *mode = j->mode == XLSX_WORKING_COPY ? " · arbejdskopi" : "";
  const char *line = arena_printf(j->a, "%s%s%s%s", f->banner ? f->banner : "", f->banner ? " · " : "", own, mode);
  static const char tail[] = "&RSide &P af &N";
  size_t room = FOOTER_MOST - sizeof tail - 2, used = 0;
  GString *s = g_string_new("&L");
  for (const char *p = line; *p; p = utf8_next(p)) {
    used += *p == '&' ? 2 : 1;
    if (used > room) break;
    g_string_append_len(s, p, utf8_next(p) - p);
    if (*p == '&') g_string_append_c(s, '&');
  }
  g_string_append(s, tail);
  const char *kept = arena_strdup(j->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static void set_page(xlsx_job *j, lxw_worksheet *sheet) {
  enum { A4 = 9 };
  worksheet_set_paper(sheet, A4);
  worksheet_set_landscape(sheet);
  worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
  worksheet_fit_to_pages(sheet, 1, 0);
  job_check(j, worksheet_set_footer(sheet, footer_text(j)));
}

lxw_worksheet *sheet_new(xlsx_job *j, const char *name) {
  lxw_worksheet *sheet = workbook_add_worksheet(j->book, name);
  if (sheet) set_page(j, sheet);
  else job_check(j, LXW_ERROR_INVALID_SHEETNAME_CHARACTER);
  return sheet;
}

static const char *status_of(const workbook_front *f) {
  for (size_t i = 0; i < f->lines.n; i++)
    if (!strcmp(f->lines.v[i].label, "Status")) return f->lines.v[i].text;
  return NULL;
}

static void set_properties(xlsx_job *j) {
  const workbook_front *f = j->front;
  date day = f->created.year ? f->created : (date){ 1980, 1, 1 };
  lxw_doc_properties p = {
    .title = j->mode == XLSX_WORKING_COPY ? arena_printf(j->a, "%s (arbejdskopi)", f->title) : arena_strdup(j->a, f->title),
    .subject = arena_strdup(j->a, f->subject),
    .author = arena_strdup(j->a, f->author),
    .company = arena_strdup(j->a, f->author),
    .keywords = arena_strdup(j->a, f->keywords),
    .comments = arena_strdup(j->a, f->banner),
    .status = arena_strdup(j->a, status_of(f)),
    .created = (time_t)date_serial(day) * SECONDS_A_DAY + SECONDS_TO_NOON,
  };
  job_check(j, workbook_set_properties(j->book, &p));
}

static const char *error_text(lxw_error e) {
  switch (e) {
    case LXW_ERROR_MEMORY_MALLOC_FAILED: return "der er ikke hukommelse nok til regnearket";
    case LXW_ERROR_CREATING_XLSX_FILE: return "regnearket kan ikke oprettes";
    case LXW_ERROR_CREATING_TMPFILE: case LXW_ERROR_READING_TMPFILE: return "regnearkets arbejdsfiler kan ikke skrives; er disken fuld?";
    case LXW_ERROR_ZIP_FILE_OPERATION: case LXW_ERROR_ZIP_PARAMETER_ERROR: case LXW_ERROR_ZIP_BAD_ZIP_FILE:
    case LXW_ERROR_ZIP_INTERNAL_ERROR: case LXW_ERROR_ZIP_FILE_ADD: case LXW_ERROR_ZIP_CLOSE:
      return "regnearket kan ikke skrives færdigt; er disken fuld?";
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED: return "en tekst er længere end 32.767 tegn, og det er det længste, en celle i Excel rummer";
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: return "en tabel har flere rækker eller kolonner, end et ark i Excel rummer";
    default: return lxw_strerror(e);             /* the library's own enum, which may grow */
  }
}

/* The folder of the result, for the library's temporary files. */
static char *folder_of(arena *a, const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return arena_strdup(a, ".");
  return slash == path ? arena_strdup(a, "/") : arena_strndup(a, path, (size_t)(slash - path));
}

/* Can the file be made? The library would say so at the end only, on stderr, and without the reason. NULL: it can. */
static const char *refusal(const char *path) {
  FILE *f = fopen(path, "wb");
  if (!f) return system_reason(errno);
  return fclose(f) == 0 ? NULL : system_reason(errno);
}

static void write_sheets(xlsx_job *j) {
  size_t n = j->set->grids.n;
  contents_sheet(j);
  for (size_t i = 0; i < n && j->error == LXW_NO_ERROR; i++) (j->plan[i].g->calculation ? calculation_sheet : grid_sheet)(j, &j->plan[i]);
  for (size_t i = 0; i < n && j->error == LXW_NO_ERROR; i++) {
    if (j->plan[i].subtotals) subtotal_sheet(j, &j->plan[i]);
    if (j->plan[i].chart) chart_sheet(j, &j->plan[i]);
  }
  if (j->error == LXW_NO_ERROR) notes_sheet(j);
}

static lxw_error write_all(xlsx_job *j, const char *path) {
  lxw_workbook_options options = { .constant_memory = j->by_rows, .tmpdir = folder_of(j->a, path), .use_zip64 = LXW_FALSE };
  j->book = workbook_new_opt(path, &options);
  if (!j->book) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  set_properties(j);
  write_sheets(j);
  if (j->error == LXW_NO_ERROR) return workbook_close(j->book);
  lxw_workbook_free(j->book);
  return j->error;
}

bool xlsx_write(const workbook_front *front, const grid_set *s, xlsx_mode mode, const char *path, const char **error) {
  const char *refused = refusal(path);
  if (refused) {
    if (error) *error = refused;
    return false;
  }
  xlsx_job j = { .a = arena_new(), .front = front, .set = s, .mode = mode, .used = g_hash_table_new(g_str_hash, g_str_equal) };
  plan_all(&j);
  lxw_error e = write_all(&j, path);
  g_hash_table_destroy(j.used);
  arena_free(j.a);
  if (e == LXW_NO_ERROR) return true;
  remove(path);
  if (error) *error = error_text(e);
  return false;
}
