"""Who is named for a purpose, as a mayor can read it aloud: the lines of the table in words.

Each sentence speaks of every fact that the lines of its purpose ask for; kilometres come from the
table. What exactly is asked for together stands in the methods.
"""

from __future__ import annotations

from sistercities.sentences import Sentence, say, to_say

_SENTENCES: dict[str, str] = {
    "trade": to_say(
        "For trade we name places in the countries with which yours trades most: those a day away "
        "that are of your kind or share a partner with you, and those with a seaport as you have "
        "or a flight to you. If people around come to your town to buy and sell, such towns near "
        "you are named in any country. If you are a large city, we look farther for other large "
        "cities: in the countries with which yours trades most, where you have a partner there or "
        "share one, and seaports that share a partner with you."
    ),
    "culture": to_say(
        "For culture and heritage we name places with World Heritage, if you have some too, if "
        "they lie near you, or if their language is yours, and capitals of regions near you. Where "
        "the language is yours, a place near you, a partner in common, a sister region, islands on "
        "both sides or a shared past are enough, and between large cities a flight."
    ),
    "education": to_say(
        "For education we name places that share your language and are large, or the capital of "
        "their region as you are of yours. Without the language we name capitals of regions and "
        "towns of 50,000 people or more that lie near you. If you are a large city, we look "
        "farther for other large cities: those a short flight away, and those that share a partner "
        "with you and have a flight to you or are the capital of their region as you are."
    ),
    "tourism": to_say(
        "For tourism we name places to which guests can go on from you: those with World Heritage, "
        "by the sea, on an island or among mountains that lie near you or have a flight to you, "
        "and large cities with a flight. If you are a large city by the sea, we look farther for "
        "others."
    ),
    "environment": to_say(
        "For environment and climate we name places that face your questions: neighbours with your "
        "climate, places by the sea in the same climate or on islands, and dry places if yours is "
        "dry. Large cities look farther for other large cities."
    ),
    "youth": to_say(
        "For youth and schools we name places that a class can travel to: any within {near} km, "
        "and farther away those where an official language is yours too, islands most of all if "
        "you are one. Between large cities a class can fly, far away only to where your language "
        "is spoken."
    ),
}
SPEAKS_OF: dict[str, frozenset[str]] = {
    "trade": frozenset(
        ("trade", "apart", "shared_partners", "seat_of_both", "centres", "large_of_both",
         "port_of_both", "route", "country_of_partner")
    ),
    "culture": frozenset(
        ("heritage_of_both", "heritage_there", "seat_there", "apart", "language",
         "language_among", "shared_partners", "sister_region", "island", "past", "route",
         "large_of_both")
    ),
    "education": frozenset(
        ("language", "large", "populous", "seat_of_both", "seat_there", "apart", "route",
         "large_of_both", "shared_partners")
    ),
    "tourism": frozenset(
        ("heritage_of_both", "heritage_there", "apart", "route", "coast", "island", "mountains",
         "mountains_there", "large", "large_of_both")
    ),
    "environment": frozenset(
        ("climate", "sea_alike", "apart", "dry", "coast", "island", "large_of_both")
    ),
    "youth": frozenset(
        ("language", "language_among", "apart", "island", "route", "large_of_both")
    ),
}  # fmt: skip
"""Facts of the table that the sentence of a purpose speaks of: where the table changes, it has to.
"""


def say_who_is_named(purpose: str, near_km: float | None) -> Sentence:
    """Say who is named for a purpose, by its name.

    Parameters
    ----------
    purpose
        Name of the purpose.
    near_km
        Within how many km nearness alone serves it; None where it does not.
    """
    template = _SENTENCES[purpose]
    return say(template) if near_km is None else say(template, near=f"{near_km:,.0f}")
