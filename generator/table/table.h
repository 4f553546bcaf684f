/* table/: abstract grids, made from registers or from prose tables. The fork: PDF and Excel both read these.
 * For layout (grids) and xlsx (grids and workbook). */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H
#include "calc/calc.h"
#include "model/model.h"

typedef enum column_type { COLUMN_TEXT, COLUMN_INT, COLUMN_YEAR, COLUMN_NUMBER, COLUMN_AMOUNT, COLUMN_PERCENT, COLUMN_DATE } column_type;
/* How a column stands in subtotals and totals: not at all ("ikke relevant"); its cells added up; or its formula on the row's own sums. */
typedef enum column_sum { SUM_NONE, SUM_ADD, SUM_FORMULA } column_sum;
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
  column_sum sum;
  const formula_node *expr; /* the formula for a worksheet: the `name` of a FORMULA_OP_NAME is a column of this grid. NULL: the cells are values */
  int expr_decimals;        /* the result is rounded to so many decimals; FORMULA_EXACT = not rounded */
  const char *formula;      /* the formula as people read it; also where expr is NULL because it names a column that is not printed */
  bool small;               /* counts of people: cells may be CELL_HIDDEN */
} grid_column;
/* CELL_HIDDEN: a small number, or one that would give a small number away. "skjult"; no figure stands in the cell. */
typedef enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_NOT_STATED, CELL_NOT_RELEVANT, CELL_PENDING, CELL_HIDDEN } cell_kind;
typedef struct grid_cell {
  uint8_t kind;             /* cell_kind */
  uint8_t decimals;         /* CELL_NUMBER as shown */
  uint16_t note;            /* 1.. = index + 1 in grid.notes; 0 = none */
  bool fixed;               /* where column or row has a formula, this cell has none: write its value or text alone. So are results
                             * that are missing for a reason no formula knows, and all that a hidden cell would make wrong */
  number num;               /* CELL_NUMBER: exact, as in content; text shows it rounded to `decimals` */
  date day;                 /* CELL_DATE */
  const char *text;         /* as printed, ready: "2.431,50", "ikke oplyst" …; never NULL, never "" */
  const inl *inlines;       /* prose tables: text with marks; else NULL */
} grid_cell;
typedef enum row_kind { ROW_RECORD, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL } row_kind;
/* ROW_GROUP: cells[0] alone; it may have a note. level: of ROW_GROUP and ROW_SUBTOTAL 1 or 2 (the group that it opens or closes).
 * Subtotals and totals: the label ("Faxe i alt") is the cell of the row header; `label` columns from the left hold nothing but it, so that
 * layout may print it across them; all cells that hold nothing are CELL_NOT_RELEVANT. */
