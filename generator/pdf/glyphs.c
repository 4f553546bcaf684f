/* Glyph runs. Runs of one state and one face are gathered and shown as one operation: fewer for Cairo to record and replay, and the text of a line
 * stays together. Four things about text that readers copy or hear are settled here, since Cairo settles them badly:
 *
 * - A glyph has one text in Cairo, that of its first use; each use with another text is wrapped in an ActualText span of its own. One no-break
 *   space early in the document would so put a wrapper round every ordinary space (they are one glyph), and some readers lose the rest
 *   of a mark after a nested wrapper. So blanks of all widths are told to Cairo as U+0020, U+2011 as a hyphen, and characters that
 *   have no look (U+2060, U+200B, U+00AD inside a word) are left out.
 * - The hyphen at a line's break reads U+00AD. A face with a glyph of its own for it says so by itself. Where it is the ordinary hyphen's glyph, it
 *   is painted as such under a state of its own; content.c wraps it in ActualText, and the mark ends there: the next paint of the same
 *   element begins a new one.
 * - Letters set apart (tracking) are so far from each other that readers find a blank between them. Such a run is a mark of its own, with its text
 *   as ActualText.
 * - Cairo drops a run of nothing but blanks, having no ink. Such a run waits, and joins its neighbour: the one of the same owner, else
 *   the text before it on the line, else the text after it. */
#include "pdf/pdf_int.h"

#include <math.h>
#include <string.h>

static bool is_blank(gunichar u) {
  return u == 0x20 || u == 0xA0 || (u >= 0x2000 && u <= 0x200A) || u == 0x202F || u == 0x205F || u == 0x3000 || u == '\t' || u == '\n';
}

static bool is_unseen(gunichar u) {
  return u == 0xAD || (u >= 0x200B && u <= 0x200F) || (u >= 0x2060 && u <= 0x2064) || u == 0xFEFF;
}

/* True when a text may hold one of the characters above. */
static bool needs_care(const char *s, int n) {
  for (int i = 0; i + 1 < n; i++) {
    unsigned char c = (unsigned char)s[i], next = (unsigned char)s[i + 1];
    if (c < 0xC2) continue;
    if ((c == 0xC2 && (next == 0xA0 || next == 0xAD)) || (c == 0xE2 && (next == 0x80 || next == 0x81)) || c == 0xE3 || c == 0xEF) return true;
  }
  return memchr(s, '\t', (size_t)n) || memchr(s, '\n', (size_t)n);
}

static bool all_blank(const glyph_run *run) {
  const char *end = run->utf8 + run->utf8_length;
  for (const char *s = run->utf8; s < end; s = pdf_next_char(s)) {
    gunichar u = g_utf8_get_char(s);
    if (!is_blank(u) && !is_unseen(u)) return false;
  }
  return true;
}

/* Appends the text of one cluster as Cairo shall know it; gives its bytes. */
static int put_plain(GString *out, const char *s, int n) {
  gsize before = out->len;
  for (const char *end = s + n; s < end; s = pdf_next_char(s)) {
    gunichar u = g_utf8_get_char(s);
    if (is_unseen(u)) continue;
    g_string_append_unichar(out, is_blank(u) ? ' ' : u == 0x2011 ? '-' : u);
  }
  return (int)(out->len - before);
}

static double rounded(double v) { return nearbyint(v * 100) / 100; }

static void put_glyphs(pdf_pen *p, const cairo_glyph_t *glyphs, int count, double x, double y) {
  guint at = p->glyphs->len;
  g_array_set_size(p->glyphs, at + (guint)count);
  cairo_glyph_t *to = &g_array_index(p->glyphs, cairo_glyph_t, at);
  for (int i = 0; i < count; i++)
    to[i] = (cairo_glyph_t){ glyphs[i].index, x + glyphs[i].x, rounded(y + glyphs[i].y) };
}

static void put_whole(pdf_pen *p, const glyph_run *run, double x, double y) {
  put_glyphs(p, run->glyphs, run->glyph_count, x, y);
  g_array_append_vals(p->clusters, run->clusters, (guint)run->cluster_count);
  g_string_append_len(p->text, run->utf8, run->utf8_length);
}

