"""From a home place and wishes to a list of partners with reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np

from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel, class_members, share_tied
from sistercities.partners.answers import Partner, RecommendationList
from sistercities.partners.eligible import Barred, Eligible, Scope, eligible, kin_notes
from sistercities.partners.filters import Filters, filtered
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.held_partners import MOST_NAMED, partners_in_question
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.third_states import partners_of_each_barred_to
from sistercities.partners.ground import LEVELS, Flag, Ground
from sistercities.partners.likeness import Likeness, likeness
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.ranking import Ranking, candidates, ranked
from sistercities.partners.reasons import place_record, reasons_of_each
from sistercities.partners.scoring import scorer_of
from sistercities.partners.spreading import left_out_notes, spread_out
from sistercities.partners.tie_graph import is_among
from sistercities.partners.uncounted import uncounted_notes
from sistercities.sentences import listed, listed_few, say

COUNT, PER_REGION = 10, 2
MOST = 1000
"""Partners that one answer may hold."""
FindObstacles: TypeAlias = Callable[[list[int]], list[tuple[Obstacle, ...]]]


def _none_known(candidates: list[int]) -> list[tuple[Obstacle, ...]]:
    return [() for _ in candidates]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for.

    Attributes
    ----------
    count
        Partners to name.
    per_region
        Most partners of one first-level region.
    per_country
        Most partners of one country; None for any number.
    filters
        Which candidates count.
    weights
        By feature; 1 where none is given.
    like
        Position of a place that partners should be like; None for none.
    is_domestic
        Places of the own country are asked for, not those abroad.
    with_barred
        Places are named too that cannot be suggested, each with what bars it.
    """

    count: int = COUNT
    per_region: int = PER_REGION
    per_country: int | None = None
    filters: Filters = field(default_factory=Filters)
    weights: dict[str, float] = field(default_factory=dict)
    like: int | None = None
    is_domestic: bool = False
    with_barred: bool = False

    def scope(self, own_country: str) -> Scope:
        """Say where partners are sought: a country that is named may be the own one."""
        if self.is_domestic:
            return Scope("only", self.with_barred)
        is_named = own_country in {code.strip().upper() for code in self.filters.countries}
        return Scope("too" if is_named else "without", self.with_barred)


def place_class(ground: Ground, home: int, wanted: str | None = None) -> str:
    """Say among which places the partners of a place are: "city" or "region".

    Raises
    ------
    InvalidArgument
        If another class is wanted than the place has.
    """
    places = ground.places
    is_city, is_region = bool(places.is_city[home]), bool(places.is_region[home])
    if wanted is None:
        return "city" if is_city else "region"
    if wanted not in ("city", "region"):
        raise InvalidArgument("level", wanted, say("give city or region"))
    if not (is_city if wanted == "city" else is_region):
        level = LEVELS[int(places.level[home])]
        raise InvalidArgument(
            "level",
            wanted,
            say(
                "{name} is a {level}; leave the level out",
                name=named_place(ground, home),
                level=level,
            ),
        )
    return wanted


def recommend_partners(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    obstacles: FindObstacles = _none_known, kin: Kin | None = None,
) -> RecommendationList:  # fmt: skip
    """Rank the candidates of a place and give the first ones with their reasons.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the class of places that is ranked.
    home
        Position of the place.
    wishes
        What is asked for.
    obstacles
        From the positions of candidates to what stands in the way of each
        (`gate.of_pairs.obstacles_of_candidates`).
    kin
        Places that are much the same as a partner (`gate.kin.kin_of_partners`).

    Raises
    ------
    InvalidArgument
        If a wish is out of range or the filters leave nothing.
    """
    _check(wishes)
    chosen = _chosen(ground, model, home, wishes, kin or {})
    pairs = chosen.pairs
    like = None if wishes.like is None else likeness(ground, wishes.like)
    order = ranked(scorer_of(ground, model), pairs, wishes.weights, like)
    spread = spread_out(ground, order.at, wishes.count, wishes.per_region, wishes.per_country)
    partners = _partners(ground, model, home, order, spread.taken, wishes, like, obstacles)
    rules, passes = chosen.rules, chosen.passes
    last = float(order.score[spread.taken[-1]])
    would_be_named = partial(_that_score, ground, model, home, wishes.weights, like, last)
    return RecommendationList(
        home=place_record(ground, home),
        partners=partners,
        n_candidates=len(pairs),
        filters=chosen.filters,
        weights=wishes.weights,
        notes=(
            *_notes(ground, model, home, wishes),
            *kin_notes(ground, would_be_named(rules.kin_places(passes)), kin or {}),
            *_note_on_barred_states(ground, home, order.at[spread.taken].tolist()),
            *left_out_notes(ground, order.at, spread, wishes.per_country),
        ),
        data_version=ground.version,
        model_version=model.data_version,
        left_out=rules.said_of_barred(home, passes, would_be_named(rules.barred_places(passes))),
    )


