/* Inlines to runs. Each run has an owner: the element that its marks belong to. A paragraph without elements inside owns its marks itself; else
 * its text stands in TAG_TEXT places between the elements, so that a reader meets text, link and text in their order. */
#include "layout/layout_int.h"
#include <string.h>

#define MARK_SIZE 0.66             /* of the text's: a raised mark that is still read, unless the layout has a smaller one */

typedef struct inliner {
  lay *l; para *p;
  LIST(text_run) runs; LIST(run_owner) owners;
  tag_element *parent, *slot;    /* element under way; its latest place for text */
  bool split;                    /* parent has element kids */
  const text_face *face; const face_style *face_style;
  color ink; bool underline;
  const link_target *link;
  const char *lang;
} inliner;

static bool makes_element(lay *l, const inl *i)
{
  switch (i->kind) {
  case INLINE_LINK: case INLINE_LANG: case INLINE_ABBR: case INLINE_NOTE: return true;
  case INLINE_XREF: case INLINE_PAGEREF: return lay_anchor(l, i->target) != NULL;
  case INLINE_TEXT: case INLINE_EMPH: case INLINE_STRONG: case INLINE_BREAK: case INLINE_PENDING: return false;
  }
  return false;
}

static bool holds_elements(lay *l, const inl *first)
{
  for (const inl *i = first; i; i = i->next)
    if (makes_element(l, i) || holds_elements(l, i->first))
      return true;
  return false;
}

static int owner_now(inliner *w)
{
  tag_element *tag = w->parent;
  if (w->split) {
    if (!w->slot)
      w->slot = tag_add(w->l->tags, w->parent, TAG_TEXT);
    tag = w->slot;
  }
  run_owner *last = w->owners.n ? &w->owners.v[w->owners.n - 1] : NULL;
  if (!last || last->tag != tag || last->link != w->link)
    LIST_PUSH(w->l->a, &w->owners, ((run_owner){ tag, w->link }));
  return (int)w->owners.n - 1;
}

static text_run *run_add(inliner *w, const char *text, span at)
{
  if (!text || !*text)
    return NULL;
  const char *shown = lay_case(w->l, w->face_style, text);
  int owner = owner_now(w);
  text_run *r = LIST_ADD(w->l->a, &w->runs);
  *r = (text_run){ .text = shown, .length = (int)strlen(shown), .face = w->face, .ink = w->ink, .underline = w->underline, .owner = owner,
                   .at = at, .lang = w->lang };
  return r;
}

static void inlines_add(inliner *w, const inl *first);

/* Everything inside goes to a new element under the one under way. */
static tag_element *element_begin(inliner *w, inliner *saved, tag_role role, const inl *kids)
{
  *saved = *w;
  tag_element *e = tag_add(w->l->tags, w->parent, role);
  w->parent = e;
  w->slot = NULL;
  w->split = holds_elements(w->l, kids);
  return e;
}

static void element_end(inliner *w, const inliner *saved)
{
  inliner now = *w;
  *w = *saved;
  w->runs.v = now.runs.v; w->runs.n = now.runs.n; w->runs.cap = now.runs.cap;
  w->owners.v = now.owners.v; w->owners.n = now.owners.n; w->owners.cap = now.owners.cap;
  w->slot = NULL;
}

static void face_use(inliner *w, const face_style *f)
{
  if (!f)
    return;
  w->face_style = f;
  w->face = lay_face(w->l, f);
}

static link_target *link_begin(inliner *w, inliner *saved, const inl *i)
{
  link_target *t = ARENA_NEW(w->l->a, link_target);
  t->owner = element_begin(w, saved, TAG_LINK, i->first);
  w->link = t;
  if (w->p->style->link_ink.set)
    w->ink = w->p->style->link_ink;
  w->underline = true;                 /* a link is never known by its colour alone (WCAG 2.1, 1.4.1) */
  return t;
}

static void link_url(inliner *w, const inl *i)
{
  inliner saved;
  link_target *t = link_begin(w, &saved, i);
  t->url = i->target;
  const char *plain = i->first ? inl_plain(w->l->a, i->first) : i->text;
  t->contents = i->title && *i->title ? i->title : plain && *plain ? plain : i->target;
  if (i->first)
    inlines_add(w, i->first);
  else
    run_add(w, i->text ? i->text : i->target, i->at);
  element_end(w, &saved);
}

