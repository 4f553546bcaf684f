/* Paragraphs: where they may be broken, where they are, and what comes to the page. */
#include "test_text_help.h"
#include <time.h>

static text_run run_of(bed *b, const char *s) { return (text_run){ .text = s, .length = (int)strlen(s), .face = plain_face(b), .at = { 0, 4, 2, 1 } }; }

static text_para *para_of(bed *b, const char *s) {
  text_run *r = ARENA_NEW(b->a, text_run);
  *r = run_of(b, marked(b, s));
  return text_para_make(b->a, b->t, r, 1, true);
}

/* A paragraph's items as text: "/" a blank that breaks, "-" "=" ":" penalties with hyphen, at a joint, without; "!" a forced break, "+" boxes that touch. */
static char *items_of(bed *b, const text_para *p) {
  GString *out = g_string_new(NULL);
  for (int k = 0; k < p->count; k++) {
    const text_item *item = &p->items[k];
    switch ((item_kind)item->kind) {
    case TEXT_BOX:
      if (k && p->items[k - 1].kind == TEXT_BOX && p->text[item->from] != ' ' && p->text[p->items[k - 1].from] != ' ') g_string_append_c(out, '+');
      g_string_append_len(out, p->text + item->from, item->to - item->from);
      break;
    case TEXT_GLUE: g_string_append_c(out, '/'); break;
    case TEXT_PENALTY: g_string_append_c(out, ":-=--"[item->hyphen]); break;
    case TEXT_BREAK: g_string_append_c(out, '!'); break;
    }
  }
  char *s = arena_strdup(b->a, out->str);
  g_string_free(out, TRUE);
  return s;
}

static void items_are(bed *b, const char *text, const char *items) { assert_string_equal(items_of(b, para_of(b, text)), items); }

/* ---- where a line may end ---- */
static void breaks_of_words(void **state) {
  bed *b = *state;
  items_are(b, "Den nye takstoversigt", "Den/nye/takst=over-sigt");
  items_are(b, "til|buds og tilbud", "til=buds/og/til-bud");              /* a word with U+00AD has no other hyphens */
  items_are(b, "  to   blanke  ", "to/blanke");
  items_are(b, "K17-mødet, e-mail og 2023-24", "K17-:mø-det,/e-mail/og/2023-24");
  items_are(b, "børne- og ungeområdet", "børne-/og/unge=om-rå-det");
  items_are(b, "og/eller -7 a-b", "og/eller/-7/a-b");
  items_are(b, "", "");
  items_are(b, "   ", "");
}

static void addresses(void **state) {
  bed *b = *state;
  text_para *p = para_of(b, "se https://www.retsinformation.dk/eli/lta-nye/2020 og post@rammeaftale-tilbudsoversigt.dk");
  GString *parts = g_string_new(NULL);
  for (int k = 0; k < p->count; k++) {
    if (p->items[k].kind == TEXT_BOX) g_string_append_printf(parts, "[%.*s]", p->items[k].to - p->items[k].from, p->text + p->items[k].from);
    if (p->items[k].kind == TEXT_PENALTY) assert_int_equal(p->items[k].hyphen, 0);
  }
  assert_string_equal(parts->str, "[se][https://][www.retsinformation.dk/][eli/][lta-nye/][2020][og][post@rammeaftale-tilbudsoversigt.dk]");
  g_string_free(parts, TRUE);
}

static void blanks_that_hold(void **state) {
  bed *b = *state;
  items_are(b, "jf. § 6, stk. 2", "jf./§ 6,/stk. 2");
  items_are(b, "2023–2024", "2023–2024");
  items_are(b, "frist – derefter", "frist –/der-ef-ter");                 /* no line begins with a dash */
  items_are(b, "ja , nej ( tja ) …", "ja ,/nej/(/tja ) …");
  items_are(b, "a ^b", "a b");
  items_are(b, "sag .net", "sag/.net");
}

static void runs_are_one_text(void **state) {
  bed *b = *state;
  text_run runs[] = { run_of(b, "Bo"), run_of(b, "tilbud"), run_of(b, "1"), run_of(b, ", jf. §"), run_of(b, " "), run_of(b, "6 og takst"), run_of(b, "oversigt ") , run_of(b, " slut") };
  runs[1].face = face_of(b, "PT Sans", 10, 700, false);
  text_para *p = text_para_make(b->a, b->t, runs, G_N_ELEMENTS(runs), true);
  assert_string_equal(items_of(b, p), "Bo=til-bud+1+,/jf./§ 6/og/takst=over-sigt/slut");
  for (int k = 0; k < p->count; k++) assert_true((int)p->items[k].run < p->run_count);
  runs[1].no_break = true;
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, runs, G_N_ELEMENTS(runs), true)), "Bo+tilbud+1+,/jf./§ 6/og/takst=over-sigt/slut");
  runs[1].no_break = false;
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, runs, G_N_ELEMENTS(runs), false)), "Bo+tilbud+1+,/jf./§ 6/og/takst+oversigt/slut");
}

