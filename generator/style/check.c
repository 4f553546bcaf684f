/* What a layout must hold, and that it can be read: contrast by WCAG 2.1.
 *
 * Text needs 4.5:1 against its ground (1.4.3; the lower 3:1 for large type is not used: one rule, and titles gain by it). Rules and marks that
 * help to understand a page need 3:1 (1.4.11). That criterium concerns what is needed to understand; hairlines between the rows of a table, planes
 * of a page and the watermark are ornament and exempt, and a watermark is instead checked as a ground that body text, heads and feet stand on.
 *
 * What a text stands on follows from the layout alone, without any content: its own ground; else the plane it names itself ("bund"); else the ground
 * of the style whose name its name begins with ("mål-mærke" stands in "mål"); else the paper. Running text may stand in any box, so it is checked
 * against every ground. Heads and feet are checked against the plane under their place. The rejected way, checking what was painted on the pages,
 * would speak only when a document happens to use the pair. */
#include "style/style_int.h"
#include <math.h>
#include <string.h>

#define TEXT_RATIO 4.5
#define GRAPHIC_RATIO 3.0

block_style *style_block_of(const style_builder *b, const char *name)
{
  for (size_t i = 0; i < b->sheet->blocks.n; i++)
    if (!strcmp(b->sheet->blocks.v[i]->name, name))
      return b->sheet->blocks.v[i];
  return NULL;
}

/* ---- what must be there ---- */

void style_check_needed(style_builder *b)
{
  static const char *const styles[] = {
    "brødtekst", "tabel-titel", "tabel-hoved", "tabel-celle", "tabel-gruppe", "tabel-sum", "tabel-note", "fodnote", "fodnotemærke", "indhold-1",
    "indhold-2", "indhold-3", "figur-mærke", "figur-tekst", "sidehoved", "sidefod",
  };
  static const char *const words[] = { "fortsat", "fortsættes", "side", "note", "kilde", "uafklaret", "andet dokument" };
  span at = b->sources.n ? b->sources.v[b->sources.n - 1] : SPAN_NONE;
  GString *missing = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
    if (!style_entry_lookup(&b->blocks, styles[i]))
      g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", styles[i]);
  if (missing->len)
    STYLE_SAY(b, STYLE_MISSING, at, missing->str);
  if (!style_entry_lookup(&b->masters, "normal"))
    STYLE_SAY(b, STYLE_MASTER_MISSING, at, "normal");
  g_string_truncate(missing, 0);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    size_t k = 0;
    while (k < b->sheet->strings.n && strcmp(b->sheet->strings.v[k].key, words[i]) != 0)
      k++;
    if (k == b->sheet->strings.n)
      g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", words[i]);
  }
  if (missing->len)
    STYLE_SAY(b, STYLE_WORD_MISSING, at, missing->str);
  g_string_free(missing, TRUE);
}

/* ---- contrast ---- */

static double linear(double c)
{
  return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);      /* WCAG 2.1, "relative luminance" */
}

static double luminance(color c)
{
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double style_contrast(color a, color b)
{
  double x = luminance(a), y = luminance(b);
  return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* Cut, not rounded: 4.496 must not be shown as 4,50. */
static const char *ratio_text(arena *a, double ratio)
{
  char buf[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)floor(ratio * 100 + 1e-9), 2 }, 2, buf);
  return arena_strdup(a, buf);
}

typedef struct ground { color ink; span at; } ground;    /* at: where the file names it; SPAN_NONE: the paper */

static void also_ground(style_builder *b, ground on)
{
  if (on.at.file)
    diag_also(b->d, on.at, "baggrunden står her", "the ground stands here");
}

/* A colour that comes from the profile is told with its place there: the pair is layout and profile. */
static void also_profile(style_builder *b, color ink)
{
  for (size_t i = 0; i < b->palette.n; i++) {
    const named_color *c = &b->palette.v[i];
    if (b->profile && c->at.file == b->profile && !strcmp(c->name, style_color_name(b, ink)))
      diag_also(b->d, c->at, "profilen giver farven her", "the profile gives the colour here");
  }
}

static void also_pair(style_builder *b, color ink, ground on)
{
  also_ground(b, on);
  also_profile(b, ink);
  also_profile(b, on.ink);
}

