/* Names of every kind with a value each, for the tests of formulas. */
#ifndef TEST_FORMULA_FIXTURE_H
#define TEST_FORMULA_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "calc/calc.h"

enum { N_2023, N_2024, N_PLACES, N_OCCUPANCY, N_DAYS, N_A, N_B, N_C, N_STATUS, N_FROM, N_TO, N_APPROVED, N_PL, N_BUDGET, N_BOTH, N_SAME, N_SAME_TOO,
       N_HYPHEN, N_TARIFF, N_NONE, N_OPEN, N_IRRELEVANT, N_ZERO, N_CASES, N_COUNT };

static const formula_name fixture_names[N_COUNT] = {
  [N_2023] = { .key = "takst_2023", .title = "Takst 2023", .unit = "kr. pr. døgn" },
  [N_2024] = { .key = "takst_2024", .title = "Takst 2024", .unit = "kr. pr. døgn" },
  [N_PLACES] = { .key = "pladser", .title = "Pladser", .unit = "pladser" },
  [N_OCCUPANCY] = { .key = "belægning", .title = "Belægning", .unit = "%" },
  [N_DAYS] = { .key = "betalte døgn", .unit = "døgn" },
  [N_A] = { .key = "a" }, [N_B] = { .key = "b" }, [N_C] = { .key = "c", .unit = "antal" },
  [N_STATUS] = { .key = "status", .title = "Status", .type = FORMULA_TEXT },
  [N_FROM] = { .key = "fra", .type = FORMULA_DATE }, [N_TO] = { .key = "til", .type = FORMULA_DATE },
  [N_APPROVED] = { .key = "godkendt", .type = FORMULA_CONDITION },
  [N_PL] = { .key = "pl_2025", .title = "P/L 2025", .unit = "%" },
  [N_BUDGET] = { .key = "budget", .title = "Budget", .unit = "1.000 kr." },
  [N_BOTH] = { .key = "takst_i_alt", .title = "Takst og tillæg", .unit = "kr. pr. døgn" },
  [N_SAME] = { .key = "x1", .title = "Ens" }, [N_SAME_TOO] = { .key = "x2", .title = "Ens" },
  [N_HYPHEN] = { .key = "takst-2022", .unit = "kr. pr. døgn" },
  [N_TARIFF] = { .key = "takst", .title = "Takst", .unit = "kr. pr. døgn" },
  [N_NONE] = { .key = "ukendt tal", .title = "Ukendt tal" }, [N_OPEN] = { .key = "åbent tal" }, [N_IRRELEVANT] = { .key = "uden mening" },
  [N_ZERO] = { .key = "nul" },
  [N_CASES] = { .key = "sagstal", .title = "Sager i alt", .unit = "sager" },
};

typedef struct fixture {
  arena *a;
  diag *d;
  formula_scope *s;
  formula_work *w;
  formula_value values[N_COUNT];
  uint32_t file;
} fixture;

static inline number fixture_number(const char *s) {
  number n;
  if (number_parse(s, strlen(s), &n) != NUMBER_OK) fail_msg("%s is no number", s);
  return n;
}

