#include "model/model_int.h"

#include <string.h>

/* JSON Schemas of the kinds of file. A register's file may hold any of the registers. */

bool model_schema(const char *which, GString *out) {
  if (strcmp(which, "aftale") == 0) { shape_json_schema(&shape_agreement, out); return true; }
  if (strcmp(which, "dokument") == 0) { shape_json_schema(&shape_document, out); return true; }
  if (strcmp(which, "tabeller") == 0) { shape_json_schema(&shape_tables, out); return true; }
  if (strcmp(which, "kontroller") == 0) { shape_json_schema(&shape_checks, out); return true; }
  if (strcmp(which, "beregninger") == 0) { shape_json_schema(&shape_calculations, out); return true; }
  if (strcmp(which, "register") != 0) return false;
  size_t n = 0;
  const shape_def *const *shapes = register_shapes(&n);
  field_def *fields = g_new0(field_def, n);
  for (size_t i = 0; i < n; i++)
    fields[i] = (field_def){ .key = shapes[i]->name, .type = FIELD_SHAPES, .keyed = true, .shape = shapes[i], .help = shapes[i]->help };
  const shape_def root = { .name = "register", .fields = fields, .count = n, .help = "En fil i registre/: et eller flere registre." };
  shape_json_schema(&root, out);
  g_free(fields);
  return true;
}
