/* Tables into the flow: their paragraphs, and their structure Table > Caption, THead > TR > TH, TBody > TR > TH + TD. Made once, in reading
 * order, however many pages the table will take; table_plan.c says where it stands, and table_band.c divides one that is too wide. The elements
 * of a row's cells are its TR's kids in the order of columns, so that no cell keeps a pointer to its own. */
#include "layout/table_int.h"
#include <string.h>

#define LONG_CELL 160              /* bytes: a longer text is set as a paragraph and not kept as one shaped run */

const block_style *table_style_of(const lay *l, row_kind kind)
{
  const table_style *s = &l->s->table;
  const block_style *b = s->body;
  switch (kind) {
  case ROW_RECORD: break;
  case ROW_GROUP: b = s->group; break;
  case ROW_SUBTOTAL: case ROW_TOTAL: b = s->total; break;
  }
  return b ? b : s->body ? s->body : l->s->body;
}

static const block_style *header_style(const lay *l)
{
  return l->s->table.header ? l->s->table.header : table_style_of(l, ROW_RECORD);
}

static const block_style *note_style(const lay *l)
{
  return l->s->table.note ? l->s->table.note : table_style_of(l, ROW_RECORD);
}

/* Figures stand under each other only when every digit is equally wide. */
static const text_face *figures_face(lay *l, const face_style *f)
{
  if (!f || f->tabular)
    return lay_face(l, f);
  face_style *tabular = ARENA_NEW(l->a, face_style);
  *tabular = *f;
  tabular->tabular = true;
  return lay_face(l, tabular);
}

static bool numeric(column_type t)
{
  switch (t) {
  case COLUMN_INT: case COLUMN_NUMBER: case COLUMN_AMOUNT: case COLUMN_PERCENT: case COLUMN_YEAR: return true;
  case COLUMN_TEXT: case COLUMN_DATE: return false;
  }
  return false;
}

/* ---- cells ---- */

size_t table_row_header(const grid *g)
{
  for (size_t c = 0; c < g->columns; c++)
    if (g->column[c].row_header)
      return c;
  return g->columns;
}

size_t table_span(const table_set *t, size_t row)
{
  const grid_row *r = &t->g->row[row];
  if (r->kind == ROW_GROUP)
    return t->columns;
  size_t n = 0;
  while (r->kind != ROW_RECORD && n < t->columns && t->of[n] < r->label)
    n++;
  return MAX(n, 1);
}

const grid_cell *table_cell(const table_set *t, size_t row, size_t column)
{
  const grid_row *r = &t->g->row[row];
  if (r->kind == ROW_RECORD)
    return &r->cells[t->of[column]];
  if (r->kind == ROW_GROUP)
    return &r->cells[0];
  size_t head = table_row_header(t->g);
  return &r->cells[column == 0 && head < r->label ? head : t->of[column]];
}

/* ---- header ---- */

static void find_overs(lay *l, table_set *t)
{
  t->overs = ARENA_ARRAY(l->a, over_set, t->columns);
  t->over_count = 0;
  for (size_t c = 0; c < t->columns; c++) {
    t->column[c].over = -1;
    const char *over = t->column[c].g->over;
    if (text_blank(over))
      continue;
    const char *before = c ? t->column[c - 1].g->over : NULL;
    if (!before || strcmp(before, over))
      t->overs[t->over_count++].first = (int)c;
    t->overs[t->over_count - 1].last = (int)c + 1;
    t->column[c].over = t->over_count - 1;
  }
}

void table_columns(lay *l, table_set *t)
{
  t->column = ARENA_ARRAY(l->a, column_set, t->columns);
  for (size_t c = 0; c < t->columns; c++) {
    t->column[c].g = &t->g->column[t->of[c]];
    t->column[c].numeric = numeric(t->column[c].g->type);
    t->shares = t->shares || t->column[c].g->share > 0;
  }
  find_overs(l, t);
}

static para *header_cell(lay *l, tag_element *tr, const char *text, span at, tag_element **th)
{
  *th = tag_add(l->tags, tr, TAG_TH);
  (*th)->scope = SCOPE_COLUMN;
  const block_style *b = header_style(l);
  return para_from_text(l, b, NULL, b->ink, text, *th, at);
}

void table_header(lay *l, table_set *t)
{
  tag_element *head = tag_add(l->tags, t->tag, TAG_THEAD), *upper = tag_add(l->tags, head, TAG_TR);
  tag_element *lower = t->over_count ? tag_add(l->tags, head, TAG_TR) : upper;
  t->header = ARENA_ARRAY(l->a, para *, t->columns);
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    over_set *over = col->over >= 0 ? &t->overs[col->over] : NULL;
    if (over && over->first == (int)c) {
      over->text = header_cell(l, upper, col->g->over, t->g->at, &over->th);
      tag_extra_of(l->tags, over->th)->colspan = (uint16_t)(over->last - over->first);
    }
    t->header[c] = header_cell(l, over ? lower : upper, col->g->header, t->g->at, &col->th);
    t->header[c]->align = col->numeric ? ALIGN_RIGHT : ALIGN_LEFT;
    if (!over && t->over_count)
      tag_extra_of(l->tags, col->th)->rowspan = 2;
  }
}

