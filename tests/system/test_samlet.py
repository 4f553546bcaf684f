#!/usr/bin/python3
"""samlet.pdf: all documents of an agreement typeset as one, judged by pikepdf and poppler."""
import pathlib, re, shutil, subprocess, tempfile, unittest
import pikepdf
from common import CONTENT, TOP, agreements, program, tool
from test_outputs import bare, struct

def setUpModule():
    global OUT
    OUT = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-samlet-"))
    r = program("build", "--output", OUT)
    assert r.returncode == 0, r.stdout + r.stderr

def tearDownModule():
    shutil.rmtree(OUT, ignore_errors=True)

def collected():
    return sorted(OUT.glob("*/samlet.pdf"))

def with_appendices():
    """Agreements that list appendices; the process towards an agreement has only its papers."""
    return [p for p in collected() if re.search(r"^bilag:", (CONTENT / p.parent.name / "aftale.yaml").read_text(), flags=re.M)]

def parts(folder):
    """Agendas and minutes are no part of the agreement; a municipality's pages repeat what the others say."""
    return [p for p in sorted(folder.glob("*.pdf")) if not re.match("samlet|dagsorden|referat|udtraek", p.name)]

def names(tree):
    """Named destinations: name -> page's object."""
    found = {}
    def walk(node):
        if "/Names" in node:
            for i in range(0, len(node.Names), 2):
                found[bytes(node.Names[i])] = node.Names[i + 1][0].objgen
        for kid in node.get("/Kids", []):
            walk(kid)
    walk(tree)
    return found

class Collected(unittest.TestCase):
    def test_made_for_both_agreements(self):
        self.assertEqual({p.parent.name for p in collected()} & {"sjaelland-2023-24", "eksempelregion-2025-26"}, {"sjaelland-2023-24", "eksempelregion-2025-26"})

    def test_one_h1_and_a_part_for_each_document(self):
        for p in collected():
            tree = struct(p)
            self.assertEqual([role for _, role, _ in tree].count("H1"), 1, p)
            top = min(depth for depth, role, _ in tree if role == "Part")
            titled = [i for i, (depth, role, _) in enumerate(tree) if role == "Part" and depth == top]
            self.assertGreaterEqual(len(titled), len(parts(p.parent)), p)
            for i in titled:                                 # each part opens with a heading of level 2
                heads = [role for _, role, _ in tree[i:] if re.fullmatch(r"H\d", role)]
                self.assertEqual(heads[0], "H2", p)

    def test_pages_are_numbered_through(self):
        for p in collected():
            with pikepdf.open(p) as pdf:
                count = len(pdf.pages)
                self.assertEqual([page.label for page in pdf.pages], [str(n) for n in range(1, count + 1)])
            _, text, _ = tool("pdftotext", "-layout", p, "-")
            feet = re.findall(r"Side\s+(\d+) af (\d+)", text)
            self.assertTrue(feet)
            self.assertEqual({total for _, total in feet}, {str(count)}, p)
            self.assertEqual([int(n) for n, _ in feet], sorted(int(n) for n, _ in feet), p)

    def test_every_link_hits_and_documents_refer_to_each_other(self):
        for p in collected():
            with pikepdf.open(p) as pdf:
                places = names(pdf.Root.Names.Dests)
                number = {page.objgen: i for i, page in enumerate(pdf.pages)}
                inside = across = 0
                for i, page in enumerate(pdf.pages):
                    for link in page.get("/Annots", []):
                        if "/Dest" not in link:
                            self.assertIn("/A", link)
                            continue
                        name = bytes(link.Dest)
                        self.assertIn(name, places, p)
                        self.assertIn(places[name], number, p)
                        inside += 1
                        across += abs(number[places[name]] - i) > 40
                self.assertGreater(inside, 40, p)
                self.assertGreater(across, 0, p)

    def test_bookmarks_are_nested_by_document(self):
        for p in collected():
            with pikepdf.open(p) as pdf, pdf.open_outline() as outline:
                self.assertEqual(len(outline.root), 1, p)
                cover = outline.root[0]
                self.assertGreaterEqual(len(cover.children), len(parts(p.parent)), p)
                if p in with_appendices():
                    self.assertTrue(any(mark.title.startswith("Bilag\u00a03. ") or mark.title.startswith("Bilag 3. ") for mark in cover.children), p)
                self.assertTrue(any(mark.children for mark in cover.children), p)

    def test_its_text_is_the_text_of_the_parts(self):
        """Line by line of what the model says stands in each part, but for the numbers of tables and figures and the titles' "Bilag 3."."""
        for folder in sorted(OUT.iterdir()):
            if not (folder / "samlet.pdf").exists():
                continue
            stages = dict(s.split("\n", 1) for s in program("dump", "text", f"content/{folder.name}").stdout.split("== ")[1:])
            whole = stages.pop("samlet")
            def plain(line):
                return re.sub(r"(tabel|figur)(\s|\u00a0)\d+", r"\1 N", line, flags=re.I)
            self.assertNotIn("Det betyder aftalen for os", whole)
            have = {}
            for line in whole.splitlines():
                line = re.sub(r"^Bilag\u00a0\w+( til takstaftalen)?\. ", "", plain(line))
                have[line] = have.get(line, 0) + 1
            for name, text in stages.items():
                if folder / f"{name}.pdf" not in parts(folder):
                    continue
                if name.startswith(("dagsorden-", "referat-")):      # about the agreement, not of it
                    self.assertNotIn(text.splitlines()[0], have, name)
                    continue
                for line in text.splitlines():
                    line = re.sub(r"^Bilag\u00a0\w+( til takstaftalen)?\. ", "", plain(line))
                    if line in ("[indhold]", "Indhold") or re.search(r", bilag\u00a0\w+( til takstaftalen)?$", line):
                        continue
                    self.assertGreater(have.get(line, 0), 0, f"{folder.name}/{name}: »{line}« is not in samlet")
                    have[line] -= 1

    def test_numbers_of_tables_go_on(self):
        for p in collected():
            _, text, _ = tool("pdftotext", "-layout", p, "-")
            seen = [int(n) for n in re.findall(r"^ *Tabel\s(\d+)\. ", text, flags=re.M)]
            first = list(dict.fromkeys(seen))
            self.assertEqual(first, list(range(1, len(first) + 1)), p)
            self.assertGreater(len(first), 4, p)

    def test_the_list_of_tables_names_each_with_its_page(self):
        for p in collected():
            _, text, _ = tool("pdftotext", "-layout", p, "-")
            pages = text.split("\f")
            listed = dict(re.findall(r"^ *(Tabel\s\d+)\. .*? \.* *(\d+)$", "\n".join(pages[2:6]), flags=re.M))
            self.assertGreater(len(listed), 4, p)
            for table, page in listed.items():
                self.assertRegex(pages[int(page) - 1], re.escape(table) + r"\.", p)

    def test_appendices_that_are_not_here_have_a_sheet(self):
        states, seen = {"Bilaget er under opdatering.", "Bilaget eftersendes."}, set()
        for p in with_appendices():
            _, text, _ = tool("pdftotext", p, "-")
            here = {s for s in states if bare(s) in bare(text)}
            self.assertTrue(here, p)
            seen |= here
        self.assertEqual(seen, states)

if __name__ == "__main__":
    unittest.main()
