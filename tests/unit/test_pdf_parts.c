/* pdf/ inside: the lexer, PDF values, beacons, trees and the file writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include "pdf/pdf_int.h"

static void assert_tokens(const char *text, const char *wanted) {
  GString *got = g_string_new(NULL);
  pdf_lexer l = { text, text + strlen(text) };
  for (pdf_token t; (t = pdf_next(&l)).kind != TOKEN_END;)
    g_string_append_printf(got, "%c:%.*s|", "EWNnSOC"[t.kind], (int)t.length, t.at);
  assert_string_equal(got->str, wanted);
  g_string_free(got, TRUE);
}

static void test_lexer(void **state) {
  (void)state;
  assert_tokens("0 0 0.5 rg BT", "N:0|N:0|N:0.5|W:rg|W:BT|");
  assert_tokens("(a EMC 7 0 R \\) (b) c)Tj", "S:(a EMC 7 0 R \\) (b) c)|W:Tj|");
  assert_tokens("[<00ff>-3(x)]TJ", "O:[|S:<00ff>|N:-3|S:(x)|C:]|W:TJ|");
  assert_tokens("/Span<</ActualText<feff>>>BDC", "n:/Span|O:<<|n:/ActualText|S:<feff>|C:>>|W:BDC|");
  assert_tokens("f* % not BT\nQ", "W:f*|W:Q|");
  assert_tokens("(open", "S:(open|");
  assert_tokens("(\\", "S:(\\|");
  assert_tokens("<12", "S:<12|");
  assert_tokens(" \n", "");
}

static double number_of(const char *text) {
  pdf_lexer l = { text, text + strlen(text) };
  pdf_token t = pdf_next(&l);
  assert_int_equal(t.kind, TOKEN_NUMBER);
  return pdf_number(&t);
}

static void test_numbers_read(void **state) {
  (void)state;
  assert_true(number_of("12.5") > 12.4999 && number_of("12.5") < 12.5001);
  assert_true(number_of("-.25") > -0.2501 && number_of("-.25") < -0.2499);
  assert_true(number_of("+7") > 6.9 && number_of("+7") < 7.1);
}

static void assert_real(double v, const char *wanted) {
  GString *s = g_string_new(NULL);
  pdf_put_real(s, v);
  assert_string_equal(s->str, wanted);
  g_string_free(s, TRUE);
}

static void test_numbers_written(void **state) {
  (void)state;
  assert_real(0, "0");
  assert_real(-0.0001, "0");
  assert_real(-0.5, "-0.5");
  assert_real(-12.25, "-12.25");
  assert_real(841.89, "841.89");
  assert_real(0.005, "0.005");
  assert_real(1.9996, "2");
  assert_real(1e9, "1000000000");
  GString *s = g_string_new(NULL);
  pdf_put_int(s, INT64_MIN);
  assert_string_equal(s->str, "-9223372036854775808");
  g_string_free(s, TRUE);
}

static void test_strings_written(void **state) {
  (void)state;
  GString *s = g_string_new(NULL);
  pdf_put_text(s, "a(b)\\");
  assert_string_equal(s->str, "(a\\(b\\)\\\\)");
  g_string_truncate(s, 0);
  pdf_put_text(s, "§ 😀");
  assert_string_equal(s->str, "<FEFF00A70020D83DDE00>");
  g_string_truncate(s, 0);
  pdf_put_name(s, "application/vnd.x#y z");
  assert_string_equal(s->str, "/application#2Fvnd.x#23y#20z");
  g_string_truncate(s, 0);
  pdf_put_ref(s, 12);
  assert_string_equal(s->str, " 12 0 R");
  g_string_free(s, TRUE);
}

/* Every ink with every serial comes back as it went, also through six decimals. */
static void test_beacons(void **state) {
  (void)state;
  static const uint32_t serials[] = { 1, 255, 256, 65535, 65536, 0xABCDEF, PDF_BEACON_MAX };
  for (int i = 0; i <= 1000; i += 7) {
    color ink = { i / 1000.0, 1 - i / 1000.0, 0.5, true };
    for (size_t k = 0; k < G_N_ELEMENTS(serials); k++) {
      double rgb[3], read[3];
      pdf_beacon_color(ink, serials[k], rgb);
      for (int c = 0; c < 3; c++) {
        char text[32];
        g_ascii_formatd(text, sizeof text, "%.6f", rgb[c]);
        read[c] = number_of(text);
      }
      uint32_t serial;
      uint8_t bits[3];
      assert_true(pdf_beacon_read(read, &serial, bits));
      assert_int_equal(serial, serials[k]);
      assert_int_equal(bits[0], pdf_beacon_ink(pdf_thousandths(ink.r)));
      assert_int_equal(bits[1], pdf_beacon_ink(pdf_thousandths(ink.g)));
      assert_int_equal(bits[2], pdf_beacon_ink(pdf_thousandths(ink.b)));
    }
  }
  const double off[3] = { 0.123456789, 0.5, 0.5 };
  uint32_t serial;
  uint8_t bits[3];
  assert_false(pdf_beacon_read(off, &serial, bits));
}

