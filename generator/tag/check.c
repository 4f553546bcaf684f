/* What must hold of a structure tree before it is written. A fault here is the program's own, never the content's: it stops the build with
 * the place in words, where a validator would only speak after the file stands.
 *
 * Ids and marks are checked by sorting them once: n log n for 200,000 cells, and no hash table whose order could leak out. */
#include "tag/tag.h"
#include <string.h>
#include <stdlib.h>

typedef struct checker {
  arena *a;
  const char *what;                     /* first fault; NULL = none so far */
  int heading;                          /* level of the heading before */
  LIST(const char *) ids;
  LIST(const tag_element *) referring;  /* elements with headers */
  LIST(tag_mark) marks;
} checker;

static void fault(checker *c, const tag_element *e, const char *text)
{
  if (!c->what)
    c->what = arena_printf(c->a, "structure: %s (%s, element %d)", text, tag_role_name((tag_role)e->role), (int)e->number);
}

static bool one_of(int role, int a, int b, int c, int d)
{
  return role == a || role == b || role == c || role == d;
}

/* Whether an element may stand in its parent (ISO 32000-1 tables 336 and 337). Roles without a rule of their own may stand anywhere. */
static bool parent_allowed(int role, int in)
{
  switch ((tag_role)role) {
  case TAG_LI: return in == TAG_L;
  case TAG_LBL: return one_of(in, TAG_LI, TAG_NOTE, TAG_TOCI, TAG_REFERENCE);
  case TAG_LBODY: return in == TAG_LI;
  case TAG_TOCI: return in == TAG_TOC;
  case TAG_THEAD: case TAG_TBODY: case TAG_TFOOT: return in == TAG_TABLE;
  case TAG_TR: return one_of(in, TAG_TABLE, TAG_THEAD, TAG_TBODY, TAG_TFOOT);
  case TAG_TH: case TAG_TD: return in == TAG_TR;
  case TAG_CAPTION: return one_of(in, TAG_TABLE, TAG_FIGURE, TAG_L, TAG_TOC);
  case TAG_DOCUMENT: return false;
  case TAG_PART: case TAG_SECT: case TAG_DIV: case TAG_H1: case TAG_H2: case TAG_H3: case TAG_H4: case TAG_H5: case TAG_H6: case TAG_P: case TAG_L:
  case TAG_BLOCKQUOTE: case TAG_TOC: case TAG_REFERENCE: case TAG_LINK: case TAG_TABLE: case TAG_FIGURE: case TAG_NOTE: case TAG_SPAN: case TAG_TEXT:
    return true;
  }
  return false;
}

/* Parents that hold nothing but their own parts. */
static bool kid_allowed(int role, int in)
{
  switch ((tag_role)in) {
  case TAG_L: return one_of(role, TAG_LI, TAG_L, TAG_CAPTION, TAG_CAPTION);
  case TAG_LI: return one_of(role, TAG_LBL, TAG_LBODY, TAG_LBL, TAG_LBODY);
  case TAG_TOC: return one_of(role, TAG_TOCI, TAG_TOC, TAG_CAPTION, TAG_CAPTION);
  case TAG_TABLE: return one_of(role, TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_CAPTION) || role == TAG_TR;
  case TAG_THEAD: case TAG_TBODY: case TAG_TFOOT: return role == TAG_TR;
  case TAG_TR: return one_of(role, TAG_TH, TAG_TD, TAG_TH, TAG_TD);
  case TAG_DOCUMENT: case TAG_PART: case TAG_SECT: case TAG_DIV: case TAG_H1: case TAG_H2: case TAG_H3: case TAG_H4: case TAG_H5: case TAG_H6:
  case TAG_P: case TAG_LBL: case TAG_LBODY: case TAG_BLOCKQUOTE: case TAG_TOCI: case TAG_REFERENCE: case TAG_LINK: case TAG_CAPTION: case TAG_TH:
  case TAG_TD: case TAG_FIGURE: case TAG_NOTE: case TAG_SPAN:
    return true;
  case TAG_TEXT:
    return false;
  }
  return false;
}

