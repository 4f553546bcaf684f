/* table/: grids from registers and from prose. */
#include "test_table_fixture.h"

static const char *cell(const grid *g, size_t row, size_t column) { return g->row[row].cells[column].text; }

static void columns_take_titles_units_and_types(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  static const char *const fields[] = { "navn", "målgruppe", "takst", "belægning", "pladser", "år", "åbnet", "landsdækkende", "art" };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) fixture_column(x, t, fields[i]);
  t->columns.v[0].title = "Navn";
  t->columns.v[4].unit = "antal";
  const grid *g = fixture_grid(x);
  static const char *const headers[] = { "Navn", "Målgruppe", "Takst (kr. pr. døgn)", "Belægning (%)", "Pladser (antal)", "År", "Åbnet", "Landsdækkende", "Art" };
  static const column_type types[] = { COLUMN_TEXT, COLUMN_TEXT, COLUMN_AMOUNT, COLUMN_PERCENT, COLUMN_INT, COLUMN_YEAR, COLUMN_DATE, COLUMN_TEXT, COLUMN_TEXT };
  assert_int_equal(g->columns, G_N_ELEMENTS(headers));
  for (size_t i = 0; i < g->columns; i++) {
    assert_string_equal(g->column[i].header, headers[i]);
    assert_int_equal(g->column[i].type, types[i]);
    assert_int_equal(g->column[i].row_header, i == 0);
  }
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  fixture_free(x);
}

static void values_are_printed_as_danes_write_them(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  static const char *const fields[] = { "navn", "takst", "belægning", "pladser", "år", "åbnet", "landsdækkende", "driftsherre", "kommuner", "lister" };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) fixture_column(x, t, fields[i]);
  const grid *g = fixture_grid(x);
  static const char *const first[] = { "Øen", "2.431,50", "95,5", "1.200", "2023", "12.\u00a0august 2022", "ja", "Sorø", "Sorø, Faxe", "mest specialiserede, sikrede" };
  for (size_t i = 0; i < g->columns; i++) assert_string_equal(cell(g, 0, i), first[i]);
  assert_string_equal(cell(g, 1, 1), "1.800,00");
  assert_string_equal(cell(g, 3, 1), "−7,50");
  assert_int_equal(g->column[1].decimals, 2);
  assert_int_equal(g->column[2].decimals, 1);
  const grid_cell *c = &g->row[0].cells[1];
  assert_int_equal(c->kind, CELL_NUMBER);
  assert_int_equal(c->num.mantissa, 24315);
  assert_int_equal(c->decimals, 2);
  assert_int_equal(g->row[0].cells[5].kind, CELL_DATE);
  assert_int_equal(g->row[0].cells[5].day.month, 8);
  fixture_free(x);
}

static void a_missing_value_is_never_blank_and_reasons_become_notes(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  fixture_column(x, t, "takst");
  fixture_column(x, t, "belægning");
  fixture_column(x, t, "målgruppe");
  const grid *g = fixture_grid(x);
  assert_int_equal(g->row[2].cells[1].kind, CELL_NOT_RELEVANT);
  assert_string_equal(cell(g, 2, 1), "ikke relevant");
  assert_int_equal(g->row[1].cells[3].kind, CELL_NOT_STATED);
  assert_string_equal(cell(g, 1, 3), "ikke oplyst");
  assert_int_equal(g->row[1].cells[3].note, 0);
  assert_int_equal(g->row[2].cells[3].kind, CELL_PENDING);
  assert_string_equal(cell(g, 2, 3), "uafklaret");
  assert_int_equal(g->notes.n, 3);
  assert_string_equal(g->notes.v[0].mark, "a");
  assert_string_equal(g->notes.v[0].text, "Ikke oplyst, fordi kilden ikke nævner den.");
  assert_string_equal(g->notes.v[1].text, "Uafklaret: Styregruppen afgør det i september.");
  assert_string_equal(g->notes.v[2].text, "Ikke oplyst, fordi tallene tastes om.");
  assert_int_equal(g->row[1].cells[2].note, 1);
  assert_int_equal(g->row[2].cells[2].note, 1);
  assert_int_equal(g->row[2].cells[3].note, 2);
  assert_int_equal(g->row[3].cells[2].note, 3);
  fixture_free(x);
}