typedef struct grid_row {
  uint8_t kind; uint8_t level;
  bool residual;            /* ROW_RECORD that is no record of content: the line "Afrunding" */
  uint16_t label;
  span at; grid_cell *cells;
} grid_row;
typedef struct grid_note { const char *mark, *text; } grid_note;   /* "a", "Ikke oplyst, fordi …" */
typedef struct grid_parameter { const char *name, *text; bool is_number; number num; } grid_parameter;   /* "år", "2025": put into titles and formulas already */
typedef struct grid_chart {
  table_chart_kind kind;
  const char *title, *alt;  /* alt holds no figure that the cells do not show */
  size_t category;          /* column */
  LIST(size_t) values;      /* columns of figures */
} grid_chart;
/* A calculation as a grid: by row what a worksheet needs to be live. */
typedef struct grid_line { const formula_node *expr; int decimals; bool input, check; double real; } grid_line;     /* expr: the `name` of a FORMULA_OP_NAME counts row_of; real: the figure in full */
typedef struct grid_calculation {
  const grid_line *line; const size_t *row_of; size_t names; size_t value, figures;
  const struct calculation_steps *steps; const size_t *step_of;       /* what it was made from; by row */
} grid_calculation;     /* value: column of the results; figures: of the formulas with figures put in, which no worksheet shows */
/* A cell that is another grid's cell; of NULL: it is not. */
typedef struct grid_same { const struct grid *of; size_t row, column; } grid_same;
#define GRID_GROUPS 2
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
  const char *group_titles[GRID_GROUPS];   /* by level; the first is group_title */
  size_t group_levels;      /* 0 .. GRID_GROUPS */
  bool cross;               /* a cross table: a row is a value, not a record */
  unsigned small_below;     /* counts from 1 to this minus 1 are hidden; 0 = none are */
  bool has_hidden;          /* a cell is CELL_HIDDEN */
  bool carry;               /* sums so far are printed where the table goes on over a page: grid_carried */
  const char *suppression;  /* what "skjult" means; NULL when nothing is hidden */
  LIST(grid_parameter) parameters;
  const grid_chart *chart;  /* NULL = none */
  const grid_calculation *calculation;      /* a row is a line of a calculation; NULL: no calculation */
  const grid_same *same; size_t same_column;       /* by row: whose cell the one of that column is, so that a worksheet refers to it; NULL: none is */
  const struct grid_check *check;   /* inside table/: for table_check_doubles */
  const struct grid_origin *origin; /* inside table/: what the cells were made from, for origin_read; NULL: nothing is kept (written out, cross table) */
} grid;

/* ---- calculations: a model worked out line by line ---- */
typedef struct calculation_step {
  const calculation_line *line;
  formula_state state;             /* FORMULA_KNOWN, or why there is no value */
  formula_type type;
  number num;                      /* a known figure, as shown: rounded as the line says, else cut off at CALCULATION_SHOWN decimals */
  double real;                     /* a known figure, as a worksheet works it out: what is stored beside its formula */
  bool cut;                        /* the exact figure goes on behind what is shown ("152,7258…") and was handed on exactly */
  bool yes;                        /* a condition, a check that holds */
  const char *shown;               /* "4.182,90", "152,7258…", "ja", "i orden", "ikke oplyst"; never NULL */
  const char *why;                 /* no value: "Kan ikke beregnes, fordi …"; NULL */
  const char *formula, *figures;   /* "pladser × døgn × belægning", "12 × 365 × 95,5 %"; NULL: the figure is put in */
  const char *before;              /* the result before the line's rounding: "1.925,6188…"; NULL: it is not rounded, or rounding changes nothing */
  const formula_node *expr; int expr_decimals;      /* for a worksheet: a FORMULA_OP_NAME counts names; NULL: put in */
  const value *printed;            /* what a source prints for this line; NULL = nothing */
  bool differs;                    /* it is another value */
  number as_printed;               /* of two figures: ours, rounded once to the decimals that the source prints */
} calculation_step;
typedef struct calculation_steps { const calculation *of; calculation_step *step; size_t count; const size_t *line_of; size_t names; } calculation_steps;     /* steps: as the model's lines; line_of: by name */
#define CALCULATION_SHOWN 4        /* decimals of a figure that is not rounded */
/* Works a calculation out, exactly; mistakes in the model's formulas are reported at their places in layouts/beregninger.yaml. In the arena. */
calculation_steps *calculation_work(arena *a, diag *d, const calculation *c);
/* Puts the results of calculations in where a tariff is left out (`beregning`), and reports a written one that is another. To be called once, when an
 * agreement is loaded: all that reads tariffs then reads them as any other. */
