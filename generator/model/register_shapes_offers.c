#include "model/register_shapes.h"

/* The registers of what is bought and what it costs: operators, offers, services, tariffs, occupancy, results, price series, the
 * municipalities' answers, financing by key. Amounts are in kr.; a share or an occupancy in per cent. */

#define AMOUNT(word, what, text) { .key = word, .type = FIELD_AMOUNT, .title = what, .unit = "kr.", .help = text }
#define PERCENT(word, what, text) { .key = word, .type = FIELD_PERCENT, .title = what, .unit = "%", .help = text }
#define TEXT(word, what, text) { .key = word, .type = FIELD_TEXT, .title = what, .help = text }

static const char *const areas[] = { "børn", "voksne", NULL };
static const char *const operator_kinds[] = { "kommune", "region", "privat", "selvejende", NULL };
static const field_def operators[] = {
  NAME("Driftsherre"),
  { .key = "art", .type = FIELD_CHOICE, .required = true, .choices = operator_kinds, .title = "Art", .help = "Hvem der ejer driften." },
  IN_MUNICIPALITY("Id på kommunen, når driftsherren er en kommune."),
  TEXT("cvr", "CVR-nummer", "CVR-nummeret i anførselstegn."),
  FROM, TO,
  { .key = "afløses af", .type = FIELD_REF, .target = "driftsherrer", .title = "Afløses af", .help = "Id på den, der har overtaget alle dens tilbud." },
  SOURCE, REMARK,
};
static const field_def target_groups[] = {
  NAME("Målgruppe"),
  { .key = "område", .type = FIELD_CHOICE, .choices = areas, .title = "Område", .help = "børn eller voksne." },
  { .key = "rækkefølge", .type = FIELD_INT, .title = "Rækkefølge", .help = "Hvilket nummer målgruppen har i oversigter." },
};
static const char *const reaches[] = { "lokal", "klynge", "højt specialiseret", "landsdelsdækkende", "landsdækkende", "sikret", NULL };
static const field_def offers[] = {
  NAME("Tilbud"),
  TEXT("målgruppe", "Målgruppe", "Hvem tilbuddet er for."),
  { .key = "driftsherre", .type = FIELD_REF, .target = "driftsherrer", .title = "Driftsherre", .help = "Id på driftsherren." },
  IN_MUNICIPALITY("Id på kommunen, hvor tilbuddet ligger."),
  REMARK,
  { .key = "lister", .type = FIELD_TEXTS, .title = "Lister", .help = "Navne på de lister, tilbuddet står på." },
  FROM, TO,
  { .key = "målgrupper", .type = FIELD_REFS, .target = "målgrupper", .title = "Målgrupper", .help = "Id'er på målgrupperne." },
  TEXT("tilbudsportal-id", "Tilbudsportal-id", "Tilbuddets nummer på Tilbudsportalen, i anførselstegn."),
  TEXT("cvr", "CVR-nummer", "CVR-nummeret i anførselstegn."),
  TEXT("p-nummer", "P-nummer", "Produktionsenhedens nummer i anførselstegn."),
  { .key = "paragraf", .type = FIELD_REFS, .target = "paragraffer", .title = "Paragraf", .help = "Id'er på de paragraffer, tilbuddet er godkendt efter." },
  { .key = "pladser", .type = FIELD_INT, .title = "Pladser", .help = "Antallet af normerede pladser." },
  TEXT("kategori", "Kategori", "Kategorien, når den er afgjort ved en konkret vurdering."),
  TEXT("kategori begrundelse", "Begrundelse for kategorien", "Hvorfor kategorien er en anden end reglens."),
  { .key = "dækning", .type = FIELD_CHOICE, .choices = reaches, .title = "Dækning", .help = "Hvor langt tilbuddet rækker." },
  PERCENT("solgt andel", "Solgt andel", "Hvor stor en del af pladserne der er solgt til andre kommuner."),
  { .key = "antal købere", .type = FIELD_INT, .title = "Antal købere", .help = "Hvor mange andre kommuner der køber." },
  SOURCE,
};
static const field_def operator_changes[] = {
  FREE_ID, OFFER,
  { .key = "fra driftsherre", .type = FIELD_REF, .required = true, .target = "driftsherrer", .title = "Fra driftsherre", .help = "Id på den, der havde tilbuddet." },
  { .key = "til driftsherre", .type = FIELD_REF, .required = true, .target = "driftsherrer", .title = "Til driftsherre", .help = "Id på den, der overtog tilbuddet." },
  { .key = "dato", .type = FIELD_DATE, .required = true, .title = "Dato", .help = "Den nye driftsherres første dag." },
  SOURCE, REMARK,
};
static const field_def name_changes[] = {
  FREE_ID, OFFER,
  { .key = "tidligere navn", .type = FIELD_TEXT, .required = true, .title = "Tidligere navn", .help = "Navnet før." },
  { .key = "dato", .type = FIELD_DATE, .required = true, .title = "Dato", .help = "Det nye navns første dag." },
  SOURCE, REMARK,
};
static const field_def departments[] = { OFFER, NAME("Afdeling"), FROM, TO, SOURCE, REMARK };

