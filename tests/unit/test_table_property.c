/* table/: what holds for any table. Random registers by a fixed seed; each grid is checked from what it prints. */
#include "test_table_search.h"

static uint32_t seed;
static uint32_t random_below(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static table_column_decl *column(fixture *x, table_decl *t, const char *field) {
  fixture_column(x, t, field);
  return &t->columns.v[t->columns.n - 1];
}

static void group_by(fixture *x, table_decl *t, const char *field) {
  LIST_PUSH(x->a, &t->group, ((declared_path){ field, t->at }));
}

/* Offers of a few owners, with places, a tariff that may be missing, and a kind. */
static fixture *random_offers(size_t count) {
  static const char *const kinds[] = { "kommune", "region", "privat" };
  fixture *x = fixture_new();
  record *owners[3];
  for (size_t i = 0; i < 3; i++) {
    owners[i] = fixture_record(x, &x->owners, arena_printf(x->a, "e%zu", i));
    owners[i]->values[0] = known_text(arena_printf(x->a, "Ejer %zu", i));
  }
  for (size_t i = 0; i < count; i++) {
    record *r = fixture_record(x, &x->offers, arena_printf(x->a, "t%zu", i));
    r->values[F_NAME] = known_text(arena_printf(x->a, "Tilbud %zu", i));
    r->values[F_OPERATOR] = known_ref(owners[random_below(3)]);
    r->values[F_KIND] = known_text(kinds[random_below(3)]);
    r->values[F_PLACES] = known_number(random_below(3) ? random_below(16) : random_below(5), 0, "x");
    r->values[F_TARIFF] = random_below(8) ? known_number((int64_t)random_below(300000), 2, "x") : not_stated("det ikke er regnet ud");
    r->values[F_YEAR] = known_number(2023, 0, "2023");
  }
  return x;
}

/* ---- sums ---- */

static number sum_of_records(const grid *g, size_t from, size_t to, size_t c) {
  number v[64], out;
  size_t n = 0;
  for (size_t r = from; r < to; r++)
    if (g->row[r].kind == ROW_RECORD && g->row[r].cells[c].kind == CELL_NUMBER) v[n++] = g->row[r].cells[c].num;
  bool overflow;
  out = number_sum(v, n, &overflow);
  assert_false(overflow);
  return out;
}

static void expect_sums(const grid *g, size_t c) {
  size_t open[GRID_GROUPS] = { 0 };
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind == ROW_GROUP) open[row->level - 1] = r;
    if (row->kind != ROW_SUBTOTAL && row->kind != ROW_TOTAL) continue;
    number sum = sum_of_records(g, row->kind == ROW_TOTAL ? 0 : open[row->level - 1], r, c);
    if (row->cells[c].kind == CELL_NUMBER) assert_int_equal(number_compare(row->cells[c].num, sum), 0);
    else assert_int_equal(sum.mantissa, 0);
  }
}

static void subtotals_and_total_are_the_sums_of_their_records(void **state) {
  (void)state;
  seed = 3;
  for (size_t round = 0; round < 200; round++) {
    size_t count = 1 + random_below(20), levels = random_below(3), records = 0;
    fixture *x = random_offers(count);
    table_decl *t = fixture_table(x, "tabel-p", "P");
    t->subtotals = true;
    if (levels > 0) group_by(x, t, "driftsherre");
    if (levels > 1) group_by(x, t, "art");
    if (random_below(2)) t->order_field = "takst";
    column(x, t, "navn");
    column(x, t, "pladser")->sum = true;
    column(x, t, "takst")->sum = true;
    fixture_formula(x, t, "indtægt", "pladser * takst", NULL, 2)->sum = true;
    const grid *g = fixture_grid(x);
    for (size_t c = 1; c < 4; c++) expect_sums(g, c);
    for (size_t r = 0; r < g->rows; r++) records += g->row[r].kind == ROW_RECORD;
    assert_int_equal(records, count);
    assert_int_equal(g->row[g->rows - 1].kind, ROW_TOTAL);
    assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
    fixture_free(x);
  }
}

/* ---- shares ---- */

static void shares_add_up_to_the_amount(void **state) {
  (void)state;
  seed = 5;
  for (size_t round = 0; round < 2000; round++) {
    number keys[20], out[20], rest, amount = { (int64_t)random_below(9000000) - 1000000, (uint8_t)random_below(3) };
    size_t n = 1 + random_below(20);
    unsigned decimals = random_below(3);
    int64_t all = 0;
    for (size_t i = 0; i < n; i++) {
      keys[i] = (number){ random_below(4) ? random_below(90000) : 0, (uint8_t)random_below(3) };
      all += keys[i].mantissa;
    }
    bool good = shares_largest_remainder(amount, keys, n, decimals, false, out, &rest);
    assert_int_equal(good, all > 0);
    if (!good) continue;
    assert_int_equal(rest.mantissa, 0);
    assert_int_equal(number_compare(number_sum(out, n, NULL), number_round(amount, decimals)), 0);
    for (size_t i = 0; i < n; i++)                                   /* the same key never gets less for standing later but one unit, 0 gets 0 */
      if (!keys[i].mantissa) assert_int_equal(out[i].mantissa, 0);
    assert_true(shares_largest_remainder(amount, keys, n, decimals, true, out, &rest));
    number both[2] = { number_sum(out, n, NULL), rest };
    assert_int_equal(number_compare(number_sum(both, 2, NULL), number_round(amount, decimals)), 0);
  }
}