static void notes_beyond_z_have_two_letters(void **state) {
  (void)state;
  fixture *x = fixture_new();
  for (int i = 0; i < 30; i++) {
    record *r = fixture_record(x, &x->offers, arena_printf(x->a, "r%d", i));
    r->values[F_NAME] = not_stated(arena_printf(x->a, "grund %d", i));
  }
  fixture_column(x, fixture_table(x, "tabel-a", "A"), "navn");
  const grid *g = fixture_grid(x);
  assert_int_equal(g->notes.n, 30);
  assert_string_equal(g->notes.v[25].mark, "z");
  assert_string_equal(g->notes.v[26].mark, "aa");
  assert_string_equal(g->notes.v[29].mark, "ad");
  fixture_free(x);
}

static void expect_names(const grid *g, size_t n, const char *const *names) {
  assert_int_equal(g->rows, n);
  for (size_t i = 0; i < n; i++) assert_string_equal(cell(g, i, 0), names[i]);
}

static void rows_follow_danish_order(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  t->order_field = "navn";
  expect_names(fixture_grid(x), 4, (const char *const[]){ "Bakken", "Æblehaven", "Øen", "Ågården" });
  t->order_field = "takst";        /* by value, the one without an amount last */
  expect_names(fixture_grid(x), 4, (const char *const[]){ "Æblehaven", "Ågården", "Øen", "Bakken" });
  t->order_field = "pladser";      /* equal values keep the order of content */
  expect_names(fixture_grid(x), 4, (const char *const[]){ "Ågården", "Æblehaven", "Bakken", "Øen" });
  t->order_field = NULL;
  expect_names(fixture_grid(x), 4, (const char *const[]){ "Øen", "Ågården", "Bakken", "Æblehaven" });
  fixture_free(x);
}

static void groups_stand_over_their_records(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  t->group_field = "driftsherre";
  t->row_numbers = true;
  const grid *g = fixture_grid(x);
  static const char *const plain[] = { "Sorø", "1", "2", "Faxe", "3", "4" };    /* groups as content first names them */
  assert_int_equal(g->rows, 6);
  for (size_t i = 0; i < 6; i++) assert_string_equal(cell(g, i, 0), plain[i]);
  assert_string_equal(cell(g, 1, 1), "Øen");
  assert_string_equal(cell(g, 2, 1), "Æblehaven");
  assert_int_equal(g->row[0].kind, ROW_GROUP);
  assert_int_equal(g->row[0].level, 1);
  assert_string_equal(g->group_title, "Driftsherre");
  assert_false(g->column[0].row_header);
  assert_true(g->column[1].row_header);
  t->order_field = "navn";
  g = fixture_grid(x);
  static const char *const ordered[] = { "Faxe", "Bakken", "Ågården", "Sorø", "Æblehaven", "Øen" };
  for (size_t i = 0; i < 6; i++) assert_string_equal(cell(g, i, g->row[i].kind == ROW_GROUP ? 0 : 1), ordered[i]);
  t->group_field = "landsdækkende";       /* a bare "ja" says nothing */
  g = fixture_grid(x);
  assert_string_equal(cell(g, 0, 0), "Landsdækkende: ja");
  assert_string_equal(cell(g, 2, 0), "Landsdækkende: nej");
  assert_string_equal(cell(g, 4, 0), "ikke oplyst");
  assert_int_equal(g->row[4].cells[0].kind, CELL_NOT_STATED);
  assert_string_equal(g->summary, "Tabellen har 4 rækker i 3 grupper og 2 kolonner: Nr. og Tilbud.");
  fixture_free(x);
}

