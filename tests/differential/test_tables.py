"""The tables of Python's libraries against what can be asked here: this interpreter, what is installed beside it."""
import importlib.util
import pathlib
import re
import subprocess
import sys

import pytest

MINOR = sys.version_info[1]
STDLIB = pathlib.Path(__file__).resolve().parents[2] / "rules" / "python" / "stdlib.txt"


def table(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@pytest.mark.skipif(not hasattr(sys, "stdlib_module_names"), reason="this Python does not tell its modules")
@pytest.mark.skipif(MINOR > 14, reason="the table ends with 3.14")
def test_standard_library_is_this_interpreters():
    """Private modules come and go with patch releases; the others do not."""
    listed = set()
    for name, versions in table(STDLIB):
        first, last = (int(version.split(".")[1]) for version in versions.split("-"))
        if first <= MINOR <= last:
            listed.add(name)
    own = set(sys.stdlib_module_names)
    assert {name for name in listed ^ own if not name.startswith("_")} == {"test"}
    assert {"__future__", "__main__", "_thread", "_collections_abc"} <= listed


@pytest.fixture(scope="session")
def rows(root):
    """rows("imports.txt", ...) -> {key: values as written} of those tables."""
    def read(*names):
        return {line[0]: line[1] for name in names for line in table(root / "rules" / "python" / name)}
    return read


@pytest.mark.parametrize("family, least", [
    ("", 5900), ("google-cloud-", 240), ("azure-", 570), ("opentelemetry-", 148), ("apache-airflow-providers-", 126),
    ("django-", 270)])
def test_families_are_known(family, least, rows):
    """Distributions whose import names differ; rules/python/count.py counts them against the most downloaded."""
    dists = {dist for dists in rows("imports.txt", "corrections.txt").values() for dist in dists.split(",")}
    assert sum(dist.startswith(family) for dist in dists) >= least


@pytest.mark.parametrize("module, needs", [
    ("sentry_sdk.integrations.sqlalchemy", "sqlalchemy"),
    ("sentry_sdk.integrations.ariadne", "ariadne"),
    ("sentry_sdk.integrations.beam", "apache-beam"),
    ("django.db.backends.postgresql", "psycopg"),
    ("django.db.backends.mysql.base", "mysqlclient"),
    ("django_redis.serializers.msgpack", "msgpack"),
    ("celery.backends.database", "sqlalchemy"),
    ("celery.backends.redis", "redis"),
    ("kombu.transport.SQS", "boto3"),
    ("kombu.transport.mongodb", "pymongo"),
    ("fsspec.implementations.sftp", "paramiko"),
    ("pandas.io.formats.style", "jinja2"),
    ("airflow.providers.google.cloud.transfers.s3_to_gcs", "apache-airflow-providers-amazon"),
    ("airflow.providers.amazon.aws.transfers.gcs_to_s3", "apache-airflow-providers-google"),
    ("opentelemetry.instrumentation.psycopg2", "psycopg2-binary"),
    ("opentelemetry.instrumentation.httpx", "httpx"),
    ("pydantic.EmailStr", "email-validator"),
    ("fastapi.Form", "python-multipart"),
    ("fastapi.testclient", "httpx"),
    ("starlette.middleware.sessions", "itsdangerous"),
    ("starlette.templating", "jinja2"),
    ("google.cloud.bigquery.magics", "ipython"),
    ("azure.storage.blob.aio", "aiohttp"),
    ("uvicorn.workers", "gunicorn"),
    ("aiohttp.worker", "gunicorn"),
    ("gunicorn.workers.ggevent", "gevent"),
    ("cattrs.preconf.cbor2", "cbor2"),
    ("slack_sdk.oauth.installation_store.sqlalchemy", "sqlalchemy"),
    ("langfuse.openai", "openai"),
    ("prometheus_client.twisted", "twisted"),
    ("structlog.twisted", "twisted"),
    ("dask.array", "numpy"),
])
def test_each_kind_of_optional_part_is_known(module, needs, rows):
    behind, parts = rows("submodules.txt", "submodules_by_hand.txt", "submodules_late.txt"), module.split(".")
    longest = max((name for name in (".".join(parts[:count + 1]) for count in range(len(parts))) if name in behind),
                  key=len, default=None)
    assert longest is not None and needs in re.split("[,|]", behind[longest])


def test_every_hard_part_of_sentry_is_known(rows):
    """The 97 imports of other packages that sentry-sdk 2.75's integrations do not do without, in 61 modules and packages."""
    behind = rows("submodules.txt", "submodules_by_hand.txt")
    assert sum(name.startswith("sentry_sdk.integrations.") for name in behind) >= 61


@pytest.mark.parametrize("module", [
    "sentry_sdk.integrations.logging", "sqlalchemy.ext.asyncio", "sqlalchemy.dialects.postgresql.asyncpg", "pandas",
    "optuna.artifacts", "transformers", "celery.app", "fastapi", "django.contrib.auth", "jwt.algorithms", "redis.asyncio",
    "google.cloud.storage", "requests", "pydantic.BaseModel",
])
def test_what_loads_without_more(module, rows):
    behind = rows("submodules.txt", "submodules_by_hand.txt", "submodules_late.txt")
    parts = module.split(".")
    assert not any(".".join(parts[:count]) in behind for count in range(1, len(parts) + 1))


def test_the_oldest_releases_are_those_of_the_lists(rows, root, monkeypatch):
    monkeypatch.syspath_prepend(str(root / "rules" / "python"))
    assert rows("oldest.txt") == __import__("make_oldest").oldest()


@pytest.fixture
def compiled(build_dir, tmp_path, root):
    """compiled({"imports.txt": text}) -> the finished process: the other tables are the real ones."""

    def run(files):
        tables = {path.name: path for path in (root / "rules" / "python").glob("*.txt")
                  if path.name not in ("families.txt", "wheels.txt", "metadata.txt", "earlier.txt", "newest.txt")}
        for name, text in files.items():
            tables[name] = tmp_path / name
            tables[name].write_text(text, encoding="utf-8", newline="\n")
        return subprocess.run(
            [str(build_dir / "rules" / "compile-python"), str(tmp_path / "python.inc"),
             *(str(tables[name]) for name in sorted(tables))],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False)

    return run


def test_whole_tables(compiled, tmp_path):
    done = compiled({"imports.txt": "# a comment\nA.b_1\td-1,d2\nz\td2\n"})
    assert (done.returncode, done.stderr) == (0, "")
    text = (tmp_path / "python.inc").read_text()
    assert '{ "d-1", 3 },\n\t{ "d2", 2 },' in text
    assert len(re.findall(r"imports_rows\[\] = \{", text)) == 1


@pytest.mark.parametrize("name, text, says", [
    ("imports.txt", "b\td\na\td\n", "imports.txt:2: `a` does not come after `b`"),
    ("imports.txt", "a\td\na\te\n", "imports.txt:2: `a` does not come after `a`"),
    ("imports.txt", "zz\td\nyaml.\td\n", "imports.txt:2: `yaml.` is no key"),
    ("imports.txt", "# x\n1a\td\n", "imports.txt:2: `1a` is no key"),
    ("imports.txt", "a\tPyYAML\n", "imports.txt:1: `PyYAML` is no value"),
    ("imports.txt", "a\td,\n", "imports.txt:1: `` is no value"),
    ("imports.txt", "a\td,,e\n", "imports.txt:1: `` is no value"),
    ("imports.txt", "a\n", "imports.txt:1: a line is a key, a tab and values"),
    ("imports.txt", "a\t\n", "imports.txt:1: a line is a key, a tab and values"),
    ("imports.txt", "a\td", "imports.txt:1: the line is too long, or the last one has no end"),
    ("imports.txt", "attr\td\n", "`attr` stands in"),
    ("common.txt", "# none\n", "the table is missing or empty"),
    ("imports.txt", "\n", "imports.txt:1: `` is no key"),
    ("common.txt", "a\tb\n", "common.txt:1: a line is a key alone"),
    ("stdlib.txt", "a\t3.8\n", "stdlib.txt:1: `3.8` is not like 3.8-3.14"),
    ("stdlib.txt", "a\t3.9-3.8\n", "is not like 3.8-3.14"),
    ("stdlib.txt", "a\t3.8-3.9x\n", "is not like 3.8-3.14"),
    ("replaced.txt", "a\tb\n", "replaced.txt:1: `b` is not like enum,3.4"),
    ("replaced.txt", "a\tb,4.1\n", "is not like enum,3.4"),
    ("imports.txt", "a\tb|c\n", "imports.txt:1: `b|c`: commas stand between values"),
    ("submodules.txt", "a\tb|\n", "submodules.txt:1: `` is no value"),
    ("submodules.txt", "a\tb,c|D\n", "submodules.txt:1: `D` is no value"),
    ("submodules.txt", "a\tb[c]\n", "submodules.txt:1: `b[c]` is no value"),
    ("requires.txt", "a[\tb\n", "requires.txt:1: `a[` is no key"),
    ("requires.txt", "a[]\tb\n", "requires.txt:1: `a[]` is no key"),
    ("requires.txt", "a[b]\tc[d]e\n", "requires.txt:1: `c[d]e` is no value"),
    ("other.txt", "a\tb\n", "other.txt: there is no such table"),
])
def test_broken_tables_stop_the_build(name, text, says, compiled):
    done = compiled({name: text})
    assert done.returncode == 1
    assert says in done.stderr


@pytest.fixture(scope="session")
def loading(root):
    """rules/python/loading.py, which reads what modules need."""
    spec = importlib.util.spec_from_file_location("loading", root / "rules" / "python" / "loading.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("source, needs", [
    ("import a\nimport b.c as d\n", [{"a"}, {"b.c"}]),
    ("from a import b, c\nfrom . import d\nfrom ..e import f\n", [{"a.b"}, {"a.c"}, {"p.q.d"}, {"p.e.f"}]),
    ("try:\n    import a\nexcept ImportError:\n    raise X('no a')\n", [{"a"}]),
    ("try:\n    import a\nexcept ImportError as e:\n    if e:\n        raise\n    else:\n        raise X\n", [{"a"}]),
    ("try:\n    import a\nexcept ImportError:\n    a = None\nelse:\n    import b\n", []),
    ("try:\n    import a\nexcept Exception:\n    pass\n", []),
    ("try:\n    import a\nexcept:\n    pass\n", []),
    ("try:\n    import a\nexcept ValueError:\n    pass\n", [{"a"}]),
    ("try:\n    import a\nexcept ImportError:\n    import b\n", [{"a", "b"}]),
    ("try:\n    import a\nexcept ImportError:\n    try:\n        import b\n    except ImportError:\n        raise\n",
     [{"a", "b"}]),
    ("try:\n    import a, b\nexcept ImportError:\n    import c\n", []),
    ("with suppress(ImportError):\n    import a\nwith x():\n    import b\n", []),
    ("with warnings.catch_warnings():\n    import a\n", [{"a"}]),
    ("a = import_module('a.b')\nb = importlib.import_module(name)\n__import__('c')\nd('e')\n", [{"a.b"}, {"c"}]),
    ("try:\n    a = import_module('a')\nexcept ImportError:\n    raise X\n", [{"a"}]),
    ("if TYPE_CHECKING:\n    import a\nelse:\n    import b\n", [{"b"}]),
    ("if sys.version_info >= (3, 9):\n    import a\nelse:\n    import b\n", [{"a"}]),
    ("if x():\n    import a\n", []),
    ("def f():\n    import a\nclass C:\n    import b\n    def setup_once():\n        import c\n"
     "        try:\n            import d\n        except ImportError:\n            raise DidNotEnable\n", [{"b"}, {"c"}, {"d"}]),
    ("import a import\n", []),
])
def test_needs_of_a_module(source, needs, loading, tmp_path):
    path = tmp_path / "__init__.py"
    path.write_text(source)
    assert [set(need) for need in loading.Module("p.q", path).needs] == needs


def test_needs_of_what_a_module_loads(loading, tree):
    root = tree({"p/__init__.py": "import a\n", "p/x.py": "from p import y\n", "p/y.py": "import b\nfrom .x import z\n",
                 "p/w.py": "from p.y import b\n", "p/tests/t.py": "import c\n"})
    found = {name: {"|".join(sorted(need)) for need in needs}
             for name, needs in loading.closures(loading.modules(root)).items()}
    assert found == {"p": {"a"}, "p.x": {"a", "b"}, "p.y": {"a", "b"}, "p.w": {"a", "b"}}
