"""Places to approach as pages show them: of a short list, or of the long one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities import records
from sistercities.web.addresses import pair_path
from sistercities.web.asked import Asked
from sistercities.web.frame import Way
from sistercities.web.tables import Cell, place_cell
from sistercities.web.told import Told, told

_FOR, _AGAINST, _NOTABLE = 3, 1, 0.15


@dataclass(frozen=True, slots=True)
class Suggested:
    """A place to approach: what speaks for it, what against it, what is to be known."""

    rank: int
    place: Cell
    country: str
    people: str
    chance: Told
    reasons_for: tuple[Told, ...]
    reasons_against: tuple[Told, ...]
    obstacles: tuple[Told, ...]
    leads: tuple[Way, ...]
    notes: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownList:
    """One short list: name and meaning, what holds of all its places, them, why there are few."""

    name: str
    meaning: str
    of_all: tuple[Told, ...]
    suggested: tuple[Suggested, ...]
    note: Told


def shown_lists(asked: Asked, found: records.ShortLists) -> tuple[ShownList, ...]:
    """Show the short lists in the page's language; none of the three where all are empty."""
    return tuple(
        _shown_list(asked, found.home, each)
        for each in found.lists
        if not (found.why_nobody and each.is_of_the_three)
    )


def _shown_list(asked: Asked, home: records.PartnerPlace, each: records.ShortList) -> ShownList:
    return ShownList(
        each.name,
        _meaning(asked, each),
        tuple(told(asked, one) for one in each.of_all),
        tuple(_of_list(asked, home, one) for one in each.suggestions),
        told(asked, each.note or ""),
    )


def _meaning(asked: Asked, each: records.ShortList) -> str:
    """Say who stands on a list, as the answer says it; of those left out in the page's words."""
    if each.name == "barred":
        return asked.words(f"lists.{each.name}.meaning")
    return told(asked, each.meaning).sentence


def _of_list(asked: Asked, home: records.PartnerPlace, one: records.Suggestion) -> Suggested:
    caution = () if one.caution is None else (told(asked, one.caution.sentence),)
    reasons = tuple(told(asked, reason.sentence) for reason in one.telling)
    note = tuple(told(asked, each) for each in (one.note, one.untold) if each is not None)
    shown = _shown(asked, home, one.partner, reasons, (), caution)
    # Of a place that cannot be suggested no chance is told, nor one too small to be repeated.
    is_told = one.partner.has_chance_to_tell and not _is_barred(one)
    return replace(shown, notes=note, chance=shown.chance if is_told else Told(""))


def _is_barred(one: records.Suggestion) -> bool:
    return one.caution is not None and one.caution.strength == "bar"


def suggested_of(
    asked: Asked, home: records.PartnerPlace, partner: records.Partner, said: tuple[str, ...]
) -> Suggested:
    """Show a place of the long list, with the reasons that weigh most in the page's language.

    Notes that are `said` once for all places are not said again.
    """
    kept = partner.reasons_for(_NOTABLE)[:_FOR]
    against = partner.reasons_against(_NOTABLE)[:_AGAINST]
    notes = (one.sentence for one in partner.to_note if one.sentence not in said)
    shown = _shown(
        asked, home, partner, tuple(told(asked, one.sentence) for one in kept),
        tuple(told(asked, one.sentence) for one in against),
        tuple(told(asked, one.sentence) for one in partner.to_say_of_it),
    )  # fmt: skip
    return replace(shown, notes=tuple(told(asked, one) for one in notes))


def _shown(
    asked: Asked, home: records.PartnerPlace, partner: records.Partner, reasons: tuple[Told, ...],
    against: tuple[Told, ...], obstacles: tuple[Told, ...],
) -> Suggested:  # fmt: skip
    place, words = partner.place, asked.words
    scorecard = asked.link("/assess", q=home.place_id, partner=place.place_id)
    pair = asked.link(pair_path(home.country, place.country))
    return Suggested(
        partner.rank,
        place_cell(asked, place),
        asked.site.country(place.country, words.lang),
        "" if place.people_or_unknown is None else told(asked, place.people_or_unknown).sentence,
        told(asked, partner.chance),
        reasons,
        against,
        obstacles,
        (Way(scorecard, words("recommend.scorecard")), Way(pair, words("recommend.pair"))),
    )
