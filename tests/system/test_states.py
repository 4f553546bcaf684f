#!/usr/bin/python3
"""States of agreements and documents: what cover, colophon, foot and watermark say, read by pdftotext; and the banner of invented figures as text."""
import re, unittest
from common import CONTENT, Case, SMALL, program, small, tool
from test_outputs import struct

AGREEMENT = ("udkast", "i høring", "indstillet", "endelig")
DOCUMENT = ("klar", "under opdatering", "eftersendes")
KINDS = {"notat": "notat", "skema": "skema", "oplaeg": "oplæg", "kontrakt": "kontrakt", "udtraek": "udtræk"}

def pages(pdf):
    code, out, err = tool("pdftotext", "-layout", pdf, "-")
    assert code == 0, err
    return [re.sub(r"[ \u00a0]+", " ", page) for page in out.split("\f")[:-1]]

class States(Case):
    def made(self, status, state="klar", extra="", changes=()):
        top = self.site(under=f"{status}-{state}".replace(" ", "-"))
        colophon = "  - forside:\n  - kolofon: Om bilaget\n"
        et = SMALL["et.yaml"].replace("nr: \"1\"\n", f"nr: \"1\"\ntilstand: {state}\n{extra}").replace("  - forside:\n", colophon)
        aftale = SMALL["aftale.yaml"].replace("status: udkast", f"status: {status}").replace("tilstand: klar", f"tilstand: {state}")
        for old, new in changes:
            self.assertIn(old, et)
            et = et.replace(old, new)
        small(top, et_yaml=et, aftale_yaml=aftale)
        return top

    def test_each_state_is_said_everywhere(self):
        for status in AGREEMENT:
            for state in DOCUMENT:
                with self.subTest(status=status, state=state):
                    top = self.made(status, state)
                    self.build(top)
                    said = status if state == "klar" else state
                    cover, *rest = pages(top / "output/lille/et.pdf")
                    self.assertIn(f"{said[0].upper()}{said[1:]}, version 1, 1. september 2024", cover)
                    self.assertIn(f"Status: {said}, version 1, 1. september 2024", "".join(rest))
                    for page in rest:
                        self.assertRegex(page, rf"Status: {said} · version 1 · 1\. september 2024 +Side \d+ af \d+")
                        self.assertEqual("UDKAST" in page, status == "udkast")
                    main = "".join(pages(top / "output/lille/to.pdf"))
                    self.assertIn(f"{status[0].upper()}{status[1:]}, version 1", main)       # the agreement's own state

    def test_a_version_of_its_own(self):
        top = self.made("i høring", extra='version: "2"\nversionsdato: 06-09-2024\n')
        self.build(top)
        cover, *rest = pages(top / "output/lille/et.pdf")
        self.assertIn("I høring, version 2, 6. september 2024", cover)
        self.assertTrue(all("version 2 · 6. september 2024" in page for page in rest))
        self.assertIn("I høring, version 1, 1. september 2024", pages(top / "output/lille/to.pdf")[0])

    def test_a_final_agreement_has_no_open_points(self):
        change = [("  - afsnit: Indledning\n    tekst: |\n", "  - afsnit: Penge\n    tekst: {uafklaret: Hvem betaler?}\n  - afsnit: Indledning\n    tekst: |\n")]
        self.build(self.made("indstillet", changes=change))
        top = self.made("endelig", changes=change)
        r = self.build(top, code=1)
        self.assertIn("M016", r.stdout + r.stderr)
        self.assertIn("et.yaml:12", r.stdout + r.stderr)
        self.assertFalse((top / "output/lille").exists())

class Banner(Case):
    """On each page it is an artifact; who listens must meet it as text."""
    def said(self, folder):
        found = sorted(folder.glob("*.pdf"))
        for p in found:
            self.assertTrue(any("opdigtede tal" in text.lower() for _, _, text in struct(p)), p.name)
        return found

    def test_all_of_the_example_region(self):
        out = self.folder / "out"
        r = program("build", "--output", out, CONTENT / "eksempelregion-2025-26")
        self.assertEqual(r.returncode, 0, r.stdout + r.stderr)
        self.assertGreater(len(self.said(out / "eksempelregion-2025-26")), 20)

    def test_each_kind_without_a_front_page(self):
        top = self.site()
        aftale = SMALL["aftale.yaml"].replace("forbehold: Opdigtede tal.\n", "opdigtet: ja\n")
        folder = small(top, aftale_yaml=aftale.replace("  - to.yaml\n", "  - to.yaml\n" + "".join(f"  - {name}.yaml\n" for name in KINDS)))
        for name, kind in KINDS.items():
            (folder / f"{name}.yaml").write_text(f"dokument: {name}\ntitel: Et {kind}\nslags: {kind}\nlayout: {name}\nindhold:\n  - afsnit: Et\n    tekst: To.\n", encoding="utf-8")
        self.build(top)
        self.assertEqual(len(self.said(top / "output/lille")), 2 + len(KINDS))

if __name__ == "__main__":
    unittest.main(verbosity=2)
