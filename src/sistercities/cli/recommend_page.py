"""Recommended partners on a terminal: one long list, or the three short lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities.cli.screen import Screen

if TYPE_CHECKING:
    from sistercities.records import (
        Obstacle,
        Partner,
        PartnerPlace,
        Reason,
        RecommendationList,
        ShortList,
        ShortLists,
        Suggestion,
    )

FOR, AGAINST, OBSTACLES = 3, 1, 2
"""Reasons for and against a partner, and things in the way, that the list shows."""
NOTABLE = 0.15
"""Log odds from which a reason is worth a line."""


def recommend_lines(
    found: RecommendationList, screen: Screen, *, is_why: bool, of_data: str = ""
) -> list[str]:
    """Lay out partners: the sentence, each with its chance and reasons, what leads on."""
    if is_why:
        return _why_lines(found, found.partners[0], of_data)
    lines = [_sentence(found), *(f"  ! {words}" for words in found.of_home)]
    lines += [*(f"  {words}" for words in found.filters), ""]
    for partner in found.partners:
        lines += _partner_lines(partner, _room(screen, len(found.partners)), found.notes)
    lines += ["", *_left_out(found), *found.notes_below, *_how(found)]
    first = found.partners[0].place
    lines.append(
        f"All reasons: sistercities recommend {found.home.place_id} --why {first.place_id}{of_data}"
    )
    return [line for k, line in enumerate(lines) if line or (k and lines[k - 1])]


def _left_out(found: RecommendationList) -> list[str]:
    """Say how many places are barred, of which states, and how to see them with the reasons."""
    if not found.left_out:
        return []
    return [found.left_out[0], "`--include-barred` names them too, each with the reason."]


def _room(screen: Screen, n_partners: int) -> int:
    """Reasons for each partner that a screen has room for."""
    if screen.height is None:
        return FOR
    return max(1, min(FOR, (screen.height - 8) // max(n_partners, 1) - 1))


def named(place: PartnerPlace) -> str:
    """Write a place with its local name and country; that of a city state is its own."""
    local = place.name_local
    both = f"{place.name} {local}" if local and local != place.name else place.name
    return both if place.name == place.country_name else f"{both}, {place.country_name}"


def _sentence(found: RecommendationList) -> str:
    first = found.partners[0].place
    return (
        f"{named(found.home)}: {found.n_candidates:,} places compared. First on the list: "
        f"{named(first)}."
    )


def _partner_lines(partner: Partner, room: int, said: tuple[str, ...]) -> list[str]:
    place = partner.place
    people = f", {place.people}" if place.people else ""
    head = f"{partner.rank:>3}  {named(place)} ({place.place_id}{people}): {chance(partner)}"
    kept = partner.reasons_for(NOTABLE)[:room]
    against = partner.reasons_against(NOTABLE)[:AGAINST]
    first = partner.to_say_of_it
    lines = [head, *_obstacle_lines(first[:OBSTACLES], len(first))]
    lines += [f"       + {_with_names(one)}" for one in kept]
    lines += [f"       - {_with_names(one)}" for one in against if room > 1]
    return lines + _note_lines([one for one in partner.to_note if one.sentence not in said])


def _obstacle_lines(shown: Sequence[Obstacle], n: int) -> list[str]:
    """Say what stands in the way, before any reason; what is left out is counted."""
    more = f" (and {n - len(shown)} more: --why)" if len(shown) < n else ""
    lines = [f"       ! {each.sentence}" for each in shown]
    return [*lines[:-1], f"{lines[-1]}{more}"] if lines else []


def _note_lines(notes: Sequence[Obstacle]) -> list[str]:
    """Say the most telling thing to note; what is left out is counted."""
    more = f" (and {len(notes) - 1} more: --why)" if len(notes) > 1 else ""
    return [f"       · {each.sentence}{more}" for each in notes[:1]]


def _with_names(reason: Reason) -> str:
    """Add the places that stand behind a reason, where the evidence names some."""
    names, sign, _ = reason.evidence.rpartition("; ")
    return f"{reason.sentence} ({names})" if sign and reason.group in _NAMED else reason.sentence


_NAMED = ("network", "saturation")


def chance(partner: Partner) -> str:
    """Say the probability as people count, without a stop."""
    return partner.chance.removesuffix(".")


def _how(found: RecommendationList) -> list[str]:
    weighed = ", ".join(f"{name} {weight:g}" for name, weight in found.weights.items())
    lines = [f"Weights: {weighed}."] if weighed else []
    lines.append(
        "The list shows which partnerships would be typical. It cannot say who would agree. "
        "How often it was right: sistercities evaluate."
    )
    return lines


def _why_lines(found: RecommendationList, partner: Partner, of_data: str) -> list[str]:
    place = partner.place
    head = (
        f"{named(place)} is number {partner.rank:,} of {found.n_candidates:,} candidates of "
        f"{named(found.home)}: {chance(partner)}."
    )
    width = max(len(reason.title) for reason in partner.reasons)
    lines = [head, "", f"{'base':<{width}}  {partner.base:>6.2f}  a typical partner"]
    lines += [_reason_line(reason, width) for reason in partner.reasons]
    lines += [f"{'score':<{width}}  {partner.score:>6.2f}  log odds: all of these added up", ""]
    lines += [f"{'·' if each.strength == 'note' else '!'} {each.sentence}"
              for each in partner.obstacles]  # fmt: skip
    lines += [""] if partner.obstacles else []
    lines += [*found.notes, *_how(found)]
    lines.append(
        f"The scorecard: sistercities assess {found.home.place_id} {place.place_id}{of_data}"
    )
    return lines


def _reason_line(reason: Reason, width: int) -> str:
    return f"{reason.title:<{width}}  {reason.contribution:>+6.2f}  {_with_names(reason)}"


def short_lists_lines(found: ShortLists, *, of_data: str = "", asked: str = "") -> list[str]:
    """Lay out the lists: who, the chance, one caution, reasons and one note, what leads on.

    `asked` spells the wishes again, for the command that shows all candidates.
    """
    lines = [_sentence_of_lists(found), *(f"  ! {words}" for words in found.of_home)]
    lines += [*(f"  {words}" for words in found.filters), *_weighed_for(found)]
    lines += _on_chances([*found.suggestions, *found.less_sure])
    lines += [f"  {words}" for words in found.why_nobody]
    for each in found.lists:
        # One sentence says why all of them are empty.
        if not (found.why_nobody and each.is_of_the_three):
            lines += ["", *_list_lines(each, found.home.place_id)]
    lines += ["", *found.notes_below, *_left_out_of_lists(found), *_leads(found, of_data, asked)]
    return lines


def _on_chances(named_places: Sequence[Suggestion]) -> Iterator[str]:
    """Say what the number behind each place counts, or that none stands there."""
    has_number = [one.partner.has_chance_to_tell for one in named_places]
    if not has_number:
        return
    from sistercities.api.partners import NEWEST_LISTS

    if not any(has_number):
        yield (
            "  Hardly any pairs of places like these are partners so far, by lists up to "
            f"{NEWEST_LISTS}."
        )
        yield "  That is usual, and it does not tell who would agree."
        return
    yield (
        "  Behind each place: how many pairs of places like these two are partners, by lists "
        f"up to {NEWEST_LISTS}."
    )
    yield "  Low numbers are usual, and they do not tell who would agree."
    if not all(has_number):
        yield "  Where no number stands, hardly any such pairs are partners so far."


def _sentence_of_lists(found: ShortLists) -> str:
    n, n_less = len(found.suggestions), len(found.less_sure)
    for_what = f" for {found.purpose}" if found.purpose else ""
    if n:
        said = f"{_places(n)} to approach{for_what}"
        said += f", and {n_less} for which fewer reasons speak" if n_less else ""
    else:
        said = f"we found no place with enough to speak for it{for_what}"
        said += f"; for {_places(n_less)} fewer reasons speak" if n_less else ""
    return f"{named(found.home)}: {said}. {found.compared}"


def _places(n: int) -> str:
    return "1 place" if n == 1 else f"{n} places"


def _weighed_for(found: ShortLists) -> Iterator[str]:
    if found.purpose_words:
        yield f"  {found.purpose_words}"


def _list_lines(each: ShortList, home: str) -> Iterator[str]:
    yield f"{each.title.upper()}  {each.meaning}"
    for words in each.of_all:
        yield f"    {words}"
    for one in each.suggestions:
        yield from _place_lines(one, home)
    if each.note:
        yield f"    {each.note}"


def _place_lines(one: Suggestion, home: str) -> Iterator[str]:
    place = one.place
    people = f", {place.people_or_unknown}" if place.people_or_unknown else ""
    # Of a place that cannot be suggested no chance is told.
    is_barred = one.caution is not None and one.caution.strength == "bar"
    is_told = one.partner.has_chance_to_tell and not is_barred
    said = "" if not is_told else f": {one.partner.chance_in_short}"
    yield f"{one.partner.rank:>3}  {named(place)} ({place.place_id}{people}){said}"
    if one.caution is not None:
        yield f"       ! {one.caution.sentence}"
    for reason in one.telling:
        yield f"       + {reason.sentence}"
    if one.note is not None:
        yield f"       - {one.note}"
    if one.n_untold:
        yield f"         and {one.n_untold} more to know: assess {home} {place.place_id}"


def _left_out_of_lists(found: ShortLists) -> list[str]:
    """Say how many places are barred, and of which states; the reasons where they are asked for."""
    if not found.left_out or any(each.name == "barred" for each in found.lists):
        return list(found.left_out)
    return [found.left_out[0], "`--include-barred` lists them, each with the reason."]


def _leads(found: ShortLists, of_data: str, asked: str) -> Iterator[str]:
    weighed = ", ".join(f"{name} {weight:g}" for name, weight in found.weights.items())
    if weighed and not found.purpose:
        yield f"Weights: {weighed}."
    if found.suggestions or found.less_sure:
        yield (
            "Each list has an order of its own, so a place with a lower chance may stand first. "
            "The lists show which partnerships would be typical. They cannot say who would agree. "
            "How often they were right: sistercities evaluate."
        )
    home = found.home.place_id
    named_at_all = (*found.suggestions, *found.less_sure)
    if named_at_all:
        first = named_at_all[0].place.place_id
        yield f"One of them in full: sistercities assess {home} {first}{of_data}"
    yield f"All candidates in one list: sistercities recommend {home} --all{asked}{of_data}"