/* ---- body ---- */

static bool plain_inlines(const inl *i)
{
  return !i || (i->kind == INLINE_TEXT && !i->next);
}

void table_cell_make(lay *l, table_set *t, size_t row, size_t column, tag_element *e)
{
  const grid_row *r = &t->g->row[row];
  const grid_cell *c = table_cell(t, row, column);
  bool exact = table_is_figure(t, column, c), plain = plain_inlines(c->inlines);
  tag_element *owner = c->note && plain ? tag_add(l->tags, e, TAG_TEXT) : e;      /* text, then the Reference of the note's mark */
  if (c->text && *c->text && !(plain && (exact || strlen(c->text) <= LONG_CELL))) {
    const block_style *b = table_style_of(l, (row_kind)r->kind);
    cell_text *text = ARENA_NEW(l->a, cell_text);
    text->p = plain ? para_from_text(l, b, NULL, b->ink, c->text, owner, r->at) : para_from_inlines(l, b, c->inlines, owner, NULL, r->at);
    t->cell[row * t->columns + column].text = text;
  }
  if (c->note)
    tag_add(l->tags, e, TAG_REFERENCE);
}

static void make_row(lay *l, table_set *t, size_t row, size_t header_column)
{
  size_t across = table_span(t, row);
  bool group = t->g->row[row].kind == ROW_GROUP;
  for (size_t c = 0; c < t->columns; c += c ? 1 : across) {
    bool head = c == header_column || (c == 0 && across > 1) || group;
    tag_element *e = tag_add(l->tags, t->tr[row], head ? TAG_TH : TAG_TD);
    if (head)
      e->scope = group ? SCOPE_BOTH : SCOPE_ROW;
    if (c == 0 && across > 1)
      tag_extra_of(l->tags, e)->colspan = (uint16_t)across;
    table_cell_make(l, t, row, c, e);
  }
}

static void make_body(lay *l, table_set *t)
{
  const grid *g = t->g;
  if (!g->rows)
    return;
  tag_element *body = tag_add(l->tags, t->tag, TAG_TBODY);
  size_t header_column = table_row_header(g);
  t->tr = ARENA_ARRAY(l->a, tag_element *, g->rows);
  t->cell = ARENA_ARRAY(l->a, cell_set, g->rows * g->columns);
  for (size_t r = 0; r < g->rows; r++) {
    t->tr[r] = tag_add(l->tags, body, TAG_TR);
    make_row(l, t, r, header_column);
  }
}

/* ---- around the table ---- */

static void make_marks(lay *l, table_set *t)
{
  const grid *g = t->g;
  t->marks = ARENA_ARRAY(l->a, const glyph_run *, g->notes.n + 1);
  const block_style *mark = l->s->note_mark ? l->s->note_mark : note_style(l);
  const face_style *face = lay_mark(l, mark, table_style_of(l, ROW_RECORD)->face, 0.75);
  t->mark_face = lay_face(l, face);
  for (size_t i = 0; i < g->notes.n; i++) {
    const char *shown = arena_printf(l->a, "\xC2\xA0%s", g->notes.v[i].mark);          /* the blank keeps it off the word when read aloud */
    t->marks[i] = lay_shape(l, mark, face, shown, g->at);
  }
  t->goes_on = lay_shape(l, note_style(l), NULL, lay_word(l, "fortsættes"), g->at);
}

static void add_note(lay *l, table_set *t, tag_element *parent, const char *text)
{
  const block_style *b = note_style(l);
  t->notes[t->note_count++] = para_from_text(l, b, NULL, b->ink, text, tag_add(l->tags, parent, TAG_P), t->g->at);
}

/* Below the whole table, its last band. */
static void make_notes(lay *l, table_set *t, tag_element *parent)
{
  const grid *g = t->g;
  t->notes = ARENA_ARRAY(l->a, para *, g->notes.n + 2);
  for (size_t i = 0; i < g->notes.n; i++) {
    tag_element *below = tag_add(l->tags, parent, TAG_NOTE);
    tag_extra_of(l->tags, below)->id = arena_printf(l->a, "t%zun%zu", t->number, i + 1);
    add_note(l, t, below, arena_printf(l->a, "%s) %s", g->notes.v[i].mark, g->notes.v[i].text));
  }
  if (!text_blank(g->remark))
    add_note(l, t, parent, arena_printf(l->a, "%s: %s", lay_word(l, "note"), g->remark));
  if (!text_blank(g->source))
    add_note(l, t, parent, arena_printf(l->a, "%s: %s", lay_word(l, "kilde"), g->source));
}

