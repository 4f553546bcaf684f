/* Inside the reading of prose only: the files that see cmark-gfm. */
#ifndef MODEL_PROSE_INT_H
#define MODEL_PROSE_INT_H
#define CMARK_NO_SHORT_NAMES            /* NODE_LIST is ours */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include "model/model_int.h"

/* One text under way. cmark counts lines and bytes of what it is given; `lines` leads back into the scalar, node_place from there to the file. */
typedef struct prose {
  doc_job *w;
  const node *n;                   /* the scalar (or the .md file) */
  const char *text; size_t length; /* its text */
  size_t *lines; size_t line_count;/* where each line begins */
  size_t blanks, backslash_at;     /* a line of its own (prose_escape): blanks taken from its front, place of the backslash put in; SIZE_MAX none */
  size_t found;                    /* end of what was last found: the next search begins there */
  const prose_look *look;
  int depth;                       /* of inlines in inlines */
  GString *before;                 /* the paragraph so far, as printed: what a quotation mark is depends on it */
  cmark_node **definitions; size_t note_count;   /* footnotes in the order of their marks */
  bool *note_used;
  const char *no_notes;            /* where footnotes are refused, in Danish; NULL = allowed */
} prose;

void prose_begin(prose *p, doc_job *w, const node *n, const prose_look *look);
void prose_end(prose *p);
cmark_node *prose_parse(const char *text, size_t length);      /* freed by the caller */
span prose_line_place(const prose *p, int line);                          /* the line's text without outer blanks */
const char *prose_line_text(const prose *p, int line, size_t *length);
bool prose_is(cmark_node *n, const char *type);

/* prose_check.c */
char *prose_escape(prose *p);                                             /* a line of its own, so that nothing in it begins a list or heading */
void prose_check_definitions(prose *p);                                   /* footnotes and reference definitions that would vanish */

/* prose_inline.c */
inl *prose_inlines(prose *p, cmark_node *first);
void prose_paragraph_begin(prose *p);
footnote *prose_note(prose *p, cmark_node *mark, span at);                /* in prose.c: makes the note with its body */
#endif
