/* PDF values as text (ISO 32000-1 7.3). No printf: it obeys the locale, and these functions run once or more for every cell of a table. */
#include "pdf/pdf_int.h"

#include <math.h>
#include <string.h>

void pdf_put_int(GString *s, int64_t v) {
  char digits[24];
  size_t at = sizeof digits;
  uint64_t rest = v < 0 ? (uint64_t)-(v + 1) + 1 : (uint64_t)v;
  do
    digits[--at] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (v < 0) digits[--at] = '-';
  g_string_append_len(s, digits + at, (gssize)(sizeof digits - at));
}

void pdf_put_real(GString *s, double v) {
  int64_t milli = (int64_t)llround(v * 1000), whole = milli / 1000, part = milli % 1000;
  if (milli < 0 && whole == 0) g_string_append_c(s, '-');
  pdf_put_int(s, whole);
  if (part == 0) return;
  if (part < 0) part = -part;
  char digits[4] = { '.', (char)('0' + part / 100), (char)('0' + part / 10 % 10), (char)('0' + part % 10) };
  size_t n = 4;
  while (digits[n - 1] == '0') n--;
  g_string_append_len(s, digits, (gssize)n);
}

void pdf_put_ref(GString *s, int object) {
  g_string_append_c(s, ' ');
  pdf_put_int(s, object);
  g_string_append_len(s, " 0 R", 4);
}

static const char hex_digits[] = "0123456789ABCDEF";

static void put_hex_byte(GString *s, unsigned char c) {
  g_string_append_c(s, hex_digits[c >> 4]);
  g_string_append_c(s, hex_digits[c & 15]);
}

void pdf_put_name(GString *s, const char *name) {
  g_string_append_c(s, '/');
  for (; *name; name++) {
    unsigned char c = (unsigned char)*name;
    if (c > 32 && c < 127 && !strchr("#()<>[]{}/%", c)) {
      g_string_append_c(s, *name);
    } else {
      g_string_append_c(s, '#');
      put_hex_byte(s, c);
    }
  }
}

void pdf_put_bytes(GString *s, const char *bytes) {
  g_string_append_c(s, '(');
  for (; *bytes; bytes++) {
    if (*bytes == '(' || *bytes == ')' || *bytes == '\\')
      g_string_append_c(s, '\\');
    if (*bytes == '\r')                 /* a bare CR in a string would be read as LF */
      g_string_append(s, "\\r");
    else
      g_string_append_c(s, *bytes);
  }
  g_string_append_c(s, ')');
}

void pdf_put_hex(GString *s, const unsigned char *bytes, size_t n) {
  g_string_append_c(s, '<');
  for (size_t i = 0; i < n; i++) put_hex_byte(s, bytes[i]);
  g_string_append_c(s, '>');
}

static void put_unit(GString *s, gunichar u) {
  put_hex_byte(s, (unsigned char)(u >> 8 & 255));
  put_hex_byte(s, (unsigned char)(u & 255));
}

void pdf_put_text(GString *s, const char *utf8) {
  if (g_str_is_ascii(utf8)) {           /* PDFDocEncoding agrees with ASCII from blank to tilde, and for LF, CR, tab */
    pdf_put_bytes(s, utf8);
    return;
  }
  g_string_append(s, "<FEFF");
  for (const char *c = utf8; *c; c = pdf_next_char(c)) {
    gunichar u = g_utf8_get_char(c);
    if (u >= 0x10000) {
      put_unit(s, 0xD800 + ((u - 0x10000) >> 10));
      u = 0xDC00 + ((u - 0x10000) & 0x3FF);
    }
    put_unit(s, u);
  }
  g_string_append_c(s, '>');
}
