#!/usr/bin/python3
"""`rammeaftale why` and the sheet "Sådan er tallet beregnet". Judges that we did not write: openpyxl reads the sheet, LibreOffice says what its references hold, and every "med tal" is
worked out again in fractions by a small evaluator of its own and must give what is printed."""
import pathlib, re, subprocess, tempfile, unittest
from fractions import Fraction
import openpyxl
from common import CONTENT, TOP, Case, program
from test_workbooks import OFFICE, recalculate

REGION = CONTENT / "eksempelregion-2025-26"
SHEET = "Sådan er tallet beregnet"
OFFERS = ["behandlingsstedet-marehalm", "vendehalsgaarden", "silkehalehaven", "svaleurtengen", "klokkelyngvaerkstedet"]

# ---- figures and formulas, read by themselves ----

def figure(text):
    """(value, decimals, cut) of "−1.234,50", "2,8251…"."""
    cut = text.endswith("…")
    plain = text.rstrip("…").replace(".", "").replace(",", ".").replace("−", "-")
    return Fraction(plain), len(plain.split(".")[1]) if "." in plain else 0, cut

TOKEN = re.compile(r"\s*(?:(?P<num>\d[\d.]*(?:,\d+)?…?)(?P<percent>[\s\u00a0]%)?|(?P<name>sum|min|max|afrund|hvis)\(|(?P<sign>[-−+×÷();]))")

class Formula:
    """Sums, products, brackets, sum/min/max/afrund; None for what is no arithmetic (texts, conditions, missing values)."""
    def __init__(self, text):
        self.tokens, self.cut, at = [], "…" in text, 0
        text = re.sub(r"(?<=\d) (?:kr\. pr\. \w+|kr\.|pladsdøgn|døgn|timer pr\. uge|pladser)", "", text)
        while at < len(text.rstrip()):
            m = TOKEN.match(text, at)
            if not m:
                self.tokens = None
                return
            self.tokens.append(m)
            at = m.end()
        self.i = 0

    def value(self):
        if not self.tokens:
            return None
        try:
            out = self.sum()
            return out if self.i == len(self.tokens) else None
        except (IndexError, LookupError, ZeroDivisionError):
            return None

    def sign(self):
        return self.tokens[self.i]["sign"] if self.i < len(self.tokens) else None

    def take(self, wanted):
        if self.sign() != wanted:
            raise LookupError
        self.i += 1

    def sum(self):
        out = self.product()
        while self.sign() in ("+", "−"):
            minus = self.sign() == "−"
            self.i += 1
            out = out - self.product() if minus else out + self.product()
        return out

    def product(self):
        out = self.one()
        while self.sign() in ("×", "÷"):
            by = self.sign() == "÷"
            self.i += 1
            out = out / self.one() if by else out * self.one()
        return out

    def one(self):
        m = self.tokens[self.i]
        self.i += 1
        if m["num"]:
            return figure(m["num"])[0] / (100 if m["percent"] else 1)
        if m["name"]:
            args = [self.sum()]
            while self.sign() == ";":
                self.i += 1
                args.append(self.sum())
            self.take(")")
            if m["name"] == "afrund":
                return rounded(args[0], int(args[1]))
            if m["name"] not in ("sum", "min", "max"):
                raise LookupError
            return {"sum": sum, "min": min, "max": max}[m["name"]](args)
        if m["sign"] == "−":
            return -self.one()
        if m["sign"] == "(":
            out = self.sum()
            self.take(")")
            return out
        raise LookupError

def rounded(x, decimals):
    scaled = abs(x) * 10 ** decimals
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if x >= 0 else -whole, 10 ** decimals)

def agrees(value, printed, cut, shared):
    """Does the value give the printed text? A share may be cut down or get one unit more; a figure that is cut in the formula is known to four decimals only."""
    want, decimals, goes_on = figure(printed)
    slack = Fraction(1, 10 ** decimals) if shared or cut or goes_on else 0
    for v in (value, value * 100):                                   # a result in per cent
        if rounded(v, decimals) == want or (slack and abs(v - want) <= slack):
            return True
    return False

