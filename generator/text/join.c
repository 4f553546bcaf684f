/* Runs put together: a cell or a piece of a line from shaped words and blanks. What the face kerns a blank by between two words is asked for
 * once a pair of character and blank (PT Sans: 60 characters). */
#include "text/text_int.h"

#include <math.h>
#include <string.h>

/* Characters that a blank may be kerned against: Latin, and the dashes and quotation marks. */
enum { KERN_LATIN = 0x180, KERN_SIGN = 0x2010, KERN_SIGNS = 0x30, KERN_COUNT = KERN_LATIN + KERN_SIGNS };

double *kerns_new(arena *a) {
  double *kerns = ARENA_ARRAY(a, double, 2 * KERN_COUNT);
  for (int i = 0; i < 2 * KERN_COUNT; i++) kerns[i] = NAN;
  return kerns;
}

/* Against one character, in front of the blank or after it; shaped once a face. */
static double kern_beside(text_engine *t, const text_face *f, uint32_t c, bool after) {
  unsigned at = c < KERN_LATIN ? c : c - KERN_SIGN + KERN_LATIN;
  if (c >= KERN_LATIN && (c < KERN_SIGN || c >= KERN_SIGN + KERN_SIGNS)) return 0;
  double *known = &f->kerns[2 * at + after];
  if (!isnan(*known)) return *known;
  char s[6];
  size_t n = char_put(c, s + after);
  s[after ? 0 : n] = ' ';
  return *known = shape_piece(t, f, s, n + 1)->run.width - shape_piece(t, f, s + after, n)->run.width - f->blank_width;
}

double blank_kern(text_engine *t, const text_face *f, uint32_t before, uint32_t after) {
  return kern_beside(t, f, before, false) + kern_beside(t, f, after, true);
}

static bool is_blank(const glyph_run *r) { return r->utf8_length == 1 && r->utf8[0] == ' '; }

/* Of the blank that is part i: only with a word on both sides, so that a line's end is where its last word ends. */
static double part_kern(text_engine *t, const glyph_run *const *parts, size_t count, size_t i) {
  if (i == 0 || i + 1 == count || !is_blank(parts[i]) || is_blank(parts[i - 1]) || is_blank(parts[i + 1])) return 0;
  const glyph_run *before = parts[i - 1], *after = parts[i + 1];
  size_t bytes;
  return blank_kern(t, before->face, char_before(before->utf8, (size_t)before->utf8_length, &bytes), char_at(after->utf8, (size_t)after->utf8_length, &bytes));
}

double parts_width(const glyph_run *const *parts, size_t count) {
  double width = 0;
  for (size_t i = 0; i < count; i++) width += parts[i]->width + part_kern(parts[i]->face->engine, parts, count, i);
  return width;
}

static bool all_single(text_engine *t, const glyph_run *const *parts, size_t count, size_t glyphs) {
  if (glyphs > SINGLE_MAX) return false;
  for (size_t i = 0; i < count; i++) {
    if (parts[i]->clusters != t->single) return false;
  }
  return true;
}

glyph_run *run_join(text_engine *t, arena *a, const glyph_run *const *parts, size_t count, double give) {
  size_t bytes = 0, glyphs = 0, clusters = 0;
  for (size_t i = 0; i < count; i++) {
    bytes += (size_t)parts[i]->utf8_length;
    glyphs += (size_t)parts[i]->glyph_count;
    clusters += (size_t)parts[i]->cluster_count;
  }
  g_assert(count > 0 && bytes <= INT32_MAX);
  glyph_run *r = ARENA_NEW(a, glyph_run);
  char *utf8 = arena_alloc(a, bytes + 1);
  cairo_glyph_t *glyph = ARENA_ARRAY(a, cairo_glyph_t, glyphs);
  bool single = all_single(t, parts, count, glyphs);
  cairo_text_cluster_t *cluster = single ? t->single : ARENA_ARRAY(a, cairo_text_cluster_t, clusters);
  *r = (glyph_run){ .face = parts[0]->face, .utf8 = utf8, .utf8_length = (int)bytes, .glyphs = glyph, .glyph_count = (int)glyphs,
                    .clusters = cluster, .cluster_count = (int)clusters, .hyphenated = parts[count - 1]->hyphenated };
  for (size_t i = 0; i < count; i++) {
    const glyph_run *p = parts[i];
    memcpy(utf8, p->utf8, (size_t)p->utf8_length);
    utf8 += p->utf8_length;
    for (int k = 0; k < p->glyph_count; k++) {
      *glyph = p->glyphs[k];
      glyph++->x += r->width;
    }
    if (!single) memcpy(cluster, p->clusters, sizeof *cluster * (size_t)p->cluster_count);
    if (!single) cluster += p->cluster_count;
    r->width += p->width + (is_blank(p) ? part_kern(t, parts, count, i) + give * p->width : 0);
  }
  return r;
}
