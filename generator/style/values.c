/* Single properties: lengths, colours, sizes, faces' families. Kept as text by load/ and read here, where the unit and the palette are known. */
#include "style/style_int.h"
#include <string.h>

#define POINTS_PER_MM (72.0 / 25.4)

const length_range style_type_range = { 4, 200 };

/* ---- lengths: a Danish number and pt, mm or cm; 0 needs no unit ---- */

/* What was meant: the number with a comma, and the unit if it is one, else points. */
static const char *better_length(arena *a, const char *s, size_t number_length, const char *unit)
{
  GString *g = g_string_new(NULL);
  for (size_t i = 0; i < number_length; i++)
    g_string_append_c(g, s[i] == '.' ? ',' : s[i]);
  number n;
  if (number_parse(g->str, g->len, &n) != NUMBER_OK)
    g_string_assign(g, "12");
  g_string_append_printf(g, " %s", *unit ? unit : "pt");
  const char *result = arena_strndup(a, g->str, g->len);
  g_string_free(g, TRUE);
  return result;
}

bool style_parse_length(const char *text, size_t length, double *points, arena *a, const char **better)
{
  static const struct { const char *name; double points; } units[] = { { "pt", 1 }, { "mm", POINTS_PER_MM }, { "cm", 10 * POINTS_PER_MM } };
  const char *s = arena_strndup(a, text, length);
  s = g_strstrip((char *)arena_strdup(a, s));
  size_t digits = strspn(s, "+-0123456789.,");
  if (g_str_has_prefix(s, "\u2212"))
    digits = strlen("\u2212") + strspn(s + strlen("\u2212"), "0123456789.,");
  const char *unit = s + digits;
  if (g_str_has_prefix(unit, "\u00a0"))
    unit += strlen("\u00a0");
  unit += strspn(unit, " ");
  number n;
  bool good = number_parse(s, digits, &n) == NUMBER_OK;
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    if (strcmp(unit, units[i].name) != 0)
      continue;
    if (good)
      *points = number_double(n) * units[i].points;
    else
      *better = better_length(a, s, digits, unit);
    return good;
  }
  if (good && n.mantissa == 0 && !*unit) {
    *points = 0;
    return true;
  }
  *better = better_length(a, s, digits, "");
  return false;
}

const char *style_length_text(arena *a, double points)
{
  char buf[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)(points * 10 + (points < 0 ? -0.5 : 0.5)), 1 }, 1, buf);
  if (g_str_has_suffix(buf, ",0"))
    buf[strlen(buf) - 2] = '\0';
  return arena_printf(a, "%s pt", buf);
}

const char *style_range_text(arena *a, length_range r)
{
  return arena_printf(a, "%s – %s", style_length_text(a, r.min), style_length_text(a, r.max));
}

const char *style_length_better(arena *a, const char *text, size_t length, length_range r)
{
  static const char *const units[] = { "pt", "mm", "cm" };
  size_t digits = length;
  while (digits && !g_ascii_isdigit(text[digits - 1]))
    digits--;
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    const char *other = arena_printf(a, "%.*s %s", (int)digits, text, units[i]), *ignored = "";
    double points = 0;
    if (style_parse_length(other, strlen(other), &points, a, &ignored) && points >= r.min && points <= r.max)
      return other;
  }
  return "";
}

static bool says_none(const value *v)
{
  return !strcmp(v->text, "ingen");
}

/* One length of a value, which may hold several. */
static bool read_length(style_builder *b, const style_entry *e, int field, const value *v, const char *text, size_t length, length_range r, double *out)
{
  const char *better = "";
  double points = 0;
  if (!style_parse_length(text, length, &points, b->a, &better)) {
    STYLE_SAY(b, STYLE_LENGTH_SYNTAX, v->at, arena_strndup(b->a, text, length), better);
    return false;
  }
  if (points < r.min - 1e-9 || points > r.max + 1e-9) {
    STYLE_SAY(b, STYLE_LENGTH_RANGE, v->at, arena_strndup(b->a, text, length), style_key(e, field), style_range_text(b->a, r),
              style_length_better(b->a, text, length, r));
    return false;
  }
  *out = points;
  return true;
}

bool style_get_length(style_builder *b, const style_entry *e, int field, length_range r, double *out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  if (says_none(v) && r.min <= 0) {
    *out = 0;
    return true;
  }
  return read_length(b, e, field, v, v->text, strlen(v->text), r, out);
}

