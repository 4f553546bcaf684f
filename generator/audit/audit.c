#include "audit/audit_int.h"

#include <string.h>

const char *number_shown(arena *a, number n, unsigned decimals) {
  char text[NUMBER_TEXT_MAX];
  number_format(n, decimals, text);
  return arena_strdup(a, text);
}

void finding_add(audit_job *j, diag_id id, finding f, span second) {
  LIST_PUSH(j->a, &j->r->findings, f);
  const char *const args[] = { f.what, f.printed, f.expected, f.why ? f.why : "", NULL };
  diag_report(j->d, id, f.at, args);
  if (second.line) diag_also(j->d, second, "og her", "and here");
}

/* ---- checks of registers ---- */

typedef struct check_work { audit_job *j; const check_decl *c; const grid *g; size_t printed, expected, group, name; } check_work;

/* Columns that are not printed are not in the grid: by key. */
static size_t grid_column_of(const grid *g, const check_decl *c, size_t declared) {
  for (size_t i = 0; declared != SIZE_MAX && i < g->columns; i++)
    if (!strcmp(g->column[i].key, c->table->columns.v[declared].key)) return i;
  return SIZE_MAX;
}

static bool is_record(const grid_row *r) { return r->kind == ROW_RECORD && !r->residual; }

/* What the row is about: the name column, or all texts before the printed figure. */
static const char *row_name(const check_work *w, const grid_row *row) {
  if (w->name != SIZE_MAX) return row->cells[w->name].text;
  GString *s = g_string_new(NULL);
  for (size_t c = 0; c < w->g->columns && c < w->printed; c++) {
    const grid_cell *cell = &row->cells[c];
    if (cell->kind == CELL_TEXT || (cell->kind == CELL_NUMBER && w->g->column[c].type == COLUMN_YEAR)) g_string_append_printf(s, "%s%s", s->len ? ", " : "", cell->text);
  }
  const char *name = arena_strdup(w->j->a, s->len ? s->str : w->c->title);
  g_string_free(s, TRUE);
  return name;
}

static const char *because(const check_work *w, const char *single) {
  arena *a = w->j->a;
  const char *rule = w->c->rule ? w->c->rule : "";
  if (!single) return rule;
  return *rule ? arena_printf(a, "%s%s %s", rule, g_str_has_suffix(rule, ".") ? "" : ".", single) : single;
}

static finding finding_of(const check_work *w, const grid_row *row, const char *expected, const char *single) {
  return (finding){ w->c->title, row_name(w, row), row->cells[w->printed].text, expected, because(w, single), row->at };
}

static bool apart(number x, number y, number tolerance) {
  rational *a = rational_new(), *b = rational_new();
  rational_set_number(a, x);
  rational_set_number(b, y);
  rational_subtract(a, a, b);
  if (rational_sign(a) < 0) rational_negate(a);
  rational_set_number(b, tolerance);
  bool over = rational_compare(a, b) > 0;
  rational_free(a);
  rational_free(b);
  return over;
}

static bool same_text(const grid_cell *x, const grid_cell *y) { return !strcmp(x->text, y->text); }

static void check_row(check_work *w) {
  for (size_t r = 0; r < w->g->rows; r++) {
    const grid_row *row = &w->g->row[r];
    if (!is_record(row)) continue;
    const grid_cell *p = &row->cells[w->printed], *e = &row->cells[w->expected];
    if (p->kind == CELL_NUMBER && e->kind == CELL_NUMBER) {
      w->j->r->compared++;
      if (!apart(p->num, number_round(e->num, MAX(p->num.decimals, w->c->tolerance.decimals)), w->c->tolerance)) continue;
      finding_add(w->j, DIAG_AUDIT_ROW, finding_of(w, row, number_shown(w->j->a, e->num, p->num.decimals), explain_row(w->j->a, w->g, r, w->expected, p->num)), SPAN_NONE);
    } else if (p->kind == CELL_TEXT && e->kind == CELL_TEXT) {
      w->j->r->compared++;
      if (!same_text(p, e)) finding_add(w->j, DIAG_AUDIT_ROW, finding_of(w, row, e->text, NULL), SPAN_NONE);
    } else if (p->kind == CELL_DATE && e->kind == CELL_DATE) {
      w->j->r->compared++;
      if (!same_text(p, e)) finding_add(w->j, DIAG_AUDIT_ROW, finding_of(w, row, e->text, NULL), SPAN_NONE);
    }
  }
}

/* Rows with one text in the group column, in the order of their first. done marks those taken. */
static size_t *group_rows(const check_work *w, size_t first, bool *done, size_t *count) {
  size_t *rows = ARENA_ARRAY(w->j->a, size_t, w->g->rows + 1), n = 0;
  const grid_cell *key = &w->g->row[first].cells[w->group];
  for (size_t r = first; r < w->g->rows; r++) {
    if (done[r] || !is_record(&w->g->row[r]) || !same_text(&w->g->row[r].cells[w->group], key)) continue;
    done[r] = true;
    rows[n++] = r;
  }
  *count = n;
  return rows;
}

