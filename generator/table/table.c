/* table/: from declarations to grids. See table.h. */
#include "table/table_int.h"

#include <string.h>

/* Amounts by formula are rounded to øre, and shown in whole kroner where all of them are. */
static void trim_amounts(grid_build *b) {
  grid *g = b->g;
  for (size_t c = 0; c < g->columns; c++) {
    bool all_whole = b->work[c].trim;
    for (size_t r = 0; all_whole && r < g->rows; r++) {
      const grid_cell *cell = &g->row[r].cells[c];
      if (g->row[r].kind != ROW_GROUP && cell->kind == CELL_NUMBER) all_whole = !number_compare(cell->num, number_round(cell->num, 0));
    }
    if (!all_whole) continue;
    g->column[c].decimals = 0;
    for (size_t r = 0; r < g->rows; r++) {
      grid_cell *cell = &g->row[r].cells[c];
      if (g->row[r].kind != ROW_GROUP && cell->kind == CELL_NUMBER) cell_from_number(b, g->column[c].type, cell->num, 0, cell);
    }
  }
}

/* Columns that are not printed leave the grid: they stand behind its columns, where origin.c finds them. to[i]: where column i is then, or
 * FIELD_NONE; at[i]: the same, unprinted ones too. */
static void drop_unshown(grid_build *b, size_t *to, size_t *at) {
  grid *g = b->g;
  const size_t all = g->columns;
  size_t kept = 0, behind = 0;
  for (size_t c = 0; c < all; c++) to[c] = b->work[c].unshown ? FIELD_NONE : kept++;
  for (size_t c = 0; c < all; c++) at[c] = to[c] == FIELD_NONE ? kept + behind++ : to[c];
  formulas_set_trees(b, to);
  grid_set_chart(b, to);
  g->columns = kept;
  if (!behind) return;
  grid_column *column = g_new(grid_column, all);
  grid_cell *cell = g_new(grid_cell, all);
  for (size_t c = 0; c < all; c++) column[at[c]] = g->column[c];
  memcpy(g->column, column, all * sizeof *column);
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind == ROW_GROUP) continue;
    for (size_t c = 0; c < all; c++) cell[at[c]] = g->row[r].cells[c];
    memcpy(g->row[r].cells, cell, all * sizeof *cell);
  }
  g_free(column);
  g_free(cell);
}

/* How far the label of a row of sums may reach. */
static void set_labels(grid *g) {
  size_t header = column_row_header(g);
  for (size_t r = 0; r < g->rows; r++) {
    grid_row *row = &g->row[r];
    if (row->kind != ROW_SUBTOTAL && row->kind != ROW_TOTAL) continue;
    size_t c = 0;
    while (c < g->columns && (c == header || (row->cells[c].kind == CELL_NOT_RELEVANT && !row->cells[c].note && g->column[c].sum == SUM_NONE))) c++;
    row->label = (uint16_t)MIN(c, UINT16_MAX);
  }
}

static bool grid_from_register(grid_build *b) {
  bool shown = columns_from_register(b);
  formulas_compile(b);
  formulas_set_sums(b);
  row_picks rows = rows_pick(b);
  if (!shown) return false;
  columns_set_decimals(b, &rows);
  shares_make(b, &rows);
  shares_keep_only(b, &rows);
  if (b->decl->groups_unshown) rows.levels = 0;
  rows_fill(b, &rows);
  trim_amounts(b);
  rounding_tell(b);
  return true;
}

/* "Navn, Målgruppe og Driftsherre" */
static void append_headers(arena *a, const grid *g, GString *s) {
  for (size_t c = 0; c < g->columns; c++) {
    if (c) g_string_append(s, c + 1 == g->columns ? " og " : ", ");
    g_string_append(s, column_name(a, g->column[c].over, g->column[c].header));
  }
}

/* The sentence for those who cannot see how large a table is. */
static const char *made_summary(arena *a, const grid *g) {
  size_t rows = 0, groups = 0;
  for (size_t r = 0; r < g->rows; r++) {
    rows += g->row[r].kind == ROW_RECORD && !g->row[r].residual;
    groups += g->row[r].kind == ROW_GROUP;
  }
  char count[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)rows, 0 }, 0, count);
  GString *s = g_string_new(NULL);
  g_string_append_printf(s, "Tabellen har %s %s", count, rows == 1 ? "række" : "rækker");
  if (groups) g_string_append_printf(s, " i %u %s", (unsigned)groups, groups == 1 ? "gruppe" : "grupper");
  g_string_append_printf(s, " og %u %s: ", (unsigned)g->columns, g->columns == 1 ? "kolonne" : "kolonner");
  append_headers(a, g, s);
  if (s->str[s->len - 1] != '.') g_string_append_c(s, '.');
  char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static const char *given(const char *s) { return text_blank(s) ? NULL : s; }

