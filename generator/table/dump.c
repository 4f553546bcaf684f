/* Grids as text: what goldens compare and `rammeaftale dump table` prints. */
#include "table/table_int.h"

#include <string.h>

static const char *type_name(column_type t) {
  switch (t) {
    case COLUMN_TEXT: return "text";
    case COLUMN_INT: return "int";
    case COLUMN_YEAR: return "year";
    case COLUMN_NUMBER: return "number";
    case COLUMN_AMOUNT: return "amount";
    case COLUMN_PERCENT: return "percent";
    case COLUMN_DATE: return "date";
  }
  return "";
}

static void dump_column(const grid_column *c, GString *out) {
  g_string_append_printf(out, "  column %s \"%s\" %s", c->key, c->header, type_name(c->type));
  if (c->decimals) g_string_append_printf(out, " %u", c->decimals);
  if (c->over) g_string_append_printf(out, " over \"%s\"", c->over);
  if (c->row_header) g_string_append(out, " row-header");
  if (c->share > 0) g_string_append_printf(out, " share %.3g", c->share);
  g_string_append_c(out, '\n');
}

static void dump_cell(const grid *g, const grid_cell *c, GString *out) {
  g_string_append(out, c->text);
  switch ((cell_kind)c->kind) {
    case CELL_TEXT: break;
    case CELL_NUMBER: g_string_append_printf(out, " {%" G_GINT64_FORMAT "/%u}", c->num.mantissa, c->num.decimals); break;
    case CELL_DATE: g_string_append_printf(out, " {%04d-%02u-%02u}", c->day.year, c->day.month, c->day.day); break;
    case CELL_NOT_STATED: g_string_append(out, " {not stated}"); break;
    case CELL_NOT_RELEVANT: g_string_append(out, " {not relevant}"); break;
    case CELL_PENDING: g_string_append(out, " {pending}"); break;
  }
  if (c->note) g_string_append_printf(out, " [%s]", g->notes.v[c->note - 1].mark);
}

static void dump_row(const grid *g, const grid_row *r, GString *out) {
  static const char *const names[] = { "row", "group", "subtotal", "total" };
  g_string_append_printf(out, "  %s", names[r->kind]);
  size_t cells = r->kind == ROW_GROUP ? 1 : g->columns;
  for (size_t c = 0; c < cells; c++) {
    g_string_append(out, c ? " | " : " ");
    dump_cell(g, &r->cells[c], out);
  }
  g_string_append_c(out, '\n');
}

static void dump_line(const char *name, const char *text, GString *out) {
  if (text) g_string_append_printf(out, "  %s %s\n", name, text);
}

void table_dump(const grid_set *s, GString *out) {
  for (size_t i = 0; i < s->grids.n; i++) {
    const grid *g = s->grids.v[i];
    g_string_append_printf(out, "grid %s \"%s\"\n  sheet \"%s\"\n", g->id, g->title, g->sheet);
    dump_line("summary", g->summary, out);
    dump_line("source", g->source, out);
    dump_line("remark", g->remark, out);
    dump_line("groups", g->group_title, out);
    for (size_t c = 0; c < g->columns; c++) dump_column(&g->column[c], out);
    for (size_t r = 0; r < g->rows; r++) dump_row(g, &g->row[r], out);
    for (size_t n = 0; n < g->notes.n; n++) g_string_append_printf(out, "  note %s %s\n", g->notes.v[n].mark, g->notes.v[n].text);
  }
}