static inline fixture *fixture_new(void) {
  fixture *x = g_new0(fixture, 1);
  x->a = arena_new();
  x->d = diag_new();
  x->s = formula_scope_make(x->a, x->d, fixture_names, N_COUNT);
  x->w = formula_work_new();
  x->file = diag_source(x->d, "content/x/bilag/b.yaml", "", 0);
  static const struct { size_t i; const char *s; } numbers[] = {
    { N_2023, "2.310" }, { N_2024, "2.420" }, { N_PLACES, "18" }, { N_OCCUPANCY, "95,5" }, { N_DAYS, "365" }, { N_A, "7" }, { N_B, "3" },
    { N_C, "0,005" }, { N_PL, "1,96" }, { N_BUDGET, "1.065,44" }, { N_BOTH, "2.500" }, { N_SAME, "1" }, { N_SAME_TOO, "2" }, { N_HYPHEN, "2.300" },
    { N_TARIFF, "2.431,50" }, { N_ZERO, "0" }, { N_CASES, "12" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) x->values[numbers[i].i] = formula_of_number(fixture_number(numbers[i].s));
  x->values[N_STATUS] = formula_of_text("Endelig");
  x->values[N_FROM] = formula_of_date((date){ 2024, 1, 1 });
  x->values[N_TO] = formula_of_date((date){ 2025, 1, 1 });
  x->values[N_APPROVED] = formula_of_condition(true);
  x->values[N_NONE] = formula_missing(FORMULA_NOT_STATED, "kilden nævner det ikke");
  x->values[N_OPEN] = formula_missing(FORMULA_PENDING, "KKR har ikke svaret");
  x->values[N_IRRELEVANT] = formula_missing(FORMULA_NOT_RELEVANT, NULL);
  return x;
}

static inline void fixture_free(fixture *x) {
  formula_work_free(x->w);
  diag_free(x->d);
  arena_free(x->a);
  g_free(x);
}

/* Compiles s as if it stood in line 7 from column 10. */
static inline formula *fixture_compile(fixture *x, const char *s, const char *unit, int decimals, unsigned types) {
  const formula_text t = { s, strlen(s), { x->file, 7, 10, (uint32_t)g_utf8_strlen(s, -1) }, NULL, NULL };
  const formula_wish wish = { unit, decimals, types };
  return formula_compile(x->a, x->d, x->s, &t, &wish);
}

static inline char *fixture_printed(fixture *x) {
  GString *g = g_string_new(NULL);
  diag_print(x->d, LANGUAGE_DA, g);
  char *out = arena_strdup(x->a, g->str);
  g_string_free(g, TRUE);
  return out;
}

/* The formula compiles without a word. */
static inline formula *fixture_good(fixture *x, const char *s, const char *unit, int decimals, unsigned types) {
  formula *f = fixture_compile(x, s, unit, decimals, types);
  if (!f || diag_count(x->d, SEVERITY_WARNING)) fail_msg("%s:\n%s", s, fixture_printed(x));
  return f;
}

/* Reads "fejl[CODE]" and the marked run of each report out of what is printed: "F020:10+4 F012:16+1". */
static inline char *fixture_faults(fixture *x) {
  GString *g = g_string_new(NULL);
  char **lines = g_strsplit(fixture_printed(x), "\n", -1);
  for (char **l = lines; *l; l++) {
    const char *place = strstr(*l, "b.yaml:7:"), *code = strchr(*l, '[');
    if (place && code && strstr(*l, "fejl[")) g_string_append_printf(g, "%s%.4s:%d", g->len ? " " : "", code + 1, (int)g_ascii_strtoll(place + 9, NULL, 10));
    const char *caret = g_str_has_prefix(*l, "       |") ? strchr(*l, '^') : NULL;
    if (caret) g_string_append_printf(g, "+%zu", strspn(caret, "^"));
  }
  g_strfreev(lines);
  char *out = arena_strdup(x->a, g->str);
  g_string_free(g, TRUE);
  return out;
}

/* The formula is wrong just where it is marked: "takst + ‹taks› × 2" with the codes in the order of the marks. `part` stands in what
 * is printed. */
static inline void expect_faults(const char *marked, const char *unit, unsigned types, const char *codes, const char *part) {
  fixture *x = fixture_new();
  char **code = g_strsplit(codes, " ", -1);
  GString *s = g_string_new(NULL), *wanted = g_string_new(NULL);
  size_t column = 10, begin = 0, n = 0;
  for (const char *p = marked; *p; p = utf8_next(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c == 0x2039) begin = column;
    else if (c == 0x203A) {
      if (!code[n]) fail_msg("%s has more marks than codes", marked);
      g_string_append_printf(wanted, "%s%s:%zu+%zu", n ? " " : "", code[n], begin, column - begin);
      n++;
    } else {
      g_string_append_unichar(s, c);
      column++;
    }
  }
  char *content = g_strdup_printf("\n\n\n\n\n\nformel:  %s\n", s->str);
  diag_source(x->d, "content/x/bilag/b.yaml", content, strlen(content));
  if (fixture_compile(x, s->str, unit, FORMULA_EXACT, types)) fail_msg("%s compiles", s->str);
  if (strcmp(fixture_faults(x), wanted->str) != 0) fail_msg("%s\nwanted %s\ngave %s\n%s", s->str, wanted->str, fixture_faults(x), fixture_printed(x));
  if (!strstr(fixture_printed(x), part)) fail_msg("%s\nwanted %s\ngave %s", s->str, part, fixture_printed(x));
  g_free(content);
  g_strfreev(code);
  g_string_free(s, TRUE);
  g_string_free(wanted, TRUE);
  fixture_free(x);
}
#endif
