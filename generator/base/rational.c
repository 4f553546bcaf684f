/* Exact fractions on GMP's mpq. GMP itself ends the process when memory ends, as the arena does.
 *
 * Rounding is one integer division: |n/d| * 10^k rounded half up is the floor of (2*|n|*10^k + d) / (2*d). Adding a half in
 * decimals and cutting was rejected: it needs a second fraction and its canonical form. */
#include "base/rational.h"

#include <gmp.h>
#include <limits.h>
#include <math.h>
#include <string.h>

struct rational { mpq_t q; };
_Static_assert(sizeof(long) >= sizeof(int64_t), "GMP takes an int64_t as a long");
#define MOST_DIGITS 18

static unsigned long power_of_ten(unsigned n) {
  unsigned long p = 1;
  while (n--) p *= 10;
  return p;
}

/* Most fractions are small: with one machine word above and below the line, quotients are taken in 128 bits and GMP is not asked. */
__extension__ typedef unsigned __int128 wide;
typedef struct word_fraction { unsigned long n, d; bool negative; } word_fraction;
_Static_assert(sizeof(long) == sizeof(mp_limb_t), "a limb is a long");

static bool in_words(const mpq_t q, word_fraction *out) {
  if (mpz_size(mpq_numref(q)) > 1 || mpz_size(mpq_denref(q)) > 1) return false;
  *out = (word_fraction){ mpz_getlimbn(mpq_numref(q), 0), mpz_getlimbn(mpq_denref(q), 0), mpq_sgn(q) < 0 };
  return true;
}

/* False: more than 18 digits. */
static bool number_of(wide mantissa, bool negative, unsigned decimals, number *out) {
  const bool ok = mantissa < power_of_ten(MOST_DIGITS);
  *out = (number){ ok ? (negative ? -(int64_t)mantissa : (int64_t)mantissa) : 0, (uint8_t)decimals };
  return ok;
}

/* 10 to the power of n, for any n. */
static void set_power_of_ten(mpz_t out, unsigned n) { mpz_ui_pow_ui(out, 10, n); }

rational *rational_new(void) {
  rational *r = g_new(rational, 1);
  mpq_init(r->q);
  return r;
}

void rational_free(rational *r) {
  if (!r) return;
  mpq_clear(r->q);
  g_free(r);
}

void rational_set(rational *out, const rational *a) { mpq_set(out->q, a->q); }

void rational_set_number(rational *out, number n) {
  g_assert(n.decimals <= MOST_DIGITS);
  while (n.decimals && n.mantissa % 10 == 0) { n.mantissa /= 10; n.decimals--; }   /* "95,50": cheaper than GMP's gcd */
  mpq_set_si(out->q, (long)n.mantissa, power_of_ten(n.decimals));
  if (n.decimals) mpq_canonicalize(out->q);
}

