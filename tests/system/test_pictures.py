#!/usr/bin/python3
"""Pictures in the PDF, judged by pikepdf and poppler: alternative texts say only figures that stand in the document, images are XObjects,
and drawings that load something are refused."""
import re, struct, unittest, zlib
import pikepdf
from common import SMALL, Case, tool

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

    def test_outside_is_refused(self):
        r, files = self.made(SVG.replace("#123456", "url(http://eksempel.dk/a.svg#b)"), code=1)
        self.assertIn("M386", r.stdout + r.stderr)
        self.assertEqual(files, [])

if __name__ == "__main__":
    unittest.main()
