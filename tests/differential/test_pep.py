"""PEP 440 and PEP 508 against the `packaging` library: acceptance, normal forms, order and truth."""
import functools
import importlib.metadata
import itertools
import pathlib
import random
import re
import subprocess

import pytest
from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

# Python's word on odd escapes in the markers made up here.
pytestmark = [pytest.mark.filterwarnings("ignore::SyntaxWarning"),
              pytest.mark.filterwarnings("ignore::DeprecationWarning")]

SEED = 20240508
REFUSED = "?"


@pytest.fixture(scope="module")
def ask(build_dir):
    program = build_dir / "tests" / "unit" / "pep"
    assert program.is_file(), f"{program} is missing: run `make build`, or set SHORING_BUILD"

    def asked(kind, rows):
        """The answer to each row, a text or a tuple of them."""
        rows = [(row,) if isinstance(row, str) else row for row in rows]
        lines = "".join("\t".join((kind, *map(escape, row))) + "\t\n" for row in rows)
        done = subprocess.run([str(program)], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        answers = done.stdout.decode().split("\n")[:-1]
        assert len(answers) == len(rows)
        return list(zip(rows, map(unescape, answers)))

    return asked


def escape(text):
    return "".join(chr(b) if 0x20 <= b < 0x7f and b != 0x5c else f"\\x{b:02x}" for b in text.encode())


def unescape(text):
    return re.sub(rb"\\x(..)", lambda m: bytes([int(m[1], 16)]), text.encode()).decode()


def compare(answers, reference):
    wrong = []
    for row, got in answers:
        want = reference(*row)
        refused = got.startswith(REFUSED)
        if (REFUSED if refused else got) != want:
            wrong.append(f"{row!r}: {got!r}, not {want!r}")
    assert not wrong, f"{len(wrong)} of {len(answers)} differ:\n" + "\n".join(wrong[:20])


def shares(answers, least):
    """Both kinds of answer must be there, or the comparison would say little."""
    refused = sum(got.startswith(REFUSED) for _, got in answers)
    assert least <= refused / len(answers) <= 1 - least, f"{refused} of {len(answers)} are refused"


# What is made up: from a grammar, and then damaged.

class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *choices):
        return self.random.choice(choices)

    def maybe(self, chance, make):
        return make() if self.random.random() < chance else ""

    def many(self, least, most, make, between=""):
        return between.join(make() for _ in range(self.random.randint(least, most)))

    def blank(self):
        return self.one("", "", "", " ", "  ", "\t")

    def number(self):
        return self.one("0", "0", "1", "1", "2", "3", "9", "10", "00", "01", "2024", "18446744073709551616",
                        "007", "99999999999999999999999999999999")

    def case(self, text):
        return self.one(text, text, text, text.upper(), text.capitalize())

    def separator(self):
        return self.one("", "", "", ".", "-", "_")

    def release(self, least=1):
        return self.many(least, 4, self.number, ".")

    def tagged(self, *words):
        return self.separator() + self.case(self.one(*words)) + self.separator() + self.maybe(0.7, self.number)

    def post(self):
        return self.one("-" + self.number(), self.tagged("post", "rev", "r"))

    def local(self):
        part = lambda: self.one(self.number(), "a", "Ubuntu", "a1", "1a", "0", "dev")
        return "+" + self.many(1, 3, part, self.one(".", "-", "_"))

    def version(self, local=0.2, least=1):
        return (self.maybe(0.1, lambda: self.case("v")) + self.maybe(0.1, lambda: self.number() + "!")
                + self.release(least)
                + self.maybe(0.25, lambda: self.tagged("a", "b", "c", "rc", "alpha", "beta", "pre", "preview"))
                + self.maybe(0.2, self.post) + self.maybe(0.2, lambda: self.tagged("dev"))
                + self.maybe(local, self.local))

    def plain(self):
        """A version from a small space, so that comparisons often meet."""
        return (self.maybe(0.05, lambda: "1!") + self.many(1, 3, lambda: self.one("0", "1", "2"), ".")
                + self.maybe(0.25, lambda: self.one("a", "b", "rc") + self.one("0", "1", "2"))
                + self.maybe(0.25, lambda: ".post" + self.one("0", "1", "2"))
                + self.maybe(0.25, lambda: ".dev" + self.one("0", "1", "2")))

    def specifier(self, version=None):
        version = version or (lambda: self.version(0, 1))
        op = self.one("~=", "==", "!=", "<=", ">=", "<", ">", "==", ">=", "===")
        if op in ("==", "!=") and self.random.random() < 0.3:
            return op + self.blank() + self.release() + ".*"
        if op in ("==", "!=", "===") and self.random.random() < 0.2:
            return op + self.blank() + version() + self.local()
        return op + self.blank() + version()

    def set(self, version=None, most=4):
        comma = lambda: self.blank() + "," + self.blank()
        items = [self.specifier(version) for _ in range(self.random.randint(0, most))]
        return "".join(itertools.chain.from_iterable((comma(), i) if n else (i,) for n, i in enumerate(items))
                       ) + self.maybe(0.05, lambda: ",")

    def simple_set(self, most=3):
        """Valid, from a small space."""
        def item():
            op = self.one("~=", "==", "!=", "<=", ">=", "<", ">")
            version = self.plain()
            if op == "~=" and "." not in version.split("!")[-1].split(".dev")[0].split(".post")[0]:
                op = ">="
            if op in ("==", "!=") and self.random.random() < 0.4:
                version = self.one(self.many(1, 3, lambda: self.one("0", "1", "2"), ".") + ".*",
                                   version + self.one("+a", "+1", "+a.1"))
            return op + version
        return self.many(0, most, item, ",")

    def name(self):
        return self.one("a", "A", "foo", "foo-bar", "Foo.Bar", "zope.interface", "a_b", "x1", "1x", "a__b", "a-_.b",
                        "Sphinx", "in", "not", "extra", "python_version", "a_", "_a", "a-", ".a")

    def extras(self):
        comma = self.one(",", ", ", " , ")
        return "[" + self.blank() + self.many(0, 3, self.name, comma) + self.blank() + "]"

    def value(self):
        return self.one("3", "3.8", "3.11", "3.11.4", "3.12", "3.9.*", "linux", "win32", "Linux", "CPython", "cpython",
                        "posix", "x86_64", "Test_Extra", "test-extra", "", "dev", "a'b", "=3.11", "3.11, 3.12",
                        "3.12.0rc1", "3.11.40", "4", " 3.11 ", "os_name", "extra", "python_version", "3.11.0.1",
                        "3.13+local", "a\\tb", "\\x41", "\\101", "\\7", "\\", "\\'", "\\u00e9", "6.1", "é", self.plain())

    def quoted(self):
        quote = self.one("'", '"')
        return quote + self.value() + quote

    def variable(self):
        return self.one("python_version", "python_version", "python_full_version", "os_name", "sys_platform",
                        "platform_machine", "platform_release", "platform_system", "platform_version", "extra",
                        "implementation_name", "implementation_version", "platform_python_implementation", "os.name",
                        "sys.platform", "platform.version", "platform.machine", "platform.python_implementation",
                        "python_implementation", "extra", "extras", "dependency_groups")

    def comparison(self):
        op = self.one("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in", "not  in", "notin", "==", ">=", "<")
        sides = self.one((self.variable, self.quoted), (self.variable, self.quoted), (self.quoted, self.variable),
                         (self.quoted, self.quoted), (self.variable, self.variable))
        blank = self.one(" ", " ", "") if op[0] not in "in" else " "
        return blank.join((sides[0](), op, sides[1]()))

    def marker(self, depth=3):
        def operand():
            if depth > 0 and self.random.random() < 0.3:
                return "(" + self.blank() + self.marker(depth - 1) + self.blank() + ")"
            return self.comparison()
        return self.blank() + self.many(1, 3, operand, self.one(" and ", " or ", " and ", " or "))

    def url(self):
        return self.one("https://example.org/a.zip", "git+https://example.org/a@v1#egg=a", "file:///a;b", "./a", "x")

    def requirement(self):
        start = self.blank() + self.name() + self.blank() + self.maybe(0.3, self.extras) + self.blank()
        if self.random.random() < 0.15:
            return (start + "@" + self.blank() + self.url()
                    + self.maybe(0.5, lambda: self.one(" ;", " ; ", ";") + self.marker()) + self.blank())
        versions = self.set()
        if self.random.random() < 0.2:
            versions = "(" + self.blank() + versions + self.blank() + ")"
        return start + versions + self.blank() + self.maybe(0.4, lambda: ";" + self.marker()) + self.blank()

    PIECES = ["", "", " ", ",", ";", "(", ")", "[", "]", "@", "'", '"', ".", "-", "_", "+", "!", "*", ".*", "==", "===",
              "~=", "<", ">=", "=", "1", "a", "v", "rc1", ".dev", "post", "in", "not ", " and ", " or ", "\t", "\n",
              "\u00a0", "\u2003", "\\", "#", "é", "\x1f", "\x00", "extra", "os_name"]

    def damaged(self, text):
        for _ in range(self.one(1, 1, 1, 2, 3)):
            at = self.random.randint(0, len(text))
            text = text[:at] + self.one(*self.PIECES) + text[at + self.one(0, 0, 1, 2):]
        return text

    def texts(self, count, make, damage=0.4):
        for _ in range(count):
            text = make()
            yield self.damaged(text) if self.random.random() < damage else text


