"""From a place to its benchmark: ties expected in all, by country, by kind of partner, peers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sistercities.errors import Unanswerable
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.benchmark import (
    HARDLY_ANY,
    Benchmark,
    CountedTies,
    CountryLine,
    KindLine,
    Peer,
    written_expected,
)
from sistercities.partners.country_care import care_of_countries
from sistercities.partners.distinct_numbers import SortedCounts, are_of
from sistercities.partners.exchange_partners import LEAST_TOLD
from sistercities.partners.expected_partners import ExpectedPartners, expected_partners
from sistercities.partners.expected_ties import ALWAYS_HELD, ExpectedTies
from sistercities.partners.gate.barred_partners import partners_in_question
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.partner_kinds import dimensions
from sistercities.partners.peers import peers_of
from sistercities.partners.reasons import place_record
from sistercities.partners.uncounted import notes_on_merged, uncounted_notes
from sistercities.sentences import PlaceName, Sentence, listed, say, say_count
from sistercities.terms.json_records import RecordTuple
from twolevel.core.array_types import Index, Real
from twolevel.counts.laws import CountLaw, central, holm, share_of_total, two_sided_p

COUNTRY_DISPERSION = (-1.602, 0.0)
"""Log dispersion of the ties with one country at an expected number of 1, and its slope on the log
of that number. Estimated by tests/reference/benchmark_coverage.py."""
CONCENTRATION = {
    "continent": 40.2,
    "size": 14.1,
    "income": 56.9,
    "language": 20.2,
    "coast": 26.9,
}
"""How firmly places keep to the expected shares of kinds, by dimension; from the same script."""
SIGNIFICANT = 0.05
ENDS = {"low": 0.1, "high": 0.9, "low95": (1 - 0.95) / 2, "high95": 1 - (1 - 0.95) / 2}
"""Share of the counts below each end of the intervals of 80 and 95 %."""


def benchmark_place(
    ground: Ground,
    model: AdditiveModel,
    expected: ExpectedTies,
    home: int,
    *,
    n_exchange: int = 0,
) -> Benchmark:
    """Compare a place with what places like it have.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the place's class.
    expected
        What all places of that class are expected to have.
    home
        Position of the place.
    n_exchange
        How many of its partners are called exchange partners (`exchange_partners`).

    Raises
    ------
    InvalidArgument
        If no place like it is in the data.
    """
    ties = all_ties(ground, expected, home)
    partners = expected_partners(ground, model, home, ties.expected)
    kinds, n_partners = kind_lines(ground, partners, home)
    peers, among = peers_of(ground, expected, home)
    return Benchmark(
        home=place_record(ground, home),
        sentence=_sentence(ground, home, ties, n_exchange),
        n_exchange=n_exchange,
        ties=ties,
        by_country=RecordTuple(country_lines(ground, partners, home, ties.expected)),
        n_partners=n_partners,
        kinds=RecordTuple(kinds),
        peers=RecordTuple(peers),
        peers_among=among,
        notes=_notes(ground, expected, home, peers, ties.expected),
        data_version=ground.version,
        model_version=model.data_version,
    )


def all_ties(ground: Ground, expected: ExpectedTies, home: int) -> CountedTies:
    """Compare the number of ties of a place with what is usual for places like it.

    Raises
    ------
    InvalidArgument
        If no place like it is in the data.
    """
    row, name = int(expected.row[home]), str(ground.places.names[home])
    if row < 0:
        why = say(
            "No place of the size and level of {place} has a partner in these data, so there is "
            "nothing to compare it with. Ask for a place around it.",
            place=named_place(ground, home),
        )
        raise Unanswerable("place", name, why)
    actual, floor = int(ground.ties.degree[home]), int(expected.floor[row])
    return _counted(expected.law.of([row]), np.array([actual - floor]), floor)[0]


def _counted(law: CountLaw, actual: Index, floor: int = 0) -> list[CountedTies]:
    """Compare numbers with their laws, which begin at a floor."""
    one_each = CountLaw(law.mean[:, None], law.dispersion[:, None])
    return [
        CountedTies(
            actual=floor + int(n), expected=floor + float(mean), percentile=100 * float(position),
            **{name: floor + int(end) for name, end in zip(ENDS, ends, strict=True)},
        )
        for n, mean, position, ends in zip(
            actual, law.mean, law.position(actual), one_each.quantile(list(ENDS.values())),
            strict=True,
        )
    ]  # fmt: skip


def country_law(expected: Real) -> CountLaw:
    """Law of the ties with one country where so many are expected."""
    line = COUNTRY_DISPERSION
    return CountLaw(expected, np.exp(line[0] + line[1] * np.log(expected)))


def country_lines(
    ground: Ground, partners: ExpectedPartners, home: int, expected: float
) -> tuple[CountryLine, ...]:
    """Split the expected ties by country, the most expected first."""
    countries = ground.countries
    found = ground.places.country[ground.ties.partners(home)]
    actual = np.bincount(found, minlength=len(countries.codes))
    means = expected * partners.by_country
    shown = np.flatnonzero((means > 0) | (actual > 0))
    order = shown[np.lexsort((shown, -actual[shown], -means[shown]))]
    counted = _counted(country_law(np.maximum(means[order], 1e-12)), actual[order])
    bars = gate_of(ground).bars_of_countries(home)
    care = care_of_countries(ground, home)
    return tuple(
        CountryLine(
            str(countries.codes[k]), str(countries.names[k]),
            replace(ties, expected=float(means[k])),
            bars[str(countries.codes[k])].sentence if str(countries.codes[k]) in bars else None,
            care.get(str(countries.codes[k]), ()),
        )
        for k, ties in zip(order.tolist(), counted, strict=True)
    )  # fmt: skip


def kind_lines(
    ground: Ground, partners: ExpectedPartners, home: int
) -> tuple[tuple[KindLine, ...], int]:
    """Compare a place's partners by kind; return the lines and how many partners were sorted."""
    tied = ground.ties.partners(home)
    at = np.flatnonzero(are_of(partners.at, tied))
    total = len(at)
    cells, unknown = [], set()
    for dimension in dimensions(ground, home, partners.at):
        n = len(dimension.words)
        unknown.add(dimension.words[-1])
        actual = np.bincount(dimension.kind[at], minlength=n)
        share = np.bincount(dimension.kind, weights=partners.share, minlength=n)
        cells += [
            (dimension.name, words, int(count), float(part))
            for words, count, part in zip(dimension.words, actual, share, strict=True)
            if part > 0
        ]
    laws = [share_of_total(total, part, CONCENTRATION[name]) for name, _, _, part in cells]
    counts = [count for _, _, count, _ in cells]
    p = holm(np.array([two_sided_p(law, n) for law, n in zip(laws, counts, strict=True)]))
    lines = (
        _kind_line(ground, home, total, cell, law, float(each))
        for cell, law, each in zip(cells, laws, p, strict=True)
    )
    # What is not known of partners is no kind of partner: no place lacks it or has it to excess.
    return tuple(
        replace(line, sentence=None) if line.kind in unknown else line for line in lines
    ), total


