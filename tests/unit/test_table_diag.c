/* table/: every message of diag/catalogue/table.def, as its reader sees it. tests/golden/table/diagnostics.txt holds them all;
 * UPDATE=1 accepts what they now are. */
#include "golden.h"
#include "test_table_fixture.h"

#define FIRST DIAG_TABLE_UNKNOWN_FIELD
#define LAST DIAG_TABLE_QUANTITY_ROW

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
static table_column_decl *column(fixture *x, table_decl *t, const char *field) {
  fixture_column(x, t, field);
  return &t->columns.v[t->columns.n - 1];
}
static void no_reference(fixture *x) { fixture_column(x, offers(x), "målgruppe.navn"); }
static table_lookup *owner_lookup(fixture *x, table_decl *t) {
  table_lookup *l = LIST_ADD(x->a, &t->lookups);
  *l = (table_lookup){ .name = "ejer", .at = fixture_place(x, 3), .reg = &x->owners };
  LIST_PUSH(x->a, &l->where, ((table_match){ .field = { "navn", fixture_place(x, 3) }, .path = { "målgruppe", fixture_place(x, 3) } }));
  fixture_column(x, t, "ejer.navn");
  return l;
}
static void lookup_several(fixture *x) {
  owner_lookup(x, offers(x));
  for (size_t i = 0; i < 2; i++) x->owners.records.v[i]->values[0] = known_text("Unge");
}
static void lookup_first(fixture *x) { owner_lookup(x, offers(x))->first = (declared_path){ "navn", fixture_place(x, 3) }; }
static void lookup_shift(fixture *x) { owner_lookup(x, offers(x))->where.v[0].shift = -1; }
static void column_type_wrong(fixture *x) { column(x, offers(x), "målgruppe")->type = TABLE_TYPE_AMOUNT; }
static void sum_of_texts(fixture *x) { column(x, offers(x), "målgruppe")->sum = true; }
static void sum_too_long(fixture *x) {
  table_decl *t = offers(x);
  column(x, t, "pladser")->sum = true;
  t->subtotals = true;
  for (size_t i = 0; i < 2; i++) x->offers.records.v[i]->values[F_PLACES] = known_number(999999999999999999, 0, "x");
}
static declared_text words(fixture *x, const char *s) { return (declared_text){ .text = s, .length = strlen(s), .at = fixture_place(x, 3) }; }
static void condition_none(fixture *x) {
  table_decl *t = offers(x);
  fixture_column(x, t, "pladser");
  LIST_PUSH(x->a, &t->conditions, words(x, "pladser > 5.000"));
}
static table_column_decl *shares(fixture *x, const char *amount, const char *key) {
  table_decl *t = offers(x);
  table_column_decl *c = LIST_ADD(x->a, &t->columns);
  *c = (table_column_decl){ .key = "andel", .title = "Andel", .source = TABLE_FROM_SHARES, .decimals = -1, .at = fixture_place(x, 4) };
  c->shares = (table_shares){ .amount = { amount, fixture_place(x, 4) }, .is_number = !amount, .num = { 1000, 0 }, .key = { key, fixture_place(x, 4) }, .at = fixture_place(x, 4) };
  return c;
}
static void share_no_figure(fixture *x) { shares(x, NULL, "navn"); }
static void share_amounts(fixture *x) { shares(x, "takst", "pladser"); }
static void share_keys(fixture *x) {
  shares(x, NULL, "pladser");
  x->offers.records.v[0]->values[F_PLACES] = known_number(-5, 0, "-5");
}
static void cross_left(fixture *x) {
  table_decl *t = fixture_table(x, "tabel-k", "Kryds");
  t->cross = (table_cross){ .given = true, .at = t->at, .rows = { "driftsherre", t->at }, .columns = { "målgruppe", t->at } };
  LIST_PUSH(x->a, &t->cross.values, ((declared_path){ "Unge", t->at }));
}
static void small_formula(fixture *x) {
  table_decl *t = offers(x);
  fixture_column(x, t, "pladser");
  fixture_formula(x, t, "dobbelt", "2 * pladser", NULL, 0)->small = true;
}
static void small_order(fixture *x) {
  table_decl *t = offers(x);
  column(x, t, "pladser")->small = true;
  t->small_below = 5;
  LIST_PUSH(x->a, &t->order, ((table_order){ .path = { "pladser", fixture_place(x, 3) } }));
}
static void small_condition(fixture *x) {
  table_decl *t = offers(x);
  column(x, t, "pladser")->small = true;
  t->small_below = 5;
  LIST_PUSH(x->a, &t->conditions, words(x, "pladser < 10"));
}
static void chart(fixture *x, const char *key) {
  table_decl *t = offers(x);
  t->chart = (table_chart){ .kind = TABLE_CHART_BARS, .at = t->at, .category = { "navn", t->at } };
  LIST_PUSH(x->a, &t->chart.values, ((declared_path){ key, t->at }));
}
static void chart_column(fixture *x) { chart(x, "pladser"); }
static void chart_figures(fixture *x) { chart(x, "navn"); }
static figure *picture(fixture *x, figure_kind kind, const char *key) {
  table_decl *t = offers(x);
  fixture_column(x, t, "pladser");
  fixture_column(x, t, "takst");
  figure *f = ARENA_NEW(x->a, figure);
  *f = (figure){ .kind = kind, .title = "Pladser", .at = t->at, .table_id = t->id, .table_at = t->at };
  LIST_PUSH(x->a, &f->values, ((figure_column){ key, t->at }));
  LIST_PUSH(x->a, &x->doc.figures, f);
  return f;
}
static void picture_column(fixture *x) { picture(x, FIGURE_BARS, "senge"); }
static void picture_figures(fixture *x) { picture(x, FIGURE_BARS, "navn"); }
static void picture_units(fixture *x) {
  figure *f = picture(x, FIGURE_BARS, "pladser");
  LIST_PUSH(x->a, &f->values, ((figure_column){ "takst", f->at }));
}
static void picture_many(fixture *x) {
  figure *f = picture(x, FIGURE_BARS, "pladser");
  for (int i = 0; i < 6; i++) LIST_PUSH(x->a, &f->values, ((figure_column){ "pladser", f->at }));
}
static void picture_empty(fixture *x) {
  picture(x, FIGURE_LINES, "takst");
  for (size_t i = 0; i < x->offers.records.n; i++) x->offers.records.v[i]->values[F_TARIFF] = not_stated("kilden ikke nævner den");
}
static void picture_slope(fixture *x) { picture(x, FIGURE_SLOPE, "takst")->by_rows = true; }


