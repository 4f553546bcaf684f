/* The parts of a workbook but its sheets: where they are (relationships), the list of sheets, shared strings, number formats. */
#include "load/xlsx_int.h"

/* More than any workbook has (Excel allows 65,490 cell styles and some 250 formats of one's own); they are searched one by one. */
enum { RELATIONS_MAX = 4000, SHEETS_MAX = 4000, FORMATS_MAX = 4000, LOOKS_MAX = 70000 };

static bool room_for(xml_reader *x, size_t n, size_t most) {
  if (n < most) return true;
  xml_damaged(x, "der er flere, end et regneark kan have", "there are more than a workbook can have");
  return false;
}

/* ---- stored texts ---- */

/* The character of "_x000D_" at s (ECMA-376 part 1, 22.9.2.19), or -1. */
static int32_t escaped(const char *s, const char *end) {
  int32_t c = 0;
  if (end - s < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_') return -1;
  for (int i = 2; i < 6; i++) {
    const int digit = g_ascii_xdigit_value(s[i]);
    if (digit < 0) return -1;
    c = c * 16 + digit;
  }
  return c;
}

/* What load/ does not let into content: it becomes a blank, and the cell is reported. */
static bool is_odd(gunichar c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c >= 0xFFFE;
}

static bool is_plain(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const unsigned char b = (unsigned char)s[i];
    if ((b < 0x20 && b != '\n' && b != '\t') || b == '_' || b == 0x7F || b == 0xC2 || b >= 0xE2) return false;
  }
  return true;
}

book_text book_text_of(xlsx_book *b, const char *s, size_t n) {
  if (is_plain(s, n)) return (book_text){ arena_strndup(b->a, s, n), (uint32_t)n, 0 };
  GString *out = g_string_sized_new(n);
  uint32_t odd = 0;
  for (const char *end = s + n; s < end;) {
    const int32_t code = escaped(s, end);
    gunichar c = code >= 0 ? (gunichar)code : g_utf8_get_char(s);
    s += code >= 0 ? 7 : (ptrdiff_t)char_bytes(s);
    if (c == '\r') {
      if ((s < end && *s == '\n') || escaped(s, end) == '\n') continue;
      c = '\n';
    }
    if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
    if (is_odd(c)) {
      if (odd == 0) odd = c > 0 ? c : 0xFFFD;
      c = ' ';
    }
    g_string_append_unichar(out, c);
  }
  const book_text made = { arena_strndup(b->a, out->str, out->len), (uint32_t)out->len, odd };
  g_string_free(out, TRUE);
  return made;
}

/* ---- relationships ---- */

typedef struct relation { const char *id, *type, *target; } relation;
typedef struct relations { const char *folder; LIST(relation) list; } relations;

/* The folder of a part with its "/", and "" at the top. */
static char *folder_of(arena *a, const char *part) {
  const char *slash = strrchr(part, '/');
  return slash ? arena_strndup(a, part, (size_t)(slash - part) + 1) : arena_strdup(a, "");
}

/* A target as the name of a part: from the top when it begins with "/", and without "./" and "../". */
static char *resolved(arena *a, const char *folder, const char *target) {
  char *whole = *target == '/' ? arena_strdup(a, target) : arena_printf(a, "%s%s", folder, target);
  char **steps = g_strsplit(whole, "/", -1);
  GPtrArray *kept = g_ptr_array_new();
  for (char **s = steps; *s; s++) {
    if (**s == '\0' || strcmp(*s, ".") == 0) continue;
    if (strcmp(*s, "..") != 0) g_ptr_array_add(kept, *s);
    else if (kept->len > 0) g_ptr_array_set_size(kept, (gint)kept->len - 1);
  }
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < kept->len; i++) g_string_append_printf(out, "%s%s", i > 0 ? "/" : "", (const char *)kept->pdata[i]);
  char *name = arena_strndup(a, out->str, out->len);
  g_string_free(out, TRUE);
  g_ptr_array_free(kept, TRUE);
  g_strfreev(steps);
  return name;
}

static void relation_start(xml_reader *x, const char *name, const char *const *attributes) {
  relations *r = x->user;
  arena *a = x->book->a;
  if (strcmp(name, "Relationship") != 0 || !room_for(x, r->list.n, RELATIONS_MAX)) return;
  const char *id = attribute(attributes, "Id"), *type = attribute(attributes, "Type"), *target = attribute(attributes, "Target");
  const char *mode = attribute(attributes, "TargetMode");
  if (!id || !type || !target || (mode && strcmp(mode, "External") == 0)) return;
  const char *slash = strrchr(type, '/');
  const relation made = { arena_strdup(a, id), arena_strdup(a, slash ? slash + 1 : type), resolved(a, r->folder, target) };
  LIST_PUSH(a, &r->list, made);
}

static void nothing_at_end(xml_reader *x, const char *name) { (void)x, (void)name; }

static const relation *relation_typed(const relations *r, const char *type) {
  for (size_t i = 0; i < r->list.n; i++)
    if (strcmp(r->list.v[i].type, type) == 0) return &r->list.v[i];
  return NULL;
}

/* The relationships of a part; "" for those of the workbook file itself. */
static bool relations_read(xlsx_book *b, const char *part, relations *out) {
  out->folder = folder_of(b->a, part);
  const char *name = arena_printf(b->a, "%s_rels/%s.rels", out->folder, part + strlen(out->folder));
  xml_reader x = { .book = b, .part = name, .user = out, .start = relation_start, .end = nothing_at_end };
  return xml_read(&x);
}

