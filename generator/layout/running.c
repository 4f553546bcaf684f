/* What stands on every page: its planes, the watermark of a draft, and the texts of head and foot with their fields. All artifacts. */
#include "layout/paint_int.h"
#include <string.h>

/* ---- fields ---- */

/* Of the sections below the document's title; without one, of its first heading. */
static int upper_depth(const lay *l, const anchor *title)
{
  for (size_t i = 0; !title && i < l->headings.n; i++)
    if (l->headings.v[i]->listed)
      return l->headings.v[i]->depth;
  return title ? title->depth + 1 : 1;
}

/* The heading in force on a page: the first that begins on it, else the last before; of all, or of the listed ones of the upper level. */
static const anchor *heading_on(const lay *l, int index, bool upper)
{
  const anchor *found = NULL;
  int depth = upper ? upper_depth(l, contents_title(l->headings.v, l->headings.n)) : 0;
  for (size_t i = 0; i < l->headings.n; i++) {
    const anchor *a = l->headings.v[i];
    if (a->page < 0 || (upper && (!a->listed || a->depth != depth)))
      continue;
    if (a->page > index)
      break;
    found = a;
    if (a->page == index)
      break;
  }
  return found;
}

static const char *field_text(const painter *p, const char *name, size_t n)
{
  const lay *l = p->l;
  const char *version = l->doc->version ? l->doc->version : l->m->version;
  const anchor *any = heading_on(l, p->number, false), *upper = heading_on(l, p->number, true);
  const struct { const char *name, *text; } fields[] = {
    { "aftale", l->m->title }, { "banner", l->m->banner }, { "titel", l->doc->title },
    { "status", l->doc->state_text ? l->doc->state_text : l->m->status_text }, { "version", version },
    { "del", l->doc->part ? l->doc->part : any ? any->part : NULL }, { "afsnit", upper ? upper->title : NULL },
    { "versionsdato", l->doc->version_date.year ? date_text(l->a, l->doc->version_date) : NULL },
    { "side", p->page->label }, { "sider", arena_printf(l->a, "%zu", l->all->pages) },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    if (strlen(fields[i].name) == n && !memcmp(fields[i].name, name, n))
      return fields[i].text ? fields[i].text : "";
  return "";
}

/* One part of a slot's text, between separators. False: it has fields and all of them are empty. */
static bool part_text(const painter *p, const char *s, size_t n, GString *out)
{
  bool any = false, fields = false;
  for (const char *end = s + n; s < end; ) {
    const char *close = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
    if (!close) {
      g_string_append_c(out, *s++);
      continue;
    }
    const char *text = field_text(p, s + 1, (size_t)(close - s - 1));
    fields = true;
    any = any || *text;
    g_string_append(out, text);
    s = close + 1;
  }
  return any || !fields;
}

/* "{status} · version {version}": a part whose fields are all empty is left out with its separator. */
static const char *slot_text(const painter *p, const char *text)
{
  static const char between[] = " · ";
  GString *all = g_string_new(NULL), *part = g_string_new(NULL);
  for (const char *s = text; s; ) {
    const char *end = strstr(s, between);
    g_string_truncate(part, 0);
    if (part_text(p, s, end ? (size_t)(end - s) : strlen(s), part) && part->len)
      g_string_append_printf(all, "%s%s", all->len ? between : "", part->str);
    s = end ? end + strlen(between) : NULL;
  }
  const char *kept = arena_strndup(p->l->a, all->str, all->len);
  g_string_free(part, TRUE);
  g_string_free(all, TRUE);
  return kept;
}

/* ---- head and foot ---- */

typedef struct slot_run { const master_slot *slot; const text_face *face; const char *text; double width; } slot_run;

static double slot_place(slot_kind kind, const page_master *m, double width)
{
  double left = m->margin.left, right = m->width - m->margin.right;
  switch (kind) {
  case SLOT_LEFT: return left;
  case SLOT_CENTER: return (left + right - width) / 2;
  case SLOT_RIGHT: return right - width;
  }
  return left;
}

/* Room for one of several texts on a line: what the others leave, and no less than an equal part. */
static double slot_room(const slot_run *runs, size_t n, size_t which, double measure)
{
  double others = 0;
  size_t count = 1;
  for (size_t i = 0; i < n; i++) {
    double apart = runs[i].slot->y - runs[which].slot->y;
    if (i == which || apart > 1 || apart < -1 || runs[i].width <= 0)
      continue;
    others += runs[i].width + text_ascent(runs[i].face);
    count++;
  }
  return MAX(measure / (double)count - (count > 1 ? text_ascent(runs[which].face) : 0), measure - others);
}

void paint_running(painter *p, const page_plan *plan)
{
  lay *l = p->l;
  const page_master *m = plan->master;
  slot_run *runs = ARENA_ARRAY(l->pass, slot_run, m->slots.n);
  for (size_t i = 0; i < m->slots.n; i++) {
    const master_slot *slot = &m->slots.v[i];
    const block_style *b = slot->style ? slot->style : l->s->body;
    runs[i] = (slot_run){ .slot = slot, .face = lay_face(l, b->face), .text = lay_case(l, b->face, slot_text(p, slot->text ? slot->text : "")) };
    const glyph_run *r = runs[i].face && *runs[i].text ? text_shape(l->t, runs[i].face, runs[i].text, (int)strlen(runs[i].text), b->at) : NULL;
    runs[i].width = r ? r->width : 0;
  }
  for (size_t i = 0; i < m->slots.n; i++) {
    if (runs[i].width <= 0)
      continue;
    const block_style *b = runs[i].slot->style ? runs[i].slot->style : l->s->body;
    const glyph_run *r = lay_fit(l, runs[i].face, runs[i].text, slot_room(runs, m->slots.n, i, m->width - m->margin.left - m->margin.right), b->at);
    if (r)
      paint_glyphs(p, r, slot_place(runs[i].slot->kind, m, r->width), runs[i].slot->y, b->ink, NULL,
                   runs[i].slot->y < m->height / 2 ? ARTIFACT_HEADER : ARTIFACT_FOOTER);
  }
}

/* ---- behind the page ---- */

/* Its place is counted on the upright page; on a lower one it keeps its distance from the foot. */
static double watermark_place(const lay *l, const page_master *m, double top)
{
  const page_master *upright = style_master(l->s, "normal");
  return upright && m->height < upright->height ? top - (upright->height - m->height) : top;
}

/* A draft says so on every page. Too wide for the page, it is set in a smaller size. */
static void paint_watermark(painter *p, const page_master *m)
{
  lay *l = p->l;
  const block_style *b = l->s->watermark;
  if (!b || l->m->status != STATUS_DRAFT)
    return;
  const char *text = lay_case(l, b->face, lay_word(l, "udkast"));
  const text_face *face = lay_face(l, b->face);
  const glyph_run *r = face && *text ? text_shape(l->t, face, text, (int)strlen(text), b->at) : NULL;
  if (r && b->face && r->width > m->width * 0.9) {
    face_style *small = ARENA_NEW(l->a, face_style);
    *small = *b->face;
    small->size *= m->width * 0.9 / r->width;
    small->tracking *= m->width * 0.9 / r->width;
    face = lay_face(l, small);
    r = text_shape(l->t, face, text, (int)strlen(text), b->at);
  }
  if (!r)
    return;
  double middle = m->height / 2 + (text_ascent(face) - text_descent(face)) / 2;
  paint_glyphs(p, r, (m->width - r->width) / 2, b->top > 0 ? watermark_place(l, m, b->top) : middle, b->ink, NULL, ARTIFACT_LAYOUT);
}

/* The watermark lies below the planes: a cover's coloured ground hides it. */
void paint_background(painter *p, const page_plan *plan)
{
  const page_master *m = plan->master;
  paint_watermark(p, m);
  for (size_t i = 0; i < m->planes.n; i++) {
    const master_plane *k = &m->planes.v[i];
    paint_rect(p, k->x, k->y, k->width, k->height, 0, k->ink, ARTIFACT_BACKGROUND);
  }
  for (size_t i = 0; i < m->images.n; i++) {
    const master_image *k = &m->images.v[i];
    paint_image(p, k->image, k->x, k->y, k->width, k->height, NULL, ARTIFACT_LAYOUT);
  }
}
