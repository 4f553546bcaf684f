/* "fra tabel": a column gathered from another table of the agreement: for each row here, what a column there has in the rows that belong to it.
 *
 * Rows belong together by what stands in a column there and behind a path here ("hvor: køber = id"): by the record's id, the figure, the day,
 * as in lookups. The cells are taken as they are before small numbers are hidden; suppress.c asks for the rows behind each cell again, since
 * what is gathered from hidden cells must not tell them:
 * - A sum of counts is an equation like any other: the sum and its parts go into the problem of hide.c, with its proof.
 * - A sum of amounts worked out from hidden counts (paid days × tariff) is a weighted sum, of which hide.c knows nothing; a sum that is rounded
 *   (`afrund til`) to at least the limit of small numbers is no equation. Such a sum is printed only when at least SAFE_ROWS hidden rows stand
 *   behind it and the largest of them is at most SAFE_SHARE per cent of them together (a threshold and a dominance rule, as statistical
 *   offices have for magnitude tables; both figures are ours). Visible rows do not count: whoever subtracts them is left with the hidden
 *   ones. Amounts over hidden cells should be rounded too, so that none is a multiple of one tariff. Rounding of counts is what keeps two
 *   sets of sums over the same purchases (by buyer and by offer) apart: exact, they are a table of two ways with nearly all cells small, and
 *   hide.c hid nine tenths of its sums.
 * - `uden skjulte`: where the whole sum may not be printed, the sum of what is visible there. Such a sum has no name in formulas: it is known only when all is hidden that must be.
 * - All else (mean, least, most) is hidden when one of its rows is. */
#include "table/table_int.h"

#include <string.h>

#define SAFE_ROWS 3
#define SAFE_SHARE 70

typedef LIST(size_t) row_list;

struct gathered {
  const grid_build *from;
  size_t column;                   /* there; FIELD_NONE: rows are counted */
  gather_take take;
  number unit;                     /* sums are whole ones of it; 0 = as they are */
  size_t n; path *own; size_t *theirs;
  size_t literals; size_t *at; const char **literal;
  GHashTable *index;               /* key -> row_list; lookup only */
  const row_list **of_row;         /* by row here; NULL: none */
  size_t rows_room;
  number *value; bool *known;      /* of the column there, by row: they stay when its cells are hidden */
};

static const row_list nothing;

/* ---- what the column is ---- */

static size_t column_there(grid_build *b, const grid_build *from, const declared_path *key) {
  const char **names = ARENA_ARRAY(b->a, const char *, from->g->columns + 1);
  for (size_t c = 0; c < from->g->columns; c++) {
    names[c] = from->g->column[c].key;
    if (!strcmp(names[c], key->text)) return c;
  }
  const char *near = text_nearest(key->text, names, from->g->columns);
  DIAG_SAY(b->d, TABLE_QUANTITY_COLUMN, key->at, from->g->title, key->text, near ? near : "");
  return FIELD_NONE;
}

/* False after a report. */
static bool set_where(grid_build *b, gathered *x, const table_gather *decl) {
  x->own = ARENA_ARRAY(b->a, path, decl->where.n + 1);
  x->theirs = ARENA_ARRAY(b->a, size_t, decl->where.n + 1);
  x->at = ARENA_ARRAY(b->a, size_t, decl->where.n + 1);
  x->literal = ARENA_ARRAY(b->a, const char *, decl->where.n + 1);
  for (size_t i = 0; i < decl->where.n; i++) {
    const table_match *m = &decl->where.v[i];
    size_t c = column_there(b, x->from, &m->field);
    if (c == FIELD_NONE) return false;
    if (m->literal) {
      x->at[x->literals] = c;
      x->literal[x->literals++] = m->literal;
      continue;
    }
    if (x->from->work[c].numbers || x->from->work[c].source != TABLE_FROM_FIELD) { DIAG_SAY(b->d, TABLE_GATHER_KEY, m->field.at, m->field.text); return false; }
    if (!path_read(b, b->decl->reg, true, m->path.text, m->path.at, &x->own[x->n])) return false;
    x->theirs[x->n++] = c;
  }
  return true;
}

static bool wants_figures(gather_take t) { return t == GATHER_SUM || t == GATHER_MEAN || t == GATHER_LEAST || t == GATHER_MOST; }

