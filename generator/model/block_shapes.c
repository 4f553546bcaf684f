#include "model/shape_fields.h"

/* The blocks of VEJLEDNING.md section 4. The first field of each is its own name. */

static const field_def front[] = {
  TEXT("forside", "Titlen; tom, når den er dokumentets."), TEXT("undertitel", "Undertitlen; ellers dokumentets."),
  PROSE("Tekst på forsiden."), TEXT("billedtekst", "Tekst til billedet på forsiden."),
};
static const field_def colophon[] = { NEEDED("kolofon", "Overskriften."), PROSE("Tekst ud over det, programmet selv skriver.") };
static const field_def contents[] = {
  NEEDED("indholdsfortegnelse", "Overskriften."), { .key = "niveauer", .type = FIELD_INT, .figures_only = true, .help = "Hvor mange niveauer af overskrifter, 1-3." },
};
static const field_def table_list[] = { NEEDED("tabeloversigt", "Overskriften.") };
static const field_def figure_list[] = { NEEDED("figuroversigt", "Overskriften.") };
static const field_def preface[] = {
  NEEDED("forord", "Overskriften."), PROSE("Forordets tekst."), TEXT("afventer", "Hvem forordet venter på."),
};
static const field_def part[] = { NEEDED("del", "Delens titel."), PROSE("Indledende tekst."), INSIDE };
static const char *const pages[] = { "ny", NULL };
static const field_def section[] = {
  NEEDED("afsnit", "Overskriften."), PROSE("Afsnittets tekst."), INSIDE,
  { .key = "side", .type = FIELD_CHOICE, .figures_only = true, .choices = pages, .help = "ny: afsnittet begynder på en ny side." }, ANCHOR, SHOWN,
};
static const field_def prose[] = { { .key = "tekst", .type = FIELD_PROSE, .required = true, .help = "Teksten." }, SHOWN };
static const field_def key_figure[] = { NEEDED("tal", "Et af dokumentets tal."), NEEDED("tekst", "Hvad tallet er."),
  { .key = "enhed", .type = FIELD_BOOL, .figures_only = true, .help = "nej: tallet står uden sin enhed, som så hører til i teksten." } };
static const shape_def key_figure_shape = { .name = "nøgletal", .fields = key_figure, .count = G_N_ELEMENTS(key_figure), .help = "Et nøgletal." };
static const field_def key_figures[] = {
  { .key = "nøgletal", .type = FIELD_SHAPES, .required = true, .figures_only = true, .shape = &key_figure_shape, .help = "Tal og tekst; tallene står ved siden af hinanden." },
  SHOWN,
};
static const field_def keyword[] = { NEEDED("ord", "Nøgleordet."), NEEDED("tekst", "Hvad det betyder her.") };
static const shape_def keyword_shape = { .name = "nøgleord", .fields = keyword, .count = G_N_ELEMENTS(keyword), .help = "Et nøgleord." };
static const field_def keywords[] = {
  NEEDED("nøgleord", "Overskriften."), PROSE("Indledende tekst."),
  { .key = "ord", .type = FIELD_SHAPES, .required = true, .figures_only = true, .shape = &keyword_shape, .help = "Nøgleordene." },
};
static const field_def focus_list[] = { NEEDED("fokusområder", "Overskriften."), PROSE("Indledende tekst.") };
static const field_def quotation[] = { NEEDED("citat", "Citatet, højst 30 ord."), NEEDED("af", "En rolle, aldrig en persons navn.") };
static const shape_def quotation_shape = { .name = "citat", .fields = quotation, .count = G_N_ELEMENTS(quotation), .help = "Et citat." };
static const field_def focus[] = {
  { .key = "fokusområde", .type = FIELD_INT, .required = true, .figures_only = true, .help = "Nummeret." },
  NEEDED("titel", "Fokusområdets titel."), TEXT("del", "Delens navn; ellers navnet på den del, blokken står i."),
  { .key = "mål", .type = FIELD_PROSE, .required = true, .help = "Målet, højst 40 ord." },
  PROSE("Fokusområdets tekst."), INSIDE,
  { .key = "ønskede resultater", .type = FIELD_TEXTS, .required = true, .help = "De fire resultater." },
  { .key = "citater", .type = FIELD_SHAPES, .figures_only = true, .shape = &quotation_shape, .help = "Citater." },
};
static const char *const list_forms[] = { "punkter", "tal", "bogstaver", NULL };
static const field_def list[] = {
  { .key = "liste", .type = FIELD_TEXTS, .required = true, .figures_only = true, .help = "Listens tekster." },
  { .key = "form", .type = FIELD_CHOICE, .figures_only = true, .choices = list_forms, .help = "Punkter, tal eller bogstaver." },
  TEXT("indledning", "Linjen før listen."), SHOWN,
};
static const field_def box[] = { NEEDED("boks", "Overskriften."), { .key = "tekst", .type = FIELD_PROSE, .required = true, .help = "Boksens tekst." }, SHOWN };
static const shape_def open_shape, text_shape, list_shape, box_shape, quote_shape;
static const shape_def *const column_blocks[] = { &text_shape, &list_shape, &box_shape, &quote_shape, &open_shape, NULL };
static const field_def columns[] = {
  { .key = "sidestillet", .type = FIELD_BLOCKS, .required = true, .figures_only = true, .blocks = column_blocks, .help = "Blokke ved siden af hinanden." },
};
const char *const block_places[] = { "her", "flyder", NULL };
static const field_def appendices[] = { NEEDED("bilagsoversigt", "Overskriften."), PROSE("Indledende tekst.") };
static const field_def body_list[] = { NEEDED("organer", "Overskriften."), PROSE("Indledende tekst.") };
static const field_def calculation_fields[] = { NEEDED("beregning", "Id på en beregning i registret beregninger: vises linje for linje.") };
static const field_def open_point_fields[] = { NEEDED("uafklaret", "Spørgsmålet.") };

