/* Cross tables: a row for each value of one path, a column for each value of another, and in the cell either how many records have both, or a
 * text of each of them ("FAX, GRE"), in Danish order. Lists count once for each of their items. Nothing is left out: a record without the
 * one value or the other stands in a row or a column "ikke oplyst", and one that none of the declared columns takes is a mistake. */
#include "table/table_int.h"

#include <stdlib.h>
#include <string.h>

typedef struct mark { const row_pick *row; const value *across, *down; uint32_t line, column, group, order; size_t place; } mark;   /* one record in one cell */
typedef struct cross {
  grid_build *b;
  path across, down, cell;         /* columns, rows, cells */
  field_def across_item, down_item;/* of one item of a list */
  bool counts;
  LIST(mark) marks;
  wanted *wish; size_t columns;    /* value columns */
  bool unstated;                   /* the last of them is "ikke oplyst" */
  const char **titles;
} cross;

/* ---- marks ---- */

static size_t items(const field_def *f, const value *v) {
  bool list = (f->type == FIELD_REFS || f->type == FIELD_TEXTS) && v->kind == VALUE_KNOWN;
  return list ? v->list.n : 1;
}

static const value *item(const field_def *f, const value *v, size_t i) {
  bool list = (f->type == FIELD_REFS || f->type == FIELD_TEXTS) && v->kind == VALUE_KNOWN;
  return list ? &v->list.v[i] : v;
}

static field_def item_field(const field_def *f) {
  field_def out = *f;
  if (f->type == FIELD_REFS) out.type = FIELD_REF;
  if (f->type == FIELD_TEXTS) out.type = FIELD_TEXT;
  return out;
}

static void add_marks(cross *x, const row_picks *rows) {
  for (size_t i = 0; i < rows->n; i++) {
    const row_pick *r = &rows->v[i];
    const value *down = path_value(&x->down, r), *across = path_value(&x->across, r);
    for (size_t k = 0; k < items(x->down.field, down); k++)
      for (size_t l = 0; l < items(x->across.field, across); l++)
        LIST_PUSH(x->b->a, &x->marks, ((mark){ .row = r, .down = item(x->down.field, down, k), .across = item(x->across.field, across, l),
                                               .group = rows->levels ? r->group[0] : 0, .order = (uint32_t)i, .place = x->marks.n }));
  }
}

/* ---- columns ---- */

static void add_column(cross *x, const char *wanted_text, const char *title, span at) {
  wanted w;
  if (!wanted_read(x->b, &x->across_item, wanted_text, at, &w)) return;
  x->titles[x->columns] = title;
  x->wish[x->columns++] = w;
}

/* The columns of the values that occur, in their order. */
static void columns_that_occur(cross *x) {
  size_t n = x->marks.n;
  const value **v = g_new(const value *, n + 1);
  for (size_t i = 0; i < n; i++) v[i] = x->marks.v[i].across;
  uint32_t *rank = rank_by(&x->across_item, v, n, false);
  for (uint32_t at = 0; at <= n; at++) {
    size_t i = 0;
    while (i < n && rank[i] != at) i++;
    if (i == n) break;
    if (v[i]->kind != VALUE_KNOWN) continue;
    x->titles[x->columns] = group_text(x->b, &x->across_item, v[i]);
    for (size_t k = 0; k < n; k++)
      if (rank[k] == at) x->marks.v[k].column = (uint32_t)x->columns + 1;
    x->columns++;
  }
  g_free(rank);
  g_free(v);
}

static void declared_columns(cross *x) {
  const table_cross *t = &x->b->decl->cross;
  if (t->values.n)
    for (size_t i = 0; i < t->values.n; i++)
      add_column(x, t->values.v[i].text, i < t->titles.n ? t->titles.v[i] : t->values.v[i].text, t->values.v[i].at);
  else
    for (const char *const *c = x->across_item.choices; *c; c++) add_column(x, *c, *c, t->at);
  for (size_t i = 0; i < x->marks.n; i++)
    for (size_t c = 0; c < x->columns && !x->marks.v[i].column; c++)
      if (wanted_fits(&x->wish[c], x->marks.v[i].across)) x->marks.v[i].column = (uint32_t)c + 1;
}

/* Gives each mark its column (from 1); those without a value share the last. */
static void set_columns(cross *x) {
  bool choice = x->across_item.type == FIELD_CHOICE && x->across_item.choices, declared = x->b->decl->cross.values.n || choice;
  size_t most = x->marks.n + x->b->decl->cross.values.n + 1;
  for (const char *const *c = x->across_item.choices; choice && *c; c++) most++;
  x->wish = ARENA_ARRAY(x->b->a, wanted, most);
  x->titles = ARENA_ARRAY(x->b->a, const char *, most);
  if (declared) declared_columns(x);
  else columns_that_occur(x);
  for (size_t i = 0; i < x->marks.n; i++) {
    mark *m = &x->marks.v[i];
    if (m->column) continue;
    if (m->across->kind == VALUE_KNOWN) {
      DIAG_SAY(x->b->d, TABLE_CROSS_LEFT, m->across->at.line ? m->across->at : m->row->record->at, group_text(x->b, &x->across_item, m->across));
      continue;
    }
    if (!x->unstated) x->titles[x->columns++] = "Ikke oplyst";
    x->unstated = true;
    m->column = (uint32_t)x->columns;
  }
}

