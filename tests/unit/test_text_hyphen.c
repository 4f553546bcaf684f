/* Danish hyphenation: the words of the field with their right breaks (Retskrivningsordbogen 2012: compounds between their parts, then prefixes and suffixes, then one
 * consonant to the new line), and what the project's lists may change. */
#include "test_text_help.h"
#include "text/text_int.h"
#include <glib/gstdio.h>

static const char *const right[] = {
  "mø-de-run-der", "klok-ke-slæt", "for-svin-der", "løn-in-deks", "sinds-li-delse", "mar-kø-ren", "sags-num-mer", "af-led-nings-en-delse", "rigs-ar-ki-vet", "ef-ter-året", "hår-streg", "hin-an-den",
  "til-buds-over-sigt", "til-buds-over-sig-ter", "takst-over-sigt", "takst-ud-vik-ling", "pris-struk-tur", "so-cial-di-rek-tør",
  "fæl-les-kom-mu-nalt", "Guldborgsund", "Guldborgsunds", "døgn-in-sti-tu-tion", "kom-mu-ne-øko-nomi", "spe-cial-un-der-vis-ning",
  "spe-cia-li-se-rings-grad", "mel-lem-kom-mu-nal", "mel-lem-kom-mu-nalt", "ram-me-af-tale", "ram-me-af-ta-len", "sty-rings-af-tale",
  "kom-mu-nal-be-sty-relse", "kom-mu-nal-be-sty-rel-ser", "re-gions-råd", "bru-ger-re-præ-sen-tant", "på-rø-ren-de-ind-dra-gelse", "vi-den-de-ling",
  "me-to-de-ud-vik-ling", "le-del-ses-in-for-ma-tion", "for-sy-nings-for-plig-telse", "lands-dels-dæk-kende", "be-læg-nings-pro-cent",
  "ud-vik-lings-hæm-mede", "til-ba-ge-mel-din-ger", "stan-dard-kon-trakt", "drifts-op-ti-me-ring", "sam-men-hæn-gende", "van-ske-lig-he-der",
  "be-hand-lings-psy-kia-tri", "be-skæf-ti-gel-ses-ind-sats", "kom-pe-ten-ce-ud-vik-ling", "han-di-cap-råd", "sty-re-gruppe", "net-værks-gruppe",
  "se-kre-ta-riat", "ka-pa-ci-tet", "af-de-lings-le-der", "af-reg-nings-prin-cip-per", "af-last-nings-op-hold", "af-ta-le-grund-lag",
  "an-svars-for-de-ling", "ar-bejds-gruppe", "be-kendt-gø-relse", "be-kendt-gø-rel-sen", "be-hovs-af-dæk-ning", "be-lig-gen-heds-kom-mune",
  "be-lig-gen-heds-kom-mu-ner", "be-læg-nings-ind-be-ret-ning", "be-slut-nings-grund-lag", "be-ta-lings-kom-mune", "bi-lags-over-sigt",
  "bi-lags-over-sig-ten", "bor-ger-ind-dra-gelse", "bo-til-buds-lig-nende", "bru-ger-or-ga-ni-sa-tio-ner", "bud-get-over-hol-delse",
  "bør-ne-om-rå-det", "dags-or-dens-punkt", "dia-log-mø-det", "drifts-herre", "drifts-her-rer", "drifts-om-kost-nin-ger", "døgn-takst",
  "døgn-tak-ster", "ef-fek-ti-vi-se-ring", "ef-ter-re-gu-le-ring", "en-heds-takst", "en-kelt-mands-pro-jekt", "er-fa-rings-ud-veks-ling",
  "fa-mi-lie-be-hand-ling", "fag-per-so-ner", "fi-nan-sie-rings-mo-del", "fo-kus-om-råde", "fo-kus-om-rå-der", "fore-byg-gelse",
  "for-an-stalt-nin-ger", "for-mand-skab", "for-sorgs-hjem", "for-vent-nings-af-stem-ning", "funk-tions-ned-sæt-telse", "gen-nem-sig-tig-hed",
  "gen-nem-snits-takst", "gen-nem-snits-tak-ster", "hand-le-kom-mune", "hand-le-kom-mu-nerne", "hand-le-kom-mu-ner-nes", "han-di-cap-rå-det",
  "hjem-løs-hed", "ho-ved-ydelse", "ho-ved-ydel-ser", "ho-ved-bi-lag", "hø-rings-svar", "ind-be-ret-ning", "ind-sats-om-rå-der", "in-sti-tu-tio-ner",
  "ka-pa-ci-tets-ud-nyt-telse", "klyn-ge-sam-ar-bejde", "kom-mu-nal-di-rek-tør", "kom-mu-nal-po-li-ti-ker", "kom-mu-ner-nes",
  "kom-pe-ten-ce-cen-ter", "ko-or-di-na-tions-fo-rum", "kvin-de-kri-se-cen-ter", "lands-dæk-kende", "le-del-ses-re-præ-sen-tant", "lov-giv-ning",
  "mi-ni-ste-riets", "mis-brugs-be-hand-ling", "mål-gruppe", "mål-grup-per", "mø-de-ka-len-der", "net-værks-grup-perne", "ob-jek-tiv",
  "om-kost-nings-re-duk-tion", "op-følg-ning", "op-si-gel-ses-var-sel", "op-si-gel-ses-vars-ler", "over-be-læg-ning", "over-ens-komst",
  "plads-an-tal", "pris-frem-skriv-ning", "pris-ni-veau", "pro-cent-point", "på-rø-ren-de-sam-ar-bejde", "ram-me-af-ta-le-se-kre-ta-riat",
  "ram-me-af-ta-le-se-kre-ta-ria-tets", "re-gions-rå-dets", "re-ha-bi-li-te-rings-til-bud", "res-sour-ce-for-brug", "sam-ar-bejds-mo-del-ler",
  "sam-men-hæn-gen", "sam-værs-til-bud", "se-kre-ta-riats-be-tje-ning", "selv-ejende", "so-cial-psy-kia-tri", "so-cial-pæ-da-go-gisk",
  "so-cial-sty-rel-sen", "so-cial-til-sy-net", "spe-cial-pæ-da-go-gisk", "spe-cial-un-der-vis-nings-om-rå-det", "spi-se-for-styr-rel-ser",
  "stan-dard-kon-trak-ter", "sty-re-grup-pe-møde", "sty-rings-data", "sty-rings-del", "sund-heds-af-tale", "sund-heds-væ-sen",
  "sær-for-an-stalt-nin-ger", "sy-ge-hus-af-de-ling", "takst-af-tale", "takst-be-reg-ning", "takst-in-stru-ment", "takst-stig-ning",
  "te-ma-drøf-telse", "til-buds-por-ta-len", "til-buds-vifte", "til-bud-dene", "til-pas-ning", "til-lægs-ydelse", "til-lægs-ydel-ser",
  "til-syns-takst", "tje-ne-ste-mands-pen-sion", "træk-nings-ret", "tvær-kom-mu-nale", "ud-dan-nel-ses-in-sti-tu-tion", "ud-by-der-net-værk",
  "ud-gifts-ud-vik-ling", "ud-vik-lings-del", "ud-vik-lings-plan", "ud-vik-lings-stra-tegi", "ung-doms-ud-dan-nelse", "un-der-skuds-ga-ranti",
  "ver-sions-dato", "vi-dens-cen-ter", "vi-dens-de-ling", "virk-som-heds-plan", "volds-fore-byg-gelse", "vok-sen-om-rå-det",
  "ydel-ses-be-skri-velse", "ydel-ses-pakke", "ydel-ses-pak-ker", "øko-no-mi-grup-pen", "øko-no-mi-ske", "års-regn-skab", "RAM-ME-AF-TALE",
  "Kom-mu-nal-be-sty-rel-sen", "KKR", "Vordingborg", "Næstved", "Frederikshavns", "af-de-lin-gen", "ad-mi-ni-stra-tivt", "an-be-fa-lin-ger",
  "an-svar-lig", "ar-bejds-mar-ke-det", "bæ-re-dyg-tig-hed", "dag-til-bud", "di-gi-ta-li-se-ring", "do-ku-men-te-rede", "ef-ter-spørg-sel",
  "eva-lue-rin-gen", "for-æl-drene", "gen-nem-sig-tige", "ind-fly-delse", "in-di-vi-du-elt", "kon-kur-ren-ce-ud-sæt-telse", "kom-plek-si-tet",
  "ned-læg-gelse", "nor-mal-klas-ser", "op-ga-verne", "over-gan-gene", "pro-ble-ma-tik-ker", "re-præ-sen-tan-terne", "sags-frem-stil-ling",
  "sam-men-sætte", "spe-cia-li-se-rede", "sy-ste-ma-tisk", "til-stræk-ke-ligt", "tvær-sek-to-rielle", "ud-ar-bej-del-sen", "vig-tig-ste",
  "top-em-beds-mænd", "hver-da-gen", "september", "Oktober", "december",
};

