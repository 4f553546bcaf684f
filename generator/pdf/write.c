/* The room's door, and the order of the work:
 *
 *   paint.c     pages through Cairo into memory, each operation's colour naming its mark
 *   source.c    libqpdf reads that file
 *   content.c   page by page: colours become marks, marks enter the tree, streams go to the output file
 *   structure.c the structure tree, streamed
 *   source.c    pages, fonts and the rest of Cairo's objects, corrected
 *   links.c …   destinations, annotations, bookmarks, metadata, attachments; then the catalog
 *
 * One file, one section, each object written once (out.c). */
#include "pdf/pdf_int.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

bool pdf_fail(pdf_job *j, const char *format, ...) {
  if (j->error) return false;
  va_list args;
  va_start(args, format);
  gchar *text = g_strdup_vprintf(format, args);
  va_end(args);
  j->error = arena_strdup(j->r->tags->arena, text);
  g_free(text);
  return false;
}

/* Forgets what an earlier writing noted in the tree, and sees that each note has an id (ISO 14289-1 7.9). */
static void prepare_tree(pdf_job *j, tag_element *e, int *note) {
  e->marked = false;
  e->more.n = 0;
  if (e->extra) e->extra->annotations.n = 0;
  if (e->role == TAG_NOTE) {
    tag_extra *x = tag_extra_of(j->r->tags, e);
    ++*note;
    if (!x->id) x->id = arena_printf(j->r->tags->arena, "note.%d", *note);
  }
  for (tag_element *k = e->first; k; k = k->next) prepare_tree(j, k, note);
}

static bool check_input(pdf_job *j) {
  if (j->page_count == 0) return pdf_fail(j, "the document has no pages");
  if (!j->r->info.title || !*j->r->info.title) return pdf_fail(j, "the document has no title");
  for (int i = 0; i < j->page_count; i++) {
    const page *p = j->r->pages.v[i];
    if (!(p->width >= 3 && p->height >= 3 && p->width <= 14400 && p->height <= 14400))   /* ISO 19005-2 6.1.13 */
      return pdf_fail(j, "side %d: a page of this size cannot be", i + 1);
  }
  return true;
}

static void put_page_keys(pdf_job *j, int i, GString *s) {
  const pdf_page *pg = &j->pages[i];
  const page *size = j->r->pages.v[i];
  g_string_append(s, "/MediaBox[0 0 ");
  pdf_put_real(s, size->width);
  g_string_append_c(s, ' ');
  pdf_put_real(s, size->height);
  g_string_append(s, "]/StructParents ");
  pdf_put_int(s, i);
  g_string_append(s, "/Tabs/S");
  if (pg->annotations == 0) return;
  g_string_append(s, "/Annots[");
  for (size_t k = 0; k < pg->annotations; k++) pdf_put_ref(s, j->annotations.v[pg->first_annotation + k].object);
  g_string_append_c(s, ']');
}

static void put_key_ref(GString *s, const char *key, int object) {
  if (!object) return;
  g_string_append(s, key);
  pdf_put_ref(s, object);
}

static void put_names(GString *s, int dests, int files) {
  if (!dests && !files) return;
  g_string_append(s, "/Names<<");
  put_key_ref(s, "/Dests", dests);
  put_key_ref(s, "/EmbeddedFiles", files);
  g_string_append(s, ">>");
}

/* Everything but the pages and the structure; gives the catalog's object. */
static int write_catalog(pdf_job *j, int structure) {
  GString *af = g_string_new(NULL), *labels = g_string_new(NULL);
  int dests = pdf_dests_write(j), bookmarks = j->error ? 0 : pdf_outline_write(j), files = pdf_files_write(j, af);
  int metadata = pdf_metadata_write(j), intent = pdf_intent_write(j), catalog = pdf_out_reserve(j->out, 1);
  bool labelled = pdf_page_labels(j, labels);
  pdf_links_write(j);
  GString *s = pdf_out_begin(j->out, catalog);
  g_string_append(s, "<</Type/Catalog/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang");
  pdf_put_bytes(s, j->r->info.lang ? j->r->info.lang : "da-DK");
  put_key_ref(s, "/Pages", pdf_source_pages(j->source));
  put_key_ref(s, "/StructTreeRoot", structure);
  put_key_ref(s, "/Metadata", metadata);
  g_string_append(s, "/OutputIntents[");
  pdf_put_ref(s, intent);
  g_string_append_c(s, ']');
  put_key_ref(s, "/PageMode/UseOutlines/Outlines", bookmarks);
  if (labelled) {
    g_string_append(s, "/PageLabels");
    g_string_append(s, labels->str);
  }
  put_names(s, dests, files);
  if (files) {
    g_string_append(s, "/AF");
    g_string_append(s, af->str);
  }
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  g_string_free(af, TRUE);
  g_string_free(labels, TRUE);
  return catalog;
}

static bool complete(pdf_job *j) {
  const char *what;
  if (!pdf_content_write(j)) return false;
  tag_prune(j->r->tags);
  if (!tag_check(j->r->tags, &what)) return pdf_fail(j, "%s", what);
  int first = pdf_out_reserve(j->out, (int)j->annotations.n);
  for (size_t i = 0; i < j->annotations.n; i++) j->annotations.v[i].object = first + (int)i;
  int structure = pdf_structure_write(j);
  if (j->error || !pdf_source_copy(j, put_page_keys)) return false;
  int catalog = write_catalog(j, structure), info = pdf_info_write(j);
  if (j->error) return false;
  const char *error = NULL;
  bool good = pdf_out_finish(j->out, catalog, info, &error);
  j->out = NULL;
  return good || pdf_fail(j, "%s", error);
}

static bool write_file(pdf_job *j, const char *path) {
  int notes = 0;
  if (!check_input(j)) return false;
  prepare_tree(j, j->r->tags->root, &notes);
  pdf_links_gather(j);
  if (!pdf_paint(j) || !pdf_source_open(j)) return false;
  j->out = pdf_out_open(path, pdf_source_size(j->source));
  if (!j->out) return pdf_fail(j, "%s", system_reason(errno));
  return complete(j);
}

bool pdf_write(layout_result *r, const pdf_attachment *attachments, size_t count, const char *path, const char **error) {
  pdf_job j = { .r = r, .attachments = attachments, .attachment_count = count, .a = arena_new(), .page_count = (int)r->pages.n };
  j.pages = ARENA_ARRAY(j.a, pdf_page, r->pages.n);
  j.states = g_array_new(FALSE, FALSE, sizeof(pdf_state));
  j.marks = g_array_new(FALSE, FALSE, sizeof(tag_element *));
  j.drawn = g_byte_array_new();
  bool good = write_file(&j, path);
  pdf_out_abandon(j.out);
  pdf_source_close(j.source);
  g_byte_array_free(j.drawn, TRUE);
  g_array_free(j.states, TRUE);
  g_array_free(j.marks, TRUE);
  arena_free(j.a);
  if (!good) *error = j.error;
  return good;
}
