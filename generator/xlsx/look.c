/* The looks of a workbook. Calibri 11 is Excel's own default face, on every reader's machine; colours keep a contrast of at least
 * 4.5:1 on their ground (WCAG 2.1, 1.4.3). A look is made when it is first asked for.
 * The mark of a note stands in the number format ("ikke oplyst" is shown as "ikke oplyst (a)"): so the value stays one word that can be
 * filtered, counted and compared, and a formula over it gives the same word. Excel takes about 200 formats of one's own; beyond
 * MARKS_MOST the mark has to stand in the text. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define INK 0x1F2D3D           /* headings: 13:1 on white */
#define INK_MUTED 0x595959     /* missing values, notes: 7:1 on white */
#define INK_LINK 0x0B4F9E      /* 8:1 on white */
#define GROUND_HEADER 0xE3EAF2
#define GROUND_INPUT 0xFFF6CC
#define INK_BANNER 0x9C1C1C    /* 8:1 on white */
#define MARKS_MOST 150
#define RULE 0xC9D1DA
#define RULE_STRONG 0x44546A
/* Built-in number formats (ECMA-376 part 1, 18.8.30); all of them, and patterns too, are shown in the reader's own way. */
#define FORMAT_YEAR 1          /* 0 */
#define FORMAT_WHOLE 3         /* #,##0 */
#define FORMAT_TWO 4           /* #,##0.00 */
#define FORMAT_DATE 14         /* the reader's short date */

static const char *number_pattern(arena *a, unsigned decimals) {
  static const char zeros[] = "000000000000000000";
  if (!decimals) return "#,##0";
  return arena_printf(a, "#,##0.%.*s", (int)MIN(decimals, sizeof zeros - 1), zeros);
}

static void number_format_of(xlsx_job *j, lxw_format *f, unsigned decimals) {
  if (decimals == 0) format_set_num_format_index(f, FORMAT_WHOLE);
  else if (decimals == 2) format_set_num_format_index(f, FORMAT_TWO);
  else format_set_num_format(f, number_pattern(j->a, decimals));
}

/* The look's own format with " (a)" behind the value. Marks are letters. A pattern cannot say "the reader's own date": day first here. */
static void mark_format(xlsx_job *j, lxw_format *f, look kind, unsigned decimals, const char *mark) {
  const char *own = "General";
  if (kind == LOOK_NUMBER) own = number_pattern(j->a, decimals);
  if (kind == LOOK_YEAR || kind == LOOK_GROUP_YEAR) own = "0";
  if (kind == LOOK_DATE || kind == LOOK_GROUP_DATE) own = "dd-mm-yyyy";
  const char *m = arena_printf(j->a, "\" (%s)\"", mark);
  format_set_num_format_index(f, 0);                          /* an index would win over the pattern */
  format_set_num_format(f, arena_printf(j->a, "%s%s;-%s%s;%s%s;@%s", own, m, own, m, own, m, m));
}

static void rule_below(lxw_format *f, uint8_t weight, lxw_color_t ink) {
  format_set_bottom(f, weight);
  format_set_bottom_color(f, ink);
}

static void heading(lxw_format *f, double size) {
  format_set_bold(f);
  format_set_font_size(f, size);
  format_set_font_color(f, INK);
}

/* What stands right keeps a little away from the text of the next column. */
static void aligned(lxw_format *f, uint8_t align) {
  format_set_align(f, align);
  if (align == LXW_ALIGN_RIGHT) format_set_indent(f, 1);
}

/* Texts wrap; figures and dates, which stand right, never do. What is missing wraps wherever it stands. */
static void wrapped(lxw_format *f, uint8_t align) {
  if (align == LXW_ALIGN_LEFT) format_set_text_wrap(f);
  aligned(f, align);
  format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
}

static void header(lxw_format *f, uint8_t align) {
  heading(f, 11);
  format_set_text_wrap(f);
  aligned(f, align);
  format_set_align(f, LXW_ALIGN_VERTICAL_BOTTOM);
  format_set_bg_color(f, GROUND_HEADER);
  rule_below(f, LXW_BORDER_THIN, RULE_STRONG);
}

