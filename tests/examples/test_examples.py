"""The example platform carries its faults, and the repaired one has none."""


def found(shoring, root, name):
    report = shoring.json(cwd=root / "examples" / name)
    return report, [(f["rule"], f["file"], f["line"], f["service"]) for f in report["findings"]]


UNIFIED, SLACK = "shared/publishers/unified.py", "shared/utils/slack_channels.py"


def test_the_import_incidents_are_found(shoring, root):
    report, findings = found(shoring, root, "platform")
    assert [f for f in findings if f[0].startswith("IMP")] == [
        ("IMP001", UNIFIED, 2, None),
        ("IMP008", UNIFIED, 2, "coordinator"),
        ("IMP008", UNIFIED, 2, "precompute"),
        ("IMP001", SLACK, 6, None),
        ("IMP008", SLACK, 6, "coordinator"),
        ("IMP008", SLACK, 6, "precompute"),
        ("IMP008", SLACK, 6, "worker"),
    ]
    assert [f for f in findings if f[0].startswith("REQ")] == [
        ("REQ001", "predictions/worker/store.py", 6, "worker"),
        ("REQ005", "shared/utils/sentry_config.py", 6, "coordinator"),
        ("REQ005", "shared/utils/sentry_config.py", 6, "worker"),
    ]
    by_place = {(f["rule"], f["file"], f["service"]): f for f in report["findings"]}
    start = by_place["IMP008", UNIFIED, "coordinator"]
    assert start["module"] == "orchestration.shared.utils.topics"
    assert [(s["file"], s["line"]) for s in start["chain"]] == [
        ("predictions/coordinator/coordinator.py", 4)]
    assert "when it starts" in start["message"]
    assert "when this import runs" in by_place["IMP008", SLACK, "worker"]["message"]
    assert by_place["IMP001", UNIFIED, None]["message"] == (
        "Shared code must not import from orchestration.shared.* (use shared.* instead)")
    assert report["summary"]["files"] == report["summary"]["analysed"]
    assert report["summary"]["services"] == 5


def test_the_class_that_python_refuses(shoring, root):
    report, findings = found(shoring, root, "platform")
    cache = "data_processors/precompute/player_daily_cache.py"
    assert [f for f in findings if f[0].startswith("CLS")] == [("CLS001", cache, 8, "precompute")]
    [finding] = [f for f in report["findings"] if f["rule"] == "CLS001"]
    assert finding["class"] == "data_processors.precompute.player_daily_cache.PlayerDailyCacheProcessor"
    assert finding["message"] == (
        "Python cannot create `PlayerDailyCacheProcessor`: it lists `BackfillModeMixin` before "
        "`PrecomputeProcessorBase`, but `PrecomputeProcessorBase` inherits from `BackfillModeMixin` "
        "(shared/processors/base.py:5); TypeError: Cannot create a consistent method resolution order (MRO) "
        "for bases BackfillModeMixin, PrecomputeProcessorBase")
    assert finding["help"] == (
        "leave out `BackfillModeMixin`, which `PrecomputeProcessorBase` brings: "
        "`PlayerDailyCacheProcessor(PrecomputeProcessorBase)`")
    [edit] = finding["fix"]["edits"]
    line = (root / "examples" / "platform" / cache).read_text().splitlines()[7]
    assert finding["fix"]["safe"] and edit["line"] == edit["end_line"] == 8
    assert line[:edit["column"] - 1] + edit["text"] + line[edit["end_column"] - 1:] == (
        "class PlayerDailyCacheProcessor(PrecomputeProcessorBase):")


def test_a_legal_diamond(shoring, root):
    for name in ("platform", "platform-fixed"):
        order = shoring("mro", "TeamDailyCacheProcessor", cwd=root / "examples" / name)
        assert order.code == 0
        assert [line.split()[1].split(".")[-1] for line in order.out.splitlines()[1:]] == [
            "LockedProcessor", "ReportingProcessor", "PrecomputeProcessorBase", "BackfillModeMixin", "object"]


def test_the_repaired_platform_has_no_finding(shoring, root):
    report, findings = found(shoring, root, "platform-fixed")
    assert findings == []
    assert report["summary"]["services"] == 5


def test_the_chain_to_an_incident(shoring, root):
    platform = root / "examples" / "platform"
    why = shoring("why", "worker", "orchestration.shared.utils.slack_retry", cwd=platform)
    assert why.code == 0
    assert why.out == (
        "when a function is called:\n"
        "predictions.worker.worker (predictions/worker/worker.py:6)\n"
        "  shared.utils.slack_channels (shared/utils/slack_channels.py:6)\n"
        "    orchestration.shared.utils.slack_retry (orchestration/shared/utils/slack_retry.py)\n")
    nowhere = shoring("why", "worker", "data_processors.precompute.main", cwd=platform)
    assert nowhere.code == 1


def test_which_services_start(shoring, root):
    broken = shoring("smoke", cwd=root / "examples" / "platform")
    assert broken.code == 1
    heads = [line for line in broken.out.splitlines() if line[:1].isalpha()]
    assert heads == [
        "coordinator: cannot start",
        "daily-health: starts (7 modules, 1 distribution)",
        "pipeline-monitor: starts (9 modules, 1 distribution)",
        "precompute: cannot start",
        "worker: cannot start",
    ]
    assert (
        '    File "predictions/coordinator/coordinator.py", line 4, in predictions.coordinator.coordinator\n'
        "      from shared.publishers.unified import publish\n"
        '    File "shared/publishers/unified.py", line 2, in shared.publishers.unified\n'
        "      from orchestration.shared.utils.topics import topic_path\n"
        "  ModuleNotFoundError: No module named 'orchestration'\n") in broken.out
    assert (
        "      class PlayerDailyCacheProcessor(BackfillModeMixin, PrecomputeProcessorBase):\n"
        "  TypeError: Cannot create a consistent method resolution order (MRO) for bases ") in broken.out
    assert "sentry_sdk.integrations.sqlalchemy needs sqlalchemy, which is not installed" in broken.out
    fixed = shoring("smoke", cwd=root / "examples" / "platform-fixed")
    assert fixed.code == 0 and "5 of 5 services start, " in fixed.out


def test_the_platform_is_what_python_says_it_is(root):
    """The faults are real: Python itself meets them."""
    import subprocess
    import sys

    def python(name, code):
        return subprocess.run([sys.executable, "-S", "-B", "-c", code], cwd=str(root / "examples" / name),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    without = ("import sys; sys.modules['orchestration'] = None\n"
               "import shared.publishers.unified")
    assert b"ModuleNotFoundError" in python("platform", without).stderr
    assert python("platform-fixed", without).returncode == 0
    classes = ("from shared.processors.mixins import BackfillModeMixin\n"
               "from shared.processors.base import PrecomputeProcessorBase\n"
               "class PlayerDailyCacheProcessor(BackfillModeMixin, PrecomputeProcessorBase): pass")
    assert b"consistent method resolution" in python("platform", classes).stderr
