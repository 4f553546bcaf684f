/* The findings as grids, so that page, workbook and screen read the same cells. A grid that would have no rows is not made. */
#include "reconcile/reconcile_int.h"

#include <string.h>

typedef struct column_plan { const char *title, *unit; column_type type; } column_plan;
typedef struct builder { arena *a; grid *g; } builder;

static builder grid_begin(arena *a, const char *id, const char *title, const char *remark, const column_plan *plan, size_t columns, size_t room) {
  grid *g = ARENA_NEW(a, grid);
  *g = (grid){ .id = id, .title = title, .sheet = title, .remark = remark, .columns = columns, .column = ARENA_ARRAY(a, grid_column, columns), .row = ARENA_ARRAY(a, grid_row, room + 1) };
  for (size_t c = 0; c < columns; c++)
    g->column[c] = (grid_column){ .key = plan[c].title, .title = plan[c].title, .unit = plan[c].unit, .type = plan[c].type, .row_header = c == 0,
                                  .header = plan[c].unit ? arena_printf(a, "%s (%s)", plan[c].title, plan[c].unit) : plan[c].title };
  return (builder){ a, g };
}

static grid_cell *row_add(builder *b) {
  grid_row *row = &b->g->row[b->g->rows++];
  *row = (grid_row){ .kind = ROW_RECORD, .cells = ARENA_ARRAY(b->a, grid_cell, b->g->columns) };
  return row->cells;
}

