/* What a layout file may say. Each list is read three times: for the numbers of the fields (below), for the shapes that read a file and for those that
 * make the JSON Schema (schema.c), so that they cannot part. X(GROUP, NAME, key, type, rest of its field_def). Inside style/ only. */
#ifndef STYLE_PROPERTIES_H
#define STYLE_PROPERTIES_H

#define STYLE_BLOCK_PROPERTIES(X) \
  X(BLOCK, PARENT, "arver", FIELD_TEXT, .help = "Den stil, som denne får alt det fra, som den ikke selv siger. Uden »arver« er det brødtekst.") \
  X(BLOCK, FAMILY, "skrift", FIELD_TEXT, .help = "Et navn fra »skrifter«.") \
  X(BLOCK, SIZE, "størrelse", FIELD_TEXT, .help = "Et navn fra »skala« eller en længde: 10,5 pt.") \
  X(BLOCK, LEADING, "linje", FIELD_TEXT, .help = "Afstand fra grundlinje til grundlinje: 15 pt.") \
  X(BLOCK, WEIGHT, "vægt", FIELD_CHOICE, .help = "normal eller fed.", .choices = style_weights) \
  X(BLOCK, ITALIC, "kursiv", FIELD_BOOL, .help = "ja eller nej.") \
  X(BLOCK, CAPS, "versaler", FIELD_BOOL, .help = "ja: teksten sættes med store bogstaver; kopieret tekst bliver, som den er skrevet.") \
  X(BLOCK, TRACKING, "spærring", FIELD_TEXT, .help = "Ekstra luft mellem bogstaver: 0,8 pt.") \
  X(BLOCK, TABULAR, "tabeltal", FIELD_BOOL, .help = "ja: alle cifre er lige brede.") \
  X(BLOCK, INK, "farve", FIELD_TEXT, .help = "Tekstens farve: et navn fra »palet«.") \
  X(BLOCK, LINK_INK, "linkfarve", FIELD_TEXT, .help = "Farven på links; »ingen« er tekstens egen.") \
  X(BLOCK, BACKDROP, "bund", FIELD_TEXT, .help = "Den farve, teksten står på, når det ikke er papiret (forsiden): bruges kun til at efterprøve kontrasten.") \
  X(BLOCK, ALIGN, "justering", FIELD_CHOICE, .help = "venstre, højre, midt eller decimal.", .choices = style_aligns) \
  X(BLOCK, BEFORE, "luft over", FIELD_TEXT, .help = "Luft før stykket; den største af to, der mødes, gælder.") \
  X(BLOCK, AFTER, "luft under", FIELD_TEXT, .help = "Luft efter stykket.") \
  X(BLOCK, INDENT_LEFT, "indryk venstre", FIELD_TEXT, .help = "Indryk af hele stykket fra venstre.") \
  X(BLOCK, INDENT_RIGHT, "indryk højre", FIELD_TEXT, .help = "Indryk af hele stykket fra højre.") \
  X(BLOCK, FIRST_INDENT, "første linje", FIELD_TEXT, .help = "Indryk af første linje; må være negativt.") \
  X(BLOCK, WIDTH, "bredde", FIELD_TEXT, .help = "Største linjelængde; for bokse og citater hele boksens bredde; »ingen« er hele spalten.") \
  X(BLOCK, TOP, "fra top", FIELD_TEXT, .help = "Stykket begynder tidligst så langt fra sidens overkant.") \
  X(BLOCK, HYPHENATE, "orddeling", FIELD_BOOL, .help = "ja eller nej.") \
  X(BLOCK, EVEN, "jævne linjer", FIELD_BOOL, .help = "ja: linjerne bliver så lige lange, som de kan. For titler.") \
  X(BLOCK, NUMBERED, "nummereret", FIELD_BOOL, .help = "ja: overskriften får et nummer: 1, 1.1, 1.1.1. Kun overskrifter, som står i indholdsfortegnelsen.") \
  X(BLOCK, KEEP_NEXT, "hold med næste", FIELD_BOOL, .help = "ja: aldrig alene nederst på en side.") \
  X(BLOCK, KEEP_TOGETHER, "hold samlet", FIELD_CHOICE, .help = "ja: deles ikke over to sider, når der er plads på én. kort: det samme, hvis det højst fylder en tredjedel af siden.", .choices = style_keeps) \
  X(BLOCK, ONE_PAGE, "én side", FIELD_BOOL, .help = "ja: stykket skal kunne stå på én side; ellers advarer programmet (dias).") \
  X(BLOCK, SPANS, "over spalter", FIELD_BOOL, .help = "ja: går over alle sidens spalter.") \
  X(BLOCK, PLACE, "placering", FIELD_CHOICE, .help = "tekst: står, hvor indholdet har det. flyder: figurer og tabeller må vente til næste side, så der ikke kommer et hul. sidespalte: citater og bokse står ved siden af teksten.", .choices = style_places) \
  X(BLOCK, NEW_PAGE, "ny side", FIELD_CHOICE, .help = "ja: begynder på en ny side. højre: på en højreside, om nødvendigt efter en tom side. fyldt: på en ny side, når mere end en tredjedel af siden er brugt; ellers bliver den stående under det, der lige er begyndt.", .choices = style_breaks) \
  X(BLOCK, NEW_PAGE_AFTER, "ny side efter", FIELD_BOOL, .help = "ja: det næste begynder på en ny side.") \
  X(BLOCK, MASTER, "side", FIELD_TEXT, .help = "Den sidetype, som begynder her: et navn fra »sider«.") \
  X(BLOCK, ORPHANS, "linjer nederst", FIELD_INT, .help = "Mindst så mange linjer, før et stykke går over på næste side.") \
  X(BLOCK, WIDOWS, "linjer øverst", FIELD_INT, .help = "Mindst så mange linjer øverst på næste side.") \
  X(BLOCK, GROUND, "baggrund", FIELD_TEXT, .help = "Boksens baggrund: et navn fra »palet« eller »ingen«.") \
  X(BLOCK, PADDING, "indre luft", FIELD_TEXT, .help = "Luft mellem kant og tekst: én længde, to (over/under, sider) eller fire (over, højre, under, venstre).") \
  X(BLOCK, BORDER_TOP, "streg over", FIELD_TEXT, .help = "Tykkelsen af stregen foroven.") \
  X(BLOCK, BORDER_RIGHT, "streg højre", FIELD_TEXT, .help = "Tykkelsen af stregen til højre.") \
  X(BLOCK, BORDER_BOTTOM, "streg under", FIELD_TEXT, .help = "Tykkelsen af stregen forneden.") \
  X(BLOCK, BORDER_LEFT, "streg venstre", FIELD_TEXT, .help = "Tykkelsen af stregen til venstre.") \
  X(BLOCK, BORDER_INK, "stregfarve", FIELD_TEXT, .help = "Stregernes farve.") \
  X(BLOCK, RADIUS, "hjørne", FIELD_TEXT, .help = "Runding af boksens hjørner.") \
  X(BLOCK, BAR_WIDTH, "bjælke bredde", FIELD_TEXT, .help = "En kort bjælke over stykket: dens bredde; »ingen« er ingen bjælke.") \
  X(BLOCK, BAR_HEIGHT, "bjælke højde", FIELD_TEXT, .help = "Bjælkens højde.") \
  X(BLOCK, BAR_GAP, "bjælke afstand", FIELD_TEXT, .help = "Fra bjælken til stykket.") \
  X(BLOCK, BAR_INK, "bjælke farve", FIELD_TEXT, .help = "Bjælkens farve.") \
  X(BLOCK, LABEL_FAMILY, "mærkeskrift", FIELD_TEXT, .help = "Skrift for punkttegn, tal og mærker: et navn fra »skrifter«.") \
  X(BLOCK, LABEL_SIZE, "mærkestørrelse", FIELD_TEXT, .help = "Størrelse for punkttegn, tal og mærker.") \
  X(BLOCK, LABEL_WEIGHT, "mærkevægt", FIELD_CHOICE, .help = "normal eller fed.", .choices = style_weights) \
  X(BLOCK, LABEL_INK, "mærkefarve", FIELD_TEXT, .help = "Farve på punkttegn, tal og mærker; »ingen« er tekstens egen.") \
  X(BLOCK, LABEL_TEXT, "mærketekst", FIELD_TEXT, .help = "Ord, som layoutet sætter over boksens indhold; »ingen« er ingen.") \
  X(BLOCK, LABEL_AGAIN, "gentag mærke", FIELD_BOOL, .help = "ja: en boks, som deles over to sider, får sit mærke eller sin titel igen på den næste, med ordet »fortsat«.") \
  X(BLOCK, BULLET, "punkt", FIELD_TEXT, .help = "Punkttegn i lister: • – ›; »ingen« giver tal eller bogstaver.") \
  X(BLOCK, HANGING, "hængende", FIELD_TEXT, .help = "Lister: fra punkttegnet til teksten.") \
  X(BLOCK, COLUMN_GAP, "spalteafstand", FIELD_TEXT, .help = "Afstand mellem det, der står ved siden af hinanden.")

