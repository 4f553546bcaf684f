/* xlsx/: workbooks, read back by openpyxl (tests/tools/xlsx_dump.py). */
#include "xlsx_dump.h"
#include "test_table_fixture.h"

#include <glib/gstdio.h>

#include "xlsx/xlsx.h"

typedef struct book { fixture *x; char *folder, *path; grid_set *set; workbook_front *front; } book;

static book *book_new(void) {
  book *b = g_new0(book, 1);
  b->x = fixture_new();
  b->folder = g_dir_make_tmp("rammeaftale-XXXXXX", NULL);
  assert_non_null(b->folder);
  b->path = g_build_filename(b->folder, "bog.xlsx", NULL);
  return b;
}

static void book_write(book *b, const char *path) {
  const char *error = NULL;
  b->set = table_make(b->x->a, b->x->d, &b->x->m, &b->x->doc);
  b->front = table_front(b->x->a, &b->x->m, &b->x->doc, b->set);
  if (!xlsx_write(b->front, b->set, XLSX_PUBLISHED, path, &error)) fail_msg("%s", error);
}

static void book_free(book *b) {
  g_remove(b->path);
  assert_int_equal(g_rmdir(b->folder), 0);                  /* nothing else is left behind */
  fixture_free(b->x);
  g_free(b->path);
  g_free(b->folder);
  g_free(b);
}

static void add_tariffs(book *b) {
  fixture_fill(b->x);
  table_decl *t = fixture_table(b->x, "tabel-takster", "Takster i år");
  static const char *const fields[] = { "navn", "målgruppe", "takst", "belægning", "pladser", "år", "åbnet" };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) fixture_column(b->x, t, fields[i]);
  t->order_field = "navn";
  t->group_field = "driftsherre";
  t->source = "Regionen";
}

static void cells_are_real_numbers_dates_and_texts(void **state) {
  (void)state;
  book *b = book_new();
  add_tariffs(b);
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  static const char *const lines[] = {
    "sheet Takster i år",
    "  A1 s Takster i år bold", "  A3 s Til indhold -> 'Indhold'!A1",
    "  A4 s Driftsherre bold wrap", "  B4 s Tilbud bold wrap", "  D4 s Takst (kr. pr. døgn) bold wrap right", "  E4 s Belægning (%) bold wrap right",
    "  A5 s Faxe wrap", "  B5 s Bakken wrap", "  C5 s uafklaret {a} italic wrap", "  D5 s ikke relevant italic wrap right", "  E5 s ikke oplyst {b} italic wrap right",
    "  F5 n 12 [#,##0] right",
    "  B6 s Ågården wrap", "  D6 n 1800 [#,##0.00] right",
    "  A7 s Sorø wrap", "  B7 s Æblehaven wrap", "  C7 s =1+1 wrap", "  D7 n -7.5 [#,##0.00] right",
    "  B8 s Øen wrap", "  D8 n 2431.5 [#,##0.00] right", "  E8 n 95.5 [#,##0.0] right", "  F8 n 1200 [#,##0] right", "  G8 n 2023 [0] right",
    "  H8 d 2022-08-12 [mm-dd-yy] right",           /* openpyxl's name for built-in format 14: the reader's own */
    "  A10 s a: Uafklaret: Styregruppen afgør det i september.",
    "  A11 s b: Ikke oplyst, fordi kilden ikke nævner den.",
    "  A13 s Kilde: Regionen",
    "name tabel_takster = 'Takster i år'!$A$4:$H$8",
    "  table Takster A4:H8",
    "  print titles $4:$4; paper 9 landscape; fit 1x0 True",
    "  footer Takster && tilbud · udkast · version 3 af 12. august 2022 | Side &P af &N",
    "sheet Noter", "  A4 s Ark bold wrap",
  };
  expect_lines(dump, lines, G_N_ELEMENTS(lines));
  assert_null(strstr(dump, "merged"));
  g_free(dump);
  book_free(b);
}

