/* xlsx/: whole workbooks from ready grids, in both modes: tables, formulas, subtotals, charts, notes, what is hidden. */
#include "xlsx_dump.h"
#include "test_xlsx_fixture.h"

#include <glib/gstdio.h>

typedef struct place { char *folder, *path; } place;

static place place_new(void) {
  place p;
  p.folder = g_dir_make_tmp("rammeaftale-XXXXXX", NULL);
  assert_non_null(p.folder);
  p.path = g_build_filename(p.folder, "bog.xlsx", NULL);
  return p;
}

static void place_free(place *p) {
  g_remove(p->path);
  assert_int_equal(g_rmdir(p->folder), 0);
  g_free(p->folder);
  g_free(p->path);
}

static void write_book(const specimen *s, xlsx_mode mode, const char *path) {
  const char *error = NULL;
  if (!xlsx_write(&s->front, &s->set, mode, path, &error)) fail_msg("%s", error);
}

/* As openpyxl reads it; g_free. */
static char *dumped(const specimen *s, xlsx_mode mode) {
  place p = place_new();
  write_book(s, mode, p.path);
  char *out = workbook_dumped(p.path);
  place_free(&p);
  return out;
}

/* The part of the dump that is one sheet; g_free. */
static char *sheet_part(const char *dump, const char *name) {
  char *begin = g_strdup_printf("sheet %s\n", name);
  const char *at = strstr(dump, begin);
  if (!at) fail_msg("no sheet %s in:\n%s", name, dump);
  const char *end = strstr(at + 1, "\nsheet ");
  char *part = end ? g_strndup(at, (size_t)(end - at + 1)) : g_strdup(at);
  g_free(begin);
  return part;
}

static void published_stands_still(void **state) {
  (void)state;
  specimen *s = specimen_new();
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "  table Takster A4:M21", "name tabel_takster = 'Børn''s takster'!$A$4:$M$21", "name år_Takster = 'Noter'!$C$10",
         "  A2 s Opdigtede tal bold", "  footer Opdigtede tal · Takster && tilbud · version 3 | Side &P af &N",
         "  A4 s Kommune bold wrap", "  B4 s Målgruppe bold wrap", "  D4 s 2024: Takst (kr.) bold wrap right");
  assert_null(strstr(dump, "frozen"));
  assert_null(strstr(dump, "filter"));
  g_free(dump);
  specimen_free(s);
}

static void working_copy_has_panes_filter_and_says_so(void **state) {
  (void)state;
  specimen *s = specimen_new();
  char *dump = dumped(s, XLSX_WORKING_COPY);
  EXPECT(dump, "  table Takster A4:M21 filter", "  frozen D5", "  footer Opdigtede tal · Takster && tilbud · version 3 · arbejdskopi | Side &P af &N");
  assert_non_null(strstr(dump, "properties title=Takster & tilbud (arbejdskopi) |"));
  assert_non_null(strstr(dump, "Dette er arbejdskopien"));
  g_free(dump);
  specimen_free(s);
}

static void formulas_name_columns_and_escape_them(void **state) {
  (void)state;
  specimen *s = specimen_new();
  char *dump = dumped(s, XLSX_PUBLISHED), *data = sheet_part(dump, "Børn's takster");
#define NEW "Takster[[#This Row],[2025: Takst '[kr.'] ''ny'' '#1]]"
#define OLD "Takster[[#This Row],[2024: Takst (kr.)]]"
  EXPECT(data, "  G5 f =IF(ISNUMBER(" NEW "),IF(ISNUMBER(" OLD "),ROUND(" NEW "-" OLD ",2)," OLD ")," NEW ") [#,##0.00] right",
         "  M7 s =1+1 wrap", "  M8 s -7 wrap", "  M9 s @her wrap", "  D7 s ikke oplyst {a} italic wrap right");
  assert_non_null(strstr(data, "*$F5-"));                     /* a header with an at sign is reached by its address */
  assert_null(strstr(dump, "[@"));
  g_free(data);
  g_free(dump);
  specimen_free(s);
}

