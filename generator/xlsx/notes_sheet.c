/* The last sheet, "Noter": what the figures rest on, each table's notes and formulas, and its parameters under defined names. */
#include "xlsx/xlsx_int.h"

#include <string.h>

enum { AT_SHEET, AT_WHAT, AT_TEXT, COLUMNS };

static const double widths[COLUMNS] = { 36, 22, 72 };

static const char NAMED_TABLES[] =
    "Hver tabel er en navngivet tabel i Excel, så en formel kan nævne dens kolonner ved navn. Samme område, med overskrifter, "
    "har desuden et navn, der begynder med tabel_.";
static const char LIVE_FORMULAS[] =
    "Beregnede tal står som formler. Mangler et tal, som en formel bruger, viser formlen det samme som den celle, der mangler.";

static const char *sheet_of(const xlsx_job *j, const grid *g) {
  for (size_t i = 0; i < j->set->grids.n; i++)
    if (j->plan[i].g == g) return j->plan[i].sheet;
  return NULL;
}

static lxw_row_t put_row(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const char *of, const char *what, const char *text) {
  size_t lines = MAX(lines_in(text, widths[AT_TEXT], false), lines_in(what, widths[AT_WHAT], false));
  set_height(j, sheet, row, lines);
  if (of) put_link(j, sheet, row, AT_SHEET, of, of, LOOK_LINK);
  else put_text(j, sheet, row, AT_SHEET, "Hele arbejdsbogen", LOOK_CELL);
  put_text(j, sheet, row, AT_WHAT, what, LOOK_CELL);
  put_text(j, sheet, row, AT_TEXT, text, LOOK_CELL);
  return row + 1;
}

static bool any_formula(const xlsx_job *j) {
  for (size_t i = 0; i < j->set->grids.n; i++)
    for (size_t c = 0; c < j->plan[i].g->columns; c++)
      if (j->plan[i].formula[c]) return true;
  return false;
}

static const char *size_note(const xlsx_job *j) {
  char limit[NUMBER_TEXT_MAX];
  number_format((number){ XLSX_TABLE_ROWS, 0 }, 0, limit);
  return arena_printf(j->a, "Arbejdsbogen har flere end %s rækker. Så store arbejdsbøger skrives række for række for at spare hukommelse, og derfor er der "
                      "ingen navngivne tabeller. Hver tabel er i stedet et navngivet område; navnet står i arket %s.", limit, j->contents);
}

static lxw_row_t put_general(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  const workbook_front *f = j->front;
  if (f->banner) row = put_row(j, sheet, row, NULL, "Forbehold", f->banner);
  for (size_t i = 0; i < f->notes.n; i++) row = put_row(j, sheet, row, NULL, "Bemærkning", f->notes.v[i]);
  row = put_row(j, sheet, row, NULL, j->by_rows ? "Størrelse" : "Tabeller", j->by_rows ? size_note(j) : NAMED_TABLES);
  return any_formula(j) ? put_row(j, sheet, row, NULL, "Formler", LIVE_FORMULAS) : row;
}

/* "år_Takster" names the cell that holds 2025. The tables are made for it; the cell is there to be read by formulas. */
static lxw_row_t put_parameter(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row, const sheet_plan *p, const grid_parameter *x) {
  const char *base = p->table ? p->table : p->range, *name = free_name(j, arena_printf(j->a, "%s_%s", x->name, base));
  row = put_row(j, sheet, row, p->sheet, arena_printf(j->a, "Parameter %s (%s)", x->name, name), x->text);
  if (x->is_number)
    job_check(j, worksheet_write_number(sheet, row - 1, AT_TEXT, number_double(x->num), look_of(j, LOOK_GROUP_YEAR, 0, false, NULL)));
  const char *at = arena_printf(j->a, "=%s!$%s$%u", quoted_sheet(j->a, j->notes), letters_of(j->a, AT_TEXT), row);
  job_check(j, workbook_define_name(j->book, name, at));
  return row;
}

static lxw_row_t put_tables(xlsx_job *j, lxw_worksheet *sheet, lxw_row_t row) {
  const workbook_front *f = j->front;
  for (size_t i = 0; i < f->table_notes.n; i++)
    row = put_row(j, sheet, row, sheet_of(j, f->table_notes.v[i].grid), f->table_notes.v[i].what, f->table_notes.v[i].text);
  for (size_t i = 0; i < j->set->grids.n; i++) {
    const grid *g = j->plan[i].g;
    for (size_t k = 0; k < g->parameters.n; k++) row = put_parameter(j, sheet, row, &j->plan[i], &g->parameters.v[k]);
  }
  return row;
}

void notes_sheet(xlsx_job *j) {
  lxw_worksheet *sheet = sheet_new(j, j->notes);
  if (!sheet) return;
  set_widths(j, sheet, widths, COLUMNS);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  put_top(j, sheet, "Noter");
  static const char *const titles[COLUMNS] = { "Ark", "Hvad", "Tekst" };
  for (size_t c = 0; c < COLUMNS; c++) put_text(j, sheet, ROW_HEADER, (lxw_col_t)c, titles[c], LOOK_HEADER);
  put_tables(j, sheet, put_general(j, sheet, ROW_DATA));
  job_check(j, worksheet_repeat_rows(sheet, ROW_HEADER, ROW_HEADER));
}
