/* load/, second half: maps typed by shapes, registers, rows, single values, and the JSON Schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "load_shapes.h"

typedef struct job { arena *a; diag *d; } job;
static job job_new(void) { return (job){ arena_new(), diag_new() }; }
static void job_free(job *j) {
  diag_free(j->d);
  arena_free(j->a);
}

static node *tree(job *j, const char *text) {
  node *n = load_yaml_text(j->a, j->d, text, strlen(text), "prøve.yaml");
  assert_non_null(n);
  return n;
}

static void assert_clean(const job *j) {
  GString *out = g_string_new(NULL);
  diag_print(j->d, LANGUAGE_DA, out);
  if (out->len) fail_msg("unexpected:\n%s", out->str);
  g_string_free(out, TRUE);
}

static void assert_place(span at, uint32_t line, uint32_t col, uint32_t len) {
  if (at.line != line || at.col != col || at.len != len)
    fail_msg("%u:%u+%u is not %u:%u+%u", at.line, at.col, at.len, line, col, len);
}

static const value *get(const shaped *s, const char *key) {
  for (size_t i = 0; i < s->def->count; i++)
    if (strcmp(s->def->fields[i].key, key) == 0) return &s->values[i];
  fail_msg("no field %s", key);
  return NULL;
}

/* ---- single values ---- */

static value parse(job *j, field_type type, const char *text) {
  const field_def def = { .key = "felt", .type = type, .choices = states };
  value v;
  value_parse(j->a, j->d, &def, text, strlen(text), (span){ 0, 1, 1, (uint32_t)strlen(text) }, &v);
  return v;
}

static void figures_are_read_as_danes_write_them(void **state) {
  (void)state;
  static const struct { field_type type; const char *text; int64_t mantissa; uint8_t decimals; } cases[] = {
    { FIELD_INT, "17", 17, 0 }, { FIELD_INT, " 1.200 ", 1200, 0 }, { FIELD_INT, "-7", -7, 0 },
    { FIELD_YEAR, "2023", 2023, 0 }, { FIELD_NUMBER, "2.431,50", 243150, 2 }, { FIELD_NUMBER, "−7,5", -75, 1 },
    { FIELD_AMOUNT, "2.431,50 kr.", 243150, 2 }, { FIELD_AMOUNT, "2.431,50", 243150, 2 }, { FIELD_AMOUNT, "17 kroner", 17, 0 },
    { FIELD_PERCENT, "95,5 %", 955, 1 }, { FIELD_PERCENT, "95,5\xC2\xA0%", 955, 1 }, { FIELD_PERCENT, "95,5%", 955, 1 }, { FIELD_PERCENT, "3 pct.", 3, 0 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    job j = job_new();
    const value v = parse(&j, cases[i].type, cases[i].text);
    assert_clean(&j);
    assert_int_equal(v.kind, VALUE_KNOWN);
    assert_int_equal(v.num.mantissa, cases[i].mantissa);
    assert_int_equal(v.num.decimals, cases[i].decimals);
    assert_non_null(v.text);
    job_free(&j);
  }
}

static void other_types_are_read(void **state) {
  (void)state;
  job j = job_new();
  value v = parse(&j, FIELD_DATE, "6. september 2026");
  assert_true(v.kind == VALUE_KNOWN && v.day.year == 2026 && v.day.month == 9 && v.day.day == 6);
  v = parse(&j, FIELD_DATE, "06-09-2026");
  assert_true(v.kind == VALUE_KNOWN && v.day.month == 9);
  assert_true(parse(&j, FIELD_BOOL, "ja").yes);
  v = parse(&j, FIELD_BOOL, "Nej");
  assert_true(v.kind == VALUE_KNOWN && !v.yes);
  v = parse(&j, FIELD_CHOICE, "under opdatering");
  assert_true(v.kind == VALUE_KNOWN && v.choice == 1);
  assert_string_equal(v.text, "under opdatering");
  v = parse(&j, FIELD_ID, "køge-2");
  assert_string_equal(v.text, "køge-2");
  v = parse(&j, FIELD_REFS, "faxe, greve ;køge");
  assert_int_equal(v.list.n, 3);
  assert_string_equal(v.list.v[1].text, "greve");
  assert_place(v.list.v[2].at, 1, 14, 4);
  v = parse(&j, FIELD_TEXTS, "et, to");
  assert_true(v.list.n == 1 && strcmp(v.list.v[0].text, "et, to") == 0);
  v = parse(&j, FIELD_PROSE, "Vi *arbejder*");
  assert_string_equal(v.node->text, "Vi *arbejder*");
  assert_int_equal(parse(&j, FIELD_NUMBER, "  ").kind, VALUE_ABSENT);
  assert_clean(&j);
  job_free(&j);
}

static void missing_values_are_values(void **state) {
  (void)state;
  static const field_type types[] = { FIELD_TEXT, FIELD_INT, FIELD_AMOUNT, FIELD_DATE, FIELD_BOOL, FIELD_CHOICE, FIELD_REF, FIELD_REFS, FIELD_TEXTS, FIELD_PROSE };
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    job j = job_new();
    value v = parse(&j, types[i], "ikke oplyst, fordi kilden ikke nævner den");
    assert_int_equal(v.kind, VALUE_NOT_STATED);
    assert_string_equal(v.text, "kilden ikke nævner den");
    assert_int_equal(parse(&j, types[i], "ikke oplyst fordi kilden tier").kind, VALUE_NOT_STATED);
    assert_int_equal(parse(&j, types[i], "ikke relevant").kind, VALUE_NOT_RELEVANT);
    v = parse(&j, types[i], "uafklaret: hvem?");
    assert_int_equal(v.kind, VALUE_PENDING);
    assert_string_equal(v.text, "hvem?");
    assert_clean(&j);
    assert_int_equal(parse(&j, types[i], "ikke oplyst").kind, VALUE_BROKEN);
    assert_true(diag_has(j.d, DIAG_NOT_STATED_REASON));
    job_free(&j);
  }
  job j = job_new();
  assert_int_equal(parse(&j, FIELD_TEXT, "ikke relevante emner").kind, VALUE_KNOWN);
  assert_int_equal(parse(&j, FIELD_TEXT, "Uafklarede spørgsmål").kind, VALUE_KNOWN);
  assert_int_equal(parse(&j, FIELD_PROSE, "Ikke oplyste forhold er udeladt.").kind, VALUE_KNOWN);
  assert_clean(&j);
  job_free(&j);
}

