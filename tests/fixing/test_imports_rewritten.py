"""Imports that a contract with `replace` lets --fix rewrite."""
import ast

import pytest

CONTRACT = """\
version: 1
imports:
  contracts:
    - name: shared stands alone
      type: forbidden
      from: [shared, tests]
      to: [orchestration.shared]
      replace: {orchestration.shared: shared}
"""
LIBRARY = {
    "shoring.yaml": CONTRACT,
    "orchestration/__init__.py": "",
    "orchestration/other.py": "Z = 1\n",
    "orchestration/shared/__init__.py": "X = Y = 1\n",
    "orchestration/shared/db.py": "connect = close = ping = 1\n",
    "orchestration/shared/log.py": "info = debug = 1\n",
    "orchestration/shared/gone.py": "x = 1\n",
    "orchestration/shared/deep/__init__.py": "",
    "orchestration/shared/deep/er.py": "x = 1\n",
    "shared/__init__.py": "X = 1\n",
    "shared/db.py": "from shared.more import *\nconnect = close = 1\n",
    "shared/more.py": "ping = 1\n",
    "shared/log.py": "def info(): pass\n",
    "shared/deep/__init__.py": "",
    "shared/deep/er.py": "x = 1\n",
}

FORMS = [
    ("from orchestration.shared.db import connect\n", "from shared.db import connect\n"),
    ("from orchestration.shared.db import connect as c, close\n",
     "from shared.db import connect as c, close\n"),
    ("from orchestration.shared.db import ping\n", "from shared.db import ping\n"),
    ("from orchestration.shared import db\n", "from shared import db\n"),
    ("from orchestration.shared import db as d, log\n", "from shared import db as d, log\n"),
    ("from orchestration.shared import db, X\n", "from shared import db, X\n"),
    ("from orchestration import shared\n", "import shared\n"),
    ("from orchestration import shared as s\n", "import shared as s\n"),
    ("from orchestration import shared, other\n", "from orchestration import other\nimport shared\n"),
    ("from orchestration import other, shared as s\nx = 1\n",
     "from orchestration import other\nimport shared as s\nx = 1\n"),
    ("import orchestration.shared.db as db\n", "import shared.db as db\n"),
    ("import os, orchestration.shared.db as db\n", "import os, shared.db as db\n"),
    ("import orchestration.shared as s\n", "import shared as s\n"),
    ("from orchestration.shared import gone, db, log\n",
     "from orchestration.shared import gone\nfrom shared import db, log\n"),
    ("from orchestration.shared import db, gone, log as l  # here\n",
     "from orchestration.shared import gone  # here\nfrom shared import db, log as l\n"),
    ("from orchestration.shared import (\n    db,\n    gone,  # stays\n    log,\n)\n",
     "from orchestration.shared import (\n    gone,  # stays\n)\nfrom shared import db, log\n"),
    ("from orchestration.shared import (db, gone,\n    log)\n",
     "from orchestration.shared import (gone)\nfrom shared import db, log\n"),
    ("from orchestration.shared import (\n    db,  # the base\n    log,\n)\n",
     "from shared import (\n    db,  # the base\n    log,\n)\n"),
    ("def f():\n\tfrom orchestration.shared import db, gone\n\treturn db\n",
     "def f():\n\tfrom orchestration.shared import gone\n\tfrom shared import db\n\treturn db\n"),
    ("from orchestration.shared import (\n    db, gone,  # both\n    log, Y)\n",
     "from orchestration.shared import (\n    gone,  # both\n    Y)\nfrom shared import db, log\n"),
    ("try: from orchestration.shared.db import connect\nexcept ValueError: connect = 1\n",
     "try: from shared.db import connect\nexcept ValueError: connect = 1\n"),
    ("x = 1; from orchestration.shared.db import close; y = 2\n",
     "x = 1; from shared.db import close; y = 2\n"),
    ("from orchestration.shared \\\n    .db import connect\n", None),
    ("from orchestration.shared.db \\\n    import connect, \\\n    close\n",
     "from shared.db \\\n    import connect, \\\n    close\n"),
    ("from orchestration.shared.deep import er\nfrom orchestration.shared.deep.er import x\n",
     "from shared.deep import er\nfrom shared.deep.er import x\n"),
    ("import importlib\nm = importlib.import_module('orchestration.shared.db')\n",
     "import importlib\nm = importlib.import_module('shared.db')\n"),
    ("import importlib\nm = importlib.import_module(\n    name=\"orchestration.shared.db\",  # late\n)\n",
     "import importlib\nm = importlib.import_module(\n    name=\"shared.db\",  # late\n)\n"),
    ("import orchestration.shared.db\n\nx = orchestration.shared.db.connect(1)\n",
     "import shared.db\n\nx = shared.db.connect(1)\n"),
    ("import os, orchestration.shared.db, re\ndef f():\n    return orchestration.shared.db\n",
     "import os, shared.db, re\ndef f():\n    return shared.db\n"),
    ("import orchestration.shared.db\nimport orchestration.shared.log\nimport orchestration.other\n"
     "orchestration.shared.db.close(orchestration.shared.log.info, orchestration.other.Z)\n",
     "import shared.db\nimport shared.log\nimport orchestration.other\n"
     "shared.db.close(shared.log.info, orchestration.other.Z)\n"),
    ("import orchestration.shared.deep\nimport orchestration.shared.deep.er\n"
     "orchestration.shared.deep.er.x, orchestration.shared.deep\n",
     "import shared.deep\nimport shared.deep.er\nshared.deep.er.x, shared.deep\n"),
    ("import shared.more\nimport orchestration.shared.db  # orchestration.shared\n"
     "x = 'orchestration', f'{shared.more.ping}', orchestration.shared.db.close, x.orchestration\n",
     "import shared.more\nimport shared.db  # orchestration.shared\n"
     "x = 'orchestration', f'{shared.more.ping}', shared.db.close, x.orchestration\n"),
    # Its uses are not all seen, or the name is taken.
    ("import orchestration.shared.db\nx = orchestration\n", None),
    ("import orchestration.shared.db\nx = orchestration.shared.log\n", None),
    ("import orchestration.shared.db\nx = f'{orchestration.shared.db.close}'\n", None),
    ("import orchestration.shared.db\nx = 'orchestration.shared.db.close'\n", None),
    ("import orchestration.shared.db\nshared = orchestration.shared.db.close\n", None),
    ("import orchestration.shared.db\nfrom os import path as shared\n", None),
    ("import orchestration.shared.db\nfrom os import *\n", None),
    ("import orchestration.shared.db\nx = f'{x['orchestration.shared.db']}'\n", None),
    ("def f():\n    import orchestration.shared.db\n    return orchestration.shared.db.close\n", None),
    # What is not there, or what the rest of the file may depend on, stays.
    ("from orchestration.shared import gone\n", None),
    ("from orchestration.shared import Y\n", None),
    ("from orchestration.shared.log import debug\n", None),
    ("from orchestration.shared.db import *\n", None),
    ("__import__('orchestration.shared.db').x\n", None),
    ("x = 1; from orchestration.shared import db, gone\n", None),
    ("from orchestration.shared import (db,  # the base\n    gone)\n", None),
    ("if 1: from orchestration.shared import db, gone\n", None),
    ("from orchestration import other\n", None),
]


