/* Filling: records under their groups, and the sums after them. Rows in one array and cells in one array: a large table is two
 * allocations. A group row has one cell. */
#include "table/table_int.h"

#include <string.h>

typedef struct filling {
  grid_build *b;
  const row_picks *picks;
  grid_cell *next;                 /* unused cells */
  size_t first[GRID_GROUPS];       /* the row that opened the group of each level */
} filling;

static grid_row *add_row(filling *f, row_kind kind, size_t level, span at) {
  grid *g = f->b->g;
  grid_row *row = &g->row[g->rows++];
  *row = (grid_row){ .kind = (uint8_t)kind, .level = (uint8_t)level, .at = at, .cells = f->next };
  f->next += kind == ROW_GROUP ? 1 : g->columns;
  return row;
}

/* ---- records ---- */

static void fill_field(grid_build *b, size_t c, const row_pick *p, grid_cell *out) {
  const work_column *w = &b->work[c];
  cell_from_value(b, w->path.field, path_value(&w->path, p), b->g->column[c].decimals, out);
  if (b->g->column[c].type == COLUMN_TEXT && (out->kind == CELL_NUMBER || out->kind == CELL_DATE)) out->kind = CELL_TEXT;
}

static void fill_share(grid_build *b, size_t c, const row_pick *p, size_t place, grid_cell *out) {
  const work_column *w = &b->work[c];
  const grid_column *k = &b->g->column[c];
  if (w->share_known[place]) { cell_from_number(b, k->type, w->share[place], k->decimals, out); return; }
  const value *key = path_value(&w->key, p), *amount = w->decl->shares.is_number ? key : path_value(&w->amount, p);
  cell_missing(key->kind == VALUE_NOT_RELEVANT || amount->kind == VALUE_NOT_RELEVANT ? CELL_NOT_RELEVANT : CELL_NOT_STATED, out);
  const value *why = key->kind == VALUE_KNOWN ? amount : key;
  if (why->kind == VALUE_NOT_STATED && !text_blank(why->text)) out->note = note_add(b, note_from_reason(b->a, why->kind, why->text));
  else if (why->kind == VALUE_KNOWN) out->note = note_add(b, "Kan ikke fordeles, fordi nøglen ikke er oplyst i alle rækker.");
}

static void fill_record(filling *f, size_t place, size_t number_of_row) {
  grid_build *b = f->b;
  const row_pick *p = &f->picks->v[place];
  grid_row *row = add_row(f, ROW_RECORD, 0, p->record->at);
  b->pick_of[b->g->rows - 1] = p;
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    grid_cell *out = &row->cells[c];
    if (w->numbers) number_cell(b, number_of_row, out);
    else if (w->source == TABLE_FROM_FIELD) fill_field(b, c, p, out);
    else if (w->source == TABLE_FROM_SHARES) fill_share(b, c, p, place, out);
    else if (w->source == TABLE_FROM_TABLE) gather_fill(b, c, p, out);
    else cell_missing(CELL_NOT_STATED, out);                       /* until formulas_fill */
  }
  formulas_fill(b, p, row);
}

/* The line "Afrunding" after the rows that an amount was shared over, each rounded alone. */
static void fill_residual(filling *f, size_t place) {
  grid_build *b = f->b;
  grid_row *row = NULL;
  for (size_t c = 0; c < b->g->columns; c++) {
    const work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_SHARES || !w->share_rest[place].mantissa || !w->decl->shares.plain_rounding) continue;
    if (!row) {
      row = add_row(f, ROW_RECORD, 0, b->decl->at);
      row->residual = true;
      for (size_t k = 0; k < b->g->columns; k++) cell_missing(CELL_NOT_RELEVANT, &row->cells[k]);
      row->cells[column_row_header(b->g)] = (grid_cell){ .kind = CELL_TEXT, .text = "Afrunding" };
    }
    cell_from_number(b, b->g->column[c].type, w->share_rest[place], b->g->column[c].decimals, &row->cells[c]);
  }
  for (size_t c = 0; row && c < b->g->columns; c++) row->cells[c].fixed = true;
}

/* ---- groups ---- */