/* "10 pt 4,5 mm" holds two: a length is one word, or a number and the word after it. */
static size_t next_length(const char *s)
{
  size_t n = strcspn(s, " ");
  bool unit = n && g_ascii_isalpha(s[n - 1]);
  size_t gap = strspn(s + n, " ");
  if (unit || !g_ascii_isalpha(s[n + gap]))
    return n;
  return n + gap + strcspn(s + n + gap, " ");
}

bool style_get_edges(style_builder *b, const style_entry *e, int field, length_range r, edges *out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  if (says_none(v)) {
    *out = (edges){ 0 };
    return true;
  }
  double l[4] = { 0 };
  size_t n = 0;
  for (const char *t = v->text + strspn(v->text, " "); *t; n++) {
    size_t length = next_length(t);
    if (n < 4 && !read_length(b, e, field, v, t, length, r, &l[n]))
      return false;
    t += length;
    t += strspn(t, " ");
  }
  if (n == 1)
    *out = (edges){ l[0], l[0], l[0], l[0] };
  else if (n == 2)
    *out = (edges){ l[0], l[1], l[0], l[1] };
  else if (n == 4)
    *out = (edges){ l[0], l[1], l[2], l[3] };
  else
    STYLE_SAY(b, STYLE_LENGTH_SYNTAX, v->at, v->text, "10 pt 15 pt");
  return n == 1 || n == 2 || n == 4;
}

/* ---- colours ---- */

bool style_parse_color(const char *text, color *out)
{
  const char *s = *text == '#' ? text + 1 : text;
  if (strlen(s) != 6 || strspn(s, "0123456789abcdefABCDEF") != 6)
    return false;
  int v[6];
  for (int i = 0; i < 6; i++)
    v[i] = g_ascii_xdigit_value(s[i]);
  *out = (color){ (16 * v[0] + v[1]) / 255.0, (16 * v[2] + v[3]) / 255.0, (16 * v[4] + v[5]) / 255.0, true };
  return true;
}

bool style_get_color(style_builder *b, const style_entry *e, int field, color *out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  if (says_none(v)) {
    *out = (color){ .set = false };
    return true;
  }
  for (size_t i = 0; i < b->palette.n; i++)
    if (!strcmp(b->palette.v[i].name, v->text)) {
      *out = b->palette.v[i].ink;
      return true;
    }
  const char **names = ARENA_ARRAY(b->a, const char *, b->palette.n + 1);
  for (size_t i = 0; i < b->palette.n; i++)
    names[i] = b->palette.v[i].name;
  STYLE_SAY(b, STYLE_COLOR_UNKNOWN, v->at, v->text, style_nearest_name(v->text, names, b->palette.n));
  return false;
}

const char *style_color_name(const style_builder *b, color c)
{
  for (size_t i = 0; i < b->palette.n; i++) {
    color p = b->palette.v[i].ink;
    if (p.r == c.r && p.g == c.g && p.b == c.b)
      return b->palette.v[i].name;
  }
  return "papir";
}

/* ---- the rest ---- */

bool style_get_text(const style_entry *e, int field, const char **out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  *out = says_none(v) ? NULL : v->text;
  return true;
}

bool style_get_bool(const style_entry *e, int field, bool *out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  *out = v->yes;
  return true;
}

bool style_get_size(style_builder *b, const style_entry *e, int field, double *out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  if (g_ascii_isdigit(*v->text))
    return read_length(b, e, field, v, v->text, strlen(v->text), style_type_range, out);
  const char **names = ARENA_ARRAY(b->a, const char *, b->scale.n + 1);
  for (size_t i = 0; i < b->scale.n; i++) {
    names[i] = b->scale.v[i].name;
    if (!strcmp(names[i], v->text)) {
      *out = b->scale.v[i].size;
      return true;
    }
  }
  STYLE_SAY(b, STYLE_SIZE_UNKNOWN, v->at, v->text, style_nearest_name(v->text, names, b->scale.n));
  return false;
}

bool style_get_family(style_builder *b, const style_entry *e, int field, const char **out)
{
  const value *v = style_value(e, field);
  if (!v)
    return false;
  const char **names = ARENA_ARRAY(b->a, const char *, b->families.n + 1);
  for (size_t i = 0; i < b->families.n; i++) {
    names[i] = b->families.v[i].name;
    if (!strcmp(names[i], v->text)) {
      *out = b->families.v[i].family;
      return true;
    }
  }
  STYLE_SAY(b, STYLE_FAMILY_UNKNOWN, v->at, v->text, style_nearest_name(v->text, names, b->families.n));
  return false;
}
