"""From two places to a scorecard: criteria with percentiles, the standing, what is unknown.

What speaks for a partner, what against, and what to find out stand in `partners.in_short`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, share_tied
from sistercities.partners.assessment import (
    Assessment,
    ComparablePair,
    Criterion,
    Standing,
)
from sistercities.partners.bundles import added_up, weight_of
from sistercities.partners.candidate_scores import LOW_RANK, candidates
from sistercities.partners.chance_words import chance_in_words, rests_on_one
from sistercities.partners.comparable import comparable_pairs
from sistercities.partners.eligible import Scope, eligible, of_one_state
from sistercities.partners.features.feature import Feature
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.obstacle import Obstacle, what_calls_for_care
from sistercities.partners.ground import Ground
from sistercities.partners.headline import headline
from sistercities.partners.in_short import in_short
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pair_keys import OF_COUNTRIES
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.reasons import place_record, reasons_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.for_nobody import what_else_speaks
from sistercities.partners.short_lists.nearby_ties import n_partners_in_common
from sistercities.partners.short_lists.wish_terms import Added
from sistercities.partners.uncounted import notes_on_merged, uncounted_notes
from sistercities.partners.verdict import verdict_of
from sistercities.sentences import Sentence, say
from sistercities.terms.json_records import RecordTuple
from twolevel.core.array_types import Index, Real

NOTHING_ADDED = Added()
ROUNDING = 1e-9
"""Log odds by which equal contributions may differ: on a flat stretch only rounding tells them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the way of the two places.

    Attributes
    ----------
    obstacles
        What was found (`gate.of_pairs.obstacles_of`).
    kin
        Places that are much the same as a partner (`gate.kin.kin_of_partners`).
    looked_at
        What was looked at, and until when (`gate.looked_at`).
    as_named
        The ground with the names of the two as they are, where sentences tell them apart.
    """

    obstacles: tuple[Obstacle, ...] = ()
    kin: Kin = field(default_factory=dict)
    looked_at: str = ""
    as_named: Ground | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The partner beside all candidates and the present partners of a place.

    Attributes
    ----------
    candidates
        Positions of the candidates, the partner not among them.
    partners
        Positions of the present partners, the partner not among them.
    score, plain_score
        Of the candidates and, last, of the partner: with the weights, and without.
    base
        Score of the home place with a typical partner.
    among_partners, among_candidates
        Percentiles by feature, as in `Criterion`.
    """

    candidates: Index
    partners: Index
    score: Real
    plain_score: Real
    base: float
    among_partners: dict[str, float | None]
    among_candidates: dict[str, float | None]


