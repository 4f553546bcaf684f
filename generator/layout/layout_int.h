/* Inside layout/ only (tables: table_int.h; painting: paint_int.h). The way of a document through the room:
 *   blocks -> flow (flow.c, flow_figure.c, inline.c, list.c, table.c: operations in reading order, structure elements made here)
 *          -> galley (galley.c, container.c, keep.c: one endless column of atoms - lines, rows, figures - with spaces, frames and keeps)
 *          -> page plans (page.c, note.c: which atoms on which page; repeated until page references stand still)
 *          -> items (paint.c, frame.c, para.c, table_paint.c, running.c).
 * All lengths in points, y down. */
#ifndef LAYOUT_LAYOUT_INT_H
#define LAYOUT_LAYOUT_INT_H
#include "layout/layout.h"

typedef struct lay lay;
typedef struct para para;
typedef struct flow flow;
typedef struct galley galley;
typedef struct table_set table_set;
typedef struct note note;
typedef struct side_set side_set;          /* side.c */
typedef struct side_use side_use;

/* ---- places that are referred to: blocks with an anchor, and headings ---- */
typedef struct anchor {
  const char *name;              /* destination */
  int page;                      /* index, from the latest pass; -1 = not placed yet */
  const char *title;             /* heading: plain text; else NULL */
  const char *number;            /* heading: "2.1", where the layout numbers it; NULL */
  int level, depth;              /* heading: level in the content, 1.., and depth among the listed headings, 1.. */
  bool listed;                   /* stands in contents and bookmarks */
  bool used;                     /* an operation of the flow has it */
  const char *part;              /* title of the part it stands in; NULL */
  struct anchor *next;           /* at the same atom */
} anchor;

/* ---- paragraphs ---- */
typedef struct link_target { tag_element *owner; const char *url, *dest, *contents; } link_target;
typedef struct run_owner { tag_element *tag; const link_target *link; } run_owner;     /* what text_run.owner counts */
typedef struct page_ref { int run; const anchor *to; const char *shown; } page_ref;
typedef struct note_ref { int run, line; note *n; } note_ref;
typedef struct cell_line { line_piece *pieces; int count; double width; } cell_line;      /* a line painted as it is: of a cell, or on many pages */
struct para {
  const block_style *style;
  const text_face *face;         /* of the style: gives the baseline's place in the line */
  double leading, first_indent;
  text_align align;
  bool hyphenate, even;          /* even: lines of like length */
  span at;
  text_run *runs; int run_count;
  run_owner *owners;
  LIST(page_ref) page_refs;
  LIST(note_ref) note_refs;
  struct contents_line *contents;     /* a line of the table of contents */
  text_para *shaped;             /* NULL: to be made (again) */
  double width;                  /* the lines are broken for this */
  text_line *lines; int line_count;
  cell_line *kept;               /* glyphs of lines that are painted on many pages */
};

/* ---- flow: what a document consists of, in reading order. Flat, so that a galley may begin anywhere and no depth of lists can
 * exhaust the stack ---- */
typedef enum flow_kind { FLOW_OPEN, FLOW_CLOSE, FLOW_PARA, FLOW_TABLE, FLOW_FIGURE, FLOW_COLUMNS, FLOW_CONTENTS, FLOW_SIDE } flow_kind;
typedef struct item_label {      /* "•", "2.", a note's mark: hangs at the left of an item's first line */
  const glyph_run *run; const block_style *style; const text_face *face; color ink;
  double hang, x;                /* from label to text; where it begins, from the galley's left */
  tag_element *owner; struct item_label *next;
  const link_target *link;       /* a note's mark leads back to the text; NULL */
} item_label;
typedef struct flow_op {
  uint8_t kind;
  bool keep_next, keep_previous; /* stays with what follows, with what stands before */
  bool new_page;                 /* OPEN: begins a page, whatever its style says */
  double floats;                 /* OPEN, CLOSE: round what may give way to the text behind it, if no taller than this share of the page; 0 = none */
  bool turns;                    /* a table too wide for an upright page, and what leads to it, begins here */
  const block_style *style;      /* NULL: a container without any look */
  struct anchor *anchor;
  item_label *label;             /* OPEN of a list item */
  const struct block *single;    /* OPEN: meant for one page */
  void *what;                    /* para, table_set, figure_set, columns_set, contents_set, side_set: of the operations after it; OPEN: para, the label repeated on a new page; NULL */
} flow_op;
struct flow { LIST(flow_op) ops; };

