/* table/: abstract grids, made from registers or from prose tables. The fork: PDF and Excel both read these.
 * For layout (grids) and xlsx (grids and workbook). */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H
#include "model/model.h"

typedef enum column_type { COLUMN_TEXT, COLUMN_INT, COLUMN_YEAR, COLUMN_NUMBER, COLUMN_AMOUNT, COLUMN_PERCENT, COLUMN_DATE } column_type;
typedef struct grid_column {
  const char *key;          /* field name: stable, for dumps and defined names */
  const char *title;        /* header text without unit */
  const char *unit;         /* "kr. pr. døgn" or NULL; header shows "Takst (kr. pr. døgn)" */
  const char *header;       /* title and unit together, as printed */
  const char *over;         /* spanning header above neighbours with equal `over`; NULL = none */
  column_type type;
  uint8_t decimals;
  bool row_header;          /* the row's TH: the first column after "Nr." */
  double share;             /* wished share of the width, 0..1; 0 = from content */
} grid_column;
typedef enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_NOT_STATED, CELL_NOT_RELEVANT, CELL_PENDING } cell_kind;
typedef struct grid_cell {
  uint8_t kind;             /* cell_kind */
  uint8_t decimals;         /* CELL_NUMBER as shown */
  uint16_t note;            /* 1.. = index + 1 in grid.notes; 0 = none */
  number num;               /* CELL_NUMBER: exact, as in content; text shows it rounded to `decimals` */
  date day;                 /* CELL_DATE */
  const char *text;         /* as printed, ready: "2.431,50", "ikke oplyst" …; never NULL, never "" */
  const inl *inlines;       /* prose tables: text with marks; else NULL */
} grid_cell;
typedef enum row_kind { ROW_RECORD, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL } row_kind;
typedef struct grid_row { uint8_t kind; uint8_t level; span at; grid_cell *cells; } grid_row;   /* ROW_GROUP: cells[0] alone; it may have a note */
typedef struct grid_note { const char *mark, *text; } grid_note;   /* "a", "Ikke oplyst, fordi …" */
typedef struct grid {
  const char *id;           /* table_decl.id: "tabel-mest-specialiserede" */
  const char *title;        /* caption, plain */
  const char *sheet;        /* name for a worksheet: <= 31 characters, none of []:*?/\ */
  const inl *caption;
  const char *summary;      /* one sentence for a screen reader: what, how many rows and columns */
  const char *source, *remark;
  const char *group_title;  /* what the groups are ("Kommune"); NULL = no groups. A worksheet gives it a column */
  span at;
  size_t columns, rows;
  grid_column *column;
  grid_row *row;
  LIST(grid_note) notes;
} grid;

/* All grids of a document, in its order, all in the arena; mistakes of a declaration are reported at it, and a declaration
 * that gives no grid (unknown register, no columns) is left out. Decimals: one number a column, the largest written; amounts
 * have two or none. An absent value is "ikke oplyst", never blank and never a dash (typography.md, Tables). */
typedef struct grid_set { LIST(grid *) grids; } grid_set;
grid_set *table_make(arena *a, diag *d, const agreement *m, const document *doc);
const grid *grid_lookup(const grid_set *s, const char *id);      /* NULL when absent */

/* What stands on a workbook's front sheet; assembled here so that xlsx/ knows no agreement. */
typedef struct front_line { const char *label, *text; } front_line;
typedef struct workbook_front {
  const char *title, *subtitle, *author, *subject, *keywords;
  date created;
  LIST(front_line) lines;   /* Status, Version, Kilde … */
  LIST(const char *) notes;
  const char *footer;       /* one line for every printed page: document, status, version */
} workbook_front;
workbook_front *table_front(arena *a, const agreement *m, const document *doc, const grid_set *s);
/* Every grid as text, for goldens and `dump`: a line a column, a row, a note; typed values beside the printed ones. */
void table_dump(const grid_set *s, GString *out);
#endif
