/* Block styles: who inherits from whom, then every property looked up along that line.
 *
 * Inheritance is by name and single: a style without "arver" inherits brødtekst, the root. Everything is inherited, the ground and the page break
 * too: one rule that a secretariat can keep in mind, and "ingen" takes a thing away. The rejected way, CSS's list of what is and what is not
 * inherited, must be learnt by heart. */
#include "style/style_int.h"
#include <string.h>

#define ROOT_NAME "brødtekst"

typedef struct length_property { int field; size_t offset; length_range range; } length_property;
typedef struct plain_property { int field; size_t offset; } plain_property;

#define AT(member) offsetof(block_style, member)
static const length_property lengths[] = {
  { STYLE_BLOCK_LEADING, AT(leading), { 5, 250 } },
  { STYLE_BLOCK_BEFORE, AT(before), { 0, 600 } },
  { STYLE_BLOCK_AFTER, AT(after), { 0, 600 } },
  { STYLE_BLOCK_INDENT_LEFT, AT(indent.left), { 0, 400 } },
  { STYLE_BLOCK_INDENT_RIGHT, AT(indent.right), { 0, 400 } },
  { STYLE_BLOCK_FIRST_INDENT, AT(first_indent), { -200, 200 } },
  { STYLE_BLOCK_WIDTH, AT(width), { 0, 3000 } },
  { STYLE_BLOCK_TOP, AT(top), { 0, 3000 } },
  { STYLE_BLOCK_BORDER_TOP, AT(border.top), { 0, 50 } },
  { STYLE_BLOCK_BORDER_RIGHT, AT(border.right), { 0, 50 } },
  { STYLE_BLOCK_BORDER_BOTTOM, AT(border.bottom), { 0, 50 } },
  { STYLE_BLOCK_BORDER_LEFT, AT(border.left), { 0, 50 } },
  { STYLE_BLOCK_RADIUS, AT(radius), { 0, 50 } },
  { STYLE_BLOCK_BAR_WIDTH, AT(bar_width), { 0, 3000 } },
  { STYLE_BLOCK_BAR_HEIGHT, AT(bar_height), { 0, 100 } },
  { STYLE_BLOCK_BAR_GAP, AT(bar_gap), { 0, 200 } },
  { STYLE_BLOCK_HANGING, AT(hanging), { 0, 200 } },
  { STYLE_BLOCK_COLUMN_GAP, AT(column_gap), { 0, 200 } },
};
static const plain_property colors[] = {
  { STYLE_BLOCK_INK, AT(ink) }, { STYLE_BLOCK_LINK_INK, AT(link_ink) }, { STYLE_BLOCK_LABEL_INK, AT(label_ink) }, { STYLE_BLOCK_BACKDROP, AT(backdrop) },
  { STYLE_BLOCK_GROUND, AT(ground) }, { STYLE_BLOCK_BORDER_INK, AT(border_ink) }, { STYLE_BLOCK_BAR_INK, AT(bar_ink) },
};
static const plain_property yes_or_no[] = {
  { STYLE_BLOCK_HYPHENATE, AT(hyphenate) }, { STYLE_BLOCK_EVEN, AT(even) }, { STYLE_BLOCK_SPANS, AT(spans) }, { STYLE_BLOCK_NUMBERED, AT(numbered) },
  { STYLE_BLOCK_KEEP_NEXT, AT(keep_with_next) }, { STYLE_BLOCK_ONE_PAGE, AT(one_page) }, { STYLE_BLOCK_LABEL_AGAIN, AT(label_again) },
};
static const plain_property texts[] = {
  { STYLE_BLOCK_LABEL_TEXT, AT(label_text) }, { STYLE_BLOCK_BULLET, AT(bullet) },
};
#undef AT

static void *member(block_style *s, size_t offset)
{
  return (char *)s + offset;
}

/* ---- who inherits from whom ---- */

