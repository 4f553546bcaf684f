/* The front sheet's content: what the workbook is, of when and from whom, and what its figures rest on. */
#include "table/table_int.h"

#include <string.h>

/* Texts for a worksheet have ordinary blanks: a no-break space would hide "12. august" from a search. */
static const char *plain_blanks(arena *a, const char *s) {
  if (!s) return NULL;
  char *kept = arena_strdup(a, s), *to = kept;
  for (const char *from = s; *from;) {
    if ((unsigned char)from[0] == 0xC2 && (unsigned char)from[1] == 0xA0) { *to++ = ' '; from += 2; }
    else *to++ = *from++;
  }
  *to = '\0';
  return kept;
}

static void add_line(arena *a, workbook_front *f, const char *label, const char *text) {
  if (!text_blank(text)) LIST_PUSH(a, &f->lines, ((front_line){ label, plain_blanks(a, text) }));
}

static void add_note(arena *a, workbook_front *f, const char *text) {
  LIST_PUSH(a, &f->notes, plain_blanks(a, text));
}

static const char *version_text(arena *a, const char *version, date day) {
  if (!day.year) return version;
  if (text_blank(version)) return date_text(a, day);
  return arena_printf(a, "%s af %s", version, date_text(a, day));
}

static const char *period_text(arena *a, const agreement *m) {
  if (m->from.year && m->to.year) return arena_printf(a, "%s til %s", date_text(a, m->from), date_text(a, m->to));
  return m->period;
}

static const char *state_text(document_state s) {
  switch (s) {
    case STATE_READY: return NULL;
    case STATE_UPDATING: return "Under opdatering";
    case STATE_LATER: return "Eftersendes";
  }
  return NULL;
}

/* "Udkast": a value that begins a line. */
static const char *capital(arena *a, const char *s) {
  if (text_blank(s)) return NULL;
  char first[8];
  int n = g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(s)), first);
  return arena_printf(a, "%.*s%s", n, first, utf8_next(s));
}

/* The one source of all tables, or NULL when they differ. */
static const char *common_source(const grid_set *s) {
  const char *one = s->grids.n ? s->grids.v[0]->source : NULL;
  for (size_t i = 1; one && i < s->grids.n; i++)
    if (!s->grids.v[i]->source || strcmp(one, s->grids.v[i]->source) != 0) return NULL;
  return one;
}

static void add_lines(arena *a, workbook_front *f, const agreement *m, const document *doc, const grid_set *s, const char *version) {
  if (!m->title || !f->title || strcmp(m->title, f->title) != 0) add_line(a, f, "Aftale", m->title);
  add_line(a, f, "Bilag", doc->number);
  add_line(a, f, "Periode", period_text(a, m));
  add_line(a, f, "Status", capital(a, m->status_text));
  add_line(a, f, "Tilstand", state_text(doc->state));
  add_line(a, f, "Version", version);
  add_line(a, f, "Udgiver", m->publisher);
  add_line(a, f, "Kilde", common_source(s));
  add_line(a, f, "Tabeller", arena_printf(a, "%u", (unsigned)s->grids.n));
}

typedef struct uses { bool not_stated, not_relevant, pending, figures, dates, hidden; } uses;

static uses used_kinds(const grid_set *s) {
  uses u = { false, false, false, false, false, false };
  for (size_t i = 0; i < s->grids.n; i++) {
    const grid *g = s->grids.v[i];
    for (size_t r = 0; r < g->rows; r++) {
      size_t cells = g->row[r].kind == ROW_GROUP ? 1 : g->columns;
      for (size_t c = 0; c < cells; c++) {
        switch ((cell_kind)g->row[r].cells[c].kind) {
          case CELL_TEXT: break;
          case CELL_NUMBER: u.figures = true; break;
          case CELL_DATE: u.dates = true; break;
          case CELL_NOT_STATED: u.not_stated = true; break;
          case CELL_NOT_RELEVANT: u.not_relevant = true; break;
          case CELL_PENDING: u.pending = true; break;
          case CELL_HIDDEN: u.hidden = true; break;
        }
      }
    }
  }
  return u;
}

