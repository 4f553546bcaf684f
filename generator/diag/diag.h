/* diag/: places in source files, the catalogue of messages, and how they are shown.
 * For all rooms. Content mistakes are reported here and the run goes on; see ARCHITECTURE.md "Four kinds of error". */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H
#include "base/base.h"

/* A place: file is an index from diag_source; 0 = no file. Lines and columns count from 1; columns and length in characters. */
typedef struct span { uint32_t file, line, col, len; } span;
#define SPAN_NONE ((span){0})

typedef enum diag_severity { SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_SYSTEM } diag_severity;
/* One id a message. The catalogue: diag/catalogue/ROOM.def with lines
 *   DIAG(UNKNOWN_KEY, "L010", ERROR, "da {0} {1}", "en {0} {1}", "da hint", "en hint", "da explanation")
 * gives DIAG_UNKNOWN_KEY. {0}..{3} are the arguments. A hint of "" is none; a hint whose arguments are all empty is left out. */
typedef enum diag_id {
#define DIAG(name, code, severity, da, en, da_hint, en_hint, explanation) DIAG_##name,
#include "diag/catalogue/all.def"
#undef DIAG
  DIAG_COUNT
} diag_id;

typedef struct diag diag;
typedef enum diag_language { LANGUAGE_DA, LANGUAGE_EN } diag_language;
diag *diag_new(void);
void diag_free(diag *d);
/* Registers a source. path_shown is what the user reads (relative); text is copied. Returns the file index (same path: same index). */
uint32_t diag_source(diag *d, const char *path_shown, const char *text, size_t length);
/* Registers a worksheet of a file: a source of its own, shown as »path: Sheet!C17«. text is the sheet as lines: line n is row n, its
 * cells from column A on, separated by tabs (none within a cell), an empty cell as one blank. So a place in it is a line and a column of
 * characters as in any other source, and only the printers name the cell: by the tabs before it. Same path and sheet: same index. */
uint32_t diag_sheet(diag *d, const char *path_shown, const char *sheet, const char *text, size_t length);
const char *diag_source_path(const diag *d, uint32_t file);
/* A place as people read it: "registre/takster.csv:4:52", "takster.xlsx: Takster!C17". In the arena. */
const char *diag_place(arena *a, const diag *d, span at);
/* The text of a source, borrowed; NULL when it is not known. *sheet (NULL allowed): its worksheet, NULL = a text file. */
const char *diag_source_text(const diag *d, uint32_t file, size_t *length, const char **sheet);
/* Reports. Arguments: up to four strings, NULL ends (DIAG_SAY(d, X, at, NULL) for none); they are copied. Equal reports (id, place, arguments) are kept once. */
void diag_report(diag *d, diag_id id, span at, const char *const args[]);
#define DIAG_SAY(d, name, at, ...) diag_report((d), DIAG_##name, (at), (const char *const[]){ __VA_ARGS__, NULL })
/* A second place, for the report made last: "the first one stands here". note in both languages. */
void diag_also(diag *d, span at, const char *note_da, const char *note_en);
size_t diag_count(const diag *d, diag_severity at_least);
bool diag_has(const diag *d, diag_id id);

/* Makes one of the reports of an id that have the same place and differ in the first argument only: "a, b, c". */
void diag_gather(diag *d, diag_id id);

/* Shows all, sorted by file (in order of registering), line, column, id. */
void diag_print(const diag *d, diag_language lang, GString *out);                       /* terminal text, no colours */
void diag_html(const diag *d, diag_language lang, const char *title, GString *out);    /* one plain accessible page */
void diag_pack(const diag *d, GString *out);                                            /* for a worker's pipe … */
bool diag_unpack(diag *d, const char *data, size_t length);                             /* … and back: adds to d; sources are the same in both */
void diag_merge(diag *into, const diag *from);                                             /* adds the reports of another list, with their sources */

/* The catalogue itself, for `forklar` and the tests. */
typedef struct diag_entry { const char *name, *code; diag_severity severity; const char *text[2], *hint[2], *explanation; } diag_entry;
const diag_entry *diag_lookup(diag_id id);
#endif
