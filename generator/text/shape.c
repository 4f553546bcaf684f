/* Shaping: text of one face to glyphs, each distinct piece once a run of the program.
 *
 * Words are the pieces: tables and prose repeat them (18,278 words of a table of 1,000 rows are 2,183 distinct ones), so the cache by (face,
 * word) saves two thirds of the floor's shaping, and whole cells are put together from cached words and cached in their turn. A blank
 * is a piece too. Shaping is HarfBuzz on Pango's font: it gives what pango_shape gives in 1.3 instead of 3.3 microseconds a word, since
 * itemising a word of one script and one font has nothing to find.
 *
 * Every glyph gets a cluster of its own wherever HarfBuzz has one, and ligatures are off: then the glyphs' own ToUnicode is the text,
 * and Cairo writes no ActualText into the page. */
#include "text/text_int.h"

#include <string.h>

/* ---- pieces ---- */
static unsigned features_of(const text_face *f, hb_feature_t out[5]) {
  static const hb_tag_t off[] = { HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), HB_TAG('d', 'l', 'i', 'g') };
  unsigned n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(off); i++) out[n++] = (hb_feature_t){ off[i], 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
  if (f->style.tabular) {
    out[n++] = (hb_feature_t){ HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
    out[n++] = (hb_feature_t){ HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
  }
  return n;
}

static void add_missing(arena *a, shaped_run *r, const missing_char *m) {
  if (!r->missing) r->missing = ARENA_NEW(a, missing_list);
  for (size_t i = 0; i < r->missing->chars.n; i++) {
    if (strcmp(r->missing->chars.v[i].shown, m->shown) == 0) return;
  }
  LIST_PUSH(a, &r->missing->chars, *m);
}

/* The character that glyph k stands for: in a cluster of several, the one with the same place in it. */
static missing_char missing_at(arena *a, const char *s, size_t length, const hb_glyph_info_t *info, unsigned k) {
  size_t at = info[k].cluster, bytes;
  for (unsigned first = k; first > 0 && info[first - 1].cluster == info[k].cluster; first--) {
    size_t end = at;
    char_at(s + end, length - end, &bytes);
    if (at + bytes < length) at += bytes;
  }
  uint32_t c = char_at(s + at, length - at, &bytes);
  return (missing_char){ arena_strndup(a, s + at, bytes), arena_printf(a, "U+%04X", c) };
}

/* Clusters from HarfBuzz's: ascending, since every piece is set from left to right. */
static void put_clusters(text_engine *t, glyph_run *r, const hb_glyph_info_t *info, unsigned count) {
  size_t length = (size_t)r->utf8_length;
  bool single = count == length && count <= SINGLE_MAX;
  for (unsigned k = 0; single && k < count; k++) single = info[k].cluster == k;
  r->clusters = t->single;
  r->cluster_count = (int)count;
  if (single) return;
  cairo_text_cluster_t *out = ARENA_ARRAY(t->arena, cairo_text_cluster_t, count);
  int n = 0;
  for (unsigned k = 0; k < count;) {
    unsigned next = k + 1;
    while (next < count && info[next].cluster == info[k].cluster) next++;
    size_t end = next < count ? info[next].cluster : length;
    out[n++] = (cairo_text_cluster_t){ .num_bytes = (int)(end - info[k].cluster), .num_glyphs = (int)(next - k) };
    k = next;
  }
  r->clusters = out;
  r->cluster_count = n;
}

/* A glyph that the font lacks becomes a blank: no box is ever painted. */
static void put_glyphs(text_engine *t, shaped_run *r, const hb_glyph_info_t *info, const hb_glyph_position_t *place, unsigned count) {
  const text_face *f = r->run.face;
  cairo_glyph_t *out = ARENA_ARRAY(t->arena, cairo_glyph_t, count);
  double tracked = 0, blanks = 0;
  int64_t pen = 0, high = 0;
  for (unsigned k = 0; k < count; k++) {
    double x = (double)(pen + place[k].x_offset) / PANGO_SCALE + tracked + blanks;
    if (k > 0 && info[k].cluster == info[k - 1].cluster) x -= f->style.tracking;   /* an accent stands over its letter */
    else tracked += f->style.tracking;
    out[k] = (cairo_glyph_t){ .index = info[k].codepoint, .x = x, .y = 0.0 - (double)(high + place[k].y_offset) / PANGO_SCALE };
    if (info[k].codepoint != 0) {
      pen += place[k].x_advance;
      high += place[k].y_advance;
      continue;
    }
    out[k].index = f->blank_glyph;
    blanks += f->blank_width - f->style.tracking;
    missing_char m = missing_at(t->arena, r->run.utf8, (size_t)r->run.utf8_length, info, k);
    add_missing(t->arena, r, &m);
  }
  r->run.glyphs = out;
  r->run.glyph_count = (int)count;
  r->run.width = (double)pen / PANGO_SCALE + tracked + blanks;
}

static shaped_run *shape_new(text_engine *t, const text_face *f, const char *s, size_t length) {
  shaped_run *r = ARENA_NEW(t->arena, shaped_run);
  r->run.face = f;
  r->run.utf8 = arena_strndup(t->arena, s, length);
  r->run.utf8_length = (int)length;
  hb_buffer_t *b = t->buffer;
  hb_buffer_clear_contents(b);
  hb_buffer_add_utf8(b, r->run.utf8, (int)length, 0, (int)length);
  hb_buffer_guess_segment_properties(b);
  if (hb_buffer_get_direction(b) != HB_DIRECTION_LTR) hb_buffer_set_script(b, HB_SCRIPT_COMMON);     /* no listed face has such a script */
  hb_buffer_set_direction(b, HB_DIRECTION_LTR);
  hb_buffer_set_language(b, t->language);
  hb_feature_t features[5];
  hb_shape(f->hb, b, features, features_of(f, features));
  g_assert(hb_buffer_allocation_successful(b));
  unsigned count;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &count);
  const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(b, &count);
  put_glyphs(t, r, info, place, count);
  put_clusters(t, &r->run, info, count);
  return r;
}

const shaped_run *shape_piece(text_engine *t, const text_face *f, const char *s, size_t length) {
  g_assert(length <= INT32_MAX / 4);
  uint32_t hash = cache_hash(f, s, length);
  shaped_run *r = cache_lookup(&t->pieces, f, s, length, hash);
  if (r) return r;
  r = shape_new(t, f, s, length);
  cache_put(&t->pieces, f, r->run.utf8, length, hash, r);
  return r;
}

/* Where a sign stands in the source: from the place of its text on, first in the rest of that line, then in the lines below that are indented
 * further, which belong to it (a register's row knows only where its record begins). Not found there, as when the text was put together from
 * several places: the whole place. */
static span sign_place(const diag *d, span at, const char *sign) {
  size_t length = 0, sign_length = strlen(sign);
  const char *s = diag_source_text(d, at.file, &length, NULL), *end = s ? s + length : NULL;
  for (uint32_t line = 1; s && line < at.line; line++) {
    s = memchr(s, '\n', (size_t)(end - s));
    if (s) s++;
  }
  for (uint32_t line = at.line; s && at.col && s < end; line++) {
    const char *stop = memchr(s, '\n', (size_t)(end - s)), *from = s;
    if (!stop) stop = end;
    if (line == at.line)
      for (uint32_t i = 1; i < at.col && from < stop; i++) from = utf8_next(from);
    else if (strspn(s, " ") < at.col && from < stop && *from != '\r') break;
    if (from < stop) {
      const char *found = g_strstr_len(from, (gssize)(stop - from), sign);
      if (found) return (span){ at.file, line, (uint32_t)utf8_length(s, (size_t)(found - s)) + 1, (uint32_t)utf8_length(sign, sign_length) };
    }
    s = stop + 1;
  }
  return at;
}

void shape_report(text_engine *t, const shaped_run *r, span at) {
  for (size_t i = 0; r->missing && i < r->missing->chars.n; i++) {
    const missing_char *m = &r->missing->chars.v[i];
    DIAG_SAY(t->d, TEXT_MISSING_GLYPH, sign_place(t->d, at, m->shown), m->shown, m->code, r->run.face->style.family);
  }
}

/* ---- texts ---- */
/* A word of plain text, as most cells of a table are: nothing to clean, nothing to join. */
static bool is_plain_word(const char *s, size_t length) {
  if (length == 0 || length > WORD_MAX) return false;
  for (size_t i = 0; i < length; i++) {
    if ((unsigned char)s[i] <= 0x20 || (unsigned char)s[i] > 0x7E) return false;
  }
  return true;
}

static shaped_run *text_new(text_engine *t, const text_face *f, const char *s, size_t length) {
  shaped_run *whole = ARENA_NEW(t->arena, shaped_run);
  t->parts.n = 0;
  size_t from = 0;
  do {
    const char *blank = memchr(s + from, ' ', length - from);
    size_t to = blank ? (size_t)(blank - s) : length;
    if (blank && to == from) to++;
    const shaped_run *r = shape_piece(t, f, s + from, to - from);
    LIST_PUSH(t->arena, &t->parts, &r->run);
    for (size_t i = 0; r->missing && i < r->missing->chars.n; i++) add_missing(t->arena, whole, &r->missing->chars.v[i]);
    from = to;
  } while (from < length);
  whole->run = t->parts.n == 1 ? *t->parts.v[0] : *run_join(t, t->arena, t->parts.v, t->parts.n, 0);
  return whole;
}

const glyph_run *text_shape(text_engine *t, const text_face *f, const char *utf8, int length, span at) {
  size_t n = (size_t)MAX(length, 0);
  const shaped_run *r;
  if (is_plain_word(utf8, n)) {
    r = shape_piece(t, f, utf8, n);
  } else {
    uint32_t hash = cache_hash(f, utf8, n);
    r = cache_lookup(&t->texts, f, utf8, n, hash);
    if (!r) {
      g_string_truncate(t->clean, 0);
      shape_clean(utf8, n, NULL, NULL, t->clean, NULL);
      shaped_run *made = text_new(t, f, t->clean->str, t->clean->len);
      cache_put(&t->texts, f, arena_strndup(t->arena, utf8, n), n, hash, made);
      r = made;
    }
  }
  if (r->missing && at.file) shape_report(t, r, at);
  return &r->run;
}

/* ---- pen positions ---- */
double cursor_move(run_cursor *c, size_t byte) {
  const glyph_run *r = c->run;
  while (c->byte < byte && c->cluster < r->cluster_count) {
    c->byte += (size_t)r->clusters[c->cluster].num_bytes;
    c->glyph += r->clusters[c->cluster].num_glyphs;
    c->cluster++;
  }
  c->x = c->glyph < r->glyph_count ? r->glyphs[c->glyph].x : r->width;
  return c->x;
}

size_t cursor_fit(run_cursor *c, size_t from, double width) {
  double start = cursor_move(c, from);
  size_t fits = c->byte;
  run_cursor next = *c;
  while (next.cluster < c->run->cluster_count) {
    size_t edge = next.byte + (size_t)c->run->clusters[next.cluster].num_bytes;
    double x = cursor_move(&next, edge);
    if (fits > from && x - start > width) break;
    fits = edge;
  }
  return fits - from;
}
