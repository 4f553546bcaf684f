/* Figures and dates as Danes write them, and what else people write: an English point, a unit, a time of day, an ISO date. */
#include "load/load_int.h"

/* ---- figures ---- */

static const char *const units_amount[] = { "kr.", "kr", "kroner", NULL };
static const char *const units_percent[] = { "%", "pct.", "pct", "procent", NULL };

/* Bytes of s without the field's own unit at its end. */
static size_t without_unit(field_type type, const char *s, size_t n) {
  const char *const *units = type == FIELD_AMOUNT ? units_amount : type == FIELD_PERCENT ? units_percent : NULL;
  for (; units && *units; units++) {
    const size_t k = strlen(*units);
    if (n <= k || g_ascii_strncasecmp(s + n - k, *units, k) != 0) continue;
    n -= k;
    while (n > 0 && s[n - 1] == ' ') n--;
    return n;
  }
  return n;
}

static bool is_clock(const char *s, size_t n) {
  const char *colon = memchr(s, ':', n);
  if (!colon || colon == s || colon - s > 2 || n - (size_t)(colon - s) != 3) return false;
  for (size_t i = 0; i < n; i++)
    if (s + i != colon && !g_ascii_isdigit(s[i])) return false;
  return true;
}

/* The figure with points and commas exchanged; NULL when that is no figure either. */
static char *exchanged(arena *a, const char *s, size_t n) {
  char *out = arena_strndup(a, s, n);
  for (char *p = out; *p; p++) *p = *p == '.' ? ',' : *p == ',' ? '.' : *p;
  number ignored;
  return number_parse(out, n, &ignored) == NUMBER_OK ? out : NULL;
}

/* The figure without the blanks between its digits; NULL when there are none or it is no figure. */
static char *without_blanks(arena *a, const char *s, size_t n) {
  char *out = arena_alloc(a, n + 1);
  size_t k = 0, bytes;
  for (const char *p = s, *end = s + n; p < end; p += bytes) {
    bytes = char_bytes(p);
    if (g_unichar_isspace(g_utf8_get_char(p))) continue;
    memcpy(out + k, p, bytes);
    k += bytes;
  }
  number ignored;
  return k < n && number_parse(out, k, &ignored) == NUMBER_OK ? out : NULL;
}

/* What stands after a figure at the beginning of s; NULL when it does not begin with one. */
static const char *after_figure(const char *s, size_t n) {
  size_t k = strspn(s, "0123456789.,-");
  while (k > 0 && !g_ascii_isdigit(s[k - 1])) k--;
  number ignored;
  return k > 0 && k < n && number_parse(s, k, &ignored) == NUMBER_OK ? s + k : NULL;
}

static void not_a_number(const filler *f, const char *s, size_t n, const char *written, span at, field_type type) {
  const char *better, *rest;
  if (is_clock(s, n)) DIAG_SAY(f->d, NUMBER_CLOCK, at, written);
  else if ((better = exchanged(f->a, s, n)) != NULL) DIAG_SAY(f->d, NUMBER_POINT, at, written, better);
  else if ((better = without_blanks(f->a, s, n)) != NULL) DIAG_SAY(f->d, NUMBER_BLANKS, at, written, better);
  else if ((rest = after_figure(s, n)) != NULL) DIAG_SAY(f->d, NUMBER_UNIT, at, rest + strspn(rest, " "));
  else DIAG_SAY(f->d, NOT_A_NUMBER, at, written, type == FIELD_INT ? "4" : "2.431,50");
}

static bool is_year(const char *s, size_t n) {
  if (n != 4) return false;
  for (size_t i = 0; i < n; i++)
    if (!g_ascii_isdigit(s[i])) return false;
  return true;
}