@functools.lru_cache(None)
def real_requirements():
    """What the distributions on this machine require, and what they are."""
    found = set()
    homes = {pathlib.Path(d._path).parent for d in importlib.metadata.distributions() if hasattr(d, "_path")}
    homes.update(pathlib.Path("/usr/lib/python3").glob("dist-packages"))
    for distribution in importlib.metadata.distributions(path=[str(h) for h in homes]):
        found.update(distribution.requires or [])
        found.add(f"{distribution.metadata['Name']}=={distribution.version}")
    assert len(found) > 20
    return sorted(found)


# What packaging says.

def version_says(text):
    try:
        version = Version(text)
    except InvalidVersion:
        return REFUSED
    return f"{version}\t{int(version.is_prerelease)}"


def specifiers_say(text):
    try:
        found = SpecifierSet(text)
    except InvalidSpecifier:
        return REFUSED
    return str(found)


def requirement_says(text):
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        return REFUSED
    try:
        return f"{requirement}\t{canonicalize_name(requirement.name)}"
    except ValueError:
        return "formless"


def marker_says(text):
    try:
        marker = Marker(text)
    except InvalidMarker:
        return REFUSED
    try:
        return str(marker)
    except ValueError:
        return "formless"


def order_says(left, right):
    try:
        left, right = Version(left), Version(right)
    except InvalidVersion:
        return REFUSED
    return str((left > right) - (left < right))


