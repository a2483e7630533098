"""Expressions that are compiled when they are first used are those that are written down."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import sistercities
from sistercities.terms.late_methods import late_expression

PACKAGE = Path(sistercities.__file__).parent


def _using() -> list[str]:
    """Modules of the package that have such expressions."""
    return [
        ".".join(("sistercities", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in sorted(PACKAGE.rglob("*.py"))
        if " = late_expression(" in path.read_text(encoding="utf-8")
    ]


def test_it_finds_what_the_compiled_one_finds() -> None:
    late = late_expression(r"(?P<day>\d+)\. mai", re.IGNORECASE)
    found = late.search("Am 3. MAI")
    assert found is not None
    assert found["day"] == "3"
    assert late.sub("?", "1. Mai, 2. Mai") == "?, ?"
    assert late_expression(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_it_is_compiled_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile

    def seen(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compiling(text, flags)

    monkeypatch.setattr(re, "compile", seen)
    late = late_expression("a+")
    assert compiled == []
    assert [bool(late.fullmatch(one)) for one in ("a", "b", "aa")] == [True, False, True]
    assert compiled == ["a+"]


def test_an_import_begins_with_few_of_them() -> None:
    """Most are left for what a register holds, or nothing is won."""
    assert len(_using()) > 20


@pytest.mark.parametrize("name", _using())
def test_each_can_be_compiled(name: str) -> None:
    """A fault in one would show in the register of somebody else."""
    module = importlib.import_module(name)
    held = [one for one in vars(module).values() if isinstance(one, type(late_expression("")))]
    assert held
    assert all(one.pattern is not None for one in held)
