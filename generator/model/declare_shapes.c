#include "model/declare_int.h"

/* What may stand in a table: VEJLEDNING.md section 6. The same keys stand in a block and in layouts/tabeller.yaml; only the block has an id,
 * a standard to start from, and a text. */

#define TEXT(word, text) { .key = word, .type = FIELD_TEXT, .figures_only = true, .help = text }
#define NEEDED(word, text) { .key = word, .type = FIELD_TEXT, .required = true, .figures_only = true, .help = text }
#define YES(word, text) { .key = word, .type = FIELD_BOOL, .figures_only = true, .help = text }
#define CHOICE(word, list, text) { .key = word, .type = FIELD_CHOICE, .figures_only = true, .choices = list, .help = text }
#define NODE(word, text) { .key = word, .type = FIELD_NODE, .figures_only = true, .help = text }
#define PART(word, inner, text) { .key = word, .type = FIELD_SHAPE, .figures_only = true, .shape = &inner, .help = text }
#define SHAPE(word, table, text) { .name = word, .fields = table, .count = G_N_ELEMENTS(table), .help = text }

static const char *const types[] = { "tekst", "heltal", "tal", "beløb", "procent", "dato", "år", NULL };     /* as table_type, after OWN */
static const char *const methods[] = { "største rest", "afrund", NULL };
static const char *const charts[] = { "søjler", "linjer", NULL };                                             /* as table_chart_kind, after NONE */

static const field_def rule_fields[] = {
  TEXT("hvis", "Betingelsen: takst >= 2.000 kr. og antal købere >= 4."), TEXT("så", "Det, der står, når betingelsen er opfyldt."),
  TEXT("ellers", "Det, der står, når ingen betingelse er opfyldt; sidst i listen."),
};
static const shape_def rule_shape = SHAPE("regel", rule_fields, "En regel: hvis og så, eller ellers.");
static const field_def shares_fields[] = {
  NEEDED("beløb", "Beløbet, eller vejen til det: finansiering.beløb."), NEEDED("nøgle", "Feltet med fordelingsnøglen: nøgletal."),
  CHOICE("metode", methods, "største rest: summen passer altid; afrund: hver for sig, og en linje med forskellen."),
};
static const shape_def shares_shape = SHAPE("fordeling", shares_fields, "Et beløb delt efter en nøgle.");
static const char *const gathers[] = { "antal", "sum", "gennemsnit", "mindste", "største", "forskellige", NULL };    /* as gather_take */
static const field_def gather_fields[] = {
  NEEDED("tabel", "Tabellens id; dokument/tabel, når flere dokumenter har den."), TEXT("kolonne", "Nøglen på kolonnen dér; udelades, når rækkerne skal tælles."),
  NEEDED("hvor", "Kolonnen dér = feltet her: køber = id; flere med semikolon imellem."),
  CHOICE("regn", gathers, "Hvad der tages fra rækkerne; ellers sum, og antal uden kolonne. forskellige: hvor mange forskellige."),
  { .key = "afrund til", .type = FIELD_NUMBER, .figures_only = true, .help = "Summen rundes til hele fem, hundrede eller tusinde: 5, 100, 1.000. Så kan den vises over små tal, når mindst tre af dem står bag." },
  YES("uden skjulte", "ja: må hele summen ikke vises, er den uden de rækker, hvor tallet er skjult; en note siger, hvor mange det er."),
};
static const shape_def gather_shape = SHAPE("fra tabel", gather_fields, "Tal fra de rækker i en anden tabel, der hører til rækken her.");
static const field_def column_fields[] = {
  TEXT("felt", "Feltet i registret, eller vejen til det: tilbud.driftsherre.navn."), TEXT("formel", "Regnestykket: ny takst - gammel takst."),
  PART("fra tabel", gather_shape, "Det, en anden tabel har i de rækker, der hører til denne."),
  PART("fordeling", shares_shape, "Et beløb, der fordeles over rækkerne."),
  { .key = "tekst når", .type = FIELD_SHAPES, .figures_only = true, .shape = &rule_shape, .help = "Regler, den første, der passer, gælder." },
  TEXT("manuelt", "Feltet, der går foran reglerne, når det er udfyldt."), TEXT("begrundelse", "Feltet med begrundelsen for det."),
  TEXT("nøgle", "Kolonnens navn i formler; ellers felt eller titel."), TEXT("titel", "Kolonnens overskrift; ellers feltets."),
  TEXT("enhed", "Enheden: kr. pr. døgn."), TEXT("over", "En fælles overskrift over flere kolonner."),
  { .key = "bredde", .type = FIELD_PERCENT, .figures_only = true, .help = "Kolonnens del af bredden i procent." },
  CHOICE("type", types, "Hvad kolonnen er; ellers som feltet eller formlen."),
  { .key = "decimaler", .type = FIELD_INT, .figures_only = true, .help = "Hvor mange decimaler, 0-6." },
  YES("sum", "ja: kolonnen lægges sammen i subtotaler."), YES("små tal", "ja: kolonnen tæller borgere, og små tal kan skjules."),
  YES("vis", "nej: kolonnen bruges kun i formler og filter."),
  TEXT("skjules med", "Nøglen på en kolonne: er cellen dér skjult, skjules denne også."),
  TEXT("ikke når", "Feltet, der siger, hvorfor tallet ikke kan regnes ud."),
};
const shape_def shape_column = SHAPE("kolonne", column_fields, "En kolonne.");
static const field_def lookup_fields[] = {
  NEEDED("register", "Registret, der slås op i."), TEXT("hvor", "Det, der skal passe: ydelse = id; år = {år}."),
  TEXT("først", "En henvisning, der går foran, når den er udfyldt: ny.afløser."),
  YES("flere", "ja: en række for hver post, der passer. Uden »hvor« passer alle."),
};
static const shape_def lookup_shape = SHAPE("opslag", lookup_fields, "Et opslag i et andet register.");
static const field_def cross_fields[] = {
  NEEDED("rækker", "Feltet, der giver rækkerne."), NEEDED("kolonner", "Feltet, der giver kolonnerne."),
  NEEDED("celle", "Det, der står i cellerne: kommune.initialer, eller antal."),
  TEXT("værdier", "Kolonnernes værdier i rækkefølge, med semikolon imellem."), TEXT("titler", "Deres overskrifter, med semikolon imellem."),
  TEXT("over", "En fælles overskrift over dem."), YES("sum", "ja: antal lægges sammen i en række og en kolonne."),
};
static const shape_def cross_shape = SHAPE("krydstabel", cross_fields, "En tabel på kryds: det ene felt nedad, det andet hen ad.");
static const field_def chart_fields[] = {
  { .key = "art", .type = FIELD_CHOICE, .required = true, .figures_only = true, .choices = charts, .help = "søjler eller linjer." },
  NEEDED("kategori", "Nøglen på den kolonne, der står under diagrammet."), NEEDED("værdier", "Nøgler på kolonner med tal, med semikolon imellem."),
  TEXT("titel", "Diagrammets titel; ellers tabellens."), TEXT("alternativ tekst", "Det, diagrammet viser, i hele sætninger."),
};
static const shape_def chart_shape = SHAPE("diagram", chart_fields, "Et diagram i regnearket.");

