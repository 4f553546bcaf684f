/* Inside xlsx/ only: one workbook while it is written, its looks and its column widths. */
#ifndef XLSX_XLSX_INT_H
#define XLSX_XLSX_INT_H
#include "xlsx/xlsx.h"

#include <xlsxwriter.h>

/* How a cell looks. LOOK_NUMBER also has decimals; `strong` marks totals. */
typedef enum look {
  LOOK_TITLE, LOOK_SUBTITLE, LOOK_HEADING, LOOK_LABEL, LOOK_TEXT, LOOK_LINK, LOOK_CAPTION, LOOK_NOTE,
  LOOK_HEADER, LOOK_HEADER_RIGHT,
  LOOK_CELL, LOOK_GROUP_YEAR, LOOK_GROUP_DATE, LOOK_NUMBER, LOOK_YEAR, LOOK_DATE, LOOK_MISSING, LOOK_MISSING_RIGHT
} look;
typedef struct made_look { look kind; unsigned decimals; bool strong; lxw_format *format; } made_look;

typedef struct xlsx_job {
  arena *a;
  const workbook_front *front;
  const grid_set *set;
  lxw_workbook *book;
  LIST(made_look) looks;
  lxw_error error;           /* the first one */
} xlsx_job;

/* Where things stand on a data sheet (0-based rows): caption, a blank row, header, data. */
#define ROW_CAPTION 0
#define ROW_HEADER 2
#define ROW_DATA 3

/* ---- look.c ---- */
lxw_format *look_of(xlsx_job *j, look kind, unsigned decimals, bool strong);

/* ---- xlsx.c ---- */
void job_check(xlsx_job *j, lxw_error e);                                         /* keeps the first error */
void put_text(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, look kind);
const char *quoted_sheet(arena *a, const char *name);                             /* 'Børn''s tal' */
const char *range_name(arena *a, const grid *g);                                  /* "tabel_takster" */
/* Gives a row of more than one line its height. */
void set_height(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, size_t lines);
void set_page(xlsx_job *j, lxw_worksheet *sheet);                                 /* A4 landscape, one page wide, footer */

/* ---- widths.c: widths in characters of the default font ---- */
size_t widths_of(arena *a, const grid *g, double **widths);                       /* number of sheet columns; the group's first */
double widths_total(const double *widths, size_t n);
size_t lines_in(const char *text, double width, bool bold);                       /* lines of a wrapped text in a column */
double height_of_lines(size_t lines);                                             /* points */
/* A text cut at blanks into lines of at most `most` characters. */
typedef struct text_lines { LIST(const char *) line; } text_lines;
void lines_of(arena *a, const char *text, size_t most, text_lines *out);

/* ---- front_sheet.c, grid_sheet.c ---- */
void front_sheet(xlsx_job *j);
void grid_sheet(xlsx_job *j, const grid *g);
size_t grid_records(const grid *g);                                               /* rows that are no group rows */
#endif
