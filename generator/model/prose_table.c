#include <string.h>
#include "model/prose_int.h"

/* A table written out with bars. cmark fills short rows and cuts long ones in silence; so the cells of each line are counted in the text. */

static size_t count_cells(const char *s, size_t length) {
  size_t bars = 0;
  bool first = length && s[0] == '|', last = false;
  for (size_t i = 0; i < length; i++) {
    if (s[i] == '\\' && i + 1 < length) { i++; last = false; continue; }
    last = s[i] == '|';
    bars += last;
  }
  return bars + 1 - (first ? 1 : 0) - (last && length > 1 ? 1 : 0);
}

static void read_row(prose *p, cmark_node *row, table_decl *t, size_t index) {
  size_t length;
  int line = cmark_node_get_start_line(row);
  const char *s = prose_line_text(p, line, &length);
  size_t cells = count_cells(s, length);
  if (cells != t->prose_columns) {
    arena *a = p->w->j->a;
    DIAG_SAY(p->w->j->d, TABLE_CELLS, prose_line_place(p, line), arena_printf(a, cells == 1 ? "%zu celle" : "%zu celler", cells),
             arena_printf(a, t->prose_columns == 1 ? "%zu overskrift" : "%zu overskrifter", t->prose_columns), arena_printf(a, "%zu", cells),
             arena_printf(a, "%zu", t->prose_columns));
  }
  size_t column = 0;
  for (cmark_node *c = cmark_node_first_child(row); c && column < t->prose_columns; c = cmark_node_next(c)) {
    prose_paragraph_begin(p);
    t->prose[index][column++] = prose_inlines(p, cmark_node_first_child(c));
  }
}

static bool read_table(prose *p, cmark_node *table, table_decl *t) {
  size_t rows = 0;
  for (cmark_node *r = cmark_node_first_child(table); r; r = cmark_node_next(r)) rows++;
  table_cells(p->w, t, rows, cmark_gfm_extensions_get_table_columns(table));
  size_t index = 0;
  for (cmark_node *r = cmark_node_first_child(table); r; r = cmark_node_next(r)) read_row(p, r, t, index++);
  return rows > 0;
}

bool prose_table(doc_job *w, const node *n, table_decl *t) {
  static const prose_look none = { "brødtekst", 0, "en tabel" };
  prose p;
  prose_begin(&p, w, n, &none);
  p.no_notes = "en tabel";
  prose_check_definitions(&p);
  cmark_node *root = prose_parse(p.text, p.length), *table = cmark_node_first_child(root);
  bool good = table && prose_is(table, "table");
  for (cmark_node *x = good ? cmark_node_next(table) : NULL; x; x = cmark_node_next(x))
    if (cmark_node_get_type(x) != CMARK_NODE_FOOTNOTE_DEFINITION) {
      DIAG_SAY(w->j->d, TABLE_PIPE, prose_line_place(&p, cmark_node_get_start_line(x)), NULL);
      break;
    }
  if (good) good = read_table(&p, table, t);
  else DIAG_SAY(w->j->d, TABLE_PIPE, table ? prose_line_place(&p, cmark_node_get_start_line(table)) : n->at, NULL);
  cmark_node_free(root);
  prose_end(&p);
  return good;
}
