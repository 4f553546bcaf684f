/* The floor that `make bench` compares with: the least that Pango and Cairo take for the same text. Private fontconfig, one reused PangoLayout,
 * each paragraph or cell set and drawn once at fixed places, no tags, no keeps, no hyphens, no second pass.
 *   floor IN.txt OUT.pdf [IN.txt OUT.pdf …]
 * IN.txt: lines "H<tab>text", "P<tab>text", "R<tab>cell<tab>cell…". Figures are set with tabular digits, as the program does. */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define LEFT 70.0
#define TOP 70.0
#define BOTTOM 770.0
#define MEASURE 455.0
#define ROW_HEIGHT 19.0

static const char *const FILES[] = { "PTS55F.ttf", "PTS56F.ttf", "PTS75F.ttf", "PTF55F.ttf", "PTF75F.ttf" };

static PangoFontMap *private_fonts(void) {
  FcConfig *config = FcConfigCreate();
  for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++) {
    char path[200];
    snprintf(path, sizeof path, "/usr/share/fonts/truetype/paratype/%s", FILES[i]);
    if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path)) { fprintf(stderr, "floor: %s\n", path); exit(3); }
  }
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
  FcConfigDestroy(config);
  return map;
}

static PangoContext *context_new(PangoFontMap *map) {
  PangoContext *context = pango_font_map_create_context(map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string("da"));
  return context;
}

typedef struct pen { cairo_t *cr; PangoLayout *layout; PangoFontDescription *head, *text; PangoAttrList *figures; double y; } pen;

static void page_turn(pen *p) {
  cairo_show_page(p->cr);
  p->y = TOP;
}

static void draw(pen *p, const char *s, double x) {
  pango_layout_set_text(p->layout, s, -1);
  cairo_move_to(p->cr, x, p->y);
  pango_cairo_show_layout(p->cr, p->layout);
}

static void paragraph(pen *p, const char *s, gboolean head) {
  pango_layout_set_attributes(p->layout, NULL);
  pango_layout_set_font_description(p->layout, head ? p->head : p->text);
  pango_layout_set_width(p->layout, (int)(MEASURE * PANGO_SCALE));
  if (p->y > BOTTOM - 60) page_turn(p);
  draw(p, s, LEFT);
  int height;
  pango_layout_get_size(p->layout, NULL, &height);
  p->y += height / (double)PANGO_SCALE + 8;
}

static void row(pen *p, char *cells) {
  pango_layout_set_attributes(p->layout, p->figures);
  pango_layout_set_font_description(p->layout, p->text);
  pango_layout_set_width(p->layout, -1);
  if (p->y > BOTTOM) page_turn(p);
  char **cell = g_strsplit(cells, "\t", -1);
  guint n = g_strv_length(cell);
  for (guint i = 0; i < n; i++) draw(p, cell[i], LEFT + MEASURE * i / n);
  g_strfreev(cell);
  p->y += ROW_HEIGHT;
}

static void document(PangoContext *context, char *text, const char *out) {
  cairo_surface_t *surface = cairo_pdf_surface_create(out, PAGE_WIDTH, PAGE_HEIGHT);
  pen p = { .cr = cairo_create(surface), .layout = pango_layout_new(context), .head = pango_font_description_from_string("PT Serif Bold 17"),
            .text = pango_font_description_from_string("PT Sans 9.5"), .figures = pango_attr_list_new(), .y = TOP };
  pango_attr_list_insert(p.figures, pango_attr_font_features_new("tnum=1,kern=0"));
  char *save = NULL;
  for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    if (line[0] == 'R') row(&p, line + 2);
    else paragraph(&p, line + 2, line[0] == 'H');
  }
  cairo_show_page(p.cr);
  pango_attr_list_unref(p.figures);
  pango_font_description_free(p.head);
  pango_font_description_free(p.text);
  g_object_unref(p.layout);
  cairo_destroy(p.cr);
  cairo_surface_finish(surface);
  cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status) { fprintf(stderr, "floor: %s\n", cairo_status_to_string(status)); exit(3); }
}

int main(int argc, char **argv) {
  PangoFontMap *map = private_fonts();
  PangoContext *context = context_new(map);
  for (int i = 1; i + 1 < argc; i += 2) {
    char *text;
    if (!g_file_get_contents(argv[i], &text, NULL, NULL)) { fprintf(stderr, "floor: %s\n", argv[i]); return 3; }
    document(context, text, argv[i + 1]);
    g_free(text);
  }
  g_object_unref(context);
  g_object_unref(map);
  return 0;
}
