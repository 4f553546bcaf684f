#include "model/model_int.h"

#include <string.h>

/* Abbreviations of the register forkortelser, found in text as whole words. Longest first, so that "K17-sekretariat" is not taken for "K17". */

static int longest_first(const void *a, const void *b) {
  const abbreviation *x = a, *y = b;
  if (x->length != y->length) return x->length > y->length ? -1 : 1;
  return strcmp(x->written, y->written);
}

void abbreviations_load(model_job *j) {
  const reg *r = model_register(j->m, "forkortelser");
  for (size_t i = 0; i < r->records.n; i++) {
    const record *x = r->records.v[i];
    const value *means = record_value(x, "betyder"), *written = record_value(x, "skrives");
    if (means->kind != VALUE_KNOWN) continue;
    char *upper = g_utf8_strup(x->id, -1);
    const char *form = written->kind == VALUE_KNOWN ? written->text : arena_strdup(j->a, upper);
    g_free(upper);
    LIST_PUSH(j->a, &j->abbreviations, ((abbreviation){ form, means->text, strlen(form) }));
  }
  if (j->abbreviations.n) qsort(j->abbreviations.v, j->abbreviations.n, sizeof *j->abbreviations.v, longest_first);
}

const abbreviation *abbreviation_at(const model_job *j, const char *text, size_t length, size_t at, gunichar before) {
  if (g_unichar_isalnum(before)) return NULL;
  for (size_t i = 0; i < j->abbreviations.n; i++) {
    const abbreviation *x = &j->abbreviations.v[i];
    if (!x->length || text[at] != x->written[0] || length - at < x->length || memcmp(text + at, x->written, x->length) != 0) continue;
    gunichar after = at + x->length < length ? g_utf8_get_char(text + at + x->length) : 0;
    if (!g_unichar_isalnum(after)) return x;
  }
  return NULL;
}
