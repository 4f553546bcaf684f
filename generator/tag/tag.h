/* tag/: the structure tree (ISO 32000-1 14.7, ISO 14289-1). Made while the flow is built, so that reading order is free of painting order.
 * For layout (builds it) and pdf (writes it). */
#ifndef TAG_TAG_H
#define TAG_TAG_H
#include "diag/diag.h"

typedef enum tag_role {
  TAG_DOCUMENT, TAG_PART, TAG_SECT, TAG_DIV, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_P, TAG_L, TAG_LI, TAG_LBL, TAG_LBODY,
  TAG_BLOCKQUOTE, TAG_TOC, TAG_TOCI, TAG_REFERENCE, TAG_LINK, TAG_TABLE, TAG_CAPTION, TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_TR, TAG_TH, TAG_TD,
  TAG_FIGURE, TAG_NOTE, TAG_SPAN,
  TAG_TEXT            /* no element: a place for marks between element kids ("text before the link") */
} tag_role;
const char *tag_role_name(tag_role r);           /* "Document", "H1" … */

typedef enum tag_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH } tag_scope;
typedef enum tag_numbering { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL, NUMBERING_UPPER_ALPHA, NUMBERING_LOWER_ALPHA } tag_numbering;
typedef struct tag_mark { int32_t page, mcid; } tag_mark;
typedef struct tag_element tag_element;
/* Rarely used attributes stand apart, so that a table of 200,000 cells stays small. */
typedef struct tag_extra {
  const char *alt, *actual, *lang, *title, *id, *headers, *summary;   /* headers: ids with a blank between */
  const char *expansion;                                  /* what an abbreviation stands for: /E */
  uint16_t colspan, rowspan; uint8_t numbering; bool has_bbox; double bbox[4];   /* points, y down, of page bbox_page */ int bbox_page;
  LIST(int) annotations;                                  /* indices of link annotations of the document (pdf/ fills) */
} tag_extra;
struct tag_element {
  uint8_t role, scope;
  int32_t number;                                         /* order of making, from 0 (-1: TAG_TEXT); after tag_prune: order of reading, without gaps */
  tag_element *parent, *first, *last, *next;
  tag_mark mark; bool marked;                             /* the first mark … */
  LIST(tag_mark) more;                                    /* … and the rest */
  tag_extra *extra;
};
typedef struct tag_tree { arena *arena; tag_element *root; int32_t count; } tag_tree;   /* root: TAG_DOCUMENT; count leaves TAG_TEXT out */
tag_tree *tag_tree_new(arena *a);
tag_element *tag_add(tag_tree *t, tag_element *parent, tag_role role);
tag_extra *tag_extra_of(tag_tree *t, tag_element *e);    /* made when first asked for */
void tag_mark_add(tag_tree *t, tag_element *e, int page, int mcid);
/* Drops elements that hold nothing (no marks, no kids, no annotation), but never a TH or TD: a row keeps its cells. Then numbers the rest in
 * reading order. Call after painting is planned. */
void tag_prune(tag_tree *t);
/* Own checks (ISO 14289-1 7.2-7.10, ISO 32000-1 14.8.4): heading levels, parts of lists, tables and contents in their places, TH with scope,
 * Figure with alt, Note with id, ids unique, headers known, no mark twice. False: an own fault (English text in *what, in the tree's arena). */
bool tag_check(const tag_tree *t, const char **what);
void tag_dump(const tag_tree *t, GString *out);
#endif
