#!/usr/bin/python3
"""A municipality's two pages: one content file gives 17 documents, and every figure in them is the one of the appendices' workbooks."""
import re, pathlib, shutil, tempfile, unittest
from decimal import ROUND_HALF_UP, Decimal
import openpyxl
from common import Case, TOP, program, tool

NAME = "eksempelregion-2025-26"
COUNT = 17

def tables(pdf):
    """(paragraphs, tables) of a PDF through its structure; a table is its rows of texts."""
    code, out, err = tool("/usr/bin/python3", TOP / "tests/tools/pdf_struct.py", pdf)
    assert code == 0, err
    texts, found = [], []
    for line in out.splitlines():
        head, _, text = line.strip().partition("| ")
        role = head.split(" ")[0] if head.strip() else ""
        text = text.replace("\u00a0", " ").replace("\u00ad", "").strip()
        if role == "Table": found.append([])
        elif role == "TR": found[-1].append([])
        elif role in ("TH", "TD"): found[-1][-1].append(text)
        elif text and found and found[-1] and found[-1][-1] and role != "P" and not found[-1][-1][-1]: found[-1][-1][-1] = text
        elif text: texts.append(text)
    return texts, found

def number(text):
    return float(text.replace(".", "").replace(",", ".").replace("%", "").strip())

class Extracts(Case):
    @classmethod
    def setUpClass(cls):
        cls.out = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-udtraek-"))
        r = program("build", "--output", cls.out, TOP / "content" / NAME)
        assert r.returncode == 0, r.stderr
        cls.said = r.stderr
        cls.names, cls.texts, cls.tables = [], {}, {}
        for pdf in sorted((cls.out / NAME).glob("udtraek-*.pdf")):
            texts, found = tables(pdf)
            name = texts[0].split(":")[0]
            cls.names.append(name)
            cls.texts[name], cls.tables[name] = texts, found

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.out, ignore_errors=True)

    def sheet(self, book, sheet, header):
        rows = list(openpyxl.load_workbook(self.out / NAME / f"{book}.xlsx", data_only=True)[sheet].iter_rows(values_only=True))
        at = next(i for i, r in enumerate(rows) if header in r)
        out = []
        for r in rows[at + 1:]:
            if r[0] is None: break
            out.append(dict(zip(rows[at], r)))
        return out

    def table(self, name, header):
        return next(t for t in self.tables[name] if header in t[0])

    def figure(self, name, label):
        """The key figure above its label."""
        return self.texts[name][self.texts[name].index(label) - 1]

    def test_two_pages_for_every_municipality(self):
        files = sorted((self.out / NAME).glob("udtraek-*.pdf"))
        self.assertEqual(len(files), COUNT)
        self.assertEqual(len(set(self.names)), COUNT)
        for f in files:
            self.assertIn("Pages:           2\n", tool("pdfinfo", f)[1], f.name)
        self.assertNotIn("advarsel", self.said)

    def test_shares_are_the_appendix_and_add_up_to_the_whole(self):
        rows = self.sheet("bilag-12-objektiv-finansiering", "Objektiv finansiering fordelt", "Finansiering")
        printed = {}
        for name in self.names:
            body = self.table(name, "Udgift")[1:]
            own = {r[0]: number(r[-1]) for r in body[:-1]}
            self.assertEqual(own, {r["Finansiering"]: r["Beløb (kr.)"] for r in rows if r["Kommune"] == name}, name)
            self.assertEqual(number(body[-1][-1]), sum(own.values()), name)
            self.assertEqual(number(self.figure(name, "kr. betaler kommunen til fælles udgifter")), sum(own.values()), name)
            for key, amount in own.items(): printed[key] = printed.get(key, 0) + amount
            for r in body[:-1]: printed["hele " + r[0]] = number(r[2])
        for key in [k for k in printed if not k.startswith("hele ")]:
            self.assertEqual(printed[key], printed["hele " + key], key)

    def test_tariffs_are_the_appendix(self):
        rows = self.sheet("bilag-3-takster", "Takster 2025 og 2026", "Kommune")
        seen = 0
        for name in self.names:
            wanted = sorted((r["Tilbud"], r["Ydelse"], str(r["Takst: 2026 (kr.)"])) for r in rows if r["Kommune"] == name)
            got = sorted((r[0], r[1], r[4].replace(".", "")) for r in self.table(name, "Pr.")[2:])
            self.assertEqual(got, wanted, name)
            seen += len(got)
            changes = [r["Ændring (%)"] for r in rows if r["Kommune"] == name and isinstance(r["Ændring (%)"], (int, float))]
            mean = (sum(Decimal(str(x)) for x in changes) / len(changes)).quantize(Decimal("0.1"), ROUND_HALF_UP)
            self.assertIn(f"i gennemsnit {mean} %".replace(".", ","), next(t for t in self.texts[name] if "Taksterne i kommunens tilbud" in t), name)
        self.assertEqual(seen, len(rows))

    def test_what_is_hidden_in_the_appendix_is_hidden_here(self):
        rows = self.sheet("bilag-4-tilbudsoversigt", "Tilbud efter kommune", "Kommune")
        sums = {r["Kommune"]: r["Pladser"] for r in self.sheet("bilag-4-tilbudsoversigt", "Subtotaler Tilbud efter kommune", "Kommune")}
        hidden = 0
        for name in self.names:
            got = {r[0]: r[-3].replace(".", "") for r in self.table(name, "Driftsherre")[1:]}
            wanted = {r["Tilbud"]: str(r["Pladser"]) for r in rows if r["Kommune"] == name}
            self.assertEqual({k: v for k, v in got.items() if k != "I alt"}, wanted, name)
            self.assertEqual(got["I alt"], str(sums[name]), name)
            self.assertEqual(self.figure(name, "pladser i tilbuddene"), str(sums[name]), name)
            hidden += list(wanted.values()).count("skjult")
        self.assertGreater(hidden, 0)

    def test_a_page_too_many_is_told_with_the_municipality(self):
        top = self.site(NAME)
        self.edit(top / "content" / NAME / "udtraek/udtraek.yaml", "    anker: udtraek-svar\n    side: ny\n", "    anker: udtraek-svar\n    side: ny\n    tekst: " + "Ord om det. " * 400 + "\n")
        r = self.build(top, "content/" + NAME)
        told = re.findall(r"advarsel\[P079\]: (.*)", r.stderr)
        self.assertEqual(len(told), 1, "one message for the file")
        self.assertTrue(told[0].startswith("fylder mere end 2 sider: "), told)
        self.assertEqual(told[0].count("Det betyder aftalen for os« ("), len(self.names))
        self.assertIn("»Birkesund: Det betyder aftalen for os« (3 sider)", told[0])

    def test_a_page_too_few_has_its_own_way_out(self):
        top = self.site(NAME)
        self.edit(top / "content" / NAME / "udtraek/udtraek.yaml", "sider: 2", "sider: 9")
        r = self.build(top, "content/" + NAME)
        self.assertEqual(len(re.findall(r"advarsel\[P077\]: fylder mindre end 9 sider: ", r.stderr)), 1, r.stderr)
        self.assertIn("vejledning: skriv mere", r.stderr)

if __name__ == "__main__":
    unittest.main()
