/* The file: which of its columns is what, by the agreement's `afstemning` or by usual headings; cells are read by load/, so that encodings, places and
 * mistakes are those of any register. Two columns that may be the same thing are told; columns nobody asks for are passed over. */
#include "reconcile/reconcile_int.h"

#include <string.h>

#define HEADINGS_MAX 8
static const struct { const char *key, *name; field_type type; const char *usual[HEADINGS_MAX]; } fields[RECONCILE_FIELDS] = {
  [RECONCILE_PORTAL] = { "tilbudsportal-id", "Tilbudsportal-id", FIELD_TEXT, { "Tilbudsportal-id", "Tilbudsportal ID", "TilbudsID", "Tilbuds-id", "Tilbuds ID", "ID på Tilbudsportalen", "Tilbudsportalens ID" } },
  [RECONCILE_COMPANY] = { "cvr", "CVR-nummer", FIELD_TEXT, { "CVR-nummer", "CVR", "CVR-nr.", "CVR-nr", "CVR nr.", "CVR nr", "CVR nummer" } },
  [RECONCILE_UNIT] = { "p-nummer", "P-nummer", FIELD_TEXT, { "P-nummer", "P-nr.", "P-nr", "P nr.", "P nr", "P nummer", "Produktionsnummer" } },
  [RECONCILE_NAME] = { "navn", "Navn", FIELD_TEXT, { "Tilbudets navn", "Tilbuddets navn", "Tilbud", "Navn", "Tilbudsnavn", "Navn på tilbud" } },
  [RECONCILE_PARAGRAPH] = { "paragraf", "Paragraf", FIELD_TEXT, { "Paragraf", "Paragraffer", "§", "Lovgrundlag" } },
  [RECONCILE_PLACES] = { "pladser", "Pladser", FIELD_NUMBER, { "Pladser", "Antal pladser", "Normerede pladser", "Godkendte pladser", "Pladstal" } },
  [RECONCILE_SERVICE] = { "ydelse", "Ydelse", FIELD_TEXT, { "Ydelse", "Ydelsens navn", "Ydelsesnavn" } },
  [RECONCILE_TARIFF] = { "takst", "Takst", FIELD_AMOUNT, { "Takst", "Takst pr. døgn", "Takst pr. dag", "Takst pr. enhed", "Døgntakst", "Dagtakst", "Pris pr. døgn", "Døgnpris" } },
  [RECONCILE_OCCUPANCY] = { "belægning", "Belægning", FIELD_PERCENT, { "Belægning", "Belægningsprocent", "Belægningsgrad", "Belægning i procent" } },
};

const char *reconcile_field_name(reconcile_field f) { return fields[f].name; }

typedef struct heading { const char *text, *folded; reconcile_field field; span at; bool given; } heading;      /* at: in aftale.yaml; line 0 = a usual one */
typedef LIST(heading) headings;

/* Another field's heading that is the same but for signs and blanks. */
static const heading *rival(const headings *all, const char *folded, reconcile_field f) {
  for (size_t i = 0; i < all->n; i++)
    if (all->v[i].field != f && !strcmp(all->v[i].folded, folded)) return &all->v[i];
  return NULL;
}

static void add_said(arena *a, diag *d, const value *list, reconcile_field f, headings *all) {
  for (size_t i = 0; i < list->list.n; i++) {
    const value *v = &list->list.v[i];
    if (v->kind != VALUE_KNOWN) continue;
    const char *folded = fold_name(a, v->text);
    const heading *other = rival(all, folded, f);
    if (!other) LIST_PUSH(a, all, ((heading){ v->text, folded, f, v->at, false }));
    else {
      DIAG_SAY(d, RECONCILE_HEADING_TWICE, v->at, v->text, fields[other->field].key, fields[f].key);
      diag_also(d, other->at, "det første sted", "the first place");
    }
  }
}

/* What the agreement says, and for what it does not name, the usual headings. */
static headings headings_wanted(arena *a, diag *d, const agreement *m) {
  headings all = { 0 };
  const value *columns = m->reconciliation ? shaped_value(m->reconciliation, "kolonner") : NULL;
  bool said[RECONCILE_FIELDS] = { false };
  for (int f = 0; columns && columns->kind == VALUE_KNOWN && f < RECONCILE_FIELDS; f++) {
    const value *list = shaped_value(columns->sub, fields[f].key);
    said[f] = list->kind == VALUE_KNOWN;
    if (said[f]) add_said(a, d, list, (reconcile_field)f, &all);
  }
  for (int f = 0; f < RECONCILE_FIELDS; f++)
    for (size_t i = 0; !said[f] && i < HEADINGS_MAX && fields[f].usual[i]; i++) {
      const char *folded = fold_name(a, fields[f].usual[i]);
      if (!rival(&all, folded, (reconcile_field)f)) LIST_PUSH(a, &all, ((heading){ fields[f].usual[i], folded, (reconcile_field)f, SPAN_NONE, false }));
    }
  return all;
}

