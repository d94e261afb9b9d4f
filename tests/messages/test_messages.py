"""Every wrong thing that a newcomer does is answered as messages.txt says."""
import importlib.util
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def test_the_transcript(shoring):
    spec = importlib.util.spec_from_file_location("transcript", str(HERE / "transcript.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    got = module.transcript(str(shoring.program)).split("\n\n")
    want = (HERE / "messages.txt").read_text(encoding="utf-8").split("\n\n")
    assert len(want) == len(module.CASES)
    for each, expected in zip(got, want):
        assert each.strip() == expected.strip()


def test_every_answer_is_of_use():
    """No fault of ours, and none that is only the system's word for it."""
    text = (HERE / "messages.txt").read_text(encoding="utf-8")
    assert "exit code 3" not in text and "internal error" not in text
    for part in text.split("\n\n"):
        answer = part.split("\n")[2:-1]
        assert answer and max(map(len, answer)) < 250, part
