/* Inside load/ only. */
#ifndef LOAD_LOAD_INT_H
#define LOAD_LOAD_INT_H
#include <string.h>
#include "load/load.h"

/* ---- the text of a file, made clean: UTF-8, LF, no byte order mark, nothing libyaml's reader would refuse ---- */
typedef struct text_source {
  const char *s;                 /* NUL-terminated */
  uint32_t length, file, lines;
  const uint32_t *starts;        /* byte where each line begins; lines + 1 of them, the last one past the end */
  uint32_t cursor_line, cursor_col, cursor_at;   /* last mark asked for: marks come in order, so long lines stay cheap */
} text_source;

/* The file's bytes, NUL-terminated; NULL when it cannot be read or is larger than any content (reported). */
char *source_read(arena *a, diag *d, const char *path, const char *shown, size_t *length);
/* Cleans and registers; reports what had to be changed. NULL when it cannot be text (reported). */
text_source *source_open(arena *a, diag *d, const char *bytes, size_t length, const char *shown);
uint32_t source_byte(text_source *src, size_t line, size_t col);          /* from libyaml's marks (0-based, characters) */
uint32_t source_line_of(const text_source *src, uint32_t byte);           /* 0-based */
uint32_t source_line_end(const text_source *src, uint32_t line);          /* byte of the line's end, without the LF */
span source_span(const text_source *src, uint32_t from, uint32_t to);     /* len ends with the line of from; at least 1 */
uint32_t count_chars(const char *s, size_t bytes);
static inline size_t char_bytes(const char *s) { return (size_t)(unsigned char)g_utf8_skip[(unsigned char)*s]; }

/* ---- block scalars' lines ---- */
void place_block_lines(arena *a, node *n);      /* fills line_at, col_at, text_at of a | or > scalar */
void place_file_lines(arena *a, node *n);       /* of a whole .md file */
span node_filled_place(const node *scalar, size_t offset, size_t bytes);   /* fill.c: node_place of a scalar with `filling` */

/* ---- words for messages ---- */
/* The name of an invisible character at s, or NULL: no-break spaces, zero-width ones, soft hyphen. */
const char *invisible_at(const char *s, const char *end, diag_language lang, size_t *bytes);
char *quoted_suggestion(arena *a, const char *s, size_t n);       /* the text in the quotation marks that suit it; cut when long */
const char *kind_words(const node *n, diag_language lang);        /* "en liste", "a list" */
/* Where s begins with one to three words, a colon and no blank after it ("titel:Rammeaftale"): the byte of the colon; else 0. */
size_t colon_without_blank(const char *s, const char *end);
bool smart_quote(const char *s, const char *end, size_t *bytes);

/* ---- what a secretary meets ---- */
void trap_scalar(arena *a, diag *d, const node *n, bool in_flow, bool plain);   /* a value libyaml accepts, but misread */
const char *trap_key(arena *a, diag *d, const char *key, uint32_t from, uint32_t to, const text_source *src);  /* the key, mended */

/* A dash or a "key:" without its blank (or with an invisible one) at byte `at`: true when there is one, reported. */
bool trap_blank(arena *a, diag *d, const text_source *src, uint32_t at);

typedef struct syntax_error {
  const char *problem, *context;          /* libyaml's words, to choose by; never shown */
  uint32_t at, from;                      /* bytes: where it noticed, and where the construct begins */
} syntax_error;
void syntax_report(arena *a, diag *d, const text_source *src, const syntax_error *e);

/* ---- the lines as they stand, for the diagnosis of a syntax error ---- */
typedef enum line_kind {
  LINE_BLANK,           /* or a comment */
  LINE_KEY,             /* key: …, perhaps after dashes */
  LINE_ITEM,            /* - text */
  LINE_OTHER,           /* text where a key should stand */
  LINE_MORE,            /* continues a plain text */
  LINE_QUOTED,          /* continues a quoted text */
  LINE_FLOW,            /* continues brackets */
  LINE_TEXT             /* of a block scalar */
} line_kind;
typedef struct scout_line {
  line_kind kind;
  uint32_t indent;              /* blanks before the first character */
  uint32_t column;              /* 0-based: of the key, or of the text of an item */
  bool dash;
  bool bar;                     /* its value is a block scalar */
  uint32_t key, colon, value;   /* bytes; colon = value = 0 without a key. value: first byte of the value, or the line's end */
  uint32_t owner;               /* line where the text, quote or bracket began (itself for other kinds) */
} scout_line;
scout_line *scout(arena *a, const text_source *src, uint32_t last);      /* of lines 0..last */

/* ---- shapes ---- */
typedef struct filler { arena *a; diag *d; } filler;
bool value_special(const filler *f, const field_def *def, const char *text, size_t length, span at, value *out);
bool value_pending_map(const filler *f, const field_def *def, const node *n, value *out);
void fill_field(const filler *f, const field_def *def, const node *n, const char *name, value *out);
void fill_blocks(const filler *f, const field_def *def, const node *n, value *out);
shaped *shaped_new(arena *a, const shape_def *def, const node *n);
shaped *fill_map(const filler *f, const node *map, const shape_def *def, const node *skip);   /* skip: a child that is not a field */
size_t shape_field(const shape_def *def, const char *key);                 /* index, or def->count */
const char *shape_suggest(const shape_def *def, const char *key, const char *extra);   /* nearest key, or "" */
void want_report(const filler *f, diag_id id, const char *name, const node *n, const char *example);
void value_figure(const filler *f, const field_def *def, const char *s, size_t n, span at, value *out);
void value_date(const filler *f, const char *s, size_t n, span at, value *out);
#endif
