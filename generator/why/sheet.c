/* The sheet "Sådan er tallet beregnet": a row for each printed figure that is worked out, and one row a table's row for those that are only fetched, with the
 * lines that they stand on. A row for each of these too would be four times as many rows, which nobody asks for one by one. An ordinary grid: who writes
 * it need not know what it is about. */
#include "why/why_int.h"

#include <string.h>

enum { AT_TABLE, AT_ROW, AT_COLUMN, AT_PRINTED, AT_WAY, AT_FORMULA, AT_FIGURES, AT_ROUNDING, AT_FROM, COLUMNS };
enum { FIGURES_MOST = 10000 };     /* a table with more tells how its columns are worked out */

typedef struct sheet {
  why_job *j;
  const char *folder;              /* "eksempelregion-2025-26/" */
  span at; const char *line;       /* the place last put into words: a row's figures stand side by side */
  LIST(grid_row) rows;
  LIST(grid_same) same;
} sheet;

static grid_cell text_cell(const char *s) {
  return text_blank(s) ? (grid_cell){ .kind = CELL_NOT_RELEVANT, .text = "ikke relevant" } : (grid_cell){ .kind = CELL_TEXT, .text = s };
}

static grid_cell *row_add(sheet *s, const grid *g, const char *row, const char *column) {
  grid_row *x = LIST_ADD(s->j->a, &s->rows);
  *x = (grid_row){ .kind = ROW_RECORD, .at = g->at, .cells = ARENA_ARRAY(s->j->a, grid_cell, COLUMNS) };
  LIST_PUSH(s->j->a, &s->same, ((grid_same){ 0 }));
  for (size_t c = 0; c < COLUMNS; c++) x->cells[c] = text_cell(NULL);
  x->cells[AT_TABLE] = text_cell(g->title);
  x->cells[AT_ROW] = text_cell(row);
  x->cells[AT_COLUMN] = text_cell(column);
  return x->cells;
}

/* ---- where it comes from ---- */

/* File and line, without the agreement's own folder: the sheet says which that is. A worksheet's cell is whole. */
static const char *line_words(sheet *s, span at) {
  if (!at.file) return NULL;
  if (s->line && s->at.file == at.file && s->at.line == at.line) return s->line;
  const char *place = diag_place(s->j->a, s->j->d, at), *inside = strstr(place, s->folder);
  if (inside) place = inside + strlen(s->folder);
  const char *column = strrchr(place, ':'), *line = column ? memchr(place, ':', (size_t)(column - place)) : NULL;
  s->at = at;
  if (!line) return place;                                           /* a worksheet's cell: another column is another place */
  return s->line = arena_strndup(s->j->a, place, (size_t)(column - place));
}

static const char *from_words(sheet *s, const why_figure *f) {
  const char *line = line_words(s, f->at);
  if (!line) return f->source;
  return f->source ? arena_printf(s->j->a, "%s (%s)", line, f->source) : line;
}

static bool same_place(const why_figure *x, const why_figure *y) {
  return x->at.file == y->at.file && x->at.line == y->at.line && (x->source == y->source || (x->source && y->source && !strcmp(x->source, y->source)));
}

/* "Takst 2026, Regulering: registre/takster.csv:5 (Takstindberetning 2026); Takst 2025: …": figures of one place together. */
static const char *list_words(sheet *s, const why_use *v, size_t n) {
  GString *out = g_string_new(NULL);
  bool *told = ARENA_ARRAY(s->j->a, bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    const char *from = v[i].of && !told[i] ? from_words(s, v[i].of) : NULL;
    if (!from) continue;
    g_string_append(out, out->len ? "; " : "");
    for (size_t k = i; k < n; k++) {
      if (told[k] || !v[k].of || !same_place(v[i].of, v[k].of)) continue;
      if (k > i) g_string_append(out, ", ");
      g_string_append(out, v[k].name);
      told[k] = true;
    }
    g_string_append(out, ": ");
    g_string_append(out, from);
  }
  const char *kept = arena_strdup(s->j->a, out->str);
  g_string_free(out, TRUE);
  return kept;
}

/* ---- rows ---- */

static bool only_fetched(const why_figure *f) { return f->way == WHY_PUT_IN || (f->way == WHY_MISSING && !f->formula); }

static const char *header_words(arena *a, const grid *g, size_t column) {
  const char *unit = g->column[column].unit, *name = column_words(a, g, column);
  return text_blank(unit) ? name : arena_printf(a, "%s (%s)", name, unit);
}

