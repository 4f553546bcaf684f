/* load/: YAML files to a tree that knows its places, a schema that types it, and registers from .csv and .xlsx files.
 * For model and style (trees and shapes) and for cli (dump, JSON Schema). The only room that includes yaml.h, zip.h and expat.h. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H
#include "diag/diag.h"

/* ---- the tree ---- */
typedef enum node_kind { NODE_SCALAR, NODE_MAP, NODE_LIST } node_kind;
typedef struct node node;
struct node {
  node_kind kind;
  span at;                  /* the value */
  const char *key;          /* name in the parent map, or NULL */
  span key_at;
  const char *text;         /* scalar: decoded text, NUL-terminated; "" for an empty value */
  size_t length;
  bool block;               /* scalar written as | or > : keeps its lines */
  bool quoted;              /* scalar in ' or " */
  const uint32_t *line_at;  /* block scalars and .md files: for line i of text, its line in the file … */
  const uint32_t *col_at;   /* … and the column where its text begins */
  size_t lines;
  const uint32_t *text_at;  /* … and the byte of text where it begins */
  bool folded;              /* written as > : lines of text are not lines of the file; node_place walks the source */
  const struct text_source *source;   /* inside load/: the file's text, and the value's bytes in it */
  uint32_t from, to;
  node *parent, *first, *last, *next;
  size_t count;             /* children */
  const struct node_filling *filling; /* a scalar that node_fill made: what it was and what was put in; NULL = as in the file */
};
/* Reads a YAML file. NULL after a syntax error (reported; every trap of YAML has its own message) or when it cannot be read.
 * path: to open; shown: as the user reads it. */
node *load_yaml(arena *a, diag *d, const char *path, const char *shown);
node *load_yaml_text(arena *a, diag *d, const char *text, size_t length, const char *shown);   /* the same from memory */
node *load_text(arena *a, diag *d, const char *path, const char *shown);   /* a whole .md file as one block scalar */
node *node_lookup(const node *map, const char *key);                       /* NULL when absent */
span node_place(const node *scalar, size_t offset, size_t bytes);          /* place of text[offset..offset+bytes) in the file */
/* ---- texts put in for {…} (fill.c) ---- */
/* Bytes [from, to) of a text stand for bytes [begin, end) of what was written. */
typedef struct filled_piece { size_t from, to, begin, end; } filled_piece;
/* The byte of what was written behind byte `offset` of the text, whose puts are in order; end: of what ends there, so that a whole put is marked. */
size_t filled_back(const filled_piece *v, size_t n, size_t offset, bool end);
/* What stands for the text between two braces, in the arena; NULL: nothing, the braces stay. at: braces and all. */
typedef const char *(*node_fill_fn)(void *context, const char *inside, size_t length, span at);
/* A copy of the tree in which every {…} of a scalar is what `fill` says. Keys stay. node_place of the copy leads into the file as before. */
node *node_fill(arena *a, const node *tree, node_fill_fn fill, void *context);
/* Was something put in between these bytes of the scalar? */
bool node_filled(const node *scalar, size_t from, size_t to);
void node_dump(const node *n, GString *out);                               /* one line a node: kind, key, text, line:col */

/* ---- shapes: const tables that say which keys a map may have and of what type ---- */
typedef enum field_type {
  FIELD_TEXT,        /* one line of text */
  FIELD_ID,          /* a-z æøå 0-9 - : never shown, never changes */
  FIELD_INT,         /* 17, 1.200 */
  FIELD_YEAR,        /* 2023 */
  FIELD_NUMBER,      /* 2.431,50 */
  FIELD_AMOUNT,      /* 2.431,50 or 2.431,50 kr. */
  FIELD_PERCENT,     /* 95,5 % : kept as 95,5 */
  FIELD_DATE,
  FIELD_BOOL,        /* ja, nej */
  FIELD_CHOICE,      /* one of choices */
  FIELD_REF,         /* id of a record in register `target` */
  FIELD_REFS,        /* list of ids, or one, or "a, b" in a row */
  FIELD_TEXTS,       /* list of one-line texts, or one text */
  FIELD_PROSE,       /* Markdown: a block of text, or the name of an .md file; the node is kept */
  FIELD_SHAPE,       /* a map of `shape` */
  FIELD_SHAPES,      /* list of maps of `shape`; or a map from id to map when `keyed` */
  FIELD_BLOCKS,      /* list of blocks: each a map whose first key names its shape in `blocks` */
  FIELD_NODE         /* anything, kept as it stands */
} field_type;
typedef struct shape_def shape_def;
typedef struct field_def {
  const char *key;               /* Danish, as written */
  field_type type;
  bool required;
  bool keyed;                    /* FIELD_SHAPES: the map's keys are the ids */
  bool figures_only;             /* a value: "ikke oplyst, fordi …" and "ikke relevant" are not allowed */
  const char *target;            /* FIELD_REF(S): register's key */
  const char *const *choices;    /* FIELD_CHOICE: NULL-terminated */
  const shape_def *shape;        /* FIELD_SHAPE(S) */
  const shape_def *const *blocks;/* FIELD_BLOCKS: NULL-terminated */
  const char *title, *unit;      /* for table headers: Danish */
  const char *help;              /* Danish sentence for the JSON Schema and the guide */
} field_def;
struct shape_def {
  const char *name;              /* for a block: the first key ("afsnit"). For a register: its key ("tilbud") */
  const field_def *fields;
  size_t count;
  const char *help;
  bool rows;                     /* may be written as { felter: a; b, rækker: | … } (registers) */
  bool foreign;                  /* a table that others have made: its records have no ids, and columns that name no field are passed over */
};

