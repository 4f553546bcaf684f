/* Inside layout/ only: from page plans to what stands on the pages. */
#ifndef LAYOUT_PAINT_INT_H
#define LAYOUT_PAINT_INT_H
#include "layout/layout_int.h"

/* paint.c and its hands */
typedef struct open_link { const link_target *to; LIST(rule_line) areas; } open_link;
typedef struct painter {
  lay *l; page *page; int number;           /* number: page index */
  GArray *items;                            /* page_item; copied to the page when it is whole */
  LIST(open_link) links;
} painter;
void paint_document(lay *l);
void paint_glyphs(painter *p, const glyph_run *run, double x, double y, color ink, tag_element *owner, artifact_kind artifact);
void paint_rect(painter *p, double x, double y, double width, double height, double radius, color ink, artifact_kind artifact);
/* y: the line's top. artifact: painted again, owned by nothing. */
void paint_line(painter *p, para *t, int line, double x, double y, double width, artifact_kind artifact);
void paint_pieces(painter *p, const line_piece *pieces, int count, const run_owner *owners, tag_element *owner, artifact_kind artifact, double x, double baseline, const text_face *face);
void paint_box(painter *p, const frame_piece *f, double x, double y);
void paint_table_ground(painter *p, const frame_piece *f, const galley *g, int first, int last, const double *tops, double x, double y);
void paint_table_rules(painter *p, const frame_piece *f, const galley *g, int first, int last, const double *tops, double x, double y);
void paint_rules(painter *p, const rule_line *lines, size_t count, color ink);
void paint_path(painter *p, const path_step *steps, int count, double stroke, color ink, tag_element *owner);
void paint_table_header(painter *p, const table_set *t, double x, double y, artifact_kind artifact);
void paint_table_again(painter *p, const frame_piece *f, const atom *first, double x, double y);
void paint_table_goes_on(painter *p, const frame_piece *f, const atom *last, double x, double bottom);
void paint_table_atom(painter *p, const atom *a, double x, double y);
void paint_image(painter *p, const image *what, double x, double y, double width, double height, tag_element *owner, artifact_kind artifact);
void paint_link(painter *p, const link_target *to, double x, double top, double width, double height);
void paint_contents(painter *p, const contents_line *c, double x, double y, double width);
/* boxes.c */
void boxes_page(painter *p, const page_plan *plan);
void boxes_atoms(painter *p, const galley *g, int first, int last, const double *tops, double x);
void boxes_frame(painter *p, const frame_piece *f, double x, double y);
void paint_figure(painter *p, const figure_set *f, double x, double y);
void paint_running(painter *p, const page_plan *plan);
void paint_background(painter *p, const page_plan *plan);
#endif