static void data(lxw_format *f, uint8_t align) {
  wrapped(f, align);
  rule_below(f, LXW_BORDER_THIN, RULE);
}

static void missing(lxw_format *f, uint8_t align) {
  data(f, align);
  format_set_text_wrap(f);
  format_set_italic(f);
  format_set_font_color(f, INK_MUTED);
}

static void dress(xlsx_job *j, lxw_format *f, look kind, unsigned decimals) {
  switch (kind) {
    case LOOK_TITLE: heading(f, 20); break;
    case LOOK_SUBTITLE: format_set_font_size(f, 13); format_set_font_color(f, INK_MUTED); break;
    case LOOK_HEADING: heading(f, 13); break;
    case LOOK_CAPTION: heading(f, 14); break;
    case LOOK_LABEL: wrapped(f, LXW_ALIGN_LEFT); heading(f, 11); break;
    case LOOK_TEXT: wrapped(f, LXW_ALIGN_LEFT); break;
    case LOOK_LINK: data(f, LXW_ALIGN_LEFT); format_set_underline(f, LXW_UNDERLINE_SINGLE); format_set_font_color(f, INK_LINK); break;
    case LOOK_BACK: format_set_underline(f, LXW_UNDERLINE_SINGLE); format_set_font_color(f, INK_LINK); break;
    case LOOK_BANNER: heading(f, 12); format_set_font_color(f, INK_BANNER); break;
    case LOOK_NOTE: format_set_font_size(f, 10); format_set_font_color(f, INK_MUTED); break;
    case LOOK_HEADER: header(f, LXW_ALIGN_LEFT); break;
    case LOOK_HEADER_RIGHT: header(f, LXW_ALIGN_RIGHT); break;
    case LOOK_CELL: data(f, LXW_ALIGN_LEFT); break;
    case LOOK_CELL_RIGHT: data(f, LXW_ALIGN_RIGHT); break;
    case LOOK_GROUP_YEAR: data(f, LXW_ALIGN_LEFT); format_set_num_format_index(f, FORMAT_YEAR); break;
    case LOOK_GROUP_DATE: data(f, LXW_ALIGN_LEFT); format_set_num_format_index(f, FORMAT_DATE); break;
    case LOOK_NUMBER: data(f, LXW_ALIGN_RIGHT); number_format_of(j, f, decimals); break;
    case LOOK_YEAR: data(f, LXW_ALIGN_RIGHT); format_set_num_format_index(f, FORMAT_YEAR); break;
    case LOOK_DATE: data(f, LXW_ALIGN_RIGHT); format_set_num_format_index(f, FORMAT_DATE); break;
    case LOOK_MISSING: missing(f, LXW_ALIGN_LEFT); break;
    case LOOK_MISSING_RIGHT: missing(f, LXW_ALIGN_RIGHT); break;
    case LOOK_INPUT:
      data(f, LXW_ALIGN_RIGHT);
      number_format_of(j, f, decimals);
      format_set_unlocked(f);
      format_set_bg_color(f, GROUND_INPUT);
      format_set_border(f, LXW_BORDER_THIN);
      format_set_border_color(f, RULE_STRONG);
      break;
  }
}

static bool same_mark(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

lxw_format *look_of(xlsx_job *j, look kind, unsigned decimals, bool strong, const char *mark) {
  for (size_t i = 0; i < j->looks.n; i++) {
    const made_look *m = &j->looks.v[i];
    if (m->kind == kind && m->decimals == decimals && m->strong == strong && same_mark(m->mark, mark)) return m->format;
  }
  if (mark && j->marked == MARKS_MOST) return NULL;
  lxw_format *f = workbook_add_format(j->book);
  if (!f) {
    job_check(j, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return NULL;
  }
  dress(j, f, kind, decimals);
  if (strong) format_set_bold(f);
  if (mark) mark_format(j, f, kind, decimals, mark);
  j->marked += mark != NULL;
  LIST_PUSH(j->a, &j->looks, ((made_look){ kind, decimals, strong, mark, f }));
  return f;
}
