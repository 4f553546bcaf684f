/* Names of worksheets. Excel allows 31 characters (UTF-16 units), none of []:*?/\, no apostrophe at either end, not "History"
 * (nor its Danish name), and no two names alike when case is forgotten (ECMA-376 part 1, 18.2.19, and Excel's own messages). */
#include "table/table_int.h"

#include <string.h>

#define SHEET_UNITS 31

static size_t units(gunichar c) { return c > 0xFFFF ? 2 : 1; }

/* Forbidden characters become a blank; runs of blanks one; nothing at the ends that Excel or the eye dislikes. */
static void clean(const char *title, GString *out) {
  bool gap = false;
  for (const char *p = title; *p; p = utf8_next(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 0x20 || c == 0xA0 || g_unichar_isspace(c) || (c < 128 && strchr("[]:*?/\\", (int)c))) { gap = out->len > 0; continue; }
    if (c == '\'' && !out->len) continue;
    if (gap) g_string_append_c(out, ' ');
    gap = false;
    g_string_append_unichar(out, c);
  }
  while (out->len && strchr("'.,;- ", out->str[out->len - 1])) g_string_truncate(out, out->len - 1);
}

/* Little words that a cut name must not end in. */
static bool little(const char *word) {
  static const char *const words[] = { "af", "de", "den", "der", "det", "efter", "eller", "en", "er", "et", "for", "fra", "hos", "i", "med", "og", "om", "på", "pr.", "som", "til", "ved" };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (!strcmp(word, words[i])) return true;
  return false;
}

/* "1.": the beginning of a date. */
static bool ordinal(const char *word) {
  size_t n = strspn(word, "0123456789");
  return n && (!word[n] || !strcmp(word + n, ".")) && n < 3;
}

/* Cuts to `room` units, at a blank when that leaves half of it. */
static void cut(GString *name, size_t room) {
  size_t used = 0, blank = 0;
  for (const char *p = name->str; *p; p = utf8_next(p)) {
    size_t at = (size_t)(p - name->str);
    if (*p == ' ') blank = at;
    used += units(g_utf8_get_char(p));
    if (used <= room) continue;
    g_string_truncate(name, blank > room / 2 ? blank : at);
    return;
  }
}

static void drop_little_words(GString *name) {
  for (;;) {
    while (name->len && strchr("',;- ", name->str[name->len - 1])) g_string_truncate(name, name->len - 1);
    const char *last = strrchr(name->str, ' ');
    if (!last || (!little(last + 1) && !ordinal(last + 1))) return;
    g_string_truncate(name, (gsize)(last - name->str));
  }
}

/* Excel's own name, and those of the program's sheets (xlsx/). */
static bool reserved(const char *folded) {
  static const char *const names[] = { "history", "historik", "forside", "indhold", "noter", "subtotaler", "diagram" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (!strcmp(folded, names[i])) return true;
  return false;
}

/* True when the name was free; it is then taken. */
static bool take(arena *a, GHashTable *used, const char *name) {
  char *folded = g_utf8_casefold(name, -1);
  bool is_free = !reserved(folded) && !g_hash_table_contains(used, folded);
  if (is_free) g_hash_table_add(used, arena_strdup(a, folded));
  g_free(folded);
  return is_free;
}

static const char *sheet_name(arena *a, GHashTable *used, const char *title) {
  GString *whole = g_string_new(NULL), *name = g_string_new(NULL);
  clean(title, whole);
  if (!whole->len) g_string_assign(whole, "Tabel");
  for (unsigned n = 1;; n++) {
    char suffix[16] = "";
    if (n > 1) g_snprintf(suffix, sizeof suffix, " (%u)", n);
    g_string_assign(name, whole->str);
    size_t full = name->len;
    cut(name, SHEET_UNITS - strlen(suffix));
    if (name->len < full) drop_little_words(name);
    g_string_append(name, suffix);
    if (take(a, used, name->str)) break;
  }
  const char *kept = arena_strdup(a, name->str);
  g_string_free(whole, TRUE);
  g_string_free(name, TRUE);
  return kept;
}

void sheets_name(arena *a, grid_set *s) {
  GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < s->grids.n; i++) s->grids.v[i]->sheet = sheet_name(a, used, s->grids.v[i]->title);
  g_hash_table_destroy(used);
}
