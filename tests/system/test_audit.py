#!/usr/bin/python3
"""`rammeaftale audit`: what is printed is recomputed; real misprints are found and explained, sound figures give no alarm. openpyxl reads the workbook."""
import html.parser, re, unittest
import openpyxl
from common import CONTENT, Case, program, small

# Socialtilsyn Øst 2022 (socialtilsynost.dk): children 0-17 and kroner. Stevns is printed with 4.280; its amount fits 4.392 only.
OEST = [("Greve", 11166, 1705337), ("Køge", 12611, 1926025), ("Lejre", 6368, 972558), ("Roskilde", 18573, 2836577), ("Solrød", 5660, 864428),
        ("Faxe", 7023, 1072593), ("Guldborgsund", 10163, 1552153), ("Kalundborg", 8907, 1360329), ("Lolland", 6283, 959576),
        ("Næstved", 16145, 2465759), ("Odsherred", 5030, 768211), ("Ringsted", 7136, 1089852), ("Slagelse", 14792, 2259120),
        ("Sorø", 6128, 935904), ("Stevns", 4280, 670772), ("Vordingborg", 7649, 1168200), ("Hjørring", 12129, 1852412)]

def shares(rows, total):
    ids = [f"k{i}" for i in range(len(rows))]
    return ("regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n" + "".join(f"  {i}:\n    navn: {n}\n    kode: \"{c}\"\n" for c, (i, (n, *_)) in enumerate(zip(ids, rows), 100))
            + f"finansieringer:\n  f:\n    navn: Fælles udgift\n    år: 2022\n    beløb: {total} kr.\n    nøgle: børn\nfordelinger:\n  felter: id; finansiering; kommune; nøgletal; trykt beløb\n  rækker: |\n"
            + "".join(f"    f{i}; f; {i}; {key}; {amount}\n" for i, (_, key, amount) in zip(ids, rows)))

