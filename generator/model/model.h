/* model/: the agreement - registers, documents as lists of blocks, prose as inlines; everything resolved and checked.
 * For table (registers), layout (blocks), build's jobs in cli. The only room that includes cmark-gfm. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H
#include "image/image.h"
#include "load/load.h"

/* ---- inlines: what stands inside a paragraph ---- */
typedef enum inline_kind {
  INLINE_TEXT,      /* text */
  INLINE_EMPH, INLINE_STRONG,         /* kids */
  INLINE_LINK,      /* kids; target = URL; title = what the link leads to, for /Contents */
  INLINE_XREF,      /* kids; target = anchor of a block of this document, see `elsewhere` */
  INLINE_PAGEREF,   /* no kids: the page number of target ("12"): [](side:ANCHOR); the target is always in this document */
  INLINE_LANG,      /* kids; target = BCP 47 ("en") */
  INLINE_ABBR,      /* text; target = what it stands for */
  INLINE_NOTE,      /* footnote mark; note */
  INLINE_BREAK,     /* forced line break */
  INLINE_PENDING    /* text; an open question, marked in drafts */
} inline_kind;
typedef struct inl inl;
typedef struct footnote { int number; span at; struct block *body; /* paragraphs, chained by next */ } footnote;
struct inl {
  inline_kind kind;
  span at;
  const char *text, *target, *title;
  const footnote *note;
  const struct reference *ref;   /* XREF, PAGEREF: inside model/, where it leads */
  bool elsewhere;     /* INLINE_XREF: the target is not in this document (another PDF, or an appendix made elsewhere): print the kids, no link */
  const char *by_number; /* INLINE_XREF to a section, in the program's words: "afsnit #", for layouts that give it a number (#); else NULL */
  inl *first, *next;
};
/* After model_load an INLINE_XREF always has kids: the program's own text ("bilag 4", with a no-break space) stands there when the content
 * gives none. Its target is an anchor of the same document unless `elsewhere`. INLINE_PAGEREF is the bare number: the word "side" is content. */

/* ---- blocks: what layout sees. A few kinds; `style` names the rest (the layout gives it its look) ----
 * The styles, by kind (a layout may leave any out: see style_block_or_body):
 *   SECTION    dokument (the body) forside kolofon indhold forord del afsnit nøgleord fokusoversigt fokusområde bilagsoversigt organer nøgletal-felt
 *              bilagsark (of an appendix that is not here, in a collection)
 *              møde punktoversigt punkt underpunkt notathoved skema formular dias spørgsmål vilkår underskrifter
 *              spalte (every child of COLUMNS)
 *   HEADING    forside-titel or dokumenttitel (the one H1) kolofon-titel indhold-titel del-titel fokus-titel rubrik-2 … rubrik-6
 *              mellemrubrik mellemrubrik-2 punkt-titel underpunkt-titel punkt-rubrik skema-titel dias-titel spørgsmål-titel vilkår-titel bilagsark-titel
 *   PARAGRAPH  brødtekst indledning-til-liste (keeps with the list after it) dokument-undertitel (below dokumenttitel) dokument-forbehold
 *              forside-aftale forside-undertitel forside-status forside-tekst forside-billedtekst forside-forbehold kolofon-tekst
 *              fokus-mærke mål-mærke mål-tekst resultater-mærke boks-titel boks-tekst uafklaret-mærke uafklaret-tekst afventer-tekst
 *              citat-tekst citat-kilde note-tekst (footnotes) punkt-mærke underpunkt-mærke punkt-lukket punktoversigt-mærke
 *              beslutning-mærke beslutning-tekst notat-mærke resumé-mærke resumé-tekst indstilling-mærke indstilling-tekst felt-mærke
 *              felt-tekst formular-tekst stykker-tekst dias-tekst dias-kilde vilkår-mærke underskrift-rolle underskrift-tekst
 *              forudsætning-mærke forudsætning-tekst nøgletal-tal nøgletal-tekst
 *              without text, lines to write on: felt-linje formular-linje underskrift-linje
 *   LIST       punktliste talliste bogstavliste nøgleord resultater fokusliste oplysninger punktoversigt indstilling-liste
 *              dias-liste spørgsmål-liste stykker formular (the last two and oplysninger with words as labels); lists inside lists: punktliste-2, talliste-2 …
 *   ITEM       the list's style + "-punkt"; paragraphs inside: the list's style + "-tekst"
 *   BOX        mål ønskede-resultater boks uafklaret afventer beslutning resumé indstilling felt forudsætning
 *   QUOTE      citat (own words of a role) citat-uddrag (a quote inside prose: "> …")
 *   TABLE      tabel      FIGURE figur      CONTENTS indhold-liste      COLUMNS sidestillet nøgletal
 */