/* ---- maps ---- */

static void maps_are_filled(void **state) {
  (void)state;
  job j = job_new();
  const shaped *s = shape_fill(j.a, j.d, tree(&j,
    "titel: Rammeaftale\n"
    "undertitel: |\n"
    "  én linje\n"
    "takst:\n"
    "  uafklaret: KKR har ikke sat den\n"
    "periode:\n"
    "  fra: 01-01-2023\n"
    "  til: 31-12-2024\n"
    "ord: [a, b]\n"
    "personer:\n"
    "  - jens\n"
    "  - ikke relevant\n"
    "tekst: indledning.md\n"
    "bilag:\n"
    "  - nr: 1\n"
    "  - nr: 2A\n"
    "    titel: Takster\n"
    "andet: {x: [1, 2]}\n"), &root_shape);
  assert_clean(&j);
  assert_string_equal(get(s, "titel")->text, "Rammeaftale");
  assert_place(get(s, "titel")->at, 1, 8, 11);
  assert_string_equal(get(s, "undertitel")->text, "én linje");
  assert_place(get(s, "undertitel")->at, 3, 3, 8);
  assert_int_equal(get(s, "takst")->kind, VALUE_PENDING);
  assert_string_equal(get(s, "takst")->text, "KKR har ikke sat den");
  const shaped *period = get(s, "periode")->sub;
  assert_int_equal(get(period, "til")->day.year, 2024);
  assert_place(period->at, 6, 1, 7);
  assert_int_equal(get(s, "ord")->list.n, 2);
  assert_string_equal(get(s, "ord")->list.v[1].text, "b");
  assert_place(get(s, "ord")->list.v[1].at, 9, 10, 1);
  assert_int_equal(get(s, "personer")->list.v[1].kind, VALUE_NOT_RELEVANT);
  assert_string_equal(get(s, "tekst")->node->text, "indledning.md");
  assert_int_equal(get(s, "bilag")->list.n, 2);
  assert_string_equal(get(get(s, "bilag")->list.v[1].sub, "nr")->text, "2A");
  assert_int_equal(get(s, "andet")->node->kind, NODE_MAP);
  assert_int_equal(get(s, "dato")->kind, VALUE_ABSENT);
  job_free(&j);
}

static void mistakes_leave_the_rest(void **state) {
  (void)state;
  job j = job_new();
  const shaped *s = shape_fill(j.a, j.d, tree(&j, "tal: mange\nundertitel: y\nhest: z\nperiode:\n  fra: 01-01-2023\n"), &root_shape);
  assert_int_equal(diag_count(j.d, SEVERITY_ERROR), 4);            /* tal, hest, titel, periode.til */
  assert_int_equal(get(s, "tal")->kind, VALUE_BROKEN);
  assert_int_equal(get(s, "titel")->kind, VALUE_BROKEN);
  assert_string_equal(get(s, "undertitel")->text, "y");
  assert_int_equal(get(get(s, "periode")->sub, "til")->kind, VALUE_BROKEN);
  const shaped *whole = shape_fill(j.a, j.d, tree(&j, "bare tekst\n"), &root_shape);
  assert_int_equal(get(whole, "titel")->kind, VALUE_BROKEN);
  job_free(&j);
}

