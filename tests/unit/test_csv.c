/* load/: registers in .csv files. Each tests/golden/tables/NAME.csv is read with the shape of load_tables.h; its diagnostics must be
 * NAME.diag. */
#include "load_tables.h"

static void read_text(job *j, const char *text, size_t length) {
  char *folder = g_dir_make_tmp("rammeaftale-csv-XXXXXX", NULL), *file = g_build_filename(folder, "takster.csv", NULL);
  assert_true(g_file_set_contents(file, text, (gssize)length, NULL));
  load_csv_register(j->a, j->d, file, "registre/takster.csv", &tariffs, &j->v);
  g_unlink(file);
  g_rmdir(folder);
  g_free(file);
  g_free(folder);
}

static void assert_reads(const char *text, size_t length, const char *want) {
  job j = job_new();
  read_text(&j, text, length);
  assert_quiet(&j);
  assert_dump(&j.v, want);
  job_free(&j);
}
#define ASSERT_READS(text, want) assert_reads(text, sizeof text - 1, want)

static void goldens(void **state) {
  (void)state;
  char *folder = golden_folder();
  GPtrArray *names = golden_names(".csv");
  assert_true(names->len > 15);
  for (guint i = 0; i < names->len; i++) {
    job j = job_new();
    char *file = g_strconcat(folder, "/", names->pdata[i], ".csv", NULL), *path = g_strconcat(names->pdata[i], ".csv", NULL);
    load_csv_register(j.a, j.d, file, path, &tariffs, &j.v);
    if (diag_count(j.d, SEVERITY_ERROR) == 0) fail_msg("%s has no mistake", path);
    compare_job(&j, names->pdata[i]);
    g_free(file);
    g_free(path);
    job_free(&j);
  }
  g_ptr_array_free(names, TRUE);
  g_free(folder);
}

static void a_missing_file_is_reported(void **state) {
  (void)state;
  job j = job_new();
  load_csv_register(j.a, j.d, "findes/ikke.csv", "ikke.csv", &tariffs, &j.v);
  assert_true(diag_has(j.d, DIAG_FILE_UNREADABLE));
  assert_int_equal(j.v.kind, VALUE_BROKEN);
  assert_int_equal(j.v.list.n, 0);
  job_free(&j);
}

static void every_type_is_read(void **state) {
  (void)state;
  ASSERT_READS("id;navn;kode;takst;belægning;pladser;år;vægt;gælder fra;lukket;tilstand;kommuner;note\n"
               "faxe;Faxe;020;2.431,50 kr.;95,5 %;1.200;2026;-7,5;06-09-2026;nej;endelig;faxe, greve;Se **noten**\n"
               "greve;Greve;;ikke oplyst, fordi kilden mangler;;ikke relevant;;;6. september 2026;ja;;;\n",
               "faxe navn='Faxe' kode='020' takst=2.431,50 belægning=95,5 pladser=1.200 år=2.026 vægt=\xE2\x88\x92" "7,5 gælder fra=2026-09-06 "
               "lukket=nej tilstand='endelig' kommuner=faxe,greve note='Se **noten**'\n"
               "greve navn='Greve' takst=(2 kilden mangler) pladser=(3 ) gælder fra=2026-09-06 lukket=ja\n");
}

static void headings_may_be_titles_in_any_case(void **state) {
  (void)state;
  const char *want = "faxe navn='Faxe' takst=1 belægning=2 vægt=3\n";
  ASSERT_READS("ID; TILBUD ;Takst (kr.);Belægning  i året;vægt (kg)\nfaxe;Faxe;1;2;3\n", want);
  ASSERT_READS("id;\"navn\";takst;BELÆGNING (%);Vægt\nfaxe;Faxe;1;2;3\n", want);
  ASSERT_READS("id;navn;takst;\"Belægning\ni\xC2\xA0\xC3\xA5ret\";v\xC3\xA6gt\nfaxe;Faxe;1;2;3\n", want);
  ASSERT_READS("id;navn;takst;belægning;vægt;;\nfaxe;Faxe;1;2;3;læses ikke;\n", want);
  ASSERT_READS("id;navn;;takst;belægning;vægt\nfaxe;Faxe;31-02-2026;1;2;3\n", want);
}

