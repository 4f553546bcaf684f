/* Registers in .xlsx files: which sheet, which row is the header, and the rows as cells with places.
 *
 * The sheet is put down as a listing - a line a row, a tab between cells - and registered as a source (diag_sheet), so that places are
 * lines and columns of characters there as everywhere, "a, b" in a cell has its parts in the right place, and messages still say
 * Takster!C17 and show the row. The rejected way, a span of row and column numbers, would have broken every room that counts
 * characters from a place. The listing costs the sheet's text once more, a few MB for 20,000 rows. */
#include "load/xlsx_int.h"

enum { HEADER_WITHIN = 100, MERGES_SHOWN = 20 };

typedef struct sheet_job {
  xlsx_book *book;
  cell_reader reader;
  const book_sheet *which;
  xlsx_sheet sheet;
  uint32_t file, header, last;  /* the source; rows */
  size_t width;                 /* columns of the header row */
  GString *listing;
  const uint32_t *line_at;      /* by row: its byte in the listing; last + 2 of them */
  text_cell *row;               /* width of them */
} sheet_job;

/* ---- which sheet ---- */

static bool same_name(const char *a, const char *b) {
  char *x = g_utf8_casefold(a, -1), *y = g_utf8_casefold(b, -1);
  const bool same = strcmp(x, y) == 0;
  g_free(x);
  g_free(y);
  return same;
}

static const book_sheet *sheet_named(const xlsx_book *b, const char *name) {
  for (size_t i = 0; i < b->sheets.n; i++)
    if (b->sheets.v[i].cells && same_name(b->sheets.v[i].name, name)) return &b->sheets.v[i];
  return NULL;
}

static void no_sheet(const xlsx_book *b, const char *name) {
  GString *names = g_string_new(NULL);
  for (size_t i = 0; i < b->sheets.n; i++)
    if (b->sheets.v[i].cells) g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", b->sheets.v[i].name);
  DIAG_SAY(b->d, XLSX_NO_SHEET, b->at, name, names->str);
  g_string_free(names, TRUE);
}

/* The one asked for; else the one named as the register; else the first that is shown; else the first. NULL: reported. */
static const book_sheet *sheet_chosen(const xlsx_book *b, const char *name, const char *key) {
  const book_sheet *s = sheet_named(b, name ? name : key), *hidden = NULL;
  if (!s && name) {
    no_sheet(b, name);
    return NULL;
  }
  for (size_t i = 0; !s && i < b->sheets.n; i++) {
    const book_sheet *x = &b->sheets.v[i];
    if (x->cells && !x->hidden) s = x;
    else if (x->cells && !hidden) hidden = x;
  }
  if (!s) s = hidden;
  if (!s) DIAG_SAY(b->d, XLSX_NO_SHEETS, b->at, NULL);
  return s;
}

/* ---- the listing ---- */

/* The end of the row that begins with cell i. */
static size_t row_end(const xlsx_sheet *s, size_t i) {
  const uint32_t row = s->cells.v[i].row;
  while (i < s->cells.n && s->cells.v[i].row == row) i++;
  return i;
}

/* One cell's text with blanks for what would end the cell or the line. */
static void list_text(GString *out, const char *s, size_t n) {
  const gsize from = out->len;
  g_string_append_len(out, s, (gssize)n);
  for (gsize i = from; i < out->len; i++)
    if (out->str[i] == '\n' || out->str[i] == '\t') out->str[i] = ' ';
}

/* A row: its cells up to the last filled one, and from the header row on up to the header's width; where they stand is kept. */
static void list_row(sheet_job *j, sheet_cell *cells, size_t n, size_t width) {
  uint32_t at = 1;
  size_t k = 0;
  for (size_t column = 0; column < width || k < n; column++) {
    if (column > 0) {
      g_string_append_c(j->listing, '\t');
      at++;
    }
    if (k < n && cells[k].column == column) {
      sheet_cell *c = &cells[k++];
      list_text(j->listing, c->s, c->n);
      c->at = at;
      c->chars = count_chars(c->s, c->n);
      at += c->chars;
    } else {
      g_string_append_c(j->listing, ' ');
      at++;
    }
  }
}

