/* Inside xlsx/ only: one workbook while it is written, its looks, names and column widths. */
#ifndef XLSX_XLSX_INT_H
#define XLSX_XLSX_INT_H
#include "xlsx/xlsx.h"

#include <xlsxwriter.h>

/* How a cell looks. LOOK_NUMBER also has decimals; `strong` marks totals. */
typedef enum look {
  LOOK_TITLE, LOOK_SUBTITLE, LOOK_HEADING, LOOK_LABEL, LOOK_TEXT, LOOK_LINK, LOOK_BACK, LOOK_CAPTION, LOOK_BANNER, LOOK_NOTE,
  LOOK_HEADER, LOOK_HEADER_RIGHT,
  LOOK_CELL, LOOK_CELL_RIGHT, LOOK_GROUP_YEAR, LOOK_GROUP_DATE, LOOK_NUMBER, LOOK_YEAR, LOOK_DATE, LOOK_MISSING, LOOK_MISSING_RIGHT,
  LOOK_INPUT                 /* a figure that the reader may change: unlocked, on its own ground */
} look;
typedef struct made_look { look kind; unsigned decimals; bool strong; const char *mark; lxw_format *format; } made_look;

/* One grid's place in the workbook. Sheet columns: first the groups, one column a level, then the grid's columns. */
typedef struct sheet_plan {
  const grid *g;
  const char *sheet;         /* of the data */
  const char *quoted;        /* 'Børn''s tal' */
  const char *table;         /* "Takster"; NULL: no named table */
  const char *range;         /* "tabel_takster": header and data, in every workbook */
  const char *subtotals;     /* sheet names; NULL: the grid has none */
  const char *chart;
  size_t groups, columns;    /* group columns; all sheet columns */
  const char **header;       /* by sheet column; unlike each other, as a table wants it */
  const char **formula;      /* by grid column, for a row of data; NULL: values alone */
  double *widths;
  const lxw_row_t *row_of;   /* refer.c: by grid row, on the sheet of data or of subtotals; NULL: nobody refers to the grid */
  const lxw_col_t *sum_column;       /* refer.c: by grid column, on the sheet of subtotals */
  size_t records;
  lxw_row_t last;            /* of the data, 0-based; ROW_HEADER when there are none */
} sheet_plan;

typedef struct xlsx_job {
  arena *a;
  const workbook_front *front;
  const grid_set *set;
  xlsx_mode mode;
  bool by_rows;              /* constant memory: rows in order, no named tables */
  lxw_workbook *book;
  sheet_plan *plan;          /* one a grid */
  const char *contents, *notes;          /* sheet names */
  GHashTable *used;          /* names taken, folded; lookup only */
  LIST(made_look) looks;
  size_t marked;             /* looks with a mark */
  lxw_error error;           /* the first one */
} xlsx_job;

/* Where things stand on a data sheet (0-based rows): caption, banner, link to the contents, header, data. */
#define ROW_CAPTION 0
#define ROW_BANNER 1
#define ROW_BACK 2
#define ROW_HEADER 3
#define ROW_DATA 4

/* ---- look.c ---- */
/* mark: of a note ("a"), shown behind the value by its number format; NULL = none. NULL is returned when memory ends, and for a mark when
 * the workbook has as many as Excel takes. */
lxw_format *look_of(xlsx_job *j, look kind, unsigned decimals, bool strong, const char *mark);

/* ---- xlsx.c ---- */
void job_check(xlsx_job *j, lxw_error e);                                         /* keeps the first error */
lxw_worksheet *sheet_new(xlsx_job *j, const char *name);                          /* a page set up, too; NULL after an error */
void put_text(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, look kind);
void put_link(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *target, const char *text, look kind);
/* Caption, banner and link to the contents, at the places above. */
void put_top(xlsx_job *j, lxw_worksheet *sheet, const char *caption);
/* Gives a row of more than one line its height. */
void set_height(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, size_t lines);
void set_widths(xlsx_job *j, lxw_worksheet *sheet, const double *widths, size_t n);

