/* What to say about a result: why there is none, and whether the worksheet will show the same. */
#include "calc/calc_int.h"

#include <math.h>
#include <stdio.h>

static const char *written(arena *a, const formula *f, const formula_node *n) {
  return n ? arena_strndup(a, f->text + n->from, n->to - n->from) : "";
}

static char *because(arena *a, const char *fact, const char *reason) {
  return text_blank(reason) ? arena_printf(a, "Kan ikke beregnes, fordi %s", fact)
                            : arena_printf(a, "Kan ikke beregnes, fordi %s (%s)", fact, reason);
}

/* A name that could itself not be worked out says so; why stands at its own value. */
char *formula_why(arena *a, const formula *f, const formula_value *missing) {
  const char *name = missing->name ? formula_shown_name(f->scope, missing->name - 1) : NULL;
  switch (missing->state) {
    case FORMULA_KNOWN: case FORMULA_BROKEN: return NULL;
    case FORMULA_NOT_STATED: return name ? because(a, arena_printf(a, "»%s« ikke er oplyst", name), missing->text) : NULL;
    case FORMULA_NOT_RELEVANT: return name ? because(a, arena_printf(a, "»%s« ikke er relevant", name), missing->text) : NULL;
    case FORMULA_PENDING: return name ? because(a, arena_printf(a, "»%s« er uafklaret", name), missing->text) : NULL;
    case FORMULA_BY_ZERO:
      if (name) return because(a, arena_printf(a, "»%s« ikke kan beregnes", name), "der skulle divideres med 0");
      return because(a, arena_printf(a, "»%s« er 0, og der kan ikke divideres med 0", written(a, f, missing->where)), NULL);
    case FORMULA_OVERFLOW:
      if (name) return because(a, arena_printf(a, "»%s« ikke kan beregnes", name), "resultatet har flere end 18 cifre");
      return because(a, "resultatet har flere end 18 cifre", NULL);
  }
  return NULL;
}

void formula_report(diag *d, const formula *f, const formula_value *v, span record) {
  if (v->name) return;                                           /* said where the named value was worked out */
  arena *a = arena_new();
  if (v->state == FORMULA_BY_ZERO) {
    DIAG_SAY(d, FORMULA_DIVIDES_BY_ZERO, record, written(a, f, v->where));
    diag_also(d, v->where->at, "her divideres der", "the division stands here");
  } else if (v->state == FORMULA_OVERFLOW) {
    DIAG_SAY(d, FORMULA_RESULT_TOO_LONG, record, f->text);
    diag_also(d, f->at, "formlen står her", "the formula stands here");
  }
  arena_free(a);
}

static double nearest(const formula_value *v) { return v->exact ? rational_double(v->exact) : number_double(v->num); }

/* A rounded result is a whole number of its last decimal; up to 2^53 of them a double is exact enough to tell them apart. */
static bool same_number(const formula *f, const formula_value *exact, const formula_value *real) {
  const double e = nearest(exact), r = real->real, size = fmax(fabs(e), fabs(r));
  if (f->decimals >= 0 && size * pow(10, f->decimals) < 9007199254740992.0) return e == r;
  return fabs(e - r) <= 1e-12 * fmax(size, 1);
}

bool formula_agree(const formula *f, const formula_value *exact, const formula_value *real) {
  if (exact->state == FORMULA_OVERFLOW) return true;             /* reported as such: there is nothing to agree with */
  if (exact->state != real->state) return false;
  if (exact->state != FORMULA_KNOWN) return true;
  if (f->type & (FORMULA_NUMBER | FORMULA_DATE)) return same_number(f, exact, real);
  if (f->type & FORMULA_TEXT) return text_equal_any_case(exact->text, real->text);
  return exact->yes == real->yes;
}

static const char *state_text(formula_state s) {
  switch (s) {
    case FORMULA_KNOWN: return "et tal";
    case FORMULA_NOT_STATED: return "ikke oplyst";
    case FORMULA_NOT_RELEVANT: return "ikke relevant";
    case FORMULA_PENDING: return "uafklaret";
    case FORMULA_BROKEN: return "en fejl";
    case FORMULA_BY_ZERO: return "division med 0";
    case FORMULA_OVERFLOW: return "flere end 18 cifre";
  }
  return "";
}

/* An exact value as people write it; a fraction as one. */
static const char *exact_text(arena *a, const formula *f, const formula_value *v) {
  char buf[NUMBER_TEXT_MAX];
  if (v->state != FORMULA_KNOWN) return state_text(v->state);
  if (f->type & FORMULA_TEXT) return v->text;
  if (f->type & FORMULA_CONDITION) return v->yes ? "ja" : "nej";
  if (v->exact) return rational_text(a, v->exact);
  number_format(v->num, v->num.decimals, buf);
  return arena_strdup(a, buf);
}

/* A double with the digits that Excel shows. */
static const char *real_text(arena *a, const formula *f, const formula_value *v) {
  char buf[40];
  if (v->state != FORMULA_KNOWN || !(f->type & (FORMULA_NUMBER | FORMULA_DATE))) return exact_text(a, f, v);
  snprintf(buf, sizeof buf, "%.15g", v->real);
  for (char *p = buf; *p; p++)
    if (*p == '.') *p = ',';
  return arena_strdup(a, buf);
}

void formula_report_difference(diag *d, const formula *f, const formula_value *exact, const formula_value *real, span record) {
  arena *a = arena_new();
  DIAG_SAY(d, FORMULA_SHEET_DIFFERS, record, f->text, exact_text(a, f, exact), real_text(a, f, real));
  diag_also(d, f->at, "formlen står her", "the formula stands here");
  arena_free(a);
}
