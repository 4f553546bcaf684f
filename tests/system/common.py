"""What the system tests share: running the program on copies of content, and reading outputs with tools that we did not write."""
import os, pathlib, shutil, subprocess, tempfile, unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("RAMMEAFTALE", str(TOP / "output/bin/rammeaftale"))
UACHECK = os.environ.get("UACHECK", "")
CONTENT = TOP / "content"

def agreements():
    return sorted(p.parent.name for p in CONTENT.glob("*/aftale.yaml"))

def program(*args, cwd=TOP, env=None, timeout=300):
    return subprocess.run([PROGRAM, *map(str, args)], cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, timeout=timeout)

def tool(*args):
    r = subprocess.run(list(map(str, args)), capture_output=True, text=True)
    return r.returncode, r.stdout, r.stderr

class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def site(self, *names, under="site"):
        """A copy of layouts, fonts and the named agreements, to spoil at will."""
        top = self.folder / under
        for part in ("layouts", "fonts"):
            shutil.copytree(TOP / part, top / part)
        for name in names:
            shutil.copytree(CONTENT / name, top / "content" / name)
        return top

    def build(self, top, *args, code=0, env=None):
        r = program("build", *args, cwd=top, env=env)
        self.assertEqual(r.returncode, code, r.stdout + r.stderr)
        return r

    def files(self, folder):
        return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith(".")}

    def edit(self, path, old, new):
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

SMALL = {
    "aftale.yaml": """titel: Prøveaftale
undertitel: Til prøver
region: r1
udgiver: Prøvesekretariatet
emne: Prøve
nøgleord: prøve
forbehold: Opdigtede tal.
periode:
  fra: 01-01-2025
  til: 31-12-2026
status: udkast
version: "1"
versionsdato: 01-09-2024
dokumenter:
  - et.yaml
  - to.yaml
bilag:
  - nr: "1"
    titel: Et
    tilstand: klar
    dokument: et
  - nr: "2"
    titel: Noget senere
    tilstand: eftersendes
""",
    "et.yaml": """dokument: et
titel: Det første dokument
slags: bilag
nr: "1"
layout: politisk
excel: ja
indhold:
  - forside:
  - afsnit: Indledning
    tekst: |
      Vi arbejder *sammen* om kvalitet.[^1] Se [](#tabel-tilbud).

      [^1]: En note.
  - tabel: tilbud
    titel: Tilbud
    register: tilbud
    kolonner: navn; målgruppe
""",
    "to.yaml": """dokument: to
titel: Det andet dokument
slags: hoveddokument
layout: politisk
excel: nej
indhold:
  - forside:
  - afsnit: Tekst
    tekst: |
      Kort tekst.
""",
    "registre/alt.yaml": """regioner:
  r1:
    navn: Prøveregionen
tilbud:
  felter: id; navn; målgruppe
  rækker: |
    a; Ågård; autisme
    b; Ærøhus; hjerneskade
""",
}

def small(top, name="lille", **changes):
    """Writes the small agreement of SMALL into top/content/name; changes replace whole files ('et_yaml' = et.yaml)."""
    folder = top / "content" / name
    for file, text in SMALL.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changes.get(file.replace(".", "_").replace("/", "_"), text), encoding="utf-8")
    return folder