static void blocks_are_told_by_their_first_key(void **state) {
  (void)state;
  job j = job_new();
  const shaped *s = shape_fill(j.a, j.d, tree(&j,
    "titel: x\n"
    "indhold:\n"
    "  - forside:\n"
    "  - forside: Titlen\n"
    "    undertitel: y\n"
    "  - afsnit: Indledning\n"
    "    tekst: a.md\n"
    "    indhold:\n"
    "      - tekst: |\n"
    "          Vi\n"
    "      - liste:\n"
    "          - et\n"
    "          - to\n"
    "  - fokusområde: 1\n"
    "    ønskede resultater: [a]\n"), &root_shape);
  assert_clean(&j);
  const value *list = get(s, "indhold");
  assert_int_equal(list->list.n, 4);
  const shaped *cover = list->list.v[0].sub;
  assert_ptr_equal(cover->def, test_blocks[0]);
  assert_int_equal(cover->values[0].kind, VALUE_ABSENT);
  assert_string_equal(list->list.v[1].sub->values[0].text, "Titlen");
  const value *inner = get(list->list.v[2].sub, "indhold");
  assert_int_equal(inner->list.n, 2);
  assert_string_equal(inner->list.v[0].sub->def->name, "tekst");
  assert_string_equal(inner->list.v[1].sub->def->name, "liste");
  assert_int_equal(inner->list.v[1].sub->values[0].list.n, 2);
  assert_int_equal(get(list->list.v[3].sub, "fokusområde")->num.mantissa, 1);
  assert_place(list->list.v[3].at, 14, 5, 11);
  job_free(&j);
}

/* ---- registers ---- */

static void registers_may_be_written_in_three_ways(void **state) {
  (void)state;
  static const char *const sources[] = {
    "faxe:\n  navn: Faxe\n  folketal: 36.513\ngreve:\n  navn: Greve; øst\n",
    "- id: faxe\n  navn: Faxe\n  folketal: 36.513\n- id: greve\n  navn: Greve; øst\n",
    "felter: id; navn; folketal\nrækker: |\n  faxe; Faxe; 36.513\n\n  greve; \"Greve; øst\";\n",
    "felter: [navn, id, folketal]\nrækker: |\n  Faxe; faxe;36.513\n  \"Greve; øst\" ; greve;  \n",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
    job j = job_new();
    value v;
    shape_fill_register(j.a, j.d, tree(&j, sources[i]), &place_shape, &v);
    assert_clean(&j);
    assert_int_equal(v.kind, VALUE_KNOWN);
    assert_int_equal(v.list.n, 2);
    assert_string_equal(v.list.v[0].sub->id, "faxe");
    assert_string_equal(v.list.v[1].sub->id, "greve");
    assert_int_equal(get(v.list.v[0].sub, "folketal")->num.mantissa, 36513);
    assert_string_equal(get(v.list.v[1].sub, "navn")->text, "Greve; øst");
    assert_int_equal(get(v.list.v[1].sub, "folketal")->kind, VALUE_ABSENT);
    job_free(&j);
  }
}

static void cells_know_their_places(void **state) {
  (void)state;
  job j = job_new();
  value v;
  shape_fill_register(j.a, j.d, tree(&j,
    "felter: id; navn; takst; naboer; gyldig; andel\n"
    "rækker: |\n"
    "    ærø; \"Ær\"\"ø\"; 2.431,50 kr.; faxe, køge; ; ikke relevant\n"), &place_shape, &v);
  assert_true(diag_has(j.d, DIAG_ROWS_FIELD_DEEP));
  const shaped *s = v.list.v[0].sub;
  assert_place(s->at, 3, 5, 55);
  assert_string_equal(get(s, "navn")->text, "Ær\"ø");
  assert_place(get(s, "navn")->at, 3, 10, 7);
  assert_place(get(s, "takst")->at, 3, 19, 12);
  assert_int_equal(get(s, "takst")->num.mantissa, 243150);
  assert_place(get(s, "naboer")->list.v[1].at, 3, 39, 4);
  assert_int_equal(get(s, "andel")->kind, VALUE_NOT_RELEVANT);
  job_free(&j);
}

static void a_broken_row_keeps_its_id(void **state) {
  (void)state;
  job j = job_new();
  value v;
  shape_fill_register(j.a, j.d, tree(&j, "felter: id; navn\nrækker: |\n  faxe\n  greve; Greve\n"), &place_shape, &v);
  assert_int_equal(diag_count(j.d, SEVERITY_ERROR), 1);
  assert_int_equal(v.list.n, 2);
  assert_string_equal(v.list.v[0].sub->id, "faxe");
  assert_int_equal(get(v.list.v[0].sub, "navn")->kind, VALUE_BROKEN);
  assert_string_equal(get(v.list.v[1].sub, "navn")->text, "Greve");
  job_free(&j);
}

