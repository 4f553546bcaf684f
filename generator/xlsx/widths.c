/* Column widths and row heights, in characters of the default font (the unit of Excel's own width) and in points.
 *
 * A column wants its longest text, at most TEXT_WIDEST, and needs its longest word; figures need all. When the wishes are wider than
 * a landscape page (a table of many columns is printed smaller, so it has a wider one), every column begins at its need, and the rest of the page is handed out in small steps, each to the column whose
 * texts now run over the most lines: long remarks get the room, and short ones keep to a line. Large tables are judged by a sample of
 * rows. Two ways were rejected: one share for all (figures wrap), and one common widest width (a single long name in a column of short
 * ones takes room from the remarks).
 * Heights: Excel fits a row without a height to its text when it opens the file; LibreOffice trusts a file of this writer and does
 * not, and texts lie over each other. So rows of more than one line get a height, counted from the widths. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define PAGE_WIDTH 132.0       /* A4 landscape at 100 % with margins of 0.5 inch */
#define PAGE_WIDEST 200.0      /* at 66 %: type of 7 points */
#define PAGE_A_COLUMN 12.0
#define TEXT_WIDEST 60.0
#define WORD_WIDEST 30.0
#define NARROWEST 6.0
#define PADDING 2.0
#define INDENT 1.0             /* right-aligned cells keep away from the next column */
#define MARK 3.0               /* " (a)" but for the mark itself */
#define DATE_WIDTH 11.0        /* 31-12-2026 */
#define BOLD 1.08              /* wider than regular */
#define LETTERS 1.1            /* a Danish text's letters to a width of one digit; measured 1.13 in Calibri, kept low */
#define STEP 2.0
#define SAMPLE 1000
#define LINE_HEIGHT 15.0       /* points: Calibri 11 */
#define HIGHEST 409.0          /* of Excel */

typedef struct need { double wish, least; } need;

static double longest_word(const char *s) {
  double most = 0, now = 0;
  for (; *s; s = utf8_next(s)) {
    now = *s == ' ' || *s == '\n' ? 0 : now + 1;
    most = MAX(most, now);
  }
  return MIN(most, WORD_WIDEST);
}

static double characters(const char *s) { return (double)utf8_length(s, strlen(s)); }

/* whole: it may not wrap (figures). A text of fewer bytes than the column has characters anyway tells nothing new. */
static void see_text(need *n, const char *s, bool whole) {
  if ((double)strlen(s) <= n->least) return;
  double all = characters(s);
  n->wish = MAX(n->wish, MIN(all, TEXT_WIDEST));
  n->least = MAX(n->least, whole ? all : longest_word(s));
}

static need need_of_header(const char *header) {
  double word = longest_word(header) * BOLD;
  double half = characters(header) * BOLD / 2;               /* at most two lines, or nearly */
  double w = MAX(MAX(word, MIN(half, WORD_WIDEST)), NARROWEST);
  return (need){ w, w };
}

static need padded(need n, double by) { return (need){ MAX(n.wish, n.least) + by, n.least + by }; }

static need need_of_cell(need n, const grid *g, const grid_cell *c) {
  bool whole = c->kind == CELL_NUMBER || c->kind == CELL_DATE;
  if (c->kind == CELL_DATE) n.least = MAX(n.least, DATE_WIDTH);
  else see_text(&n, c->text, whole);
  if (!c->note) return n;
  double marked = characters(c->text) + MARK + characters(g->notes.v[c->note - 1].mark);
  n.wish = MAX(n.wish, MIN(marked, TEXT_WIDEST));
  if (whole) n.least = MAX(n.least, marked);
  return n;
}

static need need_of_column(const sheet_plan *p, size_t column) {
  const grid *g = p->g;
  need n = need_of_header(p->header[p->groups + column]);
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind != ROW_GROUP) n = need_of_cell(n, g, &g->row[r].cells[column]);
  return padded(n, g->column[column].type == COLUMN_TEXT ? PADDING : PADDING + INDENT);
}

