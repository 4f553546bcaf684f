/* Inside load/: registers from cells - what .csv and .xlsx files share once their cells are texts with places. */
#ifndef LOAD_CELLS_INT_H
#define LOAD_CELLS_INT_H
#include "load/load_int.h"

typedef struct text_cell {
  const char *s;
  size_t n;                     /* bytes of s; 0 = empty */
  span at;                      /* also of an empty cell */
  bool broken;                  /* reported already: it has no value */
} text_cell;

typedef struct cell_column {
  int field;                    /* index in the shape, or below 0: not a field of its own */
  bool id;
  const char *name;             /* as the user wrote it; NULL: not read */
  span at;
} cell_column;

typedef struct cell_reader {
  filler f;
  const shape_def *def;
  struct field_name *names;     /* folded, what a header may say */
  size_t name_count;
  LIST(cell_column) columns;
  size_t used;                  /* columns up to the last one that is read */
  bool *given;                  /* by field: has a column */
  bool free_ids;                /* a record need not have one */
  bool broken;                  /* the records are not all there */
  bool misread;                 /* a heading could not be read: a field without a column may well have one */
  size_t errors_before;
  LIST(value) list;
} cell_reader;

void cells_begin(cell_reader *r, arena *a, diag *d, const shape_def *def);
const char *cells_fields(const cell_reader *r);                                    /* "id; navn; kode", for messages */
size_t cells_named(const cell_reader *r, const text_cell *cells, size_t n);       /* how many of them name a field */
/* Takes the header row; reports unknown, missing and doubled columns. False when no cell names a field: nothing can be read. */
bool cells_header(cell_reader *r, const text_cell *cells, size_t n, span row);
/* Takes one row. whole: false after a mistake that makes its cells uncertain (reported): only its id is kept. False when there
 * have been so many mistakes that the rest is better not read (reported). */
bool cells_row(cell_reader *r, const text_cell *cells, size_t n, bool whole, span row);
void cells_end(cell_reader *r, span at, value *out);
#endif
