/* Cells: one value becomes what is printed, and what a worksheet counts with. Both come from here, so they cannot disagree.
 * Equal texts are one pointer: columns repeat their words, and whoever shapes or stores them may ask by address. */
#include "table/table_int.h"

#include <string.h>

static const char NOT_STATED[] = "ikke oplyst", NOT_RELEVANT[] = "ikke relevant", PENDING[] = "uafklaret", HIDDEN[] = "skjult";

const char *text_intern(grid_build *b, const char *s) {
  const char *known = g_hash_table_lookup(b->texts, s);
  if (known) return known;
  char *kept = arena_strdup(b->a, s);
  g_hash_table_insert(b->texts, kept, kept);
  return kept;
}

/* ---- texts of known values ---- */

/* The name of a record on the table's day; without one, as it is now. */
static const char *name_on(const grid_build *b, const record *r) {
  static const char *const keys[] = { "navn", "titel" };
  for (size_t k = 0; b->decl->day.year && k < G_N_ELEMENTS(keys); k++)
    for (size_t i = 0; i < r->reg->def->count; i++) {
      if (strcmp(r->reg->def->fields[i].key, keys[k]) != 0) continue;
      const value *v = record_value_on(b->m, r, i, b->decl->day);
      if (v->kind == VALUE_KNOWN && v->text) return v->text;
    }
  return record_name(r);
}

static const char *name_of(const value *v) {
  return v->target ? record_name(v->target) : v->text ? v->text : "";
}

/* What stands in the cell for a reference: what has taken the record's place on the table's day, by the name it has then. */
static const char *shown_name(const grid_build *b, const value *v) {
  return v->target ? name_on(b, record_on(v->target, b->decl->day)) : name_of(v);
}

/* Is item i the successor of what an earlier item was, or that itself? */
static bool listed_before(const grid_build *b, const value *list, size_t i) {
  const record *own = list->list.v[i].target;
  for (size_t k = 0; own && k < i; k++)
    if (list->list.v[k].target && record_on(list->list.v[k].target, b->decl->day) == record_on(own, b->decl->day)) return true;
  return false;
}

/* One item of REFS or TEXTS, as it is compared. */
static const char *item_text(const field_def *f, const value *list, size_t i) {
  const value *item = &list->list.v[i];
  return f->type == FIELD_REFS ? name_of(item) : item->text ? item->text : "";
}

/* Names or texts with commas between; semicolons when one of them holds a comma itself. */
static const char *joined(grid_build *b, const field_def *f, const value *v) {
  const char *between = ", ";
  GString *all = g_string_new(NULL);
  for (int pass = 0; pass < 2; pass++) {
    g_string_truncate(all, 0);
    bool comma = false;
    for (size_t i = 0; i < v->list.n; i++) {
      const char *text = f->type == FIELD_REFS ? shown_name(b, &v->list.v[i]) : item_text(f, v, i);
      if (!*text || (f->type == FIELD_REFS && listed_before(b, v, i))) continue;
      comma = comma || strchr(text, ',') != NULL;
      g_string_append_printf(all, "%s%s", all->len ? between : "", text);
    }
    if (!comma) break;
    between = "; ";
  }
  const char *kept = text_intern(b, all->str);
  g_string_free(all, TRUE);
  return kept;
}