static grid_cell text_cell(const char *s) {
  return text_blank(s) || !strcmp(s, "ikke oplyst") ? (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst" } : (grid_cell){ .kind = CELL_TEXT, .text = s };
}

static grid_cell no_cell(void) { return (grid_cell){ .kind = CELL_NOT_RELEVANT, .text = "ikke relevant" }; }

static grid_cell whole_cell(arena *a, size_t n) {
  char text[NUMBER_TEXT_MAX];
  const number x = { (int64_t)n, 0 };
  number_format(x, 0, text);
  return (grid_cell){ .kind = CELL_NUMBER, .num = x, .text = arena_strdup(a, text) };
}

static grid_cell line_cell(arena *a, uint32_t line) {
  return (grid_cell){ .kind = CELL_NUMBER, .num = { line, 0 }, .text = arena_printf(a, "%u", line) };
}

static grid_cell number_cell(arena *a, number n, unsigned decimals) {
  char text[NUMBER_TEXT_MAX];
  number_format(n, decimals, text);
  return (grid_cell){ .kind = CELL_NUMBER, .num = n, .decimals = (uint8_t)decimals, .text = arena_strdup(a, text) };
}

/* "Tabellen har 3 rækker og 4 kolonner: Tilbud, …" */
static void grid_end(builder *b, grid_set *s) {
  GString *names = g_string_new(NULL);
  for (size_t c = 0; c < b->g->columns; c++) g_string_append_printf(names, "%s%s", c ? c + 1 == b->g->columns ? " og " : ", " : "", b->g->column[c].header);
  b->g->summary = arena_printf(b->a, "Tabellen har %zu %s og %zu kolonner: %s%s", b->g->rows, b->g->rows == 1 ? "række" : "rækker", b->g->columns, names->str, names->str[names->len - 1] == '.' ? "" : ".");
  g_string_free(names, TRUE);
  if (b->g->rows) LIST_PUSH(b->a, &s->grids, b->g);
}

/* ---- the summary ---- */

static size_t count_of(const reconciliation *r, reconcile_field f) {
  size_t n = 0;
  for (size_t i = 0; i < r->differences.n; i++) n += r->differences.v[i].field == f;
  return n;
}

static void count_add(builder *b, const char *what, size_t n) {
  grid_cell *cells = row_add(b);
  cells[0] = text_cell(what);
  cells[1] = whole_cell(b->a, n);
}

/* No difference is one thing, not looked at another: whoever reads only the summary must see which. */
static void not_compared_add(builder *b, const char *what) {
  grid_cell *cells = row_add(b);
  cells[0] = text_cell(what);
  cells[1] = text_cell("ikke i filen");
}

static void summary_make(arena *a, const reconciliation *r, grid_set *s) {
  static const column_plan plan[] = { { "Hvad", NULL, COLUMN_TEXT }, { "Antal", NULL, COLUMN_INT } };
  builder b = grid_begin(a, "tabel-overblik", "Overblik", NULL, plan, G_N_ELEMENTS(plan), RECONCILE_FIELDS + 7);
  count_add(&b, "Tilbud i aftalen den dag", r->offers);
  count_add(&b, "Rækker i filen", r->rows);
  count_add(&b, "Tilbud, der står begge steder", r->paired);
  count_add(&b, "Heraf ikke fundet på tilbuddets eget nummer", r->weak.n);
  count_add(&b, "Tilbud, der mangler i filen", r->only_ours.n);
  count_add(&b, "Rækker, der mangler i aftalen", r->only_theirs.n);
  for (int f = RECONCILE_PORTAL; f < RECONCILE_FIELDS; f++) {
    const char *what = arena_printf(a, "Forskelle: %s", reconcile_field_name((reconcile_field)f));
    if (!r->compared[f]) not_compared_add(&b, what);
    else if (f != RECONCILE_SERVICE || r->compared[RECONCILE_TARIFF]) count_add(&b, what, count_of(r, (reconcile_field)f));
  }
  count_add(&b, "Tvivl, der skal afgøres", r->doubts.n);
  grid_end(&b, s);
}

/* ---- findings ---- */

static void lone_make(arena *a, const char *id, const char *title, const reconcile_lone *all, size_t n, bool theirs, grid_set *s) {
  static const column_plan plan[] = { { "Tilbud", NULL, COLUMN_TEXT }, { "Tilbudsportal-id", NULL, COLUMN_TEXT }, { "CVR-nummer", NULL, COLUMN_TEXT }, { "P-nummer", NULL, COLUMN_TEXT },
                                      { "Række", NULL, COLUMN_YEAR }, { "Bemærkning", NULL, COLUMN_TEXT } };
  bool remarks = false;
  for (size_t i = 0; i < n; i++) remarks = remarks || all[i].remark;
  builder b = grid_begin(a, id, title, NULL, plan, G_N_ELEMENTS(plan) - !remarks - !theirs, n);
  for (size_t i = 0; i < n; i++) {
    const reconcile_lone *x = &all[i];
    grid_cell *cells = row_add(&b);
    const char *const texts[] = { x->name, x->portal, x->company, x->unit };
    for (size_t c = 0; c < G_N_ELEMENTS(texts); c++) cells[c] = text_cell(texts[c]);
    if (theirs) cells[4] = line_cell(a, x->line);
    if (remarks) cells[5] = x->remark ? text_cell(x->remark) : no_cell();
  }
  grid_end(&b, s);
}

/* x - y; a result of more than 18 digits says nothing. */
static grid_cell difference_cell(arena *a, number x, number y, unsigned decimals) {
  rational *difference = rational_new(), *minus = rational_new();
  number n = { 0 };
  rational_set_number(difference, x);
  rational_set_number(minus, y);
  rational_subtract(difference, difference, minus);
  const bool fits = rational_number(difference, MAX(x.decimals, y.decimals), &n);
  rational_free(difference);
  rational_free(minus);
  return fits ? number_cell(a, n, decimals) : no_cell();
}

static unsigned decimals_of(const reconciliation *r, reconcile_field f) {
  unsigned most = 0;
  for (size_t i = 0; i < r->differences.n; i++) {
    const reconcile_difference *x = &r->differences.v[i];
    if (x->field == f && x->numbers) most = MAX(most, MAX(x->our_number.decimals, x->their_number.decimals));
  }
  return f == RECONCILE_TARIFF && most ? MAX(most, 2) : most;
}

static bool has_remark(const reconciliation *r, reconcile_field f, bool service) {
  for (size_t i = 0; i < r->differences.n; i++)
    if (r->differences.v[i].field == f && (service ? r->differences.v[i].service : r->differences.v[i].remark)) return true;
  return false;
}

static void put_numbers(arena *a, const reconcile_difference *x, unsigned decimals, grid_cell *cells) {
  if (x->numbers) {
    cells[0] = number_cell(a, x->our_number, decimals);
    cells[1] = number_cell(a, x->their_number, decimals);
    cells[2] = difference_cell(a, x->their_number, x->our_number, decimals);
    return;
  }
  number n;
  const char *const texts[] = { x->ours, x->theirs };
  for (size_t i = 0; i < 2; i++) cells[i] = number_parse(texts[i], strlen(texts[i]), &n) == NUMBER_OK ? number_cell(a, n, decimals) : text_cell(texts[i]);
  cells[2] = no_cell();
}

static void figures_make(arena *a, const reconciliation *r, reconcile_field f, const char *id, const char *title, const char *remark, const char *unit, column_type type, grid_set *s) {
  const bool service = has_remark(r, f, true), remarks = has_remark(r, f, false);
  column_plan plan[7] = { { "Tilbud", NULL, COLUMN_TEXT } };
  size_t n = 1;
  if (service) plan[n++] = (column_plan){ "Ydelse", NULL, COLUMN_TEXT };
  plan[n++] = (column_plan){ "Aftalen", unit, type };
  plan[n++] = (column_plan){ "Filen", unit, type };
  plan[n++] = type == COLUMN_PERCENT ? (column_plan){ "Forskel", "procentpoint", COLUMN_NUMBER } : (column_plan){ "Forskel", unit, type };
  plan[n++] = (column_plan){ "Række", NULL, COLUMN_YEAR };
  if (remarks) plan[n++] = (column_plan){ "Bemærkning", NULL, COLUMN_TEXT };
  builder b = grid_begin(a, id, title, remark, plan, n, r->differences.n);
  const unsigned decimals = decimals_of(r, f);
  for (size_t c = 1; c < n; c++)
    if (plan[c].type == type || plan[c].type == COLUMN_NUMBER) b.g->column[c].decimals = (uint8_t)decimals;
  for (size_t i = 0; i < r->differences.n; i++) {
    const reconcile_difference *x = &r->differences.v[i];
    if (x->field != f) continue;
    grid_cell *cells = row_add(&b);
    size_t c = 0;
    cells[c++] = text_cell(x->offer);
    if (service) cells[c++] = text_cell(x->service);
    put_numbers(a, x, decimals, cells + c);
    cells[c + 3] = line_cell(a, x->line);
    if (remarks) cells[c + 4] = x->remark ? text_cell(x->remark) : no_cell();
  }
  grid_end(&b, s);
}

static void texts_make(arena *a, const reconciliation *r, grid_set *s) {
  static const column_plan plan[] = { { "Tilbud", NULL, COLUMN_TEXT }, { "Oplysning", NULL, COLUMN_TEXT }, { "Aftalen", NULL, COLUMN_TEXT }, { "Filen", NULL, COLUMN_TEXT }, { "Række", NULL, COLUMN_YEAR } };
  builder b = grid_begin(a, "tabel-oplysninger", "Forskelle i andre oplysninger", NULL, plan, G_N_ELEMENTS(plan), r->differences.n);
  for (size_t i = 0; i < r->differences.n; i++) {
    const reconcile_difference *x = &r->differences.v[i];
    if (x->field > RECONCILE_PARAGRAPH && x->field != RECONCILE_SERVICE) continue;
    grid_cell *cells = row_add(&b);
    const char *const texts[] = { x->offer, reconcile_field_name(x->field), x->ours, x->theirs };
    for (size_t c = 0; c < G_N_ELEMENTS(texts); c++) cells[c] = text_cell(texts[c]);
    cells[4] = line_cell(a, x->line);
  }
  grid_end(&b, s);
}

static void doubts_make(arena *a, const reconciliation *r, grid_set *s) {
  static const column_plan plan[] = { { "Tilbud", NULL, COLUMN_TEXT }, { "Tvivlen", NULL, COLUMN_TEXT }, { "Række", NULL, COLUMN_YEAR } };
  builder b = grid_begin(a, "tabel-tvivl", "Tvivl", "Her er ikke valgt. Skriv tilbuddets nummer på begge sider, så er tvivlen væk.", plan, G_N_ELEMENTS(plan), r->doubts.n);
  for (size_t i = 0; i < r->doubts.n; i++) {
    grid_cell *cells = row_add(&b);
    cells[0] = text_cell(r->doubts.v[i].what);
    cells[1] = text_cell(r->doubts.v[i].why);
    cells[2] = line_cell(a, r->doubts.v[i].line);
  }
  grid_end(&b, s);
}

static void weak_make(arena *a, const reconciliation *r, grid_set *s) {
  static const char *const ways[] = { [PAIRED_BY_COMPANY] = "CVR-nummer", [PAIRED_BY_NAME] = "navn", [PAIRED_BY_SHORT_NAME] = "navn uden tilbuddets art" };
  static const column_plan plan[] = { { "Aftalen", NULL, COLUMN_TEXT }, { "Filen", NULL, COLUMN_TEXT }, { "Fundet på", NULL, COLUMN_TEXT }, { "Række", NULL, COLUMN_YEAR } };
  builder b = grid_begin(a, "tabel-fundet", "Fundet på navn eller CVR-nummer", "Se efter, at det er de samme tilbud.", plan, G_N_ELEMENTS(plan), r->weak.n);
  for (size_t i = 0; i < r->weak.n; i++) {
    const reconcile_pair *x = &r->weak.v[i];
    grid_cell *cells = row_add(&b);
    cells[0] = text_cell(x->ours);
    cells[1] = text_cell(x->theirs);
    cells[2] = text_cell(ways[x->way]);
    cells[3] = line_cell(a, x->line);
  }
  grid_end(&b, s);
}

const grid_set *reconcile_grids(arena *a, const reconciliation *r) {
  grid_set *s = ARENA_NEW(a, grid_set);
  summary_make(a, r, s);
  lone_make(a, "tabel-kun-aftalen", "Mangler i filen", r->only_ours.v, r->only_ours.n, false, s);
  lone_make(a, "tabel-kun-filen", "Mangler i aftalen", r->only_theirs.v, r->only_theirs.n, true, s);
  figures_make(a, r, RECONCILE_TARIFF, "tabel-takst", "Forskelle i takst", arena_printf(a, "Takster for %d, uden regulering.", r->day.year), "kr.", COLUMN_AMOUNT, s);
  figures_make(a, r, RECONCILE_PLACES, "tabel-pladser", "Forskelle i pladser", NULL, NULL, COLUMN_NUMBER, s);
  figures_make(a, r, RECONCILE_OCCUPANCY, "tabel-belaegning", "Forskelle i belægning", arena_printf(a, "Hele %d.", r->day.year), "%", COLUMN_PERCENT, s);
  texts_make(a, r, s);
  doubts_make(a, r, s);
  weak_make(a, r, s);
  return s;
}
