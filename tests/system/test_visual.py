#!/usr/bin/python3
"""Chosen pages look as they did when somebody last said that they are right; the report is output/.build/visual.html."""
import pathlib, shutil, sys, tempfile, unittest
from PIL import Image, ImageDraw
from common import TOP, program
sys.path.insert(0, str(TOP / "tests/visual"))
import visual

def setUpModule():
    global OUT
    OUT = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-sider-"))
    r = program("build", "--output", OUT)
    assert r.returncode == 0, r.stdout + r.stderr

def tearDownModule():
    shutil.rmtree(OUT, ignore_errors=True)

class Pages(unittest.TestCase):
    def test_look_as_before(self):
        results = visual.compare(OUT)
        report = TOP / "output/.build/visual.html"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(visual.report(results), encoding="utf-8")
        bad = [f"{name}: {where}: {100 * share:.2f} %" for name, _, where, share, *_ in results if share > visual.SHARE]
        self.assertEqual(bad, [], f"se {report}; `make visual ACCEPT=NAVN`, når siden er rigtig, som den er nu")

class Comparison(unittest.TestCase):
    """The judge itself: what must count as a difference and what must not."""
    def setUp(self):
        name, path, page, _ = visual.pages()[-1]
        self.page = visual.draw(OUT / path, page)
        self.old = visual.packed_colours(self.page)

    def share(self, image):
        return visual.difference(self.old, image)[0]

    def test_same_page_is_the_same(self):
        self.assertEqual(self.share(self.page), 0)

    def test_other_smoothing_passes(self):
        self.assertLessEqual(self.share(self.page.point(lambda v: min(255, v + 3))), visual.SHARE)

    def test_a_page_moved_by_a_line_is_found(self):
        moved = Image.new("RGB", self.page.size, "white")
        moved.paste(self.page, (0, 12))
        self.assertGreater(self.share(moved), visual.SHARE)

    def test_a_lost_or_painted_over_word_is_found(self):
        spoiled = self.page.copy()
        ImageDraw.Draw(spoiled).rectangle((200, 300, 240, 308), fill=(90, 90, 90))
        self.assertGreater(self.share(spoiled), visual.SHARE)

    def test_another_size_is_found(self):
        self.assertGreater(self.share(self.page.resize((300, 400))), visual.SHARE)

if __name__ == "__main__":
    unittest.main()
