#include "model/model_int.h"

#include <string.h>

/* Which function lowers which block, and what a part holds: the blocks after it, until the next part, the list of appendices or the
 * colophon; but a part with `indhold` holds that alone. */

static const struct { const char *name; lower_fn lower; } lowerings[] = {
  { "forside", lower_front }, { "kolofon", lower_colophon }, { "indholdsfortegnelse", lower_contents },
  { "tabeloversigt", lower_table_list }, { "figuroversigt", lower_figure_list }, { "forord", lower_preface },
  { "afsnit", lower_section }, { "tekst", lower_text }, { "nøgletal", lower_key_figures }, { "nøgleord", lower_keywords }, { "fokusområder", lower_focus_list },
  { "fokusområde", lower_focus }, { "liste", lower_list }, { "boks", lower_box }, { "citat", lower_quote }, { "sidestillet", lower_columns },
  { "tabel", lower_table }, { "figur", lower_figure }, { "bilagsoversigt", lower_appendices }, { "organer", lower_bodies },
  { "beregning", lower_calculation },
  { "uafklaret", lower_open },
  { "møde", lower_meeting }, { "punktoversigt", lower_overview }, { "punkter", lower_points }, { "notat", lower_paper },
  { "indstilling", lower_recommendation }, { "skema", lower_sheet }, { "felter", lower_form }, { "dias", lower_slide },
  { "spørgsmål", lower_questions }, { "program", lower_programme }, { "vilkår", lower_clause }, { "underskrifter", lower_signatures },
  { "forudsætning", lower_assumption },
};

static block *part_add(doc_job *w, block *parent, const shaped *s, int level) {
  arena *a = w->j->a;
  block *part = block_add(a, parent, BLOCK_SECTION, "del", s->at);
  inl *title = prose_line(w, shaped_node(s, "del"));
  heading_add(w, part, "del-titel", level, title, NULL, ANCHOR_SECTION, shaped_at(s, "del"));
  w->part = inl_plain(a, title);
  prose_add(w, part, s, "tekst", &(prose_look){ "brødtekst", level + 1, NULL });
  if (shaped_has(s, "indhold")) blocks_lower(w, part, shaped_value(s, "indhold"), level + 1, false);
  return part;
}

void blocks_lower(doc_job *w, block *parent, const value *list, int level, bool outermost) {
  block *into = parent;
  for (size_t i = 0; i < list->list.n; i++) {
    if (list->list.v[i].kind != VALUE_KNOWN) continue;
    const shaped *s = list->list.v[i].sub;
    bool ends_part = shape_named(s, "bilagsoversigt") || shape_named(s, "kolofon");
    if (outermost && (ends_part || shape_named(s, "del"))) {
      into = parent;
      w->part = NULL;
    }
    if (shape_named(s, "forside") && !(outermost && i == 0)) {
      DIAG_SAY(w->j->d, FRONT_PLACE, s->at, NULL);
      continue;
    }
    if (shape_named(s, "del")) {
      if (!outermost) DIAG_SAY(w->j->d, PART_PLACE, s->at, NULL);
      block *part = part_add(w, into, s, level);
      if (shaped_has(s, "indhold")) w->part = NULL;
      else if (outermost) into = part;
      continue;
    }
    block *before = into->last;
    for (size_t k = 0; k < G_N_ELEMENTS(lowerings); k++)
      if (shape_named(s, lowerings[k].name)) lowerings[k].lower(w, into, s, into == parent ? level : level + 1);
    conditions_add(w, s, before ? before->next : into->first);
  }
  if (outermost) w->part = NULL;
}

void prose_add(doc_job *w, block *parent, const shaped *s, const char *key, const prose_look *look) {
  const value *v = shaped_value(s, key);
  if (v->kind == VALUE_KNOWN) prose_blocks(w, parent, v->node, look);
  if (v->kind == VALUE_PENDING) open_box(w, parent, v->text, v->at);
  arena *a = w->j->a;
  if (v->kind == VALUE_NOT_STATED) paragraph_add(a, parent, look->style, prose_plain(w, arena_printf(a, "Ikke oplyst, fordi %s.", v->text), v->at), v->at);
  if (v->kind == VALUE_NOT_RELEVANT) paragraph_add(a, parent, look->style, inl_of(a, "Ikke relevant.", v->at), v->at);
}

block *section_add(doc_job *w, block *parent, const char *style, const shaped *s, int level) {
  arena *a = w->j->a;
  const char *key = s->def->name;
  block *b = block_add(a, parent, BLOCK_SECTION, style, s->at);
  const char *own = def_field(s->def, "anker") < s->def->count ? shaped_text(s, "anker") : NULL;
  heading_add(w, b, arena_printf(a, "rubrik-%d", MIN(level, 6)), level, prose_line(w, shaped_node(s, key)), own, ANCHOR_SECTION, shaped_at(s, key));
  prose_add(w, b, s, "tekst", &(prose_look){ "brødtekst", level + 1, NULL });
  return b;
}