static void link_parents(style_builder *b, style_entries *l, int field, style_entry *root)
{
  for (size_t i = 0; i < l->list.n; i++) {
    style_entry *e = l->list.v[i];
    const value *said = style_said(e, field);
    e->parent = e == root ? NULL : root;
    if (!said)
      continue;
    style_entry *parent = style_entry_lookup(l, said->text);
    if (parent)
      e->parent = parent;
    else
      STYLE_SAY(b, STYLE_PARENT_UNKNOWN, said->at, e->name, said->text, style_nearest_entry(b, l, said->text));
  }
}

/* Whether the line of parents comes back to e; a line longer than the list has gone in a circle that e is not part of. */
static bool comes_back(const style_entry *e, size_t most)
{
  const style_entry *p = e->parent;
  for (size_t steps = 0; p && p != e && steps < most; steps++)
    p = p->parent;
  return p == e;
}

/* A circle is cut at its first style, so that look-ups end. */
static void cut_circles(style_builder *b, style_entries *l, int field, style_entry *root)
{
  for (size_t i = 0; i < l->list.n; i++) {
    style_entry *e = l->list.v[i];
    if (!comes_back(e, l->list.n))
      continue;
    STYLE_SAY(b, STYLE_PARENT_CIRCLE, style_said(e, field)->at, e->name);
    e->parent = e == root ? NULL : root;
  }
}

void style_link(style_builder *b, style_entries *l, int field, style_entry *root)
{
  link_parents(b, l, field, root);
  cut_circles(b, l, field, root);
}

/* ---- faces ---- */

/* Equal faces are one pointer; a style sheet has some thirty, so a search is enough. */
static const face_style *keep_face(style_builder *b, face_style f)
{
  for (size_t i = 0; i < b->faces.n; i++) {
    const face_style *k = b->faces.v[i];
    if (!strcmp(k->family, f.family) && k->size == f.size && k->weight == f.weight && k->italic == f.italic && k->tabular == f.tabular
        && k->caps == f.caps && k->tracking == f.tracking)
      return k;
  }
  face_style *kept = ARENA_NEW(b->a, face_style);
  *kept = f;
  LIST_PUSH(b->a, &b->faces, kept);
  return kept;
}

static int weight_of(const style_entry *e, int field, int otherwise)
{
  const value *v = style_value(e, field);
  return !v ? otherwise : v->choice == 0 ? 400 : 700;
}

static span family_place(const style_builder *b, const char *family)
{
  for (size_t i = 0; i < b->families.n; i++)
    if (b->families.v[i].family == family)
      return b->families.v[i].at;
  return SPAN_NONE;
}

static void make_faces(style_builder *b, const style_entry *e, block_style *s)
{
  face_style f = { .family = "", .size = 10, .weight = weight_of(e, STYLE_BLOCK_WEIGHT, 400) };
  style_get_family(b, e, STYLE_BLOCK_FAMILY, &f.family);
  style_get_size(b, e, STYLE_BLOCK_SIZE, &f.size);
  style_get_bool(e, STYLE_BLOCK_ITALIC, &f.italic);
  style_get_bool(e, STYLE_BLOCK_CAPS, &f.caps);
  style_get_bool(e, STYLE_BLOCK_TABULAR, &f.tabular);
  style_get_length(b, e, STYLE_BLOCK_TRACKING, (length_range){ -5, 50 }, &f.tracking);
  f.at = family_place(b, f.family);
  face_style strong = f, emph = f, label = f;
  strong.weight = 700;
  emph.italic = !f.italic;               /* stress inside an italic text is upright */
  label.weight = weight_of(e, STYLE_BLOCK_LABEL_WEIGHT, f.weight);
  if (style_get_family(b, e, STYLE_BLOCK_LABEL_FAMILY, &label.family))
    label.at = family_place(b, label.family);
  style_get_size(b, e, STYLE_BLOCK_LABEL_SIZE, &label.size);
  s->face = keep_face(b, f);
  s->strong = keep_face(b, strong);
  s->emph = keep_face(b, emph);
  s->label = keep_face(b, label);
}

