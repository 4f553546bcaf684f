/* Parts as XML, by expat, piece by piece: a sheet of 200,000 rows is never in memory whole. Namespaces are not looked at: names are
 * taken without their prefix, so that Excel's, the strict standard's and other programs' files read alike. A DOCTYPE ends the reading:
 * no part of a workbook has one, and without it there are no entities to expand and nothing outside to fetch. */
#include <expat.h>
#include "load/xlsx_int.h"

enum { PIECE = 1 << 16 };

static const char *local(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

const char *attribute(const char *const *attributes, const char *name) {
  for (; *attributes; attributes += 2)
    if (strcmp(local(attributes[0]), name) == 0) return attributes[1];
  return NULL;
}

bool attribute_true(const char *const *attributes, const char *name) {
  const char *s = attribute(attributes, name);
  return s && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

uint32_t digits_value(const char *s, size_t n) {
  uint64_t v = 0;
  if (n == 0) return UINT32_MAX;
  for (size_t i = 0; i < n; i++) {
    if (!g_ascii_isdigit(s[i])) return UINT32_MAX;
    v = v * 10 + (uint64_t)(s[i] - '0');
    if (v >= UINT32_MAX) return UINT32_MAX;
  }
  return (uint32_t)v;
}

static void stop(xml_reader *x) {
  x->stop = true;
  (void)XML_StopParser(x->parser, XML_FALSE);
}

void xml_damaged(xml_reader *x, const char *da, const char *en) {
  arena *a = x->book->a;
  const unsigned long line = XML_GetCurrentLineNumber(x->parser);
  book_damaged(x->book, x->part, arena_printf(a, "%s (linje %lu)", da, line), arena_printf(a, "%s (line %lu)", en, line));
  stop(x);
}

static void on_start(void *user, const XML_Char *name, const XML_Char **attributes) {
  xml_reader *x = user;
  if (x->stop) return;
  if (++x->depth > x->book->limits.depth) {
    DIAG_SAY(x->book->d, XLSX_DEPTH, x->book->at, x->part, arena_printf(x->book->a, "%u", x->book->limits.depth));
    stop(x);
    return;
  }
  x->start(x, local(name), (const char *const *)attributes);
  if (x->stop) stop(x);
}

static void on_end(void *user, const XML_Char *name) {
  xml_reader *x = user;
  if (x->stop) return;
  x->end(x, local(name));
  x->depth--;
  if (x->stop) stop(x);
}

static void on_text(void *user, const XML_Char *s, int n) {
  xml_reader *x = user;
  if (!x->collect || x->stop) return;
  g_string_append_len(x->text, s, n);
  if (x->text->len <= x->book->limits.string_bytes) return;
  DIAG_SAY(x->book->d, XLSX_LONG_TEXT, x->book->at, NULL);
  stop(x);
}

static void on_doctype(void *user, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int internal) {
  (void)name, (void)system_id, (void)public_id, (void)internal;
  xml_reader *x = user;
  if (x->stop) return;
  DIAG_SAY(x->book->d, XLSX_DOCTYPE, x->book->at, x->part);
  stop(x);
}

static void pieces(xml_reader *x, book_part *part) {
  for (bool more = true; more && !x->stop;) {
    void *buffer = XML_GetBuffer(x->parser, PIECE);
    g_assert(buffer);                                      /* as memory's end elsewhere */
    const int n = part_read(part, buffer, PIECE);
    if (n < 0) {
      x->stop = true;
      return;
    }
    more = n > 0;
    if (XML_ParseBuffer(x->parser, n, n == 0) == XML_STATUS_ERROR && !x->stop)
      xml_damaged(x, "XML'en er ikke hel", "the XML is not whole");
  }
}

bool xml_read(xml_reader *x) {
  book_part *part = part_open(x->book, x->part);
  if (!part) return false;
  x->parser = XML_ParserCreate(NULL);
  g_assert(x->parser);
  x->text = g_string_new(NULL);
  x->depth = 0;
  x->collect = x->stop = false;
  XML_SetUserData(x->parser, x);
  XML_SetElementHandler(x->parser, on_start, on_end);
  XML_SetCharacterDataHandler(x->parser, on_text);
  XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
  pieces(x, part);
  XML_ParserFree(x->parser);
  g_string_free(x->text, TRUE);
  part_close(part);
  return !x->stop;
}
