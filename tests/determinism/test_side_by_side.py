"""Classes of a large repository are judged in parts, side by side: what is found in them is what is found in a small one, however
many threads there are."""
import json
import subprocess

PACKAGES = 40
FILES = 30
CLASSES = 25  # a file: with so many files enough for several parts, and for modules to be resolved on several threads

SOUND = "class C{}(C0):\n    pass\n\n\n"


def fill(folder, number):
    """A package of sound classes: a file's first inherits from the first of the file before, the others from it."""
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for file in range(FILES):
        text = "class C0:\n    pass\n\n\n"
        if file > 0:
            text = "from filled{}.f{} import C0 as Before\n\n\nclass C0(Before):\n    pass\n\n\n".format(number, file - 1)
        for row in range(CLASSES):
            text += SOUND.format(row + 1)
        (folder / "f{}.py".format(file)).write_text(text)


def faults(folder, base):
    """One of each kind, below a class of the package."""
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "wrong.py").write_text(
        "from {0}.f{1} import C{2} as Low\nfrom {0}.f0 import C0 as High\n\n\n"
        "class Conflict(High, Low):\n    pass\n\n\n"
        "class Twice(Low, Low):\n    pass\n\n\n"
        "class Redundant(Low, High):\n    pass\n\n\n"
        "class Final(bool, Low):\n    pass\n".format(base, FILES - 1, CLASSES))


def service(folder, text):
    folder.mkdir()
    (folder / "main.py").write_text("import shared\n")
    (folder / "kind.py").write_text(text)
    (folder / "Dockerfile").write_text("FROM python:3.12\nCOPY . /app\nCOPY shared.py /app/\nCMD [\"python\", \"/app/main.py\"]\n")
    (folder / "requirements.txt").write_text("")


def found(program, where, *options):
    done = subprocess.run([str(program), "check", "--format", "json", "--no-cache", *options], cwd=str(where), timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1, done
    return done.stdout


def by_file(report, name):
    return [(row["rule"], row["line"], row["message"]) for row in json.loads(report.decode())["findings"]
            if row["file"] == name]


def test_parts(shoring, tmp_path):
    small, large = tmp_path / "small", tmp_path / "large"
    for root in (small, large):
        root.mkdir()
        for number in (0, PACKAGES - 1):
            fill(root / "filled{}".format(number), number)
            faults(root / "faults{}".format(number), "filled{}".format(number))
    for number in range(1, PACKAGES - 1):
        fill(large / "filled{}".format(number), number)
    # In one service the class cannot be made, in the other it can.
    for root in (small, large):
        (root / "shared.py").write_text("from kind import Kind\n\n\nclass Shared(Kind, int):\n    pass\n")
        service(root / "one", "class Kind(str):\n    pass\n")
        service(root / "two", "class Kind:\n    pass\n")

    reports = [found(shoring.program, large, "--jobs", jobs) for jobs in ("1", "2", "3", "8", "16")]
    assert all(report == reports[0] for report in reports)
    of_small = found(shoring.program, small)
    wrong = ("faults0/wrong.py", "faults{}/wrong.py".format(PACKAGES - 1), "shared.py")
    for name in wrong:
        assert by_file(reports[0], name) == by_file(of_small, name)
    rules = [rule for rule, _, _ in by_file(of_small, wrong[0])]
    assert rules == ["CLS001", "CLS002", "CLS003", "CLS007"], rules
    assert [rule for rule, _, _ in by_file(of_small, "shared.py")] == ["CLS006"]


SERVICES = 300  # enough for what they declare to be read, and for their manifests to be gone over, on several threads


def many_services(root):
    """Services that load a part of a core each; some lack a requirement of it, some have one without use, some a lock."""
    (root / "core").mkdir(parents=True)
    (root / "core" / "__init__.py").write_text("")
    for number in range(7):
        (root / "core" / "part{}.py".format(number)).write_text(
            "import requests\n" + ("import yaml\n" if number == 3 else ""))
    for number in range(SERVICES):
        folder = root / "services" / "s{}".format(number)
        folder.mkdir(parents=True)
        (folder / "main.py").write_text("import click\nfrom core import part{}\n\nclick.echo(part{})\n".format(
            number % 7, number % 7))
        rows = ["requests==2.32.3", "click"] + (["flask"] if number % 5 == 1 else [])
        if number % 11 == 4:
            rows = ["requests==2.32.3  # via -r requirements.in", "click==8.1.7  # via flask",
                    "flask==3.0.0  # via -r requirements.in"]
        (folder / "requirements.txt").write_text("\n".join(rows) + "\n")
        (folder / "Dockerfile").write_text(
            "FROM python:3.12\nWORKDIR /srv\nCOPY services/s{0}/requirements.txt /srv/\nRUN pip install -r requirements.txt\n"
            "COPY core /srv/core\nCOPY services/s{0} /srv\nCMD [\"python\", \"main.py\"]\n".format(number))
    (root / "shoring.yaml").write_text("services:\n  - {discover: true}\n")


def test_many_services(shoring, tmp_path):
    many_services(tmp_path)
    reports = [found(shoring.program, tmp_path, "--jobs", jobs) for jobs in ("1", "2", "3", "8", "16")]
    assert all(report == reports[0] for report in reports)
    rows = [(row["rule"], row["service"]) for row in json.loads(reports[0].decode())["findings"]]

    def of(rule):
        return {name for found_rule, name in rows if found_rule == rule}

    def those(wanted):
        return {"s{}".format(number) for number in range(SERVICES) if wanted(number)}

    assert of("REQ001") == those(lambda number: number % 7 == 3)
    assert of("REQ002") == those(lambda number: number % 11 != 4 and number % 5 == 1)
    assert of("REQ003") == those(lambda number: number % 11 == 4)
