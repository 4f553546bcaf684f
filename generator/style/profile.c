/* Profiles: a region's colours and faces in one small file, laid over any layout.
 *
 * A profile is read as one more layer of the chain, so that each rule of layouts holds for it too; but only what belongs to a brand may stand in it.
 * The rejected way, a layout of its own for each region and kind of document, would need a file for each pair and drift apart. */
#include "style/style_int.h"
#include <string.h>

/* What a profile may say. */
static bool belongs(int field)
{
  return field == STYLE_SHEET_ABOUT || field == STYLE_SHEET_PALETTE || field == STYLE_SHEET_LOGO || field == STYLE_SHEET_FAMILIES;
}

bool style_read_profile(style_builder *b, const char *name, span wanted_at)
{
  const char *folder = arena_printf(b->a, "%s/profiler", b->folder);
  const char *path = arena_printf(b->a, "%s/%s.yaml", folder, name), *shown = arena_printf(b->a, "%s/profiler/%s.yaml", b->shown, name);
  if (strchr(name, '/') || !file_exists(path)) {
    STYLE_SAY(b, STYLE_NO_PROFILE, wanted_at, name, shown, style_nearest_file(b, folder, name));
    return false;
  }
  const node *root = load_yaml(b->a, b->d, path, shown);
  if (!root) {
    b->broken = true;
    return false;
  }
  const shaped *s = style_fill(b, root, STYLE_SHAPE_SHEET);
  b->profile = root->at.file;
  for (const node *k = root->first; k; k = k->next)
    for (size_t i = 0; i < s->def->count; i++)
      if (!belongs((int)i) && k->key && !strcmp(k->key, s->def->fields[i].key))
        STYLE_SAY(b, STYLE_PROFILE_KEY, k->key_at, k->key);
  style_add_layer(b, s);
  return true;
}
