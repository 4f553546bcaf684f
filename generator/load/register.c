/* Registers: records by id. Three ways to write one - a map from id to record, a list of records with `id:`, and for many short
 * records rows of text with semicolons under `rækker:`, their columns named by `felter:`. Rows are read in one pass over the text
 * of a "|" scalar, so that 20,000 of them cost milliseconds and every cell still knows its place. */
#include "load/load_int.h"

typedef LIST(value) values;

static void check_id(const filler *f, const char *id, span at) {
  static const field_def def = { .key = "id", .type = FIELD_ID };
  value ignored;
  value_parse(f->a, f->d, &def, id, strlen(id), at, &ignored);
}

/* Records that nothing refers to need no id: their shape says so by a field `id` that is not required. Then it is "". */
static bool free_ids(const shape_def *def) {
  const size_t i = shape_field(def, "id");
  return i < def->count && !def->fields[i].required;
}

static void push(const filler *f, values *list, shaped *s) {
  const value v = { .kind = VALUE_KNOWN, .at = s->at, .sub = s };
  LIST_PUSH(f->a, list, v);
}

static void fill_keyed(const filler *f, const node *n, const shape_def *def, values *list) {
  for (const node *k = n->first; k; k = k->next) {
    check_id(f, k->key, k->key_at);
    shaped *s;
    if (k->kind == NODE_MAP || (k->kind == NODE_SCALAR && k->length == 0)) s = fill_map(f, k, def, NULL);
    else s = shape_fill(f->a, f->d, k, def);
    s->id = k->key;
    push(f, list, s);
  }
}

static void fill_listed(const filler *f, const node *n, const shape_def *def, values *list) {
  for (const node *k = n->first; k; k = k->next) {
    if (k->kind != NODE_MAP) {
      (void)shape_fill(f->a, f->d, k, def);
      continue;
    }
    const node *id = node_lookup(k, "id");
    const bool field = shape_field(def, "id") < def->count, there = id && id->kind == NODE_SCALAR && !text_blank(id->text);
    if (there) check_id(f, id->text, id->at);
    else if (!free_ids(def)) DIAG_SAY(f->d, MISSING_ID, id ? id->key_at : k->at, NULL);
    shaped *s = fill_map(f, k, def, field ? NULL : id);
    s->id = id && id->kind == NODE_SCALAR ? id->text : "";
    push(f, list, s);
  }
}

/* ---- rows ---- */

enum { COLUMN_ID = -1, COLUMN_UNKNOWN = -2 };
typedef struct column { int field; const char *name; } column;
typedef struct rows {
  const filler *f;
  const shape_def *def;
  const node *text;
  LIST(column) columns;
  bool *given;                  /* by field: has a column */
  values *list;
} rows;

static void add_column(rows *r, const char *name, span at) {
  const size_t i = shape_field(r->def, name);
  column c = { COLUMN_UNKNOWN, name };
  for (size_t k = 0; k < r->columns.n; k++)
    if (strcmp(r->columns.v[k].name, name) == 0) {
      DIAG_SAY(r->f->d, ROWS_FIELD_TWICE, at, name);
      LIST_PUSH(r->f->a, &r->columns, c);
      return;
    }
  if (i < r->def->count) {
    const field_type type = r->def->fields[i].type;
    r->given[i] = true;
    if (type == FIELD_SHAPE || type == FIELD_SHAPES || type == FIELD_BLOCKS) DIAG_SAY(r->f->d, ROWS_FIELD_DEEP, at, name);
    else c.field = (int)i;
  } else if (strcmp(name, "id") == 0) {
    c.field = COLUMN_ID;
  } else {
    DIAG_SAY(r->f->d, ROWS_FIELD, at, name, shape_suggest(r->def, name, "id"));
  }
  LIST_PUSH(r->f->a, &r->columns, c);
}

static void add_columns_of_text(rows *r, const node *n) {
  char separator = ';';
  if (!strchr(n->text, ';') && strchr(n->text, ',')) {
    char *better = arena_strdup(r->f->a, n->text);
    for (char *p = better; *p; p++) if (*p == ',') *p = ';';
    DIAG_SAY(r->f->d, ROWS_COMMA, n->at, arena_printf(r->f->a, "felter: %s", better));
    separator = ',';
  }
  for (const char *s = n->text, *next; s; s = next) {
    const char *end = strchr(s, separator);
    next = end ? end + 1 : NULL;
    if (!end) end = n->text + n->length;
    while (s < end && (*s == ' ' || *s == '\n')) s++;
    while (end > s && (end[-1] == ' ' || end[-1] == '\n')) end--;
    if (s == end && !next) break;                           /* a semicolon at the end */
    add_column(r, arena_strndup(r->f->a, s, (size_t)(end - s)), node_place(n, (size_t)(s - n->text), (size_t)(end - s)));
  }
}