def explain_partner(
    ground: Ground, model: AdditiveModel, home: int, partner: int, wishes: Wishes,
    obstacles: FindObstacles = _none_known, kin: Kin | None = None,
) -> RecommendationList:  # fmt: skip
    """Give one candidate with its rank among all that the wishes leave, and all its reasons.

    Raises
    ------
    InvalidArgument
        If the place is no candidate: tied already, inside the other, of another class, filtered.
    """
    _check(wishes)
    chosen = _chosen(ground, model, home, wishes, kin or {})
    pairs = chosen.pairs
    if partner not in pairs.b:
        why_not = _why_not(ground, model, home, partner, chosen.rules)
        raise InvalidArgument("why", named_place(ground, partner), why_not)
    like = None if wishes.like is None else likeness(ground, wishes.like)
    order = ranked(scorer_of(ground, model), pairs, wishes.weights, like)
    at = int(np.flatnonzero(order.at == partner)[0])
    return RecommendationList(
        place_record(ground, home),
        _partners(ground, model, home, order, [at], wishes, like, obstacles),
        len(pairs), chosen.filters, wishes.weights, _notes(ground, model, home, wishes),
        ground.version, model.data_version,
    )  # fmt: skip


def _check(wishes: Wishes) -> None:
    if not 1 <= wishes.count <= MOST:
        raise InvalidArgument(
            "count", wishes.count, say("give a number from 1 to {most:,}", most=MOST)
        )
    for name, most in (("per_region", wishes.per_region), ("per_country", wishes.per_country)):
        if most is not None and most < 1:
            raise InvalidArgument(name, most, say("give a number of 1 or more"))


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """Candidates after rules and wishes: those left, what the filters said, what the rules did."""

    pairs: Pairs
    filters: tuple[str, ...]
    rules: Eligible
    passes: Flag


def _chosen(ground: Ground, model: AdditiveModel, home: int, wishes: Wishes, kin: Kin) -> _Chosen:
    """Leave those whom the wishes leave, then take out those whom something bars."""
    pairs = candidates(ground, home, model.place_class)
    own = str(ground.countries.codes[ground.places.country[home]])
    rules = eligible(ground, home, pairs, wishes.scope(own), kin)
    fitting = np.flatnonzero(rules.fits)
    left, said = filtered(candidates_of(ground, home, pairs.b[fitting]), wishes.filters)
    passes = np.zeros(len(pairs), dtype=np.bool_)
    passes[fitting[left]] = True
    if wishes.like is not None:
        passes &= pairs.b != wishes.like
    taken = candidates_of(ground, home, pairs.b[passes & rules.left])
    if not len(taken):
        raise _all_barred(ground, home, rules.barred(passes))
    of_kin = passes | rules.is_kin & np.isin(pairs.country, pairs.country[passes])
    return _Chosen(taken, said, rules, of_kin)


def _all_barred(ground: Ground, home: int, barred: tuple[Barred, ...]) -> InvalidArgument:
    """Say that all places asked for are barred, and why those of the first country are."""
    named = named_place(ground, home)
    if not barred:
        return InvalidArgument("filters", named, say("they leave no place; widen or drop them"))
    return InvalidArgument(
        "filters",
        listed([named_country(ground, at) for at in dict.fromkeys(one.country for one in barred)]),
        say(
            "no place that they leave can be suggested to {home}: {reason} `--include-barred` "
            "shows them all the same",
            home=named,
            reason=barred[0].barrier.sentence,
        ),
    )


def _partners(
    ground: Ground, model: AdditiveModel, home: int, order: Ranking, taken: list[int],
    wishes: Wishes, like: Likeness | None, obstacles: FindObstacles,
) -> tuple[Partner, ...]:  # fmt: skip
    places, score = order.at[taken], order.score[taken]
    in_the_way = obstacles(places.tolist())
    reasons = reasons_of_each(model, ground, home, places, wishes.weights)
    if like is not None:
        reasons = [
            tuple(sorted((*each, like.reason(place)), key=lambda one: -one.contribution))
            for each, place in zip(reasons, places.tolist(), strict=True)
        ]
    plain = score
    if wishes.weights or like is not None:
        # Wishes change the order, not how often such pairs are tied: as in `assessing`.
        plain = model.score(candidates_of(ground, home, places))
    share = share_tied(model, plain)
    return tuple(
        Partner(
            taken[k] + 1, place_record(ground, place), float(score[k]), order.base,
            float(share[k]), reasons[k], in_the_way[k],
        )
        for k, place in enumerate(places.tolist())
    )  # fmt: skip


