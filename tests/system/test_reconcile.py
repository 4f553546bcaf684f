#!/usr/bin/python3
"""`rammeaftale reconcile`: an extract that agrees gives nothing; one that was spoilt on purpose gives exactly what was spoilt, whatever kind of file it is."""
import datetime, re, sys, unittest
import openpyxl
from common import CONTENT, SMALL, TOP, UACHECK, Case, program, small, tool
from extract import CVR, NAME, OCCUPANCY, PARAGRAPH, PLACES, PORTAL, TARIFF, UNIT, extract, write_csv, write_xlsx

REGION = CONTENT / "eksempelregion-2025-26"
THEN = {"groensiskenvaenget": "99100137"}           # changed operator on 1 July 2025

def tables(book):
    """Title of a sheet -> its rows below the header, as texts."""
    out = {}
    for sheet in openpyxl.load_workbook(book):
        rows = [[c for c in row] for row in sheet.iter_rows(values_only=True)]
        head = next((i for i, r in enumerate(rows) if i >= 3 and r[0] in ("Tilbud", "Hvad", "Aftalen")), None)
        if head is not None:
            out[sheet.title] = [r for r in rows[head + 1:] if len(r) > 1 and r[1] is not None]
    return out

def spoil(rows):
    """Known differences, each to rows of its own. Returns the rows and what must be found, by table."""
    by_name = lambda name: [r for r in rows if r[NAME] == name]
    one = lambda name: by_name(name)[0]
    rows = [r for r in rows if r[NAME] != "Krikandværkstedet"]
    one("Behandlingsstedet Marehalm")[TARIFF] = "1902,50"
    one("Klokkelyngværkstedet")[PLACES] = "27"
    one("Natravnstien")[PARAGRAPH] = "SEL §§ 107 og 108"
    one("Kollegiet Alke" if by_name("Kollegiet Alke") else "Børnehuset Isfugl")[PARAGRAPH] = "§ 43"      # the same, said shorter
    one("Ungdomsuddannelsen Blåkant")[OCCUPANCY] = "50,5"
    one("Forsorgshjemmet Dueurt")[CVR] = "99999999"
    aa = one("Specialbørnehaven Blåhat")
    aa[NAME], aa[PORTAL], aa[UNIT] = "SPECIALBOERNEHAVEN  BLAAHAT", "", ""
    for name in ("Krisecentret Birkemus", "Børnehuset Revling"):          # the region has another Revling, but one Birkemus
        short = one(name)
        short[NAME], short[PORTAL], short[UNIT] = name.split()[1], "", ""
    twin = one("Forsorgshjemmet Stenvender")
    twin[PORTAL] = twin[UNIT] = ""
    renamed = one("Opholdsstedet Klokkelyng")
    renamed[NAME] = "Opholdsstedet Ravnehuset"
    extra = ["8800001", "Botilbuddet Findes Ikke", "88000001", "8800000001", "SEL § 107", "9", "Botilbud", "1000", "90", ""]
    rows = rows + [list(twin), extra]
    found = {
        "Mangler i filen": ["Krikandværkstedet"],
        "Mangler i aftalen": ["Botilbuddet Findes Ikke"],
        "Forskelle i takst": ["Behandlingsstedet Marehalm"],
        "Forskelle i pladser": ["Klokkelyngværkstedet"],
        "Forskelle i belægning": ["Ungdomsuddannelsen Blåkant"],
        "Forskelle i andre oplysninger": ["Forsorgshjemmet Dueurt", "Natravnstien", "Opholdsstedet Klokkelyng"],
        "Tvivl": ["Forsorgshjemmet Stenvender", "Forsorgshjemmet Stenvender", "Revling"],
        "Fundet på navn eller CVR-nummer": ["Krisecentret Birkemus", "Specialbørnehaven Blåhat"],
    }
    return rows, found

