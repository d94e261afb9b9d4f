#!/usr/bin/env python3
"""What deptry, FawltyDeps and shoring say of repositories with several services, and which of it is right.

usage: compare.py PROGRAM TOOLS DIRECTORY [--all]
       compare.py --requirements

The repositories are those of projects.py, written below DIRECTORY; what is right about them is in pieces.py. TOOLS is
the folder with the programs deptry and fawltydeps. They are run in each service's folder, as their documentation has
it for repositories of several projects, without and with the shared code beside it; shoring once for the repository.
Where TOOLS is in an environment with all that the repositories declare (`--requirements` lists it), the two ask its
metadata for names; shoring never does here. `--all` prints every report.
"""
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pieces
import projects

# What the codes say.
DEPTRY = {"DEP001": pieces.MISSING, "DEP002": pieces.UNUSED, "DEP003": pieces.MISSING, "DEP004": pieces.MISSING}
SHORING = {"REQ001": pieces.MISSING, "REQ002": pieces.UNUSED, "REQ003": pieces.MISSING, "REQ004": pieces.MISSING,
           "REQ005": pieces.MISSING, "REQ006": pieces.MISSING, "REQ009": pieces.UNUSED}
SHARED = {"plain": "shared", "packages": "libs/shared/src/shared", "compiled": "common/shared"}

Report = collections.namedtuple("Report", "service kind name file line")


os.environ.pop("VIRTUAL_ENV", None)  # the shell's environment is nobody's here


def output(command, cwd):
    return subprocess.run([str(part) for part in command], cwd=str(cwd), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, check=False)


def manifests(folder):
    found = [path for path in (folder / "requirements.txt", folder / "pyproject.toml") if path.exists()]
    return [path.name for path in found]


def deptry(tools, root, service, shared):
    folder = root / service.path
    if not manifests(folder):
        return None
    said = root / "deptry.json"
    command = [tools / "deptry", ".", *(["src"] if (folder / "src").exists() else []), *shared, "--no-ansi", "--json-output", said, "--known-first-party", "shared"]
    if (folder / "requirements-dev.txt").exists():
        command += ["--requirements-files-dev", "requirements-dev.txt"]
    done = output(command, folder)
    if not said.exists():
        sys.exit("{}: {}".format(command, done.stderr))
    found = json.loads(said.read_text())
    said.unlink()
    return [Report(service.name, DEPTRY[one["error"]["code"]], one["module"],
                   str((folder / one["location"]["file"]).resolve().relative_to(root)), one["location"]["line"] or 0)
            for one in found]


def fawltydeps(tools, root, service, shared):
    folder = root / service.path
    if not manifests(folder):
        return None
    common = [path for path in (root / "requirements-base.txt",) if path.exists()]  # it does not follow `-r`
    deps = manifests(folder) + common + ["requirements-dev.txt"] * (folder / "requirements-dev.txt").exists()
    done = output([tools / "fawltydeps", "--json", "--code", ".", *shared, "--deps", *deps], folder)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        sys.exit("fawltydeps in {}: {}".format(folder, done.stderr))
    reports = []
    for key, kind in (("undeclared_deps", pieces.MISSING), ("unused_deps", pieces.UNUSED)):
        for one in found[key]:
            for place in one["references"]:
                path = (folder / (place["path"] if "path" in place else place["source"]["path"])).resolve()
                reports.append(Report(service.name, kind, one["name"], str(path.relative_to(root)), place.get("lineno", 0)))
    return reports


def shoring(program, root):
    done = output([program, "check", "--format", "json", "--select", "REQ"], root)
    if done.returncode not in (0, 1):
        sys.exit("shoring: " + done.stderr)
    return [Report(one["service"] or "", SHORING[one["rule"]], one["distribution"], one["file"], one["line"])
            for one in json.loads(done.stdout)["findings"] if one["rule"] in SHORING]


