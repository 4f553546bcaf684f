/* audit/: recomputes what is printed and tells where it does not hold. For cli/.
 * What is checked is content: layouts/kontroller.yaml (a check is a table with a column for what is printed and one for what it must be) and the
 * register `beregninger` (a model, its figures, and what a source printed). Nothing is changed and nothing guessed: a finding says what is printed, what
 * the rule gives, where it stands, and, where one figure alone could have been misprinted, which. Findings are diagnostics, so that place, excerpt and
 * order are those of every mistake. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H
#include "table/table.h"

typedef struct finding {
  size_t check;                    /* index in audit_report.checks */
  const char *what;                /* the row: "Kildebo, 2025" */
  const char *printed, *expected;  /* "4.280", "4.392 kr."; as the printed figure's decimals */
  bool figures; number is, must;   /* the same as figures, where they are */
  const char *unit;                /* "kr.", "%"; NULL */
  const char *why;                 /* which single figure would explain it: a sentence; NULL */
  const char *printed_in;          /* "bilag 3, »Takstoversigt«": where readers meet the record; NULL */
  span at, record_at;              /* of what is printed; of its record */
} finding;
typedef struct audit_check { const char *title, *rule; size_t compared, findings; } audit_check;     /* compared 0: the agreement has no figures for it */
typedef struct audit_report {
  LIST(finding) findings;          /* in the order of checks, then of content */
  LIST(audit_check) checks;        /* all of them */
  size_t compared;
} audit_report;
/* Makes all checks of an agreement that has no mistakes; reports each finding in d (K001 …, severity error). grids: of m->documents by index, where findings
 * are looked for as printed; NULL = not. All in the arena. */
audit_report *audit_make(arena *a, diag *d, const agreement *m, grid_set *const *grids);
/* Two sheets: the findings (none: left out) and all checks. */
const grid_set *audit_grids(arena *a, const agreement *m, const audit_report *r, const diag *d);
/* One page without script or outside resources: findings by check, and all checks with what they compared. */
void audit_page(const audit_report *r, const diag *d, diag_language lang, const char *title, GString *out);
#endif
