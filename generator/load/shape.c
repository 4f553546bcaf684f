/* Maps typed by their shapes: which keys may stand, which must, and what each holds. Everything wrong is reported and the
 * rest is filled all the same, so that one run finds all mistakes. */
#include "load/load_int.h"

size_t shape_field(const shape_def *def, const char *key) {
  size_t i = 0;
  while (i < def->count && strcmp(def->fields[i].key, key) != 0) i++;
  return i;
}

const char *shape_suggest(const shape_def *def, const char *key, const char *extra) {
  const char **names = g_new(const char *, def->count + 1);
  size_t n = 0;
  for (; n < def->count; n++) names[n] = def->fields[n].key;
  if (extra) names[n++] = extra;
  const char *near = text_nearest(key, names, n);
  g_free(names);
  return near ? near : "";
}

/* Where a map is best pointed at: its key, or its first key in a list. */
static span map_place(const node *n) { return n->key ? n->key_at : n->at; }

shaped *shaped_new(arena *a, const shape_def *def, const node *n) {
  shaped *s = ARENA_NEW(a, shaped);
  s->def = def;
  s->node = n;
  s->at = n ? map_place(n) : SPAN_NONE;
  s->values = ARENA_ARRAY(a, value, def->count);
  for (size_t i = 0; i < def->count; i++) s->values[i].at = s->at;
  return s;
}

static bool in_brackets(const node *n) {
  return n->kind != NODE_SCALAR && n->source && strchr("[{", n->source->s[n->from]);
}

/* The wrong kind of value. Behind many stands a trap of YAML, which then is what is reported. */
void want_report(const filler *f, diag_id id, const char *name, const node *n, const char *example) {
  const text_source *src = n->source;
  if (n->kind == NODE_SCALAR && src && !n->quoted && !n->block && trap_blank(f->a, f->d, src, n->from)) return;
  if (id == DIAG_WANT_TEXT && in_brackets(n)) {
    const char character[2] = { src->s[n->from], '\0' };
    const uint32_t end = source_line_end(src, source_line_of(src, n->from));
    DIAG_SAY(f->d, LEADING_CHARACTER, n->at, character, quoted_suggestion(f->a, src->s + n->from, end - n->from));
    return;
  }
  if (id == DIAG_WANT_TEXT && n->kind == NODE_MAP && src && n->count == 1 && !n->key && n->first->kind == NODE_SCALAR) {
    const uint32_t end = source_line_end(src, source_line_of(src, n->from));
    DIAG_SAY(f->d, COLON_IN_TEXT, n->first->key_at, n->first->key, quoted_suggestion(f->a, src->s + n->from, end - n->from));
    return;
  }
  const char *const args[] = { name, kind_words(n, LANGUAGE_DA), kind_words(n, LANGUAGE_EN), example ? example : "", NULL };
  diag_report(f->d, id, n->kind == NODE_SCALAR && n->length == 0 && n->key ? n->key_at : n->at, args);
}

/* "fra: …, til: …" */
static char *shape_example(arena *a, const shape_def *def) {
  if (def->count == 0) return arena_strdup(a, "");
  if (def->count == 1) return arena_printf(a, "»%s: …«", def->fields[0].key);
  return arena_printf(a, "»%s: …«, »%s: …«", def->fields[0].key, def->fields[1].key);
}

/* { uafklaret: … } stands for any value. */
bool value_pending_map(const filler *f, const field_def *def, const node *n, value *out) {
  if (n->kind != NODE_MAP || n->count != 1 || strcmp(n->first->key, "uafklaret") != 0) return false;
  if (def->type == FIELD_SHAPE && shape_field(def->shape, "uafklaret") < def->shape->count) return false;
  const node *why = n->first;
  out->at = why->key_at;
  out->kind = VALUE_BROKEN;
  if (def->figures_only) DIAG_SAY(f->d, FIGURES_ONLY, why->key_at, def->key, "uafklaret");
  else if (why->kind != NODE_SCALAR) want_report(f, DIAG_WANT_TEXT, "uafklaret", why, NULL);
  else if (text_blank(why->text)) DIAG_SAY(f->d, PENDING_REASON, why->key_at, NULL);
  else {
    out->kind = VALUE_PENDING;
    out->at = why->at;
    out->text = g_strchomp(arena_strdup(f->a, why->text));
  }
  return true;
}

