/* The file, object by object (ISO 32000-1 7.5).
 *
 * One section, written from front to back while the objects come: streams as they are, all other objects packed by the hundred into compressed
 * object streams, at the end one compressed cross-reference stream. Memory holds one object stream and eight bytes an object; so 200,000
 * structure elements cost their text once and are gone.
 *
 * Rejected: libqpdf's writer, which wants every object as a tree in memory first (a table of 20,000 rows × 9 columns: +4.5 s and 527 MiB against
 * Cairo alone), and an incremental update behind a file that libqpdf wrote (it renumbers the pages that our elements point to, and the
 * file has two sections). Cairo's objects keep their numbers, ours follow, so nothing has to be known twice. */
#include "pdf/pdf_int.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

/* 256 objects: on the table above object streams of 100 are 6 % larger; a reader that wants one element inflates about 15 kB. */
enum { PACK_OBJECTS = 256, PACK_LEVEL = 6 };

typedef struct place { uint32_t where; uint16_t index; uint8_t type; } place;   /* a cross-reference: type 0 free, 1 offset, 2 in a stream */
struct pdf_out {
  FILE *file; char *path; int error;
  uint64_t offset;
  GArray *places;
  GChecksum *sum;                   /* of all bytes so far: the file's ID */
  GString *pack, *pack_head; int pack_count;                     /* the object stream under way */
  bool open;                        /* an object under way */
  z_stream z; GByteArray *packed;
};

static void put(pdf_out *o, const void *data, size_t n) {
  if (o->error || n == 0) return;
  if (fwrite(data, 1, n, o->file) != n) o->error = errno ? errno : EIO;
  g_checksum_update(o->sum, data, (gssize)n);
  o->offset += n;
}

static void put_string(pdf_out *o, const GString *s) { put(o, s->str, s->len); }

static void note(pdf_out *o, int object, uint8_t type, uint64_t where, unsigned index) {
  if (where > UINT32_MAX) o->error = EFBIG;
  if ((guint)object >= o->places->len) g_array_set_size(o->places, (guint)object + 1);
  place *p = &g_array_index(o->places, place, object);
  g_assert(p->type == 0);                                        /* an object is written once */
  *p = (place){ (uint32_t)where, (uint16_t)index, type };
}

pdf_out *pdf_out_open(const char *path, int first_free) {
  FILE *f = g_fopen(path, "wb");
  if (!f) return NULL;
  pdf_out *o = g_new0(pdf_out, 1);
  o->file = f;
  o->path = g_strdup(path);
  o->places = g_array_new(FALSE, TRUE, sizeof(place));
  g_array_set_size(o->places, (guint)first_free);
  o->sum = g_checksum_new(G_CHECKSUM_MD5);
  o->pack = g_string_new(NULL);
  o->pack_head = g_string_new(NULL);
  o->packed = g_byte_array_new();
  if (deflateInit(&o->z, PACK_LEVEL) != Z_OK) g_error("zlib: no memory");
  static const char head[] = "%PDF-1.7\n%\342\343\317\323\n";
  put(o, head, sizeof head - 1);
  return o;
}

int pdf_out_reserve(pdf_out *o, int count) {
  guint first = o->places->len;
  g_array_set_size(o->places, first + (guint)count);
  return (int)first;
}

/* Deflates into o->packed, which is kept from call to call. */
static void pack(pdf_out *o, const void *data, size_t n) {
  g_byte_array_set_size(o->packed, (guint)deflateBound(&o->z, (uLong)n));
  deflateReset(&o->z);
  union { const void *in; Bytef *out; } bytes = { data };        /* zlib takes its input without const */
  o->z.next_in = bytes.out;
  o->z.avail_in = (uInt)n;
  o->z.next_out = o->packed->data;
  o->z.avail_out = o->packed->len;
  if (deflate(&o->z, Z_FINISH) != Z_STREAM_END) g_error("zlib: output did not fit its own bound");
  g_byte_array_set_size(o->packed, (guint)o->z.total_out);
}

void pdf_out_stream(pdf_out *o, int object, const char *keys, const void *data, size_t length, bool packed) {
  if (length > G_MAXUINT / 2) {
    o->error = EFBIG;
    return;
  }
  note(o, object, 1, o->offset, 0);
  if (packed) {
    pack(o, data, length);
    data = o->packed->data;
    length = o->packed->len;
  }
  GString *s = g_string_sized_new(256);
  pdf_put_int(s, object);
  g_string_append(s, " 0 obj\n<<");
  g_string_append(s, keys);
  if (packed) g_string_append(s, "/Filter/FlateDecode");
  g_string_append(s, "/Length ");
  pdf_put_int(s, (int64_t)length);
  g_string_append(s, ">>\nstream\n");
  put_string(o, s);
  g_string_free(s, TRUE);
  put(o, data, length);
  static const char end[] = "\nendstream\nendobj\n";
  put(o, end, sizeof end - 1);
}

