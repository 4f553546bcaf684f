#include "model/register_shapes.h"

#include <string.h>

/* The registers of VEJLEDNING.md section 2 that say who and when; what is bought and what it costs stands in register_shapes_offers.c.
 * Titles are the headers of table columns. Keys never change: content stands on them. */

static const field_def regions[] = {
  NAME("Region"), FROM, TO,
  { .key = "afløses af", .type = FIELD_REF, .target = "regioner", .title = "Afløses af", .help = "Id på den region, der overtager opgaven." },
};
static const field_def bodies[] = {
  NAME("Organ"),
  { .key = "kort navn", .type = FIELD_TEXT, .title = "Kort navn", .help = "Navnet i tabeller: K17." },
  { .key = "beskrivelse", .type = FIELD_TEXT, .title = "Beskrivelse", .help = "Hvad organet gør, i én sætning." },
  { .key = "under", .type = FIELD_REF, .target = "organer", .title = "Hører under", .help = "Id på det organ, dette hører under eller forbereder sager for; til organisationsdiagrammet." },
  { .key = "region", .type = FIELD_REF, .target = "regioner", .title = "Region", .help = "Id på regionen, organet hører til." },
  { .key = "medlemmer", .type = FIELD_REFS, .target = "kommuner", .title = "Medlemmer", .help = "Id'er på de kommuner, der er med; skifter de, så brug registret medlemskaber." },
  FROM, TO, REMARK,
};
static const field_def memberships[] = {
  FREE_ID,
  { .key = "kommune", .type = FIELD_REF, .required = true, .target = "kommuner", .title = "Kommune", .help = "Id på kommunen." },
  { .key = "organ", .type = FIELD_REF, .target = "organer", .title = "Organ", .help = "Id på organet, kommunen er med i." },
  { .key = "region", .type = FIELD_REF, .target = "regioner", .title = "Region", .help = "Id på regionen, kommunen hører til." },
  FROM, TO, SOURCE, REMARK,
};
static const field_def people[] = { NAME("Navn"), IN_MUNICIPALITY("Id på personens kommune.") };
static const field_def offices[] = {
  { .key = "titel", .type = FIELD_TEXT, .required = true, .title = "Embede", .help = "Embedets titel: formand." },
  { .key = "organ", .type = FIELD_REF, .required = true, .target = "organer", .title = "Organ", .help = "Id på organet." },
  { .key = "person", .type = FIELD_REF, .required = true, .target = "personer", .title = "Person", .help = "Id på den, der har embedet." },
  FROM, TO,
};
static const field_def dates[] = {
  { .key = "dato", .type = FIELD_DATE, .required = true, .title = "Dato", .help = "06-09-2026 eller 6. september 2026." },
  { .key = "hvad", .type = FIELD_TEXT, .required = true, .title = "Hvad", .help = "Hvad der sker den dag." },
  { .key = "hvem", .type = FIELD_TEXTS, .title = "Hvem", .help = "Dem, der skal gøre noget inden dagen: kommuner, region, driftsherrer." },
  { .key = "opgave", .type = FIELD_TEXT, .title = "Opgave", .help = "Det, de skal gøre: Indberet taksterne for 2027." },
};
static const field_def municipalities[] = {
  NAME("Kommune"),
  { .key = "kode", .type = FIELD_TEXT, .title = "Kode", .help = "Kommunens nummer, tre cifre i anførselstegn." },
  { .key = "region", .type = FIELD_REF, .target = "regioner", .title = "Region", .help = "Id på regionen." },
  FROM, TO,
  { .key = "initialer", .type = FIELD_TEXT, .title = "Initialer", .help = "Kommunens initialer i tabeller: HO." },
  REMARK,
};
static const field_def inhabitants[] = {
  FREE_ID, MUNICIPALITY("Id på kommunen."), YEAR("Året, tallet gælder."),
  { .key = "antal", .type = FIELD_INT, .required = true, .title = "Indbyggere", .help = "Antallet." },
  { .key = "alder", .type = FIELD_TEXT, .title = "Alder", .help = "Aldersgruppen, når det ikke er alle: 0-17." },
  SOURCE, REMARK,
};
static const field_def laws[] = {
  NAME("Lov"),
  { .key = "kort navn", .type = FIELD_TEXT, .title = "Kort navn", .help = "Navnet i tabeller: SEL." },
  { .key = "afløses af", .type = FIELD_REF, .target = "love", .title = "Afløses af", .help = "Id på den lov, der er trådt i stedet." },
  FROM, TO, SOURCE, REMARK,
};
static const field_def paragraphs[] = {
  NAME("Paragraf"),
  { .key = "lov", .type = FIELD_REF, .required = true, .target = "love", .title = "Lov", .help = "Id på loven." },
  { .key = "paragraf", .type = FIELD_TEXT, .title = "§", .help = "Paragraffen i loven: § 66, stk. 1." },
  { .key = "afløses af", .type = FIELD_REF, .target = "paragraffer", .title = "Afløses af", .help = "Id på den paragraf, der er trådt i stedet." },
  FROM, TO,
  { .key = "ydelse", .type = FIELD_TEXT, .title = "Handler om", .help = "Hvad paragraffen handler om: midlertidigt botilbud." },
  SOURCE, REMARK,
};
#define MEETING(word, what) { .key = word, .type = FIELD_DATE, .title = what, .help = "Dagen, organet mødes." }
static const field_def meetings[] = {
  NAME("Møderunde"),
  { .key = "år", .type = FIELD_YEAR, .title = "År", .help = "Året, møderne ligger i." },
  MEETING("styregruppe", "Styregruppe"), MEETING("k17", "K17"), MEETING("kkr", "KKR"),
  REMARK,
};
static const field_def statements[] = {
  FREE_ID,
  { .key = "emne", .type = FIELD_TEXT, .required = true, .title = "Emne", .help = "Hvad oplysningen handler om: Mødet i K17." },
  { .key = "værdi", .type = FIELD_TEXT, .required = true, .title = "Oplysning", .help = "Det, kilden siger: 26. august 2022." },
  { .key = "sted", .type = FIELD_TEXT, .title = "Sted", .help = "Hvor i kilden det står." },
  SOURCE, REMARK,
};
static const field_def short_forms[] = {
  { .key = "betyder", .type = FIELD_TEXT, .required = true, .title = "Betyder", .help = "Forkortelsen skrevet ud." },
  { .key = "skrives", .type = FIELD_TEXT, .title = "Forkortelse", .help = "Forkortelsen, som den skrives; ellers id'et med store bogstaver." },
};
/* Points from a workshop: what each table wrote, and the theme that the secretariat has counted it under. */
static const field_def themes[] = {
  NAME("Tema"),
  { .key = "rækkefølge", .type = FIELD_INT, .title = "Rækkefølge", .help = "Temaets plads i oversigter." },
  SOURCE, REMARK,
};
static const field_def priorities[] = {
  FREE_ID,
  { .key = "bord", .type = FIELD_INT, .required = true, .title = "Bord", .help = "Bordets nummer." },
  { .key = "nr", .type = FIELD_INT, .title = "Nr.", .help = "Punktets nummer på bordets liste." },
  { .key = "punkt", .type = FIELD_TEXT, .required = true, .title = "Punkt", .help = "Det, bordet har skrevet." },
  { .key = "tema", .type = FIELD_REF, .target = "temaer", .title = "Tema", .help = "Id på det tema, punktet tælles under." },
  SOURCE, REMARK,
};

