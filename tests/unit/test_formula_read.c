/* calc/: the formula language: what is read, how it is written back, and what is said of mistakes. */
#include "test_formula_fixture.h"

/* A formula and its fixed writing. */
static const struct { const char *in, *out; unsigned types; } good[] = {
  /* names */
  { "takst 2024", "[Takst 2024]", 0 }, { "TAKST  2024", "[Takst 2024]", 0 }, { "takst_2024", "[Takst 2024]", 0 }, { "[Takst\t2024]", "[Takst 2024]", 0 },
  { "[takst-2022]", "[takst-2022]", 0 }, { "[P/L 2025]", "[P/L 2025]", 0 }, { "[p/l 2025]", "[P/L 2025]", 0 }, { "takst", "[Takst]", 0 },
  { "takst\u00a02024", "[Takst 2024]", 0 }, { "BELÆGNING", "[Belægning]", 0 }, { "betalte døgn", "[betalte døgn]", 0 }, { "x1", "[x1]", 0 },
  { "takst og tillæg", "[Takst og tillæg]", 0 }, { "takst - takst 2024", "[Takst] − [Takst 2024]", 0 }, { "takst_i_alt", "[Takst og tillæg]", 0 },
  /* figures */
  { "2.431,50", "2.431,50", 0 }, { "2431,5", "2.431,5", 0 }, { "0,05", "0,05", 0 }, { "95,5 %", "95,5 %", 0 }, { "95,5%", "95,5 %", 0 },
  { "2.000 kr. pr. døgn", "2.000 kr. pr. døgn", 0 }, { "5 Pladser", "5 pladser", 0 }, { "3 mio. kr.", "3 mio. kr.", 0 }, { "2 ‰", "2 ‰", 0 },
  { "4 sager", "4 sager", 0 }, { "1.000 kr.", "1.000 kr.", 0 },
  /* signs */
  { "a+b", "[a] + [b]", 0 }, { "a-b", "[a] − [b]", 0 }, { "a − b", "[a] − [b]", 0 }, { "a – b", "[a] − [b]", 0 }, { "a*b", "[a] × [b]", 0 },
  { "a·b", "[a] × [b]", 0 }, { "a×b", "[a] × [b]", 0 }, { "a/b", "[a] ÷ [b]", 0 }, { "a ÷ b", "[a] ÷ [b]", 0 }, { "-a", "−[a]", 0 }, { "--a", "−(−[a])", 0 },
  { "a - -b", "[a] − −[b]", 0 }, { "a × -b", "[a] × −[b]", 0 }, { "-(a+b)", "−([a] + [b])", 0 },
  { "a-b-c", "[a] − [b] − [c]", 0 }, { "a-(b-c)", "[a] − ([b] − [c])", 0 }, { "a/b/c", "[a] ÷ [b] ÷ [c]", 0 }, { "a/(b*c)", "[a] ÷ ([b] × [c])", 0 },
  { "(a+b)*c", "([a] + [b]) × [c]", 0 }, { "a+b*c", "[a] + [b] × [c]", 0 }, { "((a))", "[a]", 0 }, { "a+(b+c)", "[a] + ([b] + [c])", 0 },
  { "a\n+\n b", "[a] + [b]", 0 },
  /* conditions */
  { "a = b", "[a] = [b]", FORMULA_CONDITION }, { "a <> b", "[a] <> [b]", FORMULA_CONDITION }, { "a ≠ b", "[a] <> [b]", FORMULA_CONDITION },
  { "a ≤ b", "[a] <= [b]", FORMULA_CONDITION }, { "a >= b", "[a] >= [b]", FORMULA_CONDITION }, { "a≥b", "[a] >= [b]", FORMULA_CONDITION },
  { "a<b og b<c eller a=1", "[a] < [b] og [b] < [c] eller [a] = 1", FORMULA_CONDITION },
  { "a<b og (b<c eller a=1)", "[a] < [b] og ([b] < [c] eller [a] = 1)", FORMULA_CONDITION },
  { "ikke a = b", "ikke [a] = [b]", FORMULA_CONDITION }, { "ikke (a = b og a = c)", "ikke ([a] = [b] og [a] = [c])", FORMULA_CONDITION },
  { "ikke ikke godkendt", "ikke (ikke [godkendt])", FORMULA_CONDITION }, { "godkendt OG a>1", "[godkendt] og [a] > 1", FORMULA_CONDITION },
  { "status = \"endelig\"", "[Status] = \"endelig\"", FORMULA_CONDITION }, { "status <> \"sagt \"\"ja\"\"\"", "[Status] <> \"sagt \"\"ja\"\"\"", FORMULA_CONDITION },
  { "status = \"\"", "[Status] = \"\"", FORMULA_CONDITION }, { "fra < til", "[fra] < [til]", FORMULA_CONDITION },
  /* functions */
  { "hvis(a > b; a; b)", "hvis([a] > [b]; [a]; [b])", 0 }, { "HVIS (a>b;a;b)", "hvis([a] > [b]; [a]; [b])", 0 }, { "sum(a;b;c)", "sum([a]; [b]; [c])", 0 },
  { "min(a; max(b; 2))", "min([a]; max([b]; 2))", 0 }, { "afrund(a / b; 2)", "afrund([a] ÷ [b]; 2)", 0 }, { "afrund(a; -2)", "afrund([a]; −2)", 0 },
  { "hvis(godkendt; \"høj\"; \"lav\")", "hvis([godkendt]; \"høj\"; \"lav\")", FORMULA_TEXT },
  { "hvis(a = 0; ikke relevant; b / a)", "hvis([a] = 0; ikke relevant; [b] ÷ [a])", 0 }, { "ikke oplyst", "ikke oplyst", 0 },
  { "hvis(a = b; hvis(b = c; 1; 2); 3)", "hvis([a] = [b]; hvis([b] = [c]; 1; 2); 3)", 0 },
};

