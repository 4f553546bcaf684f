/* Characters: reading UTF-8 safely and the few classes that shaping, breaking and hyphenation ask for. No table of Unicode:
 * the documents are Danish, and what is not in these classes is simply a sign with ink. */
#include "text/text_int.h"

#include <string.h>

uint32_t char_at(const char *s, size_t n, size_t *bytes) {
  const unsigned char *u = (const unsigned char *)s;
  *bytes = 1;
  if (u[0] < 0x80) return u[0];
  size_t need = u[0] >= 0xC2 && u[0] < 0xE0 ? 2 : u[0] >= 0xE0 && u[0] < 0xF0 ? 3 : u[0] >= 0xF0 && u[0] < 0xF5 ? 4 : 0;
  if (need == 0 || need > n) return 0xFFFD;
  uint32_t c = u[0] & (0x7Fu >> need);
  for (size_t i = 1; i < need; i++) {
    if ((u[i] & 0xC0) != 0x80) return 0xFFFD;
    c = c << 6 | (u[i] & 0x3Fu);
  }
  if ((need == 3 && c < 0x800) || (need == 4 && (c < 0x10000 || c > 0x10FFFF)) || (c >= 0xD800 && c < 0xE000)) return 0xFFFD;
  *bytes = need;
  return c;
}

uint32_t char_before(const char *s, size_t at, size_t *bytes) {
  size_t from = at;
  while (from > 0 && at - from < 4) {
    from--;
    if (((unsigned char)s[from] & 0xC0) != 0x80) break;
  }
  uint32_t c = char_at(s + from, at - from, bytes);
  if (*bytes == at - from) return c;
  *bytes = 1;
  return 0xFFFD;
}

size_t char_put(uint32_t c, char out[4]) {
  if (c < 0x80) { out[0] = (char)c; return 1; }
  if (c < 0x800) { out[0] = (char)(0xC0 | c >> 6); out[1] = (char)(0x80 | (c & 0x3F)); return 2; }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12); out[1] = (char)(0x80 | (c >> 6 & 0x3F)); out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18); out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F)); out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

bool char_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

bool char_is_letter(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c < 0x100 ? c >= 0xC0 && c != 0xD7 && c != 0xF7 : g_unichar_isalpha(c);
}

bool char_is_upper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return c < 0x100 ? c >= 0xC0 && c < 0xDF && c != 0xD7 : g_unichar_isupper(c);
}

bool char_is_fixed_blank(uint32_t c) { return c == 0xA0 || c == 0x202F || c == 0x2007; }

bool char_is_blank(uint32_t c) {
  return c == ' ' || c == '\t' || char_is_fixed_blank(c) || (c >= 0x2000 && c <= 0x200A) || c == 0x205F || c == 0x3000;
}

bool char_is_inkless(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

uint8_t letter_latin(uint32_t c) {
  if (c >= 'A' && c <= 'Z') return (uint8_t)(c + 32);
  if (c >= 'a' && c <= 'z') return (uint8_t)c;
  if (c < 0xC0 || c > 0xFE || c == 0xD7 || c == 0xF7) return 0;
  return (uint8_t)(c < 0xDF ? c + 32 : c);
}

bool latin_is_vowel(uint8_t c) {
  return (c < 0x80 && c && strchr("aeiouy", c)) || c == 0xE6 || c == 0xF8 || c == 0xE5 ||      /* æ ø å */
         (c >= 0xE0 && c <= 0xE4) || (c >= 0xE8 && c <= 0xEF) || (c >= 0xF2 && c <= 0xF6) || (c >= 0xF9 && c <= 0xFD);
}
