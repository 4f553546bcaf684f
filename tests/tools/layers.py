#!/usr/bin/python3
"""layers.py GENERATOR: does every #include keep to layers.txt? Rooms include the rooms they may, libraries stay in theirs."""
import pathlib, re, sys

def rules(path):
    rooms, libraries, part = {}, {}, None
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            part = libraries if "library" in line else rooms
            continue
        if line.strip():
            name, allowed = line.split(":", 1)
            part[name.strip()] = set(allowed.split())
    return rooms, libraries

def main():
    top = pathlib.Path(sys.argv[1])
    rooms, libraries = rules(top / "layers.txt")
    faults, files = [], 0
    for path in sorted(top.glob("*/*.[ch]")):
        room, files = path.parent.name, files + 1
        if room not in rooms:
            faults.append(f"{path}: room '{room}' is not in layers.txt")
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            m = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
            if not m:
                continue
            kind, name = m.groups()
            if kind == '"' and "/" in name:
                other = name.split("/")[0]
                if other != room and other not in rooms[room]:
                    faults.append(f"{path}:{number}: {room} may not include {other}")
                if other != room and name.endswith("_int.h"):
                    faults.append(f"{path}:{number}: {name} is for {other} only")
            if kind == "<":
                for prefix, homes in libraries.items():
                    if ("<" + name + ">").startswith(prefix) and room not in homes:
                        faults.append(f"{path}:{number}: {name} belongs in {', '.join(sorted(homes))}")
    print("\n".join(faults) if faults else f"layers: {files} files keep to layers.txt")
    sys.exit(bool(faults))

main()
