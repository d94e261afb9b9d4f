#!/usr/bin/env python3
"""Writes distributions.json: what distributions from the package index bring and require.

They are read from an environment that they are installed in, with all that they require:

    alembic beautifulsoup4 boto3 celery debugpy flask[async] freezegun functions-framework
    google-cloud-firestore google-cloud-kms google-cloud-storage gunicorn httpx importlib-metadata numpy
    opencv-python-headless pandas pillow psycopg2-binary pyjwt pytest-cov python-jose pyyaml redis
    requests-toolbelt kafka-python pydantic[email] scikit-learn sentry-sdk six sqlalchemy tomli ujson uvicorn[standard] aiohttp orjson

usage: ENVIRONMENT/bin/python make_distributions.py
"""
import importlib.metadata
import json
import pathlib
import re


def modules(distribution):
    """The files that import names start at: of packages the first __init__ on the way, and modules."""
    names = [str(f) for f in distribution.files or () if str(f).endswith((".py", ".so")) and ".." not in str(f)]
    packages = sorted({n[:-len("/__init__.py")] for n in names if n.endswith("/__init__.py")})
    tops = [p for p in packages if not any(p.startswith(q + "/") for q in packages)]
    alone = [n for n in names if not any(n.startswith(p + "/") for p in tops) and n.count("/") < 3]
    return [p + "/__init__.py" for p in tops if "-" not in p] + sorted(alone)


def main():
    found = {}
    for distribution in importlib.metadata.distributions():
        name = re.sub("[-_.]+", "-", distribution.metadata["Name"]).lower()
        if name in ("pip", "wheel"):
            continue
        requires = [r for r in distribution.requires or ()
                    if not re.search(r"extra\s*==", r) or re.search(r"['\"](sqlalchemy|standard|async|redis|full|sqs)['\"]", r)]
        points = "".join("[{}]\n{} = x\n".format(p.group, p.name) for p in distribution.entry_points)
        found[name] = {"files": modules(distribution), "points": points, "requires": requires,
                       "version": distribution.version}
    path = pathlib.Path(__file__).with_name("distributions.json")
    path.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
