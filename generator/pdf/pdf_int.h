/* Inside pdf/ only: what its files share. See write.c for the order of the work. */
#ifndef PDF_PDF_INT_H
#define PDF_PDF_INT_H
#include "pdf/pdf.h"

#include <cairo.h>

/* ---- lexer.c: tokens of PDF syntax ---- */
typedef enum pdf_token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_NAME, TOKEN_STRING, TOKEN_OPEN, TOKEN_CLOSE } pdf_token_kind;
typedef struct pdf_token { pdf_token_kind kind; const char *at; size_t length; } pdf_token;   /* OPEN, CLOSE: [ ] << >> { } */
typedef struct pdf_lexer { const char *at, *end; } pdf_lexer;
pdf_token pdf_next(pdf_lexer *l);
bool pdf_token_is(const pdf_token *t, const char *word);
double pdf_number(const pdf_token *t);                           /* value of a TOKEN_NUMBER */

/* ---- syntax.c: PDF values as text, free of locale ---- */
void pdf_put_int(GString *s, int64_t v);
void pdf_put_real(GString *s, double v);                         /* three decimals at most, none superfluous */
void pdf_put_ref(GString *s, int object);                        /* " 12 0 R" */
void pdf_put_name(GString *s, const char *name);                 /* "/name", special characters as #xx */
void pdf_put_bytes(GString *s, const char *bytes);               /* (a byte string) */
void pdf_put_text(GString *s, const char *utf8);                 /* a text string: ASCII as it is, else UTF-16 */
static inline const char *pdf_next_char(const char *s) { return s + g_utf8_skip[(guchar)*s]; }   /* g_utf8_next_char casts const away */
void pdf_put_hex(GString *s, const unsigned char *bytes, size_t n);

/* ---- out.c: the file, object by object ---- */
typedef struct pdf_out pdf_out;
pdf_out *pdf_out_open(const char *path, int first_free);         /* NULL: errno says why. Numbers from first_free are given out. */
int pdf_out_reserve(pdf_out *o, int count);                      /* the first of count fresh object numbers */
GString *pdf_out_begin(pdf_out *o, int object);                  /* append the object's text, then pdf_out_end; one at a time */
void pdf_out_end(pdf_out *o);
/* keys: the stream dictionary's text without << >>, /Length and (when packed here) /Filter */
void pdf_out_stream(pdf_out *o, int object, const char *keys, const void *data, size_t length, bool pack);
bool pdf_out_finish(pdf_out *o, int root, int info, const char **error);   /* closes and frees in any case */
void pdf_out_abandon(pdf_out *o);                                /* closes, frees, removes the file; NULL is allowed */

/* ---- the job ---- */
/* What one colour of a page stands for: see beacon.c. */
typedef struct pdf_state {
  tag_element *owner;               /* NULL: artifact */
  uint32_t mark;                    /* number of the mark on the page, from 1; equal for neighbours in one mark */
  uint16_t ink[3];                  /* thousandths */
  uint8_t artifact;
  const char *actual;               /* what it reads, where its glyphs alone do not say it; NULL */
  bool image;                       /* one XObject: announced by its Do, not by a colour */
} pdf_state;
typedef struct pdf_page {
  size_t first_state, states;       /* in job->states */
  size_t first_mark, marks;         /* in job->marks: by MCID */
  size_t first_annotation, annotations;
  int object, contents;             /* object numbers, kept from Cairo's file */
} pdf_page;
typedef struct pdf_annotation { const page_link *link; int page, object; } pdf_annotation;
typedef struct pdf_entry { const char *key; int64_t number; const char *value; } pdf_entry;   /* of a name or number tree; value: PDF text */
typedef struct pdf_source pdf_source;
typedef struct pdf_job {
  layout_result *r;
  const pdf_attachment *attachments; size_t attachment_count;
  arena *a;                         /* lives as long as the job */
  const char *error;                /* the first one, in the layout's arena */
  pdf_page *pages; int page_count;
  GArray *states;                   /* pdf_state */
  GArray *marks;                    /* tag_element *: by page and MCID */
  LIST(pdf_annotation) annotations;
  LIST(pdf_entry) dests;            /* sorted by name */
  GByteArray *drawn;                /* Cairo's file */
  pdf_source *source;
  pdf_out *out;
} pdf_job;
bool pdf_fail(pdf_job *j, const char *format, ...) G_GNUC_PRINTF(2, 3);   /* notes the first error; false */
/* The element that owns a mark: e, or its parent when e is TAG_TEXT. */
tag_element *pdf_element_of(tag_element *e);

