"""The rules of layouts/beregninger.yaml, each written down once more, apart from the models, over Python's fractions; and what is put in, drawn by chance."""
import math
from fractions import Fraction as F

# ---- the rules, each written down apart from the models; F in, F (or text, or ja/nej) out ----

def rounded(x, decimals=0):
    """Half away from zero, once."""
    scaled = abs(x) * 10 ** decimals
    whole = math.floor(scaled + F(1, 2))
    return F(whole if x >= 0 else -whole, 10 ** decimals)

def cut(x, decimals):
    """Towards zero: what stands before "…"."""
    return F(math.trunc(x * 10 ** decimals), 10 ** decimals)

def yes(x): return "ja" if x else "nej"
def check(x): return "i orden" if x else "passer ikke"

def normal_takst(v):
    direct = sum(v[k] for k in ("løn", "drift", "nattevagter", "lokalt", "bygninger", "biler"))
    cost = (direct * (1 + v["administration"] / 100) + v["anskaffelse"] / v["levetid"] + v["byggepris"] / v["levetid bygninger"] + v["værdi"] * v["rente"] / 100
            + v["tjenestemandsløn"] * v["pensionssats"] / 100 + v["tilsyn"] - v["brugerbetaling"])
    days = v["pladser"] * v["døgn"] * v["belægning"] / 100
    price = (cost + v["regulering"]) / days
    return {"udgifter": cost, "takst": rounded(cost / days), "døgnpris": rounded(price), "månedspris": rounded(price * v["døgn"] / 12),
            "dækker": check(abs(rounded(price) - price) <= F(1, 2)), "muligt": check(v["belægning"] <= 100), "gyldige døgn": check(v["døgn"] <= 366), "positiv": check(rounded(price) > 0)}

def budgetteret(v):
    years = [v[f"år {k}"] - v[f"midlertidigt {k}"] for k in (2, 3)][:int(v["kendte år"])]
    mean = sum(years) / len(years) if years else v["eget bud"]
    used = min(v["loft"], mean if mean > v["eget bud"] else v["eget bud"])
    return {"gennemsnit": mean, "budgetteret": used, "bud i orden": check(not v["eget bud"] or v["eget bud"] >= min(mean, v["loft"])), "muligt": check(used > 0)}

def paragraf_85(v):
    return {"timepris": rounded((v["udgifter"] + v["regulering"]) * 100 / (v["ansatte"] * v["arbejdstimer"] * v["borgertid"])), "dækker": "i orden", "muligt": check(v["borgertid"] <= 100), "positiv": "i orden"}

def basis_og_pakke(v):
    pack = rounded(v["trin"] * (2 * v["pakke"] - 1) / 2)
    return {"pakkepris": pack, "døgnpris": pack + v["basistakst"], "fra timer": 7 * v["pakke"] - 7, "til timer": 7 * v["pakke"], "findes": check(v["pakke"].denominator == 1)}

def basis_og_timer(v):
    return {"døgnpris": rounded(v["basistakst"] + v["timer"] * v["timetakst"] + v["tillæg"]), "muligt": "i orden"}

def niveauer(v):
    days = [v[f"pladser {k}"] * v["døgn"] * v[f"belægning {k}"] / 100 for k in (1, 2, 3)]
    weights = [v[f"vægt {k}"] for k in (1, 2, 3)]
    unit = (v["udgifter"] + v["regulering"]) / sum(d * w for d, w in zip(days, weights))
    prices = [rounded(unit * w) for w in weights]
    return {**{f"takst {k}": p for k, p in zip((1, 2, 3), prices)}, "indtægt": sum(p * d for p, d in zip(prices, days)), "dækker": "i orden",
            "stiger": check(prices == sorted(prices)), "muligt": check(all(v[f"belægning {k}"] <= 100 for k in (1, 2, 3))), "positiv": "i orden"}

def tillaegsydelse(v):
    hour = v["timeudgift"] * (100 + v["administration"]) / 100
    return {"udgifter": hour * v["timer"], "timepris": rounded(hour), "indtægt": rounded(hour) * v["timer"], "balance": "i orden"}

