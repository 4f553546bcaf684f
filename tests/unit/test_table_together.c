/* table/: small numbers over all tables of an agreement. What one table hides, no other one prints or gives away. */
#include "test_table_search.h"

static uint32_t seed;
static uint32_t random_below(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static const grid *grid_of(grid_set *const *sets, size_t doc) {
  assert_int_equal(sets[doc]->grids.n, 1);
  return sets[doc]->grids.v[0];
}

/* A document of its own with one table of places, grouped by a field. */
static table_decl *places_table(fixture *x, const char *group, bool small) {
  document *doc = ARENA_NEW(x->a, document);
  *doc = (document){ .id = arena_printf(x->a, "bilag-%zu", x->m.documents.n), .title = "Bilag", .excel = true };
  LIST_PUSH(x->a, &x->m.documents, doc);
  table_decl *t = fixture_table(x, "tabel-s", "S");
  LIST_PUSH(x->a, &doc->tables, t);
  t->subtotals = true;
  t->small_below = 5;
  t->order_field = "navn";
  LIST_PUSH(x->a, &t->group, ((declared_path){ group, t->at }));
  fixture_column(x, t, "navn");
  fixture_column(x, t, "pladser");
  t->columns.v[1].sum = t->columns.v[1].small = small;
  return t;
}

static void offer(fixture *x, const char *name, const record *owner, const char *kind, int64_t places) {
  record *r = fixture_record(x, &x->offers, name);
  r->values[F_NAME] = known_text(name);
  r->values[F_OPERATOR] = known_ref(owner);
  r->values[F_KIND] = known_text(kind);
  r->values[F_PLACES] = known_number(places, 0, "x");
}

static const record *owner_named(fixture *x, const char *name) {
  record *r = fixture_record(x, &x->owners, name);
  r->values[0] = known_text(name);
  return r;
}

/* By the text of the first column; FIELD_NONE: no such row. */
static size_t row_named(const grid *g, const char *name) {
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind == ROW_RECORD && !strcmp(g->row[r].cells[0].text, name)) return r;
  return FIELD_NONE;
}

static bool is_hidden(const grid *g, const char *name) {
  size_t r = row_named(g, name);
  assert_int_not_equal(r, FIELD_NONE);
  return g->row[r].cells[1].kind == CELL_HIDDEN;
}

/* Gulbug has 2 places; the smallest beside it is Hyben in its municipality, and Storkenæblunden in its target group. */
static fixture *havlunde(void) {
  fixture *x = fixture_new();
  const record *here = owner_named(x, "Havlunde"), *there = owner_named(x, "Skærlunde");
  offer(x, "Gulbug", here, "udvikling", 2);
  offer(x, "Hyben", here, "unge", 8);
  offer(x, "Havtorn", here, "unge", 21);
  offer(x, "Storkenæblunden", there, "udvikling", 8);
  offer(x, "Isfugl", there, "udvikling", 15);
  offer(x, "Topmejse", there, "unge", 30);
  return x;
}

static void what_one_table_hides_all_hide(void **state) {
  (void)state;
  fixture *x = havlunde();
  places_table(x, "driftsherre", true);
  places_table(x, "art", true);
  table_decl *plain = places_table(x, "art", false);                /* "små tal" is said by others */
  plain->small_below = 0;
  table_decl *words = places_table(x, "driftsherre", false);
  words->columns.v[1].type = TABLE_TYPE_TEXT;
  grid_set **sets = table_make_all(x->a, x->d, &x->m);
  for (size_t i = 0; i < 4; i++) {
    const grid *g = grid_of(sets, i);
    assert_true(is_hidden(g, "Gulbug"));
    for (size_t r = 0; r < g->rows; r++)
      if (g->row[r].kind == ROW_RECORD) assert_int_equal(g->row[r].cells[1].kind == CELL_HIDDEN, is_hidden(grid_of(sets, 0), g->row[r].cells[0].text));
  }
  assert_true(is_hidden(grid_of(sets, 1), "Hyben"));
  assert_true(is_hidden(grid_of(sets, 0), "Storkenæblunden"));
  assert_false(is_hidden(grid_of(sets, 0), "Topmejse"));
  assert_non_null(grid_of(sets, 2)->suppression);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  fixture_free(x);
}

