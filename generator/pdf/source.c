/* Cairo's file, read by libqpdf and copied object by object, with the corrections that PDF/UA and PDF/A ask for. No other file knows qpdf's header.
 *
 * libqpdf reads (any form of cross-reference, any filter, so a newer Cairo does no harm) and prints an object as text; corrections remove a key
 * or append one to that text. References are found in the text itself, so only what the pages reach is copied: Cairo's catalog, its Info with
 * the clock's time and its indirect lengths stay behind. */
#include "pdf/pdf_int.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum { FIX_NONE, FIX_DONE, FIX_TOUNICODE };                      /* what is to be done with an object, by number */
struct pdf_source {
  qpdf_data q;
  int size, pages;
  GByteArray *state;                /* by object number */
  int *page_of;                     /* index of the page that an object is */
  GArray *queue;                    /* int: objects met and not yet copied */
  char *producer;
};

static bool failed(pdf_job *j, QPDF_ERROR_CODE code) {
  if (!(code & QPDF_ERRORS) && !qpdf_has_error(j->source->q)) return false;
  qpdf_error e = qpdf_get_error(j->source->q);
  pdf_fail(j, "qpdf: %s", e ? qpdf_get_error_full_text(j->source->q, e) : "cannot read Cairo's file");
  return true;
}

static int id_of_key(const pdf_source *s, qpdf_oh dictionary, const char *key) {
  qpdf_oh v = qpdf_oh_get_key(s->q, dictionary, key);
  int id = qpdf_oh_get_object_id(s->q, v);
  qpdf_oh_release(s->q, v);
  return id;
}

static void read_trailer(pdf_source *s) {
  qpdf_oh trailer = qpdf_get_trailer(s->q), size = qpdf_oh_get_key(s->q, trailer, "/Size"), root = qpdf_get_root(s->q);
  qpdf_oh info = qpdf_oh_get_key(s->q, trailer, "/Info"), producer = qpdf_oh_get_key_if_dict(s->q, info, "/Producer");
  s->size = (int)qpdf_oh_get_int_value(s->q, size);
  s->pages = id_of_key(s, root, "/Pages");
  s->producer = g_strdup(qpdf_oh_is_string(s->q, producer) ? qpdf_oh_get_utf8_value(s->q, producer) : "cairo");
  qpdf_oh_release_all(s->q);
}

bool pdf_source_open(pdf_job *j) {
  pdf_source *s = j->source = g_new0(pdf_source, 1);
  s->q = qpdf_init();
  s->state = g_byte_array_new();
  s->queue = g_array_new(FALSE, FALSE, sizeof(int));
  qpdf_silence_errors(s->q);
  qpdf_set_suppress_warnings(s->q, QPDF_TRUE);
  if (failed(j, qpdf_read_memory(s->q, "cairo", (const char *)j->drawn->data, j->drawn->len, NULL))) return false;
  if (qpdf_get_num_pages(s->q) != j->page_count) return pdf_fail(j, "cairo wrote %d pages of %d", qpdf_get_num_pages(s->q), j->page_count);
  read_trailer(s);
  g_byte_array_set_size(s->state, (guint)s->size);
  memset(s->state->data, FIX_NONE, (size_t)s->size);
  s->page_of = g_new0(int, s->size);
  for (int i = 0; i < j->page_count; i++) {
    qpdf_oh leaf = qpdf_get_page_n(s->q, (size_t)i);
    j->pages[i].object = qpdf_oh_get_object_id(s->q, leaf);
    j->pages[i].contents = id_of_key(s, leaf, "/Contents");
    qpdf_oh_release(s->q, leaf);
    s->page_of[j->pages[i].object] = i;
    if (j->pages[i].contents <= 0) return pdf_fail(j, "side %d: its content is not one stream", i + 1);
  }
  return !failed(j, QPDF_SUCCESS);
}

