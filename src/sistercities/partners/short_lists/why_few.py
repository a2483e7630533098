"""What a list was chosen from, why it names fewer than asked for, and whom it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import islice

import numpy as np

from sistercities.partners.distinct_numbers import distinct
from sistercities.partners.gate.gate import gate_of, may_be_named
from sistercities.partners.names_in_sentences import named_country, named_place, named_with_country
from sistercities.partners.short_lists.answer import ShortList
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import is_out_of_rank
from sistercities.partners.short_lists.grounds import FEW_PEERS
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.size_bands import band_called
from sistercities.sentences import Said, Sentence, listed, say, say_count, to_say
from twolevel.core.array_types import Index, Real


def why_few(
    n_named: int,
    n_fitting: int,
    n_for_care: int,
    count: int,
    countries: Said,
    home: Said,
    *,
    is_part: bool = False,
    part_of: Said | None = None,
    quarter_of: Said | None = None,
    others_follow: bool = False,
    n_elsewhere: int = 0,
    n_could_elsewhere: int = 0,
    has_purpose: bool = False,
    may_ask_for_part: bool = False,
    is_of_regions: bool = False,
) -> Sentence | None:
    """Say why a list is short; None where it is as long as asked for.

    Parameters
    ----------
    n_named, n_fitting
        Places that it names, and that fit it.
    n_for_care
        Places that would fit it if nothing called for care.
    count
        Places that are asked for.
    countries
        Where the places lie that would fit if nothing called for care.
    home
        The home place.
    is_part
        Whether the home place is part of another municipality, which signs for it.
    part_of
        The municipality that signs for it then; None where none is on record.
    quarter_of
        The city beside which it lies, as one of its quarters; None where it counts as none.
    others_follow
        Whether places follow the lists for which fewer reasons speak.
    n_elsewhere
        Places that fit it and stand on other lists.
    n_could_elsewhere
        Places on other lists that lie where this one looks, whatever it asks of them.
    has_purpose
        Whether a purpose is asked for.
    may_ask_for_part
        Whether it looks all over the world, and no part of it is asked for.
    is_of_regions
        Whether regions are sought: hardly a fact for a purpose is held of them.
    """
    # What follows the lists says itself that fewer reasons speak for it.
    more = "" if others_follow else say("; the long list shows all candidates")
    if n_named >= count:
        return None
    if n_for_care > n_fitting:
        return say_count(
            "{n:,} place that fits this list, in {countries}, is left out because there is "
            "something to check first. Ask for its country to see the place, and what to check.",
            "{n:,} places that fit this list, in {countries}, are left out because there is "
            "something to check first. Ask for a country to see its places, and what to check.",
            n_for_care,
            countries=countries,
        )
    if not n_fitting and (is_part or quarter_of is not None):
        return _another_signs(home, part_of, None if is_part else quarter_of)
    if not n_fitting and may_ask_for_part and not others_follow:
        return _nobody_on_new_ground(home, n_could_elsewhere, has_purpose=has_purpose)
    if not n_fitting and has_purpose:
        return _nobody_for_purpose(home, is_of_regions=is_of_regions)
    if not n_fitting:
        return say(
            "No place that we compared has enough in common with {home}, and enough links to it"
            "{more}.",
            home=home,
            more=more,
        )
    if n_fitting == n_named:
        return say_count(
            "Only {n} place has enough in common with {home}, and enough links to it, for this "
            "list{more}.",
            "Only {n} places have enough in common with {home}, and enough links to it, for this "
            "list{more}.",
            n_named,
            home=home,
            more=more,
        )
    if n_elsewhere == n_fitting - n_named:
        return _on_other_lists(n_elsewhere, are_others=n_named > 0)
    if not n_named:
        return say_count(
            "{n:,} place fits this list, but it stands on another list, is part of a larger city, "
            "or lies in a country or region of which we name enough; the long list shows it.",
            "{n:,} places fit this list, but they stand on other lists, are parts of larger "
            "cities, or lie in countries and regions of which we name enough; the long list shows "
            "them.",
            n_fitting,
        )
    return say(
        "{n:,} places fit this list. The others stand on other lists, are parts of larger cities, "
        "or lie in countries and regions of which we name enough; the long list shows them.",
        n=n_fitting,
    )


def _another_signs(home: Said, part_of: Said | None, quarter_of: Said | None) -> Sentence:
    """Say whom to ask for in place of one that is part of a municipality, or may be."""
    if part_of is not None:
        return say(
            "{home} is part of {city}, which would sign. Ask for {city}, or see the long list.",
            home=home,
            city=part_of,
        )
    if quarter_of is None:
        return say(
            "{home} is part of another municipality, which would sign: likeness alone names nobody "
            "to it. Ask for that municipality, or see the long list.",
            home=home,
        )
    return say(
        "{home} lies beside {city} and may be one of its quarters, so likeness alone names "
        "nobody to it. Ask for {city}, or see the long list.",
        home=home,
        city=quarter_of,
    )


def _nobody_for_purpose(home: Said, *, is_of_regions: bool) -> Sentence:
    if is_of_regions:
        return say(
            "Of regions we hold few facts that serve a purpose, and no region that we compared has "
            "one and enough links to {home}; ask for one of its cities.",
            home=home,
        )
    return say(
        "No place that we compared serves the purpose and has enough links to {home}.",
        home=home,
    )


def _nobody_on_new_ground(home: Said, n_could_elsewhere: int, *, has_purpose: bool) -> Sentence:
    """Say how to see the best places of a part of the world, unless another list has some."""
    if n_could_elsewhere:
        return _on_other_lists(n_could_elsewhere, are_others=False)
    if has_purpose:
        return say(
            "No place in a country without a partner of yours serves the purpose and has enough "
            "links to {home}. Ask for a part of the world, such as Africa or the Middle East, to "
            "see its best places for the purpose.",
            home=home,
        )
    return say(
        "No place in a country without a partner of yours has enough in common with {home}, and "
        "enough links to it. Ask for a part of the world, such as Africa or the Middle East, to "
        "see its best places.",
        home=home,
    )


def _on_other_lists(n: int, *, are_others: bool) -> Sentence:
    if are_others:
        return say_count(
            "The one other place that fits this list stands on another list.",
            "The {n:,} other places that fit this list stand on other lists.",
            n,
        )
    return say_count(
        "The one place that fits this list stands on another list.",
        "The {n:,} places that fit this list stand on other lists.",
        n,
    )


FIRST = 5
"""Places that count as the first by the score."""


def say_high_and_unnamed(
    facts: CandidateFacts, score: Real, named: Collection[int]
) -> tuple[Sentence, ...]:
    """Say which of the first by the score no list names; nothing where there is none.

    One of another size or rank, or at which something calls for care, is missed by nobody.

    Parameters
    ----------
    facts, score
        The home place with its candidates, and the score of each without wishes.
    named
        Positions of the places that are named.
    """
    first = _highest(score)
    at = facts.pairs.b[first]
    is_other = is_out_of_rank(facts)[first]
    if is_for_regions(facts):
        from sistercities.partners.short_lists.region_ranks import is_of_like_rank

        is_other = is_other | ~is_of_like_rank(facts)[first]
    is_missed = ~is_other & ~gate_of(facts.ground).calls_for_care(facts.home, at)
    missed = [place for place in at[is_missed].tolist() if place not in named]
    if not missed:
        return ()
    ground = facts.ground
    places = [named_with_country(ground, one) for one in missed]
    return (
        say_count(
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "it: the short lists also ask for something that joins the two places, and name few of "
            "one country.",
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "them: the short lists also ask for something that joins the two places, and name few "
            "of one country.",
            len(missed), places=listed(places),
        ),
    )  # fmt: skip


def _highest(score: Real) -> Index:
    """Give the positions of the `FIRST` highest scores, the highest first; of equals the first."""
    if len(score) <= FIRST:
        at = np.arange(len(score))
    else:
        at = np.flatnonzero(score >= np.partition(score, -FIRST)[-FIRST])
    return np.asarray(at[np.argsort(-score[at], kind="stable")[:FIRST]])


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
