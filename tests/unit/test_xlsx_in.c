/* load/: registers in .xlsx files. Workbooks are made here: part by part for what no program writes, and by libxlsxwriter and openpyxl for
 * what people send. Each message has a golden, tests/golden/tables/xlsx-NAME.diag. */
#include "load_tables.h"
#include <xlsxwriter.h>
#include <zip.h>
#include "load/xlsx_int.h"

/* ---- workbooks from parts ---- */

typedef struct part { const char *name, *text; } part;
enum { PARTS_MAX = 16 };

static GString *zipped(const part *parts, size_t count, bool stored) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
  assert_non_null(target);
  zip_source_keep(target);
  zip_t *z = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  assert_non_null(z);
  for (size_t i = 0; i < count; i++) {
    zip_source_t *s = zip_source_buffer(z, parts[i].text, strlen(parts[i].text), 0);
    const zip_int64_t at = zip_file_add(z, parts[i].name, s, ZIP_FL_ENC_UTF_8);
    assert_true(at >= 0);
    if (stored) assert_int_equal(zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0), 0);
    assert_int_equal(zip_file_set_dostime(z, (zip_uint64_t)at, 0, 0x21, 0), 0);
  }
  assert_int_equal(zip_close(z), 0);
  zip_stat_t st;
  zip_stat_init(&st);
  assert_int_equal(zip_source_open(target), 0);
  assert_int_equal(zip_source_stat(target, &st), 0);
  GString *out = g_string_sized_new(st.size + 1);
  g_string_set_size(out, st.size);
  assert_int_equal(zip_source_read(target, out->str, st.size), (zip_int64_t)st.size);
  (void)zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return out;
}

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type "\" Target=\"" target "\"/>"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define TOP XML "<Relationships>" RELATION("rId1", "officeDocument", "xl/workbook.xml") "</Relationships>"
#define PARTS XML "<Relationships>" RELATION("rId1", "worksheet", "worksheets/sheet1.xml") RELATION("rId2", "styles", "styles.xml") \
  RELATION("rId3", "sharedStrings", "sharedStrings.xml") RELATION("rId4", "chartsheet", "chartsheets/sheet1.xml") \
  RELATION("rId5", "worksheet", "/xl/worksheets/../worksheets/sheet2.xml") "</Relationships>"
#define SHEETS(what) XML "<workbook " MAIN ">" what "</workbook>"
#define BOOK SHEETS("<workbookPr/><sheets><sheet name=\"Takster\" sheetId=\"1\" r:id=\"rId1\"/></sheets>")
#define STYLES XML "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/>" \
  "<numFmt numFmtId=\"166\" formatCode=\"#,##0.00\\ &quot;days&quot;\"/><numFmt numFmtId=\"167\" formatCode=\"[$-406]d. mmmm yyyy;@\"/></numFmts>" \
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\"/>" \
  "<xf numFmtId=\"165\"/><xf numFmtId=\"20\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/></cellXfs></styleSheet>"
#define STRINGS XML "<sst " MAIN "><si><t>Faxe</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Gre</t></r><r><t>ve</t></r>" \
  "<rPh sb=\"0\" eb=\"1\"><t>læses ikke</t></rPh></si><si><t>a_x000D_\nb_x005F_c</t></si><si><t>Kø_x0007_ge</t></si><si><t/></si></sst>"
#define SHEET(what) XML "<worksheet " MAIN "><sheetData>" what "</sheetData></worksheet>"
#define ROW(n, cells) "<row r=\"" n "\">" cells "</row>"
#define T(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(place, number) "<c r=\"" place "\"><v>" number "</v></c>"
#define S(place, style, number) "<c r=\"" place "\" s=\"" style "\"><v>" number "</v></c>"
#define K(place, type, stored) "<c r=\"" place "\" t=\"" type "\"><v>" stored "</v></c>"
#define HEAD ROW("1", T("A1", "id") T("B1", "navn") T("C1", "takst") T("D1", "gælder fra"))
#define FAXE(n) ROW(n, T("A" n, "faxe") T("B" n, "Faxe"))

/* A workbook with one sheet; parts of `other` take the place of the usual ones of the same name, or are added; a NULL text leaves out. */
static GString *book_of(const char *sheet, const part *other, size_t others) {
  part parts[PARTS_MAX] = {
    { "_rels/.rels", TOP }, { "xl/workbook.xml", BOOK }, { "xl/_rels/workbook.xml.rels", PARTS }, { "xl/styles.xml", STYLES },
    { "xl/sharedStrings.xml", STRINGS }, { "xl/worksheets/sheet1.xml", sheet },
  };
  size_t count = 6;
  for (size_t i = 0; i < others; i++) {
    size_t k = 0;
    while (k < count && strcmp(parts[k].name, other[i].name) != 0) k++;
    assert_true(k < PARTS_MAX);
    parts[k] = other[i];
    if (k == count) count++;
  }
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (parts[i].text) parts[kept++] = parts[i];
  return zipped(parts, kept, false);
}

static void read_bytes(job *j, const GString *bytes, const char *sheet, uint32_t header) {
  xlsx_register_bytes(j->a, j->d, bytes->str, bytes->len, "registre/takster.xlsx", &tariffs, sheet, header, &xlsx_limits_usual, &j->v);
}

static void assert_reads(const char *sheet, const char *want) {
  GString *bytes = book_of(sheet, NULL, 0);
  job j = job_new();
  read_bytes(&j, bytes, NULL, 0);
  assert_quiet(&j);
  assert_dump(&j.v, want);
  job_free(&j);
  g_string_free(bytes, TRUE);
}

