/* pdf/: laid-out pages to a tagged PDF file (PDF 1.7, PDF/UA-1, PDF/A-2a or, with attachments, 3a). Only reads; decides no position.
 * For cli. The only room that includes qpdf's header; cairo is here and in text/. */
#ifndef PDF_PDF_H
#define PDF_PDF_H
#include "layout/layout.h"
typedef struct pdf_attachment { const char *name, *mime, *description; const void *data; size_t length; } pdf_attachment;
/* Writes the file to path (a temporary one: the caller renames it). False and *error (it lives as long as r's tags) when it cannot:
 * either the system's message or an own fault ("side 3: paint outside a mark"); then no file is left. Bytes depend on the input alone.
 * Notes the marks in r->tags, prunes it and gives notes an id; r may be written again. Attachments come out sorted by name; two of one name
 * are a fault. */
bool pdf_write(layout_result *r, const pdf_attachment *attachments, size_t count, const char *path, const char **error);
#endif
