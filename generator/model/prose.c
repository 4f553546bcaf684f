#include <string.h>
#include "model/prose_int.h"

/* Markdown to blocks. cmark-gfm reads all of Markdown, the extensions for tables, strike-through and check boxes too: not to use them but
 * to see them, for what lies outside the subset of VEJLEDNING.md section 5 is refused with what to write instead. A subset parser of our
 * own would have to guess what its writer meant by the rest. */

static void find_lines(prose *p) {
  size_t n = 1;
  for (size_t i = 0; i < p->length; i++) n += p->text[i] == '\n';
  p->lines = g_new(size_t, n);
  p->lines[p->line_count++] = 0;
  for (size_t i = 0; i < p->length; i++)
    if (p->text[i] == '\n') p->lines[p->line_count++] = i + 1;
}

void prose_begin(prose *p, doc_job *w, const node *n, const prose_look *look) {
  *p = (prose){ .w = w, .n = n, .text = n->text, .length = n->length, .look = look, .before = g_string_new(NULL), .backslash_at = SIZE_MAX };
  find_lines(p);
}

void prose_end(prose *p) {
  g_string_free(p->before, TRUE);
  g_free(p->lines);
}

cmark_node *prose_parse(const char *text, size_t length) {
  static const char *const extensions[] = { "table", "strikethrough", "tasklist", "autolink" };
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
    cmark_syntax_extension *x = cmark_find_syntax_extension(extensions[i]);
    g_assert(x);
    cmark_parser_attach_syntax_extension(parser, x);
  }
  cmark_parser_feed(parser, text, length);
  cmark_node *root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  cmark_consolidate_text_nodes(root);
  return root;
}

bool prose_is(cmark_node *n, const char *type) { return strcmp(cmark_node_get_type_string(n), type) == 0; }

const char *prose_line_text(const prose *p, int line, size_t *length) {
  *length = 0;
  if (line < 1 || (size_t)line > p->line_count) return p->text;
  const char *s = p->text + p->lines[line - 1];
  const char *end = (size_t)line < p->line_count ? p->text + p->lines[line] : p->text + p->length;
  while (end > s && g_ascii_isspace(end[-1])) end--;
  while (s < end && (g_ascii_isspace(*s) || *s == '>')) s++;
  *length = (size_t)(end - s);
  return s;
}

span prose_line_place(const prose *p, int line) {
  size_t length;
  const char *s = prose_line_text(p, line, &length);
  return node_place(p->n, (size_t)(s - p->text), length);
}

/* ---- footnotes: a mark gets its number and its body when it is met ---- */

static void keep_definitions(prose *p, cmark_node *root) {
  size_t n = 0;
  for (cmark_node *x = cmark_node_first_child(root); x; x = cmark_node_next(x)) n += cmark_node_get_type(x) == CMARK_NODE_FOOTNOTE_DEFINITION;
  p->definitions = ARENA_ARRAY(p->w->j->a, cmark_node *, n + 1);
  p->note_used = ARENA_ARRAY(p->w->j->a, bool, n + 1);
  for (cmark_node *x = cmark_node_first_child(root); x; x = cmark_node_next(x))
    if (cmark_node_get_type(x) == CMARK_NODE_FOOTNOTE_DEFINITION) p->definitions[p->note_count++] = x;   /* in the order of their marks */
}

typedef struct where {
  const char *style;               /* of paragraphs */
  const char *inside;              /* Danish, for diagnostics: "en liste"; NULL in running text */
  int lists;                       /* how deep in lists */
} where;
static void walk(prose *p, cmark_node *first, block *parent, where at);

footnote *prose_note(prose *p, cmark_node *mark, span at) {
  doc_job *w = p->w;
  arena *a = w->j->a;
  const char *s = cmark_node_get_literal(mark);
  size_t index = 0;
  for (; s && g_ascii_isdigit(*s); s++) index = index * 10 + (size_t)(*s - '0');
  if (!index || index > p->note_count) return NULL;           /* cmark gives marks without a text as text */
  if (p->note_used[index - 1]) {
    span shown = at;
    size_t length;
    const char *line = prose_line_text(p, cmark_node_get_start_line(p->definitions[index - 1]), &length);
    const char *close = length > 2 ? memchr(line, ']', length) : NULL;
    const char *label = close ? arena_strndup(a, line + 2, (size_t)(close - line) - 2) : "";
    DIAG_SAY(w->j->d, NOTE_TWICE, shown, label, "to mærker", "two marks");
    return NULL;
  }
  p->note_used[index - 1] = true;
  footnote *note = ARENA_NEW(a, footnote);
  note->at = at;
  LIST_PUSH(a, &w->doc->notes, note);
  note->number = (int)w->doc->notes.n;
  block *holder = block_add(a, NULL, BLOCK_SECTION, "note", at);
  GString *outer = p->before;
  size_t found = p->found;
  p->before = g_string_new(NULL);
  walk(p, cmark_node_first_child(p->definitions[index - 1]), holder, (where){ "note-tekst", "en fodnote", 0 });
  g_string_free(p->before, TRUE);
  p->before = outer;
  p->found = found;
  note->body = holder->first;
  return note;
}