/* ---- beacon.c ---- */
#define PDF_BEACON_MAX 0xFFFFFFu
void pdf_beacon_color(color ink, uint32_t serial, double out[3]);
/* False: no colour that the painter can have set for this ink. ink in thousandths. */
bool pdf_beacon_read(const double rgb[3], uint32_t *serial, uint8_t ink[3]);
uint16_t pdf_thousandths(double component);                      /* inks are written with three decimals */
uint8_t pdf_beacon_ink(uint16_t thousandths);                    /* the 8 bits of a component that are carried along */

/* ---- paint.c, glyphs.c: pages through Cairo ---- */
typedef struct pdf_pen pdf_pen;
struct pdf_pen {
  pdf_job *job;
  cairo_t *cr;
  int page;
  uint32_t serial, mark;            /* of the state under way; 0 = none yet */
  const tag_element *owner; uint8_t artifact; color ink; bool soft_hyphen, unmarked;
  bool restart;                     /* the next paint begins a mark of its own */
  const text_face *font_set;        /* the face that cr has */
  /* text gathered but not yet shown: one state, one face */
  const text_face *face;
  cairo_text_cluster_flags_t flags;
  GArray *glyphs, *clusters, *underlines;                        /* cairo_glyph_t, cairo_text_cluster_t, rule_line */
  GString *text;
  const page_item *blank;           /* a run of blanks that waits for a neighbour */
};
bool pdf_paint(pdf_job *j);                                      /* fills job->drawn, states, pages' states */
void pdf_pen_state(pdf_pen *p, const page_item *item, bool soft_hyphen);   /* ends the text under way when the state changes */
void pdf_pen_ink(pdf_pen *p);                                    /* sets the beacon colour */
void pdf_glyphs_add(pdf_pen *p, const page_item *item);
void pdf_glyphs_before(pdf_pen *p);                              /* something other than text comes: places a waiting blank, shows the text */
void pdf_glyphs_show(pdf_pen *p);

/* ---- source.c: Cairo's file, read by libqpdf ---- */
bool pdf_source_open(pdf_job *j);                                /* fills pages' object numbers */
void pdf_source_close(pdf_source *s);
int pdf_source_size(const pdf_source *s);                        /* first object number that Cairo's file does not use */
int pdf_source_pages(const pdf_source *s);                       /* object number of the page tree's root */
const char *pdf_source_producer(const pdf_source *s);
/* The decoded content of page i; *data is freed by pdf_source_content_free. */
bool pdf_source_content(pdf_job *j, int i, unsigned char **data, size_t *length);
void pdf_source_content_free(unsigned char *data);
/* Writes everything the pages reach but their contents, with the corrections; page_keys(j, i, s) adds keys to page i's dictionary. */
bool pdf_source_copy(pdf_job *j, void (*page_keys)(pdf_job *j, int page, GString *s));

/* ---- content.c ---- */
bool pdf_content_write(pdf_job *j);                              /* page by page: marks into the tree, streams into the file */

/* ---- tree.c: name and number trees ---- */
/* Entries in order (pdf_entries_sort for names). Writes the leaves and gives the root's object number. */
int pdf_tree_write(pdf_out *o, const pdf_entry *entries, size_t count, bool names);
bool pdf_entries_sort(pdf_entry *entries, size_t count, const char **twice);   /* false: *twice stands there twice */

/* ---- structure.c, attributes.c ---- */
int pdf_structure_write(pdf_job *j);                             /* object of StructTreeRoot; 0 = job->error */
void pdf_attributes(pdf_job *j, const tag_element *e, GString *s);

/* ---- links.c, outline.c, metadata.c, attach.c ---- */
void pdf_links_gather(pdf_job *j);                               /* annotations of all pages, also noted in the tree */
int pdf_dests_write(pdf_job *j);                                 /* object of the name tree; 0 = none, or job->error */
bool pdf_links_write(pdf_job *j);
int pdf_outline_write(pdf_job *j);                               /* 0 = none */
bool pdf_page_labels(pdf_job *j, GString *s);                    /* the dictionary's text; false: no labels */
bool pdf_dest_known(const pdf_job *j, const char *name);
void pdf_date(GString *s, date d);                               /* (D:20230101000000Z) */
int pdf_metadata_write(pdf_job *j);                              /* object of the XMP packet */
int pdf_info_write(pdf_job *j);
int pdf_intent_write(pdf_job *j);
int pdf_files_write(pdf_job *j, GString *af);                    /* object of the EmbeddedFiles tree, 0 = none; af: the array for /AF */
#endif