static void run_without_face(void **state) {
  bed *b = *state;
  text_run runs[] = { run_of(b, "uden"), run_of(b, "med"), run_of(b, "uden") };
  runs[0].face = runs[2].face = NULL;
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, runs, 3, true)), "med");
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, runs, 1, true)), "");
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, runs, 0, true)), "");
}

static void other_languages(void **state) {
  bed *b = *state;
  text_run r = run_of(b, "recovery takstoversigt");
  r.lang = "en";
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, &r, 1, true)), "recovery/takstoversigt");
  r.lang = "da-DK";
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, &r, 1, true)), "recovery/takst=over-sigt");
  r.no_break = true;
  assert_string_equal(items_of(b, text_para_make(b->a, b->t, &r, 1, true)), "recovery takstoversigt");
}

static void forced_breaks(void **state) {
  bed *b = *state;
  items_are(b, "en \n to\n\ntre\n", "en!to!!tre!");
  text_line *lines;
  const text_para *p = para_of(b, "en \n to\n\ntre");
  assert_int_equal(text_break_lines(b->a, b->d, p, (text_measure){ .width = 200 }, &lines), 4);
  assert_true(lines[2].first == lines[2].last && near(lines[2].width, 0));
  assert_true(lines[3].last_of_para && !lines[1].last_of_para);
  assert_int_equal(text_break_lines(b->a, b->d, para_of(b, ""), (text_measure){ .width = 200 }, &lines), 0);
  assert_int_equal(text_break_lines(b->a, b->d, para_of(b, "\n"), (text_measure){ .width = 200 }, &lines), 1);
}

static void widths(void **state) {
  bed *b = *state;
  const text_face *f = plain_face(b);
  const text_para *p = para_of(b, "takst oversigt");
  double takst = text_shape(b->t, f, "takst", 5, SPAN_NONE)->width, over = text_shape(b->t, f, "oversigt", 8, SPAN_NONE)->width, blank = text_shape(b->t, f, " ", 1, SPAN_NONE)->width;
  assert_true(near(p->max_width, takst + blank + over));
  double hyphen = p->items[3].width, part = p->items[2].width;
  assert_int_equal(p->items[3].kind, TEXT_PENALTY);
  assert_true(hyphen > 1 && near(p->min_width, MAX(part + hyphen, MAX(takst, p->items[4].width))));
  assert_true(near(part + p->items[4].width, over));
  assert_true(near(para_of(b, "§ 6")->min_width, para_of(b, "§ 6")->max_width));
}

/* ---- lines ---- */
static char *lines_of(bed *b, const text_para *p, double width) {
  text_line *lines;
  int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = width }, &lines);
  GString *out = g_string_new(NULL);
  for (int i = 0; i < n; i++) g_string_append_printf(out, "%s%.*s%s", i ? "\n" : "", lines[i].to - lines[i].from, p->text + lines[i].from, lines[i].hyphenated ? "-" : "");
  char *s = arena_strdup(b->a, out->str);
  g_string_free(out, TRUE);
  return s;
}

/* The width of text in the plain face and a little: to say in a test what just fits. */
static double fits(bed *b, const char *s) { return text_shape(b->t, plain_face(b), s, (int)strlen(s), SPAN_NONE)->width + 0.5; }

static void hyphens_where_they_pay(void **state) {
  bed *b = *state;
  const text_para *p = para_of(b, "Her kommer den helt nye takstoversigt for i år");
  assert_string_equal(lines_of(b, p, 1000), "Her kommer den helt nye takstoversigt for i år");
  assert_string_equal(lines_of(b, p, fits(b, "Her kommer den helt nye takstover-")), "Her kommer den helt nye takst-\noversigt for i år");      /* the joint before the later break … */
  p = para_of(b, "En helt ny kommunalbestyrelse nu i byen");
  assert_string_equal(lines_of(b, p, fits(b, "En helt ny kommunalbesty-")), "En helt ny kommunalbesty-\nrelse nu i byen");    /* … unless the line would be much shorter */
  assert_string_equal(lines_of(b, para_of(b, "Taksterne er for tilbud her"), fits(b, "Taksterne er for-")), "Taksterne er for\ntilbud her");      /* the line is full enough */
  assert_string_equal(lines_of(b, para_of(b, "aaa bb cc ddddd eeeee"), fits(b, "aaa bbx")), "aaa\nbb cc\nddddd\neeeee");      /* filled greedily: "aaa bb", "cc" */
}

