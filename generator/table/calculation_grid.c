/* A calculation as a grid: a row a line, with its name, the formula in words, the formula with the figures put in, the result and its unit; sections are
 * groups; sources, assumptions and what differs from print are notes. A worksheet gets the formulas of the rows besides. */
#include "table/table_int.h"

#include <string.h>

enum { AT_LINE, AT_FORMULA, AT_FIGURES, AT_VALUE, AT_UNIT, AT_PRINTED };

static bool has_printed(const calculation_steps *s) {
  for (size_t i = 0; i < s->count; i++)
    if (s->step[i].printed) return true;
  return false;
}

static bool has_sections(const calculation_steps *s) {
  for (size_t i = 0; i < s->count; i++)
    if (s->step[i].line->section) return true;
  return false;
}

static void make_columns(grid *g, arena *a, bool printed) {
  static const grid_column columns[] = {
    { .key = "linje", .title = "Linje", .header = "Linje", .row_header = true },
    { .key = "formel", .title = "Formel", .header = "Formel" },
    { .key = "med-tal", .title = "Med tallene sat ind", .header = "Med tallene sat ind" },
    { .key = "resultat", .title = "Resultat", .header = "Resultat", .type = COLUMN_NUMBER },
    { .key = "enhed", .title = "Enhed", .header = "Enhed" },
    { .key = "trykt", .title = "Trykt i kilden", .header = "Trykt i kilden", .type = COLUMN_NUMBER },
  };
  static const double shares[2][AT_PRINTED + 1] = { { 0.27, 0.24, 0.22, 0.14, 0.13 }, { 0.25, 0.19, 0.18, 0.13, 0.11, 0.14 } };   /* what a line is takes the most room */
  g->columns = printed ? AT_PRINTED + 1 : AT_PRINTED;
  g->column = ARENA_ARRAY(a, grid_column, g->columns);
  memcpy(g->column, columns, g->columns * sizeof *columns);
  for (size_t i = 0; i < g->columns; i++) g->column[i].share = shares[printed][i];
}

/* The name that formulas use stands behind what the line is, unless the two are the same word. */
static const char *line_text(grid_build *b, const calculation_line *l) {
  char *text = g_utf8_strdown(l->text, -1), *key = g_utf8_strdown(l->key, -1);
  bool same = !strcmp(text, key);
  g_free(text);
  g_free(key);
  return same ? l->text : arena_printf(b->a, "%s (%s)", l->text, l->key);
}

static grid_cell cell_text(const char *text) { return (grid_cell){ .kind = CELL_TEXT, .text = text }; }

/* What a source says of the line, and what none says, in one note. */
static uint16_t rule_note(grid_build *b, const calculation_line *l) {
  const char *source = l->source ? arena_printf(b->a, "Kilde: %s", sentence(b->a, l->source)) : NULL;
  const char *assumption = l->assumption ? arena_printf(b->a, "Forudsætning: %s", sentence(b->a, l->assumption)) : NULL;
  if (!source || !assumption) return source ? note_add(b, source) : assumption ? note_add(b, assumption) : 0;
  return note_add(b, arena_printf(b->a, "%s %s", source, assumption));
}

static grid_cell value_cell(grid_build *b, const calculation_step *t) {
  if (t->state == FORMULA_KNOWN && t->type == FORMULA_NUMBER)
    return (grid_cell){ .kind = CELL_NUMBER, .num = t->num, .text = t->shown, .decimals = t->cut ? t->num.decimals : t->line->decimals >= 0 ? (uint8_t)t->line->decimals : t->num.decimals };
  if (t->state == FORMULA_KNOWN) return cell_text(t->shown);
  uint8_t kind = t->state == FORMULA_NOT_RELEVANT ? CELL_NOT_RELEVANT : t->state == FORMULA_PENDING ? CELL_PENDING : CELL_NOT_STATED;
  return (grid_cell){ .kind = kind, .text = t->shown, .note = t->why ? note_add(b, t->why) : 0 };
}

static const char *unit_text(const calculation_line *l) {
  switch (l->kind) {
    case CALCULATION_NUMBER: return l->unit ? l->unit : "tal";
    case CALCULATION_TEXT: return "ord";
    case CALCULATION_CONDITION: return "ja eller nej";
    case CALCULATION_CHECK: return "kontrol";
  }
  return "tal";
}

