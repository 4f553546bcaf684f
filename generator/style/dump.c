/* A style sheet as text: every computed property, for goldens and for the one who wonders where a look comes from. */
#include "style/style.h"

static void put_color(GString *out, const char *name, color c)
{
  if (c.set)
    g_string_append_printf(out, " %s=#%02X%02X%02X", name, (unsigned)(c.r * 255 + 0.5), (unsigned)(c.g * 255 + 0.5), (unsigned)(c.b * 255 + 0.5));
}

static void put_other(GString *out, const char *name, color c, color than)
{
  if (c.r < than.r || c.r > than.r || c.g < than.g || c.g > than.g || c.b < than.b || c.b > than.b)
    put_color(out, name, c);
}

static void put_length(GString *out, const char *name, double points)
{
  if (points < 0 || points > 0)
    g_string_append_printf(out, " %s=%.2f", name, points);
}

static void put_edges(GString *out, const char *name, edges e)
{
  if (e.top > 0 || e.right > 0 || e.bottom > 0 || e.left > 0)
    g_string_append_printf(out, " %s=%.2f,%.2f,%.2f,%.2f", name, e.top, e.right, e.bottom, e.left);
}

static void put_text(GString *out, const char *name, const char *text)
{
  if (text)
    g_string_append_printf(out, " %s=\"%s\"", name, text);
}

static void put_face(GString *out, const char *name, const face_style *f)
{
  g_string_append_printf(out, " %s=\"%s %d%s %.2f", name, f->family, f->weight, f->italic ? " italic" : "", f->size);
  if (f->tracking < 0 || f->tracking > 0)
    g_string_append_printf(out, " tracking %.2f", f->tracking);
  g_string_append_printf(out, "%s%s\"", f->caps ? " caps" : "", f->tabular ? " tabular" : "");
}

static void put_block(GString *out, const block_style *s)
{
  static const char *const aligns[] = { "left", "right", "center", "decimal" };
  g_string_append_printf(out, "style %s", s->name);
  put_face(out, "face", s->face);
  if (s->label != s->face)
    put_face(out, "label", s->label);
  put_length(out, "leading", s->leading);
  put_color(out, "ink", s->ink);
  put_other(out, "label_ink", s->label_ink, s->ink);
  put_other(out, "link_ink", s->link_ink, s->ink);
  if (s->align != ALIGN_LEFT)
    put_text(out, "align", aligns[s->align]);
  put_length(out, "before", s->before);
  put_length(out, "after", s->after);
  put_edges(out, "indent", s->indent);
  put_length(out, "first", s->first_indent);
  put_length(out, "width", s->width);
  put_length(out, "top", s->top);
  g_string_append_printf(out, "%s%s%s%s%s%s%s%s", s->hyphenate ? " hyphenate" : "", s->even ? " even" : "", s->numbered ? " numbered" : "",
                         s->keep_with_next ? " keep-next" : "", s->keep_together == BOX_SHORT ? " keep-short" : s->keep_together ? " keep-together" : "",
                         s->place == PLACE_SIDE ? " beside" : s->place == PLACE_FLOAT ? " float" : s->spans ? " spans" : "",
                         s->break_before == BREAK_RIGHT ? " new-right-page" : s->break_before == BREAK_FILLED ? " new-page-when-filled" : s->break_before ? " new-page" : "", s->break_after == BREAK_PAGE ? " new-page-after" : "");
  put_text(out, "master", s->master);
  if (s->orphans != 2 || s->widows != 2)
    g_string_append_printf(out, " lines=%d/%d", s->orphans, s->widows);
  put_color(out, "ground", s->ground);
  put_color(out, "backdrop", s->backdrop);
  put_edges(out, "padding", s->padding);
  put_edges(out, "border", s->border);
  if (s->border.top + s->border.right + s->border.bottom + s->border.left > 0)
    put_color(out, "border_ink", s->border_ink);
  put_length(out, "radius", s->radius);
  if (s->bar_width > 0) {
    g_string_append_printf(out, " bar=%.2f,%.2f,%.2f", s->bar_width, s->bar_height, s->bar_gap);
    put_color(out, "bar_ink", s->bar_ink);
  }
  put_text(out, "label_text", s->label_text);
  if (s->label_again)
    g_string_append(out, " label-again");
  put_text(out, "bullet", s->bullet);
  put_length(out, "hanging", s->hanging);
  put_length(out, "gap", s->column_gap);
  g_string_append_c(out, '\n');
}