static void not_too_many_hyphens(void **state) {
  bed *b = *state;
  text_line *lines;
  const text_para *p = para_of(b, "kommunalbestyrelse kommunalbestyrelse kommunalbestyrelse kommunalbestyrelse kommunalbestyrelse kommunalbestyrelse og mere");
  for (double width = fits(b, "kommunalbestyrelse"); width < 250; width += 3) {
    int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = width }, &lines), row = 0;
    for (int i = 0; i < n; i++) {
      row = lines[i].hyphenated ? row + 1 : 0;
      assert_true(row <= 2);
    }
  }
}

static void last_word_and_last_line(void **state) {
  bed *b = *state;
  const text_para *p = para_of(b, "Der er en takstoversigt");
  assert_string_equal(lines_of(b, p, fits(b, "Der er en takst-")), "Der er en\ntakstoversigt");
  assert_string_equal(lines_of(b, p, fits(b, "en takst-")), "Der er\nen takst-\noversigt");                          /* nothing else is possible */
  p = para_of(b, "Hvad skal vi nu gøre af");
  assert_string_equal(lines_of(b, p, fits(b, "Hvad skal vi nu gøre")), "Hvad skal vi nu\ngøre af");                 /* not "af" alone */
  p = para_of(b, "Hvad skal vi nu gøre med");
  assert_string_equal(lines_of(b, p, fits(b, "Hvad skal vi nu gøre")), "Hvad skal vi nu gøre\nmed");
  assert_string_equal(lines_of(b, para_of(b, "Sorø af"), fits(b, "Sorø")), "Sorø\naf");
}

static char *even_lines(bed *b, const text_para *p, double width) {
  text_line *lines;
  int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = width, .even = true }, &lines);
  GString *out = g_string_new(NULL);
  for (int i = 0; i < n; i++) g_string_append_printf(out, "%s%.*s%s", i ? "\n" : "", lines[i].to - lines[i].from, p->text + lines[i].from, lines[i].hyphenated ? "-" : "");
  char *s = arena_strdup(b->a, out->str);
  g_string_free(out, TRUE);
  return s;
}

static void even_titles(void **state) {
  bed *b = *state;
  const char *title = "Rammeaftale for det specialiserede område i 2026";
  double width = fits(b, "Rammeaftale for det specialiserede område");
  assert_string_equal(lines_of(b, para_of(b, title), width), "Rammeaftale for det specialiserede område\ni 2026");
  assert_string_equal(even_lines(b, para_of(b, title), width), "Rammeaftale for det\nspecialiserede område i 2026");
  assert_string_equal(even_lines(b, para_of(b, title), 1000), title);
  assert_string_equal(even_lines(b, para_of(b, "to\nlinjer"), 1000), "to\nlinjer");
  assert_string_equal(even_lines(b, para_of(b, ""), 100), "");
  assert_string_equal(even_lines(b, para_of(b, "xxxxxxxxx yy"), fits(b, "xxxx")), lines_of(b, para_of(b, "xxxxxxxxx yy"), fits(b, "xxxx")));      /* cut in any case */
}

static void held_words(void **state) {
  bed *b = *state;
  text_para *p = para_of(b, "En helt ny kommunalbestyrelse nu i byen");
  double width = fits(b, "En helt ny kommunalbesty-");
  text_line *lines;
  assert_int_equal(text_break_lines(b->a, b->d, p, (text_measure){ .width = width }, &lines), 2);
  assert_true(lines[0].hyphenated);
  text_hold_word(p, lines[0].last);
  assert_string_equal(lines_of(b, p, width), "En helt ny\nkommunalbestyrelse nu i\nbyen");
  assert_string_equal(lines_of(b, p, fits(b, "kommunalbe-")), "En helt ny\nkommunal-\nbestyrelse nu\ni byen");      /* a narrow measure leaves no choice */
}

/* A part of a compound keeps its edges: the line ends at the joint, though two letters more would have filled it. */
static void joints_before_edges(void **state) {
  static const char *const words[][3] = { { "takstudvikling", "takst-", "takstud-" }, { "rammeaftalerne", "ramme-", "rammeaf-" }, { "fokusområderne", "fokus-", "fokusom-" } };
  bed *b = *state;
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    const char *start = "Nu følger regionen hele den nye ";
    const text_para *p = para_of(b, arena_printf(b->a, "%s%s i alle kommuner", start, words[i][0]));
    double width = fits(b, arena_printf(b->a, "%s%s", start, words[i][2]));
    text_line *lines;
    text_break_lines(b->a, b->d, p, (text_measure){ .width = width, .give = true }, &lines);
    assert_string_equal(arena_printf(b->a, "%.*s-", lines[0].to, p->text), arena_printf(b->a, "%s%s", start, words[i][1]));
  }
}