static bool file_load(arena *a, diag *d, const agreement *m, const reconcile_request *w, const headings *all, value *out) {
  field_def *defs = ARENA_ARRAY(a, field_def, all->n);
  for (size_t i = 0; i < all->n; i++) defs[i] = (field_def){ .key = all->v[i].text, .type = fields[all->v[i].field].type };
  shape_def *shape = ARENA_NEW(a, shape_def);
  *shape = (shape_def){ .name = "tilbud", .fields = defs, .count = all->n, .foreign = true };
  const size_t before = diag_count(d, SEVERITY_ERROR);
  char *lower = g_ascii_strdown(w->path, -1);
  const bool csv = g_str_has_suffix(lower, ".csv"), xlsx = g_str_has_suffix(lower, ".xlsx");
  g_free(lower);
  if (csv) load_csv_register(a, d, w->path, w->shown, shape, out);
  else if (xlsx) load_xlsx_register(a, d, w->path, w->shown, shape, m->reconciliation ? shaped_text(m->reconciliation, "ark") : NULL, 0, out);
  else DIAG_SAY(d, RECONCILE_FILE, SPAN_NONE, w->shown);
  return diag_count(d, SEVERITY_ERROR) == before;
}

/* The heading that each field stands under in this file: by field, its index; SIZE_MAX = none. */
static bool columns_choose(diag *d, const value *file, headings *all, size_t column[RECONCILE_FIELDS]) {
  for (size_t k = 0; k < file->list.n; k++)
    for (size_t i = 0; i < all->n; i++) all->v[i].given |= file->list.v[k].sub->values[i].kind != VALUE_ABSENT;
  for (size_t f = 0; f < RECONCILE_FIELDS; f++) column[f] = SIZE_MAX;
  bool good = true;
  for (size_t i = 0; i < all->n; i++) {
    const heading *h = &all->v[i];
    if (!h->given) continue;
    if (column[h->field] == SIZE_MAX) { column[h->field] = i; continue; }
    DIAG_SAY(d, RECONCILE_TWO_COLUMNS, file->at, all->v[column[h->field]].text, h->text, fields[h->field].key);
    good = false;
  }
  for (size_t i = 0; i < all->n; i++)
    if (all->v[i].at.line && column[all->v[i].field] == SIZE_MAX && (!i || all->v[i - 1].field != all->v[i].field)) DIAG_SAY(d, RECONCILE_HEADING_MISSING, all->v[i].at, all->v[i].text, fields[all->v[i].field].name);
  return good;
}

static bool has_key(diag *d, const value *file, const size_t column[RECONCILE_FIELDS]) {
  for (size_t f = RECONCILE_PORTAL; f <= RECONCILE_NAME; f++)
    if (column[f] != SIZE_MAX) return true;
  DIAG_SAY(d, RECONCILE_NO_KEY, file->at, "Tilbudsportal-id, P-nummer, CVR-nummer, Navn");
  return false;
}

bool extract_read(arena *a, diag *d, const agreement *m, const reconcile_request *wanted, extract *out) {
  const size_t before = diag_count(d, SEVERITY_ERROR);
  headings all = headings_wanted(a, d, m);
  value file = { 0 };
  size_t column[RECONCILE_FIELDS];
  if (diag_count(d, SEVERITY_ERROR) > before || !file_load(a, d, m, wanted, &all, &file)) return false;
  if (!columns_choose(d, &file, &all, column) || !has_key(d, &file, column)) return false;
  *out = (extract){ .rows = file.list.n, .row = ARENA_ARRAY(a, extract_row, file.list.n + 1) };
  for (size_t k = 0; k < out->rows; k++) {
    const shaped *s = file.list.v[k].sub;
    out->row[k].line = s->at.line;
    for (size_t f = 0; f < RECONCILE_FIELDS; f++)
      if (column[f] != SIZE_MAX) out->row[k].cell[f] = s->values[column[f]];
  }
  for (size_t f = 0; f < RECONCILE_FIELDS; f++) out->has[f] = column[f] != SIZE_MAX;
  return true;
}
