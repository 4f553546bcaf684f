/* Danish hyphenation. In order: the project's list of whole words (and names, which are not divided); the word's parts (compound.c), whose joints are the best breaks; inside a
 * part its own breaks from the list, else the patterns (syllable.c). Then the marks of good setting: two letters before a break and three after, a
 * vowel in every piece, no piece of one letter. Wrong breaks of hyph_da_DK alone, and the words that this gets right, are in tests/unit/test_text_hyphen.c. */
#include "text/hyphen_int.h"

#include <string.h>

#define LEAST_BEFORE 2
#define LEAST_AFTER 3

hyphenator *hyphenator_open(diag *d, const char *folder, const char *shown, const char *patterns) {
  hyphenator *h = g_new0(hyphenator, 1);
  h->arena = arena_new();
  h->patterns = hnj_hyphen_load(patterns);
  if (!h->patterns || strcmp(h->patterns->cset, "ISO8859-1") != 0) {
    DIAG_SAY(d, TEXT_PATTERNS_BROKEN, SPAN_NONE, patterns);
  } else if (wordlist_read(h, d, folder, shown)) {
    return h;
  }
  hyphenator_close(h);
  return NULL;
}

void hyphenator_close(hyphenator *h) {
  if (!h) return;
  if (h->patterns) hnj_hyphen_free(h->patterns);
  cache_clear(&h->words);
  arena_free(h->arena);
  g_free(h);
}

static const word_entry *lookup(const hyphenator *h, const void *owner, const uint8_t *w, size_t n) {
  return cache_lookup(&h->words, owner, (const char *)w, n, cache_hash(owner, (const char *)w, n));
}

/* The word as it stands in the list, or its genitive. */
static const word_entry *listed(const hyphenator *h, const uint8_t *w, size_t n, word_case c) {
  for (size_t less = 0; less < 2; less++) {
    if (less && w[n - 1] != 's') break;
    const word_entry *e = lookup(h, h, w, n - less);
    if (!e && c != CASE_LOWER) e = lookup(h, &h->names, w, n - less);
    if (e) return e;
  }
  return NULL;
}

static void set(uint8_t *kinds, size_t i, uint8_t kind) { kinds[i] = MAX(kinds[i], kind); }

static void set_bits(uint8_t *kinds, size_t from, size_t n, uint64_t breaks) {
  for (size_t i = 1; i < n; i++) {
    if (breaks >> i & 1) set(kinds, from + i, HYPHEN_INSIDE);
  }
}

/* Breaks by the patterns. known: the stretch is one part of the list, and so has no joint inside. */
static void set_patterns(const hyphenator *h, const uint8_t *w, size_t n, size_t from, size_t to, bool known, uint8_t *kinds) {
  uint8_t inner[WORD_MAX + 1];
  syllable_breaks(h, w + from, to - from, inner);
  for (size_t i = 1; i < to - from; i++) {
    if (inner[i] && (known || !syllable_is_doubtful(w, n, from + i))) set(kinds, from + i, inner[i]);
  }
}

/* In a stretch where no part is known: an -s- after "-ing", "-hed", "-tion" and their like is always a link, so a joint follows it. */
static void set_sure_links(const uint8_t *w, size_t n, size_t from, size_t to, uint8_t *kinds) {
  for (size_t i = from + 1; i < to && i + 4 <= n; i++) {
    if (w[i - 1] == 's' && compound_takes_s(w, i - 1) && syllable_onset(w, n, i)) set(kinds, i, HYPHEN_JOINT);
  }
}

/* A suffix or an ending that begins with a vowel takes the stem's last consonant along. */
static void set_carry(const uint8_t *w, size_t stem, size_t at, uint8_t *kinds) {
  size_t carry = latin_is_vowel(w[at]) ? syllable_carry(w + stem, at - stem) : 0;
  if (carry && !kinds[stem + carry - 1]) set(kinds, stem + carry, HYPHEN_INSIDE);      /* "ef-ter-året", not "efterå-ret" */
}

/* "drifts-ikkerhed" or "drift-sikkerhed"? When the word after the link is unknown and could begin with the link's letter, there is no break. Nor is there
 * one where it begins as endings do ("be-mand-ingen"). */
