/* Dividing a word into the parts it is put together of: "tilbudsoversigter" = tilbud + s + oversigt + er.
 *
 * Dynamic programming over the letters: for each place and each kind of what ended there, the cheapest way to come there. The steps are a part of the
 * list, a prefix, a suffix, a link (-s-, -e-) after a part, a stretch of unknown letters, and at the end an inflection. The costs prefer
 * few parts, long ones, and known letters to unknown; an unknown stretch has four letters at least, a vowel, and begins as a Danish word may.
 * Taking the longest part from the left was rejected: "takstudvikling" begins with "takst", but "rådsmedlem" also with "råds" as in "rådskab", and one wrong
 * step cannot be taken back. So was a dictionary of whole words: no list has the field's compounds, and new ones are made every year. */
#include "text/hyphen_int.h"

#include <string.h>

#define COST_PART 1000u
#define COST_SHORT 400u        /* a part of three letters; of two: twice */
#define COST_PREFIX 100u
#define COST_SUFFIX 600u
#define COST_ENDING 200u
#define COST_LINK_S 100u
#define COST_LINK_E 300u
#define COST_UNKNOWN 2000u
#define COST_UNKNOWN_LETTER 350u
#define COST_NO_S 800u          /* "opsigelse|svarsler": a noun that wants -s- without it */
#define UNKNOWN_LEAST 4

/* What ended at a place: it says what may follow. */
typedef enum after { AFTER_START, AFTER_WORD, AFTER_LINK, AFTER_PREFIX, AFTER_UNKNOWN, AFTER_COUNT } after;
typedef struct step { uint32_t cost; uint8_t from, before; piece made; } step;      /* cost 0: not reached; else 1 + cost */
typedef struct splitter {
  const hyphenator *h;
  const uint8_t *w;
  size_t n;
  step at[WORD_MAX + 1][AFTER_COUNT];
} splitter;

/* Inflections of nouns, adjectives and verbs; "-" where they may be broken. "-nes" and "-ste" are, after a consonant, themselves the last piece. */
static const char *const endings[] = {
  "e", "s", "n", "r", "t", "en", "er", "et", "es", "ns", "rs", "ts", "te", "ne", "de", "re", "st", "ens", "ers", "ets", "ede", "ene", "ere", "est", "-nes", "nde", "rne",
  "tes", "des", "erne", "ende", "este", "e-nes", "e-des", "er-nes", "en-des", "r-nes", "n-des", "e-res", "er-ne", "en-de", "-ste",
};

static void reach(splitter *s, size_t to, after kind, size_t from, after before, uint32_t cost, piece made) {
  step *t = &s->at[to][kind];
  cost += s->at[from][before].cost;
  if (t->cost && t->cost <= cost) return;
  *t = (step){ cost, (uint8_t)from, (uint8_t)before, made };
}

static piece made_of(piece_kind kind, size_t from, size_t to, uint32_t which) {
  return (piece){ .kind = (uint8_t)kind, .from = (uint8_t)from, .to = (uint8_t)to, .part = which };
}

static uint32_t part_cost(size_t letters) {
  uint32_t cost = COST_PART - (uint32_t)MIN(letters * letters, 400);
  return letters >= 4 ? cost : cost + (uint32_t)(4 - letters) * COST_SHORT;
}

bool compound_takes_s(const uint8_t *w, size_t to) {
  static const char *const last[] = { "ing", "hed", "skab", "tion", "sion", "else", "dom", "tet" };
  for (size_t i = 0; i < G_N_ELEMENTS(last); i++) {
    size_t n = strlen(last[i]);
    if (to > n && memcmp(w + to - n, last[i], n) == 0) return true;
  }
  return false;
}

static uint32_t joint_cost(const splitter *s, size_t i, after before) {
  return before == AFTER_WORD && compound_takes_s(s->w, i) ? COST_NO_S : 0;
}

/* Parts, prefixes and suffixes of the list that begin at i. */
static void step_listed(splitter *s, size_t i, after before) {
  const hyphenator *h = s->h;
  bool suffix_may = before == AFTER_WORD || before == AFTER_UNKNOWN;
  uint32_t joint = joint_cost(s, i, before);
  uint32_t here = 0;
  for (size_t j = i; j < s->n;) {
    int letter = letter_index(s->w[j++]);
    if (letter < 0 || (here = h->nodes.v[here].next[letter]) == 0) return;
    const uint32_t *ends = h->nodes.v[here].part;
    if (ends[PART_WORD]) reach(s, j, AFTER_WORD, i, before, part_cost(j - i) + joint, made_of(PIECE_WORD, i, j, ends[PART_WORD]));
    if (ends[PART_PREFIX] && j < s->n) reach(s, j, AFTER_PREFIX, i, before, COST_PREFIX + joint, made_of(PIECE_PREFIX, i, j, ends[PART_PREFIX]));
    if (ends[PART_SUFFIX] && suffix_may) reach(s, j, AFTER_WORD, i, before, COST_SUFFIX, made_of(PIECE_SUFFIX, i, j, ends[PART_SUFFIX]));
  }
}

