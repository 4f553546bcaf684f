/* For the tests of .csv and .xlsx registers: a shape with every type a cell can hold, what was read as text, and goldens.
 * Goldens are tests/golden/tables/NAME.diag; UPDATE=1 in the environment rewrites them. */
#ifndef TESTS_LOAD_TABLES_H
#define TESTS_LOAD_TABLES_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include "golden.h"
#include "load/load.h"

#define FIELDS(list) .fields = list, .count = G_N_ELEMENTS(list)

static const char *const conditions[] = { "foreløbig", "endelig", NULL };
static const field_def period_fields[] = { { .key = "dag", .type = FIELD_DATE } };
static const shape_def period_shape = { .name = "periode", FIELDS(period_fields) };
static const field_def tariff_fields[] = {
  { .key = "navn", .type = FIELD_TEXT, .required = true, .title = "Tilbud" },
  { .key = "kode", .type = FIELD_TEXT, .title = "Kode" },
  { .key = "takst", .type = FIELD_AMOUNT, .title = "Takst" },
  { .key = "belægning", .type = FIELD_PERCENT, .title = "Belægning i året" },
  { .key = "pladser", .type = FIELD_INT, .title = "Antal pladser" },
  { .key = "år", .type = FIELD_YEAR, .title = "År" },
  { .key = "vægt", .type = FIELD_NUMBER, .unit = "kg" },
  { .key = "gælder fra", .type = FIELD_DATE, .title = "Gyldig fra" },
  { .key = "lukket", .type = FIELD_BOOL, .title = "Lukket" },
  { .key = "tilstand", .type = FIELD_CHOICE, .choices = conditions, .title = "Tilstand" },
  { .key = "kommuner", .type = FIELD_REFS, .target = "kommuner", .title = "Kommuner" },
  { .key = "note", .type = FIELD_PROSE, .title = "Note" },
  { .key = "periode", .type = FIELD_SHAPE, .shape = &period_shape },
  { .key = "indsendt", .type = FIELD_DATE, .title = "Dato" },
  { .key = "godkendt", .type = FIELD_DATE, .title = "Dato" },
};
static const shape_def tariffs = { .name = "takster", .rows = true, FIELDS(tariff_fields) };

typedef struct job { arena *a; diag *d; value v; } job;
static inline job job_new(void) { return (job){ .a = arena_new(), .d = diag_new() }; }
static inline void job_free(job *j) {
  diag_free(j->d);
  arena_free(j->a);
}

static inline char *shown(const diag *d, diag_language lang) {
  GString *out = g_string_new(NULL);
  diag_print(d, lang, out);
  return g_string_free(out, FALSE);
}

static inline void assert_quiet(const job *j) {
  char *out = shown(j->d, LANGUAGE_DA);
  if (*out) fail_msg("unexpected:\n%s", out);
  g_free(out);
}

/* ---- what was read: "id navn=… takst=2431,50", one record a line ---- */

static inline void dump_value(const field_def *f, const value *v, GString *out) {
  char buffer[NUMBER_TEXT_MAX];
  if (v->kind == VALUE_ABSENT) return;
  g_string_append_printf(out, " %s=", f->key);
  switch (v->kind) {
  case VALUE_BROKEN: g_string_append(out, "!"); return;
  case VALUE_NOT_STATED: case VALUE_NOT_RELEVANT: case VALUE_PENDING: g_string_append_printf(out, "(%d %s)", (int)v->kind, v->text); return;
  case VALUE_ABSENT: case VALUE_KNOWN: break;
  }
  switch (f->type) {
  case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
    number_format(v->num, v->num.decimals, buffer);
    g_string_append(out, buffer);
    return;
  case FIELD_DATE: g_string_append_printf(out, "%04d-%02d-%02d", v->day.year, v->day.month, v->day.day); return;
  case FIELD_BOOL: g_string_append(out, v->yes ? "ja" : "nej"); return;
  case FIELD_REFS:
    for (size_t i = 0; i < v->list.n; i++) g_string_append_printf(out, "%s%s", i > 0 ? "," : "", v->list.v[i].text);
    return;
  case FIELD_PROSE: {
    char *escaped = g_strescape(v->node->text, "æøåÆØÅ");
    g_string_append_printf(out, "'%s'", escaped);
    g_free(escaped);
    return;
  }
  case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: case FIELD_REF: g_string_append_printf(out, "'%s'", v->text); return;
  case FIELD_TEXTS: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: g_string_append(out, "?"); return;
  }
}

static inline char *dump(const value *v) {
  GString *out = g_string_new(v->kind == VALUE_KNOWN ? "" : "broken\n");
  for (size_t i = 0; i < v->list.n; i++) {
    const shaped *s = v->list.v[i].sub;
    g_string_append(out, s->id ? s->id : "-");
    for (size_t k = 0; k < s->def->count; k++) dump_value(&s->def->fields[k], &s->values[k], out);
    g_string_append_c(out, '\n');
  }
  return g_string_free(out, FALSE);
}

static inline void assert_dump(const value *v, const char *want) {
  char *is = dump(v);
  if (strcmp(is, want) != 0) fail_msg("%s\nis not\n%s", is, want);
  g_free(is);
}

/* ---- goldens ---- */

static inline char *golden_folder(void) {
#ifdef TESTS_FOLDER
  const char *tests = TESTS_FOLDER;
#else
  const char *tests = g_getenv("TESTS_FOLDER");
  if (!tests) tests = "tests";
#endif
  return g_build_filename(tests, "golden", "tables", NULL);
}

static inline void compare(const char *name, const char *is) {
  char *folder = golden_folder(), *file = g_strconcat(folder, "/", name, ".diag", NULL);
  if (strstr(is, "{0}") || strstr(is, "{1}")) fail_msg("%s: a slot was left", name);
  golden_compare(file, is);
  g_free(file);
  g_free(folder);
}

/* The diagnostics of a job against their golden; in English there must be as many lines with a place. */
static inline void compare_job(const job *j, const char *name) {
  char *da = shown(j->d, LANGUAGE_DA), *en = shown(j->d, LANGUAGE_EN);
  if (strstr(en, "{0}") || strstr(en, "{1}")) fail_msg("%s: a slot was left in English", name);
  compare(name, da);
  g_free(da);
  g_free(en);
}

static inline int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Names in the golden folder with a suffix, without it, in order; g_ptr_array_free. */
static inline GPtrArray *golden_names(const char *suffix) {
  char *folder = golden_folder();
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) fail_msg("%s cannot be opened", folder);
  const char *name;
  while ((name = g_dir_read_name(dir)) != NULL)
    if (g_str_has_suffix(name, suffix)) g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(suffix)));
  g_dir_close(dir);
  qsort(names->pdata, names->len, sizeof(char *), by_name);
  g_free(folder);
  return names;
}

/* A small generator of its own, so that a failure comes back the same way. */
static inline uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}
#endif
