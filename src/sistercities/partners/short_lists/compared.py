"""What a list was chosen from: how many places, who is most like home, and where those look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np

from sistercities.partners.distinct_numbers import distinct
from sistercities.partners.gate.gate import gate_of, may_be_named
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.short_lists.answer import ShortList
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import FEW_PEERS
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.size_bands import band_called
from sistercities.sentences import Sentence, listed, say, say_count, to_say
from twolevel.core.array_types import Index

MANY_SEATS = 0.5
"""Share of capitals and seats of regions among the places compared from which that is said."""
MANY_COUNTRIES = 20
"""Countries of the places compared from which one may speak of all cities of a size."""
ALIKE_NAMED, LEAST_NAMED = 3, 2
PLAINLY_AS_LARGE = 3
"""Times by which the sizes of two places may differ of which the one is named as like the other."""
COUNTRIES_NAMED, COUNTRIES_TRIED = 3, 8
"""Countries that are told to a home place to which nobody is named, and those that are tried."""


_ASKED_FOR_SEATS = frozenset(("capital", "regional-capital"))


def say_compared(facts: CandidateFacts, size: str, themes: Iterable[str] = ()) -> str:
    """Say how many places were compared, and of which size beside the home place.

    Parameters
    ----------
    facts
        The home place with all candidates.
    size
        Name of the band of sizes.
    themes
        Names of the themes that were asked for.
    """
    if not len(facts.pairs):
        return say("All places that you ask for are left out.")
    band = band_called(size)
    meaning = say("of any size") if band is None else band.meaning
    n = len(facts.pairs)
    if facts.home_place.place_class == "region":
        return say_count(
            "We compared {n} region {size}.", "We compared {n:,} regions {size}.", n, size=meaning
        )
    said = say_count(
        "We compared {n} city {size}.", "We compared {n:,} cities {size}.", n, size=meaning
    )
    seats = np.fmax(
        facts.of_partner(facts.places.is_seat), facts.of_partner(facts.places.is_capital)
    )
    n_seats = int((seats == 1).sum())
    # Whoever asks for capitals knows that all of them are.
    asked = set(themes)
    if band is None or n_seats <= max(MANY_SEATS * n, 1) or asked & _ASKED_FOR_SEATS:
        return said
    # A theme or a country that was asked for makes the share as well as the size does.
    is_all_abroad = not asked and len(distinct(facts.pairs.country)) >= MANY_COUNTRIES
    why = (
        to_say(
            "{n_seats:,} of them are capitals of their countries or regions: few other cities are "
            "so large."
        )
        if is_all_abroad
        else to_say("{n_seats:,} of them are capitals of their countries or regions.")
    )
    return listed([said, say(why, n_seats=n_seats)], "space")


def notes_on_the_alike(facts: CandidateFacts, lists: Iterable[ShortList]) -> tuple[str, ...]:
    """Say who the places most like the home place are, where a reason counts them."""
    said = {one.argument for each in lists for place in each.suggestions for one in place.telling}
    if "peers_there" not in said:
        return ()
    at = facts.home_place.alike.at
    if is_for_regions(facts):
        words = to_say(
            "The regions most like {home} are the {n} of its rank that come closest to it in the "
            "income of their country, in distance from the equator and, as far as their cities "
            "tell, in size, all taken together."
        )
    else:
        words = _how_places_are_alike(facts)
    meant = say(words, n=len(at), home=named_place(facts.ground, facts.home))
    alike = [named_place(facts.ground, one) for one in _plainly_alike(facts, at)[:ALIKE_NAMED]]
    # One name alone is asked about rather than understood.
    if len(alike) < LEAST_NAMED:
        return (meant,)
    first = say("Among them are {places}.", places=listed(alike))
    return (listed([meant, first], "space"),)


def _how_places_are_alike(facts: CandidateFacts) -> str:
    return (
        to_say(
            "The places most like {home} are the {n} that come closest to it in size, income, "
            "climate, sea and mountains, air routes abroad and rank as a capital, all taken "
            "together."
        )
        if facts.places.population[facts.home] > 0
        else to_say(
            "The places most like {home} are the {n} that come closest to it in income, climate, "
            "sea and mountains, air routes abroad and rank as a capital, all taken together; sizes "
            "cannot be compared."
        )
    )


def _plainly_alike(facts: CandidateFacts, at: Index) -> list[int]:
    """Of places that come closest, those of which nobody would ask in what: none lies inland else.

    What is known of both agrees in sea, mountains and rank, and the larger has at most
    `PLAINLY_AS_LARGE` times the people of the other. Nor does a council read of one with which
    something calls for care, such as a war or sanctions.
    """
    places, home = facts.places, facts.home
    agrees = may_be_named(facts.ground, home, at)
    for values in (places.is_coastal, places.is_mountain, places.is_capital, places.is_seat):
        agrees &= values[at] == values[home]
    if places.population[home] > 0:
        ratio = places.population[at] / places.population[home]
        agrees &= (ratio <= PLAINLY_AS_LARGE) & (ratio >= 1 / PLAINLY_AS_LARGE)
    return [int(one) for one in at[agrees].tolist()]


def where_the_alike_have_partners(
    facts: CandidateFacts, lists: Iterable[ShortList], names_somebody: Callable[[str], bool]
) -> tuple[Sentence, ...]:
    """Say in which countries places like home have partners, where no list names anybody.

    Who asks for one of them sees its best places. Countries where something calls for care at
    every place are not told, nor are those where nobody would be named for what is asked.

    Parameters
    ----------
    facts
        The home place with all candidates.
    lists
        The lists.
    names_somebody
        Whether places of a country would be named to who asks for it too, by its code.
    """
    if any(each.suggestions for each in lists if each.is_of_the_three):
        return ()
    alike, pairs, ground = facts.home_place.alike, facts.pairs, facts.ground
    may_be_asked = ~gate_of(ground).calls_for_care(facts.home, pairs.b) & ~pairs.is_domestic
    n_of_each = np.zeros_like(alike.with_partner_in)
    n_of_each[pairs.country[may_be_asked]] = alike.with_partner_in[pairs.country[may_be_asked]]
    first = np.lexsort((np.arange(len(n_of_each)), -n_of_each))[:COUNTRIES_TRIED].tolist()
    found = (
        at for at in first
        if n_of_each[at] >= FEW_PEERS and names_somebody(str(ground.countries.codes[at]))
    )  # fmt: skip
    at = list(islice(found, COUNTRIES_NAMED))
    if not at:
        return ()
    n, home = len(alike.at), named_place(ground, facts.home)
    names, counts = [named_country(ground, k) for k in at], [int(n_of_each[k]) for k in at]
    if len(at) == 1:
        return (
            say(
                "Of the {of} places most like {home}, {n} have a partner in {country}. Ask for "
                "{country} to see its best places.", of=n, home=home, n=counts[0], country=names[0],
            ),
        )  # fmt: skip
    told = [
        say("{country} ({n})", country=name, n=count)
        for name, count in zip(names, counts, strict=True)
    ]
    return (
        say(
            "Of the {n} places most like {home}, many have a partner in {countries}. Ask for "
            "one of these countries or territories to see its best places.",
            n=n, home=home, countries=listed(told),
        ),
    )  # fmt: skip
