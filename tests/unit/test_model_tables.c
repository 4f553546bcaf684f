/* Declared tables in model/: the standard tables that are shipped, places behind parameters, what held on a day, workbooks as registers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include "model/model.h"

#ifndef TESTS_FOLDER
#define TESTS_FOLDER "tests"
#endif
#define LAYOUTS TESTS_FOLDER "/../layouts"

/* ---- an agreement in a folder of its own ---- */

typedef struct fixture { char *folder; arena *a; diag *d; const agreement *m; GString *said; GPtrArray *files; } fixture;

static char *inside(fixture *f, const char *name) {
  char *path = g_build_filename(f->folder, name, NULL);
  g_ptr_array_add(f->files, path);
  return path;
}

static void put(fixture *f, const char *name, const char *text) { assert_true(g_file_set_contents(inside(f, name), text, -1, NULL)); }

static void begin(fixture *f) {
  *f = (fixture){ .folder = g_dir_make_tmp("tabeller-XXXXXX", NULL), .a = arena_new(), .d = diag_new(), .said = g_string_new(NULL),
                  .files = g_ptr_array_new_with_free_func(g_free) };
  assert_non_null(f->folder);
  char *path = g_build_filename(f->folder, "registre", NULL);
  assert_int_equal(g_mkdir(path, 0755), 0);
  g_free(path);
  put(f, "aftale.yaml", "titel: Prøve\nudgiver: Ingen\nperiode:\n  fra: 01-01-2025\n  til: 31-12-2026\nstatus: udkast\nversion: \"1\"\n"
                        "versionsdato: 01-01-2025\nsmå tal: skjul under 5\ndokumenter:\n  - hoved.yaml\n");
}

static void load(fixture *f, const char *blocks) {
  char *text = g_strdup_printf("dokument: hoved\ntitel: Hoved\nlayout: politisk\nindhold:\n%s", blocks);
  put(f, "hoved.yaml", text);
  g_free(text);
  f->m = model_load(f->a, f->d, f->folder, "prøve", LAYOUTS);
  diag_print(f->d, LANGUAGE_DA, f->said);
}

static void end(fixture *f) {
  for (guint i = 0; i < f->files->len; i++) g_remove(g_ptr_array_index(f->files, i));
  char *path = g_build_filename(f->folder, "registre", NULL);
  g_rmdir(path);
  g_rmdir(f->folder);
  g_free(path);
  g_free(f->folder);
  g_ptr_array_free(f->files, TRUE);
  g_string_free(f->said, TRUE);
  diag_free(f->d);
  arena_free(f->a);
}

static void assert_silent(const fixture *f) {
  if (diag_count(f->d, SEVERITY_WARNING)) print_error("%s", f->said->str);
  assert_int_equal(diag_count(f->d, SEVERITY_WARNING), 0);
}

static void assert_said(const fixture *f, const char *words) {
  if (!strstr(f->said->str, words)) print_error("not said: %s\n%s", words, f->said->str);
  assert_non_null(strstr(f->said->str, words));
}

/* ---- the shipped tables ---- */

static void test_shipped(void **state) {
  (void)state;
  static const struct { const char *name, *reg, *title; } tables[] = {
    { "takstoversigt", "takster", "Takster 2024 og 2025" }, { "takstudvikling", "takster", "Takstudvikling 2022–2025" },
    { "prisstruktur", "takster", "Prisstruktur 2025" }, { "tilbudsoversigt-efter-kommune", "tilbud", "Tilbud efter kommune pr. 1. januar 2025" },
    { "tilbudsoversigt-efter-målgruppe", "tilbud", "Tilbud efter målgruppe pr. 1. januar 2025" },
    { "kapacitet-og-belægning", "tilbud", "Kapacitet og belægning 2025, kvartal for kvartal" },
    { "kapacitet-over-år", "tilbud", "Kapacitet og belægning 2022–2025" },
    { "belægningsafvigelser", "belægning", "Afvigelser i belægning 2024 på mindst 5 procentpoint" },
    { "landsdækkende-tilbud", "tilbud", "Lands- og landsdelsdækkende tilbud og sikrede afdelinger" },
    { "objektiv-finansiering", "fordelinger", "Objektiv finansiering fordelt på kommuner" },
    { "tilbagemeldinger", "tilbagemeldinger", "Tilbagemeldinger, voksne" }, { "tilbagemeldinger-antal", "tilbagemeldinger", "Antal tilbagemeldinger, voksne" },
    { "kategorier", "takster", "Tilbud efter kategori 2025" },
  };
  fixture f;
  begin(&f);
  GString *blocks = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) g_string_append_printf(blocks, "  - tabel: %s\n", tables[i].name);
  load(&f, blocks->str);
  g_string_free(blocks, TRUE);
  assert_silent(&f);
  const document *doc = f.m->documents.v[0];
  assert_int_equal(doc->tables.n, G_N_ELEMENTS(tables));
  for (size_t i = 0; i < doc->tables.n; i++) {
    const table_decl *t = doc->tables.v[i];
    assert_string_equal(t->standard, tables[i].name);
    assert_string_equal(t->reg->def->name, tables[i].reg);
    assert_string_equal(t->title, tables[i].title);
    assert_int_equal(t->small_below, strcmp(tables[i].name, "tilbagemeldinger-antal") ? 5 : 0);
    for (size_t k = 0; k < t->columns.n; k++) {                       /* no parameter is left in its braces */
      const table_column_decl *c = &t->columns.v[k];
      assert_non_null(c->key);
      assert_true(!c->title || !strchr(c->title, '{'));
      assert_true(!c->formula.text || !strchr(c->formula.text, '{'));
    }
  }
  end(&f);
}