/* ---- rows ---- */

static int compare_marks(const void *a, const void *b) {
  const mark *p = a, *q = b;
  if (p->group != q->group) return p->group < q->group ? -1 : 1;
  if (p->order != q->order) return p->order < q->order ? -1 : 1;
  if (p->line != q->line) return p->line < q->line ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

/* Lines: by group, then by the declared order (a value stands where its first record does), else in the values' own order. */
static void sort_marks(cross *x, bool ordered) {
  size_t n = x->marks.n;
  const value **v = g_new(const value *, n + 1);
  for (size_t i = 0; i < n; i++) v[i] = x->marks.v[i].down;
  uint32_t *rank = rank_by(&x->down_item, v, n, false), *first = g_new(uint32_t, n + 1);
  for (size_t i = 0; i < n; i++) first[i] = UINT32_MAX;
  for (size_t i = 0; i < n; i++) first[rank[i]] = MIN(first[rank[i]], x->marks.v[i].order);
  for (size_t i = 0; i < n; i++) {
    x->marks.v[i].line = rank[i];
    x->marks.v[i].order = ordered ? first[rank[i]] : 0;
  }
  qsort(x->marks.v, n, sizeof *x->marks.v, compare_marks);
  g_free(rank);
  g_free(first);
  g_free(v);
}

/* ---- cells ---- */

static int compare_texts(gconstpointer a, gconstpointer b) {
  const char *s = *(const char *const *)a, *t = *(const char *const *)b;
  int c = text_collate(s, t);
  return c ? c : strcmp(s, t);
}

/* The texts of marks [from, to) in column c. */
static void fill_texts(cross *x, size_t from, size_t to, uint32_t c, grid_cell *out) {
  GPtrArray *texts = g_ptr_array_new();
  GString *all = g_string_new(NULL);
  for (size_t i = from; i < to; i++) {
    if (x->marks.v[i].column != c) continue;
    const value *v = path_value(&x->cell, x->marks.v[i].row);
    g_ptr_array_add(texts, (gpointer)(uintptr_t)(v->kind == VALUE_KNOWN ? value_text(x->b, x->cell.field, v, v->num.decimals) : "ikke oplyst"));
  }
  g_ptr_array_sort(texts, compare_texts);
  for (guint i = 0; i < texts->len; i++) {
    if (i && !strcmp(texts->pdata[i], texts->pdata[i - 1])) continue;
    g_string_append_printf(all, "%s%s", all->len ? ", " : "", (const char *)texts->pdata[i]);
  }
  *out = (grid_cell){ .kind = CELL_TEXT, .text = text_intern(x->b, all->len ? all->str : "ingen") };
  g_string_free(all, TRUE);
  g_ptr_array_free(texts, TRUE);
}

static void set_count(cross *x, grid_cell *out, size_t n) {
  *out = (grid_cell){ 0 };
  cell_from_number(x->b, COLUMN_INT, (number){ (int64_t)n, 0 }, 0, out);
}

/* The cells of the marks [from, to): of one line, or of several for their sums. */
static void fill_cells(cross *x, size_t from, size_t to, grid_row *row) {
  size_t first = x->b->decl->row_numbers ? 2 : 1, all = 0;
  for (size_t c = 0; c < x->columns; c++) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) n += x->marks.v[i].column == c + 1;
    all += n;
    if (x->counts) set_count(x, &row->cells[first + c], n);
    else fill_texts(x, from, to, (uint32_t)c + 1, &row->cells[first + c]);
  }
  if (x->b->decl->cross.sum && x->counts) set_count(x, &row->cells[first + x->columns], all);
}

static void label_cell(cross *x, grid_row *row, const char *text) {
  if (x->b->decl->row_numbers) cell_missing(CELL_NOT_RELEVANT, &row->cells[0]);
  row->cells[x->b->decl->row_numbers ? 1 : 0] = (grid_cell){ .kind = CELL_TEXT, .text = text_intern(x->b, text) };
}

static grid_row *add_row(grid *g, row_kind kind, size_t level, span at, grid_cell **next) {
  grid_row *row = &g->row[g->rows++];
  *row = (grid_row){ .kind = (uint8_t)kind, .level = (uint8_t)level, .at = at, .cells = *next };
  *next += g->columns;
  return row;
}

