/* Units of measure, as the project's tables write them.
 *
 * A unit is a power of ten times a product of base units: "kr. pr. døgn" is kr × døgn^-1, "%" is 10^-2, "mio. kr." is 10^6 × kr.
 * A word that is no base unit is one of its own, so that a table may count what it likes and mixing is still found. Months,
 * days and years are not converted into each other: how many days a place is paid for a year differs by service (365, 366, 334),
 * so it must stand in the formula. For the same reason dag and døgn are two units. */
#include "calc/calc_int.h"

#include <string.h>

enum base { KRONE, DOEGN, DAG, TIME, MINUT, UGE, MAANED, KVARTAL, AAR, PLADS, BORGER, PERSON, BARN, INDBYGGER, KM, STYK, ENHED, POINT,
            SAG, AARSVAERK, KOMMUNE, YDELSE, BASES, NO_BASE = -1 };
static const struct { const char *one, *many; } base_names[BASES] = {
  [KRONE] = { "kr.", "kr." }, [DOEGN] = { "døgn", "døgn" }, [DAG] = { "dag", "dage" }, [TIME] = { "time", "timer" },
  [MINUT] = { "minut", "minutter" }, [UGE] = { "uge", "uger" }, [MAANED] = { "måned", "måneder" }, [KVARTAL] = { "kvartal", "kvartaler" },
  [AAR] = { "år", "år" }, [PLADS] = { "plads", "pladser" }, [BORGER] = { "borger", "borgere" }, [PERSON] = { "person", "personer" },
  [BARN] = { "barn", "børn" }, [INDBYGGER] = { "indbygger", "indbyggere" }, [KM] = { "km", "km" }, [STYK] = { "stk.", "stk." },
  [ENHED] = { "enhed", "enheder" }, [POINT] = { "point", "point" }, [SAG] = { "sag", "sager" }, [AARSVAERK] = { "årsværk", "årsværk" },
  [KOMMUNE] = { "kommune", "kommuner" }, [YDELSE] = { "ydelse", "ydelser" },
};
/* Other writings, and words that are more than one base unit. */
static const struct { const char *word; int8_t ten, base, second; } known[] = {
  { "%", -2, NO_BASE, NO_BASE }, { "pct.", -2, NO_BASE, NO_BASE }, { "pct", -2, NO_BASE, NO_BASE }, { "procent", -2, NO_BASE, NO_BASE },
  { "procentpoint", -2, NO_BASE, NO_BASE }, { "pct.-point", -2, NO_BASE, NO_BASE }, { "pct.point", -2, NO_BASE, NO_BASE },
  { "%-point", -2, NO_BASE, NO_BASE }, { "‰", -3, NO_BASE, NO_BASE }, { "promille", -3, NO_BASE, NO_BASE }, { "antal", 0, NO_BASE, NO_BASE },
  { "kr", 0, KRONE, NO_BASE }, { "krone", 0, KRONE, NO_BASE }, { "kroner", 0, KRONE, NO_BASE }, { "dkk", 0, KRONE, NO_BASE },
  { "øre", -2, KRONE, NO_BASE }, { "tkr.", 3, KRONE, NO_BASE }, { "t.kr.", 3, KRONE, NO_BASE }, { "mio.kr.", 6, KRONE, NO_BASE },
  { "md.", 0, MAANED, NO_BASE }, { "mdr.", 0, MAANED, NO_BASE }, { "km.", 0, KM, NO_BASE }, { "kilometer", 0, KM, NO_BASE },
  { "stk", 0, STYK, NO_BASE }, { "styk", 0, STYK, NO_BASE }, { "pladsdøgn", 0, PLADS, DOEGN },
};
static const struct { const char *word; int ten; } factors[] = {
  { "1.000 ", 3 }, { "1000 ", 3 }, { "tusinde ", 3 }, { "tusind ", 3 }, { "t. ", 3 }, { "mio. ", 6 }, { "mia. ", 9 },
};

const unit unit_pure = { 0 };
const unit unit_any = { .any = true };

