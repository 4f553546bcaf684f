/* The engine: one private fontconfig with the listed files, one Pango font map on it, and the faces that layouts ask for.
 *
 * Pango is asked for a font and nothing else: it is the judge of which file a family, weight and slant is, and gives the HarfBuzz
 * font and Cairo's scaled font of the same file and size. What it gave is compared with what was asked, since it replaces in silence.
 * A PangoLayout a paragraph was left: it shapes anew for each object, and more than half of its time is break analysis and line objects. */
#include "text/lines_int.h"

#include <hb-ot.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangofc-font.h>
#include <math.h>
#include <string.h>

/* The config is made fontconfig's current one first: else Pango's thread reads the system's fonts, 3 ms for nothing. */
static bool start_fonts(text_engine *t) {
  t->config = FcConfigCreate();
  bool good = t->config != NULL;
  for (size_t i = 0; good && i < t->files.n; i++) {
    const font_file *f = &t->files.v[i];
    if (FcConfigAppFontAddFile(t->config, (const FcChar8 *)f->path)) continue;
    DIAG_SAY(t->d, TEXT_FONT_BROKEN, f->at, f->path, f->package);
    good = false;
  }
  if (!good || !FcConfigSetCurrent(t->config)) return false;
  t->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  g_assert(PANGO_IS_FC_FONT_MAP(t->map));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), t->config);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(t->map), 72);
  t->context = pango_font_map_create_context(t->map);
  pango_context_set_language(t->context, pango_language_from_string("da"));
  pango_context_set_round_glyph_positions(t->context, FALSE);
  cairo_font_options_t *o = cairo_font_options_create();
  cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(t->context, o);
  cairo_font_options_destroy(o);
  return true;
}

text_engine *text_open(diag *d, const char *fonts_folder, const char *shown) {
  text_engine *t = g_new0(text_engine, 1);
  t->d = d;
  t->arena = arena_new();
  t->raw = g_string_sized_new(4096);
  t->clean = g_string_sized_new(4096);
  t->fix = g_byte_array_new();
  t->marks = g_byte_array_new();
  t->breaks = g_byte_array_new();
  t->items = g_array_new(FALSE, FALSE, sizeof(text_item));
  t->nodes = g_array_new(FALSE, FALSE, sizeof(line_node));
  t->active = g_array_new(FALSE, FALSE, sizeof(int));
  t->buffer = hb_buffer_create();
  t->language = hb_language_from_string("da", -1);
  t->single = ARENA_ARRAY(t->arena, cairo_text_cluster_t, SINGLE_MAX);
  for (size_t i = 0; i < SINGLE_MAX; i++) t->single[i] = (cairo_text_cluster_t){ 1, 1 };
  char *patterns = NULL;
  if (fonts_read(t, fonts_folder, shown, &patterns) && start_fonts(t)) {
    t->hyphens = hyphenator_open(d, fonts_folder, shown, patterns);
    if (t->hyphens) return t;
  }
  text_close(t);
  return NULL;
}

void text_report_to(text_engine *t, diag *d) { t->d = d; }

void text_close(text_engine *t) {
  if (!t) return;
  for (size_t i = 0; i < t->faces.n; i++) g_object_unref(t->faces.v[i]->font);
  if (t->context) g_object_unref(t->context);
  if (t->map) {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), NULL);     /* Pango 1.50 does not give its reference back */
    g_object_unref(t->map);
  }
  if (t->config) FcConfigDestroy(t->config);
  hb_buffer_destroy(t->buffer);
  hyphenator_close(t->hyphens);
  cache_clear(&t->pieces);
  cache_clear(&t->texts);
  cache_clear(&t->words);
  g_string_free(t->raw, TRUE);
  g_string_free(t->clean, TRUE);
  g_byte_array_free(t->fix, TRUE);
  g_byte_array_free(t->marks, TRUE);
  g_byte_array_free(t->breaks, TRUE);
  g_array_free(t->items, TRUE);
  g_array_free(t->nodes, TRUE);
  g_array_free(t->active, TRUE);
  arena_free(t->arena);
  g_free(t);
  FcFini();      /* the rest of fontconfig's own; cairo_debug_reset_static_data() is left out: it aborts when a caller still has a surface with our fonts */
}

