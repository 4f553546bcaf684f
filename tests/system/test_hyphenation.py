#!/usr/bin/python3
"""`rammeaftale hyphenation`: what it says is divided is what poppler reads as divided in the PDFs, and where it says that it stands."""
import re, unittest
from common import Case, TOP, agreements, program, tool, small

def listed(text):
    """The listing as (word with its break, known, times, [(document, pages, file, line)])."""
    words = []
    for line in text.split("\n\n")[0].splitlines():
        place = re.fullmatch(r"    ([^,]+), side ([^:]+): (.+):(\d+)", line)
        if place:
            words[-1][3].append((place[1], place[2].split(", "), place[3], int(place[4])))
        else:
            word = re.fullmatch(r"(\S+)(  \(ikke i ordlisterne\))?(?:  (\d+) gange)?", line)
            words.append((word[1], not word[2], int(word[3] or 1), []))
    return words

def printed(pdf):
    """What ends a line in U+00AD, joined with the next line's first word, by poppler. Of a word on three lines these are parts."""
    code, text, error = tool("pdftotext", "-raw", pdf, "-")
    assert code == 0, error
    return [before + "-" + after for before, after in re.findall(r"([^\W\d_]+)\u00ad\n(?=([^\W\d_]+))", text)]

class Listing(Case):
    def test_every_break_of_the_real_agreements_is_listed(self):
        for name in agreements():
            top = self.site(name, under=name)
            self.build(top)
            r = program("hyphenation", f"content/{name}", cwd=top)
            self.assertEqual(r.returncode, 0, r.stderr)
            told = {word.lower() for word, *_ in listed(r.stdout)}
            seen = {word.lower() for pdf in (top / "output" / name).glob("*.pdf") for word in printed(pdf)}
            self.assertTrue(seen, name)
            self.assertEqual({part for part in seen if not any(part in word for word in told)}, set(), name)
            count = re.search(r"(\d+) delinger af (\d+) ord: (\d+) mellem to led, (\d+) nær kanten af et led; (\d+) ord ikke i ordlisterne\n$", r.stdout)
            breaks, words, joints, near, unknown = map(int, count.groups())
            self.assertEqual((breaks, words, unknown), (sum(w[2] for w in listed(r.stdout)), len(told), sum(not w[1] for w in listed(r.stdout))), name)
            self.assertLessEqual(joints + near, breaks)
            narrow = [w for w, *_ in listed(r.stdout) if w.index("-") == 2]       # two letters of a word before it: near an edge, or a joint
            self.assertGreaterEqual(joints + near, len(narrow), name)
            for word, _, _, places in listed(r.stdout):
                for _, _, path, line in places:
                    self.assertLessEqual(line, len((top / path).read_text(encoding="utf-8").splitlines()), path)

    def test_places_unknown_words_and_order(self):
        top = self.site()
        folder = small(top)
        text = (folder / "et.yaml").read_text(encoding="utf-8")
        prose = "Kvalitetsudviklingsstrategiarbejdet og flobbergastingsudvalget " * 40
        (folder / "et.yaml").write_text(text.replace("om kvalitet", "om kvalitet " + prose, 1), encoding="utf-8")
        all_words = listed(program("hyphenation", "content/lille", cwd=top).stdout)
        unknown = listed(program("hyphenation", "content/lille", "--unknown", cwd=top).stdout)
        self.assertTrue(any(known for _, known, _, _ in all_words))
        self.assertEqual(unknown, [w for w in all_words if not w[1]])
        self.assertEqual({w[0].replace("-", "").lower() for w in unknown}, {"flobbergastingsudvalget"})
        for word, _, times, places in all_words:
            self.assertGreaterEqual(times, sum(len(pages) for _, pages, _, _ in places))
            for document, _, path, line in places:
                self.assertEqual(document, "et")
                source = (top / path).read_text(encoding="utf-8").splitlines()[line - 1:]
                self.assertIn(word.replace("-", "").lower(), " ".join(source).lower())
        self.assertEqual([w[0].lower() for w in all_words], sorted(w[0].lower() for w in all_words))

    def test_mistakes_are_told_and_nothing_is_listed(self):
        top = self.site()
        folder = small(top)
        self.edit(folder / "et.yaml", "register: tilbud", "register: tilbbud")
        r = program("hyphenation", "content/lille", cwd=top)
        self.assertEqual((r.returncode, r.stdout), (1, ""))
        self.assertIn("et.yaml", r.stderr)

if __name__ == "__main__":
    unittest.main()