#define STYLE_MASTER_PROPERTIES(X) \
  X(MASTER, PARENT, "arver", FIELD_TEXT, .help = "Den sidetype, som denne får alt det fra, som den ikke selv siger.") \
  X(MASTER, WIDTH, "bredde", FIELD_TEXT, .help = "Sidens bredde: 210 mm.") \
  X(MASTER, HEIGHT, "højde", FIELD_TEXT, .help = "Sidens højde: 297 mm.") \
  X(MASTER, MARGIN, "margen", FIELD_TEXT, .help = "Én længde, to (over/under, sider) eller fire (over, højre, under, venstre).") \
  X(MASTER, COLUMNS, "spalter", FIELD_INT, .help = "Hvor mange spalter teksten står i: 1 til 4.") \
  X(MASTER, COLUMN_GAP, "spalteafstand", FIELD_TEXT, .help = "Afstanden mellem spalterne: 8 mm.") \
  X(MASTER, SIDE, "sidespalte", FIELD_TEXT, .help = "Bredden af en spalte ved siden af teksten til citater og små bokse: 42 mm.") \
  X(MASTER, SIDE_GAP, "sidespalteafstand", FIELD_TEXT, .help = "Afstanden fra teksten til sidespalten: 6 mm.") \
  X(MASTER, SIDE_PLACE, "sidespalteplads", FIELD_CHOICE, .help = "højre, venstre eller yderst (på venstresider til venstre).", .choices = style_sides) \
  X(MASTER, MIRRORED, "spejlvendt", FIELD_BOOL, .help = "ja: på venstresider (lige tal) bytter højre og venstre plads: margen, felter og flader.") \
  X(MASTER, NEXT, "næste", FIELD_TEXT, .help = "Sidetypen for siden efter; »ingen« er den samme.") \
  X(MASTER, SLOTS, "felter", FIELD_SHAPES, .help = "Tekst i sidehoved og sidefod.", .shape = SHAPE_OF(SLOT)) \
  X(MASTER, PLANES, "flader", FIELD_SHAPES, .help = "Farvede flader bag teksten, i den rækkefølge de males.", .shape = SHAPE_OF(PLANE)) \
  X(MASTER, IMAGES, "billeder", FIELD_SHAPES, .help = "Logo og pynt over fladerne; læses ikke op.", .shape = SHAPE_OF(IMAGE))