typedef enum value_kind {
  VALUE_ABSENT, VALUE_KNOWN,
  VALUE_NOT_STATED,   /* ikke oplyst, fordi REASON */
  VALUE_NOT_RELEVANT, /* ikke relevant */
  VALUE_PENDING,      /* uafklaret: REASON */
  VALUE_BROKEN        /* reported already; keep still about it */
} value_kind;
typedef struct shaped shaped;
typedef struct value {
  value_kind kind;
  span at;
  const char *text;              /* TEXT ID CHOICE REF: the text; NUMBER … DATE: as written; NOT_STATED, PENDING: the reason */
  union {
    number num;                  /* INT YEAR NUMBER AMOUNT PERCENT */
    date day;
    bool yes;
    int choice;                  /* index in choices */
    const node *node;            /* PROSE NODE */
    shaped *sub;                 /* SHAPE */
    struct { struct value *v; size_t n; } list;   /* REFS TEXTS: values; SHAPES BLOCKS: each value's sub */
    const void *target;          /* REF after the model has resolved it */
  };
} value;
struct shaped { const shape_def *def; const char *id; span at; value *values; const node *node; };   /* values[i] belongs to def->fields[i] */
/* Types a map by its shape. Unknown keys, missing ones, wrong types: reported, and the rest is filled all the same. Never NULL. */
shaped *shape_fill(arena *a, diag *d, const node *map, const shape_def *def);
/* Fills a register: a keyed map, a list with `id:`, or felter/rækker. Gives values of kind KNOWN with .sub. */
void shape_fill_register(arena *a, diag *d, const node *n, const shape_def *def, value *out);
/* The same from tables: one record a row, the fields named in a header row by key or title. out: KNOWN, or BROKEN when the file has
 * no records to trust (reported). An id is wanted unless the shape has a field `id` of its own that is not required; then it may be "".
 * A .csv file: UTF-8 or Windows-1252; semicolon, tab or comma (see csv.c). path: to open; shown: as the user reads it. */
void load_csv_register(arena *a, diag *d, const char *path, const char *shown, const shape_def *def, value *out);
/* A worksheet of an .xlsx file. sheet: its name, or NULL: the one named as the register, else the first. header_row: its number, or
 * 0: the first row that names two fields. Places are cells: registre/takster.xlsx: Takster!C17. */
void load_xlsx_register(arena *a, diag *d, const char *path, const char *shown, const shape_def *def, const char *sheet,
                        uint32_t header_row, value *out);
/* Types one scalar text as a field (for rows, CSV and formulas' constants). */
void value_parse(arena *a, diag *d, const field_def *f, const char *text, size_t length, span at, value *out);
/* The other sheets of a workbook, which no register is read from, hidden ones too: each as a listing, as diag_sheet wants it. They are
 * published with the folder, so what may not stand in content may not stand there. but: the sheet that was read, or NULL. */
typedef void (*sheet_seen)(void *user, const char *sheet, const char *listing, size_t length);
void load_xlsx_sheets(arena *a, const char *path, const char *but, sheet_seen each, void *user);
/* JSON Schema 2020-12 with Danish descriptions and no oneOf; root shapes by name. */
void shape_json_schema(const shape_def *root, GString *out);
#endif
