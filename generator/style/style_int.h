/* Inside style/ only: the builder that turns a layout file, and those it is based on, into a style_sheet. */
#ifndef STYLE_STYLE_INT_H
#define STYLE_STYLE_INT_H
#include "style/properties.h"
#include "style/style.h"

/* A named map of the file (a style, a page master) or one that stands alone (tabel): what each layout of the chain says of it, base first. */
typedef struct style_entry style_entry;
struct style_entry {
  const char *name;
  LIST(const shaped *) layers;
  style_entry *parent;                   /* where the unsaid comes from; NULL: the root */
};
typedef struct style_entries { LIST(style_entry *) list; } style_entries;

typedef struct named_color { const char *name; color ink; span at; } named_color;
typedef struct named_family { const char *name, *family; span at; } named_family;
typedef struct named_size { const char *name; double size; } named_size;

typedef struct style_builder {
  arena *a;
  diag *d;
  style_sheet *sheet;
  const char *folder, *shown;
  style_entry sheet_entry, table, figure, notes;
  style_entries blocks, masters;         /* blocks.list.v[i] makes sheet->blocks.v[i]; the same for masters */
  LIST(named_color) palette;
  LIST(named_family) families;
  LIST(named_size) scale;
  LIST(face_style *) faces;              /* every different face, once */
  LIST(span) sources;                    /* where each layout of the chain begins, this one last */
  uint32_t profile;                      /* the file of the profile; 0 = none */
  bool broken;                           /* a mistake was reported */
} style_builder;

/* Reports as DIAG_SAY, and remembers that there is no sheet. */
#define STYLE_SAY(b, name, at, ...) (DIAG_SAY((b)->d, name, (at), __VA_ARGS__), (void)((b)->broken = true))

/* schema.c: types a map of the file. Never NULL; mistakes are reported. */
typedef enum style_shape {
  STYLE_SHAPE_SLOT, STYLE_SHAPE_PLANE, STYLE_SHAPE_IMAGE, STYLE_SHAPE_BLOCK, STYLE_SHAPE_MASTER, STYLE_SHAPE_TABLE, STYLE_SHAPE_FIGURE, STYLE_SHAPE_NOTES,
  STYLE_SHAPE_SHEET, STYLE_SHAPE_COUNT
} style_shape;
shaped *style_fill(style_builder *b, const node *map, style_shape kind);

/* layers.c: reads the file and its bases; fills the entries, palette, families, scale and words. False: a file is missing or does not parse. */
bool style_read(style_builder *b, const char *name, span wanted_at);
void style_add_layer(style_builder *b, const shaped *root);
/* The file in a folder that is nearest in name, without its ending; "" when nothing is near. */
const char *style_nearest_file(style_builder *b, const char *folder, const char *name);
/* profile.c: a region's colours and faces over all layers. False: the file is missing or does not parse. */
bool style_read_profile(style_builder *b, const char *name, span wanted_at);
style_entry *style_entry_lookup(const style_entries *l, const char *name);
const value *style_said(const style_entry *e, int field);          /* by the entry itself; NULL when it is silent */
const value *style_value(const style_entry *e, int field);         /* by the entry or those it inherits from; NULL */
const char *style_key(const style_entry *e, int field);            /* "luft over" */
span style_place(const style_builder *b, const style_entry *e);    /* its last map in the file; of an empty entry: the file */
const char *style_nearest_entry(style_builder *b, const style_entries *l, const char *name);   /* "" when nothing is near */
const char *style_nearest_name(const char *name, const char *const *list, size_t n);           /* "" when nothing is near */

/* images.c: an image of a page master. */
void style_add_image(style_builder *b, page_master *m, const style_entry *e);

/* values.c: one property each. False, and *out untouched, when nobody says it or it is wrong (reported). "ingen" is no colour, no text, 0. */
typedef struct length_range { double min, max; } length_range;
extern const length_range style_type_range;                        /* type of 4 to 200 pt: below nobody reads it, above it is a poster */
const char *style_length_text(arena *a, double points);            /* "10,5 pt" */
const char *style_range_text(arena *a, length_range r);            /* "4 pt – 200 pt" */
/* The same number with the unit that brings it into the range; "": none does. */
const char *style_length_better(arena *a, const char *text, size_t length, length_range r);
bool style_get_length(style_builder *b, const style_entry *e, int field, length_range r, double *out);
bool style_get_edges(style_builder *b, const style_entry *e, int field, length_range r, edges *out);
bool style_get_color(style_builder *b, const style_entry *e, int field, color *out);
bool style_get_text(const style_entry *e, int field, const char **out);
bool style_get_bool(const style_entry *e, int field, bool *out);
bool style_get_size(style_builder *b, const style_entry *e, int field, double *out);           /* a name of the scale or a length */
bool style_get_family(style_builder *b, const style_entry *e, int field, const char **out);
bool style_parse_color(const char *text, color *out);                                          /* #RRGGBB */
bool style_parse_length(const char *text, size_t length, double *points, arena *a, const char **better);   /* false: *better is what was meant */
const char *style_color_name(const style_builder *b, color c);     /* for messages */

/* blocks.c, masters.c, check.c */
void style_link(style_builder *b, style_entries *l, int field, style_entry *root);   /* sets every parent; cuts circles (reported) */
void style_make_blocks(style_builder *b);
void style_make_masters(style_builder *b);
void style_make_rest(style_builder *b);        /* table, figure, notes, what the sheet points at */
void style_check_needed(style_builder *b);
void style_check_contrast(style_builder *b);
block_style *style_block_of(const style_builder *b, const char *name);   /* NULL when absent */
#endif
