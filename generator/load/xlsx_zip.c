/* The zip archive of a workbook: what kind of file it is, and its parts within bounds.
 *
 * Two guards, since the directory of an archive can lie: the sizes it states are checked before anything is unpacked, and the bytes that
 * really come are counted while they do. Nothing is written to disk, so names of parts can do no harm. libzip works on the file's bytes
 * in memory: they are read once, with the one limit for files of content, and cannot change under way. */
#include <zip.h>
#include "load/xlsx_int.h"

const xlsx_limits xlsx_limits_usual = {
  .entries = 2000, .part_mb = 256, .total_mb = 512, .ratio = 200, .ratio_from_kb = 1024, .cells = 2000000, .columns = 256,
  .text_mb = 128, .string_bytes = 4 * 32767, .depth = 64,
};

struct book_part { xlsx_book *book; const char *name; zip_file_t *file; uint64_t packed, bytes; };

static const uint64_t megabyte = (uint64_t)1024 * 1024;

static char *number_text(arena *a, uint32_t n) { return arena_printf(a, "%u", n); }

void book_damaged(xlsx_book *b, const char *part, const char *da, const char *en) {
  DIAG_SAY(b->d, XLSX_DAMAGED, b->at, arena_printf(b->a, "%s: %s", part, da), arena_printf(b->a, "%s: %s", part, en));
}

/* ---- what kind of file ---- */

static bool holds(const char *bytes, size_t length, const char *what, size_t n) {
  for (const char *p = bytes, *end = bytes + length; (size_t)(end - p) >= n; p++) {
    p = memchr(p, what[0], (size_t)(end - p) - n + 1);
    if (!p) return false;
    if (memcmp(p, what, n) == 0) return true;
  }
  return false;
}

