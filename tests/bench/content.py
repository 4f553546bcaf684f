"""Seeded content for the benchmark: the same folders and the same words every time, and beside each document the plain text for floor.c.
S: an agreement of about 24 pages. M: a table of 1,000 rows x 9 columns. L: 20,000 rows. B: 98 extracts of 4 pages."""
import pathlib, random

WORDS = """samarbejde kommune region tilbud borger indsats kvalitet kapacitet behov udvikling viden metode effekt pårørende bruger
sammenhæng specialisering takst belægning plads driftsherre aftale styring data ledelse økonomi målgruppe forløb overgang psykiatri
botilbud støtte ansvar fælles mellemkommunalt specialundervisning tilbudsoversigt rammeaftale socialområde kommunalbestyrelse
forsyningsforpligtelse brugerinddragelse kompetenceudvikling kapacitetsudnyttelse ledelsesinformation""".split()
SMALL = "og i på til for med den det de en et som at er af der ikke vi kan skal har fra om også mere".split()
PLACES = "Nordby Sønderlund Østerå Vestervig Ærøsund Lillehavn Storvang Engdal Bakkeby Klithøj Fjordby Skovlunde Åbakke Møllerup Kirkeby Strandby Hedelund".split()
GROUPS = ["autisme", "hjerneskade", "udviklingshæmning", "sindslidelse", "bevægelseshandicap", "synsnedsættelse", "misbrug", "hjemløshed"]

def sentence(rng):
    words = [rng.choice(WORDS if rng.random() < 0.45 else SMALL) for _ in range(rng.randint(8, 18))]
    return " ".join(words).capitalize() + "."

def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 6)))

def amount(rng):
    v = rng.randint(50000, 999999)
    whole = f"{v // 100:,}".replace(",", ".")
    return f"{whole},{v % 100:02d}"

def head(title, documents, register=False):
    lines = ["titel: " + title, "undertitel: Måling", "region: r1", "udgiver: Måling", "emne: Måling", "nøgleord: måling",
             "forbehold: Opdigtede tal til måling.", "periode:", "  fra: 01-01-2025", "  til: 31-12-2026", "status: indstillet", 'version: "1"',
             "versionsdato: 01-09-2024", "dokumenter:"] + [f"  - {d}.yaml" for d in documents]
    return "\n".join(lines) + "\n"

def document(name, title, blocks):
    return f"dokument: {name}\ntitel: {title}\nslags: bilag\nlayout: politisk\nexcel: nej\nindhold:\n  - forside:\n" + "".join(blocks)

class Folder:
    def __init__(self, top, name, title, documents):
        self.path = pathlib.Path(top) / "content" / name
        (self.path / "registre").mkdir(parents=True, exist_ok=True)
        (self.path / "aftale.yaml").write_text(head(title, documents))
        (self.path / "registre" / "regioner.yaml").write_text("regioner:\n  r1:\n    navn: Målregionen\n")
        self.floor = pathlib.Path(top) / "floor" / name
        self.floor.mkdir(parents=True, exist_ok=True)

    def add(self, name, title, blocks, plain):
        (self.path / f"{name}.yaml").write_text(document(name, title, blocks))
        (self.floor / f"{name}.txt").write_text("\n".join(plain) + "\n")

def chapters(rng, count, paragraphs, first=1):
    blocks, plain = [], []
    for c in range(first, first + count):
        title = f"Kapitel {c} om {rng.choice(WORDS)}"
        texts = [paragraph(rng) for _ in range(paragraphs)]
        blocks.append(f"  - afsnit: {title}\n    tekst: |\n" + "\n\n".join("      " + t for t in texts) + "\n")
        plain += ["H\t" + title] + ["P\t" + t for t in texts]
    return blocks, plain

ROW_FIELDS = ["navn", "målgruppe", "kommune", "år", "pladser", "takst", "sidste år", "ændring", "belægning"]

def rows(rng, count):
    out = []
    for i in range(count):
        out.append([f"{rng.choice(PLACES)} {i % 997 + 1}", rng.choice(GROUPS), rng.choice(PLACES), str(rng.choice([2023, 2024])),
                    str(rng.randint(2, 60)), amount(rng), amount(rng), f"{rng.randint(0, 99)},{rng.randint(0, 9)}", f"{rng.randint(60, 109)},{rng.randint(0, 9)}"])
    return out

def table_block(data, name="takster", indent="      "):
    text = [indent + "| " + " | ".join(ROW_FIELDS) + " |", indent + "|" + "---|" * len(ROW_FIELDS)]
    text += [indent + "| " + " | ".join(r) + " |" for r in data]
    return f"  - tabel: {name}\n    titel: Takster til måling\n    tekst: |\n" + "\n".join(text) + "\n"