/* Multiplies by base^power; false when there are too many powers. */
static bool add_power(unit *u, uint16_t base, int power) {
  size_t i = 0;
  while (i < u->n && u->p[i].base < base) i++;
  if (i < u->n && u->p[i].base == base) {
    u->p[i].power = (int16_t)(u->p[i].power + power);
    if (u->p[i].power == 0) {
      memmove(&u->p[i], &u->p[i + 1], (size_t)(u->n - i - 1) * sizeof u->p[0]);
      u->n--;
    }
    return true;
  }
  if (u->n == UNIT_POWERS) return false;
  memmove(&u->p[i + 1], &u->p[i], (size_t)(u->n - i) * sizeof u->p[0]);
  u->p[i] = (unit_power){ base, (int16_t)power };
  u->n++;
  return true;
}

/* One word, folded, into u. False when it is not known. */
static bool add_known(const unit_words *w, const char *word, int sign, unit *u, bool *fits) {
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    if (strcmp(known[i].word, word) != 0) continue;
    u->ten += sign * known[i].ten;
    if (known[i].base >= 0) *fits &= add_power(u, (uint16_t)known[i].base, sign);
    if (known[i].second >= 0) *fits &= add_power(u, (uint16_t)known[i].second, sign);
    return true;
  }
  for (size_t i = 0; i < BASES; i++) {
    if (strcmp(base_names[i].one, word) != 0 && strcmp(base_names[i].many, word) != 0) continue;
    *fits &= add_power(u, (uint16_t)i, sign);
    return true;
  }
  for (size_t i = 0; i < w->own.n; i++) {
    if (strcmp(w->own.v[i], word) != 0) continue;
    *fits &= add_power(u, (uint16_t)(BASES + i), sign);
    return true;
  }
  return false;
}

/* The end of the word at s: a sign, or "pr." or "per" as a word of its own; *sign_length is the bytes of what ends it. */
static size_t word_end(const char *s, size_t *sign_length, int *next_sign) {
  static const struct { const char *text; int sign; } signs[] = {
    { "/", -1 }, { "×", 1 }, { "·", 1 }, { "*", 1 }, { " pr. ", -1 }, { " pr ", -1 }, { " per ", -1 },
  };
  for (size_t i = 0; s[i]; i++)
    for (size_t k = 0; k < G_N_ELEMENTS(signs); k++)
      if (g_str_has_prefix(s + i, signs[k].text)) {
        *sign_length = strlen(signs[k].text);
        *next_sign = signs[k].sign;
        return i;
      }
  *sign_length = 0;
  return strlen(s);
}

static bool ends_in_sign(const char *word) {
  const char *blank = strrchr(word, ' '), *last = blank ? blank + 1 : word;
  return !strcmp(last, "pr.") || !strcmp(last, "pr") || !strcmp(last, "per");
}

/* Remarks in round brackets, "kr. (2024-priser)", are for the reader; the price level is kept elsewhere. */
static char *without_remarks(arena *a, const char *s, size_t length) {
  char *out = arena_alloc(a, length + 1);
  size_t n = 0;
  int depth = 0;
  for (size_t i = 0; i < length; i++) {
    if (s[i] == '(') depth++;
    if (depth == 0) out[n++] = s[i];
    if (s[i] == ')' && depth > 0) depth--;
  }
  return scope_fold(a, out, n);
}

/* own: gets the words that are not known; NULL: they make the reading fail. */
static bool read_words(arena *a, const unit_words *known_words, unit_words *own, const char *text, unit *out) {
  *out = unit_pure;
  if (!*text) return true;
  char *s = arena_printf(a, " %s", text);          /* "pr. år" begins as "kr. pr. år" goes on */
  bool first = true, fits = true;
  for (int sign = 1; ; first = false) {
    size_t sign_length = 0;
    int next_sign = 1;
    const size_t end = word_end(s, &sign_length, &next_sign);
    const char *word = scope_fold(a, s, end);
    for (size_t i = 0; i < G_N_ELEMENTS(factors) && *word; i++) {
      if (!g_str_has_prefix(word, factors[i].word)) continue;
      out->ten += sign * factors[i].ten;
      word += strlen(factors[i].word);
      break;
    }
    if (!*word && !(first && sign_length)) return false;       /* "kr. // døgn" */
    if (ends_in_sign(word)) return false;                      /* "kr. pr." */
    if (*word && !add_known(known_words, word, sign, out, &fits)) {
      if (!own) return false;
      LIST_PUSH(own->a, &own->own, word);
      fits &= add_power(out, (uint16_t)(BASES + own->own.n - 1), sign);
    }
    if (!sign_length) return fits;
    s += end + sign_length - (s[end] == ' ' ? 1 : 0);          /* the blank behind "pr." may begin the next " pr. " */
    sign = next_sign;
  }
}