/* An OLE file is an old workbook, or a new one in the wrapping of a password: the stream's name tells. False: reported. */
static bool not_ole(const xlsx_book *b, const char *bytes, size_t length) {
  static const char wrapped[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  if (length < 8 || memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0) return true;
  if (holds(bytes, length, wrapped, sizeof wrapped)) DIAG_SAY(b->d, XLSX_ENCRYPTED, b->at, NULL);
  else DIAG_SAY(b->d, XLSX_OLD, b->at, NULL);
  return false;
}

/* Entries as the end record states them, asked before libzip makes a structure for each; 0 when there is none. */
static uint32_t entries_stated(const char *bytes, size_t length) {
  enum { RECORD = 22 };
  for (size_t back = RECORD; back <= length && back <= RECORD + 65535; back++) {
    const char *p = bytes + length - back;
    if (memcmp(p, "PK\5\6", 4) == 0) return (uint32_t)(unsigned char)p[10] | (uint32_t)(unsigned char)p[11] << 8;
  }
  return 0;
}

static bool few_entries(const xlsx_book *b, uint64_t n) {
  if (n <= b->limits.entries) return true;
  DIAG_SAY(b->d, XLSX_ENTRIES, b->at, number_text(b->a, b->limits.entries));
  return false;
}

static bool is_ods(const xlsx_book *b) {
  static const char type[] = "application/vnd.oasis.opendocument.";
  char start[sizeof type] = "";
  zip_file_t *f = zip_fopen(b->zip, "mimetype", 0);
  if (!f) return false;
  const zip_int64_t n = zip_fread(f, start, sizeof type - 1);
  (void)zip_fclose(f);
  return n == (zip_int64_t)sizeof type - 1 && strcmp(start, type) == 0;
}

static bool is_workbook(xlsx_book *b) {
  if (is_ods(b)) DIAG_SAY(b->d, XLSX_ODS, b->at, NULL);
  else if (part_exists(b, "xl/workbook.bin")) DIAG_SAY(b->d, XLSX_BINARY, b->at, NULL);
  else if (part_exists(b, "_rels/.rels")) return true;
  else DIAG_SAY(b->d, XLSX_NOT_WORKBOOK, b->at, NULL);
  return false;
}

bool book_open(xlsx_book *b, const char *bytes, size_t length) {
  if (!not_ole(b, bytes, length)) return false;
  if (length < 4 || memcmp(bytes, "PK", 2) != 0) {
    DIAG_SAY(b->d, XLSX_NOT_WORKBOOK, b->at, NULL);
    return false;
  }
  if (!few_entries(b, entries_stated(bytes, length))) return false;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
  b->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  if (!b->zip) {
    zip_source_free(source);
    DIAG_SAY(b->d, XLSX_DAMAGED, b->at, "den er ikke en hel zip-fil", "it is no whole zip file");
  }
  zip_error_fini(&error);
  return b->zip && few_entries(b, (uint64_t)zip_get_num_entries(b->zip, 0)) && is_workbook(b);
}

void book_close(xlsx_book *b) {
  if (b->zip) zip_discard(b->zip);
  b->zip = NULL;
}

/* ---- parts ---- */

/* Names of parts do not mind case (ECMA-376 part 2, 6.2.2.3). */
bool part_exists(const xlsx_book *b, const char *name) { return zip_name_locate(b->zip, name, ZIP_FL_NOCASE) >= 0; }

static bool within(const xlsx_book *b, const char *name, uint64_t bytes, uint64_t packed) {
  const xlsx_limits *l = &b->limits;
  if (bytes > l->part_mb * megabyte)
    DIAG_SAY(b->d, XLSX_PART_SIZE, b->at, name, number_text(b->a, l->part_mb));
  else if (b->unpacked + bytes > l->total_mb * megabyte)
    DIAG_SAY(b->d, XLSX_TOTAL_SIZE, b->at, number_text(b->a, l->total_mb));
  else if (bytes > (uint64_t)l->ratio_from_kb * 1024 && bytes / MAX(packed, 1) > l->ratio)
    DIAG_SAY(b->d, XLSX_RATIO, b->at, name, number_text(b->a, l->ratio));
  else
    return true;
  return false;
}

static void part_broken(xlsx_book *b, const char *name, zip_error_t *error) {
  const int code = zip_error_code_zip(error);
  if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_ENCRNOTSUPP) DIAG_SAY(b->d, XLSX_ENCRYPTED, b->at, NULL);
  else if (code == ZIP_ER_CRC) book_damaged(b, name, "indholdet passer ikke til kontroltallet", "the content does not fit its check sum");
  else book_damaged(b, name, "delen kan ikke pakkes ud", "the part cannot be unpacked");
}

book_part *part_open(xlsx_book *b, const char *name) {
  const zip_int64_t i = zip_name_locate(b->zip, name, ZIP_FL_NOCASE);
  if (i < 0) {
    book_damaged(b, name, "delen mangler", "the part is missing");
    return NULL;
  }
  zip_stat_t st;
  zip_stat_init(&st);
  if (zip_stat_index(b->zip, (zip_uint64_t)i, 0, &st) != 0) {
    part_broken(b, name, zip_get_error(b->zip));
    return NULL;
  }
  const uint64_t packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
  if (!within(b, name, st.valid & ZIP_STAT_SIZE ? st.size : 0, packed)) return NULL;
  zip_file_t *f = zip_fopen_index(b->zip, (zip_uint64_t)i, 0);
  if (!f) {
    part_broken(b, name, zip_get_error(b->zip));
    return NULL;
  }
  book_part *p = ARENA_NEW(b->a, book_part);
  *p = (book_part){ .book = b, .name = name, .file = f, .packed = packed };
  return p;
}

int part_read(book_part *p, void *buffer, int size) {
  xlsx_book *b = p->book;
  const zip_int64_t n = zip_fread(p->file, buffer, (zip_uint64_t)size);
  if (n < 0) {
    part_broken(b, p->name, zip_file_get_error(p->file));
    return -1;
  }
  p->bytes += (uint64_t)n;
  return within(b, p->name, p->bytes, p->packed) ? (int)n : -1;
}

void part_close(book_part *p) {
  p->book->unpacked += p->bytes;
  (void)zip_fclose(p->file);                     /* what was wrong with it has been said while reading */
}
