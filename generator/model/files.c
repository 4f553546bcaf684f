#include "model/model_int.h"

#include <string.h>

/* The files of an agreement's folder: which there are, which are used, and what may not stand in any of them. */

static int by_name(gconstpointer a, gconstpointer b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* "~$takster.xlsx" is what Excel keeps beside a workbook that is open. */
static bool ours(const char *name) {
  static const char *const ends[] = { ".yaml", ".yml", ".md", ".csv", ".xlsx", ".docx", ".doc", ".odt", ".rtf", ".txt", ".xls", ".ods", ".svg", ".png" };
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
    if (g_str_has_suffix(name, ends[i])) return name[0] != '~';
  return false;
}

/* below: folder inside the agreement's, "" for itself. Depth is limited: a link to the folder above must not keep us for ever. */
static void walk(model_job *j, const char *below, int depth) {
  char *path = g_build_filename(j->folder, below, NULL);
  GDir *dir = depth < 5 ? g_dir_open(path, 0, NULL) : NULL;
  g_free(path);
  if (!dir) return;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    if (name[0] != '.') g_ptr_array_add(names, g_strdup(name));
  g_dir_close(dir);
  g_ptr_array_sort(names, by_name);
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    const char *inside = *below ? arena_printf(j->a, "%s/%s", below, name) : arena_strdup(j->a, name);
    char *full = g_build_filename(j->folder, inside, NULL);
    if (g_file_test(full, G_FILE_TEST_IS_DIR)) walk(j, inside, depth + 1);
    else if (ours(name)) LIST_PUSH(j->a, &j->files, ((source_file){ .path = inside, .shown = arena_printf(j->a, "%s/%s", j->shown, inside) }));
    g_free(full);
  }
  g_ptr_array_free(names, TRUE);
}

void files_list(model_job *j) { walk(j, "", 0); }

const source_file *files_use(model_job *j, const char *folder, const char *name, span at) {
  while (g_str_has_prefix(name, "./")) name += 2;
  const char *path = *folder ? arena_printf(j->a, "%s/%s", folder, name) : name;
  if (g_path_is_absolute(name) || strstr(name, "..")) {
    DIAG_SAY(j->d, FILE_OUTSIDE, at, name);
    return NULL;
  }
  for (size_t i = 0; i < j->files.n; i++)
    if (strcmp(j->files.v[i].path, path) == 0) {
      j->files.v[i].used = true;
      return &j->files.v[i];
    }
  const char **names = ARENA_ARRAY(j->a, const char *, j->files.n + 1);
  for (size_t i = 0; i < j->files.n; i++) names[i] = j->files.v[i].path;
  const char *near = text_nearest(path, names, j->files.n);
  if (near && *folder && g_str_has_prefix(near, folder)) near += strlen(folder) + 1;
  else if (*folder) near = NULL;
  DIAG_SAY(j->d, FILE_MISSING, at, name, near ? near : "", *folder ? folder : j->m->id);
  return NULL;
}

static bool picture(const char *path) { return g_str_has_suffix(path, ".svg") || g_str_has_suffix(path, ".png"); }

/* Keeps still when a file that could have named others did not parse. */
void files_report_unused(model_job *j) {
  if (j->agreement_broken || j->documents_unread) return;
  for (size_t i = 0; i < j->files.n; i++) {
    const source_file *f = &j->files.v[i];
    if (f->used || strcmp(f->path, "README.md") == 0) continue;
    span at = { diag_source(j->d, f->shown, "", 0), 0, 0, 0 };
    if (g_str_has_suffix(f->path, ".yml")) DIAG_SAY(j->d, FILE_ENDING, at, f->path);
    else if (!picture(f->path)) DIAG_SAY(j->d, FILE_UNUSED, at, f->path);
    else if (!j->figures_broken && !j->documents_broken) DIAG_SAY(j->d, PICTURE_UNUSED, at, f->path);
  }
}

static int two(const char *s) { return (s[0] - '0') * 10 + (s[1] - '0'); }

/* ddmmyy with a day that exists in some century: 29 February in every fourth year. */
static bool birth_date(const char *s) {
  static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int day = two(s), month = two(s + 2), year = two(s + 4);
  if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
  return month != 2 || day < 29 || year % 4 == 0;
}

/* Length of a civil registration number at s, 0 for none. The hyphen may be any of those that word processors make, a
 * blank, or left out. */
static size_t cpr_length(const char *s, const char *end) {
  static const char *const hyphens[] = { "-", "\u2010", "\u2011", "\u2013", " ", "\u00A0", NULL };
  size_t n = 0;
  while (n < 11 && s + n < end && g_ascii_isdigit(s[n])) n++;
  if ((n != 6 && n != 10) || !birth_date(s)) return 0;
  if (n == 10) return *s == '1' ? 0 : n;                      /* P-numbers are ten figures that begin with 1 */
  for (const char *const *h = hyphens; *h; h++) {
    if (!g_str_has_prefix(s + n, *h)) continue;
    size_t k = n + strlen(*h), m = 0;
    while (s + k + m < end && g_ascii_isdigit(s[k + m])) m++;
    return m == 4 ? k + m : 0;
  }
  return 0;
}

/* sheet NULL: a text file; else text is the listing of a worksheet. */
static void scan(model_job *j, const char *shown, const char *sheet, const char *text, size_t length) {
  const char *end = text + length, *line = text;
  uint32_t line_number = 1;
  for (const char *s = text; s < end; s++) {
    if (*s == '\n') { line = s + 1; line_number++; }
    if (!g_ascii_isdigit(*s) || (s > text && g_ascii_isdigit(s[-1]))) continue;
    size_t n = cpr_length(s, end);
    if (!n) continue;
    uint32_t file = sheet ? diag_sheet(j->d, shown, sheet, text, length) : diag_source(j->d, shown, text, length);
    span at = { file, line_number, (uint32_t)utf8_length(line, (size_t)(s - line)) + 1, (uint32_t)utf8_length(s, n) };
    DIAG_SAY(j->d, CPR, at, NULL);
  }
}

typedef struct other_sheets { model_job *j; const source_file *f; } other_sheets;

static void scan_sheet(void *user, const char *sheet, const char *listing, size_t length) {
  const other_sheets *o = user;
  scan(o->j, o->f->shown, sheet, listing, length);
}

/* The sheet that was read has left its listing; the others are unpacked for this alone. */
static void scan_workbook(model_job *j, const source_file *f, const char *path) {
  size_t length = 0;
  const char *sheet = NULL, *text = f->sheet ? diag_source_text(j->d, f->sheet, &length, &sheet) : NULL;
  if (text && sheet) scan(j, f->shown, sheet, text, length);
  load_xlsx_sheets(j->a, path, sheet, scan_sheet, &(other_sheets){ j, f });
}

/* Reads the file as it is, remarks and all: a number in a remark is published with the folder. */
void cpr_check(model_job *j, const source_file *f) {
  size_t length = 0;
  const char *error = NULL, *path = arena_printf(j->a, "%s/%s", j->folder, f->path);
  if (g_str_has_suffix(f->path, ".xlsx")) { scan_workbook(j, f, path); return; }
  static const char *const packed[] = { ".docx", ".odt", ".ods", ".png" };     /* nothing to be read in them as they are */
  for (size_t i = 0; i < G_N_ELEMENTS(packed); i++)
    if (g_str_has_suffix(f->path, packed[i])) return;
  const char *text = file_read(j->a, path, &length, &error);
  if (text) scan(j, f->shown, NULL, text, length);          /* whoever needs the file says when it cannot be read */
}