static const shape_def region_shape = REGISTER("regioner", regions, "Regionerne og hvornår de findes.");
static const shape_def body_shape = REGISTER("organer", bodies, "Politiske og administrative organer.");
static const shape_def person_shape = REGISTER("personer", people, "Personer, der har et embede.");
static const shape_def office_shape = REGISTER("embeder", offices, "Hvem der har hvilket embede i hvilket organ.");
static const shape_def date_shape = REGISTER("datoer", dates, "Hver dato ét sted.");
static const shape_def municipality_shape = REGISTER("kommuner", municipalities, "Kommunerne.");
static const shape_def membership_shape = REGISTER("medlemskaber", memberships, "Hvilke organer og hvilken region en kommune har hørt til, og hvornår.");
static const shape_def inhabitant_shape = REGISTER("indbyggere", inhabitants, "Indbyggere i kommunerne år for år, også efter alder: fordelingsnøgler.");
static const shape_def law_shape = REGISTER("love", laws, "Lovene og hvad der er trådt i stedet for dem.");
static const shape_def paragraph_shape = REGISTER("paragraffer", paragraphs, "Paragrafferne og hvad der er trådt i stedet for dem.");
static const shape_def meetings_shape = REGISTER("møderunder", meetings, "Møder i organerne; et felt for hvert organ i registret organer.");
static const shape_def statement_shape = REGISTER("oplysninger", statements, "Det, kilderne siger, når de siger det flere gange: »rammeaftale audit« finder det, der ikke stemmer.");
static const shape_def short_form_shape = REGISTER("forkortelser", short_forms, "Forkortelser og hvad de betyder.");
static const shape_def theme_shape = REGISTER("temaer", themes, "Temaer, som punkter fra et møde tælles under.");
static const shape_def priority_shape = REGISTER("prioriteringer", priorities, "Punkter fra bordene på et møde, ét i hver række.");