static void groups_without_a_value_say_why(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  t->group_field = "belægning";
  const grid *g = fixture_grid(x);
  assert_int_equal(g->rows, 6);                              /* one known, and all without a value together */
  assert_string_equal(cell(g, 0, 0), "Belægning: 95,5 %");
  assert_string_equal(cell(g, 2, 0), "ikke oplyst");
  assert_int_equal(g->row[2].cells[0].note, 1);
  assert_string_equal(g->notes.v[0].text, "Ikke oplyst, fordi kilden ikke nævner den. Ikke oplyst, fordi tallene tastes om.");
  t->group_field = "målgruppe";                              /* an open question is no missing answer */
  g = fixture_grid(x);
  assert_int_equal(g->rows, 8);
  assert_int_equal(g->row[2].cells[0].kind, CELL_NOT_STATED);
  assert_int_equal(g->row[4].cells[0].kind, CELL_PENDING);
  fixture_free(x);
}

static size_t rows_with(fixture *x, table_decl *t, const char *field, const char *wanted) {
  t->filter_field = field;
  t->filter_value = wanted;
  return fixture_grid(x)->rows;
}

static void a_filter_keeps_what_fits(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "navn");
  assert_int_equal(rows_with(x, t, "lister", "mest specialiserede"), 2);
  assert_int_equal(rows_with(x, t, "lister", "sikrede"), 1);
  assert_int_equal(rows_with(x, t, "driftsherre", "Faxe"), 2);
  assert_int_equal(rows_with(x, t, "driftsherre", "soroe"), 2);
  assert_int_equal(rows_with(x, t, "kommuner", "Faxe"), 1);
  assert_int_equal(rows_with(x, t, "pladser", "8"), 2);
  assert_int_equal(rows_with(x, t, "takst", "2.431,50 kr."), 1);
  assert_int_equal(rows_with(x, t, "belægning", "95,5 %"), 1);
  assert_int_equal(rows_with(x, t, "åbnet", "12-08-2022"), 1);
  assert_int_equal(rows_with(x, t, "landsdækkende", "nej"), 1);
  assert_int_equal(rows_with(x, t, "belægning", "ikke oplyst"), 3);
  assert_int_equal(rows_with(x, t, "takst", "ikke relevant"), 1);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  assert_string_equal(fixture_grid(x)->summary, "Tabellen har 1 række og 1 kolonne: Tilbud.");
  fixture_free(x);
}

static void equal_texts_are_one_pointer(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-takster", "Takster");
  fixture_column(x, t, "driftsherre");
  fixture_column(x, t, "pladser");
  const grid *g = fixture_grid(x);
  assert_ptr_equal(cell(g, 1, 0), cell(g, 2, 0));
  assert_ptr_equal(cell(g, 1, 1), cell(g, 3, 1));
  fixture_free(x);
}

static void prose_columns_find_their_type(void **state) {
  (void)state;
  fixture *x = fixture_new();
  static const char *const texts[] = {
    "Kommune", "Kode",  "Indbyggere", "År",   "Postnr.", "Takst",   "Møde",              "Andet",
    "Faxe",    "0320",  "37.000",     "2022", "4640",    "2.431,5", "12. august 2022",   "4",
    "Greve",   "0253",  "800",        "2023", "2670",    "90",      "26-08-2022",        "ca. 4",
    "Køge",    "0259",  "ikke oplyst, fordi den tælles om", "2024", "4600", "ikke relevant", "ikke oplyst", "5",
  };
  fixture_prose(x, "tabel-netvaerk", 4, 8, texts);
  const grid *g = fixture_grid(x);
  static const column_type types[] = { COLUMN_TEXT, COLUMN_TEXT, COLUMN_INT, COLUMN_YEAR, COLUMN_YEAR, COLUMN_NUMBER, COLUMN_DATE, COLUMN_TEXT };
  for (size_t i = 0; i < 8; i++) assert_int_equal(g->column[i].type, types[i]);
  assert_string_equal(cell(g, 0, 5), "2.431,5");           /* as written */
  assert_int_equal(g->row[0].cells[5].decimals, 1);
  assert_int_equal(g->row[1].cells[5].decimals, 0);
  assert_int_equal(g->row[0].cells[5].num.mantissa, 24315);
  assert_int_equal(g->row[1].cells[6].day.day, 26);
  assert_int_equal(g->row[2].cells[2].kind, CELL_NOT_STATED);
  assert_int_equal(g->row[2].cells[2].note, 1);
  assert_string_equal(g->notes.v[0].text, "Ikke oplyst, fordi den tælles om.");
  assert_int_equal(g->row[2].cells[5].kind, CELL_NOT_RELEVANT);
  assert_int_equal(g->row[0].cells[0].kind, CELL_TEXT);
  assert_non_null(g->row[0].cells[0].inlines);
  assert_string_equal(g->column[2].key, "indbyggere");
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  fixture_free(x);
}

