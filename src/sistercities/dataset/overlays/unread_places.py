"""Columns of a register that are not read and hold names of places: whatever their heads say.

Heads alone do not tell: `Weitere`, `Misc` and `Extra` may hold partners. Nor does a table in which
each partner has a column, with its name for a head and a cross below. The gazetteer knows names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.sources.columns_by_content import MOST, contents_of, share
from sistercities.sources.register import Register
from sistercities.sources.register_asks import unread_partners
from sistercities.sources.register_codes import is_kind, is_status
from sistercities.sources.register_countries import code_in_cell
from sistercities.sources.register_ends import without_brackets
from sistercities.sources.register_mapping import column_letter
from sistercities.terms.late_methods import late_expression
from sistercities.terms.words import MUNICIPAL

_BETWEEN = late_expression(r"[,;/|\n，、；／・]|(?: (?:and|und|et|e|y|en|och|og|i|&) )")
_FROM_A_YEAR = late_expression(r"\s+(?:\(?\d|[^\W\d_]+\.?\s+\d).*$")
_SHORTEST, _LONGEST_NAME, _LONGEST_CELL, _LONGEST_CROSS = 2, 60, 2_000, 12
_FEWEST_HEADS = 2
_SAMPLE = 200
"""Rows that are looked at, as many as columns are judged by elsewhere."""
_AS_PARTNERS = (
    "name them as partner_2, partner_3 in a mapping file (--write-mapping, then --mapping)"
)
Find = Callable[[str], frozenset[str]]


def told_of_unread_places(register: Register, gazetteer: Gazetteer) -> list[str]:
    """Ask about columns that are not used and in which, or above which, names of places stand.

    Those of which the heads say so are told of with the layout already.

    Parameters
    ----------
    register
        The register as read.
    gazetteer
        What names are looked up in.
    """
    unread = _unread(register)
    if not unread:
        return []
    find = _finder(gazetteer)
    named = [at for at in unread if _names_places(register, at, find)]
    crossed = _heads_of_places(register, {at: held for at, held in unread.items()
                                          if at not in named}, find)  # fmt: skip
    return [
        *_told(register, named, unread, "hold", _AS_PARTNERS),
        *_told(register, crossed, unread, "headed by", "write one tie on each line"),
    ]


def _unread(register: Register) -> dict[int, list[str]]:
    """Return what stands in the columns that are not used and were not told of."""
    layout = register.layout
    values = contents_of(register.sheet, layout.first_row)
    told = {one.position for one in layout.used}
    told |= set(unread_partners(layout.used, layout.heads, values))
    return {at: held for at, held in values.items() if held and at not in told}


def _finder(gazetteer: Gazetteer) -> Find:
    """Return what finds the municipalities of a name; none for a country, a status, a kind."""

    @cache
    def find(name: str) -> frozenset[str]:
        is_short = _SHORTEST <= len(name) <= _LONGEST_NAME and name[0] == name[0].upper()
        if not is_short or not name[0].isalpha() or code_in_cell(name):
            return frozenset()
        if is_status(name) or is_kind(name):
            return frozenset()
        ids = (match.place_id for match in gazetteer.matches(name))
        return frozenset(one for one in ids if gazetteer.places[one].level in MUNICIPAL)

    return find


def _names_places(register: Register, at: int, find: Find) -> bool:
    """Whether most cells of a column name places that their line does not name already."""
    layout = register.layout
    ends = [one.position for one in layout.used if one.field in ("home", "partner")]
    sample = slice(layout.first_row, layout.first_row + _SAMPLE)
    rows = [row.texts() for row in register.sheet.rows[sample]]
    filled = [texts for texts in rows if at < len(texts) and texts[at]]
    said = (frozenset[str]().union(*(find(_bare(texts[end])) for end in ends if end < len(texts)))
            for texts in filled)  # fmt: skip
    n = sum(_names_others(texts[at], find, known)
            for texts, known in zip(filled, said, strict=True))  # fmt: skip
    return n >= MOST * len(filled)


def _names_others(cell: str, find: Find, known: frozenset[str]) -> bool:
    """Whether at least half of what a cell lists are names of places that are not known yet."""
    if len(cell) > _LONGEST_CELL:
        return False
    parts = [bare for part in _BETWEEN.split(cell) if (bare := _bare(part))]
    found = [find(part) for part in parts]
    return bool(parts) and 2 * sum(bool(one) and not one & known for one in found) >= len(parts)


def _bare(text: str) -> str:
    """Return a name without what stands in brackets and from a year on: `Como since 1960`."""
    name = text if len(text) > _LONGEST_CELL else without_brackets(text)[0]
    return _FROM_A_YEAR.sub("", name.strip()).strip()


def _heads_of_places(
    register: Register, unread: Mapping[int, Sequence[str]], find: Find
) -> list[int]:
    """Return the columns whose heads are names of places, with crosses or years below them."""
    heads = register.layout.heads
    headed = [at for at in unread if at < len(heads) and heads[at]]
    found = [at for at in headed if find(_bare(heads[at])) and _are_crosses(unread[at])]
    return found if len(found) >= max(_FEWEST_HEADS, MOST * len(headed)) else []


def _are_crosses(held: Sequence[str]) -> bool:
    return share(held, lambda cell: len(cell) <= _LONGEST_CROSS) == 1.0


def _told(
    register: Register, at: Sequence[int], unread: Mapping[int, Sequence[str]], how: str, step: str
) -> list[str]:
    if not at:
        return []
    many, heads = len(at) > 1, register.layout.heads
    shown = (f"{column_letter(one)} {heads[one] if one < len(heads) else ''}".strip()
             + f" ({len(unread[one])})" for one in at)  # fmt: skip
    begin, may, each = ("Columns", "they may", "each") if many else ("Column", "it may", "it")
    verb = how if many else {"hold": "holds"}.get(how, how)
    return [
        f"{begin} {', '.join(shown)} {'are' if many else 'is'} not read and {verb} names of "
        f"places, so {may} hold partners; the number of filled cells stands behind {each}. If so, "
        f"{step}."
    ]
