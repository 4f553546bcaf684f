#include "cli/cli_int.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct option_row { const char *name; char letter; const char *argument; const char *da, *en; } option_row;
/* One row an option; getopt_long's tables and the help come from here. */
static const option_row OPTIONS[] = {
  { "output", 'o', "MAPPE", "læg filerne her i stedet for i output/", "put the files here instead of in output/" },
  { "only", 'n', "DOKUMENT", "lav kun dette dokument", "make this document only" },
  { "jobs", 'j', "N", "så mange dokumenter ad gangen (ellers: antal kerner)", "so many documents at a time (default: number of cores)" },
  { "quiet", 'q', NULL, "skriv kun, hvad der er galt", "print mistakes only" },
  { "report", 'r', "FIL.html", "check: skriv også fejlene som en webside", "check: write the mistakes as a web page too" },
  { "html", 'H', "FIL.html", "audit: skriv også fundene som en webside", "audit: write the findings as a web page too" },
  { "xlsx", 'x', "FIL.xlsx", "audit: skriv også fundene som et regneark", "audit: write the findings as a workbook too" },
  { "day", 'D', "DATO", "reconcile: sammenlign den dag (ellers aftalens første dag): 01-01-2025", "reconcile: compare as of that day (default: the agreement's first): 01-01-2025" },
  { "operator", 'O', "ID", "reconcile: kun denne driftsherres tilbud", "reconcile: only this operator's offers" },
  { "year", 'y', "ÅR", "why: kun tal for det år", "why: only figures of that year" },
  { "root", 'R', "MAPPE", "her ligger layouts/ og fonts/, hvis de ikke ligger ved siden af content/", "where layouts/ and fonts/ are, when not beside content/" },
  { "timing", 't', NULL, "build: skriv, hvor megen CPU-tid indlæsning og resten tog", "build: print the CPU time of loading and of the rest" },
  { "debug", 'd', "boxes", "build: tegn det, som layoutet har bestemt, oven på siderne (i output/debug)", "build: draw what layout decided over the pages (in output/debug)" },
  { "unknown", 'u', NULL, "hyphenation: vis kun ord, der ikke står i ordlisterne", "hyphenation: print only words that are not in the word lists" },
  { "profile", 'p', "NAVN", "specimen: med farver og skrifter fra layouts/profiler/NAVN.yaml", "specimen: with the colours and faces of layouts/profiler/NAME.yaml" },
  { "lang", 'l', "da|en", "programmets sprog", "the program's language" },
  { "help", 'h', NULL, "vis denne hjælp", "show this help" },
  { "version", 'V', NULL, "vis programmets version", "show the program's version" },
};

typedef struct command_row { const char *name, *arguments, *da, *en; } command_row;
static const command_row COMMANDS[] = {
  { "build", "[MAPPE…]", "lav PDF og Excel (uden MAPPE: alle aftaler i content/)", "make PDF and Excel (without a folder: all in content/)" },
  { "check", "[MAPPE…]", "find fejl i indholdet uden at skrive noget", "find mistakes in the content, write nothing" },
  { "audit", "[MAPPE…]", "regn efter, hvad der er trykt, og find det, der ikke passer", "recompute what is printed and find what does not hold" },
  { "reconcile", "MAPPE FIL", "sammenlign tilbuddene med et udtræk eller en liste (.csv, .xlsx)", "compare the offers with an extract or a list (.csv, .xlsx)" },
  { "why", "MAPPE TILBUD", "forklar hvert tal om et tilbud (id, navn eller portalnummer)", "explain each figure of an offer (id, name or portal number)" },
  { "list", "[MAPPE…]", "vis aftaler og dokumenter", "list agreements and documents" },
  { "hyphenation", "[MAPPE…]", "vis alle ord, der er delt ved en linjes slutning, og hvor", "print every word divided at a line's end, and where" },
  { "specimen", "LAYOUT", "vis et layouts farver, sidetyper og alle stilarter i en PDF", "print a layout's colours, pages and all styles as a PDF" },
  { "dump", "TRIN MAPPE", "vis et trin: load, model, text, table, style, frames eller tags", "print a stage: load, model, text, table, style, frames or tags" },
  { "schema", "[aftale|dokument|register|tabeller|beregninger|kontroller|layout]", "skriv JSON Schema, som VS Code kan bruge", "print a JSON Schema for VS Code" },
};

static void help_print(const cli_options *o) {
  printf(SAY(o, "rammeaftale %s – laver PDF og Excel af en rammeaftales indhold\n\nBrug: rammeaftale KOMMANDO [tilvalg] [argumenter]\n\n",
             "rammeaftale %s – makes PDF and Excel from a framework agreement's content\n\nUse: rammeaftale COMMAND [options] [arguments]\n\n"), PROGRAM_VERSION);
  for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
    printf("  %-11s %s%*s %s\n", COMMANDS[i].name, COMMANDS[i].arguments, 36 - (int)utf8_length(COMMANDS[i].arguments, strlen(COMMANDS[i].arguments)), "",
           SAY(o, COMMANDS[i].da, COMMANDS[i].en));
  printf("\n%s\n", SAY(o, "Tilvalg:", "Options:"));
  for (size_t i = 0; i < G_N_ELEMENTS(OPTIONS); i++) {
    char left[40];
    snprintf(left, sizeof left, "-%c, --%s%s%s", OPTIONS[i].letter, OPTIONS[i].name, OPTIONS[i].argument ? " " : "", OPTIONS[i].argument ? OPTIONS[i].argument : "");
    printf("  %-24s %s\n", left, SAY(o, OPTIONS[i].da, OPTIONS[i].en));
  }
  printf("\n%s\n", SAY(o, "Slutkode: 0 alt er i orden; 1 fejl i indholdet; 2 forkert brug; 3 filer, skrifter eller system; 4 fejl i programmet.",
                         "Exit code: 0 clean; 1 mistakes in content; 2 wrong use; 3 files, fonts or system; 4 the program's own fault."));
}

