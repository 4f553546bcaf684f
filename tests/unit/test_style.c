/* style/: layouts load, inherit and override; every message has a case; the layouts of the product are sound. Run from the top of the
 * repository. UPDATE=1 accepts what the goldens now are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "golden.h"
#include "style/style.h"

#define GOLDEN "tests/golden/style"

static void assert_golden(const char *name, const char *ending, const GString *got)
{
  char *path = g_strconcat(GOLDEN "/", name, ending, NULL);
  golden_compare(path, got->str);
  g_free(path);
}

/* ---- every message ---- */

static const struct { const char *name; diag_id ids[3]; int count; } cases[] = {
  { "grundlag-mangler", { DIAG_STYLE_NO_LAYOUT }, 1 },
  { "bygger-i-ring", { DIAG_STYLE_BASE_CIRCLE }, 1 },
  { "palet-uden-par", { DIAG_STYLE_NOT_PAIRS }, 1 },
  { "vaerdi-mangler", { DIAG_STYLE_NOT_TEXT, DIAG_STYLE_NOT_PAIRS }, 2 },
  { "farve-forkert", { DIAG_STYLE_COLOR_SYNTAX }, 1 },
  { "farve-ukendt", { DIAG_STYLE_COLOR_UNKNOWN }, 1 },
  { "laengde-forkert", { DIAG_STYLE_LENGTH_SYNTAX }, 1 },
  { "laengde-umulig", { DIAG_STYLE_LENGTH_RANGE }, 1 },
  { "skrift-ukendt", { DIAG_STYLE_FAMILY_UNKNOWN }, 1 },
  { "stoerrelse-ukendt", { DIAG_STYLE_SIZE_UNKNOWN }, 1 },
  { "arver-ukendt", { DIAG_STYLE_PARENT_UNKNOWN }, 1 },
  { "arver-i-ring", { DIAG_STYLE_PARENT_CIRCLE }, 1 },
  { "stilarter-mangler", { DIAG_STYLE_MISSING, DIAG_STYLE_WORD_MISSING, DIAG_STYLE_ROOT_LACKS }, 3 },
  { "stilarter-mangler", { DIAG_STYLE_MASTER_MISSING }, 1 },
  { "sidetype-ukendt", { DIAG_STYLE_MASTER_UNKNOWN }, 1 },
  { "sidetype-fuld", { DIAG_STYLE_MASTER_FULL, DIAG_STYLE_NO_BANNER }, 2 },
  { "banner-mangler", { DIAG_STYLE_NO_BANNER }, 1 },
  { "sidespalte-for-bred", { DIAG_STYLE_SIDE_ROOM }, 1 },
  { "sidespalte-og-spalter", { DIAG_STYLE_SIDE_COLUMNS }, 1 },
  { "sidetype-mangler", { DIAG_STYLE_LACKS }, 1 },
  { "sidefelt-ukendt", { DIAG_STYLE_SLOT_FIELD, DIAG_STYLE_SLOT_STYLE }, 2 },
  { "billede-mangler", { DIAG_STYLE_NO_IMAGE, DIAG_STYLE_LACKS, DIAG_IMAGE_OUTSIDE }, 3 },
  { "kontrast-tekst", { DIAG_STYLE_CONTRAST_TEXT }, 1 },
  { "kontrast-streg", { DIAG_STYLE_CONTRAST_GRAPHIC }, 1 },
  { "profil-mangler", { DIAG_STYLE_NO_PROFILE }, 1 },
  { "profil-for-meget", { DIAG_STYLE_PROFILE_KEY }, 1 },
  { "profil-for-lys", { DIAG_STYLE_CONTRAST_TEXT }, 1 },
};

static void test_diagnostics(void **state)
{
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    arena *a = arena_new();
    diag *d = diag_new();
    bool profile = g_str_has_prefix(cases[i].name, "profil-");         /* a case of a profile lies over the sound layout */
    const style_sheet *made = style_load(a, d, &(style_request){ .folder = GOLDEN, .shown = GOLDEN, .layout = profile ? "grundlayout" : cases[i].name,
                                                                 .profile = profile ? cases[i].name : NULL });
    assert_int_equal(made == NULL, diag_count(d, SEVERITY_ERROR) > 0);                  /* a warning leaves a layout to work with */
    for (int k = 0; k < cases[i].count; k++)
      if (!diag_has(d, cases[i].ids[k]))
        fail_msg("%s.yaml does not give %s", cases[i].name, diag_lookup(cases[i].ids[k])->code);
    GString *out = g_string_new(NULL);
    diag_print(d, LANGUAGE_DA, out);
    assert_golden(cases[i].name, ".diag", out);
    g_string_free(out, TRUE);
    diag_free(d);
    arena_free(a);
  }
}

