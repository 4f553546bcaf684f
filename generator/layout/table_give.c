/* What a table has is given to its columns: all they want, at least their words whole, or what is left (see table_width.c). */
#include "layout/table_int.h"

/* Everything fits. What is over goes to the texts, a quarter as much to the figures, and to columns of a wished share when all are. */
void table_give_wanted(table_set *t, const widths *w)
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
void table_give_least(table_set *t, const widths *w)
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
void table_give_hard(const lay *l, table_set *t, const widths *w, bool ease)
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
void table_press(table_set *t, const widths *w)
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
