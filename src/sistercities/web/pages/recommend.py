"""Partners to approach: three short lists, or all candidates in one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sistercities import api, records
from sistercities.errors import SistercitiesError
from sistercities.sentences import PlaceName, Sentence
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.examples import example
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.route_maps import suggestions_figure
from sistercities.web.pages.suggested import ShownList, Suggested, shown_lists, suggested_of
from sistercities.web.partner_form import (
    ALL,
    MOST_PARTNERS,
    NOTHING,
    USUAL,
    USUAL_OF_ALL,
    PartnerForm,
    place_id,
    problem_of,
    read_form,
    wishes_of,
    with_names,
    with_names_of_ids,
)
from sistercities.web.tables import Cell, place_cell
from sistercities.web.told import Told, told

RECOMMEND_KEYS = (
    "list", "rank", "place_id", "name", "name_local", "country", "score", "base", "probability",
    "strength", "obstacle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecommendPage:
    """The recommendation; `problem` says why there is none, with candidates to choose from.

    Attributes
    ----------
    for_another
        Which place the answer is for, where the one that was typed has ended.
    answer
        The first sentence.
    weighed_for
        What the purpose weighs, in one sentence.
    filters
        What each filter and the themes did.
    lists, suggested
        The short lists, or the places of the long one; the other is empty.
    other
        Leads from the short lists to the long one, and back.
    map
        The places on a map; None where none has a point.
    example
        A question to begin with; None where one is asked.
    """

    frame: Frame
    form: PartnerForm
    problem: Told = NOTHING
    choices: tuple[Way, ...] = ()
    for_another: Told = NOTHING
    answer: str = ""
    weighed_for: Told = NOTHING
    filters: tuple[Told, ...] = ()
    lists: tuple[ShownList, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    notes: tuple[Told, ...] = ()
    left_out: tuple[Told, ...] = ()
    other: Way | None = None
    with_barred: Way | None = None
    home: Cell | None = None
    csv: str | None = None
    json: str | None = None
    map: MapFigure | None = None
    example: Way | None = None


def recommend_page(asked: Asked, form: str) -> Answer:
    """Make the page of the recommendation, or the partners as data."""
    words, typed = asked.words, read_form(asked)
    frame = make_frame(
        asked, words("nav.recommend"), words("recommend.lead"), has_data=bool(typed.place)
    )
    if not typed.place:
        return Page("recommend.html", RecommendPage(frame, typed, example=example(asked, "q")))
    try:
        found = _found(asked, typed)
    except SistercitiesError as failure:
        if form != "html":
            raise
        problem, choices = problem_of(asked, failure)
        shown = with_names_of_ids(asked, typed)
        return Page("recommend.html", RecommendPage(frame, shown, problem, choices), 400)
    if form != "html":
        name = f"partners-{found.home.place_id.replace(':', '')}"
        return Feed(form, name, RECOMMEND_KEYS, _records(found), found.to_json())
    typed = with_names(asked, typed, found.home)
    if isinstance(found, records.RecommendationList):
        return Page("recommend.html", _page_of_all(asked, frame, typed, found))
    return Page("recommend.html", _page_of_lists(asked, frame, typed, found))


def _found(asked: Asked, typed: PartnerForm) -> records.ShortLists | records.RecommendationList:
    is_all = asked.word(ALL, ("yes",)) is not None
    usual = USUAL_OF_ALL if is_all else USUAL
    wishes = wishes_of(asked) | {"count": asked.whole("count", 1, MOST_PARTNERS) or usual}
    place, data = place_id(asked, typed.place), asked.site.explorer.data
    # Two verbs take the same wishes.
    verb: Any = api.rank_partners if is_all else api.recommend
    found: records.ShortLists | records.RecommendationList = verb(place, data=data, **wishes)
    return found


def _page_of_lists(
    asked: Asked, frame: Frame, typed: PartnerForm, found: records.ShortLists
) -> RecommendPage:
    page = _page_of(asked, frame, typed, found)
    return replace(
        page,
        answer=_answer_of_lists(asked, found),
        filters=(
            *_less_sure_too(asked, found),
            told(asked, found.compared),
            *page.filters,
            *(told(asked, one) for one in found.why_nobody),
        ),
        weighed_for=told(asked, found.purpose_words),
        lists=shown_lists(asked, found),
        map=suggestions_figure(
            asked,
            found.home,
            [one.partner.place for each in found.lists for one in each.suggestions],
        ),
        other=Way(asked.again(**{ALL: "yes"}), asked.words("recommend.all")),
    )


def _answer_of_lists(asked: Asked, found: records.ShortLists) -> str:
    """Count the places of the lists; where there are none, those for which fewer reasons speak."""
    words, name = asked.words, asked.called(found.home).first
    if found.suggestions:
        return words.count("recommend.answer_lists", len(found.suggestions), home=name)
    if found.less_sure:
        return words.count("recommend.answer_less_sure", len(found.less_sure), home=name)
    return words("recommend.answer_none", home=name)


def _less_sure_too(asked: Asked, found: records.ShortLists) -> tuple[Told, ...]:
    """Say beneath the first sentence for how many more places fewer reasons speak."""
    if not found.suggestions or not found.less_sure:
        return ()
    return (Told(asked.words.count("recommend.less_sure_too", len(found.less_sure))),)


def _page_of_all(
    asked: Asked, frame: Frame, typed: PartnerForm, found: records.RecommendationList
) -> RecommendPage:
    answer = asked.words(
        "recommend.answer", home=asked.called(found.home).first, n=f"{found.n_candidates:,}",
        first=asked.called(found.partners[0].place).first,
    )  # fmt: skip
    return replace(
        _page_of(asked, frame, typed, found),
        answer=answer,
        suggested=tuple(
            suggested_of(asked, found.home, one, found.notes) for one in found.partners
        ),
        map=suggestions_figure(asked, found.home, [one.place for one in found.partners]),
        other=Way(asked.again(**{ALL: ""}), asked.words("recommend.lists")),
    )


def _page_of(
    asked: Asked, frame: Frame, typed: PartnerForm,
    found: records.ShortLists | records.RecommendationList,
) -> RecommendPage:  # fmt: skip
    """Show what both kinds of answer have: filters, notes, who is left out, the data."""
    first = _for_another(asked, found)
    return RecommendPage(
        frame, typed, for_another=told(asked, first),
        filters=tuple(told(asked, one) for one in (*found.of_home, *found.filters)),
        notes=tuple(told(asked, one) for one in found.notes_below if one != first),
        left_out=tuple(told(asked, one) for one in found.left_out),
        with_barred=_with_barred(asked, found.left_out), home=place_cell(asked, found.home),
        csv=frame.csv, json=frame.json,
    )  # fmt: skip


def _for_another(asked: Asked, found: records.ShortLists | records.RecommendationList) -> str:
    """Give the note that tells of what was typed, where another place answers; "" elsewhere."""
    typed = place_id(asked, asked.text("q"))
    if typed == found.home.place_id:
        return ""
    return next((one for one in found.notes if _tells_of(one, typed)), "")


def _tells_of(note: str, key: str) -> bool:
    values = note.values.values() if isinstance(note, Sentence) else ()
    return any(isinstance(one, PlaceName) and one.place_id == key for one in values)


def _with_barred(asked: Asked, left_out: tuple[str, ...]) -> Way | None:
    """Lead to the same question with the places that are left out because something bars them."""
    if not left_out or asked.word("include_barred", ("yes",)) is not None:
        return None
    return Way(asked.again(include_barred="yes"), asked.words("recommend.with_barred"))


def _records(found: records.ShortLists | records.RecommendationList) -> list[dict[str, object]]:
    if isinstance(found, records.RecommendationList):
        return [_record("all", one) for one in found.partners]
    return [_record(each.name, one.partner) for each in found.lists for one in each.suggestions]


def _record(of_list: str, partner: records.Partner) -> dict[str, object]:
    place = partner.place
    values = (
        of_list, partner.rank, place.place_id, place.name, place.name_local, place.country,
        partner.score, partner.base, partner.probability, *_gravest(partner),
    )  # fmt: skip
    return dict(zip(RECOMMEND_KEYS, values, strict=True))


def _gravest(partner: records.Partner) -> tuple[str | None, str | None]:
    """Give the gravest of what is to be known before any reason, with its strength."""
    first = next(iter(partner.to_say_first), None)
    return (None, None) if first is None else (first.strength, first.sentence)