void tariffs_settle(arena *a, diag *d, agreement *m);
/* ---- where a cell comes from (origin.c): worked out again when it is asked for, by what made the cell; nothing is kept a cell ---- */
typedef enum origin_way {
  ORIGIN_NONE,                     /* nothing to tell: a text written out, a row number, a label */
  ORIGIN_VALUE,                    /* a field of a record */
  ORIGIN_FORMULA, ORIGIN_RULE, ORIGIN_SHARE,
  ORIGIN_GATHER,                   /* from the rows of another table */
  ORIGIN_UNLESS,                   /* not worked out, because the field `value` says so */
  ORIGIN_SUM,                      /* of the cells of rows above */
  ORIGIN_REST,                     /* the row "Afrunding" */
  ORIGIN_COUNT,                    /* of a cross table */
  ORIGIN_LINE                      /* of a calculation: see calculation_work */
} origin_way;
/* A figure that went in: the cell of `column` in the same row (unprinted columns stand behind the printed ones), or a record's value. */
typedef struct origin_part { const char *name; size_t column; const value *value; const record *record; const field_def *field; const table_lookup *lookup; } origin_part;
typedef struct cell_origin {
  origin_way way;
  const value *value; const record *record; const field_def *field;      /* record: that holds the value; NULL: something is missing on the way to it */
  const table_lookup *lookup;      /* that found the record, or where the way to it began; NULL */
  const char *formula, *figures;   /* in words; with the figures put in, as they are shown */
  const char *exact;               /* the result before it is rounded: "2,8251…"; NULL: it is not rounded */
  int decimals;                    /* rounded to so many, half away from zero; FORMULA_EXACT = not */
  bool even;                       /* the exact result is the figure: rounding has changed nothing */
  bool up;                         /* ORIGIN_SHARE: cut down and then given one of the units that were left */
  const char *unit;
  LIST(origin_part) parts;
} cell_origin;
typedef struct origin_reader origin_reader;
origin_reader *origin_reader_new(arena *a);      /* texts and lists in the arena; cheapest row by row */
void origin_reader_free(origin_reader *r);
/* How the cell of a row that is no group came to be. column: also of the unprinted ones, which parts name. */
void origin_read(origin_reader *r, const grid *g, size_t row, size_t column, cell_origin *out);
/* The record that a row was made from; NULL: none. */
const record *origin_record(const grid *g, size_t row);
/* The figures of a picture, read from a grid: cell[series * points + point], as printed. No figure that the grid does not print. */
typedef struct grid_picture {
  const figure *of;
  const grid *from;
  const char *measure, *unit;           /* what is measured ("Takst") and in what ("kr."); NULL = not said */
  size_t series, points;
  const char **name, **label;           /* by series, by point */
  const grid_cell **cell;
  const char *alt;                      /* one to four sentences */
} grid_picture;

/* All grids of a document, in its order, all in the arena; mistakes of a declaration are reported at it, and a declaration
 * that gives no grid (unknown register, no columns) is left out. Decimals: one number a column, the largest written; amounts
 * have two or none. An absent value is "ikke oplyst", never blank and never a dash (typography.md, Tables). */
typedef struct grid_set { LIST(grid *) grids; LIST(grid_picture *) pictures; } grid_set;
/* ---- a declaration that stands in no document (a check), row by row. Columns are those of the declaration; nothing is hidden ---- */
typedef struct table_scan table_scan;
/* What lookups of many scans share, while the agreement stays as it is. */
typedef struct table_indexes table_indexes;
table_indexes *table_indexes_new(void);
void table_indexes_free(table_indexes *x);
/* The rows that the filter leaves, without those that surely have no value in the columns `known` and `too` (SIZE_MAX: none). NULL: the declaration gives
 * no table (reported). */
