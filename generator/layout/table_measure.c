/* Measuring a table's cells, before any width is known: natural, soft and hard widths of each column (see table_width.c), and for figures what stands
 * before and after the comma. Each distinct text is measured once: text/ keeps shaped runs by text, and words are looked at only where a run is
 * wider than the widest word so far. */
#include "layout/table_int.h"
#include <string.h>

#define BRIEF_EMS 7.0              /* "ikke relevant" and the mark of a note */

bool table_is_figure(const table_set *t, size_t column, const grid_cell *c)
{
  return c->kind == CELL_NUMBER && t->column[column].numeric;
}

/* From the comma on, and the mark of a note: what stands right of the line that all figures of a column share. Only 18 digits can follow a comma,
 * and tabular digits are equally wide, so a few lengths are measured and kept by text/. */
double table_fraction(lay *l, const table_set *t, size_t column, row_kind kind, const grid_cell *c)
{
  double width = c->note ? t->marks[c->note - 1] ? t->marks[c->note - 1]->width : 0 : 0;
  const char *comma = table_is_figure(t, column, c) ? strrchr(c->text, ',') : NULL;
  if (comma) {
    const glyph_run *r = text_shape(l->t, t->figures[kind], comma, (int)strlen(comma), SPAN_NONE);
    width += r ? r->width : 0;
  }
  return width;
}

/* Widest stretch of a set paragraph that has no blank in it. */
static double widest_word(const text_para *p)
{
  double widest = 0, now = 0;
  for (int i = 0; i < p->count; i++) {
    const text_item *item = &p->items[i];
    switch ((item_kind)item->kind) {
    case TEXT_BOX: now += item->width; break;
    case TEXT_PENALTY:
      if (item->hyphen == 0)
        now = 0;
      break;
    case TEXT_GLUE: case TEXT_BREAK: now = 0; break;
    }
    widest = MAX(widest, now);
  }
  return widest;
}

static void measure_para(lay *l, column_set *c, para *p)
{
  c->natural = MAX(c->natural, para_max_width(l, p));
  c->hard = MAX(c->hard, para_min_width(l, p));
  if (p->shaped)
    c->soft = MAX(c->soft, widest_word(p->shaped));
}

/* across: the cell takes several columns, and none of them must be as wide as its text. */
static void measure_cell(lay *l, table_set *t, size_t row, size_t column, bool across)
{
  const grid_row *r = &t->g->row[row];
  const grid_cell *c = table_cell(t, row, column);
  cell_set *set = &t->cell[row * t->columns + column];
  column_set *col = &t->column[column];
  if (set->text && set->text->p) {
    if (!across)
      measure_para(l, col, set->text->p);
    return;
  }
  if (!c->text || !*c->text)
    return;
  bool exact = table_is_figure(t, column, c);
  set->run = text_shape(l->t, exact ? t->figures[r->kind] : t->texts[r->kind], c->text, (int)strlen(c->text), r->at);
  if (!set->run || across)
    return;
  if (exact) {
    double after = table_fraction(l, t, column, (row_kind)r->kind, c);
    double mark = c->note && t->marks[c->note - 1] ? t->marks[c->note - 1]->width : 0;
    col->after = MAX(col->after, after);
    col->before = MAX(col->before, set->run->width + mark - after);
  } else {
    double width = set->run->width + table_fraction(l, t, column, (row_kind)r->kind, c);
    col->natural = MAX(col->natural, width);
    if (width <= BRIEF_EMS * table_em(l))
      col->brief = MAX(col->brief, width);
  }
}

void table_measure(lay *l, table_set *t)
{
  const grid *g = t->g;
  if (t->measured)
    return;
  t->measured = true;
  for (size_t c = 0; c < t->columns; c++)
    measure_para(l, &t->column[c], t->header[c]);
  for (size_t r = 0; r < g->rows; r++) {
    size_t across = table_span(t, r);
    for (size_t c = 0; c < t->columns; c += c ? 1 : across)
      measure_cell(l, t, r, c, c == 0 && (across > 1 || g->row[r].kind == ROW_GROUP));
  }
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    double figures = col->before + col->after;       /* figures are never divided */
    col->natural = MAX(col->natural, figures);
    col->soft = MAX(col->soft, figures);
    col->hard = MAX(col->hard, figures);
  }
}

/* In a band a sum's label may have one column only, where it had several in the whole table; all else is known. */
void table_measure_labels(lay *l, table_set *t)
{
  column_set *col = &t->column[0];
  for (size_t r = 0; r < t->g->rows; r++) {
    row_kind kind = (row_kind)t->g->row[r].kind;
    const glyph_run *run = t->cell[r * t->columns].run;
    if (run && (kind == ROW_SUBTOTAL || kind == ROW_TOTAL) && table_span(t, r) == 1)
      col->natural = MAX(col->natural, run->width + table_fraction(l, t, 0, kind, table_cell(t, r, 0)));
  }
  t->words = t->pieces = false;
}

/* Texts of a column that may be wider than `least`, each once; cells across columns are not asked. */
typedef void (*text_fn)(lay *l, table_set *t, size_t column, const grid_row *row, const char *text, arena *scratch);

static void each_text(lay *l, table_set *t, size_t c, const double *least, text_fn measure, arena *scratch)
{
  GHashTable *seen = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (size_t r = 0; r < t->g->rows; r++) {
    const glyph_run *run = t->cell[r * t->columns + c].run;
    const grid_row *row = &t->g->row[r];
    if (!run || run->width <= *least || row->kind == ROW_GROUP || (row->kind != ROW_RECORD && c == 0 && table_span(t, r) > 1))
      continue;
    const grid_cell *cell = table_cell(t, r, c);
    if (!table_is_figure(t, c, cell) && g_hash_table_add(seen, (gpointer)(uintptr_t)run))
      measure(l, t, c, row, cell->text, scratch);
  }
  g_hash_table_destroy(seen);
}

/* What stands between blanks that may break ("§ 103" is one word). */
static void measure_words(lay *l, table_set *t, size_t column, const grid_row *row, const char *s, arena *scratch)
{
  column_set *col = &t->column[column];
  for (const char *text = text_no_break(scratch, s); *text; ) {
    size_t n = strcspn(text, " ");
    const glyph_run *r = n ? text_shape(l->t, t->texts[row->kind], text, (int)n, SPAN_NONE) : NULL;
    if (r)
      col->soft = MAX(col->soft, r->width);
    text += n + (text[n] == ' ');
  }
}

static void measure_pieces(lay *l, table_set *t, size_t column, const grid_row *row, const char *s, arena *scratch)
{
  column_set *col = &t->column[column];
  const text_run run = { .text = s, .length = (int)strlen(s), .face = t->texts[row->kind], .at = row->at };
  const text_para *p = text_para_make(scratch, l->t, &run, 1, table_style_of(l, (row_kind)row->kind)->hyphenate);
  col->hard = MAX(col->hard, p->min_width);
}

void table_measure_words(lay *l, table_set *t)
{
  if (t->words)
    return;
  t->words = true;
  arena *scratch = arena_new();
  for (size_t c = 0; c < t->columns; c++)
    each_text(l, t, c, &t->column[c].soft, measure_words, scratch);
  arena_free(scratch);
}

void table_measure_pieces(lay *l, table_set *t)
{
  if (t->pieces)
    return;
  t->pieces = true;
  arena *scratch = arena_new();
  for (size_t c = 0; c < t->columns; c++)
    each_text(l, t, c, &t->column[c].hard, measure_pieces, scratch);
  arena_free(scratch);
}