/* ISO 14289-1 7.4.2: the first heading is H1, and none is skipped on the way down. */
static void check_heading(checker *c, const tag_element *e)
{
  int level = e->role - TAG_H1 + 1;
  if (level > c->heading + 1)
    fault(c, e, c->heading ? "a heading level is skipped" : "the first heading is not H1");
  c->heading = level;
}

static void check_element(checker *c, const tag_element *e)
{
  const tag_extra *x = e->extra;
  if (e->parent && (!parent_allowed(e->role, e->parent->role) || !kid_allowed(e->role, e->parent->role)))
    fault(c, e, arena_printf(c->a, "stands in a %s", tag_role_name((tag_role)e->parent->role)));
  if (e->role >= TAG_H1 && e->role <= TAG_H6)
    check_heading(c, e);
  if (e->role == TAG_TH && e->scope == SCOPE_NONE)
    fault(c, e, "a header cell has no scope");
  if (e->role == TAG_FIGURE && !(x && (x->alt || x->actual)))
    fault(c, e, "a figure has no alternative text");
  if (e->role == TAG_NOTE && !(x && x->id))
    fault(c, e, "a note has no id");
  if (x && x->id)
    LIST_PUSH(c->a, &c->ids, x->id);
  if (x && x->headers)
    LIST_PUSH(c->a, &c->referring, e);
  if (e->marked)
    LIST_PUSH(c->a, &c->marks, e->mark);
  for (size_t i = 0; i < e->more.n; i++)
    LIST_PUSH(c->a, &c->marks, e->more.v[i]);
  for (const tag_element *k = e->first; k; k = k->next)
    check_element(c, k);
}

static int compare_ids(const void *x, const void *y)
{
  return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static int compare_marks(const void *x, const void *y)
{
  const tag_mark *a = x, *b = y;
  if (a->page != b->page)
    return a->page < b->page ? -1 : 1;
  return (a->mcid > b->mcid) - (a->mcid < b->mcid);
}

static void check_ids(checker *c)
{
  if (c->ids.n)
    qsort(c->ids.v, c->ids.n, sizeof *c->ids.v, compare_ids);
  for (size_t i = 1; i < c->ids.n && !c->what; i++)
    if (!strcmp(c->ids.v[i - 1], c->ids.v[i]))
      c->what = arena_printf(c->a, "structure: the id \"%s\" is given twice", c->ids.v[i]);
}

/* Each word of a cell's headers must be the id of an element. */
static void check_headers(checker *c, const tag_element *e)
{
  const char *s = e->extra->headers;
  while (*s && !c->what) {
    size_t n = strcspn(s, " ");
    const char *id = arena_strndup(c->a, s, n);
    if (n && (!c->ids.n || !bsearch(&id, c->ids.v, c->ids.n, sizeof *c->ids.v, compare_ids)))
      fault(c, e, arena_printf(c->a, "its headers name \"%s\", which no element has as id", id));
    s += n + (s[n] == ' ');
  }
}

static void check_marks(checker *c)
{
  if (c->marks.n)
    qsort(c->marks.v, c->marks.n, sizeof *c->marks.v, compare_marks);
  for (size_t i = 0; i < c->marks.n && !c->what; i++) {
    tag_mark m = c->marks.v[i];
    if (m.page < 0 || m.mcid < 0)
      c->what = arena_printf(c->a, "structure: mark %d of page %d cannot be", (int)m.mcid, (int)m.page);
    else if (i && !compare_marks(&c->marks.v[i - 1], &m))
      c->what = arena_printf(c->a, "structure: mark %d of page %d belongs to two elements", (int)m.mcid, (int)m.page);
  }
}

bool tag_check(const tag_tree *t, const char **what)
{
  arena *own = arena_new();
  checker c = { .a = own };
  if (t->root->role != TAG_DOCUMENT || t->root->parent)
    fault(&c, t->root, "the root is not a Document");
  check_element(&c, t->root);
  check_ids(&c);
  for (size_t i = 0; i < c.referring.n; i++)
    check_headers(&c, c.referring.v[i]);
  check_marks(&c);
  *what = arena_strdup(t->arena, c.what);
  arena_free(own);
  return *what == NULL;
}
