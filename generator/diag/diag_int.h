/* Inside diag/ only: what the printers share. */
#ifndef DIAG_DIAG_INT_H
#define DIAG_DIAG_INT_H
#include "diag/diag.h"

#define DIAG_ARGS 4

typedef struct source {
  char *path, *text;
  char *sheet;             /* a worksheet's name; NULL: a text file */
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

uint32_t source_register(diag *d, const char *path, const char *sheet, const char *text, size_t length);
report **reports_sorted(const diag *d, size_t *n);               /* g_free the list; the reports are d's */
bool excerpt_make(const diag *d, span at, excerpt *out);         /* false: there is no such line */
void excerpt_clear(excerpt *e);
bool cell_name(const diag *d, span at, GString *out);            /* appends "C17"; false: not a place in a worksheet */
void text_clean(const char *s, GString *out);                    /* appends s as valid UTF-8 without control characters */
void source_name(const diag *d, uint32_t file, GString *out);    /* appends the path, and the worksheet: "a.xlsx: Takster" */
void message_make(const char *pattern, char *const args[DIAG_ARGS], GString *out);   /* fills in {0}..{3} */
bool hint_wanted(const char *pattern, char *const args[DIAG_ARGS]);
const char *severity_name(diag_severity s, diag_language lang);
#endif