static const char *const service_kinds[] = { "hovedydelse", "tillægsydelse", "basis", "ydelsespakke", NULL };
static const char *const service_units[] = { "døgn", "dag", "time", "måned", "år", "stk.", "km", NULL };
static const field_def services[] = {
  OFFER,
  { .key = "afdeling", .type = FIELD_REF, .target = "afdelinger", .title = "Afdeling", .help = "Id på afdelingen." },
  NAME("Ydelse"),
  { .key = "paragraf", .type = FIELD_REF, .target = "paragraffer", .title = "Paragraf", .help = "Id på paragraffen." },
  { .key = "art", .type = FIELD_CHOICE, .choices = service_kinds, .title = "Art", .help = "Hvad slags ydelse det er." },
  TEXT("niveau", "Niveau", "Niveauet: 2 eller højt."),
  { .key = "enhed", .type = FIELD_CHOICE, .required = true, .choices = service_units, .title = "Enhed", .help = "Hvad taksten er for." },
  { .key = "dage om året", .type = FIELD_INT, .title = "Dage om året", .unit = "dage", .help = "Hvor mange dage der betales for på et år." },
  { .key = "regnet af", .type = FIELD_REF, .target = "ydelser", .title = "Regnet af", .help = "Id på den ydelse, hvis takst denne takst er regnet af: halv tid af hel tid, en pakke af et trin." },
  { .key = "faktor", .type = FIELD_NUMBER, .title = "Faktor", .help = "Hvor mange gange den anden takst: 0,5 for halv tid." },
  TEXT("indeholder ikke", "Indeholder ikke", "Hvad der ikke er med i taksten."),
  FROM, TO, SOURCE, REMARK,
};
static const char *const tariff_states[] = { "foreløbig", "politisk godkendt", "indberettet", "endelig", NULL };
static const char *const tariff_reasons[] = { "P/L", "regulering", "ny struktur", "fejl", NULL };
static const field_def tariffs[] = {
  FREE_ID,
  { .key = "ydelse", .type = FIELD_REF, .required = true, .target = "ydelser", .title = "Ydelse", .help = "Id på ydelsen." },
  YEAR("Året, taksten gælder."),
  { .key = "takst", .type = FIELD_AMOUNT, .title = "Takst", .unit = "kr.", .help = "Prisen for én enhed, uden regulering; udelades, når »beregning« giver den." },
  { .key = "prisniveau", .type = FIELD_YEAR, .title = "Prisniveau", .help = "Det år, priserne er regnet i." },
  { .key = "gælder fra", .type = FIELD_DATE, .title = "Gælder fra", .help = "Første dag, når det ikke er 1. januar." },
  PERCENT("belægning", "Forudsat belægning", "Den belægning, taksten er regnet med."),
  AMOUNT("regulering", "Regulering", "Midlertidig regulering pr. enhed for et tidligere års over- eller underskud; minus, når taksten falder."),
  { .key = "tilstand", .type = FIELD_CHOICE, .choices = tariff_states, .title = "Tilstand", .help = "Hvor langt taksten er." },
  { .key = "godkendt", .type = FIELD_DATE, .title = "Godkendt", .help = "Dagen, taksten er politisk godkendt." },
  { .key = "årsag", .type = FIELD_CHOICE, .choices = tariff_reasons, .title = "Årsag", .help = "Hvorfor taksten er ændret." },
  { .key = "afløser", .type = FIELD_REF, .target = "takster", .title = "Afløser", .help = "Id på den takst, denne træder i stedet for." },
  PERCENT("trykt ændring", "Trykt ændring", "Ændringen fra året før, som kilden har trykt den."),
  AMOUNT("månedspris", "Månedspris", "Prisen for en måned, som kilden har trykt den."), AMOUNT("årspris", "Årspris", "Prisen for et år, som kilden har trykt den."),
  TEXT("kan ikke sammenlignes", "Kan ikke sammenlignes", "Hvorfor taksten ikke kan sammenlignes med året før: fordi …"),
  SOURCE,
  AMOUNT("løn", "Løn", "Løn i taksten."), AMOUNT("øvrig drift", "Øvrig drift", "Øvrig drift i taksten."),
  AMOUNT("administration", "Administration", "Administration og ledelse i taksten."), AMOUNT("kapital", "Kapital", "Afskrivning og forrentning i taksten."),
  REMARK,
  { .key = "beregning", .type = FIELD_REF, .target = "beregninger", .title = "Beregning", .help = "Id på den beregning, taksten er resultatet af." },
  TEXT("linje", "Linje i beregningen", "Linjen i beregningen, når det ikke er modellens resultat."),
};
static const field_def occupancies[] = {
  FREE_ID, OFFER, YEAR("Året."),
  { .key = "kvartal", .type = FIELD_INT, .required = true, .title = "Kvartal", .help = "1, 2, 3 eller 4; 0 er hele året." },
  { .key = "pladser", .type = FIELD_NUMBER, .title = "Pladser", .help = "Pladser i gennemsnit." },
  PERCENT("belægning", "Belægning", "Den faktiske belægning."), PERCENT("budgetteret", "Budgetteret belægning", "Den belægning, budgettet regnede med."),
  { .key = "dage", .type = FIELD_INT, .title = "Dage", .unit = "dage", .help = "Brugte dage i perioden." },
  { .key = "åbningsdage", .type = FIELD_INT, .title = "Åbningsdage", .unit = "dage", .help = "Hvor mange dage tilbuddet er åbent i perioden." },
  { .key = "forventes reguleret", .type = FIELD_BOOL, .title = "Forventes reguleret", .help = "ja, når afvigelsen ventes at ændre taksten." },
  SOURCE, REMARK,
};
/* Places and days are of few citizens: whoever prints them says "små tal: ja". */
static const field_def purchases[] = {
  FREE_ID, OFFER,
  { .key = "ydelse", .type = FIELD_REF, .target = "ydelser", .title = "Ydelse", .help = "Id på ydelsen; udelades, når tilbuddet ingen takst har." },
  { .key = "betalingskommune", .type = FIELD_REF, .required = true, .target = "kommuner", .title = "Betalingskommune", .help = "Id på kommunen, der køber og betaler." },
  { .key = "handlekommune", .type = FIELD_REF, .target = "kommuner", .title = "Handlekommune", .help = "Id på kommunen, der bestemmer hjælpen, når det er en anden." },
  YEAR("Året, der er købt i."),
  { .key = "købte pladser", .type = FIELD_NUMBER, .required = true, .title = "Købte pladser", .help = "Hvor mange pladser kommunen har." },
  { .key = "dage", .type = FIELD_INT, .title = "Betalte dage", .help = "Hvor mange døgn eller dage kommunen betaler for i året." },
  SOURCE, REMARK,
};
static const field_def results[] = {
  FREE_ID, OFFER, YEAR("Regnskabsåret."),
  AMOUNT("omsætning", "Omsætning", "Årets indtægter."), AMOUNT("resultat", "Resultat", "Overskud; minus er underskud."),
  SOURCE, REMARK,
};
static const field_def price_series[] = {
  FREE_ID, NAME("Prisserie"),
  { .key = "fra år", .type = FIELD_YEAR, .required = true, .title = "Fra år", .help = "Året, der fremskrives fra." },
  { .key = "til år", .type = FIELD_YEAR, .required = true, .title = "Til år", .help = "Året, der fremskrives til." },
  { .key = "procent", .type = FIELD_PERCENT, .required = true, .title = "Fremskrivning", .unit = "%", .help = "Stigningen i procent." },
  SOURCE, REMARK,
};
static const char *const answer_words[] = { "1", "2", "3", "4", "5", "ved ikke", NULL };
static const field_def answers[] = {
  FREE_ID,
  { .key = "område", .type = FIELD_CHOICE, .required = true, .choices = areas, .title = "Område", .help = "børn eller voksne." },
  { .key = "målgruppe", .type = FIELD_REF, .required = true, .target = "målgrupper", .title = "Målgruppe", .help = "Id på målgruppen." },
  MUNICIPALITY("Id på kommunen, der svarer."),
  { .key = "svar", .type = FIELD_CHOICE, .required = true, .choices = answer_words, .title = "Svar", .help = "1 (mindst) til 5 (størst sammenhæng) eller ved ikke." },
  TEXT("forklaring", "Forklaring", "Kommunens forklaring; skal være der ved 1 og 2."),
  SOURCE,
};
static const field_def financings[] = {
  NAME("Finansiering"), TEXT("udgift", "Udgift", "Hvad der betales for, ens fra år til år."), YEAR("Året."),
  { .key = "beløb", .type = FIELD_AMOUNT, .required = true, .title = "Beløb", .unit = "kr.", .help = "Det beløb, der skal fordeles." },
  TEXT("nøgle", "Fordelingsnøgle", "Hvad der fordeles efter: 0-17-årige 1. kvartal 2021."),
  { .key = "nøgleår", .type = FIELD_YEAR, .title = "Nøgleår", .help = "Når nøglen er indbyggere: året i registret indbyggere." },
  TEXT("nøglealder", "Nøglealder", "Når nøglen er indbyggere: aldersgruppen dér, 0-17; ellers alle."),
  SOURCE, REMARK,
};
static const field_def shares[] = {
  FREE_ID,
  { .key = "finansiering", .type = FIELD_REF, .required = true, .target = "finansieringer", .title = "Finansiering", .help = "Id på finansieringen." },
  MUNICIPALITY("Id på kommunen, der betaler."),
  { .key = "nøgletal", .type = FIELD_NUMBER, .required = true, .title = "Nøgletal", .help = "Kommunens tal i fordelingsnøglen." },
  AMOUNT("trykt beløb", "Trykt beløb", "Beløbet, som kilden har trykt det."), PERCENT("trykt andel", "Trykt andel", "Andelen, som kilden har trykt den."),
  SOURCE, REMARK,
};

