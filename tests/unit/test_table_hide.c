/* table/: small numbers. What is hidden is checked from outside: all tables that a reader could think of are tried, and each hidden cell must
 * differ in two of them. Nothing of the elimination in hide.c is used here. */
#include "test_table_search.h"

/* ---- tables ---- */

/* Groups with subtotals, and a total. */
static void make_groups(counts *t, size_t groups, size_t most) {
  size_t sub[8], from[9];
  t->cells = t->sums = t->leaves = 0;
  for (size_t g = 0; g < groups; g++) {
    from[g] = t->cells;
    for (size_t n = 1 + next_random(t) % most; n; n--) add_leaf(t, random_count(t));
  }
  from[groups] = t->cells;
  for (size_t g = 0; g < groups; g++) {
    size_t parts[8], n = 0;
    for (size_t i = from[g]; i < from[g + 1]; i++) parts[n++] = i;
    sub[g] = add_total(t, parts, n);
  }
  add_total(t, sub, groups);
}

/* Rows × columns with totals both ways. */
static void make_cross(counts *t, size_t rows, size_t columns) {
  t->cells = t->sums = t->leaves = 0;
  for (size_t i = 0; i < rows * columns; i++) add_leaf(t, random_count(t));
  add_cross_totals(t, rows, columns);
}

static void no_subtotal_gives_a_cell_away(void **state) {
  (void)state;
  counts t = { .seed = 1 };
  size_t hidden = 0, tables = 0;
  for (size_t i = 0; i < 1500; i++) {
    make_groups(&t, 1 + next_random(&t) % 3, 4);
    hide(&t, 5);
    hidden += expect_safe(&t, 5);
    tables++;
  }
  assert_int_equal(tables, 1500);
  assert_true(hidden > 3000);
}

static void no_row_and_no_column_gives_a_cell_away(void **state) {
  (void)state;
  counts t = { .seed = 7 };
  for (size_t i = 0; i < 600; i++) {
    make_cross(&t, 2 + next_random(&t) % 2, 2 + next_random(&t) % 2);
    hide(&t, 3 + next_random(&t) % 3);
    expect_safe(&t, 3);
  }
}

/* The search above must be able to find a leak: with one cell hidden it does. */
static void the_search_finds_a_leak(void **state) {
  (void)state;
  counts t = { .seed = 1 };
  size_t parts[3] = { add_leaf(&t, 3), add_leaf(&t, 20), add_leaf(&t, 30) };
  add_total(&t, parts, 3);
  t.cell[0].hidden = true;
  search s = { .t = &t, .target = 0, .v = { 3, 20, 30 }, .leaf = { 0 }, .n = 1 };
  assert_false(another(&s, 0));
  t.cell[1].hidden = true;
  s = (search){ .t = &t, .target = 0, .v = { 3, 20, 30 }, .leaf = { 0, 1 }, .n = 2 };
  assert_true(another(&s, 0));
}

static const char *shown(const counts *t) {
  static char text[MOST_CELLS + 1];
  for (size_t i = 0; i < t->cells; i++) text[i] = t->cell[i].hidden ? 'x' : '.';
  text[t->cells] = '\0';
  return text;
}

static void one_column(counts *t, size_t n, const int64_t *v) {
  size_t parts[16];
  *t = (counts){ .seed = 1 };
  for (size_t i = 0; i < n; i++) parts[i] = add_leaf(t, v[i]);
  add_total(t, parts, n);
  hide(t, 5);
}

/* As little as can be: the smallest other cell, and none where none is small. */
static void no_more_is_hidden_than_need_be(void **state) {
  (void)state;
  counts t;
  one_column(&t, 4, (const int64_t[]){ 3, 40, 7, 20 });
  assert_string_equal(shown(&t), "x.x..");
  one_column(&t, 4, (const int64_t[]){ 5, 0, 7, 20 });
  assert_string_equal(shown(&t), ".....");
  one_column(&t, 4, (const int64_t[]){ 4, 4, 7, 20 });
  assert_string_equal(shown(&t), "xx...");
  one_column(&t, 3, (const int64_t[]){ 1, 2, 50 });                /* together 3: a small number that anybody could work out */
  assert_string_equal(shown(&t), "xxx.");
  one_column(&t, 3, (const int64_t[]){ 3, 0, 0 });                 /* the total is the cell */
  assert_string_equal(shown(&t), "x..x");
  one_column(&t, 6, (const int64_t[]){ 1, 1, 1, 1, 1, 30 });       /* five that are 5 together are one each */
  assert_string_equal(shown(&t), "xxxxxx.");
}

/* Two blocks joined by one cell: every row and column has two hidden cells, yet the one that joins is known. */
static void a_cell_that_joins_two_blocks_is_found(void **state) {
  (void)state;
  enum { N = 5 };
  static const int64_t v[N * N] = { 3, 3, 30, 30, 30,   3, 3, 4, 30, 30,   30, 30, 30, 30, 30,   30, 30, 30, 3, 3,   30, 30, 4, 3, 3 };
  counts t = { .seed = 1 };
  for (size_t i = 0; i < N * N; i++) add_leaf(&t, v[i]);
  add_cross_totals(&t, N, N);
  hide(&t, 5);
  size_t hidden = 0;
  for (size_t i = 0; i < N * N; i++) hidden += t.cell[i].hidden;
  assert_true(hidden > 10);
  search s = { .t = &t, .target = 1 * N + 2 };                     /* the joining cell, by the slow way */
  for (size_t c = 0; c < t.leaves; c++) {
    s.v[c] = t.cell[c].v;
    if (t.cell[c].hidden) s.leaf[s.n++] = c;
  }
  assert_true(another(&s, 0));
}

static void the_same_table_hides_the_same_cells(void **state) {
  (void)state;
  counts t = { .seed = 99 }, u = { .seed = 99 };
  make_cross(&t, 4, 5);
  make_cross(&u, 4, 5);
  hide(&t, 5);
  hide(&u, 5);
  for (size_t i = 0; i < t.cells; i++) assert_int_equal(t.cell[i].hidden, u.cell[i].hidden);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_search_finds_a_leak), cmocka_unit_test(no_more_is_hidden_than_need_be), cmocka_unit_test(no_subtotal_gives_a_cell_away),
    cmocka_unit_test(no_row_and_no_column_gives_a_cell_away), cmocka_unit_test(a_cell_that_joins_two_blocks_is_found),
    cmocka_unit_test(the_same_table_hides_the_same_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
