/* Reports as one plain page for someone who does not use a terminal: no script, no picture, nothing loaded from elsewhere.
 * Headings for each file, a list of mistakes under each, the marked place as <mark>, colours of contrast 7:1 or better
 * (WCAG 2.2, 1.4.6), and what to do next before the first mistake. */
#include "diag/diag_int.h"
#include <string.h>

static const char style[] =
  "body{font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}"
  "h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:2px solid #1a1a1a}"
  "ol{padding-left:1.5rem}li{margin:1.5rem 0}p{margin:.25rem 0}"
  "pre{background:#f2f2f2;padding:.5rem .75rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}"
  "mark{background:#ffe28a;color:#1a1a1a;outline:2px solid #7a1f00}"
  ".place{color:#333}.hint{border-left:4px solid #0b4f8a;padding-left:.75rem}"
  "@media print{body{margin:0;max-width:none}li{break-inside:avoid}}";

static void escape(GString *out, const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    switch (s[i]) {
    case '<': g_string_append(out, "&lt;"); break;
    case '>': g_string_append(out, "&gt;"); break;
    case '&': g_string_append(out, "&amp;"); break;
    case '"': g_string_append(out, "&quot;"); break;
    default: g_string_append_c(out, s[i]);
    }
  }
}

static void escape_clean(GString *out, const char *s) {
  GString *clean = g_string_new(NULL);
  text_clean(s, clean);
  escape(out, clean->str, clean->len);
  g_string_free(clean, TRUE);
}

static void escape_message(GString *out, const char *pattern, char *const args[DIAG_ARGS]) {
  GString *message = g_string_new(NULL);
  message_make(pattern, args, message);
  escape(out, message->str, message->len);
  g_string_free(message, TRUE);
}

static void escape_source(const diag *d, span at, GString *out) {
  GString *name = g_string_new(NULL);
  source_name(d, at.file, name);
  escape(out, name->str, name->len);
  g_string_free(name, TRUE);
}

static void html_excerpt(const diag *d, span at, GString *out) {
  excerpt e;
  if (!excerpt_make(d, at, &e)) return;
  g_string_append(out, "<pre><code>");
  escape(out, e.before->str, e.before->len);
  g_string_append(out, "<mark>");
  if (e.marked->len == 0) g_string_append(out, "&nbsp;");
  escape(out, e.marked->str, e.marked->len);
  g_string_append(out, "</mark>");
  escape(out, e.after->str, e.after->len);
  g_string_append(out, "</code></pre>\n");
  excerpt_clear(&e);
}

static void html_report(const diag *d, const report *r, diag_language lang, GString *out) {
  const diag_entry *e = diag_lookup(r->id);
  const bool en = lang == LANGUAGE_EN;
  char name[32];
  g_strlcpy(name, severity_name(e->severity, lang), sizeof name);
  name[0] = g_ascii_toupper(name[0]);
  g_string_append_printf(out, "<li>\n<p><strong>%s: ", name);
  escape_message(out, e->text[lang], r->args);
  g_string_append(out, "</strong></p>\n<p class=\"place\">");
  GString *cell = g_string_new(NULL);
  if (cell_name(d, r->at, cell)) g_string_append_printf(out, en ? "Cell %s. " : "Celle %s. ", cell->str);
  else if (r->at.line > 0)
    g_string_append_printf(out, en ? "Line %u, character %u. " : "Linje %u, tegn %u. ", r->at.line, MAX(r->at.col, 1));
  g_string_append_printf(out, en ? "Message number %s.</p>\n" : "Meddelelse nr. %s.</p>\n", e->code);
  g_string_free(cell, TRUE);
  html_excerpt(d, r->at, out);
  if (hint_wanted(e->hint[lang], r->args)) {
    g_string_append(out, en ? "<p class=\"hint\"><strong>Hint:</strong> " : "<p class=\"hint\"><strong>Vejledning:</strong> ");
    escape_message(out, e->hint[lang], r->args);
    g_string_append(out, "</p>\n");
  }
  for (guint i = 0; r->also && i < r->also->len; i++) {
    const also *a = &g_array_index(r->also, also, i);
    g_string_append(out, "<p>");
    escape_clean(out, a->note[lang]);
    g_string_append(out, " <span class=\"place\">(");
    escape_source(d, a->at, out);
    GString *where = g_string_new(NULL);
    if (cell_name(d, a->at, where)) g_string_append_printf(out, en ? ", cell %s" : ", celle %s", where->str);
    else if (a->at.line > 0) g_string_append_printf(out, en ? ", line %u" : ", linje %u", a->at.line);
    g_string_free(where, TRUE);
    g_string_append(out, ")</span></p>\n");
    html_excerpt(d, a->at, out);
  }
  g_string_append(out, "</li>\n");
}

