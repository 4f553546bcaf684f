#!/usr/bin/python3
"""bench.py PROGRAM FLOOR XLSX_FLOOR: CPU seconds and peak memory of the program against the floor, in pairs in the same run (ratios hold on a shared
machine, absolute times do not). Prints a table; exit 1 when a bar is broken. With --rounds N: so many pairs (default 5; the median counts)."""
import argparse, os, pathlib, statistics, subprocess, sys, tempfile
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import content

BARS = {"s": (2.0, None), "m": (2.0, None), "l": (3.0, 400), "b": (2.0, None)}      # ratio, MiB
BOOK_BAR, BOOKS = 1.3, (1000, 20000, 200000)
AUDIT_BAR, AUDITS = 2.0, (("a2", "  kontrol, 5.000 takster"), ("a", "A kontrol, 20.000 takster"))
WHAT = {"s": "S aftale, 24 sider", "m": "M tabel, 1.000 rækker", "l2": "  tabel, 5.000 rækker", "l": "L tabel, 20.000 rækker", "b": "B 98 udtræk"}

def run(command):
    """CPU seconds, peak MiB and the output of one run."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(w, 1)
        os.close(r)
        os.execv(command[0], command)
    os.close(w)
    with os.fdopen(r) as f:
        out = f.read()
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"bench: {' '.join(command[:4])} … ended with {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out

def timing(out):
    """The program's own account: 'tid: indlæsning 0.123 s, resten 0.456 s'."""
    line = next(l for l in out.splitlines() if l.strip().startswith("tid:"))
    words = line.replace(",", " ").split()
    return float(words[2])

def pages(out):
    return sum(int(l.split()[-3]) for l in out.splitlines() if l.rstrip().endswith(("ny", "uændret", "ændret")) and " sider " in l)

def measure(program, floor, top, name, rounds):
    plain = sorted((top / "floor" / name).glob("*.txt"))
    ours, under, loads, peak, floor_peak, count = [], [], [], 0, 0, 0
    for i in range(rounds):
        out = top / "out" / f"{name}-{i}"
        out.mkdir(parents=True)
        t, m, _ = run([floor] + [a for p in plain for a in (str(p), str(out / (p.stem + ".pdf")))])
        under.append(t)
        floor_peak = max(floor_peak, m)
        t, m, text = run([program, "build", "--jobs", "1", "--timing", "--root", ".", "--output", str(out), str(top / "content" / name)])
        load = timing(text)
        loads.append(load)
        ours.append(t - load)
        peak = max(peak, m)
        count = pages(text)
    ratio = statistics.median(a / b for a, b in zip(ours, under))
    return statistics.median(ours), statistics.median(loads), statistics.median(under), ratio, peak, floor_peak, count

def books(xlsx_floor, top, rounds):
    """Workbooks from ready grids against a bare libxlsxwriter loop, in pairs; both print the CPU seconds of the writing alone."""
    broken = []
    print(f"{'X regneark, rækker':26}{'':>6}{'':>14}{'skrivning s':>14}{'gulv s':>9}{'forhold':>9}{'MiB':>7}{'gulv MiB':>10}{'grænse':>9}")
    for rows in BOOKS:
        pairs, peak, floor_peak = [], 0, 0
        for _ in range(rounds if rows < 100000 else min(rounds, 3)):
            _, m, under = run([xlsx_floor, "floor", str(rows), str(top / "gulv.xlsx")])
            floor_peak = max(floor_peak, m)
            _, m, ours = run([xlsx_floor, "room", str(rows), str(top / "rum.xlsx")])
            peak = max(peak, m)
            pairs.append((float(ours), float(under)))
        ratio = statistics.median(a / b for a, b in pairs)
        ours, under = (statistics.median(p[i] for p in pairs) for i in (0, 1))
        print(f"{f'  {rows:,}'.replace(',', '.'):26}{'':>6}{'':>14}{ours:>14.3f}{under:>9.3f}{ratio:>9.2f}{peak:>7.0f}{floor_peak:>10.0f}{'≤ ' + str(BOOK_BAR):>9}", flush=True)
        if ratio > BOOK_BAR:
            broken.append(f"workbook of {rows} rows: {ratio:.2f} > {BOOK_BAR}")
    return broken

def audits(program, top, rounds):
    """The whole run of an audit against a run that loads and checks the same content, in pairs."""
    broken, whole = [], {}
    print(f"{'':26}{'':>6}{'indlæsning s':>14}{'kontrol s':>14}{'':>9}{'forhold':>9}{'MiB':>7}{'':>10}{'grænse':>9}")
    for name, what in AUDITS:
        pairs, peak = [], 0
        for _ in range(rounds):
            load, _, _ = run([program, "check", "--root", ".", str(top / "content" / name)])
            t, m, _ = run([program, "audit", "--root", ".", str(top / "content" / name)])
            pairs.append((t, load))
            peak = max(peak, m)
        ratio = statistics.median(t / load for t, load in pairs)
        whole[name], load = (statistics.median(p[i] for p in pairs) for i in (0, 1))
        bar = AUDIT_BAR if name == "a" else None
        print(f"{what:26}{'':>6}{load:>14.3f}{whole[name]:>14.3f}{'':>9}{ratio:>9.2f}{peak:>7.0f}{'':>10}{'≤ ' + str(bar) if bar else '':>9}", flush=True)
        if bar and ratio > bar:
            broken.append(f"audit: {ratio:.2f} > {bar}")
    growth = whole["a"] / whole["a2"]
    print(f"kontrol af 20.000 takster tager {growth:.2f} gange 5.000 (4,0 er ret linje; grænse 4,4)")
    return broken + ([f"audit is not linear: {growth:.2f}"] if growth > 4.4 else [])

def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("floor")
    p.add_argument("xlsx_floor")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--only")
    args = p.parse_args()
    broken, typeset = [], {}
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        content.make(top)
        print(f"{'':26}{'sider':>6}{'indlæsning s':>14}{'ombrydning s':>14}{'gulv s':>9}{'forhold':>9}{'MiB':>7}{'gulv MiB':>10}{'grænse':>9}")
        for name in WHAT:
            if args.only and name not in args.only.split(","):
                continue
            ours, load, under, ratio, peak, floor_peak, count = measure(args.program, args.floor, top, name, 2 if name in ("l", "l2") and args.rounds > 2 else args.rounds)
            typeset[name] = ours
            bar, memory = BARS.get(name, (None, None))
            print(f"{WHAT[name]:26}{count:>6}{load:>14.3f}{ours:>14.3f}{under:>9.3f}{ratio:>9.2f}{peak:>7.0f}{floor_peak:>10.0f}{'≤ ' + str(bar) if bar else '':>9}", flush=True)
            if bar and ratio > bar:
                broken.append(f"{name}: {ratio:.2f} > {bar}")
            if memory and peak > memory:
                broken.append(f"{name}: {peak:.0f} MiB > {memory}")
        if not args.only or "x" in args.only.split(","):
            broken += books(args.xlsx_floor, top, args.rounds)
        if not args.only or "a" in args.only.split(","):
            broken += audits(args.program, top, args.rounds)
    if "l" in typeset and "l2" in typeset:
        growth = typeset["l"] / typeset["l2"]
        print(f"20.000 rækker tager {growth:.2f} gange 5.000 (4,0 er ret linje; grænse 4,6)")
        if growth > 4.6:
            broken.append(f"not linear: {growth:.2f}")
    for b in broken:
        print("over grænsen:", b)
    sys.exit(bool(broken))

main()
