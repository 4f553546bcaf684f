#include "model/model_int.h"

/* aftale.yaml and the head of a document: VEJLEDNING.md sections 1 and 4. */

#define TEXT(word, need, text) { .key = word, .type = FIELD_TEXT, .required = need, .figures_only = true, .help = text }

const char *const status_words[] = { "udkast", "i høring", "indstillet", "endelig", NULL };      /* as agreement_status */
const char *const state_words[] = { "klar", "under opdatering", "eftersendes", NULL };           /* as document_state */
const char *const document_kinds[] = { "hoveddokument", "bilag", "dagsorden", "referat", "notat", "skema", "oplæg", "kontrakt", "udtræk", NULL };

static const field_def period_fields[] = {
  { .key = "fra", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Aftalens første dag." },
  { .key = "til", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Aftalens sidste dag." },
};
static const shape_def period_shape = { .name = "periode", .fields = period_fields, .count = G_N_ELEMENTS(period_fields), .help = "Den tid, aftalen gælder." };

static const field_def appendix_fields[] = {
  TEXT("nr", true, "Bilagets nummer i anførselstegn: \"4\" eller \"2A\"."),
  TEXT("titel", true, "Bilagets titel."),
  { .key = "tilstand", .type = FIELD_CHOICE, .required = true, .figures_only = true, .choices = state_words, .help = "Om bilaget er færdigt." },
  TEXT("bemærkning", false, "Hvad der ventes på."),
  { .key = "til takstaftalen", .type = FIELD_BOOL, .figures_only = true, .help = "ja, når bilaget hører til takstaftalen." },
  TEXT("dokument", false, "Navnet på dokumentet, når bilaget laves her."),
};
static const shape_def appendix_shape = { .name = "bilag", .fields = appendix_fields, .count = G_N_ELEMENTS(appendix_fields), .help = "En linje i bilagsoversigten." };

static const field_def version_fields[] = {
  TEXT("version", true, "Versionens nummer i anførselstegn."),
  { .key = "dato", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Versionens dato." },
  TEXT("ændret", true, "Hvad der er ændret siden den forrige."),
};
static const shape_def version_shape = { .name = "version", .fields = version_fields, .count = G_N_ELEMENTS(version_fields), .help = "En version, og hvad der er ændret i den." };
#define EDITIONS { .key = "versioner", .type = FIELD_SHAPES, .figures_only = true, .shape = &version_shape, .help = "Versionerne i rækkefølge, til kolofonen: version, dato og hvad der er ændret." }

static const field_def collection_fields[] = {
  TEXT("titel", true, "Titlen på forsiden."),
  TEXT("undertitel", false, "En linje under titlen."),
  TEXT("layout", true, "Layout til forsiden, fortegnelserne og arkene: navnet på en fil i layouts, uden .yaml."),
  { .key = "dokumenter", .type = FIELD_TEXTS, .figures_only = true, .help = "Navnene på de dokumenter, der er med, i rækkefølge; ellers alle i bilagsoversigtens orden." },
  { .key = "indhold", .type = FIELD_BLOCKS, .required = true, .figures_only = true, .blocks = block_shapes, .help = "Det, der står før dokumenterne: forside og fortegnelser." },
};
static const shape_def collection_shape = { .name = "samlet", .fields = collection_fields, .count = G_N_ELEMENTS(collection_fields), .help = "Alle dokumenter i én fil, samlet.pdf." };

#define HEADINGS(word, text) { .key = word, .type = FIELD_TEXTS, .figures_only = true, .help = text }
static const field_def reconciliation_columns[] = {
  HEADINGS("tilbudsportal-id", "Overskriften over tilbuddenes numre på Tilbudsportalen; en liste, når filerne ikke har den samme."),
  HEADINGS("cvr", "Overskriften over CVR-numrene."), HEADINGS("p-nummer", "Overskriften over P-numrene."),
  HEADINGS("navn", "Overskriften over tilbuddenes navne."), HEADINGS("paragraf", "Overskriften over paragrafferne."),
  HEADINGS("pladser", "Overskriften over antallet af pladser."), HEADINGS("ydelse", "Overskriften over ydelsernes navne, når et tilbud har flere takster."),
  HEADINGS("takst", "Overskriften over taksterne i kroner, uden regulering."), HEADINGS("belægning", "Overskriften over belægningen i procent."),
};
static const shape_def reconciliation_columns_shape = { .name = "kolonner", .fields = reconciliation_columns, .count = G_N_ELEMENTS(reconciliation_columns),
  .help = "Hvad kolonnerne hedder i de filer, der afstemmes med." };
static const field_def reconciliation_fields[] = {
  TEXT("ark", false, "Arket i regnearket; ellers det første, eller det, der hedder tilbud."),
  { .key = "kolonner", .type = FIELD_SHAPE, .figures_only = true, .shape = &reconciliation_columns_shape, .help = "Hvad kolonnerne hedder i de filer, der afstemmes med." },
};
static const shape_def reconciliation_shape = { .name = "afstemning", .fields = reconciliation_fields, .count = G_N_ELEMENTS(reconciliation_fields),
  .help = "Hvordan »rammeaftale reconcile« læser et udtræk af Tilbudsportalen eller en driftsherres liste." };

static const field_def agreement_fields[] = {
  TEXT("titel", true, "Aftalens navn."),
  TEXT("undertitel", false, "Hvad aftalen handler om."),
  { .key = "region", .type = FIELD_REF, .target = "regioner", .figures_only = true, .help = "Id i registret regioner." },
  TEXT("udgiver", true, "Hvem der udgiver aftalen."),
  TEXT("emne", false, "Én linje til filernes egenskaber."),
  TEXT("nøgleord", false, "Søgeord med semikolon imellem, til filernes egenskaber."),
  TEXT("forbehold", false, "En sætning, der trykkes på forsiden og i kolofonen."),
  { .key = "periode", .type = FIELD_SHAPE, .required = true, .figures_only = true, .shape = &period_shape, .help = "Den tid, aftalen gælder." },
  { .key = "status", .type = FIELD_CHOICE, .required = true, .figures_only = true, .choices = status_words, .help = "Hvor langt aftalen er." },
  TEXT("version", true, "Udgavens nummer i anførselstegn."),
  { .key = "versionsdato", .type = FIELD_DATE, .required = true, .figures_only = true, .help = "Udgavens dato." },
  EDITIONS,
  { .key = "opdigtet", .type = FIELD_BOOL, .figures_only = true, .help = "ja, når tallene er opdigtede; det står så på hver side og hvert ark." },
  TEXT("profil", false, "Regionens farver og skrifter: navnet på en fil i layouts/profiler, uden .yaml."),
  { .key = "parametre", .type = FIELD_NODE, .figures_only = true, .help = "Navne og værdier til tabellerne: år: 2025." },
  TEXT("små tal", false, "skjul under 5: celler, der tæller få borgere, skjules i tabellerne."),
  { .key = "dokumenter", .type = FIELD_TEXTS, .required = true, .figures_only = true, .help = "Dokumenternes filer, i rækkefølge." },
  { .key = "bilag", .type = FIELD_SHAPES, .figures_only = true, .shape = &appendix_shape, .help = "Bilagsoversigten." },
  { .key = "samlet", .type = FIELD_SHAPE, .figures_only = true, .shape = &collection_shape, .help = "Alle dokumenter i én fil, samlet.pdf." },
  { .key = "afstemning", .type = FIELD_SHAPE, .figures_only = true, .shape = &reconciliation_shape, .help = "Kolonnerne i de filer, som »rammeaftale reconcile« læser." },
};
const shape_def shape_agreement = { .name = "aftale", .fields = agreement_fields, .count = G_N_ELEMENTS(agreement_fields), .help = "En aftale: hvem, hvornår, hvilke dokumenter og bilag." };

static const char *const edition_kinds[] = { "dagsorden", "referat", NULL };
static const field_def edition_fields[] = {
  { .key = "dokument", .type = FIELD_ID, .required = true, .figures_only = true, .help = "Filens navn i output." },
  TEXT("titel", true, "Udgavens titel."),
  { .key = "viser", .type = FIELD_CHOICE, .required = true, .figures_only = true, .choices = edition_kinds, .help = "dagsorden: uden drøftelse og beslutning; referat: med." },
  { .key = "intern", .type = FIELD_BOOL, .figures_only = true, .help = "ja: de lukkede punkter er med." },
};
static const shape_def edition_shape = { .name = "udgave", .fields = edition_fields, .count = G_N_ELEMENTS(edition_fields), .help = "Et af de dokumenter, der laves af filen." };
static const char *const takes[] = { "antal", "sum", "gennemsnit", "mindste", "største", "hvor mindst", "hvor størst", "oplyste", NULL };   /* as quantity_take */
static const field_def quantity_fields[] = {
  TEXT("tabel", false, "Tabellen, tallet kommer fra; dokument/tabel, når flere dokumenter har en af det navn."),
  TEXT("kolonne", false, "Kolonnens nøgle, felt eller titel."),
  { .key = "række", .type = FIELD_TEXT, .figures_only = true, .help = "Navnet på én række: tallet dér, i stedet for alle rækkers." },
  { .key = "regn", .type = FIELD_CHOICE, .figures_only = true, .choices = takes, .help = "Hvad der tages fra tabellens rækker; ellers sum, og antal uden kolonne." },
  TEXT("formel", false, "Et regnestykke over dokumentets andre tal."),
  TEXT("enhed", false, "Enheden; ellers kolonnens eller formlens."),
  { .key = "decimaler", .type = FIELD_INT, .figures_only = true, .help = "Hvor mange decimaler, 0-6; ellers som i tabellen." },
};
static const shape_def quantity_shape = { .name = "tal", .fields = quantity_fields, .count = G_N_ELEMENTS(quantity_fields), .help = "Et tal, som teksten kan bruge: [](tal:navn)." };

static const field_def document_fields[] = {
  { .key = "dokument", .type = FIELD_ID, .required = true, .figures_only = true, .help = "Filens navn i output." },
  TEXT("titel", true, "Dokumentets titel."),
  TEXT("undertitel", false, "En linje under titlen."),
  { .key = "slags", .type = FIELD_CHOICE, .figures_only = true, .choices = document_kinds, .help = "Hvad dokumentet er." },
  TEXT("nr", false, "Bilagets nummer, som i bilagsoversigten."),
  TEXT("layout", true, "Navnet på en fil i layouts, uden .yaml."),
  TEXT("version", false, "Bilagets egen version; ellers aftalens."),
  { .key = "versionsdato", .type = FIELD_DATE, .figures_only = true, .help = "Den egne versions dato." },
  EDITIONS,
  { .key = "tilstand", .type = FIELD_CHOICE, .figures_only = true, .choices = state_words, .help = "Om dokumentet er færdigt; ellers som i bilagsoversigten." },
  { .key = "pdf", .type = FIELD_BOOL, .figures_only = true, .help = "nej, når der ikke skal laves en PDF." },
  { .key = "excel", .type = FIELD_BOOL, .figures_only = true, .help = "ja, når tabellerne også skal laves som regneark." },
  { .key = "parametre", .type = FIELD_NODE, .figures_only = true, .help = "Navne og værdier til tabellerne: år: 2025." },
  TEXT("små tal", false, "skjul under 5: celler, der tæller få borgere, skjules i tabellerne."),
  { .key = "udgaver", .type = FIELD_SHAPES, .figures_only = true, .shape = &edition_shape, .help = "Når filen giver flere dokumenter: dagsorden og referat." },
  TEXT("for hver", false, "kommune i kommuner: et dokument for hver række i registret. {kommune.navn} er rækkens felt."),
  TEXT("hvor", false, "felt = værdi: kun de rækker af registret."),
  { .key = "sider", .type = FIELD_INT, .figures_only = true, .help = "Hvor mange sider dokumentet skal fylde; programmet siger til, når det ikke passer." },
  { .key = "tal", .type = FIELD_SHAPES, .keyed = true, .figures_only = true, .shape = &quantity_shape, .help = "Tal fra tabellerne, som teksten bruger: [](tal:navn)." },
  { .key = "indhold", .type = FIELD_BLOCKS, .required = true, .figures_only = true, .blocks = block_shapes, .help = "Dokumentets blokke, i rækkefølge." },
};
const shape_def shape_document = { .name = "dokument", .fields = document_fields, .count = G_N_ELEMENTS(document_fields), .help = "Et dokument: en liste af blokke." };