static bool is_doubtful(const uint8_t *w, const piece *pieces, size_t i, size_t to) {
  if (pieces[i].kind != PIECE_UNKNOWN) return false;
  if (pieces[i - 1].kind == PIECE_WORD) return strchr("ei", w[pieces[i].from]) != NULL;
  if (pieces[i - 1].kind != PIECE_LINK) return false;
  const piece *link = &pieces[i - 1];
  return syllable_onset(w, to, link->from) && !(w[link->from] == 's' && compound_takes_s(w, link->from));
}

static void set_piece(const hyphenator *h, const uint8_t *w, size_t length, const piece *pieces, size_t i, uint8_t *kinds) {
  const piece *p = &pieces[i];
  size_t n = (size_t)(p->to - p->from);
  const part *listed_part = p->kind <= PIECE_SUFFIX ? &h->parts.v[p->part] : NULL;
  if (listed_part && listed_part->own) set_bits(kinds, p->from, n, listed_part->breaks);
  switch ((piece_kind)p->kind) {
  case PIECE_WORD: case PIECE_PREFIX: case PIECE_UNKNOWN:
    if (p->from > 0 && !is_doubtful(w, pieces, i, p->to)) set(kinds, p->from, pieces[i - 1].kind == PIECE_PREFIX ? HYPHEN_INSIDE : HYPHEN_JOINT);
    if (p->kind != PIECE_PREFIX && !(listed_part && listed_part->own)) set_patterns(h, w, length, p->from, p->to, listed_part != NULL, kinds);
    if (p->kind == PIECE_UNKNOWN) set_sure_links(w, length, p->from, p->to, kinds);
    break;
  case PIECE_SUFFIX:
    if (latin_is_vowel(w[p->from])) set_carry(w, pieces[i - 1].from, p->from, kinds);
    else set(kinds, p->from, HYPHEN_INSIDE);
    break;
  case PIECE_LINK: break;
  case PIECE_ENDING:
    set_bits(kinds, p->from, n, ending_breaks(p->part) & ~UINT64_C(1));
    if ((ending_breaks(p->part) & 1) && !latin_is_vowel(w[p->from - 1])) set(kinds, p->from, HYPHEN_INSIDE);
    if (p->part & ENDING_DOUBLED) set(kinds, p->from, HYPHEN_INSIDE);
    else set_carry(w, pieces[i - 1].from, p->from, kinds);
    break;
  }
}

/* Drops breaks that leave too little on a side, and of two that stand one letter apart (or with no vowel between) the lesser or the earlier. */
static bool tidy(const uint8_t *w, size_t n, uint8_t *kinds) {
  bool any = false;
  size_t last = 0;
  for (size_t i = 0; i <= n; i++) {
    if (i < LEAST_BEFORE || i + LEAST_AFTER > n || !syllable_has_vowel(w, 0, i) || !syllable_has_vowel(w, i, n)) kinds[i] = 0;
    if (!kinds[i]) continue;
    if (last && (i - last < 2 || !syllable_has_vowel(w, last, i))) {
      if (kinds[i] < kinds[last]) { kinds[i] = 0; continue; }
      kinds[last] = 0;
    }
    last = i;
    any = true;
  }
  return any;
}

/* A part's first and last letters stay with it where there is a choice: so many before a break and after it, more beside a joint, where what is cut off
 * looks like a piece of the neighbour ("takstud-vikling"). */
#define WELL_BEFORE 3
#define WELL_BESIDE 4
#define WELL_AFTER 4

/* Tells good breaks from poor ones: inside each part, between joints. */
static void grade(size_t n, uint8_t *kinds) {
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && kinds[to] != HYPHEN_JOINT;) to++;
    for (size_t i = from + 1; i < to; i++) {
      bool early = i - from < (from ? WELL_BESIDE : WELL_BEFORE), late = to - i < WELL_AFTER;
      if (kinds[i]) kinds[i] = early && late ? HYPHEN_POOREST : early || late ? HYPHEN_POOR : HYPHEN_INSIDE;
    }
  }
}

