/* A small agreement made by hand for the tests of table/ and xlsx/: a register of offers with every type a cell can hold. */
#ifndef TEST_TABLE_FIXTURE_H
#define TEST_TABLE_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "table/table.h"

enum { F_NAME, F_TARGET, F_OPERATOR, F_MUNICIPALITIES, F_TARIFF, F_RATE, F_PLACES, F_YEAR, F_OPENED, F_NATIONAL, F_LISTS, F_KIND, F_ID, F_COUNT };

static const field_def offer_fields[] = {
  [F_NAME] = { .key = "navn", .type = FIELD_TEXT, .title = "Tilbud" },
  [F_TARGET] = { .key = "målgruppe", .type = FIELD_TEXT },
  [F_OPERATOR] = { .key = "driftsherre", .type = FIELD_REF, .target = "driftsherrer", .title = "Driftsherre" },
  [F_MUNICIPALITIES] = { .key = "kommuner", .type = FIELD_REFS, .target = "driftsherrer", .title = "Kommuner" },
  [F_TARIFF] = { .key = "takst", .type = FIELD_AMOUNT, .title = "Takst", .unit = "kr. pr. døgn" },
  [F_RATE] = { .key = "belægning", .type = FIELD_PERCENT, .title = "Belægning" },
  [F_PLACES] = { .key = "pladser", .type = FIELD_INT, .title = "Pladser" },
  [F_YEAR] = { .key = "år", .type = FIELD_YEAR, .title = "År" },
  [F_OPENED] = { .key = "åbnet", .type = FIELD_DATE, .title = "Åbnet" },
  [F_NATIONAL] = { .key = "landsdækkende", .type = FIELD_BOOL, .title = "Landsdækkende" },
  [F_LISTS] = { .key = "lister", .type = FIELD_TEXTS, .title = "Lister" },
  [F_KIND] = { .key = "art", .type = FIELD_CHOICE, .title = "Art" },
  [F_ID] = { .key = "kendenummer", .type = FIELD_ID },
};
static const shape_def offer_shape = { .name = "tilbud", .fields = offer_fields, .count = F_COUNT };
static const field_def owner_fields[] = { { .key = "navn", .type = FIELD_TEXT } };
static const shape_def owner_shape = { .name = "driftsherrer", .fields = owner_fields, .count = 1 };

typedef struct fixture {
  arena *a;
  diag *d;
  reg offers, owners;
  agreement m;
  document doc;
  uint32_t file;
} fixture;

static inline span fixture_place(const fixture *x, uint32_t line) { return (span){ x->file, line, 1, 1 }; }

static inline fixture *fixture_new(void) {
  arena *a = arena_new();
  fixture *x = ARENA_NEW(a, fixture);
  static const char text[] = "linje 1\nlinje 2\nlinje 3\nlinje 4\nlinje 5\nlinje 6\nlinje 7\nlinje 8\nlinje 9\n";
  x->a = a;
  x->d = diag_new();
  x->file = diag_source(x->d, "prøve.yaml", text, sizeof text - 1);
  x->offers.def = &offer_shape;
  x->owners.def = &owner_shape;
  x->m = (agreement){ .id = "prøve", .title = "Rammeaftale 2023-2024", .publisher = "Sekretariatet", .subject = "Takster", .keywords = "takster",
                      .disclaimer = "Gengivet til afprøvning.", .period = "2023-2024", .from = { 2023, 1, 1 }, .to = { 2024, 12, 31 },
                      .status = STATUS_DRAFT, .status_text = "udkast", .version = "3", .version_date = { 2022, 8, 12 } };
  LIST_PUSH(a, &x->m.registers, &x->offers);
  LIST_PUSH(a, &x->m.registers, &x->owners);
  x->doc = (document){ .id = "bilag-takster", .title = "Takster & tilbud", .kind = "bilag", .number = "3", .layout = "politisk", .excel = true };
  return x;
}

static inline void fixture_free(fixture *x) {
  diag_free(x->d);
  arena_free(x->a);
}

static inline record *fixture_record(fixture *x, reg *r, const char *id) {
  record *n = ARENA_NEW(x->a, record);
  n->reg = r;
  n->id = id;
  n->at = fixture_place(x, 1);
  n->values = ARENA_ARRAY(x->a, value, r->def->count);
  LIST_PUSH(x->a, &r->records, n);
  return n;
}

/* ---- values ---- */
static inline value known_text(const char *s) { return (value){ .kind = VALUE_KNOWN, .text = s }; }
static inline value known_number(int64_t mantissa, uint8_t decimals, const char *written) {
  return (value){ .kind = VALUE_KNOWN, .text = written, .num = { mantissa, decimals } };
}
static inline value known_date(int16_t year, uint8_t month, uint8_t day) { return (value){ .kind = VALUE_KNOWN, .text = "x", .day = { year, month, day } }; }
static inline value known_bool(bool yes) { return (value){ .kind = VALUE_KNOWN, .text = yes ? "ja" : "nej", .yes = yes }; }
static inline value known_ref(const record *r) { return (value){ .kind = VALUE_KNOWN, .text = r->id, .target = r }; }
static inline value not_stated(const char *why) { return (value){ .kind = VALUE_NOT_STATED, .text = why }; }
static inline value list_of(fixture *x, size_t n, const value *items) {
  value v = { .kind = VALUE_KNOWN, .text = "x" };
  v.list.v = ARENA_ARRAY(x->a, value, n);
  v.list.n = n;
  memcpy(v.list.v, items, n * sizeof *items);
  return v;
}

