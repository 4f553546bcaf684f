/* style/: layouts/NAME.yaml becomes computed styles. All lengths in points (the files write mm or pt).
 * For text (text_style), layout (all), pdf (colours) and cli. Knows nothing of content. */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H
#include "image/image.h"
#include "load/load.h"

typedef struct color { double r, g, b; bool set; } color;      /* 0..1, sRGB; set = false: none */
typedef enum text_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_DECIMAL } text_align;
typedef enum page_break { BREAK_NONE, BREAK_PAGE, BREAK_RIGHT, BREAK_FILLED } page_break;     /* RIGHT: on a page with an odd number; FILLED: unless the page has only begun */
typedef enum block_place { PLACE_TEXT, PLACE_FLOAT, PLACE_SIDE } block_place;    /* FLOAT: may begin the next page in place of leaving a gap; SIDE: in the page's side column, if it has one */
typedef enum box_keep { BOX_SPLITS, BOX_WHOLE, BOX_SHORT } box_keep;      /* SHORT: whole up to a third of a page; longer, it splits */
typedef struct edges { double top, right, bottom, left; } edges;

/* A face: what text/ needs to shape. Equal faces are one pointer in a sheet (compare by pointer). */
typedef struct face_style {
  const char *family; double size; int weight; bool italic;    /* weight 400, 700 … */
  bool tabular;              /* tnum=1, kern=0 */
  bool caps;                 /* written in capitals by layout, text kept as typed (ActualText not needed: letters are changed before shaping) */
  double tracking;           /* extra letter space, points */
  span at;
} face_style;

/* The look of one block, found by its style name; inherits ("arver:") from another. */
typedef struct block_style {
  const char *name;
  const face_style *face, *strong, *emph, *label;   /* label: list marks, box labels */
  color ink, label_ink, link_ink;
  double leading;            /* baseline to baseline */
  text_align align;
  double before, after;      /* space; the larger of two meeting ones counts */
  edges indent;              /* left/right: text; top/bottom unused */
  double first_indent;
  bool hyphenate, even;        /* even: lines of like length */
  bool numbered;             /* headings: "2.1" before the text */
  bool keep_with_next;
  box_keep keep_together;
  bool one_page;             /* a container that is meant for one page (a slide): told when it is not */
  bool label_again;          /* a box: its label is repeated where a page cuts it */
  bool spans;                /* goes over all columns of the page */
  block_place place;
  page_break break_before, break_after;     /* after: what follows the block begins a new page (a cover) */
  const char *master;        /* page master that begins here; NULL = go on */
  int orphans, widows;       /* lines at least, 2 */
  /* ground and borders of boxes, quotes and paragraphs */
  color ground;
  edges padding;
  edges border;              /* widths */
  color border_ink;
  double radius;
  const char *label_text;    /* "Mål", "Ønskede resultater": string from the layout set above the children; NULL */
  const char *bullet;        /* lists: "•", "–"; NULL = numbers */
  double hanging;            /* lists: from label to text */
  double column_gap;         /* BLOCK_COLUMNS */
  double width;              /* max measure of text (of a box or quote: its outer width, padding and borders included); 0 = the column's */
  double top;                /* the block begins at least this far below the page's upper edge (cover); 0 = where the flow stands */
  double bar_width, bar_height, bar_gap; color bar_ink;   /* short bar above the block at its left edge, gap from bar to block; a part of its height; 0 = none */
  color backdrop;            /* the master's plane it stands on (cover): for the contrast check only, never painted */
  span at;
} block_style;

typedef struct table_style {
  block_style *caption, *header, *body, *group, *total, *note;
  double pad_x, pad_y, gap;    /* gap: besides, between figures and a text to the right of them */
  double rule_top, rule_header, rule_row, rule_bottom; color rule_ink, row_ink;
  color header_ground, group_ground;
} table_style;

typedef enum slot_kind { SLOT_LEFT, SLOT_CENTER, SLOT_RIGHT } slot_kind;
/* Text of heads and feet with fields: {aftale} {del} {titel} {status} {version} {versionsdato} {side} {sider} {afsnit} {banner}. */
typedef struct master_slot { slot_kind kind; const char *text; const block_style *style; double y; } master_slot;   /* y: baseline from the page's top */
typedef struct master_plane { double x, y, width, height; color ink; } master_plane;   /* a filled rectangle behind the page */
typedef struct master_image { const image *image; double x, y, width, height; } master_image;   /* decoration: what it says stands in the text too */
typedef struct page_master page_master;
struct page_master {
  const char *name; double width, height; edges margin;
  LIST(master_slot) slots; LIST(master_plane) planes; LIST(master_image) images;      /* images lie over planes */
  const char *next;          /* master of the page after; NULL = the same */
  int columns; double column_gap;       /* of text; 1 = one */
  double side_width, side_gap; bool side_left, side_outer;      /* column beside the text; 0 = none. At the right it stands beside the body's measure, at the left in the margin */
  const page_master *left;   /* the same turned over, for pages with an even number; NULL = all alike */
};

#define STYLE_SERIES 6
/* series: of bars and lines; not set: line */
typedef struct figure_style { color level[4], level_ink[4], series[STYLE_SERIES], line, accent; const block_style *label, *text; double width, height; } figure_style;
typedef struct style_word { const char *key, *text; } style_word;
typedef struct style_ink { const char *name; color ink; } style_ink;
typedef struct style_sheet {
  const char *name, *lang;
  LIST(block_style *) blocks;
  LIST(page_master *) masters;
  LIST(style_ink) palette;
  table_style table;
  figure_style figure;
  const block_style *note, *note_mark, *contents[3], *body;
  double note_rule; color note_rule_ink;   /* length of the rule above footnotes */
  double note_rule_height, note_gap;       /* its thickness; space from the text above to the rule (from rule to notes: note->before) */
  double grid;               /* step of the baseline grid; 0 = none */
  LIST(style_word) strings;  /* layout's words: "fortsat" -> "(fortsat)", "side" …; read by style_string */
  color paper;
  const block_style *watermark; /* NULL = none; its `top` is the baseline from the page's upper edge, 0 = the middle */
} style_sheet;

/* folder: of the layouts, to open; shown: as the user reads it. layout_at, profile_at: where content asks for them, for a file that is not there;
 * SPAN_NONE: nowhere. */
typedef struct style_request { const char *folder, *shown, *layout, *profile; span layout_at, profile_at; } style_request;
/* Loads FOLDER/LAYOUT.yaml with what it builds on, and over it FOLDER/profiler/PROFILE.yaml (NULL: none): a region's colours and faces. NULL after a
 * mistake (reported). Contrast: text 4.5:1, graphics 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), refused with the pair and its ratio. */
style_sheet *style_load(arena *a, diag *d, const style_request *wanted);
const block_style *style_block(const style_sheet *s, const char *name);       /* exact name; NULL when absent */
/* Name, then the name's part before the last "-", …, then the body style: never NULL. */
const block_style *style_block_or_body(const style_sheet *s, const char *name);
const page_master *style_master(const style_sheet *s, const char *name);
const char *style_string(const style_sheet *s, const char *key);              /* the key itself when absent */
double style_contrast(color a, color b);                                       /* WCAG ratio 1..21 */
color style_stands_on(const style_sheet *s, const block_style *b);              /* its ground, the plane it names, the box its name begins with, or the paper */
const char *style_ink_name(const style_sheet *s, color c);                     /* of the palette; "ingen" for none */
void style_dump(const style_sheet *s, GString *out);
bool style_schema(GString *out);                                               /* JSON Schema of a layout file */
#endif