static void formulas_are_read_and_written_back(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    fixture *x = fixture_new();
    const formula *f = fixture_good(x, good[i].in, NULL, FORMULA_EXACT, good[i].types);
    const char *out = formula_print(x->a, x->s, f->root);
    if (strcmp(out, good[i].out) != 0) fail_msg("%s gave %s", good[i].in, out);
    const formula *again = fixture_good(x, out, NULL, FORMULA_EXACT, good[i].types);
    assert_string_equal(formula_print(x->a, x->s, again->root), out);
    fixture_free(x);
  }
}

/* ---- mistakes, one formula each ---- */

typedef struct fault_case { const char *marked, *codes, *part; } fault_case;

static void expect_all(const fault_case *c, size_t n, unsigned types) {
  for (size_t i = 0; i < n; i++) expect_faults(c[i].marked, NULL, types, c[i].codes, c[i].part);
}

static void mistakes_in_writing_are_marked(void **state) {
  (void)state;
  static const fault_case cases[] = {
    { "a + ‹95.5›", "L101", "mente du 95,5?" }, { "‹1.23.456› + a", "L102", "punktum for hver tre cifre" },
    { "‹1234567890123456789›", "L103", "18 cifre" },
    { "min(a‹,› b)", "F007", "min(a; b)" }, { "min(2‹,› 3)", "F007", "semikolon" }, { "‹=›a + b", "F008", "slet =" },
    { "a ‹:› b", "F004", "skriv /" }, { "a ‹^› 2", "F004", "kan ikke stå i en formel" }, { "status = ‹“›x”", "F004", "skriv \"" },
    { "status = ‹\"›x", "F005", "citationstegn" }, { "a + ‹[›b", "F006", "sæt ]" }, { "a ‹==› b", "F004", "skriv =" }, { "a ‹!=› b", "F004", "skriv <>" },
    { "a ‹=>› b", "F004", "skriv >=" },
    { "a + ‹#› b", "F004", "»#« kan ikke" },
  };
  expect_all(cases, G_N_ELEMENTS(cases), FORMULA_NUMBER | FORMULA_CONDITION);
}

