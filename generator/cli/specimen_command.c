#include "cli/specimen.h"

#include <stdio.h>
#include <string.h>
#include "pdf/pdf.h"

/* `rammeaftale specimen LAYOUT [--profile NAVN]`: a PDF of all styles of a layout. */

static bool pdf_put(const cli_options *o, const work *w, layout_result *r, const char *name) {
  const char *error = NULL, *path = arena_printf(w->arena, "%s/%s.pdf", o->output, name), *fresh = arena_printf(w->arena, "%s.ny", path);
  if (g_mkdir_with_parents(o->output, 0777) == 0 && pdf_write(r, NULL, 0, fresh, &error) && rename(fresh, path) == 0) {
    if (!o->quiet) printf("%s: %zu %s\n", path, r->pages.n, SAY(o, "sider", "pages"));
    return true;
  }
  fprintf(stderr, "rammeaftale: %s: %s\n", path, error ? error : SAY(o, "kan ikke skrives", "cannot be written"));
  return false;
}

static bool specimen_write(const cli_options *o, work *w) {
  style_request wanted = { .folder = w->layouts, .shown = w->layouts, .layout = o->folders[0], .profile = o->profile };
  text_engine *engine = NULL;
  style_sheet *s = style_load(w->arena, w->diag, &wanted);
  if (!s || !work_fonts(w, &engine)) return true;                /* told */
  agreement *m = specimen_make(w->arena, s, o->profile);
  grid_set **grids = table_make_all(w->arena, w->diag, m);
  layout_result *r = layout_document(w->arena, w->diag, engine, s, m, m->documents.v[0], grids[0]);
  bool good = diag_count(w->diag, SEVERITY_ERROR) || pdf_put(o, w, r, m->id);
  text_close(engine);
  return good;
}

exit_code command_specimen(const cli_options *o) {
  if (o->folder_count != 1) {
    fprintf(stderr, "rammeaftale: %s\n", SAY(o, "skriv: rammeaftale specimen LAYOUT, for eksempel »rammeaftale specimen politisk«", "use: rammeaftale specimen LAYOUT"));
    return EXIT_USE;
  }
  work w;
  work_bare(&w, o);
  if (!w.layouts) DIAG_SAY(w.diag, FOLDER_MISSING, SPAN_NONE, "layouts");
  if (!w.fonts) DIAG_SAY(w.diag, FOLDER_MISSING, SPAN_NONE, "fonts");
  bool good = !w.layouts || !w.fonts || specimen_write(o, &w);
  exit_code told = work_tell(&w, o);
  work_close(&w);
  return good ? told : EXIT_SYSTEM;
}
