/* A workbook as openpyxl reads it (tests/tools/xlsx_dump.py). */
#ifndef TEST_XLSX_DUMP_H
#define TEST_XLSX_DUMP_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

/* g_free. Not inline: gcc 12 then takes what is written through a pointer for something that has gone. */
__attribute__((noinline, unused)) static char *workbook_dumped(const char *path) {
  char *argv[] = { g_strdup("/usr/bin/python3"), g_strdup("-B"), g_strdup("tests/tools/xlsx_dump.py"), g_strdup(path), NULL };
  char *out = NULL, *err = NULL;
  int status = 1;
  GError *error = NULL;
  if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error)) fail_msg("%s", error->message);
  if (status) fail_msg("%s", err);
  for (size_t i = 0; argv[i]; i++) g_free(argv[i]);
  g_free(err);
  return out;
}

static inline void expect_lines(const char *dump, const char *const *lines, size_t n) {
  for (size_t i = 0; i < n; i++) {
    char *whole = g_strdup_printf("\n%s\n", lines[i]), *text = g_strdup_printf("\n%s", dump);
    if (!strstr(text, whole)) fail_msg("no line »%s« in:\n%s", lines[i], dump);
    g_free(whole);
    g_free(text);
  }
}
#define EXPECT(dump, ...) do { static const char *const lines_[] = { __VA_ARGS__ }; expect_lines((dump), lines_, G_N_ELEMENTS(lines_)); } while (0)
#endif