/* ---- lists of texts and of ids ---- */

static void push_text(const filler *f, const field_def *def, const node *n, value *out) {
  *out = (value){ .kind = VALUE_BROKEN, .at = n->at };
  if (n->kind != NODE_SCALAR) want_report(f, DIAG_WANT_TEXT, def->key, n, NULL);
  else if (text_blank(n->text)) DIAG_SAY(f->d, BLOCK_EMPTY, n->at, NULL);
  else {
    const field_type type = def->type == FIELD_REFS ? FIELD_REF : FIELD_TEXT;
    const field_def item = { .key = def->key, .type = type, .figures_only = def->figures_only };
    fill_field(f, &item, n, def->key, out);
  }
}

static void fill_texts(const filler *f, const field_def *def, const node *n, value *out) {
  size_t k = 0;
  out->kind = VALUE_KNOWN;
  out->list.v = ARENA_ARRAY(f->a, value, n->count);
  for (const node *item = n->first; item; item = item->next) push_text(f, def, item, &out->list.v[k++]);
  out->list.n = k;
}

/* ---- maps ---- */

static void fill_shapes(const filler *f, const field_def *def, const node *n, value *out) {
  out->kind = VALUE_KNOWN;
  out->list.v = ARENA_ARRAY(f->a, value, n->count);
  for (const node *item = n->first; item; item = item->next) {
    if (item->kind == NODE_SCALAR && text_blank(item->text)) {
      DIAG_SAY(f->d, BLOCK_EMPTY, item->at, NULL);
    } else if (item->kind != NODE_MAP) {
      want_report(f, DIAG_WANT_MAP, def->key, item, shape_example(f->a, def->shape));
    } else {
      out->list.v[out->list.n++] = (value){ .kind = VALUE_KNOWN, .at = item->at, .sub = fill_map(f, item, def->shape, NULL) };
    }
  }
}

/* Texts in one line: the text of a value, without the line break that "|" leaves. */
static void fill_scalar(const filler *f, const field_def *def, const node *n, const char *name, value *out) {
  size_t length = n->length;
  if (n->block) while (length > 0 && n->text[length - 1] == '\n') length--;
  if (memchr(n->text, '\n', length)) {
    DIAG_SAY(f->d, ONE_LINE, n->block ? n->at : node_place(n, 0, n->length), name);
    return;
  }
  value_parse(f->a, f->d, def, n->text, length, n->block ? node_place(n, 0, length) : n->at, out);
}

static void fill_nested(const filler *f, const field_def *def, const node *n, value *out) {
  const bool list = n->kind == NODE_LIST;
  switch (def->type) {
  case FIELD_SHAPE:
    if (n->kind == NODE_MAP) {
      out->kind = VALUE_KNOWN;
      out->sub = fill_map(f, n, def->shape, NULL);
    } else {
      want_report(f, DIAG_WANT_MAP, def->key, n, shape_example(f->a, def->shape));
    }
    return;
  case FIELD_SHAPES:
    if (def->keyed) shape_fill_register(f->a, f->d, n, def->shape, out);
    else if (list) fill_shapes(f, def, n, out);
    else want_report(f, DIAG_WANT_LIST, def->key, n, NULL);
    return;
  case FIELD_BLOCKS:
    if (list) fill_blocks(f, def, n, out);
    else want_report(f, DIAG_WANT_LIST, def->key, n, NULL);
    return;
  case FIELD_TEXT: case FIELD_ID: case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
  case FIELD_DATE: case FIELD_BOOL: case FIELD_CHOICE: case FIELD_REF: case FIELD_REFS: case FIELD_TEXTS: case FIELD_PROSE:
  case FIELD_NODE:
    g_assert_not_reached();
  }
}