/* No share is a whole unit from the exact one (quota rule). */
static void no_share_is_a_unit_off(void **state) {
  (void)state;
  seed = 11;
  for (size_t round = 0; round < 500; round++) {
    number keys[12], out[12], rest, amount = { (int64_t)random_below(100000), 0 };
    size_t n = 2 + random_below(10);
    int64_t all = 0;
    for (size_t i = 0; i < n; i++) {
      keys[i] = (number){ 1 + random_below(5000), 0 };
      all += keys[i].mantissa;
    }
    assert_true(shares_largest_remainder(amount, keys, n, 0, false, out, &rest));
    for (size_t i = 0; i < n; i++) {
      int64_t off = out[i].mantissa * all - amount.mantissa * keys[i].mantissa;
      assert_true(off > -all && off < all);
    }
  }
}

/* The printed table of 2022: amounts that were rounded one by one missed the total by a krone. */
static void the_share_of_places_of_2022(void **state) {
  (void)state;
  const number keys[] = { { 89405, 0 }, { 83743, 0 }, { 23803, 0 }, { 23503, 0 }, { 621634, 0 } };
  number out[5], rest;
  assert_true(shares_largest_remainder((number){ 33320, 0 }, keys, 5, 0, false, out, &rest));
  assert_int_equal(number_sum(out, 5, NULL).mantissa, 33320);
}

/* Equal remainders: the units that are left go to the rows that stand first. */
static void equal_remainders_in_the_order_of_rows(void **state) {
  (void)state;
  const number keys[] = { { 1, 0 }, { 1, 0 }, { 1, 0 } };
  static const struct { int64_t amount; unsigned decimals; int64_t share[3]; } cases[] = {
    { 100, 0, { 34, 33, 33 } }, { 101, 0, { 34, 34, 33 } }, { -101, 0, { -34, -34, -33 } }, { 1, 2, { 34, 33, 33 } },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    number out[3], rest;
    assert_true(shares_largest_remainder((number){ cases[i].amount, 0 }, keys, 3, cases[i].decimals, false, out, &rest));
    for (size_t k = 0; k < 3; k++) assert_int_equal(out[k].mantissa, cases[i].share[k]);
  }
}

/* ---- small numbers, through the whole grid ---- */

/* The counts of a grid as a problem: leaves first. place[row] is the cell of that row. */
static void counts_of(const grid *truth, const grid *shown, size_t c, counts *t) {
  size_t place[64], under[64], n = 0;
  *t = (counts){ .seed = 1 };
  for (size_t r = 0; r < truth->rows; r++) {
    if (truth->row[r].kind != ROW_RECORD) continue;
    place[r] = add_leaf(t, truth->row[r].cells[c].num.mantissa);
    t->cell[place[r]].hidden = shown->row[r].cells[c].kind == CELL_HIDDEN;
  }
  for (size_t r = 0, from = 0; r < truth->rows; r++) {
    const grid_row *row = &truth->row[r];
    if (row->kind == ROW_GROUP) from = r;
    if (row->kind != ROW_SUBTOTAL && row->kind != ROW_TOTAL) continue;
    n = 0;
    bool grouped = truth->group_levels > 0, total = row->kind == ROW_TOTAL;
    for (size_t k = total ? 0 : from; k < r; k++)
      if (truth->row[k].kind == (total && grouped ? ROW_SUBTOTAL : ROW_RECORD)) under[n++] = place[k];
    place[r] = add_total(t, under, n);
    assert_int_equal(t->cell[place[r]].v, row->cells[c].num.mantissa);
    t->cell[place[r]].hidden = shown->row[r].cells[c].kind == CELL_HIDDEN;
  }
}

static table_decl *places_table(fixture *x, unsigned small_below, bool grouped) {
  table_decl *t = fixture_table(x, "tabel-s", "S");
  t->subtotals = true;
  t->small_below = small_below;
  if (grouped) group_by(x, t, "driftsherre");
  column(x, t, "navn");
  table_column_decl *c = column(x, t, "pladser");
  c->sum = c->small = true;
  fixture_formula(x, t, "dobbelt", "2 * pladser", NULL, 0)->sum = true;
  fixture_formula(x, t, "tredobbelt", "dobbelt + pladser", NULL, 0);
  fixture_formula(x, t, "halvt", "pladser / 2", NULL, 1);
  return t;
}

