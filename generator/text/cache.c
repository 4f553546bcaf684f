/* A hash table from (owner, bytes) to a pointer, for the three things that are worked out once: shaped pieces, shaped texts and the
 * breaks of words. Open addressing with linear probing; nothing is ever taken out and nothing is ever walked, so its order cannot
 * reach an output. GHashTable was left: it needs a key object for every question, and the questions are what the time goes into. */
#include "text/text_int.h"

#include <string.h>

#define FIRST_CAP 1024

uint32_t cache_hash(const void *owner, const char *key, size_t length) {
  uint64_t h = ((uint64_t)(uintptr_t)owner ^ length) * UINT64_C(0x9E3779B97F4A7C15);
  while (length >= 8) {
    uint64_t word;
    memcpy(&word, key, 8);
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
    key += 8;
    length -= 8;
  }
  uint64_t rest = 0;
  memcpy(&rest, key, length);
  h = (h ^ rest) * UINT64_C(0xBF58476D1CE4E5B9);
  h ^= h >> 32;
  return (uint32_t)h;
}

void *cache_lookup(const cache *c, const void *owner, const char *key, size_t length, uint32_t hash) {
  if (!c->cap) return NULL;
  for (size_t i = hash & (c->cap - 1);; i = (i + 1) & (c->cap - 1)) {
    const cache_slot *s = &c->slots[i];
    if (!s->value) return NULL;
    if (s->hash == hash && s->length == length && s->owner == owner && memcmp(s->key, key, length) == 0) return s->value;
  }
}

static void place(cache *c, cache_slot slot) {
  size_t i = slot.hash & (c->cap - 1);
  while (c->slots[i].value) i = (i + 1) & (c->cap - 1);
  c->slots[i] = slot;
}

void cache_put(cache *c, const void *owner, const char *key, size_t length, uint32_t hash, void *what) {
  g_assert(what && length <= UINT32_MAX);
  if (c->used * 3 >= c->cap * 2) {
    cache old = *c;
    c->cap = old.cap ? old.cap * 2 : FIRST_CAP;
    c->slots = g_new0(cache_slot, c->cap);
    for (size_t i = 0; i < old.cap; i++) {
      if (old.slots[i].value) place(c, old.slots[i]);
    }
    g_free(old.slots);
  }
  place(c, (cache_slot){ .hash = hash, .length = (uint32_t)length, .key = key, .owner = owner, .value = what });
  c->used++;
}

void cache_clear(cache *c) {
  g_free(c->slots);
  *c = (cache){ 0 };
}
