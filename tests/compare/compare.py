#!/usr/bin/python3
"""Sets two texts three times - with rammeaftale, LuaLaTeX and Typst, in the same faces, sizes, measure and page, ragged right, with Danish
hyphenation - and judges the PDFs by one reading of where poppler finds their words. Our settings were chosen on prosa.txt; on proeve.txt none was. Prints a
table in Danish for each text and measure, and the figures in which ours is not the best. Exits 1 when a break is made that nobody has judged in breaks.txt.

Use: compare.py PROGRAM FOLDER    (FOLDER/node_modules holds the Typst compiler; `make compare` puts it there)"""
import html, itertools, pathlib, re, shutil, statistics, subprocess, sys, unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
PAGE = dict(width=595.276, height=841.89, left=79.37, top=82.2, depth=686.0)      # A4; 45 lines of 15 pt and a half
BODY, LEADING, GAP = 10.5, 15, 10
GIVE = r" plus .18\fontdimen2\font minus .1\fontdimen2\font"                         # as ours: TEXT_BLANK_WIDER, TEXT_BLANK_NARROWER
GIVING = "LuaLaTeX +18/−10 %"
NOTE = """Ordmellemrummene: i rammeaftale giver de sig fra linje til linje, op til 18 % bredere og 10 % smallere. I LuaLaTeX (ragged2e's \\RaggedRight, som den er
sat fra begyndelsen, med microtype: hængende tegn, ingen strakte bogstaver) og i Typst (justify: false, linebreaks: "optimized") ligger de fast; søjlen
»LuaLaTeX +18/−10 %« giver LuaLaTeX den samme frihed som rammeaftale har."""
HANG = 4                                                                         # points that a mark may hang out at the right (microtype)
MEASURES = (390, 240)                                                            # a column of a page, and a narrow one
HEADS = {1: dict(size=17, leading=22, above=25, below=5), 2: dict(size=13, leading=18, above=20, below=5)}

TEXTS = {"prosa": "teksten som indstillingerne er valgt på", "proeve": "en tekst som ingen indstilling er valgt på"}

def prose(name):
    blocks = []
    for text in (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
        text = " ".join(line for line in text.splitlines() if not line.startswith("%"))
        if text:
            level = len(text) - len(text.lstrip("#"))
            blocks.append((level, text.lstrip("# ")))
    return blocks

def run(*command, cwd=None):
    r = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True)
    if r.returncode:
        sys.exit(f"{command[0]}: {r.stdout[-2000:]}{r.stderr[-2000:]}")

# ---- three ways to set it ----
def set_ours(program, folder, blocks, measure):
    site = folder / f"vores-{measure}"
    shutil.rmtree(site, ignore_errors=True)
    for part in ("layouts", "fonts"):
        shutil.copytree(TOP / part, site / part)
    head = lambda level, name: (f"  {name}: {{arver: rubrik, skrift: titel, størrelse: {('rubrik', 'mellem')[level - 1]}, linje: {HEADS[level]['leading']} pt, "
                                f"luft over: {HEADS[level]['above']} pt, luft under: {HEADS[level]['below']} pt, bredde: {measure} pt}}\n")
    right = (PAGE["width"] - PAGE["left"] - measure)
    (site / "layouts/prøve.yaml").write_text(
        "bygger på: faelles\nbeskrivelse: Sammenligning.\nsider:\n  normal:\n    bredde: 210 mm\n    højde: 297 mm\n"
        f"    margen: {PAGE['top']} pt {right:.2f} pt {PAGE['height'] - PAGE['top'] - PAGE['depth']:.2f} pt {PAGE['left']} pt\n".replace(".", ",")
        + "    felter: []\n    flader: []\nstilarter:\n"
        + f"  brødtekst: {{bredde: {measure} pt}}\n" + head(1, "rubrik-2") + head(2, "rubrik-3"), encoding="utf-8")
    content = site / "content/prosa"
    content.mkdir(parents=True)
    (content / "aftale.yaml").write_text(
        "titel: Prosa\nregion: r\nudgiver: Prøve\nemne: Prøve\nforbehold: Prøve.\nperiode:\n  fra: 01-01-2025\n  til: 31-12-2026\nstatus: endelig\n"
        'version: "1"\nversionsdato: 01-09-2024\ndokumenter:\n  - prosa.yaml\n', encoding="utf-8")
    (content / "registre").mkdir()
    (content / "registre/r.yaml").write_text("regioner:\n  r:\n    navn: Prøveregionen\n", encoding="utf-8")
    out = ["dokument: prosa\ntitel: Prosa\nslags: hoveddokument\nlayout: prøve\nexcel: nej\nindhold:\n"]
    for level, text in blocks:
        if level == 1:
            out.append(f'  - afsnit: "{text}"\n    tekst: |\n')
        else:
            out.append(f"      {'### ' if level else ''}{text}\n\n")
    (content / "prosa.yaml").write_text("".join(out), encoding="utf-8")
    run(program, "build", "--quiet", cwd=site)
    return site / "output/prosa/prosa.pdf"

