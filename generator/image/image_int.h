/* Inside image/ only. */
#ifndef IMAGE_IMAGE_INT_H
#define IMAGE_IMAGE_INT_H
#include "image/image.h"

#include <cairo.h>

typedef struct image_file { arena *a; diag *d; const char *shown, *bytes; size_t length; span at; } image_file;
/* svg_check.c: whether the drawing holds only what can be drawn the same way everywhere; reports the first thing that cannot. */
bool svg_check(const image_file *f);
/* svg.c, png.c: the size in points. False: reported. */
bool svg_size(const image_file *f, double *width, double *height);
bool svg_draw(const image *i, cairo_t *cr, double x, double y, double width, double height, const char **reason);
bool png_size(const image_file *f, double *width, double *height);
bool png_draw(const image *i, cairo_t *cr, double x, double y, double width, double height, const char **reason);
#endif
