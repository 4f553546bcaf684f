/* What a test makes against what was accepted: UPDATE in the environment accepts (`make update`). */
#ifndef TEST_GOLDEN_H
#define TEST_GOLDEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>

/* Fails with the first line that differs. */
static inline void golden_compare(const char *path, const char *is) {
  char *want = NULL;
  if (g_getenv("UPDATE")) {
    if (!g_file_set_contents(path, is, -1, NULL)) fail_msg("%s cannot be written", path);
  } else if (!g_file_get_contents(path, &want, NULL, NULL)) {
    fail_msg("%s is missing: look at what it would be, then accept it:\n%s", path, is);
  } else if (strcmp(want, is) != 0) {
    size_t i = 0, line = 1;
    for (; want[i] == is[i]; i++) line += want[i] == '\n';
    while (i > 0 && is[i - 1] != '\n') i--;
    fail_msg("%s, line %zu is now: %.*s", path, line, (int)strcspn(is + i, "\n"), is + i);
  }
  g_free(want);
}
#endif
