/* Amounts shared out by a key: each row gets amount × key ÷ sum of keys, and the shares add up to the amount.
 *
 * Largest remainder (Hamilton): every share is cut down to whole units, and the units that are left go one by one to the largest
 * remainders; equal remainders, in the order of rows. All in fractions, so that equal remainders are equal. Rounding each share alone is
 * what the printed tables of 2022 did: their sum missed the total by a krone. With "metode: afrund" it is done so all the same, and
 * the difference stands in a row of its own, "Afrunding". Divisor methods (Sainte-Laguë) were rejected: they can give a row a unit
 * more than its share rounded up, which nobody who checks a row by hand would understand. */
#include "table/table_int.h"

#include <stdlib.h>
#include <string.h>

typedef struct remainder { rational *r; size_t row; } remainder;

static int compare_remainders(const void *x, const void *y) {
  const remainder *p = x, *q = y;
  int c = rational_compare(q->r, p->r);
  return c ? c : p->row < q->row ? -1 : p->row > q->row;
}

number number_sum(const number *v, size_t n, bool *overflow) {
  rational *sum = rational_new(), *one = rational_new();
  unsigned decimals = 0;
  for (size_t i = 0; i < n; i++) {
    rational_set_number(one, v[i]);
    rational_add(sum, sum, one);
    decimals = MAX(decimals, v[i].decimals);
  }
  number out;
  bool good = rational_number(sum, decimals, &out);
  if (overflow) *overflow = !good;
  rational_free(sum);
  rational_free(one);
  return out;
}

/* Units of 10^-decimals: share i exactly, as a fraction, in r. */
static bool exact_shares(number amount, const number *keys, size_t n, unsigned decimals, rational **r) {
  rational *total = rational_new(), *whole = rational_new();
  for (size_t i = 0; i < n; i++) {
    rational_set_number(r[i], keys[i]);
    rational_add(total, total, r[i]);
  }
  rational_set_number(whole, amount);
  rational_scale(whole, (int)decimals);
  bool good = rational_divide(whole, whole, total);
  for (size_t i = 0; good && i < n; i++) rational_multiply(r[i], r[i], whole);
  rational_free(total);
  rational_free(whole);
  return good;
}

/* The whole units of r, which becomes what is left; r is not negative. */
static bool cut_down(rational *r, int64_t *units) {
  number n;
  rational *cut = rational_new();
  bool good = rational_number(r, 0, &n);
  rational_set_number(cut, n);
  if (rational_compare(cut, r) > 0) rational_set_number(cut, (number){ --n.mantissa, 0 });
  rational_subtract(r, r, cut);
  rational_free(cut);
  *units = n.mantissa;
  return good;
}

static bool share_units(int64_t whole, rational **r, size_t n, bool plain, int64_t *units, int64_t *residual) {
  remainder *left = g_new0(remainder, n + 1);
  int64_t given = 0;
  bool good = true;
  for (size_t i = 0; good && i < n; i++) {
    number rounded;
    left[i] = (remainder){ r[i], i };
    if (plain) {
      good = rational_number(r[i], 0, &rounded);
      units[i] = rounded.mantissa;
    } else good = cut_down(r[i], &units[i]);
    given += units[i];
  }
  *residual = whole - given;
  if (good && !plain) {
    qsort(left, n, sizeof *left, compare_remainders);
    for (size_t i = 0; i < n && *residual > 0; i++, (*residual)--) units[left[i].row]++;
  }
  g_free(left);
  return good;
}

bool shares_largest_remainder(number amount, const number *keys, size_t n, unsigned decimals, bool plain, number *out, number *residual) {
  number whole = number_round(amount, decimals);
  while (whole.decimals < decimals) { whole.mantissa *= 10; whole.decimals++; }
  rational **r = g_new0(rational *, n + 1);
  int64_t *units = g_new0(int64_t, n + 1), rest = 0;
  for (size_t i = 0; i < n; i++) r[i] = rational_new();
  bool negative = whole.mantissa < 0, good = n > 0;
  number positive = { negative ? -whole.mantissa : whole.mantissa, (uint8_t)decimals };
  for (size_t i = 0; i < n; i++) good = good && keys[i].mantissa >= 0;
  good = good && exact_shares(positive, keys, n, decimals, r) && share_units(positive.mantissa, r, n, plain, units, &rest);
  for (size_t i = 0; good && i < n; i++) out[i] = (number){ negative ? -units[i] : units[i], (uint8_t)decimals };
  *residual = (number){ negative ? -rest : rest, (uint8_t)decimals };
  for (size_t i = 0; i < n; i++) rational_free(r[i]);
  g_free(r);
  g_free(units);
  return good;
}

/* ---- in the table ---- */

/* The amount for rows [from, to): the figure, or what all of them say. False after a report or when it is missing. */
static bool amount_of(grid_build *b, const work_column *w, const row_picks *rows, size_t from, size_t to, number *out) {
  const table_shares *s = &w->decl->shares;
  if (s->is_number) { *out = s->num; return true; }
  const value *first = path_value(&w->amount, &rows->v[from]);
  for (size_t i = from + 1; i < to; i++) {
    const value *v = path_value(&w->amount, &rows->v[i]);
    if (v->kind == first->kind && (v->kind != VALUE_KNOWN || !number_compare(v->num, first->num))) continue;
    DIAG_SAY(b->d, TABLE_SHARE_AMOUNTS, s->at, s->amount.text);
    diag_also(b->d, rows->v[from].record->at, "ét beløb står her", "one amount stands here");
    diag_also(b->d, rows->v[i].record->at, "og et andet her", "and another here");
    return false;
  }
  *out = first->num;
  return first->kind == VALUE_KNOWN;
}

