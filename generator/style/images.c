/* Images of page masters: a logo, or other decoration. What a logo says stands in the text as well, so it is an artifact and needs no words of its own. */
#include "style/style_int.h"
#include <string.h>

static const length_range on_page = { 0, 5000 }, image_size = { 5, 5000 };

/* Beside the file that names it: a profile's logo beside the profile. */
static const image *open_beside(style_builder *b, const value *file)
{
  const char *below = b->profile && file->at.file == b->profile ? "/profiler" : "";
  const char *path = arena_printf(b->a, "%s%s/%s", b->folder, below, file->text), *shown = arena_printf(b->a, "%s%s/%s", b->shown, below, file->text);
  if (strchr(file->text, '/') || !file_exists(path)) {
    STYLE_SAY(b, STYLE_NO_IMAGE, file->at, file->text, shown);
    return NULL;
  }
  const image *made = image_open(b->a, b->d, path, shown, file->at);
  b->broken = b->broken || !made;
  return made;
}

/* The file that an item names; "logo" is the sheet's. NULL: none is said. */
static const value *file_of(style_builder *b, const style_entry *e)
{
  const value *file = style_said(e, STYLE_IMAGE_FILE);
  return file && !strcmp(file->text, "logo") ? style_said(&b->sheet_entry, STYLE_SHEET_LOGO) : file;
}

/* The place of a logo stays empty in a layout that has none. */
void style_add_image(style_builder *b, page_master *m, const style_entry *e)
{
  const value *file = file_of(b, e);
  master_image i = { 0 };
  double tallest = 0;
  style_get_length(b, e, STYLE_IMAGE_LEFT, on_page, &i.x);
  style_get_length(b, e, STYLE_IMAGE_TOP, on_page, &i.y);
  for (int k = 0; k < 2; k++) {
    int wanted = k ? STYLE_IMAGE_WIDTH : STYLE_IMAGE_FILE;
    if (!style_said(e, wanted))
      STYLE_SAY(b, STYLE_LACKS, style_place(b, e), style_key(e, wanted));
  }
  if (!style_get_length(b, e, STYLE_IMAGE_WIDTH, image_size, &i.width) || !file || !(i.image = open_beside(b, file)))
    return;
  i.height = i.width * i.image->height / i.image->width;
  if (style_get_length(b, e, STYLE_IMAGE_HEIGHT, image_size, &tallest) && i.height > tallest) {
    i.width *= tallest / i.height;
    i.height = tallest;
  }
  LIST_PUSH(b->a, &m->images, i);
}
