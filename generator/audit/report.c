/* The report as grids, for a workbook: figures are figures, so that differences can be sorted and filtered. */
#include "audit/audit_int.h"

#include <string.h>

typedef struct report_column { const char *key, *title; column_type type; bool row_header; column_sum sum; double share; } report_column;

static grid *grid_begin(arena *a, const char *id, const char *title, const report_column *columns, size_t n, size_t rows) {
  grid *g = ARENA_NEW(a, grid);
  *g = (grid){ .id = id, .title = title, .sheet = title, .columns = n };
  g->column = ARENA_ARRAY(a, grid_column, n);
  for (size_t c = 0; c < n; c++)
    g->column[c] = (grid_column){ .key = columns[c].key, .title = columns[c].title, .header = columns[c].title, .type = columns[c].type, .row_header = columns[c].row_header,
                                  .sum = columns[c].sum, .share = columns[c].share };
  g->row = ARENA_ARRAY(a, grid_row, rows + 1);
  return g;
}

static grid_cell *row_begin(arena *a, grid *g, row_kind kind, span at) {
  grid_row *row = &g->row[g->rows++];
  *row = (grid_row){ .kind = (uint8_t)kind, .at = at, .cells = ARENA_ARRAY(a, grid_cell, g->columns) };
  return row->cells;
}

static grid_cell text_cell(const char *s) { return text_blank(s) ? (grid_cell){ .kind = CELL_NOT_RELEVANT, .text = "ikke relevant" } : (grid_cell){ .kind = CELL_TEXT, .text = s }; }

static grid_cell number_cell(arena *a, number n) {
  return (grid_cell){ .kind = CELL_NUMBER, .num = n, .decimals = n.decimals, .text = number_shown(a, n, n.decimals, NULL) };
}

static grid_cell count_cell(arena *a, size_t n) { return number_cell(a, (number){ (int64_t)n, 0 }); }

/* printed − must; false: more digits than a figure has. */
static bool difference_of(const finding *f, number *out) {
  rational *x = rational_new(), *y = rational_new();
  rational_set_number(x, f->is);
  rational_set_number(y, f->must);
  rational_subtract(x, x, y);
  bool good = rational_number(x, MAX(f->is.decimals, f->must.decimals), out);
  rational_free(x);
  rational_free(y);
  return good;
}

/* "registre/takster.csv, linje 12": from the agreement's folder on. */
static const char *place_text(arena *a, const agreement *m, const diag *d, span at) {
  const char *path = diag_source_path(d, at.file), *folder = strstr(path, arena_printf(a, "%s/", m->id));
  return arena_printf(a, "%s, linje %u", folder ? folder + strlen(m->id) + 1 : path, at.line);
}

const char *finding_difference(arena *a, const finding *f) {
  number n;
  return f->figures && difference_of(f, &n) ? number_shown(a, n, n.decimals, NULL) : NULL;
}

static grid *findings_grid(arena *a, const agreement *m, const audit_report *r, const diag *d) {
  static const report_column columns[] = {
    { "kontrol", "Kontrol", COLUMN_TEXT, false, SUM_NONE, 0 }, { "hvad", "Hvad", COLUMN_TEXT, true, SUM_NONE, 0 }, { "trykt", "Trykt", COLUMN_NUMBER, false, SUM_NONE, 0 },
    { "skal-vaere", "Skal være", COLUMN_NUMBER, false, SUM_NONE, 0 }, { "forskel", "Forskel", COLUMN_NUMBER, false, SUM_NONE, 0 }, { "enhed", "Enhed", COLUMN_TEXT, false, SUM_NONE, 0 },
    { "hvorfor", "Hvorfor", COLUMN_TEXT, false, SUM_NONE, 0 }, { "trykt-i", "Trykt i", COLUMN_TEXT, false, SUM_NONE, 0 }, { "sted", "Sted", COLUMN_TEXT, false, SUM_NONE, 0 },
  };
  grid *g = grid_begin(a, "tabel-fund", "Fund", columns, G_N_ELEMENTS(columns), r->findings.n);
  g->remark = "Trykt er det, der står. Skal være er det, reglen giver. Forskel er trykt minus skal være.";
  for (size_t i = 0; i < r->findings.n; i++) {
    const finding *f = &r->findings.v[i];
    grid_cell *c = row_begin(a, g, ROW_RECORD, f->at);
    number n;
    c[0] = text_cell(r->checks.v[f->check].title);
    c[1] = text_cell(f->what);
    c[2] = f->figures ? number_cell(a, f->is) : text_cell(f->printed);
    c[3] = f->figures ? number_cell(a, f->must) : text_cell(f->expected);
    c[4] = f->figures && difference_of(f, &n) ? number_cell(a, n) : text_cell(NULL);
    c[5] = text_cell(f->unit);
    c[6] = text_cell(text_blank(f->why) ? r->checks.v[f->check].rule : f->why);
    c[7] = text_cell(f->printed_in ? f->printed_in : "ingen tabel");
    c[8] = text_cell(place_text(a, m, d, f->at));
  }
  return g;
}

static grid *checks_grid(arena *a, const audit_report *r) {
  static const report_column columns[] = {
    { "kontrol", "Kontrol", COLUMN_TEXT, true, SUM_NONE, 0 }, { "regel", "Regel", COLUMN_TEXT, false, SUM_NONE, 0 },
    { "sammenlignet", "Tal sammenlignet", COLUMN_INT, false, SUM_ADD, 0 }, { "fund", "Fund", COLUMN_INT, false, SUM_ADD, 0 },
  };
  grid *g = grid_begin(a, "tabel-kontroller", "Kontroller", columns, G_N_ELEMENTS(columns), r->checks.n + 1);
  g->remark = "0 tal sammenlignet: aftalen har ikke de tal, kontrollen ser på.";
  for (size_t i = 0; i <= r->checks.n; i++) {
    const audit_check *k = i < r->checks.n ? &r->checks.v[i] : NULL;
    grid_cell *c = row_begin(a, g, k ? ROW_RECORD : ROW_TOTAL, SPAN_NONE);
    c[0] = text_cell(k ? k->title : "I alt");
    c[1] = text_cell(k ? k->rule : NULL);
    c[2] = count_cell(a, k ? k->compared : r->compared);
    c[3] = count_cell(a, k ? k->findings : r->findings.n);
  }
  return g;
}

const grid_set *audit_grids(arena *a, const agreement *m, const audit_report *r, const diag *d) {
  grid_set *s = ARENA_NEW(a, grid_set);
  if (r->findings.n) LIST_PUSH(a, &s->grids, findings_grid(a, m, r, d));
  LIST_PUSH(a, &s->grids, checks_grid(a, r));
  return s;
}
