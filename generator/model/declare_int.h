/* Inside model/ only: one table declaration while it is read. */
#ifndef MODEL_DECLARE_INT_H
#define MODEL_DECLARE_INT_H
#include "model/model_int.h"

/* Where a parameter may be given; an earlier one wins. */
enum { FROM_BLOCK, FROM_DOCUMENT, FROM_AGREEMENT, FROM_STANDARD, PARAMETER_PLACES };

typedef struct table_job {
  doc_job *w;
  arena *a; diag *d;
  table_decl *t;
  const shaped *s;                             /* the block's keys and, below them, those of its standard table */
  const node *parameters[PARAMETER_PLACES];    /* maps; NULL = none */
  LIST(const node *) used;                     /* parameters that stand in a text */
  LIST(bool) own_key;                          /* by column: has a `nøgle` */
} table_job;

/* ---- declare_shapes.c: what may stand in a declaration ---- */
extern const shape_def shape_column;

/* ---- declare_standard.c: layouts/tabeller.yaml ---- */
/* The declaration called name; NULL: none. */
const node *standard_find(const model_job *j, const char *name);
const char *standard_nearest(const model_job *j, const char *name);    /* "" when nothing is near */
/* A map of the block's keys and, for those it has not, the standard's. `parametre`, `opslag`, `krydstabel` and `diagram` are merged key by key. */
const node *standard_merge(arena *a, const node *own, const node *standard);

/* ---- declare_text.c: texts with {parameters} ---- */
declared_text text_of_node(table_job *t, const node *n);               /* trimmed; text NULL when there is none */
declared_text text_of_key(table_job *t, const char *key);
const char *line_of_key(table_job *t, const char *key);                /* with typography; NULL when absent */
/* Part [from, to) of a text without outer blanks: a path, a word. text NULL when it is blank. */
declared_path part_of(const table_job *t, const declared_text *x, size_t from, size_t to);
declared_path path_of_node(table_job *t, const node *n);               /* the whole text as one part */
/* The same part as a text of its own, with its places. */
declared_text text_part(const table_job *t, const declared_text *x, size_t from, size_t to);
/* Does a record's own word ({kommune.id}) stand in this part? */
bool declared_filled(const declared_text *x, size_t from, size_t to);
/* Parts between semicolons outside quotation marks and brackets: false after the last. *at begins as 0. */
bool next_part(const declared_text *x, size_t *at, size_t *from, size_t *to);
const node *title_node(table_job *t, const char *key);                 /* the node with its parameters put in; NULL when absent */
void parameters_finish(table_job *t);                                  /* t->t->parameters; reports what is not used */

/* ---- declare_columns.c, declare_rows.c, declare_more.c ---- */
void declaration_read(table_job *t);                                   /* all of it; blocks_table.c */
void columns_read(table_job *t);                                       /* kolonner, flere kolonner, uden kolonner */
size_t column_find(const table_decl *t, const char *key);              /* by key; columns.n when absent */
void column_unknown(const table_job *t, const declared_path *key);
const reg *register_of_key(table_job *t, const shaped *s, const char *key);   /* NULL: reported, or not given */
void lookups_read(table_job *t);                                       /* after the register */
/* "felt = værdi" between semicolons; a right side that begins as a path of the row is one, else a literal. */
void matches_read(table_job *t, const node *n, table_matches *out);
void rows_read(table_job *t);                                          /* filter, orden, gruppér efter; after the columns */
void cross_read(table_job *t);
void chart_read(table_job *t);
void day_read(table_job *t);
#endif
