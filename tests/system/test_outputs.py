#!/usr/bin/python3
"""The real agreements, judged by tools that we did not write: qpdf, poppler, pikepdf, openpyxl (and uacheck where it stands beside)."""
import json, pathlib, re, shutil, tempfile, unittest
import openpyxl, pikepdf
from common import CONTENT, TOP, UACHECK, agreements, program, tool

def setUpModule():
    global OUT
    OUT = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-ud-"))
    r = program("build", "--output", OUT)
    assert r.returncode == 0, r.stdout + r.stderr
    assert "advarsel" not in r.stderr, r.stderr

def tearDownModule():
    shutil.rmtree(OUT, ignore_errors=True)

def pdfs():
    return sorted(OUT.glob("*/*.pdf"))

def words(text):
    """Letters and figures only: what must be equal, however blanks, hyphens and no-break characters stand."""
    text = re.sub("[\u00ad\u2060\u200b\ufeff]", "", text)
    return re.sub(r"[\s\u00a0]+", " ", text).strip()

def bare(text):
    """Without blanks and in small letters: capitals of a style are no other text."""
    return re.sub(r"\s", "", words(text)).lower()

def struct(pdf):
    """[(depth, role, text)] of the structure tree in reading order, by tests/tools/pdf_struct.py; role "" = text between elements."""
    code, out, err = tool("/usr/bin/python3", TOP / "tests/tools/pdf_struct.py", pdf)
    assert code == 0, err
    lines = []
    for line in out.splitlines():
        depth = (len(line) - len(line.lstrip(" "))) // 2
        head, _, text = line.strip().partition("| ") if "| " in line else (line.strip(), "", "")
        lines.append((depth, head.split(" ")[0] if head else "", words(text)))
    return lines

def notes_last(lines):
    """The texts in reading order, but a Note's after the paragraph or cell that it stands in, as content has them."""
    out, waiting, note, block = [], [], None, 0
    for depth, role, text in lines:
        if note is not None and depth <= note:
            note = None
        if waiting and note is None and depth <= block:
            out, waiting = out + waiting, []
        if role in ("P", "TD", "TH", "Caption", "LBody") or re.fullmatch(r"H[1-6]", role):
            if note is None:
                block = depth
        if role == "Note":
            note = depth
        (waiting if note is not None else out).append(text)
    return out + waiting

def below(lines, i):
    """The text of element i with all that is in it."""
    out, depth = [lines[i][2]], lines[i][0]
    for d, _, text in lines[i + 1:]:
        if d <= depth:
            break
        out.append(text)
    return words(" ".join(t for t in out if t))

