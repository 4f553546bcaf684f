/* Inside table/ only: one grid while it is made, and the steps that make it. */
#ifndef TABLE_TABLE_INT_H
#define TABLE_TABLE_INT_H
#include "table/table.h"

#define FIELD_NONE SIZE_MAX        /* no such field */
#define NAME_NONE UINT32_MAX       /* a column that formulas cannot name */
#define DEF_NONE SIZE_MAX          /* a column without a formula */

typedef struct grid_build grid_build;
typedef struct row_pick row_pick;
typedef struct gathered gathered;
typedef struct making making;

/* ---- path.c: from a row to a value, through references ---- */
#define PATH_STEPS 8
typedef struct path {
  const char *text;                /* as written */
  const field_def *field;          /* the last step; NULL when it is "id" */
  const shape_def *def;            /* the register of the last step */
  size_t lookup;                   /* where it begins: 0 the row itself, i + 1 the record of lookup i */
  size_t n, step[PATH_STEPS];      /* fields; when it ends in "id", those before it */
  const agreement *m; date day;    /* values as they are that day; m NULL: as written */
  bool by_record;                  /* path_key: a reference, or "id", is equal by its record and not by its text */
  int shift;                       /* added to the figure in path_key: "år - 1" */
} path;
/* Reads a path from the row, its lookups first, or (lookups false) from the register `r` alone. False after a report. */
bool path_read(grid_build *b, const reg *r, bool lookups, const char *text, span at, path *out);
/* The same, for what shall stand in a cell: neither an id nor a field of several parts. */
bool path_read_shown(grid_build *b, const char *text, span at, path *out);
/* Never NULL: the value, or the first one on the way that is missing. */
const value *path_value(const path *p, const row_pick *r);
const value *path_value_of(const path *p, const record *r);      /* of a path without lookups */
/* Adds what the value is equal by (an id, a figure, a day, a text) to a key; false when it has none. */
bool path_key(const path *p, const record *start, GString *key);
const record *path_start(const path *p, const row_pick *r);      /* NULL: its lookup found nothing */
const record *path_end(const path *p, const row_pick *r);        /* the record that holds the value; NULL: something is missing on the way */

/* ---- filter.c: a value as it is written in a declaration ---- */
typedef struct wanted { const field_def *field; const char *text; value_kind kind; number num; date day; bool yes; } wanted;
bool wanted_read(grid_build *b, const field_def *f, const char *text, span at, wanted *out);   /* false: it can never fit (reported) */
bool wanted_fits(const wanted *w, const value *v);
/* Keeps the rows that fit the filters; returns how many. First those that ask the row's own fields, then, when lookups have been made for the rows that are
 * left, those that ask what they found. */
size_t rows_filter(grid_build *b, row_pick *rows, size_t count, bool by_lookups);

/* Keeps the rows that `vis kun` leaves; returns how many. */
size_t rows_only(grid_build *b, row_pick *rows, size_t count);

/* ---- lookup.c: records beside the row ---- */
/* A lookup's own literals choose records; own and theirs are the pairs of paths that must be equal. */
typedef struct lookup {
  const table_lookup *decl;
  size_t n; path *own, *theirs;
  size_t literals; path *at; wanted *w;
  path first; bool has_first;      /* a reference of the row that decides alone where it is known */
  GHashTable *index;
  bool borrowed;                   /* the index is one that tables share */
  bool broken, told;
} lookup;
struct table_indexes { arena *a; GHashTable *by_name; };
void lookups_make(grid_build *b);
void lookups_find(grid_build *b, row_pick *r, size_t from, size_t to);     /* fills r->found[from .. to) */
/* The lookup that gives a row for every record that fits; FIELD_NONE: none. */
size_t lookup_each(const grid_build *b);
/* All records that fit it, in the order of content; how many. */
size_t lookup_all(grid_build *b, size_t i, const row_pick *r, const record *const **out);
void lookups_free(grid_build *b);

/* ---- rows ---- */
struct row_pick { const record *record; const record **found; uint32_t group[GRID_GROUPS], place; const uint32_t *rank; };
typedef struct row_picks { row_pick *v; size_t n; path group[GRID_GROUPS]; size_t levels; size_t orders; } row_picks;

