"""The workbook of a brief: all ties, all reasons, all criteria, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.assessment import Assessment
from sistercities.partners.benchmark import Benchmark, CountedTies
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.facts import BriefFacts, BriefTie
from sistercities.report.brief.parts import Sheet
from sistercities.report.brief.tie_rows import in_order, year_of
from sistercities.report.brief.unknown import unknown_sentences
from sistercities.report.brief.words import BriefWords
from sistercities.report.citation import program_version
from sistercities.report.cited_sources import CitedSource

_PLACE = ("name", "name_local", "country_name", "country", "region_iso", "level",
          "population", "population_year", "n_ties", "place_id")  # fmt: skip
_UNDATED = "undated"
_TIE = ("start", "start_year", "start_precision", "standing", "standing_since",
        "standing_source", "standing_sentence", "seen_from", "seen_until", "status", "end", "kind",
        "n_sources", "sources", "known_until", "confidence", "method", "may_be_the_tie_of",
        "tie_id")  # fmt: skip
_EVENT = ("event", "date", "date_basis", "decided_by", "certainty", "source_title", "address",
          "source_date")  # fmt: skip
_COUNTED = ("actual", "expected", "low", "high", "low95", "high95", "percentile")
_KIND = ("dimension", "kind", "actual", "expected", "low", "high", "p", "sentence")
_OBSTACLE = (
    "kind", "strength", "sentence", "evidence", "from_date", "until_date", "as_of", "addresses",
    "places", "ties",
)  # fmt: skip
_REASON = ("feature", "group", "title", "sentence", "value", "is_known", "contribution", "evidence")


def sheets(facts: BriefFacts, cited: Sequence[CitedSource], words: BriefWords) -> tuple[Sheet, ...]:
    """List the sheets that have something to hold, the ties first.

    Parameters
    ----------
    facts
        What the brief is made from.
    cited
        Sources in the order of their numbers.
    words
        The language.
    """
    return tuple(sheet for sheet in _sheets(facts, cited, words) if sheet.rows)


def _sheets(facts: BriefFacts, cited: Sequence[CitedSource], words: BriefWords) -> Iterator[Sheet]:
    yield Sheet(
        words.sheet_ties,
        (*(f"partner_{name}" for name in _PLACE), *_TIE),
        tuple((*_place(tie.partner), *_tie(tie)) for tie in in_order(facts.ties)),
    )
    yield Sheet(
        words.sheet_events,
        ("partner_name", "tie_id", *_EVENT),
        tuple(row for tie in in_order(facts.ties) for row in _events(tie)),
    )
    if isinstance(facts.suggestions, ShortLists):
        yield from _suggestions(facts.suggestions, words)
    if isinstance(facts.scorecard, Assessment):
        yield _scorecard(facts.scorecard, words)
        yield _obstacles(facts.scorecard, words)
        yield _comparable(facts.scorecard, words)
    if isinstance(facts.benchmark, Benchmark):
        yield from _benchmark(facts.benchmark, words)
    yield Sheet(words.sheet_care, ("partner_name", "kind", "sentence"), tuple(_care(facts)))
    yield Sheet(
        words.sheet_unknown,
        ("sentence",),
        tuple((each,) for each in unknown_sentences(facts, words)),
    )
    yield _sources(cited, words)
    yield _about(facts, words)


def _place(place: PartnerPlace) -> tuple[object, ...]:
    """Fill the columns of a place: where no partner of it is known, their number is empty."""
    held = {name: getattr(place, name) for name in _PLACE}
    own = {"n_ties": place.n_ties or None, "population_year": _year_of_people(place)}
    return tuple((held | own).values())


def _year_of_people(place: PartnerPlace) -> int | str | None:
    """Year of the number of people, or that it is undated; None where there is no number."""
    return (place.population_year or _UNDATED) if place.population is not None else None


def _tie(tie: BriefTie) -> tuple[object, ...]:
    return (
        tie.start,
        year_of(tie),
        tie.start_precision,
        tie.stands.standing,
        tie.stands.since,
        tie.stands.source_id,
        str(tie.stands.sentence),
        tie.stands.seen_from,
        tie.stands.seen_until,
        tie.status,
        tie.end,
        tie.kind,
        len(tie.sources),
        " ".join(tie.sources),
        tie.known_until,
        tie.confidence,
        tie.method,
        ", ".join(tie.also_at) or None,
        tie.tie_id,
    )


def _events(tie: BriefTie) -> Iterator[tuple[object, ...]]:
    for one in tie.stands.events:
        yield (
            tie.partner.name, tie.tie_id, one.event, one.date, one.date_basis,
            " ".join(one.decided_by) or None, one.certainty, one.source_title, one.address,
            one.source_date,
        )  # fmt: skip


def _care(facts: BriefFacts) -> Iterator[tuple[object, ...]]:
    """Say what calls for care with each partner, those that no newer list names last."""
    for one in facts.with_care:
        yield from ((name, one.kind, one.reason) for name in one.partners)
    for tie in in_order(facts.ties):
        if tie.stands.standing == "no_longer_listed":
            said = facts.care_of_missed.get(tie.partner.place_id, ())
            yield from ((tie.partner.name, None, reason) for reason in said)


def _suggestions(held: ShortLists, words: BriefWords) -> Iterator[Sheet]:
    three = [each for each in held.lists if each.is_of_the_three]
    named = [(str(each.title), one) for each in three for one in each.suggestions]
    yield Sheet(
        words.sheet_suggestions,
        ("list", "rank", *_PLACE, "chance", "score", "base", "probability", "reasons",
         "note"),
        tuple(
            (
                of_list, one.partner.rank, *_place(one.place), str(one.partner.chance),
                one.partner.score, one.partner.base, one.partner.probability,
                " ".join(each.sentence for each in one.telling), one.note,
            )
            for of_list, one in named
        ),
    )  # fmt: skip
    if held.weighed_for:
        yield Sheet(
            words.sheet_purpose,
            ("purpose", "term", "title", "weight", "reason"),
            tuple(
                (held.purpose, one.term, str(one.title), one.weight, one.reason)
                for one in held.weighed_for
            ),
        )
    yield Sheet(
        words.sheet_reasons,
        ("list", "rank", "name", *_REASON),
        tuple(
            (of_list, one.partner.rank, one.place.name,
             *(getattr(reason, name) for name in _REASON))
            for of_list, one in named
            for reason in one.partner.reasons
        ),
    )  # fmt: skip
    yield Sheet(
        words.sheet_obstacles,
        ("list", "rank", "name", *_OBSTACLE),
        tuple(
            (of_list, one.partner.rank, one.place.name, *_obstacle(obstacle))
            for of_list, one in named
            for obstacle in one.partner.obstacles
        ),
    )


def _scorecard(held: Assessment, words: BriefWords) -> Sheet:
    heads = (*_REASON, "weight", "percentile_of_partners", "percentile_of_candidates")
    return Sheet(
        words.sheet_scorecard,
        heads,
        tuple(
            (
                *(getattr(each.reason, name) for name in _REASON),
                each.weight,
                each.among_partners,
                each.among_candidates,
            )
            for each in (*held.criteria, *held.unknown)
        ),
    )


def _obstacles(held: Assessment, words: BriefWords) -> Sheet:
    return Sheet(
        words.sheet_obstacles,
        _OBSTACLE,
        tuple(map(_obstacle, held.obstacles)),
    )


def _obstacle(held: Obstacle) -> tuple[object, ...]:
    return (
        held.kind, held.strength, held.sentence, held.evidence, held.from_date, held.until_date,
        held.as_of, " ".join(held.addresses), " ".join(held.places), " ".join(held.ties),
    )  # fmt: skip


def _comparable(held: Assessment, words: BriefWords) -> Sheet:
    ends = tuple(f"{end}_{name}" for end in ("home", "partner") for name in _PLACE)
    return Sheet(
        words.sheet_comparable,
        (*ends, "year", "distance"),
        tuple(
            (*_place(each.home), *_place(each.partner), each.year, each.distance)
            for each in held.comparable
        ),
    )


def _benchmark(held: Benchmark, words: BriefWords) -> Iterator[Sheet]:
    is_known = bool(held.ties.actual)
    whole: tuple[object, ...] = (None, None, *_counted(held.ties, is_known), None, None)
    yield Sheet(
        words.sheet_benchmark,
        ("country", "country_name", *_COUNTED, "bar", "care"),
        (
            whole,
            *(
                (
                    each.country,
                    each.country_name,
                    *_counted(each.ties, is_known),
                    each.bar,
                    " ".join(each.care) or None,
                )
                for each in held.by_country
            ),
        ),
    )
    kinds = held.kinds if is_known else ()
    yield Sheet(
        words.sheet_kinds,
        _KIND,
        tuple(tuple(getattr(k, name) for name in _KIND) for k in kinds),
    )


def _counted(ties: CountedTies, is_known: bool) -> tuple[object, ...]:
    """Fill the columns of a number; of a place without a known partner it is no 0."""
    hidden = () if is_known else ("actual", "percentile")
    return tuple(None if name in hidden else getattr(ties, name) for name in _COUNTED)


def _sources(cited: Sequence[CitedSource], words: BriefWords) -> Sheet:
    told = ("source_id", "title", "producer", "version", "licence", "attribution")
    return Sheet(
        words.sheet_sources,
        ("number", *("source_called" if name == "title" else name for name in told)),
        tuple(
            (number, *(getattr(each, name) for name in told))
            for number, each in enumerate(cited, 1)
        ),
    )


def _about(facts: BriefFacts, words: BriefWords) -> Sheet:
    rows = [
        ("place", facts.place.name),
        ("name_local", facts.place.name_local),
        ("place_id", facts.place.place_id),
        ("country", facts.place.country_name),
        ("population", facts.place.population),
        ("population_year", _year_of_people(facts.place)),
    ]
    if facts.partner is not None:
        rows += [("partner", facts.partner.name), ("partner_id", facts.partner.place_id)]
    if isinstance(facts.scorecard, Assessment):
        rows += [("answer", str(facts.scorecard.sentence))]
        if not facts.scorecard.is_over:
            rows += [("chance", str(facts.scorecard.standing.chance))]
    rows += [("data", facts.data_version), ("newest_source", facts.data_until)]
    rows += [("program", f"sistercities {program_version()}")]
    return Sheet(words.sheet_about, ("what", "value"), tuple(rows))
