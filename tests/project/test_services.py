"""The project model: which services there are, what they are rooted in, ship, start and load."""
import json
import subprocess

import pytest


@pytest.fixture
def model(tree, build_dir):
    """model({path: text}) -> what tests/unit/model prints of that tree."""
    program = build_dir / "tests" / "unit" / "model"
    assert program.is_file(), "{} is missing: run `make build`".format(program)

    def ask(files):
        done = subprocess.run([str(program)], cwd=str(tree(files)), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        assert done.returncode == 0, done.stderr.decode()
        answer = json.loads(done.stdout.decode())
        answer["services"] = {s.pop("name"): s for s in answer["services"]}
        return answer

    return ask


def test_two_services_with_one_package_name(model):
    services = model({
        "billing/requirements.txt": "flask\n",
        "billing/app/__init__.py": "",
        "billing/app/main.py": "from app.models import Invoice\n",
        "billing/app/models.py": "class Invoice: pass\n",
        "orders/requirements.txt": "flask\n",
        "orders/app/__init__.py": "",
        "orders/app/main.py": "from app.models import Order\n",
        "orders/app/models.py": "class Order: pass\n",
        "orders/Dockerfile": "FROM python:3.12\nWORKDIR /srv\nCOPY app ./app\n"
                             'CMD ["uvicorn", "app.main:app"]\n',
    })["services"]
    assert set(services) == {"billing", "orders"}
    assert services["orders"]["closure"] == [
        "orders/app/__init__.py", "orders/app/main.py", "orders/app/models.py"]
    assert "orders/app/models.py" not in services["billing"]["closure"]
    assert not services["orders"]["every_file"]
    assert services["billing"]["every_file"]


def test_shared_file_loaded_by_both_and_a_core_that_shadows(model):
    services = model({
        "core/settings.py": "",
        "core/__init__.py": "",
        "shared/job.py": "import core.settings\n",
        "a/requirements.txt": "",
        "a/main.py": "import shared.job\n",
        "b/requirements.txt": "",
        "b/main.py": "import shared.job\n",
        "b/core/__init__.py": "",
        "b/core/settings.py": "",
    })["services"]
    assert "core/settings.py" in services["a"]["closure"]
    assert "b/core/settings.py" in services["b"]["closure"]
    assert "core/settings.py" not in services["b"]["closure"]


def test_ships_and_entry_of_a_dockerfile_with_its_context_above(model):
    service = model({
        "services/api/Dockerfile":
            "FROM python:3.12 AS build\nWORKDIR /src\nCOPY services/api/requirements.txt .\n"
            "RUN pip install -r requirements.txt\n"
            "FROM python:3.12\nWORKDIR /app\nCOPY libs/common ./common\nCOPY services/api .\n"
            'ENTRYPOINT ["python"]\nCMD ["main.py"]\n',
        "services/api/requirements.txt": "flask\n",
        "services/api/main.py": "import common.db\nimport tools.cli\n",
        "services/api/unused.py": "",
        "libs/common/__init__.py": "",
        "libs/common/db.py": "",
        "tools/__init__.py": "",
        "tools/cli.py": "",
    })["services"]["api"]
    assert service["ships"] == ["services/api/requirements.txt", "libs/common", "services/api"]
    assert "libs" in service["roots"]
    assert service["entries"] == ["services/api/main.py"]
    assert service["closure"] == ["services/api/main.py", "libs/common/__init__.py",
                                  "libs/common/db.py"]
    assert service["manifests"] == ["services/api/requirements.txt"]


def test_dockerfiles_in_folders_of_their_own(model):
    """Each is for what it starts; what copies nothing of the repository is for none of it."""
    copy = "FROM python:3.12\nWORKDIR /app\nCOPY . .\n"
    files = {
        "pyproject.toml": "[project]\nname = 'shop'\ndependencies = []\n", "shop/__init__.py": "", "shop/main.py": "",
        "shop/tool.py": "", "mail/requirements.txt": "", "mail/mail/main.py": "", "mail/mail/other.py": "",
        "docker/redis/Dockerfile": "FROM redis\nCOPY redis.conf /etc/\nCMD [\"redis-server\"]\n",
    }
    for shop, mail in (("dockerfiles/Dockerfile", "dockerfiles/Dockerfile-mail"),
                       ("docker/shop/Dockerfile", "docker/mail/Dockerfile")):
        services = {service["path"]: service for service in model({
            **files, shop: copy + 'CMD ["fastapi", "run", "shop/main.py"]\n',
            mail: copy + 'CMD ["python", "mail/mail/main.py"]\n'})["services"].values()}
        assert services[""]["entries"] == ["shop/main.py"]
        assert services["mail"]["entries"] == ["mail/mail/main.py"]


def test_sys_path_changes_of_loaded_files(model):
    services = model({
        "svc/requirements.txt": "",
        "svc/main.py": "import sys, os\n"
                       "sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'libs'))\n"
                       "import common.db\n",
        "libs/common/db.py": "",
        "other/common/db.py": "",
    })["services"]
    assert services["svc"]["roots"][0] == "libs"
    assert "libs/common/db.py" in services["svc"]["closure"]


def test_packages_installed_by_path(model):
    services = model({
        "svc/requirements.txt": "-e ../libs/common\n",
        "svc/main.py": "import common.db\n",
        "libs/common/pyproject.toml": "[project]\nname = 'common'\nversion = '1'\n",
        "libs/common/src/common/__init__.py": "",
        "libs/common/src/common/db.py": "",
        "job/Dockerfile": "FROM python\nWORKDIR /app\nCOPY libs/common /tmp/common\n"
                          "RUN pip install /tmp/common\nCOPY job/run.py .\nCMD python run.py\n",
        "job/run.py": "import common.db\n",
    })["services"]
    for name in ("svc", "job"):
        assert "libs/common/src/common/db.py" in services[name]["closure"], name
    assert services["svc"]["manifests"] == ["libs/common/pyproject.toml", "svc/requirements.txt"]


@pytest.mark.parametrize("command, entry", [
    ('CMD ["python", "-u", "job.py"]', "svc/job.py"),
    ('CMD ["python3.12", "-m", "pkg"]', "svc/pkg/__main__.py"),
    ("CMD exec gunicorn --bind :$PORT --workers 1 pkg.web:app", "svc/pkg/web.py"),
    ('CMD ["uvicorn", "pkg.web:app", "--port", "80"]', "svc/pkg/web.py"),
    ('CMD ["opentelemetry-instrument", "gunicorn", "pkg.web:create()"]', "svc/pkg/web.py"),
    ('CMD ["celery", "-A", "pkg.tasks", "worker"]', "svc/pkg/tasks.py"),
    ('CMD ["functions-framework", "--target=go", "--source=job.py"]', "svc/job.py"),
    ('CMD ["streamlit", "run", "job.py"]', "svc/job.py"),
    ('ENTRYPOINT ["tini", "--"]\nCMD ["python", "/app/job.py"]', "svc/job.py"),
    ('ENTRYPOINT ["gunicorn"]\nCMD ["pkg.web:app"]', "svc/pkg/web.py"),
    ('CMD ["sh", "-c", "python job.py"]', "svc/job.py"),
])
def test_what_a_command_starts(model, command, entry):
    service = model({
        "svc/Dockerfile": "FROM python\nWORKDIR /app\nCOPY . .\n" + command + "\n",
        "svc/requirements.txt": "x\n",
        "svc/job.py": "",
        "svc/other.py": "",
        "svc/pkg/__init__.py": "",
        "svc/pkg/__main__.py": "",
        "svc/pkg/web.py": "",
        "svc/pkg/tasks.py": "",
    })["services"]["svc"]
    assert entry in service["entries"]
    assert "svc/other.py" not in service["closure"]


@pytest.mark.parametrize("command", [
    'CMD ["./start.sh"]', 'CMD ["python", "manage.py", "runserver"]', 'CMD ["nginx"]'])
def test_what_is_not_understood_starts_every_file(model, command):
    service = model({
        "svc/Dockerfile": "FROM python\nCOPY . .\n" + command + "\n",
        "svc/a.py": "", "svc/manage.py": "", "svc/tests/test_a.py": "", "svc/setup.py": "",
    })["services"]["svc"]
    assert service["every_file"]
    assert service["entries"] == ["svc/a.py", "svc/manage.py"]


def test_procfile_and_scripts_and_cloud_functions(model):
    services = model({
        "web/Procfile": "web: gunicorn app:app\nworker: python work.py\n",
        "web/app.py": "", "web/work.py": "", "web/left.py": "",
        "cli/pyproject.toml": "[project]\nname = 'cli'\nversion = '1'\n"
                              "[project.scripts]\ncli = 'cli.main:run'\n",
        "cli/cli/__init__.py": "", "cli/cli/main.py": "", "cli/cli/left.py": "",
        "cloud_functions/tick/requirements.txt": "functions-framework\n",
        "cloud_functions/tick/main.py": "import functions_framework\n",
        "cloud_functions/tick/left.py": "",
    })["services"]
    assert services["web"]["entries"] == ["web/app.py", "web/work.py"]
    assert services["cli"]["entries"] == ["cli/cli/main.py"]
    assert services["tick"]["entries"] == ["cloud_functions/tick/main.py"]


def test_compose_names_the_context(model):
    service = model({
        "compose.yaml": "services:\n  api:\n    build:\n      context: ./backend\n"
                        "      dockerfile: deploy/Dockerfile\n",
        "backend/deploy/Dockerfile": "FROM python\nWORKDIR /app\nCOPY src ./src\nCMD python -m src.main\n",
        "backend/src/main.py": "import src.db\n",
        "backend/src/db.py": "",
        "src/main.py": "",
    })["services"]["backend"]
    assert service["ships"] == ["backend/src"]
    assert service["closure"] == ["backend/src/main.py", "backend/src/db.py"]


def test_workspace_members_by_name(model):
    services = model({
        "pyproject.toml": "[project]\nname = 'platform'\nversion = '1'\n[tool.uv.workspace]\n"
                          "members = ['packages/*']\n",
        "packages/core/pyproject.toml": "[project]\nname = 'acme-core'\nversion = '1'\n",
        "packages/core/src/acme_core/__init__.py": "",
        "packages/api/pyproject.toml": "[project]\nname = 'acme-api'\nversion = '1'\n"
                                       "dependencies = ['acme-core']\n"
                                       "[tool.uv.sources]\nacme-core = {workspace = true}\n",
        "packages/api/src/acme_api/__init__.py": "import acme_core\n",
    })["services"]
    assert "packages/core/src/acme_core/__init__.py" in services["api"]["closure"]


def test_python_of_the_project(model):
    assert model({"a.py": "", "pyproject.toml":
                  "[project]\nname='a'\nversion='1'\nrequires-python = '>=3.9,<4'\n"})["python"] == 9
    assert model({"shoring.yaml": "version: 1\npython: '3.12'\n", "a.py": ""})["python"] == 12


def test_contexts_stars_and_packages_on_the_way(model):
    closure = model({
        "svc/requirements.txt": "",
        "svc/shoring": "",
        "svc/Procfile": "web: python main.py\n",
        "svc/main.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import hints\n"
                       "from pkg import *\ndef f():\n    import deep.er.est\n"
                       "try:\n    import maybe\nexcept ImportError:\n    maybe = None\n"
                       "if __name__ == '__main__':\n    import cli\n"
                       "import sys\nif sys.version_info < (3, 0):\n    import old\n",
        "svc/hints.py": "", "svc/maybe.py": "", "svc/cli.py": "", "svc/old.py": "",
        "svc/pkg/__init__.py": "__all__ = ['one', 'name']\nname = 1\n",
        "svc/pkg/one.py": "", "svc/pkg/two.py": "",
        "svc/deep/__init__.py": "", "svc/deep/er/est.py": "",
    })["services"]["svc"]["closure"]
    assert sorted(closure) == [
        "svc/cli.py", "svc/deep/__init__.py", "svc/deep/er/est.py", "svc/main.py", "svc/maybe.py",
        "svc/pkg/__init__.py", "svc/pkg/one.py"]


def test_what_is_configured_and_not_there_is_said(model):
    answer = model({
        "shoring.yaml": "services:\n  - {name: gone, path: nowhere}\n"
                        "  - {name: odd, path: svc, entry: [nope.py], ships: [svc, missing],\n"
                        "     roots: [absent], requirements: [reqs.txt]}\n",
        "svc/a.py": "",
    })
    notes = "\n".join(answer["notes"])
    for part in ("`gone` has no Python file", "entry nope.py", "missing, which does not exist",
                 "root absent holds no Python", "reqs.txt does not exist"):
        assert part in notes, notes


def test_tests_and_folders_without_python_are_no_services(model):
    services = model({
        "tests/fixtures/demo/requirements.txt": "x\n", "tests/fixtures/demo/a.py": "",
        "web/package.json": "{}", "web/Dockerfile": "FROM node\n",
        "docs/requirements.txt": "sphinx\n",
        "app/requirements/base.txt": "flask\n", "app/main.py": "",
    })["services"]
    assert set(services) == {"app"}
    assert services["app"]["manifests"] == ["app/requirements/base.txt"]


def test_a_namespace_folder_is_no_script_folder(shoring, tree):
    """src/vendor/ is a namespace: its `requests` is not the one that its files import."""
    root = tree({
        "pyproject.toml": "[project]\nname = 'x'\nversion = '1'\n",
        "src/vendor/requests/__init__.py": "import requests.models\nimport http.client\n",
        "src/vendor/http.py": "",
        "scripts/run.py": "import helpers\n",
        "scripts/helpers.py": "import nothing_of_ours\n",
    })
    assert shoring.json(cwd=root)["findings"] == []
    why = shoring("why", "scripts/run.py", "nothing_of_ours", cwd=root)
    assert why.out.splitlines()[1].strip() == "scripts.helpers (scripts/helpers.py:1)", why


def test_requirements_that_are_parts_of_others(model):
    files = {
        "requirements-base.txt": "structlog\n",
        "shared/log.py": "import structlog\n",
        "a/requirements.txt": "-r ../requirements-base.txt\n",
        "a/app/main.py": "import shared.log\n",
        "b/requirements/prod.txt": "-r ../../requirements-base.txt\n",
        "b/main.py": "",
    }
    assert set(model(files)["services"]) == {"a", "b"}
    # Something that starts beside it; a list of all services' own.
    assert set(model(dict(files, **{"main.py": ""}))["services"]) == {".", "a", "b"}
    files = {
        "requirements.txt": "-r a/requirements.txt\n-r b/requirements.txt\n",
        "a/requirements.txt": "structlog\n",
        "a/app/main.py": "",
        "b/requirements.txt": "",
        "b/app/main.py": "",
    }
    assert {"a", "b"} <= set(model(files)["services"])


def test_a_stage_starts_what_the_stage_starts_that_it_is_built_from(model):
    files = {"requirements.txt": "", "a.py": "", "b.py": "", "c.py": ""}
    base = 'FROM python:3.12 AS base\nWORKDIR /app\nCOPY . .\nCMD ["python", "a.py"]\n'
    other = 'FROM python:3.12 AS other\nCMD ["python", "b.py"]\n'
    service, = model({**files, "Dockerfile": base + other + "FROM base AS last\n"})["services"].values()
    assert service["entries"] == ["a.py"]
    service, = model({**files, "Dockerfile": base + other + 'FROM base\nCMD ["python", "c.py"]\n'})["services"].values()
    assert service["entries"] == ["c.py"]
    service, = model({**files, "Dockerfile": base + other + "FROM python:3.12\n"})["services"].values()
    assert service["every_file"]


def test_each_target_of_a_base_is_an_image(model):
    files = {"requirements.txt": "", "run.py": "", "a.py": "", "b.py": "", "c.py": "", "t.py": ""}
    base = "FROM python:3.12 AS base\nWORKDIR /app\nCOPY . .\n"
    targets = ('FROM base AS web\nCMD ["python", "a.py"]\nFROM base AS worker\nCMD ["python", "b.py"]\n'
               'FROM base AS test\nCMD ["python", "t.py"]\nFROM base AS last\nCMD ["python", "c.py"]\n')
    service, = model({**files, "Dockerfile": base + targets})["services"].values()
    assert sorted(service["entries"]) == ["a.py", "b.py", "c.py"]
    entry = 'ENTRYPOINT ["python", "run.py"]\n'
    web = 'FROM base AS web\nCMD ["web"]\nFROM base\n'
    service, = model({**files, "Dockerfile": base + entry + web})["services"].values()
    assert service["entries"] == ["run.py"]
    strange = 'FROM base AS web\nCMD ["nobody-knows"]\n'
    service, = model({**files, "Dockerfile": base + strange + targets})["services"].values()
    assert sorted(service["entries"]) == ["a.py", "b.py", "c.py"]
    # What another stage is built from is an image only with that.
    stages = 'FROM base AS middle\nCMD ["python", "a.py"]\nFROM middle\nCMD ["python", "b.py"]\n'
    service, = model({**files, "Dockerfile": base + stages})["services"].values()
    assert service["entries"] == ["b.py"]


def test_compose_files_start_more_of_an_image(model):
    files = {
        "api/requirements.txt": "", "api/web.py": "", "api/worker.py": "", "api/other.py": "",
        "api/tests/run.py": "", "api/debug.py": "",
        "docker-compose.yml":
            "services:\n  web:\n    build: ./api\n"
            "  worker:\n    build: {context: ./api}\n    command: python worker.py\n"
            "  migrate:\n    build: ./api\n    command: [alembic, upgrade, head]\n"
            "  check:\n    build: ./api\n    command: python tests/run.py\n"
            "  db:\n    image: postgres\n    command: python other.py\n",
        "docker-compose.dev.yml": "services:\n  web:\n    build: ./api\n    command: python debug.py\n",
    }
    docker = "FROM python:3.12\nWORKDIR /app\nCOPY . .\n"
    services = model({**files, "api/Dockerfile": docker + 'CMD ["python", "web.py"]\n'})["services"]
    assert sorted(services["api"]["entries"]) == ["api/web.py", "api/worker.py"]
    del files["docker-compose.yml"]
    services = model({**files, "api/Dockerfile": docker, "compose.yaml": (
        "services:\n  web:\n    build: ./api\n    command: python web.py\n"), "docker-compose.yml": ""})["services"]
    assert services["api"]["entries"] == ["api/web.py"]


def test_a_command_that_the_project_installs_itself(model):
    service, = model({
        "Dockerfile": 'FROM python:3.12\nCOPY . /app\nRUN pip install /app\nCMD ["shop", "serve"]\n',
        "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[project.scripts]\nshop = "shop.cli:main"\n'
                          'other = "shop.other:main"\n',
        "shop/__init__.py": "", "shop/cli.py": "", "shop/other.py": "",
    })["services"].values()
    assert service["entries"] == ["shop/cli.py", "shop/__init__.py"]
    assert not service["every_file"]