/* out->text is the text as written; s[0..n) is the same. */
void value_figure(const filler *f, const field_def *def, const char *s, size_t n, span at, value *out) {
  const char *written = out->text;
  number num;
  n = without_unit(def->type, s, n);
  if (def->type == FIELD_YEAR) {
    if (is_year(s, n) && number_parse(s, n, &num) == NUMBER_OK && num.mantissa >= 1800 && num.mantissa <= 2200) {
      out->kind = VALUE_KNOWN;
      out->num = num;
    } else {
      DIAG_SAY(f->d, NOT_A_YEAR, at, written);
    }
    return;
  }
  switch (number_parse(s, n, &num)) {
  case NUMBER_OK:
    if (def->type == FIELD_INT && num.decimals > 0) {
      DIAG_SAY(f->d, NOT_WHOLE, at, written);
      return;
    }
    out->kind = VALUE_KNOWN;
    out->num = num;
    return;
  case NUMBER_POINT_FOR_COMMA: {
    const char *better = exchanged(f->a, s, n);
    DIAG_SAY(f->d, NUMBER_POINT, at, written, better ? better : "");
    return;
  }
  case NUMBER_BAD_GROUPS: DIAG_SAY(f->d, NUMBER_GROUPS, at, written); return;
  case NUMBER_TOO_LONG: DIAG_SAY(f->d, NUMBER_TOO_LONG, at, NULL); return;
  case NUMBER_EMPTY: case NUMBER_NOT_A_NUMBER: not_a_number(f, s, n, written, at, def->type); return;
  }
}

/* ---- dates ---- */

typedef struct parts { unsigned n, digits[3]; char text[3][5]; } parts;

/* Up to three groups of digits between - . / and blanks; n = 0 when there is anything else. */
static parts split_date(const char *s, size_t n) {
  parts p = { 0 };
  for (size_t i = 0; i < n;) {
    if (strchr("-./ ", s[i])) {
      i++;
      continue;
    }
    size_t k = 0;
    while (i + k < n && g_ascii_isdigit(s[i + k])) k++;
    if (k == 0 || k > 4 || p.n == 3) return (parts){ 0 };
    memcpy(p.text[p.n], s + i, k);
    p.digits[p.n++] = (unsigned)k;
    i += k;
  }
  return p;
}

static char *joined(arena *a, const char *day, const char *month, const char *century, const char *year) {
  const char *day_zero = strlen(day) < 2 ? "0" : "", *month_zero = strlen(month) < 2 ? "0" : "";
  return arena_printf(a, "%s%s-%s%s-%s%s", day_zero, day, month_zero, month, century, year);
}

static bool exists(const char *text) {
  date ignored;
  return date_parse(text, strlen(text), &ignored);
}

/* "6 september 2026", "31. februar 2026": 1 = a date once written rightly (*better), 2 = no such day, 0 = no month's name. */
static int with_month(arena *a, const char *s, size_t n, char **better) {
  char **words = g_strsplit_set(arena_strndup(a, s, n), " .", -1), *found[3];
  unsigned k = 0;
  for (char **w = words; *w; w++)
    if (**w && k++ < 3) found[k - 1] = *w;
  int result = 0;
  if (k == 3 && g_ascii_isdigit(*found[0]) && exists(arena_printf(a, "1. %s 2000", found[1])) && strlen(found[2]) == 4) {
    *better = arena_printf(a, "%s. %s %s", found[0], found[1], found[2]);
    result = exists(*better) ? 1 : 2;
  }
  g_strfreev(words);
  return result;
}

static void not_a_date(const filler *f, const char *s, size_t n, const char *written, span at) {
  const parts p = split_date(s, n);
  char *better = NULL;
  if (p.n == 3 && p.digits[0] == 4) {
    better = joined(f->a, p.text[2], p.text[1], "", p.text[0]);
    if (exists(better)) DIAG_SAY(f->d, DATE_ORDER, at, written, better);
    else DIAG_SAY(f->d, DATE_NONE, at, written);
  } else if (p.n == 3 && p.digits[2] == 4) {
    better = joined(f->a, p.text[0], p.text[1], "", p.text[2]);
    if (exists(better)) DIAG_SAY(f->d, DATE_ORDER, at, written, better);
    else DIAG_SAY(f->d, DATE_NONE, at, written);
  } else if (p.n == 3 && p.digits[2] == 2 && exists(better = joined(f->a, p.text[0], p.text[1], "20", p.text[2]))) {
    DIAG_SAY(f->d, DATE_SHORT_YEAR, at, written, better);
  } else {
    const int named = with_month(f->a, s, n, &better);
    if (named == 1) DIAG_SAY(f->d, DATE_ORDER, at, written, better);
    else if (named == 2) DIAG_SAY(f->d, DATE_NONE, at, written);
    else DIAG_SAY(f->d, NOT_A_DATE, at, written);
  }
}

void value_date(const filler *f, const char *s, size_t n, span at, value *out) {
  if (date_parse(s, n, &out->day)) out->kind = VALUE_KNOWN;
  else not_a_date(f, s, n, out->text, at);
}
