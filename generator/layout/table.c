/* Tables into the flow: their paragraphs, and their structure Table > Caption, THead > TR > TH, TBody > TR > TH + TD. Made once, in reading
 * order, however many pages the table will take. The elements of a row's cells are its TR's kids in the order of columns, so that no cell
 * keeps a pointer to its own. */
#include "layout/layout_int.h"
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

/* ---- ids and headers: only where a cell's headers cannot be told from scope alone ---- */

typedef struct table_ids { bool wanted; const char *prefix; const char *group; } table_ids;

static bool ids_wanted(const grid *g, int overs)
{
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind == ROW_GROUP)
      return true;
  return overs > 0;
}

static const char *id_give(lay *l, const table_ids *ids, tag_element *e, char kind, size_t index)
{
  if (!ids->wanted)
    return NULL;
  const char *id = arena_printf(l->a, "%s%c%zu", ids->prefix, kind, index + 1);
  tag_extra_of(l->tags, e)->id = id;
  return id;
}

static void headers_give(lay *l, const table_set *t, const table_ids *ids, tag_element *e, size_t column, const char *row_id)
{
  if (!ids->wanted)
    return;
  const column_set *c = &t->column[column];
  GString *s = g_string_new(NULL);
  const char *const parts[] = { c->over >= 0 ? t->overs[c->over].id : NULL, c->id, ids->group, row_id };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i])
      g_string_append_printf(s, "%s%s", s->len ? " " : "", parts[i]);
  tag_extra_of(l->tags, e)->headers = arena_strndup(l->a, s->str, s->len);
  g_string_free(s, TRUE);
}

/* ---- header ---- */

static void find_overs(lay *l, table_set *t)
{
  const grid *g = t->g;
  t->overs = ARENA_ARRAY(l->a, over_set, g->columns);
  for (size_t c = 0; c < g->columns; c++) {
    t->column[c].over = -1;
    const char *over = g->column[c].over;
    if (text_blank(over))
      continue;
    const char *before = c ? g->column[c - 1].over : NULL;
    if (!before || strcmp(before, over))
      t->overs[t->over_count++].first = (int)c;
    t->overs[t->over_count - 1].last = (int)c + 1;
    t->column[c].over = t->over_count - 1;
  }
}

static para *header_cell(lay *l, tag_element *tr, const char *text, span at, tag_element **th)
{
  *th = tag_add(l->tags, tr, TAG_TH);
  (*th)->scope = SCOPE_COLUMN;
  const block_style *b = header_style(l);
  return para_from_text(l, b, NULL, b->ink, text, *th, at);
}

static void make_header(lay *l, table_set *t, tag_element *table, const table_ids *ids)
{
  const grid *g = t->g;
  tag_element *head = tag_add(l->tags, table, TAG_THEAD), *upper = tag_add(l->tags, head, TAG_TR), *th;
  tag_element *lower = t->over_count ? tag_add(l->tags, head, TAG_TR) : upper;
  t->header = ARENA_ARRAY(l->a, para *, g->columns);
  for (size_t c = 0; c < g->columns; c++) {
    int o = t->column[c].over;
    if (o >= 0 && t->overs[o].first == (int)c) {
      over_set *over = &t->overs[o];
      over->text = header_cell(l, upper, g->column[c].over, g->at, &th);
      tag_extra_of(l->tags, th)->colspan = (uint16_t)(over->last - over->first);
      over->id = id_give(l, ids, th, 'o', (size_t)o);
    }
    t->header[c] = header_cell(l, o >= 0 ? lower : upper, g->column[c].header, g->at, &th);
    t->header[c]->align = numeric(g->column[c].type) ? ALIGN_RIGHT : ALIGN_LEFT;
    t->shares = t->shares || g->column[c].share > 0;
    t->column[c].numeric = numeric(g->column[c].type);
    if (o < 0 && t->over_count)
      tag_extra_of(l->tags, th)->rowspan = 2;
    t->column[c].id = id_give(l, ids, th, 'k', c);
    if (o >= 0 && ids->wanted)
      tag_extra_of(l->tags, th)->headers = t->overs[o].id;
  }
}

/* ---- body ---- */

static bool plain_inlines(const inl *i)
{
  return !i || (i->kind == INLINE_TEXT && !i->next);
}

static void make_cell(lay *l, table_set *t, size_t row, size_t column, tag_element *e)
{
  const grid_row *r = &t->g->row[row];
  const grid_cell *c = &r->cells[column];
  bool exact = table_is_figure(t, (int)column, c), plain = plain_inlines(c->inlines);
  tag_element *owner = c->note && plain ? tag_add(l->tags, e, TAG_TEXT) : e;      /* text, then the Reference of the note's mark */
  if (c->text && *c->text && !(plain && (exact || strlen(c->text) <= LONG_CELL))) {
    const block_style *b = table_style_of(l, (row_kind)r->kind);
    cell_text *text = ARENA_NEW(l->a, cell_text);
    text->p = plain ? para_from_text(l, b, NULL, b->ink, c->text, owner, r->at) : para_from_inlines(l, b, c->inlines, owner, NULL, r->at);
    t->cell[row * t->g->columns + column].text = text;
  }
  if (c->note)
    tag_add(l->tags, e, TAG_REFERENCE);
}

static void make_group(lay *l, table_set *t, size_t row, tag_element *tr, table_ids *ids)
{
  tag_element *th = tag_add(l->tags, tr, TAG_TH);
  th->scope = SCOPE_BOTH;
  if (t->g->columns > 1)
    tag_extra_of(l->tags, th)->colspan = (uint16_t)t->g->columns;
  ids->group = id_give(l, ids, th, 'g', row);
  make_cell(l, t, row, 0, th);
}