typedef enum block_kind {
  BLOCK_SECTION,    /* children; level = heading level of its BLOCK_HEADING (0: no heading). Becomes Sect (or Part for level 0 with style "del") */
  BLOCK_HEADING,    /* text; level 1..6 */
  BLOCK_PARAGRAPH,  /* text; NULL: an empty line, to write on when its style has a rule */
  BLOCK_LIST,       /* children BLOCK_ITEM; ordered, start */
  BLOCK_ITEM,       /* children; label as text when the source gives one ("A."), else made by layout */
  BLOCK_BOX,        /* children on a ground; never a heading of the contents */
  BLOCK_QUOTE,      /* children: paragraphs, last one style "citat-kilde" = attribution */
  BLOCK_TABLE,      /* table_id: a grid of table/; caption in text */
  BLOCK_FIGURE,     /* figure; caption in text; alt */
  BLOCK_CONTENTS,   /* made by layout: of headings of level 2 up to `level` (2..4), never the H1; or, by `lists`, of counted tables or figures */
  BLOCK_COLUMNS     /* children side by side, equal widths */
} block_kind;
typedef enum block_where { WHERE_LAYOUT, WHERE_HERE, WHERE_FLOAT } block_where;      /* as the layout says; "plads: her"; "plads: flyder" */
enum { LISTS_HEADINGS, LISTS_TABLES, LISTS_FIGURES };          /* what a BLOCK_CONTENTS lists */
typedef struct figure figure;
typedef struct block block;
struct block {
  block_kind kind;
  const char *style;        /* "brødtekst", "fokusområde", "mål" …: looked up in the layout; never NULL */
  span at;
  const char *anchor;       /* id that references hit, unique in the document; on headings, tables and figures; NULL = none */
  int level;
  bool ordered; int start;
  bool unlisted;            /* heading that stays out of contents and bookmarks */
  uint8_t place;            /* block_where: a figure's or a table's */
  bool new_page;            /* "side: ny": begins a page, whatever its style says */
  const char *lang;         /* when not Danish */
  inl *text;
  const char *label;        /* BLOCK_ITEM: "A.", "Stk. 2", "Dato" */
  const char *alt;          /* BLOCK_FIGURE; NULL: the picture of a table, whose text table/ makes */
  int lists;                /* BLOCK_CONTENTS */
  int title_inlines;        /* BLOCK_FIGURE: as many of `text` are number and title, then a break and where it is from; 0 = all */
  const char *table_id;     /* BLOCK_TABLE */
  int number;               /* of a table or figure that is counted; the first inline of `text` is then its mark ("Tabel 3. "); 0 = not counted */
  const figure *figure;
  block *parent, *first, *last, *next;
};
/* ---- figures: what a picture shows, not how it looks. Bars, lines, slopes and small multiples show a table of the same document
 * (table_picture gives their figures), so that the table is always at hand; the others hold all they show. ---- */