class Repository:
    """One layout: its services' pieces, and which reports are right."""

    def __init__(self, layout, directory):
        self.layout, self.root = layout, directory.resolve() / layout
        shutil.rmtree(str(self.root), ignore_errors=True)
        self.services = projects.write(layout, self.root)
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)

    def planted(self):
        return {(service.name, piece.name) for service in self.services for piece in service.pieces if piece.right}

    def piece(self, report):
        """(service, piece) that a report is about; None for the piece where there is none."""
        mine = next((one for one in self.services if one.path == report.file or report.file.startswith(one.path + "/")),
                    None)
        name = projects.canonical(report.name)
        for service in [mine] if mine else self.services:
            for piece in service.pieces:
                stem = service.module(piece)
                if report.kind == pieces.UNUSED:
                    if name in map(projects.canonical, piece.needs + piece.development + piece.shared_needs):
                        return service, piece
                elif report.file.endswith("/{}.py".format(stem)) or any(
                        report.file.endswith("/" + path.replace("app/", "")) for path in (*piece.files, *piece.shared)):
                    return service, piece
        return mine, None

    def about(self, report, piece):
        """What a report is about: a piece, or what all services of the layout have."""
        name = projects.canonical(report.name)
        if piece is not None:
            return piece.name
        if name in ("dotenv", *map(projects.canonical, (*projects.COMMON_NEEDS, *projects.shared_needs(self.services)))):
            return "(common requirements)"
        return {"shared": "(workspace member)"}.get(name, "(compiled requirements)" if name in ("certifi", "idna")
                                                   else "(first-party)")

    def is_right(self, report, service, piece):
        if piece is None or (report.service not in (service.name, "shared")):
            return False
        return any(report.kind == (kind if kind == pieces.UNUSED else pieces.MISSING)
                   and report.name in (dist, told, told.split(".")[0], *piece.spoiled, dist + "-binary")
                   or projects.canonical(report.name) == projects.canonical(dist)
                   and (kind == pieces.UNUSED) == (report.kind == pieces.UNUSED)
                   for kind, dist, told in piece.right)


def runs(program, tools, repository):
    """{what ran: its reports, None of a service that it cannot be run for}."""
    root = repository.root
    beside = root / SHARED[repository.layout]
    found = collections.OrderedDict()
    for name, run in (("deptry", deptry), ("FawltyDeps", fawltydeps)):
        for more, shared in (("", []), (" with shared", [beside])):
            found[name + more] = [run(tools, root, service, shared) for service in repository.services]
    found["shoring"] = [shoring(program, root)]
    return found


def judged(repository, reports):
    """{(service, what it is about, kind, name): right?} of what is said."""
    found = {}
    for report in reports:
        service, piece = repository.piece(report)
        key = (report.service, repository.about(report, piece), report.kind, report.name)
        found[key] = repository.is_right(report, service, piece)
    return found


def main(program, tools, directory, *options):
    program, tools, directory = (pathlib.Path(path).resolve() for path in (program, tools, directory))
    total, by_piece = collections.OrderedDict(), collections.defaultdict(collections.Counter)
    for layout in projects.SERVICES:
        repository = Repository(layout, directory)
        print("{}: {} services, {} planted faults, {} look-alikes".format(
            layout, len(repository.services), len(repository.planted()),
            sum(not piece.right for service in repository.services for piece in service.pieces)))
        for name, by_service in runs(program, tools, repository).items():
            reports = [report for some in by_service if some is not None for report in some]
            said = judged(repository, reports)
            found = {(key[0] if key[0] != "shared" else service, key[1]) for key, right in said.items() if right
                     for service, piece in repository.planted() if piece == key[1]}
            found &= repository.planted()
            row = total.setdefault(name, collections.Counter())
            numbers = {"planted": len(repository.planted()), "found": len(found), "reports": len(said),
                       "wrong": sum(not right for right in said.values()), "cannot": by_service.count(None)}
            row.update(numbers)
            print("  {:24} {found} of {planted} found, {wrong} of {reports} reports wrong, {cannot} services not read".format(
                name, **numbers))
            for key, right in sorted(said.items()):
                by_piece[key[1]][name, right] += 1
                if "--all" in options:
                    print("    {} {}: {} {} ({})".format("right" if right else "WRONG", *key))
    print("all")
    for name, row in total.items():
        print("  {:24} {found} of {planted} found, {wrong} of {reports} reports wrong, {cannot} services not read".format(
            name, **row))
    print("\n| what the report is about | {} |\n|{}".format(" | ".join(total), " --- |" * (len(total) + 1)))
    for piece, counts in sorted(by_piece.items()):
        print("| {} | {} |".format(piece, " | ".join(
            ", ".join("{} {}".format(counts[name, right], "right" if right else "wrong")
                      for right in (True, False) if counts[name, right]) or "–" for name in total)))


def requirements():
    """All that is declared anywhere, for one environment."""
    lines = {line.split("  #")[0] for piece in pieces.FAULTS + pieces.LOOK_ALIKES
             for line in piece.needs + piece.development + piece.shared_needs}
    print("\n".join(sorted(lines | set(projects.COMMON_NEEDS))))


if __name__ == "__main__":
    if sys.argv[1:] == ["--requirements"]:
        requirements()
    else:
        main(*sys.argv[1:])
