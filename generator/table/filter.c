/* Filters and the literals of lookups: one field, or what a path leads to, equals one value. A list (offers' "lister", a person's offices) fits when it holds the value.
 * References fit by the record's name or its id. A filter that nothing fits is nearly always a misspelling, so it is a mistake. */
#include "table/table_int.h"

#include <string.h>

static bool same(const char *a, const char *b) { return a && b && !strcmp(a, b); }

static bool item_fits(const wanted *w, const value *v, bool ref) {
  if (ref && v->target && same(record_name(v->target), w->text)) return true;
  return same(v->text, w->text);
}

static bool known_fits(const wanted *w, const value *v) {
  switch (w->field->type) {
    case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: return !number_compare(v->num, w->num);
    case FIELD_DATE: return w->day.month ? !date_compare(v->day, w->day) : v->day.year == w->day.year;
    case FIELD_BOOL: return v->yes == w->yes;
    case FIELD_REF: return item_fits(w, v, true);
    case FIELD_REFS: case FIELD_TEXTS:
      for (size_t i = 0; i < v->list.n; i++)
        if (item_fits(w, &v->list.v[i], w->field->type == FIELD_REFS)) return true;
      return false;
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: return same(v->text, w->text);
    case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: return false;
  }
  return false;
}

bool wanted_fits(const wanted *w, const value *v) {
  if (w->kind == VALUE_NOT_STATED) return v->kind == VALUE_NOT_STATED || v->kind == VALUE_ABSENT;
  if (w->kind == VALUE_NOT_RELEVANT) return v->kind == VALUE_NOT_RELEVANT;
  return v->kind == VALUE_KNOWN && known_fits(w, v);
}

/* A text that may hold a unit: "2.431,50 kr.", "95,5 %". */
static bool read_number(const char *s, number *out) {
  size_t n = strlen(s);
  if (g_str_has_suffix(s, "kr.")) n -= 3;
  else if (g_str_has_suffix(s, "%")) n -= 1;
  return number_parse(s, n, out) == NUMBER_OK;
}

static bool read_year(const char *s, date *out) {
  number n;
  if (strlen(s) != 4 || number_parse(s, 4, &n) != NUMBER_OK || n.decimals) return false;
  *out = (date){ .year = (int16_t)n.mantissa };
  return true;
}

/* Reads the value as the field's type. */
bool wanted_read(grid_build *b, const field_def *f, const char *text, span at, wanted *out) {
  const char *s = text ? text : "", *example = NULL;
  *out = (wanted){ .field = f, .text = s };
  out->kind = !strcmp(s, "ikke oplyst") ? VALUE_NOT_STATED : !strcmp(s, "ikke relevant") ? VALUE_NOT_RELEVANT : VALUE_KNOWN;
  if (out->kind != VALUE_KNOWN) return true;
  switch (f->type) {
    case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
      if (!read_number(s, &out->num)) example = f->type == FIELD_INT ? "12" : f->type == FIELD_YEAR ? "2023" : "95,5";
      break;
    case FIELD_DATE:
      if (read_year(s, &out->day)) break;                          /* all days of the year */
      if (!date_parse(s, strlen(s), &out->day)) example = "06-09-2026";
      break;
    case FIELD_BOOL:
      out->yes = !strcmp(s, "ja");
      if (!out->yes && strcmp(s, "nej") != 0) example = "ja";
      break;
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE:
    case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE:
      break;
  }
  if (example) DIAG_SAY(b->d, TABLE_FILTER_VALUE, at, f->key, s, example);
  return !example;
}

static void add_candidate(GHashTable *seen, GPtrArray *list, const char *s) {
  if (text_blank(s) || !g_hash_table_add(seen, (gpointer)(uintptr_t)s)) return;
  g_ptr_array_add(list, (gpointer)(uintptr_t)s);
}

/* The nearest value that does stand in the field, for "mente du …?". */
static const char *nearest_value(const wanted *w, const path *p, const row_pick *rows, size_t count) {
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new();
  field_type t = w->field->type;
  for (size_t i = 0; i < count; i++) {
    const value *v = path_value(p, &rows[i]);
    if (v->kind != VALUE_KNOWN) continue;
    if (t == FIELD_REF) add_candidate(seen, list, v->target ? record_name(v->target) : v->text);
    else if (t == FIELD_TEXT || t == FIELD_CHOICE) add_candidate(seen, list, v->text);
    else if (t == FIELD_REFS || t == FIELD_TEXTS)
      for (size_t k = 0; k < v->list.n; k++) {
        const value *item = &v->list.v[k];
        add_candidate(seen, list, t == FIELD_REFS && item->target ? record_name(item->target) : item->text);
      }
  }
  const char *near = text_nearest(w->text, (const char *const *)list->pdata, list->len);
  g_ptr_array_free(list, TRUE);
  g_hash_table_destroy(seen);
  return near ? near : "";
}

static size_t filter_by(grid_build *b, const char *field, const char *literal, span field_at, span at, bool may_be_none, row_pick *rows, size_t count) {
  path p;
  wanted w;
  if (!path_read_shown(b, field, field_at, &p) || !wanted_read(b, p.field, literal, at, &w)) return count;
  size_t kept = 0;
  bool broken = false;
  for (size_t i = 0; i < count; i++) broken = broken || path_value(&p, &rows[i])->kind == VALUE_BROKEN;
  for (size_t i = 0; i < count; i++)
    if (wanted_fits(&w, path_value(&p, &rows[i]))) rows[kept++] = rows[i];
  if (!kept && count && !broken && !may_be_none)                           /* nothing was moved */
    DIAG_SAY(b->d, TABLE_FILTER_NO_MATCH, at, p.def->name, w.field->key, w.text, nearest_value(&w, &p, rows, count));
  return kept;
}

static size_t filter_match(grid_build *b, const table_match *m, row_pick *rows, size_t count) {
  return filter_by(b, m->field.text, m->literal, m->field.at, m->literal_at.line ? m->literal_at : m->field.at, m->may_be_none || b->decl->is_check, rows, count);
}

static bool begins_at_lookup(const table_decl *decl, const char *text) {
  size_t n = strcspn(text, ".");
  for (size_t i = 0; text[n] && i < decl->lookups.n; i++)
    if (!strncmp(decl->lookups.v[i].name, text, n) && !decl->lookups.v[i].name[n]) return true;
  return false;
}

size_t rows_filter(grid_build *b, row_pick *rows, size_t count, bool by_lookups) {
  const table_decl *decl = b->decl;
  if (!decl->filters.n && decl->filter_field)
    return by_lookups ? count : filter_by(b, decl->filter_field, decl->filter_value, decl->at, decl->at, false, rows, count);
  for (size_t i = 0; i < decl->filters.n; i++) {
    const table_match *m = &decl->filters.v[i];
    if (begins_at_lookup(decl, m->field.text) == by_lookups) count = filter_match(b, m, rows, count);
  }
  return count;
}

size_t rows_only(grid_build *b, row_pick *rows, size_t count) {
  for (size_t i = 0; i < b->decl->only.n; i++) count = filter_match(b, &b->decl->only.v[i], rows, count);
  return count;
}
