#!/usr/bin/python3
"""run.py BUILD_FOLDER [--sanitize]: the whole test suite, one line a part, then 'N passed, N failed'.
Layers and roundings, then every unit test program (cmocka), then tests/system (unittest). Run from the top of the repository."""
import os, pathlib, re, subprocess, sys, time

def unit(path, env):
    r = subprocess.run([str(path)], capture_output=True, text=True, errors="replace", env=env, timeout=300)
    passed = len(re.findall(r"\[ +OK \]", r.stdout + r.stderr))
    failed = len(set(re.findall(r"\[  FAILED  \] (\w+)", r.stdout + r.stderr)))
    if r.returncode and not failed:
        failed = 1
    if not passed and not failed:
        failed = 1                                    # a program that tests nothing has failed
    return passed, failed, r.stdout + r.stderr

def check(path):
    r = subprocess.run(["/usr/bin/python3", path, "generator"], capture_output=True, text=True)
    return int(r.returncode == 0), int(r.returncode != 0), r.stdout + r.stderr

def system(path, env):
    r = subprocess.run(["/usr/bin/python3", "-B", str(path), "-v"], capture_output=True, text=True, env=env, timeout=900)
    m = re.search(r"Ran (\d+) tests? in", r.stderr)
    ran = int(m.group(1)) if m else 0
    bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", r.stderr))
    if r.returncode and not bad or not ran:
        bad = max(bad, 1)
    return max(ran - bad, 0), bad, r.stdout + r.stderr

def main():
    build, sanitize = pathlib.Path(sys.argv[1]), "--sanitize" in sys.argv
    env = dict(os.environ, RAMMEAFTALE=str((build / "rammeaftale").resolve()), ASAN_OPTIONS="detect_leaks=1:abort_on_error=0",
               LSAN_OPTIONS=f"suppressions={pathlib.Path('tests/tools/lsan.supp').resolve()}:print_suppressions=0", UBSAN_OPTIONS="print_stacktrace=1")
    env.pop("UPDATE", None)
    parts = [(name, lambda p=f"tests/tools/{name}.py": check(p)) for name in ("layers", "rounding")]
    for source in sorted(pathlib.Path("tests/unit").glob("test_*.c")):
        parts.append((source.stem, lambda p=build / "tests/unit" / source.stem: unit(p, env)))
    for path in sorted(pathlib.Path("tests/system").glob("test_*.py")):
        parts.append((path.stem, lambda p=path: system(p, env)))
    total = [0, 0]
    for name, work in parts:
        begun = time.monotonic()
        try:
            passed, failed, text = work()
        except (OSError, subprocess.TimeoutExpired) as e:
            passed, failed, text = 0, 1, str(e)
        total[0] += passed
        total[1] += failed
        print(f"{'ok  ' if not failed else 'FAIL'} {name}: {passed} passed, {failed} failed ({time.monotonic() - begun:.1f} s)", flush=True)
        if failed:
            print(text[-12000:], flush=True)
    print(f"{total[0]} passed, {total[1]} failed")
    sys.exit(bool(total[1]))

main()