class Reconcile(Case):
    def reconcile(self, file, *options, folder=REGION, code=None):
        r = program("reconcile", folder, file, "--output", self.folder / "out", *options)
        if code is not None:
            self.assertEqual(r.returncode, code, r.stdout + r.stderr)
        out = self.folder / "out" / folder.name
        return r, (tables(out / "afstemning.xlsx") if (out / "afstemning.xlsx").exists() else {}), out

    def files(self, rows):
        yield "utf-8", write_csv(self.folder / "a.csv", rows)
        yield "cp1252", write_csv(self.folder / "w.csv", rows, "cp1252")
        yield "xlsx", write_xlsx(self.folder / "a.xlsx", rows)

    def test_an_extract_that_agrees_gives_nothing(self):
        for kind, file in self.files(extract(REGION, 2025, THEN)):
            with self.subTest(kind):
                r, found, _ = self.reconcile(file, code=0)
                self.assertEqual(list(found), ["Overblik"])
                counts = {row[0]: row[1] for row in found["Overblik"]}
                self.assertEqual(counts["Tilbud i aftalen den dag"], 175)
                self.assertEqual(counts["Tilbud, der står begge steder"], 175)
                self.assertEqual(r.stderr, "")

    def test_what_was_spoilt_is_found_and_no_more(self):
        rows, wanted = spoil(extract(REGION, 2025, THEN))
        for kind, file in self.files(rows):
            with self.subTest(kind):
                _, found, _ = self.reconcile(file, code=1)
                self.assertEqual({k: sorted(r[0] for r in v) for k, v in found.items() if k != "Overblik"}, wanted)
                tariff = found["Forskelle i takst"][0]
                self.assertEqual([c for c in tariff if isinstance(c, (int, float))][:3], [1876, 1902.5, 26.5])
                self.assertEqual(found["Forskelle i pladser"][0][1:4], [25, 27, 2])

    def people_write(self, rows, tariff):
        """The list as people keep it: other headings, a title and a blank row above them, money and per cent as texts here and there, a date beside."""
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (["Udtræk fra Tilbudsportalen"], ["Dannet den 15. januar 2025"], [], ["ID på Tilbudsportalen", "Tilbud", "CVR nr.", "P-nr.", "Paragraffer", "Antal pladser", "Ydelse", tariff, "Belægningsprocent", "Opdateret"]):
            sheet.append(row)
        sheet.merge_cells("A1:F1")
        for i, r in enumerate(rows):
            money = f"{int(r[TARIFF].partition(',')[0]):,}".replace(",", ".") + "," + (r[TARIFF].partition(",")[2] or "00") + " kr." if r[TARIFF] else None
            sheet.append([*r[:TARIFF], money if i % 2 else r[TARIFF] and float(r[TARIFF].replace(",", ".")), f"{r[OCCUPANCY]} %" if r[OCCUPANCY] and i % 3 else r[OCCUPANCY], datetime.date(2025, 1, 15)])
        book.save(self.folder / "liste.xlsx")
        return self.folder / "liste.xlsx"

    def test_a_list_as_people_keep_it(self):
        rows, wanted = spoil(extract(REGION, 2025, THEN))
        _, found, _ = self.reconcile(self.people_write(rows, "Takst pr. døgn"), code=1)
        self.assertEqual({k: sorted(r[0] for r in v) for k, v in found.items() if k != "Overblik"}, wanted)

    def test_what_was_not_compared_is_told_and_is_no_zero(self):
        r, found, out = self.reconcile(self.people_write(extract(REGION, 2025, THEN), "Honorar"), code=0)
        self.assertRegex(r.stdout, r"Forskelle: Takst +ikke i filen")
        self.assertEqual(dict(row[:2] for row in found["Overblik"])["Forskelle: Takst"], "ikke i filen")
        self.assertIn("Filen har ingen kolonne med: Takst. Det er ikke sammenlignet.", re.sub(r"\s+", " ", tool("pdftotext", out / "afstemning.pdf", "-")[1]))

    def test_the_day_asked_for(self):
        file = write_csv(self.folder / "a.csv", extract(REGION, 2026))
        self.reconcile(file, code=1)                              # of another year
        rows = [r[:OCCUPANCY] + [""] + r[OCCUPANCY + 1:] for r in extract(REGION, 2026)]
        _, found, _ = self.reconcile(write_csv(self.folder / "b.csv", rows), "--day", "01-01-2026", code=0)
        self.assertEqual(list(found), ["Overblik"])

    def test_one_operator(self):
        rows = [r for r in extract(REGION, 2025, THEN) if r[CVR] == "99102329"]
        file = write_csv(self.folder / "a.csv", rows)
        self.reconcile(file, "--operator", "eksempelregionen", code=0)
        _, found, _ = self.reconcile(file, code=1)
        self.assertGreater(len(found["Mangler i filen"]), 100)
        r, _, _ = self.reconcile(file, "--operator", "eksempelregion", code=1)
        self.assertIn("mente du »eksempelregionen«?", r.stderr)

    def test_page_and_workbook_carry_the_banner_and_pass(self):
        rows, _ = spoil(extract(REGION, 2025, THEN))
        _, _, out = self.reconcile(write_csv(self.folder / "a.csv", rows), code=1)
        _, text, _ = tool("pdftotext", "-layout", out / "afstemning.pdf", "-")
        pages = text.rstrip("\f").split("\f")
        for page in pages:
            self.assertIn("Opdigtede tal", page)
        for word in ("1.902,50", "Krikandværkstedet", "Botilbuddet Findes Ikke", "Navnet står i 2 rækker"):
            self.assertIn(word, re.sub(r"\s+", " ", text))
        self.assertEqual(tool("qpdf", "--check", out / "afstemning.pdf")[0], 0)
        self.assertEqual(tool(sys.executable, TOP / "tests/tools/pdf_check.py", out / "afstemning.pdf")[0], 0)
        if UACHECK:
            self.assertEqual(tool(sys.executable, UACHECK, "--strict", out / "afstemning.pdf")[0], 0)
        first = (out / "afstemning.pdf").read_bytes(), (out / "afstemning.xlsx").read_bytes()
        self.reconcile(self.folder / "a.csv", code=1)
        self.assertEqual(first, ((out / "afstemning.pdf").read_bytes(), (out / "afstemning.xlsx").read_bytes()))

    # ---- what the file and the agreement may get wrong ----
    def lille(self, columns="", offers="    a; Ågård; autisme; 10\n    b; Ærøhus; hjerneskade; 8\n"):
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        aftale = SMALL["aftale.yaml"] + columns
        alt = "regioner:\n  r1:\n    navn: Prøveregionen\ntilbud:\n  felter: id; navn; målgruppe; pladser\n  rækker: |\n" + offers
        return small(top, aftale_yaml=aftale, registre_alt_yaml=alt)

    def text_file(self, text, name="liste.csv"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_columns_named_in_content(self):
        folder = self.lille("afstemning:\n  kolonner:\n    navn: Sted\n    pladser: [Normering, Antal]\n")
        _, found, _ = self.reconcile(self.text_file("Sted;Antal;Pladser\nAagaard;10;99\nÆrøhus;9;99\n"), folder=folder, code=1)
        self.assertEqual([r[:4] for r in found["Forskelle i pladser"]], [["Ærøhus", 8, 9, 1]])
        self.assertEqual(len(found["Fundet på navn eller CVR-nummer"]), 2)

    def test_two_offers_of_one_name_are_told(self):
        folder = self.lille(offers="    a; Engen; autisme; 10\n    b; Engen; hjerneskade; 8\n")
        _, found, _ = self.reconcile(self.text_file("Navn;Pladser\nengen;10\n"), folder=folder, code=1)
        self.assertIn("passer både på Engen og Engen", found["Tvivl"][0][1])
        self.assertNotIn("Mangler i filen", found)

    def test_mistakes_and_their_places(self):
        cases = [
            ("K020", "afstemning:\n  kolonner:\n    navn: Sted\n    pladser: sted\n", "Sted\nÅgård\n", "liste.csv", r"aftale\.yaml:\d+:\d+: fejl\[K020\].*»sted«.*»navn«.*»pladser«"),
            ("K021", "afstemning:\n  kolonner:\n    pladser: Normering\n", "Navn\nÅgård\nÆrøhus\n", "liste.csv", r"aftale\.yaml:\d+:\d+: advarsel\[K021\].*»Normering«"),
            ("K022", "", "Navn;Pladser;Antal pladser\nÅgård;10;11\n", "liste.csv", r"liste\.csv:1:1: fejl\[K022\].*»Pladser«.*»Antal pladser«"),
            ("K023", "", "Pladser\n10\n", "liste.csv", r"liste\.csv:1:1: fejl\[K023\]"),
            ("K026", "", "Navn\nÅgård\n", "liste.txt", r"fejl\[K026\].*liste\.txt"),
            ("L", "", "Navn;Pladser\nÅgård;mange\n", "liste.csv", r"liste\.csv:2:7: fejl\[L\d+\]"),
        ]
        for code, columns, text, name, said in cases:
            with self.subTest(code):
                r, _, _ = self.reconcile(self.text_file(text, name), folder=self.lille(columns), code=0 if code == "K021" else 1)
                self.assertRegex(r.stderr, said)
                self.assertIn("vejledning:", r.stderr)

    def test_an_unknown_operator_and_a_day_without_offers(self):
        folder = self.lille(offers="    a; Ågård; autisme; 10\n")
        r, _, _ = self.reconcile(self.text_file("Navn\nÅgård\n"), "--operator", "x", folder=folder, code=1)
        self.assertIn("fejl[K024]", r.stderr)
        closed = self.lille()
        register = closed / "registre/alt.yaml"
        register.write_text(register.read_text(encoding="utf-8").replace("målgruppe; pladser", "målgruppe; pladser; fra").replace("; 10\n", "; 10; 01-01-2026\n").replace("; 8\n", "; 8; 01-01-2026\n"), encoding="utf-8")
        r, _, _ = self.reconcile(self.text_file("Navn\nÅgård\n"), folder=closed, code=1)
        self.assertRegex(r.stderr, r"fejl\[K025\].*1\.\s?januar 2025")

    def test_wrong_use(self):
        self.assertEqual(program("reconcile", REGION).returncode, 2)
        self.assertEqual(program("reconcile", REGION, "x.csv", "--day", "i dag").returncode, 2)
        self.assertEqual(program("reconcile", REGION, "x.csv").returncode, 3)

if __name__ == "__main__":
    unittest.main()
