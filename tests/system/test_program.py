#!/usr/bin/python3
"""The program as its user meets it: commands, exit codes, what stays when something is wrong, and the same bytes always."""
import hashlib, html.parser, json, os, re, shutil, signal, subprocess, time, unittest
from common import Case, PROGRAM, SMALL, TOP, program, small, tool

class Commands(Case):
    def test_wrong_use_is_2(self):
        for args in ([], ["bygg"], ["build", "--jobs", "0"], ["build", "--lang", "fr"], ["build", "--nej"], ["dump", "noget", "x"], ["schema", "x"], ["build", "--output"]):
            self.assertEqual(program(*args).returncode, 2, args)

    def test_help_and_version(self):
        r = program("--help")
        self.assertEqual(r.returncode, 0)
        for word in ("build", "check", "list", "dump", "schema", "--only", "--report"):
            self.assertIn(word, r.stdout)
        self.assertRegex(program("--version").stdout, r"^rammeaftale \d+\.\d+\.\d+\n$")
        self.assertIn("Options:", program("--help", "--lang", "en").stdout)

    def test_no_agreement_is_3(self):
        self.assertEqual(program("build", cwd=self.folder).returncode, 3)
        self.assertEqual(program("build", self.folder).returncode, 3)

    def test_list_and_dump(self):
        top = self.site()
        small(top)
        r = program("list", cwd=top)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertIn("content/lille: Prøveaftale", r.stdout)
        self.assertRegex(r.stdout, r"et +pdf xlsx +Det første dokument")
        for stage, word in (("load", "titel"), ("model", "Prøveaftale"), ("text", "kvalitet"), ("table", "Ærøhus"), ("style", "brødtekst"), ("frames", "Indledning"), ("tags", "Table")):
            r = program("dump", stage, "content/lille", cwd=top)
            self.assertEqual(r.returncode, 0, stage + r.stderr)
            self.assertIn(word, r.stdout, stage)

    def test_schemas_are_committed_as_the_program_prints_them(self):
        for which in ("aftale", "dokument", "register", "tabeller", "beregninger", "layout"):
            text = program("schema", which).stdout
            schema = json.loads(text)
            self.assertIn("$schema", schema)
            self.assertNotIn("oneOf", text)
            self.assertEqual((TOP / "generator/schema" / f"{which}.json").read_text(), text, "run make schema")