static void a_unit_goes_to_the_header_of_a_prose_column(void **state) {
  (void)state;
  fixture *x = fixture_new();
  static const char *const texts[] = {
    "Takst",         "Belægning",         "Andel (%)",   "Blandet", "Nogle", "Ændring",
    "2.431,50 kr.",  "95,5\xC2\xA0%",     "40 %",        "12 kr.",  "12 %",  ("\xE2\x88\x92" "7,5 %"),
    "90 kr.",        "100 %",             "ikke oplyst", "12 %",    "12",    "7 %",
  };
  fixture_prose(x, "tabel-u", 3, 6, texts);
  const grid *g = fixture_grid(x);
  static const column_type types[] = { COLUMN_AMOUNT, COLUMN_PERCENT, COLUMN_PERCENT, COLUMN_TEXT, COLUMN_TEXT, COLUMN_PERCENT };
  static const char *const headers[] = { "Takst (kr.)", "Belægning (%)", "Andel (%)", "Blandet", "Nogle", "Ændring (%)" };
  for (size_t i = 0; i < 6; i++) {
    assert_int_equal(g->column[i].type, types[i]);
    assert_string_equal(g->column[i].header, headers[i]);
  }
  assert_string_equal(cell(g, 0, 0), "2.431,50");
  assert_int_equal(g->row[0].cells[0].num.mantissa, 243150);
  assert_string_equal(cell(g, 0, 1), "95,5");
  assert_null(g->row[0].cells[1].inlines);
  assert_int_equal(g->row[0].cells[5].num.mantissa, -75);
  assert_string_equal(cell(g, 0, 3), "12 kr.");
  fixture_free(x);
}

static void labels_are_no_figures(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_prose(x, "tabel-l", 3, 3, (const char *const[]){ "Bilag", "Version", "Antal", "1", "2", "3", "11", "1", "4" });
  const grid *g = fixture_grid(x);
  static const column_type types[] = { COLUMN_TEXT, COLUMN_TEXT, COLUMN_INT };
  for (size_t i = 0; i < 3; i++) assert_int_equal(g->column[i].type, types[i]);
  fixture_free(x);
}

static void prose_rows_can_be_numbered(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_prose(x, "tabel-n", 3, 1, (const char *const[]){ "Gruppe", "Børn", "Voksne" })->row_numbers = true;
  const grid *g = fixture_grid(x);
  assert_int_equal(g->columns, 2);
  assert_string_equal(cell(g, 1, 0), "2");
  assert_string_equal(cell(g, 1, 1), "Voksne");
  assert_true(g->column[1].row_header);
  fixture_free(x);
}

static void expect_sheet(const char *const *titles, const char *const *sheets, size_t n) {
  fixture *x = fixture_new();
  for (size_t i = 0; i < n; i++) {
    table_decl *t = fixture_prose(x, arena_printf(x->a, "tabel-%u", (unsigned)i), 2, 1, (const char *const[]){ "A", "b" });
    t->title = titles[i];
  }
  const grid_set *s = table_make(x->a, x->d, &x->m, &x->doc);
  for (size_t i = 0; i < n; i++) assert_string_equal(s->grids.v[i]->sheet, sheets[i]);
  fixture_free(x);
}