void pdf_source_close(pdf_source *s) {
  if (!s) return;
  qpdf_cleanup(&s->q);
  g_byte_array_free(s->state, TRUE);
  g_array_free(s->queue, TRUE);
  g_free(s->page_of);
  g_free(s->producer);
  g_free(s);
}

int pdf_source_size(const pdf_source *s) { return s->size; }
int pdf_source_pages(const pdf_source *s) { return s->pages; }
const char *pdf_source_producer(const pdf_source *s) { return s->producer; }

static bool stream_data(pdf_job *j, qpdf_oh stream, enum qpdf_stream_decode_level_e level, unsigned char **data, size_t *length) {
  QPDF_BOOL filtered;
  *data = NULL;
  if (failed(j, qpdf_oh_get_stream_data(j->source->q, stream, level, &filtered, data, length))) return false;
  return true;
}

bool pdf_source_content(pdf_job *j, int i, unsigned char **data, size_t *length) {
  pdf_source *s = j->source;
  qpdf_oh stream = qpdf_get_object_by_id(s->q, j->pages[i].contents, 0);
  bool good = qpdf_oh_is_stream(s->q, stream) ? stream_data(j, stream, qpdf_dl_generalized, data, length)
                                              : pdf_fail(j, "side %d: its content is not a stream", i + 1);
  qpdf_oh_release(s->q, stream);
  s->state->data[j->pages[i].contents] = FIX_DONE;
  return good;
}

void pdf_source_content_free(unsigned char *data) { free(data); }

/* ---- copying ---- */

static void want(pdf_source *s, int id) {
  if (id <= 0 || id >= s->size || s->state->data[id] != FIX_NONE) return;
  s->state->data[id] = FIX_DONE;
  g_array_append_val(s->queue, id);
}

/* Puts every "N 0 R" of an object's text into the queue. */
static void want_references(pdf_source *s, const char *text) {
  pdf_lexer l = { text, text + strlen(text) };
  pdf_token first = { 0 }, second = { 0 }, t;
  while ((t = pdf_next(&l)).kind != TOKEN_END) {
    if (t.kind == TOKEN_WORD && pdf_token_is(&t, "R") && first.kind == TOKEN_NUMBER && second.kind == TOKEN_NUMBER) want(s, (int)pdf_number(&first));
    first = second;
    second = t;
  }
}

/* Ligatures that the text says as letters, should a face bring them although they are off: readers find "fi", not U+FB01. */
static void spell_ligatures(GString *cmap) {
  static const struct { const char *from, *to; } spelled[] = {
    { "> <fb00>", "> <00660066>" }, { "> <fb01>", "> <00660069>" }, { "> <fb02>", "> <0066006c>" }, { "> <fb03>", "> <006600660069>" },
    { "> <fb04>", "> <00660066006c>" }, { "> <fb05>", "> <00730074>" }, { "> <fb06>", "> <00730074>" },
  };
  if (!strstr(cmap->str, "> <fb0")) return;
  for (size_t i = 0; i < G_N_ELEMENTS(spelled); i++) g_string_replace(cmap, spelled[i].from, spelled[i].to, 0);
}

static bool is_of_type(const pdf_source *s, qpdf_oh o, const char *type, const char *subtype) {
  return qpdf_oh_is_dictionary_of_type(s->q, o, type, subtype);
}

static void put_without_end(GString *out, const char *dictionary) {
  size_t n = strlen(dictionary);
  g_string_append_len(out, dictionary, (gssize)(n >= 2 ? n - 2 : n));   /* it ends in ">>" */
}

static void copy_page(pdf_job *j, qpdf_oh leaf, int id, void (*page_keys)(pdf_job *, int, GString *)) {
  pdf_source *s = j->source;
  qpdf_oh_remove_key(s->q, leaf, "/Annots");
  qpdf_oh_remove_key(s->q, leaf, "/MediaBox");
  const char *text = qpdf_oh_unparse_resolved(s->q, leaf);
  want_references(s, text);
  GString *out = pdf_out_begin(j->out, id);
  put_without_end(out, text);
  page_keys(j, s->page_of[id], out);
  g_string_append(out, ">>");
  pdf_out_end(j->out);
}

