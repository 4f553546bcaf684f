/* The no-break rules: each row is one rule or the limit of one. */
#include "test_text_help.h"

static const struct { const char *in, *out; } cases[] = {
  /* signs and words before a figure */
  { "jf. serviceloven § 6", "jf. serviceloven §~6" },
  { "§§ 101 og 141", "§§~101 og 141" },
  { "§ 6, stk. 2, nr. 3", "§~6, stk.~2, nr.~3" },
  { "kap. 4 og kapitel 5", "kap.~4 og kapitel~5" },
  { "se bilag 2A", "se bilag~2A" },
  { "(Bilag 4)", "(Bilag~4)" },
  { "SIDE 12", "SIDE~12" },
  { "kr. 500", "kr.~500" },
  { "Tabel 3 og figur 1", "Tabel~3 og figur~1" },
  { "Fokusområde 5", "Fokusområde~5" },
  { "»§ 6«", "»§~6«" },
  { "et bilag om 4 tilbud", "et bilag om 4 tilbud" },
  { "bilag A", "bilag A" },
  { "tilbudsbilag 4", "tilbudsbilag 4" },
  { "en side af sagen", "en side af sagen" },
  /* after a figure */
  { "95,5 %", "95,5~%" },
  { "5 ‰ og 2,5 %.", "5~‰ og 2,5~%." },
  { "2.431,50 kr.", "2.431,50~kr." },
  { "3 mio. kr. i alt", "3~mio. kr. i alt" },
  { "10 pct. af prisen", "10~pct. af prisen" },
  { "17 kommuner", "17 kommuner" },
  { "17 kroner", "17 kroner" },
  { "i 2023 %s", "i 2023 %s" },
  /* dates */
  { "den 1. december 2022", "den 1.~december 2022" },
  { "31. MAJ.", "31.~MAJ." },
  { "12. aug. 2022", "12.~aug. 2022" },
  { "1. decemberdag", "1. decemberdag" },
  { "nr. 3. Marts", "nr.~3.~Marts" },
  { "den 1. gang", "den 1. gang" },
  { "i 2022. December", "i 2022. December" },
  /* ranges */
  { "2023–2024", "2023–^2024" },
  { "side 5 – 10", "side~5~–~10" },
  { "1. maj–1. juni", "1.~maj–^1.~juni" },
  { "Roskilde–Næstved", "Roskilde–Næstved" },
  { "aftalen – 17 kommuner", "aftalen – 17 kommuner" },
  { "5 – og 6", "5 – og 6" },
  /* initials */
  { "H. C. Andersen", "H.~C.~Andersen" },
  { "H.C. Andersen", "H.C.~Andersen" },
  { "Å. Ørsted", "Å.~Ørsted" },
  { "KL. Aftalen", "KL. Aftalen" },
  { "model A. den", "model A. den" },
  /* several blanks, none, ends */
  { "§  6", "§~~6" },
  { "§", "§" },
  { "§ ", "§ " },
  { " 6", " 6" },
  { "", "" },
  { "–", "–" },
  { "5–", "5–" },
};

static void rules(void **state) {
  bed *b = *state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *out = text_no_break(b->a, cases[i].in);
    assert_string_equal(out, marked(b, cases[i].out));
    assert_string_equal(text_no_break(b->a, out), out);
  }
}

static void unchanged_is_same(void **state) {
  bed *b = *state;
  const char *s = "Ingen regel gælder her – slet ingen.";
  assert_ptr_equal(text_no_break(b->a, s), s);
  const char *done = marked(b, "§~6 og 2023–^2024");
  assert_ptr_equal(text_no_break(b->a, done), done);
}

/* Any mixture of the pieces that rules look at: twice is once. */
static void idempotent(void **state) {
  bed *b = *state;
  static const char *const bits[] = { "§", " ", "6", "–", ".", "A", "%", "1", "kr.", "maj", "\xC2\xA0", "bilag", "\xE2\x81\xA0", "nr.", "(", "\n", "å" };
  GRand *rand = g_rand_new_with_seed(7);
  for (int round = 0; round < 4000; round++) {
    GString *s = g_string_new(NULL);
    for (int n = g_rand_int_range(rand, 1, 14); n > 0; n--) g_string_append(s, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
    const char *once = text_no_break(b->a, s->str);
    assert_string_equal(text_no_break(b->a, once), once);
    g_string_free(s, TRUE);
  }
  g_rand_free(rand);
}

static void broken_bytes(void **state) {
  bed *b = *state;
  static const char *const bad[] = { "\xFF 5", "5 \xE2\x80", "\xC2", "\x80\x80 6 %", "§ \xF0\x9F" };
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) assert_non_null(text_no_break(b->a, bad[i]));
}

static int arena_only(void **state) {
  bed *b = g_new0(bed, 1);
  b->a = arena_new();
  *state = b;
  return 0;
}
static int arena_done(void **state) {
  bed *b = *state;
  arena_free(b->a);
  g_free(b);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(rules), cmocka_unit_test(unchanged_is_same), cmocka_unit_test(idempotent), cmocka_unit_test(broken_bytes) };
  return cmocka_run_group_tests(tests, arena_only, arena_done);
}