static void make_row(lay *l, table_set *t, size_t row, tag_element *tr, const table_ids *ids, size_t header_column)
{
  const grid *g = t->g;
  const char *row_id = NULL;
  tag_element *th = NULL;
  for (size_t c = 0; c < g->columns; c++) {
    bool head = c == header_column;
    tag_element *e = tag_add(l->tags, tr, head ? TAG_TH : TAG_TD);
    if (head) {
      th = e;
      e->scope = SCOPE_ROW;
      row_id = id_give(l, ids, e, 'r', row);
    }
    make_cell(l, t, row, c, e);
  }
  size_t c = 0;
  for (tag_element *e = tr->first; e; e = e->next, c++)
    headers_give(l, t, ids, e, c, e == th ? NULL : row_id);
}

static void make_body(lay *l, table_set *t, tag_element *table, table_ids *ids)
{
  const grid *g = t->g;
  size_t header_column = g->columns;
  for (size_t c = g->columns; c-- > 0; )
    if (g->column[c].row_header)
      header_column = c;
  if (!g->rows)
    return;
  tag_element *body = tag_add(l->tags, table, TAG_TBODY);
  t->tr = ARENA_ARRAY(l->a, tag_element *, g->rows);
  t->cell = ARENA_ARRAY(l->a, cell_set, g->rows * g->columns);
  for (size_t r = 0; r < g->rows; r++) {
    t->tr[r] = tag_add(l->tags, body, TAG_TR);
    if (g->row[r].kind == ROW_GROUP)
      make_group(l, t, r, t->tr[r], ids);
    else
      make_row(l, t, r, t->tr[r], ids, header_column);
  }
}

/* ---- around the table ---- */

static void add_note(lay *l, table_set *t, tag_element *parent, const char *text)
{
  const block_style *b = note_style(l);
  t->notes[t->note_count++] = para_from_text(l, b, NULL, b->ink, text, tag_add(l->tags, parent, TAG_P), t->g->at);
}

static void make_notes(lay *l, table_set *t, tag_element *parent)
{
  const grid *g = t->g;
  t->notes = ARENA_ARRAY(l->a, para *, g->notes.n + 2);
  t->marks = ARENA_ARRAY(l->a, const glyph_run *, g->notes.n + 1);
  const block_style *mark = l->s->note_mark ? l->s->note_mark : note_style(l);
  const face_style *face = lay_mark(l, mark, table_style_of(l, ROW_RECORD)->face, 0.75);
  t->mark_face = lay_face(l, face);
  for (size_t i = 0; i < g->notes.n; i++) {
    const char *shown = arena_printf(l->a, "\xC2\xA0%s", g->notes.v[i].mark);          /* the blank keeps it off the word when read aloud */
    t->marks[i] = lay_shape(l, mark, face, shown, g->at);
    tag_element *below = tag_add(l->tags, parent, TAG_NOTE);
    tag_extra_of(l->tags, below)->id = arena_printf(l->a, "t%zun%zu", l->tables.n, i + 1);
    add_note(l, t, below, arena_printf(l->a, "%s) %s", g->notes.v[i].mark, g->notes.v[i].text));
  }
  if (!text_blank(g->remark))
    add_note(l, t, parent, arena_printf(l->a, "%s: %s", lay_word(l, "note"), g->remark));
  if (!text_blank(g->source))
    add_note(l, t, parent, arena_printf(l->a, "%s: %s", lay_word(l, "kilde"), g->source));
}

static void make_caption(lay *l, table_set *t, const block *b, tag_element *table, const char *lang)
{
  const block_style *style = l->s->table.caption ? l->s->table.caption : header_style(l);
  const inl *text = b->text ? b->text : t->g->caption;
  const char *plain = text ? inl_plain(l->a, text) : t->g->title;
  if (!text_blank(plain)) {
    tag_element *caption = tag_add(l->tags, table, TAG_CAPTION);
    t->caption = text ? para_from_inlines(l, style, text, caption, lang, b->at)
                      : para_from_text(l, style, NULL, style->ink, plain, caption, b->at);
  }
  t->caption_again = arena_printf(l->a, "%s %s", plain ? plain : "", lay_word(l, "fortsat"));
  t->goes_on = lay_shape(l, note_style(l), NULL, lay_word(l, "fortsættes"), t->g->at);
}

table_set *table_new(lay *l, const block *b, tag_element *parent, const char *lang)
{
  const grid *g = b->table_id && l->grids ? grid_lookup(l->grids, b->table_id) : NULL;
  if (!g || !g->columns)
    return NULL;
  table_set *t = ARENA_NEW(l->a, table_set);
  LIST_PUSH(l->a, &l->tables, t);
  t->g = g;
  t->block = flow_style(l, b->style);
  t->column = ARENA_ARRAY(l->a, column_set, g->columns);
  for (int k = 0; k < 4; k++) {
    t->texts[k] = lay_face(l, table_style_of(l, (row_kind)k)->face);
    t->figures[k] = figures_face(l, table_style_of(l, (row_kind)k)->face);
  }
  find_overs(l, t);
  table_ids ids = { .wanted = ids_wanted(g, t->over_count), .prefix = arena_printf(l->a, "t%zu", l->tables.n) };
  tag_element *table = tag_add(l->tags, parent, TAG_TABLE);
  if (g->summary)
    tag_extra_of(l->tags, table)->summary = g->summary;
  make_caption(l, t, b, table, lang);
  make_header(l, t, table, &ids);
  make_body(l, t, table, &ids);
  make_notes(l, t, parent);
  return t;
}

void table_release(table_set *t)
{
  for (size_t c = 0; c < t->g->columns; c++)
    if (t->column[c].wrapped)
      g_hash_table_destroy(t->column[c].wrapped);
}
