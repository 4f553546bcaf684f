#!/usr/bin/python3
"""visual.py compare OUTPUT REPORT.html | update OUTPUT [NAME …]: chosen pages as pictures, beside those of last time.

pages.txt names the pages; tests/golden/visual/NAME.png is how one looked when somebody last said that it is right (60 dpi, 32 colours: a few
KB). poppler draws, Pillow compares: both pictures are cut into tiles of 6 × 6 pixels (2.5 mm of paper), a tile differs when the mean of a
colour moves by more than LEVEL of 255, a page when more than SHARE of its tiles do. So another version's smoothing of edges passes, and a
word that moves to the next line does not. The report shows old, new and difference side by side, in one file without outside resources."""
import base64, html, io, pathlib, subprocess, sys
from PIL import Image, ImageChops, ImageOps

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE.parent / "golden" / "visual"
DPI, TILE, LEVEL, SHARE, COLOURS = 60, 6, 10, 0.001, 32

def pages():
    """[(name, file under the output folder, page from 1, what kind of page it is)]"""
    out = []
    for line in (HERE / "pages.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, path, page, kind = line.split(None, 3)
            out.append((name, path, int(page), kind))
    return out

def draw(path, page):
    r = subprocess.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", str(path)], capture_output=True)
    if r.returncode or not r.stdout:
        raise SystemExit(f"{path} side {page}: {r.stderr.decode(errors='replace').strip() or 'siden findes ikke'}")
    return Image.open(io.BytesIO(r.stdout)).convert("RGB")

def packed(image):
    out = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()

def packed_colours(image):
    """As the picture comes back from its file."""
    return Image.open(io.BytesIO(packed(image))).convert("RGB")

def tiles(image):
    return image.resize((max(1, image.width // TILE), max(1, image.height // TILE)), Image.Resampling.BOX)

def difference(old, new):
    """Share of the tiles that differ, and a picture of where: the new page pale, what differs in red. Other size: all of it."""
    new = packed_colours(new)
    if old.size != new.size:
        return 1.0, new
    red, green, blue = ImageChops.difference(tiles(old), tiles(new)).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda v: 255 if v > LEVEL else 0)
    share = worst.histogram()[255] / (worst.width * worst.height)
    pale = Image.blend(ImageOps.grayscale(new).convert("RGB"), Image.new("RGB", new.size, "white"), 0.6)
    pale.paste((200, 30, 20), mask=worst.resize(new.size, Image.Resampling.NEAREST).point(lambda v: v // 2))
    return share, pale

def packed_colours(image):
    return Image.open(io.BytesIO(packed(image))).convert("RGB")

def compare(output, wanted=None):
    """[(name, kind, file and page, share, old, new, difference)], old None where there is no golden yet."""
    out = []
    for name, path, page, kind in pages():
        if wanted and name not in wanted:
            continue
        new, golden = draw(output / path, page), GOLDEN / f"{name}.png"
        old = Image.open(golden).convert("RGB") if golden.exists() else None
        share, where = difference(old, new) if old else (1.0, new)
        out.append((name, kind, f"{path} side {page}", share, old, new, where))
    return out

def inline(image, alt):
    data = base64.b64encode(packed(image)).decode()
    return f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{data}">'

def report(results):
    bad = [r for r in results if r[3] > SHARE]
    out = ['<!doctype html><html lang="da"><meta charset="utf-8"><title>Sider før og nu</title><style>body{font:16px sans-serif;margin:2em}'
           'img{border:1px solid #777;max-width:31vw}td{vertical-align:top;padding:4px}h2{margin:1.5em 0 .3em}</style>',
           f"<h1>Sider før og nu</h1><p>{len(results)} sider, {len(bad)} er anderledes.</p>"]
    for name, kind, where, share, old, new, diff in sorted(results, key=lambda r: -r[3]):
        words = "ens" if share <= SHARE else "ny" if old is None else f"{100 * share:.2f} % er anderledes".replace(".", ",")
        out.append(f"<h2>{html.escape(name)}: {words}</h2><p>{html.escape(kind)}, {html.escape(where)}</p><table><tr><th>Før<th>Nu<th>Forskel<tr>")
        out.append("<td>" + (inline(old, "Siden før") if old else "Ingen"))
        out.append("<td>" + inline(new, "Siden nu") + "<td>" + inline(diff, "Det, der er anderledes, i rødt") + "</table>")
    return "\n".join(out) + "\n"

def main(argv):
    output, results = pathlib.Path(argv[2]), compare(pathlib.Path(argv[2]), argv[3:] if argv[1] == "update" else None)
    bad = [r for r in results if r[3] > SHARE]
    if argv[1] == "update":
        for name, _, _, _, _, new, _ in bad:
            (GOLDEN / f"{name}.png").write_bytes(packed(new))
        print(f"{len(bad)} af {len(results)} billeder er skrevet igen: {' '.join(r[0] for r in bad)}")
        return 0
    pathlib.Path(argv[3]).write_text(report(results), encoding="utf-8")
    for name, kind, where, share, *_ in bad:
        print(f"{name} ({kind}): {where}: {100 * share:.2f} % af siden er anderledes")
    print(f"{len(results)} sider, {len(bad)} er anderledes; se {argv[3]}")
    return 1 if bad else 0

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("compare", "update") or (sys.argv[1] == "compare" and len(sys.argv) != 4):
        raise SystemExit(__doc__.splitlines()[0])
    sys.exit(main(sys.argv))