static void test_every_message_has_a_case(void **state)
{
  (void)state;
  for (int id = 0; id < DIAG_COUNT; id++) {
    bool found = diag_lookup((diag_id)id)->code[0] != 'S';
    for (size_t i = 0; i < G_N_ELEMENTS(cases) && !found; i++)
      for (int k = 0; k < cases[i].count; k++)
        found |= cases[i].ids[k] == (diag_id)id;
    if (!found)
      fail_msg("%s has no case", diag_lookup((diag_id)id)->code);
  }
}

/* Each case file is named above, so none lies about unread. */
static void test_every_file_is_a_case(void **state)
{
  (void)state;
  GDir *dir = g_dir_open(GOLDEN, 0, NULL);
  assert_non_null(dir);
  for (const char *f = g_dir_read_name(dir); f; f = g_dir_read_name(dir)) {
    if (!g_str_has_suffix(f, ".yaml") || !strcmp(f, "grundlayout.yaml"))
      continue;
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
      found |= strlen(f) == strlen(cases[i].name) + 5 && g_str_has_prefix(f, cases[i].name);
    if (!found)
      fail_msg("%s is no case", f);
  }
  g_dir_close(dir);
}

/* ---- a sound layout ---- */

typedef struct fixture { arena *a; diag *d; const style_sheet *s; } fixture;

static int open_from(void **state, const char *folder, const char *name)
{
  fixture *f = g_new0(fixture, 1);
  f->a = arena_new();
  f->d = diag_new();
  f->s = style_load(f->a, f->d, &(style_request){ .folder = folder, .shown = folder, .layout = name });
  if (!f->s || diag_count(f->d, SEVERITY_WARNING)) {
    GString *out = g_string_new(NULL);
    diag_print(f->d, LANGUAGE_DA, out);
    print_error("%s\n", out->str);
    g_string_free(out, TRUE);
  }
  *state = f;
  return f->s && !diag_count(f->d, SEVERITY_WARNING) ? 0 : -1;
}

static int open_basic(void **state)
{
  return open_from(state, GOLDEN, "grundlayout");
}

static int open_political(void **state)
{
  return open_from(state, "layouts", "politisk");
}

static void names_in(const char *folder, GPtrArray *out)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  assert_non_null(dir);
  for (const char *f = g_dir_read_name(dir); f; f = g_dir_read_name(dir))
    if (g_str_has_suffix(f, ".yaml") && strcmp(f, "tabeller.yaml") && strcmp(f, "beregninger.yaml") && strcmp(f, "kontroller.yaml") && strcmp(f, "faelles.yaml"))
      g_ptr_array_add(out, g_strndup(f, strlen(f) - strlen(".yaml")));
  g_dir_close(dir);
}

/* Every layout can be read under every profile: contrast is checked for each pair. */
static void test_every_pair(void **state)
{
  (void)state;
  GPtrArray *layouts = g_ptr_array_new_with_free_func(g_free), *profiles = g_ptr_array_new_with_free_func(g_free);
  names_in("layouts", layouts);
  names_in("layouts/profiler", profiles);
  assert_true(layouts->len >= 7 && profiles->len >= 2);
  for (guint i = 0; i < layouts->len; i++)
    for (guint k = 0; k <= profiles->len; k++) {
      arena *a = arena_new();
      diag *d = diag_new();
      const char *profile = k < profiles->len ? profiles->pdata[k] : NULL;
      if (!style_load(a, d, &(style_request){ .folder = "layouts", .shown = "layouts", .layout = layouts->pdata[i], .profile = profile })) {
        GString *out = g_string_new(NULL);
        diag_print(d, LANGUAGE_DA, out);
        print_error("%s with %s: %s\n", (const char *)layouts->pdata[i], profile ? profile : "no profile", out->str);
        g_string_free(out, TRUE);
        fail();
      }
      diag_free(d);
      arena_free(a);
    }
  g_ptr_array_free(layouts, TRUE);
  g_ptr_array_free(profiles, TRUE);
}

static int close_sheet(void **state)
{
  fixture *f = *state;
  diag_free(f->d);
  arena_free(f->a);
  g_free(f);
  return 0;
}

