"""The gates that the tutorial shows: files that GitHub, GitLab and pre-commit take, with commands that shoring takes."""
import json
import re

import pytest

from schemas import stored
from test_docs import ROOT, blocks

SCHEMAS = {
    ".github/workflows/shoring.yml": "https://json.schemastore.org/github-workflow.json",
    ".gitlab-ci.yml": "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json",
    ".pre-commit-config.yaml": "https://json.schemastore.org/pre-commit-config.json",
}


@pytest.fixture(params=SCHEMAS)
def template(request):
    return request.param, next(text for _, path, text in blocks("tutorial.md") if path == request.param)


def test_the_schema_of_who_reads_it(template):
    import jsonschema
    import yaml

    path, text = template
    value = yaml.safe_load(text)
    # YAML 1.1 takes the key `on` for a truth value; GitHub does not.
    value = {"on" if key is True else key: part for key, part in value.items()}
    jsonschema.Draft7Validator(stored(SCHEMAS[path])).validate(value)


def test_its_commands_and_hooks(template, shoring, tree):
    _, text = template
    root = tree({"a.py": "class A(int, str): pass\n"})
    for line in re.findall(r"(?m)^ *- (?:run: )?(shoring .*)$", text):
        done = shoring(*line.split()[1:], cwd=root)
        assert done.code == 1, done.err
        if "--output" in line:
            assert json.loads((root / re.search(r"--output (\S+)", line).group(1)).read_text(encoding="utf-8"))
            assert re.search(r"--output (\S+)", line).group(1) in text.split("artifacts:")[1]
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for name in re.findall(r"- id: (\S+)", text):
        assert "- id: {}\n".format(name) in hooks
