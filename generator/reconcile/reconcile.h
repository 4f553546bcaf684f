/* reconcile/: the agreement's offers held up against a list that others keep: an extract of Tilbudsportalen, an operator's own list. For cli/.
 * Offers are paired by their number at Tilbudsportalen, then by P number, then by a CVR number that one offer alone has on both sides, then by name (folded
 * as Danes misspell: case, æ/ae, ø/oe, å/aa, blanks, signs). Two that could be meant are told, never chosen between. What holds on the asked day is
 * compared: names, places, paragraphs, the year's tariff and occupancy. Nothing is changed. */
#ifndef RECONCILE_RECONCILE_H
#define RECONCILE_RECONCILE_H
#include "table/table.h"

typedef enum reconcile_field { RECONCILE_PORTAL, RECONCILE_COMPANY /* CVR */, RECONCILE_UNIT /* P number */, RECONCILE_NAME, RECONCILE_PARAGRAPH, RECONCILE_PLACES,
  RECONCILE_SERVICE, RECONCILE_TARIFF, RECONCILE_OCCUPANCY, RECONCILE_FIELDS } reconcile_field;
typedef enum reconcile_way { PAIRED_NOT, PAIRED_BY_PORTAL, PAIRED_BY_UNIT, PAIRED_BY_COMPANY, PAIRED_BY_NAME, PAIRED_BY_SHORT_NAME /* one side has "Botilbuddet" before it */ } reconcile_way;

typedef struct reconcile_request {
  const char *path, *shown;       /* the file: to open, as the user reads it; .csv or .xlsx */
  date day;                       /* what holds that day, and that year's tariffs and occupancy; year 0 = the agreement's first day */
  const char *operator_id;        /* only this operator's offers; NULL = all */
} reconcile_request;
typedef struct reconcile_difference {
  reconcile_field field;
  const char *offer, *service;    /* service NULL: of the offer */
  const char *ours, *theirs;      /* as printed; never NULL */
  bool numbers;                   /* both are figures: */
  number our_number, their_number;
  const char *remark;             /* NULL */
  uint32_t line;                  /* in the file */
} reconcile_difference;
typedef struct reconcile_lone { const char *name, *portal, *company, *unit, *remark; uint32_t line; /* 0: of the agreement */ } reconcile_lone;   /* texts NULL: not known */
typedef struct reconcile_doubt { const char *what, *why; uint32_t line; } reconcile_doubt;
typedef struct reconcile_pair { const char *ours, *theirs; reconcile_way way; uint32_t line; } reconcile_pair;
typedef struct reconciliation {
  const char *file; date day; const char *operator_name;   /* NULL = all */
  size_t offers, rows, paired;                       /* of the agreement that day; of the file; offers found in both */
  bool compared[RECONCILE_FIELDS];                   /* the file has the column */
  LIST(reconcile_difference) differences;            /* in the file's order */
  LIST(reconcile_lone) only_ours, only_theirs;       /* missing in the file; missing in the agreement */
  LIST(reconcile_doubt) doubts;
  LIST(reconcile_pair) weak;                         /* paired by less than a number of the offer's own */
} reconciliation;
/* Reads the file and compares; NULL: mistakes in the file or the request, reported in d. m must have no mistakes. All in the arena. */
const reconciliation *reconcile_make(arena *a, diag *d, const agreement *m, const reconcile_request *wanted);
/* Is there anything to tell: a difference, an offer of one side alone, a doubt? */
bool reconcile_found(const reconciliation *r);
/* As grids: a summary, then one for each kind of finding that there is. */
const grid_set *reconcile_grids(arena *a, const reconciliation *r);
/* The agreement with these grids as its one document, "afstemning", in the layout notat. */
const agreement *reconcile_document(arena *a, const agreement *m, const reconciliation *r, const grid_set *s);
/* "CVR-nummer", "takst": for headings and messages. */
const char *reconcile_field_name(reconcile_field f);
#endif
