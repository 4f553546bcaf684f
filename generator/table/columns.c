/* Columns of a table from a register: what stands behind each, what its header says, of what type, with how many decimals. */
#include "table/table_int.h"

#include <string.h>

/* Can one cell hold it? Ids are never shown; maps and blocks have no single text. */
bool field_fits_cell(field_type t) {
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

bool column_is_figures(column_type t) {
  switch (t) {
    case COLUMN_INT: case COLUMN_YEAR: case COLUMN_NUMBER: case COLUMN_AMOUNT: case COLUMN_PERCENT: return true;
    case COLUMN_TEXT: case COLUMN_DATE: return false;
  }
  return false;
}

size_t column_row_header(const grid *g) {
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].row_header) return c;
  return 0;
}

void field_report_unknown(grid_build *b, const shape_def *def, const char *key, span at) {
  const char **keys = g_new(const char *, def->count + 1);
  GString *list = g_string_new(NULL);
  size_t n = 0;
  for (size_t i = 0; i < def->count; i++) {
    if (!field_fits_cell(def->fields[i].type)) continue;
    keys[n++] = def->fields[i].key;
    g_string_append_printf(list, "%s%s", list->len ? ", " : "", def->fields[i].key);
  }
  const char *near = text_nearest(key, keys, n);
  DIAG_SAY(b->d, TABLE_UNKNOWN_FIELD, at, def->name, key, near ? near : "", list->str);
  g_string_free(list, TRUE);
  g_free(keys);
}

static const char *capital(arena *a, const char *s) {
  char first[8];
  int n = g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(s)), first);
  return arena_printf(a, "%.*s%s", n, first, *s ? utf8_next(s) : "");
}

const char *field_title(arena *a, const field_def *f) { return f->title ? f->title : capital(a, f->key); }

const char *column_header(arena *a, const char *title, const char *unit) {
  return text_blank(unit) ? title : arena_printf(a, "%s (%s)", title, unit);
}

const char *column_name(arena *a, const char *over, const char *title) {
  return over && g_ascii_isdigit(*title) ? arena_printf(a, "%s %s", over, title) : title;
}

grid_column column_of_numbers(void) {
  return (grid_column){ .key = "nr", .title = "Nr.", .header = "Nr.", .type = COLUMN_INT };
}

/* ---- types ---- */

static bool declared_type(table_type t, column_type *out) {
  switch (t) {
    case TABLE_TYPE_OWN: return false;
    case TABLE_TYPE_TEXT: *out = COLUMN_TEXT; break;
    case TABLE_TYPE_INT: *out = COLUMN_INT; break;
    case TABLE_TYPE_NUMBER: *out = COLUMN_NUMBER; break;
    case TABLE_TYPE_AMOUNT: *out = COLUMN_AMOUNT; break;
    case TABLE_TYPE_PERCENT: *out = COLUMN_PERCENT; break;
    case TABLE_TYPE_DATE: *out = COLUMN_DATE; break;
    case TABLE_TYPE_YEAR: *out = COLUMN_YEAR; break;
  }
  return true;
}

static column_type type_of_unit(const char *unit) {
  if (unit && !strcmp(unit, "%")) return COLUMN_PERCENT;
  return unit && g_str_has_prefix(unit, "kr.") ? COLUMN_AMOUNT : COLUMN_NUMBER;
}

/* Decimals that a result is rounded to when the declaration does not say. */
static unsigned usual_decimals(column_type t) {
  switch (t) {
    case COLUMN_AMOUNT: case COLUMN_NUMBER: return 2;
    case COLUMN_PERCENT: return 1;
    case COLUMN_INT: case COLUMN_YEAR: case COLUMN_TEXT: case COLUMN_DATE: return 0;
  }
  return 0;
}

static formula_type formula_type_of(const field_def *f) {
  if (f->type == FIELD_BOOL) return FORMULA_CONDITION;
  if (f->type == FIELD_DATE) return FORMULA_DATE;
  return column_is_figures(column_type_of(f->type)) ? FORMULA_NUMBER : FORMULA_TEXT;
}

/* ---- each source ---- */

/* The unit of a column: declared, else the field's, else what the type says by itself. */
static const char *unit_of(const field_def *f, const table_column_decl *c) {
  if (!text_blank(c->unit)) return c->unit;
  if (!text_blank(f->unit)) return f->unit;
  if (f->type == FIELD_PERCENT) return "%";
  return f->type == FIELD_AMOUNT ? "kr." : NULL;
}