def _kind_line(
    ground: Ground,
    home: int,
    total: int,
    cell: tuple[str, Sentence, int, float],
    law: Real,
    p: float,
) -> KindLine:
    dimension, words, actual, share = cell
    low, high = central(law, 0.80)
    sentence = None
    if p < SIGNIFICANT:
        n_known = int(ground.ties.degree[home])
        partners = _partners_compared(total, is_all=total == n_known)
        expected = total * share
        name = named_place(ground, home)
        sentence = _kind_sentence(name, partners, total, actual, expected, words)
    return KindLine(dimension, words, actual, total * share, low, high, p, sentence)


def _partners_compared(total: int, *, is_all: bool) -> Sentence:
    """Say how many partners, and that others are not among them, where there are others."""
    if is_all:
        return say_count("{n} partner", "{n} partners", total)
    return say_count("{n} partner that can be compared", "{n} partners that can be compared", total)


def _kind_sentence(
    name: PlaceName, partners: Sentence, total: int, actual: int, expected: float, kind: str
) -> Sentence:
    values = {
        "partners": partners,
        "kind": kind,
        "name": name,
        "expected": _number(expected),
    }
    if not actual:
        return say(
            "None of its {partners} is {kind}; places like {name} usually have {expected}.",
            **values,
        )
    if 1 < actual == total:
        return say(
            "All of its {partners} are {kind}; places like {name} usually have {expected}.",
            **values,
        )
    if actual < expected:
        return say_count(
            "Of its {partners} only {n} is {kind}; places like {name} usually have {expected}.",
            "Of its {partners} only {n} are {kind}; places like {name} usually have {expected}.",
            actual,
            **values,
        )
    return say_count(
        "Of its {partners} {n} is {kind}; places like {name} usually have {expected}.",
        "Of its {partners} {n} are {kind}; places like {name} usually have {expected}.",
        actual,
        **values,
    )


def _number(value: float) -> str:
    """Write an expected number in a sentence."""
    return say("hardly any") if value < HARDLY_ANY else written_expected(value)


