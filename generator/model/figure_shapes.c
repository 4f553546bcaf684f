#include "model/shape_fields.h"

/* The block »figur«. One shape for all kinds; blocks_figure.c says which keys each kind has. */

#define TEXTS(word, text) { .key = word, .type = FIELD_TEXTS, .figures_only = true, .help = text }
#define REFS(word, text) { .key = word, .type = FIELD_REFS, .figures_only = true, .target = word, .help = text }
#define PARTS(word, part, text) { .key = word, .type = FIELD_SHAPES, .figures_only = true, .shape = &(part), .help = text }
#define CHOICE(word, words, text) { .key = word, .type = FIELD_CHOICE, .figures_only = true, .choices = words, .help = text }

static const field_def level[] = { NEEDED("borgere", "Hvor mange borgere: få."), NEEDED("grad", "Graden af specialisering: høj.") };
SHAPE(level_shape, "niveau", level, "Et niveau i trekanten.");
static const field_def event[] = { NEEDED("hvornår", "Datoen eller tiden, gerne [](dato:id)."), NEEDED("hvad", "Det, der sker.") };
SHAPE(event_shape, "begivenhed", event, "Et punkt på tidslinjen.");
static const field_def unit[] = { NEEDED("navn", "Navnet i feltet."), TEXT("under", "Navnet på det, den hører under; ellers står den øverst.") };
SHAPE(unit_shape, "enhed", unit, "Et felt i organisationsdiagrammet.");
static const char *const series[] = { "kolonner", "rækker", NULL };
static const char *const rows[] = { "poster", "subtotaler", NULL };              /* as figure_rows */

static const field_def fields[] = {
  NEEDED("figur", "Figurens slags: søjler, liggende søjler, stablede søjler, liggende stablede søjler, linjer, hældning, småbilleder, tidslinje, organisation, billede eller specialiseringstrekant."),
  NEEDED("titel", "Figurens titel."),
  ANCHOR,
  CHOICE("plads", block_places, "her: bliver, hvor den står. flyder: må vente til næste side, så der ikke kommer et hul. Ellers gør den, som layoutet siger."),
  TEXT("alternativ tekst", "Det, figuren siger, i hele sætninger; skriver programmet ellers selv. Et billede skal have den."),
  TEXT("kilde", "Hvor oplysningerne kommer fra."),
  { .key = "tabel", .type = FIELD_ID, .figures_only = true, .help = "Id på den tabel i samme dokument, figuren viser." },
  TEXTS("kategori", "Nøglen på den kolonne, der siger, hvad en række er; ellers tabellens første."),
  TEXTS("værdier", "Nøgler på kolonner med tal, med semikolon imellem."),
  CHOICE("serier", series, "Om hver kolonne eller hver række bliver til en linje, en søjlefarve eller et lille billede."),
  CHOICE("rækker", rows, "poster: tabellens rækker. subtotaler: linjerne »i alt« for hver gruppe."),
  PARTS("begivenheder", event_shape, "Tidslinjens punkter, i rækkefølge."),
  REFS("datoer", "Id'er i registret datoer: bliver punkter på tidslinjen."),
  REFS("møderunder", "Id'er i registret møderunder: hvert organs møde bliver et punkt."),
  PARTS("enheder", unit_shape, "Felterne i organisationsdiagrammet; ellers registret organer."),
  TEXT("fil", "Billedets fil: .svg eller .png."),
  TEXT("venstre", "Hvad venstre side viser: Antal borgere."), TEXT("højre", "Hvad højre side viser: Grad af specialisering."),
  PARTS("niveauer", level_shape, "Niveauerne fra toppen og ned."),
  TEXT("tværs", "Pilen på tværs: Antal kommuner."), TEXT("ned", "Pilen ned: Grad af forpligtelse."),
  TEXTS("former", "Samarbejdsformer fra mest til mindst bindende."),
};
const shape_def shape_figure = { .name = "figur", .fields = fields, .count = G_N_ELEMENTS(fields), .help = "En figur." };
