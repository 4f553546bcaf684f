/* What differs between the rows and the offers they were paired with. A number that one side alone states is a difference too ("ikke oplyst"); an
 * offer's own numbers and names are compared where both sides have them. */
#include "reconcile/reconcile_int.h"

#include <string.h>

const char *row_text(const extract_row *row, reconcile_field f) {
  const value *v = &row->cell[f];
  return v->kind == VALUE_KNOWN && !text_blank(v->text) ? v->text : NULL;
}

static const char *number_text(arena *a, number n) {
  char text[NUMBER_TEXT_MAX];
  number_format(n, n.decimals, text);
  return arena_strdup(a, text);
}

static const char *missing_text(const value *v) {
  return v->kind == VALUE_NOT_RELEVANT ? "ikke relevant" : v->kind == VALUE_PENDING ? "uafklaret" : "ikke oplyst";
}

/* An earlier row of the same offer has told the same. */
static bool told_before(const reconcile_job *j, const our_offer *o, size_t row, reconcile_field f) {
  const value *v = &j->e->row[row].cell[f];
  for (size_t i = 0; i < o->rows.n && o->rows.v[i] != row; i++) {
    const value *x = &j->e->row[o->rows.v[i]].cell[f];
    if (x->kind == v->kind && (v->kind != VALUE_KNOWN || !strcmp(x->text, v->text))) return true;
  }
  return false;
}

static void add(reconcile_job *j, const our_offer *o, size_t row, reconcile_difference x) {
  x.offer = o->name;
  x.line = j->e->row[row].line;
  LIST_PUSH(j->a, &j->r->differences, x);
}

/* A figure of both sides; service NULL: of the offer. */
static void compare_figures(reconcile_job *j, const our_offer *o, size_t row, reconcile_field f, const value *ours, const char *service, const char *remark) {
  const value *theirs = &j->e->row[row].cell[f];
  const bool our_known = ours->kind == VALUE_KNOWN, their_known = theirs->kind == VALUE_KNOWN;
  if (!our_known && !their_known) return;
  const bool both = our_known && their_known;
  if (both && !number_compare(ours->num, theirs->num)) return;
  reconcile_difference x = { .field = f, .service = service, .numbers = both, .remark = remark };
  x.ours = our_known ? number_text(j->a, ours->num) : missing_text(ours);
  x.theirs = their_known ? number_text(j->a, theirs->num) : missing_text(theirs);
  if (both) {
    x.our_number = ours->num;
    x.their_number = theirs->num;
  }
  add(j, o, row, x);
}

static void compare_texts(reconcile_job *j, const our_offer *o, size_t row) {
  const extract_row *e = &j->e->row[row];
  for (int f = RECONCILE_PORTAL; f <= RECONCILE_UNIT; f++) {
    const char *theirs = row_text(e, (reconcile_field)f), *folded = fold_number(j->a, theirs);
    if (!folded || !o->number[f] || !strcmp(folded, o->number[f]) || told_before(j, o, row, (reconcile_field)f)) continue;
    add(j, o, row, (reconcile_difference){ .field = (reconcile_field)f, .ours = o->number_text[f], .theirs = theirs });
  }
  const char *name = row_text(e, RECONCILE_NAME);
  if (name && j->way[row] != PAIRED_BY_SHORT_NAME && strcmp(fold_name(j->a, name), fold_name(j->a, o->name)) && !told_before(j, o, row, RECONCILE_NAME))
    add(j, o, row, (reconcile_difference){ .field = RECONCILE_NAME, .ours = o->name, .theirs = name });
}

static void compare_paragraphs(reconcile_job *j, const our_offer *o, size_t row) {
  const char *text = row_text(&j->e->row[row], RECONCILE_PARAGRAPH);
  if (!j->e->has[RECONCILE_PARAGRAPH] || (!text && !o->paragraph_text) || told_before(j, o, row, RECONCILE_PARAGRAPH)) return;
  paragraphs theirs = { 0 };
  if (text) paragraphs_read(j->a, model_register(j->m, "love"), text, &theirs);
  if (!paragraphs_same(&o->paragraphs, &theirs) || !text)
    add(j, o, row, (reconcile_difference){ .field = RECONCILE_PARAGRAPH, .ours = o->paragraph_text ? o->paragraph_text : "ikke oplyst", .theirs = text ? text : "ikke oplyst" });
}

/* ---- tariffs ---- */

static void doubt(reconcile_job *j, const our_offer *o, size_t row, const char *why) {
  LIST_PUSH(j->a, &j->r->doubts, ((reconcile_doubt){ o->name, why, j->e->row[row].line }));
}

static bool serves(arena *a, const our_tariff *t, const char *folded) {
  const char *more[] = { NULL, t->level, t->department };
  for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
    if (i && !more[i]) continue;
    if (!strcmp(fold_name(a, i ? arena_printf(a, "%s %s", t->service, more[i]) : t->service), folded)) return true;
  }
  return false;
}

/* The tariffs that the row may mean: those of its service; without one, the main ones. */
static size_t tariffs_meant(reconcile_job *j, our_offer *o, const char *service, our_tariff **first, bool *equal) {
  const char *folded = service ? fold_name(j->a, service) : NULL;
  size_t n = 0;
  *equal = true;
  for (size_t i = 0; i < o->tariffs.n; i++) {
    our_tariff *t = &o->tariffs.v[i];
    if (service ? !serves(j->a, t, folded) : !t->main) continue;
    if (!n++) *first = t;
    else *equal = *equal && !number_compare((*first)->amount, t->amount);
  }
  return n;
}

