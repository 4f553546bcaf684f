/* What is the same when people write it. Folding is for comparing only; what is printed is always as written. */
#include "model/model.h"

#include <string.h>

static void fold_into(GString *out, gunichar c) {
  switch (c) {
    case 0xE6: case 0xE4: case 0x1FD: g_string_append(out, "ae"); return;      /* æ ä ǽ */
    case 0xF8: case 0xF6: case 0x1FF: g_string_append(out, "oe"); return;      /* ø ö ǿ */
    case 0xE5: case 0x1FB: g_string_append(out, "aa"); return;                 /* å ǻ */
    default: break;
  }
  if (!g_unichar_isalnum(c)) return;
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const gsize n = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
  g_string_append_unichar(out, n ? parts[0] : c);                  /* é is e */
}

/* One character after the other of the text, composed and in lower case. */
static char *lowered(const char *s) {
  char *whole = g_utf8_normalize(s, -1, G_NORMALIZE_NFC), *lower = g_utf8_strdown(whole ? whole : s, -1);
  g_free(whole);
  return lower;
}

static const char *fold_part(arena *a, const char *lower) {
  GString *out = g_string_new(NULL);
  for (const char *p = lower; *p; p = utf8_next(p)) fold_into(out, g_utf8_get_char(p));
  const char *kept = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  return kept;
}

const char *fold_name(arena *a, const char *s) {
  char *lower = lowered(s);
  const char *kept = fold_part(a, lower);
  g_free(lower);
  return kept;
}

/* Words that say what a place is, not which. */
static bool is_kind(const char *word) {
  static const char *const kinds[] = { "botilbud", "botilbuddet", "bosted", "bostedet", "bofaellesskab", "bofaellesskabet", "boernehuset", "boernehjemmet", "opholdssted", "opholdsstedet",
    "doegntilbuddet", "dagtilbuddet", "tilbuddet", "institutionen", "kollegiet", "krisecentret", "krisecenteret", "forsorgshjemmet", "behandlingsstedet", "behandlingshjemmet",
    "aktivitetscentret", "aktivitetscenteret", "dagcentret", "dagcenteret", "vaerestedet", "vaerkstedet", "specialboernehaven", "ungehuset", "centret", "centeret" };
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (!strcmp(word, kinds[i])) return true;
  return false;
}

const char *fold_without_kind(arena *a, const char *s, bool *kind) {
  char *lower = lowered(s);
  const char *text = lower;
  while (*text == ' ') text++;
  const char *blank = strchr(text, ' ');
  *kind = blank && is_kind(fold_part(a, arena_strndup(a, text, (size_t)(blank - text))));
  const char *kept = fold_part(a, *kind ? blank : text);
  g_free(lower);
  return kept;
}

const char *fold_number(arena *a, const char *s) {
  if (!s) return NULL;
  const char *all = fold_name(a, s);
  if (g_str_has_prefix(all, "dk") && g_ascii_isdigit(all[2])) all += 2;
  while (*all == '0' && all[1]) all++;
  return *all ? all : NULL;
}