SHAPE(front_shape, "forside", front, "Forsiden.");
SHAPE(colophon_shape, "kolofon", colophon, "Kolofonen: udgiver, version og forbehold.");
SHAPE(contents_shape, "indholdsfortegnelse", contents, "Indholdsfortegnelsen.");
SHAPE(table_list_shape, "tabeloversigt", table_list, "Oversigt over dokumentets tabeller med sidetal.");
SHAPE(figure_list_shape, "figuroversigt", figure_list, "Oversigt over dokumentets figurer med sidetal.");
SHAPE(preface_shape, "forord", preface, "Forordet.");
SHAPE(part_shape, "del", part, "Begynder en del.");
SHAPE(section_shape, "afsnit", section, "Et afsnit med overskrift.");
SHAPE(text_shape, "tekst", prose, "Tekst uden overskrift.");
SHAPE(key_figures_shape, "nøgletal", key_figures, "Nogle få store tal med tekst.");
SHAPE(keywords_shape, "nøgleord", keywords, "Nøgleord med forklaring.");
SHAPE(focus_list_shape, "fokusområder", focus_list, "Oversigt over fokusområderne med sidetal.");
SHAPE(focus_shape, "fokusområde", focus, "Et fokusområde efter den faste skabelon.");
SHAPE(list_shape, "liste", list, "En liste.");
SHAPE(box_shape, "boks", box, "En boks.");
SHAPE(quote_shape, "citat", quotation, "Et citat af en rolle.");
SHAPE(columns_shape, "sidestillet", columns, "Blokke ved siden af hinanden.");
SHAPE(appendices_shape, "bilagsoversigt", appendices, "Oversigten over bilag.");
SHAPE(bodies_shape, "organer", body_list, "Liste over organer, embeder og personer.");
SHAPE(calculation_block, "beregning", calculation_fields, "En beregning: formlerne, og formlerne med tallene sat ind.");
SHAPE(open_shape, "uafklaret", open_point_fields, "Noget, der ikke er afklaret endnu.");

const shape_def *const block_shapes[] = {
  &front_shape, &colophon_shape, &contents_shape, &table_list_shape, &figure_list_shape, &preface_shape, &part_shape, &section_shape, &text_shape, &key_figures_shape, &keywords_shape, &focus_list_shape,
  &focus_shape, &list_shape, &box_shape, &quote_shape, &columns_shape, &shape_table_block, &shape_figure, &appendices_shape, &bodies_shape, &calculation_block, &open_shape,
  &shape_meeting, &shape_overview, &shape_points, &shape_paper, &shape_recommendation, &shape_sheet, &shape_slide, &shape_questions,
  &shape_programme, &shape_clause, &shape_fields, &shape_signatures, &shape_assumption, NULL,
};