typedef enum figure_kind { FIGURE_TRIANGLE, FIGURE_BARS, FIGURE_STACKED, FIGURE_LINES, FIGURE_SLOPE, FIGURE_MULTIPLES, FIGURE_TIMELINE, FIGURE_TREE, FIGURE_IMAGE } figure_kind;
typedef enum figure_rows { FIGURE_RECORDS /* poster */, FIGURE_SUBTOTALS /* subtotaler */ } figure_rows;
typedef struct figure_level { const char *citizens, *specialisation; span at; } figure_level;
typedef struct figure_form { const char *text; span at; } figure_form;
typedef struct figure_event { const char *when, *what; span at; } figure_event;
typedef struct figure_node { const char *name; int parent; span at; } figure_node;      /* parent: an earlier index; -1 = at the top */
typedef struct figure_column { const char *key; span at; } figure_column;
struct figure {
  figure_kind kind;
  const char *title;        /* plain, without its number */
  span at;
  /* the specialisation triangle: levels from the top down, forms of cooperation from most to least binding, along two arrows */
  const char *left_title, *right_title;       /* "Antal borgere", "Grad af specialisering" */
  LIST(figure_level) levels;
  const char *arrow_across, *arrow_down;      /* "Antal kommuner", "Grad af forpligtelse" */
  LIST(figure_form) forms;
  /* of a table: the columns that name a row (joined) and those with figures. A series is a column, or a row when by_rows */
  const char *table_id; span table_at;
  LIST(figure_column) category, values;
  figure_rows rows;
  bool by_rows, lying;
  LIST(figure_event) events;                  /* a timeline, in order */
  LIST(figure_node) nodes;                    /* a tree: parents before their children */
  const image *image;
};

/* ---- registers: generic records typed by const shapes (model/registers.c) ---- */
typedef struct record { const struct reg *reg; const char *id; span at; value *values; } record;   /* values[i] by reg->def->fields[i] */
typedef struct reg {
  const shape_def *def;
  LIST(record *) records;   /* in the order of content */
  struct record_index *by_id; /* id -> record; see record_lookup */
  bool broken;              /* its file did not parse: references into it keep still */
} reg;

typedef enum agreement_status { STATUS_DRAFT, STATUS_HEARING, STATUS_RECOMMENDED, STATUS_FINAL } agreement_status;  /* udkast, i høring, indstillet, endelig */
typedef enum document_state { STATE_READY, STATE_UPDATING, STATE_LATER } document_state;          /* klar, under opdatering, eftersendes */

/* ---- calculation models (layouts/beregninger.yaml) and their uses (register beregninger): read here, worked out in table/ ---- */
typedef enum calculation_kind { CALCULATION_NUMBER, CALCULATION_TEXT, CALCULATION_CONDITION, CALCULATION_CHECK /* must hold */ } calculation_kind;
typedef struct calculation_line {
  const char *key, *text;               /* its name in formulas; what it is */
  const char *section;                  /* begins a section of this title; NULL */
  const char *unit;                     /* "kr. pr. døgn"; NULL = a pure number, or none */
  calculation_kind kind;
  const node *formula;                  /* NULL: a figure that is put in */
  int decimals;                         /* rounded to so many, and handed on rounded; -1 = exact */
  value standard;                       /* of an input that is not given */
  const char *source, *assumption;      /* where the rule stands; what is assumed because no source says it. NULL */
  span at;
} calculation_line;
typedef struct calculation_model { const char *id, *title, *about, *source; LIST(calculation_line) lines; size_t result; /* line; SIZE_MAX = not said */ span at; } calculation_model;
/* Where a figure is fetched that is not written in the calculation: another calculation's line (of), or a field of a register (record, field); both: a tariff that is left
 * out, since it is the result of `of`. */
typedef struct calculation_input { const struct calculation *of; size_t line; const record *record; const field_def *field; span at; } calculation_input;
typedef struct calculation {
  const char *id, *title, *source, *remark;
  const calculation_model *model;
  value *inputs, *printed;              /* by line: what is put in (standards too); what a source prints. ABSENT where nothing is, and where `from` is a calculation */
  calculation_input *from;              /* by line; all NULL where the figure is written here */
  const record *record;                 /* of the register: ydelse, år */
  span at;
} calculation;

