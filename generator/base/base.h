/* base/: what every room stands on - memory, lists, strings, exact numbers, dates, Danish order, files.
 * For all rooms. Includes nothing of ours. */
#ifndef BASE_BASE_H
#define BASE_BASE_H
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- arena: one a job; everything in it is zeroed, lives until arena_free, never moves ---- */
typedef struct arena arena;
arena *arena_new(void) __attribute__((returns_nonnull));
void arena_free(arena *a);                                       /* NULL is allowed */
#define NEVER_NULL __attribute__((returns_nonnull))
void *arena_alloc(arena *a, size_t size) NEVER_NULL;             /* zeroed, aligned for any type; aborts when memory ends */
char *arena_strdup(arena *a, const char *s);                     /* NULL gives NULL */
char *arena_strndup(arena *a, const char *s, size_t n);
char *arena_printf(arena *a, const char *format, ...) G_GNUC_PRINTF(2, 3);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n)))

/* A growing list in an arena: LIST(int) numbers; LIST_PUSH(a, &numbers, 7); numbers.v[i], numbers.n.
 * LIST_ADD grows by one zeroed place and gives a pointer to it (good until the next growth). */
#define LIST(T) struct { T *v; size_t n, cap; }
void *arena_grow(arena *a, const void *v, size_t *cap, size_t n, size_t size) NEVER_NULL;   /* a larger copy of v; *cap is set */
#define LIST_ROOM(a, l) ((l)->n == (l)->cap || !(l)->v ? (void)((l)->v = arena_grow((a), (l)->v, &(l)->cap, (l)->n, sizeof *(l)->v)) : (void)0)
#define LIST_PUSH(a, l, x) (LIST_ROOM((a), (l)), (void)((l)->v[(l)->n++] = (x)))
#define LIST_ADD(a, l) (LIST_ROOM((a), (l)), &(l)->v[(l)->n++])

/* ---- number: an exact decimal, mantissa / 10^decimals. Content figures and rounded results. ---- */
typedef struct number { int64_t mantissa; uint8_t decimals; } number;
typedef enum number_error {
  NUMBER_OK, NUMBER_EMPTY, NUMBER_NOT_A_NUMBER,
  NUMBER_POINT_FOR_COMMA,     /* "95.5" or "2.43": a point that does not stand before three digits */
  NUMBER_BAD_GROUPS,          /* "1.23.456" */
  NUMBER_TOO_LONG             /* more than 18 digits */
} number_error;
/* Reads Danish writing: 2.431,50  -7  −7,5  1.000.000. Whole of s[0..len), outer blanks allowed. */
number_error number_parse(const char *s, size_t len, number *out);
/* Writes Danish: points between thousands, comma, U+2212 before negatives; rounded half away from zero to
 * `decimals` (no negative zero). buf must hold NUMBER_TEXT_MAX. Returns the length in bytes. */
#define NUMBER_TEXT_MAX 48
size_t number_format(number n, unsigned decimals, char buf[NUMBER_TEXT_MAX]);
number number_round(number n, unsigned decimals);                /* half away from zero, as Excel's ROUND */
int number_compare(number a, number b);
double number_double(number n);                                  /* nearest double: for a worksheet cell only */

/* ---- date: proleptic Gregorian, checked; year 0 = no date ---- */
typedef struct date { int16_t year; uint8_t month, day; } date;
bool date_parse(const char *s, size_t len, date *out);           /* 06-09-2026, 6/9-2026 or 6. september 2026; false: not a date that exists */
char *date_text(arena *a, date d);                               /* "6. september 2026" with a no-break space after the day's point */
int date_compare(date a, date b);
int32_t date_serial(date d);                                     /* days since 1970-01-01 */

/* ---- text helpers (UTF-8) ---- */
int text_collate(const char *a, const char *b);                  /* Danish order (ICU, da): … y z æ ø å, aa as å */
const char *text_nearest(const char *word, const char *const *list, size_t n);   /* for "mente du …?"; NULL when nothing is near */
static inline const char *utf8_next(const char *p) { return p + g_utf8_skip[*(const unsigned char *)p]; }   /* as g_utf8_next_char, const kept */
size_t utf8_length(const char *s, size_t bytes);                 /* in characters */
bool text_blank(const char *s);                                  /* NULL, empty or white space */
char *text_slug(arena *a, const char *s);                        /* "Fokusområde 1" -> "fokusomraade-1": for anchors and file names */

/* ---- files ---- */
/* What the system says of an errno, in Danish words for a secretary (its own words for the rare rest). Constant text. */
const char *system_reason(int code);
/* The same message with the English reason, when it ends in one of ours; else s itself. */
const char *system_reason_english(arena *a, const char *s);
/* Whole file into the arena, NUL-terminated. NULL and *error = system_reason (borrowed) when it cannot. */
char *file_read(arena *a, const char *path, size_t *length, const char **error);
bool file_exists(const char *path);
/* Writes PATH.ny, syncs, renames over PATH. False and *error when it cannot; then PATH is as it was. */
bool file_replace(const char *path, const void *data, size_t length, const char **error);
bool file_make_folder(const char *path, const char **error);     /* with parents */
char *file_sha256(arena *a, const char *path);                   /* lower-case hex; NULL when it cannot be read */
#endif
