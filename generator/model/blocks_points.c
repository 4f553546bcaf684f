#include "model/model_int.h"

#include <string.h>

/* The points of an agenda, numbered 1, 2, 3 with A, B, C below, and the overview of them. What an edition shows: see blocks_meeting.c. */

static const char *const purposes[] = { "beslutning", "drøftelse", "orientering" };          /* as the choices of the shape */

typedef struct point { const shaped *s; const char *number, *anchor; bool closed; } point;
typedef LIST(point) point_list;

static bool hidden(const doc_job *w, const shaped *s) { return shaped_yes(s, "lukket") && !w->edition.internal; }

static void add_points(doc_job *w, const value *list, point_list *out) {
  arena *a = w->j->a;
  int64_t last = 0;
  for (size_t i = 0; list->kind == VALUE_KNOWN && i < list->list.n; i++) {
    if (list->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *s = list->list.v[i].sub;
    bool given = shaped_has(s, "nr");
    int64_t own = given ? shaped_value(s, "nr")->num.mantissa : last + 1;
    if (given && out->n && own <= last) DIAG_SAY(w->j->d, POINT_NUMBER, shaped_at(s, "nr"), arena_printf(a, "%lld", (long long)own), arena_printf(a, "%lld", (long long)last));
    last = own;
    const char *text = arena_printf(a, "%lld", (long long)last);
    LIST_PUSH(a, out, ((point){ s, text, shaped_text(s, "anker") ? shaped_text(s, "anker") : arena_printf(a, "punkt-%s", text), hidden(w, s) }));
  }
}

static void add_subpoints(doc_job *w, const point *p, point_list *out) {
  arena *a = w->j->a;
  const value *v = shaped_value(p->s, "underpunkter");
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *s = v->list.v[i].sub;
    char letter = (char)('A' + MIN(i, 25));
    const char *name = arena_printf(a, "%s-%c", p->anchor, g_ascii_tolower(letter));
    LIST_PUSH(a, out, ((point){ s, arena_printf(a, "%s%c", p->number, letter), shaped_text(s, "anker") ? shaped_text(s, "anker") : name, hidden(w, s) }));
  }
  if (v->kind == VALUE_KNOWN && v->list.n > 26) DIAG_SAY(w->j->d, POINT_LETTERS, shaped_at(p->s, "underpunkter"), arena_printf(a, "%zu", v->list.n));
}

static inl *point_title(doc_job *w, const point *p) {
  return p->closed ? inl_of(w->j->a, "Lukket punkt", p->s->at) : prose_line(w, shaped_node(p->s, "titel"));
}

static const char *purpose_of(const point *p) { return !p->closed && shaped_has(p->s, "til") ? purposes[shaped_value(p->s, "til")->choice] : NULL; }

/* ---- overview ---- */

/* "Til beslutning: punkt 2, 3 og 5": what the members must decide, before what they are told. */
static void purpose_line(doc_job *w, block *parent, const point_list *all, size_t purpose, span at) {
  arena *a = w->j->a;
  GString *s = g_string_new(NULL);
  size_t found = 0, last = 0;
  for (size_t i = 0; i < all->n; i++)
    if (purpose_of(&all->v[i]) == purposes[purpose]) { found++; last = i; }
  for (size_t i = 0, k = 0; i < all->n; i++)
    if (purpose_of(&all->v[i]) == purposes[purpose]) g_string_append_printf(s, "%s%s", k++ == 0 ? "" : i == last ? " og" NBSP : ", ", all->v[i].number);
  if (found) {
    inl *mark = inl_around(a, INLINE_STRONG, inl_of(a, arena_printf(a, "Til %s: ", purposes[purpose]), at), at);
    paragraph_add(a, parent, "punktoversigt-mærke", inl_join(mark, inl_of(a, arena_printf(a, "punkt" NBSP "%s", arena_strndup(a, s->str, s->len)), at)), at);
  }
  g_string_free(s, TRUE);
}

static void overview_item(doc_job *w, block *list, const point *p, const char *label) {
  arena *a = w->j->a;
  span at = p->s->at;
  block *item = block_add(a, list, BLOCK_ITEM, arena_printf(a, "%s-punkt", list->style), at);
  item->label = label;
  inl *link = inl_around(a, INLINE_XREF, point_title(w, p), at), *page = inl_new(a, INLINE_PAGEREF, at);
  link->target = page->target = p->anchor;
  xref_add(w, link, false, false);
  xref_add(w, page, true, false);
  paragraph_add(a, item, arena_printf(a, "%s-tekst", list->style), inl_join(link, inl_join(inl_of(a, ", side" NBSP, at), page)), at);
  point_list below = { 0 };
  if (!p->closed && def_field(p->s->def, "underpunkter") < p->s->def->count) add_subpoints(w, p, &below);
  if (!below.n) return;
  block *inner = block_add(a, item, BLOCK_LIST, "punktoversigt-2", at);
  for (size_t i = 0; i < below.n; i++) overview_item(w, inner, &below.v[i], arena_printf(a, "%c.", (char)('A' + MIN(i, 25))));
}

