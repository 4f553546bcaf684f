/* Drawings, by librsvg. Each drawing opens the file's bytes anew: a handle may not be shared by workers, and a logo is drawn once a page master. */
#include "image/image_int.h"

#include <librsvg/rsvg.h>
#include <math.h>

static RsvgHandle *open_handle(const char *bytes, size_t length) {
  return rsvg_handle_new_from_data((const guint8 *)bytes, length, NULL);       /* no base address: nothing beside the file can be named */
}

bool svg_size(const image_file *f, double *width, double *height) {
  RsvgHandle *h = open_handle(f->bytes, f->length);
  if (!h) {
    DIAG_SAY(f->d, IMAGE_BROKEN, f->at, f->shown, "librsvg");
    return false;
  }
  gboolean has_width, has_height, has_box;
  RsvgLength w, t;
  RsvgRectangle box;
  double pixels_wide, pixels_high;
  rsvg_handle_set_dpi(h, 96);
  rsvg_handle_get_intrinsic_dimensions(h, &has_width, &w, &has_height, &t, &has_box, &box);
  bool own = rsvg_handle_get_intrinsic_size_in_pixels(h, &pixels_wide, &pixels_high);
  g_object_unref(h);
  *width = own ? pixels_wide * 0.75 : has_box ? box.width * 0.75 : 0;          /* CSS: 96 pixels to the inch */
  *height = own ? pixels_high * 0.75 : has_box ? box.height * 0.75 : 0;
  if (*width >= 1 && *height >= 1 && *width <= 14400 && *height <= 14400) return true;
  DIAG_SAY(f->d, IMAGE_NO_SIZE, f->at, f->shown);
  return false;
}

bool svg_draw(const image *i, cairo_t *cr, double x, double y, double width, double height, const char **reason) {
  RsvgHandle *h = open_handle(i->bytes, i->length);
  RsvgRectangle place = { x, y, width, height };
  bool good = h && rsvg_handle_render_document(h, cr, &place, NULL);
  if (h) g_object_unref(h);
  if (!good) *reason = "librsvg";
  return good;
}
