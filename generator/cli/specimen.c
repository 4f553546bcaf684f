/* The specimen of a layout: its colours, every style with a sample set in it, its pages in small, lists, boxes, a table and a figure. It is a document like
 * others, only made from the sheet and not from content: layout and pdf set it, there is no second way. */
#include "cli/specimen.h"

#include <math.h>
#include <string.h>

typedef struct specimen { arena *a; style_sheet *s; document *doc; block *at; } specimen;

static const char SAMPLE[] = "Kommunerne hjælper hinanden med de svære opgaver, så borgeren får det rette tilbud.";

/* ---- blocks ---- */
static inl *text_of(arena *a, const char *text) {
  inl *i = ARENA_NEW(a, inl);
  *i = (inl){ .kind = INLINE_TEXT, .text = text };
  return i;
}

static block *put(specimen *p, block *parent, block_kind kind, const char *style, const char *text) {
  block *b = ARENA_NEW(p->a, block);
  *b = (block){ .kind = kind, .style = style, .parent = parent, .text = text ? text_of(p->a, text) : NULL };
  if (parent && parent->last) parent->last->next = b;
  else if (parent) parent->first = b;
  if (parent) parent->last = b;
  return b;
}

static void heading(specimen *p, int level, const char *style, const char *text) {
  put(p, p->at, BLOCK_HEADING, style, text)->level = level;
}

static block_style *copy_style(specimen *p, const char *name, const block_style *from) {
  block_style *b = ARENA_NEW(p->a, block_style);
  *b = *from;
  b->name = name;
  LIST_PUSH(p->a, &p->s->blocks, b);
  return b;
}

/* A container without any look of its own. */
static block_style *plain_style(specimen *p, const char *name) {
  const block_style *body = p->s->body;
  block_style *b = copy_style(p, name, body);
  *b = (block_style){ .name = name, .face = body->face, .strong = body->strong, .emph = body->emph, .label = body->label, .ink = body->ink,
                      .label_ink = body->label_ink, .link_ink = body->link_ink, .leading = body->leading, .orphans = 2, .widows = 2 };
  return b;
}

/* ---- words ---- */
static const char *decimal(arena *a, double v, int places) {
  char *s = arena_printf(a, "%.*f", places, floor(v * pow(10, places) + 1e-6) / pow(10, places)), *point = strchr(s, '.');
  if (point) *point = ',';
  for (size_t n = strlen(s); point && n && (s[n - 1] == '0' || s[n - 1] == ','); s[n] = '\0')
    if (s[--n] == ',') point = NULL;
  return s;
}

static const char *ratio(arena *a, color x, color y) { return arena_printf(a, "%s:1", decimal(a, style_contrast(x, y), 1)); }

static const char *hex(arena *a, color c) {
  return arena_printf(a, "#%02X%02X%02X", (int)lround(c.r * 255), (int)lround(c.g * 255), (int)lround(c.b * 255));
}

static const char *face_words(specimen *p, const block_style *b) {
  const face_style *f = b->face;
  return arena_printf(p->a, "%s%s%s%s, %s/%s pt", f->family, f->weight > 400 ? " fed" : "", f->italic ? " kursiv" : "", f->caps ? " versaler" : "",
                      decimal(p->a, f->size, 1), decimal(p->a, b->leading, 1));
}

/* ---- colours ---- */
static void swatch(specimen *p, const style_ink *k) {
  color paper = p->s->paper, dark = { 0, 0, 0, true }, light = { 1, 1, 1, true };
  const char *name = arena_printf(p->a, "prøve-farve-%s", k->name);
  block_style *b = plain_style(p, name);
  b->ground = k->ink;
  b->ink = style_contrast(dark, k->ink) > style_contrast(light, k->ink) ? dark : light;
  b->padding = (edges){ 6, 8, 6, 8 };
  if (style_contrast(k->ink, paper) < 1.1) {
    b->border = (edges){ 0.5, 0.5, 0.5, 0.5 };
    b->border_ink = p->s->body->ink;
  }
  bool same = style_contrast(k->ink, paper) < 1.001;
  const char *against = same ? "papiret" : arena_printf(p->a, "%s mod papiret", ratio(p->a, k->ink, paper));
  put(p, p->at, BLOCK_PARAGRAPH, name, arena_printf(p->a, "%s · %s · %s", k->name, hex(p->a, k->ink), against));
}

/* ---- styles ---- */
static bool has_look(const specimen *p, const block_style *b) {
  const block_style *body = p->s->body;
  bool ruled = b->border.top + b->border.right + b->border.bottom + b->border.left > 0 || (b->bar_width > 0 && b->bar_height > 0);
  return b == body || b->face != body->face || style_contrast(b->ink, body->ink) > 1.001 || b->ground.set || b->backdrop.set || ruled || fabs(b->leading - body->leading) > 0.01;
}