/* The program's words for a place that the layout numbers: "afsnit # i bilag 4". NULL: the words are those that the content has. */
static const char *words_by_number(lay *l, const inl *i, const anchor *to)
{
  const char *mark = to && to->number && i->by_number ? strchr(i->by_number, '#') : NULL;
  return mark ? arena_printf(l->a, "%.*s%s%s", (int)(mark - i->by_number), i->by_number, to->number, mark + 1) : NULL;
}

static void link_inside(inliner *w, const inl *i)
{
  lay *l = w->l;
  const anchor *to = lay_anchor(l, i->target);
  const char *numbered = words_by_number(l, i, to);
  const char *plain = numbered ? numbered : i->first ? inl_plain(l->a, i->first) : i->text ? i->text : i->target;
  if (!to) {                           /* another document: words only */
    if (i->first)
      inlines_add(w, i->first);
    else
      run_add(w, plain, i->at);
    return;
  }
  inliner saved;
  link_target *t = link_begin(w, &saved, i);
  t->dest = to->name;
  t->contents = i->title && *i->title ? i->title : plain;
  if (i->first && !numbered)
    inlines_add(w, i->first);
  else
    run_add(w, plain, i->at);
  element_end(w, &saved);
}

static const char *page_text(lay *l, const anchor *to)
{
  return to->page < 0 ? "00" : arena_printf(l->a, "%d", to->page + 1);
}

static void link_page(inliner *w, const inl *i)
{
  lay *l = w->l;
  const anchor *to = lay_anchor(l, i->target);
  if (!to) {
    DIAG_SAY(l->d, LAYOUT_PAGE_ELSEWHERE, i->at, i->target);
    run_add(w, lay_word(l, "andet dokument"), i->at);
    return;
  }
  inliner saved;
  link_target *t = link_begin(w, &saved, i);
  t->dest = to->name;
  t->contents = i->title && *i->title ? i->title : to->title ? arena_printf(l->a, "%s: %s", lay_word(l, "side"), to->title) : lay_word(l, "side");
  page_ref *ref = LIST_ADD(l->a, &w->p->page_refs);
  *ref = (page_ref){ .run = (int)w->runs.n, .to = to, .shown = page_text(l, to) };
  text_run *r = run_add(w, ref->shown, i->at);
  r->no_break = true;
  element_end(w, &saved);
}

static void foreign_add(inliner *w, const inl *i)
{
  inliner saved;
  tag_element *e = element_begin(w, &saved, TAG_SPAN, i->first);
  tag_extra_of(w->l->tags, e)->lang = w->lang = i->target;
  if (i->first)
    inlines_add(w, i->first);
  else
    run_add(w, i->text, i->at);
  element_end(w, &saved);
}

/* A short form with what it stands for, as /E of a Span (ISO 32000-1 14.9.5). */
static void short_form_add(inliner *w, const inl *i)
{
  inliner saved;
  tag_element *e = element_begin(w, &saved, TAG_SPAN, NULL);
  tag_extra_of(w->l->tags, e)->expansion = i->target;
  run_add(w, i->text, i->at);
  element_end(w, &saved);
}

static void note_add(inliner *w, const inl *i)
{
  lay *l = w->l;
  if (!i->note)
    return;
  note *n = note_new(l, i->note), *to = n ? n : g_hash_table_lookup(l->notes, i->note);
  inliner saved;
  tag_element *reference = element_begin(w, &saved, TAG_REFERENCE, NULL);
  if (to->mark && !saved.link) {
    link_target *t = ARENA_NEW(l->a, link_target);
    w->parent = tag_add(l->tags, reference, TAG_LINK);
    *t = (link_target){ .owner = w->parent, .dest = to->id, .contents = arena_printf(l->a, "%s %d", lay_word(l, "fodnote"), i->note->number) };
    w->link = t;
  }
  const block_style *mark = l->s->note_mark;
  const text_face *base = w->p->face;
  const face_style *text = w->p->style->face ? w->p->style->face : l->s->body->face;
  face_use(w, lay_mark(l, mark, text, MARK_SIZE));
  if (saved.link == NULL && mark && mark->ink.set)
    w->ink = mark->ink;
  w->underline = false;
  int run = (int)w->runs.n;
  text_run *r = run_add(w, arena_printf(l->a, "%d", i->note->number), i->at);
  r->rise = MAX(0, text_ascent(base) - text_ascent(w->face));      /* the mark's top at the top of the text */
  r->no_break = true;
  element_end(w, &saved);
  if (!n)
    return;
  note_fill(l, n, w->parent);
  LIST_PUSH(l->a, &w->p->note_refs, ((note_ref){ .run = run, .n = n }));
}

