"""What is said below short lists: of size, of the alike, of whom nobody named, of what to ask."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.candidate_scores import CandidateScores
from sistercities.partners.choosing import Wishes
from sistercities.partners.eligible import kin_notes
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.kin_notes import notes_on_held_around
from sistercities.partners.ground import Ground
from sistercities.partners.loosening import (
    how_to_see_more,
    names_somebody_there,
    what_to_ask_instead,
)
from sistercities.partners.merged_ties import notes_on_merged
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import Pairs
from sistercities.partners.recommend_notes import notes_on
from sistercities.partners.region_people import is_summed, people_with_sums
from sistercities.partners.short_lists.answer import ShortList
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.compared import (
    notes_on_the_alike,
    where_the_alike_have_partners,
)
from sistercities.partners.short_lists.notes_on_each import notes_on_all
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.partners.size_bands import ANY_SIZE
from sistercities.sentences import PlaceName, Sentence, say
from sistercities.terms.people_words import persons


@dataclass(frozen=True, slots=True)
class Search:
    """Who asks for whom, and the candidates.

    Attributes
    ----------
    ground, model, home, wishes, purpose, kin
        As `suggest_partners` takes them.
    facts
        The candidates that are left.
    pairs
        All places that the filters are asked about.
    scores
        What the model says of the candidates; None where no candidate is left.
    lifting
        Themes that lift.
    """

    ground: Ground
    model: AdditiveModel
    home: int
    wishes: Wishes
    purpose: Purpose | None
    kin: Kin | None
    facts: CandidateFacts
    pairs: Pairs
    scores: CandidateScores | None
    lifting: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """What the lists leave to say.

    Attributes
    ----------
    n_named
        How many places stand on them, without those that are barred.
    partners
        These places, by position.
    left_out
        What is said of places that something bars.
    high
        What is said of places that score high and are not named.
    kin
        Places that would be named if one of their own area were no partner.
    """

    n_named: int
    partners: dict[int, Partner]
    left_out: tuple[str, ...]
    high: tuple[Sentence, ...]
    kin: tuple[int, ...]


def notes_below(search: Search, made: tuple[ShortList, ...], below: Below) -> tuple[str, ...]:
    """Say what is said of all lists together."""
    ground, model, home, wishes = search.ground, search.model, search.home, search.wishes
    purpose, kin, n_named = search.purpose, search.kin, below.n_named
    on_size = _on_size(ground, home, wishes)
    somebody_there = names_somebody_there(ground, model, home, wishes, purpose, kin)
    return (
        *notes_on_all(below.partners.values()),
        *_whom_instead(search, below),
        *notes_on_the_alike(search.facts, made),
        *where_the_alike_have_partners(search.facts, made, somebody_there),
        *below.high,
        *(on_size if n_named else ()),
        *how_to_see_more(ground, model, search.pairs, wishes, n_named, purpose, kin),
        *notes_on(
            ground, model, home, wishes, below.left_out,
            is_size_told=bool(on_size), has_names=n_named > 0,
        ),
        *kin_notes(ground, below.kin, kin or {}),
        *notes_on_held_around(ground, home, kin or {}),
        *notes_on_merged(ground, home),
    )  # fmt: skip


def _whom_instead(search: Search, below: Below) -> tuple[Sentence, ...]:
    """Say whom the lists would name without the purpose, or in which part of the world."""
    ground, purpose = search.ground, search.purpose
    named = frozenset(below.partners)
    nobody: tuple[Sentence, ...] = ()
    if purpose is not None:
        from sistercities.partners.without_purpose import (
            nobody_either,
            say_whom_without_purpose,
            without_purpose,
        )

        others: tuple[int, ...] = ()
        if search.scores is not None:
            others = without_purpose(search.scores, search.wishes, search.lifting, named)
        if others:
            return (say_whom_without_purpose(ground, others, purpose, are_all=not named),)
        nobody = () if named else (nobody_either(purpose),)
    return (
        *nobody,
        *what_to_ask_instead(
            ground, search.model, search.home, search.wishes, below.n_named, purpose, search.kin
        ),
    )


def _on_size(ground: Ground, home: int, wishes: Wishes) -> tuple[Sentence, ...]:
    name, has_band = named_place(ground, home), wishes.filters.size != ANY_SIZE
    if is_summed(ground, home):
        people = persons(float(people_with_sums(ground)[home]))
        return (_on_sum(name, people, has_band=has_band),)
    if has_band or ground.places.population[home] > 0:
        return ()
    return (say("The size of {name} is not known, so places of any size are named.", name=name),)


def _on_sum(name: PlaceName, people: Sentence, *, has_band: bool) -> Sentence:
    """Say that the size of a region is that of its cities and towns."""
    if has_band:
        return say(
            "Regions of which no number of people is known are compared by the cities and towns in "
            "them that we know of: those of {name} have {people}. The regions have more.",
            name=name,
            people=people,
        )
    return say(
        "No number of people of {name} is known, so regions of its rank are named, far larger and "
        "smaller ones too. Its cities and towns that we know of have {people}: `--size` compares "
        "regions by these.",
        name=name,
        people=people,
    )
