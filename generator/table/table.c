/* table/: from declarations to grids. See table.h. */
#include "table/table_int.h"

#include <string.h>

static void fill_record(grid_build *b, const record *r, size_t number_of_row, grid_row *row) {
  const grid *g = b->g;
  row->kind = ROW_RECORD;
  row->at = r->at;
  for (size_t c = 0; c < g->columns; c++) {
    size_t field = b->field[c];
    if (field == FIELD_NONE) number_cell(b, number_of_row, &row->cells[c]);
    else cell_from_value(b, &r->reg->def->fields[field], &r->values[field], g->column[c].decimals, &row->cells[c]);
  }
}

/* The group that begins at picks->v[first]. Its records may lack the value for several reasons: one note holds them all. */
static void set_group(grid_build *b, const field_def *f, const row_picks *picks, size_t first, grid_cell *cell) {
  const row_pick *p = &picks->v[first];
  const value *own = &p->record->values[picks->group_field];
  *cell = (grid_cell){ .kind = (uint8_t)cell_kind_of(own), .text = group_text(b, f, own) };
  if (cell->kind == CELL_TEXT) {                             /* a worksheet shall have years and dates as such */
    if (f->type == FIELD_YEAR) { cell->kind = CELL_NUMBER; cell->num = own->num; }
    if (f->type == FIELD_DATE) { cell->kind = CELL_DATE; cell->day = own->day; }
    return;
  }
  GString *reasons = g_string_new(NULL);
  for (size_t i = first; i < picks->n && picks->v[i].group == p->group; i++) {
    const value *v = &picks->v[i].record->values[picks->group_field];
    if ((v->kind != VALUE_NOT_STATED && v->kind != VALUE_PENDING) || text_blank(v->text)) continue;
    const char *text = note_from_reason(b->a, v->kind, v->text);
    if (!strstr(reasons->str, text)) g_string_append_printf(reasons, "%s%s", reasons->len ? " " : "", text);
  }
  if (reasons->len) cell->note = note_add(b, reasons->str);
  g_string_free(reasons, TRUE);
}

/* Rows in one array and cells in one array: a large table is two allocations. A group row has one cell. */
static void fill_rows(grid_build *b, const row_picks *picks) {
  grid *g = b->g;
  bool grouped = picks->group_field != FIELD_NONE;
  size_t groups = 0;
  for (size_t i = 0; grouped && i < picks->n; i++) groups += !i || picks->v[i].group != picks->v[i - 1].group;
  g->row = ARENA_ARRAY(b->a, grid_row, picks->n + groups + 1);
  grid_cell *cells = ARENA_ARRAY(b->a, grid_cell, picks->n * g->columns + groups + 1);
  const field_def *f = grouped ? &b->decl->reg->def->fields[picks->group_field] : NULL;
  if (f) g->group_title = field_title(b->a, f);
  for (size_t i = 0; i < picks->n; i++) {
    const row_pick *p = &picks->v[i];
    if (f && (!i || p->group != picks->v[i - 1].group)) {
      set_group(b, f, picks, i, cells);
      g->row[g->rows++] = (grid_row){ .kind = ROW_GROUP, .level = 1, .at = p->record->at, .cells = cells++ };
    }
    grid_row *row = &g->row[g->rows++];
    row->cells = cells;
    cells += g->columns;
    fill_record(b, p->record, i + 1, row);
  }
}

static bool grid_from_register(grid_build *b) {
  bool shown = columns_from_register(b);
  row_picks picks = rows_pick(b);
  if (!shown) return false;
  const record **records = g_new(const record *, picks.n + 1);
  for (size_t i = 0; i < picks.n; i++) records[i] = picks.v[i].record;
  columns_set_decimals(b, records, picks.n);
  g_free(records);
  fill_rows(b, &picks);
  return true;
}

/* "Navn, Målgruppe og Driftsherre" */
static void append_headers(const grid *g, GString *s) {
  for (size_t c = 0; c < g->columns; c++) {
    if (c) g_string_append(s, c + 1 == g->columns ? " og " : ", ");
    g_string_append(s, g->column[c].header);
  }
}

/* The sentence for those who cannot see how large a table is. */
static const char *made_summary(arena *a, const grid *g) {
  size_t rows = 0, groups = 0;
  for (size_t r = 0; r < g->rows; r++) {
    rows += g->row[r].kind == ROW_RECORD;
    groups += g->row[r].kind == ROW_GROUP;
  }
  char count[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)rows, 0 }, 0, count);
  GString *s = g_string_new(NULL);
  g_string_append_printf(s, "Tabellen har %s %s", count, rows == 1 ? "række" : "rækker");
  if (groups) g_string_append_printf(s, " i %u %s", (unsigned)groups, groups == 1 ? "gruppe" : "grupper");
  g_string_append_printf(s, " og %u %s: ", (unsigned)g->columns, g->columns == 1 ? "kolonne" : "kolonner");
  append_headers(g, s);
  if (s->str[s->len - 1] != '.') g_string_append_c(s, '.');
  char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static const char *given(const char *s) { return text_blank(s) ? NULL : s; }

static grid *grid_make(arena *a, diag *d, const table_decl *decl) {
  if (decl->reg ? decl->reg->broken : !decl->prose_rows) return NULL;
  grid *g = ARENA_NEW(a, grid);
  grid_build b = { .a = a, .d = d, .decl = decl, .g = g };
  b.texts = g_hash_table_new(g_str_hash, g_str_equal);
  b.reasons = g_hash_table_new(g_str_hash, g_str_equal);
  g->id = decl->id ? decl->id : "tabel";
  g->at = decl->at;
  g->caption = decl->caption;
  g->title = !text_blank(decl->title) ? decl->title : decl->caption ? inl_plain(a, decl->caption) : g->id;
  g->source = given(decl->source);
  g->remark = given(decl->note);
  bool made = decl->reg ? grid_from_register(&b) : grid_from_prose(&b);
  if (made) g->summary = given(decl->summary) ? decl->summary : made_summary(a, g);
  g_hash_table_destroy(b.texts);
  g_hash_table_destroy(b.reasons);
  return made ? g : NULL;
}

grid_set *table_make(arena *a, diag *d, const agreement *m, const document *doc) {
  (void)m;                                     /* references are resolved already; figures of calculations will ask it */
  grid_set *s = ARENA_NEW(a, grid_set);
  for (size_t i = 0; i < doc->tables.n; i++) {
    grid *g = grid_make(a, d, doc->tables.v[i]);
    if (g) LIST_PUSH(a, &s->grids, g);
  }
  sheets_name(a, s);
  return s;
}

const grid *grid_lookup(const grid_set *s, const char *id) {
  for (size_t i = 0; i < s->grids.n; i++)
    if (!strcmp(s->grids.v[i]->id, id)) return s->grids.v[i];
  return NULL;
}