static void style_sample(specimen *p, const block_style *b) {
  color on = style_stands_on(p->s, b);
  bool apart = !b->ground.set && style_contrast(on, p->s->paper) > 1.001;
  put(p, p->at, BLOCK_PARAGRAPH, "prøve-navn", arena_printf(p->a, "%s: %s, %s på %s, %s", b->name, face_words(p, b), style_ink_name(p->s, b->ink),
                                                           style_ink_name(p->s, on), ratio(p->a, b->ink, on)));
  const char *name = arena_printf(p->a, "prøve-stil-%s", b->name);
  block_style *c = copy_style(p, name, b);
  c->top = c->before = 0;
  c->break_before = c->break_after = BREAK_NONE;
  c->master = NULL;
  c->keep_with_next = false;
  c->after = apart ? 0 : 18;
  block *parent = p->at;
  if (apart) {
    const char *ground = arena_printf(p->a, "prøve-flade-%s", b->name);
    block_style *g = plain_style(p, ground);
    g->ground = on;
    g->padding = (edges){ 8, 10, 8, 10 };
    g->after = 18;
    parent = put(p, p->at, BLOCK_BOX, ground, NULL);
  }
  put(p, parent, BLOCK_PARAGRAPH, name, SAMPLE);
}

static void styles(specimen *p) {
  size_t count = p->s->blocks.n;                        /* those of the layout, before the samples' own */
  GString *bare = g_string_new(NULL);
  for (size_t i = 0; i < count; i++) {
    const block_style *b = p->s->blocks.v[i];
    if (g_str_has_prefix(b->name, "prøve-") || b == p->s->watermark) continue;
    if (has_look(p, b)) style_sample(p, b);
    else g_string_append_printf(bare, "%s%s", bare->len ? ", " : "", b->name);
  }
  put(p, p->at, BLOCK_PARAGRAPH, "brødtekst", arena_printf(p->a, "Som brødtekst, eller uden eget udseende: %s.", bare->str));
  g_string_free(bare, TRUE);
}

/* ---- pages in small ---- */
static void small_page(specimen *p, block *columns, const page_master *m, double k) {
  const char *outer = arena_printf(p->a, "prøve-side-%s", m->name), *text = arena_printf(p->a, "prøve-satsflade-%s", m->name);
  block_style *b = plain_style(p, outer), *t = plain_style(p, text);
  b->ground = p->s->paper;
  for (size_t i = 0; i < m->planes.n; i++)
    if (m->planes.v[i].width >= m->width && m->planes.v[i].height >= m->height) b->ground = m->planes.v[i].ink;
  b->padding = (edges){ m->margin.top * k, m->margin.right * k, m->margin.bottom * k, m->margin.left * k };
  b->border = (edges){ 0.75, 0.75, 0.75, 0.75 };
  b->border_ink = p->s->body->ink;
  b->width = m->width * k;
  b->after = 4;
  t->ground = (color){ 0.85, 0.87, 0.88, true };
  t->leading = (m->height - m->margin.top - m->margin.bottom) * k;
  block *column = put(p, columns, BLOCK_SECTION, "prøve-spalte", NULL);
  put(p, put(p, column, BLOCK_BOX, outer, NULL), BLOCK_PARAGRAPH, text, NULL);
  const double mm = 25.4 / 72;
  put(p, column, BLOCK_PARAGRAPH, "prøve-navn", arena_printf(p->a, "%s: %s × %s mm, tekst %s × %s mm", m->name, decimal(p->a, m->width * mm, 1), decimal(p->a, m->height * mm, 1),
      decimal(p->a, (m->width - m->margin.left - m->margin.right) * mm, 1), decimal(p->a, (m->height - m->margin.top - m->margin.bottom) * mm, 1)));
}

static void pages(specimen *p) {
  enum { ACROSS = 3 };
  const page_master *normal = style_master(p->s, "normal");
  double widest = 0, room = normal->width - normal->margin.left - normal->margin.right;
  for (size_t i = 0; i < p->s->masters.n; i++) widest = MAX(widest, p->s->masters.v[i]->width);
  double k = (room / ACROSS - 20) / widest;
  block *columns = NULL;
  for (size_t i = 0; i < p->s->masters.n; i++) {
    if (i % ACROSS == 0) columns = put(p, p->at, BLOCK_COLUMNS, "prøve-spalter", NULL);
    small_page(p, columns, p->s->masters.v[i], k);
  }
  for (size_t i = p->s->masters.n; i % ACROSS; i++) put(p, columns, BLOCK_SECTION, "prøve-spalte", NULL);
}

/* ---- whole things: lists, a box, a quotation, a table, a figure ---- */
static void list(specimen *p, const char *style, bool ordered) {
  block *l = put(p, p->at, BLOCK_LIST, style, NULL);
  l->ordered = ordered;
  l->start = 1;
  for (int i = 0; i < 3; i++)
    put(p, put(p, l, BLOCK_ITEM, arena_printf(p->a, "%s-punkt", style), NULL), BLOCK_PARAGRAPH, arena_printf(p->a, "%s-tekst", style), SAMPLE);
}

