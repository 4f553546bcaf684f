/* Bookmarks (ISO 32000-1 12.3.3) and page labels (12.4.2). */
#include "pdf/pdf_int.h"

#include <string.h>

typedef struct mark { int parent, first, last, previous, next, children; } mark;   /* indices, -1 = none */

/* Levels become a tree: a bookmark's parent is the nearest one before it of a lower level. */
static mark *arrange(pdf_job *j, mark *root) {
  size_t n = j->r->outlines.n;
  mark *m = ARENA_ARRAY(j->a, mark, n);
  *root = (mark){ -1, -1, -1, -1, -1, 0 };
  for (size_t i = 0; i < n; i++) {
    int parent = (int)i - 1;
    while (parent >= 0 && j->r->outlines.v[parent].level >= j->r->outlines.v[i].level) parent = m[parent].parent;
    mark *up = parent < 0 ? root : &m[parent];
    m[i] = (mark){ parent, -1, -1, up->last, -1, 0 };
    if (up->last >= 0)
      m[up->last].next = (int)i;
    else
      up->first = (int)i;
    up->last = (int)i;
    up->children++;
  }
  return m;
}

static void put_link(GString *s, const char *key, int first, int index) {
  if (index < 0) return;
  g_string_append(s, key);
  pdf_put_ref(s, first + index);
}

/* Those of the first level stand open, showing one level below them; the rest closed (a negative count). */
static void write_mark(pdf_job *j, const mark *m, int i, int root, int first) {
  const outline *o = &j->r->outlines.v[i];
  GString *s = pdf_out_begin(j->out, first + i);
  g_string_append(s, "<</Title");
  pdf_put_text(s, o->title);
  g_string_append(s, "/Parent");
  pdf_put_ref(s, m->parent < 0 ? root : first + m->parent);
  put_link(s, "/Prev", first, m->previous);
  put_link(s, "/Next", first, m->next);
  put_link(s, "/First", first, m->first);
  put_link(s, "/Last", first, m->last);
  if (m->children) {
    g_string_append(s, "/Count ");
    pdf_put_int(s, m->parent < 0 ? m->children : -m->children);
  }
  g_string_append(s, "/Dest");
  pdf_put_bytes(s, o->dest);
  g_string_append(s, ">>");
  pdf_out_end(j->out);
}

int pdf_outline_write(pdf_job *j) {
  int n = (int)j->r->outlines.n;
  if (n == 0) return 0;
  mark root;
  mark *m = arrange(j, &root);
  int object = pdf_out_reserve(j->out, 1), first = pdf_out_reserve(j->out, n), shown = root.children;
  for (int i = 0; i < n; i++) {
    const outline *o = &j->r->outlines.v[i];
    if (!o->dest || !pdf_dest_known(j, o->dest)) return pdf_fail(j, "a bookmark to \"%s\", which is no destination", o->dest ? o->dest : "");
    if (m[i].parent < 0) shown += m[i].children;
    write_mark(j, &m[i], i, object, first);
  }
  GString *s = pdf_out_begin(j->out, object);
  g_string_append(s, "<</Type/Outlines");
  put_link(s, "/First", first, root.first);
  put_link(s, "/Last", first, root.last);
  g_string_append(s, "/Count ");
  pdf_put_int(s, shown);
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  return object;
}

/* ---- page labels ---- */

/* "12" is 12, "xii" is not; 0: no plain number. */
static int plain_number(const char *label) {
  int v = 0;
  if (*label == '0' || strlen(label) > 6) return 0;
  for (const char *c = label; *c; c++) {
    if (*c < '0' || *c > '9') return 0;
    v = v * 10 + (*c - '0');
  }
  return v;
}

/* A range for each break in plain counting; any other label is a range of its own, its text as prefix. */
bool pdf_page_labels(pdf_job *j, GString *s) {
  bool any = false;
  for (int i = 0; i < j->page_count; i++) any = any || j->r->pages.v[i]->label;
  if (!any) return false;
  g_string_append(s, "<</Nums[");
  int expected = -1;
  for (int i = 0; i < j->page_count; i++) {
    const char *label = j->r->pages.v[i]->label ? j->r->pages.v[i]->label : "";
    int v = plain_number(label);
    if (v == 0 || v != expected) {
      pdf_put_int(s, i);
      g_string_append(s, v ? "<</S/D/St " : "<</P");
      if (v)
        pdf_put_int(s, v);
      else
        pdf_put_text(s, label);
      g_string_append(s, ">>");
    }
    expected = v ? v + 1 : -1;
  }
  g_string_append(s, "]>>");
  return true;
}
