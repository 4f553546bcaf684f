#!/usr/bin/python3
"""The checks of the source itself can fail: a call or an include planted in a copy of generator/ is found, with its place."""
import pathlib, shutil, subprocess, tempfile, unittest
from common import TOP

class Rules(unittest.TestCase):
    def run_on(self, tool, path=None, old="", new=""):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "generator"
            shutil.copytree(TOP / "generator", copy)
            if path:
                text = (copy / path).read_text(encoding="utf-8")
                self.assertIn(old, text)
                (copy / path).write_text(text.replace(old, new, 1), encoding="utf-8")
            return subprocess.run(["/usr/bin/python3", TOP / "tests/tools" / tool, copy], capture_output=True, text=True)

    def test_the_source_keeps_them(self):
        for tool in ("layers.py", "rounding.py"):
            r = self.run_on(tool)
            self.assertEqual(r.returncode, 0, r.stdout + r.stderr)

    def test_a_rounding_that_nobody_named(self):
        for planted, act in (("llround(2.5)", "llround"), ('printf("%.2f", 1.0)', "printf"), ("number_round(n, 2)", "number_round")):
            r = self.run_on("rounding.py", "calc/print.c", "static void print_leaf(", f"static void planted(void) {{ {planted}; }}\nstatic void print_leaf(")
            self.assertEqual(r.returncode, 1, planted)
            self.assertRegex(r.stdout, rf"calc/print\.c:\d+: {act} is not named")

    def test_a_line_that_is_no_longer_true(self):
        r = self.run_on("rounding.py", "picture/multiples.c", "floor(", "fabs(")
        self.assertEqual(r.returncode, 1)
        self.assertIn("picture/multiples.c does not call floor", r.stdout)

    def test_an_include_across_the_layers(self):
        r = self.run_on("layers.py", "calc/eval.c", "#include", '#include "table/table.h"\n#include')
        self.assertEqual(r.returncode, 1)
        self.assertIn("calc may not include table", r.stdout)

if __name__ == "__main__":
    unittest.main()
