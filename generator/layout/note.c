/* Footnotes: at the foot of the page of their mark, under a rule. A note that does not fit with its line takes the line to the next page; a
 * long one must have a third of the page or all of itself, and the rest goes on at the foot of the pages that follow. */
#include "layout/layout_int.h"

#define SLACK 0.01

note *note_new(lay *l, const footnote *source)
{
  if (g_hash_table_contains(l->notes, source))
    return NULL;
  note *n = ARENA_NEW(l->a, note);
  n->source = source;
  g_hash_table_insert(l->notes, (gpointer)(uintptr_t)source, n);     /* first: a note may refer to itself */
  LIST_PUSH(l->a, &l->note_list, n);
  n->id = arena_printf(l->a, "fodnote-%zu", ++l->all->notes);
  bool text = false;
  for (const block *b = source->body; b; b = b->next)
    text = text || (b->text && !text_blank(inl_plain(l->a, b->text)));
  n->mark = text ? arena_printf(l->a, "%s.mærke", n->id) : NULL;
  return n;
}

/* The number before the note; it leads back to the mark in the text. */
static item_label *note_label(lay *l, const note *n, const block_style *look)
{
  const block_style *mark = l->s->note_mark ? l->s->note_mark : look;
  item_label *label = ARENA_NEW(l->a, item_label);
  const face_style *face = lay_mark(l, mark, look->face, 1);      /* on the line, as large as the note */
  label->run = lay_shape(l, mark, face, arena_printf(l->a, "%d", n->source->number), n->source->at);
  label->face = lay_face(l, face);
  label->ink = mark->ink.set ? mark->ink : look->ink;
  label->hang = MAX(look->hanging, label->run ? label->run->width * 4 / 3 : 0);
  label->owner = tag_add(l->tags, n->tag, TAG_LBL);
  if (!n->mark)
    return label;
  link_target *back = ARENA_NEW(l->a, link_target);
  label->owner = back->owner = tag_add(l->tags, label->owner, TAG_LINK);
  back->dest = n->mark;
  back->contents = arena_printf(l->a, "%s %d", lay_word(l, "tilbage"), n->source->number);
  label->link = back;
  return label;
}

/* The note stands in the structure after its reference; its first line hangs from its mark. Only the first reference makes a note. */
void note_fill(lay *l, note *n, tag_element *parent)
{
  n->tag = tag_add(l->tags, parent, TAG_NOTE);
  tag_extra_of(l->tags, n->tag)->id = n->id;
  const block_style *look = l->s->note ? l->s->note : l->s->body;
  flow_op *open = flow_add(l, &n->flow, FLOW_OPEN, NULL);
  open->label = note_label(l, n, look);
  open->anchor = n->mark ? flow_place(l, n->id) : NULL;
  flow_blocks(l, &n->flow, n->source->body, (flow_context){ .parent = n->tag, .look = look, .apart = true });
  flow_add(l, &n->flow, FLOW_CLOSE, NULL);
}

void note_set(lay *l, note *n, double width)
{
  if (n->set && n->set->width <= width && n->set->width >= width)
    return;
  n->set = galley_whole(l, &n->flow, width, 1e9);
  n->height = galley_extent(n->set, 0, (int)n->set->atoms.n, 1e9) + note_between(l);
}

/* Space between two notes, counted with each. */
double note_between(const lay *l)
{
  return l->s->note ? l->s->note->after : 0;
}

/* From the text to the first note, the rule in it. */
double note_gap(const lay *l)
{
  return l->s->note_gap + l->s->note_rule_height + (l->s->note ? l->s->note->before : 0);
}

/* Of a note that goes on from the page before, above it: the layout's word. */
double note_goes_on(const lay *l, const note_piece *first)
{
  return first->first > 0 ? (l->s->note ? l->s->note : l->s->body)->leading : 0;
}

double note_top(const lay *l, const note_queue *q)
{
  return note_gap(l) + (q->head < q->waiting.n ? note_goes_on(l, &q->waiting.v[q->head]) : 0);
}

double note_waiting(const note_queue *q)
{
  double height = 0;
  for (size_t i = q->head; i < q->waiting.n && height < 1e6; i++) {
    const note_piece *p = &q->waiting.v[i];
    height += p->first ? galley_extent(p->n->set, p->first, p->last, 1e9) : p->n->height;
  }
  return height;
}

/* In the order of their numbers, those of the side column too. */
void note_collect(lay *l, note_queue *q, const galley *g, int first, int last)
{
  size_t begin = q->waiting.n;
  for (int i = first; i < last; i++)
    for (const note_use *u = g->atoms.v[i].notes; u; u = u->next) {
      note_set(l, u->n, g->note_width);
      note_piece p = { .n = u->n, .last = (int)u->n->set->atoms.n };
      if (!p.last)
        continue;
      LIST_PUSH(l->pass, &q->waiting, p);
      note_piece *v = q->waiting.v;
      for (size_t k = q->waiting.n - 1; k > begin && v[k - 1].n->source->number > p.n->source->number; k--) {
        v[k] = v[k - 1];
        v[k - 1] = p;
      }
    }
}

/* Sets waiting notes on the page, in order, until the room is used. force: at least one line of one. */
void note_place(lay *l, note_queue *q, page_plan *p, double room, bool force)
{
  double used = note_top(l, q), between = note_between(l);
  while (q->head < q->waiting.n) {
    note_piece *w = &q->waiting.v[q->head];
    const galley *g = w->n->set;
    double space = p->notes.n ? between : 0;
    if (used + space + galley_extent(g, w->first, w->last, room) <= room + SLACK) {
      used += space + galley_extent(g, w->first, w->last, 1e9);
      LIST_PUSH(l->pass, &p->notes, *w);
      q->head++;
      continue;
    }
    int end = galley_break(g, w->first, w->last, &(page_room){ .height = room - used - space }).last;
    bool fits = galley_extent(g, w->first, end, room) <= room - used - space + SLACK;
    if (fits || (force && !p->notes.n)) {
      note_piece part = { .n = w->n, .first = w->first, .last = end };
      LIST_PUSH(l->pass, &p->notes, part);
      used += space + galley_extent(g, w->first, end, 1e9);
      w->first = end;
      if (w->first == w->last)
        q->head++;
    }
    break;
  }
  p->notes_height = p->notes.n ? used : 0;
}