/* "almindelig", "fed kursiv", "vægt 500" */
static char *face_words(arena *a, int weight, bool italic, bool danish) {
  char digits[16];
  g_snprintf(digits, sizeof digits, danish ? "vægt %d" : "weight %d", weight);
  const char *w = weight == 400 ? (italic ? "" : danish ? "almindelig" : "regular") : weight == 700 ? (danish ? "fed" : "bold") : digits;
  return arena_printf(a, "%s%s%s", w, italic && *w ? " " : "", italic ? (danish ? "kursiv" : "italic") : "");
}

/* The listed file of a face; NULL: said what there is instead. */
static const font_file *choose_file(text_engine *t, const face_style *s) {
  arena *a = arena_new();
  GString *families = g_string_new(NULL), *kinds = g_string_new(NULL);
  const font_file *found = NULL;
  for (size_t i = 0; i < t->files.n; i++) {
    const font_file *f = &t->files.v[i];
    if (i == 0 || strcmp(f->family, t->files.v[i - 1].family) != 0) g_string_append_printf(families, "%s%s", families->len ? ", " : "", f->family);
    if (strcmp(f->family, s->family) != 0) continue;
    if (f->weight == s->weight && f->italic == s->italic) found = f;
    g_string_append_printf(kinds, "%s%s", kinds->len ? ", " : "", face_words(a, f->weight, f->italic, true));
  }
  if (!found && kinds->len) {
    DIAG_SAY(t->d, TEXT_FACE_UNKNOWN, s->at, s->family, face_words(a, s->weight, s->italic, true), face_words(a, s->weight, s->italic, false), kinds->str);
  } else if (!found) {
    DIAG_SAY(t->d, TEXT_FAMILY_UNKNOWN, s->at, s->family, families->str);
  }
  g_string_free(families, TRUE);
  g_string_free(kinds, TRUE);
  arena_free(a);
  return found;
}