static int put_soft(GString *out) {
  g_string_append(out, "\302\255");
  return 2;
}

/* The first `count` clusters, their texts made plain. Clusters without a text left are not painted. soft: the run's last cluster reads U+00AD. */
static void put_clusters(pdf_pen *p, const glyph_run *run, int count, bool soft, double x, double y) {
  const char *text = run->utf8;
  const cairo_glyph_t *glyphs = run->glyphs;
  for (int i = 0; i < count; i++) {
    cairo_text_cluster_t c = run->clusters[i];
    int bytes = soft && i == run->cluster_count - 1 ? put_soft(p->text) : put_plain(p->text, text, c.num_bytes);
    if (bytes > 0) {
      put_glyphs(p, glyphs, c.num_glyphs, x, y);
      cairo_text_cluster_t plain = { bytes, c.num_glyphs };
      g_array_append_val(p->clusters, plain);
    }
    text += c.num_bytes;
    glyphs += c.num_glyphs;
  }
}

static void begin_text(pdf_pen *p, const page_item *item, bool soft_hyphen) {
  const glyph_run *run = item->glyphs.run;
  pdf_pen_state(p, item, soft_hyphen);
  if (p->glyphs->len && (p->face != run->face || p->flags != run->flags)) pdf_glyphs_show(p);
  p->face = run->face;
  p->flags = run->flags;
}

/* A break hyphen: one glyph whose text is U+00AD ends the run. */
static bool ends_in_soft_hyphen(const glyph_run *run) {
  return run->hyphenated && !(run->flags & CAIRO_TEXT_CLUSTER_FLAG_BACKWARD) && run->cluster_count > 0 && run->utf8_length >= 2 &&
         run->clusters[run->cluster_count - 1].num_glyphs == 1 && !memcmp(run->utf8 + run->utf8_length - 2, "\302\255", 2);
}

static unsigned long glyph_of(const text_face *face, const char *character) {
  cairo_glyph_t *glyphs = NULL;
  int count = 0;
  if (cairo_scaled_font_text_to_glyphs(text_scaled_font(face), 0, 0, character, 1, &glyphs, &count, NULL, NULL, NULL)) return 0;
  unsigned long found = count == 1 ? glyphs[0].index : 0;
  cairo_glyph_free(glyphs);
  return found;
}

static void put_soft_hyphen(pdf_pen *p, const page_item *item, double x, double y) {
  const glyph_run *run = item->glyphs.run;
  static const cairo_text_cluster_t one = { 1, 1 };
  begin_text(p, item, true);
  put_glyphs(p, &run->glyphs[run->glyph_count - 1], 1, x, y);
  g_array_append_val(p->clusters, one);
  g_string_append_c(p->text, '-');
  pdf_glyphs_show(p);
  p->restart = true;
}

/* Offset and thickness follow the size of the type: a twelfth below the baseline, a twentieth thick. */
static void note_underline(pdf_pen *p, const page_item *item) {
  const glyph_run *run = item->glyphs.run;
  cairo_matrix_t m;
  cairo_scaled_font_get_font_matrix(text_scaled_font(run->face), &m);
  rule_line l = { item->glyphs.x, item->glyphs.y + m.yy / 12, run->width, m.yy / 20 };
  g_array_append_val(p->underlines, l);
}

static void put_run(pdf_pen *p, const page_item *item) {
  const glyph_run *run = item->glyphs.run;
  double x = rounded(item->glyphs.x), y = rounded(item->glyphs.y);
  bool ends_soft = ends_in_soft_hyphen(run), care = ends_soft || needs_care(run->utf8, run->utf8_length);
  bool hyphen = ends_soft && run->glyphs[run->glyph_count - 1].index == glyph_of(run->face, "-");
  bool apart = text_tracking(run->face) > 0;
  if (!hyphen || run->cluster_count > 1) {
    p->restart = p->restart || apart;
    begin_text(p, item, false);
    if (care && !(run->flags & CAIRO_TEXT_CLUSTER_FLAG_BACKWARD))
      put_clusters(p, run, run->cluster_count - hyphen, ends_soft, x, y);
    else
      put_whole(p, run, x, y);
    if (item->glyphs.underline) note_underline(p, item);
  }
  if (hyphen) put_soft_hyphen(p, item, x, y);
  p->restart = p->restart || apart;
}

