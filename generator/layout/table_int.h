/* Inside layout/ only: tables on pages. A grid becomes one table or several bands of its columns (table.c, table_band.c, table_plan.c), its columns
 * get widths (table_measure.c, table_width.c), its cells lines (table_cell.c), its rows atoms of a galley (table_rows.c, table_again.c). */
#ifndef LAYOUT_TABLE_INT_H
#define LAYOUT_TABLE_INT_H
#include "layout/layout_int.h"

typedef struct cell_text { para *p; cell_line *lines; int count; } cell_text;      /* a wrapped cell; p: one with elements or links inside */
typedef struct cell_set { const glyph_run *run; cell_text *text; } cell_set;                /* one line, or wrapped */
typedef struct column_set {
  const grid_column *g;
  double x, width;               /* cell's edges from the table's left */
  double natural, soft, hard;    /* text widths: on one line; widest word; widest piece of a word */
  double want, least;            /* of these, or by a wished share */
  double brief;                  /* the widest cell of a few words only, on one line: "ikke oplyst", "Niveau 1" */
  double gap;                    /* besides the padding, at the right: between figures and a text that follows */
  double before, after;          /* figures: widest part before and from the comma, mark of a note included */
  bool numeric;
  int over;                      /* index of its spanning header; -1 = none */
  GHashTable *wrapped;           /* run -> cell_text; lookup only */
  tag_element *th;
} column_set;
typedef struct over_set { int first, last; para *text; tag_element *th; } over_set;      /* columns [first, last) */
/* A table, or a band of its columns. Columns count within the band; `of` says which of the grid's they are. */
struct table_set {
  const grid *g; const block_style *block;       /* block: spaces around the whole; NULL */
  table_set *next;               /* the band after this one; NULL */
  size_t columns; const size_t *of;
  size_t number, band;           /* of the table in the document, 1..; of the band, 0.. */
  tag_element *tag, *caption_tag;
  tag_element **tr;              /* by row */
  para *caption, **header, **notes;
  over_set *overs; int over_count, note_count;
  const char *caption_again;     /* "Takster (fortsat)" */
  const glyph_run *goes_on;      /* "fortsættes" */
  const text_face *texts[4], *figures[4];        /* by row_kind */
  const glyph_run **marks;       /* of notes, raised */
  const text_face *mark_face;
  column_set *column; cell_set *cell; double *row_height;
  bool measured, words, pieces;  /* what is known of the columns' widths */
  bool shares, pressed;          /* pressed: too wide for the page, words are broken anywhere */
  bool *told;                    /* of all bands: that it is pressed */
  bool full, wide;               /* as wide as the page's text, whatever it stands in; on pages that lie on their side */
  double width, pad;             /* set for this width; padding at the sides of cells */
  double head_over, head_height; /* of the spanning headers; of the whole header */
  double again_caption, again_head, carry_height;      /* heights on a new page; again_head 0: the header is too tall to be repeated */
  int32_t *opens;                /* by row: the row of the group that it stands in, -1 = none; NULL: no groups */
};

/* table.c, table_tags.c, table_plan.c, table_band.c */
/* A table's bands, linked by next; NULL: there is no such grid. */
table_set *table_new(lay *l, const block *b, flow_context c);
const block_style *table_style_of(const lay *l, row_kind kind);
void table_columns(lay *l, table_set *t);                           /* column sets and spanning headers for t->of */
void table_header(lay *l, table_set *t);
void table_cell_make(lay *l, table_set *t, size_t row, size_t column, tag_element *e);
size_t table_row_header(const grid *g);                             /* column; g->columns = none */
/* Columns from the left that one cell of the row takes: all in a row of a group, those of the label in a sum; else 1. */
size_t table_span(const table_set *t, size_t row);
const grid_cell *table_cell(const table_set *t, size_t row, size_t column);         /* column 0: the spanning cell's, if there is one */
void table_ids(lay *l, table_set *t);
void table_plan(lay *l, table_set *t, flow_context c);
double table_em(const lay *l);                                     /* size of the text of records */
double table_prose(const lay *l, const column_set *c);              /* least width of a column of prose; of others next to nothing */
double table_need(const lay *l, const column_set *c);               /* width of a column's text that can be read with ease; pieces are measured */
void table_divide(lay *l, table_set *t, size_t bands, const size_t *band_of);       /* band_of: by column; keys are in all */
size_t table_keys(const grid *g);                                   /* columns from the left that each band repeats */
/* table_width.c, table_measure.c, table_cell.c, table_rows.c */
bool table_is_figure(const table_set *t, size_t column, const grid_cell *c);
double table_fraction(lay *l, const table_set *t, size_t column, row_kind kind, const grid_cell *c);   /* from the comma on, a note's mark included */
void table_widths(lay *l, table_set *t, double width);
void table_release(table_set *t);
void table_measure(lay *l, table_set *t);
void table_measure_labels(lay *l, table_set *t);
void table_measure_words(lay *l, table_set *t);
void table_measure_pieces(lay *l, table_set *t);
void table_set_rows(lay *l, table_set *t);
void table_set_header(lay *l, table_set *t);
/* table_give.c: from what the columns want and need to their widths, without padding */
typedef struct widths { double room, want, least, hard; } widths;      /* sums of the columns' */
void table_give_wanted(table_set *t, const widths *w);
void table_give_least(table_set *t, const widths *w);
void table_give_hard(const lay *l, table_set *t, const widths *w, bool ease);
void table_press(table_set *t, const widths *w);
bool table_gap_after(const table_set *t, size_t column);             /* figures, and a text to the right of them */
double table_room(const table_set *t, size_t first, size_t last);   /* for text, from a column's left edge to another's right */
double table_cell_width(const table_set *t, size_t row, size_t column);             /* of a cell's text */
void table_galley(setter *s, table_set *t);
/* table_again.c */
void table_open_groups(lay *l, table_set *t);
void table_measure_again(setter *s, table_set *t, frame *f);
double table_again_groups(const table_set *t, const atom *first);   /* height of the open groups' names above a page's first row */
#endif
