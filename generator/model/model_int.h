/* Inside model/ only. One model_job reads one agreement; one doc_job lowers one document of it. */
#ifndef MODEL_MODEL_INT_H
#define MODEL_MODEL_INT_H
#include "model/model.h"

/* ---- index.c: strings to pointers, in an arena ---- */
typedef struct record_index record_index;
record_index *index_new(arena *a);
void *index_put(record_index *x, const char *key, void *v);    /* NULL: it is in; else what stands there already. key is kept by pointer */
void *index_get(const record_index *x, const char *key);       /* NULL when absent; x may be NULL */

/* ---- typo.c: Danish typography ---- */
/* One piece of a paragraph; state holds the text of the paragraph so far (finished) and grows. after: the character that follows, 0 unknown. */
char *typo_piece(arena *a, GString *state, const char *s, size_t length, gunichar after);
char *typo_line(arena *a, const char *s);                      /* a line that stands alone; NULL gives NULL */

/* ---- anchors and references (refs.c) ---- */
typedef enum anchor_kind { ANCHOR_SECTION, ANCHOR_FOCUS, ANCHOR_TABLE, ANCHOR_FIGURE, ANCHOR_POINT, ANCHOR_CLAUSE } anchor_kind;
typedef struct anchor anchor;
struct anchor {
  const char *name, *number, *title;
  anchor_kind kind;
  const document *doc;
  bool automatic;                  /* made from a heading: may stand in several documents */
  span at;
  anchor *same;                    /* the next one of that name */
};
typedef struct xref { inl *at; const document *doc; bool page, capital; } xref;
/* Where a reference leads: an anchor, a line of the list of appendices, or a document. automatic: the program writes its words. */
typedef struct reference {
  const anchor *anchor; const appendix *appendix; const document *doc, *from;
  bool ambiguous, automatic, capital;
} reference;
/* The words of an automatic reference; number: of a table or figure as it is called here; NULL = its own. */
const char *reference_text(arena *a, const reference *r, const char *number);
const char *reference_by_number(arena *a, const reference *r);        /* inl.by_number */
typedef struct open_point { span at; const char *text; } open_point;
/* path: inside the agreement's folder. sheet: of a workbook, the source that was read from it; 0 = none. */
typedef struct source_file { const char *path, *shown; bool used; uint32_t sheet; } source_file;
typedef struct abbreviation { const char *written, *meaning; size_t length; } abbreviation;

typedef struct figure_link { const figure *f; inl *link; } figure_link;   /* from a figure to its table */
typedef struct doc_job doc_job;

typedef struct model_job {
  arena *a; diag *d; agreement *m;
  const char *folder, *shown;
  LIST(source_file) files;         /* all .yaml, .md, .csv and .xlsx below the folder, sorted */
  bool agreement_broken;           /* aftale.yaml did not parse: nothing is known of documents and appendices */
  bool documents_unread;           /* some document that is there did not parse: what files it names is not known */
  bool documents_broken;           /* some document did not parse: its anchors are not known */
  bool figures_broken;             /* some figure could not be read: what picture it names is not known */
  LIST(doc_job *) documents;       /* as agreement.documents */
  LIST(anchor *) anchors;
  record_index *anchor_index;
  LIST(xref) xrefs;
  LIST(open_point) open;           /* every "uafklaret", "afventer" */
  LIST(abbreviation) abbreviations;
  const node *front;               /* aftale.yaml */
  const node *standards;           /* the map of layouts/tabeller.yaml; NULL = none */
  bool standards_broken;           /* it did not parse: a name that is not found keeps still */
  bool models_broken;              /* layouts/beregninger.yaml: likewise */
  const value *editions;           /* `versioner` of aftale.yaml; NULL = it was not read */
  const node *parameters;          /* of aftale.yaml; NULL = none */
  LIST(const node *) parameters_used;   /* of aftale.yaml and documents */
  struct collecting *collecting;   /* NULL: no `samlet` */
} model_job;

struct doc_job {
  model_job *j;
  document *doc;
  const source_file *file;
  const char *folder;              /* of the document's file, inside the agreement's: "politisk" */
  const shaped *shape;
  inl *title;                      /* for the H1: set once */
  int tables, figures;             /* numbers given so far */
  span table_list, figure_list;    /* its lists of tables and figures; line 0 = none */
  int clauses, made_tables;
  struct { bool agenda, internal; } edition;     /* without discussion and decision; with the closed points */
  LIST(figure_link) figure_links;  /* resolved when the document's tables are known */
  const char *part;                /* title of the del we are in; NULL */
  const char *overview;            /* anchor of its list of appendices; NULL = none */
  const node *parameters;          /* NULL = none */
  const struct each *each;         /* the record the document is made for; NULL = none */
  unsigned small_below;            /* the agreement's unless the document has its own */
};

