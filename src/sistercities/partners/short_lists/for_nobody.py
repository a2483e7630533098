"""Who is named to a home place to which nobody else is: other kinds of facts speak for them.

Most such homes have no partner on record, so that likeness and distance are all that points count.
Here it is asked what others around home have: a neighbour with a partner, a region whose cities
know another, a place of the same name. Readers who saw facts and reasons said which of these
make a name worth a letter (`docs/data-quality/short-lists-for-nobody.csv`); the table `footing.csv`
has how many points each asks for, and a fact that is not in it names nobody.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.argument_sentences import say_sister_region
from sistercities.partners.short_lists.arguments import Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import (
    COUNTED,
    fights_alone,
    is_capital_alone,
    n_of_the_two,
)
from sistercities.partners.short_lists.footing import (
    SIGNED_KM,
    FootingLine,
    footing,
    footing_table,
    has_partners,
)
from sistercities.partners.short_lists.grounds import are_rivals
from sistercities.partners.short_lists.most_alike import (
    are_most_alike,
    n_in_region,
    say_most_alike,
)
from sistercities.partners.short_lists.namesakes import have_one_name, say_one_name
from sistercities.partners.short_lists.nearby_ties import knows_own_country, sister_regions
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.shared_visits import may_share_visits, say_shared_visit
from sistercities.partners.short_lists.ties_of_regions import (
    have_tied_regions,
    say_ties_of_regions,
)
from sistercities.sentences import Sentence, listed, say
from twolevel.core.array_types import Flag, Index, Real

NAMED = 3
"""Names of all lists together up to which such places are named, where nobody else is."""
AS_LARGE = 1.75
"""Times by which two towns of tied regions, or two that share visits, may differ in size."""
_KIND = "for_nobody"
_KNOW_COUNTRY = frozenset(("tied_regions",))
"""Facts by which those alone are named who have a partner in the country of home already."""
_FACT_FIRST = 100.0
"""More than points ever tell between two places."""
_CLASHES = (
    "opposite_kinds", "candidate_alone_is_suburb", "candidate_alone_is_resort",
    "candidate_alone_is_beside_metropolis", "sea_of_one_alone", "height_of_one_alone",
    "unlike_surroundings", "home_alone_is_suburb", "very_unlike_income",
)  # fmt: skip
"""Lines of the table of points that say in what two places are no match."""


def _is_alike(facts: CandidateFacts) -> Flag:
    """Whether two places are of like size and of one kind, and have something in common."""
    times = np.fmax(facts.size_ratio, 1 / facts.size_ratio)
    clashes = np.any([np.asarray(COUNTED[one](facts)) == 1 for one in _CLASHES], axis=0)
    return np.asarray((times <= AS_LARGE) & ~clashes & (n_of_the_two(facts) >= 1))


def _share_visits(facts: CandidateFacts) -> Flag:
    return may_share_visits(facts) & _is_alike(facts)


def _are_of_tied_regions(facts: CandidateFacts) -> Flag:
    return have_tied_regions(facts) & _is_first_of_region(facts, "tied_regions")


def _are_of_sister_regions(facts: CandidateFacts) -> Flag:
    are_sisters = sister_regions(facts) == 1
    return np.asarray(are_sisters & _is_first_of_region(facts, "sister_regions"))


def _are_compared(facts: CandidateFacts, name: str) -> Flag:
    """Which candidates are compared with the others of their regions."""
    return facts.holding(f"compared by {name}", lambda each: _could_be_first(each, name))


def _could_be_first(facts: CandidateFacts, name: str) -> Flag:
    """Whether a candidate is alike and has partners; of cities that know cities, here among them.

    Of others, of which no partner here is on record, readers called two in three sensible.
    """
    least = min((line.points for line in _lines() if line.name == name), default=np.inf)
    could = _is_alike(facts) & has_partners(facts) & (footing(facts) >= least)
    return could & knows_own_country(facts) if name in _KNOW_COUNTRY else could


def _n_compared(facts: CandidateFacts, name: str) -> Real:
    """Count them by region once, of all candidates: a list is made of some of these."""
    return facts.kept(
        f"n compared by {name}", lambda each: n_in_region(each, _are_compared(each, name))
    )


def _is_first_of_region(facts: CandidateFacts, name: str) -> Flag:
    _n_compared(facts, name)
    return facts.holding(
        f"first by {name}", lambda each: are_most_alike(each, _are_compared(each, name))
    )


EVIDENCE: dict[str, Argument] = {
    name: Argument(name, holds, sentence, names_something=True)
    for name, holds, sentence in (
        ("shared_visit", _share_visits, say_shared_visit),
        ("one_name", have_one_name, say_one_name),
        ("tied_regions", _are_of_tied_regions, say_ties_of_regions),
        ("sister_regions", _are_of_sister_regions, say_sister_region),
    )
}
"""What may speak for a place that no list would name."""


def _most_alike(name: str) -> Argument:
    """Say why it is this one of its region, of those that a fact holds of."""
    return Argument(
        f"most_alike_by_{name}",
        lambda facts: _is_first_of_region(facts, name),
        lambda facts, k: say_most_alike(
            facts, k, int(_n_compared(facts, name)[k]), of_those_that_know=name in _KNOW_COUNTRY
        ),
        names_something=True,
    )


_WHY_THIS_ONE = {name: (_most_alike(name),) for name in ("tied_regions", "sister_regions")}
"""What is said after a fact that holds of many places of a region."""


def _lines() -> tuple[FootingLine, ...]:
    """Lines of the table, those first of which readers said most."""
    return tuple(line for line in footing_table() if line.kind == _KIND)


def rests_for_nobody(facts: CandidateFacts) -> Flag:
    """Say which candidates one of these facts speaks for.

    None is a national capital where home is none, or lies in a state that researchers list as a
    rival of the own one, or whose government fights armed groups; beyond `SIGNED_KM` each has a
    partner on record. To a quarter of a city, a town of China in a county, which signs for it, and
    a region nobody is named so.
    """
    if is_for_regions(facts) or not _may_sign_itself(facts):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    fits = ~is_capital_alone(facts) & ~are_rivals(facts) & ~fights_alone(facts)
    fits &= has_partners(facts) | ~(facts.pairs.distance_km > SIGNED_KM)
    return np.asarray(fits & np.any([_speaks(line)(facts) for line in _lines()], axis=0))


def _may_sign_itself(facts: CandidateFacts) -> bool:
    is_township = bool(facts.places.is_township[facts.home])
    return not (is_township or quarters_of(facts.ground).holds(facts.home))


def _speaks(line: FootingLine) -> Callable[[CandidateFacts], Flag]:
    argument = EVIDENCE[line.name]
    return lambda facts: np.asarray(
        facts.holding(line.name, argument.holds) & (footing(facts) >= line.points)
    )


def how_much_speaks(facts: CandidateFacts) -> Real:
    """Order candidates by what speaks for them: the fact first, then the points."""
    lines = _lines()
    found = np.zeros(len(facts.pairs))
    for k, line in enumerate(lines):
        found = np.maximum(found, (len(lines) - k) * _speaks(line)(facts))
    return np.asarray(_FACT_FIRST * found + footing(facts))


def evidence_lines(facts: CandidateFacts) -> tuple[tuple[tuple[Argument, ...], Flag], ...]:
    """Give what is said first of a place that is named so, and of which candidates.

    The fact itself, and of one that holds of many places of a region why it is this one.
    """
    return tuple(
        ((EVIDENCE[line.name], *_WHY_THIS_ONE.get(line.name, ())), _speaks(line)(facts))
        for line in _lines()
    )


def what_else_speaks(
    ground: Ground, home: int, partner: int, others: Index, place_class: str
) -> tuple[str, ...]:
    """Say by which of these facts a place is named where nobody else is; nothing if by none.

    Parameters
    ----------
    ground, home, partner
        Facts, and positions of the two places.
    others
        Positions of the other candidates; those of its region are compared with it.
    place_class
        The class of places that is ranked.
    """
    region = ground.places.region
    mates = others[(region[others] == region[partner]) & (region[others] >= 0)]
    at = np.unique(np.append(mates, partner))
    facts = CandidateFacts(HomePlace(ground, home, place_class), candidates_of(ground, home, at))
    k = int(np.flatnonzero(at == partner)[0])
    if not rests_for_nobody(facts)[k]:
        return ()
    told = next(arguments for arguments, holds in evidence_lines(facts) if holds[k])
    return tuple(said for one in told if (said := one.sentence(facts, k)))


def say_why_named(evidence: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Say by which facts a place of a low rank is named; nothing where there are none."""
    if not evidence:
        return ()
    return (
        say(
            "Low as it ranks, it is named where no other place has enough to speak for it. The "
            "reason: {reason}",
            reason=listed(evidence, "space"),
        ),
    )
