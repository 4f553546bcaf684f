/* calc/: exact figures from formulas: derived columns now, calculation models later.
 * For table (compiles, evaluates, carries the tree in its grids) and xlsx (translates the tree: formula_node and the enums only).
 *
 * The language, in short:
 *   names        Takst 2024   takst_2024   [P/L 2025]    title or key, any case; plain words, else in square brackets
 *   figures      2.431,50   95,5 %   2.000 kr. pr. døgn    a bare figure has no unit, but 0 suits every unit
 *   signs        + − × ÷ (also - * · /)   = <> < <= > >= (also ≠ ≤ ≥)   og eller ikke   ( )
 *   functions    hvis(betingelse; ja; nej)  sum(a; b; …)  min(a; b; …)  max(a; b; …)  afrund(x; decimaler)
 *   texts        "endelig": to compare with, or as a branch of hvis where the result may be a text
 *   no value     ikke oplyst   ikke relevant
 *
 * Units are checked: each name has one, the result has one. A percentage counts as hundredths as soon as one multiplies or
 * divides by it. A missing value gives a missing result with the first reason; hvis looks at the chosen branch only, all else
 * looks at everything (og and eller too, as Excel's AND and OR). Texts are equal whatever their case, as in Excel.
 *
 * Nothing here is global: a scope and its formulas live in the caller's arena and are only read after compiling (many threads may
 * share them); a formula_work is scratch for one thread. */
#ifndef CALC_CALC_H
#define CALC_CALC_H
#include "base/rational.h"
#include "diag/diag.h"

/* ---- types and names ---- */
typedef enum formula_type {                /* bits: a wish may allow several */
  FORMULA_NUMBER = 1, FORMULA_TEXT = 2,
  FORMULA_CONDITION = 4,                   /* ja or nej: a comparison, or a name of this type */
  FORMULA_DATE = 8                         /* compared with dates; date − date is a number of døgn */
} formula_type;

/* Something a formula may name: a column, a field, a parameter. Index i of the list is index i of the values given to evaluation. */
typedef struct formula_name {
  const char *key;                         /* unique: "takst" */
  const char *title;                       /* "Takst 2024"; NULL = none. Keys are looked up first */
  const char *unit;                        /* "kr. pr. døgn"; NULL or "" = a pure number. Of numbers only */
  formula_type type;                       /* one bit; 0 = FORMULA_NUMBER */
  span at;                                 /* where the unit is written, for a message about it; SPAN_NONE is allowed */
} formula_name;

/* A formula as written. A place in it is `at` and the characters before it, unless `place` knows better (a text over several
 * lines, in quotes, from a cell): then place(of, offset, bytes) is asked, as load's node_place. */
typedef struct formula_text {
  const char *text;
  size_t length;
  span at;
  span (*place)(const void *of, size_t offset, size_t bytes);   /* NULL = count from `at` */
  const void *of;
} formula_text;

/* What the result shall be. */
#define FORMULA_EXACT (-1)
typedef struct formula_wish {
  const char *unit;                        /* NULL = whatever the formula gives; "" = a pure number; else this unit */
  int decimals;                            /* 0 .. 18: rounded once, at the end, half away from zero; FORMULA_EXACT = not rounded */
  unsigned types;                          /* formula_type bits; 0 = FORMULA_NUMBER */
} formula_wish;

/* ---- the neutral tree: read only for all but calc/ ---- */
typedef enum formula_op {
  FORMULA_OP_CONSTANT,       /* num, decimal; unit_text as written or NULL. Never negative */
  FORMULA_OP_TEXT,           /* text: without its quotation marks */
  FORMULA_OP_NAME,           /* name: index in the scope. A FORMULA_CONDITION's cell shows ja or nej */
  FORMULA_OP_MISSING,        /* state: ikke oplyst, ikke relevant */
  FORMULA_OP_NEGATE, FORMULA_OP_ADD, FORMULA_OP_SUBTRACT, FORMULA_OP_MULTIPLY, FORMULA_OP_DIVIDE,
  FORMULA_OP_EQUAL, FORMULA_OP_NOT_EQUAL, FORMULA_OP_LESS, FORMULA_OP_LESS_EQUAL, FORMULA_OP_GREATER, FORMULA_OP_GREATER_EQUAL,
  FORMULA_OP_AND, FORMULA_OP_OR, FORMULA_OP_NOT,
  FORMULA_OP_SCALE,          /* args[0] times 10 to the power of ten: put in by the unit check (95,5 % is 95,5 scaled by -2).
                              * As a worksheet formula: /100 for ten = -2, *1000 for ten = 3; divide, never multiply by 0.01 */
  FORMULA_OP_CALL            /* function, args */
} formula_op;
typedef enum formula_function { FORMULA_IF, FORMULA_SUM, FORMULA_MIN, FORMULA_MAX, FORMULA_ROUND } formula_function;