static const char *amount_text(grid_build *b, const grid_column *k, number n) {
  const char *text = number_text(b, n, k->decimals);
  return k->unit ? arena_printf(b->a, "%s %s", text, k->unit) : text;
}

/* Is each share exactly amount × key ÷ sum of keys? */
static bool parted_evenly(number amount, const number *keys, const number *out, size_t n) {
  rational *total = rational_new(), *key = rational_new(), *whole = rational_new(), *share = rational_new();
  for (size_t i = 0; i < n; i++) {
    rational_set_number(key, keys[i]);
    rational_add(total, total, key);
  }
  rational_set_number(whole, amount);
  bool even = true;
  for (size_t i = 0; even && i < n; i++) {
    rational_set_number(key, keys[i]);
    rational_set_number(share, out[i]);
    rational_multiply(key, key, whole);
    rational_multiply(share, share, total);
    even = !rational_compare(key, share);
  }
  rational_free(total);
  rational_free(key);
  rational_free(whole);
  rational_free(share);
  return even;
}

/* What plain rounding would miss: a note at the sum of what was shared out; where no sum is shown, a remark below the table. */
static void tell_residual(grid_build *b, size_t c, number amount, const number *keys, size_t n, size_t last) {
  const grid_column *k = &b->g->column[c];
  work_column *w = &b->work[c];
  number *out = g_new0(number, n + 1), rest;
  bool good = shares_largest_remainder(amount, keys, n, k->decimals, true, out, &rest);
  if (good && rest.mantissa && w->decl->shares.plain_rounding)
    w->share_note[last] = arena_printf(b->a, "Hvert tal er afrundet for sig, og forskellen til %s står i rækken »Afrunding«.", amount_text(b, k, amount));
  else if (good && rest.mantissa)
    w->share_note[last] = arena_printf(b->a, "Fordelt efter største rest. Afrundet hver for sig ville tallene give %s i alt.", amount_text(b, k, number_sum(out, n, NULL)));
  if (w->share_note[last] && !(b->decl->subtotals && k->sum == SUM_ADD) && !w->unshown && !b->decl->only.n) {
    const char *one = arena_printf(b->a, "%s: %s", k->title, w->share_note[last]);
    if (!b->g->remark || !strstr(b->g->remark, one)) b->g->remark = b->g->remark ? arena_printf(b->a, "%s %s", sentence(b->a, b->g->remark), one) : one;
  }
  g_free(out);
}

static void share_out(grid_build *b, size_t c, const row_picks *rows, size_t from, size_t to) {
  work_column *w = &b->work[c];
  number amount, rest, *keys = g_new0(number, to - from + 1), *out = g_new0(number, to - from + 1);
  size_t *row = g_new0(size_t, to - from + 1), n = 0;
  bool whole = true;
  for (size_t i = from; i < to; i++) {
    const value *v = path_value(&w->key, &rows->v[i]);
    whole = whole && (v->kind == VALUE_KNOWN || v->kind == VALUE_NOT_RELEVANT);
    if (v->kind != VALUE_KNOWN) continue;
    row[n] = i;
    keys[n++] = v->num;
  }
  if (amount_of(b, w, rows, from, to, &amount) && n && whole) {
    if (shares_largest_remainder(amount, keys, n, b->g->column[c].decimals, w->decl->shares.plain_rounding, out, &rest)) {
      const number sum = number_sum(keys, n, NULL);
      for (size_t i = 0; i < n; i++) {
        w->share[row[i]] = out[i];
        w->share_known[row[i]] = true;
        w->share_keys[row[i]] = sum;
      }
      w->share_rest[to - 1] = rest;
      w->rounded |= !parted_evenly(amount, keys, out, n);
      tell_residual(b, c, amount, keys, n, to - 1);
    } else DIAG_SAY(b->d, TABLE_SHARE_KEYS, w->decl->shares.at, w->decl->shares.key.text);
  }
  g_free(keys);
  g_free(out);
  g_free(row);
}

void shares_make(grid_build *b, const row_picks *rows) {
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_SHARES) continue;
    w->share = ARENA_ARRAY(b->a, number, rows->n + 1);
    w->share_rest = ARENA_ARRAY(b->a, number, rows->n + 1);
    w->share_note = ARENA_ARRAY(b->a, const char *, rows->n + 1);
    w->share_known = ARENA_ARRAY(b->a, bool, rows->n + 1);
    w->share_keys = ARENA_ARRAY(b->a, number, rows->n + 1);
    for (size_t from = 0, to; from < rows->n; from = to) {
      for (to = from + 1; to < rows->n && (!rows->levels || rows->v[to].group[0] == rows->v[from].group[0]); to++) {}
      share_out(b, c, rows, from, to);
    }
  }
}

/* What rounding did to the whole is told where the whole stands. */
void shares_keep_only(grid_build *b, row_picks *rows) {
  if (!b->decl->only.n) return;
  for (size_t i = 0; i < rows->n; i++) rows->v[i].place = (uint32_t)i;
  rows->n = rows_only(b, rows->v, rows->n);
  shares_follow(b, rows);
}

void shares_follow(grid_build *b, const row_picks *rows) {
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (!w->share) continue;
    for (size_t i = 0; i < rows->n; i++) {
      w->share[i] = w->share[rows->v[i].place];
      w->share_known[i] = w->share_known[rows->v[i].place];
      w->share_keys[i] = w->share_keys[rows->v[i].place];
      w->share_note[i] = NULL;
      w->share_rest[i] = (number){ 0 };
    }
  }
}
