/* Inside calc/: units, scopes, reading, checking, and the two arithmetics. */
#ifndef CALC_CALC_INT_H
#define CALC_CALC_INT_H
#include "calc/calc.h"

/* ---- limits: beyond them a formula is a mistake, and no recursion grows without end ---- */
#define FORMULA_MOST_BYTES 4000            /* Excel takes 8,192 characters; ours grow when translated */
#define FORMULA_MOST_DEPTH 60              /* Excel takes 64 levels */
#define FORMULA_MOST_ARGS 255              /* as Excel */
#define FORMULA_MOST_DECIMALS 9            /* of afrund */

/* ---- units (unit.c): 10^ten × a product of base units; powers sorted by base, none is 0 ---- */
#define UNIT_POWERS 6
typedef struct unit_power { uint16_t base; int16_t power; } unit_power;
typedef struct unit { int ten; bool any; uint8_t n; unit_power p[UNIT_POWERS]; } unit;   /* any: suits all (the figure 0, no value) */
typedef struct unit_words { arena *a; LIST(const char *) own; } unit_words;   /* folded words that are no base unit of unit.c's table */
extern const unit unit_pure, unit_any;
/* Reads "kr. pr. døgn". An unknown word becomes a base unit of its own, or (known) makes the reading fail. */
bool unit_read(unit_words *w, const char *s, size_t length, unit *out);
bool unit_read_known(arena *a, const unit_words *w, const char *s, size_t length, unit *out);
bool unit_same(const unit *a, const unit *b);                    /* but for ten */
bool unit_times(const unit *a, const unit *b, int sign, unit *out);   /* a × b or, sign -1, a ÷ b; false when too complex */
bool unit_days(unit *out);                                       /* døgn: what lies between two dates */
char *unit_text(arena *a, const unit_words *w, const unit *u);   /* "kr. pr. døgn"; NULL for a pure number */
const char *unit_nearest(const unit_words *w, const char *word); /* for "mente du …?" */

/* ---- scopes (scope.c) ---- */
#define NO_NAME UINT32_MAX
typedef struct scope_entry { const char *folded; uint32_t name; bool key; } scope_entry;
struct formula_scope {
  arena *a;
  const formula_name *names;
  size_t count;
  scope_entry *entries;      /* keys and titles, sorted */
  size_t entry_count;
  size_t most_words;         /* of the longest name of plain words */
  const unit **units;        /* NULL: no number, or not known yet */
  unsigned *types;           /* 0: broken */
  unit_words words;
};
char *scope_fold(arena *a, const char *s, size_t length);        /* lower case, one blank for any white space, none at the ends */
bool scope_word_char(gunichar c);                                /* may stand in a plain word */
typedef enum scope_found { SCOPE_NONE, SCOPE_ONE, SCOPE_SEVERAL } scope_found;
scope_found scope_find(const formula_scope *s, const char *folded, uint32_t *name);
/* The longest name that is not of plain words and stands at text[0..]; its bytes, or 0. */
size_t scope_match_odd(const formula_scope *s, const char *text, size_t length, uint32_t *name);
const char *scope_writing(arena *a, const formula_scope *s, uint32_t name);     /* as one writes it: "[P/L 2025]", "takst" */
const char *scope_bracketed(arena *a, const formula_scope *s, uint32_t name);   /* "[Takst 2024]" */
const char *scope_nearest(arena *a, const formula_scope *s, const char *folded);/* as written, or NULL */
const char *scope_list(arena *a, const formula_scope *s);                       /* "takst, pladser, …": at most twelve */

