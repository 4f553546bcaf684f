#include "model/model_int.h"

/* The specialisation triangle: data for the drawing, and an alternative text that says in whole sentences all that the picture shows. */

enum { LEVELS_LEAST = 2, LEVELS_MOST = 4 };

static const char *level_place(size_t i, size_t n) {
  return i == 0 ? "Øverst" : i + 1 == n ? "Nederst" : "Derunder";
}

const char *triangle_words(arena *a, const figure *f) {
  GString *s = g_string_new(NULL);
  g_string_append_printf(s, "Figuren »%s« er en trekant med %zu niveauer. Venstre side viser %s, højre side viser %s.", f->title, f->levels.n,
                         lower_first(a, f->left_title), lower_first(a, f->right_title));
  for (size_t i = 0; i < f->levels.n; i++)
    g_string_append_printf(s, " %s: %s er %s, og %s er %s.", level_place(i, f->levels.n), lower_first(a, f->left_title), lower_first(a, f->levels.v[i].citizens),
                           lower_first(a, f->right_title), lower_first(a, f->levels.v[i].specialisation));
  if (f->forms.n) {
    g_string_append_printf(s, " Ved siden af trekanten står %zu %s, fra den mest til den mindst bindende:", f->forms.n, f->forms.n == 1 ? "samarbejdsform" : "samarbejdsformer");
    for (size_t i = 0; i < f->forms.n; i++) g_string_append_printf(s, "%s %zu. %s", i ? ";" : "", i + 1, lower_first(a, f->forms.v[i].text));
    g_string_append_c(s, '.');
  }
  if (f->arrow_across && f->arrow_down)
    g_string_append_printf(s, " En pil på tværs viser %s, og en pil ned viser %s.", lower_first(a, f->arrow_across), lower_first(a, f->arrow_down));
  const char *out = arena_strndup(a, s->str, s->len);
  g_string_free(s, TRUE);
  return out;
}

static const char *line_of(doc_job *w, const shaped *s, const char *key) {
  const char *text = typo_line(w->j->a, shaped_text(s, key));
  return text ? text : "";
}

void triangle_read(doc_job *w, const shaped *s, figure *f) {
  arena *a = w->j->a;
  f->left_title = line_of(w, s, "venstre");
  f->right_title = line_of(w, s, "højre");
  f->arrow_across = line_of(w, s, "tværs");
  f->arrow_down = line_of(w, s, "ned");
  const value *levels = shaped_value(s, "niveauer"), *forms = shaped_value(s, "former");
  for (size_t i = 0; levels->kind == VALUE_KNOWN && i < levels->list.n; i++) {
    if (levels->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *x = levels->list.v[i].sub;
    LIST_PUSH(a, &f->levels, ((figure_level){ line_of(w, x, "borgere"), line_of(w, x, "grad"), x->at }));
  }
  for (size_t i = 0; forms->kind == VALUE_KNOWN && i < forms->list.n; i++)
    if (forms->list.v[i].kind == VALUE_KNOWN) LIST_PUSH(a, &f->forms, ((figure_form){ typo_line(a, forms->list.v[i].text), forms->list.v[i].at }));
  if (levels->kind == VALUE_KNOWN && (f->levels.n < LEVELS_LEAST || f->levels.n > LEVELS_MOST))
    DIAG_SAY(w->j->d, FIGURE_LEVELS, levels->at, arena_printf(a, "%zu", f->levels.n), arena_printf(a, "%d–%d", LEVELS_LEAST, LEVELS_MOST));
}
