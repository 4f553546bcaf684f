#include "model/model_int.h"

#include <string.h>

/* The block »figur«: its kind, the keys that the kind has, its title and number. What it shows is read by figure_*.c; the figures of a table come
 * from table/. */

typedef enum key_use { KEY_NONE, KEY_MAY, KEY_MUST } key_use;
typedef struct kind_key { const char *key; key_use use; } kind_key;
enum { KEYS_MOST = 8 };
typedef struct kind_def { const char *word; figure_kind kind; bool lying, by_rows; kind_key keys[KEYS_MOST]; } kind_def;

#define OF_TABLE { "tabel", KEY_MUST }, { "kategori", KEY_MAY }, { "værdier", KEY_MUST }, { "serier", KEY_MAY }, { "rækker", KEY_MAY }
static const kind_def kinds[] = {
  { "søjler", FIGURE_BARS, false, false, { OF_TABLE } },
  { "liggende søjler", FIGURE_BARS, true, false, { OF_TABLE } },
  { "stablede søjler", FIGURE_STACKED, false, false, { OF_TABLE } },
  { "liggende stablede søjler", FIGURE_STACKED, true, false, { OF_TABLE } },
  { "linjer", FIGURE_LINES, false, false, { OF_TABLE } },
  { "hældning", FIGURE_SLOPE, false, true, { OF_TABLE } },
  { "småbilleder", FIGURE_MULTIPLES, false, true, { OF_TABLE } },
  { "tidslinje", FIGURE_TIMELINE, false, false, { { "begivenheder", KEY_MAY }, { "datoer", KEY_MAY }, { "møderunder", KEY_MAY } } },
  { "organisation", FIGURE_TREE, false, false, { { "enheder", KEY_MAY } } },
  { "billede", FIGURE_IMAGE, false, false, { { "fil", KEY_MUST }, { "alternativ tekst", KEY_MUST } } },
  { "specialiseringstrekant", FIGURE_TRIANGLE, false, false,
    { { "venstre", KEY_MUST }, { "højre", KEY_MUST }, { "niveauer", KEY_MUST }, { "tværs", KEY_MUST }, { "ned", KEY_MUST }, { "former", KEY_MUST } } },
};
static const char *const common[] = { "figur", "titel", "anker", "plads", "alternativ tekst", "kilde" };

static const kind_def *kind_of(doc_job *w, const char *word, span at) {
  const char *words[G_N_ELEMENTS(kinds)];
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (strcmp(kinds[i].word, word) == 0) return &kinds[i];
    words[i] = kinds[i].word;
  }
  const char *near = text_nearest(word, words, G_N_ELEMENTS(kinds));
  GString *all = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) g_string_append_printf(all, "%s%s", i ? ", " : "", words[i]);
  DIAG_SAY(w->j->d, FIGURE_UNKNOWN, at, word, near ? near : "", all->str);
  g_string_free(all, TRUE);
  return NULL;
}

static key_use use_of(const kind_def *k, const char *key) {
  for (size_t i = 0; i < KEYS_MOST && k->keys[i].key; i++)
    if (strcmp(k->keys[i].key, key) == 0) return k->keys[i].use;
  for (size_t i = 0; i < G_N_ELEMENTS(common); i++)
    if (strcmp(common[i], key) == 0) return KEY_MAY;
  return KEY_NONE;
}

/* False: a key is missing, and there can be no picture. */
static bool keys_check(doc_job *w, const kind_def *k, const shaped *s) {
  diag *d = w->j->d;
  bool whole = true;
  for (size_t i = 0; i < s->def->count; i++) {
    const char *key = s->def->fields[i].key;
    value_kind there = s->values[i].kind;
    key_use use = use_of(k, key);
    if (use == KEY_NONE && there != VALUE_ABSENT) DIAG_SAY(d, FIGURE_KEY, s->values[i].at, k->word, key);
    if (use != KEY_MUST || there == VALUE_KNOWN) continue;
    whole = false;
    if (there == VALUE_ABSENT) DIAG_SAY(d, MISSING_KEY, s->at, key, "", "");
  }
  return whole;
}

/* "t1.pladser; t0.pladser", or a list of such. */
static void columns_of(doc_job *w, const value *v, figure *f, bool names) {
  arena *a = w->j->a;
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    if (v->list.v[i].kind != VALUE_KNOWN) continue;
    char **parts = g_strsplit(v->list.v[i].text, ";", -1);
    for (char **p = parts; *p; p++)
      if (*g_strstrip(*p)) {
        figure_column c = { arena_strdup(a, *p), v->list.v[i].at };
        if (names) LIST_PUSH(a, &f->category, c);
        else LIST_PUSH(a, &f->values, c);
      }
    g_strfreev(parts);
  }
}

static void table_read(doc_job *w, const kind_def *k, const shaped *s, figure *f) {
  f->table_id = arena_printf(w->j->a, "tabel-%s", shaped_text(s, "tabel"));
  f->table_at = shaped_at(s, "tabel");
  f->by_rows = shaped_has(s, "serier") ? shaped_value(s, "serier")->choice == 1 : k->by_rows;
  if (shaped_has(s, "rækker")) f->rows = (figure_rows)shaped_value(s, "rækker")->choice;
  columns_of(w, shaped_value(s, "kategori"), f, true);
  columns_of(w, shaped_value(s, "værdier"), f, false);
}

