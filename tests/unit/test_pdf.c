/* pdf/: a document laid out by hand is written, and read back by qpdf, python3-pikepdf and, when UACHECK names it, a PDF/UA checker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include "pdf/pdf.h"

/* The fonts are opened once. */
typedef struct shared { diag *d; text_engine *engine; const text_face *text, *bold; } shared;
typedef struct fixture {
  arena *a;
  diag *d;
  text_engine *engine;
  const text_face *text, *bold;
  layout_result *r;
  page *page;                       /* the one being filled */
  char *folder, *path;
} fixture;

static const color ink = { 0.1, 0.12, 0.14, true }, accent = { 0.05, 0.3, 0.45, true }, pale = { 0.9, 0.93, 0.97, true };

static page *add_page(fixture *f, double width, double height, const char *label) {
  f->page = ARENA_NEW(f->a, page);
  f->page->width = width;
  f->page->height = height;
  f->page->label = label;
  LIST_PUSH(f->a, &f->r->pages, f->page);
  return f->page;
}

static page_item *add_item(fixture *f, page_item_kind kind, tag_element *owner, artifact_kind artifact, color c) {
  page_item *i = LIST_ADD(f->a, &f->page->items);
  i->kind = (uint8_t)kind;
  i->owner = owner;
  i->artifact = (uint8_t)artifact;
  i->ink = c;
  return i;
}

static const glyph_run *shape(fixture *f, const text_face *face, const char *text) {
  return text_shape(f->engine, face, text, (int)strlen(text), SPAN_NONE);
}

/* Gives the x after the text. */
static double put_run(fixture *f, tag_element *owner, artifact_kind artifact, const glyph_run *run, double x, double y) {
  page_item *i = add_item(f, ITEM_GLYPHS, owner, artifact, ink);
  i->glyphs.run = run;
  i->glyphs.x = x;
  i->glyphs.y = y;
  return x + run->width;
}

static double put(fixture *f, tag_element *owner, const char *text, double x, double y) {
  return put_run(f, owner, ARTIFACT_NONE, shape(f, f->text, text), x, y);
}

static void put_artifact(fixture *f, artifact_kind kind, const char *text, double x, double y) {
  put_run(f, NULL, kind, shape(f, f->text, text), x, y);
}

/* "text-" as it stands at the end of a broken line: the hyphen's text is U+00AD. */
static const glyph_run *broken(fixture *f, const char *text) {
  const glyph_run *whole = shape(f, f->text, arena_printf(f->a, "%s-", text));
  glyph_run *r = ARENA_NEW(f->a, glyph_run);
  cairo_text_cluster_t *clusters = ARENA_ARRAY(f->a, cairo_text_cluster_t, whole->cluster_count);
  *r = *whole;
  memcpy(clusters, whole->clusters, sizeof *clusters * (size_t)whole->cluster_count);
  clusters[whole->cluster_count - 1].num_bytes = 2;
  r->clusters = clusters;
  r->utf8 = arena_printf(f->a, "%s\u00AD", text);
  r->utf8_length = (int)strlen(r->utf8);
  r->hyphenated = true;
  return r;
}

static void add_link(fixture *f, tag_element *owner, const char *url, const char *dest, const char *contents, int count, const rule_line *areas) {
  page_link *l = LIST_ADD(f->a, &f->page->links);
  l->owner = owner;
  l->url = url;
  l->dest = dest;
  l->contents = contents;
  l->count = count;
  l->areas = ARENA_ARRAY(f->a, rule_line, count);
  memcpy(l->areas, areas, sizeof *areas * (size_t)count);
}

static void add_dest(fixture *f, const char *name, double x, double y) {
  LIST_PUSH(f->a, &f->page->dests, ((page_dest){ name, x, y }));
}

static tag_element *add(fixture *f, tag_element *parent, tag_role role) { return tag_add(f->r->tags, parent, role); }
static tag_extra *extra(fixture *f, tag_element *e) { return tag_extra_of(f->r->tags, e); }

