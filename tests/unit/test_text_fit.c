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
  for (const char *c = s->str; *c; c = g_utf8_next_char(c)) letters += g_unichar_isalnum(g_utf8_get_char(c)) != 0;
  g_string_free(s, TRUE);
  return one && letters <= 2;
}

/* INFINITY: a line is too wide. */
static double cost_of(const judge *j, int lines) {
  const text_para *p = j->p;
  double cost = 0;
  for (int i = 0, first = 0, row = 0; i < lines; i++) {
    int last = j->ends[i];
    double room = j->m.width - (i ? 0 : j->m.first_indent), width = width_of(p, first, last);
    if (width > room + LINE_SLACK) return INFINITY;
    cost += COST_LINE;
    if (last == p->count) {
      cost += row ? COST_BEFORE_LAST : 0;
      if (i && width < LAST_LEAST * j->m.width) cost += COST_SHORT * (1 - width / (LAST_LEAST * j->m.width));
      if (i && stub(p, first)) cost += COST_STUB;
    } else if (p->items[last].kind != TEXT_BREAK) {
      cost += COST_RAGGED * pow(MAX(0, room - width) / j->m.width, 2);
    }
    if (hyphen_at(p, last)) {
      cost += p->items[last].hyphen == 2 ? COST_JOINT : COST_HYPHEN;
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
    judge j = { .p = p, .m = { .width = 35 + any(110) }, .best = INFINITY };
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

int main(void) {
  const struct CMUnitTest tests[] = { cmocka_unit_test(best_of_all), cmocka_unit_test(any_text), cmocka_unit_test(even_is_no_longer) };
  return cmocka_run_group_tests(tests, bed_open, bed_close);
}