static bool taken(const grid_build *b, const char *text) {
  for (size_t i = 0; i < b->g->columns; i++)
    if (b->work[i].path.text && !strcmp(b->work[i].path.text, text)) return true;
  return false;
}

static bool is_group(const table_decl *t, const char *text) {
  for (size_t i = 0; i < t->group.n; i++)
    if (!strcmp(t->group.v[i].text, text)) return true;
  return !t->group.n && t->group_field && !strcmp(t->group_field, text);
}

static bool set_field(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  const char *text = c->path.text;
  path p;
  if (!path_read_shown(b, text, c->path.at, &p)) return false;
  if (taken(b, text)) {
    DIAG_SAY(b->d, TABLE_COLUMN_TWICE, c->at, text);
    return false;
  }
  if (is_group(b->decl, text) && !c->hidden && !b->decl->groups_unshown) DIAG_SAY(b->d, TABLE_GROUP_IS_COLUMN, c->at, text);
  w->path = p;
  w->ftype = formula_type_of(p.field);
  out->key = c->key;
  out->title = text_blank(c->title) ? field_title(b->a, p.field) : c->title;
  out->unit = unit_of(p.field, c);
  out->type = column_type_of(p.field->type);
  column_type wish;
  if (!declared_type(c->type, &wish) || wish == out->type) return true;
  if (wish == COLUMN_TEXT || (column_is_figures(wish) && column_is_figures(out->type))) {
    if (wish == COLUMN_TEXT) w->ftype = FORMULA_TEXT;
    out->type = wish;
  } else DIAG_SAY(b->d, TABLE_COLUMN_TYPE, c->at, text);
  return true;
}

static void set_formula(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  out->key = c->key;
  out->title = text_blank(c->title) ? capital(b->a, c->key) : c->title;
  out->unit = text_blank(c->unit) ? NULL : c->unit;
  column_type wish;
  out->type = declared_type(c->type, &wish) ? wish : type_of_unit(out->unit);
  out->decimals = (uint8_t)(c->decimals >= 0 ? (unsigned)c->decimals : usual_decimals(out->type));
  out->expr_decimals = (c->hidden || b->decl->is_check) && c->decimals < 0 ? FORMULA_EXACT : out->decimals;
  w->ftype = out->type == COLUMN_TEXT ? FORMULA_TEXT : out->type == COLUMN_DATE ? FORMULA_DATE : FORMULA_NUMBER;
  if (w->ftype != FORMULA_NUMBER) out->expr_decimals = FORMULA_EXACT;
  w->trim = out->type == COLUMN_AMOUNT && c->decimals < 0;
  if (c->small) DIAG_SAY(b->d, TABLE_SMALL_FORMULA, c->at, out->title);
}

static void set_rules(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  out->key = c->key;
  out->title = text_blank(c->title) ? capital(b->a, c->key) : c->title;
  out->type = COLUMN_TEXT;
  w->ftype = FORMULA_TEXT;
  w->has_manual = c->manual.text && path_read_shown(b, c->manual.text, c->manual.at, &w->manual);
  w->has_reason = c->reason.text && path_read_shown(b, c->reason.text, c->reason.at, &w->reason);
}

static bool figures_path(grid_build *b, const declared_path *d, path *out) {
  if (!path_read_shown(b, d->text, d->at, out)) return false;
  if (column_is_figures(column_type_of(out->field->type))) return true;
  DIAG_SAY(b->d, TABLE_SHARE_NO_FIGURE, d->at, d->text);
  return false;
}

static bool set_shares(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  const table_shares *s = &c->shares;
  out->key = c->key;
  out->title = text_blank(c->title) ? capital(b->a, c->key) : c->title;
  column_type wish;
  out->type = declared_type(c->type, &wish) && column_is_figures(wish) ? wish : text_blank(c->unit) ? COLUMN_AMOUNT : type_of_unit(c->unit);
  out->unit = !text_blank(c->unit) ? c->unit : out->type == COLUMN_AMOUNT ? "kr." : NULL;
  out->decimals = (uint8_t)MAX(c->decimals, 0);
  w->ftype = FORMULA_NUMBER;
  bool good = figures_path(b, &s->key, &w->key);
  return (s->is_number || figures_path(b, &s->amount, &w->amount)) && good;
}

