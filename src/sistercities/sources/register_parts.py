"""Several partners in one cell, taken apart at the sign that the user says stands between them."""

from __future__ import annotations

from dataclasses import replace

from sistercities.errors import InvalidArgument
from sistercities.sources.register_cells import Cell
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_words import folded
from sistercities.terms.late_methods import late_expression

_WORDS = {
    "newline": "\n", "line break": "\n", "\\n": "\n", "comma": ",", "semicolon": ";", "slash": "/",
    "bar": "|",
}  # fmt: skip
_LONGEST = 10
_OPENING, _CLOSING = "([（［【", ")]）］】"
_BRACKETED = late_expression(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_FOOTNOTE = late_expression(r"\s*([*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|(?<![(\d])\d{1,2}\)|\[\d{1,2}\])$")
_HAS_YEAR = late_expression(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")
_YEAR = late_expression(r"\D{0,8}(1[5-9]|20)\d\d\D{0,3}")


def split_sign(stated: str) -> str:
    """Return what stands between the partners, from what was typed; "" where nothing was.

    Raises
    ------
    InvalidArgument
        If it could not stand between two names.
    """
    sign = _WORDS.get(stated.strip().casefold(), stated)
    if len(sign) > _LONGEST or (sign and (sign.strip(" ").isalnum() and sign == sign.strip(" "))):
        advice = "give the sign between two partners, such as ';', or newline"
        raise InvalidArgument("split", stated[:40], advice)
    return sign


def split_cell(cell: Cell, sign: str) -> list[Cell]:
    """Return the partners of a cell; a country or a year alone belongs to the name before it.

    A sign within brackets parts nothing.

    Examples
    --------
    >>> [one.text for one in split_cell(Cell("Arles, France, Como (Lario, Italy)"), ",")]
    ['Arles, France', 'Como (Lario, Italy)']
    """
    parts = list(cell.lines or (cell.text,)) if sign == "\n" else _apart(cell.text, sign)
    found: list[str] = []
    for part in filter(None, parts):
        if found and _belongs_to_the_last(part):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return [replace(cell, text=part, lines=()) for part in found] if len(found) > 1 else [cell]


def split_along(cell: Cell, sign: str, n: int) -> list[Cell]:
    """Return the parts of a cell beside that of the partners; the whole to each if not so many."""
    parts = list(cell.lines) if sign == "\n" else _apart(cell.text, sign)
    if len(parts) != n:
        return [cell] * n
    return [replace(cell, text=part, lines=()) for part in parts]


def without_footnote(text: str) -> tuple[str, str]:
    """Take the mark of a footnote from the end of a name; "" if there is none.

    Examples
    --------
    >>> without_footnote("Arles*"), without_footnote("Arles 1)"), without_footnote("Arles (13)")
    (('Arles', '*'), ('Arles', '1)'), ('Arles (13)', ''))
    """
    found = _FOOTNOTE.search(text)
    return (text[: found.start()], found[1]) if found and found.start() else (text, "")


def without_date(text: str) -> tuple[str, str]:
    """Take the only date out that stands beside a name, in brackets or behind a comma; "" if none.

    Examples
    --------
    >>> without_date("Arles (France, 1964)"), without_date("Arles (13)")
    (('Arles (France)', '1964'), ('Arles (13)', ''))
    """
    if len(_HAS_YEAR.findall(text)) != 1:
        return text, ""
    bracket = next((one for one in _BRACKETED.finditer(text) if _dated(one[1])), None)
    if bracket:
        date = _dated(bracket[1])
        rest = ", ".join(part for part in map(str.strip, bracket[1].split(",")) if part != date)
        inside = f"({rest})" if rest else ""
        return f"{text[: bracket.start()]}{inside}{text[bracket.end() :]}".strip(), date
    head, _, last = text.rpartition(",")
    return (head.strip(), last.strip()) if head and _dated(last) else (text, "")


def _dated(text: str) -> str:
    """Return the part of a text between commas that is a date with its year; "" if none is."""
    parts = (part.strip() for part in text.split(","))
    dated = (part for part in parts if _HAS_YEAR.search(part) and read_date(part).iso)
    return next(dated, "")


def _belongs_to_the_last(part: str) -> bool:
    is_country = bool(country_code(part)) and (len(folded(part)) > 2 or not part.isascii())
    return is_country or bool(_YEAR.fullmatch(part))


def _apart(text: str, sign: str) -> list[str]:
    depth, start, parts = 0, 0, []
    for at, letter in enumerate(text):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if depth <= 0 and at >= start and text.startswith(sign, at):
            parts.append(text[start:at])
            start = at + len(sign)
    return [part.strip(" ,;") for part in (*parts, text[start:])]
