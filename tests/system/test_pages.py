#!/usr/bin/python3
"""Page makeup of the real agreements, read from their PDFs: no widow, no orphan, no heading at the foot, no page with a gap; body text on the grid."""
import collections, re, shutil, sys, unittest
import pikepdf
from common import SMALL, TOP, Case, agreements, program, small, tool

sys.path.insert(0, str(TOP / "tests/tools"))
import page_makeup

def forced_pages(folder, cwd):
    """{document: [a page break was asked for before the page]}, by `dump frames`."""
    r = program("dump", "frames", folder, cwd=cwd)
    out, name = {}, None
    for line in r.stdout.splitlines():
        if line.startswith("== "):
            name = line[3:]
            out[name] = []
        elif line.startswith("page "):
            out[name].append(line.endswith(" forced"))
    return out

def faults(top, name, output):
    """Of all documents of one agreement."""
    found = []
    for document, forced in forced_pages(f"content/{name}", top).items():
        pdf = output / name / f"{document}.pdf"
        if not pdf.exists():
            continue
        with pikepdf.open(pdf) as opened:
            assert len(opened.pages) == len(forced), pdf
            found += [f"{name}/{document}: {f}" for f in page_makeup.Makeup(opened).faults(forced)]
    return found

class Outputs(Case):
    def test_every_page_of_the_agreements(self):
        r = program("build", "--output", self.folder)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertEqual([f for name in agreements() for f in faults(TOP, name, self.folder)], [])

    def test_body_lines_stand_on_the_baseline_grid(self):
        """politisk's grid is 5 pt. poppler says where words stand; body text is what has its height and begins at the left margin."""
        r = program("build", "--output", self.folder)
        self.assertEqual(r.returncode, 0, r.stderr)
        for pdf in (self.folder / "sjaelland-2023-24/hoveddokument.pdf", self.folder / "eksempelregion-2025-26/hoveddokument.pdf"):
            code, out, err = tool("pdftotext", "-bbox", pdf, "-")
            self.assertEqual(code, 0, err)
            margin, inside = 20 / 25.4 * 72, out.split("<page ", 2)[2]          # the cover has places of its own
            places = [tuple(map(float, m)) for m in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">', inside)]
            body = collections.Counter(round(low - top, 1) for x, top, low in places if abs(x - margin) < 0.5).most_common(1)[0][0]
            tops = [top for x, top, low in places if abs(x - margin) < 0.5 and abs(low - top - body) < 0.06]
            self.assertGreater(len(tops), 40)
            away = [abs((top - tops[0]) / 5 - round((top - tops[0]) / 5)) * 5 for top in tops]
            self.assertLess(max(away), 0.05, pdf)

    def test_a_colophon_needs_no_page(self):
        """An appendix without a cover, with its colophon first or last."""
        head, text, colophon = SMALL["et.yaml"].split("indhold:")[0].replace("layout: politisk", "layout: bilag"), "  - afsnit: Et\n    tekst: Ord.\n", "  - kolofon: Om bilaget\n"
        top = self.site()
        for blocks in (text + colophon, colophon + text):
            small(top, et_yaml=head + "indhold:\n" + blocks)
            self.build(top)
            with pikepdf.open(top / "output/lille/et.pdf") as pdf:
                self.assertEqual(len(pdf.pages), 1)

    def spoil(self, top, changes):
        layout = top / "layouts/politisk.yaml"
        shutil.move(layout, top / "layouts/politisk-godt.yaml")
        layout.write_text("bygger på: politisk-godt\n" + changes, encoding="utf-8")
        self.build(top)

    def test_lines_alone_are_seen(self):
        """The reader of pages finds what a careless layout does to eighty sections; the same sections in ours have no fault."""
        text = "Kommunerne i regionen samarbejder om de mest specialiserede tilbud og om de takster, de betaler for dem. "
        body = "".join(f"  - afsnit: Afsnit {i}\n    tekst: |\n      {(text * 9)[:100 + i * 37 % 800]}\n\n      {(text * 9)[:100 + i * 59 % 700]}\n" for i in range(80))
        head = 'dokument: et\ntitel: Et\nslags: bilag\nnr: "1"\nlayout: politisk\nexcel: nej\nindhold:\n'
        top = self.site()
        small(top, et_yaml=head + body)
        self.build(top)
        self.assertEqual(faults(top, "lille", top / "output"), [])
        self.spoil(top, """stilarter:
  brødtekst: {linjer nederst: 1, linjer øverst: 1}
  rubrik: {hold med næste: nej}
""")
        found = "\n".join(faults(top, "lille", top / "output"))
        for what in ("widow", "orphan"):
            self.assertIn(f": {what} on page", found)

    def test_a_heading_at_the_foot_is_seen(self):
        """No layout can ask for one, so the reader is given its blocks."""
        def feet(*lines):
            m = page_makeup.Makeup.__new__(page_makeup.Makeup)
            m.blocks = []
            for role, places in zip(("H2", "P", "P"), lines):
                m.blocks.append(page_makeup.Block(role, False))
                m.blocks[-1].lines = places
            return len(list(m.feet([True, False])))
        self.assertEqual(feet({0: [700]}, {1: [80, 65]}, {1: [40]}), 1)
        self.assertEqual(feet({0: [700]}, {0: [80], 1: [700, 685]}, {1: [40]}), 1)
        self.assertEqual(feet({0: [700]}, {0: [80, 65], 1: [700, 685]}, {1: [40]}), 0)
        self.assertEqual(feet({0: [700]}, {0: [80]}, {1: [700]}), 0)               # a whole paragraph of one line

    def test_a_gap_is_seen(self):
        """Behind texts of more and more lines a figure that may not give way."""
        triangle = "venstre: Antal\nhøjre: Grad\nniveauer:\n  - borgere: få\n    grad: høj\n  - borgere: mange\n    grad: lav\ntværs: Antal\nned: Pligt\nformer:\n  - Viden\n  - Drift\n"
        body = ""
        for i in range(12):
            body += f"  - afsnit: Afsnit {i}\n    side: ny\n    tekst: |\n      {'Takst. ' * 200}{'Flere ord om takster. ' * 12 * i}\n"
            body += f"  - afsnit: Figuren {i}\n    indhold:\n      - figur: specialiseringstrekant\n        titel: Figur\n        anker: figur-{i}\n        plads: PLADS\n"
            body += "".join(f"        {line}\n" for line in triangle.splitlines())
            body += f"  - tekst: |\n      {'Mere om takster. ' * 80}\n"
        head = 'dokument: et\ntitel: Et\nslags: bilag\nnr: "1"\nlayout: politisk\nexcel: nej\nindhold:\n'
        top = self.site()
        small(top, et_yaml=head + body.replace("PLADS", "her"))
        self.build(top)
        self.assertIn(": gap on page", "\n".join(faults(top, "lille", top / "output")))

if __name__ == "__main__":
    unittest.main()