typedef LIST(why_use) uses;

/* The figures that went in, each once, those without a line of their own followed by what went into them. */
static void add_parts(sheet *s, const why_figure *f, uses *out) {
  for (size_t i = 0; i < f->parts.n; i++) {
    const why_use *u = &f->parts.v[i];
    bool told = !u->of;
    for (size_t k = 0; k < out->n; k++) told = told || out->v[k].of == u->of;
    if (told) continue;
    LIST_PUSH(s->j->a, out, *u);
    if (!u->of->at.line) add_parts(s, u->of, out);
  }
}

/* Those of them that have a line. */
static uses lines_of(sheet *s, const why_figure *f) {
  uses all = { 0 }, lines = { 0 };
  add_parts(s, f, &all);
  for (size_t i = 0; i < all.n; i++)
    if (all.v[i].of->at.line) LIST_PUSH(s->j->a, &lines, all.v[i]);
  return lines;
}

/* The place of the figure itself, with the calculation that gives it; else those of the figures that went in. */
static const char *all_from(sheet *s, const why_figure *f) {
  if (f->record && f->parts.n) return arena_printf(s->j->a, "%s; %s", from_words(s, f), f->parts.v[0].name);
  if (f->at.line) return from_words(s, f);
  const uses lines = lines_of(s, f);
  return lines.n ? list_words(s, lines.v, lines.n) : f->formula ? "tallene i rækken" : NULL;
}

static void tell(sheet *s, const grid *g, size_t row, size_t column, const char *name, const why_figure *f) {
  grid_cell *c = row_add(s, g, name, header_words(s->j->a, g, column));
  const char *from = all_from(s, f);
  s->same.v[s->same.n - 1] = (grid_same){ g, row, column };
  c[AT_PRINTED] = g->row[row].cells[column];
  c[AT_PRINTED].note = 0;
  c[AT_PRINTED].fixed = false;
  c[AT_WAY] = text_cell(way_words(f->way));
  c[AT_FORMULA] = text_cell(f->formula);
  c[AT_FIGURES] = text_cell(f->figures);
  c[AT_ROUNDING] = text_cell(f->rounding);
  if (f->way == WHY_ADDED) from = "rækkerne i tabellen";
  if (f->way == WHY_GATHERED) from = "rækkerne i den anden tabel";
  if (f->way == WHY_COUNTED) from = "posterne i tabellens register";
  c[AT_FROM] = text_cell(f->reason ? arena_printf(s->j->a, "%s%s%s", from ? from : "", from ? "; " : "", f->reason) : from);
}

/* All of a row that is only fetched. */
static void tell_fetched(sheet *s, const grid *g, const char *name, const why_use *v, size_t n) {
  size_t found = 0;
  for (size_t i = 0; i < n; i++) found += v[i].found != NULL;
  grid_cell *c = row_add(s, g, name, found == n ? "tal, der er slået op" : found ? "tal, der er sat ind eller slået op" : "tal, der er sat ind");
  c[AT_PRINTED] = text_cell("som sat ind");
  c[AT_WAY] = text_cell(found == n ? "slået op" : found ? "sat ind eller slået op" : way_words(WHY_PUT_IN));
  c[AT_FROM] = text_cell(list_words(s, v, n));
}

/* Does a figure that is worked out name the line that this one stands on? */
static bool is_named(const why_figure *of, const why_figure *f) {
  for (size_t i = 0; i < of->parts.n; i++)
    if (of->parts.v[i].of && same_place(of->parts.v[i].of, f)) return true;
  return false;
}

/* Figures that are only fetched get a row when one of their lines is not named by what is worked out of them. */
static void tell_row(sheet *s, const grid *g, size_t row, const char *name) {
  const why_figure **made = ARENA_ARRAY(s->j->a, const why_figure *, g->columns + 1);
  why_use *plain = ARENA_ARRAY(s->j->a, why_use, g->columns + 1), u;
  size_t n = 0, count = 0;
  bool all = true;
  for (size_t c = 0; c < g->columns; c++) {
    if (!why_cell(s->j, g, row, c, &u)) continue;
    if (only_fetched(u.of)) plain[n++] = u;
    else tell(s, g, row, c, name, made[count++] = u.of);
  }
  for (size_t i = 0; i < n && all; i++) {
    all = false;
    for (size_t k = 0; k < count && !all; k++) all = is_named(made[k], plain[i].of);
  }
  if (!all) tell_fetched(s, g, name, plain, n);
}

