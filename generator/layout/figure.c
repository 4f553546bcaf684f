/* Figures: a scene of picture/ put on a page. The whole is one Figure with an alternative text; its labels and paint are the Figure's own marks, since
 * their order alone would say less than the text does. */
#include "layout/paint_int.h"

static const char *alternative(const figure_set *f)
{
  const block *b = f->b;
  return !text_blank(b->alt) ? b->alt : f->data ? f->data->alt : b->figure->title;
}

figure_set *figure_new(lay *l, const block *b, tag_element *parent)
{
  figure_set *f = ARENA_NEW(l->a, figure_set);
  f->b = b;
  f->data = picture_lookup(l->grids, b->figure);
  f->tag = tag_add(l->tags, parent, TAG_FIGURE);
  tag_extra_of(l->tags, f->tag)->alt = alternative(f);
  return f;
}

static void say_tall(lay *l, const figure_set *f, double over)
{
  char text[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)(over * 25.4 / 72 + 0.999), 0 }, 0, text);
  DIAG_SAY(l->d, LAYOUT_FIGURE_TALL, f->b->at, text);
}

void figure_measure(lay *l, figure_set *f, double width, double page_height)
{
  const figure_style *s = &l->s->figure;
  if (f->scene && f->width <= width && f->width >= width)
    return;
  f->width = width;
  f->scene = picture_make(l->a, l->d, l->t, l->s, f->b->figure, f->data, s->width > 0 ? MIN(s->width, width) : width, MIN(s->height, page_height / 2));
  f->height = f->scene->height;
  if (f->height > page_height)
    say_tall(l, f, f->height - page_height);
}

static void paint_shape(painter *p, const scene_shape *s, double x, double y, tag_element *owner)
{
  path_step *moved = ARENA_ARRAY(p->l->a, path_step, s->count);
  for (int k = 0; k < s->count; k++) {
    moved[k] = s->steps[k];
    for (int j = 0; j < 3; j++) {
      moved[k].x[j] += x;
      moved[k].y[j] += y;
    }
  }
  paint_path(p, moved, s->count, s->stroke, s->ink, owner);
}

void paint_figure(painter *p, const figure_set *f, double x, double y)
{
  const scene *s = f->scene;
  if (s->image)
    paint_image(p, s->image, x, y, s->width, s->height, f->tag, ARTIFACT_NONE);
  for (size_t i = 0; i < s->shapes.n; i++)
    paint_shape(p, &s->shapes.v[i], x, y, f->tag);
  for (size_t i = 0; i < s->labels.n; i++)
    for (size_t k = 0; k < s->labels.v[i].pieces.n; k++) {
      const scene_piece *piece = &s->labels.v[i].pieces.v[k];
      paint_glyphs(p, piece->run, x + piece->x, y + piece->y, piece->ink, f->tag, ARTIFACT_NONE);
    }
  tag_extra *extra = tag_extra_of(p->l->tags, f->tag);
  const double box[4] = { x, y, x + f->width, y + f->height };
  for (int k = 0; k < 4; k++)
    extra->bbox[k] = box[k];
  extra->has_bbox = true;
  extra->bbox_page = p->number;
}
