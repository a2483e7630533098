"""The ties as rows: which of them are printed, and how a doubtful year looks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sistercities.report.brief.facts import BriefFacts, BriefTie
from sistercities.report.brief.parts import BriefCell, BriefColumn, BriefTable, Doubt
from sistercities.report.brief.words import BriefWords, counted
from sistercities.report.svg import width_of
from sistercities.terms.doubts import doubt_of, is_sure, percent_sure
from sistercities.terms.standing_counts import StandingCount, counted_by_year
from sistercities.terms.standing_words import STANDS

_SHARES = (2.45, 1.65, 1.1, 2.75, 1.45, 1.55)
_TEXT_WIDTH, _TYPE = 490.0, 8.8
"""Width of the table and size of its type, in points."""
_DOUBTFUL = frozenset(("dormant", "proposed"))
"""What was told of a tie without an end, and yet makes doubtful whether it stands."""
_NARROWER = 0.86
"""Letters of the brief's font beside those that `width_of` reckons with."""


def local_of(name: str, local: str | None) -> str:
    """Give the local name where it differs from the other."""
    return local if local and local != name else ""


def year_of(tie: BriefTie) -> int | None:
    """Year of the start, None where no source gives one."""
    return int(tie.start[:4]) if tie.start and tie.start[:4].isdigit() else None


def is_alive(tie: BriefTie) -> bool:
    """Whether the tie is taken to be alive."""
    return tie.stands.is_alive


def standings(ties: Sequence[BriefTie]) -> list[StandingCount]:
    """Count ties by standing and by the year that it rests on."""
    return list(counted_by_year(tie.stands for tie in ties))


def in_order(ties: Sequence[BriefTie]) -> list[BriefTie]:
    """Sort the oldest first, those without a year last."""
    return sorted(
        ties,
        key=lambda tie: (
            year_of(tie) is None,
            tie.start or "",
            tie.partner.country_name,
            tie.partner.name,
            tie.tie_id,
        ),
    )


def tie_table(
    facts: BriefFacts, numbers: Mapping[str, int], words: BriefWords, lines: int
) -> BriefTable:
    """Lay out the ties that there is room for.

    Parameters
    ----------
    facts
        The place and its ties.
    numbers
        Number of each source in the list of sources.
    words
        The language.
    lines
        Lines of type that the rows may fill.
    """
    if not facts.ties:
        return BriefTable((), (), (words.ties_none,))
    best = sorted(in_order(facts.ties), key=_merit)
    rows = {tie.tie_id: _row(tie, numbers, words) for tie in best}
    shown = _that_fit([(tie, lines_of(rows[tie.tie_id])) for tie in best], lines)
    left = len(best) - len(shown)
    return BriefTable(
        _columns(words),
        tuple(rows[tie.tie_id] for tie in in_order(shown)),
        _notes(shown, left, words),
    )


def _that_fit(counted_ties: Sequence[tuple[BriefTie, int]], lines: int) -> list[BriefTie]:
    """Take ties from the front as long as their lines fit; at least one is taken."""
    taken: list[BriefTie] = []
    used = 0
    for tie, n in counted_ties:
        if taken and used + n > lines:
            break
        taken.append(tie)
        used += n
    return taken


def _merit(tie: BriefTie) -> tuple[bool, bool, int, bool]:
    """Sort key of what is shown first: that stand, alive, claimed by many sources, dated."""
    doubt = tie.stands.standing not in STANDS
    return doubt, not is_alive(tie), -len(tie.sources), year_of(tie) is None


def _notes(shown: Sequence[BriefTie], left: int, words: BriefWords) -> tuple[str, ...]:
    notes = [counted(words.ties_more, left), words.ties_chosen] if left else [words.ties_order]
    if any(tie.start_precision == "suspect" for tie in shown):
        notes.append(words.suspect_note)
    return tuple(notes)


def _columns(words: BriefWords) -> tuple[BriefColumn, ...]:
    heads = (
        words.partner, words.country, words.since, words.standing, words.how_sure,
        words.sources_column,
    )  # fmt: skip
    return tuple(BriefColumn(head, share) for head, share in zip(heads, _SHARES, strict=True))


def _row(tie: BriefTie, numbers: Mapping[str, int], words: BriefWords) -> tuple[BriefCell, ...]:
    place = tie.partner
    cited = sorted(numbers[each] for each in tie.sources if each in numbers)
    return (
        BriefCell(
            _partner(tie, words),
            local_of(place.name, place.name_local),
            doubt="suspect" if _is_doubtful(tie) else "",
        ),
        BriefCell(", ".join(filter(None, (tie.partner_region, place.country_name)))),
        since(tie, words),
        BriefCell(tie.stands.short, doubt=_doubt_of_standing(tie)),
        BriefCell(how_sure(tie, words)),
        BriefCell(", ".join(map(str, cited))),
    )


def _is_doubtful(tie: BriefTie) -> bool:
    """Whether its places or that it stands are doubtful, as its page marks them."""
    remarks = {one.event for one in tie.stands.remarks}
    is_sure_of_places = doubt_of(tie.method) is None and is_sure(tie.confidence, tie.method)
    is_kept_by_one = tie.stands.contest is not None
    is_absent = tie.stands.absent_from is not None
    return not is_sure_of_places or is_kept_by_one or is_absent or bool(remarks & _DOUBTFUL)


def _doubt_of_standing(tie: BriefTie) -> Doubt:
    """Mark a standing as pages do: what is not signed or suspended, and what no new list has."""
    if tie.stands.standing in ("pending", "suspended"):
        return "suspect"
    return "" if tie.stands.standing in STANDS else "unknown"


def _partner(tie: BriefTie, words: BriefWords) -> str:
    """Name a partner, the last year of one that is no more, and the older town whose tie it is."""
    name, year = tie.partner.name, tie.partner_until
    named = name if year is None else words.named_until.format(name=name, year=year)
    return named if tie.of_town is None else words.named_of.format(name=named, town=tie.of_town)


def since(tie: BriefTie, words: BriefWords) -> BriefCell:
    """Say the year of a start; a suspect one has a question mark, none is a dash."""
    year = year_of(tie)
    if year is None:
        return BriefCell(words.year_unknown, doubt="unknown")
    if tie.start_precision == "suspect":
        return BriefCell(f"{year}?", doubt="suspect")
    return BriefCell(str(year))


def how_sure(tie: BriefTie, words: BriefWords) -> str:
    """Say how many sources claim a tie, and what is doubtful about its places."""
    said = [counted(words.agreeing, len(tie.sources))]
    doubt = doubt_of(tie.method)
    if doubt is not None:
        said.append(words.doubt_word(doubt))
    elif not is_sure(tie.confidence, tie.method):
        said.append(words.less_sure.format(share=percent_sure(tie.confidence)))
    return ", ".join(said)


def lines_of(row: Sequence[BriefCell]) -> int:
    """Estimate how many lines the highest cell of a row takes."""
    whole = sum(_SHARES)
    widths = (_TEXT_WIDTH * share / whole - 8.0 for share in _SHARES)
    taken = (
        math.ceil(width_of(f"{cell.words} {cell.local}".strip(), _TYPE * _NARROWER) / room)
        for cell, room in zip(row, widths, strict=True)
    )
    return max(1, *taken)