/* No cell holds what is hidden, neither as a figure nor as a text; what is worked out from it is hidden with it. */
static void expect_hidden_whole(const grid *g) {
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind == ROW_GROUP) continue;
    for (size_t c = 0; c < g->columns; c++) {
      const grid_cell *cell = &row->cells[c];
      if (cell->kind == CELL_HIDDEN) {
        assert_string_equal(cell->text, "skjult");
        assert_int_equal(cell->num.mantissa, 0);
        assert_true(cell->fixed);
      }
    }
    if (row->cells[1].kind != CELL_HIDDEN) continue;
    for (size_t c = 2; c < 5; c++) assert_int_equal(row->cells[c].kind, CELL_HIDDEN);
  }
  for (size_t r = 0; r < g->rows; r++) {                              /* the double has no sum over a hidden row */
    bool hidden = false;
    if (g->row[r].kind != ROW_SUBTOTAL && g->row[r].kind != ROW_TOTAL) continue;
    for (size_t k = r; k-- > 0 && !(g->row[r].kind == ROW_SUBTOTAL && g->row[k].kind == ROW_GROUP);)
      hidden = hidden || (g->row[k].kind == ROW_RECORD && g->row[k].cells[2].kind == CELL_HIDDEN);
    if (hidden) assert_int_equal(g->row[r].cells[2].kind, CELL_HIDDEN);
  }
}

static void no_grid_gives_a_small_number_away(void **state) {
  (void)state;
  seed = 17;
  size_t hidden = 0;
  for (size_t round = 0; round < 300; round++) {
    fixture *x = random_offers(1 + random_below(9));
    bool grouped = random_below(2);
    table_decl *t = places_table(x, 5, grouped);
    const grid *shown = fixture_grid(x);
    t->small_below = 0;
    const grid *truth = fixture_grid(x);
    counts k;
    assert_int_equal(shown->rows, truth->rows);
    counts_of(truth, shown, 1, &k);
    hidden += expect_safe(&k, 5);
    expect_hidden_whole(shown);
    assert_int_equal(shown->has_hidden, shown->suppression != NULL);
    assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
    fixture_free(x);
  }
  assert_true(hidden > 500);
}

/* Cross tables: the same, over both directions. */
static void no_cross_table_gives_a_small_number_away(void **state) {
  (void)state;
  seed = 23;
  for (size_t round = 0; round < 150; round++) {
    fixture *x = random_offers(3 + random_below(40));
    table_decl *t = fixture_table(x, "tabel-k", "K");
    t->small_below = 4;
    t->cross = (table_cross){ .given = true, .at = t->at, .rows = { "driftsherre", t->at }, .columns = { "art", t->at }, .sum = true };
    const grid *shown = fixture_grid(x);
    t->small_below = 0;
    const grid *truth = fixture_grid(x);
    size_t n = truth->columns - 2, rows = truth->rows - 1;
    counts k = { .seed = 1 };
    for (size_t r = 0; r < rows; r++)
      for (size_t c = 0; c < n; c++) add_leaf(&k, truth->row[r].cells[c + 1].num.mantissa);
    add_cross_totals(&k, rows, n);
    for (size_t i = 0; i < k.cells; i++) {
      size_t r = i < k.leaves ? i / n : i < k.leaves + rows ? i - k.leaves : rows;
      size_t c = i < k.leaves ? i % n : i < k.leaves + rows ? n : i < k.leaves + rows + n ? i - k.leaves - rows : n;
      assert_int_equal(truth->row[r].cells[c + 1].num.mantissa, k.cell[i].v);
      k.cell[i].hidden = shown->row[r].cells[c + 1].kind == CELL_HIDDEN;
    }
    expect_safe(&k, 4);
    fixture_free(x);
  }
}

/* ---- doubles ---- */

static void a_difference_in_excel_is_told_once(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  for (size_t i = 0; i < 4; i++) x->offers.records.v[i]->values[F_TARIFF] = known_number(10000000000000001, 2, "x");   /* 17 digits: no double has them */
  table_decl *t = fixture_table(x, "tabel-d", "D");
  column(x, t, "navn");
  column(x, t, "takst");
  fixture_formula(x, t, "rest", "takst - 100.000.000.000.000 kr. pr. døgn", "kr. pr. døgn", 2);
  const grid *g = fixture_grid(x);
  assert_string_equal(g->row[0].cells[2].text, "0,01");
  assert_true(diag_has(x->d, DIAG_FORMULA_SHEET_DIFFERS));
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 1);
  fixture_free(x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(subtotals_and_total_are_the_sums_of_their_records), cmocka_unit_test(shares_add_up_to_the_amount),
    cmocka_unit_test(no_share_is_a_unit_off), cmocka_unit_test(the_share_of_places_of_2022), cmocka_unit_test(equal_remainders_in_the_order_of_rows), cmocka_unit_test(no_grid_gives_a_small_number_away),
    cmocka_unit_test(no_cross_table_gives_a_small_number_away), cmocka_unit_test(a_difference_in_excel_is_told_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