static void contents_come_first_and_link(void **state) {
  (void)state;
  book *b = book_new();
  add_tariffs(b);
  table_decl *t = fixture_table(b->x, "tabel-boern", "Børn's tilbud");
  fixture_column(b->x, t, "navn");
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  static const char *const lines[] = {
    "properties title=Takster & tilbud | subject=Takster | creator=Sekretariatet | keywords=takster | created=2022-08-12T12:00:00 | modified=2022-08-12T12:00:00",
    "  A1 s Takster & tilbud bold",
    "  A3 s Aftale bold wrap", "  B3 s Rammeaftale 2023-2024 wrap",
    "  A6 s Status bold wrap", "  B6 s Udkast wrap",
    "  A12 s Takster i år wrap -> 'Takster i år'!A1", "  B12 s Takster i år wrap", "  C12 n 4 [#,##0] right", "  D12 s Takster wrap",
    "  A13 s Børn's tilbud wrap -> 'Børn''s tilbud'!A1", "  A14 s Noter wrap -> 'Noter'!A1",
    "name tabel_boern = 'Børn''s tilbud'!$A$4:$A$8",
  };
  expect_lines(dump, lines, G_N_ELEMENTS(lines));
  char *first = strstr(dump, "sheet ");
  assert_true(g_str_has_prefix(first, "sheet Indhold\n"));
  g_free(dump);
  book_free(b);
}

static void a_year_that_groups_is_a_number(void **state) {
  (void)state;
  book *b = book_new();
  fixture_fill(b->x);
  table_decl *t = fixture_table(b->x, "tabel-aar", "Efter år");
  fixture_column(b->x, t, "navn");
  t->group_field = "år";
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  static const char *const lines[] = { "  A4 s År bold wrap", "  A5 n 2023 [0] wrap", "  B5 s Øen wrap", "  A6 s ikke oplyst italic wrap" };
  expect_lines(dump, lines, G_N_ELEMENTS(lines));
  g_free(dump);
  book_free(b);
}

static void codes_keep_their_zeros_and_long_notes_are_cut(void **state) {
  (void)state;
  book *b = book_new();
  table_decl *t = fixture_prose(b->x, "tabel-koder", 3, 3, (const char *const[]){ "Kommune", "Kode", "Tekst", "Faxe", "0320", "+45", "Greve", "0253", "@her" });
  t->note = "Denne bemærkning er længere end et ark er bredt, og derfor står den på flere linjer under tabellen, så den kan læses uden at rulle.";
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  static const char *const lines[] = {
    "  B5 s 0320 wrap", "  C5 s +45 wrap", "  C6 s @her wrap",
    "  A8 s Bemærkning: Denne bemærkning er længere end et ark er bredt, og derfor står den på flere", "  A9 s linjer under tabellen, så den kan læses uden at rulle.",
  };
  expect_lines(dump, lines, G_N_ELEMENTS(lines));
  g_free(dump);
  book_free(b);
}

static void bytes_depend_on_nothing_but_content(void **state) {
  (void)state;
  book *b = book_new();
  add_tariffs(b);
  book_write(b, b->path);
  char *first = NULL, *second = NULL;
  gsize n = 0, m = 0;
  assert_true(g_file_get_contents(b->path, &first, &n, NULL));
  char *other = g_build_filename(b->folder, "en helt anden mappe", NULL), *path = g_build_filename(other, "x.xlsx", NULL);
  assert_int_equal(g_mkdir(other, 0700), 0);
  char *old = g_strdup(g_getenv("TZ"));
  g_setenv("TZ", "Pacific/Auckland", TRUE);
  g_setenv("TMPDIR", "/nonexistent", TRUE);
  g_usleep(2100000);                                        /* zip dates count in steps of two seconds */
  book_write(b, path);
  if (old) g_setenv("TZ", old, TRUE);
  else g_unsetenv("TZ");
  g_unsetenv("TMPDIR");
  assert_true(g_file_get_contents(path, &second, &m, NULL));
  assert_int_equal(n, m);
  assert_memory_equal(first, second, n);
  g_remove(path);
  assert_int_equal(g_rmdir(other), 0);
  g_free(old);
  g_free(first);
  g_free(second);
  g_free(path);
  g_free(other);
  book_free(b);
}