static void overlong_words(void **state) {
  bed *b = *state;
  bed_stop(b);
  assert_int_equal(bed_start(b), 0);
  const char *shown = lines_of(b, para_of(b, "se xxxxxxxxxxxxxxx nu"), fits(b, "xxxxxx"));
  assert_string_equal(shown, "se\nxxxxxx\nxxxxxx\nxxx nu");
  assert_int_equal(diag_count(b->d, SEVERITY_WARNING), 1);
  assert_true(diag_has(b->d, DIAG_TEXT_UNBREAKABLE));
  assert_string_equal(lines_of(b, para_of(b, "æøå"), 0), "æ\nø\nå");
  assert_string_equal(lines_of(b, para_of(b, "æøå"), -5), "æ\nø\nå");
  text_run runs[] = { run_of(b, "xxxx"), run_of(b, "yyyy") };
  runs[1].face = face_of(b, "PT Sans", 10, 700, false);
  assert_string_equal(lines_of(b, text_para_make(b->a, b->t, runs, 2, true), fits(b, "xxxx")), "xxxx\nyyyy");
  GString *s = g_string_new(NULL);
  for (int i = 0; i < 1000000; i++) g_string_append_c(s, 'x');
  text_run r = run_of(b, s->str);
  clock_t start = clock();
  text_line *lines;
  int n = text_break_lines(b->a, b->d, text_para_make(b->a, b->t, &r, 1, true), (text_measure){ .width = 300 }, &lines);
  assert_true(n > 10000 && n < 30000);
  assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);      /* linear: square time takes minutes */
  g_string_free(s, TRUE);
}

/* A paragraph of a megabyte takes linear time; square time takes hours. */
static void long_paragraph(void **state) {
  bed *b = *state;
  static const char *const words[] = { "og", "kommunalbestyrelse", "takstoversigt", "tilbud", "er", "specialundervisning", "den", "økonomi" };
  GString *s = g_string_new(NULL);
  for (uint32_t seed = 1; s->len < 1000000; seed = seed * 1664525 + 1013904223) g_string_append_printf(s, "%s ", words[seed >> 29]);
  text_run r = run_of(b, s->str);
  const text_para *p = text_para_make(b->a, b->t, &r, 1, true);
  clock_t start = clock();
  text_line *lines;
  int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = 300 }, &lines);
  assert_true(n > 10000 && n < 30000);
  assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
  g_string_free(s, TRUE);
}

/* ---- pieces ---- */
static void pieces_of_a_line(void **state) {
  bed *b = *state;
  text_run runs[] = { run_of(b, "Den nye "), run_of(b, "takst"), run_of(b, "oversigt gælder"), run_of(b, "1"), run_of(b, " fra nu") };
  runs[1].face = face_of(b, "PT Sans", 10, 700, false);
  runs[1].owner = 7;
  runs[1].underline = true;
  runs[1].ink = (color){ 1, 0, 0, true };
  runs[3].rise = 4;
  text_para *p = text_para_make(b->a, b->t, runs, G_N_ELEMENTS(runs), true);
  text_line *lines;
  line_piece *pieces;
  assert_int_equal(text_break_lines(b->a, b->d, p, (text_measure){ .width = 1000 }, &lines), 1);
  assert_int_equal(text_line_pieces(b->a, p, &lines[0], &pieces), 5);
  static const char *const texts[] = { "Den nye ", "takst", "oversigt gælder", "1", " fra nu" };
  double x = 0;
  for (int i = 0; i < 5; i++) {
    assert_true(near(pieces[i].x, x));
    assert_string_equal(arena_strndup(b->a, pieces[i].glyphs->utf8, (size_t)pieces[i].glyphs->utf8_length), texts[i]);
    x += pieces[i].glyphs->width;
  }
  assert_true(near(x, lines[0].width) && near(x, p->max_width));
  assert_true(pieces[1].owner == 7 && pieces[1].underline && pieces[1].ink.set && pieces[0].owner == 0 && near(pieces[3].rise, 4));
  assert_ptr_equal(pieces[1].glyphs->face, runs[1].face);
}

