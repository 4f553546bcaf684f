/* The filled cells of a worksheet, each as the text that a Dane would have typed, in the order of the file: rows and columns ascend, as
 * the standard asks (a file that breaks it is damaged). Cells without a value are formatting and are not kept. A formula's value is the
 * one stored with it. */
#include "load/xlsx_int.h"

enum { ROWS_MAX = 1048576, COLUMNS_MAX = 16384, FORMULA_SHOWN = 60 };

typedef struct sheet_reader {
  xlsx_sheet *sheet;
  GString *value;               /* of the cell being read */
  char *formula;                /* g_free; NULL: none */
  bool data, cell, valued, aid; /* inside sheetData; a cell; it has <v> or <t>; inside <rPh> */
  unsigned cell_depth;
  uint32_t row, column;         /* of the cell being read, or the last one; column from 1, 0 = none yet */
  uint32_t style;
  uint64_t text_bytes;
  char type[12];
} sheet_reader;

/* ---- places ---- */

bool cell_place(const char *s, size_t n, uint32_t *column, uint32_t *row) {
  size_t i = 0;
  uint32_t c = 0;
  while (i < n && i < 3 && g_ascii_isupper(s[i])) c = c * 26 + (uint32_t)(s[i++] - 'A') + 1;
  const uint32_t r = digits_value(s + i, n - i);
  if (c == 0 || c > COLUMNS_MAX || r == 0 || r > ROWS_MAX) return false;
  *column = c - 1;
  *row = r;
  return true;
}

char *column_letters(arena *a, uint32_t column) {
  char letters[8];
  size_t n = sizeof letters;
  letters[--n] = '\0';
  for (column++; column > 0; column = (column - 1) / 26) letters[--n] = (char)('A' + (column - 1) % 26);
  return arena_strdup(a, letters + n);
}

/* "B3:C4" or "B3". */
static bool range_of(const char *s, cell_range *out) {
  const char *colon = strchr(s, ':');
  const size_t n = colon ? (size_t)(colon - s) : strlen(s);
  const char *last = colon ? colon + 1 : s;
  return cell_place(s, n, &out->column_from, &out->row_from) && cell_place(last, strlen(last), &out->column_to, &out->row_to) &&
         out->column_from <= out->column_to && out->row_from <= out->row_to;
}

static uint32_t number_of(const char *const *attributes, const char *name, uint32_t otherwise) {
  const char *s = attribute(attributes, name);
  return s ? digits_value(s, strlen(s)) : otherwise;
}

/* ---- values ---- */

/* What a Danish Excel shows for an error stored as »stored«. */
static const char *danish_error(const char *stored) {
  static const char *const names[][2] = {
    { "#N/A", "#I/T" }, { "#VALUE!", "#VÆRDI!" }, { "#REF!", "#REFERENCE!" }, { "#DIV/0!", "#DIVISION/0!" },
    { "#NAME?", "#NAVN?" }, { "#NULL!", "#NUL!" }, { "#SPILL!", "#OVERLØB!" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i][0], stored) == 0) return names[i][1];
  return stored;
}

static void set_number(xml_reader *x, const sheet_reader *r, sheet_cell *c) {
  xlsx_book *b = x->book;
  const char *stored = g_strstrip(r->value->str);
  const number_look look = r->style < b->looks.n ? b->looks.v[r->style] : (number_look){ LOOK_PLAIN, 0 };
  switch (number_made_text(b->a, stored, strlen(stored), look, b->from_1904, &c->s)) {
  case MADE:
    c->kind = look.kind == LOOK_PLAIN ? CELL_SERIAL : CELL_VALUE;
    return;
  case MADE_RANGE: c->kind = CELL_RANGE; break;
  case MADE_NO_DATE: c->kind = CELL_NO_DATE; break;
  case MADE_NO_NUMBER:
    xml_damaged(x, arena_printf(b->a, "»%s« er ikke et tal", stored), arena_printf(b->a, "'%s' is not a number", stored));
    break;
  }
  c->s = arena_strdup(b->a, stored);
}

