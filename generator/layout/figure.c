/* The specialisation triangle: bands from few citizens and high specialisation (the top) to many and low, and beside them the forms of cooperation,
 * the most binding at the top, between two arrows that point to where there is more: up. Everything is measured first: labels wrap in their own columns, bands and boxes grow with the tallest text
 * in them, so nothing can lie over anything else however long a label is; on a narrow measure the two halves stand one above the other.
 * The whole is one Figure with an alternative text; its labels are its content, its lines and areas its paint. */
#include "layout/layout_int.h"

typedef struct plan { lay *l; figure_set *f; const figure *c; const figure_style *s; const block_style *label, *text; double gap; } plan;

static figure_label *label_at(plan *p, para *text, double x, double y, double width)
{
  figure_label *k = LIST_ADD(p->l->a, &p->f->labels);
  *k = (figure_label){ text, x, y, width };
  return k;
}

static path_step *path_new(plan *p, int count, double stroke, color ink)
{
  figure_shape *k = LIST_ADD(p->l->a, &p->f->shapes);
  *k = (figure_shape){ .steps = ARENA_ARRAY(p->l->a, path_step, count), .count = count, .stroke = stroke, .ink = ink };
  return k->steps;
}

static path_step step(path_verb verb, double x, double y)
{
  return (path_step){ .verb = (uint8_t)verb, .x = { x }, .y = { y } };
}

static void polygon(plan *p, const double (*corner)[2], int n, double stroke, color ink)
{
  path_step *s = path_new(p, n + 1, stroke, ink);
  for (int i = 0; i < n; i++)
    s[i] = step(i ? PATH_LINE : PATH_MOVE, corner[i][0], corner[i][1]);
  s[n] = step(PATH_CLOSE, 0, 0);
}

static void line(plan *p, double x1, double y1, double x2, double y2, double stroke)
{
  path_step *s = path_new(p, 2, stroke, p->s->line);
  s[0] = step(PATH_MOVE, x1, y1);
  s[1] = step(PATH_LINE, x2, y2);
}

static double height_of(const plan *p, para *text, double width)
{
  return text ? para_set(p->l, text, width) * text->leading : 0;
}

static para *words(plan *p, const block_style *b, const char *text, text_align align, color ink)
{
  if (text_blank(text))
    return NULL;
  para *made = para_from_text(p->l, b, NULL, ink, text, p->f->tag, p->f->b->at);
  made->align = align;
  return made;
}

/* ---- the triangle ---- */

typedef struct level_words { para *citizens, *specialisation; } level_words;
typedef struct triangle { level_words *level; int count; para *left, *right; double width, side, head, band; } triangle;

static double widest(plan *p, const triangle *t)
{
  double width = 0;
  for (int i = 0; i < t->count; i++) {
    width = MAX(width, t->level[i].citizens ? para_max_width(p->l, t->level[i].citizens) : 0);
    width = MAX(width, t->level[i].specialisation ? para_max_width(p->l, t->level[i].specialisation) : 0);
  }
  return width;
}

/* Labels take what they need of the two sides, at most three tenths of the width each. */
static void triangle_measure(plan *p, triangle *t, double width)
{
  t->count = (int)p->c->levels.n;
  t->level = ARENA_ARRAY(p->l->a, level_words, t->count);
  t->width = width;
  for (int i = 0; i < t->count; i++) {
    t->level[i].citizens = words(p, p->text, p->c->levels.v[i].citizens, ALIGN_LEFT, p->text->ink);
    t->level[i].specialisation = words(p, p->text, p->c->levels.v[i].specialisation, ALIGN_RIGHT, p->text->ink);
  }
  t->left = words(p, p->label, p->c->left_title, ALIGN_LEFT, p->label->ink);
  t->right = words(p, p->label, p->c->right_title, ALIGN_RIGHT, p->label->ink);
  t->side = MIN(widest(p, t), width * 0.3);
  double half = (width - p->gap) / 2;
  t->head = MAX(height_of(p, t->left, half), height_of(p, t->right, half));
  t->head += t->head > 0 ? p->gap : 0;
  for (int i = 0; i < t->count; i++) {
    double one = MAX(height_of(p, t->level[i].citizens, t->side), height_of(p, t->level[i].specialisation, t->side));
    t->band = MAX(t->band, one + p->gap);
  }
}

