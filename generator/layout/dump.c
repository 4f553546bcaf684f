/* Pages as text, for goldens and for `rammeaftale dump frames`: each item with its place to a tenth of a point, its text and its owner. */
#include "layout/layout_int.h"

static const char *const artifacts[] = { "none", "layout", "header", "footer", "pagination", "background" };

/* Tenths, rounded half away from zero, never "-0.0". */
static void put(GString *out, double v)
{
  long tenths = (long)(v * 10 + (v < 0 ? -0.5 : 0.5));
  g_string_append_printf(out, " %s%ld.%ld", tenths < 0 ? "-" : "", labs(tenths) / 10, labs(tenths) % 10);
}

static void put_places(GString *out, const double *v, size_t n)
{
  for (size_t i = 0; i < n; i++)
    put(out, v[i]);
}

static void put_owner(GString *out, const page_item *i)
{
  if (!i->owner) {
    g_string_append_printf(out, " [%s]", artifacts[i->artifact]);
    return;
  }
  const tag_element *e = i->owner;
  bool inside = e->role == TAG_TEXT;
  g_string_append_printf(out, " <%s%s>", tag_role_name((tag_role)(inside ? e->parent->role : e->role)), inside ? "…" : "");
}

static void put_quoted(GString *out, const char *s, int n)
{
  g_string_append(out, " \"");
  for (int i = 0; i < n; i++) {
    if (s[i] == '"' || s[i] == '\\')
      g_string_append_c(out, '\\');
    g_string_append_c(out, s[i] == '\n' ? ' ' : s[i]);
  }
  g_string_append_c(out, '"');
}

static void put_item(GString *out, const page_item *i)
{
  switch ((page_item_kind)i->kind) {
  case ITEM_GLYPHS:
    g_string_append(out, "  glyphs");
    put_places(out, (const double[]){ i->glyphs.x, i->glyphs.y, i->glyphs.run->width }, 3);
    put_owner(out, i);
    put_quoted(out, i->glyphs.run->utf8, i->glyphs.run->utf8_length);
    break;
  case ITEM_RECT:
    g_string_append(out, "  rect");
    put_places(out, (const double[]){ i->rect.x, i->rect.y, i->rect.width, i->rect.height }, 4);
    put_owner(out, i);
    break;
  case ITEM_RULES:
    g_string_append_printf(out, "  rules %d", i->rules.count);
    put_owner(out, i);
    for (int k = 0; k < i->rules.count; k++) {
      const rule_line *r = &i->rules.lines[k];
      g_string_append(out, " |");
      put_places(out, (const double[]){ r->x, r->y, r->width, r->height }, 4);
    }
    break;
  case ITEM_IMAGE:
    g_string_append(out, "  image");
    put_owner(out, i);
    put_places(out, (const double[]){ i->image.x, i->image.y, i->image.width, i->image.height }, 4);
    break;
  case ITEM_PATH:
    g_string_append_printf(out, "  path %d", i->path.count);
    put(out, i->path.stroke);
    put_owner(out, i);
    for (int k = 0; k < i->path.count; k++) {
      const path_step *s = &i->path.steps[k];
      g_string_append_printf(out, " %c", "MLCZ"[s->verb]);
      int n = s->verb == PATH_CLOSE ? 0 : s->verb == PATH_CURVE ? 3 : 1;
      for (int j = 0; j < n; j++)
        put_places(out, (const double[]){ s->x[j], s->y[j] }, 2);
    }
    break;
  }
  g_string_append_c(out, '\n');
}

static void put_page(GString *out, const page *p)
{
  g_string_append_printf(out, "page %s master %s", p->label, p->master ? p->master : "-");
  put_places(out, (const double[]){ p->width, p->height }, 2);
  g_string_append(out, p->forced ? " forced" : "");
  g_string_append_c(out, '\n');
  for (size_t i = 0; i < p->items.n; i++)
    put_item(out, &p->items.v[i]);
  for (size_t i = 0; i < p->links.n; i++) {
    const page_link *k = &p->links.v[i];
    g_string_append_printf(out, "  link %s %s (%s)", k->url ? "url" : "dest", k->url ? k->url : k->dest, k->contents);
    for (int j = 0; j < k->count; j++) {
      g_string_append(out, " |");
      put_places(out, (const double[]){ k->areas[j].x, k->areas[j].y, k->areas[j].width, k->areas[j].height }, 4);
    }
    g_string_append_c(out, '\n');
  }
  for (size_t i = 0; i < p->dests.n; i++) {
    g_string_append_printf(out, "  dest %s", p->dests.v[i].name);
    put_places(out, (const double[]){ p->dests.v[i].x, p->dests.v[i].y }, 2);
    g_string_append_c(out, '\n');
  }
}

void layout_dump(const layout_result *r, GString *out)
{
  for (size_t i = 0; i < r->outlines.n; i++)
    g_string_append_printf(out, "outline %d %s -> %s\n", r->outlines.v[i].level, r->outlines.v[i].title, r->outlines.v[i].dest);
  for (size_t i = 0; i < r->pages.n; i++)
    put_page(out, r->pages.v[i]);
}
