/* xlsx/: grids to an Excel workbook. Only reads; knows no tariff and no agreement. The only room that includes xlsxwriter.h.
 * For cli. */
#ifndef XLSX_XLSX_H
#define XLSX_XLSX_H
#include "table/table.h"
/* Writes the workbook to path (a temporary one: the caller renames it): front sheet, then a sheet a grid, in their order. Bytes depend on
 * nothing but front and s. False and *error (borrowed: a system message, or Danish) when it cannot; then there is no file. */
bool xlsx_write(const workbook_front *front, const grid_set *s, const char *path, const char **error);
#endif