def _that_score(
    ground: Ground, model: AdditiveModel, home: int, weights: dict[str, float],
    like: Likeness | None, last: float, left_out: tuple[int, ...],
) -> tuple[int, ...]:  # fmt: skip
    """Return those of the places left out that score as high as the last one named, best first."""
    if not left_out:
        return ()
    pairs = candidates_of(ground, home, np.array(left_out, dtype=np.int64))
    order = ranked(scorer_of(ground, model), pairs, weights, like)
    return tuple(order.at[order.score >= last].tolist())


def _note_on_barred_states(ground: Ground, home: int, named: list[int]) -> tuple[str, ...]:
    """Say once which of the places named are tied today with places in a state that is barred."""
    is_free = gate_of(ground).bars(home, np.array(named, dtype=np.int64))[0] < 0
    free = [place for place, is_left in zip(named, is_free.tolist(), strict=True) if is_left]
    barred = zip(free, partners_of_each_barred_to(ground, free, home), strict=True)
    each = [
        say(
            "{place} in {states}",
            place=named_place(ground, place),
            states=listed([
                named_country(ground, at)
                for at in dict.fromkeys(ground.places.country[partners].tolist())
            ]),
        )
        for place, partners in barred
        if len(partners)
    ]  # fmt: skip
    if not each:
        return ()
    return (
        say(
            "By lists of today some of these places have partners that are barred here: {each}.",
            each=listed_few(each[:MOST_NAMED], len(each), "comma"),
        ),
    )


def _notes(ground: Ground, model: AdditiveModel, home: int, wishes: Wishes) -> tuple[str, ...]:
    places = ground.places
    notes: list[str] = []
    name = named_place(ground, home)
    if "partner_size" in model.coefficients and not places.population[home] > 0:
        notes.append(
            say("The population of {name} is not known, so sizes are not compared.", name=name)
        )
    if not ground.ties.degree[home]:
        notes.append(
            say("We know of no partner of {name}, so its own network says nothing yet.", name=name)
        )
    if places.is_dual[home]:
        notes.append(
            say("{name} is region and city at once; `--level` ranks regions instead.", name=name)
            if model.place_class == "city"
            else say(
                "{name} is region and city at once; `--level` ranks cities instead.", name=name
            )
        )
    notes += partners_in_question(ground, home, ground.ties.partners(home).tolist())
    notes += uncounted_notes(ground, home)
    if wishes.weights or wishes.like is not None:
        notes.append(say("How many pairs are tied leaves your weights and likeness aside."))
    if ground.version != model.data_version:
        notes.append(
            say(
                "The weights of the reasons were learned on the data {version}.",
                version=model.data_version,
            )
        )
    return tuple(notes)


def _why_not(ground: Ground, model: AdditiveModel, home: int, partner: int, rules: Eligible) -> str:
    """Say why a place is no candidate of another, and what to do."""
    places = ground.places
    name, at_home = named_place(ground, partner), named_place(ground, home)
    if partner == home:
        return say("it is the place itself; give another")
    if ground.ties.holds(np.array([home]), np.array([partner]))[0]:
        return say(
            "{home} and {partner} are tied already; see `sistercities ties {key}`",
            home=at_home,
            partner=name,
            key=str(places.ids[home]),
        )
    if (places.containers[partner] == home).any() or (places.containers[home] == partner).any():
        return say("one of the two lies in the other; give another place")
    if places.is_former[partner]:
        return say("{name} is no place of today; give its successor", name=name)
    if is_among(ground.recorded, ground.ties.key(np.array([home]), np.array([partner])))[0]:
        return say(
            "a tie of {home} and {partner} is on record that no longer counts; see its ties",
            home=at_home,
            partner=name,
        )
    assess = f"sistercities assess {places.ids[home]} {places.ids[partner]}"
    if partner not in class_members(ground, model.place_class):
        return (
            say("only regions are ranked for {home}; see `{command}`", home=at_home, command=assess)
            if model.place_class == "region"
            else say(
                "only cities and districts are ranked for {home}; see `{command}`",
                home=at_home,
                command=assess,
            )
        )
    bar = rules.bar_of(partner)
    if bar is not None:
        return say(
            "it cannot be suggested: {reason} `--include-barred` shows it, and so does `{command}`",
            reason=bar.sentence,
            command=assess,
        )
    if rules.holds_as_kin(partner):
        return say("it is much the same place as a partner; see `{command}`", command=assess)
    if places.country[partner] == places.country[home]:
        return say(
            "it lies in the own country; give `--domestic`, or see `{command}`", command=assess
        )
    return say("a filter leaves it out; leave the filters out, or see `{command}`", command=assess)