static void fill_lines(cross *x, const row_picks *rows) {
  grid_build *b = x->b;
  grid *g = b->g;
  bool sums = b->decl->cross.sum && x->counts, grouped = rows->levels > 0;
  size_t n = x->marks.n, most = 3 * n + 2, lines = 0, group = 0;
  g->row = ARENA_ARRAY(b->a, grid_row, most);
  grid_cell *next = ARENA_ARRAY(b->a, grid_cell, most * g->columns + 1);
  for (size_t from = 0, to; from < n; from = to) {
    const mark *m = &x->marks.v[from];
    for (to = from + 1; to < n && x->marks.v[to].line == m->line && x->marks.v[to].group == m->group; to++) {}
    if (grouped && (!from || x->marks.v[from - 1].group != m->group)) {
      group = from;
      const value *own = path_value(&rows->group[0], m->row);
      *add_row(g, ROW_GROUP, 1, m->row->record->at, &next)->cells = (grid_cell){ .kind = (uint8_t)cell_kind_of(own), .text = group_text(b, rows->group[0].field, own) };
    }
    grid_row *row = add_row(g, ROW_RECORD, 0, m->row->record->at, &next);
    fill_cells(x, from, to, row);
    label_cell(x, row, group_text(b, &x->down_item, m->down));
    if (b->decl->row_numbers) number_cell(b, ++lines, &row->cells[0]);
    if (!sums || !grouped || (to < n && x->marks.v[to].group == m->group)) continue;
    const value *own = path_value(&rows->group[0], m->row);
    row = add_row(g, ROW_SUBTOTAL, 1, m->row->record->at, &next);
    fill_cells(x, group, to, row);
    label_cell(x, row, arena_printf(b->a, "%s i alt", group_text(b, rows->group[0].field, own)));
  }
  if (!sums || !n) return;
  grid_row *row = add_row(g, ROW_TOTAL, 0, b->decl->at, &next);
  fill_cells(x, 0, n, row);
  label_cell(x, row, "I alt");
}

/* ---- header ---- */

static grid_column value_column(cross *x, const char *title) {
  arena *a = x->b->a;
  grid_column k = { .title = title, .header = title, .key = text_slug(a, title), .over = text_blank(x->b->decl->cross.over) ? NULL : x->b->decl->cross.over };
  k.type = x->counts ? COLUMN_INT : COLUMN_TEXT;
  k.sum = x->counts && x->b->decl->cross.sum ? SUM_ADD : SUM_NONE;
  k.small = x->counts && x->b->decl->small_below > 0;
  return k;
}

/* =SUM(the value columns), for the worksheet. */
static const formula_node *sum_tree(cross *x, size_t first) {
  formula_node *n = ARENA_NEW(x->b->a, formula_node);
  *n = (formula_node){ .op = FORMULA_OP_CALL, .function = FORMULA_SUM, .type = FORMULA_NUMBER, .count = (uint32_t)x->columns };
  n->args = ARENA_ARRAY(x->b->a, formula_node *, x->columns + 1);
  for (size_t i = 0; i < x->columns; i++) {
    n->args[i] = ARENA_NEW(x->b->a, formula_node);
    *n->args[i] = (formula_node){ .op = FORMULA_OP_NAME, .type = FORMULA_NUMBER, .name = (uint32_t)(first + i) };
  }
  return n;
}

static void set_header(cross *x) {
  grid *g = x->b->g;
  g->column = ARENA_ARRAY(x->b->a, grid_column, x->columns + 3);
  if (x->b->decl->row_numbers) g->column[g->columns++] = column_of_numbers();
  const char *title = field_title(x->b->a, x->down.field);
  g->column[g->columns++] = (grid_column){ .key = x->down.field->key, .title = title, .header = title, .type = COLUMN_TEXT, .row_header = true };
  size_t first = g->columns;
  for (size_t c = 0; c < x->columns; c++) {
    grid_column k = value_column(x, x->titles[c]);
    if (!*k.key) k.key = arena_printf(x->b->a, "kolonne-%u", (unsigned)c + 1);
    g->column[g->columns++] = k;
  }
  if (!x->counts || !x->b->decl->cross.sum) return;
  grid_column k = value_column(x, "I alt");
  k.over = NULL;
  k.expr = x->columns <= 255 ? sum_tree(x, first) : NULL;
  k.expr_decimals = FORMULA_EXACT;
  g->column[g->columns++] = k;
}

bool grid_from_cross(grid_build *b) {
  const table_cross *t = &b->decl->cross;
  cross x = { .b = b, .counts = !t->cell.text };
  bool good = path_read_shown(b, t->rows.text, t->rows.at, &x.down);
  good = path_read_shown(b, t->columns.text, t->columns.at, &x.across) && good;
  good = (x.counts || path_read_shown(b, t->cell.text, t->cell.at, &x.cell)) && good;
  row_picks rows = rows_pick(b);
  if (!good) return false;
  x.down_item = item_field(x.down.field);
  x.across_item = item_field(x.across.field);
  b->g->cross = true;
  add_marks(&x, &rows);
  set_columns(&x);
  sort_marks(&x, rows.orders > 0);
  set_header(&x);
  b->g->group_levels = MIN(rows.levels, 1);
  if (rows.levels) b->g->group_titles[0] = b->g->group_title = field_title(b->a, rows.group[0].field);
  fill_lines(&x, &rows);
  return true;
}