static void set_shared(xml_reader *x, const sheet_reader *r, sheet_cell *c) {
  const char *stored = g_strstrip(r->value->str);
  const uint32_t i = digits_value(stored, strlen(stored));
  if (i >= x->book->strings.n) {
    xml_damaged(x, "en celle henviser til en tekst, der ikke findes", "a cell points to a text that is not there");
    return;
  }
  const book_text *t = &x->book->strings.v[i];
  c->s = t->s;
  c->n = t->n;
  c->odd = t->odd;
}

static void set_text(xml_reader *x, const sheet_reader *r, sheet_cell *c) {
  const book_text t = book_text_of(x->book, r->value->str, r->value->len);
  c->s = t.s;
  c->n = t.n;
  c->odd = t.odd;
}

static void set_value(xml_reader *x, const sheet_reader *r, sheet_cell *c) {
  arena *a = x->book->a;
  const char *type = r->type, *stored = r->value->str;
  const bool text = strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0;
  if (r->value->len == 0) {                                      /* nothing stored: a formula not computed, or formatting */
    c->s = "";
    if (!r->formula || text) return;
    c->kind = CELL_NO_RESULT;
    size_t n = MIN(strlen(r->formula), FORMULA_SHOWN);
    while (n > 0 && ((unsigned char)r->formula[n] & 0xC0) == 0x80) n--;
    c->s = arena_printf(a, "=%.*s", (int)n, r->formula);
  } else if (strcmp(type, "s") == 0) {
    set_shared(x, r, c);
    return;
  } else if (text) {
    set_text(x, r, c);
    return;
  } else if (strcmp(type, "b") == 0) {
    c->s = strcmp(stored, "1") == 0 || strcmp(stored, "true") == 0 ? "ja" : "nej";
  } else if (strcmp(type, "e") == 0) {
    c->kind = CELL_ERROR;
    c->s = arena_strdup(a, danish_error(stored));
  } else if (strcmp(type, "d") == 0) {
    const char *day = iso_date_text(a, stored, strlen(stored));
    c->s = day ? day : arena_strdup(a, stored);
  } else {
    set_number(x, r, c);
  }
  c->n = x->stop ? 0 : (uint32_t)strlen(c->s);
}

/* The cell is read: kept when there is something in it. */
static void keep_cell(xml_reader *x, sheet_reader *r) {
  xlsx_book *b = x->book;
  const xlsx_limits *l = &b->limits;
  sheet_cell c = { .row = r->row, .column = (uint16_t)(r->column - 1), .kind = CELL_VALUE };
  set_value(x, r, &c);
  if (x->stop || c.n == 0) return;
  r->text_bytes += c.n;
  x->stop = true;
  if (r->column > l->columns)
    DIAG_SAY(b->d, XLSX_COLUMNS, b->at, arena_printf(b->a, "%s%u", column_letters(b->a, r->column - 1), r->row),
             column_letters(b->a, l->columns - 1));
  else if (r->sheet->cells.n >= l->cells)
    DIAG_SAY(b->d, XLSX_CELLS, b->at, arena_printf(b->a, "%u", l->cells));
  else if (r->text_bytes > (uint64_t)l->text_mb * 1024 * 1024)
    DIAG_SAY(b->d, XLSX_TEXT, b->at, arena_printf(b->a, "%u", l->text_mb));
  else
    x->stop = false;
  if (!x->stop) LIST_PUSH(b->a, &r->sheet->cells, c);
}

/* ---- elements ---- */

static void row_start(xml_reader *x, sheet_reader *r, const char *const *attributes) {
  const uint32_t row = number_of(attributes, "r", r->row + 1);
  if (row <= r->row || row > ROWS_MAX) {
    xml_damaged(x, "rækkerne står ikke i orden", "the rows are out of order");
    return;
  }
  r->row = row;
  r->column = 0;
  if (attribute_true(attributes, "hidden")) LIST_PUSH(x->book->a, &r->sheet->hidden_rows, row);
}

