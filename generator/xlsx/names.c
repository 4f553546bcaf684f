/* Names of a workbook: tables, ranges, sheets. Excel keeps tables and defined names in one list, and looks neither at case (ECMA-376
 * part 1, 18.2.5 and 18.5.1.2): a letter or underscore first, then letters, digits, underscores and points; nothing that could be a
 * cell's address in either of its two ways of writing them. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define SHEET_UNITS 31          /* UTF-16 units of a worksheet's name */
#define NAME_MOST 200           /* characters; Excel takes 255 */

const char *quoted_sheet(arena *a, const char *name) {
  char *out = arena_alloc(a, 2 * strlen(name) + 3), *to = out;
  *to++ = '\'';
  for (; *name; name++) {
    if (*name == '\'') *to++ = '\'';
    *to++ = *name;
  }
  *to++ = '\'';
  *to = '\0';
  return out;
}

const char *letters_of(arena *a, size_t column) {
  char back[8];
  size_t k = sizeof back - 1;
  back[k] = '\0';
  for (size_t i = column + 1; i && k; i = (i - 1) / 26) back[--k] = (char)('A' + (i - 1) % 26);
  return arena_strdup(a, back + k);
}

/* Ids hold a-z æøå 0-9 and hyphens; a name may not hold a hyphen, and an underscore keeps it unlike a cell's address. */
const char *range_name(arena *a, const grid *g) {
  bool prefixed = g_str_has_prefix(g->id, "tabel-");
  char *name = arena_printf(a, "%s%s", prefixed ? "" : "tabel_", g->id);
  for (char *p = name; *p; p++)
    if (*p == '-') *p = '_';
  return name;
}

/* True when the name was free; it is then taken. */
static bool take(xlsx_job *j, const char *kind, const char *name) {
  char *folded = g_utf8_casefold(name, -1);
  const char *key = arena_printf(j->a, "%s%s", kind, folded);
  g_free(folded);
  if (g_hash_table_contains(j->used, key)) return false;
  g_hash_table_add(j->used, arena_strdup(j->a, key));
  return true;
}

/* "ABC12", "R1C1", "r", "c": letters, then digits, and nothing else (a little more than Excel forbids). */
static bool like_address(const char *s) {
  if (strlen(s) == 1) return strchr("rcRC", *s) != NULL;
  size_t letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  size_t digits = strspn(s + letters, "0123456789");
  if (letters && digits && !s[letters + digits]) return true;
  return strchr("rcRC", *s) != NULL && strspn(s, "RCrc0123456789") == strlen(s);
}

static const char *legal(arena *a, const char *wish) {
  GString *s = g_string_new(NULL);
  size_t n = 0;
  for (const char *p = wish; *p && n < NAME_MOST; p = utf8_next(p), n++) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalnum(c)) c = '_';
    if (!n && g_unichar_isdigit(c)) g_string_append_c(s, '_');
    g_string_append_unichar(s, c);
  }
  if (!s->len || like_address(s->str)) g_string_prepend(s, "Data_");
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

const char *free_name(xlsx_job *j, const char *wish) {
  const char *plain = legal(j->a, wish), *name = plain;
  for (unsigned n = 2; !take(j, "name ", name); n++) name = arena_printf(j->a, "%s_%u", plain, n);
  return name;
}

/* "tabel-takster" -> "Takster" */
const char *table_name(xlsx_job *j, const grid *g) {
  const char *id = g_str_has_prefix(g->id, "tabel-") ? g->id + strlen("tabel-") : g->id;
  char first[8];
  int n = *id ? g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(id)), first) : 0;
  return free_name(j, arena_printf(j->a, "%.*s%s", n, first, *id ? utf8_next(id) : "Tabel"));
}

static const char *cut(arena *a, const char *s, size_t room) {
  size_t used = 0;
  for (const char *p = s; *p; p = utf8_next(p)) {
    used += g_utf8_get_char(p) > 0xFFFF ? 2 : 1;
    if (used > room) return g_strchomp(arena_strndup(a, s, (size_t)(p - s)));
  }
  return s;
}

/* The wish is legal but for its length: our own word, or that and the name of another sheet. */
const char *free_sheet(xlsx_job *j, const char *wish) {
  const char *name = cut(j->a, wish, SHEET_UNITS);
  for (unsigned n = 2; !take(j, "sheet ", name); n++) {
    const char *tail = arena_printf(j->a, " (%u)", n);
    name = arena_printf(j->a, "%s%s", cut(j->a, wish, SHEET_UNITS - strlen(tail)), tail);
  }
  return name;
}
