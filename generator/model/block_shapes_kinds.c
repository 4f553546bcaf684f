#include "model/shape_fields.h"

/* The blocks of VEJLEDNING.md section 4 that belong to one kind of document: meeting, paper for decision, sheet, slide, contract. */

#define PART(word, text) { .key = word, .type = FIELD_PROSE, .help = text }
#define LINES(word, need, text) { .key = word, .type = FIELD_TEXTS, .required = need, .figures_only = true, .help = text }
#define CHOICE(word, list, text) { .key = word, .type = FIELD_CHOICE, .figures_only = true, .choices = list, .help = text }
#define YES(word, text) { .key = word, .type = FIELD_BOOL, .figures_only = true, .help = text }
#define SHAPES(word, need, of, text) { .key = word, .type = FIELD_SHAPES, .required = need, .figures_only = true, .shape = &of, .help = text }
#define KIND(var, word, table, text) const shape_def var = { .name = word, .fields = table, .count = G_N_ELEMENTS(table), .help = text }

/* ---- meeting ---- */
static const field_def seat[] = {
  TEXT("embede", "Id i registret embeder: titel og person hentes derfra."), TEXT("plads", "Pladsen, når den ikke står i registret: Slagelse."),
  TEXT("navn", "Den, der har pladsen."), YES("vakant", "ja, når ingen har pladsen."),
};
SHAPE(seat_shape, "deltager", seat, "En plads i organet.");
static const field_def meeting[] = {
  NEEDED("møde", "Id på organet i registret organer."),
  { .key = "dato", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Mødets dato." },
  { .key = "tid", .type = FIELD_TEXT, .help = "Fra hvornår til hvornår: kl. 9-12; eller »ikke oplyst, fordi …«." },
  { .key = "sted", .type = FIELD_TEXT, .help = "Hvor mødet holdes; eller »ikke oplyst, fordi …«." },
  { .key = "deltagere", .type = FIELD_SHAPES, .shape = &seat_shape, .help = "Pladserne i organet." },
  SHAPES("afbud", false, seat_shape, "Dem, der har meldt afbud; står kun i referatet."), TEXT("næste møde", "Hvornår og hvor organet mødes næste gang."), PROSE("Tekst under oplysningerne."),
};
static const char *const purposes[] = { "beslutning", "drøftelse", "orientering", NULL };
#define POINT_FIELDS \
  NEEDED("titel", "Punktets titel."), CHOICE("til", purposes, "beslutning, drøftelse eller orientering."), YES("lukket", "ja: punktet står kun i interne udgaver."), \
  PART("beslutningstema", "Hvad organet skal tage stilling til."), PART("baggrund", "Baggrunden."), PART("sagsfremstilling", "Sagen."), INSIDE, \
  LINES("indstilling", false, "Det, der indstilles; et punkt for hver."), PART("drøftelse", "Hvad der blev drøftet; står kun i referatet."), \
  PART("beslutning", "Hvad der blev besluttet; står kun i referatet."), LINES("bilag", false, "Punktets bilag, gerne med link."), ANCHOR
static const field_def subpoint[] = { POINT_FIELDS };
SHAPE(subpoint_shape, "underpunkt", subpoint, "Et punkt under et punkt: A, B, C …");
static const field_def point[] = {
  POINT_FIELDS, { .key = "nr", .type = FIELD_INT, .figures_only = true, .help = "Punktets nummer, når det ikke følger efter det forrige." },
  SHAPES("underpunkter", false, subpoint_shape, "Punkterne A, B, C … under punktet."),
};
SHAPE(point_shape, "punkt", point, "Et punkt på dagsordenen.");
static const field_def points[] = { SHAPES("punkter", true, point_shape, "Dagsordenens punkter, i rækkefølge.") };
static const field_def overview[] = { NEEDED("punktoversigt", "Overskriften."), PROSE("Indledende tekst.") };
KIND(shape_meeting, "møde", meeting, "Mødet: organ, dato, tid, sted og deltagere.");
KIND(shape_overview, "punktoversigt", overview, "Oversigt over punkterne; laves af dem.");
KIND(shape_points, "punkter", points, "Dagsordenens punkter.");

/* ---- paper for decision ---- */
static const field_def paper[] = {
  NEEDED("notat", "Hvad papiret er: Notat, Sag til behandling."), TEXT("til", "Hvem det er til."), TEXT("fra", "Hvem det er fra."),
  { .key = "dato", .type = FIELD_DATE, .required = true, .help = "Papirets dato; eller »ikke oplyst, fordi …«." },
  TEXT("sagsnr", "Sagens nummer, i anførselstegn."), TEXT("emne", "Emnet, når det ikke er dokumentets titel."), PART("resumé", "Sagen i få linjer."),
};
static const field_def recommendation[] = { LINES("indstilling", true, "Det, der indstilles; et punkt for hver."), TEXT("indledning", "Linjen før listen; ellers »Det indstilles:«.") };
KIND(shape_paper, "notat", paper, "Hovedet på et notat eller en sag: til, fra, dato, resumé.");
KIND(shape_recommendation, "indstilling", recommendation, "Det, der indstilles.");

/* ---- sheets and fields to fill in ---- */
#define LINE_COUNT { .key = "linjer", .type = FIELD_INT, .figures_only = true, .help = "Hvor mange linjer at skrive på, når der ingen tekst er: 1-30." }
static const char *const new_page[] = { "ny", NULL };
static const field_def blank[] = { NEEDED("felt", "Feltets ord."), PROSE("Det, der står i feltet; uden tekst kommer der linjer at skrive på."), LINE_COUNT };
SHAPE(blank_shape, "felt", blank, "Et felt med tekst eller linjer at skrive på.");
static const field_def sheet[] = {
  NEEDED("skema", "Skemaets titel."), SHAPES("felter", true, blank_shape, "Felterne, i rækkefølge."), CHOICE("side", new_page, "ny: skemaet begynder på en ny side."), ANCHOR,
};
static const field_def form[] = { NEEDED("felter", "Overskriften."), SHAPES("liste", true, blank_shape, "Felterne, i rækkefølge."), PROSE("Indledende tekst.") };
KIND(shape_sheet, "skema", sheet, "Et skema med felter, for eksempel tre.");
KIND(shape_fields, "felter", form, "Felter at udfylde: ord og linje.");

/* ---- slides ---- */
static const field_def slide[] = {
  NEEDED("dias", "Sidens budskab."), PROSE("Højst 40 ord."), LINES("punkter", false, "Højst fem punkter."), INSIDE, TEXT("kilde", "Hvor oplysningerne er fra."),
  TEXT("note", "En lille bemærkning nederst."), ANCHOR,
};
static const field_def questions[] = {
  NEEDED("spørgsmål", "Overskriften."), { .key = "punkter", .type = FIELD_TEXTS, .required = true, .help = "Spørgsmålene, højst fem. Kan være uafklaret." },
};
static const field_def programme_row[] = { NEEDED("tid", "Klokkeslæt: 9.00-9.15."), NEEDED("hvad", "Hvad der sker."), TEXT("hvem", "Hvem der gør det.") };
SHAPE(programme_row_shape, "programpunkt", programme_row, "En linje i programmet.");
static const field_def programme[] = { NEEDED("program", "Titlen."), SHAPES("punkter", true, programme_row_shape, "Programmets linjer, i rækkefølge.") };
KIND(shape_slide, "dias", slide, "En side i et oplæg: ét budskab.");
KIND(shape_questions, "spørgsmål", questions, "En side med spørgsmål i et oplæg.");
KIND(shape_programme, "program", programme, "Et program med tider som tabel.");

/* ---- contract ---- */
static const field_def subclause[] = { { .key = "tekst", .type = FIELD_PROSE, .required = true, .help = "Stykkets tekst." }, ANCHOR };
SHAPE(subclause_shape, "stykke", subclause, "Et stykke af et vilkår.");
static const field_def clause[] = {
  NEEDED("vilkår", "Paragraffens overskrift; nummeret skriver programmet."), SHAPES("stykker", true, subclause_shape, "Stykkerne, i rækkefølge."),
  YES("forudsætning", "ja, når ingen kilde bekræfter vilkåret."), ANCHOR,
};
static const field_def signatures[] = { NEEDED("underskrifter", "Overskriften."), LINES("roller", true, "Hvem der skriver under: For kommunen."), PROSE("Tekst før linjerne.") };
static const field_def assumption[] = { NEEDED("forudsætning", "Det, vi går ud fra, og som ingen kilde bekræfter.") };
KIND(shape_clause, "vilkår", clause, "Et vilkår: en nummereret paragraf med stykker.");
KIND(shape_signatures, "underskrifter", signatures, "Linjer til sted, dato og underskrift.");
KIND(shape_assumption, "forudsætning", assumption, "En mærket forudsætning.");