typedef struct columns_set { const block_style *style; int count; flow *column; } columns_set;
typedef struct contents_line {
  para *text; int depth; const anchor *to; const block_style *style; tag_element *owner; link_target link;
  double room;                   /* kept free at the right for leader and number */
} contents_line;
typedef struct contents_set { int levels, lists; tag_element *tag; LIST(contents_line *) lines; } contents_set;

/* ---- figures ---- */
typedef struct figure_set {
  const block *b; tag_element *tag;
  const grid_picture *data;      /* NULL: not of a table */
  double width, height;          /* set for this width */
  const scene *scene;
} figure_set;

/* ---- galleys ---- */
typedef enum atom_kind { ATOM_LINE, ATOM_BLANK /* a line to write on */, ATOM_HEAD, ATOM_ROW, ATOM_FIGURE, ATOM_COLUMNS } atom_kind;
/* How much it costs to break the page before an atom: the least is taken when nothing free is left. KEEP_WHOLE is added to the three below it
 * inside a block that is kept together. */
enum { KEEP_NONE, KEEP_WISH, KEEP_LINES, KEEP_WHOLE, KEEP_NEXT = 6, KEEP_LEVELS };
typedef struct frame {
  struct frame *parent;
  int first, last;               /* atoms [first, last) */
  double x, width;               /* outer edges */
  double open_first, open_again, close_last, close_cut;    /* height above the first atom at its beginning and on a new page; below the last … */
  const block_style *style;      /* a box; NULL: a table's rows */
  table_set *table;
  para *again; double again_x;   /* a box: its label, repeated where a page cuts it; NULL */
  int piece;                     /* while it is walked */
} frame;
typedef struct note_use { note *n; bool beside; struct note_use *next; } note_use;       /* beside: its mark stands in the side column */
typedef struct atom {
  uint8_t kind, keep;
  int32_t index, from, to;       /* LINE: index; ROW: index, lines [from, to), to 0 = whole; COLUMNS: slice */
  double x, width, space, height;/* space: above, unless the atom begins a page */
  bool spans, on_grid;           /* over all columns; a line of body text */
  double top;                    /* at least this far below the page's upper edge; 0 = anywhere */
  frame *frame;                  /* innermost */
  void *what;
  anchor *anchors; item_label *labels; note_use *notes; side_use *sides;
} atom;
typedef struct float_group { int first, last; double after, without; } float_group;      /* atoms [first, last); space below; above what follows, were it not there */
/* single: what is meant for one page, the first of the galley; NULL = nothing. page_top: the first page's margin, 0 = apart; note_width: of its footnotes, which may go on over pages of another measure. */
/* full: the measure over all columns; grid: step of the baseline grid; side: width of the side column; 0 = none. */
struct galley { LIST(atom) atoms; LIST(frame *) frames; LIST(float_group) floats; size_t float_at; double full, grid, side, width, page_height, page_top, note_width; const block *single; };
typedef struct columns_slice { int count; galley **column; int *first, *last; double x_step; } columns_slice;

/* Where a flow's setting has got to; open containers stay open over galleys. */
typedef struct container { const flow_op *op; double left, right, x, width; frame *outer; int first; double space; bool framed, item, spans; int items, item_first, item_lines; } container;   /* items: of a list, so far; its latest one */
typedef struct setter {
  lay *l; const flow *f; galley *g;
  size_t at;                     /* next operation */
  bool pages, turn;              /* page breaks and masters are heeded; what comes next begins a page */
  bool wide, upright;            /* these pages lie on their side; the wide table is over, what follows stands upright again */
  LIST(container) open;
  double x, width;               /* inside the innermost container */
  frame *box;
  double space, top; bool box_top;     /* space that waits, place on the page asked for; nothing stands in the box yet */
  int spanning;                  /* open containers and texts that go over all columns */
  double past; float_group *after_float;       /* behind a float: the space, were it not there; NULL = something stands there already */
  int keep, soft;                /* cost before the next atom; atoms still to be kept softly after a heading */
  anchor *anchors, **anchors_end; item_label *labels;
  side_use *sides;               /* wait for an atom */
} setter;

