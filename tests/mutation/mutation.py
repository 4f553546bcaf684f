#!/usr/bin/python3
"""mutation.py [--sample N] [--seed S]: would the tests see it, if a line of the arithmetic were wrong?

Each line of mutants.py is broken in a copy of the tree, built, and the test that it names must fail; one that still passes has let the fault live, and
the exit code is 1. With --sample, N lines of calc/ and of table/'s arithmetic are broken at random (an operator turned, a limit moved by one), all unit
tests of formulas, tables and worksheets are run, and what survives is listed: some changes change nothing, so that is for people to read."""
import argparse, os, pathlib, random, re, shutil, subprocess, sys, tempfile
from mutants import MUTANTS

BUILD = "output/.build/release"
SAMPLED = ["generator/calc/*.c", "generator/base/rational.c", "generator/base/number.c", "generator/table/shares.c", "generator/table/rounding.c",
           "generator/table/calculate.c", "generator/table/quantities.c", "generator/table/carry.c", "generator/table/formula.c", "generator/table/formula_sheet.c"]
SEE = ["test_formula_rational", "test_base", "test_formula_eval", "test_formula_units", "test_formula_set", "test_formula_read", "test_formula_property", "test_table",
       "test_table_golden", "test_table_property", "test_xlsx_formula"]
TURNS = [(r" \+ ", " - "), (r" - ", " + "), (r" \* ", " / "), (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "),
         (r" && ", " || "), (r" \|\| ", " && "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\+\+", "--"), (r" = 0;", " = 1;"), (r"\breturn (?=[a-z])", "return !"),
         (r"\b1\b", "2"), (r" \|= ", " &= "), (r" &= ", " |= ")]

class Copy:
    """The tree in a folder of its own, with what is built, so that a changed file costs one compilation."""
    def __init__(self, folder):
        self.top = pathlib.Path(folder) / "tree"
        self.top.mkdir()
        for name in subprocess.run(["git", "ls-files", "-z", "--", "Makefile", "generator", "tests", "layouts", "fonts", "content"], capture_output=True, text=True, check=True).stdout.split("\0"):
            if name and pathlib.Path(name).exists():
                (self.top / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(name, self.top / name)
        if pathlib.Path(BUILD).exists():
            shutil.copytree(BUILD, self.top / BUILD, ignore=shutil.ignore_patterns("*.tidy"))
        self.built(["rammeaftale"])

    def built(self, targets):
        r = subprocess.run(["make", "-j2", "INSIDE=1", *(f"{BUILD}/{t}" for t in targets)], cwd=self.top, capture_output=True, text=True)
        return r.returncode == 0

    def passes(self, test):
        """Does the test still pass? A mutant that does not compile proves nothing: None. One that hangs or crashes is seen."""
        program = [f"{BUILD}/tests/unit/{test}"] if not test.endswith(".py") else ["/usr/bin/python3", "-B", f"tests/system/{test}"]
        if not self.built([f"tests/unit/{test}" if not test.endswith(".py") else "rammeaftale"]):
            return None
        env = dict(os.environ, RAMMEAFTALE=str(self.top / BUILD / "rammeaftale"))
        env.pop("UPDATE", None)
        try:
            return subprocess.run(program, cwd=self.top, capture_output=True, env=env, timeout=120).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def with_change(self, file, old, new, judge):
        path = self.top / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            return judge()
        finally:
            path.write_text(text, encoding="utf-8")

def chosen(copy):
    survived = 0
    for what, file, old, new, test in MUTANTS:
        if pathlib.Path(file).read_text(encoding="utf-8").count(old) != 1:
            print(f"FEJL     {file}: »{old}« står der ikke præcis én gang", flush=True)
            survived += 1
            continue
        passes = copy.with_change(file, old, new, lambda: copy.passes(test))
        word = {None: "FEJL    ", True: "OVERLEVER", False: "dræbt   "}[passes]
        survived += passes is not False
        print(f"{word} {what}\n         {file}: {old.strip()}  →  {new.strip() or '(intet)'}\n         {test}", flush=True)
    print(f"{len(MUTANTS)} fejl sat ind, {len(MUTANTS) - survived} fundet af den prøve, der er nævnt")
    return survived

def sites():
    for pattern in SAMPLED:
        for path in sorted(pathlib.Path().glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                code = re.sub(r"/\*.*|\*/.*|^ ?\*.*", "", line)
                if not code.startswith("  ") or re.search(r"_STR|DIAG_SAY|FAULT|g_assert|printf|g_string", code):
                    continue
                for old, new in TURNS:
                    for m in re.finditer(old, code):
                        yield path, line, line[:m.start()] + new + line[m.end():]

def sample(copy, n, seed):
    lived = 0
    for path, line, broken in random.Random(seed).sample(list(sites()), n):
        if path.read_text(encoding="utf-8").count(f"\n{line}\n") != 1:
            continue
        def fell():
            for test in SEE:
                passes = copy.passes(test)
                if passes is not True:
                    return "oversætter ikke" if passes is None else test
            return None
        by = copy.with_change(str(path), f"\n{line}\n", f"\n{broken}\n", fell)
        lived += by is None
        print(f"{by or 'OVERLEVER'}: {path}\n  - {line.strip()}\n  + {broken.strip()}", flush=True)
    print(f"{lived} overlever")

def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Copy(folder)
        if o.sample:
            sample(copy, o.sample, o.seed)
        else:
            sys.exit(bool(chosen(copy)))

main()
