#include "model/register_shapes.h"

/* Calculation models: layouts/beregninger.yaml (shared by all agreements) and the register `beregninger` (a model with its figures put in). */

static const char *const line_kinds[] = { "tal", "tekst", "ja/nej", "kontrol", NULL };
static const field_def line_fields[] = {
  { .key = "linje", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Linjens korte navn; det bruges i formler." },
  { .key = "tekst", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Hvad linjen er, i få ord." },
  { .key = "afsnit", .type = FIELD_TEXT, .figures_only = true, .help = "Begynder et nyt afsnit i beregningen med denne overskrift." },
  { .key = "enhed", .type = FIELD_TEXT, .figures_only = true, .help = "Enheden: kr., døgn, %, kr. pr. døgn." },
  { .key = "slags", .type = FIELD_CHOICE, .figures_only = true, .choices = line_kinds, .help = "tal (ellers), tekst, ja/nej, eller kontrol: en betingelse, der skal være opfyldt." },
  { .key = "formel", .type = FIELD_TEXT, .figures_only = true, .help = "Sådan regnes linjen ud. Uden formel er den et tal, der sættes ind." },
  { .key = "decimaler", .type = FIELD_INT, .figures_only = true, .help = "Afrundes til så mange decimaler, og det afrundede tal bruges videre. Uden decimaler regnes videre med det nøjagtige tal." },
  { .key = "standard", .type = FIELD_TEXT, .figures_only = true, .help = "Tallet, når der ikke er sat et andet ind." },
  { .key = "kilde", .type = FIELD_TEXT, .figures_only = true, .help = "Hvor reglen står." },
  { .key = "forudsætning", .type = FIELD_TEXT, .figures_only = true, .help = "Det, vi går ud fra, fordi ingen kilde siger det." },
};
static const shape_def line_shape = { .name = "linje", .fields = line_fields, .count = G_N_ELEMENTS(line_fields), .help = "En linje i beregningen." };
static const field_def model_fields[] = {
  { .key = "titel", .type = FIELD_TEXT, .required = true, .figures_only = true, .help = "Beregningens navn: Normal takst." },
  { .key = "beskrivelse", .type = FIELD_TEXT, .figures_only = true, .help = "Hvad der regnes ud, i én sætning." },
  { .key = "kilde", .type = FIELD_TEXT, .figures_only = true, .help = "Hvor modellen kommer fra." },
  { .key = "resultat", .type = FIELD_TEXT, .figures_only = true, .help = "Navnet på den linje, der er beregningens resultat: den, en takst tager." },
  { .key = "linjer", .type = FIELD_SHAPES, .required = true, .figures_only = true, .shape = &line_shape, .help = "Linjerne i den rækkefølge, de skal læses." },
};
static const shape_def model_shape = { .name = "beregning", .fields = model_fields, .count = G_N_ELEMENTS(model_fields), .help = "En beregningsmodel." };
static const field_def file_fields[] = {
  { .key = "beregninger", .type = FIELD_SHAPES, .keyed = true, .required = true, .figures_only = true, .shape = &model_shape, .help = "Modellerne: navn og linjer." },
};
const shape_def shape_calculations = { .name = "beregninger", .fields = file_fields, .count = G_N_ELEMENTS(file_fields), .help = "Beregningsmodeller, som alle aftaler kan bruge." };

static const field_def example_fields[] = {
  { .key = "model", .type = FIELD_TEXT, .required = true, .figures_only = true, .title = "Model", .help = "Navnet på modellen i layouts/beregninger.yaml." },
  { .key = "titel", .type = FIELD_TEXT, .required = true, .figures_only = true, .title = "Titel", .help = "Hvad der regnes ud her." },
  { .key = "tal", .type = FIELD_NODE, .figures_only = true, .title = "Tal", .help = "Linjernes navne og de tal, der sættes ind; eller hvor tallet hentes: beregning, eller register, hvor og felt." },
  { .key = "trykt", .type = FIELD_NODE, .figures_only = true, .title = "Trykt", .help = "Linjernes navne og det, kilden har trykt: så sammenlignes der." },
  { .key = "ydelse", .type = FIELD_REF, .target = "ydelser", .title = "Ydelse", .help = "Ydelsen, hvis takst beregningen giver." },
  { .key = "år", .type = FIELD_YEAR, .title = "År", .help = "Takstens år." },
  SOURCE, REMARK,
};
const shape_def calculation_shape = { .name = "beregninger", .fields = example_fields, .count = G_N_ELEMENTS(example_fields), .help = "Beregninger: en model med tallene sat ind." };

/* Where a figure is fetched that is not written in the calculation itself. */
static const field_def fetch_fields[] = {
  { .key = "beregning", .type = FIELD_TEXT, .figures_only = true, .help = "Id på en anden beregning, hvis resultat er tallet." },
  { .key = "linje", .type = FIELD_TEXT, .figures_only = true, .help = "En anden linje i den beregning end dens resultat." },
  { .key = "register", .type = FIELD_TEXT, .figures_only = true, .help = "Registret, tallet står i." },
  { .key = "hvor", .type = FIELD_TEXT, .figures_only = true, .help = "Den ene post: tilbud = engen; år = 2024." },
  { .key = "felt", .type = FIELD_TEXT, .figures_only = true, .help = "Feltet, tallet står i." },
};
const shape_def shape_fetch = { .name = "tal", .fields = fetch_fields, .count = G_N_ELEMENTS(fetch_fields), .help = "Hvor et tal hentes." };