static void check_text(style_builder *b, color ink, span at, ground on)
{
  double ratio = style_contrast(ink, on.ink);
  if (!ink.set || ratio >= TEXT_RATIO)
    return;
  STYLE_SAY(b, STYLE_CONTRAST_TEXT, at, style_color_name(b, ink), style_color_name(b, on.ink), ratio_text(b->a, ratio));
  also_pair(b, ink, on);
}

static void check_graphic(style_builder *b, color ink, span at, ground on)
{
  double ratio = style_contrast(ink, on.ink);
  if (!ink.set || ratio >= GRAPHIC_RATIO)
    return;
  STYLE_SAY(b, STYLE_CONTRAST_GRAPHIC, at, style_color_name(b, ink), style_color_name(b, on.ink), ratio_text(b->a, ratio));
  also_pair(b, ink, on);
}

static span value_place(const style_builder *b, const style_entry *e, int field)
{
  const value *v = style_value(e, field);
  return v ? v->at : style_place(b, e);
}

/* What lies round a style's box: the plane it names, the box its name says it stands in, or the paper. */
static ground outer_ground(const style_builder *b, size_t i)
{
  const style_entry *e = b->blocks.list.v[i];
  const block_style *s = b->sheet->blocks.v[i];
  if (s->backdrop.set)
    return (ground){ s->backdrop, value_place(b, e, STYLE_BLOCK_BACKDROP) };
  for (const char *end = strrchr(e->name, '-'); end;) {
    size_t n = (size_t)(end - e->name);
    for (size_t k = 0; k < b->blocks.list.n; k++) {
      const char *name = b->blocks.list.v[k]->name;
      if (strlen(name) == n && !memcmp(name, e->name, n) && b->sheet->blocks.v[k]->ground.set)
        return (ground){ b->sheet->blocks.v[k]->ground, value_place(b, b->blocks.list.v[k], STYLE_BLOCK_GROUND) };
    }
    end = NULL;
    for (size_t k = n; k-- > 0 && !end;)
      if (e->name[k] == '-')
        end = e->name + k;
  }
  return (ground){ b->sheet->paper, SPAN_NONE };
}

/* Styles of text that may stand in any box. */
static bool running_text(const char *name)
{
  static const char *const running[] = { "brødtekst", "punktliste", "talliste", "bogstavliste", "indledning-til-liste", "fodnotemærke" };
  for (size_t i = 0; i < G_N_ELEMENTS(running); i++)
    if (!strcmp(running[i], name))
      return true;
  return false;
}

static void check_inks(style_builder *b, size_t i, ground on)
{
  const style_entry *e = b->blocks.list.v[i];
  const block_style *s = b->sheet->blocks.v[i];
  check_text(b, s->ink, value_place(b, e, STYLE_BLOCK_INK), on);
  if (style_value(e, STYLE_BLOCK_LABEL_INK))
    check_text(b, s->label_ink, value_place(b, e, STYLE_BLOCK_LABEL_INK), on);
  if (style_value(e, STYLE_BLOCK_LINK_INK))
    check_text(b, s->link_ink, value_place(b, e, STYLE_BLOCK_LINK_INK), on);
}

static void check_rules(style_builder *b, size_t i, ground inside, ground outside)
{
  const style_entry *e = b->blocks.list.v[i];
  const block_style *s = b->sheet->blocks.v[i];
  if (s->border.top + s->border.right + s->border.bottom + s->border.left > 0) {
    span at = value_place(b, e, STYLE_BLOCK_BORDER_INK);
    check_graphic(b, s->border_ink, at, inside);
    check_graphic(b, s->border_ink, at, outside);
  }
  if (s->bar_width > 0 && s->bar_height > 0)
    check_graphic(b, s->bar_ink, value_place(b, e, STYLE_BLOCK_BAR_INK), outside);
}

