#include "model/model_int.h"

#include <string.h>

/* Strings to pointers, open addressing in an arena. GLib's table would need freeing while everything else of a model lives and dies
 * with its arena; and nothing here can be walked, so that no output can depend on an order of hashing. */

typedef struct slot { const char *key; void *value; } slot;
struct record_index { arena *a; slot *slots; size_t size, used; };

record_index *index_new(arena *a) {
  record_index *x = ARENA_NEW(a, record_index);
  x->a = a;
  x->size = 16;
  x->slots = ARENA_ARRAY(a, slot, x->size);
  return x;
}

static slot *place_of(const record_index *x, const char *key) {
  uint64_t h = 14695981039346656037u;                        /* FNV-1a */
  for (const char *c = key; *c; c++) h = (h ^ (unsigned char)*c) * 1099511628211u;
  size_t i = (size_t)(h ^ (h >> 32)) & (x->size - 1);
  while (x->slots[i].key && strcmp(x->slots[i].key, key) != 0) i = (i + 1) & (x->size - 1);
  return &x->slots[i];
}

static void grow(record_index *x) {
  slot *old = x->slots;
  size_t n = x->size;
  x->size *= 2;
  x->slots = ARENA_ARRAY(x->a, slot, x->size);
  for (size_t i = 0; i < n; i++)
    if (old[i].key) *place_of(x, old[i].key) = old[i];
}

void *index_put(record_index *x, const char *key, void *v) {
  slot *s = place_of(x, key);
  if (s->key) return s->value;
  s->key = key;
  s->value = v;
  if (++x->used * 3 > x->size * 2) grow(x);
  return NULL;
}

void *index_get(const record_index *x, const char *key) {
  return x ? place_of(x, key)->value : NULL;
}