/* Blocks of `punkter` stand at the outermost level or inside a section; the first that holds any is the agenda. */
static const value *points_of(const value *list) {
  for (size_t i = 0; list->kind == VALUE_KNOWN && i < list->list.n; i++) {
    if (list->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *s = list->list.v[i].sub;
    if (shape_named(s, "punkter")) return shaped_value(s, "punkter");
    if (def_field(s->def, "indhold") >= s->def->count) continue;
    const value *inside = points_of(shaped_value(s, "indhold"));
    if (inside) return inside;
  }
  return NULL;
}

void lower_overview(doc_job *w, block *parent, const shaped *s, int level) {
  block *b = section_add(w, parent, "punktoversigt", s, level);
  const value *points = points_of(shaped_value(w->shape, "indhold"));
  if (!points) {
    DIAG_SAY(w->j->d, NO_POINTS, s->at, NULL);
    return;
  }
  point_list all = { 0 };
  add_points(w, points, &all);
  for (size_t i = 0; i < G_N_ELEMENTS(purposes); i++) purpose_line(w, b, &all, i, s->at);
  block *list = block_add(w->j->a, b, BLOCK_LIST, "punktoversigt", s->at);
  for (size_t i = 0; i < all.n; i++) overview_item(w, list, &all.v[i], arena_printf(w->j->a, "%s.", all.v[i].number));
}

/* ---- the points themselves ---- */

static block *part_heading(doc_job *w, block *parent, const char *word, int level, span at) {
  block *h = block_add(w->j->a, parent, BLOCK_HEADING, "punkt-rubrik", at);
  h->level = MIN(level, 6);
  h->text = inl_of(w->j->a, word, at);
  return h;
}

static void prose_part(doc_job *w, block *b, const shaped *s, const char *key, int level) {
  if (shaped_value(s, key)->kind == VALUE_ABSENT) return;
  part_heading(w, b, upper_first(w->j->a, key), level, shaped_at(s, key));
  prose_add(w, b, s, key, &(prose_look){ "brødtekst", level + 1, NULL });
}

static void list_part(doc_job *w, block *b, const shaped *s, const char *key, int level) {
  if (!shaped_has(s, key)) return;
  part_heading(w, b, upper_first(w->j->a, key), level, shaped_at(s, key));
  list_add(w, b, "punktliste", shaped_node(s, key), false, false);
}

static void decision_part(doc_job *w, block *b, const shaped *s) {
  if (shaped_value(s, "beslutning")->kind == VALUE_ABSENT) return;
  span at = shaped_at(s, "beslutning");
  block *box = block_add(w->j->a, b, BLOCK_BOX, "beslutning", at);
  paragraph_add(w->j->a, box, "beslutning-mærke", inl_of(w->j->a, "Beslutning", at), at);
  prose_add(w, box, s, "beslutning", &(prose_look){ "beslutning-tekst", 0, "beslutningen" });
}

/* A point for decision says what is recommended; its minutes say what was decided. */
static void check_point(doc_job *w, const point *p) {
  const char *purpose = purpose_of(p);
  if (!purpose || strcmp(purpose, "beslutning") != 0) return;
  if (shaped_value(p->s, "indstilling")->kind == VALUE_ABSENT) DIAG_SAY(w->j->d, POINT_RECOMMENDS, p->s->at, p->number);
  if (!w->edition.agenda && shaped_value(p->s, "beslutning")->kind == VALUE_ABSENT) DIAG_SAY(w->j->d, POINT_DECIDES, p->s->at, p->number);
}

static void point_parts(doc_job *w, block *b, const point *p, int level) {
  const shaped *s = p->s;
  prose_part(w, b, s, "beslutningstema", level);
  prose_part(w, b, s, "baggrund", level);
  prose_part(w, b, s, "sagsfremstilling", level);
  if (shaped_has(s, "indhold")) blocks_lower(w, b, shaped_value(s, "indhold"), level, false);
  list_part(w, b, s, "indstilling", level);
  if (!w->edition.agenda) {
    prose_part(w, b, s, "drøftelse", level);
    decision_part(w, b, s);
  }
  list_part(w, b, s, "bilag", level);
}

static void lower_point(doc_job *w, block *parent, const point *p, const char *style, int level) {
  arena *a = w->j->a;
  span at = shaped_at(p->s, "titel");
  block *b = block_add(a, parent, BLOCK_SECTION, style, p->s->at);
  const char *purpose = purpose_of(p);
  if (purpose) paragraph_add(a, b, arena_printf(a, "%s-mærke", style), inl_of(a, arena_printf(a, "Til %s", purpose), at), at);
  inl *title = point_title(w, p);
  block *h = block_add(a, b, BLOCK_HEADING, arena_printf(a, "%s-titel", style), at);
  h->level = b->level = MIN(level, 6);
  h->anchor = p->anchor;
  h->text = inl_join(inl_of(a, arena_printf(a, "%s." NBSP, p->number), at), title);
  anchor_add(w, p->anchor, ANCHOR_POINT, p->number, inl_plain(a, title), false, at);
  if (p->closed) return;
  if (shaped_yes(p->s, "lukket")) paragraph_add(a, b, "punkt-lukket", inl_of(a, "Lukket punkt: Punktet står kun i interne udgaver.", at), at);
  check_point(w, p);
  point_parts(w, b, p, level + 1);
  point_list below = { 0 };
  if (def_field(p->s->def, "underpunkter") < p->s->def->count) add_subpoints(w, p, &below);
  for (size_t i = 0; i < below.n; i++) lower_point(w, b, &below.v[i], "underpunkt", level + 1);
}

void lower_points(doc_job *w, block *parent, const shaped *s, int level) {
  point_list all = { 0 };
  add_points(w, shaped_value(s, "punkter"), &all);
  for (size_t i = 0; i < all.n; i++) lower_point(w, parent, &all.v[i], "punkt", level);
}
