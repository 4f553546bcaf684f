/* Pictures of points, by Cairo. */
#include "image/image_int.h"

#include <string.h>

enum { SIDE_MOST = 20000, PIXELS_MOST = 40 * 1000 * 1000, HEADER = 24, PIXELS_PER_INCH = 150 };
typedef struct reading { const char *at; size_t left; } reading;

static cairo_status_t take(void *closure, unsigned char *data, unsigned length) {
  reading *r = closure;
  if (length > r->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(data, r->at, length);
  r->at += length;
  r->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const char *s) {
  const unsigned char *b = (const unsigned char *)s;
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* From the header alone: a picture that unpacks to more than memory holds is never unpacked. */
bool png_size(const image_file *f, double *width, double *height) {
  if (f->length < HEADER || memcmp(f->bytes + 12, "IHDR", 4)) {
    DIAG_SAY(f->d, IMAGE_BROKEN, f->at, f->shown, "PNG: IHDR");
    return false;
  }
  uint64_t w = big_endian(f->bytes + 16), h = big_endian(f->bytes + 20);
  if (!w || !h || w > SIDE_MOST || h > SIDE_MOST || w * h > PIXELS_MOST) {
    DIAG_SAY(f->d, IMAGE_LARGE, f->at, f->shown);
    return false;
  }
  *width = (double)w * 72 / PIXELS_PER_INCH;
  *height = (double)h * 72 / PIXELS_PER_INCH;
  return true;
}

bool png_draw(const image *i, cairo_t *cr, double x, double y, double width, double height, const char **reason) {
  reading r = { i->bytes, i->length };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(take, &r);
  cairo_status_t status = cairo_surface_status(surface);
  if (!status) {
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, width / cairo_image_surface_get_width(surface), height / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    status = cairo_status(cr);
  }
  cairo_surface_destroy(surface);
  if (status) *reason = cairo_status_to_string(status);
  return !status;
}
