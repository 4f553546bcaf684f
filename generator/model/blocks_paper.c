#include "model/model_int.h"

/* A paper for decision: its head with a summary, and what is recommended. Sheets and forms: fields with a text, or lines to write on. */

enum { LINES_LEAST = 1, LINES_MOST = 30, LINES_SHEET = 5, LINES_FORM = 1 };

static void box_prose(doc_job *w, block *parent, const shaped *s, const char *key, const char *style, const char *word) {
  arena *a = w->j->a;
  if (shaped_value(s, key)->kind == VALUE_ABSENT) return;
  block *box = block_add(a, parent, BLOCK_BOX, style, shaped_at(s, key));
  paragraph_add(a, box, arena_printf(a, "%s-mærke", style), inl_of(a, word, shaped_at(s, key)), shaped_at(s, key));
  prose_add(w, box, s, key, &(prose_look){ arena_printf(a, "%s-tekst", style), 0, "en boks" });
}

void lower_paper(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  block *b = block_add(w->j->a, parent, BLOCK_SECTION, "notathoved", s->at);
  paragraph_add(w->j->a, b, "notat-mærke", prose_line(w, shaped_node(s, "notat")), shaped_at(s, "notat"));
  block *facts = facts_add(w, b, s->at);
  fact_from(w, facts, "Til", s, "til");
  fact_from(w, facts, "Fra", s, "fra");
  fact_from(w, facts, "Dato", s, "dato");
  fact_from(w, facts, "Emne", s, "emne");
  fact_add(w, facts, "Sagsnr.", inl_of(w->j->a, shaped_text(s, "sagsnr"), shaped_at(s, "sagsnr")), shaped_at(s, "sagsnr"));     /* as written: no range */
  box_prose(w, parent, s, "resumé", "resumé", "Resumé");
}

void lower_recommendation(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  span at = shaped_at(s, "indstilling");
  (void)level;
  block *box = block_add(a, parent, BLOCK_BOX, "indstilling", at);
  bool own = shaped_text(s, "indledning") != NULL;
  paragraph_add(a, box, "indstilling-mærke", inl_of(a, "Indstilling", at), at);
  paragraph_add(a, box, "indstilling-tekst", own ? prose_line(w, shaped_node(s, "indledning")) : inl_of(a, "Det indstilles:", at), at);
  list_add(w, box, "indstilling-liste", shaped_node(s, "indstilling"), false, false);
}

/* ---- fields ---- */
static int line_count(doc_job *w, const shaped *s, int usual) {
  if (!shaped_has(s, "linjer")) return usual;
  int64_t n = shaped_value(s, "linjer")->num.mantissa;
  if (n >= LINES_LEAST && n <= LINES_MOST) return (int)n;
  DIAG_SAY(w->j->d, LINES_RANGE, shaped_at(s, "linjer"), arena_printf(w->j->a, "%lld", (long long)n), arena_printf(w->j->a, "%d", LINES_MOST));
  return usual;
}

void writing_lines(doc_job *w, block *parent, const char *style, int count, span at) {
  for (int i = 0; i < count; i++) block_add(w->j->a, parent, BLOCK_PARAGRAPH, style, at);
}

/* level: of a heading in the text; 0 = there can be none. */
static void field_body(doc_job *w, block *parent, const shaped *s, const char *style, int level, int usual) {
  arena *a = w->j->a;
  if (shaped_value(s, "tekst")->kind != VALUE_ABSENT) prose_add(w, parent, s, "tekst", &(prose_look){ arena_printf(a, "%s-tekst", style), level, "et felt" });
  else writing_lines(w, parent, arena_printf(a, "%s-linje", style), line_count(w, s, usual), s->at);
}

void lower_sheet(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = block_add(a, parent, BLOCK_SECTION, "skema", s->at);
  b->new_page = shaped_has(s, "side");
  heading_add(w, b, "skema-titel", level, prose_line(w, shaped_node(s, "skema")), shaped_text(s, "anker"), ANCHOR_SECTION, shaped_at(s, "skema"));
  const value *v = shaped_value(s, "felter");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *x = v->list.v[i].sub;
    block *box = block_add(a, b, BLOCK_BOX, "felt", x->at);
    paragraph_add(a, box, "felt-mærke", prose_line(w, shaped_node(x, "felt")), shaped_at(x, "felt"));
    field_body(w, box, x, "felt", level + 1, LINES_SHEET);
  }
}

void lower_form(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *b = section_add(w, parent, "formular", s, level);
  block *list = block_add(a, b, BLOCK_LIST, "formular", shaped_at(s, "liste"));
  const value *v = shaped_value(s, "liste");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *x = v->list.v[i].sub;
    block *item = block_add(a, list, BLOCK_ITEM, "formular-punkt", x->at);
    item->label = typo_line(a, shaped_text(x, "felt"));
    field_body(w, item, x, "formular", 0, LINES_FORM);
  }
}