def set_latex(folder, blocks, measure, give=""):
    """give: what its blanks may stretch and shrink; none, as ragged2e has it."""
    name = f"latex-{'giver-' if give else ''}{measure}"
    escape = lambda s: re.sub(r"([&%$#_{}])", r"\\\1", s).replace("–", "--").replace("…", r"\dots{}")
    head = lambda level, h: (f"\\renewcommand\\{['section', 'subsection'][level - 1]}{{\\@startsection{{{['section', 'subsection'][level - 1]}}}{{{level}}}{{0pt}}{{-{h['above']}bp}}{{{h['below']}bp}}"
                             f"{{\\headface\\fontsize{{{h['size']}bp}}{{{h['leading']}bp}}\\selectfont\\bfseries\\RaggedRight\\hyphenpenalty=10000 }}}}\n")
    source = [f"""\\documentclass{{article}}
\\usepackage[paperwidth={PAGE['width']}bp,paperheight={PAGE['height']}bp,left={PAGE['left']}bp,top={PAGE['top']}bp,textwidth={measure}bp,textheight={PAGE['depth']}bp,
  headheight=0pt,headsep=0pt,footskip=0pt]{{geometry}}
\\usepackage[danish]{{babel}}
\\usepackage{{fontspec,ragged2e}}
\\usepackage[expansion=false]{{microtype}}
\\setmainfont{{PT Sans}}\\newfontfamily\\headface{{PT Serif}}
\\setlength\\parindent{{0pt}}\\setlength\\parskip{{{GAP}bp}}\\raggedbottom\\pagestyle{{empty}}
\\renewcommand\\normalsize{{\\fontsize{{{BODY}bp}}{{{LEADING}bp}}\\selectfont}}
\\widowpenalty=10000\\clubpenalty=10000\\brokenpenalty=10000
\\righthyphenmin=3\\doublehyphendemerits=100000\\finalhyphendemerits=100000
\\makeatletter
{"".join(head(level, h) for level, h in HEADS.items())}\\makeatother
\\begin{{document}}\\normalsize\\RaggedRight\\spaceskip=\\fontdimen2\\font{give}\\parindent=0pt\\righthyphenmin=3
"""]
    for level, text in blocks:
        source.append("\\%ssection*{%s}\n" % ("sub" * (level - 1), escape(text)) if level else escape(text) + "\\par\n")
    (folder / f"{name}.tex").write_text("".join(source) + "\\end{document}\n", encoding="utf-8")
    run("lualatex", "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex", cwd=folder)
    return folder / f"{name}.pdf"