static void subtotals_are_sums_on_a_sheet_of_their_own(void **state) {
  (void)state;
  specimen *s = specimen_new();
  char *dump = dumped(s, XLSX_PUBLISHED), *sums = sheet_part(dump, "Subtotaler");
  EXPECT(sums, "  A4 s Kommune bold wrap", "  C4 s 2024: Takst (kr.) bold wrap right", "  F4 s Ændring (kr.) bold wrap right",
         "  C5 f =ROUND(SUMIFS(Takster[[2024: Takst (kr.)]],Takster[Kommune],$A5,Takster[Målgruppe],$B5),2) [#,##0.00] right",
         "  C6 f =ROUND(SUMPRODUCT(EXACT(Takster[Kommune],$A6)*EXACT(Takster[Målgruppe],$B6)*1,Takster[[2024: Takst (kr.)]]),2) [#,##0.00] right",
         "  B7 s I alt bold wrap",
         "  C7 f =ROUND(SUMIFS(Takster[[2024: Takst (kr.)]],Takster[Kommune],$A7),2) [#,##0.00] bold right",
         "  F7 f =IF(ISNUMBER($D7),IF(ISNUMBER($C7),ROUND($D7-$C7,2),$C7),$D7) [#,##0.00] bold right",
         "  C32 f =ROUND(SUM(Takster[[2024: Takst (kr.)]]),2) [#,##0.00] bold right");
  assert_null(strstr(sums, "Pris pr. år"));
  g_free(sums);
  g_free(dump);
  specimen_free(s);
}

static void chart_leaves_gaps_for_what_is_missing(void **state) {
  (void)state;
  specimen *s = specimen_new();
  char *dump = dumped(s, XLSX_PUBLISHED), *chart = sheet_part(dump, "Diagram");
  EXPECT(chart, "  A30 f ='Børn''s takster'!A5&\": \"&'Børn''s takster'!B5&\": \"&'Børn''s takster'!C5 wrap", "  B30 f ='Børn''s takster'!D5 [#,##0.00] right", "  C32 f ='Børn''s takster'!E7 [#,##0.00] right");
  assert_null(strstr(chart, "\n  B32 "));
  g_free(chart);
  g_free(dump);
  specimen_free(s);
}

/* A hidden figure stands nowhere in the file, neither as value nor in a formula's result. */
static void what_is_hidden_is_nowhere(void **state) {
  (void)state;
  specimen *s = specimen_empty(10);
  grid *g = s->g;
  g->suppression = "»skjult«: små antal vises ikke.";
  g->has_hidden = true;
  specimen_record(s, "Øen", kroner(s, 123410), cell_missing(CELL_HIDDEN, 0), whole(s, 365), "x");
  specimen_record(s, "Åen", kroner(s, 20000), kroner(s, 31300), whole(s, 10), "x");
  specimen_sum(s, 0);
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "  C5 s skjult italic wrap right", "  E5 s skjult italic wrap right", "  C5 s skjult italic wrap right");
  assert_non_null(strstr(dump, "små antal vises ikke"));
  char *sums = sheet_part(dump, "Subtotaler");
  EXPECT(sums, "  B5 f =ROUND(SUM(Takster[[2024: Takst (kr.)]]),2) [#,##0.00] bold right", "  C5 s skjult italic wrap right", "  E5 s skjult italic wrap right");
  g_free(sums);
  g_free(dump);
  specimen_free(s);
}

static void fixed_cells_have_no_formula_and_figures_have_marks(void **state) {
  (void)state;
  specimen *s = specimen_empty(4);
  specimen_record(s, "Øen", kroner(s, 1), kroner(s, 2), whole(s, 3), "x");
  LIST_PUSH(s->a, &s->g->notes, ((grid_note){ "a", "Skønnet." }));
  s->g->row[0].cells[K_CHANGE].fixed = true;
  s->g->row[0].cells[K_DAYS].note = s->g->row[0].cells[K_ODD].note = 1;
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "  E5 n 0.01 [#,##0.00] right", "  D5 n 3 [#,##0] {a} right", "  K5 s x {a} wrap", "  A7 s a: Skønnet.");
  g_free(dump);
  specimen_free(s);
}