def over_underskud(v):
    surplus = v["resultat"] > 0
    size, limit = abs(v["resultat"]), v["udgifter"] * v["grænse overskud" if surplus else "grænse underskud"] / 100
    moved = F(0) if size <= limit else size if v["måde"] == "alt" else size - limit
    g = -moved * v["af overskud"] / 100 if surplus else moved * v["af underskud"] / 100
    change = rounded(g * 100 / (v["pladser"] * v["døgn"] * v["belægning"]))
    return {"regulering": g, "hos driftsherren": v["resultat"] + g, "ændring": change, "pris": v["takst"] + change if v["takst"] else "ikke relevant",
            "retning": "i orden", "kendt måde": "i orden", "kendt regnskab": check(v["forskydning"] >= 2), "dele": "i orden", "muligt": check(v["belægning"] <= 100),
            "positiv": check(not v["takst"] or v["takst"] + change > 0)}

def etablering(v):
    first, later = (v["pladser"] * v["døgn"] * v[k] / 100 for k in ("belægning i startårene", "belægning senere"))
    return {"første takst": rounded((v["driftsudgifter"] + v["startudgift"] / v["startår"]) / first), "senere takst": rounded(v["driftsudgifter"] / later), "dækker": "i orden",
            "muligt": check(max(v["belægning i startårene"], v["belægning senere"]) <= 100)}

def nedlaeggelse(v):
    years = range(1, int(v["antal år"]) + 1)
    own, all_ = (sum(v[f"{who} {k}"] for k in years) for who in ("egne", "alle"))
    left = v["løn"] + v["leje"] + v["andet"] - v["indtægter"]
    return {"tilbage": left, "andel": F(own, all_) * 100, "beløb": rounded(left * own / all_), "gyldige år": "i orden"}

def refusion(v):
    limits, rates = [v[f"grænse {k}"] for k in (1, 2, 3)], [v[f"sats {k}"] / 100 for k in (1, 2, 3)]
    total, below = F(0), F(0)
    for i, rate in enumerate(rates):        # each krone above a limit earns what its rate is more than the one before
        total += max(F(0), v["udgift"] - limits[i]) * (rate - below)
        below = rate
    return {"refusion": rounded(total)}

def kategori(v):
    high, buyers, sold = v["takst"] >= v["takstgrænse"], v["købere"] >= v["købergrænse"], v["solgt"] >= v["solgt grænse"]
    meets = high and (buyers or sold) if v["læsning"] == "taksten altid" else (high and buyers) or sold
    by_rule = "højt specialiseret" if meets else "skal vurderes" if high else "klynge" if v["købere"] or v["solgt"] else "lokalt"
    return {"opfylder": yes(meets), "kategori": by_rule if v["vurdering"] == "ingen" else v["vurdering"], "kendt læsning": "i orden", "kendt vurdering": "i orden"}

def tilsyn(v):
    places = v["pladser"] - v["forbeholdt"] + v["borgere"] / 10
    factor = next(f for most, f in ((7, F(1)), (24, F(6, 5)), (49, F(2)), (math.inf, F(3))) if places <= most)
    return {"talte pladser": places, "faktor": factor, "takst": rounded(v["grundbeløb"] * factor), "skærpet": rounded(v["grundbeløb"] * factor / 10), "pladser nok": check(v["forbeholdt"] <= v["pladser"])}

def saerlige(v):
    empty = max(F(0), v["oprettet"] - v["brugt"] - v["lånt ud"])
    return {"beløb": rounded(empty * v["døgntakst"] * v["døgn"] * v["kommunernes del"] / 100), "plads": check(v["brugt"] + v["lånt ud"] <= v["oprettet"]), "lån": check(4 * v["lånt ud"] <= v["oprettet"])}

def indberetning(v):
    gap = (v["faktisk"] - v["budgetteret"]) * (100 / v["budgetteret"] if v["måles i"] == "procent" else 1)
    return {"forskel": gap, "indberettes": yes(abs(gap) >= v["grænse"]), "kendt mål": "i orden"}

def deltid(v):
    share = F(100) if v["dage"] >= v["fuld tid"] else v["tre dage"] if v["dage"] >= 3 else v["få dage"]
    return {"pris": rounded(v["fuld pris"] * share / 100), "mindst en dag": check(1 <= v["dage"] <= 7)}

