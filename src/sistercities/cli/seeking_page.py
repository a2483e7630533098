"""Notices on a terminal: the sentence, the list, and why each match does or does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.seeking_records import (
    CONTINENTS,
    CandidatePlace,
    MatchReason,
    Notice,
    Offer,
    OwnNotice,
    SeekingPlace,
    outside,
    union_in_words,
)
from sistercities.cli.screen import MISSING, Screen, table
from sistercities.records import SeekingList

_ALL = ("Place", "Where", "Countries wished", "People wished", "Themes", "Date", "Age")
_FEW = ("Place", "Where", "Countries wished", "Date", "Age")
_ENOUGH_FOR = 90
_MOST = 8
_ASKED = {"obstacle": "nothing in the way"}
"""How a criterion is called where its name alone would read as its opposite."""
_MARKS = {True: "yes", False: "no", None: "not known"}
_VERDICTS = {
    "fits": "fits in all that decides",
    "open": "may fit: something is not known",
    "fails": "does not fit",
}
_FAILING = 4


def seeking_lines(
    found: SeekingList, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out the notices, or how a place matches them."""
    is_whole = show_all or screen.height is None
    left_out = [f"Left out: {each}." for each in found.left_out]
    if not found.notices:
        return [*_none_lines(), *left_out]
    if found.place is None:
        return [*_list_lines(found, screen, is_whole=is_whole, of_data=of_data), *left_out]
    return [*_match_lines(found, is_whole=is_whole), *left_out]


def _none_lines() -> list[str]:
    return [
        "No notice of a place that looks for a partner is known.",
        "The data in the package hold none: no source gives any with leave to ship.",
        "Bring a list of your own: sistercities import FILE --notices",
    ]


def _list_lines(found: SeekingList, screen: Screen, *, is_whole: bool, of_data: str) -> list[str]:
    columns = _ALL if screen.width >= _ENOUGH_FOR else _FEW
    room = screen.room(_MOST, show_all=is_whole)
    shown = found.notices if room is None else found.notices[:room]
    rows = [[_cells(each)[column] for column in columns] for each in shown]
    lines = [_sentence(found), "", *table(columns, rows, screen.width, ("Age",))]
    if len(shown) < len(found.notices):
        lines.append(f"... and {len(found.notices) - len(shown)} more: --all shows them")
    example = next((one.place.place_id for one in found.notices if one.place.place_id), "PLACE")
    return [
        *lines,
        "",
        *_notes(found),
        f"Which places fit, and why: sistercities seeking {example}{of_data}",
    ]


def _sentence(found: SeekingList) -> str:
    n = len(found.notices)
    old = sum(one.is_old is True for one in found.notices)
    undated = sum(one.is_old is None for one in found.notices)
    noun = "notice of a place that looks" if n == 1 else "notices of places that look"
    return (
        f"{n:,} {noun} for a partner; as of {found.as_of} {old:,} old, {undated:,} of unknown age."
    )


def _notes(found: SeekingList) -> list[str]:
    notes = [
        f"Age: calendar years from the notice to {found.as_of}, the newest year of the data and "
        f"the lists. From {found.old_after_years} years on a notice is old: ask before you rely on "
        "it.",
    ]
    if any(one.unread for one in found.notices):
        notes.append("A wish with ? was not understood whole, and stands as it was written.")
    if any(one.place.place_id is None for one in found.notices):
        notes.append(
            "A place with ? is not one place yet: sistercities overlays says where to look."
        )
    return notes


def _cells(one: Notice) -> dict[str, str]:
    return {
        "Place": _place_name(one.place),
        "Where": one.place.region_iso or one.place.country or MISSING,
        "Countries wished": _wished(one, "countries", _countries(one)),
        "People wished": _wished(one, "size", _size(one)),
        "Themes": _wished(one, "themes", "any" if one.is_any_theme else ", ".join(one.themes)),
        "Date": f"{one.date}?" if one.date and one.precision == "suspect" else one.date or MISSING,
        "Age": MISSING if one.age_years is None else f"{one.age_years}{_old_mark(one)}",
    }


def _old_mark(one: Notice) -> str:
    return " old" if one.is_old else ""


def _place_name(place: SeekingPlace) -> str:
    if place.place_id is None:
        return f"{place.name}?"
    local = place.name_local
    return f"{place.name} {local}" if local and local != place.name else place.name


def _countries(one: Notice) -> str:
    countries = outside(one.countries, one.unions)
    named = [
        *map(union_in_words, one.unions),
        *countries,
        *(CONTINENTS[code] for code in one.continents),
    ]
    return "any" if one.is_any_country else ", ".join(named)


def _size(one: Notice) -> str:
    low, high = one.min_population, one.max_population
    if one.is_any_size or one.is_own_size:
        return "any" if one.is_any_size else "like its own"
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to {high:,}" if low is None else f"from {low:,}"
    return f"{low:,}-{high:,}"