/* Fills one value from its node; `name` is what messages call it. */
void fill_field(const filler *f, const field_def *def, const node *n, const char *name, value *out) {
  *out = (value){ .kind = VALUE_BROKEN, .at = n->at };
  const bool scalar = n->kind == NODE_SCALAR;
  if (def->type == FIELD_NODE) {
    out->kind = VALUE_KNOWN;
    out->node = n;
    return;
  }
  if (value_pending_map(f, def, n, out)) return;
  switch (def->type) {
  case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS:
    if (!scalar || !value_special(f, def, n->text, n->length, n->at, out)) fill_nested(f, def, n, out);
    return;
  case FIELD_PROSE:
    if (!scalar) {
      want_report(f, DIAG_WANT_TEXT, name, n, NULL);
    } else if (!value_special(f, def, n->text, n->length, n->at, out)) {
      out->kind = text_blank(n->text) ? VALUE_ABSENT : VALUE_KNOWN;
      out->node = n;
    }
    return;
  case FIELD_REFS: case FIELD_TEXTS:
    if (n->kind == NODE_LIST) {
      fill_texts(f, def, n, out);
      return;
    }
    if (!scalar) {
      want_report(f, DIAG_WANT_LIST, name, n, NULL);
      return;
    }
    fill_scalar(f, def, n, name, out);
    return;
  case FIELD_TEXT: case FIELD_ID: case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
  case FIELD_DATE: case FIELD_BOOL: case FIELD_CHOICE: case FIELD_REF: case FIELD_NODE:
    if (scalar) fill_scalar(f, def, n, name, out);
    else want_report(f, DIAG_WANT_TEXT, name, n, NULL);
    return;
  }
}

/* An empty key: a block's first key may be empty; what must be there is an error, the rest is asked about. */
static void empty_value(const filler *f, const field_def *def, const node *n, bool may, value *out) {
  *out = (value){ .kind = VALUE_ABSENT, .at = n->at };
  if (def->required) {
    out->kind = VALUE_BROKEN;
    DIAG_SAY(f->d, EMPTY_REQUIRED, n->key_at, n->key);
  } else if (!may && !n->quoted) {
    DIAG_SAY(f->d, EMPTY_VALUE, n->key_at, n->key);
  }
}

static void missing(const filler *f, const shape_def *def, shaped *s, const bool *seen) {
  for (size_t i = 0; i < def->count; i++) {
    const field_def *field = &def->fields[i];
    if (!field->required || seen[i]) continue;
    const char *da = "", *en = "";
    if (!field->figures_only && field->type != FIELD_ID) {
      da = arena_printf(f->a, "; kendes oplysningen ikke, så skriv »%s: ikke oplyst, fordi …«", field->key);
      en = arena_printf(f->a, "; if it is not known, write '%s: ikke oplyst, fordi …'", field->key);
    }
    DIAG_SAY(f->d, MISSING_KEY, s->at, field->key, da, en);
    s->values[i].kind = VALUE_BROKEN;
  }
}

/* skip: a child that is not a field, or NULL. blocks: the kinds of the list that the map is a block of, or NULL. */
static shaped *fill(const filler *f, const node *map, const shape_def *def, const node *skip, const shape_def *const *blocks) {
  shaped *s = shaped_new(f->a, def, map);
  bool *seen = ARENA_ARRAY(f->a, bool, def->count + 1);
  for (const node *n = map->first; n; n = n->next) {
    if (n == skip) continue;
    const size_t i = shape_field(def, n->key);
    if (i < def->count) {
      seen[i] = true;
      if (n->kind == NODE_SCALAR && n->length == 0 && def->fields[i].type != FIELD_NODE)
        empty_value(f, &def->fields[i], n, blocks && i == 0, &s->values[i]);
      else
        fill_field(f, &def->fields[i], n, n->key, &s->values[i]);
      continue;
    }
    if (*n->key == '\0') continue;                          /* reported by load */
    bool block = false;
    for (size_t k = 0; blocks && blocks[k]; k++) block = block || strcmp(blocks[k]->name, n->key) == 0;
    if (block) DIAG_SAY(f->d, BLOCK_INSIDE, n->key_at, n->key, def->name);
    else DIAG_SAY(f->d, UNKNOWN_KEY, n->key_at, n->key, shape_suggest(def, n->key, NULL));
  }
  missing(f, def, s, seen);
  return s;
}

