"""Recommend, assess and benchmark: forms with plain GET, so that every answer has an address."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from sistercities import api
from sistercities.errors import PlaceAmbiguous, PlaceNotFound, SistercitiesError
from sistercities.web.addresses import country_path, pair_path, place_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.choices import choices_of
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.tables import Cell, Table
from sistercities.web.tie_table import Choice
from sistercities.web.told import Told, told, told_failure

PURPOSES = ("trade", "culture", "education", "tourism", "technology")
MOST_PARTNERS = 50
_USUAL = 10
_FOR, _AGAINST, _CONFLICTS, _NOTABLE = 3, 1, 2, 0.15
_FEWEST_EXPECTED = 0.5
RECOMMEND_KEYS = (
    "rank", "place_id", "name", "name_local", "country", "score", "base", "probability",
)  # fmt: skip
CRITERION_KEYS = (
    "feature", "group", "title", "value", "contribution", "sentence", "evidence", "is_known",
    "weight", "percentile_of_partners", "percentile_of_candidates",
)  # fmt: skip
BENCHMARK_KEYS = ("country", "country_name", "actual", "expected", "low", "high", "low95", "high95")

NOTHING = Told("")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class PartnerForm:
    """What was typed into the form.

    Attributes
    ----------
    place, partner
        Names or ids.
    purposes, levels
        Choices.
    countries
        Codes of the countries that partners must lie in, with commas between them.
    count
        Partners to name.
    """

    place: str
    partner: str
    purposes: tuple[Choice, ...]
    countries: str
    count: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A recommended partner: what speaks for it, what against it, and what stands in the way."""

    rank: int
    place: Cell
    country: str
    chance: str
    reasons_for: tuple[Told, ...]
    reasons_against: tuple[Told, ...]
    conflicts: tuple[Told, ...]
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
    home: Cell | None
    csv: str | None
    json: str | None


@dataclass(frozen=True, slots=True)
class AssessPage:
    """The scorecard; `problem` says why there is none."""

    frame: Frame
    form: PartnerForm
    problem: Told
    choices: tuple[Way, ...]
    answer: Told
    standing: Told
    conflicts: tuple[Told, ...]
    criteria: Table | None
    unknown: str
    notes: tuple[Told, ...]
    ends: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """A place among its peers; `problem` says why there is none."""

    frame: Frame
    form: PartnerForm
    problem: Told
    choices: tuple[Way, ...]
    answer: Told
    kinds: tuple[Told, ...]
    countries: Table | None
    peers: tuple[Cell, ...]
    peers_among: Told
    notes: tuple[Told, ...]
    home: Cell | None


def recommend_page(asked: Asked, form: str) -> Answer:
    """Make the page of the recommendation, or the partners as data."""
    words, typed = asked.words, _form(asked)
    frame = make_frame(
        asked, words("nav.recommend"), words("recommend.lead"), has_data=bool(typed.place)
    )
    if not typed.place:
        return Page(
            "recommend.html", RecommendPage(frame, typed, NOTHING, (), "", (), (), None, None, None)
        )
    count = asked.whole("count", 1, MOST_PARTNERS) or _USUAL
    countries = [code.strip().upper() for code in typed.countries.split(",") if code.strip()]
    purpose = asked.word("purpose", PURPOSES)
    try:
        found = asked.site.models.do(lambda: api.recommend(
            _name(asked, typed.place), count=count, countries=countries, purpose=purpose,
            data=asked.site.explorer.data,
        ))  # fmt: skip
    except SistercitiesError as failure:
        if form != "html":
            raise
        problem, choices = _problem(asked, failure)
        page = RecommendPage(frame, typed, problem, choices, "", (), (), None, None, None)
        return Page("recommend.html", page, 400)
    if form != "html":
        records = [_partner_record(one) for one in found.partners]
        return Feed(form, f"partners-{found.home.place_id.replace(':', '')}", RECOMMEND_KEYS,
                    records, found.to_json())  # fmt: skip
    typed = _typed(asked, typed, found.home)
    first = found.partners[0].place if found.partners else None
    answer = words(
        "recommend.answer", home=asked.called(found.home).first,
        n=f"{found.n_candidates:,}", first=asked.called(first).first if first else "–",
    )  # fmt: skip
    suggested = tuple(suggested_of(asked, found.home, one) for one in found.partners)
    page = RecommendPage(
        frame, typed, NOTHING, (), answer, suggested,
        tuple(told(asked, one) for one in (*found.filters, *found.notes)),
        _cell(asked, found.home), frame.csv, frame.json,
    )  # fmt: skip
    return Page("recommend.html", page)