/* A column while the grid is made; grid.column[i] belongs to work[i]. Columns that are not printed stand among them until the end. */
typedef struct work_column {
  const table_column_decl *decl;   /* NULL: "Nr." and the columns of cross tables */
  table_source source;
  bool numbers, unshown;
  path path;                       /* TABLE_FROM_FIELD */
  formula_type ftype;              /* what it is in formulas */
  uint32_t name;                   /* index in the scope */
  size_t def;                      /* TABLE_FROM_FORMULA: index in b->set */
  formula **when;                  /* TABLE_FROM_RULES: NULL for "ellers" and after a mistake */
  path manual, reason; bool has_manual, has_reason;
  path unless; bool has_unless;
  path amount, key;                /* TABLE_FROM_SHARES */
  number *share;                   /* by row, in the order of rows; mantissa only where share_known */
  bool *share_known;
  number *share_keys;              /* likewise: the sum of the keys that the amount is shared over */
  number *share_rest;              /* plain rounding: what the rows up to this one, the last of those shared over, miss */
  const char **share_note;         /* likewise: what rounding did, for the sum's cell */
  bool rounded;                    /* a figure that the formula or the sharing gave was rounded */
  gathered *gather;                /* TABLE_FROM_TABLE */
  bool trim;                       /* amounts without declared decimals: whole ones are shown without */
} work_column;

/* What stays with a grid: the formula of each printed column as a worksheet has it, in terms of printed columns; NULL where it has none. */
struct grid_check { formula **sheet; formula_type *type; };

/* Formulas of a grid while it is made. */
typedef struct grid_work {
  const formula_set *set;          /* NULL: no formulas */
  const formula_scope *scope;      /* set's names, then the columns by rule */
  size_t names;
  size_t *column_of;               /* by name */
  bool *asked;                     /* by name: a formula, rule or condition names it; NULL = all are */
  bool *needed; bool all_needed;   /* by name: what the conditions of the filter need */
} grid_work;

struct grid_build {
  making *all;                     /* the tables that are made together; NULL: this one alone */
  struct suppressing *hiding;      /* suppress.c: while small numbers are hidden */
  arena *a;
  diag *d;
  const agreement *m;
  const table_decl *decl;
  grid *g;
  grid_work *w;
  work_column *work;
  lookup *lookups;
  table_indexes *indexes;          /* shared with other tables; NULL */
  formula **conditions; size_t condition_count;
  size_t must_know[2];             /* a scan: columns without which a row is nothing to it; FIELD_NONE */
  size_t answered;                 /* rows of which all conditions could be answered */
  formula_work *scratch;
  formula_value *values;           /* by name: of one row */
  const row_pick *picks;           /* the rows, in order: work_column.share and the like are by place in them */
  const row_pick **pick_of;        /* by row of the grid: what it was made from; NULL for groups, sums and "Afrunding". NULL in a cross table */
  rational **kept; size_t kept_count;      /* results handed on unrounded, by definition */
  GHashTable *texts;               /* equal texts are one pointer; lookup only */
  GHashTable *reasons;             /* note text -> index + 1 in grid.notes; lookup only */
};

/* ---- table.c ---- */
grid_build *grid_build_new(arena *a, diag *d, const agreement *m, const table_decl *decl);
void grid_build_free(grid_build *b);
grid *grid_end(grid_build *b);                                   /* what follows when it is known which cells are hidden. Frees b */

/* ---- columns.c: what the declaration says about columns ---- */
bool field_fits_cell(field_type t);
/* Reports a field that register `def` does not have. */
void field_report_unknown(grid_build *b, const shape_def *def, const char *key, span at);
const char *field_title(arena *a, const field_def *f);           /* its title, else its key with a capital */
/* grid.column and b->work. False: no column is left. */
bool columns_from_register(grid_build *b);
/* Decimals of columns from fields, from the rows that stand in the table. */
void columns_set_decimals(grid_build *b, const row_picks *rows);
/* Header from title and unit: "Takst (kr. pr. døgn)". */
const char *column_header(arena *a, const char *title, const char *unit);
/* What a column is called where its spanning header is not in sight: "Takst 2025". */
const char *column_name(arena *a, const char *over, const char *title);
column_type column_type_of(field_type t);
bool column_is_figures(column_type t);
grid_column column_of_numbers(void);                             /* "Nr." */
size_t column_row_header(const grid *g);

/* ---- rounding.c: what is told of it ---- */
const char *rounding_words(arena *a, unsigned decimals, const char *unit);   /* "afrundet til hele kroner", "… 2 decimaler"; unit: NULL = none */
void rounding_tell(grid_build *b);                               /* into the remark: which printed columns were rounded, and to what */

