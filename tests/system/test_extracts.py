#!/usr/bin/python3
"""A municipality's two pages: one content file gives 17 documents, and every figure in them is the one of the appendices' workbooks."""
import csv, re, pathlib, shutil, tempfile, unittest
from decimal import ROUND_HALF_UP, Decimal
import openpyxl
from common import Case, TOP, program, tool

NAME = "eksempelregion-2025-26"
COUNT = 17

def tables(pdf):
    """(paragraphs, tables) of a PDF through its structure; a table is its rows of texts."""
    code, out, err = tool("/usr/bin/python3", TOP / "tests/tools/pdf_struct.py", pdf)
    assert code == 0, err
    texts, found = [], []
    for line in out.splitlines():
        head, _, text = line.strip().partition("| ")
        role = head.split(" ")[0] if head.strip() else ""
        text = text.replace("\u00a0", " ").replace("\u00ad", "").strip()
        if role == "Table": found.append([])
        elif role == "TR": found[-1].append([])
        elif role in ("TH", "TD"): found[-1][-1].append(text)
        elif text and found and found[-1] and found[-1][-1] and role != "P" and not found[-1][-1][-1]: found[-1][-1][-1] = text
        elif text: texts.append(text)
    return texts, found

def number(text):
    return float(text.replace(".", "").replace(",", ".").replace("%", "").strip())

