/* The floor for workbooks: a bare libxlsxwriter loop over a plain list of cells, with a format a column and nothing else: no widths, no
 * heights, no table, no notes. And the program's own way from ready grids, so that loading is no part of either.
 *   xlsx_floor floor|room ROWS OUT.xlsx
 * prints the CPU seconds of the writing alone. Floor and room take the library's same mode at each size. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "xlsx/xlsx.h"

#include <xlsxwriter.h>

#define COLUMNS 9

static const char *const headers[COLUMNS] = { "navn", "målgruppe", "kommune", "år", "pladser", "takst", "sidste år", "ændring", "belægning" };
static const char *const places[] = { "Nordby", "Sønderlund", "Østerå", "Vestervig", "Ærøsund", "Lillehavn", "Storvang", "Engdal", "Bakkeby", "Klithøj", "Fjordby", "Skovlunde" };
static const char *const targets[] = { "autisme", "hjerneskade", "udviklingshæmning", "sindslidelse", "bevægelseshandicap", "synsnedsættelse", "misbrug", "hjemløshed" };
static const column_type types[COLUMNS] = { COLUMN_TEXT, COLUMN_TEXT, COLUMN_TEXT, COLUMN_YEAR, COLUMN_INT, COLUMN_AMOUNT, COLUMN_AMOUNT, COLUMN_NUMBER, COLUMN_PERCENT };
static const uint8_t decimals[COLUMNS] = { 0, 0, 0, 0, 0, 2, 2, 1, 1 };

static uint32_t next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static grid_cell text_cell(const char *s) { return (grid_cell){ .kind = CELL_TEXT, .text = s }; }

static grid_cell number_cell(arena *a, int64_t mantissa, uint8_t places_after) {
  char buf[NUMBER_TEXT_MAX];
  number n = { mantissa, places_after };
  number_format(n, places_after, buf);
  return (grid_cell){ .kind = CELL_NUMBER, .num = n, .decimals = places_after, .text = arena_strdup(a, buf) };
}

/* The rows of tests/bench/content.py's M and L, from a seed. */
static grid *ready_grid(arena *a, size_t rows) {
  grid *g = ARENA_NEW(a, grid);
  uint32_t seed = 20260923;
  *g = (grid){ .id = "tabel-maaling", .title = "Takster til måling", .sheet = "Måling", .summary = "Måling", .columns = COLUMNS, .rows = rows };
  g->column = ARENA_ARRAY(a, grid_column, COLUMNS);
  for (size_t c = 0; c < COLUMNS; c++)
    g->column[c] = (grid_column){ .key = headers[c], .title = headers[c], .header = headers[c], .type = types[c], .decimals = decimals[c], .row_header = !c };
  g->row = ARENA_ARRAY(a, grid_row, rows);
  grid_cell *cells = ARENA_ARRAY(a, grid_cell, rows * COLUMNS);
  for (size_t r = 0; r < rows; r++, cells += COLUMNS) {
    g->row[r].cells = cells;
    cells[0] = text_cell(arena_printf(a, "%s %u", places[next(&seed) % G_N_ELEMENTS(places)], (unsigned)(r % 997 + 1)));
    cells[1] = text_cell(targets[next(&seed) % G_N_ELEMENTS(targets)]);
    cells[2] = text_cell(places[next(&seed) % G_N_ELEMENTS(places)]);
    for (size_t c = 3; c < COLUMNS; c++) {
      static const uint32_t least[] = { 2023, 2, 50000, 50000, 0, 600 }, span_of[] = { 2, 59, 950000, 950000, 1000, 500 };
      cells[c] = number_cell(a, least[c - 3] + next(&seed) % span_of[c - 3], decimals[c]);
    }
  }
  return g;
}

static void check(lxw_error e) {
  if (e == LXW_NO_ERROR) return;
  fprintf(stderr, "xlsx_floor: %s\n", lxw_strerror(e));
  exit(3);
}

static void floor_write(const grid *g, const char *path) {
  static const char *const patterns[] = { "#,##0", "#,##0.0", "#,##0.00" };
  lxw_workbook_options o = { .constant_memory = g->rows > XLSX_TABLE_ROWS };
  lxw_workbook *book = workbook_new_opt(path, &o);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "Måling");
  lxw_format *format[COLUMNS] = { NULL };
  for (lxw_col_t c = 0; c < COLUMNS; c++) {
    check(worksheet_write_string(sheet, 0, c, headers[c], NULL));
    if (types[c] == COLUMN_TEXT) continue;
    format[c] = workbook_add_format(book);
    format_set_num_format(format[c], patterns[decimals[c]]);
  }
  for (size_t r = 0; r < g->rows; r++)
    for (lxw_col_t c = 0; c < COLUMNS; c++) {
      const grid_cell *k = &g->row[r].cells[c];
      lxw_row_t at = (lxw_row_t)r + 1;
      check(k->kind == CELL_TEXT ? worksheet_write_string(sheet, at, c, k->text, NULL) : worksheet_write_number(sheet, at, c, number_double(k->num), format[c]));
    }
  check(workbook_close(book));
}

static void room_write(const grid *g, const grid_set *set, const char *path) {
  workbook_front f = { .title = g->title, .author = "Måling", .subject = "Måling", .keywords = "måling", .created = { 2026, 9, 23 }, .footer = "Måling" };
  const char *error = NULL;
  if (xlsx_write(&f, set, XLSX_PUBLISHED, path, &error)) return;
  fprintf(stderr, "xlsx_floor: %s\n", error);
  exit(3);
}

static double cpu_seconds(void) {
  struct timespec t;
  return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec * 1e-9 : 0;
}

int main(int argc, char **argv) {
  if (argc != 4 || (strcmp(argv[1], "floor") && strcmp(argv[1], "room"))) {
    fprintf(stderr, "xlsx_floor floor|room ROWS OUT.xlsx\n");
    return 2;
  }
  arena *a = arena_new();
  grid *g = ready_grid(a, (size_t)g_ascii_strtoull(argv[2], NULL, 10));
  grid_set set = { .grids = { 0 } };
  LIST_PUSH(a, &set.grids, g);
  double begun = cpu_seconds();
  if (!strcmp(argv[1], "floor")) floor_write(g, argv[3]);
  else room_write(g, &set, argv[3]);
  printf("%.4f\n", cpu_seconds() - begun);
  arena_free(a);
  return 0;
}