class Text(Case):
    def test_every_computed_figure_of_the_text_is_right_and_no_line_is_wide(self):
        judged = 0
        for offer in OFFERS:
            r = program("why", REGION, offer)
            self.assertEqual((r.returncode, r.stderr), (0, ""))
            numbers = re.findall(r"^ *Tal (\d+)\. ", r.stdout, re.M)
            self.assertEqual([int(n) for n in numbers], list(range(1, len(numbers) + 1)))             # each explained once, in order
            self.assertTrue(all(int(n) <= len(numbers) for n in re.findall(r"\(se tal (\d+)\)", r.stdout)))
            self.assertLessEqual(max(map(len, r.stdout.splitlines())), 100)
            for m in re.finditer(r"^( *)Tal \d+\. .*: ([−\d][\d.,]*…?)(?: .*)?\n(?:\1  .*\n)*?\1  Med tal: (.*(?:\n\1      .*)*)", r.stdout, re.M):
                formula = Formula(re.sub(r"\s*\n\s*", " ", m[3]))
                value = formula.value()
                if value is not None:
                    judged += 1
                    self.assertTrue(agrees(value, m[2], formula.cut, False), (offer, m[0]))
        print(f"{judged} figures of the text worked out again")
        self.assertGreater(judged, 60)

    def test_places_lead_to_the_figure(self):
        r = program("why", REGION, "vendehalsgaarden")
        places = re.findall(r"^Tal \d+\. \S.*: ([\d.,]+)(?: .*)?\n(?:  (?:Slået op|Sat ind): .*\n(?:      .*\n)*)+  Sted: (\S+):(\d+):(\d+)\n", r.stdout, re.M)
        self.assertGreater(len(places), 15)
        for shown, path, line, column in places:
            text = (TOP / path).read_bytes().decode("utf-8-sig", errors="replace").splitlines()[int(line) - 1][int(column) - 1:]
            written = re.split(r"[;\n]", text)[0].strip("\"").split(" ")[0].strip("\"")
            self.assertEqual(figure(written)[0], figure(shown)[0], (path, line, column, text[:30]))

    def test_a_tariff_is_followed_through_its_calculation_to_the_registers(self):
        r = program("why", REGION, "Vendehalsgården")
        for part in ("linjen »takst« i beregningen »Vendehalsgården, basistakst 2026«", "linjen »budgetteret« i beregningen »Vendehalsgården, budgetteret belægning 2026«",
                     "feltet »belægning« i belægning: Vendehalsgården, 2024, hele året", "Forudsætning: "):
            self.assertIn(part, re.sub(r"\n +", " ", r.stdout))
        r = program("why", REGION, "marehalm")
        self.assertIn("2025 til 2026", re.sub(r"\n +", " ", r.stdout))

    def test_wrong_use_and_mistakes(self):
        self.assertEqual(program("why", REGION).returncode, 2)
        self.assertEqual(program("why", REGION, CONTENT / "syddanmark-2017", "marehalm").returncode, 2)
        self.assertEqual(program("why", REGION, "marehalm", "--year", "snart").returncode, 2)
        self.assertEqual(program("why", self.folder, "marehalm").returncode, 3)
        r = program("why", REGION, "marehal")
        self.assertEqual((r.returncode, r.stdout), (1, ""))
        self.assertIn("Behandlingsstedet Marehalm (behandlingsstedet-marehalm)", r.stderr)
        top = self.site("eksempelregion-2025-26")
        self.edit(top / "content/eksempelregion-2025-26/registre/takster.csv", ";1373;", ";1374;")
        r = program("why", "content/eksempelregion-2025-26", "vendehalsgaarden", cwd=top)
        self.assertEqual((r.returncode, r.stdout), (1, ""))
        self.assertIn("G093", r.stderr)

    def test_a_year_alone(self):
        text = program("why", REGION, "marehalm", "--year", "2024").stdout
        self.assertIn("Takst 2024: 1.814 kr.", text)
        self.assertNotRegex(text, r"(?m)^Tal \d+\. Takst 2026")

