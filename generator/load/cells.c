/* Registers from cells. A .csv and an .xlsx file differ in how a cell becomes a text with a place; from there on they are the same: a
 * header row names the fields, each further row is a record, and every cell goes through value_parse, so that the checks and the
 * messages are those of YAML.
 *
 * A header cell is the field's key, its title, or either with its unit in brackets as our own workbooks print it ("Takst (kr.)"); case,
 * extra blanks and invisible characters do not count. "Takst (1.000 kr.)" is no such name: a unit is never guessed. A column with
 * an empty heading is not read. */
#include "load/cells_int.h"

enum { ERRORS_MAX = 1000, ERRORS_EVERY = 256 };      /* counting mistakes costs time, so it is done now and then */
enum { FIELD_OF_ID = -1, FIELD_NO = -2, FIELD_TWO = -3 };

typedef enum name_rank { RANK_KEY, RANK_TITLE } name_rank;
struct field_name { const char *folded; int field; name_rank rank; };

/* ---- names ---- */

/* Folded for comparison: composed, without case, one blank for any white space, nothing invisible. */
static char *folded(arena *a, const char *s, size_t n) {
  char *whole = g_utf8_normalize(s, (gssize)n, G_NORMALIZE_NFC), *lower = g_utf8_casefold(whole ? whole : "", -1);
  GString *out = g_string_sized_new(n + 1);
  for (const char *p = lower; *p; p = utf8_next(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (g_unichar_isspace(c)) {
      if (out->len > 0 && out->str[out->len - 1] != ' ') g_string_append_c(out, ' ');
    } else if (g_unichar_type(c) != G_UNICODE_FORMAT) {
      g_string_append_unichar(out, c);
    }
  }
  while (out->len > 0 && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
  char *kept = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  g_free(lower);
  g_free(whole);
  return kept;
}

static void add_name(cell_reader *r, const char *name, const char *unit, int field, name_rank rank) {
  if (!name) return;
  r->names[r->name_count++] = (struct field_name){ folded(r->f.a, name, strlen(name)), field, rank };
  if (!unit) return;
  const char *with = arena_printf(r->f.a, "%s (%s)", name, unit);
  r->names[r->name_count++] = (struct field_name){ folded(r->f.a, with, strlen(with)), field, rank };
}

static const char *unit_of(const field_def *f) {
  if (f->unit) return f->unit;
  return f->type == FIELD_PERCENT ? "%" : f->type == FIELD_AMOUNT ? "kr." : NULL;
}

void cells_begin(cell_reader *r, arena *a, diag *d, const shape_def *def) {
  *r = (cell_reader){ .f = { a, d }, .def = def, .errors_before = diag_count(d, SEVERITY_ERROR) };
  r->names = ARENA_ARRAY(a, struct field_name, 4 * def->count + 1);
  r->given = ARENA_ARRAY(a, bool, def->count + 1);
  for (size_t i = 0; i < def->count; i++) {
    const field_def *f = &def->fields[i];
    add_name(r, f->key, unit_of(f), (int)i, RANK_KEY);
    add_name(r, f->title, unit_of(f), (int)i, RANK_TITLE);
  }
  const size_t id = shape_field(def, "id");
  if (id == def->count && !def->foreign) add_name(r, "id", NULL, FIELD_OF_ID, RANK_KEY);
  r->free_ids = def->foreign || (id < def->count && !def->fields[id].required);
}

/* The field that a heading names; a key goes before a title. FIELD_NO, or FIELD_TWO with both in `two`. */
static int field_named(const cell_reader *r, const char *s, size_t n, int two[2]) {
  const char *name = folded(r->f.a, s, n);
  int found = FIELD_NO;
  for (size_t i = 0; i < r->name_count; i++) {
    const struct field_name *x = &r->names[i];
    if (strcmp(x->folded, name) != 0) continue;
    if (x->rank == RANK_KEY) return x->field;
    if (found >= 0 && found != x->field) {
      two[0] = found;
      two[1] = x->field;
      return FIELD_TWO;
    }
    found = x->field;
  }
  return found;
}

size_t cells_named(const cell_reader *r, const text_cell *cells, size_t n) {
  size_t count = 0;
  int two[2] = { 0, 0 };
  for (size_t i = 0; i < n; i++) count += cells[i].n > 0 && field_named(r, cells[i].s, cells[i].n, two) != FIELD_NO;
  return count;
}

/* ---- the header row ---- */

static bool fits_cell(field_type type) { return type != FIELD_SHAPE && type != FIELD_SHAPES && type != FIELD_BLOCKS; }

/* "id; navn; kode": the fields a table can have. */
const char *cells_fields(const cell_reader *r) {
  GString *all = g_string_new(shape_field(r->def, "id") == r->def->count && !r->def->foreign ? "id" : "");
  for (size_t i = 0; i < r->def->count; i++)
    if (fits_cell(r->def->fields[i].type)) g_string_append_printf(all, "%s%s", all->len > 0 ? "; " : "", r->def->fields[i].key);
  const char *kept = arena_strndup(r->f.a, all->str, all->len);
  g_string_free(all, TRUE);
  return kept;
}

static void report_unknown(const cell_reader *r, const text_cell *c, const char *written) {
  arena *a = r->f.a;
  const char **list = ARENA_ARRAY(a, const char *, r->name_count + 1), *key = NULL;
  for (size_t i = 0; i < r->name_count; i++) list[i] = r->names[i].folded;
  const char *near = text_nearest(folded(a, c->s, c->n), list, r->name_count);
  for (size_t i = 0; near && !key && i < r->name_count; i++)
    if (r->names[i].folded == near) key = r->names[i].field >= 0 ? r->def->fields[r->names[i].field].key : "id";
  const char *da, *en;
  if (key) {
    da = arena_printf(a, "mente du »%s«? Skal kolonnen ikke læses, så slet dens overskrift", key);
    en = arena_printf(a, "did you mean '%s'? If the column is not to be read, delete its heading", key);
  } else {
    da = arena_printf(a, "skal kolonnen ikke læses, så slet dens overskrift; felterne er: %s", cells_fields(r));
    en = arena_printf(a, "if the column is not to be read, delete its heading; the fields are: %s", cells_fields(r));
  }
  DIAG_SAY(r->f.d, CELLS_UNKNOWN, c->at, written, r->def->name, da, en);
}

/* The column of a heading; its name stays NULL when it is not to be read. */
static cell_column column_of(cell_reader *r, const text_cell *c) {
  cell_column column = { .field = FIELD_NO, .at = c->at };
  if (c->n == 0) return column;
  int two[2] = { 0, 0 };
  const char *written = arena_strndup(r->f.a, c->s, c->n);
  const int field = field_named(r, c->s, c->n, two);
  if (field == FIELD_NO) {
    if (r->def->foreign) return column;
    report_unknown(r, c, written);
    r->misread = true;
    return column;
  }
  if (field == FIELD_TWO) {
    for (size_t i = 0; i < 2; i++) r->given[two[i]] = true;             /* not missing, too */
    DIAG_SAY(r->f.d, CELLS_AMBIGUOUS, c->at, written, r->def->fields[two[0]].key, r->def->fields[two[1]].key);
    return column;
  }
  const char *key = field >= 0 ? r->def->fields[field].key : "id";
  for (size_t i = 0; i < r->columns.n; i++) {
    const cell_column *other = &r->columns.v[i];
    if (!other->name || other->field != field) continue;
    DIAG_SAY(r->f.d, CELLS_TWICE, c->at, key);
    diag_also(r->f.d, other->at, "den første står her", "the first one stands here");
    r->misread = true;
    return column;
  }
  if (field >= 0) {
    r->given[field] = true;
    if (!fits_cell(r->def->fields[field].type)) {
      DIAG_SAY(r->f.d, CELLS_DEEP, c->at, key);
      return column;
    }
  }
  column.name = key;
  column.field = field;
  column.id = strcmp(key, "id") == 0;
  return column;
}

bool cells_header(cell_reader *r, const text_cell *cells, size_t n, span row) {
  if (cells_named(r, cells, n) == 0) {
    DIAG_SAY(r->f.d, CELLS_NO_HEADER, row, r->def->name, cells_fields(r));
    r->broken = true;
    return false;
  }
  bool id = false;
  for (size_t i = 0; i < n; i++) {
    const cell_column column = column_of(r, &cells[i]);
    LIST_PUSH(r->f.a, &r->columns, column);
    if (column.name) r->used = i + 1;
    id = id || column.id;
  }
  if (!id && !r->def->foreign && shape_field(r->def, "id") == r->def->count) DIAG_SAY(r->f.d, CELLS_NO_ID, row, NULL);
  for (size_t i = 0; i < r->def->count; i++)
    if (r->def->fields[i].required && !r->given[i]) DIAG_SAY(r->f.d, CELLS_MISSING, row, r->def->fields[i].key);
  return true;
}

/* ---- rows ---- */

/* Outer white space goes, the hard blanks of web pages too; the place follows within the line. */
static void trim(text_cell *c) {
  while (c->n > 0 && g_unichar_isspace(g_utf8_get_char(c->s))) {
    const size_t bytes = char_bytes(c->s);
    if (*c->s != '\n' && c->at.len > 1) c->at.col++, c->at.len--;
    c->s += bytes;
    c->n -= bytes;
  }
  while (c->n > 0) {
    const char *last = g_utf8_find_prev_char(c->s, c->s + c->n);
    if (!last || !g_unichar_isspace(g_utf8_get_char(last))) return;
    if (*last != '\n' && c->at.len > 1) c->at.len--;
    c->n = (size_t)(last - c->s);
  }
}

static bool outer_blank(const text_cell *c) {
  const unsigned char first = (unsigned char)c->s[0], last = (unsigned char)c->s[c->n - 1];
  return first <= ' ' || last <= ' ' || first >= 0x80 || last >= 0x80;          /* or may be */
}

static bool many_lines(field_type type) { return type == FIELD_PROSE || type == FIELD_NODE; }

static void take_cell(const cell_reader *r, const cell_column *column, text_cell c, shaped *s) {
  const field_def *def = column->field >= 0 ? &r->def->fields[column->field] : NULL;
  value *out = def ? &s->values[column->field] : NULL;
  if (c.n > 0 && outer_blank(&c)) trim(&c);
  if (out) *out = (value){ .kind = VALUE_BROKEN, .at = c.at };
  if (c.broken) return;
  if (c.n == 0) {
    if (out && !def->required) out->kind = VALUE_ABSENT;
    else DIAG_SAY(r->f.d, ROWS_EMPTY_CELL, c.at, column->name);
    return;
  }
  if (memchr(c.s, '\n', c.n) && !(def && many_lines(def->type))) {
    DIAG_SAY(r->f.d, CELLS_ONE_LINE, c.at, column->name);
    return;
  }
  static const field_def id_def = { .key = "id", .type = FIELD_ID };
  value id;
  value_parse(r->f.a, r->f.d, def ? def : &id_def, c.s, c.n, c.at, out ? out : &id);
  if (column->id) s->id = arena_strndup(r->f.a, c.s, c.n);
}

static void wrong_count(const cell_reader *r, const text_cell *cells, size_t n, span at) {
  arena *a = r->f.a;
  const size_t want = r->columns.n;
  const char *da, *en;
  if (n < want) {
    GString *names = g_string_new(NULL);
    for (size_t i = n; i < want; i++)
      if (r->columns.v[i].name) g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", r->columns.v[i].name);
    da = arena_printf(a, "er det de sidste, der mangler (%s), så tilføj dem; en tom celle skrives som to skilletegn", names->str);
    en = arena_printf(a, "if the last ones are missing (%s), add them; an empty cell is written as two separators", names->str);
    g_string_free(names, TRUE);
  } else {
    const char *extra = arena_strndup(a, cells[n - 1].s, cells[n - 1].n);
    da = arena_printf(a, "den sidste celle er »%s«; står skilletegnet også i en tekst eller et tal, så sæt cellen i anførselstegn (\"…\")", extra);
    en = arena_printf(a, "the last cell is '%s'; if the separator stands in a text or a number too, put that cell in quotation marks (\"…\")", extra);
  }
  DIAG_SAY(r->f.d, CELLS_COUNT, at, arena_printf(a, "%zu", n), arena_printf(a, "%zu", want), da, en);
}

/* Too few cells, or more than there are columns with something in them. */
static bool right_count(const cell_reader *r, const text_cell *cells, size_t *n, span row) {
  size_t full = *n;
  while (full > r->columns.n && cells[full - 1].n == 0) full--;
  *n = full;
  if (full >= r->used && full <= r->columns.n) return true;
  wrong_count(r, cells, full, row);
  return false;
}

static bool too_many(cell_reader *r, span row) {
  if ((r->list.n + 1) % ERRORS_EVERY != 0 || diag_count(r->f.d, SEVERITY_ERROR) - r->errors_before <= ERRORS_MAX) return false;
  DIAG_SAY(r->f.d, CELLS_TOO_MANY, row, "1.000");
  r->broken = true;
  return true;
}

/* The id of a row that is not whole, so that references to it keep still. */
static void keep_id(const cell_reader *r, const text_cell *cells, size_t n, shaped *s) {
  for (size_t i = 0; i < MIN(n, r->columns.n); i++) {
    text_cell c = cells[i];
    if (!r->columns.v[i].id || c.broken || c.n == 0) continue;
    trim(&c);
    s->id = arena_strndup(r->f.a, c.s, c.n);
  }
}

bool cells_row(cell_reader *r, const text_cell *cells, size_t n, bool whole, span row) {
  size_t i = 0;
  while (whole && i < n && cells[i].n == 0 && !cells[i].broken) i++;
  if (whole && i == n) return true;                                  /* a row of nothing */
  shaped *s = shaped_new(r->f.a, r->def, NULL);
  s->at = row;
  s->id = r->free_ids ? "" : NULL;
  whole = whole && right_count(r, cells, &n, row);
  for (i = 0; i < r->def->count; i++) {
    s->values[i].at = row;
    if (!whole || ((r->def->fields[i].required || r->misread) && !r->given[i])) s->values[i].kind = VALUE_BROKEN;
  }
  for (i = 0; i < MIN(n, r->used); i++) {
    if (r->columns.v[i].id) s->at = cells[i].at;
    if (whole && r->columns.v[i].name) take_cell(r, &r->columns.v[i], cells[i], s);
  }
  if (!whole) keep_id(r, cells, n, s);
  const value v = { .kind = VALUE_KNOWN, .at = s->at, .sub = s };
  LIST_PUSH(r->f.a, &r->list, v);
  return !too_many(r, row);
}

void cells_end(cell_reader *r, span at, value *out) {
  *out = (value){ .kind = r->broken ? VALUE_BROKEN : VALUE_KNOWN, .at = at };
  out->list.v = r->list.v;
  out->list.n = r->list.n;
}
