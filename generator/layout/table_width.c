/* Widths of a table's columns.
 *
 * Three widths are known of each column: `natural` (everything on one line), `soft` (the widest word whole) and `hard` (the widest piece that
 * hyphenation leaves). What the table has is given out in that order of comfort. If all natural widths fit, what is over goes mostly to the texts,
 * since figures that stand far apart are hard to read across. If only the soft ones fit, no word is hyphenated: columns that need little more
 * get all they need, and the rest share what is left in proportion to their text, which makes their cells about equally tall; before that, cells
 * of a few words ("ikke oplyst", "Niveau 1") get one line as long as prose keeps three quarters of its ease and cells two thirds of their
 * padding. If not even
 * the soft ones fit, the padding of the cells gives way first, then words are hyphenated, the long ones before the short, and also where a column
 * of prose would become a thread of single words. If the hard ones do not fit either, the table is too wide: the overflow is said in
 * millimetres, and the widest columns are pressed so that nothing leaves the page. CSS's automatic layout, which knows a least and a greatest
 * width only, was the rejected way: it hyphenates names in narrow columns to give room to prose. */
#include "layout/table_int.h"

#define PROSE_LEAST 0.75                    /* of the width at which prose is read with ease, so that what is brief stays on one line */
#define PAD_LEAST (2.0 / 3)                 /* of the padding, likewise */
#define MM (25.4 / 72.0)                    /* in a point */

/* What each column wants and its least: its widest word, and some width for prose (a share of what table_prose says); a wished share (per cent, or a
 * part of one) as far as these allow. A share is also the most that prose asks for: the other columns' shares would pay for more. */
static widths sum_up(const lay *l, table_set *t, double room, double prose)
{
  widths w = { .room = room };
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    double share = t->column[c].g->share, wished = MIN(room, room * (share > 1 ? share / 100 : share)), ease = prose * table_prose(l, col);
    col->want = col->natural;
    col->least = MAX(MIN(col->soft, col->natural), share > 0 ? MIN(ease, wished) : ease);
    if (share > 0)
      col->want = MAX(col->least, wished);
    w.want += col->want;
    w.least += col->least;
    w.hard += col->hard;
  }
  return w;
}

/* What the columns of one spanning header lack, or one column without any, to have what is brief on one line. */
static double lacks_brief(const table_set *t, size_t column)
{
  double lacks = 0;
  for (size_t c = 0; c < t->columns; c++)
    if (c == column || (t->column[c].over >= 0 && t->column[c].over == t->column[column].over))
      lacks += MAX(0, t->column[c].brief - t->column[c].least);
  return lacks;
}

/* What is brief stays on one line where the room allows it, alike in columns of one spanning header, and where the least is lacking first.
 * Returns in how many columns it does not. */
static size_t ask_brief(table_set *t, widths *w)
{
  for (;;) {
    size_t open = 0, best = t->columns;
    double least = 0;
    for (size_t c = 0; c < t->columns; c++) {
      double lacks = t->column[c].brief > t->column[c].least ? lacks_brief(t, c) : 0;
      open += lacks > 0;
      if (lacks <= 0 || (best < t->columns && lacks >= least))
        continue;
      best = c;
      least = lacks;
    }
    if (best == t->columns || w->least + least > w->room)
      return open;
    w->least += least;
    int over = t->column[best].over;
    for (size_t c = 0; c < t->columns; c++) {
      column_set *col = &t->column[c];
      if (c == best || (over >= 0 && col->over == over))
        col->least = MAX(col->least, col->brief);
      col->want = MAX(col->want, col->least);
    }
  }
}

static void say_overflow(lay *l, const table_set *t, double millimetres)
{
  char text[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)(millimetres + 0.999), 0 }, 0, text);
  DIAG_SAY(l->d, LAYOUT_TABLE_WIDE, t->g->at, t->g->title ? t->g->title : t->g->id, text, arena_printf(l->a, "%zu", t->columns));
}

bool table_gap_after(const table_set *t, size_t column)
{
  return column + 1 < t->columns && t->column[column].numeric && !t->column[column + 1].numeric;
}

