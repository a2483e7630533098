"""Which lists name ties inside their own country: the others say nothing of these by their silence.

Lists of the twin towns of Mexico, Turkey, China or Croatia have no tie inside the country, whoever
made them: partners abroad alone belong there. A few that slipped in tell nothing either, so it
takes both a number and a share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sistercities.terms.standing_rule import DOMESTIC_SHARE as DOMESTIC_SHARE
from sistercities.terms.standing_rule import DOMESTIC_TIES as DOMESTIC_TIES

DomesticLists = frozenset[tuple[str, str]]
"""Source and country of the lists that name ties inside the country."""


def domestic_lists(told: Iterable[tuple[str, str, str, str]]) -> DomesticLists:
    """Gather which sources name ties inside which countries.

    Parameters
    ----------
    told
        Source id, tie id and the countries of the two places of each claim that makes a tie.

    Returns
    -------
    :
        Source and country, where at least `DOMESTIC_TIES` of the ties of the country in that
        source, and at least `DOMESTIC_SHARE` of them, lie inside.
    """
    all_ties: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    inside: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source_id, tie_id, one, other in told:
        all_ties[source_id, one].add(tie_id)
        all_ties[source_id, other].add(tie_id)
        if one == other:
            inside[source_id, one].add(tie_id)
    return frozenset(
        key for key, ties in inside.items() if names_domestic(len(ties), len(all_ties[key]))
    )


def names_domestic(inside: int, ties: int) -> bool:
    """Whether a list of which so many ties lie inside its country names such ties at all."""
    return inside >= DOMESTIC_TIES and inside >= DOMESTIC_SHARE * ties