/* False when there are no columns to read by. */
static bool read_columns(rows *r, const node *n) {
  r->given = ARENA_ARRAY(r->f->a, bool, r->def->count + 1);
  if (n->kind == NODE_SCALAR) add_columns_of_text(r, n);
  else if (n->kind == NODE_LIST)
    for (const node *k = n->first; k; k = k->next) {
      if (k->kind == NODE_SCALAR) add_column(r, k->text, k->at);
      else want_report(r->f, DIAG_WANT_TEXT, "felter", k, NULL);
    }
  else want_report(r->f, DIAG_WANT_TEXT, "felter", n, NULL);
  if (r->columns.n == 0) {
    DIAG_SAY(r->f->d, EMPTY_REQUIRED, n->key_at, "felter");
    return false;
  }
  bool id = free_ids(r->def);
  for (size_t k = 0; k < r->columns.n; k++) id = id || strcmp(r->columns.v[k].name, "id") == 0;
  if (!id) DIAG_SAY(r->f->d, ROWS_NO_ID, n->at, NULL);
  for (size_t i = 0; i < r->def->count; i++)
    if (r->def->fields[i].required && !r->given[i]) DIAG_SAY(r->f->d, ROWS_MISSING_FIELD, n->at, r->def->fields[i].key);
  return true;
}

/* Its text; where it begins and how long it is in the row, in characters. */
typedef struct cell { const char *s; size_t n; uint32_t from, chars; } cell;

/* The cell at *p; moves *p behind its semicolon, or to NULL after the last. bad: a quotation mark is not closed. */
static cell next_cell(arena *a, const char *row, const char **p, const char *end, bool *bad) {
  const char *s = *p, *stop;
  while (s < end && *s == ' ') s++;
  cell c = { s, 0, 0, 0 };
  if (s < end && *s == '"') {
    char *out = arena_alloc(a, (size_t)(end - s));
    size_t n = 0;
    for (stop = s + 1; stop < end && (*stop != '"' || (stop + 1 < end && stop[1] == '"')); stop++) {
      if (*stop == '"') stop++;
      out[n++] = *stop;
    }
    *bad = stop == end;
    if (stop < end) stop++;
    c.s = out;
    c.n = n;
    c.chars = count_chars(s, (size_t)(stop - s));
    while (stop < end && *stop == ' ') stop++;
    if (stop < end && *stop != ';') *bad = true;
    if (*bad) {
      const char *semicolon = memchr(stop, ';', (size_t)(end - stop));
      stop = semicolon ? semicolon : end;
    }
  } else {
    stop = memchr(s, ';', (size_t)(end - s));
    if (!stop) stop = end;
    c.n = (size_t)(stop - s);
    while (c.n > 0 && (s[c.n - 1] == ' ' || s[c.n - 1] == '\t')) c.n--;
    c.chars = count_chars(s, c.n);
  }
  c.from = count_chars(row, (size_t)(s - row));
  *p = stop < end ? stop + 1 : NULL;
  return c;
}

static void wrong_count(const rows *r, size_t cells, span at, bool last_empty) {
  const size_t want = r->columns.n;
  char is[24], should[24];
  g_snprintf(is, sizeof is, "%zu", cells);
  g_snprintf(should, sizeof should, "%zu", want);
  const char *da, *en;
  if (cells < want) {
    GString *names = g_string_new(NULL);
    for (size_t k = cells; k < want; k++) g_string_append_printf(names, "%s%s", k > cells ? "; " : "", r->columns.v[k].name);
    da = arena_printf(r->f->a, "er det de sidste, der mangler (%s), så tilføj dem; en tom plads skrives som to semikoloner",
                      names->str);
    en = arena_printf(r->f->a, "if the last ones are missing (%s), add them; an empty place is written as two semicolons",
                      names->str);
    g_string_free(names, TRUE);
  } else if (last_empty && cells == want + 1) {
    da = "slet semikolonet sidst i rækken";
    en = "delete the semicolon at the end of the row";
  } else {
    da = "står der et semikolon i en tekst, så sæt teksten i anførselstegn (\"…\")";
    en = "if there is a semicolon in a text, put the text in quotation marks (\"…\")";
  }
  DIAG_SAY(r->f->d, ROWS_COUNT, at, is, should, da, en);
}

static void take_cell(const rows *r, const column *c, const cell *k, span at, shaped *s) {
  if (c->field == COLUMN_UNKNOWN) return;
  const field_def *def = c->field >= 0 ? &r->def->fields[c->field] : NULL;
  const bool id = c->field == COLUMN_ID || strcmp(c->name, "id") == 0;
  if (k->n == 0) {
    if ((id && !free_ids(r->def)) || (def && def->required)) DIAG_SAY(r->f->d, ROWS_EMPTY_CELL, at, c->name);
    if (def) s->values[c->field] = (value){ .kind = def->required ? VALUE_BROKEN : VALUE_ABSENT, .at = at };
    return;
  }
  if (id) {
    s->id = arena_strndup(r->f->a, k->s, k->n);
    check_id(r->f, s->id, at);
  }
  if (def) value_parse(r->f->a, r->f->d, def, k->s, k->n, at, &s->values[c->field]);
}

