#include "cli/cli_int.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool holds_agreement(const char *folder) {
  char *path = g_build_filename(folder, "aftale.yaml", NULL);
  bool holds = file_exists(path);
  g_free(path);
  return holds;
}

/* Without a trailing slash, so that the last part is the folder's name. */
static char *folder_name(arena *a, const char *path) {
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/') n--;
  return arena_strndup(a, path, n);
}

static int by_name(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static bool content_folders(arena *a, const cli_options *o, const char ***out, size_t *count) {
  LIST(const char *) names = { 0 };
  GDir *dir = g_dir_open("content", 0, NULL);
  if (!dir) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "der er ingen mappe content/ her. Stå i mappen med content/, eller skriv aftalens mappe efter kommandoen.",
                                             "there is no folder content/ here. Name the agreement's folder."));
    return false;
  }
  for (const char *name; (name = g_dir_read_name(dir));) {
    char *path = arena_printf(a, "content/%s", name);
    if (holds_agreement(path)) LIST_PUSH(a, &names, path);
  }
  g_dir_close(dir);
  if (!names.n) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "ingen mappe i content/ har en fil aftale.yaml.", "no folder in content/ holds an aftale.yaml."));
    return false;
  }
  qsort(names.v, names.n, sizeof *names.v, by_name);
  *out = names.v;
  *count = names.n;
  return true;
}

/* PREFIX/share/rammeaftale, for a program in PREFIX/bin, wherever `make install` put it; NULL when the system does not tell. */
static const char *installed_data(arena *a) {
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  if (n <= 0) return NULL;
  path[n] = '\0';
  char *bin = g_path_get_dirname(path), *prefix = g_path_get_dirname(bin);
  const char *data = arena_printf(a, "%s/share/rammeaftale", prefix);
  g_free(bin);
  g_free(prefix);
  return data;
}

/* A folder `what` beside content/, in the working directory, under --root, or where `make install` put it. */
static char *resource_find(arena *a, const cli_options *o, const char *folder, const char *what) {
  char *whole = g_canonicalize_filename(folder, NULL), *content = g_path_get_dirname(folder), *beside = g_path_get_dirname(content);
  if (!strcmp(folder, ".") || !strchr(folder, '/')) {             /* given from inside content/: the way up is in the whole path only */
    g_free(content);
    g_free(beside);
    content = g_path_get_dirname(whole);
    beside = g_path_get_dirname(content);
  }
  const char *const places[] = { beside, ".", o->root, installed_data(a) };
  char *found = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(places) && !found; i++) {
    if (!places[i]) continue;
    char *path = strcmp(places[i], ".") ? arena_printf(a, "%s/%s", places[i], what) : arena_strdup(a, what);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) found = path;
  }
  g_free(whole);
  g_free(content);
  g_free(beside);
  return found;
}

bool works_find(arena *a, const cli_options *o, work **out, size_t *count, exit_code *end) {
  const char **names = NULL;
  size_t n = o->folder_count;
  if (n) {
    names = ARENA_ARRAY(a, const char *, n);
    for (size_t i = 0; i < n; i++) {
      names[i] = folder_name(a, o->folders[i]);
      if (!holds_agreement(names[i])) {
        fprintf(stderr, "rammeaftale: %s: %s\n", names[i], SAY(o, "her ligger ingen aftale (mappen mangler filen aftale.yaml).", "no agreement here (aftale.yaml is missing)."));
        *end = EXIT_SYSTEM;
        return false;
      }
    }
  } else if (!content_folders(a, o, &names, &n)) {
    *end = EXIT_SYSTEM;
    return false;
  }
  work *w = ARENA_ARRAY(a, work, n);
  for (size_t i = 0; i < n; i++) {
    char *whole = g_canonicalize_filename(names[i], NULL), *base = g_path_get_basename(whole);      /* "." has a name too */
    w[i] = (work){ .folder = names[i], .shown = names[i], .name = arena_strdup(a, base),
                   .layouts = resource_find(a, o, names[i], "layouts"), .fonts = resource_find(a, o, names[i], "fonts") };
    g_free(base);
    g_free(whole);
  }
  *out = w;
  *count = n;
  return true;
}