/* ---- registers.c, resolve.c ---- */
void registers_load(model_job *j);
void registers_resolve(model_job *j);                          /* references, from/to, pending values */
void history_check(model_job *j);                              /* history.c: successors, times that do not meet, figures out of range */
const shape_def *const *register_shapes(size_t *count);        /* registers_shapes.c; møderunder: the part that is always there */
const shape_def *meeting_shape(arena *a, const reg *bodies);   /* with a date field for each body */
size_t def_field(const shape_def *def, const char *key);     /* its index; def->count when absent */
const char *reg_nearest(arena *a, const reg *r, const char *id);
reg *job_register(const model_job *j, const char *key);

/* ---- shapes of aftale.yaml, documents and blocks (document_shapes.c, block_shapes.c) ---- */
extern const shape_def shape_agreement, shape_document, shape_tables, shape_calculations, shape_checks, shape_fetch;
extern const shape_def *const block_shapes[];
extern const shape_def shape_meeting, shape_overview, shape_points, shape_paper, shape_recommendation, shape_sheet, shape_slide, shape_questions,
  shape_programme, shape_clause, shape_fields, shape_signatures, shape_assumption;       /* block_shapes_kinds.c */
extern const shape_def shape_figure;                           /* figure_shapes.c */
extern const char *const status_words[], *const state_words[], *const document_kinds[];
extern const char *const block_places[];        /* as block_where, after LAYOUT */

/* ---- values.c: reading filled shapes ---- */
bool shaped_has(const shaped *s, const char *key);             /* known */
const node *shaped_node(const shaped *s, const char *key);     /* the node as written; NULL when absent */
span shaped_at(const shaped *s, const char *key);              /* place of the value; of the whole when absent */
bool shaped_yes(const shaped *s, const char *key);
bool shape_named(const shaped *s, const char *name);
void open_collect(model_job *j, const shaped *s);              /* every pending value below s */
size_t word_count(const char *s);
const char *upper_first(arena *a, const char *s);              /* "udkast" -> "Udkast" */
const char *lower_first(arena *a, const char *s);              /* "Antal borgere" -> "antal borgere"; "KKR" and NULL ("") apart */

/* ---- files.c ---- */
void files_list(model_job *j);
/* A file named from a folder of the agreement ("" its own); marks it used. NULL: reported at `at`. */
const source_file *files_use(model_job *j, const char *folder, const char *name, span at);
void files_report_unused(model_job *j);
/* Civil registration numbers in a file, remarks and all. */
void cpr_check(model_job *j, const source_file *f);

/* ---- agreement.c, document.c ---- */
void agreement_read(model_job *j);                             /* from j->front; reads the heads of the documents too */
void document_read(model_job *j, const source_file *f, span at);   /* one document, or one for each record */
void document_lower(doc_job *w);
bool editions_of_one(const document *x, const document *y);     /* two documents made from one file */
const char *document_state_text(const agreement *m, const document *doc);   /* "under opdatering", or the agreement's status */
const char *document_called(arena *a, const document *doc);    /* "hoveddokumentet", "bilag 4", "»Takstaftale«": for references from outside */

/* ---- each.c: one file, a document for each record of a register ---- */
typedef struct each { const char *name; const record *of; const model_job *j; } each;     /* name: "kommune" of {kommune.navn} */
/* The records that `for hver` and `hvor` name, as eaches; false: it says neither (one plain document). None after a report. */
bool each_read(model_job *j, const node *root, each **out, size_t *count);
/* A copy of n with the record's words in place of its braces. */
const node *each_fill(const each *e, const node *n);

/* ---- quantities.c: `tal`, [](tal:NAME), `vises når` ---- */
void quantities_read(doc_job *w);                              /* from w->shape, before the blocks */
void quantities_resolve(model_job *j);                         /* their tables, when all documents are lowered */
inl *quantity_inline(doc_job *w, const char *name, quantity_part part, span at);           /* NULL: reported */
void conditions_add(doc_job *w, const shaped *s, block *first);/* `vises når` of s holds for first and the blocks after it */
/* A document's blocks are copied for a collection: what is printed or left out in one is so in the other. */
void quantities_copied(arena *a, document *doc, const inl *from, inl *copy);
void conditions_copied(arena *a, document *doc, const block *from, block *copy);
void lower_key_figures(doc_job *w, block *parent, const shaped *s, int level);

