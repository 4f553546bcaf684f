#!/usr/bin/python3
"""Workbooks worked out again: LibreOffice recalculates every formula of every workbook, and the result must be the value that we stored.
LibreOffice trusts the stored values of a file like ours, so its private profile says OOXMLRecalcMode = always; a planted wrong value shows
that it does. The workbooks: all that content/ gives, and specimens of everything a formula can be (tests/unit/test_xlsx_formula)."""
import math, pathlib, re, shutil, subprocess, sys, tempfile, unittest, zipfile
import openpyxl
from common import PROGRAM, TOP, agreements, program
from workbook import same_figures, shown

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
OFFICE = "/usr/lib/libreoffice/program/soffice"

def specimen_program():
    for folder in (pathlib.Path(PROGRAM).parent, TOP / "output/.build/release"):
        path = folder / "tests/unit/test_xlsx_formula"
        if path.exists():
            return path
    raise unittest.SkipTest("tests/unit/test_xlsx_formula is not built")

def recalculate(books, work):
    """{file: the file as LibreOffice saves it after working all formulas out}; one start of LibreOffice for all."""
    profile, source, target = work / "profile", work / "before", work / "after"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(PROFILE)
    source.mkdir(parents=True, exist_ok=True)
    names = {}
    for i, book in enumerate(books):
        names[book] = f"{i:03}.xlsx"
        shutil.copy(book, source / names[book])
    r = subprocess.run([OFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                        "--outdir", str(target)] + [str(source / n) for n in names.values()], capture_output=True, text=True, timeout=400)
    missing = [b.name for b, n in names.items() if not (target / n).exists()]
    assert not missing, f"LibreOffice did not convert {missing}: {r.stdout}{r.stderr}"
    return {b: target / n for b, n in names.items()}

def value(x):
    """What a cell shows, whatever way the two programs store it."""
    if isinstance(x, bool):
        return "ja" if x else "nej"
    return f"{x:.15g}" if isinstance(x, (int, float)) else x      # Excel shows and compares 15 digits; files hold 16

def same(x, y):
    """Figures alike in 15 digits, whichever way a 16th was rounded."""
    return value(x) == value(y) or (isinstance(x, (int, float)) and isinstance(y, (int, float)) and math.isclose(x, y, rel_tol=1e-14))

def compare(book, again):
    """Cells compared, formulas among them, and what differs: (sheet, cell, formula or None, stored, recalculated)."""
    stored, formulas, fresh = (openpyxl.load_workbook(p, data_only=d) for p, d in ((book, True), (book, False), (again, True)))
    cells, live, different = 0, 0, []
    assert stored.sheetnames == fresh.sheetnames
    for sheet in stored.worksheets:
        ours, theirs = formulas[sheet.title], fresh[sheet.title]
        for row in sheet.iter_rows():
            for c in row:
                other = theirs[c.coordinate].value
                formula = ours[c.coordinate].value
                formula = formula if ours[c.coordinate].data_type == "f" else None
                if c.value is None and other is None:
                    continue
                cells += 1
                live += formula is not None
                if not same(c.value, other):
                    different.append((sheet.title, c.coordinate, formula, c.value, other))
    return cells, live, different

def plant(book, out):
    """A copy of the workbook with one wrong stored value: the first formula that gives a figure."""
    found = None
    with zipfile.ZipFile(book) as z, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as o:
        for item in z.infolist():
            data = z.read(item)
            if not found and item.filename.startswith("xl/worksheets/sheet"):
                text = data.decode()
                m = re.search(r'<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f><v>(-?[\d.]+)</v>', text)
                if m and 't="str"' not in m.group(0):
                    found = m.group(1)
                    data = (text[:m.start(2)] + str(float(m.group(2)) + 1) + text[m.end(2):]).encode()
            o.writestr(item, data)
    return found