def _wished(one: Notice, wish: str, understood: str) -> str:
    unread = one.unread.get(wish)
    parts = (understood, f"{unread}?" if unread else "")
    return ", ".join(filter(None, parts)) or MISSING


def _match_lines(found: SeekingList, *, is_whole: bool) -> list[str]:
    place = found.place
    assert place is not None  # the caller asked for one
    verdicts = [one.verdict for one in found.offers]
    n = len(verdicts)
    name = _place_name(place)
    lines = [
        f"{name} ({place.level}, {place.region_iso or place.country}): of {n:,} "
        f"{'notice' if n == 1 else 'notices'} of others {verdicts.count('fits'):,} "
        f"{'fits' if verdicts.count('fits') == 1 else 'fit'}, {verdicts.count('open'):,} may fit, "
        f"{verdicts.count('fails'):,} {'does' if verdicts.count('fails') == 1 else 'do'} not.",
        *_offers(found.offers, is_whole=is_whole),
    ]
    for own in found.own:
        lines += ["", *_own(own, is_whole=is_whole)]
    if not found.own:
        lines += ["", f"{name} has no notice of its own in these lists."]
    return [*lines, "", *_match_notes(found)]


def _offers(offers: Sequence[Offer], *, is_whole: bool) -> list[str]:
    possible = [one for one in offers if one.verdict != "fails"]
    failing = [one for one in offers if one.verdict == "fails"]
    shown = possible if is_whole else possible[:_MOST]
    lines = [line for one in shown for line in ("", *_offer(one))]
    if len(shown) < len(possible):
        lines += ["", f"... and {len(possible) - len(shown)} more that may fit: --all shows them"]
    if failing:
        few = failing if is_whole else failing[:_FAILING]
        lines += ["", "Do not fit:", *(f"  {_why_not(one)}" for one in few)]
        more = len(failing) - len(few)
        lines += [f"  ... and {more} more: --all shows them"] if more else []
    return lines


def _offer(one: Offer) -> list[str]:
    where = one.notice.place.region_iso or one.notice.place.country or "country not known"
    name = f"{_place_name(one.notice.place)} ({where})"
    back = {
        "fits": "It fits your own notice too.",
        "open": "It may fit your own notice.",
        "fails": "It does not fit your own notice.",
    }
    lines = [f"{name} {_VERDICTS[one.verdict]}. {_when(one.notice)}"]
    lines += _reasons(one.reasons)
    return [*lines, f"  {back[one.in_return]}"] if one.in_return else lines


def _when(one: Notice) -> str:
    if one.age_years is None:
        return f"Its notice has no sound date{f' ({one.date})' if one.date else ''}."
    years = "1 year" if one.age_years == 1 else f"{one.age_years} years"
    age = f", {years} old" if one.age_years else ""
    mark = ": old, ask first" if one.is_old else ""
    return f"Its notice is of {one.date}{age}{mark}."


def _reasons(reasons: Sequence[MatchReason]) -> list[str]:
    return [
        f"  {_ASKED.get(each.criterion, each.criterion)}, {_MARKS[each.holds]}: {each.sentence}"
        for each in reasons
    ]


def _why_not(one: Offer) -> str:
    said = [each.sentence for each in one.reasons if each.is_decisive and each.holds is False]
    return f"{_place_name(one.notice.place)}: {' '.join(said)}"


def _own(own: OwnNotice, *, is_whole: bool) -> list[str]:
    notice = own.notice
    wishes = _cells(notice)
    shown = own.candidates if is_whole else own.candidates[:_MOST]
    lines = [
        f"Its own notice: countries {wishes['Countries wished']}; people "
        f"{wishes['People wished']}; themes {wishes['Themes']}. {_when(notice)}",
        f"{own.n_fitting:,} {'place fits' if own.n_fitting == 1 else 'places fit'} it, "
        f"{own.n_open:,} may fit.",
    ]
    for one in shown:
        lines += ["", *_candidate(one)]
    more = own.n_fitting + own.n_open - len(shown)
    return (
        [*lines, "", f"... and {more:,} more: --limit, --all and --json show more"]
        if more
        else lines
    )


def _candidate(one: CandidatePlace) -> list[str]:
    where = one.place.region_iso or one.place.country
    also = " It has a notice of its own." if one.notice_id else ""
    return [
        f"{_place_name(one.place)} ({where}, {one.place.place_id}) {_VERDICTS[one.verdict]}.{also}",
        *_reasons(one.reasons),
    ]


def _match_notes(found: SeekingList) -> list[str]:
    return [
        "What decides: country, size, level, that there is no tie yet, and that no war, law or "
        "other ruling bars one. Themes are shown and do not decide. What is not known never counts "
        "as a yes.",
        *([found.looked_at] if found.looked_at else []),
        "In order: what fits, then shared themes, then the score of `recommend`, then the nearest "
        "population; old notices last.",
        f"From {found.old_after_years} years on a notice is old, counted to {found.as_of}.",
    ]
