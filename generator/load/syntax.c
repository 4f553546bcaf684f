/* A syntax error in words for a secretary, placed where something must be typed.
 *
 * libyaml stops at the first error and says what its grammar wanted ("did not find expected key"). What was meant is seen from the
 * lines: the same words of libyaml may come from an unclosed quotation mark forty lines above, a figure too few blanks, or a text
 * after a quotation. So first the causes that can stand behind any error are looked for (tab, invisible character, missing
 * blank), then libyaml's words choose a handler, and the handler reads the lines as the scout found them. libyaml's words and
 * marks are those of 0.2.5; others end in the general message at the same place. */
#include "load/load_int.h"

typedef struct patient {
  arena *a;
  diag *d;
  const text_source *src;
  const syntax_error *e;
  const scout_line *lines;
  uint32_t line, first;          /* of the error; the first byte of that line that is not a blank */
} patient;

static char at_byte(const patient *p, uint32_t at) { return at < p->src->length ? p->src->s[at] : '\n'; }
static const char *at_text(const patient *p, uint32_t at) { return p->src->s + at; }
static uint32_t end_of(const patient *p, uint32_t at) { return source_line_end(p->src, source_line_of(p->src, at)); }
static span one(const patient *p, uint32_t at) { return source_span(p->src, at, at + 1); }
static span rest(const patient *p, uint32_t at) { return source_span(p->src, at, end_of(p, at)); }
static char *figure(const patient *p, uint32_t n) { return arena_printf(p->a, "%u", n); }

/* ---- causes behind any error ---- */

static bool tab_before_text(const patient *p, uint32_t line) {
  if (p->lines[line].kind == LINE_TEXT) return false;
  uint32_t at = p->src->starts[line];
  while (at_byte(p, at) == ' ') at++;
  if (at_byte(p, at) != '\t') return false;
  DIAG_SAY(p->d, TAB, one(p, at), NULL);
  return true;
}

static bool tab(const patient *p) {
  if (at_byte(p, p->e->at) == '\t') {
    DIAG_SAY(p->d, TAB, one(p, p->e->at), NULL);
    return true;
  }
  return tab_before_text(p, p->line) || tab_before_text(p, source_line_of(p->src, p->e->from));
}

static bool invisible_indent(const patient *p, uint32_t line) {
  uint32_t at = p->src->starts[line];
  const char *end = at_text(p, source_line_end(p->src, line));
  while (at_byte(p, at) == ' ') at++;
  size_t bytes = 0;
  const char *da = invisible_at(at_text(p, at), end, LANGUAGE_DA, &bytes);
  if (da)
    DIAG_SAY(p->d, INVISIBLE_INDENT, source_span(p->src, at, at + (uint32_t)bytes), da,
             invisible_at(at_text(p, at), end, LANGUAGE_EN, &bytes));
  return da != NULL;
}

/* "-punkt" and "titel:Aftale" on the lines from where the text began to where libyaml stopped. */
static bool blank_missing(const patient *p) {
  const uint32_t context = source_line_of(p->src, p->e->from);
  for (uint32_t line = MIN(context, p->lines[p->line].owner); line <= p->line; line++) {
    const scout_line *l = &p->lines[line];
    const bool text = l->kind == LINE_KEY || l->kind == LINE_OTHER || l->kind == LINE_MORE;
    if (line < context && line != p->lines[p->line].owner && l->owner != p->lines[p->line].owner) continue;
    if (text && trap_blank(p->a, p->d, p->src, l->key)) return true;
  }
  return false;
}

/* ---- a text on several lines ---- */

/* The line above belongs to a "|" text, or should have: the line itself is indented too little for it. */
static bool block_text_broken(const patient *p, uint32_t line) {
  if (line == 0) return false;
  uint32_t above = line - 1;
  while (above > 0 && p->lines[above].kind == LINE_BLANK) above--;
  const scout_line *l = &p->lines[above];
  const uint32_t at = p->src->starts[line] + p->lines[line].indent;
  if (l->bar) {
    DIAG_SAY(p->d, BLOCK_TEXT_MISSING, rest(p, at), figure(p, l->column + 2));
    return true;
  }
  if (l->kind != LINE_TEXT) return false;
  uint32_t text = l->owner + 1;
  while (text < above && p->src->starts[text] + p->lines[text].indent >= source_line_end(p->src, text)) text++;
  DIAG_SAY(p->d, BLOCK_TEXT_INDENT, rest(p, at), figure(p, p->lines[text].indent));
  return true;
}