static void mistakes_in_structure_are_marked(void **state) {
  (void)state;
  static const fault_case cases[] = {
    { "a ‹+›", "F010", "der mangler noget efter »+«" }, { "‹×› a", "F009", "begynde med »×«" }, { "a + ‹×› b", "F011", "mellem »+« og »×«" },
    { "a + ‹)›", "F011", "mellem »+« og »)«" },
    { "a ‹b›", "F012", "mellem »a« og »b«" }, { "2 ‹(›a + b)", "F012", "mellem »2« og »(«" }, { "takst ‹belægning›", "F012", "skriv fx »takst × belægning«" },
    { "‹(›a + b", "F013", "ikke lukket" }, { "min‹(›a; b", "F013", "ikke lukket" }, { "a + b‹)›", "F014", "for meget" }, { "a‹;› b", "F015", "inde i en funktion" },
    { "a < b ‹<› c", "F016", "to sammenligninger" }, { "‹og›(a > 1; b > 1)", "F025", "står mellem" }, { "min(a; ‹;› b)", "F011", "mellem »;« og »;«" },
    { "‹hvis›(a > b; a)", "F026", "skal have 3 led, men har 2" }, { "‹min›(2,3)", "F027", "mindst 2 led" }, { "‹afrund›(a)", "F026", "afrund(tal; decimaler)" },
    { "hvis(a > b; 1; ‹)›", "F011", "mangler noget" },
  };
  expect_all(cases, G_N_ELEMENTS(cases), FORMULA_NUMBER | FORMULA_CONDITION);
}

static void an_empty_formula_is_a_mistake(void **state) {
  (void)state;
  static const char *const empty[] = { "", "  \n ", "\u00a0" };
  for (size_t i = 0; i < G_N_ELEMENTS(empty); i++) {
    fixture *x = fixture_new();
    assert_null(fixture_compile(x, empty[i], NULL, 0, 0));
    assert_true(diag_has(x->d, DIAG_FORMULA_EMPTY));
    fixture_free(x);
  }
}

static void mistakes_in_names_get_a_suggestion(void **state) {
  (void)state;
  static const fault_case cases[] = {
    { "‹taks 2024› × 2", "F020", "mente du »Takst 2024«?" }, { "a + ‹belegning›", "F020", "mente du »belægning«?" },
    { "‹[Takst 2026]›", "F020", "mente du »Takst 2023«?" }, { "‹[]›", "F020", "kendes ikke" }, { "‹noget helt andet› + 1", "F020", "formlen kan bruge: Takst 2023; Takst 2024" },
    { "‹Ens› + 1", "F021", "flere kolonner hedder »Ens«" }, { "‹[ens]› + 1", "F021", "kolonnens nøgle" },
    { "‹P/L 2025› × 2", "F022", "skriv [P/L 2025]" }, { "‹round›(a; 2)", "F023", "mente du »afrund«?" }, { "‹IF›(a > b; 1; 2)", "F023", "mente du »hvis«?" },
    { "‹affrund›(a; 2)", "F023", "mente du »afrund«?" }, { "‹sum› + 1", "F024", "skriv sum(…; …)" },
    { "5 ‹plaser› + 1", "F029", "mente du »pladser«?" }, { "2 ‹takst›", "F012", "skriv fx »2 × takst«" }, { "2 ‹afrund›(a; 2)", "F012", "mellem »2« og »afrund«" },
  };
  expect_all(cases, G_N_ELEMENTS(cases), 0);
}

static void several_mistakes_are_reported_at_once(void **state) {
  (void)state;
  expect_faults("‹taks 2024› + ‹95.5› × ‹belegning›", NULL, 0, "F020 L101 F020", "mente du »belægning«?");
  expect_faults("‹ukendt navn her› × ‹(takst + pladser)›", NULL, 0, "F020 F060", "takst");
  expect_faults("min(a; ‹bx›) + afrund(‹status›; ‹b›)", NULL, 0, "F020 F040 F048", "er en tekst");
  expect_faults("hvis(‹a›; ‹takst + a›; 0)", NULL, 0, "F043 F060", "betingelse");
}

