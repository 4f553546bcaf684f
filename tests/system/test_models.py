#!/usr/bin/python3
"""The calculation models of layouts/beregninger.yaml. Three judges that we did not write: what sources print (content/kontrol-eksempler), Python's
fractions with a rule of its own for each model over seeded random figures, and LibreOffice, which works the live worksheets out, as they are and
after figures are changed."""
import random, re, sys, unittest, zipfile
from fractions import Fraction as F
import openpyxl
from common import CONTENT, TOP, Case, agreements, program, small
from model_rules import MODELS, cut, danish, draw, rounded
from test_workbooks import compare, recalculate

# ---- what the program says ----

def key_of(text):
    m = re.search(r"\(([^()]*)\)$", text)
    return m.group(1) if m else text.lower()

def calculations(folder, cwd=TOP):
    """{grid: {line: (text, exact figure or None, printed or None)}} of every calculation, and the notes that a source prints something else."""
    out, notes, lines, columns = {}, {}, None, []
    r = program("dump", "table", folder, cwd=cwd)
    assert r.returncode == 0, r.stderr
    for line in r.stdout.splitlines():
        if line.startswith("grid "):
            name, columns = line.split(" ")[1], []
            lines = None
        elif line.startswith("  column "):
            columns.append(line)
            if line.startswith("  column med-tal "):
                lines = out[name] = {}
        elif lines is not None and line.startswith("  row "):
            cells = [re.match(r"(.*?)(?: \{(-?\d+)/(\d+)\})?(?: \[\w+\])?$", c).groups() for c in line[6:].split(" | ")]
            (text, whole, decimals), printed = cells[3], cells[5] if len(cells) > 5 else None
            lines[key_of(cells[0][0])] = (text, F(int(whole), 10 ** int(decimals)) if whole else None,
                                          None if printed is None or printed[0] == "ikke trykt" else F(int(printed[1]), 10 ** int(printed[2])) if printed[1] else printed[0])
        elif lines is not None and line.startswith("  note ") and "Kilden trykker" in line:
            notes.setdefault(name, []).append(line.split(" ", 4)[4])
    return out, notes

class Printed(unittest.TestCase):
    """content/kontrol-eksempler: 112 vectors; where a source prints something else than its own rule gives, a note says so and the rule's figure stands."""
    ANOMALIES = {("tabel-tv2-3", "dagtrin", 127, 126), ("tabel-tv8-2018-68389", "døgnpris", 2243, 2242), ("tabel-tv8-2018-63569", "døgnpris", 2085, 2084),
                 ("tabel-tv17-4", "resultat", F("6753.05"), F("6753.06")), ("tabel-tv17-5", "månedspris", F("92819.94"), F("88786.46")), ("tabel-tv6-stevns", "nøgle", 4280, 4392)}

    @classmethod
    def setUpClass(cls):
        cls.found, cls.notes = calculations("content/kontrol-eksempler")

    def test_every_vector_is_computed_and_the_known_misprints_are_those_that_differ(self):
        different, compared = set(), 0
        for grid, lines in self.found.items():
            if not grid.startswith("tabel-tv"):
                continue                                               # further figures: test_control.py
            printed = {k: (text, exact, p) for k, (text, exact, p) in lines.items() if p is not None}
            self.assertTrue(printed, grid)
            for key, (text, exact, p) in printed.items():
                compared += 1
                if (text if exact is None else exact) != p:
                    different.add((grid, key, p, exact))
        self.assertEqual(different, self.ANOMALIES)
        self.assertEqual(set(self.notes), {a[0] for a in self.ANOMALIES})
        self.assertEqual(self.notes["tabel-tv6-stevns"], ["Kilden trykker 4.280. Her er 4.392 sat ind."])
        vectors = [g for g in self.found if g.startswith("tabel-tv") and g != "tabel-tv7-i-alt"]
        self.assertEqual(len(vectors), 95)
        print(f"{len(vectors)} vectors and {compared} printed figures compared, {len(different)} misprints", file=sys.stderr)

    def test_shares_of_the_empty_places_add_up_to_the_krone(self):
        text = program("dump", "table", "content/kontrol-eksempler").stdout.split("grid tabel-tv7 ")[1].split("\ngrid ")[0]
        rows = [[int(m) for m in re.findall(r"\{(\d+)/0\}", line)] for line in text.splitlines() if line.startswith("  row ")]
        self.assertEqual(len(rows), 17)
        self.assertEqual([r[1] for r in rows], [r[2] for r in rows])
        self.assertEqual(sum(r[1] for r in rows), 33320)
        self.assertNotEqual(sum(rounded(F(33320 * r[0], sum(x[0] for x in rows))) for r in rows), 33320, "plain rounding would do")

    def test_the_record_of_each_vector_names_its_source(self):
        for path in (CONTENT / "kontrol-eksempler/registre").glob("*.yaml"):
            for record in path.read_text(encoding="utf-8").split("\n    model: ")[1:]:
                self.assertIn("\n    kilde: ", record)

