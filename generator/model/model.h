/* model/: the agreement - registers, documents as lists of blocks, prose as inlines; everything resolved and checked.
 * For table (registers), layout (blocks), build's jobs in cli. The only room that includes cmark-gfm. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H
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
  bool elsewhere;     /* INLINE_XREF: the target is not in this document (another PDF, or an appendix made elsewhere): print the kids, no link */
  inl *first, *next;
};
/* After model_load an INLINE_XREF always has kids: the program's own text ("bilag 4", with a no-break space) stands there when the content
 * gives none. Its target is an anchor of the same document unless `elsewhere`. INLINE_PAGEREF is the bare number: the word "side" is content. */

/* ---- blocks: what layout sees. A few kinds; `style` names the rest (the layout gives it its look) ----
 * The styles, by kind (a layout may leave any out: see style_block_or_body):
 *   SECTION    dokument (the body) forside kolofon indhold forord del afsnit nøgleord fokusoversigt fokusområde bilagsoversigt organer
 *              spalte (every child of COLUMNS)
 *   HEADING    forside-titel or dokumenttitel (the one H1) kolofon-titel indhold-titel del-titel fokus-titel rubrik-2 … rubrik-6
 *              mellemrubrik mellemrubrik-2
 *   PARAGRAPH  brødtekst indledning-til-liste (keeps with the list after it) dokument-undertitel (below dokumenttitel)
 *              forside-aftale forside-undertitel forside-status forside-tekst forside-billedtekst forside-forbehold kolofon-tekst
 *              fokus-mærke mål-mærke mål-tekst resultater-mærke boks-titel boks-tekst uafklaret-mærke uafklaret-tekst afventer-tekst
 *              citat-tekst citat-kilde note-tekst (footnotes)
 *   LIST       punktliste talliste bogstavliste nøgleord resultater fokusliste; lists inside lists: punktliste-2, talliste-2 …
 *   ITEM       the list's style + "-punkt"; paragraphs inside: the list's style + "-tekst"
 *   BOX        mål ønskede-resultater boks uafklaret afventer
 *   QUOTE      citat (own words of a role) citat-uddrag (a quote inside prose: "> …")
 *   TABLE      tabel      FIGURE figur      CONTENTS indhold-liste      COLUMNS sidestillet
 */
typedef enum block_kind {
  BLOCK_SECTION,    /* children; level = heading level of its BLOCK_HEADING (0: no heading). Becomes Sect (or Part for level 0 with style "del") */
  BLOCK_HEADING,    /* text; level 1..6 */
  BLOCK_PARAGRAPH,  /* text */
  BLOCK_LIST,       /* children BLOCK_ITEM; ordered, start */
  BLOCK_ITEM,       /* children; label as text when the source gives one ("A."), else made by layout */
  BLOCK_BOX,        /* children on a ground; never a heading of the contents */
  BLOCK_QUOTE,      /* children: paragraphs, last one style "citat-kilde" = attribution */
  BLOCK_TABLE,      /* table_id: a grid of table/; caption in text */
  BLOCK_FIGURE,     /* figure; caption in text; alt */
  BLOCK_CONTENTS,   /* table of contents made by layout from headings of level 2 up to `level` (2..4); the H1 never stands in it */
  BLOCK_COLUMNS     /* children side by side, equal widths */
} block_kind;
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
  bool new_page;            /* "side: ny": begins a page, whatever its style says */
  const char *lang;         /* when not Danish */
  inl *text;
  const char *label;        /* BLOCK_ITEM */
  const char *alt;          /* BLOCK_FIGURE */
  const char *table_id;     /* BLOCK_TABLE */
  const figure *figure;
  block *parent, *first, *last, *next;
};
/* The specialisation triangle: levels from the top down, and forms of cooperation along two arrows. */
typedef struct figure_level { const char *citizens, *specialisation; span at; } figure_level;
typedef struct figure_form { const char *text; span at; } figure_form;
struct figure {
  const char *kind;         /* "specialiseringstrekant" */
  const char *left_title, *right_title;       /* "Antal borgere", "Grad af specialisering" */
  LIST(figure_level) levels;
  const char *arrow_across, *arrow_down;      /* "Antal kommuner", "Grad af forpligtelse" */
  LIST(figure_form) forms;                    /* from most to least binding */
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

/* A table declaration (table/ makes the grid). */
typedef struct table_column_decl { const char *field; const char *title, *unit; double share; span at; } table_column_decl;
typedef struct table_decl {
  const char *id; span at;              /* id = anchor "tabel-…" */
  const inl *caption; const char *title;/* plain text of the caption */
  const reg *reg;
  LIST(table_column_decl) columns;
  const char *filter_field, *filter_value;      /* one equality for now; NULL = all */
  const char *order_field;                       /* NULL = order of content */
  const char *group_field;                       /* NULL = none */
  const char *note, *source, *summary;
  span filter_at, order_at, group_at;            /* for messages about them; line 0 when not given */
  bool row_numbers;
  /* A table written out in prose (pipe table) has no register: cells[row][column], row 0 = header. */
  size_t prose_rows, prose_columns; inl ***prose;
} table_decl;

typedef struct document {
  const char *id;           /* file name of the output: "hoveddokument" */
  const char *title, *subtitle;
  const char *kind;         /* "hoveddokument", "bilag" */
  const char *number;       /* "1", "2A" or NULL */
  const char *layout;       /* "politisk" */
  const char *part;         /* running head: "Bilag" …; NULL */
  const char *version; date version_date;
  document_state state;
  bool pdf, excel;
  span at;
  block *body;              /* BLOCK_SECTION, style "dokument" */
  LIST(table_decl *) tables;
  LIST(footnote *) notes;
} document;

/* One line of the list of appendices; document may be NULL (not made here). */
typedef struct appendix { const char *number, *title, *remark, *anchor; document_state state; document *document; bool of_tariff_agreement; span at; } appendix;

typedef struct agreement {
  const char *id;           /* folder name */
  const char *title, *subtitle, *region, *publisher, *subject, *keywords, *disclaimer;
  const char *period;       /* "2023-2024" with an en dash */
  date from, to;
  agreement_status status; const char *status_text;
  const char *version; date version_date;
  LIST(document *) documents;
  LIST(appendix) appendices;
  LIST(reg *) registers;
} agreement;

/* Reads content/FOLDER. Never NULL; when d holds errors afterwards, nothing may be built from it. */
agreement *model_load(arena *a, diag *d, const char *folder, const char *shown);
const reg *model_register(const agreement *m, const char *key);
const record *record_lookup(const reg *r, const char *id);
const value *record_value(const record *r, const char *field);        /* NULL: no such field */
const char *record_name(const record *r);                              /* its "navn" or "titel"; else its id */
/* Text of inlines without marks (for bookmarks, file properties, alternative texts). */
char *inl_plain(arena *a, const inl *first);
void model_dump(const agreement *m, GString *out);
/* JSON Schema of "aftale", "dokument" or "register"; false: no such schema. */
bool model_schema(const char *which, GString *out);
/* Writes the agreement's whole as a tree for reading order tests: text of document in reading order, a line a block. */
void document_text(const document *doc, GString *out);
#endif
