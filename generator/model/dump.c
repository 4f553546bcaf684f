#include "model/model_int.h"

#include <string.h>

/* The model as text, for goldens and `rammeaftale dump model`: one line a thing, indented by what it stands in. Inlines: {kursiv …}, {fed …},
 * {link URL …}, {se MÅL …}, {side MÅL}, {sprog en …}, {fork FORM = BETYDER}, {note 1}, {linje}, {uafklaret …}. */

void dump_inlines(GString *out, const inl *i) {
  for (; i; i = i->next) {
    const char *open = NULL;
    switch (i->kind) {
      case INLINE_TEXT: g_string_append(out, i->text); break;
      case INLINE_EMPH: open = "kursiv"; break;
      case INLINE_STRONG: open = "fed"; break;
      case INLINE_LINK: open = "link"; break;
      case INLINE_XREF: open = i->elsewhere ? "se-andetsteds" : "se"; break;
      case INLINE_LANG: open = "sprog"; break;
      case INLINE_PAGEREF: g_string_append_printf(out, "{side %s}", i->target); break;
      case INLINE_ABBR: g_string_append_printf(out, "{fork %s = %s}", i->text, i->target); break;
      case INLINE_NOTE: g_string_append_printf(out, "{note %d}", i->note->number); break;
      case INLINE_BREAK: g_string_append(out, "{linje}"); break;
      case INLINE_PENDING: g_string_append_printf(out, "{uafklaret %s}", i->text); break;
    }
    if (!open) continue;
    g_string_append_printf(out, "{%s%s%s ", open, i->target ? " " : "", i->target ? i->target : "");
    dump_inlines(out, i->first);
    g_string_append_c(out, '}');
  }
}

static void indent(GString *out, int depth) {
  for (int i = 0; i < depth; i++) g_string_append(out, "  ");
}

static const char *kind_name(block_kind k) {
  switch (k) {
    case BLOCK_SECTION: return "SECTION";
    case BLOCK_HEADING: return "HEADING";
    case BLOCK_PARAGRAPH: return "PARAGRAPH";
    case BLOCK_LIST: return "LIST";
    case BLOCK_ITEM: return "ITEM";
    case BLOCK_BOX: return "BOX";
    case BLOCK_QUOTE: return "QUOTE";
    case BLOCK_TABLE: return "TABLE";
    case BLOCK_FIGURE: return "FIGURE";
    case BLOCK_CONTENTS: return "CONTENTS";
    case BLOCK_COLUMNS: return "COLUMNS";
  }
  g_assert_not_reached();
}

static void dump_block(GString *out, const block *b, int depth) {
  indent(out, depth);
  g_string_append_printf(out, "%s %s", kind_name(b->kind), b->style);
  if (b->level) g_string_append_printf(out, " niveau=%d", b->level);
  if (b->anchor) g_string_append_printf(out, " #%s", b->anchor);
  if (b->ordered) g_string_append_printf(out, " fra=%d", b->start);
  if (b->unlisted) g_string_append(out, " ulistet");
  if (b->new_page) g_string_append(out, " ny-side");
  if (b->place) g_string_append_printf(out, " plads=%s", block_places[b->place - WHERE_HERE]);
  if (b->label) g_string_append_printf(out, " mærke=%s", b->label);
  if (b->table_id) g_string_append_printf(out, " tabel=%s", b->table_id);
  if (b->text) {
    g_string_append(out, " | ");
    dump_inlines(out, b->text);
  }
  if (b->at.line) g_string_append_printf(out, " @%u:%u", b->at.line, b->at.col);
  g_string_append_c(out, '\n');
  if (b->alt) {
    indent(out, depth + 1);
    g_string_append_printf(out, "alt: %s\n", b->alt);
  }
  for (const block *c = b->first; c; c = c->next) dump_block(out, c, depth + 1);
}

static void dump_quantities(GString *out, const document *doc) {
  if (doc->pages_wanted) g_string_append_printf(out, "  sider %d\n", doc->pages_wanted);
  for (size_t i = 0; i < doc->quantities.n; i++) {
    const quantity *q = doc->quantities.v[i];
    if (q->formula.text) g_string_append_printf(out, "  tal %s = %s\n", q->name, q->formula.text);
    else g_string_append_printf(out, "  tal %s af %s %s\n", q->name, q->table ? q->table->id : "-", q->column.text ? q->column.text : "antal");
  }
  for (size_t i = 0; i < doc->conditions.n; i++) g_string_append_printf(out, "  %s når %s\n", doc->conditions.v[i].of->style, doc->conditions.v[i].when.text);
}