class Sheet(Case):
    def test_sheet(self):
        self.assertEqual(program("build", "--quiet", "--output", self.folder, REGION).returncode, 0)
        folder = self.folder / "eksempelregion-2025-26"
        published = [b for b in folder.glob("*.xlsx") if not b.name.endswith("-arbejdskopi.xlsx")]
        self.assertTrue(all(SHEET not in openpyxl.load_workbook(b, read_only=True).sheetnames for b in published))
        copies = sorted(folder.glob("*-arbejdskopi.xlsx"))
        after = recalculate(copies, self.folder / "office") if pathlib.Path(OFFICE).exists() else {}
        seen = judged = 0
        for copy in copies:
            book, values = openpyxl.load_workbook(copy), openpyxl.load_workbook(copy, data_only=True)
            office = openpyxl.load_workbook(after[copy], data_only=True) if copy in after else values
            sheet = book[SHEET]
            self.assertEqual(sheet.freeze_panes is not None and bool(sheet.tables), True)
            head = [c.value for c in sheet[4]]
            at = {name: i for i, name in enumerate(head)}
            referred = set()
            for row in sheet.iter_rows(min_row=5):
                if row[at["Kommer fra"]].value is None:
                    break                                            # notes below the table
                self.assertTrue(all(c.value is not None for c in row))
                printed = row[at["Trykt"]]
                if not str(printed.value).startswith("="):
                    continue
                m = re.fullmatch(r"='((?:[^']|'')+)'!\$([A-Z]+)\$(\d+)", printed.value)
                self.assertTrue(m, printed.value)
                name, cell = m[1].replace("''", "'"), m[2] + m[3]
                referred.add((name, cell))
                self.assertEqual(values[SHEET][printed.coordinate].value, values[name][cell].value)          # as we stored it
                self.assertEqual(office[SHEET][printed.coordinate].value, office[name][cell].value)          # as LibreOffice works it out
                seen += 1
                shown, way = values[name][cell], row[at["Sådan"]].value
                formula = Formula(row[at["Med tal"]].value)
                value = formula.value()
                if isinstance(shown.value, (int, float)) and value is not None and "skjult" not in row[at["Med tal"]].value:
                    judged += 1
                    decimals = len(shown.number_format.split(".")[1]) if "." in shown.number_format else 0
                    text = f"{shown.value:.{min(decimals, 10)}f}".replace(".", ",").replace("-", "−")
                    if way == "regnet ud" and name in book.sheetnames and book[name].protection.sheet:
                        text = f"{shown.value:.6f}".replace(".", ",").replace("-", "−")                        # a line of a calculation may go on behind what is shown
                        self.assertTrue(agrees(value, text, True, True) or agrees(value, f"{shown.value:.0f}".replace("-", "−"), True, True), (copy.name, name, cell, row[at["Med tal"]].value))
                    else:
                        self.assertTrue(agrees(value, text, formula.cut, way == "fordelt"), (copy.name, name, cell, text, row[at["Med tal"]].value))
            for other in book.worksheets:                            # every cell that a table of figures works out is told of
                if other.title in (SHEET, "Indhold", "Noter") or other.title.startswith("Diagram"):
                    continue
                for row in other.iter_rows(min_row=5):
                    for c in row:
                        fetched = re.fullmatch(r"='((?:[^']|'')+)'!\$[A-Z]+\$\d+", str(c.value))              # another sheet's cell, which is told of where it stands
                        if isinstance(c.value, str) and c.value.startswith("=") and not fetched and isinstance(values[other.title][c.coordinate].value, (int, float)):
                            self.assertIn((other.title, c.coordinate), referred, (copy.name, c.value))
        print(f"{seen} references, {judged} formulas worked out again")
        self.assertGreater(seen, 1000)
        self.assertGreater(judged, 800)

if __name__ == "__main__":
    unittest.main()
