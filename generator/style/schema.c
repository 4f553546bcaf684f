/* The shapes of a layout file, its reading, and its JSON Schema.
 *
 * The words that stand for a missing value in content ("uafklaret", "afventer", a lone dash) are names of styles and bullets here. So a file is
 * read with shapes that leave texts and named maps as nodes, and these are typed below; the JSON Schema is made from the same lists of
 * properties with their true types. */
#include "style/style_int.h"
#include <string.h>

static const char *const style_weights[] = { "normal", "fed", NULL };
static const char *const style_breaks[] = { "nej", "ja", "højre", "fyldt", NULL };           /* as page_break */
static const char *const style_keeps[] = { "nej", "ja", "kort", NULL };                      /* as box_keep */
static const char *const style_places[] = { "tekst", "flyder", "sidespalte", NULL };                      /* as block_place */
static const char *const style_aligns[] = { "venstre", "højre", "midt", "decimal", NULL };   /* as text_align */
static const char *const style_sides[] = { "højre", "venstre", "yderst", NULL };                 /* as SIDE_ in masters.c */
static const char *const style_slots[] = { "venstre", "midt", "højre", NULL };               /* as slot_kind */

/* FIELD_KEYED: a map from names to maps. The type of a field when a file is read, and in the schema: */
#define READ_FIELD_TEXT FIELD_NODE
#define READ_FIELD_NODE FIELD_NODE
#define READ_FIELD_KEYED FIELD_NODE
#define READ_FIELD_BOOL FIELD_BOOL
#define READ_FIELD_INT FIELD_INT
#define READ_FIELD_CHOICE FIELD_CHOICE
#define READ_FIELD_SHAPE FIELD_SHAPE
#define READ_FIELD_SHAPES FIELD_SHAPES
#define SCHEMA_FIELD_TEXT FIELD_TEXT
#define SCHEMA_FIELD_NODE FIELD_NODE
#define SCHEMA_FIELD_KEYED FIELD_SHAPES
#define SCHEMA_FIELD_BOOL FIELD_BOOL
#define SCHEMA_FIELD_INT FIELD_INT
#define SCHEMA_FIELD_CHOICE FIELD_CHOICE
#define SCHEMA_FIELD_SHAPE FIELD_SHAPE
#define SCHEMA_FIELD_SHAPES FIELD_SHAPES

