/* The breaker's lines against all possible lines of small paragraphs, and what total fit must never do. */
#include "test_text_help.h"
#include "text/lines_int.h"
#include <math.h>

static uint32_t seed;
static uint32_t any(uint32_t n) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % n;
}

static const char *const words[] = {
  "i", "og", "af", "den", "tilbud", "kommune", "takstoversigt", "borgere", "specialundervisning", "kommunalbestyrelse", "økonomi", "2023–2024", "§", "6,", "e-mail", "K17-mødet",
};

static text_para *random_para(bed *b, uint32_t most) {
  GString *s = g_string_new(NULL);
  uint32_t n = 1 + any(most);
  for (uint32_t i = 0; i < n; i++) g_string_append_printf(s, "%s%s", i == 0 ? "" : any(40) == 0 ? "\n" : " ", words[any(G_N_ELEMENTS(words))]);
  text_run *r = ARENA_NEW(b->a, text_run);
  *r = (text_run){ .text = arena_strdup(b->a, s->str), .length = (int)s->len, .face = plain_face(b), .at = { 0, 4, 2, 1 } };
  g_string_free(s, TRUE);
  return text_para_make(b->a, b->t, r, 1, true);
}

/* ---- the cost of a paragraph's lines, written anew from the words of lines_int.h ---- */
typedef struct judge { const text_para *p; text_measure m; int ends[64]; double best; } judge;

static int after(const text_para *p, int k) {
  if (p->items[k].kind == TEXT_BREAK) return k + 1;
  while (k < p->count && (p->items[k].kind == TEXT_GLUE || p->items[k].kind == TEXT_PENALTY)) k++;
  return k;
}

static double width_of(const text_para *p, int first, int last) {
  double width = 0;
  for (int k = first; k < last; k++) width += p->items[k].kind == TEXT_BOX || p->items[k].kind == TEXT_GLUE ? p->items[k].width : 0;
  return width + (last < p->count && p->items[last].kind == TEXT_PENALTY ? p->items[last].width : 0);
}

static bool hyphen_at(const text_para *p, int k) { return k < p->count && p->items[k].kind == TEXT_PENALTY && p->items[k].hyphen; }

static bool in_last_word(const text_para *p, int k) {
  for (; k < p->count; k++) {
    if (p->items[k].kind == TEXT_GLUE || p->items[k].kind == TEXT_BREAK) return false;
  }
  return true;
}

static bool stub(const text_para *p, int first) {
  GString *s = g_string_new(NULL);
  bool one = true;
  for (int k = first; k < p->count; k++) {
    if (p->items[k].kind == TEXT_GLUE) one = false;
    if (p->items[k].kind == TEXT_BOX) g_string_append_len(s, p->text + p->items[k].from, p->items[k].to - p->items[k].from);
  }
  int letters = 0;
  for (const char *c = s->str; *c; c = utf8_next(c)) letters += g_unichar_isalnum(g_utf8_get_char(c)) != 0;
  g_string_free(s, TRUE);
  return one && letters <= 2;
}

static double blanks_of(const text_para *p, int first, int last) {
  double width = 0;
  for (int k = first; k < last; k++) width += p->items[k].kind == TEXT_GLUE || p->text[p->items[k].from] == ' ' ? text_shape(p->engine, p->runs[0].face, " ", 1, SPAN_NONE)->width : 0;
  return width;
}

/* Of a line that is `left` short before its blanks give, `more` and `less` at most. */
static double ragged(const judge *j, const line_costs *c, double left, double more, double less) {
  double give = 0, used = 0;
  if (left < 0 && less > 0) used = -(give = MAX(left, -less)) / less;
  if (left > EDGE_FREE * j->m.width && more > 0) used = (give = MIN(left - EDGE_FREE * j->m.width, more)) / more;
  double share = MAX(0, left - give) / j->m.width;
  return c->square * pow(share, 2) + c->cube * pow(share, 3) + COST_GIVE * pow(used, 2);
}