def assess_pair(
    ground: Ground,
    model: AdditiveModel,
    home: int,
    partner: int,
    weights: dict[str, float],
    found: Found | None = None,
    terms: Mapping[str, float] | None = None,
) -> Assessment:
    """Make the scorecard of a partner.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the home place's class.
    home, partner
        Positions of the two places; neither lies in the other.
    weights
        By feature; 1 where none is given.
    found
        What stands in the way; None knows of nothing.
    terms
        How often each term of a wish is added (`short_lists.wish_terms`); they change the order,
        and not the chance.
    """
    found, added = found or Found(), Added(terms=terms or {})
    obstacles = found.obstacles
    compared = compare(ground, model, home, partner, weights, found.kin, added)
    facts = _facts(ground, model, home, np.array([partner]))
    standing = _standing(model, compared, partner, float(n_partners_in_common(facts)[0]))
    criteria = [
        Criterion(
            reason,
            weight_of(reason, weights),
            compared.among_partners[reason.feature],
            compared.among_candidates[reason.feature],
        )
        for reason in reasons_of(model, ground, home, partner, weights)
    ]
    wished = added.reasons(facts, 0) if added else []
    criteria += [Criterion(one, added.terms[one.feature], None, None) for one in wished]
    comparable, among = _examples(model, ground, home, partner, obstacles)
    known = tuple(each for each in criteria if each.reason.is_known)
    unknown = tuple(each for each in criteria if not each.reason.is_known)
    # The ruling by which `recommend` leaves places out: two commands must not say two things.
    row, rows = gate_of(ground).not_suggested(home, np.array([partner]))
    kept_out_by = rows[row[0]].row_id if row[0] >= 0 else None
    verdict = verdict_of(
        standing.rank, standing.n_candidates, standing.probability, obstacles,
        is_withheld=kept_out_by is not None,
    )  # fmt: skip
    is_low = standing.rank > LOW_RANK and verdict.word != "barred"
    evidence = _evidence(found.as_named or ground, model, compared, home, partner) if is_low else ()
    return Assessment(
        home=place_record(ground, home),
        partner=place_record(ground, partner),
        verdict=verdict.word,
        sentence=headline(ground, home, partner, standing, obstacles, verdict, kept_out_by),
        in_short=in_short(
            ground,
            home,
            partner,
            known,
            unknown,
            obstacles,
            is_barred=verdict.word == "barred",
            kept_out_by=kept_out_by,
            evidence=evidence,
        ),
        standing=standing,
        criteria=RecordTuple(known),
        unknown=RecordTuple(unknown),
        obstacles=RecordTuple(obstacles),
        looked_at=found.looked_at,
        comparable=RecordTuple(comparable),
        comparable_among=among,
        n_partners=len(compared.partners),
        weights=weights,
        notes=(*_notes(ground, model, home, partner, weights), *_on_evidence(evidence)),
        data_version=ground.version,
        model_version=model.data_version,
    )


def _evidence(
    ground: Ground, model: AdditiveModel, compared: Comparison, home: int, partner: int
) -> tuple[str, ...]:
    return what_else_speaks(ground, home, partner, compared.candidates, model.place_class)


def _on_evidence(evidence: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Say why a place of a low rank is named at all; nothing where no such fact is known."""
    if not evidence:
        return ()
    return (
        say(
            "Low as it ranks, it is named where no other place has enough to speak for it: what "
            "speaks for it first is the reason."
        ),
    )


def _examples(
    model: AdditiveModel, ground: Ground, home: int, partner: int, obstacles: tuple[Obstacle, ...]
) -> tuple[tuple[ComparablePair, ...], str]:
    """Find ties most alike; where something speaks against the pair, none is an example for it."""
    if any(one.strength == "bar" for one in obstacles) or what_calls_for_care(obstacles):
        return (), say("No partnership is shown as alike where something calls for care.")
    return comparable_pairs(model, ground, home, partner)


def compare(
    ground: Ground, model: AdditiveModel, home: int, partner: int, weights: dict[str, float],
    kin: Kin | None = None, added: Added = NOTHING_ADDED,
) -> Comparison:  # fmt: skip
    """Score all candidates of a place with a partner, and place the partner among them.

    The candidates are those that may be suggested (`eligible`), at home where the partner is.
    """
    pairs = candidates(ground, home, model.place_class)
    scope = Scope("only" if of_one_state(ground, home, partner) else "without")
    others = pairs.b[eligible(ground, home, pairs, scope, kin or {}).left]
    others = others[others != partner]
    tied = ground.ties.partners(home)
    tied = tied[tied != partner]
    untied = _Untied(candidates_of(ground, home, others))
    few = candidates_of(ground, home, np.concatenate([[partner], tied]))
    base = model.base(few)[0]
    score, plain = np.full(len(others) + 1, base), np.full(len(others) + 1, base)
    of_partners: dict[str, Real] = {}
    of_candidates: dict[str, Real] = {}
    for feature in model.features:
        adds, known = untied.contributions(model, feature)
        values = feature.values(few)
        of_few = model.contribution(feature, values)
        together = np.append(adds, of_few[0])
        plain += together
        score += weights.get(feature.name, 1.0) * together
        of_partners[feature.name] = np.where(np.isfinite(values), of_few, np.nan)
        of_candidates[feature.name] = known
    if added:
        everyone = np.append(others, partner)
        score += added.of(_facts(ground, model, home, everyone))
    of_partners |= added_up(of_partners)
    of_candidates |= added_up(of_candidates)
    with_partners = {
        name: percentile(float(adds[0]), adds[1:]) for name, adds in of_partners.items()
    }
    with_candidates = {
        name: percentile(float(adds[0]), of_candidates[name]) for name, adds in of_partners.items()
    }
    return Comparison(others, tied, score, plain, float(base), with_partners, with_candidates)


def _facts(ground: Ground, model: AdditiveModel, home: int, at: Index) -> CandidateFacts:
    return CandidateFacts(
        HomePlace(ground, home, model.place_class), candidates_of(ground, home, at)
    )


class _Untied:
    """Places without a tie with the home place; facts on two countries are looked up once each."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        _, first, self._of_country = np.unique(
            pairs.ground.country_of_facts[pairs.b], return_index=True, return_inverse=True
        )
        self._one_each = Pairs(pairs.ground, pairs.a[first], pairs.b[first])

    def contributions(self, model: AdditiveModel, feature: Feature) -> tuple[Real, Real]:
        """Return what a feature adds for each, and the same with NaN where it is not known."""
        of_countries = feature.name in OF_COUNTRIES
        values = feature.values(self._one_each if of_countries else self._pairs)
        adds = model.contribution(feature, values)
        known = np.where(np.isfinite(values), adds, np.nan)
        return (adds[self._of_country], known[self._of_country]) if of_countries else (adds, known)


