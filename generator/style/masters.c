/* Page masters, and what the sheet holds beside block styles: table, figure, footnotes. */
#include "style/style_int.h"
#include <string.h>

#define EDGE (7 * 72.0 / 25.4)           /* from the side column to the page's edge: 7 mm at least */
enum { SIDE_RIGHT, SIDE_LEFT, SIDE_OUTER };       /* as style_sides */
#define LEAST_ROOM (40 * 72.0 / 25.4)    /* text area of a page, either way: 40 mm */

static const length_range page_size = { 72, 5000 }, on_page = { 0, 5000 }, thickness = { 0, 20 };

static void lacks(style_builder *b, const style_entry *e, int field)
{
  STYLE_SAY(b, STYLE_LACKS, style_place(b, e), style_key(e, field));
}

/* An item of a list (a slot, a plane) as an entry of its own, so that the look-ups fit. */
static style_entry item_entry(style_builder *b, const shaped *s)
{
  style_entry e = { .name = s->def->name };
  LIST_PUSH(b->a, &e.layers, s);
  return e;
}

/* ---- heads and feet ---- */

/* "Side {side} af {sider}": every field in braces must be one that layout knows. */
static void check_slot_text(style_builder *b, const value *v)
{
  static const char *const fields[] = { "{aftale}", "{del}", "{titel}", "{status}", "{version}", "{versionsdato}", "{side}", "{sider}", "{afsnit}", "{banner}" };
  for (const char *open = strchr(v->text, '{'); open; open = strchr(open + 1, '{')) {
    size_t length = strcspn(open, "} ");
    const char *field = arena_strndup(b->a, open, length + (open[length] == '}'));
    size_t i = 0;
    while (i < G_N_ELEMENTS(fields) && strcmp(fields[i], field) != 0)
      i++;
    if (i == G_N_ELEMENTS(fields))
      STYLE_SAY(b, STYLE_SLOT_FIELD, v->at, field, style_nearest_name(arena_printf(b->a, "%.*s}", (int)length, open), fields, G_N_ELEMENTS(fields)));
  }
}

static void add_slot(style_builder *b, page_master *m, const shaped *item)
{
  style_entry e = item_entry(b, item);
  master_slot *s = LIST_ADD(b->a, &m->slots);
  const value *side = style_said(&e, STYLE_SLOT_SIDE), *text = style_said(&e, STYLE_SLOT_TEXT), *style = style_said(&e, STYLE_SLOT_STYLE);
  s->kind = side ? (slot_kind)side->choice : SLOT_LEFT;
  if (text) {
    s->text = text->text;
    check_slot_text(b, text);
  } else {
    lacks(b, &e, STYLE_SLOT_TEXT);
  }
  if (style) {
    s->style = style_block_of(b, style->text);
    if (!s->style)
      STYLE_SAY(b, STYLE_SLOT_STYLE, style->at, style->text, style_nearest_entry(b, &b->blocks, style->text));
  } else {
    lacks(b, &e, STYLE_SLOT_STYLE);
  }
  double from_bottom = 0;
  if (style_get_length(b, &e, STYLE_SLOT_FROM_BOTTOM, on_page, &from_bottom))
    s->y = m->height - from_bottom;
  else if (!style_get_length(b, &e, STYLE_SLOT_FROM_TOP, on_page, &s->y) && !style_said(&e, STYLE_SLOT_FROM_BOTTOM) && !style_said(&e, STYLE_SLOT_FROM_TOP))
    lacks(b, &e, STYLE_SLOT_FROM_TOP);
}

static void add_plane(style_builder *b, page_master *m, const shaped *item)
{
  style_entry e = item_entry(b, item);
  master_plane *p = LIST_ADD(b->a, &m->planes);
  style_get_length(b, &e, STYLE_PLANE_LEFT, on_page, &p->x);
  style_get_length(b, &e, STYLE_PLANE_TOP, on_page, &p->y);
  p->width = m->width - p->x;
  p->height = m->height - p->y;
  style_get_length(b, &e, STYLE_PLANE_WIDTH, on_page, &p->width);
  style_get_length(b, &e, STYLE_PLANE_HEIGHT, on_page, &p->height);
  if (!style_said(&e, STYLE_PLANE_INK))
    lacks(b, &e, STYLE_PLANE_INK);
  else
    style_get_color(b, &e, STYLE_PLANE_INK, &p->ink);
}