/* ---- table declarations: from a block, from layouts/tabeller.yaml, or from both (the block's keys win). table/ makes the grid ---- */
/* A text of a declaration, its {parameters} put in already. text NULL: not given. `at` is the whole value as written. */
typedef struct declared_text { const char *text; size_t length; span at; const struct declared_source *source; } declared_text;
/* Place in the file of text[offset .. offset + bytes). of: a declared_text. Fits formula_text.place of calc/. */
span declared_place(const void *of, size_t offset, size_t bytes);
/* A path: a field of the row ("navn"), fields behind references ("tilbud.driftsherre.navn"), a lookup first ("ny.takst"), or "id".
 * Parts are separated by points; table/ checks them. */
typedef struct declared_path { const char *text; span at; } declared_path;                     /* text NULL: not given */
/* field = value. In a lookup: `field` is one of the lookup's register, value a path of the row or a literal. In a filter: `field` is a
 * path of the row, value a literal. Exactly one of path.text and literal is there. A literal is compared as filter.c compares: with a
 * reference's id or name, a text, a figure, a date. */
typedef struct table_match { declared_path field, path; int shift; /* "år = år - 1": added to the path's figure */ const char *literal; span literal_at; bool may_be_none; /* a record's own word: no row may fit */ } table_match;
typedef LIST(table_match) table_matches;
/* For each row the one record of reg that fits all matches; none: its values are not there; several: a mistake, in a check none. Where the reference
 * `first` of the row is known ("først: ny.afløser"), its record is the one. */
typedef struct table_lookup { const char *name; span at; const reg *reg; table_matches where; declared_path first; bool each; /* "flere: ja": a row for every record that fits */ } table_lookup;
typedef struct table_order { declared_path path; bool descending; } table_order;
/* "år" = "2025". Put into texts already; kept for the worksheet's defined names. */
typedef struct table_parameter { const char *name, *text; bool is_number; number num; span at; } table_parameter;

typedef enum table_type { TABLE_TYPE_OWN /* as the field, or the formula's result */, TABLE_TYPE_TEXT, TABLE_TYPE_INT, TABLE_TYPE_NUMBER,
  TABLE_TYPE_AMOUNT, TABLE_TYPE_PERCENT, TABLE_TYPE_DATE, TABLE_TYPE_YEAR } table_type;
