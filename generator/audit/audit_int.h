/* Inside audit/ only. */
#ifndef AUDIT_AUDIT_INT_H
#define AUDIT_AUDIT_INT_H
#include "audit/audit.h"

typedef struct audit_job { arena *a; diag *d; const agreement *m; audit_report *r; } audit_job;

/* audit.c: a finding into report and diagnostics. second: another place that has to do with it; SPAN_NONE. */
void finding_add(audit_job *j, diag_id id, finding f, span second);
const char *number_shown(arena *a, number n, unsigned decimals);

/* explain.c. Which figures of the row, each alone, would make the formula of column `expected` give `target` (rounded to its decimals): as a sentence,
 * NULL when none or more than three would. */
const char *explain_row(arena *a, const grid *g, size_t row, size_t expected, number target);
/* The same for a calculation: a figure put in that would make all printed lines right. */
const char *explain_calculation(arena *a, const calculation *c, const calculation_steps *s);

/* ratio.c: rows [0, n) of figure / key: which do not share the one ratio that most have. wrong[i] is set; implied[i]: the key (decimals as keys[i]) that
 * fits. False: no ratio is shared by more than half, or there is nothing to judge. */
bool ratio_judge(arena *a, const number *figures, const number *keys, size_t n, bool *wrong, number *implied);
#endif
