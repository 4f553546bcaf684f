/* Link annotations (ISO 32000-1 12.5.6.5, ISO 14289-1 7.18) and named destinations (12.3.2.3). */
#include "pdf/pdf_int.h"

#include <string.h>

/* Before the structure is written: each link gets its place among the annotations, and its element hears of it. */
void pdf_links_gather(pdf_job *j) {
  for (int i = 0; i < j->page_count; i++) {
    const page *pg = j->r->pages.v[i];
    j->pages[i].first_annotation = j->annotations.n;
    for (size_t k = 0; k < pg->links.n; k++) {
      const page_link *l = &pg->links.v[k];
      if (l->count == 0 || !l->owner) continue;
      tag_extra *x = tag_extra_of(j->r->tags, l->owner);
      LIST_PUSH(j->r->tags->arena, &x->annotations, (int)j->annotations.n);
      LIST_PUSH(j->a, &j->annotations, ((pdf_annotation){ l, i, 0 }));
    }
    j->pages[i].annotations = j->annotations.n - j->pages[i].first_annotation;
  }
}

static void put_four(GString *s, double a, double b, double c, double d) {
  const double v[4] = { a, b, c, d };
  for (int i = 0; i < 4; i++) {
    g_string_append_c(s, ' ');
    pdf_put_real(s, v[i]);
  }
}

/* The box round all areas; with several areas also each one's corners: upper left, upper right, lower left, lower right, as readers take them. */
static void put_areas(const page_link *l, double height, GString *s) {
  double left = l->areas[0].x, top = l->areas[0].y, right = left, bottom = top;
  for (int i = 0; i < l->count; i++) {
    const rule_line *r = &l->areas[i];
    left = MIN(left, r->x);
    top = MIN(top, r->y);
    right = MAX(right, r->x + r->width);
    bottom = MAX(bottom, r->y + r->height);
  }
  g_string_append(s, "/Rect[");
  put_four(s, left, height - bottom, right, height - top);
  g_string_append_c(s, ']');
  if (l->count < 2) return;
  g_string_append(s, "/QuadPoints[");
  for (int i = 0; i < l->count; i++) {
    const rule_line *r = &l->areas[i];
    double upper = height - r->y, lower = upper - r->height;
    put_four(s, r->x, upper, r->x + r->width, upper);
    put_four(s, r->x, lower, r->x + r->width, lower);
  }
  g_string_append_c(s, ']');
}

/* A URI is ASCII: other bytes become %XX (RFC 3986). */
static void put_uri(GString *s, const char *url) {
  GString *ascii = g_string_new(NULL);
  for (; *url; url++) {
    unsigned char c = (unsigned char)*url;
    if (c > 32 && c < 127)
      g_string_append_c(ascii, *url);
    else
      g_string_append_printf(ascii, "%%%02X", c);
  }
  g_string_append(s, "/A<</S/URI/URI");
  pdf_put_bytes(s, ascii->str);
  g_string_append(s, ">>");
  g_string_free(ascii, TRUE);
}

static bool write_link(pdf_job *j, size_t index) {
  const pdf_annotation *a = &j->annotations.v[index];
  const page_link *l = a->link;
  if (!l->contents || !*l->contents) return pdf_fail(j, "side %d: a link without a description", a->page + 1);
  if (!l->url && !(l->dest && pdf_dest_known(j, l->dest)))
    return pdf_fail(j, "side %d: a link to \"%s\", which is no destination", a->page + 1, l->dest ? l->dest : "");
  GString *s = pdf_out_begin(j->out, a->object);
  g_string_append(s, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P");
  pdf_put_ref(s, j->pages[a->page].object);
  g_string_append(s, "/StructParent ");
  pdf_put_int(s, j->page_count + (int64_t)index);
  put_areas(l, j->r->pages.v[a->page]->height, s);
  g_string_append(s, "/Contents");
  pdf_put_text(s, l->contents);
  if (l->url) {
    put_uri(s, l->url);
  } else {
    g_string_append(s, "/Dest");
    pdf_put_bytes(s, l->dest);
  }
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  return true;
}

bool pdf_links_write(pdf_job *j) {
  for (size_t i = 0; i < j->annotations.n; i++)
    if (!write_link(j, i)) return false;
  return true;
}

/* ---- destinations ---- */

/* Sorted once for both uses; names stand at most once. */
static bool gather_dests(pdf_job *j) {
  for (int i = 0; i < j->page_count; i++) {
    const page *pg = j->r->pages.v[i];
    for (size_t k = 0; k < pg->dests.n; k++) {
      const page_dest *d = &pg->dests.v[k];
      GString *s = g_string_new("[");
      pdf_put_int(s, j->pages[i].object);
      g_string_append(s, " 0 R/XYZ ");
      pdf_put_real(s, d->x);
      g_string_append_c(s, ' ');
      pdf_put_real(s, pg->height - d->y);
      g_string_append(s, " null]");
      LIST_PUSH(j->a, &j->dests, ((pdf_entry){ d->name, 0, arena_strdup(j->a, s->str) }));
      g_string_free(s, TRUE);
    }
  }
  const char *twice;
  return pdf_entries_sort(j->dests.v, j->dests.n, &twice) || pdf_fail(j, "the destination \"%s\" is given twice", twice);
}

int pdf_dests_write(pdf_job *j) {
  if (!gather_dests(j) || j->dests.n == 0) return 0;
  return pdf_tree_write(j->out, j->dests.v, j->dests.n, true);
}

bool pdf_dest_known(const pdf_job *j, const char *name) {
  size_t low = 0, high = j->dests.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int c = strcmp(name, j->dests.v[middle].key);
    if (c == 0) return true;
    if (c < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}
