"""Import contracts on packages of real size: shoring finds what import-linter finds.

import-linter reports some shortest chains a contract; shoring every import statement that starts
one. So three things are compared: each contract is kept or broken by both; all that import-linter
reports is among shoring's findings; and shoring's findings are exactly those that follow from
the graph that import-linter built, worked out here by a search of its own.
"""
import collections
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys

import pytest

import packages

# import-linter does not see importlib's strings, and is told not to look under TYPE_CHECKING.
CONTEXTS = ["load", "lazy", "optional", "main", "version", "platform"]
HERE = pathlib.Path(__file__).resolve().parent

Contract = collections.namedtuple("Contract", "name type source target transitive layers")


def forbidden(name, source, target, transitive):
    return Contract(name, "forbidden", source, target, transitive, None)


def layers(name, *rows):
    return Contract(name, "layers", None, None, None, [row.split(" | ") for row in rows])


def independence(name, *modules):
    return Contract(name, "independence", None, None, None, [list(modules)])


CONTRACTS = {
    "django": [
        forbidden("db and contrib", "django.db", "django.contrib", False),
        forbidden("db to contrib, chains", "django.db", "django.contrib", True),
        forbidden("contrib and db", "django.contrib", "django.db", False),
        forbidden("core to template, chains", "django.core", "django.template", True),
        forbidden("utils to http, chains", "django.utils", "django.http", True),
        forbidden("dispatch and contrib", "django.dispatch", "django.contrib", True),
        layers("layers", "django.contrib", "django.views | django.forms", "django.template",
               "django.db", "django.core", "django.utils"),
        layers("layers kept", "django.contrib", "django.dispatch"),
        independence("contrib", "django.contrib.admin", "django.contrib.auth", "django.contrib.gis",
                     "django.contrib.contenttypes", "django.contrib.sites",
                     "django.contrib.sessions"),
    ],
    "sympy": [
        forbidden("core and polys", "sympy.core", "sympy.polys", False),
        forbidden("core to plotting, chains", "sympy.core", "sympy.plotting", True),
        forbidden("utilities to physics, chains", "sympy.utilities", "sympy.physics", True),
        layers("layers", "sympy.physics", "sympy.solvers | sympy.series", "sympy.integrals",
               "sympy.polys", "sympy.core", "sympy.utilities"),
        independence("domains", "sympy.stats", "sympy.geometry", "sympy.crypto", "sympy.tensor"),
    ],
}

# Imports that Python does and import-linter does not see: a star import takes the submodules that
# the package's __all__ names.
BY_STAR = {
    "django": [("django.contrib.gis.db.models", "django.db.models.signals", 1)],
    "sympy": [],
}


def inside(module, package):
    return module == package or module.startswith(package + ".")


# The two configurations.

def for_import_linter(package, contracts):
    lines = ["[importlinter]", "root_package = " + package, "exclude_type_checking_imports = True"]
    for number, contract in enumerate(contracts):
        lines += ["", "[importlinter:contract:c{}]".format(number), "name = " + contract.name,
                  "type = " + contract.type]
        if contract.type == "forbidden":
            lines += ["source_modules = " + contract.source,
                      "forbidden_modules = " + contract.target,
                      "allow_indirect_imports = {}".format(not contract.transitive)]
        elif contract.type == "layers":
            lines += ["layers ="] + ["    " + " | ".join(row) for row in contract.layers]
        else:
            lines += ["modules ="] + ["    " + module for module in contract.layers[0]]
    return "\n".join(lines) + "\n"


def for_shoring(contracts):
    rows = []
    for contract in contracts:
        row = {"name": contract.name, "type": contract.type, "contexts": CONTEXTS}
        if contract.type == "forbidden":
            row.update({"from": [contract.source], "to": [contract.target],
                        "transitive": contract.transitive})
        elif contract.type == "layers":
            row["layers"] = [" | ".join(each) for each in contract.layers]
        else:
            row["modules"] = contract.layers[0]
        rows.append(row)
    # JSON is YAML.
    return json.dumps({"version": 1, "source-roots": ["."], "services": [{"discover": False}],
                       "imports": {"contracts": rows}})