class Tables(html.parser.HTMLParser):
    """The rows of all tables of a page; elements left open; scripts."""
    def __init__(self, page):
        super().__init__()
        self.rows, self.open, self.scripts, self.language, self.cell = [], [], 0, None, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.scripts += tag == "script"
        if tag == "html":
            self.language = dict(attrs)["lang"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
        self.cell = self.cell and tag not in ("td", "th")

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data

class Audit(Case):
    def audit(self, registers, *options, code=None):
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        folder = small(top, registre_alt_yaml=registers, et_yaml="dokument: et\ntitel: Et\nslags: bilag\nnr: \"1\"\nlayout: politisk\nindhold:\n  - forside:\n")
        r = program("audit", folder, *options, cwd=top)
        if code is not None:
            self.assertEqual(r.returncode, code, r.stdout + r.stderr)
        return top, r

    def test_a_misprinted_key_is_found_among_all_that_it_spoils(self):
        _, r = self.audit(shares(OEST, 24459806), code=1)
        self.assertEqual(re.findall(r"fejl\[(K\d+)\]: (\w+): trykt ([\d.]+), .* ([\d.]+)$", r.stderr, re.M), [("K003", "Stevns", "4.280", "4.392")])
        self.assertIn("Er det rigtige tal 4.392 og ikke 4.280, passer rækken med de andre.", r.stderr)
        self.assertRegex(r.stderr, r"alt\.yaml:\d+:\d+: fejl\[K003\]")

    def test_sound_shares_give_no_alarm(self):
        sound = [(n, 4392 if n == "Stevns" else key, amount) for n, key, amount in OEST]
        _, r = self.audit(shares(sound, 24459806), code=0)
        self.assertEqual(r.stderr, "")

    def test_a_sum_that_is_not_the_whole(self):
        sound = [(n, 4392 if n == "Stevns" else key, amount) for n, key, amount in OEST]
        _, r = self.audit(shares(sound, 24459900), code=1)
        self.assertIn("K002", r.stderr)
        self.assertIn("24.459.806", r.stderr)

    def test_one_fact_with_two_values(self):
        _, r = self.audit("regioner:\n  r1:\n    navn: Prøveregionen\noplysninger:\n  felter: emne; værdi; kilde\n  rækker: |\n    Mødet i K17; 26. august 2022; s. 4\n    Mødet i K17; 29. august 2022; s. 9\n    Mødet i KKR; 7. september 2022; s. 4\n", code=1)
        self.assertEqual(len(re.findall(r"fejl\[K004\]", r.stderr)), 1)
        self.assertIn("29. august 2022", r.stderr)

    def test_meetings_out_of_order(self):
        head = "regioner:\n  r1:\n    navn: Prøveregionen\nmøderunder:\n  felter: id; navn; år; styregruppe; k17; kkr\n  rækker: |\n"
        self.audit(head + "    a; August; 2022; 12-08-2022; 26-08-2022; 07-09-2022\n", code=0)
        _, r = self.audit(head + "    a; August; 2022; 12-08-2022; 26-08-2022; 20-08-2022\n", code=1)
        self.assertIn("K009", r.stderr)

    def test_a_tariff_that_its_parts_do_not_give_says_which_part_would(self):
        registers = ("regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n  k:\n    navn: Kommunen\n    kode: \"100\"\ndriftsherrer:\n  d:\n    navn: Driften\n    art: kommune\n"
                     "love:\n  sel:\n    navn: Serviceloven\nparagraffer:\n  p:\n    navn: SEL § 107\n    lov: sel\ntilbud:\n  t:\n    navn: Ågård\n    målgruppe: autisme\n    driftsherre: d\n    kommune: k\n"
                     "ydelser:\n  y:\n    tilbud: t\n    navn: Døgnophold\n    paragraf: p\n    art: hovedydelse\n    enhed: døgn\ntakster:\n"
                     "  felter: id; ydelse; år; takst; løn; øvrig drift; administration; kapital\n  rækker: |\n    a; y; 2025; 1750; 1298; 203; 99; 141\n    b; y; 2026; 1741; 1298; 203; 99; 141\n")
        _, r = self.audit(registers, code=1)
        self.assertEqual(len(re.findall(r"fejl\[K001\]", r.stderr)), 1, r.stderr)
        self.assertIn("trykt 1.750 kr., men reglen giver 1.741 kr.", r.stderr)

    def test_a_folder_has_checks_of_its_own(self):
        registers = ("regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n  k:\n    navn: Kommunen\n    kode: \"100\"\nindbyggere:\n  felter: kommune; år; antal\n  rækker: |\n"
                     "    k; 2022; 900\n    k; 2023; 1.100\n")
        own = ("kontroller:\n  mindst-tusind:\n    titel: Mindst tusind\n    forklaring: Der bor mindst 1.000.\n    slags: fund\n    register: indbyggere\n    filter: antal < mindst\n"
               "    kolonner:\n      - felt: kommune.navn\n        nøgle: kommune\n      - år\n      - antal\n      - titel: Mindst\n        nøgle: mindst\n        decimaler: 0\n        formel: antal × 0 + 1.000\n"
               "    trykt: antal\n    skal være: mindst\n")
        top = self.site()
        et = "dokument: et\ntitel: Et\nslags: bilag\nnr: \"1\"\nlayout: politisk\nindhold:\n  - forside:\n"
        folder = small(top, registre_alt_yaml=registers, et_yaml=et)
        (folder / "kontroller.yaml").write_text(own, encoding="utf-8")
        r = program("audit", folder, cwd=top)
        self.assertEqual(re.findall(r"fejl\[(K\d+)\]: (.*?): trykt (\d+), men reglen giver ([\d.]+)$", r.stderr, re.M), [("K001", "Kommunen, 2022", "900", "1.000")], r.stderr)
        self.assertNotIn("kontroller.yaml", r.stderr)                      # it is used

    def prices(self, *rows, decimals="", kind="række"):
        """Month prices held against a twelfth of the year's, by a check of the folder's own: (month, year) as printed. The findings."""
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        services = "".join(f"  y{i}:\n    tilbud: t\n    navn: Ydelse {i}\n    paragraf: p\n    art: hovedydelse\n    enhed: måned\n" for i in range(len(rows)))
        registers = ("regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n  k:\n    navn: Kommunen\n    kode: \"100\"\ndriftsherrer:\n  d:\n    navn: Driften\n    art: kommune\n"
                     "love:\n  sel:\n    navn: Serviceloven\nparagraffer:\n  p:\n    navn: SEL § 107\n    lov: sel\ntilbud:\n  t:\n    navn: Ågård\n    målgruppe: autisme\n    driftsherre: d\n    kommune: k\n"
                     "ydelser:\n" + services + "takster:\n  felter: id; ydelse; år; takst; løn\n  rækker: |\n" + "".join(f"    a{i}; y{i}; 2025; {m}; {y}\n" for i, (m, y) in enumerate(rows)))
        own = ("kontroller:\n  tolvtedel:\n    titel: En tolvtedel\n    forklaring: Måneden er en tolvtedel af året.\n    slags: " + kind + "\n    register: takster\n"
               "    kolonner:\n      - felt: ydelse.navn\n        nøgle: ydelse\n      - felt: takst\n        nøgle: måned\n      - felt: løn\n        nøgle: hele året\n        titel: Hele året\n      - titel: Skal være\n        nøgle: skal\n        enhed: kr.\n"
               f"        formel: hele året / 12\n{decimals}    trykt: måned\n    skal være: skal\n")
        folder = small(top, registre_alt_yaml=registers, et_yaml="dokument: et\ntitel: Et\nslags: bilag\nnr: \"1\"\nlayout: politisk\nindhold:\n  - forside:\n")
        (folder / "kontroller.yaml").write_text(own, encoding="utf-8")
        r = program("audit", folder, cwd=top)
        return re.findall(r"fejl\[K001\]: (Ydelse \d): trykt ([\d.,]+) kr\., men reglen giver ([\d.,]+?) kr\.$", r.stderr, re.M), r

    def test_what_must_be_is_rounded_once(self):
        """29,94 / 12 = 2,495: 2 in whole kroner, 2,50 in øre; 2,50 rounded again would be 3."""
        found, r = self.prices(("2", "29,94"), ("3", "29,94"), ("2,50", "29,94"), ("2,495", "29,94"))
        self.assertEqual(found, [("Ydelse 1", "3", "2")], r.stdout + r.stderr)

    def test_decimals_that_the_check_names_are_its_rule(self):
        found, r = self.prices(("2,50", "29,94"), ("2,495", "29,94"), decimals="        decimaler: 2\n")
        self.assertEqual(found, [("Ydelse 1", "2,495", "2,50")], r.stdout + r.stderr)

    def test_a_large_fraction_keeps_its_decimals_in_a_group(self):
        """100.000.000 / 12 = 8.333.333,3333…: with 12 decimals it has more than 18 digits, and is still no whole figure."""
        _, r = self.prices(("8.333.333,33", "100.000.000"), kind="sum\n    pr: ydelse")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertRegex(r.stdout, r" 1 tal +0 fund +En tolvtedel")
        _, r = self.prices(("8.333.333,34", "100.000.000"), kind="sum\n    pr: ydelse")
        self.assertIn("8.333.333,33", r.stderr)

    def test_fractions_make_groups_by_what_they_are(self):
        """1/12 and 5/12 are two groups; 5/12 twice is one."""
        _, r = self.prices(("2", "1"), ("3", "5"), kind="én værdi\n    pr: skal")
        self.assertEqual(r.returncode, 0, r.stderr)
        _, r = self.prices(("2", "5"), ("3", "5"), kind="én værdi\n    pr: skal")
        self.assertIn("K004", r.stderr)

    def test_the_figure_that_would_explain_is_tried_exactly(self):
        _, r = self.prices(("100", "1.212"))
        self.assertIn("Det ville passe, hvis »Hele året« var 1.200 i stedet for 1.212.", r.stderr)
        _, r = self.prices(("999.999.999.999.999", "12"))
        self.assertNotIn("Det ville passe", r.stderr)          # it would have more digits than a figure may
        self.assertIn("K001", r.stderr)

    def test_a_slip_of_the_hand_is_told_as_what_may_be(self):
        found, r = self.prices(("1.320", "14.760"), ("12.300", "14.760"), ("123", "14.760"), ("1.233", "14.760"), ("1.230", "14.760"), ("100", "1.020"))
        self.assertEqual([f[0] for f in found], ["Ydelse 0", "Ydelse 1", "Ydelse 2", "Ydelse 3", "Ydelse 5"], r.stderr)
        told = {m[1]: m[2] for m in re.finditer(r"fejl\[K001\]: Ydelse (\d).*?\n.*?\n.*?\n  vejledning: Måneden er en tolvtedel af året\. (.*)", r.stderr)}
        self.assertTrue(told["0"].startswith("Cifrene 3 og 2 kan være byttet om. "), told)
        self.assertTrue(told["1"].startswith("Der kan være et nul for meget. "), told)
        self.assertTrue(told["2"].startswith("Der kan mangle et nul. "), told)
        self.assertTrue(told["3"].startswith("Det ville passe"), told)
        self.assertEqual(told["5"], "Det ville passe, hvis »Hele året« var 1.200 i stedet for 1.020 (cifrene 0 og 2 kan være byttet om).")

    def test_a_finding_points_at_the_figure(self):
        _, r = self.prices(("100", "1.212"))
        self.assertIn("\n       |                   ^^^\n", r.stderr)

    def test_findings_as_page_and_workbook(self):
        top, r = self.audit(shares(OEST, 24459806), "--html", "fund.html", "--xlsx", "fund.xlsx", code=1)
        page = (top / "fund.html").read_text(encoding="utf-8")
        tables = Tables(page)
        self.assertEqual(tables.rows[0], ["Hvad", "Trykt", "Skal være", "Forskel", "Mulig forklaring", "Sted"])
        self.assertEqual(tables.rows[1][:4], ["Stevns", "4.280", "4.392", "−112"])
        self.assertIn(["Alle betaler det samme for hver enhed af nøglen", "Beløbet er nøgletallet gange den samme sats i alle kommuner.", "17", "1"], tables.rows)
        self.assertEqual((tables.open, tables.scripts, tables.language), ([], 0, "da"))
        book = openpyxl.load_workbook(top / "fund.xlsx")
        head, stevns = [[c.value for c in row] for row in book["Fund"].iter_rows(min_row=4, max_row=5)]
        found = dict(zip(head, stevns))
        self.assertEqual((found["Hvad"], found["Trykt"], found["Skal være"], found["Forskel"], found["Sted"]), ("Stevns", 4280, 4392, -112, "registre/alt.yaml, linje 79"))
        self.assertEqual([t.ref for t in book["Fund"].tables.values()], ["A4:I5"])         # filtered and sorted as a table
        checks = {row[0]: row[2:4] for row in book["Kontroller"].iter_rows(min_row=5, values_only=True)}
        self.assertEqual(checks["Alle betaler det samme for hver enhed af nøglen"], (17, 1))
        self.assertEqual(checks["Kommunernes beløb giver hele beløbet"], (1, 0))
        self.assertEqual(checks["Takstens dele giver taksten"], (0, 0))                    # made, with nothing to compare

    def test_the_workbook_without_findings_lists_the_checks(self):
        sound = [(n, 4392 if n == "Stevns" else key, amount) for n, key, amount in OEST]
        top, _ = self.audit(shares(sound, 24459806), "--xlsx", "fund.xlsx", "--html", "fund.html", code=0)
        self.assertNotIn("Fund", openpyxl.load_workbook(top / "fund.xlsx").sheetnames)
        self.assertIn("Alt stemmer.", (top / "fund.html").read_text(encoding="utf-8"))

    def test_the_invented_region_is_sound(self):
        r = program("audit", CONTENT / "eksempelregion-2025-26")
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertGreater(int(re.search(r"([\d.]+) tal sammenlignet", r.stdout)[1].replace(".", "")), 5000)

class Purchases(Case):
    """What the municipalities buy against what the offers say they sell: the example region's own registers, one figure spoilt at a time."""
    def audit(self, register, old, new):
        top = self.site("eksempelregion-2025-26", under=f"site{len(list(self.folder.iterdir()))}")
        path = top / "content/eksempelregion-2025-26/registre" / register
        text = path.read_text(encoding="utf-8")
        self.assertEqual(text.count(old), 1, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return re.findall(r"fejl\[K\d+\]: (.*)", program("audit", top / "content/eksempelregion-2025-26").stderr)

    def row(self, offer, buyer):
        lines = (CONTENT / "eksempelregion-2025-26/registre/køb.csv").read_text(encoding="utf-8").splitlines()
        return next(r for r in lines if r.startswith(offer + ";") and f";{buyer};" in r)

    def test_places_bought_are_the_places_sold(self):
        row = self.row("behandlingsstedet-marehalm", "elverhave")
        cells = row.split(";")
        self.assertEqual(self.audit("køb.csv", row, ";".join(cells[:5] + ["3", cells[6]])), ["Behandlingsstedet Marehalm: de trykte tal giver 5 i alt, men summen skal være 3"])

    def test_as_many_buy_as_the_offer_says(self):
        row = self.row("behandlingsstedet-marehalm", "elverhave")
        found = self.audit("køb.csv", row, row.replace(";elverhave;", ";havlunde;"))
        self.assertEqual(found, ["Behandlingsstedet Marehalm: der er 2, men antallet er trykt som 3"])

    def test_nobody_buys_from_itself(self):
        row = self.row("vandnavlestien", "fjordager")
        found = self.audit("køb.csv", row, row.replace(";fjordager;", ";birkesund;"))
        self.assertIn("Vandnavlestien: Betalingskommune er Birkesund, men Driftsherre er Birkesund Kommune", " ".join(found))

    def test_days_fit_the_places(self):
        row = self.row("behandlingsstedet-marehalm", "elverhave")
        self.assertEqual(len(self.audit("køb.csv", row, row[:row.rindex(";")] + ";404")), 1)

    def test_a_service_belongs_to_the_offer(self):
        row = self.row("behandlingsstedet-marehalm", "elverhave")
        found = self.audit("køb.csv", row, row.replace("behandlingsstedet-marehalm-doegn", "soelvpilvaerkstedet-dag"))
        self.assertEqual(len(found), 1)
        self.assertIn("Sølvpilværkstedet", found[0])

if __name__ == "__main__":
    unittest.main()
