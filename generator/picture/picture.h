/* picture/: what a picture shows becomes a scene: paths and set texts at places, for a given width. For layout, which puts scenes on pages.
 * Knows no page, no structure and no agreement. Points, origin top left, y down. */
#ifndef PICTURE_PICTURE_H
#define PICTURE_PICTURE_H
#include "model/model.h"
#include "style/style.h"
#include "table/table.h"
#include "text/text.h"

typedef enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } path_verb;
typedef struct path_step { uint8_t verb; double x[3], y[3]; } path_step;
typedef struct scene_shape { path_step *steps; int count; double stroke; color ink; } scene_shape;      /* stroke width, 0 = filled */
typedef struct scene_piece { const glyph_run *run; double x, y; color ink; } scene_piece;              /* x, y: baseline */
/* A text that stands together; its lines lie inside the box. */
typedef struct scene_label { double x, y, width, height; LIST(scene_piece) pieces; } scene_label;
typedef struct scene {
  double width, height;
  LIST(scene_shape) shapes;             /* painted in order, all below the labels */
  LIST(scene_label) labels;             /* in the order in which they are read */
  const image *image;                   /* fills the scene; NULL = none */
} scene;

/* data: of a picture of a table; else NULL. The scene is never wider than width (its labels wrap, words are broken when they must) and as high
 * as its texts ask; room: the height that pictures without texts of their own keep to. All in the arena. */
scene *picture_make(arena *a, diag *d, text_engine *t, const style_sheet *s, const figure *f, const grid_picture *data, double width, double room);
#endif