static void equal_and_long_headers_become_names_of_their_own(void **state) {
  (void)state;
  specimen *s = specimen_empty(4);
  char *long_header = g_strnfill(300, 'x');
  s->g->column[K_ODD].header = long_header;
  s->g->column[K_DAYS].header = "TILBUD";
  s->g->column[K_PERCENT].over = "Ændring";
  specimen_record(s, "Øen", kroner(s, 1), kroner(s, 2), whole(s, 3), "x");
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "  A4 s Tilbud bold wrap", "  D4 s TILBUD (2) bold wrap right", "  F4 s Ændring (%) bold wrap right");
  g_free(dump);
  g_free(long_header);
  specimen_free(s);
}

/* Marks beyond what Excel has formats for stand in the text, and a formula that would give that text is left out. */
static void many_marks_go_into_the_text(void **state) {
  (void)state;
  enum { ROWS = 200 };
  specimen *s = specimen_empty(ROWS);
  for (uint16_t i = 1; i <= ROWS; i++) {
    LIST_PUSH(s->a, &s->g->notes, ((grid_note){ arena_printf(s->a, "n%u", i), "Ukendt." }));
    specimen_record(s, "Øen", cell_missing(CELL_NOT_STATED, i), kroner(s, 2), whole(s, 3), "x");
  }
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "  B204 s ikke oplyst (n200) italic wrap right");
  g_free(dump);
  specimen_free(s);
}

static void names_are_legal_and_unlike(void **state) {
  (void)state;
  specimen *s = specimen_empty(4);
  specimen_record(s, "Øen", kroner(s, 1), kroner(s, 2), whole(s, 3), "x");
  static const char *const ids[] = { "tabel-ab12", "tabel-r1c1", "tabel-2025-takster", "tabel-c", "takster", "tabel-TAKSTER" };
  for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
    grid *g = ARENA_NEW(s->a, grid);
    *g = *s->g;
    g->id = ids[i];
    g->sheet = i ? arena_printf(s->a, "Ark %u", (unsigned)i) : "Indhold";      /* the contents' own name is taken */
    LIST_PUSH(s->a, &s->set.grids, g);
  }
  char *dump = dumped(s, XLSX_PUBLISHED);
  EXPECT(dump, "sheet Indhold (2)", "  table Takster A4:K5", "  table Data_Ab12 A4:K5", "  table Data_R1c1 A4:K5", "  table _2025_takster A4:K5", "  table Data_C A4:K5",
         "  table Takster_2 A4:K5", "  table TAKSTER_3 A4:K5");
  g_free(dump);
  specimen_free(s);
}

static void same_bytes_each_time(void **state) {
  (void)state;
  for (int mode = XLSX_PUBLISHED; mode <= XLSX_WORKING_COPY; mode++) {
    char *text[2];
    gsize n[2];
    for (int i = 0; i < 2; i++) {
      specimen *s = specimen_new();
      place p = place_new();
      write_book(s, (xlsx_mode)mode, p.path);
      assert_true(g_file_get_contents(p.path, &text[i], &n[i], NULL));
      place_free(&p);
      specimen_free(s);
    }
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(text[0], text[1], n[0]);
    g_free(text[0]);
    g_free(text[1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(published_stands_still), cmocka_unit_test(working_copy_has_panes_filter_and_says_so), cmocka_unit_test(formulas_name_columns_and_escape_them),
    cmocka_unit_test(subtotals_are_sums_on_a_sheet_of_their_own), cmocka_unit_test(chart_leaves_gaps_for_what_is_missing), cmocka_unit_test(what_is_hidden_is_nowhere),
    cmocka_unit_test(fixed_cells_have_no_formula_and_figures_have_marks), cmocka_unit_test(equal_and_long_headers_become_names_of_their_own), cmocka_unit_test(many_marks_go_into_the_text),
    cmocka_unit_test(names_are_legal_and_unlike), cmocka_unit_test(same_bytes_each_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
