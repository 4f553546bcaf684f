/* Inside model/ only: short ways to write the fields of the blocks (block_shapes*.c). */
#ifndef MODEL_SHAPE_FIELDS_H
#define MODEL_SHAPE_FIELDS_H
#include "model/model_int.h"

#define TEXT(word, text) { .key = word, .type = FIELD_TEXT, .figures_only = true, .help = text }
#define NEEDED(word, text) { .key = word, .type = FIELD_TEXT, .required = true, .figures_only = true, .help = text }
#define PROSE(text) { .key = "tekst", .type = FIELD_PROSE, .help = text }   /* may be uafklaret */
#define INSIDE { .key = "indhold", .type = FIELD_BLOCKS, .figures_only = true, .blocks = block_shapes, .help = "Flere blokke under overskriften." }
#define ANCHOR { .key = "anker", .type = FIELD_ID, .figures_only = true, .help = "Navnet, som henvisninger bruger." }
#define SHOWN { .key = "vises når", .type = FIELD_TEXT, .figures_only = true, .help = "Betingelse over dokumentets tal: antal tilbud > 0. Ellers udelades blokken." }
#define SHAPE(var, word, table, text) static const shape_def var = { .name = word, .fields = table, .count = G_N_ELEMENTS(table), .help = text }
#endif