/* INFINITY: a line is too wide. */
static double cost_of(const judge *j, int lines) {
  const text_para *p = j->p;
  const line_costs c = j->m.give ? COSTS_GIVING : COSTS_PLAIN;
  double cost = 0;
  for (int i = 0, first = 0, row = 0; i < lines; i++) {
    int last = j->ends[i];
    double room = j->m.width - (i ? 0 : j->m.first_indent), width = width_of(p, first, last);
    double blanks = blanks_of(p, first, last), more = j->m.give ? TEXT_BLANK_WIDER * blanks : 0, less = j->m.give ? TEXT_BLANK_NARROWER * blanks : 0;
    if (width - less > room + LINE_SLACK) return INFINITY;
    cost += COST_LINE;
    if (last == p->count) {
      cost += row ? c.before_last : 0;
      if (i && width < LAST_LEAST * j->m.width) cost += c.last_short * (1 - width / (LAST_LEAST * j->m.width));
      if (i && stub(p, first)) cost += COST_STUB;
    } else if (p->items[last].kind != TEXT_BREAK) {
      cost += ragged(j, &c, room - width, more, less);
    }
    if (hyphen_at(p, last)) {
      cost += c.hyphen[p->items[last].hyphen];
      cost += row == 0 ? 0 : row == 1 ? COST_ROW : COST_ROW_LONG;
      cost += in_last_word(p, last) ? COST_LAST_WORD : 0;
      cost += p->items[last].held ? COST_HELD : 0;
      row++;
    } else {
      row = 0;
    }
    first = last < p->count ? after(p, last) : last;
  }
  return cost;
}

/* Every set of breaks, by trying each place as the end of each line. */
static void try_all(judge *j, int lines, int first) {
  const text_para *p = j->p;
  for (int k = first; k <= p->count; k++) {
    if (k < p->count && p->items[k].kind == TEXT_BOX) continue;
    if (width_of(p, first, k) > j->m.width * 3) return;
    j->ends[lines] = k;
    bool end = k == p->count || (p->items[k].kind == TEXT_BREAK && k + 1 == p->count);
    if (end) {
      j->best = MIN(j->best, cost_of(j, lines + 1));
      return;
    }
    if (cost_of(j, lines + 1) < j->best) try_all(j, lines + 1, after(p, k));
    if (p->items[k].kind == TEXT_BREAK) return;
  }
}

static void best_of_all(void **state) {
  bed *b = *state;
  int compared = 0, hyphens = 0;
  for (uint32_t i = 0; i < 1500; i++) {
    seed = i;
    text_para *p = random_para(b, 9);
    judge j = { .p = p, .m = { .width = 35 + any(110), .give = any(2) == 0 }, .best = INFINITY };
    j.m.first_indent = any(3) ? 0 : j.m.width / 8;
    if (any(4) == 0) text_hold_word(p, (int)any((uint32_t)p->count));
    text_line *lines;
    int n = text_break_lines(b->a, b->d, p, j.m, &lines);
    try_all(&j, 0, 0);
    if (isinf(j.best)) continue;                 /* a word wider than the line: it is cut */
    for (int k = 0; k < n; k++) {
      j.ends[k] = lines[k].last;
      hyphens += lines[k].hyphenated;
    }
    double cost = cost_of(&j, n);
    if (fabs(cost - j.best) > 1e-6) fail_msg("seed %u: %.3f, the best is %.3f", i, cost, j.best);
    compared++;
  }
  assert_true(compared > 1000 && hyphens > 300);
}

/* Lines of any text in any measure: in order, nothing left out, none too wide, and the same every time. */
static void any_text(void **state) {
  bed *b = *state;
  for (uint32_t i = 0; i < 400; i++) {
    seed = 77 + i;
    const text_para *p = random_para(b, 200);
    text_measure m = { .width = 4 + any(300), .even = any(2) == 0 };
    text_line *lines, *again;
    int n = text_break_lines(b->a, b->d, p, m, &lines);
    assert_int_equal(text_break_lines(b->a, b->d, p, m, &again), n);
    int32_t at = 0;
    for (int k = 0; k < n; k++) {
      assert_true(lines[k].from >= at && lines[k].to >= lines[k].from && lines[k].from - at <= 2);      /* only a blank lies between */
      at = lines[k].to;
      assert_true(lines[k].width <= m.width + 0.5 || lines[k].to - lines[k].from <= 3);
      assert_memory_equal(&lines[k], &again[k], offsetof(text_line, hyphenated));
    }
    assert_int_equal(at, (int32_t)strlen(p->text));
  }
}

