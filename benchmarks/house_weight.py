"""How heavy the house is: lines, files, functions and importers, by house and by room.

`python benchmarks/house_weight.py [--functions] [--one-importer]` prints the table of
docs/decisions/0020-three-houses.md. Code is what is no blank line, no docstring and no line of
comment; comments are counted also where they stand behind code, unless they speak to a tool. A
module has one importer where one other module of the three houses names it, tests left aside. The
two options name the functions over 50 lines, and these modules.
"""

from __future__ import annotations

import ast
import io
import statistics
import sys
import tokenize
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSES = ("twolevel", "release_build", "sistercities")
LONG_FILE, SHORT_FILE, LONG_FUNCTION, MANY_PARAMETERS = 450, 40, 50, 6
_TO_TOOLS = ("# fmt:", "# type:", "# noqa", "# pragma", "# ruff:")
_WITH_BODY = (ast.FunctionDef, ast.AsyncFunctionDef)
_WITH_DOCSTRING = (*_WITH_BODY, ast.ClassDef, ast.Module)


@dataclass(frozen=True)
class Function:
    """A function: its lines with its head and without, both without the docstring."""

    name: str
    lines: int
    body_lines: int
    parameters: int


@dataclass(frozen=True)
class Module:
    """A file of code, counted."""

    name: str
    lines: int
    code: int
    docstring: int
    comment: int
    format_skips: int
    functions: tuple[Function, ...]
    imported: frozenset[str]

    @property
    def is_init(self) -> bool:
        """Whether this is the docstring of a room."""
        return self.name.endswith(".__init__")


def _files() -> list[tuple[str, Path]]:
    found = []
    for house, base in zip(HOUSES, (ROOT / "src", ROOT, ROOT / "src"), strict=True):
        found += [
            (".".join(path.relative_to(base).with_suffix("").parts), path)
            for path in sorted((base / house).rglob("*.py"))
        ]
    return found


def count_module(name: str, path: Path) -> Module:
    """Return the counts of one file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.splitlines()
    docstrings = _docstring_lines(tree)
    alone, comments, skips = _comment_lines(text)
    code = sum(
        1
        for number, line in enumerate(lines, 1)
        if line.strip() and number not in docstrings and number not in alone
    )
    return Module(
        name, len(lines), code, len(docstrings), comments, skips,
        tuple(_functions(tree)), frozenset(_imports(tree, name)),
    )  # fmt: skip


def _docstring_lines(tree: ast.Module) -> set[int]:
    held: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, _WITH_DOCSTRING) and (stated := _docstring(node)):
            held.update(range(stated.lineno, (stated.end_lineno or stated.lineno) + 1))
    return held


def _docstring(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module,
) -> ast.Expr | None:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return first if isinstance(first.value.value, str) else None
    return None


def _comment_lines(text: str) -> tuple[set[int], int, int]:
    """Return the lines that hold a comment alone, all comments for people, and `# fmt: skip`s."""
    alone, said, skips = set(), 0, 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        skips += token.string.startswith("# fmt: skip")
        said += not token.string.startswith(_TO_TOOLS)
        if token.line.strip().startswith("#"):
            alone.add(token.start[0])
    return alone, said, skips


def _functions(tree: ast.Module) -> list[Function]:
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, _WITH_BODY):
            continue
        stated = _docstring(node)
        said = (stated.end_lineno or 0) - stated.lineno + 1 if stated else 0
        end = node.end_lineno or node.lineno
        asked = node.args
        parameters = [*asked.posonlyargs, *asked.args, *asked.kwonlyargs]
        n_parameters = sum(one.arg not in ("self", "cls") for one in parameters)
        whole, body = (end - first + 1 - said for first in (node.lineno, node.body[0].lineno))
        found.append(Function(node.name, whole, body, n_parameters))
    return found


def _imports(tree: ast.Module, name: str) -> set[str]:
    """Return every dotted name that a module imports, also those that may be names in a module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, name)
            found.add(base)
            found.update(f"{base}.{one.name}" for one in node.names)
    return found


def _base(node: ast.ImportFrom, name: str) -> str:
    if not node.level:
        return node.module or ""
    room = name.split(".")[: -node.level]
    return ".".join([*room, node.module] if node.module else room)


def importers(modules: list[Module]) -> dict[str, set[str]]:
    """Return for each module that is no `__init__` the modules that import it."""
    known = {one.name for one in modules if not one.is_init}
    who = defaultdict(set)
    for one in modules:
        for name in one.imported & known:
            who[name].add(one.name)
    return {name: who[name] for name in known}


def _parts(name: str) -> list[str]:
    """Return house and room of a module, and all; rooms are told of `sistercities` alone."""
    house, room = name.split(".")[:2]
    return [house, f"... `{room}`", "all"] if house == "sistercities" else [house, "all"]


def print_rooms(modules: list[Module], who: dict[str, set[str]]) -> None:
    """Print a row for each house, each room of `sistercities` and all."""
    held: dict[str, list[Module]] = defaultdict(list)
    for one in modules:
        for part in _parts(one.name):
            held[part].append(one)
    print("| house or room | files | lines | code | docstring | comment | one importer |")
    print("|---|---|---|---|---|---|---|")
    for part, of in sorted(held.items(), key=lambda one: _order(one[0])):
        if part.startswith("...") and len(of) < 2:
            continue
        sums = [sum(getattr(one, key) for one in of) for key in _SUMMED]
        single = sum(len(who.get(one.name, ())) == 1 for one in of)
        print("|", " | ".join([part, *(f"{n:,}" for n in (len(of), *sums, single))]), "|")


def _order(part: str) -> tuple[int, str]:
    return ((*HOUSES, "all").index(part) if part in (*HOUSES, "all") else 2, part.strip("."))


_SUMMED = ("lines", "code", "docstring", "comment")


def print_sizes(modules: list[Module]) -> None:
    """Print what is asked of files and functions."""
    functions = [each for one in modules for each in one.functions]
    bodies = [each.body_lines for each in functions]
    rows = {
        "files over 450 lines": sum(one.lines > LONG_FILE for one in modules),
        "files under 40 lines, beside `__init__`": sum(
            one.lines < SHORT_FILE and not one.is_init for one in modules
        ),
        "functions with six and more parameters": sum(
            each.parameters >= MANY_PARAMETERS for each in functions
        ),
        "`# fmt: skip`": sum(one.format_skips for one in modules),
        "functions": len(functions),
        "median function, longest, without their heads": f"{statistics.median(bodies):g},"
        f" {max(bodies)}",
        "median function, longest, with their heads": (
            f"{statistics.median(each.lines for each in functions):g},"
            f" {max(each.lines for each in functions)}"
        ),
        "functions over 50 lines without their heads": sum(n > LONG_FUNCTION for n in bodies),
        "functions over 60 lines without their heads": sum(n > 60 for n in bodies),
    }
    for name, value in rows.items():
        print(f"| {name} | {value} |")


def main(options: list[str]) -> None:
    """Print the tables, and what the options ask for."""
    modules = [count_module(name, path) for name, path in _files()]
    who = importers(modules)
    print_rooms(modules, who)
    print_sizes(modules)
    if "--functions" in options:
        for one in modules:
            for each in one.functions:
                if each.body_lines > LONG_FUNCTION:
                    print(f"{one.name}.{each.name}: {each.body_lines} lines")
    if "--one-importer" in options:
        for name in sorted(who):
            if len(who[name]) == 1:
                print(f"{name} <- {next(iter(who[name]))}")


if __name__ == "__main__":
    main(sys.argv[1:])