/* Lists the sheet and registers it. False: larger than a sheet may be (reported). */
static bool list_sheet(sheet_job *j) {
  xlsx_book *b = j->book;
  uint32_t *line_at = ARENA_ARRAY(b->a, uint32_t, (size_t)j->last + 2), row = 1;
  const size_t most = (size_t)b->limits.text_mb * 2 * 1024 * 1024;
  j->listing = g_string_new(NULL);
  for (size_t i = 0, end; i < j->sheet.cells.n && j->listing->len <= most; i = end) {
    const uint32_t next = j->sheet.cells.v[i].row;
    end = row_end(&j->sheet, i);
    for (; row < next; row++) {
      line_at[row] = (uint32_t)j->listing->len;
      g_string_append_c(j->listing, '\n');
    }
    line_at[row++] = (uint32_t)j->listing->len;
    list_row(j, &j->sheet.cells.v[i], end - i, next >= j->header ? j->width : 0);
    g_string_append_c(j->listing, '\n');
  }
  if (j->listing->len > most) {
    DIAG_SAY(b->d, XLSX_TEXT, b->at, arena_printf(b->a, "%u", b->limits.text_mb));
    return false;
  }
  line_at[row] = (uint32_t)j->listing->len;
  j->line_at = line_at;
  j->file = diag_sheet(b->d, b->shown, j->which->name, j->listing->str, j->listing->len);
  return true;
}

/* The place of a cell, filled or not; a row without cells gives its beginning. */
static span place_of(const sheet_job *j, uint32_t row, uint32_t column) {
  span at = { j->file, row, 1, 1 };
  if (row > j->last) return at;
  const char *p = j->listing->str + j->line_at[row], *end = j->listing->str + j->line_at[row + 1];
  for (uint32_t tabs = 0; p < end && tabs < column; p = utf8_next(p), at.col++) tabs += *p == '\t';
  return at;
}

static span row_place(const sheet_job *j, uint32_t row) {
  const uint32_t from = j->line_at[row], to = j->line_at[row + 1];
  return (span){ j->file, row, 1, MAX(count_chars(j->listing->str + from, to - from - 1), 1) };
}

/* ---- the header row ---- */

/* The cells i..end of one row as texts, the empty ones too. places: from the listing, once there is one. */
static void row_cells(sheet_job *j, size_t i, size_t end, bool places) {
  uint32_t at = 1;
  for (size_t column = 0; column < j->width; column++) {
    const sheet_cell *c = i < end && j->sheet.cells.v[i].column == column ? &j->sheet.cells.v[i++] : NULL;
    text_cell *t = &j->row[column];
    *t = (text_cell){ .s = c ? c->s : "", .n = c ? c->n : 0 };
    if (!places) continue;
    t->at = (span){ j->file, j->sheet.cells.v[end - 1].row, at, c ? MAX(c->chars, 1) : 1 };
    at += (c ? c->chars : 1) + 1;
  }
}

/* The first row that names two fields, or the row asked for; where its cells begin. False: reported. */
static bool find_header(sheet_job *j, uint32_t wanted, size_t *begin) {
  xlsx_book *b = j->book;
  const size_t enough = MIN(2, j->reader.name_count);
  size_t rows = 0;
  j->row = ARENA_ARRAY(b->a, text_cell, b->limits.columns);
  for (size_t i = 0, end; i < j->sheet.cells.n && (wanted > 0 || rows < HEADER_WITHIN); i = end, rows++) {
    end = row_end(&j->sheet, i);
    j->header = j->sheet.cells.v[i].row;
    j->width = (size_t)j->sheet.cells.v[end - 1].column + 1;
    if (wanted > 0 && j->header != wanted) continue;
    row_cells(j, i, end, false);
    *begin = i;
    if (wanted > 0 || cells_named(&j->reader, j->row, j->width) >= enough) return true;
  }
  if (wanted > 0)
    DIAG_SAY(b->d, XLSX_HEADER_ROW, b->at, arena_printf(b->a, "%u", wanted), j->which->name);
  else
    DIAG_SAY(b->d, XLSX_NO_HEADER, b->at, j->which->name, arena_printf(b->a, "%zu", enough), cells_fields(&j->reader), j->reader.def->name);
  return false;
}

/* ---- what a person should know of the sheet ---- */

static bool column_read(const sheet_job *j, uint32_t column) {
  return column < j->reader.columns.n && j->reader.columns.v[column].name;
}

/* "5, 7-9" of ascending numbers, or letters for columns. */
static void append_run(const sheet_job *j, GString *out, uint32_t from, uint32_t to, bool letters) {
  arena *a = j->book->a;
  g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", letters ? column_letters(a, from) : arena_printf(a, "%u", from));
  if (to > from) g_string_append_printf(out, "-%s", letters ? column_letters(a, to) : arena_printf(a, "%u", to));
}