#define STYLE_SLOT_PROPERTIES(X) \
  X(SLOT, SIDE, "plads", FIELD_CHOICE, .help = "venstre, midt eller højre.", .choices = style_slots) \
  X(SLOT, TEXT, "tekst", FIELD_TEXT, .help = "Teksten; i den kan stå {aftale} {del} {titel} {status} {version} {side} {sider} {afsnit}.") \
  X(SLOT, STYLE, "stil", FIELD_TEXT, .help = "En af stilarterne.") \
  X(SLOT, FROM_TOP, "fra top", FIELD_TEXT, .help = "Fra sidens overkant til tekstens grundlinje.") \
  X(SLOT, FROM_BOTTOM, "fra bund", FIELD_TEXT, .help = "Fra sidens underkant til tekstens grundlinje; i stedet for »fra top«.")

#define STYLE_PLANE_PROPERTIES(X) \
  X(PLANE, LEFT, "fra venstre", FIELD_TEXT, .help = "Fra sidens venstre kant.") \
  X(PLANE, TOP, "fra top", FIELD_TEXT, .help = "Fra sidens overkant.") \
  X(PLANE, WIDTH, "bredde", FIELD_TEXT, .help = "Uden bredde: til sidens højre kant.") \
  X(PLANE, HEIGHT, "højde", FIELD_TEXT, .help = "Uden højde: til sidens underkant.") \
  X(PLANE, INK, "farve", FIELD_TEXT, .help = "Et navn fra »palet«.")

