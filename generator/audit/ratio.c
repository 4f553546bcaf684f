/* One ratio for all rows: amounts that are a rate times a key, each rounded, by largest remainder perhaps. A row (figure, key) allows the rates between
 * (figure - 1 unit) / key and (figure + 1 unit) / key; the rate that lies in most of these intervals is the one that was used, and a row whose interval does not hold it has a wrong
 * figure. So a misprinted key is found although it spoils the sum of the keys and with it every share worked out from that sum. */
#include "audit/audit_int.h"

typedef struct ratio_end { rational *at; bool opens; } ratio_end;

static int by_place(const void *x, const void *y) {
  const ratio_end *a = x, *b = y;
  int order = rational_compare(a->at, b->at);
  return order ? order : (int)b->opens - (int)a->opens;           /* at one place, what begins goes before what ends */
}

static void ends_of(number amount, number key, ratio_end *low, ratio_end *high) {
  rational *unit = rational_new(), *k = rational_new();
  rational_set_number(unit, (number){ 1, amount.decimals });
  rational_set_number(k, key);
  *low = (ratio_end){ rational_new(), true };
  *high = (ratio_end){ rational_new(), false };
  rational_set_number(low->at, amount);
  rational_set(high->at, low->at);
  rational_subtract(low->at, low->at, unit);
  rational_add(high->at, high->at, unit);
  rational_divide(low->at, low->at, k);
  rational_divide(high->at, high->at, k);
  rational_free(unit);
  rational_free(k);
}

/* The middle of the stretch that most intervals cover; returns how many do. */
static size_t most_covered(ratio_end *ends, size_t n, rational *middle) {
  size_t open = 0, best = 0;
  qsort(ends, n, sizeof *ends, by_place);
  for (size_t i = 0; i < n; i++) {
    if (!ends[i].opens) { open--; continue; }
    if (++open <= best || i + 1 >= n) continue;
    best = open;
    rational_add(middle, ends[i].at, ends[i + 1].at);
  }
  rational *two = rational_new();
  rational_set_number(two, (number){ 2, 0 });
  rational_divide(middle, middle, two);
  rational_free(two);
  return best;
}

bool ratio_judge(arena *a, const number *figures, const number *keys, size_t n, bool *wrong, number *implied) {
  ratio_end *ends = ARENA_ARRAY(a, ratio_end, 2 * n + 1);
  for (size_t i = 0; i < n; i++)
    if (keys[i].mantissa <= 0 || figures[i].mantissa <= 0) return false;
  if (n < 3) return false;
  for (size_t i = 0; i < n; i++) ends_of(figures[i], keys[i], &ends[2 * i], &ends[2 * i + 1]);
  rational *rate = rational_new(), *x = rational_new();
  bool judged = 2 * most_covered(ends, 2 * n, rate) > n;
  for (size_t i = 0; i < n && judged; i++) {
    ratio_end low, high;
    ends_of(figures[i], keys[i], &low, &high);
    wrong[i] = rational_compare(rate, low.at) < 0 || rational_compare(rate, high.at) > 0;
    rational_free(low.at);
    rational_free(high.at);
    rational_set_number(x, figures[i]);
    if (wrong[i]) wrong[i] = rational_divide(x, x, rate) && rational_number(x, keys[i].decimals, &implied[i]) && number_compare(implied[i], keys[i]) != 0;
  }
  for (size_t i = 0; i < 2 * n; i++) rational_free(ends[i].at);
  rational_free(rate);
  rational_free(x);
  return judged;
}