static void report_hidden_rows(const sheet_job *j) {
  const xlsx_sheet *s = &j->sheet;
  uint32_t first = 0, from = 0, to = 0;
  GString *runs = g_string_new(NULL);
  for (size_t i = 0, c = 0; i < s->hidden_rows.n; i++) {
    const uint32_t row = s->hidden_rows.v[i];
    while (c < s->cells.n && s->cells.v[c].row < row) c++;
    if (row <= j->header || c == s->cells.n || s->cells.v[c].row != row) continue;         /* nothing is read there */
    if (first == 0) first = row;
    if (from > 0 && row != to + 1) {
      append_run(j, runs, from, to, false);
      from = 0;
    }
    if (from == 0) from = row;
    to = row;
  }
  if (from > 0) append_run(j, runs, from, to, false);
  if (first > 0) DIAG_SAY(j->book->d, XLSX_HIDDEN_ROWS, row_place(j, first), runs->str);
  g_string_free(runs, TRUE);
}

static void report_hidden_columns(const sheet_job *j) {
  const xlsx_sheet *s = &j->sheet;
  GString *runs = g_string_new(NULL);
  uint32_t first = 0;
  for (uint32_t column = 0, from; column < j->reader.columns.n; column++) {
    bool hidden = true;
    for (from = column; hidden && column < j->reader.columns.n; column += hidden) {
      hidden = false;
      for (size_t i = 0; column_read(j, column) && i < s->hidden_columns.n; i++)
        hidden = hidden || (column >= s->hidden_columns.v[i].column_from && column <= s->hidden_columns.v[i].column_to);
    }
    if (column == from) continue;
    if (runs->len == 0) first = from;
    append_run(j, runs, from, column - 1, true);
  }
  if (runs->len > 0) DIAG_SAY(j->book->d, XLSX_HIDDEN_COLUMNS, place_of(j, j->header, first), runs->str);
  g_string_free(runs, TRUE);
}

/* Merged cells are no matter above the header or beside the columns that are read. */
static void report_merged(const sheet_job *j) {
  arena *a = j->book->a;
  size_t shown = 0;
  for (size_t i = 0; i < j->sheet.merged.n && shown < MERGES_SHOWN; i++) {
    const cell_range *m = &j->sheet.merged.v[i];
    const uint32_t row = MAX(m->row_from, j->header);
    uint32_t column = m->column_from;
    if (m->row_to < j->header || row > j->last || j->line_at[row + 1] - j->line_at[row] <= 1) continue;
    while (column <= m->column_to && column < j->reader.columns.n && !column_read(j, column)) column++;
    if (column > m->column_to || !column_read(j, column)) continue;
    const char *name = arena_printf(a, "%s%u:%s%u", column_letters(a, m->column_from), m->row_from, column_letters(a, m->column_to), m->row_to);
    DIAG_SAY(j->book->d, XLSX_MERGED, place_of(j, row, column), name);
    shown++;
  }
}

/* ---- rows ---- */

/* A cell that has no value, or whose value is not what the field is about. */
static void check_cell(const sheet_job *j, const sheet_cell *c, text_cell *t) {
  diag *d = j->book->d;
  const int field = j->reader.columns.v[c->column].field;
  const bool date_wanted = field >= 0 && j->reader.def->fields[field].type == FIELD_DATE;
  char name[16];
  t->broken = true;
  switch ((sheet_cell_kind)c->kind) {
  case CELL_ERROR: DIAG_SAY(d, XLSX_ERROR_VALUE, t->at, c->s, c->s); return;
  case CELL_NO_RESULT: DIAG_SAY(d, XLSX_NO_RESULT, t->at, NULL); return;
  case CELL_RANGE: DIAG_SAY(d, XLSX_NUMBER_RANGE, t->at, c->s); return;
  case CELL_NO_DATE: DIAG_SAY(d, XLSX_DATE_RANGE, t->at, c->s); return;
  case CELL_SERIAL:
    if (date_wanted) {
      const char *day = NULL;
      static const number_look look = { LOOK_DATE, 0 };
      char *decimal = g_strdelimit(g_strdup(c->s), ",", '.');
      if (number_made_text(j->book->a, decimal, strlen(decimal), look, j->book->from_1904, &day) != MADE) day = "";
      DIAG_SAY(d, XLSX_DATE_NUMBER, t->at, c->s, day);
      g_free(decimal);
      return;
    }
    break;
  case CELL_VALUE: break;
  }
  t->broken = false;
  if (c->odd == 0) return;
  g_snprintf(name, sizeof name, "U+%04X", c->odd);
  DIAG_SAY(d, CONTROL_CHARACTER, t->at, name);
}

