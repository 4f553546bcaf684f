/* Inside diag/ only: what the printers share. */
#ifndef DIAG_DIAG_INT_H
#define DIAG_DIAG_INT_H
#include "diag/diag.h"

#define DIAG_ARGS 4

typedef struct source {
  char *path, *text;
  size_t length;
  GArray *starts;          /* of size_t: where each line begins; made at the first look */
} source;

typedef struct also { span at; char *note[2]; } also;

typedef struct report {
  diag_id id;
  span at;
  char *args[DIAG_ARGS];   /* NULL: not given */
  GArray *also;            /* of also; NULL: none */
} report;

struct diag {
  GPtrArray *sources;      /* of source; file n is at n - 1 */
  GPtrArray *reports;      /* of report, in order of reporting */
  GHashTable *seen;        /* key text -> report; looked up, never walked */
  report *last;            /* for diag_also */
};

/* One source line made ready to be shown: cut to a window, blanks for tabs, nothing that could steer a terminal. */
typedef struct excerpt {
  GString *before, *marked, *after;      /* UTF-8; an ellipsis stands where the line was cut */
  size_t before_cells, marked_cells;     /* widths on a terminal; marked_cells >= 1 */
} excerpt;

report **reports_sorted(const diag *d, size_t *n);               /* g_free the list; the reports are d's */
bool excerpt_make(const diag *d, span at, excerpt *out);         /* false: there is no such line */
void excerpt_clear(excerpt *e);
void text_clean(const char *s, GString *out);                    /* appends s as valid UTF-8 without control characters */
void message_make(const char *pattern, char *const args[DIAG_ARGS], GString *out);   /* fills in {0}..{3} */
bool hint_wanted(const char *pattern, char *const args[DIAG_ARGS]);
const char *severity_name(diag_severity s, diag_language lang);
#endif