static void table(specimen *p) {
  static const char *const cells[][3] = { { "Tilbud", "Pladser", "Takst (kr.)" }, { "Kildebo", "12", "2.431,50" }, { "Engen", "8", "1.985,00" }, { "Åhuset", "24", "3.120,25" } };
  table_decl *t = ARENA_NEW(p->a, table_decl);
  t->id = "tabel-prøve";
  t->title = "Tabel med tal, der står under hinanden";
  t->caption = text_of(p->a, t->title);
  t->note = "Tallene er opdigtede.";
  t->prose_rows = G_N_ELEMENTS(cells);
  t->prose_columns = 3;
  t->prose = ARENA_ARRAY(p->a, inl **, t->prose_rows);
  for (size_t i = 0; i < t->prose_rows; i++) {
    t->prose[i] = ARENA_ARRAY(p->a, inl *, 3);
    for (size_t k = 0; k < 3; k++) t->prose[i][k] = text_of(p->a, cells[i][k]);
  }
  LIST_PUSH(p->a, &p->doc->tables, t);
  block *b = put(p, p->at, BLOCK_TABLE, "tabel", t->title);
  b->table_id = b->anchor = t->id;
}

static void triangle(specimen *p) {
  figure *f = ARENA_NEW(p->a, figure);
  *f = (figure){ .kind = FIGURE_TRIANGLE, .title = "Figur med tekst under", .left_title = "Antal borgere", .right_title = "Grad af specialisering", .arrow_across = "Antal kommuner", .arrow_down = "Grad af forpligtelse" };
  static const char *const levels[][2] = { { "Få", "Høj" }, { "Flere", "Mellem" }, { "Mange", "Lav" } }, *const forms[] = { "Fælles eje", "Fælles betaling", "Køb" };
  for (size_t i = 0; i < 3; i++) {
    LIST_PUSH(p->a, &f->levels, ((figure_level){ levels[i][0], levels[i][1], SPAN_NONE }));
    LIST_PUSH(p->a, &f->forms, ((figure_form){ forms[i], SPAN_NONE }));
  }
  block *b = put(p, p->at, BLOCK_FIGURE, "figur", "Figur med tekst under");
  b->figure = f;
  b->alt = "En trekant med tre niveauer: få borgere og høj specialisering øverst, mange borgere og lav specialisering nederst. Ved siden af står tre former for samarbejde.";
}

static void whole_things(specimen *p) {
  put(p, p->at, BLOCK_PARAGRAPH, "indledning-til-liste", "En liste med punkter:");
  list(p, "punktliste", false);
  put(p, p->at, BLOCK_PARAGRAPH, "indledning-til-liste", "En liste med tal:");
  list(p, "talliste", true);
  block *box = put(p, p->at, BLOCK_BOX, "boks", NULL);
  put(p, box, BLOCK_PARAGRAPH, "boks-titel", "En boks");
  put(p, box, BLOCK_PARAGRAPH, "boks-tekst", SAMPLE);
  block *quote = put(p, p->at, BLOCK_QUOTE, "citat", NULL);
  put(p, quote, BLOCK_PARAGRAPH, "citat-tekst", SAMPLE);
  put(p, quote, BLOCK_PARAGRAPH, "citat-kilde", "Citat fra en rolle");
  table(p);
  triangle(p);
}

/* ---- the whole ---- */
static void own_styles(specimen *p) {
  block_style *name = plain_style(p, "prøve-navn");
  name->face = p->s->table.note->face;
  name->leading = p->s->table.note->leading;
  name->ink = p->s->table.note->ink;
  name->keep_with_next = true;
  name->after = 4;
  plain_style(p, "prøve-spalte");
  block_style *columns = plain_style(p, "prøve-spalter");
  columns->column_gap = 20;
  columns->after = 15;
}

agreement *specimen_make(arena *a, style_sheet *s, const char *profile) {
  document *doc = ARENA_NEW(a, document);
  agreement *m = ARENA_NEW(a, agreement);
  specimen *p = &(specimen){ .a = a, .s = s, .doc = doc };
  const char *title = profile ? arena_printf(a, "Layoutet %s med profilen %s", s->name, profile) : arena_printf(a, "Layoutet %s", s->name);
  *doc = (document){ .id = arena_printf(a, profile ? "specimen-%s-%s" : "specimen-%s", s->name, profile), .title = title, .kind = "hoveddokument", .layout = s->name,
                     .version = PROGRAM_VERSION, .pdf = true };
  *m = (agreement){ .id = doc->id, .title = title, .subject = "Prøve på alle stilarter", .status = STATUS_FINAL, .status_text = "prøve", .version = PROGRAM_VERSION };
  LIST_PUSH(a, &m->documents, doc);
  doc->body = p->at = put(p, NULL, BLOCK_SECTION, "dokument", NULL);
  doc->body->level = 1;
  own_styles(p);
  heading(p, 1, "dokumenttitel", title);
  heading(p, 2, "rubrik-2", "Farver");
  for (size_t i = 0; i < s->palette.n; i++) swatch(p, &s->palette.v[i]);
  heading(p, 2, "rubrik-2", "Sidetyper");
  pages(p);
  heading(p, 2, "rubrik-2", "Lister, bokse, tabel og figur");
  whole_things(p);
  heading(p, 2, "rubrik-2", "Stilarter");
  styles(p);
  return m;
}