class Pdf(unittest.TestCase):
    def test_there_is_something(self):
        self.assertGreaterEqual(len(pdfs()), 3)

    def test_qpdf_finds_nothing(self):
        for p in pdfs():
            code, out, err = tool("qpdf", "--check", p)
            self.assertEqual(code, 0, f"{p.name}: {out}{err}")
            self.assertNotIn("WARNING", out + err)

    def test_structure_is_whole(self):
        for p in pdfs():
            code, out, err = tool("/usr/bin/python3", TOP / "tests/tools/pdf_check.py", p)
            self.assertEqual(code, 0, f"{p.name}: {out}{err}")

    @unittest.skipUnless(UACHECK, "uacheck.py does not stand beside this checkout")
    def test_uacheck_strict(self):
        code, out, err = tool("/usr/bin/python3", UACHECK, "--strict", *pdfs())
        self.assertEqual(code, 0, out + err)

    def test_fonts_are_embedded_and_only_ours(self):
        for p in pdfs():
            _, out, _ = tool("pdffonts", p)
            for line in out.splitlines()[2:]:
                self.assertRegex(line, r"^[A-Z]{6}\+PT(Sans|Serif)\S* +(CID )?TrueType +\S+ +yes yes yes", p.name)

    def test_properties(self):
        for p in pdfs():
            _, out, _ = tool("pdfinfo", p)
            for part in ("Title:", "Author:", "Tagged:          yes", "PDF version:     1.7"):
                self.assertIn(part, out, p.name)
            with pikepdf.open(p) as pdf:
                self.assertEqual(str(pdf.Root.Lang), "da-DK")
                xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
                self.assertIn("<pdfuaid:part>1</pdfuaid:part>", xmp)
                self.assertIn("<pdfaid:part>%d</pdfaid:part>" % (3 if "/AF" in pdf.Root else 2), xmp)

    def test_bookmarks_are_the_headings(self):
        for p in pdfs():
            with pikepdf.open(p) as pdf:
                marks = []
                def walk(items):
                    for item in items:
                        marks.append(words(item.title))
                        walk(item.children)
                with pdf.open_outline() as outline:
                    walk(outline.root)
            tree = struct(p)
            heads = [below(tree, i) for i, (_, role, _) in enumerate(tree) if re.fullmatch(r"H[1-6]", role)]
            self.assertTrue(marks, p.name)
            self.assertEqual([m for m in marks if m not in heads], [], p.name)
            self.assertGreaterEqual(len(marks) + 2, len(heads), (p.name, set(heads) - set(marks)))

    def test_nothing_is_painted_outside_the_page(self):
        for p in pdfs():
            _, out, _ = tool("pdftotext", "-bbox", p, "-")
            width = height = 0
            for line in out.splitlines():
                m = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
                if m:
                    width, height = float(m.group(1)), float(m.group(2))
                m = re.search(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', line)
                if m:
                    x0, y0, x1, y1 = map(float, m.groups())
                    self.assertTrue(x0 >= -0.5 and y0 >= -0.5 and x1 <= width + 0.5 and y1 <= height + 0.5, f"{p.name}: {line}")

class Reading(unittest.TestCase):
    def test_text_through_the_structure_is_the_content_in_its_order(self):
        for name in agreements():
            stages = program("dump", "text", f"content/{name}").stdout.split("== ")[1:]
            for stage in stages:
                document, lines = stage.split("\n", 1)
                pdf = OUT / name / f"{document}.pdf"
                if not pdf.exists():
                    continue
                read = bare(" ".join(notes_last(struct(pdf))))
                at = 0
                for line in lines.splitlines():
                    if not line or line.startswith("["):
                        continue
                    for part in re.split(r" \| |\[[^\]]*\]", line):
                        part = bare(re.sub(r"^• ", "", part))        # the layout chooses the list's mark
                        found = read.find(part, at)
                        self.assertGreaterEqual(found, 0, f"{pdf.name}: »{part}« is not read after »{read[max(0, at - 60):at]}«")
                        at = found + len(part)

class Tables(unittest.TestCase):
    def grids(self, name):
        """{document: [(id, header, rows)]} from `dump table`: the grid that both outputs read."""
        out, current = {}, None
        for line in program("dump", "table", f"content/{name}").stdout.splitlines():
            if line.startswith("== "):
                current = out.setdefault(line[3:], [])
            elif line.startswith("grid "):
                current.append((line.split()[1], [], []))
            elif line.startswith("  row ") and current:
                cells = [re.match(r"(.*?)(?: \{([^}]*)\})?(?: \[(\w+)\])?$", c).groups() for c in line[6:].split(" | ")]
                current[-1][2].append([words(text + (" " + mark if mark else "")) for text, _, mark in cells])
        return out

    def rows(self, tree):
        """The cells of every table row, as ' | ' text."""
        out = []
        for i, (depth, role, _) in enumerate(tree):
            if role == "TR":
                cells, k = [], i + 1
                while k < len(tree) and tree[k][0] > depth:
                    if tree[k][0] == depth + 1:
                        cells.append(below(tree, k))
                    k += 1
                out.append(" | ".join(cells))
        return out

    def test_every_record_stands_once_and_in_order_in_pdf_and_excel(self):
        seen = 0
        for name in agreements():
            for document, grids in self.grids(name).items():
                pdf, book = OUT / name / f"{document}.pdf", OUT / name / f"{document}.xlsx"
                rows_pdf = self.rows(struct(pdf)) if pdf.exists() else None
                sheets = openpyxl.load_workbook(book).worksheets if book.exists() else None
                for number, (grid, _, rows) in enumerate(grids):
                    self.assertTrue(rows, grid)
                    if rows_pdf is not None:
                        places = []
                        for row in rows:
                            text = " | ".join(row)
                            self.assertEqual(rows_pdf.count(text), sum(r == row for r in rows), f"{pdf.name}: {text}")
                            places.append(rows_pdf.index(text))
                        self.assertEqual(places, sorted(places), grid)
                    if sheets is not None:
                        self.assertEqual(len(rows), self.sheet_rows(sheets[number + 1], rows), f"{book.name}: {grid}")
                        seen += 1
        self.assertGreater(seen, 0)

    def sheet_rows(self, sheet, rows):
        cells = [[c for c in r if c not in (None, "")] for r in sheet.iter_rows(values_only=True)]
        at, found = 0, 0
        for row in rows:
            for i in range(at, len(cells)):
                if [self.shown(c) for c in cells[i]][-len(row):] == row:
                    at, found = i + 1, found + 1
                    break
        return found

    def shown(self, cell):
        months = "januar februar marts april maj juni juli august september oktober november december".split()
        if hasattr(cell, "year"):
            return f"{cell.day}. {months[cell.month - 1]} {cell.year}"
        if isinstance(cell, float):
            return f"{cell:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".")
        return re.sub(r" \((\w+)\)$", r" \1", words(str(cell)))        # the mark of a note is in brackets on a sheet

if __name__ == "__main__":
    unittest.main()
