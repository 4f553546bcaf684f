/* Inside picture/ only. A scene is drawn with a pen; every text is measured before its place is chosen, so that none lies over another. */
#ifndef PICTURE_PICTURE_INT_H
#define PICTURE_PICTURE_INT_H
#include "picture/picture.h"

typedef struct pen {
  arena *a; diag *d, *quiet; text_engine *t;                /* quiet: what is measured only is not reported */
  const figure_style *s; color paper, faint;       /* faint: lines that only guide the eye */
  const style_sheet *words; const block_style *text, *label;      /* words: that the layout gives; text, label: plain and strong */
  double gap, line;                     /* half a line; a line's height */
  span at;
  scene *out;
} pen;

/* ---- texts (words.c) ---- */
typedef struct words { text_para *para; text_line *lines; int count; const block_style *style; double width, height, leading; bool forced; } words;   /* width: of the widest line; forced: a word is broken between its letters */
words words_set(pen *p, const block_style *style, const char *text, double width);      /* wrapped to width */
double words_width(pen *p, const block_style *style, const char *text);                 /* on one line */
typedef enum side { SIDE_LEFT, SIDE_MIDDLE, SIDE_RIGHT } side;
/* x: left edge, middle or right edge of the text; y: its top. */
scene_label *words_put(pen *p, const words *w, double x, double y, side s, color ink);
scene_label *text_put(pen *p, const block_style *style, const char *text, double x, double y, side s);   /* one line */

/* ---- shapes (shapes.c) ---- */
typedef struct box { double x, y, width, height; } box;
void put_line(pen *p, double x1, double y1, double x2, double y2, double stroke, color ink);
void put_polygon(pen *p, const double (*corner)[2], int n, double stroke, color ink);   /* stroke 0: filled */
void put_box(pen *p, box b, double stroke, color ink);
void put_dots(pen *p, double x, double y, double radius, color ink);
/* A series' area: its pattern tells it from the others without colour. */
void put_pattern(pen *p, box b, size_t series);
color pattern_text_ink(const pen *p, size_t series);       /* for a text that stands in it; not set: it needs a ground of its own */
void put_marker(pen *p, double x, double y, size_t series);
/* Along n points; a point with y NAN is not there, and the line has a gap. */
void put_curve(pen *p, const double *x, const double *y, size_t n, size_t series);
void put_dashed(pen *p, double x1, double y1, double x2, double y2, double stroke, size_t dash, color ink);
color color_mixed(color a, color b, double part);          /* part of a, the rest of b */
color series_ink(const pen *p, size_t series);
enum { SERIES_MOST = 6 };

/* ---- scales (scale.c) ---- */
typedef struct scale { double low, high, step; int decimals, ticks; } scale;            /* tick i: low + i * step */
scale scale_for(double least, double most, bool from_zero, int wished);
const char *scale_text(pen *p, const scale *s, int tick);
double scale_at(const scale *s, double v, double from, double to);                  /* low at from, high at to */
/* Moves centres apart so that neighbours of these heights do not touch, inside [top, bottom]; each as near to its wish as can be. Order of wish is kept. */
void spread(double *centre, const double *height, size_t n, double top, double bottom);

/* ---- data ---- */
static inline const grid_cell *picture_cell(const grid_picture *q, size_t series, size_t point) { return q->cell[series * q->points + point]; }
static inline bool picture_known(const grid_picture *q, size_t series, size_t point) { return picture_cell(q, series, point)->kind == CELL_NUMBER; }
static inline double picture_value(const grid_picture *q, size_t series, size_t point) { return number_double(picture_cell(q, series, point)->num); }
typedef struct range { double least, most; bool any; } range;
range picture_range(const grid_picture *q);

/* ---- kinds: each fills p->out and its height ---- */
typedef struct drawing { pen *p; const figure *f; const grid_picture *q; double width, room; } drawing;
double head_put(const drawing *g, bool key);              /* measure and unit; key: swatches with the series' names. Gives the height, space below included */
void draw_bars(const drawing *g);                         /* upright where labels and figures fit, else lying */
bool bars_fit_upright(const drawing *g);
void draw_bars_upright(const drawing *g);
void draw_bars_lying(const drawing *g);
void draw_stacked(const drawing *g);
void draw_lines(const drawing *g);
void draw_slope(const drawing *g);
void draw_multiples(const drawing *g);
void draw_timeline(const drawing *g);
void draw_tree(const drawing *g);
void draw_triangle(const drawing *g);
#endif
