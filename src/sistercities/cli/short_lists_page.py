"""The three short lists on a terminal, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities.api.newest_lists import NEWEST_LISTS
from sistercities.cli.recommend_page import named

if TYPE_CHECKING:
    from sistercities.records import ShortList, ShortLists, Suggestion


def short_lists_lines(found: ShortLists, *, of_data: str = "", asked: str = "") -> list[str]:
    """Lay out the lists: who, the chance, one caution, reasons and one note, what leads on.

    `asked` spells the wishes again, for the command that shows all candidates.
    """
    lines = [_sentence(found), *(f"  ! {words}" for words in found.of_home)]
    lines += [*(f"  {words}" for words in found.filters), *_weighed_for(found)]
    lines += _on_chances([*found.suggestions, *found.less_sure])
    lines += [f"  {words}" for words in found.why_nobody]
    for each in found.lists:
        # One sentence says why all of them are empty.
        if not (found.why_nobody and each.is_of_the_three):
            lines += ["", *_list_lines(each, found.home.place_id)]
    lines += ["", *found.notes_below, *_left_out(found), *_leads(found, of_data, asked)]
    return lines


def _on_chances(named_places: Sequence[Suggestion]) -> Iterator[str]:
    """Say what the number behind each place counts, or that none stands there."""
    has_number = [one.partner.has_chance_to_tell for one in named_places]
    if not has_number:
        return
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


def _sentence(found: ShortLists) -> str:
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


def _left_out(found: ShortLists) -> list[str]:
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
