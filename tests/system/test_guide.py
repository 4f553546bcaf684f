"""The whole documents of content/VEJLEDNING.md: what a reader copies out of the guide must build."""
import re, unittest
from common import Case, SMALL, TOP, small

GUIDE = TOP / "content/VEJLEDNING.md"

def examples():
    """The indented blocks that begin with a remark and a name: whole files."""
    lines = GUIDE.read_text(encoding="utf-8").split("\n")
    found, at = [], None
    for line in lines + ["x"]:
        if re.match(r"    # \S.*$", line):
            at = []
            found.append(at)
        if at is not None and line and not line.startswith("    "):
            at = None
        if at is not None:
            at.append(line[4:])
    return ["\n".join(x) + "\n" for x in found if any(l.startswith("dokument: ") for l in x)]

class Guide(Case):
    def test_its_whole_documents_build(self):
        texts = examples()
        self.assertEqual(len(texts), 4, "the guide's examples: meeting, form, slides, contract")
        top = self.site()
        files = [f"vejledning/{i}.yaml" for i in range(len(texts))]
        front = SMALL["aftale.yaml"].replace("  - et.yaml\n", "  - et.yaml\n" + "".join(f"  - {f}\n" for f in files))
        registers = SMALL["registre/alt.yaml"] + "organer:\n  styregruppe:\n    navn: Styregruppen\n"
        folder = small(top, aftale_yaml=front, registre_alt_yaml=registers)
        (folder / "vejledning").mkdir()
        for f, text in zip(files, texts):
            (folder / f).write_text(text, encoding="utf-8")
        r = self.build(top)
        self.assertNotIn("advarsel", r.stderr)
        made = set(self.files(top / "output/lille"))
        for name in ("dagsorden-i-maj", "referat-i-maj", "skema-til-bordene", "oplaeg-til-udvalget", "kontrakt-om-en-plads"):
            self.assertIn(name + ".pdf", made)

if __name__ == "__main__":
    unittest.main()
