"""Partners to approach: a list with reasons for and against each."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities import api
from sistercities.errors import SistercitiesError
from sistercities.web.addresses import pair_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.partner_form import (
    MOST_PARTNERS,
    NOTHING,
    USUAL,
    PartnerForm,
    place_id,
    problem_of,
    read_form,
    wishes_of,
    with_names,
)
from sistercities.web.tables import Cell, place_cell
from sistercities.web.told import Told, told

_FOR, _AGAINST, _NOTABLE = 3, 1, 0.15
RECOMMEND_KEYS = (
    "rank", "place_id", "name", "name_local", "country", "score", "base", "probability",
    "strength", "obstacle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggested:
    """A recommended partner: what speaks for it, what against it, and what stands in the way."""

    rank: int
    place: Cell
    country: str
    chance: Told
    reasons_for: tuple[Told, ...]
    reasons_against: tuple[Told, ...]
    obstacles: tuple[Told, ...]
    leads: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class RecommendPage:
    """The recommendation; `problem` says why there is none, with candidates to choose from."""

    frame: Frame
    form: PartnerForm
    problem: Told
    choices: tuple[Way, ...]
    answer: str
    suggested: tuple[Suggested, ...]
    notes: tuple[Told, ...]
    left_out: tuple[Told, ...]
    with_barred: Way | None
    home: Cell | None
    csv: str | None
    json: str | None


def recommend_page(asked: Asked, form: str) -> Answer:
    """Make the page of the recommendation, or the partners as data."""
    words, typed = asked.words, read_form(asked)
    frame = make_frame(
        asked, words("nav.recommend"), words("recommend.lead"), has_data=bool(typed.place)
    )
    if not typed.place:
        return Page("recommend.html", _without(frame, typed, NOTHING, ()))
    count = asked.whole("count", 1, MOST_PARTNERS) or USUAL
    try:
        wishes = wishes_of(asked)
        found = asked.site.models.do(lambda: api.recommend(
            place_id(asked, typed.place), count=count, data=asked.site.explorer.data, **wishes,
        ))  # fmt: skip
    except SistercitiesError as failure:
        if form != "html":
            raise
        problem, choices = problem_of(asked, failure)
        return Page("recommend.html", _without(frame, typed, problem, choices), 400)
    if form != "html":
        records = [_partner_record(one) for one in found.partners]
        return Feed(form, f"partners-{found.home.place_id.replace(':', '')}", RECOMMEND_KEYS,
                    records, found.to_json())  # fmt: skip
    typed = with_names(asked, typed, found.home)
    first = found.partners[0].place if found.partners else None
    answer = words(
        "recommend.answer", home=asked.called(found.home).first,
        n=f"{found.n_candidates:,}", first=asked.called(first).first if first else "–",
    )  # fmt: skip
    suggested = tuple(suggested_of(asked, found.home, one) for one in found.partners)
    page = RecommendPage(
        frame, typed, NOTHING, (), answer, suggested,
        tuple(told(asked, one) for one in (*found.filters, *found.notes)),
        tuple(told(asked, one) for one in found.left_out), _with_barred(asked, found),
        place_cell(asked, found.home), frame.csv, frame.json,
    )  # fmt: skip
    return Page("recommend.html", page)


def _without(
    frame: Frame, typed: PartnerForm, problem: Told, choices: tuple[Way, ...]
) -> RecommendPage:
    """Make the page that has no answer."""
    return RecommendPage(frame, typed, problem, choices, "", (), (), (), None, None, None, None)


def _with_barred(asked: Asked, found: api.RecommendationList) -> Way | None:
    """Lead to the same question with the places that are left out because something bars them."""
    if not found.left_out:
        return None
    return Way(asked.again(include_barred="yes"), asked.words("recommend.with_barred"))


def suggested_of(asked: Asked, home: api.PartnerPlace, partner: api.Partner) -> Suggested:
    """Show a recommended partner, with the reasons that weigh most in the page's language."""
    place, words = partner.place, asked.words
    kept = partner.reasons_for(_NOTABLE)[:_FOR]
    against = partner.reasons_against(_NOTABLE)
    scorecard = asked.link("/assess", q=home.place_id, partner=place.place_id)
    pair = asked.link(pair_path(home.country, place.country))
    return Suggested(
        partner.rank,
        place_cell(asked, place),
        asked.site.country(place.country, words.lang),
        told(asked, partner.chance),
        tuple(told(asked, one.sentence) for one in kept),
        tuple(told(asked, one.sentence) for one in against[:_AGAINST]),
        tuple(told(asked, one.sentence) for one in partner.to_say_first),
        (Way(scorecard, words("recommend.scorecard")), Way(pair, words("recommend.pair"))),
    )


def _gravest(partner: api.Partner) -> tuple[str | None, str | None]:
    """Give the gravest of what is to be known before any reason, with its strength."""
    first = next(iter(partner.to_say_first), None)
    return (None, None) if first is None else (first.strength, first.sentence)


def _partner_record(partner: api.Partner) -> dict[str, object]:
    place = partner.place
    values = (
        partner.rank, place.place_id, place.name, place.name_local, place.country, partner.score,
        partner.base, partner.probability, *_gravest(partner),
    )  # fmt: skip
    return dict(zip(RECOMMEND_KEYS, values, strict=True))