# What follows from import-linter's graph.

class Graph:
    def __init__(self, modules, edges):
        self.modules = modules
        self.imports = collections.defaultdict(dict)  # importer → imported → lines
        self.importers = collections.defaultdict(set)
        for importer, imported, lines in edges:
            self.imports[importer].setdefault(imported, []).extend(lines)
            self.importers[imported].add(importer)

    def distances(self, target, between):
        """How many imports away from a target each module is, over modules that between()
        accepts on the way."""
        found = {module: 0 for module in self.modules if target(module)}
        queue = collections.deque(found)
        while queue:
            module = queue.popleft()
            for importer in self.importers[module]:
                if importer not in found and between(importer):
                    found[importer] = found[module] + 1
                    queue.append(importer)
        return found

    def leaving(self, source, target, between, transitive=True):
        """{(importer, imported, line): length of the shortest chain from there}"""
        distance = self.distances(target, between if transitive else lambda module: False)
        return {(importer, imported, line): 1 + distance[imported]
                for importer in self.modules if source(importer)
                for imported, lines in self.imports[importer].items()
                if imported in distance and not source(imported) for line in lines}


def wanted(graph, contract):
    """{(importer, imported, line): {package of the target: length}} for each offending import."""
    result = collections.defaultdict(dict)

    def add(source, target, between, transitive=True):
        for place, length in graph.leaving(lambda m: inside(m, source), lambda m: inside(m, target),
                                           between, transitive).items():
            result[place][target] = length

    if contract.type == "forbidden":
        add(contract.source, contract.target,
            lambda m: not inside(m, contract.source) and not inside(m, contract.target),
            contract.transitive)
        return result
    every = [module for row in contract.layers for module in row]
    for level, row in enumerate(contract.layers):
        for source in row:
            above = [m for higher in contract.layers[:level] for m in higher]
            for target in above + [module for module in row if module != source]:
                add(source, target, lambda m: not any(inside(m, each) for each in every))
    return result


# What the two programs say.

def reported(contract, answer):
    """Chains that import-linter reports: lists of (importer, imported, lines)."""
    metadata = answer["contracts"][contract.name]
    if contract.type == "forbidden":
        chains = [chain for row in metadata["invalid_chains"] for chain in row["chains"]]
    else:
        rows = metadata["invalid_dependencies" if contract.type == "layers" else "invalid_chains"]
        routes = [route for row in rows
                  for route in row["routes" if contract.type == "layers" else "chains"]]
        chains = []
        for route in routes:
            for first in [route["chain"][0], *route["extra_firsts"]]:
                chains.append([first, *route["chain"][1:]])
    return [[(hop["importer"], hop["imported"], hop["line_numbers"]) for hop in chain]
            for chain in chains]


def module_of(path):
    parts = path[:-len(".py")].split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def chain_of(finding):
    """The chain of a finding: (importer, imported, line) of each import."""
    hops = [(module_of(finding["file"]), finding["line"])]
    for hop in finding["chain"]:
        assert module_of(hop["file"]) == hop["module"]
        hops.append((hop["module"], hop["line"]))
    ends = [module for module, _ in hops[1:]] + [finding["module"]]
    return [(module, end, line) for (module, line), end in zip(hops, ends)]


class Comparison:
    def __init__(self, package, answer, findings):
        self.contracts = CONTRACTS[package]
        self.answer = answer
        self.by_star = BY_STAR[package]
        self.graph = Graph(answer["modules"],
                           answer["edges"] + [(a, b, [line]) for a, b, line in self.by_star])
        self.chains = collections.defaultdict(list)
        for finding in findings:
            self.chains[self.contract_name(finding)].append(chain_of(finding))

    def contract_name(self, finding):
        return next(contract.name for contract in self.contracts
                    if "(contract `{}`)".format(contract.name) in finding["message"])