static void test_inheritance(void **state)
{
  const style_sheet *s = ((fixture *)*state)->s;
  const block_style *body = style_block(s, "brødtekst"), *head = style_block(s, "tabel-hoved"), *group = style_block(s, "tabel-gruppe");
  assert_non_null(body);
  assert_ptr_equal(s->body, body);
  assert_int_equal(body->face->weight, 400);
  assert_false(body->face->tabular);
  assert_int_equal(head->face->weight, 700);
  assert_true(head->face->tabular);
  assert_true(head->leading == 15);
  assert_ptr_equal(head->face, group->face);                      /* equal faces are one pointer */
  assert_ptr_equal(head->strong, head->face);
  assert_ptr_equal(body->strong, style_block(s, "tabel-titel")->face);
  assert_true(body->emph->italic);
  assert_true(style_block(s, "sidefod")->face->size == 8.5);      /* over two links */
  assert_true(body->after == 10);
  assert_true(style_block(s, "indhold-3")->after == 0);
}

static void test_units(void **state)
{
  const style_sheet *s = ((fixture *)*state)->s;
  const page_master *m = style_master(s, "normal");
  assert_non_null(m);
  assert_true(m->width > 595.27 && m->width < 595.28);
  assert_true(m->margin.left == m->margin.top && m->margin.top > 70.86 && m->margin.top < 70.87);
  assert_true(m->slots.v[0].y > 799.3 && m->slots.v[0].y < 799.4);          /* 282 mm */
  const block_style *box = style_block(s, "mål");
  assert_true(box->padding.top == 10 && box->padding.bottom == 10);
  assert_true(box->padding.left > 14.17 && box->padding.left < 14.18);
  assert_true(box->border.left == 3 && box->border.right == 0);
  assert_true(box->ground.set && box->border_ink.r == 0);                   /* a border takes the text's ink */
  assert_false(style_block(s, "brødtekst")->ground.set);
  assert_true(box->top > 56.69 && box->top < 56.70);
  assert_true(box->bar_width == 40 && box->bar_height == 4 && box->bar_gap > 4.25 && box->bar_gap < 4.26);
  assert_true(box->break_after == BREAK_PAGE && box->break_before == BREAK_RIGHT);
  assert_true(box->widows == 3 && box->orphans == 2);
  assert_string_equal(box->label_text, "Mål");
}

static void test_left_pages(void **state)
{
  const style_sheet *s = ((fixture *)*state)->s;
  assert_null(style_master(s, "normal")->left);
  const page_master *right = style_master(s, "dobbelt"), *left = right->left;
  assert_non_null(left);
  assert_true(left->margin.left == right->margin.right && left->margin.right == right->margin.left && left->margin.top == right->margin.top);
  assert_true(right->columns == 2 && left->columns == 2 && right->column_gap > 17 && right->column_gap < 17.01);
  assert_true(style_master(s, "normal")->columns == 1 && style_block(s, "mål")->spans && s->grid == 15);
  assert_int_equal(right->slots.v[0].kind, SLOT_RIGHT);
  assert_int_equal(left->slots.v[0].kind, SLOT_LEFT);
  assert_true(left->planes.v[0].x + left->planes.v[0].width == left->width - right->planes.v[0].x);
}

static void test_lookup(void **state)
{
  const style_sheet *s = ((fixture *)*state)->s;
  assert_null(style_block(s, "mål-mærke"));
  assert_ptr_equal(style_block_or_body(s, "mål-mærke-stort"), style_block(s, "mål"));
  assert_ptr_equal(style_block_or_body(s, "tabel-celle"), style_block(s, "tabel-celle"));
  assert_ptr_equal(style_block_or_body(s, "citat"), s->body);
  assert_ptr_equal(style_block_or_body(s, ""), s->body);
  assert_null(style_master(s, "liggende"));
  assert_string_equal(style_string(s, "fortsat"), "(fortsat)");
  assert_string_equal(style_string(s, "ukendt ord"), "ukendt ord");
  assert_null(s->watermark);
}