/* ---- cells.c: one value becomes what is printed ---- */
const char *text_intern(grid_build *b, const char *s);
/* Text of a known value as a cell prints it. */
const char *value_text(grid_build *b, const field_def *f, const value *v, unsigned decimals);
const char *number_text(grid_build *b, number n, unsigned decimals);
void cell_from_value(grid_build *b, const field_def *f, const value *v, unsigned decimals, grid_cell *out);
/* A known figure in a column of type t. */
void cell_from_number(grid_build *b, column_type t, number n, unsigned decimals, grid_cell *out);
void cell_missing(cell_kind kind, grid_cell *out);               /* "ikke oplyst", "ikke relevant", "uafklaret", "skjult" */
void number_cell(grid_build *b, size_t row, grid_cell *out);     /* "17" of the column "Nr." */
/* Number of the note with this text (new, or the equal one); 0 when there can be no more. */
uint16_t note_add(grid_build *b, const char *text);
const char *note_from_reason(arena *a, value_kind kind, const char *reason);   /* "Ikke oplyst, fordi …." */
const char *sentence(arena *a, const char *s);                   /* with a full stop, if it has none */
/* Danish order of two values of one field; those without a value come last. */
int value_compare(const field_def *f, const value *x, const value *y);

/* ---- rows.c: which records, in which order, in which groups ---- */
/* Filtered, ordered and grouped as declared. */
row_picks rows_pick(grid_build *b);
/* rank[i] of v[i] by one field: equal values, equal ranks; values that are missing come last. Caller frees. */
uint32_t *rank_by(const field_def *f, const value *const *v, size_t count, bool descending);
cell_kind cell_kind_of(const value *v);                           /* of a group's cell: text, or why there is none */
const char *group_text(grid_build *b, const field_def *f, const value *v);     /* title of a group row */

/* ---- formula.c: columns by formula and by rule ---- */
void formulas_compile(grid_build *b);
/* Keeps the rows for which all conditions of the filter hold. */
size_t rows_meet(grid_build *b, row_pick *rows, size_t count);
formula_value formula_of_field(grid_build *b, const work_column *w, const row_pick *r);     /* of a column from a field */
void formulas_eval_row(grid_build *b, const row_pick *r, size_t place);     /* b->values of a row; place: of its share */
/* Fills the cells of formulas and rules of one record; all other cells are there. */
void formulas_fill(grid_build *b, const row_pick *r, grid_row *row);
/* Why a result is missing, as a note, or NULL. */
const char *formula_note(grid_build *b, const formula *f, formula_value v);
void formula_eval_one(grid_build *b, size_t i);                   /* b->values of definition i, from the others; a fraction is kept until the next row */
/* The cell of a result in column c. An unrounded fraction, which is not printed, has 12 decimals, or as many as leave it 18 digits. */
void formula_cell(grid_build *b, size_t c, const formula_value *v, grid_cell *out);
/* A cell as a value: of shares, of sums, and for the doubles. */
formula_value formula_of_cell(formula_type t, const grid_cell *c);
/* formula_sums.c: fills the cells of SUM_FORMULA columns of a row of sums. */
void formulas_fill_sums(grid_build *b, grid_row *row);
void formulas_set_sums(grid_build *b);                            /* grid_column.sum of formula columns */
bool formula_names(const grid_build *b, size_t column, size_t other);   /* does column's formula or rule name the other? */
/* formula_sheet.c: trees for the worksheet, in terms of the grid's columns as printed; to[i]: where column i is printed, FIELD_NONE: it is not. */
void formulas_set_trees(grid_build *b, const size_t *to);

/* ---- needs.c: what must be looked at ---- */
void needs_find(grid_build *b);                                   /* fills grid_work.asked and .needed */
/* Of a check: what a row's own record must say for the row to have a value in the columns must_know and an answer to the conditions. */
const path **paths_needed(grid_build *b, size_t *count);

/* ---- rules.c ---- */
void rules_fill(grid_build *b, size_t column, const row_pick *r, grid_cell *out);   /* b->values are the row's; sets its own name's too */

/* ---- gather.c: what another table has in the rows that belong to this one ---- */
/* The table a declaration stands for, made now unless it is; NULL: it gives none, or it is being made (a circle, reported at `at`). table.c */
const grid_build *making_build(making *all, const table_decl *decl, span at);
bool gather_set(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c);      /* columns.c: what the column is */
const char *gather_words(arena *a, const table_gather *t);         /* "summen af »Betaling« i tabellen »Køb«, i de rækker hvor køber = rækkens id" */
void gather_fill(grid_build *b, size_t column, const row_pick *r, grid_cell *out);
void gathers_free(grid_build *b);
formula_value gather_value(grid_build *b, size_t column, const row_pick *r);      /* before there is a row */
/* For suppress.c. The rows of the other table behind one of ours, and its column. */
size_t gather_rows(const grid_build *b, size_t column, size_t row, const size_t **out);
const grid_build *gather_from(const grid_build *b, size_t column, size_t *theirs);               /* NULL: the column gathers nothing */
bool gather_adds(const grid_build *b, size_t column);                                            /* it is a sum that is an equation for hide.c */
bool gather_is_partial(const work_column *w);                     /* it may be a sum of what is not hidden there */
/* Makes the cell such a sum, with a note; false: nothing is left to add up. */
bool gather_leave_out(grid_build *b, size_t column, size_t row, const bool *hidden, size_t stride);
/* May the sum be printed when those of its rows that `hidden` says are hidden? */
bool gather_safe(const grid_build *b, size_t column, size_t row, const bool *hidden, size_t stride);