static void check_block(style_builder *b, size_t i)
{
  const style_entry *e = b->blocks.list.v[i];
  const block_style *s = b->sheet->blocks.v[i];
  if (s == b->sheet->watermark)
    return;
  ground outside = outer_ground(b, i), inside = outside;
  if (s->ground.set)
    inside = (ground){ s->ground, value_place(b, e, STYLE_BLOCK_GROUND) };
  check_inks(b, i, inside);
  check_rules(b, i, inside, outside);
  if (!running_text(e->name))
    return;
  for (size_t k = 0; k < b->sheet->blocks.n; k++)
    if (b->sheet->blocks.v[k]->ground.set)
      check_inks(b, i, (ground){ b->sheet->blocks.v[k]->ground, value_place(b, b->blocks.list.v[k], STYLE_BLOCK_GROUND) });
}

/* The topmost plane under a point; NULL: the paper. */
static const master_plane *plane_under(const page_master *m, double x, double y)
{
  for (size_t i = m->planes.n; i-- > 0;) {
    const master_plane *p = &m->planes.v[i];
    if (p->ink.set && x >= p->x && x <= p->x + p->width && y >= p->y && y <= p->y + p->height)
      return p;
  }
  return NULL;
}

static void check_master(style_builder *b, size_t i)
{
  const page_master *m = b->sheet->masters.v[i];
  for (size_t k = 0; k < m->slots.n; k++) {
    const master_slot *s = &m->slots.v[k];
    double x = s->kind == SLOT_LEFT ? m->margin.left : s->kind == SLOT_RIGHT ? m->width - m->margin.right : m->width / 2;
    if (!s->style)
      continue;
    const master_plane *plane = plane_under(m, x, s->y);
    check_text(b, s->style->ink, style_place(b, b->masters.list.v[i]), (ground){ plane ? plane->ink : b->sheet->paper, SPAN_NONE });
    if (b->sheet->watermark && !plane)       /* it lies below the planes */
      check_text(b, s->style->ink, s->style->at, (ground){ b->sheet->watermark->ink, b->sheet->watermark->at });
  }
}

static void check_table(style_builder *b)
{
  const table_style *t = &b->sheet->table;
  if (t->header && t->header_ground.set)
    check_text(b, t->header->ink, t->header->at, (ground){ t->header_ground, value_place(b, &b->table, STYLE_TABLE_HEADER_GROUND) });
  if (t->group && t->group_ground.set)
    check_text(b, t->group->ink, t->group->at, (ground){ t->group_ground, value_place(b, &b->table, STYLE_TABLE_GROUP_GROUND) });
  if (t->rule_top > 0 || t->rule_header > 0 || t->rule_bottom > 0)
    check_graphic(b, t->rule_ink, value_place(b, &b->table, STYLE_TABLE_RULE_INK), (ground){ b->sheet->paper, SPAN_NONE });
}

static void check_figure(style_builder *b)
{
  const figure_style *f = &b->sheet->figure;
  ground paper = { b->sheet->paper, SPAN_NONE };
  for (int i = 0; i < 4; i++)
    if (f->level[i].set)
      check_text(b, f->level_ink[i], value_place(b, &b->figure, STYLE_FIGURE_INK_1 + i),
                 (ground){ f->level[i], value_place(b, &b->figure, STYLE_FIGURE_LEVEL_1 + i) });
  check_graphic(b, f->line, value_place(b, &b->figure, STYLE_FIGURE_LINE), paper);
  check_graphic(b, f->accent, value_place(b, &b->figure, STYLE_FIGURE_ACCENT), paper);
  for (int i = 0; i < STYLE_SERIES; i++)
    if (f->series[i].set)
      check_graphic(b, f->series[i], value_place(b, &b->figure, STYLE_FIGURE_SERIES_1 + i), paper);
}

void style_check_contrast(style_builder *b)
{
  const style_sheet *s = b->sheet;
  for (size_t i = 0; i < s->blocks.n; i++)
    check_block(b, i);
  for (size_t i = 0; i < s->masters.n; i++)
    check_master(b, i);
  check_table(b);
  check_figure(b);
  if (s->note_rule > 0 && s->note_rule_height > 0)
    check_graphic(b, s->note_rule_ink, value_place(b, &b->notes, STYLE_NOTES_INK), (ground){ s->paper, SPAN_NONE });
  if (s->watermark && s->body)
    check_text(b, s->body->ink, s->body->at, (ground){ s->watermark->ink, s->watermark->at });
}