static bool command_known(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
    if (!strcmp(COMMANDS[i].name, name)) return true;
  return false;
}

static bool wrong_use(const cli_options *o, exit_code *end, const char *what, const char *arg) {
  fprintf(stderr, "rammeaftale: %s%s%s\n%s\n", what, arg ? " " : "", arg ? arg : "", SAY(o, "»rammeaftale --help« viser, hvordan programmet bruges.", "See 'rammeaftale --help'."));
  *end = EXIT_USE;
  return false;
}

static bool option_take(cli_options *o, int letter, const char *argument, exit_code *end) {
  switch (letter) {
  case 'o': o->output = argument; return true;
  case 'n': o->only = argument; return true;
  case 'q': o->quiet = true; return true;
  case 't': o->timing = true; return true;
  case 'd':
    if (strcmp(argument, "boxes")) return wrong_use(o, end, SAY(o, "--debug kan kun være boxes, ikke", "--debug takes only boxes, not"), argument);
    o->boxes = true;
    return true;
  case 'u': o->unknown = true; return true;
  case 'p': o->profile = argument; return true;
  case 'r': o->report = argument; return true;
  case 'H': o->html = argument; return true;
  case 'x': o->xlsx = argument; return true;
  case 'D':
    if (!date_parse(argument, strlen(argument), &o->day)) return wrong_use(o, end, SAY(o, "--day skal være en dato, for eksempel 01-01-2025, ikke", "--day takes a date, 01-01-2025, not"), argument);
    return true;
  case 'O': o->operator_id = argument; return true;
  case 'y': {
    char *rest;
    gint64 n = g_ascii_strtoll(argument, &rest, 10);
    if (*rest || n < 1900 || n > 2200) return wrong_use(o, end, SAY(o, "--year skal være et årstal, for eksempel 2026, ikke", "--year takes a year, 2026, not"), argument);
    o->year = (int)n;
    return true;
  }
  case 'R': o->root = argument; return true;
  case 'j': {
    char *rest;
    gint64 n = g_ascii_strtoll(argument, &rest, 10);
    if (*rest || n < 1 || n > 256) return wrong_use(o, end, SAY(o, "--jobs skal være et tal fra 1 til 256, ikke", "--jobs takes a number from 1 to 256, not"), argument);
    o->jobs = (int)n;
    return true;
  }
  case 'l':
    if (strcmp(argument, "da") && strcmp(argument, "en")) return wrong_use(o, end, SAY(o, "--lang er da eller en, ikke", "--lang is da or en, not"), argument);
    o->lang = argument[0] == 'e' ? LANGUAGE_EN : LANGUAGE_DA;
    return true;
  case 'V':
    printf("rammeaftale %s\n", PROGRAM_VERSION);
    *end = EXIT_CLEAN;
    return false;
  case 'h':
    help_print(o);
    *end = EXIT_CLEAN;
    return false;
  default:
    return wrong_use(o, end, SAY(o, "ukendt eller ufuldstændigt tilvalg:", "unknown or incomplete option:"), argument);
  }
}

/* --lang may stand behind --help: look for it first. */
static void language_look(int argc, char **argv, cli_options *o) {
  for (int i = 1; i < argc; i++)
    if (!strcmp(argv[i], "--lang=en") || (i + 1 < argc && (!strcmp(argv[i], "--lang") || !strcmp(argv[i], "-l")) && !strcmp(argv[i + 1], "en"))) o->lang = LANGUAGE_EN;
}

bool options_read(arena *a, int argc, char **argv, cli_options *o, exit_code *end) {
  struct option longs[G_N_ELEMENTS(OPTIONS) + 1] = { 0 };
  char shorts[3 * G_N_ELEMENTS(OPTIONS) + 2] = ":";
  size_t k = 1;
  for (size_t i = 0; i < G_N_ELEMENTS(OPTIONS); i++) {
    longs[i] = (struct option){ OPTIONS[i].name, OPTIONS[i].argument ? required_argument : no_argument, NULL, OPTIONS[i].letter };
    shorts[k++] = OPTIONS[i].letter;
    if (OPTIONS[i].argument) shorts[k++] = ':';
  }
  *o = (cli_options){ 0 };
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  o->jobs = cores > 0 ? (int)MIN(cores, 64) : 1;
  language_look(argc, argv, o);
  opterr = 0;
  LIST(const char *) words = { 0 };
  for (int letter; (letter = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    const char *about = letter == '?' || letter == ':' ? argv[optind - 1] : optarg;
    if (!option_take(o, letter, about, end)) return false;
  }
  if (!o->output) o->output = o->boxes ? "output/debug" : "output";     /* such pages shall not be taken for the real ones */
  for (int i = optind; i < argc; i++) LIST_PUSH(a, &words, argv[i]);
  if (!words.n) {
    help_print(o);
    *end = EXIT_USE;
    return false;
  }
  o->command = words.v[0];
  if (!command_known(o->command)) return wrong_use(o, end, SAY(o, "ukendt kommando:", "unknown command:"), o->command);
  o->folders = words.v + 1;
  o->folder_count = words.n - 1;
  return true;
}