static void add_outline(fixture *f, const char *title, const char *dest, int level) {
  LIST_PUSH(f->a, &f->r->outlines, ((outline){ title, dest, level }));
}

static void furniture(fixture *f) {
  page_item *ground = add_item(f, ITEM_RECT, NULL, ARTIFACT_BACKGROUND, pale);
  ground->rect.x = ground->rect.y = 0;
  ground->rect.width = f->page->width;
  ground->rect.height = 20;
  put_artifact(f, ARTIFACT_HEADER, "Løbende hoved", 60, 40);
  put_artifact(f, ARTIFACT_FOOTER, arena_printf(f->a, "Side %s", f->page->label), 60, f->page->height - 30);
}

/* A paragraph over two pages: text, link over two lines, foreign phrase, a run of one blank between two owners, a break hyphen, a note. */
static void paragraph(fixture *f, tag_element *sect) {
  tag_element *p = add(f, sect, TAG_P), *t1 = add(f, p, TAG_TEXT), *link = add(f, p, TAG_LINK), *t2 = add(f, p, TAG_TEXT);
  tag_element *phrase = add(f, p, TAG_SPAN), *t3 = add(f, p, TAG_TEXT), *reference = add(f, p, TAG_REFERENCE), *to_note = add(f, reference, TAG_LINK);
  tag_element *note = add(f, p, TAG_NOTE), *t4 = add(f, p, TAG_TEXT);
  extra(f, phrase)->lang = "en";
  double x = put(f, t1, "Efter §\u00A0107 henvises der til", 60, 120), from;
  from = x = put(f, t1, " ", x, 120);
  x = put(f, link, "bilag 4, der", x, 120);
  f->page->items.v[f->page->items.n - 1].glyphs.underline = true;
  double end = put(f, link, "følger", 60, 134);
  const rule_line areas[] = { { from, 110, x - from, 14 }, { 60, 124, end - 60, 14 } };
  add_link(f, link, NULL, "bilag-4", "Bilag 4: Takster", 2, areas);
  x = put(f, t2, " ", end, 134);
  x = put(f, phrase, "recovery", x, 134);
  x = put(f, t3, " og", x, 134);
  from = x;
  x = put(f, to_note, "1", x, 130);
  const rule_line mark[] = { { from, 122, x - from, 10 } };
  add_link(f, to_note, NULL, "note-1", "Fodnote 1", 1, mark);
  x = put(f, t4, " ", x, 134);
  put_run(f, t4, ARTIFACT_NONE, broken(f, "tjeneste"), x, 134);
  put(f, t4, "mandspension-ordninger", 60, 148);
  put_artifact(f, ARTIFACT_LAYOUT, "———", 60, 690);
  put(f, add(f, note, TAG_LBL), "1", 60, 700);
  put(f, add(f, note, TAG_P), "Lov om social service.", 70, 700);
  add_dest(f, "note-1", 60, 690);
  add_page(f, 841.89, 595.28, "2");
  furniture(f);
  put(f, t4, "på næste side.", 60, 80);
}

static void list(fixture *f, tag_element *sect) {
  tag_element *l = add(f, sect, TAG_L);
  extra(f, l)->numbering = NUMBERING_DECIMAL;
  for (int i = 1; i <= 2; i++) {
    tag_element *item = add(f, l, TAG_LI);
    put(f, add(f, item, TAG_LBL), arena_printf(f->a, "%d.", i), 60, 100 + 14 * i);
    put(f, add(f, add(f, item, TAG_LBODY), TAG_P), i == 1 ? "Flere pladser" : "Færre ventedage", 75, 100 + 14 * i);
  }
}

static void cell(fixture *f, tag_element *row, tag_role role, tag_scope scope, const char *text, double x, double y) {
  tag_element *e = add(f, row, role);
  e->scope = (uint8_t)scope;
  if (*text) put(f, e, text, x, y);
}

