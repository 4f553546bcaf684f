#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct { int code; const char *da, *en; } reasons[] = {
  { ENOENT, "mappen eller filen findes ikke", "there is no such folder or file" },
  { EACCES, "det har du ikke lov til", "you are not allowed to" },
  { EPERM, "det har du ikke lov til her", "you are not allowed to here" },
  { ENOTDIR, "noget i stien er en fil og ikke en mappe", "something on the way is a file, not a folder" },
  { EISDIR, "det er en mappe og ikke en fil", "it is a folder, not a file" },
  { EEXIST, "der ligger allerede noget med det navn", "something with that name is there already" },
  { ENOSPC, "der er ikke mere plads på disken", "the disk is full" },
  { EDQUOT, "din plads på disken er brugt op", "your space on the disk is used up" },
  { EROFS, "disken kan kun læses, ikke skrives", "the disk can only be read" },
  { EIO, "disken svarer ikke, som den skal", "the disk does not answer as it should" },
  { ENAMETOOLONG, "navnet er for langt", "the name is too long" },
  { EMFILE, "der er for mange filer åbne", "too many files are open" },
  { ENOMEM, "der er ikke mere hukommelse", "there is no memory left" },
  { ELOOP, "stien går i ring", "the path goes in a circle" },
};

const char *system_reason(int code) {
  for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (reasons[i].code == code) return reasons[i].da;
  return g_strerror(code);
}

const char *system_reason_english(arena *a, const char *s) {
  for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (g_str_has_suffix(s, reasons[i].da))
      return arena_printf(a, "%.*s%s", (int)(strlen(s) - strlen(reasons[i].da)), s, reasons[i].en);
  return s;
}

char *file_read(arena *a, const char *path, size_t *length, const char **error) {
  int f = open(path, O_RDONLY | O_CLOEXEC);
  if (f < 0) { *error = system_reason(errno); return NULL; }
  struct stat st;
  if (fstat(f, &st) != 0 || S_ISDIR(st.st_mode)) {
    *error = system_reason(S_ISDIR(st.st_mode) ? EISDIR : errno);
    close(f);
    return NULL;
  }
  size_t n = (size_t)st.st_size, got = 0;
  char *text = arena_alloc(a, n + 1);
  while (got < n) {
    ssize_t k = read(f, text + got, n - got);
    if (k < 0 && errno == EINTR) continue;
    if (k < 0) { *error = system_reason(errno); close(f); return NULL; }
    if (k == 0) break;
    got += (size_t)k;
  }
  close(f);
  text[got] = '\0';
  *length = got;
  return text;
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

static bool write_all(int f, const char *data, size_t length) {
  while (length) {
    ssize_t k = write(f, data, length);
    if (k < 0 && errno == EINTR) continue;
    if (k <= 0) return false;
    data += k;
    length -= (size_t)k;
  }
  return true;
}

bool file_replace(const char *path, const void *data, size_t length, const char **error) {
  char *fresh = g_strconcat(path, ".ny", NULL);
  int f = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool good = f >= 0 && write_all(f, data, length) && fsync(f) == 0;
  if (!good) *error = system_reason(errno);
  if (f >= 0 && close(f) != 0 && good) { *error = system_reason(errno); good = false; }
  if (good && rename(fresh, path) != 0) { *error = system_reason(errno); good = false; }
  if (!good && f >= 0) unlink(fresh);
  g_free(fresh);
  return good;
}

bool file_make_folder(const char *path, const char **error) {
  if (g_mkdir_with_parents(path, 0777) == 0) return true;
  *error = system_reason(errno);
  return false;
}

char *file_sha256(arena *a, const char *path) {
  int f = open(path, O_RDONLY | O_CLOEXEC);
  if (f < 0) return NULL;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  unsigned char *piece = g_malloc(1 << 16);
  ssize_t n;
  while ((n = read(f, piece, 1 << 16)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0) g_checksum_update(sum, piece, n);
  char *hex = n == 0 ? arena_strdup(a, g_checksum_get_string(sum)) : NULL;
  g_free(piece);
  g_checksum_free(sum);
  close(f);
  return hex;
}