/* ---- masters ---- */

/* For the left pages of a copy that is bound or stapled at its left edge: what stands at the outer edge stands there on both pages of a spread. */
static const page_master *turned_over(style_builder *b, const page_master *m)
{
  page_master *left = ARENA_NEW(b->a, page_master);
  *left = *m;
  left->margin.left = m->margin.right;
  left->margin.right = m->margin.left;
  left->slots.v = ARENA_ARRAY(b->a, master_slot, m->slots.n);
  left->planes.v = ARENA_ARRAY(b->a, master_plane, m->planes.n);
  left->images.v = ARENA_ARRAY(b->a, master_image, m->images.n);
  for (size_t i = 0; i < m->slots.n; i++) {
    left->slots.v[i] = m->slots.v[i];
    left->slots.v[i].kind = (slot_kind)(SLOT_RIGHT - m->slots.v[i].kind);
  }
  for (size_t i = 0; i < m->planes.n; i++) {
    left->planes.v[i] = m->planes.v[i];
    left->planes.v[i].x = m->width - m->planes.v[i].x - m->planes.v[i].width;
  }
  for (size_t i = 0; i < m->images.n; i++) {
    left->images.v[i] = m->images.v[i];
    left->images.v[i].x = m->width - m->images.v[i].x - m->images.v[i].width;
  }
  left->side_left = m->side_left != m->side_outer;
  return left;
}

static int columns_of(style_builder *b, const style_entry *e)
{
  const value *v = style_value(e, STYLE_MASTER_COLUMNS);
  if (!v)
    return 1;
  if (v->num.decimals == 0 && v->num.mantissa >= 1 && v->num.mantissa <= 4)
    return (int)v->num.mantissa;
  STYLE_SAY(b, STYLE_LENGTH_RANGE, v->at, v->text, style_key(e, STYLE_MASTER_COLUMNS), "1–4", "");
  return 1;
}

/* The side column: on the page, no nearer its edge than a printer reaches, on left pages too. */
static void make_side(style_builder *b, const style_entry *e, page_master *m)
{
  style_get_length(b, e, STYLE_MASTER_SIDE, (length_range){ 0, 1000 }, &m->side_width);
  style_get_length(b, e, STYLE_MASTER_SIDE_GAP, (length_range){ 0, 200 }, &m->side_gap);
  const value *place = style_value(e, STYLE_MASTER_SIDE_PLACE);
  m->side_left = place && place->choice == SIDE_LEFT;
  m->side_outer = place && place->choice == SIDE_OUTER;
  if (m->side_width > 0 && m->columns > 1)
    STYLE_SAY(b, STYLE_SIDE_COLUMNS, style_value(e, STYLE_MASTER_SIDE)->at, e->name);
}

static double side_room(const block_style *body, const page_master *m)
{
  if (m->side_left)
    return m->margin.left - m->side_gap - EDGE;
  double measure = m->width - m->margin.left - m->margin.right, text = body ? body->width : 0;
  return m->width - m->margin.left - (text > 0 ? MIN(text, measure) : measure) - m->side_gap - EDGE;
}

static void check_side(style_builder *b, const style_entry *e, const page_master *m)
{
  const block_style *body = style_block_of(b, "brødtekst");
  double room = side_room(body, m);
  if (m->left)
    room = MIN(room, side_room(body, m->left));
  if (m->columns == 1 && m->side_width > 0 && m->side_width > room + 0.01)
    STYLE_SAY(b, STYLE_SIDE_ROOM, style_value(e, STYLE_MASTER_SIDE)->at, e->name, style_length_text(b->a, m->side_width), style_length_text(b->a, MAX(0, room)));
}

