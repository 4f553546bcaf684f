#include "model/model_int.h"

#include <string.h>

/* Sections, text, lists, boxes, quotations, columns. */

enum { QUOTE_WORDS = 30 };

void lower_section(doc_job *w, block *parent, const shaped *s, int level) {
  block *b = section_add(w, parent, "afsnit", s, level);
  b->new_page = shaped_has(s, "side");
  if (shaped_has(s, "indhold")) blocks_lower(w, b, shaped_value(s, "indhold"), level + 1, false);
}

void lower_text(doc_job *w, block *parent, const shaped *s, int level) {
  bool column = parent->kind == BLOCK_SECTION && strcmp(parent->style, "spalte") == 0;
  prose_add(w, parent, s, "tekst", &(prose_look){ "brødtekst", column ? 0 : level, "en spalte" });
}

/* "a.", "b.", … "å.", then "aa.". */
static const char *letter_label(arena *a, size_t n) {
  static const char *const last[] = { "æ", "ø", "å" };
  const char *front = n >= 29 ? letter_label(a, n / 29 - 1) : "";
  size_t front_length = *front ? strlen(front) - 1 : 0, k = n % 29;
  return k < 26 ? arena_printf(a, "%.*s%c.", (int)front_length, front, (char)('a' + k)) : arena_printf(a, "%.*s%s.", (int)front_length, front, last[k - 26]);
}

static void add_item(doc_job *w, block *list, const node *n, bool letters, size_t index) {
  arena *a = w->j->a;
  inl *text = prose_line(w, n);
  if (!text) return;
  block *item = block_add(a, list, BLOCK_ITEM, arena_printf(a, "%s-punkt", list->style), n->at);
  if (letters) item->label = letter_label(a, index);
  paragraph_add(a, item, arena_printf(a, "%s-tekst", list->style), text, n->at);
}

block *list_add(doc_job *w, block *parent, const char *style, const node *items, bool ordered, bool letters) {
  if (!items) return NULL;
  block *list = block_add(w->j->a, parent, BLOCK_LIST, style, items->at);
  list->ordered = ordered;
  list->start = 1;
  size_t index = 0;
  if (items->kind == NODE_SCALAR) add_item(w, list, items, letters, index);
  for (const node *n = items->kind == NODE_LIST ? items->first : NULL; n; n = n->next) add_item(w, list, n, letters, index++);
  return list;
}

void lower_list(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  static const char *const styles[] = { "punktliste", "talliste", "bogstavliste" };
  int form = shaped_has(s, "form") ? shaped_value(s, "form")->choice : 0;
  if (shaped_text(s, "indledning"))
    paragraph_add(w->j->a, parent, "indledning-til-liste", prose_line(w, shaped_node(s, "indledning")), shaped_at(s, "indledning"));
  list_add(w, parent, styles[form], shaped_node(s, "liste"), form > 0, form == 2);
}

void lower_box(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  block *b = block_add(w->j->a, parent, BLOCK_BOX, "boks", s->at);
  paragraph_add(w->j->a, b, "boks-titel", prose_line(w, shaped_node(s, "boks")), shaped_at(s, "boks"));
  prose_add(w, b, s, "tekst", &(prose_look){ "boks-tekst", 0, "en boks" });
}

/* The person of the register personer whose name stands in the text; NULL: none. */
const record *person_in(const doc_job *w, const char *text) {
  const reg *people = model_register(w->j->m, "personer");
  char *folded = text ? g_utf8_casefold(text, -1) : NULL;
  const record *found = NULL;
  for (size_t i = 0; folded && !found && i < people->records.n; i++) {
    char *name = g_utf8_casefold(record_name(people->records.v[i]), -1);
    if (*name && strstr(folded, name)) found = people->records.v[i];
    g_free(name);
  }
  g_free(folded);
  return found;
}

/* Words of a role, never of a person: a name anywhere in the attribution is refused. */
static void check_role(doc_job *w, const shaped *s) {
  const record *r = person_in(w, shaped_text(s, "af"));
  if (!r) return;
  DIAG_SAY(w->j->d, PERSON_QUOTED, shaped_at(s, "af"), record_name(r));
  diag_also(w->j->d, r->at, "her står personen", "the person stands here");
}

/* "Fagperson" becomes "Citat fra fagperson", but "Danske Handicaporganisationer" keeps its capital: another word that begins with one (and is no
 * abbreviation) says that it is a name. */
static void small_initial(doc_job *w, inl *text, const char *by) {
  for (const char *s = utf8_next(by); *s; s = utf8_next(s)) {
    bool begins = g_ascii_isspace(*g_utf8_prev_char(s));
    if (begins && g_unichar_isupper(g_utf8_get_char(s)) && !g_unichar_isupper(g_utf8_get_char(utf8_next(s)))) return;
  }
  if (text && text->kind == INLINE_TEXT) text->text = lower_first(w->j->a, text->text);
}

void quote_add(doc_job *w, block *parent, const shaped *s) {
  arena *a = w->j->a;
  inl *text = prose_line(w, shaped_node(s, "citat"));
  if (!text) return;
  size_t words = word_count(inl_plain(a, text));
  if (words > QUOTE_WORDS) DIAG_SAY(w->j->d, QUOTE_LONG, shaped_at(s, "citat"), arena_printf(a, "%zu", words), arena_printf(a, "%d", QUOTE_WORDS));
  check_role(w, s);
  block *q = block_add(a, parent, BLOCK_QUOTE, "citat", s->at);
  paragraph_add(a, q, "citat-tekst", text, shaped_at(s, "citat"));
  const char *by = shaped_text(s, "af");
  if (!by) return;
  bool whole = g_ascii_strncasecmp(by, "citat", 5) == 0;
  inl *source = prose_line(w, shaped_node(s, "af"));
  if (!whole) small_initial(w, source, by);
  paragraph_add(a, q, "citat-kilde", whole ? source : inl_join(inl_of(a, "Citat fra ", shaped_at(s, "af")), source), shaped_at(s, "af"));
}

void lower_quote(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  quote_add(w, parent, s);
}

/* Each block of the list is one column; a text of several paragraphs stays one. */
void lower_columns(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *columns = block_add(a, parent, BLOCK_COLUMNS, "sidestillet", s->at);
  const value *v = shaped_value(s, "sidestillet");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    block *column = block_add(a, columns, BLOCK_SECTION, "spalte", v->list.v[i].at);
    value one = { .kind = VALUE_KNOWN, .at = v->list.v[i].at };
    one.list.v = &v->list.v[i];
    one.list.n = 1;
    blocks_lower(w, column, &one, level, false);
  }
}

void lower_open(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  const char *text = shaped_text(s, "uafklaret");
  span at = shaped_at(s, "uafklaret");
  if (!text) return;
  open_add(w->j, at, text);
  open_box(w, parent, text, at);
}