/* What holds for the whole workbook; remarks and sources of one table stand among table_notes, and only there. */
static void add_notes(arena *a, workbook_front *f, const agreement *m, const grid_set *s) {
  if (!text_blank(m->disclaimer)) add_note(a, f, m->disclaimer);
  uses u = used_kinds(s);
  if (u.figures && u.dates) add_note(a, f, "Tal og datoer står som rigtige tal og datoer, så du kan regne på dem. Hvordan de vises, følger sproget i din Excel.");
  else if (u.figures) add_note(a, f, "Tal står som rigtige tal, så du kan regne på dem. Hvordan de vises, følger sproget i din Excel.");
  else if (u.dates) add_note(a, f, "Datoer står som rigtige datoer. Hvordan de vises, følger sproget i din Excel.");
  if (u.not_stated) add_note(a, f, "»ikke oplyst« betyder, at oplysningen mangler. Er der en begrundelse, står den under tabellen.");
  if (u.not_relevant) add_note(a, f, "»ikke relevant« betyder, at der ikke skal stå noget.");
  if (f->suppression) add_note(a, f, f->suppression);
  if (u.pending) add_note(a, f, "»uafklaret« betyder, at spørgsmålet ikke er afgjort endnu. Det står under tabellen.");
}

static const char *formula_told(arena *a, const grid_column *k) {
  return k->expr_decimals == FORMULA_EXACT ? k->formula : arena_printf(a, "%s, %s", k->formula, rounding_words(a, (unsigned)k->expr_decimals, k->unit));
}

/* All that stands below a table, and how its figures were worked out. */
static void add_table_notes(arena *a, workbook_front *f, const grid *g) {
#define TELL(name, words) LIST_PUSH(a, &f->table_notes, ((front_note){ g, (name), plain_blanks(a, (words)) }))
  for (size_t i = 0; i < g->notes.n; i++) TELL(arena_printf(a, "Note %s", g->notes.v[i].mark), g->notes.v[i].text);
  if (g->remark) TELL("Bemærkning", g->remark);
  if (g->source) TELL("Kilde", g->source);
  if (g->suppression) TELL("Små tal", g->suppression);
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].formula) TELL(arena_printf(a, "Formel: %s", plain_blanks(a, g->column[c].title)), formula_told(a, &g->column[c]));
#undef TELL
}

static void add_contents(arena *a, workbook_front *f, const grid_set *s) {
  for (size_t i = 0; i < s->grids.n; i++) {
    const grid *g = s->grids.v[i];
    size_t records = 0;
    for (size_t r = 0; r < g->rows; r++) records += g->row[r].kind == ROW_RECORD && !g->row[r].residual;
    LIST_PUSH(a, &f->contents, ((front_entry){ g, records, g->has_hidden ? "med skjulte tal" : NULL }));
    add_table_notes(a, f, g);
    if (g->suppression && !f->suppression) f->suppression = plain_blanks(a, g->suppression);
    else if (g->suppression && strcmp(f->suppression, g->suppression) != 0)
      f->suppression = "»skjult«: Små antal vises ikke, fordi de kan handle om enkelte personer. Nogle andre tal er skjult, fordi de ville røbe, hvad der er skjult.";
  }
}

workbook_front *table_front(arena *a, const agreement *m, const document *doc, const grid_set *s) {
  workbook_front *f = ARENA_NEW(a, workbook_front);
  bool own = !text_blank(doc->version) || doc->version_date.year;
  date day = own ? doc->version_date : m->version_date;
  const char *version = version_text(a, own ? doc->version : m->version, day);
  f->title = plain_blanks(a, !text_blank(doc->title) ? doc->title : m->title ? m->title : m->id);
  f->subtitle = plain_blanks(a, doc->subtitle);
  f->author = plain_blanks(a, m->publisher);
  f->subject = plain_blanks(a, m->subject);
  f->keywords = plain_blanks(a, m->keywords);
  f->created = day;
  f->banner = text_blank(m->banner) ? NULL : plain_blanks(a, m->banner);
  add_contents(a, f, s);
  add_lines(a, f, m, doc, s, version);
  add_notes(a, f, m, s);
  GString *line = g_string_new(f->title);
  if (!text_blank(m->status_text)) g_string_append_printf(line, " · %s", m->status_text);
  if (!text_blank(version)) g_string_append_printf(line, " · version %s", version);
  f->footer = plain_blanks(a, line->str);
  g_string_free(line, TRUE);
  return f;
}