static need need_of_groups(const sheet_plan *p, size_t at) {
  const grid *g = p->g;
  need n = need_of_header(p->header[at]);
  for (size_t r = 0; r < g->rows; r++)
    if (g->row[r].kind == ROW_GROUP && MAX(g->row[r].level, 1) == at + 1) n = need_of_cell(n, g, &g->row[r].cells[0]);
  n.least = MAX(n.least, MIN(n.wish, WORD_WIDEST));          /* names repeat in every row: in one line, if they are not long */
  return padded(n, PADDING);
}

double widths_total(const double *widths, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) total += widths[i];
  return total;
}

/* How many lines a column's texts run over, beyond one each, at this width; about, and from a sample. */
static double excess_lines(const grid *g, size_t column, double width) {
  size_t step = MAX(g->rows / SAMPLE, 1);
  double lines = 0;
  for (size_t r = 0; r < g->rows; r += step)
    if (g->row[r].kind == ROW_RECORD) lines += (double)(int)(characters(g->row[r].cells[column].text) / (width - PADDING));
  return lines;
}

/* Hands out what is left of the page. The column of groups (index below `groups`) keeps its need. */
static void share_out(arena *a, const sheet_plan *p, const need *needs, double left) {
  const grid *g = p->g;
  size_t groups = p->groups, count = p->columns;
  double *widths = p->widths, *lines = ARENA_ARRAY(a, double, count);
  for (size_t i = 0; i < count; i++) {
    widths[i] = needs[i].least;
    left -= widths[i];
    if (i >= groups) lines[i] = excess_lines(g, i - groups, widths[i]);
  }
  for (int steps = (int)(left / STEP); steps > 0; steps--) {
    size_t most = count;
    for (size_t i = groups; i < count; i++)
      if (widths[i] < needs[i].wish && (most == count || lines[i] > lines[most])) most = i;
    if (most == count) return;
    widths[most] += STEP;
    lines[most] = excess_lines(g, most - groups, widths[most]);
  }
}

void widths_of(arena *a, sheet_plan *p) {
  need *needs = ARENA_ARRAY(a, need, p->columns);
  p->widths = ARENA_ARRAY(a, double, p->columns);
  for (size_t i = 0; i < p->groups; i++) needs[i] = need_of_groups(p, i);
  for (size_t c = 0; c < p->g->columns; c++) needs[p->groups + c] = need_of_column(p, c);
  for (size_t i = 0; i < p->columns; i++) p->widths[i] = needs[i].wish;
  double page = CLAMP(PAGE_A_COLUMN * (double)p->columns, PAGE_WIDTH, PAGE_WIDEST);
  if (widths_total(p->widths, p->columns) > page) share_out(a, p, needs, page);
}

double width_of_text(const char *text, bool bold) { return characters(text) * (bold ? BOLD : 1.0) + PADDING; }

size_t lines_in(const char *text, double width, bool bold) {
  size_t room = (size_t)MAX(width * LETTERS / (bold ? BOLD : 1.0), 1), used = 0, word = 0, lines = 1;
  if (strlen(text) <= room && !strchr(text, '\n')) return 1;
  for (const char *p = text;; p = utf8_next(p)) {
    if (*p && *p != ' ' && *p != '-' && *p != '\n') { word++; continue; }
    if (*p == '-') word++;
    if (used > 0 && used + word > room) { lines++; used = 0; }
    for (; word > room; word -= room) lines++;                 /* a word wider than its column */
    used += word + (*p == ' ' ? 1 : 0);
    word = 0;
    if (*p == '\n') { lines++; used = 0; }
    if (!*p) return lines;
  }
}

double height_of_lines(size_t lines) { return MIN((double)lines * LINE_HEIGHT, HIGHEST); }

void lines_of(arena *a, const char *text, size_t most, text_lines *out) {
  const char *start = text, *blank = NULL;
  size_t n = 0;
  for (const char *p = text; *p; p = utf8_next(p)) {
    if (*p == ' ') blank = p;
    if (++n <= most || !blank) continue;
    LIST_PUSH(a, &out->line, arena_strndup(a, start, (size_t)(blank - start)));
    start = blank + 1;
    n = p >= start ? utf8_length(start, (size_t)(utf8_next(p) - start)) : 0;
    blank = NULL;
  }
  if (*start) LIST_PUSH(a, &out->line, start);
}