/* A Danish word does not end in l, r, n, v or j after a consonant that is no sonorant: "indfl-ydelse". */
static bool may_end(const splitter *s, size_t j) {
  if (j == s->n || j < 2) return true;
  uint8_t last = s->w[j - 1], before = s->w[j - 2];
  if (last == 'c') return false;
  if (latin_is_vowel(last) || latin_is_vowel(before)) return true;
  if (strchr("rvj", last)) return last == 'v' && strchr("lr", before);
  return !(strchr("ln", last) && strchr("bdfkpst", before));
}

static void step_unknown(splitter *s, size_t i, after before) {
  if (before == AFTER_UNKNOWN || !syllable_onset(s->w, s->n, i)) return;
  if (before == AFTER_PREFIX && latin_is_vowel(s->w[i])) return;      /* "ana-lyse" is no an + alyse */
  uint32_t cost = COST_UNKNOWN + joint_cost(s, i, before);
  for (size_t j = i + UNKNOWN_LEAST; j <= s->n; j++) {
    if (!syllable_has_vowel(s->w, i, j) || !may_end(s, j)) continue;
    reach(s, j, AFTER_UNKNOWN, i, before, cost + (uint32_t)(j - i) * COST_UNKNOWN_LETTER, made_of(PIECE_UNKNOWN, i, j, 0));
  }
}

/* Ending e on the stem w[0..i), its first letter doubled ("bud-det") or not. */
static bool ending_fits(const splitter *s, size_t i, const char *e, bool doubled) {
  size_t k = i + (doubled ? 1 : 0);
  if (i == 0 || k > s->n) return false;
  bool stem_vowel = latin_is_vowel(s->w[i - 1]), vowel = latin_is_vowel((uint8_t)e[0]);
  if (doubled && (stem_vowel || !vowel || s->w[i] != s->w[i - 1])) return false;
  if (stem_vowel && vowel && s->w[i - 1] == 'e') return false;
  for (; *e; e++) {
    if (*e == '-') continue;
    if (k >= s->n || s->w[k++] != (uint8_t)*e) return false;
  }
  return k == s->n;
}

static void step_ending(splitter *s, size_t i) {
  if (s->n - i > 6) return;
  for (uint32_t e = 0; e < G_N_ELEMENTS(endings); e++) {
    for (unsigned doubled = 0; doubled < 2; doubled++) {
      if (!ending_fits(s, i, endings[e], doubled)) continue;
      reach(s, s->n, AFTER_WORD, i, AFTER_WORD, COST_ENDING, made_of(PIECE_ENDING, i, s->n, e | (doubled ? ENDING_DOUBLED : 0)));
    }
  }
}

static void step_from(splitter *s, size_t i, after before) {
  step_listed(s, i, before);
  step_unknown(s, i, before);
  if (before != AFTER_WORD) return;
  if (s->w[i] == 's' && i + 1 < s->n) reach(s, i + 1, AFTER_LINK, i, before, COST_LINK_S, made_of(PIECE_LINK, i, i + 1, 0));
  if (s->w[i] == 'e' && i + 1 < s->n) reach(s, i + 1, AFTER_LINK, i, before, COST_LINK_E, made_of(PIECE_LINK, i, i + 1, 0));
  step_ending(s, i);
}

size_t compound_split(const hyphenator *h, const uint8_t *w, size_t n, piece out[WORD_MAX]) {
  if (n == 0 || n > WORD_MAX) return 0;
  splitter s = { .h = h, .w = w, .n = n };
  s.at[0][AFTER_START].cost = 1;
  for (size_t i = 0; i < n; i++) {
    for (int k = 0; k < AFTER_COUNT; k++) {
      if (s.at[i][k].cost) step_from(&s, i, (after)k);
    }
  }
  const step *word = &s.at[n][AFTER_WORD], *unknown = &s.at[n][AFTER_UNKNOWN];
  const step *end = !word->cost || (unknown->cost && unknown->cost < word->cost) ? unknown : word;
  if (!end->cost) return 0;
  size_t count = 0;
  for (const step *t = end;; t = &s.at[t->from][t->before]) {
    out[count++] = t->made;
    if (t->from == 0) break;
  }
  for (size_t i = 0; i < count / 2; i++) {
    piece swap = out[i];
    out[i] = out[count - 1 - i];
    out[count - 1 - i] = swap;
  }
  return count;
}

uint64_t ending_breaks(uint32_t ending) {
  const char *e = endings[ending & ~ENDING_DOUBLED];
  const char *hyphen = strchr(e, '-');
  size_t at = hyphen ? (size_t)(hyphen - e) : 0;
  return hyphen ? UINT64_C(1) << (at + (ending & ENDING_DOUBLED ? 1 : 0)) : 0;
}
