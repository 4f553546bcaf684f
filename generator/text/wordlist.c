/* The word lists of fonts/: orddeling.txt, parts of compounds ("til-bud"), prefixes ("for-") and suffixes ("-hed"), and orddeling-ord.txt, whole words that
 * override everything. One entry a line, a hyphen where it may be broken, the rest after # is a remark. Parts go into a trie. */
#include "text/hyphen_int.h"

#include <string.h>

int letter_index(uint8_t c) {
  if (c >= 'a' && c <= 'z') return c - 'a';
  static const uint8_t more[] = { 0xE6, 0xF8, 0xE5, 0xE9, 0xFC, 0xF6 };      /* æ ø å é ü ö */
  for (int i = 0; i < (int)G_N_ELEMENTS(more); i++) {
    if (more[i] == c) return 26 + i;
  }
  return -1;
}

typedef struct entry { uint8_t letters[PART_MAX]; size_t n; uint64_t breaks; bool capital, hyphen_first, hyphen_last; } entry;

/* s: one entry without blanks. false: not one. */
static bool parse_entry(const char *s, size_t length, entry *e) {
  *e = (entry){ 0 };
  bool hyphen = false;
  size_t bytes;
  for (size_t i = 0; i < length; i += bytes) {
    uint32_t c = char_at(s + i, length - i, &bytes);
    if (c == '-') {
      if (hyphen) return false;
      hyphen = true;
      if (e->n == 0) e->hyphen_first = true;
      continue;
    }
    uint8_t letter = letter_latin(c);
    if (!letter || letter_index(letter) < 0 || e->n == PART_MAX) return false;
    if (hyphen && e->n > 0) e->breaks |= UINT64_C(1) << e->n;
    if (e->n == 0) e->capital = char_is_upper(c);
    else if (char_is_upper(c)) return false;
    e->letters[e->n++] = letter;
    hyphen = false;
  }
  e->hyphen_last = hyphen;
  return e->n > 0 && !(e->hyphen_first && e->hyphen_last);
}

/* false: the part is there already with other breaks. */
static bool add_part(hyphenator *h, const entry *e) {
  uint32_t at = 0;
  for (size_t i = 0; i < e->n; i++) {
    int letter = letter_index(e->letters[i]);
    uint32_t next = h->nodes.v[at].next[letter];
    if (!next) {
      next = (uint32_t)h->nodes.n;
      (void)LIST_ADD(h->arena, &h->nodes);
      h->nodes.v[at].next[letter] = next;
    }
    at = next;
  }
  part_kind kind = e->hyphen_first ? PART_SUFFIX : e->hyphen_last ? PART_PREFIX : PART_WORD;
  uint32_t *place = &h->nodes.v[at].part[kind];
  if (*place) return h->parts.v[*place].breaks == e->breaks;
  *place = (uint32_t)h->parts.n;
  LIST_PUSH(h->arena, &h->parts, ((part){ .length = (uint8_t)e->n, .own = e->breaks != 0, .breaks = e->breaks }));
  return true;
}

static bool add_word(hyphenator *h, const entry *e) {
  const void *owner = e->capital ? (const void *)&h->names : (const void *)h;
  const char *key = (const char *)e->letters;
  uint32_t hash = cache_hash(owner, key, e->n);
  const word_entry *old = cache_lookup(&h->words, owner, key, e->n, hash);
  if (old) return old->breaks == e->breaks;
  word_entry *word = ARENA_NEW(h->arena, word_entry);
  word->breaks = e->breaks;
  cache_put(&h->words, owner, arena_strndup(h->arena, key, e->n), e->n, hash, word);
  return true;
}

/* One line of a list; says what is wrong with it. */
static void read_line(hyphenator *h, diag *d, const char *s, size_t length, span at, bool whole_words) {
  const char *remark = memchr(s, '#', length);
  if (remark) length = (size_t)(remark - s);
  size_t from = 0;
  while (from < length && g_ascii_isspace(s[from])) from++;
  while (length > from && g_ascii_isspace(s[length - 1])) length--;
  if (from == length) return;
  s += from;
  length -= from;
  at.col = (uint32_t)from + 1;
  at.len = (uint32_t)utf8_length(s, length);
  entry e;
  bool good = parse_entry(s, length, &e) && (!whole_words || (!e.hyphen_first && !e.hyphen_last));
  char *shown = g_strndup(s, length);
  if (!good) DIAG_SAY(d, TEXT_WORD_LINE, at, shown);
  else if (!(whole_words ? add_word(h, &e) : add_part(h, &e))) DIAG_SAY(d, TEXT_WORD_TWICE, at, shown);
  g_free(shown);
}

static bool read_list(hyphenator *h, diag *d, const char *folder, const char *shown, const char *name, bool whole_words) {
  arena *a = arena_new();
  size_t length = 0;
  const char *error = NULL;
  char *path = arena_printf(a, "%s/%s", shown, name);
  char *text = file_read(a, arena_printf(a, "%s/%s", folder, name), &length, &error);
  span at = { diag_source(d, path, text ? text : "", text ? length : 0), 1, 1, 1 };
  if (!text) {
    DIAG_SAY(d, FILE_UNREADABLE, at, error);
  } else {
    size_t from = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (from < length) {
      const char *end = memchr(text + from, '\n', length - from);
      size_t to = end ? (size_t)(end - text) : length;
      read_line(h, d, text + from, to - from, at, whole_words);
      at.line++;
      from = to + 1;
    }
  }
  arena_free(a);
  return text != NULL;
}

bool wordlist_read(hyphenator *h, diag *d, const char *folder, const char *shown) {
  (void)LIST_ADD(h->arena, &h->nodes);      /* the root; number 0 of nodes and parts means none */
  (void)LIST_ADD(h->arena, &h->parts);
  bool parts = read_list(h, d, folder, shown, "orddeling.txt", false);
  return read_list(h, d, folder, shown, "orddeling-ord.txt", true) && parts;
}
