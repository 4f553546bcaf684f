/* The figures of pictures, taken from the printed grid: what a reader sees in the picture stands in the table, hidden cells are hidden in both. */
#include "table/table_int.h"

#include <string.h>

typedef struct picker {
  arena *a; diag *d; const figure *f; const grid *g;
  LIST(size_t) names, values;           /* columns */
  LIST(const char *) row_names; LIST(const grid_row *) rows;
} picker;

static const char *all_keys(picker *p) {
  GString *s = g_string_new(NULL);
  for (size_t c = 0; c < p->g->columns; c++) g_string_append_printf(s, "%s%s", c ? ", " : "", p->g->column[c].key);
  char *kept = arena_strdup(p->a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

/* Key or title; "": none is near. */
static const char *nearest(picker *p, const char *key) {
  const char **names = ARENA_ARRAY(p->a, const char *, 2 * p->g->columns + 1);
  for (size_t c = 0; c < p->g->columns; c++) {
    names[2 * c] = p->g->column[c].key;
    names[2 * c + 1] = p->g->column[c].title;
  }
  const char *near = text_nearest(key, names, 2 * p->g->columns);
  return near ? near : "";
}

static bool same_letters(const char *a, const char *b) {
  char *left = g_utf8_casefold(a, -1), *right = g_utf8_casefold(b, -1);
  bool same = !strcmp(left, right);
  g_free(left);
  g_free(right);
  return same;
}

/* By its key; else by its title, where only one column has that. */
static bool column_of(picker *p, const figure_column *k, size_t *column) {
  size_t titled = 0;
  for (size_t c = 0; c < p->g->columns; c++) {
    if (!strcmp(p->g->column[c].key, k->key)) { *column = c; return true; }
  }
  for (size_t c = 0; c < p->g->columns; c++)
    if (same_letters(p->g->column[c].title, k->key)) { *column = c; titled++; }
  if (titled != 1) DIAG_SAY(p->d, PICTURE_COLUMN, k->at, k->key, all_keys(p), nearest(p, k->key));
  return titled == 1;
}

static bool pick_columns(picker *p) {
  const figure *f = p->f;
  bool good = true;
  size_t c;
  for (size_t i = 0; i < f->category.n; i++) {
    if (column_of(p, &f->category.v[i], &c)) LIST_PUSH(p->a, &p->names, c);
    else good = false;
  }
  if (!f->category.n) LIST_PUSH(p->a, &p->names, MIN(column_row_header(p->g), p->g->columns - 1));
  const char *unit = NULL;
  for (size_t i = 0; i < f->values.n; i++) {
    if (!column_of(p, &f->values.v[i], &c)) { good = false; continue; }
    const grid_column *k = &p->g->column[c];
    const char *own = k->unit ? k->unit : "";
    if (!column_is_figures(k->type)) { DIAG_SAY(p->d, PICTURE_FIGURES, f->values.v[i].at, f->values.v[i].key); good = false; }
    else if (unit && strcmp(unit, own)) { DIAG_SAY(p->d, PICTURE_UNITS, f->values.v[i].at, unit, own); good = false; }
    unit = own;
    LIST_PUSH(p->a, &p->values, c);
  }
  return good && p->values.n;
}

static const char *name_of_row(picker *p, const grid_row *row) {
  const char *name = NULL;
  for (size_t i = 0; i < p->names.n; i++) {
    const char *part = row->cells[p->names.v[i]].text;
    name = name ? arena_printf(p->a, "%s, %s", name, part) : part;
  }
  return name;
}

static void pick_rows(picker *p) {
  const char *group = "";
  for (size_t r = 0; r < p->g->rows; r++) {
    const grid_row *row = &p->g->row[r];
    if (row->kind == ROW_GROUP && row->level <= 1) group = row->cells[0].text;
    bool taken = p->f->rows == FIGURE_SUBTOTALS ? row->kind == ROW_SUBTOTAL && row->level == 1 : row->kind == ROW_RECORD && !row->residual;
    if (!taken) continue;
    LIST_PUSH(p->a, &p->rows, row);
    LIST_PUSH(p->a, &p->row_names, p->f->rows == FIGURE_SUBTOTALS ? group : name_of_row(p, row));
  }
}

/* The columns' spanning header when they share one: then it says what is measured, and the columns have short names. */
static const char *common_over(const picker *p) {
  const char *over = p->g->column[p->values.v[0]].over;
  for (size_t i = 1; over && i < p->values.n; i++) {
    const char *other = p->g->column[p->values.v[i]].over;
    if (!other || strcmp(over, other)) return NULL;
  }
  return over;
}

static const char *name_of_column(const picker *p, size_t i, const char *over) {
  const grid_column *c = &p->g->column[p->values.v[i]];
  return over ? c->title : column_name(p->a, c->over, c->title);
}

static grid_picture *assemble(picker *p) {
  const figure *f = p->f;
  grid_picture *q = ARENA_NEW(p->a, grid_picture);
  size_t rows = p->rows.n, columns = p->values.n;
  const char *over = common_over(p), **names = ARENA_ARRAY(p->a, const char *, columns + 1);
  *q = (grid_picture){ .of = f, .from = p->g, .measure = over, .unit = p->g->column[p->values.v[0]].unit };
  q->series = f->by_rows ? rows : columns;
  q->points = f->by_rows ? columns : rows;
  for (size_t i = 0; i < columns; i++) names[i] = name_of_column(p, i, over);
  q->name = f->by_rows ? p->row_names.v : names;
  q->label = f->by_rows ? names : p->row_names.v;
  if (!over && columns == 1) q->measure = names[0];
  q->cell = ARENA_ARRAY(p->a, const grid_cell *, rows * columns + 1);
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) q->cell[f->by_rows ? r * columns + c : c * rows + r] = &p->rows.v[r]->cells[p->values.v[c]];
  return q;
}

typedef struct limit { size_t series, points; } limit;

/* Series must be told apart without colour; points must leave room for their labels. */
static limit limit_of(figure_kind kind) {
  switch (kind) {
    case FIGURE_SLOPE: return (limit){ 20, 2 };
    case FIGURE_MULTIPLES: return (limit){ 40, 12 };
    case FIGURE_BARS: case FIGURE_STACKED: case FIGURE_LINES: return (limit){ 6, 60 };
    case FIGURE_TRIANGLE: case FIGURE_TIMELINE: case FIGURE_TREE: case FIGURE_IMAGE: break;
  }
  return (limit){ 0, 0 };
}

static bool fits(picker *p, const grid_picture *q) {
  limit most = limit_of(p->f->kind);
  bool good = true, any = false;
  for (size_t i = 0; i < q->series * q->points; i++) any |= q->cell[i]->kind == CELL_NUMBER;
  if (p->f->kind == FIGURE_SLOPE && q->points != 2) {
    DIAG_SAY(p->d, PICTURE_SLOPE, p->f->at, arena_printf(p->a, "%zu", q->points));
    return false;
  }
  if (q->series > most.series) {
    DIAG_SAY(p->d, PICTURE_MANY, p->f->at, arena_printf(p->a, "%zu", q->series), "serier", "series", arena_printf(p->a, "%zu", most.series));
    good = false;
  }
  if (q->points > most.points) {
    DIAG_SAY(p->d, PICTURE_MANY, p->f->at, arena_printf(p->a, "%zu", q->points), "punkter", "points", arena_printf(p->a, "%zu", most.points));
    good = false;
  }
  if (good && !any) DIAG_SAY(p->d, PICTURE_EMPTY, p->f->at, NULL);
  return good && any;
}

void pictures_make(arena *a, diag *d, const document *doc, grid_set *s) {
  for (size_t i = 0; i < doc->figures.n; i++) {
    const figure *f = doc->figures.v[i];
    picker p = { .a = a, .d = d, .f = f, .g = f->table_id ? grid_lookup(s, f->table_id) : NULL };
    if (!p.g || !p.g->columns || !pick_columns(&p)) continue;           /* a table that is not there is reported */
    pick_rows(&p);
    grid_picture *q = assemble(&p);
    if (!fits(&p, q)) continue;
    q->alt = picture_words(a, q);
    LIST_PUSH(a, &s->pictures, q);
  }
}

const grid_picture *picture_lookup(const grid_set *s, const figure *f) {
  for (size_t i = 0; s && i < s->pictures.n; i++)
    if (s->pictures.v[i]->of == f) return s->pictures.v[i];
  return NULL;
}
