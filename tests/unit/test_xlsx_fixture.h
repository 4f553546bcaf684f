/* Ready grids for the tests of xlsx/, made by hand: groups on two levels, formulas, what is missing, sums, a chart, and names that Excel
 * would take for something else. The figures are calc/'s own exact results. */
#ifndef TEST_XLSX_FIXTURE_H
#define TEST_XLSX_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "xlsx/xlsx_int.h"

typedef struct column_spec { const char *header, *over; column_type type; uint8_t decimals; column_sum sum; const char *formula; unsigned wish; } column_spec;
typedef struct specimen {
  arena *a;
  diag *d;
  grid *g;
  grid_set set;
  workbook_front front;
  formula_scope *scope;
  formula **formulas;          /* by column; NULL: values */
  size_t room;
} specimen;

#define TARIFF_COLUMNS 11
enum { K_NAME, K_OLD, K_NEW, K_DAYS, K_CHANGE, K_PERCENT, K_YEAR_COST, K_RISES, K_JUDGED, K_CAPPED, K_ODD };
static const column_spec tariff_columns[TARIFF_COLUMNS] = {
  [K_NAME] = { "Tilbud", NULL, COLUMN_TEXT, 0, SUM_NONE, NULL, 0 },
  [K_OLD] = { "Takst (kr.)", "2024", COLUMN_AMOUNT, 2, SUM_ADD, NULL, 0 },
  [K_NEW] = { "Takst [kr.] 'ny' #1", "2025", COLUMN_AMOUNT, 2, SUM_ADD, NULL, 0 },
  [K_DAYS] = { "Døgn @ år", NULL, COLUMN_INT, 0, SUM_ADD, NULL, 0 },
  [K_CHANGE] = { "Ændring (kr.)", NULL, COLUMN_AMOUNT, 2, SUM_FORMULA, "ny - gammel", FORMULA_NUMBER },
  [K_PERCENT] = { "Ændring (%)", NULL, COLUMN_PERCENT, 1, SUM_FORMULA, "hvis(gammel = 0; ikke relevant; (ny - gammel) ÷ gammel × 100)", FORMULA_NUMBER },
  [K_YEAR_COST] = { "Pris pr. år (kr.)", NULL, COLUMN_AMOUNT, 0, SUM_NONE, "afrund(ny; 0) × døgn - (gammel - (ny - gammel)) - -ny", FORMULA_NUMBER },
  [K_RISES] = { "Stiger", NULL, COLUMN_TEXT, 0, SUM_NONE, "ny > gammel og ikke (døgn = 0)", FORMULA_CONDITION },
  [K_JUDGED] = { "Vurdering", NULL, COLUMN_TEXT, 0, SUM_NONE, "hvis(stiger; \"høj \"\"\"; hvis(tilbud = \"øen\"; \"særlig\"; \"lav\"))", FORMULA_TEXT },
  [K_CAPPED] = { "Loft (kr.)", NULL, COLUMN_AMOUNT, 2, SUM_NONE, "1 + hvis(døgn > 300; min(ny; 1500); max(ny; gammel; sum(ny; gammel)))", FORMULA_NUMBER },
  [K_ODD] = { "Tal i tekst", NULL, COLUMN_TEXT, 0, SUM_NONE, NULL, 0 },
};
static const char *const tariff_keys[TARIFF_COLUMNS] = { "tilbud", "gammel", "ny", "døgn", "ændring", "procent", "pris", "stiger", "vurdering", "loft", "tekst" };

static inline grid_cell cell_text(const char *s) { return (grid_cell){ .kind = CELL_TEXT, .text = s }; }
static inline grid_cell cell_number(arena *a, int64_t mantissa, uint8_t decimals) {
  char buf[NUMBER_TEXT_MAX];
  number n = { mantissa, decimals };
  number_format(n, decimals, buf);
  return (grid_cell){ .kind = CELL_NUMBER, .decimals = decimals, .num = n, .text = arena_strdup(a, buf) };
}
static inline grid_cell cell_missing(cell_kind kind, uint16_t note) {
  const char *text = kind == CELL_HIDDEN ? "skjult" : kind == CELL_PENDING ? "uafklaret" : kind == CELL_NOT_RELEVANT ? "ikke relevant" : "ikke oplyst";
  return (grid_cell){ .kind = (uint8_t)kind, .text = text, .note = note };
}

