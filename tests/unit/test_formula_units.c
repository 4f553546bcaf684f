/* calc/: units of formulas: what they come to, what cannot be mixed, and where per cent becomes hundredths. */
#include "test_formula_fixture.h"

/* The unit that the formula gives by itself; "" = none. */
static const struct { const char *in, *unit; } given[] = {
  { "takst", "kr. pr. døgn" }, { "takst × betalte døgn", "kr." }, { "betalte døgn × takst", "kr." }, { "takst 2024 − takst 2023", "kr. pr. døgn" },
  { "takst / takst 2023", "" }, { "(takst 2024 − takst 2023) / takst 2023", "" }, { "pladser × betalte døgn", "døgn × pladser" },
  { "5 pladsdøgn", "døgn × pladser" }, { "budget / (pladser × betalte døgn)", "kr. pr. døgn pr. plads" }, { "belægning", "%" },
  { "belægning + pl_2025", "%" }, { "belægning × pladser", "pladser" }, { "belægning × 2", "" }, { "1 + pl_2025", "" }, { "takst × (1 + pl_2025)", "kr. pr. døgn" },
  { "belægning / pl_2025", "" }, { "budget", "1.000 kr." }, { "budget + budget", "1.000 kr." }, { "budget + 5 kr.", "kr." }, { "budget × 2", "kr." },
  { "2 mio. kr.", "mio. kr." }, { "2 mia. kr. + 2 mia. kr.", "mia. kr." }, { "50 øre", "øre" }, { "50 øre + 2 kr.", "kr." }, { "2 ‰", "‰" }, { "a × b", "" },
  { "1 / takst", "døgn pr. kr." }, { "1 / betalte døgn", "pr. døgn" }, { "til − fra", "døgn" }, { "sagstal", "sager" }, { "sagstal / pladser", "sager pr. plads" },
  { "takst + 0", "kr. pr. døgn" }, { "0 − takst", "kr. pr. døgn" }, { "0", "" }, { "hvis(a > 0; takst; 0)", "kr. pr. døgn" },
  { "hvis(a > 0; ikke relevant; takst)", "kr. pr. døgn" }, { "min(takst; 2.000 kr. pr. døgn)", "kr. pr. døgn" }, { "min(belægning; 100 %)", "%" },
  { "sum(0; takst; 0)", "kr. pr. døgn" }, { "afrund(takst; 0)", "kr. pr. døgn" }, { "−takst", "kr. pr. døgn" }, { "10 km × 3,79 kr. pr. km", "kr." },
  { "40 timer × 452 kr. pr. time", "kr." }, { "12 md.", "måneder" }, { "max(belægning; 2 ‰)", "" }, { "hvis(godkendt; budget; 1 kr.)", "kr." },
};

static void units_are_worked_out(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
    fixture *x = fixture_new();
    const formula *f = fixture_good(x, given[i].in, NULL, FORMULA_EXACT, 0);
    if (g_strcmp0(f->unit ? f->unit : "", given[i].unit) != 0) fail_msg("%s is in %s", given[i].in, f->unit ? f->unit : "no unit");
    fixture_free(x);
  }
}

