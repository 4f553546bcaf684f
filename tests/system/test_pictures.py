#!/usr/bin/python3
"""Pictures in the PDF, judged by pikepdf and poppler: alternative texts say only figures that stand in the document, images are XObjects,
and drawings that load something are refused."""
import re, struct, unittest, zlib
import pikepdf
from PIL import Image
from common import SMALL, Case, small, tool

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#123456"/></svg>\n'
FIGURES = """
  - afsnit: Figurer
    indhold:
      - tabel: pladser
        titel: Pladser
        tekst: |
          | År | Behov | Pladser |
          |---|---|---|
          | 2023 | 1.234 | 987 |
          | 2024 | ikke oplyst | 1.002 |
          | 2025 | 1.310 | 0 |
      - figur: stablede søjler
        titel: Pladser og behov
        tabel: pladser
        værdier: behov; pladser
      - figur: linjer
        titel: Udviklingen
        tabel: pladser
        værdier: pladser
      - figur: billede
        titel: En tegning
        fil: tegning.svg
        alternativ tekst: En mørk flade.
      - figur: billede
        titel: Et foto
        fil: foto.png
        alternativ tekst: Et rødt felt.
"""

def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\xff\x00\x00" * 30 for _ in range(20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 30, 20, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

def figures(pdf):
    found = []
    def walk(e):
        if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure":
            found.append(str(e.Alt))
        kids = e.get("/K", []) if isinstance(e, pikepdf.Dictionary) else []
        for k in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(k, pikepdf.Dictionary) and "/S" in k:
                walk(k)
    for k in pdf.Root.StructTreeRoot.K if isinstance(pdf.Root.StructTreeRoot.K, pikepdf.Array) else [pdf.Root.StructTreeRoot.K]:
        walk(k)
    return found

class Pictures(Case):
    def made(self, svg=SVG, code=0):
        top = self.site()
        folder = top / "content/lille"
        folder.mkdir(parents=True)
        for name, text in SMALL.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        document = next(folder / n for n in SMALL if "\nindhold:" in SMALL[n])
        document.write_text(document.read_text(encoding="utf-8").rstrip("\n") + FIGURES, encoding="utf-8")
        (document.parent / "tegning.svg").write_text(svg, encoding="utf-8")
        (document.parent / "foto.png").write_bytes(png())
        r = self.build(top, code=code)
        return r, sorted((top / "output/lille").glob("*.pdf"))

    def test_words_and_xobjects(self):
        _, files = self.made()
        for path in files:
            text = tool("pdftotext", path, "-")[1]
            with pikepdf.open(path) as pdf:
                said = figures(pdf)
                if not said:
                    continue
                self.assertEqual(len(said), 4)
                for alt in said:
                    for number in re.findall(r"\d[\d.,]*\d|\d", alt):
                        self.assertIn(number, text, alt)
                self.assertIn("987", said[1])
                drawn = [p.obj.Resources.XObject for p in pdf.pages if "/XObject" in p.obj.Resources]
                self.assertGreaterEqual(sum(len(x.keys()) for x in drawn), 2)
                return
        self.fail("no document with figures")

    def test_series_are_calm_and_apart_without_colour(self):
        """Six series' swatches in the key, drawn at 200 dpi: neighbours differ in lightness in grey and as seen without green cones, no two are alike, and
        none is a band of many lines."""
        top = self.site()
        folder = small(top)
        names = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
        row = "          | {} | " + " | ".join(["{}"] * 6) + " |\n"
        table = "\n  - afsnit: Figurer\n    indhold:\n      - tabel: seks\n        titel: Seks\n        tekst: |\n" + row.format("År", *names) + row.format(*["---"] * 7)
        table += row.format("2023", *range(3, 9)) + row.format("2024", *range(5, 11))
        figure = "      - figur: stablede søjler\n        titel: Alle seks\n        tabel: seks\n        værdier: " + "; ".join(n.lower() for n in names) + "\n"
        path = folder / "et.yaml"
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + table + figure, encoding="utf-8")
        self.build(top)
        pdf = top / "output/lille/et.pdf"
        boxes = tool("pdftotext", "-bbox", pdf, "-")[1]
        place = {}
        for number, page in enumerate(boxes.split("<page ")[1:], 1):
            for x, y0, y1, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(\w+)</word>', page):
                place[word] = (number, float(x), (float(y0) + float(y1)) / 2)         # the last: in the key, for the table stands before it
        scale = 200 / 72
        tool("pdftoppm", "-r", "200", "-f", place["Alfa"][0], "-l", place["Alfa"][0], "-singlefile", "-png", pdf, top / "side")
        picture = Image.open(top / "side.png").convert("RGB")
        greys, blind, rough = [], [], []
        for name in names:
            number, x, y = place[name]
            self.assertEqual(number, place["Alfa"][0])
            swatch = [[picture.getpixel((round(h), round(v))) for h in range(round((x - 16) * scale), round((x - 6) * scale))] for v in range(round((y - 2) * scale), round((y + 2) * scale))]
            dots = [dot for line in swatch for dot in line]
            mean = [sum(dot[i] for dot in dots) / len(dots) for i in range(3)]
            greys.append(0.299 * mean[0] + 0.587 * mean[1] + 0.114 * mean[2])
            blind.append([0.625 * mean[0] + 0.375 * mean[1], 0.7 * mean[0] + 0.3 * mean[1], 0.3 * mean[1] + 0.7 * mean[2]])      # deuteranopia
            light = [[sum(dot) / 3 for dot in line] for line in swatch]
            steps = [abs(a - b) > 40 for line in light for a, b in zip(line, line[1:])]
            rough.append(sum(steps) / len(steps))
        for a, b in zip(greys, greys[1:]):
            self.assertGreater(abs(a - b), 15, greys)
        for a, b in zip(blind, blind[1:]):
            self.assertGreater(sum(abs(u - v) for u, v in zip(a, b)), 40, blind)
        self.assertGreaterEqual(min(abs(a - b) + 100 * abs(p - q) for i, (a, p) in enumerate(zip(greys, rough)) for b, q in list(zip(greys, rough))[:i]), 6, (greys, rough))
        self.assertLess(max(rough), 0.2, rough)

    def test_outside_is_refused(self):
        r, files = self.made(SVG.replace("#123456", "url(http://eksempel.dk/a.svg#b)"), code=1)
        self.assertIn("M386", r.stdout + r.stderr)
        self.assertEqual(files, [])

if __name__ == "__main__":
    unittest.main()
