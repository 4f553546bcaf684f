/* Breaks inside a simple word (Retskrivningsordbogen 2012, the section on dividing words at a line's end: one consonant between vowels goes to the new line, of
 * several at least one, and as many as can begin a word).
 *
 * libhyphen's Danish patterns know most of it, but were made for whole words and err in one long word of ten. So they are asked only about parts of six
 * letters and more, and every break that goes against the rule is dropped: what is left out costs a ragged line, what is wrong costs the reader.
 * Own rules without patterns were tried on the same words: they find every break, and cannot tell "ser-vice" from "ser-vi-ce". */
#include "text/hyphen_int.h"

#include <string.h>

#define LEAST_LETTERS 6

bool syllable_has_vowel(const uint8_t *w, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (latin_is_vowel(w[i])) return true;
  }
  return false;
}

static bool is_onset(const uint8_t *w, size_t n) {
  static const char *const groups[] = {
    "bl", "br", "bj", "dr", "dj", "fj", "fl", "fn", "fr", "gl", "gn", "gr", "hj", "hv", "kl", "kn", "kr", "kv", "mj", "nj", "pj", "pl", "pr", "ps", "sj", "sk",
    "sl", "sm", "sn", "sp", "st", "sv", "tj", "tr", "tv", "vr", "ch", "ph", "th", "skr", "skj", "skv", "spr", "spl", "stj", "str",
  };
  if (n <= 1) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
    if (strlen(groups[i]) == n && memcmp(groups[i], w, n) == 0) return true;
  }
  return false;
}

bool syllable_onset(const uint8_t *w, size_t n, size_t i) {
  size_t vowel = i;
  while (vowel < n && !latin_is_vowel(w[vowel])) vowel++;
  return vowel < n && is_onset(w + i, vowel - i);
}

/* A break before letter i that no rule speaks against: it begins a syllable with a consonant, and does not leave a consonant of that group behind a vowel
 * alone ("ta-kst") nor part two letters that are one sound. */
static bool is_sound(const uint8_t *w, size_t n, size_t i) {
  if (latin_is_vowel(w[i]) || !syllable_onset(w, n, i) || !syllable_has_vowel(w, 0, i)) return false;
  static const char *const one_sound[] = { "ch", "ck", "ph", "sh", "th", "sj", "tj" };
  for (size_t k = 0; k < G_N_ELEMENTS(one_sound); k++) {
    if (w[i - 1] == (uint8_t)one_sound[k][0] && w[i] == (uint8_t)one_sound[k][1]) return false;
  }
  return true;
}

void syllable_breaks(const hyphenator *h, const uint8_t *w, size_t n, uint8_t *kinds) {
  memset(kinds, 0, n + 1);
  if (n < LEAST_LETTERS || n > WORD_MAX) return;
  char word[WORD_MAX + 1], odd[WORD_MAX + 6];
  memcpy(word, w, n);
  word[n] = 0;
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate3(h->patterns, word, (int)n, odd, NULL, &rep, &pos, &cut, 2, 2, 2, 2) != 0) return;
  for (size_t i = 2; i + 2 <= n; i++) kinds[i] = (odd[i - 1] & 1) && !(rep && rep[i - 1]) && is_sound(w, n, i);
  for (size_t i = 0; rep && i < n; i++) free(rep[i]);
  free(rep);
  free(pos);
  free(cut);
}

/* Whether a compound's second part may begin at w[v), a vowel: one of the particles that begin so, with enough after it ("takst-over-sigt"). */
static bool particle_at(const uint8_t *w, size_t n, size_t v) {
  static const char *const particles[] = { "af", "efter", "ind", "om", "op", "over", "ud", "under" };
  for (size_t i = 0; i < G_N_ELEMENTS(particles); i++) {
    size_t length = strlen(particles[i]);
    if (v + length + 3 <= n && memcmp(w + v, particles[i], length) == 0 && syllable_onset(w, n, v + length)) return true;
  }
  return false;
}

bool syllable_is_doubtful(const uint8_t *w, size_t n, size_t i) {
  size_t vowel = i;
  while (vowel < n && !latin_is_vowel(w[vowel])) vowel++;
  if (particle_at(w, n, vowel)) return true;
  uint8_t before = w[i - 1], first = w[i];
  if (first == 's') return strchr("bdfgkmptv", before) || (strchr("lr", before) && vowel > i + 1);
  if (first == 'r') return strchr("bdgkpt", before) != NULL;
  if (strchr("bdgkpt", first) && w[i + 1] == 'r') return strchr("lnrs", before) || (first == 't' && strchr("fkp", before));     /* "kontak-tråd" */
  return first == 'j' && latin_is_vowel(before);
}

size_t syllable_carry(const uint8_t *w, size_t end) {
  if (end < 2 || latin_is_vowel(w[end - 1])) return 0;
  size_t i = end - 1;
  if (i > 1 && w[end - 2] == 's' && strchr("tkp", w[end - 1])) i--;
  return syllable_has_vowel(w, 0, i) ? i : 0;
}