/* ---- reading (lex.c, words.c, parse.c) ---- */
typedef enum token_kind {
  TOKEN_END, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_NAME, TOKEN_MISSING, TOKEN_FUNCTION, TOKEN_SIGN, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_SEMICOLON,
  TOKEN_BROKEN               /* an operand that was reported */
} token_kind;
typedef struct token {
  token_kind kind;
  uint32_t from, to;
  formula_op op;             /* SIGN */
  formula_function function; /* FUNCTION, when known */
  bool known;
  formula_state state;       /* MISSING */
  uint32_t name;             /* NAME */
  number num;                /* NUMBER */
  const char *text, *unit_text;
  const unit *unit;          /* NUMBER: NULL = none written */
} token;
typedef struct reading {
  arena *a;
  diag *d;
  const formula_scope *s;
  const formula_text *t;
  uint32_t length;           /* of the text */
  LIST(token) tokens;        /* the last is TOKEN_END */
  size_t faults;
  bool gap;                  /* something was left out: the structure cannot be judged */
  /* parse.c */
  size_t next;
  unsigned depth;
  uint32_t fault_at;         /* where the last structural fault was, so that one place gets one */
  bool deep;
} reading;
static inline uint32_t next_char(const reading *r, uint32_t at) { return (uint32_t)(utf8_next(r->t->text + at) - r->t->text); }
span reading_place(const reading *r, uint32_t from, uint32_t to);
char *reading_slice(const reading *r, uint32_t from, uint32_t to);             /* the text of a part, shortened for a message */
#define FAULT(r, name, from, to, ...) ((r)->faults++, DIAG_SAY((r)->d, name, reading_place((r), (from), (to)), __VA_ARGS__))
void lex_all(reading *r);
uint32_t lex_blanks(const reading *r, uint32_t at);              /* first byte that is no white space */
token *lex_add(reading *r, token_kind kind, uint32_t from, uint32_t to);
uint32_t lex_word(reading *r, uint32_t at);                      /* words.c: a token that begins with a letter; its end */
uint32_t lex_unit(reading *r, uint32_t at, token *t);            /* words.c: the unit behind a figure; its end, or `at` */
const char *function_name(formula_function f);
formula_node *parse_all(reading *r);                                 /* never NULL */
formula_node *node_new(reading *r, formula_op op, uint32_t from, uint32_t to);
void node_args(reading *r, formula_node *n, formula_node *const *args, size_t count);

/* ---- checking (check.c, check_call.c): types, units, scales ---- */
bool check_node(reading *r, formula_node *n);                         /* false: reported, n->type is 0 */
bool check_result(reading *r, formula_node **root, const formula_wish *wish, const char **unit_out);
bool check_call(reading *r, formula_node *n);
bool check_numbers(reading *r, formula_node *n);                 /* all operands numbers? */
bool check_is(reading *r, formula_node *arg, unsigned type);
/* Reports a bare figure n where `other` is the unit; sum: in + or −. */
bool check_bare(reading *r, const formula_node *n, const unit *other, const formula_node *beside, bool sum);
void check_scale(reading *r, formula_node **n, int ten);         /* to unit 10^ten */
const char *check_unit_text(reading *r, const unit *u);          /* never NULL: "uden enhed" */

/* ---- compiling (compile.c) ---- */
formula_node *compile_read(reading *r);                          /* lex and parse */
formula *compile_finish(reading *r, formula_node *root, const formula_wish *wish);   /* NULL after a fault */
void compile_uses(reading *r, const formula_node *root, formula_use **uses, size_t *count);
reading reading_of(arena *a, diag *d, const formula_scope *s, const formula_text *t);

/* ---- arithmetic (exact.c, real.c): the same walk (eval.c) over registers of two kinds ---- */
struct formula_work {
  rational **exact;
  double *real;
  size_t registers;
  rational **kept;           /* of a set: results handed on unrounded, by definition */
  size_t kept_count;
};
typedef struct arithmetic {
  void (*constant)(formula_work *w, size_t at, number n);
  void (*value)(formula_work *w, size_t at, const formula_value *v);
  void (*negate)(formula_work *w, size_t at);
  void (*add)(formula_work *w, size_t at);                       /* register at and at + 1; the result in at */
  void (*subtract)(formula_work *w, size_t at);
  void (*multiply)(formula_work *w, size_t at);
  bool (*divide)(formula_work *w, size_t at);                    /* false: by zero */
  void (*scale)(formula_work *w, size_t at, int ten);
  void (*round)(formula_work *w, size_t at, int decimals);
  int (*compare)(const formula_work *w, size_t at);
  void (*take)(formula_work *w, size_t at);                      /* at becomes at + 1 */
} arithmetic;
extern const arithmetic exact_arithmetic, real_arithmetic;
#endif