@pytest.fixture(scope="module", params=sorted(CONTRACTS))
def both(request, shoring, tmp_path_factory):
    """One run of each program on all contracts of a package."""
    package = request.param
    if importlib.util.find_spec("importlinter") is None:
        if sys.version_info >= (3, 11):
            packages.missing("import-linter is not installed")
        pytest.skip("import-linter needs Python 3.11")
    top = tmp_path_factory.mktemp(package)
    shutil.copytree(str(packages.unpacked(package) / package), str(top / package))
    (top / "contracts.ini").write_text(for_import_linter(package, CONTRACTS[package]))
    done = subprocess.run([sys.executable, str(HERE / "import_linter.py"), "contracts.ini"],
                          cwd=str(top), stdout=subprocess.PIPE, check=True)
    answer = json.loads(done.stdout.decode("utf-8"))
    for path in sorted(top.rglob("*.py")):  # import-linter does not see folders without __init__
        if module_of(path.relative_to(top).as_posix()) not in answer["modules"]:
            path.unlink()
    (top / "shoring.yaml").write_text(for_shoring(CONTRACTS[package]), encoding="utf-8")
    report = shoring.json("--select", "IMP001,IMP002,IMP003", cwd=top)
    assert report["summary"]["analysed"] == len(answer["modules"])
    return Comparison(package, answer, report["findings"])


def test_packages_are_large(both):
    assert len(both.graph.modules) > 800
    assert sum(len(chains) for chains in both.chains.values()) > 50


def test_kept_and_broken(both):
    for contract in both.contracts:
        assert both.answer["contracts"][contract.name]["kept"] is not bool(
            both.chains[contract.name]), contract.name


def statements(places):
    return {(importer, line) for importer, _, line in places}


def test_findings_are_those_of_the_graph(both):
    for contract in both.contracts:
        want = wanted(both.graph, contract)
        got = {chain[0] for chain in both.chains[contract.name]}
        assert sorted(got - set(want)) == [], "only shoring: " + contract.name
        direct = {place for place in want if 1 in want[place].values()}
        assert sorted(direct - got) == [], "only import-linter's graph: " + contract.name
        # One statement that starts several chains (`from a import b, c`) is one finding.
        assert sorted(statements(want) - statements(got)) == [], contract.name


def test_import_linters_chains_are_found(both):
    for contract in both.contracts:
        starts = {chain[0] for chain in both.chains[contract.name]}
        chains = reported(contract, both.answer)
        for chain in chains:
            importer, _, lines = chain[0]
            assert all((importer, line) in statements(starts) for line in lines), chain
        if contract.type == "forbidden" and not contract.transitive:
            direct = {(a, b, line) for ((a, b, lines),) in chains for line in lines}
            assert starts - direct <= set(both.by_star) and direct <= starts


def package_of(contract, module):
    """The contract's module that holds this one."""
    every = [contract.target] if contract.type == "forbidden" else \
        [each for row in contract.layers for each in row]
    return next(each for each in every if inside(module, each))


def test_layers_that_meet_are_import_linters(both):
    for contract in both.contracts:
        if contract.type == "forbidden":
            continue

        def ends(chain):
            return package_of(contract, chain[0][0]), package_of(contract, chain[-1][1])

        theirs = set(map(ends, reported(contract, both.answer)))
        assert theirs == {(package_of(contract, place[0]), target) for place, targets in
                          wanted(both.graph, contract).items() for target in targets}
        # An import that leads to several layers is one finding.
        assert set(map(ends, both.chains[contract.name])) <= theirs


def test_chains_are_real_and_shortest(both):
    for contract in both.contracts:
        want = wanted(both.graph, contract)
        for chain in both.chains[contract.name]:
            for importer, imported, line in chain:
                assert line in both.graph.imports[importer].get(imported, ()), chain
            assert len(chain) == want[chain[0]][package_of(contract, chain[-1][1])], chain


def test_shortest_chains_are_as_long_as_import_linters(both):
    """For one source and one target, its first chain is a shortest of all."""
    compared = 0
    for contract in both.contracts:
        if contract.type == "forbidden" and both.chains[contract.name]:
            theirs = min(map(len, reported(contract, both.answer)))
            assert theirs == min(map(len, both.chains[contract.name])), contract.name
            compared += 1
    assert compared > 1
