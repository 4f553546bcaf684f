/* The report as one page for someone who works in a browser: no script, nothing loaded from elsewhere, headings and tables with header cells, contrast 7:1 or
 * better (WCAG 2.2, 1.4.6). A finding is no mistake of the writing, so the page says nothing of what stops a build (diag/html.c does). */
#include "audit/audit_int.h"

typedef struct page_words {
  const char *lang, *compared_are, *some_fail, *all_hold, *findings, *checks, *checks_lead, *what, *printed, *must, *difference, *why, *place, *line, *printed_in, *check, *rule, *compared, *count;
} page_words;
static const page_words words[] = {
  [LANGUAGE_DA] = { "da", "tal er sammenlignet.", "stemmer ikke. Ret det, der er forkert, eller skriv i en bemærkning, hvorfor det er, som det er.",
                    "Alt stemmer.", "Fund", "Alle kontroller", "0 tal sammenlignet betyder, at aftalen ikke har de tal, kontrollen ser på.", "Hvad", "Trykt", "Skal være",
                    "Forskel", "Mulig forklaring", "Sted", "linje", "Trykt i", "Kontrol", "Regel", "Tal sammenlignet", "Fund" },
  [LANGUAGE_EN] = { "en", "figures were compared.", "do not hold. Correct what is wrong, or say in a remark why it is as it is.", "All hold.", "Findings",
                    "All checks", "0 figures compared: the agreement has no figures for the check.", "What", "Printed", "Must be", "Difference", "Possible explanation", "Place", "line", "Printed in",
                    "Check", "Rule", "Figures compared", "Findings" },
};
static const char style[] =
  "body{font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:76rem;margin:2rem auto;padding:0 1rem}"
  "h1{font-size:1.75rem}h2{font-size:1.375rem;margin-top:2.5rem;border-bottom:2px solid #1a1a1a}h3{font-size:1.125rem;margin:2rem 0 .25rem}p{margin:.25rem 0 .75rem;max-width:45rem}"
  "table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}th,td{padding:.375rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid #767676}"
  "thead th{border-bottom:2px solid #1a1a1a;vertical-align:bottom}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
  "tbody th{font-weight:600}.place{overflow-wrap:anywhere;color:#333}.wide{overflow-x:auto}"
  "@media print{body{margin:0;max-width:none;font-size:.8rem}tr{break-inside:avoid}}";

typedef struct page { arena *a; const audit_report *r; const diag *d; const page_words *say; GString *out; } page;

static void put(page *p, const char *s) {
  for (; *s; s++) {
    switch (*s) {
      case '<': g_string_append(p->out, "&lt;"); break;
      case '>': g_string_append(p->out, "&gt;"); break;
      case '&': g_string_append(p->out, "&amp;"); break;
      case '"': g_string_append(p->out, "&quot;"); break;
      default: if ((unsigned char)*s >= ' ') g_string_append_c(p->out, *s);
    }
  }
}

/* <tag>text</tag>; open holds attributes, too: "td class=\"n\"". */
static void element(page *p, const char *open, const char *s) {
  size_t n = 0;
  while (open[n] && open[n] != ' ') n++;
  g_string_append_printf(p->out, "<%s>", open);
  put(p, s ? s : "");
  g_string_append_printf(p->out, "</%.*s>", (int)n, open);
}

static const char *count_text(page *p, size_t n) { return number_shown(p->a, (number){ (int64_t)n, 0 }, 0, NULL); }

static void head_row(page *p, const char *const *titles, const bool *figures, size_t n) {
  g_string_append(p->out, "<thead><tr>");
  for (size_t i = 0; i < n; i++) element(p, figures[i] ? "th scope=\"col\" class=\"n\"" : "th scope=\"col\"", titles[i]);
  g_string_append(p->out, "</tr></thead>\n<tbody>\n");
}

static void finding_row(page *p, const finding *f) {
  const char *difference = finding_difference(p->a, f), *file = diag_source_path(p->d, f->at.file), *cell = f->figures ? "td class=\"n\"" : "td";
  g_string_append(p->out, "<tr>");
  element(p, "th scope=\"row\"", f->what);
  element(p, cell, f->printed);
  element(p, cell, f->expected);
  element(p, "td class=\"n\"", difference);
  element(p, "td", f->why);
  g_string_append(p->out, "<td class=\"place\">");
  put(p, file);
  g_string_append_printf(p->out, ", %s %u", p->say->line, f->at.line);
  if (f->printed_in) {
    g_string_append(p->out, "<br>");
    put(p, arena_printf(p->a, "%s %s", p->say->printed_in, f->printed_in));
  }
  g_string_append(p->out, "</td></tr>\n");
}

/* A heading for each check that found something, its rule, and its findings. */
static void findings_part(page *p, size_t check) {
  const audit_check *k = &p->r->checks.v[check];
  const char *const titles[] = { p->say->what, p->say->printed, p->say->must, p->say->difference, p->say->why, p->say->place };
  static const bool figures[] = { false, true, true, true, false, false };
  if (!k->findings) return;
  element(p, "h3", k->title);
  element(p, "p", k->rule);
  g_string_append(p->out, "\n<div class=\"wide\"><table>\n");
  head_row(p, titles, figures, G_N_ELEMENTS(titles));
  for (size_t i = 0; i < p->r->findings.n; i++)
    if (p->r->findings.v[i].check == check) finding_row(p, &p->r->findings.v[i]);
  g_string_append(p->out, "</tbody></table></div>\n");
}

static void checks_part(page *p) {
  const char *const titles[] = { p->say->check, p->say->rule, p->say->compared, p->say->count };
  static const bool figures[] = { false, false, true, true };
  element(p, "h2", p->say->checks);
  element(p, "p", p->say->checks_lead);
  g_string_append(p->out, "\n<div class=\"wide\"><table>\n");
  head_row(p, titles, figures, G_N_ELEMENTS(titles));
  for (size_t i = 0; i < p->r->checks.n; i++) {
    const audit_check *k = &p->r->checks.v[i];
    g_string_append(p->out, "<tr>");
    element(p, "th scope=\"row\"", k->title);
    element(p, "td", k->rule);
    element(p, "td class=\"n\"", count_text(p, k->compared));
    element(p, "td class=\"n\"", count_text(p, k->findings));
    g_string_append(p->out, "</tr>\n");
  }
  g_string_append(p->out, "</tbody></table></div>\n");
}

void audit_page(const audit_report *r, const diag *d, diag_language lang, const char *title, GString *out) {
  page p = { arena_new(), r, d, &words[lang], out };
  g_string_append_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", p.say->lang);
  element(&p, "title", title);
  g_string_append_printf(out, "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>%s</style>\n</head>\n<body>\n<main>\n", style);
  element(&p, "h1", title);
  g_string_append(out, "\n<p>");
  g_string_append_printf(out, "%s %s ", count_text(&p, r->compared), p.say->compared_are);
  if (r->findings.n) g_string_append_printf(out, "%s ", count_text(&p, r->findings.n));
  g_string_append_printf(out, "%s</p>\n", r->findings.n ? p.say->some_fail : p.say->all_hold);
  if (r->findings.n) element(&p, "h2", p.say->findings);
  for (size_t i = 0; i < r->checks.n; i++) findings_part(&p, i);
  checks_part(&p);
  g_string_append(out, "</main>\n</body>\n</html>\n");
  arena_free(p.a);
}
