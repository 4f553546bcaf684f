#include "base/base.h"

#include <string.h>

static const char *const MONTHS[] = { "januar", "februar", "marts", "april", "maj", "juni",
                                      "juli", "august", "september", "oktober", "november", "december" };

static bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static bool exists(long day, long month, long year) {
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= lengths[month - 1] + (month == 2 && leap((int)year) ? 1 : 0);
}

/* Reads 1 to max digits; false when there is none. */
static bool digits(const char **p, const char *end, int max, long *out) {
  int n = 0;
  long v = 0;
  while (*p < end && **p >= '0' && **p <= '9' && n < max) { v = v * 10 + (**p - '0'); (*p)++; n++; }
  *out = v;
  return n > 0;
}

static void blanks(const char **p, const char *end) {
  while (*p < end) {
    if (**p == ' ') (*p)++;
    else if (end - *p >= 2 && !memcmp(*p, "\xC2\xA0", 2)) *p += 2;
    else break;
  }
}

static long month_named(const char **p, const char *end) {
  for (size_t i = 0; i < G_N_ELEMENTS(MONTHS); i++) {
    size_t n = strlen(MONTHS[i]);
    if ((size_t)(end - *p) >= n && !g_ascii_strncasecmp(*p, MONTHS[i], n)) { *p += n; return (long)i + 1; }
  }
  return 0;
}

bool date_parse(const char *s, size_t len, date *out) {
  const char *p = s, *end = s + len;
  long day, month, year;
  *out = (date){ 0, 0, 0 };
  blanks(&p, end);
  if (!digits(&p, end, 2, &day) || p == end) return false;
  if (*p == '.') {
    p++;
    blanks(&p, end);
    month = month_named(&p, end);
    if (!month) return false;
    blanks(&p, end);
  } else {
    char between = *p++;
    if (between != '-' && between != '/') return false;
    if (!digits(&p, end, 2, &month) || p == end || *p++ != '-') return false;
  }
  const char *from = p;
  if (!digits(&p, end, 4, &year) || p - from != 4) return false;
  blanks(&p, end);
  if (p != end || !exists(day, month, year)) return false;
  *out = (date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
  return true;
}

char *date_text(arena *a, date d) {
  if (!d.year) return arena_strdup(a, "");
  return arena_printf(a, "%d.\xC2\xA0%s %d", d.day, MONTHS[d.month - 1], d.year);
}


int date_compare(date a, date b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return a.day < b.day ? -1 : a.day > b.day;
}

/* Days from civil date by eras of 400 years (146,097 days), years beginning in March. */
int32_t date_serial(date d) {
  int32_t y = d.year - (d.month <= 2 ? 1 : 0);
  int32_t era = y / 400, year_of_era = y - era * 400;
  int32_t month = (d.month + 9) % 12;
  int32_t day_of_year = (153 * month + 2) / 5 + d.day - 1;
  int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}