/* ---- all properties ---- */

static int lines_of(style_builder *b, const style_entry *e, int field)
{
  const value *v = style_value(e, field);
  if (!v)
    return 2;
  if (v->num.decimals == 0 && v->num.mantissa >= 1 && v->num.mantissa <= 9)
    return (int)v->num.mantissa;
  STYLE_SAY(b, STYLE_LENGTH_RANGE, v->at, v->text, style_key(e, field), "1–9", "");
  return 2;
}

static const char *master_of(style_builder *b, const style_entry *e)
{
  const char *name = NULL;
  if (!style_get_text(e, STYLE_BLOCK_MASTER, &name) || !name)
    return NULL;
  if (!style_entry_lookup(&b->masters, name))
    STYLE_SAY(b, STYLE_MASTER_UNKNOWN, style_value(e, STYLE_BLOCK_MASTER)->at, name, style_nearest_entry(b, &b->masters, name));
  return name;
}

static block_style *make_block(style_builder *b, const style_entry *e)
{
  block_style *s = ARENA_NEW(b->a, block_style);
  s->name = e->name;
  s->at = style_place(b, e);
  s->leading = 12;
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
    style_get_length(b, e, lengths[i].field, lengths[i].range, member(s, lengths[i].offset));
  for (size_t i = 0; i < G_N_ELEMENTS(colors); i++)
    style_get_color(b, e, colors[i].field, member(s, colors[i].offset));
  for (size_t i = 0; i < G_N_ELEMENTS(yes_or_no); i++)
    style_get_bool(e, yes_or_no[i].field, member(s, yes_or_no[i].offset));
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    style_get_text(e, texts[i].field, member(s, texts[i].offset));
  make_faces(b, e, s);
  style_get_edges(b, e, STYLE_BLOCK_PADDING, (length_range){ 0, 300 }, &s->padding);
  const value *align = style_value(e, STYLE_BLOCK_ALIGN);
  s->align = align ? (text_align)align->choice : ALIGN_LEFT;
  const value *before = style_value(e, STYLE_BLOCK_NEW_PAGE), *place = style_value(e, STYLE_BLOCK_PLACE);
  const value *keep = style_value(e, STYLE_BLOCK_KEEP_TOGETHER);
  bool after = false;
  style_get_bool(e, STYLE_BLOCK_NEW_PAGE_AFTER, &after);
  s->place = place ? (block_place)place->choice : PLACE_TEXT;
  s->keep_together = keep ? (box_keep)keep->choice : BOX_SPLITS;
  s->break_before = before ? (page_break)before->choice : BREAK_NONE;
  s->break_after = after ? BREAK_PAGE : BREAK_NONE;
  s->master = master_of(b, e);
  s->orphans = lines_of(b, e, STYLE_BLOCK_ORPHANS);
  s->widows = lines_of(b, e, STYLE_BLOCK_WIDOWS);
  if (!s->label_ink.set)
    s->label_ink = s->ink;
  if (!s->link_ink.set)
    s->link_ink = s->ink;
  if (!s->border_ink.set)
    s->border_ink = s->ink;
  return s;
}

static void check_root(style_builder *b, const style_entry *root)
{
  static const int needed[] = { STYLE_BLOCK_FAMILY, STYLE_BLOCK_SIZE, STYLE_BLOCK_LEADING, STYLE_BLOCK_INK };
  for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
    if (!style_said(root, needed[i]))
      STYLE_SAY(b, STYLE_ROOT_LACKS, style_place(b, root), style_key(root, needed[i]));
}

void style_make_blocks(style_builder *b)
{
  style_entry *root = style_entry_lookup(&b->blocks, ROOT_NAME);
  style_link(b, &b->blocks, STYLE_BLOCK_PARENT, root);
  if (root)
    check_root(b, root);
  for (size_t i = 0; i < b->blocks.list.n; i++)
    LIST_PUSH(b->a, &b->sheet->blocks, make_block(b, b->blocks.list.v[i]));
}