/* A row that cannot be trusted keeps its id, so that references to it keep still; its values are broken. */
static void break_row(const rows *r, shaped *s) {
  for (size_t i = 0; i < r->def->count; i++) s->values[i].kind = VALUE_BROKEN;
}

static void read_row(rows *r, size_t line, cell *cells) {
  const node *n = r->text;
  const char *row = n->text + n->text_at[line], *end = n->text + n->text_at[line + 1];
  while (end > row && (end[-1] == '\n' || end[-1] == ' ' || end[-1] == '\t')) end--;
  if (end == row) return;
  const span first = { n->at.file, n->line_at[line], n->col_at[line], count_chars(row, (size_t)(end - row)) };
  shaped *s = shaped_new(r->f->a, r->def, NULL);
  s->node = n;
  s->at = first;
  s->id = "";
  size_t count = 0, broken = 0;
  bool last_empty = false;
  for (const char *p = row; p; count++) {
    bool bad = false;
    const cell c = next_cell(r->f->a, row, &p, end, &bad);
    last_empty = c.n == 0;
    if (bad) {
      broken++;
      DIAG_SAY(r->f->d, ROWS_QUOTE, ((span){ first.file, first.line, first.col + c.from, 1 }), NULL);
    }
    if (count < r->columns.n) cells[count] = c;
  }
  const bool whole = broken == 0 && count == r->columns.n;
  if (broken == 0 && !whole) wrong_count(r, count, first, last_empty);
  if (!whole) break_row(r, s);
  for (size_t i = 0; whole && i < r->def->count; i++) {
    s->values[i].at = first;
    if (r->def->fields[i].required && !r->given[i]) s->values[i].kind = VALUE_BROKEN;
  }
  for (size_t k = 0; k < MIN(count, r->columns.n); k++) {
    const bool id = strcmp(r->columns.v[k].name, "id") == 0;
    const span at = { first.file, first.line, first.col + cells[k].from, MAX(cells[k].chars, 1) };
    if (whole) take_cell(r, &r->columns.v[k], &cells[k], at, s);
    else if (id && k == 0) s->id = arena_strndup(r->f->a, cells[k].s, cells[k].n);
  }
  push(r->f, r->list, s);
}

static bool is_rows(const node *n) { return n->kind == NODE_MAP && (node_lookup(n, "felter") || node_lookup(n, "rækker")); }

static void fill_rows(const filler *f, const node *n, const shape_def *def, values *list) {
  const node *names = node_lookup(n, "felter"), *text = node_lookup(n, "rækker");
  const span at = n->key ? n->key_at : n->at;
  if (!def->rows) {
    DIAG_SAY(f->d, ROWS_NOT_HERE, at, n->key ? n->key : def->name);
    return;
  }
  static const field_def keys[] = { { .key = "felter" }, { .key = "rækker" } };
  static const shape_def parts = { .name = "rækker", .fields = keys, .count = G_N_ELEMENTS(keys) };
  for (const node *k = n->first; k; k = k->next)
    if (k != names && k != text && *k->key) DIAG_SAY(f->d, UNKNOWN_KEY, k->key_at, k->key, shape_suggest(&parts, k->key, NULL));
  if (!names || !text) {
    DIAG_SAY(f->d, ROWS_PART_MISSING, at, names ? "rækker" : "felter");
    return;
  }
  rows r = { .f = f, .def = def, .text = text, .list = list };
  if (!read_columns(&r, names)) return;
  if (text->kind != NODE_SCALAR || !text->block || text->folded) {
    DIAG_SAY(f->d, ROWS_NOT_BLOCK, text->kind == NODE_SCALAR && text->length > 0 ? text->at : text->key_at, NULL);
    return;
  }
  cell *cells = ARENA_ARRAY(f->a, cell, r.columns.n);
  for (size_t i = 0; i < text->lines; i++) read_row(&r, i, cells);
}

/* ---- the register ---- */

void shape_fill_register(arena *a, diag *d, const node *n, const shape_def *def, value *out) {
  const filler f = { a, d };
  values list = { NULL, 0, 0 };
  *out = (value){ .kind = VALUE_KNOWN, .at = n->key ? n->key_at : n->at };
  if (is_rows(n)) fill_rows(&f, n, def, &list);
  else if (n->kind == NODE_MAP) fill_keyed(&f, n, def, &list);
  else if (n->kind == NODE_LIST) fill_listed(&f, n, def, &list);
  else if (n->length == 0 && !n->quoted) DIAG_SAY(d, EMPTY_VALUE, n->key ? n->key_at : n->at, n->key ? n->key : def->name);
  else {
    want_report(&f, DIAG_WANT_MAP, n->key ? n->key : def->name, n, "først et id med kolon, og under det postens egne nøgler");
    out->kind = VALUE_BROKEN;
  }
  out->list.v = list.v;
  out->list.n = list.n;
}
