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

static const char *sum_name(column_sum s) {
  switch (s) {
    case SUM_NONE: return "";
    case SUM_ADD: return " sum";
    case SUM_FORMULA: return " sum-by-formula";
  }
  return "";
}

/* A tree in the order of its parts: "(- @5 @4)". */
static void dump_tree(const formula_node *n, GString *out) {
  static const char *const ops[] = {
    [FORMULA_OP_NEGATE] = "neg", [FORMULA_OP_ADD] = "+", [FORMULA_OP_SUBTRACT] = "-", [FORMULA_OP_MULTIPLY] = "*", [FORMULA_OP_DIVIDE] = "/",
    [FORMULA_OP_EQUAL] = "=", [FORMULA_OP_NOT_EQUAL] = "<>", [FORMULA_OP_LESS] = "<", [FORMULA_OP_LESS_EQUAL] = "<=", [FORMULA_OP_GREATER] = ">",
    [FORMULA_OP_GREATER_EQUAL] = ">=", [FORMULA_OP_AND] = "and", [FORMULA_OP_OR] = "or", [FORMULA_OP_NOT] = "not", [FORMULA_OP_SCALE] = "scale",
    [FORMULA_OP_CALL] = "call", [FORMULA_OP_MISSING] = "missing", [FORMULA_OP_CONSTANT] = "", [FORMULA_OP_TEXT] = "", [FORMULA_OP_NAME] = "",
  };
  static const char *const functions[] = { [FORMULA_IF] = "if", [FORMULA_SUM] = "sum", [FORMULA_MIN] = "min", [FORMULA_MAX] = "max", [FORMULA_ROUND] = "round" };
  if (n->op == FORMULA_OP_NAME) { g_string_append_printf(out, "@%u", n->name + 1); return; }
  if (n->op == FORMULA_OP_CONSTANT) { g_string_append(out, n->decimal); return; }
  if (n->op == FORMULA_OP_TEXT) { g_string_append_printf(out, "\"%s\"", n->text); return; }
  g_string_append_printf(out, "(%s", n->op == FORMULA_OP_CALL ? functions[n->function] : ops[n->op]);
  for (uint32_t i = 0; i < n->count; i++) {
    g_string_append_c(out, ' ');
    dump_tree(n->args[i], out);
  }
  if (n->op == FORMULA_OP_SCALE || (n->op == FORMULA_OP_CALL && n->function == FORMULA_ROUND)) g_string_append_printf(out, " %d", n->ten);
  g_string_append_c(out, ')');
}

static void dump_column(const grid_column *c, GString *out) {
  g_string_append_printf(out, "  column %s \"%s\" %s", c->key, c->header, type_name(c->type));
  if (c->decimals) g_string_append_printf(out, " %u", c->decimals);
  if (c->over) g_string_append_printf(out, " over \"%s\"", c->over);
  if (c->row_header) g_string_append(out, " row-header");
  if (c->share > 0) g_string_append_printf(out, " share %.3g", c->share);
  g_string_append(out, sum_name(c->sum));
  if (c->small) g_string_append(out, " small");
  g_string_append_c(out, '\n');
  if (c->formula) g_string_append_printf(out, "    formula %s\n", c->formula);
  if (!c->expr) return;
  g_string_append(out, "    tree ");
  dump_tree(c->expr, out);
  if (c->expr_decimals != FORMULA_EXACT) g_string_append_printf(out, " rounded %d", c->expr_decimals);
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
    case CELL_HIDDEN: g_string_append(out, " {hidden}"); break;
  }
  if (c->fixed && c->kind != CELL_HIDDEN) g_string_append(out, " {fixed}");
  if (c->note) g_string_append_printf(out, " [%s]", g->notes.v[c->note - 1].mark);
}

static void dump_row(const grid *g, const grid_row *r, GString *out) {
  static const char *const names[] = { "row", "group", "subtotal", "total" };
  g_string_append_printf(out, "  %s", names[r->kind]);
  if ((r->kind == ROW_GROUP || r->kind == ROW_SUBTOTAL) && r->level > 1) g_string_append_printf(out, " %u", r->level);
  if (r->residual) g_string_append(out, " residual");
  if (r->label) g_string_append_printf(out, " label %u", r->label);
  size_t cells = r->kind == ROW_GROUP ? 1 : g->columns;
  for (size_t c = 0; c < cells; c++) {
    g_string_append(out, c ? " | " : " ");
    dump_cell(g, &r->cells[c], out);
  }
  g_string_append_c(out, '\n');
}

static void dump_chart(const grid *g, GString *out) {
  const grid_chart *k = g->chart;
  if (!k) return;
  g_string_append_printf(out, "  chart %s \"%s\" %s:", k->kind == TABLE_CHART_LINES ? "lines" : "bars", k->title, g->column[k->category].key);
  for (size_t i = 0; i < k->values.n; i++) g_string_append_printf(out, " %s", g->column[k->values.v[i]].key);
  g_string_append_printf(out, "\n  chart-alt %s\n", k->alt);
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
    for (size_t l = 0; l < g->group_levels; l++) dump_line("groups", g->group_titles[l], out);
    for (size_t p = 0; p < g->parameters.n; p++) g_string_append_printf(out, "  parameter %s = %s\n", g->parameters.v[p].name, g->parameters.v[p].text);
    for (size_t c = 0; c < g->columns; c++) dump_column(&g->column[c], out);
    for (size_t r = 0; r < g->rows; r++) dump_row(g, &g->row[r], out);
    for (size_t n = 0; n < g->notes.n; n++) g_string_append_printf(out, "  note %s %s\n", g->notes.v[n].mark, g->notes.v[n].text);
    dump_line("suppression", g->suppression, out);
    dump_chart(g, out);
  }
}