MADE = 4000


def test_versions(ask):
    maker = Maker(SEED)
    answers = ask("v", maker.texts(3 * MADE, maker.version))
    compare(answers, version_says)
    shares(answers, 0.05)


def test_order(ask):
    maker = Maker(SEED + 1)
    rows = [(maker.version(), maker.version()) for _ in range(MADE)]
    rows += [(maker.plain() + maker.maybe(0.4, maker.local), maker.plain() + maker.maybe(0.4, maker.local))
             for _ in range(2 * MADE)]
    near = [maker.version() for _ in range(MADE)]
    rows += [(text, str(Version(text)) + maker.one("", ".0", "a", "+1")) for text in near]
    answers = ask("o", rows)
    compare(answers, order_says)
    assert {got for _, got in answers} >= {"-1", "0", "1"}


def test_specifiers(ask):
    maker = Maker(SEED + 2)
    made = list(maker.texts(3 * MADE, maker.set)) + [maker.simple_set(6) for _ in range(MADE)]
    real = [str(Requirement(text).specifier) for text in real_requirements()]
    answers = ask("s", made + real)
    compare(answers, specifiers_say)
    shares(answers, 0.05)


def test_contains(ask):
    maker = Maker(SEED + 3)
    rows = [(maker.simple_set(), maker.one(maker.plain, maker.plain, maker.version)()
             + maker.maybe(0.2, lambda: maker.one("+a", "+1", "+a.1"))) for _ in range(4 * MADE)]
    valid = [text for text in (maker.set() for _ in range(MADE)) if specifiers_say(text) != REFUSED]
    rows += [(text, maker.damaged(maker.plain())) for text in valid]
    rows += [("===" + text, maker.one(text, text.upper(), text + ".0")) for text in (maker.plain() for _ in range(500))]
    answers = ask("c", rows)

    def says(text, version):
        found = SpecifierSet(text)
        return str(int(found.contains(version)))

    compare(answers, says)
    assert {got for _, got in answers} == {"0", "1"}


def test_common_version(ask):
    maker = Maker(SEED + 4)
    rows = [tuple(maker.simple_set() for _ in range(maker.random.randint(1, 4))) for _ in range(4 * MADE)]
    rows += [(maker.simple_set(1), "===" + maker.plain()) for _ in range(MADE)]
    answers = ask("u", rows)
    compare(answers, lambda *sets: str(int(SpecifierSet(",".join(sets)).is_unsatisfiable())))
    assert {got for _, got in answers} == {"0", "1"}


def test_requirements(ask):
    maker = Maker(SEED + 5)
    made = list(maker.texts(4 * MADE, maker.requirement))
    real = real_requirements()
    answers = ask("r", [*made, *real, *(maker.damaged(text) for text in real for _ in range(3))])
    compare(answers, requirement_says)
    shares(answers, 0.2)


def test_faults_are_told(ask):
    """The byte lies in the text, and there is a clause about it."""
    maker = Maker(SEED + 6)
    told = 0
    for (text,), got in ask("r", maker.texts(MADE, maker.requirement, 1)):
        if got.startswith(REFUSED):
            at, why = got[1:].split(" ", 1)
            assert 0 <= int(at) <= len(text.encode()), text
            assert len(why) > 10, text
            told += 1
    assert told > 100


def real_markers():
    return [str(r.marker) for r in map(Requirement, real_requirements()) if r.marker]