static void triangle_words(plan *p, const triangle *t, double y)
{
  double half = (t->width - p->gap) / 2;
  if (t->left)
    label_at(p, t->left, 0, y, half);
  if (t->right)
    label_at(p, t->right, t->width - half, y, half);
  for (int i = 0; i < t->count; i++) {
    double top = y + t->head + i * t->band;
    para *left = t->level[i].citizens, *right = t->level[i].specialisation;
    if (left)
      label_at(p, left, 0, top + (t->band - height_of(p, left, t->side)) / 2, t->side);
    if (right)
      label_at(p, right, t->width - t->side, top + (t->band - height_of(p, right, t->side)) / 2, t->side);
  }
}

/* Thin lines join each band with its labels; the bands lie over them, a hair apart. */
static void triangle_draw(plan *p, const triangle *t, double y)
{
  double top = y + t->head, height = t->band * t->count, apart = p->gap / 4;
  double left = t->side + p->gap, right = t->width - t->side - p->gap, middle = t->width / 2;
  for (int i = 1; i < t->count; i++)
    line(p, 0, top + i * t->band, t->width, top + i * t->band, 0.5);
  for (int i = 0; i < t->count; i++) {
    double from = i * t->band + (i ? apart : 0), to = (i + 1) * t->band - (i + 1 < t->count ? apart : 0);
    double half_from = (right - left) / 2 * from / height, half_to = (right - left) / 2 * to / height;
    const double corner[4][2] = { { middle - half_from, top + from }, { middle + half_from, top + from }, { middle + half_to, top + to },
                                  { middle - half_to, top + to } };
    color ground = p->s->level[MIN(i, 3)];
    polygon(p, corner, 4, 0, ground.set ? ground : p->s->line);
    polygon(p, corner, 4, 0.75, p->s->line);
  }
  triangle_words(p, t, y);
}

/* ---- the forms of cooperation ---- */

typedef struct forms { para **text, *across, *down; int count; double x, width, box, head, row; } forms;

static void forms_texts(plan *p, forms *f)
{
  color ground = p->s->level[3], ink = ground.set && p->s->level_ink[3].set ? p->s->level_ink[3] : p->text->ink;
  f->count = (int)p->c->forms.n;
  f->text = ARENA_ARRAY(p->l->a, para *, f->count);
  for (int i = 0; i < f->count; i++)
    f->text[i] = words(p, p->text, p->c->forms.v[i].text, ALIGN_LEFT, ink);
  f->down = words(p, p->label, p->c->arrow_down, ALIGN_LEFT, p->label->ink);
  f->across = words(p, p->label, p->c->arrow_across, ALIGN_RIGHT, p->label->ink);
}

/* One box under the other: the forms are one row from the most to the least binding, and a grid of two by two would not say so. */
static void forms_measure(plan *p, forms *f, double x, double width)
{
  forms_texts(p, f);
  f->x = x;
  f->width = width;
  f->box = width - 4 * p->gap;                           /* an arrow at each side */
  double half = (width - p->gap) / 2;
  f->head = MAX(height_of(p, f->down, half), height_of(p, f->across, half));
  f->head += f->head > 0 ? p->gap : 0;
  for (int i = 0; i < f->count; i++)
    f->row = MAX(f->row, height_of(p, f->text[i], f->box - 2 * p->gap) + 2 * p->gap);
}

static double forms_height(const plan *p, const forms *f)
{
  return f->count ? f->head + f->count * f->row + (f->count - 1) * p->gap : 0;
}

static void arrow_up(plan *p, double x, double from, double to)
{
  double head = p->gap, half = head / 2;
  line(p, x, from, x, to + head, 1.25);
  const double tip[3][2] = { { x, to }, { x - half, to + head }, { x + half, to + head } };
  polygon(p, tip, 3, 0, p->s->line);
}

