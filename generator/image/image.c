/* The room's door: which kind of file it is, and whether it can be drawn. */
#include "image/image_int.h"

#include <string.h>

enum { LARGEST = 8 * 1024 * 1024 };

static bool is_png(const image_file *f) { return f->length >= 8 && !memcmp(f->bytes, "\x89PNG\r\n\x1a\n", 8); }

static bool size_of(const image_file *f, image *i) {
  if (i->svg) return svg_check(f) && svg_size(f, &i->width, &i->height);
  return png_size(f, &i->width, &i->height);
}

/* A file that is read and checked is drawn once into nothing: what the library refuses is told here, not while a page is written. */
static bool can_be_drawn(const image_file *f, const image *i) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create(surface);
  const char *reason = NULL;
  bool good = image_draw(i, cr, 0, 0, i->width, i->height, &reason);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  if (!good) DIAG_SAY(f->d, IMAGE_BROKEN, f->at, f->shown, reason);
  return good;
}

image *image_open(arena *a, diag *d, const char *path, const char *shown, span at) {
  image_file f = { .a = a, .d = d, .shown = shown, .at = at };
  const char *error = NULL;
  f.bytes = file_read(a, path, &f.length, &error);
  if (!f.bytes) {
    DIAG_SAY(d, FILE_UNREADABLE, at, error, error);
    return NULL;
  }
  if (f.length > LARGEST) {
    DIAG_SAY(d, IMAGE_LARGE, at, shown);
    return NULL;
  }
  image *i = ARENA_NEW(a, image);
  *i = (image){ .bytes = f.bytes, .length = f.length, .svg = !is_png(&f) };
  if (i->svg && !g_strstr_len(f.bytes, (gssize)MIN(f.length, 4096), "<")) {
    DIAG_SAY(d, IMAGE_KIND, at, shown);
    return NULL;
  }
  return size_of(&f, i) && can_be_drawn(&f, i) ? i : NULL;
}

bool image_draw(const image *i, cairo_t *cr, double x, double y, double width, double height, const char **reason) {
  return (i->svg ? svg_draw : png_draw)(i, cr, x, y, width, height, reason);
}
