"""A list as Tilbudsportalen or an operator keeps it, made from an agreement's own registers: a row a service with a tariff, or a row an offer without."""
import csv, io, pathlib
import openpyxl

HEADINGS = ["Tilbudsportal ID", "Tilbudets navn", "CVR-nummer", "P-nummer", "Paragraf", "Pladser", "Ydelse", "Takst", "Belægning", "Kontaktperson"]
PORTAL, NAME, CVR, UNIT, PARAGRAPH, PLACES, SERVICE, TARIFF, OCCUPANCY = range(9)

def rows_of(folder, name):
    data = (folder / "registre" / name).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))

def day_key(text):
    return tuple(reversed([int(x) for x in text.split("-")]))

def holds(r, day):
    return (not r.get("fra") or day_key(r["fra"]) <= day) and (not r.get("til") or day_key(r["til"]) >= day)

def law_words(ids):
    names = {"sel": "SEL", "bl": "Barnets lov", "abl": "ABL", "stu": "STU"}
    out = []
    for x in [i.strip() for i in ids.split(",")]:
        law, _, number = x.partition("-")
        out.append(f"{names[law]} § {number}" if number else names[law])
    return "; ".join(out)

def known(text):
    return "" if text.startswith("ikke ") else text

def extract(folder, year, companies=None):
    """The rows that agree with the registers on 1 January. companies: CVR numbers that were others that day, by offer's id."""
    day = (year, 1, 1)
    occupancy = {r["tilbud"]: r["belægning"] for r in rows_of(folder, "belægning.csv") if r["år"] == str(year) and r["kvartal"] == "0"}
    tariffs = {}
    for t in rows_of(folder, "takster.csv"):
        if t["år"] == str(year) and (not t["gælder fra"] or day_key(t["gælder fra"]) <= day):
            tariffs[t["ydelse"]] = t["takst"]
    services = {}
    for s in rows_of(folder, "ydelser.csv"):
        if s["id"] in tariffs and holds(s, day):
            level = known(s["niveau"])
            services.setdefault(s["tilbud"], []).append((s["navn"] + (" " + level if level else ""), tariffs[s["id"]]))
    out = []
    for o in rows_of(folder, "tilbud.csv"):
        if not holds(o, day):
            continue
        for service, tariff in services.get(o["id"], [("", "")]):
            out.append([known(o["tilbudsportal-id"]), o["navn"], (companies or {}).get(o["id"], o["cvr"]), known(o["p-nummer"]), law_words(o["paragraf"]), o["pladser"],
                        service, tariff, known(occupancy.get(o["id"], "")), "findes ikke"])
    return out

def write_csv(path, rows, encoding="utf-8"):
    with open(path, "w", encoding=encoding, newline="") as f:
        w = csv.writer(f, delimiter=";")
        w.writerow(HEADINGS)
        w.writerows(rows)
    return pathlib.Path(path)

def figure(text):
    return float(text.replace(",", ".")) if text else None

def write_xlsx(path, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Udtræk"
    sheet.append(["Udtræk af tilbud"])
    sheet.append(HEADINGS)
    for r in rows:
        sheet.append([int(c) if i in (PORTAL, PLACES) and c else figure(c) if i in (TARIFF, OCCUPANCY) else c or None for i, c in enumerate(r)])
    book.save(path)
    return pathlib.Path(path)