/* ---- blocks ---- */

static bool ends_in_colon(const inl *text) {
  arena *a = arena_new();
  const char *s = inl_plain(a, text);
  bool yes = g_str_has_suffix(s, ":");
  arena_free(a);
  return yes;
}

enum { SIGNATURE_WORDS = 12 };

/* A person's name where it makes words theirs: in or right below a quotation, beside quotation marks, or as a preface's signature. A warning
 * only, since a name may stand there for another reason. */
static void check_person(prose *p, const inl *text, const block *parent, where at, span place) {
  const char *plain = inl_plain(p->w->j->a, text);
  bool brief = word_count(plain) <= SIGNATURE_WORDS, below = parent->last && parent->last->kind == BLOCK_QUOTE;
  bool quoted = strcmp(at.style, "citat-tekst") == 0 || strstr(plain, "«");
  if (!quoted && !(brief && (below || strcmp(parent->style, "forord") == 0))) return;
  const record *r = person_in(p->w, plain);
  if (!r) return;
  DIAG_SAY(p->w->j->d, PERSON_NEAR, place, record_name(r));
  diag_also(p->w->j->d, r->at, "her står personen", "the person stands here");
}

static void add_paragraph(prose *p, cmark_node *n, block *parent, where at, span place) {
  prose_paragraph_begin(p);
  inl *text = prose_inlines(p, cmark_node_first_child(n));
  check_person(p, text, parent, at, place);
  cmark_node *next = cmark_node_next(n);
  bool lead_in = next && cmark_node_get_type(next) == CMARK_NODE_LIST && strcmp(at.style, "brødtekst") == 0 && ends_in_colon(text);
  paragraph_add(p->w->j->a, parent, lead_in ? "indledning-til-liste" : at.style, text, place);
}

/* level: of ### here; deep: a #### follows a ### of this text. */
static void add_heading(prose *p, cmark_node *n, block *parent, where at, span place, bool *deep) {
  diag *d = p->w->j->d;
  arena *a = p->w->j->a;
  int written = cmark_node_get_heading_level(n);
  prose_paragraph_begin(p);
  inl *text = prose_inlines(p, cmark_node_first_child(n));
  const char *plain = inl_plain(a, text);
  size_t length;
  const char *line = prose_line_text(p, cmark_node_get_start_line(n), &length);
  if (at.inside || !p->look->level) {
    DIAG_SAY(d, PROSE_HEADING_PLACE, place, at.inside ? at.inside : p->look->place);
  } else if (written < 3) {
    const char *how = length && *line == '#' ? written == 1 ? "#" : "##" : written == 1 ? "en linje med === under teksten" : "en linje med --- under teksten";
    const char *how_en = length && *line == '#' ? written == 1 ? "#" : "##" : written == 1 ? "a line of === below the text" : "a line of --- below the text";
    DIAG_SAY(d, PROSE_HEADING, place, how, plain, how_en);
  } else if (written > 4 || (written == 4 && !*deep)) {
    DIAG_SAY(d, PROSE_HEADING_SKIP, place, plain);
  } else {
    *deep = true;
    heading_add(p->w, parent, written == 3 ? "mellemrubrik" : "mellemrubrik-2", p->look->level + written - 3, text, NULL, ANCHOR_SECTION, place);
  }
}

static void add_list(prose *p, cmark_node *n, block *parent, where at, span place) {
  arena *a = p->w->j->a;
  if (at.lists == 3) DIAG_SAY(p->w->j->d, PROSE_LIST_DEEP, place, NULL);
  bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
  const char *name = ordered ? "talliste" : "punktliste";
  const char *style = at.lists ? arena_printf(a, "%s-%d", name, at.lists + 1) : name;
  block *list = block_add(a, parent, BLOCK_LIST, style, place);
  list->ordered = ordered;
  list->start = ordered ? cmark_node_get_list_start(n) : 1;
  where inside = { arena_printf(a, "%s-tekst", style), at.inside ? at.inside : "en liste", at.lists + 1 };
  for (cmark_node *i = cmark_node_first_child(n); i; i = cmark_node_next(i)) {
    span item_place = prose_line_place(p, cmark_node_get_start_line(i));
    if (prose_is(i, "tasklist")) DIAG_SAY(p->w->j->d, PROSE_TASK, item_place, NULL);
    block *item = block_add(a, list, BLOCK_ITEM, arena_printf(a, "%s-punkt", style), item_place);
    walk(p, cmark_node_first_child(i), item, inside);
  }
}

static void add_quote(prose *p, cmark_node *n, block *parent, where at, span place) {
  if (at.inside || !p->look->level) {
    DIAG_SAY(p->w->j->d, PROSE_QUOTE, place, at.inside ? at.inside : p->look->place);
    return;
  }
  block *q = block_add(p->w->j->a, parent, BLOCK_QUOTE, "citat-uddrag", place);
  walk(p, cmark_node_first_child(n), q, (where){ "citat-tekst", "et citat", 0 });
}

