"""With which partners something calls for care: one line for what concerns the same, names first.

No partner is left out: where two pages have no room for what is to be known of each, the last ones
are named under the same head, and the workbook (XLSX) says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sistercities.report.brief.facts import BriefCare
from sistercities.report.brief.words import BriefWords, counted
from sistercities.sentences import listed
from sistercities.terms.words import WARS, ObstacleKind

_WARS: frozenset[ObstacleKind] = frozenset((*WARS, "conflict_within", "belligerent_support"))
_SANCTIONS: frozenset[ObstacleKind] = frozenset(("sanctions", "sanctions_of_others"))
_FEWEST_TOGETHER = 2
_RECORDED = re.compile(
    r"The Uppsala Conflict Data Program recorded (.+); the edition that we hold ends with (\d{4})\."
)


def care_lines(care: Sequence[BriefCare], words: BriefWords, most: int) -> tuple[str, ...]:
    """Say what calls for care, a line for wars, one for sanctions, one for all else.

    Parameters
    ----------
    care
        What calls for care, each with the partners that it concerns.
    words
        The language.
    most
        So many are told in full, wars first; of the others the partners are named.
    """
    groups = [(head, _the_widest_first(held)) for head, held in _groups(care, words)]
    told, lines = most, []
    for head, held in groups:
        lines.append(head.format(told=_line(held, words, max(told, 0))))
        told -= len(held)
    return tuple(lines)


def _groups(care: Sequence[BriefCare], words: BriefWords) -> Iterator[tuple[str, list[BriefCare]]]:
    """Sort into wars, sanctions and all else; what has nothing is left out."""
    wars = [one for one in care if one.kind in _WARS]
    sanctions = [one for one in care if one.kind in _SANCTIONS]
    others = [one for one in care if one.kind not in _WARS | _SANCTIONS]
    for head, held in (
        (words.care_wars, wars), (words.care_sanctions, sanctions), (words.care_others, others),
    ):  # fmt: skip
        if held:
            yield head, held


def _the_widest_first(held: Sequence[BriefCare]) -> list[BriefCare]:
    return sorted(held, key=lambda one: (_place_in_wars(one), -len(one.partners)))


def _place_in_wars(one: BriefCare) -> int:
    return WARS.index(one.kind) if one.kind in WARS else len(WARS)


def _line(held: Sequence[BriefCare], words: BriefWords, most: int) -> str:
    # To name the partners of one more takes nearly as much room as to say what it is.
    shown = list(held) if len(held) == most + 1 and most else list(held[:most])
    recorded, year = _recorded(shown)
    said = [
        words.care_told.format(partners=listed(one.partners), reason=one.reason)
        for one in shown
        if one not in recorded
    ]
    if recorded:
        told = [f"{listed(one.partners)}: {recorded[one]}" for one in recorded]
        said.append(words.care_recorded.format(year=year, told="; ".join(told)))
    left = held[len(shown) :]
    if left:
        named = [name for one in left for name in one.partners]
        said.append(counted(words.care_untold, len(named), partners=listed(named)))
    return " ".join(said)


def _recorded(shown: Sequence[BriefCare]) -> tuple[dict[BriefCare, str], str]:
    """Take the wars of one program and year, so that these are said once; of fewer than two none.

    Returns
    -------
    dict
        What was recorded, without who did.
    str
        The year with which the edition ends.
    """
    found = {one: _RECORDED.fullmatch(one.reason) for one in shown}
    wars = {one: (each[1], each[2]) for one, each in found.items() if each is not None}
    years = {year for _, year in wars.values()}
    if len(wars) < _FEWEST_TOGETHER or len(years) > 1:
        return {}, ""
    return {one: what for one, (what, _) in wars.items()}, years.pop()


def care_names(care: Sequence[BriefCare], words: BriefWords) -> tuple[str, ...]:
    """List what stands out in these lines: heads, and names before what it is about them."""
    heads = (words.care_wars, words.care_sanctions, words.care_others)
    names = (words.care_told.format(partners=listed(one.partners), reason="") for one in care)
    return tuple(one.strip() for one in (*(head.format(told="") for head in heads), *names))