/* Type, unit and decimals are those of the column there; of a count, a whole number. */
static bool set_type(grid_build *b, const gathered *x, const table_column_decl *c, grid_column *out) {
  const grid_column *there = x->column == FIELD_NONE ? NULL : &x->from->g->column[x->column];
  bool figures = wants_figures(x->take);
  if (figures && !column_is_figures(there->type)) { DIAG_SAY(b->d, TABLE_QUANTITY_FIGURES, c->gather.column.at, there->title, c->key); return false; }
  static const column_type wishes[] = { [TABLE_TYPE_INT] = COLUMN_INT, [TABLE_TYPE_NUMBER] = COLUMN_NUMBER, [TABLE_TYPE_AMOUNT] = COLUMN_AMOUNT, [TABLE_TYPE_PERCENT] = COLUMN_PERCENT };
  bool wished = c->type == TABLE_TYPE_INT || c->type == TABLE_TYPE_NUMBER || c->type == TABLE_TYPE_AMOUNT || c->type == TABLE_TYPE_PERCENT;
  out->type = wished ? wishes[c->type] : figures ? there->type : COLUMN_INT;
  out->unit = !text_blank(c->unit) ? c->unit : figures ? there->unit : NULL;
  out->decimals = (uint8_t)(c->decimals >= 0 ? (unsigned)c->decimals : figures ? there->decimals : 0);
  return true;
}

bool gather_set(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  const grid_build *from = c->gather.of && b->all ? making_build(b->all, c->gather.of, c->gather.table.at) : NULL;
  if (!from) return false;                                         /* reported, or it gives no grid */
  if (!from->decl->reg || from->g->cross) { DIAG_SAY(b->d, TABLE_QUANTITY_WRITTEN, c->gather.table.at, c->key); return false; }
  gathered *x = w->gather = ARENA_NEW(b->a, gathered);
  *x = (gathered){ .from = from, .column = FIELD_NONE, .take = c->gather.take, .unit = c->gather.unit };
  if (c->gather.column.text) {
    x->column = column_there(b, from, &c->gather.column);
    if (x->column == FIELD_NONE) return false;
  }
  if ((c->gather.take == GATHER_COUNT) != (x->column == FIELD_NONE) || !set_where(b, x, &c->gather)) return false;
  out->key = c->key;
  w->ftype = FORMULA_NUMBER;
  return set_type(b, x, c, out);
}

/* ---- which rows ---- */

static bool literals_fit(const gathered *x, const grid_row *row) {
  for (size_t i = 0; i < x->literals; i++)
    if (strcmp(row->cells[x->at[i]].text, x->literal[i]) != 0) return false;
  return true;
}

static void make_index(grid_build *b, gathered *x) {
  const grid *g = x->from->g;
  GString *key = g_string_new(NULL);
  x->index = g_hash_table_new(g_str_hash, g_str_equal);
  x->value = ARENA_ARRAY(b->a, number, g->rows + 1);
  x->known = ARENA_ARRAY(b->a, bool, g->rows + 1);
  for (size_t r = 0; r < g->rows; r++) {
    const row_pick *p = x->from->pick_of[r];
    if (g->row[r].kind != ROW_RECORD || g->row[r].residual || !p || !literals_fit(x, &g->row[r])) continue;
    if (x->column != FIELD_NONE) {
      x->known[r] = g->row[r].cells[x->column].kind == CELL_NUMBER;
      x->value[r] = g->row[r].cells[x->column].num;
    }
    g_string_truncate(key, 0);
    bool whole = true;
    for (size_t i = 0; whole && i < x->n; i++) {
      const path *there = &x->from->work[x->theirs[i]].path;
      whole = path_key(there, path_start(there, p), key);
    }
    if (!whole) continue;
    row_list *rows = g_hash_table_lookup(x->index, key->str);
    if (!rows) {
      rows = ARENA_NEW(b->a, row_list);
      g_hash_table_insert(x->index, arena_strdup(b->a, key->str), rows);
    }
    LIST_PUSH(b->a, rows, r);
  }
  g_string_free(key, TRUE);
}

