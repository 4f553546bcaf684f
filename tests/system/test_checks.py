#!/usr/bin/python3
"""Each check of layouts/kontroller.yaml on one small agreement: sound figures give no finding, one spoilt figure gives the finding that it should, with what
would explain it; and the years that stand in titles, text and links."""
import re, unittest
from common import Case, program, small

class Small(Case):
    DOCUMENT = "dokument: et\ntitel: Et\nslags: bilag\nnr: \"1\"\nlayout: politisk\nindhold:\n  - forside:\n"

    def findings(self, registers, document=DOCUMENT):
        """The findings, each with the sentences below it."""
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        r = program("audit", small(top, registre_alt_yaml=registers, et_yaml=document), cwd=top)
        self.assertRegex(r.stdout, "kontrol(ler)?,", r.stderr)
        return re.findall(r"fejl\[(K\d+)\]: (.*)\n(?:.*\n)*?  vejledning: (.*)", r.stderr), r.stdout

class EachCheck(Small):
    """One small agreement in which every general check has figures and all of them hold; then one figure is spoilt at a time, and that finding alone comes."""
    BASE = """regioner:
  r1:
    navn: Prøveregionen
kommuner:
  k1:
    navn: Nordby
    kode: "101"
  k2:
    navn: Sønderby
    kode: "102"
  k3:
    navn: Østerby
    kode: "103"
driftsherrer:
  d1:
    navn: Nordby Kommune
    art: kommune
    kommune: k1
love:
  sel:
    navn: Serviceloven
paragraffer:
  p1:
    navn: SEL § 107
    lov: sel
tilbud:
  felter: id; navn; målgruppe; driftsherre; kommune; pladser; solgt andel; antal købere; kategori; p-nummer
  rækker: |
    t1; Ågård; autisme; d1; k1; 10; 40; 1; Højt specialiseret; 1000000001
    t2; Bakken; autisme; d1; k1; 20; 10; 1; Klynge; 1000000002
ydelser:
  felter: id; tilbud; navn; paragraf; art; enhed; dage om året
  rækker: |
    y1; t1; Døgnophold; p1; hovedydelse; døgn; 366
    y2; t2; Døgnophold; p1; hovedydelse; døgn; 365
prisserier:
  felter: navn; fra år; til år; procent
  rækker: |
    P/L; 2024; 2025; 3,4
takster:
  felter: id; ydelse; år; takst; gælder fra; godkendt; årsag; trykt ændring; månedspris; årspris; løn; øvrig drift; administration; kapital
  rækker: |
    a; y1; 2024; 2310; 01-01-2024; 04-12-2023; ikke relevant; ikke oplyst, fordi den er den første; 70447; ikke oplyst, fordi den ikke er trykt; 1800; 300; 110; 100
    b; y1; 2025; 2389; 01-01-2025; 03-12-2024; P/L; 3,4; 72864; ikke oplyst, fordi den ikke er trykt; 1860; 310; 115; 104
    c; y2; 2025; 1900; 01-01-2025; 03-12-2024; ikke oplyst, fordi den er den første; ikke oplyst, fordi den er den første; 57792; 693500; 1500; 200; 100; 100
belægning:
  felter: tilbud; år; kvartal; pladser; belægning; budgetteret; dage; åbningsdage
  rækker: |
    t1; 2021; 0; 10; 94,0; 95; 3431; 365
    t1; 2022; 0; 10; 98,0; 95; 3577; 365
    t1; 2024; 1; 10; 95,1; 96; 865; 91
    t1; 2024; 2; 10; 94,5; 96; 860; 91
    t1; 2024; 3; 10; 96,7; 96; 890; 92
    t1; 2024; 4; 10; 95,7; 96; 880; 92
    t1; 2024; 0; 10; 95,5; 96; 3495; 366
    t2; 2024; 1; 20; 90,1; ikke oplyst, fordi den ikke er trykt; 1640; ikke oplyst, fordi de ikke er trykt
indbyggere:
  felter: kommune; år; alder; antal
  rækker: |
    k1; 2025; 0-17; 9000
    k2; 2025; 0-17; 6000
    k3; 2025; 0-17; 5000
finansieringer:
  f:
    navn: Fælles udgift
    år: 2025
    beløb: 2.000.000
    nøgle: 0-17-årige
    nøgleår: 2025
    nøglealder: 0-17
fordelinger:
  felter: id; finansiering; kommune; nøgletal; trykt beløb; trykt andel
  rækker: |
    fa; f; k1; 9000; 900000; 45,0
    fb; f; k2; 6000; 600000; 30,0
    fc; f; k3; 5000; 500000; 25,0
oplysninger:
  felter: emne; værdi
  rækker: |
    Mødet; 26. august 2022
    Mødet; 26. august 2022
møderunder:
  felter: id; navn; år; styregruppe; k17; kkr
  rækker: |
    m; August; 2022; 12-08-2022; 26-08-2022; 07-09-2022
"""
    # what is spoilt, by what; the finding without its place; what would explain it, or ""
    SPOILT = {
        "takstens dele": ("1900; 01-01-2025; 03-12-2024; ikke oplyst, fordi den er den første; ikke oplyst, fordi den er den første; 57792; 693500; 1500; 200; 100; 100", "1900; 01-01-2025; 03-12-2024; ikke oplyst, fordi den er den første; ikke oplyst, fordi den er den første; 57792; 693500; 1500; 200; 100; 101",
                          "K001: Bakken, Døgnophold, 2025: trykt 1.900 kr., men reglen giver 1.901 kr.", ""),
        "ændring i procent": ("P/L; 3,4; 72864", "P/L; 4,3; 72864", "K001: Ågård, Døgnophold, 2025: trykt 4,3 %, men reglen giver 3,4 %", "»Takst året før« var 2.291 i stedet for 2.310"),
        "P/L": ("P/L; 2024; 2025; 3,4", "P/L; 2024; 2025; 1,2", "K001: Ågård, Døgnophold, 2025: trykt 2.389 kr., men reglen giver 2.338 kr.", "2 procentpoint"),
        "en tolvtedel": ("57792; 693500", "57972; 693500", "K001: Bakken, Døgnophold, 2025: trykt 57.972 kr., men reglen giver 57.792 kr.", "»Årspris« var 695.664 i stedet for 693.500"),
        "døgn af år": ("y2; t2; Døgnophold; p1; hovedydelse; døgn; 365", "y2; t2; Døgnophold; p1; hovedydelse; døgn; 366", "K001: Bakken, Døgnophold, 2025, døgn: trykt 1.900 kr., men reglen giver 1.895 kr.", "»Dage om året« var 365 i stedet for 366"),
        "døgn af måned": ("3,4; 72864;", "3,4; 72846;", "K001: Ågård, Døgnophold, 2025, døgn: trykt 2.389 kr., men reglen giver 2.388 kr.", "»Månedspris« var 72.865 i stedet for 72.846"),
        "to takster": ("    c; y2", "    c2; y2; 2025; 1950; 01-01-2025; 03-12-2024; regulering; ikke relevant; ikke relevant; ikke relevant; ikke relevant; ikke relevant; ikke relevant; ikke relevant\n    c; y2", "K004: Bakken, Døgnophold, 2025, 1. januar 2025: her står 1.900 kr., et andet sted 1.950 kr.", "kun én takst"),
        "godkendt for sent": ("01-01-2025; 03-12-2024; P/L", "01-01-2025; 03-02-2025; P/L", "K009: Ågård, Døgnophold, 2025: Godkendt er 3. februar 2025, men Gælder fra er 1. januar 2025", "senere end den dag"),
        "belægning af åbningsdage": ("10; 94,5; 96; 860; 91", "10; 95,4; 96; 860; 91", "K001: Ågård, 2024, 2: trykt 95,4 %, men reglen giver 94,5 %", "»Dage« var 868 i stedet for 860"),
        "belægning af kalenderen": ("20; 90,1;", "20; 91,0;", "K001: Bakken, 2024: trykt 91,0 %, men reglen giver 90,1 %", "»Dage« var 1.656 i stedet for 1.640"),
        "årets dage": ("10; 96,7; 96; 890; 92", "10; 96,7; 96; 889; 92", "K001: Ågård, 2024: trykt 3.495 dage, men reglen giver 3.494 dage", "kvartalernes dage"),
        "budgetteret": ("t1; 2024; 0; 10; 95,5; 96;", "t1; 2024; 0; 10; 95,5; 94;", "K001: Ågård, 2024: trykt 94 %, men reglen giver 96 %", "ikke lavere"),
        "kategori": ("1; Klynge; ", "1; Lokalt; ", "K001: Bakken: trykt Lokalt, men reglen giver Klynge", "2.000 kr."),
        "solgt uden købere": ("t2; Bakken; autisme; d1; k1; 20; 10; 1; Klynge", "t2; Bakken; autisme; d1; k1; 20; 10; 0; Lokalt", "K009: Bakken: Solgt andel er 10 %, men Antal købere er 0", "eller omvendt"),
        "samlet beløb": ("beløb: 2.000.000", "beløb: 2.000.400", "K002: Fælles udgift: de trykte tal giver 2.000.000 kr. i alt, men summen skal være 2.000.400 kr.", "Der mangler 400."),
        "andele giver 100": ("900000; 45,0", "900000; 45,3", "K002: Fælles udgift: de trykte tal giver 100,3 % i alt, men summen skal være 100 %; K001: Fælles udgift, Nordby: trykt 45,3 %, men reglen giver 45 %", "Der er 0,3 for meget"),
        "nøgletal mod indbyggere": ("k2; 2025; 0-17; 6000", "k2; 2025; 0-17; 6100", "K001: Fælles udgift, Sønderby: trykt 6.000, men reglen giver 6.100", "kommunens indbyggere"),
        "to oplysninger": ("Mødet; 26. august 2022\n    Mødet; 26. august 2022", "Mødet; 26. august 2022\n    Mødet; 29. august 2022", "K004: Mødet: her står 29. august 2022, et andet sted 26. august 2022", ""),
        "to indbyggertal": ("k3; 2025; 0-17; 5000", "k3; 2025; 0-17; 5000\n    k3; 2025; 0-17; 5100", "K004: Østerby, 2025, 0–17: her står 5.100, et andet sted 5.000", ""),
        "to belægninger": ("    t2; 2024; 1", "    t1; 2022; 0; 10; 97,0; 95; 3541; 365\n    t2; 2024; 1", "K004: Ågård, 2022, 0: her står 97,0 %, et andet sted 98,0 %", ""),
        "p-nummer": ("Klynge; 1000000002", "Klynge; 1000000001", "K004: 1000000001: her står Bakken, et andet sted Ågård", ""),
        "møder": ("26-08-2022; 07-09-2022", "26-08-2022; 20-08-2022", "K009: August: K17 er 26. august 2022, men KKR er 20. august 2022", "K17 før KKR"),
    }

    def test_sound_figures_give_no_finding_and_the_checks_have_some(self):
        found, out = self.findings(self.BASE)
        self.assertEqual(found, [])
        made = set(re.findall(r"fund  (.*)$", out, re.M))
        self.assertLessEqual({"Takstens dele giver taksten", "Ændringen i procent følger af de to takster", "Månedsprisen er en tolvtedel af årsprisen", "Taksten for et døgn følger af årsprisen",
                              "Taksten for et døgn følger af månedsprisen", "Belægningen følger af dage og pladser", "Belægningen i døgntilbud følger af dage og pladser",
                              "Andelene giver 100 %", "Nøgletallet er aldersgruppens indbyggere i registret"}, made)

    def test_one_spoilt_figure_is_found_by_its_check(self):
        for name, (old, new, wanted, why) in self.SPOILT.items():
            with self.subTest(name):
                self.assertEqual(self.BASE.count(old), 1, old)
                found, _ = self.findings(self.BASE.replace(old, new))
                self.assertEqual("; ".join(f"{code}: {text}" for code, text, _ in found).replace("\xa0", " "), wanted)
                self.assertIn(why, " ".join(hint for _, _, hint in found))