#define STYLE_IMAGE_PROPERTIES(X) \
  X(IMAGE, FILE, "fil", FIELD_TEXT, .help = "En .svg eller .png ved siden af layoutet, eller »logo«: den, der står i »logo«.") \
  X(IMAGE, LEFT, "fra venstre", FIELD_TEXT, .help = "Fra sidens venstre kant.") \
  X(IMAGE, TOP, "fra top", FIELD_TEXT, .help = "Fra sidens overkant.") \
  X(IMAGE, WIDTH, "bredde", FIELD_TEXT, .help = "Billedets bredde; højden følger af billedet.") \
  X(IMAGE, HEIGHT, "højde", FIELD_TEXT, .help = "Den største højde; et højere billede bliver mindre.")

#define STYLE_TABLE_PROPERTIES(X) \
  X(TABLE, PAD_X, "luft vandret", FIELD_TEXT, .help = "Luft i cellen til venstre og højre.") \
  X(TABLE, PAD_Y, "luft lodret", FIELD_TEXT, .help = "Luft i cellen over og under.") \
  X(TABLE, GAP, "luft efter tal", FIELD_TEXT, .help = "Ekstra luft mellem en kolonne med tal og en tekstkolonne til højre for den.") \
  X(TABLE, RULE_TOP, "streg over", FIELD_TEXT, .help = "Stregen over tabellen.") \
  X(TABLE, RULE_HEADER, "streg under hoved", FIELD_TEXT, .help = "Stregen under kolonneoverskrifterne.") \
  X(TABLE, RULE_ROW, "streg mellem rækker", FIELD_TEXT, .help = "Den tynde streg mellem rækker.") \
  X(TABLE, RULE_BOTTOM, "streg under", FIELD_TEXT, .help = "Stregen under tabellen.") \
  X(TABLE, RULE_INK, "stregfarve", FIELD_TEXT, .help = "Farven på stregerne over, under og under hovedet.") \
  X(TABLE, ROW_INK, "rækkestregfarve", FIELD_TEXT, .help = "Farven på stregerne mellem rækker.") \
  X(TABLE, HEADER_GROUND, "hovedbaggrund", FIELD_TEXT, .help = "Baggrund bag kolonneoverskrifterne eller »ingen«.") \
  X(TABLE, GROUP_GROUND, "gruppebaggrund", FIELD_TEXT, .help = "Baggrund bag grupperækker eller »ingen«.")

