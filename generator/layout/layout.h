/* layout/: blocks and grids become pages: items at fixed places, each owned by a structure element or an artifact.
 * For pdf (reads the pages) and cli. Every position of the product is decided here. Points, origin top left, y down. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H
#include "image/image.h"
#include "model/model.h"
#include "picture/picture.h"
#include "style/style.h"
#include "table/table.h"
#include "tag/tag.h"
#include "text/text.h"

typedef enum artifact_kind { ARTIFACT_NONE, ARTIFACT_LAYOUT, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_PAGINATION, ARTIFACT_BACKGROUND } artifact_kind;
typedef enum page_item_kind { ITEM_GLYPHS, ITEM_RECT, ITEM_RULES, ITEM_PATH, ITEM_IMAGE } page_item_kind;
typedef struct rule_line { double x, y, width, height; } rule_line;     /* filled rectangles, one path for all */
/* Items are painted in order. owner NULL: artifact says what it is. */
typedef struct page_item {
  uint8_t kind, artifact;
  tag_element *owner;
  color ink;
  union {
    struct { const glyph_run *run; double x, y; bool underline; } glyphs;            /* x, y: baseline */
    struct { double x, y, width, height, radius; } rect;                             /* filled */
    struct { const rule_line *lines; int count; } rules;                             /* filled */
    struct { const image *image; double x, y, width, height; } image;
    struct { const path_step *steps; int count; double stroke; } path;               /* stroke width, 0 = filled */
  };
} page_item;
typedef struct page_link { tag_element *owner; rule_line *areas; int count; const char *url, *dest, *contents; } page_link;   /* url or dest (a destination's name) */
typedef struct page_dest { const char *name; double x, y; } page_dest;
typedef struct page { double width, height; const char *label, *master; bool forced;   /* a page break was asked for before it */
  LIST(page_item) items; LIST(page_link) links; LIST(page_dest) dests; } page;
typedef struct outline { const char *title, *dest; int level; } outline;   /* level 1..; in order */
typedef struct doc_info { const char *title, *author, *subject, *keywords, *lang; date created; } doc_info;
typedef struct layout_result {
  LIST(page *) pages;
  LIST(outline) outlines;
  tag_tree *tags;
  doc_info info;
} layout_result;
/* Lays a document out. Never fails on content: what cannot be set well is set as well as may be, with a warning at its span.
 * All in arena a. text_engine's diagnostics (missing glyphs) go to d. */
layout_result *layout_document(arena *a, diag *d, text_engine *t, const style_sheet *s, const agreement *m, const document *doc, const grid_set *grids);
/* The same, with what was decided drawn over the pages as artifacts: the field for text, lines, rows, figures, boxes. */
layout_result *layout_document_boxes(arena *a, diag *d, text_engine *t, const style_sheet *s, const agreement *m, const document *doc, const grid_set *grids);
/* Several documents as one file: each with its own sheet, on pages of its own, numbered through; a Part each but for the first, which is the frame with
 * the one H1. References find a place in any of them by its name. count >= 1. */
typedef struct layout_part { const document *doc; const style_sheet *sheet; const grid_set *grids; } layout_part;
layout_result *layout_collection(arena *a, diag *d, text_engine *t, const agreement *m, const layout_part *parts, size_t count);
void layout_dump(const layout_result *r, GString *out);    /* frames: page, item, place, text */
#endif