/* ---- the list of sheets ---- */

static void workbook_start(xml_reader *x, const char *name, const char *const *attributes) {
  xlsx_book *b = x->book;
  const relations *r = x->user;
  if (strcmp(name, "workbookPr") == 0) b->from_1904 = attribute_true(attributes, "date1904");
  if (strcmp(name, "sheet") != 0 || !room_for(x, b->sheets.n, SHEETS_MAX)) return;
  const char *title = attribute(attributes, "name"), *id = attribute(attributes, "id"), *state = attribute(attributes, "state");
  book_sheet s = { .name = arena_strdup(b->a, title && *title ? title : "?"), .part = "" };
  s.hidden = state && strcmp(state, "visible") != 0;
  for (size_t i = 0; id && i < r->list.n; i++) {
    if (strcmp(r->list.v[i].id, id) != 0) continue;
    s.part = r->list.v[i].target;
    s.cells = strcmp(r->list.v[i].type, "worksheet") == 0;
  }
  LIST_PUSH(b->a, &b->sheets, s);
}

/* ---- shared strings: each <si> whole, its runs put together, the reading aids of Japanese (<rPh>) left out ---- */

typedef struct string_reader { bool inside, aid; } string_reader;

static void string_start(xml_reader *x, const char *name, const char *const *attributes) {
  (void)attributes;
  string_reader *r = x->user;
  if (strcmp(name, "si") == 0) {
    r->inside = true;
    r->aid = false;
    g_string_truncate(x->text, 0);
  } else if (strcmp(name, "rPh") == 0) {
    r->aid = true;
  } else if (strcmp(name, "t") == 0) {
    x->collect = r->inside && !r->aid;
  }
}

static void string_end(xml_reader *x, const char *name) {
  string_reader *r = x->user;
  if (strcmp(name, "t") == 0) {
    x->collect = false;
  } else if (strcmp(name, "rPh") == 0) {
    r->aid = false;
  } else if (strcmp(name, "si") == 0) {
    r->inside = false;
    const book_text t = book_text_of(x->book, x->text->str, x->text->len);
    LIST_PUSH(x->book->a, &x->book->strings, t);
  }
}

/* ---- styles: the number format of each cell style ---- */

typedef struct own_format { uint32_t id; number_look look; } own_format;
typedef struct style_reader { LIST(own_format) own; bool cells; } style_reader;

static uint32_t id_of(const char *const *attributes) {
  const char *s = attribute(attributes, "numFmtId");
  return s ? digits_value(s, strlen(s)) : 0;
}

static void style_start(xml_reader *x, const char *name, const char *const *attributes) {
  style_reader *r = x->user;
  arena *a = x->book->a;
  if (strcmp(name, "cellXfs") == 0) {
    r->cells = true;
  } else if (strcmp(name, "numFmt") == 0 && room_for(x, r->own.n, FORMATS_MAX)) {
    const char *code = attribute(attributes, "formatCode");
    const own_format f = { id_of(attributes), look_of_code(code ? code : "") };
    LIST_PUSH(a, &r->own, f);
  } else if (strcmp(name, "xf") == 0 && r->cells && room_for(x, x->book->looks.n, LOOKS_MAX)) {
    const uint32_t id = id_of(attributes);
    number_look look = look_of_id(id);
    for (size_t i = 0; i < r->own.n; i++)
      if (r->own.v[i].id == id) look = r->own.v[i].look;
    LIST_PUSH(a, &x->book->looks, look);
  }
}

static void style_end(xml_reader *x, const char *name) {
  style_reader *r = x->user;
  if (strcmp(name, "cellXfs") == 0) r->cells = false;
}

/* ---- all of it ---- */

static bool part_of(xlsx_book *b, const relations *r, const char *type, const char **name) {
  const relation *found = relation_typed(r, type);
  *name = found && part_exists(b, found->target) ? found->target : NULL;
  return *name != NULL;
}

bool book_read(xlsx_book *b) {
  relations top = { 0 }, parts = { 0 };
  if (!relations_read(b, "", &top)) return false;
  const relation *workbook = relation_typed(&top, "officeDocument");
  const char *suffix = workbook ? strrchr(workbook->target, '.') : NULL;
  if (!workbook || !strstr(workbook->target, "workbook") || !suffix || strcmp(suffix, ".xml") != 0) {
    DIAG_SAY(b->d, XLSX_NOT_WORKBOOK, b->at, NULL);               /* a letter or slides */
    return false;
  }
  if (!relations_read(b, workbook->target, &parts)) return false;
  xml_reader sheets = { .book = b, .part = workbook->target, .user = &parts, .start = workbook_start, .end = nothing_at_end };
  if (!xml_read(&sheets)) return false;
  style_reader s = { 0 };
  string_reader t = { 0 };
  xml_reader styles = { .book = b, .user = &s, .start = style_start, .end = style_end };
  xml_reader strings = { .book = b, .user = &t, .start = string_start, .end = string_end };
  if (part_of(b, &parts, "styles", &styles.part) && !xml_read(&styles)) return false;
  return !part_of(b, &parts, "sharedStrings", &strings.part) || xml_read(&strings);
}
