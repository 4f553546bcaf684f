/* audit/: recomputes what is printed and tells where it does not hold. For cli/.
 * What is checked is content: layouts/kontroller.yaml (a check is a table with a column for what is printed and one for what it must be) and the
 * register `beregninger` (a model, its figures, and what a source printed). Nothing is changed and nothing guessed: a finding says what is printed, what
 * the rule gives, where it stands, and, where one figure alone could have been misprinted, which. Findings are diagnostics, so that place, excerpt and
 * web page are those of every mistake. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H
#include "table/table.h"

typedef struct finding {
  const char *title;               /* of the check: "Takstens dele giver taksten" */
  const char *what;                /* the row: "Kildebo, 2025" */
  const char *printed, *expected;  /* "4.280", "4.392"; as the printed figure's decimals */
  const char *why;                 /* the rule, and which single figure would explain it: sentences */
  span at;                         /* of the record */
} finding;
typedef struct audit_report {
  LIST(finding) findings;          /* in the order of checks, then of content */
  size_t checks, compared;         /* checks that had rows; figures compared */
} audit_report;
/* Makes all checks of an agreement that has no mistakes; reports each finding in d (K001 …, severity error). All in the arena. */
audit_report *audit_make(arena *a, diag *d, const agreement *m);
/* The findings as one grid, for a workbook; NULL when there are none. */
const grid_set *audit_grids(arena *a, const audit_report *r, const diag *d);
#endif