class Extracts(Case):
    @classmethod
    def setUpClass(cls):
        cls.out = pathlib.Path(tempfile.mkdtemp(prefix="rammeaftale-udtraek-"))
        r = program("build", "--output", cls.out, TOP / "content" / NAME)
        assert r.returncode == 0, r.stderr
        cls.said = r.stderr
        cls.names, cls.texts, cls.tables = [], {}, {}
        for pdf in sorted((cls.out / NAME).glob("udtraek-*.pdf")):
            texts, found = tables(pdf)
            name = texts[0].split(":")[0]
            cls.names.append(name)
            cls.texts[name], cls.tables[name] = texts, found

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.out, ignore_errors=True)

    books = {}
    def sheet(self, book, sheet, header):
        """Rows of the sheet whose name begins so, by header."""
        if book not in self.books: self.books[book] = openpyxl.load_workbook(self.out / NAME / f"{book}.xlsx", data_only=True)
        name = next(n for n in self.books[book].sheetnames if n.startswith(sheet))
        rows = list(self.books[book][name].iter_rows(values_only=True))
        at = next(i for i, r in enumerate(rows) if header in r)
        out = []
        for r in rows[at + 1:]:
            if r[0] is None: break
            out.append(dict(zip(rows[at], r)))
        return out

    def table(self, name, header):
        return next(t for t in self.tables[name] if header in t[0])

    def figure(self, name, label):
        """The key figure above its label."""
        return self.texts[name][self.texts[name].index(label) - 1]

    def test_two_pages_for_every_municipality(self):
        files = sorted((self.out / NAME).glob("udtraek-*.pdf"))
        self.assertEqual(len(files), COUNT)
        self.assertEqual(len(set(self.names)), COUNT)
        for f in files:
            self.assertIn("Pages:           2\n", tool("pdfinfo", f)[1], f.name)
        self.assertNotIn("advarsel", self.said)

    def all13(self, sheet, header):
        return self.sheet("bilag-13-kommune-for-kommune", sheet, header)

    def test_key_figures_are_the_overview(self):
        rows = {r["Kommune"]: r for r in self.all13("Oversigt", "Kommune")}
        shown = lambda v: v if v == "skjult" else f"{v:,.0f}".replace(",", ".")
        for name in self.names:
            r = rows[name]
            for label, column in (("pladser købt, cirka", "Kommunen køber: Pladser, cirka"), ("kr. mere for det, vi køber", "Kommunen køber: Nye takster koster (kr.)"),
                                  ("pladser solgt, cirka", "Kommunen driver: Solgte pladser, cirka"), ("kr. til fælles udgifter", "Fælles udgifter: 2026 (kr.)")):
                at = next(i for i, t in enumerate(self.texts[name]) if t.startswith(label))
                self.assertEqual(self.texts[name][at - 1], shown(r[column]), (name, label))
            text = " ".join(self.texts[name])
            self.assertIn(f"cirka {r['Kommunen køber: Pladser, cirka']} pladser i {r['Kommunen køber: Tilbud']} tilbud", text)
            earns = r["Kommunen driver: Nye takster giver (kr.)"]
            self.assertIn("Vi viser ikke, hvad de nye takster giver" if earns == "skjult" else f"giver de nye takster {shown(earns)} kr. mere", text)
            self.assertIn(f"Den driver selv {r['Kommunen driver: Tilbud']} af dem", text)

    def test_shares_are_the_appendices_and_add_up_to_the_whole(self):
        shared = {(r["Finansiering"], r["Kommune"]): r["Beløb (kr.)"] for r in self.sheet("bilag-12-objektiv-finansiering", "Objektiv finansiering fordelt", "Finansiering")}
        both = {(r["Kommune"], r["Udgift"]): r for r in self.all13("Fælles udgifter", "Udgift")}
        seen = 0
        for name in self.names:
            body = self.table(name, "Udgift")[2:]
            for what, whole, _, before, now, change in body[:-1]:
                self.assertEqual((number(before), number(now)), (shared[f"{what}, 2025", name], shared[f"{what}, 2026", name]), name)
                self.assertEqual(number(whole), sum(v for (f, _), v in shared.items() if f == f"{what}, 2026"))
                r = both[name, what]
                self.assertEqual((number(before), number(now), number(change)), (r["2025 (kr.)"], r["2026 (kr.)"], r["Ændring (kr.)"]))
                self.assertEqual(number(change), number(now) - number(before))
                seen += 1
            self.assertEqual([number(c) for c in body[-1][-3:]], [sum(number(r[k]) for r in body[:-1]) for k in (3, 4, 5)], name)
        self.assertEqual(seen, 4 * COUNT)

    def check_tariffs(self, name, got, wanted, key, places):
        """What is listed is the appendix's row; what is not listed follows prices and wages (2.8 %)."""
        listed = sorted(tuple(r[i] for i in places) for r in got)
        out = []
        for r in wanted:
            old, new = r["Takst: 2025 (kr.)"], r["Takst: 2026 (kr.)"]
            if not isinstance(old, (int, float)) or not isinstance(new, (int, float)): continue
            # the column is rounded to one decimal before it is compared
            if abs(((Decimal(new) / Decimal(old) - 1) * 100 - Decimal("2.8")).quantize(Decimal("0.1"), ROUND_HALF_UP)) < Decimal("0.3"): continue
            out.append((*(r[k] for k in key), f"{old:,}".replace(",", "."), f"{new:,}".replace(",", ".")))
        self.assertEqual(listed, sorted(out), name)
        return len(out)

    def test_tariffs_are_the_appendices(self):
        own, bought, seen = self.all13("Takster i 2025", "Kommune"), self.all13("Køb i 2025", "Kommune"), [0, 0]
        third = {(r["Tilbud"], r["Ydelse"], r["Niveau"]): r for r in self.sheet("bilag-3-takster", "Takster 2025 og 2026", "Kommune")}
        for r in own:
            other = third[r["Tilbud"], r["Ydelse"], r["Niveau"]]
            self.assertEqual([r[k] for k in ("Takst: 2025 (kr.)", "Takst: 2026 (kr.)", "Ændring (%)")], [other[k] for k in ("Takst: 2025 (kr.)", "Takst: 2026 (kr.)", "Ændring (%)")])
        for name in self.names:
            tables = [t for t in self.tables[name] if "Ydelse" in t[0]]
            buys = next((t[2:] for t in tables if "Ligger i" in t[0]), [])
            here = next((t[2:] for t in tables if "Ligger i" not in t[0]), [])
            seen[0] += self.check_tariffs(name, here, [r for r in own if r["Kommune"] == name], ("Tilbud", "Ydelse"), (0, 1, 2, 3))
            seen[1] += self.check_tariffs(name, buys, [r for r in bought if r["Kommune"] == name], ("Tilbud", "Ligger i", "Ydelse"), (0, 1, 2, 3, 4))
            changes = [r["Ændring (%)"] for r in own if r["Kommune"] == name and isinstance(r["Ændring (%)"], (int, float))]
            mean = (sum(Decimal(str(x)) for x in changes) / len(changes)).quantize(Decimal("0.1"), ROUND_HALF_UP)
            self.assertIn(f"i gennemsnit {mean} %".replace(".", ","), next(t for t in self.texts[name] if "Taksterne hos alle tilbud" in t), name)
        self.assertGreater(min(seen), 5)

    def test_offers_answers_and_deadlines_are_the_workbook(self):
        offers, answers, dates = self.all13("Tilbud og salg", "Kommune"), self.all13("Svar", "Kommune"), self.all13("Frister", "Kommune")
        hidden = 0
        for name in self.names:
            got = {r[0]: (r[2], r[3], r[4]) for r in self.table(name, "Driftsherre")[1:]}
            own = [r for r in offers if r["Kommune"] == name]
            self.assertEqual(got, {r["Tilbud"]: tuple(str(r[k]) for k in ("Pladser", "Solgte pladser", "Købere")) for r in own}, name)
            hidden += sum(v[0] == "skjult" for v in got.values())
            low = [(r["Målgruppe"], r["Svar"], r["Forklaring"]) for r in answers if r["Kommune"] == name and str(r["Svar"]) in "12"]
            printed = next((t[1:] for t in self.tables[name] if "Målgruppe" in t[0]), [])
            self.assertEqual(sorted(tuple(r) for r in printed), sorted((a, str(b), c) for a, b, c in low), name)
            tasks = [r["Opgave"] for r in dates if r["Kommune"] == name]
            self.assertEqual([r[1] for r in self.table(name, "Opgave")[1:]], tasks, name)
        self.assertGreater(hidden, 0)
        self.assertEqual(len(dates), 4 * COUNT)

    def test_what_is_hidden_in_the_appendix_is_hidden_here(self):
        rows = self.sheet("bilag-4-tilbudsoversigt", "Tilbud efter kommune", "Kommune")
        for name in self.names:
            got = {r[0]: r[-4].replace(".", "") for r in self.table(name, "Driftsherre")[1:]}
            wanted = {r["Tilbud"]: str(r["Pladser"]) for r in rows if r["Kommune"] == name}
            self.assertEqual(got, wanted, name)

    # ---- small purchases: what a reader of all that is published can work out ----

    @classmethod
    def register(cls, name):
        with open(TOP / "content" / NAME / f"registre/{name}.csv", encoding="utf-8-sig") as f: return list(csv.DictReader(f, delimiter=";"))

    def test_no_small_purchase_is_printed_or_left_by_subtraction(self):
        names, host = {t["id"]: t["navn"] for t in self.register("tilbud")}, {t["id"]: t for t in self.register("tilbud")}
        places = {k: r["Pladser"] for r in self.all13("Tilbud og salg", "Kommune") for k in [r["Tilbud"]]}
        sold = {r["Tilbud"]: r["Solgte pladser"] for r in self.all13("Tilbud og salg", "Kommune")}
        share = {r["Tilbud"]: r["Solgt andel (%)"] for r in self.sheet("bilag-4-tilbudsoversigt", "Tilbud efter kategori", "Tilbud")}
        printed = {(r["Kommune"], r["Tilbud"]): r["Pladser"] for r in self.all13("Køb i 2025", "Kommune")}
        municipality = {m.split(";")[0].strip(): m.split(";")[1].strip() for m in (TOP / "content" / NAME / "registre/kommuner.yaml").read_text(encoding="utf-8").splitlines() if m.count(";") == 4 and "felter" not in m}
        rest = {}
        for k in self.register("køb"):
            shown, truth = printed[municipality[k["betalingskommune"]], names[k["tilbud"]]], int(k["købte pladser"])
            self.assertIn(shown, ("skjult", truth))
            if truth < 5: self.assertEqual(shown, "skjult", k)
            if k["betalingskommune"] != host[k["tilbud"]]["kommune"] or host[k["tilbud"]]["driftsherre"] == "eksempelregionen":
                rest.setdefault(names[k["tilbud"]], []).append((shown, truth))
        self.assertEqual(sum(v != "skjult" for v in printed.values()) > 20, True)
        told = 0
        for offer, cells in rest.items():
            if offer not in sold: continue                     # closed since
            total, hidden = sum(t for _, t in cells), [t for s, t in cells if s == "skjult"]
            if 0 < total < 5: self.assertEqual(sold[offer], "skjult", offer)
            if sold[offer] == "skjult": self.assertIn(share.get(offer, "skjult"), ("skjult", "ikke oplyst"), "the share of the places would tell " + offer)
            if sold[offer] == "skjult" or not hidden: continue
            told += 1
            self.assertEqual(sold[offer], total)
            # those that stay hidden are at least two, together no small number, and not one each
            self.assertTrue(len(hidden) >= 2 and sum(hidden) >= 5 and sum(hidden) > len(hidden), (offer, cells))
        self.assertGreater(told, 30)

    def known(self):
        """(name, what it can be at least, at most) of every hidden figure, from the published workbooks alone: sums, rounded sums, sold places
        among the places, at least one place for each purchase that is listed, and that all places of the region are sold."""
        low, high, hidden, sums = {}, {}, [], []
        def cell(key, v, least):
            low[key], high[key] = (least, 99) if v == "skjult" else (v, v)
            if v == "skjult" and key[0] != "solgt": hidden.append(key)   # what is sold is a sum
        offers, bought = self.all13("Tilbud og salg", "Kommune"), self.all13("Køb i 2025", "Kommune")
        for r in offers: cell(("pladser", r["Tilbud"]), r["Pladser"], 1); cell(("solgt", r["Tilbud"]), r["Solgte pladser"], 0)
        key = [("køb", r["Kommune"], r["Tilbud"], r["Ydelse"]) for r in bought]
        for k, r in zip(key, bought): cell(k, r["Pladser"], 1)
        for r in offers:
            region, sold, all_places = r["Driftsherre"] == "Eksempelregionen", ("solgt", r["Tilbud"]), ("pladser", r["Tilbud"])
            parts = [k for k, b in zip(key, bought) if b["Tilbud"] == r["Tilbud"] and (region or b["Kommune"] != r["Kommune"])]
            sums += [(parts, [sold], 0, 0), ([sold], [all_places], 0 if region and r["Tilbud"] != "Grønsiskenvænget" else -99, 0)]   # it became the region's in the year
        for r in self.all13("Oversigt", "Kommune"):
            about = r["Kommunen køber: Pladser, cirka"]
            sums.append(([k for k in key if k[1] == r["Kommune"]], [], about - 2, about + 2))
        for by, sheet in (("Kommune", "Tilbud efter kommune"), ("Målgruppe", "Tilbud efter målgruppe")):
            rows = self.sheet("bilag-4-tilbudsoversigt", sheet, by)
            for s in self.sheet("bilag-4-tilbudsoversigt", "Subtotaler " + sheet[:20], by):
                if s[by] != "I alt" and s["Pladser"] != "skjult": sums.append(([("pladser", r["Tilbud"]) for r in rows if r[by] == s[by]], [], s["Pladser"], s["Pladser"]))
        changed = True
        while changed:
            changed = False
            for plus, minus, least, most in sums:
                lo = sum(low[k] for k in plus) - sum(high[k] for k in minus)
                hi = sum(high[k] for k in plus) - sum(low[k] for k in minus)
                for k in plus + minus:
                    a, b = (least - hi + high[k], most - lo + low[k]) if k in plus else (lo + high[k] - most, hi + low[k] - least)
                    if a > low[k] or b < high[k]: low[k], high[k], changed = max(a, low[k]), min(b, high[k]), True
        return [(k, low[k], high[k]) for k in hidden]

    def test_no_hidden_number_is_left_with_one_value(self):
        found = self.known()
        self.assertGreater(len(found), 500)
        self.assertEqual([f for f in found if f[1] >= f[2]], [])

    def test_no_amount_tells_a_small_purchase(self):
        names = {t["id"]: t["navn"] for t in self.register("tilbud")}
        own = {t["navn"]: t["driftsherre"] for t in self.register("tilbud")}
        tariff = {}
        for t in self.register("takster"):
            if t["takst"].isdigit(): tariff[t["ydelse"], t["år"]] = (int(t["takst"]), t["kan ikke sammenlignes"])
        printed = {(r["Kommune"], r["Tilbud"]): r["Pladser"] for r in self.all13("Køb i 2025", "Kommune")}
        municipality = {m.split(";")[0].strip(): m.split(";")[1].strip() for m in (TOP / "content" / NAME / "registre/kommuner.yaml").read_text(encoding="utf-8").splitlines() if m.count(";") == 4 and "felter" not in m}
        amount = []                                            # (buyer, offer, kr., is hidden)
        for k in self.register("køb"):
            old, new = tariff.get((k["ydelse"], "2025")), tariff.get((k["ydelse"], "2026"))
            if old and new and not new[1]:
                who, where = municipality[k["betalingskommune"]], names[k["tilbud"]]
                amount.append((who, where, int(k["dage"]) * (new[0] - old[0]), printed[who, where] == "skjult"))
        def safe(rows):
            hidden = [abs(a) for *_, a, h in rows if h and a]
            return not any(h for *_, h in rows) or (len(hidden) >= 3 and max(hidden) * 100 <= 70 * sum(hidden))
        half_up = lambda n: int((Decimal(n) / 1000).quantize(Decimal(1), ROUND_HALF_UP)) * 1000
        seen = 0
        for r in self.all13("Oversigt", "Kommune"):
            rows = [a for a in amount if a[0] == r["Kommune"]]
            shown = r["Kommunen køber: Nye takster koster (kr.)"]
            self.assertEqual(shown, half_up(sum(a[2] for a in rows)) if safe(rows) else "skjult", r["Kommune"])
            self.assertEqual(r["Kommunen køber: Pladser, cirka"] % 5, 0)
            seen += shown != "skjult"
        self.assertEqual(seen, COUNT)
        sale = {}
        for r in self.all13("Tilbud og salg", "Kommune"):
            rows, shown = [a for a in amount if a[1] == r["Tilbud"]], r["Nye takster giver (kr.)"]
            if r["Solgte pladser"] == "skjult": self.assertEqual(shown, "skjult", r)
            if isinstance(shown, (int, float)) and rows:
                self.assertTrue(safe(rows), r)
                self.assertEqual(shown, half_up(sum(a[2] for a in rows)), r)
            sale.setdefault(own[r["Tilbud"]], []).append(shown)
        for r in self.all13("Oversigt", "Kommune"):
            shown = r["Kommunen driver: Nye takster giver (kr.)"]
            visible = sum(v for v in next(v for k, v in sale.items() if k.endswith("-kommune") and k.startswith(next(i for i, n in municipality.items() if n == r["Kommune"]))) if isinstance(v, (int, float)))
            if shown != "skjult": self.assertGreaterEqual(shown, visible)

    def test_a_page_too_many_is_told_with_the_municipality(self):
        top = self.site(NAME)
        self.edit(top / "content" / NAME / "udtraek/udtraek.yaml", "    anker: udtraek-svar\n    side: ny\n", "    anker: udtraek-svar\n    side: ny\n    tekst: " + "Ord om det. " * 400 + "\n")
        r = self.build(top, "content/" + NAME)
        told = re.findall(r"advarsel\[P079\]: (.*)", r.stderr)
        self.assertEqual(len(told), 1, "one message for the file")
        self.assertTrue(told[0].startswith("fylder mere end 2 sider: "), told)
        self.assertEqual(told[0].count("Det betyder aftalen for os« ("), len(self.names))
        self.assertIn("»Birkesund: Det betyder aftalen for os« (3 sider)", told[0])

    def test_a_page_too_few_has_its_own_way_out(self):
        top = self.site(NAME)
        self.edit(top / "content" / NAME / "udtraek/udtraek.yaml", "sider: 2", "sider: 9")
        r = self.build(top, "content/" + NAME)
        self.assertEqual(len(re.findall(r"advarsel\[P077\]: fylder mindre end 9 sider: ", r.stderr)), 1, r.stderr)
        self.assertIn("vejledning: skriv mere", r.stderr)

if __name__ == "__main__":
    unittest.main()