def aendring_i_aaret(v):
    days = [v[f"pladser {k}"] * v[f"døgn {k}"] * v["belægning"] / 100 for k in ("før", "efter")]
    income = sum(d * v[f"takst {k}"] for d, k in zip(days, ("før", "efter")))
    return {"indtægt": income, "gennemsnit": rounded(income / sum(days)), "ændring": rounded(v["takst efter"] * 100 / v["takst før"] - 100, 2),
            "helt år": check(v["døgn før"] + v["døgn efter"] in (365, 366)), "muligt": check(v["belægning"] <= 100)}

def pladser_ved_aarsskifte(v):
    before, after = (rounded((v["faste udgifter"] / v[f"pladser {k}"] + v["udgift til en plads"]) * 100 / (v["døgn"] * v["belægning"])) for k in ("før", "efter"))
    return {"takst før": before, "takst efter": after, "ændring": rounded(after * 100 / before - 100, 2), "muligt": check(v["belægning"] <= 100)}

def opsigelse(v):
    paid = min(v["varsel"], v["tom"])
    return {"betalte døgn": paid, "beløb": rounded(v["takst"] * paid), "uden betaling": v["tom"] - paid, "muligt": "i orden"}

def enkeltmandsprojekt(v):
    cost = (v["timer"] * v["døgn"] * v["timeudgift"] + v["bolig"] + v["drift"]) * (100 + v["administration"]) / 100
    return {"udgifter": cost, "pris": rounded(cost / v["døgn"]), "månedspris": rounded(cost / 12), "muligt": "i orden"}

