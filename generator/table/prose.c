/* Tables written out in a document (pipe tables). Their cells are prose, so nothing says what a column holds; we look.
 *
 * A column is figures when every body cell is one ("ikke oplyst" and "ikke relevant" aside), dates when every cell is a date, else
 * text. The text is printed as written; the figure goes along for alignment and for the worksheet. A unit that all cells have ("95,5 %",
 * "2.431,50 kr.") moves to the header, as in tables from registers; cells of different units, or some with and some without, stay text.
 * No figures are digits with a leading zero (municipality 0320 would lose it) and those of columns of labels: "1" under Bilag or Version
 * names something. Integers of 1000 and more that nobody has written a point in (years, postal codes, telephone numbers) are numbers, but
 * shown without points (COLUMN_YEAR). Alignment follows from the type: figures stand by their decimals, text to the left, so the colons of
 * a pipe table ("---:") say nothing more. Asking the secretary to declare a type was the rejected way: a table written by hand is for what
 * has no register. */
#include "table/table_int.h"

#include <string.h>

static const char WHY[] = "ikke oplyst, fordi ";

static bool lone_dash(const char *s) {
  return !strcmp(s, "-") || !strcmp(s, "\xE2\x80\x93") || !strcmp(s, "\xE2\x80\x94") || !strcmp(s, "\xE2\x88\x92");
}

static span row_place(const grid_build *b, size_t row) {
  for (size_t c = 0; c < b->decl->prose_columns; c++)
    if (b->decl->prose[row][c]) return b->decl->prose[row][c]->at;
  return b->decl->at;
}

static const char *plain_text(const grid_build *b, const inl *words) {
  char *plain = words ? inl_plain(b->a, words) : NULL;
  return plain ? g_strstrip(plain) : "";
}

