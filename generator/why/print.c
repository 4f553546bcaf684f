/* The explanation as text: by document, table and row; each figure numbered where it is explained, so that it can be named later. Every line says what it
 * is before it says its value, for whoever hears it; depth is told by the number of the figure that it belongs to, and only shown by indentation. */
#include "why/why_int.h"

#include <string.h>

enum { WIDE = 100, INDENT = 2, INDENT_MOST = 16 };

typedef struct printing { why_job *j; GString *out; size_t last; } printing;

/* ---- lines ---- */

/* A line of at most WIDE characters; what does not fit goes on below, two further in. */
static void put(printing *p, size_t deep, const char *label, const char *text) {
  const size_t indent = MIN(deep * INDENT, INDENT_MOST);
  char *whole = g_strdup_printf("%s%s", label, text);
  char **word = g_strsplit_set(whole, " \n", -1);
  size_t used = 0;
  for (size_t i = 0; word[i]; i++) {
    const size_t n = utf8_length(word[i], strlen(word[i]));
    if (!n) continue;
    if (used && used + 1 + n > WIDE) { g_string_append_c(p->out, '\n'); used = 0; }
    const size_t lead = used ? 1 : i ? indent + (size_t)2 * INDENT : indent;
    g_string_append_printf(p->out, "%*s%s", (int)lead, "", word[i]);
    used += lead + n;
  }
  g_string_append_c(p->out, '\n');
  g_strfreev(word);
  g_free(whole);
}

static void put_if(printing *p, size_t deep, const char *label, const char *text) {
  if (!text_blank(text)) put(p, deep, label, text);
}

static void blank(printing *p) { g_string_append_c(p->out, '\n'); }

/* ---- figures ---- */

static void put_missing(printing *p, size_t deep, const why_figure *f) {
  const char *reason = f->reason && g_str_has_prefix(f->reason, "fordi ") ? f->reason + strlen("fordi ") : f->reason;
  if (f->way == WHY_HIDDEN) put(p, deep, "", "Et lille antal vises ikke, og det gør et tal heller ikke, når det ville røbe et, der er skjult.");
  else if (!f->formula) put(p, deep, reason ? "Fordi " : "Der er ikke skrevet et tal.", reason ? reason : "");
}

static const char *verb(const why_figure *f) {
  switch (f->way) {
    case WHY_BY_RULE: return "Regel: ";
    case WHY_SHARED: return "Fordelt: ";
    case WHY_ADDED: return "Lagt sammen: ";
    case WHY_GATHERED: return "Samlet: ";
    case WHY_COUNTED: return "Talt op: ";
    case WHY_PUT_IN: case WHY_WORKED_OUT: case WHY_HIDDEN: case WHY_MISSING: break;
  }
  return "Formel: ";
}

static void put_use(printing *p, size_t deep, const why_use *u);

static void put_parts(printing *p, size_t deep, const why_figure *f) {
  for (size_t i = 0; i < f->parts.n; i++) put_use(p, deep, &f->parts.v[i]);
}

static void explain(printing *p, size_t deep, const why_figure *f) {
  if (f->way == WHY_HIDDEN || f->way == WHY_MISSING) put_missing(p, deep, f);
  const bool result = f->way == WHY_WORKED_OUT && f->record;         /* a value that a calculation gives: its line says how */
  put_if(p, deep, "", f->from);
  if (f->record) put(p, deep, f->way == WHY_PUT_IN ? "Sat ind: " : "Står i: ", arena_printf(p->j->a, "feltet »%s« i %s", f->field->key, record_words(p->j->a, f->record)));
  if (!result) {
    put_if(p, deep, verb(f), f->formula);
    put_if(p, deep, "Med tal: ", f->figures);
    put_if(p, deep, "Nøjagtigt resultat: ", f->exact);
    put_if(p, deep, "Afrunding: ", f->rounding);
  }
  put_if(p, deep, "Sted: ", place_words(p->j, f->at));
  put_if(p, deep, f->source && g_str_has_prefix(f->source, "Forudsætning") ? "" : "Kilde: ", f->source);
  if (result) put(p, deep, "", "Resultatet af en beregning:");
  put_parts(p, deep, f);
}

/* A figure at its use: explained here, or named when it is explained above. */
static void put_use(printing *p, size_t deep, const why_use *u) {
  arena *a = p->j->a;
  if (!u->of) { put(p, deep, "", arena_printf(a, "%s: %s", u->name, u->shown)); return; }
  const bool known = u->of->number != 0;
  if (!known) u->of->number = ++p->last;
  put(p, deep, "", known ? arena_printf(a, "%s: %s (se tal %zu)", u->name, u->shown, u->of->number)
                         : arena_printf(a, "Tal %zu. %s: %s", u->of->number, u->name, u->shown));
  if (u->found && (!known || !deep)) put(p, deep + 1, "Slået op: ", lookup_words(a, u->found));
  if (!known) explain(p, deep + 1, u->of);
}

