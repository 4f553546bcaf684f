/* Inside text/ only: between the breaker, its hands and the pieces of its lines. */
#ifndef TEXT_LINES_INT_H
#define TEXT_LINES_INT_H
#include "text/text_int.h"

/* What a line costs. Costs of a paragraph's lines are added; the least sum wins. The scale is raggedness (line_costs below): a line that is
 * 10 % of the measure short costs 10, in running text 20. */
#define COST_LINE 5.0          /* each line: not one more for nothing */
#define COST_ROW 120.0         /* on the line after one with a hyphen */
#define COST_ROW_LONG 5000.0   /* on the second after it: only where nothing else is possible */
#define COST_HELD 400.0        /* in a word that is to stay whole (text_hold_word) */
#define COST_LAST_WORD 200.0   /* in the paragraph's last word */
#define COST_STUB 200.0        /* the last line is one word of one or two letters */
#define LAST_LEAST 0.2         /* share of the measure: shorter last lines cost */
#define COST_GIVE 0.1          /* a line's blanks stand at a limit of what they may give */
#define EDGE_FREE 0.02         /* share of the measure: blanks are widened up to here only, so that the edge stays ragged */
#define COST_EVEN_HYPHEN 1e4  /* of even lines: first as few lines as possible, then as few hyphens */
#define COST_EVEN_LINE 1e6
#define LINE_SLACK 0.01        /* points: sums of widths are not exact */

/* What weighs otherwise in running text, whose blanks give: its edge is seen over a page, and a hyphen here and there makes it even. A cell or a title
 * has few words a line and no edge. Of a line that is short by the share s of the measure: square * s * s + cube * s * s * s. */
typedef struct line_costs {
  double square, cube;
  double hyphen[HYPHEN_KINDS]; /* by how well it stands; a poor one costs what a line 7 % short does in running text, 20 % in a cell */
  double before_last;          /* a hyphen on the line before the last */
  double last_short;           /* the last line is next to nothing; falls to 0 at LAST_LEAST */
} line_costs;
#define COSTS_PLAIN ((line_costs){ .square = 1000, .hyphen = { [HYPHEN_INSIDE] = 28, [HYPHEN_JOINT] = 8, [HYPHEN_POOR] = 40, [HYPHEN_POOREST] = 60 }, .before_last = 60, .last_short = 30 })
#define COSTS_GIVING ((line_costs){ .cube = 20000, .hyphen = { [HYPHEN_INSIDE] = 1.5, [HYPHEN_JOINT] = 0.3, [HYPHEN_POOR] = 6, [HYPHEN_POOREST] = 14 }, .before_last = 4, .last_short = 4 })

/* A place where a line ends, and the best way to it. */
typedef struct line_node {
  int parent;                  /* where the line begins; -1: here the paragraph begins */
  int row;                     /* lines in a row that end in a hyphen, up to here */
  int first; int32_t from;     /* where the next line begins */
  double x, blank;             /* the pen there, if all were one line; how much of that is blanks */
  int last; int32_t to;        /* where this line ends */
  double width, blanks, cost;  /* of this line, natural; of its blanks; of all lines up to here */
  bool hyphenated, inside;     /* inside: the next line begins with a part of a word */
} line_node;
typedef struct line_search {
  const text_para *p;
  diag *d;
  double width, indent;
  double wider, narrower;      /* what a blank may give, as shares of its width */
  line_costs costs;
  bool even;
  int last_word;               /* the item before the last word: glue or forced break; -1 */
  GArray *nodes, *active;      /* line_node; numbers of those that a line may still begin at */
  double x, blank;             /* the pen before the item in hand; how much of that is blanks */
  int box; run_cursor cursor;  /* the overlong box in hand and the pen in it: a word of a megabyte takes linear time */
  int told;                    /* the latest box reported */
} line_search;

line_node *line_node_at(const line_search *s, int n);
int line_node_add(line_search *s, line_node n);
double line_room(const line_search *s, const line_node *n);
/* After a break at item k, x and blank as there: where the next line begins. */
void line_begin(const line_search *s, line_node *n, int k, double x, double blank);
/* lines_cut.c. What stands between node n and the break at item k is wider than a line and has no break that fits: it is broken between
 * characters until the rest fits. Returns the node of the last cut; it is the break at k itself when first > k. */
int line_cut(line_search *s, int n, int k);

/* The line's width as its pieces are shaped. */
double line_width(const text_para *p, const text_line *line);
#endif