static size_t cells_of(const grid *g, const grid_row *row) { return row->kind == ROW_GROUP ? 1 : g->columns; }

/* Notes in the order in which a reader meets their marks; those that no printed cell refers to are gone. */
static void order_notes(grid_build *b) {
  grid *g = b->g;
  size_t n = g->notes.n;
  grid_note *old = g->notes.v;
  uint16_t *now = g_new0(uint16_t, n + 1);
  memset(&g->notes, 0, sizeof g->notes);
  g_hash_table_remove_all(b->reasons);
  for (size_t r = 0; r < g->rows; r++) {
    for (size_t c = 0; c < cells_of(g, &g->row[r]); c++) {
      grid_cell *cell = &g->row[r].cells[c];
      if (!cell->note) continue;
      if (!now[cell->note]) now[cell->note] = note_add(b, old[cell->note - 1].text);
      cell->note = now[cell->note];
    }
  }
  g_free(now);
}

static bool grid_fill(grid_build *b) {
  if (b->decl->calculation) return grid_from_calculation(b);
  if (!b->decl->reg) return grid_from_prose(b);
  lookups_make(b);
  bool made = b->decl->cross.given ? grid_from_cross(b) : grid_from_register(b);
  lookups_free(b);
  if (!b->g->cross) gathers_free(b);
  return made;
}

static void grid_name(grid *g, arena *a, const table_decl *decl) {
  g->id = decl->id ? decl->id : "tabel";
  g->at = decl->at;
  g->caption = decl->caption;
  g->title = !text_blank(decl->title) ? decl->title : decl->caption ? inl_plain(a, decl->caption) : g->id;
  g->source = given(decl->source);
  g->remark = given(decl->note);
  for (size_t i = 0; i < decl->parameters.n; i++) {
    const table_parameter *p = &decl->parameters.v[i];
    LIST_PUSH(a, &g->parameters, ((grid_parameter){ p->name, p->text, p->is_number, p->num }));
  }
}

void grid_build_free(grid_build *b) {
  for (size_t i = 0; i < b->kept_count; i++) rational_free(b->kept[i]);
  g_free(b->kept);
  formula_work_free(b->scratch);
  g_hash_table_destroy(b->texts);
  g_hash_table_destroy(b->reasons);
  g_free(b);
}

grid_build *grid_build_new(arena *a, diag *d, const agreement *m, const table_decl *decl) {
  grid_build *b = g_new0(grid_build, 1);
  *b = (grid_build){ .a = a, .d = d, .m = m, .decl = decl, .g = ARENA_NEW(a, grid), .w = ARENA_NEW(a, grid_work), .must_know = { FIELD_NONE, FIELD_NONE } };
  b->texts = g_hash_table_new(g_str_hash, g_str_equal);
  b->reasons = g_hash_table_new(g_str_hash, g_str_equal);
  b->scratch = formula_work_new();
  grid_name(b->g, a, decl);
  return b;
}

typedef enum making_state { TO_MAKE, MAKING, MADE } making_state;
/* The tables of all documents while they are made. `order`: those that gather from others stand behind these. */
struct making {
  arena *a; diag *d; const agreement *m;
  size_t n; const table_decl **decl; grid_build **build; making_state *state;
  GHashTable *place;               /* declaration -> index + 1; lookup only */
  LIST(grid_build *) order;
};

/* A grid with all its cells, before anything is hidden; NULL: the declaration gives none. */
static grid_build *grid_begin(making *all, const table_decl *decl) {
  if (decl->reg ? decl->reg->broken : !decl->prose_rows && !decl->calculation) return NULL;
  grid_build *b = grid_build_new(all->a, all->d, all->m, decl);
  b->all = all;
  if (grid_fill(b)) return b;
  grid_build_free(b);
  return NULL;
}

grid *grid_end(grid_build *b) {
  grid *g = b->g;
  if (b->decl->reg && !g->cross) {
    size_t all = g->columns, *to = g_new(size_t, all + 1), *at = ARENA_ARRAY(b->a, size_t, all + 1);
    drop_unshown(b, to, at);
    origin_keep(b, at, all);
    g_free(to);
  }
  if (b->decl->reg) set_labels(g);
  carry_set(b);
  order_notes(b);
  g->summary = given(b->decl->summary) ? b->decl->summary : made_summary(b->a, g);
  grid_build_free(b);
  return g;
}

