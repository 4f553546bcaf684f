/* Slips of the hand: what is printed differs from what must be as it does when two neighbouring digits change places, or a nought is one too many or too few.
 * Both are read as they would be printed. A slip is a likeness, not a proof, so it is told as what may be. */
#include "audit/audit_int.h"

#include <string.h>

/* The digits of a figure as printed, without points and sign; a comma stays. */
static GString *digits_of(arena *a, number n, unsigned decimals) {
  GString *s = g_string_new(NULL);
  for (const char *p = number_shown(a, n, decimals, NULL); *p; p++)
    if (g_ascii_isdigit(*p) || *p == ',') g_string_append_c(s, *p);
  return s;
}

/* The first digit that differs; both are equally long. */
static size_t first_apart(const GString *x, const GString *y) {
  size_t i = 0;
  while (i < x->len && x->str[i] == y->str[i]) i++;
  return i;
}

static bool changed_places(const GString *x, const GString *y, size_t i) {
  return i + 1 < x->len && g_ascii_isdigit(x->str[i]) && g_ascii_isdigit(x->str[i + 1]) && x->str[i] == y->str[i + 1] && x->str[i + 1] == y->str[i] && !strcmp(x->str + i + 2, y->str + i + 2);
}

/* longer is shorter with a nought more; "10" and "1" are too short to tell. */
static bool nought_more(const GString *longer, const GString *shorter) {
  return shorter->len > 1 && !strchr(longer->str, ',') && longer->len == shorter->len + 1 && longer->str[shorter->len] == '0' && !strncmp(longer->str, shorter->str, shorter->len);
}

const char *slip_words(arena *a, number is, number must) {
  GString *x = digits_of(a, is, is.decimals), *y = digits_of(a, must, is.decimals);
  const char *words = NULL;
  const bool one_sign = (is.mantissa < 0) == (must.mantissa < 0);
  const size_t i = one_sign && x->len == y->len ? first_apart(x, y) : 0;
  if (one_sign && x->len == y->len && changed_places(x, y, i)) words = arena_printf(a, "cifrene %c og %c kan være byttet om", x->str[i], x->str[i + 1]);
  else if (one_sign && nought_more(x, y)) words = "der kan være et nul for meget";
  else if (one_sign && nought_more(y, x)) words = "der kan mangle et nul";
  g_string_free(x, TRUE);
  g_string_free(y, TRUE);
  return words;
}