/* ---- rows ---- */

static bool about(const grid *g, size_t row, const record *offer) {
  const calculation_steps *s = g->calculation ? g->calculation->steps : NULL;
  const record *x = s ? s->of->record : origin_record(g, row);
  return g->row[row].kind == ROW_RECORD && x && offer_of(x) == offer;
}

/* A figure of no year (places) is one of the year that its table is for. */
static bool in_year(const grid *g, const why_figure *f, int year) {
  if (!year || f->year == year) return true;
  for (size_t i = 0; !f->year && i < g->parameters.n; i++)
    if (!strcmp(g->parameters.v[i].name, "år")) return g->parameters.v[i].is_number && g->parameters.v[i].num.mantissa == year;
  return !f->year;
}

/* "Klintager i alt: 245", the sums that the row is counted in. */
static void put_sums(printing *p, const grid *g, size_t row, size_t column) {
  bool level[GRID_GROUPS + 1] = { false };
  if (g->column[column].sum != SUM_ADD || g->row[row].cells[column].kind != CELL_NUMBER) return;
  for (size_t r = row + 1; r < g->rows; r++) {
    const grid_row *x = &g->row[r];
    const size_t at = x->kind == ROW_TOTAL ? 0 : MIN(x->level, GRID_GROUPS);
    if ((x->kind != ROW_SUBTOTAL && x->kind != ROW_TOTAL) || level[at]) continue;
    level[at] = true;
    size_t header = 0;
    while (header + 1 < g->columns && !g->column[header].row_header) header++;
    put(p, 1, "Er med i: ", arena_printf(p->j->a, "%s, %s", x->cells[header].text, shown_with_unit(p->j->a, x->cells[column].text, g->column[column].unit)));
  }
}

static void put_heading(printing *p, const grid *g, const char *row) {
  blank(p);
  put(p, 0, "", g->caption ? inl_plain(p->j->a, g->caption) : g->title);
  put_if(p, 0, "Række: ", row);
}

/* False: the row has no figure of the year. headed: its heading stands already. */
static bool put_row(printing *p, const grid *g, size_t row, const char *name, bool headed, int year) {
  bool any = false;
  for (size_t c = 0; c < g->columns; c++) {
    why_use u;
    if (!why_cell(p->j, g, row, c, &u) || !in_year(g, u.of, year)) continue;
    if (!any && !headed) put_heading(p, g, name);
    any = true;
    blank(p);
    put_use(p, 0, &u);
    put_sums(p, g, row, c);
  }
  return any;
}

/* A calculation is one thing, line by line; in other tables each row stands for itself. */
static bool put_grid(printing *p, const grid *g, const record *offer, int year) {
  const char **name = NULL;
  bool any = false;
  for (size_t r = 0; r < g->rows; r++) {
    if (!about(g, r, offer)) continue;
    if (!name && !g->calculation) name = row_names(p->j->a, g);
    any = put_row(p, g, r, name ? name[r] : NULL, any && g->calculation, year) || any;
  }
  return any;
}

static const char *document_words(arena *a, const document *doc) {
  const char *title = doc->title ? doc->title : doc->id;
  return doc->number ? arena_printf(a, "Bilag %s. %s (%s)", doc->number, title, doc->id) : arena_printf(a, "%s (%s)", title, doc->id);
}

static void put_offer(printing *p, const record *offer) {
  const value *portal = record_value(offer, "tilbudsportal-id");
  put(p, 0, "", record_name(offer));
  put_if(p, 0, "Id: ", offer->id);
  if (portal && portal->kind == VALUE_KNOWN) put(p, 0, "Nummer på Tilbudsportalen: ", portal->text);
  put_if(p, 0, "Sted: ", place_words(p->j, offer->at));
}

void why_print(why_job *j, const grid_set *const *sets, const record *offer, int year, GString *out) {
  printing p = { j, out, 0 };
  bool any = false;
  put_offer(&p, offer);
  for (size_t i = 0; i < j->m->documents.n; i++) {
    const gsize before = out->len;
    bool told = false;
    blank(&p);
    put(&p, 0, "Dokument: ", document_words(j->a, j->m->documents.v[i]));
    for (size_t k = 0; k < sets[i]->grids.n; k++) told = put_grid(&p, sets[i]->grids.v[k], offer, year) || told;
    if (!told) g_string_truncate(out, before);
    any = any || told;
  }
  if (any) return;
  blank(&p);
  put(&p, 0, "", year ? arena_printf(j->a, "Ingen tabel trykker tal om tilbuddet for %d.", year) : "Ingen tabel trykker tal om tilbuddet.");
}