@pytest.mark.parametrize("before, after", FORMS, ids=range(len(FORMS)))
def test_forms(fixes, before, after):
    ast.parse(after or "")
    fixes({**LIBRARY, "shared/job.py": before}, {"shared/job.py": after} if after else {}, "--select", "IMP001")


def test_crlf_and_no_newline(fixes):
    fixes({**LIBRARY, "shared/a.py": b"from orchestration.shared import db, gone\r\nx = 1\r\n",
           "shared/b.py": b"from orchestration.shared import db, gone",
           "shared/c.py": b"\xef\xbb\xbffrom orchestration.shared import db"},
          {"shared/a.py": b"from orchestration.shared import gone\r\nfrom shared import db\r\nx = 1\r\n",
           "shared/b.py": b"from orchestration.shared import gone\nfrom shared import db",
           "shared/c.py": b"\xef\xbb\xbffrom shared import db"}, "--select", "IMP001")


def test_relative(fixes):
    contract = CONTRACT.replace("[shared, tests]", "['orchestration.shared']").replace(
        "[orchestration.shared]", "[orchestration.other, orchestration.lib]").replace(
        "{orchestration.shared: shared}", "{orchestration.other: shared.other, orchestration.lib: orchestration.shared.lib}")
    fixes({**LIBRARY, "shoring.yaml": contract, "shared/other.py": "Z = 1\n",
           "orchestration/lib.py": "f = 1\n", "orchestration/shared/lib.py": "f = 1\n",
           "orchestration/shared/a.py": "from ..other import Z\nfrom .. import other as o, shared\n",
           "orchestration/shared/deep/b.py": "from ... import other\nfrom ...lib import f\n"},
          {"orchestration/shared/a.py": "from shared.other import Z\nfrom .. import shared\n"
                                        "from shared import other as o\n",
           "orchestration/shared/deep/b.py": "from shared import other\n"
                                             "from orchestration.shared.lib import f\n"},
          "--select", "IMP001")