/* ---- goldens ---- */

typedef struct sheet_case { const char *name, *sheet; part other[3]; const char *asked; uint32_t header; } sheet_case;
#define TWO_SHEETS(second) SHEETS("<sheets><sheet name=\"Noter\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Diagram\" sheetId=\"3\" r:id=\"rId4\"/>" second "</sheets>")

static const sheet_case sheet_cases[] = {
  { "cells", SHEET(HEAD ROW("2", T("A2", "Faxe") T("C2", "2431.50") T("D2", "2026-09-06"))
                   ROW("5", T("A5", "greve") T("B5", " Gre\nve ") N("C5", "1") T("D5", "6. juni"))), { { 0 } }, NULL, 0 },
  { "header", SHEET(ROW("1", T("A1", "Takster 2026")) ROW("3", T("B3", "id") T("C3", "tilbud") T("D3", "Taxt") T("F3", "takst") T("G3", "Takst"))), { { 0 } }, NULL, 0 },
  { "error-value", SHEET(HEAD ROW("2", T("A2", "faxe") K("B2", "e", "#N/A") K("C2", "e", "#VALUE!") T("E2", "læses ikke") K("F2", "e", "#REF!"))), { { 0 } }, NULL, 0 },
  { "no-result", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") "<c r=\"C2\"><f>SUM(A1:A9)*1.0275</f></c>")), { { 0 } }, NULL, 0 },
  { "merged", "<worksheet " MAIN "><sheetData>" ROW("1", T("A1", "Takster")) ROW("2", T("A2", "id") T("B2", "navn") T("C2", "takst")) FAXE("3")
              ROW("4", T("A4", "greve")) "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"D2:F4\"/>"
              "<mergeCell ref=\"B9:C9\"/></mergeCells></worksheet>", { { 0 } }, NULL, 0 },
  { "hidden", "<worksheet " MAIN "><cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"3\" hidden=\"true\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols><sheetData>"
              HEAD "<row r=\"2\" hidden=\"1\">" T("A2", "a") T("B2", "A") "</row>" ROW("3", T("A3", "b") T("B3", "B")) "<row r=\"4\" hidden=\"1\">" T("A4", "c") T("B4", "C") "</row>"
              "<row r=\"5\" hidden=\"true\">" T("A5", "d") T("B5", "D") "</row><row r=\"6\" hidden=\"1\"/></sheetData></worksheet>", { { 0 } }, NULL, 0 },
  { "date-number", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") N("D2", "46271")) ROW("3", T("A3", "greve") T("B3", "Greve") N("D3", "-1"))
                         ROW("4", T("A4", "køge") T("B4", "Køge") S("D4", "1", "60"))), { { 0 } }, NULL, 0 },
  { "number-range", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") N("C2", "5.5511151231257827E-17"))), { { 0 } }, NULL, 0 },
  { "date-range", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") S("D2", "1", "-5"))), { { 0 } }, NULL, 0 },
  { "control", SHEET(HEAD ROW("2", T("A2", "faxe") K("B2", "s", "3"))), { { 0 } }, NULL, 0 },
  { "percent-in-amount", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") S("C2", "2", "0.955"))), { { 0 } }, NULL, 0 },
  { "no-sheet", SHEET(HEAD), { { "xl/workbook.xml", TWO_SHEETS("<sheet name=\"Satser\" sheetId=\"2\" r:id=\"rId5\"/>") } }, "Takster", 0 },
  { "no-sheets", SHEET(HEAD), { { "xl/workbook.xml", SHEETS("<sheets><sheet name=\"Diagram\" r:id=\"rId4\"/></sheets>") } }, NULL, 0 },
  { "sheet-hidden", SHEET(HEAD FAXE("2")), { { "xl/workbook.xml", SHEETS("<sheets><sheet name=\"Takster 2026\" state=\"veryHidden\" r:id=\"rId1\"/></sheets>") } }, NULL, 0 },
  { "apostrophe", SHEET(HEAD FAXE("2") FAXE("3") ROW("4", T("A4", "B"))), { { "xl/workbook.xml", SHEETS("<sheets><sheet name=\"K'17\" r:id=\"rId1\"/></sheets>") } }, NULL, 0 },
  { "no-header", SHEET(ROW("1", T("A1", "Takster 2026")) ROW("2", T("A2", "id") T("B2", "noget andet"))), { { 0 } }, NULL, 0 },
  { "header-row", SHEET(HEAD), { { 0 } }, NULL, 4 },
  { "header-row-wrong", SHEET(ROW("1", T("A1", "Takster")) ROW("2", T("A2", "id") T("B2", "navn"))), { { 0 } }, NULL, 1 },
  { "empty-sheet", SHEET(""), { { 0 } }, NULL, 0 },
  { "xml", "<worksheet><sheetData>" HEAD, { { 0 } }, NULL, 0 },
  { "number", SHEET(HEAD ROW("2", N("C2", "12a"))), { { 0 } }, NULL, 0 },
  { "order", SHEET(ROW("2", N("B2", "1") N("A2", "1"))), { { 0 } }, NULL, 0 },
  { "row-order", SHEET(ROW("2", N("A2", "1")) ROW("2", N("A2", "1"))), { { 0 } }, NULL, 0 },
  { "text-missing", SHEET(ROW("1", K("A1", "s", "99"))), { { 0 } }, NULL, 0 },
  { "part-missing", SHEET(HEAD), { { "xl/worksheets/sheet1.xml", NULL } }, NULL, 0 },
  { "relations-missing", SHEET(HEAD), { { "xl/_rels/workbook.xml.rels", NULL } }, NULL, 0 },
  { "doctype", XML "<!DOCTYPE worksheet [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>" "<worksheet><sheetData>&b;</sheetData></worksheet>", { { 0 } }, NULL, 0 },
  { "letter", SHEET(""), { { "_rels/.rels", XML "<Relationships>" RELATION("rId1", "officeDocument", "word/document.xml") "</Relationships>" } }, NULL, 0 },
  { "no-relations", SHEET(""), { { "_rels/.rels", NULL } }, NULL, 0 },
  { "ods", SHEET(""), { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" } }, NULL, 0 },
  { "binary", SHEET(""), { { "xl/workbook.bin", "x" } }, NULL, 0 },
};

static void compare_named(const job *j, const char *name) {
  char *golden = g_strconcat("xlsx-", name, NULL);
  compare_job(j, golden);
  g_free(golden);
}

static void goldens(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(sheet_cases); i++) {
    const sheet_case *c = &sheet_cases[i];
    size_t others = 0;
    while (others < G_N_ELEMENTS(c->other) && c->other[others].name) others++;
    GString *bytes = book_of(c->sheet, c->other, others);
    job j = job_new();
    read_bytes(&j, bytes, c->asked, c->header);
    if (diag_count(j.d, SEVERITY_WARNING) == 0) fail_msg("%s: no message", c->name);
    compare_named(&j, c->name);
    job_free(&j);
    g_string_free(bytes, TRUE);
  }
}

static void golden_bytes(const char *name, const char *bytes, size_t length) {
  job j = job_new();
  xlsx_register_bytes(j.a, j.d, bytes, length, "registre/takster.xlsx", &tariffs, NULL, 0, &xlsx_limits_usual, &j.v);
  assert_int_equal(j.v.kind, VALUE_BROKEN);
  compare_named(&j, name);
  job_free(&j);
}

static void other_files_are_recognised(void **state) {
  (void)state;
  static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 noget W\0o\0r\0k\0b\0o\0o\0k\0";
  static const char wrapped[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 noget E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
  golden_bytes("old", ole, sizeof ole);
  golden_bytes("encrypted", wrapped, sizeof wrapped);
  golden_bytes("not-workbook", "id;navn\n", 8);
  golden_bytes("empty", "", 0);
  GString *bytes = book_of(SHEET(HEAD), NULL, 0);
  golden_bytes("cut", bytes->str, bytes->len / 2);
  g_string_free(bytes, TRUE);
}

/* Bytes of a stored part changed: the check sum tells. */
static void a_wrong_check_sum_is_reported(void **state) {
  (void)state;
  const part parts[] = { { "_rels/.rels", TOP }, { "xl/workbook.xml", BOOK }, { "xl/_rels/workbook.xml.rels", PARTS }, { "xl/worksheets/sheet1.xml", SHEET(HEAD FAXE("2")) } };
  GString *bytes = zipped(parts, G_N_ELEMENTS(parts), true);
  gsize at = 0;
  while (at + 4 < bytes->len && memcmp(bytes->str + at, "Faxe", 4) != 0) at++;
  assert_true(at + 4 < bytes->len);
  bytes->str[at] = 'L';
  job j = job_new();
  read_bytes(&j, bytes, NULL, 0);
  compare_named(&j, "check-sum");
  job_free(&j);
  g_string_free(bytes, TRUE);
}

/* A part locked by zip's own password. */
static void a_locked_part_is_reported(void **state) {
  (void)state;
  GString *bytes = book_of(SHEET(HEAD), NULL, 0);
  for (gsize i = 0; i + 4 < bytes->len; i++) {              /* the bit for "encrypted" in every header */
    if (memcmp(bytes->str + i, "PK\1\2", 4) == 0) bytes->str[i + 8] |= 1;
    if (memcmp(bytes->str + i, "PK\3\4", 4) == 0) bytes->str[i + 6] |= 1;
  }
  job j = job_new();
  read_bytes(&j, bytes, NULL, 0);
  compare_named(&j, "locked");
  job_free(&j);
  g_string_free(bytes, TRUE);
}

/* ---- bounds ---- */

static void golden_limits(const char *name, const char *sheet, xlsx_limits limits) {
  GString *bytes = book_of(sheet, NULL, 0);
  job j = job_new();
  xlsx_register_bytes(j.a, j.d, bytes->str, bytes->len, "registre/takster.xlsx", &tariffs, NULL, 0, &limits, &j.v);
  assert_int_equal(j.v.kind, VALUE_BROKEN);
  compare_named(&j, name);
  job_free(&j);
  g_string_free(bytes, TRUE);
}

/* A sheet with a text of n bytes in each of so many cells, beside the header. */
static char *wide_sheet(size_t n, int rows) {
  GString *out = g_string_new(XML "<worksheet><sheetData>" HEAD);
  char *text = g_strnfill(n, 'a');
  for (int i = 0; i < rows; i++) g_string_append_printf(out, "<row><c t=\"inlineStr\"><is><t>a%d</t></is></c><c t=\"inlineStr\"><is><t>%s</t></is></c></row>", i, text);
  g_string_append(out, "</sheetData></worksheet>");
  g_free(text);
  return g_string_free(out, FALSE);
}

static void bounds_hold(void **state) {
  (void)state;
  char *large = wide_sheet(30000, 80), *deep = g_strdup_printf("<worksheet>%s", "<a><a><a><a><a><a>");
  xlsx_limits l = xlsx_limits_usual;
  l.part_mb = 1;
  golden_limits("part-size", large, l);
  l = xlsx_limits_usual;
  l.total_mb = 2;
  golden_limits("total-size", large, l);
  golden_limits("ratio", large, xlsx_limits_usual);
  l = xlsx_limits_usual;
  l.ratio = 5000;
  l.text_mb = 1;
  golden_limits("text", large, l);
  l = xlsx_limits_usual;
  l.ratio = 5000;
  l.string_bytes = 20000;
  golden_limits("long-text", large, l);
  l = xlsx_limits_usual;
  l.cells = 5;
  golden_limits("cell-count", SHEET(HEAD FAXE("2")), l);
  l = xlsx_limits_usual;
  l.columns = 26;
  golden_limits("columns", SHEET(HEAD ROW("2", T("A2", "faxe") T("B2", "Faxe") T("AB2", "rest"))), l);
  l = xlsx_limits_usual;
  l.depth = 4;
  golden_limits("depth", deep, l);
  l = xlsx_limits_usual;
  l.entries = 5;
  golden_limits("entries", SHEET(HEAD), l);
  g_free(large);
  g_free(deep);
}

/* The directory says a part is small; the bytes that come are counted all the same. */
static void a_lying_directory_is_found(void **state) {
  (void)state;
  char *large = wide_sheet(30000, 80);
  GString *bytes = book_of(large, NULL, 0);
  for (gsize i = 0; i + 46 < bytes->len; i++) {
    if (memcmp(bytes->str + i, "PK\1\2", 4) == 0) memcpy(bytes->str + i + 24, "\x10\0\0\0", 4);
    if (memcmp(bytes->str + i, "PK\3\4", 4) == 0) memcpy(bytes->str + i + 22, "\x10\0\0\0", 4);
  }
  job j = job_new();
  xlsx_limits l = xlsx_limits_usual;
  l.part_mb = 1;
  xlsx_register_bytes(j.a, j.d, bytes->str, bytes->len, "takster.xlsx", &tariffs, NULL, 0, &l, &j.v);
  assert_int_equal(j.v.kind, VALUE_BROKEN);
  assert_true(diag_has(j.d, DIAG_XLSX_PART_SIZE) || diag_has(j.d, DIAG_XLSX_RATIO) || diag_has(j.d, DIAG_XLSX_DAMAGED));
  job_free(&j);
  g_string_free(bytes, TRUE);
  g_free(large);
}

/* ---- reading ---- */

static void stored_cells_are_what_a_dane_would_type(void **state) {
  (void)state;
  assert_reads(SHEET(ROW("1", T("A1", "id") T("B1", "navn") T("C1", "kode") T("D1", "takst") T("E1", "belægning") T("F1", "pladser") T("G1", "år")
                         T("H1", "gælder fra") T("I1", "lukket") T("J1", "note") T("K1", "vægt"))
                     ROW("2", T("A2", "a") K("B2", "s", "0") S("C2", "3", "20") N("D2", "2431.4999999999995") S("E2", "2", "0.95499999999999996")
                         N("F2", "1200") N("G2", "2026") S("H2", "1", "46271") K("I2", "b", "1") K("J2", "s", "2") N("K2", "-0.30000000000000004"))
                     ROW("3", T("A3", "b") K("B3", "s", "1") K("C3", "str", "020") N("D3", "1E3") N("E3", "95.5") N("F3", "0") S("H3", "4", "46271")
                         K("I3", "b", "0") K("J3", "s", "4") N("K3", "1.5E-3"))
                     ROW("4", T("A4", "c") S("B4", "4", "46271.5625") S("C4", "5", "0.39583333333333331") S("D4", "6", "12.5") S("E4", "2", "1")
                         S("H4", "7", "1") K("J4", "d", "2026-09-06T00:00:00") N("K4", "999999999999999.9"))
                     ROW("5", T("A5", "d") T("B5", "tekst") S("C5", "3", "12345") "<c r=\"D5\"><f>1+1</f><v>2</v></c><c r=\"J5\" t=\"str\"><f>A1</f><v>id</v></c>"
                         S("K5", "0", "123456789012345678"))),
    "a navn='Faxe' kode='020' takst=2.431,5 belægning=95,5 pladser=1.200 år=2.026 vægt=−0,3 gælder fra=2026-09-06 lukket=ja note='a\\nb_c'\n"
    "b navn='Greve' kode='020' takst=1.000 belægning=95,5 pladser=0 vægt=0,0015 gælder fra=2026-09-06 lukket=nej\n"
    "c navn='06-09-2026 13:30' kode='09:30' takst=12,5 belægning=100 vægt=1.000.000.000.000.000 gælder fra=1900-01-01 note='06-09-2026'\n"
    "d navn='tekst' kode='12345' takst=2 vægt=123.456.789.012.346.000 note='id'\n");
}

/* Cells and rows without places, prefixed names, attributes of the strict standard: all allowed. */
static void other_programs_write_it_otherwise(void **state) {
  (void)state;
  assert_reads("<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
               "<x:row><x:c t=\"inlineStr\"><x:is><x:t>id</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>vn</x:t></x:r></x:is></x:c></x:row>"
               "<x:row r=\"7\"><x:c t=\"inlineStr\"><x:is><x:t>faxe</x:t></x:is></x:c><x:c t=\"s\"><x:v> 0 </x:v></x:c></x:row>"
               "</x:sheetData></x:worksheet>", "faxe navn='Faxe'\n");
}

/* The formats by which a number is told to be a date. */
static void formats_are_recognised(void **state) {
  (void)state;
  static const struct { const char *code; look_kind kind; } codes[] = {
    { "General", LOOK_PLAIN }, { "Standard", LOOK_PLAIN }, { "0.00", LOOK_PLAIN }, { "#,##0.00\\ \"kr. pr. dag\"", LOOK_PLAIN }, { "@", LOOK_PLAIN },
    { "[Red]0;[Blue]-0", LOOK_PLAIN }, { "0.00E+00", LOOK_PLAIN }, { "_-* #,##0.00\\ [$kr.-406]_-;\\-* #,##0", LOOK_PLAIN }, { "0\\d", LOOK_PLAIN },
    { "dd-mm-yyyy", LOOK_DATE }, { "[$-406]d. mmmm yyyy;@", LOOK_DATE }, { "mmm/yy", LOOK_DATE }, { "YYYY", LOOK_DATE }, { "dddd", LOOK_DATE },
    { "dd-mm-yyyy hh:mm", LOOK_DATE_TIME }, { "hh:mm", LOOK_TIME }, { "[h]:mm:ss", LOOK_TIME }, { "[mm]", LOOK_TIME }, { "h:mm AM/PM", LOOK_TIME },
    { "0%", LOOK_PERCENT }, { "0.0\\ %", LOOK_PERCENT }, { "0\" %\"", LOOK_PLAIN }, { "000", LOOK_ZEROS }, { "0", LOOK_PLAIN }, { "", LOOK_PLAIN },
    { "\"uden slut", LOOK_PLAIN }, { "[", LOOK_PLAIN }, { "\\", LOOK_PLAIN },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
    if (look_of_code(codes[i].code).kind != codes[i].kind) fail_msg("%s is %d", codes[i].code, (int)look_of_code(codes[i].code).kind);
  assert_int_equal(look_of_id(14).kind, LOOK_DATE);
  assert_int_equal(look_of_id(22).kind, LOOK_DATE_TIME);
  assert_int_equal(look_of_id(10).kind, LOOK_PERCENT);
  assert_int_equal(look_of_id(4).kind, LOOK_PLAIN);
}

static void numbers_become_text(void **state) {
  (void)state;
  static const struct { const char *stored; look_kind kind; bool mac; number_made made; const char *text; } cases[] = {
    { "0", LOOK_PLAIN, false, MADE, "0" }, { "-0", LOOK_PLAIN, false, MADE, "0" }, { "0.0000", LOOK_PLAIN, false, MADE, "0" }, { "100", LOOK_PLAIN, false, MADE, "100" },
    { "2431.5", LOOK_PLAIN, false, MADE, "2431,5" }, { "0.30000000000000004", LOOK_PLAIN, false, MADE, "0,3" }, { ".5", LOOK_PLAIN, false, MADE, "0,5" },
    { "9.9999999999999995", LOOK_PLAIN, false, MADE, "10" }, { "99999999999999.95", LOOK_PLAIN, false, MADE, "100000000000000" },
    { "1.00000000000005", LOOK_PLAIN, false, MADE, "1,00000000000005" }, { "1.000000000000005", LOOK_PLAIN, false, MADE, "1,00000000000001" },
    { "1.2E+5", LOOK_PLAIN, false, MADE, "120000" }, { "-1.5e-2", LOOK_PLAIN, false, MADE, "-0,015" }, { "5790001234567", LOOK_PLAIN, false, MADE, "5790001234567" },
    { "1E18", LOOK_PLAIN, false, MADE_RANGE, NULL }, { "1E99999999999", LOOK_PLAIN, false, MADE_RANGE, NULL }, { "1E-300", LOOK_PLAIN, false, MADE_RANGE, NULL },
    { "0E-300", LOOK_PLAIN, false, MADE, "0" }, { "", LOOK_PLAIN, false, MADE_NO_NUMBER, NULL }, { "1,5", LOOK_PLAIN, false, MADE_NO_NUMBER, NULL },
    { "1E", LOOK_PLAIN, false, MADE_NO_NUMBER, NULL }, { "nan", LOOK_PLAIN, false, MADE_NO_NUMBER, NULL }, { "1.2.3", LOOK_PLAIN, false, MADE_NO_NUMBER, NULL },
    { "0.28999999999999998", LOOK_PERCENT, false, MADE, "29 %" }, { "-0.0005", LOOK_PERCENT, false, MADE, "-0,05 %" }, { "12", LOOK_PERCENT, false, MADE, "1200 %" },
    { "0", LOOK_DATE, false, MADE, "00-01-1900" }, { "1", LOOK_DATE, false, MADE, "01-01-1900" }, { "59", LOOK_DATE, false, MADE, "28-02-1900" },
    { "60", LOOK_DATE, false, MADE, "29-02-1900" }, { "61", LOOK_DATE, false, MADE, "01-03-1900" }, { "46271", LOOK_DATE, false, MADE, "06-09-2026" },
    { "2958465", LOOK_DATE, false, MADE, "31-12-9999" }, { "2958466", LOOK_DATE, false, MADE_NO_DATE, NULL }, { "-1", LOOK_DATE, false, MADE_NO_DATE, NULL },
    { "0", LOOK_DATE, true, MADE, "01-01-1904" }, { "44809", LOOK_DATE, true, MADE, "06-09-2026" }, { "2957003", LOOK_DATE, true, MADE, "31-12-9999" },
    { "46271.999999", LOOK_DATE, false, MADE, "07-09-2026" }, { "46271.25", LOOK_DATE_TIME, false, MADE, "06-09-2026 06:00" },
    { "46271.00001", LOOK_DATE_TIME, false, MADE, "06-09-2026 00:00" }, { "0.5", LOOK_TIME, false, MADE, "12:00" },
  };
  arena *a = arena_new();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *text = NULL;
    const number_look look = { cases[i].kind, 0 };
    const number_made made = number_made_text(a, cases[i].stored, strlen(cases[i].stored), look, cases[i].mac, &text);
    if (made != cases[i].made || (text && strcmp(text, cases[i].text) != 0)) fail_msg("%s: %d %s", cases[i].stored, (int)made, text ? text : "");
  }
  const char *text = NULL;
  assert_int_equal(number_made_text(a, "7", 1, (number_look){ LOOK_ZEROS, 4 }, false, &text), MADE);
  assert_string_equal(text, "0007");
  assert_int_equal(number_made_text(a, "7.5", 3, (number_look){ LOOK_ZEROS, 4 }, false, &text), MADE);
  assert_string_equal(text, "7,5");
  arena_free(a);
}

static void the_right_sheet_is_chosen(void **state) {
  (void)state;
  const char *first = SHEET(ROW("1", T("A1", "id") T("B1", "navn")) ROW("2", T("A2", "et") T("B2", "Et")));
  const part others[] = { { "xl/workbook.xml", SHEETS("<sheets><sheet name=\"Diagram\" r:id=\"rId4\"/><sheet name=\"Første\" r:id=\"rId1\"/><sheet name=\"TAKSTER\" r:id=\"rId5\"/></sheets>") },
                          { "xl/worksheets/sheet2.xml", SHEET(ROW("1", T("A1", "navn") T("B1", "id")) ROW("2", T("A2", "To") T("B2", "to"))) } };
  const struct { const char *asked, *want; } cases[] = { { NULL, "to navn='To'\n" }, { "første", "et navn='Et'\n" } };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *bytes = book_of(first, others, G_N_ELEMENTS(others));
    job j = job_new();
    read_bytes(&j, bytes, cases[i].asked, 0);
    assert_quiet(&j);
    assert_dump(&j.v, cases[i].want);
    job_free(&j);
    g_string_free(bytes, TRUE);
  }
}

/* ---- places ---- */

/* The report of a cell: printed, on the page, through the pipe and in a merged list. */
static void places_are_cells_everywhere(void **state) {
  (void)state;
  GString *bytes = book_of(SHEET(ROW("3", T("B3", "id") T("C3", "navn") T("E3", "kommuner")) ROW("17", T("B17", "faxe") T("C17", "x") T("E17", "greve, køge"))
                                 ROW("18", T("B18", "stevns"))), NULL, 0);
  job j = job_new();
  read_bytes(&j, bytes, NULL, 0);
  const value *refs = &j.v.list.v[0].sub->values[10];
  assert_int_equal(refs->list.n, 2);
  diag *d = diag_new(), *merged = diag_new(), *other = diag_new();
  diag_merge(d, j.d);
  DIAG_SAY(j.d, NOT_A_YEAR, refs->list.v[1].at, "køge");
  diag_also(j.d, j.v.list.v[0].sub->at, "her", "here");
  diag_merge(merged, j.d);
  char *out = shown(merged, LANGUAGE_DA);
  compare("xlsx-places", out);
  GString *pipe = g_string_new(NULL), *page = g_string_new(NULL);
  diag_pack(j.d, pipe);
  assert_true(diag_unpack(d, pipe->str, pipe->len));                /* the sources are known there */
  char *again = shown(d, LANGUAGE_DA);
  assert_string_equal(again, out);
  assert_true(diag_unpack(other, pipe->str, pipe->len));            /* and here not: the row alone */
  char *rows = shown(other, LANGUAGE_DA);
  assert_non_null(strstr(rows, "takster.xlsx: Takster!17:17: fejl[L108]"));
  diag_html(j.d, LANGUAGE_DA, "Fejl", page);
  const char *wanted[] = { "<h2>registre/takster.xlsx: Takster</h2>", "Celle E17. Meddelelse nr. L108", "(registre/takster.xlsx: Takster, celle B17)",
                           "faxe | x |   | greve, <mark>køge</mark>" };
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
    if (!strstr(page->str, wanted[i])) fail_msg("%s is missing in\n%s", wanted[i], page->str);
  g_free(out);
  g_free(again);
  g_free(rows);
  g_string_free(pipe, TRUE);
  g_string_free(page, TRUE);
  diag_free(d);
  diag_free(merged);
  diag_free(other);
  job_free(&j);
  g_string_free(bytes, TRUE);
}

static void columns_have_letters(void **state) {
  (void)state;
  static const struct { const char *name; uint32_t column, row; } good[] = { { "A1", 0, 1 }, { "Z9", 25, 9 }, { "AA10", 26, 10 }, { "XFD1048576", 16383, 1048576 } };
  static const char *const bad[] = { "", "A", "1", "a1", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "A-1" };
  arena *a = arena_new();
  uint32_t column = 0, row = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
    assert_true(cell_place(good[i].name, strlen(good[i].name), &column, &row));
    assert_int_equal(column, good[i].column);
    assert_int_equal(row, good[i].row);
    assert_true(g_str_has_prefix(good[i].name, column_letters(a, column)));
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    if (cell_place(bad[i], strlen(bad[i]), &column, &row)) fail_msg("%s is no place", bad[i]);
  arena_free(a);
}

/* ---- what programs write ---- */

typedef struct folder { char *path, *file; } folder;
static folder folder_new(void) {
  folder f = { g_dir_make_tmp("rammeaftale-xlsx-XXXXXX", NULL), NULL };
  assert_non_null(f.path);
  f.file = g_build_filename(f.path, "takster.xlsx", NULL);
  return f;
}
static void folder_free(folder *f) {
  g_unlink(f->file);
  g_rmdir(f->path);
  g_free(f->file);
  g_free(f->path);
}

static void written_by_libxlsxwriter(void **state) {
  (void)state;
  folder f = folder_new();
  lxw_workbook *w = workbook_new(f.file);
  lxw_worksheet *front = workbook_add_worksheet(w, "Forside"), *s = workbook_add_worksheet(w, "takster");
  lxw_format *date_look = workbook_add_format(w), *percent = workbook_add_format(w), *code = workbook_add_format(w), *bold = workbook_add_format(w);
  format_set_num_format(date_look, "d. mmmm yyyy");
  format_set_num_format(percent, "0.0 %");
  format_set_num_format(code, "000");
  format_set_bold(bold);
  worksheet_write_string(front, 0, 0, "Forside", NULL);
  worksheet_merge_range(s, 0, 0, 0, 6, "Takster 2026", bold);
  static const char *const headings[] = { "Id", "Tilbud", "Takst (kr.)", "Belægning i året (%)", "Gyldig fra", "Kode", "Note" };
  for (lxw_col_t i = 0; i < G_N_ELEMENTS(headings); i++) worksheet_write_string(s, 2, i, headings[i], bold);
  lxw_rich_string_tuple one = { .format = bold, .string = "Sol" }, two = { .format = NULL, .string = "gården " };
  lxw_rich_string_tuple three = { .format = bold, .string = "øst" }, *rich[] = { &one, &two, &three, NULL };
  lxw_datetime day = { .year = 2026, .month = 9, .day = 6 };
  worksheet_write_string(s, 3, 0, "solgaarden", NULL);
  worksheet_write_rich_string(s, 3, 1, rich, NULL);
  worksheet_write_number(s, 3, 2, 0.1 + 0.2, NULL);
  worksheet_write_number(s, 3, 3, 0.955, percent);
  worksheet_write_datetime(s, 3, 4, &day, date_look);
  worksheet_write_string(s, 3, 5, "007", NULL);
  worksheet_write_string(s, 3, 6, "linje 1\nlinje 2", NULL);
  worksheet_write_string(s, 4, 0, "maanen", NULL);
  worksheet_write_string(s, 4, 1, "=ikke en formel", NULL);
  worksheet_write_formula_num(s, 4, 2, "=1000*2.4315", NULL, 1000 * 2.4315);
  worksheet_write_blank(s, 4, 3, percent);
  worksheet_write_string(s, 4, 4, "ikke oplyst, fordi der ikke er svaret", NULL);
  worksheet_write_number(s, 4, 5, 8, code);
  assert_int_equal(workbook_close(w), LXW_NO_ERROR);
  job j = job_new();
  load_xlsx_register(j.a, j.d, f.file, "registre/takster.xlsx", &tariffs, NULL, 0, &j.v);
  assert_quiet(&j);
  assert_dump(&j.v, "solgaarden navn='Solgården øst' kode='007' takst=0,3 belægning=95,5 gælder fra=2026-09-06 note='linje 1\\nlinje 2'\n"
                    "maanen navn='=ikke en formel' kode='008' takst=2.431,5 gælder fra=(2 der ikke er svaret)\n");
  job_free(&j);
  folder_free(&f);
}

static void run_python(const char *script, const char *file) {
  char *arguments[] = { g_strdup("/usr/bin/python3"), g_strdup("-c"), g_strdup(script), g_strdup(file), NULL }, *errors = NULL;
  int status = 1;
  const bool ran = g_spawn_sync(NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &errors, &status, NULL);
  if (!ran || status != 0) fail_msg("python3: %s", errors ? errors : "");
  g_free(errors);
  for (size_t i = 0; i < 4; i++) g_free(arguments[i]);
}

/* The 1904 system, a formula that was never computed, a time, text that looks like a number. */
static void written_by_openpyxl(void **state) {
  (void)state;
  static const char script[] =
    "import sys, datetime, openpyxl\n"
    "from openpyxl.utils.datetime import CALENDAR_MAC_1904\n"
    "w = openpyxl.Workbook()\n"
    "w.epoch = CALENDAR_MAC_1904\n"
    "s = w.active\n"
    "s.title = 'Ark1'\n"
    "s.append(['id', 'navn', 'takst', 'gælder fra', 'lukket', 'kode', 'vægt'])\n"
    "s.append(['faxe', 'Faxe', '2.431,50', datetime.date(2026, 9, 6), True, '020', 1/3])\n"
    "s.append(['greve', 'Greve', '=C2*2', datetime.datetime(2026, 9, 6, 13, 30), False, 20, 5e-324])\n"
    "s.append(['koege', 'Køge', None, datetime.date(1904, 1, 2), None, None, -1234567.891])\n"
    "w.save(sys.argv[1])\n";
  folder f = folder_new();
  run_python(script, f.file);
  job j = job_new();
  load_xlsx_register(j.a, j.d, f.file, "registre/takster.xlsx", &tariffs, NULL, 0, &j.v);
  assert_dump(&j.v, "faxe navn='Faxe' kode='020' takst=2.431,50 vægt=0,333333333333333 gælder fra=2026-09-06 lukket=ja\n"
                    "greve navn='Greve' kode='20' takst=! vægt=! gælder fra=! lukket=nej\n"
                    "koege navn='Køge' vægt=−1.234.567,891 gælder fra=1904-01-02\n");
  compare_named(&j, "openpyxl");
  job_free(&j);
  folder_free(&f);
}

/* ---- damage ---- */

static void read_quietly(const char *bytes, size_t length) {
  job j = job_new();
  xlsx_limits l = xlsx_limits_usual;
  l.part_mb = l.total_mb = 8;
  xlsx_register_bytes(j.a, j.d, bytes, length, "takster.xlsx", &tariffs, NULL, 0, &l, &j.v);
  char *out = shown(j.d, LANGUAGE_DA), *values = dump(&j.v);
  assert_true(g_utf8_validate(out, -1, NULL));
  g_free(out);
  g_free(values);
  job_free(&j);
}

#define WHOLE "<worksheet " MAIN "><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>" HEAD "<row r=\"2\" hidden=\"1\">" K("A2", "s", "0") \
  K("B2", "s", "1") S("C2", "6", "2431.5") S("D2", "1", "46271") "</row>" ROW("3", T("A3", "greve") K("B3", "s", "2") "<c r=\"C3\"><f>C2*2</f><v>4863</v></c>" \
  S("D3", "4", "46271.5")) "</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells></worksheet>"

/* Bytes of the file changed, or the file cut. */
static void damaged_files_are_survived(void **state) {
  (void)state;
  GString *bytes = book_of(WHOLE, NULL, 0);
  uint32_t seed = 11;
  for (int i = 0; i < 500; i++) {
    char *copy = g_memdup2(bytes->str, bytes->len);
    for (uint32_t k = random_next(&seed) % 3 + 1; k > 0; k--) copy[random_next(&seed) % bytes->len] = (char)random_next(&seed);
    read_quietly(copy, i % 10 ? bytes->len : random_next(&seed) % bytes->len);
    g_free(copy);
  }
  g_string_free(bytes, TRUE);
}

/* Bytes of the parts changed before they are packed, so that no check sum stops the reading early. */
static void damaged_parts_are_survived(void **state) {
  (void)state;
  static const char odd[] = "<>&\"'/= 0123456789-.eE\xC3\xFF;:!#ABhdmysrtvcfis[]\\";
  static const part parts[] = { { "_rels/.rels", TOP }, { "xl/workbook.xml", BOOK }, { "xl/_rels/workbook.xml.rels", PARTS }, { "xl/styles.xml", STYLES },
                                { "xl/sharedStrings.xml", STRINGS }, { "xl/worksheets/sheet1.xml", WHOLE } };
  uint32_t seed = 3;
  for (int i = 0; i < 500; i++) {
    part copy[G_N_ELEMENTS(parts)];
    memcpy(copy, parts, sizeof parts);
    const size_t which = i % 2 ? 5 : random_next(&seed) % G_N_ELEMENTS(parts);
    char *text = g_strdup(parts[which].text);
    for (uint32_t k = random_next(&seed) % 3 + 1; k > 0; k--) text[random_next(&seed) % strlen(text)] = odd[random_next(&seed) % (sizeof odd - 1)];
    copy[which].text = text;
    GString *bytes = zipped(copy, G_N_ELEMENTS(copy), true);
    read_quietly(bytes->str, bytes->len);
    g_string_free(bytes, TRUE);
    g_free(text);
  }
}

/* ---- the catalogue ---- */

static void every_message_has_a_golden(void **state) {
  (void)state;
  static const diag_id ids[] = {
#define DIAG(name, code, severity, da, en, da_hint, en_hint, explanation) DIAG_##name,
#include "diag/catalogue/load_tables.def"
#undef DIAG
  };
  GPtrArray *names = golden_names(".diag");
  GString *all = g_string_new(NULL);
  char *top = golden_folder();
  for (guint i = 0; i < names->len; i++) {
    char *file = g_strconcat(top, "/", names->pdata[i], ".diag", NULL), *text = NULL;
    assert_true(g_file_get_contents(file, &text, NULL, NULL));
    g_string_append(all, text);
    g_free(text);
    g_free(file);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
    char *mark = g_strdup_printf("[%s]", diag_lookup(ids[i])->code);
    if (!strstr(all->str, mark)) fail_msg("%s %s has no case in %s", mark, diag_lookup(ids[i])->name, top);
    g_free(mark);
  }
  g_string_free(all, TRUE);
  g_ptr_array_free(names, TRUE);
  g_free(top);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(goldens),
    cmocka_unit_test(other_files_are_recognised),
    cmocka_unit_test(a_wrong_check_sum_is_reported),
    cmocka_unit_test(a_locked_part_is_reported),
    cmocka_unit_test(bounds_hold),
    cmocka_unit_test(a_lying_directory_is_found),
    cmocka_unit_test(stored_cells_are_what_a_dane_would_type),
    cmocka_unit_test(other_programs_write_it_otherwise),
    cmocka_unit_test(formats_are_recognised),
    cmocka_unit_test(numbers_become_text),
    cmocka_unit_test(the_right_sheet_is_chosen),
    cmocka_unit_test(places_are_cells_everywhere),
    cmocka_unit_test(columns_have_letters),
    cmocka_unit_test(written_by_libxlsxwriter),
    cmocka_unit_test(written_by_openpyxl),
    cmocka_unit_test(damaged_files_are_survived),
    cmocka_unit_test(damaged_parts_are_survived),
    cmocka_unit_test(every_message_has_a_golden),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
