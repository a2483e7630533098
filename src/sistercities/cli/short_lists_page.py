"""The three short lists on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from sistercities.api import ShortList, ShortLists, Suggestion
from sistercities.cli.recommend_page import chance, named, rounded


def short_lists_lines(found: ShortLists, *, of_data: str = "") -> list[str]:
    """Lay out the lists: who, the chance, reasons and one caution, then what leads on."""
    lines = [_sentence(found), *(f"  {words}" for words in found.filters), *_weighed_for(found)]
    for each in found.lists:
        lines += ["", *_list_lines(each)]
    lines += ["", *_left_out(found), *found.notes, *_leads(found, of_data)]
    return lines


def _sentence(found: ShortLists) -> str:
    n = len(found.suggestions)
    for_what = f" for {found.purpose}" if found.purpose else ""
    compared = f"of {found.n_candidates:,} compared"
    return f"{named(found.home)}: {n} places to approach{for_what}, {compared}."


def _weighed_for(found: ShortLists) -> Iterator[str]:
    if found.purpose_words:
        yield f"  {found.purpose_words}"


def _list_lines(each: ShortList) -> Iterator[str]:
    yield f"{each.title.upper()}  {each.meaning}"
    for words in each.of_all:
        yield f"    {words}"
    for one in each.suggestions:
        yield from _place_lines(one)
    if each.note:
        yield f"    {each.note}"


def _place_lines(one: Suggestion) -> Iterator[str]:
    place = one.place
    people = f", {rounded(place.population)}" if place.population else ""
    yield f"{one.partner.rank:>3}  {named(place)} ({place.place_id}{people}): {chance(one.partner)}"
    if one.caution is not None:
        yield f"       ! {one.caution.sentence}"
    for reason in one.telling:
        yield f"       + {reason.sentence}"


def _left_out(found: ShortLists) -> list[str]:
    """Say how many places are barred, why, and how to see them."""
    if not found.left_out:
        return []
    return [*found.left_out, "`--include-barred` names them too, each with the reason."]


def _leads(found: ShortLists, of_data: str) -> Iterator[str]:
    weighed = ", ".join(f"{name} {weight:g}" for name, weight in found.weights.items())
    if weighed and not found.purpose:
        yield f"Weights: {weighed}."
    yield (
        "The lists show which partnerships would be typical. They cannot say who would agree. "
        "How often they were right: sistercities evaluate."
    )
    home = found.home.place_id
    if found.suggestions:
        first = found.suggestions[0].place.place_id
        yield f"One of them in full: sistercities assess {home} {first}{of_data}"
    yield f"All candidates in one list: sistercities recommend {home} --all{of_data}"
