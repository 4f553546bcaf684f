/* What is shown of a text, and what may happen at each byte of it: blanks become U+0020, inkless signs go and leave their mark, an accent joins
 * its letter. */
#include "text/text_int.h"

#include <string.h>

typedef struct cleaner { char *out; uint8_t *marks; size_t n, last; uint32_t before; unsigned pending; } cleaner;

static void put_char(cleaner *c, uint32_t shown, unsigned kind) {
  c->last = c->n;
  c->n += char_put(shown, c->out + c->n);
  if (c->marks) {
    memset(c->marks + c->last, 0, c->n - c->last);
    c->marks[c->last] = (uint8_t)(kind | c->pending);
  }
  c->pending = 0;
  c->before = shown;
}

/* An accent joins the letter before it where there is a letter with that accent. */
static bool compose(cleaner *c, uint32_t accent) {
  gunichar whole;
  if (accent < 0x300 || accent > 0x36F || !c->before || c->pending || !g_unichar_compose(c->before, accent, &whole)) return false;
  unsigned mark = c->marks ? c->marks[c->last] : 0;
  c->n = c->last;
  c->pending = mark & ~(unsigned)MARK_KIND;
  put_char(c, whole, mark & MARK_KIND);
  return true;
}

static void clean_char(cleaner *c, uint32_t ch, unsigned fix) {
  if (fix & FIX_JOIN) c->pending |= MARK_JOIN;
  if (ch == '\n' || ch == 0x2028 || ch == 0x2029) put_char(c, ' ', MARK_FORCED);
  else if (char_is_blank(ch)) put_char(c, ' ', char_is_fixed_blank(ch) || (fix & FIX_BLANK) ? MARK_FIXED : MARK_BLANK);
  else if (ch == 0xAD) c->pending |= MARK_SOFT;
  else if (ch == 0x200B) c->pending |= MARK_ZERO;
  else if (ch == 0x2060 || ch == 0xFEFF) c->pending |= MARK_JOIN;
  else if (char_is_inkless(ch)) return;
  else if (ch == 0x2010) put_char(c, '-', MARK_NONE);
  else if (ch == 0x2011) { put_char(c, '-', MARK_NONE); c->pending = MARK_JOIN; }
  else if (!compose(c, ch)) put_char(c, ch, MARK_NONE);
}

void shape_clean(const char *s, size_t length, const uint8_t *fix, unsigned *pending, GString *out, GByteArray *marks) {
  size_t start = out->len, most = length * 3;     /* a byte that is no UTF-8 becomes U+FFFD */
  g_string_set_size(out, start + most);
  if (marks) g_byte_array_set_size(marks, (guint)(start + most));
  cleaner c = { .out = out->str + start, .marks = marks ? marks->data + start : NULL, .pending = pending ? *pending : 0 };
  size_t bytes;
  for (size_t i = 0; i < length; i += bytes) {
    unsigned char byte = (unsigned char)s[i];
    if (byte > 0x20 && byte < 0x7F && !(fix && fix[i])) {        /* most of every text */
      c.last = c.n;
      c.out[c.n] = (char)byte;
      if (c.marks) c.marks[c.n] = (uint8_t)c.pending;
      c.n++;
      c.before = byte;
      c.pending = 0;
      bytes = 1;
      continue;
    }
    uint32_t ch = char_at(s + i, length - i, &bytes);
    clean_char(&c, ch, fix ? fix[i] : 0);
  }
  g_string_truncate(out, start + c.n);
  if (marks) g_byte_array_set_size(marks, (guint)(start + c.n));
  if (pending) *pending = c.pending;
}