# What is put in: (lowest, highest, decimals), or the texts to choose from. Figures are chosen so that no percentage is 0 where one divides by it.
MONEY, SMALL_MONEY, PERCENT, OCCUPANCY, PLACES, DAYS = (100000, 20000000, 0), (1, 900000, 0), (0, 25, 1), (50, 110, 1), (1, 60, 0), (330, 366, 0)
MODELS = {
    "normal-takst": (normal_takst, {"løn": MONEY, "drift": MONEY, "nattevagter": SMALL_MONEY, "lokalt": MONEY, "bygninger": SMALL_MONEY, "biler": SMALL_MONEY, "administration": PERCENT,
        "anskaffelse": SMALL_MONEY, "levetid": (1, 30, 0), "byggepris": MONEY, "levetid bygninger": (10, 60, 0), "værdi": MONEY,
        "rente": PERCENT, "tjenestemandsløn": SMALL_MONEY, "pensionssats": PERCENT, "tilsyn": SMALL_MONEY, "brugerbetaling": (0, 100000, 0), "pladser": PLACES, "døgn": (330, 370, 0),
        "belægning": OCCUPANCY, "regulering": (-900000, 300000, 0)}),
    "budgetteret-belaegning": (budgetteret, {"kendte år": (0, 2, 0), "år 3": OCCUPANCY, "midlertidigt 3": (0, 9, 1), "år 2": OCCUPANCY, "midlertidigt 2": (0, 9, 1), "eget bud": (0, 110, 1),
        "loft": (100, 100, 0)}),
    "paragraf-85": (paragraf_85, {"udgifter": MONEY, "regulering": (-90000, 300000, 0), "ansatte": (1, 40, 1), "arbejdstimer": (1200, 1600, 0), "borgertid": (40, 90, 1)}),
    "basis-og-pakke": (basis_og_pakke, {"basistakst": (300, 4000, 0), "trin": (200, 500, 2), "pakke": (1, 40, 0)}),
    "basis-og-timer": (basis_og_timer, {"basistakst": (300, 4000, 0), "timetakst": (300, 500, 2), "tillæg": (0, 300, 0), "timer": (0, 30, 2)}),
    "dagtrin": (lambda v: {"dagtrin": rounded(v["trin"] / 3)}, {"trin": (200, 500, 1)}),
    "niveauer": (niveauer, {"udgifter": MONEY, "regulering": (-90000, 300000, 0), "døgn": DAYS, **{f"pladser {k}": PLACES for k in (1, 2, 3)},
        **{f"belægning {k}": OCCUPANCY for k in (1, 2, 3)}, **{f"vægt {k}": (1, 4, 2) for k in (1, 2, 3)}}),
    "tillaegsydelse": (tillaegsydelse, {"timer": (1, 5000, 0), "timeudgift": (200, 700, 2), "administration": PERCENT}),
    "pl-procent": (lambda v: {"procent": v["niveau"] + v["skøn"]}, {"niveau": (-3, 5, 1), "skøn": (-3, 5, 1)}),
    "fremskrivning": (lambda v: {"ny takst": rounded(v["takst"] * (100 + v["niveau"] + v["skøn"]) / 100 + v["andet"])},
        {"takst": (300, 9000, 0), "niveau": (-3, 5, 1), "skøn": (-3, 5, 2), "andet": (-40, 60, 0)}),
    "udgiftsloft": (lambda v: {"loft": v["før"] * (100 + v["procent"]) / 100, "under loftet": check(v["næste"] <= v["før"] * (100 + v["procent"]) / 100)},
        {"før": (1000000, 1100000, 0), "procent": (-3, 5, 2), "næste": (1000000, 1100000, 0)}),
    "vaekst": (lambda v: {"ændring": rounded(v["nu"] * 100 / v["før"] - 100, 2)}, {"før": (300, 9000, 0), "nu": (300, 9000, 0)}),
    "over-underskud": (over_underskud, {"resultat": (-900000, 900000, 0), "udgifter": (1000000, 20000000, 0), "grænse overskud": (0, 8, 1), "grænse underskud": (0, 8, 1), "forskydning": (1, 3, 0), "måde": ["over grænsen", "alt"],
        "af overskud": (0, 100, 0), "af underskud": (0, 100, 0), "pladser": PLACES, "døgn": DAYS, "belægning": OCCUPANCY, "takst": (0, 400, 0)}),
    "etablering": (etablering, {"startudgift": SMALL_MONEY, "startår": (1, 10, 0), "driftsudgifter": MONEY, "pladser": PLACES, "døgn": DAYS, "belægning i startårene": OCCUPANCY,
        "belægning senere": OCCUPANCY}),
    "nedlaeggelse": (nedlaeggelse, {"løn": MONEY, "leje": MONEY, "andet": SMALL_MONEY, "indtægter": SMALL_MONEY, "antal år": (1, 3, 0), **{f"egne {k}": (0, 900, 0) for k in (1, 2, 3)},
        **{f"alle {k}": (900, 9000, 0) for k in (1, 2, 3)}}),
    "objektiv-finansiering": (lambda v: {"beløb": rounded(v["beløb i alt"] * v["nøgle"] / v["nøgle i alt"]), "højst alle": check(v["nøgle"] <= v["nøgle i alt"])},
        {"beløb i alt": MONEY, "nøgle i alt": (90000, 900000, 0), "nøgle": (2000, 100000, 0)}),
    "objektiv-sats": (lambda v: {"beløb": rounded(v["sats"] * v["nøgle"])}, {"sats": (1, 300, 7), "nøgle": (2000, 100000, 0)}),
    "tilsyn": (tilsyn, {"grundbeløb": (30000, 60000, 1), "pladser": (1, 90, 0), "forbeholdt": (0, 9, 0), "borgere": (0, 90, 0)}),
    "saerlige-pladser": (saerlige, {"oprettet": PLACES, "brugt": PLACES, "lånt ud": (0, 9, 0), "døgntakst": (3000, 5000, 0), "døgn": (1, 366, 0), "kommunernes del": (0, 100, 1)}),
    "moms": (lambda v: {"uden moms": rounded(v["med moms"] * v["del uden moms"] / 100, 2)}, {"med moms": (1000, 9000, 2), "del uden moms": (80, 100, 1)}),
    "maaned-til-doegn": (lambda v: {"døgnpris": rounded(v["månedspris"] / v["døgn"])}, {"månedspris": (10000, 200000, 0), "døgn": (28, 31, 1)}),
    "aar-til-maaned-og-doegn": (lambda v: {"månedspris": rounded(v["årspris"] / v["måneder"]), "døgnpris": rounded(v["årspris"] / v["døgn"])}, {"årspris": MONEY, "måneder": (10, 12, 0), "døgn": DAYS}),
    "pris-i-oere": (lambda v: {"månedspris": rounded(v["årspris"] / v["måneder"], 2), "døgnpris": rounded(v["årspris"] / v["døgn"], 2)}, {"årspris": (100000, 2000000, 2), "måneder": (10, 12, 0), "døgn": DAYS}),
    "gange-pris": (lambda v: {"resultat": rounded(v["pris"] * v["gange"], 2)}, {"pris": (500, 9000, 2), "gange": (1, 3, 1)}),
    "refusion-176": (refusion, {"udgift": (500000, 4000000, 0), "grænse 1": (700000, 1000000, 0), "grænse 2": (1000000, 1500000, 0), "grænse 3": (1500000, 2500000, 0),
        **{f"sats {k}": (0, 100, 0) for k in (1, 2, 3)}}),
    "kategori": (kategori, {"takst": (1800, 2200, 0), "købere": (0, 6, 0), "solgt": (0, 60, 0), "takstgrænse": (2000, 2000, 0), "købergrænse": (4, 4, 0), "solgt grænse": (40, 40, 0),
        "vurdering": ["ingen", "ingen", "ingen", "lokalt"], "læsning": ["taksten altid", "taksten og købere"]}),
    "faktisk-belaegning": (lambda v: {"belægning": rounded(v["brugte døgn"] * 100 / (v["pladser"] * v["døgn"]), 1)}, {"brugte døgn": (0, 9000, 0), "pladser": PLACES, "døgn": (90, 366, 0)}),
    "belaegningsindberetning": (indberetning, {"budgetteret": (90, 100, 1), "faktisk": (85, 105, 1), "grænse": (5, 5, 0), "måles i": ["procentpoint", "procent"]}),
    "deltid": (deltid, {"fuld pris": (500, 3000, 2), "dage": (1, 7, 0), "fuld tid": (4, 5, 0), "tre dage": (70, 90, 0), "få dage": (40, 60, 0)}),
    "aendring-i-aaret": (aendring_i_aaret, {"takst før": (300, 9000, 0), "takst efter": (300, 9000, 0), "pladser før": PLACES, "pladser efter": PLACES, "døgn før": (0, 200, 0),
        "døgn efter": (163, 168, 0), "belægning": OCCUPANCY}),
    "pladser-ved-aarsskifte": (pladser_ved_aarsskifte, {"faste udgifter": MONEY, "udgift til en plads": SMALL_MONEY, "pladser før": PLACES, "pladser efter": PLACES, "døgn": DAYS, "belægning": OCCUPANCY}),
    "opsigelse": (opsigelse, {"takst": (300, 9000, 2), "varsel": (0, 180, 0), "tom": (0, 180, 0)}),
    "enkeltmandsprojekt": (enkeltmandsprojekt, {"timer": (1, 48, 1), "timeudgift": (300, 500, 2), "døgn": DAYS, "bolig": SMALL_MONEY, "drift": SMALL_MONEY, "administration": PERCENT}),
    "personer-i-flere": (lambda v: {"højst": v["første"] + v["anden"] + v["tredje"], "mindst": max(v["første"], v["anden"], v["tredje"]),
            "ikke for mange": check(v["i alt"] <= v["første"] + v["anden"] + v["tredje"]), "ikke for få": check(v["i alt"] >= max(v["første"], v["anden"], v["tredje"]))},
        {"første": (1000, 9000, 0), "anden": (1000, 9000, 0), "tredje": (1000, 9000, 0), "i alt": (5000, 20000, 0)}),
}

def draw(rng, inputs):
    return {k: rng.choice(w) if isinstance(w, list) else F(rng.randint(w[0] * 10 ** w[2], w[1] * 10 ** w[2]), 10 ** w[2]) for k, w in inputs.items()}

def danish(x):
    if isinstance(x, str):
        return x
    digits = f"{abs(float(x)):.7f}".rstrip("0").rstrip(".")
    return ("-" if x < 0 else "") + digits.replace(".", ",")
