/* The room's door, and small helps that all its files use.
 *
 * A document is laid out in three steps. First its blocks become a flow, once, with the structure elements in reading order. Then passes set
 * the flow into galleys and cut these into pages; the passes are repeated while a page number printed in the text has changed, because another
 * number may break a line elsewhere, and a few times to mend hyphens over a page turn (turns.c). Last, the plan of the final pass is painted.
 * Passes only make plans, so a second one costs a fraction of the whole. The rejected way, painting in each pass and throwing pages away, costs
 * memory by the cell. Numbers in the table of contents, in heads and in feet have reserved room: they never make a further pass. */
#include "layout/paint_int.h"
#include "layout/table_int.h"
#include <string.h>

enum { PASSES_MAX = 5, MENDS_MAX = 8 };

const text_face *lay_face(lay *l, const face_style *f)
{
  const text_face *face = f ? text_face_open(l->t, f) : NULL;
  if (!face && l->s->body && l->s->body->face && f != l->s->body->face)
    face = text_face_open(l->t, l->s->body->face);
  if (face && !l->fallback)
    l->fallback = face;
  return face ? face : l->fallback;
}

const char *lay_word(const lay *l, const char *key)
{
  return style_string(l->s, key);
}

/* Capitals are set before shaping, letter by letter, free of any locale. */
const char *lay_case(lay *l, const face_style *f, const char *text)
{
  if (!f || !f->caps)
    return text;
  GString *out = g_string_sized_new(strlen(text));
  for (const char *s = text; *s; s = g_utf8_find_next_char(s, NULL))
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(s)));
  const char *kept = arena_strndup(l->a, out->str, out->len);
  g_string_free(out, TRUE);
  return kept;
}

const glyph_run *lay_shape(lay *l, const block_style *b, const face_style *f, const char *text, span at)
{
  const face_style *style = f ? f : b->face;
  const text_face *face = lay_face(l, style);
  if (!face || !text || !*text)
    return NULL;
  const char *shown = lay_case(l, style, text);
  return text_shape(l->t, face, shown, (int)strlen(shown), at);
}

/* The face's ascent and descent stand centred in the line's height (half-leading), unrounded: lines of one leading keep one rhythm. */
double lay_baseline(const text_face *f, double leading)
{
  return (leading + text_ascent(f) - text_descent(f)) / 2;
}

anchor *lay_anchor(lay *l, const char *name)
{
  return name ? g_hash_table_lookup(l->anchors, name) : NULL;
}

const face_style *lay_mark(lay *l, const block_style *mark, const face_style *text, double most)
{
  const face_style *f = mark && mark->face ? mark->face : text;
  if (f->size <= text->size * most)
    return f;
  face_style *small = ARENA_NEW(l->a, face_style);
  *small = *f;
  small->size = text->size * most;
  return small;
}