static void put_master(GString *out, const page_master *m)
{
  static const char *const sides[] = { "left", "center", "right" };
  g_string_append_printf(out, "master %s %.2f x %.2f", m->name, m->width, m->height);
  put_edges(out, "margin", m->margin);
  put_text(out, "next", m->next);
  if (m->columns > 1)
    g_string_append_printf(out, " columns=%d gap=%.2f", m->columns, m->column_gap);
  if (m->side_width > 0)
    g_string_append_printf(out, " side=%.2f gap=%.2f%s%s", m->side_width, m->side_gap, m->side_left ? " left" : "", m->side_outer ? " outer" : "");
  g_string_append(out, m->left ? " mirrored" : "");
  g_string_append_c(out, '\n');
  for (size_t i = 0; i < m->slots.n; i++)
    g_string_append_printf(out, "  slot %s %.2f %s \"%s\"\n", sides[m->slots.v[i].kind], m->slots.v[i].y, m->slots.v[i].style->name, m->slots.v[i].text);
  for (size_t i = 0; i < m->images.n; i++) {
    const master_image *k = &m->images.v[i];
    g_string_append_printf(out, "  image %.2f,%.2f %.2f x %.2f\n", k->x, k->y, k->width, k->height);
  }
  for (size_t i = 0; i < m->planes.n; i++) {
    const master_plane *p = &m->planes.v[i];
    g_string_append_printf(out, "  plane %.2f,%.2f %.2f x %.2f", p->x, p->y, p->width, p->height);
    put_color(out, "ink", p->ink);
    g_string_append_c(out, '\n');
  }
}

static void put_rest(GString *out, const style_sheet *s)
{
  const table_style *t = &s->table;
  g_string_append_printf(out, "table pad=%.2f,%.2f gap=%.2f rules=%.2f,%.2f,%.2f,%.2f", t->pad_x, t->pad_y, t->gap, t->rule_top, t->rule_header, t->rule_row,
                         t->rule_bottom);
  put_color(out, "rule_ink", t->rule_ink);
  put_color(out, "row_ink", t->row_ink);
  put_color(out, "header_ground", t->header_ground);
  put_color(out, "group_ground", t->group_ground);
  g_string_append_printf(out, "\nfigure %.2f x %.2f", s->figure.width, s->figure.height);
  for (int i = 0; i < 4; i++) {
    put_color(out, "level", s->figure.level[i]);
    put_color(out, "level_ink", s->figure.level_ink[i]);
  }
  for (int i = 0; i < STYLE_SERIES; i++)
    put_color(out, "series", s->figure.series[i]);
  put_color(out, "line", s->figure.line);
  put_color(out, "accent", s->figure.accent);
  g_string_append_printf(out, "\nnotes rule=%.2f x %.2f gap=%.2f", s->note_rule, s->note_rule_height, s->note_gap);
  put_color(out, "ink", s->note_rule_ink);
  g_string_append_c(out, '\n');
  for (size_t i = 0; i < s->strings.n; i++)
    g_string_append_printf(out, "word %s=\"%s\"\n", s->strings.v[i].key, s->strings.v[i].text);
}

void style_dump(const style_sheet *s, GString *out)
{
  g_string_append_printf(out, "layout %s lang=%s grid=%.2f", s->name, s->lang, s->grid);
  put_color(out, "paper", s->paper);
  g_string_append_c(out, '\n');
  for (size_t i = 0; i < s->blocks.n; i++)
    put_block(out, s->blocks.v[i]);
  for (size_t i = 0; i < s->masters.n; i++)
    put_master(out, s->masters.v[i]);
  put_rest(out, s);
}
