#!/usr/bin/python3
"""Kinds of documents: the editions of one meeting, and the specimen of every layout; read back by poppler, qpdf and our checker of structure."""
import re, unittest, zipfile
from common import Case, TOP, program, small, tool

SECRET = ("Salg af Havnehuset", "Køberen hedder Hansen", "Prisen er aftalt", "Kvittering 77", "Hemmelig note", "Hemmelig tabel")
MEETING = """dokument: moede
titel: Møde
layout: dagsorden
udgaver:
  - {dokument: dagsorden, titel: Dagsorden, viser: dagsorden}
  - {dokument: referat, titel: Referat, viser: referat}
  - {dokument: referat-intern, titel: Referat, viser: referat, intern: ja}
excel: ja
indhold:
  - punktoversigt: Punkterne
  - punkter:
      - titel: Aftalen
        til: beslutning
        baggrund: Vi mangler pladser. Se [](#punkt-2).
        indstilling: Aftalen godkendes.
        drøftelse: Flere ville se tallene først.
        beslutning: Styregruppen godkendte aftalen.
      - titel: Salg af Havnehuset
        til: beslutning
        lukket: ja
        baggrund: |
          Køberen hedder Hansen.[^1]

          [^1]: Hemmelig note.
        indhold:
          - tabel: pris
            titel: Hemmelig tabel
            tekst: |
              | Hvad | Kvittering |
              |---|---|
              | Huset | Kvittering 77 |
        indstilling: Salget godkendes.
        beslutning: Prisen er aftalt.
      - titel: Nyt
        til: orientering
        underpunkter:
          - titel: Netværk
            til: orientering
            beslutning: Taget til efterretning.
"""

def words(pdf):
    code, out, err = tool("pdftotext", "-layout", pdf, "-")
    assert code == 0, err
    return re.sub(r"\s+", " ", out)

class Editions(Case):
    def setUp(self):
        super().setUp()
        top = self.site()
        small(top)
        folder = top / "content/lille"
        (folder / "moede.yaml").write_text(MEETING, encoding="utf-8")
        self.edit(folder / "aftale.yaml", "dokumenter:\n", "dokumenter:\n  - moede.yaml\n")
        self.build(top)
        self.out = top / "output/lille"

    def test_an_agenda_tells_nothing_of_what_came_after(self):
        text = words(self.out / "dagsorden.pdf")
        self.assertIn("Vi mangler pladser", text)
        self.assertIn("Aftalen godkendes", text)
        for later in ("Flere ville se tallene først", "Styregruppen godkendte aftalen", "Taget til efterretning", "Drøftelse"):
            self.assertNotIn(later, text)

    def test_minutes_tell_it(self):
        text = words(self.out / "referat.pdf")
        for later in ("Flere ville se tallene først", "Styregruppen godkendte aftalen", "Taget til efterretning"):
            self.assertIn(later, text)

    def test_a_closed_point_keeps_its_number_only(self):
        for name in ("dagsorden", "referat"):
            text = words(self.out / f"{name}.pdf")
            self.assertRegex(text, r"2\. Lukket punkt")
            self.assertRegex(text, r"3\. Nyt")
            for secret in SECRET:
                self.assertNotIn(secret, text, name)

    def test_nor_does_it_stand_in_any_other_file_but_the_internal_edition(self):
        text = words(self.out / "referat-intern.pdf")
        for secret in SECRET:
            self.assertIn(secret, text)
        for path in self.out.iterdir():
            if path.name.startswith(("referat-intern", "manifest", ".")):
                continue
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    out = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
            else:
                tool("qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", path, self.folder / "open.pdf")
                out = (self.folder / "open.pdf").read_bytes().decode("latin-1") + (words(path) if path.suffix == ".pdf" else "")
            for secret in SECRET:
                self.assertNotIn(secret, out, path.name)
                self.assertNotIn(secret.encode("utf-16-be").hex(), out.lower(), path.name)

    def test_a_reference_into_a_closed_point_is_a_mistake(self):
        path = self.folder / "site/content/lille/moede.yaml"
        self.edit(path, "[](#punkt-2)", "[](#tabel-pris)")
        r = self.build(self.folder / "site", code=1)
        self.assertIn("M084", r.stderr)

class Specimen(Case):
    def test_every_layout(self):
        for path in sorted((TOP / "layouts").glob("*.yaml")):
            if path.stem in ("faelles", "tabeller", "beregninger", "kontroller"):
                continue
            r = program("specimen", path.stem, "-o", self.folder)
            self.assertEqual((r.returncode, r.stderr), (0, ""), path.stem)
            pdf = self.folder / f"specimen-{path.stem}.pdf"
            self.assertEqual(tool("qpdf", "--check", pdf)[0], 0)
            code, out, err = tool("/usr/bin/python3", TOP / "tests/tools/pdf_check.py", pdf)
            self.assertEqual(code, 0, out + err)
            text = words(pdf)
            styles = program("dump", "style", "content/sjaelland-2023-24", "--only", "hoveddokument").stdout if path.stem == "politisk" else ""
            flat = re.sub(r"\W", "", text)                         # a name may be divided at a line's end
            for name in re.findall(r"^style (\S+)", styles, re.M):
                self.assertTrue(re.sub(r"\W", "", name) in flat or name == "vandmærke", name)
            for word in ("Farver", "Sidetyper", "brødtekst", "mod papiret", "#FFFFFF · papiret", "Kildebo"):
                self.assertTrue(word in text, (path.stem, word))

    def test_a_profile_shows(self):
        r = program("specimen", "politisk", "--profile", "eksempelregion", "-o", self.folder)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertIn("#1B5340", words(self.folder / "specimen-politisk-eksempelregion.pdf"))

    def test_mistakes(self):
        self.assertEqual(program("specimen").returncode, 2)
        r = program("specimen", "politsk", "-o", self.folder)
        self.assertEqual(r.returncode, 1)
        self.assertIn("»politisk«", r.stderr)
        r = program("specimen", "politisk", "--profile", "eksempel", "-o", self.folder)
        self.assertEqual(r.returncode, 1)
        self.assertIn("S060", r.stderr)

    def test_same_bytes(self):
        for under in ("a", "b"):
            self.assertEqual(program("specimen", "notat", "-o", self.folder / under).returncode, 0)
        self.assertEqual((self.folder / "a/specimen-notat.pdf").read_bytes(), (self.folder / "b/specimen-notat.pdf").read_bytes())

    def test_a_brand_that_cannot_be_read_is_refused(self):
        top = self.site()
        small(top)
        self.edit(top / "content/lille/aftale.yaml", "udgiver:", "profil: lys\nudgiver:")
        (top / "layouts/profiler/lys.yaml").write_text('palet:\n  hoved: "#7FB0C0"\n', encoding="utf-8")
        r = self.build(top, code=1)
        self.assertIn("S040", r.stderr)
        self.assertRegex(r.stderr, r"»hoved« på »\w+« har kontrasten \d,\d\d:1")
        self.assertIn("layouts/profiler/lys.yaml", r.stderr)

if __name__ == "__main__":
    unittest.main(verbosity=2)