static const char *regulated(reconcile_job *j, const our_tariff *t, const value *theirs) {
  if (!t->regulation.mantissa || theirs->kind != VALUE_KNOWN) return NULL;
  rational *sum = rational_new(), *x = rational_new();
  rational_set_number(sum, t->amount);
  rational_set_number(x, t->regulation);
  rational_add(sum, sum, x);
  rational_set_number(x, theirs->num);
  const bool same = !rational_compare(sum, x);
  rational_free(sum);
  rational_free(x);
  return same ? arena_printf(j->a, "Filens tal er taksten med regulering (%s kr.)", number_text(j->a, t->regulation)) : NULL;
}

static void compare_tariff(reconcile_job *j, our_offer *o, size_t row) {
  const char *service = row_text(&j->e->row[row], RECONCILE_SERVICE);
  const value *theirs = &j->e->row[row].cell[RECONCILE_TARIFF];
  our_tariff *t = NULL;
  bool equal;
  const size_t n = tariffs_meant(j, o, service, &t, &equal);
  if (!n && service && o->tariffs.n) doubt(j, o, row, arena_printf(j->a, "Aftalen har ingen takst for ydelsen »%s« i %d", service, j->r->day.year));
  else if (n > 1 && !equal) doubt(j, o, row, arena_printf(j->a, "Tilbuddet har %zu takster i %d, og rækken siger ikke, hvilken den har", n, j->r->day.year));
  else if (t) {
    const value ours = { .kind = VALUE_KNOWN, .num = t->amount };
    compare_figures(j, o, row, RECONCILE_TARIFF, &ours, n == 1 && o->tariffs.n > 1 ? arena_printf(j->a, "%s%s%s", t->service, t->level ? ", " : "", t->level ? t->level : "") : NULL,
                    regulated(j, t, theirs));
  } else compare_figures(j, o, row, RECONCILE_TARIFF, &(value){ 0 }, service, NULL);
  for (size_t i = 0; i < o->tariffs.n; i++) {
    our_tariff *x = &o->tariffs.v[i];
    x->met = x->met || x == t || (n > 1 && (service ? serves(j->a, x, fold_name(j->a, service)) : x->main));
  }
}

/* Services with a tariff that a file with services leaves out. */
static void services_missing(reconcile_job *j, const our_offer *o) {
  for (size_t i = 0; i < o->tariffs.n; i++) {
    const our_tariff *t = &o->tariffs.v[i];
    if (t->met) continue;
    add(j, o, o->rows.v[0], (reconcile_difference){ .field = RECONCILE_SERVICE, .theirs = "mangler",
        .ours = arena_printf(j->a, "%s%s%s: %s kr.", t->service, t->level ? ", " : "", t->level ? t->level : "", number_text(j->a, t->amount)) });
  }
}

/* ---- rows and offers ---- */

static void compare_row(reconcile_job *j, size_t row) {
  our_offer *o = &j->ours.v[j->offer[row]];
  compare_texts(j, o, row);
  compare_paragraphs(j, o, row);
  if (j->e->has[RECONCILE_PLACES] && !told_before(j, o, row, RECONCILE_PLACES)) compare_figures(j, o, row, RECONCILE_PLACES, &o->places, NULL, NULL);
  if (j->e->has[RECONCILE_TARIFF]) compare_tariff(j, o, row);
  if (j->e->has[RECONCILE_OCCUPANCY] && !told_before(j, o, row, RECONCILE_OCCUPANCY)) compare_figures(j, o, row, RECONCILE_OCCUPANCY, &o->occupancy, NULL, NULL);
  if (j->way[row] >= PAIRED_BY_COMPANY && o->rows.v[0] == row) {
    const char *theirs = row_text(&j->e->row[row], RECONCILE_NAME);
    LIST_PUSH(j->a, &j->r->weak, ((reconcile_pair){ o->name, theirs ? theirs : "ikke oplyst", j->way[row], j->e->row[row].line }));
  }
}

static void lone_row(reconcile_job *j, size_t row, const char *remark) {
  const extract_row *e = &j->e->row[row];
  const char *name = row_text(e, RECONCILE_NAME);
  LIST_PUSH(j->a, &j->r->only_theirs, ((reconcile_lone){ name ? name : "ikke oplyst", row_text(e, RECONCILE_PORTAL), row_text(e, RECONCILE_COMPANY), row_text(e, RECONCILE_UNIT), remark, e->line }));
}

static void one_row(reconcile_job *j, size_t row) {
  if (j->way[row] == PAIRED_NOT) {
    if (!j->told[row]) lone_row(j, row, NULL);
    return;
  }
  const our_offer *o = &j->ours.v[j->offer[row]];
  if (!o->holds) lone_row(j, row, arena_printf(j->a, "Står i registret som »%s«, men er ikke åbent den dag", o->name));
  else if (!o->asked) lone_row(j, row, arena_printf(j->a, "Står i aftalen under %s", o->operator_name ? o->operator_name : "ingen driftsherre"));
  else compare_row(j, row);
}

void compare_rows(reconcile_job *j) {
  for (size_t row = 0; row < j->e->rows; row++) one_row(j, row);
  for (size_t i = 0; i < j->ours.n; i++) {
    const our_offer *o = &j->ours.v[i];
    if (!o->holds || !o->asked) continue;
    j->r->offers++;
    j->r->paired += o->rows.n > 0;
    if (o->rows.n && j->e->has[RECONCILE_SERVICE] && j->e->has[RECONCILE_TARIFF]) services_missing(j, o);
    if (!o->rows.n && !o->doubted)
      LIST_PUSH(j->a, &j->r->only_ours, ((reconcile_lone){ o->name, o->number_text[RECONCILE_PORTAL], o->number_text[RECONCILE_COMPANY], o->number_text[RECONCILE_UNIT], NULL, 0 }));
  }
}