/* ---- names.c ---- */
const char *quoted_sheet(arena *a, const char *name);                             /* 'Børn''s tal' */
const char *letters_of(arena *a, size_t column);                              /* 0 -> "A" */
const char *range_name(arena *a, const grid *g);                                  /* "tabel_takster" */
const char *table_name(xlsx_job *j, const grid *g);                               /* "Takster", unlike all taken names */
const char *free_name(xlsx_job *j, const char *wish);                             /* a legal name, unlike all taken names */
const char *free_sheet(xlsx_job *j, const char *wish);                            /* the same for a worksheet */

/* ---- plan.c ---- */
void plan_all(xlsx_job *j);
/* A grid's column as a formula reaches it: in its own row of the data (ROW_MARK stands for the row's number) and as a whole. */
#define ROW_MARK '\1'
const char *column_in_row(const xlsx_job *j, const sheet_plan *p, size_t sheet_column);
const char *column_whole(const xlsx_job *j, const sheet_plan *p, size_t sheet_column);
const char *formula_at(arena *a, const char *live, lxw_row_t row);             /* ROW_MARK becomes the row's number */

/* ---- formula.c ---- */
/* The worksheet formula of a tree, rounded to `decimals` (FORMULA_EXACT: not). reference: by name. A value that is missing in it gives the
 * same text that the grid's cell has. NULL when Excel cannot hold it, or a reference that it needs is NULL. */
const char *formula_excel(arena *a, const formula_node *root, int decimals, const char *const *reference);

/* ---- refer.c ---- */
/* "='Takster'!$J$17": the cell of another grid, wherever it stands; NULL: nowhere. */
const char *cell_reference(xlsx_job *j, const grid_same *s);
/* The same for a figure that a calculation fetches from another one's line; NULL: it does not, or from one in another workbook. */
const char *fetched_reference(xlsx_job *j, const grid_calculation *k, size_t row);

/* ---- widths.c: widths in characters of the default font ---- */
void widths_of(arena *a, sheet_plan *p);                                          /* p->widths */
double widths_total(const double *widths, size_t n);
double width_of_text(const char *text, bool bold);                                /* to stand in one line */
size_t lines_in(const char *text, double width, bool bold);                       /* lines of a wrapped text in a column */
double height_of_lines(size_t lines);                                             /* points */
/* A text cut at blanks into lines of at most `most` characters. */
typedef struct text_lines { LIST(const char *) line; } text_lines;
void lines_of(arena *a, const char *text, size_t most, text_lines *out);

/* ---- sheets ---- */
void contents_sheet(xlsx_job *j);
void grid_sheet(xlsx_job *j, sheet_plan *p);
void calculation_sheet(xlsx_job *j, sheet_plan *p);
void subtotal_sheet(xlsx_job *j, const sheet_plan *p);
bool subtotal_shows(const grid *g, size_t column);                                /* does the column stand on the sheet of subtotals? */
void chart_sheet(xlsx_job *j, const sheet_plan *p);
void notes_sheet(xlsx_job *j);
/* A cell of a grid's column with its look: its formula (NULL = none; row as in the sheet) and its own value. */
void put_cell(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, size_t column, const grid_cell *c, const char *live, bool strong);
void put_result(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, const grid_cell *c, const char *live, double real);
void put_group(xlsx_job *j, lxw_worksheet *sheet, const grid *g, lxw_row_t row, lxw_col_t at, const grid_cell *c, bool strong);
/* The notes that the records (or the sums) have marks of, and what holds for the whole table; width in characters. */
void put_notes(xlsx_job *j, lxw_worksheet *sheet, const sheet_plan *p, lxw_row_t row, bool sums, double width);
void put_header(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at, const char *text, column_type type);
#endif
