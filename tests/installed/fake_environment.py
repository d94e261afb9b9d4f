"""Makes installed environments of nothing but files."""
import pathlib


class Environment:
    """A venv at `path`, for tests to put distributions into."""

    def __init__(self, path, minor=11):
        self.path = pathlib.Path(path)
        self.site = self.path / "lib" / "python3.{}".format(minor) / "site-packages"
        self.site.mkdir(parents=True)
        (self.path / "pyvenv.cfg").write_text(
            "home = /usr/bin\nversion_info = 3.{}.4.final.0\n".format(minor), encoding="utf-8")

    def write(self, files):
        """{path below site-packages: text}"""
        for name, text in files.items():
            path = self.site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def add(self, name, version="1.0", files=None, requires=(), extras=(), points="", record=()):
        """A distribution as pip leaves it; `record` are further paths of its RECORD."""
        info = "{}-{}.dist-info".format(name.replace("-", "_"), version)
        files = dict(files or {})
        head = ["Metadata-Version: 2.1", "Name: " + name, "Version: " + version]
        head += ["Provides-Extra: " + extra for extra in extras]
        head += ["Requires-Dist: " + require for require in requires]
        files[info + "/METADATA"] = "\n".join(head) + "\n\nRequires-Dist: prose\n"
        if points:
            files[info + "/entry_points.txt"] = points
        paths = [*files, *record, info + "/RECORD"]
        files[info + "/RECORD"] = "".join(path + ",sha256=x,1\n" for path in paths)
        self.write(files)