static const row_list *rows_of(grid_build *b, gathered *x, const row_pick *r) {
  if (!x->index) make_index(b, x);
  GString *key = g_string_new(NULL);
  bool whole = true;
  for (size_t i = 0; whole && i < x->n; i++) whole = path_key(&x->own[i], path_start(&x->own[i], r), key);
  const row_list *rows = whole ? g_hash_table_lookup(x->index, key->str) : NULL;
  g_string_free(key, TRUE);
  return rows ? rows : &nothing;
}

void gathers_free(grid_build *b) {
  for (size_t c = 0; c < b->g->columns; c++)
    if (b->work[c].gather && b->work[c].gather->index) g_hash_table_destroy(b->work[c].gather->index);
}

/* ---- what they give ---- */

/* "ikke oplyst" is no value, and so none of the different ones. */
static int64_t count_different(const gathered *x, const row_list *rows) {
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < rows->n; i++) {
    const grid_cell *cell = &x->from->g->row[rows->v[i]].cells[x->column];
    if (cell->kind == CELL_TEXT || cell->kind == CELL_NUMBER || cell->kind == CELL_DATE) g_hash_table_add(seen, (gpointer)(uintptr_t)cell->text);
  }
  int64_t n = g_hash_table_size(seen);
  g_hash_table_destroy(seen);
  return n;
}

/* False: there is no figure, or it has more than 18 digits. missing: rows without one. */
static bool figure_of(const gathered *x, const row_list *rows, unsigned decimals, number *out, size_t *missing) {
  size_t known = 0, best = FIELD_NONE;
  rational *sum = rational_new(), *one = rational_new();
  for (size_t i = 0; i < rows->n; i++) {
    size_t r = rows->v[i];
    if (!x->known[r]) continue;
    known++;
    rational_set_number(one, x->value[r]);
    rational_add(sum, sum, one);
    int order = best == FIELD_NONE ? 0 : number_compare(x->value[r], x->value[best]);
    if (best == FIELD_NONE || (x->take == GATHER_LEAST ? order < 0 : order > 0)) best = r;
  }
  *missing = rows->n - known;
  bool good = known || (x->take == GATHER_SUM && !rows->n);
  if (good && (x->take == GATHER_LEAST || x->take == GATHER_MOST)) *out = x->value[best];
  else if (good) {
    if (x->take == GATHER_MEAN) {
      rational_set_number(one, (number){ (int64_t)known, 0 });
      rational_divide(sum, sum, one);
    }
    if (x->unit.mantissa) {
      rational_set_number(one, x->unit);
      rational_divide(sum, sum, one);
    }
    good = rational_number(sum, x->unit.mantissa ? 0 : decimals, out);
    if (x->unit.mantissa) good = good && !__builtin_mul_overflow(out->mantissa, x->unit.mantissa, &out->mantissa);
  }
  rational_free(sum);
  rational_free(one);
  return good;
}

static void cell_of(grid_build *b, size_t c, const row_list *rows, grid_cell *out) {
  const gathered *x = b->work[c].gather;
  const grid_column *k = &b->g->column[c];
  number n = { (int64_t)rows->n, 0 };
  size_t missing = 0;
  bool known = true;
  if (x->take == GATHER_DIFFERENT) {
    n.mantissa = count_different(x, rows);
    known = n.mantissa || !rows->n;
  } else if (x->take != GATHER_COUNT) known = figure_of(x, rows, x->take == GATHER_MEAN ? k->decimals : x->from->g->column[x->column].decimals, &n, &missing);
  if (!known) {
    cell_missing(rows->n ? CELL_NOT_STATED : CELL_NOT_RELEVANT, out);
    return;
  }
  cell_from_number(b, k->type, n, k->decimals, out);
  if (missing && !b->work[c].unshown) out->note = note_add(b, "Uden rækker, hvor tallet mangler.");
}

void gather_fill(grid_build *b, size_t column, const row_pick *r, grid_cell *out) {
  gathered *x = b->work[column].gather;
  const row_list *rows = rows_of(b, x, r);
  size_t row = b->g->rows - 1;                                     /* the one that is filled now */
  if (row >= x->rows_room) {
    size_t room = MAX(2 * x->rows_room, row + 16);
    const row_list **more = ARENA_ARRAY(b->a, const row_list *, room);
    if (x->rows_room) memcpy(more, x->of_row, x->rows_room * sizeof *more);
    x->of_row = more;
    x->rows_room = room;
  }
  x->of_row[row] = rows;
  cell_of(b, column, rows, out);
}

