/* What a structure element says beside its role: text alternatives and attribute objects (ISO 32000-1 14.7.5, 14.8.5, 14.9). */
#include "pdf/pdf_int.h"

#include <string.h>

static void put_key_text(GString *s, const char *key, const char *utf8) {
  if (!utf8) return;
  g_string_append(s, key);
  pdf_put_text(s, utf8);
}

static void put_key_bytes(GString *s, const char *key, const char *bytes) {
  if (!bytes) return;
  g_string_append(s, key);
  pdf_put_bytes(s, bytes);
}

static void put_key_int(GString *s, const char *key, int v) {
  g_string_append(s, key);
  g_string_append_c(s, ' ');
  pdf_put_int(s, v);
}

/* "a b" becomes [(a)(b)]. */
static void put_headers(GString *s, const char *ids) {
  g_string_append(s, "/Headers[");
  gchar **words = g_strsplit(ids, " ", -1);
  for (gchar **w = words; *w; w++)
    if (**w) pdf_put_bytes(s, *w);
  g_strfreev(words);
  g_string_append_c(s, ']');
}

static void put_table(const tag_element *e, GString *s) {
  static const char *const scopes[] = { "", "/Scope/Column", "/Scope/Row", "/Scope/Both" };
  const tag_extra *x = e->extra;
  bool any = e->scope != SCOPE_NONE || (x && (x->colspan > 1 || x->rowspan > 1 || x->headers || x->summary));
  if (!any) return;
  g_string_append(s, "<</O/Table");
  g_string_append(s, scopes[e->scope]);
  if (x) {
    if (x->colspan > 1) put_key_int(s, "/ColSpan", x->colspan);
    if (x->rowspan > 1) put_key_int(s, "/RowSpan", x->rowspan);
    if (x->headers) put_headers(s, x->headers);
    put_key_text(s, "/Summary", x->summary);
  }
  g_string_append(s, ">>");
}

static void put_list(const tag_element *e, GString *s) {
  static const char *const numbering[] = { "/None", "/Disc", "/Decimal", "/UpperAlpha", "/LowerAlpha" };
  if (e->role != TAG_L || !e->extra || e->extra->numbering == NUMBERING_NONE) return;
  g_string_append(s, "<</O/List/ListNumbering");
  g_string_append(s, numbering[e->extra->numbering]);
  g_string_append(s, ">>");
}

static void put_box(pdf_job *j, const tag_element *e, GString *s) {
  const tag_extra *x = e->extra;
  if (!x || !x->has_bbox || x->bbox_page < 0 || x->bbox_page >= j->page_count) return;
  double height = j->r->pages.v[x->bbox_page]->height;
  const double box[4] = { x->bbox[0], height - x->bbox[3], x->bbox[2], height - x->bbox[1] };
  g_string_append(s, "<</O/Layout/Placement/Block/BBox[");
  for (int i = 0; i < 4; i++) {
    if (i) g_string_append_c(s, ' ');
    pdf_put_real(s, box[i]);
  }
  g_string_append(s, "]>>");
}

void pdf_attributes(pdf_job *j, const tag_element *e, GString *s) {
  const tag_extra *x = e->extra;
  if (e->scope == SCOPE_NONE && !x) return;
  gsize at = s->len;
  put_table(e, s);
  gsize one = s->len;
  put_list(e, s);
  put_box(j, e, s);
  if (s->len > at) {
    bool several = one > at && s->len > one;
    g_string_insert(s, (gssize)at, several ? "/A[" : "/A");
    if (several) g_string_append_c(s, ']');
  }
  if (!x) return;
  put_key_bytes(s, "/ID", x->id);
  put_key_bytes(s, "/Lang", x->lang);
  put_key_text(s, "/T", x->title);
  put_key_text(s, "/Alt", x->alt);
  put_key_text(s, "/ActualText", x->actual);
  put_key_text(s, "/E", x->expansion);
}
