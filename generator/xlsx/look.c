/* The looks of a workbook. Calibri 11 is Excel's own default face, on every reader's machine; colours keep a contrast of at least
 * 4.5:1 on their ground (WCAG 2.1, 1.4.3). A look is made when it is first asked for. */
#include "xlsx/xlsx_int.h"

#include <string.h>

#define INK 0x1F2D3D           /* headings: 13:1 on white */
#define INK_MUTED 0x595959     /* missing values, notes: 7:1 on white */
#define INK_LINK 0x0B4F9E      /* 8:1 on white */
#define GROUND_HEADER 0xE3EAF2
#define RULE 0xC9D1DA
#define RULE_STRONG 0x44546A
/* Built-in number formats (ECMA-376 part 1, 18.8.30); all of them, and patterns too, are shown in the reader's own way. */
#define FORMAT_YEAR 1          /* 0 */
#define FORMAT_WHOLE 3         /* #,##0 */
#define FORMAT_TWO 4           /* #,##0.00 */
#define FORMAT_DATE 14         /* the reader's short date */

static void number_format_of(xlsx_job *j, lxw_format *f, unsigned decimals) {
  static const char zeros[] = "000000000000000000";
  if (decimals == 0) format_set_num_format_index(f, FORMAT_WHOLE);
  else if (decimals == 2) format_set_num_format_index(f, FORMAT_TWO);
  else format_set_num_format(f, arena_printf(j->a, "#,##0.%.*s", (int)MIN(decimals, sizeof zeros - 1), zeros));
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

/* Texts wrap; figures and dates, which stand right, never do. */
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
    case LOOK_NOTE: format_set_font_size(f, 10); format_set_font_color(f, INK_MUTED); break;
    case LOOK_HEADER: header(f, LXW_ALIGN_LEFT); break;
    case LOOK_HEADER_RIGHT: header(f, LXW_ALIGN_RIGHT); break;
    case LOOK_CELL: data(f, LXW_ALIGN_LEFT); break;
    case LOOK_GROUP_YEAR: data(f, LXW_ALIGN_LEFT); format_set_num_format_index(f, FORMAT_YEAR); break;
    case LOOK_GROUP_DATE: data(f, LXW_ALIGN_LEFT); format_set_num_format_index(f, FORMAT_DATE); break;
    case LOOK_NUMBER: data(f, LXW_ALIGN_RIGHT); number_format_of(j, f, decimals); break;
    case LOOK_YEAR: data(f, LXW_ALIGN_RIGHT); format_set_num_format_index(f, FORMAT_YEAR); break;
    case LOOK_DATE: data(f, LXW_ALIGN_RIGHT); format_set_num_format_index(f, FORMAT_DATE); break;
    case LOOK_MISSING: missing(f, LXW_ALIGN_LEFT); break;
    case LOOK_MISSING_RIGHT: missing(f, LXW_ALIGN_RIGHT); break;
  }
}

lxw_format *look_of(xlsx_job *j, look kind, unsigned decimals, bool strong) {
  for (size_t i = 0; i < j->looks.n; i++) {
    const made_look *m = &j->looks.v[i];
    if (m->kind == kind && m->decimals == decimals && m->strong == strong) return m->format;
  }
  lxw_format *f = workbook_add_format(j->book);
  if (!f) {
    job_check(j, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return NULL;
  }
  dress(j, f, kind, decimals);
  if (strong) format_set_bold(f);
  LIST_PUSH(j->a, &j->looks, ((made_look){ kind, decimals, strong, f }));
  return f;
}