static page_master *make_master(style_builder *b, const style_entry *e)
{
  page_master *m = ARENA_NEW(b->a, page_master);
  m->name = e->name;
  bool width = style_get_length(b, e, STYLE_MASTER_WIDTH, page_size, &m->width);
  bool height = style_get_length(b, e, STYLE_MASTER_HEIGHT, page_size, &m->height);
  if (!style_value(e, STYLE_MASTER_WIDTH))
    lacks(b, e, STYLE_MASTER_WIDTH);
  if (!style_value(e, STYLE_MASTER_HEIGHT))
    lacks(b, e, STYLE_MASTER_HEIGHT);
  style_get_edges(b, e, STYLE_MASTER_MARGIN, on_page, &m->margin);
  double inside = m->width - m->margin.left - m->margin.right, down = m->height - m->margin.top - m->margin.bottom;
  if (width && height && (inside < LEAST_ROOM || down < LEAST_ROOM)) {
    const value *v = style_value(e, STYLE_MASTER_MARGIN);
    STYLE_SAY(b, STYLE_MASTER_FULL, v ? v->at : style_place(b, e), e->name, style_length_text(b->a, inside), style_length_text(b->a, down));
  }
  if (style_get_text(e, STYLE_MASTER_NEXT, &m->next) && m->next && !style_entry_lookup(&b->masters, m->next))
    STYLE_SAY(b, STYLE_MASTER_UNKNOWN, style_value(e, STYLE_MASTER_NEXT)->at, m->next, style_nearest_entry(b, &b->masters, m->next));
  const value *slots = style_value(e, STYLE_MASTER_SLOTS), *planes = style_value(e, STYLE_MASTER_PLANES);
  for (size_t i = 0; slots && i < slots->list.n; i++)
    if (slots->list.v[i].sub)
      add_slot(b, m, slots->list.v[i].sub);
  const value *images = style_value(e, STYLE_MASTER_IMAGES);
  for (size_t i = 0; images && i < images->list.n; i++) {
    style_entry item = images->list.v[i].sub ? item_entry(b, images->list.v[i].sub) : (style_entry){ 0 };
    if (images->list.v[i].sub)
      style_add_image(b, m, &item);
  }
  for (size_t i = 0; planes && i < planes->list.n; i++)
    if (planes->list.v[i].sub)
      add_plane(b, m, planes->list.v[i].sub);
  m->columns = columns_of(b, e);
  style_get_length(b, e, STYLE_MASTER_COLUMN_GAP, (length_range){ 0, 200 }, &m->column_gap);
  double column = (inside - m->column_gap * (m->columns - 1)) / m->columns;
  if (m->columns > 1 && width && column < LEAST_ROOM)
    STYLE_SAY(b, STYLE_MASTER_FULL, style_value(e, STYLE_MASTER_COLUMNS)->at, e->name, style_length_text(b->a, column), style_length_text(b->a, down));
  make_side(b, e, m);
  bool mirrored = false;
  if (style_get_bool(e, STYLE_MASTER_MIRRORED, &mirrored) && mirrored)
    m->left = turned_over(b, m);
  check_side(b, e, m);
  return m;
}

/* Invented figures must be told of on every page. A warning: the layout can be used where all figures are real. */
static void check_banner(style_builder *b, const style_entry *e, const page_master *m)
{
  for (size_t i = 0; i < m->slots.n; i++)
    if (m->slots.v[i].text && strstr(m->slots.v[i].text, "{banner}"))
      return;
  DIAG_SAY(b->d, STYLE_NO_BANNER, style_place(b, e), e->name);
}

void style_make_masters(style_builder *b)
{
  style_link(b, &b->masters, STYLE_MASTER_PARENT, NULL);
  for (size_t i = 0; i < b->masters.list.n; i++) {
    page_master *m = make_master(b, b->masters.list.v[i]);
    check_banner(b, b->masters.list.v[i], m);
    LIST_PUSH(b->a, &b->sheet->masters, m);
  }
}

/* ---- table, figure, notes, sheet ---- */

