/* Style sheets: loading, and looking things up in them. */
#include "style/style_int.h"
#include <math.h>
#include <string.h>

style_sheet *style_load(arena *a, diag *d, const style_request *wanted)
{
  size_t before = diag_count(d, SEVERITY_ERROR);
  style_builder b = { .a = a, .d = d, .folder = wanted->folder, .shown = wanted->shown, .sheet = ARENA_NEW(a, style_sheet), .sheet_entry.name = "layout" };
  b.sheet->name = arena_strdup(a, wanted->layout);
  if (!style_read(&b, b.sheet->name, wanted->layout_at))
    return NULL;
  if (wanted->profile && !style_read_profile(&b, wanted->profile, wanted->profile_at))
    return NULL;
  style_make_blocks(&b);
  style_make_masters(&b);
  style_make_rest(&b);
  for (size_t i = 0; i < b.palette.n; i++)
    LIST_PUSH(a, &b.sheet->palette, ((style_ink){ b.palette.v[i].name, b.palette.v[i].ink }));
  style_check_needed(&b);
  if (!b.broken)                         /* a colour that could not be read would give a contrast nobody wrote */
    style_check_contrast(&b);
  return b.broken || diag_count(d, SEVERITY_ERROR) > before ? NULL : b.sheet;
}

static const block_style *block_named(const style_sheet *s, const char *name, size_t length)
{
  for (size_t i = 0; i < s->blocks.n; i++)
    if (strlen(s->blocks.v[i]->name) == length && !memcmp(s->blocks.v[i]->name, name, length))
      return s->blocks.v[i];
  return NULL;
}

const block_style *style_block(const style_sheet *s, const char *name)
{
  return block_named(s, name, strlen(name));
}

const block_style *style_block_or_body(const style_sheet *s, const char *name)
{
  for (size_t n = strlen(name); n > 0;) {
    const block_style *found = block_named(s, name, n);
    if (found)
      return found;
    do
      n--;
    while (n > 0 && name[n] != '-');
  }
  return s->body;
}

const page_master *style_master(const style_sheet *s, const char *name)
{
  for (size_t i = 0; i < s->masters.n; i++)
    if (!strcmp(s->masters.v[i]->name, name))
      return s->masters.v[i];
  return NULL;
}

const char *style_string(const style_sheet *s, const char *key)
{
  for (size_t i = 0; i < s->strings.n; i++)
    if (!strcmp(s->strings.v[i].key, key))
      return s->strings.v[i].text;
  return key;
}

color style_stands_on(const style_sheet *s, const block_style *b)
{
  if (b->ground.set || b->backdrop.set)
    return b->ground.set ? b->ground : b->backdrop;
  for (size_t n = strlen(b->name); n > 0; n--) {
    const block_style *box = b->name[n] == '-' ? block_named(s, b->name, n) : NULL;
    if (box && box->ground.set)
      return box->ground;
  }
  return s->paper;
}

const char *style_ink_name(const style_sheet *s, color c)
{
  for (size_t i = 0; c.set && i < s->palette.n; i++) {
    color k = s->palette.v[i].ink;
    if (fabs(k.r - c.r) + fabs(k.g - c.g) + fabs(k.b - c.b) < 1e-6)
      return s->palette.v[i].name;
  }
  return "ingen";
}