/* The waiting blank as one space glyph of the face of the text that takes it in. */
static void put_blank(pdf_pen *p, const page_item *item) {
  static const cairo_text_cluster_t one = { 1, 1 };
  const cairo_glyph_t space = { glyph_of(p->face, " "), 0, 0 };
  put_glyphs(p, &space, 1, rounded(item->glyphs.x), rounded(item->glyphs.y));
  g_array_append_val(p->clusters, one);
  g_string_append_c(p->text, ' ');
}

static bool same_owner(const tag_element *owner, uint8_t artifact, const page_item *blank) {
  return owner == blank->owner && artifact == blank->artifact;
}

/* On one line, as near as a raised note mark is: then a blank may join text of another owner. */
static bool same_line(const page_item *blank, double y) {
  cairo_matrix_t m;
  cairo_scaled_font_get_font_matrix(text_scaled_font(blank->glyphs.run->face), &m);
  return fabs(blank->glyphs.y - y) < m.yy * 0.8;
}

/* Places a waiting blank, next being the run that follows it (NULL: none). One with no neighbour is dropped. */
static void place_blank(pdf_pen *p, const page_item *next) {
  const page_item *blank = p->blank;
  p->blank = NULL;
  if (!blank) return;
  bool before = p->glyphs->len > 0;
  double y = before ? g_array_index(p->glyphs, cairo_glyph_t, p->glyphs->len - 1).y : 0;
  bool own_next = next && same_owner(next->owner, next->artifact, blank);
  if (before && (same_owner(p->owner, p->artifact, blank) || (!own_next && same_line(blank, y)))) {
    put_blank(p, blank);
  } else if (own_next || (next && same_line(blank, next->glyphs.y))) {
    begin_text(p, next, false);
    put_blank(p, blank);
  }
}

void pdf_glyphs_add(pdf_pen *p, const page_item *item) {
  const glyph_run *run = item->glyphs.run;
  if (run->glyph_count == 0) return;
  if (all_blank(run)) {
    place_blank(p, NULL);
    p->blank = item;
    return;
  }
  place_blank(p, item);
  put_run(p, item);
}

void pdf_glyphs_before(pdf_pen *p) {
  place_blank(p, NULL);
  pdf_glyphs_show(p);
}

/* The state under way is of this run alone. */
static void say_apart(pdf_pen *p) {
  GArray *states = p->job->states;
  if (p->unmarked || p->soft_hyphen || text_tracking(p->face) <= 0) return;
  g_array_index(states, pdf_state, states->len - 1).actual = arena_strndup(p->job->a, p->text->str, p->text->len);
}

void pdf_glyphs_show(pdf_pen *p) {
  if (p->glyphs->len) {
    say_apart(p);
    pdf_pen_ink(p);
    if (p->font_set != p->face) {
      cairo_set_scaled_font(p->cr, text_scaled_font(p->face));
      p->font_set = p->face;
    }
    cairo_show_text_glyphs(p->cr, p->text->str, (int)p->text->len, &g_array_index(p->glyphs, cairo_glyph_t, 0), (int)p->glyphs->len,
                           &g_array_index(p->clusters, cairo_text_cluster_t, 0), (int)p->clusters->len, p->flags);
  }
  if (p->underlines->len) {
    for (guint i = 0; i < p->underlines->len; i++) {
      const rule_line *l = &g_array_index(p->underlines, rule_line, i);
      cairo_rectangle(p->cr, rounded(l->x), rounded(l->y), rounded(l->width), rounded(l->height));
    }
    cairo_fill(p->cr);
  }
  g_array_set_size(p->glyphs, 0);
  g_array_set_size(p->clusters, 0);
  g_array_set_size(p->underlines, 0);
  g_string_truncate(p->text, 0);
}
