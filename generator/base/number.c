#include "base/base.h"

#include <string.h>

#define MAX_DIGITS 18
static const char MINUS[] = "\xE2\x88\x92";        /* U+2212 */
static const char HARD_BLANK[] = "\xC2\xA0";

static int64_t power_of_ten(unsigned n) {
  int64_t p = 1;
  while (n--) p *= 10;
  return p;
}

static void trim(const char **s, size_t *len) {
  for (;;) {
    if (*len && ((*s)[0] == ' ' || (*s)[0] == '\t' || (*s)[0] == '\n')) { (*s)++; (*len)--; }
    else if (*len >= 2 && !memcmp(*s, HARD_BLANK, 2)) { *s += 2; *len -= 2; }
    else break;
  }
  for (;;) {
    if (*len && ((*s)[*len - 1] == ' ' || (*s)[*len - 1] == '\t' || (*s)[*len - 1] == '\n')) (*len)--;
    else if (*len >= 2 && !memcmp(*s + *len - 2, HARD_BLANK, 2)) *len -= 2;
    else break;
  }
}

/* Where points group the digits before the comma, each group but the first has three digits and the first one to three. */
static number_error check_groups(const char *s, size_t end, bool comma) {
  size_t points = 0, since = 0, first = 0;
  bool regular = true;
  for (size_t i = 0; i < end; i++) {
    if (s[i] == '.') {
      if (points == 0) first = since;
      else if (since != 3) regular = false;
      points++;
      since = 0;
    } else since++;
  }
  if (points == 0) return NUMBER_OK;
  if (regular && since == 3 && first >= 1 && first <= 3) return NUMBER_OK;
  return points == 1 && !comma ? NUMBER_POINT_FOR_COMMA : NUMBER_BAD_GROUPS;
}

number_error number_parse(const char *s, size_t len, number *out) {
  trim(&s, &len);
  *out = (number){ 0, 0 };
  if (!len) return NUMBER_EMPTY;
  bool negative = false;
  if (s[0] == '-') { negative = true; s++; len--; }
  else if (len >= 3 && !memcmp(s, MINUS, 3)) { negative = true; s += 3; len -= 3; }
  if (!len) return NUMBER_NOT_A_NUMBER;
  size_t comma = len, digits = 0;
  for (size_t i = 0; i < len; i++) {
    if (s[i] == ',') {
      if (comma != len || i == 0 || i + 1 == len) return NUMBER_NOT_A_NUMBER;
      comma = i;
    } else if (s[i] == '.') {
      if (comma != len || i == 0 || i + 1 == len) return NUMBER_NOT_A_NUMBER;
    } else if (s[i] >= '0' && s[i] <= '9') digits++;
    else return NUMBER_NOT_A_NUMBER;
  }
  number_error groups = check_groups(s, comma, comma != len);
  if (groups != NUMBER_OK) return groups;
  if (digits > MAX_DIGITS) return NUMBER_TOO_LONG;
  int64_t m = 0;
  for (size_t i = 0; i < len; i++)
    if (s[i] >= '0' && s[i] <= '9') m = m * 10 + (s[i] - '0');
  out->mantissa = negative ? -m : m;
  out->decimals = (uint8_t)(comma == len ? 0 : len - comma - 1);
  return NUMBER_OK;
}

number number_round(number n, unsigned decimals) {
  g_assert(decimals <= MAX_DIGITS);
  if (n.decimals > decimals) {
    int64_t p = power_of_ten(n.decimals - decimals), half = p / 2;
    int64_t q = n.mantissa / p, rest = n.mantissa % p;
    if (rest >= half && rest > 0) q++;
    if (rest <= -half && rest < 0) q--;
    return (number){ q, (uint8_t)decimals };
  }
  return n;
}

size_t number_format(number n, unsigned decimals, char buf[NUMBER_TEXT_MAX]) {
  number r = number_round(n, decimals);
  uint64_t m = r.mantissa < 0 ? (uint64_t)-(r.mantissa + 1) + 1 : (uint64_t)r.mantissa;
  char back[NUMBER_TEXT_MAX];                     /* written from the last digit */
  size_t k = 0;
  unsigned decimals_left = decimals, padding = decimals - r.decimals;
  while (decimals_left) {
    if (padding) { back[k++] = '0'; padding--; }
    else { back[k++] = (char)('0' + m % 10); m /= 10; }
    if (--decimals_left == 0) back[k++] = ',';
  }
  for (unsigned group = 0; m || group == 0; group++) {
    if (group && group % 3 == 0) back[k++] = '.';
    back[k++] = (char)('0' + m % 10);
    m /= 10;
  }
  size_t length = 0;
  if (r.mantissa < 0) { memcpy(buf, MINUS, 3); length = 3; }
  g_assert(length + k < NUMBER_TEXT_MAX);
  while (k) buf[length++] = back[--k];
  buf[length] = '\0';
  return length;
}

/* Compares whole parts first, then the fractions on one scale, so that nothing overflows. */
int number_compare(number a, number b) {
  int64_t pa = power_of_ten(a.decimals), pb = power_of_ten(b.decimals);
  int64_t wa = a.mantissa / pa, wb = b.mantissa / pb;
  if (wa != wb) return wa < wb ? -1 : 1;
  __extension__ typedef __int128 wide;
  wide fa = (wide)(a.mantissa % pa) * pb, fb = (wide)(b.mantissa % pb) * pa;
  return fa < fb ? -1 : fa > fb ? 1 : 0;
}

double number_double(number n) { return (double)n.mantissa / (double)power_of_ten(n.decimals); }