/* Loads the font and holds what came against what was asked: family, weight, slant and the very file. */
static PangoFont *load_font(text_engine *t, const font_file *file, double size) {
  PangoFontDescription *asked = pango_font_description_new();
  pango_font_description_set_family(asked, file->family);
  pango_font_description_set_weight(asked, (PangoWeight)file->weight);
  pango_font_description_set_style(asked, file->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(asked, size * PANGO_SCALE);
  PangoFont *font = pango_context_load_font(t->context, asked);
  bool good = false;
  if (font) {
    PangoFontDescription *got = pango_font_describe_with_absolute_size(font);
    FcChar8 *path = NULL;
    FcPatternGetString(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_FILE, 0, &path);
    good = strcmp(pango_font_description_get_family(got), file->family) == 0 && (int)pango_font_description_get_weight(got) == file->weight &&
           (pango_font_description_get_style(got) == PANGO_STYLE_ITALIC) == file->italic && path && strcmp((const char *)path, file->path) == 0;
    if (!good) {
      char *a = pango_font_description_to_string(asked), *b = pango_font_description_to_string(got);
      DIAG_SAY(t->d, TEXT_FONT_OTHER, file->at, file->shown, a, b);
      g_free(a);
      g_free(b);
    }
    pango_font_description_free(got);
  } else {
    DIAG_SAY(t->d, TEXT_FONT_BROKEN, file->at, file->path, file->package);
  }
  pango_font_description_free(asked);
  if (!good && font) g_object_unref(font);
  return good ? font : NULL;
}

static double metric(hb_font_t *hb, hb_ot_metrics_tag_t tag, double instead) {
  hb_position_t p;
  return hb_ot_metrics_get_position(hb, tag, &p) && p ? (double)p / PANGO_SCALE : instead;
}

static unsigned long glyph_of(hb_font_t *hb, hb_codepoint_t first, hb_codepoint_t second, double *width) {
  hb_codepoint_t g = 0;
  if (!hb_font_get_nominal_glyph(hb, first, &g)) hb_font_get_nominal_glyph(hb, second, &g);
  *width = (double)hb_font_get_glyph_h_advance(hb, g) / PANGO_SCALE;
  return g;
}

/* The break hyphen is the glyph of U+00AD where the font has one of its own: then its text needs no ActualText. */
static void make_hyphen(text_engine *t, text_face *f) {
  cairo_glyph_t *glyph = ARENA_NEW(t->arena, cairo_glyph_t);
  cairo_text_cluster_t *cluster = ARENA_NEW(t->arena, cairo_text_cluster_t);
  double width;
  glyph->index = glyph_of(f->hb, 0xAD, '-', &width);
  if (width <= 0) glyph->index = glyph_of(f->hb, '-', 0x2010, &width);
  *cluster = (cairo_text_cluster_t){ 2, 1 };
  f->hyphen = (glyph_run){
    .face = f, .utf8 = "\xC2\xAD", .utf8_length = 2, .glyphs = glyph, .glyph_count = 1, .clusters = cluster, .cluster_count = 1,
    .width = width + f->style.tracking, .hyphenated = true,
  };
}

static text_face *make_face(text_engine *t, const face_style *s, const font_file *file, PangoFont *font) {
  text_face *f = ARENA_NEW(t->arena, text_face);
  f->engine = t;
  f->style = *s;
  f->style.family = file->family;
  f->font = font;
  f->hb = pango_font_get_hb_font(font);
  f->scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
  g_assert(cairo_scaled_font_status(f->scaled) == CAIRO_STATUS_SUCCESS);
  f->ascent = metric(f->hb, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, s->size * 0.8);
  f->descent = -metric(f->hb, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -s->size * 0.2);
  f->x_height = metric(f->hb, HB_OT_METRICS_TAG_X_HEIGHT, s->size * 0.5);
  f->cap_height = metric(f->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, s->size * 0.7);
  f->blank_glyph = glyph_of(f->hb, ' ', 0xA0, &f->blank_width);
  f->blank_width += s->tracking;
  f->kerns = kerns_new(t->arena);
  make_hyphen(t, f);
  return f;
}

static bool same_style(const face_style *a, const face_style *b) {
  return a->size >= b->size && a->size <= b->size && a->weight == b->weight && a->italic == b->italic && a->tabular == b->tabular && a->caps == b->caps &&
         a->tracking >= b->tracking && a->tracking <= b->tracking && strcmp(a->family, b->family) == 0;
}

const text_face *text_face_open(text_engine *t, const face_style *s) {
  for (size_t i = 0; i < t->faces.n; i++) {
    if (same_style(&t->faces.v[i]->style, s)) return t->faces.v[i];
  }
  if (!(s->size >= 1 && s->size <= 500)) {
    char text[NUMBER_TEXT_MAX] = "?";
    if (s->size > -1e9 && s->size < 1e9) number_format((number){ (int64_t)(s->size * 10), 1 }, 1, text);
    DIAG_SAY(t->d, TEXT_SIZE, s->at, text);
    return NULL;
  }
  const font_file *file = choose_file(t, s);
  PangoFont *font = file ? load_font(t, file, s->size) : NULL;
  if (!font) return NULL;
  text_face *f = make_face(t, s, file, font);
  LIST_PUSH(t->arena, &t->faces, f);
  return f;
}

double text_tracking(const text_face *f) { return f->style.tracking; }

double text_ascent(const text_face *f) { return f->ascent; }
double text_descent(const text_face *f) { return f->descent; }
double text_x_height(const text_face *f) { return f->x_height; }
double text_cap_height(const text_face *f) { return f->cap_height; }
cairo_scaled_font_t *text_scaled_font(const text_face *f) { return f->scaled; }