static void mixed_units_are_marked(void **state) {
  (void)state;
  static const struct { const char *marked, *codes, *part; } cases[] = {
    { "‹takst + pladser›", "F060", "»takst« (kr. pr. døgn) og »pladser« (pladser) kan ikke lægges sammen" },
    { "‹takst × betalte døgn − takst›", "F060", "»takst × betalte døgn« (kr.) og »takst« (kr. pr. døgn)" },
    { "hvis(‹takst > pladser›; 1; 2)", "F061", "kan ikke sammenlignes" }, { "‹min(takst; pladser)›", "F062", "har ikke samme enhed" },
    { "‹sum(takst; takst; betalte døgn)›", "F062", "»betalte døgn« (døgn)" }, { "‹hvis(a > 0; takst; pladser)›", "F062", "»pladser« (pladser)" },
    { "takst + ‹100›", "F063", "skriv »100 kr. pr. døgn«" }, { "hvis(takst >= ‹2.000›; 1; 0)", "F063", "»takst« er i kr. pr. døgn" },
    { "hvis(belægning > ‹95›; 1; 0)", "F063", "skriv »95 %«" }, { "min(belægning; ‹100›)", "F063", "skriv »100 %«" }, { "belægning − ‹5›", "F063", "skriv »5 %«" },
    { "takst − ‹-5›", "F063", "skriv »-5 kr. pr. døgn«" }, { "hvis(a > 0; ‹7›; takst)", "F063", "»7« står uden enhed" },
    { "‹til − fra + takst›", "F060", "»til − fra« (døgn)" }, { "‹sagstal + pladser›", "F060", "(sager)" },
    { "‹takst / (12 md. × 7 timer × 1 km × 2 pladser × 3 sager)›", "F065", "for mange enheder" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) expect_faults(cases[i].marked, NULL, 0, cases[i].codes, cases[i].part);
}

static void the_result_has_the_unit_of_the_column(void **state) {
  (void)state;
  static const struct { const char *in, *unit, *marked, *part; } cases[] = {
    { "takst × betalte døgn", "kr.", NULL, NULL }, { "takst × betalte døgn", "1.000 kr.", NULL, NULL }, { "takst", "kr./døgn", NULL, NULL },
    { "takst", "kr. per døgn", NULL, NULL }, { "takst", "KR. pr.  Døgn", NULL, NULL }, { "takst", "kr. pr. døgn (2024-priser)", NULL, NULL },
    { "a / b", "%", NULL, NULL }, { "a / b", "", NULL, NULL }, { "a", "antal", NULL, NULL }, { "belægning + pl_2025", "procentpoint", NULL, NULL },
    { "0", "kr.", NULL, NULL }, { "ikke relevant", "kr.", NULL, NULL }, { "budget / (pladser × betalte døgn)", "kr. pr. pladsdøgn", NULL, NULL },
    { "sagstal", "sager", NULL, NULL }, { "budget", "kr. pr. år", "‹budget›", "formlen giver 1.000 kr., men resultatet skal være kr. pr. år" },
    { "takst", "", "‹takst›", "men resultatet skal være et tal uden enhed" }, { "a / b", "kr.", "‹a / b›", "formlen giver et tal uden enhed, men resultatet skal være kr." },
    { "takst", "dage", "‹takst›", "resultatet skal være dage" }, { "takst", "kr. pr.", "‹takst›", "F064" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture *x = fixture_new();
    if (cases[i].marked) expect_faults(cases[i].marked, cases[i].unit, 0, "F064", cases[i].part);
    else fixture_good(x, cases[i].in, cases[i].unit, 2, 0);
    fixture_free(x);
  }
  expect_faults("hvis(a > 0; ‹95›; 0)", "%", 0, "F063", "skriv »95 %«");
  expect_faults("‹39.448›", "kr.", 0, "F063", "skriv »39.448 kr.«");
}

static void kinds_do_not_mix(void **state) {
  (void)state;
  static const struct { const char *marked, *codes, *part; } cases[] = {
    { "‹status› + 1", "F040", "er en tekst" }, { "‹\"x\"› × a", "F040", "er en tekst" }, { "‹fra› + 1", "F041", "er en dato" }, { "‹(a > b)› + 1", "F042", "hvis((a > b); 1; 0)" },
    { "‹godkendt› × 2", "F042", "ja eller nej" }, { "hvis(‹a›; 1; 2)", "F043", "er ikke en betingelse" }, { "hvis(‹status› og a > 1; 1; 2)", "F043", "»status«" },
    { "hvis(‹status < \"x\"›; 1; 2)", "F044", "brug = eller <>" }, { "hvis(‹status = 1›; 1; 2)", "F045", "ikke af samme slags" }, { "hvis(‹fra > 2024›; 1; 2)", "F045", "ikke af samme slags" },
    { "hvis(‹godkendt = (a > b)›; 1; 2)", "F046", "brug og, eller og ikke" }, { "‹hvis(a > b; 1; \"nej\")›", "F047", "to slags" },
    { "afrund(a; ‹b›)", "F048", "helt tal" }, { "afrund(a; ‹1,5›)", "F048", "helt tal" }, { "afrund(a; ‹10›)", "F048", "−9 til 9" }, { "afrund(a; ‹2 kr.›)", "F048", "helt tal" },
    { "a / ‹0›", "F050", "divideres med 0" }, { "‹a > b›", "F049", "formlen giver ja eller nej, men kolonnen skal have et tal" }, { "‹status›", "F049", "giver en tekst" },
    { "‹fra›", "F049", "giver en dato" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) expect_faults(cases[i].marked, NULL, 0, cases[i].codes, cases[i].part);
}

static void a_unit_that_cannot_be_read_is_said_once(void **state) {
  (void)state;
  arena *a = arena_new();
  diag *d = diag_new();
  const uint32_t file = diag_source(d, "t.yaml", "", 0);
  const formula_name names[] = { { .key = "a", .unit = "kr. pr.", .at = { file, 3, 5, 7 } }, { .key = "b", .unit = "kr. / / døgn", .at = { file, 4, 5, 7 } } };
  const formula_scope *s = formula_scope_make(a, d, names, 2);
  assert_int_equal(diag_count(d, SEVERITY_ERROR), 2);
  const formula_text t = { "a + b × 3", 10, { file, 9, 1, 9 }, NULL, NULL };
  const formula_wish wish = { "kr.", 2, 0 };
  assert_null(formula_compile(a, d, s, &t, &wish));
  assert_int_equal(diag_count(d, SEVERITY_ERROR), 2);
  diag_free(d);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(units_are_worked_out),
    cmocka_unit_test(mixed_units_are_marked),
    cmocka_unit_test(the_result_has_the_unit_of_the_column),
    cmocka_unit_test(kinds_do_not_mix),
    cmocka_unit_test(a_unit_that_cannot_be_read_is_said_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
