/* reconcile/: what is the same when people write it, and which row is paired with which offer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include "reconcile/reconcile_int.h"

static void names_fold(void **state) {
  (void)state;
  static const char *const same[][2] = { { "Åhuset II", "AAHUSET-ii" }, { "Specialbørnehaven Blåhat", "specialboernehaven  blaahat" }, { "Ærøhus", "AEROEHUS" }, { "Café Ädel", "cafe aedel" },
    { "Å\u0301ben", "åben" }, { "A\u030Agård", "Aagaard" }, { "\u00A0Engen\u200B", "engen" } };
  static const char *const apart[][2] = { { "Engen", "Enge" }, { "Hus 1", "Hus 2" }, { "Øst", "Ost" } };
  arena *a = arena_new();
  for (size_t i = 0; i < G_N_ELEMENTS(same); i++) assert_string_equal(fold_name(a, same[i][0]), fold_name(a, same[i][1]));
  for (size_t i = 0; i < G_N_ELEMENTS(apart); i++) assert_string_not_equal(fold_name(a, apart[i][0]), fold_name(a, apart[i][1]));
  arena_free(a);
}

static void kinds_go(void **state) {
  (void)state;
  arena *a = arena_new();
  bool kind;
  assert_string_equal(fold_without_kind(a, "Botilbuddet Engen", &kind), "engen");
  assert_true(kind);
  assert_string_equal(fold_without_kind(a, "VÆRESTEDET Åen", &kind), "aaen");
  assert_true(kind);
  assert_string_equal(fold_without_kind(a, "Engen", &kind), "engen");
  assert_false(kind);
  assert_string_equal(fold_without_kind(a, "Botilbuddet", &kind), "botilbuddet");
  assert_false(kind);
  arena_free(a);
}

static void numbers_fold(void **state) {
  (void)state;
  arena *a = arena_new();
  assert_string_equal(fold_number(a, "99 10 38 36"), "99103836");
  assert_string_equal(fold_number(a, "DK-99103836"), "99103836");
  assert_string_equal(fold_number(a, "0012"), "12");
  assert_string_equal(fold_number(a, "0"), "0");
  assert_null(fold_number(a, " - "));
  assert_null(fold_number(a, NULL));
  arena_free(a);
}

/* ---- paragraphs ---- */

static const field_def law_fields[] = { { .key = "navn", .type = FIELD_TEXT }, { .key = "kort navn", .type = FIELD_TEXT } };
static const shape_def law_shape = { .name = "love", .fields = law_fields, .count = G_N_ELEMENTS(law_fields) };

static record *law(arena *a, reg *r, const char *id, const char *name, const char *brief) {
  record *x = ARENA_NEW(a, record);
  *x = (record){ .reg = r, .id = id, .values = ARENA_ARRAY(a, value, 2) };
  x->values[0] = (value){ .kind = VALUE_KNOWN, .text = name };
  x->values[1] = (value){ .kind = VALUE_KNOWN, .text = brief };
  LIST_PUSH(a, &r->records, x);
  return x;
}