static void image_read(doc_job *w, const shaped *s, figure *f) {
  span at = shaped_at(s, "fil");
  const source_file *file = files_use(w->j, w->folder, shaped_text(s, "fil"), at);
  if (file) f->image = image_open(w->j->a, w->j->d, arena_printf(w->j->a, "%s/%s", w->j->folder, file->path), file->shown, at);
}

/* What the picture shows, and its words; NULL: of a table. */
static const char *content_read(doc_job *w, const kind_def *k, const shaped *s, figure *f) {
  arena *a = w->j->a;
  switch (k->kind) {
    case FIGURE_TRIANGLE: triangle_read(w, s, f); return triangle_words(a, f);
    case FIGURE_TIMELINE: events_read(w, s, f); return events_words(a, f);
    case FIGURE_TREE: nodes_read(w, s, f); return nodes_words(a, f);
    case FIGURE_IMAGE: image_read(w, s, f); return "";
    case FIGURE_BARS: case FIGURE_STACKED: case FIGURE_LINES: case FIGURE_SLOPE: case FIGURE_MULTIPLES: table_read(w, k, s, f); break;
  }
  return NULL;
}

/* "Tallene står i tabel 3. Kilde: …"; NULL = neither. */
static inl *caption_end(doc_job *w, const shaped *s, const figure *f) {
  arena *a = w->j->a;
  const char *source = typo_line(a, shaped_text(s, "kilde"));
  inl *end = NULL;
  if (f->table_id) {
    inl *link = inl_new(a, INLINE_XREF, f->table_at);
    link->target = f->table_id;
    LIST_PUSH(a, &w->figure_links, ((figure_link){ f, link }));
    end = inl_join(inl_of(a, "Tallene står i ", f->table_at), inl_join(link, inl_of(a, ".", f->table_at)));
  }
  return source ? inl_join(end, inl_of(a, arena_printf(a, "%sKilde: %s.", end ? " " : "", source), shaped_at(s, "kilde"))) : end;
}

static inl *caption(doc_job *w, const shaped *s, const figure *f, inl *title, const char *nr, span at) {
  arena *a = w->j->a;
  inl *whole = inl_join(inl_of(a, arena_printf(a, "Figur" NBSP "%s. ", nr), at), title), *end = caption_end(w, s, f);
  return end ? inl_join(whole, inl_join(inl_new(a, INLINE_BREAK, at), end)) : whole;
}

/* There is no picture; but it has its number and its anchor, so that links to it and the numbers of those that follow are not blamed. */
static void figure_lost(doc_job *w, const shaped *s, span at) {
  const char *own = shaped_text(s, "anker"), *nr = arena_printf(w->j->a, "%d", ++w->figures);
  w->j->figures_broken = true;
  anchor_add(w, own ? own : arena_printf(w->j->a, "figur-%s", nr), ANCHOR_FIGURE, nr, "", false, at);
}

void lower_figure(doc_job *w, block *parent, const shaped *s, int level) {
  (void)level;
  arena *a = w->j->a;
  span at = shaped_at(s, "figur");
  const char *word = shaped_text(s, "figur"), *own = shaped_text(s, "anker"), *said = shaped_text(s, "alternativ tekst");
  const kind_def *k = word ? kind_of(w, word, at) : NULL;
  if (!k || !keys_check(w, k, s)) {
    figure_lost(w, s, at);
    return;
  }
  inl *title = prose_line(w, shaped_node(s, "titel"));
  int title_length = 0;
  for (const inl *i = title; i; i = i->next) title_length++;
  figure *f = ARENA_NEW(a, figure);
  *f = (figure){ .kind = k->kind, .lying = k->lying, .title = inl_plain(a, title), .at = at };
  const char *words = content_read(w, k, s, f), *nr = arena_printf(a, "%d", ++w->figures);
  block *b = block_add(a, parent, BLOCK_FIGURE, "figur", at);
  b->figure = f;
  b->place = block_where_of(s);
  b->anchor = own ? own : k->kind == FIGURE_TRIANGLE ? "figur-specialiseringstrekant" : arena_printf(a, "figur-%s", nr);
  b->text = caption(w, s, f, title, nr, at);
  b->title_inlines = 1 + title_length;
  b->number = w->figures;
  b->alt = said ? typo_line(a, said) : words;
  LIST_PUSH(a, &w->doc->figures, f);
  anchor_add(w, b->anchor, ANCHOR_FIGURE, nr, f->title, false, at);
}

void figures_check(doc_job *w) {
  const document *doc = w->doc;
  const char **ids = ARENA_ARRAY(w->j->a, const char *, doc->tables.n + 1);
  for (size_t i = 0; i < doc->tables.n; i++) ids[i] = doc->tables.v[i]->id + strlen("tabel-");
  for (size_t i = 0; i < w->figure_links.n; i++) {
    const figure *f = w->figure_links.v[i].f;
    bool found = false;
    for (size_t k = 0; k < doc->tables.n; k++) found |= strcmp(doc->tables.v[k]->id, f->table_id) == 0;
    if (found) {
      xref_add(w, w->figure_links.v[i].link, false, false);
      continue;
    }
    const char *id = f->table_id + strlen("tabel-"), *near = text_nearest(id, ids, doc->tables.n);
    DIAG_SAY(w->j->d, FIGURE_TABLE, f->table_at, id, near ? near : "");
  }
}
