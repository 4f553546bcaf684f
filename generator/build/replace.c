#include "build/build_int.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void folder_remove(const char *path) {
  GDir *dir = g_dir_open(path, 0, NULL);
  if (!dir) return;
  const char *name;
  while ((name = g_dir_read_name(dir))) {
    char *file = g_build_filename(path, name, NULL);
    unlink(file);
    g_free(file);
  }
  g_dir_close(dir);
  rmdir(path);
}

/* ---- the manifest: one file a line, so that it reads well in a difference and is read back without a JSON library ---- */
typedef struct entry { const char *document, *file, *sha256; int pages; bool ours; } entry;
typedef LIST(entry) entries;

static void json_text(GString *s, const char *t) {
  g_string_append_c(s, '"');
  for (; *t; t++) {
    if (*t == '"' || *t == '\\') g_string_append_printf(s, "\\%c", *t);
    else if ((unsigned char)*t < 0x20) g_string_append_printf(s, "\\u%04x", (unsigned)*t);
    else g_string_append_c(s, *t);
  }
  g_string_append_c(s, '"');
}

static void manifest_write(GString *s, const entries *all) {
  g_string_append(s, "{\"filer\": [\n");
  for (size_t i = 0; i < all->n; i++) {
    const entry *e = &all->v[i];
    g_string_append(s, "  {\"dokument\": ");
    json_text(s, e->document);
    g_string_append(s, ", \"fil\": ");
    json_text(s, e->file);
    g_string_append_printf(s, ", \"sider\": %d, \"sha256\": \"%s\"}%s\n", e->pages, e->sha256, i + 1 < all->n ? "," : "");
  }
  g_string_append(s, "]}\n");
}

/* The text after `key` in a line of ours, up to the next quotation mark; NULL when the line is not of ours. */
static const char *manifest_field(arena *a, const char *line, const char *key) {
  const char *p = strstr(line, key);
  if (!p) return NULL;
  p += strlen(key);
  const char *end = strchr(p, '"');
  return end ? arena_strndup(a, p, (size_t)(end - p)) : NULL;
}

static void manifest_read(arena *a, const char *path, entries *out) {
  size_t length;
  const char *error;
  char *text = file_read(a, path, &length, &error);
  if (!text) return;
  char **lines = g_strsplit(text, "\n", -1);
  for (char **l = lines; *l; l++) {
    entry e = { .document = manifest_field(a, *l, "\"dokument\": \""), .file = manifest_field(a, *l, "\"fil\": \""),
                .sha256 = manifest_field(a, *l, "\"sha256\": \"") };
    const char *pages = strstr(*l, "\"sider\": ");
    if (!e.document || !e.file || !e.sha256 || !pages || strchr(e.file, '/')) continue;
    e.pages = (int)g_ascii_strtoll(pages + strlen("\"sider\": "), NULL, 10);
    LIST_PUSH(a, out, e);
  }
  g_strfreev(lines);
}

static const entry *entry_lookup(const entries *all, const char *file) {
  for (size_t i = 0; i < all->n; i++)
    if (!strcmp(all->v[i].file, file)) return &all->v[i];
  return NULL;
}

static bool document_made(const build_plan *p, const char *document) {
  for (size_t i = 0; i < p->count; i++)
    if (!strcmp(p->jobs[i].name, document)) return true;
  return false;
}

/* What stays of the last run: with --only, the files of documents that this run did not make. The rest is gone. */
static void old_files(arena *a, const build_plan *p, const entries *before, entries *now, build_report *report) {
  for (size_t i = 0; i < before->n; i++) {
    const entry *e = &before->v[i];
    if (entry_lookup(now, e->file)) continue;
    if (p->partial && !document_made(p, e->document)) { LIST_PUSH(a, now, *e); continue; }
    char *path = g_build_filename(p->target, e->file, NULL);
    if (unlink(path) == 0) LIST_PUSH(a, &report->files, ((build_change){ e->document, e->file, e->pages, STATE_GONE }));
    g_free(path);
  }
}

static bool file_move(arena *a, const build_plan *p, const char *fresh, const build_output *o, entries *now, build_report *report, const char **error) {
  char *from = g_build_filename(fresh, o->file, NULL), *to = g_build_filename(p->target, o->file, NULL);
  char *sha = file_sha256(a, from), *old = file_sha256(a, to);
  bool good = sha != NULL;
  build_state state = !old ? STATE_NEW : sha && !strcmp(old, sha) ? STATE_SAME : STATE_CHANGED;
  if (good && state != STATE_SAME) good = rename(from, to) == 0;
  if (!good) *error = arena_printf(a, "%s: %s", o->file, system_reason(errno));
  else {
    LIST_PUSH(a, now, ((entry){ o->document, o->file, sha, o->pages, true }));
    LIST_PUSH(a, &report->files, ((build_change){ o->document, o->file, o->pages, state }));
  }
  g_free(from);
  g_free(to);
  return good;
}

bool replace_outputs(arena *a, const build_plan *p, const char *fresh, const job_result *results, build_report *report, const char **error) {
  entries before = { 0 }, now = { 0 };
  char *path = g_build_filename(p->target, "manifest.json", NULL);
  manifest_read(a, path, &before);
  bool good = true;
  for (size_t i = 0; good && i < p->count; i++)
    for (size_t k = 0; good && k < results[i].outputs.n; k++)
      good = file_move(a, p, fresh, &results[i].outputs.v[k], &now, report, error);
  if (good) {
    old_files(a, p, &before, &now, report);
    GString *s = g_string_new(NULL);
    manifest_write(s, &now);
    good = file_replace(path, s->str, s->len, error);
    g_string_free(s, TRUE);
  }
  g_free(path);
  return good;
}