static void read_rows(sheet_job *j, size_t i) {
  for (size_t end; i < j->sheet.cells.n; i = end) {
    end = row_end(&j->sheet, i);
    row_cells(j, i, end, true);
    for (size_t k = i; k < end; k++) {
      const sheet_cell *c = &j->sheet.cells.v[k];
      if (column_read(j, c->column)) check_cell(j, c, &j->row[c->column]);
    }
    if (!cells_row(&j->reader, j->row, j->width, true, row_place(j, j->sheet.cells.v[i].row))) return;
  }
}

static bool read_sheet(sheet_job *j, uint32_t header_row) {
  xlsx_book *b = j->book;
  size_t begin = 0;
  if (!sheet_read(b, j->which, &j->sheet) || !find_header(j, header_row, &begin)) return false;
  j->last = j->sheet.cells.v[j->sheet.cells.n - 1].row;
  if (!list_sheet(j)) return false;
  if (j->which->hidden) DIAG_SAY(b->d, XLSX_SHEET_HIDDEN, ((span){ j->file, 0, 0, 0 }), NULL);
  const size_t end = row_end(&j->sheet, begin);
  row_cells(j, begin, end, true);
  if (!cells_header(&j->reader, j->row, j->width, row_place(j, j->header))) return false;
  report_hidden_rows(j);
  report_hidden_columns(j);
  report_merged(j);
  read_rows(j, end);
  return true;
}

/* ---- the file ---- */

void xlsx_register_bytes(arena *a, diag *d, const char *bytes, size_t length, const char *shown, const shape_def *def,
                         const char *sheet, uint32_t header_row, const xlsx_limits *limits, value *out) {
  xlsx_book b = { .a = a, .d = d, .shown = shown, .limits = *limits };
  b.at = (span){ diag_source(d, shown, NULL, 0), 0, 0, 0 };
  sheet_job j = { .book = &b };
  span at = b.at;
  cells_begin(&j.reader, a, d, def);
  if (book_open(&b, bytes, length) && book_read(&b)) j.which = sheet_chosen(&b, sheet, def->name);
  if (!j.which || !read_sheet(&j, header_row)) j.reader.broken = true;
  if (j.file > 0) at = place_of(&j, j.header, 0);
  book_close(&b);
  if (j.listing) g_string_free(j.listing, TRUE);
  cells_end(&j.reader, at, out);
}

void load_xlsx_register(arena *a, diag *d, const char *path, const char *shown, const shape_def *def, const char *sheet,
                        uint32_t header_row, value *out) {
  size_t length = 0;
  const char *bytes = source_read(a, d, path, shown, &length);
  if (bytes) xlsx_register_bytes(a, d, bytes, length, shown, def, sheet, header_row, &xlsx_limits_usual, out);
  else *out = (value){ .kind = VALUE_BROKEN, .at = { diag_source(d, shown, NULL, 0), 0, 0, 0 } };
}

void load_xlsx_sheets(arena *a, const char *path, const char *but, sheet_seen each, void *user) {
  diag *d = diag_new();                                      /* what is wrong with a sheet that nobody reads is nobody's matter */
  size_t length = 0;
  const char *bytes = source_read(a, d, path, path, &length);
  xlsx_book b = { .a = a, .d = d, .shown = path, .limits = xlsx_limits_usual };
  b.at = (span){ diag_source(d, path, NULL, 0), 0, 0, 0 };
  bool read = bytes && book_open(&b, bytes, length) && book_read(&b);
  for (size_t i = 0; read && i < b.sheets.n; i++) {
    sheet_job j = { .book = &b, .which = &b.sheets.v[i], .header = UINT32_MAX };
    if (!j.which->cells || (but && strcmp(j.which->name, but) == 0) || !sheet_read(&b, j.which, &j.sheet) || j.sheet.cells.n == 0) continue;
    j.last = j.sheet.cells.v[j.sheet.cells.n - 1].row;
    if (list_sheet(&j)) each(user, j.which->name, j.listing->str, j.listing->len);
    g_string_free(j.listing, TRUE);
  }
  if (bytes) book_close(&b);
  diag_free(d);
}