/* ---- building.c: blocks and inlines ---- */
block *block_add(arena *a, block *parent, block_kind kind, const char *style, span at);
block *paragraph_add(arena *a, block *parent, const char *style, inl *text, span at);
inl *inl_new(arena *a, inline_kind kind, span at);
inl *inl_of(arena *a, const char *text, span at);              /* one INLINE_TEXT; "" gives NULL */
inl *inl_join(inl *a, inl *b);                                 /* b after a; either may be NULL */
inl *inl_around(arena *a, inline_kind kind, inl *kids, span at);
/* Heading of a section: level, anchor (automatic unless `anchor` is given), registered. */
block *heading_add(doc_job *w, block *section, const char *style, int level, inl *text, const char *anchor_name, anchor_kind kind, span at);
void anchor_add(doc_job *w, const char *name, anchor_kind kind, const char *number, const char *title, bool automatic, span at);
void open_add(model_job *j, span at, const char *text);
void open_box(doc_job *w, block *parent, const char *text, span at);
void xref_add(doc_job *w, inl *at, bool page, bool capital);
table_decl *table_add(doc_job *w, block *parent, const char *id, const char *title, span at);
uint8_t block_where_of(const shaped *s);                      /* block_where */   /* a table of prose cells, unnumbered */
void table_cells(doc_job *w, table_decl *t, size_t rows, size_t columns);                        /* room for the cells */

/* ---- prose.c, prose_inline.c, prose_check.c ---- */
typedef struct prose_look {
  const char *style;               /* of paragraphs */
  int level;                       /* level of ### here; 0: no headings */
  const char *place;               /* where, in Danish, for the diagnostic of a heading: "en boks" */
} prose_look;
void prose_blocks(doc_job *w, block *parent, const node *n, const prose_look *look);   /* n: a text or the name of an .md file */
inl *prose_line(doc_job *w, const node *n);                    /* one line of text with marks */
inl *prose_plain(doc_job *w, const char *text, span at);       /* text without marks: typography and abbreviations only */
bool prose_table(doc_job *w, const node *n, table_decl *t);    /* exactly one pipe table; false: reported */
void abbreviations_load(model_job *j);
/* Length of the abbreviation that begins at text[at], NULL when none does. before: the character before text, 0 none. */
const abbreviation *abbreviation_at(const model_job *j, const char *text, size_t length, size_t at, gunichar before);
inl *link_make(doc_job *w, const char *url, inl *kids, span at, bool capital);         /* links.c */

/* ---- blocks.c and blocks_*.c: the lowering of each block. level: of a heading made here ---- */
void blocks_lower(doc_job *w, block *parent, const value *list, int level, bool outermost);
typedef void (*lower_fn)(doc_job *w, block *parent, const shaped *s, int level);
void lower_front(doc_job *w, block *parent, const shaped *s, int level);          /* blocks_front.c */
void lower_colophon(doc_job *w, block *parent, const shaped *s, int level);
void lower_contents(doc_job *w, block *parent, const shaped *s, int level);
void lower_table_list(doc_job *w, block *parent, const shaped *s, int level);
void lower_figure_list(doc_job *w, block *parent, const shaped *s, int level);
/* The last of `versioner` is the one that the document, or the agreement, says that it is. */
void editions_check(model_job *j, const value *list, const char *version);
void lists_check(const doc_job *w, int tables, int figures);      /* of the document, or of all in a collection: a list needs something to list */
void lower_preface(doc_job *w, block *parent, const shaped *s, int level);
void lower_section(doc_job *w, block *parent, const shaped *s, int level);        /* blocks_text.c */
void lower_text(doc_job *w, block *parent, const shaped *s, int level);
void lower_list(doc_job *w, block *parent, const shaped *s, int level);
void lower_box(doc_job *w, block *parent, const shaped *s, int level);
void lower_quote(doc_job *w, block *parent, const shaped *s, int level);
void lower_columns(doc_job *w, block *parent, const shaped *s, int level);
void lower_open(doc_job *w, block *parent, const shaped *s, int level);
void lower_keywords(doc_job *w, block *parent, const shaped *s, int level);       /* blocks_focus.c */
void lower_focus_list(doc_job *w, block *parent, const shaped *s, int level);
void lower_focus(doc_job *w, block *parent, const shaped *s, int level);
void lower_table(doc_job *w, block *parent, const shaped *s, int level);          /* blocks_table.c */
void lower_figure(doc_job *w, block *parent, const shaped *s, int level);         /* blocks_figure.c */
void figures_check(doc_job *w);                                /* when the document's tables are known */
/* figure_triangle.c, figure_events.c, figure_nodes.c: read what the kind shows, and say it in words */
void triangle_read(doc_job *w, const shaped *s, figure *f);
const char *triangle_words(arena *a, const figure *f);
void events_read(doc_job *w, const shaped *s, figure *f);
const char *events_words(arena *a, const figure *f);
void nodes_read(doc_job *w, const shaped *s, figure *f);
const char *nodes_words(arena *a, const figure *f);
void lower_appendices(doc_job *w, block *parent, const shaped *s, int level);     /* blocks_lists.c */
void lower_bodies(doc_job *w, block *parent, const shaped *s, int level);
void lower_meeting(doc_job *w, block *parent, const shaped *s, int level);         /* blocks_meeting.c */
void lower_overview(doc_job *w, block *parent, const shaped *s, int level);        /* blocks_points.c */
void lower_points(doc_job *w, block *parent, const shaped *s, int level);
void lower_paper(doc_job *w, block *parent, const shaped *s, int level);           /* blocks_paper.c */
void lower_recommendation(doc_job *w, block *parent, const shaped *s, int level);
void lower_sheet(doc_job *w, block *parent, const shaped *s, int level);
void lower_form(doc_job *w, block *parent, const shaped *s, int level);
void lower_slide(doc_job *w, block *parent, const shaped *s, int level);           /* blocks_slide.c */
void lower_questions(doc_job *w, block *parent, const shaped *s, int level);
void lower_programme(doc_job *w, block *parent, const shaped *s, int level);
void lower_clause(doc_job *w, block *parent, const shaped *s, int level);          /* blocks_contract.c */
void lower_signatures(doc_job *w, block *parent, const shaped *s, int level);
void lower_assumption(doc_job *w, block *parent, const shaped *s, int level);
/* Label and value in two columns: a list whose items bear the labels. */
block *facts_add(doc_job *w, block *parent, span at);
void fact_add(doc_job *w, block *facts, const char *label, inl *text, span at);                       /* nothing when text is NULL */
void fact_from(doc_job *w, block *facts, const char *label, const shaped *s, const char *key);
void writing_lines(doc_job *w, block *parent, const char *style, int count, span at);               /* paragraphs without text: lines to write on */
/* SECTION with HEADING rubrik-N from the text of the shape's own key, and its `tekst`. */
block *section_add(doc_job *w, block *parent, const char *style, const shaped *s, int level);
/* The prose of key: nothing when absent, a marked note when it is open. */
void prose_add(doc_job *w, block *parent, const shaped *s, const char *key, const prose_look *look);
const record *person_in(const doc_job *w, const char *text);   /* who of the register personer is named in it; NULL = nobody */
void quote_add(doc_job *w, block *parent, const shaped *s);    /* `citat` and `af` */
block *list_add(doc_job *w, block *parent, const char *style, const node *items, bool ordered, bool letters);