class Mistakes(Case):
    def test_an_agreement_with_a_mistake_writes_nothing_and_the_others_are_built(self):
        top = self.site()
        small(top, "god")
        bad = small(top, "skidt")
        self.build(top)
        before = self.files(top / "output/skidt")
        self.edit(bad / "et.yaml", "register: tilbud", "register: tilbbud")
        self.edit(top / "content/god/et.yaml", "om kvalitet", "om kvaliteten")
        r = self.build(top, code=1)
        self.assertRegex(r.stderr, r"content/skidt/et\.yaml:\d+:\d+: fejl\[[A-Z]\d+\]")
        self.assertIn("tilbud", r.stderr)
        self.assertIn("urørt", r.stderr)
        self.assertEqual(self.files(top / "output/skidt"), before)
        self.assertIn("ændret", r.stdout)

    def test_every_file_speaks_and_references_into_a_broken_file_keep_still(self):
        top = self.site()
        folder = small(top)
        (folder / "registre/alt.yaml").write_text("regioner:\n  r1:\n    navn: Et: to\ntilbud:\n  a:\n    navn: A\n")
        self.edit(folder / "to.yaml", "layout: politisk", "layot: politisk")
        r = self.build(top, code=1)
        self.assertIn("registre/alt.yaml:3:", r.stderr)
        self.assertIn("to.yaml:4:", r.stderr)
        self.assertNotIn("aftale.yaml:", r.stderr)               # region: r1 is in the broken file
        self.assertFalse((top / "output/lille/manifest.json").exists())

    def test_a_broken_title_is_told_once(self):
        top = self.site()
        small(top, to_yaml=SMALL["to.yaml"].replace("titel: Det andet dokument", "titel: [a, b]").replace("  - forside:\n", "  - forside:\n  - kolofon: Om\n"))
        r = program("check", cwd=top)
        self.assertEqual((r.returncode, re.findall(r"fejl\[(\w+)\]", r.stdout + r.stderr)), (1, ["L031"]))

    def test_a_wish_that_only_a_register_can_meet_is_told_at_its_own_line(self):
        table = "  - tabel: skrevet\n    titel: Skrevet\n    {0}: A\n    tekst: |\n      | A | B |\n      |---|---|\n      | 1 | 2 |\n"
        for key in ("orden", "gruppér efter"):
            top = self.site(under=key[:3])
            small(top, to_yaml=SMALL["to.yaml"] + table.format(key))
            r = program("check", cwd=top)
            self.assertIn("to.yaml:13:", r.stdout + r.stderr)
            self.assertIn("[G013]", r.stdout + r.stderr)

    def test_files_named_in_a_broken_document_are_not_called_unused(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "tekst: |\n      Kort tekst.\n", "tekst: kort.md\n")
        (folder / "kort.md").write_text("Kort tekst.\n")
        self.build(top)
        self.edit(folder / "to.yaml", "titel: Det andet", "titel: Det: andet")
        self.assertNotIn("kort.md", self.build(top, code=1).stderr)

    def test_unknown_layout_is_shown_where_it_is_asked_for(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "layout: politisk", "layout: politsk")
        told = self.build(top, code=1).stderr
        self.assertRegex(told, r"to\.yaml:4:9: fejl\[S001\]")
        self.assertIn("mente du »politisk«?", told)

    def test_missing_glyph_is_shown_at_the_sign_itself(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "Kort tekst.", "Kort ✓ tekst om [](navn:b).")
        self.edit(folder / "registre/alt.yaml", "b; Ærøhus;", "b; Ærøhus ✓;")
        told = self.build(top, code=1).stderr
        self.assertEqual(told.count("fejl["), 2, told)
        self.assertIn("to.yaml:10:12: ", told)
        self.assertIn("registre/alt.yaml:8:15: ", told)

    def test_a_file_name_is_no_text(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "tekst: |\n      Kort tekst.\n", "tekst: tekst.docx\n")
        told = self.build(top, code=1).stderr
        self.assertRegex(told, r"to\.yaml:9:12: fejl\[M007\]")
        self.assertIn("tekst: tekst.md", told)
        (folder / "tekst.md").write_text("Kort tekst.\n")
        self.edit(folder / "to.yaml", "tekst: tekst.docx\n", "tekst: tekst\n")
        self.assertIn("M007", self.build(top, code=1).stderr)
        self.edit(folder / "to.yaml", "tekst: tekst\n", "tekst: tekst.md\n")
        self.build(top)

    def test_english(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "layout: politisk", "layot: politisk")
        self.assertIn("error[", self.build(top, "--lang", "en", code=1).stderr)

    def test_report_is_a_plain_page(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "layout: politisk", "layot: <politisk>")
        r = program("check", "--report", "FEJL.html", cwd=top)
        self.assertEqual(r.returncode, 1)
        self.assertFalse((top / "output").exists())
        page = (top / "FEJL.html").read_text()
        for part in ('lang="da"', "<title>", "<h1>", "to.yaml", "layot"):
            self.assertIn(part, page)
        self.assertNotIn("<politisk>", page)
        self.assertNotIn("<script", page)
        html.parser.HTMLParser().feed(page)

    def test_final_is_blocked_by_open_questions(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "      Kort tekst.\n", "      Kort tekst.\n  - uafklaret: Hvem skriver?\n")
        self.build(top)
        self.edit(folder / "aftale.yaml", "status: udkast", "status: endelig")
        r = self.build(top, code=1)
        self.assertIn("to.yaml", r.stderr)

    def test_missing_glyph_names_its_line(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "to.yaml", "Kort tekst.", "Kort 日本 tekst.")
        r = self.build(top, code=1)
        self.assertRegex(r.stderr, r"to\.yaml:10:\d+: fejl\[T")

    def test_output_that_cannot_be_written_is_3(self):
        top = self.site()
        small(top)
        (top / "output").write_text("en fil i vejen")
        r = self.build(top, code=3)
        self.assertIn("fejl[U001]", r.stderr)
        self.assertIn("vejledning:", r.stderr)
        self.assertNotRegex(r.stderr, "Not a directory|No such file")
        self.assertIn("is a file, not a folder", self.build(top, "--lang", "en", code=3).stderr)

    def test_a_folder_may_be_named_from_inside(self):
        top = self.site()
        folder = small(top)
        r = program("build", ".", "--output", top / "ud", cwd=folder)
        self.assertEqual(r.returncode, 0, r.stderr)
        self.assertTrue((top / "ud/lille/et.pdf").exists())

    def test_installed_program_finds_its_own_layouts(self):
        top = self.folder / "alene"
        small(top)
        (self.folder / "p/bin").mkdir(parents=True)
        shutil.copy(PROGRAM, self.folder / "p/bin/rammeaftale")
        for part in ("layouts", "fonts"):
            shutil.copytree(TOP / part, self.folder / "p/share/rammeaftale" / part)
        r = subprocess.run([self.folder / "p/bin/rammeaftale", "build", "content/lille"], cwd=top, capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stderr)