static void sum_judge(check_work *w, const size_t *rows, size_t n) {
  rational *sum = rational_new(), *one = rational_new();
  unsigned decimals = 0;
  const grid_row *first = &w->g->row[rows[0]];
  bool whole = first->cells[w->expected].kind == CELL_NUMBER;
  for (size_t i = 0; i < n && whole; i++) {
    const grid_cell *p = &w->g->row[rows[i]].cells[w->printed];
    whole = p->kind == CELL_NUMBER;                                /* a sum over figures that are not stated says nothing */
    rational_set_number(one, p->num);
    rational_add(sum, sum, one);
    decimals = MAX(decimals, p->num.decimals);
  }
  number total;
  if (whole && rational_number(sum, decimals, &total)) {
    const number wanted = first->cells[w->expected].num;
    w->j->r->compared++;
    if (apart(total, wanted, w->c->tolerance)) {
      finding f = { w->c->title, first->cells[w->group].text, number_shown(w->j->a, total, decimals), number_shown(w->j->a, wanted, decimals), because(w, NULL), first->at };
      finding_add(w->j, DIAG_AUDIT_SUM, f, SPAN_NONE);
    }
  }
  rational_free(sum);
  rational_free(one);
}

static void ratio_check(check_work *w, const size_t *rows, size_t n) {
  number *figures = ARENA_ARRAY(w->j->a, number, n), *keys = ARENA_ARRAY(w->j->a, number, n), *implied = ARENA_ARRAY(w->j->a, number, n);
  bool *wrong = ARENA_ARRAY(w->j->a, bool, n);
  size_t *of = ARENA_ARRAY(w->j->a, size_t, n), k = 0;
  for (size_t i = 0; i < n; i++) {
    const grid_row *row = &w->g->row[rows[i]];
    if (row->cells[w->printed].kind != CELL_NUMBER || row->cells[w->expected].kind != CELL_NUMBER) continue;
    keys[k] = row->cells[w->printed].num;
    figures[k] = row->cells[w->expected].num;
    of[k++] = rows[i];
  }
  w->j->r->compared += k;
  if (!ratio_judge(w->j->a, figures, keys, k, wrong, implied)) return;
  for (size_t i = 0; i < k; i++) {
    if (!wrong[i]) continue;
    const char *now = number_shown(w->j->a, implied[i], implied[i].decimals);
    const char *single = arena_printf(w->j->a, "Var %s %s i stedet for %s, ville rækken passe med de andre.", w->g->column[w->printed].title, now,
                                      w->g->row[of[i]].cells[w->printed].text);
    finding_add(w->j, DIAG_AUDIT_RATIO, finding_of(w, &w->g->row[of[i]], now, single), SPAN_NONE);
  }
}

static void one_value(check_work *w, const size_t *rows, size_t n) {
  const grid_row *first = &w->g->row[rows[0]];
  for (size_t i = 1; i < n; i++) {
    const grid_row *row = &w->g->row[rows[i]];
    w->j->r->compared++;
    if (same_text(&first->cells[w->printed], &row->cells[w->printed])) continue;
    finding f = { w->c->title, first->cells[w->group].text, row->cells[w->printed].text, first->cells[w->printed].text, because(w, NULL), row->at };
    finding_add(w->j, DIAG_AUDIT_TWO_VALUES, f, first->at);
  }
}

/* The group has as many different texts as `expected` says. */
static void count_judge(check_work *w, const size_t *rows, size_t n) {
  const grid_row *first = &w->g->row[rows[0]];
  if (first->cells[w->expected].kind != CELL_NUMBER) return;
  int64_t different = 0;
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    while (k < i && !same_text(&w->g->row[rows[k]].cells[w->printed], &w->g->row[rows[i]].cells[w->printed])) k++;
    different += k == i;
  }
  const number found = { different, 0 }, wanted = first->cells[w->expected].num;
  w->j->r->compared++;
  if (!apart(found, wanted, w->c->tolerance)) return;
  finding f = { w->c->title, first->cells[w->group].text, number_shown(w->j->a, found, 0), number_shown(w->j->a, wanted, 0), because(w, NULL), first->at };
  finding_add(w->j, DIAG_AUDIT_SUM, f, SPAN_NONE);
}

/* The filter has left only what does not hold. */
static void check_listed(check_work *w) {
  for (size_t r = 0; r < w->g->rows; r++) {
    const grid_row *row = &w->g->row[r];
    if (is_record(row)) finding_add(w->j, DIAG_AUDIT_ROW, finding_of(w, row, row->cells[w->expected].text, NULL), SPAN_NONE);
  }
}

