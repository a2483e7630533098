"""Why a line of a register is no tie, and what to do about it.

Rows of a table that are no ties: sums, and remarks below it such as `Source: ...` or `* ...`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sistercities.sources.register_line import SHOWN, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_words import Field, folded, words_of
from sistercities.terms.late_methods import late_expression

LONGEST_NAME = 200
NOTHING_DUE = "none is due"
"""The next step of a line that is no tie and asks for nothing."""
_NAMED_IN_FULL: tuple[Field, ...] = ("partner", "partner_country")
_BESIDE: tuple[Field, ...] = ("home_region", "home_country", "partner_region", "partner_country")


def refusal_of(
    line: WrittenLine, home: str, partner: str, mapping: RegisterMapping
) -> tuple[str, str] | None:
    """Say why a line is no tie, and what to do; None where it is one."""
    texts = line.row.texts()
    if _is_of_totals(line) or is_of_sums(texts):
        return "is a line of totals", NOTHING_DUE
    if is_remark(texts):
        return "is a remark on the table", NOTHING_DUE
    for which, name in (("home", home), ("partner", partner)):
        problem = line.cell(cast("Field", which)).problem
        if problem:
            step = "open the file in a spreadsheet and save it, or write the value in the cell"
            return f"its {which} cell {problem}", step
        if not name:
            return f"it names no {which} place", _step_to_fill(line, which, mapping)
        if len(name) > LONGEST_NAME:
            problem = f"its {which} name has {len(name):,} characters, the limit is {LONGEST_NAME}"
            return problem, "shorten it to the name of the place"
        if not any(letter.isalpha() for letter in name):
            return (
                f"its {which} name {name[:SHOWN]!r} has no letter",
                "write the name of the place",
            )
    return _too_long_beside(line)


def _too_long_beside(line: WrittenLine) -> tuple[str, str] | None:
    """Refuse a region or a country that is no name."""
    for name in _BESIDE:
        n = len(line.cell(name).text)
        if n > LONGEST_NAME:
            what = name.replace("_", " ")
            problem = f"its {what} has {n:,} characters, the limit is {LONGEST_NAME}"
            return problem, f"shorten it to the name of the {what.rpartition(' ')[2]}"
    return None


def _is_of_totals(line: WrittenLine) -> bool:
    """Whether it begins with a word of sums, or has one as its place, region or number.

    A line with a partner and its country is none: Cong is a sum in Vietnam and a town in Ireland.
    """
    if all(_is_word(line.cell(name).text) for name in _NAMED_IN_FULL):
        return False
    first = next((cell.text for cell in line.row.cells if cell.text), "")
    named: tuple[Field, ...] = ("home", "home_region", "id")
    texts = (first, *(line.cell(name).text for name in named))
    return any(folded(text) in words_of("total") for text in texts if text)


def _is_word(text: str) -> bool:
    """Whether a cell names something, and neither counts nor sums."""
    is_counted = any(map(str.isdigit, text)) or folded(text) in words_of("total")
    return any(map(str.isalpha, text)) and not is_counted


def _step_to_fill(line: WrittenLine, which: str, mapping: RegisterMapping) -> str:
    """Say how to mend a line that lacks a place: the region beside it may be what signed."""
    step = f"fill in the {which} place"
    if line.text(cast("Field", f"{which}_region")):
        sides = "as the home and as the partner place" if _is_of_regions(line) else "as the place"
        return f"{step}, or if the region itself signed, write it {sides}"
    if which == "home" and not mapping.fill_down and line.text("partner"):
        return f"{step}, or take it from the line above with --fill-down"
    return step


def _is_of_regions(line: WrittenLine) -> bool:
    """Whether both places are empty and both regions are not."""
    ends: tuple[tuple[Field, Field], ...] = (
        ("home", "home_region"), ("partner", "partner_region"),
    )  # fmt: skip
    return all(not line.text(place) and bool(line.text(region)) for place, region in ends)


_MARK = late_expression(r"^\s*(?:[*＊※†‡•°¹²³⁴]|\(\*\)|\d\)\s)")
_COLON = late_expression(r"[:：]")
_NUMBER = late_expression(r"[\d:：=]")
_FIRST_WORD = late_expression(r"^[\s*＊※\[(（【「]*([^\W\d_]+)")


def is_remark(texts: Sequence[str]) -> bool:
    """Whether a row holds a remark on the table and nothing else.

    Parameters
    ----------
    texts
        What its cells say. A merged cell has its text in each.

    Examples
    --------
    >>> is_remark(["", "※ as of 2025", ""]), is_remark(["Fonte: Prefeitura", "Fonte: Prefeitura"])
    (True, True)
    >>> is_remark(["Fonte", ""]), is_remark(["* Lyon", "Leipzig"])
    (False, False)
    """
    text = _only(texts)
    return bool(text) and (bool(_MARK.match(text)) or _begins_as_remark(text))


def is_of_sums(texts: Sequence[str]) -> bool:
    """Whether a row says in one cell how many there are: `Total de acuerdos: 14`.

    Examples
    --------
    >>> is_of_sums(["Total de acuerdos: 14", ""]), is_of_sums(["Total", "Lyon"])
    (True, False)
    """
    text = _only(texts)
    first = _FIRST_WORD.match(text) if text else None
    begins = {first[1] if first else "", _NUMBER.split(text, maxsplit=1)[0]}
    has_number = any(map(str.isdigit, text))
    return has_number and any(folded(each) in words_of("total") for each in begins)


def _only(texts: Sequence[str]) -> str:
    """Return the one text of a row; "" where it says several things."""
    said = {text for text in texts if any(map(str.isalnum, text))}
    return said.pop() if len(said) == 1 else ""


def _begins_as_remark(text: str) -> bool:
    head, _, rest = _COLON.sub("\n", text, count=1).partition("\n")
    return bool(rest.strip()) and folded(head) in words_of("remark")
