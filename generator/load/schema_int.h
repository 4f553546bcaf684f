/* Between schema.c (shapes and their values), schema_blocks.c (lists of blocks) and schema_json.c (JSON written out). */
#ifndef LOAD_SCHEMA_INT_H
#define LOAD_SCHEMA_INT_H
#include "load/load_int.h"

typedef enum def_kind { DEF_SHAPE, DEF_BLOCKS } def_kind;
typedef struct def {
  def_kind kind;
  const void *what;             /* shape_def, or the list of block kinds */
  char *name;
  bool with_id;                 /* a record in a list: id: is allowed */
  bool valued;                  /* may be "ikke relevant" or { uafklaret: … } instead */
} def;

typedef struct writer {
  arena *a;
  GString *out;
  unsigned depth;
  bool first;                   /* nothing written in the innermost bracket yet */
  LIST(def) defs;               /* in the order they are met */
} writer;

/* schema_json.c: what opens a bracket indents; commas come by themselves */
void json_string(writer *w, const char *s);
void json_item(writer *w);                              /* the next of an array; its value follows */
void json_key(writer *w, const char *name);             /* the next of an object; its value follows */
void json_open(writer *w, char bracket);
void json_close(writer *w, char bracket);
void json_key_string(writer *w, const char *name, const char *s);
void json_key_raw(writer *w, const char *name, const char *json);
void json_described(writer *w, const char *name, const char *type, const char *help);

/* schema.c */
void schema_reference(writer *w, const void *what);     /* "$ref" to its definition */
void schema_value(writer *w, const field_def *f, bool empty);
void schema_required(writer *w, const shape_def *shape);

void schema_blocks(writer *w, const shape_def *const *kinds);
#endif