table_scan *table_scan_open(arena *a, diag *d, const agreement *m, const table_decl *decl, table_indexes *x, size_t known, size_t too);
size_t table_scan_rows(const table_scan *s);
size_t table_scan_asked(const table_scan *s);                    /* rows whose conditions could be answered, those that are left out too */
unsigned table_scan_type(const table_scan *s, size_t column);    /* formula_type; 0: no such column in the table */
const formula_value *table_scan_value(table_scan *s, size_t row, size_t column);   /* good until another row is asked; exact fractions are kept */
bool table_scan_key(table_scan *s, size_t row, size_t column, GString *key);   /* adds what the value is equal by (a reference: its id), and a line end; false: it has none */
/* Ends the scan: the kept rows, in order, as a grid; fields with "vis: nej" are printed, too. keep NULL: none. NULL: no row is kept. */
const grid *table_scan_close(table_scan *s, const bool *keep);
grid_set *table_make(arena *a, diag *d, const agreement *m, const document *doc);
/* The grids of all documents, by their index in m->documents. Small numbers are hidden in all tables together: what is hidden in one
 * document is hidden in the others. So whoever publishes makes all, whichever documents are then printed; table_make sees one alone. */
grid_set **table_make_all(arena *a, diag *d, const agreement *m);
/* Works each formula out again in doubles, from the cells as a worksheet holds them; where Excel would show another result after
 * rounding, that is reported at the column, once a column. table_make has done it for its grids. */
void table_check_doubles(diag *d, const grid_set *s);
/* The formula of a column worked out once more, exactly, with another figure in one of the columns that it names: for whoever looks for the figure that
 * would explain a result (audit/). NULL: the column has no formula, or one that names what is not in the grid. */
typedef struct grid_trial grid_trial;
grid_trial *grid_trial_new(const grid *g, size_t column);
void grid_trial_free(grid_trial *t);                             /* NULL is allowed */
/* decimals: rounded once to so many, or to the formula's own when they are fewer; FORMULA_EXACT: to the formula's own alone. False: it gives no figure.
 * A fraction in *out is good until the next call. */
bool grid_trial_run(grid_trial *t, size_t row, int decimals, size_t other, number instead, formula_value *out);
/* The sum so far, as the column prints figures: its record cells in rows [0, row). NULL: the column is not summed, has a hidden cell (the sums
 * before and after would tell it), or the sum has more than 18 digits. In the arena. */
const char *grid_carried(arena *a, const grid *g, size_t row, size_t column);
/* The same grids with the words of `doc`, a copy of their document in a collection: captions and cells of written tables refer to places there. */
grid_set *table_reworded(arena *a, const grid_set *s, const document *doc);
const grid *grid_lookup(const grid_set *s, const char *id);      /* NULL when absent */
/* A line picture's axis begins at zero unless its least figure is more than half of its greatest: then the way of the lines would not be seen. */
bool picture_from_zero(const grid_picture *p);
const grid_picture *picture_lookup(const grid_set *s, const figure *f);   /* NULL: not of a table, or reported */

/* What stands on a workbook's front sheet; assembled here so that xlsx/ knows no agreement. */
typedef struct front_line { const char *label, *text; } front_line;
/* A line of the contents sheet, and one of the sheet "Noter". */
typedef struct front_entry { const grid *grid; size_t records; const char *remark; /* "med skjulte tal" or NULL */ } front_entry;
typedef struct front_note { const grid *grid; const char *what, *text; } front_note;   /* "Note a", "Bemærkning", "Kilde", "Små tal", "Formel: Ændring" */
typedef struct workbook_front {
  const char *title, *subtitle, *author, *subject, *keywords;
  date created;
  LIST(front_line) lines;   /* Status, Version, Kilde … */
  LIST(const char *) notes;
  const char *footer;       /* one line for every printed page: document, status, version */
  const char *banner;       /* what every sheet must say ("Opdigtede tal"); NULL = nothing */
  LIST(front_entry) contents;
  LIST(front_note) table_notes;   /* in the order of tables; all that stands below a table, and how its figures were worked out */
  const char *suppression;  /* one remark for all tables; NULL when nothing is hidden */
} workbook_front;
workbook_front *table_front(arena *a, const agreement *m, const document *doc, const grid_set *s);
/* Every grid as text, for goldens and `dump`: a line a column, a row, a note; typed values beside the printed ones. */
void table_dump(const grid_set *s, GString *out);
#endif
