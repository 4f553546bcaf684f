/* Reports as plain text for a terminal:
 *
 *   content/x/registre/takster.yaml:17:12: fejl[L041]: what is wrong
 *      17 | the line
 *         |     ^^^^
 *     vejledning: what to write instead
 *     content/x/registre/takster.yaml:3:1: a second place
 *       3 | its line
 *         | ^^^^
 *
 * A place in a worksheet is its cell, and the line its row with a bar between the cells:
 *
 *   content/x/registre/takster.xlsx: Takster!C17: fejl[L101]: … */
#include "diag/diag_int.h"
#include <string.h>

const char *severity_name(diag_severity s, diag_language lang) {
  switch (s) {
  case SEVERITY_WARNING: return lang == LANGUAGE_EN ? "warning" : "advarsel";
  case SEVERITY_ERROR: return lang == LANGUAGE_EN ? "error" : "fejl";
  case SEVERITY_SYSTEM: return lang == LANGUAGE_EN ? "system error" : "systemfejl";
  }
  g_assert_not_reached();
}

/* Index of the argument at "{n}", or -1. */
static int slot(const char *p) {
  return p[0] == '{' && p[1] >= '0' && p[1] < '0' + DIAG_ARGS && p[2] == '}' ? p[1] - '0' : -1;
}

void message_make(const char *pattern, char *const args[DIAG_ARGS], GString *out) {
  for (const char *p = pattern; *p; p++) {
    const int i = slot(p);
    if (i < 0) {
      g_string_append_c(out, *p);
      continue;
    }
    if (args[i]) text_clean(args[i], out);
    p += 2;
  }
}

/* A hint whose arguments are all empty ("mente du »{1}«?" without a suggestion) is not shown. */
bool hint_wanted(const char *pattern, char *const args[DIAG_ARGS]) {
  bool any = false, full = false;
  for (const char *p = pattern; *p; p++) {
    const int i = slot(p);
    if (i < 0) continue;
    any = true;
    full = full || (args[i] && *args[i]);
  }
  return *pattern && (full || !any);
}

/* A worksheet's name stands in apostrophes where Excel wants them, so that 'Takster 2026'!C17 can be pasted into its name box. */
void source_name(const diag *d, uint32_t file, GString *out) {
  text_clean(diag_source_path(d, file), out);
  if (file == 0 || file > d->sources->len) return;
  const source *s = g_ptr_array_index(d->sources, file - 1);
  if (!s->sheet) return;
  g_string_append(out, ": ");
  bool plain = !g_ascii_isdigit(*s->sheet);
  for (const char *p = s->sheet; *p; p = utf8_next(p)) plain = plain && (*p == '_' || g_unichar_isalnum(g_utf8_get_char(p)));
  char **parts = g_strsplit(s->sheet, "'", -1), *name = g_strjoinv("''", parts);
  if (!plain) g_string_append_c(out, '\'');
  text_clean(plain ? s->sheet : name, out);
  if (!plain) g_string_append_c(out, '\'');
  g_free(name);
  g_strfreev(parts);
}

static void append_place(const diag *d, span at, GString *out) {
  source_name(d, at.file, out);
  GString *cell = g_string_new(NULL);
  if (cell_name(d, at, cell)) g_string_append_printf(out, "!%s", cell->str);
  else if (at.line > 0) g_string_append_printf(out, ":%u:%u", at.line, MAX(at.col, 1));
  g_string_free(cell, TRUE);
}

static void print_place(const diag *d, span at, GString *out) {
  if (at.file == 0) g_string_append(out, "rammeaftale");
  else append_place(d, at, out);
  g_string_append(out, ": ");
}

const char *diag_place(arena *a, const diag *d, span at) {
  GString *s = g_string_new(NULL);
  if (at.file) append_place(d, at, s);
  const char *kept = arena_strdup(a, s->str);
  g_string_free(s, TRUE);
  return kept;
}

static void print_excerpt(const diag *d, span at, GString *out) {
  excerpt e;
  if (!excerpt_make(d, at, &e)) return;
  const gsize from = out->len;
  g_string_append_printf(out, "%6u | ", at.line);
  g_string_append_len(out, e.before->str, (gssize)e.before->len);
  g_string_append_len(out, e.marked->str, (gssize)e.marked->len);
  g_string_append_len(out, e.after->str, (gssize)e.after->len);
  while (out->len > from && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
  g_string_append(out, "\n       | ");
  for (size_t i = 0; i < e.before_cells; i++) g_string_append_c(out, ' ');
  for (size_t i = 0; i < e.marked_cells; i++) g_string_append_c(out, '^');
  g_string_append_c(out, '\n');
  excerpt_clear(&e);
}

static void print_report(const diag *d, const report *r, diag_language lang, GString *out) {
  const diag_entry *e = diag_lookup(r->id);
  print_place(d, r->at, out);
  g_string_append_printf(out, "%s[%s]: ", severity_name(e->severity, lang), e->code);
  message_make(e->text[lang], r->args, out);
  g_string_append_c(out, '\n');
  print_excerpt(d, r->at, out);
  if (hint_wanted(e->hint[lang], r->args)) {
    g_string_append(out, lang == LANGUAGE_EN ? "  hint: " : "  vejledning: ");
    message_make(e->hint[lang], r->args, out);
    g_string_append_c(out, '\n');
  }
  for (guint i = 0; r->also && i < r->also->len; i++) {
    const also *a = &g_array_index(r->also, also, i);
    g_string_append(out, "  ");
    print_place(d, a->at, out);
    text_clean(a->note[lang], out);
    g_string_append_c(out, '\n');
    print_excerpt(d, a->at, out);
  }
}

void diag_print(const diag *d, diag_language lang, GString *out) {
  size_t n;
  report **list = reports_sorted(d, &n);
  for (size_t i = 0; i < n; i++) {
    if (i > 0) g_string_append_c(out, '\n');
    print_report(d, list[i], lang, out);
  }
  g_free(list);
}