def test_another_name(fixes):
    """The name that is bound stays, whatever the module is called now."""
    contract = CONTRACT.replace("{orchestration.shared: shared}",
                                "{orchestration.shared.db: shared.more, orchestration.shared.log: shared.deep.er}")
    fixes({**LIBRARY, "shoring.yaml": contract,
           "shared/a.py": "from orchestration.shared import db\nfrom orchestration.shared import db as d\n",
           "shared/b.py": "from orchestration.shared import db, log\n",
           "shared/c.py": "from orchestration.shared.db import ping\n"},
          {"shared/a.py": "from shared import more as db\nfrom shared import more as d\n",
           "shared/b.py": "from shared import more as db\nfrom shared.deep import er as log\n",
           "shared/c.py": "from shared.more import ping\n"}, "--select", "IMP001")


def test_environments(fixes):
    """What a service that loads the file has not, is not imported."""
    config = CONTRACT + ("services:\n  - {name: a, path: a, roots: [a, lib], entry: [main.py]}\n"
                         "  - {name: b, path: b, roots: [b, lib], entry: [main.py]}\n")
    config = config.replace("[shared, tests]", "[job, work]").replace("to: [orchestration.shared]", "to: [old]").replace(
        "{orchestration.shared: shared}", "{old: new}")
    fixes({"shoring.yaml": config, "a/main.py": "import job, work\n", "b/main.py": "import job\n",
           "lib/job.py": "from old import x\n", "lib/work.py": "from old import x\n",
           "lib/old.py": "x = 1\n", "a/new.py": "x = 1\n"},
          {}, "--select", "IMP001")


def test_why_not(shoring, tree):
    root = tree({**LIBRARY, "shared/job.py": "from orchestration.shared import gone, Y\n"})
    helps = [f["help"] for f in shoring.json("--select", "IMP001", cwd=root)["findings"]]
    assert helps == ["use `shared.gone` instead, once there is such a module",
                     "use `shared` instead, once it has `Y`"]


def test_what_nobody_wrote(shoring, tree):
    """No line, no statement and no file makes it slow."""
    names = ["connect as c{}".format(i) for i in range(20000)]
    root = tree({**LIBRARY,
                 "shared/a.py": "; ".join("from orchestration.shared.db import " + n for n in names),
                 "shared/b.py": "from orchestration.shared.db import " + ", ".join(names),
                 "shared/c.py": "import orchestration.shared.db\n" * 5000 + "orchestration.shared.db.ping\n",
                 "shared/d.py": "import orchestration.shared.db\nx = [" +
                                "orchestration.shared.db.ping, " * 20000 + "]\n"})
    done = shoring("check", "--diff", "--select", "IMP001", cwd=root, timeout=120)
    assert done.code == 1
    assert {line for line in done.out.splitlines() if line.startswith("+++")} == {"+++ b/shared/a.py"}
