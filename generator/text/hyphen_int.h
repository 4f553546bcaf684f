/* Inside text/ only: the parts of the hyphenator. Words are ISO 8859-1 in small letters here, one byte a letter, as libhyphen's Danish patterns are. */
#ifndef TEXT_HYPHEN_INT_H
#define TEXT_HYPHEN_INT_H
#include <hyphen.h>
#include "text/text_int.h"

#define PART_MAX 60          /* letters of an entry; its breaks are bits of 64 */
typedef enum part_kind { PART_WORD, PART_PREFIX, PART_SUFFIX, PART_KINDS } part_kind;     /* "til-bud", "for-", "-hed" */
typedef struct part { uint8_t length; bool own; uint64_t breaks; } part;   /* bit i: may break before letter i. own: has breaks of its own, so patterns are not asked */

#define LETTERS 32
typedef struct trie_node { uint32_t next[LETTERS]; uint32_t part[PART_KINDS]; } trie_node;    /* 0: none; parts count from 1 */
typedef struct word_entry { uint64_t breaks; } word_entry;
struct hyphenator {
  arena *arena;
  LIST(trie_node) nodes;
  LIST(part) parts;
  cache words;               /* whole words; owner: the hyphenator for words, &names for names (written with a capital) */
  char names;
  HyphenDict *patterns;
};

/* wordlist.c: reads both lists. false: reported. */
bool wordlist_read(hyphenator *h, diag *d, const char *folder, const char *shown);
int letter_index(uint8_t letter);          /* 0..LETTERS-1, or -1 */

/* syllable.c */
/* Breaks of a simple word or part by the patterns, without those that break a rule. kinds[0..n]. */
void syllable_breaks(const hyphenator *h, const uint8_t *w, size_t n, uint8_t *kinds);
/* Whether a break before letter i of a stretch in which no part is known may as well be a wrong one beside an unseen joint: before an s that may be the link
 * ("tilbud-sniveau"), before the last consonants of a part whose neighbour begins with a vowel ("tak-stoversigt"), between a stop and r, before a lone j. */
bool syllable_is_doubtful(const uint8_t *w, size_t n, size_t i);
bool syllable_onset(const uint8_t *w, size_t n, size_t i);      /* a Danish word may begin as w[i..n) does: with a vowel or a known group of consonants and a vowel */
bool syllable_has_vowel(const uint8_t *w, size_t from, size_t to);
/* Where the syllable begins that an ending with a vowel makes of the stem's last consonants: the stem is w[0..end). 0: nowhere. */
size_t syllable_carry(const uint8_t *w, size_t end);

/* compound.c: the cheapest division of a word. */
typedef enum piece_kind { PIECE_WORD, PIECE_PREFIX, PIECE_SUFFIX, PIECE_UNKNOWN, PIECE_LINK, PIECE_ENDING } piece_kind;
typedef struct piece { uint8_t kind, from, to; uint32_t part; } piece;       /* part: PIECE_WORD, PREFIX, SUFFIX: of h->parts; PIECE_ENDING: of the table */
size_t compound_split(const hyphenator *h, const uint8_t *w, size_t n, piece out[WORD_MAX]);
bool compound_takes_s(const uint8_t *w, size_t to);             /* w[0..to) ends as nouns do that always take -s- before another */
/* The ending's breaks: bit i: before its letter i. doubled: its first letter repeats the stem's last. */
uint64_t ending_breaks(uint32_t ending);
#define ENDING_DOUBLED 0x100u
#endif
