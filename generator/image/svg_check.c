/* What a drawing may hold. librsvg draws what it is given; this says no before, with the line:
 *   - only elements that become areas and lines (text would take the machine's fonts, filters and pictures become points);
 *   - no entities and document types (an entity can stand for a million others), no scripts;
 *   - nothing named outside the drawing: href and url() lead to "#…" alone;
 *   - bounded depth and number of elements and of `use`. */
#include "image/image_int.h"

#include <string.h>

enum { DEPTH_MOST = 64, ELEMENTS_MOST = 20000, USES_MOST = 200 };
typedef struct check { const image_file *f; GMarkupParseContext *context; int depth, elements, uses, skip; bool in_style, told; } check;

/* GMarkup stands behind what it has read: the mark goes to where that began, when it is on the same line. */
static span place(const check *c) {
  gint line, column;
  g_markup_parse_context_get_position(c->context, &line, &column);
  const char *start = c->f->bytes, *end = c->f->bytes + c->f->length;
  for (gint i = 1; i < line && start; i++) start = memchr(start, '\n', (size_t)(end - start)) ? (const char *)memchr(start, '\n', (size_t)(end - start)) + 1 : NULL;
  gint open = 1, here = 1;
  for (const char *s = start; s && s < end && *s != '\n' && here < column; s = utf8_next(s), here++)
    if (*s == '<' && here + 1 < column) open = here;
  return (span){ diag_source(c->f->d, c->f->shown, c->f->bytes, c->f->length), (uint32_t)MAX(line, 1), (uint32_t)open, 1 };
}

static void refuse(check *c, GError **error, diag_id id, const char *what) {
  c->told = true;
  diag_report(c->f->d, id, place(c), (const char *const[]){ what, NULL });
  g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "refused");
}

/* The address in each url(…): "#name" or nothing. */
static bool leads_out(const char *text) {
  if (strstr(text, "@import")) return true;
  for (const char *s = text; (s = strstr(s, "url(")); s += 4) {
    const char *to = s + 4 + strspn(s + 4, " \t\n\r'\"");
    if (*to != '#') return true;
  }
  return false;
}

static bool is_href(const char *name) { return !strcmp(name, "href") || !strcmp(name, "xlink:href"); }

static void check_attributes(check *c, const gchar **names, const gchar **values, GError **error) {
  for (size_t i = 0; names[i]; i++) {
    if (is_href(names[i]) && values[i][0] != '#') { refuse(c, error, DIAG_IMAGE_OUTSIDE, values[i]); return; }
    if (leads_out(values[i])) { refuse(c, error, DIAG_IMAGE_OUTSIDE, names[i]); return; }
    if (g_str_has_prefix(names[i], "on")) { refuse(c, error, DIAG_IMAGE_ELEMENT, names[i]); return; }
  }
}

static bool is_drawn(const char *name) {
  static const char *const drawn[] = { "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "linearGradient",
                                       "radialGradient", "stop", "clipPath", "style", "title", "desc", "metadata" };
  for (size_t i = 0; i < G_N_ELEMENTS(drawn); i++)
    if (!strcmp(drawn[i], name)) return true;
  return false;
}

/* What drawing programs keep for themselves: "sodipodi:namedview", and all below metadata. */
static bool is_foreign(const char *name) { return strchr(name, ':') && !g_str_has_prefix(name, "svg:"); }

static void start(GMarkupParseContext *context, const gchar *name, const gchar **names, const gchar **values, gpointer user, GError **error) {
  check *c = user;
  (void)context;
  c->depth++;
  if (c->depth > DEPTH_MOST || ++c->elements > ELEMENTS_MOST) { refuse(c, error, DIAG_IMAGE_MUCH, c->f->shown); return; }
  if (c->skip || is_foreign(name) || !strcmp(name, "metadata")) {
    c->skip++;
    return;
  }
  if (c->depth == 1 && strcmp(name, "svg")) { refuse(c, error, DIAG_IMAGE_KIND, c->f->shown); return; }
  if (!is_drawn(name)) { refuse(c, error, DIAG_IMAGE_ELEMENT, name); return; }
  if (!strcmp(name, "use") && ++c->uses > USES_MOST) { refuse(c, error, DIAG_IMAGE_MUCH, c->f->shown); return; }
  c->in_style = !strcmp(name, "style");
  check_attributes(c, names, values, error);
}

static void end(GMarkupParseContext *context, const gchar *name, gpointer user, GError **error) {
  check *c = user;
  (void)context; (void)name; (void)error;
  c->depth--;
  if (c->skip) c->skip--;
  c->in_style = false;
}

/* The words that GMarkup gives end where it says, without a zero. */
static void text(GMarkupParseContext *context, const gchar *words, gsize length, gpointer user, GError **error) {
  check *c = user;
  (void)context;
  char *whole = c->in_style ? g_strndup(words, length) : NULL;
  if (whole && leads_out(whole)) refuse(c, error, DIAG_IMAGE_OUTSIDE, "style");
  g_free(whole);
}

static bool begins(const gchar *words, gsize length, const char *with) { return length >= strlen(with) && !strncmp(words, with, strlen(with)); }

static void passthrough(GMarkupParseContext *context, const gchar *words, gsize length, gpointer user, GError **error) {
  check *c = user;
  (void)context;
  if (begins(words, length, "<!DOCTYPE") || begins(words, length, "<!ENTITY")) refuse(c, error, DIAG_IMAGE_ELEMENT, "!DOCTYPE");
  else if (begins(words, length, "<?xml-stylesheet")) refuse(c, error, DIAG_IMAGE_OUTSIDE, "xml-stylesheet");
}

bool svg_check(const image_file *f) {
  const GMarkupParser parser = { start, end, text, passthrough, NULL };
  check c = { .f = f };
  GError *error = NULL;
  c.context = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &c, NULL);
  bool good = g_markup_parse_context_parse(c.context, f->bytes, (gssize)f->length, &error) && g_markup_parse_context_end_parse(c.context, &error);
  if (!good && !c.told) DIAG_SAY(f->d, IMAGE_BROKEN, place(&c), f->shown, "XML");
  g_clear_error(&error);
  g_markup_parse_context_free(c.context);
  if (good && !c.elements) DIAG_SAY(f->d, IMAGE_KIND, f->at, f->shown);
  return good && c.elements;
}