/* ---- figures in running text ---- */
static quantity *asks(fixture *x, const char *column, quantity_take take) {
  table_decl *t = offers(x);
  fixture_column(x, t, "pladser");
  quantity *q = ARENA_NEW(x->a, quantity);
  *q = (quantity){ .name = "tallet", .at = fixture_place(x, 3), .table = t, .column = { column, fixture_place(x, 4) }, .take = take, .decimals = -1 };
  LIST_PUSH(x->a, &x->doc.quantities, q);
  return q;
}
static void quantity_column(fixture *x) { asks(x, "plader", TAKE_SUM); }
static void quantity_figures(fixture *x) { asks(x, "navn", TAKE_MOST); }
static void quantity_written(fixture *x) {
  quantity *q = asks(x, "pladser", TAKE_SUM);
  fixture_prose(x, "tabel-n", 2, 2, (const char *const[]){ "A", "B", "1", "2" });
  q->table = x->doc.tables.v[x->doc.tables.n - 1];
}
static void quantity_row(fixture *x) { asks(x, "pladser", TAKE_SUM)->row = (declared_path){ "Skovely", fixture_place(x, 5) }; }

/* ---- figures from another table ---- */
static table_column_decl *gathers(fixture *x, const table_decl *from, const char *there) {
  table_decl *t = fixture_table(x, "tabel-henter", "Henter");
  fixture_column(x, t, "navn");
  table_column_decl *c = LIST_ADD(x->a, &t->columns);
  *c = (table_column_decl){ .key = "hentet", .at = fixture_place(x, 6), .source = TABLE_FROM_TABLE, .decimals = -1 };
  c->gather = (table_gather){ .table = { "tabel", fixture_place(x, 6) }, .of = from, .take = GATHER_COUNT, .at = fixture_place(x, 6) };
  LIST_PUSH(x->a, &c->gather.where, ((table_match){ .field = { there, fixture_place(x, 7) }, .path = { "navn", fixture_place(x, 7) } }));
  return c;
}
static void gather_key(fixture *x) {
  table_decl *t = offers(x);
  table_column_decl *c = LIST_ADD(x->a, &t->columns);
  *c = (table_column_decl){ .key = "dobbelt", .at = fixture_place(x, 5), .source = TABLE_FROM_FORMULA, .formula = { "1 + 1", 5, fixture_place(x, 5), NULL }, .decimals = 0 };
  gathers(x, t, "dobbelt");
}
static void gather_circle(fixture *x) {
  table_column_decl *c = gathers(x, NULL, "navn");
  c->gather.of = x->doc.tables.v[x->doc.tables.n - 1];
}
static void condition_unknown(fixture *x) {
  asks(x, "pladser", TAKE_MEAN);
  for (size_t i = 0; i < x->offers.records.n; i++) x->offers.records.v[i]->values[F_PLACES] = not_stated(NULL);
  block *up = ARENA_NEW(x->a, block), *b = ARENA_NEW(x->a, block);
  up->first = up->last = b;
  b->parent = up;
  LIST_PUSH(x->a, &x->doc.conditions, ((block_condition){ b, { "tallet > 2", strlen("tallet > 2"), fixture_place(x, 5), NULL } }));
}