def test_markers(ask):
    maker = Maker(SEED + 7)
    answers = ask("m", [*maker.texts(4 * MADE, maker.marker, 0.3), *real_markers(),
                        "(" * 90 + "os_name == 'a'" + ")" * 90])
    compare(answers, marker_says)
    shares(answers, 0.05)


LINUX = {
    "os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux",
    "platform_python_implementation": "CPython", "implementation_name": "cpython", "python_version": "3.11",
    "python_full_version": "3.11.4", "implementation_version": "3.11.4", "platform_release": "6.1.0-18-amd64",
    "platform_version": "#1 SMP", "extra": "",
}
ENVIRONMENTS = [
    LINUX,
    {**LINUX, "extra": "Test_Extra", "python_version": "3.8", "python_full_version": "3.8.20",
     "implementation_version": "3.8.20"},
    {**LINUX, "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
     "platform_release": "10", "python_version": "3.13", "python_full_version": "3.13.0rc1",
     "implementation_version": "3.13.0rc1", "extra": "dev"},
]
FALSE, UNKNOWN, TRUE = range(3)


def told(comparison, environment):
    """FALSE or TRUE, and UNKNOWN where packaging raises an error."""
    marker = Marker.__new__(Marker)
    marker._markers = [comparison]
    try:
        return TRUE if marker.evaluate(environment) else FALSE
    except (UndefinedComparison, UndefinedEnvironmentName):
        return UNKNOWN


def combine(markers, tell):
    """`and` and `or` as packaging groups them, over three values (Kleene's)."""
    groups = [TRUE]
    for marker in markers:
        if isinstance(marker, list):
            groups[-1] = min(groups[-1], combine(marker, tell))
        elif isinstance(marker, tuple):
            groups[-1] = min(groups[-1], tell(marker))
        elif marker == "or":
            groups.append(TRUE)
    return max(groups)


def truths(ask, markers, environment, tell):
    pairs = [f"{name}={value}" for name, value in environment.items()]
    answers = ask("e", [(marker, *pairs) for marker in markers])
    compare(answers, lambda text, *_: ["false", "unknown", "true"][combine(Marker(text)._markers, tell)])
    assert {got for _, got in answers} == {"true", "false", "unknown"}


@pytest.fixture(scope="module")
def markers():
    maker = Maker(SEED + 8)
    made = [text for text in maker.texts(3 * MADE, maker.marker, 0.1) if marker_says(text) != REFUSED]
    return made + real_markers()


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=["linux", "old", "windows"])
def test_truth(ask, markers, environment):
    truths(ask, markers, environment, lambda comparison: told(comparison, environment))
    for text in markers[:2000]:
        whole = [Marker(text)._markers]
        if told(whole[0], environment) != UNKNOWN:
            assert told(whole[0], environment) == combine(whole[0], lambda c: told(c, environment)), text


def test_truth_of_what_is_not_known(ask, markers):
    """With the minor version alone, a comparison is known when all patch releases agree."""
    environment = {name: value for name, value in LINUX.items()
                   if name not in ("python_full_version", "implementation_version", "platform_release",
                                   "platform_version")}
    patched = [{**LINUX, "python_full_version": f"3.11.{patch}", "implementation_version": f"3.11.{patch}"}
               for patch in (*range(50), 10**9)]

    def tell(comparison):
        left, op, right = comparison
        key = left.value if type(left).__name__ == "Variable" else right.value
        if key in ("platform_release", "platform_version"):
            return UNKNOWN
        if key in ("python_full_version", "implementation_version"):
            wanted = right.value if key == left.value else "3.11.0"
            if op.value in ("in", "not in") or not is_specifier(op.value, wanted):
                return UNKNOWN
            found = {told(comparison, one) for one in patched}
            return found.pop() if len(found) == 1 else UNKNOWN
        return told(comparison, LINUX)

    truths(ask, markers, environment, tell)


def is_specifier(op, text):
    return "," not in text and specifiers_say(op + text) != REFUSED


def test_size_has_no_limit(ask):
    """Far beyond what Python's own integers are read from text; answers within a test's time."""
    digits = "9" * 1_000_000
    rows = [(digits, digits + ".0"), ("1." + digits, "1." + digits + "0"), ("1." * 300_000 + "1", "1." * 300_000 + "2")]
    assert [got for _, got in ask("o", rows)] == ["0", "-1", "-1"]
    deep = "(" * 100_000 + "os_name == 'a'"
    many = ",".join([">=1"] * 200_000)
    assert ask("m", [deep])[0][1].startswith(REFUSED)
    assert ask("r", ["a " + many])[0][1] == "a>=1\ta"
    assert ask("u", [many])[0][1] == "0"
    assert ask("r", ["a[" + "b," * 100_000])[0][1].startswith(REFUSED)
