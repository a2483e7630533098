"""What a column of levels says of a place: a province, a municipality, a part of a city.

A prefecture is a first-level region in Japan and elsewhere. In China it is of the second tier, a
city, a league or an autonomous prefecture, which its name says and the word does not.

A head that says Kreis for all names below it: Kassel below *Landkreis* is no city.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast, get_args

from sistercities.sources.register_cells import Cell
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import WrittenLine
from sistercities.sources.register_words import Field, folded, words_of
from sistercities.terms.late_methods import late_expression
from sistercities.terms.words import Level

_OF_SEVERAL_LEVELS = {"CN": frozenset({"prefecture"})}
"""Words that say too little in a country."""


def read_level(text: str, country: str) -> Level | None:
    """Return the level that a cell states; None where it states none that is known, or several.

    Parameters
    ----------
    text
        What the cell says.
    country
        Code of the country of the place, "" where it is not known.

    Examples
    --------
    >>> read_level("prefecture", "JP"), read_level("prefecture", "CN"), read_level("large", "")
    ('region1', None, None)
    """
    word = folded(text)
    if word in _OF_SEVERAL_LEVELS.get(country, ()):
        return None
    found = words_of("level").get(word, "")
    return cast("Level", found) if found in get_args(Level) else None


def with_level(found: WrittenEnd, text: str) -> WrittenEnd:
    """Return an end with the level of its column, or of a word in brackets: Saitama (city)."""
    country = found.end.country
    beside = [one for one in found.bracketed if is_level(one)]
    level = read_level(text, country) if text else None
    if level is None and len(beside) == 1:
        level = read_level(beside[0], country)
    found = replace(found, end=replace(found.end, level=level), level=text)
    if level is None or not beside:
        return found
    around = tuple(one for one in found.end.parents if one not in beside)
    return replace(
        found,
        end=replace(found.end, parents=around),
        bracketed=tuple(one for one in found.bracketed if one not in beside),
    )


def is_level(text: str) -> bool:
    """Whether a cell holds a word for a level, whatever it says of a place."""
    return folded(text) in words_of("level")


WITH_KREISE = ("DE", "PL")
"""Countries whose units of the second level lists in German call Kreise."""
_KREIS_HEAD = late_expression(r"kreis")
_UNIT_SAID = late_expression(
    r"kreis|landkr|\blkr?s?\b|powiat|district|county|stadt|gemeinde|region|bezirk|land\b|wojew"
)
"""What says in a cell which unit is meant, whatever the head says."""


def with_kreis_of_head(line: WrittenLine, which: str, cell: Cell, country: str) -> Cell:
    """Return a name with the word of its head, where it names no unit itself.

    Parameters
    ----------
    line, which
        The line, and the end: `home` or `partner`.
    cell
        The cell of its name.
    country
        Country of the place, as a name or a code.
    """
    at = line.layout.position(cast("Field", which), line.group)
    heads = line.layout.heads
    head = folded(heads[at]) if at is not None and at < len(heads) else ""
    is_of_kreise = bool(_KREIS_HEAD.search(head)) and country_code(country) in WITH_KREISE
    if not is_of_kreise or not cell.text or _UNIT_SAID.search(folded(cell.text)):
        return cell
    line.tell(f"{which}: the head says that a Kreis is meant")
    return replace(cell, text=f"Kreis {cell.text}")