shaped *fill_map(const filler *f, const node *map, const shape_def *def, const node *skip) {
  return fill(f, map, def, skip, NULL);
}

shaped *shape_fill(arena *a, diag *d, const node *map, const shape_def *def) {
  const filler f = { a, d };
  if (map->kind == NODE_MAP) return fill_map(&f, map, def, NULL);
  want_report(&f, DIAG_WANT_MAP, map->key ? map->key : def->name, map, shape_example(a, def));
  shaped *s = shaped_new(a, def, map);
  for (size_t i = 0; i < def->count; i++) s->values[i].kind = VALUE_BROKEN;
  return s;
}

/* ---- blocks ---- */

static const shape_def *block_named(const shape_def *const *blocks, const char *name) {
  for (; *blocks; blocks++)
    if (strcmp((*blocks)->name, name) == 0) return *blocks;
  return NULL;
}

static bool has_later(const shape_def *def, const char *key) {
  const size_t i = shape_field(def, key);
  return i > 0 && i < def->count;
}

/* A block whose first key names no kind: out of order, a key of the block above, or misspelt. */
static const shape_def *block_guess(const filler *f, const field_def *def, const node *item, const shape_def *above) {
  const node *first = item->first;
  for (const node *n = first->next; n; n = n->next) {
    const shape_def *kind = block_named(def->blocks, n->key);
    if (!kind || !has_later(kind, first->key)) continue;
    DIAG_SAY(f->d, BLOCK_ORDER, first->key_at, first->key, kind->name);
    diag_also(f->d, n->key_at, "slagsen står her", "the kind stands here");
    return kind;
  }
  size_t kinds = 0;
  while (def->blocks[kinds]) kinds++;
  const char **names = ARENA_ARRAY(f->a, const char *, kinds + 1);
  const shape_def *owner = above && has_later(above, first->key) ? above : NULL;
  for (size_t i = 0; i < kinds; i++) {
    names[i] = def->blocks[i]->name;
    if (!owner && has_later(def->blocks[i], first->key)) owner = def->blocks[i];
  }
  if (owner) {
    DIAG_SAY(f->d, BLOCK_LATER_KEY, first->key_at, first->key, owner->name);
  } else {
    const char *near = text_nearest(first->key, names, kinds);
    DIAG_SAY(f->d, BLOCK_UNKNOWN, first->key_at, first->key, near ? near : "");
  }
  return NULL;
}

static void block_not_map(const filler *f, const field_def *def, const node *item) {
  if (item->kind == NODE_LIST) {
    want_report(f, DIAG_WANT_MAP, "blok", item, "»afsnit: …«, »tekst: …«");
  } else if (text_blank(item->text)) {
    DIAG_SAY(f->d, BLOCK_EMPTY, item->at, NULL);
  } else if (block_named(def->blocks, item->text)) {
    DIAG_SAY(f->d, BLOCK_COLON, item->at, item->text);
  } else if (item->quoted || item->block || !item->source || !trap_blank(f->a, f->d, item->source, item->from)) {
    DIAG_SAY(f->d, BLOCK_PLAIN, item->at, NULL);
  }
}

/* A list of blocks: each a map whose first key names its kind. What has no kind is reported and left out. */
void fill_blocks(const filler *f, const field_def *def, const node *n, value *out) {
  out->kind = VALUE_KNOWN;
  out->list.v = ARENA_ARRAY(f->a, value, n->count);
  const shape_def *above = NULL;
  for (const node *item = n->first; item; item = item->next) {
    if (item->kind != NODE_MAP || !item->first) {
      block_not_map(f, def, item);
      continue;
    }
    const shape_def *kind = block_named(def->blocks, item->first->key);
    if (!kind) kind = block_guess(f, def, item, above);
    if (!kind) continue;
    out->list.v[out->list.n++] = (value){ .kind = VALUE_KNOWN, .at = item->at, .sub = fill(f, item, kind, NULL, def->blocks) };
    above = kind;
  }
}