/* Halving finds the longest beginning that fits with an ellipsis in some ten shapings. */
const glyph_run *lay_fit(lay *l, const text_face *f, const char *text, double width, span at)
{
  const glyph_run *whole = text_shape(l->t, f, text, (int)strlen(text), at);
  if (!whole || whole->width <= width)
    return whole;
  long low = 0, high = g_utf8_strlen(text, -1);
  const glyph_run *best = NULL;
  while (low < high) {
    long middle = (low + high + 1) / 2;
    const char *end = g_utf8_offset_to_pointer(text, middle);
    while (end > text && end[-1] == ' ')
      end--;
    const char *cut = arena_printf(l->a, "%.*s…", (int)(end - text), text);
    const glyph_run *r = text_shape(l->t, f, cut, (int)strlen(cut), at);
    if (r && r->width <= width) {
      best = r;
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return best;
}

static void info_fill(lay *l)
{
  doc_info *i = &l->r->info;
  const document *doc = l->doc;
  bool own = doc->version_date.year != 0;
  i->title = doc->title ? doc->title : l->m->title;
  i->author = l->m->publisher;
  i->subject = l->m->subject;
  i->keywords = l->m->keywords;
  i->lang = l->s->lang ? l->s->lang : "da-DK";
  i->created = own ? doc->version_date : l->m->version_date;
}

/* New galleys each pass; what was set for a width and has not changed is kept in the flow. */
static void pass_begin(lay *l)
{
  arena_free(l->pass);
  l->pass = arena_new();
  l->plans.v = NULL;
  l->plans.n = l->plans.cap = 0;
  for (size_t i = 0; i < l->note_list.n; i++)
    l->note_list.v[i]->set = NULL;
}

/* One pass over all documents: each begins on a page of its own, so the pages of one depend on those before it by their count only. */
static void pass_make(volume *all)
{
  int pages = 0;
  for (size_t i = 0; i < all->parts.n; i++) {
    lay *l = all->parts.v[i];
    pass_begin(l);
    l->first_page = pages;
    pages_fill(l, &l->body);
    pages += (int)l->plans.n;
  }
  all->pages = (size_t)pages;
}

/* A document in which a page number is no longer right after this pass; NULL: none. */
static const lay *refresh(volume *all, bool renew)
{
  const lay *changed = NULL;
  for (size_t i = 0; i < all->parts.n; i++)
    if (para_refresh(all->parts.v[i], renew))
      changed = all->parts.v[i];
  return changed;
}

static bool mend(volume *all)
{
  bool any = false;
  for (size_t i = 0; i < all->parts.n; i++)
    any = turns_mend(all->parts.v[i]) || any;
  return any;
}

static bool any_side_moved(volume *all)
{
  bool any = false;
  for (size_t i = 0; i < all->parts.n; i++)
    any = sides_moved(all->parts.v[i]) || any;
  return any;
}

static void settle(volume *all)
{
  int mends = 0;
  for (int pass = 1; ; pass++) {
    do
      pass_make(all);
    while (any_side_moved(all));
    const lay *changed = refresh(all, pass < PASSES_MAX);
    if (!changed) {
      if (mends++ == MENDS_MAX || !mend(all))
        return;
      pass = 0;
    } else if (pass == PASSES_MAX) {
      DIAG_SAY(changed->d, LAYOUT_UNSETTLED, changed->doc->at, changed->doc->title ? changed->doc->title : changed->doc->id);
      return;
    }
  }
}

static const char *pages_text(arena *a, size_t n) { return arena_printf(a, "%zu %s", n, n == 1 ? "side" : "sider"); }

/* A document that says how many pages it shall take, made alone. */
static void check_pages(const lay *l)
{
  const document *doc = l->doc;
  if (doc->pages_wanted <= 0 || (size_t)doc->pages_wanted == l->all->pages || l->all->parts.n > 1)
    return;
  const char *it = arena_printf(l->a, "»%s« (%s)", doc->title ? doc->title : doc->id, pages_text(l->a, l->all->pages));
  const char *wanted = pages_text(l->a, (size_t)doc->pages_wanted);
  if (l->all->pages > (size_t)doc->pages_wanted)
    DIAG_SAY(l->d, LAYOUT_PAGES, doc->pages_at, it, wanted);
  else
    DIAG_SAY(l->d, LAYOUT_PAGES_FEW, doc->pages_at, it, wanted);
}

static lay *part_new(volume *all, const lay *shared, const layout_part *part)
{
  lay *l = ARENA_NEW(shared->a, lay);
  *l = *shared;
  l->all = all;
  l->doc = part->doc;
  l->s = part->sheet;
  l->grids = part->grids;
  l->master = page_first(l);
  l->notes = g_hash_table_new(g_direct_hash, g_direct_equal);
  l->numbers = g_hash_table_new(g_direct_hash, g_direct_equal);
  (void)lay_face(l, l->s->body->face);
  LIST_PUSH(l->a, &all->parts, l);
  return l;
}

/* Anchors and numbers of all documents first: a reference may stand before its place, in another one. */
static void flows_make(volume *all)
{
  for (size_t i = 0; i < all->parts.n; i++) {
    lay *l = all->parts.v[i];
    if (!l->fallback || !l->doc->body)
      continue;
    flow_anchors(l, l->doc->body);
    numbers_give(l);
  }
  for (size_t i = 0; i < all->parts.n; i++) {
    lay *l = all->parts.v[i];
    if (!l->fallback || !l->doc->body)
      continue;
    flow_context c = { .parent = i ? tag_add(l->tags, l->tags->root, TAG_PART) : l->tags->root };
    flow_blocks(l, &l->body, l->doc->body, c);
  }
  for (size_t i = 0; i < all->parts.n; i++)
    contents_fill(all->parts.v[i]);
}

static void part_release(lay *l)
{
  for (size_t i = 0; i < l->tables.n; i++)
    table_release(l->tables.v[i]);
  g_hash_table_destroy(l->notes);
  g_hash_table_destroy(l->numbers);
  arena_free(l->pass);
}

static layout_result *lay_out(arena *a, lay given, const layout_part *parts, size_t count)
{
  volume *all = ARENA_NEW(a, volume);
  given.r = ARENA_NEW(a, layout_result);
  given.tags = given.r->tags = tag_tree_new(a);
  given.anchors = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < count; i++)
    (void)part_new(all, &given, &parts[i]);
  lay *first = all->parts.v[0];
  info_fill(first);
  flows_make(all);
  settle(all);
  for (size_t i = 0; i < all->parts.n; i++) {
    pages_report(all->parts.v[i]);
    paint_document(all->parts.v[i]);
  }
  outline_fill(first);
  check_pages(first);
  for (size_t i = 0; i < all->parts.n; i++)
    part_release(all->parts.v[i]);
  g_hash_table_destroy(given.anchors);
  return given.r;
}

layout_result *layout_collection(arena *a, diag *d, text_engine *t, const agreement *m, const layout_part *parts, size_t count)
{
  return lay_out(a, (lay){ .a = a, .d = d, .t = t, .m = m }, parts, count);
}

layout_result *layout_document(arena *a, diag *d, text_engine *t, const style_sheet *s, const agreement *m, const document *doc,
                               const grid_set *grids)
{
  return lay_out(a, (lay){ .a = a, .d = d, .t = t, .m = m }, &(layout_part){ doc, s, grids }, 1);
}

layout_result *layout_document_boxes(arena *a, diag *d, text_engine *t, const style_sheet *s, const agreement *m, const document *doc,
                                     const grid_set *grids)
{
  return lay_out(a, (lay){ .a = a, .d = d, .t = t, .m = m, .boxes = true }, &(layout_part){ doc, s, grids }, 1);
}