static void unclosed_quote(const patient *p, uint32_t at) {
  const char quote[2] = { at_byte(p, at), '\0' };
  DIAG_SAY(p->d, UNCLOSED_QUOTE, rest(p, at), quote);
}

/* Where the quote, bracket or text of a line's owner begins. */
static uint32_t owner_value(const patient *p, uint32_t line) {
  const scout_line *l = &p->lines[p->lines[line].owner];
  return l->kind == LINE_KEY ? l->value : l->key;
}

static void leading(const patient *p, uint32_t at) {
  if (at_byte(p, at) == '*') {
    DIAG_SAY(p->d, LEADING_STAR, one(p, at), NULL);
    return;
  }
  const char character[2] = { at_byte(p, at), '\0' };
  DIAG_SAY(p->d, LEADING_CHARACTER, one(p, at), character, quoted_suggestion(p->a, at_text(p, at), end_of(p, at) - at));
}

/* ---- colons ---- */

static unsigned words_in(const char *s, const char *end) {
  unsigned n = 1;
  for (; s < end; s++) n += *s == ' ';
  return n;
}

static void smart_quotes(const patient *p, uint32_t from) {
  const char *s = at_text(p, from), *end = at_text(p, end_of(p, from));
  size_t open = 0, close = 0;
  smart_quote(s, end, &open);
  const char *last = end;
  while (last > s && (last[-1] == ' ')) last--;
  const char *stop = last;
  if (last > s) last--;
  while (last > s && ((unsigned char)*last & 0xC0u) == 0x80u) last--;
  if (last > s && smart_quote(last, end, &close)) stop = last;
  char *marks = arena_printf(p->a, "%.*s…%.*s", (int)open, s, stop == last ? (int)close : 0, last);
  DIAG_SAY(p->d, SMART_QUOTES_VALUE, source_span(p->src, from, from + (uint32_t)open), marks,
           quoted_suggestion(p->a, s + open, (size_t)(stop - s) - open));
}

/* A colon after a key's own, in the same line. */
static void second_colon(const patient *p, const scout_line *l) {
  size_t bytes;
  const char *s = at_text(p, l->value), *end = at_text(p, end_of(p, l->value));
  if (smart_quote(s, end, &bytes)) {
    smart_quotes(p, l->value);
  } else if ((size_t)(end - s) >= 10 && g_ascii_strncasecmp(s, "uafklaret:", 10) == 0) {
    DIAG_SAY(p->d, UNSETTLED_ON_LINE, rest(p, l->value), arena_strndup(p->a, s, (size_t)(end - s)));
  } else {
    char *quoted = quoted_suggestion(p->a, s, (size_t)(end - s));
    char *better = arena_printf(p->a, "%.*s: %s", (int)(l->colon - l->key), at_text(p, l->key), quoted);
    DIAG_SAY(p->d, SECOND_COLON, one(p, p->e->at), better);
  }
}

/* A colon in a line that, by its indentation, continues the text of the line above. */
static void colon_in_continuation(const patient *p, const scout_line *l) {
  const scout_line *owner = &p->lines[l->owner];
  const bool like_key = words_in(at_text(p, l->key), at_text(p, p->e->at)) <= 3;
  if (owner->kind == LINE_OTHER) {
    DIAG_SAY(p->d, MISSING_COLON, rest(p, owner->key), NULL);
  } else if (owner->kind == LINE_ITEM && like_key) {
    const uint32_t end = end_of(p, owner->key);
    DIAG_SAY(p->d, BLOCK_COLON, rest(p, owner->key), arena_strndup(p->a, at_text(p, owner->key), end - owner->key));
  } else if (like_key) {
    DIAG_SAY(p->d, INDENT_TOO_MUCH, rest(p, l->key), figure(p, l->indent), figure(p, owner->column));
    const span key = source_span(p->src, owner->key, owner->colon);
    diag_also(p->d, key, "den skal stå under denne nøgle", "it should stand below this key");
  } else {
    const uint32_t from = owner_value(p, l->owner);
    char *better = quoted_suggestion(p->a, at_text(p, from), end_of(p, p->e->at) - from);
    DIAG_SAY(p->d, SECOND_COLON, one(p, p->e->at), better);
  }
}

static void colon_not_allowed(const patient *p) {
  const scout_line *l = &p->lines[p->line];
  if (l->kind == LINE_QUOTED) unclosed_quote(p, owner_value(p, p->line));
  else if (l->kind == LINE_MORE) colon_in_continuation(p, l);
  else if (l->kind == LINE_KEY && p->e->at > l->colon) second_colon(p, l);
  else DIAG_SAY(p->d, SECOND_COLON, one(p, p->e->at), "");
}