static void encodings_and_separators_read_alike(void **state) {
  (void)state;
  const char *want = "faxe navn='Tåstrup på Sø' takst=2.431,50\ngreve navn='A; \"b\"' takst=7\n";
  ASSERT_READS("id;navn;takst\nfaxe;Tåstrup på Sø;2431,50\n\ngreve;\"A; \"\"b\"\"\";7\n", want);
  ASSERT_READS("\xEF\xBB\xBFid;navn;takst\r\nfaxe;Tåstrup på Sø;2431,50\r\ngreve;\"A; \"\"b\"\"\";7", want);
  ASSERT_READS("id;navn;takst\rfaxe;T\xE5strup p\xE5 S\xF8;2431,50\r\rgreve;\"A; \"\"b\"\"\";7\r", want);
  ASSERT_READS("id\tnavn\ttakst\nfaxe\tTåstrup på Sø\t2431,50\n\t\t\ngreve\t\"A; \"\"b\"\"\"\t7\n", want);
  ASSERT_READS("id,navn,takst\nfaxe,Tåstrup på Sø,\"2.431,50\"\ngreve,\"A; \"\"b\"\"\",7\n", want);
  ASSERT_READS("sep=|\nid|navn|takst\nfaxe|Tåstrup på Sø|2431,50\ngreve| \"A; \"\"b\"\"\" |7\n", want);
  ASSERT_READS("\n;;\nid;navn;takst;;;\nfaxe;Tåstrup på Sø\xC2\xA0;2431,50;;;\n;;;;;\ngreve;\"A; \"\"b\"\"\";7\n", want);
}

static void windows_1252_has_its_own_signs(void **state) {
  (void)state;
  ASSERT_READS("id;navn\nfaxe;\x93" "F\x94 \x96 5 \x80\n", "faxe navn='“F” – 5 €'\n");
}

static void a_register_without_rows_is_empty(void **state) {
  (void)state;
  ASSERT_READS("id;navn\n", "");
}

static void quoted_cells_may_have_lines(void **state) {
  (void)state;
  ASSERT_READS("id;navn;note;takst\nfaxe;Faxe;\"En\n\n\"\"to\"\"\";1\ngreve;Greve;;2\n",
               "faxe navn='Faxe' takst=1 note='En\\n\\n\\\"to\\\"'\ngreve navn='Greve' takst=2\n");
}

/* The text at a place of the source. */
static char *text_at(const char *text, span at) {
  char **lines = g_strsplit(text, "\n", -1);
  assert_true(at.line > 0 && at.line <= g_strv_length(lines));
  char *s = g_utf8_substring(lines[at.line - 1], (glong)at.col - 1, (glong)(at.col - 1 + at.len));
  g_strfreev(lines);
  return s;
}

