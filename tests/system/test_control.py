#!/usr/bin/python3
"""content/kontrol-eksempler: the published figures of the field. `rammeaftale audit` finds exactly what is known to be wrong there, and every other row is
silent; a figure changed on purpose is found; the printed report tells each finding. Vectors are named one by one."""
import re, shutil, unittest
from common import CONTENT, TOP, Case, program

FOLDER = CONTENT / "kontrol-eksempler"
REPORT = (FOLDER / "kontrol/kontrol-offentliggjort.yaml").read_text(encoding="utf-8")
FINDING = re.compile(r"^\S*?kontrol-eksempler/(\S+?):(\d+):\d+: fejl\[(K\d+)\]: (.*)$", re.M)
FIGURE = re.compile(r"^(.*?): trykt (\S+?)(?: kr\.)?, men (?:reglen|beregningen|de andre rækker) (?:giver|passer kun med) (\S+?)(?: kr\.)?$")
TWO_VALUES = re.compile(r"^(.*?): her står (.*), et andet sted (.*)$")

# What is wrong, printed and as the rule gives it. A figure may be found by two checks: (register file, code) says by which.
HADRUPLUND = "Hadruplund, "
FIGURES = {
    ("deling", "K005", "TV6 Stevns. Beløb efter sats: Kommunens nøgle", "4.280", "4.392"),
    ("fordelinger", "K003", "Stevns", "4.280", "4.392"),
    ("priser", "K005", "TV2.3. Dagtrin ved trin 377 kr.: Pris for et trin i dagtilbud", "127", "126"),
    ("priser", "K005", "TV17.5. 1.065.437,56 kr. om året, månedspris: Pris for en måned", "92.819,94", "88.786,46"),
    ("takster", "K001", "Joanna, Ophold uden undervisning (normering 1–4), 2023", "92.819,94", "88.786,46"),
    ("takster", "K001", "Særlige pladser i psykiatrien, Tom plads, 2022", "3.959", "4.165"),
    ("takster", "K001", HADRUPLUND + "STU-tilbud, 2020", "19.876", "19.867,315"),
    # one krone or one øre beside the rule
    ("priser", "K005", "TV8 2018 68389. 68.389 kr. om måneden i 2018: Pris for et døgn", "2.243", "2.242"),
    ("takster", "K001", HADRUPLUND + "Lindehuset § 108, 2018, døgn", "2.243", "2.242"),
    ("priser", "K005", "TV8 2018 63569. 63.569 kr. om måneden i 2018: Pris for et døgn", "2.085", "2.084"),
    ("takster", "K001", HADRUPLUND + "Egehuset § 108, 2018, døgn", "2.085", "2.084"),
    ("takster", "K001", HADRUPLUND + "Aktivitetstilbud § 104, 2018, døgn", "609", "608"),
    ("takster", "K001", HADRUPLUND + "STU-tilbud, 2018, døgn", "621", "622"),
    ("takster", "K001", HADRUPLUND + "Aktivitetstilbud § 104 særlige behov, 2020, døgn", "1.000", "1.001"),
    ("takster", "K001", HADRUPLUND + "Aktivitetstilbud § 104 særlige behov, 2020", "1.000", "1.001,325"),
    ("takster", "K001", HADRUPLUND + "STU-tilbud, 2020, døgn", "651", "652"),
    ("takster", "K001", HADRUPLUND + "Aflastning hjemmeboende særlige behov, 2018", "4.459", "4.460,46"),
    ("priser", "K005", "TV17.4. 4.502,04 kr. ganget med 1,5: Pris i alt", "6.753,05", "6.753,06"),
    # doubtful: a price without a year, prices that moved otherwise than the others
    ("takster", "K001", "Opholdsstedet i Roskilde, Midlertidigt ophold niveau 1, 2023, døgn", "2.461", "2.369"),
    ("takster", "K001", "Opholdsstedet i Roskilde, Anbringelse niveau 1, 2023, døgn", "2.530", "2.432"),
    ("takster", "K001", HADRUPLUND + "Kastanjehuset § 107, 2018", "71.091", "77.878"),
    ("takster", "K001", HADRUPLUND + "Kastanjehuset § 107 særlige behov, 2018", "112.708", "108.096"),
    ("takster", "K001", HADRUPLUND + "Egehuset § 108, 2018", "66.174", "64.840"),
    ("takster", "K001", HADRUPLUND + "Egehuset § 108, 2020", "71.640", "67.961"),
}
CONTRADICTIONS = {
    ("Hvornår K17 behandler aftalen", "29. august 2022", "26. august 2022"), ("Hvornår KKR bakkede op om processen", "23. marts 2022", "22. marts 2022"),
    ("Aftalens periode", "203–24", "2023–24"), ("Adressen på temadagen", "Sørupvej 37", "Sørupvej 26"), ("Workshoppens dato", "6. marts 2017", "6. februar 2017"),
    *((f"Nummeret på temaet {theme}", page, table) for theme, table, page in (
        ("Rehabilitering", "2", "1"), ("Fokus på beskæftigelse", "3", "2"), ("Sociale relationer", "4", "3"), ("Hvad virker", "5", "4"), ("Flere hjemløse", "6", "5"),
        ("Flere ældre med handicap", "7", "6"), ("Selvskadende adfærd", "8", "7"), ("Skolegang", "9", "8"), ("Videndeling", "11", "9"))),
    *((f"Årene på bilag til rammeaftale 2023–2024: {what}", "2021–2022", "2023–2024") for what in ("takstoversigten", "takstaftalens bilag")),
    ("Navnet på tema 8", "Flere unge med selvskadende adfærd", "Flere børn og unge med selvskadende adfærd"),
    ("Hadruplunds døgntakst for børn med overskriften 2018", "2.356 kr.", "2.310 kr."),
}
COMPARED, PLACES = 465, 37         # places: the printed figures and facts that the findings are about