static void forms_draw(plan *p, const forms *f, double y)
{
  double x = f->x + 2 * p->gap, top = y + f->head, bottom = y + forms_height(p, f), half = (f->width - p->gap) / 2;
  if (!f->count)
    return;
  if (f->down) {
    label_at(p, f->down, f->x, y, half);
    arrow_up(p, f->x + p->gap, bottom, top);
  }
  if (f->across) {
    label_at(p, f->across, f->x + f->width - half, y, half);
    arrow_up(p, f->x + f->width - p->gap, bottom, top);
  }
  for (int i = 0; i < f->count; i++) {
    double up = top + i * (f->row + p->gap);
    const double corner[4][2] = { { x, up }, { x + f->box, up }, { x + f->box, up + f->row }, { x, up + f->row } };
    if (p->s->level[3].set)
      polygon(p, corner, 4, 0, p->s->level[3]);
    polygon(p, corner, 4, 0.75, p->s->line);
    if (f->text[i])
      label_at(p, f->text[i], x + p->gap, up + (f->row - height_of(p, f->text[i], f->box - 2 * p->gap)) / 2, f->box - 2 * p->gap);
  }
}

/* ---- both ---- */

figure_set *figure_new(lay *l, const block *b, tag_element *parent)
{
  figure_set *f = ARENA_NEW(l->a, figure_set);
  f->b = b;
  f->tag = tag_add(l->tags, parent, TAG_FIGURE);
  tag_extra *x = tag_extra_of(l->tags, f->tag);
  x->alt = !text_blank(b->alt) ? b->alt : b->text ? inl_plain(l->a, b->text) : b->figure->kind;
  return f;
}

static void say_tall(lay *l, const figure_set *f, double over)
{
  char text[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)(over * 25.4 / 72 + 0.999), 0 }, 0, text);
  DIAG_SAY(l->d, LAYOUT_FIGURE_TALL, f->b->at, text);
}

/* Side by side when each half has room for some twenty letters beside the labels; the taller half gives the height. */
void figure_measure(lay *l, figure_set *f, double width, double page_height)
{
  const figure_style *s = &l->s->figure;
  if (f->width <= width && f->width >= width)
    return;
  plan p = { .l = l, .f = f, .c = f->b->figure, .s = s, .label = s->label ? s->label : l->s->body, .text = s->text ? s->text : l->s->body };
  f->shapes.n = f->labels.n = 0;
  f->width = width;
  double all = s->width > 0 ? MIN(s->width, width) : width;
  p.gap = p.text->leading / 2;
  bool beside = p.c->forms.n && all >= 25 * p.text->leading;
  double part = beside ? (all - 4 * p.gap) / 2 : all;
  triangle t = { 0 };
  forms o = { 0 };
  triangle_measure(&p, &t, part);
  forms_measure(&p, &o, beside ? part + 4 * p.gap : 0, part);
  double wished = MIN(beside || !o.count ? s->height : s->height / 2, page_height / 2);
  double left = t.head + t.band * t.count, right = forms_height(&p, &o), height = MAX(wished, beside ? MAX(left, right) : left);
  if (t.count)
    t.band += (height - left) / t.count;
  if (beside && o.count)
    o.row += (height - right) / o.count;
  triangle_draw(&p, &t, 0);
  forms_draw(&p, &o, beside ? 0 : height + 2 * p.gap);
  f->height = beside || !o.count ? height : height + 2 * p.gap + right;
  if (f->height > page_height)
    say_tall(l, f, f->height - page_height);
}

void paint_figure(painter *p, const figure_set *f, double x, double y)
{
  lay *l = p->l;
  for (size_t i = 0; i < f->shapes.n; i++) {
    const figure_shape *s = &f->shapes.v[i];
    path_step *moved = ARENA_ARRAY(l->a, path_step, s->count);
    for (int k = 0; k < s->count; k++) {
      moved[k] = s->steps[k];
      for (int j = 0; j < 3; j++) {
        moved[k].x[j] += x;
        moved[k].y[j] += y;
      }
    }
    paint_path(p, moved, s->count, s->stroke, s->ink, f->tag);
  }
  for (size_t i = 0; i < f->labels.n; i++) {
    figure_label *k = &f->labels.v[i];
    for (int n = 0; n < k->text->line_count; n++)
      paint_line(p, k->text, n, x + k->x, y + k->y + n * k->text->leading, k->width, ARTIFACT_NONE);
  }
  tag_extra *extra = tag_extra_of(l->tags, f->tag);
  const double box[4] = { x, y, x + f->width, y + f->height };
  for (int k = 0; k < 4; k++)
    extra->bbox[k] = box[k];
  extra->has_bbox = true;
  extra->bbox_page = p->number;
}
