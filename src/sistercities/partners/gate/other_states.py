"""What third states have to do with the partner's state: its wars with them, their sanctions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.obstacle import Obstacle, as_obstacle
from sistercities.sentences import CountryName, country_name, listed, listed_few, say, with_article
from sistercities.terms.date_words import written_date

MOST_NAMED = 4
"""States that one sentence names."""


def of_other_states(
    wars: Iterable[Barrier], rows: Iterable[Barrier], here: str, there: str, country: CountryName
) -> tuple[Obstacle, ...]:
    """Tell of the partner's state its wars with third states, and their sanctions against it.

    Parameters
    ----------
    wars, rows
        Rows on wars that are told to third states, and all rows or those on sanctions.
    here, there, country
        Countries of the home place and of the partner, by code, and the name of the second.
    """
    return (
        *wars_of_partner(wars, here, there),
        *sanctions_of_others(rows, here, there, country),
    )


def wars_of_partner(wars: Iterable[Barrier], here: str, there: str) -> tuple[Obstacle, ...]:
    """Tell the wars of a partner's state with states other than that of the home place.

    Parameters
    ----------
    wars
        Rows on wars that are told to third states.
    here, there
        Countries of the home place and of the partner, by code.
    """
    if here == there:
        return ()
    return tuple(
        replace(as_obstacle(one, "note"), kind="war_of_partner")
        for one in wars
        if there in one.told_of and here not in one.side_a | one.side_b
    )


def sanctions_of_others(
    rows: Iterable[Barrier], here: str, there: str, country: CountryName
) -> tuple[Obstacle, ...]:
    """Tell which states other than that of the home place have sanctions against the partner's.

    Nothing is said where the home state has sanctions of its own, or is under them with the other.

    Parameters
    ----------
    rows
        All rows, or those on sanctions.
    here, there
        Countries of the home place and of the partner, by code.
    country
        Name of the partner's country.
    """
    against = [one for one in rows if one.kind == "sanctions" and there in one.side_b]
    against = [one for one in against if one.strength != "note" and one.until_date is None]
    is_party = any(here in one.side_a | one.side_b for one in against)
    return () if here == there or is_party or not against else (_told(against, country),)


def _told(rows: Sequence[Barrier], country: CountryName) -> Obstacle:
    newest = max(one.as_of or "" for one in rows)
    senders = [_sender(one) for one in _widest_first(rows)]
    sentence = say(
        "Others have sanctions against {country}: {senders}; check before any payment or goods "
        "(newest source of {date}).",
        country=country,
        senders=listed_few(senders[:MOST_NAMED], len(senders)),
        date=written_date(newest),
    )
    titles = listed([one.title for one in rows], "semicolon")
    addresses = tuple(dict.fromkeys(each for one in rows for each in one.addresses))
    return Obstacle(
        "sanctions_of_others", "note", sentence, titles, as_of=newest or None, addresses=addresses
    )


def _sender(one: Barrier) -> str:
    from sistercities.terms.territory_templates import UNIT_NAMES

    if one.name_a in UNIT_NAMES:
        from sistercities.terms.obstacle_sentences import unit_name

        return unit_name(one.name_a)
    return country_name(with_article(one.name_a), one.row_id.split(":")[1])


def _widest_first(rows: Sequence[Barrier]) -> list[Barrier]:
    """Put unions before states, and those with the newest source first."""
    by_date = sorted(rows, key=lambda one: one.as_of or "", reverse=True)
    return sorted(by_date, key=lambda one: -len(one.side_a))
