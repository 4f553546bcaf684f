/* Inside cli/ only: a document that shows all styles of a layout, made from the style sheet. */
#ifndef CLI_SPECIMEN_H
#define CLI_SPECIMEN_H
#include "cli/cli_int.h"

/* An agreement of one document. Styles "prøve-…" are added to the sheet: each style without what it does to the page (a new page, a place on it). */
agreement *specimen_make(arena *a, style_sheet *s, const char *profile);
#endif