static bool same_group(const row_picks *p, size_t i, size_t k, size_t level) {
  for (size_t l = 0; l <= level; l++)
    if (p->v[i].group[l] != p->v[k].group[l]) return false;
  return true;
}

/* The group that begins at picks->v[first]. Its records may lack the value for several reasons: one note holds them all. */
static void set_group(grid_build *b, const row_picks *picks, size_t first, size_t level, grid_cell *cell) {
  const path *at = &picks->group[level];
  const value *own = path_value(at, &picks->v[first]);
  *cell = (grid_cell){ .kind = (uint8_t)cell_kind_of(own), .text = group_text(b, at->field, own) };
  if (cell->kind == CELL_TEXT) {                             /* a worksheet shall have years and dates as such */
    if (at->field->type == FIELD_YEAR) { cell->kind = CELL_NUMBER; cell->num = own->num; }
    if (at->field->type == FIELD_DATE) { cell->kind = CELL_DATE; cell->day = own->day; }
    return;
  }
  GString *reasons = g_string_new(NULL);
  for (size_t i = first; i < picks->n && same_group(picks, first, i, level); i++) {
    const value *v = path_value(at, &picks->v[i]);
    if ((v->kind != VALUE_NOT_STATED && v->kind != VALUE_PENDING) || text_blank(v->text)) continue;
    const char *text = note_from_reason(b->a, v->kind, v->text);
    if (!strstr(reasons->str, text)) g_string_append_printf(reasons, "%s%s", reasons->len ? " " : "", text);
  }
  if (reasons->len) cell->note = note_add(b, reasons->str);
  g_string_free(reasons, TRUE);
}

static void open_groups(filling *f, size_t place) {
  const row_picks *p = f->picks;
  for (size_t level = 0; level < p->levels; level++) {
    if (place && same_group(p, place, place - 1, level)) continue;
    f->first[level] = f->b->g->rows;
    grid_row *row = add_row(f, ROW_GROUP, level + 1, p->v[place].record->at);
    set_group(f->b, p, place, level, row->cells);
  }
}

/* ---- sums ---- */

static const char *rows_text(grid_build *b, size_t n) {
  return arena_printf(b->a, "%s %s", number_text(b, (number){ (int64_t)n, 0 }, 0), n == 1 ? "række" : "rækker");
}

/* The sum of a column over the records of rows [from, to). */
static void sum_column(grid_build *b, size_t c, size_t from, size_t to, grid_cell *out) {
  const grid *g = b->g;
  number *v = g_new(number, to - from + 1);
  size_t n = 0, missing = 0;
  for (size_t r = from; r < to; r++) {
    const grid_cell *cell = &g->row[r].cells[c];
    if (g->row[r].kind != ROW_RECORD) continue;
    if (cell->kind == CELL_NUMBER) v[n++] = cell->num;
    else missing += cell->kind == CELL_NOT_STATED || cell->kind == CELL_PENDING;
  }
  bool overflow;
  number sum = number_sum(v, n, &overflow);
  g_free(v);
  if (overflow) DIAG_SAY(b->d, TABLE_SUM_TOO_LONG, b->work[c].decl ? b->work[c].decl->at : b->decl->at, g->column[c].title);
  if (!n || overflow) { cell_missing(missing || overflow ? CELL_NOT_STATED : CELL_NOT_RELEVANT, out); return; }
  *out = (grid_cell){ 0 };
  cell_from_number(b, g->column[c].type, sum, g->column[c].decimals, out);
  if (missing) out->note = note_add(b, arena_printf(b->a, "Summen er uden %s, hvor tallet mangler.", rows_text(b, missing)));
}

/* Do all records of rows [from, to) either have the formula's result or none of what it names? Else the sums are not of the same records. */
static bool coherent(grid_build *b, size_t c, size_t from, size_t to) {
  const grid *g = b->g;
  for (size_t k = 0; k < g->columns; k++) {
    if (!formula_names(b, c, k)) continue;
    for (size_t r = from; r < to; r++) {
      if (g->row[r].kind != ROW_RECORD || g->row[r].residual) continue;
      if (g->row[r].cells[c].kind != CELL_NUMBER && g->row[r].cells[k].kind == CELL_NUMBER) return false;
    }
  }
  return true;
}