def set_typst(folder, blocks, measure):
    name = f"typst-{measure}"
    escape = lambda s: re.sub(r"([\\#$*_`<>@\[\]~=/-])", r"\\\1", s)
    heads = "".join(f"""#show heading.where(level: {level}): it => block(above: {h['above'] + (GAP if level else 0)}pt, below: {h['below']}pt, sticky: true, text(font: "PT Serif", size: {h['size']}pt, weight: "bold", hyphenate: false, it.body))
""" for level, h in HEADS.items())
    source = [f"""#set page(width: {PAGE['width']}pt, height: {PAGE['height']}pt, margin: (left: {PAGE['left']}pt, top: {PAGE['top']}pt,
  right: {PAGE['width'] - PAGE['left'] - measure}pt, bottom: {PAGE['height'] - PAGE['top'] - PAGE['depth']}pt))
#set text(font: "PT Sans", size: {BODY}pt, lang: "da", region: "dk", hyphenate: true, top-edge: 0.75em, bottom-edge: -0.25em)
#set par(justify: false, linebreaks: "optimized", leading: {LEADING - BODY}pt, spacing: {LEADING - BODY + GAP}pt)
{heads}"""]
    for level, text in blocks:
        source.append(("=" * level + " " if level else "") + escape(text) + "\n\n")
    (folder / f"{name}.typ").write_text("".join(source), encoding="utf-8")
    run("node", HERE / "typst.cjs", folder, folder / f"{name}.typ", folder / f"{name}.pdf")
    return folder / f"{name}.pdf"

# ---- one reading of all three ----
def lines_of(pdf):
    """Each page's lines from the top: (left edge, right edge, text)."""
    xml = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    for number, page in enumerate(xml.split("<page ")[1:]):
        rows = {}
        for x0, y0, x1, y1, word in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', page):
            middle = (float(y0) + float(y1)) / 2
            row = next((key for key in rows if abs(key - middle) < 4), middle)
            rows.setdefault(row, []).append((float(x0), float(x1), html.unescape(word)))
        for row in sorted(rows):
            words = sorted(rows[row])
            yield number, words[0][0], words[-1][1], " ".join(w[2] for w in words)

LETTERS = "a-zA-ZæøåÆØÅéÉüÜöÖ"
def bare(text):
    """Letters and figures alone: the programs set dashes, quotation marks and blanks each in its own way."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))

def paragraphs_of(pdf, blocks):
    """The lines laid against the source: a list for each paragraph of (page, right edge, where in the bare text it ends)."""
    result, lines = [], lines_of(pdf)
    for level, text in blocks:
        whole, at, own = bare(text), 0, []
        while at < len(whole):
            page, x0, x1, shown = next(lines)
            part = bare(shown)
            if not whole.startswith(part, at):
                if not result and not at:
                    continue                 # the document's own title
                sys.exit(f"{pdf}: {shown!r} is not what follows in {text!r}")
            at += len(part)
            own.append((page, x1, at, shown))
        if not level:
            result.append((text, own))
    return result

def divided(text, at):
    """The word of the source that a line's end after `at` bare letters divides, as "tilbuds-oversigt"; None: it divides no word."""
    count = 0
    for i, c in enumerate(text):
        if bare(c):
            count += 1
        if count == at:
            before = re.search(f"[{LETTERS}]+$", text[:i + 1])
            after = re.match(f"[{LETTERS}]+", text[i + 1:])
            return before[0] + "-" + after[0] if before and after else None

def judge(pdf, blocks, measure, right):
    short, last_words, breaks, figures = [], 0, [], dict(linjer=0, hyphens=0, rows=0, tiny=0, narrow=0, letters=0, turns=0, lone=0, over=0, two=0)
    for text, own in paragraphs_of(pdf, blocks):
        figures["linjer"] += len(own)
        words = [divided(text, at) for _, _, at, _ in own]
        breaks += [w for w in words if w]
        figures["hyphens"] += sum(bool(w) for w in words)
        figures["two"] += sum(len(w.split("-")[1]) < 3 for w in words if w)
        figures["rows"] += sum(bool(a and b) for a, b in zip(words, words[1:]))
        figures["turns"] += sum(bool(w) and a[0] != b[0] for w, a, b in zip(words, own, own[1:]))
        figures["over"] += sum(x1 - PAGE["left"] > measure + HANG for _, x1, _, _ in own)
        short += [100 * (1 - (x1 - PAGE["left"]) / measure) for _, x1, _, _ in own[:-1]]
        if len(own) < 2:
            continue
        _, x1, _, shown = own[-1]
        figures["tiny"] += len(shown.split()) == 1
        figures["narrow"] += x1 - PAGE["left"] < 0.1 * measure
        figures["letters"] += len(re.sub(r"\W", "", shown)) <= 2
        figures["lone"] += (own[0][0] != own[1][0]) + (len(own) > 2 and own[-2][0] != own[-1][0])
    figures["mean"], figures["deviation"] = statistics.mean(short), statistics.pstdev(short)
    figures["wrong"] = [w for w in breaks if right.get(w) == "wrong"]
    figures["edge"] = sum(right.get(w) == "edge" for w in breaks)
    figures["unjudged"] = [w for w in breaks if w not in right]
    figures["breaks"] = breaks
    return figures

