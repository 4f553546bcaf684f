/* Pages through Cairo. Every item is painted under a state (mark and ink, see beacon.c); neighbours with one owner share a mark. Nothing here
 * decides a place: coordinates are the layout's, rounded to a hundredth of a point, so that the content streams stay short. */
#include "pdf/pdf_int.h"

#include <cairo-pdf.h>
#include <math.h>

static cairo_status_t take(void *closure, const unsigned char *data, unsigned length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static bool same_ink(const color *a, const color *b) {
  return a->r == b->r && a->g == b->g && a->b == b->b;
}

void pdf_pen_state(pdf_pen *p, const page_item *item, bool soft_hyphen) {
  bool unmarked = !item->owner && item->artifact == ARTIFACT_NONE;
  bool same_mark = p->serial && !p->restart && !p->unmarked && p->owner == item->owner && p->artifact == item->artifact;
  if (unmarked ? p->unmarked : same_mark && p->soft_hyphen == soft_hyphen && same_ink(&p->ink, &item->ink)) return;
  pdf_glyphs_show(p);
  p->owner = item->owner;
  p->artifact = item->artifact;
  p->ink = item->ink;
  p->soft_hyphen = soft_hyphen;
  p->unmarked = unmarked;
  p->restart = false;
  if (unmarked) return;
  if (!same_mark) p->mark++;
  p->serial++;
  uint16_t r = pdf_thousandths(item->ink.r), g = pdf_thousandths(item->ink.g), b = pdf_thousandths(item->ink.b);
  pdf_state s = { item->owner, p->mark, { r, g, b }, item->artifact, soft_hyphen ? "\302\255" : NULL, item->kind == ITEM_IMAGE };
  g_array_append_val(p->job->states, s);
}

void pdf_pen_ink(pdf_pen *p) {
  double rgb[3];
  pdf_beacon_color(p->ink, p->unmarked ? 0 : p->serial, rgb);
  cairo_set_source_rgb(p->cr, rgb[0], rgb[1], rgb[2]);
}

static double rounded(double v) { return nearbyint(v * 100) / 100; }

/* Cairo drops what has no area, and with it the beacon. */
static bool visible(double width, double height) { return width >= 0.01 && height >= 0.01; }

static void trace_rect(cairo_t *cr, double x, double y, double width, double height) {
  cairo_rectangle(cr, rounded(x), rounded(y), rounded(width), rounded(height));
}

static void trace_round_rect(cairo_t *cr, double x, double y, double width, double height, double radius) {
  double r = fmin(radius, fmin(width, height) / 2), right = x + width, bottom = y + height;
  cairo_new_sub_path(cr);
  cairo_arc(cr, right - r, y + r, r, -G_PI / 2, 0);
  cairo_arc(cr, right - r, bottom - r, r, 0, G_PI / 2);
  cairo_arc(cr, x + r, bottom - r, r, G_PI / 2, G_PI);
  cairo_arc(cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path(cr);
}

static void paint_rect(pdf_pen *p, const page_item *item) {
  if (!visible(item->rect.width, item->rect.height)) return;
  pdf_pen_state(p, item, false);
  pdf_pen_ink(p);
  if (item->rect.radius > 0)
    trace_round_rect(p->cr, item->rect.x, item->rect.y, item->rect.width, item->rect.height, item->rect.radius);
  else
    trace_rect(p->cr, item->rect.x, item->rect.y, item->rect.width, item->rect.height);
  cairo_fill(p->cr);
}

static void paint_rules(pdf_pen *p, const page_item *item) {
  int seen = 0;
  for (int i = 0; i < item->rules.count; i++) {
    const rule_line *l = &item->rules.lines[i];
    if (!visible(l->width, l->height)) continue;
    if (!seen++) {
      pdf_pen_state(p, item, false);
      pdf_pen_ink(p);
    }
    trace_rect(p->cr, l->x, l->y, l->width, l->height);
  }
  if (seen) cairo_fill(p->cr);
}

static void paint_path(pdf_pen *p, const page_item *item) {
  if (item->path.count < 2) return;
  pdf_pen_state(p, item, false);
  pdf_pen_ink(p);
  for (int i = 0; i < item->path.count; i++) {
    const path_step *s = &item->path.steps[i];
    switch ((path_verb)s->verb) {
    case PATH_MOVE: cairo_move_to(p->cr, rounded(s->x[0]), rounded(s->y[0])); break;
    case PATH_LINE: cairo_line_to(p->cr, rounded(s->x[0]), rounded(s->y[0])); break;
    case PATH_CURVE:
      cairo_curve_to(p->cr, rounded(s->x[0]), rounded(s->y[0]), rounded(s->x[1]), rounded(s->y[1]), rounded(s->x[2]), rounded(s->y[2]));
      break;
    case PATH_CLOSE: cairo_close_path(p->cr); break;
    }
  }
  if (item->path.stroke > 0) {
    cairo_set_line_width(p->cr, item->path.stroke);
    cairo_stroke(p->cr);
  } else {
    cairo_fill(p->cr);
  }
}

/* One XObject, painted by one Do: what is drawn inside it has inks of its own and no beacons, so the Do itself stands for the state (content.c).
 * The group is as large as the image: Cairo would else make it as large as the page. */
static void paint_image(pdf_pen *p, const page_item *item) {
  const char *reason;
  double x = rounded(item->image.x), y = rounded(item->image.y), width = item->image.width, height = item->image.height;
  if (!visible(width, height)) return;
  p->restart = true;                    /* never under the state of the paint before */
  pdf_pen_state(p, item, false);
  cairo_rectangle_t extent = { 0, 0, width, height };
  cairo_surface_t *group = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extent);
  cairo_t *cr = cairo_create(group);
  if (!image_draw(item->image.image, cr, 0, 0, width, height, &reason)) pdf_fail(p->job, "side %d: %s", p->page + 1, reason);
  cairo_destroy(cr);
  cairo_set_source_surface(p->cr, group, x, y);
  cairo_paint(p->cr);
  cairo_surface_destroy(group);
  p->restart = true;
}

static void paint_item(pdf_pen *p, const page_item *item) {
  if (item->kind != ITEM_GLYPHS) pdf_glyphs_before(p);
  switch ((page_item_kind)item->kind) {
  case ITEM_GLYPHS: pdf_glyphs_add(p, item); break;
  case ITEM_RECT: paint_rect(p, item); break;
  case ITEM_RULES: paint_rules(p, item); break;
  case ITEM_PATH: paint_path(p, item); break;
  case ITEM_IMAGE: paint_image(p, item); break;
  }
}

static bool paint_page(pdf_pen *p, cairo_surface_t *surface) {
  const page *pg = p->job->r->pages.v[p->page];
  pdf_page *note = &p->job->pages[p->page];
  cairo_pdf_surface_set_size(surface, ceil(pg->width), ceil(pg->height));
  note->first_state = p->job->states->len;
  p->serial = p->mark = 0;
  p->unmarked = p->restart = false;
  for (size_t i = 0; i < pg->items.n; i++) paint_item(p, &pg->items.v[i]);
  pdf_glyphs_before(p);
  note->states = p->job->states->len - note->first_state;
  if (p->serial > PDF_BEACON_MAX) return pdf_fail(p->job, "side %d: more marks than beacons can number", p->page + 1);
  cairo_show_page(p->cr);
  cairo_status_t status = cairo_status(p->cr);
  if (status) return pdf_fail(p->job, "side %d: cairo: %s", p->page + 1, cairo_status_to_string(status));
  return true;
}

/* Cairo's pages are whole points: it clips to the points below, which would leave a white strip at the right and lower edge of a ground that
 * covers an A4 page. content.c and write.c put the true size back.
 * Cairo writes no metadata, outline, link or tag here: all that is ours (links.c, outline.c, metadata.c, structure.c). */
bool pdf_paint(pdf_job *j) {
  const page *first = j->r->pages.v[0];
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, j->drawn, first->width, first->height);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  pdf_pen p = { .job = j, .cr = cairo_create(surface) };
  p.glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
  p.clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
  p.underlines = g_array_new(FALSE, FALSE, sizeof(rule_line));
  p.text = g_string_new(NULL);
  bool good = true;
  for (p.page = 0; good && p.page < j->page_count; p.page++) good = paint_page(&p, surface);
  cairo_destroy(p.cr);
  cairo_surface_finish(surface);
  cairo_status_t status = cairo_surface_status(surface);
  if (good && status) good = pdf_fail(j, "cairo: %s", cairo_status_to_string(status));
  cairo_surface_destroy(surface);
  g_array_free(p.glyphs, TRUE);
  g_array_free(p.clusters, TRUE);
  g_array_free(p.underlines, TRUE);
  g_string_free(p.text, TRUE);
  return good;
}