typedef enum table_source {
  TABLE_FROM_FIELD,         /* path (and `field`, the same text) */
  TABLE_FROM_FORMULA,       /* formula */
  TABLE_FROM_RULES,         /* rules in order, the first that holds; manual wins when it has a value; its reason is a note */
  TABLE_FROM_SHARES,        /* shares: the amount shared out over the rows of the table, or of each group when the table has groups */
  TABLE_FROM_TABLE          /* gather: what another table has in the rows that belong to this one */
} table_source;
typedef struct table_rule { declared_text when; const char *text; span at; } table_rule;       /* when.text NULL: "ellers" */
typedef struct table_shares {
  declared_path amount; bool is_number; number num;  /* a path, equal in all rows shared over; or the figure */
  declared_path key;                                 /* key of distribution */
  bool plain_rounding;      /* metode: afrund. Each row rounded alone, and a row "Afrunding" takes the rest; else largest remainder */
  span at;
} table_shares;
typedef enum gather_take { GATHER_COUNT, GATHER_SUM, GATHER_MEAN, GATHER_LEAST, GATHER_MOST, GATHER_DIFFERENT /* how many different texts */ } gather_take;
/* "fra tabel". where: `field` is a column of that table, path one of the row here, or a literal; a literal is compared with the cell's text. */
typedef struct table_gather {
  declared_path table, column;      /* column.text NULL: rows are counted */
  const struct table_decl *of;      /* of any document; NULL after a report */
  table_matches where;
  gather_take take;
  number unit;                      /* "afrund til: 1.000": sums are rounded to whole ones of it; 0 = as they are */
  bool visible;                     /* "uden skjulte: ja": a sum of what is not hidden there */
  span at;
} table_gather;
typedef struct table_column_decl {
  const char *field; const char *title, *unit; double share; span at;    /* field: TABLE_FROM_FIELD; title: typographed, NULL = the field's */
  table_source source;
  const char *key;          /* "nøgle": its name in formulas; else the path, else the title; never NULL. Unique in the table (checked) */
  declared_path path;
  declared_text formula;
  LIST(table_rule) rules; declared_path manual, reason;
  table_shares shares;
  table_gather gather;
  table_type type;
  int decimals;             /* -1 = not given */
  const char *over;         /* spanning header; NULL = none */
  bool sum;                 /* "sum: ja": stands in subtotals and totals */
  bool small;               /* "små tal: ja": a count of people, hidden when small */
  declared_path beside;     /* "skjules med": the column of the table where a hidden cell hides this one's too */
  bool hidden;              /* "vis: nej": for formulas and filters only, not printed */
  declared_path unless;     /* "ikke når: ny.kan ikke sammenlignes": where this has a value the cell is "ikke relevant", with a note: the
                             * field's title and that value ("Kan ikke sammenlignes, fordi …") */
} table_column_decl;
typedef struct table_cross {
  bool given; span at;
  declared_path rows, columns, cell;      /* cell.text NULL: the count of records */
  LIST(declared_path) values;             /* the columns wished, in order, as literals; none: those that occur (a choice: all its words) */
  LIST(const char *) titles;              /* their headers; none: the values themselves */
  const char *over;                       /* spanning header of the value columns */
  bool sum;                               /* counts: a last column and a last row with totals */
} table_cross;
typedef enum table_chart_kind { TABLE_CHART_NONE, TABLE_CHART_BARS /* søjler */, TABLE_CHART_LINES /* linjer */ } table_chart_kind;
typedef struct table_chart {
  table_chart_kind kind; span at;
  declared_path category; LIST(declared_path) values;   /* keys of columns (checked) */
  const char *title, *alt;                /* NULL: made from the table's title */
} table_chart;
typedef struct table_decl {
  const char *id; span at;              /* id = anchor "tabel-…" */
  const inl *caption; const char *title;/* plain text of the caption */
  const reg *reg;
  LIST(table_column_decl) columns;
  const char *filter_field, *filter_value;      /* the first of `filters`; NULL = all */
  const char *order_field;                       /* the first of `order`; NULL = order of content */
  const char *group_field;                       /* the first of `group`; NULL = none */
  const char *note, *source, *summary;
  span filter_at, order_at, group_at;            /* for messages about them; line 0 when not given */
  bool row_numbers;
  /* A table written out in prose (pipe table) has no register: cells[row][column], row 0 = header. */
  size_t prose_rows, prose_columns; inl ***prose;
  const char *standard;                 /* the name of its declaration in tabeller.yaml; NULL = none */
  LIST(table_parameter) parameters;
  LIST(table_lookup) lookups;           /* in order: a later one may start from an earlier one */
  LIST(table_match) filters;            /* all must hold */
  LIST(declared_text) conditions;       /* formulas over the columns: all must hold */
  LIST(table_order) order;
  LIST(declared_path) group;            /* none, one or two */
  bool subtotals;
  bool carry;                           /* "transport: ja": a table that goes on over a page says its sums so far there */
  bool groups_unshown;                  /* "vis grupper: nej": they order rows and share out only */
  date day;                             /* "dag: 01-01-2025": the register's records that hold that day (record_holds_on), with references and
                                         * names as they are that day (record_value_on); year 0 = all, as written */
  table_cross cross;                    /* given: no columns are declared */
  LIST(table_match) only;               /* "vis kun": the rows that stay when all is shared out and worked out */
  bool unprinted;                       /* "vis: nej": for quantities */
  bool is_check;                        /* of layouts/kontroller.yaml: no row may be left, a lookup may find several, and formulas are exact unless they say decimals */
  unsigned small_below;                 /* counts from 1 to this minus 1 are hidden; 0 = none. The agreement's unless the table has its own */
  table_chart chart;
  const calculation *calculation;       /* a model with its figures put in, line by line; no register, no columns. NULL */
} table_decl;

