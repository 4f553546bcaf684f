#include <string.h>
#include "model/prose_int.h"

/* What Markdown would swallow in silence is found here, in the text itself: footnotes that nothing refers to, and lines that define the
 * address of a reference. cmark drops both from its tree. */

/* Length of "[^label]" at s (0: none); the label lies between s + 2 and s + length - 1. */
static size_t note_length(const char *s, const char *end) {
  if (end - s < 4 || s[0] != '[' || s[1] != '^') return 0;
  size_t n = 2;
  while (s + n < end && s[n] != ']' && s[n] != '[' && !g_ascii_isspace(s[n])) n++;
  return s + n < end && s[n] == ']' && n > 2 ? n + 1 : 0;
}

/* "[name]: address" with at most a title in quotation marks behind it: all of it vanishes. */
static bool is_definition(const char *s, const char *end) {
  if (s >= end || *s != '[') return false;
  const char *close = memchr(s, ']', (size_t)(end - s));
  if (!close || close + 1 >= end || close[1] != ':' || close == s + 1) return false;
  const char *t = close + 2;
  while (t < end && g_ascii_isspace(*t)) t++;
  if (t == end) return true;                                  /* the address may stand on the next line */
  while (t < end && !g_ascii_isspace(*t)) t++;
  while (t < end && g_ascii_isspace(*t)) t++;
  return t == end || strchr("\"'(", *t) != NULL;
}

typedef struct definition { const char *label; size_t length, uses; } definition;
typedef LIST(definition) definition_list;

static void count_uses(definition_list *all, const char *s, const char *end) {
  for (; s < end; s++) {
    size_t n = note_length(s, end);
    if (!n) continue;
    for (size_t i = 0; i < all->n; i++)
      if (all->v[i].length == n && memcmp(all->v[i].label, s, n) == 0) all->v[i].uses++;
    s += n - 1;
  }
}

static const char *label_text(const prose *p, const definition *d) { return arena_strndup(p->w->j->a, d->label + 2, d->length - 3); }

static span definition_place(const prose *p, const definition *d) {
  return node_place(p->n, (size_t)(d->label - p->text), d->length);
}

void prose_check_definitions(prose *p) {
  definition_list all = { 0 };
  arena *a = p->w->j->a;
  for (int line = 1; line <= (int)p->line_count; line++) {
    size_t length;
    const char *s = prose_line_text(p, line, &length), *end = s + length;
    size_t n = note_length(s, end);
    if (n && s + n < end && s[n] == ':') {
      for (size_t i = 0; i < all.n; i++)
        if (all.v[i].length == n && memcmp(all.v[i].label, s, n) == 0) {
          definition twice = { s, n, 0 };
          DIAG_SAY(p->w->j->d, NOTE_TWICE, definition_place(p, &twice), label_text(p, &twice), "to tekster", "two texts");
        }
      LIST_PUSH(a, &all, ((definition){ s, n, 0 }));
    } else if (is_definition(s, end)) {
      DIAG_SAY(p->w->j->d, PROSE_LINK_LIST, prose_line_place(p, line), NULL);
    }
  }
  if (!all.n) return;
  for (int line = 1; line <= (int)p->line_count; line++) {
    size_t length;
    const char *s = prose_line_text(p, line, &length), *end = s + length;
    size_t n = note_length(s, end);
    if (n && s + n < end && s[n] == ':') s += n;
    count_uses(&all, s, end);
  }
  for (size_t i = 0; i < all.n; i++)
    if (!all.v[i].uses) DIAG_SAY(p->w->j->d, NOTE_UNUSED, definition_place(p, &all.v[i]), label_text(p, &all.v[i]));
}

/* Where a backslash must go so that the line is a paragraph and nothing else: "1. december" is no list, "# 3" no heading. */
static bool escape_place(const char *s, size_t *at) {
  *at = 0;
  if (!*s) return false;
  if (strchr("#>-+=|", *s)) return true;
  if (*s == '*') return s[1] == ' ' || strspn(s, "* ") == strlen(s);
  if (*s == '_') return strspn(s, "_ ") == strlen(s);
  if (*s == '[') return strstr(s, "]:") != NULL;
  if (g_str_has_prefix(s, "```") || g_str_has_prefix(s, "~~~")) return true;
  size_t n = strspn(s, "0123456789");
  *at = n;
  return n && n < 10 && (s[n] == '.' || s[n] == ')') && (!s[n + 1] || s[n + 1] == ' ');
}

char *prose_escape(prose *p) {
  const char *s = p->text;
  while (*s == ' ') s++;                                      /* four of them would make it code */
  p->blanks = (size_t)(s - p->text);
  arena *a = p->w->j->a;
  size_t at;
  if (!escape_place(s, &at)) return arena_strdup(a, s);
  p->backslash_at = at;
  return arena_printf(a, "%.*s\\%s", (int)at, s, s + at);
}