class Recalculation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="rammeaftale-")
        work = pathlib.Path(cls.folder.name)
        specimens = work / "specimens"
        specimens.mkdir()
        subprocess.run([specimen_program(), "--specimen", specimens], check=True)
        cls.specimens = sorted(specimens.glob("*.xlsx"))
        r = program("build", "--output", work / "output")
        assert r.returncode == 0, r.stderr
        cls.content = sorted((work / "output").glob("*/*.xlsx"))
        cls.planted = work / "plantet.xlsx"
        cls.planted_cell = plant(cls.specimens[0], cls.planted)
        cls.again = recalculate(cls.specimens + cls.content + [cls.planted], work)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_specimens_work_out_as_stored(self):
        for book in self.specimens:
            cells, live, different = compare(book, self.again[book])
            self.assertEqual(different, [], book.name)
            self.assertGreater(live, 180, book.name)

    def test_every_cell_of_content_works_out_as_stored(self):
        total = live = 0
        for book in self.content:
            cells, formulas, different = compare(book, self.again[book])
            self.assertEqual(different[:5], [], f"{book.parent.name}/{book.name}: {len(different)} of {cells}")
            total, live = total + cells, live + formulas
        print(f"{len(self.content)} workbooks, {total} cells compared, {live} formulas", file=sys.stderr)
        self.assertGreater(total, 100)

    def test_a_planted_wrong_value_is_found(self):
        self.assertIsNotNone(self.planted_cell)
        different = compare(self.planted, self.again[self.planted])[2]
        self.assertEqual([d[1] for d in different], [self.planted_cell])
        self.assertAlmostEqual(different[0][3], different[0][4] + 1)

def grids(agreement):
    """{document: [(records, sums) of each grid]}: as `dump table` prints them, a cell's text with the mark of its note. Of sums those cells
    that hold something. Without what a worksheet does not show: a formula with the figures put in."""
    out, rows, sums, columns = {}, None, None, []
    for line in program("dump", "table", f"content/{agreement}").stdout.splitlines():
        if line.startswith("== "):
            current = out.setdefault(line[3:], [])
        elif line.startswith("grid "):
            rows, sums, columns = [], [], []
            current.append((rows, sums))
        elif line.startswith("  column "):
            columns.append(line.split('"')[0].removeprefix("  column ").strip())
        elif line.startswith(("  row ", "  residual ")):
            cells = dumped_cells(line.strip().split(" ", 1)[1])
            rows.append([c for c, key in zip(cells, columns, strict=True) if key != "med-tal"] if "med-tal" in columns else cells)
        elif line.startswith(("  subtotal label ", "  total label ")):
            label, text = line.strip().split(" label ", 1)[1].split(" ", 1)
            sums.append([c for c in dumped_cells(text)[int(label):] if c != "ikke relevant"])
    return out

def dumped_cells(line):
    cells = [re.match(r"(.*?)((?: \{[^}]*\})*)(?: \[(\w+)\])?$", c).groups() for c in line.split(" | ")]
    return [" ".join(text.split()) + (f" {mark}" if mark else "") for text, _, mark in cells]

class Equality(unittest.TestCase):
    def read(self, row):
        return [" ".join(shown(c).split()) for c in row if c.value is not None]

    def check_records(self, book, sheet, rows):
        for row, at in zip(rows, sheet.iter_rows(min_row=5, max_row=4 + len(rows))):
            found = self.read(at)[-len(row):]
            if not same_figures(found, row):
                self.assertEqual(found, row, f"{book.name}: {sheet.title} {at[0].coordinate}")
        self.assertEqual(self.read(sheet[5 + len(rows)]), [], f"{book.name}: {sheet.title} has more rows than the grid")
        return sum(map(len, rows))

    def check_sums(self, book, sheet, sums):
        for row, at in zip(sums, sheet.iter_rows(min_row=5, max_row=4 + len(sums))):
            read = [c for c in self.read(at) if c != "ikke relevant"]
            self.assertEqual(read[-len(row):] if row else [], row, f"{book.name}: {sheet.title} {at[0].coordinate}")
        return sum(map(len, sums))

    def test_records_and_sums_of_every_grid_are_the_cells(self):
        cells = sums_seen = 0
        with tempfile.TemporaryDirectory(prefix="rammeaftale-") as folder:
            self.assertEqual(program("build", "--quiet", "--output", folder).returncode, 0)
            for agreement in agreements():
                for document, tables in grids(agreement).items():
                    for copy in ("", "-arbejdskopi"):
                        book = pathlib.Path(folder) / agreement / f"{document}{copy}.xlsx"
                        if not book.exists():
                            continue
                        sheets = openpyxl.load_workbook(book, data_only=True).worksheets[1:]
                        for (rows, _), sheet in zip(tables, sheets):
                            cells += self.check_records(book, sheet, rows)
                        with_sums = [s for s in sheets if str(s["A1"].value).startswith("Subtotaler: ")]
                        wanted = [s for _, s in tables if s]
                        self.assertEqual(len(with_sums), len(wanted), book.name)
                        for sums, sheet in zip(wanted, with_sums):
                            sums_seen += self.check_sums(book, sheet, sums)
        print(f"{cells} cells of records and {sums_seen} sums compared with the grids", file=sys.stderr)
        self.assertGreater(cells, 100)

