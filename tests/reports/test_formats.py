"""The formats of other tools: what they say is what JSON says, their schemas hold, whatever the names."""
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest

from schemas import stored

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "examples" / "platform"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
FORMATS = ["sarif", "github", "gitlab", "junit"]

# Names and texts that mean something to a terminal, to a log, to JSON, to XML, to a URI.
NAMES = [b"esc\x1b[31m.py", b"new\nline.py", b"latin\xe9.py", b"quote\"'\\.py", b"a::error ,%0A:b.py", b"<&>]]>.py",
         b"100%.py", b"sp ace#?.py", "\u202edir\ufffe\u540d.py".encode()]


def example(shoring, tmp_path):
    tree = tmp_path / "platform"
    shutil.copytree(str(EXAMPLE), str(tree))
    return tree


def project(tmp_path):
    tree = tmp_path / "project"
    shutil.copytree(str(HERE / "project"), str(tree))
    return tree


def hostile(tmp_path):
    """A file of each name, with a fault in it; what the file system refuses is left out."""
    made = []
    for name in NAMES:
        path = os.path.join(os.fsencode(str(tmp_path)), name)
        try:
            with open(path, "wb") as file:
                file.write(b"x = '\x1b \xff\n")
        except OSError:
            continue
        made.append(name)
    assert len(made) > 5
    return made


def raw(shoring, how, tree, *more):
    done = subprocess.run([str(shoring.program), "check", "--format", how, *more], cwd=str(tree),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 1
    return done.stdout


def folded(findings):
    """One finding a fact and place: what stands in several services is one."""
    seen, left = set(), []
    per_service = {"IMP005", "IMP008", "REQ001", "REQ003", "REQ004", "REQ005", "REQ006"}
    for f in findings:
        key = (f["file"], f["line"], f["column"], f["rule"], f["module"], f["distribution"], f["class"])
        if f["rule"] not in per_service or key not in seen:
            left.append(f)
        seen.add(key)
    return left


@pytest.fixture(scope="module")
def sarif_valid():
    import jsonschema
    return jsonschema.Draft7Validator(stored(SARIF), format_checker=jsonschema.FormatChecker()).validate


def regions(value):
    if isinstance(value, dict):
        if "startLine" in value:
            yield value
        for part in value.values():
            yield from regions(part)
    elif isinstance(value, list):
        for part in value:
            yield from regions(part)


@pytest.mark.parametrize("make", [example, None], ids=["platform", "project"])
def test_sarif(make, shoring, tmp_path, sarif_valid):
    tree = make(shoring, tmp_path) if make else project(tmp_path)
    log = json.loads(raw(shoring, "sarif", tree))
    sarif_valid(log)
    run, = log["runs"]
    known = folded(shoring.json(cwd=tree)["findings"])
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert sorted(set(ids)) == sorted({f["rule"] for f in known}) and len(ids) == len(set(ids))
    for rule in run["tool"]["driver"]["rules"]:
        page = shoring("explain", rule["id"], cwd=tree).out.split("\n\n", 1)[1]
        assert rule["help"] == {"text": page, "markdown": page}
    assert len(run["results"]) == len(known)
    for result, finding in zip(run["results"], known):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert ids[result["ruleIndex"]] == result["ruleId"] == finding["rule"]
        assert result["level"] == finding["severity"]
        assert urllib.parse.unquote(place["artifactLocation"]["uri"]) == finding["file"]
        assert [region[k] for k in ("startLine", "startColumn", "endLine", "endColumn")] == [
            finding[k] for k in ("line", "column", "end_line", "end_column")]
        assert result["partialFingerprints"] == {"shoring/v1": finding["fingerprint"]}
        assert result["message"]["text"].startswith(finding["message"])
        assert ("fixes" in result) == (finding["fix"] is not None)
        assert ("codeFlows" in result) == any(f["chain"] for f in [finding])
        assert len(result.get("relatedLocations", [])) == len(finding["related"])
    assert run["invocations"][0]["exitCode"] == 1
    assert all(r["startLine"] >= 1 and r.get("startColumn", 1) >= 1 for r in regions(run["results"]))


def test_sarif_flows(shoring, tmp_path):
    """A flow a service, from its entry to the place of the result."""
    run, = json.loads(raw(shoring, "sarif", example(shoring, tmp_path)))["runs"]
    result, = [r for r in run["results"] if r["ruleId"] == "REQ005"]
    services = [flow["message"]["text"] for flow in result["codeFlows"]]
    assert services == result["properties"]["services"] == ["coordinator", "worker"]
    for flow in result["codeFlows"]:
        steps = flow["threadFlows"][0]["locations"]
        assert steps[0]["location"]["message"]["text"].startswith("predictions.")
        assert steps[-1]["location"] == result["locations"][0]


def test_sarif_of_nothing(shoring, tree, sarif_valid):
    done = shoring("check", "--format", "sarif", cwd=tree({"a.py": "x = 1\n"}))
    log = json.loads(done.out)
    sarif_valid(log)
    assert done.code == 0 and log["runs"][0]["results"] == []


def uris(value):
    if isinstance(value, dict):
        if "uri" in value:
            yield value["uri"]
        for part in value.values():
            yield from uris(part)
    elif isinstance(value, list):
        for part in value:
            yield from uris(part)


def test_sarif_names(shoring, tmp_path, sarif_valid):
    made = hostile(tmp_path)
    log = json.loads(raw(shoring, "sarif", tmp_path).decode("utf-8"))
    sarif_valid(log)
    found = set(uris(log["runs"][0]["results"]))
    assert all(re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri) for uri in found)
    assert {urllib.parse.unquote_to_bytes(uri) for uri in found} == set(made)


