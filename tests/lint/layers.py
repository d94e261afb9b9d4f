#!/usr/bin/env python3
"""The modules depend one way: an #include goes down a layer, or stays in its folder.

usage: layers.py SOURCE_ROOT
"""
import pathlib
import re
import sys

LAYERS = [  # top to bottom; names on one line do not know of each other
    {"hooks"},
    {"report", "grammars"},
    {"requirements", "advise"},
    {"imports", "classes"},
    {"common"},
    {"findings", "project"},
    {"installed"},
    {"scan"},
    {"facts", "packaging", "config"},
    {"rules"},
    {"base"},
]
# One library, one folder that includes it.
THIRD_PARTY = {"tree_sitter/": "grammars", "pcre2.h": "base", "yaml.h": "base"}
LEVEL = {name: i for i, layer in enumerate(LAYERS) for name in layer}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def module_of(path):
    parts = path.parts[1:] if path.parts[0] == "analyzers" else path.parts
    return parts[0]


def faults(root):
    for top in ("analyzers", "grammars", "hooks", "rules"):
        for path in sorted((root / top).rglob("*.[ch]")):
            if "upstream" in path.relative_to(root).parts:
                continue
            here = module_of(path.relative_to(root))
            if here not in LEVEL:
                yield f"{path}: {here}/ is in no layer"
                continue
            for quote, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                there = name.split("/")[0]
                if quote == "<":
                    for prefix, owner in THIRD_PARTY.items():
                        if name.startswith(prefix) and here != owner:
                            yield f"{path}: <{name}> belongs in {owner}/"
                elif there == here or there not in LEVEL:
                    continue
                elif LEVEL[there] <= LEVEL[here]:
                    yield f"{path}: {here} may not include {name}"


if __name__ == "__main__":
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "one way")
    sys.exit(bool(found))
