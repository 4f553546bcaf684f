/* The structure tree (ISO 32000-1 14.7), streamed: one walk over the elements in their order, each written as text into the object stream under way.
 *
 * Nothing of it exists as objects: an element's object number is the first one plus its number in the tree, so parents, kids, annotations and the
 * parent tree can name each other before they are written. */
#include "pdf/pdf_int.h"

#include <string.h>

typedef struct walk {
  pdf_job *j;
  int root, first;                  /* objects: StructTreeRoot, the Document element */
  GString *kids; int kid_count, kid_page;                        /* /K of the element under way; page of its plain MCIDs, -1 = none */
  LIST(const tag_element *) ids;
} walk;

static int object_of(const walk *w, const tag_element *e) { return w->first + e->number; }
static int page_object(const walk *w, int i) { return w->j->pages[i].object; }

static void put_mark(walk *w, tag_mark m) {
  if (w->kid_page < 0) w->kid_page = m.page;
  if (m.page == w->kid_page) {
    g_string_append_c(w->kids, ' ');
    pdf_put_int(w->kids, m.mcid);
  } else {
    g_string_append(w->kids, "<</Type/MCR/Pg");
    pdf_put_ref(w->kids, page_object(w, m.page));
    g_string_append(w->kids, "/MCID ");
    pdf_put_int(w->kids, m.mcid);
    g_string_append(w->kids, ">>");
  }
  w->kid_count++;
}

static void put_marks(walk *w, const tag_element *e) {
  if (e->marked) put_mark(w, e->mark);
  for (size_t i = 0; i < e->more.n; i++) put_mark(w, e->more.v[i]);
}

static void put_annotations(walk *w, const tag_element *e) {
  if (!e->extra) return;
  for (size_t i = 0; i < e->extra->annotations.n; i++) {
    const pdf_annotation *a = &w->j->annotations.v[e->extra->annotations.v[i]];
    g_string_append(w->kids, "<</Type/OBJR/Obj");
    pdf_put_ref(w->kids, a->object);
    if (a->page != w->kid_page) {
      g_string_append(w->kids, "/Pg");
      pdf_put_ref(w->kids, page_object(w, a->page));
    }
    g_string_append(w->kids, ">>");
    w->kid_count++;
  }
}

/* Own marks, then link annotations, then kids; a TAG_TEXT kid is the marks it holds. */
static void gather_kids(walk *w, const tag_element *e) {
  g_string_truncate(w->kids, 0);
  w->kid_count = 0;
  w->kid_page = -1;
  put_marks(w, e);
  put_annotations(w, e);
  for (const tag_element *k = e->first; k; k = k->next) {
    if (k->role == TAG_TEXT) {
      put_marks(w, k);
    } else {
      pdf_put_ref(w->kids, object_of(w, k));
      w->kid_count++;
    }
  }
}

static void write_element(walk *w, const tag_element *e) {
  gather_kids(w, e);
  GString *s = pdf_out_begin(w->j->out, object_of(w, e));
  g_string_append(s, "<</S/");
  g_string_append(s, tag_role_name((tag_role)e->role));
  g_string_append(s, "/P");
  pdf_put_ref(s, e->parent ? object_of(w, e->parent) : w->root);
  if (w->kid_page >= 0) {
    g_string_append(s, "/Pg");
    pdf_put_ref(s, page_object(w, w->kid_page));
  }
  if (w->kid_count) {
    g_string_append(s, w->kid_count > 1 ? "/K[" : "/K");
    g_string_append_len(s, w->kids->str, (gssize)w->kids->len);
    if (w->kid_count > 1) g_string_append_c(s, ']');
  }
  pdf_attributes(w->j, e, s);
  g_string_append(s, ">>");
  pdf_out_end(w->j->out);
  if (e->extra && e->extra->id) LIST_PUSH(w->j->a, &w->ids, e);
}

/* The element after e, kids first; NULL at the end. */
static const tag_element *next_element(const tag_element *e) {
  do {
    if (e->first) {
      e = e->first;
    } else {
      while (e && !e->next) e = e->parent;
      if (e) e = e->next;
    }
  } while (e && e->role == TAG_TEXT);
  return e;
}

/* Which element owns MCID n of page i, and which owns annotation k: keys 0.. are pages, those after them annotations. */
static int write_parent_tree(walk *w) {
  pdf_job *j = w->j;
  size_t count = (size_t)j->page_count + j->annotations.n;
  pdf_entry *entries = ARENA_ARRAY(j->a, pdf_entry, count);
  int arrays = pdf_out_reserve(j->out, j->page_count);
  for (int i = 0; i < j->page_count; i++) {
    GString *s = pdf_out_begin(j->out, arrays + i);
    g_string_append_c(s, '[');
    for (size_t k = 0; k < j->pages[i].marks; k++) pdf_put_ref(s, object_of(w, g_array_index(j->marks, tag_element *, j->pages[i].first_mark + k)));
    g_string_append_c(s, ']');
    pdf_out_end(j->out);
    entries[i] = (pdf_entry){ NULL, i, arena_printf(j->a, " %d 0 R", arrays + i) };
  }
  for (size_t i = 0; i < j->annotations.n; i++) {
    size_t at = (size_t)j->page_count + i;
    entries[at] = (pdf_entry){ NULL, (int64_t)at, arena_printf(j->a, " %d 0 R", object_of(w, j->annotations.v[i].link->owner)) };
  }
  return pdf_tree_write(j->out, entries, count, false);
}

/* Ids were found unique by tag_check. 0: there are none. */
static int write_ids(walk *w) {
  if (w->ids.n == 0) return 0;
  pdf_entry *entries = ARENA_ARRAY(w->j->a, pdf_entry, w->ids.n);
  for (size_t i = 0; i < w->ids.n; i++) {
    const tag_element *e = w->ids.v[i];
    entries[i] = (pdf_entry){ e->extra->id, 0, arena_printf(w->j->a, " %d 0 R", object_of(w, e)) };
  }
  const char *twice;
  if (!pdf_entries_sort(entries, w->ids.n, &twice)) return pdf_fail(w->j, "the id \"%s\" is given twice", twice);
  return pdf_tree_write(w->j->out, entries, w->ids.n, true);
}

int pdf_structure_write(pdf_job *j) {
  walk w = { .j = j, .kids = g_string_new(NULL) };
  w.root = pdf_out_reserve(j->out, 1);
  w.first = pdf_out_reserve(j->out, j->r->tags->count);
  for (const tag_element *e = j->r->tags->root; e; e = next_element(e)) write_element(&w, e);
  int parents = write_parent_tree(&w), ids = write_ids(&w);
  GString *s = pdf_out_begin(j->out, w.root);
  g_string_append(s, "<</Type/StructTreeRoot/K");
  pdf_put_ref(s, w.first);
  g_string_append(s, "/ParentTree");
  pdf_put_ref(s, parents);
  g_string_append(s, "/ParentTreeNextKey ");
  pdf_put_int(s, j->page_count + (int64_t)j->annotations.n);
  if (ids) {
    g_string_append(s, "/IDTree");
    pdf_put_ref(s, ids);
  }
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  g_string_free(w.kids, TRUE);
  return j->error ? 0 : w.root;
}