COMMAND = re.compile(r"::(error|warning) (.*?)::(.*)")


def unescape(text):
    return re.sub("%(25|0D|0A|3A|2C)", lambda m: chr(int(m.group(1), 16)), text)


def commands(text):
    """(severity, properties, message) of each line that GitHub takes for a command."""
    found = []
    for line in text.splitlines():
        if line.lstrip().startswith("::") or line.startswith("##["):
            severity, properties, message = COMMAND.fullmatch(line).groups()
            pairs = [part.split("=", 1) for part in properties.split(",")]
            found.append((severity, {key: unescape(value) for key, value in pairs}, unescape(message)))
    return found


def test_github(shoring, tmp_path):
    tree = example(shoring, tmp_path)
    text = raw(shoring, "github", tree).decode("utf-8")
    known = folded(shoring.json(cwd=tree)["findings"])
    assert len(commands(text)) == len(known)
    for (severity, properties, message), finding in zip(commands(text), known):
        assert severity == finding["severity"]
        assert properties == {
            "file": finding["file"], "line": str(finding["line"]), "endLine": str(finding["end_line"]),
            "col": str(finding["column"]), "endColumn": str(finding["end_column"]),
            "title": "{} {}".format(finding["rule"], finding["name"])}
        assert finding["message"] in message and "\nhelp: " + finding["help"] in message
    assert "Found 11 errors" in text


def test_github_names(shoring, tmp_path):
    made = hostile(tmp_path)
    text = raw(shoring, "github", tmp_path).decode("utf-8")
    files = [properties["file"] for _, properties, _ in commands(text)]
    # What acts on a terminal is escaped: the log is one.
    shown = [name.decode("utf-8", "replace").replace("\x1b", "\\x1b").replace("\u202e", "\\u202e") for name in made]
    assert set(files) == set(shown)
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)


def test_gitlab(shoring, tmp_path):
    """The fields that GitLab documents, with its values."""
    tree = example(shoring, tmp_path)
    issues = json.loads(raw(shoring, "gitlab", tree))
    known = folded(shoring.json(cwd=tree)["findings"])
    assert len(issues) == len(known)
    for issue, finding in zip(issues, known):
        assert list(issue) == ["check_name", "description", "severity", "fingerprint", "location"]
        assert issue["check_name"] == finding["name"]
        assert issue["severity"] == {"error": "major", "warning": "minor"}[finding["severity"]]
        assert issue["location"] == {"path": finding["file"],
                                     "lines": {"begin": finding["line"], "end": finding["end_line"]}}
        assert issue["description"].startswith(finding["message"])
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints))


