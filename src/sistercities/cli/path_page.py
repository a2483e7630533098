"""The chains of ties between two places on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.path_records import Chain, Link
from sistercities.cli.screen import MISSING, Screen, wrapped
from sistercities.cli.ties_page import both_names
from sistercities.records import PlaceRef, TiePath

_DOUBTFUL = "!"
"""Mark of a tie of a chain of which the list of ties says that it stands in question."""
_SAID_ABOVE = "what is said above holds here too."
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_MOST_PAIRS = 6
"""Ties that one line names."""


def path_lines(found: TiePath, screen: Screen, *, is_asked: bool = False) -> list[str]:
    """Lay out the chains, each tie with its year and its standing.

    Parameters
    ----------
    found
        The chains.
    screen
        Where they are shown.
    is_asked
        Whether they are asked for though something bars a tie of the two.
    """
    own = " ".join(one.sentence for one in (*found.of_its_name, *found.own_ties))
    barred = [f"! {one.sentence}" for one in found.to_say]
    if found.is_barred and not is_asked:
        told = [*map(str, found.of_the_two), *barred]
        return [*told, "Who is a partner of both is left out here: --anyway shows it."]
    # What stands between the two comes before who knows both.
    lines = [one for one in (own, *barred, found.apart) if one]
    if not found.chains:
        return [*lines, *_statuses(found)]
    lines.append("")
    starred = {place_id for place_id, _ in _told_below(found)}
    marked = starred | {one.tie_id for one in found.in_question}
    for chain in found.chains:
        lines += wrapped(f"  {_spelled(found, chain, marked)}", screen.width)
    if len(found.chains) < found.n_chains:
        more = found.n_chains - len(found.chains)
        lines.append(f"  ... and {more:,} more as short: --most shows up to 50")
    lines += [
        "",
        "In brackets: when the tie began, and how it stands unless it is active or listed.",
    ]
    if any(link.start is None for chain in found.chains for link in chain.links):
        lines.append("A dash is a year that is not known.")
    return [*lines, *_in_question(found), *_statuses(found)]


def _in_question(found: TiePath) -> list[str]:
    """Say of the ties with a mark what bars the two places, or which law concerns them.

    A reason is said once, with all ties that it concerns; where it stands above, which of those
    that do is meant.
    """
    above = list(dict.fromkeys(each.sentence for each in found.to_say))
    named: dict[str, list[str]] = {}
    for one in found.in_question:
        said = " ".join(each for each in one.told if each not in above)
        named.setdefault(said or _of_those_above(above, one.told), []).append(
            f"{one.one} and {one.other}"
        )
    return [f"{_DOUBTFUL} {_some_pairs(pairs)}: {said}" for said, pairs in named.items()]


def _of_those_above(above: list[str], told: Sequence[str]) -> str:
    """Say which of the sentences above holds of a tie: others there are of the two ends alone."""
    which = [number for number, each in zip(_ORDINALS, above, strict=False) if each in told]
    if len(which) == len(above) or not which:
        return _SAID_ABOVE
    holds = "holds" if len(which) == 1 else "hold"
    return f"of what is said above, the {' and the '.join(which)} {holds} here too."


def _some_pairs(pairs: list[str]) -> str:
    more = f"; {len(pairs) - _MOST_PAIRS} more" if len(pairs) > _MOST_PAIRS else ""
    return f"{'; '.join(pairs[:_MOST_PAIRS])}{more}"


def _statuses(found: TiePath) -> list[str]:
    """Say of each place with a star why its country is not that of all states."""
    return [line for _, line in _told_below(found)]


def _told_below(found: TiePath) -> list[tuple[str, str]]:
    """Give a line on each status, with the id of its place; not what stands above already."""
    above = {each.sentence for each in found.to_say}
    return [
        (one.place_id, f"* {one.name}: {each.sentence}")
        for one in found.statuses
        for each in one.told
        if each.sentence not in above
    ]


def _spelled(found: TiePath, chain: Chain, marked: set[str]) -> str:
    first = chain.places[0]
    parts = [f"{_named(found, first)}{_star(first, marked)}"]
    for link, place in zip(chain.links, chain.places[1:], strict=True):
        star = _star(place, marked)
        doubt = _DOUBTFUL if link.tie_id in marked else ""
        parts.append(f"({_began(link)}{doubt}) {_named(found, place)}, {place.country}{star}")
    return " ".join(parts)


def _named(found: TiePath, place: PlaceRef) -> str:
    """Name a place in both scripts, or with its level where another is called so too."""
    return found.called(place) if place.name in found.alike else both_names(place)


def _star(place: PlaceRef, marked: set[str]) -> str:
    return "*" if place.place_id in marked else ""


def _began(link: Link) -> str:
    year = MISSING if link.start is None else link.start[:4]
    if link.start_precision == "suspect":
        year += "?"
    if link.stands_today:
        return year
    return f"{year}, {link.short}"