static void test_entries(void **state) {
  (void)state;
  pdf_entry e[] = { { "b", 0, "" }, { "Å", 0, "" }, { "a", 0, "" } };
  const char *twice = NULL;
  assert_true(pdf_entries_sort(e, 3, &twice));
  assert_string_equal(e[0].key, "a");
  assert_string_equal(e[2].key, "Å");
  e[0].key = "b";
  assert_false(pdf_entries_sort(e, 3, &twice));
  assert_string_equal(twice, "b");
}

/* A file of nothing but a catalog, many small objects and a tree of two levels; the device that is always full; a folder that is not there. */
static bool write_objects(const char *path, const char **error) {
  pdf_out *o = pdf_out_open(path, 3);
  assert_non_null(o);
  pdf_entry entries[200];
  for (int i = 0; i < 200; i++) entries[i] = (pdf_entry){ NULL, i, " null" };
  int first = pdf_out_reserve(o, 1000), tree = pdf_tree_write(o, entries, 200, false);
  for (int i = 0; i < 1000; i++) {
    g_string_append(pdf_out_begin(o, first + i), "<</A(1 0 R)>>");
    pdf_out_end(o);
  }
  int stream = pdf_out_reserve(o, 1), root = pdf_out_reserve(o, 1), info = pdf_out_reserve(o, 1);
  pdf_out_stream(o, stream, "/Type/Test", "data", 4, true);
  GString *s = pdf_out_begin(o, root);
  g_string_append(s, "<</Type/Catalog/Test");
  pdf_put_ref(s, tree);
  g_string_append(s, "/Pages<</Type/Pages/Kids[]/Count 0>>>>");
  pdf_out_end(o);
  g_string_append(pdf_out_begin(o, info), "<<>>");
  pdf_out_end(o);
  return pdf_out_finish(o, root, info, error);
}

static void test_out(void **state) {
  (void)state;
  char *folder = g_dir_make_tmp("rammeaftale-XXXXXX", NULL), *path = g_build_filename(folder, "a.pdf", NULL), *data = NULL;
  const char *error = NULL;
  gsize n;
  assert_true(write_objects(path, &error));
  assert_true(g_file_get_contents(path, &data, &n, NULL));
  assert_memory_equal(data, "%PDF-1.7\n", 9);
  assert_memory_equal(data + n - 6, "%%EOF\n", 6);
  g_free(data);
  pdf_out_abandon(pdf_out_open(path, 1));
  assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  pdf_out_abandon(NULL);
  g_rmdir(folder);
  assert_null(pdf_out_open(path, 1));
  if (g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
    assert_false(write_objects("/dev/full", &error));
    assert_non_null(error);
    assert_true(g_file_test("/dev/full", G_FILE_TEST_EXISTS));
  }
  g_free(path);
  g_free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_lexer), cmocka_unit_test(test_numbers_read), cmocka_unit_test(test_numbers_written), cmocka_unit_test(test_strings_written),
    cmocka_unit_test(test_beacons), cmocka_unit_test(test_entries), cmocka_unit_test(test_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
