"""Compares what `shoring mro` and `shoring check` say of classes with what CPython did."""
import collections
import json
import re

# What CPython says, beginning to end, → the status. Anything else it raises has none: it must not be called "ok" alone.
REASONS = [
    (r"duplicate base class( .*)?", "duplicate"),
    (r"Cannot create a consistent method resolution order \(MRO\) for bases .*", "inconsistent"),
    (r"metaclass conflict: .*", "metaclass"),
    (r"multiple bases have instance lay-out conflict", "layout"),
    (r"__(dict|weakref)__ slot disallowed: .*|nonempty __slots__ not supported for subtype of .*", "layout"),
    (r"type '.*' is not an acceptable base type", "final"),
    (r".* cannot extend .*|Cannot extend enumerations|.*: cannot extend enumeration .*", "final"),
]
RULES = {"inconsistent": "CLS001", "duplicate": "CLS002", "metaclass": "CLS005", "layout": "CLS006", "final": "CLS007"}
ERRORS = {"CLS001", "CLS002", "CLS004", "CLS005", "CLS006", "CLS007"}


def status_of(error):
    text = " ".join(error.split())
    for pattern, status in REASONS:
        if re.fullmatch(pattern, text):
            return status
    return "other"


def rows_of(text):
    """`mro --format json` → {(file, line): row}"""
    return {(row["file"], row["line"]): row for row in map(json.loads, text.splitlines()) if row["file"]}


class Names:
    """What file and line shoring's names have: of the project by its rows, of the rest by the truth's."""

    def __init__(self, said):
        self.places = collections.defaultdict(set)
        for (file, line), row in said.items():
            self.places[row["class"]].add((file, line))

    def same(self, names, entries):
        """Is it that order? A class may have another __module__ or __qualname__ than it is written with."""
        return len(names) == len(entries) and all(map(self.is_one, names, entries))

    def is_one(self, name, entry):
        full, file, line = entry
        if name == full or (file, line) in self.places.get(name, ()):
            return True
        last = full.rpartition(".")[2]
        if file is None:
            # Of classes made by calls the module is that of the caller: `abc`, say. Where the name is computed, it is called
            # after the function that makes it, in its module.
            return name.rpartition(".")[2] == last or self.is_computed(name, full)
        # Of installed classes: the name by which the file has it, at least.
        module = file.rpartition(".")[0]
        if module.endswith("/__init__"):
            module = module[:-len("/__init__")]
        return name == module.split("site-packages/")[-1].replace("/", ".") + "." + last

    @staticmethod
    def is_computed(name, full):
        if not name.endswith("()") and "<locals>" not in name:
            return False
        parts = re.split(r"[.(]", name)
        return full.startswith("abc.") or any(full.startswith(".".join(parts[:n]) + ".") for n in range(1, len(parts)))


class Judged:
    def __init__(self):
        self.counts = collections.Counter()
        self.wrong = []    # (file, line, expected, got)
        self.partial = []  # (file, line, expected, unknown names, why)
        self.texts = collections.Counter()  # of failures found: (CPython's words, shoring's), where they differ

    def note(self, what, place, expected, row):
        self.counts[what] += 1
        if what == "wrong":
            got = row and (row["mro"] if row["status"] == "ok" else row["status"] + ": " + str(row["detail"] or row["unknown"]))
            self.wrong.append((*place, expected, got))
        elif what == "partial":
            self.partial.append((*place, expected, tuple(row["unknown"]), row["detail"]))


def truth_of(rows):
    """{(file, line): the one outcome}; places that had several outcomes are left out."""
    found, several = {}, set()
    for row in rows:
        place = row["file"], row["line"]
        outcome = {key: value for key, value in row.items() if key not in ("file", "line")}
        if found.setdefault(place, outcome) != outcome:
            several.add(place)
    for place in several:
        del found[place]
    return found, several


def judge(truth, said, same=None):
    """Each statement that CPython ran against what was said of it. `same(names, entries)`: is it that order?"""
    judged = Judged()
    for place, outcome in sorted(truth.items()):
        row = said.get(place)
        if row is None:
            judged.note("wrong", place, "a class", None)
        elif "mro" in outcome:
            names = [entry[0] for entry in outcome["mro"]]
            if row["status"] == "partial":
                judged.note("partial", place, names, row)
            elif row["status"] == "ok" and (row["mro"] == names or same and same(row["mro"], outcome["mro"])):
                judged.note("exact", place, names, row)
            else:
                judged.note("wrong", place, names, row)
        elif "spoiled" in outcome:
            # That it has a final base besides is true as well; and what the base's body holds nobody can know.
            fine = row["status"] in ("partial", "final") or status_of(outcome["spoiled"]) == "other"
            judged.note("spoiled" if fine else "wrong", place, "a base that was refused", row)
        else:
            refused(judged, place, outcome["error"], row)
    return judged


def refused(judged, place, error, row):
    status = status_of(error)
    if row["status"] == status:
        judged.note("refused", place, error, row)
        want, got = " ".join(error.split()), " ".join((row["detail"] or "").split())
        if want != got:
            judged.texts[want, got] += 1
    elif status == "other":
        # There is no word for it: a body that its metaclass does not want, and such.
        judged.note("other, partial" if row["status"] == "partial" else
                    "other, ok" if row["status"] == "ok" else "wrong", place, error, row)
    else:
        judged.note("refused, partial" if row["status"] == "partial" else "wrong", place, error, row)


def judge_findings(truth, said, findings):
    """What `check` says: an error of the right rule for each class that is refused, none for those that load."""
    wrong = []
    by_class = collections.defaultdict(list)
    for finding in findings:
        # What is declared @final can be inherited from, but should not be.
        if finding["rule"] in ERRORS and "`@final`" not in finding["message"]:
            by_class[finding["file"], finding["class"]].append(finding)
    lines = collections.defaultdict(list)
    for (file, line), row in said.items():
        lines[file, row["class"]].append(line)
    for place, outcome in sorted(truth.items()):
        row = said.get(place)
        if row is None:
            continue
        # A finding stands in the statement's head: from its line to the next statement of that name.
        later = [line for line in lines[place[0], row["class"]] if line > place[1]]
        mine = [f for f in by_class[place[0], row["class"]]
                if f["line"] >= place[1] and not (later and f["line"] >= min(later))]
        rules = sorted({f["rule"] for f in mine})
        want = []
        if "error" in outcome and row["status"] not in ("partial", "ok"):
            want = [RULES[status_of(outcome["error"])]] if status_of(outcome["error"]) in RULES else []
        # In a try it may be meant to fail, in an arm of hasattr() for other releases.
        if "spoiled" in outcome or "error" in outcome and status_of(outcome["error"]) == "other":
            continue
        if rules != want and not (outcome.get("tried") and not rules):
            wrong.append((*place, outcome.get("error") or "loads", rules))
    return wrong