static void check_groups(check_work *w) {
  bool *done = ARENA_ARRAY(w->j->a, bool, w->g->rows + 1);
  for (size_t r = 0; r < w->g->rows; r++) {
    if (done[r] || !is_record(&w->g->row[r])) continue;
    size_t n;
    const size_t *rows = group_rows(w, r, done, &n);
    switch (w->c->kind) {
      case CHECK_SUM: sum_judge(w, rows, n); break;
      case CHECK_RATIO: ratio_check(w, rows, n); break;
      case CHECK_ONE_VALUE: one_value(w, rows, n); break;
      case CHECK_COUNT: count_judge(w, rows, n); break;
      case CHECK_ROW: case CHECK_LISTED: break;
    }
  }
}

static void check_make(audit_job *j, const check_decl *c) {
  const grid *g = table_make_one(j->a, j->d, j->m, c->table);
  if (!g || !g->rows) return;
  check_work w = { j, c, g, grid_column_of(g, c, c->printed), grid_column_of(g, c, c->expected), grid_column_of(g, c, c->group), grid_column_of(g, c, c->name) };
  if (w.printed == SIZE_MAX || (c->kind != CHECK_ONE_VALUE && w.expected == SIZE_MAX) || (c->kind != CHECK_ROW && c->kind != CHECK_LISTED && w.group == SIZE_MAX)) return;
  j->r->checks++;
  if (c->kind == CHECK_ROW) check_row(&w);
  else if (c->kind == CHECK_LISTED) check_listed(&w);
  else check_groups(&w);
}

/* ---- calculations with printed values ---- */

static void calculation_check(audit_job *j, const calculation *c) {
  const calculation_steps *s = calculation_work(j->a, j->d, c);
  bool counted = false, explained = false;
  for (size_t i = 0; i < s->count; i++) {
    const calculation_step *t = &s->step[i];
    bool failed = t->line->kind == CALCULATION_CHECK && t->state == FORMULA_KNOWN && !t->yes;
    j->r->compared += t->printed != NULL || t->line->kind == CALCULATION_CHECK;
    counted = counted || t->printed;
    if (!t->differs && !failed) continue;
    const char *single = explained ? NULL : explain_calculation(j->a, c, s), *in_words = arena_printf(j->a, "%s = %s.", t->line->key, t->formula ? t->formula : t->shown);
    explained = true;
    finding f = { c->model->title ? c->model->title : c->model->id, arena_printf(j->a, "%s: %s", c->title, t->line->text), t->printed ? t->printed->text : "passer ikke", t->shown,
                  single ? arena_printf(j->a, "%s %s", in_words, single) : in_words, t->printed ? t->printed->at : c->at };
    finding_add(j, DIAG_AUDIT_CALCULATION, f, SPAN_NONE);
  }
  j->r->checks += counted;
}

audit_report *audit_make(arena *a, diag *d, const agreement *m) {
  audit_job j = { a, d, m, ARENA_NEW(a, audit_report) };
  for (size_t i = 0; i < m->checks.n; i++) check_make(&j, m->checks.v[i]);
  for (size_t i = 0; i < m->calculations.n; i++) calculation_check(&j, m->calculations.v[i]);
  return j.r;
}

/* ---- as a grid ---- */

const grid_set *audit_grids(arena *a, const audit_report *r, const diag *d) {
  static const char *const titles[] = { "Kontrol", "Hvad", "Trykt", "Skal være", "Hvorfor", "Sted" };
  if (!r->findings.n) return NULL;
  grid *g = ARENA_NEW(a, grid);
  *g = (grid){ .id = "tabel-fund", .title = "Fund", .sheet = "Fund", .columns = G_N_ELEMENTS(titles), .rows = r->findings.n };
  g->column = ARENA_ARRAY(a, grid_column, g->columns);
  for (size_t c = 0; c < g->columns; c++) g->column[c] = (grid_column){ .key = titles[c], .title = titles[c], .header = titles[c], .row_header = c == 1 };
  g->row = ARENA_ARRAY(a, grid_row, g->rows);
  for (size_t i = 0; i < g->rows; i++) {
    const finding *f = &r->findings.v[i];
    const char *const texts[] = { f->title, f->what, f->printed, f->expected, f->why && *f->why ? f->why : "ikke oplyst",
                                  arena_printf(a, "%s:%u", diag_source_path(d, f->at.file), f->at.line) };
    g->row[i] = (grid_row){ .kind = ROW_RECORD, .at = f->at, .cells = ARENA_ARRAY(a, grid_cell, g->columns) };
    for (size_t c = 0; c < g->columns; c++) g->row[i].cells[c] = (grid_cell){ .kind = CELL_TEXT, .text = texts[c] };
  }
  grid_set *s = ARENA_NEW(a, grid_set);
  LIST_PUSH(a, &s->grids, g);
  return s;
}