/* ---- shares.c: amounts shared out by a key ---- */
void shares_make(grid_build *b, const row_picks *rows);
void shares_keep_only(grid_build *b, row_picks *rows);          /* leaves the rows of `vis kun`, each with its share of the whole */
void shares_follow(grid_build *b, const row_picks *rows);       /* when rows have left: the shares of those that stay, by their `place` before */
/* Largest remainder: amount shared over keys, each share with `decimals`; their sum is the amount. False when the keys are none. */
bool shares_largest_remainder(number amount, const number *keys, size_t n, unsigned decimals, bool plain, number *out, number *residual);

/* ---- fill.c: rows, groups and sums ---- */
void rows_fill(grid_build *b, const row_picks *rows);
void carry_set(grid_build *b);                                    /* carry.c: grid.carry, when the columns are those that are printed */
number number_sum(const number *v, size_t n, bool *overflow);

/* ---- cross.c ---- */
bool grid_from_cross(grid_build *b);

/* ---- hide.c (the algorithm) and suppress.c (the grids) ---- */
/* Hides all that must be hidden: cells from 1 to least - 1, and what would give them away. */
typedef struct hide_cell { int64_t v; bool hidden; } hide_cell;
typedef struct hide_sum { size_t total; const size_t *part; size_t n; int64_t least; } hide_sum;      /* cells: total = sum of parts; least 0: the problem's */
typedef struct hide_problem { hide_cell *cell; size_t cells; const hide_sum *sum; size_t sums; int64_t one, least; } hide_problem;   /* one: a person */
void hide_cells(hide_problem *p);
void hide_beside_hidden(hide_problem *p);                        /* the same, where the small cells are marked already */
/* In all tables together; marks, fills and explains the hidden cells of each. */
void grids_suppress(grid_build *const *b, size_t n);      /* those that gather from others stand behind these */

/* ---- quantities.c: figures in running text ---- */
/* Writes a document's figures into its text and takes out the blocks whose condition does not hold; all small numbers are hidden already. */
void quantities_make(arena *a, diag *d, const document *doc, grid_build *const *builds, size_t n);

/* ---- facts.c: which cells are one figure ---- */
/* The figure of a cell from a field: its value, and a key that equal facts share. False: no field's, or not known. */
bool fact_of(const grid_build *b, size_t column, const row_pick *r, number *n, GString *key);
const char *fact_field(const grid_build *b, size_t column);      /* "tilbud.pladser": the kind of fact a column prints; NULL: none */

/* "152,7258…" of a fraction, cut; a figure with the decimals that it has (calculate.c). */
const char *exact_text(arena *a, const formula_value *v);
/* calculation_work, of which each calculation is worked out once: two lines fetched from one calculation would double the work at each link of a chain.
 * known: calculation -> calculation_steps, the caller's. */
const calculation_steps *calculation_work_once(arena *a, diag *d, const calculation *c, GHashTable *known);

/* ---- origin.c ---- */
void origin_keep(grid_build *b, const size_t *at, size_t columns);      /* at[i]: where column i stands now */

/* ---- chart.c ---- */
void grid_set_chart(grid_build *b, const size_t *to);

/* ---- calculation_grid.c ---- */
bool grid_from_calculation(grid_build *b);                       /* false: nothing to show */
void models_check(arena *a, diag *d, const agreement *m);        /* reports the mistakes in all formulas */

/* ---- prose.c: a table written out in the document. False: nothing to show ---- */
bool grid_from_prose(grid_build *b);

/* ---- sheet.c ---- */
/* Worksheet names for all grids: at most 31 UTF-16 units, legal, unlike each other and unlike the program's own sheets. */
void sheets_name(arena *a, grid_set *s);
/* ---- picture.c, picture_words.c: after all that is hidden is hidden ---- */
void pictures_make(arena *a, diag *d, const document *doc, grid_set *s);
const char *picture_words(arena *a, const grid_picture *p);
#endif