/* Even lines: no more than else, and the widest no wider. */
static void even_is_no_longer(void **state) {
  bed *b = *state;
  int compared = 0;
  for (uint32_t i = 0; i < 300; i++) {
    seed = 500 + i;
    const text_para *p = random_para(b, 30);
    double width = MAX(p->min_width, 40 + any(200)), plain_widest = 0, widest = 0;
    text_line *plain, *even;
    int n = text_break_lines(b->a, b->d, p, (text_measure){ .width = width }, &plain);
    int count = text_break_lines(b->a, b->d, p, (text_measure){ .width = width, .even = true }, &even);
    assert_true(count <= n);
    int more_hyphens = 0;                        /* of the plain lines */
    for (int k = 0; k < n; k++) {
      plain_widest = MAX(plain_widest, plain[k].width);
      more_hyphens += plain[k].hyphenated;
    }
    for (int k = 0; k < count; k++) {
      widest = MAX(widest, even[k].width);
      more_hyphens -= even[k].hyphenated;
    }
    if (count < n) continue;
    assert_true(more_hyphens >= 0);
    if (more_hyphens) continue;
    compared++;
    assert_true(widest <= plain_widest + 0.5);
  }
  assert_true(compared > 100);
}

/* Blanks that give: within the limits, no line beyond the measure, the last one never widened, and the pieces are set as the line says. */
static void blanks_give(void **state) {
  bed *b = *state;
  int wider = 0, narrower = 0, full = 0;
  for (uint32_t i = 0; i < 400; i++) {
    seed = 900 + i;
    const text_para *p = random_para(b, 60);
    text_measure m = { .width = MAX(p->min_width, 60 + any(300)), .give = true };
    text_line *lines;
    int n = text_break_lines(b->a, b->d, p, m, &lines);
    for (int k = 0; k < n; k++) {
      const text_line *line = &lines[k];
      bool end = line->last == p->count || p->items[line->last].kind == TEXT_BREAK;
      assert_true(line->give >= -TEXT_BLANK_NARROWER - 1e-9 && line->give <= (end ? 0 : TEXT_BLANK_WIDER) + 1e-9);
      assert_true(line->width <= m.width + 0.3);
      line_piece *pieces;
      double width = 0;
      int count = text_line_pieces(b->a, p, line, &pieces);
      for (int w = 0; w < count; w++) width += pieces[w].glyphs->width;
      assert_true(fabs(width - line->width) < 0.01);
      wider += line->give > 0.01;
      narrower += line->give < -0.01;
      full += fabs(line->width - (1 - EDGE_FREE) * m.width) < 0.01;
    }
    n = text_break_lines(b->a, b->d, p, (text_measure){ .width = m.width }, &lines);
    for (int k = 0; k < n; k++) assert_true(lines[k].give == 0);
  }
  assert_true(wider > 200 && narrower > 50 && full > 50);
}

/* Words shaped one at a time, with blanks kerned between them, are as wide as their text shaped as one. */
static void blanks_are_kerned(void **state) {
  bed *b = *state;
  static const char *const texts[] = { "Vi ved, at Ane talte. Vi ved det – på K17-mødet", "§ 6, stk. 2, kræver »ja« og Å, Æ ", "økonomi og takst i 2023", "Tak. Ville" };
  int kerned = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    const char *s = texts[i];
    char *clean = g_strchomp(arena_strdup(b->a, s));
    text_run r = { .text = clean, .length = (int)strlen(clean), .face = plain_face(b) };
    double whole = shape_piece(b->t, r.face, clean, strlen(clean))->run.width, sum = 0;
    for (const char *from = clean; *from;) {
      size_t n = MAX(1, strcspn(from, " "));
      sum += shape_piece(b->t, r.face, from, n)->run.width;
      from += n;
    }
    kerned += sum - whole > 0.5;
    assert_true(fabs(text_para_make(b->a, b->t, &r, 1, true)->max_width - whole) < 0.01);
    assert_true(fabs(text_shape(b->t, r.face, clean, (int)strlen(clean), SPAN_NONE)->width - whole) < 0.01);
  }
  assert_true(kerned >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(best_of_all), cmocka_unit_test(any_text), cmocka_unit_test(even_is_no_longer),
                                    cmocka_unit_test(blanks_give), cmocka_unit_test(blanks_are_kerned) };
  return cmocka_run_group_tests(tests, bed_open, bed_close);
}