/* ---- footnotes ---- */
/* id, mark: destinations, the note itself and the line of its mark; mark NULL: the note has no text that one could be led to. */
struct note { const footnote *source; const char *id, *mark; tag_element *tag; flow flow; galley *set; double height; };   /* set: in the latest pass; height: with the space after */
typedef struct note_piece { note *n; int first, last; } note_piece;

/* ---- pages ---- */
typedef struct page_part { int first, last; double x, y; } page_part;       /* from the text area's corner */
typedef struct side_piece { galley *g; double x, y; } side_piece;          /* on the page */
typedef struct page_plan { LIST(page_part) parts;      /* of a page with columns */
  LIST(side_piece) sides;
  const page_master *master; const galley *g; int first, last; LIST(note_piece) notes; double notes_height; bool blank, forced; } page_plan;      /* blank: only there so that the next is a right one */

/* ---- the job ---- */
typedef struct counted { int lists; const anchor *to; } counted;     /* lists: as block.lists */
/* What the documents of one file share. */
typedef struct volume {
  LIST(lay *) parts;
  LIST(anchor *) headings;       /* of all, in reading order */
  int role_levels[8], role_depth;          /* open headings' levels: no level of H1..H6 is skipped */
  int listed_levels[8], listed_depth;
  LIST(counted) counted;         /* tables and figures with a number, in reading order */
  size_t tables, notes;          /* given an id so far */
  size_t pages;                  /* of the latest pass */
} volume;
/* One document of it, with its own styles and pages. */
struct lay {
  volume *all;
  flow body;
  int first_page;                /* pages of the file before its own, in the latest pass */
  arena *a;                      /* the file's: result, flow, shapes */
  arena *pass;                   /* of the latest pass: galleys and plans */
  diag *d; text_engine *t; const style_sheet *s; const agreement *m; const document *doc; const grid_set *grids;
  layout_result *r; tag_tree *tags;
  const text_face *fallback;     /* used when a family is missing; NULL: no text at all can be set */
  GHashTable *anchors;           /* name -> anchor; lookup only */
  GHashTable *notes;             /* footnote -> note; lookup only */
  GHashTable *numbers;           /* heading -> its number; lookup only */
  LIST(anchor *) headings;       /* in reading order */
  LIST(para *) referring;        /* paragraphs that print page numbers */
  LIST(contents_set *) contents;
  LIST(page_plan *) plans;
  LIST(table_set *) tables;
  LIST(note *) note_list;
  LIST(side_set *) sides;        /* in reading order */
  bool sides_moved; int side_tries;           /* one had no room in this pass; passes that had such */
  const page_master *master;     /* of the latest operation of the flow */
  bool boxes;                    /* what was decided is drawn over the pages */
};

/* layout.c */
const text_face *lay_face(lay *l, const face_style *f);             /* never NULL once text can be set */
const char *lay_word(const lay *l, const char *key);                /* style_string */
const glyph_run *lay_shape(lay *l, const block_style *b, const face_style *f, const char *text, span at);     /* capitals where the face wants them */
const char *lay_case(lay *l, const face_style *f, const char *text);
double lay_baseline(const text_face *f, double leading);            /* from a line's top */
anchor *lay_anchor(lay *l, const char *name);                       /* NULL when the document has no such */
/* A face of a mark beside text of another: no larger than `most` of the text's size. */
const face_style *lay_mark(lay *l, const block_style *mark, const face_style *text, double most);
const glyph_run *lay_fit(lay *l, const text_face *f, const char *text, double width, span at);   /* shortened with an ellipsis */

/* flow.c, list.c */
/* look: of paragraphs, whatever their own (footnotes). inset: what the containers around take of the page's measure; cap: the most they leave,
 * 0 = no limit. apart: in a box, a column or a note, where no page can begin. */
