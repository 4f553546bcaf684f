/* Between hide.c (which cells) and hide_prove.c (whether that is enough). */
#ifndef TABLE_HIDE_INT_H
#define TABLE_HIDE_INT_H
#include "table/table_int.h"

/* Hidden cells that hang together, and their sums. */
typedef struct part { size_t *cell; size_t cells; size_t *sum; size_t sums; } part;

/* Says of each cell of the part whether it is proved; true when all are. place: of each cell in the part's list, FIELD_NONE = visible. */
bool hide_prove(const hide_problem *p, const part *t, const size_t *place, bool *proved);
#endif
