/* fonts/skrifter.yaml: which font files there are, and where the hyphenation patterns lie. Every file must be there: a face that is missing
 * on one computer only would give other pages there, so it is said at once and for all of them, with the Debian package that brings it. */
#include "text/text_int.h"

#include <string.h>

enum { FILE_FAMILY, FILE_PATH, FILE_WEIGHT, FILE_ITALIC, FILE_PACKAGE };
static const field_def file_fields[] = {
  [FILE_FAMILY] = { .key = "familie", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Skriftens navn, som det står i skriftfilen." },
  [FILE_PATH] = { .key = "fil", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Skriftfilen, regnet fra /usr/share/fonts." },
  [FILE_WEIGHT] = { .key = "vægt", .type = FIELD_INT, .required = true, .figures_only = true, .help = "400 er almindelig, 700 er fed." },
  [FILE_ITALIC] = { .key = "kursiv", .type = FIELD_BOOL, .required = true, .figures_only = true, .help = "ja eller nej." },
  [FILE_PACKAGE] = { .key = "pakke", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Debian-pakken, der indeholder filen." },
};
static const shape_def file_shape = { .name = "skrift", .fields = file_fields, .count = G_N_ELEMENTS(file_fields), .help = "Én skriftfil." };

enum { PATTERN_PATH, PATTERN_PACKAGE };
static const field_def pattern_fields[] = {
  [PATTERN_PATH] = { .key = "mønstre", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Filen med danske orddelingsmønstre." },
  [PATTERN_PACKAGE] = { .key = "pakke", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Debian-pakken, der indeholder filen." },
};
static const shape_def pattern_shape = { .name = "orddeling", .fields = pattern_fields, .count = G_N_ELEMENTS(pattern_fields), .help = "Orddeling." };

enum { LIST_PATTERNS, LIST_FILES };
static const field_def list_fields[] = {
  [LIST_PATTERNS] = { .key = "orddeling", .type = FIELD_SHAPE, .required = true, .figures_only = true, .shape = &pattern_shape, .help = "Mønstrene for dansk orddeling." },
  [LIST_FILES] = { .key = "skrifter", .type = FIELD_SHAPES, .required = true, .figures_only = true, .shape = &file_shape, .help = "Skrifterne." },
};
static const shape_def list_shape = { .name = "skrifter", .fields = list_fields, .count = G_N_ELEMENTS(list_fields), .help = "Skrifterne i fonts/." };

#define FONT_ROOT "/usr/share/fonts/"

/* A name that is no path from the root: in the folder of the list if it lies there, else below /usr/share/fonts. */
static char *full_path(arena *a, const char *folder, const char *name) {
  if (name[0] == '/') return arena_strdup(a, name);
  char *own = arena_printf(a, "%s/%s", folder, name);
  return file_exists(own) ? own : arena_printf(a, FONT_ROOT "%s", name);
}

static bool same_face(const font_file *a, const font_file *b) {
  return a->weight == b->weight && a->italic == b->italic && strcmp(a->family, b->family) == 0;
}

static bool read_file(text_engine *t, const char *folder, const shaped *record) {
  const value *v = record->values;
  for (size_t i = 0; i < record->def->count; i++) {
    if (v[i].kind != VALUE_KNOWN) return false;      /* reported by the shape */
  }
  arena *a = t->arena;
  font_file f = {
    .family = arena_strdup(a, v[FILE_FAMILY].text), .shown = arena_strdup(a, v[FILE_PATH].text), .path = full_path(a, folder, v[FILE_PATH].text),
    .package = arena_strdup(a, v[FILE_PACKAGE].text), .weight = (int)CLAMP(v[FILE_WEIGHT].num.mantissa, 0, 1000), .italic = v[FILE_ITALIC].yes, .at = record->at,
  };
  for (size_t i = 0; i < t->files.n; i++) {
    if (!same_face(&t->files.v[i], &f)) continue;
    DIAG_SAY(t->d, TEXT_FONT_TWICE, f.at, f.family);
    diag_also(t->d, t->files.v[i].at, "den første står her", "the first one stands here");
    return false;
  }
  if (!file_exists(f.path)) {
    DIAG_SAY(t->d, TEXT_FONT_MISSING, v[FILE_PATH].at, f.path, f.package);
    return false;
  }
  LIST_PUSH(a, &t->files, f);
  return true;
}

static bool read_patterns(text_engine *t, const value *v, char **patterns) {
  if (v->kind != VALUE_KNOWN || v->sub->values[PATTERN_PATH].kind != VALUE_KNOWN || v->sub->values[PATTERN_PACKAGE].kind != VALUE_KNOWN) return false;
  const value *path = &v->sub->values[PATTERN_PATH];
  *patterns = arena_strdup(t->arena, path->text);
  if (file_exists(*patterns)) return true;
  DIAG_SAY(t->d, TEXT_PATTERNS_MISSING, path->at, *patterns, v->sub->values[PATTERN_PACKAGE].text);
  return false;
}

bool fonts_read(text_engine *t, const char *folder, const char *shown, char **patterns) {
  arena *a = arena_new();
  bool good = false;
  const node *n = load_yaml(a, t->d, arena_printf(a, "%s/skrifter.yaml", folder), arena_printf(a, "%s/skrifter.yaml", shown));
  if (n) {
    size_t before = diag_count(t->d, SEVERITY_ERROR);
    const shaped *list = shape_fill(a, t->d, n, &list_shape);
    good = diag_count(t->d, SEVERITY_ERROR) == before;
    if (!read_patterns(t, &list->values[LIST_PATTERNS], patterns)) good = false;
    const value *files = &list->values[LIST_FILES];
    size_t count = files->kind == VALUE_KNOWN ? files->list.n : 0;
    for (size_t i = 0; i < count; i++) {
      if (files->list.v[i].kind != VALUE_KNOWN || !read_file(t, folder, files->list.v[i].sub)) good = false;
    }
    if (good && count == 0) {
      DIAG_SAY(t->d, TEXT_NO_FONTS, files->at, NULL);
      good = false;
    }
  }
  arena_free(a);
  return good;
}