static inline formula_value value_of_cell(const grid_cell *c) {
  switch ((cell_kind)c->kind) {
    case CELL_TEXT: return formula_of_text(c->text);
    case CELL_NUMBER: return formula_of_number(c->num);
    case CELL_DATE: return formula_of_date(c->day);
    case CELL_NOT_STATED: case CELL_HIDDEN: return formula_missing(FORMULA_NOT_STATED, NULL);
    case CELL_NOT_RELEVANT: return formula_missing(FORMULA_NOT_RELEVANT, NULL);
    case CELL_PENDING: return formula_missing(FORMULA_PENDING, NULL);
  }
  return formula_missing(FORMULA_NOT_STATED, NULL);
}

static inline grid_cell cell_of_value(arena *a, const formula *f, const formula_value *v) {
  switch (v->state) {
    case FORMULA_KNOWN: break;
    case FORMULA_NOT_RELEVANT: return cell_missing(CELL_NOT_RELEVANT, 0);
    case FORMULA_PENDING: return cell_missing(CELL_PENDING, 0);
    case FORMULA_NOT_STATED: case FORMULA_BROKEN: case FORMULA_BY_ZERO: case FORMULA_OVERFLOW: return cell_missing(CELL_NOT_STATED, 0);
  }
  if (f->type & FORMULA_NUMBER) return cell_number(a, v->num.mantissa, v->num.decimals);
  return cell_text(f->type & FORMULA_TEXT ? v->text : v->yes ? "ja" : "nej");
}

static inline grid_row *specimen_row(specimen *s, row_kind kind, uint8_t level) {
  assert_true(s->g->rows < s->room);
  grid_row *row = &s->g->row[s->g->rows++];
  row->kind = (uint8_t)kind;
  row->level = level;
  row->cells = ARENA_ARRAY(s->a, grid_cell, MAX(s->g->columns, 1));
  return row;
}

static inline void specimen_group(specimen *s, uint8_t level, const char *text) { specimen_row(s, ROW_GROUP, level)->cells[0] = cell_text(text); }

/* Works out the calculated columns of a row; those not summed are not relevant in a sum. */
static inline void specimen_finish(specimen *s, grid_row *row) {
  formula_work *w = formula_work_new();
  formula_value values[TARIFF_COLUMNS] = { { 0 } };
  bool is_record = row->kind == ROW_RECORD;
  for (size_t c = 0; c < s->g->columns; c++) {
    const formula *f = s->formulas[c];
    if (f && (is_record || s->g->column[c].sum == SUM_FORMULA)) {
      formula_value v;
      formula_eval(f, w, values, &v);
      row->cells[c] = cell_of_value(s->a, f, &v);
      for (size_t i = 0; i < f->use_count; i++)
        if (row->cells[f->uses[i].name].kind == CELL_HIDDEN) row->cells[c] = cell_missing(CELL_HIDDEN, 0);
      if (f->type & FORMULA_CONDITION) v.state = FORMULA_KNOWN;
    } else if (!is_record && s->g->column[c].sum != SUM_ADD) row->cells[c] = cell_missing(CELL_NOT_RELEVANT, 0);
    values[c] = value_of_cell(&row->cells[c]);
    values[c].yes = row->cells[c].kind == CELL_TEXT && !strcmp(row->cells[c].text, "ja");
  }
  formula_work_free(w);
}