/* ---- the figures of a text: `tal:` of a document names them, [](tal:NAME) and `nøgletal` print them ---- */
typedef enum quantity_take { TAKE_COUNT, TAKE_SUM, TAKE_MEAN, TAKE_LEAST, TAKE_MOST, TAKE_WHERE_LEAST, TAKE_WHERE_MOST, TAKE_KNOWN /* rows that print a figure */ } quantity_take;
/* One value of a table's rows, or a formula over the document's other quantities (table NULL). table/ works it out. */
typedef struct quantity {
  const char *name; span at;
  const table_decl *table;  /* of any document; it may be unprinted */
  declared_path column;     /* text NULL: rows are counted */
  declared_path row;        /* "række": the one row that is called so, by its row header; text NULL: all rows */
  quantity_take take;
  declared_text formula;
  const char *unit;         /* NULL = the column's or the formula's */
  int decimals;             /* -1 = as the column; of a formula 1 in per cent, else none */
} quantity;
/* Where one is printed. table/ writes at->text when all grids are made and their small numbers hidden: the only place where it writes into the
 * model. A text stands there, and no kind of inline of its own, so that whoever reads inlines later need not know. */
typedef enum quantity_part { QUANTITY_WHOLE, QUANTITY_FIGURE, QUANTITY_BARE /* without its unit */, QUANTITY_REMARK /* " (2 tal mangler)" or nothing */ } quantity_part;
typedef struct quantity_use { inl *at; const quantity *of; quantity_part part; } quantity_use;
/* "vises når": a block that table/ takes out of its parent when the condition over quantities does not hold. */
typedef struct block_condition { block *of; declared_text when; } block_condition;

typedef struct document {
  const char *id;           /* file name of the output: "hoveddokument" */
  const char *title, *subtitle;
  const char *kind;         /* "hoveddokument", "bilag", "dagsorden", "referat", "notat", "skema", "oplæg", "kontrakt", "udtræk" */
  const char *edition_of;   /* the file that several documents are made from, the same pointer in each; NULL = only one is */
  const char *for_record;   /* "for hver": the id of the record that this one is made for; NULL = none */
  bool internal;            /* an edition with the closed points: stands in no list of documents for the public */
  const char *number;       /* "1", "2A" or NULL */
  const char *layout;       /* "politisk" */
  span layout_at;
  const char *part;         /* running head: "Bilag 4", "Referat" …; NULL for a main document */
  const char *version; date version_date;
  document_state state;
  const char *state_text;   /* "under opdatering", else the agreement's status */
  bool pdf, excel;
  span at;
  block *body;              /* BLOCK_SECTION, style "dokument" */
  LIST(table_decl *) tables;
  LIST(const figure *) figures;
  LIST(footnote *) notes;
  LIST(quantity *) quantities;
  LIST(quantity_use) quantity_uses;
  LIST(block_condition) conditions;
  int pages_wanted; span pages_at;      /* "sider: 2"; 0 = any number */
} document;

/* One line of the list of appendices; document may be NULL (not made here). */
typedef struct appendix { const char *number, *title, *remark, *anchor; document_state state; document *document; bool of_tariff_agreement; span at; } appendix;

/* All documents in one file, typeset anew as one job ("samlet"). The first is the frame: cover, contents; the others are copies of the documents,
 * a level lower and with names of their own (anchor "DOCUMENT.name"), or sheets for appendices that are not here. */
typedef struct collected {
  const document *doc;
  const document *of;       /* the document that it is a copy of: its grids are used; NULL: the frame or a sheet */
} collected;
typedef struct collection { const char *id; LIST(collected) parts; } collection;

/* A check that audit/ makes of the registers (layouts/kontroller.yaml): a table, and what must hold in its rows. */
typedef enum check_kind { CHECK_ROW, CHECK_SUM, CHECK_RATIO, CHECK_ONE_VALUE, CHECK_LISTED /* each row that the filter leaves is a finding */,
  CHECK_COUNT /* different texts in each group */, CHECK_ONE_OF /* what is printed is what one row at least of the group expects */ } check_kind;