def test_gitlab_names(shoring, tmp_path):
    made = hostile(tmp_path)
    issues = json.loads(raw(shoring, "gitlab", tmp_path).decode("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {name.decode("utf-8", "replace") for name in made}
    assert json.loads(shoring("check", "--format", "gitlab", "--select", "CLS", cwd=tmp_path).out) == []


def suite_of(text):
    top = ElementTree.parse(io.BytesIO(text)).getroot()
    suite, = top
    assert top.tag == "testsuites" and suite.tag == "testsuite"
    cases = list(suite)
    for holder in (top, suite):
        assert int(holder.get("tests")) == len(cases)
        assert int(holder.get("failures")) == sum(case.find("failure") is not None for case in cases)
    assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(names) == len(set(names))
    return cases


def test_junit(shoring, tmp_path):
    """A case a finding, a case a rule that found none; warnings are skipped unless they fail the run."""
    tree = project(tmp_path)
    known = folded(shoring.json(cwd=tree)["findings"])
    for more, failing in (((), {"error"}), (("--strict",), {"error", "warning"})):
        cases = suite_of(raw(shoring, "junit", tree, *more))
        failed = [case for case in cases if case.find("failure") is not None]
        assert len(failed) == len([f for f in known if f["severity"] in failing])
        passed = {case.get("classname") for case in cases if len(case) == 0}
        rules = {"shoring." + rule["name"] for rule in json.loads(shoring("rules", "--format", "json", cwd=tree).out)}
        assert passed == rules - {"shoring." + f["name"] for f in known}
    one = suite_of(raw(shoring, "junit", tree, "--select", "SRC"))
    assert {case.get("classname") for case in one} == {"shoring.syntax-error", "shoring.unreadable-file"}


def test_junit_names(shoring, tmp_path):
    made = hostile(tmp_path)
    cases = suite_of(raw(shoring, "junit", tmp_path, "--select", "SRC"))
    assert len([case for case in cases if len(case)]) >= len(made)


@pytest.mark.packaging
def test_junit_schema(shoring, tmp_path):
    """The schema of Jenkins, which pytest's sources carry for a test of their own."""
    import xmlschema
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--no-binary", ":all:", "--dest", str(tmp_path), "pytest=={}".format(pytest.__version__)],
                   check=True)
    with tarfile.open(str(next(tmp_path.glob("pytest-*.tar.gz")))) as sources:
        member, = [name for name in sources.getnames() if name.endswith("/junit-10.xsd")]
        schema = xmlschema.XMLSchema(sources.extractfile(member).read().decode("utf-8"))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    schema.validate(raw(shoring, "junit", project(tmp_path / "one")).decode("utf-8"))
    hostile(tmp_path / "two")
    schema.validate(raw(shoring, "junit", tmp_path / "two").decode("utf-8"))


@pytest.mark.parametrize("how", FORMATS)
def test_same_bytes(how, shoring, tmp_path):
    tree = example(shoring, tmp_path)
    assert raw(shoring, how, tree, "--jobs", "1") == raw(shoring, how, tree, "--jobs", "7")


def test_unknown_format(shoring, tree):
    done = shoring("check", "--format", "xml", cwd=tree({"a.py": ""}))
    assert done.code == 2
    assert done.err == ("shoring: there is no format `xml`; there are text, concise, json, sarif, github, gitlab, "
                        "junit\n")


def test_statistics(shoring, tmp_path):
    """Counts in place of findings in text, beside them in JSON, the most first."""
    tree = project(tmp_path)
    answer = shoring.json("--statistics", cwd=tree)
    counts = {}
    for finding in answer["findings"]:
        counts[finding["rule"]] = counts.get(finding["rule"], 0) + 1
    assert {row["rule"]: row["count"] for row in answer["statistics"]} == counts
    assert [(-row["count"], row["rule"]) for row in answer["statistics"]] == sorted(
        (-row["count"], row["rule"]) for row in answer["statistics"])
    for row in answer["statistics"]:
        fixable = [f for f in answer["findings"] if f["rule"] == row["rule"] and f["fix"] and f["fix"]["safe"]]
        assert row["fixable"] == len(fixable)
    assert "statistics" not in shoring.json(cwd=tree)
    for how in ("text", "concise"):
        lines = shoring("check", "--statistics", "--quiet", "--format", how, cwd=tree).out.splitlines()
        assert [line.split()[:3] for line in lines] == [
            [str(row["count"]), row["rule"], row["name"]] for row in answer["statistics"]]
    assert shoring("check", "--statistics", "--format", "junit", cwd=tree).code == 2


def test_statistics_mark_what_can_be_fixed(shoring, tree):
    root = tree({"a.py": "import os  # shoring: ignore[missing-module]\n"})
    out = shoring("check", "--statistics", cwd=root).out
    assert out.startswith("     1  SUP001  unused-suppression  [*] 1 fixable\n")