def assess_page(asked: Asked, form: str) -> Answer:
    """Make the scorecard of a pair, or its criteria as data."""
    words, typed = asked.words, _form(asked)
    is_whole = bool(typed.place and typed.partner)
    frame = make_frame(asked, words("nav.assess"), words("assess.lead"), has_data=is_whole)

    def without(problem: Told, choices: tuple[Way, ...], status: int) -> Answer:
        page = AssessPage(frame, typed, problem, choices, NOTHING, NOTHING, (), None, "", (), ())
        return Page("assess.html", page, status)

    if not is_whole:
        return without(NOTHING, (), 200)
    purpose = asked.word("purpose", PURPOSES)
    try:
        found = asked.site.models.do(lambda: api.assess(
            _name(asked, typed.place), _name(asked, typed.partner), purpose=purpose,
            data=asked.site.explorer.data,
        ))  # fmt: skip
    except SistercitiesError as failure:
        if form != "html":
            raise
        return without(*_problem(asked, failure), 400)
    listing = _criteria(asked, found)
    if form != "html":
        feed = listing.feed(asked, form)
        return Feed(form, "scorecard", feed.keys, feed.records, found.to_json())
    typed = _typed(asked, typed, found.home, found.partner)
    unknown = words("list.comma").join(
        told(asked, one.reason.title).sentence for one in found.unknown
    )
    table = listing.beginning(asked, 200)
    return Page("assess.html", AssessPage(
        frame, typed, NOTHING, (), told(asked, found.sentence), told(asked, found.standing.chance),
        tuple(told(asked, one.sentence) for one in found.conflicts), table, unknown,
        tuple(told(asked, one) for one in found.notes),
        (_cell(asked, found.home), _cell(asked, found.partner)),
    ))  # fmt: skip


def benchmark_page(asked: Asked, form: str) -> Answer:
    """Make the page of a place among its peers, or its numbers by country as data."""
    words, typed = asked.words, _form(asked)
    frame = make_frame(
        asked, words("nav.benchmark"), words("benchmark.lead"), has_data=bool(typed.place)
    )

    def without(problem: Told, choices: tuple[Way, ...], status: int) -> Answer:
        page = BenchmarkPage(
            frame, typed, problem, choices, NOTHING, (), None, (), NOTHING, (), None
        )
        return Page("benchmark.html", page, status)

    if not typed.place:
        return without(NOTHING, (), 200)
    try:
        found = asked.site.models.do(lambda: api.benchmark(
            _name(asked, typed.place), data=asked.site.explorer.data
        ))  # fmt: skip
    except SistercitiesError as failure:
        if form != "html":
            raise
        return without(*_problem(asked, failure), 400)
    return benchmark_answer(asked, found, form)


def benchmark_answer(asked: Asked, found: api.Benchmark, form: str) -> Answer:
    """Make the page of a comparison that has been computed, or its numbers by country as data."""
    words = asked.words
    listing = _by_country(asked, found)
    if form != "html":
        feed = listing.feed(asked, form)
        return Feed(form, "benchmark", feed.keys, feed.records, found.to_json())
    frame = make_frame(asked, words("nav.benchmark"), words("benchmark.lead"), has_data=True)
    typed = _typed(asked, _form(asked), found.home)
    kinds = tuple(told(asked, one.sentence or "") for one in (*found.lacking, *found.ample))
    peers = tuple(
        _cell(asked, peer.place, note=words.count("n_ties", peer.place.n_ties))
        for peer in found.peers
    )
    return Page("benchmark.html", BenchmarkPage(
        frame, typed, NOTHING, (), told(asked, found.sentence), kinds,
        listing.beginning(asked, 60), peers, told(asked, found.peers_among),
        tuple(told(asked, one) for one in found.notes), _cell(asked, found.home),
    ))  # fmt: skip


def _form(asked: Asked) -> PartnerForm:
    chosen = asked.text("purpose")
    purposes = tuple(
        Choice(word, asked.words(f"purpose.{word}"), word == chosen) for word in PURPOSES
    )
    return PartnerForm(
        asked.text("q"), asked.text("partner"), purposes, asked.text("countries"),
        asked.text("count") or str(_USUAL),
    )  # fmt: skip


def _typed(asked: Asked, form: PartnerForm, *found: api.PartnerPlace) -> PartnerForm:
    """Show names in place of ids, where a name leads to the same place."""
    names = [form.place, form.partner]
    for k, place in enumerate(found):
        with suppress(SistercitiesError):
            if asked.site.explorer.find(place.name).place_id == place.place_id:
                names[k] = place.name
    return replace(form, place=names[0], partner=names[1])


def _name(asked: Asked, typed: str) -> str:
    """Find the place through the opened data, so that a name that is unknown costs little."""
    return asked.site.explorer.find(typed).place_id


