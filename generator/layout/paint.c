/* Plans to pages: every atom of every page becomes items, each owned by a structure element or named an artifact. */
#include "layout/paint_int.h"
#include <string.h>

static page_item *item_add(painter *p, page_item_kind kind, color ink, tag_element *owner, artifact_kind artifact)
{
  g_array_set_size(p->items, p->items->len + 1);
  page_item *i = &g_array_index(p->items, page_item, p->items->len - 1);
  i->kind = (uint8_t)kind;
  i->artifact = (uint8_t)(owner ? ARTIFACT_NONE : artifact);
  i->owner = owner;
  i->ink = ink;
  return i;
}

void paint_glyphs(painter *p, const glyph_run *run, double x, double y, color ink, tag_element *owner, artifact_kind artifact)
{
  if (!run || !run->glyph_count)
    return;
  page_item *i = item_add(p, ITEM_GLYPHS, ink, owner, artifact);
  i->glyphs.run = run;
  i->glyphs.x = x;
  i->glyphs.y = y;
}

void paint_rect(painter *p, double x, double y, double width, double height, double radius, color ink, artifact_kind artifact)
{
  if (!ink.set || width <= 0 || height <= 0)
    return;
  page_item *i = item_add(p, ITEM_RECT, ink, NULL, artifact);
  i->rect.x = x;
  i->rect.y = y;
  i->rect.width = width;
  i->rect.height = height;
  i->rect.radius = MIN(radius, MIN(width, height) / 2);
}

void paint_rules(painter *p, const rule_line *lines, size_t count, color ink)
{
  if (!count || !ink.set)
    return;
  page_item *i = item_add(p, ITEM_RULES, ink, NULL, ARTIFACT_LAYOUT);
  rule_line *kept = ARENA_ARRAY(p->l->a, rule_line, count);
  memcpy(kept, lines, count * sizeof *lines);
  i->rules.lines = kept;
  i->rules.count = (int)count;
}

void paint_path(painter *p, const path_step *steps, int count, double stroke, color ink, tag_element *owner)
{
  if (!ink.set || !count)
    return;
  page_item *i = item_add(p, ITEM_PATH, ink, owner, ARTIFACT_LAYOUT);
  i->path.steps = steps;
  i->path.count = count;
  i->path.stroke = stroke;
}

void paint_image(painter *p, const image *what, double x, double y, double width, double height, tag_element *owner, artifact_kind artifact)
{
  page_item *i = item_add(p, ITEM_IMAGE, (color){ 0 }, owner, artifact);
  i->image.image = what;
  i->image.x = x;
  i->image.y = y;
  i->image.width = width;
  i->image.height = height;
}

/* A link's area on this page: pieces that meet on one line are one area. */
void paint_link(painter *p, const link_target *to, double x, double top, double width, double height)
{
  open_link *link = NULL;
  for (size_t i = p->links.n; i-- > 0 && !link; )
    if (p->links.v[i].to == to)
      link = &p->links.v[i];
  if (!link) {
    link = LIST_ADD(p->l->a, &p->links);
    link->to = to;
  }
  rule_line *last = link->areas.n ? &link->areas.v[link->areas.n - 1] : NULL;
  if (last && last->y <= top && last->y >= top && x >= last->x) {
    last->width = MAX(last->width, x + width - last->x);
    return;
  }
  rule_line area = { x, top, width, height };
  LIST_PUSH(p->l->a, &link->areas, area);
}

void paint_pieces(painter *p, const line_piece *pieces, int count, const run_owner *owners, tag_element *owner, artifact_kind artifact,
                  double x, double baseline, const text_face *face)
{
  for (int i = 0; i < count; i++) {
    const line_piece *k = &pieces[i];
    const run_owner *own = owners ? &owners[k->owner] : NULL;
    if (!k->glyphs || !k->glyphs->glyph_count)
      continue;
    paint_glyphs(p, k->glyphs, x + k->x, baseline - k->rise, k->ink, own ? own->tag : owner, artifact);
    g_array_index(p->items, page_item, p->items->len - 1).glyphs.underline = k->underline;
    if (own && own->link)
      paint_link(p, own->link, x + k->x, baseline - text_ascent(face), k->glyphs->width, text_ascent(face) + text_descent(face));
  }
}