/* Whole figures are the most of all: they need no common denominator and no gcd. */
static bool both_whole(const rational *a, const rational *b) { return mpz_cmp_ui(mpq_denref(a->q), 1) == 0 && mpz_cmp_ui(mpq_denref(b->q), 1) == 0; }
#define WHOLE_OR_FRACTION(operation) \
  if (both_whole(a, b)) { mpz_##operation(mpq_numref(out->q), mpq_numref(a->q), mpq_numref(b->q)); mpz_set_ui(mpq_denref(out->q), 1); } \
  else mpq_##operation(out->q, a->q, b->q)

void rational_add(rational *out, const rational *a, const rational *b) { WHOLE_OR_FRACTION(add); }
void rational_subtract(rational *out, const rational *a, const rational *b) { WHOLE_OR_FRACTION(sub); }
void rational_multiply(rational *out, const rational *a, const rational *b) { WHOLE_OR_FRACTION(mul); }

bool rational_divide(rational *out, const rational *a, const rational *b) {
  if (!mpq_sgn(b->q)) return false;
  mpq_div(out->q, a->q, b->q);
  return true;
}

void rational_negate(rational *r) { mpq_neg(r->q, r->q); }
void rational_swap(rational *a, rational *b) { mpq_swap(a->q, b->q); }
int rational_compare(const rational *a, const rational *b) {
  const int c = mpq_cmp(a->q, b->q);
  return (c > 0) - (c < 0);
}
int rational_sign(const rational *r) { return mpq_sgn(r->q); }

/* x times or divided by 10^k within a word, in lowest terms: what x and 10^k share goes first. False: too large. */
static bool word_scale(unsigned long *over, unsigned long *under, unsigned k) {
  unsigned twos = k, fives = k;
  for (; twos && *under % 2 == 0; twos--) *under /= 2;
  for (; fives && *under % 5 == 0; fives--) *under /= 5;
  for (; twos && *over <= LONG_MAX / 2; twos--) *over *= 2;
  for (; fives && *over <= LONG_MAX / 5; fives--) *over *= 5;
  return !twos && !fives;
}

void rational_scale(rational *r, int ten) {
  if (ten == 0) return;
  word_fraction f;
  if (in_words(r->q, &f) && f.n && (ten > 0 ? word_scale(&f.n, &f.d, (unsigned)ten) : word_scale(&f.d, &f.n, (unsigned)-ten))) {
    mpz_set_ui(mpq_numref(r->q), f.n);
    mpz_set_ui(mpq_denref(r->q), f.d);
    if (f.negative) mpq_neg(r->q, r->q);
    return;
  }
  mpz_t p;
  mpz_init(p);
  set_power_of_ten(p, (unsigned)(ten < 0 ? -ten : ten));
  if (ten > 0) mpz_mul(mpq_numref(r->q), mpq_numref(r->q), p);
  else mpz_mul(mpq_denref(r->q), mpq_denref(r->q), p);
  mpq_canonicalize(r->q);
  mpz_clear(p);
}

/* out = r * 10^decimals, rounded half away from zero to a whole. */
static void whole(mpz_t out, const rational *r, int decimals) {
  mpz_t twice;
  mpz_init(twice);
  mpz_abs(out, mpq_numref(r->q));
  mpz_set(twice, mpq_denref(r->q));
  mpz_t p;
  mpz_init(p);
  set_power_of_ten(p, (unsigned)(decimals < 0 ? -decimals : decimals));
  if (decimals >= 0) mpz_mul(out, out, p);
  else mpz_mul(twice, twice, p);
  mpz_clear(p);
  mpz_mul_2exp(out, out, 1);
  mpz_add(out, out, twice);
  mpz_mul_2exp(twice, twice, 1);
  mpz_fdiv_q(out, out, twice);
  if (mpq_sgn(r->q) < 0) mpz_neg(out, out);
  mpz_clear(twice);
}

void rational_round(rational *r, int decimals) {
  g_assert(decimals >= -RATIONAL_DECIMALS_MAX && decimals <= RATIONAL_DECIMALS_MAX);
  mpz_t w;
  mpz_init(w);
  whole(w, r, decimals);
  mpq_set_z(r->q, w);
  mpz_clear(w);
  rational_scale(r, -decimals);
}

static bool fits(const mpz_t z) {
  return mpz_fits_slong_p(z) && mpz_cmpabs_ui(z, power_of_ten(MOST_DIGITS)) < 0;
}

bool rational_number(const rational *r, unsigned decimals, number *out) {
  g_assert(decimals <= RATIONAL_DECIMALS_MAX);
  word_fraction f;
  if (in_words(r->q, &f)) return number_of(((wide)f.n * power_of_ten(decimals) * 2 + f.d) / ((wide)f.d * 2), f.negative, decimals, out);
  mpz_t w;
  mpz_init(w);
  whole(w, r, (int)decimals);
  const bool ok = fits(w);
  *out = ok ? (number){ (int64_t)mpz_get_si(w), (uint8_t)decimals } : (number){ 0, (uint8_t)decimals };
  mpz_clear(w);
  return ok;
}

bool rational_cut(const rational *r, unsigned decimals, number *out) {
  g_assert(decimals <= RATIONAL_DECIMALS_MAX);
  word_fraction f;
  if (in_words(r->q, &f)) return number_of((wide)f.n * power_of_ten(decimals) / f.d, f.negative, decimals, out);
  mpz_t w;
  mpz_init(w);
  set_power_of_ten(w, decimals);
  mpz_mul(w, w, mpq_numref(r->q));
  mpz_tdiv_q(w, w, mpq_denref(r->q));
  const bool ok = fits(w);
  *out = ok ? (number){ (int64_t)mpz_get_si(w), (uint8_t)decimals } : (number){ 0, (uint8_t)decimals };
  mpz_clear(w);
  return ok;
}

bool rational_has(const rational *r, unsigned decimals) {
  g_assert(decimals <= RATIONAL_DECIMALS_MAX);
  const unsigned long divisor = mpz_fits_ulong_p(mpq_denref(r->q)) ? mpz_get_ui(mpq_denref(r->q)) : 0;
  return divisor && power_of_ten(decimals) % divisor == 0;
}

/* The same in words: false, when it goes on for ever or has more than 18 digits. */
static bool finite_words(word_fraction f, number *out) {
  const unsigned twos = (unsigned)__builtin_ctzl(f.d);
  unsigned fives = 0;
  unsigned long rest = f.d >> twos;
  for (; rest % 5 == 0; rest /= 5) fives++;
  const unsigned decimals = MAX(twos, fives);
  return rest == 1 && decimals <= MOST_DIGITS && number_of((wide)f.n * power_of_ten(decimals) / f.d, f.negative, decimals, out);
}

/* In lowest terms a fraction is a finite decimal when its denominator is 2^a * 5^b; it then needs max(a, b) decimals. */
bool rational_exact_number(const rational *r, number *out) {
  *out = (number){ 0, 0 };
  word_fraction f;
  if (in_words(r->q, &f)) return finite_words(f, out);
  mpz_t rest, five;
  mpz_init(rest);
  const mp_bitcnt_t twos = mpz_scan1(mpq_denref(r->q), 0);
  mpz_fdiv_q_2exp(rest, mpq_denref(r->q), twos);
  mpz_init_set_ui(five, 5);
  const mp_bitcnt_t fives = mpz_remove(rest, rest, five);
  const mp_bitcnt_t decimals = MAX(twos, fives);
  const bool finite = mpz_cmp_ui(rest, 1) == 0 && decimals <= MOST_DIGITS;
  mpz_clear(rest);
  mpz_clear(five);
  return finite && rational_number(r, (unsigned)decimals, out);
}

/* Takes 62 or more bits of the quotient, marks in the last bit whether something was cut, and lets the conversion of an integer to
 * a double round: it does so to nearest, ties to even. mpq_get_d was rejected: it cuts. */
double rational_double(const rational *r) {
  word_fraction f;
  if (!mpq_sgn(r->q)) return 0;
  if (in_words(r->q, &f) && f.n <= 1UL << 53 && f.d <= 1UL << 53) return (f.negative ? -1.0 : 1.0) * ((double)f.n / (double)f.d);   /* both exact: one rounding */
  mpz_t n, d, rest;
  mpz_init(n);
  mpz_init_set(d, mpq_denref(r->q));
  mpz_init(rest);
  mpz_abs(n, mpq_numref(r->q));
  const long shift = 63 - ((long)mpz_sizeinbase(n, 2) - (long)mpz_sizeinbase(d, 2));   /* quotient of 63 or 64 bits */
  if (shift > 0) mpz_mul_2exp(n, n, (mp_bitcnt_t)shift);
  else mpz_mul_2exp(d, d, (mp_bitcnt_t)-shift);
  mpz_tdiv_qr(n, rest, n, d);
  unsigned long bits = mpz_get_ui(n);
  if (mpz_sgn(rest)) bits |= 1;
  mpz_clears(n, d, rest, NULL);
  double v = shift > 1060 ? 0 : shift < -1060 ? HUGE_VAL : ldexp((double)bits, (int)-shift);
  return mpq_sgn(r->q) < 0 ? -v : v;
}

char *rational_text(arena *a, const rational *r) {
  char *s = mpq_get_str(NULL, 10, r->q);
  char *out = arena_strdup(a, s);
  void (*release)(void *, size_t) = NULL;
  mp_get_memory_functions(NULL, NULL, &release);
  release(s, strlen(s) + 1);
  return out;
}