static void many_rows_keep_their_order(void **state) {
  (void)state;
  GString *text = g_string_new("felter: id; navn; folketal; takst; dato\nrækker: |\n");
  for (int i = 0; i < 5000; i++) g_string_append_printf(text, "  k-%d; Kommune æ %d; %d; %d,50; 06-09-2026\n", i, i, i, i % 1000);
  job j = job_new();
  value v;
  shape_fill_register(j.a, j.d, tree(&j, text->str), &place_shape, &v);
  assert_clean(&j);
  assert_int_equal(v.list.n, 5000);
  for (int i = 0; i < 5000; i++) {
    assert_int_equal(get(v.list.v[i].sub, "folketal")->num.mantissa, i);
    assert_int_equal(v.list.v[i].at.line, i + 3);
  }
  g_string_free(text, TRUE);
  job_free(&j);
}

/* ---- JSON Schema ---- */

static const node *path(const node *n, const char *const *keys) {
  for (; *keys; keys++) {
    const node *next = node_lookup(n, *keys);
    if (!next) fail_msg("no %s", *keys);
    n = next;
  }
  return n;
}
#define PATH(n, ...) path((n), (const char *const[]){ __VA_ARGS__, NULL })

static bool lists(const node *n, const char *text) {
  for (const node *k = n->first; k; k = k->next)
    if (k->kind == NODE_SCALAR && strcmp(k->text, text) == 0) return true;
  return false;
}

static void schema_is_json_that_an_editor_understands(void **state) {
  (void)state;
  GString *out = g_string_new(NULL), *again = g_string_new(NULL);
  shape_json_schema(&root_shape, out);
  shape_json_schema(&root_shape, again);
  assert_string_equal(out->str, again->str);
  assert_null(strstr(out->str, "oneOf"));
  job j = job_new();
  const node *n = tree(&j, out->str);                 /* JSON is YAML: read by our own reader, which also finds duplicate keys */
  assert_clean(&j);
  assert_string_equal(PATH(n, "$schema")->text, "https://json-schema.org/draft/2020-12/schema");
  assert_string_equal(PATH(n, "properties", "titel", "description")->text, "Titlen på \"forsiden\"");
  assert_string_equal(PATH(n, "additionalProperties")->text, "false");
  assert_true(lists(PATH(n, "required"), "titel"));
  assert_non_null(strstr(PATH(n, "properties", "takst", "pattern")->text, "kke oplyst,? fordi"));
  assert_true(lists(PATH(n, "properties", "takst", "type"), "number"));
  assert_true(lists(PATH(n, "properties", "takst", "type"), "object"));
  assert_string_equal(PATH(n, "properties", "indhold", "$ref")->text, "#/$defs/blokke");
  assert_true(lists(PATH(n, "properties", "tilstand", "examples"), "under opdatering"));
  assert_non_null(PATH(n, "properties", "kommuner", "properties", "rækker"));
  assert_non_null(PATH(n, "$defs", "kommuner", "properties", "id"));
  assert_null(node_lookup(PATH(n, "$defs", "periode", "properties", "til", "type"), "object"));
  const node *blocks = PATH(n, "$defs", "blokke", "items");
  assert_string_equal(PATH(blocks, "minProperties")->text, "1");
  assert_string_equal(PATH(blocks, "properties", "afsnit", "description")->text, "Et afsnit");
  assert_int_equal(PATH(blocks, "allOf")->count, 5);
  const node *text = PATH(blocks, "allOf")->first->next->next;
  assert_true(lists(PATH(text, "if", "required"), "tekst"));
  assert_true(lists(PATH(PATH(text, "if", "not", "anyOf")->first, "required"), "afsnit"));
  const node *cover = PATH(blocks, "allOf")->first;
  assert_true(lists(PATH(cover, "then", "properties", "forside", "type"), "null"));
  assert_true(lists(PATH(cover, "then", "propertyNames", "enum"), "undertitel"));
  g_string_free(out, TRUE);
  g_string_free(again, TRUE);
  job_free(&j);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(figures_are_read_as_danes_write_them),
    cmocka_unit_test(other_types_are_read),
    cmocka_unit_test(missing_values_are_values),
    cmocka_unit_test(maps_are_filled),
    cmocka_unit_test(mistakes_leave_the_rest),
    cmocka_unit_test(blocks_are_told_by_their_first_key),
    cmocka_unit_test(registers_may_be_written_in_three_ways),
    cmocka_unit_test(cells_know_their_places),
    cmocka_unit_test(a_broken_row_keeps_its_id),
    cmocka_unit_test(many_rows_keep_their_order),
    cmocka_unit_test(schema_is_json_that_an_editor_understands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