/* Two header rows, the first with a cell over two columns; ids and headers; rules as one item; an empty cell. */
static void table(fixture *f, tag_element *sect) {
  tag_element *t = add(f, sect, TAG_TABLE), *caption = add(f, t, TAG_CAPTION);
  extra(f, t)->summary = "Takster for to tilbud";
  put(f, caption, "Tabel 1: Takster", 60, 170);
  tag_element *head = add(f, t, TAG_THEAD), *r1 = add(f, head, TAG_TR), *r2 = add(f, head, TAG_TR), *body = add(f, t, TAG_TBODY);
  cell(f, r1, TAG_TH, SCOPE_COLUMN, "Tilbud", 60, 190);
  extra(f, r1->first)->rowspan = 2;
  cell(f, r1, TAG_TH, SCOPE_COLUMN, "Takst", 160, 190);
  extra(f, r1->last)->colspan = 2;
  extra(f, r1->last)->id = "takst";
  cell(f, r2, TAG_TH, SCOPE_COLUMN, "2023", 160, 204);
  cell(f, r2, TAG_TH, SCOPE_COLUMN, "2024", 220, 204);
  for (int i = 0; i < 2; i++) {
    tag_element *row = add(f, body, TAG_TR);
    cell(f, row, TAG_TH, SCOPE_ROW, i ? "Holbæk" : "Næstved", 60, 220 + 14 * i);
    cell(f, row, TAG_TD, SCOPE_NONE, "2.431,50", 160, 220 + 14 * i);
    extra(f, row->last)->headers = "takst";
    cell(f, row, TAG_TD, SCOPE_NONE, i ? "" : "2.500,00", 220, 220 + 14 * i);
  }
  static const rule_line lines[] = { { 60, 208, 220, 0.5 }, { 60, 240, 220, 0.5 }, { 60, 250, 0, 0.5 } };
  page_item *rules = add_item(f, ITEM_RULES, NULL, ARTIFACT_LAYOUT, accent);
  rules->rules.lines = lines;
  rules->rules.count = G_N_ELEMENTS(lines);
}

static void figure_block(fixture *f, tag_element *sect) {
  tag_element *fig = add(f, sect, TAG_FIGURE);
  tag_extra *x = extra(f, fig);
  x->alt = "Trekant: jo færre borgere, jo mere specialiseret.";
  x->has_bbox = true;
  x->bbox_page = 1;
  const double box[4] = { 400, 100, 500, 200 };
  memcpy(x->bbox, box, sizeof box);
  static const path_step steps[] = { { PATH_MOVE, { 450 }, { 100 } }, { PATH_LINE, { 500 }, { 200 } },
                                     { PATH_CURVE, { 480, 420, 400 }, { 190, 190, 200 } }, { PATH_CLOSE, { 0 }, { 0 } } };
  for (int i = 0; i < 2; i++) {
    page_item *p = add_item(f, ITEM_PATH, fig, ARTIFACT_NONE, i ? accent : pale);
    p->path.steps = steps;
    p->path.count = G_N_ELEMENTS(steps);
    p->path.stroke = i;
  }
  page_item *box_item = add_item(f, ITEM_RECT, fig, ARTIFACT_NONE, accent);
  box_item->rect.x = 430;
  box_item->rect.y = 160;
  box_item->rect.width = box_item->rect.height = 20;
  box_item->rect.radius = 4;
}