/* ---- places ---- */

static void assert_place(const declared_text *x, const char *part, uint32_t line, uint32_t col, uint32_t len) {
  const char *s = strstr(x->text, part);
  assert_non_null(s);
  span at = declared_place(x, (size_t)(s - x->text), strlen(part));
  assert_int_equal(at.line, line);
  assert_int_equal(at.col, col);
  assert_int_equal(at.len, len);
}

static void test_places(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  load(&f, "  - tabel: egen\n    titel: Egen\n    register: takster\n    parametre:\n      grænse: 2.000\n"
           "    kolonner:\n      - takst\n      - formel: takst - {grænse} kr. + øre\n        titel: Rest\n"
           "    filter: år = 2025; Rest > {grænse} kr. eller takst < 5 kr.\n");
  assert_silent(&f);
  const table_decl *t = f.m->documents.v[0]->tables.v[0];
  const declared_text *formula = &t->columns.v[1].formula;
  assert_string_equal(formula->text, "takst - 2.000 kr. + øre");
  assert_place(formula, "takst", 12, 17, 5);
  assert_place(formula, "2.000", 12, 25, 8);                          /* the braces stand for the figure */
  assert_place(formula, "00", 12, 25, 8);
  assert_place(formula, "kr.", 12, 34, 3);
  assert_place(formula, "øre", 12, 40, 3);
  assert_place(formula, "takst - 2.000 kr.", 12, 17, 20);
  assert_int_equal(t->filters.n, 1);
  assert_int_equal(t->conditions.n, 1);
  assert_string_equal(t->conditions.v[0].text, "Rest > 2.000 kr. eller takst < 5 kr.");
  assert_place(&t->conditions.v[0], "Rest", 14, 24, 4);
  assert_place(&t->conditions.v[0], "2.000", 14, 31, 8);
  assert_place(&t->conditions.v[0], "takst", 14, 50, 5);
  end(&f);
}

/* ---- on a day ---- */

static const char *name_on(const agreement *m, const char *key, const char *id, const char *field, date day) {
  const record *r = record_lookup(model_register(m, key), id);
  size_t i = 0;
  while (strcmp(r->reg->def->fields[i].key, field) != 0) i++;
  const value *v = record_value_on(m, r, i, day);
  return r->reg->def->fields[i].type == FIELD_REF ? record_name(v->target) : v->text;
}

