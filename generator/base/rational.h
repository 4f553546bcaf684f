/* base/rational: exact fractions. For calc/ and for whoever must round a sum once and rightly. The only door to GMP:
 * gmp.h is included in rational.c alone. A rational is always in lowest terms; results may be an operand. */
#ifndef BASE_RATIONAL_H
#define BASE_RATIONAL_H
#include "base/base.h"

typedef struct rational rational;
rational *rational_new(void);                                    /* 0; aborts when memory ends */
void rational_free(rational *r);                                 /* NULL is allowed */
void rational_set(rational *out, const rational *a);
void rational_set_number(rational *out, number n);               /* exact */
void rational_add(rational *out, const rational *a, const rational *b);
void rational_subtract(rational *out, const rational *a, const rational *b);
void rational_multiply(rational *out, const rational *a, const rational *b);
bool rational_divide(rational *out, const rational *a, const rational *b);   /* false when b is 0; out is then as it was */
void rational_negate(rational *r);
void rational_swap(rational *a, rational *b);
void rational_scale(rational *r, int ten);                       /* times 10 to the power of ten */
int rational_compare(const rational *a, const rational *b);
int rational_sign(const rational *r);                            /* -1, 0, 1 */
/* Rounds half away from zero, as Excel's ROUND; decimals below 0 round to tens, hundreds … */
#define RATIONAL_DECIMALS_MAX 18
void rational_round(rational *r, int decimals);                  /* -18 .. 18 */
/* The number with `decimals` (0 .. 18), rounded as above. False when it has more than 18 digits; *out is then 0. */
bool rational_number(const rational *r, unsigned decimals, number *out);
/* The same cut off towards zero: for "105,6666…", which shows a figure and does not round it. */
bool rational_cut(const rational *r, unsigned decimals, number *out);
bool rational_has(const rational *r, unsigned decimals);         /* needs no more decimals (0 .. 18): rounding to them changes nothing */
/* The number that is exactly this fraction, with as few decimals as it needs; false when no number of 18 digits is. */
bool rational_exact_number(const rational *r, number *out);
double rational_double(const rational *r);                       /* nearest double, ties to even; no subnormals: they give 0 */
char *rational_text(arena *a, const rational *r);                /* "7/3", "-12": for dumps and tests */
#endif
