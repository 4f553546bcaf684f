/* Inside reconcile/ only. */
#ifndef RECONCILE_RECONCILE_INT_H
#define RECONCILE_RECONCILE_INT_H
#include "reconcile/reconcile.h"

/* ---- paragraph.c ---- */
typedef struct paragraph { const record *law; const char *number; /* "107", "66-1-6", "95a"; "" = the whole law */ } paragraph;     /* law NULL: not said */
typedef LIST(paragraph) paragraphs;
/* "SEL §§ 107 og 108", "Serviceloven § 66, stk. 1, nr. 6; § 107": each with the law named before it. Words that name no law are passed over. */
void paragraphs_read(arena *a, const reg *laws, const char *text, paragraphs *out);
/* The same ones, in any order; a law that one side does not say suits all. */
bool paragraphs_same(const paragraphs *x, const paragraphs *y);

/* ---- extract.c ---- */
typedef struct extract_row { value cell[RECONCILE_FIELDS]; uint32_t line; } extract_row;
typedef struct extract { extract_row *row; size_t rows; bool has[RECONCILE_FIELDS]; } extract;
bool extract_read(arena *a, diag *d, const agreement *m, const reconcile_request *wanted, extract *out);     /* false: reported */

/* ---- ours.c: the agreement's offers as they are that day ---- */
typedef struct our_tariff { const char *service, *level, *department; const record *of; number amount, regulation; bool main, met; } our_tariff;     /* texts NULL; regulation 0 = none */
typedef struct our_offer {
  const record *r;
  const char *name, *operator_name, *paragraph_text;
  const char *number[3];                     /* folded, by RECONCILE_PORTAL, _COMPANY, _UNIT; NULL = not known */
  const char *number_text[3];
  paragraphs paragraphs;
  value places, occupancy;
  LIST(our_tariff) tariffs;
  bool holds, asked;                         /* open that day; of the operator that was asked for */
  bool taken;                                /* a row is paired with it */
  bool doubted;                              /* one of several that a row may mean */
  LIST(size_t) rows;                         /* of the file, in order */
} our_offer;
typedef struct our_offers { our_offer *v; size_t n; } our_offers;
our_offers ours_collect(arena *a, const agreement *m, const reconcile_request *wanted);

/* ---- match.c, compare.c ---- */
typedef struct reconcile_job { arena *a; const agreement *m; const extract *e; our_offers ours; reconcile_way *way; /* by row */ bool *told; /* row is a doubt */ size_t *offer; /* by row */ reconciliation *r; } reconcile_job;
void match_rows(reconcile_job *j);
void compare_rows(reconcile_job *j);
const char *row_text(const extract_row *row, reconcile_field f);      /* NULL: the cell holds no text */
#endif