def _problem(asked: Asked, failure: SistercitiesError) -> tuple[Told, tuple[Way, ...]]:
    """Say why there is no answer, with the places that may be meant."""
    if isinstance(failure, PlaceAmbiguous | PlaceNotFound):
        key = "several" if isinstance(failure, PlaceAmbiguous) else "nearest"
        said = asked.words(f"search.{key}", text=failure.name)
        name = "partner" if failure.name == asked.text("partner") else "q"
        return Told(said), choices_of(asked, failure.candidates, name)
    return told_failure(asked, failure), ()


def _cell(asked: Asked, place: api.PartnerPlace, note: str | None = None) -> Cell:
    names = asked.called(place)
    return Cell(names.first, asked.link(place_path(place)), names.other, names.other_lang, note)


def suggested_of(asked: Asked, home: api.PartnerPlace, partner: api.Partner) -> Suggested:
    """Show a recommended partner, with the reasons that weigh most in the page's language."""
    place, words = partner.place, asked.words
    kept = [one for one in partner.reasons if one.contribution > _NOTABLE][:_FOR]
    against = [one for one in reversed(partner.reasons) if one.contribution < -_NOTABLE]
    scorecard = asked.link("/assess", q=home.place_id, partner=place.place_id)
    pair = asked.link(pair_path(home.country, place.country))
    return Suggested(
        partner.rank,
        _cell(asked, place),
        asked.site.country(place.country, words.lang),
        words("recommend.chance", n=f"{1000 * partner.probability:.3g}"),
        tuple(told(asked, one.sentence) for one in kept),
        tuple(told(asked, one.sentence) for one in against[:_AGAINST]),
        tuple(told(asked, one.sentence) for one in partner.conflicts[:_CONFLICTS]),
        (Way(scorecard, words("recommend.scorecard")), Way(pair, words("recommend.pair"))),
    )


def _partner_record(partner: api.Partner) -> dict[str, object]:
    place = partner.place
    values = (
        partner.rank, place.place_id, place.name, place.name_local, place.country, partner.score,
        partner.base, partner.probability,
    )  # fmt: skip
    return dict(zip(RECOMMEND_KEYS, values, strict=True))


def _criteria(asked: Asked, found: api.Assessment) -> Listing[api.Criterion]:
    words = asked.words

    def cells(one: api.Criterion) -> tuple[Cell, ...]:
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
            Cell(f"{one.reason.contribution:+.2f}"),
            _percent(one.among_partners),
            _percent(one.among_candidates),
        )

    columns = (
        ListColumn("title", words("column.criterion")),
        ListColumn("sentence", words("column.reason")),
        ListColumn("contribution", words("column.adds"), is_number=True),
        ListColumn("percentile_of_partners", words("column.of_partners"), is_number=True),
        ListColumn("percentile_of_candidates", words("column.of_all"), is_number=True),
    )
    rows = sorted(found.criteria, key=lambda one: -abs(one.reason.contribution))
    return Listing(
        "criteria", "/assess", words("assess.criteria"), words("assess.no_criteria"), columns,
        [*rows, *found.unknown], lambda one: one.to_json(), cells, CRITERION_KEYS,
    )  # fmt: skip


def _by_country(asked: Asked, found: api.Benchmark) -> Listing[api.CountryLine]:
    words = asked.words

    def cells(line: api.CountryLine) -> tuple[Cell, ...]:
        ties = line.ties
        return (
            Cell(
                asked.site.country(line.country, words.lang),
                asked.link(country_path(line.country)),
            ),
            Cell(str(ties.actual)),
            Cell(f"{ties.expected:.1f}"),
            Cell(f"{ties.low}–{ties.high}"),
        )

    def record(line: api.CountryLine) -> dict[str, object]:
        ties = line.ties
        values = (
            line.country, line.country_name, ties.actual, ties.expected, ties.low, ties.high,
            ties.low95, ties.high95,
        )  # fmt: skip
        return dict(zip(BENCHMARK_KEYS, values, strict=True))

    columns = (
        ListColumn("country_name", words("column.country")),
        ListColumn("actual", words("column.ties"), is_number=True),
        ListColumn("expected", words("column.expected"), is_number=True),
        ListColumn("low", words("column.interval"), is_number=True),
    )
    rows = [
        line for line in found.by_country
        if line.ties.actual or line.ties.expected >= _FEWEST_EXPECTED
    ]  # fmt: skip
    return Listing(
        "by-country", asked.path, words("benchmark.by_country"), words("countries.none"),
        columns, rows, record, cells, BENCHMARK_KEYS,
    )  # fmt: skip


def _percent(value: float | None) -> Cell:
    return Cell("") if value is None else Cell(f"{value:.0f} %")
