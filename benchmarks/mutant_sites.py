"""Where a module could be wrong by one small step: a comparison, an `and`, a number, a flag."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.Sub: ast.Add,
}  # fmt: skip
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_LEFT_OUT = ("annotation", "returns", "decorator_list", "type_params")
"""Parts of a node that say what something is, not what is done."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a module, and what would stand there instead.

    Attributes
    ----------
    function
        The function or class around it; "" for the module.
    start, end
        Offsets in the bytes of the module.
    before, after
        What stands there, and what the mutant has instead.
    line
        Number of the line, from 1.
    """

    function: str
    start: int
    end: int
    before: str
    after: str
    line: int


@cache
def find_sites(source: str) -> tuple[Site, ...]:
    """Find all sites of a module, in their order; one place may have several."""
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    held = source.encode()
    found = [
        _site(node, changed, function, held, starts)
        for node, function in _walk(ast.parse(source), "")
        for changed in _changed(node)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.after)))


def with_mutant(source: str, site: Site) -> str:
    """Write the module with what a site has instead; it is parsed, so that it is Python."""
    held = source.encode()
    made = (held[: site.start] + site.after.encode() + held[site.end :]).decode()
    ast.parse(made)
    return made


def _site(node: ast.expr, changed: ast.expr, function: str, held: bytes, starts: list[int]) -> Site:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = starts[node.lineno - 1] + node.col_offset
    end = starts[node.end_lineno - 1] + node.end_col_offset
    after = ast.unparse(changed)
    if not isinstance(changed, ast.Constant):
        after = f"({after})"
    return Site(function, start, end, held[start:end].decode(), after, node.lineno)


def _walk(node: ast.AST, function: str) -> Iterator[tuple[ast.expr, str]]:
    """Visit every expression that is done, with the function around it."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    if isinstance(node, ast.expr):
        yield node, function
    for name, value in ast.iter_fields(node):
        if name in _LEFT_OUT:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and _is_done(child, function):
                yield from _walk(child, function)


def _is_done(node: ast.AST, function: str) -> bool:
    """Whether it decides anything: no text, no type, no wording of an error."""
    if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
        return False
    is_type = isinstance(node, ast.Assign) and not function and isinstance(node.value, ast.BinOp)
    return not is_type


def _changed(node: ast.expr) -> Iterator[ast.expr]:
    for kind, change in _CHANGES:
        if isinstance(node, kind):
            yield from change(node)


def _compare(node: ast.Compare) -> Iterator[ast.expr]:
    for at, operator in enumerate(node.ops):
        ops = list(node.ops)
        ops[at] = _COMPARED[type(operator)]()
        yield ast.Compare(node.left, ops, node.comparators)


def _junction(node: ast.BoolOp) -> Iterator[ast.expr]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(other, node.values)


def _negation(node: ast.UnaryOp) -> Iterator[ast.expr]:
    if isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand


def _choice(node: ast.IfExp) -> Iterator[ast.expr]:
    yield ast.IfExp(node.test, node.orelse, node.body)


def _arithmetic(node: ast.BinOp) -> Iterator[ast.expr]:
    other = _COUNTED.get(type(node.op))
    if other is not None:
        yield ast.BinOp(node.left, other(), node.right)


def _constant(node: ast.Constant) -> Iterator[ast.expr]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, float):
        yield ast.Constant(float(f"{value * 1.1:.9g}") if value else 0.1)


def _call(node: ast.Call) -> Iterator[ast.expr]:
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED and len(node.args) == 1:
        yield ast.Call(ast.Name(_CALLED[node.func.id]), node.args, node.keywords)


_CHANGES: tuple[tuple[type[ast.expr], Callable[..., Iterator[ast.expr]]], ...] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _junction),
    (ast.UnaryOp, _negation),
    (ast.IfExp, _choice),
    (ast.BinOp, _arithmetic),
    (ast.Constant, _constant),
    (ast.Call, _call),
)
