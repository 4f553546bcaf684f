/* Widths of a table's columns.
 *
 * Three widths are known of each column: `natural` (everything on one line), `soft` (the widest word whole) and `hard` (the widest piece that
 * hyphenation leaves). What the table has is given out in that order of comfort. If all natural widths fit, what is over goes mostly to the texts,
 * since figures that stand far apart are hard to read across. If only the soft ones fit, no word is hyphenated: columns that need little more
 * get all they need, and the rest share what is left in proportion to their text, which makes their cells about equally tall. If not even
 * the soft ones fit, the padding of the cells gives way first, then words are hyphenated, the long ones before the short, and also where a column
 * of prose would become a thread of single words. If the hard ones do not fit either, the table is too wide: the overflow is said in
 * millimetres, and the widest columns are pressed so that nothing leaves the page. CSS's automatic layout, which knows a least and a greatest
 * width only, was the rejected way: it hyphenates names in narrow columns to give room to prose. */
#include "layout/table_int.h"

#define MM (25.4 / 72.0)                    /* in a point */

typedef struct widths { double room, want, least, hard; } widths;      /* sums of the columns' */

/* What each column wants and its least: its widest word, and some width for prose; a wished share (per cent, or a part of one) as far as
 * these allow. */
static widths sum_up(const lay *l, table_set *t, double room)
{
  widths w = { .room = room };
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    double share = t->column[c].g->share;
    col->want = col->natural;
    col->least = MAX(MIN(col->soft, col->natural), table_prose(l, col));
    if (share > 0)
      col->want = MAX(col->least, MIN(room, room * (share > 1 ? share / 100 : share)));
    w.want += col->want;
    w.least += col->least;
    w.hard += col->hard;
  }
  return w;
}

/* Everything fits. What is over goes to the texts, a quarter as much to the figures, and to columns of a wished share when all are. */
static void give_wanted(table_set *t, const widths *w)
{
  size_t n = t->columns;
  double weights = 0, *weight = g_new0(double, n);
  for (int pass = 0; pass < 2 && weights <= 0; pass++)
    for (size_t c = 0; c < n; c++) {
      weight[c] = t->column[c].g->share > 0 && pass == 0 ? 0 : (t->column[c].numeric ? 0.25 : 1) * MAX(1, t->column[c].want);
      weights += weight[c];
    }
  for (size_t c = 0; c < n; c++)
    t->column[c].width = t->column[c].want + (w->room - w->want) * weight[c] / weights;
  g_free(weight);
}

typedef struct open_columns { size_t count; double room, least, text; } open_columns;

static double text_of(const column_set *c, double room)
{
  return MIN(c->want, 2 * room);           /* one cell as long as a page does not starve all other columns */
}

static open_columns open_of(const table_set *t, const bool *given, double room)
{
  open_columns o = { .room = room };
  for (size_t c = 0; c < t->columns; c++) {
    const column_set *col = &t->column[c];
    if (given[c]) {
      o.room -= col->width;
      continue;
    }
    o.count++;
    o.least += col->least;
    o.text += text_of(col, room);
  }
  return o;
}

/* Gives one column its final width, if one can be settled: all it wants when that is no more than an equal part and leaves the others their least;
 * its least when its part by text is less than that. */
static bool settle_one(table_set *t, bool *given, double room)
{
  open_columns o = open_of(t, given, room);
  for (int rule = 0; rule < 2; rule++)
    for (size_t c = 0; c < t->columns; c++) {
      column_set *col = &t->column[c];
      if (given[c])
        continue;
      bool small = col->want <= o.room / (double)o.count && o.room - col->want >= o.least - col->least;
      bool tight = o.room * text_of(col, room) / o.text < col->least;
      if (rule == 0 ? !small : !tight)
        continue;
      col->width = rule == 0 ? col->want : col->least;
      return given[c] = true;
    }
  return false;
}

/* Between least and wanted. */
static void give_least(table_set *t, const widths *w)
{
  bool *given = g_new0(bool, t->columns);
  while (settle_one(t, given, w->room))
    continue;
  open_columns o = open_of(t, given, w->room);
  for (size_t c = 0; c < t->columns; c++)
    if (!given[c])
      t->column[c].width = o.room * text_of(&t->column[c], w->room) / o.text;
  g_free(given);
}

/* The column that lacks the least to have its words whole; n = none is left. */
static size_t cheapest(const table_set *t, const bool *given)
{
  size_t best = t->columns;
  double least = 0;
  for (size_t c = 0; c < t->columns; c++) {
    double lacks = t->column[c].least - t->column[c].width;
    if (given[c] || (best < t->columns && lacks >= least))
      continue;
    best = c;
    least = lacks;
  }
  return best;
}

