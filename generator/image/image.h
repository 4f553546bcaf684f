/* image/: drawings (.svg, by librsvg) and pictures (.png, by Cairo) that content and layouts bring along.
 * For model and style (opening, checking), layout (sizes) and pdf (painting). Nothing outside the file is ever loaded. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H
#include "diag/diag.h"

typedef struct image {
  const char *bytes; size_t length;
  bool svg;
  double width, height;      /* points: of a drawing its own size, else its viewBox; of a picture its pixels at 150 to the inch */
} image;
/* NULL: reported, at the file's own line where one is to blame, else at `at`. The bytes are kept in the arena. */
image *image_open(arena *a, diag *d, const char *path, const char *shown, span at);
/* Draws into the rectangle, in points. cr: a cairo_t of any surface. False: the library failed (reason: a static text). */
struct _cairo;
bool image_draw(const image *i, struct _cairo *cr, double x, double y, double width, double height, const char **reason);
#endif