class Years(Small):
    """A year that does not fit, in titles, text and links; and all the years that may well stand there."""
    def of(self, text, title="Et"):
        found, _ = self.findings("regioner:\n  r1:\n    navn: Prøveregionen\n",
                                 f"dokument: et\ntitel: {title}\nslags: bilag\nnr: \"1\"\nlayout: politisk\nindhold:\n  - afsnit: Om aftalen\n    tekst: |\n      {text}\n")
        return [f"{code}: {words}" for code, words, _ in found]

    def test_a_period_with_a_sign_too_few_or_too_many(self):
        for wrong in ("205-26", "2025-266", "1025-26", "2026-25"):
            with self.subTest(wrong):
                self.assertEqual(self.of(f"Aftalen gælder i {wrong}."), [f"K007: Perioden: trykt {wrong.replace('-', '–')}, men aftalen gælder 2025–2026"])

    def test_a_word_that_ends_as_a_page_does(self):
        self.assertEqual(len(self.of("Aftalen blev sendt til Randers. 205-26 er perioden.")), 1)

    def test_years_that_may_stand_there(self):
        self.assertEqual(self.of("Loven er fra 2005, nr. 205-26, s. 205-26 (Nr. 205-26, Side 205-26), og den var i kraft i 2019-2024 og 2021-22. Den 12-08-2025 talte vi i tlf. 2025-2266 om 2.025-26 kr."), [])
        self.assertEqual(self.of("Aftalen for 2025-26 og 2025-2026 følger den for 2023-24."), [])
        self.assertEqual(self.of("Tekst.", title="Evaluering af rammeaftale 2021-2022"), [])
        self.assertEqual(self.of("Tekst.", title="Takstaftale 2026"), [])

    def test_a_title_of_other_years(self):
        self.assertEqual(self.of("Tekst.", title="Takstaftale 2023"), ["K007: Titlen »Takstaftale 2023«: trykt 2023, men aftalen gælder 2025–2026"])

    def test_a_link_to_another_periods_file(self):
        self.assertEqual(self.of("Se [taksterne](https://example.dk/takster-2021-2022.pdf)."),
                         ["K008: linket »taksterne« fører til en fil for 2021-2022, men aftalen gælder 2025–2026"])
        self.assertEqual(self.of("Se [taksterne for 2021-2022](https://example.dk/takster-2021-2022.pdf) og [loven](https://example.dk/2021-2022/lov)."), [])
        self.assertEqual(self.of("Se [taksterne](https://example.dk/takster-2025-26.pdf)."), [])

if __name__ == "__main__":
    unittest.main()