static bool set_column(grid_build *b, grid_column *out, work_column *w, const table_column_decl *c) {
  bool good = true;
  switch (c->source) {
    case TABLE_FROM_FIELD: good = set_field(b, out, w, c); break;
    case TABLE_FROM_FORMULA: set_formula(b, out, w, c); break;
    case TABLE_FROM_RULES: set_rules(b, out, w, c); break;
    case TABLE_FROM_SHARES: good = set_shares(b, out, w, c); break;
    case TABLE_FROM_TABLE:
      out->title = text_blank(c->title) ? capital(b->a, c->key) : c->title;
      good = gather_set(b, out, w, c);
      break;
  }
  if (!good) return false;
  out->header = column_header(b->a, out->title, out->unit);
  out->over = text_blank(c->over) ? NULL : c->over;
  out->share = c->share;
  out->small = c->small && b->decl->small_below > 0 && c->source == TABLE_FROM_FIELD;
  if (c->sum) {
    if (column_is_figures(out->type) && out->type != COLUMN_YEAR) out->sum = SUM_ADD;
    else DIAG_SAY(b->d, TABLE_SUM_NO_FIGURES, c->at, out->title);
  }
  w->decl = c;
  w->source = c->source;
  w->name = NAME_NONE;
  w->def = DEF_NONE;
  w->unshown = c->hidden;
  w->has_unless = c->unless.text && path_read_shown(b, c->unless.text, c->unless.at, &w->unless);
  return true;
}

bool columns_from_register(grid_build *b) {
  const table_decl *decl = b->decl;
  size_t most = decl->columns.n + 1;
  b->g->column = ARENA_ARRAY(b->a, grid_column, most);
  b->work = ARENA_ARRAY(b->a, work_column, most);
  if (!decl->columns.n) {
    DIAG_SAY(b->d, TABLE_NO_COLUMNS, decl->at, decl->reg->def->name);
    return false;
  }
  if (decl->row_numbers) {
    b->g->column[0] = column_of_numbers();
    b->work[0] = (work_column){ .numbers = true, .name = NAME_NONE, .def = DEF_NONE };
    b->g->columns = 1;
  }
  bool headed = false;
  for (size_t i = 0; i < decl->columns.n; i++) {
    grid_column column = { 0 };
    work_column w = { 0 };
    if (!set_column(b, &column, &w, &decl->columns.v[i])) continue;
    column.row_header = !headed && !w.unshown;
    headed = headed || column.row_header;
    b->g->column[b->g->columns] = column;
    b->work[b->g->columns++] = w;
  }
  return headed;
}

/* ---- decimals ---- */

/* Amounts stand with two decimals or none, so that kroner and øre never mix in a column; other figures with as many as the most
 * exact of them was written with. */
static uint8_t decimals_for(grid_build *b, size_t column, const row_picks *rows) {
  bool amount = b->g->column[column].type == COLUMN_AMOUNT;
  uint8_t most = 0;
  for (size_t i = 0; i < rows->n; i++) {
    const value *v = path_value(&b->work[column].path, &rows->v[i]);
    if (v->kind != VALUE_KNOWN) continue;
    if (amount && v->num.decimals > 2) DIAG_SAY(b->d, TABLE_AMOUNT_ROUNDED, v->at, v->text ? v->text : "");
    most = MAX(most, v->num.decimals);
  }
  return amount && most ? 2 : most;
}

void columns_set_decimals(grid_build *b, const row_picks *rows) {
  for (size_t c = 0; c < b->g->columns; c++) {
    work_column *w = &b->work[c];
    if (w->numbers || w->source != TABLE_FROM_FIELD || !w->path.field) continue;
    if (!column_is_figures(column_type_of(w->path.field->type))) continue;
    switch (b->g->column[c].type) {
      case COLUMN_NUMBER: case COLUMN_AMOUNT: case COLUMN_PERCENT:
        b->g->column[c].decimals = w->decl->decimals >= 0 ? (uint8_t)w->decl->decimals : decimals_for(b, c, rows);
        break;
      case COLUMN_TEXT: case COLUMN_INT: case COLUMN_YEAR: case COLUMN_DATE:
        break;
    }
  }
}