static color hex(unsigned rgb)
{
  return (color){ (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, true };
}

static void test_contrast(void **state)
{
  (void)state;
  assert_true(style_contrast(hex(0), hex(0xffffff)) > 20.999 && style_contrast(hex(0), hex(0xffffff)) < 21.001);
  assert_true(style_contrast(hex(0x123456), hex(0x123456)) == 1);
  double grey = style_contrast(hex(0xffffff), hex(0x767676));                /* the lightest grey that passes on white */
  assert_true(grey > 4.54 && grey < 4.55);
  assert_true(style_contrast(hex(0x777777), hex(0xffffff)) < 4.5);
  assert_true(style_contrast(hex(0x767676), hex(0xffffff)) == grey);
}

static void test_dump(void **state)
{
  GString *out = g_string_new(NULL);
  style_dump(((fixture *)*state)->s, out);
  assert_golden("grundlayout", ".style", out);
  g_string_free(out, TRUE);
}

/* ---- the layouts of the product ---- */

/* Names that the model gives to blocks; each must have a look of its own, or one by its prefix that was meant. */
static void test_political_styles(void **state)
{
  static const char *const names[] = {
    "dokument", "forside", "forside-aftale", "forside-titel", "forside-undertitel", "forside-status", "forside-tekst", "forside-forbehold",
    "dokumenttitel", "kolofon", "kolofon-titel", "indhold", "indhold-titel", "indhold-1", "indhold-2", "indhold-3", "forord", "afventer", "del",
    "del-titel", "afsnit", "rubrik-2", "rubrik-3", "rubrik-4", "rubrik-5", "mellemrubrik", "brødtekst", "indledning-til-liste", "punktliste",
    "talliste", "bogstavliste", "nøgleord", "fokusoversigt", "fokusområde", "fokus-mærke", "fokus-titel", "mål", "mål-mærke", "ønskede-resultater",
    "resultater-mærke", "resultater", "citat", "citat-kilde", "boks", "boks-titel", "sidestillet", "bilagsoversigt", "uafklaret", "fodnote",
    "fodnotemærke", "tabel", "figur", "figurtekst", "figur-mærke", "figur-tekst", "sidehoved", "sidefod", "vandmærke",
  };
  const style_sheet *s = ((fixture *)*state)->s;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (!style_block(s, names[i]))
      fail_msg("layouts/politisk.yaml has no style \"%s\"", names[i]);
  assert_non_null(s->watermark);
}

/* Two families in two weights, and spaces in steps of the grid. */
static void test_political_discipline(void **state)
{
  const style_sheet *s = ((fixture *)*state)->s;
  assert_true(s->grid == 5);
  for (size_t i = 0; i < s->blocks.n; i++) {
    const block_style *b = s->blocks.v[i];
    if (strcmp(b->face->family, "PT Sans") && strcmp(b->face->family, "PT Serif"))
      fail_msg("%s is set in %s", b->name, b->face->family);
    if ((int)(b->before) % 5 || (int)(b->after) % 5)
      fail_msg("%s has space off the grid", b->name);
  }
  const page_master *cover = style_master(s, "forside"), *normal = style_master(s, "normal");
  assert_non_null(cover);
  assert_int_equal(cover->slots.n, 1);                                /* the banner, when there is one */
  assert_true(cover->planes.n >= 1);
  assert_string_equal(cover->next, "normal");
  assert_int_equal(normal->slots.n, 5);
  assert_true(style_master(s, "liggende")->width > style_master(s, "liggende")->height);
  assert_string_equal(style_block(s, "forside")->master, "forside");
  assert_int_equal(style_block(s, "fokusområde")->break_before, BREAK_FILLED);
}

static void test_schema(void **state)
{
  (void)state;
  GString *out = g_string_new(NULL);
  assert_true(style_schema(out));
  static const char *const parts[] = { "\"bygger på\"", "\"stilarter\"", "\"luft over\"", "\"streg mellem rækker\"", "\"fra bund\"", "\"fed\"" };
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (!strstr(out->str, parts[i]))
      fail_msg("the schema does not speak of %s", parts[i]);
  assert_null(strstr(out->str, "oneOf"));
  g_string_free(out, TRUE);
}

static void test_same_twice(void **state)
{
  fixture *f = *state;
  GString *one = g_string_new(NULL), *two = g_string_new(NULL);
  style_dump(f->s, one);
  const style_sheet *again = style_load(f->a, f->d, &(style_request){ .folder = "layouts", .shown = "layouts", .layout = "politisk" });
  assert_non_null(again);
  style_dump(again, two);
  assert_string_equal(one->str, two->str);
  g_string_free(one, TRUE);
  g_string_free(two, TRUE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_diagnostics),
    cmocka_unit_test(test_every_message_has_a_case),
    cmocka_unit_test(test_every_file_is_a_case),
    cmocka_unit_test_setup_teardown(test_inheritance, open_basic, close_sheet),
    cmocka_unit_test_setup_teardown(test_left_pages, open_basic, close_sheet), cmocka_unit_test_setup_teardown(test_units, open_basic, close_sheet),
    cmocka_unit_test_setup_teardown(test_lookup, open_basic, close_sheet),
    cmocka_unit_test(test_contrast),
    cmocka_unit_test_setup_teardown(test_dump, open_basic, close_sheet),
    cmocka_unit_test(test_every_pair),
    cmocka_unit_test_setup_teardown(test_political_styles, open_political, close_sheet),
    cmocka_unit_test_setup_teardown(test_political_discipline, open_political, close_sheet),
    cmocka_unit_test(test_schema),
    cmocka_unit_test_setup_teardown(test_same_twice, open_political, close_sheet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
