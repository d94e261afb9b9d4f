"""Runs import-linter on a configuration file and prints what it knows, as JSON.

usage: import_linter.py CONFIG    (the package lies in the current directory)
"""
import json
import os
import sys

from importlinter import configuration
from importlinter.application import use_cases


def main():
    sys.path.insert(0, os.getcwd())
    configuration.configure()
    options = use_cases.read_user_options(config_filename=sys.argv[1])
    use_cases._register_contract_types(options)
    report = use_cases.create_report(options, cache_dir=None)
    graph = report.graph
    edges = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            details = graph.get_import_details(importer=importer, imported=imported)
            edges.append([importer, imported, sorted({row["line_number"] for row in details})])
    contracts = {contract.name: {"kept": check.kept, **check.metadata}
                 for contract, check in report.get_contracts_and_checks()}
    json.dump({"modules": sorted(graph.modules), "edges": edges, "contracts": contracts},
              sys.stdout, default=lambda value: sorted(value) if isinstance(value, (set, frozenset)) else repr(value))


if __name__ == "__main__":
    main()