static void last_paragraph(fixture *f, tag_element *sect) {
  tag_element *p = add(f, sect, TAG_P), *text = add(f, p, TAG_TEXT), *abbreviation = add(f, p, TAG_SPAN), *more = add(f, p, TAG_TEXT);
  tag_element *web = add(f, p, TAG_LINK);
  extra(f, abbreviation)->expansion = "Kommunekontaktråd";
  double x = put(f, text, "Godkendt af ", 60, 400);
  x = put(f, abbreviation, "KKR", x, 400);
  x = put(f, more, " efter", x, 400);
  double from = put(f, more, " ", x, 400);
  x = put_run(f, web, ARTIFACT_NONE, shape(f, f->bold, "høring(1)"), from, 400);
  const rule_line areas[] = { { from, 390, x - from, 14 } };
  add_link(f, web, "https://example.org/h(1)?a=ø", NULL, "Høringssvar, eksternt websted", 1, areas);
  add(f, sect, TAG_P);                                           /* empty: goes */
  put(f, add(f, sect, TAG_P), "\u00A0", 60, 450);                /* nothing but a blank: goes */
}

static void build(fixture *f) {
  layout_result *r = f->r = ARENA_NEW(f->a, layout_result);
  r->tags = tag_tree_new(f->a);
  r->info = (doc_info){ .title = "Rammeaftale – prøve", .author = "Kommunerne i Region Sjælland", .subject = "Prøve & bevis",
                        .keywords = "takster; rammeaftale", .lang = "da-DK", .created = { 2023, 6, 9 } };
  tag_element *sect = tag_add(r->tags, r->tags->root, TAG_SECT), *h1 = add(f, sect, TAG_H1);
  extra(f, h1)->title = "Udvikling";
  add_page(f, 595.28, 841.89, "1");
  furniture(f);
  put_run(f, h1, ARTIFACT_NONE, shape(f, f->bold, "Udvikling af området"), 60, 90);
  add_dest(f, "udvikling", 60, 70);
  paragraph(f, sect);
  list(f, sect);
  tag_element *h2 = add(f, sect, TAG_H2);
  put_run(f, h2, ARTIFACT_NONE, shape(f, f->bold, "Takster"), 60, 150);
  add_dest(f, "bilag-4", 60, 140);
  table(f, sect);
  figure_block(f, sect);
  last_paragraph(f, sect);
  add_outline(f, "Udvikling af området", "udvikling", 1);
  add_outline(f, "Takster", "bilag-4", 2);
}

/* ---- fixture ---- */

static int open_fonts(void **state) {
  shared *all = g_new0(shared, 1);
  *state = all;
  all->d = diag_new();
  all->engine = text_open(all->d, "fonts", "fonts");
  if (!all->engine) return -1;
  static const face_style text = { .family = "PT Serif", .size = 10, .weight = 400 }, bold = { .family = "PT Sans", .size = 14, .weight = 700 };
  all->text = text_face_open(all->engine, &text);
  all->bold = text_face_open(all->engine, &bold);
  return all->text && all->bold ? 0 : -1;
}

static int close_fonts(void **state) {
  shared *all = *state;
  text_close(all->engine);
  diag_free(all->d);
  g_free(all);
  return 0;
}

static int open_fixture(void **state) {
  const shared *all = *state;
  fixture *f = g_new0(fixture, 1);
  f->a = arena_new();
  f->d = all->d;
  f->engine = all->engine;
  f->text = all->text;
  f->bold = all->bold;
  f->folder = g_dir_make_tmp("rammeaftale-XXXXXX", NULL);
  f->path = g_build_filename(f->folder, "a.pdf", NULL);
  build(f);
  *state = f;
  return 0;
}

static int close_fixture(void **state) {
  fixture *f = *state;
  g_remove(f->path);
  g_rmdir(f->folder);
  g_free(f->path);
  g_free(f->folder);
  arena_free(f->a);
  g_free(f);
  return 0;
}

static const pdf_attachment workbook = { "takster.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Takster som regneark",
                                         "PK\003\004 data", 9 };

static void write_good(fixture *f) {
  const char *error = NULL;
  if (!pdf_write(f->r, &workbook, 1, f->path, &error)) fail_msg("not written: %s", error);
}

