"""Functions of Lambda, by their source, and what their layers have."""
import pytest

USES = "import boto3\nimport click\nimport polars\n"
HANDLER = "\n\ndef go(event, context):\n    pass\n"
FUNCTIONS = {
    "def lambda_handler(event, context):\n    pass\n",
    "def lambda_handler(*args):\n    pass\n",
    "def handler(event, context):\n    pass\n",
    "async def run( event : dict , context : object ) -> dict:\n    return {}\n",
    "def main(_event, _):\n    pass",
    "def h(evt, ctx):\r\n    pass\r\n",
    "def h(event, context\n):\n    pass\n",
    "x = 1\n\ndef later(event, _context):\n    pass\n",
}
OTHERS = {
    "", "def", "def ", "def (", "def handler", "def handler(", "def handler()", "def handler(event",
    "def handler(event,",
    "def handler(event):\n    pass\n", "def handler(event, context, more):\n    pass\n",
    "def handler(context, event):\n    pass\n", "def handler(*event, **context):\n    pass\n",
    "    def handler(event, context):\n        pass\n", "# def handler(event, context):\n",
    "def handler(event, context" + "," * 100000 + "\n", "def " + "(" * 100000, "\0def handler(event, context):\n",
}


def missing(shoring, tree, files, *, rule="REQ001"):
    """Which distributions the services lack."""
    root = tree({name: text.encode("latin-1") for name, text in files.items()})
    return sorted(f["distribution"] for f in shoring.json("--select", rule, cwd=root)["findings"])


@pytest.mark.parametrize("source", sorted(FUNCTIONS))
def test_a_function_has_boto3(shoring, tree, source):
    files = {"f/requirements.txt": "click\n", "f/app.py": USES + source}
    assert missing(shoring, tree, files) == ["polars"]


@pytest.mark.parametrize("source", sorted(OTHERS), ids=lambda text: repr(text[:40]))
def test_other_code_has_nothing(shoring, tree, source):
    """The handler's own file may be broken: then the one beside it is judged."""
    files = {"f/requirements.txt": "click\n", "f/app.py": "import boto3\nimport click\n", "f/other.py": source}
    assert missing(shoring, tree, files) == ["boto3"]


@pytest.mark.parametrize("folder", ["layer", "layers/common", "common-layer", "my_layer/python"])
def test_layers_are_there(shoring, tree, folder):
    files = {
        "f/requirements.txt": "click\n", "f/app.py": USES + "import pandas\n" + HANDLER,
        folder + "/requirements.txt": "polars\n",
        "web/requirements.txt": "click\n", "web/app.py": "import click\nimport polars\n",
    }
    assert missing(shoring, tree, files) == ["pandas", "polars"]
    files[folder + "/lib.py"] = "import polars\nimport boto3\n"
    assert missing(shoring, tree, files) == ["pandas", "polars"]


@pytest.mark.parametrize("template", [
    "", "{", "Resources:\n  F: &a\n    Layers: [*a]\n", "- " * 50000, "\xff\xfe\0", "%PDF\n"])
def test_templates_are_not_rested_on(shoring, tree, template):
    """Which functions have a layer is in a template, which is not read: any may."""
    files = {
        "template.yaml": template, "samconfig.toml": template, "serverless.yml": template,
        "f/requirements.txt": "click\n", "f/app.py": USES + HANDLER,
        "layers/a/requirements.txt": "polars\n",
    }
    assert missing(shoring, tree, files) == []


def test_an_image_tells_all(shoring, tree):
    files = {
        "f/Dockerfile": "FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\nCMD python app.py\n",
        "f/requirements.txt": "click\n", "f/app.py": "import boto3\nimport click\n" + HANDLER,
    }
    assert missing(shoring, tree, files) == ["boto3"]