/* What rounding did to the amount that a sum is of: rows up to `place` were shared over. */
static void add_share_note(filling *f, size_t c, size_t place, grid_cell *cell) {
  const work_column *w = &f->b->work[c];
  if (w->numbers || w->source != TABLE_FROM_SHARES || !w->share_note[place]) return;
  const char *own = cell->note ? arena_printf(f->b->a, "%s %s", f->b->g->notes.v[cell->note - 1].text, w->share_note[place]) : w->share_note[place];
  cell->note = note_add(f->b, own);
}

/* A row of sums over the rows from `from` on; `place`: its last record. */
static void fill_sums(filling *f, row_kind kind, size_t level, size_t from, size_t place, const char *label) {
  grid_build *b = f->b;
  grid *g = b->g;
  size_t to = g->rows;
  grid_row *row = add_row(f, kind, level, g->row[from].at);
  for (size_t c = 0; c < g->columns; c++) {
    if (g->column[c].sum != SUM_ADD) { cell_missing(CELL_NOT_RELEVANT, &row->cells[c]); continue; }
    sum_column(b, c, from, to, &row->cells[c]);
    if (level == 1 || !f->picks->levels) add_share_note(f, c, place, &row->cells[c]);
  }
  formulas_fill_sums(b, row);
  for (size_t c = 0; c < g->columns; c++) {
    if (g->column[c].sum != SUM_FORMULA || coherent(b, c, from, to)) continue;
    cell_missing(CELL_NOT_RELEVANT, &row->cells[c]);
    row->cells[c].fixed = true;
    row->cells[c].note = note_add(b, "Ikke beregnet i alt, fordi tallene ikke er oplyst eller ikke kan sammenlignes i alle rækker.");
  }
  row->cells[column_row_header(g)] = (grid_cell){ .kind = CELL_TEXT, .text = text_intern(b, label) };
}

static void close_groups(filling *f, size_t place) {
  const row_picks *p = f->picks;
  for (size_t level = p->levels; level-- > 0;) {
    if (place + 1 < p->n && same_group(p, place, place + 1, level)) continue;
    const grid_cell *name = f->b->g->row[f->first[level]].cells;
    fill_sums(f, ROW_SUBTOTAL, level + 1, f->first[level], place, arena_printf(f->b->a, "%s i alt", name->text));
  }
}

/* ---- all ---- */

/* The most rows there can be. */
static size_t most_rows(const grid_build *b, const row_picks *p) {
  size_t groups = 0;
  for (size_t level = 0; level < p->levels; level++)
    for (size_t i = 0; i < p->n; i++) groups += !i || !same_group(p, i, i - 1, level);
  size_t residuals = 0;
  for (size_t c = 0; c < b->g->columns; c++) residuals = MAX(residuals, (size_t)(b->work[c].share_rest != NULL));
  return p->n + 2 * groups + residuals * (p->levels ? groups : 1) + 1;
}

void rows_fill(grid_build *b, const row_picks *rows) {
  grid *g = b->g;
  size_t most = most_rows(b, rows), number_of_row = 0;
  g->row = ARENA_ARRAY(b->a, grid_row, most + 1);
  b->pick_of = ARENA_ARRAY(b->a, const row_pick *, most + 1);
  b->picks = rows->v;
  filling f = { .b = b, .picks = rows, .next = ARENA_ARRAY(b->a, grid_cell, most * g->columns + 1) };
  g->group_levels = rows->levels;
  for (size_t level = 0; level < rows->levels; level++) g->group_titles[level] = field_title(b->a, rows->group[level].field);
  g->group_title = g->group_titles[0];
  for (size_t i = 0; i < rows->n; i++) {
    open_groups(&f, i);
    fill_record(&f, i, ++number_of_row);
    fill_residual(&f, i);
    if (b->decl->subtotals) close_groups(&f, i);
  }
  if (b->decl->subtotals && rows->n) fill_sums(&f, ROW_TOTAL, 0, 0, rows->n - 1, "I alt");
}