static inline void specimen_record(specimen *s, const char *name, grid_cell old, grid_cell new_, grid_cell days, const char *odd) {
  grid_row *row = specimen_row(s, ROW_RECORD, 0);
  row->cells[K_NAME] = cell_text(name);
  row->cells[K_OLD] = old;
  row->cells[K_NEW] = new_;
  row->cells[K_DAYS] = days;
  row->cells[K_ODD] = cell_text(odd);
  specimen_finish(s, row);
}

/* Adds up the records since the group of this level began; 0: all. */
static inline void specimen_sum(specimen *s, uint8_t level) {
  size_t from = s->g->rows;
  for (; from > 0; from--)
    if (level && s->g->row[from - 1].kind == ROW_GROUP && s->g->row[from - 1].level <= level) break;
  grid_row *sum = specimen_row(s, level ? ROW_SUBTOTAL : ROW_TOTAL, level);
  for (size_t c = 0; c < s->g->columns; c++) {
    if (s->g->column[c].sum != SUM_ADD) continue;
    int64_t total = 0;
    bool hidden = false;
    for (size_t r = from; r + 1 < s->g->rows; r++) {
      if (s->g->row[r].kind != ROW_RECORD) continue;
      const grid_cell *x = &s->g->row[r].cells[c];
      if (x->kind == CELL_NUMBER) total += number_round(x->num, 2).mantissa * (x->num.decimals == 2 ? 1 : x->num.decimals == 1 ? 10 : 100);
      hidden = hidden || x->kind == CELL_HIDDEN;
    }
    uint8_t decimals = s->g->column[c].decimals;
    sum->cells[c] = hidden ? cell_missing(CELL_HIDDEN, 0) : cell_number(s->a, decimals ? total : total / 100, decimals);
  }
  specimen_finish(s, sum);
}

static inline void specimen_columns(specimen *s) {
  grid *g = s->g;
  formula_name *names = ARENA_ARRAY(s->a, formula_name, TARIFF_COLUMNS);
  g->columns = TARIFF_COLUMNS;
  g->column = ARENA_ARRAY(s->a, grid_column, TARIFF_COLUMNS);
  s->formulas = ARENA_ARRAY(s->a, formula *, TARIFF_COLUMNS);
  for (size_t c = 0; c < TARIFF_COLUMNS; c++) {
    const column_spec *k = &tariff_columns[c];
    g->column[c] = (grid_column){ .key = tariff_keys[c], .title = k->header, .header = k->header, .over = k->over, .type = k->type, .decimals = k->decimals,
                                  .row_header = c == K_NAME, .sum = k->sum, .formula = k->formula };
    names[c] = (formula_name){ .key = tariff_keys[c], .type = k->wish ? (formula_type)k->wish : k->type == COLUMN_TEXT ? FORMULA_TEXT : FORMULA_NUMBER };
  }
  s->scope = formula_scope_make(s->a, s->d, names, TARIFF_COLUMNS);
  for (size_t c = 0; c < TARIFF_COLUMNS; c++) {
    const column_spec *k = &tariff_columns[c];
    if (!k->formula) continue;
    formula_text t = { .text = k->formula, .length = strlen(k->formula) };
    formula_wish w = { .decimals = k->decimals, .types = k->wish };
    s->formulas[c] = formula_compile(s->a, s->d, s->scope, &t, &w);
    assert_non_null(s->formulas[c]);
    g->column[c].expr = s->formulas[c]->root;
    g->column[c].expr_decimals = s->formulas[c]->decimals;
  }
}

static inline void specimen_front(specimen *s) {
  s->front = (workbook_front){ .title = "Takster & tilbud", .subtitle = "Prøve", .author = "Sekretariatet", .subject = "Takster", .keywords = "takster",
                               .created = { 2022, 8, 12 }, .footer = "Takster & tilbud · version 3", .banner = "Opdigtede tal" };
  LIST_PUSH(s->a, &s->front.lines, ((front_line){ "Status", "Udkast" }));
  LIST_PUSH(s->a, &s->front.notes, "Tal står som rigtige tal.");
  LIST_PUSH(s->a, &s->front.table_notes, ((front_note){ s->g, "Note a", "Ikke oplyst, fordi kilden ikke nævner det." }));
}