static const char *column_name(const lay *l, const column_set *c)
{
  return text_blank(c->g->over) ? c->g->title : arena_printf(l->a, "%s %s", c->g->over, c->g->title);
}

/* "del 2 af 3: kolonne Takst til Ændring": the layout's words, with the columns that no other band has. */
static const char *part_text(const lay *l, const table_set *t, size_t bands)
{
  size_t keys = table_keys(t->g);
  const column_set *first = &t->column[MIN(keys, t->columns - 1)], *last = &t->column[t->columns - 1];
  const char *shown = column_name(l, first);
  if (last != first)
    shown = arena_printf(l->a, "%s %s %s", shown, lay_word(l, "til"), column_name(l, last));
  return arena_printf(l->a, "%s %zu %s %zu: %s %s", lay_word(l, "del"), t->band + 1, lay_word(l, "af"), bands, lay_word(l, "kolonne"), shown);
}

/* The same inlines with a text behind them. */
static const inl *inlines_with(const lay *l, const inl *text, const char *more)
{
  inl *first = NULL, **end = &first;
  for (; text; text = text->next) {
    *end = ARENA_NEW(l->a, inl);
    **end = *text;
    end = &(*end)->next;
  }
  *end = ARENA_NEW(l->a, inl);
  **end = (inl){ .kind = INLINE_TEXT, .text = more };
  return first;
}

/* bands: of the whole table; a band names its part, and only the first repeats notes and links of the caption. */
static void make_caption(lay *l, table_set *t, const block *b, const char *lang, size_t bands)
{
  const block_style *style = l->s->table.caption ? l->s->table.caption : header_style(l);
  const inl *text = b->text ? b->text : t->g->caption;
  const char *plain = text ? inl_plain(l->a, text) : t->g->title;
  if (bands > 1) {
    const char *part = part_text(l, t, bands);
    const char *more = arena_printf(l->a, "%s%s", text_blank(plain) ? "" : ", ", part);
    plain = arena_printf(l->a, "%s%s", text_blank(plain) ? "" : plain, more);
    text = text && t->band == 0 ? inlines_with(l, text, more) : NULL;
    if (t->g->summary)
      tag_extra_of(l->tags, t->tag)->summary = arena_printf(l->a, "%s (%s)", t->g->summary, part);
  } else if (t->g->summary) {
    tag_extra_of(l->tags, t->tag)->summary = t->g->summary;
  }
  if (!text_blank(plain))
    t->caption = text ? para_from_inlines(l, style, text, t->caption_tag, lang, b->at)
                      : para_from_text(l, style, NULL, style->ink, plain, t->caption_tag, b->at);
  t->caption_again = arena_printf(l->a, "%s %s", plain ? plain : "", lay_word(l, "fortsat"));
}

static table_set *table_start(lay *l, const block *b, const grid *g)
{
  table_set *t = ARENA_NEW(l->a, table_set);
  LIST_PUSH(l->a, &l->tables, t);
  t->g = g;
  t->block = flow_style(l, b->style);
  t->number = ++l->all->tables;
  t->told = ARENA_NEW(l->a, bool);
  t->columns = g->columns;
  size_t *of = ARENA_ARRAY(l->a, size_t, g->columns);
  for (size_t c = 0; c < g->columns; c++)
    of[c] = c;
  t->of = of;
  for (int k = 0; k < 4; k++) {
    t->texts[k] = lay_face(l, table_style_of(l, (row_kind)k)->face);
    t->figures[k] = figures_face(l, table_style_of(l, (row_kind)k)->face);
  }
  return t;
}

table_set *table_new(lay *l, const block *b, flow_context c)
{
  const grid *g = b->table_id && l->grids ? grid_lookup(l->grids, b->table_id) : NULL;
  if (!g || !g->columns)
    return NULL;
  table_set *t = table_start(l, b, g);
  t->tag = tag_add(l->tags, c.parent, TAG_TABLE);
  t->caption_tag = tag_add(l->tags, t->tag, TAG_CAPTION);
  table_columns(l, t);
  table_header(l, t);
  make_marks(l, t);
  make_body(l, t);
  table_open_groups(l, t);
  table_plan(l, t, c);
  size_t bands = 0;
  for (const table_set *k = t; k; k = k->next)
    bands++;
  for (table_set *k = t; k; k = k->next) {
    make_caption(l, k, b, c.lang, bands);
    table_ids(l, k);
    if (!k->next)
      make_notes(l, k, c.parent);
  }
  return t;
}

void table_release(table_set *t)
{
  for (size_t c = 0; c < t->columns; c++)
    if (t->column[c].wrapped)
      g_hash_table_destroy(t->column[c].wrapped);
}
