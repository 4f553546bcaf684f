#!/usr/bin/python3
"""Content that nobody plans for: a sensible page or a diagnosis, within the time, and no text outside the page. poppler tells where words stand."""
import re, time, unittest
from common import Case, program, small, tool

HEAD = 'dokument: et\ntitel: Det første dokument\nslags: bilag\nnr: "1"\nlayout: politisk\nexcel: ja\nindhold:\n'
LIMIT = 60                                                    # seconds for one document; all of them take a few

class Robust(Case):
    def run_with(self, body, registers=None):
        """Builds; returns (exit code, what was said, [(page, text, x0, y0, x1, y1, page width, page height)])."""
        top = self.site(under=f"site{len(list(self.folder.iterdir()))}")
        changes = {"et_yaml": HEAD + body}
        if registers is not None:
            changes["registre_alt_yaml"] = registers
        small(top, **changes)
        begun = time.monotonic()
        r = program("build", cwd=top, timeout=LIMIT)
        self.assertLess(time.monotonic() - begun, LIMIT)
        self.assertIn(r.returncode, (0, 1), r.stderr[-3000:])
        pdf = top / "output/lille/et.pdf"
        if r.returncode == 1:
            self.assertFalse(pdf.exists())
            self.assertRegex(r.stderr, r"et\.yaml:\d+:\d+|alt\.yaml:\d+:\d+")       # it says where
            return 1, r.stderr, []
        code, out, err = tool("pdftotext", "-bbox", pdf, "-")
        self.assertEqual(code, 0, err)
        self.assertEqual(tool("qpdf", "--check", pdf)[0], 0)
        words, page, size = [], 0, (0, 0)
        for line in out.splitlines():
            if m := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
                page, size = page + 1, (float(m[1]), float(m[2]))
            elif m := re.search(r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)</word>', line):
                words.append((page, m[5], *(float(m[i]) for i in range(1, 5)), *size))
        for page, text, x0, y0, x1, y1, width, height in words:
            self.assertTrue(x0 >= 0 and y0 >= 0 and x1 <= width + 0.5 and y1 <= height + 0.5, f"side {page}: »{text[:40]}« står uden for siden")
        return 0, r.stderr, words

    def text(self, words):
        return "".join(w[1] for w in words)

    def test_a_word_of_a_megabyte(self):
        code, _, words = self.run_with("  - afsnit: Ord\n    tekst: |\n      " + "takst" * 200_000 + "\n")
        self.assertEqual(code, 0)
        letters = sum(len(t) for w in words if re.fullmatch("[takst]{12,}", t := re.sub("[-\u00ad\u2010]", "", w[1])))
        self.assertEqual(letters, 1_000_000)

    def test_ten_thousand_footnotes(self):
        prose = "".join(f"      Sætning {i}.[^{i}]\n" for i in range(1, 10_001)) + "\n" + "".join(f"      [^{i}]: Note nummer{i}.\n\n" for i in range(1, 10_001))
        code, _, words = self.run_with("  - afsnit: Noter\n    tekst: |\n" + prose)
        self.assertEqual(code, 0)
        found = set(re.findall(r"nummer(\d+)\.", "\n".join(w[1] for w in words)))
        self.assertEqual(len(found), 10_000)

    def test_lists_in_lists(self):
        deep = "".join("      " + "  " * i + f"- trin{i}\n" for i in range(30))
        code, said, _ = self.run_with("  - afsnit: Lister\n    tekst: |\n" + deep)
        self.assertEqual(code, 1)                             # three levels, says the guide; more is told with its line
        self.assertRegex(said, r"et\.yaml:1\d:")

    def test_an_empty_document(self):
        code, said, _ = self.run_with("  []\n")
        self.assertTrue(code in (0, 1))
        code, said, words = self.run_with("  - afsnit: Tom\n")
        self.assertTrue(code == 1 or "Tom" in self.text(words))

    def table(self, columns, rows):
        """A table written out: rows of texts, the first of each its name."""
        lines = "".join("      | " + " | ".join(row) + " |\n" for row in [columns, ["---"] * len(columns), *rows])
        return f"  - tabel: stor\n    titel: Stor\n    tekst: |\n{lines}"

    def test_tables_of_one_and_forty_columns(self):
        for count in (1, 40):
            cells = [[f"r{r}" if i == 0 else str(1000 * r + i) for i in range(count)] for r in range(1, 60)]
            code, said, words = self.run_with(self.table([f"Kol {i}" for i in range(count)], cells))
            self.assertEqual(code, 0, said)
            got = {w[1] for w in words}
            self.assertEqual([c for row in cells for c in row if c not in got], [])

    def test_a_row_taller_than_a_page(self):
        code, said, words = self.run_with(self.table(["A", "B"], [["kort", " ".join(f"ord{i}" for i in range(4000))], ["næste", "slut"]]))
        self.assertEqual(code, 0, said)
        self.assertEqual([int(n) for w in words for n in re.findall(r"^ord(\d+)$", w[1])], list(range(4000)))

    def test_scripts_and_pictures_that_no_face_has(self):
        for name in ("עמותה", "جمعية", "Botilbud 🏠", "支援"):
            code, said, words = self.run_with(f"  - afsnit: Navne\n    tekst: |\n      Tilbuddet hedder {name} her.\n")
            self.assertEqual(code, 1, name)
            self.assertIn("et.yaml:10:", said)

    def test_a_model_whose_line_has_no_text(self):
        top = self.site("sjaelland-2023-24")
        path = top / "layouts/beregninger.yaml"
        models = path.read_text(encoding="utf-8")
        self.assertIn("        tekst: Døgn i et år\n", models)
        path.write_text(models.replace("        tekst: Døgn i et år\n", "        tekst: |\n"), encoding="utf-8")
        for command in ("check", "audit"):
            r = program(command, "content/sjaelland-2023-24", cwd=top, timeout=LIMIT)
            self.assertEqual(r.returncode, 1, r.stderr[-2000:])
            self.assertRegex(r.stderr, r"beregninger\.yaml:\d+:\d+: fejl")

    def test_a_chain_of_calculations_is_worked_out_once_a_link(self):
        """Each fetches two lines from the one before: worked out anew for each line, the last would ask for the first 2^40 times."""
        top = self.site()
        path = top / "layouts/beregninger.yaml"
        line = "      - linje: {0}\n        tekst: Tal {0}\n        enhed: antal\n"
        model = "\n  led:\n    titel: Led\n    resultat: c\n    linjer:\n" + "".join(line.format(k) for k in "ab")
        model += "".join(line.format(k) + f"        formel: {f}\n" for k, f in (("c", "a + b"), ("d", "b + 1")))
        path.write_text(path.read_text(encoding="utf-8") + model, encoding="utf-8")
        fetch = "{{beregning: led-{0}, linje: {1}}}"
        small(top, et_yaml=HEAD + "  - beregning: led-40\n")
        register = "beregninger:\n"
        for i in range(41):
            a, b = (fetch.format(i - 1, k) if i else '"1"' for k in "cd")
            register += f"  led-{i}:\n    model: led\n    titel: Led {i}\n    tal:\n      a: {a}\n      b: {b}\n"
        (top / "content/lille/registre/beregninger.yaml").write_text(register, encoding="utf-8")
        r = program("build", cwd=top, timeout=LIMIT)
        self.assertEqual(r.returncode, 0, r.stderr[-2000:])
        a, b = 1, 1
        for _ in range(40):
            a, b = a + b, b + 1
        self.assertIn(str(a + b), tool("pdftotext", "-layout", top / "output/lille/et.pdf", "-")[1])

    def test_columns_each_of_the_two_before(self):
        """In the explanation of the last column, and among what a check needs of a record, each column stands once: walked anew for each that names it,
        the first would be met 10^10 times."""
        top = self.site()
        columns = "      - felt: antal\n        titel: K0\n        nøgle: k0\n      - titel: K1\n        nøgle: k1\n        decimaler: 0\n        formel: k0 + 0\n"
        columns += "".join(f"      - titel: K{i}\n        nøgle: k{i}\n        decimaler: 0\n        formel: k{i - 1} + k{i - 2} × 0\n" for i in range(2, 50))
        registers = "regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n  k:\n    navn: Kommunen\n    kode: \"100\"\nindbyggere:\n  felter: kommune; år; antal\n  rækker: |\n    k; 2022; 9\n"
        table = "  - tabel: led\n    titel: Led\n    register: indbyggere\n    kolonner:\n      - felt: kommune.navn\n        nøgle: kommune\n"
        own = "kontroller:\n  led:\n    titel: Led\n    forklaring: Led.\n    slags: række\n    register: indbyggere\n    kolonner:\n" + columns + "    trykt: k0\n    skal være: k49\n"
        folder = small(top, registre_alt_yaml=registers, et_yaml=HEAD + table + columns)
        (folder / "kontroller.yaml").write_text(own, encoding="utf-8")
        for command in ("build", "audit"):
            r = program(command, "content/lille", cwd=top, timeout=LIMIT)
            self.assertEqual(r.returncode, 0, r.stderr[-2000:])

    def test_a_sum_of_large_fractions_that_are_not_printed(self):
        """10.000.001 / 3 has more than 18 digits with 12 decimals; as a whole figure, three times the sum would be 2 too much."""
        top = self.site()
        registers = "regioner:\n  r1:\n    navn: Prøveregionen\nkommuner:\n  k:\n    navn: Kommunen\n    kode: \"100\"\nindbyggere:\n  felter: kommune; år; antal\n  rækker: |\n    k; 2022; 10.000.001\n    k; 2023; 10.000.001\n"
        table = "  - tabel: led\n    titel: Led\n    register: indbyggere\n    subtotaler: ja\n    kolonner:\n      - felt: år\n      - felt: antal\n        sum: ja\n"
        table += "      - titel: Del\n        nøgle: del\n        vis: nej\n        sum: ja\n        formel: antal / 3\n      - titel: Hele\n        nøgle: hele\n        decimaler: 0\n        formel: del × 3\n"
        small(top, registre_alt_yaml=registers, et_yaml=HEAD + table)
        r = program("dump", "table", "content/lille", cwd=top, timeout=LIMIT)
        self.assertEqual(r.returncode, 0, r.stderr[-2000:])
        self.assertRegex(r.stdout, r"total .*\| 20\.000\.002 \{20000002/0\} \| 20\.000\.002 \{20000002/0\}")