static char *joined(bed *b, const char *word) {
  char *out = arena_strdup(b->a, word), *to = out;
  for (const char *s = word; *s; s++) {
    if (*s != '-') *to++ = *s;
  }
  *to = 0;
  return out;
}

static void right_breaks(void **state) {
  bed *b = *state;
  assert_true(G_N_ELEMENTS(right) > 160);
  for (size_t i = 0; i < G_N_ELEMENTS(right); i++) assert_string_equal(text_hyphenate(b->a, b->t, joined(b, right[i])), right[i]);
}

static void same(bed *b, const char *word, const char *hyphenated) { assert_string_equal(text_hyphenate(b->a, b->t, word), hyphenated); }

static void names_stay_whole(void **state) {
  bed *b = *state;
  static const char *const names[] = { "Guldborgsund", "Guldborgsunds", "Vordingborg", "Frederikshavns", "Lyngby-Taarbæk", "Ringkøbing-Skjern", "Vesthimmerlands", "Albertslund", "Syddanmark" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) same(b, names[i], names[i]);
  same(b, "Beckmann", "Beckmann");              /* not listed, but written with a capital and not known */
  same(b, "Henning", "Henning");
  same(b, "Tilbudsoversigt", "Til-buds-over-sigt");
}

static void small_words_and_odd_ones(void **state) {
  bed *b = *state;
  static const char *const whole[] = { "", "a", "og", "aftale", "Uafklaret", "uafklaret", "idé", "kkr", "KKR", "DASSOS", "KKRs", "iPhones", "K17", "§", "12345", "øøøøøøøø", "bcdfghjk", "Łódźłódź" };
  for (size_t i = 0; i < G_N_ELEMENTS(whole); i++) {
    if (strcmp(whole[i], "aftale") != 0) same(b, whole[i], whole[i]);
  }
  same(b, "aftale", "af-tale");
  same(b, "RAMMEAFTALE", "RAM-ME-AF-TALE");
  same(b, "K17-mødet", "K17-mø-det");
  same(b, "takst- og tilbudsoversigt", "takst- og til-buds-over-sigt");
  GString *longest = g_string_new(NULL);
  for (int i = 0; i < 60; i++) g_string_append(longest, "takst");
  same(b, longest->str, longest->str);
  g_string_free(longest, TRUE);
}

