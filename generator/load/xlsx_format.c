/* Stored numbers as a Dane would have typed them.
 *
 * A workbook stores 2431.5 as the shortest decimal that gives its double back, so a price that was calculated may stand as
 * 2431.4999999999995, and 0.1+0.2 as 0.30000000000000004. Excel itself shows and keeps 15 significant digits; so the decimal text is
 * rounded to 15 (half away from zero), digit by digit, and no binary arithmetic is done at all. Taking all 17 digits would print what
 * nobody saw in the sheet; rounding to two decimals would hide what someone did.
 *
 * A date is a number, too; only its cell's number format tells it from a price. The format is looked at for four things: a date, a time
 * of day, per cent (0.955 is 95,5 %), and leading zeros ("000" shows 20 as 020, and a code is what it looks like). */
#include "load/xlsx_int.h"

enum { DIGITS = 15, NUMBER_DIGITS = 18, EXPONENT_MAX = 9999, DAY_SECONDS = 86400 };

/* ---- formats ---- */

/* ECMA-376 part 1, 18.8.30. 27-36 and 50-58 are dates in East Asian versions of Excel. */
number_look look_of_id(uint32_t id) {
  const bool day = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58);
  const bool time = (id >= 18 && id <= 21) || id == 32 || id == 33 || (id >= 45 && id <= 47);
  const bool percent = id == 9 || id == 10;
  return (number_look){ day ? LOOK_DATE : time ? LOOK_TIME : id == 22 ? LOOK_DATE_TIME : percent ? LOOK_PERCENT : LOOK_PLAIN, 0 };
}

/* Behind a bracket at p: [h] and its like are times; [Red], [$-406] and [>100] say nothing of the kind. */
static const char *over_bracket(const char *p, bool *time) {
  const char *end = strchr(p, ']');
  if (!end) return p + 1;
  const size_t n = (size_t)(end - p) - 1;
  *time = *time || (n > 0 && strspn(p + 1, "hHmMsS") == n);
  return end + 1;
}

number_look look_of_code(const char *code) {
  bool day = false, month = false, time = false, percent = false, only_zeros = true;
  size_t zeros = 0;
  if (g_ascii_strcasecmp(code, "general") == 0 || g_ascii_strcasecmp(code, "standard") == 0) return (number_look){ LOOK_PLAIN, 0 };
  for (const char *p = code; *p && *p != ';';) {
    const char c = g_ascii_tolower(*p);
    only_zeros = only_zeros && c == '0';
    if (c == '"') {
      const char *end = strchr(p + 1, '"');
      p = end ? end + 1 : p + strlen(p);
      continue;
    }
    if (c == '[') {
      p = over_bracket(p, &time);
      continue;
    }
    if ((c == '\\' || c == '_' || c == '*') && p[1]) {             /* the next character stands for itself */
      p = utf8_next(p + 1);
      continue;
    }
    day = day || c == 'd' || c == 'y';
    month = month || c == 'm';
    time = time || c == 'h' || c == 's';
    percent = percent || c == '%';
    zeros += c == '0';
    p++;
  }
  if ((day || month) && time) return (number_look){ day ? LOOK_DATE_TIME : LOOK_TIME, 0 };      /* the m of hh:mm is minutes */
  if (day || month) return (number_look){ LOOK_DATE, 0 };
  if (time) return (number_look){ LOOK_TIME, 0 };
  if (percent) return (number_look){ LOOK_PERCENT, 0 };
  if (only_zeros && zeros > 1 && zeros <= DIGITS) return (number_look){ LOOK_ZEROS, (uint8_t)zeros };
  return (number_look){ LOOK_PLAIN, 0 };
}

/* ---- decimals ---- */

/* 0.d1d2…dn times 10 to the power of point; n = 0 is nought. No zero at either end. */
typedef struct decimal { bool negative; int n, point; char digits[DIGITS + 1]; } decimal;

static void add_digit(decimal *d, char c, bool *up, int *seen) {
  if (c == '0' && *seen == 0) return;                              /* leading noughts */
  if (*seen < DIGITS) d->digits[d->n++] = c;
  else if (*seen == DIGITS) *up = c >= '5';
  (*seen)++;
}

static void round_up(decimal *d) {
  int i = d->n;
  while (i > 0 && d->digits[i - 1] == '9') d->digits[--i] = '0';
  if (i > 0) {
    d->digits[i - 1]++;
    return;
  }
  d->digits[0] = '1';
  d->n = 1;
  d->point++;
}

/* Digits before the exponent; false when there is none. */
static bool mantissa_read(decimal *d, const char **p, const char *end) {
  bool any = false, comma = false, up = false;
  int seen = 0;
  for (; *p < end && (g_ascii_isdigit(**p) || (**p == '.' && !comma)); (*p)++) {
    if (**p == '.') {
      comma = true;
      continue;
    }
    any = true;
    const int before = seen;
    add_digit(d, **p, &up, &seen);
    if (!comma && seen > 0 && d->point < EXPONENT_MAX) d->point++;
    if (comma && before == 0 && seen == 0 && d->point > -EXPONENT_MAX) d->point--;
  }
  if (up) round_up(d);
  return any;
}

static bool decimal_read(const char *s, size_t n, decimal *d) {
  const char *p = s, *end = s + n;
  *d = (decimal){ 0 };
  if (p < end && (*p == '-' || *p == '+')) d->negative = *p++ == '-';
  if (!mantissa_read(d, &p, end)) return false;
  if (p < end && (*p == 'e' || *p == 'E')) {
    p++;
    const bool down = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) p++;
    if (p == end) return false;
    int exponent = 0;
    for (; p < end && g_ascii_isdigit(*p); p++) exponent = MIN(exponent * 10 + (*p - '0'), EXPONENT_MAX);
    d->point += down ? -exponent : exponent;
  }
  while (d->n > 0 && d->digits[d->n - 1] == '0') d->n--;
  if (d->n == 0) *d = (decimal){ 0 };
  return p == end;
}

