/* A year that does not fit, in what is written and not in a register: a period with a digit too few or too many ("203-24" for 2023-24), the title of an
 * agreement or a list of tariffs for other years, a link that leads to another period's file. Years of laws, of history and of figures are all over such
 * texts, so nothing else is judged: a period is wrong only when one sign makes it this agreement's, a title only when it begins with the agreement's word,
 * a link only when its own words do not name the other period. */
#include "audit/audit_int.h"

#include <stdlib.h>
#include <string.h>

typedef struct period { size_t from, bytes, first_digits, last_digits; int first, last; } period;      /* "2023-24": a place in a text; last as written */
typedef struct years_job { audit_job *j; audit_check *check; const char *whole, *brief; int from, to; } years_job;     /* "2023-2024", "2023-24" */

static const char rule[] = "Perioder i titler, tekst og links er aftalens, når de handler om aftalen.";

static size_t digits_at(const char *s) { return strspn(s, "0123456789"); }
static size_t dash_at(const char *s) { return *s == '-' ? 1 : g_str_has_prefix(s, "–") ? strlen("–") : 0; }

/* Is s[from .. to) part of something longer that is made of figures: 12-08-2025, 2.025-26, 2025-26,5? */
static bool goes_on(const char *s, size_t from, size_t to) {
  size_t before = from && strchr("-.,", s[from - 1]) ? 1 : from > 2 && !strncmp(s + from - 3, "–", 3) ? 3 : 0;
  size_t after = s[to] == ',' || s[to] == '.' ? 1 : dash_at(s + to);
  return (before && from > before && g_ascii_isdigit(s[from - before - 1])) || (after && g_ascii_isdigit(s[to + after]));
}

/* The next "digits-digits" of s from *at that stands alone: no date, no longer number. */
static bool next_period(const char *s, size_t *at, period *p) {
  for (size_t i = *at; s[i]; i++) {
    size_t a = digits_at(s + i), dash = a ? dash_at(s + i + a) : 0, b = dash ? digits_at(s + i + a + dash) : 0;
    if (!a) continue;
    size_t end = i + a + dash + b;
    if (b && !goes_on(s, i, end) && a <= 5 && b <= 5) {
      *p = (period){ i, end - i, a, b, atoi(s + i), atoi(s + i + a + dash) };
      *at = end;
      return true;
    }
    i += a - 1;
  }
  return false;
}

/* The year it ends in; 0: it is no period of one to ten years. */
static int last_year(const period *p) {
  int last = p->last_digits == 2 ? p->first / 100 * 100 + p->last : p->last;
  if (p->last_digits == 2 && last < p->first) last += 100;
  bool good = p->first_digits == 4 && (p->last_digits == 4 || p->last_digits == 2) && p->first >= 1900 && p->first <= 2100;
  return good && last > p->first && last <= p->first + 10 ? last : 0;
}

/* One sign more, less or other. */
static bool one_sign_apart(const char *x, const char *y) {
  while (*x && *x == *y) { x++; y++; }
  return (*x && !strcmp(x + 1, y)) || (*y && !strcmp(x, y + 1)) || (*x && *y && !strcmp(x + 1, y + 1));
}

static const char *plain(arena *a, const char *s, const period *p) {
  return arena_printf(a, "%.*s-%.*s", (int)p->first_digits, s + p->from, (int)p->last_digits, s + p->from + p->bytes - p->last_digits);
}

static bool meant(const years_job *y, const char *text, const period *p) {
  const char *written = plain(y->j->a, text, p);
  bool turned = p->first == y->to && (p->last == y->from || (p->last_digits == 2 && p->last == y->from % 100));
  return p->first_digits >= 3 && p->last_digits >= 2 && (turned || one_sign_apart(written, y->whole) || one_sign_apart(written, y->brief));
}

static bool letter_ends(const char *s, size_t at) { return at && (g_ascii_isalpha(s[at - 1]) || (unsigned char)s[at - 1] >= 0x80); }

/* "s. 203-24" and "Nr. 203-24" are pages and numbers; "Aarhus. 203-24" is none. */
static bool counts_other(const char *s, size_t at) {
  static const char *const words[] = { "s.", "side", "siderne", "nr.", "stk.", "§", "§§", "kl.", "tlf." };
  while (at && (s[at - 1] == ' ' || (unsigned char)s[at - 1] == 0xA0 || (unsigned char)s[at - 1] == 0xC2)) at--;
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    size_t n = strlen(words[i]);
    if (at >= n && !g_ascii_strncasecmp(s + at - n, words[i], n) && !letter_ends(s, at - n)) return true;
  }
  return false;
}

