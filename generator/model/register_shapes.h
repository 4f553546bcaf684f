/* Inside model/ only, for the files that declare registers: fields that many of them have, and the shapes of register_shapes_offers.c. */
#ifndef MODEL_REGISTER_SHAPES_H
#define MODEL_REGISTER_SHAPES_H
#include "model/model_int.h"

#define NAME(what) { .key = "navn", .type = FIELD_TEXT, .required = true, .title = what, .help = "Navnet, som det skal trykkes." }
#define FROM { .key = "fra", .type = FIELD_DATE, .title = "Fra", .help = "Første dag, det gælder." }
#define TO { .key = "til", .type = FIELD_DATE, .title = "Til", .help = "Sidste dag, det gælder." }
#define REMARK { .key = "bemærkning", .type = FIELD_TEXT, .title = "Bemærkning", .help = "En kort bemærkning." }
#define SOURCE { .key = "kilde", .type = FIELD_TEXT, .title = "Kilde", .help = "Hvor oplysningen kommer fra." }
#define YEAR(word) { .key = "år", .type = FIELD_YEAR, .required = true, .title = "År", .help = word }
#define IN_MUNICIPALITY(word) { .key = "kommune", .type = FIELD_REF, .target = "kommuner", .title = "Kommune", .help = word }
#define MUNICIPALITY(word) { .key = "kommune", .type = FIELD_REF, .required = true, .target = "kommuner", .title = "Kommune", .help = word }
#define OFFER { .key = "tilbud", .type = FIELD_REF, .required = true, .target = "tilbud", .title = "Tilbud", .help = "Id på tilbuddet." }
/* Records that nothing refers to need no id of their own. */
#define FREE_ID { .key = "id", .type = FIELD_ID, .title = "Id", .help = "Må undværes her." }
#define REGISTER(word, table, text) { .name = word, .fields = table, .count = G_N_ELEMENTS(table), .help = text, .rows = true }

extern const shape_def operator_shape, offer_shape, target_group_shape, operator_change_shape, name_change_shape, department_shape, service_shape,
  tariff_shape, occupancy_shape, result_shape, purchase_shape, price_series_shape, answer_shape, financing_shape, share_shape, calculation_shape;
#endif