/* Text, or what the words for a missing value mean. Blank cells are mistakes. */
static void set_cell(grid_build *b, size_t row, size_t column, const char *header, grid_cell *out) {
  const inl *words = b->decl->prose[row][column];
  const char *plain = plain_text(b, words);
  out->kind = CELL_TEXT;
  out->inlines = words;
  out->text = text_intern(b, plain);
  if (text_blank(plain) || lone_dash(plain)) {
    const char *which = arena_printf(b->a, "%u", (unsigned)row);
    DIAG_SAY(b->d, TABLE_BLANK_CELL, words ? words->at : row_place(b, row), header, which);
    *out = (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst" };
  } else if (!strcmp(plain, "ikke oplyst") || g_str_has_prefix(plain, WHY)) {
    *out = (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst" };
    const char *why = plain[strlen("ikke oplyst")] ? plain + strlen(WHY) : "";
    if (!text_blank(why)) out->note = note_add(b, note_from_reason(b->a, VALUE_NOT_STATED, why));
  } else if (!strcmp(plain, "ikke relevant")) *out = (grid_cell){ .kind = CELL_NOT_RELEVANT, .text = "ikke relevant" };
}

/* ---- figures ---- */

typedef enum figure_unit { UNIT_NONE, UNIT_PERCENT, UNIT_CROWNS } figure_unit;
#define UNITS 3
static const char *const unit_texts[UNITS] = { NULL, "%", "kr." };
static const column_type unit_types[UNITS] = { COLUMN_NUMBER, COLUMN_PERCENT, COLUMN_AMOUNT };

/* Bytes of s without the unit and the blanks before it, be they no-break. */
static size_t without_unit(const char *s, figure_unit *unit) {
  size_t n = strlen(s);
  *unit = UNIT_NONE;
  for (figure_unit u = UNIT_PERCENT; u <= UNIT_CROWNS; u++)
    if (g_str_has_suffix(s, unit_texts[u])) { *unit = u; n -= strlen(unit_texts[u]); break; }
  if (*unit == UNIT_NONE) return n;
  for (;;) {
    if (n && s[n - 1] == ' ') n--;
    else if (n > 1 && (unsigned char)s[n - 2] == 0xC2 && (unsigned char)s[n - 1] == 0xA0) n -= 2;
    else if (n > 2 && (unsigned char)s[n - 3] == 0xE2 && (unsigned char)s[n - 2] == 0x80 && (unsigned char)s[n - 1] == 0xAF) n -= 3;
    else return n;
  }
}

/* "-7,5", also with the minus of typography. */
static bool read_figure(const char *s, number *out, figure_unit *unit) {
  size_t n = without_unit(s, unit);
  bool minus = g_str_has_prefix(s, "\xE2\x88\x92");
  const char *digits = s + (minus ? 3 : *s == '-');
  if (digits[0] == '0' && g_ascii_isdigit(digits[1])) return false;
  if (minus && (n < 4 || !g_ascii_isdigit(*digits))) return false;
  if (number_parse(minus ? digits : s, minus ? n - 3 : n, out) != NUMBER_OK) return false;
  if (minus) out->mantissa = -out->mantissa;
  return true;
}

/* Columns of labels: their digits name something, and nobody adds them up. */
static bool names_things(const char *title) {
  static const char *const words[] = { "Afsnit", "Bilag", "Fase", "Kapitel", "Nr", "Nr.", "Nummer", "Paragraf", "Punkt", "Trin", "Version" };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (!strcmp(title, words[i])) return true;
  return false;
}

/* What the cells of a column have in common. */
typedef struct seen { size_t cells, figures, dates, with[UNITS]; uint8_t decimals; bool points, large; } seen;

static void see(seen *all, const grid_cell *cell) {
  number n;
  date day;
  figure_unit unit;
  if (cell->kind != CELL_TEXT) return;
  all->cells++;
  if (read_figure(cell->text, &n, &unit)) {
    all->figures++;
    all->with[unit]++;
    all->decimals = MAX(all->decimals, n.decimals);
    all->points = all->points || strchr(cell->text, '.') != NULL;
    all->large = all->large || number_compare(n, (number){ 999, 0 }) > 0 || number_compare(n, (number){ -999, 0 }) < 0;
  } else if (date_parse(cell->text, strlen(cell->text), &day)) all->dates++;
}

/* Figures of one unit, which goes to the header; figures of several are text, for a column has one. */
static column_type type_of(const seen *all, figure_unit *unit) {
  *unit = UNIT_NONE;
  if (all->cells && all->figures == all->cells) {
    while (*unit < UNIT_CROWNS && all->with[*unit] != all->cells) *unit = (figure_unit)(*unit + 1);
    if (all->with[*unit] != all->cells) return COLUMN_TEXT;
    if (*unit != UNIT_NONE || all->decimals) return unit_types[*unit];
    return all->large && !all->points ? COLUMN_YEAR : COLUMN_INT;
  }
  return all->cells && all->dates == all->cells ? COLUMN_DATE : COLUMN_TEXT;
}

/* The unit in the header instead of in each cell, as in tables from registers. */
static void set_unit(grid_build *b, grid_column *column, figure_unit unit) {
  if (unit == UNIT_NONE) return;
  bool said = strstr(column->title, unit_texts[unit]) != NULL;
  column->unit = unit_texts[unit];
  if (!said) column->header = column_header(b->a, column->title, column->unit);
}

static void set_figure(grid_build *b, grid_cell *cell) {
  figure_unit unit;
  cell->kind = CELL_NUMBER;
  read_figure(cell->text, &cell->num, &unit);
  cell->decimals = cell->num.decimals;
  if (unit == UNIT_NONE) return;
  cell->text = text_intern(b, arena_strndup(b->a, cell->text, without_unit(cell->text, &unit)));
  cell->inlines = NULL;
}

/* Gives a column its type, and its cells their values. */
static void set_type(grid_build *b, size_t column) {
  grid *g = b->g;
  seen all = { 0 };
  figure_unit unit = UNIT_NONE;
  for (size_t r = 0; r < g->rows; r++) see(&all, &g->row[r].cells[column]);
  column_type type = type_of(&all, &unit);
  if (type != COLUMN_DATE && names_things(g->column[column].title)) type = COLUMN_TEXT;
  g->column[column].type = type;
  g->column[column].decimals = column_is_figures(type) ? all.decimals : 0;
  if (type == COLUMN_TEXT) return;
  set_unit(b, &g->column[column], unit);
  for (size_t r = 0; r < g->rows; r++) {
    grid_cell *cell = &g->row[r].cells[column];
    if (cell->kind != CELL_TEXT) continue;
    if (type == COLUMN_DATE) {
      cell->kind = CELL_DATE;
      date_parse(cell->text, strlen(cell->text), &cell->day);
    } else set_figure(b, cell);
  }
}

static void set_header(grid_build *b, size_t from) {
  const table_decl *decl = b->decl;
  for (size_t c = 0; c < decl->prose_columns; c++) {
    grid_column *column = &b->g->column[from + c];
    const inl *words = decl->prose[0][c];
    const char *plain = plain_text(b, words);
    const char *which = arena_printf(b->a, "%u", (unsigned)(c + 1));
    if (text_blank(plain)) {
      DIAG_SAY(b->d, TABLE_BLANK_HEADER, words ? words->at : row_place(b, 0), which);
      plain = arena_printf(b->a, "Kolonne %s", which);
    }
    column->title = column->header = text_intern(b, plain);
    column->key = text_slug(b->a, plain);
    if (!*column->key) column->key = arena_printf(b->a, "kolonne-%s", which);
    column->row_header = c == 0;
  }
}

/* The first wish that only a register's rows can meet. */
static void check_wishes(grid_build *b) {
  const table_decl *t = b->decl;
  bool filter = t->filter_field || t->filters.n || t->conditions.n;
  if (!filter && !t->order_field && !t->group_field) return;
  span at = filter ? t->filter_at : t->order_field ? t->order_at : t->group_at;
  DIAG_SAY(b->d, TABLE_NEEDS_REGISTER, at.line ? at : t->at, NULL);
}

bool grid_from_prose(grid_build *b) {
  const table_decl *decl = b->decl;
  grid *g = b->g;
  size_t from = decl->row_numbers ? 1 : 0;
  check_wishes(b);
  if (!decl->prose_columns) return false;
  g->columns = from + decl->prose_columns;
  g->column = ARENA_ARRAY(b->a, grid_column, g->columns);
  if (from) g->column[0] = column_of_numbers();
  set_header(b, from);
  g->rows = decl->prose_rows - 1;
  g->row = ARENA_ARRAY(b->a, grid_row, g->rows + 1);
  grid_cell *cells = ARENA_ARRAY(b->a, grid_cell, g->rows * g->columns + 1);
  if (!g->rows) DIAG_SAY(b->d, TABLE_EMPTY_PROSE, decl->at, NULL);
  for (size_t r = 0; r < g->rows; r++) {
    g->row[r] = (grid_row){ .kind = ROW_RECORD, .at = row_place(b, r + 1), .cells = cells + r * g->columns };
    for (size_t c = 0; c < decl->prose_columns; c++) set_cell(b, r + 1, c, g->column[from + c].header, &g->row[r].cells[from + c]);
  }
  for (size_t r = 0; from && r < g->rows; r++) number_cell(b, r + 1, &g->row[r].cells[0]);
  for (size_t c = from; c < g->columns; c++) set_type(b, c);
  return true;
}