def figure(text):
    text = text.strip().strip('"')
    return F(re.sub(r" (%|kr\.)$", "", text).replace(".", "").replace(",", ".")) if re.match(r"-?\d", text) else text

def vectors():
    """(id, model, figures) of every vector in content/kontrol-eksempler."""
    for path in sorted((CONTENT / "kontrol-eksempler/registre").glob("*.yaml")):
        for name, model, body in re.findall(r"^  (tv[\w-]+):\n    model: ([\w-]+)\n    titel: .*\n    tal:\n((?:      .*\n)+)", path.read_text(encoding="utf-8"), re.M):
            yield name, model, {k.strip(): figure(x) for k, x in (line.split(":", 1) for line in body.splitlines())}

def standards(model):
    """What a model's lines stand at when nothing is put in."""
    text = (TOP / "layouts/beregninger.yaml").read_text(encoding="utf-8")
    lines = re.search(rf"^  {model}:\n(.*?)(?=^  [\w-]+:\n|\Z)", text, re.M | re.S)[1].split("- linje: ")[1:]
    given = ((line.split("\n")[0].strip(), re.search(r"^ +standard: (.*)$", line, re.M)) for line in lines)
    return {name: figure(m[1]) for name, m in given if m}

def changed(x):
    return x if isinstance(x, str) else x + F(7, 10) if x.denominator > 1 else x + max(1, x // 9)

def site(top, records):
    """An agreement whose document shows the records: [(id, model, figures)]."""
    doc = "dokument: et\ntitel: Beregninger\nlayout: politisk\nexcel: ja\npdf: nej\nindhold:\n" + "".join(f"  - beregning: {i}\n" for i, _, _ in records)
    register = "beregninger:\n" + "".join(f"  {i}:\n    model: {m}\n    titel: {i}\n    tal:\n" + "".join(f"      {k}: \"{danish(x)}\"\n" for k, x in v.items()) for i, m, v in records)
    folder = small(top, et_yaml=doc)
    (folder / "registre/beregninger.yaml").write_text(register, encoding="utf-8")
    agreement = (folder / "aftale.yaml").read_text(encoding="utf-8")
    (folder / "aftale.yaml").write_text(agreement.split("bilag:")[0].replace("  - to.yaml\n", ""), encoding="utf-8")
    (folder / "to.yaml").unlink()
    return folder

class Random(Case):
    TIMES = 14

    def agree(self, key, exact, text, wanted, where):
        if isinstance(wanted, str):
            self.assertEqual(text, wanted, where)
        elif "…" in text:
            self.assertEqual(exact, cut(wanted, 4), where)
        else:
            self.assertEqual(exact, wanted, where)

    def test_seeded_random_figures_give_what_fractions_give(self):
        rng, records = random.Random(20261123), []
        for model, (_, inputs) in MODELS.items():
            records += [(f"{model}-{n}", model, draw(rng, inputs)) for n in range(self.TIMES)]
        site(self.site(), records)
        found, _ = calculations("content/lille", self.folder / "site")
        compared = 0
        for name, model, v in records:
            lines = found[f"tabel-{name}"]
            for key, wanted in MODELS[model][0](v).items():
                self.agree(key, lines[key][1], lines[key][0], wanted, f"{name} {key} {v}")
                compared += 1
        print(f"{len(records)} random calculations, {compared} results compared", file=sys.stderr)
        self.assertGreater(compared, 600)

    def test_each_vector_with_its_figures_changed(self):
        """Every figure of every vector another one: what the model gives is what fractions give."""
        records = [(name, model, {**standards(model), **{k: changed(x) for k, x in figures.items()}}) for name, model, figures in vectors()]
        self.assertEqual(len(records), 96)
        site(self.site(), records)
        found, _ = calculations("content/lille", self.folder / "site")
        for name, model, v in records:
            for key, wanted in MODELS[model][0](v).items():
                text, exact, _ = found[f"tabel-{name}"][key]
                self.agree(key, exact, text, wanted, f"{name} {key} {v}")

    def test_every_model_is_tried(self):
        text = (TOP / "layouts/beregninger.yaml").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"^  ([\wæøå-]+):$", text, re.M)), set(MODELS))