static void sheet_names_are_legal_and_unlike(void **state) {
  (void)state;
  static const char *const titles[] = {
    "De ti mest specialiserede tilbud", "De ti mest specialiserede tilbud", "Takster 2023/24: [alle]*?", "'Takst'", "takst", "History", "Forside",
    "Aftalens vej fra forlængelse til godkendelse", "Abcdefghijklmnopqrstuvwxyzæøåabcdefgh", "///",
    "Tilbud efter kommune pr. 1. januar 2025", "Indhold", "Noter", "Subtotaler", "Diagram",
  };
  static const char *const sheets[] = {
    "De ti mest specialiserede", "De ti mest specialiserede (2)", "Takster 2023 24 alle", "Takst", "takst (2)", "History (2)", "Forside (2)",
    "Aftalens vej fra forlængelse", "Abcdefghijklmnopqrstuvwxyzæøåab", "Tabel",
    "Tilbud efter kommune", "Indhold (2)", "Noter (2)", "Subtotaler (2)", "Diagram (2)",
  };
  expect_sheet(titles, sheets, G_N_ELEMENTS(titles));
}

static void a_table_of_a_broken_register_keeps_still(void **state) {
  (void)state;
  fixture *x = fixture_new();
  x->offers.broken = true;
  fixture_column(x, fixture_table(x, "tabel-a", "A"), "findes ikke");
  fixture_table(x, "tabel-b", "B")->reg = NULL;              /* no such register: reported by the model */
  assert_int_equal(table_make(x->a, x->d, &x->m, &x->doc)->grids.n, 0);
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  fixture_free(x);
}

static void front_says_what_and_when(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  for (int i = 0; i < 2; i++) {
    table_decl *t = fixture_table(x, i ? "tabel-b" : "tabel-a", i ? "B" : "A");
    fixture_column(x, t, "navn");
    fixture_column(x, t, "takst");
    t->source = i ? "Kommunerne" : "Regionen";
    t->note = i ? "Foreløbige tal." : NULL;
  }
  const grid_set *s = table_make(x->a, x->d, &x->m, &x->doc);
  const workbook_front *f = table_front(x->a, &x->m, &x->doc, s);
  GString *all = g_string_new(NULL);
  for (size_t i = 0; i < f->lines.n; i++) g_string_append_printf(all, "%s: %s\n", f->lines.v[i].label, f->lines.v[i].text);
  for (size_t i = 0; i < f->notes.n; i++) g_string_append_printf(all, "%s\n", f->notes.v[i]);
  assert_string_equal(all->str,
    "Aftale: Rammeaftale 2023-2024\nBilag: 3\nPeriode: 1. januar 2023 til 31. december 2024\nStatus: Udkast\n"
    "Version: 3 af 12. august 2022\nUdgiver: Sekretariatet\nTabeller: 2\n"
    "Gengivet til afprøvning.\n"
    "Tal står som rigtige tal, så du kan regne på dem. Hvordan de vises, følger sproget i din Excel.\n"
    "»ikke relevant« betyder, at der ikke skal stå noget.\n");
  g_string_free(all, TRUE);
  assert_string_equal(f->title, "Takster & tilbud");
  assert_string_equal(f->footer, "Takster & tilbud · udkast · version 3 af 12. august 2022");
  assert_int_equal(f->created.year, 2022);
  s->grids.v[1]->source = s->grids.v[0]->source;             /* one source for all: a line */
  f = table_front(x->a, &x->m, &x->doc, s);
  assert_string_equal(f->lines.v[6].label, "Kilde");
  assert_string_equal(f->lines.v[6].text, "Regionen");
  fixture_free(x);
}

