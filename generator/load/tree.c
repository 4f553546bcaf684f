/* YAML files to node trees, by libyaml's events.
 *
 * libyaml's own document tree was rejected: it resolves aliases and types, keeps no place of an empty value, and keeps the whole
 * file twice. From events the tree is built in one pass, and what the format leaves out (aliases, tags, several documents, deep
 * nesting, duplicate keys) is refused where it stands. Every value keeps its bytes in the source, from which traps.c sees
 * what libyaml read without complaint but not as it was meant, and place.c maps a byte of text back to its line and column. */
#include <stdio.h>
#include <sys/stat.h>
#include <yaml.h>
#include "load/load_int.h"

enum { DEPTH_MAX = 64, FILE_MAX_MB = 64, HASH_FROM = 16 };

typedef struct loader {
  arena *a;
  diag *d;
  text_source *src;
  yaml_parser_t parser;
  node *root, *open;            /* open: the innermost list or map not yet closed */
  const char *key;              /* key read, its value not yet */
  span key_at;
  unsigned depth, flow;         /* flow: open brackets */
  bool stop;                    /* an error after which the rest would only confuse */
  GHashTable *keys;             /* nodes of maps with more than HASH_FROM keys; looked up, never walked */
} loader;

static guint key_hash(gconstpointer p) {
  const node *n = p;
  return g_str_hash(n->key) ^ g_direct_hash(n->parent);
}

static gboolean key_equal(gconstpointer pa, gconstpointer pb) {
  const node *a = pa, *b = pb;
  return a->parent == b->parent && strcmp(a->key, b->key) == 0;
}

/* Places count in characters from 1; length ends with the line. */
static span event_span(loader *l, const yaml_event_t *e, uint32_t from) {
  span at = { l->src->file, (uint32_t)e->start_mark.line + 1, (uint32_t)e->start_mark.column + 1, 1 };
  if (e->end_mark.line == e->start_mark.line) {
    at.len = (uint32_t)(e->end_mark.column - e->start_mark.column);
  } else {
    const uint32_t line = (uint32_t)MIN(e->start_mark.line, (size_t)l->src->lines - 1);
    at.len = count_chars(l->src->s + from, source_line_end(l->src, line) - from);
  }
  at.len = MAX(at.len, 1);
  return at;
}

/* Small maps are searched, large ones (registers) hashed from their seventeenth key on. */
static node *duplicate_of(loader *l, node *n) {
  node *map = n->parent;
  if (map->count <= HASH_FROM) {
    for (node *k = map->first; k != n; k = k->next)
      if (strcmp(k->key, n->key) == 0) return k;
    return NULL;
  }
  if (map->count == HASH_FROM + 1)
    for (node *k = map->first; k != n; k = k->next) g_hash_table_add(l->keys, k);
  node *same = g_hash_table_lookup(l->keys, n);
  if (!same) g_hash_table_add(l->keys, n);
  return same;
}

static void check_duplicate(loader *l, node *n) {
  const node *same = duplicate_of(l, n);
  if (!same) return;
  DIAG_SAY(l->d, DUPLICATE_KEY, n->key_at, n->key);
  diag_also(l->d, same->key_at, "den første står her", "the first one stands here");
}

static node *add_node(loader *l, node_kind kind, const yaml_event_t *e) {
  node *n = ARENA_NEW(l->a, node);
  n->kind = kind;
  n->source = l->src;
  n->from = source_byte(l->src, e->start_mark.line, e->start_mark.column);
  n->at = event_span(l, e, n->from);
  n->text = "";
  n->parent = l->open;
  if (!l->open) {
    l->root = n;
    return n;
  }
  if (l->open->kind == NODE_MAP) {
    n->key = l->key;
    n->key_at = l->key_at;
    l->key = NULL;
  }
  if (l->open->last) l->open->last->next = n;
  else l->open->first = n;
  l->open->last = n;
  l->open->count++;
  if (n->key) check_duplicate(l, n);
  return n;
}

static bool wants_key(const loader *l) { return l->open && l->open->kind == NODE_MAP && !l->key; }

static void complex_key(loader *l, const yaml_event_t *e) {
  const uint32_t from = source_byte(l->src, e->start_mark.line, e->start_mark.column);
  DIAG_SAY(l->d, COMPLEX_KEY, source_span(l->src, from, from + 1), NULL);
  l->stop = true;
}