/* Two owners and four offers, in an order that is not the alphabet's. */
static inline void fixture_fill(fixture *x) {
  record *soroe = fixture_record(x, &x->owners, "soroe"), *faxe = fixture_record(x, &x->owners, "faxe");
  soroe->values[0] = known_text("Sorø");
  faxe->values[0] = known_text("Faxe");
  record *r = fixture_record(x, &x->offers, "oe");
  r->values[F_NAME] = known_text("Øen");
  r->values[F_TARGET] = known_text("Unge");
  r->values[F_OPERATOR] = known_ref(soroe);
  r->values[F_MUNICIPALITIES] = list_of(x, 2, (value[]){ known_ref(soroe), known_ref(faxe) });
  r->values[F_TARIFF] = known_number(24315, 1, "2.431,5");
  r->values[F_RATE] = known_number(955, 1, "95,5");
  r->values[F_PLACES] = known_number(1200, 0, "1200");
  r->values[F_YEAR] = known_number(2023, 0, "2023");
  r->values[F_OPENED] = known_date(2022, 8, 12);
  r->values[F_NATIONAL] = known_bool(true);
  r->values[F_LISTS] = list_of(x, 2, (value[]){ known_text("mest specialiserede"), known_text("sikrede") });
  r->values[F_KIND] = known_text("kommune");
  r = fixture_record(x, &x->offers, "aa");
  r->values[F_NAME] = known_text("Ågården");
  r->values[F_OPERATOR] = known_ref(faxe);
  r->values[F_TARIFF] = known_number(1800, 0, "1.800");
  r->values[F_RATE] = not_stated("kilden ikke nævner den");
  r->values[F_PLACES] = known_number(8, 0, "8");
  r->values[F_LISTS] = list_of(x, 1, (value[]){ known_text("mest specialiserede") });
  r->values[F_NATIONAL] = known_bool(false);
  r = fixture_record(x, &x->offers, "b");
  r->values[F_NAME] = known_text("Bakken");
  r->values[F_OPERATOR] = known_ref(faxe);
  r->values[F_TARIFF] = (value){ .kind = VALUE_NOT_RELEVANT };
  r->values[F_RATE] = not_stated("kilden ikke nævner den");
  r->values[F_PLACES] = known_number(12, 0, "12");
  r->values[F_TARGET] = (value){ .kind = VALUE_PENDING, .text = "Styregruppen afgør det i september" };
  r = fixture_record(x, &x->offers, "ae");
  r->values[F_NAME] = known_text("Æblehaven");
  r->values[F_TARGET] = known_text("=1+1");
  r->values[F_OPERATOR] = known_ref(soroe);
  r->values[F_TARIFF] = known_number(-75, 1, "-7,5");
  r->values[F_RATE] = not_stated("tallene tastes om.");
  r->values[F_PLACES] = known_number(8, 0, "8");
}

static inline table_decl *fixture_table(fixture *x, const char *id, const char *title) {
  table_decl *t = ARENA_NEW(x->a, table_decl);
  t->id = id;
  t->title = title;
  t->at = fixture_place(x, 2);
  t->reg = &x->offers;
  LIST_PUSH(x->a, &x->doc.tables, t);
  return t;
}

static inline void fixture_column(fixture *x, table_decl *t, const char *field) {
  span at = fixture_place(x, 4 + (uint32_t)t->columns.n);
  LIST_PUSH(x->a, &t->columns, ((table_column_decl){ .field = field, .key = field, .path = { field, at }, .decimals = -1, .at = at }));
}

/* A column by formula; its name in formulas is `key`. */
static inline table_column_decl *fixture_formula(fixture *x, table_decl *t, const char *key, const char *formula_text_of, const char *unit, int decimals) {
  span at = fixture_place(x, 4 + (uint32_t)t->columns.n);
  table_column_decl *c = LIST_ADD(x->a, &t->columns);
  *c = (table_column_decl){ .key = key, .title = key, .unit = unit, .source = TABLE_FROM_FORMULA, .decimals = decimals, .at = at,
                            .formula = { .text = formula_text_of, .length = strlen(formula_text_of), .at = at } };
  return c;
}

/* A prose table from texts, row by row; NULL is a blank cell. */
static inline table_decl *fixture_prose(fixture *x, const char *id, size_t rows, size_t columns, const char *const *texts) {
  table_decl *t = fixture_table(x, id, "Netværk");
  t->reg = NULL;
  t->prose_rows = rows;
  t->prose_columns = columns;
  t->prose = ARENA_ARRAY(x->a, inl **, rows);
  for (size_t r = 0; r < rows; r++) {
    t->prose[r] = ARENA_ARRAY(x->a, inl *, columns);
    for (size_t c = 0; c < columns; c++) {
      const char *s = texts[r * columns + c];
      if (!s) continue;
      inl *n = ARENA_NEW(x->a, inl);
      n->kind = INLINE_TEXT;
      n->text = s;
      n->at = fixture_place(x, (uint32_t)r + 1);
      t->prose[r][c] = n;
    }
  }
  return t;
}

static inline grid *fixture_grid(fixture *x) {
  grid_set *s = table_make(x->a, x->d, &x->m, &x->doc);
  assert_int_equal(s->grids.n, 1);
  return s->grids.v[0];
}

static inline const char *fixture_dump(fixture *x, const grid_set *s) {
  GString *out = g_string_new(NULL);
  table_dump(s, out);
  const char *kept = arena_strdup(x->a, out->str);
  g_string_free(out, TRUE);
  return kept;
}

/* All reports in Danish. */
static inline const char *fixture_reports(fixture *x) {
  GString *out = g_string_new(NULL);
  diag_print(x->d, LANGUAGE_DA, out);
  const char *kept = arena_strdup(x->a, out->str);
  g_string_free(out, TRUE);
  return kept;
}
#endif