static const mistake mistakes[] = {
  { DIAG_TABLE_UNKNOWN_FIELD, unknown_column }, { DIAG_TABLE_UNKNOWN_FIELD, unknown_order }, { DIAG_TABLE_FIELD_NOT_SHOWN, field_not_shown },
  { DIAG_TABLE_NO_COLUMNS, no_columns }, { DIAG_TABLE_COLUMN_TWICE, column_twice }, { DIAG_TABLE_FILTER_NO_MATCH, filter_misspelt },
  { DIAG_TABLE_FILTER_NO_MATCH, filter_far_off }, { DIAG_TABLE_FILTER_VALUE, filter_not_a_number }, { DIAG_TABLE_FILTER_VALUE, filter_not_a_date },
  { DIAG_TABLE_FILTER_VALUE, filter_not_a_bool }, { DIAG_TABLE_EMPTY, empty_register }, { DIAG_TABLE_EMPTY_PROSE, empty_prose },
  { DIAG_TABLE_GROUP_IS_COLUMN, group_is_column }, { DIAG_TABLE_AMOUNT_ROUNDED, amount_rounded }, { DIAG_TABLE_BLANK_CELL, blank_cell },
  { DIAG_TABLE_BLANK_HEADER, blank_header }, { DIAG_TABLE_NEEDS_REGISTER, needs_register },
  { DIAG_TABLE_PATH_NO_REFERENCE, no_reference }, { DIAG_TABLE_LOOKUP_SEVERAL, lookup_several }, { DIAG_TABLE_LOOKUP_FIRST, lookup_first }, { DIAG_TABLE_LOOKUP_SHIFT, lookup_shift },
  { DIAG_TABLE_COLUMN_TYPE, column_type_wrong }, { DIAG_TABLE_SUM_NO_FIGURES, sum_of_texts }, { DIAG_TABLE_SUM_TOO_LONG, sum_too_long },
  { DIAG_TABLE_CONDITION_NONE, condition_none }, { DIAG_TABLE_SHARE_NO_FIGURE, share_no_figure }, { DIAG_TABLE_SHARE_AMOUNTS, share_amounts },
  { DIAG_TABLE_SHARE_KEYS, share_keys }, { DIAG_TABLE_CROSS_LEFT, cross_left }, { DIAG_TABLE_SMALL_FORMULA, small_formula },
  { DIAG_TABLE_SMALL_ORDER, small_order }, { DIAG_TABLE_SMALL_ORDER, small_condition }, { DIAG_TABLE_CHART_COLUMN, chart_column },
  { DIAG_TABLE_CHART_FIGURES, chart_figures },
  { DIAG_PICTURE_COLUMN, picture_column }, { DIAG_PICTURE_FIGURES, picture_figures }, { DIAG_PICTURE_UNITS, picture_units }, { DIAG_PICTURE_MANY, picture_many },
  { DIAG_PICTURE_EMPTY, picture_empty }, { DIAG_PICTURE_SLOPE, picture_slope },
  { DIAG_TABLE_QUANTITY_COLUMN, quantity_column }, { DIAG_TABLE_QUANTITY_FIGURES, quantity_figures },
  { DIAG_TABLE_QUANTITY_WRITTEN, quantity_written }, { DIAG_TABLE_QUANTITY_ROW, quantity_row },
  { DIAG_TABLE_GATHER_KEY, gather_key }, { DIAG_TABLE_GATHER_CIRCLE, gather_circle }, { DIAG_TABLE_CONDITION_UNKNOWN, condition_unknown },
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
  golden_compare(golden, out->str);
  g_string_free(out, TRUE);
}

/* What needs a whole agreement has its case there. */
static bool has_golden(const char *code) {
  char *golden_text = NULL, *mark = g_strdup_printf("[%s]", code);
  bool found = g_file_get_contents("tests/golden/table/beregning-takst/expected.table", &golden_text, NULL, NULL) && strstr(golden_text, mark);
  g_free(golden_text);
  g_free(mark);
  return found;
}

static void every_message_has_its_case(void **state) {
  (void)state;
  for (int id = FIRST; id <= (int)LAST; id++) {
    bool found = has_golden(diag_lookup((diag_id)id)->code);
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