bool hyphenator_word(hyphenator *h, const uint8_t *w, size_t n, word_case c, uint8_t kinds[WORD_MAX + 1]) {
  memset(kinds, 0, WORD_MAX + 1);
  if (n < LEAST_BEFORE + LEAST_AFTER || n > WORD_MAX) return false;
  const word_entry *e = listed(h, w, n, c);
  if (e) {
    set_bits(kinds, 0, MIN(n, PART_MAX), e->breaks);
    grade(n, kinds);
    return e->breaks != 0;
  }
  piece pieces[WORD_MAX];
  size_t count = compound_split(h, w, n, pieces);
  bool unknown = false, any_part = false;
  for (size_t i = 0; i < count; i++) {
    unknown = unknown || pieces[i].kind == PIECE_UNKNOWN;
    any_part = any_part || pieces[i].kind == PIECE_WORD || pieces[i].kind == PIECE_SUFFIX;
  }
  if (count == 0 || (unknown && (c == CASE_ALL || (c == CASE_CAPITAL && !any_part)))) return false;      /* abbreviations and names */
  for (size_t i = 0; i < count; i++) set_piece(h, w, n, pieces, i, kinds);
  bool any = tidy(w, n, kinds);
  grade(n, kinds);
  return any;
}

/* ---- for the engine ---- */
/* The word's letters and how it is written. 0: not a word that is hyphenated ("KKRs", "iPad", other alphabets). */
static size_t read_word(const char *word, size_t length, uint8_t letters[WORD_MAX], word_case *c) {
  size_t n = 0, upper = 0, bytes;
  bool capital = false;
  for (size_t i = 0; i < length; i += bytes) {
    uint32_t character = char_at(word + i, length - i, &bytes);
    uint8_t letter = letter_latin(character);
    if (!letter || n == WORD_MAX) return 0;
    if (char_is_upper(character)) upper++;
    if (n == 0) capital = upper == 1;
    letters[n++] = letter;
  }
  if ((upper > 1 && upper < n) || (!capital && upper)) return 0;
  *c = upper == n ? CASE_ALL : capital ? CASE_CAPITAL : CASE_LOWER;
  return n;
}

static uint8_t *work_out(text_engine *t, const char *word, size_t length) {
  uint8_t letters[WORD_MAX], kinds[WORD_MAX + 1];
  uint8_t *out = arena_alloc(t->arena, length + 1);       /* out[length]: whether there is any */
  word_case c;
  size_t n = read_word(word, length, letters, &c), i = 0, bytes;
  if (n == 0 || !hyphenator_word(t->hyphens, letters, n, c, kinds)) return out;
  for (size_t k = 0; k < n; k++, i += bytes) {
    char_at(word + i, length - i, &bytes);
    out[i] = kinds[k];
  }
  out[length] = 1;
  return out;
}

bool text_word_known(text_engine *t, const char *word) {
  uint8_t letters[WORD_MAX];
  word_case c;
  size_t n = read_word(word, strlen(word), letters, &c);
  if (n == 0) return false;
  if (listed(t->hyphens, letters, n, c)) return true;
  piece pieces[WORD_MAX];
  size_t count = compound_split(t->hyphens, letters, n, pieces);
  for (size_t i = 0; i < count; i++) {
    if (pieces[i].kind == PIECE_UNKNOWN) return false;
  }
  return count > 0;
}

bool hyphen_breaks(text_engine *t, const char *word, size_t length, uint8_t *kinds) {
  uint32_t hash = cache_hash(t, word, length);
  const uint8_t *found = cache_lookup(&t->words, t, word, length, hash);
  if (!found) {
    uint8_t *made = work_out(t, word, length);
    cache_put(&t->words, t, arena_strndup(t->arena, word, length), length, hash, made);
    found = made;
  }
  if (!found[length]) return false;
  memcpy(kinds, found, length);
  return true;
}

char *text_hyphenate(arena *a, text_engine *t, const char *word) {
  size_t length = strlen(word), bytes;
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < length;) {
    size_t end = i;
    while (end < length && char_is_letter(char_at(word + end, length - end, &bytes))) end += bytes;
    uint8_t kinds[WORD_MAX * 2 + 1];
    bool any = end > i && end - i <= WORD_MAX * 2 && hyphen_breaks(t, word + i, end - i, kinds);
    for (size_t k = i; k < end; k++) {
      if (any && kinds[k - i]) g_string_append_c(out, '-');
      g_string_append_c(out, word[k]);
    }
    i = end;
    if (i < length) g_string_append_c(out, word[i++]);
  }
  char *result = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  return result;
}