/* What is over when all words are whole goes to the texts. */
static void give_rest(table_set *t, double spare)
{
  double text = 0;
  for (size_t c = 0; c < t->columns; c++)
    text += t->column[c].want;
  for (size_t c = 0; c < t->columns; c++)
    t->column[c].width += spare * t->column[c].want / MAX(text, 0.001);
}

/* From `ease` (what can be read with ease) or hard towards least: short words stay whole before long ones do, and what is left goes to the columns of
 * the longest, in proportion. */
static void give_hard(const lay *l, table_set *t, const widths *w, bool ease)
{
  double spare = w->room, lack = 0;
  bool *given = g_new0(bool, t->columns);
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    col->width = ease ? table_need(l, col) : col->hard;
    spare -= col->width;
    given[c] = col->width >= col->least;
    lack += given[c] ? 0 : col->least - col->width;
  }
  size_t c;
  while ((c = cheapest(t, given)) < t->columns) {
    double lacks = t->column[c].least - t->column[c].width;
    if (lacks > spare)
      break;
    t->column[c].width = t->column[c].least;
    spare -= lacks;
    lack -= lacks;
    given[c] = true;
  }
  if (c == t->columns)
    give_rest(t, spare);
  for (size_t k = 0; k < t->columns; k++)
    if (!given[k])
      t->column[k].width += spare * (t->column[k].least - t->column[k].width) / MAX(lack, 0.001);
  g_free(given);
}

/* Less than hard: columns that need no more than an equal part keep their words and figures, the others share what is left. */
static void press(table_set *t, const widths *w)
{
  size_t n = t->columns, open = n;
  double left = w->room;
  bool *given = g_new0(bool, n);
  for (bool again = true; again && open; ) {
    again = false;
    for (size_t c = 0; c < n; c++) {
      column_set *col = &t->column[c];
      if (given[c] || col->hard > left / (double)open)
        continue;
      col->width = col->hard;
      left -= col->hard;
      open--;
      given[c] = again = true;
    }
  }
  for (size_t c = 0; c < n; c++)
    if (!given[c])
      t->column[c].width = left / (double)open;
  g_free(given);
  t->pressed = true;
}

static void say_overflow(lay *l, const table_set *t, double millimetres)
{
  char text[NUMBER_TEXT_MAX];
  number_format((number){ (int64_t)(millimetres + 0.999), 0 }, 0, text);
  DIAG_SAY(l->d, LAYOUT_TABLE_WIDE, t->g->at, t->g->title ? t->g->title : t->g->id, text, arena_printf(l->a, "%zu", t->columns));
}

static void place(table_set *t, double pad)
{
  double x = 0;
  for (size_t c = 0; c < t->columns; c++) {
    column_set *col = &t->column[c];
    col->x = x;
    col->width += 2 * pad;
    x += col->width;
  }
}

/* Room for text with this much padding. */
static double room_with(const table_set *t, double width, double pad)
{
  return width - 2 * pad * (double)t->columns;
}

/* The padding gives way before words do: down to half so that no word is hyphenated, to a quarter so that all pieces of words fit. */
static double padding_for(const lay *l, const table_set *t, const widths *w, double width)
{
  double full = l->s->table.pad_x, each = 2 * (double)t->columns;
  double pad = CLAMP((width - w->least) / each, full / 2, full);
  if (w->hard > room_with(t, width, pad))
    pad = CLAMP((width - w->hard) / each, full / 4, pad);
  return room_with(t, width, pad) >= (double)t->columns ? pad : 0;
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
  widths w = sum_up(l, t, room_with(t, width, t->pad));
  if (w.want > w.room || t->shares) {
    table_measure_words(l, t);
    w = sum_up(l, t, w.room);
  }
  bool tight = w.least > w.room;
  if (tight) {
    table_measure_pieces(l, t);
    w = sum_up(l, t, w.room);
    t->pad = padding_for(l, t, &w, width);
    w = sum_up(l, t, MAX((double)t->columns, room_with(t, width, t->pad)));
  }
  bool ease = tight && needs(l, t) <= w.room;
  if (w.want <= w.room) {
    give_wanted(t, &w);
  } else if (w.least <= w.room + 0.01 && !ease) {
    give_least(t, &w);
  } else if (w.hard <= w.room + 0.01) {
    give_hard(l, t, &w, ease);
  } else {
    if (!*t->told)
      say_overflow(l, t, (w.hard - w.room) * MM);
    *t->told = true;
    press(t, &w);
  }
  place(t, t->pad);
  diag *d = l->d, *unheard = t->pressed ? diag_new() : NULL;       /* "too wide" is said once for the table, not for each word */
  if (unheard)
    l->d = unheard;
  table_set_header(l, t);
  table_set_rows(l, t);
  l->d = d;
  diag_free(unheard);
  t->width = width;
}