class Edges(Case):
    """What lies at the edge of a rule, or beyond it: said on the page, in the worksheet and by audit, never a quiet wrong figure."""
    TARIFF = {"løn": F(100000), "drift": F(0), "lokalt": F(0), "administration": F(5), "anskaffelse": F(0), "levetid": F(5), "værdi": F(0), "rente": F(1), "tjenestemandsløn": F(0),
              "pensionssats": F(0), "tilsyn": F(0), "brugerbetaling": F(0), "pladser": F(2), "belægning": F(95)}
    RESULT = {"resultat": F(-500000), "udgifter": F(10000000), "pladser": F(10), "belægning": F(95)}
    KNOWN = {"år 3": F(94), "år 2": F(98)}
    NEW = "ikke oplyst, fordi tilbuddet er nyt"

    def lines(self, model, given, **changes):
        """{line: shown} of one calculation; given and changed figures, spaces in keys as _."""
        given = {**given, **{k.replace("_", " "): F(x) if isinstance(x, int) else x for k, x in changes.items()}}
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        site(top, [("et", model, given)])
        self.top = top
        return {k: text.split(" {")[0] for k, (text, _, _) in calculations("content/lille", top)[0]["tabel-et"].items()}

    def test_occupancy_that_cannot_be_is_flagged(self):
        self.assertEqual(self.lines("normal-takst", self.TARIFF, belægning=104)["muligt"], "passer ikke")
        r = program("audit", "content/lille", cwd=self.top)
        self.assertEqual(r.returncode, 1)
        self.assertIn("fejl[K085]: et: Belægningen er over 0 og højst 100 %: det passer ikke", r.stderr)
        self.assertIn("Med tallene: 104 % > 0 og 104 % ≤ 100 %", r.stderr.replace("\u00a0", " "))

    def test_no_places_no_price_on_the_page_and_in_the_worksheet(self):
        for given in ({"pladser": 0}, {"belægning": 0}):
            self.assertEqual(self.lines("normal-takst", self.TARIFF, **given)["døgnpris"], "ikke oplyst")
            self.build(self.top, "--output", self.top / "o")
            book = self.top / "o/lille/et-arbejdskopi.xlsx"
            self.assertEqual(compare(book, recalculate([book], self.top / "work")[book])[2], [])

    def test_occupancy_that_is_not_known(self):
        self.assertEqual(self.lines("normal-takst", self.TARIFF, belægning=self.NEW)["takst"], "ikke oplyst")
        for known, given, budgeted in ((1, {"år_3": self.NEW}, "98"), (0, {"år_3": self.NEW, "år_2": self.NEW, "eget_bud": 90}, "90"), (2, {"år_3": self.NEW}, "ikke oplyst")):
            self.assertEqual(self.lines("budgetteret-belaegning", self.KNOWN, kendte_år=known, **given)["budgetteret"], budgeted)

    def test_the_operators_own_figure_may_be_higher_but_not_lower(self):
        self.assertEqual(self.lines("budgetteret-belaegning", self.KNOWN, eget_bud=99)["budgetteret"], "99")
        low = self.lines("budgetteret-belaegning", self.KNOWN, eget_bud=90)
        self.assertEqual((low["budgetteret"], low["bud i orden"]), ("96", "passer ikke"))

    def test_days_of_a_leap_year_and_no_more(self):
        self.assertEqual(self.lines("normal-takst", self.TARIFF, døgn=366)["gyldige døgn"], "i orden")
        self.assertEqual(self.lines("normal-takst", self.TARIFF, døgn=367)["gyldige døgn"], "passer ikke")

    def test_a_regulation_that_would_make_the_price_negative(self):
        self.assertEqual(self.lines("normal-takst", self.TARIFF, regulering=-300000)["positiv"], "passer ikke")
        surplus = self.lines("over-underskud", self.RESULT, resultat=9000000, takst=1000)
        self.assertEqual((surplus["pris"], surplus["positiv"]), ("\u22121.451", "passer ikke"))

    def test_the_limit_exactly_met_moves_nothing_and_a_krone_more_moves_it(self):
        for mode in ("over grænsen", "alt"):
            self.assertEqual(self.lines("over-underskud", self.RESULT, måde=mode)["regulering"], "0")
        self.assertEqual(self.lines("over-underskud", self.RESULT, resultat=-500001)["regulering"], "1")
        self.assertEqual(self.lines("over-underskud", self.RESULT, resultat=-500001, måde="alt")["regulering"], "500.001")

    def test_a_surplus_and_a_deficit_have_limits_and_shares_of_their_own(self):
        given = {"grænse_overskud": 2, "grænse_underskud": 5, "af_overskud": 50}
        self.assertEqual(self.lines("over-underskud", self.RESULT, resultat=400000, **given)["regulering"], "\u2212100.000")
        self.assertEqual(self.lines("over-underskud", self.RESULT, resultat=-400000, **given)["regulering"], "0")

    def test_the_category_rule_read_in_either_way(self):
        case = {"takst": F(1500), "købere": F(1), "solgt": F(45)}
        self.assertEqual(self.lines("kategori", case)["kategori"], "klynge")
        self.assertEqual(self.lines("kategori", case, læsning="taksten og købere")["kategori"], "højt specialiseret")

    def test_five_per_cent_read_in_either_way(self):
        case = {"budgetteret": F(96), "faktisk": F(91.125)}
        self.assertEqual(self.lines("belaegningsindberetning", case)["indberettes"], "nej")
        self.assertEqual(self.lines("belaegningsindberetning", case, måles_i="procent")["indberettes"], "ja")

    def test_a_line_tells_its_source_and_its_assumption_and_a_model_its_own(self):
        self.lines("normal-takst", self.TARIFF)
        text = program("dump", "table", "content/lille", cwd=self.top).stdout
        self.assertIn("Kilde: Styringsaftalen for Nordjylland 2018-2019, punkt 6.5.5. Forudsætning: pensionen er en fast del af lønnen.", text)

