/* Columns of a table from a register: which field, what the header says, of what type, with how many decimals. */
#include "table/table_int.h"

#include <string.h>

/* Can one cell hold it? Ids are never shown; maps and blocks have no single text. */
static bool fits_cell(field_type t) {
  switch (t) {
    case FIELD_TEXT: case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
    case FIELD_DATE: case FIELD_BOOL: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE:
      return true;
    case FIELD_ID: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE:
      return false;
  }
  return false;
}

column_type column_type_of(field_type t) {
  switch (t) {
    case FIELD_INT: return COLUMN_INT;
    case FIELD_YEAR: return COLUMN_YEAR;
    case FIELD_NUMBER: return COLUMN_NUMBER;
    case FIELD_AMOUNT: return COLUMN_AMOUNT;
    case FIELD_PERCENT: return COLUMN_PERCENT;
    case FIELD_DATE: return COLUMN_DATE;
    case FIELD_TEXT: case FIELD_ID: case FIELD_BOOL: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS: case FIELD_TEXTS:
    case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: return COLUMN_TEXT;
  }
  return COLUMN_TEXT;
}

static void report_unknown(grid_build *b, const char *key, span at) {
  const shape_def *def = b->decl->reg->def;
  const char **keys = g_new(const char *, def->count + 1);
  GString *list = g_string_new(NULL);
  size_t n = 0;
  for (size_t i = 0; i < def->count; i++) {
    if (!fits_cell(def->fields[i].type)) continue;
    keys[n++] = def->fields[i].key;
    g_string_append_printf(list, "%s%s", list->len ? ", " : "", def->fields[i].key);
  }
  const char *near = text_nearest(key, keys, n);
  DIAG_SAY(b->d, TABLE_UNKNOWN_FIELD, at, def->name, key, near ? near : "", list->str);
  g_string_free(list, TRUE);
  g_free(keys);
}

size_t field_find(grid_build *b, const char *key, span at) {
  const shape_def *def = b->decl->reg->def;
  for (size_t i = 0; i < def->count; i++) {
    if (strcmp(def->fields[i].key, key) != 0) continue;
    if (fits_cell(def->fields[i].type)) return i;
    DIAG_SAY(b->d, TABLE_FIELD_NOT_SHOWN, at, def->name, key);
    return FIELD_NONE;
  }
  report_unknown(b, key, at);
  return FIELD_NONE;
}

const char *field_title(arena *a, const field_def *f) {
  if (f->title) return f->title;
  char first[8];
  int n = g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(f->key)), first);
  return arena_printf(a, "%.*s%s", n, first, *f->key ? utf8_next(f->key) : "");
}

const char *column_header(arena *a, const char *title, const char *unit) {
  return text_blank(unit) ? title : arena_printf(a, "%s (%s)", title, unit);
}

/* The unit of a column: declared, else the field's, else what the type says by itself. */
static const char *unit_of(const field_def *f, const table_column_decl *c) {
  if (!text_blank(c->unit)) return c->unit;
  if (!text_blank(f->unit)) return f->unit;
  if (f->type == FIELD_PERCENT) return "%";
  return f->type == FIELD_AMOUNT ? "kr." : NULL;
}

static void set_column(grid_build *b, grid_column *out, const field_def *f, const table_column_decl *c) {
  out->key = f->key;
  out->title = text_blank(c->title) ? field_title(b->a, f) : c->title;
  out->unit = unit_of(f, c);
  out->header = column_header(b->a, out->title, out->unit);
  out->type = column_type_of(f->type);
  out->share = c->share;
}

static bool taken(const grid_build *b, size_t field) {
  for (size_t i = 0; i < b->g->columns; i++)
    if (b->field[i] == field) return true;
  return false;
}

grid_column column_of_numbers(void) {
  return (grid_column){ .key = "nr", .title = "Nr.", .header = "Nr.", .type = COLUMN_INT };
}

bool columns_from_register(grid_build *b) {
  const table_decl *decl = b->decl;
  size_t most = decl->columns.n + 1;
  b->g->column = ARENA_ARRAY(b->a, grid_column, most);
  b->field = ARENA_ARRAY(b->a, size_t, most);
  if (!decl->columns.n) {
    DIAG_SAY(b->d, TABLE_NO_COLUMNS, decl->at, decl->reg->def->name);
    return false;
  }
  if (decl->row_numbers) {
    b->field[0] = FIELD_NONE;
    b->g->column[0] = column_of_numbers();
    b->g->columns = 1;
  }
  bool headed = false;
  for (size_t i = 0; i < decl->columns.n; i++) {
    const table_column_decl *c = &decl->columns.v[i];
    size_t at = field_find(b, c->field, c->at);
    if (at == FIELD_NONE) continue;
    if (taken(b, at)) {
      DIAG_SAY(b->d, TABLE_COLUMN_TWICE, c->at, c->field);
      continue;
    }
    if (decl->group_field && !strcmp(decl->group_field, c->field)) DIAG_SAY(b->d, TABLE_GROUP_IS_COLUMN, c->at, c->field);
    grid_column *column = &b->g->column[b->g->columns];
    set_column(b, column, &decl->reg->def->fields[at], c);
    column->row_header = !headed;
    headed = true;
    b->field[b->g->columns++] = at;
  }
  return headed;
}

/* Amounts stand with two decimals or none, so that kroner and øre never mix in a column; other figures with as many as the most
 * exact of them was written with. */
static uint8_t decimals_for(grid_build *b, size_t column, const record *const *records, size_t count) {
  size_t field = b->field[column];
  bool amount = b->g->column[column].type == COLUMN_AMOUNT;
  uint8_t most = 0;
  for (size_t i = 0; i < count; i++) {
    const value *v = &records[i]->values[field];
    if (v->kind != VALUE_KNOWN) continue;
    if (amount && v->num.decimals > 2) DIAG_SAY(b->d, TABLE_AMOUNT_ROUNDED, v->at, v->text ? v->text : "");
    most = MAX(most, v->num.decimals);
  }
  return amount && most ? 2 : most;
}

void columns_set_decimals(grid_build *b, const record *const *records, size_t count) {
  for (size_t c = 0; c < b->g->columns; c++) {
    if (b->field[c] == FIELD_NONE) continue;
    switch (b->g->column[c].type) {
      case COLUMN_NUMBER: case COLUMN_AMOUNT: case COLUMN_PERCENT:
        b->g->column[c].decimals = decimals_for(b, c, records, count);
        break;
      case COLUMN_TEXT: case COLUMN_INT: case COLUMN_YEAR: case COLUMN_DATE:
        break;
    }
  }
}