static void a_workbook_without_a_date_is_stable_too(void **state) {
  (void)state;
  book *b = book_new();
  add_tariffs(b);
  b->x->m.version_date = (date){ 0 };
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  assert_non_null(strstr(dump, "created=1980-01-01T12:00:00"));
  g_free(dump);
  book_free(b);
}

static void widths_fit_a_page_and_its_figures(void **state) {
  (void)state;
  book *b = book_new();
  static char text[400];
  memset(text, 'a', sizeof text - 1);
  for (size_t i = 7; i < sizeof text - 1; i += 8) text[i] = ' ';
  fixture_prose(b->x, "tabel-a", 2, 4, (const char *const[]){ "Tal", "A", "B", "C", "1.234.567.890", text, text, text });
  book_write(b, b->path);
  char *dump = workbook_dumped(b->path);
  char *sheet = strstr(dump, "sheet Netværk"), *widths = strstr(sheet, "widths A=");
  double w[4], total = 0;
  const char *p = widths + strlen("widths ");
  for (int i = 0; i < 4; i++) {
    p = strchr(p, '=') + 1;
    w[i] = g_ascii_strtod(p, NULL);
    total += w[i];
  }
  assert_true(w[0] >= 13 && w[0] < 18);
  assert_true(w[1] > 30 && w[1] < 45);
  assert_true(total < 135);
  g_free(dump);
  book_free(b);
}

static void a_folder_that_is_not_there_is_an_error(void **state) {
  (void)state;
  book *b = book_new();
  add_tariffs(b);
  b->set = table_make(b->x->a, b->x->d, &b->x->m, &b->x->doc);
  b->front = table_front(b->x->a, &b->x->m, &b->x->doc, b->set);
  char *path = g_build_filename(b->folder, "mangler", "bog.xlsx", NULL);
  const char *error = NULL;
  assert_false(xlsx_write(b->front, b->set, XLSX_PUBLISHED, path, &error));
  assert_string_equal(error, "mappen eller filen findes ikke");
  g_free(path);
  book_free(b);
}

static void a_text_too_long_for_excel_is_an_error(void **state) {
  (void)state;
  book *b = book_new();
  char *long_text = g_strnfill(40000, 'x');
  fixture_prose(b->x, "tabel-a", 2, 1, (const char *const[]){ "A", long_text });
  b->set = table_make(b->x->a, b->x->d, &b->x->m, &b->x->doc);
  b->front = table_front(b->x->a, &b->x->m, &b->x->doc, b->set);
  const char *error = NULL;
  assert_false(xlsx_write(b->front, b->set, XLSX_PUBLISHED, b->path, &error));
  assert_non_null(strstr(error, "32.767"));
  assert_false(g_file_test(b->path, G_FILE_TEST_EXISTS));
  g_free(long_text);
  book_free(b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cells_are_real_numbers_dates_and_texts), cmocka_unit_test(contents_come_first_and_link),
    cmocka_unit_test(a_year_that_groups_is_a_number), cmocka_unit_test(codes_keep_their_zeros_and_long_notes_are_cut), cmocka_unit_test(bytes_depend_on_nothing_but_content),
    cmocka_unit_test(a_workbook_without_a_date_is_stable_too), cmocka_unit_test(widths_fit_a_page_and_its_figures),
    cmocka_unit_test(a_folder_that_is_not_there_is_an_error), cmocka_unit_test(a_text_too_long_for_excel_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