def known_breaks():
    """breaks.txt: "word-break" right, "word-break !" wrong, "word-break ~" near an edge."""
    right = {}
    path = HERE / "breaks.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line and not line.startswith("#"):
            word, *mark = line.split()
            right[word] = {"!": "wrong", "~": "edge"}[mark[0]] if mark else "right"
    return right

ROWS = [("Linjer i alt", "linjer", "{:d}", False), ("Luft ved linjens ende, middel (% af bredden)", "mean", "{:.2f}", True), ("– standardafvigelse (% af bredden)", "deviation", "{:.2f}", True),
        ("Bindestreger pr. 100 linjer", "per100", "{:.2f}", True), ("Bindestreger på to linjer i træk", "rows", "{:d}", True), ("Delinger med kun to bogstaver bagefter", "two", "{:d}", True), ("Delinger nær kanten af et ord eller et led", "edge", "{:d}", True), ("Sidste linje på ét ord", "tiny", "{:d}", True),
        ("Sidste linje under 10 % af bredden", "narrow", "{:d}", True), ("Sidste linje på højst to bogstaver", "letters", "{:d}", True),
        ("Enlige linjer ved sideskift", "lone", "{:d}", True), ("Bindestreg hen over et sideskift", "turns", "{:d}", True), ("Linjer ud over spalten", "over", "{:d}", True), ("Forkerte orddelinger", "wrongs", "{:d}", True)]

def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    right, lost, unjudged = known_breaks(), [], set()
    for name, measure in itertools.product(TEXTS, MEASURES):
        blocks = prose(name)
        words = sum(len(text.split()) for level, text in blocks if not level)
        made = {"rammeaftale": set_ours(program, folder, blocks, measure), "LuaLaTeX": set_latex(folder, blocks, measure), GIVING: set_latex(folder, blocks, measure, GIVE), "Typst": set_typst(folder, blocks, measure)}
        found = {name: judge(pdf, blocks, measure, right) for name, pdf in made.items()}
        for f in found.values():
            f["per100"], f["wrongs"] = 100 * f["hyphens"] / f["linjer"], len(f["wrong"])
            unjudged |= set(f["unjudged"])
        print(f"\n{name}.txt, {TEXTS[name]}: {words} ord, {measure} pt bredde, PT Sans {BODY}/{LEADING}, løs højrekant\n".replace("10.5", "10,5"))
        print("| | " + " | ".join(found) + " |\n|---|" + "---:|" * len(found))
        for title, key, form, compared in ROWS:
            values = [form.format(f[key]) for f in found.values()]
            print(f"| {title} | " + " | ".join(values).replace(".", ",") + " |")
            if compared and float(values[0]) > min(map(float, values[1:])):
                lost.append(f"{name}.txt, {measure} pt: {title}")
        for program_name, f in found.items():
            if f["wrong"]:
                print(f"\nForkert delt af {program_name}: " + ", ".join(sorted(set(f["wrong"]))))
    print("\n" + NOTE)
    if lost:
        print("\nRingere end en af de andre: " + "; ".join(lost))
    for word in sorted(unjudged):
        print(f"ikke bedømt i breaks.txt: {word}", file=sys.stderr)
    return 1 if unjudged else 0

if __name__ == "__main__":
    sys.exit(main())