#define READ_FIELD(group, name, key_, type_, ...) { .key = key_, .type = READ_##type_, .figures_only = true, __VA_ARGS__ },
#define SCHEMA_FIELD(group, name, key_, type_, ...) { .key = key_, .type = SCHEMA_##type_, .figures_only = true, __VA_ARGS__ },
#define SHAPE(name_, fields_, help_) { .name = (name_), .fields = (fields_), .count = G_N_ELEMENTS(fields_), .help = (help_) }
#define ALL_SHAPES(prefix) { \
  [STYLE_SHAPE_SLOT] = SHAPE("felt", prefix##_slot, "Tekst i sidehoved eller sidefod."), \
  [STYLE_SHAPE_PLANE] = SHAPE("flade", prefix##_plane, "En farvet flade bag teksten."), \
  [STYLE_SHAPE_IMAGE] = SHAPE("billede", prefix##_image, "Et logo eller anden pynt."), \
  [STYLE_SHAPE_BLOCK] = SHAPE("stilart", prefix##_block, "Udseendet af én slags tekst."), \
  [STYLE_SHAPE_MASTER] = SHAPE("side", prefix##_master, "En sidetype."), \
  [STYLE_SHAPE_TABLE] = SHAPE("tabel", prefix##_table, "Luft og streger i tabeller."), \
  [STYLE_SHAPE_FIGURE] = SHAPE("figur", prefix##_figure, "Farver og mål for figurer."), \
  [STYLE_SHAPE_NOTES] = SHAPE("fodnoter", prefix##_notes, "Stregen over fodnoter."), \
  [STYLE_SHAPE_SHEET] = SHAPE("layout", prefix##_sheet, "Et layout: farver, skrifter, sidetyper og stilarter."), \
}

static const shape_def reads[STYLE_SHAPE_COUNT], schemas[STYLE_SHAPE_COUNT];

#define SHAPE_OF(name) &reads[STYLE_SHAPE_##name]
static const field_def read_slot[] = { STYLE_SLOT_PROPERTIES(READ_FIELD) }, read_plane[] = { STYLE_PLANE_PROPERTIES(READ_FIELD) },
  read_image[] = { STYLE_IMAGE_PROPERTIES(READ_FIELD) },
  read_block[] = { STYLE_BLOCK_PROPERTIES(READ_FIELD) }, read_master[] = { STYLE_MASTER_PROPERTIES(READ_FIELD) },
  read_table[] = { STYLE_TABLE_PROPERTIES(READ_FIELD) }, read_figure[] = { STYLE_FIGURE_PROPERTIES(READ_FIELD) },
  read_notes[] = { STYLE_NOTES_PROPERTIES(READ_FIELD) }, read_sheet[] = { STYLE_SHEET_PROPERTIES(READ_FIELD) };
static const shape_def reads[STYLE_SHAPE_COUNT] = ALL_SHAPES(read);
#undef SHAPE_OF

#define SHAPE_OF(name) &schemas[STYLE_SHAPE_##name]
static const field_def schema_slot[] = { STYLE_SLOT_PROPERTIES(SCHEMA_FIELD) }, schema_plane[] = { STYLE_PLANE_PROPERTIES(SCHEMA_FIELD) },
  schema_image[] = { STYLE_IMAGE_PROPERTIES(SCHEMA_FIELD) },
  schema_block[] = { STYLE_BLOCK_PROPERTIES(SCHEMA_FIELD) }, schema_master[] = { STYLE_MASTER_PROPERTIES(SCHEMA_FIELD) },
  schema_table[] = { STYLE_TABLE_PROPERTIES(SCHEMA_FIELD) }, schema_figure[] = { STYLE_FIGURE_PROPERTIES(SCHEMA_FIELD) },
  schema_notes[] = { STYLE_NOTES_PROPERTIES(SCHEMA_FIELD) }, schema_sheet[] = { STYLE_SHEET_PROPERTIES(SCHEMA_FIELD) };
static const shape_def schemas[STYLE_SHAPE_COUNT] = ALL_SHAPES(schema);
#undef SHAPE_OF

/* ---- reading ---- */

/* A text stands on the line of its key. */
static void take_text(style_builder *b, value *v, const char *key)
{
  const node *n = v->node;
  if (n->kind == NODE_SCALAR && n->length > 0 && !memchr(n->text, '\n', n->length)) {
    v->text = n->text;
    return;
  }
  STYLE_SAY(b, STYLE_NOT_TEXT, n->kind == NODE_SCALAR && n->length ? n->at : n->key_at, key);
  v->kind = VALUE_BROKEN;
}

/* A map of named maps becomes a list of shaped ones with their names as ids. */
static void take_named(style_builder *b, value *v, const char *key, style_shape kind)
{
  const node *map = v->node;
  if (map->kind != NODE_MAP) {
    STYLE_SAY(b, STYLE_NOT_PAIRS, map->key_at, key, kind == STYLE_SHAPE_BLOCK ? "brødtekst: {linje: 15 pt}" : "normal: {bredde: 210 mm}");
    v->kind = VALUE_BROKEN;
    return;
  }
  v->list.v = ARENA_ARRAY(b->a, value, map->count);
  v->list.n = 0;
  for (const node *k = map->first; k; k = k->next) {
    shaped *s = style_fill(b, k, kind);
    s->id = k->key;
    v->list.v[v->list.n++] = (value){ .kind = VALUE_KNOWN, .at = k->at, .sub = s };
  }
}

static void finish(style_builder *b, shaped *s, style_shape kind)
{
  for (size_t i = 0; i < schemas[kind].count; i++) {
    const field_def *f = &schemas[kind].fields[i];
    value *v = &s->values[i];
    if (v->kind != VALUE_KNOWN)
      continue;
    if (f->type == FIELD_TEXT)
      take_text(b, v, f->key);
    else if (f->keyed)
      take_named(b, v, f->key, (style_shape)(f->shape - schemas));
    else if (f->type == FIELD_SHAPE)
      finish(b, v->sub, (style_shape)(f->shape - schemas));
    else if (f->type == FIELD_SHAPES)
      for (size_t k = 0; k < v->list.n; k++)
        if (v->list.v[k].sub)
          finish(b, v->list.v[k].sub, (style_shape)(f->shape - schemas));
  }
}

shaped *style_fill(style_builder *b, const node *map, style_shape kind)
{
  shaped *s = shape_fill(b->a, b->d, map, &reads[kind]);
  finish(b, s, kind);
  return s;
}

bool style_schema(GString *out)
{
  shape_json_schema(&schemas[STYLE_SHAPE_SHEET], out);
  return true;
}
