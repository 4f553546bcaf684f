/* why/: how a printed figure came to be, step by step, to the lines of content. For cli/: `rammeaftale why` prints it, and a working copy gets it as a sheet.
 * Nothing is guessed and nothing worked out in another way than for print: table/ says what made a cell (origin_read), and each figure that went in is
 * followed in its turn, through formulas, lookups, tariffs that are the result of a calculation, and calculations, to values with a place and a source.
 * Figures and texts lie in the arena given to why_begin and outlive why_end; they borrow from the agreement and the grids, which must live as long. Figures
 * have the units that are printed beside them; `shown`, `exact` and `figures` are Danish writing, ready for print. */
#ifndef WHY_WHY_H
#define WHY_WHY_H
#include "table/table.h"

typedef enum why_way { WHY_PUT_IN, WHY_WORKED_OUT, WHY_BY_RULE, WHY_SHARED, WHY_ADDED, WHY_GATHERED, WHY_COUNTED, WHY_HIDDEN, WHY_MISSING } why_way;
typedef struct why_figure why_figure;
/* A figure where it is used or printed. */
typedef struct why_use {
  const char *name;                /* "Takst 2026", "betalte døgn" */
  const char *shown;               /* "1.929 kr.", "skjult"; with its unit */
  const table_lookup *found;       /* by which lookup; NULL */
  why_figure *of;
} why_use;
/* One figure: two uses of one value, or of one cell, are one figure. Texts NULL: nothing to say. */
struct why_figure {
  why_way way;
  const record *record; const field_def *field;      /* of a register's value; NULL */
  const char *from;                /* of a figure put into a calculation: which */
  span at;                         /* line 0: nowhere to point at */
  const char *source;              /* "Takstindberetning 2026", "Forudsætning: …" */
  const char *formula, *figures, *exact, *rounding;
  const char *reason;              /* why there is none: "budgettet ikke er vedtaget" */
  LIST(why_use) parts;
  int year;                        /* of the record that holds it, else the latest of its parts; 0 = none */
  size_t number;                   /* for whoever prints: 0 = not yet explained */
};
typedef struct why_job why_job;
why_job *why_begin(arena *a, diag *d, const agreement *m);      /* for one thread; the caller ends it */
void why_end(why_job *j);
/* What stands in a cell; false: no figure, nothing to explain. */
bool why_cell(why_job *j, const grid *g, size_t row, size_t column, why_use *out);

/* ---- one offer ---- */
/* The offer that people mean: its id, its number on Tilbudsportalen, its name (folded as fold_name; also an earlier name, or without the kind of place).
 * NULL: none or several, reported (K040, K041). */
const record *why_offer(arena *a, diag *d, const agreement *m, const char *said);
/* All figures that the documents print about the offer, as text of at most 100 columns; sets: by document. year 0: of all years. */
void why_print(why_job *j, const grid_set *const *sets, const record *offer, int year, GString *out);

/* ---- a sheet ---- */
/* How each figure of a document's tables came to be, a row a figure, as one more grid behind the others of a copy of `s`. NULL: no table has figures. */
const grid_set *why_sheet(why_job *j, const grid_set *s);
#endif