static void walk(prose *p, cmark_node *first, block *parent, where at) {
  diag *d = p->w->j->d;
  bool deep = false;
  for (cmark_node *n = first; n; n = cmark_node_next(n)) {
    cmark_node_type t = cmark_node_get_type(n);
    span place = prose_line_place(p, cmark_node_get_start_line(n));
    if (t == CMARK_NODE_PARAGRAPH) add_paragraph(p, n, parent, at, place);
    else if (t == CMARK_NODE_HEADING) add_heading(p, n, parent, at, place, &deep);
    else if (t == CMARK_NODE_LIST) add_list(p, n, parent, at, place);
    else if (t == CMARK_NODE_BLOCK_QUOTE) add_quote(p, n, parent, at, place);
    else if (t == CMARK_NODE_CODE_BLOCK) DIAG_SAY(d, PROSE_CODE, place, "linjen er rykket fire mellemrum ind eller står mellem ```", "the line is indented by four blanks or stands between ```");
    else if (t == CMARK_NODE_HTML_BLOCK) DIAG_SAY(d, PROSE_HTML, place, "linjen begynder med <", "the line begins with <");
    else if (t == CMARK_NODE_THEMATIC_BREAK) DIAG_SAY(d, PROSE_RULE, place, NULL);
    else if (prose_is(n, "table")) DIAG_SAY(d, PROSE_TABLE, place, NULL);
  }
}

/* ---- the doors ---- */

/* A text of one word that is a file's name, but not that of an .md file: "tekst.docx", or "indledning" beside indledning.md. Without this
 * the name itself would be printed. instead: the name to write. */
static bool names_file(doc_job *w, const node *n, const char **instead) {
  static const char *const ends[] = { ".docx", ".doc", ".odt", ".rtf", ".txt", ".pdf", ".MD", ".Md" };
  *instead = "";
  if (n->block || !n->length || strpbrk(n->text, " \t\n")) return false;
  model_job *j = w->j;
  const char *path = *w->folder ? arena_printf(j->a, "%s/%s.md", w->folder, n->text) : arena_printf(j->a, "%s.md", n->text);
  for (size_t i = 0; i < j->files.n; i++) {
    if (strcmp(j->files.v[i].path, path) != 0) continue;
    j->files.v[i].used = true;
    *instead = arena_printf(j->a, "%s.md", n->text);
    return true;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
    if (!g_str_has_suffix(n->text, ends[i])) continue;
    *instead = arena_printf(j->a, "%.*s.md", (int)(n->length - strlen(ends[i])), n->text);
    return true;
  }
  return false;
}

/* "indledning.md" names a file beside the document; anything else is the text itself. */
static const node *text_of(doc_job *w, const node *n) {
  const char *instead;
  if (names_file(w, n, &instead)) {
    DIAG_SAY(w->j->d, TEXT_IS_FILE_NAME, n->at, n->text, instead);
    return NULL;
  }
  bool name = !n->block && n->length > 3 && g_str_has_suffix(n->text, ".md") && !strpbrk(n->text, " \t\n");
  if (!name) return n;
  model_job *j = w->j;
  const source_file *f = files_use(j, w->folder, n->text, n->at);
  const node *text = f ? load_text(j->a, j->d, arena_printf(j->a, "%s/%s", j->folder, f->path), f->shown) : NULL;
  if (text && text_blank(text->text)) DIAG_SAY(j->d, TEXT_FILE_EMPTY, n->at, n->text);
  return text;
}

/* A file of its own is read as it stands: the record's words are put in here. What stands in the document has them already. */
static const node *with_words(const doc_job *w, const node *n, const node *text) {
  return text && text != n && w->each ? each_fill(w->each, text) : text;
}

void prose_blocks(doc_job *w, block *parent, const node *n, const prose_look *look) {
  n = n && n->kind == NODE_SCALAR ? with_words(w, n, text_of(w, n)) : NULL;
  if (!n) return;
  prose p;
  prose_begin(&p, w, n, look);
  prose_check_definitions(&p);
  cmark_node *root = prose_parse(p.text, p.length);
  keep_definitions(&p, root);
  walk(&p, cmark_node_first_child(root), parent, (where){ look->style, NULL, 0 });
  cmark_node_free(root);
  prose_end(&p);
}

inl *prose_line(doc_job *w, const node *n) {
  if (!n || n->kind != NODE_SCALAR) return NULL;
  static const prose_look none = { "brødtekst", 0, "en linje" };
  prose p;
  prose_begin(&p, w, n, &none);
  const char *text = prose_escape(&p);
  cmark_node *root = prose_parse(text, strlen(text)), *first = cmark_node_first_child(root);
  inl *out = NULL;
  if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH) {
    out = prose_inlines(&p, cmark_node_first_child(first));
  } else if (first) {
    block *dropped = block_add(w->j->a, NULL, BLOCK_SECTION, "linje", n->at);
    walk(&p, first, dropped, (where){ "linje", "en linje", 0 });
  }
  cmark_node_free(root);
  prose_end(&p);
  return out;
}
