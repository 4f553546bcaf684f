"""A worksheet's cell as its reader sees it in Danish, from the stored value and the number format: to compare with what is printed."""
import re

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()

def mark(cell):
    """The mark of a note, which stands in the number format: 'a', or ''."""
    m = re.search(r'" \((\w+)\)"', cell.number_format)
    return m.group(1) if m else ""

def same_figure(sheet, page):
    """A page cuts a figure that goes on ("105,6666…"); a worksheet shows it rounded ("105,6667"). Else the two are one text."""
    if not page.endswith("…"):
        return sheet == page
    figures = [int(re.sub(r"\D", "", s)) for s in (sheet, page)]
    return len(sheet) == len(page) - 1 and figures[0] - figures[1] in (0, 1)

def same_figures(sheet, page):
    return len(sheet) == len(page) and all(map(same_figure, sheet, page))

def shown(cell):
    v, pattern = cell.value, cell.number_format.split(";")[0].split('"')[0]
    if hasattr(v, "year"):
        text = f"{v.day}. {MONTHS[v.month - 1]} {v.year}"
    elif isinstance(v, (int, float)) and not isinstance(v, bool):
        decimals = len(pattern.partition(".")[2])
        text = f"{abs(v):,.{decimals}f}".replace(",", "x").replace(".", ",").replace("x", ".") if "#" in pattern else str(abs(v))
        text = ("\u2212" if v < 0 else "") + text
    else:
        text = re.sub(r"^(ikke oplyst|ikke relevant|uafklaret) \((\w+)\)$", r"\1 \2", str(v))      # a mark beyond the formats that Excel takes
    m = mark(cell)
    return f"{text} {m}" if m else text
