/* The content pass: Cairo's page streams, beacons in, marks out. One page in memory at a time.
 *
 * A small lexer walks the operators. A colour is read as a beacon: its serial says which state begins, so EMC and BDC take its place, with the
 * state's true ink. It is also the guard of "every painted thing is content or artifact": paint outside a mark, a colour that is no
 * beacon, a lost beacon and an operator that the painter never asks for are errors that name the page. Everything else is copied as it stands.
 *
 * MCIDs are given here, not by the painter: a mark exists when its paint exists. */
#include "pdf/pdf_int.h"

#include <math.h>
#include <string.h>

enum { NESTED_MAX = 8 };
typedef struct span_open { size_t at; bool painted; } span_open;   /* a span of Cairo's own (ActualText): where it begins in the output */
typedef struct pass {
  pdf_job *j; int page;
  const pdf_state *states; size_t count;
  GString *out;
  const char *copied;               /* input up to here is in the output */
  size_t now;                       /* serial of the state under way, 0 = none */
  uint32_t mark;                    /* the mark that is open, 0 = none */
  bool actual_open;                 /* a span with a state's own text is open */
  uint16_t ink[2][3]; bool ink_set[2];                           /* written last: fill, stroke */
  bool painted;                     /* something stands in the open mark */
  bool turned, in_text;
  int depth;                        /* of q */
  span_open nested[NESTED_MAX]; int nested_count;
  double operands[6]; int operand_count;                         /* the last numbers before the operator */
} pass;

static bool fail(pass *p, const char *what) { return pdf_fail(p->j, "side %d: %s", p->page + 1, what); }

static void copy_to(pass *p, const char *to) {
  g_string_append_len(p->out, p->copied, (gssize)(to - p->copied));
  p->copied = to;
}

tag_element *pdf_element_of(tag_element *e) { return e->role == TAG_TEXT ? e->parent : e; }

/* ---- marks ---- */

static void put_artifact(GString *s, artifact_kind kind, const page *pg) {
  g_string_append(s, "/Artifact<<");
  switch (kind) {
  case ARTIFACT_NONE: case ARTIFACT_LAYOUT: g_string_append(s, "/Type/Layout"); break;
  case ARTIFACT_HEADER: g_string_append(s, "/Type/Pagination/Subtype/Header/Attached[/Top]"); break;
  case ARTIFACT_FOOTER: g_string_append(s, "/Type/Pagination/Subtype/Footer/Attached[/Bottom]"); break;
  case ARTIFACT_PAGINATION: g_string_append(s, "/Type/Pagination"); break;
  case ARTIFACT_BACKGROUND:         /* ISO 32000-1 table 330: a background has its box */
    g_string_append(s, "/Type/Background/BBox[0 0 ");
    pdf_put_real(s, pg->width);
    g_string_append_c(s, ' ');
    pdf_put_real(s, pg->height);
    g_string_append_c(s, ']');
    break;
  }
  g_string_append(s, ">>BDC\n");
}

static void close_mark(pass *p) {
  if (p->actual_open) g_string_append(p->out, "EMC\n");
  if (p->mark) g_string_append(p->out, "EMC\n");
  if (p->mark && !p->painted && p->states[p->now - 1].owner) fail(p, "a mark without paint");
  p->actual_open = false;
  p->mark = 0;
}

static void open_mark(pass *p, const pdf_state *s) {
  p->mark = s->mark;
  p->painted = false;
  if (!s->owner) {
    put_artifact(p->out, (artifact_kind)s->artifact, p->j->r->pages.v[p->page]);
    return;
  }
  tag_element *element = pdf_element_of(s->owner);
  pdf_page *pg = &p->j->pages[p->page];
  int mcid = (int)pg->marks++;
  g_array_append_val(p->j->marks, element);
  tag_mark_add(p->j->r->tags, s->owner, p->page, mcid);
  g_string_append_c(p->out, '/');
  g_string_append(p->out, tag_role_name((tag_role)element->role));
  g_string_append(p->out, "<</MCID ");
  pdf_put_int(p->out, mcid);
  g_string_append(p->out, ">>BDC\n");
}

/* The true ink, when it is not the one in force. */
static void put_ink(pass *p, const pdf_state *s, bool stroke) {
  if (p->ink_set[stroke] && !memcmp(p->ink[stroke], s->ink, sizeof s->ink)) return;
  memcpy(p->ink[stroke], s->ink, sizeof s->ink);
  p->ink_set[stroke] = true;
  bool grey = s->ink[0] == s->ink[1] && s->ink[1] == s->ink[2];
  for (int i = 0; i < (grey ? 1 : 3); i++) {
    pdf_put_real(p->out, s->ink[i] / 1000.0);
    g_string_append_c(p->out, ' ');
  }
  g_string_append(p->out, grey ? (stroke ? "G\n" : "g\n") : (stroke ? "RG\n" : "rg\n"));
}