/* Anchors, tags and aliases: "&", "!" or "*" met by accident at the beginning of a text. */
static void leading_character(loader *l, const yaml_event_t *e) {
  const uint32_t from = source_byte(l->src, e->start_mark.line, e->start_mark.column);
  const uint32_t end = source_line_end(l->src, source_line_of(l->src, from));
  const span at = source_span(l->src, from, from + 1);
  if (l->src->s[from] == '*') {
    DIAG_SAY(l->d, LEADING_STAR, at, NULL);
    return;
  }
  const char character[2] = { l->src->s[from], '\0' };
  DIAG_SAY(l->d, LEADING_CHARACTER, at, character, quoted_suggestion(l->a, l->src->s + from, end - from));
}

static void take_key(loader *l, const yaml_event_t *e) {
  const char *key = (const char *)e->data.scalar.value;
  const uint32_t from = source_byte(l->src, e->start_mark.line, e->start_mark.column);
  const uint32_t to = source_byte(l->src, e->end_mark.line, e->end_mark.column);
  l->key_at = event_span(l, e, from);
  if (e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE || e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE) {
    complex_key(l, e);
    return;
  }
  if (e->data.scalar.length == 0) DIAG_SAY(l->d, EMPTY_KEY, l->key_at, NULL);
  l->key = trap_key(l->a, l->d, key, from, to, l->src);
  if (!l->open->first && l->open->from == from) l->open->at.len = l->key_at.len;
}

static void take_scalar(loader *l, const yaml_event_t *e) {
  if (e->data.scalar.anchor || e->data.scalar.tag) leading_character(l, e);
  if (wants_key(l)) {
    take_key(l, e);
    return;
  }
  const yaml_scalar_style_t style = e->data.scalar.style;
  node *n = add_node(l, NODE_SCALAR, e);
  n->to = source_byte(l->src, e->end_mark.line, e->end_mark.column);
  n->length = e->data.scalar.length;
  n->text = arena_strndup(l->a, (const char *)e->data.scalar.value, n->length);
  n->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
  n->folded = style == YAML_FOLDED_SCALAR_STYLE;
  n->quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  if (n->block) {
    n->at.len = 1;
    place_block_lines(l->a, n);
  }
  if (!e->data.scalar.anchor && !e->data.scalar.tag) trap_scalar(l->a, l->d, n, l->flow > 0, !n->block && !n->quoted);
}

static void open_collection(loader *l, node_kind kind, const yaml_event_t *e, bool flow) {
  if (wants_key(l)) {
    complex_key(l, e);
    return;
  }
  node *n = add_node(l, kind, e);
  if (flow || kind == NODE_LIST) n->at.len = 1;
  if (++l->depth > DEPTH_MAX) {
    char levels[16];
    g_snprintf(levels, sizeof levels, "%d", DEPTH_MAX);
    DIAG_SAY(l->d, TOO_DEEP, n->at, levels);
    l->stop = true;
  }
  l->open = n;
  if (flow || l->flow) l->flow++;
}

static void close_collection(loader *l, const yaml_event_t *e) {
  l->open->to = source_byte(l->src, e->end_mark.line, e->end_mark.column);
  l->open = l->open->parent;
  l->depth--;
  if (l->flow) l->flow--;
}

static void take_alias(loader *l, const yaml_event_t *e) {
  leading_character(l, e);
  if (wants_key(l)) {
    l->key = arena_printf(l->a, "*%s", (const char *)e->data.alias.anchor);
    l->key_at = event_span(l, e, source_byte(l->src, e->start_mark.line, e->start_mark.column));
    return;
  }
  node *n = add_node(l, NODE_SCALAR, e);
  n->to = source_byte(l->src, e->end_mark.line, e->end_mark.column);
  n->text = arena_strndup(l->a, l->src->s + n->from, n->to - n->from);
  n->length = n->to - n->from;
}