static void pending_add(inliner *w, const inl *i)
{
  const face_style *f = w->face_style;
  const text_face *face = w->face;
  color ink = w->ink;
  const block_style *look = style_block(w->l->s, "uafklaret");
  const block_style *own = look ? look : w->p->style;
  face_use(w, w->p->style->strong);
  if (own->label_ink.set)
    w->ink = own->label_ink;
  run_add(w, arena_printf(w->l->a, "[%s: %s]", lay_word(w->l, "uafklaret"), i->text ? i->text : ""), i->at);
  w->face_style = f;
  w->face = face;
  w->ink = ink;
}

static void styled_add(inliner *w, const inl *i, const face_style *f)
{
  const face_style *old_style = w->face_style;
  const text_face *old = w->face;
  face_use(w, f);
  inlines_add(w, i->first);
  w->face_style = old_style;
  w->face = old;
}

static void inlines_add(inliner *w, const inl *first)
{
  const block_style *s = w->p->style;
  for (const inl *i = first; i; i = i->next)
    switch (i->kind) {
    case INLINE_TEXT: run_add(w, i->text, i->at); break;
    case INLINE_EMPH: styled_add(w, i, w->face_style == s->strong ? NULL : s->emph); break;
    case INLINE_STRONG: styled_add(w, i, s->strong); break;
    case INLINE_LINK: link_url(w, i); break;
    case INLINE_XREF: link_inside(w, i); break;
    case INLINE_PAGEREF: link_page(w, i); break;
    case INLINE_LANG: foreign_add(w, i); break;
    case INLINE_ABBR: short_form_add(w, i); break;
    case INLINE_NOTE: note_add(w, i); break;
    case INLINE_BREAK: run_add(w, "\n", i->at); break;
    case INLINE_PENDING: pending_add(w, i); break;
    }
}

static para *para_new(lay *l, const block_style *style, const face_style *face, span at)
{
  para *p = ARENA_NEW(l->a, para);
  p->style = style;
  p->face = lay_face(l, face);
  p->leading = style->leading > 0 ? style->leading : p->face ? (text_ascent(p->face) + text_descent(p->face)) * 1.2 : 12;
  p->first_indent = style->first_indent;
  p->align = style->align;
  p->hyphenate = style->hyphenate;
  p->even = style->even;
  p->at = at;
  return p;
}

static para *para_finish(inliner *w)
{
  para *p = w->p;
  p->runs = w->runs.v;
  p->run_count = (int)w->runs.n;
  p->owners = w->owners.v;
  if (p->page_refs.n)
    LIST_PUSH(w->l->a, &w->l->referring, p);
  return p;
}

para *para_from_inlines(lay *l, const block_style *style, const inl *text, tag_element *owner, const char *lang, span at)
{
  const face_style *face = style->face ? style->face : l->s->body->face;
  inliner w = { .l = l, .p = para_new(l, style, face, at), .parent = owner, .face_style = face, .ink = style->ink, .lang = lang };
  w.face = w.p->face;
  w.split = holds_elements(l, text);
  inlines_add(&w, text);
  return para_finish(&w);
}

para *para_from_text(lay *l, const block_style *style, const face_style *face, color ink, const char *text, tag_element *owner, span at)
{
  if (!face)
    face = style->face ? style->face : l->s->body->face;
  inliner w = { .l = l, .p = para_new(l, style, face, at), .parent = owner, .face_style = face, .ink = ink };
  w.face = w.p->face;
  run_add(&w, text, at);
  return para_finish(&w);
}

/* After a pass: whether a page number printed in the text is no longer where its place stands; with `renew` it is set anew, for another pass. */
bool para_refresh(lay *l, bool renew)
{
  bool changed = false;
  for (size_t i = 0; i < l->referring.n; i++) {
    para *p = l->referring.v[i];
    for (size_t k = 0; k < p->page_refs.n; k++) {
      page_ref *ref = &p->page_refs.v[k];
      const char *now = page_text(l, ref->to);
      if (!strcmp(now, ref->shown))
        continue;
      changed = true;
      if (!renew)
        continue;
      ref->shown = now;
      p->runs[ref->run].text = now;
      p->runs[ref->run].length = (int)strlen(now);
      p->shaped = NULL;
    }
  }
  return changed;
}
