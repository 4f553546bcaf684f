/* Shapes with every type of field, for the tests of load/. */
#ifndef TESTS_LOAD_SHAPES_H
#define TESTS_LOAD_SHAPES_H
#include "load/load.h"

#define FIELDS(list) .fields = list, .count = G_N_ELEMENTS(list)

static const char *const states[] = { "klar", "under opdatering", "eftersendes", NULL };

static const field_def period_fields[] = {
  { .key = "fra", .type = FIELD_DATE, .required = true, .help = "Den første dag" },
  { .key = "til", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Den sidste dag" },
};
static const shape_def period_shape = { .name = "periode", .help = "En periode", FIELDS(period_fields) };

static const field_def place_fields[] = {
  { .key = "navn", .type = FIELD_TEXT, .required = true, .title = "Navn", .help = "Kommunens navn" },
  { .key = "folketal", .type = FIELD_INT, .title = "Folketal" },
  { .key = "takst", .type = FIELD_AMOUNT, .unit = "kr." },
  { .key = "andel", .type = FIELD_PERCENT },
  { .key = "dato", .type = FIELD_DATE },
  { .key = "tilstand", .type = FIELD_CHOICE, .choices = states },
  { .key = "naboer", .type = FIELD_REFS, .target = "kommuner" },
  { .key = "aktiv", .type = FIELD_BOOL },
  { .key = "gyldig", .type = FIELD_SHAPE, .shape = &period_shape },
};
static const shape_def place_shape = { .name = "kommuner", .help = "En kommune", .rows = true, FIELDS(place_fields) };

static const field_def body_fields[] = {
  { .key = "navn", .type = FIELD_TEXT, .required = true },
};
static const shape_def body_shape = { .name = "organer", FIELDS(body_fields) };

static const field_def appendix_fields[] = {
  { .key = "nr", .type = FIELD_TEXT, .required = true, .figures_only = true },
  { .key = "titel", .type = FIELD_TEXT },
};
static const shape_def appendix_shape = { .name = "bilag", FIELDS(appendix_fields) };

extern const shape_def *const test_blocks[];
static const field_def cover_fields[] = {
  { .key = "forside", .type = FIELD_TEXT },
  { .key = "undertitel", .type = FIELD_TEXT },
};
static const field_def section_fields[] = {
  { .key = "afsnit", .type = FIELD_TEXT, .required = true, .help = "Afsnittets overskrift" },
  { .key = "tekst", .type = FIELD_PROSE },
  { .key = "indhold", .type = FIELD_BLOCKS, .blocks = test_blocks },
  { .key = "anker", .type = FIELD_ID },
};
static const field_def text_fields[] = {
  { .key = "tekst", .type = FIELD_PROSE, .required = true },
};
static const field_def focus_fields[] = {
  { .key = "fokusområde", .type = FIELD_INT, .required = true, .figures_only = true },
  { .key = "mål", .type = FIELD_TEXT },
  { .key = "ønskede resultater", .type = FIELD_TEXTS },
};
static const field_def list_fields[] = {
  { .key = "liste", .type = FIELD_TEXTS, .required = true },
};
static const shape_def cover_shape = { .name = "forside", .help = "Forsiden", FIELDS(cover_fields) };
static const shape_def section_shape = { .name = "afsnit", .help = "Et afsnit", FIELDS(section_fields) };
static const shape_def text_shape = { .name = "tekst", .help = "Tekst", FIELDS(text_fields) };
static const shape_def focus_shape = { .name = "fokusområde", .help = "Et fokusområde", FIELDS(focus_fields) };
static const shape_def list_shape = { .name = "liste", .help = "En liste", FIELDS(list_fields) };
const shape_def *const test_blocks[] = { &cover_shape, &section_shape, &text_shape, &focus_shape, &list_shape, NULL };

static const field_def root_fields[] = {
  { .key = "titel", .type = FIELD_TEXT, .required = true, .help = "Titlen på \"forsiden\"" },
  { .key = "undertitel", .type = FIELD_TEXT },
  { .key = "id", .type = FIELD_ID },
  { .key = "antal", .type = FIELD_INT },
  { .key = "år", .type = FIELD_YEAR },
  { .key = "tal", .type = FIELD_NUMBER },
  { .key = "takst", .type = FIELD_AMOUNT },
  { .key = "andel", .type = FIELD_PERCENT },
  { .key = "dato", .type = FIELD_DATE },
  { .key = "låst", .type = FIELD_BOOL },
  { .key = "tilstand", .type = FIELD_CHOICE, .choices = states },
  { .key = "region", .type = FIELD_REF, .target = "regioner" },
  { .key = "personer", .type = FIELD_REFS, .target = "personer" },
  { .key = "ord", .type = FIELD_TEXTS },
  { .key = "tekst", .type = FIELD_PROSE },
  { .key = "periode", .type = FIELD_SHAPE, .shape = &period_shape },
  { .key = "bilag", .type = FIELD_SHAPES, .shape = &appendix_shape },
  { .key = "kommuner", .type = FIELD_SHAPES, .shape = &place_shape, .keyed = true },
  { .key = "organer", .type = FIELD_SHAPES, .shape = &body_shape, .keyed = true },
  { .key = "indhold", .type = FIELD_BLOCKS, .blocks = test_blocks },
  { .key = "andet", .type = FIELD_NODE },
};
static const shape_def root_shape = { .name = "prøve", .help = "En prøve", FIELDS(root_fields) };
#endif