def findings(text):
    """[(register file, line, code, message)]"""
    return [(re.sub(r"^registre/|\.yaml$", "", f), int(line), code, message) for f, line, code, message in FINDING.findall(text)]

def figure(message):
    m = FIGURE.match(message)
    assert m, message
    return m.groups()

class Found(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_ = program("audit", FOLDER)
        cls.found = findings(cls.run_.stderr)

    def test_exactly_the_known_figures_are_found(self):
        found = sorted((f, code, *figure(m)) for f, _, code, m in self.found if code != "K004")
        self.assertEqual(found, sorted(FIGURES))
        self.assertEqual(self.run_.returncode, 1)

    def test_exactly_the_known_contradictions_are_found(self):
        self.assertEqual({TWO_VALUES.match(m).groups() for f, _, code, m in self.found if code == "K004"}, CONTRADICTIONS)
        self.assertEqual(sum(code == "K004" for _, _, code, _ in self.found), len(CONTRADICTIONS))

    def test_each_points_at_the_line_that_holds_the_printed_figure(self):
        for name, line, code, message in self.found:
            text = (FOLDER / f"registre/{name}.yaml").read_text(encoding="utf-8").splitlines()[line - 1]
            printed = TWO_VALUES.match(message)[2].replace("–", "-") if code == "K004" else figure(message)[1]
            self.assertIn(printed, text, message)

    def test_how_many_figures_were_compared(self):
        self.assertEqual(int(re.search(r"(\d+) tal sammenlignet", self.run_.stdout)[1]), COMPARED)

    def test_the_single_figure_that_explains_is_said(self):
        for sentence in ("4.392 og ikke 4.280", "»trin« var 381 i stedet for 377", "»prisen før« var 19.353 i stedet for 19.345", "»Årspris« var 1.113.839,28 i stedet for 1.065.437,56", "»Den anden takst« var 3.959 i stedet for 4.165.",
                         "Cifrene 7 og 6 kan være byttet om.", "»Månedspris« var 18.575 i stedet for 18.557 (cifrene 5 og 7 kan være byttet om)."):
            self.assertIn(sentence, self.run_.stderr)

    def test_the_report_tells_each(self):
        rows = [[c.strip() for c in line.strip().strip("|").split("|")] for line in REPORT.splitlines() if line.strip().startswith("| ")]
        told = {(r[1], r[2]) for r in rows if len(r) == 4}
        for _, _, _, printed, rule in FIGURES:
            self.assertIn((printed, rule if "," in printed else rule.split(",")[0]), told)
        self.assertEqual(len({(printed, rule.split(",")[0]) for _, _, _, printed, rule in FIGURES}) + len(CONTRADICTIONS), PLACES)
        self.assertIn(f"**{COMPARED} tal er holdt op mod hinanden.** Der er {len(self.found)} fund om {PLACES} steder.", REPORT)
        counts = [(int(r[2]), int(r[3])) for r in rows if len(r) == 4 and r[2].isdigit() and r[3].isdigit()]
        self.assertEqual([sum(c) for c in zip(*counts)], [COMPARED, len(self.found)])
        for subject, one, other in CONTRADICTIONS:
            self.assertIn([x.replace("–", "-") for x in (subject, other, one)], [r[:3] for r in rows])

class Changed(Case):
    """A sound figure that is changed in its last but one digit is found, wherever another printed figure tells of it."""
    def found_with(self, name, line, old, new):
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        folder = top / "content/kontrol-eksempler"
        shutil.copytree(FOLDER, folder)
        path = folder / f"registre/{name}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        self.assertIn(old, lines[line])
        lines[line] = lines[line].replace(old, new, 1)
        path.write_text("".join(lines), encoding="utf-8")
        return findings(program("audit", folder, cwd=top).stderr)

    def changed(self, name, wanted, pattern):
        """Changes the figure that `pattern` catches in every row that `wanted` catches; the rows in which nothing new was found."""
        known, silent, tried = {(f, line) for f, line, _, _ in findings(program("audit", FOLDER).stderr)}, [], 0
        for i, text in enumerate((FOLDER / f"registre/{name}.yaml").read_text(encoding="utf-8").splitlines()):
            m = re.search(pattern, text) if re.search(wanted, text) else None
            if not m or (name, i + 1) in known:
                continue
            old = m[1]
            at = [k for k, c in enumerate(old) if c.isdigit()][-2]
            new = old[:at] + str((int(old[at]) + 3) % 10) + old[at + 1:]
            tried += 1
            after = {(f, line) for f, line, _, _ in self.found_with(name, i, m[0], m[0].replace(old, new, 1))}
            if not after - known:
                silent.append(text.strip())
        return tried, silent

    def test_month_prices(self):
        tried, silent = self.changed("takster", r"^    hadruplund-", r"; 20\d\d; [\d.]+; (\d[\d.]+);")
        self.assertEqual((tried, silent), (27, []))

    def test_inspection(self):
        tried, silent = self.changed("takster", r"^    tilsyn-", r"; 20\d\d; ([\d.]+);")
        self.assertEqual((tried, silent), (63, []))

    def test_keys_and_amounts(self):
        for pattern in (r"oest-2022; \w+; ([\d.]+);", r"oest-2022; \w+; [\d.]+; [\d,]+ %; ([\d.]+)"):
            tried, silent = self.changed("fordelinger", "tilsyn-oest-2022", pattern)
            self.assertEqual((tried, silent), (16, []))

class Vectors(unittest.TestCase):
    """Every vector of the field's list by its name: 95 calculations and the 17 shares of TV7."""
    MONTHS = {2018: (70447, 96819, 15632, 22525, 76351, 105976, 68389, 98014, 63569), 2020: (73796, 101421, 31679, 73010, 137408, 186630, 104044, 71640)}
    SHARED = "Faxe Greve Guldborgsund Holbæk Kalundborg Køge Lejre Lolland Næstved Odsherred Ringsted Roskilde Slagelse Solrød Sorø Stevns Vordingborg".split()
    KEYED = "Greve Køge Lejre Roskilde Solrød Faxe Guldborgsund Kalundborg Lolland Næstved Odsherred Ringsted Slagelse Sorø Stevns Vordingborg Hjørring".split()

    def test_all_are_there_by_name(self):
        count = {1: 7, 2: 3, 3: 2, 9: 2, 10: 2, 11: 6, 13: 3, 14: 2, 15: 4, 16: 2, 17: 5}
        names = {f"TV{n}.{k}" for n, most in count.items() for k in range(1, most + 1)} | {"TV12"} | {f"TV6 {m}" for m in self.KEYED}
        names |= {f"TV4-5 {where} {year} faktor {f}" for where in ("Øst", "Midt") for year in (2023, 2024) for f in ("1", "1,2", "2", "3")}
        names |= {f"TV8 {year} {x}" for year, all_ in self.MONTHS.items() for x in all_} | {f"TV8 år {x}" for x in (926952, 888408, 1019916, 1251168, 1566540, 412404)}
        titles = [t for path in (FOLDER / "registre").glob("*.yaml") for t in re.findall(r'^    titel: "?(TV[^".]*(?:\.\d)?)\.? ?', path.read_text(encoding="utf-8"), re.M)]
        self.assertEqual(sorted(t for t in titles if t != "TV7"), sorted(names))
        shares = re.findall(r"^    saerlige-pladser; (\w+);", (FOLDER / "registre/fordelinger.yaml").read_text(encoding="utf-8"), re.M)
        self.assertEqual(len(names) + len(shares), 112)
        self.assertEqual(len(set(shares)), len(self.SHARED))

if __name__ == "__main__":
    unittest.main()
