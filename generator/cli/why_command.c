#include "cli/cli_int.h"
#include "why/why.h"

#include <stdio.h>
#include <string.h>

/* `rammeaftale why DIR OFFER`: how each printed figure about an offer came to be. */

static const grid_set **sets_of(work *w) {
  const grid_set **sets = ARENA_ARRAY(w->arena, const grid_set *, w->documents.n + 1);
  for (size_t i = 0; i < w->documents.n; i++) sets[i] = w->documents.v[i].grids;
  return sets;
}

/* Content with mistakes is not explained: its figures may be read wrong. */
static exit_code why_one(const cli_options *o, work *w, text_engine **engine) {
  (void)engine;
  work_load(w, o);
  if (diag_count(w->diag, SEVERITY_ERROR)) return work_tell(w, o);
  const record *offer = why_offer(w->arena, w->diag, w->agreement, o->folders[1]);
  if (offer) {
    GString *out = g_string_new(NULL);
    why_job *j = why_begin(w->arena, w->diag, w->agreement);
    why_print(j, sets_of(w), offer, o->year, out);
    why_end(j);
    fputs(out->str, stdout);
    g_string_free(out, TRUE);
  }
  return work_tell(w, o);
}

exit_code command_why(const cli_options *o) {
  if (o->folder_count != 2) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "skriv: rammeaftale why MAPPE TILBUD, for eksempel »rammeaftale why content/min-aftale \"Botilbuddet Engen\"«", "use: rammeaftale why DIR OFFER"));
    return EXIT_USE;
  }
  cli_options one = *o;
  one.folder_count = 1;
  one.only = NULL;                                                /* an offer is explained in all documents */
  return works_each(&one, why_one);
}