static void length_and_depth_have_limits(void **state) {
  (void)state;
  fixture *x = fixture_new();
  GString *s = g_string_new(NULL);
  for (int i = 0; i < 100; i++) g_string_append_c(s, '(');
  assert_null(fixture_compile(x, s->str, NULL, FORMULA_EXACT, 0));
  assert_true(diag_has(x->d, DIAG_FORMULA_TOO_DEEP));
  g_string_truncate(s, 0);
  for (int i = 0; i < 59; i++) g_string_append_c(s, '(');
  g_string_append_c(s, 'a');
  for (int i = 0; i < 59; i++) g_string_append_c(s, ')');
  diag_free(x->d);
  x->d = diag_new();
  fixture_good(x, s->str, NULL, FORMULA_EXACT, 0);
  g_string_truncate(s, 0);
  for (int i = 0; i < 3000; i++) g_string_append(s, "-");
  g_string_append(s, "a");
  assert_null(fixture_compile(x, s->str, NULL, FORMULA_EXACT, 0));
  g_string_truncate(s, 0);
  g_string_append(s, "a");
  for (int i = 0; i < 1900; i++) g_string_append(s, "+a");
  diag_free(x->d);
  x->d = diag_new();
  const formula *f = fixture_good(x, s->str, NULL, 0, 0);
  assert_int_equal(f->registers, 2);                            /* a long sum takes no deep scratch */
  formula_value v;
  formula_eval(f, x->w, x->values, &v);
  assert_int_equal(v.num.mantissa, 7 * 1901);
  for (int i = 0; i < 200; i++) g_string_append(s, "+a");
  assert_null(fixture_compile(x, s->str, NULL, FORMULA_EXACT, 0));
  assert_true(diag_has(x->d, DIAG_FORMULA_TOO_LONG));
  g_string_free(s, TRUE);
  fixture_free(x);
}

static void bytes_that_are_no_text_are_refused(void **state) {
  (void)state;
  fixture *x = fixture_new();
  const formula_text t = { "a + \xC3", 5, { x->file, 7, 10, 5 }, NULL, NULL };
  const formula_wish wish = { NULL, 0, 0 };
  assert_null(formula_compile(x->a, x->d, x->s, &t, &wish));
  assert_true(diag_has(x->d, DIAG_FORMULA_CHARACTER));
  fixture_free(x);
}

static span place_of_line(const void *of, size_t offset, size_t bytes) {
  const uint32_t *line = of;
  return (span){ 1, *line, (uint32_t)offset + 100, (uint32_t)bytes };
}

static void the_caller_may_say_where_a_byte_stands(void **state) {
  (void)state;
  fixture *x = fixture_new();
  const uint32_t line = 42;
  const formula_text t = { "a + zzzzzz", 10, SPAN_NONE, place_of_line, &line };
  const formula_wish wish = { NULL, 0, 0 };
  assert_null(formula_compile(x->a, x->d, x->s, &t, &wish));
  assert_non_null(strstr(fixture_printed(x), "b.yaml:42:104: fejl[F020]"));
  fixture_free(x);
}

static void the_tree_says_what_a_translator_needs(void **state) {
  (void)state;
  fixture *x = fixture_new();
  const formula *f = fixture_good(x, "hvis(takst 2024 > 2.000,50 kr. pr. døgn; belægning × 2; pl_2025 × b)", "%", 1, 0);
  assert_int_equal(f->root->op, FORMULA_OP_SCALE);
  assert_int_equal(f->root->ten, 2);                            /* the column is in per cent */
  const formula_node *n = f->root->args[0];
  assert_true(n->op == FORMULA_OP_CALL && n->function == FORMULA_IF && n->count == 3);
  assert_string_equal(n->args[0]->args[1]->decimal, "2000.50");
  assert_string_equal(n->args[0]->args[1]->unit_text, "kr. pr. døgn");
  assert_int_equal(n->args[1]->args[0]->op, FORMULA_OP_SCALE);
  assert_int_equal(n->args[1]->args[0]->ten, -2);
  assert_int_equal(n->args[1]->args[0]->args[0]->name, N_OCCUPANCY);
  assert_int_equal(f->use_count, 4);
  static const struct { uint32_t name; bool always; } uses[] = { { N_2024, true }, { N_OCCUPANCY, false }, { N_PL, false }, { N_B, false } };
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(f->uses[i].name, uses[i].name);
    assert_int_equal(f->uses[i].always, uses[i].always);
  }
  assert_int_equal(f->uses[1].at.col, 10 + 41);
  fixture_free(x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formulas_are_read_and_written_back),
    cmocka_unit_test(mistakes_in_writing_are_marked),
    cmocka_unit_test(mistakes_in_structure_are_marked),
    cmocka_unit_test(an_empty_formula_is_a_mistake),
    cmocka_unit_test(mistakes_in_names_get_a_suggestion),
    cmocka_unit_test(several_mistakes_are_reported_at_once),
    cmocka_unit_test(length_and_depth_have_limits),
    cmocka_unit_test(bytes_that_are_no_text_are_refused),
    cmocka_unit_test(the_caller_may_say_where_a_byte_stands),
    cmocka_unit_test(the_tree_says_what_a_translator_needs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