static void assert_refused(fixture *f, const char *part) {
  const char *error = NULL;
  assert_false(pdf_write(f->r, NULL, 0, f->path, &error));
  assert_non_null(error);
  if (!strstr(error, part)) fail_msg("\"%s\" does not speak of \"%s\"", error, part);
  assert_false(g_file_test(f->path, G_FILE_TEST_EXISTS));
}

/* Runs a command; fails with what it said unless it ends well. Its standard output in the arena. */
static char *run(fixture *f, const char *const command[]) {
  gchar *out = NULL, *errors = NULL;
  gint status = 0;
  gchar **argv = g_strdupv((gchar **)(uintptr_t)command);
  bool started = g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &errors, &status, NULL);
  char *result = arena_strdup(f->a, out ? out : "");
  bool good = started && g_spawn_check_wait_status(status, NULL);
  if (!good) print_error("%s\n%s%s\n", command[0], out ? out : "cannot be run", errors ? errors : "");
  g_free(out);
  g_free(errors);
  g_strfreev(argv);
  assert_true(good);
  return result;
}

static const char python[] = "/usr/bin/python3";

/* ---- tests ---- */

static void test_same_bytes(void **state) {
  fixture *f = *state;
  gchar *first = NULL, *second = NULL;
  gsize n, m;
  write_good(f);
  assert_true(g_file_get_contents(f->path, &first, &n, NULL));
  write_good(f);
  assert_true(g_file_get_contents(f->path, &second, &m, NULL));
  assert_int_equal(n, m);
  assert_memory_equal(first, second, n);
  g_free(first);
  g_free(second);
}

static void test_syntax(void **state) {
  fixture *f = *state;
  write_good(f);
  const char *out = run(f, (const char *const[]){ "qpdf", "--check", f->path, NULL });
  assert_non_null(strstr(out, "No syntax or stream encoding errors"));
  assert_null(strstr(out, "WARNING"));
}

static void test_structure(void **state) {
  fixture *f = *state;
  write_good(f);
  const char *out = run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_check.py", f->path, NULL });
  assert_non_null(strstr(out, ": 2 pages, "));
}

static const char reading[] =
  "Document\n"
  "  Sect\n"
  "    H1 T=\"Udvikling\" | Udvikling af området\n"
  "    P\n"
  "      | Efter § 107 henvises der til \n"
  "      Link | bilag 4, der følger \n"
  "      Span Lang=\"en\" | recovery\n"
  "      |  og\n"
  "      Reference\n"
  "        Link | 1\n"
  "      Note ID=\"note.1\"\n"
  "        Lbl | 1\n"
  "        P | Lov om social service.\n"
  "      |  tjenestemandspension-ordninger på næste side.\n"
  "    L ListNumbering=Decimal\n"
  "      LI\n"
  "        Lbl | 1.\n"
  "        LBody\n"
  "          P | Flere pladser\n"
  "      LI\n"
  "        Lbl | 2.\n"
  "        LBody\n"
  "          P | Færre ventedage\n"
  "    H2 | Takster\n"
  "    Table Summary=\"Takster for to tilbud\"\n"
  "      Caption | Tabel 1: Takster\n"
  "      THead\n"
  "        TR\n"
  "          TH RowSpan=2 Scope=Column | Tilbud\n"
  "          TH ID=\"takst\" ColSpan=2 Scope=Column | Takst\n"
  "        TR\n"
  "          TH Scope=Column | 2023\n"
  "          TH Scope=Column | 2024\n"
  "      TBody\n"
  "        TR\n"
  "          TH Scope=Row | Næstved\n"
  "          TD Headers=[\"takst\"] | 2.431,50\n"
  "          TD | 2.500,00\n"
  "        TR\n"
  "          TH Scope=Row | Holbæk\n"
  "          TD Headers=[\"takst\"] | 2.431,50\n"
  "          TD\n"
  "    Figure Alt=\"Trekant: jo færre borgere, jo mere specialiseret.\" BBox=[400 395.28 500 495.28]\n"
  "    P\n"
  "      | Godkendt af \n"
  "      Span E=\"Kommunekontaktråd\" | KKR\n"
  "      |  efter \n"
  "      Link | høring(1)\n";