static void tell(years_job *y, diag_id id, const char *what, const char *printed, span at) {
  const agreement *m = y->j->m;
  finding_add(y->j, id, (finding){ .what = what, .printed = printed, .expected = m->period ? m->period : y->whole, .at = at }, rule, SPAN_NONE);
}

static void text_check(years_job *y, const char *s, span at) {
  period p;
  for (size_t from = 0; s && next_period(s, &from, &p);) {
    int last = last_year(&p);
    y->check->compared += last && p.first >= y->from - 10;
    if (last || counts_other(s, p.from) || !meant(y, s, &p)) continue;
    y->check->compared++;
    tell(y, DIAG_AUDIT_PERIOD, "Perioden", arena_strndup(y->j->a, s + p.from, p.bytes), at);
  }
}

/* ---- titles: "Rammeaftale 2021-2022", "Hovedbilag til rammeaftale 2021-2022", "Takstaftale 2021" ---- */

static void title_check(years_job *y, const char *title, span at) {
  static const char *const words[] = { "rammeaftale ", "hovedbilag til rammeaftale ", "takstaftale ", "styringsaftale ", "udviklingsstrategi " };
  char *low = title ? g_utf8_strdown(title, -1) : NULL;
  for (size_t i = 0; low && i < G_N_ELEMENTS(words); i++) {
    size_t n = strlen(words[i]);
    if (strncmp(low, words[i], n) != 0 || digits_at(low + n) != 4) continue;
    size_t from = n;
    period p;
    int first = atoi(low + n), last = next_period(low, &from, &p) && p.from == n && last_year(&p) ? last_year(&p) : first;
    y->check->compared++;
    if (last < y->from || first > y->to) tell(y, DIAG_AUDIT_PERIOD, arena_printf(y->j->a, "Titlen »%s«", title), arena_strndup(y->j->a, title + n, strlen(title + n)), at);
  }
  g_free(low);
}

/* ---- links ---- */

static bool names_years(const char *s, int first, int last) {
  period p;
  for (size_t from = 0; next_period(s, &from, &p);)
    if (p.first == first && last_year(&p) == last) return true;
  return false;
}

static void link_check(years_job *y, const inl *link) {
  period p;
  const char *words = inl_plain(y->j->a, link->first);
  for (size_t from = 0; link->target && next_period(link->target, &from, &p);) {
    int last = last_year(&p);
    if (!last) continue;
    y->check->compared++;
    if ((p.first == y->from && last == y->to) || names_years(words, p.first, last)) continue;
    if (!strstr(link->target, "aftale") && !strstr(link->target, "takst") && !strstr(link->target, "bilag")) continue;
    tell(y, DIAG_AUDIT_LINK, words, arena_strndup(y->j->a, link->target + p.from, p.bytes), link->at);
  }
}

static void inlines_check(years_job *y, const inl *x) {
  for (; x; x = x->next) {
    if (x->kind == INLINE_TEXT) text_check(y, x->text, x->at);
    if (x->kind == INLINE_LINK) link_check(y, x);
    if (x->kind != INLINE_XREF && x->kind != INLINE_PAGEREF) inlines_check(y, x->first);
  }
}

static void block_check(years_job *y, const block *b) {
  inlines_check(y, b->text);
  for (const block *x = b->first; x; x = x->next) block_check(y, x);
}

static bool made_before(const agreement *m, size_t i) {
  for (size_t k = 0; k < i; k++)
    if (m->documents.v[i]->edition_of && m->documents.v[k]->edition_of == m->documents.v[i]->edition_of) return true;
  return false;
}

void years_check(audit_job *j) {
  const agreement *m = j->m;
  years_job y = { j, check_begin(j, "Aftalens periode", rule), NULL, NULL, m->from.year, m->to.year };
  if (!y.from || y.to < y.from) return;
  y.whole = arena_printf(j->a, "%d-%d", y.from, y.to);
  y.brief = arena_printf(j->a, "%d-%02d", y.from, y.to % 100);
  for (size_t i = 0; i < m->appendices.n; i++) title_check(&y, m->appendices.v[i].title, m->appendices.v[i].at);
  for (size_t i = 0; i < m->documents.n; i++) {
    const document *doc = m->documents.v[i];
    if (made_before(m, i)) continue;
    title_check(&y, doc->title, doc->at);
    if (doc->body) block_check(&y, doc->body);
    for (size_t k = 0; k < doc->notes.n; k++)
      for (const block *b = doc->notes.v[k]->body; b; b = b->next) block_check(&y, b);
  }
}