/* A beacon may be missing only where nothing was to be seen: an artifact off the page. */
static bool may_skip(const pass *p, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (p->states[i].owner) return false;
  return true;
}

/* Cairo turns the y axis with the page's height in whole points; the page is its own height high. */
static bool turn_axis(pass *p, const char *operands, const char *after) {
  const page *pg = p->j->r->pages.v[p->page];
  const double turned[6] = { 1, 0, 0, -1, 0, ceil(pg->height) };
  bool as_known = p->operand_count == 6;
  for (int i = 0; i < 6 && as_known; i++) as_known = fabs(p->operands[i] - turned[i]) < 0.001;
  if (!as_known) return fail(p, "a content stream that does not begin by turning the y axis");
  copy_to(p, operands);
  g_string_append(p->out, "1 0 0 -1 0 ");
  pdf_put_real(p->out, pg->height);
  g_string_append(p->out, " cm");
  p->copied = after;
  p->turned = true;
  return true;
}

static bool take_beacon(pass *p, bool stroke) {
  uint32_t serial;
  uint8_t ink[3];
  if (p->operand_count < 3 || !pdf_beacon_read(p->operands + p->operand_count - 3, &serial, ink))
    return fail(p, "a colour that is no beacon");
  if (serial == 0) {                /* painted under no owner */
    close_mark(p);
    p->now = 0;
    return true;
  }
  if (serial > p->count || serial < p->now || !may_skip(p, p->now, serial - 1))
    return fail(p, "a beacon is missing: paint was lost or lies off the page");
  const pdf_state *s = &p->states[serial - 1];
  for (int i = 0; i < 3; i++)
    if (pdf_beacon_ink(s->ink[i]) != ink[i]) return fail(p, "a beacon's ink is not its state's");
  if (p->in_text || p->nested_count) return fail(p, "a change of mark inside a text object");
  bool changed = serial != p->now;
  if (s->mark != p->mark || (changed && p->actual_open)) {
    close_mark(p);
    open_mark(p, s);
  }
  p->now = serial;
  put_ink(p, s, stroke);
  if (s->actual && !p->actual_open) {
    g_string_append(p->out, "/Span<</ActualText");
    pdf_put_text(p->out, s->actual);
    g_string_append(p->out, ">>BDC\n");
    p->actual_open = true;
  }
  return !p->j->error;
}

/* A Do is the painter's next state: what is inside the XObject has inks of its own, so no colour can announce it. */
static bool take_image(pass *p, const char *operands) {
  if (p->now >= p->count || !p->states[p->now].image) return fail(p, "an XObject that the painter never asked for");
  const pdf_state *s = &p->states[p->now++];
  copy_to(p, operands);
  if (s->mark != p->mark) {
    close_mark(p);
    open_mark(p, s);
  }
  p->painted = true;
  return !p->j->error;
}

/* ---- operators ---- */

typedef enum operator_kind {
  OP_OTHER, OP_PAINT, OP_IMAGE, OP_FILL_INK, OP_STROKE_INK, OP_BEGIN_TEXT, OP_END_TEXT, OP_SAVE, OP_RESTORE, OP_MATRIX, OP_BEGIN_SPAN, OP_END_SPAN, OP_REFUSED
} operator_kind;

static operator_kind kind_of(const pdf_token *t) {
  static const struct { const char *word; operator_kind kind; } table[] = {
    { "Tj", OP_PAINT }, { "TJ", OP_PAINT }, { "'", OP_PAINT }, { "\"", OP_PAINT }, { "f", OP_PAINT }, { "f*", OP_PAINT }, { "F", OP_PAINT },
    { "B", OP_PAINT }, { "B*", OP_PAINT }, { "b", OP_PAINT }, { "b*", OP_PAINT }, { "S", OP_PAINT }, { "s", OP_PAINT }, { "Do", OP_IMAGE },
    { "sh", OP_PAINT }, { "rg", OP_FILL_INK }, { "RG", OP_STROKE_INK }, { "BT", OP_BEGIN_TEXT }, { "ET", OP_END_TEXT }, { "q", OP_SAVE },
    { "Q", OP_RESTORE }, { "cm", OP_MATRIX }, { "BDC", OP_BEGIN_SPAN }, { "BMC", OP_BEGIN_SPAN }, { "EMC", OP_END_SPAN },
    { "BI", OP_REFUSED }, { "g", OP_REFUSED }, { "G", OP_REFUSED }, { "k", OP_REFUSED }, { "K", OP_REFUSED }, { "cs", OP_REFUSED },
    { "CS", OP_REFUSED }, { "sc", OP_REFUSED }, { "SC", OP_REFUSED }, { "scn", OP_REFUSED }, { "SCN", OP_REFUSED },
  };
  if (t->length > 3) return OP_OTHER;
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].word[0] == t->at[0] && pdf_token_is(t, table[i].word)) return table[i].kind;
  return OP_OTHER;
}

