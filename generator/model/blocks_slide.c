#include "model/model_int.h"

/* Slides: one message a page, a few words or a few points. What does not fit on the page is told by layout, which alone knows the page. */

enum { SLIDE_WORDS = 40, SLIDE_POINTS = 5 };

static void slide_points(doc_job *w, block *b, const shaped *s, const char *style) {
  const value *v = shaped_value(s, "punkter");
  if (v->kind == VALUE_PENDING) open_box(w, b, v->text, v->at);
  if (v->kind != VALUE_KNOWN) return;
  arena *a = w->j->a;
  if (v->list.n > SLIDE_POINTS) DIAG_SAY(w->j->d, SLIDE_MANY, shaped_at(s, "punkter"), arena_printf(a, "%zu", v->list.n), arena_printf(a, "%d", SLIDE_POINTS));
  list_add(w, b, style, shaped_node(s, "punkter"), false, false);
}

static block *slide_begin(doc_job *w, block *parent, const shaped *s, const char *style, const char *name, int level) {
  arena *a = w->j->a;
  const char *key = s->def->name;
  block *b = block_add(a, parent, BLOCK_SECTION, style, s->at);
  heading_add(w, b, arena_printf(a, "%s-titel", style), level, prose_line(w, shaped_node(s, key)), name, ANCHOR_SECTION, shaped_at(s, key));
  return b;
}

void lower_slide(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = slide_begin(w, parent, s, "dias", shaped_text(s, "anker"), level);
  const block *before = b->last;
  prose_add(w, b, s, "tekst", &(prose_look){ "dias-tekst", 0, "et dias" });
  size_t words = 0;
  for (const block *k = before->next; k; k = k->next)
    if (k->kind == BLOCK_PARAGRAPH) words += word_count(inl_plain(a, k->text));
  if (words > SLIDE_WORDS) DIAG_SAY(w->j->d, SLIDE_LONG, shaped_at(s, "tekst"), arena_printf(a, "%zu", words), arena_printf(a, "%d", SLIDE_WORDS));
  slide_points(w, b, s, "dias-liste");
  if (shaped_has(s, "indhold")) blocks_lower(w, b, shaped_value(s, "indhold"), level + 1, false);
  if (shaped_text(s, "kilde"))
    paragraph_add(a, b, "dias-kilde", inl_join(inl_of(a, "Kilde: ", shaped_at(s, "kilde")), prose_line(w, shaped_node(s, "kilde"))), shaped_at(s, "kilde"));
  if (shaped_text(s, "note")) paragraph_add(a, b, "dias-note", prose_line(w, shaped_node(s, "note")), shaped_at(s, "note"));
}

void lower_questions(doc_job *w, block *parent, const shaped *s, int level) {
  slide_points(w, slide_begin(w, parent, s, "spørgsmål", NULL, level), s, "spørgsmål-liste");
}

/* Of its own it stands in a section, to which a layout may give a page; in a slide it is a part of that. */
void lower_programme(doc_job *w, block *parent, const shaped *s, int level) {
  static const char *const head[] = { "Tid", "Hvad", "Hvem" };
  (void)level;
  arena *a = w->j->a;
  const value *v = shaped_value(s, "punkter");
  if (v->kind != VALUE_KNOWN) return;
  bool who = false;
  size_t rows = 1;
  for (size_t i = 0; i < v->list.n; i++)
    if (v->list.v[i].kind == VALUE_KNOWN) { rows++; who |= shaped_text(v->list.v[i].sub, "hvem") != NULL; }
  inl *title = prose_line(w, shaped_node(s, "program"));
  if (strcmp(parent->style, "dias")) parent = block_add(a, parent, BLOCK_SECTION, "program", s->at);
  size_t columns = who ? 3 : 2;
  table_decl *t = table_add(w, parent, arena_printf(a, "tabel-program-%d", ++w->made_tables), inl_plain(a, title), shaped_at(s, "program"));
  table_cells(w, t, rows, columns);
  for (size_t k = 0; k < columns; k++) t->prose[0][k] = inl_of(a, head[k], s->at);
  for (size_t i = 0, row = 1; i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *x = v->list.v[i].sub;
    inl **cells = t->prose[row++];
    cells[0] = prose_line(w, shaped_node(x, "tid"));
    cells[1] = prose_line(w, shaped_node(x, "hvad"));
    if (who) cells[2] = shaped_text(x, "hvem") ? prose_line(w, shaped_node(x, "hvem")) : inl_of(a, "ikke relevant", x->at);
  }
}
