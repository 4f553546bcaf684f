/* One scalar text typed as a field. Nothing is guessed: what does not fit is a diagnostic that says how to write it. */
#include "load/load_int.h"

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static void trim(const char **s, size_t *n) {
  while (*n > 0 && blank(**s)) (*s)++, (*n)--;
  while (*n > 0 && blank((*s)[*n - 1])) (*n)--;
}

static bool begins(const char *s, size_t n, const char *word) {
  const size_t k = strlen(word);
  return n >= k && g_ascii_strncasecmp(s, word, k) == 0;
}

static bool is(const char *s, size_t n, const char *word) { return n == strlen(word) && memcmp(s, word, n) == 0; }

/* ---- ikke oplyst, ikke relevant, uafklaret ---- */

static bool special_done(const filler *f, const field_def *def, const char *word, span at, value_kind kind,
                         const char *why, size_t n, value *out) {
  *out = (value){ .kind = VALUE_BROKEN, .at = at };
  trim(&why, &n);
  if (def->figures_only) {
    DIAG_SAY(f->d, FIGURES_ONLY, at, def->key, word);
  } else if (n == 0 && kind == VALUE_NOT_STATED) {
    DIAG_SAY(f->d, NOT_STATED_REASON, at, NULL);
  } else if (n == 0 && kind == VALUE_PENDING) {
    DIAG_SAY(f->d, PENDING_REASON, at, NULL);
  } else {
    out->kind = kind;
    out->text = arena_strndup(f->a, why, n);
  }
  return true;
}

/* True when the text is one of the words that stand for a value, or tries to be; then `out` is filled. Long prose that only begins
 * like one ("Ikke oplyst i 2021 var …") is prose. */
bool value_special(const filler *f, const field_def *def, const char *text, size_t length, span at, value *out) {
  const char *s = text;
  size_t n = length;
  trim(&s, &n);
  if (n < 9 || !strchr("iIuU", *s) || def->type == FIELD_ID) return false;
  if (def->type == FIELD_PROSE && memchr(s, '\n', n)) return false;
  if (is(s, n, "ikke relevant") || is(s, n, "Ikke relevant") || is(s, n, "ikke relevant."))
    return special_done(f, def, "ikke relevant", at, VALUE_NOT_RELEVANT, "", 0, out);
  if (begins(s, n, "uafklaret") && (n == 9 || s[9] == ':'))
    return special_done(f, def, "uafklaret", at, VALUE_PENDING, s + MIN(n, 10), n - MIN(n, 10), out);
  if (!begins(s, n, "ikke oplyst") || (n > 11 && g_ascii_isalpha(s[11]))) return false;
  const char *why = s + 11;
  size_t rest = n - 11;
  while (rest > 0 && (blank(*why) || *why == ',' || *why == ':')) why++, rest--;
  const bool because = begins(why, rest, "fordi");
  if (!because && rest > 1 && def->type == FIELD_PROSE) return false;
  return special_done(f, def, "ikke oplyst", at, VALUE_NOT_STATED, because ? why + 5 : "", because ? rest - 5 : 0, out);
}

/* A dash or "ukendt" where something is missing. Words count only where the type has no use for them. */
static bool missing_mark(const filler *f, const field_def *def, const char *s, size_t n, span at) {
  static const char *const signs[] = { "-", "–", "—", "?", "??", "…", "...", "n/a", "N/A" };
  static const char *const words[] = { "ukendt", "Ukendt", "mangler", "afventer", "null", "~" };
  bool mark = false;
  if (n > 8 || (def->type == FIELD_ID && g_ascii_islower(*s))) return false;      /* an id may be any word */
  for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) mark = mark || is(s, n, signs[i]);
  const bool text = def->type == FIELD_TEXT || def->type == FIELD_TEXTS || def->type == FIELD_PROSE || def->type == FIELD_NODE;
  for (size_t i = 0; !text && i < G_N_ELEMENTS(words); i++) mark = mark || is(s, n, words[i]);
  if (mark) DIAG_SAY(f->d, MISSING_MARK, at, arena_strndup(f->a, s, n));
  return mark;
}

/* ---- types ---- */

static void value_id(const filler *f, value *out) {
  const char *s = out->text;
  bool good = true;
  for (; *s && good; s = utf8_next(s)) {
    const gunichar c = g_utf8_get_char(s);
    good = (c < 0x80 && (g_ascii_islower((char)c) || g_ascii_isdigit((char)c))) || c == '-' || c == 0xE6 || c == 0xF8 || c == 0xE5;
  }
  if (good) out->kind = VALUE_KNOWN;
  else DIAG_SAY(f->d, BAD_ID, out->at, out->text, text_slug(f->a, out->text));
}