class Slips(Case):
    """What an economist does wrong in a register: told where it stands, with the way out, and not once for every row."""
    REGISTER = "content/eksempelregion-2025-26/registre/takster.csv"

    def setUp(self):
        super().setUp()
        self.top = self.site("eksempelregion-2025-26")
        self.text = (self.top / self.REGISTER).read_text(encoding="utf-8-sig")

    def said(self, text, command="check"):
        (self.top / self.REGISTER).write_text(text, encoding="utf-8")
        r = program(command, self.top / "content/eksempelregion-2025-26", cwd=self.top, timeout=LIMIT)
        self.assertEqual(r.returncode, 1, r.stdout)
        return re.findall(r"^\S*?([\w-]+\.\w+):(\d+):\d+: fejl\[(\w+)\]: (.*)$", r.stderr, re.M), r.stderr

    def cell(self, row, column, value):
        rows = [r.split(";") for r in self.text.split("\n")]
        rows[row][rows[0].index(column)] = value
        return "\n".join(map(";".join, rows))

    def test_a_heading_misspelt_is_one_mistake(self):
        found, said = self.said(self.text.replace(";takst;", ";tagst;", 1))
        self.assertEqual(found[0][:3], ("takster.csv", "1", "L211"))
        self.assertIn("mente du »takst«", said)
        self.assertEqual([f for f in found if f[0] == "takster.csv" and f[1] != "1"], [])

    def test_one_heading_twice_is_one_mistake(self):
        found, _ = self.said(self.text.replace(";takst;", ";løn;", 1))
        self.assertEqual([f[:3] for f in found if f[0] == "takster.csv"], [("takster.csv", "1", "L212")])

    def test_a_tariff_typed_wrong_is_found_by_its_parts(self):
        tariff = self.text.split("\n")[6].split(";")[3]
        found, said = self.said(self.cell(6, "takst", str(int(tariff) + 90)), "audit")
        self.assertIn(("takster.csv", "7", "K001"), [f[:3] for f in found])
        self.assertIn(f"trykt {int(tariff) + 90} kr., men reglen giver {tariff} kr.", said)

    def test_a_year_no_calendar_has_says_which_years_there_are(self):
        found, said = self.said(self.cell(6, "år", "2205"))
        self.assertEqual([f[:3] for f in found], [("takster.csv", "7", "L108")])
        self.assertIn("mellem 1800 og 2200", said)

if __name__ == "__main__":
    unittest.main()