/* ---- tables ---- */

static size_t first_record(const grid *g) {
  size_t r = 0;
  while (r < g->rows && (g->row[r].kind != ROW_RECORD || g->row[r].residual)) r++;
  return r;
}

/* A line a column, by its first row: enough for a table of so many rows that nobody reads them all. */
static void tell_columns(sheet *s, const grid *g) {
  const char *all = arena_printf(s->j->a, "alle %zu rækker", g->rows);
  for (size_t c = 0, r = first_record(g); r < g->rows && c < g->columns; c++) {
    why_use u;
    if (!why_cell(s->j, g, r, c, &u)) continue;
    grid_cell *cell = row_add(s, g, all, header_words(s->j->a, g, c));
    cell[AT_WAY] = text_cell(u.found && u.of->way == WHY_PUT_IN ? "slået op" : way_words(u.of->way));
    cell[AT_FORMULA] = text_cell(u.of->formula ? u.of->formula : u.found ? lookup_words(s->j->a, u.found) : NULL);
    cell[AT_ROUNDING] = text_cell(u.of->rounding);
  }
}

static size_t figures_in_row(sheet *s, const grid *g) {
  const size_t r = first_record(g);
  size_t n = 0;
  why_use u;
  for (size_t c = 0; r < g->rows && c < g->columns; c++) n += why_cell(s->j, g, r, c, &u);
  return n;
}

static void tell_grid(sheet *s, const grid *g) {
  const size_t n = figures_in_row(s, g);
  if (n * g->rows > FIGURES_MOST) { tell_columns(s, g); return; }
  const char **name = n ? row_names(s->j->a, g) : NULL;
  for (size_t r = 0; n && r < g->rows; r++)
    if (g->row[r].kind != ROW_GROUP) tell_row(s, g, r, name[r]);
}

/* ---- the grid ---- */

static grid *grid_of(const sheet *s) {
  static const grid_column columns[COLUMNS] = {
    [AT_TABLE] = { .key = "tabel", .title = "Tabel", .header = "Tabel" },
    [AT_ROW] = { .key = "række", .title = "Række", .header = "Række", .row_header = true },
    [AT_COLUMN] = { .key = "kolonne", .title = "Kolonne", .header = "Kolonne" },
    [AT_PRINTED] = { .key = "trykt", .title = "Trykt", .header = "Trykt", .type = COLUMN_NUMBER },
    [AT_WAY] = { .key = "sådan", .title = "Sådan", .header = "Sådan" },
    [AT_FORMULA] = { .key = "formel", .title = "Formel", .header = "Formel" },
    [AT_FIGURES] = { .key = "med-tal", .title = "Med tal", .header = "Med tal" },
    [AT_ROUNDING] = { .key = "afrunding", .title = "Afrunding", .header = "Afrunding" },
    [AT_FROM] = { .key = "kommer-fra", .title = "Kommer fra", .header = "Kommer fra" },
  };
  arena *a = s->j->a;
  grid *g = ARENA_NEW(a, grid);
  *g = (grid){ .id = "tabel-saadan-er-tallet-beregnet", .title = "Sådan er tallet beregnet", .sheet = "Sådan er tallet beregnet", .columns = COLUMNS, .rows = s->rows.n, .row = s->rows.v,
               .same = s->same.v, .same_column = AT_PRINTED };
  g->column = ARENA_ARRAY(a, grid_column, COLUMNS);
  memcpy(g->column, columns, sizeof columns);
  g->remark = arena_printf(a, "Stederne er filer og linjer i mappen %s. Kolonnen Trykt henter tallet i tabellen. Tal, der kun er sat ind eller slået op, har en række sammen, når ingen anden række siger, hvor de står. Kommandoen why forklarer alle tal om et tilbud helt ned til det, der er sat ind.", s->j->m->id);
  return g;
}

const grid_set *why_sheet(why_job *j, const grid_set *s) {
  sheet k = { .j = j, .folder = arena_printf(j->a, "%s/", j->m->id) };
  for (size_t i = 0; i < s->grids.n; i++) tell_grid(&k, s->grids.v[i]);
  if (!k.rows.n) return NULL;
  grid_set *out = ARENA_NEW(j->a, grid_set);
  for (size_t i = 0; i < s->grids.n; i++) LIST_PUSH(j->a, &out->grids, s->grids.v[i]);
  LIST_PUSH(j->a, &out->grids, grid_of(&k));
  return out;
}