static const char *shown(arena *a, const reg *laws, const char *text) {
  paragraphs all = { 0 };
  paragraphs_read(a, laws, text, &all);
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < all.n; i++) g_string_append_printf(s, "%s%s:%s", i ? " " : "", all.v[i].law ? all.v[i].law->id : "?", all.v[i].number);
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static void paragraphs_are_read(void **state) {
  (void)state;
  arena *a = arena_new();
  reg laws = { .def = &law_shape };
  law(a, &laws, "serviceloven", "Lov om social service", "SEL");
  law(a, &laws, "barnets-lov", "Barnets lov", "BL");
  law(a, &laws, "stu-loven", "Lov om ungdomsuddannelse for unge med særlige behov", "STU");
  static const char *const cases[][2] = {
    { "SEL § 107", "serviceloven:107" }, { "§ 107", "?:107" }, { "107", "?:107" }, { "SEL §§ 107 og 108", "serviceloven:107 serviceloven:108" },
    { "Serviceloven § 66, stk. 1, nr. 6; § 107", "serviceloven:66-1-6 serviceloven:107" }, { "SEL § 107 og BL § 43", "serviceloven:107 barnets-lov:43" },
    { "Lov om social service § 85", "serviceloven:85" }, { "SEL § 95 a", "serviceloven:95a" }, { "STU", "stu-loven:" }, { "SEL § 85; STU", "serviceloven:85 stu-loven:" },
    { "§ 107 midlertidigt ophold, § 108 længerevarende ophold", "?:107 ?:108" }, { "BL § 43, stk. 1", "barnets-lov:43-1" }, { "", "" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) assert_string_equal(shown(a, &laws, cases[i][0]), cases[i][1]);
  arena_free(a);
}

static bool alike(arena *a, const reg *laws, const char *x, const char *y) {
  paragraphs one = { 0 }, other = { 0 };
  paragraphs_read(a, laws, x, &one);
  paragraphs_read(a, laws, y, &other);
  return paragraphs_same(&one, &other);
}

static void paragraphs_are_compared(void **state) {
  (void)state;
  arena *a = arena_new();
  reg laws = { .def = &law_shape };
  law(a, &laws, "serviceloven", "Lov om social service", "SEL");
  law(a, &laws, "barnets-lov", "Barnets lov", "BL");
  assert_true(alike(a, &laws, "SEL § 107; SEL § 108", "§§ 108 og 107"));
  assert_false(alike(a, &laws, "SEL § 107", "BL § 107"));
  assert_false(alike(a, &laws, "SEL § 107", "SEL § 107; SEL § 108"));
  assert_false(alike(a, &laws, "SEL § 107; SEL § 108", "SEL § 107"));
  assert_false(alike(a, &laws, "SEL § 66", "SEL § 66, stk. 1"));
  arena_free(a);
}

/* ---- pairing ---- */

typedef struct ours_def { const char *name, *portal, *company, *unit; bool closed; } ours_def;
typedef struct row_def { const char *name, *portal, *company, *unit, *service; } row_def;

static value known(const char *s) { return s ? (value){ .kind = VALUE_KNOWN, .text = s } : (value){ 0 }; }

/* Each row's offer and way: "0p 1n -" (portal, unit, company, name, short name, none), "!" behind those in doubt. */
static const char *paired(arena *a, const ours_def *ours, size_t n, const row_def *rows, size_t m) {
  extract e = { ARENA_ARRAY(a, extract_row, m), m, { false } };
  for (size_t i = 0; i < m; i++) {
    const value cells[RECONCILE_FIELDS] = { [RECONCILE_PORTAL] = known(rows[i].portal), [RECONCILE_COMPANY] = known(rows[i].company), [RECONCILE_UNIT] = known(rows[i].unit),
                                            [RECONCILE_NAME] = known(rows[i].name), [RECONCILE_SERVICE] = known(rows[i].service) };
    memcpy(e.row[i].cell, cells, sizeof cells);
    for (size_t f = 0; f < RECONCILE_FIELDS; f++) e.has[f] = e.has[f] || cells[f].kind == VALUE_KNOWN;
  }
  reconcile_job j = { .a = a, .e = &e, .ours = { ARENA_ARRAY(a, our_offer, n), n }, .way = ARENA_ARRAY(a, reconcile_way, m), .told = ARENA_ARRAY(a, bool, m),
                      .offer = ARENA_ARRAY(a, size_t, m), .r = ARENA_NEW(a, reconciliation) };
  for (size_t i = 0; i < n; i++)
    j.ours.v[i] = (our_offer){ .name = ours[i].name, .holds = !ours[i].closed, .asked = true,
                               .number = { fold_number(a, ours[i].portal), fold_number(a, ours[i].company), fold_number(a, ours[i].unit) } };
  match_rows(&j);
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < m; i++) {
    if (j.way[i] == PAIRED_NOT) g_string_append_printf(s, "%s-", i ? " " : "");
    else g_string_append_printf(s, "%s%zu%c", i ? " " : "", j.offer[i], "-pucns"[j.way[i]]);
    if (j.told[i]) g_string_append_c(s, '!');
  }
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

#define PAIRED(ours, rows) paired(a, ours, G_N_ELEMENTS(ours), rows, G_N_ELEMENTS(rows))

static void the_surest_key_counts(void **state) {
  (void)state;
  arena *a = arena_new();
  static const ours_def ours[] = { { "Engen", "100", "11", "7", false }, { "Skoven", "200", "11", "8", false }, { "Søen", "300", "12", "9", false }, { "Åen", NULL, NULL, NULL, false } };
  static const row_def rows[] = { { "Skoven", "100", "12", "9", NULL }, { "Noget", NULL, NULL, "0008", NULL }, { "Andet", NULL, "DK 12", NULL, NULL }, { "AAEN", NULL, NULL, NULL, NULL } };
  assert_string_equal(PAIRED(ours, rows), "0p 1u - 3n");       /* the CVR number 12 stands in two rows */
  static const row_def sole[] = { { "Andet", NULL, "12", NULL, NULL } }, other[] = { { "Andet", "999", "12", NULL, NULL } };
  assert_string_equal(PAIRED(ours, sole), "2c");
  assert_string_equal(PAIRED(ours, other), "-");               /* its own number speaks against it */
  arena_free(a);
}

static void two_are_told(void **state) {
  (void)state;
  arena *a = arena_new();
  static const ours_def twins[] = { { "Engen", NULL, NULL, NULL, false }, { "engen", NULL, NULL, NULL, false } }, one[] = { { "Engen", "100", NULL, NULL, false } },
    closed[] = { { "Engen", NULL, NULL, NULL, true }, { "Engen", NULL, NULL, NULL, false } };
  static const row_def row[] = { { "ENGEN", NULL, NULL, NULL, NULL } }, two[] = { { "Engen", NULL, NULL, NULL, NULL }, { "engen", NULL, NULL, NULL, NULL } },
    taken[] = { { "Engen", "100", NULL, NULL, NULL }, { "Engen", NULL, NULL, NULL, NULL } }, again[] = { { "Engen", "100", NULL, NULL, NULL }, { "Engen", "100", NULL, NULL, NULL } },
    services[] = { { "Engen", NULL, NULL, NULL, "Botilbud" }, { "Engen", NULL, NULL, NULL, "Dagtilbud" } };
  assert_string_equal(PAIRED(twins, row), "-!");
  assert_string_equal(PAIRED(one, two), "-! -!");
  assert_string_equal(PAIRED(one, taken), "0p -!");
  assert_string_equal(PAIRED(one, again), "0p 0p!");
  assert_string_equal(PAIRED(one, services), "0n 0n");
  assert_string_equal(PAIRED(closed, row), "1n");
  arena_free(a);
}

static void short_names_are_safe(void **state) {
  (void)state;
  arena *a = arena_new();
  static const ours_def one[] = { { "Botilbuddet Engen", NULL, NULL, NULL, false } }, two[] = { { "Botilbuddet Engen", NULL, NULL, NULL, false }, { "Værestedet Engen", NULL, NULL, NULL, false } },
    brief[] = { { "Botilbuddet Ø", NULL, NULL, NULL, false } };
  static const row_def row[] = { { "Engen", NULL, NULL, NULL, NULL } }, other[] = { { "Værestedet Engen", NULL, NULL, NULL, NULL } }, both[] = { { "Engen", NULL, NULL, NULL, NULL }, { "Kollegiet Engen", NULL, NULL, NULL, NULL } },
    o[] = { { "Ø", NULL, NULL, NULL, NULL } };
  assert_string_equal(PAIRED(one, row), "0s");
  assert_string_equal(PAIRED(one, other), "-");
  assert_string_equal(PAIRED(one, both), "- -");
  assert_string_equal(PAIRED(two, row), "-!");
  assert_string_equal(PAIRED(brief, o), "-");
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_fold), cmocka_unit_test(kinds_go), cmocka_unit_test(numbers_fold), cmocka_unit_test(paragraphs_are_read), cmocka_unit_test(paragraphs_are_compared),
    cmocka_unit_test(the_surest_key_counts), cmocka_unit_test(two_are_told), cmocka_unit_test(short_names_are_safe),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