static void make_table(style_builder *b)
{
  table_style *t = &b->sheet->table;
  const style_entry *e = &b->table;
  t->caption = style_block_of(b, "tabel-titel");
  t->header = style_block_of(b, "tabel-hoved");
  t->body = style_block_of(b, "tabel-celle");
  t->group = style_block_of(b, "tabel-gruppe");
  t->total = style_block_of(b, "tabel-sum");
  t->note = style_block_of(b, "tabel-note");
  style_get_length(b, e, STYLE_TABLE_PAD_X, (length_range){ 0, 50 }, &t->pad_x);
  style_get_length(b, e, STYLE_TABLE_GAP, (length_range){ 0, 50 }, &t->gap);
  style_get_length(b, e, STYLE_TABLE_PAD_Y, (length_range){ 0, 50 }, &t->pad_y);
  style_get_length(b, e, STYLE_TABLE_RULE_TOP, thickness, &t->rule_top);
  style_get_length(b, e, STYLE_TABLE_RULE_HEADER, thickness, &t->rule_header);
  style_get_length(b, e, STYLE_TABLE_RULE_ROW, thickness, &t->rule_row);
  style_get_length(b, e, STYLE_TABLE_RULE_BOTTOM, thickness, &t->rule_bottom);
  if (b->sheet->body)
    t->rule_ink = t->row_ink = b->sheet->body->ink;
  style_get_color(b, e, STYLE_TABLE_RULE_INK, &t->rule_ink);
  style_get_color(b, e, STYLE_TABLE_ROW_INK, &t->row_ink);
  style_get_color(b, e, STYLE_TABLE_HEADER_GROUND, &t->header_ground);
  style_get_color(b, e, STYLE_TABLE_GROUP_GROUND, &t->group_ground);
}

static void make_figure(style_builder *b)
{
  figure_style *f = &b->sheet->figure;
  const style_entry *e = &b->figure;
  f->label = style_block_of(b, "figur-mærke");
  f->text = style_block_of(b, "figur-tekst");
  if (b->sheet->body)
    f->line = f->accent = b->sheet->body->ink;
  for (int i = 0; i < 4; i++) {
    if (f->text)
      f->level_ink[i] = f->text->ink;
    style_get_color(b, e, STYLE_FIGURE_LEVEL_1 + i, &f->level[i]);
    style_get_color(b, e, STYLE_FIGURE_INK_1 + i, &f->level_ink[i]);
  }
  style_get_color(b, e, STYLE_FIGURE_LINE, &f->line);
  style_get_color(b, e, STYLE_FIGURE_ACCENT, &f->accent);
  for (int i = 0; i < STYLE_SERIES; i++) {
    style_get_color(b, e, STYLE_FIGURE_SERIES_1 + i, &f->series[i]);
  }
  f->width = 400;
  f->height = 250;
  style_get_length(b, e, STYLE_FIGURE_WIDTH, (length_range){ 50, 3000 }, &f->width);
  style_get_length(b, e, STYLE_FIGURE_HEIGHT, (length_range){ 50, 3000 }, &f->height);
}

static void make_notes(style_builder *b)
{
  style_sheet *s = b->sheet;
  const style_entry *e = &b->notes;
  s->note = style_block_of(b, "fodnote");
  s->note_mark = style_block_of(b, "fodnotemærke");
  if (s->note)
    s->note_rule_ink = s->note->ink;
  style_get_length(b, e, STYLE_NOTES_LENGTH, on_page, &s->note_rule);
  style_get_length(b, e, STYLE_NOTES_THICKNESS, thickness, &s->note_rule_height);
  style_get_length(b, e, STYLE_NOTES_GAP, (length_range){ 0, 100 }, &s->note_gap);
  style_get_color(b, e, STYLE_NOTES_INK, &s->note_rule_ink);
}

void style_make_rest(style_builder *b)
{
  style_sheet *s = b->sheet;
  s->body = style_block_of(b, "brødtekst");
  s->contents[0] = style_block_of(b, "indhold-1");
  s->contents[1] = style_block_of(b, "indhold-2");
  s->contents[2] = style_block_of(b, "indhold-3");
  s->watermark = style_block_of(b, "vandmærke");
  s->lang = "da-DK";
  style_get_text(&b->sheet_entry, STYLE_SHEET_LANG, &s->lang);
  style_get_length(b, &b->sheet_entry, STYLE_SHEET_GRID, (length_range){ 0, 50 }, &s->grid);
  s->paper = (color){ 1, 1, 1, true };
  style_get_color(b, &b->sheet_entry, STYLE_SHEET_PAPER, &s->paper);
  make_table(b);
  make_figure(b);
  make_notes(b);
}