static void flush_pack(pdf_out *o) {
  if (o->pack_count == 0) return;
  int object = pdf_out_reserve(o, 1);
  const char *s = o->pack_head->str;                             /* "NUMBER OFFSET NUMBER OFFSET …" */
  for (int i = 0; i < o->pack_count; i++) {
    char *after;
    note(o, (int)g_ascii_strtoll(s, &after, 10), 2, (uint64_t)object, (unsigned)i);
    g_ascii_strtoll(after, &after, 10);
    s = after;
  }
  GString *keys = g_string_new("/Type/ObjStm/N ");
  pdf_put_int(keys, o->pack_count);
  g_string_append(keys, "/First ");
  pdf_put_int(keys, (int64_t)o->pack_head->len);
  g_string_prepend_len(o->pack, o->pack_head->str, (gssize)o->pack_head->len);
  pdf_out_stream(o, object, keys->str, o->pack->str, o->pack->len, true);
  g_string_free(keys, TRUE);
  g_string_truncate(o->pack, 0);
  g_string_truncate(o->pack_head, 0);
  o->pack_count = 0;
}

GString *pdf_out_begin(pdf_out *o, int object) {
  g_assert(!o->open);
  o->open = true;
  pdf_put_int(o->pack_head, object);
  g_string_append_c(o->pack_head, ' ');
  pdf_put_int(o->pack_head, (int64_t)o->pack->len);
  g_string_append_c(o->pack_head, ' ');
  return o->pack;
}

void pdf_out_end(pdf_out *o) {
  g_assert(o->open);
  o->open = false;
  g_string_append_c(o->pack, '\n');
  if (++o->pack_count == PACK_OBJECTS) flush_pack(o);
}

/* Lines of 7 bytes, each as its difference from the line above (PNG predictor "up"): lines that count on become equal. */
enum { LINE = 7 };
static GByteArray *reference_lines(const pdf_out *o) {
  GByteArray *out = g_byte_array_sized_new(o->places->len * (LINE + 1));
  guint8 above[LINE] = { 0 };
  for (guint i = 0; i < o->places->len; i++) {
    const place *p = &g_array_index(o->places, place, i);
    uint32_t w = p->where;
    guint8 line[LINE] = { p->type, (guint8)(w >> 24), (guint8)(w >> 16), (guint8)(w >> 8), (guint8)w, (guint8)(p->index >> 8), (guint8)p->index };
    if (i == 0) line[5] = line[6] = 255;                         /* object 0: free, generation 65535 */
    guint8 row[LINE + 1] = { 2 };
    for (int k = 0; k < LINE; k++) row[k + 1] = (guint8)(line[k] - above[k]);
    memcpy(above, line, LINE);
    g_byte_array_append(out, row, sizeof row);
  }
  return out;
}

static void put_references(pdf_out *o, int root, int info) {
  unsigned char id[16];
  gsize n = sizeof id;
  g_checksum_get_digest(o->sum, id, &n);
  int object = pdf_out_reserve(o, 1);
  uint64_t start = o->offset;
  GString *keys = g_string_new("/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Size ");
  pdf_put_int(keys, o->places->len);
  g_string_append(keys, "/Root");
  pdf_put_ref(keys, root);
  g_string_append(keys, "/Info");
  pdf_put_ref(keys, info);
  g_string_append(keys, "/ID[");
  pdf_put_hex(keys, id, n);
  pdf_put_hex(keys, id, n);
  g_string_append_c(keys, ']');
  g_array_index(o->places, place, object) = (place){ (uint32_t)start, 0, 1 };
  GByteArray *lines = reference_lines(o);
  g_array_index(o->places, place, object).type = 0;              /* pdf_out_stream notes it again */
  g_checksum_reset(o->sum);
  pdf_out_stream(o, object, keys->str, lines->data, lines->len, true);
  g_byte_array_free(lines, TRUE);
  g_string_assign(keys, "startxref\n");
  pdf_put_int(keys, (int64_t)start);
  g_string_append(keys, "\n%%EOF\n");
  put_string(o, keys);
  g_string_free(keys, TRUE);
}

/* Only a file of ours: the path may be a device. */
static void remove_file(const pdf_out *o) {
  struct stat st;
  if (stat(o->path, &st) == 0 && S_ISREG(st.st_mode)) g_remove(o->path);
}

static void release(pdf_out *o) {
  deflateEnd(&o->z);
  g_array_free(o->places, TRUE);
  g_checksum_free(o->sum);
  g_string_free(o->pack, TRUE);
  g_string_free(o->pack_head, TRUE);
  g_byte_array_free(o->packed, TRUE);
  g_free(o->path);
  g_free(o);
}

bool pdf_out_finish(pdf_out *o, int root, int info, const char **error) {
  flush_pack(o);
  put_references(o, root, info);
  if (fclose(o->file) != 0 && !o->error) o->error = errno;
  bool good = o->error == 0;
  if (!good) {
    *error = system_reason(o->error);
    remove_file(o);
  }
  release(o);
  return good;
}

void pdf_out_abandon(pdf_out *o) {
  if (!o) return;
  fclose(o->file);
  remove_file(o);
  release(o);
}