static void dump_document(GString *out, const document *doc) {
  g_string_append_printf(out, "dokument %s: %s (%s%s%s, layout %s, version %s, %s%s%s)\n", doc->id, doc->title, doc->kind, doc->number ? " " : "",
                         doc->number ? doc->number : "", doc->layout ? doc->layout : "-", doc->version ? doc->version : "-", state_words[doc->state],
                         doc->pdf ? "" : ", ingen pdf", doc->excel ? ", excel" : "");
  if (doc->body) dump_block(out, doc->body, 1);
  for (size_t i = 0; i < doc->tables.n; i++) dump_table(out, doc->tables.v[i]);
  dump_quantities(out, doc);
  for (size_t i = 0; i < doc->notes.n; i++) {
    g_string_append_printf(out, "  note %d\n", doc->notes.v[i]->number);
    for (const block *b = doc->notes.v[i]->body; b; b = b->next) dump_block(out, b, 2);
  }
}

static void dump_value(GString *out, const field_def *f, const value *v) {
  switch (v->kind) {
    case VALUE_ABSENT: return;
    case VALUE_NOT_STATED: g_string_append_printf(out, "; %s: ikke oplyst (%s)", f->key, v->text); return;
    case VALUE_NOT_RELEVANT: g_string_append_printf(out, "; %s: ikke relevant", f->key); return;
    case VALUE_PENDING: g_string_append_printf(out, "; %s: uafklaret (%s)", f->key, v->text); return;
    case VALUE_BROKEN: g_string_append_printf(out, "; %s: fejl", f->key); return;
    case VALUE_KNOWN: break;
  }
  g_string_append_printf(out, "; %s:", f->key);
  if (f->type == FIELD_TEXTS || f->type == FIELD_REFS)
    for (size_t i = 0; i < v->list.n; i++) g_string_append_printf(out, "%s %s", i ? "," : "", v->list.v[i].text ? v->list.v[i].text : "-");
  else g_string_append_printf(out, " %s", v->text ? v->text : "-");
}

static void dump_register(GString *out, const reg *r) {
  if (!r->records.n) return;
  g_string_append_printf(out, "register %s: %zu\n", r->def->name, r->records.n);
  for (size_t i = 0; i < r->records.n; i++) {
    const record *x = r->records.v[i];
    g_string_append_printf(out, "  %s", x->id);
    for (size_t k = 0; k < r->def->count; k++) dump_value(out, &r->def->fields[k], &x->values[k]);
    g_string_append_c(out, '\n');
  }
}

void model_dump(const agreement *m, GString *out) {
  g_string_append_printf(out, "aftale %s: %s\n", m->id, m->title ? m->title : "-");
  g_string_append_printf(out, "  undertitel: %s\n  region: %s\n  udgiver: %s\n  periode: %s\n  status: %s\n  version: %s\n", m->subtitle ? m->subtitle : "-",
                         m->region ? m->region : "-", m->publisher ? m->publisher : "-", m->period ? m->period : "-", m->status_text ? m->status_text : "-",
                         m->version ? m->version : "-");
  if (m->banner) g_string_append_printf(out, "  på hver side: %s\n", m->banner);
  if (m->small_below) g_string_append_printf(out, "  små tal: skjul under %u\n", m->small_below);
  for (size_t i = 0; i < m->appendices.n; i++) {
    const appendix *x = &m->appendices.v[i];
    g_string_append_printf(out, "bilag #%s: %s (%s%s%s)%s%s\n", x->anchor, x->title, state_words[x->state], x->remark ? ": " : "", x->remark ? x->remark : "",
                           x->document ? " -> " : "", x->document ? x->document->id : "");
  }
  for (size_t i = 0; i < m->registers.n; i++) dump_register(out, m->registers.v[i]);
  for (size_t i = 0; i < m->documents.n; i++) dump_document(out, m->documents.v[i]);
  if (m->collection) g_string_append_printf(out, "samlet:\n");
  for (size_t i = 0; m->collection && i < m->collection->parts.n; i++) dump_document(out, m->collection->parts.v[i].doc);
}