static void ends_of_lines(void **state) {
  bed *b = *state;
  const text_para *p = para_of(b, "Den nye takstoversigt kom først\nnu");
  text_line *lines;
  line_piece *pieces;
  int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = fits(b, "Den nye takst-") }, &lines);
  assert_int_equal(n, 4);
  static const char *const texts[] = { "Den nye takst\xC2\xAD", "oversigt kom ", "først ", "nu" };
  for (int i = 0; i < n; i++) {
    assert_int_equal(text_line_pieces(b->a, p, &lines[i], &pieces), 1);
    const glyph_run *r = pieces[0].glyphs;
    assert_string_equal(arena_strndup(b->a, r->utf8, (size_t)r->utf8_length), texts[i]);
    assert_int_equal(r->hyphenated, i == 0);
    assert_true(near(r->width, lines[i].width));
    char *ink = g_strchomp(arena_strdup(b->a, texts[i]));
    if (i) assert_true(near(r->width, fits(b, ink) - 0.5));           /* the last blank has no width */
    else assert_true(r->width > fits(b, "Den nye takst") + 1);
  }
}

static const char *const prose =
    "Kommunalbestyrelserne i de 17 kommuner og regionsrådet aftaler rammerne for det specialiserede socialområde og specialundervisningsområdet, jf. § 6, stk. 2, og bilag 4. "
    "Sammenhængende indsatser for borgere med psykiske vanskeligheder kræver kompetenceudvikling – og videndeling på tværs af tilbud i 2023–2024. Se "
    "https://www.retsinformation.dk/eli/lta/2020/1298 eller K17-mødet i Guldborgsund og Faaborg-Midtfyn den 1. december 2022, hvor taksten stiger 2,5 % for til|bud|de|ne af.";

/* In every width: nothing lost, nothing twice, no line too wide, and the pieces are what the lines say. */
static void every_width(void **state) {
  bed *b = *state;
  text_run runs[] = { run_of(b, marked(b, prose)), run_of(b, "xfed"), run_of(b, " "), run_of(b, marked(b, prose)) };
  runs[1].face = face_of(b, "PT Serif", 12, 700, true);
  const text_para *p = text_para_make(b->a, b->t, runs, G_N_ELEMENTS(runs), true);
  for (double width = 12; width < 420; width += width < 60 ? 1.7 : 11.3) {
    text_line *lines;
    int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = width, .first_indent = width / 10 }, &lines);
    GString *text = g_string_new(NULL);
    for (int i = 0; i < n; i++) {
      line_piece *pieces;
      int count = text_line_pieces(b->a, p, &lines[i], &pieces);
      double x = 0;
      assert_true(count > 0);
      for (int k = 0; k < count; k++) {
        const glyph_run *r = pieces[k].glyphs;
        assert_true(near(pieces[k].x, x));
        x += r->width;
        g_string_append_len(text, r->utf8, r->hyphenated ? r->utf8_length - 2 : r->utf8_length);
      }
      assert_true(near(x, lines[i].width));
      bool one_letter = lines[i].to - lines[i].from <= 2;       /* the point: a cut parts what was kerned, a tenth of an em */
      if (!one_letter && lines[i].width > width - (i ? 0 : width / 10) + 1) fail_msg("line %d of width %.1f in %.1f", i, lines[i].width, width);
      assert_int_equal(lines[i].last_of_para, i + 1 == n);
    }
    assert_string_equal(text->str, p->text);
    g_string_free(text, TRUE);
  }
}

static void same_for_every_call(void **state) {
  bed *b = *state;
  const text_para *p = para_of(b, prose);
  char *first = lines_of(b, p, 90);
  lines_of(b, p, 20);
  assert_string_equal(lines_of(b, p, 90), first);
  assert_string_equal(lines_of(b, para_of(b, prose), 90), first);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(breaks_of_words), cmocka_unit_test(addresses), cmocka_unit_test(blanks_that_hold), cmocka_unit_test(runs_are_one_text), cmocka_unit_test(run_without_face), cmocka_unit_test(other_languages),
    cmocka_unit_test(forced_breaks), cmocka_unit_test(widths), cmocka_unit_test(hyphens_where_they_pay), cmocka_unit_test(not_too_many_hyphens), cmocka_unit_test(last_word_and_last_line),
    cmocka_unit_test(even_titles), cmocka_unit_test(held_words), cmocka_unit_test(joints_before_edges), cmocka_unit_test(overlong_words), cmocka_unit_test(long_paragraph), cmocka_unit_test(pieces_of_a_line), cmocka_unit_test(ends_of_lines), cmocka_unit_test(every_width), cmocka_unit_test(same_for_every_call),
  };
  return cmocka_run_group_tests(tests, bed_open, bed_close);
}