bool unit_read(unit_words *w, const char *s, size_t length, unit *out) {
  return read_words(w->a, w, w, without_remarks(w->a, s, length), out);
}

bool unit_read_known(arena *a, const unit_words *w, const char *s, size_t length, unit *out) {
  return read_words(a, w, NULL, without_remarks(a, s, length), out);
}

bool unit_same(const unit *a, const unit *b) {
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++)
    if (a->p[i].base != b->p[i].base || a->p[i].power != b->p[i].power) return false;
  return true;
}

bool unit_times(const unit *a, const unit *b, int sign, unit *out) {
  unit u = *a;
  u.any = false;
  u.ten += sign * b->ten;
  bool fits = true;
  for (size_t i = 0; i < b->n; i++) fits &= add_power(&u, b->p[i].base, sign * b->p[i].power);
  *out = u;
  return fits;
}

bool unit_days(unit *out) {
  *out = unit_pure;
  return add_power(out, DOEGN, 1);
}

static const char *shown(const unit_words *w, uint16_t base, bool many) {
  if (base >= BASES) return w->own.v[base - BASES];
  return many ? base_names[base].many : base_names[base].one;
}

/* What stands before for the power of ten. "øre" and "%" are words of their own. */
static void put_ten(GString *g, const unit *u) {
  switch (u->ten) {
    case 0: return;
    case 3: g_string_append(g, "1.000 "); return;
    case 6: g_string_append(g, "mio. "); return;
    case 9: g_string_append(g, "mia. "); return;
    case -2: if (u->n == 0) { g_string_append(g, "%"); return; } break;
    case -3: if (u->n == 0) { g_string_append(g, "‰"); return; } break;
    default: break;                                            /* an int, none of our enumerations */
  }
  g_string_append_printf(g, "10^%d ", u->ten);
}

char *unit_text(arena *a, const unit_words *w, const unit *u) {
  if (u->any || (u->n == 0 && u->ten == 0)) return NULL;
  GString *g = g_string_new(NULL);
  unit rest = *u;
  if (u->ten == -2 && u->n > 0 && u->p[0].base == KRONE && u->p[0].power == 1) rest.ten = 0;
  put_ten(g, &rest);
  size_t over = 0;
  for (size_t i = 0; i < u->n; i++)
    for (int k = 0; k < u->p[i].power && k < 8; k++)
      g_string_append_printf(g, "%s%s", over++ ? " × " : "", rest.ten != u->ten && i == 0 ? "øre" : shown(w, u->p[i].base, true));
  for (size_t i = 0; i < u->n; i++)
    for (int k = 0; k > u->p[i].power && k > -8; k--)
      g_string_append_printf(g, "%spr. %s", g->len && g->str[g->len - 1] != ' ' ? " " : "", shown(w, u->p[i].base, false));
  char *out = arena_strdup(a, g->str);
  g_string_free(g, TRUE);
  return out;
}

const char *unit_nearest(const unit_words *w, const char *word) {
  const char *list[G_N_ELEMENTS(known) + 2 * (size_t)BASES];
  size_t n = 0;
  for (size_t i = 0; i < BASES; i++) {
    list[n++] = base_names[i].one;
    list[n++] = base_names[i].many;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) list[n++] = known[i].word;
  const char *near = text_nearest(word, list, n);
  for (size_t i = 0; i < w->own.n && !near; i++) near = text_nearest(word, &w->own.v[i], 1);
  return near;
}