static void cells_know_their_places(void **state) {
  (void)state;
  static const char text[] = "id;navn;kommuner;note;kode\n"
                             "\"æø\";  Tåstrup ;\"faxe, køge\";\"l1\nl2\";ø\n";
  job j = job_new();
  read_text(&j, text, sizeof text - 1);
  assert_quiet(&j);
  const shaped *s = j.v.list.v[0].sub;
  const struct { span at; const char *want; uint32_t line; } cases[] = {
    { s->at, "æø", 2 }, { s->values[0].at, "Tåstrup", 2 }, { s->values[10].at, "faxe, køge", 2 }, { s->values[10].list.v[1].at, "køge", 2 },
    { s->values[11].at, "l1", 2 }, { s->values[1].at, "ø", 3 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    char *is = text_at(text, cases[i].at);
    assert_string_equal(is, cases[i].want);
    assert_int_equal(cases[i].at.line, cases[i].line);
    g_free(is);
  }
  job_free(&j);
}

static void ids_may_be_free(void **state) {
  (void)state;
  static const field_def fields[] = { { .key = "id", .type = FIELD_ID }, { .key = "navn", .type = FIELD_TEXT } };
  static const shape_def own = { .name = "egne", FIELDS(fields) };
  char *folder = g_dir_make_tmp("rammeaftale-csv-XXXXXX", NULL), *file = g_build_filename(folder, "egne.csv", NULL);
  assert_true(g_file_set_contents(file, "navn\nFaxe\n\"Greve\"\n", -1, NULL));
  job j = job_new();
  load_csv_register(j.a, j.d, file, "egne.csv", &own, &j.v);
  assert_quiet(&j);
  assert_int_equal(j.v.list.n, 2);
  assert_string_equal(j.v.list.v[1].sub->id, "");
  assert_string_equal(j.v.list.v[1].sub->values[1].text, "Greve");
  job_free(&j);
  g_unlink(file);
  g_rmdir(folder);
  g_free(file);
  g_free(folder);
}

/* The same records as YAML and as .csv: the same values, and the same mistakes found. */
static void the_same_as_yaml(void **state) {
  (void)state;
  static const char rows[] = "faxe; Faxe; 2.431,50; 06-09-2026; endelig\n"
                             "greve; Greve; 95.5; 31-02-2026; slut\n"
                             "Køge; Køge; ikke oplyst; -; ikke relevant\n";
  job y = job_new(), c = job_new();
  GString *yaml = g_string_new("felter: id; navn; takst; gælder fra; tilstand\nrækker: |\n"), *csv = g_string_new("id;navn;takst;gælder fra;tilstand\n");
  char **lines = g_strsplit(rows, "\n", -1);
  for (char **l = lines; *l && **l; l++) g_string_append_printf(yaml, "  %s\n", *l);
  g_string_append(csv, rows);
  g_strfreev(lines);
  const node *n = load_yaml_text(y.a, y.d, yaml->str, yaml->len, "takster.yaml");
  shape_fill_register(y.a, y.d, n, &tariffs, &y.v);
  read_text(&c, csv->str, csv->len);
  char *a = dump(&y.v), *b = dump(&c.v);
  assert_string_equal(a, b);
  assert_int_equal(diag_count(y.d, SEVERITY_ERROR), diag_count(c.d, SEVERITY_ERROR));
  assert_true(diag_count(c.d, SEVERITY_ERROR) >= 6);
  g_free(a);
  g_free(b);
  g_string_free(yaml, TRUE);
  g_string_free(csv, TRUE);
  job_free(&y);
  job_free(&c);
}

/* One mistake in each of very many rows: the reading stops, and the register is not trusted. */
static void too_many_mistakes_end_the_reading(void **state) {
  (void)state;
  GString *text = g_string_new("id;navn;takst\n");
  for (int i = 0; i < 5000; i++) g_string_append_printf(text, "a%d;A;x\n", i);
  job j = job_new();
  read_text(&j, text->str, text->len);
  assert_int_equal(j.v.kind, VALUE_BROKEN);
  assert_true(j.v.list.n < 2000);
  char *out = shown(j.d, LANGUAGE_DA);
  const char *last = strstr(out, "L219");
  assert_non_null(last);
  while (last > out && last[-1] != '\n') last--;
  const char *end = strstr(last, "\n\n");
  char *block = end ? g_strndup(last, (gsize)(end - last) + 1) : g_strdup(last);
  compare("too-many", block);
  g_free(block);
  g_free(out);
  job_free(&j);
  g_string_free(text, TRUE);
}

static void damage_is_survived(void **state) {
  (void)state;
  static const char text[] = "\xEF\xBB\xBFid;navn;takst;gælder fra;note\r\nfaxe;\"Få; \"\"x\"\"\";2.431,50;06-09-2026;\"a\nb\"\r\n\r\ngreve;Gr\xC3\xA6ve;7 kr.;;\r\n";
  static const char odd[] = "\";,\t\n\r \0\x81\xC3\xFF=";
  uint32_t seed = 7;
  for (int i = 0; i < 500; i++) {
    char *copy = g_memdup2(text, sizeof text);
    size_t n = sizeof text - 1;
    for (uint32_t k = random_next(&seed) % 4 + 1; k > 0; k--)
      copy[random_next(&seed) % n] = i % 2 ? (char)random_next(&seed) : odd[random_next(&seed) % sizeof odd];
    if (i % 5 == 0) n = random_next(&seed) % n;
    job j = job_new();
    read_text(&j, copy, n);
    char *out = shown(j.d, LANGUAGE_DA), *values = dump(&j.v);
    assert_true(g_utf8_validate(out, -1, NULL));
    g_free(out);
    g_free(values);
    g_free(copy);
    job_free(&j);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(goldens),
    cmocka_unit_test(a_missing_file_is_reported),
    cmocka_unit_test(every_type_is_read),
    cmocka_unit_test(headings_may_be_titles_in_any_case),
    cmocka_unit_test(encodings_and_separators_read_alike),
    cmocka_unit_test(windows_1252_has_its_own_signs),
    cmocka_unit_test(a_register_without_rows_is_empty),
    cmocka_unit_test(quoted_cells_may_have_lines),
    cmocka_unit_test(cells_know_their_places),
    cmocka_unit_test(ids_may_be_free),
    cmocka_unit_test(the_same_as_yaml),
    cmocka_unit_test(too_many_mistakes_end_the_reading),
    cmocka_unit_test(damage_is_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