#define STYLE_FIGURE_PROPERTIES(X) \
  X(FIGURE, LEVEL_1, "niveau 1", FIELD_TEXT, .help = "Fladen for øverste niveau.") \
  X(FIGURE, LEVEL_2, "niveau 2", FIELD_TEXT, .help = "Fladen for andet niveau.") \
  X(FIGURE, LEVEL_3, "niveau 3", FIELD_TEXT, .help = "Fladen for tredje niveau.") \
  X(FIGURE, LEVEL_4, "niveau 4", FIELD_TEXT, .help = "Fladen for nederste niveau.") \
  X(FIGURE, INK_1, "tekst på niveau 1", FIELD_TEXT, .help = "Tekstfarve på øverste niveau.") \
  X(FIGURE, INK_2, "tekst på niveau 2", FIELD_TEXT, .help = "Tekstfarve på andet niveau.") \
  X(FIGURE, INK_3, "tekst på niveau 3", FIELD_TEXT, .help = "Tekstfarve på tredje niveau.") \
  X(FIGURE, INK_4, "tekst på niveau 4", FIELD_TEXT, .help = "Tekstfarve på nederste niveau.") \
  X(FIGURE, SERIES_1, "serie 1", FIELD_TEXT, .help = "Farven for første serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, SERIES_2, "serie 2", FIELD_TEXT, .help = "Farven for anden serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, SERIES_3, "serie 3", FIELD_TEXT, .help = "Farven for tredje serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, SERIES_4, "serie 4", FIELD_TEXT, .help = "Farven for fjerde serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, SERIES_5, "serie 5", FIELD_TEXT, .help = "Farven for femte serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, SERIES_6, "serie 6", FIELD_TEXT, .help = "Farven for sjette serie i søjler og linjer; ellers stregfarven.") \
  X(FIGURE, LINE, "stregfarve", FIELD_TEXT, .help = "Figurens streger og pile.") \
  X(FIGURE, ACCENT, "accent", FIELD_TEXT, .help = "Det, der skal ses først.") \
  X(FIGURE, WIDTH, "bredde", FIELD_TEXT, .help = "Figurens bredde.") \
  X(FIGURE, HEIGHT, "højde", FIELD_TEXT, .help = "Figurens højde.")

#define STYLE_NOTES_PROPERTIES(X) \
  X(NOTES, LENGTH, "streg længde", FIELD_TEXT, .help = "Længden af stregen over fodnoterne.") \
  X(NOTES, THICKNESS, "streg tykkelse", FIELD_TEXT, .help = "Stregens tykkelse.") \
  X(NOTES, INK, "stregfarve", FIELD_TEXT, .help = "Stregens farve.") \
  X(NOTES, GAP, "luft over", FIELD_TEXT, .help = "Luft mellem sidens tekst og stregen.")

#define STYLE_SHEET_PROPERTIES(X) \
  X(SHEET, BASE, "bygger på", FIELD_TEXT, .help = "Et andet layout, som dette retter i: det, der ikke siges her, gælder derfra.") \
  X(SHEET, ABOUT, "beskrivelse", FIELD_TEXT, .help = "Hvad layoutet er til; læses kun af mennesker.") \
  X(SHEET, LANG, "sprog", FIELD_TEXT, .help = "Sprogkode: da.") \
  X(SHEET, STEP, "trin", FIELD_TEXT, .help = "Det mål, mellemrum er gange af: 5 pt; til den, der retter.") \
  X(SHEET, GRID, "grundlinjenet", FIELD_TEXT, .help = "Nettet, som brødtekstens linjer står på: 5 pt; »0« er intet net.") \
  X(SHEET, PALETTE, "palet", FIELD_NODE, .help = "Alle farver: navn og \"#RRGGBB\". Andre steder bruges kun navnene.") \
  X(SHEET, PAPER, "papir", FIELD_TEXT, .help = "Papirets farve: et navn fra »palet«.") \
  X(SHEET, LOGO, "logo", FIELD_TEXT, .help = "Fil med logoet, .svg eller .png, ved siden af denne fil.") \
  X(SHEET, FAMILIES, "skrifter", FIELD_NODE, .help = "Navn og skriftfamilie. Familien skal stå i fonts/.") \
  X(SHEET, SCALE, "skala", FIELD_NODE, .help = "Navn og skriftstørrelse.") \
  X(SHEET, BLOCKS, "stilarter", FIELD_KEYED, .help = "Hver slags tekst og dens udseende.", .shape = SHAPE_OF(BLOCK), .keyed = true) \
  X(SHEET, MASTERS, "sider", FIELD_KEYED, .help = "Sidetyper: format, margen, sidehoved, sidefod og flader.", .shape = SHAPE_OF(MASTER), .keyed = true) \
  X(SHEET, TABLE, "tabel", FIELD_SHAPE, .help = "Luft og streger i tabeller.", .shape = SHAPE_OF(TABLE)) \
  X(SHEET, FIGURE, "figur", FIELD_SHAPE, .help = "Farver og mål for figurer.", .shape = SHAPE_OF(FIGURE)) \
  X(SHEET, NOTES, "fodnoter", FIELD_SHAPE, .help = "Stregen over fodnoter.", .shape = SHAPE_OF(NOTES)) \
  X(SHEET, WORDS, "ord", FIELD_NODE, .help = "Ord, som layoutet selv skriver: fortsat, side, tabel …")

#define STYLE_FIELD_NUMBER(group, name, ...) STYLE_##group##_##name,
enum { STYLE_BLOCK_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_BLOCK_COUNT };
enum { STYLE_MASTER_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_MASTER_COUNT };
enum { STYLE_SLOT_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_SLOT_COUNT };
enum { STYLE_PLANE_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_PLANE_COUNT };
enum { STYLE_IMAGE_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_IMAGE_COUNT };
enum { STYLE_TABLE_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_TABLE_COUNT };
enum { STYLE_FIGURE_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_FIGURE_COUNT };
enum { STYLE_NOTES_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_NOTES_COUNT };
enum { STYLE_SHEET_PROPERTIES(STYLE_FIELD_NUMBER) STYLE_SHEET_COUNT };
#endif