/* All that is white between texts, in paddings: where these give way, the room after figures does too. */
static double paddings(const lay *l, const table_set *t)
{
  const table_style *s = &l->s->table;
  double n = 2 * (double)t->columns;
  for (size_t c = 0; s->pad_x > 0 && c < t->columns; c++)
    n += table_gap_after(t, c) ? s->gap / s->pad_x : 0;
  return n;
}

static void place(const lay *l, table_set *t)
{
  const table_style *s = &l->s->table;
  double x = 0;
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    col->gap = s->pad_x > 0 && table_gap_after(t, c) ? s->gap * t->pad / s->pad_x : 0;
    col->x = x;
    col->width += 2 * t->pad + col->gap;
    x += col->width;
  }
}

/* Room for text with this much padding. */
static double room_with(const lay *l, const table_set *t, double width, double pad)
{
  return width - pad * paddings(l, t);
}

/* The padding gives way before words do: down to half so that no word is hyphenated, to a quarter so that all pieces of words fit. */
static double padding_for(const lay *l, const table_set *t, const widths *w, double width)
{
  double full = l->s->table.pad_x, each = paddings(l, t);
  double pad = CLAMP((width - w->least) / each, full / 2, full);
  if (w->hard > room_with(l, t, width, pad))
    pad = CLAMP((width - w->hard) / each, full / 4, pad);
  return room_with(l, t, width, pad) >= (double)t->columns ? pad : 0;
}

/* What is brief stays whole before prose has all its width, and before the padding has. */
static void keep_brief(const lay *l, table_set *t, double width, widths *w)
{
  size_t open = ask_brief(t, w);
  if (!open)
    return;
  *w = sum_up(l, t, w->room, PROSE_LEAST);
  open = ask_brief(t, w);
  double pad = MIN(t->pad, PAD_LEAST * l->s->table.pad_x);
  widths closer = sum_up(l, t, room_with(l, t, width, pad), PROSE_LEAST);
  if (open && ask_brief(t, &closer) < open) {
    t->pad = pad;
    *w = closer;
  } else if (open) {
    *w = sum_up(l, t, w->room, PROSE_LEAST);
    ask_brief(t, w);
  }
}

static double needs(const lay *l, const table_set *t)
{
  double sum = 0;
  for (size_t c = 0; c < t->columns; c++)
    sum += table_need(l, &t->column[c]);
  return sum;
}

/* Columns side by side in `width`, their paddings in it; then rows and header for these widths. */
void table_widths(lay *l, table_set *t, double width)
{
  if (t->width <= width && t->width >= width)
    return;
  table_measure(l, t);
  t->pad = l->s->table.pad_x;
  t->pressed = false;
  widths w = sum_up(l, t, room_with(l, t, width, t->pad), 1);
  if (w.want > w.room || t->shares) {
    table_measure_words(l, t);
    w = sum_up(l, t, w.room, 1);
  }
  bool tight = w.least > w.room;
  if (tight) {
    table_measure_pieces(l, t);
    w = sum_up(l, t, w.room, 1);
    t->pad = padding_for(l, t, &w, width);
    w = sum_up(l, t, MAX((double)t->columns, room_with(l, t, width, t->pad)), 1);
  }
  if (w.least <= w.room)
    keep_brief(l, t, width, &w);
  bool ease = tight && needs(l, t) <= w.room;
  if (w.want <= w.room) {
    table_give_wanted(t, &w);
  } else if (w.least <= w.room + 0.01 && !ease) {
    table_give_least(t, &w);
  } else if (w.hard <= w.room + 0.01) {
    table_give_hard(l, t, &w, ease);
  } else {
    if (!*t->told)
      say_overflow(l, t, (w.hard - w.room) * MM);
    *t->told = true;
    table_press(t, &w);
  }
  place(l, t);
  diag *d = l->d, *unheard = t->pressed ? diag_new() : NULL;       /* "too wide" is said once for the table, not for each word */
  if (unheard)
    l->d = unheard;
  table_set_header(l, t);
  table_set_rows(l, t);
  l->d = d;
  diag_free(unheard);
  t->width = width;
}