/* What the workbook's other sheets say: which tables, what stands below them, what every sheet must say. */
static void front_has_contents_notes_and_banner(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  x->m.banner = "Opdigtede tal";
  table_decl *t = fixture_table(x, "tabel-a", "A");
  fixture_column(x, t, "navn");
  fixture_column(x, t, "belægning");
  fixture_column(x, t, "pladser");
  t->columns.v[2].small = t->columns.v[2].sum = true;
  t->subtotals = true;
  t->small_below = 10;
  t->source = "Regionen";
  t->note = "Foreløbige tal.";
  fixture_formula(x, t, "dobbelt", "2 * pladser", NULL, 0);
  const grid_set *s = table_make(x->a, x->d, &x->m, &x->doc);
  const workbook_front *f = table_front(x->a, &x->m, &x->doc, s);
  assert_string_equal(f->banner, "Opdigtede tal");
  assert_int_equal(f->contents.n, 1);
  assert_ptr_equal(f->contents.v[0].grid, s->grids.v[0]);
  assert_int_equal(f->contents.v[0].records, 4);
  assert_string_equal(f->contents.v[0].remark, "med skjulte tal");
  static const char *const what[] = { "Note a", "Note b", "Bemærkning", "Kilde", "Små tal", "Formel: dobbelt" };
  assert_int_equal(f->table_notes.n, G_N_ELEMENTS(what));
  for (size_t i = 0; i < G_N_ELEMENTS(what); i++) assert_string_equal(f->table_notes.v[i].what, what[i]);
  assert_string_equal(f->table_notes.v[5].text, "2 × [Pladser], afrundet til hele tal");
  assert_string_equal(f->suppression, s->grids.v[0]->suppression);
  fixture_free(x);
}

/* Columns for formulas only leave nothing behind: no cell, no note, and a tree that stands on what is printed. */
static void a_column_that_is_not_printed_leaves_nothing(void **state) {
  (void)state;
  fixture *x = fixture_new();
  fixture_fill(x);
  table_decl *t = fixture_table(x, "tabel-a", "A");
  fixture_column(x, t, "navn");
  fixture_column(x, t, "belægning");                         /* its reasons would be notes */
  t->columns.v[1].hidden = true;
  fixture_column(x, t, "pladser");
  fixture_formula(x, t, "tredjedel", "pladser / 3", NULL, -1)->hidden = true;
  fixture_formula(x, t, "sjettedel", "tredjedel / 2", NULL, 1);
  fixture_formula(x, t, "brøk", "belægning * 2", "%", 1);
  const grid *g = fixture_grid(x);
  assert_int_equal(g->columns, 4);
  assert_string_equal(g->column[1].title, "Pladser");
  assert_string_equal(g->column[2].formula, "[Pladser] ÷ 3 ÷ 2");
  assert_int_equal(g->column[2].expr->args[0]->args[0]->name, 1);
  assert_string_equal(g->row[0].cells[2].text, "200,0");
  assert_null(g->column[3].expr);
  assert_string_equal(g->column[3].formula, "[Belægning] × 2");
  assert_string_equal(g->row[0].cells[3].text, "191,0");
  for (size_t n = 0; n < g->notes.n; n++) assert_true(g_str_has_prefix(g->notes.v[n].text, "Kan ikke beregnes"));
  assert_int_equal(diag_count(x->d, SEVERITY_WARNING), 0);
  fixture_free(x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(columns_take_titles_units_and_types), cmocka_unit_test(values_are_printed_as_danes_write_them),
    cmocka_unit_test(a_missing_value_is_never_blank_and_reasons_become_notes), cmocka_unit_test(notes_beyond_z_have_two_letters),
    cmocka_unit_test(rows_follow_danish_order), cmocka_unit_test(groups_stand_over_their_records), cmocka_unit_test(groups_without_a_value_say_why), cmocka_unit_test(a_filter_keeps_what_fits),
    cmocka_unit_test(equal_texts_are_one_pointer), cmocka_unit_test(prose_columns_find_their_type), cmocka_unit_test(prose_rows_can_be_numbered),
    cmocka_unit_test(a_unit_goes_to_the_header_of_a_prose_column), cmocka_unit_test(labels_are_no_figures),
    cmocka_unit_test(sheet_names_are_legal_and_unlike), cmocka_unit_test(a_table_of_a_broken_register_keeps_still),
    cmocka_unit_test(front_says_what_and_when), cmocka_unit_test(front_has_contents_notes_and_banner),
    cmocka_unit_test(a_column_that_is_not_printed_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