static void no_colon(const patient *p) {
  const uint32_t key = p->e->from, line = source_line_of(p->src, key);
  const char c = at_byte(p, key);
  if (block_text_broken(p, line)) return;
  if (c == '*' || c == '&' || c == '!' || c == '[' || c == '{') leading(p, key);
  else if ((c == '"' || c == '\'') && line < p->line && p->lines[line + 1].kind == LINE_QUOTED) unclosed_quote(p, key);
  else DIAG_SAY(p->d, MISSING_COLON, rest(p, key), NULL);
}

/* ---- indentation ---- */

/* The column, of the lines above that are still open, that the author most likely meant. False: there is none. */
static bool nearest_column(const patient *p, bool dash, uint32_t *column, uint32_t *line_found) {
  const uint32_t indent = p->lines[p->line].indent;
  uint32_t open = UINT32_MAX;
  bool found = false;
  for (uint32_t k = p->line; k-- > 0;) {
    const scout_line *l = &p->lines[k];
    if (l->kind != LINE_KEY && l->kind != LINE_ITEM) continue;
    if (l->indent >= open) continue;
    open = l->indent;
    if (dash && !l->dash) continue;
    const uint32_t c = dash ? l->indent : l->column;
    const uint32_t far = c > indent ? c - indent : indent - c;
    const uint32_t best = *column > indent ? *column - indent : indent - *column;
    if (found && far >= best) continue;
    found = true;
    *column = c;
    *line_found = k;
  }
  return found;
}

/* The structural line above. */
static const scout_line *line_above(const patient *p) {
  for (uint32_t k = p->line; k-- > 0;)
    if (p->lines[k].kind == LINE_KEY || p->lines[k].kind == LINE_ITEM) return &p->lines[k];
  return NULL;
}

/* The column of the keys of a list item whose dash stands at `indent`; 0: there is no such list. */
static uint32_t item_column(const patient *p, uint32_t indent) {
  for (uint32_t k = p->line; k-- > 0;) {
    const scout_line *l = &p->lines[k];
    if (l->kind != LINE_KEY && l->kind != LINE_ITEM) continue;
    if (l->dash && l->indent == indent) return l->column;
    if (l->indent < indent) return 0;
  }
  return 0;
}

static void indentation(const patient *p) {
  const scout_line *l = &p->lines[p->line], *above = line_above(p);
  uint32_t column = 0, found = 0;
  if (!l->dash && item_column(p, l->indent) > 0) {
    DIAG_SAY(p->d, MAP_IN_LIST, rest(p, p->first), figure(p, item_column(p, l->indent)));
    return;
  }
  if (!nearest_column(p, l->dash, &column, &found) || column == l->indent) {
    if (l->dash) DIAG_SAY(p->d, LIST_IN_MAP, one(p, p->first), NULL);
    else DIAG_SAY(p->d, SYNTAX, one(p, p->e->at), NULL);
    return;
  }
  const scout_line *like = &p->lines[found];
  const uint32_t dash = p->src->starts[found] + like->indent;
  const span second = l->dash ? one(p, dash) : source_span(p->src, like->key, like->colon ? like->colon : end_of(p, like->key));
  if (!l->dash && above && above->kind == LINE_KEY && l->indent > above->column)
    DIAG_SAY(p->d, INDENT_TOO_MUCH, rest(p, p->first), figure(p, l->indent), figure(p, column));
  else
    DIAG_SAY(p->d, INDENT_MISMATCH, rest(p, p->first), figure(p, l->indent), figure(p, column));
  diag_also(p->d, second, "den skal stå lige under denne linje", "it should stand straight below this line");
}

/* Something stands where a key or a dash was wanted. */
static void not_expected(const patient *p) {
  uint32_t before = p->e->at;
  while (before > p->src->starts[p->line] && at_byte(p, before - 1) == ' ') before--;
  const char c = before > p->src->starts[p->line] ? at_byte(p, before - 1) : '\n';
  if (at_byte(p, p->e->at) == ':') {
    DIAG_SAY(p->d, EMPTY_KEY, one(p, p->e->at), NULL);
  } else if (p->e->at > p->first && (c == '"' || c == '\'')) {
    if (p->lines[p->line].kind == LINE_QUOTED) unclosed_quote(p, owner_value(p, p->line));
    else DIAG_SAY(p->d, TEXT_AFTER_QUOTE, rest(p, p->e->at), NULL);
  } else if (strchr("]},", at_byte(p, p->e->at))) {
    leading(p, p->e->at);
  } else if (p->e->at > p->first && (strchr("]}", c) || strchr("*&!", at_byte(p, owner_value(p, p->line))))) {
    leading(p, owner_value(p, p->line));                  /* "[Udkast] Aftale", "*vigtigt for alle" */
  } else if (p->e->at > p->first) {
    DIAG_SAY(p->d, SYNTAX, one(p, p->e->at), NULL);
  } else if (!block_text_broken(p, p->line)) {
    indentation(p);
  }
}

