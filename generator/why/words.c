/* Words for people: records, lookups, roundings, rows. */
#include "why/why_int.h"

#include <string.h>

const char *way_words(why_way w) {
  switch (w) {
    case WHY_PUT_IN: return "sat ind";
    case WHY_WORKED_OUT: return "regnet ud";
    case WHY_BY_RULE: return "efter regel";
    case WHY_SHARED: return "fordelt";
    case WHY_ADDED: return "lagt sammen";
    case WHY_GATHERED: return "samlet";
    case WHY_COUNTED: return "talt op";
    case WHY_HIDDEN: return "skjult";
    case WHY_MISSING: return "mangler";
  }
  return "";
}

const char *rounding_said(arena *a, int decimals) {
  if (decimals == FORMULA_EXACT) return NULL;
  if (!decimals) return "til hele tal; en halv rundes væk fra nul";
  return arena_printf(a, "til %d %s; en halv rundes væk fra nul", decimals, decimals == 1 ? "decimal" : "decimaler");
}

const char *shown_with_unit(arena *a, const char *text, const char *unit) { return text_blank(unit) ? text : arena_printf(a, "%s %s", text, unit); }

const char *value_words(arena *a, const value *v, const field_def *f) {
  char text[NUMBER_TEXT_MAX];
  if (v->kind != VALUE_KNOWN) return v->kind == VALUE_NOT_RELEVANT ? "ikke relevant" : "ikke oplyst";
  switch (f->type) {
    case FIELD_INT: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
      number_format(v->num, v->num.decimals, text);
      return shown_with_unit(a, arena_strdup(a, text), f->unit ? f->unit : f->type == FIELD_PERCENT ? "%" : f->type == FIELD_AMOUNT ? "kr." : NULL);
    case FIELD_TEXT: case FIELD_ID: case FIELD_YEAR: case FIELD_DATE: case FIELD_BOOL: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS: case FIELD_TEXTS:
    case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: break;
  }
  return v->text ? v->text : "";
}

const char *place_words(why_job *j, span at) { return at.file ? diag_place(j->a, j->d, at) : NULL; }

/* ---- records ---- */

static void add_word(GString *s, const char *word) { g_string_append_printf(s, "%s%s", s->len ? ", " : "", word); }

/* The offer of a service, before the service's own name. */
static void add_reference(GString *s, const value *v) {
  const record *to = v->target, *offer = to ? offer_of(to) : NULL;
  if (offer && offer != to) add_word(s, record_name(offer));
  add_word(s, to ? record_name(to) : v->text);
}

static void add_field(arena *a, GString *s, const field_def *f, const value *v) {
  if (v->kind != VALUE_KNOWN) return;
  switch (f->type) {
    case FIELD_REF: add_reference(s, v); return;
    case FIELD_YEAR:
      if (!strcmp(f->key, "til år")) g_string_append_printf(s, " til %s", v->text);
      else add_word(s, v->text);
      return;
    case FIELD_INT:
      if (!strcmp(f->key, "kvartal") && !v->num.mantissa) add_word(s, "hele året");
      else add_word(s, arena_printf(a, "%s %s", f->key, v->text));
      return;
    case FIELD_DATE: add_word(s, date_text(a, v->day)); return;
    case FIELD_TEXT: case FIELD_CHOICE: add_word(s, v->text); return;
    case FIELD_ID: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: case FIELD_BOOL: case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE:
    case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: return;
  }
}

/* What a record must have is what tells it from the others. */
const char *record_words(arena *a, const record *x) {
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < x->reg->def->count; i++)
    if (x->reg->def->fields[i].required) add_field(a, s, &x->reg->def->fields[i], &x->values[i]);
  const char *words = arena_printf(a, "%s: %s", x->reg->def->name, s->len ? s->str : x->id);
  g_string_free(s, TRUE);
  return words;
}

const char *lookup_words(arena *a, const table_lookup *l) {
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < l->where.n; i++) {
    const table_match *m = &l->where.v[i];
    g_string_append_printf(s, "%s%s = %s%s", i ? " og " : "", m->field.text, m->literal ? "" : "rækkens ", m->literal ? m->literal : m->path.text);
  }
  const char *first = l->first.text ? arena_printf(a, "den post, »%s« nævner, ellers ", l->first.text) : "";
  const char *words = arena_printf(a, "»%s«: %sden post i registret %s, hvor %s", l->name, first, l->reg->def->name, s->str);
  g_string_free(s, TRUE);
  return words;
}

/* ---- columns and rows ---- */

const char *column_words(arena *a, const grid *g, size_t column) {
  const grid_column *k = &g->column[column];
  if (!k->over || !strcmp(k->over, k->title)) return k->title;
  return arena_printf(a, g_ascii_isdigit(*k->title) ? "%s %s" : "%s, %s", k->over, k->title);
}

/* Equal names get equal numbers; returns how many different ones there are. */
static size_t count_names(const char *const *name, size_t n) {
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < n; i++)
    if (name[i]) g_hash_table_add(seen, (gpointer)(uintptr_t)name[i]);
  size_t count = g_hash_table_size(seen);
  g_hash_table_destroy(seen);
  return count;
}

static bool is_record(const grid_row *row) { return row->kind == ROW_RECORD; }

/* The same names with the group of a level, or the text of a column, behind; of records alone. */
static const char **names_with(arena *a, const grid *g, const char *const *name, size_t level, size_t column) {
  const char **out = ARENA_ARRAY(a, const char *, g->rows + 1), *group = NULL;
  for (size_t r = 0; r < g->rows; r++) {
    const grid_row *row = &g->row[r];
    if (row->kind == ROW_GROUP && row->level == level) group = row->cells[0].text;
    if (!name[r] || !is_record(row)) { out[r] = name[r]; continue; }
    const grid_cell *c = level ? NULL : &row->cells[column];
    const char *more = level ? group : c->kind == CELL_TEXT ? c->text : NULL;
    out[r] = more ? arena_printf(a, "%s, %s", name[r], more) : name[r];
  }
  return out;
}

const char **row_names(arena *a, const grid *g) {
  const char **name = ARENA_ARRAY(a, const char *, g->rows + 1);
  size_t header = 0, records = 0;
  while (header + 1 < g->columns && !g->column[header].row_header) header++;
  for (size_t r = 0; r < g->rows; r++) {
    if (g->row[r].kind != ROW_GROUP) name[r] = g->row[r].cells[header].text;
    records += g->row[r].kind != ROW_GROUP;
  }
  size_t known = count_names(name, g->rows);
  for (size_t i = 1; i <= g->group_levels + g->columns && known < records; i++) {
    const size_t column = i > g->group_levels ? i - g->group_levels - 1 : 0;
    if (i > g->group_levels && (column == header || g->column[column].type != COLUMN_TEXT)) continue;
    const char **longer = names_with(a, g, name, i <= g->group_levels ? i : 0, column);
    const size_t now = count_names(longer, g->rows);
    if (now > known) { name = longer; known = now; }
  }
  return name;
}
