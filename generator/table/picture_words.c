/* The alternative text of a picture: what kind, of what, and what an eye takes from it first - from where to where a line goes, the highest and the
 * lowest. Each figure in it is a cell's own text. Where cells are hidden no figure is named: the lowest that is seen need not be the lowest. */
#include "table/table_int.h"

#include <math.h>
#include <string.h>

enum { SPOKEN_SERIES = 4 };

static const char *kind_word(const figure *f) {
  switch (f->kind) {
    case FIGURE_BARS: return "Søjlediagram";
    case FIGURE_STACKED: return "Stablet søjlediagram";
    case FIGURE_LINES: return "Linjediagram";
    case FIGURE_SLOPE: return "Hældningsdiagram";
    case FIGURE_MULTIPLES: return "En række små søjlediagrammer";
    case FIGURE_TRIANGLE: case FIGURE_TIMELINE: case FIGURE_TREE: case FIGURE_IMAGE: break;
  }
  return "Figur";
}

static void put_names(GString *s, const char **names, size_t n) {
  if (n > SPOKEN_SERIES) {
    g_string_append_printf(s, "%zu fra %s til %s", n, names[0], names[n - 1]);
    return;
  }
  for (size_t i = 0; i < n; i++) g_string_append_printf(s, "%s%s", i == 0 ? "" : i + 1 == n ? " og " : ", ", names[i]);
}

static void put_value(const grid_picture *p, GString *s, const grid_cell *c) {
  g_string_append(s, c->text);
  if (p->unit && strncmp(p->unit, "kr.", 3) == 0) g_string_append(s, " kr.");
  else if (p->unit && !strcmp(p->unit, "%")) g_string_append(s, " %");
}

static void put_place(const grid_picture *p, GString *s, size_t i) {
  g_string_append_printf(s, " (%s", p->label[i % p->points]);
  if (p->series > 1) g_string_append_printf(s, ", %s", p->name[i / p->points]);
  g_string_append_c(s, ')');
}

/* "Voksne går fra 1.200 kr. (2022) til 1.400 kr. (2025)": the first and the last figure that are there. */
static bool put_way(const grid_picture *p, GString *s, size_t series, bool first) {
  const grid_cell **row = p->cell + series * p->points;
  size_t from = 0, to = p->points;
  while (from < to && row[from]->kind != CELL_NUMBER) from++;
  while (to > from && row[to - 1]->kind != CELL_NUMBER) to--;
  if (to < from + 2) return false;
  g_string_append(s, first ? " " : "; ");
  if (p->series > 1) g_string_append_printf(s, "%s går fra ", p->name[series]);
  else g_string_append(s, "Linjen går fra ");
  put_value(p, s, row[from]);
  g_string_append_printf(s, " (%s) til ", p->label[from]);
  put_value(p, s, row[to - 1]);
  g_string_append_printf(s, " (%s)", p->label[to - 1]);
  return true;
}

static void put_ways(const grid_picture *p, GString *s) {
  bool first = true;
  for (size_t i = 0; i < p->series; i++)
    if (put_way(p, s, i, first)) first = false;
  if (!first) g_string_append_c(s, '.');
}

static void put_changes(const grid_picture *p, GString *s) {
  size_t up = 0, down = 0, same = 0;
  for (size_t i = 0; i < p->series; i++) {
    const grid_cell *from = p->cell[2 * i], *to = p->cell[2 * i + 1];
    if (from->kind != CELL_NUMBER || to->kind != CELL_NUMBER) continue;
    int change = number_compare(to->num, from->num);
    if (change > 0) up++;
    else if (change < 0) down++;
    else same++;
  }
  g_string_append_printf(s, " Fra %s til %s stiger %zu, %zu falder, og %zu er uændret.", p->label[0], p->label[1], up, down, same);
}

static void put_extremes(const grid_picture *p, GString *s) {
  size_t n = p->series * p->points, most = n, least = n;
  for (size_t i = 0; i < n; i++) {
    if (p->cell[i]->kind != CELL_NUMBER) continue;
    if (most == n || number_compare(p->cell[i]->num, p->cell[most]->num) > 0) most = i;
    if (least == n || number_compare(p->cell[i]->num, p->cell[least]->num) < 0) least = i;
  }
  if (most == n) return;
  bool all_equal = !number_compare(p->cell[most]->num, p->cell[least]->num);
  g_string_append(s, all_equal ? " Alle tal er " : " Højest er ");
  put_value(p, s, p->cell[most]);
  if (!all_equal) {
    put_place(p, s, most);
    g_string_append(s, ", og lavest er ");
    put_value(p, s, p->cell[least]);
    put_place(p, s, least);
  }
  g_string_append_c(s, '.');
}

bool picture_from_zero(const grid_picture *p) {
  double least = INFINITY, most = -INFINITY;
  for (size_t i = 0; i < p->series * p->points; i++) {
    if (p->cell[i]->kind != CELL_NUMBER) continue;
    least = fmin(least, number_double(p->cell[i]->num));
    most = fmax(most, number_double(p->cell[i]->num));
  }
  return least > most || least < most / 2;
}

static void put_missing(GString *s, size_t missing, bool hidden) {
  if (hidden) g_string_append(s, " Nogle tal er skjult og vises ikke.");
  else if (missing == 1) g_string_append(s, " Ét tal mangler.");
  else if (missing) g_string_append_printf(s, " %zu tal mangler.", missing);
}

const char *picture_words(arena *a, const grid_picture *p) {
  const figure *f = p->of;
  size_t missing = 0;
  bool hidden = false;
  for (size_t i = 0; i < p->series * p->points; i++) {
    hidden |= p->cell[i]->kind == CELL_HIDDEN;
    missing += p->cell[i]->kind != CELL_NUMBER;
  }
  GString *s = g_string_new(NULL);
  g_string_append_printf(s, "%s: %s", kind_word(f), f->title);
  if (s->str[s->len - 1] != '.') g_string_append_c(s, '.');
  g_string_append(s, " Viser ");
  if (p->measure) g_string_append_printf(s, "»%s« for ", p->measure);
  put_names(s, p->label, p->points);
  if (p->series > 1) {
    g_string_append(s, f->by_rows ? " for hver af " : " fordelt på ");
    put_names(s, p->name, p->series);
  }
  if (p->unit) g_string_append_printf(s, ", i %s", p->unit);
  if (s->str[s->len - 1] != '.') g_string_append_c(s, '.');
  if (!hidden && f->kind == FIGURE_LINES && p->series <= SPOKEN_SERIES) put_ways(p, s);
  else if (!hidden && f->kind == FIGURE_SLOPE) { put_changes(p, s); put_extremes(p, s); }
  else if (!hidden) put_extremes(p, s);
  if (f->kind == FIGURE_LINES && !picture_from_zero(p)) g_string_append(s, " Aksen begynder ikke ved 0.");
  put_missing(s, missing, hidden);
  char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}
