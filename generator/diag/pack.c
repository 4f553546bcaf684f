/* Reports through a worker's pipe. All numbers are 32 bits, little end first; a text is its length and its bytes.
 *
 *   "DIA2"  sources: count, each path and worksheet (empty: none)
 *           reports: count, then each: id, place, args (count, texts), also (count, place, two texts)
 *
 * Files travel by path, since a worker may have met them in another order. What is read is checked before it is used: a worker
 * that died in mid-writing must not harm the parent. Whole reports before the break are kept. */
#include "diag/diag_int.h"
#include <string.h>

static const char magic[4] = { 'D', 'I', 'A', '2' };

static void put_number(GString *out, uint32_t n) {
  for (unsigned i = 0; i < 4; i++) g_string_append_c(out, (char)(unsigned char)(n >> (8 * i) & 0xFF));
}

static void put_text(GString *out, const char *s) {
  const size_t n = strlen(s);
  put_number(out, (uint32_t)n);
  g_string_append_len(out, s, (gssize)n);
}

static void put_span(GString *out, span at) {
  put_number(out, at.file);
  put_number(out, at.line);
  put_number(out, at.col);
  put_number(out, at.len);
}

void diag_pack(const diag *d, GString *out) {
  g_string_append_len(out, magic, sizeof magic);
  put_number(out, d->sources->len);
  for (guint i = 0; i < d->sources->len; i++) {
    const source *s = g_ptr_array_index(d->sources, i);
    put_text(out, s->path);
    put_text(out, s->sheet ? s->sheet : "");
  }
  put_number(out, d->reports->len);
  for (guint i = 0; i < d->reports->len; i++) {
    const report *r = g_ptr_array_index(d->reports, i);
    put_number(out, (uint32_t)r->id);
    put_span(out, r->at);
    uint32_t args = 0;
    while (args < DIAG_ARGS && r->args[args]) args++;
    put_number(out, args);
    for (uint32_t k = 0; k < args; k++) put_text(out, r->args[k]);
    const guint alsos = r->also ? r->also->len : 0;
    put_number(out, alsos);
    for (guint k = 0; k < alsos; k++) {
      const also *a = &g_array_index(r->also, also, k);
      put_span(out, a->at);
      put_text(out, a->note[0]);
      put_text(out, a->note[1]);
    }
  }
}

typedef struct reader { const char *p, *end; bool good; GArray *files; } reader;   /* files: of uint32_t, theirs -> ours */

static uint32_t get_number(reader *r) {
  if (!r->good || r->end - r->p < 4) {
    r->good = false;
    return 0;
  }
  uint32_t n = 0;
  for (unsigned i = 0; i < 4; i++) n |= (uint32_t)(unsigned char)*r->p++ << (8 * i);
  return n;
}

/* A copy (g_free), or NULL at a break. */
static char *get_text(reader *r) {
  const uint32_t n = get_number(r);
  if (!r->good || (size_t)(r->end - r->p) < n || memchr(r->p, '\0', n)) {
    r->good = false;
    return NULL;
  }
  char *s = g_strndup(r->p, n);
  r->p += n;
  return s;
}

static span get_span(reader *r) {
  span at;
  at.file = get_number(r);
  at.line = get_number(r);
  at.col = get_number(r);
  at.len = get_number(r);
  if (at.file > r->files->len) r->good = false;
  else if (at.file > 0) at.file = g_array_index(r->files, uint32_t, at.file - 1);
  return at;
}

static void get_report(diag *d, reader *r) {
  char *args[DIAG_ARGS + 1] = { NULL };
  const uint32_t id = get_number(r);
  const span at = get_span(r);
  const uint32_t n = get_number(r);
  if (id >= (uint32_t)DIAG_COUNT || n > DIAG_ARGS) r->good = false;
  for (uint32_t k = 0; r->good && k < n; k++) args[k] = get_text(r);
  const uint32_t alsos = get_number(r);
  if (r->good) diag_report(d, (diag_id)id, at, (const char *const[]){ args[0], args[1], args[2], args[3], NULL });
  for (uint32_t k = 0; r->good && k < alsos; k++) {
    const span where = get_span(r);
    char *da = get_text(r), *en = get_text(r);
    if (r->good) diag_also(d, where, da, en);
    g_free(da);
    g_free(en);
  }
  for (size_t k = 0; k < DIAG_ARGS; k++) g_free(args[k]);
}

bool diag_unpack(diag *d, const char *data, size_t length) {
  if (length < sizeof magic || memcmp(data, magic, sizeof magic) != 0) return false;
  reader r = { data + sizeof magic, data + length, true, g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  const uint32_t files = get_number(&r);
  for (uint32_t i = 0; r.good && i < files; i++) {
    char *path = get_text(&r), *sheet = get_text(&r);
    if (path && sheet) {
      const uint32_t ours = source_register(d, path, *sheet ? sheet : NULL, NULL, 0);
      g_array_append_val(r.files, ours);
    }
    g_free(path);
    g_free(sheet);
  }
  const uint32_t n = get_number(&r);
  for (uint32_t i = 0; r.good && i < n; i++) get_report(d, &r);
  const bool whole = r.good && r.p == r.end;
  g_array_free(r.files, TRUE);
  return whole;
}