def percentile(value: float, others: Real) -> float | None:
    """Share of others below a value, equal ones by half, in percent; NaN is not compared.

    None where the value is NaN or no other is a number.
    """
    known = others[~np.isnan(others)]
    if math.isnan(value) or not len(known):
        return None
    below = int((known < value - ROUNDING).sum())
    equal = int((np.abs(known - value) <= ROUNDING).sum())
    return 100 * (below + equal / 2) / len(known)


def _standing(
    model: AdditiveModel, compared: Comparison, partner: int, n_in_common: float = 0.0
) -> Standing:
    own, others = compared.score[-1], compared.score[:-1]
    # Equal scores stand in the order of the ids, as in a ranking.
    is_before = (others > own) | ((others == own) & (compared.candidates < partner))
    share = float(share_tied(model, compared.plain_score[-1:])[0])
    return Standing(
        score=float(own),
        base=compared.base,
        probability=share,
        chance=chance_in_words(share, on_one=rests_on_one(n_in_common)),
        rank=int(is_before.sum()) + 1,
        n_candidates=len(others) + 1,
        percentile=100 * float((others < own).mean()) if len(others) else 100.0,
    )


def _on_sizes(ground: Ground, model: AdditiveModel, home: int, partner: int) -> Iterator[Sentence]:
    """Say of which of the two the size is not known; of both it is one sentence."""
    if "partner_size" not in model.coefficients:
        return
    unknown = [one for one in (home, partner) if not ground.places.population[one] > 0]
    named = [named_place(ground, one) for one in unknown]
    if len(unknown) == 1:
        yield say(
            "The population of {name} is not known, so sizes are not compared; "
            "`sistercities covariates {key}` shows what is.",
            name=named[0], key=str(ground.places.ids[unknown[0]]),
        )  # fmt: skip
    elif unknown:
        yield say(
            "The populations of {home} and {partner} are not known, so sizes are not compared.",
            home=named[0], partner=named[1],
        )  # fmt: skip


def _notes(
    ground: Ground, model: AdditiveModel, home: int, partner: int, weights: dict[str, float]
) -> tuple[str, ...]:
    notes: list[str] = list(_on_sizes(ground, model, home, partner))
    notes += [one for place in (home, partner) for one in notes_on_merged(ground, place)]
    notes += uncounted_notes(ground, home, partner)
    if weights:
        notes.append(
            say("The chance leaves your weights aside: it is that of pairs like this in the data.")
        )
    if ground.version != model.data_version:
        notes.append(
            say(
                "What each criterion adds was learned on the data {version}.",
                version=model.data_version,
            )
        )
    return tuple(notes)