/* A line's glyphs; those of artifacts are kept, since a table's header comes again on a thousand pages. */
static cell_line line_glyphs(lay *l, para *t, int line, bool again)
{
  if (again && !t->kept)
    t->kept = ARENA_ARRAY(l->a, cell_line, t->line_count);
  if (again && t->kept[line].pieces)
    return t->kept[line];
  cell_line g = { 0 };
  g.count = text_line_pieces(l->a, t->shaped, &t->lines[line], &g.pieces);
  if (again)
    t->kept[line] = g;
  return g;
}

void paint_line(painter *p, para *t, int line, double x, double y, double width, artifact_kind artifact)
{
  cell_line g = line_glyphs(p->l, t, line, artifact != ARTIFACT_NONE);
  double baseline = y + lay_baseline(t->face, t->leading);
  paint_pieces(p, g.pieces, g.count, artifact ? NULL : t->owners, NULL, artifact, x + para_line_x(t, line, t->width), baseline, t->face);
  if (t->contents && line == t->line_count - 1)
    paint_contents(p, t->contents, x, baseline, width);
}

static void paint_labels(painter *p, const atom *a, double x, double y)
{
  const para *t = a->kind == ATOM_LINE ? a->what : NULL;
  for (const item_label *k = a->labels; k; k = k->next) {
    double baseline = t ? lay_baseline(t->face, t->leading) : k->face && k->style ? lay_baseline(k->face, k->style->leading) : 0;
    if (a->kind == ATOM_BLANK && k->style)
      baseline += a->height - k->style->leading;       /* at the foot of a line to write on, where its rule is */
    paint_glyphs(p, k->run, x + k->x, y + baseline, k->ink, k->owner, ARTIFACT_LAYOUT);
    if (k->link && k->run)
      paint_link(p, k->link, x + k->x, y + baseline - text_ascent(k->face), k->run->width, text_ascent(k->face) + text_descent(k->face));
  }
}

static void paint_dests(painter *p, const atom *a, double x, double y)
{
  for (const anchor *k = a->anchors; k; k = k->next) {
    page_dest d = { k->name, x + a->x, y };
    LIST_PUSH(p->l->a, &p->page->dests, d);
  }
  for (const note_use *u = a->kind != ATOM_COLUMNS ? a->notes : NULL; u; u = u->next)
    if (u->n->mark && !u->beside)
      LIST_PUSH(p->l->a, &p->page->dests, ((page_dest){ u->n->mark, x + a->x, y }));
}

static void paint_atoms(painter *p, const galley *g, int first, int last, double x, double y);

static void paint_columns(painter *p, const atom *a, double x, double y)
{
  const columns_slice *c = a->what;
  for (int i = 0; i < c->count; i++)
    paint_atoms(p, c->column[i], c->first[i], c->last[i], x + a->x + i * c->x_step, y);
}

static void paint_atom(painter *p, const atom *a, double x, double y)
{
  paint_dests(p, a, x, y);
  paint_labels(p, a, x, y);
  switch ((atom_kind)a->kind) {
  case ATOM_LINE: paint_line(p, a->what, a->index, x + a->x, y, a->width, ARTIFACT_NONE); break;
  case ATOM_BLANK: break;
  case ATOM_HEAD: case ATOM_ROW: paint_table_atom(p, a, x + a->x, y); break;
  case ATOM_FIGURE: paint_figure(p, a->what, x + a->x, y); break;
  case ATOM_COLUMNS: paint_columns(p, a, x, y); break;
  }
}

/* Grounds lie below all text: first the frames' pieces in the order they open, then the atoms, then the rules of tables. */
static void paint_atoms(painter *p, const galley *g, int first, int last, double x, double y)
{
  if (first >= last)
    return;
  arena *pass = p->l->pass;
  double *tops = ARENA_ARRAY(pass, double, last - first);
  walk w = { .g = g, .a = pass, .record = true };
  for (int i = first; i < last; i++) {
    tops[i - first] = y + walk_to(&w, i, i == first);
    w.y += g->atoms.v[i].height;
  }
  walk_end(&w, last);
  for (size_t i = 0; i < w.pieces.n; i++) {
    if (w.pieces.v[i].f->table)
      paint_table_ground(p, &w.pieces.v[i], g, first, last, tops, x, y);
    else
      paint_box(p, &w.pieces.v[i], x, y);
  }
  for (int i = first; i < last; i++)
    paint_atom(p, &g->atoms.v[i], x, tops[i - first]);
  for (size_t i = 0; i < w.pieces.n; i++)
    if (w.pieces.v[i].f->table)
      paint_table_rules(p, &w.pieces.v[i], g, first, last, tops, x, y);
  if (!p->l->boxes)
    return;
  boxes_atoms(p, g, first, last, tops, x);
  for (size_t i = 0; i < w.pieces.n; i++)
    boxes_frame(p, &w.pieces.v[i], x, y);
}

