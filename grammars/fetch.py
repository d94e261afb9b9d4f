#!/usr/bin/env python3
"""Bring the pinned source archives of grammars/upstream/*.wrap from the user's package index.

usage: fetch.py FILE...

meson.build runs it at configure time with the wraps and the build files that go over them. Where
all archives are in place it does nothing and needs nothing; else it asks the index that pip is set
up for, by way of unearth, and keeps an archive only if its hash is the wrap's. It writes below
grammars/upstream alone.
"""
import ast
import configparser
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

UPSTREAM = pathlib.Path(__file__).resolve().parent / "upstream"
ARCHIVES = UPSTREAM / "packagefiles"


class Wrap:
    """One pinned archive: what it is called, what it must hash to, where it is unpacked."""

    def __init__(self, path):
        wrap = configparser.ConfigParser(interpolation=None)
        with open(path, encoding="utf-8") as f:
            wrap.read_file(f)
        values = wrap["wrap-file"]
        self.archive = ARCHIVES / values["source_filename"]
        self.hash = values["source_hash"]
        self.folder = UPSTREAM / values["directory"]
        self.patches = ARCHIVES / values["patch_directory"]

    def requirement(self):
        name, version = self.archive.name[: -len(".tar.gz")].rsplit("-", 1)
        return name.replace("_", "-") + "==" + version

    def is_here(self):
        return self.archive.is_file() and digest(self.archive.read_bytes()) == self.hash

    def is_unpacked(self):
        """Is the folder there, with the build files that the wrap lays over it?"""
        return all(
            (self.folder / patch.name).is_file()
            and (self.folder / patch.name).read_bytes() == patch.read_bytes()
            for patch in self.patches.iterdir()
        )


def digest(content):
    return hashlib.sha256(content).hexdigest()


def pip_settings():
    """What `pip config list` says, the nearer source first: environment, download, global."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    found = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        key, _, value = line.partition("=")
        section, _, option = key.rpartition(".")
        try:
            found[section.strip(":"), option] = ast.literal_eval(value)
        except (SyntaxError, ValueError):
            continue
    for variable, value in os.environ.items():  # also where there is no pip to ask
        if variable.startswith("PIP_"):
            found["env", variable[len("PIP_") :].lower().replace("_", "-")] = value

    def setting(option):
        for section in ("env", "download", "install", "global"):
            if found.get((section, option)):
                return str(found[section, option])
        return ""

    return setting


def finder(setting):
    import unearth

    certificates = setting("cert")
    if certificates:
        for variable in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
            os.environ.setdefault(variable, certificates)
    if setting("proxy"):
        for variable in ("http_proxy", "https_proxy"):
            os.environ.setdefault(variable, setting("proxy"))

    links = setting("find-links").split()
    indexes = []
    if setting("no-index").lower() not in ("1", "true", "yes", "on"):
        # With no index named, unearth's own default is asked, as pip's would be.
        indexes = setting("index-url").split() or [
            source["url"] for source in unearth.PackageFinder().sources
        ]
        indexes += setting("extra-index-url").split()
    elif not links:
        raise LookupError("pip is set to use no index")
    return unearth.PackageFinder(
        index_urls=indexes,
        find_links=links,
        trusted_hosts=setting("trusted-host").split(),
        no_binary=[":all:"],
        ignore_compatibility=True,
    )


def download(wrap, find):
    match = find.find_best_match(wrap.requirement(), allow_yanked=True).best
    if match is None or match.link.filename != wrap.archive.name:
        raise LookupError("the index has no " + wrap.archive.name)
    if match.link.is_file:
        content = match.link.file_path.read_bytes()
    else:
        with find.session.get_stream(match.link.normalized) as response:
            response.raise_for_status()
            content = b"".join(response.iter_bytes())
    if digest(content) != wrap.hash:
        raise LookupError(wrap.archive.name + " is not the pinned archive: its hash differs")
    handle, name = tempfile.mkstemp(dir=ARCHIVES, suffix=".part")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    os.replace(name, wrap.archive)


HELP = """
shoring is built from pinned sources, which come from the package index that pip is set up for.
  - Another index or a proxy: set PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, PIP_FIND_LINKS, PIP_PROXY or
    PIP_CERT, or pip's configuration. Options on pip's command line do not reach this build.
  - No network: take shoring's own source distribution, which contains all of them,
    or put these archives into {folder}:
{archives}
"""


def main(paths):
    missing = []
    for wrap in (Wrap(path) for path in paths if path.endswith(".wrap")):
        if wrap.is_here():
            if wrap.folder.is_dir() and not wrap.is_unpacked():
                shutil.rmtree(wrap.folder)  # Meson unpacks it again, with the build files of now
        elif not wrap.is_unpacked():
            missing.append(wrap)
    if not missing:
        return 0
    try:
        find = finder(pip_settings())
        for wrap in missing:
            download(wrap, find)
    except Exception as fault:  # whatever it is, say what can be done about it
        why = "{}: {}".format(type(fault).__name__, fault)
        print("the sources that shoring is built from could not be fetched.", why,
              HELP.format(folder=ARCHIVES, archives="\n".join(
                  "      {}  sha256:{}".format(w.archive.name, w.hash)
                  for w in missing if not w.is_here())), sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
