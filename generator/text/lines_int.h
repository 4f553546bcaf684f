/* Inside text/ only: between the breaker and the pieces of its lines. */
#ifndef TEXT_LINES_INT_H
#define TEXT_LINES_INT_H
#include "text/text.h"
/* The line's width as its pieces are shaped. */
double line_width(const text_para *p, const text_line *line);
#endif
