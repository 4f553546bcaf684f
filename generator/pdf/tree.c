/* Name trees and number trees (ISO 32000-1 7.9.6, 7.9.7): a root whose kids are leaves of at most 64 entries, or the entries in the root when
 * they are few. Two levels carry 10,000 pages with leaves that a reader loads one at a time. */
#include "pdf/pdf_int.h"

#include <stdlib.h>
#include <string.h>

enum { LEAF = 64 };

static int compare_keys(const void *x, const void *y) {
  return strcmp(((const pdf_entry *)x)->key, ((const pdf_entry *)y)->key);
}

bool pdf_entries_sort(pdf_entry *entries, size_t count, const char **twice) {
  if (count) qsort(entries, count, sizeof *entries, compare_keys);
  for (size_t i = 1; i < count; i++)
    if (!compare_keys(&entries[i - 1], &entries[i])) {
      *twice = entries[i].key;
      return false;
    }
  return true;
}

static void put_key(GString *s, const pdf_entry *e, bool names) {
  if (names) {
    pdf_put_bytes(s, e->key);
  } else {
    g_string_append_c(s, ' ');
    pdf_put_int(s, e->number);
  }
}

static void put_entries(GString *s, const pdf_entry *entries, size_t count, bool names) {
  g_string_append(s, names ? "/Names[" : "/Nums[");
  for (size_t i = 0; i < count; i++) {
    put_key(s, &entries[i], names);
    g_string_append(s, entries[i].value);
  }
  g_string_append_c(s, ']');
}

int pdf_tree_write(pdf_out *o, const pdf_entry *entries, size_t count, bool names) {
  int root = pdf_out_reserve(o, 1);
  if (count <= LEAF) {
    GString *s = pdf_out_begin(o, root);
    g_string_append(s, "<<");
    put_entries(s, entries, count, names);
    g_string_append(s, ">>");
    pdf_out_end(o);
    return root;
  }
  int leaves = (int)((count + LEAF - 1) / LEAF), first = pdf_out_reserve(o, leaves);
  for (int i = 0; i < leaves; i++) {
    const pdf_entry *from = entries + (size_t)i * LEAF;
    size_t n = MIN((size_t)LEAF, count - (size_t)i * LEAF);
    GString *s = pdf_out_begin(o, first + i);
    g_string_append(s, "<</Limits[");
    put_key(s, from, names);
    put_key(s, from + n - 1, names);
    g_string_append_c(s, ']');
    put_entries(s, from, n, names);
    g_string_append(s, ">>");
    pdf_out_end(o);
  }
  GString *s = pdf_out_begin(o, root);
  g_string_append(s, "<</Kids[");
  for (int i = 0; i < leaves; i++) pdf_put_ref(s, first + i);
  g_string_append(s, "]>>");
  pdf_out_end(o);
  return root;
}