/* Two letters before, three after, a vowel in each piece; on the project's own lists, as they stand. */
static void no_small_pieces(void **state) {
  bed *b = *state;
  size_t length, count = 0;
  const char *error;
  char *text = file_read(b->a, arena_printf(b->a, "%s/orddeling.txt", fonts_folder()), &length, &error);
  assert_non_null(text);
  for (char *save = NULL, *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    if (line[0] == '#' || line[0] == '-' || g_str_has_suffix(line, "-")) continue;
    char *word = joined(b, line), *broken = text_hyphenate(b->a, b->t, word);
    count++;
    assert_string_equal(joined(b, broken), word);
    char **pieces = g_strsplit(broken, "-", -1);
    guint n = g_strv_length(pieces);
    for (guint i = 0; n > 1 && i < n; i++) {
      if (utf8_length(pieces[i], strlen(pieces[i])) < (i + 1 == n ? 3u : 2u)) fail_msg("%s", broken);
      if (strpbrk(pieces[i], "aeiouyæøåé") == NULL) fail_msg("%s", broken);
    }
    g_strfreev(pieces);
  }
  assert_true(count >= 250);
}

/* ---- lists of a folder of its own ---- */
typedef struct own_lists { diag *d; text_engine *t; char *folder; } own_lists;

static void put(const char *folder, const char *name, const char *text) {
  char *path = g_build_filename(folder, name, NULL);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  g_free(path);
}

/* The group's engine is closed meanwhile: there is one at a time. */
static void open_lists(own_lists *l, const char *parts, const char *words) {
  char *real = g_build_filename(fonts_folder(), "skrifter.yaml", NULL), *text = NULL;
  assert_true(g_file_get_contents(real, &text, NULL, NULL));
  l->folder = g_dir_make_tmp("ordXXXXXX", NULL);
  put(l->folder, "skrifter.yaml", text);
  if (parts) put(l->folder, "orddeling.txt", parts);
  if (words) put(l->folder, "orddeling-ord.txt", words);
  l->d = diag_new();
  l->t = text_open(l->d, l->folder, "skrift");
  g_free(real);
  g_free(text);
}

