/* text/: the only room that knows Pango: the fonts of fonts/, Danish hyphenation and no-break rules, shaping, line breaking.
 * For layout (measuring, lines) and pdf (glyphs). All lengths in points, y down. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H
#include <cairo.h>
#include "style/style.h"

typedef struct text_engine text_engine;
/* One engine a worker. Loads the faces of FOLDER/skrifter.yaml through a private fontconfig (no system font leaks in) and the hyphenation
 * patterns and word lists. NULL: reported (a font package is missing: severity SYSTEM). One engine at a time in a process; a child after fork may
 * go on with its parent's. d is borrowed for as long as the engine lives. */
text_engine *text_open(diag *d, const char *fonts_folder, const char *shown);
void text_report_to(text_engine *t, diag *d);    /* from now on missing glyphs are told to d: one engine for many jobs */
void text_close(text_engine *t);                 /* frees fontconfig's statics too. Its faces and glyph runs end with it: layout_results first */

/* A face ready to shape; borrowed from the engine; one pointer for equal face_styles. NULL: the family is not in fonts/ (reported at face->at). */
typedef struct text_face text_face;
const text_face *text_face_open(text_engine *t, const face_style *face);
double text_tracking(const text_face *f);                           /* extra letter space, points */
double text_ascent(const text_face *f);
double text_descent(const text_face *f);
double text_x_height(const text_face *f);
double text_cap_height(const text_face *f);

/* How well a hyphen stands at a place, inside a word's part: a joint of a compound ("ramme-aftale"), elsewhere with letters enough on both sides, too near
 * an edge of its part on one side ("ram-meaftale": the eye reads "meaftale"), or on both ("fo-kusområde"). */
typedef enum hyphen_kind { HYPHEN_NONE, HYPHEN_INSIDE, HYPHEN_JOINT, HYPHEN_POOR, HYPHEN_POOREST, HYPHEN_KINDS } hyphen_kind;
/* A break that hyphenation made: the word with a "-" there, and where its run of text stands in the content. */
typedef struct word_break { const char *word; span at; hyphen_kind kind; } word_break;
/* A shaped piece of one face: shaped once a run of the program, cached by (face, text), never changed. */
typedef struct glyph_run {
  const text_face *face;
  const char *utf8; int utf8_length;             /* what a reader copies: U+00A0 is a blank, U+2011 a hyphen, signs without ink are gone; a break hyphen is U+00AD */
  const cairo_glyph_t *glyphs; int glyph_count;  /* x from 0 at the baseline */
  const cairo_text_cluster_t *clusters; int cluster_count; cairo_text_cluster_flags_t flags;
  double width;                                  /* of a line's last piece: without the blank that stands at its end for the reader's sake */
  bool hyphenated;                               /* ends in a break hyphen */
  const word_break *broken;                      /* of a line that ends so: which word; else NULL */
} glyph_run;
/* Shapes text whole (no breaking): for cells, heads, feet, labels. at: for the diagnostic of a missing glyph; SPAN_NONE: only measured, not
 * reported. Lives as long as the engine; one pointer for equal texts. */
const glyph_run *text_shape(text_engine *t, const text_face *f, const char *utf8, int length, span at);
cairo_scaled_font_t *text_scaled_font(const text_face *f);       /* for pdf/: what the glyphs are numbered in */

/* ---- paragraphs: runs in, items out, a breaker between ---- */
/* A line feed (or U+2028) in a run's text is a forced break. U+00AD is a place for a hyphen: the only ones in its word. */
typedef struct text_run { const char *text; int length; const text_face *face; color ink; double rise; bool no_break; bool underline; int owner; span at; const char *lang; } text_run;
/* owner: the caller's number (which inline). lang: NULL = Danish; other languages are not hyphenated. */
typedef enum item_kind { TEXT_BOX, TEXT_GLUE, TEXT_PENALTY, TEXT_BREAK } item_kind;   /* as Knuth and Plass 1981: box, glue, penalty; BREAK = forced */
typedef struct text_item {
  uint8_t kind;
  uint8_t hyphen;            /* PENALTY: hyphen_kind; HYPHEN_NONE = break without hyphen (after "/" or "-") */
  bool held;                 /* PENALTY: text_hold_word was asked for it */
  uint32_t run;
  int32_t from, to;          /* BOX, GLUE: bytes of the paragraph's text */
  double width;              /* BOX, GLUE: natural; PENALTY: of the hyphen when broken here */
} text_item;
/* text: the runs one after the other, cleaned (see glyph_run.utf8). min_width: of the widest piece that cannot be broken, max_width: of one line. */
typedef struct text_para { text_engine *engine; const text_run *runs; int run_count; const char *text; text_item *items; int count; double min_width, max_width; } text_para;
/* No-break rules, then itemisation, shaping and hyphenation. The runs are kept by pointer: they live as long as the paragraph. */
text_para *text_para_make(arena *a, text_engine *t, const text_run *runs, int count, bool hyphenate);
/* Items [first, last); the break (glue, penalty, forced) is at last. from, to: the line's bytes of the paragraph's text; they differ from the
 * items' edges only where an overlong word is broken between its characters: then two lines share an item. */
typedef struct text_line { int first, last; int32_t from, to; double width; bool hyphenated, last_of_para; double give; } text_line;
/* even: lines of like length, as many as without it (titles). give: running text, whose blanks are a little wider or narrower from line to line, so
 * that the edge is less ragged: text_line.give is what a line's blanks are widened by, as a share of their width. Never both. */
typedef struct text_measure { double width, first_indent; bool even, give; } text_measure;
#define TEXT_BLANK_WIDER 0.18        /* limits of text_line.give */
#define TEXT_BLANK_NARROWER 0.10
/* Total fit over the whole paragraph (Knuth and Plass 1981), for ragged right. A word wider than the line is broken between characters
 * (warning TEXT_UNBREAKABLE at its span). Linear in the length of the text. Returns the number of lines (0 for a paragraph without text);
 * *lines in the arena. */
int text_break_lines(arena *a, diag *d, const text_para *p, text_measure m, text_line **lines);
/* The word that a line divides at this item stays whole from now on, wherever the measure leaves a choice. */
void text_hold_word(text_para *p, int item);
/* The runs of one line, left to right, x from 0: one piece per (run, unbroken stretch). */
typedef struct line_piece { const glyph_run *glyphs; double x; double rise; color ink; bool underline; int owner; } line_piece;
int text_line_pieces(arena *a, const text_para *p, const text_line *line, line_piece **pieces);

/* Every break of one word, for proofreading and tests: "til-buds-over-sigt". Result in the arena. */
char *text_hyphenate(arena *a, text_engine *t, const char *word);
/* Whether the lists of fonts/ hold the word or every part of it. */
bool text_word_known(text_engine *t, const char *word);
/* Danish no-break rules on a text: blanks become U+00A0, U+2060 put in. Idempotent. Result in the arena (or s itself). */
const char *text_no_break(arena *a, const char *s);
#endif