static void test_reading_order(void **state) {
  fixture *f = *state;
  write_good(f);
  assert_string_equal(run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_struct.py", f->path, NULL }), reading);
}

/* poppler finds what was attached, the title and the words, also the one that is broken over two lines. */
static void test_poppler(void **state) {
  fixture *f = *state;
  write_good(f);
  const char *text = run(f, (const char *const[]){ "pdftotext", f->path, "-", NULL });
  assert_non_null(strstr(text, "Løbende hoved"));
  assert_non_null(strstr(text, "mandspension-ordninger"));
  const char *info = run(f, (const char *const[]){ "pdfinfo", f->path, NULL });
  assert_non_null(strstr(info, "Rammeaftale – prøve"));
  assert_non_null(strstr(info, "Tagged:          yes"));
  assert_non_null(strstr(info, "Pages:           2"));
}

/* Lines as text/ breaks them, narrow: read through the tree, the text is what it was. */
static void test_lines(void **state) {
  fixture *f = *state;
  static const char prose[] = "Kommunerne i Region Sjælland samarbejder om de højtspecialiserede tilbud på social- og specialundervisningsområdet. "
                              "Udviklingsstrategien beskriver efter § 6 i bekendtgørelsen fokusområderne, og styringsaftalen fastlægger "
                              "takstudviklingen og kapacitetsudnyttelsen.";
  static const char foreign[] = " Recovery – og rehabilitering – er fælles sprog.";
  tag_element *p = tag_add(f->r->tags, f->r->tags->root, TAG_P), *owners[] = { add(f, p, TAG_TEXT), add(f, p, TAG_SPAN) };
  extra(f, owners[1])->lang = "en";
  const text_run runs[] = { { .text = prose, .length = sizeof prose - 1, .face = f->text, .ink = ink, .owner = 0 },
                            { .text = foreign, .length = sizeof foreign - 1, .face = f->bold, .ink = accent, .owner = 1 } };
  const text_para *para = text_para_make(f->a, f->engine, runs, 2, true);
  text_line *lines;
  int n = text_break_lines(f->a, f->d, para, (text_measure){ .width = 90 }, &lines), hyphens = 0;
  for (int i = 0; i < n; i++) {
    line_piece *pieces;
    int count = text_line_pieces(f->a, para, &lines[i], &pieces);
    for (int k = 0; k < count; k++) put_run(f, owners[pieces[k].owner], ARTIFACT_NONE, pieces[k].glyphs, 500 + pieces[k].x, 60 + 16 * i);
    hyphens += lines[i].hyphenated;
  }
  assert_in_range(hyphens, 2, 20);
  write_good(f);
  run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_check.py", f->path, NULL });
  const char *out = run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_struct.py", "--text", f->path, NULL });
  char *wanted = arena_printf(f->a, "\n%s%s\n", prose, foreign);
  if (!strstr(out, wanted)) fail_msg("%s\n--- does not hold ---%s", out, wanted);
}

static void test_uacheck(void **state) {
  fixture *f = *state;
  const char *checker = g_getenv("UACHECK");
  if (!checker || !*checker) skip();
  write_good(f);
  run(f, (const char *const[]){ python, "-B", checker, "--strict", f->path, NULL });
}

static void test_unmarked_refused(void **state) {
  fixture *f = *state;
  f->page = f->r->pages.v[0];
  add_item(f, ITEM_RECT, NULL, ARTIFACT_NONE, ink)->rect.width = 10;
  f->page->items.v[f->page->items.n - 1].rect.height = 10;
  assert_refused(f, "side 1: paint outside a mark");
  f->page->items.n--;
  f->page = f->r->pages.v[1];
  put_artifact(f, ARTIFACT_NONE, "umærket", 60, 500);
  assert_refused(f, "side 2: paint outside a mark");
}

static void test_lost_refused(void **state) {
  fixture *f = *state;
  put(f, tag_add(f->r->tags, f->r->tags->root, TAG_P), "uden for siden", 60, 5000);
  assert_refused(f, "side 2: a beacon is missing");
}

/* An artifact off the page is no loss. */
static void test_lost_artifact(void **state) {
  fixture *f = *state;
  put_artifact(f, ARTIFACT_LAYOUT, "uden for siden", 60, 5000);
  put(f, tag_add(f->r->tags, f->r->tags->root, TAG_P), "på siden", 60, 500);
  write_good(f);
  run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_check.py", f->path, NULL });
}

static void test_targets_refused(void **state) {
  fixture *f = *state;
  page_link *l = &f->r->pages.v[0]->links.v[0];
  l->dest = "findes-ikke";
  assert_refused(f, "findes-ikke");
  l->dest = "bilag-4";
  l->contents = "";
  assert_refused(f, "a link without a description");
  l->contents = "Bilag 4";
  f->r->outlines.v[1].dest = "heller-ikke";
  assert_refused(f, "heller-ikke");
  f->r->outlines.v[1].dest = "bilag-4";
  f->page = f->r->pages.v[1];
  add_dest(f, "udvikling", 1, 1);
  assert_refused(f, "\"udvikling\" is given twice");
}

static void test_structure_refused(void **state) {
  fixture *f = *state;
  tag_element *h = tag_add(f->r->tags, f->r->tags->root, TAG_H5);
  put(f, h, "for dyb", 60, 500);
  assert_refused(f, "heading");
}

static void test_empty_refused(void **state) {
  fixture *f = *state;
  f->r->info.title = "";
  assert_refused(f, "no title");
  f->r->info.title = "x";
  f->r->pages.n = 0;
  assert_refused(f, "no pages");
}

static void test_write_errors(void **state) {
  fixture *f = *state;
  const char *error = NULL;
  char *inside = g_build_filename(f->path, "b.pdf", NULL);
  assert_false(pdf_write(f->r, NULL, 0, inside, &error));
  assert_non_null(error);
  g_free(inside);
  if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) return;
  assert_false(pdf_write(f->r, NULL, 0, "/dev/full", &error));
  assert_string_equal(error, system_reason(ENOSPC));
}