typedef struct check_decl {
  const char *id, *title, *rule;        /* rule: one sentence */
  check_kind kind;
  const table_decl *table;
  size_t printed, expected, name;       /* columns of the declaration; SIZE_MAX = not given */
  LIST(size_t) group;                   /* columns: rows with the same texts in them are one group */
  number tolerance;
  bool rounding;                        /* what rounding can do is allowed: half a unit for each figure of a sum, else one unit of the last digit */
  span at;
} check_decl;

typedef struct agreement {
  const char *id;           /* folder name */
  const char *title, *subtitle, *region, *publisher, *subject, *keywords, *disclaimer;
  const char *period;       /* "2023-2024" with an en dash */
  date from, to;
  agreement_status status; const char *status_text;
  const char *version; date version_date;
  bool invented;            /* "opdigtet: ja" */
  const char *profile;      /* "profil: eksempelregion": colours and faces over every layout; NULL = the layouts' own */
  span profile_at;
  const char *banner;       /* what every page and every sheet must say ("Opdigtede tal"); NULL = nothing */
  unsigned small_below;     /* "små tal: skjul under 5": 5; 0 = nothing is hidden */
  LIST(document *) documents;
  LIST(appendix) appendices;
  LIST(reg *) registers;
  LIST(calculation_model *) models;
  LIST(calculation *) calculations;
  LIST(check_decl *) checks;
  const collection *collection;   /* NULL = none is wanted */
  const shaped *reconciliation;   /* `afstemning`: how a file to reconcile with names its columns; NULL = not said */
} agreement;

/* Reads content/FOLDER, and the standard tables of layouts_folder/tabeller.yaml (NULL: none). Never NULL; when d holds errors afterwards,
 * nothing may be built from it. */
agreement *model_load(arena *a, diag *d, const char *folder, const char *shown, const char *layouts_folder);
const reg *model_register(const agreement *m, const char *key);
const record *record_lookup(const reg *r, const char *id);
const value *record_value(const record *r, const char *field);        /* NULL: no such field */
const value *shaped_value(const shaped *s, const char *key);           /* never NULL for a key of the shape */
const char *shaped_text(const shaped *s, const char *key);             /* text when known; else NULL */
const char *record_name(const record *r);                              /* its "navn" or "titel"; else its id */
/* Value of field i on a day: the operator before a driftsherreskift, the name before a navneskift, the successor (afløses af) of what has
 * ended. A day of year 0: r->values[i]. */
const value *record_value_on(const agreement *m, const record *r, size_t i, date day);
/* What has taken the place of r on that day, else r: for each target of a list of references, which record_value_on leaves as written. */
const record *record_on(const record *r, date day);
/* False when its `til` lies before the day or its `fra` after it; a day of year 0: true. */
bool record_holds_on(const record *r, date day);
/* The calculation that a tariff is the result of, and its line; NULL: it has none. */
const calculation *tariff_calculation(const agreement *m, const record *tariff, size_t *line);
/* ---- what is the same when people write it (fold.c): for comparing, never for print ---- */
/* Letters and digits alone, lower case, æ/ä as ae, ø/ö as oe, å as aa, other marks off: "Åhuset II" and "AAHUSET-II" are one. */
const char *fold_name(arena *a, const char *s);
/* The folded name without the kind of place that it begins with ("Botilbuddet Engen" -> "engen"). *kind: there was one. */
const char *fold_without_kind(arena *a, const char *s, bool *kind);
/* Letters and digits of a number, without leading zeros: "99 10 38 36", "DK-99103836" (cvr: the country goes) -> "99103836". NULL: there are none. */
const char *fold_number(arena *a, const char *s);
/* Takes a block, with all that it holds, out of its document. */
void block_remove(block *b);
/* Text of inlines without marks (for bookmarks, file properties, alternative texts). */
char *inl_plain(arena *a, const inl *first);
void model_dump(const agreement *m, GString *out);
/* JSON Schema of "aftale", "dokument", "register" or "tabeller"; false: no such schema. */
bool model_schema(const char *which, GString *out);
/* Writes the agreement's whole as a tree for reading order tests: text of document in reading order, a line a block. */
void document_text(const document *doc, GString *out);
#endif
