/* base/: numbers, dates, Danish order, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <glib/gstdio.h>
#include "base/base.h"

static number parsed(const char *s) {
  number n;
  assert_int_equal(number_parse(s, strlen(s), &n), NUMBER_OK);
  return n;
}

static void expect_error(const char *s, number_error e) {
  number n;
  if (number_parse(s, strlen(s), &n) != e) fail_msg("»%s« gave another error than %d", s, (int)e);
}

static void numbers_are_read_as_danes_write_them(void **state) {
  (void)state;
  number n = parsed("2.431,50");
  assert_int_equal(n.mantissa, 243150);
  assert_int_equal(n.decimals, 2);
  assert_int_equal(parsed("1.000.000").mantissa, 1000000);
  assert_int_equal(parsed(" −7,5 ").mantissa, -75);
  assert_int_equal(parsed("-7").mantissa, -7);
  assert_int_equal(parsed("2431").mantissa, 2431);
  assert_int_equal(parsed("0,05").mantissa, 5);
  expect_error("95.5", NUMBER_POINT_FOR_COMMA);
  expect_error("1234.567", NUMBER_POINT_FOR_COMMA);
  expect_error("1.23.456", NUMBER_BAD_GROUPS);
  expect_error("2.43,5", NUMBER_BAD_GROUPS);
  expect_error("", NUMBER_EMPTY);
  expect_error("ti", NUMBER_NOT_A_NUMBER);
  expect_error("1,2,3", NUMBER_NOT_A_NUMBER);
  expect_error(",5", NUMBER_NOT_A_NUMBER);
  expect_error("5,", NUMBER_NOT_A_NUMBER);
  expect_error("1234567890123456789", NUMBER_TOO_LONG);
}

static void expect_text(number n, unsigned decimals, const char *want) {
  char buf[NUMBER_TEXT_MAX];
  assert_int_equal(number_format(n, decimals, buf), strlen(want));
  assert_string_equal(buf, want);
}

static void numbers_are_rounded_half_away_and_written_danish(void **state) {
  (void)state;
  expect_text((number){ 243150, 2 }, 2, "2.431,50");
  expect_text((number){ 243150, 2 }, 0, "2.432");
  expect_text((number){ 5, 1 }, 0, "1");
  expect_text((number){ -5, 1 }, 0, "−1");
  expect_text((number){ -4, 1 }, 0, "0");
  expect_text((number){ 0, 0 }, 2, "0,00");
  expect_text((number){ 7, 0 }, 2, "7,00");
  expect_text((number){ 1, 3 }, 3, "0,001");
  expect_text((number){ 1000000, 0 }, 0, "1.000.000");
  expect_text((number){ 999, 0 }, 0, "999");
  expect_text((number){ INT64_MIN + 1, 0 }, 0, "−9.223.372.036.854.775.807");
  assert_int_equal(number_round((number){ 2345, 3 }, 2).mantissa, 235);
  assert_int_equal(number_round((number){ -2345, 3 }, 2).mantissa, -235);
  assert_true(number_double((number){ 243150, 2 }) == 2431.5);
}

static void numbers_compare_across_scales(void **state) {
  (void)state;
  assert_int_equal(number_compare((number){ 15, 1 }, (number){ 150, 2 }), 0);
  assert_int_equal(number_compare((number){ 149, 2 }, (number){ 15, 1 }), -1);
  assert_int_equal(number_compare((number){ -1, 0 }, (number){ 1, 2 }), -1);
  assert_int_equal(number_compare((number){ INT64_MAX, 0 }, (number){ 1, 18 }), 1);
}

static date day_of(const char *s) {
  date d;
  if (!date_parse(s, strlen(s), &d)) fail_msg("»%s« was not read as a date", s);
  return d;
}

static void dates(void **state) {
  (void)state;
  arena *a = arena_new();
  date d = day_of("06-09-2026");
  assert_int_equal(d.month, 9);
  assert_int_equal(date_compare(d, day_of("6. september 2026")), 0);
  assert_int_equal(date_compare(d, day_of("6/9-2026")), 0);
  assert_string_equal(date_text(a, d), "6.\xC2\xA0september 2026");
  assert_int_equal(date_compare(d, day_of(date_text(a, d))), 0);
  date none;
  const char *const wrong[] = { "31-02-2023", "29-02-2023", "2026-09-06", "6. sepember 2026", "6-9-26", "06-13-2026", "", "6. september", "6-9-20261" };
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    if (date_parse(wrong[i], strlen(wrong[i]), &none)) fail_msg("»%s« was taken for a date", wrong[i]);
  assert_int_equal(day_of("29-02-2024").day, 29);
  assert_int_equal(date_serial((date){ 1970, 1, 1 }), 0);
  assert_int_equal(date_serial((date){ 2000, 3, 1 }), 11017);
  assert_int_equal(date_serial((date){ 2024, 3, 1 }) - date_serial((date){ 2024, 2, 28 }), 2);
  arena_free(a);
}

static void danish_order(void **state) {
  (void)state;
  const char *const order[] = { "Allerød", "Zoo", "Ærø", "Ørsted", "Aabenraa", "Ågård" };
  for (size_t i = 0; i + 1 < G_N_ELEMENTS(order); i++) assert_true(text_collate(order[i], order[i + 1]) < 0);
  assert_int_equal(text_collate("a", "a"), 0);
  assert_true(text_collate("a", "A") != 0);
}

static void nearest_words(void **state) {
  (void)state;
  const char *const keys[] = { "titel", "undertitel", "ønskede resultater", "mål" };
  assert_string_equal(text_nearest("tietl", keys, 4), "titel");
  assert_string_equal(text_nearest("ønsked resultater", keys, 4), "ønskede resultater");
  assert_null(text_nearest("helt andet", keys, 4));
}

static void slugs_and_lengths(void **state) {
  (void)state;
  arena *a = arena_new();
  assert_string_equal(text_slug(a, "Fokusområde 1"), "fokusomraade-1");
  assert_string_equal(text_slug(a, "  Ær & Øl – »ja«! "), "aer-oel-ja");
  assert_int_equal(utf8_length("ærø", strlen("ærø")), 3);
  assert_true(text_blank(" \xC2\xA0\n"));
  assert_true(text_blank(NULL));
  assert_false(text_blank(" x"));
  arena_free(a);
}

static void arena_keeps_what_it_gave(void **state) {
  (void)state;
  arena *a = arena_new();
  LIST(int) l = { 0 };
  for (int i = 0; i < 100000; i++) LIST_PUSH(a, &l, i);
  char *large = arena_alloc(a, 20u << 20), *small = arena_alloc(a, 0);
  assert_int_equal(large[(20u << 20) - 1], 0);
  *small = 1;
  for (int i = 0; i < 100000; i++) assert_int_equal(l.v[i], i);
  assert_int_equal((uintptr_t)arena_alloc(a, 3) % _Alignof(max_align_t), 0);
  assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
  assert_null(arena_strdup(a, NULL));
  arena_free(a);
  arena_free(NULL);
}

static void files_are_replaced_whole(void **state) {
  (void)state;
  arena *a = arena_new();
  char *folder = g_dir_make_tmp("rammeaftale-XXXXXX", NULL);
  char *path = g_build_filename(folder, "en", NULL), *missing = g_build_filename(folder, "ingen", "to", NULL);
  const char *error = NULL;
  assert_true(file_replace(path, "abc", 3, &error));
  assert_true(file_replace(path, "defg", 4, &error));
  size_t n = 0;
  assert_string_equal(file_read(a, path, &n, &error), "defg");
  assert_int_equal(n, 4);
  assert_string_equal(file_sha256(a, path), "4c8a43980498636e9c1d1595fa5d115af7937c2422dfe68a2520a52b7a5fb4de");
  assert_false(file_replace(missing, "x", 1, &error));
  assert_non_null(error);
  assert_null(file_read(a, missing, &n, &error));
  assert_null(file_read(a, folder, &n, &error));
  g_unlink(path);
  g_rmdir(folder);
  g_free(path);
  g_free(missing);
  g_free(folder);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_read_as_danes_write_them), cmocka_unit_test(numbers_are_rounded_half_away_and_written_danish),
    cmocka_unit_test(numbers_compare_across_scales), cmocka_unit_test(dates), cmocka_unit_test(danish_order),
    cmocka_unit_test(nearest_words), cmocka_unit_test(slugs_and_lengths), cmocka_unit_test(arena_keeps_what_it_gave),
    cmocka_unit_test(files_are_replaced_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