static inline specimen *specimen_empty(size_t rows) {
  arena *a = arena_new();
  specimen *s = ARENA_NEW(a, specimen);
  s->a = a;
  s->d = diag_new();
  s->g = ARENA_NEW(a, grid);
  s->room = rows;
  s->g->row = ARENA_ARRAY(a, grid_row, rows);
  s->g->id = "tabel-takster";
  s->g->title = "Takster";
  s->g->sheet = "Børn's takster";
  s->g->summary = "Tabellen har takster.";
  LIST_PUSH(a, &s->set.grids, s->g);
  specimen_columns(s);
  specimen_front(s);
  return s;
}

static inline grid_cell kroner(specimen *s, int64_t oere) { return cell_number(s->a, oere, 2); }
static inline grid_cell whole(specimen *s, int64_t n) { return cell_number(s->a, n, 0); }

/* The table with all that can go wrong in it. */
static inline specimen *specimen_new(void) {
  specimen *s = specimen_empty(80);
  grid *g = s->g;
  g->group_title = g->group_titles[0] = "Kommune";
  g->group_titles[1] = "Målgruppe";
  g->group_levels = 2;
  g->source = "Regionen";
  LIST_PUSH(s->a, &g->notes, ((grid_note){ "a", "Ikke oplyst, fordi kilden ikke nævner det." }));
  LIST_PUSH(s->a, &g->notes, ((grid_note){ "b", "Afgøres i september." }));
  LIST_PUSH(s->a, &g->parameters, ((grid_parameter){ "år", "2025", true, { 2025, 0 } }));
  specimen_group(s, 1, "Faxe");
  specimen_group(s, 2, "Unge");
  specimen_record(s, "Øen", kroner(s, 123410), kroner(s, 130020), whole(s, 365), "0320");
  specimen_record(s, "Ågården", kroner(s, 10), kroner(s, 20), whole(s, 0), "+45");
  specimen_record(s, "Bakken", cell_missing(CELL_NOT_STATED, 1), kroner(s, 99999), whole(s, 12), "=1+1");
  specimen_sum(s, 2);
  specimen_group(s, 2, "Ældre*");
  specimen_record(s, "Dalen", kroner(s, 200000), cell_missing(CELL_PENDING, 2), cell_missing(CELL_NOT_STATED, 1), "-7");
  specimen_record(s, "Engen", kroner(s, 0), kroner(s, 150), whole(s, 365), "@her");
  specimen_sum(s, 2);
  specimen_sum(s, 1);
  static const char *const hard[] = { "<5", "=Sorø", "0320", "320", "SORØ*", "Sorø*", "Greve ~1", "sand", "greve", "Greve", "Sorø", "Anden [x] 'y'" };
  for (size_t i = 0; i < G_N_ELEMENTS(hard); i++) {
    specimen_group(s, 1, hard[i]);
    specimen_group(s, 2, i % 2 ? "Unge" : "Ældre*");
    specimen_record(s, arena_printf(s->a, "Tilbud %u", (unsigned)i), kroner(s, 100070 + (int64_t)i), kroner(s, 110010 + 3 * (int64_t)i), whole(s, 100 + (int64_t)i), "x");
    specimen_sum(s, 2);
    specimen_sum(s, 1);
  }
  specimen_sum(s, 0);
  grid_chart *k = ARENA_NEW(s->a, grid_chart);
  *k = (grid_chart){ .kind = TABLE_CHART_BARS, .title = "Takster i to år", .alt = "Søjler over takster i to år.", .category = K_NAME };
  LIST_PUSH(s->a, &k->values, (size_t)K_OLD);
  LIST_PUSH(s->a, &k->values, (size_t)K_NEW);
  g->chart = k;
  return s;
}

static inline void specimen_free(specimen *s) {
  diag_free(s->d);
  arena_free(s->a);
}
#endif