/* Bodies stand before møderunder: its shape is made from them. The first ten are as they were; the order is that of `list` and dumps. */
static const shape_def *const shapes[] = {
  &region_shape, &body_shape, &person_shape, &office_shape, &date_shape, &municipality_shape, &operator_shape, &offer_shape,
  &meetings_shape, &short_form_shape, &membership_shape, &inhabitant_shape, &law_shape, &paragraph_shape, &target_group_shape,
  &operator_change_shape, &name_change_shape, &department_shape, &service_shape, &tariff_shape, &occupancy_shape, &result_shape,
  &price_series_shape, &answer_shape, &financing_shape, &share_shape, &calculation_shape, &statement_shape,
  &theme_shape, &priority_shape, &purchase_shape,
};

const shape_def *const *register_shapes(size_t *count) {
  *count = G_N_ELEMENTS(shapes);
  return shapes;
}

size_t def_field(const shape_def *def, const char *key) {
  size_t i = 0;
  while (i < def->count && strcmp(def->fields[i].key, key) != 0) i++;
  return i;
}

/* møderunder has a date for each body of the agreement, so that another region's bodies need no new program: the fixed fields and, before
 * the remark, one for each id in organer that has none yet. */
const shape_def *meeting_shape(arena *a, const reg *body_register) {
  size_t extra = body_register->records.n, fixed = meetings_shape.count - 1;
  if (!extra) return &meetings_shape;
  field_def *fields = ARENA_ARRAY(a, field_def, meetings_shape.count + extra);
  shape_def *def = ARENA_NEW(a, shape_def);
  *def = meetings_shape;
  def->fields = fields;
  size_t n = 0;
  for (; n < fixed; n++) fields[n] = meetings_shape.fields[n];
  for (size_t i = 0; i < extra; i++) {
    const record *r = body_register->records.v[i];
    if (def_field(&meetings_shape, r->id) < meetings_shape.count) continue;
    const value *brief = record_value(r, "kort navn");
    fields[n++] = (field_def)MEETING(r->id, brief->kind == VALUE_KNOWN ? brief->text : record_name(r));
  }
  fields[n++] = meetings_shape.fields[fixed];
  def->count = n;
  return def;
}
