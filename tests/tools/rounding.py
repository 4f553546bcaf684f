#!/usr/bin/python3
"""rounding.py GENERATOR: is every rounding of a figure named? What rounds is called only where the table under "### Rounding" in ARCHITECTURE.md says so,
and every line of that table is still true. Rooms that know lengths and colours, and no figures of content, are left out."""
import pathlib, re, sys

GEOMETRY = {"layout", "text", "pdf", "style", "image", "tag", "diag", "build", "cli", "schema"}
ACTS = ["number_round", "rational_number", "rational_round", "rational_cut", "formula_excel_round", "llround", "lround", "round", "floor", "ceil", "trunc",
        "rint", "lrint", "llrint", "nearbyint", "strtod", "atof", "g_ascii_strtod"]
CALL = re.compile(r"\b(" + "|".join(ACTS) + r")\(")
DIGITS = re.compile(r'"[^"\n]*%[-+ #0]*[\d*]*(?:\.[\d*]+)?l?[fFeEgG]')               # printf with a double

def named(page):
    part = page.read_text(encoding="utf-8").split("\n### Rounding")[1].split("\n### ")[0]
    rows = re.findall(r"^\| ((?:[a-z_]+/[a-z_]+\.[ch](?:, )?)+) \| ((?:`[^`]+`(?:, )?)+) \|", part, re.M)
    return {(f, act) for files, acts in rows for f in files.split(", ") for act in re.findall(r"`([^`]+)`", acts)}

def found(top):
    out = {}
    for path in sorted(top.glob("*/*.[ch]")):
        if path.parent.name in GEOMETRY or path.name == "rational.h" or path.name == "base.h":
            continue
        code = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), path.read_text(encoding="utf-8"), flags=re.S)
        for number, line in enumerate(code.splitlines(), 1):
            for act in CALL.findall(line) + ["printf"] * bool(DIGITS.search(line)):
                out.setdefault((f"{path.parent.name}/{path.name}", act), number)
    return out

def main():
    top = pathlib.Path(sys.argv[1])
    calls, names = found(top), named(top / "ARCHITECTURE.md")
    faults = [f"{top}/{f}:{n}: {act} is not named under Rounding in ARCHITECTURE.md" for (f, act), n in sorted(calls.items()) if (f, act) not in names]
    faults += [f"ARCHITECTURE.md, Rounding: {f} does not call {act}" for f, act in sorted(names - set(calls))]
    print("\n".join(faults) if faults else f"rounding: {len(calls)} acts, all named")
    sys.exit(bool(faults))

main()
