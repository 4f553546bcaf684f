/* Inside why/ only. */
#ifndef WHY_WHY_INT_H
#define WHY_WHY_INT_H
#include "why/why.h"

struct why_job {
  arena *a; diag *d; const agreement *m;
  origin_reader *reader;
  GHashTable *figures;             /* value, cell or step -> why_figure; lookup only */
  GHashTable *steps;               /* calculation -> calculation_steps; lookup only */
};

/* ---- figure.c ---- */
/* A value of a register, followed into the calculation that it is the result of. */
why_figure *figure_of_value(why_job *j, const value *v, const record *x, const field_def *f);
why_figure *figure_known(why_job *j, const void *key, bool *fresh);       /* the figure of a key, made when there is none */
/* ---- line.c ---- */
why_figure *figure_of_line(why_job *j, const calculation_steps *s, size_t line);
const calculation_steps *steps_of(why_job *j, const calculation *c);
/* ---- words.c ---- */
/* "takster: Kildebo, Døgnophold, 2026" : what kind of record, and which. */
const char *record_words(arena *a, const record *x);
const char *lookup_words(arena *a, const table_lookup *l);
#define EVEN "ikke nødvendig; resultatet går op"
const char *rounding_said(arena *a, int decimals);
const char *shown_with_unit(arena *a, const char *text, const char *unit);
const char *value_words(arena *a, const value *v, const field_def *f);     /* as a table would show it, with its unit */
const char *way_words(why_way w);
const char *place_words(why_job *j, span at);
/* Names for the rows of a grid: the row header, with as many other texts as it takes to tell the rows apart. By row; NULL for groups. */
const char **row_names(arena *a, const grid *g);
const char *column_words(arena *a, const grid *g, size_t column);         /* "Takst 2026" */
/* ---- offer.c ---- */
const record *offer_of(const record *x);                                 /* the offer that a record is about; NULL */
#endif
