"""The house: three wings, rooms on floors, no circle between rooms or files, and files that say one subject."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
WINGS = ("corpus", "index", "bot")
LONGEST_FILE = 350
#: Lines of the file in the middle: neither fragments nor piles.
MIDDLE = (80, 150)


@cache
def modules() -> dict[str, Path]:
    paths = [path for wing in WINGS for path in (ROOT / wing).rglob("*.py") if "versions" not in path.parts]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def imported(module: str) -> Iterator[str]:
    """Modules of the house that a module imports, for types or at run time."""
    for node in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules() else node.module for name in inner]
        else:
            continue
        yield from (name for name in names if name in modules() and name != module)


@cache
def imports() -> dict[str, frozenset[str]]:
    return {module: frozenset(imported(module)) for module in modules()}


def rooms() -> dict[str, dict[str, set[str]]]:
    """By folder: which of its children import which others."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module, others in imports().items():
        for other in others:
            above, below = module.split("."), other.split(".")
            depth = next((at for at, (one, two) in enumerate(zip(above, below, strict=False)) if one != two), 0)
            if depth:
                found[".".join(above[:depth])][".".join(above[: depth + 1])].add(".".join(below[: depth + 1]))
    return {folder: dict(children) for folder, children in found.items()}


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circle(dict(imports())) == []


@pytest.mark.parametrize("folder", sorted(rooms()))
def test_no_rooms_of_a_folder_import_each_other_in_a_circle(folder: str) -> None:
    assert circle(rooms()[folder]) == []


def circle(graph: dict[str, frozenset[str]] | dict[str, set[str]]) -> list[str]:
    """One circle of a graph; empty where it has none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_wing_imports_no_higher_one() -> None:
    floor = {wing: at for at, wing in enumerate(WINGS)}
    upward = [
        (module, other)
        for module, others in imports().items()
        for other in others
        if floor[other.split(".")[0]] > floor[module.split(".")[0]]
    ]
    assert upward == []


def test_a_file_is_one_subject_neither_a_pile_nor_a_fragment() -> None:
    lines = {module: path.read_text("utf-8").count("\n") for module, path in modules().items()}
    assert [module for module, count in lines.items() if count > LONGEST_FILE] == []
    assert MIDDLE[0] <= median(count for count in lines.values() if count > 1) <= MIDDLE[1]


def test_programs_are_not_among_the_tests() -> None:
    """What is run by hand lives in ``tools/``; ``tests/`` holds tests, and what they stand on."""
    assert [path.name for path in (ROOT / "tests").rglob("__main__.py")] == []
    sources = {path.name: path.read_text("utf-8").splitlines() for path in (ROOT / "tests").rglob("*.py")}
    assert [name for name, lines in sources.items() if any(line.startswith("if __name__") for line in lines)] == []