static const style_sheet *sheet_load(work *w, const char *name, span wanted_at) {
  for (size_t i = 0; i < w->collection.n; i++)
    if (w->collection.v[i].sheet && !strcmp(w->collection.v[i].sheet->name, name)) return w->collection.v[i].sheet;
  for (size_t i = 0; i < w->documents.n; i++) {
    const work_document *d = &w->documents.v[i];
    if (d->sheet && !strcmp(d->sheet->name, name)) return d->sheet;
  }
  return style_load(w->arena, w->diag, &(style_request){ .folder = w->layouts, .shown = w->layouts, .layout = name, .layout_at = wanted_at,
                                                         .profile = w->agreement->profile, .profile_at = w->agreement->profile_at });
}

/* The parts of samlet.pdf with their layouts and grids: a document's are its own, with the words of its copy. */
static void collection_load(work *w, grid_set *const *grids) {
  const agreement *m = w->agreement;
  for (size_t i = 0; i < m->collection->parts.n; i++) {
    const collected *x = &m->collection->parts.v[i];
    layout_part p = { .doc = x->doc };
    if (w->layouts && x->doc->layout) p.sheet = sheet_load(w, x->doc->layout, x->doc->layout_at);
    for (size_t k = 0; x->of && k < m->documents.n; k++)
      if (m->documents.v[k] == x->of) p.grids = table_reworded(w->arena, grids[k], x->doc);
    if (!x->of && x->doc->tables.n) p.grids = table_make(w->arena, w->diag, m, x->doc);
    LIST_PUSH(w->arena, &w->collection, p);
  }
}

const char *work_collection(const work *w) { return w->collection.n ? w->agreement->collection->id : NULL; }

void work_load(work *w, const cli_options *o) {
  w->arena = arena_new();
  w->diag = diag_new();
  agreement *m = model_load(w->arena, w->diag, w->folder, w->shown, w->layouts);
  tariffs_settle(w->arena, w->diag, m);
  w->agreement = m;
  if (!w->layouts) DIAG_SAY(w->diag, FOLDER_MISSING, SPAN_NONE, "layouts");
  if (!w->fonts) DIAG_SAY(w->diag, FOLDER_MISSING, SPAN_NONE, "fonts");
  bool found = false;
  grid_set **grids = w->grids = table_make_all(w->arena, w->diag, w->agreement);     /* all of them: small numbers are hidden in all documents together */
  for (size_t i = 0; i < w->agreement->documents.n; i++) {
    const document *doc = w->agreement->documents.v[i];
    work_document d = { .doc = doc, .grids = grids[i] };
    if (o->only && strcmp(o->only, doc->id)) continue;
    found = true;
    if (w->layouts && doc->layout) d.sheet = sheet_load(w, doc->layout, doc->layout_at);
    LIST_PUSH(w->arena, &w->documents, d);
  }
  const collection *c = w->agreement->collection;
  if (c && (!o->only || !strcmp(o->only, c->id))) {
    found = true;
    collection_load(w, grids);
  }
  if (o->only && !found) DIAG_SAY(w->diag, NO_SUCH_DOCUMENT, SPAN_NONE, o->only, w->name);
}

void work_bare(work *w, const cli_options *o) {
  *w = (work){ .arena = arena_new(), .diag = diag_new(), .folder = "content/x", .shown = "" };
  w->layouts = resource_find(w->arena, o, w->folder, "layouts");
  w->fonts = resource_find(w->arena, o, w->folder, "fonts");
}

void work_close(work *w) {
  diag_free(w->diag);
  arena_free(w->arena);
}

text_engine *work_fonts(work *w, text_engine **kept) {
  if (!*kept && w->fonts) *kept = text_open(w->diag, w->fonts, w->fonts);
  if (*kept) text_report_to(*kept, w->diag);
  return *kept;
}

exit_code work_tell(const work *w, const cli_options *o) {
  GString *s = g_string_new(NULL);
  diag_print(w->diag, o->lang, s);
  fputs(s->str, stderr);
  g_string_free(s, TRUE);
  if (diag_count(w->diag, SEVERITY_SYSTEM)) return EXIT_SYSTEM;
  return diag_count(w->diag, SEVERITY_ERROR) ? EXIT_MISTAKES : EXIT_CLEAN;
}

exit_code works_each(const cli_options *o, work_step step) {
  arena *a = arena_new();
  work *works;
  size_t count;
  exit_code worst = EXIT_CLEAN;
  text_engine *engine = NULL;
  bool found = works_find(a, o, &works, &count, &worst);
  for (size_t i = 0; found && i < count; i++) {
    exit_code end = step(o, &works[i], &engine);
    worst = MAX(worst, end);
    work_close(&works[i]);
  }
  if (engine) text_close(engine);
  arena_free(a);
  return worst;
}
