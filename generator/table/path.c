/* Paths: "navn", "tilbud.driftsherre.navn", "ny.takst". Each step but the last goes through a reference to another record; the first may
 * be a lookup, which is a record beside the row. Read once for a table, then followed for each row. */
#include "table/table_int.h"

#include <string.h>

static const value absent = { .kind = VALUE_ABSENT }, broken = { .kind = VALUE_BROKEN };

static size_t field_index(const shape_def *def, const char *key) {
  for (size_t i = 0; i < def->count; i++)
    if (!strcmp(def->fields[i].key, key)) return i;
  return FIELD_NONE;
}

/* The lookup that the first part names; 0 = none. */
static size_t lookup_named(const grid_build *b, const char *part) {
  for (size_t i = 0; i < b->decl->lookups.n; i++)
    if (!strcmp(b->decl->lookups.v[i].name, part)) return i + 1;
  return 0;
}

/* The register that a step leads to; NULL after a report. */
static const reg *next_register(grid_build *b, const shape_def *def, const field_def *f, span at) {
  if (f->type != FIELD_REF) {
    DIAG_SAY(b->d, TABLE_PATH_NO_REFERENCE, at, f->key, def->name);
    return NULL;
  }
  return model_register(b->m, f->target);
}

bool path_read(grid_build *b, const reg *r, bool lookups, const char *text, span at, path *out) {
  *out = (path){ .text = text };
  if (lookups && b->decl->day.year) { out->m = b->m; out->day = b->decl->day; }
  if (text_blank(text) || !r) return false;
  char **parts = g_strsplit(text, ".", -1);
  size_t k = 0;
  bool good = true;
  if (lookups && parts[1] && field_index(r->def, parts[0]) == FIELD_NONE) {
    out->lookup = lookup_named(b, parts[0]);
    if (out->lookup) { r = b->decl->lookups.v[out->lookup - 1].reg; k = 1; }
    good = r != NULL;
  }
  for (; good && parts[k]; k++) {
    out->def = r->def;
    if (!strcmp(parts[k], "id") && !parts[k + 1] && field_index(r->def, "id") == FIELD_NONE) break;
    size_t i = field_index(r->def, parts[k]);
    good = i != FIELD_NONE && out->n < PATH_STEPS;
    if (!good) {
      field_report_unknown(b, r->def, parts[k], at);
      break;
    }
    out->step[out->n++] = i;
    if (!parts[k + 1]) out->field = &r->def->fields[i];
    else {
      r = next_register(b, r->def, &r->def->fields[i], at);
      good = r != NULL;
    }
  }
  g_strfreev(parts);
  return good;
}

bool path_read_shown(grid_build *b, const char *text, span at, path *out) {
  if (!path_read(b, b->decl->reg, true, text, at, out)) return false;
  if (out->field && field_fits_cell(out->field->type)) return true;
  DIAG_SAY(b->d, TABLE_FIELD_NOT_SHOWN, at, out->def->name, out->field ? out->field->key : "id");
  return false;
}

const record *path_start(const path *p, const row_pick *r) { return p->lookup ? r->found[p->lookup - 1] : r->record; }

/* What step i of a path finds in its record. */
static const value *step_value(const path *p, const record *r, size_t i) {
  return p->m ? record_value_on(p->m, r, p->step[i], p->day) : &r->values[p->step[i]];
}

const value *path_value_of(const path *p, const record *r) {
  if (!r) return &absent;
  for (size_t i = 0; i < p->n; i++) {
    const value *v = step_value(p, r, i);
    if (i + 1 == p->n && p->field) return v;
    if (v->kind != VALUE_KNOWN) return v;
    r = v->target;
    if (!r) return &broken;
  }
  return &absent;
}

const value *path_value(const path *p, const row_pick *r) { return path_value_of(p, path_start(p, r)); }

const record *path_end(const path *p, const row_pick *r) {
  const record *at = path_start(p, r);
  for (size_t i = 0; at && i + 1 < p->n; i++) {
    const value *v = step_value(p, at, i);
    at = v->kind == VALUE_KNOWN ? v->target : NULL;
  }
  return at;
}

/* Equal figures have one writing, however many decimals content gave them. */
static void add_number(GString *key, number n) {
  char digits[24], *at = digits + sizeof digits;
  while (n.decimals && n.mantissa % 10 == 0) { n.mantissa /= 10; n.decimals--; }
  bool negative = n.mantissa < 0;
  for (uint64_t left = negative ? 0 - (uint64_t)n.mantissa : (uint64_t)n.mantissa; left || at == digits + sizeof digits; left /= 10) *--at = (char)('0' + left % 10);
  if (negative) *--at = '-';
  g_string_append_len(key, at, digits + sizeof digits - at);
  g_string_append_c(key, '/');
  g_string_append_c(key, (char)('0' + n.decimals));                /* at most 18: a sign of its own each */
}

/* A record as eleven signs of its address: its id is far away in memory, and keys are only held up against each other. */
static bool add_record(GString *key, const record *r) {
  char signs[12];
  size_t n = 0;
  for (uintptr_t left = (uintptr_t)r; left; left >>= 6) signs[n++] = (char)(' ' + 1 + (left & 63));
  signs[n++] = '\n';
  g_string_append_len(key, signs, (gssize)n);
  return r != NULL;
}

static bool add_value(GString *key, const path *p, const value *v) {
  if (v->kind != VALUE_KNOWN) return false;
  if (p->by_record && p->field->type == FIELD_REF) return add_record(key, v->target);
  switch (p->field->type) {
    case FIELD_INT: case FIELD_YEAR: add_number(key, (number){ v->num.mantissa + p->shift, v->num.decimals }); break;
    case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT: add_number(key, v->num); break;
    case FIELD_DATE: add_number(key, (number){ date_serial(v->day), 0 }); break;
    case FIELD_BOOL: g_string_append_c(key, v->yes ? 'j' : 'n'); break;
    case FIELD_TEXT: case FIELD_ID: case FIELD_CHOICE: case FIELD_REF: g_string_append(key, v->text ? v->text : ""); break;
    case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE: case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS: case FIELD_NODE: return false;
  }
  g_string_append_c(key, '\n');
  return true;
}

bool path_key(const path *p, const record *start, GString *key) {
  if (!start) return false;
  if (p->field) return add_value(key, p, path_value_of(p, start));
  for (size_t i = 0; i < p->n; i++) {                              /* ends in "id" */
    const value *v = step_value(p, start, i);
    start = v->kind == VALUE_KNOWN ? v->target : NULL;
    if (!start) return false;
  }
  if (p->by_record) return add_record(key, start);
  g_string_append(key, start->id);
  g_string_append_c(key, '\n');
  return true;
}
