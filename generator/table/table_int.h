/* Inside table/ only: one grid while it is made, and the steps that make it. */
#ifndef TABLE_TABLE_INT_H
#define TABLE_TABLE_INT_H
#include "table/table.h"

#define FIELD_NONE SIZE_MAX        /* a column that no field stands behind: "Nr." */

typedef struct grid_build {
  arena *a;
  diag *d;
  const table_decl *decl;
  grid *g;
  size_t *field;                   /* per column: index in the register's fields, or FIELD_NONE */
  GHashTable *texts;               /* equal texts are one pointer; lookup only */
  GHashTable *reasons;             /* note text -> index + 1 in grid.notes; lookup only */
} grid_build;

/* ---- columns.c: what the declaration says about fields ---- */
/* Index of a field; FIELD_NONE after a report (unknown, or of a kind that no cell can hold). */
size_t field_find(grid_build *b, const char *key, span at);
const char *field_title(arena *a, const field_def *f);           /* its title, else its key with a capital */
/* grid.column and b->field. False: no column is left. */
bool columns_from_register(grid_build *b);
/* Decimals of number columns, from the records that stand in the table. */
void columns_set_decimals(grid_build *b, const record *const *records, size_t count);
/* Header from title and unit: "Takst (kr. pr. døgn)". */
const char *column_header(arena *a, const char *title, const char *unit);
column_type column_type_of(field_type t);
grid_column column_of_numbers(void);                             /* "Nr." */

/* ---- cells.c: one value becomes what is printed ---- */
const char *text_intern(grid_build *b, const char *s);
/* Text of a known value as a cell prints it. */
const char *value_text(grid_build *b, const field_def *f, const value *v, unsigned decimals);
void cell_from_value(grid_build *b, const field_def *f, const value *v, unsigned decimals, grid_cell *out);
void number_cell(grid_build *b, size_t row, grid_cell *out);     /* "17" of the column "Nr." */
/* Number of the note with this text (new, or the equal one); 0 when there can be no more. */
uint16_t note_add(grid_build *b, const char *text);
const char *note_from_reason(arena *a, value_kind kind, const char *reason);   /* "Ikke oplyst, fordi …." */
/* Danish order of two values of one field; those without a value come last. */
int value_compare(const field_def *f, const value *x, const value *y);

/* ---- rows.c: which records, in which order, in which groups ---- */
typedef struct row_pick { const record *record; uint32_t group, rank, place; } row_pick;
typedef struct row_picks { row_pick *v; size_t n; size_t group_field; size_t groups; } row_picks;
/* Filtered, ordered and grouped as declared. */
row_picks rows_pick(grid_build *b);
cell_kind cell_kind_of(const value *v);                           /* of a group's cell: text, or why there is none */
const char *group_text(grid_build *b, const field_def *f, const value *v);     /* title of a group row */

/* ---- filter.c ---- */
/* Keeps the records that fit the filter; returns how many. */
size_t rows_filter(grid_build *b, const record **records, size_t count);

/* ---- prose.c: a table written out in the document. False: nothing to show ---- */
bool grid_from_prose(grid_build *b);

/* ---- sheet.c ---- */
/* Worksheet names for all grids: at most 31 UTF-16 units, legal, unlike each other and unlike "Forside". */
void sheets_name(arena *a, grid_set *s);
#endif
