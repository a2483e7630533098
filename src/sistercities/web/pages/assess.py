"""The scorecard of a place that asks for a tie."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities import api, records
from sistercities.errors import SistercitiesError
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.examples import example
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.languages import Words
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.partner_form import (
    NOTHING,
    PartnerForm,
    place_id,
    problem_of,
    read_form,
    weights_of,
    with_names,
    with_names_of_ids,
)
from sistercities.web.tables import Cell, Table, place_cell
from sistercities.web.told import Told, told

CRITERION_KEYS = (
    "feature", "group", "title", "value", "contribution", "sentence", "evidence", "is_known",
    "weight", "percentile_of_partners", "percentile_of_candidates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShortList:
    """One of the three lists that open a scorecard; without lines it says that there are none."""

    head: str
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class AssessPage:
    """The scorecard.

    `problem` says why there is none; `example` is a question to begin with. `criteria` are left out
    of a pair that cannot be suggested.
    """

    frame: Frame
    form: PartnerForm
    problem: Told
    choices: tuple[Way, ...]
    answer: Told
    standing: Told
    own_ties: tuple[Told, ...]
    in_short: tuple[ShortList, ...]
    looked_at: Told
    criteria: Table | None
    is_barred: bool
    unknown: str
    notes: tuple[Told, ...]
    ends: tuple[Cell, ...]
    example: Way | None = None


def assess_page(asked: Asked, form: str) -> Answer:
    """Make the scorecard of a pair, or its criteria as data."""
    words, typed = asked.words, read_form(asked)
    is_whole = bool(typed.place and typed.partner)
    frame = make_frame(asked, words("nav.assess"), words("assess.lead"), has_data=is_whole)

    def without(problem: Told, choices: tuple[Way, ...], status: int) -> Answer:
        page = AssessPage(
            frame, with_names_of_ids(asked, typed), problem, choices, NOTHING, NOTHING, (), (),
            NOTHING, None, False, "", (), (),
            None if typed.place or typed.partner else example(asked, "q", "partner"),
        )  # fmt: skip
        return Page("assess.html", page, status)

    if not is_whole:
        return without(NOTHING, (), 200)
    try:
        weights = weights_of(asked)
        found = api.assess(
            place_id(asked, typed.place), place_id(asked, typed.partner), **weights,
            data=asked.site.explorer.data,
        )  # fmt: skip
    except SistercitiesError as failure:
        if form != "html":
            raise
        return without(*problem_of(asked, failure), 400)
    listing = _criteria(asked, found)
    if form != "html":
        feed = listing.feed(asked, form)
        return Feed(form, "scorecard", feed.keys, feed.records, found.to_json())
    typed = with_names(asked, typed, found.home, found.partner)
    unknown = words("list.comma").join(
        told(asked, one.reason.title).sentence for one in found.unknown_besides
    )
    is_barred = found.verdict == "barred"
    table = None if is_barred else listing.beginning(asked, 200)
    return Page("assess.html", AssessPage(
        frame, typed, NOTHING, (), told(asked, found.sentence), _chance(asked, found),
        tuple(
            told(asked, one.sentence) for one in found.own_ties
            if one.sentence not in found.sentence
        ),
        _in_short(asked, found),
        told(asked, found.looked_at), table, is_barred, unknown,
        tuple(told(asked, one) for one in found.notes),
        (place_cell(asked, found.home), place_cell(asked, found.partner)),
    ))  # fmt: skip


def _chance(asked: Asked, found: records.Assessment) -> Told:
    """Say how many such pairs are partners, where the answer has not said it."""
    chance = found.standing.chance
    return NOTHING if found.is_over or chance in found.sentence else told(asked, chance)


def _in_short(asked: Asked, found: records.Assessment) -> tuple[ShortList, ...]:
    held = found.in_short
    lists = (
        *((("assess.in_favour", held.in_favour),) if found.verdict != "barred" else ()),
        ("assess.against", found.against_in_order or (found.nothing_against,)),
        ("assess.to_find_out", held.to_find_out),
        # Under a war, "Nothing in what we looked at" would be read as said of the war.
        *(
            (("assess.to_note", tuple(one.sentence for one in found.to_note)),)
            if found.to_note
            else ()
        ),
    )
    return tuple(
        ShortList(asked.words(head), tuple(told(asked, one) for one in lines))
        for head, lines in lists
    )


def _criteria(asked: Asked, found: records.Assessment) -> Listing[records.Criterion]:
    words = asked.words

    def cells(one: records.Criterion) -> tuple[Cell, ...]:
        title, said, evidence = (
            told(asked, text)
            for text in (one.reason.title, one.reason.sentence, one.reason.evidence)
        )
        return (
            Cell(title.sentence, lang=title.lang),
            Cell(
                said.sentence,
                note=evidence.sentence or None,
                lang=said.lang,
                note_lang=evidence.lang,
            ),
            Cell(f"{one.reason.contribution:+.2f}".replace("-", "−")),
            _percent(words, one.among_partners),
            _percent(words, one.among_candidates),
        )

    columns = (
        ListColumn("title", words("column.criterion")),
        ListColumn("sentence", words("column.reason")),
        ListColumn("contribution", words("column.adds"), is_number=True),
        ListColumn("percentile_of_partners", words("column.of_partners"), is_number=True),
        ListColumn("percentile_of_candidates", words("column.of_all"), is_number=True),
    )
    told_ones = found.shown_criteria
    rows = sorted(told_ones, key=lambda one: -abs(one.reason.contribution))
    return Listing(
        "criteria", "/assess", words("assess.criteria"), words("assess.no_criteria"), columns,
        [*rows, *found.shown_unknown], lambda one: one.to_json(), cells, CRITERION_KEYS,
    )  # fmt: skip


def _percent(words: Words, value: float | None) -> Cell:
    return Cell("" if value is None else words("coverage.share", share=f"{value:.0f}"))