static grid_cell printed_cell(grid_build *b, const calculation_step *t) {
  const value *p = t->printed;
  if (!p) return cell_text("ikke trykt");
  if (p->kind != VALUE_KNOWN) return (grid_cell){ .kind = CELL_NOT_STATED, .text = "ikke oplyst", .note = text_blank(p->text) ? 0 : note_add(b, note_from_reason(b->a, p->kind, p->text)) };
  grid_cell c = cell_text(p->text);
  if (t->type == FORMULA_NUMBER) c = (grid_cell){ .kind = CELL_NUMBER, .num = p->num, .decimals = p->num.decimals, .text = number_text(b, p->num, p->num.decimals) };
  if (t->differs) c.note = note_add(b, arena_printf(b->a, t->formula ? "Kilden trykker %s. Reglen giver %s." : "Kilden trykker %s. Her er %s sat ind.", c.text, t->shown));
  return c;
}

/* Where a figure that is put in comes from. */
static const char *put_in(grid_build *b, size_t line) {
  const calculation *c = b->decl->calculation;
  const calculation_input *from = c->from ? &c->from[line] : NULL;
  if (from && from->of) return arena_printf(b->a, "fra beregningen »%s«", from->of->title);
  return from && from->record ? arena_printf(b->a, "fra registret %s", from->record->reg->def->name) : "sættes ind";
}

static void fill_row(grid_build *b, const calculation_step *t, size_t line, grid_row *row) {
  const grid *g = b->g;
  for (size_t c = 0; c < g->columns; c++) row->cells[c] = (grid_cell){ .kind = CELL_NOT_RELEVANT, .text = "ikke relevant" };
  row->cells[AT_LINE] = cell_text(line_text(b, t->line));
  row->cells[AT_LINE].note = rule_note(b, t->line);
  row->cells[AT_FORMULA] = cell_text(t->formula ? t->formula : put_in(b, line));
  row->cells[AT_FIGURES] = cell_text(t->figures ? t->figures : t->shown);
  row->cells[AT_VALUE] = value_cell(b, t);
  row->cells[AT_UNIT] = cell_text(unit_text(t->line));
  if (g->columns > AT_PRINTED) row->cells[AT_PRINTED] = printed_cell(b, t);
}

/* False: the calculation has no lines. */
bool grid_from_calculation(grid_build *b) {
  const calculation_steps *s = calculation_work(b->a, b->d, b->decl->calculation);
  grid *g = b->g;
  make_columns(g, b->a, has_printed(s));
  g->row = ARENA_ARRAY(b->a, grid_row, 2 * s->count + 1);
  grid_cell *next = ARENA_ARRAY(b->a, grid_cell, 2 * s->count * g->columns + 1);
  grid_line *line = ARENA_ARRAY(b->a, grid_line, 2 * s->count + 1);
  size_t *step_of = ARENA_ARRAY(b->a, size_t, 2 * s->count + 1), *row_of = ARENA_ARRAY(b->a, size_t, s->names + 1), *row_of_line = ARENA_ARRAY(b->a, size_t, s->count + 1);
  if (has_sections(s)) {
    g->group_levels = 1;
    g->group_title = g->group_titles[0] = "Afsnit";
  }
  for (size_t i = 0; i < s->count; i++) {
    const calculation_step *t = &s->step[i];
    if (t->line->section) {
      g->row[g->rows] = (grid_row){ .kind = ROW_GROUP, .level = 1, .at = t->line->at, .cells = next++ };
      g->row[g->rows++].cells[0] = cell_text(t->line->section);
    }
    grid_row *row = &g->row[g->rows];
    *row = (grid_row){ .kind = ROW_RECORD, .at = t->line->at, .cells = next };
    next += g->columns;
    line[g->rows] = (grid_line){ t->expr, t->expr_decimals, !t->line->formula, t->line->kind == CALCULATION_CHECK, t->real };
    step_of[g->rows] = i;
    row_of_line[i] = g->rows++;
    fill_row(b, t, i, row);
  }
  for (size_t n = 0; n < s->names; n++) row_of[n] = row_of_line[s->line_of[n]];
  grid_calculation *k = ARENA_NEW(b->a, grid_calculation);
  *k = (grid_calculation){ line, row_of, s->names, AT_VALUE, AT_FIGURES, s, step_of };
  g->calculation = k;
  return s->count > 0;
}

/* All models, used or not, so that a mistake does not wait for its first reader. */
void models_check(arena *a, diag *d, const agreement *m) {
  for (size_t i = 0; i < m->models.n; i++) {
    calculation c = { .model = m->models.v[i], .at = m->models.v[i]->at };
    c.inputs = ARENA_ARRAY(a, value, c.model->lines.n + 1);
    c.printed = ARENA_ARRAY(a, value, c.model->lines.n + 1);
    for (size_t k = 0; k < c.model->lines.n; k++) c.inputs[k].kind = VALUE_NOT_STATED;
    calculation_work(a, d, &c);
  }
}