#define DECLARATION \
  TEXT("titel", "Tabellens titel."), TEXT("register", "Registret, rækkerne kommer fra."), \
  NODE("parametre", "Navne og værdier: år: 2025. {år} og {år-1} i tabellens tekster er værdien."), \
  { .key = "opslag", .type = FIELD_SHAPES, .keyed = true, .figures_only = true, .shape = &lookup_shape, .help = "Opslag i andre registre: navn, register og hvor." }, \
  TEXT("dag", "Den dag, navne, driftsherrer og paragraffer skal gælde: 01-01-{år}."), \
  TEXT("vis kun", "felt = værdi: de rækker, der bliver vist, når hele tabellen er regnet ud."), \
  TEXT("filter", "felt = værdi, eller en betingelse over kolonnerne; flere med semikolon imellem."), \
  NODE("kolonner", "Felter med semikolon imellem, eller en liste med felt, titel, enhed og bredde."), \
  NODE("flere kolonner", "Kolonner, der føjes til standardtabellens."), TEXT("uden kolonner", "Nøgler på standardtabellens kolonner, der udelades."), \
  PART("krydstabel", cross_shape, "En tabel på kryds i stedet for kolonner."), \
  TEXT("orden", "De felter, rækkerne ordnes efter; faldende bagefter vender ordenen."), TEXT("gruppér efter", "Et eller to felter, rækkerne samles efter."), \
  YES("vis grupper", "nej: grupperne bruges til orden og fordeling, men får ingen rækker."), \
  YES("subtotaler", "ja: summer efter hver gruppe og til sidst."), \
  YES("transport", "ja: en tabel, der går over flere sider, siger ved sideskiftet, hvad summerne er indtil nu."), YES("rækkenumre", "ja, når rækkerne skal have numre."), \
  TEXT("små tal", "skjul under 5, eller vis."), PART("diagram", chart_shape, "Et diagram i regnearket."), \
  TEXT("note", "En note under tabellen."), TEXT("kilde", "Hvor tallene kommer fra."), TEXT("resumé", "Én sætning til skærmlæsere.")