static void value_bool(const filler *f, value *out) {
  const bool yes = g_ascii_strcasecmp(out->text, "ja") == 0;
  if (yes || g_ascii_strcasecmp(out->text, "nej") == 0) {
    out->kind = VALUE_KNOWN;
    out->yes = yes;
  } else {
    DIAG_SAY(f->d, NOT_A_BOOL, out->at, out->text);
  }
}

static bool choice_known(const field_def *def, value *out) {
  for (int i = 0; def->choices[i]; i++) {
    if (strcmp(def->choices[i], out->text) != 0) continue;
    out->kind = VALUE_KNOWN;
    out->choice = i;
    return true;
  }
  return false;
}

static void choice_unknown(const filler *f, const field_def *def, const value *out) {
  GString *all = g_string_new(NULL);
  size_t n = 0;
  for (; def->choices[n]; n++) g_string_append_printf(all, "%s%s", n > 0 ? ", " : "", def->choices[n]);
  const char *near = text_nearest(out->text, def->choices, n);
  DIAG_SAY(f->d, NOT_A_CHOICE, out->at, out->text, near ? near : "", all->str);
  g_string_free(all, TRUE);
}

/* "a, b": ids in one text; each has its own place. */
static void value_refs(const filler *f, value *out) {
  const char *s = out->text;
  LIST(value) list = { NULL, 0, 0 };
  while (*s) {
    const size_t n = strcspn(s, ",;");
    const char *piece = s;
    size_t length = n;
    trim(&piece, &length);
    if (length > 0) {
      const uint32_t before = count_chars(out->text, (size_t)(piece - out->text));
      const span at = { out->at.file, out->at.line, out->at.col + before, count_chars(piece, length) };
      const value v = { .kind = VALUE_KNOWN, .at = at, .text = arena_strndup(f->a, piece, length) };
      LIST_PUSH(f->a, &list, v);
    }
    s += n + (s[n] != '\0');
  }
  out->kind = VALUE_KNOWN;
  out->list.v = list.v;
  out->list.n = list.n;
}

static void value_texts(const filler *f, value *out) {
  value *one = ARENA_NEW(f->a, value);
  *one = (value){ .kind = VALUE_KNOWN, .at = out->at, .text = out->text };
  out->kind = VALUE_KNOWN;
  out->list.v = one;
  out->list.n = 1;
}

static void value_node(const filler *f, size_t length, value *out) {
  node *n = ARENA_NEW(f->a, node);
  n->kind = NODE_SCALAR;
  n->at = out->at;
  n->text = out->text;
  n->length = length;
  out->kind = VALUE_KNOWN;
  out->node = n;
}

static void value_typed(const filler *f, const field_def *def, size_t n, value *out) {
  switch (def->type) {
  case FIELD_TEXT: case FIELD_REF:
    out->kind = VALUE_KNOWN;
    break;
  case FIELD_ID: value_id(f, out); break;
  case FIELD_INT: case FIELD_YEAR: case FIELD_NUMBER: case FIELD_AMOUNT: case FIELD_PERCENT:
    value_figure(f, def, out->text, n, out->at, out);
    break;
  case FIELD_DATE: value_date(f, out->text, n, out->at, out); break;
  case FIELD_BOOL: value_bool(f, out); break;
  case FIELD_CHOICE: choice_unknown(f, def, out); break;
  case FIELD_REFS: value_refs(f, out); break;
  case FIELD_TEXTS: value_texts(f, out); break;
  case FIELD_PROSE: case FIELD_NODE: value_node(f, n, out); break;
  case FIELD_SHAPE: case FIELD_SHAPES: case FIELD_BLOCKS:
    DIAG_SAY(f->d, ROWS_FIELD_DEEP, out->at, def->key);
    break;
  }
}

/* Types one text. An empty text is VALUE_ABSENT, without a word: the caller knows whether it had to be there. The text is
 * copied into the arena. */
void value_parse(arena *a, diag *d, const field_def *f, const char *text, size_t length, span at, value *out) {
  const filler fill = { a, d };
  *out = (value){ .kind = VALUE_ABSENT, .at = at };
  trim(&text, &length);
  if (length == 0) return;
  const bool choice = f->type == FIELD_CHOICE;
  out->kind = VALUE_BROKEN;
  if (choice) {
    out->text = arena_strndup(a, text, length);
    if (choice_known(f, out)) return;
  }
  if (value_special(&fill, f, text, length, at, out)) return;
  if (missing_mark(&fill, f, text, length, at)) return;
  if (!choice) out->text = arena_strndup(a, text, length);
  value_typed(&fill, f, length, out);
}