typedef enum formula_state {
  FORMULA_KNOWN,
  FORMULA_NOT_STATED, FORMULA_NOT_RELEVANT, FORMULA_PENDING,
  FORMULA_BROKEN,            /* a mistake reported already: keep still about it */
  FORMULA_BY_ZERO,           /* division by zero */
  FORMULA_OVERFLOW           /* more than 18 digits */
} formula_state;

typedef struct formula_node formula_node;
struct formula_node {
  formula_op op;
  formula_function function; /* CALL */
  formula_state state;       /* MISSING */
  unsigned type;             /* formula_type of the value; of MISSING several bits */
  int ten;                   /* SCALE; CALL of FORMULA_ROUND: its decimals, -9 .. 9 */
  uint32_t name;             /* NAME */
  uint32_t count;            /* operands */
  formula_node **args;
  number num;                /* CONSTANT */
  const char *decimal;       /* CONSTANT: exact, with a point and no groups: "2431.50" */
  const char *text;          /* TEXT */
  const char *unit_text;     /* CONSTANT */
  const struct unit *unit;   /* inside calc/; NULL for what is no number */
  bool broken;               /* inside calc/, while checking */
  span at;
  uint32_t from, to;         /* bytes of the formula's text */
};

typedef struct formula_use {
  uint32_t name;
  bool always;               /* false: only within a branch of hvis, so a missing value there need not matter */
  span at;                   /* its first place */
} formula_use;
typedef struct formula_scope formula_scope;
typedef struct formula {
  const formula_node *root;  /* without the rounding at the end: a worksheet wraps it in ROUND(…, decimals) */
  unsigned type;             /* one bit, or several when the formula is only a missing value */
  const char *unit;          /* the result's unit as declared, else as worked out; NULL = a pure number or no number */
  int decimals;              /* FORMULA_EXACT: no rounding */
  const formula_scope *scope;
  const formula_use *uses;   /* each name once, in the order of the text */
  size_t use_count;
  size_t registers;          /* depth of the scratch that evaluation takes */
  const char *text;          /* as written */
  span at;
} formula;

/* ---- compiling ---- */
/* Makes names ready to be looked up; the list is borrowed and must live as long. Reports units that cannot be read. */
formula_scope *formula_scope_make(arena *a, diag *d, const formula_name *names, size_t count);
const formula_name *formula_scope_name(const formula_scope *s, size_t index);
const char *formula_shown_name(const formula_scope *s, size_t index);          /* title, else key: for people */
/* Reads, checks types and units. NULL after a mistake; each is reported at its place (F001 …). */
formula *formula_compile(arena *a, diag *d, const formula_scope *s, const formula_text *text, const formula_wish *wish);
/* The formula in one fixed writing: names in brackets, one blank round signs, brackets only where needed. Reading it again gives
 * the same tree. */
char *formula_print(arena *a, const formula_scope *s, const formula_node *n);
/* The same for people, each name in the caller's words: a line's name, or its figure put in ("12 × 365 × 95,5 %"). word gives the name's text; of is handed
 * to it. In the arena. */
typedef const char *(*formula_word)(void *of, uint32_t name);
char *formula_print_words(arena *a, const formula_node *n, formula_word word, void *of);

