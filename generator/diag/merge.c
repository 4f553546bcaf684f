/* Reports of several runs in one list: `check --report` over many agreements. */
#include "diag/diag_int.h"

/* The same file has another index in each list. */
static span moved(diag *into, const diag *from, span at) {
  if (at.file == 0 || at.file > from->sources->len) return at;
  const source *s = g_ptr_array_index(from->sources, at.file - 1);
  at.file = source_register(into, s->path, s->sheet, s->text, s->length);
  return at;
}

void diag_merge(diag *into, const diag *from) {
  for (guint i = 0; i < from->reports->len; i++) {
    const report *r = g_ptr_array_index(from->reports, i);
    diag_report(into, r->id, moved(into, from, r->at), (const char *const[]){ r->args[0], r->args[1], r->args[2], r->args[3], NULL });
    for (guint k = 0; r->also && k < r->also->len; k++) {
      const also *second = &g_array_index(r->also, also, k);
      diag_also(into, moved(into, from, second->at), second->note[0], second->note[1]);
    }
  }
}
