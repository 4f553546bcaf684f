/* Attached files, associated with the document (ISO 19005-3 6.8): the workbook that holds the same figures. Sorted by name. */
#include "pdf/pdf_int.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *x, const void *y) {
  return strcmp(((const pdf_attachment *)x)->name, ((const pdf_attachment *)y)->name);
}

static int write_data(pdf_job *j, const pdf_attachment *f) {
  int object = pdf_out_reserve(j->out, 1);
  GString *keys = g_string_new("/Type/EmbeddedFile/Subtype");
  pdf_put_name(keys, f->mime ? f->mime : "application/octet-stream");
  g_string_append(keys, "/Params<</Size ");
  pdf_put_int(keys, (int64_t)f->length);
  if (j->r->info.created.year) {
    g_string_append(keys, "/ModDate");
    pdf_date(keys, j->r->info.created);
  }
  g_string_append(keys, ">>");
  pdf_out_stream(j->out, object, keys->str, f->data, f->length, true);
  g_string_free(keys, TRUE);
  return object;
}

static int write_file(pdf_job *j, const pdf_attachment *f) {
  int data = write_data(j, f), object = pdf_out_reserve(j->out, 1);
  GString *s = pdf_out_begin(j->out, object);
  g_string_append(s, "<</Type/Filespec/AFRelationship/Data/F");
  pdf_put_text(s, f->name);
  g_string_append(s, "/UF");
  pdf_put_text(s, f->name);
  if (f->description) {
    g_string_append(s, "/Desc");
    pdf_put_text(s, f->description);
  }
  g_string_append(s, "/EF<</F");
  pdf_put_ref(s, data);
  g_string_append(s, "/UF");
  pdf_put_ref(s, data);
  g_string_append(s, ">>>>");
  pdf_out_end(j->out);
  return object;
}

int pdf_files_write(pdf_job *j, GString *af) {
  size_t n = j->attachment_count;
  if (n == 0) return 0;
  pdf_attachment *files = ARENA_ARRAY(j->a, pdf_attachment, n);
  memcpy(files, j->attachments, n * sizeof *files);
  qsort(files, n, sizeof *files, compare_names);
  pdf_entry *entries = ARENA_ARRAY(j->a, pdf_entry, n);
  g_string_append_c(af, '[');
  for (size_t i = 0; i < n; i++) {
    if (i && compare_names(&files[i], &files[i - 1]) == 0) return pdf_fail(j, "two attachments are called \"%s\"", files[i].name);
    int object = write_file(j, &files[i]);
    pdf_put_ref(af, object);
    entries[i] = (pdf_entry){ files[i].name, 0, arena_printf(j->a, " %d 0 R", object) };
  }
  g_string_append_c(af, ']');
  return pdf_tree_write(j->out, entries, n, true);
}
