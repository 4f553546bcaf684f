/* Shaping: text of one face to glyphs, each distinct piece once a run of the program.
 *
 * Words are the pieces: tables and prose repeat them (18,278 words of a table of 1,000 rows are 2,183 distinct ones), so the cache by (face,
 * word) saves two thirds of the floor's shaping, and whole cells are put together from cached words and cached in their turn. A blank
 * is a piece too; what the face kerns it by between two words is asked for once a pair of character and blank (PT Sans: 60 characters). Shaping is HarfBuzz on Pango's font: it gives what
 * pango_shape gives in 1.3 instead of 3.3 microseconds a word, since itemising a word of one script and one font has nothing to find.
 *
 * Every glyph gets a cluster of its own wherever HarfBuzz has one, and ligatures are off: then the glyphs' own ToUnicode is the text,
 * and Cairo writes no ActualText into the page. */
#include "text/text_int.h"

#include <math.h>
#include <string.h>

/* ---- cleaning ---- */
typedef struct cleaner { char *out; uint8_t *marks; size_t n, last; uint32_t before; unsigned pending; } cleaner;

static void put_char(cleaner *c, uint32_t shown, unsigned kind) {
  c->last = c->n;
  c->n += char_put(shown, c->out + c->n);
  if (c->marks) {
    memset(c->marks + c->last, 0, c->n - c->last);
    c->marks[c->last] = (uint8_t)(kind | c->pending);
  }
  c->pending = 0;
  c->before = shown;
}

/* An accent joins the letter before it where there is a letter with that accent. */
static bool compose(cleaner *c, uint32_t accent) {
  gunichar whole;
  if (accent < 0x300 || accent > 0x36F || !c->before || c->pending || !g_unichar_compose(c->before, accent, &whole)) return false;
  unsigned mark = c->marks ? c->marks[c->last] : 0;
  c->n = c->last;
  c->pending = mark & ~(unsigned)MARK_KIND;
  put_char(c, whole, mark & MARK_KIND);
  return true;
}

static void clean_char(cleaner *c, uint32_t ch, unsigned fix) {
  if (fix & FIX_JOIN) c->pending |= MARK_JOIN;
  if (ch == '\n' || ch == 0x2028 || ch == 0x2029) put_char(c, ' ', MARK_FORCED);
  else if (char_is_blank(ch)) put_char(c, ' ', char_is_fixed_blank(ch) || (fix & FIX_BLANK) ? MARK_FIXED : MARK_BLANK);
  else if (ch == 0xAD) c->pending |= MARK_SOFT;
  else if (ch == 0x200B) c->pending |= MARK_ZERO;
  else if (ch == 0x2060 || ch == 0xFEFF) c->pending |= MARK_JOIN;
  else if (char_is_inkless(ch)) return;
  else if (ch == 0x2010) put_char(c, '-', MARK_NONE);
  else if (ch == 0x2011) { put_char(c, '-', MARK_NONE); c->pending = MARK_JOIN; }
  else if (!compose(c, ch)) put_char(c, ch, MARK_NONE);
}

void shape_clean(const char *s, size_t length, const uint8_t *fix, unsigned *pending, GString *out, GByteArray *marks) {
  size_t start = out->len, most = length * 3;     /* a byte that is no UTF-8 becomes U+FFFD */
  g_string_set_size(out, start + most);
  if (marks) g_byte_array_set_size(marks, (guint)(start + most));
  cleaner c = { .out = out->str + start, .marks = marks ? marks->data + start : NULL, .pending = pending ? *pending : 0 };
  size_t bytes;
  for (size_t i = 0; i < length; i += bytes) {
    unsigned char byte = (unsigned char)s[i];
    if (byte > 0x20 && byte < 0x7F && !(fix && fix[i])) {        /* most of every text */
      c.last = c.n;
      c.out[c.n] = (char)byte;
      if (c.marks) c.marks[c.n] = (uint8_t)c.pending;
      c.n++;
      c.before = byte;
      c.pending = 0;
      bytes = 1;
      continue;
    }
    uint32_t ch = char_at(s + i, length - i, &bytes);
    clean_char(&c, ch, fix ? fix[i] : 0);
  }
  g_string_truncate(out, start + c.n);
  if (marks) g_byte_array_set_size(marks, (guint)(start + c.n));
  if (pending) *pending = c.pending;
}

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

/* ---- runs put together ---- */
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