def registers(rng, folder, offers):
    """Offers with a service each, a tariff a year for four years in its parts, occupancy in quarters and years, and the price series between the years: sound
    figures, so that an audit reads all of them and has nothing to tell."""
    years, rise = range(2021, 2025), 2
    write = lambda name, lines: (folder.path / "registre" / name).write_text("\n".join(lines) + "\n")
    write("kommuner.yaml", ["kommuner:"] + [f"  k{i}:\n    navn: {p}\n    kode: \"{i + 100}\"" for i, p in enumerate(PLACES)])
    write("driftsherrer.yaml", ["driftsherrer:"] + [f"  d{i}:\n    navn: {p} Kommune\n    art: kommune\n    kommune: k{i}" for i, p in enumerate(PLACES)])
    write("love.yaml", ["love:", "  sel:", "    navn: Serviceloven", "paragraffer:", "  sel-107:", "    navn: SEL § 107", "    lov: sel"])
    write("prisserier.yaml", ["prisserier:", "  felter: navn; fra år; til år; procent", "  rækker: |"] + [f"    Fremskrivning; {y - 1}; {y}; {rise}" for y in years])
    rows = {"tilbud": ["id;navn;målgruppe;driftsherre;kommune;paragraf;pladser;solgt andel;antal købere;p-nummer"],
            "ydelser": ["id;tilbud;navn;paragraf;art;enhed;dage om året"],
            "takster": ["id;ydelse;år;takst;løn;øvrig drift;administration;kapital;årsag;tilstand;trykt ændring;årspris;månedspris"],
            "belægning": ["tilbud;år;kvartal;pladser;belægning;budgetteret;dage;åbningsdage"]}
    for i in range(offers):
        k, places, before = rng.randrange(len(PLACES)), rng.randint(2, 60), None
        rows["tilbud"].append(f"t{i};{PLACES[k]} {i};{rng.choice(GROUPS)};d{k};k{k};sel-107;{places};{rng.randint(1, 60)};{rng.randint(1, 6)};{9000000000 + i}")
        rows["ydelser"].append(f"y{i};t{i};Døgnophold;sel-107;hovedydelse;døgn;365")
        for y in years:
            tariff = rng.randint(900, 4000) if before is None else round(before * (1 + rise / 100))
            parts = [tariff * 7 // 10, tariff // 10, tariff // 12]
            change = "" if before is None else f"{int((tariff / before - 1) * 1000 + 0.5) // 10},{int((tariff / before - 1) * 1000 + 0.5) % 10}"
            cells = [f"x{i}-{y}", f"y{i}", y, tariff, *parts, tariff - sum(parts), "P/L" if before else "ikke relevant", "endelig", change, tariff * 365, ""]
            rows["takster"].append(";".join(map(str, cells)))
            before = tariff
        used = [places * rng.randint(70, 92) for _ in range(4)]
        for y, quarter, days, open_days in [(2024, q + 1, used[q], (91, 91, 92, 92)[q]) for q in range(4)] + [(2024, 0, sum(used), 366)]:
            share = days * 2000 // (places * open_days)
            rows["belægning"].append(f"t{i};{y};{quarter};{places};{(share + 1) // 2 // 10},{(share + 1) // 2 % 10};100;{days};{open_days}")
    for name, lines in rows.items():
        write(name + ".csv", lines)

def make(top):
    rng = random.Random(20260923)
    blocks, plain = chapters(rng, 13, 12)
    Folder(top, "s", "Aftale til måling", ["s"]).add("s", "Aftale til måling", ["  - indholdsfortegnelse: Indhold\n"] + blocks, plain)
    for name, count in (("m", 1000), ("l2", 5000), ("l", 20000)):
        data = rows(rng, count)
        Folder(top, name, "Tabel til måling", [name]).add(name, "Tabel til måling", [table_block(data)], ["R\t" + "\t".join(r) for r in [ROW_FIELDS] + data])
    for name, offers in (("a2", 1250), ("a", 5000)):
        folder = Folder(top, name, "Registre til måling", ["a"])
        folder.add("a", "Registre til måling", chapters(rng, 1, 1)[0], [])
        registers(rng, folder, offers)
    names = [f"udtraek-{i:02d}" for i in range(1, 99)]
    folder = Folder(top, "b", "Udtræk til måling", names)
    for name in names:
        blocks, plain = chapters(rng, 2, 5)
        data = rows(rng, 30)
        folder.add(name, "Udtræk " + name, blocks + [table_block(data, name)], plain + ["R\t" + "\t".join(r) for r in [ROW_FIELDS] + data])

if __name__ == "__main__":
    import sys
    make(sys.argv[1])