/* ---- values ---- */
typedef struct formula_value {
  formula_state state;
  uint32_t name;             /* missing: index + 1 of the name it came from; 0 = the formula itself */
  const char *text;          /* a text; missing: the reason, or NULL */
  number num;                /* a number in its name's unit (95,5 for 95,5 %); a date: its serial day. What formula_eval reads … */
  const rational *exact;     /* … unless this is not NULL: a fraction that no number of 18 digits is. Borrowed */
  double real;               /* the same, as a worksheet cell has it: what formula_eval_double reads and writes */
  bool yes;                  /* a condition */
  bool rounded;              /* formula_eval: the exact result had more decimals than the formula keeps */
  const formula_node *where; /* BY_ZERO: the divisor */
} formula_value;
static inline formula_value formula_of_number(number n) { return (formula_value){ .num = n, .real = number_double(n) }; }
static inline formula_value formula_of_text(const char *s) { return (formula_value){ .text = s }; }
static inline formula_value formula_of_condition(bool yes) { return (formula_value){ .yes = yes }; }
static inline formula_value formula_of_date(date d) { return formula_of_number((number){ date_serial(d), 0 }); }
static inline formula_value formula_missing(formula_state why, const char *reason) { return (formula_value){ .state = why, .text = reason }; }

/* Scratch of one thread: registers that grow as needed and stay. */
typedef struct formula_work formula_work;
formula_work *formula_work_new(void);
void formula_work_free(formula_work *w);                         /* NULL is allowed */
/* The exact result. values[i] belongs to name i of the scope; those not used are not read. out->exact points into w and is good
 * until w is used again (never set when decimals are given). out->text and reasons are borrowed from values and tree. */
void formula_eval(const formula *f, formula_work *w, const formula_value *values, formula_value *out);
/* The result that Excel shows after recalculation: doubles, in the same order, ROUND and comparison as in Excel. Sets out->real. */
void formula_eval_double(const formula *f, formula_work *w, const formula_value *values, formula_value *out);
bool text_equal_any_case(const char *a, const char *b);           /* as two texts in a formula are equal */
double formula_excel_round(double x, int decimals);              /* Excel's ROUND; -18 .. 18 */
/* Do the two agree: the same state, and the same number after rounding (unrounded: to 12 digits or 12 decimals)? */
bool formula_agree(const formula *f, const formula_value *exact, const formula_value *real);

/* ---- what to say ---- */
/* Why there is no value, as the text of a note, or NULL: "Kan ikke beregnes, fordi »Takst 2023« ikke er oplyst (kilden …)". */
char *formula_why(arena *a, const formula *f, const formula_value *missing);
/* Reports what content must be told about one record's result: division by zero, more than 18 digits. Else nothing. */
void formula_report(diag *d, const formula *f, const formula_value *v, span record);
/* Reports that the worksheet will show something else than the exact result (after formula_agree said no). */
void formula_report_difference(diag *d, const formula *f, const formula_value *exact, const formula_value *real, span record);

/* ---- formulas that name each other ---- */
typedef struct formula_def {
  formula_name name;         /* unit: as formula_wish.unit; type: one bit, what the result is */
  formula_text formula;
  int decimals;
} formula_def;
typedef struct formula_set {
  const formula_scope *scope;      /* inputs first, then the definitions, in the order given */
  size_t inputs, count;            /* names: inputs + count */
  formula **formulas;              /* of each definition; NULL after a mistake */
  const uint32_t *order;           /* definitions in the order of evaluation: after what they name, else as given; */
  size_t order_count;              /* without those that are NULL */
} formula_set;
/* Compiles all. A circle is reported with its names in order ("a → b → a"); whoever stands in one or names a broken one has no
 * formula. A name means the figure as it is shown, so rounded by its own decimals: what a reader can check and what a worksheet
 * cell holds; a definition with FORMULA_EXACT is handed on unrounded. */
formula_set *formula_set_compile(arena *a, diag *d, const formula_name *inputs, size_t input_count, const formula_def *defs, size_t count);
/* values: inputs + count places; the inputs are filled, the results are written behind them (FORMULA_BROKEN where there is no
 * formula). Fractions in results are good until w is used for another record. */
void formula_set_eval(const formula_set *s, formula_work *w, formula_value *values);
void formula_set_eval_double(const formula_set *s, formula_work *w, formula_value *values);   /* on an array of its own */
#endif
