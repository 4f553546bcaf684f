/* Inside load/: what the readers of a workbook's parts share. Only xlsx_zip.c includes zip.h, only xlsx_xml.c expat.h. */
#ifndef LOAD_XLSX_INT_H
#define LOAD_XLSX_INT_H
#include "load/cells_int.h"

/* Bounds against files made to fill the machine, all well above what Excel writes for 200,000 rows of nine columns. */
typedef struct xlsx_limits {
  uint32_t entries;             /* parts of the zip archive */
  uint32_t part_mb, total_mb;   /* unpacked: one part, and all that are read */
  uint32_t ratio, ratio_from_kb;/* unpacked / packed, of parts above a size (deflate of blanks reaches 1,032) */
  uint32_t cells, columns;      /* filled cells of a sheet; the last column that may be filled */
  uint32_t text_mb;             /* of all cells of a sheet: a shared string counts each time it is used */
  uint32_t string_bytes;        /* of one text: 32,767 characters of at most four bytes */
  uint32_t depth;               /* levels of XML */
} xlsx_limits;
extern const xlsx_limits xlsx_limits_usual;

/* ---- number formats ---- */
typedef enum look_kind { LOOK_PLAIN, LOOK_PERCENT, LOOK_ZEROS, LOOK_DATE, LOOK_TIME, LOOK_DATE_TIME } look_kind;
typedef struct number_look { look_kind kind; uint8_t zeros; } number_look;   /* zeros: digits of "000" */
number_look look_of_id(uint32_t id);                             /* built-in formats */
number_look look_of_code(const char *code);
typedef enum number_made { MADE, MADE_RANGE, MADE_NO_DATE, MADE_NO_NUMBER } number_made;
/* The text a Dane would have typed for <v>s</v>: comma, dd-mm-yyyy, per cent with its sign. */
number_made number_made_text(arena *a, const char *s, size_t n, number_look look, bool from_1904, const char **text);
char *iso_date_text(arena *a, const char *s, size_t n);          /* "2026-09-06T00:00:00" -> "06-09-2026"; NULL: it is none */

/* ---- the workbook ---- */
typedef struct book_text { const char *s; uint32_t n, odd; } book_text;   /* odd: a control character that became a blank; 0 = none */
typedef struct book_sheet { const char *name, *part; bool hidden, cells; } book_sheet;   /* cells: a worksheet, no chart */
typedef struct xlsx_book {
  arena *a;
  diag *d;
  const char *shown;
  span at;                      /* the file */
  xlsx_limits limits;
  struct zip *zip;
  uint64_t unpacked;            /* bytes read so far */
  const char *strings_part, *styles_part;
  bool from_1904;
  LIST(book_sheet) sheets;
  LIST(book_text) strings;
  LIST(number_look) looks;      /* by cell style */
} xlsx_book;

/* Opens the archive and checks what it is; false: reported. The bytes must outlive the book. */
bool book_open(xlsx_book *b, const char *bytes, size_t length);
void book_close(xlsx_book *b);
bool book_read(xlsx_book *b);                                    /* sheets, strings, formats; false: reported */
void book_damaged(xlsx_book *b, const char *part, const char *da, const char *en);   /* "part: what" */

/* ---- parts ---- */
typedef struct book_part book_part;
bool part_exists(const xlsx_book *b, const char *name);
book_part *part_open(xlsx_book *b, const char *name);            /* NULL: reported */
int part_read(book_part *p, void *buffer, int size);             /* bytes; 0 = the end; below 0: reported */
void part_close(book_part *p);

/* A part read as XML. Names come without prefix; text is gathered while collect is set. stop ends the reading (after a report). */
typedef struct xml_reader xml_reader;
struct xml_reader {
  xlsx_book *book;
  const char *part;
  void *user;
  void (*start)(xml_reader *x, const char *name, const char *const *attributes);
  void (*end)(xml_reader *x, const char *name);
  GString *text;
  bool collect, stop;
  unsigned depth;               /* of the element being started or ended; the root is 1 */
  void *parser;
};
bool xml_read(xml_reader *x);                                    /* false: reported */
void xml_damaged(xml_reader *x, const char *da, const char *en); /* reports with the line, and stops */
const char *attribute(const char *const *attributes, const char *name);   /* value, or NULL; without prefix */
bool attribute_true(const char *const *attributes, const char *name);
uint32_t digits_value(const char *s, size_t n);                  /* UINT32_MAX: not a number below it */
book_text book_text_of(xlsx_book *b, const char *s, size_t n);   /* a stored text decoded and made clean */

/* ---- a worksheet ---- */
typedef enum sheet_cell_kind {
  CELL_VALUE, CELL_SERIAL,      /* serial: a plain number, which may be a date whose format was lost */
  CELL_ERROR, CELL_NO_RESULT, CELL_RANGE, CELL_NO_DATE
} sheet_cell_kind;
typedef struct sheet_cell {
  uint32_t row;                 /* from 1 */
  uint16_t column;              /* from 0 */
  uint8_t kind;                 /* sheet_cell_kind */
  uint32_t odd;                 /* as in book_text */
  const char *s;                /* as a Dane would have typed it; for an error: what Excel shows */
  uint32_t n, at, chars;        /* bytes; place in its line of the listing */
} sheet_cell;
typedef struct cell_range { uint32_t row_from, row_to, column_from, column_to; } cell_range;
typedef struct xlsx_sheet {
  LIST(sheet_cell) cells;       /* filled ones, by row and column */
  LIST(cell_range) merged, hidden_columns;
  LIST(uint32_t) hidden_rows;
} xlsx_sheet;
bool sheet_read(xlsx_book *b, const book_sheet *s, xlsx_sheet *out);   /* false: reported */
/* "C17" to column 2 and row 17; false when it is none. */
bool cell_place(const char *s, size_t n, uint32_t *column, uint32_t *row);
char *column_letters(arena *a, uint32_t column);                 /* 2 -> "C" */

/* ---- for the tests: the same with other bounds, from memory ---- */
void xlsx_register_bytes(arena *a, diag *d, const char *bytes, size_t length, const char *shown, const shape_def *def,
                         const char *sheet, uint32_t header_row, const xlsx_limits *limits, value *out);
#endif
