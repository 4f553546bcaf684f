/* Inside audit/ only. */
#ifndef AUDIT_AUDIT_INT_H
#define AUDIT_AUDIT_INT_H
#include "audit/audit.h"

typedef struct audit_job { arena *a; diag *d; const agreement *m; audit_report *r; rational *x, *y; table_indexes *indexes; } audit_job;     /* x, y: scratch */

/* What does not hold in a row of a check, before the row has texts. */
typedef struct judgement {
  size_t row, other;               /* of the scan; other: a second place that has to do with it, ROW_NONE = none */
  diag_id id;
  bool of_group;                   /* about the group, not the row */
  bool figures; number is, must;
  const char *expected;            /* a text; NULL: the cell's or the figure's */
  const char *why;                 /* NULL: ask the row's formula */
} judgement;
#define ROW_NONE SIZE_MAX

/* One check while it is made. */
typedef struct check_work { audit_job *j; const check_decl *c; arena *scratch; table_scan *s; size_t rows, compared; LIST(judgement) found; } check_work;

/* audit.c */
audit_check *check_begin(audit_job *j, const char *title, const char *rule);
/* A finding into report and diagnostics. rule: the check's, or of this finding alone; second: another place; SPAN_NONE. */
void finding_add(audit_job *j, diag_id id, finding f, const char *rule, span second);
const char *number_shown(arena *a, number n, unsigned decimals, const char *unit);

/* rows.c, groups.c: all that does not hold, into w->found in the order of rows. */
void rows_check(check_work *w);
void listed_check(check_work *w);
void groups_check(check_work *w);
/* Does what is printed fit what the formula gives, rounded as printed, within the check's tolerance and `more`? *must: the rounded one. */
bool figure_fits(const check_work *w, number printed, const formula_value *expected, number more, number *must);
number figure_of(const formula_value *v);          /* of a known number; a fraction with 12 decimals, or as many as leave it 18 digits */
number unit_of_last(number n, unsigned halves);    /* so many halves of the unit of its last digit */

/* report.c */
const char *finding_difference(arena *a, const finding *f);        /* "-112"; NULL: no figures */

/* calculations.c */
void calculations_check(audit_job *j);

/* years.c */
void years_check(audit_job *j);

/* places.c: where the documents print the record at a place; NULL: nowhere. */
typedef struct printed_places printed_places;
printed_places *places_make(arena *a, const agreement *m, grid_set *const *grids);
void places_free(printed_places *p);
const char *place_printed(const printed_places *p, span at);

/* explain.c. Which figures of the row, each alone, would make the formula of column `expected` give `target` (rounded to its decimals): as a sentence,
 * NULL when none or more than three would. */
const char *explain_row(arena *a, const grid *g, size_t row, size_t expected, number target);
/* The same for a calculation: a figure put in that would make all printed lines right. */
const char *explain_calculation(arena *a, const calculation *c, const calculation_steps *s);

/* slip.c: the slip of the hand that may have made `is` of `must`, both with the decimals of `is`: "cifrene 7 og 6 kan være byttet om"; NULL: none is likely. */
const char *slip_words(arena *a, number is, number must);

/* ratio.c: rows [0, n) of figure / key: which do not share the one ratio that most have. wrong[i] is set; implied[i]: the key (decimals as keys[i]) that
 * fits. False: no ratio is shared by more than half, or there is nothing to judge. */
bool ratio_judge(arena *a, const number *figures, const number *keys, size_t n, bool *wrong, number *implied);
#endif