/* Prose of a register as one line: lines and runs of blanks become one blank. */
static const char *folded(grid_build *b, const char *s) {
  GString *line = g_string_new(NULL);
  bool gap = false;
  for (; s && *s; s = utf8_next(s)) {
    if (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r') { gap = line->len > 0; continue; }
    if (gap) g_string_append_c(line, ' ');
    gap = false;
    g_string_append_len(line, s, utf8_next(s) - s);
  }
  const char *kept = text_intern(b, line->str);
  g_string_free(line, TRUE);
  return kept;
}

/* A year has no point between thousands: 2023. */
static const char *year_text(grid_build *b, number n) {
  char buf[32];
  g_snprintf(buf, sizeof buf, "%" G_GINT64_FORMAT, n.mantissa);
  return text_intern(b, buf);
}

const char *number_text(grid_build *b, number n, unsigned decimals) {
  char buf[NUMBER_TEXT_MAX];
  number_format(n, decimals, buf);
  return text_intern(b, buf);
}

const char *value_text(grid_build *b, const field_def *f, const value *v, unsigned decimals) {
  switch (f->type) {
    case FIELD_INT: return number_text(b, v->num, 0);
    case FIELD_YEAR: return year_text(b, v->num);
    case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: return number_text(b, v->num, decimals);
    case FIELD_DATE: return text_intern(b, date_text(b->a, v->day));
    case FIELD_BOOL: return v->yes ? "ja" : "nej";
    case FIELD_REF: return text_intern(b, shown_name(b, v));
    case FIELD_REFS: case FIELD_TEXTS: return joined(b, f, v);
    case FIELD_PROSE: return folded(b, v->node ? v->node->text : v->text);
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: return v->text ? text_intern(b, v->text) : "";
    case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: return "";
  }
  return "";
}

/* ---- notes ---- */

/* a … z, aa, ab … */
static const char *mark_text(arena *a, size_t index) {
  char back[8];
  size_t k = sizeof back - 1;
  back[k] = '\0';
  for (size_t i = index + 1; i && k; i = (i - 1) / 26) back[--k] = (char)('a' + (i - 1) % 26);
  return arena_strdup(a, back + k);
}

uint16_t note_add(grid_build *b, const char *text) {
  gpointer known = g_hash_table_lookup(b->reasons, text);
  if (known) return (uint16_t)GPOINTER_TO_UINT(known);
  size_t n = b->g->notes.n;
  if (n >= UINT16_MAX) return 0;
  char *kept = arena_strdup(b->a, text);
  LIST_PUSH(b->a, &b->g->notes, ((grid_note){ mark_text(b->a, n), kept }));
  g_hash_table_insert(b->reasons, kept, GUINT_TO_POINTER((guint)n + 1));
  return (uint16_t)(n + 1);
}

const char *sentence(arena *a, const char *s) {
  size_t n = strlen(s);
  return n && strchr(".!?", s[n - 1]) ? s : arena_printf(a, "%s.", s);
}

/* The reason is written to follow "fordi", so the note is that sentence. */
const char *note_from_reason(arena *a, value_kind kind, const char *reason) {
  return arena_printf(a, kind == VALUE_PENDING ? "Uafklaret: %s" : "Ikke oplyst, fordi %s", sentence(a, reason));
}

/* ---- cells ---- */

void cell_missing(cell_kind kind, grid_cell *out) {
  *out = (grid_cell){ .kind = (uint8_t)kind };
  switch (kind) {
    case CELL_NOT_RELEVANT: out->text = NOT_RELEVANT; return;
    case CELL_PENDING: out->text = PENDING; return;
    case CELL_HIDDEN: out->text = HIDDEN; return;
    case CELL_NOT_STATED: case CELL_TEXT: case CELL_NUMBER: case CELL_DATE: out->text = NOT_STATED; return;
  }
}

static void set_missing(grid_build *b, const value *v, grid_cell *out) {
  cell_missing(v->kind == VALUE_NOT_RELEVANT ? CELL_NOT_RELEVANT : v->kind == VALUE_PENDING ? CELL_PENDING : CELL_NOT_STATED, out);
  if ((v->kind == VALUE_NOT_STATED || v->kind == VALUE_PENDING) && !text_blank(v->text))
    out->note = note_add(b, note_from_reason(b->a, v->kind, v->text));
}

void cell_from_value(grid_build *b, const field_def *f, const value *v, unsigned decimals, grid_cell *out) {
  if (v->kind != VALUE_KNOWN) { set_missing(b, v, out); return; }
  out->text = value_text(b, f, v, decimals);
  out->kind = CELL_TEXT;
  switch (column_type_of(f->type)) {
    case COLUMN_INT: case COLUMN_YEAR: case COLUMN_NUMBER: case COLUMN_AMOUNT: case COLUMN_PERCENT:
      out->kind = CELL_NUMBER;
      out->num = v->num;
      out->decimals = (uint8_t)decimals;
      break;
    case COLUMN_DATE:
      out->kind = CELL_DATE;
      out->day = v->day;
      break;
    case COLUMN_TEXT:
      if (text_blank(out->text)) { out->kind = CELL_NOT_STATED; out->text = NOT_STATED; }
      break;
  }
}

void cell_from_number(grid_build *b, column_type t, number n, unsigned decimals, grid_cell *out) {
  out->kind = CELL_NUMBER;
  out->num = n;
  out->decimals = (uint8_t)decimals;
  out->text = t == COLUMN_YEAR ? year_text(b, n) : number_text(b, n, decimals);
}

void number_cell(grid_build *b, size_t row, grid_cell *out) {
  out->kind = CELL_NUMBER;
  out->num = (number){ (int64_t)row, 0 };
  out->text = number_text(b, out->num, 0);
}

/* ---- order ---- */

static const char *order_text(const field_def *f, const value *v) {
  if (f->type == FIELD_REF) return name_of(v);
  if (f->type == FIELD_PROSE) return v->node && v->node->text ? v->node->text : "";
  return v->text ? v->text : "";
}

/* Lists compare item by item, so that "Faxe, Greve" stands between "Faxe" and "Greve". */
static int list_compare(const field_def *f, const value *x, const value *y) {
  for (size_t i = 0; i < x->list.n && i < y->list.n; i++) {
    const char *s = item_text(f, x, i), *t = item_text(f, y, i);
    int c = strcmp(s, t) == 0 ? 0 : text_collate(s, t);
    if (c) return c;
  }
  return x->list.n == y->list.n ? 0 : x->list.n < y->list.n ? -1 : 1;
}

/* Known values first, then those that are not stated, not relevant, open. */
static int order_of_kind(const value *v) {
  switch (v->kind) {
    case VALUE_KNOWN: return 0;
    case VALUE_ABSENT: case VALUE_NOT_STATED: case VALUE_BROKEN: return 1;
    case VALUE_NOT_RELEVANT: return 2;
    case VALUE_PENDING: return 3;
  }
  return 1;
}

int value_compare(const field_def *f, const value *x, const value *y) {
  int kind_x = order_of_kind(x), kind_y = order_of_kind(y);
  if (kind_x || kind_y) return kind_x - kind_y;
  switch (f->type) {
    case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: return number_compare(x->num, y->num);
    case FIELD_DATE: return date_compare(x->day, y->day);
    case FIELD_BOOL: return (int)y->yes - (int)x->yes;
    case FIELD_REFS: case FIELD_TEXTS: return list_compare(f, x, y);
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: case FIELD_REF: case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES:
    case FIELD_BLOCKS: case FIELD_NODE: break;
  }
  const char *s = order_text(f, x), *t = order_text(f, y);
  return strcmp(s, t) == 0 ? 0 : text_collate(s, t);
}