formula_value gather_value(grid_build *b, size_t column, const row_pick *r) {
  grid_cell cell = { 0 };
  cell_of(b, column, rows_of(b, b->work[column].gather, r), &cell);
  return formula_of_cell(FORMULA_NUMBER, &cell);
}

/* ---- for suppress.c ---- */

bool gather_is_partial(const work_column *w) { return w->gather && w->decl->gather.visible; }

bool gather_leave_out(grid_build *b, size_t column, size_t row, const bool *hidden, size_t stride) {
  const gathered *x = b->work[column].gather;
  const size_t *rows;
  size_t n = gather_rows(b, column, row, &rows);
  row_list visible = { 0 };
  for (size_t i = 0; i < n; i++)
    if (!hidden[rows[i] * stride + x->column]) LIST_PUSH(b->a, &visible, rows[i]);
  size_t told = 0;
  for (size_t i = 0; i < visible.n; i++) told += x->known[visible.v[i]] && x->value[visible.v[i]].mantissa;
  if (!told) return false;
  grid_cell *cell = &b->g->row[row].cells[column];
  cell_of(b, column, &visible, cell);
  cell->note = note_add(b, "Uden tal, der er skjult.");
  return true;
}

size_t gather_rows(const grid_build *b, size_t column, size_t row, const size_t **out) {
  const gathered *x = b->work[column].gather;
  const row_list *rows = row < x->rows_room && x->of_row[row] ? x->of_row[row] : &nothing;
  *out = rows->v;
  return rows->n;
}

const grid_build *gather_from(const grid_build *b, size_t column, size_t *theirs) {
  const gathered *x = b->work ? b->work[column].gather : NULL;
  if (!x || x->column == FIELD_NONE || x->take == GATHER_DIFFERENT) return NULL;
  *theirs = x->column;
  return x->from;
}

bool gather_adds(const grid_build *b, size_t column) {
  const gathered *x = b->work[column].gather;
  return x->take == GATHER_SUM && x->unit.mantissa < b->decl->small_below;
}

bool gather_safe(const grid_build *b, size_t column, size_t row, const bool *hidden, size_t stride) {
  const gathered *x = b->work[column].gather;
  const size_t *rows;
  size_t n = gather_rows(b, column, row, &rows), secret = 0, told = 0;
  double sum = 0, most = 0;
  for (size_t i = 0; i < n; i++) {
    if (!hidden[rows[i] * stride + x->column]) continue;
    secret++;
    double v = x->known[rows[i]] ? number_double(x->value[rows[i]]) : 0;
    if (v < 0) v = -v;
    told += v > 0;
    sum += v;
    most = MAX(most, v);
  }
  return !secret || (x->take == GATHER_SUM && told >= SAFE_ROWS && most * 100 <= sum * SAFE_SHARE);
}

/* ---- in words ---- */

static const char *take_words(gather_take take) {
  switch (take) {
    case GATHER_COUNT: return "antal rækker";
    case GATHER_SUM: return "summen";
    case GATHER_MEAN: return "gennemsnittet";
    case GATHER_LEAST: return "det mindste";
    case GATHER_MOST: return "det største";
    case GATHER_DIFFERENT: return "antal forskellige";
  }
  return "";
}

const char *gather_words(arena *a, const table_gather *t) {
  char unit[NUMBER_TEXT_MAX];
  GString *s = g_string_new(take_words(t->take));
  if (t->column.text) g_string_append_printf(s, " af »%s«", t->column.text);
  g_string_append_printf(s, " i tabellen »%s«", t->of && t->of->title ? t->of->title : t->table.text);
  for (size_t i = 0; i < t->where.n; i++) {
    const table_match *m = &t->where.v[i];
    g_string_append_printf(s, "%s%s = %s%s", i ? " og " : ", i de rækker, hvor ", m->field.text, m->literal ? "" : "rækkens ", m->literal ? m->literal : m->path.text);
  }
  if (t->visible) g_string_append(s, ", uden det, der er skjult");
  if (t->unit.mantissa) {
    number_format(t->unit, t->unit.decimals, unit);
    g_string_append_printf(s, ", afrundet til hele %s", unit);
  }
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}
