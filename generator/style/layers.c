/* A layout and those it is based on, laid over each other.
 *
 * "bygger på" makes a chain of files. Each named thing (a style, a page type, a colour) is kept as a list of what each file says of it, base first;
 * a property is the last one said. What none of them says comes from the parent ("arver"), by the same rule. The rejected way, merging the node
 * trees before typing them, would lose the places: a mistake in the base must be shown in the base's file. */
#include "style/style_int.h"
#include <string.h>

style_entry *style_entry_lookup(const style_entries *l, const char *name)
{
  for (size_t i = 0; i < l->list.n; i++)
    if (!strcmp(l->list.v[i]->name, name))
      return l->list.v[i];
  return NULL;
}

const value *style_said(const style_entry *e, int field)
{
  for (size_t i = e->layers.n; i-- > 0;) {
    const value *v = &e->layers.v[i]->values[field];
    if (v->kind == VALUE_KNOWN)
      return v;
  }
  return NULL;
}

const value *style_value(const style_entry *e, int field)
{
  for (; e; e = e->parent) {
    const value *v = style_said(e, field);
    if (v)
      return v;
  }
  return NULL;
}

const char *style_key(const style_entry *e, int field)
{
  while (!e->layers.n && e->parent)
    e = e->parent;
  return e->layers.v[0]->def->fields[field].key;
}

span style_place(const style_builder *b, const style_entry *e)
{
  if (e->layers.n)
    return e->layers.v[e->layers.n - 1]->at;
  return b->sources.n ? b->sources.v[b->sources.n - 1] : SPAN_NONE;
}

const char *style_nearest_name(const char *name, const char *const *list, size_t n)
{
  const char *found = text_nearest(name, list, n);
  return found ? found : "";
}

const char *style_nearest_entry(style_builder *b, const style_entries *l, const char *name)
{
  const char **names = ARENA_ARRAY(b->a, const char *, l->list.n + 1);
  for (size_t i = 0; i < l->list.n; i++)
    names[i] = l->list.v[i]->name;
  return style_nearest_name(name, names, l->list.n);
}

/* ---- lists of names and values ---- */

static bool is_pairs(const node *n)
{
  if (n->kind != NODE_MAP)
    return false;
  for (const node *k = n->first; k; k = k->next)
    if (k->kind != NODE_SCALAR || !k->key)
      return false;
  return true;
}

/* The map of a field in one layer, or NULL: absent, or not a list of pairs (reported, with an example of a line). */
static const node *pairs_of(style_builder *b, const shaped *layer, int field, const char *example)
{
  const value *v = &layer->values[field];
  if (v->kind != VALUE_KNOWN)
    return NULL;
  if (is_pairs(v->node))
    return v->node;
  STYLE_SAY(b, STYLE_NOT_PAIRS, v->node->key ? v->node->key_at : v->at, layer->def->fields[field].key, example);
  return NULL;
}

static void read_palette(style_builder *b, const shaped *layer)
{
  const node *map = pairs_of(b, layer, STYLE_SHEET_PALETTE, "accent: \"#A63D1E\"");
  for (const node *k = map ? map->first : NULL; k; k = k->next) {
    named_color c = { .name = k->key, .at = k->key_at };
    if (!style_parse_color(k->text, &c.ink))
      STYLE_SAY(b, STYLE_COLOR_SYNTAX, *k->text ? k->at : k->key_at, *k->text ? k->text : k->key);
    c.ink.set = true;
    size_t i = 0;
    while (i < b->palette.n && strcmp(b->palette.v[i].name, c.name) != 0)
      i++;
    if (i < b->palette.n)
      b->palette.v[i] = c;
    else
      LIST_PUSH(b->a, &b->palette, c);
  }
}

static void read_families(style_builder *b, const shaped *layer)
{
  const node *map = pairs_of(b, layer, STYLE_SHEET_FAMILIES, "tekst: PT Sans");
  for (const node *k = map ? map->first : NULL; k; k = k->next) {
    named_family f = { k->key, k->text, k->at };
    size_t i = 0;
    while (i < b->families.n && strcmp(b->families.v[i].name, f.name) != 0)
      i++;
    if (i < b->families.n)
      b->families.v[i] = f;
    else
      LIST_PUSH(b->a, &b->families, f);
  }
}

static void read_scale(style_builder *b, const shaped *layer)
{
  const node *map = pairs_of(b, layer, STYLE_SHEET_SCALE, "brød: 10,5 pt");
  for (const node *k = map ? map->first : NULL; k; k = k->next) {
    named_size z = { .name = k->key, .size = 10 };
    const char *better = "";
    if (!style_parse_length(k->text, k->length, &z.size, b->a, &better))
      STYLE_SAY(b, STYLE_LENGTH_SYNTAX, *k->text ? k->at : k->key_at, k->text, better);
    else if (z.size < style_type_range.min || z.size > style_type_range.max)
      STYLE_SAY(b, STYLE_LENGTH_RANGE, k->at, k->text, k->key, style_range_text(b->a, style_type_range),
                style_length_better(b->a, k->text, k->length, style_type_range));
    size_t i = 0;
    while (i < b->scale.n && strcmp(b->scale.v[i].name, z.name) != 0)
      i++;
    if (i < b->scale.n)
      b->scale.v[i] = z;
    else
      LIST_PUSH(b->a, &b->scale, z);
  }
}

