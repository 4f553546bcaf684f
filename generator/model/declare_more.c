#include "model/declare_int.h"

#include <string.h>

/* Cross tables, charts, the day that names shall hold on, and small numbers. */

static const node *inner(const shaped *s, const char *key) { return shaped_text(s, key) ? shaped_node(s, key) : NULL; }

void cross_read(table_job *t) {
  if (!shaped_has(t->s, "krydstabel")) return;
  const shaped *s = shaped_value(t->s, "krydstabel")->sub;
  table_cross *c = &t->t->cross;
  c->given = true;
  c->at = shaped_at(t->s, "krydstabel");
  c->rows = path_of_node(t, inner(s, "rækker"));
  c->columns = path_of_node(t, inner(s, "kolonner"));
  c->cell = path_of_node(t, inner(s, "celle"));
  if (c->cell.text && strcmp(c->cell.text, "antal") == 0) c->cell.text = NULL;
  c->over = typo_line(t->a, text_of_node(t, inner(s, "over")).text);
  c->sum = shaped_yes(s, "sum");
  declared_text x = text_of_node(t, inner(s, "værdier"));
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (p.text) LIST_PUSH(t->a, &c->values, p);
  }
  x = text_of_node(t, inner(s, "titler"));
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (p.text) LIST_PUSH(t->a, &c->titles, typo_line(t->a, p.text));
  }
  if (c->titles.n && c->titles.n != c->values.n) {
    const char *titles = arena_printf(t->a, "%zu", c->titles.n), *values = arena_printf(t->a, "%zu", c->values.n);
    DIAG_SAY(t->d, CROSS_TITLES, x.at, titles, values);
    c->titles.n = 0;
  }
  if (shaped_node(t->s, "kolonner")) DIAG_SAY(t->d, CROSS_COLUMNS, c->at, NULL);
}

void chart_read(table_job *t) {
  if (!shaped_has(t->s, "diagram")) return;
  const shaped *s = shaped_value(t->s, "diagram")->sub;
  if (!shaped_has(s, "art")) return;                          /* reported as missing */
  table_chart *c = &t->t->chart;
  c->kind = (table_chart_kind)(shaped_value(s, "art")->choice + 1);
  c->at = shaped_at(t->s, "diagram");
  c->title = typo_line(t->a, text_of_node(t, inner(s, "titel")).text);
  c->alt = typo_line(t->a, text_of_node(t, inner(s, "alternativ tekst")).text);
  bool checked = !t->t->cross.given;                          /* the columns of a cross table are values, which table/ knows */
  c->category = path_of_node(t, inner(s, "kategori"));
  if (checked && c->category.text && column_find(t->t, c->category.text) == t->t->columns.n) column_unknown(t, &c->category);
  declared_text x = text_of_node(t, inner(s, "værdier"));
  for (size_t at = 0, from, to; next_part(&x, &at, &from, &to);) {
    declared_path p = part_of(t, &x, from, to);
    if (!p.text) continue;
    if (checked && column_find(t->t, p.text) == t->t->columns.n) column_unknown(t, &p);
    else LIST_PUSH(t->a, &c->values, p);
  }
}

void day_read(table_job *t) {
  static const field_def field = { .key = "dag", .type = FIELD_DATE, .figures_only = true };
  declared_text x = text_of_key(t, "dag");
  if (!x.text) return;
  value v;
  value_parse(t->a, t->d, &field, x.text, x.length, x.at, &v);
  if (v.kind == VALUE_KNOWN) t->t->day = v.day;
}

/* "skjul under 5", "vis". */
bool small_read(model_job *j, const shaped *s, unsigned *below) {
  const char *text = shaped_text(s, "små tal");
  if (!text) return false;
  if (strcmp(text, "vis") == 0) { *below = 0; return true; }
  number n = { 0 };
  if (g_str_has_prefix(text, "skjul under ")) {
    const char *count = text + strlen("skjul under ");
    if (number_parse(count, strlen(count), &n) == NUMBER_OK && !n.decimals && n.mantissa >= 2 && n.mantissa <= 100) {
      *below = (unsigned)n.mantissa;
      return true;
    }
  }
  DIAG_SAY(j->d, SMALL_NUMBERS, shaped_at(s, "små tal"), text);
  return false;
}