static void close_lists(own_lists *l) {
  static const char *const files[] = { "skrifter.yaml", "orddeling.txt", "orddeling-ord.txt" };
  text_close(l->t);
  diag_free(l->d);
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    char *path = g_build_filename(l->folder, files[i], NULL);
    g_remove(path);
    g_free(path);
  }
  g_rmdir(l->folder);
  g_free(l->folder);
}

static char *printed(arena *a, const diag *d) {
  GString *out = g_string_new(NULL);
  diag_print(d, LANGUAGE_DA, out);
  char *s = arena_strdup(a, out->str);
  g_string_free(out, TRUE);
  return s;
}

/* '=' a joint, '-' well inside a part, '~' near one edge of it, ':' near both. */
static void breaks_are_graded(void **state) {
  static const char signs[HYPHEN_KINDS] = { 0, '-', '=', '~', ':' };
  static const char *const words[] = { "ram~me=af~tale", "fo:kus=om~rå~det", "takst=ud~vik-ling", "ud~vik-lings=stra-tegi", "kom-mu-nerne", "be:løb", "" };
  bed *b = *state;
  for (size_t i = 0; words[i][0]; i++) {
    char *word = arena_strdup(b->a, words[i]), *to = word;
    for (const char *s = words[i]; *s; s++)
      if (!strchr("=-~:", *s)) *to++ = *s;
    *to = 0;
    uint8_t kinds[2 * WORD_MAX] = { 0 };
    assert_true(hyphen_breaks(b->t, word, strlen(word), kinds));
    GString *out = g_string_new(NULL);
    for (size_t k = 0; word[k]; k++) {
      if (kinds[k]) g_string_append_c(out, signs[kinds[k]]);
      g_string_append_c(out, word[k]);
    }
    assert_string_equal(out->str, words[i]);
    g_string_free(out, TRUE);
  }
}

static void own_words_override(void **state) {
  (void)state;
  arena *a = arena_new();
  own_lists l;
  open_lists(&l, "til-bud # leddet\n\n  over-sigt  \nkost\n-hed\n", "\xEF\xBB\xBFtil-budsover-sigt\r\nKostrup\nkostbar\n");
  assert_non_null(l.t);
  assert_int_equal(diag_count(l.d, SEVERITY_WARNING), 0);
  assert_string_equal(text_hyphenate(a, l.t, "tilbudsoversigt"), "til-budsover-sigt");
  assert_string_equal(text_hyphenate(a, l.t, "Tilbudsoversigts"), "Til-budsover-sigts");
  assert_string_equal(text_hyphenate(a, l.t, "oversigtstilbud"), "over-sigts-til-bud");
  assert_string_equal(text_hyphenate(a, l.t, "kostbar"), "kostbar");
  assert_string_equal(text_hyphenate(a, l.t, "Kostrup"), "Kostrup");
  close_lists(&l);
  arena_free(a);
}

static void mistakes_of_lists(void **state) {
  (void)state;
  arena *a = arena_new();
  own_lists l;
  open_lists(&l, "til-bud\nto ord\nta--ler\n-\nt1\ntilb-ud\n-u-\ntil-bud\n", "for-\nKBH\nŁódź\n");
  assert_non_null(l.t);
  assert_int_equal(diag_count(l.d, SEVERITY_ERROR), 9);
  const char *all = printed(a, l.d);
  assert_non_null(strstr(all, "skrift/orddeling.txt:2:1: fejl[T020]"));
  assert_non_null(strstr(all, "skrift/orddeling.txt:6:1: fejl[T021]"));
  assert_non_null(strstr(all, "skrift/orddeling-ord.txt:3:1: fejl[T020]"));
  assert_null(strstr(all, "orddeling.txt:8"));
  close_lists(&l);
  open_lists(&l, "til-bud\n", NULL);
  assert_null(l.t);
  assert_true(diag_has(l.d, DIAG_FILE_UNREADABLE));
  close_lists(&l);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(right_breaks), cmocka_unit_test(names_stay_whole), cmocka_unit_test(small_words_and_odd_ones), cmocka_unit_test(no_small_pieces), cmocka_unit_test(breaks_are_graded),
  };
  const struct CMUnitTest own[] = { cmocka_unit_test(own_words_override), cmocka_unit_test(mistakes_of_lists) };
  int failed = cmocka_run_group_tests_name("hyphenation", tests, bed_open, bed_close);
  return failed + cmocka_run_group_tests_name("word lists", own, NULL, NULL);
}