static void read_words(style_builder *b, const shaped *layer)
{
  const node *map = pairs_of(b, layer, STYLE_SHEET_WORDS, "fortsat: (fortsat)");
  for (const node *k = map ? map->first : NULL; k; k = k->next) {
    style_word w = { k->key, k->text };
    size_t i = 0;
    while (i < b->sheet->strings.n && strcmp(b->sheet->strings.v[i].key, w.key) != 0)
      i++;
    if (i < b->sheet->strings.n)
      b->sheet->strings.v[i] = w;
    else
      LIST_PUSH(b->a, &b->sheet->strings, w);
  }
}

/* ---- named and lone maps ---- */

static void read_named(style_builder *b, const value *v, style_entries *into)
{
  for (size_t i = 0; v->kind == VALUE_KNOWN && i < v->list.n; i++) {
    const shaped *s = v->list.v[i].sub;
    if (v->list.v[i].kind != VALUE_KNOWN || !s || !s->id)
      continue;
    style_entry *e = style_entry_lookup(into, s->id);
    if (!e) {
      e = ARENA_NEW(b->a, style_entry);
      e->name = s->id;
      LIST_PUSH(b->a, &into->list, e);
    }
    LIST_PUSH(b->a, &e->layers, s);
  }
}

static void read_lone(style_builder *b, const value *v, const char *name, style_entry *into)
{
  into->name = name;
  if (v->kind == VALUE_KNOWN && v->sub)
    LIST_PUSH(b->a, &into->layers, v->sub);
}

void style_add_layer(style_builder *b, const shaped *root)
{
  const value *v = root->values;
  LIST_PUSH(b->a, &b->sheet_entry.layers, root);
  read_palette(b, root);
  read_families(b, root);
  read_scale(b, root);
  read_words(b, root);
  read_named(b, &v[STYLE_SHEET_BLOCKS], &b->blocks);
  read_named(b, &v[STYLE_SHEET_MASTERS], &b->masters);
  read_lone(b, &v[STYLE_SHEET_TABLE], "tabel", &b->table);
  read_lone(b, &v[STYLE_SHEET_FIGURE], "figur", &b->figure);
  read_lone(b, &v[STYLE_SHEET_NOTES], "fodnoter", &b->notes);
}

/* ---- the chain of files ---- */

static int compare_names(const void *x, const void *y)
{
  return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The folder is read in no order of its own, so sorted first. */
const char *style_nearest_file(style_builder *b, const char *folder, const char *name)
{
  LIST(const char *) names = { 0 };
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir)
    return "";
  for (const char *f = g_dir_read_name(dir); f; f = g_dir_read_name(dir))
    if (g_str_has_suffix(f, ".yaml"))
      LIST_PUSH(b->a, &names, arena_strndup(b->a, f, strlen(f) - strlen(".yaml")));
  g_dir_close(dir);
  if (!names.n)
    return "";
  qsort(names.v, names.n, sizeof *names.v, compare_names);
  return style_nearest_name(name, names.v, names.n);
}

static const shaped *read_file(style_builder *b, const char *name, span wanted_at)
{
  const char *path = arena_printf(b->a, "%s/%s.yaml", b->folder, name);
  const char *shown = arena_printf(b->a, "%s/%s.yaml", b->shown, name);
  if (strchr(name, '/') || !file_exists(path)) {
    STYLE_SAY(b, STYLE_NO_LAYOUT, wanted_at, name, shown, style_nearest_file(b, b->folder, name));
    return NULL;
  }
  const node *root = load_yaml(b->a, b->d, path, shown);
  if (!root) {
    b->broken = true;
    return NULL;
  }
  LIST_PUSH(b->a, &b->sources, ((span){ root->at.file, 1, 1, 1 }));
  return style_fill(b, root, STYLE_SHAPE_SHEET);
}

bool style_read(style_builder *b, const char *name, span wanted_at)
{
  LIST(const shaped *) chain = { 0 };
  LIST(const char *) names = { 0 };
  for (span at = wanted_at; name;) {
    const shaped *root = read_file(b, name, at);
    if (!root)
      return false;
    LIST_PUSH(b->a, &chain, root);
    LIST_PUSH(b->a, &names, name);
    const value *base = &root->values[STYLE_SHEET_BASE];
    name = base->kind == VALUE_KNOWN ? base->text : NULL;
    at = base->at;
    for (size_t i = 0; name && i < names.n; i++)
      if (!strcmp(names.v[i], name)) {
        STYLE_SAY(b, STYLE_BASE_CIRCLE, at, name);
        return false;
      }
  }
  for (size_t i = 0; i < b->sources.n / 2; i++) {   /* read from the top down, kept base first */
    span other = b->sources.v[i];
    b->sources.v[i] = b->sources.v[b->sources.n - 1 - i];
    b->sources.v[b->sources.n - 1 - i] = other;
  }
  for (size_t i = chain.n; i-- > 0;)
    style_add_layer(b, chain.v[i]);
  return true;
}