static void html_lead(const diag *d, diag_language lang, GString *out) {
  const size_t errors = diag_count(d, SEVERITY_ERROR), warnings = diag_count(d, SEVERITY_WARNING) - errors;
  const bool en = lang == LANGUAGE_EN;
  if (errors + warnings == 0) {
    g_string_append(out, en ? "<p>No mistakes were found. There is nothing to mend.</p>\n"
                            : "<p>Der er ikke fundet fejl. Der er intet at rette.</p>\n");
    return;
  }
  g_string_append_printf(out, en ? "<p>Found: %zu %s and %zu %s.</p>\n" : "<p>Fundet: %zu %s og %zu %s.</p>\n",
                         errors, en ? (errors == 1 ? "error" : "errors") : "fejl",
                         warnings, en ? (warnings == 1 ? "warning" : "warnings") : (warnings == 1 ? "advarsel" : "advarsler"));
  g_string_append(out, en ? "<h2>What to do next</h2>\n" : "<h2>Sådan kommer du videre</h2>\n");
  if (en && errors > 0)
    g_string_append(out, "<p>Open each file below in your editor, go to the line, and change it as the hint says. Save, and "
                         "run the program again. Nothing new is made while there are errors; the files made earlier stay "
                         "as they were. One mistake may cause several messages: start with the first.</p>\n");
  else if (en)
    g_string_append(out, "<p>Warnings do not stop the work. Read them, and decide whether something should be changed.</p>\n");
  else if (errors > 0)
    g_string_append(out, "<p>Åbn hver fil nedenfor i dit redigeringsprogram, gå til linjen, og ret den, som vejledningen "
                         "siger. Gem filen, og kør programmet igen. Så længe der er fejl, bliver der ikke lavet nye filer; de "
                         "tidligere står uændret. Én fejl kan give flere meddelelser: begynd med den første.</p>\n");
  else
    g_string_append(out, "<p>Advarsler standser ikke arbejdet. Læs dem, og vurdér, om noget skal ændres.</p>\n");
}

void diag_html(const diag *d, diag_language lang, const char *title, GString *out) {
  const bool en = lang == LANGUAGE_EN;
  g_string_append_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", en ? "en" : "da");
  escape_clean(out, title);
  g_string_append_printf(out, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                              "<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
  escape_clean(out, title);
  g_string_append(out, "</h1>\n");
  html_lead(d, lang, out);
  size_t n;
  report **list = reports_sorted(d, &n);
  for (size_t i = 0; i < n; i++) {
    const uint32_t file = list[i]->at.file;
    if (i == 0 || list[i - 1]->at.file != file) {
      if (i > 0) g_string_append(out, "</ol>\n");
      g_string_append(out, "<h2>");
      if (file == 0) g_string_append(out, en ? "In general" : "Generelt");
      else escape_source(d, list[i]->at, out);
      g_string_append(out, "</h2>\n<ol>\n");
    }
    html_report(d, list[i], lang, out);
  }
  if (n > 0) g_string_append(out, "</ol>\n");
  g_free(list);
  g_string_append(out, "</main>\n</body>\n</html>\n");
}