const shape_def operator_shape = REGISTER("driftsherrer", operators, "Dem, der driver tilbud.");
const shape_def offer_shape = REGISTER("tilbud", offers, "Tilbuddene.");
const shape_def target_group_shape = REGISTER("målgrupper", target_groups, "Målgrupperne i oversigter og tilbagemeldinger.");
const shape_def operator_change_shape = REGISTER("driftsherreskift", operator_changes, "Tilbud, der har fået en ny driftsherre.");
const shape_def name_change_shape = REGISTER("navneskift", name_changes, "Tilbud, der har fået et nyt navn.");
const shape_def department_shape = REGISTER("afdelinger", departments, "Tilbuddenes afdelinger.");
const shape_def service_shape = REGISTER("ydelser", services, "Hvad der kan købes hos tilbuddene.");
const shape_def tariff_shape = REGISTER("takster", tariffs, "Takster år for år.");
const shape_def occupancy_shape = REGISTER("belægning", occupancies, "Pladser og belægning, kvartal for kvartal og for hele år.");
const shape_def purchase_shape = REGISTER("køb", purchases, "Hvad hver kommune køber hos tilbuddene: fortroligt, for det handler om få borgere.");
const shape_def result_shape = REGISTER("resultater", results, "Tilbuddenes regnskaber.");
const shape_def price_series_shape = REGISTER("prisserier", price_series, "Fremskrivning af priser og lønninger (P/L).");
const shape_def answer_shape = REGISTER("tilbagemeldinger", answers, "Kommunernes svar på, om udbud og behov hænger sammen.");
const shape_def financing_shape = REGISTER("finansieringer", financings, "Beløb, som kommunerne betaler efter en nøgle (objektiv finansiering).");
const shape_def share_shape = REGISTER("fordelinger", shares, "Kommunernes nøgletal i en finansiering.");