typedef struct flow_context {
  tag_element *parent; const char *lang, *part; const block_style *look;
  double inset, cap; bool apart;
} flow_context;
flow_context flow_inside(flow_context c, const block_style *b, double hang);      /* inside a container with this look */
double flow_room(const lay *l, flow_context c);
void flow_blocks(lay *l, flow *f, const block *first, flow_context c);
flow_op *flow_add(lay *l, flow *f, flow_kind kind, const block_style *style);
flow_op *flow_open(lay *l, flow *f, const block *b, const block_style *style);
tag_element *flow_tag(lay *l, const block *b, tag_element *parent, tag_role role);
const block_style *flow_style(const lay *l, const char *name);      /* NULL when the layout has none: a container takes no look from the body */
void flow_list(lay *l, flow *f, const block *b, flow_context c);
const block *block_next(const block *body, const block *b);         /* in reading order; NULL at the end */
void flow_anchors(lay *l, const block *body);
anchor *flow_place(lay *l, const char *name);
anchor *flow_anchor(lay *l, const char *name);                      /* for the first operation that asks; NULL for all others */

/* numbers.c */
void numbers_give(lay *l);                                          /* anchors are there */
const char *number_of(const lay *l, const block *heading);          /* "2.1"; NULL: it has none */

/* inline.c */
para *para_from_inlines(lay *l, const block_style *style, const inl *text, tag_element *owner, const char *lang, span at);
para *para_from_text(lay *l, const block_style *style, const face_style *face, color ink, const char *text, tag_element *owner, span at);
bool para_refresh(lay *l, bool renew);                              /* page references; true when one has changed */

/* para.c */
int para_set(lay *l, para *p, double width, bool running);          /* number of lines. running: not in a cell; its blanks may give */
double para_min_width(lay *l, para *p);
double para_max_width(lay *l, para *p);
double para_line_x(const para *p, int line, double width);
note_use *para_notes(lay *l, const para *p, int line);

/* galley.c */
void galley_start(setter *s, lay *l, const flow *f, bool pages);
/* Sets operations into a fresh galley until the flow ends or a page break. False: nothing was left. */
bool galley_next(setter *s, galley *g, double width, double page_height);
galley *galley_whole(lay *l, const flow *f, double width, double page_height);
atom *galley_atom(setter *s, atom_kind kind, void *what, double height);
/* A paragraph with its style's spaces, indents and frame. */
void galley_text(setter *s, const block_style *b, para *p, bool keep_next, bool keep_previous);
void galley_space(setter *s, double space);
double galley_room(const setter *s);
bool span_begin(setter *s, const block_style *b);
double columns_width(const columns_set *set, double room);           /* of one */
void columns_galley(setter *s, const columns_set *set);
/* What the next galley asks of its first page. master: NULL = none; right: an odd number; turns: it begins with what leads to a wide table. */
typedef struct page_wish { const char *master; bool right, turns; } page_wish;
page_wish galley_wish(const setter *s);
frame *galley_frame(setter *s, const block_style *style, table_set *table);
void galley_frame_end(setter *s, frame *f);

/* Width inside limits of the style: its indents and its greatest width. */
double galley_inside(const setter *s, const block_style *b);
bool galley_holds(const setter *s, const block_style *b);           /* stands in a container of this look */
void galley_begin(setter *s, const block_style *b);

/* container.c */
void container_open(setter *s, const flow_op *op);
void container_close(setter *s, const flow_op *op);
void containers_again(setter *s);                                   /* those that stay open over a page break get the new galley's measure */

/* keep.c */
void keep_whole(galley *g, int first, int last);
void keep_edges(galley *g, int first, int last, int above, int below);
void keep_box(setter *s, const block_style *b, int first);
void keep_next(setter *s, bool keep);
int keep_line(const para *p, int line);                             /* of a break before it */
void keep_wish(setter *s, int index);

