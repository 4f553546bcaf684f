/* The list of reports of a run and the sources they point into. */
#include "diag/diag_int.h"
#include <string.h>

static void source_free(void *p) {
  source *s = p;
  g_free(s->path);
  g_free(s->sheet);
  g_free(s->text);
  if (s->starts) g_array_free(s->starts, TRUE);
  g_free(s);
}

static void also_clear(void *p) {
  also *a = p;
  g_free(a->note[0]);
  g_free(a->note[1]);
}

static void report_free(void *p) {
  report *r = p;
  for (size_t i = 0; i < DIAG_ARGS; i++) g_free(r->args[i]);
  if (r->also) g_array_free(r->also, TRUE);
  g_free(r);
}

diag *diag_new(void) {
  diag *d = g_new0(diag, 1);
  d->sources = g_ptr_array_new_with_free_func(source_free);
  d->reports = g_ptr_array_new_with_free_func(report_free);
  d->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return d;
}

void diag_free(diag *d) {
  if (!d) return;
  g_hash_table_destroy(d->seen);
  g_ptr_array_free(d->reports, TRUE);
  g_ptr_array_free(d->sources, TRUE);
  g_free(d);
}

/* Files are few, so the path is searched for. A source known by its path only (from a worker) gets its text later. */
uint32_t source_register(diag *d, const char *path, const char *sheet, const char *text, size_t length) {
  source *s = NULL;
  guint i = 0;
  for (; i < d->sources->len; i++) {
    s = g_ptr_array_index(d->sources, i);
    if (strcmp(s->path, path) == 0 && g_strcmp0(s->sheet, sheet) == 0) break;
  }
  if (i == d->sources->len) {
    s = g_new0(source, 1);
    s->path = g_strdup(path);
    s->sheet = g_strdup(sheet);
    g_ptr_array_add(d->sources, s);
  }
  if (!s->text && text && length > 0) {
    s->text = g_malloc(length + 1);
    memcpy(s->text, text, length);
    s->text[length] = '\0';
    s->length = length;
  }
  return i + 1;
}

uint32_t diag_source(diag *d, const char *path_shown, const char *text, size_t length) {
  return source_register(d, path_shown, NULL, text, length);
}

uint32_t diag_sheet(diag *d, const char *path_shown, const char *sheet, const char *text, size_t length) {
  return source_register(d, path_shown, sheet, text, length);
}

const char *diag_source_path(const diag *d, uint32_t file) {
  if (file == 0 || file > d->sources->len) return "";
  return ((const source *)g_ptr_array_index(d->sources, file - 1))->path;
}

const char *diag_source_text(const diag *d, uint32_t file, size_t *length, const char **sheet) {
  if (sheet) *sheet = NULL;
  if (file == 0 || file > d->sources->len) return NULL;
  const source *s = g_ptr_array_index(d->sources, file - 1);
  *length = s->length;
  if (sheet) *sheet = s->sheet;
  return s->text;
}

static char *report_key(diag_id id, span at, const char *const args[]) {
  GString *key = g_string_new(NULL);
  g_string_printf(key, "%d %u %u %u %u", (int)id, at.file, at.line, at.col, at.len);
  for (size_t i = 0; i < DIAG_ARGS && args[i]; i++) {
    g_string_append_printf(key, " %zu:", strlen(args[i]));
    g_string_append(key, args[i]);
  }
  return g_string_free(key, FALSE);
}

void diag_report(diag *d, diag_id id, span at, const char *const args[]) {
  g_assert((size_t)id < (size_t)DIAG_COUNT);
  char *key = report_key(id, at, args);
  report *r = g_hash_table_lookup(d->seen, key);
  if (r) {
    g_free(key);
    d->last = r;
    return;
  }
  r = g_new0(report, 1);
  r->id = id;
  r->at = at;
  for (size_t i = 0; i < DIAG_ARGS && args[i]; i++) r->args[i] = g_strdup(args[i]);
  g_hash_table_insert(d->seen, key, r);
  g_ptr_array_add(d->reports, r);
  d->last = r;
}

static bool span_equal(span a, span b) {
  return a.file == b.file && a.line == b.line && a.col == b.col && a.len == b.len;
}

void diag_also(diag *d, span at, const char *note_da, const char *note_en) {
  report *r = d->last;
  g_assert(r != NULL);
  if (!r->also) {
    r->also = g_array_new(FALSE, FALSE, sizeof(also));
    g_array_set_clear_func(r->also, also_clear);
  }
  for (guint i = 0; i < r->also->len; i++) {
    const also *a = &g_array_index(r->also, also, i);
    if (span_equal(a->at, at) && strcmp(a->note[0], note_da) == 0) return;
  }
  const also a = { at, { g_strdup(note_da), g_strdup(note_en) } };
  g_array_append_val(r->also, a);
}

size_t diag_count(const diag *d, diag_severity at_least) {
  size_t n = 0;
  for (guint i = 0; i < d->reports->len; i++) {
    const report *r = g_ptr_array_index(d->reports, i);
    if (diag_lookup(r->id)->severity >= at_least) n++;
  }
  return n;
}

bool diag_has(const diag *d, diag_id id) {
  for (guint i = 0; i < d->reports->len; i++)
    if (((const report *)g_ptr_array_index(d->reports, i))->id == id) return true;
  return false;
}

static int compare_u32(uint32_t a, uint32_t b) {
  return (a > b) - (a < b);
}

/* File, line, column, id; then length and arguments, so that the order is total: equal ones are kept once. */
static int report_compare(const void *pa, const void *pb) {
  const report *a = *(report *const *)pa, *b = *(report *const *)pb;
  int c = compare_u32(a->at.file, b->at.file);
  if (c == 0) c = compare_u32(a->at.line, b->at.line);
  if (c == 0) c = compare_u32(a->at.col, b->at.col);
  if (c == 0) c = compare_u32((uint32_t)a->id, (uint32_t)b->id);
  if (c == 0) c = compare_u32(a->at.len, b->at.len);
  for (size_t i = 0; c == 0 && i < DIAG_ARGS; i++) c = g_strcmp0(a->args[i], b->args[i]);
  return c;
}

report **reports_sorted(const diag *d, size_t *n) {
  *n = d->reports->len;
  report **list = g_new(report *, *n + 1);
  for (size_t i = 0; i < *n; i++) list[i] = g_ptr_array_index(d->reports, i);
  qsort(list, *n, sizeof(report *), report_compare);   /* NOLINT(bugprone-sizeof-expression): a list of pointers */
  return list;
}