def sheet_rows(sheet):
    """(line, cell of its result) of a worksheet that calculates; none of any other sheet."""
    heads = {c.value: c.column for c in sheet[4]} if sheet.max_row > 3 else {}
    for r in range(5, sheet.max_row + 1) if "Formel" in heads and "Linje" in heads else ():
        if sheet.cell(r, heads["Linje"]).value and sheet.cell(r, heads["Resultat"]).value is not None:
            yield key_of(re.sub(r" \(\w\)$", "", str(sheet.cell(r, heads["Linje"]).value))), sheet.cell(r, heads["Resultat"])

class Live(Case):
    """Every worksheet that calculates: LibreOffice gives what is stored, and, when every figure put in is changed, what the rule gives for the new figures."""
    def change(self, book, other, models, rng):
        """Puts new figures into each calculating sheet; {sheet: (model, figures)}."""
        changed, put = openpyxl.load_workbook(book), {}
        for sheet in changed.worksheets:
            rows = dict(sheet_rows(sheet)) if str(sheet["A1"].value) in models else {}
            if not rows:
                continue
            model = models[str(sheet["A1"].value)]
            new = draw(rng, MODELS[model][1])
            fetched = {k: re.fullmatch(r"='(.+)'!\$(\w+)\$(\d+)", str(rows[k].value)) for k in new}
            fetched = {k: (m[1].replace("''", "'"), m[2] + m[3]) for k, m in fetched.items() if m}
            new = {k: x for k, x in new.items() if k not in fetched}
            self.assertTrue(sheet.protection.sheet, sheet.title)
            self.assertEqual({k for k, cell in rows.items() if not cell.protection.locked}, set(new), f"{sheet.title}: what can be changed")
            self.assertEqual(sum(not c.protection.locked for row in sheet.iter_rows() for c in row), len(new), sheet.title)
            self.assertTrue(all(rows[k].fill.fgColor.rgb != "00000000" and rows[k].fill.fill_type == "solid" for k in new), f"{sheet.title}: what can be changed is marked")
            for k, x in new.items():
                rows[k].value = x if isinstance(x, str) else float(x)
            put[sheet.title] = model, new, fetched
        changed.save(other)
        return put

    def follow(self, book, put):
        compared, fresh = 0, openpyxl.load_workbook(book, data_only=True)
        for title, (model, new, fetched) in put.items():
            values = {key: cell.value for key, cell in sheet_rows(fresh[title])}
            for key, (sheet, cell) in fetched.items():
                self.assertEqual(values[key], fresh[sheet][cell].value, f"{title} {key} follows {sheet}")
                new[key] = F(str(values[key]))
            for key, wanted in MODELS[model][0](new).items():
                if isinstance(wanted, str):
                    self.assertEqual(values[key], wanted, f"{title} {model} {key} {new}")
                else:
                    self.assertAlmostEqual(values[key], float(wanted), delta=1e-9 * max(1, abs(float(wanted))), msg=f"{title} {model} {key} {new}")
                compared += 1
        return compared

    def judge(self, books):
        """books: [(file, {caption: model})]"""
        rng, put, others = random.Random(4711), {}, {}
        for n, (book, models) in enumerate(books):
            others[book] = self.folder / f"rettet-{n}.xlsx"
            put[book] = self.change(book, others[book], models, rng)
        again = recalculate(others.values(), self.folder)
        compared = sum(self.follow(again[others[book]], put[book]) for book, _ in books)
        sheets = [model for sheets in put.values() for model, *_ in sheets.values()]
        links = sum(len(fetched) for sheets in put.values() for *_, fetched in sheets.values())
        print(f"{len(sheets)} sheets; {compared} results after all figures were changed; {links} figures fetched from another sheet followed", file=sys.stderr)
        self.links = links
        return sheets

    def test_a_sheet_a_model(self):
        rng = random.Random(42)
        site(self.site(), [(m, m, draw(rng, inputs)) for m, (_, inputs) in MODELS.items()])
        self.build(self.folder / "site", "--output", self.folder / "o")
        book = self.folder / "o/lille/et-arbejdskopi.xlsx"
        self.assertEqual(set(self.judge([(book, {m: m for m in MODELS})])), set(MODELS))
        _, live, different = compare(book, recalculate([book], self.folder / "igen")[book])
        self.assertEqual(different, [])
        self.assertGreater(live, 150)

    def test_every_sheet_of_every_agreement_and_each_model_stands_in_one(self):
        top, books = self.site(*agreements()), []
        self.build(top, "--output", self.folder / "o")
        for name in agreements():
            text = "".join(p.read_text(encoding="utf-8") for p in sorted((CONTENT / name / "registre").glob("*.yaml")))
            models = {t.strip('"'): m for m, t in re.findall(r"^    model: (.+)\n    titel: (.+)$", text, re.M)}
            for book in sorted((self.folder / "o" / name).glob("*-arbejdskopi.xlsx")):
                with zipfile.ZipFile(book) as z:
                    if any(b"<sheetProtection" in z.read(n) for n in z.namelist() if n.startswith("xl/worksheets/")):
                        books.append((book, models))
        self.assertEqual(set(self.judge(books)), set(MODELS))
        self.assertGreater(self.links, 3)

if __name__ == "__main__":
    unittest.main()