/* Trees of two levels: many pages, destinations, bookmarks; labels that break off and begin anew. */
static void test_many_pages(void **state) {
  fixture *f = *state;
  tag_element *h = NULL;
  for (int i = 0; i < 150; i++) {
    add_page(f, 200 + i, 200, i == 3 ? "A" : i == 4 ? NULL : arena_printf(f->a, "%d", i + 3));
    h = tag_add(f->r->tags, f->r->tags->root, TAG_H1);
    put(f, h, arena_printf(f->a, "Afsnit %d", i), 10, 100);
    const char *name = arena_printf(f->a, "afsnit-%d", i);
    add_dest(f, name, 10, 90);
    add_outline(f, name, name, 1 + i % 3);
    const rule_line area = { 10, 90, 50, 12 };
    add_link(f, tag_add(f->r->tags, h, TAG_LINK), "https://example.org", NULL, "Et websted", 1, &area);
  }
  write_good(f);
  run(f, (const char *const[]){ "qpdf", "--check", f->path, NULL });
  run(f, (const char *const[]){ python, "-B", "tests/tools/pdf_check.py", f->path, NULL });
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    TEST(test_same_bytes), TEST(test_syntax), TEST(test_structure), TEST(test_reading_order), TEST(test_poppler), TEST(test_lines),
    TEST(test_uacheck), TEST(test_unmarked_refused), TEST(test_lost_refused), TEST(test_lost_artifact), TEST(test_targets_refused), TEST(test_structure_refused),
    TEST(test_empty_refused), TEST(test_write_errors), TEST(test_many_pages),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
