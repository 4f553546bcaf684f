#include "model/model_int.h"

#include <string.h>

/* The files of an agreement's folder: which there are, which are used, and what may not stand in any of them. */

static int by_name(gconstpointer a, gconstpointer b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static bool ours(const char *name) { return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml") || g_str_has_suffix(name, ".md"); }

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

/* Keeps still when a file that could have named others did not parse. */
void files_report_unused(model_job *j) {
  if (j->agreement_broken || j->documents_unread) return;
  for (size_t i = 0; i < j->files.n; i++) {
    const source_file *f = &j->files.v[i];
    if (f->used || strcmp(f->path, "README.md") == 0) continue;
    span at = { diag_source(j->d, f->shown, "", 0), 0, 0, 0 };
    if (g_str_has_suffix(f->path, ".yml")) DIAG_SAY(j->d, FILE_ENDING, at, f->path);
    else DIAG_SAY(j->d, FILE_UNUSED, at, f->path);
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

/* Length of a civil registration number at s, 0 for none. The hyphen may be any of those that word processors make. */
static size_t cpr_length(const char *s, const char *end) {
  static const char *const hyphens[] = { "-", "\u2010", "\u2011", "\u2013", NULL };
  size_t n = 0;
  while (n < 6 && s + n < end && g_ascii_isdigit(s[n])) n++;
  if (n != 6 || !birth_date(s)) return 0;
  for (const char *const *h = hyphens; *h; h++) {
    if (!g_str_has_prefix(s + n, *h)) continue;
    size_t k = n + strlen(*h), m = 0;
    while (s + k + m < end && g_ascii_isdigit(s[k + m])) m++;
    return m == 4 ? k + m : 0;
  }
  return 0;
}

/* Reads the file as it is, remarks and all: a number in a remark is published with the folder. */
void cpr_check(model_job *j, const char *path, const char *shown) {
  size_t length = 0;
  const char *error = NULL;
  const char *text = file_read(j->a, path, &length, &error);
  if (!text) return;                                         /* whoever needs it reports it */
  const char *end = text + length, *line = text;
  uint32_t line_number = 1;
  for (const char *s = text; s < end; s++) {
    if (*s == '\n') { line = s + 1; line_number++; }
    if (!g_ascii_isdigit(*s) || (s > text && g_ascii_isdigit(s[-1]))) continue;
    size_t n = cpr_length(s, end);
    if (!n) continue;
    span at = { diag_source(j->d, shown, text, length), line_number, (uint32_t)utf8_length(line, (size_t)(s - line)) + 1, (uint32_t)utf8_length(s, n) };
    DIAG_SAY(j->d, CPR, at, NULL);
  }
}