/* A note that goes on from the page before stands under a rule over the whole measure and says so. */
static void paint_goes_on(painter *p, const page_plan *plan, double y)
{
  const block_style *b = p->l->s->note ? p->l->s->note : p->l->s->body;
  const glyph_run *run = lay_shape(p->l, b, NULL, lay_word(p->l, "fortsat"), b->at);
  paint_glyphs(p, run, plan->master->margin.left, y + lay_baseline(lay_face(p->l, b->face), b->leading), b->ink, NULL, ARTIFACT_PAGINATION);
}

static void paint_notes(painter *p, const page_plan *plan)
{
  if (!plan->notes.n)
    return;
  const lay *l = p->l;
  const page_master *m = plan->master;
  double top = m->height - m->margin.bottom - plan->notes_height, y = top + note_gap(l);
  double measure = m->width - m->margin.left - m->margin.right;
  double goes_on = note_goes_on(l, &plan->notes.v[0]);
  rule_line rule = { m->margin.left, top + l->s->note_gap, goes_on > 0 && l->s->note_rule > 0 ? measure : MIN(l->s->note_rule, measure), l->s->note_rule_height };
  if (rule.width > 0 && rule.height > 0)
    paint_rules(p, &rule, 1, l->s->note_rule_ink);
  if (goes_on > 0)
    paint_goes_on(p, plan, y);
  y += goes_on;
  for (size_t i = 0; i < plan->notes.n; i++) {
    const note_piece *k = &plan->notes.v[i];
    paint_atoms(p, k->n->set, k->first, k->last, m->margin.left, y);
    y += galley_extent(k->n->set, k->first, k->last, 1e9) + note_between(l);
  }
}

static void page_finish(painter *p)
{
  page *g = p->page;
  arena *a = p->l->a;
  g->items.n = g->items.cap = p->items->len;
  g->items.v = ARENA_ARRAY(a, page_item, p->items->len);
  if (p->items->len)
    memcpy(g->items.v, p->items->data, p->items->len * sizeof *g->items.v);
  for (size_t i = 0; i < p->links.n; i++) {
    const open_link *k = &p->links.v[i];
    page_link link = { .owner = k->to->owner, .areas = k->areas.v, .count = (int)k->areas.n, .url = k->to->url, .dest = k->to->dest,
                       .contents = k->to->contents };
    LIST_PUSH(a, &g->links, link);
  }
  p->links.n = 0;
  g_array_set_size(p->items, 0);
}

void paint_document(lay *l)
{
  painter p = { .l = l, .items = g_array_new(FALSE, TRUE, sizeof(page_item)) };
  for (size_t i = 0; i < l->plans.n; i++) {
    const page_plan *plan = l->plans.v[i];
    const page_master *m = plan->master;
    p.page = ARENA_NEW(l->a, page);
    *p.page = (page){ .width = m->width, .height = m->height, .master = m->name, .forced = plan->forced, .label = arena_printf(l->a, "%d", l->first_page + (int)i + 1) };
    p.number = l->first_page + (int)i;
    if (!plan->blank) {
      paint_background(&p, plan);
      paint_running(&p, plan);
    }
    for (size_t k = 0; k < plan->parts.n; k++) {
      const page_part *part = &plan->parts.v[k];
      paint_atoms(&p, plan->g, part->first, part->last, m->margin.left + part->x, m->margin.top + part->y);
    }
    if (plan->g && !plan->parts.n)
      paint_atoms(&p, plan->g, plan->first, plan->last, m->margin.left, m->margin.top);
    for (size_t k = 0; k < plan->sides.n; k++)
      paint_atoms(&p, plan->sides.v[k].g, 0, (int)plan->sides.v[k].g->atoms.n, plan->sides.v[k].x, plan->sides.v[k].y);
    paint_notes(&p, plan);
    if (l->boxes)
      boxes_page(&p, plan);
    page_finish(&p);
    LIST_PUSH(l->a, &l->r->pages, p.page);
  }
  g_array_free(p.items, TRUE);
}
