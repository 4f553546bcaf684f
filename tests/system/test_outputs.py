#!/usr/bin/python3
"""The real agreements, judged by tools that we did not write: qpdf, poppler, pikepdf, openpyxl (and uacheck where it stands beside)."""
import functools, json, pathlib, re, shutil, tempfile, unittest
import openpyxl, pikepdf
from common import CONTENT, TOP, UACHECK, agreements, program, tool
from workbook import same_figures, shown

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

@functools.cache                    # four tests read the tree of each PDF
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

    def test_footnotes_lead_there_and_back(self):
        found = 0
        for p in pdfs():
            tree, notes = struct(p), 0
            for i, (depth, role, text) in enumerate(tree):
                if role != "Note" or tree[i - 1][1] != "Link":             # remarks below a table are no footnotes
                    continue
                notes += 1
                self.assertEqual([r for _, r, _ in tree[i - 2:i]], ["Reference", "Link"], p.name)
                self.assertEqual([r for _, r, _ in tree[i + 1:i + 3]], ["Lbl", "Link"], p.name)
            with pikepdf.open(p) as pdf:
                links = [bytes(a.Dest).decode("utf-8") for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
            there = {n for n in links if re.fullmatch(r"fodnote-\d+", n)}
            back = {n for n in links if re.fullmatch(r"fodnote-\d+\.mærke", n)}
            self.assertEqual(len(there), notes, p.name)
            self.assertEqual({n + ".mærke" for n in there}, back, p.name)
            found += notes
        self.assertGreaterEqual(found, 15)

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
            documents = max(1, sum(role == "Part" and depth == 1 for depth, role, _ in tree))      # each has a colophon and contents at most
            self.assertGreaterEqual(len(marks) + 2 * documents, len(heads), (p.name, set(heads) - set(marks)))

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
                    for part in re.split(r" \| |\[[^\]]*\]|[Aa]fsnittet »[^«]*«", line):      # a layout with numbers says "afsnit 2.1"
                        part = bare(re.sub(r"^• ", "", part))        # the layout chooses the list's mark
                        found = read.find(part, at)
                        self.assertGreaterEqual(found, 0, f"{pdf.name}: »{part}« is not read after »{read[max(0, at - 60):at]}«")
                        at = found + len(part)

    def test_spaced_letters_are_one_word(self):
        """Kickers and the watermark are set with letters apart; a reader, a search and a copy must meet the word."""
        found = ""
        for p in pdfs():
            for way in ([], ["-layout"]):
                _, text, _ = tool("pdftotext", *way, p, "-")
                self.assertEqual(re.findall(r"(?:\b[A-ZÆØÅ] ){3,}\w*", text), [], p)
                found += text
        self.assertIn("UDVIKLINGSDEL · FOKUSOMRÅDE 1", found)
        self.assertIn("UDKAST", found)

class Footnotes(unittest.TestCase):
    def test_every_note_begins_on_the_page_of_its_mark(self):
        """Content's own words before a mark and the first words of its note stand on one page, as poppler reads the page."""
        seen = 0
        for name in agreements():
            pages = [bare(p).replace("-", "") for pdf in sorted((OUT / name).glob("*.pdf")) for p in tool("pdftotext", pdf, "-")[1].split("\f")]
            for file in sorted((CONTENT / name).glob("*/*.md")):
                text = file.read_text(encoding="utf-8")
                for mark in re.finditer(r"([^\[\]()*\n]{12,})\[\^([a-zæøå0-9-]+)\](?!:)", text):
                    note = re.search(rf"^\[\^{mark[2]}\]: ([^\[*»\n]{{12,30}})", text, re.M)
                    if note:
                        before, first = (bare(s).replace("-", "").replace("'", "’") for s in (mark[1][-30:], note[1]))
                        self.assertTrue(any(before in p and first in p[p.index(before):] for p in pages), f"{file.name}: [^{mark[2]}]")
                        seen += 1
        self.assertGreater(seen, 8)

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
                cells = [re.match(r"(.*?)((?: \{[^}]*\})*)(?: \[(\w+)\])?$", c).groups() for c in line[6:].split(" | ")]
                current[-1][2].append([words(text + (" " + mark if mark else "")) for text, _, mark in cells])
        return out

    def tables(self, tree):
        """The bodies of the tables in order, each a list of rows of cells; a table split by columns is put together again."""
        out, bands = [], []
        for i, (depth, role, _) in enumerate(tree):
            if role != "Table":
                continue
            caption, rows, k, body = "", [], i + 1, None
            while k < len(tree) and tree[k][0] > depth:
                d, r, _ = tree[k]
                if r == "Caption":
                    caption = below(tree, k)
                if body is not None and d <= body:
                    body = None
                if r == "TBody":
                    body = d
                if r == "TR" and body is not None:
                    cells, n = [], k + 1
                    while n < len(tree) and tree[n][0] > d:
                        if tree[n][0] == d + 1:
                            cells.append(below(tree, n))
                        n += 1
                    rows.append(cells)
                k += 1
            part = re.search(r", del (\d+) af (\d+): ", caption)
            if not part:
                out.append(rows)
                continue
            bands.append(rows)
            if part.group(1) == part.group(2):
                out.append(self.together(bands))
                bands = []
        self.assertEqual(bands, [])
        return out

    def together(self, bands):
        """Rows of bands side by side; the key columns, which each band repeats, are those that all bands begin with in every record row."""
        whole = [max((r[:] for r in bands[0]), key=len)]
        keys = len(whole[0])
        for rows in zip(*bands):
            if min(len(r) for r in rows) > 1:
                same = 0
                while same < min(len(r) for r in rows) and len({r[same] for r in rows}) == 1:
                    same += 1
                keys = min(keys, same)
        self.assertEqual(len({len(b) for b in bands}), 1)
        return [rows[0] if len(rows[0]) == 1 else rows[0] + [c for r in rows[1:] for c in r[keys:]] for rows in zip(*bands)]

    def only_in_workbook(self, name, document):
        """The ids of tables that the document's content keeps off the pages."""
        texts = [p.read_text(encoding="utf-8") for p in sorted((CONTENT / name).rglob("*.yaml"))]
        parts = [part for text in texts if re.search(rf"^dokument: {re.escape(document)}$", text, re.M) for part in re.split(r"^ *- tabel: ", text, flags=re.M)[1:]]
        return {part.split("\n")[0].strip() for part in parts if re.search(r"^ *kun i regneark: ja$", part, re.M)}

    def test_every_record_stands_once_and_in_order_in_pdf_and_excel(self):
        seen = absent = 0
        for name in agreements():
            for document, grids in self.grids(name).items():
                pdf, book = OUT / name / f"{document}.pdf", OUT / name / f"{document}.xlsx"
                tables = self.tables(struct(pdf)) if pdf.exists() else None
                off = self.only_in_workbook(name, document)
                on_page = [g[0] for g in grids if g[0].removeprefix("tabel-") not in off]
                absent += len(grids) - len(on_page)
                if tables is not None:
                    self.assertEqual(len(tables), len(on_page), pdf.name)
                sheets = openpyxl.load_workbook(book, data_only=True).worksheets if book.exists() else None
                for number, (grid, _, rows) in enumerate(grids):
                    self.assertTrue(rows, grid)
                    if tables is not None and grid in on_page:
                        records = [r for r in tables[on_page.index(grid)] if r in rows]
                        self.assertEqual(records, rows, f"{pdf.name}: {grid}")
                    if sheets is not None:
                        self.assertEqual(len(rows), self.sheet_rows(sheets[number + 1], rows), f"{book.name}: {grid}")
                        seen += 1
        self.assertGreater(seen, 0)
        self.assertGreater(absent, 0)

    def sheet_rows(self, sheet, rows):
        cells = [[words(shown(c)) for c in r if c.value not in (None, "")] for r in sheet.iter_rows()]
        if [c.value for c in sheet[4] if c.value in ("Formel", "Resultat")] == ["Formel", "Resultat"]:       # a calculation: its sheet is without the figures put in
            rows = [row[:2] + row[3:] for row in rows]
        at, found = 0, 0
        for row in rows:
            for i in range(at, len(cells)):
                if same_figures(cells[i][-len(row):], row):
                    at, found = i + 1, found + 1
                    break
        return found

if __name__ == "__main__":
    unittest.main()
