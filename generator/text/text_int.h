/* Inside text/ only: what its files share. */
#ifndef TEXT_TEXT_INT_H
#define TEXT_TEXT_INT_H
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include "text/text.h"

/* ---- chars.c: UTF-8 and classes of characters ---- */
/* The character at s (n bytes are left, n > 0); *bytes = its length. A byte that is no UTF-8 gives U+FFFD and one byte. */
uint32_t char_at(const char *s, size_t n, size_t *bytes);
uint32_t char_before(const char *s, size_t at, size_t *bytes);     /* the character that ends before byte `at` (at > 0) */
size_t char_put(uint32_t c, char out[4]);
bool char_is_letter(uint32_t c);
bool char_is_digit(uint32_t c);
bool char_is_upper(uint32_t c);
bool char_is_blank(uint32_t c);         /* blanks of any width, also those that do not break */
bool char_is_fixed_blank(uint32_t c);   /* the ones that do not break: U+00A0, U+202F, U+2007 */
bool char_is_inkless(uint32_t c);       /* controls, U+00AD, U+200B-F, U+2028-E, U+2060-9, U+FE00-F, U+FEFF: no ink, no width */
/* Danish and its neighbours as one byte a letter (ISO 8859-1, lower case); 0: not such a letter. */
uint8_t letter_latin(uint32_t c);
bool latin_is_vowel(uint8_t c);

/* ---- cache.c: a hash table from (owner, bytes) to a pointer; never shrinks, never walked ---- */
typedef struct cache_slot { uint32_t hash, length; const char *key; const void *owner; void *value; } cache_slot;
typedef struct cache { cache_slot *slots; size_t cap, used; } cache;
uint32_t cache_hash(const void *owner, const char *key, size_t length);
void *cache_lookup(const cache *c, const void *owner, const char *key, size_t length, uint32_t hash);
void cache_put(cache *c, const void *owner, const char *key, size_t length, uint32_t hash, void *what);    /* key is borrowed for good */
void cache_clear(cache *c);

/* ---- shape.c ---- */
typedef struct missing_char { const char *shown, *code; } missing_char;      /* "→", "U+2192" */
typedef struct missing_list { LIST(missing_char) chars; } missing_list;
typedef struct shaped_run { glyph_run run; missing_list *missing; } shaped_run;   /* missing: NULL for none */
/* A piece of cleaned text (no inkless signs, blanks as U+0020) without line breaks, from the cache. */
const shaped_run *shape_piece(text_engine *t, const text_face *f, const char *s, size_t length);
void shape_report(text_engine *t, const shaped_run *r, span at);              /* its missing glyphs, at this place */
/* Pen positions at clusters' edges, asked for from left to right. */
typedef struct run_cursor { const glyph_run *run; size_t byte; int cluster, glyph; double x; } run_cursor;
double cursor_move(run_cursor *c, size_t byte);        /* x before this byte, or of the first cluster's edge after it */
/* How many bytes from byte `from` on fit in width: whole clusters, one at least. */
size_t cursor_fit(run_cursor *c, size_t from, double width);

/* ---- join.c ---- */
/* One run of several of the same face, one after the other; give: what each blank is widened by, as a share of its width. */
glyph_run *run_join(text_engine *t, arena *a, const glyph_run *const *parts, size_t count, double give);
double parts_width(const glyph_run *const *parts, size_t count);              /* of what run_join makes of them, blanks not widened */
/* What the face kerns a blank by between these two characters. */
double *kerns_new(arena *a);                                                  /* text_face.kerns */
double blank_kern(text_engine *t, const text_face *f, uint32_t before, uint32_t after);

/* ---- clean.c ---- */
/* Cleaning: what is shown of a text, and per byte what may happen there. */
enum {                /* a byte's mark: what stands there … */
  MARK_NONE,
  MARK_BLANK,         /* a blank that may break */
  MARK_FIXED,         /* a blank that may not */
  MARK_FORCED,        /* a line feed or U+2028, shown as a blank: here a line ends */
  MARK_KIND = 3,      /* (mask of these) */
  MARK_SOFT = 4,      /* … and what stood before it: U+00AD, */
  MARK_ZERO = 8,      /* U+200B, */
  MARK_JOIN = 16      /* U+2060 or U+FEFF */
};
/* Appends the shown text of s to out, and to marks (unless NULL) a mark a byte. Composed (NFC) when s holds combining accents.
 * fix: no_break_find's, or NULL. pending: marks whose byte has not come yet, carried from run to run; NULL for none. */
void shape_clean(const char *s, size_t length, const uint8_t *fix, unsigned *pending, GString *out, GByteArray *marks);

/* ---- no_break.c ---- */
typedef enum fix_mark { FIX_NONE, FIX_BLANK, FIX_JOIN } fix_mark;   /* this blank becomes U+00A0; U+2060 goes before this byte */
bool no_break_find(const char *s, size_t length, uint8_t *fix);     /* fix: length bytes, zeroed; false: nothing found */

/* ---- hyphenation: hyphen.c, compound.c, wordlist.c, syllable.c ---- */
#define WORD_MAX ((size_t)100)             /* letters; longer ones are not hyphenated */
typedef struct hyphenator hyphenator;
hyphenator *hyphenator_open(diag *d, const char *folder, const char *shown, const char *patterns);   /* NULL: reported */
void hyphenator_close(hyphenator *h);
/* Breaks of one word of letters (letter_latin's bytes). kinds[i]: hyphen_kind of a break before letter i. */
typedef enum word_case { CASE_LOWER, CASE_CAPITAL, CASE_ALL } word_case;
bool hyphenator_word(hyphenator *h, const uint8_t *letters, size_t n, word_case c, uint8_t kinds[WORD_MAX + 1]);
/* The same for a word of UTF-8 letters, cached; kinds per byte. false: no break. */
bool hyphen_breaks(text_engine *t, const char *word, size_t length, uint8_t *kinds);

/* ---- engine ---- */
#define SINGLE_MAX 512
typedef struct font_file { const char *family, *shown, *path, *package; int weight; bool italic; span at; } font_file;
struct text_face {
  text_engine *engine;
  face_style style;              /* its texts are the engine's own */
  PangoFont *font;
  hb_font_t *hb;                 /* borrowed from font */
  cairo_scaled_font_t *scaled;   /* borrowed from font */
  double ascent, descent, x_height, cap_height;
  unsigned long blank_glyph;     /* of U+0020 */
  double blank_width;
  double *kerns;                 /* blank_kern's: two a character, NAN = not asked for yet */
  glyph_run hyphen;              /* the break hyphen */
};
struct text_engine {
  diag *d;
  arena *arena;                  /* faces, shaped runs: as long as the engine */
  LIST(font_file) files;
  LIST(text_face *) faces;
  FcConfig *config;
  PangoFontMap *map;
  PangoContext *context;
  hb_buffer_t *buffer;
  hb_language_t language;
  hyphenator *hyphens;
  cache pieces, texts, words;
  cairo_text_cluster_t *single;  /* SINGLE_MAX clusters of one byte and one glyph, for all plain texts */
  LIST(const glyph_run *) parts; /* scratch: runs to join */
  GString *raw, *clean; GByteArray *fix, *marks, *breaks; GArray *items;   /* scratch of text_para_make and text_shape */
  GArray *nodes, *active;        /* scratch of text_break_lines */
};
bool fonts_read(text_engine *t, const char *folder, const char *shown, char **patterns);   /* skrifter.yaml; false: reported */
#endif