def _sentence(ground: Ground, home: int, ties: CountedTies, n_exchange: int) -> str:
    name = named_place(ground, home)
    if not ties.actual and not ties.high:
        return say(
            "We know of no partner of {name}. Nor have our sources one of most places like it.",
            name=name,
        )
    if not ties.actual:
        return say(
            "We know of no partner of {name}. Places like it usually have between {low} and "
            "{high}.",
            name=name,
            low=ties.low,
            high=ties.high,
        )
    if not ground.places.population[home] > 0 and not ground.places.is_region[home]:
        return _of_unknown_size(ground, home, ties.actual)
    if not ties.high:
        return say_count(
            "{name} has {n} known partner{doubt}. Of most places like it our sources have none.",
            "{name} has {n} known partners{doubt}. Of most places like it our sources have none.",
            ties.actual,
            name=name,
            doubt=_of_old_lists(ground, home),
        )
    if n_exchange >= LEAST_TOLD:
        return say(
            "{name} has {n:,} known partners{doubt}. {n_exchange:,} of them are called "
            "exchange partners; for most places no list of these was read. Without them it has "
            "{others:,}; places like it usually have between {low} and {high}.",
            name=name,
            n=ties.actual,
            doubt=_of_old_lists(ground, home),
            n_exchange=n_exchange,
            others=ties.actual - n_exchange,
            low=ties.low,
            high=ties.high,
        )
    return say_count(
        "{name} has {n} known partner{doubt}, {compared}: they usually have between {low} and "
        "{high}.",
        "{name} has {n} known partners{doubt}, {compared}: they usually have between {low} and "
        "{high}.",
        ties.actual,
        name=name,
        doubt=_of_old_lists(ground, home),
        compared=compared(ties),
        low=ties.low,
        high=ties.high,
    )


def _of_unknown_size(ground: Ground, home: int, n: int) -> Sentence:
    """Say how many partners it has: places of unknown size are no peers to judge that by."""
    return say_count(
        "{name} has {n} known partner{doubt}. Its size is not known here, so we cannot say "
        "whether that is few or many.",
        "{name} has {n} known partners{doubt}. Its size is not known here, so we cannot say "
        "whether that is few or many.",
        n,
        name=named_place(ground, home),
        doubt=_of_old_lists(ground, home),
    )


def _of_old_lists(ground: Ground, home: int) -> str:
    """Say how many of the partners are confirmed only by old lists; "" where none is."""
    partners = ground.ties.partners(home)
    keys = ground.ties.key(np.full(len(partners), home, dtype=np.int64), partners)
    told = SortedCounts(*ground.told_once).of(keys)
    years = listed([f"{year:.0f}" for year in sorted(set(told[told > 0].tolist()))])
    if not years:
        return ""
    return say_count(
        " ({n} of them confirmed only by a list of {years})",
        " ({n:,} of them confirmed only by lists of {years})",
        int((told > 0).sum()),
        years=years,
    )


def compared(ties: CountedTies) -> Sentence:
    """Say how a number stands to those of places alike, by the narrowest interval that holds it."""
    if ties.actual < ties.low95:
        return say("fewer than nearly all places like it")
    if ties.actual > ties.high95:
        return say("more than nearly all places like it")
    if ties.actual < ties.low:
        return say("fewer than most places like it")
    if ties.actual > ties.high:
        return say("more than most places like it")
    return say("about as many as places like it")


def _notes(
    ground: Ground, expected: ExpectedTies, home: int, peers: tuple[Peer, ...], due: float
) -> tuple[str, ...]:
    places = ground.places
    notes: list[str] = []
    name, key = named_place(ground, home), str(places.ids[home])
    if not places.population[home] > 0 and not places.is_region[home]:
        notes.append(
            say(
                "The expected numbers are those of places of unknown size; "
                "`sistercities covariates {key}` shows what is known of {name}.",
                name=name,
                key=key,
            )
        )
    if expected.floor[expected.row[home]] == 1 and not places.population[home] > 0:
        notes.append(
            say(
                "Places of unknown size are in the data because a source names a tie of theirs: "
                "what is expected is that of places with one tie at least."
            )
        )
    elif expected.floor[expected.row[home]] == 1:
        notes.append(
            say(
                "Places below {n:,} people are in the data because a source names a tie of theirs: "
                "what is expected is that of places with one tie at least.",
                n=ALWAYS_HELD,
            )
        )
    if peers and due > max(peer.place.n_ties for peer in peers):
        notes.append(
            say(
                "None of the most comparable places has as many partners as are expected here, so "
                "take the expected number with care."
            )
        )
    notes += partners_in_question(ground, home, ground.ties.partners(home).tolist())
    notes += notes_on_merged(ground, home)
    notes += uncounted_notes(ground, home)
    if not ground.ties.degree[home]:
        notes.append(
            say("That we know of no partner of {name} does not mean that there is none.", name=name)
        )
    return tuple(notes)