static void take_event(loader *l, const yaml_event_t *e) {
  switch (e->type) {
  case YAML_SCALAR_EVENT:
    take_scalar(l, e);
    break;
  case YAML_ALIAS_EVENT:
    take_alias(l, e);
    break;
  case YAML_MAPPING_START_EVENT:
    if (e->data.mapping_start.anchor || e->data.mapping_start.tag) leading_character(l, e);
    open_collection(l, NODE_MAP, e, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    break;
  case YAML_SEQUENCE_START_EVENT:
    if (e->data.sequence_start.anchor || e->data.sequence_start.tag) leading_character(l, e);
    open_collection(l, NODE_LIST, e, e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    break;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    close_collection(l, e);
    break;
  case YAML_DOCUMENT_START_EVENT:
    if (l->root) {
      const uint32_t from = source_byte(l->src, e->start_mark.line, e->start_mark.column);
      DIAG_SAY(l->d, SECOND_DOCUMENT, source_span(l->src, from, from + 3), NULL);
      l->stop = true;
    }
    break;
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_END_EVENT:
    break;
  }
}

static void syntax(loader *l) {
  const yaml_parser_t *p = &l->parser;
  if (p->error == YAML_MEMORY_ERROR) g_error("out of memory");
  const bool marked = p->error == YAML_SCANNER_ERROR || p->error == YAML_PARSER_ERROR;
  const syntax_error e = {
    p->problem ? p->problem : "", p->context ? p->context : "",
    marked ? source_byte(l->src, p->problem_mark.line, p->problem_mark.column) : 0,
    marked && p->context ? source_byte(l->src, p->context_mark.line, p->context_mark.column) : 0,
  };
  syntax_report(l->a, l->d, l->src, &e);
  l->stop = true;
}

static void run(loader *l) {
  if (!yaml_parser_initialize(&l->parser)) g_error("out of memory");
  yaml_parser_set_encoding(&l->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&l->parser, (const unsigned char *)l->src->s, l->src->length);
  for (bool end = false; !end && !l->stop;) {
    yaml_event_t e;
    if (!yaml_parser_parse(&l->parser, &e)) {
      syntax(l);
      break;
    }
    take_event(l, &e);
    end = e.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&e);
  }
  yaml_parser_delete(&l->parser);
}

static node *load_source(arena *a, diag *d, text_source *src) {
  if (!src) return NULL;
  loader l = { .a = a, .d = d, .src = src, .keys = g_hash_table_new(key_hash, key_equal) };
  run(&l);
  g_hash_table_destroy(l.keys);
  if (l.stop) return NULL;
  if (!l.root || (l.root->kind == NODE_SCALAR && l.root->length == 0 && !l.root->quoted)) {
    DIAG_SAY(d, FILE_EMPTY, ((span){ src->file, 0, 0, 0 }), NULL);
    return NULL;
  }
  return l.root;
}

/* The file's bytes, or NULL (reported). Its size is asked first: a picture of gigabytes must not fill the memory. */
char *source_read(arena *a, diag *d, const char *path, const char *shown, size_t *length) {
  struct stat st;
  const char *error = NULL;
  if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > (off_t)FILE_MAX_MB * 1024 * 1024) {
    char limit[16];
    g_snprintf(limit, sizeof limit, "%d", FILE_MAX_MB);
    DIAG_SAY(d, FILE_TOO_LARGE, ((span){ diag_source(d, shown, NULL, 0), 0, 0, 0 }), limit);
    return NULL;
  }
  char *bytes = file_read(a, path, length, &error);
  if (!bytes) {
    const bool folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    const char *da = !file_exists(path) ? "den findes ikke" : folder ? "det er en mappe" : "der er ikke adgang til den";
    DIAG_SAY(d, FILE_UNREADABLE, ((span){ diag_source(d, shown, NULL, 0), 0, 0, 0 }), da, error);
  }
  return bytes;
}

node *load_yaml(arena *a, diag *d, const char *path, const char *shown) {
  size_t length = 0;
  const char *bytes = source_read(a, d, path, shown, &length);
  return bytes ? load_source(a, d, source_open(a, d, bytes, length, shown)) : NULL;
}

node *load_yaml_text(arena *a, diag *d, const char *text, size_t length, const char *shown) {
  return load_source(a, d, source_open(a, d, arena_strndup(a, text, length), length, shown));
}

node *load_text(arena *a, diag *d, const char *path, const char *shown) {
  size_t length = 0;
  const char *bytes = source_read(a, d, path, shown, &length);
  const text_source *src = bytes ? source_open(a, d, bytes, length, shown) : NULL;
  if (!src) return NULL;
  node *n = ARENA_NEW(a, node);
  n->kind = NODE_SCALAR;
  n->block = true;
  n->source = src;
  n->to = src->length;
  n->text = src->s;
  n->length = src->length;
  n->at = (span){ src->file, 1, 1, 1 };
  place_file_lines(a, n);
  return n;
}