static const field_def block_fields[] = {
  { .key = "tabel", .type = FIELD_ID, .required = true, .figures_only = true, .help = "Tabellens id; en standardtabels navn, når intet andet siges." },
  TEXT("standard", "Navnet på en standardtabel i layouts/tabeller.yaml, når det er et andet end id'et."),
  DECLARATION,
  { .key = "plads", .type = FIELD_CHOICE, .figures_only = true, .choices = block_places, .help = "her: bliver, hvor den står. flyder: må vente til næste side, så der ikke kommer et hul. Ellers gør den, som layoutet siger." },
  { .key = "tekst", .type = FIELD_PROSE, .help = "Tabellen skrevet ud, når den ikke kommer fra et register." },
  YES("vis", "nej: tabellen er kun til dokumentets tal og trykkes ikke."), YES("kun i regneark", "ja: tabellen står i regnearket og ikke på siderne."), YES("nummer", "nej: titlen får ikke »Tabel 1.« foran."),
  TEXT("vises når", "Betingelse over dokumentets tal: antal tilbud > 0. Ellers udelades tabellen."),
};
static const field_def standard_fields[] = { DECLARATION };
static const shape_def standard_shape = SHAPE("standardtabel", standard_fields, "En standardtabel.");
static const field_def tables_fields[] = {
  { .key = "tabeller", .type = FIELD_SHAPES, .keyed = true, .required = true, .figures_only = true, .shape = &standard_shape, .help = "Standardtabellerne: navn og indhold." },
};

static const char *const check_kinds[] = { "række", "sum", "forhold", "én værdi", "fund", "antal", "én af", NULL };     /* as check_kind */
static const field_def check_fields[] = {
  DECLARATION,
  { .key = "slags", .type = FIELD_CHOICE, .figures_only = true, .choices = check_kinds, .help = "række (ellers): det trykte er det, formlen giver. sum: de trykte tal i hver gruppe giver summen. forhold: det samme forhold i hele gruppen. én værdi: gruppen har kun én. fund: hver række, filteret lader blive, er et fund. antal: gruppen har så mange forskellige. én af: det trykte er det, mindst én række i gruppen giver." },
  { .key = "trykt", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Nøglen på den kolonne, der efterprøves." },
  { .key = "skal være", .type = FIELD_TEXT, .figures_only = true, .help = "Nøglen på den kolonne, der siger, hvad det trykte skal være." },
  { .key = "navn", .type = FIELD_TEXT, .figures_only = true, .help = "Nøglen på den kolonne, der siger, hvad rækken handler om; ellers den første." },
  { .key = "pr", .type = FIELD_TEXT, .figures_only = true, .help = "Nøglen på den kolonne, der samler rækkerne i grupper; flere med semikolon imellem." },
  { .key = "tolerance", .type = FIELD_NUMBER, .figures_only = true, .help = "Så meget må tallene være fra hinanden; ellers 0." },
  YES("afrunding", "ja: det, afrunding kan gøre, er ikke et fund. I en sum er det en halv enhed for hvert tal, ellers én på det sidste ciffer."),
  { .key = "forklaring", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Reglen i én sætning." },
};
static const shape_def check_shape = SHAPE("kontrol", check_fields, "En kontrol.");
static const field_def checks_fields[] = {
  { .key = "kontroller", .type = FIELD_SHAPES, .keyed = true, .required = true, .figures_only = true, .shape = &check_shape, .help = "Kontrollerne: navn og indhold." },
};
const shape_def shape_checks = SHAPE("kontroller", checks_fields, "Kontroller, som »rammeaftale audit« laver af registrene.");

const shape_def shape_table_block = SHAPE("tabel", block_fields, "En tabel: en standardtabel, en fra et register, eller en, der er skrevet ud.");
const shape_def shape_tables = SHAPE("tabeller", tables_fields, "Standardtabeller, som et dokument kan bruge med én linje.");