static void cell_start(xml_reader *x, sheet_reader *r, const char *const *attributes) {
  const char *place = attribute(attributes, "r"), *type = attribute(attributes, "t");
  uint32_t row = r->row, column = r->column;                    /* the next one when none is given */
  if ((place && !cell_place(place, strlen(place), &column, &row)) || row != r->row || column < r->column || column >= COLUMNS_MAX) {
    xml_damaged(x, "cellerne står ikke i orden", "the cells are out of order");
    return;
  }
  r->column = column + 1;
  r->style = number_of(attributes, "s", 0);
  g_strlcpy(r->type, type ? type : "n", sizeof r->type);
  g_string_truncate(r->value, 0);
  r->cell = true;
  r->cell_depth = x->depth;
}

static void hide_columns(xml_reader *x, sheet_reader *r, const char *const *attributes) {
  const uint32_t from = number_of(attributes, "min", 0), to = number_of(attributes, "max", 0);
  if (!attribute_true(attributes, "hidden") || from == 0 || to < from || to == UINT32_MAX) return;
  if (r->sheet->hidden_columns.n >= COLUMNS_MAX) return;
  LIST_PUSH(x->book->a, &r->sheet->hidden_columns, ((cell_range){ .column_from = from - 1, .column_to = to - 1 }));
}

/* Inside a cell: <v>, <f>, and <is> with its <t> and runs. */
static void inside_cell(xml_reader *x, sheet_reader *r, const char *name) {
  const bool direct = x->depth == r->cell_depth + 1;
  const bool inline_text = strcmp(r->type, "inlineStr") == 0;
  if (strcmp(name, "rPh") == 0) r->aid = true;
  const bool text = inline_text && !r->aid && strcmp(name, "t") == 0;
  if (!text && !(direct && !inline_text && strcmp(name, "v") == 0) && !(direct && strcmp(name, "f") == 0)) return;
  x->collect = true;
  g_string_truncate(x->text, 0);
}

static void sheet_start(xml_reader *x, const char *name, const char *const *attributes) {
  sheet_reader *r = x->user;
  if (r->cell) {
    inside_cell(x, r, name);
  } else if (r->data && strcmp(name, "c") == 0 && r->row > 0) {
    cell_start(x, r, attributes);
  } else if (r->data && strcmp(name, "row") == 0) {
    row_start(x, r, attributes);
  } else if (strcmp(name, "sheetData") == 0) {
    r->data = true;
  } else if (strcmp(name, "col") == 0) {
    hide_columns(x, r, attributes);
  } else if (strcmp(name, "mergeCell") == 0) {
    const char *ref = attribute(attributes, "ref");
    cell_range range;
    if (ref && range_of(ref, &range)) LIST_PUSH(x->book->a, &r->sheet->merged, range);
  }
}

static void sheet_end(xml_reader *x, const char *name) {
  sheet_reader *r = x->user;
  if (strcmp(name, "sheetData") == 0) r->data = false;
  if (!r->cell) return;
  if (x->depth == r->cell_depth) {
    keep_cell(x, r);
    r->cell = false;
    g_free(r->formula);
    r->formula = NULL;
  } else if (strcmp(name, "rPh") == 0) {
    r->aid = false;
  } else if (x->collect) {
    x->collect = false;
    if (strcmp(name, "f") != 0) {
      g_string_append_len(r->value, x->text->str, (gssize)x->text->len);
    } else {
      g_free(r->formula);
      r->formula = g_strndup(x->text->str, x->text->len);
    }
  }
}

bool sheet_read(xlsx_book *b, const book_sheet *s, xlsx_sheet *out) {
  sheet_reader r = { .sheet = out, .value = g_string_new(NULL) };
  xml_reader x = { .book = b, .part = s->part, .user = &r, .start = sheet_start, .end = sheet_end };
  const bool good = xml_read(&x);
  g_string_free(r.value, TRUE);
  g_free(r.formula);
  return good;
}