static bool paint(pass *p) {
  if (!p->mark) return fail(p, "paint outside a mark");
  p->painted = true;
  if (p->nested_count) p->nested[p->nested_count - 1].painted = true;
  return true;
}

/* Cairo's spans carry ActualText. One round nothing says a text that is not there: it goes. */
static bool begin_span(pass *p, const char *operands) {
  if (p->nested_count == NESTED_MAX) return fail(p, "spans nested too deep");
  copy_to(p, operands);
  p->nested[p->nested_count++] = (span_open){ p->out->len, false };
  return true;
}

static bool end_span(pass *p, const char *after) {
  if (p->nested_count == 0) return fail(p, "EMC without BDC");
  span_open s = p->nested[--p->nested_count];
  copy_to(p, after);
  if (!s.painted)
    g_string_truncate(p->out, s.at);
  else if (p->nested_count)
    p->nested[p->nested_count - 1].painted = true;
  return true;
}

/* After Q the colours are those of its q: forget ours, and let the next beacon open a mark. */
static void restore(pass *p, const char *operands) {
  copy_to(p, operands);
  close_mark(p);
  p->ink_set[0] = p->ink_set[1] = false;
  p->depth--;
}

/* operands: where the operator's operands begin; t: the operator. */
static bool run_operator(pass *p, const char *operands, const pdf_token *t) {
  const char *after = t->at + t->length;
  operator_kind kind = kind_of(t);
  switch (kind) {
  case OP_OTHER: return true;
  case OP_PAINT: return paint(p);
  case OP_IMAGE: return take_image(p, operands);
  case OP_FILL_INK: case OP_STROKE_INK:
    copy_to(p, operands);
    p->copied = after + (*after == ' ' || *after == '\n');
    return take_beacon(p, kind == OP_STROKE_INK);
  case OP_BEGIN_TEXT: p->in_text = true; return true;
  case OP_END_TEXT: p->in_text = false; return true;
  case OP_SAVE: p->depth++; return true;
  case OP_RESTORE: restore(p, operands); return p->depth >= 0 || fail(p, "Q without q");
  case OP_MATRIX: return p->turned || turn_axis(p, operands, after);
  case OP_BEGIN_SPAN: return begin_span(p, operands);
  case OP_END_SPAN: return end_span(p, after);
  case OP_REFUSED: return fail(p, "an operator that the painter never asks for");
  }
  return true;
}

static void note_operand(pass *p, const pdf_token *t) {
  enum { ROOM = G_N_ELEMENTS(p->operands) };
  if (p->operand_count == ROOM) {
    memmove(p->operands, p->operands + 1, (ROOM - 1) * sizeof *p->operands);
    p->operand_count--;
  }
  p->operands[p->operand_count++] = pdf_number(t);
}

static bool rewrite(pass *p, const char *data, size_t length) {
  pdf_lexer l = { data, data + length };
  const char *operands = NULL;
  p->copied = data;
  for (pdf_token t; (t = pdf_next(&l)).kind != TOKEN_END;) {
    if (!operands) operands = t.at;
    if (t.kind == TOKEN_NUMBER) note_operand(p, &t);
    if (t.kind != TOKEN_WORD || pdf_token_is(&t, "true") || pdf_token_is(&t, "false") || pdf_token_is(&t, "null")) continue;
    if (!run_operator(p, operands, &t)) return false;
    operands = NULL;
    p->operand_count = 0;
  }
  copy_to(p, data + length);
  if (p->nested_count || p->in_text || p->depth) return fail(p, "an unfinished content stream");
  close_mark(p);
  if (!may_skip(p, p->now, p->count)) return fail(p, "a beacon is missing: the last paint was lost or lies off the page");
  return !p->j->error;
}

bool pdf_content_write(pdf_job *j) {
  GString *out = g_string_new(NULL);
  bool good = true;
  for (int i = 0; good && i < j->page_count; i++) {
    pdf_page *pg = &j->pages[i];
    unsigned char *data;
    size_t length;
    pg->first_mark = j->marks->len;
    if (!(good = pdf_source_content(j, i, &data, &length))) break;
    g_string_truncate(out, 0);
    pass p = { .j = j, .page = i, .states = &g_array_index(j->states, pdf_state, pg->first_state), .count = pg->states, .out = out };
    good = rewrite(&p, (const char *)data, length);
    if (good) pdf_out_stream(j->out, pg->contents, "", out->str, out->len, true);
    pdf_source_content_free(data);
  }
  g_string_free(out, TRUE);
  return good;
}