/* "-2431,5"; false when it has more digits than a figure may. */
static bool decimal_write(const decimal *d, GString *out) {
  const int whole = MAX(d->point, 1), decimals = MAX(d->n - d->point, 0);
  if (whole + decimals > NUMBER_DIGITS) return false;
  if (d->negative) g_string_append_c(out, '-');
  for (int i = 0; i < whole; i++) g_string_append_c(out, i < d->point && i < d->n ? d->digits[i] : '0');
  if (decimals > 0) g_string_append_c(out, ',');
  for (int i = d->n - decimals; i < d->n; i++) g_string_append_c(out, i >= 0 ? d->digits[i] : '0');
  return true;
}

/* ---- dates ---- */

enum { SERIAL_MAX = 2958465, LEAP_1900 = 60 };                     /* 31-12-9999; the 29-02-1900 that never was */

/* Days and seconds of a serial number; false when it is no date (negative, or after 9999). */
static bool serial_of(const decimal *d, bool from_1904, int *days, int *seconds) {
  enum { FRACTION = 9 };
  int64_t whole = 0, part = 0, scale = 1;
  if (d->negative || d->point > 7) return false;
  for (int i = 0; i < d->point; i++) whole = whole * 10 + (i < d->n ? d->digits[i] - '0' : 0);
  for (int i = 0; i < FRACTION; i++, scale *= 10) {
    const int at = d->point + i;
    part = part * 10 + (at >= 0 && at < d->n ? d->digits[at] - '0' : 0);
  }
  *seconds = (int)((part * DAY_SECONDS + scale / 2) / scale);
  *days = (int)whole + (*seconds == DAY_SECONDS);
  *seconds %= DAY_SECONDS;
  return *days <= SERIAL_MAX - (from_1904 ? 1462 : 0);
}

/* "06-09-2026". Day 0 of the 1900 system is shown as 00-01-1900, day 60 as 29-02-1900: neither is in the calendar, and the check of
 * dates says so. */
static char *day_text(arena *a, int days, bool from_1904) {
  if (!from_1904 && days == 0) return arena_strdup(a, "00-01-1900");
  if (!from_1904 && days == LEAP_1900) return arena_strdup(a, "29-02-1900");
  const date before = from_1904 ? (date){ 1904, 1, 1 } : days < LEAP_1900 ? (date){ 1899, 12, 31 } : (date){ 1899, 12, 30 };
  GDate day;
  g_date_clear(&day, 1);
  g_date_set_julian(&day, (guint32)(date_serial(before) + 719163 + days));        /* GLib counts from 01-01-0001 */
  return arena_printf(a, "%02d-%02d-%04d", g_date_get_day(&day), (int)g_date_get_month(&day), g_date_get_year(&day));
}

static const char *moment_text(arena *a, look_kind look, int days, int seconds, bool from_1904) {
  const char *clock = arena_printf(a, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
  if (look == LOOK_TIME) return clock;
  const char *day = day_text(a, days, from_1904);
  return look == LOOK_DATE || seconds == 0 ? day : arena_printf(a, "%s %s", day, clock);
}

static bool digits_at(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!g_ascii_isdigit(s[i])) return false;
  return true;
}

char *iso_date_text(arena *a, const char *s, size_t n) {
  const bool date_part = n >= 10 && digits_at(s, 4) && s[4] == '-' && digits_at(s + 5, 2) && s[7] == '-' && digits_at(s + 8, 2);
  if (!date_part || (n > 10 && (n < 16 || s[10] != 'T'))) return NULL;
  const bool midnight = n == 10 || strncmp(s + 11, "00:00", 5) == 0;
  return arena_printf(a, "%.2s-%.2s-%.4s%s%.5s", s + 8, s + 5, s, midnight ? "" : " ", midnight ? "" : s + 11);
}

/* ---- the text ---- */

static number_made written(arena *a, const decimal *d, const char *end, const char **text) {
  GString *out = g_string_new(NULL);
  const bool good = decimal_write(d, out);
  g_string_append(out, end);
  if (good) *text = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  return good ? MADE : MADE_RANGE;
}

number_made number_made_text(arena *a, const char *s, size_t n, number_look look, bool from_1904, const char **text) {
  decimal d;
  int days, seconds;
  if (!decimal_read(s, n, &d)) return MADE_NO_NUMBER;
  switch (look.kind) {
  case LOOK_PLAIN: return written(a, &d, "", text);
  case LOOK_PERCENT:
    if (d.n > 0) d.point += 2;
    return written(a, &d, " %", text);
  case LOOK_ZEROS: {
    const number_made made = written(a, &d, "", text);
    if (made != MADE || d.negative || d.n > d.point || (d.n == 0 && d.point > 0)) return made;
    const size_t length = strlen(*text);
    char *padded = arena_alloc(a, MAX(length, look.zeros) + 1);
    const size_t zeros = look.zeros > length ? look.zeros - length : 0;
    memset(padded, '0', zeros);
    memcpy(padded + zeros, *text, length);
    *text = padded;
    return MADE;
  }
  case LOOK_DATE: case LOOK_TIME: case LOOK_DATE_TIME:
    if (!serial_of(&d, from_1904, &days, &seconds)) return MADE_NO_DATE;
    *text = moment_text(a, look.kind, days, seconds, from_1904);
    return MADE;
  }
  g_assert_not_reached();
}