/* frame.c: walking a galley; boxes */
typedef struct frame_piece { const frame *f; double top, bottom; bool again, cut; } frame_piece;
typedef struct walk { const galley *g; double y; frame *open; arena *a; LIST(frame_piece) pieces; bool record; } walk;
double walk_to(walk *w, int index, bool first);                     /* top of the atom; the caller adds its height to w->y */
double walk_close(const walk *w, int end);                          /* height down to the outermost frame's foot if the page ends before atom `end` */
void walk_end(walk *w, int end);
double galley_extent(const galley *g, int first, int last, double enough);    /* height; may stop when more than enough */
bool frame_wanted(const block_style *b);
void frame_measure(frame *f);

/* page.c, note.c */
double page_measure(const lay *l, const page_master *m);            /* the least of the pages that a text beginning on m can run over */
double page_column(const lay *l, const page_master *m);             /* the same, of one column */
const page_master *page_first(const lay *l);
const page_master *page_wide(const lay *l);                         /* for tables too wide for an upright page; NULL */
void pages_fill(lay *l, const flow *body);
double master_height(const page_master *m);                           /* between the margins */
bool turns_mend(lay *l);                                            /* turns.c; true when a paragraph was changed and the pages must be planned again */
void anchors_place(const galley *g, int first, int last, int index);
void pages_report(const lay *l);                                    /* what is meant for one page and takes more */
/* Room on a page. reserved: for notes that wait; note_limit: most that the notes of one atom can claim, 0 = none count; note_space: once a page,
 * above the first. */
typedef struct page_room { double height, reserved, note_limit, note_space; } page_room;
typedef struct page_cut { int last; double used; } page_cut;        /* last > from; used: height, the notes' too */
page_cut galley_break(const galley *g, int from, int to, const page_room *room);    /* of atoms [from, to), what goes on one page */
void note_set(lay *l, note *n, double width);
double note_gap(const lay *l);
double note_between(const lay *l);
typedef struct note_queue { LIST(note_piece) waiting; size_t head; } note_queue;
double note_waiting(const note_queue *q);
double note_goes_on(const lay *l, const note_piece *first);          /* height of "(fortsat)" above the first note of a page; 0 = it begins here */
double note_top(const lay *l, const note_queue *q);                 /* from the text to the first that waits */
void note_collect(lay *l, note_queue *q, const galley *g, int first, int last);
void note_place(lay *l, note_queue *q, page_plan *p, double height, bool force);
note *note_new(lay *l, const footnote *source);                     /* NULL: it has been made */
void note_fill(lay *l, note *n, tag_element *parent);

/* side.c */
/* Around the operations of a block: NULL when it stands in the text. c: inside the side column. */
side_set *side_begin(lay *l, flow *f, const block_style *style, flow_context *c);
void side_end(const flow *f, side_set *set);
bool side_galley(setter *s, side_set *set);                         /* false: its operations are set in the text */
void side_hang(setter *s, atom *on);                                /* what waits */
void side_finish(setter *s);                                        /* of a galley */
void side_anchors(const atom *a, int index);
void sides_place(lay *l, page_plan *plan);
bool sides_moved(lay *l);                                           /* some went into the text: the pages must be planned again */

/* strips.c, net.c */
page_cut strips_fill(lay *l, page_plan *p, const galley *g, int from, const page_room *room);      /* used: without the notes */
bool grid_wanted(const setter *s, const para *p);
double grid_snap(const galley *g, double y);

/* float.c */
double float_share(const lay *l, const block *b, flow_context c);   /* flow_op.floats of a figure or a table */
void float_open(setter *s, container *c);
void float_close(setter *s, const container *c);
page_cut float_place(galley *g, int from, const page_room *room, page_cut cut);     /* a better end of the page, floats moved behind it */

/* flow_figure.c */
void flow_table(lay *l, flow *f, const block *b, flow_context c);
void flow_figure(lay *l, flow *f, const block *b, flow_context c);
void flow_contents(lay *l, flow *f, const block *b, flow_context c);

/* contents.c, figure.c */
void contents_fill(lay *l);
const anchor *contents_title(anchor *const *headings, size_t count);       /* NULL: none */
void contents_galley(setter *s, contents_set *c);
void outline_fill(lay *l);
figure_set *figure_new(lay *l, const block *b, tag_element *parent);
void figure_measure(lay *l, figure_set *f, double width, double page_height);
#endif