/* A font, and any other dictionary, array or scalar. Cairo leaves out the CIDToGIDMap that ISO 14289-1 7.21.3.2 demands. */
static void copy_plain(pdf_job *j, qpdf_oh o, int id) {
  pdf_source *s = j->source;
  bool dictionary = qpdf_oh_is_dictionary(s->q, o);
  bool map = dictionary && is_of_type(s, o, "/Font", "/CIDFontType2") && !qpdf_oh_has_key(s->q, o, "/CIDToGIDMap");
  if (dictionary && is_of_type(s, o, "/Font", NULL)) {
    int cmap = id_of_key(s, o, "/ToUnicode");
    if (cmap > 0 && cmap < s->size && s->state->data[cmap] == FIX_NONE) {
      s->state->data[cmap] = FIX_TOUNICODE;
      g_array_append_val(s->queue, cmap);
    }
  }
  const char *text = qpdf_oh_unparse_resolved(s->q, o);
  want_references(s, text);
  GString *out = pdf_out_begin(j->out, id);
  if (map) {
    put_without_end(out, text);
    g_string_append(out, "/CIDToGIDMap/Identity>>");
  } else {
    g_string_append(out, text);
  }
  pdf_out_end(j->out);
}

/* The stream as it is, its length made direct; /Interpolate goes (ISO 19005-2 6.2.8), as PDF/A forbids true and false says nothing. */
static bool copy_stream(pdf_job *j, qpdf_oh stream, int id, bool to_unicode) {
  pdf_source *s = j->source;
  qpdf_oh dictionary = qpdf_oh_get_dict(s->q, stream);
  unsigned char *data;
  size_t length;
  if (!stream_data(j, stream, to_unicode ? qpdf_dl_generalized : qpdf_dl_none, &data, &length)) return false;
  qpdf_oh_remove_key(s->q, dictionary, "/Length");
  qpdf_oh_remove_key(s->q, dictionary, "/Interpolate");
  if (to_unicode) {
    qpdf_oh_remove_key(s->q, dictionary, "/Filter");
    qpdf_oh_remove_key(s->q, dictionary, "/DecodeParms");
  }
  const char *text = qpdf_oh_unparse_resolved(s->q, dictionary);
  want_references(s, text);
  GString *keys = g_string_new(NULL);
  put_without_end(keys, text + 2);
  if (to_unicode) {
    GString *cmap = g_string_new_len((const char *)data, (gssize)length);
    spell_ligatures(cmap);
    pdf_out_stream(j->out, id, keys->str, cmap->str, cmap->len, true);
    g_string_free(cmap, TRUE);
  } else {
    pdf_out_stream(j->out, id, keys->str, data, length, false);
  }
  g_string_free(keys, TRUE);
  free(data);
  qpdf_oh_release(s->q, dictionary);
  return true;
}

bool pdf_source_copy(pdf_job *j, void (*page_keys)(pdf_job *j, int page, GString *s)) {
  pdf_source *s = j->source;
  want(s, s->pages);
  bool good = true;
  for (guint i = 0; good && i < s->queue->len; i++) {
    int id = g_array_index(s->queue, int, i);
    bool to_unicode = s->state->data[id] == FIX_TOUNICODE;
    s->state->data[id] = FIX_DONE;
    qpdf_oh o = qpdf_get_object_by_id(s->q, id, 0);
    if (qpdf_oh_is_stream(s->q, o))
      good = copy_stream(j, o, id, to_unicode);
    else if (is_of_type(s, o, "/Page", NULL))
      copy_page(j, o, id, page_keys);
    else
      copy_plain(j, o, id);
    qpdf_oh_release(s->q, o);
  }
  return good && !failed(j, QPDF_SUCCESS);
}
