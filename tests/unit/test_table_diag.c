/* table/: every message of diag/catalogue/table.def, as its reader sees it. tests/golden/table/diagnostics.txt holds them all;
 * UPDATE=1 accepts what they now are. */
#include "test_table_fixture.h"

#define FIRST DIAG_TABLE_UNKNOWN_FIELD
#define LAST DIAG_TABLE_NEEDS_REGISTER

static const char golden[] = "tests/golden/table/diagnostics.txt";

typedef struct mistake { diag_id id; void (*make)(fixture *x); } mistake;

static table_decl *offers(fixture *x) {
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  return t;
}

static void unknown_column(fixture *x) { fixture_column(x, offers(x), "malgruppe"); }
static void unknown_order(fixture *x) { offers(x)->order_field = "alfabet"; }
static void field_not_shown(fixture *x) { fixture_column(x, offers(x), "kendenummer"); }
static void no_columns(fixture *x) { fixture_table(x, "tabel-takster", "Takster"); }
static void column_twice(fixture *x) { fixture_column(x, offers(x), "navn"); }
static void filter(fixture *x, const char *field, const char *wanted) {
  table_decl *t = offers(x);
  t->filter_field = field;
  t->filter_value = wanted;
}
static void filter_misspelt(fixture *x) { filter(x, "lister", "mest specialiseret"); }
static void filter_far_off(fixture *x) { filter(x, "driftsherre", "Danmarks Radio"); }
static void filter_not_a_number(fixture *x) { filter(x, "pladser", "mange"); }
static void filter_not_a_date(fixture *x) { filter(x, "åbnet", "i fjor"); }
static void filter_not_a_bool(fixture *x) { filter(x, "landsdækkende", "måske"); }
static void empty_register(fixture *x) {
  offers(x);
  x->offers.records.n = 0;
}
static void empty_prose(fixture *x) { fixture_prose(x, "tabel-n", 1, 2, (const char *const[]){ "A", "B" }); }
static void group_is_column(fixture *x) {
  table_decl *t = offers(x);
  fixture_column(x, t, "driftsherre");
  t->group_field = "driftsherre";
}
static void amount_rounded(fixture *x) {
  fixture_column(x, offers(x), "takst");
  x->offers.records.v[0]->values[F_TARIFF] = known_number(2431505, 3, "2.431,505");
  x->offers.records.v[0]->values[F_TARIFF].at = fixture_place(x, 5);
}
static void blank_cell(fixture *x) { fixture_prose(x, "tabel-n", 3, 2, (const char *const[]){ "Gruppe", "Tovholder", "Børn", NULL, "Unge", "–" }); }
static void blank_header(fixture *x) { fixture_prose(x, "tabel-n", 2, 2, (const char *const[]){ "Gruppe", NULL, "Børn", "Faxe" }); }
static void needs_register(fixture *x) {
  fixture_prose(x, "tabel-n", 2, 1, (const char *const[]){ "Gruppe", "Børn" })->order_field = "Gruppe";
}

static const mistake mistakes[] = {
  { DIAG_TABLE_UNKNOWN_FIELD, unknown_column }, { DIAG_TABLE_UNKNOWN_FIELD, unknown_order }, { DIAG_TABLE_FIELD_NOT_SHOWN, field_not_shown },
  { DIAG_TABLE_NO_COLUMNS, no_columns }, { DIAG_TABLE_COLUMN_TWICE, column_twice }, { DIAG_TABLE_FILTER_NO_MATCH, filter_misspelt },
  { DIAG_TABLE_FILTER_NO_MATCH, filter_far_off }, { DIAG_TABLE_FILTER_VALUE, filter_not_a_number }, { DIAG_TABLE_FILTER_VALUE, filter_not_a_date },
  { DIAG_TABLE_FILTER_VALUE, filter_not_a_bool }, { DIAG_TABLE_EMPTY, empty_register }, { DIAG_TABLE_EMPTY_PROSE, empty_prose },
  { DIAG_TABLE_GROUP_IS_COLUMN, group_is_column }, { DIAG_TABLE_AMOUNT_ROUNDED, amount_rounded }, { DIAG_TABLE_BLANK_CELL, blank_cell },
  { DIAG_TABLE_BLANK_HEADER, blank_header }, { DIAG_TABLE_NEEDS_REGISTER, needs_register },
};

/* Makes one mistake alone; its reports in both languages. Nothing but its id may be reported. */
static void make(const mistake *m, GString *out) {
  fixture *x = fixture_new();
  fixture_fill(x);
  m->make(x);
  table_make(x->a, x->d, &x->m, &x->doc);
  for (int id = 0; id < DIAG_COUNT; id++)
    if (diag_has(x->d, (diag_id)id) != (id == (int)m->id)) fail_msg("%s: %s", diag_lookup(m->id)->name, diag_lookup((diag_id)id)->name);
  g_string_append_printf(out, "== %s\n", diag_lookup(m->id)->name);
  diag_print(x->d, LANGUAGE_DA, out);
  diag_print(x->d, LANGUAGE_EN, out);
  fixture_free(x);
}

static void every_message_is_as_accepted(void **state) {
  (void)state;
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) make(&mistakes[i], out);
  if (g_getenv("UPDATE")) assert_true(g_file_set_contents(golden, out->str, (gssize)out->len, NULL));
  char *wanted = NULL;
  if (!g_file_get_contents(golden, &wanted, NULL, NULL)) fail_msg("%s is missing", golden);
  assert_string_equal(out->str, wanted);
  g_free(wanted);
  g_string_free(out, TRUE);
}

static void every_message_has_its_case(void **state) {
  (void)state;
  for (int id = FIRST; id <= (int)LAST; id++) {
    bool found = false;
    assert_int_equal(diag_lookup((diag_id)id)->code[0], 'G');
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) found = found || mistakes[i].id == (diag_id)id;
    if (!found) fail_msg("%s has no case", diag_lookup((diag_id)id)->name);
  }
  for (int id = 0; id < DIAG_COUNT; id++)                    /* and the two ends are right */
    if (id < (int)FIRST || id > (int)LAST) assert_int_not_equal(diag_lookup((diag_id)id)->code[0], 'G');
}

/* One mistake does not hide the next: all are found in one run. */
static void all_mistakes_are_found_at_once(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = offers(x);
  fixture_column(x, t, "findes ikke");
  t->filter_field = "heller ikke";
  t->filter_value = "x";
  t->order_field = "slet ikke";
  t->group_field = "overhovedet ikke";
  blank_cell(x);
  table_make(x->a, x->d, &x->m, &x->doc);
  assert_int_equal(diag_count(x->d, SEVERITY_ERROR), 6);
  fixture_free(x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_message_is_as_accepted), cmocka_unit_test(every_message_has_its_case), cmocka_unit_test(all_mistakes_are_found_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
