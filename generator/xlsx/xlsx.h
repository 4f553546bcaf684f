/* xlsx/: grids to an Excel workbook. Only reads; knows no tariff and no agreement. The only room that includes xlsxwriter.h.
 * For cli. */
#ifndef XLSX_XLSX_H
#define XLSX_XLSX_H
#include "table/table.h"
/* One document gives two workbooks with the same cells: the published one, which stands still, and the copy to work in, with frozen
 * headers, filters and banded rows. */
typedef enum xlsx_mode { XLSX_PUBLISHED, XLSX_WORKING_COPY } xlsx_mode;
/* Above so many records in all, a workbook is written row by row to disk, and then the library can make no named tables. */
#define XLSX_TABLE_ROWS 50000
/* Writes the workbook to path (a temporary one: the caller renames it): contents, a sheet a grid in their order, subtotals, charts, notes.
 * Bytes depend on nothing but front, s and mode. False and *error (borrowed: a system message, or Danish) when it cannot; then there is
 * no file. */
bool xlsx_write(const workbook_front *front, const grid_set *s, xlsx_mode mode, const char *path, const char **error);
#endif
