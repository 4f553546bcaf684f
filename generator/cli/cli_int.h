/* Inside cli/ only: the command line's face. One table of options gives parsing, help and manual page. */
#ifndef CLI_CLI_INT_H
#define CLI_CLI_INT_H
#include "layout/layout.h"

#define PROGRAM_VERSION "0.1.0"

typedef enum exit_code { EXIT_CLEAN, EXIT_MISTAKES, EXIT_USE, EXIT_SYSTEM, EXIT_FAULT } exit_code;

typedef struct cli_options {
  const char *command;
  const char *const *folders; size_t folder_count;   /* arguments behind the command */
  const char *output, *only, *root, *report, *html, *xlsx, *profile, *operator_id;
  date day;                                           /* reconcile: year 0 = not given */
  int jobs;
  int year;                                           /* why: 0 = all */
  bool quiet, timing;
  bool boxes;                                         /* --debug=boxes */
  bool unknown;                                       /* hyphenation: only words that are not in the lists */
  diag_language lang;
} cli_options;

/* The words in the run's language. */
#define SAY(o, da, en) ((o)->lang == LANGUAGE_EN ? (en) : (da))

/* Reads the command line. False: wrong use, told on stderr; or help or version were asked for and printed: *end says how to leave. */
bool options_read(arena *a, int argc, char **argv, cli_options *o, exit_code *end);

/* ---- an agreement being worked on ---- */
typedef struct work_document { const document *doc; const style_sheet *sheet; const grid_set *grids; } work_document;
typedef struct work {
  arena *arena; diag *diag;
  const char *folder, *shown, *name;                 /* to open, as the user reads it, its last part */
  char *layouts, *fonts;                             /* folders; NULL: not found */
  const agreement *agreement;
  grid_set **grids;                                  /* of all documents, by their index in the agreement */
  LIST(work_document) documents;
  LIST(layout_part) collection;                      /* what samlet.pdf is made of; empty: none, or it is not asked for */
} work;
/* One agreement of a command: loads it and does what the command is for. */
typedef exit_code (*work_step)(const cli_options *o, work *w, text_engine **engine);
/* Does it for each agreement named, and closes them; the worst of their exit codes. */
exit_code works_each(const cli_options *o, work_step step);
/* Folders of agreements: those named, or every folder in content/ that holds an aftale.yaml. False: none (told on stderr). */
bool works_find(arena *a, const cli_options *o, work **out, size_t *count, exit_code *end);
/* Loads content, tables and layouts of one agreement; what is wrong stands in w->diag afterwards. */
void work_load(work *w, const cli_options *o);
/* "samlet", or NULL: it is not made in this run. */
const char *work_collection(const work *w);
/* Without an agreement: arena, diagnostics, the folders of layouts and fonts (NULL: not found). */
void work_bare(work *w, const cli_options *o);
void work_close(work *w);
/* The fonts, opened once a run and kept; NULL: told in w->diag. */
text_engine *work_fonts(work *w, text_engine **kept);
/* Prints the diagnostics of one agreement on stderr; the exit code they ask for. */
exit_code work_tell(const work *w, const cli_options *o);

exit_code command_build(const cli_options *o);
exit_code command_check(const cli_options *o);
exit_code command_list(const cli_options *o);
exit_code command_dump(const cli_options *o);
exit_code command_schema(const cli_options *o);
exit_code command_specimen(const cli_options *o);
exit_code command_audit(const cli_options *o);                   /* audit_command.c */
void audit_line(const cli_options *o, const work *w);            /* what an audit of the loaded agreement finds, in one line */
exit_code command_why(const cli_options *o);                     /* why_command.c */
exit_code command_reconcile(const cli_options *o);               /* reconcile_command.c */
exit_code command_hyphenation(const cli_options *o);
#endif