/* ---- all tables ---- */

static void make_one(making *all, size_t i) {
  if (all->state[i] != TO_MAKE) return;
  all->state[i] = MAKING;
  all->build[i] = grid_begin(all, all->decl[i]);
  all->state[i] = MADE;
  if (all->build[i] && all->decl[i]->reg) LIST_PUSH(all->a, &all->order, all->build[i]);
}

const grid_build *making_build(making *all, const table_decl *decl, span at) {
  size_t i = GPOINTER_TO_SIZE(g_hash_table_lookup(all->place, decl));
  if (!i--) return NULL;                                           /* of a document that is not made */
  if (all->state[i] == MAKING) { DIAG_SAY(all->d, TABLE_GATHER_CIRCLE, at, decl->title); return NULL; }
  make_one(all, i);
  return all->build[i];
}

/* Tables from registers first: texts in a table that is written out may print their figures. */
static void make_all(making *all, bool prose) {
  for (size_t i = 0; i < all->n; i++)
    if (!all->decl[i]->reg == prose) make_one(all, i);
}

static making *making_new(arena *a, diag *d, const agreement *m, const document *const *docs, size_t n) {
  making *all = ARENA_NEW(a, making);
  *all = (making){ .a = a, .d = d, .m = m, .place = g_hash_table_new(NULL, NULL) };
  size_t tables = 0;
  for (size_t i = 0; i < n; i++) tables += docs[i]->tables.n;
  all->decl = ARENA_ARRAY(a, const table_decl *, tables + 1);
  all->build = ARENA_ARRAY(a, grid_build *, tables + 1);
  all->state = ARENA_ARRAY(a, making_state, tables + 1);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < docs[i]->tables.n; k++) {
      all->decl[all->n++] = docs[i]->tables.v[k];
      g_hash_table_insert(all->place, docs[i]->tables.v[k], GSIZE_TO_POINTER(all->n));
    }
  return all;
}

static block *table_block(block *b, const char *id) {
  for (block *x = b ? b->first : NULL; x; x = x->next) {
    block *found = x->kind == BLOCK_TABLE && !strcmp(x->table_id, id) ? x : table_block(x, id);
    if (found) return found;
  }
  return NULL;
}

/* Is the table one that readers see? One that is empty for the record its document is made for is left out, label and all. */
static bool published(const document *doc, const grid_build *b) {
  if (b->decl->unprinted) return false;
  bool empty = doc->for_record && !b->g->rows;
  if (!empty && !doc->conditions.n) return true;
  block *at = table_block(doc->body, b->g->id);
  if (!empty) return at != NULL;
  if (at) block_remove(at);
  return false;
}

/* The grids of n documents, of which small numbers are hidden in all together. */
static grid_set **sets_make(arena *a, diag *d, const agreement *m, const document *const *docs, size_t n) {
  grid_set **sets = ARENA_ARRAY(a, grid_set *, n + 1);
  making *all = making_new(a, d, m, docs, n);
  size_t at = 0;
  make_all(all, false);
  if (all->order.n) grids_suppress(all->order.v, all->order.n);
  for (size_t i = 0; i < n; i++) quantities_make(a, d, docs[i], all->order.v, all->order.n);
  make_all(all, true);
  for (size_t i = 0; i < n; i++) {
    sets[i] = ARENA_NEW(a, grid_set);
    for (size_t k = 0; k < docs[i]->tables.n; k++, at++) {
      grid_build *b = all->build[at];
      if (!b) continue;
      bool shown = published(docs[i], b);
      grid *g = grid_end(b);
      if (shown) LIST_PUSH(a, &sets[i]->grids, g);
    }
    sheets_name(a, sets[i]);
    pictures_make(a, d, docs[i], sets[i]);
    table_check_doubles(d, sets[i]);
  }
  g_hash_table_destroy(all->place);
  return sets;
}

grid_set **table_make_all(arena *a, diag *d, const agreement *m) {
  const document **docs = ARENA_ARRAY(a, const document *, m->documents.n + 1);
  for (size_t i = 0; i < m->documents.n; i++) docs[i] = m->documents.v[i];
  models_check(a, d, m);
  return sets_make(a, d, m, docs, m->documents.n);
}

grid_set *table_make(arena *a, diag *d, const agreement *m, const document *doc) { return sets_make(a, d, m, &doc, 1)[0]; }

const grid *grid_lookup(const grid_set *s, const char *id) {
  for (size_t i = 0; i < s->grids.n; i++)
    if (!strcmp(s->grids.v[i]->id, id)) return s->grids.v[i];
  return NULL;
}