static void test_days(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  put(&f, "registre/a.yaml",
      "regioner:\n  a:\n    navn: Region A\n    til: 31-12-2026\n    afløses af: c\n  b:\n    navn: Region B\n  c:\n    navn: Region C\n    fra: 01-01-2027\n"
      "kommuner:\n  strand:\n    navn: Strand\n    region: a\n"
      "medlemskaber:\n  - kommune: strand\n    region: b\n    til: 31-12-2006\n  - kommune: strand\n    region: a\n    fra: 01-01-2007\n"
      "driftsherrer:\n  x:\n    navn: X\n    art: privat\n  y:\n    navn: Y\n    art: privat\n  z:\n    navn: Z\n    art: privat\n"
      "tilbud:\n  kilden:\n    navn: Ny Kilden\n    driftsherre: z\n    fra: 01-01-2000\n    til: 31-12-2030\n"
      "driftsherreskift:\n  - tilbud: kilden\n    fra driftsherre: y\n    til driftsherre: z\n    dato: 01-01-2025\n"
      "  - tilbud: kilden\n    fra driftsherre: x\n    til driftsherre: y\n    dato: 01-01-2020\n"
      "navneskift:\n  - tilbud: kilden\n    tidligere navn: Kilden\n    dato: 01-07-2023\n"
      "love:\n  sel:\n    navn: Serviceloven\n"
      "paragraffer:\n  p66:\n    navn: SEL § 66\n    lov: sel\n    til: 31-12-2023\n    afløses af: p43\n  p43:\n    navn: BL § 43\n    lov: sel\n    fra: 01-01-2024\n"
      "ydelser:\n  d:\n    tilbud: kilden\n    navn: Døgn\n    paragraf: p66\n    enhed: døgn\n");
  load(&f, "  - tekst: Intet.\n");
  assert_silent(&f);
  const agreement *m = f.m;
  assert_string_equal(name_on(m, "tilbud", "kilden", "driftsherre", (date){ 2019, 12, 31 }), "X");
  assert_string_equal(name_on(m, "tilbud", "kilden", "driftsherre", (date){ 2020, 1, 1 }), "Y");
  assert_string_equal(name_on(m, "tilbud", "kilden", "driftsherre", (date){ 2024, 12, 31 }), "Y");
  assert_string_equal(name_on(m, "tilbud", "kilden", "driftsherre", (date){ 2025, 1, 1 }), "Z");
  assert_string_equal(name_on(m, "tilbud", "kilden", "driftsherre", (date){ 0 }), "Z");
  assert_string_equal(name_on(m, "tilbud", "kilden", "navn", (date){ 2023, 6, 30 }), "Kilden");
  assert_string_equal(name_on(m, "tilbud", "kilden", "navn", (date){ 2023, 7, 1 }), "Ny Kilden");
  assert_string_equal(name_on(m, "ydelser", "d", "paragraf", (date){ 2023, 12, 31 }), "SEL § 66");
  assert_string_equal(name_on(m, "ydelser", "d", "paragraf", (date){ 2024, 1, 1 }), "BL § 43");
  assert_string_equal(name_on(m, "kommuner", "strand", "region", (date){ 2000, 1, 1 }), "Region B");
  assert_string_equal(name_on(m, "kommuner", "strand", "region", (date){ 2026, 12, 31 }), "Region A");
  assert_string_equal(name_on(m, "kommuner", "strand", "region", (date){ 2027, 1, 1 }), "Region C");
  const record *offer = record_lookup(model_register(m, "tilbud"), "kilden"), *old = record_lookup(model_register(m, "paragraffer"), "p66");
  assert_true(record_holds_on(offer, (date){ 2030, 12, 31 }));
  assert_false(record_holds_on(offer, (date){ 2031, 1, 1 }));
  assert_false(record_holds_on(offer, (date){ 1999, 12, 31 }));
  assert_string_equal(record_name(record_on(old, (date){ 2025, 1, 1 })), "BL § 43");
  assert_ptr_equal(record_on(old, (date){ 0 }), old);
  end(&f);
}

/* ---- a workbook as a register ---- */

static void make_workbook(const char *path, const char *municipality, const char *secret) {
  lxw_workbook *b = workbook_new(path);
  lxw_worksheet *notes = workbook_add_worksheet(b, "Noter"), *s = workbook_add_worksheet(b, "indbyggere");
  static const char *const heads[] = { "kommune", "år", "antal", "kilde" };
  for (lxw_col_t c = 0; c < 4; c++) worksheet_write_string(s, 0, c, heads[c], NULL);
  worksheet_write_string(s, 1, 0, municipality, NULL);
  worksheet_write_number(s, 1, 1, 2024, NULL);
  worksheet_write_number(s, 1, 2, 12345, NULL);
  worksheet_write_string(s, 1, 3, "Statistik", NULL);
  worksheet_write_string(notes, 4, 2, secret, NULL);
  assert_int_equal(workbook_close(b), LXW_NO_ERROR);
}

static void load_workbook(fixture *f, const char *municipality, const char *secret) {
  begin(f);
  put(f, "registre/kommuner.csv", "id;navn\nstrand;Strand\n");
  make_workbook(inside(f, "registre/indbyggere-2024.xlsx"), municipality, secret);
  load(f, "  - tekst: Intet.\n");
}

static void test_workbook(void **state) {
  (void)state;
  fixture f;
  load_workbook(&f, "strand", "intet");
  assert_silent(&f);
  const reg *r = model_register(f.m, "indbyggere");
  assert_int_equal(r->records.n, 1);
  assert_string_equal(r->records.v[0]->id, "");
  assert_string_equal(record_name(record_value(r->records.v[0], "kommune")->target), "Strand");
  assert_int_equal(record_value(r->records.v[0], "antal")->num.mantissa, 12345);
  end(&f);
}

static void test_workbook_mistakes(void **state) {
  (void)state;
  fixture f;
  load_workbook(&f, "strnd", "født som 010203-1234");
  assert_said(&f, "prøve/registre/indbyggere-2024.xlsx: indbyggere!A2: fejl[M023]");
  assert_said(&f, "prøve/registre/indbyggere-2024.xlsx: Noter!C5: fejl[M006]");
  end(&f);
  load_workbook(&f, "strand 010203-1234", "intet");
  assert_said(&f, "prøve/registre/indbyggere-2024.xlsx: indbyggere!A2: fejl[M006]");
  end(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_shipped), cmocka_unit_test(test_places), cmocka_unit_test(test_days), cmocka_unit_test(test_workbook),
    cmocka_unit_test(test_workbook_mistakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