/* ---- refs.c ---- */
void refs_resolve(model_job *j);

/* ---- collection.c, collection_copy.c ---- */
typedef struct collected_copy { const doc_job *of; document *copy; int tables, figures; } collected_copy;    /* counted before it */
typedef struct collecting {
  model_job *j;
  doc_job *frame;                  /* NULL: no collection is wanted */
  LIST(const doc_job *) wanted;    /* the documents that `dokumenter` names */
  collection *made;
  LIST(collected_copy) copies;
  const collected_copy *now;
} collecting;
void collection_read(model_job *j, const shaped *s);           /* the key `samlet` of aftale.yaml; before documents are lowered */
void collection_make(model_job *j);                            /* when all references are resolved */
/* A document with all that stands in it, one level lower, its tables and figures counted on, its references leading to the other copies. */
void collection_copy(collecting *c, const collected_copy *now);

/* ---- declarations of tables (declare_*.c) ---- */
void standards_load(model_job *j, const char *layouts_folder);
void checks_load(model_job *j, const char *layouts_folder);    /* checks.c: also the folder's own; after the registers are resolved */
/* calculations.c */
void calculation_models_load(model_job *j, const char *layouts_folder);
void calculations_read(model_job *j);                          /* of the register; after its references are resolved */
size_t calculation_line_named(const calculation_model *m, const char *key);      /* SIZE_MAX: none */
const char *calculation_line_nearest(const model_job *j, const calculation_model *m, const char *key);
/* calculation_links.c: figures that are fetched, from another calculation or from a register, and tariffs that are the result of one */
void calculation_fetch(model_job *j, const calculation_line *l, const node *n, calculation_input *from, value *out);
void calculations_link(model_job *j);                          /* circles; tariffs */
void lower_calculation(doc_job *w, block *parent, const shaped *s, int level);
bool small_read(model_job *j, const shaped *s, unsigned *below);   /* `små tal`; false: not given, or reported */
const node *parameters_of(const model_job *j, const shaped *s);   /* its map `parametre`; NULL = none */
void parameters_report_unused(model_job *j);
extern const shape_def shape_table_block;
void dump_table(GString *out, const table_decl *t);            /* dump_table.c */
void dump_inlines(GString *out, const inl *i);
#define NBSP "\u00A0"
#endif