/* ---- brackets, quotes and single characters ---- */

static void bracket(const patient *p) {
  const uint32_t line = source_line_of(p->src, p->e->from);
  const char close[2] = { at_byte(p, p->e->from) == '[' ? ']' : '}', '\0' }, open[2] = { at_byte(p, p->e->from), '\0' };
  const char *text = at_text(p, p->e->from);
  if (memchr(text, close[0], source_line_end(p->src, line) - p->e->from)) DIAG_SAY(p->d, SYNTAX, one(p, p->e->at), NULL);
  else DIAG_SAY(p->d, UNCLOSED_BRACKET, one(p, p->e->from), open, close);
}

static void quote_open(const patient *p) { unclosed_quote(p, p->e->from); }
static void backslash(const patient *p) { DIAG_SAY(p->d, BACKSLASH, source_span(p->src, p->e->at, p->e->at + 2), NULL); }
static void list_on_line(const patient *p) { DIAG_SAY(p->d, LIST_ON_LINE, one(p, p->e->at), NULL); }
static void character_here(const patient *p) { leading(p, p->e->at); }
static void character_before(const patient *p) { leading(p, p->e->from); }

static void bar(const patient *p) {
  const char character[2] = { at_byte(p, p->e->from), '\0' };
  DIAG_SAY(p->d, LEADING_BAR, one(p, p->e->from), character);
}

static void no_content(const patient *p) {
  if (strchr("]},", at_byte(p, p->e->at))) leading(p, p->e->at);
  else DIAG_SAY(p->d, SYNTAX, one(p, p->e->at), NULL);
}

static const struct { const char *context, *problem; void (*say)(const patient *); } causes[] = {
  { NULL, "mapping values are not allowed in this context", colon_not_allowed },
  { NULL, "could not find expected ':'", no_colon },
  { NULL, "did not find expected key", not_expected },
  { NULL, "did not find expected '-' indicator", not_expected },
  { NULL, "did not find expected <document start>", not_expected },
  { NULL, "did not find expected ',' or ']'", bracket },
  { NULL, "did not find expected ',' or '}'", bracket },
  { NULL, "found unexpected end of stream", quote_open },
  { NULL, "found unexpected document indicator", quote_open },
  { NULL, "found unknown escape character", backslash },
  { NULL, "did not find expected hexdecimal number", backslash },
  { NULL, "found invalid Unicode character escape code", backslash },
  { NULL, "block sequence entries are not allowed in this context", list_on_line },
  { NULL, "found character that cannot start any token", character_here },
  { NULL, "mapping keys are not allowed in this context", character_here },
  { NULL, "did not find expected node content", no_content },
  { "while scanning a block scalar", NULL, bar },
  { "while scanning an anchor", NULL, character_before },
  { "while scanning an alias", NULL, character_before },
  { "while scanning a tag", NULL, character_before },
  { "while parsing a tag", NULL, character_before },
  { "while scanning a directive", NULL, character_before },
  { "while scanning a %YAML directive", NULL, character_before },
  { "while scanning a %TAG directive", NULL, character_before },
  { NULL, "found undefined tag handle", character_before },
};

void syntax_report(arena *a, diag *d, const text_source *src, const syntax_error *e) {
  const uint32_t line = source_line_of(src, MIN(e->at, src->length));
  patient p = { a, d, src, e, scout(a, src, line), line, src->starts[line] };
  p.first += p.lines[line].indent;
  if (tab(&p) || invisible_indent(&p, line) || invisible_indent(&p, source_line_of(src, e->from)) || blank_missing(&p)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(causes); i++) {
    if (causes[i].context && strcmp(causes[i].context, e->context) != 0) continue;
    if (causes[i].problem && strcmp(causes[i].problem, e->problem) != 0) continue;
    causes[i].say(&p);
    return;
  }
  DIAG_SAY(d, SYNTAX, one(&p, e->at), NULL);
}