class SameBytes(Case):
    def test_clock_locale_zone_path_and_jobs_change_nothing(self):
        first, second = self.site(), self.site(under="et andet sted/æøå")
        for top in (first, second):
            small(top)
        self.build(first, "--jobs", "1", env={"TZ": "UTC", "LC_ALL": "C"})
        time.sleep(2.1)                                          # zip archives keep time in steps of two seconds
        self.build(second, "--jobs", "3", env={"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "86400"})
        self.assertEqual(self.files(first / "output/lille"), self.files(second / "output/lille"))

    def test_second_run_changes_nothing_and_says_so(self):
        top = self.site()
        small(top)
        self.build(top)
        self.assertIn("Intet er ændret", self.build(top).stdout)

    def test_manifest(self):
        top = self.site()
        small(top)
        self.build(top)
        target = top / "output/lille"
        m = json.loads((target / "manifest.json").read_text())["filer"]
        self.assertEqual([f["fil"] for f in m], ["et.xlsx", "et-arbejdskopi.xlsx", "et.pdf", "to.pdf"])
        for f in m:
            self.assertEqual(hashlib.sha256((target / f["fil"]).read_bytes()).hexdigest(), f["sha256"])
        self.assertEqual([f["sider"] > 0 for f in m], [False, False, True, True])

    def test_only_keeps_the_other_documents(self):
        top = self.site()
        folder = small(top)
        self.build(top)
        before = self.files(top / "output/lille")
        self.edit(folder / "to.yaml", "Kort tekst", "Længere tekst")
        self.edit(folder / "et.yaml", "om kvalitet", "om alt")
        self.build(top, "--only", "to")
        after = self.files(top / "output/lille")
        self.assertEqual(before["et.pdf"], after["et.pdf"])
        self.assertNotEqual(before["to.pdf"], after["to.pdf"])
        self.assertEqual(len(json.loads(after["manifest.json"])["filer"]), 4)
        self.build(top, "--only", "tre", code=1)

    def test_a_document_that_is_gone_is_removed_and_foreign_files_stay(self):
        top = self.site()
        folder = small(top)
        self.build(top)
        (top / "output/lille/min egen.txt").write_text("min")
        self.edit(folder / "aftale.yaml", "  - to.yaml\n", "")
        (folder / "to.yaml").unlink()
        r = self.build(top)
        self.assertIn("fjernet", r.stdout)
        self.assertEqual(sorted(self.files(top / "output/lille")), ["et-arbejdskopi.xlsx", "et.pdf", "et.xlsx", "manifest.json", "min egen.txt"])

    def test_killed_in_mid_run_leaves_the_old_files_whole(self):
        top = self.site()
        folder = small(top)
        self.build(top)
        before = self.files(top / "output/lille")
        self.edit(folder / "et.yaml", "om kvalitet", "om kvaliteten" + " igen og igen" * 40000)
        p = subprocess.Popen([PROGRAM, "build", "--jobs", "1"], cwd=top, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            if (top / "output/lille/.ny").exists():
                break
            time.sleep(0.005)
        p.send_signal(signal.SIGKILL)
        p.wait()
        self.assertEqual(self.files(top / "output/lille"), before)
        self.edit(folder / "et.yaml", "om kvaliteten" + " igen og igen" * 40000, "om kvalitet")
        self.build(top)
        self.assertEqual(self.files(top / "output/lille"), before)
        self.assertFalse((top / "output/lille/.ny").exists())

class Boxes(Case):
    """--debug=boxes draws over the pages: same text, same structure, other ink; and it is kept away from the real files."""
    def test_boxes_are_artifacts_beside_the_real_pages(self):
        top = self.site()
        small(top)
        self.build(top)
        before = self.files(top / "output/lille")
        self.build(top, "--debug=boxes")
        self.assertEqual(self.files(top / "output/lille"), before)
        real, drawn = top / "output/lille/et.pdf", top / "output/debug/lille/et.pdf"
        self.assertNotEqual(real.read_bytes(), drawn.read_bytes())
        self.assertEqual(tool("pdftotext", "-layout", real, "-"), tool("pdftotext", "-layout", drawn, "-"))
        self.assertEqual(*(tool("/usr/bin/python3", TOP / "tests/tools/pdf_struct.py", pdf) for pdf in (real, drawn)))
        self.assertEqual(program("build", "--debug=alt", cwd=top).returncode, 2)

if __name__ == "__main__":
    unittest.main()