/* A register by year that repeats the offer's figure repeats what is hidden; another figure is its own. */
static void a_figure_by_year_is_the_same_figure(void **state) {
  (void)state;
  static const field_def fields[] = { { .key = "tilbud", .type = FIELD_REF, .target = "tilbud" }, { .key = "pladser", .type = FIELD_INT } };
  static const shape_def shape = { .name = "belægning", .fields = fields, .count = 2 };
  fixture *x = havlunde();
  reg years = { .def = &shape };
  LIST_PUSH(x->a, &x->m.registers, &years);
  for (size_t i = 0; i < 3; i++) {
    record *r = fixture_record(x, &years, arena_printf(x->a, "%zu", i));
    r->values[0] = known_ref(x->offers.records.v[i]);
    r->values[1] = known_number(i == 0 ? 2 : i == 1 ? 8 : 22, 0, "x");
  }
  places_table(x, "driftsherre", true);
  table_decl *t = places_table(x, "driftsherre", false);
  t->reg = &years;
  t->subtotals = false;
  t->group.n = 0;
  t->order_field = NULL;
  t->columns.v[0].field = t->columns.v[0].path.text = "tilbud";
  const grid *g = grid_of(table_make_all(x->a, x->d, &x->m), 1);
  assert_true(is_hidden(g, "Gulbug"));
  assert_true(is_hidden(g, "Hyben"));
  assert_false(is_hidden(g, "Havtorn"));
  fixture_free(x);
}

/* ---- any two tables ---- */

/* Adds the sums of one table to the problem; its records are leaves that stand there, by their names. */
static void add_table(const grid *truth, const grid *shown, counts *t) {
  size_t place[64], under[64];
  assert_int_equal(truth->rows, shown->rows);
  for (size_t r = 0, from = 0; r < truth->rows; r++) {
    const grid_row *row = &truth->row[r];
    bool total = row->kind == ROW_TOTAL, hidden = row->kind != ROW_GROUP && shown->row[r].cells[1].kind == CELL_HIDDEN;
    if (row->kind == ROW_GROUP) from = r;
    if (row->kind == ROW_RECORD) {
      place[r] = (size_t)g_ascii_strtoull(row->cells[0].text, NULL, 10);
      assert_int_equal(t->cell[place[r]].hidden, hidden);
    }
    if (row->kind != ROW_SUBTOTAL && !total) continue;
    size_t n = 0;
    for (size_t k = total ? 0 : from; k < r; k++)
      if (truth->row[k].kind == (total ? ROW_SUBTOTAL : ROW_RECORD)) under[n++] = place[k];
    place[r] = add_total(t, under, n);
    assert_int_equal(t->cell[place[r]].v, row->cells[1].num.mantissa);
    t->cell[place[r]].hidden = hidden;
  }
}

static void no_two_tables_together_give_a_small_number_away(void **state) {
  (void)state;
  static const char *const kinds[] = { "kommune", "region", "privat" };
  seed = 29;
  size_t hidden = 0;
  for (size_t round = 0; round < 150; round++) {
    fixture *x = fixture_new();
    const record *owners[3] = { owner_named(x, "A"), owner_named(x, "B"), owner_named(x, "C") };
    size_t n = 2 + random_below(7);
    for (size_t i = 0; i < n; i++)
      offer(x, arena_printf(x->a, "%zu", i), owners[random_below(3)], kinds[random_below(3)], random_below(2) ? random_below(5) : random_below(16));
    table_decl *t[2] = { places_table(x, "driftsherre", true), places_table(x, "art", true) };
    grid_set **shown = table_make_all(x->a, x->d, &x->m);
    t[0]->small_below = t[1]->small_below = 0;
    grid_set **truth = table_make_all(x->a, x->d, &x->m);
    counts k = { .seed = 1 };
    for (size_t i = 0; i < n; i++) {
      size_t leaf = add_leaf(&k, x->offers.records.v[i]->values[F_PLACES].num.mantissa);
      k.cell[leaf].hidden = is_hidden(grid_of(shown, 0), x->offers.records.v[i]->id);
    }
    for (size_t i = 0; i < 2; i++) add_table(grid_of(truth, i), grid_of(shown, i), &k);
    hidden += expect_safe(&k, 5);
    fixture_free(x);
  }
  assert_true(hidden > 300);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_one_table_hides_all_hide), cmocka_unit_test(a_figure_by_year_is_the_same_figure),
    cmocka_unit_test(no_two_tables_together_give_a_small_number_away),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
