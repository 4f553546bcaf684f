#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A chain of blocks; each allocation is bumped from the last block. A piece larger than a block gets one of its own
 * behind the current one. Blocks grow with the job, so that a small document stays small and a large one has few.
 * Built with ARENA_SEPARATE, every piece is a malloc of its own: then the sanitizers see overruns inside the arena. */
typedef struct block_head { struct block_head *next; size_t used, size; } block_head;
struct arena { block_head *last; size_t next_size; };

#define ALIGNMENT _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)32 << 10)
#define LARGEST_BLOCK ((size_t)4 << 20)

static size_t rounded(size_t n) { return (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

arena *arena_new(void) {
  arena *a = g_new0(arena, 1);
  a->next_size = FIRST_BLOCK;
  return a;
}

void arena_free(arena *a) {
  if (!a) return;
  for (block_head *b = a->last; b;) {
    block_head *next = b->next;
    g_free(b);
    b = next;
  }
  g_free(a);
}

static block_head *block_add(arena *a, size_t size) {
  block_head *b = g_malloc0(rounded(sizeof *b) + size);
  b->size = size;
  b->next = a->last;
  a->last = b;
  return b;
}

void *arena_alloc(arena *a, size_t size) {
  g_assert(size < SIZE_MAX / 2);
  size = rounded(size ? size : 1);
#ifdef ARENA_SEPARATE
  return (char *)block_add(a, size) + rounded(sizeof(block_head));
#else
  block_head *b = a->last;
  if (!b || b->size - b->used < size) {
    if (b && size > a->next_size / 4) {           /* large: a block of its own, and the current one stays in use */
      block_head *own = g_malloc0(rounded(sizeof *own) + size);
      own->size = own->used = size;
      own->next = b->next;
      b->next = own;
      return (char *)own + rounded(sizeof *own);
    }
    b = block_add(a, MAX(size, a->next_size));
    a->next_size = MIN(a->next_size * 2, LARGEST_BLOCK);
  }
  void *p = (char *)b + rounded(sizeof *b) + b->used;
  b->used += size;
  return p;
#endif
}

char *arena_strndup(arena *a, const char *s, size_t n) {
  char *t = arena_alloc(a, n + 1);
  if (n) memcpy(t, s, n);
  return t;
}

char *arena_strdup(arena *a, const char *s) { return s ? arena_strndup(a, s, strlen(s)) : NULL; }

char *arena_printf(arena *a, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  g_assert(n >= 0);
  char *t = arena_alloc(a, (size_t)n + 1);
  vsnprintf(t, (size_t)n + 1, format, again);
  va_end(again);
  return t;
}

void *arena_grow(arena *a, const void *v, size_t *cap, size_t n, size_t size) {
  size_t more = *cap ? *cap * 2 : 8;
  g_assert(more <= SIZE_MAX / 2 / size);
  void *larger = arena_alloc(a, more * size);
  if (n) memcpy(larger, v, n * size);
  *cap = more;
  return larger;
}