class Files(unittest.TestCase):
    """What a workbook's parts say, read without any spreadsheet program."""
    def parts(self, book):
        with zipfile.ZipFile(book) as z:
            return {n: z.read(n).decode() for n in z.namelist() if n.endswith((".xml", ".rels"))}

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="rammeaftale-")
        subprocess.run([specimen_program(), "--specimen", cls.folder.name], check=True)
        cls.books = sorted(pathlib.Path(cls.folder.name).glob("*.xlsx"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_no_short_reference_and_every_formula_has_its_value(self):
        for book in self.books:
            for name, text in self.parts(book).items():
                if not name.startswith("xl/worksheets/sheet"):
                    continue
                for f in re.findall(r"<f>([^<]*)</f>", text):
                    self.assertNotIn("[@", f, name)
                self.assertEqual(re.findall(r"<f>[^<]*</f></c>|<f>[^<]*</f><v></v>", text), [], name)

    def test_table_headers_are_the_cells(self):
        for book in self.books:
            b = openpyxl.load_workbook(book)
            tables = [(s, t) for s in b.worksheets for t in s.tables.values()]
            self.assertEqual(len(tables), 1)
            for sheet, table in tables:
                cells = [c.value for c in sheet[table.ref][0]]
                self.assertEqual([c.name for c in table.tableColumns], cells)
                self.assertEqual(len({c.casefold() for c in cells}), len(cells))
                self.assertEqual(table.displayName, "Takster")

    def test_published_stands_still_and_the_working_copy_does_not(self):
        copy, published = self.books
        self.assertIn("arbejdskopi", copy.name)
        for book, moves in ((copy, True), (published, False)):
            b = openpyxl.load_workbook(book)
            sheet = next(s for s in b.worksheets if s.tables)
            table = next(iter(sheet.tables.values()))
            self.assertEqual(sheet.freeze_panes is not None, moves)
            self.assertEqual(table.autoFilter is not None, moves)
            self.assertEqual(bool(table.tableStyleInfo and table.tableStyleInfo.name), moves)

    def test_charts_have_alternative_texts_and_every_page_its_banner(self):
        for book in self.books:
            parts = self.parts(book)
            drawings = [t for n, t in parts.items() if n.startswith("xl/drawings/drawing")]
            self.assertEqual(len(drawings), 1)
            self.assertIn('descr="Søjler over takster i to år."', drawings[0])
            charts = [t for n, t in parts.items() if n.startswith("xl/charts/chart")]
            self.assertTrue(all('<c:min val="0"/>' in t for t in charts) and charts)         # bars begin at 0
            for name, text in parts.items():
                if name.startswith("xl/worksheets/sheet"):
                    self.assertIn("<oddFooter>&amp;LOpdigtede tal", text, name)
                    self.assertIn('fitToWidth', text + 'fitToWidth="1"')
                    self.assertIn('orientation="landscape"', text)
            for sheet in openpyxl.load_workbook(book).worksheets:
                self.assertIn("Opdigtede tal", [c.value for r in sheet["A1:A4"] for c in r], sheet.title)

if __name__ == "__main__":
    unittest.main()
